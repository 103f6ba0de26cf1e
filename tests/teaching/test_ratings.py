"""Ratings judged by their bias and spread: the shares of the points, each fault named, what is no rating."""

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods.timestudy import rating_bias
from shopfloor.teaching.compare import ratings as words
from shopfloor.teaching.compare.ratings import Ratings

PACES = [0.60, 1.40, 0.95, 1.25, 0.80, 1.10, 0.70, 1.00, 1.30, 0.90, 1.15, 0.65, 1.05, 1.35, 0.75]
# The same at both ends of the paces, so that the errors are neither flat nor steep.
UP_DOWN = [1, 1, 1, -1, 1, -1, 1, 0, 1, -1, 1, -1, 1, -1, -1]


def shifted(by):
    return [round(pace + by, 4) for pace in PACES]


def swaying(by):
    return [round(pace + by * sign, 4) for pace, sign in zip(PACES, UP_DOWN)]


def judged(given):
    return Ratings(PACES).judge(given, reveal=False)


def test_an_author_can_use_it_as_it_is():
    assert Ratings(PACES).problems() == [] and Ratings(lambda: PACES).problems() == []


@pytest.mark.parametrize("form", [list, tuple, np.array, pd.Series])
def test_any_row_of_numbers_is_taken(form):
    assert judged(form(PACES)).right and judged(form(PACES)).credit == 1


@pytest.mark.parametrize(
    ("given", "credit"),
    [
        (shifted(0.05), 1.0),
        (shifted(-0.05), 1.0),
        (shifted(0.054), 1.0),
        (shifted(0.06), 0.75),
        (shifted(0.10), 0.75),
        (shifted(0.11), 0.5),
        (shifted(-0.11), 0.5),
        (swaying(0.10), 1.0),
        (swaying(0.11), 0.75),
        (swaying(0.15), 0.75),
        (swaying(0.17), 0.5),
    ],
)
def test_half_for_the_bias_half_for_the_spread(given, credit):
    found = rating_bias(given, PACES)
    verdict = judged(given)
    assert verdict.credit == credit, (found, verdict)
    assert verdict.right == (credit == 1)
    assert f"a spread of {found.spread:.2f}" in verdict.words


def test_other_limits_are_taken():
    strict = Ratings(PACES, good=(0.02, 0.05), fair=(0.04, 0.08))
    assert strict.judge(shifted(0.03)).credit == 0.75 and strict.judge(shifted(0.05)).credit == 0.5
    assert "a bias within 0.02 and a spread of 0.05 or less" in strict.judge(shifted(0.05)).words


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (shifted(0.12), words.LOOSE),
        (shifted(-0.12), words.TIGHT),
        ([1 + 0.3 * (pace - 1) for pace in PACES], words.FLAT),
        ([1 + 1.6 * (pace - 1) for pace in PACES], words.STEEP),
        (swaying(0.17), words.SCATTERED),
    ],
)
def test_each_fault_has_its_name_and_what_to_try(given, fault):
    verdict = judged(given)
    assert verdict.outcome == "wrong, named" and fault in verdict.words and verdict.try_this
    assert sum(other in verdict.words for other in words._TRY) == 1


def test_two_faults_are_both_named():
    verdict = judged([1.15 + 0.3 * (pace - 1) for pace in PACES])
    assert words.LOOSE in verdict.words and words.FLAT in verdict.words and verdict.credit == 0


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ([1.0] * 15, words.SAME),
        ([*PACES[1:], 1.0], words.SHIFTED),
        ([1.0, *PACES[:-1]], words.SHIFTED),
        ([2 - pace for pace in PACES], words.LOST),
        ([1.05, *[1.0] * 14], words.LOST),
    ],
)
def test_what_does_not_follow_the_work_earns_nothing(given, fault):
    verdict = judged(given)
    assert verdict.credit == 0 and fault in verdict.words


def test_a_small_bias_alone_is_luck():
    same = judged([1.0] * 15)
    assert abs(rating_bias([1.0] * 15, PACES).bias) < 0.05 and same.credit == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (PACES[:14], "15 ratings are asked for"),
        ([*PACES, 1.0], "15 ratings are asked for"),
        (1.05, "15 ratings are asked for"),
        ("1.05", "15 ratings are asked for"),
        ([100 * pace for pace in PACES], "no rating as a fraction"),
        ([*PACES[:14], 0], "no rating as a fraction"),
        ([*PACES[:14], "fast"], "one number is asked for"),
        ([*PACES[:14], None], "one number is asked for"),
    ],
)
def test_what_is_no_list_of_ratings_is_said(given, said):
    verdict = judged(given)
    assert verdict.outcome == "wrong" and said in verdict.words and verdict.credit == 0


@pytest.mark.parametrize("nothing", [..., None, [], "..."])
def test_nothing_yet(nothing):
    assert judged(nothing).outcome == "not tried"


def test_no_single_pace_is_given_away():
    for given in (shifted(0.12), swaying(0.17), [1.0] * 15):
        verdict = judged(given)
        numbers = {word.strip(".,;+\u2212") for word in f"{verdict.words} {verdict.try_this}".split()}
        assert not numbers & {f"{pace:.2f}" for pace in PACES if pace not in (1.0,)}
