"""The learning curve: what is drawn, and what its sentence says."""

import re

import numpy as np
import pandas as pd
import pytest

from shopfloor.charts import learning_curve
from shopfloor.data import load
from shopfloor.methods import learning

UNITS = [1, 2, 3, 4, 5, 6]
TIMES = [50.0, 41.0, 60.0, 32.0, 30.5, 28.0]  # unit 3 was held up


def the_ax(figure):
    (ax,) = figure.drawing.axes
    return ax


def points(figure):
    return [group.get_offsets().tolist() for group in the_ax(figure).collections]


def test_the_points_are_the_units_and_the_line_is_the_fit():
    figure = learning_curve(UNITS, TIMES)
    assert points(figure)[0] == [[unit, time] for unit, time in zip(UNITS, TIMES)]
    rate, first = learning.fit(UNITS, TIMES)
    x, y = the_ax(figure).lines[0].get_data()
    assert (x[0], x[-1]) == (1, pytest.approx(6))
    assert y == pytest.approx([learning.unit_time(first, 1, rate) * one ** np.log2(rate) for one in x])
    assert y[0] == pytest.approx(first)


def test_log_log_paper_makes_it_straight_and_linear_axes_do_not():
    log, linear = learning_curve(UNITS, TIMES), learning_curve(UNITS, TIMES, axes="linear")
    assert (the_ax(log).get_xscale(), the_ax(log).get_yscale()) == ("log", "log")
    assert (the_ax(linear).get_xscale(), the_ax(linear).get_yscale()) == ("linear", "linear")
    assert the_ax(linear).get_ylim()[0] == 0 == the_ax(linear).get_xlim()[0]
    assert points(log) == points(linear)
    assert "log-log" in the_ax(log).get_title(loc="left") and "log" not in the_ax(linear).get_title(
        loc="left"
    )


def test_the_average_model_draws_cumulative_averages():
    figure = learning_curve(UNITS, TIMES, "average")
    averages = learning.cumulative_average(TIMES)
    assert [time for _, time in points(figure)[0]] == pytest.approx(list(averages))
    found = learning.fit(UNITS, TIMES, "average")
    assert the_ax(figure).lines[0].get_ydata()[0] == pytest.approx(found.first)
    assert f"average of all units so far falls to {found.rate * 100:.1f} %" in figure.text
    assert "average model, Wright" in the_ax(figure).get_title(loc="left")
    assert the_ax(figure).get_ylabel() == "Average time of all units so far (h)"


def test_the_sentence_has_the_numbers_of_this_figure():
    text = learning_curve([1, 2, 4, 8], [100, 80, 64, 51.2]).text
    assert "Learning curve of 4 units (4 between are missing), unit model, Crawford." in text
    assert "falls to 80.0 %; the line says 100 h for unit 1 and 51.2 h for unit 8." in text
    assert "Measured: 100 h for unit 1, 51.2 h for unit 8." in text
    assert "explains 100 % of the differences" in text
    assert "falls to 90.0 %" in learning_curve([1, 2, 4], [100, 90, 81]).text


def test_rate_and_first_unit_stand_in_the_picture():
    (note,) = [text.get_text() for text in the_ax(learning_curve([1, 2, 4], [100, 90, 81])).texts]
    assert note == "falls to 90.0 % with every doubling\nunit 1 by the line: 100 h"


def test_a_unit_left_out_is_drawn_with_a_shape_of_its_own_and_not_fitted():
    figure = learning_curve(UNITS, TIMES, left_out=[3])
    kept, out = points(figure)
    assert out == [[3, 60]] and [3, 60] not in kept
    found = learning.fit([1, 2, 4, 5, 6], [50.0, 41.0, 32.0, 30.5, 28.0])
    assert f"{found.rate * 100:.1f} %" in figure.text and "of 5 units, unit model" in figure.text
    off = 60 / (found.first * 3 ** np.log2(found.rate)) - 1
    assert f"Left out: unit 3 (60 h, {off * 100:.0f} % above the line)." in figure.text
    first, second = the_ax(figure).collections
    assert first.get_paths()[0].vertices.shape != second.get_paths()[0].vertices.shape
    assert "unit 3, left out" in [text.get_text() for text in the_ax(figure).texts]
    assert learning_curve(UNITS, TIMES, left_out=3).text == figure.text


def test_many_left_out_are_counted():
    figure = learning_curve(range(1, 13), np.linspace(20, 9, 12), left_out=[2, 4, 6, 8, 10, 11])
    assert "and 3 more." in figure.text and "of 6 units" in figure.text
    assert not [text for text in the_ax(figure).texts if "left out" in text.get_text()]


def test_two_points_prove_nothing():
    assert "Two points always lie on a line" in learning_curve([1, 2], [3, 2.9], time_unit="min").text


def test_rising_and_level_times_are_called_so():
    rising = learning_curve([1, 2, 4], [10, 11, 12.1])
    assert "rises to 110.0 %" in rising.text
    assert "rises to 110.0 %" in the_ax(rising).texts[0].get_text()
    # In the corner that the line leaves free.
    assert the_ax(rising).texts[0].get_ha() == "left" and the_ax(rising).texts[0].xy[0] < 0.1
    level = learning_curve([1, 2, 3], [5, 5, 5])
    assert "stays at 100.0 %" in level.text and "no learning" in the_ax(level).texts[0].get_text()


def test_axes_have_their_units():
    ax = the_ax(learning_curve(UNITS, TIMES, time_unit="min"))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Number of the unit", "Time of the unit (min)")
    assert "50 min for unit 1" in learning_curve(UNITS, TIMES, time_unit="min").text


@pytest.mark.parametrize(
    ("units", "times"),
    [
        (range(1, 21), np.linspace(39, 11, 20)),
        ([1, 2], [3, 2.9]),
        ([50, 60, 70, 100], [9.1, 8.9, 8.8, 8.5]),
        (range(1, 2001), 1e5 * np.arange(1, 2001) ** -0.4),
        ([1, 2, 3, 4, 5], [0.01, 0.0099, 0.0098, 0.0097, 0.0096]),
        (range(1, 31), 100.2 + 0.6 * np.exp(-np.arange(30) / 5)),
        ([1, 1000], [1e-4, 1e-7]),
    ],
)
def test_ticks_are_few_round_different_and_inside(units, times):
    ax = the_ax(learning_curve(units, times))
    for axis, (low, high) in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
        ticks = axis.get_ticklocs()
        labels = [label.get_text() for label in axis.get_ticklabels()]
        assert 2 <= len(ticks) <= 10 and len(set(labels)) == len(ticks)
        assert all(low <= tick <= high for tick in ticks)
        assert all(float(label.replace(",", "")) == pytest.approx(tick) for label, tick in zip(labels, ticks))
    assert all(float(tick).is_integer() for tick in ax.xaxis.get_ticklocs())


@pytest.mark.parametrize("axes", ["log", "linear"])
@pytest.mark.parametrize("late", [60.0, 200.0])
def test_the_words_in_the_corner_cover_no_point(axes, late):
    # The last unit is the longest: its point lies in the very corner where the words stand.
    times = [50.0, 41.0, 36.0, 32.0, 30.5, late]
    figure = learning_curve(UNITS, times, axes=axes, left_out=6)
    ax, drawing = the_ax(figure), figure.drawing
    drawing.draw_without_rendering()
    note = next(text for text in ax.texts if "doubling" in text.get_text())
    box = note.get_window_extent()
    for group in ax.collections:
        for point in group.get_offsets():
            x, y = ax.transData.transform(point)
            assert not (box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1)


def test_the_courses_records():
    record = load("learning/unit_hours")
    before = record.copy(deep=True)
    held_up = record.loc[record["remark"] != "", "unit"]
    figure = learning_curve(record["unit"], record["hours"], left_out=held_up)
    found = learning.fit(*(record.loc[record["remark"] == "", name] for name in ("unit", "hours")))
    assert float(re.search(r"falls to ([\d.]+) %", figure.text)[1]) == pytest.approx(
        found.rate * 100, abs=0.05
    )
    assert "(1 between" not in figure.text  # left out is not missing
    pd.testing.assert_frame_equal(record, before)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (dict(axes="loglog"), '"log" or "linear"'),
        (dict(model="crawford"), 'model is "unit"'),
        (dict(time_unit=60), "unit of the times as a text"),
        (dict(time_unit=" "), "unit of the times as a text"),
        (dict(left_out=[9]), "no unit 9 to leave out"),
        (dict(left_out=["3"]), "not a unit number"),
        (dict(left_out=[1, 2, 3, 4, 5]), "Two units or more"),
        (dict(left_out=UNITS), "no units to fit"),
        (dict(left_out=[3], model="average"), "none can be left out"),
        (dict(times=[1, 2]), "6 units but 2 times"),
        (dict(times=[50, 41, 0, 32, 30, 28]), "Time 3 is 0"),
        (dict(units=[1, 2, 3, 4, 5, 5]), "Unit 5 is there twice"),
        (dict(units=[1, 2, 3, 4, 5, 7], model="average"), "unit 6 is missing"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(arguments, words):
    with pytest.raises(ValueError, match=words):
        learning_curve(**(dict(units=UNITS, times=TIMES) | arguments))
