"""The four sheets of the game: the same numbers, and less and less to search."""

import random
from functools import lru_cache

SHEETS = ("mixed", "sorted", "set in order", "standardized")
WHAT = {
    "mixed": "everything lies about, also what nobody needs",
    "sorted": "what is not needed is gone",
    "set in order": "four fields, and the numbers go round: 1 top left, 2 top right, 3 bottom left, 4 bottom right",
    "standardized": "every number has its own place, in rows",
}
WIDTH, HEIGHT = 100, 64
"""The sheet's own units."""


@lru_cache(maxsize=256)
def layout(sheet: str, numbers: int, seed: int, play: int) -> tuple[dict, ...]:
    """Where the numbers stand on a sheet: value, x, y, size and angle each, in the sheet's own units.

    1 to ``numbers`` are to be found; the mixed sheet holds as many others. Another play is another layout, so
    that nobody remembers places from the play before (but the standardized one is always the same: that is
    its point). Only ``random.Random.random`` is used: the same on every version and platform.

    >>> [one["value"] for one in layout("standardized", 6, 1, 0)]
    [1, 2, 3, 4, 5, 6]
    """
    luck = random.Random(f"{seed} {sheet} {play}")
    wanted = list(range(1, numbers + 1))
    if sheet == "standardized":
        columns = 5
        rows = -(-numbers // columns)
        return tuple(
            _place(value, (place % columns + 0.5) / columns, (place // columns + 0.5) / rows, 5.2, 0)
            for place, value in enumerate(wanted)
        )
    if sheet == "set in order":
        found = []
        for field in range(4):
            inside = [value for value in wanted if (value - 1) % 4 == field]
            for value, x, y in _scattered(luck, inside):
                found.append(_place(value, (field % 2 + x) / 2, (field // 2 + y) / 2, *_look(luck)))
        return tuple(found)
    others = [numbers + value for value in range(1, 2 * numbers)]
    extra = [] if sheet == "sorted" else sorted(others, key=lambda _: luck.random())[:numbers]
    return tuple(_place(value, x, y, *_look(luck)) for value, x, y in _scattered(luck, wanted + extra))


def _look(luck):
    """Size and angle."""
    return 3.6 + 3.2 * luck.random(), round(-38 + 76 * luck.random())


def _scattered(luck, values):
    """Each value in a cell of its own, somewhere near its middle, so that none covers another: (value, x, y)."""
    columns = max(1, round((len(values) * 1.5) ** 0.5))
    rows = -(-len(values) // columns)
    cells = sorted(range(columns * rows), key=lambda _: luck.random())[: len(values)]
    for value, cell in zip(values, cells, strict=True):
        x = (cell % columns + 0.32 + 0.36 * luck.random()) / columns
        y = (cell // columns + 0.34 + 0.32 * luck.random()) / rows
        yield value, x, y


def _place(value, x, y, size, angle):
    return {
        "value": value,
        "x": round(x * WIDTH, 2),
        "y": round(y * HEIGHT, 2),
        "size": round(size, 2),
        "angle": angle,
    }
