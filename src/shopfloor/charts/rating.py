"""How well does somebody rate, or a whole class? Ratings given against the pace that was true."""

import math

import numpy as np
import pandas as pd

from shopfloor.charts.figure import Figure
from shopfloor.charts.style import BACKGROUND, BLUE, HEAT, INK, ORANGE, SERIES, house_style
from shopfloor.methods import timestudy
from shopfloor.methods.rating_accuracy import matched

CLOSE = 0.05
"""Ratings go in steps of 0.05, so this is "one step off"."""


def rating_plot(given, true):
    """How far are ratings from the true pace? Each rating against the pace of its work, and the line through
    them.

    One rater: ``given``, the ratings, and ``true``, the known pace of each, as in ``timestudy.rating_bias``.
    A class: two tables, as in ``timestudy.rating_biases`` (``load("timestudy/clip_ratings")`` and
    ``load("timestudy/rating_clips")``): then there is a panel for each session, and below them every rater's
    bias and spread. The band is 0.05 on both sides of a right rating. Returns a Figure.

    >>> rating_plot([0.90, 1.00, 1.10], [0.80, 1.00, 1.20]).text.split(". ")[1]
    'On average they are right (bias +0.00), and the errors differ from clip to clip by 0.10 (spread)'
    """
    if isinstance(given, pd.DataFrame):
        table = matched(given, true)
        found = timestudy.rating_biases(given, true)
        if len(found) > 1:
            return Figure(_draw_class(table, found), _describe_class(table, found))
        who = str(found["rater"].iloc[0]) if "rater" in found else None
        given, true = table["rating"], table["true"]
    else:
        who = None
    found = timestudy.rating_bias(given, true)
    ratings = np.asarray(given, dtype=float)
    paces = np.broadcast_to(np.asarray(true, dtype=float), ratings.shape)
    return Figure(_draw_one(paces, ratings, found, who), _describe_one(paces, ratings, found, who))


# -- words --------------------------------------------------------------------------------------------------


def _describe_one(paces, ratings, found, who):
    close = int((np.abs(ratings - paces) <= CLOSE + 1e-9).sum())
    of = f" of {who}" if who else ""
    if found.n == 1:
        error = f"{ratings[0]:.2f} where {paces[0]:.2f} is right ({found.bias:+.2f})"
        return f"1 rating{of} against the true pace: {error}."
    sentences = [
        f"{found.n} ratings{of} against the true pace.",
        _bias_words(found.bias) + _spread_words(found.spread) + ".",
    ]
    if found.slope is not None and found.n > 2:
        sentences.append(f"{_slope_words(found.slope)} (slope {found.slope:.2f}).")
    sentences.append(f"{close} of {found.n} lie within {CLOSE:.2f} of the true pace.")
    return " ".join(sentences)


def _bias_words(bias):
    if abs(bias) < 0.005:
        return "On average they are right (bias +0.00)"
    kind = ("too high", "loose") if bias > 0 else ("too low", "tight")
    return f"On average they are {abs(bias):.2f} {kind[0]} (bias {bias:+.2f}: {kind[1]})"


def _spread_words(spread):
    return "" if spread is None else f", and the errors differ from clip to clip by {spread:.2f} (spread)"


def _slope_words(slope):
    if slope < 0.95:
        return "The rating is flat: slow work is rated too high and fast work too low"
    if slope > 1.05:
        return "The rating is steep: slow work is rated too low and fast work too high"
    return "It is neither flat nor steep"


def _describe_class(table, found):
    sessions = _sessions(table)
    raters = found["rater"].nunique() if "rater" in found else 1
    people = "1 rater" if raters == 1 else f"{raters} raters"
    text = [f"Ratings of {people} against the true pace of {table['clip'].nunique()} clips."]
    for session in sessions:
        rows = found if session is None else found[found["session"] == session]
        low, high = rows.loc[rows["bias"].idxmin()], rows.loc[rows["bias"].idxmax()]
        start = "" if session is None else f"{str(session).capitalize()}: "
        if len(rows) == 1:
            part = f"bias {low['bias']:+.2f}"
        else:
            part = f"bias from {low['bias']:+.2f} ({low['rater']}) to {high['bias']:+.2f} ({high['rater']})"
        if rows["spread"].notna().any():
            part += f", spread {rows['spread'].mean():.2f} on average"
        if rows["slope"].notna().any():
            part += f", slope {rows['slope'].mean():.2f}"
        text.append(start + (part if start else part[:1].upper() + part[1:]) + ".")
    if found["slope"].notna().any() and found["slope"].mean() < 0.95:
        text.append("A slope below 1 is flat: slow work is rated too high and fast work too low.")
    return " ".join(text)


def _sessions(table):
    return list(pd.unique(table["session"])) if "session" in table else [None]


# -- pictures -----------------------------------------------------------------------------------------------


def _draw_one(paces, ratings, found, who):
    from matplotlib.figure import Figure as Drawing

    with house_style():
        drawing = Drawing(figsize=(6.4, 5.6), layout="constrained")
        ax = drawing.subplots()
        _scatter(ax, paces, ratings, found.slope, _ends(paces, ratings))
        spread = "" if found.spread is None else f", spread {found.spread:.2f}"
        slope = "" if found.slope is None or found.n < 3 else f", slope {found.slope:.2f}"
        name = f"{_short(who, 16)}: " if who else ""
        ax.set_title(f"{name}{'b' if name else 'B'}ias {found.bias:+.2f}{spread}{slope}")
        _key(drawing, ax)
    return drawing


def _draw_class(table, found):
    from matplotlib.figure import Figure as Drawing

    sessions = _sessions(table)
    raters = list(pd.unique(found["rater"])) if "rater" in found else []
    columns = min(len(sessions), 2)
    rows = math.ceil(len(sessions) / columns)
    # Inches: a panel is square, with room for its title, the words below it and the key.
    above = 4.05 * rows + 1.25 if columns == 2 else 5.4
    below = 1.2 + max(0.3, 0.16 * len(sessions)) * len(raters) if len(raters) > 1 else 0
    with house_style():
        drawing = Drawing(figsize=(8.4, above + below), layout="constrained")
        parts = drawing.subfigures(2, 1, height_ratios=[above, below]) if below else [drawing]
        people = f"{len(raters)} raters" if len(raters) > 1 else "One rater"
        parts[0].suptitle(
            f"{people}: rating given against true pace", weight="bold", x=0.01, ha="left", size=13
        )
        panels = parts[0].subplots(rows, columns, squeeze=False, sharex=True, sharey=True).ravel()
        ends = _ends(table["true"], table["rating"])
        # One scale of spots for all panels.
        spots = [name for name in ("session", "true", "rating") if name in table]
        largest = int(table.groupby(spots).size().max())
        for ax, session in zip(panels, sessions):
            points = table if session is None else table[table["session"] == session]
            whole = timestudy.rating_bias(points["rating"], points["true"])
            _scatter(ax, points["true"].to_numpy(), points["rating"].to_numpy(), whole.slope, ends, largest)
            slope = "" if whole.slope is None else f"slope {whole.slope:.2f}"
            name = "" if session is None else _short(str(session).capitalize(), 22)
            ax.set_title(f"{name}: {slope}" if name and slope else name or slope.capitalize())
        for ax in panels[len(sessions) :]:
            ax.set_visible(False)
        for place, ax in enumerate(panels[: len(sessions)]):
            ax.set_ylabel("Rating given" if place % columns == 0 else "")
            lowest = place + columns >= len(sessions)
            ax.set_xlabel("True pace (1.00 = normal)" if lowest else "")
            ax.tick_params(labelbottom=lowest)
        _key(parts[0], panels[0])
        if below:
            _draw_raters(parts[1].subplots(), found, raters, sessions)
    return drawing


def _scatter(ax, paces, ratings, slope, ends, largest=None):
    """Ratings against paces; where many fall on one spot, the spot grows."""
    low, high = ends
    line = np.array([low, high])
    ax.fill_between(line, line - CLOSE, line + CLOSE, color=HEAT[1], alpha=0.6, linewidth=0, zorder=0.5)
    ax.plot(line, line, color=INK, linewidth=1.4, zorder=2)
    spots, counts = np.unique(np.round(np.column_stack([paces, ratings]), 6), axis=0, return_counts=True)
    # The largest spot stays smaller than the step of 0.05 from one to the next.
    largest = largest or counts.max()
    sizes = 46 * np.ones(len(counts)) if largest <= 2 else 18 + 120 * (counts - 1) / max(largest - 1, 6)
    ax.scatter(
        spots[:, 0], spots[:, 1], s=sizes, facecolors=BLUE, edgecolors=BACKGROUND, linewidths=0.8, zorder=3
    )
    if slope is not None and len(ratings) > 2:
        across = np.array([np.min(paces), np.max(paces)])
        level = np.mean(ratings) + slope * (across - np.mean(paces))
        ax.plot(across, level, color=ORANGE, linewidth=2.4, linestyle=(0, (6, 2.5)), zorder=4)
    ax.set_xlim(low, high)
    ax.set_ylim(low, high)
    ax.set_aspect("equal")
    ticks = _ticks(low, high)
    ax.set_xticks(ticks, [f"{tick:.2f}" for tick in ticks])
    ax.set_yticks(ticks, [f"{tick:.2f}" for tick in ticks])
    ax.grid(True, axis="both")
    ax.set_xlabel("True pace (1.00 = normal)")
    ax.set_ylabel("Rating given")


def _draw_raters(ax, found, raters, sessions):
    """Every rater's bias, with a bar of one spread to both sides."""
    from matplotlib.ticker import MaxNLocator

    heights = {rater: place for place, rater in enumerate(reversed(raters))}
    # The sessions of one rater lie closer together than two raters.
    half = min(0.28, 0.08 + 0.05 * len(sessions))
    shifts = np.linspace(half, -half, len(sessions)) if len(sessions) > 1 else [0.0]
    ax.axvline(0, color=INK, linewidth=1.4, zorder=1)
    for session, shift, (color, marker, _, _) in zip(sessions, shifts, SERIES * (len(sessions) // 6 + 1)):
        rows = found if session is None else found[found["session"] == session]
        places = [heights[rater] + shift for rater in rows["rater"]]
        spread = rows["spread"].fillna(0.0).astype(float)
        ax.hlines(places, rows["bias"] - spread, rows["bias"] + spread, color=color, linewidth=1.8, zorder=2)
        ax.scatter(rows["bias"], places, s=38, marker=marker, color=color, zorder=3, label=session)
    ax.set_yticks(list(heights.values()), [_short(str(rater), 24) for rater in heights])
    ax.set_ylim(-0.6, len(raters) - 0.4)
    ax.tick_params(axis="y", length=0)
    ax.grid(True, axis="x")
    ax.xaxis.set_major_locator(MaxNLocator(9, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:+.2f}" if abs(value) > 1e-9 else "0")
    ax.set_xlabel("Rating minus true pace: bias (mark) and one spread to each side (bar)")
    ax.set_ylabel("Rater")
    ax.set_title("Each rater: tight to the left, loose to the right")
    if len(sessions) > 1:
        ax.figure.legend(loc="outside lower center", ncols=min(len(sessions), 3), handletextpad=0.2)


def _key(part, ax):
    """What line, band and dashes mean; only of what is there."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles = [
        Line2D([], [], color=INK, linewidth=1.4, label="right"),
        Patch(facecolor=HEAT[1], alpha=0.6, label=f"within {CLOSE:.2f}"),
    ]
    if len(ax.lines) > 1:
        handles.append(
            Line2D(
                [], [], color=ORANGE, linewidth=2.4, linestyle=(0, (6, 2.5)), label="line through the ratings"
            )
        )
    spots = ax.collections[-1] if ax.collections else None
    if spots is not None and len(set(spots.get_sizes())) > 1:
        handles.append(
            Line2D(
                [], [], linestyle="none", marker="o", markersize=9, color=BLUE, label="larger: more ratings"
            )
        )
    part.legend(handles=handles, loc="outside lower center", ncols=len(handles), columnspacing=1.3)


def _ends(paces, ratings):
    """Both axes from the same number to the same number, in steps of 0.1."""
    low = min(np.min(paces), np.min(ratings))
    high = max(np.max(paces), np.max(ratings))
    low, high = math.floor(low * 10 - 0.4) / 10, math.ceil(high * 10 + 0.4) / 10
    return max(0.0, low), max(high, low + 0.4)


def _ticks(low, high):
    step = next(step for step in (0.1, 0.2, 0.25, 0.5, 1.0) if (high - low) / step <= 6 or step == 1.0)
    first = math.ceil(low / step - 1e-9)
    return [round(place * step, 2) for place in range(first, math.floor(high / step + 1e-9) + 1)]


def _short(words, most):
    return words if len(words) <= most else words[: most - 3].rstrip() + "..."
