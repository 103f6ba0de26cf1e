"""The Yamazumi chart ("pile up"): each station's tasks stacked, beside the takt."""

from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import plain, width_of, wrapped
from shopfloor.charts.style import BACKGROUND, HEAT, INK, ORANGE, QUIET, house_style
from shopfloor.methods import balancing
from shopfloor.methods.arguments import listed
from shopfloor.methods.line_results import number_text

SIZE = 10.5
"""Type in the blocks, in points; a line of it is 1.3 times as high."""

UPRIGHT = 16
"""Up to so many stations stand side by side; more lie below each other, where names have more room."""


def yamazumi(tasks, stations, takt=None, *, unit="s", people=1):
    """Which station has how much work, and which has more than the takt allows? A stack of tasks for each.

    ``tasks``: the table of tasks. ``stations``: a ``Balance``, or whatever ``balancing.assess`` takes: lists
    of tasks, or the column with each task's station. ``takt``: the takt time; a ``Balance`` brings its cycle
    time along. ``unit``: of the times, for the axis. ``people``: how many work side by side at the stations;
    the bar then shows the time of each of them.

    What is over the takt is hatched, and the station is named. Returns a Figure.

    >>> import pandas as pd
    >>> tasks = pd.DataFrame({"task": list("ABC"), "time": [4, 3, 5], "predecessors": ["", "A", "B"]})
    >>> yamazumi(tasks, ["A", "B C"], takt=6).text.split(". ")[0]
    'Yamazumi of 2 stations at a takt of 6 s: station 2 is over takt, by 2 s'
    """
    if not isinstance(unit, str) or not unit.strip():
        raise ValueError(f'The unit of the times is a word, such as "s" or "min"; {unit!r} was given.')
    if takt is None:
        if not isinstance(stations, balancing.Balance):
            raise ValueError(
                "Give the takt time too, such as takt=75: it is what the stations are held against."
            )
        takt = stations.cycle_time
    line = balancing.assess(tasks, stations, takt, people=people)
    if not line.n_stations:
        raise ValueError("There is nothing to draw: no task has a station yet.")
    times = {str(name): float(time) for name, time in zip(tasks["task"], tasks["time"], strict=True)}
    return Figure(_draw(line, times, unit), _say(line, unit))


def _bars(line):
    """(label, tasks, time for each of its people, people) of every station, over takt or not, and by how much."""
    bars = []
    for label, tasks, time, people in zip(
        line.labels, line.stations, line.station_times, line.people, strict=True
    ):
        each = time / people
        over = round(each - line.cycle_time, 10) if label in line.over_cycle else 0
        bars.append((label, tasks, each, people, over))
    return bars


def _say(line, unit):
    bars = _bars(line)
    over = [bar for bar in bars if bar[4]]
    plural = "station" if line.n_stations == 1 else "stations"
    text = f"Yamazumi of {line.n_stations} {plural} at a takt of {number_text(line.cycle_time)} {unit}: "
    if not over:
        text += "none is over takt. "
    else:
        which = _stations([bar[0] for bar in over]) if len(over) <= 8 else f"{len(over)} stations"
        by = [bar[4] for bar in over]
        much = listed(number_text(one) for one in by) if len(over) <= 8 else f"up to {number_text(max(by))}"
        text += f"{which.lower()} {'is' if len(over) == 1 else 'are'} over takt, by {much} {unit}. "
    if len(bars) <= 8:
        loads = listed(f"{number_text(bar[2])} at {bar[0]}" for bar in bars)
        text += f"Loads in {unit}, station by station: {loads}. "
    else:
        manned = [bar for bar in bars if bar[1]]
        most, least = max(manned, key=lambda bar: bar[2]), min(manned, key=lambda bar: bar[2])
        text += (
            f"The most work is at station {most[0]}, {number_text(most[2])} {unit}, the least at station "
            f"{least[0]}, {number_text(least[2])} {unit}. "
        )
    shared = [bar for bar in bars if bar[3] > 1]
    if shared:
        text += listed(f"{bar[3]} people work side by side at station {bar[0]}" for bar in shared) + ". "
    text += f"Efficiency {line.efficiency:.1%}."
    order = [problem for problem in line.problems if not problem.startswith("Station ")]
    if order:
        more = f" And {len(order) - 1} more such problems." if len(order) > 2 else ""
        text += " " + " ".join(order[: 2 if not more else 1]) + more
    return text


def _title(line):
    over = line.over_cycle
    if not over:
        return "All stations are within takt" if line.n_stations > 1 else "The station is within takt"
    if len(over) <= 4:
        return f"{_stations(over)} {'is' if len(over) == 1 else 'are'} over takt"
    return f"{len(over)} of {line.n_stations} stations are over takt"


def _draw(line, times, unit):
    from matplotlib.figure import Figure as Drawing

    bars = _bars(line)
    upright = len(bars) <= UPRIGHT
    takt = line.cycle_time
    top = 1.16 * max(takt, *(bar[2] for bar in bars))
    with house_style():
        height = 4.6 if upright else 1.3 + 0.36 * len(bars)
        drawing = Drawing(figsize=(8.4, height), layout="constrained")
        ax = drawing.subplots()
        places = range(len(bars))
        names = [f"{bar[0]}\n{bar[3]} people" if bar[3] > 1 else f"{bar[0]}" for bar in bars]
        measure = f"Time for a piece ({unit})"
        if upright:
            ax.set(xlim=(-0.6, len(bars) - 0.4), ylim=(0, top), xlabel="Station", ylabel=measure)
            ax.set_xticks(places, names)
        else:
            ax.set(ylim=(len(bars) - 0.4, -0.6), xlim=(0, top), ylabel="Station", xlabel=measure)
            ax.set_yticks(places, [name.replace("\n", ", ") for name in names])
            ax.grid(axis="x")
            ax.grid(visible=False, axis="y")
        ax.tick_params(axis="x" if upright else "y", length=0)
        (ax.yaxis if upright else ax.xaxis).set_major_formatter(lambda value, _: number_text(value))
        ax.set_title(_title(line))
        word = f"takt {number_text(takt)} {unit}"
        if upright:
            ax.axhline(takt, color=INK, linewidth=1.8, linestyle=(0, (6, 3)), zorder=4)
            ax.annotate(
                f"takt\n{number_text(takt)} {unit}", (1, takt), xycoords=("axes fraction", "data"), xytext=(5, 0),
                textcoords="offset points", va="center", weight="bold",
            )  # fmt: skip
        else:
            ax.axvline(takt, color=INK, linewidth=1.8, linestyle=(0, (6, 3)), zorder=4)
            ax.annotate(
                word, (takt, 1), xycoords=("data", "axes fraction"), xytext=(0, 3),
                textcoords="offset points", ha="right", weight="bold",
            )  # fmt: skip
        # Only now it is known how many points a unit of time is, and a station.
        drawing.draw_without_rendering()
        box = ax.get_window_extent()
        across, along = (box.width, box.height) if upright else (box.height, box.width)
        per_station = across / drawing.dpi * 72 / len(bars)
        per_time = along / drawing.dpi * 72 / top
        for place, bar in enumerate(bars):
            _draw_bar(ax, place, bar, times, takt, upright, per_station, per_time)
    return drawing


def _draw_bar(ax, place, bar, times, takt, upright, per_station, per_time):
    _, tasks, each, people, over = bar
    thick = 0.78

    def block(start, length, **look):
        from matplotlib.patches import Rectangle

        low = place - thick / 2
        where = (low, start, thick, length) if upright else (start, low, length, thick)
        ax.add_patch(Rectangle(where[:2], *where[2:], **look))

    def write(at, words, **look):
        where = (place, at) if upright else (at, place)
        ax.text(*where, plain(words), zorder=6, in_layout=False, linespacing=1.1, **look)

    spans, start = [], 0.0
    for number, name in enumerate(tasks):
        length = times[str(name)] / people
        # The outline of a sliver would hide it.
        line = 0.8 if length * per_time > 3 else 0
        block(start, length, facecolor=HEAT[number % 2], edgecolor=QUIET, linewidth=line, zorder=2)
        spans.append((start, start + length, str(name)))
        start += length
    if over:
        block(takt, over, facecolor="none", edgecolor=ORANGE, hatch="////", linewidth=1.4, zorder=3)
    for low, high, names in _labels(spans, per_time if upright else None):
        across, along = thick * per_station, (high - low) * per_time
        width, height = (across - 8, along - 3) if upright else (along - 7, across)
        words = _fitting(names, times, people, width, height)
        if words:
            middle = (low + high) / 2
            half = 0.65 * SIZE * (words.count("\n") + 1) if upright else width_of(words, SIZE) / 2
            on_hatch = over and middle + half / per_time > takt
            # Over the hatch the words need a ground of their own.
            ground = {"facecolor": BACKGROUND, "edgecolor": "none", "pad": 0.6} if on_hatch else None
            write(middle, words, size=SIZE, ha="center", va="center", bbox=ground)
    if not tasks:
        return
    total = number_text(each)
    said = (
        [total]
        if not over
        else [f"{total}: {number_text(over)} over", f"{total}\n+{number_text(over)}", total]
    )
    room = per_station - 3 if upright else float("inf")
    fits = [
        words for words in said if max(width_of(part, 11.5, "bold") for part in words.split("\n")) <= room
    ]
    look = {"color": ORANGE, "weight": "bold"} if over else {"color": INK}
    gap = 3 / per_time
    where = {"ha": "center", "va": "bottom"} if upright else {"ha": "left", "va": "center"}
    if fits:
        at = each + gap
        reach = at + (15 if upright else width_of(fits[0], 11.5) + 2) / per_time
        if at - gap <= takt < reach:  # the takt line would strike the total through
            at = takt + gap
        write(at, fits[0], size=11.5, **where, **look)


def _labels(spans, per_time):
    """What to write where: (from, to, names). Blocks too thin for a line of words share one with the next."""
    need = 0 if per_time is None else (1.25 * SIZE + 3) / per_time
    labels, low, names = [], None, []
    for start, end, name in spans:
        low = start if low is None else low
        names.append(name)
        if end - low >= need:
            labels.append((low, end, names))
            low, names = None, []
    if names and labels:  # what is left at the top shares with the one below
        start, _, below = labels.pop()
        labels.append((start, spans[-1][1], below + names))
    return labels


def _fitting(names, times, people, width, height):
    """The names, with the time where there is room; shortened where there is little, nothing where none."""
    if len(names) == 1:
        shared = f" / {people}" if people > 1 else ""
        with_time = f"{names[0]}  {number_text(times[names[0]])}{shared}"
        if width_of(with_time, SIZE) <= width and height >= 1.25 * SIZE:
            return with_time
    joined = ", ".join(names)
    lines = int(height // (1.25 * SIZE))
    if not lines or width < width_of("mm", SIZE):
        return ""
    return wrapped(joined, width, SIZE, lines=lines)


def _stations(labels):
    return f"Station {labels[0]}" if len(labels) == 1 else f"Stations {listed(labels)}"
