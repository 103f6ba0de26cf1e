"""How much a class learned between two tests of the same size: gain, and how far it can be trusted.

Results are shares of the points, 0 to 1. Only who took both tests counts for a gain; how many took one alone is
said, since those who leave in mid-term are seldom the average.
"""

import math
import statistics
from dataclasses import dataclass

from scipy import stats


@dataclass(frozen=True)
class Gain:
    """What two tests say of a class. Shares are 0 to 1; whatever cannot be computed is None.

    ``students``: took both. ``only_before``, ``only_after``: took one. ``before``, ``after``: mean shares of
    those who took both. ``rise``: after less before, with its 95 % interval ``low`` to ``high``. ``hake``: the
    class's normalized gain. ``change``: the mean normalized change of the students.
    """

    students: int
    only_before: int
    only_after: int
    before: float | None = None
    after: float | None = None
    rise: float | None = None
    low: float | None = None
    high: float | None = None
    hake: float | None = None
    change: float | None = None
    fell: int = 0


def gain(before, after):
    """The Gain of a class from ``{student: share}`` of a test before and of one after.

    >>> found = gain({"a": 0.2, "b": 0.4, "c": 0.6, "d": 0.3}, {"a": 0.6, "b": 0.7, "c": 0.8, "e": 0.9})
    >>> found.students, found.only_before, found.only_after, round(found.hake, 3)
    (3, 1, 1, 0.5)
    """
    for results in (before, after):
        for student, share in results.items():
            if not 0 <= share <= 1:
                raise ValueError(f"the result of {student} is {share}; results are shares from 0 to 1")
    both = sorted(before.keys() & after.keys())
    counts = len(both), len(before.keys() - after.keys()), len(after.keys() - before.keys())
    if not both:
        return Gain(*counts)
    pairs = [(before[student], after[student]) for student in both]
    first = statistics.fmean(pair[0] for pair in pairs)
    last = statistics.fmean(pair[1] for pair in pairs)
    low, high = _interval([after - before for before, after in pairs])
    changes = [one for one in (normalized_change(*pair) for pair in pairs) if one is not None]
    return Gain(
        *counts,
        first,
        last,
        last - first,
        low,
        high,
        normalized_gain(first, last),
        statistics.fmean(changes) if changes else None,
        sum(after < before for before, after in pairs),
    )


def normalized_gain(before, after):
    """Which part of what there was left to learn was learned: (after - before) / (1 - before).

    Of a class's means, as shares. None where nothing was left to learn. Source: Hake, "Interactive-engagement
    versus traditional methods", *American Journal of Physics* 66 (1), 1998; he calls 0.7 and more high, 0.3 to
    0.7 medium, less than 0.3 low.

    >>> round(normalized_gain(0.40, 0.70), 3)
    0.5
    """
    return (after - before) / (1 - before) if before < 1 else None


def normalized_change(before, after):
    """The same for one student, for whom a loss is measured against what there was to lose.

    (after - before) / (1 - before) for a rise, (after - before) / before for a fall, 0 for no change; None for
    who had all points twice, or none twice: they say nothing. Source: Marx and Cummings, "Normalized change",
    *American Journal of Physics* 75 (1), 2007.

    >>> normalized_change(0.5, 0.75), normalized_change(0.8, 0.4), normalized_change(1, 1)
    (0.5, -0.5, None)
    """
    if before == after:
        return None if before in (0, 1) else 0.0
    return (after - before) / (1 - before if after > before else before)


def _interval(differences):
    """95 % interval of a mean difference, with Student's t; (None, None) for fewer than two students."""
    n = len(differences)
    if n < 2:
        return None, None
    half = stats.t.ppf(0.975, n - 1) * statistics.stdev(differences) / math.sqrt(n)
    middle = statistics.fmean(differences)
    return middle - float(half), middle + float(half)
