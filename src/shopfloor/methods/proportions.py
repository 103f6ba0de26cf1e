"""Two shares of defectives compared: how many parts must be seen to tell them apart, and whether a
difference that was seen can be chance."""

import math
from statistics import NormalDist
from typing import NamedTuple

from shopfloor.methods.arguments import number, proportion


class Comparison(NamedTuple):
    """Two shares and what their difference is worth."""

    before: float
    after: float
    difference: float
    low: float
    high: float
    z: float
    p_value: float
    fewer: float

    def __repr__(self):
        return (
            f"Comparison: {self.before * 100:.2f} % before, {self.after * 100:.2f} % after; difference "
            f"{self.difference * 100:.2f} percentage points ({self.low * 100:.2f} to {self.high * 100:.2f}), "
            f"z = {self.z:.2f}, p = {self.p_value:.3f}"
        )


def parts_to_see(before, after, power=0.80, confidence=0.95, *, sides=2):
    """How many parts must be inspected, before and again after, to tell two shares of defectives apart?

    n = (z_a sqrt(2 p (1 - p)) + z_b sqrt(p1 (1 - p1) + p2 (1 - p2)))^2 / (p1 - p2)^2 in each of the two
    samples, rounded up; p the mean of the two shares, z_a the normal deviate of the ``confidence`` (``sides``
    2: half the rest in each tail; 1: only fewer defects count), z_b that of the ``power``, the chance to see
    the difference if it is there. No continuity correction (Fleiss adds one; it asks for a little more).

    ``before``, ``after``: shares as fractions; "20 % fewer than 4 %" is 0.04 and 0.032.

    Source: Fleiss, Levin and Paik, *Statistical Methods for Rates and Proportions*, ch. 4; the formula behind
    R's power.prop.test, whose documented example (0.50, 0.75, power 0.90) gives 76.7.

    >>> parts_to_see(0.04, 0.032)
    8511
    >>> parts_to_see(0.50, 0.75, power=0.90)
    77
    """
    p1, p2, deviate = _design(before, after, confidence, sides)
    reach = proportion(power, "power")
    mean = (p1 + p2) / 2
    root = deviate * math.sqrt(2 * mean * (1 - mean))
    root += NormalDist().inv_cdf(reach) * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    if root <= 0:
        raise ValueError(f"A power of {reach:g} is no more than chance gives: ask for 0.80 or 0.90.")
    # A whole number that comes out a hair above itself is not rounded up.
    return max(1, math.ceil((root / (p1 - p2)) ** 2 - 1e-9))


def chance_to_see(before, after, parts, confidence=0.95, *, sides=2):
    """How likely is it to see a difference that is there, with so many parts inspected before and again
    after? The power of the comparison.

    Arguments as in ``parts_to_see``; ``parts``: in each of the two samples.

    Source: as there; R's power.prop.test gives 0.7401659 for 0.50, 0.75 and 50.

    >>> round(chance_to_see(0.50, 0.75, 50), 4)
    0.7402
    """
    p1, p2, deviate = _design(before, after, confidence, sides)
    n = number(parts, "number of parts", above=0)
    mean = (p1 + p2) / 2
    away = math.sqrt(n) * abs(p1 - p2) - deviate * math.sqrt(2 * mean * (1 - mean))
    return NormalDist().cdf(away / math.sqrt(p1 * (1 - p1) + p2 * (1 - p2)))


def compare_shares(count_before, parts_before, count_after, parts_after, confidence=0.95):
    """Can the difference between two shares of defectives be chance? before, after, difference, low, high, z,
    p_value, fewer.

    ``difference`` is before minus after, with its interval ``low`` to ``high``:
    difference -/+ z sqrt(p1 (1 - p1) / n1 + p2 (1 - p2) / n2). ``z`` is the difference over its standard
    deviation if both shares were the same (pooled); ``p_value`` how often chance alone gives one so large,
    in either direction; ``fewer`` the difference as a fraction of before. For samples with five defectives
    or more in each.

    Source: NIST/SEMATECH e-Handbook, 7.3.3; Fleiss, Levin and Paik, ch. 3.

    >>> result = compare_shares(120, 3000, 96, 3000)
    >>> round(result.fewer, 2), round(result.z, 2), round(result.p_value, 3)
    (0.2, 1.66, 0.096)
    """
    n1 = number(parts_before, "number of parts before", above=0)
    n2 = number(parts_after, "number of parts after", above=0)
    x1, x2 = number(count_before, "count before"), number(count_after, "count after")
    for found, parts, when in ((x1, n1, "before"), (x2, n2, "after")):
        if found > parts:
            raise ValueError(f"There are {found:g} defective parts of {parts:g} {when}: more than parts.")
    level = proportion(confidence, "confidence")
    p1, p2, both = x1 / n1, x2 / n2, (x1 + x2) / (n1 + n2)
    if both in (0, 1):
        raise ValueError("No part or every part is defective, so there is nothing to compare.")
    half = NormalDist().inv_cdf((1 + level) / 2) * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    z = (p1 - p2) / math.sqrt(both * (1 - both) * (1 / n1 + 1 / n2))
    return Comparison(
        before=p1, after=p2, difference=p1 - p2, low=p1 - p2 - half, high=p1 - p2 + half, z=z,
        p_value=2 * NormalDist().cdf(-abs(z)), fewer=(p1 - p2) / p1 if p1 else math.nan,
    )  # fmt: skip


def _design(before, after, confidence, sides):
    p1, p2 = proportion(before, "share before"), proportion(after, "share after")
    if p1 == p2:
        raise ValueError(f"Both shares are {p1:g}: there is no difference to see.")
    level = proportion(confidence, "confidence")
    if isinstance(sides, bool) or sides not in (1, 2):
        raise ValueError(f"The sides are 2 (fewer or more) or 1 (fewer only); {sides!r} was given.")
    return p1, p2, NormalDist().inv_cdf(1 - (1 - level) / sides)
