"""How long `run_rules` takes on a million points and `constants` on a hundred sizes, beside what a user would
otherwise write, in one run.

    python benchmarks/quality.py

The plain Python loop looks back from each point, as the books tell it; it is timed on a share of the points
and scaled up. The pandas version uses rolling windows. Both find the same points. The constants are compared
with the double integral handed to SciPy.
"""

import math
import time

import numpy as np
import pandas as pd

from shopfloor.methods import chart_constants, quality

POINTS = 1_000_000
SHARE = 20
REPEATS = 3


def seconds(function, *arguments):
    """The fastest of some calls, in processor time: other work on the machine does not count."""
    best = math.inf
    for _ in range(REPEATS):
        begun = time.process_time()
        function(*arguments)
        best = min(best, time.process_time() - begun)
    return best


def by_pandas(z):
    """Western Electric's four rules with rolling windows; a window without its full length finds nothing."""
    z = pd.Series(z)
    hits = {1: z.abs() > 3, 2: False, 3: False, 4: False}
    for side in (z, -z):
        far2, far1, above = side > 2, side > 1, side > 0
        hits[2] |= far2 & (far2.rolling(3, min_periods=1).sum() >= 2)
        hits[3] |= far1 & (far1.rolling(5, min_periods=1).sum() >= 4)
        hits[4] |= above.rolling(8).sum() == 8
    return {rule: np.flatnonzero(found).tolist() for rule, found in hits.items()}


def by_loop(z):
    """The same in plain Python."""
    hits = {1: [], 2: [], 3: [], 4: []}
    for i, value in enumerate(z):
        if abs(value) > 3:
            hits[1].append(i)
        for side in (1, -1):
            for rule, far, k, n in ((2, 2, 2, 3), (3, 1, 4, 5), (4, 0, 8, 8)):
                window = z[max(0, i - n + 1) : i + 1]
                if side * value > far and sum(side * one > far for one in window) >= k:
                    hits[rule].append(i)
    return hits


def by_scipy(sizes):
    """d2 and d3 as the double integral over smallest and largest value."""
    from scipy.integrate import dblquad, quad
    from scipy.special import ndtr

    found = []
    for n in sizes:
        d2 = quad(lambda x, n=n: 1 - ndtr(x) ** n - ndtr(-x) ** n, -8, 8)[0]
        square = (
            2
            * dblquad(
                lambda x, y, n=n: 1 - ndtr(y) ** n - ndtr(-x) ** n + (ndtr(y) - ndtr(x)) ** n,
                -8,
                8,
                -8,
                lambda y: y,
            )[0]
        )
        found.append((d2, math.sqrt(square - d2**2)))
    return found


def computed(sizes):
    """All constants anew, with nothing kept from before."""
    chart_constants._constants.cache_clear()
    chart_constants._grid.cache_clear()
    return [quality.constants(n)[:2] for n in sizes]


def main():
    normal = np.random.default_rng(1956).standard_normal(POINTS)
    inputs = {
        "normal points": normal,
        "every point beyond": np.full(POINTS, 4.0),
        "up and down": np.where(np.arange(POINTS) % 2, 4.0, -4.0),
    }
    print(f"run_rules on {POINTS:,} points (s of processor time; ratios are how many times longer)")
    for name, z in inputs.items():
        ours = seconds(quality.run_rules, z)
        nelson = seconds(quality.run_rules, z, "nelson")
        pandas = seconds(by_pandas, z)
        part = z[: POINTS // SHARE].tolist()
        loop = seconds(by_loop, part) * SHARE
        assert quality.run_rules(part) == by_loop(part) == by_pandas(part)
        print(
            f"  {name:18}  western electric {ours:.3f}, nelson {nelson:.3f}   "
            f"pandas {pandas:.2f}, ratio {pandas / ours:.0f}   plain loop {loop:.1f}, ratio {loop / ours:.0f}"
        )
    sizes, few = range(2, 101), (2, 5, 10)
    ours, theirs = seconds(computed, sizes) / len(sizes), seconds(by_scipy, few) / len(few)
    assert np.allclose(computed(few), by_scipy(few), atol=1e-6)
    print(
        f"constants of n = 2 to 100: {1000 * ours:.2f} ms a size; "
        f"SciPy's double integral {1000 * theirs:.0f} ms, "
        f"ratio {theirs / ours:.0f}"
    )


if __name__ == "__main__":
    main()
