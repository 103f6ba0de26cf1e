"""The charts of a time study: what is drawn, and what their sentences say."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from shopfloor.charts import cycles_needed_curve, time_study_plot


def panels(figure):
    return {ax.get_title(loc="left").split(":")[0]: ax for ax in figure.drawing.axes}


def drawn(ax):
    """All points of a panel as (cycle, time)."""
    return {tuple(np.round(point, 6)) for group in ax.collections for point in group.get_offsets().tolist()}


def test_each_element_has_a_panel_and_foreign_ones_come_last(record):
    figure = time_study_plot(record)
    assert list(panels(figure)) == ["Element A", "Element B", "Element E", "Foreign elements"]
    assert drawn(panels(figure)["Element A"]) == {(1, 0.20), (2, 0.24), (3, 0.90), (4, 0.22)}
    assert drawn(panels(figure)["Foreign elements"]) == {(2, 1.50)}


def test_the_sentence_has_the_numbers_of_this_figure(record):
    text = time_study_plot(record, left_out=[6]).text
    assert "of pack a carton, cycles 1 to 4" in text
    assert "Element A: mean 0.220 min from 3 times (0.20 to 0.24); 1 left out (cycle 3)." in text
    assert (
        "Element B: mean 0.520 min from 3 times (0.50 to 0.54); 1 negative, a slip of the watch (cycle 3)."
        in text
    )
    assert "Element E: mean 0.800 min from 1 time (0.80 to 0.80)." in text
    assert "Foreign elements: 1 time, 1.50 min in all, not averaged." in text


def test_the_mean_line_is_that_of_what_counts(record):
    ax = panels(time_study_plot(record, left_out=6))["Element A"]
    (line,) = [line for line in ax.lines if line.get_linewidth() > 1]
    assert line.get_ydata()[0] == pytest.approx(0.22)
    assert ax.get_title(loc="left") == "Element A: mean 0.220 min"


def test_points_that_do_not_count_have_shapes_and_words_of_their_own(record):
    figure = time_study_plot(record, left_out=[6])
    words = [text.get_text() for text in figure.drawing.legends[0].get_texts()]
    assert words == ["averaged", "foreign element", "left out", "negative: a slip"]
    kept, left = panels(figure)["Element A"].collections
    assert kept.get_paths()[0].vertices.shape != left.get_paths()[0].vertices.shape


def test_no_key_where_every_point_counts(record):
    assert not time_study_plot(record[record["element"] == "E"]).drawing.legends


def test_one_element_alone(record):
    assert list(panels(time_study_plot(record, "A"))) == ["Element A"]
    assert list(panels(time_study_plot(record, ["A", "E"]))) == ["Element A", "Element E"]


def test_rows_without_a_letter_are_not_called_an_element(record):
    undecided = record.replace({"element": {"F": "-"}})
    figure = time_study_plot(undecided)
    assert 'Rows marked "-"' in panels(figure) and 'Rows marked "-": mean 1.500 min' in figure.text


def test_every_axis_has_its_unit(record):
    for ax in time_study_plot(record).drawing.axes:
        assert ax.get_ylabel() == "Time (min)"
    assert {ax.get_xlabel() for ax in time_study_plot(record).drawing.axes[-2:]} == {"Cycle"}


def test_the_readers_table_is_not_changed(record):
    before = record.copy(deep=True)
    time_study_plot(record, left_out=[1])
    pd.testing.assert_frame_equal(record, before)


@pytest.mark.parametrize(
    ("change", "arguments", "words"),
    [
        (lambda table: table.head(0), {}, "no times"),
        (lambda table: table, {"element": "Z"}, "no element 'Z' in this table: there are A, B, F and E"),
        (lambda table: table, {"left_out": [99]}, "no observation 99"),
        (lambda table: table, {"column": "seconds"}, "no column 'seconds'"),
        (lambda table: table.rename(columns={"time_min": "reading_min"}), {}, "element_times"),
        (lambda table: table.assign(operation=list("xy" * 5)), {}, "2 operations"),
        (lambda table: [1, 2], {}, "first thing to give is a table"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(record, change, arguments, words):
    with pytest.raises(ValueError, match=words):
        time_study_plot(change(record), **arguments)


def test_curve_of_a_published_example():
    # Heizer, Render, Munson, Operations Management, ch. 10, Example 3: mean 3.00, s = 1.0, within 5 %: 171.
    text = cycles_needed_curve([2, 3, 4]).text
    assert (
        "within 5 % of the true one, with 95 % confidence, 171 cycles are needed; "
        "3 have been timed, so 168 more" in text
    )
    assert "Within 10 % it takes 43, within 2.5 % 683" in text


def test_curve_goes_through_the_marked_points():
    figure = cycles_needed_curve([2, 3, 4])
    (ax,) = figure.drawing.axes
    widths, counts = ax.lines[0].get_data()
    marked = {tuple(point) for group in ax.collections for point in group.get_offsets().tolist()}
    assert marked == {(2.5, 683), (5, 171), (10, 43)}
    for width, count in marked:
        assert np.interp(width, widths, counts) == pytest.approx(count, abs=1)


def test_curve_is_that_of_the_element_which_needs_most():
    figure = cycles_needed_curve({"A": [2.9, 3.0, 3.1], "B": [2, 3, 4]})
    assert "Element B, which varies most, decides" in figure.text and "171" in figure.text
    assert figure.drawing.axes[0].get_ylabel() == "Cycles needed, element B"


def test_curve_when_enough_has_been_timed():
    text = cycles_needed_curve([3.0, 3.01, 3.0]).text
    assert "1 cycle is needed; 3 have been timed, which is enough" in text


def test_no_curve_without_any_spread():
    with pytest.raises(ValueError, match="all the same"):
        cycles_needed_curve([3.0, 3.0, 3.0])


def test_drawing_leaves_no_pyplot_and_no_words_on_the_error_stream():
    code = (
        "import sys, pandas as pd\n"
        "from shopfloor.charts import cycles_needed_curve, time_study_plot\n"
        "table = pd.DataFrame({'cycle': [1, 2], 'element': ['A', 'A'], 'time_min': [0.2, 0.3]})\n"
        "time_study_plot(table)._repr_html_()\n"
        "cycles_needed_curve([0.2, 0.3])._repr_html_()\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.strip(), run.stderr) == ("False", "")


@pytest.mark.parametrize(
    ("count", "spread"), [(20, 0.18), (20, 0.14), (20, 0.12), (20, 0.05), (6, 0.2), (60, 0.19), (13, 0.1)]
)
def test_the_words_in_the_curve_do_not_lie_on_each_other(count, spread):
    times = np.random.default_rng(3).normal(1, spread, count)
    drawing = cycles_needed_curve(times).drawing
    drawing.draw_without_rendering()
    # The browser's letters are wider than those of most machines.
    boxes = [words.get_window_extent().padded(25, 1) for words in drawing.axes[0].texts]
    assert len(boxes) == 4
    assert not [1 for place, one in enumerate(boxes) for other in boxes[:place] if one.overlaps(other)]
