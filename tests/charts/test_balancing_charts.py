"""The charts of a line: what is drawn, and what their sentences say."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Rectangle

from shopfloor.charts import combination_table, precedence_graph, yamazumi
from shopfloor.charts.precedence_drawing import HEAD
from shopfloor.charts.precedence_layout import lay_out
from shopfloor.charts.style import BACKGROUND, BLUE, GREEN, INK, ORANGE, QUIET, SERIES, house_style
from shopfloor.data import load
from shopfloor.methods import balancing

PUBLISHED = Path(__file__).parent.parent / "methods" / "line_balancing_published.json"


@pytest.fixture
def lamp():
    tasks = load("line/tasks")
    return tasks[tasks["line"] == "lamp"]


@pytest.fixture
def pump():
    tasks = load("line/tasks")
    return tasks[tasks["line"] == "pump"]


@pytest.fixture
def cell():
    return load("line/cell_steps")


def words(figure):
    """All the words that stand in the drawing."""
    texts = [text.get_text() for ax in figure.drawing.axes for text in ax.texts]
    return [*texts, *(ax.get_title(loc="left") for ax in figure.drawing.axes)]


def sizes(figure):
    texts = [text for ax in figure.drawing.axes for text in ax.texts]
    ticks = [tick for ax in figure.drawing.axes for tick in (*ax.get_xticklabels(), *ax.get_yticklabels())]
    return [text.get_size() for text in (*texts, *ticks) if text.get_text()]


def overlaps(figure, pick):
    """Pairs of the chosen texts whose words lie on each other."""
    with house_style():
        canvas = FigureCanvasAgg(figure.drawing)
        canvas.draw()
        renderer = canvas.get_renderer()
        chosen = [text for ax in figure.drawing.axes for text in ax.texts if text.get_text() and pick(text)]
        boxes = [text.get_window_extent(renderer) for text in chosen]
    return [
        (one.get_text(), other.get_text())
        for place, (one, box) in enumerate(zip(chosen, boxes, strict=True))
        for other, beside in zip(chosen[place + 1 :], boxes[place + 1 :], strict=True)
        if box.shrunk(0.96, 0.72).overlaps(beside.shrunk(0.96, 0.72))
    ]


# Yamazumi


def blocks(figure):
    """(x, from, height) of the tasks' blocks, and those of the hatched parts."""
    (ax,) = figure.drawing.axes
    plain, hatched = [], []
    for patch in ax.patches:
        assert isinstance(patch, Rectangle)
        x = round(patch.get_x() + patch.get_width() / 2, 6)
        (hatched if patch.get_hatch() else plain).append(
            (x, round(patch.get_y(), 6), round(patch.get_height(), 6))
        )
    return plain, hatched


def test_yamazumi_stacks_the_tasks_of_each_station(lamp):
    plain, hatched = blocks(yamazumi(lamp, "station_now", takt=75))
    assert plain == [
        (0, 0, 18), (0, 18, 24), (1, 0, 31), (1, 31, 27), (2, 0, 46), (3, 0, 12), (3, 12, 35), (4, 0, 22),
    ]  # fmt: skip
    assert hatched == []


def test_yamazumi_hatches_and_names_what_is_over_takt(pump):
    figure = yamazumi(pump, "station_now", takt=67.9)
    plain, hatched = blocks(figure)
    assert hatched == [(4, 67.9, 3.1)]
    (over,) = [patch for patch in figure.drawing.axes[0].patches if patch.get_hatch()]
    assert to_hex(over.get_edgecolor()) == ORANGE
    assert "Station 5 is over takt" in words(figure)
    (said,) = [text for text in figure.drawing.axes[0].texts if "over" in text.get_text()]
    assert (said.get_text(), to_hex(said.get_color())) == ("71: 3.1 over", ORANGE)
    assert figure.text == (
        "Yamazumi of 6 stations at a takt of 67.9 s: station 5 is over takt, by 3.1 s. Loads in s, station by "
        "station: 44 at 1, 45 at 2, 56 at 3, 67 at 4, 71 at 5 and 47 at 6. Efficiency 81.0%."
    )


def test_yamazumi_has_the_takt_line_where_the_takt_is(pump):
    figure = yamazumi(pump, "station_now", takt=67.9)
    (ax,) = figure.drawing.axes
    (line,) = [line for line in ax.lines if line.get_linewidth() > 1]
    assert set(line.get_ydata()) == {67.9}
    assert "takt\n67.9 s" in words(figure)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Station", "Time for a piece (s)")


def test_yamazumi_takes_a_balance_with_its_cycle_time(lamp):
    found = balancing.balance(lamp, 75, method="largest candidate")
    figure = yamazumi(lamp, found)
    assert "Yamazumi of 3 stations at a takt of 75 s: none is over takt." in figure.text
    assert "Efficiency 95.6%" in figure.text
    assert "All stations are within takt" in words(figure)
    tighter = yamazumi(lamp, found, takt=70)
    assert "stations 1 and 2 are over takt, by 3 and 3 s" in tighter.text


def test_yamazumi_says_the_name_and_the_time_of_each_task(lamp):
    said = words(yamazumi(lamp, "station_now", takt=75))
    for task, time in zip(lamp["task"], lamp["time"], strict=True):
        assert f"{task}  {time}" in said
    for total in ("42", "58", "46", "47", "22"):
        assert total in said


def test_yamazumi_of_a_shared_station_shows_the_time_of_each(pump):
    heater = load("line/tasks").query("line == 'heater'")
    found = balancing.balance(heater, 102.7, parallel=True)
    figure = yamazumi(heater, found)
    place = found.people.index(2)
    plain, hatched = blocks(figure)
    assert max(low + high for x, low, high in plain if x == place) == found.station_times[place] / 2
    assert hatched == []
    ticks = [tick.get_text() for tick in figure.drawing.axes[0].get_xticklabels()]
    assert ticks[place] == f"{place + 1}\n2 people"
    assert f"2 people work side by side at station {place + 1}." in figure.text
    assert f"{found.station_times[place] / 2:g}" in words(figure)
    few = yamazumi(heater, [["Q"]], takt=102.7, people=2)
    assert "65.5 at 1" in few.text and "65.5" in words(few) and "131" not in words(few)
    alone = yamazumi(heater, found.stations, takt=102.7)
    assert f"station {place + 1} is over takt" in alone.text


def test_yamazumi_says_what_else_is_wrong(lamp):
    figure = yamazumi(lamp, ["A D", "B C E", "F G"], takt=110)
    assert "Task D stands at station 1, but task C, which must come before it, at station 2." in figure.text
    assert "Task H is not assigned to any station." in figure.text


def test_yamazumi_of_many_stations_lies_down():
    tasks = pd.DataFrame({"task": [f"T{n}" for n in range(40)], "time": range(40, 80), "predecessors": ""})
    figure = yamazumi(tasks, [[name] for name in tasks["task"]], takt=72)
    (ax,) = figure.drawing.axes
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("Station", "Time for a piece (s)")
    assert [patch.get_width() for patch in ax.patches if not patch.get_hatch()] == list(range(40, 80))
    assert [patch.get_width() for patch in ax.patches if patch.get_hatch()] == list(range(1, 8))
    assert "7 of 40 stations are over takt" in words(figure)
    assert "The most work is at station 40, 79 s, the least at station 1, 40 s." in figure.text
    assert "T39  79" in words(figure) and "79: 7 over" in words(figure)
    assert len(figure.text.split()) <= 90


def awkward():
    many = pd.DataFrame({"task": range(12), "time": [0.01] * 12, "predecessors": ""})
    return {
        "one": (pd.DataFrame({"task": ["A"], "time": [1234567], "predecessors": [""]}), ["A"], 2e6),
        "long names": (
            pd.DataFrame({"task": ["Screw the arm onto the base of the lamp", "B"], "time": [50, 60],
                          "predecessors": ""}),
            [["Screw the arm onto the base of the lamp"], ["B"]], 55,
        ),
        "slivers": (many, [list(range(11)), [11]], 0.1),
        "dollars": (pd.DataFrame({"task": ["$a$", "b"], "time": [1, 2], "predecessors": ["", "$a$"]}),
                    [["$a$"], ["b"]], 2),
        "empty station": (pd.DataFrame({"task": ["A", "B"], "time": [1, 2], "predecessors": ""}), ["A", [], "B"], 2),
    }  # fmt: skip


@pytest.mark.parametrize("name", list(awkward()))
def test_yamazumi_of_awkward_lines(name):
    tasks, stations, takt = awkward()[name]
    figure = yamazumi(tasks, stations, takt=takt)
    assert figure.png().startswith(b"\x89PNG")
    assert min(sizes(figure)) >= 10
    inside = figure.drawing.axes[0]
    assert not overlaps(figure, lambda text: text.axes is inside and "takt" not in text.get_text())


def test_thin_tasks_share_a_label():
    tasks = pd.DataFrame({"task": range(40), "time": 0.01, "predecessors": ""})
    said = [text for text in words(yamazumi(tasks, [list(range(40))], takt=0.5)) if "," in text]
    assert len(said) > 5
    assert ", ".join(said).replace(" ", "").split(",") == [str(task) for task in range(40)]


def test_thin_tasks_at_the_top_share_the_label_below():
    tasks = pd.DataFrame({"task": list("ABC"), "time": [1, 0.01, 0.01], "predecessors": ""})
    assert "A, B, C" in words(yamazumi(tasks, ["A B C"], takt=2))


def test_the_takt_line_strikes_no_total_through(lamp):
    (ax,) = yamazumi(lamp, "station_now", takt=59).drawing.axes
    (total,) = [text for text in ax.texts if text.get_text() == "58"]
    assert total.get_position()[1] > 59
    (other,) = [text for text in ax.texts if text.get_text() == "42"]
    assert 42 < other.get_position()[1] < 45


def test_yamazumi_in_another_unit(lamp):
    figure = yamazumi(lamp.assign(time=lamp["time"] / 60), "station_now", takt=1.25, unit="min")
    assert "takt of 1.25 min" in figure.text and "takt\n1.25 min" in words(figure)
    assert figure.drawing.axes[0].get_ylabel() == "Time for a piece (min)"


@pytest.mark.parametrize(
    ("stations", "more", "message"),
    [
        ("station_now", {}, "Give the takt time too"),
        ("station_now", {"takt": 0}, "cycle time must be more than 0"),
        ("station_now", {"takt": 75, "unit": ""}, "The unit of the times is a word"),
        ("station_now", {"takt": 75, "unit": 5}, "The unit of the times is a word"),
        ("nowhere", {"takt": 75}, "There is no column 'nowhere'"),
        ([], {"takt": 75}, "There is nothing to draw: no task has a station yet"),
        (["A Z"], {"takt": 75}, "There is no task 'Z'"),
    ],
)
def test_what_yamazumi_refuses(lamp, stations, more, message):
    with pytest.raises(ValueError, match=message):
        yamazumi(lamp, stations, **more)


# Precedence graph


def circles(figure):
    (ax,) = figure.drawing.axes
    return [patch for patch in ax.patches if isinstance(patch, Circle)]


def arrows(figure):
    (ax,) = figure.drawing.axes
    return [patch for patch in ax.patches if isinstance(patch, PathPatch)]


def test_precedence_graph_has_a_circle_for_each_task_in_its_column(lamp):
    figure = precedence_graph(lamp)
    places = [circle.center for circle in circles(figure)]
    assert len(places) == 8
    columns = sorted({round(x, 3) for x, _ in places})
    assert [columns.index(round(x, 3)) for x, _ in places] == [0, 1, 0, 1, 1, 2, 3, 4]
    assert len(set(places)) == 8
    said = words(figure)
    for task, time in zip(lamp["task"], lamp["time"], strict=True):
        assert task in said and str(time) in said
    assert "8 tasks, 215 s of work" in said and "name and time (s)" in said


def test_precedence_graph_has_the_arrows_of_the_table(lamp):
    figure = precedence_graph(lamp)
    place = dict(zip(lamp["task"], (circle.center for circle in circles(figure)), strict=True))
    radius = circles(figure)[0].radius
    expected = {
        (before, task)
        for task, some in zip(lamp["task"], lamp["predecessors"], strict=True)
        for before in some.split()
    }
    drawn = set()
    for arrow in arrows(figure):
        (x0, y0), (x1, y1) = arrow.get_path().vertices[0], arrow.get_path().vertices[-1]
        drawn.add(
            (
                min(place, key=lambda task: abs(place[task][0] + radius - x0) + abs(place[task][1] - y0)),
                min(
                    place,
                    key=lambda task: abs(place[task][0] - radius - HEAD - x1) + abs(place[task][1] - y1),
                ),
            )
        )
    assert len(arrows(figure)) == len(expected) and drawn == expected
    assert {arrow.get_gid() for arrow in arrows(figure)} == {f"{one} before {two}" for one, two in expected}


def test_precedence_graph_in_words(lamp):
    assert precedence_graph(lamp).text == (
        "Precedence of 8 tasks in 5 columns. A comes before B and D; B comes before H; C comes before D and E; "
        "D comes before G; E comes before F; F comes before G; G comes before H. The longest chain takes 146 s: "
        "C, E, F, G, H."
    )


def test_precedence_graph_of_a_long_line_in_few_words():
    drive = load("line/tasks").query("line == 'drive unit'")
    text = precedence_graph(drive).text
    assert "T01, T07, T10, T15, T22, T31 and T32 can start at once; T40 ends it." in text
    assert "The longest chain, 15 tasks from T01 to T40, takes 817 s." in text
    assert len(text.split()) <= 90


def test_precedence_graph_with_stations(lamp):
    found = balancing.balance(lamp, 75, method="positional weight")
    figure = precedence_graph(lamp, found)
    station = {task: place for place, some in enumerate(found.stations) for task in some}
    colors = [to_hex(circle.get_facecolor()) for circle in circles(figure)]
    assert colors == [SERIES[station[task]][0] for task in lamp["task"]]
    said = words(figure)
    assert [said.count(str(number)) for number in (1, 2, 3)] == [len(some) for some in found.stations]
    assert "8 tasks at 3 stations, 215 s of work" in said
    assert "Stations: " + "; ".join(
        f"{number} {', '.join(some)}" for number, some in enumerate(found.stations, start=1)
    ) in figure.text  # fmt: skip
    assert all(to_hex(circle.get_facecolor()) == BACKGROUND for circle in circles(precedence_graph(lamp)))


def test_precedence_graph_takes_the_column_of_stations(lamp):
    assert "Stations: 1 A, B; 2 C, D; 3 E; 4 F, G; 5 H." in precedence_graph(lamp, "station_now").text


def test_precedence_graph_dashes_the_arrow_that_is_broken(lamp):
    figure = precedence_graph(lamp, ["A D", "B C E", "F G H"])
    broken = [arrow for arrow in arrows(figure) if to_hex(arrow.get_edgecolor()) == ORANGE]
    assert len(broken) == 1 and broken[0].get_linestyle() == "--"
    assert "Out of order: D stands before C." in figure.text
    whole = precedence_graph(lamp, "station_now")
    assert {to_hex(arrow.get_edgecolor()) for arrow in arrows(whole)} == {QUIET}


def test_long_names_stand_in_boxes():
    tasks = pd.DataFrame(
        {"task": ["Press the weight in", "Glue the felt on"], "time": [18, 24],
         "predecessors": ["", "Press the weight in"]}
    )  # fmt: skip
    figure = precedence_graph(tasks)
    assert not circles(figure)
    boxes = [patch for patch in figure.drawing.axes[0].patches if isinstance(patch, FancyBboxPatch)]
    assert len(boxes) == 2
    assert "18 s" in words(figure) and "24 s" in words(figure)


@pytest.mark.parametrize(
    "line", ["Mertens", "Jackson", "Mitchell", "Heskiaoff", "Gunther", "Kilbridge", "Tonge"]
)
def test_no_task_lies_on_another_and_no_arrow_on_a_task(line):
    published = json.loads(PUBLISHED.read_text("utf-8"))["lines"][line]
    times = [int(time) for time in published["times"].split()]
    before = {task: [] for task in range(1, len(times) + 1)}
    for pair in published["precedence"].split():
        first, then = pair.split(",")
        before[int(then)].append(first)
    tasks = pd.DataFrame(
        {"task": list(before), "time": times, "predecessors": [" ".join(some) for some in before.values()]}
    )
    figure = precedence_graph(tasks, [list(before)])
    centers = np.array([circle.center for circle in circles(figure)])
    radius = circles(figure)[0].radius
    apart = np.hypot(*(centers[:, None] - centers[None]).transpose(2, 0, 1))
    assert apart[~np.eye(len(centers), dtype=bool)].min() > 2 * radius
    for arrow in arrows(figure):
        own = [int(name) - 1 for name in arrow.get_gid().split(" before ")]
        others = np.delete(centers, own, axis=0)
        corners = arrow.get_path().vertices
        along = np.linspace(0, 1, 30)[:, None]
        for place in range(0, len(corners) - 1, 3):
            a, b, c, d = corners[place : place + 4]
            curve = (1 - along) ** 3 * a + 3 * (1 - along) ** 2 * along * b
            curve = curve + 3 * (1 - along) * along**2 * c + along**3 * d
            # Half a radius into another circle would read as an arrow to it.
            distance = np.hypot(*(others[:, None] - curve[None]).transpose(2, 0, 1))
            assert distance.min() > 0.5 * radius


def test_layout_keeps_chains_straight_and_avoids_crossings():
    # Two chains side by side, named crosswise: no crossing is needed, and none is drawn.
    heights, _ = lay_out([0, 0, 1, 1, 2, 2], [(), (), (1,), (0,), (3,), (2,)])
    assert heights[0] == heights[3] == heights[4] and heights[1] == heights[2] == heights[5]
    assert abs(heights[0] - heights[1]) >= 1


def test_layout_leads_a_long_arrow_around_the_tasks_between():
    # 0 before 1 before 2 before 3, and 0 before 3 as well.
    heights, bends = lay_out([0, 1, 2, 3], [(), (0,), (1,), (2, 0)])
    assert len(bends[0, 3]) == 2
    for task, bend in zip((1, 2), bends[0, 3], strict=True):
        assert abs(heights[task] - bend) >= 0.7
    assert bends[0, 1] == bends[1, 2] == bends[2, 3] == []


def test_layout_is_the_same_each_time(lamp):
    assert precedence_graph(lamp).png() == precedence_graph(lamp).png()


@pytest.mark.parametrize("count", [1, 12])
def test_tasks_without_any_precedence(count):
    tasks = pd.DataFrame({"task": range(count), "time": [0.25] * count, "predecessors": ""})
    figure = precedence_graph(tasks, unit="min")
    assert len(circles(figure)) == count and not arrows(figure)
    assert "None has to wait for another." in figure.text
    assert figure.drawing.get_figheight() < 3


@pytest.mark.parametrize(
    ("stations", "unit", "message"),
    [
        (None, "", "The unit of the times is a word"),
        (["Z"], "s", "There is no task 'Z'"),
        (5, "s", "Give the tasks"),
    ],
)
def test_what_precedence_graph_refuses(lamp, stations, unit, message):
    with pytest.raises(ValueError, match=message):
        precedence_graph(lamp, stations, unit=unit)


def test_a_loop_is_not_drawn(lamp):
    with pytest.raises(ValueError, match="run in a circle"):
        precedence_graph(lamp.assign(predecessors=["H", *lamp["predecessors"][1:]]))


# Combination table


def drawn(figure, color, width=None):
    """Level lines of a color in the chart: {row: [(from, to), ...]}."""
    _, ax = figure.drawing.axes
    rows = {}
    for line in ax.lines:
        xs, ys = line.get_xdata(), line.get_ydata()
        if (
            to_hex(line.get_color()) == color
            and len(xs) == 2
            and ys[0] == ys[1]
            and ys[0] >= 0
            and xs[0] != xs[1]
        ):
            rows.setdefault(int(ys[0]), []).append((round(float(xs[0]), 6), round(float(xs[1]), 6)))
    return rows


def test_combination_table_draws_hand_machine_and_walk(cell):
    figure = combination_table(cell, takt=80)
    hand, alone = drawn(figure, BLUE), drawn(figure, GREEN)
    assert hand == {
        0: [(0, 4)], 1: [(6, 13)], 2: [(15, 22)], 3: [(24, 33)], 4: [(36, 42)], 5: [(44, 48)], 6: [(50, 56)],
        7: [(58, 60)],
    }  # fmt: skip
    # The mill works until 94, that is 14 into the next round of 80; the washer until 89.
    assert alone == {
        1: [(13, 61)], 2: [(22, 61)], 3: [(33, 80), (0, 14)], 4: [(42, 64)], 5: [(48, 80), (0, 9)],
    }  # fmt: skip
    _, ax = figure.drawing.axes
    walks = [line for line in ax.lines if line.get_gid() == "walk" and line.get_ydata()[0] >= 0]
    ends = [
        tuple(round(float(end), 6) for end in (*line.get_xdata()[[0, -1]], *line.get_ydata()[[0, -1]]))
        for line in walks
    ]
    assert ends[0] == (4, 6, 0, 1) and ends[-1] == (60, 63, 7, 8) and len(ends) == 8
    assert all(len(line.get_xdata()) >= 5 for line in walks)
    assert drawn(figure, ORANGE) == {}


def test_kinds_of_time_differ_by_more_than_color(cell):
    _, ax = combination_table(cell, takt=80).drawing.axes
    looks = {to_hex(line.get_color()): (line.get_linestyle(), line.get_linewidth()) for line in ax.lines}
    assert looks[BLUE][0] == "-" and looks[GREEN][0] == "--"
    assert looks[BLUE][1] > 2 * looks[GREEN][1]


def test_combination_table_says_where_the_operator_waits(cell):
    figure = combination_table(cell, takt=67.9)
    assert drawn(figure, ORANGE) == {3: [(24, 26.1)]}
    assert "not finished: 2.1 s to wait" in words(figure)
    assert figure.drawing.get_suptitle() == "A piece every 70 s: takt missed by 2.1 s"
    assert figure.text == (
        "Standardised-work combination table of 8 steps. The operator's round takes 63 s, 45 by hand and 18 "
        "walking. The slowest machine, mill M1, needs 70 s for a piece. So a piece is finished every 70 s; takt is "
        "67.9 s, which is missed by 2.1 s. The machine sets the pace, so a faster operator would not help."
    )


def test_combination_table_has_the_takt_line(cell):
    figure = combination_table(cell, takt=67.9)
    _, ax = figure.drawing.axes
    (takt,) = [line for line in ax.lines if to_hex(line.get_color()) == INK and line.get_linewidth() > 2]
    assert set(takt.get_xdata()) == {67.9}
    assert "takt 67.9 s " in words(figure)
    assert ax.get_xlabel() == "Time (s)"
    without = combination_table(cell)
    assert not [line for line in without.drawing.axes[1].lines if line.get_linewidth() == 2.2]
    assert without.drawing.get_suptitle() == "A piece every 70 s" and "takt" not in without.text


@pytest.mark.parametrize(
    ("takt", "title", "end"),
    [
        (80, "A piece every 70 s: within takt", "takt is 80 s, with 10 s to spare."),
        (70, "A piece every 70 s: within takt", "takt is 70 s, with 0 s to spare."),
        (
            60,
            "takt missed by 10 s",
            "The machine sets the pace, and the round takes longer than takt as well.",
        ),
    ],
)
def test_combination_table_tells_what_sets_the_pace(cell, takt, title, end):
    figure = combination_table(cell, takt=takt)
    assert title in figure.drawing.get_suptitle()
    assert figure.text.endswith(end)


def test_an_operator_who_is_too_slow_is_the_pace():
    steps = pd.DataFrame({"manual_min": [2, 3], "auto_min": [1, 0], "walk_min": [0.5, 0.5]})
    figure = combination_table(steps, takt=5)
    assert figure.text.endswith(
        "takt is 5 min, which is missed by 1 min. The operator's round sets the pace."
    )
    assert figure.drawing.axes[1].get_xlabel() == "Time (min)"


def test_combination_table_lists_the_steps(cell):
    said = words(combination_table(cell, takt=80))
    for machine in cell["machine"]:
        assert machine in said
    assert "Unload, load, start: mill the\nport, drill six holes" in said
    assert {"48", "39", "61", "22", "41"} <= set(said)
    assert "Step; times in s" in said


def test_combination_table_of_awkward_steps():
    long = pd.DataFrame(
        {"work": ["Take the very long casting from the rack at the far end of the hall"] * 30, "manual_s": 1,
         "auto_s": [0, 500] * 15, "walk_s": 0}
    )  # fmt: skip
    figure = combination_table(long, takt=40)
    assert min(sizes(figure)) >= 10
    one = combination_table(pd.DataFrame({"manual": [1234567], "auto": [0], "walk": [0]}), unit="s")
    assert "1 step." in one.text
    figure.drawing.draw_without_rendering()


@pytest.mark.parametrize(
    ("change", "more", "message"),
    [
        (lambda steps: steps.drop(columns="auto_s"), {}, "There is no column auto or auto_s"),
        (lambda steps: [1], {}, "The steps are a table"),
        (lambda steps: steps.head(0), {}, "There are no steps"),
        (lambda steps: steps, {"takt": -1}, "The takt time must be more than 0"),
        (
            lambda steps: steps.rename(columns=lambda name: name.replace("_s", "")),
            {},
            "Say in which unit the times are",
        ),
        (lambda steps: steps, {"unit": 5}, "Say in which unit the times are"),
    ],
)
def test_what_combination_table_refuses(cell, change, more, message):
    with pytest.raises(ValueError, match=message):
        combination_table(change(cell), **more)


# All three


def test_the_readers_tables_are_not_changed(lamp, cell):
    before, steps = lamp.copy(deep=True), cell.copy(deep=True)
    yamazumi(lamp, "station_now", takt=75)
    precedence_graph(lamp, "station_now")
    combination_table(cell, takt=75)
    pd.testing.assert_frame_equal(lamp, before)
    pd.testing.assert_frame_equal(cell, steps)


def test_type_is_never_smaller_than_10_points(lamp, pump, cell):
    for figure in (
        yamazumi(pump, "station_now", takt=60),
        precedence_graph(lamp, "station_now"),
        combination_table(cell, takt=60),
    ):
        figure.drawing.draw_without_rendering()
        assert min(sizes(figure)) >= 10


def test_names_do_not_lie_on_each_other(pump):
    figure = yamazumi(pump, "station_now", takt=60)
    assert not overlaps(figure, lambda text: "takt" not in text.get_text())
    drive = load("line/tasks").query("line == 'drive unit'")
    assert not overlaps(precedence_graph(drive, "station_now"), lambda text: text.get_bbox_patch() is None)


def test_drawing_leaves_no_pyplot_and_no_words_on_the_error_stream():
    code = (
        "import sys\n"
        "from shopfloor.charts import combination_table, precedence_graph, yamazumi\n"
        "from shopfloor.data import load\n"
        "tasks = load('line/kettle_line')\n"
        "from shopfloor.methods import balancing\n"
        "found = balancing.balance(tasks, 69.9)\n"
        "yamazumi(tasks, found)._repr_html_()\n"
        "precedence_graph(tasks, found)._repr_html_()\n"
        "combination_table(load('line/cell_steps'), 67.9)._repr_html_()\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.strip(), run.stderr) == ("False", "")
