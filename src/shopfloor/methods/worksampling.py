"""Work sampling: what a day is made of, from looks at random moments.

Proportions are fractions (0.25 for 25 %), and so are margins: 0.03 is three percentage points. Each tour is
one look at one worker or machine. The formulas take the tours as independent: that holds when their times are
drawn at random and lie further apart than an activity usually lasts; where the days differ much (look at
``by_day`` and its p-chart), the true margin is wider than theirs (Pape, *Computers & Industrial Engineering*
6, 1982). Whatever is impossible is answered with a ValueError in words.

Sources: Barnes, *Work Sampling*, 2nd ed. 1957; Heizer, Render and Munson, *Operations Management*, ch. 10;
Freivalds and Niebel, *Niebel's Methods, Standards, and Work Design*, ch. 14; Groover, *Work Systems*, 2007,
ch. 16; Wilson, *Journal of the American Statistical Association* 22, 1927 (the interval).
"""

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, proportion, values, whole
from shopfloor.methods.timestudy import normal_time, standard_time
from shopfloor.methods.tour_times import observation_times, tour_schedule

__all__ = [
    "Claim",
    "Interval",
    "by_day",
    "claim_test",
    "interval",
    "margin",
    "observation_times",
    "proportions",
    "sample_size",
    "standard_time_from_sampling",
    "tour_schedule",
]

METHODS = ("wilson", "normal", "exact")


class Interval(NamedTuple):
    """Between which proportions does the true one lie, with the confidence asked for?"""

    low: float
    high: float

    def __repr__(self):
        return f"Interval(low={self.low:.4f}, high={self.high:.4f})"


class Claim(NamedTuple):
    """What a sample says about a claimed proportion; see ``claim_test``."""

    observed: float
    """The proportion seen."""
    claim: float
    z: float
    """How many standard errors the sample lies above the claim (below it: negative)."""
    p_value: float
    """How often chance alone would bring a sample at least this far from a true claim."""
    low: float
    high: float
    """What the true proportion may be, with the confidence asked for."""
    believable: bool

    def __repr__(self):
        return (
            f"Claim(observed={self.observed:.4f}, claim={self.claim:g}, z={self.z:.2f}, "
            f"p_value={self.p_value:.3g}, low={self.low:.4f}, high={self.high:.4f}, "
            f"believable={self.believable})"
        )


def sample_size(p, margin, confidence=0.95, relative=False):
    """How many tours are needed so that a proportion is known to within a margin? A whole number, rounded up.

    ``p``: the proportion as it is expected, or found in a pilot study; 0.5 asks for the most tours and is
    safe. ``margin``: the half-width, and two conventions are in use:

    - ``relative=False``: in the unit of p, 0.03 for three percentage points; n = z^2 p (1 - p) / margin^2.
      Heizer, Render and Munson; Groover; Stevenson; "absolute error" in Barnes.
    - ``relative=True``: as a fraction of p, 0.05 for five percent *of p*; n = z^2 (1 - p) / (margin^2 p).
      The "relative accuracy" of Barnes, and Niebel's "tolerance of 10 percent of the population data".

    The same 5 % asks for very different numbers, so always write which. Older tables take z = 2 (confidence
    0.9545) where 95 % is said.

    >>> sample_size(0.30, 0.04, confidence=0.9545)
    526
    >>> sample_size(0.25, 0.02)
    1801
    >>> sample_size(0.25, 0.05, relative=True)
    4610
    >>> sample_size(25, 0.05)
    Traceback (most recent call last):
    ...
    ValueError: The proportion p is a fraction between 0 and 1; 25 was given: did you mean 0.25?
    """
    if isinstance(p, (int, float)) and not isinstance(p, bool) and p in (0, 1):
        raise ValueError(
            f"With p = {p:g} there is nothing to sample: give the proportion that you expect, or 0.5, "
            "which is always enough."
        )
    p = proportion(p, "proportion p")
    margin = proportion(margin, "margin")
    if not isinstance(relative, (bool, np.bool_)):
        raise ValueError(f"relative is True (margin as a fraction of p) or False; {relative!r} was given.")
    half_width = margin * p if relative else margin
    exact = _deviate(confidence) ** 2 * p * (1 - p) / half_width**2
    # A whole number that comes out a hair above itself is not rounded up.
    return max(1, math.ceil(exact * (1 - 1e-12)))


def margin(p, n, confidence=0.95):
    """How far may a sampled proportion be from the true one? Half-width, in the unit of p.

    z sqrt(p (1 - p) / n), the normal approximation of the textbooks. ``p``: the proportion seen, or several;
    ``n``: how many tours, one number or one each. Several give as many margins; a Series stays a Series.

    For p = 0 and p = 1 the formula says 0, which is wrong: not having seen something in 20 tours does not
    prove that it never happens. With fewer than five tours on either side use ``interval``.

    Source: Heizer, Render and Munson, ch. 10; Stevenson, *Operations Management*, 14th ed. 2021, formula 7-9.

    >>> round(margin(0.25, 100), 4)
    0.0849
    """
    deviate = _deviate(confidence)
    shares = values(p, "proportion") if is_sequence(p) else np.array([number(p, "proportion")])
    for share in shares:
        _share(float(share))
    several = is_sequence(p) or is_sequence(n)
    counts = values(n, "number of tours") if is_sequence(n) else np.array([number(n, "number of tours")])
    for count in counts:
        whole(float(count), "number of tours")
    if is_sequence(p) and is_sequence(n) and len(shares) != len(counts):
        raise ValueError(
            f"There are {len(shares)} proportions but {len(counts)} numbers of tours: give one number, "
            "or one each."
        )
    result = deviate * np.sqrt(shares * (1 - shares) / counts)
    if not several:
        return float(result[0])
    template = p if isinstance(p, pd.Series) else n
    return pd.Series(result, index=template.index) if isinstance(template, pd.Series) else result


def interval(p, n, confidence=0.95, method="wilson"):
    """Between which proportions does the true one lie? low and high.

    ``p``: the proportion seen; ``n``: how many tours it was seen in. Three conventions:

    - ``"wilson"``: Wilson's score interval (1927); never leaves 0 to 1, right near 0 and 1 and for few tours.
      Newcombe (1998) and the NIST/SEMATECH e-Handbook (7.2.4.1) recommend it.
    - ``"normal"``: p plus and minus ``margin``, cut at 0 and 1; what the textbooks of work measurement print.
    - ``"exact"``: Clopper and Pearson (1934), from the binomial distribution; never too narrow, often wider
      than needed. p x n has to be a whole number.

    >>> interval(0.25, 100)
    Interval(low=0.1755, high=0.3430)
    >>> interval(0, 20)
    Interval(low=0.0000, high=0.1611)
    >>> interval(0, 20, method="normal")
    Interval(low=0.0000, high=0.0000)
    """
    p = _share(number(p, "proportion"))
    n = whole(n, "number of tours")
    if method not in METHODS:
        raise ValueError(f'The method is "wilson", "normal" or "exact"; {method!r} was given.')
    confidence = proportion(confidence, "confidence")
    if method == "normal":
        half = margin(p, n, confidence)
        return Interval(max(0.0, p - half), min(1.0, p + half))
    if method == "exact":
        return _clopper_pearson(_seen(p, n), n, confidence)
    square = _deviate(confidence) ** 2
    middle = p + square / (2 * n)
    half = math.sqrt(square * (p * (1 - p) / n + square / (4 * n * n)))
    # At 0 and 1 the two terms are equal; their difference would leave dust.
    low = 0.0 if p == 0 else (middle - half) / (1 + square / n)
    high = 1.0 if p == 1 else (middle + half) / (1 + square / n)
    return Interval(max(0.0, low), min(1.0, high))


def claim_test(seen, n, claim, confidence=0.95, *, method="normal"):
    """Is a claimed proportion believable, after it was seen in ``seen`` of ``n`` tours?

    z = (seen/n - claim) / sqrt(claim (1 - claim) / n), compared on both sides with the normal distribution
    (NIST/SEMATECH e-Handbook, 7.2.4; Montgomery and Runger, *Applied Statistics and Probability for
    Engineers*, ch. 9-5). It needs n x claim and n x (1 - claim) of 5 or more; below that, and wherever it
    matters, ``method="exact"`` takes the binomial distribution (SciPy's ``binomtest``).

    Returns observed, claim, z, p_value, low and high (the interval for the true proportion: Wilson's, or with
    "exact" that of Clopper and Pearson) and believable, which is True while the p-value is at least
    1 - confidence. With the normal method that is the case exactly when the claim lies in the interval.
    Believable does not mean true: few tours refute nothing.

    >>> claim_test(seen=26, n=200, claim=0.10)
    Claim(observed=0.1300, claim=0.1, z=1.41, p_value=0.157, low=0.0903, high=0.1837, believable=True)
    >>> claim_test(seen=30, n=353, claim=1/3).believable
    False
    """
    n = whole(n, "number of tours")
    seen = whole(seen, "number of tours that saw it", 0)
    if seen > n:
        raise ValueError(f"It cannot have been seen in {seen} of {n} tours: give seen first, then n.")
    if isinstance(claim, (int, float)) and not isinstance(claim, bool) and claim in (0, 1):
        never = "never" if claim == 0 else "always"
        raise ValueError(f'"{never.capitalize()}" needs no test: one tour to the contrary refutes it.')
    claim = proportion(claim, "claimed proportion")
    confidence = proportion(confidence, "confidence")
    if method not in ("normal", "exact"):
        raise ValueError(f'The method is "normal" or "exact"; {method!r} was given.')
    observed = seen / n
    z = (observed - claim) / math.sqrt(claim * (1 - claim) / n)
    if method == "exact":
        from scipy.stats import binomtest  # SciPy takes long to import, and only this needs it.

        p_value = float(binomtest(seen, n, claim).pvalue)
        low, high = _clopper_pearson(seen, n, confidence)
    else:
        # The complementary error function keeps its digits where 1 - cdf has none left.
        p_value = math.erfc(abs(z) / math.sqrt(2))
        low, high = interval(observed, n, confidence)
    return Claim(observed, claim, z, p_value, low, high, p_value >= 1 - confidence)


def proportions(tours, column="activity", confidence=0.95, *, groups=None):
    """What is the day made of? A table with a row for each activity, the most frequent first.

    ``tours``: a table with a row per tour and the ``column`` that says what was seen (any column: "block"
    works as well), or that column alone. ``groups``: to count kinds of work in place of single activities, a
    table with the columns ``column`` and "group", or a dictionary activity -> group.

    Returns a table: the column (or "group"), tours (in how many it was seen), proportion, margin (half-width,
    normal approximation), low and high (Wilson's interval, right for rare activities too). The proportions
    add up to 1.

    >>> seen = pd.DataFrame({"activity": ["repair"] * 6 + ["walk"] * 3 + ["wait"]})
    >>> proportions(seen).round(3)
      activity  tours  proportion  margin    low   high
    0   repair      6         0.6   0.304  0.313  0.832
    1     walk      3         0.3   0.284  0.108  0.603
    2     wait      1         0.1   0.186  0.018  0.404
    """
    confidence = proportion(confidence, "confidence")
    activities = _column(tours, column)
    name = column if isinstance(tours, pd.DataFrame) else (activities.name or column)
    seen = activities.astype(object)
    if groups is not None:
        seen, name = _grouped(seen, groups, column), "group"
    # Ties stay in the order of first appearance, whatever the column's type.
    counts = seen.groupby(seen, sort=False).size()
    counts = counts.sort_values(ascending=False, kind="stable")
    n = int(counts.sum())
    shares = [int(count) / n for count in counts]
    limits = [interval(share, n, confidence) for share in shares]
    return pd.DataFrame(
        {
            name: list(counts.index),
            "tours": [int(count) for count in counts],
            "proportion": shares,
            "margin": [margin(share, n, confidence) for share in shares],
            "low": [low for low, _ in limits],
            "high": [high for _, high in limits],
        }
    )


def by_day(tours, activity, *, column="activity", day="day"):
    """In how many of each day's tours was an activity seen? What a p-chart of the days is drawn from.

    ``activity``: one, or several in a list that count together. Returns a table indexed by ``day``, in the
    days' order: seen, tours, proportion. ``quality.p_chart(days["seen"], days["tours"])`` then judges whether
    the days differ by more than chance.

    >>> seen = pd.DataFrame({"day": [1, 1, 1, 2, 2], "activity": ["repair", "walk", "wait", "wait", "wait"]})
    >>> by_day(seen, ["walk", "wait"]).loc[1].round(3).to_dict()
    {'seen': 2.0, 'tours': 3.0, 'proportion': 0.667}
    """
    if not isinstance(tours, pd.DataFrame):
        raise ValueError(f"The first thing to give is a table; {type(tours).__name__} was given.")
    activities = _column(tours, column)
    if day not in tours:
        raise ValueError(f"There is no column {day!r} in this table: it has {listed(tours.columns)}.")
    if tours[day].isna().any():
        raise ValueError(
            f"{int(tours[day].isna().sum())} of the tours have no {day}: fill it in, or leave them out first."
        )
    wanted = [activity] if isinstance(activity, str) or not is_sequence(activity) else list(activity)
    if not wanted:
        raise ValueError("Give an activity, or several in a list; an empty list was given.")
    there = list(pd.unique(activities.astype(object)))
    for one in wanted:
        if one not in there:
            raise ValueError(f"No tour saw {one!r}: there are {listed(there)}.")
    hit = activities.isin(wanted)
    days = hit.groupby(tours[day], observed=True).agg(["sum", "size"])
    days.columns = ["seen", "tours"]
    days = days.astype(int)
    days["proportion"] = days["seen"] / days["tours"]
    return days


def standard_time_from_sampling(study_time, working, rating, pieces, allowance, basis="workday"):
    """What is the standard time of a piece, from a day that was sampled? In the unit of ``study_time``.

    study_time x working x rating / pieces is the normal time; the allowance comes on top as in
    ``timestudy.standard_time``: ``basis="workday"`` divides by 1 - A (Heizer, Render and Munson),
    ``basis="job"`` multiplies by 1 + A (Niebel, Groover, ILO).

    ``study_time``: the time of the whole study, of all who were observed; ``working``: the proportion of the
    tours that saw the work in question; ``rating``: its average rating, 1.00 = normal pace; ``pieces``: good
    pieces made in the study.

    >>> round(standard_time_from_sampling(400, 0.35, 0.80, 150, 0.10, basis="workday"), 2)
    0.83
    """
    study_time = number(study_time, "study time", above=0)
    working = number(working, "proportion working", low=None)
    if 1 < working <= 100:
        raise ValueError(
            f"The proportion working is a fraction between 0 and 1; {working:g} was given: "
            f"did you mean {working / 100:g}?"
        )
    if not 0 < working <= 1:
        raise ValueError(f"The proportion working is a fraction between 0 and 1; {working:g} was given.")
    pieces = whole(pieces, "number of pieces")
    return standard_time(normal_time(study_time * working, rating) / pieces, allowance, basis)


def _deviate(confidence):
    return NormalDist().inv_cdf((1 + proportion(confidence, "confidence")) / 2)


def _share(p):
    """A proportion from 0 to 1, both included."""
    if 1 < p <= 100:
        raise ValueError(
            f"The proportion is a fraction between 0 and 1; {p:g} was given: did you mean {p / 100:g}? "
            "A count has to be divided by the number of looks first."
        )
    if p > 1:
        raise ValueError(f"The proportion is a fraction between 0 and 1; {p:g} was given.")
    return p


def _seen(p, n):
    seen = round(p * n)
    if abs(p * n - seen) > 1e-6:
        raise ValueError(
            f"A proportion of {p:g} in {n} tours would be {p * n:g} tours: for the exact method give "
            "seen / n, unrounded."
        )
    return seen


def _clopper_pearson(seen, n, confidence):
    from scipy.stats import binomtest  # SciPy takes long to import, and only this needs it.

    found = binomtest(seen, n).proportion_ci(confidence, method="exact")
    return Interval(float(found.low), float(found.high))


def _grouped(seen, groups, column):
    """The group of each tour's activity."""
    if isinstance(groups, pd.DataFrame):
        for needed in (column, "group"):
            if needed not in groups:
                raise ValueError(
                    f"The table of groups has no column {needed!r}; it has {listed(groups.columns)}."
                )
        twice = list(groups.loc[groups[column].duplicated(), column])
        if twice:
            raise ValueError(f"The table of groups has {twice[0]!r} twice: each belongs to one group.")
        groups = dict(zip(groups[column].astype(object), groups["group"].astype(object)))
    elif not isinstance(groups, Mapping):
        raise ValueError(
            f"Give the groups as a dictionary, or as a table with the columns {column} and group."
        )
    lacking = [one for one in pd.unique(seen) if one not in groups]
    if lacking:
        raise ValueError(f"No group is given for {listed(lacking)}.")
    return seen.map(lambda one: groups[one])


def _column(tours, column):
    """What was seen, one entry per tour, none of them empty."""
    if isinstance(tours, pd.DataFrame):
        if not isinstance(column, str):
            raise ValueError('Give the name of a column in quotes, such as "activity".')
        if column not in tours:
            raise ValueError(f"There is no column {column!r} in this table: it has {listed(tours.columns)}.")
        tours = tours[column]
    elif not is_sequence(tours):
        raise ValueError("Give a table of tours, or the column that says what was seen.")
    activities = tours if isinstance(tours, pd.Series) else pd.Series(list(tours), dtype=object)
    if activities.empty:
        raise ValueError("There are no tours: the table is empty.")
    blank = [isinstance(seen, str) and not seen.strip() for seen in activities]
    empty = activities.isna() | np.array(blank)
    if empty.any():
        raise ValueError(
            f"{int(empty.sum())} of the tours do not say what was seen: fill that in, or leave them out."
        )
    return activities
