"""Item analysis, pure numbers: how hard each part was, and whether it tells who knows from who does not."""

import math
from dataclasses import dataclass

FEWEST = 20
"""From so many hand-ins on a discrimination is shown, with its interval."""
FEWEST_FOR_GROUPS = 100
"""From so many on the upper and the lower 27 % are compared: 27 people in each group."""
GROUP = 0.27
VERY_GOOD, GOOD, MARGINAL = 0.40, 0.30, 0.20
"""Ebel and Frisbie, *Essentials of Educational Measurement*, 5th edition, 1991."""


@dataclass(frozen=True)
class Item:
    """What the numbers say of one part.

    ``discrimination`` is None where the class is too small, or where the part or the rest is the same for
    all (``constant``). ``low`` and ``high`` bound it in 95 of 100 such classes. ``upper_lower`` needs a large
    class.
    """

    n: int
    difficulty: float
    discrimination: float | None = None
    low: float | None = None
    high: float | None = None
    upper_lower: float | None = None
    constant: bool = False

    @property
    def look_at_the_key(self):
        """True if those who do well elsewhere do worse here."""
        return self.discrimination is not None and self.discrimination < 0

    @property
    def words(self):
        """What the discrimination means, in a sentence."""
        if self.n < FEWEST:
            return ""
        if self.constant:
            return "Everybody earned the same here or in all the rest, so it cannot tell students apart."
        if self.look_at_the_key:
            if self.high < 0:
                return "Those who do well elsewhere lose points here. Look at the key, and at the wording."
            return "Below zero, perhaps by chance. Look at the key all the same."
        if self.low <= 0:
            return "Too near to zero to tell from chance in a class of this size."
        if self.discrimination >= VERY_GOOD:
            return "Very good: who earns the points here earns them elsewhere too."
        if self.discrimination >= GOOD:
            return "Good: it tells those who know from those who do not."
        if self.discrimination >= MARGINAL:
            return "Marginal: it tells those who know from those who do not, a little."
        return "Weak: it hardly tells those who know from those who do not."


def items(points, most):
    """An Item for each part.

    ``points``: ``{part: [points of each student]}``, every list in the same order of students; ``most``:
    ``{part: points that can be earned}``. The rest of a part is the sum of all other parts.

    >>> items({"a": [2, 0, 1], "b": [3, 0, 0]}, {"a": 2, "b": 3})["b"].difficulty
    0.3333333333333333
    """
    totals = [math.fsum(row) for row in zip(*points.values(), strict=True)]
    found = {}
    for part, earned in points.items():
        n = len(earned)
        if not n or not most[part]:
            continue
        hardness = difficulty(earned, most[part])
        if n < FEWEST:
            found[part] = Item(n, hardness)
            continue
        rest = [total - own for total, own in zip(totals, earned, strict=True)]
        measured = discrimination(earned, rest)
        index = upper_lower(earned, totals, most[part]) if n >= FEWEST_FOR_GROUPS else None
        found[part] = Item(n, hardness, *(measured or (None,) * 3), index, constant=measured is None)
    return found


def difficulty(earned, most):
    """Mean share of the points, 0 to 1: high is easy (for one point or none, the share of right answers).

    >>> difficulty([1, 1, 1, 0], 1)
    0.75
    """
    return math.fsum(earned) / (len(earned) * most)


def discrimination(earned, rest):
    """Corrected item-total correlation: Pearson's r of a part with all *other* parts, and its 95 % interval.

    ``earned`` and ``rest``: points of each student, in the same order, four or more. Returns ``(r, low,
    high)`` with Fisher's interval, or None if either is the same for everybody. That the part itself is left
    out of the total matters most where parts are few: it would correlate with itself. Source: Henrysson,
    "Correction of item-total correlations in item analysis", *Psychometrika* 28 (2), 1963.

    >>> [round(number, 2) for number in discrimination([0, 1, 2, 3, 4], [1, 0, 2, 4, 3])]
    [0.8, -0.28, 0.99]
    """
    from scipy.stats import pearsonr

    if max(earned) - min(earned) < 1e-9 or max(rest) - min(rest) < 1e-9:
        return None
    found = pearsonr(earned, rest)
    interval = found.confidence_interval(0.95)
    return float(found.statistic), float(interval.low), float(interval.high)


def upper_lower(earned, totals, most):
    """Discrimination index D: mean share of the points in the best 27 % by total, minus that in the last.

    From -1 to 1. Of those who tie at the border every one counts with the same part, so the order of
    students does not matter. Source of the 27 %: Kelley, "The selection of upper and lower groups for the
    validation of test items", *Journal of Educational Psychology* 30, 1939.

    >>> upper_lower([1, 1, 1, 0, 1, 0, 0, 0], [8, 7, 6, 5, 4, 3, 2, 1], 1)
    1.0
    """
    size = max(1, round(GROUP * len(totals)))
    top = _mean_of_first(earned, [-total for total in totals], size)
    bottom = _mean_of_first(earned, totals, size)
    return (top - bottom) / most


def _mean_of_first(earned, keys, size):
    """Mean of the ``size`` with the smallest keys; whoever ties for the last places counts in part."""
    border = sorted(keys)[size - 1]
    inside = [own for own, key in zip(earned, keys, strict=True) if key < border - 1e-9]
    tied = [own for own, key in zip(earned, keys, strict=True) if abs(key - border) <= 1e-9]
    places = size - len(inside)
    return (math.fsum(inside) + places * math.fsum(tied) / len(tied)) / size
