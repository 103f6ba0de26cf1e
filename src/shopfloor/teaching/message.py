"""What a check, a hint or a hand-in shows: a symbol, a word and sentences, to see and to hear."""

from dataclasses import dataclass
from html import escape

# Symbol and badge color for each kind. White on the badge, and the badge on a light or dark page, meet
# WCAG AA; the symbol and the word say the same as the color.
KINDS = {
    "right": ("\u2713", "#1a7f37"),
    "almost": ("\u2248", "#9a6700"),
    "wrong": ("\u2717", "#cf222e"),
    "handed in": ("\u2191", "#0969da"),  # no tick: handed in is not yet right
    "not tried": ("\u2026", "#6b7280"),
    "help": ("?", "#0969da"),
    "warning": ("!", "#9a6700"),
}


@dataclass(frozen=True, repr=False)
class Message:
    """One message. In a notebook it is a live region; printed, it is the same words.

    >>> Message("right", "Right", "0.18 min.")
    ✓ Right: 0.18 min.
    """

    kind: str
    label: str
    words: str
    then: tuple = ()
    items: tuple = ()

    @property
    def right(self):
        """Whether this says that an answer is right."""
        return self.kind == "right"

    @property
    def text(self):
        """The whole message as plain text."""
        symbol, _ = KINDS[self.kind]
        joint = "." if self.kind == "not tried" else ":"
        lines = [f"{symbol} {self.label}{joint} {self.words}"]
        lines += [f"  - {item}" for item in self.items]
        return "\n".join([*lines, *self.then])

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        symbol, color = KINDS[self.kind]
        badge = (
            f'<span style="background:{color};color:#ffffff;border-radius:4px;padding:1px 8px;'
            f'font-weight:600;white-space:nowrap"><span aria-hidden="true">{symbol} </span>'
            f"{escape(self.label)}</span>"
        )
        parts = [f'<p style="margin:0">{badge} {escape(self.words)}</p>']
        if self.items:
            inside = "".join(f'<li style="margin:2px 0">{escape(item)}</li>' for item in self.items)
            parts.append(f'<ul style="margin:6px 0 0;padding-left:22px">{inside}</ul>')
        parts += [f'<p style="margin:6px 0 0">{escape(line)}</p>' for line in self.then]
        return (
            f'<div role="status" class="shopfloor-message mathjax_ignore" style="border-left:4px solid {color};'
            "padding:6px 12px;margin:4px 0;max-width:70ch;"
            "font-family:var(--jp-content-font-family,system-ui,sans-serif);"
            'font-size:var(--jp-content-font-size1,14px);line-height:1.5;color:var(--jp-content-font-color1,inherit)">'
            + "".join(parts)
            + "</div>"
        )


def of_verdict(verdict, then=()):
    """The message for a `Verdict`.

    >>> from .compare import Verdict
    >>> of_verdict(Verdict("almost", "0.6 is a fraction."))
    ≈ Almost: 0.6 is a fraction.
    """
    kind = verdict.outcome.partition(",")[0]
    lines = [f"Try: {verdict.try_this}"] if verdict.try_this else []
    return Message(kind, verdict.label, verdict.words, (*lines, *then))
