"""The precedence diagram: what must be done before what, from left to right."""

from itertools import pairwise

from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import width_of, wrapped
from shopfloor.charts.precedence_layout import lay_out
from shopfloor.charts.sheet import Sheet
from shopfloor.charts.style import BACKGROUND, INK, ORANGE, QUIET, SERIES, house_style, ink_on
from shopfloor.methods import balancing
from shopfloor.methods.arguments import listed
from shopfloor.methods.line_results import number_text
from shopfloor.methods.precedence import read_tasks, shown

NAME, TIME = 10.5, 10
"""Type in the circles, in points."""
LINE = 0.165
"""From one line of it to the next, in inches."""
WIDTH = 8.4
HEAD = 0.085
"""Length of an arrow's head, in inches."""
WIDEST_CIRCLE = 0.34
"""Radius in inches; what needs more room stands in boxes."""


def precedence_graph(tasks, stations=None, *, unit="s"):
    """What must be done before what? A circle for each task, with its time, and arrows to what comes after it.

    ``tasks``: the table of tasks; they stand in columns from left to right, each as far left as it can.
    ``stations``: a ``Balance``, or whatever ``balancing.assess`` takes; the number of its station then stands
    at each task, and those of one station share a color. An arrow that a balance breaks (the later task at an
    earlier station) is dashed. ``unit``: of the times. Long names stand in boxes.

    Returns a Figure, whose text names the arrows of a short line, and beginning, end and longest chain of a
    long one.

    >>> import pandas as pd
    >>> tasks = pd.DataFrame({"task": list("ABC"), "time": [4, 3, 5], "predecessors": ["", "A", "A"]})
    >>> precedence_graph(tasks).text.split(". ")[1]
    'A comes before B and C'
    """
    if not isinstance(unit, str) or not unit.strip():
        raise ValueError(f'The unit of the times is a word, such as "s" or "min"; {unit!r} was given.')
    network = read_tasks(tasks)
    line = None
    if stations is not None:
        # The cycle plays no part here: the whole work always fits into it.
        line = balancing.assess(tasks, getattr(stations, "stations", stations), sum(network.times))
    return Figure(_draw(network, line, unit), _say(network, line, unit))


def _say(network, line, unit):
    names, count = network.names, len(network.names)
    columns = max(network.columns) + 1
    text = f"Precedence of {count} {'task' if count == 1 else 'tasks'}"
    text += f" in {columns} columns. " if columns > 1 else ". "
    arrows = "; ".join(
        f"{names[task]} comes before {listed(names[one] for one in after)}"
        for task, after in enumerate(network.followers)
        if after
    )
    if not arrows:
        text += "None has to wait for another. "
    elif len(arrows.split()) <= 45:
        text += f"{arrows}. "
    else:
        first = [names[task] for task in range(count) if not network.before[task]]
        last = [names[task] for task in range(count) if not network.followers[task]]
        text += f"{shown(first, 6)} can start at once; {shown(last, 6)} {'ends' if len(last) == 1 else 'end'} it. "
    chain = _longest_chain(network)
    if len(chain) > 1:
        total = number_text(sum(network.times[task] for task in chain))
        route = [str(names[task]) for task in chain]
        if len(" ".join(route).split()) > 12:
            text += f"The longest chain, {len(chain)} tasks from {route[0]} to {route[-1]}, takes {total} {unit}. "
        else:
            text += f"The longest chain takes {total} {unit}: {', '.join(route)}. "
    if line is not None:
        groups = "; ".join(
            f"{label} {', '.join(map(str, some))}"
            for label, some in zip(line.labels, line.stations, strict=True)
            if some
        )
        short = len(groups.split()) <= 30
        text += f"Stations: {groups}. " if short else f"Their {line.n_stations} stations are marked. "
        if line.broken:
            broken = [f"{after} stands before {before}" for before, after in line.broken]
            text += f"Out of order: {shown(broken, 3)}."
    return text


def _longest_chain(network):
    """The tasks one after another that take longest."""
    best = {}
    for task in network.order:
        before = max(network.before[task], key=lambda one: best[one][0], default=None)
        time, chain = (0.0, []) if before is None else best[before]
        best[task] = (time + network.times[task], [*chain, task])
    return max(best.values(), key=lambda found: found[0])[1]


def _draw(network, line, unit):
    names = [str(name) for name in network.names]
    times = [number_text(time) for time in network.times]
    radius = _radius(names, times)
    boxes = radius > WIDEST_CIRCLE
    columns, heights, arrows = _places(network)
    count = max(columns) + 1
    pitch = min(max((WIDTH - 0.2) / count, 1.2 if boxes else 2 * radius + 0.14), 2.2 if boxes else 1.25)
    if boxes:
        half = 0.39 * pitch
        words = [wrapped(name, 2 * half * 72 - 10, NAME, lines=3).split("\n") for name in names]
        tall = LINE * (max(map(len, words)) + 1) / 2 + 0.06  # half the height of a box
    else:
        half, tall, words = radius, radius, [[name] for name in names]
    step = 2 * tall + 0.28
    width, top = max(WIDTH, 0.2 + count * pitch), 0.66 + tall
    left = (width - count * pitch) / 2

    def spot(column, height):
        return left + (column + 0.5) * pitch, top + step * height

    with house_style():
        lowest = max(*heights, *(height for bends in arrows.values() for height in bends), 0)
        sheet = Sheet(width, top + step * lowest + tall + 0.14)
        _title(sheet, network, line, unit)
        broken = set(line.broken) if line is not None else set()
        for (one, other), bends in arrows.items():
            between = [spot(columns[one] + 1 + place, height) for place, height in enumerate(bends)]
            (x0, y0), (x1, y1) = spot(columns[one], heights[one]), spot(columns[other], heights[other])
            route = [(x0 + half, y0), *between, (x1 - half, y1)]
            pair = (network.names[one], network.names[other])
            _arrow(sheet, route, f"{pair[0]} before {pair[1]}", pair in broken)
        where = _stations_of(network, line)
        for task, rows in enumerate(words):
            at = spot(columns[task], heights[task])
            said = f"{times[task]} {unit}" if boxes else times[task]
            _node(sheet, at, half, tall, [*rows, said], boxes, where.get(task))
    return sheet.drawing


def _radius(names, times):
    """So large, in inches, that name and time find room in the circle, one below the other."""
    widest = max(*(width_of(name, NAME, "bold") for name in names), *(width_of(time, TIME) for time in times))
    return max(16.5, ((widest / 2 + 2) ** 2 + 10**2) ** 0.5) / 72


def _places(network):
    """Columns and heights of the tasks, and the heights at which arrows pass columns."""
    if any(network.before):
        return network.columns, *lay_out(network.columns, network.before)
    # Nothing waits for anything: rows, as in a book.
    places = range(len(network.names))
    return [place % 8 for place in places], [float(place // 8) for place in places], {}


def _title(sheet, network, line, unit):
    count = len(network.names)
    title = f"{count} {'task' if count == 1 else 'tasks'}"
    key = f"name and time ({unit})"
    if line is not None:
        title += f" at {line.n_stations} {'station' if line.n_stations == 1 else 'stations'}"
        key += "; the number beside it: its station"
    sheet.write(0.1, 0.17, f"{title}, {number_text(sum(network.times))} {unit} of work", 13, weight="bold")
    sheet.write(sheet.width - 0.1, 0.17, key, 10.5, ha="right", color=QUIET)


def _stations_of(network, line):
    """Task -> (number of its station, the how-manyth station that is)."""
    if line is None:
        return {}
    return {
        network.number_of(name): (label, place)
        for place, (label, some) in enumerate(zip(line.labels, line.stations, strict=True))
        for name in some
    }


def _node(sheet, at, half, tall, rows, boxes, station):
    from matplotlib.patches import Circle, FancyBboxPatch

    x, y = at
    color = SERIES[station[1] % len(SERIES)][0] if station is not None else None
    if boxes:
        corner, size = (x - half + 0.06, y - tall + 0.06), (2 * half - 0.12, 2 * tall - 0.12)
        shape = FancyBboxPatch(
            corner, *size, boxstyle="round,pad=0.06", facecolor=BACKGROUND, edgecolor=color or INK,
            linewidth=3 if color else 1.5, zorder=4,
        )  # fmt: skip
    else:
        shape = Circle(at, half, facecolor=color or BACKGROUND, edgecolor=INK, linewidth=1.5, zorder=4)
    sheet.add(shape)
    ink = ink_on(color) if color and not boxes else INK
    for place, row in enumerate(rows):
        last = place == len(rows) - 1
        height = y + (place - (len(rows) - 1) / 2) * LINE
        weight = "bold" if boxes == last else "normal"
        sheet.write(x, height, row, TIME if last else NAME, ha="center", color=ink, weight=weight)
    if station is not None:
        badge = (x + half - 0.06, y - tall + 0.01) if boxes else (x + 0.78 * half, y - 0.78 * half - 0.04)
        sheet.ax.text(
            *badge, str(station[0]), size=10, ha="center", va="center", zorder=7, in_layout=False,
            bbox={"boxstyle": "round,pad=0.14", "facecolor": BACKGROUND, "edgecolor": color, "linewidth": 1.4},
        )  # fmt: skip


def _arrow(sheet, route, name, broken):
    """A smooth line by way of its bends, level where it leaves a task and where it comes in: it is steep only
    between the columns, where no task stands."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (x, y), color = route[-1], ORANGE if broken else QUIET
    sheet.polygon(
        [(x, y), (x - HEAD, y - 0.04), (x - HEAD, y + 0.04)], fill=color, edge=color, line=0.5, zorder=3.2
    )
    route = [*route[:-1], (x - 0.8 * HEAD, y)]
    rises = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(route)]
    # At a bend no steeper than before and after it, and level where it turns: so no line swings out.
    bends = [min(pair, key=abs) if pair[0] * pair[1] > 0 else 0.0 for pair in pairwise(rises)]
    slopes = [0.0, *bends, 0.0]
    points, codes = [route[0]], [Path.MOVETO]
    for place, ((x0, y0), (x1, y1)) in enumerate(pairwise(route)):
        reach = (x1 - x0) / 2
        points += [
            (x0 + reach, y0 + slopes[place] * reach),
            (x1 - reach, y1 - slopes[place + 1] * reach),
            (x1, y1),
        ]
        codes += [Path.CURVE4] * 3
    line = PathPatch(
        Path(points, codes), fill=False, edgecolor=color, linewidth=2.2 if broken else 1.2,
        linestyle="--" if broken else "-", zorder=3,
    )  # fmt: skip
    line.set_gid(name)
    sheet.add(line)
