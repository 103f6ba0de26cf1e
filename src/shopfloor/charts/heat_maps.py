"""Heat maps: what each role does, and how important each skill is. The number always stands in the cell."""

import numpy as np
import pandas as pd

from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import plain, width_of, wrapped
from shopfloor.charts.style import BACKGROUND, HEAT, INK, QUIET, house_style, ink_on
from shopfloor.methods import careers
from shopfloor.methods.arguments import listed

WIDTH = 8.4
ROW_LABEL_WIDTH = 190
LABEL_SIZE = 11.5
NUMBER_SIZE = 11.5
CELL_WIDTH = 0.46
"""Inches: three digits in comfort. A map of more columns than fit makes the figure wider."""
SCALES = {"importance": (1.0, 5.0), "level": (0.0, 7.0)}


def role_heat_map(duties, roles=None, *, by="activity", share=False):
    """What does each role do? A row for each role, a column for each activity, a count in each cell.

    ``duties``: ``load("careers/duties")``, another table with a column ``role`` (``by`` names the column to
    count by), or what ``careers.cross_table`` gave. ``roles``: only these, in this order; else the role with
    the most duties first. ``share=True``: percent of a role's duties instead of counts. Darker is more; an
    empty cell is none. Returns a Figure.

    >>> from shopfloor.data import load
    >>> role_heat_map(load("careers/duties")).text.split(". ")[1]
    'Production technician has 45: operate 9, maintain 9 and inspect 6 the most'
    """
    counts = _counts(duties, roles, by)
    totals = counts.sum(axis=1)
    if roles is None:
        counts = counts.loc[totals.sort_values(ascending=False, kind="stable").index]
        totals = totals.loc[counts.index]
    shown = counts.div(totals, axis=0) * 100 if share else counts
    what = counts.columns.name or by
    return Figure(_draw_roles(shown, totals, what, share), _say_roles(counts, totals, what))


def skill_heat_map(ratings, occupations=None, *, domain=None, top=12, important=1.0):
    """Which skills matter in an occupation, and at what level? Importance and level side by side.

    ``ratings``: ``load("careers/skill_ratings")``, or what ``careers.skill_profile`` gave; ``occupations``,
    ``domain``, ``top`` (how many skills), ``important``: as there. The most important skill of the first
    occupation comes first. Importance runs from 1 (not important) to 5, level from 0 to 7; darker is more.
    Names that do not fit over the columns are numbered and listed below. Returns a Figure.

    >>> from shopfloor.data import load
    >>> figure = skill_heat_map(load("careers/skill_ratings"), ["17-3026", "17-2112"], domain="skill", top=3)
    >>> print(figure.text.split(". ")[1])
    Industrial Engineering Technologists and Technicians: Reading Comprehension 4.00 (level 4.00), Active \
Listening 3.88 (level 3.88) and Critical Thinking 3.88 (level 3.88)
    """
    profile = {"domain", "element", "title", "importance", "level"}
    if isinstance(ratings, pd.DataFrame) and profile <= set(ratings.columns) and "soc" not in ratings:
        rows = ratings
    else:
        rows = careers.skill_profile(
            occupations, ratings=ratings, domain=domain, top=top, important=important
        )
    if rows.empty:
        raise ValueError("There are no ratings to draw.")
    titles = list(dict.fromkeys(rows["title"]))
    keys = list(dict.fromkeys(zip(rows["domain"], rows["element"], strict=True)))
    names = [name for _, name in keys]
    labels = [f"{name} ({where})" if names.count(name) > 1 else name for where, name in keys]
    grids = {
        measure: rows.pivot(index=["domain", "element"], columns="title", values=measure).loc[keys, titles]
        for measure in SCALES
    }
    return Figure(_draw_skills(grids, labels, titles), _say_skills(grids, labels, titles))


def _counts(duties, roles, by):
    if isinstance(duties, pd.DataFrame) and duties.index.name == "role" and "role" not in duties:
        counts = duties
    else:
        counts = careers.cross_table(duties, "role", by)
    if counts.empty or not counts.to_numpy().sum():
        raise ValueError("There is nothing to draw: the table has no duties.")
    if roles is not None:
        wanted = [roles] if isinstance(roles, str) else list(roles)
        lacking = [role for role in wanted if role not in counts.index]
        if lacking or not wanted:
            there = f"there are {listed(counts.index)}."
            raise ValueError(
                f"There is no role {listed([repr(one) for one in lacking])} in this table: {there}"
            )
        counts = counts.loc[list(dict.fromkeys(wanted))]
    return counts


def _draw_roles(shown, totals, what, share):
    from matplotlib.figure import Figure as Drawing

    with house_style():
        rows = [
            wrapped(f"{role} ({totals[role]})", ROW_LABEL_WIDTH, LABEL_SIZE, lines=3) for role in shown.index
        ]
        heads = [str(column) for column in shown.columns]
        heights = _row_heights(rows)
        left = max(width_of(line, LABEL_SIZE) for row in rows for line in row.split("\n")) / 72 + 0.2
        width = max(WIDTH, left + CELL_WIDTH * len(heads) + 0.3)
        cell = (width - left - 0.1) / len(heads)
        heads, angle, head_height = _column_heads(heads, cell)
        drawing = Drawing(figsize=(width, 1.15 + head_height + sum(heights)), layout="constrained")
        ax = drawing.subplots()
        top = float(shown.to_numpy().max())
        words = shown.map(lambda value: str(int(value + 0.5)) if value else "")
        _cells(ax, shown.to_numpy(dtype=float), words.to_numpy(), heights, (0.0, top), blank_zero=True)
        _name_cells(ax, rows, heads, heights, angle)
        noun = _noun(what)
        unit = f"percent of the role's {noun}" if share else f"{noun} of this {what}"
        ax.set_xlabel(
            f"Number in a cell: {unit}; in brackets: all of the role; empty: none", size=11, color=QUIET
        )
        role = shown.max(axis=1).idxmax()
        most = shown.loc[role].idxmax()
        figure = f"{shown.loc[role, most]:.0f} %" if share else _how_many(int(shown.loc[role, most]), noun)
        heading = f"Most often: {role}, {most} ({figure})"
        drawing.suptitle(plain(wrapped(heading, 72 * (width - 0.3), 13, "bold", lines=2)), x=0.01, ha="left",
                         size=13, weight="bold", color=INK)  # fmt: skip
    return drawing


def _draw_skills(grids, labels, titles):
    from matplotlib.figure import Figure as Drawing

    with house_style():
        rows = [wrapped(label, ROW_LABEL_WIDTH, LABEL_SIZE, lines=2) for label in labels]
        heights = _row_heights(rows)
        left = max(width_of(line, LABEL_SIZE) for row in rows for line in row.split("\n")) / 72 + 0.2
        # Side by side where both fit the page, else one below the other.
        beside = left + 2 * CELL_WIDTH * len(titles) + 0.5 <= WIDTH
        across = 2 if beside else 1
        width = max(WIDTH, left + across * CELL_WIDTH * len(titles) + 0.25 * across)
        cell = (width - left - 0.5) / (across * len(titles))
        heads, key = _short_heads(titles, cell)
        panel = 0.35 + max(head.count("\n") + 1 for head in heads) * 0.17 + sum(heights)
        key_lines = [wrapped(line, 72 * (width - 0.3), 11, lines=2) for line in key]
        below = sum(line.count("\n") + 1 for line in key_lines) * 0.19
        drawing = Drawing(figsize=(width, 0.95 + panel * (3 - across) + below), layout="constrained")
        axes = drawing.subplots(3 - across, across, squeeze=False).flat
        for ax, (measure, grid) in zip(axes, grids.items(), strict=True):
            words = grid.map(lambda value: "" if pd.isna(value) else f"{value:.1f}")
            _cells(ax, grid.to_numpy(dtype=float), words.to_numpy(), heights, SCALES[measure])
            _name_cells(ax, rows, heads, heights, 0)
            low, high = SCALES[measure]
            ax.set_title(f"{measure.capitalize()} ({low:g} to {high:g})", pad=10)
            if beside and measure == "level":
                ax.tick_params(axis="y", labelleft=False)
        lead = f"Most important to {titles[0]}: {labels[0]}"
        drawing.suptitle(plain(wrapped(lead, 72 * (width - 0.3), 13, "bold", lines=2)), x=0.01, ha="left",
                         size=13, weight="bold", color=INK)  # fmt: skip
        if key_lines:
            drawing.supxlabel(plain("\n".join(key_lines)), x=0.01, ha="left", size=11, color=INK)
    return drawing


def _noun(what):
    return "duties" if what == "activity" else "entries"


def _how_many(count, noun):
    return f"{count} {noun}" if count != 1 else f"1 {'duty' if noun == 'duties' else 'entry'}"


def _cells(ax, values, words, heights, scale, blank_zero=False):
    """Colored cells with their numbers. Rows in inches from the top, columns one unit wide."""
    from matplotlib.patches import Rectangle

    edges = np.concatenate([[0.0], np.cumsum(heights)])
    for row in range(values.shape[0]):
        for column in range(values.shape[1]):
            value = values[row, column]
            empty = np.isnan(value) or (blank_zero and value == 0)
            color = BACKGROUND if empty else HEAT[_step(value, scale)]
            ax.add_patch(
                Rectangle(
                    (column, edges[row]), 1, heights[row], facecolor=color, edgecolor=BACKGROUND, linewidth=2
                )
            )
            ax.text(column + 0.5, edges[row] + heights[row] / 2, words[row, column], ha="center", va="center",
                    size=NUMBER_SIZE, color=ink_on(color))  # fmt: skip
    ax.set_xlim(0, values.shape[1])
    ax.set_ylim(edges[-1], 0)


def _step(value, scale):
    """Which of the five colors: equal parts of the scale."""
    low, high = scale
    part = (value - low) / (high - low) if high > low else 1.0
    return min(len(HEAT) - 1, max(0, int(np.floor(part * len(HEAT) - 1e-9))))


def _name_cells(ax, rows, heads, heights, angle):
    ends = np.cumsum(heights)
    ax.set_yticks(ends - np.array(heights) / 2, [plain(row) for row in rows], size=LABEL_SIZE)
    ax.set_xticks(np.arange(len(heads)) + 0.5, [plain(head) for head in heads], size=LABEL_SIZE)
    ax.xaxis.tick_top()
    ax.tick_params(axis="both", length=0)
    ax.tick_params(axis="x", pad=2)
    if angle:
        for label in ax.get_xticklabels():
            label.set(rotation=angle, ha="left", va="bottom", rotation_mode="anchor")
    ax.grid(False)
    for side in ax.spines.values():
        side.set_visible(False)


def _row_heights(rows):
    return [0.17 + 0.17 * (row.count("\n") + 1) for row in rows]


def _column_heads(heads, cell):
    """(heads, angle, height in inches): upright in up to two lines where they fit, else slanted."""
    room = 72 * cell - 6
    lines = [wrapped(head, room, LABEL_SIZE, lines=2) for head in heads]
    # A word cut in two is harder to read than a slanted one.
    if all(
        " ".join(line.split("\n")) == " ".join(head.split()) for line, head in zip(lines, heads, strict=True)
    ):
        return lines, 0, 0.17 * max(line.count("\n") + 1 for line in lines)
    short = [wrapped(head, 130, LABEL_SIZE, lines=1) for head in heads]
    return short, 40, 0.70 * max(width_of(head, LABEL_SIZE) for head in short) / 72 + 0.15


def _short_heads(titles, cell):
    """Heads of the columns, and the key to them where only numbers fit."""
    if len(titles) == 1:
        return [""], []
    room = 72 * cell - 8
    lines = [wrapped(title, room, LABEL_SIZE, lines=5) for title in titles]
    whole = all(
        " ".join(line.split("\n")) == " ".join(title.split())
        for line, title in zip(lines, titles, strict=True)
    )
    if whole:
        return lines, []
    return [str(place) for place in range(1, len(titles) + 1)], [
        f"{place}: {title}" for place, title in enumerate(titles, start=1)
    ]


def _say_roles(counts, totals, what):
    total, many = int(counts.to_numpy().sum()), len(counts)
    said = [f"{_how_many(total, _noun(what))} of {many} {'role' if many == 1 else 'roles'} by {what}"]
    for role in list(counts.index[:3]):
        order = counts.loc[role].sort_values(ascending=False, kind="stable")
        most = [f"{name} {count}" for name, count in order.items() if count][:3]
        if most:
            said.append(
                f"{role} has {totals[role]}: {listed(most)}{' the most' if (order > 0).sum() > 3 else ''}"
            )
    if many > 3:
        said.append(f"The other {many - 3} have {int(totals.iloc[3:].sum())} together")
    never = [str(column) for column in counts.columns if not counts[column].sum()]
    if never:
        said.append(f"None: {listed(never)}")
    return ". ".join(said) + "."


def _say_skills(grids, labels, titles):
    importance, level = grids["importance"], grids["level"]
    count = f"{len(labels)} {'element' if len(labels) == 1 else 'elements'}"
    said = [f"Importance (1 to 5) and level (0 to 7) of {count} in {_occupations(titles)}"]
    for title in titles[:2]:
        order = importance[title].to_numpy(dtype=float)
        places = [place for place in np.argsort(-order, kind="stable") if not np.isnan(order[place])][:3]
        most = [
            f"{labels[place]} {order[place]:.2f} (level {level[title].iloc[place]:.2f})" for place in places
        ]
        said.append(f"{title}: {listed(most)}")
    if len(titles) > 1:
        apart = (level[titles[1]] - level[titles[0]]).to_numpy(dtype=float)
        if not np.isnan(apart).all():
            place = int(np.nanargmax(np.abs(apart)))
            said.append(
                f"Levels of these two differ most in {labels[place]}, {abs(apart[place]):.2f} "
                f"{'higher' if apart[place] > 0 else 'lower'} in the second"
            )
    return ". ".join(said) + "."


def _occupations(titles):
    return "one occupation" if len(titles) == 1 else f"{len(titles)} occupations"
