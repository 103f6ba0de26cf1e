"""The instructor's guide to a lesson, collected from the notes that stand with its cells and from the assignment's key.

A note is written once, in the metadata of the cell that it is about (``shopfloor.guide``), so that it is found and
changed together with the cell. Rubrics and misconceptions come from ``instructor/answers``.
"""

import re

import nbformat

from shopfloor.grading.keys import load_keys, path_of
from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole
from shopfloor.teaching import solution
from shopfloor.teaching.exercises import of_lesson

_COLLECTED = "Collected from the lesson's cells and the answer key by `shopfloor release`: change those, not this page."
# A made id: the guide shows what misconceptions look like, not anybody's numbers.
_EXAMPLE = ("example", "open-2026")


def guide(course, lesson):
    """The guide to one lesson of a `CourseFolder` as Markdown; ``lesson`` is the notebook's path."""
    try:
        notebook = nbformat.read(lesson, as_version=4)
    except Exception as error:
        raise Problem(
            f"the lesson cannot be read: {error}",
            file=course.named(lesson),
            remedy="restore it, then try again",
        ) from error
    title = notebook.cells[0].source.splitlines()[0].lstrip("# ")
    parts = [f"# Guide to lesson {lesson.stem[:2]}: {title}", f"*{_COLLECTED}*"]
    for cell in notebook.cells:
        heading = re.match(r"## .+", cell.source) if cell.cell_type == "markdown" else None
        if heading:
            parts.append(heading[0])
        note = cell.metadata.get("shopfloor", {}).get("guide")
        if note:
            parts.append(note)
    parts += _answers(lesson.stem[:2])
    parts += _assignment(course, f"a{lesson.stem}")
    return "\n\n".join(parts) + "\n"


def write_guides(course):
    """Write ``instructor/guides/<lesson>.md`` for every lesson; returns the paths of those that changed."""
    changed = []
    for lesson in course.lessons():
        path = course.instructor / "guides" / f"{lesson.stem}.md"
        content = guide(course, lesson).encode("utf-8")
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
            changed.append(path)
    return changed


def _answers(number):
    lines = ["## Answers to the exercises", ""]
    for id, exercise in of_lesson(number).items():
        question = f"{exercise.question} " if exercise.question else ""
        lines.append(f"- **{id}.** {question}{solution(id).words}")
    return ["\n".join(lines)] if len(lines) > 2 else []


def _assignment(course, name):
    if not path_of(course.instructor, name).is_file():
        return []
    keys = load_keys(course.instructor, name)
    case = keys.case(*_EXAMPLE)
    parts = [f"## Assignment {name}"]
    for graded_id in keys.functions:
        words = [f"- {mistake.words}" for mistake in keys.answer(graded_id, case).mistakes]
        parts.append(
            "\n".join(
                [f"**{graded_id}.** Misconceptions that the feedback names:", "", *dict.fromkeys(words)]
            )
        )
    for part, levels in keys.rubric.items():
        lines = [
            f"- **{points} point{'' if str(points) == '1' else 's'}.** {words}"
            for points, words in levels.items()
        ]
        minutes = keys.minutes.get(part, "two")
        parts.append("\n".join([f"**{part}**, marked by hand, {minutes} minutes a student:", "", *lines]))
    return parts
