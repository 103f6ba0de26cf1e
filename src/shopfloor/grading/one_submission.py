"""Grading one submission, in whatever process: into a gradebook of its own, whose rows are handed to who writes them."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import NamedTuple

from shopfloor.grading import ahead, quick_jsonschema, record, still_marked  # noqa: F401
from shopfloor.grading.convert import convert, remembering
from shopfloor.grading.course import application
from shopfloor.grading.graded_files import (
    graded_notebook,
    is_unchanged,
    notebook_path,
    unreadable,
    unwritten_mark,
)
from shopfloor.grading.other_notebook import is_another_notebook
from shopfloor.grading.private_gradebook import PrivateGradebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.quicker import quicker
from shopfloor.grading.sandbox import visit
from shopfloor.grading.standing import Standing

GRADED, UNCHANGED, FAILED = "graded", "unchanged", "failed"


@dataclass
class Result:
    """What happened to one student's submission."""

    student: str
    status: str
    score: float | None = None
    most: float | None = None
    unread: bool = False
    repairs: list = field(default_factory=list)
    made_with: str | None = None
    stopped: str = ""
    error: str = ""


class Piece(NamedTuple):
    """One submission to grade: whose, and what the gradebook holds of it (None: nothing complete)."""

    student: str
    before: Standing | None

    def __str__(self):
        return self.student


# The nbgrader application of this process while it grades, the gradebook that it grades into, the engines that nbgrader
# takes in place of others, and what a worker keeps open until it ends.
apps, _private, _instead = {}, {}, {}
_open = ExitStack()


def set_up(root, sandbox, door=None, instead=None):
    """Make this process ready to grade the submissions of a course."""
    global _instead
    app = application(root)
    app.config.ExecuteAs.sandbox = sandbox
    apps[root] = app
    if door:
        visit.lead_to(door)
        instead = _open.enter_context(quicker())
    _instead = instead


def set_up_alone(root, sandbox):
    """The same in a process that nobody looks after: it starts a sandbox of its own."""
    set_up(root, sandbox, instead=_open.enter_context(quicker()))


def graded(root, assignment, force, run, piece):
    """The Result of one student's submission, and the Rows that go to the gradebook (None: nothing changed)."""
    app, student = apps[root], piece.student
    before = _as_before(root, assignment, piece)
    unwritten = unwritten_mark(root, assignment, student)
    if not force and before and not unwritten.exists() and is_unchanged(root, assignment, student):
        return before, None
    private = _private_gradebook(app.coursedir.db_url, assignment, run)
    private.lay_out(student)
    # What was being graded when something stopped is not what a person has seen.
    marked = (
        {} if unwritten.exists() or not private.looked_at else still_marked.texts(root, assignment, student)
    )
    unwritten.parent.mkdir(parents=True, exist_ok=True)
    unwritten.touch()
    try:
        result = _grade_one(app, root, assignment, student, before, private, marked)
    except Problem:  # nothing can go on; what was graded before is in its place again
        unwritten.unlink(missing_ok=True)
        raise
    return result, private.take()


def _private_gradebook(db_url, assignment, run):
    """The gradebook that this process grades into during a run; the next run looks at the assignment anew."""
    if run not in _private:
        forget_private()
        _private[run] = PrivateGradebook(db_url, assignment)
        _instead[db_url] = _private[run].engine
    return _private[run]


def forget_private():
    while _private:
        _private.popitem()[1].close()
    _instead.clear()


def _as_before(root, assignment, piece):
    """The Result that the gradebook and the autograded notebook hold, or None if there is no complete one."""
    if piece.before is None or (nb := graded_notebook(root, assignment, piece.student)) is None:
        return None
    notes = record.notes_of(nb)
    return Result(
        piece.student,
        UNCHANGED,
        *piece.before,
        repairs=list(notes.get("repairs", [])),
        made_with=notes.get("made_with"),
    )


def _scores(gradebook_class, app, root, assignment, student):
    """The Result that the gradebook and the autograded notebook hold, or None if there is no complete one."""
    from nbgrader.api import MissingEntry

    with gradebook_class(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        try:
            found = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return None
        marks = [grade for notebook in found.notebooks for grade in notebook.grades]
        automatic = [mark for mark in marks if mark.cell_type == "code"]
        if any(mark.auto_score is None and mark.manual_score is None for mark in automatic):
            return None
        result = Result(student, UNCHANGED, found.score, found.max_score, bool(found.needs_manual_grade))
    nb = graded_notebook(root, assignment, student)
    if nb is None:
        return None
    notes = record.notes_of(nb)
    result.repairs, result.made_with = list(notes.get("repairs", [])), notes.get("made_with")
    result.stopped = record.stopped(nb)
    return result


def _grade_one(app, root, assignment, student, before, private, marked):
    from nbgrader.api import Gradebook

    path = notebook_path(root, assignment, student)
    reason = unreadable(path)
    if not reason and is_another_notebook(path, root, assignment):
        reason = f"this is a notebook, but not {assignment}"
    if not reason:
        reason = convert(remembering("Autograde"), app, root, assignment, student, "autograded")
    if not reason:
        if marked:
            still_marked.keep(private, marked, still_marked.texts(root, assignment, student))
        result = _scores(Gradebook, app, root, assignment, student)
        if result:
            result.status = GRADED
            return result
        reason = "the gradebook has no marks for it after grading"
    if before:
        reason += "; the marks of the version graded before stand"
    return Result(student, FAILED, error=reason)
