"""The drawing of ``flow_curves``: two panels, three cases, the measured points with their names."""

import textwrap

import numpy as np

from shopfloor.charts.flow_words import parts, plain
from shopfloor.charts.places import Taken, spread
from shopfloor.charts.style import BACKGROUND, BLUE, HEAT, INK, ORANGE, PURPLE, QUIET, house_style
from shopfloor.methods import flow

__all__ = ["LABELLED", "MASK", "draw_curves"]

# Case -> color, line, words. The line's pattern and the words carry the meaning; color only helps.
CASES = {
    "best": (BLUE, "-", "best case"),
    "practical": (INK, "--", "practical\nworst case"),
    "worst": (ORANGE, "-.", "worst case"),
}
MARKERS = ("o", "s", "D", "^", "v", "P")
LABELLED = len(MARKERS)
"""So many measured points get a name of their own; more are drawn alike and counted."""

MASK = {"facecolor": BACKGROUND, "edgecolor": "none", "pad": 1.2, "alpha": 0.85}


def draw_curves(rate, raw, critical, points, unit):
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    right = max([2.5 * critical, 4.0, *(1.15 * point[1] for point in points)])
    wips = np.unique(np.concatenate([np.linspace(right / 100, right, 240), [1.0, max(1.0, critical)]]))
    curves = {
        "best": flow.best_case(wips, rate, raw),
        "practical": flow.practical_worst_case(wips, rate, raw),
        "worst": flow.worst_case(wips, rate, raw),
    }
    tops = {
        "throughput": 1.2 * max([rate, *(point[2] for point in points)]),
        "cycle_time": 1.2
        * max([curves["practical"].cycle_time[-1], *(point[1] / point[2] for point in points)]),
    }
    with house_style():
        drawing = Drawing(figsize=(8.4, 7.0), layout="constrained")
        drawing.get_layout_engine().set(hspace=0.06)
        upper, lower = drawing.subplots(2, 1)
        for ax, what in ((upper, "throughput"), (lower, "cycle_time")):
            ax.set_xlim(0, right)
            ax.set_ylim(0, tops[what])
            lines = {name: getattr(curve, what) for name, curve in curves.items()}
            ax.fill_between(wips, lines["best"], lines["practical"], color=HEAT[0], linewidth=0)
            taken = Taken(right, tops[what])
            _draw_cases(ax, wips, lines, taken)
            ax.axvline(critical, color=QUIET, linewidth=1.2, linestyle=":", zorder=1)
            taken.add_line([critical] * 60, np.linspace(0, tops[what], 60))
            if what == "throughput":
                words = f"critical WIP {plain(critical)}"
                side = "right" if critical > 0.6 * right else "left"
                ax.annotate(
                    words, (critical, tops[what]), xytext=(-5 if side == "right" else 5, -3), va="top",
                    ha=side, textcoords="offset points", color=QUIET, size=11.5, bbox=MASK, zorder=5,
                )  # fmt: skip
                taken.add_text(words, critical, tops[what], side, "top")
            _draw_points(ax, [(point[0], point[1], _height(point, what)) for point in points], taken)
            _name_regions(ax, wips, lines, taken)
            ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
            for axis in (ax.xaxis, ax.yaxis):
                axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.6g}"))
        upper.set_ylabel(f"Throughput (parts/{unit})")
        lower.set_ylabel(f"Cycle time ({unit})")
        lower.set_xlabel("Parts in the line (WIP)")
        upper.set_title(_title(points, rate, unit))
        lower.set_title(_lower_title(points, raw, critical, unit))
    return drawing


def _height(point, what):
    return point[2] if what == "throughput" else point[1] / point[2]


def _title(points, rate, unit):
    if len(points) == 1:
        _, _, throughput, verdict, practical = points[0]
        compared = {"good": "more than", "bad": "less than", "even": "as in"}
        if verdict in compared:
            number_of = f" ({plain(practical)})" if verdict != "even" else ""
            return (
                f"{plain(throughput)} parts/{unit}: {compared[verdict]} the practical worst case{number_of}"
            )
    return f"Throughput never passes the bottleneck: {plain(rate)} parts/{unit}"


def _lower_title(points, raw, critical, unit):
    if len(points) == 1:
        cycle_time = points[0][1] / points[0][2]
        return f"{plain(cycle_time)} {unit} in the line, {plain(cycle_time / raw)} times the work on a part"
    return f"Beyond {parts(critical)} in the line, even the best case only gets slower"


def _draw_cases(ax, wips, lines, taken):
    """The three curves, with their names at their right ends, or where they leave the panel at the top."""
    ends, top = {}, taken.top
    same = np.allclose(lines["best"], lines["worst"])  # a single machine: nobody else to wait for
    for name, (color, pattern, words) in CASES.items():
        heights = lines[name]
        ax.plot(wips, heights, color=color, linestyle=pattern, linewidth=2.2, zorder=3)
        taken.add_line(wips, heights)
        if heights[-1] <= top:
            ends[name] = heights[-1]
            continue
        leaves = float(np.interp(top, heights, wips))
        side = "right" if leaves > 0.8 * wips[-1] else "left"
        ax.annotate(
            words, (leaves, top), xytext=(-6 if side == "right" else 6, -4), textcoords="offset points",
            va="top", ha=side, color=color, size=11.5, bbox=MASK, zorder=5,
        )  # fmt: skip
        taken.add_text(words, leaves, top, side, "top")
    if same:
        ends = {"practical": ends["practical"]}
    for name, place in spread(ends, 0.155 * top).items():
        color, _, words = CASES[name]
        words = "all three\ncases" if same else words
        ax.annotate(
            words, (1, place), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", color=color, size=11.5, linespacing=0.95, annotation_clip=False,
        )  # fmt: skip


def _draw_points(ax, points, taken):
    """The measured points; a few with their names, where these cover least."""
    many = len(points) > LABELLED
    for place, (_, x, y) in enumerate(points):
        ax.scatter(
            [x], [y], s=44 if many else 84, color=PURPLE, marker=MARKERS[0 if many else place], zorder=6,
            edgecolors=BACKGROUND, linewidths=1,
        )  # fmt: skip
        taken.add_marker(x, y)
    if many:
        return
    for name, x, y in points:
        words = "\n".join(textwrap.wrap(name or "measured", 22, max_lines=2, placeholder=" ..."))
        others = [(one, two) for _, one, two in points if (one, two) != (x, y)]

        def cost(side, words=words, x=x, y=y, others=others):
            box = taken.box(words, x, y, *side)
            # Words nearer to another point would be taken for its name.
            confused = any(taken.far(box, *other) < taken.far(box, x, y) for other in others)
            return taken.cost(box) + side[2] / 30 + 8 * confused + 2 * ("center" not in side)

        ha, va, distance = min(((*side, far) for far in (9, 24, 42) for side in _SIDES), key=cost)
        offset = (
            {"left": distance, "right": -distance}.get(ha, 0),
            {"bottom": distance, "top": -distance}.get(va, 0),
        )
        ax.annotate(
            words, (x, y), xytext=offset, textcoords="offset points", ha=ha, va=va, weight="bold",
            color=PURPLE, size=11.5, bbox=MASK, linespacing=0.95, zorder=5,
            arrowprops={"arrowstyle": "-", "color": PURPLE, "linewidth": 0.9} if distance > 9 else None,
        )  # fmt: skip
        taken.boxes.append(taken.box(words, x, y, ha, va, distance))


_SIDES = (
    ("left", "center"), ("right", "center"), ("center", "bottom"), ("center", "top"), ("left", "bottom"),
    ("left", "top"), ("right", "bottom"), ("right", "top"),
)  # fmt: skip


def _name_regions(ax, wips, lines, taken):
    """The words "good" and "bad", each where its region has most room and nothing else stands."""
    for word, one, other in (("good", "best", "practical"), ("bad", "practical", "worst")):
        low = np.minimum(lines[one], lines[other])
        high = np.minimum(np.maximum(lines[one], lines[other]), taken.top)
        rooms = []
        for place in range(0, len(wips), 4):
            room, middle = (high[place] - low[place]) / taken.top, (high[place] + low[place]) / 2
            box = taken.box(word, wips[place], middle, "center", "center")
            if room > 0.1 and taken.cost(box) == 0:
                # Room counts up to a third of the panel; the nearer to its middle, the better.
                rooms.append((min(room, 0.33) - 0.1 * abs(wips[place] / taken.right - 0.5), place, middle))
        if rooms:
            _, place, middle = max(rooms)
            ax.annotate(word, (wips[place], middle), ha="center", va="center", size=12, color=QUIET, zorder=2)
