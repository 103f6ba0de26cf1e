"""Handing in: the form is checked, the plain value is put out, being right is never talked about."""

import json
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from shopfloor.teaching import NotReady, hand_in
from shopfloor.teaching.forms import Assignment, by_hand, number_form, plain
from shopfloor.teaching.hand_in import LATER, MIME
from shopfloor.teaching.values import Unusable

pytestmark = pytest.mark.usefixtures("assignment")
TABLE = pd.DataFrame({"cycle": [1, 2], "note": ["", None], "more": [0.5, np.nan]})


@pytest.fixture
def handed_in(monkeypatch):
    """hand_in inside a notebook; gives (what it returned, the one record put out, its plain text)."""
    import sys

    import IPython.display

    out = []
    monkeypatch.setattr(sys.modules["shopfloor.teaching.hand_in"], "in_notebook", lambda: True)
    monkeypatch.setattr(IPython.display, "publish_display_data", out.append)

    def call(id, value):
        out.clear()
        returned = hand_in(id, value)
        assert len(out) == 1
        return returned, out[0][MIME], out[0]["text/plain"]

    return call


@pytest.mark.parametrize(
    ("id", "value", "expected"),
    [
        ("a99_time", 0.52, 0.52),
        ("a99_time", 1, 1),
        ("a99_time", np.float64(0.5), 0.5),
        ("a99_time", np.float32(0.5), 0.5),
        ("a99_time", Fraction(1, 2), 0.5),
        ("a99_time", Decimal("0.5"), 0.5),
        ("a99_time", pd.Series([0.5], index=["B"]), 0.5),
        ("a99_time", np.array([[0.5]]), 0.5),
        ("a99_time", [0.5], 0.5),
        ("a99_time", np.int64(2), 2),
        ("a99_foreign", [23, 7], [7, 23]),
        ("a99_foreign", {7, 23}, [7, 23]),
        ("a99_foreign", (7, 23), [7, 23]),
        ("a99_foreign", 7, [7]),
        ("a99_foreign", pd.Series([23, 7]), [7, 23]),
        ("a99_foreign", np.array([7.0, 23.0]), [7, 23]),
        ("a99_foreign", range(1, 4), [1, 2, 3]),
        ("a99_foreign", np.int64(7), [7]),
        ("a99_foreign", [], []),
        ("a99_foreign", np.array([], dtype=int), []),
        ("a99_most", 3, [3]),
        ("a99_most", np.array([3]), [3]),
        ("a99_most", pd.DataFrame({"waste": [3], "minutes": [40]}), [3]),
        ("a99_words", " keep it ", "keep it"),
        ("a99_basis", " B ", "b"),
        ("a99_wastes", "c, a", ["a", "c"]),
        ("a99_wastes", ["C"], ["c"]),
        ("a99_table", TABLE, {"columns": ["cycle", "note"], "rows": [[1, ""], [2, None]]}),
        ("a99_times", pd.Series([0.5, 1]), [0.5, 1.0]),
        ("a99_times", (np.float64(0.5), 1), [0.5, 1]),
    ],
    ids=str,
)
def test_the_plain_value_is_put_out_once(handed_in, id, value, expected):
    returned, record, text = handed_in(id, value)
    assert record == {"v": 1, "id": id, "value": expected, "student": None, "course": None}
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert type(record["value"]) in (int, float, str, list, dict)
    assert LATER in text and "The form fits" in text and "Right" not in text
    assert returned is None


def test_id_and_course_go_along(handed_in, monkeypatch, tmp_path):
    monkeypatch.setenv("SHOPFLOOR_STUDENT", " Ana ")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.json").write_text('{"course": "trial-1"}', encoding="utf-8")
    _, record, _ = handed_in("a99_time", 0.5)
    assert (record["student"], record["course"]) == ("ana", "trial-1")


def test_it_reads_back_what_was_handed_in(handed_in):
    said = {
        id: handed_in(id, value)[2]
        for id, value in [
            ("a99_time", 0.1 + 0.2),
            ("a99_foreign", [23, 7]),
            ("a99_foreign", [7]),
            ("a99_words", "keep it"),
            ("a99_table", TABLE),
        ]
    }
    assert said["a99_time"].startswith("\u2191 Handed in: 0.3 min. The form fits.")
    assert "observation 7." in said["a99_foreign"]
    assert '"keep it"' in said["a99_words"] and "a table of 2 rows and 2 columns" in said["a99_table"]


def refused(id, value):
    with pytest.raises(NotReady) as error:
        hand_in(id, value)
    said = str(error.value)
    assert "\n" not in said and error.value._render_traceback_() == [f"NotReady: {said}"]
    return said


@pytest.mark.parametrize(
    "id",
    ["a99_time", "a99_foreign", "a99_slips", "a99_most", "a99_words", "a99_basis", "a99_table", "a99_times"],
)
@pytest.mark.parametrize("value", [..., None, "", "..."], ids=str)
def test_nothing_yet_is_not_ready(id, value):
    assert refused(id, value).startswith(f"{id}: Not tried yet. Replace the three dots in the cell above")


def test_a_decimal_comma_outside_quotes_is_named():
    # Python reads hand_in("a99_any", 0,25) as two values.
    with pytest.raises(NotReady, match="Write a point for the decimals"):
        hand_in("a99_any", 0, 25)


def test_an_empty_list_is_nothing_where_something_must_be_there():
    assert "Not tried yet" in refused("a99_slips", [])


@pytest.mark.parametrize(
    ("id", "value", "words"),
    [
        (
            "a99_time",
            30,
            "30 min is outside the range: one number in minutes, from 0.2 to 5; did you write seconds?",
        ),
        ("a99_time", 0.02, "did you write hours?"),
        ("a99_time", 100, "did you write seconds?"),
        ("a99_time", -1, "from 0.2 to 5."),
        ("a99_time", 1e6, "from 0.2 to 5."),
        ("a99_ratio", 85, "did you write percent?"),
        ("a99_time", "0.52", "quotes"),
        ("a99_time", "0.52 min", "quotes"),
        ("a99_time", (0, 52), "a point"),
        ("a99_time", True, "yes or no"),
        ("a99_time", float("nan"), '"nan"'),
        ("a99_time", np.inf, "zero"),
        ("a99_time", [1, 2], "a list of 2 values"),
        ("a99_time", len, "()"),
        ("a99_any", 10**400, "too large"),
        (
            "a99_slips",
            [7, 61],
            "61 is outside the range: expected are observation numbers, whole, from 1 to 60",
        ),
        ("a99_slips", [0, -1], "are outside"),
        ("a99_slips", [1.5], "whole"),
        ("a99_slips", "7, 23", "quotes"),
        ("a99_slips", [True], "True or False"),
        ("a99_most", [2, 5], "One waste is asked for, and here are 2: 2 and 5"),
        ("a99_most", 9, "expected is one waste number, whole, from 1 to 8"),
        ("a99_most", "3", "Your number is in quotes"),
        ("a99_most", "the third", "one number is asked for"),
        ("a99_most", True, "one number is asked for"),
        ("a99_foreign", "", "Not tried"),
        ("a99_words", "one", "1 word; text of 2"),
        ("a99_words", 7, "a number"),
        ("a99_words", "w " * 301, "301 words"),
        ("a99_basis", "d", "no option d"),
        ("a99_basis", "a b", "one letter"),
        ("a99_basis", 1, "in quotes"),
        ("a99_table", TABLE[["cycle"]], "The column note is missing"),
        ("a99_table", [1], "a list of 1 value"),
        ("a99_table", TABLE[:0], "The table has no rows"),
        ("a99_slips", TABLE["cycle"][:0], "No row is left"),
        ("a99_times", [1], "2 numbers in minutes"),
        ("a99_times", [1, ...], "still three dots"),
        ("a99_times", [1, 7], "from 0 to 5"),
        ("a99_times", [1, np.nan], "missing"),
        ("a99_times", 5, "a number"),
        ("a99_decide", "text", "marked by a person"),
        ("a99_table", pd.DataFrame({"cycle": range(9000), "note": "long enough"}), "too much"),
        ("a99_tme", 1, "Did you mean a99_time"),
        ("a05_nothing", 1, "There is no part 'a05_nothing'"),
        (99, 1, "There is no part 99"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_does_not_fit_is_said_in_one_line(id, value, words):
    assert words in refused(id, value)


def test_depth_is_bounded():
    def nested(levels):
        return [nested(levels - 1)] if levels else []

    assert plain(nested(8)) == nested(8)
    with pytest.raises(Unusable, match="levels are the most"):
        plain(nested(9))
    deep = []
    deep.append(deep)
    assert "levels are the most" in refused("a99_times", deep + [1])
    assert "levels are the most" in refused("a99_table", pd.DataFrame({"cycle": [deep], "note": ["x"]}))


def test_validate_says_that_only_the_form_is_checked(monkeypatch, capsys):
    assert "Validate" not in refused("a99_time", ...)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert refused("a99_time", ...).endswith("(Validate checks only the form.)")
    assert hand_in("a99_time", 0.5) is None


def test_under_autograde_the_cell_ends_in_no_points(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert repr(hand_in("a99_time", 0.5)) == "0.0"
    with pytest.raises(NotReady):
        hand_in("a99_time", ...)


def test_without_a_notebook_the_words_are_printed(capsys):
    assert hand_in("a99_time", 0.5) is None
    assert capsys.readouterr().out == f"\u2191 Handed in: 0.5 min. The form fits.\n{LATER}\n"


def test_an_id_used_twice_is_refused():
    with pytest.raises(ValueError, match="a99_x"):
        Assignment("a99", parts=[number_form("a99_x"), by_hand("a99_x")])


def test_in_a_real_kernel_the_value_lies_in_the_output_and_the_error_is_one_line(tmp_path):
    import nbformat
    from nbclient import NotebookClient

    form = (
        "from types import SimpleNamespace\n"
        "from shopfloor.teaching.exercises import registry\n"
        "from shopfloor.teaching.forms import Assignment, number_form\n"
        "parts = [number_form('a99_time', unit='min', low=0.2, high=5)]\n"
        "registry._loaded['99'] = SimpleNamespace(ASSIGNMENT=Assignment('a99_trial', parts))"
    )
    sources = [form, "from shopfloor import hand_in", "hand_in('a99_time', 0.52)", "hand_in('a99_time', ...)"]
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    NotebookClient(
        nb, timeout=60, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    (shown,), (error,) = nb.cells[2].outputs, nb.cells[3].outputs
    assert shown.output_type == "display_data" and shown.data[MIME]["value"] == 0.52
    assert 'role="status"' in shown.data["text/html"]
    assert error.ename == "NotReady" and error.traceback == [f"NotReady: {error.evalue}"]
