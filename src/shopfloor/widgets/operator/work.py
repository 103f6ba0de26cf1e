"""What the operator does: elements, their break points, their motions, and what may come between."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Motion:
    """One motion of both hands: its share of the element's time (a fraction), and each hand in words."""

    share: float
    left: str
    right: str


@dataclass(frozen=True)
class Element:
    """One element of the work.

    ``minutes`` is the normal time. ``spread`` says how far a cycle's time strays from it, as a fraction
    (see :func:`~shopfloor.widgets.operator.script.write_script`). ``every`` is 1 for an element of each
    cycle and 10 for one done in every tenth: rare, and still regular work.
    """

    label: str
    name: str
    ends_when: str
    minutes: float
    spread: float
    motions: tuple[Motion, ...]
    every: int = 1


@dataclass(frozen=True)
class Interruption:
    """A foreign stretch: what happens, how long at least and at most (min), before which elements."""

    scene: str
    name: str
    shortest: float
    longest: float
    before: tuple[str, ...]
    motions: tuple[Motion, ...]


@dataclass(frozen=True)
class Work:
    """A job: its name, its elements in order, and the interruptions that may come between them."""

    name: str
    elements: tuple[Element, ...]
    interruptions: tuple[Interruption, ...]

    @property
    def in_every_cycle(self) -> tuple[Element, ...]:
        return tuple(element for element in self.elements if element.every == 1)

    @property
    def now_and_then(self) -> tuple[Element, ...]:
        return tuple(element for element in self.elements if element.every > 1)


HOSE_CLAMP = Work(
    name="assemble a hose clamp",
    elements=(
        Element(
            "A",
            "gets a band, sets it in the fixture",
            "the left hand lets go of the band",
            0.10,
            0.06,
            (
                Motion(0.30, "reaches for a band", "waits"),
                Motion(0.12, "takes a band", "waits"),
                Motion(0.36, "carries the band to the fixture", "moves to the fixture"),
                Motion(0.22, "sets the band down and lets go", "waits at the fixture"),
            ),
        ),
        Element(
            "B",
            "gets a screw, starts it by hand",
            "the right hand lets go of the screw",
            0.09,
            0.08,
            (
                Motion(0.30, "holds the band", "reaches for a screw"),
                Motion(0.12, "holds the band", "takes a screw"),
                Motion(0.33, "holds the band", "carries the screw to the band"),
                Motion(0.25, "holds the band", "turns the screw in by hand and lets go"),
            ),
        ),
        Element(
            "C",
            "drives the screw",
            "the right hand lets go of the driver",
            0.12,
            0.05,
            (
                Motion(0.20, "holds the band", "reaches for the driver"),
                Motion(0.20, "holds the band", "pulls the driver down onto the screw"),
                Motion(0.45, "holds the band", "drives the screw"),
                Motion(0.15, "holds the band", "lifts the driver and lets go"),
            ),
        ),
        Element(
            "D",
            "puts the clamp aside",
            "the clamp lands in the tote",
            0.07,
            0.05,
            (
                Motion(0.20, "takes the clamp", "moves back"),
                Motion(0.48, "carries the clamp to the tote", "waits"),
                Motion(0.32, "drops the clamp into the tote", "waits"),
            ),
        ),
        Element(
            "E",
            "fills the screw bin",
            "the carton is back on the bench",
            0.22,
            0.05,
            (
                Motion(0.18, "waits", "reaches for the carton of screws"),
                Motion(0.27, "waits", "lifts the carton over the bin"),
                Motion(0.35, "waits", "pours screws into the bin"),
                Motion(0.20, "waits", "puts the carton down"),
            ),
            every=10,
        ),
    ),
    interruptions=(
        Interruption(
            "screw",
            "drops a screw and looks for it",
            0.13,
            0.20,
            ("B",),
            (
                Motion(0.18, "holds the band", "reaches for a screw"),
                Motion(0.16, "holds the band", "lets the screw slip"),
                Motion(0.40, "waits", "looks for the screw on the bench"),
                Motion(0.26, "waits", "throws the screw back into the bin"),
            ),
        ),
        Interruption(
            "question",
            "answers a question from a colleague",
            0.18,
            0.30,
            ("A", "C", "D"),
            (
                Motion(0.16, "rests", "rests"),
                Motion(0.37, "rests, while the colleague asks", "rests, while the colleague asks"),
                Motion(0.33, "points, while the operator answers", "rests"),
                Motion(0.14, "rests", "rests, while the colleague leaves"),
            ),
        ),
        Interruption(
            "water",
            "takes a sip of water",
            0.12,
            0.18,
            ("A",),
            (
                Motion(0.22, "waits", "reaches for the bottle"),
                Motion(0.22, "waits", "lifts the bottle"),
                Motion(0.32, "waits", "drinks"),
                Motion(0.24, "waits", "puts the bottle down"),
            ),
        ),
    ),
)
