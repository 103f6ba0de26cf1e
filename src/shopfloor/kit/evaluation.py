"""What a class reached, as numbers that name nobody: its gain between two tests, and each objective's result.

A figure about fewer than five students is held back, and so is the exact figure where all, or none, have all
points: both would tell what single people did. The limits follow the practice described in NCES 2011-603,
*Statistical Methods for Protecting Personally Identifiable Information in Aggregate Reporting* (US Department of
Education, 2010).
"""

import re
import statistics
from dataclasses import dataclass, field
from datetime import date

from shopfloor.grading.problem import Problem
from shopfloor.kit.alignment import parts_by_objective
from shopfloor.kit.bank import CONCEPTS, read_bank
from shopfloor.kit.gain import Gain, gain
from shopfloor.kit.lessons import objectives, title

FEWEST = 5
"""Figures about fewer students are held back."""
EDGE = 0.95
"""A share above it, or below 1 - EDGE, is given as "95 % or more", "5 % or less"."""

_PART = re.compile(r'^@key\("(?P<part>\w+)"\)\ndef \w+\(case\):\n    # (?P<item>[\w-]+)$', re.MULTILINE)


@dataclass
class Objective:
    """How a class did in what asks for one objective: shares of the points, one a student."""

    lesson: str
    number: int
    words: str
    parts: list = field(default_factory=list)
    shares: list = field(default_factory=list)

    @property
    def students(self):
        return len(self.shares)

    @property
    def share(self):
        """Mean share of the points, or None where too few students did anything that asks for it."""
        return statistics.fmean(self.shares) if self.students >= FEWEST else None


@dataclass
class Evaluation:
    """Everything that the page says."""

    course: str
    made: str
    students: int
    before: str
    after: str
    gain: Gain
    lessons: list  # of (number, title, [Objective, ...])

    @property
    def may_tell_gain(self):
        return self.gain.students >= FEWEST


def evaluate(course, results, before, after, parts_of):
    """The Evaluation of a course.

    ``results``: ``{assignment: {student: {part: (points, most)}}}`` of everything graded. ``before``, ``after``:
    names of the two tests, either may be "" for none. ``parts_of``: ``{(lesson, objective): {part, ...}}``.
    The test before is no result of teaching, so it counts for the gain only.
    """
    for name in filter(None, (before, after)):
        if name not in results:
            raise Problem(
                f"nothing of {name} has been graded",
                file=course.named(course.instructor / "gradebook"),
                remedy=f"grade it first (shopfloor grade {name}), or name the test that was given with "
                "--before and --after",
            )
    taught = {name: found for name, found in results.items() if name != before}
    students = {student for found in results.values() for student in found}
    lessons = []
    for path in course.lessons():
        lesson = path.stem[:2]
        found = [
            _objective(lesson, number, words, parts_of.get((lesson, number), set()), taught)
            for number, words in enumerate(objectives(course, lesson), 1)
        ]
        lessons.append((lesson, title(course, lesson), found))
    first, last = (_totals(results.get(name, {})) for name in (before, after))
    code = next((course.course_code(name) for name in results), None) or ""
    found = gain(first, last) if before and after else Gain(0, 0, 0)
    return Evaluation(code, f"{date.today():%Y-%m-%d}", len(students), before, after, found, lessons)


def _objective(lesson, number, words, parts, results):
    """Points are added up over parts for each student, then shares are averaged over students."""
    earned, possible, used = {}, {}, set()
    for found in results.values():
        for student, marks in found.items():
            for part in parts & marks.keys():
                points, most = marks[part]
                earned[student] = earned.get(student, 0.0) + points
                possible[student] = possible.get(student, 0.0) + most
                used.add(part)
    shares = [_share(earned[student], possible[student]) for student in sorted(earned)]
    return Objective(lesson, number, words, sorted(used), shares)


def _totals(found):
    """``{student: share of all points}``"""
    totals = {}
    for student, marks in found.items():
        most = sum(mark[1] for mark in marks.values())
        if most:
            totals[student] = _share(sum(mark[0] for mark in marks.values()), most)
    return totals


def _share(points, most):
    """Extra credit may lift somebody beyond all points; there is no more than everything to learn."""
    return min(1.0, points / most)


def quiz_objectives(course, names):
    """``{(lesson, objective): {part, ...}}`` of the quizzes among the assignments ``names``.

    A quiz's key notes which item of the bank each part is; an item that has left the bank since is left out.
    """
    items, found = {}, {}
    for name in names:
        key = course.instructor / "answers" / f"{name}.py"
        drawn = _PART.findall(key.read_text(encoding="utf-8")) if key.is_file() else []
        for part, item in drawn:
            bank = CONCEPTS if name.startswith(f"q{CONCEPTS}") else item[:2]
            if bank not in items:
                items[bank] = {one.id: one for one in read_bank(course, bank)}
            one = items[bank].get(item)
            if one:
                found.setdefault((one.lesson, one.objective), set()).add(part)
    return found


def graded_results(root):
    """``{assignment: {student: {part: (points, most)}}}`` from the gradebook; unread work is left out."""
    from nbgrader.api import Assignment, BaseCell, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook

    from shopfloor.grading.course import application

    app = application(root)
    results = {}
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        # One question to the database, not one a student: a term of a large class is asked for at once.
        marks = (
            gradebook.db.query(
                Assignment.name, SubmittedAssignment.student_id, BaseCell.name, Grade.score, Grade.max_score
            )
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .filter((Grade.manual_score.isnot(None)) | (Grade.auto_score.isnot(None)))
        )
        for assignment, student, part, points, most in marks:
            if most:
                results.setdefault(assignment, {}).setdefault(student, {})[part] = float(points), float(most)
    return dict(sorted(results.items()))


def objectives_of(course, results):
    """``{(lesson, objective): {part, ...}}`` of everything in ``results``: assignments and quizzes."""
    found = quiz_objectives(course, results)
    for objective, parts in parts_by_objective(course).items():
        found[objective] = found.get(objective, set()) | parts
    return found
