"""Control charts for variables and attributes: center line, limits, and the points beyond them."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.chart_constants import constants
from shopfloor.methods.quality_input import counts_of, labels_of, readings, samples_of, sizes_of


@dataclass(frozen=True, eq=False, repr=False)
class Chart:
    """One control chart.

    ``centre``: the center line, a number. ``lcl``, ``ucl``: the control limits, numbers, or arrays with one
    for each point where they vary. ``points``: what is plotted. ``out_of_control``: the labels of the points
    beyond a limit (positions from 0 where there are no labels); a point exactly on a limit is not beyond it.

    Also: ``name`` (what is plotted), ``labels`` (or None), ``sigma`` (the standard deviation of a plotted
    point, a third of the way to the limits before they are cut at zero), ``centre_line`` (the center line
    point by point where it too varies; ``centre`` is then its average), ``sizes``, ``base`` (which points the
    limits were computed from), ``z``, ``positions`` and ``table``.
    """

    centre: float
    lcl: float | np.ndarray
    ucl: float | np.ndarray
    points: np.ndarray
    out_of_control: list
    name: str = "points"
    labels: list | None = None
    sigma: float | np.ndarray = math.nan
    centre_line: float | np.ndarray = math.nan
    sizes: np.ndarray | None = None
    base: np.ndarray | None = None

    @property
    def positions(self):
        """Positions from 0 of the points beyond a limit, whatever the labels are."""
        return np.flatnonzero(_beyond(self.points, self.lcl, self.ucl)).tolist()

    @property
    def z(self):
        """How many standard deviations each point lies from the center line: what ``run_rules`` asks for.

        A point that lies on the center line or on a zone boundary but for the dust of binary fractions is
        put exactly there.
        """
        centre = np.broadcast_to(self.centre_line, self.points.shape)
        sigma = np.broadcast_to(self.sigma, self.points.shape)
        away = self.points - centre
        dust = _dust(self.points, centre)
        away[np.abs(away) <= dust] = 0.0
        with np.errstate(divide="ignore", invalid="ignore"):
            z = np.where(away == 0, 0.0, away / sigma)
            near = np.round(z)
            on_a_line = np.abs(z - near) <= dust / sigma + 1e-12
        return np.where(on_a_line & np.isfinite(z), near, z)

    @property
    def table(self):
        """The chart as a table: a row a point, with point, centre, lcl, ucl and beyond (yes or no)."""
        beyond = np.zeros(len(self.points), dtype=bool)
        beyond[self.positions] = True
        return pd.DataFrame(
            {
                "point": self.points,
                "centre": self.centre_line,
                "lcl": self.lcl,
                "ucl": self.ucl,
                "beyond": beyond,
            },
            index=self.labels,
        )

    def __repr__(self):
        digits = decimals(np.max(self.ucl) - np.min(self.lcl))
        low, high = np.min(self.lcl), np.max(self.ucl)
        varies = np.ndim(self.ucl) > 0
        limits = f"limits {'that vary, ' if varies else ''}{low:.{digits}f} to {high:.{digits}f}"
        if varies:
            limits += " at the widest"
        out = self.out_of_control
        beyond = f"beyond a limit: {listed(out[:20])}" if out else "none beyond a limit"
        more = f" and {len(out) - 20} more" if len(out) > 20 else ""
        return (
            f"Chart of {self.name}, {len(self.points)} point{'s' if len(self.points) > 1 else ''}: "
            f"center line {self.centre:.{digits}f}, "
            f"{limits}; {beyond}{more}"
        )


def decimals(width):
    """So many decimals show a number of this width to three figures.

    >>> decimals(0.0146), decimals(12.0), decimals(52000.0)
    (4, 1, 0)
    """
    width = float(abs(width))
    return min(12, max(0, 2 - math.floor(math.log10(width)))) if width > 0 and math.isfinite(width) else 3


def xbar_r(samples, *, base=None, without=(), mean=None, sigma=None, labels=None):
    """Is the process stable, judged by averages and ranges of small subgroups? (Chart of averages, Chart of
    ranges).

    Averages: grand mean +/- A2 x mean range; ranges: D3 and D4 x mean range, with the mean range as center
    line. ``samples``: a row a subgroup; a table (columns x1, x2, ... are the pieces, others are left alone),
    an array, or a list of lists, in the order of time and in any unit. Where the sizes differ, the standard
    deviation is the mean of range / d2, the averages are weighted by their sizes, and the limits (and the
    center line of the ranges, d2 x standard deviation) vary by point.

    By default all subgroups give the limits. ``base=25``: only the first 25 do, the others are judged by
    them (phase I and phase II). ``without``: labels of subgroups with a known cause, shown but not counted.
    ``mean``, ``sigma``: known standards in their place. ``labels``: names of the subgroups; else the column
    ``subgroup``, else the table's index.

    Raises ValueError for fewer than two subgroups, a subgroup of one piece, text or empty cells in a list.

    Source: Montgomery, *Introduction to Statistical Quality Control*, sec. 6.2; unequal sizes as in R's qcc
    ("UWAVE-R", after Burr, Journal of Quality Technology 1, 1969) and Minitab.

    >>> averages, ranges = xbar_r([[5, 7, 6], [6, 6, 8], [4, 5, 6], [7, 6, 5]])
    >>> round(averages.centre, 3), round(averages.lcl, 3), round(averages.ucl, 3), ranges.centre
    (5.917, 3.87, 7.963, 2.0)
    """
    groups = samples_of(samples, labels)
    used = _base(base, without, groups.labels, len(groups.sizes), "subgroup")
    known = [constants(int(size)) for size in groups.sizes]
    d2, d3 = np.array([one.d2 for one in known]), np.array([one.d3 for one in known])
    if sigma is None:
        spread = float((groups.ranges[used] / d2[used]).mean())
    else:
        spread = _standard(sigma, "sigma", above=0)
    averages = _averages(groups, used, mean, np.full(len(d2), spread))
    ranges = _chart(
        "ranges", groups.ranges, d2 * spread, d3 * spread, groups, used, low=0.0, varies=groups.ragged
    )
    return averages, ranges


def xbar_s(samples, *, base=None, without=(), mean=None, sigma=None, labels=None):
    """Is the process stable, judged by averages and standard deviations of subgroups? (Chart of averages,
    Chart of deviations).

    Averages: grand mean +/- A3 x s; deviations: B3 and B4 x s, with s, the mean of the subgroups' standard
    deviations (divisor n - 1), as center line. Better than ranges for subgroups above about ten, and where
    sizes differ: s is then the root of the pooled variance, and A3, B3 and B4 are those of each size.

    Arguments and errors as in ``xbar_r``.

    Source: Montgomery, sec. 6.3 (unequal sizes: 6.3.2). (SAS and R's qcc average s / c4 instead of
    pooling the variances; the limits differ in the third figure.)

    >>> averages, deviations = xbar_s([[5, 7, 6], [6, 6, 8], [4, 5, 6], [7, 6, 5]])
    >>> round(averages.lcl, 3), round(averages.ucl, 3), round(deviations.ucl, 3)
    (3.887, 7.947, 2.667)
    """
    groups = samples_of(samples, labels)
    used = _base(base, without, groups.labels, len(groups.sizes), "subgroup")
    c4 = np.array([constants(int(size)).c4 for size in groups.sizes])
    if sigma is not None:
        spread = np.full(len(c4), _standard(sigma, "sigma", above=0))
        line = c4 * spread
    else:
        if groups.ragged:
            freedom = groups.sizes[used] - 1
            pooled = (freedom * groups.deviations[used] ** 2).sum() / freedom.sum()
            line = np.full(len(c4), math.sqrt(pooled))
        else:
            line = np.full(len(c4), groups.deviations[used].mean())
        spread = line / c4
    averages = _averages(groups, used, mean, spread)
    deviations = _chart(
        "standard deviations", groups.deviations, line, spread * np.sqrt(1 - c4**2), groups, used,
        low=0.0, varies=groups.ragged,
    )  # fmt: skip
    return averages, deviations


def individuals(x, *, base=None, without=(), mean=None, sigma=None, labels=None):
    """Is the process stable, judged by single readings? (Chart of readings, Chart of moving ranges).

    Readings: mean +/- 3 x mean moving range / d2, with d2 = 1.128 for two; moving ranges: center line their
    mean, upper limit D4 = 3.267 x mean. ``x``: the readings in the order of time, two or more. A moving range
    is the step from the reading before, so there is one less; it has the label of the later reading (without
    labels: positions count the moving ranges from 0).

    ``base``, ``without``, ``mean``, ``sigma``, ``labels`` as in ``xbar_r``; a reading left out takes both its
    moving ranges with it.

    Source: NIST/SEMATECH e-Handbook, 6.3.2.2; Montgomery, sec. 6.4.

    >>> readings, ranges = individuals([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    >>> round(readings.lcl, 2), round(readings.ucl, 2), round(ranges.centre, 4)
    (45.82, 55.8, 1.8778)
    """
    values = readings(x, "reading")
    if len(values) < 2:
        raise ValueError(f"A chart of single readings needs two or more; there {_are(len(values))}.")
    names = labels_of(x, labels, len(values))
    used = _base(base, without, names, len(values), "reading")
    steps = np.abs(np.diff(values))
    steps_used = used[1:] & used[:-1]
    known = constants(2)
    if sigma is not None:
        spread = _standard(sigma, "sigma", above=0)
    else:
        if not steps_used.any():
            raise ValueError(
                "No two readings in a row are left to compute the limits from: leave fewer of them out."
            )
        spread = float(steps[steps_used].mean()) / known.d2
    line = _mean(values[used]) if mean is None else _standard(mean, "mean")
    single = _finish("readings", values, line, spread, names, None, used)
    moving = _finish(
        "moving ranges", steps, known.d2 * spread, known.d3 * spread, None if names is None else names[1:],
        None, steps_used, low=0.0,
    )  # fmt: skip
    return single, moving


def p_chart(counts, sizes, *, base=None, without=(), standard=None, labels=None):
    """Is the share of defective pieces stable? A Chart of shares.

    p +/- 3 sqrt(p (1 - p) / n), with p all defectives over all pieces; the lower limit is never below 0, the
    upper never above 1. ``counts``: defective pieces in each sample; ``sizes``: pieces inspected, one number
    or one each (then the limits vary). Whole numbers, no count above its size.

    ``standard``: a known share in place of p. ``base``, ``without``, ``labels`` as in ``xbar_r``.

    Source: NIST/SEMATECH e-Handbook, 6.3.3.2; Montgomery, sec. 7.2.

    >>> chart = p_chart([12, 15, 8, 10, 4], 50)
    >>> round(chart.centre, 3), round(chart.lcl, 3), round(chart.ucl, 3), chart.out_of_control
    (0.196, 0.028, 0.364, [])
    """
    found, looked, share, used, names = _defectives(counts, sizes, base, without, standard, labels)
    sigma = np.sqrt(share * (1 - share) / looked)
    return _finish(
        "shares", found / looked, np.full(len(found), share), sigma, names, looked, used,
        low=0.0, high=1.0, varies=_differ(looked),
    )  # fmt: skip


def np_chart(counts, sizes, *, base=None, without=(), standard=None, labels=None):
    """Is the number of defective pieces stable? A Chart of counts.

    n p +/- 3 sqrt(n p (1 - p)), never below 0. Meant for samples of one size; where the sizes differ the
    center line varies too (``centre`` is its average), and a p chart is easier to read.

    Arguments as in ``p_chart``; ``standard`` is a share.

    Source: Montgomery, sec. 7.2.1.

    >>> chart = np_chart([12, 15, 8, 10, 4], 50)
    >>> round(chart.centre, 3), round(chart.lcl, 3), round(chart.ucl, 3)
    (9.8, 1.379, 18.221)
    """
    found, looked, share, used, names = _defectives(counts, sizes, base, without, standard, labels)
    sigma = np.sqrt(looked * share * (1 - share))
    return _finish(
        "defectives", found, looked * share, sigma, names, looked, used,
        low=0.0, high=looked, varies=_differ(looked),
    )  # fmt: skip


def u_chart(counts, sizes, *, base=None, without=(), standard=None, labels=None):
    """Is the number of defects per unit stable? A Chart of defects per unit.

    u +/- 3 sqrt(u / n), never below 0, with u all defects over all units. A piece can have several defects.
    ``counts``: defects in each sample; ``sizes``: units looked at (pieces, square meters, hours), one number
    or one each; they need not be whole.

    ``standard``: known defects per unit. ``base``, ``without``, ``labels`` as in ``xbar_r``.

    Source: Montgomery, sec. 7.3.

    >>> chart = u_chart([12, 8, 6, 14, 10], 50)
    >>> round(chart.centre, 3), round(chart.lcl, 3), round(chart.ucl, 3)
    (0.2, 0.01, 0.39)
    """
    found = counts_of(counts)
    _enough(found)
    looked = sizes_of(sizes, counts, whole=False)
    names = labels_of(counts, labels, len(found))
    used = _base(base, without, names, len(found), "point")
    rate = float(found[used].sum() / looked[used].sum()) if standard is None else _standard(standard)
    return _finish(
        "defects per unit", found / looked, np.full(len(found), rate), np.sqrt(rate / looked), names, looked,
        used, low=0.0, varies=_differ(looked),
    )  # fmt: skip


def c_chart(counts, *, base=None, without=(), standard=None, labels=None):
    """Is the number of defects stable, in samples that are all alike? A Chart of counts.

    c +/- 3 sqrt(c), never below 0, with c the mean count. ``counts``: whole numbers, two or more.

    ``standard``: a known mean count. ``base``, ``without``, ``labels`` as in ``xbar_r``.

    Source: NIST/SEMATECH e-Handbook, 6.3.3.1; Montgomery, sec. 7.3.

    >>> chart = c_chart([16, 14, 28, 16, 12, 10, 31])
    >>> round(chart.centre, 3), round(chart.lcl, 3), round(chart.ucl, 3), chart.out_of_control
    (18.143, 5.365, 30.921, [6])
    """
    found = counts_of(counts)
    _enough(found)
    names = labels_of(counts, labels, len(found))
    used = _base(base, without, names, len(found), "point")
    line = _mean(found[used]) if standard is None else _standard(standard)
    return _finish("defects", found, line, math.sqrt(line), names, None, used, low=0.0)


def _averages(groups, used, mean, spread):
    if mean is None:
        # The mean of the means, weighted by size: that of all pieces.
        sizes = groups.sizes[used]
        mean = float((sizes * groups.means[used]).sum() / sizes.sum())
    else:
        mean = _standard(mean, "mean")
    line = np.full(len(groups.sizes), mean)
    return _chart(
        "averages", groups.means, line, spread / np.sqrt(groups.sizes), groups, used, varies=groups.ragged
    )


def _chart(name, points, line, sigma, groups, used, **limits):
    return _finish(name, points, line, sigma, groups.labels, groups.sizes, used, **limits)


def _finish(name, points, line, sigma, labels, sizes, used, *, low=None, high=None, varies=False):
    """Limits three standard deviations from the line, cut at ``low`` and ``high``; numbers unless they
    vary."""
    if not varies:
        line, sigma = _first(line), _first(sigma)
        high = None if high is None else _first(high)
    lcl, ucl = line - 3 * sigma, line + 3 * sigma
    if low is not None:
        lcl = np.maximum(lcl, low) if varies else max(lcl, low)
    if high is not None:
        ucl = np.minimum(ucl, high) if varies else min(ucl, high)
    if varies and len(set(np.asarray(line).tolist())) == 1:
        line = _first(line)
    out = np.flatnonzero(_beyond(points, lcl, ucl)).tolist()
    return Chart(
        centre=_mean(line) if np.ndim(line) else float(line),
        lcl=lcl if varies else float(lcl),
        ucl=ucl if varies else float(ucl),
        points=points,
        out_of_control=[labels[place] for place in out] if labels is not None else out,
        name=name,
        labels=labels,
        sigma=sigma if varies else float(sigma),
        centre_line=line if np.ndim(line) else float(line),
        sizes=sizes,
        base=used,
    )


def _beyond(points, lcl, ucl):
    return (points > ucl + _dust(points, ucl)) | (points < lcl - _dust(points, lcl))


def _dust(points, line):
    """What the rounding of binary fractions can add to a difference of these: no more is taken for real."""
    return 8 * np.finfo(float).eps * np.maximum(np.abs(points), np.abs(line))


def _defectives(counts, sizes, base, without, standard, labels):
    found = counts_of(counts)
    _enough(found)
    looked = sizes_of(sizes, counts, whole=True)
    names = labels_of(counts, labels, len(found))
    over = np.flatnonzero(found > looked)
    if over.size:
        place = over[0]
        where = f"in row {names[place]}" if names is not None else f"{place + 1}"
        raise ValueError(
            f"Count {where} is {found[place]:g} of {looked[place]:g} inspected: there cannot be more "
            "defective pieces than pieces. If a piece can have several defects, use u_chart."
        )
    used = _base(base, without, names, len(found), "point")
    share = float(found[used].sum() / looked[used].sum()) if standard is None else _standard(standard)
    if share > 1:
        better = f": did you mean {share / 100:g}?" if 1 < share < 100 else "."
        raise ValueError(f"The standard is a share between 0 and 1; {share:g} was given{better}")
    return found, looked, share, used, names


def _base(base, without, labels, count, what):
    """Which points the limits are computed from, as a mask."""
    if count < 2:
        raise ValueError(f"A control chart needs two {what}s or more; there {_are(count)}.")
    used = np.ones(count, dtype=bool)
    if base is not None:
        first = number(base, "base", low=None)
        if first != int(first) or not 2 <= first <= count:
            raise ValueError(
                f"The base is how many of the first {what}s give the limits, a whole number from 2 to "
                f"{count}; {first:g} was given."
            )
        used[int(first) :] = False
    names = labels if labels is not None else list(range(count))
    one = isinstance(without, (str, bytes)) or not hasattr(without, "__iter__")
    for name in [without] if one else list(without):
        hits = [place for place, label in enumerate(names) if label == name]
        if not hits:
            span = f"they run from {names[0]} to {names[-1]}"
            raise ValueError(f"There is no {what} {name!r} to leave out: {span}.")
        used[hits] = False
    if used.sum() < 2:
        raise ValueError(f"Fewer than two {what}s are left to compute the limits from.")
    return used


def _standard(value, what="standard", above=None):
    # A mean may be negative, a share or count may not.
    return number(value, what, low=None if what == "mean" else 0.0, above=above)


def _enough(found):
    if len(found) < 2:
        raise ValueError(f"A control chart needs two counts or more; there {_are(len(found))}.")


def _mean(array):
    return float(np.mean(array))


def _first(value):
    return float(np.ravel(value)[0])


def _differ(sizes):
    return bool((sizes != sizes[0]).any())


def _are(count):
    return "is only one" if count == 1 else "are none"
