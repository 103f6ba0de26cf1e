"""The report: one page about an assignment for the instructor, and the same numbers as a CSV file."""

import csv
import io
import re
import statistics
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shopfloor.grading import record
from shopfloor.grading.base import grade_id
from shopfloor.grading.collect import not_handed_in
from shopfloor.grading.course import application, check_assignment, course_code, students_with
from shopfloor.grading.feedback import TEMPLATES
from shopfloor.grading.fingerprint import fingerprint
from shopfloor.grading.marking import FOLLOWED
from shopfloor.grading.problem import Problem
from shopfloor.grading.room import stop_if_no_room
from shopfloor.grading.run import graded_notebook, notebook_path, unreadable
from shopfloor.grading.titles import titles
from shopfloor.grading.whole_files import write_whole

NOT_GRADED, NEWER = "could not be graded", "handed in again since it was graded"


@dataclass
class Mark:
    """What one student got for one part; ``score`` is None while a person has not read it."""

    score: float | None
    most: float
    outcome: str = ""
    words: str = ""

    @property
    def state(self):
        if self.score is None:
            return "unread"
        return "right" if self.score >= self.most else "some" if self.score > 0 else "none"


@dataclass
class Row:
    """One student: their marks by grade id, and what an instructor should know about the hand-in."""

    student: str
    marks: dict = field(default_factory=dict)
    trouble: str = ""
    made_with: str = ""
    review: bool = False
    repairs: list = field(default_factory=list)

    @property
    def score(self):
        return sum(mark.score or 0.0 for mark in self.marks.values()) if self.marks else None

    @property
    def unread(self):
        return sum(mark.score is None for mark in self.marks.values())


@dataclass
class PartSummary:
    """How one part went."""

    grade_id: str
    title: str
    most: float
    by_hand: bool
    marks: list

    @property
    def read(self):
        return [mark for mark in self.marks if mark.score is not None]

    @property
    def share(self):
        """Mean share of the points, 0 to 1, or None while nothing is read."""
        return (
            statistics.fmean(mark.score / self.most for mark in self.read)
            if self.read and self.most
            else None
        )

    def count(self, state):
        return sum(mark.state == state for mark in self.marks)

    @property
    def not_tried(self):
        return sum(mark.outcome == "not tried" for mark in self.marks)


@dataclass
class Misconception:
    """A mistake that was named, in words without anybody's numbers, and who made it."""

    part: str
    words: str
    students: list


@dataclass
class Report:
    """Everything the page says."""

    assignment: str
    title: str
    course: str
    made: str
    rows: list
    missing: list
    parts: list

    @property
    def graded(self):
        return [row for row in self.rows if row.marks]

    @property
    def most(self):
        return sum(part.most for part in self.parts)

    @property
    def counted(self):
        """Parts that everybody's score has: those marked by hand only once all of them are read."""
        return [part for part in self.parts if len(part.read) == len(part.marks)]

    @property
    def most_counted(self):
        return sum(part.most for part in self.counted)

    @property
    def scores(self):
        ids = [part.grade_id for part in self.counted]
        return [sum(row.marks[name].score for name in ids if name in row.marks) for row in self.graded]

    @property
    def median(self):
        return statistics.median(self.scores) if self.scores else None

    @property
    def distribution(self):
        """``(label, number of students)`` in ten steps of the counted points, the best first."""
        shares = [score / self.most_counted for score in self.scores] if self.most_counted else []
        tenths = Counter(min(int(share * 10 + 1e-9), 9) for share in shares)
        return [(f"{tenth * 10}–{tenth * 10 + 10} %", tenths[tenth]) for tenth in range(9, -1, -1)]

    @property
    def unread(self):
        return [row.student for row in self.rows if row.unread]

    @property
    def troubled(self):
        return [row for row in self.rows if row.trouble]

    @property
    def to_review(self):
        return [row.student for row in self.rows if row.review]

    @property
    def flagged(self):
        return [row for row in self.rows if row.made_with or row.repairs]

    @property
    def misconceptions(self):
        """Named mistakes, the commonest first."""
        found = {}
        for part in self.parts:
            for row in self.rows:
                mark = row.marks.get(part.grade_id)
                if mark and mark.outcome in ("wrong, named", "almost"):
                    found.setdefault((part.title, in_general(mark.words)), []).append(row.student)
        listed = [Misconception(part, words, students) for (part, words), students in found.items()]
        return sorted(listed, key=lambda one: -len(one.students))


_YOU_GAVE = re.compile(r"\AYou gave .+?\. (?=[A-Z])")
_SEEN = re.compile(r"\A(?=.{0,60}\d).{1,60}? (?=(is|looks|are)\b)")
_NUMBER = re.compile(r"[−-]?\d(?:[\d.,]*\d)?")


def in_general(words):
    """Feedback without the value of the one who got it, so that equal mistakes read the same.

    >>> in_general("0.71 is what the watch showed.")
    'That is what the watch showed.'
    >>> in_general("You gave 3 and 8. You left out every rare line.")
    'You left out every rare line.'
    """
    words = _YOU_GAVE.sub("", words.replace(FOLLOWED, "").strip())
    words = _SEEN.sub("That ", words, count=1)
    return _NUMBER.sub("…", words)


def gather(root, assignment):
    """The Report of an assignment, from the gradebook, the autograded notebooks and the submitted files."""
    from nbgrader.api import Gradebook, MissingEntry

    root = Path(root)
    check_assignment(root, assignment)
    app = application(root)
    title, names = titles(root, assignment)
    submitted = students_with(root, assignment)
    known = {
        folder.name
        for folder in root.glob("submitted/*")
        if folder.is_dir() and not folder.name.startswith(".")
    }
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        known |= {student.id for student in gradebook.students}
        try:
            cells = _cells(gradebook.find_assignment(assignment))
        except MissingEntry:
            cells = {}
        rows = [_row(root, assignment, student, gradebook) for student in submitted]
    if not cells:
        raise Problem(
            f"the gradebook knows nothing of {assignment} yet",
            file=root / "gradebook",
            remedy=f"grade first: shopfloor grade {assignment}",
        )
    order = [name for name in names if name in cells] + [name for name in cells if name not in names]
    parts = [
        PartSummary(
            name, names.get(name, name), *cells[name], [row.marks[name] for row in rows if name in row.marks]
        )
        for name in order
    ]
    made = f"{datetime.now():%Y-%m-%d %H:%M}"
    missing = not_handed_in(root, assignment, known)
    return Report(assignment, title, course_code(root, assignment), made, rows, missing, parts)


def _cells(assignment):
    """``{grade_id: (points, marked by hand)}``"""
    return {
        cell.name: (float(cell.max_score), cell.name in {one.name for one in notebook.solution_cells})
        for notebook in assignment.notebooks
        for cell in (*notebook.grade_cells, *notebook.task_cells)
    }


def _row(root, assignment, student, gradebook):
    from nbgrader.api import MissingEntry

    row = Row(student)
    nb = graded_notebook(root, assignment, student)
    said = {}
    if nb is not None:
        notes = record.notes_of(nb)
        row.made_with, row.repairs = notes.get("made_with") or "", list(notes.get("repairs", []))
        said = {grade_id(cell): record.cell_notes(cell) for cell in nb.cells}
        if notes.get("fingerprint") != fingerprint(
            notebook_path(root, assignment, student), root, assignment
        ):
            row.trouble = NEWER
    broken = unreadable(notebook_path(root, assignment, student))
    if broken:
        row.trouble = broken
    elif nb is None:
        row.trouble = NOT_GRADED
    if nb is None:
        return row
    try:
        found = gradebook.find_submission(assignment, student)
    except MissingEntry:
        row.trouble = row.trouble or NOT_GRADED
        return row
    for notebook in found.notebooks:
        for grade in notebook.grades:
            unread = grade.manual_score is None and grade.auto_score is None
            # nbgrader asks for another look when something was graded again that a person had marked.
            row.review = row.review or (grade.manual_score is not None and bool(grade.needs_manual_grade))
            notes = said.get(grade.name, {})
            row.marks[grade.name] = Mark(
                None if unread else float(grade.score),
                float(grade.max_score),
                notes.get("outcome", ""),
                notes.get("words", ""),
            )
    return row


def as_csv(report):
    """The report's numbers as CSV text: one row per student, also those who have not handed in."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(
        [
            "student",
            "status",
            "score",
            "points",
            *(part.grade_id for part in report.parts),
            "made_with",
            "repairs",
        ]
    )
    for row in report.rows:
        marks = [
            row.marks[part.grade_id].score if part.grade_id in row.marks else None for part in report.parts
        ]
        status = row.trouble or ("waits for marks by hand" if row.unread else "graded")
        cells = [row.student, status, row.score, report.most, *marks, row.made_with, " ".join(row.repairs)]
        table.writerow([_cell(value) for value in cells])
    for student in report.missing:
        table.writerow([_cell(student), "not handed in", "", report.most, *[""] * (len(report.parts) + 2)])
    return text.getvalue()


def _cell(value):
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return f"'{value}"
    return "" if value is None else value


def as_page(report):
    """The report as one HTML page that asks for nothing else."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(str(TEMPLATES)), autoescape=True, trim_blocks=True)
    environment.filters["plain"] = lambda number: f"{number:.4g}" if number is not None else ""
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    return environment.get_template("report.html.j2").render(report=report, css=css)


def write_report(root, assignment):
    """Write ``report/<assignment>.html`` and ``.csv`` and return both paths."""
    report = gather(root, assignment)
    folder = Path(root, "report")
    page, table = folder / f"{assignment}.html", folder / f"{assignment}.csv"
    try:
        write_whole(page, as_page(report).encode("utf-8"))
        write_whole(table, as_csv(report).encode("utf-8-sig"))
    except OSError as error:
        stop_if_no_room(error, folder)
        raise
    return page, table
