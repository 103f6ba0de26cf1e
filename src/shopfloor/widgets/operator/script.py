"""The script that the operator plays: what is done from when to when, known to the thousandth of a minute."""

import math
import random
from dataclasses import dataclass
from functools import lru_cache

from shopfloor.widgets.operator.work import HOSE_CLAMP, Work

FOREIGN = "F"
#: Thousandths of a minute that the clock goes on after the last break point, so that it can be timed too.
TAIL = 60


@dataclass(frozen=True)
class Segment:
    """A stretch of the script: an element of one cycle, or a foreign stretch (label "F").

    ``start`` and ``end`` are whole thousandths of a minute on the operator's clock; ``end`` is the break
    point.
    ``scene`` names what is to be seen: the element's letter, or the interruption.
    """

    label: str
    scene: str
    cycle: int
    start: int
    end: int

    @property
    def minutes(self) -> float:
        return (self.end - self.start) / 1000


@dataclass(frozen=True)
class Script:
    """Work as it will be played. Equal arguments of :func:`write_script` give an equal script."""

    work: Work
    seed: int
    cycles: int
    pace: float
    segments: tuple[Segment, ...]

    @property
    def minutes(self) -> float:
        """How long the operator works, in minutes of the operator's clock."""
        return self.segments[-1].end / 1000

    def average_times(self) -> dict[str, float]:
        """The true average time of each element in minutes, foreign stretches left out: {"A": 0.101, ...}."""
        found: dict[str, list[float]] = {}
        for segment in self.segments:
            if segment.label != FOREIGN:
                found.setdefault(segment.label, []).append(segment.minutes)
        return {label: sum(times) / len(times) for label, times in sorted(found.items())}

    def for_browser(self) -> dict:
        """The script as plain values, for the JavaScript that plays it."""
        scenes = {one.label: one.motions for one in self.work.elements}
        scenes |= {one.scene: one.motions for one in self.work.interruptions}
        return {
            "work": self.work.name,
            "elements": [
                {"label": e.label, "name": e.name, "ends_when": e.ends_when, "every": e.every}
                for e in self.work.elements
            ],
            "interruptions": [one.name for one in self.work.interruptions],
            "scenes": {
                name: [{"share": m.share, "left": m.left, "right": m.right} for m in motions]
                for name, motions in scenes.items()
            },
            "segments": [
                {"label": s.label, "scene": s.scene, "cycle": s.cycle, "start": s.start, "end": s.end}
                for s in self.segments
            ],
            "cycles": self.cycles,
            "tail": TAIL,
        }


@lru_cache(maxsize=64)
def write_script(seed: int = 5, cycles: int = 12, pace: float = 1.0, work: Work = HOSE_CLAMP) -> Script:
    """Write what the operator will do: the truth that an observer's record is scored against.

    An element of normal time n takes, in one cycle::

        n / pace * (1 - 2 * spread + spread * (e1 + e2))

    with e1 and e2 drawn from the exponential distribution of mean 1. The average is n / pace, and the
    times are skewed to the right, as observed element times are: there is a fastest possible movement, but
    no slowest. ``pace`` 1.0 is a practised worker at a pace that can be kept up all day.

    About one foreign stretch comes in four cycles, never in the first cycle and never two in one cycle;
    its length does not depend on the pace. Elements with ``every`` above 1 come at the end of each such
    cycle. Only ``random.Random.random`` is used, whose numbers are the same on every version and platform.

    Raises ValueError, in words, for a seed that is not a whole number, cycles outside 1 to 500,
    or a pace outside 0.5 to 2.

    >>> script = write_script(seed=5, cycles=2)
    >>> [segment.label for segment in script.segments]
    ['A', 'B', 'C', 'D', 'A', 'B', 'C', 'D']
    """
    _refuse_the_impossible(seed, cycles, pace)
    luck = random.Random(seed)
    interruptions = _interruptions_by_cycle(luck, cycles, work)
    segments: list[Segment] = []

    def add(label, scene, cycle, minutes):
        start = segments[-1].end if segments else 0
        segments.append(Segment(label, scene, cycle, start, start + max(1, round(minutes * 1000))))

    for cycle in range(1, cycles + 1):
        before, interruption = interruptions.get(cycle, (None, None))
        for element in work.in_every_cycle:
            if element.label == before:
                length = interruption.shortest + luck.random() * (
                    interruption.longest - interruption.shortest
                )
                add(FOREIGN, interruption.scene, cycle, length)
            add(element.label, element.label, cycle, element.minutes * _stray(luck, element.spread) / pace)
        for element in work.now_and_then:
            if cycle % element.every == 0:
                add(
                    element.label, element.label, cycle, element.minutes * _stray(luck, element.spread) / pace
                )
    return Script(work, seed, cycles, pace, tuple(segments))


def _stray(luck: random.Random, spread: float) -> float:
    return 1 - 2 * spread - spread * sum(math.log(1 - luck.random()) for _ in range(2))


def _shuffled(luck: random.Random, things) -> list:
    # Sorting by drawn numbers, because random.shuffle may draw differently in another version.
    return [
        thing for _, _, thing in sorted((luck.random(), place, thing) for place, thing in enumerate(things))
    ]


def _interruptions_by_cycle(luck: random.Random, cycles: int, work: Work) -> dict:
    how_many = (cycles + 1) // 4
    when = sorted(_shuffled(luck, range(2, cycles + 1))[:how_many])
    order = _shuffled(luck, range(len(work.interruptions)))
    plan = {}
    for turn, cycle in enumerate(when):
        interruption = work.interruptions[order[turn % len(order)]]
        place = int(luck.random() * len(interruption.before))
        plan[cycle] = (interruption.before[place], interruption)
    return plan


def _refuse_the_impossible(seed, cycles, pace) -> None:
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise ValueError(f"seed must be a whole number such as 5, not {seed!r}")
    if isinstance(cycles, bool) or not isinstance(cycles, int) or not 1 <= cycles <= 500:
        raise ValueError(f"cycles must be a whole number from 1 to 500, not {cycles!r}")
    if isinstance(pace, bool) or not isinstance(pace, (int, float)) or not 0.5 <= pace <= 2:
        meant = (
            f"; did you mean {pace / 100:.2f}?"
            if isinstance(pace, (int, float)) and 50 <= pace <= 200
            else ""
        )
        raise ValueError(f"pace must be from 0.5 to 2 (1.0 is normal), not {pace!r}{meant}")
