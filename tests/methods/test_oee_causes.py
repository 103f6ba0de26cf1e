"""Pareto: sorted causes with their shares, the vital few, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods import oee

STOPS = pd.DataFrame(
    {
        "reason": ["jam", "no material", "jam", "changeover", None, "jam"],
        "minutes": [10, 60, 15, 110, 3, 5],
        "shift": list("ABABAB"),
    }
)


def test_a_table_is_summed_or_counted():
    summed = oee.pareto(STOPS, "reason", "minutes")
    assert list(summed) == ["cause", "minutes", "share", "cumulative_share", "vital"]
    assert summed["cause"].to_list() == ["changeover", "no material", "jam", "not given"]
    assert summed["minutes"].to_list() == [110, 60, 30, 3]
    assert summed["vital"].to_list() == [True, True, False, False]
    counted = oee.pareto(STOPS, by="reason")
    assert counted["cause"].iloc[0] == "jam" and counted["count"].to_list() == [3, 1, 1, 1]
    assert counted["count"].dtype.kind == "i"


def test_a_table_of_one_column_of_words_and_one_of_numbers_needs_no_names():
    short = STOPS[["reason", "minutes"]]
    pd.testing.assert_frame_equal(oee.pareto(short), oee.pareto(short, "reason", "minutes"))
    pd.testing.assert_frame_equal(oee.pareto(STOPS[["reason"]]), oee.pareto(STOPS, "reason"))
    with pytest.raises(ValueError, match="Say which column names the causes"):
        oee.pareto(STOPS)


def test_a_dictionary_a_column_and_a_list():
    amounts = {"jam": 30, "no material": 60, "changeover": 110}
    expected = oee.pareto(amounts, unit="minutes")
    assert expected["minutes"].to_list() == [110, 60, 30]
    pd.testing.assert_frame_equal(oee.pareto(pd.Series(amounts, name="minutes")), expected)
    pd.testing.assert_frame_equal(oee.pareto(pd.Series(amounts), unit="minutes"), expected)
    assert list(oee.pareto(amounts))[1] == list(oee.pareto(pd.Series(amounts)))[1] == "amount"
    assert oee.pareto(["b", "a", "b"])["count"].to_list() == [2, 1]
    assert oee.pareto(pd.Series(["b", "a", "b"]))["cause"].to_list() == ["b", "a"]
    assert oee.pareto(np.array(["b", "a", "b"]))["cause"].to_list() == ["b", "a"]


def test_equal_causes_keep_their_order():
    assert oee.pareto({"z": 1, "a": 1, "m": 2, "b": 1})["cause"].to_list() == ["m", "z", "a", "b"]


def test_names_are_taken_as_they_are_written():
    assert len(oee.pareto(["Jam", "jam", "jam "])) == 3
    assert oee.pareto(["", "  ", None, float("nan"), "x"]).iloc[0].to_list()[:2] == ["not given", 4]


def test_what_comes_last_is_last_and_never_vital():
    table = oee.pareto({"other": 50, "jam": 30, "leak": 20}, last="other")
    assert table["cause"].to_list() == ["jam", "leak", "other"]
    assert table["vital"].to_list() == [True, True, False]
    nothing = oee.pareto({"other": 50, "jam": 30, "leak": 0}, last="other")
    assert nothing["vital"].to_list() == [True, False, False]
    several = oee.pareto({"other": 9, "not given": 8, "jam": 1}, last=["not given", "other"])
    assert several["cause"].to_list() == ["jam", "other", "not given"]


def test_the_vital_few_reach_the_cutoff_and_no_more():
    fifth = {name: 1 for name in "abcde"}
    assert oee.pareto(fifth, cutoff=0.8)["vital"].sum() == 4  # 0.2 + 0.2 + 0.2 + 0.2, dust or not
    assert oee.pareto(fifth, cutoff=0.81)["vital"].sum() == 5
    tenth = {str(number): 0.1 for number in range(10)}
    assert [oee.pareto(tenth, cutoff=part / 10)["vital"].sum() for part in range(1, 10)] == list(range(1, 10))
    assert oee.pareto(fifth, cutoff=1)["vital"].all()
    assert oee.pareto({"a": 5, "b": 0}, cutoff=1)["vital"].to_list() == [True, False]


def test_missing_amounts():
    holes = STOPS.assign(minutes=[10, None, 15, 110, 3, 5])
    with pytest.raises(ValueError, match='1 of the 6 amounts is empty.*missing="leave out"'):
        oee.pareto(holes, "reason", "minutes")
    assert oee.pareto(holes, "reason", "minutes", missing="leave out")["minutes"].sum() == 143
    assert "no material" not in set(oee.pareto(holes, "reason", "minutes", missing="leave out")["cause"])


def test_large_and_small_amounts_keep_their_digits():
    tenths = pd.DataFrame({"cause": ["a"] * 10 + ["b"], "min": [0.1] * 10 + [1e-9]})
    table = oee.pareto(tenths, "cause", "min")
    assert table["min"].iloc[0] == 1.0 and table["share"].iloc[1] == pytest.approx(1e-9)


def test_inputs_are_not_changed():
    before = STOPS.copy(deep=True)
    oee.pareto(STOPS, "reason", "minutes", last="jam")
    pd.testing.assert_frame_equal(STOPS, before)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (({},), {}, "no causes: nothing with an amount"),
        (([],), {}, "no causes: the list is empty"),
        ((STOPS.iloc[0:0], "reason"), {}, "no causes: the table is empty"),
        (({"a": 0, "b": 0},), {}, "All the amounts are zero"),
        (({"a": -1, "b": 2},), {}, "amount of a cannot be negative; -1"),
        (({"a": "1"},), {}, "amount of a is text"),
        (({"a": True},), {}, "yes-or-no"),
        (({"a": float("inf")},), {}, "infinite"),
        (({"a": None, "b": 1},), {}, "1 of the 2 amounts is empty"),
        ((pd.Series([True, False], index=["a", "b"]),), {}, "yes or no"),
        ((5,), {}, "Give causes with their amounts.*int was given"),
        (("jam",), {}, "str was given"),
        (([1, 2],), {}, "list was given"),
        (({"a": 1}, "reason"), {}, "only where a table is given"),
        ((STOPS, "cause"), {}, "no column 'cause' in this table: it has reason, minutes and shift"),
        ((STOPS, "reason", "hours"), {}, "no column 'hours'"),
        ((STOPS, 3), {}, "name of a column in quotes"),
        ((STOPS, "reason", "reason"), {}, "cannot both be"),
        ((STOPS, "reason", "shift"), {}, "amount of jam in row 0 is text"),
        (({"a": 1},), {"cutoff": 80}, "did you mean 0.8"),
        (({"a": 1},), {"cutoff": 0}, "fraction between 0 and 1"),
        (({"a": 1},), {"cutoff": True}, "yes-or-no"),
        (({"a": 1},), {"last": "b"}, "no cause 'b' to be put last: there are a"),
        (({"a": 1},), {"last": "a"}, "Every cause is put last"),
        (({"a": 1},), {"unit": "share"}, "has a column 'share' already"),
        (({"a": 1},), {"unit": 3}, "unit is a word"),
        (({"a": 1},), {"missing": "zero"}, '"refuse" or "leave out"'),
    ],
)
def test_pareto_refuses(arguments, options, words):
    with pytest.raises(ValueError, match=words) as problem:
        oee.pareto(*arguments, **options)
    assert "\n" not in str(problem.value)
