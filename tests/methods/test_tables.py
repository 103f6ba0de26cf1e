"""Counting, averaging and leaving rows out: the tables students make."""

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods.tables import average_by, count_by, leave_out

RECORD = pd.DataFrame(
    {
        "observation": [1, 2, 3, 4, 5],
        "cycle": [1, 1, 1, 2, 2],
        "element": ["B", "A", "F", "B", "A"],
        "time_min": [0.50, 0.20, 9.00, 0.30, np.nan],
    }
)


def test_count_by_is_in_the_order_of_the_groups():
    counts = count_by(RECORD, "element")
    assert list(counts.index) == ["A", "B", "F"] and list(counts) == [2, 2, 1]


def test_count_by_counts_empty_cells_too():
    assert count_by(RECORD, "time_min").sum() == 5


def test_average_by_skips_empty_cells():
    averages = average_by(RECORD, "element", "time_min")
    assert averages.to_dict() == pytest.approx({"A": 0.20, "B": 0.40, "F": 9.00})
    assert averages.name == "time_min"


def test_an_empty_table_gives_an_empty_result():
    assert count_by(RECORD.head(0), "element").empty
    assert average_by(RECORD.head(0), "element", "time_min").empty
    assert average_by(
        pd.DataFrame({"element": [], "time_min": []}, dtype=object), "element", "time_min"
    ).empty
    assert leave_out(RECORD.head(0), []).empty


@pytest.mark.parametrize("which", [[3, 5], (3, 5), {3, 5}, np.array([3, 5]), pd.Series([3, 5]), [3.0, 5.0]])
def test_leave_out(which):
    assert list(leave_out(RECORD, which)["observation"]) == [1, 2, 4]


def test_leave_out_one_none_or_by_another_column():
    assert list(leave_out(RECORD, 3)["observation"]) == [1, 2, 4, 5]
    assert len(leave_out(RECORD, [])) == 5
    assert list(leave_out(RECORD, 1, column="cycle")["observation"]) == [4, 5]
    assert list(leave_out(RECORD, range(1, 3)).index) == [2, 3, 4]


def test_leave_out_changes_a_copy():
    rest = leave_out(RECORD, 3)
    rest["time_min"] = 0.0
    assert RECORD["time_min"].iloc[0] == 0.50 and len(RECORD) == 5


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: leave_out(RECORD, [3, 17]), "no observation 17 in this table: they run from 1 to 5"),
        (lambda: leave_out(RECORD, "3"), r"such as \[4, 11\]"),
        (lambda: leave_out(RECORD, ["3"]), "without quotes"),
        (lambda: leave_out(RECORD, RECORD["element"] == "F"), "Yes-or-no"),
        (lambda: leave_out(RECORD, RECORD), "whole table"),
        (lambda: leave_out(RECORD, ...), r"such as \[4, 11\]"),
        (
            lambda: leave_out(pd.concat([RECORD, RECORD]), 3),
            "there 2 times: choose the rows of one operation",
        ),
        (lambda: leave_out(RECORD.head(0), 3), "it is empty"),
        (lambda: leave_out(RECORD.drop(columns="observation"), 3), "it has cycle, element and time_min"),
        (
            lambda: count_by(RECORD, "elements"),
            "no column 'elements' in this table: it has observation, cycle",
        ),
        (lambda: count_by(RECORD, RECORD["element"]), "name of a column in quotes"),
        (lambda: count_by([1, 2], "element"), "first thing to give is a table; list"),
        (lambda: average_by(RECORD, "element", "element"), "does not hold numbers"),
        (lambda: average_by(RECORD, "cylce", "time_min"), "no column 'cylce'"),
    ],
)
def test_wrong_questions_are_answered_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
