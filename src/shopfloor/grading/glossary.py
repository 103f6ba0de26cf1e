"""The glossary of the course, collected from the cells that introduce each term.

A term stands in bold where a lesson first uses it, and its meaning in the metadata of that cell
(``shopfloor.terms``), so that both are found and changed together.
"""

from dataclasses import dataclass

import nbformat

from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole

NAME = "GLOSSARY.md"
_COLLECTED = "Collected from the lessons by `shopfloor release`: a term is explained where it is first used, change it there."


@dataclass(frozen=True)
class Term:
    """A term of the trade, what it means, and the lesson that introduces it (the notebook's path)."""

    name: str
    meaning: str
    lesson: object


def terms(course):
    """The terms of all lessons of a `CourseFolder`, in the order of the alphabet."""
    found = {}
    for lesson in course.lessons():
        for cell in nbformat.read(lesson, as_version=4).cells:
            for name, meaning in cell.metadata.get("shopfloor", {}).get("terms", {}).items():
                known = found.get(name.lower())
                if known:
                    raise Problem(
                        f"the term {name!r} is explained in {known.lesson.name} already",
                        file=course.named(lesson),
                        remedy="keep the explanation in the lesson that uses it first",
                    )
                found[name.lower()] = Term(name, _sentence(meaning), lesson)
    return [found[name] for name in sorted(found)]


def glossary(course):
    """The glossary as Markdown, beside the lessons."""
    lines = ["# Glossary", f"*{_COLLECTED}*"]
    for term in terms(course):
        lines.append(f"**{term.name}.** {term.meaning} ([{term.lesson.stem[:2]}]({term.lesson.name}))")
    return "\n\n".join(lines) + "\n"


def write_glossary(course):
    """Write ``notebooks/GLOSSARY.md``; returns its path if it changed, else None."""
    path = course.lessons()[0].parent / NAME if course.lessons() else None
    content = glossary(course).encode("utf-8")
    if path is None or (path.is_file() and path.read_bytes() == content):
        return None
    write_whole(path, content)
    return path


def _sentence(text):
    """A meaning as a sentence.

    >>> _sentence("a box that holds code")
    'A box that holds code.'
    """
    text = text.strip()
    return text[:1].upper() + text[1:].rstrip(".") + "."
