"""Charts of flow: what a line does with so much work in it, and why a busy line is a slow line."""

from collections.abc import Mapping

import pandas as pd

from shopfloor.charts.busy_line import busy_line_curve
from shopfloor.charts.figure import Figure
from shopfloor.charts.flow_drawing import LABELLED, draw_curves
from shopfloor.charts.flow_words import parts, plain
from shopfloor.methods import flow
from shopfloor.methods.arguments import is_sequence, listed, number

__all__ = ["busy_line_curve", "flow_curves"]


def flow_curves(bottleneck_rate, raw_process_time=None, *, measured=None, unit="min"):
    """Is this line a good or a bad one? Throughput and cycle time against the parts in the line (WIP).

    ``bottleneck_rate`` (parts per ``unit`` of time) and ``raw_process_time``, or the result of
    ``flow.line_rates`` in place of both. Drawn are the best case, the practical worst case and the worst case
    of Hopp and Spearman, and the critical WIP. ``measured``: where the line is: (wip, throughput), a result
    of ``flow.simulate`` or ``flow.measured_flow``; several in a list, with names in a dictionary, or a table
    with the columns wip (or mean_wip) and throughput, as ``flow.sweep`` gives. A point above the practical
    worst case is in the good region. Returns a Figure, whose text says so.

    >>> flow_curves(114, 33.9, measured=(47_000, 71.8), unit="h").text.split(". ")[-1]
    'Measured: 47,000 parts make 71.8 per h and take 655 h, in the bad region: the practical worst case \
makes 105.'
    """
    if raw_process_time is None:
        if not isinstance(bottleneck_rate, flow.LineRates):
            raise ValueError(
                "Give the bottleneck rate and the raw process time, or the result of line_rates."
            )
        bottleneck_rate, raw_process_time = bottleneck_rate.bottleneck_rate, bottleneck_rate.raw_process_time
    critical = flow.critical_wip(bottleneck_rate, raw_process_time)
    rate, raw = float(bottleneck_rate), float(raw_process_time)
    points = _points(measured, rate, raw)
    text = _describe_curves(rate, raw, critical, points, unit)
    return Figure(draw_curves(rate, raw, critical, points, unit), text)


def _points(measured, rate, raw):
    """A list of (name or None, wip, throughput, verdict, throughput of the practical worst case)."""
    points = []
    for name, wip, throughput in _measured(measured):
        where = f" of {name}" if name else ""
        wip = number(wip, f"WIP{where}", above=0)
        throughput = number(throughput, f"throughput{where}", above=0)
        best, practical, worst = (
            case(wip, rate, raw).throughput
            for case in (flow.best_case, flow.practical_worst_case, flow.worst_case)
        )
        # A measurement is never exact: what is off by a percent is on the curve, and only what lies well
        # above the best case cannot be.
        if throughput > 1.05 * best:
            verdict = "impossible"
        elif throughput > 1.01 * practical:
            verdict = "good"
        elif throughput >= 0.99 * practical:
            verdict = "even"
        elif throughput >= 0.99 * worst:
            verdict = "bad"
        else:
            verdict = "worse"
        points.append((name, wip, throughput, verdict, practical))
    return points


def _measured(measured):
    if measured is None:
        return []
    if isinstance(measured, pd.DataFrame):
        return _from_table(measured)
    if isinstance(measured, Mapping):
        return [(str(name), *_pair(one)) for name, one in measured.items()]
    if _is_result(measured) or _is_pair(measured):
        return [(None, *_pair(measured))]
    if is_sequence(measured):
        several = [_pair(one) for one in measured]
        return [(name, *pair) for name, pair in zip(_numbered(several), several, strict=True)]
    return [(None, *_pair(measured))]


def _from_table(table):
    wip = next((name for name in ("mean_wip", "wip") if name in table), None)
    if wip is None or "throughput" not in table:
        raise ValueError(
            "The table of what was measured needs the columns wip (or mean_wip) and throughput; "
            f"it has {listed(table.columns)}."
        )
    names = [str(name) for name in table["name"]] if "name" in table else _numbered(table)
    return list(zip(names, table[wip], table["throughput"], strict=True))


def _numbered(several):
    return [f"measured {place}" for place in range(1, len(several) + 1)] if len(several) > 1 else [None]


def _is_result(value):
    return hasattr(value, "wip") and hasattr(value, "throughput") and not isinstance(value, pd.DataFrame)


def _is_pair(value):
    return (
        is_sequence(value)
        and len(value) == 2
        and not any(is_sequence(one) or _is_result(one) for one in value)
    )


def _pair(value):
    if _is_result(value):
        return value.wip, value.throughput
    if _is_pair(value):
        return tuple(value)
    raise ValueError(
        "Give what was measured as (wip, throughput), or as a result of simulate or measured_flow; "
        f"{' '.join(repr(value).split())[:50]} was given."
    )


LISTED = 8
"""So many points are told one by one, more as a range."""

_VERDICTS = {
    "impossible": "above the best case, which no line reaches: check the data and their units",
    "good": "in the good region",
    "even": "on the practical worst case",
    "bad": "in the bad region",
    "worse": "below even the worst case: check the data, or parts are held up outside the stations",
}


def _describe_curves(rate, raw, critical, points, unit):
    text = (
        f"A line with a bottleneck of {plain(rate)} parts per {unit} and a raw process time of "
        f"{plain(raw)} {unit} has a critical WIP of {parts(critical)}. "
    )
    if len(points) > LABELLED:
        return text + _count(points)
    if len(points) > 3:
        return text + _say_by_region(points, unit)
    if len(points) > 1:
        return text + " ".join(_say_briefly(point, unit) for point in points)
    wip = max(1.0, critical)
    practical, best = flow.practical_worst_case(wip, rate, raw), flow.best_case(wip, rate, raw)
    text += (
        f"With that many, the best case makes {plain(best.throughput)} per {unit} in "
        f"{plain(best.cycle_time)} {unit}, the practical worst case {plain(practical.throughput)} in "
        f"{plain(practical.cycle_time)} {unit}. "
    )
    if points:
        return text + _say(points[0], unit)
    more = flow.practical_worst_case(2 * wip, rate, raw)
    return (
        f"{text}Twice as many make {plain(more.throughput)} in {plain(more.cycle_time)} {unit} in the "
        "practical worst case: each further part in the line adds less throughput, and always time."
    )


def _say(point, unit):
    name, wip, throughput, verdict, practical = point
    words = _VERDICTS[verdict]
    if verdict in ("good", "bad"):
        words += f": the practical worst case makes {plain(practical)}"
    make, take = ("makes", "takes") if parts(wip) == "1 part" else ("make", "take")
    return (
        f"{_capital(name or 'measured')}: {parts(wip)} {make} {plain(throughput)} per {unit} and {take} "
        f"{plain(wip / throughput)} {unit}, {words}."
    )


def _say_briefly(point, unit):
    name, wip, throughput, verdict, practical = point
    words = _first(_VERDICTS[verdict])
    if verdict in ("good", "bad"):
        words += f" (practical worst case {plain(practical)})"
    return (
        f"{_capital(name or 'measured')}: WIP {plain(wip)}, {plain(throughput)} per {unit}, "
        f"{plain(wip / throughput)} {unit}, {words}."
    )


def _say_by_region(points, unit):
    said = []
    for verdict, words in _VERDICTS.items():
        some = [
            f"{name or 'measured'} (WIP {plain(wip)}, {plain(throughput)} per {unit})"
            for name, wip, throughput, found, _ in points
            if found == verdict
        ]
        if some:
            said.append(f"{_capital(_first(words))}: {listed(some)}.")
    return " ".join(said)


def _first(words):
    """What a verdict says before its advice."""
    return words.partition(",")[0].partition(":")[0]


def _capital(name):
    return name[:1].upper() + name[1:]


def _count(points):
    counted = [(verdict, [point for point in points if point[3] == verdict]) for verdict in _VERDICTS]
    said = [
        f"{len(some)} {_first(_VERDICTS[verdict])} ({_span([point[1] for point in some])})"
        for verdict, some in counted
        if some
    ]
    return f"Of {len(points)} measured points, {listed(said)}."


def _span(wips):
    if len(wips) <= LISTED:
        return f"WIP {listed(plain(one) for one in sorted(wips))}"
    return f"WIP {plain(min(wips))} to {plain(max(wips))}"
