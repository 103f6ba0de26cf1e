"""The charts of flow: what is drawn, and what their sentences say."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from shopfloor.charts.flow import busy_line_curve, flow_curves
from shopfloor.charts.places import Taken, spread
from shopfloor.data import load
from shopfloor.methods import flow


def words(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def curve(ax, place):
    return np.array(ax.lines[place].get_data())


def marks(ax):
    return {
        tuple(np.round(point, 6)) for group in ax.collections for point in group.get_offsets().tolist()
    } - {(0.0, 0.0)}


# -- flow curves --------------------------------------------------------------------------------------------


def test_hal_is_in_the_bad_region():
    # Hopp and Spearman, Factory Physics, sec. 7.3.5 and figure 7.16.
    figure = flow_curves(114, 33.9, measured=(47_000, 71.8), unit="h")
    assert (
        "Measured: 47,000 parts make 71.8 per h and take 655 h, in the bad region: the practical worst case "
        "makes 105." in figure.text
    )
    upper, lower = figure.drawing.axes
    assert upper.get_title(loc="left") == "71.8 parts/h: less than the practical worst case (105)"
    assert lower.get_title(loc="left") == "655 h in the line, 19.3 times the work on a part"
    assert (47_000, 71.8) in marks(upper)
    assert (47_000, round(47_000 / 71.8, 6)) in marks(lower)
    assert lower.get_ylim()[1] > 47_000 / 71.8 and lower.get_xlim()[1] > 47_000


def test_without_a_measurement_the_sentence_is_about_the_line():
    text = flow_curves(0.5, 8, unit="h").text
    assert text.startswith(
        "A line with a bottleneck of 0.5 parts per h and a raw process time of 8 h has a critical WIP of 4 "
        "parts. "
        "With that many, the best case makes 0.5 per h in 8 h, the practical worst case 0.286 in 14 h. "
        "Twice as many make 0.364 in 22 h"
    )
    assert text.endswith("each further part in the line adds less throughput, and always time.")
    titles = [ax.get_title(loc="left") for ax in flow_curves(0.5, 8, unit="h").drawing.axes]
    assert titles == [
        "Throughput never passes the bottleneck: 0.5 parts/h",
        "Beyond 4 parts in the line, even the best case only gets slower",
    ]
    assert "0.25 parts per h" in flow_curves(0.25, 8, unit="h").text


def test_the_three_curves_are_those_of_the_method():
    for ax, what in zip(flow_curves(0.5, 8).drawing.axes, ("throughput", "cycle_time"), strict=True):
        for place, case in enumerate((flow.best_case, flow.practical_worst_case, flow.worst_case)):
            wips, heights = curve(ax, place)
            assert np.allclose(heights, getattr(case(wips, 0.5, 8), what))
        patterns = [line.get_linestyle() for line in ax.lines[:3]]
        assert len(set(patterns)) == 3  # not by color alone
        assert {"best case", "practical\nworst case", "worst case", "good", "bad"} <= set(words(ax))
        assert ax.lines[3].get_xdata()[0] == 4  # the critical WIP
    assert "critical WIP 4" in words(flow_curves(0.5, 8).drawing.axes[0])


def test_every_axis_has_its_unit():
    upper, lower = flow_curves(0.5, 8, unit="h").drawing.axes
    assert (upper.get_ylabel(), lower.get_ylabel()) == ("Throughput (parts/h)", "Cycle time (h)")
    assert lower.get_xlabel() == "Parts in the line (WIP)"
    (ax,) = busy_line_curve(5, unit="s").drawing.axes
    assert ax.get_ylabel() == "Time at the station (s)" and "Utilisation" in ax.get_xlabel()


@pytest.mark.parametrize(
    ("throughput", "said", "title"),
    [
        (
            0.45,
            "in the good region: the practical worst case makes 0.364",
            "more than the practical worst case",
        ),
        (0.364, "on the practical worst case", "as in the practical worst case"),
        (
            0.2,
            "in the bad region: the practical worst case makes 0.364",
            "less than the practical worst case",
        ),
        (0.51, "in the good region", "more than"),
        (0.6, "above the best case, which no line reaches: check the data", "never passes the bottleneck"),
        (0.05, "below even the worst case", "never passes the bottleneck"),
    ],
)
def test_the_region_of_a_point_is_said_in_words(throughput, said, title):
    figure = flow_curves(0.5, 8, measured=(8, throughput))
    assert said in figure.text
    assert title in figure.drawing.axes[0].get_title(loc="left")


def test_several_points_have_names_and_shapes_of_their_own():
    points = {"push": (9, 0.30), "CONWIP": (6, 0.33), "bad days": (10, 0.2)}
    figure = flow_curves(0.5, 8, measured=points)
    upper, lower = figure.drawing.axes
    for ax in (upper, lower):
        assert set(points) <= set(words(ax))
        shapes = [group.get_paths()[0].vertices.shape for group in ax.collections[1:]]
        assert (
            len(shapes) == 3
            and len({tuple(map(tuple, g.get_paths()[0].vertices)) for g in ax.collections[1:]}) == 3
        )
    assert marks(upper) >= {(9, 0.3), (6, 0.33), (10, 0.2)}
    assert "Push: WIP 9, 0.3 per min, 30 min, in the bad region (practical worst case 0.375)." in figure.text
    assert (
        "CONWIP: WIP 6, 0.33 per min, 18.2 min, in the bad region (practical worst case 0.333)."
        not in figure.text
    )
    assert "CONWIP: WIP 6, 0.33 per min, 18.2 min, on the practical worst case." in figure.text


def test_many_points_are_counted_by_region():
    swept = pd.DataFrame({"wip": range(1, 13), "throughput": [0.13] * 3 + [0.3] * 3 + [0.4] * 6})
    figure = flow_curves(0.5, 8, measured=swept)
    assert "Of 12 measured points, " in figure.text
    # The practical worst case makes 0.125, 0.2, 0.25, 0.286, 0.313, 0.333, 0.35 ... 0.4.
    assert (
        "7 in the good region (WIP 1, 4, 7, 8, 9, 10 and 11), 1 on the practical worst case (WIP 12) and 4 in "
        "the bad region (WIP 2, 3, 5 and 6)." in figure.text
    )
    assert len(marks(figure.drawing.axes[0])) == 12
    few = flow_curves(0.5, 8, measured=swept.head(5))
    assert "In the bad region: measured 2 (WIP 2, 0.13 per min)" in few.text
    both = flow_curves(0.5, 8, measured=pd.DataFrame({"wip": [10], "mean_wip": [7.5], "throughput": [0.2]}))
    assert "7.5 parts make 0.2" in both.text  # what was in the line, not what was allowed in it
    named = flow_curves(0.5, 8, measured=swept.head(5).assign(name=list("abcde")))
    assert "b (WIP 2, 0.13 per min), c (WIP 3, 0.13 per min)" in named.text


def test_results_of_the_methods_can_be_handed_in():
    stations = load("flow/stations")
    line = flow.line_rates(stations)
    run = flow.simulate(stations, "conwip", wip=8, time=2000, warm_up=200)
    measured = flow.measured_flow(load("flow/parts"))
    before = stations.copy(deep=True)
    figure = flow_curves(line, measured={"CONWIP": run, "recorded": measured})
    pd.testing.assert_frame_equal(stations, before)
    assert (round(run.wip, 6), round(run.throughput, 6)) in marks(figure.drawing.axes[0])
    assert "Recorded: WIP 14.2, 0.204 per min, 69.6 min, in the good region" in figure.text
    assert "bottleneck of 0.252 parts per min" in figure.text
    assert flow_curves(line, measured=run).text.endswith("makes 0.164.")
    assert "Measured 2: " in flow_curves(line, measured=[run, measured]).text
    swept = flow.sweep(stations, "conwip", wip=[2, 4, 6, 8, 10, 12, 14], time=900, warm_up=90)
    assert "Of 7 measured points" in flow_curves(line, measured=swept).text


def test_one_machine_has_one_curve():
    figure = flow_curves(1 / 3, 3, measured=(1, 0.3))
    assert "all three\ncases" in words(figure.drawing.axes[0])
    assert "critical WIP of 1 part. " in figure.text and "1 part makes 0.3" in figure.text


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        ((0.5,), {}, "or the result of line_rates"),
        ((0, 8), {}, "bottleneck rate must be more than 0"),
        ((0.5, "8"), {}, "take off the quotes"),
        ((0.01, 8), {}, "same unit of time"),
        ((0.5, 8), dict(measured=(8, 0)), "throughput must be more than 0"),
        ((0.5, 8), dict(measured=(0, 0.2)), "WIP must be more than 0"),
        ((0.5, 8), dict(measured={"a": (8, -1)}), "throughput of a must be more than 0"),
        ((0.5, 8), dict(measured=8), "as \\(wip, throughput\\)"),
        ((0.5, 8), dict(measured=[8, 9, 10]), "as \\(wip, throughput\\)"),
        ((0.5, 8), dict(measured="now"), "as \\(wip, throughput\\)"),
        ((0.5, 8), dict(measured=pd.DataFrame({"wip": [1]})), "columns wip .* and throughput"),
    ],
)
def test_flow_curves_refuse(arguments, settings, said):
    with pytest.raises(ValueError, match=said):
        flow_curves(*arguments, **settings)


# -- a busy line is a slow line -----------------------------------------------------------------------------


def test_the_busy_lines_sentence_has_the_numbers_of_the_vut_equation():
    figure = busy_line_curve(5)
    assert "one machine, 5 min of work on a part" in figure.text
    assert "At 80 % busy a part takes 25 min, at 90 % 50 min, at 95 % 100 min." in figure.text
    assert (
        "At 95 %, 95 % of that time is waiting; with half the variability it would be 52.5 min."
        in figure.text
    )
    (ax,) = figure.drawing.axes
    assert ax.get_title(loc="left") == "A busy line is a slow line: 20 times the work at 95 %"
    assert marks(ax) == {(50, 10), (80, 25), (90, 50), (95, 100)}
    assert {"95 %: 100 min", "80 %: 25 min", "half the\nvariability", "work alone\n5 min"} <= set(words(ax))


def test_the_busy_lines_curve_is_kingmans():
    (ax,) = busy_line_curve(6.44, 1.0, 0.25, 2, utilisation=0.77).drawing.axes
    shares, times = curve(ax, 0)
    for busy, time in list(zip(shares, times, strict=True))[5::40]:
        assert time == pytest.approx(flow.kingman(busy / 100, 6.44, 1.0, 0.25, 2).time_in_system)
    shares, half = curve(ax, 1)
    assert half[100] == pytest.approx(flow.kingman(shares[100] / 100, 6.44, 0.5, 0.125, 2).time_in_system)
    assert ax.lines[0].get_linestyle() != ax.lines[1].get_linestyle()


def test_stations_can_be_marked_by_name():
    figure = busy_line_curve(4, utilisation={"washer": 0.92, "drill": 0.62})
    assert "At 62 % busy (drill) a part takes 10.5 min, at 92 % (washer) 50 min." in figure.text
    assert "washer 92 %: 50 min" in words(figure.drawing.axes[0])
    column = pd.Series([0.92], index=["washer"])
    assert "washer 92 %: 50 min" in words(busy_line_curve(4, utilisation=column).drawing.axes[0])
    many = busy_line_curve(1, utilisation={f"station {n}": 0.2 + 0.019 * n for n in range(40)})
    assert len(marks(many.drawing.axes[0])) == 40
    assert not [text for text in words(many.drawing.axes[0]) if text.startswith("station")]


def test_nothing_waits_where_nothing_varies():
    figure = busy_line_curve(5, 0, 0)
    assert "Nothing varies, so no part ever waits" in figure.text
    assert figure.drawing.axes[0].get_title(loc="left") == "Where nothing varies, no part ever waits"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (dict(process_time=0), "process time must be more than 0"),
        (dict(utilisation=90), "did you mean 0.9"),
        (dict(utilisation=1), "grows without end"),
        (dict(utilisation=[]), "at least one utilisation"),
        (dict(utilisation={"saw": "0.9"}), "take off the quotes"),
        (dict(servers=0), "whole number"),
        (dict(arrival_scv=-1), "negative"),
    ],
)
def test_busy_line_curve_refuses(settings, said):
    with pytest.raises(ValueError, match=said):
        busy_line_curve(**settings)


# -- words in their places ----------------------------------------------------------------------------------


def overlapping(figure):
    """Pairs of words that lie on each other in the drawing."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from shopfloor.charts.style import house_style

    with house_style():
        canvas = FigureCanvasAgg(figure.drawing)
        canvas.draw()
        found = []
        for ax in figure.drawing.axes:
            texts = [text for text in ax.texts if text.get_text()]
            boxes = [text.get_window_extent(canvas.get_renderer()) for text in texts]
            for one in range(len(boxes)):
                for two in range(one):
                    a, b = boxes[one], boxes[two]
                    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
                    high = min(a.y1, b.y1) - max(a.y0, b.y0)
                    if wide > 1 and high > 3:
                        found.append((texts[one].get_text(), texts[two].get_text()))
    return found


@pytest.mark.parametrize(
    "figure",
    [
        lambda: flow_curves(114, 33.9, measured=(47_000, 71.8), unit="h"),
        lambda: flow_curves(0.5, 8),
        lambda: flow_curves(1 / 3, 3, measured=(1, 0.3)),
        lambda: flow_curves(12_000, 0.5, measured=[(5800, 9000), (7000, 11_000)], unit="day"),
        lambda: flow_curves(
            0.252,
            20.9,
            measured={
                "with the old layout of the drill cell and two shifts": (9, 0.2),
                "new layout": (9.3, 0.19),
                "new layout, smaller batches": (5, 0.21),
                "a point above everything": (6, 0.4),
            },
        ),
        lambda: flow_curves(1 / 3, 9, measured={f"p{n}": (2 + 0.3 * n, 0.2 + 0.01 * n) for n in range(6)}),
        lambda: busy_line_curve(5),
        lambda: busy_line_curve(
            3.85, 0.89, 0.6, utilisation={"saw": 0.8, "lathes": 0.77, "drill": 0.62, "washer": 0.92}
        ),
        lambda: busy_line_curve(1200, utilisation=[0.2, 0.99, 0.995], unit="s"),
        lambda: busy_line_curve(5, utilisation={"saw": 0.5, "mill": 0.52, "drill": 0.53, "washer": 0.55}),
        lambda: busy_line_curve(5, utilisation=[0.1, 0.12, 0.13]),
    ],
)
def test_no_words_lie_on_each_other(figure):
    assert overlapping(figure()) == []


def test_labels_are_spread_around_their_places():
    assert spread({"a": 1.0, "b": 5.0}, 2.0) == {"a": 1.0, "b": 5.0}
    assert spread({}, 2.0) == {}
    moved = spread({"low": 3.0, "middle": 3.1, "high": 3.2, "far": 9.0}, 2.0)
    assert list(sorted(moved, key=moved.get)) == ["low", "middle", "high", "far"]
    gaps = np.diff(sorted(moved.values()))
    assert (gaps >= 2.0 - 1e-9).all()
    assert np.mean([moved[name] for name in ("low", "middle", "high")]) == pytest.approx(3.1)


def test_a_covered_place_costs_more_than_a_free_one():
    taken = Taken(right=10, top=100)
    taken.add_marker(5, 50)
    covered = taken.box("word", 5, 50, "center", "center")
    free = taken.box("word", 8, 20, "center", "center")
    outside = taken.box("a long name", 10, 50, "left", "center")
    assert taken.cost(covered) > 0 == taken.cost(free)
    assert taken.cost(outside) > 0
    taken.add_line([7.8, 8, 8.2], [20, 20, 20])
    assert 0 < taken.cost(free) < taken.cost(covered)


def test_drawing_leaves_no_pyplot_and_no_words_on_the_error_stream():
    code = (
        "import sys\n"
        "from shopfloor.charts.flow import busy_line_curve, flow_curves\n"
        "flow_curves(0.5, 8, measured=(5, 0.3))._repr_html_()\n"
        "busy_line_curve(5)._repr_html_()\n"
        "print('matplotlib.pyplot' in sys.modules, 'simpy' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert (run.stdout.strip(), run.stderr) == ("False False", "")


@pytest.mark.parametrize(
    "figure",
    [lambda: flow_curves(0.5, 8, measured={"a": (5, 0.3), "b": (6, 0.2)}), lambda: busy_line_curve(5)],
)
def test_sentences_are_short_enough_to_listen_to(figure):
    assert 20 < len(figure().text.split()) <= 90
