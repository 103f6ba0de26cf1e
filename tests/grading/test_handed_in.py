"""What counts as a handed-in value, judged without a kernel."""

import math

import pytest
from nbformat.v4 import new_code_cell, new_output

from shopfloor.grading import handed_in
from shopfloor.grading.handed_in import MIME, MOST_DEPTH


def payload(value=1.5, **changes):
    return {"v": 1, "id": "a05_x", "value": value, "student": None, "course": None} | changes


def nested(levels):
    value = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        1,
        0,
        -2.5,
        "text",
        "",
        [1, 2],
        [],
        None,
        True,
        {"columns": ["a"], "rows": [[1], [2]]},
        nested(MOST_DEPTH),
    ],
)
def test_plain_values_count(value):
    assert handed_in.value_of([payload(value)], "a05_x") == (value, "")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "No value"),
        ([payload(), payload()], "2 values"),
        ([payload(id="a05_y")], "another part"),
        ([payload(v=2)], "another version"),
        ([payload(v=True)], "another version"),
        ([payload(math.nan)], "finite"),
        ([payload([1.0, math.inf])], "finite"),
        ([payload({"a": -math.inf})], "finite"),
        ([payload(nested(MOST_DEPTH + 1))], "deeply"),
        ([payload(nested(5_000))], "deeply"),
        ([payload("9" * 100_001)], "large"),
        ([payload([0] * 60_000)], "large"),
        (["1.5"], "not a value"),
        ([{"v": 1, "id": "a05_x"}], "not a value"),
        ([None], "not a value"),
    ],
)
def test_anything_else_does_not_and_is_said_in_words(found, words):
    value, why = handed_in.value_of(found, "a05_x")
    assert value is None
    assert words in why


def test_only_display_data_holds_values():
    cell = new_code_cell(
        outputs=[
            new_output("execute_result", {MIME: payload(1)}),
            new_output("display_data", {"text/plain": "x"}),
            new_output("stream", name="stdout", text="x"),
            new_output("display_data", {MIME: payload(2), "text/plain": "x"}),
        ]
    )
    assert [one["value"] for one in handed_in.payloads(cell)] == [2]


def test_values_are_taken_out_of_other_cells():
    cell = new_code_cell(
        outputs=[
            new_output("display_data", {MIME: payload(), "text/plain": "x"}),
            new_output("display_data", {MIME: 1}),
        ]
    )
    handed_in.without_values(cell)
    assert [output.data for output in cell.outputs] == [{"text/plain": "x"}]


def test_a_sealed_cell_is_worth_nothing():
    from nbgrader.utils import determine_grade

    cell = new_code_cell(outputs=[new_output("stream", name="stdout", text="x")])
    cell.metadata.nbgrader = {"grade": True, "solution": False, "grade_id": "a05_x", "points": 3}
    assert determine_grade(cell) == (3, 3)
    handed_in.seal(cell)
    assert determine_grade(cell) == (0.0, 3)


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "display_data", "data": {"text/plain": "\ud800"}, "metadata": {}},
        {"output_type": "display_data", "data": {"text/plain": 5}, "metadata": {}},
        {"output_type": "nonsense"},
        {},
    ],
)
def test_outputs_that_no_notebook_may_hold_are_recognized(output):
    from nbformat import from_dict

    assert not handed_in.keepable(from_dict(output))


def test_an_ordinary_output_is_kept():
    assert handed_in.keepable(new_output("display_data", {"text/plain": "é", MIME: payload()}))
