"""Learning curves: what happens the hundredth time. And what was learned before: standard data,
predetermined times.

With every doubling of the number of units, time falls to the ``rate``: a fraction, 0.80 for an 80 % curve.
*Which* time, is where the two conventions part, so always write the ``model``:

- ``"unit"`` (Crawford 1947; incremental unit-time model): the time of the *single unit*. Unit 2 of an 80 %
  curve takes 80 % of unit 1. Heizer, Render and Munson, module E; Stevenson; Groover 2007, ch. 19; Niebel.
- ``"average"`` (Wright 1936; cumulative average-time model): the *average of all units so far*. Units 1 and 2
  take 80 % of unit 1 on average, so unit 2 alone takes 60 %. Accountants' texts (Horngren, CIMA, ACCA) use
  it.

The same "80 %" gives quite different hours. Times may be in any unit, one unit per call. Whatever is
impossible is answered with a ValueError in words.

Sources: Wright, "Factors affecting the cost of airplanes", *Journal of the Aeronautical Sciences* 3, 1936;
Crawford, *Learning Curve, Ship Curve, Ratios, Related Data*, Lockheed, 1947; Argote, *Organizational
Learning*, 2nd ed. 2013; Badiru, *IEEE Transactions on Engineering Management* 39, 1992 (a survey of models).
"""

import math
from collections import namedtuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, values
from shopfloor.methods.predetermined import (
    StandardData,
    motion_tmu,
    predetermined_time,
    standard_data,
    straight_line,
)

__all__ = [
    "Fit",
    "StandardData",
    "cumulative_average",
    "fit",
    "lot_time",
    "motion_tmu",
    "predetermined_time",
    "standard_data",
    "total_time",
    "unit_time",
    "units_to_reach",
]

MODELS = ("unit", "average")
FARTHEST = 10**15
"""Units are counted in floats up to here without losing one."""


class Fit(namedtuple("Fit", ["rate", "first"])):
    """A fitted learning curve: ``rate, first = fit(units, times)``.

    Beside rate and first, which it unpacks to, it knows: r_squared, how much of the ups and downs of the
    logarithms the line explains (None where there are none); n, the number of points it went through; and
    missing, how many units between 1 and the last one were not among them.
    """

    def __new__(cls, rate, first, *, r_squared=None, n=None, missing=None):
        found = super().__new__(cls, rate, first)
        found.r_squared, found.n, found.missing = r_squared, n, missing
        return found

    def __repr__(self):
        words = [f"rate={self.rate:.4f}", f"first={self.first:.5g}"]
        if self.r_squared is not None:
            words.append(f"r_squared={self.r_squared:.4f}")
        words += [
            f"{name}={value}" for name in ("n", "missing") if (value := getattr(self, name)) is not None
        ]
        return f"Fit({', '.join(words)})"


def unit_time(first, n, rate, model="unit"):
    """How long does the n-th unit take? In the unit of ``first``.

    - ``model="unit"``: first x n^b.
    - ``model="average"``: first x (n^(b+1) - (n-1)^(b+1)), the total of n units less that of n - 1.

    b = log(rate) / log(2). ``first``: the time of unit 1. ``n``: a unit's number, or several (a Series stays
    a Series, other sequences give arrays). ``rate``: 0.80 means 80 %; 1.00 is no learning. With the average
    model it has to be more than 0.50: at 0.50 the second unit would take no time at all.

    Source: Crawford 1947 and Wright 1936; Heizer, Render and Munson, module E.

    >>> round(unit_time(100, 4, 0.80), 2)
    64.0
    >>> round(unit_time(100, 2, 0.80, model="average"), 2)
    60.0
    >>> unit_time(100, 4, 80)
    Traceback (most recent call last):
    ...
    ValueError: The learning rate is a fraction, 0.80 for an 80 % curve; 80 was given: did you mean 0.80?
    """
    first, exponent = _first(first), _exponent(rate, model)
    return _for_units(lambda unit: first * _unit_part(unit, exponent, model), n)


def total_time(first, n, rate, model="unit"):
    """How long do the first n units take together? In the unit of ``first``.

    - ``model="unit"``: first x (1^b + 2^b + ... + n^b). For many units the sum is not walked through: its
      tail comes from the Euler-Maclaurin formula, right to 12 digits and more at any n.
    - ``model="average"``: first x n^(b+1); the average is the total / n, first x n^b.

    Arguments as in ``unit_time``. Divided by the first unit's time it is the "total time coefficient" of the
    textbooks' tables (Heizer, Render and Munson, table E.3; Stevenson, table 7S.1).

    >>> round(total_time(400, 20, 0.80), 1)
    4194.0
    >>> round(total_time(100, 4, 0.80, model="average"), 1)
    256.0
    """
    first, exponent = _first(first), _exponent(rate, model)
    return _for_units(lambda unit: first * _lot_part(1, unit, exponent, model), n)


def lot_time(first, start, end, rate, model="unit"):
    """How long does a lot take: the units from number ``start`` to number ``end``, both included?

    What a quotation for "another 50" needs: total_time(first, end) - total_time(first, start - 1), without
    losing digits when the lot is small and comes late. Divided by the number of units it is the average time
    in the lot. Arguments as in ``unit_time``; it takes for granted that nothing is forgotten between the
    lots.

    >>> round(lot_time(75, 201, 250, 0.85, model="average"), 1)
    806.8
    """
    first, exponent = _first(first), _exponent(rate, model)
    start, end = _unit(start, "first unit of the lot"), _unit(end, "last unit of the lot")
    if end < start:
        raise ValueError(f"The lot ends with unit {end}, before it starts with unit {start}.")
    return first * _lot_part(start, end, exponent, model)


def units_to_reach(first, target, rate, model="unit"):
    """Which is the first unit that takes no longer than ``target``? A whole number.

    ``target``: a time in the unit of ``first``, such as the standard time that a learner works toward. Other
    arguments as in ``unit_time``.

    Source: Stevenson, *Operations Management*, 14th ed. 2021, supplement to ch. 7.

    >>> units_to_reach(100, 64, 0.80)
    4
    """
    first, exponent = _first(first), _exponent(rate, model)
    target = number(target, "target", above=0)

    def reached(unit):
        # A target that is met exactly must not be missed by the last bit of a power.
        return first * _unit_part(unit, exponent, model) <= target * (1 + 1e-12)

    high = 1
    while not reached(high):
        high *= 2
        if high > FARTHEST:
            raise ValueError(
                f"At a learning rate of {rate:g} the time does not come down from {first:g} to {target:g} "
                "within any number of units that is ever built."
            )
    low = high // 2  # not reached (or 0)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def cumulative_average(times):
    """What was the average of all units so far, after each one? What the average model draws its line
    through.

    ``times``: the time of every unit from the first on, in their order; none may be missing. A Series stays a
    Series.

    >>> cumulative_average([100, 60, 50, 46])
    array([100.,  80.,  70.,  64.])
    """
    checked = _times(times)
    if not len(checked):
        raise ValueError("There are no times to average.")
    averages = np.cumsum(checked) / np.arange(1, len(checked) + 1)
    return pd.Series(averages, index=times.index) if isinstance(times, pd.Series) else averages


def fit(units, times, model="unit", *, cumulative=False):
    """How fast was learned? The straight line through the points on log-log paper, by least squares.

    ``units``: the units' numbers; ``times``: the time of each. Returns rate and first: with each doubling
    time falls to the rate, and first is what the *line* says of unit 1 (the measured one may lie above or
    below). The result also knows r_squared, n and missing (see ``Fit``).

    - ``model="unit"``: the line goes through the units' own times. Units may be left out: those that were
      held up should be.
    - ``model="average"``: it goes through the cumulative averages, which ``fit`` makes of the units' times;
      so every unit from 1 to the last has to be there. Where ``times`` are cumulative averages already, say
      ``cumulative=True``; then some may be missing.

    A rate above 1 means that times rose. Least squares on logarithms make each time weigh by its percentage;
    ``first`` is then a little high or low where the points scatter much (Tracht, Air Force Institute of
    Technology, 1988). A line through very few units says little, whatever r_squared is.

    Raises ValueError for fewer than two units, a unit that is there twice, a time of zero or less.

    >>> rate, first = fit([1, 2, 4, 8], [100, 80, 64, 51.2])
    >>> round(rate, 4), round(first, 2)
    (0.8, 100.0)
    >>> fit([1, 2, 3], [100, 60, 54], model="average")
    Fit(rate=0.8072, first=99.759, r_squared=0.9989, n=3, missing=0)
    """
    _model(model)
    if not isinstance(cumulative, (bool, np.bool_)):
        raise ValueError(
            f"cumulative is True (times are cumulative averages) or False; {cumulative!r} was given."
        )
    if cumulative and model == "unit":
        raise ValueError(
            'Cumulative averages are fitted with model="average"; with model="unit" give the time '
            "of each unit."
        )
    numbers, checked = points(units, times, model, cumulative)
    if numbers[0] == numbers[-1]:
        raise ValueError("Two units or more are needed to see how fast was learned; there is only one.")
    line = straight_line(np.log(numbers), np.log(checked))
    try:
        rate, first = 2**line.each, math.exp(line.fixed)
    except OverflowError:
        raise ValueError(
            "The times change far too fast from one unit to the next for any learning curve: look at the units' "
            "numbers and at the times."
        ) from None
    # A flat line may come out a hair above 1.
    rate = 1.0 if abs(rate - 1) < 1e-12 else rate
    return Fit(
        float(rate), float(first),
        r_squared=line.r_squared, n=len(numbers), missing=int(numbers[-1]) - len(numbers),
    )  # fmt: skip


def points(units, times, model="unit", cumulative=False):
    """The points a curve is fitted to, in the order of the units: numbers of units, and their times or
    averages."""
    numbers = values(units, "unit", low=None)
    for one in numbers:
        _unit(float(one), "number of a unit")
    checked = _times(times)
    if len(numbers) != len(checked):
        raise ValueError(
            f"There are {len(numbers)} units but {len(checked)} times: each unit needs its time."
        )
    if (
        isinstance(units, pd.Series)
        and isinstance(times, pd.Series)
        and list(units.index) != list(times.index)
    ):
        raise ValueError("The units and the times belong to different rows: take both from one table.")
    if not len(numbers):
        raise ValueError("There are no units to fit: the list or column is empty.")
    order = np.argsort(numbers, kind="stable")
    numbers, checked = numbers[order], checked[order]
    twice = numbers[1:][np.diff(numbers) == 0]
    if len(twice):
        raise ValueError(f"Unit {int(twice[0])} is there twice: choose the rows of one product first.")
    if model == "average" and not cumulative:
        last = int(numbers[-1])
        if last != len(numbers):
            there, gaps = set(numbers), []
            while len(gaps) < 4 and len(there) + len(gaps) < last:
                gaps.append(next(unit for unit in range((gaps or [0])[-1] + 1, last) if unit not in there))
            count = last - len(numbers)
            named = listed(gaps) if count == len(gaps) else f"{', '.join(map(str, gaps))} and others"
            raise ValueError(
                f"The average model needs every unit from 1 to {last}, to average them; "
                f"unit{'s' if count > 1 else ''} {named} {'are' if count > 1 else 'is'} missing. "
                'Fit model="unit", or say cumulative=True if these are cumulative averages.'
            )
        checked = cumulative_average(checked)
    return numbers, checked


def curve(fitted, units):
    """What a fitted curve says of the quantity it was fitted to: unit times, or cumulative averages."""
    return fitted.first * np.asarray(units, dtype=float) ** math.log2(fitted.rate)


def _unit_part(n, exponent, model):
    """The n-th unit's time as a multiple of the first unit's."""
    if model == "unit":
        return float(n) ** exponent
    return _wright_lot(n, n, exponent + 1)


def _lot_part(start, end, exponent, model):
    """The time of units start to end as a multiple of the first unit's."""
    return _power_sum(start, end, exponent) if model == "unit" else _wright_lot(start, end, exponent + 1)


def _wright_lot(start, end, power):
    """end^power - (start-1)^power, also where the two are nearly the same."""
    if start == 1:
        return float(end) ** power
    return -(float(end) ** power) * math.expm1(power * math.log1p(-(end - start + 1) / end))


# Bernoulli numbers B2, B4, ... over (2k)!: the coefficients of the Euler-Maclaurin formula.
_EULER_MACLAURIN = (1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160)
_DIRECT = 32


def _power_sum(start, end, exponent):
    """start^exponent + ... + end^exponent, for an exponent of 0 or less.

    The first terms are added, the others come from the Euler-Maclaurin formula. n^exponent is completely
    monotone, so that the error is smaller than the first term left out: below B12/12! x |f^(11)(m)|, which
    from m = 32 on is less than 1e-15 of f(m) for every learning rate down to 0.01.
    """
    if exponent == 0:
        return float(end - start + 1)
    middle = min(end, max(start, _DIRECT) + (_DIRECT if start >= _DIRECT else 0))
    head = math.fsum(float(n) ** exponent for n in range(start, middle))
    first, last = float(middle) ** exponent, float(end) ** exponent
    if middle == end:
        return math.fsum((head, last))
    log_ratio = math.log1p((end - middle) / middle)
    power = (exponent + 1) * log_ratio
    # (end^(x+1) - middle^(x+1)) / (x+1), also where x + 1 is zero or nearly so.
    integral = first * middle * log_ratio * (math.expm1(power) / power if power else 1.0)
    terms = [head, integral, (first + last) / 2]
    slope = exponent  # x (x-1) ... (x-2k+2), for the derivative of order 2k - 1
    at_first, at_last = first / middle, last / end
    for order, coefficient in enumerate(_EULER_MACLAURIN):
        terms.append(coefficient * slope * (at_last - at_first))
        slope *= (exponent - 2 * order - 1) * (exponent - 2 * order - 2)
        at_first /= middle**2
        at_last /= end**2
    return math.fsum(terms)


def _for_units(function, n):
    """``function`` of a unit's number, or of each of several."""
    if not is_sequence(n):
        return float(function(_unit(n, "number of units")))
    counts = [_unit(float(one), "number of units") for one in values(n, "unit", low=None)]
    result = np.array([function(count) for count in counts], dtype=float)
    return pd.Series(result, index=n.index) if isinstance(n, pd.Series) else result


def _first(first):
    return number(first, "time of the first unit", above=0)


def _unit(value, what):
    value = number(value, what, low=None)
    if value != int(value) or value < 1:
        raise ValueError(f"The {what} is a whole number, 1 or more; {value:g} was given.")
    if value > FARTHEST:
        raise ValueError(f"The {what} is at most {FARTHEST:,}; {value:g} was given.")
    return int(value)


def _times(times):
    checked = values(times, "time")
    for place, time in enumerate(checked):
        if time == 0:
            row = f"in row {times.index[place]}" if isinstance(times, pd.Series) else str(place + 1)
            raise ValueError(
                f"Time {row} is 0: no unit is built in no time, and zero has no place on log paper. "
                "Leave it out."
            )
    return checked


def _model(model):
    if model not in MODELS:
        raise ValueError(
            f'The model is "unit" (Crawford: the single unit\'s time) or "average" (Wright: the average of '
            f"all units so far); {model!r} was given."
        )


def _exponent(rate, model):
    """b = log2(rate), after rate and model were checked."""
    _model(model)
    rate = number(rate, "learning rate", above=0)
    if rate > 1:
        advice = (
            f"did you mean {rate / 100:.2f}?" if rate > 2 else "above 1 the work would get slower each time."
        )
        raise ValueError(
            f"The learning rate is a fraction, 0.80 for an 80 % curve; {rate:g} was given: {advice}"
        )
    if model == "average" and rate <= 0.5:
        raise ValueError(
            f"With the average model the learning rate is more than 0.50; {rate:g} was given. "
            "At 0.50 the second unit would take no time at all."
        )
    return math.log2(rate)
