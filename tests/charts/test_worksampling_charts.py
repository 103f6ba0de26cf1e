"""The p-chart of the days: what is drawn, and what its sentence says."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from shopfloor.charts import work_sampling_chart
from shopfloor.data import load
from shopfloor.methods import quality, worksampling


def tours(counts):
    """A table of tours from {day: (seen, tours)}."""
    rows = [(day, "wait" if k < seen else "work") for day, (seen, n) in counts.items() for k in range(n)]
    return pd.DataFrame(rows, columns=["day", "activity"])


STEADY = tours({1: (4, 20), 2: (5, 20), 3: (3, 20), 4: (4, 20)})
UNEVEN = tours({1: (10, 100), 2: (2, 20), 3: (12, 100), 4: (45, 100), 5: (3, 20)})


def drawn(figure):
    (ax,) = figure.drawing.axes
    return {tuple(np.round(point, 6)) for group in ax.collections for point in group.get_offsets().tolist()}


def stairs(figure):
    (ax,) = figure.drawing.axes
    return [patch.get_data().values for patch in ax.patches]


def words(figure):
    (ax,) = figure.drawing.axes
    return [text.get_text() for text in ax.texts]


def test_the_points_are_the_days_shares():
    assert drawn(work_sampling_chart(STEADY, "wait")) == {(0, 20), (1, 25), (2, 15), (3, 20)}


def test_the_limits_are_those_of_quality_and_vary_with_the_tours():
    days = worksampling.by_day(UNEVEN, "wait")
    chart = quality.p_chart(days["seen"], days["tours"])
    lower, upper = stairs(work_sampling_chart(UNEVEN, "wait"))
    assert upper == pytest.approx(np.asarray(chart.ucl) * 100)
    assert lower == pytest.approx(np.asarray(chart.lcl) * 100)
    assert upper[1] > upper[0]  # fewer tours, wider limits
    centre = 72 / 340
    assert upper[0] == pytest.approx((centre + 3 * (centre * (1 - centre) / 100) ** 0.5) * 100)
    (ax,) = work_sampling_chart(UNEVEN, "wait").drawing.axes
    assert ax.lines[0].get_ydata()[0] == pytest.approx(centre * 100)


def test_the_limits_are_never_drawn_below_0_or_above_100():
    extreme = tours({1: (3, 4), 2: (4, 4), 3: (3, 4)})
    lower, upper = stairs(work_sampling_chart(extreme, "wait"))
    assert lower.min() >= 0 and upper.max() <= 100


def test_a_day_outside_has_a_shape_of_its_own_and_its_number():
    figure = work_sampling_chart(UNEVEN, "wait")
    inside, outside = figure.drawing.axes[0].collections
    assert outside.get_offsets().tolist() == [[3, 45]]
    assert inside.get_paths()[0].vertices.shape != outside.get_paths()[0].vertices.shape
    assert "45 %" in words(figure)
    assert figure.drawing.axes[0].get_title(loc="left") == "Wait: day 4 out of the ordinary"


def test_the_sentence_has_the_numbers_of_this_figure():
    text = work_sampling_chart(UNEVEN, "wait").text
    assert "Share of wait in 340 tours on 5 days: 21 % on average" in text
    assert "With 20 to 100 tours a day" in text and "from about 0 % to 49 %" in text
    assert text.endswith("Day 4 (45 %) lies outside: look for what was different that day.")
    steady = work_sampling_chart(STEADY, "wait")
    assert "in 80 tours on 4 days: 20 % on average. With 20 tours a day" in steady.text
    assert steady.text.endswith(
        "All days lie within them: they differ by no more than chance would make them."
    )
    assert steady.drawing.axes[0].get_title(loc="left") == "Wait: no day out of the ordinary"


def test_several_days_outside():
    counts = {day: (10, 100) for day in range(1, 31)} | {5: (60, 100), 9: (55, 100)}
    figure = work_sampling_chart(tours(counts), "wait")
    assert "Days 5 (60 %) and 9 (55 %) lie outside: look for what was different then." in figure.text
    assert figure.drawing.axes[0].get_title(loc="left") == "Wait: days 5 and 9 out of the ordinary"
    many = {day: (5 if day % 2 else 90, 100) for day in range(1, 21)}
    figure = work_sampling_chart(tours(many), "wait")
    assert "and 14 more, lie outside" in figure.text
    assert figure.drawing.axes[0].get_title(loc="left") == "Wait: 20 days out of the ordinary"


def test_the_broken_day_of_the_courses_tours():
    figure = work_sampling_chart(load("worksampling/tours"), ["fault finding", "repair"])
    assert "Share of fault finding and repair in 353 tours on 10 days: 18 %" in figure.text
    assert "Day 7 (53 %) lies outside" in figure.text


def test_every_axis_says_what_it_shows():
    (ax,) = work_sampling_chart(STEADY, "wait").drawing.axes
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Day", "Share of the day's tours")
    assert ax.yaxis.get_major_formatter()(20, None) == "20 %"
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["1", "2", "3", "4"]
    assert {"upper limit", "lower limit", "mean 20 %"} <= set(words(work_sampling_chart(STEADY, "wait")))


def test_labels_at_the_right_never_touch():
    # Limits close to the mean: the labels are moved apart.
    close = tours({day: (500 + day, 1000) for day in range(1, 6)})
    (ax,) = work_sampling_chart(close, "wait").drawing.axes
    heights = sorted(
        text.xy[1] for text in ax.texts if text.get_text().startswith(("upper", "lower", "mean"))
    )
    top = ax.get_ylim()[1]
    assert min(np.diff(heights)) >= top * 0.05


def test_dates_and_names_as_days():
    table = load("worksampling/tours")
    figure = work_sampling_chart(table, "waiting", day="date")
    labels = [tick.get_text() for tick in figure.drawing.axes[0].get_xticklabels()]
    assert labels[0] == "Apr 13" and "tours a day" in figure.text
    named = STEADY.assign(day=STEADY["day"].map({1: "Mon", 2: "Tue", 3: "Wed", 4: "Thu"}))
    labels = [
        tick.get_text() for tick in work_sampling_chart(named, "wait").drawing.axes[0].get_xticklabels()
    ]
    assert sorted(labels) == ["Mon", "Thu", "Tue", "Wed"]
    shifts = STEADY.rename(columns={"day": "shift"})
    assert "tours a shift" in work_sampling_chart(shifts, "wait", day="shift").text


def test_forty_days_have_few_labels_and_long_names_a_line_of_their_own():
    name = "fetching material from the far end of the high-bay warehouse with the electric truck"
    table = tours({day: (20, 50) for day in range(1, 41)}).replace({"activity": {"wait": name}})
    (ax,) = work_sampling_chart(table, name).drawing.axes
    assert len(ax.get_xticklabels()) <= 20
    first, second = ax.get_title(loc="left").split("\n")
    assert len(first) <= 70 and second == "no day out of the ordinary"


def test_the_readers_table_is_not_changed():
    before = UNEVEN.copy(deep=True)
    work_sampling_chart(UNEVEN, "wait")
    pd.testing.assert_frame_equal(UNEVEN, before)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: work_sampling_chart(STEADY, "sleep"), "No tour saw 'sleep': there are wait and work"),
        (lambda: work_sampling_chart(STEADY.head(5), "wait"), "All tours were made on one day"),
        (lambda: work_sampling_chart([1, 2], "wait"), "first thing to give is a table"),
        (lambda: work_sampling_chart(STEADY, "wait", day="week"), "no column 'week'"),
        (lambda: work_sampling_chart(STEADY.head(0), "wait"), "table is empty"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_drawing_leaves_no_pyplot_and_no_words_on_the_error_stream():
    code = (
        "import sys, pandas as pd\n"
        "from shopfloor.charts import work_sampling_chart, learning_curve, rating_plot\n"
        "table = pd.DataFrame({'day': [1, 1, 2, 2], 'activity': ['a', 'b', 'a', 'b']})\n"
        "work_sampling_chart(table, 'a')._repr_html_()\n"
        "learning_curve([1, 2, 3], [3, 2.5, 2.2])._repr_html_()\n"
        "rating_plot([1.0, 1.2, 0.9], [1.0, 1.1, 0.8])._repr_html_()\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.strip(), run.stderr) == ("False", "")
