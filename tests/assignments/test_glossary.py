"""The glossary is what the lessons explain, each term once and where it is first used."""

import re
from pathlib import Path

import nbformat
import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.glossary import glossary, terms, write_glossary
from shopfloor.grading.problem import Problem

COURSE = CourseFolder(Path(__file__).parents[2])


def test_the_glossary_in_the_repository_is_the_one_collected_today():
    kept = COURSE.root / "notebooks" / "GLOSSARY.md"
    assert kept.read_text(encoding="utf-8") == glossary(COURSE), "run: shopfloor release"


@pytest.mark.parametrize("lesson", COURSE.lessons(), ids=lambda path: path.stem)
def test_a_term_stands_in_bold_in_the_cell_that_explains_it(lesson):
    explained = 0
    for cell in nbformat.read(lesson, as_version=4).cells:
        for name, meaning in cell.metadata.get("shopfloor", {}).get("terms", {}).items():
            bold = [words.lower() for words in re.findall(r"\*\*(.+?)\*\*", cell.source)]
            assert any(name.lower() in words for words in bold), (cell.id, name, bold)
            assert 4 <= len(meaning.split()) <= 40, name
            explained += 1
    assert explained, "a lesson that introduces no term of the trade"


def made_course(folder, *lessons):
    (folder / "notebooks").mkdir(parents=True)
    for number, explained in enumerate(lessons):
        cell = nbformat.v4.new_markdown_cell("**words**", metadata={"shopfloor": {"terms": explained}})
        nbformat.write(
            nbformat.v4.new_notebook(cells=[cell]), folder / "notebooks" / f"0{number}_lesson.ipynb"
        )
    return CourseFolder(folder)


def test_terms_are_in_the_order_of_the_alphabet_with_their_lesson(tmp_path):
    course = made_course(
        tmp_path, {"takt": "the pace of demand"}, {"SOC code": "A number.", "bias": "An error."}
    )
    assert [(term.name, term.lesson.stem) for term in terms(course)] == [
        ("bias", "01_lesson"),
        ("SOC code", "01_lesson"),
        ("takt", "00_lesson"),
    ]
    assert "**takt.** The pace of demand. ([00](00_lesson.ipynb))" in glossary(course)


def test_a_term_is_explained_once(tmp_path):
    course = made_course(tmp_path, {"bias": "An error."}, {"Bias": "Another one."})
    with pytest.raises(Problem, match=r"'Bias' is explained in 00_lesson\.ipynb already.*01_lesson"):
        terms(course)


def test_it_is_written_once_and_again_only_when_it_changes(tmp_path):
    course = made_course(tmp_path, {"bias": "An error."})
    path = write_glossary(course)
    assert path == tmp_path / "notebooks" / "GLOSSARY.md" and "An error." in path.read_text(encoding="utf-8")
    assert write_glossary(course) is None
