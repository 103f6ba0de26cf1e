"""Objective, activity, assessment: what a lesson promises, where it is practiced, and what measures it.

``instructor/alignment.toml`` says which exercise and which graded part asks for which objective; objectives,
headings, points and the bank are read from where they stand. A name that is not there any more, and an exercise or a
part that the file forgets, is a Problem, so the page cannot go stale unseen.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass

import nbformat

from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole
from shopfloor.kit.bank import LEVELS, read_bank
from shopfloor.kit.lessons import objectives, title

FILE, PAGE = "alignment.toml", "alignment.md"
BEYOND = "beyond"

_CHECK = re.compile(r'^check\("(\d\d\.\w+)"', re.MULTILINE)
_HEADING = re.compile(r"^## (.+?)(?: \(\d+ minutes?\))?$", re.MULTILINE)
_RECALL = re.compile(r"\d\d\.r\d+")


@dataclass(frozen=True)
class Aligned:
    """One objective. ``activities``: headings of the lesson, in its order. ``checks``: ids of exercises.
    ``parts``: ``{graded part: points}``. ``items``: ``{level: questions in the bank}``."""

    lesson: str
    number: int
    words: str
    activities: tuple
    checks: tuple
    parts: dict
    items: Counter


@dataclass(frozen=True)
class _Lesson:
    """What a lesson and its assignment hold: ``checks`` is ``{exercise: heading}``, ``parts`` ``{id: points}``."""

    headings: tuple
    checks: dict
    parts: dict


def alignment(course):
    """``{lesson: [Aligned, ...]}`` of the whole course, checked."""
    stated = _read(course)
    return {path.stem[:2]: _aligned(course, path, stated.get(path.stem[:2], {})) for path in course.lessons()}


def parts_by_objective(course):
    """``{(lesson, objective): {graded part, ...}}`` of all assignments."""
    return {(one.lesson, one.number): set(one.parts) for found in alignment(course).values() for one in found}


def page(course):
    """The alignment as Markdown: a table for each lesson."""
    found, stated = alignment(course), _read(course)
    everything = [one for rows in found.values() for one in rows]
    lines = [
        "# Objective, activity, assessment",
        "",
        f"*Computed by `shopfloor kit align` from the notebooks, the assignments, the bank of questions and "
        f"`instructor/{FILE}`: change those, not this page.*",
        "",
        f"The course has {len(everything)} objectives. Each is practiced in its lesson under the headings named, and "
        "checked there by exercises that answer at once; 05.x1 and its like are the exit check. Graded parts count for "
        f"marks, with their points in brackets. The last column counts the questions in the bank: {', '.join(LEVELS)}. A quiz "
        "form asks for every objective of its lesson.",
        "",
        _only_in_quizzes(everything),
    ]
    for lesson, rows in found.items():
        lines += ["", f"## {lesson}: {title(course, lesson)}", ""]
        lines += ["| # | objective | activity | checked by | graded in | bank |", "|---|---|---|---|---|---|"]
        lines += [_row(one) for one in rows]
        beyond = stated[lesson].get(BEYOND, [])
        if beyond:
            lines += ["", f"Beyond the objectives: {', '.join(beyond)}."]
    return "\n".join(lines) + "\n"


def write_page(course):
    """Write ``instructor/alignment.md``; its path, or None if it was up to date."""
    path = course.instructor / PAGE
    content = page(course).encode("utf-8")
    if path.is_file() and path.read_bytes() == content:
        return None
    write_whole(path, content)
    return path


def _row(one):
    parts = ", ".join(f"{name} ({points:g})" for name, points in one.parts.items())
    bank = " / ".join(str(one.items[level]) for level in LEVELS)
    cells = (
        str(one.number),
        one.words,
        "; ".join(one.activities),
        ", ".join(one.checks),
        parts or "quiz",
        bank,
    )
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _only_in_quizzes(everything):
    without = [f"{one.lesson}, {one.number}" for one in everything if not one.parts]
    if not without:
        return "Every objective is asked for in a graded part of an assignment."
    return (
        f"{len(without)} objectives are graded by quizzes alone, since their lesson's assignment does not ask for them "
        f"(lesson, objective): {'; '.join(without)}. If you give no quizzes, look at their exercises in class."
    )


def _read(course):
    path = course.instructor / FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Problem("there is no such file", file=course.named(path), remedy="restore it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem(
            f"it cannot be read: {error}", file=course.named(path), remedy="correct that line"
        ) from None


def _aligned(course, path, stated):
    lesson = path.stem[:2]
    there, words = _lesson(course, path), objectives(course, lesson)
    _check(course, lesson, there, len(words), stated)
    bank = read_bank(course, lesson)
    rows = []
    for number, objective in enumerate(words, 1):
        names = stated[str(number)]
        used = {there.checks.get(name, name) for name in names}
        rows.append(
            Aligned(
                lesson,
                number,
                objective,
                tuple(heading for heading in there.headings if heading in used),
                tuple(name for name in names if name in there.checks),
                {name: there.parts[name] for name in names if name in there.parts},
                Counter(item.level for item in bank if item.objective == number),
            )
        )
    return rows


def _lesson(course, path):
    headings, checks, heading = [], {}, ""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            for heading in _HEADING.findall(cell.source):
                headings.append(heading)
        else:
            checks |= {name: heading for name in _CHECK.findall(cell.source) if not _RECALL.fullmatch(name)}
    parts = {}
    source = course.source / f"a{path.stem}" / f"a{path.stem}.ipynb"
    if source.is_file():
        for cell in nbformat.read(source, as_version=4).cells:
            meta = cell.metadata.get("nbgrader", {})
            if meta.get("grade"):
                parts[meta["grade_id"]] = float(meta["points"])
    return _Lesson(tuple(headings), checks, parts)


def _check(course, lesson, there, count, stated):
    """Every name exists, every exercise and part is used, every objective is practiced and checked."""

    def problem(what, remedy):
        return Problem(f"lesson {lesson}: {what}", file=course.named(course.instructor / FILE), remedy=remedy)

    wanted = [str(number) for number in range(1, count + 1)]
    if sorted(set(stated) - {BEYOND}) != wanted:
        raise problem(
            f"the lesson has the objectives {', '.join(wanted)}, the file names "
            f"{', '.join(sorted(set(stated) - {BEYOND})) or 'none'}",
            "give every objective a line",
        )
    named = {name for names in stated.values() for name in names}
    unknown = sorted(named - {*there.headings, *there.checks, *there.parts})
    if unknown:
        raise problem(f"there is no exercise, graded part or heading called {unknown[0]}", "correct the name")
    missing = sorted((set(there.checks) | set(there.parts)) - named)
    if missing:
        raise problem(f"no objective claims {missing[0]}", f'put it behind an objective, or under "{BEYOND}"')
    for number in wanted:
        if not any(name in there.checks or name in there.headings for name in stated[number]):
            raise problem(
                f"objective {number} has no activity", "name an exercise or a heading of the lesson"
            )
