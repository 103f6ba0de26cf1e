"""Ratings against true paces: what is drawn, and what the sentence says."""

import numpy as np
import pandas as pd
import pytest

from shopfloor.charts import rating_plot
from shopfloor.data import load
from shopfloor.methods import timestudy

PACES = [0.70, 0.85, 1.00, 1.00, 1.15, 1.30]
FLAT = [0.85, 0.90, 1.00, 1.05, 1.10, 1.15]


def tables(sessions=("before", "after"), raters=("S1", "S2")):
    clips = pd.DataFrame({"clip": [f"C{k}" for k in range(6)], "known_pace": PACES})
    rows = [
        (session, rater, f"C{k}", round(pace + 0.05 * (who % 3) + 0.04 * (1 - when) * (k % 2), 2))
        for when, session in enumerate(sessions)
        for who, rater in enumerate(raters)
        for k, pace in enumerate(PACES)
    ]
    return pd.DataFrame(rows, columns=["session", "rater", "clip", "rating"]), clips


def spots(ax):
    return {
        tuple(np.round(point, 6)) for group in ax.collections[1:] for point in group.get_offsets().tolist()
    }


def labels(figure):
    legends = [*figure.drawing.legends, *(one for part in figure.drawing.subfigs for one in part.legends)]
    return [text.get_text() for legend in legends for text in legend.get_texts()]


def test_every_rating_is_drawn_against_its_pace():
    (ax,) = rating_plot(FLAT, PACES).drawing.axes
    assert spots(ax) == set(zip(PACES, FLAT))


def test_the_lines_are_the_right_one_and_the_raters_own():
    (ax,) = rating_plot(FLAT, PACES).drawing.axes
    right, own = ax.lines
    assert list(right.get_xdata()) == list(right.get_ydata()) == list(ax.get_xlim())
    found = timestudy.rating_bias(FLAT, PACES)
    (x0, x1), (y0, y1) = own.get_data()
    assert (x0, x1) == (0.70, 1.30) and (y1 - y0) / (x1 - x0) == pytest.approx(found.slope)
    # It passes through the means.
    assert y0 + (np.mean(PACES) - x0) * found.slope == pytest.approx(np.mean(FLAT))
    assert right.get_linestyle() != own.get_linestyle()
    assert labels(rating_plot(FLAT, PACES)) == ["right", "within 0.05", "line through the ratings"]


def test_the_band_is_a_twentieth_to_both_sides():
    (ax,) = rating_plot(FLAT, PACES).drawing.axes
    edge = ax.collections[0].get_paths()[0].vertices
    offsets = set(np.round(edge[:, 1] - edge[:, 0], 6))
    assert offsets == {-0.05, 0.05}


def test_both_axes_are_alike():
    (ax,) = rating_plot(FLAT, PACES).drawing.axes
    assert ax.get_xlim() == ax.get_ylim() and ax.get_aspect() == 1
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("True pace (1.00 = normal)", "Rating given")
    assert [tick.get_text() for tick in ax.get_xticklabels()] == [
        tick.get_text() for tick in ax.get_yticklabels()
    ]


def test_the_sentence_has_the_numbers_of_this_figure():
    found = timestudy.rating_bias(FLAT, PACES)
    text = rating_plot(FLAT, PACES).text
    assert text.startswith(
        "6 ratings against the true pace. On average they are 0.01 too high (bias +0.01: loose)"
    )
    assert f"differ from clip to clip by {found.spread:.2f} (spread)" in text
    assert (
        f"The rating is flat: slow work is rated too high and fast work too low (slope {found.slope:.2f})"
        in text
    )
    assert "4 of 6 lie within 0.05 of the true pace." in text  # 0.85 for 0.70 and 1.15 for 1.30 do not
    (ax,) = rating_plot(FLAT, PACES).drawing.axes
    assert ax.get_title(loc="left") == f"Bias +0.01, spread {found.spread:.2f}, slope {found.slope:.2f}"


def test_tight_steep_and_right_are_called_so():
    steep = rating_plot([1 + 1.3 * (p - 1) - 0.08 for p in PACES], PACES).text
    assert "0.08 too low (bias -0.08: tight)" in steep and "is steep" in steep and "slope 1.30" in steep
    right = rating_plot(PACES, PACES).text
    assert "On average they are right (bias +0.00)" in right and "neither flat nor steep" in right
    assert "6 of 6 lie within 0.05" in right


def test_a_rating_exactly_a_step_off_counts_as_close():
    assert "3 of 3 lie within" in rating_plot([0.85, 1.05, 1.25], [0.80, 1.00, 1.20]).text


def test_few_ratings_draw_no_line():
    assert (
        rating_plot([1.1], [1.0]).text == "1 rating against the true pace: 1.10 where 1.00 is right (+0.10)."
    )
    (ax,) = rating_plot([1.1], [1.0]).drawing.axes
    assert len(ax.lines) == 1 and labels(rating_plot([1.1], [1.0])) == ["right", "within 0.05"]
    assert len(rating_plot([1.1, 0.9, 1.0], 1.0).drawing.axes[0].lines) == 1  # one pace: no slope
    assert "slope" not in rating_plot([1.1, 0.9], [1.0, 0.9]).text


def test_a_class_has_a_panel_for_each_session_and_a_row_for_each_rater():
    ratings, clips = tables()
    figure = rating_plot(ratings, clips)
    before, after, raters = figure.drawing.axes
    assert before.get_title(loc="left").startswith("Before: slope")
    assert after.get_title(loc="left").startswith("After: slope")
    assert before.get_xlim() == after.get_xlim()
    assert [tick.get_text() for tick in raters.get_yticklabels()] == ["S2", "S1"]  # from below
    found = timestudy.rating_biases(ratings, clips)
    drawn = {round(x, 6) for group in raters.collections for x, _ in group.get_offsets().tolist() if x}
    assert {round(bias, 6) for bias in found["bias"] if abs(bias) > 1e-9} <= drawn
    bars = [
        path.vertices for group in raters.collections for path in group.get_paths() if len(path.vertices) == 2
    ]
    assert sorted(round(float(bar[1, 0] - bar[0, 0]), 6) for bar in bars) == sorted(
        round(2 * spread, 6) for spread in found["spread"]
    )
    assert {"before", "after"} <= set(labels(figure))


def test_sessions_differ_by_marker_and_not_only_by_color():
    raters = rating_plot(*tables()).drawing.axes[-1]
    shapes = {
        group.get_paths()[0].vertices.shape
        for group in raters.collections
        if type(group).__name__ == "PathCollection"
    }
    assert len(shapes) == 2


def test_where_many_ratings_fall_on_one_spot_it_grows():
    ratings = pd.DataFrame({"rater": [f"S{k}" for k in range(9)] + ["S1"], "clip": ["C0"] * 9 + ["C5"]})
    ratings["rating"] = [0.75] * 8 + [0.85, 1.25]
    _, clips = tables()
    figure = rating_plot(ratings, clips)
    scatter = figure.drawing.axes[0].collections[1]
    sizes = {tuple(np.round(spot, 2)): size for spot, size in zip(scatter.get_offsets(), scatter.get_sizes())}
    assert sizes[(0.70, 0.75)] > 3 * sizes[(0.70, 0.85)] == 3 * sizes[(1.30, 1.25)]
    assert "larger: more ratings" in labels(figure)


def test_the_sentence_of_a_class():
    ratings, clips = tables()
    text = rating_plot(ratings, clips).text
    assert text.startswith(
        "Ratings of 2 raters against the true pace of 6 clips. Before: bias from +0.02 (S1) to +0.07 (S2)"
    )
    assert "After: bias from +0.00 (S1) to +0.05 (S2), spread 0.00 on average, slope 1.00." in text


def test_the_courses_class():
    ratings, clips = load("timestudy/clip_ratings"), load("timestudy/rating_clips")
    before = ratings.copy(deep=True)
    figure = rating_plot(ratings, clips)
    found = timestudy.rating_biases(ratings, clips)
    assert "Ratings of 12 raters against the true pace of 24 clips." in figure.text
    for session, rows in found.groupby("session"):
        assert f"{session.capitalize()}: bias from {rows['bias'].min():+.2f}" in figure.text
        assert (
            f"spread {rows['spread'].mean():.2f} on average, slope {rows['slope'].mean():.2f}." in figure.text
        )
    assert len(figure.text.split()) <= 90
    pd.testing.assert_frame_equal(ratings, before)
    one = ratings[(ratings["rater"] == "S03") & (ratings["session"] == "after practice")]
    assert rating_plot(one, clips).text.startswith("24 ratings of S03 against the true pace.")
    assert rating_plot(one, clips).drawing.axes[0].get_title(loc="left").startswith("S03: bias +0.03")


def test_one_rater_before_and_after():
    ratings, clips = tables(raters=("S1",))
    figure = rating_plot(ratings, clips)
    assert len(figure.drawing.axes) == 2 and "Ratings of 1 rater" in figure.text
    assert "Before: bias +0.02" in figure.text


def test_a_table_without_sessions_and_three_sessions():
    ratings, clips = tables(sessions=("only",))
    figure = rating_plot(ratings.drop(columns="session"), clips)
    assert len(figure.drawing.axes) == 2 and "bias from" in figure.text.lower()
    three = rating_plot(*tables(sessions=("a", "b", "c")))
    assert [ax.get_visible() for ax in three.drawing.axes] == [True, True, True, False, True]
    below = [ax for ax in three.drawing.axes[:3] if ax.get_xlabel()]
    assert len(below) == 2  # the lowest in each column


def test_forty_raters_with_long_names_each_have_room():
    names = [f"student number {k} of the evening class in Gelsenkirchen" for k in range(40)]
    figure = rating_plot(*tables(raters=names))
    raters = figure.drawing.axes[-1]
    assert max(len(tick.get_text()) for tick in raters.get_yticklabels()) <= 24
    figure.drawing.draw_without_rendering()
    boxes = [tick.get_window_extent() for tick in raters.get_yticklabels()]
    assert all(
        lower.y1 <= upper.y0 + 1
        for lower, upper in zip(sorted(boxes, key=lambda b: b.y0), sorted(boxes, key=lambda b: b.y0)[1:])
    )


@pytest.mark.parametrize("one", [False, True])
def test_the_key_never_lies_on_the_words_below_the_panels(one):
    ratings = load("timestudy/clip_ratings")
    if one:
        ratings = ratings[ratings["rater"] == "S08"]
    figure = rating_plot(ratings, load("timestudy/rating_clips"))
    figure.drawing.draw_without_rendering()
    upper = figure.drawing if one else figure.drawing.subfigs[0]
    key = upper.legends[0].get_window_extent()
    for ax in upper.axes[:2]:
        assert ax.xaxis.label.get_window_extent().y0 >= key.y1
        assert ax._left_title.get_window_extent().y1 <= upper._suptitle.get_window_extent().y0 + 1


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: rating_plot([110], [1.0]), "did you mean 1.10"),
        (lambda: rating_plot([], []), "no ratings"),
        (lambda: rating_plot([1.0, 1.1], [1.0]), "2 ratings but 1 true pace"),
        (lambda: rating_plot(tables()[0], {"C0": 1.0}), "no known pace for clip"),
        (lambda: rating_plot(tables()[0].head(0), tables()[1]), "table is empty"),
        (lambda: rating_plot(tables()[1], tables()[1]), "no column 'rating'"),
        (lambda: rating_plot(1.0, 1.0), "several ratings"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
