"""The control chart as a picture: one panel or two, limits stepped where they vary, what is out of the
ordinary marked by shape, number and rule."""

import numpy as np
import pandas as pd

from shopfloor.charts import control_words as words
from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import plain, width_of, wrapped
from shopfloor.charts.style import BACKGROUND, BLUE, INK, ORANGE, PURPLE, QUIET, house_style
from shopfloor.methods.control_charts import Chart
from shopfloor.methods.run_rules import RULES, rules_named, run_rules

DASHED = (0, (6, 3))
LANE = 0.26
"""Height of a rule's lane in inches."""


def control_chart(charts, *, rules=None, unit="", name="", x_label=None, zones=False):
    """Is the process stable? The points of a control chart in their order, with center line and limits.

    ``charts``: what ``xbar_r``, ``xbar_s``, ``individuals``, ``p_chart`` or the like gave: a Chart, or a pair
    (averages above ranges). Points beyond a limit are diamonds with their label. ``rules``: "western
    electric" or "nelson"; points that complete a pattern on the first chart are ringed, and below them stands
    the number of the rule. ``unit``: that of the values; ``name``: whose values they are; ``x_label``: what
    the points are numbered by; ``zones``: lines at one and two sigma on the first chart. Points that the
    limits were not computed from are hollow, or lie right of a dotted line. A moving range stands at its
    later reading. Returns a Figure.

    >>> from shopfloor.methods import quality
    >>> figure = control_chart(quality.c_chart([16, 14, 28, 16, 12, 10, 31], labels=range(1, 8)))
    >>> figure.text.split(". ")[1]
    'Center line 18.1, limits 5.4 to 30.9; beyond them: sample 7'
    """
    pair = _charts(charts)
    for given, what in ((unit, "unit"), (name, "name"), (x_label or "", "x_label")):
        words.text_only(given, what)
    book = None if rules is None else rules_named(rules)
    hits = run_rules(pair[0], book) if book else {}
    names = _names(pair[0])
    noun = words.WORDS[pair[0].name][2] if x_label is None else x_label[:1].lower() + x_label[1:]
    label = x_label or noun.capitalize()
    text = words.sentences(pair, names, unit, name, noun, book, hits)
    return Figure(_draw(pair, names, unit, name, book, hits, label, zones), text)


def _charts(charts):
    pair = tuple(charts) if isinstance(charts, (tuple, list)) else (charts,)
    if not 1 <= len(pair) <= 2 or not all(isinstance(one, Chart) for one in pair):
        raise ValueError(
            "Give what a chart function returned, such as control_chart(quality.xbar_r(samples)): a Chart or "
            f"a pair of them; {type(charts).__name__} was given."
        )
    missing = len(pair[0].points) - len(pair[-1].points)
    if missing not in (0, 1):
        raise ValueError(
            f"The two charts have {len(pair[0].points)} and {len(pair[1].points)} points: give a pair that "
            "was made together."
        )
    return pair


def _names(chart):
    labels = chart.labels if chart.labels is not None else range(len(chart.points))
    if all(isinstance(one, pd.Timestamp) for one in labels):
        clock = any(one != one.normalize() for one in labels)
        return [f"{one:%b} {one.day}{f' {one:%H:%M}' if clock else ''}" for one in labels]
    return [f"{one:.10g}" if isinstance(one, (float, np.floating)) else str(one) for one in labels]


def _draw(pair, names, unit, name, book, hits, label, zones):
    from matplotlib.figure import Figure as Drawing

    broken = {rule: places for rule, places in hits.items() if places and rule != 1}
    lanes = LANE * len(broken) + 0.12 if broken else 0
    heights = [3.3] if len(pair) == 1 else [2.75, 2.1]
    keys = _keys(pair, broken, book)
    inches = [heights[0], *([lanes] if broken else []), *heights[1:]]
    with house_style():
        drawing = Drawing(figsize=(8.4, sum(inches) + 0.55 + 0.25 * len(keys)), layout="constrained")
        drawing.get_layout_engine().set(h_pad=0.03, hspace=0.02)
        axes = list(drawing.subplots(len(inches), 1, sharex=True, squeeze=False, height_ratios=inches).flat)
        panels = [axes[0], *axes[len(axes) - len(pair) + 1 :]] if len(pair) == 2 else [axes[0]]
        n = len(pair[0].points)
        for ax, chart in zip(panels, pair, strict=True):
            places = np.arange(n - len(chart.points), n)
            _panel(ax, chart, places, unit, name, said=chart is pair[0])
        if zones:
            _zones(panels[0], pair[0], n)
        if broken:
            _ring(panels[0], pair[0], broken)
            _lanes(axes[1], broken, n)
        axes[0].set_xlim(-0.6, n - 0.4)
        for ax in axes:
            ax.tick_params(axis="x", labelbottom=ax is axes[-1], length=4 if ax in panels else 0)
        ticks = _ticks(names)
        axes[-1].set_xticks(ticks, [plain(names[place]) for place in ticks])
        axes[-1].set_xlabel(plain(label))
        if keys:
            drawing.legend(
                handles=keys,
                loc="outside lower left",
                ncols=1,
                handletextpad=0.5,
                labelspacing=0.25,
                fontsize=11,
            )
        _settle(drawing, panels, pair, names, unit, zones)
    return drawing


def _panel(ax, chart, places, unit, name, said):
    scale, n = words.scale_of(chart), len(chart.points)
    points = scale * chart.points
    ax.plot(places, points, color=BLUE, linewidth=1.1, zorder=2.5)
    out = np.zeros(n, dtype=bool)
    out[chart.positions] = True
    counted = np.ones(n, dtype=bool) if chart.base is None else chart.base
    first = int(counted.sum())
    tail = bool(counted[:first].all())  # the limits come from the first points, or from all
    hollow = ~counted & (not tail)
    size = 40 if n <= 80 else 16 if n <= 300 else 6
    for mask, face in ((~out & ~hollow, BLUE), (~out & hollow, BACKGROUND)):
        if mask.any():
            ax.scatter(
                places[mask],
                points[mask],
                s=size,
                facecolors=face,
                edgecolors=BLUE,
                linewidths=1.4,
                zorder=3,
                clip_on=False,
            )
    for mask, face in ((out & ~hollow, ORANGE), (out & hollow, BACKGROUND)):
        if mask.any():
            ax.scatter(
                places[mask], points[mask], s=1.5 * size + 8, marker="D", facecolors=face, edgecolors=ORANGE,
                linewidths=1.8, zorder=4, clip_on=False,
            )  # fmt: skip
    for line, color, style, width in (
        (chart.centre_line, INK, "-", 1.4), (chart.lcl, ORANGE, DASHED, 1.7),
        (chart.ucl, ORANGE, DASHED, 1.7),
    ):  # fmt: skip
        if np.ndim(line):
            edges = np.append(places - 0.5, places[-1] + 0.5)
            # Solid: dashes of a stepped line would hide where the steps are.
            ax.stairs(scale * line, edges, baseline=None, color=color, linewidth=width, zorder=2)
        else:
            ax.axhline(scale * line, color=color, linewidth=width, linestyle=style, zorder=2)
    if tail and first < n:
        ax.axvline(places[0] + first - 0.5, color=QUIET, linewidth=1.2, linestyle=(0, (1, 2)), zorder=1.5)
        if said:
            ax.annotate(
                f"limits from the first {first}", (places[0] + first - 0.5, 1),
                xycoords=("data", "axes fraction"), xytext=(-5, -2), textcoords="offset points", ha="right",
                va="top", size=10.5, color=QUIET, zorder=2.2,
                bbox={"facecolor": BACKGROUND, "edgecolor": "none", "pad": 1},
            )  # fmt: skip
    lows, highs = np.append(points, scale * np.min(chart.lcl)), np.append(points, scale * np.max(chart.ucl))
    room = (highs.max() - lows.min()) or abs(highs.max()) or 1.0
    # More room where labels of points and the words about the base will stand.
    above = (
        0.22
        if (points[out] > scale * np.broadcast_to(chart.ucl, n)[out]).any() or (tail and first < n and said)
        else 0.1
    )
    below = 0.2 if (points[out] < scale * np.broadcast_to(chart.lcl, n)[out]).any() else 0.08
    ax.set_ylim(lows.min() - below * room, highs.max() + above * room)
    ax.set_title(plain(wrapped(words.title(chart, name), 420, 13, "bold", lines=2)))
    ax.set_ylabel(plain(words.axis_label(chart, unit)))
    _few_ticks(ax)


def _few_ticks(ax):
    from matplotlib.ticker import MaxNLocator, ScalarFormatter

    ax.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    # 25.002, and not 0.002 with "+25" in a corner.
    formatter = ScalarFormatter(useOffset=False)
    formatter.set_powerlimits((-5, 12))
    ax.yaxis.set_major_formatter(formatter)


def _zones(ax, chart, n):
    scale = words.scale_of(chart)
    line, sigma = np.broadcast_to(chart.centre_line, n), np.broadcast_to(chart.sigma, n)
    edges = np.arange(n + 1) - 0.5
    for far in (-2, -1, 1, 2):
        ax.stairs(
            scale * (line + far * sigma), edges, baseline=None, color=QUIET, linewidth=0.9,
            linestyle=(0, (2, 2)), zorder=1.8,
        )  # fmt: skip


def _ring(ax, chart, broken):
    places = sorted({place for places in broken.values() for place in places})
    size = 150 if len(chart.points) <= 80 else 60 if len(chart.points) <= 300 else 24
    ax.scatter(
        places, words.scale_of(chart) * chart.points[places], s=size, facecolors="none", edgecolors=PURPLE,
        linewidths=1.8 if len(chart.points) <= 300 else 0.8, zorder=5, clip_on=False,
    )  # fmt: skip


def _lanes(ax, broken, n):
    """A lane for each broken rule, with its number below every point that completes the pattern."""
    for lane, (rule, places) in enumerate(broken.items()):
        if n <= 62:
            for place in places:
                ax.text(
                    place, lane, str(rule), size=10.5, weight="bold", color=PURPLE, ha="center",
                    va="center_baseline",
                )  # fmt: skip
        else:
            # Where numbers would touch, strokes stand for them; the lane has its number at the left anyway.
            ax.scatter(places, [lane] * len(places), marker="|", s=70, color=PURPLE, linewidths=1.6, zorder=3)
    ax.set_yticks(range(len(broken)), [f"rule {rule}" for rule in broken])
    ax.set_ylim(len(broken) - 0.45, -0.55)
    ax.tick_params(axis="y", length=0, labelcolor=PURPLE)
    ax.grid(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)


def _keys(pair, broken, book):
    from matplotlib.lines import Line2D

    def key(label, **look):
        return Line2D([], [], linestyle="none", markeredgewidth=1.8, label=label, **look)

    keys = []
    if any(chart.out_of_control for chart in pair):
        keys.append(key("beyond a limit", marker="D", markersize=7, color=ORANGE))
    if any(_some_left_out(chart) for chart in pair):
        keys.append(
            key(
                "hollow: left out of the limits",
                marker="o",
                markersize=7,
                color=BLUE,
                markerfacecolor=BACKGROUND,
            )
        )
    for rule in broken:
        keys.append(
            key(
                f"rule {rule}: {RULES[book][rule]}", marker="o", markersize=11, color=PURPLE,
                markerfacecolor="none",
            )
        )  # fmt: skip
    return keys


def _some_left_out(chart):
    base = chart.base
    return base is not None and not base.all() and not base[: int(base.sum())].all()


def _ticks(names):
    """So many places that their names do not touch: round ones where the names are whole numbers."""
    n = len(names)
    wide = max(width_of(one, 11.5) for one in names) + 10
    fitting = max(2, int(430 / wide))
    step = next(
        step
        for base in (1, 10, 100, 1000, 10_000, 100_000)
        for step in (base, 2 * base, 5 * base)
        if n / step <= fitting
    )
    whole = [int(one) for one in names if one.lstrip("-").isdigit()]
    if len(whole) == n and all(b - a == 1 for a, b in zip(whole, whole[1:], strict=False)):
        round_ones = [place for place, value in enumerate(whole) if value % step == 0]
        # The first is always named, unless the next one stands too near.
        return round_ones if not round_ones or round_ones[0] < 0.6 * step else [0, *round_ones]
    return list(range(0, n, step))


def _settle(drawing, panels, pair, names, unit, zones):
    """Labels at the right edge and at the points, put where they do not touch once the layout is known."""
    edges = []
    for ax, chart in zip(panels, pair, strict=True):
        scale = words.scale_of(chart)
        entries = [("UCL", chart.ucl), ("CL", chart.centre_line), ("LCL", chart.lcl)]
        rows = []
        for short, line in entries:
            value = float(np.ravel(line)[-1])
            own = unit if len(unit) <= 8 else None
            rows.append(_at_the_edge(ax, f"{short} {words.figures(chart, value, own)}", scale * value))
        edges.append(rows)
    drawing.draw_without_rendering()
    point = drawing.dpi / 72
    for ax, rows in zip(panels, edges, strict=True):
        _spread(ax, rows, 15 * point, point)
    if zones:
        _zone_labels(panels[0], pair[0], edges[0], 15 * point)
    for ax, chart in zip(panels, pair, strict=True):
        first = len(names) - len(chart.points)
        _number(ax, chart, names[first:], first, point)


def _at_the_edge(ax, label, height, **look):
    return ax.annotate(
        plain(label), (1, height), xycoords=("axes fraction", "data"), xytext=(6, 0),
        textcoords="offset points", va="center", annotation_clip=False, **{"size": 11, **look},
    )  # fmt: skip


def _spread(ax, rows, room, point):
    """Moves labels apart that would touch; the middle one stays."""
    top, middle, bottom = (ax.transData.transform((0, row.xy[1]))[1] for row in rows)
    for row, old, new in (
        (rows[0], top, max(top, middle + room)),
        (rows[2], bottom, min(bottom, middle - room)),
    ):
        row.xyann = (6, (new - old) / point)


def _zone_labels(ax, chart, rows, room):
    """ "2 sigma" beside the zone lines, if there is room between the labels of center line and limits."""
    line, sigma = float(np.ravel(chart.centre_line)[-1]), float(np.ravel(chart.sigma)[-1])
    scale = words.scale_of(chart)
    height = (
        ax.transData.transform((0, scale * (line + sigma)))[1] - ax.transData.transform((0, scale * line))[1]
    )
    if height >= room:
        for far in (-2, -1, 1, 2):
            label = _at_the_edge(ax, f"{far:+d} sigma", scale * (line + far * sigma), size=10, color=QUIET)
            label.set_in_layout(False)


def _number(ax, chart, names, first, point):
    """The labels of the points beyond a limit, where they touch neither one another nor a point; for the rest
    there is the text."""
    scale = words.scale_of(chart)
    centre = np.broadcast_to(chart.centre_line, chart.points.shape)
    at = np.column_stack([np.arange(len(chart.points)) + first, scale * chart.points])
    at = ax.transData.transform(at) / point
    frame = ax.bbox
    left, bottom, right, top = (edge / point for edge in (frame.x0, frame.y0, frame.x1 + 2 * point, frame.y1))
    # Every point is an obstacle, as a box around its marker; so is every label once it is placed.
    marker = 6.5 if len(chart.points) <= 80 else 4 if len(chart.points) <= 300 else 2
    boxes = np.column_stack([at - marker, at + marker])
    for place in chart.positions:
        side = 1 if chart.points[place] > centre[place] else -1
        x, y = at[place]
        half, tall = width_of(names[place], 10.5, "bold") / 2, 4.6
        aside = half + 9
        for dx, dy in (
            (0, 13 * side),
            (-aside, 4 * side),
            (aside, 4 * side),
            (0, 25 * side),
            (0, -13 * side),
            (0, 37 * side),
        ):
            box = np.array([x + dx - half, y + dy - tall, x + dx + half, y + dy + tall])
            touching = (
                (boxes[:, 0] < box[2] + 1) & (boxes[:, 2] > box[0] - 1)
                & (boxes[:, 1] < box[3] + 1) & (boxes[:, 3] > box[1] - 1)
            )  # fmt: skip
            inside = box[0] >= left and box[1] >= bottom and box[2] <= right and box[3] <= top
            if inside and not touching.any():
                boxes = np.vstack([boxes, box])
                ax.annotate(
                    plain(names[place]), (place + first, scale * chart.points[place]), xytext=(dx, dy),
                    textcoords="offset points", ha="center", va="center_baseline", size=10.5, weight="bold",
                    zorder=2.7, bbox={"facecolor": BACKGROUND, "edgecolor": "none", "pad": 0.4},
                ).set_in_layout(False)  # fmt: skip
                break
