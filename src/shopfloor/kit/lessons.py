"""What a lesson says of itself in its first cell: the question it answers, and its objectives."""

import re

import nbformat

from shopfloor.grading.problem import Problem

_OBJECTIVES = re.compile(r"\*\*You will be able to\*\* (.+)")


def title(course, lesson):
    """The lesson's question ("05": "How long does it take?")."""
    return _first_cell(course, lesson)[1].splitlines()[0].strip("# ")


def objectives(course, lesson):
    """The objectives of a lesson, in order; they are numbered from 1 wherever the kit speaks of them."""
    path, text = _first_cell(course, lesson)
    found = _OBJECTIVES.search(text)
    if not found:
        raise Problem(
            "the first cell names no objectives",
            file=course.named(path),
            remedy="begin a line with **You will be able to** and put · between them",
        )
    return [part.strip().rstrip(".") for part in found[1].split("·")]


def _first_cell(course, lesson):
    path = next((path for path in course.lessons() if path.stem[:2] == lesson), None)
    if path is None:
        there = ", ".join(path.stem[:2] for path in course.lessons())
        raise Problem(
            f"there is no lesson {lesson}", file=course.named(course.notebooks), remedy=f"choose {there}"
        )
    return path, nbformat.read(path, as_version=4).cells[0].source
