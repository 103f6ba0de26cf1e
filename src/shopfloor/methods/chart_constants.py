"""The constants of control charts, computed from the distribution of the range instead of typed from a
table."""

import math
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from shopfloor.methods.arguments import number

LARGEST = 1000
"""Subgroups larger than this are not charted by their range."""


class Constants(NamedTuple):
    """The constants for one size of subgroup, with the names of the tables."""

    d2: float
    d3: float
    c4: float
    A2: float
    A3: float
    B3: float
    B4: float
    D3: float
    D4: float

    def __repr__(self):
        return "Constants(" + ", ".join(f"{name}={value:.5g}" for name, value in self._asdict().items()) + ")"


def constants(n):
    """What are the constants of control charts for subgroups of ``n`` pieces? d2, d3, c4, A2, A3, B3, B4, D3,
    D4.

    In subgroups of n from a normal process with standard deviation s, the range has the mean d2 s and the
    standard deviation d3 s, and the standard deviation (divisor n - 1) has the mean c4 s. From these:
    A2 = 3 / (d2 sqrt n), A3 = 3 / (c4 sqrt n), D3 and D4 = 1 -/+ 3 d3 / d2,
    B3 and B4 = 1 -/+ 3 sqrt(1 - c4^2) / c4; D3 and B3 are never below zero.

    ``n``: a whole number from 2 to 1,000. d2 and d3 are integrated from the distribution of the range (right
    to twelve digits; tables give three or four), c4 comes from the gamma function. Raises ValueError for any
    other ``n``.

    Source: Montgomery, *Introduction to Statistical Quality Control*, Appendix VI; Harter, *Tables of Range
    and Studentized Range* (Annals of Mathematical Statistics 31, 1960), for the integrals.

    >>> round(constants(5).d2, 6), round(constants(5).A2, 4), round(constants(5).D4, 4)
    (2.325929, 0.5768, 2.1145)
    """
    size = number(n, "size of a subgroup", low=None)
    if size != int(size) or not 2 <= size <= LARGEST:
        raise ValueError(
            f"The size of a subgroup is a whole number from 2 to {LARGEST:,}; {size:g} was given."
            + (" One piece alone has no range: chart it with individuals()." if size == 1 else "")
        )
    return _constants(int(size))


def d2_star(size, groups):
    """By what is the mean range of a few groups divided to estimate the standard deviation? d2* of Duncan's
    table.

    sqrt(d2^2 + d3^2 / groups): with few groups the mean range varies, and the plain d2 would give too large a
    standard deviation. ``size``: values in each group; ``groups``: how many groups.

    Source: Patnaik, Biometrika 37 (1950); Duncan, *Quality Control and Industrial Statistics*, Table D3;
    AIAG, *Measurement Systems Analysis*, takes it for the constants K1, K2 and K3 of a gauge study.

    >>> round(d2_star(2, 1), 4), round(d2_star(10, 1), 4)
    (1.4142, 3.179)
    """
    known = constants(size)
    return math.sqrt(known.d2**2 + known.d3**2 / groups)


@cache
def _constants(n):
    d2, d3 = _range_moments(n)
    c4 = math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))
    spread = 3 * math.sqrt(1 - c4 * c4) / c4
    return Constants(
        d2=d2, d3=d3, c4=c4,
        A2=3 / (d2 * math.sqrt(n)), A3=3 / (c4 * math.sqrt(n)),
        B3=max(0.0, 1 - spread), B4=1 + spread,
        D3=max(0.0, 1 - 3 * d3 / d2), D4=1 + 3 * d3 / d2,
    )  # fmt: skip


def _range_moments(n):
    """Mean and standard deviation of the range of n standard normal values.

    With m the middle of the smallest and the largest and w the range, the density of w is
    n (n - 1) / (2 pi) exp(-w^2 / 4) times the integral over m of exp(-m^2) P^(n - 2), P being the chance of a
    value between m - w / 2 and m + w / 2.
    """
    widths, weights, middles, between = _grid()
    # The integrand over m falls like a bell on both sides, where the plain sum is as good as any rule.
    inner = np.exp(-middles * middles) @ between ** (n - 2) * (middles[1] - middles[0])
    density = n * (n - 1) / (2 * math.pi) * np.exp(-widths * widths / 4) * inner * weights
    mean = float(density @ widths)
    # About the mean, so that no digits are lost in the difference of two squares.
    return mean, math.sqrt(float(density @ (widths - mean) ** 2))


@lru_cache(maxsize=1)
def _grid():
    """Where the double integral is evaluated, for every n: widths with their Gauss-Legendre weights, middles,
    and P."""
    # Beyond a width of 16 and a middle of 6.5 nothing of 17 digits is left, up to n = 1,000.
    nodes, weights = np.polynomial.legendre.leggauss(160)
    widths, weights = 8 * (nodes + 1), 8 * weights
    middles = np.linspace(-6.5, 6.5, 261)
    below = np.array([[_phi(m + w / 2) for w in widths] for m in middles])
    # P is the same at -m, so one table serves both ends: Phi(m - w / 2) = 1 - Phi(-m + w / 2).
    return widths, weights, middles, below + below[::-1] - 1


def _phi(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))
