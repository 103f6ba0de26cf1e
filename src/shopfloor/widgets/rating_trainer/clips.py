"""The clips of a training, and those of one student: work at a pace that is known exactly."""

import random
from dataclasses import dataclass, replace
from functools import lru_cache

from shopfloor.data.variants import Draws
from shopfloor.widgets.operator import HOSE_CLAMP, write_script

# Every cycle takes its normal time divided by the pace, to the thousandth of a minute: the truth is exact.
EVEN_WORK = replace(
    HOSE_CLAMP, elements=tuple(replace(element, spread=0.0) for element in HOSE_CLAMP.elements)
)
SLOWEST, FASTEST, STEP = 60, 140, 5  # percent of normal pace
# Slow, middling, fast, in steps: whoever rates a student's own clips meets as many of each.
BANDS = ((12, 17), (18, 22), (23, 28))
FEWEST_ELEMENTS, MOST_ELEMENTS = 3, 5


@lru_cache(maxsize=64)
def paces(seed: int, clips: int) -> tuple[float, ...]:
    """The pace of each clip as a fraction: from slow to fast in random order, never the same twice running.

    Only ``random.Random.random`` is used, whose numbers are the same on every version and platform.

    >>> len(paces(6, 12)), min(paces(6, 40)), max(paces(6, 40))
    (12, 0.6, 1.4)
    """
    luck = random.Random(seed)
    steps = (FASTEST - SLOWEST) // STEP + 1
    found: list[int] = []
    while len(found) < clips:
        pace = SLOWEST + STEP * int(luck.random() * steps)
        if found and abs(pace - found[-1]) < 2 * STEP:
            continue  # next to the clip before it a difference of 5 would be the whole question
        found.append(pace)
    return tuple(pace / 100 for pace in found)


@lru_cache(maxsize=64)
def clip(pace: float) -> dict:
    """One cycle at this pace, for the browser."""
    return write_script(seed=1, cycles=1, pace=pace, work=EVEN_WORK).for_browser()


@dataclass(frozen=True)
class OwnClip:
    """One of a student's own clips: its pace, and which stretch of work it shows.

    It begins with any element of the cycle and shows three to five of them, so that how long it takes does
    not give away how fast the work is.
    """

    pace: float
    first: int
    elements: int

    def for_browser(self) -> dict:
        """The clip for the browser. What was done before it begins takes no time and has left its traces."""
        shown = write_script(seed=1, cycles=2, pace=self.pace, work=EVEN_WORK).for_browser()
        segments = shown["segments"][: self.first + self.elements]
        began = segments[self.first]["start"]
        moved = [
            {**one, "start": max(0, one["start"] - began), "end": max(0, one["end"] - began)}
            for one in segments
        ]
        return {**shown, "segments": moved}


@lru_cache(maxsize=64)
def own_clips(name: str, student: str, course: str, count: int = 15) -> tuple[OwnClip, ...]:
    """The clips that one student of a course rates for marks: as many slow as middling and fast ones.

    They follow from the id, the course code and ``name`` alone (see `shopfloor.data.variants.Draws`), so
    grading finds the same ones again.

    >>> len(own_clips("a_test", "ana", "open-2026"))
    15
    """
    draws = Draws(course, f"rating trainer, {name}", student)
    found: list[OwnClip] = []
    for band in draws.some([place % len(BANDS) for place in range(count)], count):
        step = draws.between(*BANDS[band])
        while found and abs(step * STEP - round(100 * found[-1].pace)) < 2 * STEP:
            step = draws.between(*BANDS[band])
        pace = step * STEP / 100
        found.append(OwnClip(pace, draws.below(4), draws.between(FEWEST_ELEMENTS, MOST_ELEMENTS)))
    return tuple(found)


def own_paces(name: str, student: str, course: str, count: int = 15) -> tuple[float, ...]:
    """The true pace of each of a student's own clips, as a fraction."""
    return tuple(one.pace for one in own_clips(name, student, course, count))
