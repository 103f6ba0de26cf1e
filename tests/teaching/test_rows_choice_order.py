"""Sets of rows, options by letter, steps in order, and what a function judges."""

import numpy as np
import pandas as pd
import pytest

from shopfloor.teaching.compare import Choice, Order, Rows, Test, Verdict

ROWS = Rows([7, 23], mistakes={(7, 23, 35): "You marked every rare row.", 12: "That is slow, and real."})


@pytest.mark.parametrize(
    "value",
    [
        [7, 23],
        [23, 7],
        (7, 23),
        {7, 23},
        np.array([7, 23]),
        pd.Series([23, 7], index=[4, 9]),
        [7.0, np.int64(23)],
        [7, 23, 23],
        pd.DataFrame({"observation": [7, 23], "time_min": [1.0, 2.0]}),
        pd.Index([7, 23]),
        [[7, 23]],
        [pd.Series([7, 23])],
    ],
    ids=repr,
)
def test_any_collection_of_the_right_rows_is_right(value):
    assert ROWS.judge(value).right


def test_one_row_may_stand_alone_and_a_range_counts():
    assert Rows([7]).judge(7).right and Rows([7]).judge(np.int64(7)).right
    assert Rows([1, 2, 3]).judge(range(1, 4)).right


@pytest.mark.parametrize(
    ("value", "credit", "outcome"),
    [
        ([7], 0.5, "almost"),
        ([7, 23, 40], 0.5, "almost"),
        ([7, 40], 0, "wrong"),
        ([40, 41], 0, "wrong"),
        (range(1, 50), 0, "wrong, named"),
    ],
)
def test_part_of_the_rows_earns_part_of_the_points(value, credit, outcome):
    verdict = ROWS.judge(value, reveal=False)
    assert (verdict.outcome, verdict.credit) == (outcome, credit)


def test_marking_does_not_say_which_row_is_missing():
    for value in ([7], [40], [7, 40], [8, 24]):
        assert "23" not in ROWS.judge(value, reveal=False).words


def test_a_mistake_is_known_by_its_exact_set_or_by_one_row():
    exact = ROWS.judge([35, 23, 7])
    assert (exact.outcome, exact.credit) == ("wrong, named", 0.5)
    assert "every rare row" in exact.words
    assert ROWS.judge([7, 12]).words == "Observation 12 is slow, and real."


def test_positions_for_numbers_are_named():
    assert "one off" in ROWS.judge([6, 22]).words
    assert "one off" in ROWS.judge([8, 24]).words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([7.5], "not a whole number"),
        ([True, False], "True or False"),
        ("rows", "square brackets"),
        (pd.Series([True, False]), "True or False"),
        (pd.DataFrame({"a": [1], "b": [2]}), "observation"),
        ({"a": 1}, "dictionary"),
        ([float("nan")], '"nan"'),
        (range(10**9), "too many"),
    ],
    ids=str,
)
def test_what_is_no_list_of_rows_is_said_in_words(value, words):
    verdict = ROWS.judge(value)
    assert verdict.outcome == "wrong" and words in verdict.words


def test_rows_in_quotes_are_almost():
    assert ROWS.judge("[7, 23]").outcome == "almost"


def test_an_empty_list_is_an_answer_only_where_nothing_belongs():
    assert ROWS.judge([]).words.startswith("You gave no observation;")
    assert ROWS.judge([...]).outcome == "not tried"
    none = Rows([7], {(): ("That is no row; one cannot be right.", "Sort by time.")}).judge([])
    assert (none.outcome, none.words) == ("wrong, named", "An empty list is no row; one cannot be right.")
    assert Rows([]).judge([]).right
    assert Rows([]).judge(...).outcome == "not tried"


ONE = Choice(
    {"a": "seconds", "b": "decimal minutes", "c": "hours"}, "b", mistakes={"a": "Then 30 would be half."}
)
SEVERAL = Choice({"a": "w", "b": "x", "c": "y", "d": "z"}, ["a", "c"], mistakes={"b": "That one is regular."})


@pytest.mark.parametrize("value", ["b", "B", " b. ", ["b"], "Decimal minutes", '("b")'.strip('()"')])
def test_a_letter_in_any_dress_is_right(value):
    assert ONE.judge(value).right


@pytest.mark.parametrize(
    "value",
    ["a c", "ca", "A, C", ["c", "a"], {"a", "c"}, "a and c", "w and c"[0:1] and "a;c", np.array(["a", "c"])],
)
def test_several_letters_in_any_dress_are_right(value):
    assert SEVERAL.judge(value).right


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("e", "no option e"),
        ("a b", "choose one letter"),
        (2, "one letter in quotes"),
        (["b", 3], "one letter"),
        (",", "one letter"),
        ("I think it is minutes", "That is text; choose one letter of a, b and c, in quotes"),
    ],
)
def test_what_is_no_letter_is_said_in_words(value, words):
    verdict = ONE.judge(value)
    assert verdict.outcome == "wrong" and words in verdict.words


def test_wrong_options_are_named_and_part_of_several_counts():
    assert ONE.judge("a").outcome == "wrong, named" and "Then 30" in ONE.judge("a").words
    assert ONE.judge("c").outcome == "wrong" and "decimal" not in ONE.judge("c").words
    assert (SEVERAL.judge("a").outcome, SEVERAL.judge("a").credit) == ("almost", 0.5)
    assert SEVERAL.judge("a b c").credit == 0.5 and "regular" in SEVERAL.judge("abc").words
    assert SEVERAL.judge("abcd").credit == 0
    assert ONE.judge(...).words == "Replace the three dots with your letter in quotes."


@pytest.mark.parametrize(
    ("options", "answer", "mistakes"),
    [
        ({"a": "x", "b": "y"}, "c", {}),
        ({"a": "x", "b": "y"}, [], {}),
        ({"a": "x", "2": "y"}, "a", {}),
        ({"a": "x"}, "a", {"f": "That."}),
    ],
)
def test_a_question_that_does_not_fit_itself_is_refused(options, answer, mistakes):
    with pytest.raises(ValueError):
        Choice(options, answer, mistakes)


STEPS = ["tell the operator", "fix the method", "choose break points", "time the cycles", "average"]
ORDER = Order(
    STEPS, mistakes={(4, 2): "You timed a method that still changes.", (5, 4, 3, 2, 1): "You went backwards."}
)


def letters(*numbers):
    return [ORDER.answer[number - 1] for number in numbers]


def test_steps_are_shuffled_the_same_way_every_time_and_never_left_in_order():
    assert ORDER.shown == Order(STEPS).shown
    assert sorted(ORDER.shown.values()) == sorted(STEPS)
    for count in range(3, 9):
        for start in range(20):
            steps = [f"step {start + number}" for number in range(count)]
            made = Order(steps)
            assert list(made.shown.values()) != steps
            assert [made.shown[letter] for letter in made.answer] == steps


def test_order_is_judged():
    right = letters(1, 2, 3, 4, 5)
    for value in (
        right,
        " ".join(right),
        "".join(right).upper(),
        ", ".join(right),
        " > ".join(right),
        tuple(right),
    ):
        assert ORDER.judge(value).right
    assert ORDER.judge(letters(1, 2, 3, 5, 4)).outcome == "almost"
    assert "still changes" in ORDER.judge(letters(1, 4, 2, 3, 5)).words
    assert "backwards" in ORDER.judge(letters(5, 4, 3, 2, 1)).words
    assert "first 2 steps" in ORDER.judge(letters(1, 2, 5, 3, 4)).words
    assert "first 2 steps" not in ORDER.judge(letters(1, 2, 5, 3, 4), reveal=False).words
    assert ORDER.judge(letters(3, 1, 2, 4, 5)).outcome == "wrong"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a b", "missing"),
        ("a a b c d e", "twice"),
        ("a b c d z", "no step z"),
        (3, "letters in order"),
        ("1 2 3", "no step"),
    ],
)
def test_what_is_no_order_is_said_in_words(value, words):
    assert words in ORDER.judge(value).words


@pytest.mark.parametrize("mistakes", [{(1, 9): "You."}, {(1, 2, 3): "You."}])
def test_a_mistake_in_no_step_is_refused(mistakes):
    with pytest.raises(ValueError, match="neither a pair"):
        Order(STEPS, mistakes)


def test_a_function_judges_in_any_of_its_ways():
    def judged(result, value=1):
        return Test(lambda _: result).judge(value)

    assert judged(True).right and judged((True, "Well timed.")).words == "Well timed."
    assert judged(np.bool_(True)).right
    assert judged(False).outcome == "wrong" and judged("Three more.").outcome == "wrong, named"
    assert judged(Verdict("almost", "Nearly.", credit=0.5)).credit == 0.5
    assert Test(lambda value: value["a"]).judge("text").words == "That is text; expected: your record."


def test_a_value_error_is_shown_and_an_untouched_widget_is_not_tried():
    class Watch:
        record = pd.DataFrame({"cycle": []})

    def refuse(value):
        raise ValueError("Press start first.")

    assert Test(refuse).judge(1).words == "Press start first."
    assert Test(refuse).judge(Watch()).outcome == "not tried"


def test_a_single_number_is_one_off_only_as_a_row_label():
    assert "Your number is one off" in Rows([7]).judge(6).words
    assert "one off" not in Rows([7]).judge(8).words
    assert "Each of your numbers is one off" in Rows([7, 9]).judge([8, 10]).words
