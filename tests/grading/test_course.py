"""Finding the course and its assignments, in words when they are not there."""

from pathlib import Path

import pytest

from shopfloor.grading import course as places
from shopfloor.grading.problem import Problem

A = "a05_stopwatch_study"


def test_the_course_is_found_from_inside_and_by_name(course, monkeypatch, tmp_path):
    for here in (course, course.parent, course / "source" / A):
        monkeypatch.chdir(here)
        assert places.find() == course.resolve()
    monkeypatch.chdir(tmp_path)
    assert places.find(course) == places.find(course.parent) == course.resolve()


def test_no_course_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem, match="no Shop Floor course here"):
        places.find()
    with pytest.raises(Problem, match="no such folder"):
        places.find(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "words"),
    [("a5_stopwatch", f"Did you mean {A}"), ("zzz", f"Choose a00_start_here or .* or {A} or")],
)
def test_an_unknown_assignment(course, name, words):
    with pytest.raises(Problem, match=words):
        places.check_assignment(course, name)


@pytest.mark.parametrize(
    "text", [None, "", "{", "[]", "{}", '{"course": ""}', '{"course": 5}', '{"course": null}']
)
def test_a_course_code_that_cannot_be_read(course, text):
    path = course / "source" / A / "course.json"
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=r"course code .*course\.json"):
        places.course_code(course, A)


def test_the_course_code(course):
    assert places.course_code(course, A) == "open-2026"


def test_the_gradebook_is_not_where_nbgrader_looks_by_itself(course):
    """Otherwise a configuration that fails to load would not keep anything from being graded."""
    from nbgrader.coursedir import CourseDirectory

    app = places.application(course)
    assert app.coursedir.db_url != CourseDirectory(root=str(course)).db_url
    assert (course / "gradebook").is_dir()


def test_the_instructors_own_configuration_is_the_one_tested(course):
    """The test course's configuration is the repository's, and a shorter time limit."""
    from pathlib import Path

    real = Path(__file__).parents[2] / "instructor" / "nbgrader_config.py"
    assert (
        (course / "nbgrader_config.py")
        .read_text(encoding="utf-8")
        .startswith(real.read_text(encoding="utf-8"))
    )


def test_the_beginning_of_a_name_is_enough_for_a_suggestion():
    with pytest.raises(Problem, match="Did you mean a05_stopwatch_study"):
        places.check_assignment(Path(__file__).parents[2] / "instructor", "a05")
