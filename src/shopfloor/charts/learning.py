"""The learning curve: measured units and the line through them, on log-log paper or on plain axes."""

import numpy as np

from shopfloor.charts.figure import Figure
from shopfloor.charts.style import BACKGROUND, BLUE, INK, ORANGE, house_style
from shopfloor.methods import learning
from shopfloor.methods.arguments import listed
from shopfloor.methods.tables import several

AXES = ("log", "linear")
NAMES = {"unit": "unit model, Crawford", "average": "average model, Wright"}


def learning_curve(units, times, model="unit", *, axes="log", left_out=(), time_unit="h"):
    """How fast was learned? The measured units, and the line that ``learning.fit`` lays through them.

    ``units``, ``times``, ``model``: as in ``learning.fit``; with ``model="average"`` the points are the
    cumulative averages. ``axes``: "log" (both logarithmic: the curve is a straight line) or "linear" (the
    curve as the shop lives through it). ``left_out``: numbers of units that are drawn but not fitted, such as
    one that was held up (unit model only). ``time_unit``: the unit of the times, for the labels. Returns a
    Figure, whose text gives rate, first unit and how well the line fits.

    >>> learning_curve([1, 2, 4, 8], [100, 80, 64, 51.2]).text.split(". ")[1].split(";")[0]
    'With every doubling of the units the time falls to 80.0 %'
    """
    if axes not in AXES:
        raise ValueError(f'The axes are "log" or "linear"; {axes!r} was given.')
    if not isinstance(time_unit, str) or not time_unit.strip():
        raise ValueError(f'Give the unit of the times as a text, such as "h"; {time_unit!r} was given.')
    out = [int(one) for one in dict.fromkeys(several(left_out, "unit"))]
    if out and model != "unit":
        raise ValueError(
            'The average model goes through all units, so none can be left out of it: take model="unit".'
        )
    numbers, measured = learning.points(units, times)
    for one in out:
        if one not in numbers:
            raise ValueError(f"There is no unit {one} to leave out.")
    kept = ~np.isin(numbers, out)
    fitted = learning.fit(numbers[kept], measured[kept], model)
    if model == "average":
        numbers, measured = learning.points(units, times, model)
        kept = np.ones(len(numbers), dtype=bool)
    text = _describe(numbers, measured, kept, fitted, model, time_unit)
    return Figure(_draw(numbers, measured, kept, fitted, model, axes, time_unit), text)


def _describe(numbers, measured, kept, fitted, model, time_unit):
    last = int(numbers[-1])
    end = float(learning.curve(fitted, last))
    quantity = "the time" if model == "unit" else "the average of all units so far"
    missing = f" ({fitted.missing} between are missing)" if fitted.missing - (~kept).sum() > 0 else ""
    change = "falls to" if fitted.rate < 1 else "stays at" if fitted.rate == 1 else "rises to"
    of_unit = "unit" if model == "unit" else "units up to"
    sentences = [
        f"Learning curve of {kept.sum()} units{missing}, {NAMES[model]}.",
        f"With every doubling of the units {quantity} {change} {fitted.rate * 100:.1f} %; the line "
        f"says {_amount(fitted.first)} {time_unit} for unit 1 and {_amount(end)} {time_unit} "
        f"for {of_unit} {last}.",
        f"Measured: {_amount(measured[0])} {time_unit} for unit {int(numbers[0])}, {_amount(measured[-1])} "
        f"{time_unit} for {of_unit} {last}.",
    ]
    if fitted.n == 2:
        sentences.append("Two points always lie on a line, so nothing is proved by the fit.")
    elif fitted.r_squared is not None:
        sentences.append(f"The line explains {fitted.r_squared * 100:.0f} % of the differences (R\u00b2).")
    if not kept.all():
        off = []
        for unit, time in list(zip(numbers[~kept], measured[~kept]))[:3]:
            ratio = time / float(learning.curve(fitted, unit))
            where = "above" if ratio >= 1 else "below"
            off.append(
                f"{int(unit)} ({_amount(time)} {time_unit}, {abs(ratio - 1) * 100:.0f} % {where} the line)"
            )
        more = f" and {(~kept).sum() - 3} more" if (~kept).sum() > 3 else ""
        sentences.append(f"Left out: unit{'s' if (~kept).sum() > 1 else ''} {listed(off)}{more}.")
    return " ".join(sentences)


def _draw(numbers, measured, kept, fitted, model, axes, time_unit):
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter, NullLocator

    last = float(numbers[-1])
    # The line starts at unit 1, measured or not: that is where "first" is read.
    line_x = np.geomspace(1, max(last, 2), 200)
    line_y = learning.curve(fitted, line_x)
    masked = {"facecolor": BACKGROUND, "edgecolor": "none", "pad": 1.5}
    with house_style():
        drawing = Drawing(figsize=(8.4, 4.6), layout="constrained")
        ax = drawing.subplots()
        ax.plot(line_x, line_y, color=INK, linewidth=2.0, zorder=2)
        size = 40 if len(numbers) <= 60 else 22 if len(numbers) <= 200 else 10
        ax.scatter(numbers[kept], measured[kept], s=size, color=BLUE, zorder=3)
        ax.scatter(numbers[~kept], measured[~kept], s=60, marker="x", color=ORANGE, linewidths=2.2, zorder=4)
        low = min(measured.min(), line_y.min())
        high = max(measured.max(), line_y.max())
        if axes == "log":
            ax.set_xscale("log")
            ax.set_yscale("log")
            room = (high / low) ** 0.08 if high > low else 1.1
            # Room above for the words, also where times hardly fall.
            bottom, top = low / max(room, 1.03), high * max(room, 1.03) ** 2.8
            left, right = 0.9, max(last, 2) * 1.12
            ax.set_xlim(left, right)
            ax.set_ylim(bottom, top)
            for axis, ends in ((ax.xaxis, (left, right)), (ax.yaxis, (bottom, top))):
                ticks = _log_ticks(*ends, whole=axis is ax.xaxis)
                axis.set_ticks(ticks, _tick_words(ticks))
                axis.set_minor_locator(NullLocator())
                axis.set_minor_formatter(NullFormatter())
            ax.grid(True, axis="both")
        else:
            ax.set_xlim(0, max(last, 2) * 1.04)
            ax.set_ylim(0, high * 1.24)
            ax.xaxis.set_major_locator(MaxNLocator(8, integer=True, steps=[1, 2, 5, 10]))
            ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _amount(value)))
            ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _amount(value)))
        rising = fitted.rate > 1
        words = f"{'rises' if rising else 'falls'} to {fitted.rate * 100:.1f} % with every doubling"
        if fitted.rate == 1:
            words = "stays the same: no learning"
        # A falling curve leaves the corner at the upper right free, a rising one that at the upper left.
        ax.annotate(
            f"{words}\nunit 1 by the line: {_amount(fitted.first)} {time_unit}",
            (0.02 if rising else 0.98, 0.97), xycoords="axes fraction", ha="left" if rising else "right",
            va="top", weight="bold", bbox=masked, zorder=5, linespacing=1.35,
        )  # fmt: skip
        if not kept.all() and (~kept).sum() <= 5:
            for unit, time in zip(numbers[~kept], measured[~kept]):
                near_end = unit > last * 0.8
                ax.annotate(
                    f"unit {int(unit)}, left out", (unit, time), xytext=(-9 if near_end else 9, 0),
                    textcoords="offset points", va="center", ha="right" if near_end else "left",
                    color=ORANGE, bbox=masked, zorder=3.5,
                )  # fmt: skip
        paper = ", log-log" if axes == "log" else ""
        ax.set_title(f"Learning curve ({NAMES[model]}{paper})")
        if model == "unit":
            ax.set_xlabel("Number of the unit")
            ax.set_ylabel(f"Time of the unit ({time_unit})")
        else:
            ax.set_xlabel("Units so far")
            ax.set_ylabel(f"Average time of all units so far ({time_unit})")
    return drawing


def _log_ticks(low, high, *, whole=False):
    """Round numbers between low and high, five to nine of them where there can be."""
    if whole and high < 10:
        return list(range(1, int(high) + 1))
    decades = range(int(np.floor(np.log10(low))) - 1, int(np.ceil(np.log10(high))) + 1)
    for steps in ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7), (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)):
        every = [round(step * 10.0**decade, 12 - decade) for decade in decades for step in steps]
        ticks = [tick for tick in every if low <= tick <= high and (not whole or tick.is_integer())]
        if len(ticks) >= 5:
            return ticks[:: -(-len(ticks) // 9)]
    # Within a few percent a logarithmic scale is as good as even, and so are its ticks.
    from matplotlib.ticker import MaxNLocator

    every = MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(low, high)
    return [float(tick) for tick in every if low <= tick <= high]


def _tick_words(ticks):
    """Each tick in as few digits as tell it from its neighbours."""
    words = [_amount(tick) for tick in ticks]
    digits = 4
    while len(set(words)) < len(words) and digits < 16:
        words = [f"{tick:.{digits}g}" for tick in ticks]
        digits += 1
    return words


def _amount(value):
    """A time or a number of units in three digits, large ones with their thousands marked."""
    value = float(value)
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"
