"""The chart of a busy line: time at a station against its utilisation."""

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd

from shopfloor.charts.figure import Figure
from shopfloor.charts.flow_drawing import MASK
from shopfloor.charts.flow_words import percent, plain
from shopfloor.charts.places import spread
from shopfloor.charts.style import BLUE, GREEN, INK, QUIET, house_style
from shopfloor.methods import flow
from shopfloor.methods.arguments import is_sequence, number

__all__ = ["busy_line_curve"]

BUSY = (0.5, 0.8, 0.9, 0.95)
MOST_NAMED = 8


def busy_line_curve(
    process_time=1.0, arrival_scv=1.0, process_scv=1.0, servers=1, *, utilisation=BUSY, unit="min"
):
    """What does it cost to keep a machine busy? Time at a station against its utilisation (VUT equation).

    Arguments as in ``flow.kingman``; the scv are squared coefficients of variation. ``utilisation``: the
    points to mark, fractions below 1: one, several, or a dictionary name -> utilisation. Returns a Figure.

    >>> busy_line_curve(5).text.split(". ")[1]
    'At 80 % busy a part takes 25 min, at 90 % 50 min, at 95 % 100 min'
    """
    marks = _marks(utilisation)
    found = {
        name: flow.kingman(busy, process_time, arrival_scv, process_scv, servers)
        for name, busy in marks.items()
    }
    arguments = (float(process_time), float(arrival_scv), float(process_scv), int(servers))
    text = _describe_busy(marks, found, arguments, unit)
    return Figure(_draw_busy(marks, found, arguments, unit), text)


def _marks(utilisation):
    if isinstance(utilisation, (Mapping, pd.Series)):
        marks = {str(name): value for name, value in dict(utilisation).items()}
    elif is_sequence(utilisation):
        marks = {percent(number(one, "utilisation")): one for one in utilisation}
    else:
        marks = {percent(number(utilisation, "utilisation")): utilisation}
    if not marks:
        raise ValueError("Give at least one utilisation to mark, such as 0.9.")
    for name, value in marks.items():
        flow.kingman(number(value, f"utilisation of {name}"), 1.0)
    return {name: float(value) for name, value in sorted(marks.items(), key=lambda pair: pair[1])}


def _describe_busy(marks, found, arguments, unit):
    process_time, arrival_scv, process_scv, servers = arguments
    machines = "one machine" if servers == 1 else f"{servers} machines side by side"
    text = (
        f"Time at a station against how busy it is: {machines}, {plain(process_time)} {unit} of work on a "
        f"part, squared coefficients of variation {plain(arrival_scv)} (arrivals) and {plain(process_scv)} "
        "(work). "
    )
    if arrival_scv + process_scv == 0:
        return f"{text}Nothing varies, so no part ever waits, however busy the station is."
    shown = list(marks) if len(marks) <= 3 else list(marks)[-3:]
    said = []
    for place, name in enumerate(shown):
        time = f"{plain(found[name].time_in_system)} {unit}"
        who = "" if name == percent(marks[name]) else f" ({name})"
        lead = (
            f"At {percent(marks[name])} busy{who} a part takes"
            if place == 0
            else f"at {percent(marks[name])}{who}"
        )
        said.append(f"{lead} {time}")
    text += ", ".join(said) + ". "
    busiest = found[shown[-1]]
    share = busiest.time_in_queue / busiest.time_in_system
    return (
        f"{text}At {percent(marks[shown[-1]])}, {percent(share)} of that time is waiting; with half the "
        f"variability it would be {plain(busiest.time_in_queue / 2 + busiest.process_time)} {unit}."
    )


def _draw_busy(marks, found, arguments, unit):
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import FuncFormatter

    process_time, arrival_scv, process_scv, servers = arguments

    def at(busy, factor=1.0):
        vut = flow.kingman(busy, process_time, factor * arrival_scv, factor * process_scv, servers)
        return vut.time_in_system

    top = 1.14 * max(at(max(*marks.values(), 0.9)), 1.6 * process_time)
    # Close together where the curves are steep.
    shares = np.unique(np.concatenate([np.linspace(0, 0.99, 120), 1 - np.geomspace(0.3, 1e-4, 160)]))
    with house_style():
        drawing = Drawing(figsize=(8.4, 4.8), layout="constrained")
        ax = drawing.subplots()
        ax.set_xlim(0, 100)
        ax.set_ylim(0, top)
        ax.plot(shares * 100, [at(one) for one in shares], color=BLUE, linewidth=2.4, zorder=3)
        if arrival_scv + process_scv:
            half = np.array([at(one, 0.5) for one in shares])
            ax.plot(shares * 100, half, color=GREEN, linewidth=1.8, linestyle="--", zorder=3)
            _name_half(ax, shares, half, top)
        ax.axhline(process_time, color=QUIET, linewidth=1.3, linestyle=":", zorder=2)
        ax.annotate(
            f"work alone\n{plain(process_time)} {unit}", (1, process_time),
            xycoords=("axes fraction", "data"), xytext=(6, -5), textcoords="offset points", va="bottom",
            color=QUIET, size=11.5, linespacing=0.95, annotation_clip=False,
        )  # fmt: skip
        _name_marks(ax, marks, found, top, unit)
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g} %"))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.6g}"))
        ax.set_xlabel("Utilisation: how much of its time the station is busy")
        ax.set_ylabel(f"Time at the station ({unit})")
        name, busiest = list(marks.items())[-1]
        times = found[name].time_in_system / process_time
        title = f"A busy line is a slow line: {plain(times)} times the work at {percent(busiest)}"
        ax.set_title(title if arrival_scv + process_scv else "Where nothing varies, no part ever waits")
    return drawing


def _name_half(ax, shares, half, top):
    place = min(int(np.searchsorted(half, 0.62 * top)), len(half) - 1)
    ax.annotate(
        "half the\nvariability", (max(shares[place], 0.98) * 100, half[place]), xytext=(9, 0),
        textcoords="offset points", va="center", color=GREEN, size=11.5, linespacing=0.95,
        annotation_clip=False, zorder=5,
    )  # fmt: skip


def _name_marks(ax, marks, found, top, unit):
    """The points on the curve, named at their left, moved apart where the curve is flat."""
    places = spread({name: found[name].time_in_system for name in marks}, 0.075 * top)
    for name, busy in marks.items():
        time = found[name].time_in_system
        ax.scatter([busy * 100], [time], s=60, color=INK, zorder=6)
        if len(marks) > MOST_NAMED:
            continue
        called = percent(busy) if name == percent(busy) else f"{textwrap.shorten(name, 26)} {percent(busy)}"
        left = busy > 0.3
        ax.annotate(
            f"{called}: {plain(time)} {unit}", (busy * 100, places[name]), xytext=(-10 if left else 10, 5),
            textcoords="offset points", ha="right" if left else "left", bbox=MASK, zorder=5,
        )  # fmt: skip
