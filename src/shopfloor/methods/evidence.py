"""Is a change more than chance? Weeks of a baseline, before and after, for minutes and for counts."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import listed, number, proportion, values, whole
from shopfloor.methods.shift_log import mondays

MOST_WEEKS = 100_000


class Baseline(NamedTuple):
    """How many weeks before and after are needed, and what the weeks at hand say."""

    weeks: int
    mean: float
    standard_deviation: float
    detectable: float
    as_low: int

    def __repr__(self):
        return (
            f"Baseline(weeks={self.weeks}, mean={self.mean:.4g}, "
            f"standard_deviation={self.standard_deviation:.4g}, detectable={self.detectable:.3f}, "
            f"as_low={self.as_low})"
        )


class MeanChange(NamedTuple):
    """Two means and their difference with its confidence interval, in the unit of the values."""

    before: float
    after: float
    change: float
    difference: float
    low: float
    high: float
    p_value: float
    believable: bool

    def __repr__(self):
        return (
            f"MeanChange(before={self.before:.4g}, after={self.after:.4g}, change={self.change:+.3f}, "
            f"difference={self.difference:.4g}, low={self.low:.4g}, high={self.high:.4g}, "
            f"p_value={self.p_value:.3g}, believable={self.believable})"
        )


class RateChange(NamedTuple):
    """Two rates and the change as a fraction, with its confidence interval."""

    before: float
    after: float
    change: float
    low: float
    high: float
    p_value: float
    believable: bool

    def __repr__(self):
        return (
            f"RateChange(before={self.before:.4g}, after={self.after:.4g}, change={self.change:+.3f}, "
            f"low={self.low:+.3f}, high={self.high:+.3f}, p_value={self.p_value:.3g}, "
            f"believable={self.believable})"
        )


def per_week(table, value=None, *, date="date"):
    """How much was it in each week? A Series by the week's Monday: the sum of ``value``, or rows counted.

    Weeks from the first to the last in the table are all there, 0 where nothing happened. A week that was
    begun late or is not over yet counts as it is: leave it out first if that matters.

    >>> stops = pd.DataFrame({"date": ["2026-01-05", "2026-01-09", "2026-01-20"], "minutes": [10, 5, 20]})
    >>> per_week(stops, "minutes").to_list(), per_week(stops).to_list()
    ([15.0, 0.0, 20.0], [2, 0, 1])
    """
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"The first thing to give is a table; {type(table).__name__} was given.")
    for column in (date, value):
        if column is not None and column not in table:
            raise ValueError(f"There is no column {column!r} in this table: it has {listed(table.columns)}.")
    if table.empty:
        raise ValueError("There are no weeks: the table is empty.")
    weeks = mondays(table[date].rename("date"))
    amounts = np.ones(len(table), dtype=int) if value is None else values(table[value], value)
    sums = pd.Series(amounts, index=pd.DatetimeIndex(weeks, name="week")).groupby(level=0).sum()
    every = pd.date_range(sums.index.min(), sums.index.max(), freq="7D", name="week")
    return sums.reindex(every, fill_value=0).rename("count" if value is None else value)


def weeks_needed(weekly, reduction=0.30, *, confidence=0.95, power=0.80):
    """How many weeks before and as many after would make "30 % less downtime" believable?

    ``weekly``: minutes (or pieces, money) of past weeks in which nothing changed, two or more.
    ``reduction``: the claim, as a fraction of their mean. ``confidence``: of the two-sided test that compares
    the means. ``power``: how surely a reduction that is really there shall be found.

    The answer ``weeks`` is the smallest n for which Student's t test of n weeks with n weeks has that power
    (noncentral t, the standard deviation of the past weeks taken for both periods); roughly
    2 (z_confidence + z_power)^2 (s / difference)^2. Also returned: the ``mean`` and ``standard_deviation``
    (n - 1) of the past weeks; ``detectable``, the smallest reduction (a fraction) that *these* weeks would
    show, with as many after; and ``as_low``, how many of them lie that far below their mean already, though
    nothing was done. Weeks are taken as independent of one another.

    Source: Cohen, *Statistical Power Analysis*, 2nd ed. 1988, ch. 2; the same as power.t.test in R.

    >>> weeks_needed([320, 441, 165, 356, 276, 364, 236, 500], reduction=0.30)
    Baseline(weeks=20, mean=332.2, standard_deviation=108.3, detectable=0.491, as_low=1)
    """
    weekly = values(weekly, "weekly value")
    reduction = proportion(reduction, "reduction")
    confidence, power = proportion(confidence, "confidence"), proportion(power, "power")
    if power <= 1 - confidence:
        raise ValueError(f"The power must be more than {1 - confidence:g}, which chance alone would reach.")
    if len(weekly) < 2:
        raise ValueError("Two weeks or more are needed to see how much they vary.")
    mean, spread = float(weekly.mean()), float(weekly.std(ddof=1))
    if not mean:
        raise ValueError("All weeks are zero: there is nothing to be reduced.")
    as_low = int((weekly < (1 - reduction) * mean).sum())
    if not spread:
        raise ValueError("The weeks are all the same, so any reduction would show at once: is that so?")
    effect = reduction * mean / spread
    return Baseline(
        _smallest_n(effect, confidence, power),
        mean,
        spread,
        _smallest_effect(len(weekly), confidence, power) * spread / mean,
        as_low,
    )


def before_after(before, after, *, confidence=0.95):
    """Is it less than before, or only a lucky few weeks? Two sets of weekly values compared (Welch's t test).

    ``before``, ``after``: values per week, two or more each, in one unit. Returns before and after (means),
    ``change`` (a fraction: -0.30 is 30 percent less), ``difference`` (after - before) with its confidence
    interval ``low`` to ``high``, the two-sided ``p_value``, and ``believable``: whether the interval leaves
    out zero. The spread may differ; weeks are taken as independent, and nothing else may have changed.

    Source: Welch, The generalization of "Student's" problem, *Biometrika* 34 (1947); as t.test in R and
    scipy.stats.ttest_ind(equal_var=False).

    >>> found = before_after([320, 441, 165, 356], [236, 250, 202, 180])
    >>> round(found.change, 3), round(found.low, 1), round(found.high, 1), found.believable
    (-0.323, -280.6, 73.6, False)
    """
    from scipy.special import stdtr, stdtrit  # SciPy takes long to import

    before, after = values(before, "value before"), values(after, "value after")
    confidence = proportion(confidence, "confidence")
    for when, sample in (("before", before), ("after", after)):
        if len(sample) < 2:
            raise ValueError(f"Two weeks or more {when} the change are needed; there are {len(sample)}.")
    first, second = float(before.mean()), float(after.mean())
    parts = [float(sample.var(ddof=1)) / len(sample) for sample in (before, after)]
    error = math.sqrt(sum(parts))
    if not error:
        raise ValueError("The values do not vary at all, so there is no chance to compare the change with.")
    # Welch and Satterthwaite's degrees of freedom.
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(sample) - 1) for part, sample in zip(parts, (before, after), strict=True)
    )
    difference = second - first
    half = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    p_value = 2 * float(stdtr(freedom, -abs(difference) / error))
    return MeanChange(
        first,
        second,
        difference / first if first else math.nan,
        difference,
        difference - half,
        difference + half,
        p_value,
        abs(difference) > half,
    )


def rate_before_after(count_before, time_before, count_after, time_after, *, confidence=0.95):
    """Do stops come less (or more) often than before? Two counts, each over its own time, compared exactly.

    ``count_before``, ``count_after``: stops, failures, accidents; ``time_before``, ``time_after``: for how
    long they were counted (weeks, shifts, hours), in one unit. Returns before and after (rates), ``change``
    (a fraction: +1.19 is 119 percent more) with its confidence interval ``low`` to ``high``, the two-sided
    ``p_value`` and ``believable``: whether the interval leaves out zero.

    The counts are taken as Poisson counts: events that come one by one and do not call each other. Given
    their sum, the count after is binomial; the interval is that of Clopper and Pearson, which never covers
    less than it says. Source: Przyborowski and Wilenski, *Biometrika* 31 (1940); as poisson.test in R.

    >>> found = rate_before_after(21, 3011, 11, 800)
    >>> round(found.change, 3), round(found.low, 3), round(found.high, 3), found.believable
    (0.971, -0.142, 3.277, False)
    """
    from scipy.special import betaincinv  # SciPy takes long to import
    from scipy.stats import binomtest

    counts = [whole(count_before, "count before", 0), whole(count_after, "count after", 0)]
    times = [
        number(time_before, "time before", above=0),
        number(time_after, "time after", above=0),
    ]
    tail = (1 - proportion(confidence, "confidence")) / 2
    if not sum(counts):
        raise ValueError("Nothing was counted, before or after: there is nothing to compare.")
    before, after = counts

    def change(share):
        return share / (1 - share) * times[0] / times[1] - 1 if share < 1 else math.inf

    low = change(float(betaincinv(after, before + 1, tail))) if after else -1.0
    high = change(float(betaincinv(after + 1, before, 1 - tail))) if before else math.inf
    return RateChange(
        before / times[0],
        after / times[1],
        change(after / (before + after)),
        low,
        high,
        float(binomtest(after, before + after, times[1] / sum(times)).pvalue),
        low > 0 or high < 0,
    )


def _power(n, effect, confidence):
    """The power of the two-sided t test of n with n values (the far tail, which does not matter, left out)."""
    from scipy.special import nctdtr, ndtr, stdtrit

    shift = effect * math.sqrt(n / 2)
    critical = float(stdtrit(2 * n - 2, (1 + confidence) / 2))
    if n > 2000:  # the noncentral t is then the normal distribution, and its series no longer converges
        return float(ndtr(shift - critical))
    return 1 - float(nctdtr(2 * n - 2, shift, critical))


def _smallest_n(effect, confidence, power):
    low, high = 1, 2  # the power reaches the goal at high, and not at low
    while _power(high, effect, confidence) < power:
        low, high = high, 2 * high
        if low > MOST_WEEKS:
            raise ValueError(
                "So small a reduction would take more than a hundred thousand weeks to be seen: it drowns in "
                "how much the weeks vary."
            )
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _power(middle, effect, confidence) >= power else (middle, high)
    return high


def _smallest_effect(n, confidence, power):
    low, high = 0.0, 1.0
    while _power(n, high, confidence) < power:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if _power(n, middle, confidence) >= power else (middle, high)
    return high
