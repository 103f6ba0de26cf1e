"""Quizzes on paper: what is asked, where the answers are not, and what the printer gets."""

import html
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from shopfloor.cli.app import app
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem
from shopfloor.kit import pdf, printed_quiz
from shopfloor.kit.bank import read_bank
from shopfloor.kit.draw import Form
from shopfloor.kit.forms import forms
from shopfloor.kit.handouts.paper import CREDIT
from shopfloor.kit.lessons import objectives
from shopfloor.kit.markdown import as_html
from shopfloor.kit.printed_quiz import key_page, quiz_page, write_printed
from shopfloor.kit.quiz_notebook import name_of, notebook, right_answer, write_quizzes
from shopfloor.teaching.compare import Choice, Number, Order

REPOSITORY = Path(__file__).parents[2]
COURSE = CourseFolder(REPOSITORY)


@pytest.fixture(scope="module")
def everything():
    """Forms A and B of every lesson and of the ideas of the course."""
    return forms(COURSE, "all")


def words(page):
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_every_lesson_has_two_forms_that_share_no_question_and_ask_for_every_objective(everything):
    by_lesson = {}
    for form, _ in everything:
        by_lesson.setdefault(form.lesson, []).append(form)
    assert list(by_lesson) == [f"{number:02d}" for number in range(16)] + ["concepts"]
    for lesson, pair in by_lesson.items():
        first, second = pair
        assert (first.letter, second.letter) == ("A", "B")
        assert not {item.id for item in first.items} & {item.id for item in second.items}
        for form in pair:
            if lesson == "concepts":
                assert {item.lesson for item in form.items} == {f"{number:02d}" for number in range(1, 16)}
            else:
                asked = {item.objective for item in form.items}
                assert asked == set(range(1, len(objectives(COURSE, lesson)) + 1))


def test_every_question_is_on_the_page_and_every_answer_on_the_key(everything):
    for form, heading in everything:
        quiz, key = words(quiz_page(form, heading)), words(key_page(form, heading))
        assert quiz_page(form, heading).count("<span>Answer<") == len(form.items)
        for item in form.items:
            comparison = item.comparison(form.seed_of(item))
            assert item.id in key and item.id not in quiz
            if isinstance(comparison, Choice) and not isinstance(comparison, Order):
                for letter in right_answer(comparison).split():
                    assert f"{letter}: " in key
            elif isinstance(comparison, Number):
                right = f"{right_answer(comparison):g} {comparison.unit}".strip()
                within = f" (within {comparison.tolerance:g})" if comparison.tolerance else ""
                assert f"{right}{within}" in key
                assert f'<span class="unit">{html.escape(comparison.unit)}</span>' in quiz_page(form, heading)


def test_what_a_wrong_answer_comes_from_is_on_the_key_alone(everything):
    said = 0
    for form, heading in everything:
        quiz, key = words(quiz_page(form, heading)), words(key_page(form, heading))
        for item in form.items:
            for reason in item.why.values():
                start = " ".join(reason.split()[:5]).replace('"', "&quot;")
                if all(mark not in start for mark in "&'<>*`"):
                    said += 1
                    assert start in key and start not in quiz
    assert said > 200


def test_a_practice_question_keeps_the_lines_of_its_record_and_of_its_options():
    """On paper and in the notebook: Markdown would join them into one line that nobody can read."""
    records = options = 0
    for lesson in [f"{number:02d}" for number in range(16)]:
        for item in read_bank(COURSE, lesson):
            if item.kind != "practice":
                continue
            form = Form(lesson, "A", 7, (item,))
            cells = notebook(form, "A question?").cells
            asked_there = next(cell.source for cell in cells if cell.source.startswith("## Part"))
            for page in (quiz_page(form, "A question?"), as_html(asked_there)):
                shown = [html.unescape(line) for line in re.sub(r"</?(pre|code)>", "\n", page).splitlines()]
                for line in item.question(form.seed_of(item)).split("\n"):
                    if line.startswith("  "):
                        records += 1
                        assert line in shown, item.id
                    elif choice := re.fullmatch("([a-e])  (.+)", line):
                        options += 1
                        assert f"<li><strong>{choice[1]}</strong> {choice[2]}</li>" in html.unescape(page), (
                            item.id
                        )
    assert records > 60 and options > 40


def test_paper_says_nothing_that_only_a_cell_needs(everything):
    practice = [
        (Form(item.lesson, "A", 7, (item,)), "A question?")
        for number in range(16)
        for item in read_bank(COURSE, f"{number:02d}")
        if item.kind == "practice"
    ]
    asked_for = 0
    for form, heading in everything + practice:
        page = words(quiz_page(form, heading))
        assert "in quotes." not in page and "such as [" not in page
        asked_for += len(
            re.findall("Write (one letter|the letters|the letters in order|the numbers)[.]", page)
        )
    assert asked_for > 5


def test_a_page_asks_for_nothing_else_and_shows_markup_as_text(everything):
    form, _ = everything[0]
    page = quiz_page(form, "<script>alert(1)</script>")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert not re.search(r"https?:|src=|@import", page)


def test_quizzes_print_on_the_paper_that_was_chosen_and_fit(tmp_path):
    """Six questions fit on one sheet, long ones too; sizes in points: 612 x 792 is Letter, 595 x 842 A4."""
    long = forms(COURSE, "08")  # the longest of all
    letter, key, tight, _ = write_printed(forms(COURSE, "05") + long, tmp_path / "l")
    four, _ = write_printed(forms(COURSE, "05"), tmp_path / "a", "a4")
    assert letter.name == "q05a.pdf" and key.name == "q05a_key.pdf"
    for path, size in ((letter, (612, 792)), (tight, (612, 792)), (four, (595, 842))):
        content = path.read_bytes()
        boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
        assert len(boxes) == 1 and tuple(round(float(number)) for number in boxes[0]) == size


def test_without_a_browser_the_pages_are_written_and_the_command_says_how_to_print(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "browser", lambda: None)
    monkeypatch.setattr(printed_quiz, "browser", lambda: None)
    command = [
        "kit",
        "print-quiz",
        "5",
        "--form",
        "b",
        "--out",
        str(tmp_path / "q"),
        "--course-dir",
        str(REPOSITORY),
    ]
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 0, told.output
    assert told.output.splitlines() == [
        (tmp_path / "q/q05b.html").as_posix(),
        (tmp_path / "q/q05b_key.html").as_posix(),
        pdf.BY_HAND,
    ]
    page = (tmp_path / "q/q05b.html").read_text(encoding="utf-8")
    assert "<h1>Quiz 05, form B: How long does it take?</h1>" in page and "05-" not in words(page)
    key = (tmp_path / "q/q05b_key.html").read_text(encoding="utf-8")
    assert "<h1>Key: Quiz 05, form B: How long does it take?</h1>" in key and "05-" in words(key)
    assert CREDIT in words(page) and CREDIT in words(key)
    again = CliRunner().invoke(app, command)
    assert isinstance(again.exception, Problem) and "add --force" in str(again.exception)


def test_paper_that_is_not_there_and_a_folder_that_is_a_file(tmp_path):
    form = forms(COURSE, "05")
    with pytest.raises(Problem, match="Choose letter or a4"):
        write_printed(form, tmp_path / "q", "legal")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Problem, match="Name a folder"):
        write_printed(form, tmp_path / "file")


def test_paper_and_notebook_ask_for_the_same(tmp_path):
    """What `shopfloor quiz 05` hands out and what `print-quiz 05` prints have the same questions in the same order."""

    for folder in ("notebooks", "instructor/bank"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    course = CourseFolder(tmp_path)
    made = forms(course, "05", "b")
    write_quizzes(course, made)
    notebook = nbformat.read(course.source / "q05b" / "q05b.ipynb", 4)
    questions = [cell.source.split("\n\n")[1] for cell in notebook.cells if cell.source.startswith("## Part")]
    page = quiz_page(*made[0])
    places = [page.index(printed_quiz.as_html(question.splitlines()[0])[3:40]) for question in questions]
    assert len(places) == 6 and places == sorted(places)


def test_all_writes_two_quizzes_for_every_lesson_or_none(tmp_path):
    for folder in ("notebooks", "instructor/bank"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    course = CourseFolder(tmp_path)
    other = course.source / "q11b" / "q11b.ipynb"
    other.parent.mkdir(parents=True)
    other.write_text("another")
    with pytest.raises(Problem, match="another quiz called q11b"):
        write_quizzes(course, forms(course, "all"))
    assert course.sources() == ["q11b"]  # nothing else was written
    write_quizzes(course, forms(course, "all"), force=True)
    names = [name_of(form) for form, _ in forms(course, "all")]
    assert course.sources() == sorted(names) and len(names) == 34
    assert {path.stem for path in (course.instructor / "answers").glob("*.py")} == set(names)
