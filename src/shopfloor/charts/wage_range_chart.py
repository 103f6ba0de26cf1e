"""Pay in ranges, side by side: from the 10th to the 90th percentile."""

import numpy as np
import pandas as pd

from shopfloor.charts.dollars import MASK, NUMBER_SIZE, dollar_axis, dollars, short_dollars
from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import plain, wrapped
from shopfloor.charts.style import BACKGROUND, BLUE, INK, ORANGE, QUIET, house_style
from shopfloor.methods import careers
from shopfloor.methods.arguments import listed, number
from shopfloor.methods.wage_comparison import limited, new_method
from shopfloor.methods.wage_percentiles import PERCENTILES
from shopfloor.methods.worded import money

WIDTH = 8.4
LABEL_WIDTH = 190
LABEL_SIZE = 11.5
MOST_WITH_ENDS = 14
"""Rows up to which the 10th and 90th percentile have their number as well."""


def wage_ranges(wages, occupations=None, years=None, *, sectors=None, names=None, mark=None):
    """What do occupations, sectors or years pay, from the 10th to the 90th percentile?

    ``wages``: ``load("careers/wages")``, ``load("careers/wages_by_sector")``, or what ``careers.compare``
    gave; ``occupations``, ``years``, ``sectors``, ``names``: as in ``careers.compare``. ``mark``: pay to
    compare with, in dollars a year, drawn as a line. A row for each: the thin line runs from the 10th to the
    90th percentile, the thick one over the middle half, the dot is the median; an arrow means that the
    percentile is published only as being at or above the source's upper limit. The highest median comes
    first, years in their order. Returns a Figure.

    >>> from shopfloor.data import load
    >>> figure = wage_ranges(load("careers/wages"), ["17-3026", "17-2112"], 2024)
    >>> print(figure.text.split(". ")[1])
    Highest median: Industrial Engineers, $101,140 (10th to 90th percentile $70,000 to $157,140)
    """
    compared = isinstance(wages, pd.DataFrame) and {"vs_first", "note"} <= set(wages.columns)
    if compared and occupations is None and years is None and sectors is None:
        if not len(wages):
            raise ValueError("The comparison is empty: there is nothing to draw.")
        rows = wages
    else:
        rows = careers.compare(occupations, years, wages=wages, sectors=sectors, names=names)
    rows = rows[rows[list(PERCENTILES)].notna().any(axis=1)]
    if rows.empty:
        raise ValueError("No percentile is published for any of these: there is nothing to draw.")
    mark = None if mark is None else number(mark, "pay to mark", above=0)
    rows = rows.assign(label=_labels(rows))
    over_years = rows["year"].nunique() > 1
    if not over_years:
        rows = rows.sort_values("annual_median", ascending=False, kind="stable", na_position="last")
    subject = _subject(rows)
    return Figure(_draw_ranges(rows, subject, mark, over_years), _say_ranges(rows, subject, mark, over_years))


def _labels(rows):
    """What tells the rows apart: the occupation, the sector, the year, or several of them."""
    parts = []
    if rows["soc"].nunique() > 1:
        parts.append(rows["title"])
    if "sector" in rows and rows["sector"].nunique() > 1:
        parts.append(rows["sector_title"] if "sector_title" in rows else "Sector " + rows["sector"])
    if rows["year"].nunique() > 1:
        parts.append(rows["year"].astype(str))
    if not parts:
        parts.append(rows["title"])
    label = parts[0].astype(str)
    for part in parts[1:]:
        label = label + ", " + part.astype(str)
    return label


def _subject(rows):
    """What all rows have in common, for the heading."""
    years = sorted(set(rows["year"]))
    when = f"May {years[0]}" if len(years) == 1 else f"May {years[0]} to May {years[-1]}"
    if rows["soc"].nunique() == 1 and len(rows) > 1:
        return f"Pay of {rows['title'].iloc[-1]}, {when}"
    return f"Pay, {when}"


def _draw_ranges(rows, subject, mark, over_years):
    from matplotlib.figure import Figure as Drawing

    with house_style():
        labels = [wrapped(label, LABEL_WIDTH, LABEL_SIZE, lines=3) for label in rows["label"]]
        # Each row as high as its label, in inches; a median's number stands above its dot.
        heights = np.array([0.27 + 0.17 * (label.count("\n") + 1) for label in labels])
        places = np.cumsum(heights) - heights / 2
        drawing = Drawing(figsize=(WIDTH, 1.7 + heights.sum()), layout="constrained")
        ax = drawing.subplots()
        ends = len(rows) <= MOST_WITH_ENDS
        low, high = _limits(rows, mark)
        for place, (_, row) in zip(places, rows.iterrows(), strict=True):
            _draw_range(ax, place, row, ends, low, high)
        _mark_pay(ax, mark, low, high)
        if over_years and rows["soc"].nunique() == 1:
            _mark_new_method(ax, rows, places, heights)
        ax.set_ylim(heights.sum(), -0.18)
        ax.set_yticks(places, [plain(label) for label in labels], size=LABEL_SIZE)
        ax.tick_params(axis="y", length=0)
        ax.grid(False, axis="y")
        ax.grid(True, axis="x")
        ax.set_xlim(low, high)
        dollar_axis(ax.xaxis)
        ax.set_xlabel("US dollars a year")
        ax.spines["left"].set_visible(False)
        drawing.suptitle(
            plain(
                wrapped(_heading(rows, subject, over_years), 72 * (WIDTH - 0.3), 13, weight="bold", lines=3)
            ),
            x=0.01,
            ha="left",
            size=13,
            weight="bold",
            color=INK,
        )
        drawing.legend(handles=_range_key(rows, mark), loc="outside lower center", ncols=4, handlelength=2.2,
                       columnspacing=1.4, fontsize=11)  # fmt: skip
    return drawing


def _heading(rows, subject, over_years):
    medians = rows[rows["annual_median"].notna()]
    if medians.empty or len(rows) == 1:
        row = rows.iloc[0]
        half = "" if medians.empty else f": half earn more than {money(row['annual_median'])}"
        return f"{row['title']}, May {row['year']}{half}"
    if over_years and rows["soc"].nunique() == 1:
        first, last = medians.iloc[0], medians.iloc[-1]
        return f"{subject}: median {money(first['annual_median'])} to {money(last['annual_median'])}"
    top = medians.loc[medians["annual_median"].idxmax()]
    return f"{subject}: highest median {money(top['annual_median'])}, {top['label']}"


def _limits(rows, mark):
    figures = rows[list(PERCENTILES)].to_numpy(dtype=float)
    low, high = float(np.nanmin(figures)), float(np.nanmax(figures))
    if mark is not None:
        low, high = min(low, mark), max(high, mark)
    room = (high - low) or high
    # Room for the numbers beside the ends.
    return low - 0.12 * room, high + 0.12 * room


def _draw_range(ax, place, row, ends, left, right):
    points = {p: float(row[column]) for column, p in PERCENTILES.items() if not pd.isna(row[column])}
    above = limited(str(row.get("note", "")))
    known = list(points)
    ax.plot(
        [points[known[0]], points[known[-1]]],
        [place, place],
        color=BLUE,
        linewidth=2,
        solid_capstyle="butt",
        zorder=2,
    )
    for p in (10, 90):
        if p in points:
            ax.plot([points[p]] * 2, [place - 0.06, place + 0.06], color=BLUE, linewidth=2, zorder=2)
    if 25 in points and 75 in points:
        ax.plot(
            [points[25], points[75]], [place, place], color=BLUE, linewidth=9, solid_capstyle="butt", zorder=3
        )
    if above and known[-1] < above[0]:
        ax.plot([points[known[-1]], right], [place] * 2, color=BLUE, linewidth=2, linestyle=":", zorder=2)
        ax.plot([right], [place], ">", color=BLUE, markersize=10, clip_on=False, zorder=4)
    if 50 in points:
        ax.plot([points[50]], [place], "o", markersize=9, markerfacecolor=BACKGROUND, markeredgecolor=INK,
                markeredgewidth=2.2, zorder=4)  # fmt: skip
        ax.annotate(
            dollars(points[50]),
            (points[50], place),
            xytext=(0, 8),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=NUMBER_SIZE,
            weight="bold",
            bbox=MASK,
            zorder=5,
        )
    # Where a range is next to nothing, its ends have no room beside the dot.
    if not ends or points[known[-1]] - points[known[0]] < 0.12 * (right - left):
        return
    for p, side, offset in ((10, "right", -5), (90, "left", 5)):
        if p in points:
            ax.annotate(
                plain(short_dollars(points[p])),
                (points[p], place),
                xytext=(offset, 0),
                textcoords="offset points",
                ha=side,
                va="center",
                size=NUMBER_SIZE,
                color=QUIET,
                bbox=MASK,
                zorder=5,
            )


def _mark_new_method(ax, rows, places, heights):
    """A line where the method changed, between the rows of one occupation's years."""
    new = [new_method(str(note)) for note in rows.get("note", [""] * len(rows))]
    for place in range(1, len(new)):
        if new[place] != new[place - 1]:
            where = places[place] - heights[place] / 2
            ax.axhline(where, color=QUIET, linewidth=1.4, linestyle=(0, (2, 2)), zorder=1.5)
            words = f"new method from {new[place] or new[place - 1]}"
            ax.annotate(words, (1, where), xycoords=("axes fraction", "data"), xytext=(-2, 0),
                        textcoords="offset points", ha="right", va="center", size=NUMBER_SIZE, color=QUIET,
                        bbox=MASK, zorder=6)  # fmt: skip


def _mark_pay(ax, mark, low, high):
    if mark is None:
        return
    ax.axvline(mark, color=ORANGE, linewidth=1.8, linestyle=(0, (6, 3)), zorder=1.5)
    right = mark > (low + high) / 2
    ax.annotate(f"compared with {dollars(mark)}", (mark, 1), xycoords=("data", "axes fraction"),
                xytext=(-5 if right else 5, 2), textcoords="offset points", ha="right" if right else "left",
                va="bottom", size=NUMBER_SIZE, color=ORANGE, annotation_clip=False)  # fmt: skip


def _range_key(rows, mark):
    from matplotlib.lines import Line2D

    key = [
        Line2D([], [], color=BLUE, linewidth=2, label="10th to 90th percentile"),
        Line2D([], [], color=BLUE, linewidth=9, solid_capstyle="butt", label="middle half"),
        Line2D([], [], linestyle="none", marker="o", markersize=9, markerfacecolor=BACKGROUND,
               markeredgecolor=INK, markeredgewidth=2.2, label="median"),
    ]  # fmt: skip
    if any(limited(str(note)) for note in rows.get("note", [])):
        key.append(Line2D([], [], color=BLUE, linewidth=2, linestyle=":", label="beyond the source's limit"))
    return key


def _say_ranges(rows, subject, mark, over_years):
    medians = rows[rows["annual_median"].notna()]
    said = [f"{subject}, US dollars a year"]
    if len(medians) == 1:
        said.append(_one_range("Median", medians.iloc[0]))
    elif over_years and rows["soc"].nunique() == 1 and not medians.empty:
        said += [_one_range("First", medians.iloc[0]), _one_range("Last", medians.iloc[-1])]
    elif not medians.empty:
        said.append(_one_range("Highest median", medians.loc[medians["annual_median"].idxmax()]))
        said.append(_one_range("Lowest", medians.loc[medians["annual_median"].idxmin()]))
    if len(medians) > 2:
        widest = medians["spread"].idxmax() if medians["spread"].notna().any() else None
        if widest is not None:
            row = medians.loc[widest]
            said.append(
                f"Widest of {len(rows)}: {row['label']}, "
                f"the 90th percentile is {row['spread']:.1f} times the 10th"
            )
    if mark is not None and not medians.empty:
        beaten = int((medians["annual_median"] < mark).sum())
        how_many = f"{beaten} of {len(medians)} medians" if len(medians) > 1 else "the median"
        said.append(f"{money(mark)} is {'above' if beaten or len(medians) > 1 else 'not above'} {how_many}")
    if "note" in rows:
        noted = {}
        for label, note in zip(rows["label"], rows["note"], strict=True):
            for part in str(note).split("; ") if note else []:
                noted.setdefault(part, []).append(label)
        said += [f"{labels[0]}{' and after' if len(labels) > 1 and new_method(note) else ''}: {note}"
                 if len(labels) == 1 or new_method(note) else f"{listed(labels[:3])}: {note}"
                 for note, labels in list(noted.items())[:2]]  # fmt: skip
    return ". ".join(said) + "."


def _one_range(what, row):
    ends = ""
    if not pd.isna(row["annual_p10"]) and not pd.isna(row["annual_p90"]):
        ends = f" (10th to 90th percentile {money(row['annual_p10'])} to {money(row['annual_p90'])})"
    return f"{what}: {row['label']}, {money(row['annual_median'])}{ends}"
