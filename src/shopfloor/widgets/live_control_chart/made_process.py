"""The process behind the chart: fill weights made from a seed, with a cause that sets in, or none."""

import random
from functools import lru_cache
from typing import NamedTuple

MEAN, SIGMA = 500.0, 2.0
WHAT, UNIT = "Fill weight", "g"
CAUSES = {
    "none": "No cause at all",
    "shift": "A shift of the mean",
    "drift": "A drift of the mean",
    "spread": "More spread",
}
EARLIEST, TAIL = 5, 15
"""A cause begins this many subgroups after the limits at the earliest, and this many before the end at the latest."""


class Game(NamedTuple):
    """The subgroups of one game, and what is hidden in them; ``began`` counts subgroups from 1."""

    samples: tuple
    cause: str
    began: int | None
    size: float


@lru_cache(maxsize=32)
def play(seed: int, game: int, n: int, base: int, subgroups: int, causes: tuple) -> Game:
    """The game of that number: the same each time it is asked for.

    ``size``: of a shift, in standard deviations of a piece; of a drift, the same per subgroup; of more
    spread, by what the standard deviation is multiplied. Each game's
    cause is drawn anew, so that nobody can tell it from the games before.
    """
    luck = random.Random(f"{seed} game {game}")
    cause = causes[int(luck.random() * len(causes))]
    first, last = base + EARLIEST, subgroups - TAIL
    began = None if cause == "none" else first + int(luck.random() * (last - first + 1))
    side = 1 if luck.random() < 0.5 else -1
    low, high = {"none": (0.0, 0.0), "shift": (0.7, 1.5), "drift": (0.08, 0.16), "spread": (1.8, 2.6)}[cause]
    size = round(low + luck.random() * (high - low), 2)
    samples = []
    for place in range(1, subgroups + 1):
        mean, spread = MEAN, SIGMA
        if began is not None and place >= began:
            if cause == "shift":
                mean += side * size * SIGMA
            elif cause == "drift":
                mean += side * size * SIGMA * (place - began + 1)
            else:
                spread *= size
        samples.append(tuple(round(luck.gauss(mean, spread), 1) for _ in range(n)))
    return Game(tuple(samples), cause, began, side * size if cause in ("shift", "drift") else size)
