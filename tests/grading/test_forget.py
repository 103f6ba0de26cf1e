"""One student is deleted wherever the course keeps something about them, and nobody else is touched."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from shopfloor.cli.app import app
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.nbgrader_course import keep_gradebook
from shopfloor.grading.report import write_report
from shopfloor.grading.run import grade, make_feedback

ASSIGNMENT = "a05_stopwatch_study"
GONE, STAYS = "zora-quill", "zora-quillfeather"


@pytest.fixture(scope="module")
def term(template, released, right, put, tmp_path_factory):
    """A term with two students whose ids begin alike; one has handed in twice."""
    root = tmp_path_factory.mktemp("forget") / "course"
    shutil.copytree(template, root)
    course = CourseFolder(root)
    for student in (GONE, STAYS):
        put(course.instructor, student, fill_in(released, student, right(student)))
        older = course.instructor / "downloaded" / ASSIGNMENT / "replaced" / student / "01"
        older.mkdir(parents=True)
        (older / f"{ASSIGNMENT}.ipynb").write_text("{}", encoding="utf-8")
    names = {student: {"platform": "Canvas", "as_given": f"{student}_1_2.ipynb"} for student in (GONE, STAYS)}
    (course.instructor / "downloaded" / ASSIGNMENT / "hand_ins.json").write_text(json.dumps(names), "utf-8")
    grade(course.instructor, ASSIGNMENT)
    make_feedback(course.instructor, ASSIGNMENT)
    write_report(course.instructor, ASSIGNMENT)
    keep_gradebook(course)
    return course


@pytest.fixture
def own(term, tmp_path):
    shutil.copytree(term.root, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


def holding(course, word):
    """Files whose name or content has the word, whatever follows it."""
    return {
        path.relative_to(course.root).as_posix()
        for path in course.root.rglob("*")
        if path.is_file()
        and (word in str(path.relative_to(course.root)) or word.encode() in path.read_bytes())
    }


def run(course, *words, **given):
    return CliRunner().invoke(app, ["forget", *words, "--course-dir", str(course.root)], **given)


def test_nothing_is_left_of_one_and_all_of_the_other(own):
    before = holding(own, STAYS)
    only_one = {name for name in holding(own, GONE) if "feather" not in name} - before
    assert any("submitted" in name for name in only_one) and any("replaced" in name for name in only_one)
    done = run(own, GONE, "--yes")
    assert done.exit_code == 0, done.output
    assert "1 hand-ins with their marks" in done.output and "still in" not in done.output
    # The longer id contains the shorter one: what is found now is all the other student's.
    left = holding(own, GONE)
    reports = {name for name in before if name.startswith("instructor/report/")}
    assert left == before - reports and reports
    for name in left:
        assert GONE.encode() not in (own.root / name).read_bytes().replace(STAYS.encode(), b"")
    results = {one.student: one.status for one in grade(own.instructor, ASSIGNMENT)}
    assert results == {STAYS: "unchanged"}
    write_report(own.instructor, ASSIGNMENT)


def test_it_asks_first_and_takes_no_for_an_answer(own):
    before = holding(own, GONE)
    done = run(own, GONE, input="n\n")
    assert done.exit_code == 1 and "Nothing was deleted." in done.output
    assert f"instructor/submitted/{GONE}" in done.output and "gradebook-before-release" in done.output
    assert holding(own, GONE) == before


def test_where_the_id_still_stands_is_said(own):
    (own.instructor / "guides").mkdir()
    (own.instructor / "guides" / "notes.md").write_text(f"Ask {GONE} about lesson 5.\n", encoding="utf-8")
    assert "the id is still in instructor/guides/notes.md" in run(own, GONE, "--yes").output


@pytest.mark.parametrize("name", ["nobody", "..", "", "*", ".", f"../submitted/{GONE}"])
def test_a_student_who_is_not_there(own, name):
    before = holding(own, GONE)
    done = run(own, name, "--yes")
    assert done.exit_code != 0 and "nothing is kept here about" in str(done.exception)
    assert holding(own, GONE) == before
