"""Times of work that nobody has timed: from earlier studies (standard data), and from tables of motions."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import listed, number, values
from shopfloor.methods.timestudy import tmu_to_seconds


class StandardData(NamedTuple):
    """The formula that earlier studies give: time = fixed + each x size. See ``standard_data``."""

    fixed: float
    """What every piece takes, whatever its size."""
    each: float
    """What one more of the size adds."""
    r_squared: float | None
    """How much of the differences in time the size explains; None where all times are the same."""
    spread: float | None
    """Standard deviation of the studies around the line (divisor n - 2); None with two studies."""
    n: int
    smallest: float
    largest: float
    """The sizes that were studied: the formula holds between them."""

    def time(self, size, *, beyond=False):
        """What the formula says for a size; outside the sizes studied only with ``beyond=True``."""
        size = number(size, "size", low=None)
        if not beyond and not self.smallest <= size <= self.largest:
            raise ValueError(
                f"The studies went from {self.smallest:g} to {self.largest:g}; {size:g} lies outside, where "
                "nobody knows whether the line goes on. Say beyond=True to risk it."
            )
        return self.fixed + self.each * size

    def __repr__(self):
        words = [f"fixed={self.fixed:.4g}", f"each={self.each:.4g}"]
        words += [
            f"{name}={value:.4g}"
            for name in ("r_squared", "spread")
            if (value := getattr(self, name)) is not None
        ]
        words += [f"n={self.n}", f"smallest={self.smallest:g}", f"largest={self.largest:g}"]
        return f"StandardData({', '.join(words)})"


def standard_data(sizes, times):
    """What do earlier time studies say of a size that nobody has timed? time = fixed + each x size.

    ``sizes``: what the time depends on (pieces, length, weight), one of each study; ``times``: the studies'
    normal times, in any unit. A straight line by least squares. Returns fixed, each, r_squared, spread, n,
    smallest, largest; ``.time(size)`` then gives the time of a size between the smallest and the largest.

    Source: Freivalds and Niebel, *Niebel's Methods, Standards, and Work Design*, ch. 12 (standard data and
    formulas); Groover 2007, ch. 15.

    >>> formula = standard_data([2, 4, 8, 10], [0.9, 1.1, 1.5, 1.7])
    >>> round(formula.fixed, 3), round(formula.each, 3), round(formula.time(6), 3)
    (0.7, 0.1, 1.3)
    >>> formula.time(20)
    Traceback (most recent call last):
    ...
    ValueError: The studies went from 2 to 10; 20 lies outside, where nobody knows whether the line goes on. \
Say beyond=True to risk it.
    """
    x, y = values(sizes, "size", low=None), values(times, "time")
    if len(x) != len(y):
        raise ValueError(f"There are {len(x)} sizes but {len(y)} times: each study needs both.")
    if (
        isinstance(sizes, pd.Series)
        and isinstance(times, pd.Series)
        and list(sizes.index) != list(times.index)
    ):
        raise ValueError("The sizes and the times belong to different rows: take both from one table.")
    if len(x) < 2 or np.ptp(x) == 0:
        raise ValueError(
            "Studies of two different sizes or more are needed to see what the size does; "
            f"there {'is only one size' if len(x) else 'is none'}."
        )
    line = straight_line(x, y)
    return line._replace(smallest=float(x.min()), largest=float(x.max()))


def straight_line(x, y):
    """The least-squares line through points with at least two different x."""
    # Deviations from the means keep their digits where sums of squares of the values would lose them.
    across, up = x - x.mean(), y - y.mean()
    # What a mean rounds away (values near 1e7) is taken off once more.
    across, up = across - across.mean(), up - up.mean()
    wide, high = float(across @ across), float(up @ up)
    each = float(across @ up) / wide
    left = up - each * across
    rest = float(left @ left)
    return StandardData(
        fixed=float(y.mean() - each * x.mean()),
        each=each,
        r_squared=1 - rest / high if high else None,
        spread=math.sqrt(rest / (len(x) - 2)) if len(x) > 2 else None,
        n=len(x),
        smallest=float(x.min()),
        largest=float(x.max()),
    )


def motion_tmu(motions, table):
    """How many TMU does each motion take, by a table of predetermined times? A Series, a value per row.

    (TMU of the action + TMU of every extra that applies) x times. ``motions``: a table with the columns
    action (a code), extras (codes separated by spaces, or empty) and times (how often in a cycle; once where
    there is no such column). ``table``: the table of predetermined times with the columns code, tmu and, to
    tell actions from extras, kind.

    The real systems (MTM, MODAPTS, MOST) are licensed and may be applied only by people trained in them; the
    course's table, ``load("learning/bench_times")``, is invented. 1 TMU is 0.00001 h (Maynard, Stegemerten
    and Schwab 1948).

    >>> table = pd.DataFrame({"code": ["TK", "FR"], "kind": ["action", "extra"], "tmu": [31, 19]})
    >>> motions = pd.DataFrame({"action": ["TK", "TK"], "extras": ["", "FR"], "times": [1, 2]})
    >>> motion_tmu(motions, table).to_list()
    [31.0, 100.0]
    """
    codes = _codes(table)
    if not isinstance(motions, pd.DataFrame):
        raise ValueError(
            f"The first thing to give is a table of motions; {type(motions).__name__} was given."
        )
    if "action" not in motions:
        raise ValueError(f"The motions have no column action; they have {listed(motions.columns)}.")
    if motions.empty:
        raise ValueError("There are no motions: the table is empty.")
    extras = motions["extras"] if "extras" in motions else pd.Series("", index=motions.index)
    often = motions["times"] if "times" in motions else pd.Series(1, index=motions.index)
    result = []
    for label, action, more, times in zip(motions.index, motions["action"], extras, often, strict=True):
        if isinstance(more, float) and math.isnan(more):
            more = ""
        wanted = [(_code(action), "action"), *((code, "extra") for code in _code(more).split())]
        found = [_lookup(codes, code, kind, label) for code, kind in wanted]
        result.append(math.fsum(found) * number(times, f"number of times in row {label}", above=0))
    return pd.Series(result, index=motions.index, name="tmu", dtype=float)


def predetermined_time(motions, table):
    """How long should the work take, by a table of predetermined times? Motion by motion, added up.

    Arguments as in ``motion_tmu``. Returns a table with a row for each element (if the motions have a column
    ``element``; and for each method, if they have a column ``method``) and a row "total": motions (rows),
    tmu, seconds and minutes. These are normal times: the allowance comes on top.

    >>> table = pd.DataFrame({"code": ["TK", "FR"], "kind": ["action", "extra"], "tmu": [31, 19]})
    >>> motions = pd.DataFrame({"element": ["A", "B"], "action": ["TK", "TK"], "extras": ["", "FR"]})
    >>> predetermined_time(motions, table).round(4)
      element  motions   tmu  seconds  minutes
    0       A        1  31.0    1.116   0.0186
    1       B        1  50.0    1.800   0.0300
    2   total        2  81.0    2.916   0.0486
    """
    tmu = motion_tmu(motions, table)
    keys = [name for name in ("method", "element") if name in motions]
    rows = []
    methods = pd.unique(motions["method"].astype(object)) if "method" in keys else [None]
    for method in methods:
        of_method = (
            motions["method"] == method if method is not None else pd.Series(True, index=motions.index)
        )
        of_method = of_method.to_numpy(dtype=bool)
        named = {"method": method} if method is not None else {}
        if "element" in keys:
            for element in pd.unique(motions.loc[of_method, "element"].astype(object)):
                chosen = of_method & (motions["element"] == element).to_numpy(dtype=bool)
                rows.append({**named, "element": element, **_sums(tmu[chosen])})
        rows.append({**named, "element": "total", **_sums(tmu[of_method])})
    return pd.DataFrame(rows)


def _sums(tmu):
    total = math.fsum(tmu)
    seconds = tmu_to_seconds(total)
    return {"motions": len(tmu), "tmu": total, "seconds": seconds, "minutes": seconds / 60}


def _codes(table):
    """Code -> (kind or None, TMU)."""
    if not isinstance(table, pd.DataFrame):
        raise ValueError(
            f"The second thing to give is a table of predetermined times; {type(table).__name__} was given."
        )
    for needed in ("code", "tmu"):
        if needed not in table:
            raise ValueError(
                f"The table of predetermined times has no column {needed}; it has {listed(table.columns)}."
            )
    kinds = table["kind"] if "kind" in table else [None] * len(table)
    codes = {}
    for code, kind, tmu in zip(table["code"], kinds, table["tmu"], strict=True):
        if code in codes:
            raise ValueError(f"The table of predetermined times has the code {code} twice.")
        codes[code] = (kind, number(tmu, f"TMU of code {code}"))
    return codes


def _code(value):
    return value.strip() if isinstance(value, str) else str(value)


def _lookup(codes, code, kind, label):
    if code not in codes:
        there = [one for one, (its_kind, _) in codes.items() if its_kind in (kind, None)]
        raise ValueError(f"Row {label}: there is no {kind} {code!r} in the table; there are {listed(there)}.")
    its_kind, tmu = codes[code]
    if its_kind is not None and its_kind != kind:
        raise ValueError(f"Row {label}: {code} is an {its_kind}, not an {kind}.")
    return tmu
