"""Places for words in a panel, where they cover nothing."""

import numpy as np

__all__ = ["Taken", "spread"]


class Taken:
    """What already stands in a panel, as boxes and points in parts of its width and height, so that words can
    be put where nothing is."""

    WIDTH, HEIGHT = 6.8 * 72, 2.7 * 72
    """About the size of a panel in points."""

    def __init__(self, right, top):
        self.right, self.top = right, top
        self.boxes, self.points = [], []

    def add_line(self, xs, ys):
        self.points.extend(zip(np.asarray(xs) / self.right, np.asarray(ys) / self.top, strict=True))

    def add_marker(self, x, y):
        x, y = x / self.right, y / self.top
        dx, dy = 8 / self.WIDTH, 8 / self.HEIGHT
        self.boxes.append((x - dx, y - dy, x + dx, y + dy))

    def box(self, words, x, y, ha, va, offset=6):
        """The box of some words beside (or above, below) a place; ``ha``, ``va`` as in Matplotlib."""
        lines = words.split("\n")
        width = (6.6 * max(map(len, lines)) + 4) / self.WIDTH
        height = (13.5 * len(lines) + 2) / self.HEIGHT
        x, y = x / self.right, y / self.top
        dx, dy = offset / self.WIDTH, offset / self.HEIGHT
        left = {"left": x + dx, "right": x - dx - width, "center": x - width / 2}[ha]
        below = {"bottom": y + dy, "top": y - dy - height, "center": y - height / 2}[va]
        return left, below, left + width, below + height

    def add_text(self, *place):
        self.boxes.append(self.box(*place))

    def far(self, box, x, y):
        """How far a place is from the nearest edge of a box, in points."""
        x, y = x / self.right, y / self.top
        left, below, right, above = box
        aside = max(left - x, 0.0, x - right) * self.WIDTH
        away = max(below - y, 0.0, y - above) * self.HEIGHT
        return (aside**2 + away**2) ** 0.5

    def cost(self, box):
        """How much words in this box would cover: nothing is 0."""
        left, below, right, above = box
        outside = max(0.0, -left) + max(0.0, right - 1) + max(0.0, -below) + max(0.0, above - 1)
        covered = sum(
            left < other[2] and right > other[0] and below < other[3] and above > other[1]
            for other in self.boxes
        )
        crossed = sum(left < x < right and below < y < above for x, y in self.points)
        return 100 * outside + 20 * covered + min(crossed, 12) * 0.5


def spread(places, gap):
    """Places for labels, moved apart so that each has ``gap`` to the next; their order stays.

    >>> spread({"a": 1.0, "b": 1.0, "c": 9.0}, 2.0)
    {'a': 0.0, 'b': 2.0, 'c': 9.0}
    """
    groups = []
    for name in sorted(places, key=places.get):
        groups.append([[name], places[name]])
        # A label too near to the one before joins it; the two are then centered on their places.
        while len(groups) > 1 and _top(groups[-2], gap) + gap > _bottom(groups[-1], gap) + 1e-12:
            names = groups[-2][0] + groups[-1][0]
            middle = sum(places[one] for one in names) / len(names)
            groups[-2:] = [[names, middle]]
    return {
        name: middle + (at - (len(names) - 1) / 2) * gap
        for names, middle in groups
        for at, name in enumerate(names)
    }


def _top(group, gap):
    return group[1] + (len(group[0]) - 1) / 2 * gap


def _bottom(group, gap):
    return group[1] - (len(group[0]) - 1) / 2 * gap
