"""Grading again: what has not changed is left alone, marks given by hand stay, nothing is lost."""

import json
import os
import shutil

import nbformat
import pytest

from shopfloor.grading.base import grade_id
from shopfloor.grading.convert import set_aside
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.graded_files import notebook_path, unreadable
from shopfloor.grading.problem import Problem
from shopfloor.grading.run import grade

ASSIGNMENT = "a05_stopwatch_study"


@pytest.fixture(scope="module")
def graded_course(template, hand_ins, put, tmp_path_factory):
    """A course in which one student is graded and another's file is broken."""
    folder = tmp_path_factory.mktemp("once")
    shutil.copytree(template, folder / "course")
    root = folder / "course" / "instructor"
    for student in ("right", "broken"):
        put(root, student, hand_ins[student].content)
    results = grade(root, ASSIGNMENT)
    assert [(result.student, result.status) for result in results] == [
        ("broken", "failed"),
        ("right", "graded"),
    ]
    return root


@pytest.fixture
def again(graded_course, tmp_path):
    """A copy of that course, to be changed."""
    shutil.copytree(graded_course.parent, tmp_path / "course")
    return tmp_path / "course" / "instructor"


def by_student(results):
    return {result.student: result for result in results}


def stamp(root):
    path = notebook_path(root, ASSIGNMENT, "right", "autograded")
    return path.stat().st_mtime_ns, path.read_bytes()


def book(root):
    from nbgrader.api import Gradebook

    return Gradebook(f"sqlite:///{root / 'gradebook' / 'gradebook.db'}", "shopfloor")


def test_unchanged_is_left_alone(again):
    before = stamp(again)
    seen = []
    results = by_student(
        grade(again, ASSIGNMENT, progress=lambda done, total, result: seen.append((done, total)))
    )
    assert results["right"].status == "unchanged"
    assert (results["right"].score, results["right"].most, results["right"].unread) == (16, 20, True)
    assert stamp(again) == before
    assert seen == [(1, 2), (2, 2)]


def test_a_newer_hand_in_without_a_timestamp_is_graded_and_hand_marks_stay(again, released, right, put):
    from shopfloor.grading.report import gather
    from shopfloor.grading.run import make_feedback

    with book(again) as gradebook:
        note = gradebook.find_grade("a05_note", ASSIGNMENT, ASSIGNMENT, "right")
        note.manual_score, note.needs_manual_grade = 3.0, False
        comment = gradebook.find_comment("a05_note", ASSIGNMENT, ASSIGNMENT, "right")
        comment.manual_comment = "A clear position <b>with</b> numbers."
        gradebook.db.commit()
    values = right("right")
    del values["a05_element_c"]
    path = put(again, "right", fill_in(released, "right", values, texts={"a05_note": "I disagree, still."}))
    os.utime(path, (1, 1))  # the file's time says nothing
    result = by_student(grade(again, ASSIGNMENT, ["right"]))["right"]
    assert (result.status, result.score) == ("graded", 14 + 3)
    with book(again) as gradebook:
        assert gradebook.find_grade("a05_note", ASSIGNMENT, ASSIGNMENT, "right").manual_score == 3.0
    assert gather(again, ASSIGNMENT).to_review == ["right"]
    pages, failed = make_feedback(again, ASSIGNMENT, ["right"])
    page = pages[0].read_text(encoding="utf-8")
    assert failed == {}
    assert "3 of 4 points" in page
    assert "A clear position &lt;b&gt;with&lt;/b&gt; numbers." in page
    assert "so far" not in page
    # The mark was given to another text: the student is told that it is looked at again.
    assert "graded again since the mark was given: your instructor looks again" in page


def test_a_mark_by_hand_stands_when_another_part_or_the_key_has_changed(again, released, right, put):
    from shopfloor.grading.export import grades
    from shopfloor.grading.report import gather

    def looks():
        with book(again) as gradebook:
            note = gradebook.find_grade("a05_note", ASSIGNMENT, ASSIGNMENT, "right")
            return note.manual_score, bool(note.needs_manual_grade)

    def hand_in(text, without=()):
        values = {name: value for name, value in right("right").items() if name not in without}
        put(again, "right", fill_in(released, "right", values, texts={"a05_note": text}))
        return by_student(grade(again, ASSIGNMENT, ["right"]))["right"]

    assert hand_in("Not enough cycles.").unread
    with book(again) as gradebook:
        note = gradebook.find_grade("a05_note", ASSIGNMENT, ASSIGNMENT, "right")
        note.manual_score, note.needs_manual_grade = 3.0, False
        gradebook.db.commit()
    result = hand_in("Not enough cycles.", without=["a05_element_c"])
    assert (result.status, result.unread, looks()) == ("graded", False, (3.0, False))
    assert gather(again, ASSIGNMENT).to_review == [] and grades(again, ASSIGNMENT)["right"].waits == ""
    key = again / "answers" / f"{ASSIGNMENT}.py"
    key.write_text(key.read_text(encoding="utf-8") + "\n# mended\n", encoding="utf-8")
    assert grades(again, ASSIGNMENT)["right"].waits.startswith("the hand-in or the key changed")
    result = by_student(grade(again, ASSIGNMENT, ["right"]))["right"]
    assert (result.status, looks()) == ("graded", (3.0, False))
    assert hand_in("Enough, now that I count them.").unread and looks() == (3.0, True)
    # Still to be looked at, though the text is now the one that was graded last.
    assert hand_in("Enough, now that I count them.", without=["a05_element_c"]).unread
    assert "type others" in grades(again, ASSIGNMENT)["right"].waits


def test_a_changed_key_means_grading_again(again):
    from shopfloor.grading.graded_files import is_unchanged

    assert is_unchanged(again, ASSIGNMENT, "right")
    key = again / "answers" / f"{ASSIGNMENT}.py"
    key.write_text(key.read_text(encoding="utf-8") + "\n# mended\n", encoding="utf-8")
    assert not is_unchanged(again, ASSIGNMENT, "right")


def test_a_newer_hand_in_that_is_broken_loses_nothing(again, put):
    before = stamp(again)
    put(again, "right", b'{"cells": [')
    result = by_student(grade(again, ASSIGNMENT))["right"]
    assert result.status == "failed"
    assert "not valid JSON" in result.error
    assert "the marks of the version graded before stand" in result.error
    assert stamp(again) == before
    with book(again) as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, "right").score == 16


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b'{"cells": [', "not valid JSON"),
        (b"PK\x03\x04 word/document.xml", "Word document"),
        ('{"cells": "\u00e9"}'.encode("latin-1"), "not UTF-8"),
        (b"[1, 2]", "cannot be read"),
        (b"null", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (None, "there is no notebook called a05.ipynb, only A05 (1).ipynb"),
    ],
)
def test_why_a_file_cannot_be_read(tmp_path, content, words):
    path = tmp_path / "a05.ipynb"
    if content is None:
        (tmp_path / "A05 (1).ipynb").write_text("{}", encoding="utf-8")
    else:
        path.write_bytes(content)
    assert words in unreadable(path)


def test_a_notebook_of_an_old_format_can_be_read(tmp_path):
    path = tmp_path / "old.ipynb"
    old = {
        "metadata": {"name": ""},
        "nbformat": 3,
        "nbformat_minor": 0,
        "worksheets": [{"cells": [], "metadata": {}}],
    }
    path.write_text(json.dumps(old), encoding="utf-8")
    assert unreadable(path) == ""


def test_nobody_has_handed_in(course):
    with pytest.raises(
        Problem, match="nobody has handed in a05_stopwatch_study yet.*submitted.*Collect first"
    ):
        grade(course, ASSIGNMENT)


def test_a_student_who_has_not_handed_in(again):
    with pytest.raises(Problem, match="no submission of zoe"):
        grade(again, ASSIGNMENT, ["right", "zoe"])


def test_a_gradebook_that_does_not_know_the_assignment_learns_it(again):
    """After a fresh clone there is no gradebook: grading makes it, from the source."""
    (again / "gradebook" / "gradebook.db").unlink()
    shutil.rmtree(again / "submitted" / "right")
    result = by_student(grade(again, ASSIGNMENT))["broken"]
    assert result.status == "failed"
    with book(again) as gradebook:
        assert {cell.name for cell in gradebook.find_notebook(ASSIGNMENT, ASSIGNMENT).grade_cells} >= {
            "a05_cycle"
        }


class Stopped(Exception):
    pass


def test_set_aside_comes_back_when_something_stops(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "old").write_text("old", encoding="utf-8")
    with pytest.raises(Stopped), set_aside(folder):
        folder.mkdir()
        (folder / "half").write_text("half", encoding="utf-8")
        raise Stopped
    assert [path.name for path in tmp_path.rglob("*")] == ["work", "old"]


def test_set_aside_is_gone_when_all_went_well(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    with set_aside(folder):
        folder.mkdir()
        (folder / "new").write_text("new", encoding="utf-8")
    assert [path.name for path in tmp_path.rglob("*")] == ["work", "new"]


def test_set_aside_after_a_run_that_was_killed(tmp_path):
    """The half-written folder of the killed run goes; what was there before it is back."""
    (tmp_path / ".work.before").mkdir()
    (tmp_path / ".work.before" / "old").write_text("old", encoding="utf-8")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "half").write_text("half", encoding="utf-8")
    with pytest.raises(Stopped), set_aside(tmp_path / "work"):
        raise Stopped
    assert [path.name for path in tmp_path.rglob("*")] == ["work", "old"]


def test_parts_marked_by_hand_can_be_switched_off(course, released):
    from shopfloor.grading.course_folder import CourseFolder
    from shopfloor.grading.release import release

    with open(course / "nbgrader_config.py", "a", encoding="utf-8") as config:
        config.write("c.HandMarked.marked = False\n")
    release(CourseFolder(course.parent), [ASSIGNMENT])
    nb = nbformat.read(course.parent / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    before = {grade_id(cell): cell.source for cell in released.cells}
    assert set(before) - {grade_id(cell) for cell in nb.cells} == {"a05_note"}
    assert [cell.source for cell in nb.cells] == [
        cell.source for cell in released.cells
    ]  # the model answer is gone
    with book(course) as gradebook:
        assert gradebook.find_assignment(ASSIGNMENT).max_score == 16


def test_an_answer_cell_that_stops_is_named_with_its_own_error(again, released, right, put):
    code = {"a05_cycle": "cycle_min = = VALUE", "a05_average_b": "average_b_min = VALUE / 0"}
    put(again, "ana", fill_in(released, "ana", right("ana"), code))
    (result,) = grade(again, ASSIGNMENT, ["ana"])
    assert result.score == 16 - 4 - 3
    cells = nbformat.read(notebook_path(again, ASSIGNMENT, "ana", "autograded"), as_version=4).cells
    words = {
        grade_id(cell): cell.metadata["shopfloor"]["words"] for cell in cells if "shopfloor" in cell.metadata
    }
    assert words["a05_cycle"].startswith("The answer cell stopped: SyntaxError:")
    assert words["a05_average_b"] == "The answer cell stopped: ZeroDivisionError: float division by zero"
