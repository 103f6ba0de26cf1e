"""Yields and defect rates: what comes out right the first time, and how Six Sigma counts it."""

import math
from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import each, is_sequence, number, values


def first_pass_yield(good, total):
    """What share came out right the first time, without rework? good / total.

    ``good``: pieces that passed the first time, ``total``: pieces that went in; a number each, or columns
    (a Series stays a Series). Reworked pieces count as not good: they passed the second time.

    Raises ValueError for more good pieces than pieces, and for a total of 0.

    Source: Montgomery, *Introduction to Statistical Quality Control*, ch. 1 (yield); George et al.,
    *The Lean Six Sigma Pocket Toolbook* (first-pass yield, also called first-time yield).

    >>> first_pass_yield(470, 500)
    0.94
    """
    if is_sequence(good) or is_sequence(total):
        return _yields(good, total)
    right, went_in = number(good, "number of good pieces"), number(total, "total", above=0)
    _no_more_good(right, went_in, "")
    return right / went_in


def rolled_throughput_yield(*yields):
    """What share goes through all steps without rework at any? The product of the steps' yields.

    ``yields``: first-pass yields as fractions, in one list or column, or one after the other. Good for steps
    whose failures have nothing to do with each other.

    Source: George et al., *The Lean Six Sigma Pocket Toolbook*; Harry and Schroeder, *Six Sigma* (2000).

    >>> round(rolled_throughput_yield([0.98, 0.95, 0.99]), 4)
    0.9217
    """
    steps = yields[0] if len(yields) == 1 else yields
    if isinstance(steps, Mapping):
        steps = list(steps.values())
    steps = [steps] if not is_sequence(steps) else steps
    shares = values(steps, "yield")
    if not shares.size:
        raise ValueError("There is no yield to multiply: give the first-pass yield of each step.")
    over = np.flatnonzero(shares > 1)
    if over.size:
        value = shares[over[0]]
        better = f": did you mean {value / 100:g}?" if value <= 100 else "."
        raise ValueError(f"A yield is a fraction from 0 to 1; {value:g} was given{better}")
    return float(math.prod(shares.tolist()))


def dpmo(defects, units, opportunities=1):
    """How many defects are there in a million opportunities? defects / (units x opportunities) x 1,000,000.

    ``opportunities``: in how many ways one unit can be wrong. Who counts more of them looks better without
    being better, so the number always belongs beside the result. Numbers, or columns of defects.

    Raises ValueError for 0 units, and for more defects than opportunities.

    Source: Montgomery, *Introduction to Statistical Quality Control*, ch. 7 (defects per million
    opportunities).

    >>> dpmo(34, units=500, opportunities=20)
    3400.0
    """
    ways = number(units, "number of units", above=0) * number(
        opportunities, "number of opportunities", above=0
    )

    def per_million(found):
        if np.any(found > ways):
            raise ValueError(
                f"There are {np.max(found):g} defects in {ways:g} opportunities: more than there can be. "
                "Count every way in which a unit can be wrong as an opportunity."
            )
        # First times a million: 41 in 160 is then 256250 and not 256249.99999999997.
        return found * 1_000_000 / ways

    return each(per_million, defects, "number of defects")


def sigma_level(dpmo, shift=1.5):
    """How many sigmas does a defect rate come to, in Six Sigma's way of counting?

    The normal deviate that so many of a million exceed, plus ``shift``. The 1.5 is a convention, not a
    measurement: it supposes that a process measured over a short time drifts by 1.5 sigma in the long run.
    ``shift=0`` gives the plain deviate. 3.4 defects in a million are "six sigma" only with the shift.

    ``dpmo``: defects per million opportunities, above 0 and below 1,000,000 (a number, or a column).

    Source: Harry and Schroeder, *Six Sigma* (2000); Montgomery, ch. 1, tells of the shift and its critics.
    3.4 is 6.0, 6,210 is 4.0, 66,807 is 3.0.

    >>> round(sigma_level(3.4), 2), round(sigma_level(66807), 2), round(sigma_level(66807, shift=0), 2)
    (6.0, 3.0, 1.5)
    """
    moved = number(shift, "shift")

    def level(rates):
        for rate in np.ravel(rates):
            if not 0 < rate < 1_000_000:
                raise ValueError(
                    f"Defects per million lie between 0 and 1,000,000; {rate:g} was given. "
                    "None at all have no sigma level: say in how many pieces none was found."
                )
        # From the upper tail, so that very small rates keep their digits.
        levels = np.array([moved - NormalDist().inv_cdf(float(rate) / 1_000_000) for rate in np.ravel(rates)])
        return levels if np.ndim(rates) else levels[0]

    return each(level, dpmo, "defects per million")


def _yields(good, total):
    right = (
        values(good, "number of good pieces") if is_sequence(good) else number(good, "number of good pieces")
    )
    went_in = values(total, "total") if is_sequence(total) else number(total, "total", above=0)
    if is_sequence(good) and is_sequence(total) and len(right) != len(went_in):
        raise ValueError(f"There are {len(right)} numbers of good pieces but {len(went_in)} totals.")
    right, went_in = np.broadcast_arrays(right, went_in)
    for place, (one, whole) in enumerate(zip(right, went_in, strict=True), start=1):
        if whole == 0:
            raise ValueError(f"Total {place} is 0: nothing went in there, so leave that row out.")
        _no_more_good(one, whole, f" in row {place}")
    series = next((one for one in (good, total) if isinstance(one, pd.Series)), None)
    result = right / went_in
    return result if series is None else pd.Series(result, index=series.index)


def _no_more_good(right, went_in, where):
    if right > went_in:
        raise ValueError(
            f"There are {right:g} good pieces of {went_in:g}{where}: more good ones than pieces. "
            "The good ones come first, then the total."
        )
