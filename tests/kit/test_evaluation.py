"""The page for a dean: a made class in a real gradebook, and what the page must not tell."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shopfloor.cli.app import app
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem
from shopfloor.kit.bank import read_bank
from shopfloor.kit.draw import draw
from shopfloor.kit.evaluation import FEWEST, evaluate, graded_results, objectives_of
from shopfloor.kit.evaluation_page import as_page
from shopfloor.kit.lessons import objectives
from shopfloor.kit.quiz_notebook import write_quiz

REPOSITORY = Path(__file__).parents[2]
CLASS = [f"student-{number:02d}" for number in range(1, 13)]
A05 = {
    "a05_element_c": 2,
    "a05_spoiled": 3,
    "a05_foreign": 4,
    "a05_average_b": 3,
    "a05_cycle": 4,
    "a05_note": 4,
}


def put(gradebook, name, most, marks):
    """An assignment with the points of ``{student: {part: points}}``; None waits for a mark by hand."""
    gradebook.add_assignment(name, duedate=datetime(2026, 10, 2))
    gradebook.add_notebook(name, name)
    for part, points in most.items():
        gradebook.add_grade_cell(part, name, name, max_score=points, cell_type="code")
    for student, earned in marks.items():
        gradebook.update_or_create_student(student)
        gradebook.add_submission(name, student)
        for part, points in earned.items():
            grade = gradebook.find_grade(part, name, name, student)
            grade.auto_score = points
        gradebook.db.commit()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose twelve students had 6 of 15 right before and 11 after; the twelfth left in between."""
    from nbgrader.api import Gradebook

    root = tmp_path_factory.mktemp("evaluated") / "course"
    for folder in ("notebooks", "instructor/bank", "instructor/source"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    for name in ("nbgrader_config.py", "alignment.toml"):
        shutil.copyfile(REPOSITORY / "instructor" / name, root / "instructor" / name)
    (root / "instructor/answers").mkdir()
    (root / "instructor/gradebook").mkdir()
    folder = CourseFolder(root)
    for letter in "AB":
        write_quiz(folder, draw(read_bank(folder, "concepts"), "concepts", 1, letter, 15), "ideas")
    from shopfloor.grading.course import application

    with Gradebook(application(root / "instructor").coursedir.db_url) as gradebook:
        for quiz, right, who in (("qconceptsa", 6, CLASS), ("qconceptsb", 11, CLASS[:-1])):
            parts = {f"{quiz}_{number}": 1 for number in range(1, 16)}
            marks = {
                student: {part: float(number < right) for number, part in enumerate(parts)} for student in who
            }
            put(gradebook, quiz, parts, marks)
        half = {student: {part: points / 2 for part, points in A05.items()} for student in CLASS[:10]}
        half["student-10"]["a05_note"] = None
        put(gradebook, "a05_stopwatch_study", A05, half)
        # As formgrader leaves what a person has marked: the program gave nothing.
        note = gradebook.find_grade("a05_note", "a05_stopwatch_study", "a05_stopwatch_study", "student-09")
        note.auto_score, note.manual_score = None, 2.0
        gradebook.db.commit()
    return folder


@pytest.fixture(scope="module")
def results(course):
    return graded_results(course.instructor)


def made(course, results, before="qconceptsa", after="qconceptsb"):
    return evaluate(course, results, before, after, objectives_of(course, results))


def found(evaluation, lesson):
    return next(objectives for number, _, objectives in evaluation.lessons if number == lesson)


def flat(page):
    """What a reader sees, the drawing and the styles left out."""
    page = re.sub(r"<(style|svg|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_what_the_gradebook_holds_is_read_and_unread_work_is_not(results):
    assert {name: len(found) for name, found in results.items()} == {
        "a05_stopwatch_study": 10,
        "qconceptsa": 12,
        "qconceptsb": 11,
    }
    assert results["a05_stopwatch_study"]["student-02"]["a05_cycle"] == (2, 4)
    assert "a05_note" not in results["a05_stopwatch_study"]["student-10"]
    assert "a05_note" in results["a05_stopwatch_study"]["student-02"]
    assert results["a05_stopwatch_study"]["student-09"]["a05_note"] == (2, 4)


def test_the_gain_is_that_of_who_took_both(course, results):
    gain = made(course, results).gain
    assert (gain.students, gain.only_before, gain.only_after) == (11, 1, 0)
    assert (gain.before, gain.after) == pytest.approx((6 / 15, 11 / 15))
    assert gain.hake == pytest.approx((11 - 6) / (15 - 6))
    page = flat(as_page(made(course, results)))
    assert "11 students took both" in page and "40 % of the points before, and 73 % after" in page
    assert "Normalized gain 0.56" in page and "1 took the first test only, 0 the last only" in page


def test_each_objective_has_the_points_of_the_parts_that_ask_for_it(course, results):
    evaluation = made(course, results)
    for lesson, _, listed in evaluation.lessons:
        assert [one.words for one in listed] == objectives(course, lesson)
    # Half of the points in assignment 05, and the question of the last test where it asks for lesson 05.
    parts = {part for one in found(evaluation, "05") for part in one.parts}
    assert set(A05) <= parts
    assert not any(
        part.startswith("qconceptsa")
        for _, _, listed in evaluation.lessons
        for one in listed
        for part in one.parts
    )
    only = next(one for one in found(evaluation, "05") if one.parts and set(one.parts) <= set(A05))
    assert only.share == pytest.approx(0.5) and only.students == 10


def test_points_are_added_over_parts_for_each_student_before_students_are_averaged(course):
    twice = {"x": {"x_1": (4, 4), "x_2": (0, 1)}} | {name: {"x_1": (2, 4)} for name in "abcd"}
    results = {"q": twice}
    evaluation = evaluate(course, results, "", "", {("05", 1): {"x_1", "x_2"}})
    one = found(evaluation, "05")[0]
    assert one.share == pytest.approx((4 / 5 + 4 * 0.5) / 5)
    assert one.parts == ["x_1", "x_2"] and one.students == 5


def test_the_page_names_no_student(course, results):
    page = as_page(made(course, results))
    assert not re.search(r"student-\d", page)
    assert not any(mark in page for mark in ("http:", "https:", "<script", "src="))


@pytest.mark.parametrize(("students", "told"), [(FEWEST - 1, False), (FEWEST, True)])
def test_figures_about_few_students_are_held_back(course, results, students, told):
    few = {
        name: {student: marks for student, marks in found.items() if student in CLASS[:students]}
        for name, found in results.items()
    }
    evaluation = made(course, few)
    page = flat(as_page(evaluation))
    assert ("73 %" in page) is told and ("Normalized gain" in page) is told
    assert ("too few for figures that name nobody" in page) is not told
    assert (
        "fewer than 5 students" in page.partition("Objective by objective")[2].partition("How this page")[0]
    ) is not told
    shares = [one.share for _, _, listed in evaluation.lessons for one in listed if one.students]
    assert all((share is not None) is told for share in shares) and shares


@pytest.mark.parametrize(("right", "said"), [(15, "95 % or more"), (0, "5 % or less")])
def test_where_everybody_has_all_or_nothing_the_exact_figure_is_held_back(course, right, said):
    parts = [f"qconceptsb_{number}" for number in range(1, 16)]
    before = {
        student: {f"qconceptsa_{number}": (number % 2, 1) for number in range(1, 16)} for student in CLASS
    }
    after = {
        student: {part: (float(number < right), 1) for number, part in enumerate(parts)} for student in CLASS
    }
    evaluation = made(course, {"qconceptsa": before, "qconceptsb": after})
    page = as_page(evaluation)
    assert (
        said in flat(page)
        and "Normalized gain" not in flat(page)
        and "100 %" not in flat(page).replace("(100 % −", "")
    )
    assert " 0 %" not in flat(page)
    widths = [int(width) for width in re.findall(r'<rect class="(?:after|before)" width="(\d+)"', page)]
    assert widths and all(5 <= width <= 95 for width in widths)


def test_a_test_that_was_never_graded_is_a_problem_in_words(course, results):
    with pytest.raises(Problem, match="nothing of qconceptsc has been graded"):
        made(course, results, after="qconceptsc")


def test_without_tests_the_page_says_nothing_of_a_gain(course, results):
    page = flat(as_page(made(course, results, "", "")))
    assert "No pair of tests was given" in page and "Normalized" not in page


def test_the_command_writes_the_page_and_replaces_none(course, tmp_path):
    run = CliRunner()
    out = tmp_path / "for_the_dean" / "page.html"
    command = ["kit", "evaluate", "--course-dir", str(course.root), "--out", str(out)]
    first = run.invoke(app, command)
    assert first.exit_code == 0, first.output
    assert "What the class reached" in out.read_text(encoding="utf-8")
    assert out.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    out.write_text("mine")
    again = run.invoke(app, command)
    assert again.exit_code != 0 and isinstance(again.exception, Problem) and out.read_text() == "mine"
    assert run.invoke(app, [*command, "--force"]).exit_code == 0 and out.read_text(encoding="utf-8") != "mine"


def test_extra_credit_beside_full_marks_is_a_share_of_one(tmp_path):
    (tmp_path / "notebooks").mkdir()
    before = {student: {"p": (4.0, 10.0)} for student in "abcde"}
    after = {student: {"p": (10.0, 10.0)} for student in "bcde"} | {"a": {"p": (11.0, 10.0)}}
    found = evaluate(CourseFolder(tmp_path), {"q1": before, "q2": after}, "q1", "q2", {})
    assert found.gain.after == 1.0
