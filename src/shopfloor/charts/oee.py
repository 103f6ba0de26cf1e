"""The chart of OEE: from the planned time down to the fully productive time, loss by loss."""

import pandas as pd

from shopfloor.charts.causes import _amount
from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import plain, width_of, wrapped
from shopfloor.charts.style import (
    BACKGROUND,
    BLUE,
    GREEN,
    INK,
    OLIVE,
    ORANGE,
    PURPLE,
    QUIET,
    house_style,
    ink_on,
)
from shopfloor.methods.arguments import listed
from shopfloor.methods.losses import LossTree, losses, losses_of

# What a loss belongs to -> color, hatch. The hatch and the words tell them apart too.
FACTORS = {
    "availability": (ORANGE, "///"),
    "performance": (PURPLE, "..."),
    "quality": (OLIVE, "xxx"),
}
REMAINS = {
    "availability": "Running time",
    "performance": "Net running time",
    "quality": "Fully productive time",
}
SIZE = 11


def oee_waterfall(planned, stops=None, ideal_cycle_time=None, total=None, good=None, **options):
    """Where did the planned time go? Bars from the planned time down to the fully productive time.

    Give the result of ``oee.losses`` or ``oee.losses_of``; or a table of shifts (and of its stops), as for
    ``losses_of``; or one shift's numbers, as for ``losses``. ``options`` are those of the method. Each loss
    hangs where the one above it ended, with its time and its share of the planned time; losses of
    availability, performance and quality have a color and a hatch each, and are summed up in the bars
    between. A loss of exactly zero is not drawn. Returns a Figure.

    >>> oee_waterfall(460, {"breakdowns": 20, "setup and adjustment": 40}, 0.5, 400, 392).text.split(": ")[0]
    'OEE 42.6 %'
    """
    tree = _tree(planned, stops, ideal_cycle_time, total, good, options)
    return Figure(_draw(tree), _text(tree))


def _tree(planned, stops, ideal_cycle_time, total, good, options):
    given = {"ideal_cycle_time": ideal_cycle_time, "total": total, "good": good}
    named = [name for name, value in given.items() if value is not None]
    if isinstance(planned, LossTree):
        if named or stops is not None or options:
            raise ValueError("The losses were given, and they are all that is drawn: leave the rest away.")
        return planned
    if isinstance(planned, pd.DataFrame):
        if named:
            raise ValueError(f"A table of shifts has its own columns: leave {listed(named)} away.")
        return losses_of(planned, stops, **options)
    lacking = [name for name, value in {"stops": stops, **given}.items() if value is None]
    if lacking:
        raise ValueError(f"For one shift {listed(lacking)} must be given too (stops: 0 if there were none).")
    return losses(planned, stops, ideal_cycle_time, total, good, **options)


def _text(tree):
    time = f"time_{tree.unit}"
    result = tree.oee
    text = (
        f"OEE {_percent(result.oee)}: of {_amount(tree.planned)} {tree.unit} planned, "
        f"{_amount(tree.fully_productive)} {tree.unit} were fully productive (availability "
        f"{_percent(result.availability)}, performance {_percent(result.performance)}, quality "
        f"{_percent(result.quality)}). "
    )
    lost = tree.table[tree.table[time] > 0].sort_values(time, ascending=False, kind="stable")
    if lost.empty:
        text += "Nothing was lost."
    else:
        parts = [f"{row.loss} {_amount(row[time])} ({_percent(row.share)})" for _, row in lost.iterrows()]
        text += f"Lost, in {tree.unit}, largest first: {listed(parts)}."
    if result.note:
        text += f" Beware: {result.note}."
    return text


def _rows(tree):
    """What is drawn, from top to bottom: label, where the bar starts and ends, kind, what is written."""
    time = f"time_{tree.unit}"
    level = tree.planned
    rows = [("Planned time", 0.0, level, "time", f"{_amount(level)} {tree.unit}, 100 %")]
    for factor, remains in REMAINS.items():
        for _, row in tree.table[(tree.table["factor"] == factor) & (tree.table[time] != 0)].iterrows():
            end = level - row[time]
            sign = "\u2212" if row[time] > 0 else "+"
            words = f"{sign}{_amount(abs(row[time]))} {tree.unit}, {_percent(abs(row.share))}"
            gain = row[time] < 0
            label = "faster than the ideal cycle" if gain else row.loss
            rows.append((label, level, end, "gain" if gain else factor, words))
            level = end
        value = getattr(tree.oee, factor)
        label = f"{remains}\n{factor} {_percent(value)}"
        share = level / tree.planned
        rows.append((label, 0.0, level, "time", f"{_amount(level)} {tree.unit}, {_percent(share)}"))
    return rows


def _draw(tree):
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import FuncFormatter

    rows = _rows(tree)
    most = max(max(row[1], row[2]) for row in rows)
    with house_style():
        heights = [1.35 if "\n" in row[0] else 1.0 for row in rows]
        drawing = Drawing(figsize=(8.4, 1.35 + 0.36 * sum(heights)), layout="constrained")
        ax = drawing.subplots()
        ax.set_xlim(0, 1.02 * most)
        ax.set_ylim(sum(heights), 0)
        places = [sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]
        # The width of the axes in points, to tell where words fit; the labels on the left take the rest.
        wide = (
            8.4 * 72 - 30 - max(width_of(line, SIZE) for row in rows for line in _label(row[0]).split("\n"))
        )
        for place, height, row in zip(places, heights, rows, strict=True):
            _bar(ax, place, height, row, wide / (1.02 * most))
        for one, other, row in zip(places, places[1:], rows, strict=False):
            ax.plot([row[2], row[2]], [one, other], color=QUIET, linewidth=1, zorder=1)
        ax.set_yticks(places, [plain(_label(row[0])) for row in rows], size=SIZE, linespacing=1.1)
        for tick, row in zip(ax.get_yticklabels(), rows, strict=True):
            tick.set_weight("bold" if row[3] == "time" else "normal")
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="y", visible=False)
        ax.grid(axis="x", visible=True)
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
        ax.set_xlabel(f"Time ({tree.unit})")
        title = f"OEE {_percent(tree.oee.oee)}: {_largest(tree)}"
        drawing.suptitle(plain(title), x=0.01, ha="left", size=13, weight="bold", color=INK)
    return drawing


def _bar(ax, place, height, row, scale):
    """One bar with its words: inside if they fit, else on the side with more room."""
    _, start, end, kind, words = row
    low, long = min(start, end), abs(end - start)
    if kind == "time":
        look = {"facecolor": BLUE, "edgecolor": BLUE}
    else:
        color, hatch = FACTORS.get(kind, (GREEN, "\\\\\\"))
        look = {"facecolor": BACKGROUND, "edgecolor": color, "hatch": hatch}
    ax.barh(place, long, 0.72 * min(height, 1.1), left=low, linewidth=1.4, zorder=2, **look)
    need = width_of(words, SIZE) + 14
    right = ax.get_xlim()[1] - max(start, end)
    if kind == "time" and long * scale > need:
        x, side, away, color = low, "left", 7, ink_on(BLUE)
    elif low * scale > need and low >= right:
        x, side, away, color = low, "right", -6, INK
    else:
        x, side, away, color = max(start, end), "left", 6, INK
    ax.annotate(
        words, (x, place), xytext=(away, 0), textcoords="offset points", ha=side, va="center", size=SIZE,
        color=color, zorder=4,
    )  # fmt: skip


def _label(name):
    return "\n".join(wrapped(line, 170, SIZE, "bold") for line in name.split("\n"))


def _largest(tree):
    time = f"time_{tree.unit}"
    table = tree.table
    if not (table[time] > 0).any():
        return "nothing was lost"
    row = table.loc[table[time].idxmax()]
    return f"most is lost to {row.loss} ({_percent(row.share)} of the planned time)"


def _percent(fraction):
    return f"{100 * fraction:.1f} %"
