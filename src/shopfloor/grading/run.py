"""Grading a class: each submission through nbgrader's own Autograde, none stopping the rest."""

import uuid
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from shopfloor.grading.ahead import PRELOAD
from shopfloor.grading.convert import convert, remembering
from shopfloor.grading.course import application, check_assignment, feedback_pages, students_with
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.graded_files import unwritten_mark
from shopfloor.grading.keys import load_keys
from shopfloor.grading.lab import make_ready
from shopfloor.grading.marking import check_complete
from shopfloor.grading.nbgrader_course import gradebook_file
from shopfloor.grading.one_submission import (
    FAILED,
    Piece,
    Result,
    apps,
    forget_private,
    graded,
    set_up,
    set_up_alone,
)
from shopfloor.grading.problem import Problem
from shopfloor.grading.quicker import quicker
from shopfloor.grading.room import stop_if_no_room
from shopfloor.grading.sandbox import bubble, visit
from shopfloor.grading.standing import standings
from shopfloor.grading.workers import Died, get_ready, how_many, spread
from shopfloor.grading.writer import Writer


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
    work = partial(graded, root, assignment, force, uuid.uuid4().hex)
    standing = standings(app.coursedir.db_url, assignment)
    pieces = [Piece(student, standing.get(student)) for student in students]
    if cluster:
        each = _by_cluster(work, pieces, cluster, root, sandbox, app, say)
    else:
        each = _each(work, pieces, how_many(len(students), workers), root, sandbox)
    results, come = {}, {}

    def written(student):
        unwritten_mark(root, assignment, student).unlink(missing_ok=True)
        results[student] = come.pop(student)
        if progress:
            progress(len(results), len(students), results[student])

    writer = Writer(app.coursedir.db_url, written)
    with closing(writer), closing(each):
        for piece, found in each:
            if isinstance(found, Died):
                found = Result(piece.student, FAILED, error="the process that graded it died, twice"), None
            come[piece.student], rows = found
            with _room_for(root):
                writer.add(piece.student, rows)
        with _room_for(root):
            writer.write()
    return [results[student] for student in students]


@contextmanager
def _room_for(root):
    """A full disk is told in words; whatever else the database says comes out as it is."""
    from sqlalchemy.exc import OperationalError

    try:
        yield
    except OperationalError as error:
        stop_if_no_room(error, Path(root, "gradebook"))
        raise


def _each(work, pieces, workers, root, sandbox):
    """``(piece, (Result, Rows))`` one by one, by this process or by several."""
    if workers > 1:
        get_ready(PRELOAD)
        if sandbox:
            visit.warm().start()
        setup = partial(set_up, root, sandbox, visit.warm().door if sandbox else None)
        yield from spread(work, pieces, workers, setup)
        return
    with quicker() as instead:
        apps.clear()
        set_up(root, sandbox, instead=instead)
        try:
            for piece in pieces:
                yield piece, work(piece)
        finally:
            apps.clear()
            forget_private()


def _by_cluster(work, pieces, address, root, sandbox, app, say):
    from shopfloor.grading.cluster import LOCAL, spread_over

    if address != LOCAL and say and gradebook_file(app.coursedir.db_url):
        say(
            "The gradebook is an SQLite file: that is safe while all workers are on one machine. "
            "For more, see shopfloor move-gradebook."
        )
    yield from spread_over(address, work, pieces, partial(set_up_alone, root, sandbox), say)


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
        reason = convert(remembering("GenerateFeedback"), app, root, assignment, student, "feedback")
        if reason:
            failed[student] = reason
        else:
            paths += feedback_pages(root, student, assignment)
        if progress:
            progress(done, len(wanted), student)
    return paths, failed
