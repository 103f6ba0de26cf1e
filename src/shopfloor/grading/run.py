"""Grading a class: each submission through nbgrader's own Autograde, none stopping the rest."""

import json
import os
import warnings
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from shopfloor.grading import ahead, quick_jsonschema, record  # noqa: F401
from shopfloor.grading.course import (
    application,
    check_assignment,
    feedback_pages,
    students_with,
    submission_folder,
)
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.fingerprint import fingerprint
from shopfloor.grading.keys import load_keys
from shopfloor.grading.lab import make_ready
from shopfloor.grading.marking import check_complete
from shopfloor.grading.nbgrader_course import gradebook_file
from shopfloor.grading.other_notebook import is_another_notebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.quicker import quicker
from shopfloor.grading.room import stop_if_no_room
from shopfloor.grading.sandbox import bubble, visit
from shopfloor.grading.workers import Died, get_ready, how_many, spread

GRADED, UNCHANGED, FAILED = "graded", "unchanged", "failed"
MOST_BYTES = 50_000_000  # of a submitted notebook


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
    error: str = ""


def grade(
    root,
    assignment,
    students=None,
    force=False,
    progress=None,
    say=None,
    *,
    workers=1,
    sandbox=None,
    cluster=None,
):
    """Grade the submissions of an assignment and return a Result for each, in the order of the ids.

    What was graded before and has not changed since (the notebook, the key, the course code, the source) is
    left alone unless ``force``. ``progress(done, total, result)`` is called after each, ``say(line)`` with
    remarks. ``workers`` processes grade side by side (None: one for each core). ``sandbox=False`` lets student
    work run with the rights of this process; None takes what nbgrader_config.py says. With ``cluster`` (a Dask
    scheduler's address, or "local") the workers are those of the cluster. A Problem is raised if
    nothing can be graded at all; a full disk stops the run where it is.
    """
    root = Path(root)
    check_assignment(root, assignment)
    app = application(root)
    students = chosen(root, assignment, students)
    most_points = _registered(root, assignment, app, say)
    if any(most_points.values()):
        check_complete(load_keys(root, assignment), most_points, root)
    if sandbox is None:
        sandbox = app.config.ExecuteAs.get("sandbox", True)
    if sandbox and (reason := bubble.missing()):
        raise Problem(reason, remedy=bubble.ACCEPT)
    work = partial(_graded, root, assignment, force)
    results = {}
    if cluster:
        each = _by_cluster(work, students, cluster, root, sandbox, app, say)
    else:
        each = _each(work, students, how_many(len(students), workers), root, sandbox)
    for student, result in each:
        if isinstance(result, Died):
            result = Result(student, FAILED, error="the process that graded it died, twice")
        results[student] = result
        if progress:
            progress(len(results), len(students), result)
    return [results[student] for student in students]


def _each(work, students, workers, root, sandbox):
    """``(student, Result)`` one by one, by this process or by several."""
    if workers > 1:
        get_ready(ahead.PRELOAD)
        if sandbox:
            visit.warm().start()
        setup = partial(_set_up, root, sandbox, visit.warm().door if sandbox else None)
        yield from spread(work, students, workers, setup)
        return
    with quicker():
        _app.clear()
        _set_up(root, sandbox)
        try:
            for student in students:
                yield student, work(student)
        finally:
            _app.clear()


def _by_cluster(work, students, address, root, sandbox, app, say):
    from shopfloor.grading.cluster import LOCAL, spread_over

    if address != LOCAL and say and gradebook_file(app.coursedir.db_url):
        say(
            "The gradebook is an SQLite file: that is safe while all workers are on one machine. "
            "For more, see shopfloor move-gradebook."
        )
    yield from spread_over(address, work, students, partial(_set_up_alone, root, sandbox), say)


# The nbgrader application of this process while it grades, and what a worker keeps open until it ends.
_app = {}
_open = ExitStack()


def _set_up(root, sandbox, door=None):
    """Make this process ready to grade the submissions of a course."""
    app = application(root)
    app.config.ExecuteAs.sandbox = sandbox
    _app[root] = app
    if door:
        visit.lead_to(door)
        _open.enter_context(quicker())


def _set_up_alone(root, sandbox):
    """The same in a process that nobody looks after: it starts a sandbox of its own."""
    _set_up(root, sandbox)
    _open.enter_context(quicker())


def _graded(root, assignment, force, student):
    """The Result of one student's submission."""
    from nbgrader.api import Gradebook

    app = _app[root]
    before = _scores(Gradebook, app, root, assignment, student)
    if not force and before and _unchanged(root, assignment, student):
        return before
    return _grade_one(app, root, assignment, student, before)


def chosen(root, assignment, students=None):
    """The ids whose submissions are there: all of them, or those asked for; a Problem if there are none."""
    there = students_with(root, assignment)
    folder = Path(root, "submitted")
    if not there:
        raise Problem(
            f"nobody has handed in {assignment} yet",
            file=folder,
            remedy=f"collect first: shopfloor collect {assignment} FOLDER",
        )
    missing = sorted(set(students or ()) - set(there))
    if missing:
        raise Problem(f"there is no submission of {', '.join(missing)}", file=folder, remedy="check the id")
    return [student for student in there if not students or student in students]


def _registered(root, assignment, app, say):
    """``{grade_id: points}`` of the autograded cells; the gradebook gets the assignment if it lacks it."""
    from nbgrader.api import Gradebook, MissingEntry

    def points():
        with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
            found = gradebook.find_assignment(assignment)
            if not found.notebooks:
                raise MissingEntry(assignment)
            return {
                cell.name: float(cell.max_score)
                for notebook in found.notebooks
                for cell in notebook.grade_cells
                if cell.name not in {solution.name for solution in notebook.solution_cells}
            }

    try:
        file = gradebook_file(app.coursedir.db_url)
        if file is not None and not file.is_file():
            raise MissingEntry(assignment)
        return points()
    except MissingEntry:
        for line in make_ready(CourseFolder(root.parent)):
            if say:
                say(line)
        return points()


def notebook_path(root, assignment, student, step="submitted"):
    """Where a student's notebook lies at one of nbgrader's steps."""
    return submission_folder(root, student, assignment, step) / f"{assignment}.ipynb"


def unreadable(path):
    """Why a submitted file cannot be read as a notebook, in words; an empty text if it can."""
    import nbformat

    path = Path(path)
    if not path.is_file():
        others = sorted(other.name for other in path.parent.glob("*.ipynb"))
        found = f", only {', '.join(others)}" if others else ""
        return f"there is no notebook called {path.name}{found}"
    if path.stat().st_size > MOST_BYTES:
        return (
            f"the notebook has {path.stat().st_size / 1e6:,.0f} MB, and more than {MOST_BYTES / 1e6:.0f} MB are not "
            "read: in JupyterLab choose Edit, Clear Outputs of All Cells, save, and hand it in again"
        )
    content = path.read_bytes()
    if not content.strip():
        return "the notebook is empty (0 bytes of work)"
    if content.startswith(b"PK"):
        return "the file is a zip or Word document, not a notebook"
    try:
        nbformat.reads(content.decode("utf-8"), as_version=4)
    except UnicodeDecodeError:
        return "the notebook is not UTF-8 text"
    except (nbformat.reader.NotJSONError, json.JSONDecodeError) as error:
        cause = error.__cause__ or error.__context__ or error
        line = f" (line {cause.lineno})" if isinstance(cause, json.JSONDecodeError) else ""
        return f"the notebook is broken: it is not valid JSON{line}"
    except Exception as error:
        return f"the notebook cannot be read ({type(error).__name__})"
    return ""


def _unchanged(root, assignment, student):
    noted = graded_notes(root, assignment, student).get("fingerprint")
    return noted is not None and noted == fingerprint(
        notebook_path(root, assignment, student), root, assignment
    )


def graded_notebook(root, assignment, student):
    """The autograded notebook, or None."""
    import nbformat

    path = notebook_path(root, assignment, student, "autograded")
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError):
        return None


def graded_notes(root, assignment, student):
    """What grading noted about the student's notebook (see record), or an empty dictionary."""
    nb = graded_notebook(root, assignment, student)
    return record.notes_of(nb) if nb else {}


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
    return result


def _grade_one(app, root, assignment, student, before):
    from nbgrader.api import Gradebook

    path = notebook_path(root, assignment, student)
    reason = unreadable(path)
    if not reason and is_another_notebook(path, root, assignment):
        reason = f"this is a notebook, but not {assignment}"
    if not reason:
        reason = _convert(_remembering("Autograde"), app, root, assignment, student, "autograded")
    if not reason:
        result = _scores(Gradebook, app, root, assignment, student)
        if result:
            result.status = GRADED
            return result
        reason = "the gradebook has no marks for it after grading"
    if before:
        reason += "; the marks of the version graded before stand"
    return Result(student, FAILED, error=reason)


def _remembering(name):
    """nbgrader's converter of that name, but what stops a submission is kept and not only logged."""
    from nbgrader import converters

    class Remembering(getattr(converters, name)):
        trouble = None

        def init_assignment(self, assignment_id, student_id):
            with self.remembered():
                super().init_assignment(assignment_id, student_id)

        def convert_single_notebook(self, notebook_filename):
            with self.remembered():
                super().convert_single_notebook(notebook_filename)

        @contextmanager
        def remembered(self):
            try:
                yield
            except Exception as error:
                self.trouble = error
                raise

    return Remembering


def _convert(converter_class, app, root, assignment, student, step):
    """Put one student's work through a converter; the words of what stopped it, or an empty text.

    What the converter wrote before is set aside, and comes back if it does not succeed.
    """
    import glob

    from nbgrader.converters import NbGraderException

    # nbgrader opens its gradebook in a way that SQLAlchemy 2 has remarks about; nobody here can act on them.
    warnings.filterwarnings("ignore", message="Object of type .* not in session")
    course = app.coursedir
    course.assignment_id, course.student_id = assignment, glob.escape(student)
    converter = converter_class(coursedir=course, parent=app)
    converter.force = True
    try:
        with set_aside(submission_folder(root, student, assignment, step)):
            converter.start()
    except NbGraderException as error:
        trouble = converter.trouble or error
        stop_if_no_room(trouble, Path(root, step))
        if isinstance(trouble, Problem):
            return str(trouble).rstrip(".")
        return f"it stopped with {type(trouble).__name__}: {' '.join(str(trouble).split())[:300]}"
    except OSError as error:
        stop_if_no_room(error, Path(root, step))
        raise
    finally:
        os.environ.pop("NBGRADER_EXECUTION", None)
    return ""


@contextmanager
def set_aside(folder):
    """Move a folder out of the way; back again if what follows fails, removed if it succeeds."""
    from nbgrader.utils import rmtree

    folder = Path(folder)
    aside = folder.with_name(f".{folder.name}.before")
    if aside.exists():  # a run was ended in between
        if folder.exists():
            rmtree(str(folder))
        os.replace(aside, folder)
    had = folder.exists()
    if had:
        os.replace(folder, aside)
    try:
        yield
    except BaseException:
        if had:
            if folder.exists():
                rmtree(str(folder))
            os.replace(aside, folder)
        raise
    if had:
        rmtree(str(aside))


def make_feedback(root, assignment, students=None, progress=None):
    """Write the feedback pages; ``(paths, {student: why not})``."""
    root = Path(root)
    check_assignment(root, assignment)
    app = application(root)
    there = students_with(root, assignment, "autograded")
    if not there:
        raise Problem(
            f"nothing of {assignment} is graded yet",
            file=root / "autograded",
            remedy=f"grade first: shopfloor grade {assignment}",
        )
    missing = sorted(set(students or ()) - set(there))
    if missing:
        raise Problem(
            f"nothing graded of {', '.join(missing)}", file=root / "autograded", remedy="check the id"
        )
    wanted = [student for student in there if not students or student in students]
    paths, failed = [], {}
    for done, student in enumerate(wanted, 1):
        reason = _convert(_remembering("GenerateFeedback"), app, root, assignment, student, "feedback")
        if reason:
            failed[student] = reason
        else:
            paths += feedback_pages(root, student, assignment)
        if progress:
            progress(done, len(wanted), student)
    return paths, failed
