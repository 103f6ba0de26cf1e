"""The class's ratings on one plot, judged with the real key of assignment 06."""

from pathlib import Path

import pytest

from shopfloor.grading.class_ratings import ClassRatings, Rater, class_ratings
from shopfloor.grading.keys import load_keys
from shopfloor.grading.own_work import OwnWork
from shopfloor.grading.report_page import plot_of
from shopfloor.teaching.compare.ratings import FLAT, LOOSE, SCATTERED, STEEP, TIGHT
from shopfloor.widgets.rating_trainer.clips import own_paces

COURSE, PART = "open-2026", "a06_ratings"


@pytest.fixture(scope="module")
def keys():
    return load_keys(Path(__file__).parents[2] / "instructor", "a06_rating_and_allowances")


def rated(student, change, data_of=None):
    paces = own_paces(PART, data_of or student, COURSE)
    return OwnWork(student, data_of or student, [], {PART: [change(pace) for pace in paces]})


def test_bias_and_spread_against_each_students_own_clips(keys):
    works = [
        rated("ana", lambda pace: pace + 0.10),
        rated("ben", lambda pace: pace - 0.04),
        rated("eva", lambda pace: 1 + 0.5 * (pace - 1), data_of="ana"),
    ]
    (found,) = class_ratings(works, keys, COURSE, {PART: "Part 1: your ratings"})
    assert found.title == "Part 1: your ratings"
    assert [round(rater.bias, 3) for rater in found.raters[:2]] == [0.10, -0.04]
    assert [round(rater.spread, 3) for rater in found.raters[:2]] == [0.0, 0.0]
    assert found.raters[2].slope == pytest.approx(0.5)
    assert found.bias == pytest.approx((0.06 + found.raters[2].bias) / 3)
    assert [found.is_good(rater) for rater in found.raters] == [False, True, False]


def test_what_are_no_ratings_is_left_out_and_named(keys):
    works = [rated("ana", lambda pace: pace)]
    for name, value in {"few": [1.0, 1.1], "text": ["x"] * 15, "word": "fast", "zero": [0] * 15}.items():
        works.append(OwnWork(name, name, [], {PART: value}))
    works.append(OwnWork("none", "none", [], {}))
    (found,) = class_ratings(works, keys, COURSE, {})
    assert [rater.student for rater in found.raters] == ["ana"]
    assert found.left_out == ["few", "text", "word", "zero"]


def test_no_ratings_no_plot(keys):
    others = load_keys(Path(__file__).parents[2] / "instructor", "a05_stopwatch_study")
    assert class_ratings([rated("ana", float)], others, COURSE, {}) == []
    assert class_ratings([], keys, COURSE, {}) == []
    assert class_ratings([rated("ana", float)], None, COURSE, {}) == []
    assert class_ratings([OwnWork("ana", "ana", [], {})], keys, COURSE, {}) == []


def made(*raters):
    listed = [Rater(f"s{place}", *numbers) for place, numbers in enumerate(raters)]
    return ClassRatings(PART, "Part 1", listed, (0.05, 0.10), [])


def test_the_words_count_everybody():
    words = made((0.10, 0.05, 1.0), (0.02, 0.08, 1.0), (-0.08, 0.20, 1.0), (0.12, 0.07, 1.0)).words
    assert "4 students" in words
    assert "0.04 too high (loose)" in words
    assert "clip to clip by 0.10" in words
    assert "1 of 4 lie within" in words
    assert "2 rate too high, 1 too low, and the errors of 1 differ" in words
    assert "about right" in made((0.002, 0.05, 1.0)).words
    assert "too low (tight)" in made((-0.1, 0.05, 1.0)).words


@pytest.mark.parametrize(
    ("rater", "said"),
    [
        ((0.1, 0.05, 1.0), [LOOSE]),
        ((-0.1, 0.05, 1.0), [TIGHT]),
        ((0.0, 0.15, 0.5), [FLAT]),
        ((0.0, 0.15, 1.5), [STEEP]),
        ((0.0, 0.15, 1.0), [SCATTERED]),
        ((0.0, 0.05, 1.0), []),
        ((0.0, 0.05, None), []),
    ],
)
def test_what_to_say_to_the_class(rater, said):
    assert made(rater).advice == said


def test_one_who_rates_everything_the_same_makes_no_class_flat():
    assert made((0.0, 0.2, 0.0), (0.0, 0.05, 1.0), (0.0, 0.05, 1.0)).advice == []


@pytest.mark.parametrize("raters", [[(0.0, 0.0, 1.0)], [(-0.6, 0.9, 1.0), (0.31, 0.02, 1.0)]])
def test_everything_lies_within_the_plot(raters):
    ratings = made(*raters)
    at = plot_of(ratings)
    for x, y, *_ in [*at["dots"], at["mean"]]:
        assert at["left"] <= x <= at["right"]
        assert at["top"] <= y <= at["bottom"]
    assert at["zero"] == pytest.approx((at["left"] + at["right"]) / 2)
    lefts = [x for x, _, _ in at["dots"]]
    assert lefts == sorted(lefts)
    assert 3 <= len(at["ticks"]) <= 9
