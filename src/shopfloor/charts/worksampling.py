"""The chart of a work sampling study: do the days differ by more than chance?"""

import numpy as np
import pandas as pd

from shopfloor.charts.figure import Figure
from shopfloor.charts.style import BACKGROUND, BLUE, INK, ORANGE, QUIET, house_style
from shopfloor.methods import worksampling
from shopfloor.methods.arguments import is_sequence, listed


def work_sampling_chart(tours, activity, *, column="activity", day="day"):
    """Do the days differ by more than chance? A p-chart of an activity's share in each day's tours.

    ``tours``: a table with a row per tour; ``activity``: one, or several in a list that count together;
    ``column`` and ``day``: the columns that say what was seen and on which day. The limits are those of
    ``quality.p_chart``, three standard errors from the mean, so they widen on a day with fewer tours. Returns
    a Figure, whose text names the days outside.

    >>> seen = pd.DataFrame({"day": [1] * 20 + [2] * 20, "activity": (["wait"] * 4 + ["work"] * 16) * 2})
    >>> work_sampling_chart(seen, "wait").text.split(". ")[-1]
    'All days lie within them: they differ by no more than chance would make them.'
    """
    # Imported here and not above: quality is large, and only this needs it.
    from shopfloor.methods import quality

    days = worksampling.by_day(tours, activity, column=column, day=day)
    if len(days) < 2:
        raise ValueError("All tours were made on one day: two days or more are needed to compare days.")
    chart = quality.p_chart(days["seen"], days["tours"])
    limits = pd.DataFrame(index=days.index)
    for name in ("lcl", "ucl"):
        limits[name] = np.broadcast_to(np.asarray(getattr(chart, name), dtype=float), len(days))
    outside = [label for label in days.index if label in set(chart.out_of_control)]
    names = [activity] if isinstance(activity, str) or not is_sequence(activity) else list(activity)
    what = listed(names)
    centre = float(chart.centre)
    word = "day" if day == "date" else day
    text = _describe(what, days, limits, centre, outside, word)
    return Figure(_draw(what, days, limits, centre, outside, word), text)


def _describe(what, days, limits, centre, outside, day):
    total, fewest, most = int(days["tours"].sum()), int(days["tours"].min()), int(days["tours"].max())
    per_day = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    low, high = limits["lcl"].min(), limits["ucl"].max()
    text = (
        f"Share of {what} in {total:,} tours on {len(days)} {day}s: {_percent(centre)} on average. "
        f"With {per_day} tours a {day}, chance alone makes a {day}'s share range from about "
        f"{_percent(low)} to {_percent(high)} (three-sigma limits). "
    )
    if not outside:
        return text + f"All {day}s lie within them: they differ by no more than chance would make them."
    named = [f"{_label(one)} ({_percent(days.loc[one, 'proportion'])})" for one in outside[:6]]
    more = f", and {len(outside) - 6} more," if len(outside) > 6 else ""
    if len(outside) == 1:
        return text + f"{day.capitalize()} {named[0]} lies outside: look for what was different that {day}."
    return text + f"{day.capitalize()}s {listed(named)}{more} lie outside: look for what was different then."


def _draw(what, days, limits, centre, outside, day):
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    places = np.arange(len(days))
    shares = days["proportion"].to_numpy() * 100
    lower = limits["lcl"].to_numpy() * 100
    upper = limits["ucl"].to_numpy() * 100
    flagged = np.array([label in outside for label in days.index])
    masked = {"facecolor": BACKGROUND, "edgecolor": "none", "pad": 1.2}
    with house_style():
        drawing = Drawing(figsize=(8.4, 4.4), layout="constrained")
        ax = drawing.subplots()
        top = min(max(shares.max(), upper.max()) * 1.16, 106)
        # A step per day: each day has limits of its own.
        edges = np.arange(len(days) + 1) - 0.5
        for limit in (lower, upper):
            ax.stairs(
                limit, edges, baseline=None, color=ORANGE, linewidth=1.8, linestyle=(0, (6, 3)), zorder=2
            )
        ax.axhline(centre * 100, color=INK, linewidth=1.4, zorder=1.5)
        ax.plot(places, shares, color=BLUE, linewidth=1.2, zorder=2.5)
        ax.scatter(places[~flagged], shares[~flagged], s=44, color=BLUE, zorder=3)
        ax.scatter(
            places[flagged], shares[flagged], s=74, marker="D", facecolors=BACKGROUND, edgecolors=ORANGE,
            linewidths=2.2, zorder=4,
        )  # fmt: skip
        for place in places[flagged][:8]:
            ax.annotate(
                f"{_percent(shares[place] / 100)}", (place, shares[place]), xytext=(0, 9), ha="center",
                textcoords="offset points", weight="bold", bbox=masked, zorder=3.5,
            )  # fmt: skip
        room = top * 12.5 / 230  # the height of a line of type
        heights = _apart([lower[-1], centre * 100, upper[-1]], room)
        for height, words in zip(heights, ("lower limit", f"mean {_percent(centre)}", "upper limit")):
            ax.annotate(
                words, (1, height), xycoords=("axes fraction", "data"), xytext=(6, 0),
                textcoords="offset points", va="center", size=11.5, annotation_clip=False,
            )  # fmt: skip
        ax.set_ylim(0 if lower.min() > 0 else -0.02 * top, top)
        ax.set_xlim(-0.5, len(days) - 0.5)
        ticks = _ticks(len(days), max(len(_label(one)) for one in days.index))
        ax.set_xticks(ticks, [_label(days.index[place]) for place in ticks])
        ax.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g} %"))
        ax.set_xlabel(day.capitalize())
        ax.set_ylabel(f"Share of the {day}'s tours")
        ax.set_title(_title(what, outside, day))
        ax.tick_params(axis="x", length=0 if len(ticks) == len(days) else 4, color=QUIET)
    return drawing


def _title(what, outside, day):
    if not outside:
        result = f"no {day} out of the ordinary"
    elif len(outside) <= 3:
        plural = "" if len(outside) == 1 else "s"
        result = f"{day}{plural} {listed([_label(one) for one in outside])} out of the ordinary"
    else:
        result = f"{len(outside)} {day}s out of the ordinary"
    title = f"{what[:1].upper()}{what[1:]}: {result}"
    # Long names get a line of their own, cut where even that is too short.
    if len(title) > 68:
        title = f"{_short(what[:1].upper() + what[1:], 68)}:\n{result}"
    return title


def _short(words, most):
    return words if len(words) <= most else words[: most - 3].rstrip() + "..."


def _apart(heights, room):
    """The heights of labels, moved up where two would touch."""
    result = []
    for height in heights:
        result.append(max(height, result[-1] + room) if result else height)
    return result


def _ticks(count, letters):
    """So many places that their labels do not touch."""
    fitting = max(2, int(75 / (letters + 2)))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if count / step <= fitting)
    return list(range(0, count, step))


def _label(day):
    if isinstance(day, pd.Timestamp):
        return f"{day:%b} {day.day}"
    return f"{day:g}" if isinstance(day, (float, np.floating)) else str(day)


def _percent(fraction):
    percent = fraction * 100
    return f"{percent:.0f} %" if percent >= 9.95 or percent == 0 else f"{percent:.1f} %"
