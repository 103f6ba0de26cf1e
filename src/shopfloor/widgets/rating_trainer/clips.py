"""The clips of a training: one cycle of work each, at a pace that is known exactly."""

import random
from dataclasses import replace
from functools import lru_cache

from shopfloor.widgets.operator import HOSE_CLAMP, write_script

# Every cycle takes its normal time divided by the pace, to the thousandth of a minute: the truth is exact.
EVEN_WORK = replace(
    HOSE_CLAMP, elements=tuple(replace(element, spread=0.0) for element in HOSE_CLAMP.elements)
)
SLOWEST, FASTEST, STEP = 60, 140, 5  # percent of normal pace


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
