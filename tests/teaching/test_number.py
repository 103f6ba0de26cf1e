"""One number against the right one: every numeric type, and the slips that happen everywhere."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from shopfloor.teaching.compare import Mistake, Number

TIME = dict(unit="min", tolerance=0.005)


@pytest.mark.parametrize(
    "value",
    [
        0.18,
        0.184,
        0.175,
        np.float64(0.18),
        np.float32(0.18),
        Fraction(9, 50),
        Decimal("0.18"),
        np.array(0.18),
        np.array([0.18]),
        np.array([[0.18]]),
        pd.Series([0.18], index=[7]),
        pd.DataFrame({"a": [0.18]}),
        [0.18],
        (0.18,),
    ],
    ids=repr,
)
def test_any_numeric_type_is_right(value):
    verdict = Number(0.18, **TIME).judge(value)
    assert (verdict.outcome, verdict.credit) == ("right", 1.0)


@pytest.mark.parametrize("value", [7, 7.0, np.int64(7), np.uint8(7), Decimal(7)], ids=repr)
def test_a_count_takes_any_type_too(value):
    assert Number(7).judge(value).right
    assert not Number(8).judge(value).right


@pytest.mark.parametrize(
    "value",
    [None, ..., "", " ", "...", [], {}, np.array([]), [...]],
    ids=repr,
)
def test_nothing_yet_is_not_wrong(value):
    verdict = Number(0.18, **TIME).judge(value)
    assert verdict.outcome == "not tried"
    assert str(verdict) == "Not tried yet. Replace the three dots with your number."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "True, a yes or no"),
        (np.bool_(False), "False, a yes or no"),
        (float("nan"), '"nan"'),
        (np.inf, "divided by zero"),
        (pd.NA, "one number is asked for"),
        (pd.DataFrame({"time_min": [1.0]})[:0], "No row is left"),
        (pd.Series(dtype=float), "No row is left"),
        (pd.Series([1.0, 2.0]), "Put .sum(), .mean()"),
        ([[...]], "three dots, still to be replaced"),
        (pd.DataFrame({"time_min": [1.0], "cycle": [1]}), "Choose one column"),
        (pd.NaT, "plain number"),
        ([0.18, 0.2], "a list of 2 values"),
        (pd.Series([1.0, 2.0, 3.0]), "a column of 3 values"),
        (pd.DataFrame({"a": [1, 2], "b": [3, 4]}), "a table of 2 rows and 2 columns"),
        (max, "()"),
        ("fast", "That is text"),
        ("1:30", "1.5 minutes"),
        (1 + 2j, "one number"),
        ({"a": 1}, "a dictionary"),
        (pd.Timedelta("11s"), "span of time"),
        (10**400, "too large"),
        pytest.param(object(), "an object of the type object", id="object"),
    ],
    ids=repr,
)
def test_what_is_no_number_is_said_in_words(value, words):
    verdict = Number(0.18, **TIME).judge(value)
    assert verdict.outcome == "wrong"
    assert words in verdict.words
    assert verdict.credit == 0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0.18", "quotes"),
        ("0,18", "point for the decimals"),
        ("0.18 min", "with its unit"),
        ((0, 18), "comma makes two numbers"),
    ],
)
def test_a_slip_of_the_pen_is_almost(value, words):
    number = Number(0.18, mistakes={0.71: "That is the reading."}, almost_credit=0.5, **TIME)
    verdict = number.judge(value)
    assert (verdict.outcome, verdict.credit) == ("almost", 0.5)
    assert words in verdict.words
    assert number.judge("0.71").outcome == "wrong, named"
    assert number.judge("3").outcome == "wrong"


@pytest.mark.parametrize(
    ("answer", "unit", "tolerance", "value", "words"),
    [
        (0.18, "min", 0.005, 10.8, "seconds"),
        (0.18, "min", 0.005, 11, "seconds"),
        (0.18, "min", 0.005, 0.003, "hours"),
        (0.18, "min", 0.005, 18, "hundredths of a minute"),
        (2.5, "h", 0.01, 150, "minutes"),
        (2.5, "h", 0.01, 9000, "seconds"),
        (45, "s", 0.5, 0.75, "minutes"),
        (1.5, "min", 0.005, 1.3, "clock time"),
        (-6.6, "percent", 0.1, -0.066, "a fraction"),
        (0.85, "fraction", 0.005, 85, "percent"),
        (1.1, "", 0.01, 110, "percent"),
        (120, "pieces per hour", 0.5, 2, "pieces per minute"),
        (12, "parts per min", 0.1, 720, "parts per hour"),
        (3.2, "m", 0.05, 320, "centimeters"),
        (-6.6, "percent", 0.1, 6.6, "sign"),
        (0.18, "min", 0.005, 0.2, "Keep 2 decimals"),
        (0.177, "min", 0.0005, 0.18, "Keep 3 decimals"),
        (0.178, "min", 0.005, 0.17, "cut off"),
        (0.5, "min", 0.005, 0.51, "close"),
        (17, "", 0, 16.3, "whole number"),
    ],
)
def test_general_slips_are_almost(answer, unit, tolerance, value, words):
    for sign in (1, -1):
        verdict = Number(sign * answer, unit, tolerance).judge(sign * value)
        assert verdict.outcome == "almost", verdict
        assert words in verdict.words
        assert verdict.credit == 0


@pytest.mark.parametrize(
    ("answer", "unit", "tolerance", "value"),
    [
        (0.18, "min", 0.005, 0),
        (0.18, "min", 0.005, 0.5),
        (0.18, "min", 0.005, 1),
        (0.6, "min", 0.005, 1),
        (0, "min", 0.01, 60),
        (17, "", 0, 18),
        (17, "", 0, 1700),
        (500, "", 0, 503),
        (0.18, "min", 0.005, 6),
        (0.8, "min", 0.005, 0.4),
        (1.5, "min", 0.005, 2),
    ],
)
def test_what_is_plainly_wrong_is_not_almost(answer, unit, tolerance, value):
    assert Number(answer, unit, tolerance).judge(value).outcome == "wrong"


def test_a_named_mistake_wins_over_a_general_slip_and_the_nearest_name_wins():
    number = Number(
        0.18,
        mistakes={
            10.8: "That is in seconds, as on the old watch.",
            0.2: "You rounded.",
            0.203: "You cut off.",
        },
        **TIME,
    )
    assert number.judge(10.8).words == "10.8 is in seconds, as on the old watch."
    assert "You rounded" in number.judge(0.2).words
    assert "You cut off" in number.judge(0.203).words


def test_a_mistake_carries_its_advice_and_its_own_credit():
    number = Number(
        0.18,
        mistakes=[Mistake(0.71, "That is the reading.", "subtract", credit=0.25)],
        almost_credit=0.5,
        **TIME,
    )
    verdict = number.judge(np.float64(0.71))
    assert (verdict.outcome, verdict.credit, verdict.try_this) == ("wrong, named", 0.25, "subtract")
    assert str(verdict) == "Not yet: 0.71 is the reading. Try: subtract"
    assert (
        Number(0.18, mistakes={0.71: ("That is the reading.", "subtract")}, **TIME).judge(0.71).try_this
        == "subtract"
    )


def test_right_comes_before_a_mistake_that_this_data_brings_too_near():
    assert Number(0.18, mistakes={0.181: "You forgot the last row."}, **TIME).judge(0.181).right


@pytest.mark.parametrize("value", [10.8, 0.003, 18, 0.2, 0.17, 0.19, 0.5, 3, -0.18, "0.18 min", "0.2", 5000])
def test_marking_never_says_the_right_value(value):
    number = Number(0.18, low=0.01, high=5, **TIME)
    said = str(number.judge(value, reveal=False)).replace(str(value).replace("-", "\u2212"), "")
    assert "0.18" not in said
    assert "too large" not in said and "too small" not in said
    assert not number.judge(value).right


def test_lessons_do_say_it():
    assert "In percent that is \u22126.6." in Number(-6.6, "percent", 0.1).judge(-0.066).words


def test_an_impossible_value_is_told_the_range():
    assert "between 0.01 and 5 min" in Number(0.18, low=0.01, high=5, **TIME).judge(77.7).words


def test_the_answer_is_computed_when_needed_and_once():
    calls = []
    number = Number(lambda: calls.append(1) or 0.18, mistakes=lambda: {0.71: "You read it."}, **TIME)
    assert calls == []
    assert number.judge(0.18).right and number.judge(0.71).outcome == "wrong, named"
    assert calls == [1]


def test_numbers_are_shown_as_a_person_writes_them():
    assert "0.3 min" in Number(0.3, **TIME).judge(0.1 + 0.2).words
    assert "0.30000000000000004" not in Number(5, **TIME).judge(0.1 + 0.2).words
    assert "64,790" in Number(1, "dollars").judge(64790.0).words


@pytest.mark.parametrize("tolerance", [-0.1, float("nan"), float("inf"), True, "1"])
def test_a_senseless_tolerance_is_refused(tolerance):
    with pytest.raises(ValueError, match="tolerance"):
        Number(1, tolerance=tolerance)


def test_problems_are_named():
    number = Number(0.18, mistakes={0.183: "You slipped."}, also_right=[0.3], **TIME)
    said = " / ".join(number.problems())
    assert "1 wrong answers" in said and "0.183" in said and "0.3" in said
    shadowed = Number(0.18, mistakes={0.71: "You read it.", 0.712: "You misread it."}, **TIME)
    assert shadowed.problems() == []
    assert Number(0.18, mistakes=[Mistake(0.71, "You a."), Mistake(0.71, "You b.")], **TIME).problems()


@pytest.mark.parametrize("text", ["9,063", "12,345,678", "1,250.50"])
def test_a_comma_between_thousands_is_not_taken_for_a_decimal_comma(text):
    verdict = Number(9063, "min").judge(text)
    assert verdict.outcome == "wrong" and "Write nothing between the thousands" in verdict.words


def test_a_decimal_comma_is_still_read():
    assert Number(0.5, "min", 0.01).judge("0,500").outcome == "almost"


def test_only_a_unit_that_has_others_beside_it_is_asked_about():
    assert Number(18, "cards").judge(900).words == "900 cards is far too large."
    assert Number(5, "h", 0.1).judge(70).words == "70 h is far too large: is it in hours?"
