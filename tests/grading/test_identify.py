"""Whose notebook it is: the folder decides, and another id is never passed over in silence."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from shopfloor.grading import record
from shopfloor.grading.handed_in import MIME
from shopfloor.grading.identify import Identify


def identified(folder, *cells, root=""):
    nb = new_notebook(cells=list(cells))
    nb, _ = Identify(root=str(root)).preprocess(nb, {"nbgrader": {"student": folder, "assignment": "a05"}})
    return nb


@pytest.fixture
def fall(tmp_path):
    """A course folder with this term's code."""
    (tmp_path / "source" / "a05").mkdir(parents=True)
    (tmp_path / "source" / "a05" / "course.json").write_text('{"course": "fall-2026"}')
    return tmp_path


def cell(source):
    return new_code_cell(source)


def handed_in_by(student, **more):
    payload = {"v": 1, "id": "a05_x", "value": 1, "student": student} | more
    return new_code_cell("hand_in(...)", outputs=[new_output("display_data", {MIME: payload})])


@pytest.mark.parametrize(
    ("folder", "source", "made_with"),
    [
        ("ann", 'student = "ann"', None),
        ("ann", 'student = "  ANN "', None),
        ("Ann", "student = 'ann'", None),
        ("ann", 'student = "bob"', "bob"),
        ("ann", 'student = " Bob "', "Bob"),
        ("ann", 'student = "your id"', None),
        ("ann", 'student = ""', None),
        ("ann", "student = ...", None),
        ("ann", "student = name()", None),
        ("ann", "# student = 'bob'", None),
        ("ann", "x = 1\nstudent = 'bob'  # me", "bob"),
        ("12345", "student = 12345", None),
        ("ann", "student = 12345", "12345"),
        ("ann", "student = 'bob'\nthis is no Python", "bob"),
        ("ann", "student = 'ann'\nstudent = 'bob'", "bob"),
        ("ann", "if True:\n    student = 'bob'", None),
    ],
)
def test_the_id_that_is_written_in_the_notebook(folder, source, made_with):
    assert record.notes_of(identified(folder, cell(source))).made_with == made_with


def test_what_was_handed_in_says_more_than_the_cell():
    nb = identified("ann", cell('student = "ann"'), handed_in_by("bob"))
    assert record.run_as(nb, "ann") == "bob"


def test_the_last_value_handed_in_decides():
    assert record.run_as(identified("ann", handed_in_by("bob"), handed_in_by("ANN")), "ann") == "ann"


def test_a_hub_knows_the_student_without_the_cell():
    assert record.run_as(identified("ann", cell('student = "your id"'), handed_in_by("ann")), "ann") == "ann"


@pytest.mark.parametrize("student", [None, "", 5, ["bob"], {"a": "bob"}])
def test_a_payload_without_an_id_leaves_it_to_the_cell(student):
    assert record.run_as(identified("ann", cell("student = 'carl'"), handed_in_by(student)), "ann") == "carl"


@pytest.mark.parametrize("student", ["bob\x00", "b\nob", "\ud800"])
def test_what_no_environment_can_hold_is_no_id(student):
    assert record.run_as(identified("ann", handed_in_by(student)), "ann") == "ann"


def test_text_is_not_code():
    assert record.run_as(identified("ann", new_markdown_cell("student = 'bob'")), "ann") == "ann"


def test_the_words_name_both():
    notes = record.notes_of(identified("ann", cell("student = 'bob'")))
    assert record.identity_words(notes) == (
        'This notebook was made with the id "bob", not "ann". It was run and marked on the data of "bob".'
    )
    assert record.identity_words(record.notes_of(identified("ann"))) == ""


def test_work_with_another_terms_data_is_said_and_judged_by_this_terms(fall):
    notes = record.notes_of(identified("ann", handed_in_by("ann", course="spring-2025"), root=fall))
    (words,) = notes.repairs
    assert '"spring-2025"' in words and 'judged by the data of "fall-2026"' in words


@pytest.mark.parametrize("code", ["fall-2026", "", None, 7, "bell\a"])
def test_this_terms_code_or_none_needs_no_word(fall, code):
    assert "repairs" not in record.notes_of(identified("ann", handed_in_by("ann", course=code), root=fall))


def test_no_output_of_the_submission_survives():
    graded = new_code_cell(outputs=[new_output("execute_result", {"text/plain": "2.0"})])
    graded.metadata.nbgrader = {"grade": True, "solution": False, "grade_id": "a05_x"}
    nb = identified("ann", graded, handed_in_by("ann"))
    assert [output.data["text/plain"] for output in nb.cells[0].outputs] == ["0.0"]
    assert nb.cells[1].outputs == []
