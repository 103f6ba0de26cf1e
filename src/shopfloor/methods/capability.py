"""Capability: how well a process's spread fits between the limits of the drawing."""

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import number, proportion
from shopfloor.methods.chart_constants import constants
from shopfloor.methods.control_charts import decimals
from shopfloor.methods.quality_input import readings, samples_of


class Capability(NamedTuple):
    """Capability indices; None where a missing limit leaves one without meaning."""

    cp: float | None
    cpl: float | None
    cpu: float | None
    cpk: float
    cpm: float | None
    pp: float | None
    ppk: float
    outside: float
    expected_outside: float
    ppl: float | None
    ppu: float | None
    mean: float
    sigma: float
    overall: float
    n: int

    def __repr__(self):
        short = ", ".join(
            f"{name} {_shown(getattr(self, name))}" for name in ("cp", "cpl", "cpu", "cpk", "cpm")
        )
        digits = decimals(self.sigma)
        expected = float(f"{self.expected_outside * 100:.2g}")  # 100, not 1e+02
        return (
            f"Capability: {short}; pp {_shown(self.pp)}, ppk {_shown(self.ppk)}; "
            f"{round(self.outside * self.n)} of {self.n} outside the limits ({self.outside * 100:.2f} %), "
            f"a normal process would have {expected:g} % there; "
            f"mean {self.mean:.{digits}f}, "
            f"sigma {self.sigma:.{digits}f}, overall {self.overall:.{digits}f}"
        )


def capability(values, lsl, usl, target=None, sigma=None):
    """Does the spread of a process fit between the limits of the drawing? cp, cpl, cpu, cpk, cpm, pp, ppk,
    outside.

    cp = (USL - LSL) / 6 sigma; cpl = (mean - LSL) / 3 sigma, cpu = (USL - mean) / 3 sigma, cpk the smaller
    one; cpm = (USL - LSL) / 6 sqrt(sigma^2 + (mean - target)^2). ``sigma`` is the standard deviation of the
    short term: for a table or list of lists with a row a subgroup the mean range / d2, for one column (in the
    order of time) the mean moving range / d2, or what is given. pp and ppk are cp and cpk with the overall
    standard deviation (divisor n - 1) instead; where the process is stable they hardly differ.

    ``lsl``, ``usl``: the limits, in the unit of the values; None for a side without a limit (cp, cpm and pp
    are then None, cpk and ppk look at the one side). ``target``: None takes the middle.

    ``outside`` is the share of these values beyond a limit (a value on the limit is inside);
    ``expected_outside`` the share that a normal process with this mean and sigma has there. If the two
    disagree, the values are not normal or not stable, and the indices promise too much or too little. Also:
    ppl, ppu, mean, sigma, overall, n.

    Raises ValueError if the lower limit is not below the upper, if both are missing, if the target lies
    outside, or if the values do not vary.

    Source: Montgomery, *Introduction to Statistical Quality Control*, sec. 8.3; NIST/SEMATECH e-Handbook,
    6.1.6; cpm after Chan, Cheng and Spiring, Journal of Quality Technology 20 (1988), with the short-term
    sigma as in Montgomery and R's qcc (Minitab takes the overall one).

    >>> result = capability([[5, 7, 6], [6, 6, 8], [4, 5, 6], [7, 6, 5]], lsl=2, usl=9)
    >>> round(result.cp, 3), round(result.cpk, 3), round(result.ppk, 3), result.outside
    (0.987, 0.87, 0.948, 0.0)
    """
    low, high, middle = _limits(lsl, usl, target)
    pieces, short = _spread(values, sigma)
    mean = float(pieces.mean())
    overall = math.sqrt(float(((pieces - mean) ** 2).sum()) / (len(pieces) - 1))
    if np.ptp(pieces) == 0:
        raise ValueError(
            f"All {len(pieces)} values are {pieces[0]:g}: without any spread there is no capability to "
            "compute. Does the gauge read finely enough?"
        )
    cp, cpl, cpu, cpk = _indices(low, high, mean, short)
    pp, ppl, ppu, ppk = _indices(low, high, mean, overall)
    cpm = None
    if cp is not None:
        cpm = (high - low) / (6 * math.hypot(short, mean - middle))
    return Capability(
        cp=cp, cpl=cpl, cpu=cpu, cpk=cpk, cpm=cpm, pp=pp, ppk=ppk,
        outside=_share_outside(pieces, low, high), expected_outside=_expected(low, high, mean, short),
        ppl=ppl, ppu=ppu, mean=mean, sigma=short, overall=overall, n=len(pieces),
    )  # fmt: skip


def cpk_interval(cpk, n, confidence=0.95):
    """Between what bounds does the true cpk lie, computed from ``n`` values? (low, high).

    cpk (1 -/+ z sqrt(1 / (9 n cpk^2) + 1 / (2 (n - 1)))): an approximation for normal values whose sigma is
    the overall one; a sigma from ranges is a little less sure. ``n``: 2 or more.

    Source: Bissell, "How Reliable is Your Capability Index?", Applied Statistics 39 (1990); Montgomery,
    Example 8.5: 20 values with a cpk of 1.33 leave it between 0.88 and 1.78.

    >>> low, high = cpk_interval(1.33, 20)
    >>> round(low, 2), round(high, 2)
    (0.88, 1.78)
    """
    index = number(cpk, "cpk", low=None)
    count = _sample(n)
    deviate = NormalDist().inv_cdf((1 + proportion(confidence, "confidence")) / 2)
    # The formula of the source with cpk taken into the root, so that a cpk of 0 has an answer too.
    half = deviate * math.sqrt(1 / (9 * count) + index * index / (2 * (count - 1)))
    return index - half, index + half


def cp_interval(cp, n, confidence=0.95):
    """Between what bounds does the true cp lie, computed from ``n`` values? (low, high).

    cp sqrt(chi-square quantile / (n - 1)), exact for normal values whose sigma is the overall one.

    Source: Montgomery, sec. 8.3.4, Example 8.4: cp 2.29 from 20 values lies between 1.57 and 3.01.

    >>> low, high = cp_interval(2.29, 20)
    >>> round(low, 2), round(high, 2)
    (1.57, 3.01)
    """
    from scipy.special import chdtri  # SciPy takes long to import, and only this needs it.

    index = number(cp, "cp", above=0)
    count = _sample(n)
    tail = (1 - proportion(confidence, "confidence")) / 2
    freedom = count - 1
    low, high = chdtri(freedom, 1 - tail), chdtri(freedom, tail)
    return index * math.sqrt(float(low) / freedom), index * math.sqrt(float(high) / freedom)


def _limits(lsl, usl, target):
    low = None if lsl is None else _limit(lsl, "lower limit")
    high = None if usl is None else _limit(usl, "upper limit")
    if low is None and high is None:
        raise ValueError("Both limits are None: capability compares a process with at least one limit.")
    if low is not None and high is not None and not low < high:
        better = ": were they swapped?" if low > high else "."
        raise ValueError(f"The lower limit must lie below the upper; {low:g} and {high:g} were given{better}")
    if target is None:
        return low, high, None if low is None or high is None else low + (high - low) / 2
    middle = number(target, "target", low=None)
    if (low is not None and middle < low) or (high is not None and middle > high):
        raise ValueError(f"The target {middle:g} lies outside the limits {_shown_limits(low, high)}.")
    return low, high, middle


def _limit(value, what):
    try:
        return number(value, what, low=None)
    except ValueError as problem:
        if isinstance(value, float) and math.isnan(value) or value is pd.NA:
            raise ValueError(
                f"The {what} is empty. If the drawing has no {what}, write None in its place."
            ) from None
        raise problem from None


def all_pieces(values):
    """All values in one row, whether they came as subgroups or as one column.

    >>> all_pieces([[5, 7], [6]])
    array([5., 7., 6.])
    """
    if _in_subgroups(values):
        groups = samples_of(values, least=1)
        return groups.pieces[~np.isnan(groups.pieces)]
    return readings(np.ravel(values) if isinstance(values, np.ndarray) else values)


def _in_subgroups(values):
    if isinstance(values, (list, tuple)):
        return any(isinstance(one, (list, tuple, np.ndarray, pd.Series)) for one in values)
    if isinstance(values, (pd.DataFrame, np.ndarray)):
        return values.ndim > 1 and values.shape[1:] != (1,)
    return isinstance(values, Mapping)


def _spread(values, sigma):
    """All values in one row, and the short-term standard deviation."""
    pieces = all_pieces(values)
    if len(pieces) < 2:
        have = "only one" if len(pieces) == 1 else "none"
        raise ValueError(f"Two values or more are needed to see how much they vary; there is {have}.")
    if sigma is not None:
        return pieces, number(sigma, "sigma", above=0)
    if _in_subgroups(values):
        groups = samples_of(values)
        d2 = np.array([constants(int(size)).d2 for size in groups.sizes])
        within, alike = float((groups.ranges / d2).mean()), "the pieces of every subgroup are alike"
    else:
        within, alike = (
            float(np.abs(np.diff(pieces)).mean()) / constants(2).d2,
            "each value is like the one before",
        )
    if within == 0 and np.ptp(pieces) > 0:
        raise ValueError(f"The short-term sigma is 0, as {alike}: give sigma yourself.")
    return pieces, within


def _indices(low, high, mean, sigma):
    lower = None if low is None else (mean - low) / (3 * sigma)
    upper = None if high is None else (high - mean) / (3 * sigma)
    both = None if low is None or high is None else (high - low) / (6 * sigma)
    return both, lower, upper, min(one for one in (lower, upper) if one is not None)


def _share_outside(pieces, low, high):
    outside = np.zeros(len(pieces), dtype=bool)
    # What is beyond a limit by no more than the dust of binary fractions lies on it.
    if low is not None:
        outside |= pieces < low - 8 * np.finfo(float).eps * abs(low)
    if high is not None:
        outside |= pieces > high + 8 * np.finfo(float).eps * abs(high)
    return float(outside.mean())


def _expected(low, high, mean, sigma):
    below = 0.0 if low is None else NormalDist().cdf((low - mean) / sigma)
    above = 0.0 if high is None else NormalDist().cdf((mean - high) / sigma)
    return below + above


def _sample(n):
    count = number(n, "number of values", low=None)
    if count < 2 or count != int(count):
        raise ValueError(f"The number of values is a whole number, 2 or more; {count:g} was given.")
    return int(count)


def _shown(index):
    return "none" if index is None else f"{index:.2f}"


def _shown_limits(low, high):
    if low is None:
        return f"(at most {high:g})"
    return f"(at least {low:g})" if high is None else f"({low:g} to {high:g})"
