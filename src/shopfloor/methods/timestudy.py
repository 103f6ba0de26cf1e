"""Time study: from stopwatch readings to a standard time.

Times may be in any unit, one unit per call; what comes back is in the same unit. Proportions are fractions: a
rating of 1.10, an allowance of 0.15. Whatever is impossible is answered with a ValueError in words.

Sources: Heizer, Render and Munson, *Operations Management* (chapter 10; allowance as a part of the workday);
Freivalds and Niebel, *Niebel's Methods, Standards, and Work Design*, and Groover, *Work Systems* (2007)
(allowance on top of the normal time; cycles from Student's t); Kanawaty (ed.), *Introduction to Work Study*,
ILO, 4th ed. 1992.
"""

import math
from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import each, is_sequence, listed, number, proportion, share, values
from shopfloor.methods.arguments import rating as checked_rating
from shopfloor.methods.elements import one_each, times_by_element
from shopfloor.methods.rating_accuracy import RatingBias, rating_bias, rating_biases
from shopfloor.methods.watch_times import clock, decimal_minutes, element_times

__all__ = [
    "RatingBias",
    "average_time",
    "clock",
    "cycles_needed",
    "decimal_minutes",
    "element_times",
    "labour_cost",
    "normal_time",
    "rating_bias",
    "rating_biases",
    "seconds_to_tmu",
    "standard_time",
    "study",
    "tmu_to_seconds",
]

TMU_PER_HOUR = 100_000
"""One time measurement unit is 0.00001 hour (Maynard, Stegemerten and Schwab, *Methods-Time Measurement*,
1948)."""

BASES = ("workday", "job")


def average_time(times):
    """How long does it take on average? The arithmetic mean of the observed times, in their unit.

    Leave foreign elements out first. Raises ValueError if there is no time, an empty one, or a negative one.

    >>> average_time([8, 10, 9, 11])
    9.5
    """
    times = values(times, "time")
    if not times.size:
        raise ValueError("There is no time to average: the list or column is empty. Was everything left out?")
    return float(times.mean())


def normal_time(observed, rating):
    """How long would it take at a normal pace? Observed time x rating, in the unit of the observed time.

    ``observed``: a time or several; ``rating``: a fraction, 1.00 = normal pace; one for all, or one each. A
    Series stays a Series. Source: Heizer, Render and Munson, ch. 10; Groover 2007, ch. 13 (normalized time).

    >>> normal_time(9.5, 1.20)
    11.4
    >>> normal_time(9.5, 120)
    Traceback (most recent call last):
    ...
    ValueError: The rating is a fraction, where 1.00 is normal pace; 120 was given: did you mean 1.20?
    """
    if not is_sequence(rating):
        factor = checked_rating(rating)
        return each(lambda times: times * factor, observed, "time")
    if isinstance(rating, pd.Series):
        factors = [checked_rating(one, f"rating in row {label}") for label, one in rating.items()]
    else:
        factors = [checked_rating(one, f"rating {place}") for place, one in enumerate(rating, start=1)]
    factors = np.array(factors, dtype=float)
    if not is_sequence(observed):
        return _like(rating, number(observed, "time") * factors)
    times = values(observed, "time")
    if len(times) != len(factors):
        raise ValueError(
            f"There are {len(times)} times but {len(factors)} ratings: give one rating, or one each."
        )
    if (
        isinstance(observed, pd.Series)
        and isinstance(rating, pd.Series)
        and list(observed.index) != list(rating.index)
    ):
        raise ValueError("The times and the ratings belong to different rows: put both in one table first.")
    return _like(observed if isinstance(observed, pd.Series) else rating, times * factors)


def standard_time(normal, allowance, basis="workday"):
    """How long should it take, with time for rest, personal needs and unavoidable delays? In the unit of
    ``normal``.

    ``allowance`` is a fraction, 0.15 for 15 %. ``basis`` says of what:

    - ``"workday"``: of the whole working day; NT / (1 - A). Heizer, Render and Munson.
    - ``"job"``: of the normal time; NT x (1 + A). Niebel, Groover, ILO.

    The same 15 % gives different standards, so always write the basis.

    >>> round(standard_time(15.36, 0.15, basis="workday"), 2)
    18.07
    >>> round(standard_time(42.56, 0.15, basis="job"), 2)
    48.94
    """
    factor = _allowance_factor(allowance, basis)
    return each(lambda times: times * factor, normal, "normal time")


def cycles_needed(times, precision=0.05, confidence=0.95, distribution="normal", *, error=None):
    """How many cycles must be timed in all, so that the average can be relied on?

    n = (z s / (k x))^2, rounded up: x the mean and s the standard deviation (divisor n - 1) of a pilot study,
    k the ``precision`` (half-width as a fraction of the mean), z the normal deviate of the ``confidence``.
    Where the half-width is given as a time, in the unit of the times, say ``error=0.5``: then it is
    n = (z s / error)^2, and precision is left out. Two conventions also for the deviate:

    - ``distribution="normal"``: z, whatever the size of the pilot. Heizer, Render and Munson, ch. 10;
      Stevenson; Krajewski, supplement H.
    - ``distribution="t"``: Student's t with the pilot's degrees of freedom, which asks for more after a small
      pilot. Freivalds and Niebel, ch. 10; Groover 2007, ch. 13.

    ``times``: the pilot's times of one element, two or more. Several elements: a dictionary (element ->
    times), a table with a column for each element (empty cells are left out), a record with the columns
    ``element`` and ``time_min`` (foreign rows, "F", are left out), or a list of lists. The answer is then
    that of the element which needs most. Returns a whole number, the total with the pilot included. For an
    element done in only some cycles it counts occurrences.

    >>> cycles_needed([3.5, 3.2, 4.1, 3.6, 3.9])
    15
    >>> cycles_needed({"A": [3.5, 3.2, 4.1, 3.6, 3.9], "B": [2, 3, 4]})
    171
    >>> cycles_needed([2, 3, 4], error=0.25)
    62
    """
    if error is not None:
        if precision != 0.05:
            raise ValueError(
                "Give the half-width once: as precision (a fraction of the mean) or as error (a time)."
            )
        error = number(error, "error", above=0)
    precision = proportion(precision, "precision")
    confidence = proportion(confidence, "confidence")
    if distribution not in ("normal", "t"):
        raise ValueError(f'The distribution is "normal" or "t"; {distribution!r} was given.')
    return max(
        _cycles_for_one(name, observed, precision, error, confidence, distribution)
        for name, observed in times_by_element(times).items()
    )


def study(
    observations,
    ratings,
    allowance,
    basis,
    frequency=1,
    *,
    machine=(),
    foreign=("F",),
    machine_allowance=None,
):
    """The summary of a time-study form: what does each element come to, and what is the standard time?

    ``observations``: a record with a row per observation and the columns ``element`` and ``time_min``; or a
    dictionary element -> times; or a table with a column for each element; or a list of lists (elements 1, 2,
    ...).
    ``ratings`` and ``frequency``: one number for all, or one for each element (dictionary, Series by element,
    or list in the order of the elements). ``frequency`` is occurrences per cycle: 1/5 for an element done
    once in five cycles; one that a dictionary does not name is done once in each. Two conventions of rating:
    one for each element, after the whole study (Heizer, Krajewski); or one for each reading (Niebel,
    Groover): then ``ratings`` is the name of the record's column that holds them, such as "rating", each time
    is made normal by its own, and the table's rating is normal / observed.
    ``allowance``, ``basis``: as in ``standard_time``.
    ``machine``: the elements paced by a machine; no worker can speed them up, so their rating is 1.00.
    ``machine_allowance``: the allowance of these elements, where it is another one (Groover allows the
    machine its own); otherwise all elements have the same, as in Heizer and in Niebel.
    ``foreign``: the letters of foreign elements; they are no part of the job and stay out.

    Returns a table with a row per element, in the order of first appearance, and a last row "total". Columns:
    element, observations (how many were averaged), observed (average time), rating, normal (observed x
    rating), frequency, normal_per_cycle (normal x frequency), standard (normal_per_cycle with the allowance);
    times in the unit given. The total has the two columns that add up.

    Source: Groover 2007, ch. 2 and 13 (irregular elements by frequency, machine elements at 100 %); Heizer,
    Render and Munson, ch. 10.

    >>> times = {"A": [0.22, 0.18, 0.20], "B": [0.50, 0.50, 0.50], "E": [0.75], "F": [2.0]}
    >>> table = study(times, ratings=1.10, allowance=0.15, basis="job", frequency={"E": 1 / 5}, machine=["B"])
    >>> table[["element", "observed", "rating", "normal_per_cycle", "standard"]].round(3)
      element  observed  rating  normal_per_cycle  standard
    0       A      0.20     1.1             0.220     0.253
    1       B      0.50     1.0             0.500     0.575
    2       E      0.75     1.1             0.165     0.190
    3   total       NaN     NaN             0.885     1.018
    """
    factor = _allowance_factor(allowance, basis)
    observed = times_by_element(observations, foreign=foreign)
    elements = list(observed)
    machine = [machine] if isinstance(machine, str) else list(machine)
    for name in machine:
        if name not in observed:
            raise ValueError(
                f"There is no element {name!r} to be machine-paced: there are {listed(elements)}."
            )
    machine_factor = factor if machine_allowance is None else _allowance_factor(machine_allowance, basis)
    if machine_allowance is not None and not machine:
        raise ValueError("A machine allowance was given, but no element is named as machine-paced.")
    averages = {name: _average_of(name, observed[name]) for name in elements}
    if isinstance(ratings, str):
        ratings = _ratings_of_readings(observations, ratings, averages, machine, foreign)
    else:
        ratings = _study_ratings(ratings, elements, machine)
    frequency = one_each(frequency, elements, "frequency", missing=1.0)
    rows = []
    for name in elements:
        normal = normal_time(averages[name], ratings[name])
        per_cycle = normal * number(frequency[name], f"frequency of element {name}", above=0)
        rows.append(
            {
                "element": name,
                "observations": len(observed[name]),
                "observed": averages[name],
                "rating": ratings[name],
                "normal": normal,
                "frequency": float(frequency[name]),
                "normal_per_cycle": per_cycle,
                "standard": per_cycle * (machine_factor if name in machine else factor),
            }
        )
    total = {
        name: sum(row[name] for row in rows) for name in ("observations", "normal_per_cycle", "standard")
    }
    return pd.DataFrame([*rows, {"element": "total", **total}], columns=list(rows[0]))


def labour_cost(time, wage, burden):
    """What does the direct labour of a piece cost? time x wage x (1 + burden), in the money of the wage.

    ``time`` and ``wage`` share a unit: hours with a wage per hour. ``burden``: what the employer pays on top
    of the wage, as a fraction of it (0.35 for 35 %). Only the benefits and taxes that come with the hour
    belong into it; accountants who spread the factory's overhead over the hours have a rate of their own.

    >>> labour_cost(0.30, 20.00, 0.35)
    8.1
    """
    factor = number(wage, "wage") * (1 + share(burden, "burden", "0.35"))
    return each(lambda times: times * factor, time, "time")


def tmu_to_seconds(tmu):
    """How many seconds are so many TMU? 1 TMU = 0.00001 h = 0.036 s (MTM, 1948).

    >>> tmu_to_seconds(1000)
    36.0
    """
    return each(lambda units: units * 3600 / TMU_PER_HOUR, tmu, "TMU")


def seconds_to_tmu(seconds):
    """How many TMU are so many seconds? 1 h = 100,000 TMU, so 1 s = 27.8 TMU.

    >>> seconds_to_tmu(36)
    1000.0
    """
    return each(lambda time: time * TMU_PER_HOUR / 3600, seconds, "time in seconds")


def _allowance_factor(allowance, basis):
    """What the normal time is multiplied by."""
    if basis not in BASES:
        raise ValueError(
            f'The basis is "workday" or "job", and says what the allowance is a part of; not {basis!r}.'
        )
    allowance = number(allowance, "allowance")
    if basis == "workday" and allowance == 1:
        raise ValueError("An allowance of 100 % of the workday leaves no time to work in: 1 was given.")
    if allowance > 1:
        # 1.15 is the factor 1 + A; 15 is the percentage.
        meant = allowance - 1 if allowance < 2 else allowance / 100
        raise ValueError(
            f"The allowance is a fraction, 0.15 for 15 percent; {allowance:g} was given: "
            f"did you mean {meant:.2f}?"
        )
    return 1 + allowance if basis == "job" else 1 / (1 - allowance)


def _cycles_for_one(name, times, precision, error, confidence, distribution):
    of_element = f" of element {name}" if name is not None else ""
    if len(times) < 2:
        raise ValueError(
            f"Two times or more{of_element} are needed to see how much they vary; "
            f"there {_is_are(len(times))}."
        )
    mean = average_time(times)
    if mean == 0 and error is None:
        raise ValueError(f"The times{of_element} are all zero: there is nothing to be precise about.")
    tail = (1 + confidence) / 2
    if distribution == "normal":
        deviate = NormalDist().inv_cdf(tail)
    else:
        from scipy.stats import t  # SciPy takes long to import, and only this needs it.

        deviate = float(t.ppf(tail, len(times) - 1))
    # NumPy takes the deviations from the mean first: near 1e7 a spread of 0.1 keeps its digits.
    half_width = precision * mean if error is None else error
    exact = (deviate * float(np.std(times, ddof=1)) / half_width) ** 2
    # A whole number that comes out a hair above itself is not rounded up; even without any spread one cycle
    # is timed.
    return max(1, math.ceil(exact - 1e-9))


def _average_of(name, times):
    try:
        return average_time(times)
    except ValueError as problem:
        raise ValueError(f"Element {name}: {problem}") from None


def _study_ratings(ratings, elements, machine):
    if isinstance(ratings, (Mapping, pd.Series)):
        given = dict(ratings)
        for name in machine:
            if name in given and given[name] != 1:
                raise ValueError(
                    f"Element {name} is paced by the machine, so its rating is 1.00; "
                    f"{given[name]} was given. Leave it out of the ratings."
                )
        ratings = {**given, **dict.fromkeys(machine, 1.0)}
    by_element = one_each(ratings, elements, "rating")
    by_element.update(dict.fromkeys(machine, 1.0))
    return {name: checked_rating(by_element[name], f"rating of element {name}") for name in elements}


def _ratings_of_readings(record, column, averages, machine, foreign):
    """The rating of each element where every reading has its own: that which its average normal time has."""
    if not isinstance(record, pd.DataFrame) or "element" not in record or column not in record:
        there = (
            f"it has {listed(record.columns)}" if isinstance(record, pd.DataFrame) else "no record was given"
        )
        raise ValueError(
            f"Ratings of single readings stand in a column of the record, here {column!r}, beside "
            f"element and time_min; {there}."
        )
    foreign = [foreign] if isinstance(foreign, str) else list(foreign)
    names = [name.strip() if isinstance(name, str) else name for name in record["element"]]
    given = [
        1.0
        if name in foreign or name in machine
        else checked_rating(one, f"rating of element {name} in row {label}")
        for label, name, one in zip(record.index, names, record[column], strict=True)
    ]
    rated = times_by_element(record.assign(time_min=record["time_min"] * np.array(given)), foreign=foreign)
    found = {}
    for name, average in averages.items():
        ratings = [one for one, of in zip(given, names) if of == name]
        alike = len(set(ratings)) == 1 or average == 0
        found[name] = ratings[0] if alike else float(rated[name].mean()) / average
    return found


def _like(template, array):
    return pd.Series(array, index=template.index) if isinstance(template, pd.Series) else array


def _is_are(count):
    return "is only one" if count == 1 else "is none"
