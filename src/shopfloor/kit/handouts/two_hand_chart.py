"""The two-hand chart: what the left and the right hand do, side by side."""

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, grow, listed
from shopfloor.methods.hand_charts import THERBLIGS


def sheets():
    columns = (
        ("Left hand: what it does", 6), ("Therblig", 1.6), ("s", 1.4),
        ("s", 1.4), ("Therblig", 1.6), ("Right hand: what it does", 6),
    )  # fmt: skip
    sums = blank_table(
        (("", 2), ("works (s)", 2), ("holds (s)", 2), ("waits (s)", 2), ("works / cycle", 2)),
        2,
        given=[("Left hand",), ("Right hand",)],
    )
    letters = " · ".join(f"<b>{one.symbol}</b> {one.name}" for one in THERBLIGS.values())
    body = (
        fields(("Operation", 4), ("Method: present / proposed", 2.6))
        + fields(("Charted by (code)", 2), ("Date and place", 3), ("Cycle (s)", 1))
        + listed(
            "Look for hazards first. Ask the person; write no name. Watch several cycles before you write one.",
            "One line per motion. Both hands begin and end together: a hand with nothing to do has a UD.",
        )
        + grow(blank_table(columns, 22))
        + f'<div style="height:24mm;display:flex" class="grow-fixed">{sums}</div>'
        + f'<p class="note">{letters}</p>'
    )
    foot = 'Into the computer: to_excel("two-hand chart", "my_hands.xlsx")'
    sketch = Sheet(
        "Two-hand chart: the bench",
        fields(("Operation", 4), ("Method: present / proposed", 2.6))
        + "<p>The bench from above, with the place of each part and tool, and its distance from the edge.</p>"
        + grow(_grid())
        + "<h2>What could be dropped, combined, moved or made easier, and does any change raise a risk?</h2>"
        + grow(blank_table((("Motion", 2), ("Change", 5), ("Risk before", 2), ("Risk after", 2)), 7)),
    )
    return [Sheet("Two-hand chart", body, foot=foot), sketch]


def _grid():
    """A grid to sketch on, with the curves that the forearms and the arms reach."""
    lines = "".join(f'<path d="M{x} 0V100"/>' for x in range(0, 181, 10)) + "".join(
        f'<path d="M0 {y}H180"/>' for y in range(0, 101, 10)
    )
    arcs = "".join(
        f'<path d="M{middle - r} 96A{r} {r} 0 0 1 {middle + r} 96" fill="none" stroke="#111" stroke-width=".5"'
        f' stroke-dasharray="{dash}"/>'
        for middle in (75, 105)
        for r, dash in ((34, "none"), (62, "2 2"))
    )
    return (
        '<svg viewBox="0 0 180 100" role="img" aria-label="A grid with the bench edge below; solid curves for the '
        'reach of the forearms, dashed ones for the reach of the arms; no scale" style="width:100%;height:100%">'
        f'<g stroke="#bbb" stroke-width=".2">{lines}</g>{arcs}'
        '<path d="M0 96H180" stroke="#111" stroke-width="1"/>'
        '<text x="90" y="99.4" font-size="3.2" text-anchor="middle">edge of the bench · solid: forearm · dashed: '
        "whole arm (measure them on the person, with consent)</text></svg>"
    )


HANDOUT = Handout("two_hand_chart", "Two-hand chart", "04", "two-hand chart", sheets)
