"""Pay over the years, in dollars of the day and after prices."""

import numpy as np
import pandas as pd

from shopfloor.charts.dollars import MASK, NUMBER_SIZE, dollar_axis, dollars
from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import plain, width_of, wrapped
from shopfloor.charts.style import BLUE, GREEN, INK, QUIET, house_style
from shopfloor.methods import careers
from shopfloor.methods.arguments import listed
from shopfloor.methods.worded import money

WIDTH = 8.4
AXES_WIDTH = 500
"""In points: the figure without its axis, roughly."""


def wage_series(
    wages, occupation=None, prices=None, *, column="annual_median", start=None, end=None, base=None
):
    """How did pay in an occupation run over the years, in dollars of the day and after prices?

    ``wages``: ``load("careers/wages")``, or what ``careers.pay_series`` gave. The rest as there:
    ``occupation``: SOC code or title; ``prices``: ``load("careers/prices")`` for the second line, in dollars
    of the year ``base`` (the last one unless said). ``column``: which figure, the median unless said;
    ``start`` and ``end``: first and last year. Where the method changed (``method_break``) the lines are
    broken and the place is marked. Returns a Figure.

    >>> from shopfloor.data import load
    >>> figure = wage_series(load("careers/wages"), "17-3026", load("careers/prices"), start=2019)
    >>> print(figure.text.split(". ")[1])
    From 2019 to 2024: up 14.6 % in dollars, down 6.6 % after prices
    """
    if isinstance(wages, pd.DataFrame) and {"year", "pay", "figure", "new_method"} <= set(wages.columns):
        series = wages.reset_index(drop=True)
    else:
        if occupation is None:
            raise ValueError('Say which occupation, such as "17-3026": the series of one is drawn.')
        series = careers.pay_series(
            occupation, wages=wages, prices=prices, column=column, start=start, end=end, base=base
        )
    if series["pay"].notna().sum() < 2:
        raise ValueError("A series needs two years or more with a figure: choose more years.")
    changes = _changes(series)
    return Figure(_draw_series(series, changes), _say_series(series, changes))


def _changes(series):
    """How much it changed from the first year with a figure to the last, in words."""
    known = series[series["pay"].notna()]
    first, last = known.iloc[0], known.iloc[-1]
    said = [f"{_change(last['pay'] / first['pay'] - 1)} in dollars"]
    if "real_pay" in series:
        said.append(f"{_change(last['real_pay'] / first['real_pay'] - 1)} after prices")
    return f"From {first['year']} to {last['year']}: {', '.join(said)}"


def _change(fraction):
    size = f"{abs(100 * fraction):.1f} %"
    return "unchanged" if size == "0.0 %" else f"{'up' if fraction > 0 else 'down'} {size}"


def _draw_series(series, changes):
    from matplotlib.figure import Figure as Drawing

    years = series["year"].to_numpy()
    figure = series["figure"].iloc[0]
    title = f"{series['title'].iloc[-1]}: {figure}"
    with house_style():
        drawing = Drawing(figsize=(WIDTH, 4.7), layout="constrained")
        ax = drawing.subplots()
        lines = [("pay", GREEN, "^", (0, (7, 2, 1.5, 2)), "in dollars of the day")]
        if "real_pay" in series:
            base = int(series["base_year"].iloc[0])
            lines.insert(0, ("real_pay", BLUE, "o", "-", f"in dollars of {base}, after prices"))
        for name, color, marker, dashes, _ in lines:
            for part in _parts(series):
                ax.plot(part["year"], part[name], color=color, marker=marker, linestyle=dashes, linewidth=2.2,
                        markersize=7, zorder=3)  # fmt: skip
        figures = series[[name for name, *_ in lines]].to_numpy(dtype=float)
        low, high = float(np.nanmin(figures)), float(np.nanmax(figures))
        room = (high - low) or high
        bottom, top = low - 0.30 * room, high + 0.42 * room
        if bottom < 0.25 * high:
            bottom = 0
        ax.set_ylim(bottom, top)
        span = max(int(years[-1] - years[0]), 1)
        # Room for the figures beside both ends.
        ax.set_xlim(years[0] - 0.13 * span, years[-1] + 0.13 * span)
        _mark_breaks(ax, series)
        _name_lines(ax, series, lines)
        ax.set_xticks(_year_ticks(int(years[0]), int(years[-1])))
        ax.set_xlabel("Year (May)")
        dollar_axis(ax.yaxis)
        unit = "an hour" if figure.endswith("an hour") else "a year"
        ax.set_ylabel(f"US dollars {unit}" + ("" if bottom == 0 else "\n(the axis does not start at 0)"))
        heading = wrapped(title, 72 * (WIDTH - 0.3), 13, weight="bold", lines=2)
        drawing.suptitle(plain(f"{heading}\n{changes}"), x=0.01, ha="left", size=13, weight="bold", color=INK)
    return drawing


def _parts(series):
    """The series cut where the method changed, so that no line joins what does not compare."""
    starts = [0, *series.index[series["new_method"]], len(series)]
    return [series.iloc[first:last] for first, last in zip(starts, starts[1:], strict=False) if last > first]


def _mark_breaks(ax, series):
    left, right = ax.get_xlim()
    for place in series.index[series["new_method"]]:
        year = int(series["year"].iloc[place])
        where = (year + int(series["year"].iloc[place - 1])) / 2
        ax.axvline(where, color=QUIET, linewidth=1.4, linestyle=(0, (2, 2)), zorder=1.5)
        near_right = where > (left + right) / 2
        ax.annotate(
            f"new method from {year}",
            (where, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-5 if near_right else 5, -4),
            textcoords="offset points",
            ha="right" if near_right else "left",
            va="top",
            size=NUMBER_SIZE,
            color=QUIET,
        )


def _name_lines(ax, series, lines):
    """Each line's name beside it, and its figure at both ends: no legend to look up.

    The names stand at the end where the lines are farther apart, above the upper and below the lower line.
    """
    known = series[series["pay"].notna()]
    first, last = known.iloc[0], known.iloc[-1]
    columns = [name for name, *_ in lines]
    apart = [abs(one[columns[0]] - one[columns[-1]]) for one in (first, last)]
    at_start = apart[0] >= apart[1]
    named, other = (first, last) if at_start else (last, first)
    left, right = ax.get_xlim()
    for place, (name, color, _, _, words) in enumerate(sorted(lines, key=lambda line: -named[line[0]])):
        above = place == 0
        text = f"{dollars(named[name])} {words}"
        reach = (width_of(text, NUMBER_SIZE, "bold") / AXES_WIDTH + 0.02) * (right - left)
        near = known[abs(known["year"] - named["year"]) <= reach][name]
        height = near.max() if above else near.min()
        ax.annotate(text, (named["year"], height), xytext=(-4 if at_start else 4, 9 if above else -9),
                    textcoords="offset points", ha="left" if at_start else "right",
                    va="bottom" if above else "top", color=color, weight="bold", size=NUMBER_SIZE,
                    bbox=MASK, zorder=5)  # fmt: skip
    _number_ends(ax, other, lines, at_start)


def _number_ends(ax, row, lines, at_start):
    """The figures at the end that has no names; one for both lines where they are too close for two."""
    low, high = ax.get_ylim()
    spots = sorted((float(row[name]), color) for name, color, *_ in lines)
    if len(spots) > 1 and spots[1][0] - spots[0][0] < 0.06 * (high - low):
        same = dollars(spots[0][0]) == dollars(spots[1][0])
        text = dollars(spots[0][0]) if same else f"{dollars(spots[1][0])}\n{dollars(spots[0][0])}"
        spots = [((spots[0][0] + spots[1][0]) / 2, INK)]
        texts = [text]
    else:
        texts = [dollars(amount) for amount, _ in spots]
    for (amount, color), text in zip(spots, texts, strict=True):
        ax.annotate(
            text,
            (row["year"], amount),
            xytext=(8 if at_start else -8, 0),
            textcoords="offset points",
            ha="left" if at_start else "right",
            va="center",
            color=color,
            weight="bold",
            size=NUMBER_SIZE,
            zorder=5,
        )


def _year_ticks(first, last):
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= 10 or step == 50)
    return [year for year in range(first, last + 1) if (last - year) % step == 0]


def _say_series(series, changes):
    known = series[series["pay"].notna()]
    first, last = known.iloc[0], known.iloc[-1]
    said = [
        f"{series['title'].iloc[-1]}, {series['figure'].iloc[0]}, {first['year']} to {last['year']}",
        changes,
    ]
    said.append(f"In dollars of the day {money(first['pay'])} to {money(last['pay'])}")
    if "real_pay" in series:
        base = int(series["base_year"].iloc[0])
        top = known.loc[known["real_pay"].idxmax()]
        said.append(
            f"in dollars of {base}, {money(first['real_pay'])} to {money(last['real_pay'])}, "
            f"the most in {top['year']} with {money(top['real_pay'])}"
        )
        said[-2:] = [f"{said[-2]}; {said[-1]}"]
    breaks = [int(year) for year in series.loc[series["new_method"], "year"]]
    if breaks:
        said.append(
            f"The method changed in {listed(breaks)}, so the step there is no change of pay to rely on"
        )
    gaps = [int(year) for year in series.loc[series["pay"].isna(), "year"]]
    if gaps:
        said.append(f"Not published: {listed(gaps)}")
    return ". ".join(said) + "."
