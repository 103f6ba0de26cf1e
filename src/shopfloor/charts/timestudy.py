"""Charts of a time study: the times cycle by cycle, and how many cycles an average needs."""

import numpy as np
import pandas as pd

from shopfloor.charts.figure import Figure
from shopfloor.charts.style import BACKGROUND, BLUE, INK, ORANGE, QUIET, house_style
from shopfloor.methods import timestudy
from shopfloor.methods.arguments import listed, proportion
from shopfloor.methods.elements import one_study, times_by_element
from shopfloor.methods.tables import leave_out, several

# Kind of point -> marker, size, filled, color, words. Shape and words carry the meaning; color only helps.
MARKS = {
    "kept": ("o", 34, True, BLUE, "averaged"),
    "foreign": ("D", 42, False, ORANGE, "foreign element"),
    "left out": ("x", 52, True, ORANGE, "left out"),
    "negative": ("v", 58, True, ORANGE, "negative: a slip"),
}


def time_study_plot(table, element=None, column="time_min", *, left_out=(), foreign="F"):
    """How do the times run from cycle to cycle? A panel per element, with the mean of what counts.

    ``table``: a record of one operation with the columns ``cycle``, ``element`` and ``column`` (times in
    minutes).
    ``element``: one letter, or several in a list, to draw only these. ``left_out``: observation numbers that
    are drawn but not averaged. Points have a shape each: averaged, foreign, left out, negative (the sign of a
    slip of the watch, so not averaged either). Returns a Figure, whose text gives the means.

    >>> record = pd.DataFrame({"observation": [1, 2, 3], "cycle": [1, 2, 3], "element": ["A", "A", "A"],
    ...                        "time_min": [0.20, 0.22, 0.90]})
    >>> time_study_plot(record, left_out=[3]).text.split(". ")[1]
    'Element A: mean 0.210 min from 2 times (0.20 to 0.22); 1 left out (cycle 3).'
    """
    points = _points(table, element, column, left_out, foreign)
    panels = list(pd.unique(points["element"]))
    if foreign in panels:  # what is no part of the job comes last
        panels = [*(name for name in panels if name != foreign), foreign]
    described = [_describe(name, points[points["element"] == name], foreign) for name in panels]
    first, last = int(points["cycle"].min()), int(points["cycle"].max())
    where = f" of {points.attrs['operation']}" if points.attrs["operation"] else ""
    text = f"Element times by cycle{where}, cycles {first} to {last}. " + " ".join(described)
    return Figure(_draw_panels(points, panels, (first, last), foreign), text)


def cycles_needed_curve(times, precision=0.05, confidence=0.95, distribution="normal"):
    """What does precision cost? Cycles needed for each half-width of the mean, with the asked one marked.

    Arguments as in ``timestudy.cycles_needed``; of several elements the one that needs most is drawn. Returns
    a Figure.

    >>> cycles_needed_curve([3.5, 3.2, 4.1, 3.6, 3.9]).text.split(";")[0]
    'For the mean to be within 5 % of the true one, with 95 % confidence, 15 cycles are needed'
    """
    precision = proportion(precision, "precision")

    def needed(times, half_width):
        return timestudy.cycles_needed(times, half_width, confidence, distribution)

    elements = times_by_element(times)
    name = max(elements, key=lambda one: needed(elements[one], precision))
    pilot = elements[name]
    if np.ptp(pilot) == 0:
        raise ValueError(
            "The times are all the same, so there is no curve to draw: one cycle is as good as many."
        )
    asked = needed(pilot, precision)
    doubled, halved = min(2 * precision, 0.99), precision / 2
    enough = "which is enough" if len(pilot) >= asked else f"so {asked - len(pilot)} more"
    of_element = f" Element {name}, which varies most, decides." if len(elements) > 1 else ""
    text = (
        f"For the mean to be within {_percent(precision)} of the true one, "
        f"with {_percent(confidence)} confidence, {_cycles(asked)} needed; "
        f"{len(pilot)} have been timed, {enough}.{of_element} "
        f"Within {_percent(doubled)} it takes {needed(pilot, doubled)}, within {_percent(halved)} "
        f"{needed(pilot, halved)}. Half the error costs four times the cycles."
    )
    label = "Cycles needed" if name is None else f"Cycles needed, element {name}"
    return Figure(_draw_curve(pilot, precision, needed, label), text)


def _points(table, element, column, left_out, foreign):
    """The rows to draw, with a column ``kind``; everything that cannot be drawn refused in words."""
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"The first thing to give is a table; {type(table).__name__} was given.")
    one_study(table)
    for needed in ("cycle", "element", column):
        if needed not in table:
            advice = ""
            if needed == column and "reading_min" in table:
                advice = ' Make the times first, with element_times(table["reading_min"]).'
            raise ValueError(
                f"There is no column {needed!r} in this table: it has {listed(table.columns)}.{advice}"
            )
    points = table
    wanted = [element] if isinstance(element, str) else element
    if wanted is not None:
        there = list(pd.unique(table["element"]))
        for name in wanted:
            if name not in there:
                raise ValueError(f"There is no element {name!r} in this table: there are {listed(there)}.")
        points = table[table["element"].isin(list(wanted))]
    points = points[points[column].notna()]
    if points.empty:
        raise ValueError("There is nothing to draw: the table has no times.")
    out = set()
    if several(left_out):
        out = set(table.index) - set(leave_out(table, left_out).index)
    operation = str(table["operation"].iloc[0]) if "operation" in table else ""
    times = points[column].astype(float)
    kind = pd.Series("kept", index=points.index)
    kind[times < 0] = "negative"
    kind[points.index.isin(out)] = "left out"
    kind[points["element"] == foreign] = "foreign"
    points = pd.DataFrame(
        {"cycle": points["cycle"], "element": points["element"], "time": times, "kind": kind}
    )
    points.attrs["operation"] = operation
    return points


def _describe(name, points, foreign):
    """One sentence about an element's panel."""
    if name == foreign:
        times = "time" if len(points) == 1 else "times"
        return (
            f"Foreign elements: {len(points)} {times}, {points['time'].sum():.2f} min in all, not averaged."
        )
    kept = points[points["kind"] == "kept"]["time"]
    if kept.empty:
        sentence = f"{_called(name)}: no time is left to average"
    else:
        plural = "time" if len(kept) == 1 else "times"
        span = f"{kept.min():.2f} to {kept.max():.2f}"
        sentence = f"{_called(name)}: mean {kept.mean():.3f} min from {len(kept)} {plural} ({span})"
    for kind, words in (("left out", "left out"), ("negative", "negative, a slip of the watch")):
        cycles = list(points.loc[points["kind"] == kind, "cycle"])
        if cycles:
            plural = "cycle" if len(cycles) == 1 else "cycles"
            sentence += f"; {len(cycles)} {words} ({plural} {listed(cycles)})"
    return sentence + "."


def _draw_panels(points, panels, cycles, foreign):
    from matplotlib.figure import Figure as Drawing

    columns = 1 if len(panels) == 1 else 2
    rows = -(-len(panels) // columns)
    with house_style():
        drawing = Drawing(figsize=(8.4, 4.0 if rows == 1 else 0.9 + 2.3 * rows), layout="constrained")
        drawing.get_layout_engine().set(wspace=0.06, hspace=0.04)
        axes = list(drawing.subplots(rows, columns, squeeze=False).flat)
        for place, (name, ax) in enumerate(zip(panels, axes, strict=False)):
            title = "Foreign elements" if name == foreign else _called(name)
            _draw_panel(ax, points[points["element"] == name], title)
            ax.set_xlim(cycles[0] - 0.7, cycles[1] + 0.7)
            ax.set_xticks(_cycle_ticks(*cycles))
            ax.set_ylabel("Time (min)")
            if place + columns >= len(panels):  # nothing below it
                ax.set_xlabel("Cycle")
        for ax in axes[len(panels) :]:
            ax.remove()
        kinds = [kind for kind in MARKS if kind in set(points["kind"])]
        if kinds != ["kept"]:
            drawing.legend(
                handles=[_key(kind) for kind in kinds],
                loc="outside lower center",
                ncols=len(kinds),
                handletextpad=0.2,
            )
    return drawing


def _draw_panel(ax, points, title):
    for kind, (marker, size, filled, color, _) in MARKS.items():
        some = points[points["kind"] == kind]
        faces = {"facecolors": color if filled else BACKGROUND} if marker != "x" else {}
        if len(some):
            edge = {"color": color} if marker == "x" else {"edgecolors": color}
            ax.scatter(
                some["cycle"], some["time"], marker=marker, s=size, linewidths=1.8, zorder=3, **edge, **faces
            )
    low, high = min(0.0, points["time"].min()), points["time"].max()
    room = (high - low) or 1.0
    ax.set_ylim(low - 0.08 * room if low < 0 else 0, high + 0.16 * room)
    if low < 0:
        ax.axhline(0, color=QUIET, linewidth=0.8, zorder=1)
    kept = points[points["kind"] == "kept"]["time"]
    if len(kept):
        ax.axhline(kept.mean(), color=INK, linewidth=1.4, zorder=2)
        ax.annotate(
            "mean", (1, kept.mean()), xycoords=("axes fraction", "data"), xytext=(4, 0),
            textcoords="offset points", va="center", size=11.5,
        )  # fmt: skip
        title += f": mean {kept.mean():.3f} min"
    ax.set_title(title)


def _cycle_ticks(first, last):
    """Few round cycle numbers, and always the first."""
    step = next(
        step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / step <= 6 or step == 1000
    )
    return [first, *(tick for tick in range(0, last + 1, step) if tick > first)]


def _key(kind):
    from matplotlib.lines import Line2D

    marker, size, filled, color, words = MARKS[kind]
    return Line2D(
        [], [], linestyle="none", marker=marker, markersize=size**0.5, color=color, markeredgewidth=1.8,
        markerfacecolor=color if filled else BACKGROUND, label=words,
    )  # fmt: skip


def _draw_curve(pilot, precision, needed, label):
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    # From half the asked half-width to three times it: the marked point sits where the curve bends.
    widths = np.linspace(precision / 2, min(3 * precision, 0.99), 120)
    # Cycles go with 1 / half-width squared; at a thousandth the rounding up no longer shows.
    counts = needed(pilot, 0.001) * (0.001 / widths) ** 2
    with house_style():
        drawing = Drawing(figsize=(8.4, 4.4), layout="constrained")
        ax = drawing.subplots()
        top = max(max(counts), len(pilot)) * 1.12 + 1
        ax.plot(widths * 100, counts, color=BLUE, linewidth=2.4)
        masked = {"facecolor": BACKGROUND, "edgecolor": "none", "pad": 1.5}
        for width, weight in ((precision / 2, "normal"), (precision, "bold"), (2 * precision, "normal")):
            if width > widths[-1]:
                continue
            count = needed(pilot, width)
            # A label that would lie across the line of the cycles timed so far goes above it (250 pt: height
            # of the axes).
            gap = (len(pilot) - count) / top * 250
            above = gap + 5 if 3 < gap < 26 else 8
            ax.scatter([width * 100], [count], s=60, color=INK if weight == "bold" else BLUE, zorder=4)
            ax.annotate(
                f"\u00b1{_percent(width)}: {count} cycles", (width * 100, count), xytext=(9, above),
                textcoords="offset points", weight=weight, bbox=masked, zorder=3,
            )  # fmt: skip
        ax.axhline(len(pilot), color=ORANGE, linewidth=1.6, linestyle=(0, (6, 3)), zorder=1.5)
        # Where the curve is far from the line: on the left until enough are timed, then on the right.
        side, align = (0.012, "left") if len(pilot) < needed(pilot, precision) else (1, "right")
        ax.annotate(
            f"timed so far: {len(pilot)}", (side, len(pilot)), xycoords=("axes fraction", "data"), xytext=(0, 5),
            textcoords="offset points", ha=align, color=ORANGE, bbox=masked, zorder=3,
        )  # fmt: skip
        ax.set_ylim(0, top)
        ax.set_xlim(widths[0] * 100 * 0.9, widths[-1] * 100)
        ax.yaxis.set_major_locator(MaxNLocator(integer=True))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"\u00b1{value:g} %"))
        ax.set_xlabel("How close the mean shall be to the true one")
        ax.set_ylabel(label)
    return drawing


def _called(name):
    """Rows that the observer has not given a letter yet are no element."""
    return f'Rows marked "{name}"' if name in ("-", "?") else f"Element {name}"


def _cycles(count):
    return "1 cycle is" if count == 1 else f"{count} cycles are"


def _percent(fraction):
    return f"{fraction * 100:.3g} %"
