"""Charts of causes: in the order of what they cost (Pareto), and by where they may come from (fishbone)."""

import math
from collections.abc import Mapping

import pandas as pd

from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import plain, width_of, wrapped
from shopfloor.charts.style import BACKGROUND, BLUE, INK, ORANGE, QUIET, house_style
from shopfloor.methods.arguments import listed
from shopfloor.methods.pareto import pareto

PARETO_COLUMNS = ("cause", "share", "cumulative_share", "vital")
NAME_SIZE, MARK_SIZE = 11.5, 11
MOST_BARS, MOST_UPRIGHT = 12, 7


def pareto_chart(
    causes, by=None, value=None, *, unit=None, cutoff=0.80, last=(), missing="refuse", most=MOST_BARS
):
    """Which few causes make up most of it? Bars, the largest first, with the cumulative share as a line.

    Arguments as in ``oee.pareto``, or its result. Bars and line have an axis each, drawn to one scale: 100 %
    is the sum of all bars. The vital few are filled, the others hatched, and a line divides them. More than
    ``most`` causes (12): the smallest are drawn together as one last bar, and the sentence says how many.
    Long names are wrapped; where they do not fit under the bars, the bars lie. Returns a Figure.

    >>> pareto_chart({"jam": 30, "no material": 60, "changeover": 110}, unit="minutes").text.split(". ")[0]
    '2 of 3 causes make up 85 % of 200 minutes: changeover 110 (55 %) and no material 60 (30 %)'
    """
    if _is_pareto(causes):
        table = causes
    else:
        table = pareto(causes, by, value, unit=unit, cutoff=cutoff, last=last, missing=missing)
    if not isinstance(most, int) or isinstance(most, bool) or most < 2:
        raise ValueError(f"The chart needs room for two bars or more; most={most!r} was given.")
    (unit,) = [name for name in table if name not in PARETO_COLUMNS]
    bars = _collected(table, unit, most)
    text = _pareto_text(table, bars, unit)
    return Figure(_draw_pareto(bars, unit, _pareto_title(table, unit)), text)


def fishbone(causes, effect):
    """Where may it come from? Possible causes of an effect on the bones of a fish (Ishikawa diagram).

    ``causes``: a dictionary branch -> list of causes, one to eight branches ("Machine", "Method",
    "Material", "People", "Measurement", "Environment" or your own) with up to eight causes each, or none yet.
    ``effect``: what is to be explained, the head of the fish. The branches follow one another from the head's
    far end: odd ones above, even ones below. Causes on it are guesses until they are checked. Returns a
    Figure, whose text lists branches and causes in order.

    Source: Ishikawa, *Guide to Quality Control*, 1976 (cause-and-effect diagram).

    >>> fishbone({"Machine": ["worn clamp"], "Method": []}, "Lid does not close").text
    'Possible causes of "Lid does not close". Machine: worn clamp. Method: none named yet.'
    """
    branches = _branches(causes)
    if not isinstance(effect, str) or not effect.strip():
        raise ValueError(f"Say in words what is to be explained, as a text in quotes; {effect!r} was given.")
    effect = " ".join(effect.split())
    listing = " ".join(
        f"{name}: {'; '.join(found) if found else 'none named yet'}." for name, found in branches.items()
    )
    text = f'Possible causes of "{effect}". {listing}'
    return Figure(_draw_fish(branches, effect), text)


# -- Pareto --------------------------------------------------------------------------------------------------


def _is_pareto(causes):
    return isinstance(causes, pd.DataFrame) and set(PARETO_COLUMNS) < set(causes.columns)


def _collected(table, unit, most):
    """The rows to be drawn: all, or the largest and one row with the rest."""
    if len(table) <= most:
        return table
    head, rest = table.iloc[: most - 1], table.iloc[most - 1 :]
    together = {
        "cause": f"{len(rest)} other causes",
        unit: rest[unit].sum(),
        "share": rest["share"].sum(),
        "cumulative_share": 1.0,
        "vital": False,
    }
    bars = pd.concat([head, pd.DataFrame([together])], ignore_index=True)
    # Where some of the vital few are in the last bar, no line divides them from the others.
    bars.attrs["divided"] = not rest["vital"].any()
    return bars


def _pareto_title(table, unit):
    vital = table[table["vital"]]
    if len(table) == 1:
        return f"One cause makes up all {_of(unit)}"
    if len(vital) == len(table):
        return f"No vital few: all {len(table)} causes are needed"
    share = _percent(vital["share"].sum())
    if len(vital) == 1:
        return f"The vital one: 1 of {len(table)} causes makes up {share} {_of(unit)}"
    # More than half of them are no few.
    few = "The vital few: " if 2 * len(vital) <= len(table) else ""
    return f"{few}{len(vital)} of {len(table)} causes make up {share} {_of(unit)}"


def _pareto_text(table, bars, unit):
    vital = table[table["vital"]]
    total = f"{_amount(table[unit].sum())} {_unit_words(unit)}".strip()
    named = [f"{row.cause} {_amount(row[unit])} ({_percent(row.share)})" for _, row in vital.iterrows()]
    # As many by name as can be listened to.
    keep = next(n for n in (6, 3, 1) if n == 1 or len(" ".join(named[:n]).split()) <= 50)
    if len(named) > keep:
        named = [*named[:keep], f"{len(named) - keep} more"]
    if len(table) == 1:
        return f"The only cause is {table['cause'].iloc[0]}: {total}."
    if len(vital) == len(table):
        text = f"No vital few: all {len(table)} causes are needed to reach the cutoff. In {total}:"
        text += f" {listed(named)}."
    else:
        makes = "causes makes" if len(vital) == 1 else "causes make"
        text = f"{len(vital)} of {len(table)} {makes} up {_percent(vital['share'].sum())} of {total}:"
        text += f" {listed(named)}."
    rest = table[~table["vital"]]
    if len(rest) == 1:
        text += f" The other one is {rest['cause'].iloc[0]} ({_percent(rest['share'].iloc[0])})."
    elif len(rest):
        text += f" The other {len(rest)} make up {_percent(rest['share'].sum())}."
    if len(bars) < len(table):
        hidden = table.iloc[len(bars) - 1 :]
        text += f" The smallest {len(hidden)} are drawn as one bar"
        text += f", {hidden['vital'].sum()} of the {len(vital)} among them." if hidden["vital"].any() else "."
    return text


def _draw_pareto(bars, unit, title):
    from matplotlib.figure import Figure as Drawing

    names = list(bars["cause"])
    amounts = [_amount(value) for value in bars[unit]]
    with house_style():
        slot = 470 / max(len(bars), 3)  # points for each bar where they stand side by side
        stand = len(bars) <= MOST_UPRIGHT and all(
            width_of(word, NAME_SIZE) <= 0.92 * slot for name in names for word in name.split()
        )
        lines = [wrapped(name, 0.92 * slot if stand else 190, NAME_SIZE, lines=3) for name in names]
        if stand:
            drawing = Drawing(figsize=(8.4, 4.6), layout="constrained")
            ax = drawing.subplots()
            _standing(ax, bars, unit, lines, amounts)
        else:
            rows = sum(max(1.45, line.count("\n") + 1.5) for line in lines)
            drawing = Drawing(figsize=(8.4, 1.6 + 0.2 * rows), layout="constrained")
            ax = drawing.subplots()
            _lying(ax, bars, unit, lines, amounts)
        title = wrapped(title, 585, 13, "bold")
        drawing.suptitle(plain(title), x=0.01, ha="left", size=13, weight="bold", color=INK)
    return drawing


def _looks(vital):
    """The vital few are filled; the others are hatched on white."""
    fill = {"facecolor": BLUE} if vital else {"facecolor": BACKGROUND, "hatch": "////"}
    return {**fill, "edgecolor": BLUE, "linewidth": 1.2, "zorder": 2}


def _standing(ax, bars, unit, names, amounts):
    total = bars[unit].sum()
    places = range(len(bars))
    for place, height, vital in zip(places, bars[unit], bars["vital"], strict=True):
        ax.bar(place, height, 0.8, **_looks(vital))
    ax.set_xticks(places, [f"{plain(n)}\n{a}" for n, a in zip(names, amounts, strict=True)], size=NAME_SIZE)
    ax.tick_params(axis="x", length=0)
    spare = max(0, 3 - len(bars)) / 2
    ax.set_xlim(-0.6 - spare, len(bars) - 0.4 + spare)
    ax.set_ylim(0, 1.12 * total)
    ax.set_ylabel(_scaled(ax.yaxis, total, _heading(unit)))
    line = ax.twinx()
    line.set_ylim(0, 112)
    _percent_axis(line, line.yaxis)
    _draw_line(line, list(places), list(100 * bars["cumulative_share"]), "right")
    _divide(bars, lambda at: line.axvline(at, ymax=1 / 1.12, **DIVIDER))


def _lying(ax, bars, unit, names, amounts):
    total = bars[unit].sum()
    heights = [max(1.45, name.count("\n") + 1.5) for name in names]
    places = [sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]
    for place, width, vital in zip(places, bars[unit], bars["vital"], strict=True):
        ax.barh(place, width, 0.95, **_looks(vital))
    labels = [f"{plain(name)}  {amount}" for name, amount in zip(names, amounts, strict=True)]
    ax.set_yticks(places, labels, size=NAME_SIZE, linespacing=1.05)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", visible=True)
    ax.set_ylim(sum(heights), -0.4)
    ax.set_xlim(0, 1.14 * total)
    ax.set_xlabel(_scaled(ax.xaxis, total, _heading(unit)))
    line = ax.twiny()
    line.set_xlim(0, 114)
    _percent_axis(line, line.xaxis)
    _draw_line(line, list(100 * bars["cumulative_share"]), places, "left")
    edges = [sum(heights[: place + 1]) for place in range(len(heights))]
    _divide(bars, lambda at: line.axhline(edges[round(at - 0.5)], xmax=1 / 1.14, **DIVIDER))


DIVIDER = {"color": QUIET, "linewidth": 1.4, "linestyle": (0, (5, 3)), "zorder": 1.5}


def _percent_axis(ax, axis):
    axis.set_ticks([0, 20, 40, 60, 80, 100], [f"{tick} %" for tick in (0, 20, 40, 60, 80, 100)])
    axis.set_label_text("Cumulative share")
    axis.label.set_color(ORANGE)
    ax.grid(visible=False)
    for side in ("right", "top"):
        ax.spines[side].set_visible((side == "right") == (axis.axis_name == "y"))


def _draw_line(ax, x, y, side):
    """The cumulative line, each point with its percentage on the side where the line never is."""
    ax.plot(x, y, color=ORANGE, marker="o", markersize=6, linewidth=2, zorder=3)
    shares = x if side == "left" else y
    masked = {"facecolor": BACKGROUND, "edgecolor": "none", "pad": 0.8, "alpha": 0.85}
    for one, other, share in zip(x, y, shares, strict=True):
        away = (-7, 3) if side == "right" else (7, 3)
        ax.annotate(
            _percent(share / 100), (one, other), xytext=away, textcoords="offset points", ha=side,
            va="bottom", size=MARK_SIZE, color=ORANGE, zorder=4, bbox=masked,
        )  # fmt: skip


def _divide(bars, draw):
    """A line between the vital few and the others."""
    few = int(bars["vital"].sum())
    if 0 < few < len(bars) and bars.attrs.get("divided", True):
        draw(few - 0.5)


def _scaled(axis, total, heading):
    """Ticks that can be read, in millions if need be; returns what is written along the axis."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    scale, word = next(
        (pair for pair in ((1e9, "billions"), (1e6, "millions")) if total >= 2 * pair[0]), (1, "")
    )
    axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / scale:,.6g}"))
    return f"{heading} ({word})" if word else heading


def _amount(value):
    """A number with as many digits as it needs: 2,353, 12.5, 0.004.

    >>> _amount(2353.0), _amount(12.5), _amount(0.004), _amount(1234567.8)
    ('2,353', '12.5', '0.004', '1,234,568')
    """
    value = float(value)
    if value == round(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _percent(fraction):
    """A share in whole percent; below one percent it is said so.

    >>> _percent(0.354), _percent(0.125), _percent(0.004), _percent(0.996), _percent(0.99999), _percent(1)
    ('35 %', '13 %', 'under 1 %', '99.6 %', 'over 99.9 %', '100 %')
    """
    if 0 < fraction < 0.0095:
        return "under 1 %"
    if 0.995 <= fraction < 1 - 1e-12:
        tenths = math.floor(fraction * 1000) / 10
        return "over 99.9 %" if tenths == 99.9 and fraction > 0.99901 else f"{tenths:.1f} %"
    return f"{math.floor(fraction * 100 + 0.5 + 1e-9)} %"


def _unit_words(unit):
    known = {
        "count": "occurrences",
        "amount": "",
        "time_min": "minutes",
        "time_h": "hours",
        "time_s": "seconds",
    }
    return known.get(unit, unit.replace("_", " "))


def _heading(unit):
    words = {"count": "occurrences (count)", "amount": "amount"}.get(unit, _unit_words(unit))
    return plain(words[0].upper() + words[1:])


def _of(unit):
    words = _unit_words(unit)
    return f"of the {words}" if words else "of the total"


# -- Fishbone ------------------------------------------------------------------------------------------------

WIDE = 8.4 * 72  # points
MARGIN, HEAD, LEAN = 8, 118, 24
LINE, GAP = 13.5, 8
CAUSE_SIZE, BRANCH_SIZE, EFFECT_SIZE = 10.5, 11.5, 12.5
MOST_BRANCHES, MOST_CAUSES = 8, 8


def _branches(causes):
    """Branch -> list of causes, in clean words; everything that cannot be drawn refused."""
    if not isinstance(causes, Mapping):
        raise ValueError(
            'Give the causes as a dictionary, such as {"Machine": ["worn clamp"], "Method": []}; '
            f"{type(causes).__name__} was given."
        )
    if not causes:
        raise ValueError("There is no branch: a fishbone needs one at least, such as Machine.")
    if len(causes) > MOST_BRANCHES:
        raise ValueError(
            f"{len(causes)} branches cannot be read on one drawing: join them into {MOST_BRANCHES} or fewer."
        )
    branches = {}
    for name, found in causes.items():
        if not isinstance(name, str) or not name.strip():
            raise ValueError(f"A branch has a name in words, such as Machine; {name!r} was given.")
        name = " ".join(name.split())
        if name in branches:
            raise ValueError(f"The branch {name} is there twice.")
        if isinstance(found, str) or not hasattr(found, "__iter__") or isinstance(found, Mapping):
            raise ValueError(f'Give the causes of {name} as a list, such as ["worn clamp"]; not {found!r}.')
        branches[name] = []
        for cause in found:
            if not isinstance(cause, str) or not cause.strip():
                raise ValueError(f"A cause of {name} is not in words: {cause!r} was given.")
            branches[name].append(" ".join(cause.split()))
        if len(branches[name]) > MOST_CAUSES:
            raise ValueError(
                f"{name} has {len(branches[name])} causes, which cannot be read: keep {MOST_CAUSES} or make "
                "two branches of it."
            )
    return branches


def _draw_fish(branches, effect):
    """One unit of the axes is a point, so that words are where they were measured to be."""
    from matplotlib.figure import Figure as Drawing

    names = list(branches)
    columns = max(math.ceil(len(names) / 2), 2)
    column = (WIDE - 2 * MARGIN - HEAD - LEAN - 4) / columns
    with house_style():
        twigs = {
            name: [wrapped(cause, column - 26, CAUSE_SIZE, lines=5) for cause in branches[name]]
            for name in names
        }
        titles = {name: wrapped(name, column - 26, BRANCH_SIZE, "bold", lines=2) for name in names}
        head = wrapped(effect, HEAD - 20, EFFECT_SIZE, "bold", lines=9)
        head_half = 8.5 * (head.count("\n") + 1) + 10
        above = max(head_half, *(_tall(titles[name], twigs[name]) for name in names[0::2]))
        below = max(head_half, *(_tall(titles[name], twigs[name]) for name in names[1::2]), 0)
        tall, spine, end = above + below + 2 * MARGIN, below + MARGIN, WIDE - MARGIN - HEAD
        drawing = Drawing(figsize=(WIDE / 72, tall / 72))
        ax = drawing.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, WIDE), ylim=(0, tall))
        ax.axis("off")
        first = end - column * math.ceil(len(names) / 2)
        ax.plot([first - LEAN, end - 6], [spine, spine], color=INK, linewidth=3, zorder=1)
        ax.plot([end - 6], [spine], color=INK, marker=">", markersize=11, zorder=1)
        _box(ax, end, spine - head_half, HEAD, 2 * head_half, linewidth=2)
        ax.text(
            end + HEAD / 2, spine, plain(head), size=EFFECT_SIZE, weight="bold", ha="center", va="center",
            linespacing=1.1,
        )  # fmt: skip
        for place, name in enumerate(names):
            root = first + column * (place // 2 + 1) - 18
            if place % 2 == 0:
                _bone(ax, root, spine, above, titles[name], twigs[name])
            else:
                _bone(ax, root, spine, -below, titles[name], twigs[name])
    return drawing


def _bone(ax, root, spine, reach, title, twigs):
    """One branch: its name at the outer end, its causes from top to bottom, each on a twig of its own."""
    up = reach > 0
    lines = title.count("\n") + 1
    plate = 15.0 * lines + 5
    tip = spine + (reach - plate if up else reach + plate)
    ax.plot([root, root - LEAN], [spine, tip], color=BLUE, linewidth=2, zorder=1)
    wide = max(width_of(line, BRANCH_SIZE, "bold") for line in title.split("\n")) + 12
    right = root - LEAN + 14
    low = tip if up else tip - plate
    _box(ax, right - wide, low, wide, plate, linewidth=1.4, edgecolor=BLUE)
    ax.text(
        right - wide / 2, low + plate / 2, plain(title), size=BRANCH_SIZE, weight="bold", ha="center",
        va="center", linespacing=1.1,
    )  # fmt: skip
    top, bottom = (tip - 3, spine) if up else (spine, tip + 3)
    needed = sum(LINE * (twig.count("\n") + 1) + GAP for twig in twigs)
    spare = max(0.0, (top - bottom - needed - 6) / (len(twigs) + 1))
    y = top - spare
    for twig in twigs:
        high = LINE * (twig.count("\n") + 1)
        y -= high + 3
        # The bone leans: words end where it is farthest to the left beside them.
        x, words_end = (root - LEAN * (at - spine) / (tip - spine) for at in (y, y + (high if up else 0)))
        long = max(width_of(line, CAUSE_SIZE) for line in twig.split("\n"))
        ax.plot([words_end - long - 9, x], [y, y], color=QUIET, linewidth=1.2, zorder=1)
        ax.text(
            words_end - 5, y + 2.5, plain(twig), size=CAUSE_SIZE, ha="right", va="bottom", linespacing=1.05
        )  # fmt: skip
        y -= GAP - 3 + spare


def _tall(title, twigs):
    """How far a branch must reach from the spine, in points."""
    lines = sum(LINE * (twig.count("\n") + 1) + GAP for twig in twigs)
    return max(70.0, 15.0 * (title.count("\n") + 1) + 5 + lines + 14)


def _box(ax, x, y, width, height, **look):
    from matplotlib.patches import FancyBboxPatch

    ax.add_patch(
        FancyBboxPatch(
            (x, y), width, height, boxstyle="round,pad=0,rounding_size=4", facecolor=BACKGROUND,
            **{"edgecolor": INK, "zorder": 2, **look},
        )
    )  # fmt: skip
