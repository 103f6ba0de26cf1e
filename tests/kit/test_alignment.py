"""Objective, activity, assessment: the page is up to date, nothing is forgotten, and a fault is named."""

import re
import shutil
from pathlib import Path

import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem
from shopfloor.kit.alignment import FILE, PAGE, alignment, page, parts_by_objective, write_page
from shopfloor.kit.lessons import objectives

REPOSITORY = Path(__file__).parents[2]
COURSE = CourseFolder(REPOSITORY)


@pytest.fixture(scope="module")
def aligned():
    return alignment(COURSE)


@pytest.fixture
def small(tmp_path):
    """A course of lesson 05 alone, whose alignment may be broken."""
    for folder in ("instructor/source/a05_stopwatch_study",):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "instructor/bank").mkdir()
    for name in ("notebooks/05_stopwatch_study.ipynb", "instructor/bank/05.toml"):
        shutil.copyfile(REPOSITORY / name, tmp_path / name)
    whole = (REPOSITORY / "instructor" / FILE).read_text(encoding="utf-8")
    (tmp_path / "instructor" / FILE).write_text(re.search(r'\["05"\].*?(?=\n\[)', whole, re.DOTALL)[0])
    return CourseFolder(tmp_path)


def change(course, old, new):
    path = course.instructor / FILE
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_page_is_up_to_date():
    written = (REPOSITORY / "instructor" / PAGE).read_text(encoding="utf-8")
    assert written == page(COURSE), "run: shopfloor kit align"


def test_each_objective_of_each_lesson_has_an_activity_a_question_and_a_mark(aligned):
    assert len(aligned) == 16
    for lesson, rows in aligned.items():
        assert [one.words for one in rows] == objectives(COURSE, lesson)
        for one in rows:
            assert one.activities, (lesson, one.number)
            # Marks come from a part of the assignment, or from quizzes: two forms ask for it without a shared item.
            assert one.parts or sum(one.items.values()) >= 2, (lesson, one.number)
            assert sum(one.items.values()) >= 3, (lesson, one.number)


def test_all_points_of_an_assignment_serve_an_objective(aligned):
    points = {name: value for rows in aligned.values() for one in rows for name, value in one.parts.items()}
    assert sum(points.values()) == 314  # what the first cells of the sixteen assignments say in all


def test_activities_are_the_headings_above_the_exercises(small):
    (rows,) = alignment(small).values()
    assert rows[1].activities == (
        "Decimal minutes",
        "Worked example: from readings to times",
        "Something goes wrong",
    )
    assert rows[1].parts == {"a05_element_c": 2, "a05_spoiled": 3}
    assert parts_by_objective(small)[("05", 3)] == {"a05_foreign", "a05_average_b", "a05_cycle"}


def test_objectives_without_a_graded_part_are_said(small):
    text = page(small)
    assert "1 objectives" not in text.replace("1 objectives are", "")
    assert "(lesson, objective): 05, 1." in text
    change(small, '"05.x2"', '"05.x2", "a05_note"')
    assert "Every objective is asked for in a graded part" in page(small)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"05.2"', '"05.99"', "called 05.99"),
        ('"a05_cycle"', '"a05_circle"', "called a05_circle"),
        ('"05.2", ', "", "no objective claims 05.2"),
        (', "a05_note"', "", "no objective claims a05_note"),
        ("4 = [", "5 = [", "the lesson has the objectives 1, 2, 3, 4, the file names 1, 2, 3, 5"),
        ('1 = ["05.1", "05.x2"]', '1 = ["a05_note"]\nbeyonds = []', "the file names"),
        ('["05"]', '["05"', "cannot be read"),
    ],
)
def test_a_fault_in_the_file_is_named(small, old, new, said):
    change(small, old, new)
    with pytest.raises(Problem) as told:
        alignment(small)
    assert said in str(told.value) and FILE in str(told.value)


def test_an_objective_that_is_only_graded_has_no_activity(small):
    change(small, '1 = ["05.1", "05.x2"]', '1 = ["a05_note"]')
    change(small, 'beyond = ["05.x1"]', 'beyond = ["05.x1", "05.1", "05.x2"]')
    with pytest.raises(Problem, match="objective 1 has no activity"):
        alignment(small)


def test_the_page_is_written_when_something_changed_only(small):
    path = write_page(small)
    assert path.read_text(encoding="utf-8") == page(small)
    assert write_page(small) is None
    change(small, '"05.x2"', '"05.x2", "a05_note"')
    assert write_page(small) == path
