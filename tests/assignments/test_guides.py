"""The instructor's guide is the lesson's own notes and the key's own words, collected and not copied by hand."""

from pathlib import Path

import nbformat
import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.guides import guide
from shopfloor.grading.keys import load_keys

COURSE = CourseFolder(Path(__file__).parents[2])


@pytest.mark.parametrize("lesson", COURSE.lessons(), ids=lambda path: path.stem)
def test_the_guide_in_the_repository_is_the_one_collected_today(lesson):
    kept = COURSE.instructor / "guides" / f"{lesson.stem}.md"
    assert kept.read_text(encoding="utf-8") == guide(COURSE, lesson), "run: shopfloor release"


@pytest.mark.parametrize("lesson", COURSE.lessons(), ids=lambda path: path.stem)
def test_every_note_and_every_level_of_a_rubric_is_in_it(lesson):
    text = guide(COURSE, lesson)
    notes = [
        cell.metadata.get("shopfloor", {}).get("guide") for cell in nbformat.read(lesson, as_version=4).cells
    ]
    assert all(note in text for note in notes if note)
    keys = load_keys(COURSE.instructor, f"a{lesson.stem}")
    for levels in keys.rubric.values():
        assert len(levels) == 3
        assert all(words in text for words in levels.values())
