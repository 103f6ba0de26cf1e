"""The standardised-work combination table: one operator's round, step by step, and what the machines do
meanwhile."""

from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import width_of, wrapped
from shopfloor.charts.style import BLUE, GREEN, INK, ORANGE, QUIET, house_style
from shopfloor.methods.line_results import number_text
from shopfloor.methods.work_combination import work_combination

ROWS = (0.47, 0.62)
"""Height of a step, in inches: where the work is said in one line, or takes two."""
HEADING = 0.95
"""What stands above the first step, in the smaller rows."""
TABLE = 3.55
"""Width of the left part, in inches; the columns of numbers end at these places in it."""
NUMBERS = {"by hand": 2.55, "alone": 3.0, "walk": 3.45}


def combination_table(steps, takt=None, *, unit=None):
    """How do the operator's round and the machines fit together, and into takt? Time from left to right.

    ``steps``: a table in the order of the walk with the columns manual, auto and walk (as "manual_s", or
    without the unit); machine, work and step name the rows; see ``balancing.work_combination``. ``takt`` in
    the same unit. ``unit``: where the columns do not say it.

    Drawn as the form is: work by hand as a solid line, a machine that works alone as a dashed line, walking
    as a zigzag to the next step, takt as an upright line. A machine that is still at work when takt (or the
    round, where that is longer) is over goes on at the left, in the next round; where it is not finished when
    the operator is back, the wait is written. Returns a Figure.

    >>> import pandas as pd
    >>> steps = pd.DataFrame({"machine": ["lathe", "mill"], "manual_s": [7, 9], "auto_s": [48, 61],
    ...                       "walk_s": [2, 3]})
    >>> combination_table(steps, takt=75).text.split(". ")[1]
    "The operator's round takes 21 s, 16 by hand and 5 walking"
    """
    line = work_combination(steps, takt)
    unit = unit or line.unit
    if not isinstance(unit, str) or not unit.strip():
        raise ValueError(
            'Say in which unit the times are, such as unit="s", or name the columns so: manual_s.'
        )
    return Figure(_draw(line, unit), _say(line, unit))


def _say(line, unit):
    count = len(line.steps)
    text = f"Standardised-work combination table of {count} {'step' if count == 1 else 'steps'}. "
    text += (
        f"The operator's round takes {number_text(line.loop)} {unit}, {number_text(line.manual)} by hand and "
        f"{number_text(line.walking)} walking. "
    )
    if line.slowest is not None:
        text += f"The slowest machine, {line.slowest}, needs {number_text(line.machines.max())} {unit} for a piece. "
    text += f"So a piece is finished every {number_text(line.cycle_time)} {unit}"
    if line.takt is None:
        return f"{text}."
    text += f"; takt is {number_text(line.takt)} {unit}, "
    if line.spare >= 0:
        return f"{text}with {number_text(line.spare)} {unit} to spare."
    text += f"which is missed by {number_text(-line.spare)} {unit}. "
    if line.slowest is None or line.machines.max() <= line.loop:
        return text + "The operator's round sets the pace."
    if line.loop <= line.takt:
        return text + "The machine sets the pace, so a faster operator would not help."
    return text + "The machine sets the pace, and the round takes longer than takt as well."


def _title(line, unit):
    title = f"A piece every {number_text(line.cycle_time)} {unit}"
    if line.takt is None:
        return title
    if line.spare < 0:
        return f"{title}: takt missed by {number_text(-line.spare)} {unit}"
    return f"{title}: within takt"


def _draw(line, unit):
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import MaxNLocator

    count = len(line.steps)
    period = max(line.takt or 0.0, line.loop)
    with house_style():
        rows = _rows(line)
        height = ROWS[max((len(work.split("\n")) for _, work in rows), default=1) == 2]
        drawing = Drawing(figsize=(8.4, 1.0 + 0.45 * (HEADING + 0.55) + height * count), layout="constrained")
        drawing.get_layout_engine().set(wspace=0.01)
        table, ax = drawing.subplots(1, 2, sharey=True, width_ratios=[TABLE, 8.4 - TABLE - 0.2])
        # The heading keeps its height, whatever that of the steps is.
        heading, below = HEADING * 0.45 / height, 0.55 * 0.45 / height
        ax.set(xlim=(0, 1.03 * period), ylim=(count - 0.5 + below, -0.5 - heading), xlabel=f"Time ({unit})")
        widest = width_of(number_text(period), 11.5)
        ax.xaxis.set_major_locator(MaxNLocator(max(1, min(9, int(300 / (widest + 16)))), steps=[1, 2, 5, 10]))
        ax.tick_params(axis="y", left=False, labelleft=False)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
        ax.xaxis.set_major_formatter(lambda value, _: number_text(value))
        table.set(xlim=(0, TABLE))
        table.set_axis_off()
        drawing.suptitle(_title(line, unit), x=0.01, ha="left", size=13, weight="bold", color=INK)
        _write_table(table, line, rows, height, unit)
        drawing.draw_without_rendering()
        box = ax.get_window_extent()
        # How many units are a point on the paper, across and down.
        scale = 72 / drawing.dpi
        point = (1.03 * period / (box.width * scale), (count + below + heading) / (box.height * scale))
        _draw_key(ax, -0.5 - heading + 28 * point[1], point)
        for place, step in enumerate(line.steps.itertuples()):
            _draw_step(ax, place, step, period, point, unit)
        if line.takt is not None:
            ax.axvline(line.takt, color=INK, linewidth=2.2, zorder=5)
            ax.annotate(
                f"takt {number_text(line.takt)} {unit} ", (line.takt, -0.5 - heading), xytext=(-3, -11),
                textcoords="offset points", ha="right", va="center", weight="bold", zorder=6,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            )  # fmt: skip
    return drawing


def _rows(line):
    """What each step is called: (machine, work), broken into the lines there is room for."""
    room = 72 * (NUMBERS["by hand"] - 0.42 - 0.34)
    rows = []
    for step in line.steps.itertuples():
        machine = "" if step.machine == step.work else wrapped(step.machine, room, 10.5, "bold", lines=1)
        rows.append((machine, wrapped(step.work, room, 10, lines=2) if step.work else ""))
    return rows


def _write_table(ax, line, rows, height, unit):
    def write(x, y, words, size=10.5, **look):
        ax.text(x, y, words, size=size, va="center", in_layout=False, parse_math=False, **look)

    line_high = 13.5 / 72 / height
    write(0.34, -0.5 - 0.2 / height, f"Step; times in {unit}", 10, color=QUIET)
    for name, x in NUMBERS.items():
        write(x, -0.5 - 0.2 / height, name.replace(" ", "\n"), 10, ha="right", color=QUIET, linespacing=1.0)
    for place, (step, (machine, work)) in enumerate(zip(line.steps.itertuples(), rows, strict=True)):
        if place:
            ax.axhline(place - 0.5, color=QUIET, linewidth=0.5, alpha=0.4)
        write(0.24, place, step.step, 10.5, ha="right", color=QUIET)
        lines = work.count("\n") + 1 if work else 0
        if machine:
            write(0.34, place - lines * line_high / 2, machine, weight="bold")
        if work:
            write(0.34, place + (line_high / 2 if machine else 0), work, 10, linespacing=1.1)
        times = (
            step.manual_end - step.start,
            step.auto_end - step.manual_end,
            step.walk_end - step.manual_end,
        )
        for x, time in zip(NUMBERS.values(), times, strict=True):
            time = round(time, 10)
            write(x, place, number_text(time) if time else "-", 11, ha="right", color=INK if time else QUIET)


def _draw_step(ax, place, step, period, point, unit):
    ax.plot(
        [step.start, step.manual_end],
        [place, place],
        color=BLUE,
        linewidth=7,
        solid_capstyle="butt",
        zorder=4,
    )
    if step.walk_end > step.manual_end:
        _zigzag(ax, (step.manual_end, place), (step.walk_end, place + 1), point)
    if step.auto_end > step.manual_end:
        dashed = {"color": GREEN, "linewidth": 2.4, "linestyle": (0, (4, 2)), "zorder": 3}
        ax.plot([step.manual_end, min(step.auto_end, period)], [place, place], **dashed)
        over = round(step.auto_end - period, 10)
        if over > 0:
            ax.plot([0, min(over, period)], [place, place], **dashed)
            waits = round(over - step.start, 10)
            if waits > 0:
                words = f"not finished: {number_text(waits)} {unit} to wait"
                wide = (width_of(words, 10, "bold") + 7) * point[0]
                left = min(step.start + 7 * point[0], 1.03 * period - wide)
                ax.text(
                    left, place - 13 * point[1], words, size=10, color=ORANGE, weight="bold", va="center",
                    in_layout=False, zorder=6,
                )  # fmt: skip
                ax.plot(
                    [step.start, min(over, period)], [place, place], color=ORANGE, linewidth=3, zorder=4.5
                )


def _zigzag(ax, start, end, point, **look):
    """A zigzag line with teeth of the same size on paper, whatever the units are."""
    across, down = (end[0] - start[0]) / point[0], (end[1] - start[1]) / point[1]
    length = (across**2 + down**2) ** 0.5
    teeth = max(2, round(length / 5))
    xs, ys = [start[0]], [start[1]]
    for tooth in range(1, 2 * teeth):
        share, side = tooth / (2 * teeth), (2.4, -2.4)[tooth // 2 % 2] if tooth % 2 else 0
        xs.append(start[0] + (share * across - side * down / length) * point[0])
        ys.append(start[1] + (share * down + side * across / length) * point[1])
    (line,) = ax.plot([*xs, end[0]], [*ys, end[1]], **{"color": INK, "linewidth": 1.3, "zorder": 3.5, **look})
    line.set_gid("walk")


def _draw_key(ax, y, point):
    """What the lines mean, above the first step."""
    x = 2 * point[0]
    for words in ("by hand", "machine alone", "walking"):
        end = x + 24 * point[0]
        if words == "by hand":
            ax.plot([x, end], [y, y], color=BLUE, linewidth=7, solid_capstyle="butt")
        elif words == "machine alone":
            ax.plot([x, end], [y, y], color=GREEN, linewidth=2.4, linestyle=(0, (4, 2)))
        else:
            _zigzag(ax, (x, y), (end, y), point)
        ax.text(end + 4 * point[0], y, words, size=10, va="center", color=QUIET, in_layout=False)
        x = end + (16 + width_of(words, 10)) * point[0]
