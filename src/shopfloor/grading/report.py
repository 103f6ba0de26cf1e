"""The report: one page about an assignment for the instructor, and the same numbers as a CSV file."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from shopfloor.grading import record
from shopfloor.grading.base import grade_id
from shopfloor.grading.class_ratings import class_ratings
from shopfloor.grading.class_results import Mark, PartSummary, Report, Row
from shopfloor.grading.collect import not_handed_in
from shopfloor.grading.course import application, check_assignment, course_code, students_with
from shopfloor.grading.fingerprint import fingerprint
from shopfloor.grading.graded_files import graded_notebook, notebook_path, unreadable
from shopfloor.grading.keys import load_keys
from shopfloor.grading.lateness import called_late
from shopfloor.grading.look_alikes import look_alikes
from shopfloor.grading.own_work import given_sources, own_work
from shopfloor.grading.problem import Problem
from shopfloor.grading.report_page import as_page
from shopfloor.grading.report_table import as_csv
from shopfloor.grading.room import stop_if_no_room
from shopfloor.grading.titles import titles
from shopfloor.grading.whole_files import write_whole

__all__ = ["as_csv", "as_page", "gather", "write_report"]

NOT_GRADED, NEWER = "could not be graded", "the hand-in or the key changed since it was graded"


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


def gather(root, assignment):
    """The Report of an assignment, from the gradebook, the autograded notebooks and the submitted files."""
    from nbgrader.api import Gradebook, MissingEntry

    root = Path(root)
    check_assignment(root, assignment)
    app = application(root)
    title, names = titles(root, assignment)
    names = _told_apart(names)
    given, course, keys = _given(root, assignment), course_code(root, assignment), _keys(root, assignment)
    known = {
        folder.name
        for folder in root.glob("submitted/*")
        if folder.is_dir() and not folder.name.startswith(".")
    }
    cells, due, rows, works = {}, "", [], []
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        known |= {student.id for student in gradebook.students}
        try:
            found = gradebook.find_assignment(assignment)
            cells, due = _cells(found), f"{found.duedate:%Y-%m-%d %H:%M} UTC" if found.duedate else ""
        except MissingEntry:
            pass
        for student in students_with(root, assignment):
            nb = graded_notebook(root, assignment, student)
            rows.append(_row(root, assignment, student, gradebook, nb))
            if nb is not None:
                works.append(own_work(student, nb, given, _submitted(root, assignment, student)))
    if not cells:
        raise Problem(
            f"the gradebook knows nothing of {assignment} yet",
            file=root / "gradebook",
            remedy=f"grade first: shopfloor grade {assignment}",
        )
    called = called_late(root, assignment)
    for row in rows:
        row.called_late = row.student in called
    rubric = keys.rubric if keys else {}
    order = [name for name in names if name in cells] + [name for name in cells if name not in names]
    parts = [
        PartSummary(
            name,
            names.get(name, name),
            *cells[name],
            [row.marks[name] for row in rows if name in row.marks],
            rubric.get(name, {}),
        )
        for name in order
    ]
    return Report(
        assignment,
        title,
        course,
        f"{datetime.now():%Y-%m-%d %H:%M}",
        rows,
        not_handed_in(root, assignment, known),
        parts,
        due,
        class_ratings(works, keys, course, names),
        look_alikes(works, given),
    )


def _told_apart(names):
    """The titles, with the answer's name behind those that two answers share.

    >>> _told_apart({"a06_cost": "Part 5", "a06_per_hour": "Part 5", "a06_note": "Part 6"})
    {'a06_cost': 'Part 5 (cost)', 'a06_per_hour': 'Part 5 (per hour)', 'a06_note': 'Part 6'}
    """
    often = Counter(names.values())
    return {
        name: f"{title} ({name.partition('_')[2].replace('_', ' ')})" if often[title] > 1 else title
        for name, title in names.items()
    }


def _cells(assignment):
    """``{grade_id: (points, marked by hand)}``"""
    return {
        cell.name: (float(cell.max_score), cell.name in {one.name for one in notebook.solution_cells})
        for notebook in assignment.notebooks
        for cell in (*notebook.grade_cells, *notebook.task_cells)
    }


def _keys(root, assignment):
    """The assignment's keys; None where it has none, as a class that is marked by hand alone."""
    try:
        return load_keys(root, assignment)
    except Problem:
        return None


def _given(root, assignment):
    """What everybody had before them: the cells of the assignment and of its lesson."""
    import nbformat

    lessons = sorted(Path(root).parent.glob(f"notebooks/{assignment[1:3]}_*.ipynb"))
    given = []
    for path in (Path(root, "source", assignment, f"{assignment}.ipynb"), *lessons):
        try:
            given += given_sources(nbformat.read(path, as_version=4))
        except (OSError, ValueError, KeyError, nbformat.reader.NotJSONError):
            continue
    return given


def _submitted(root, assignment, student):
    """Reads the notebook as it was handed in, when it is called; None if it cannot be read."""

    def read():
        import nbformat

        path = notebook_path(root, assignment, student)
        return None if unreadable(path) else nbformat.read(path, as_version=4)

    return read


def _row(root, assignment, student, gradebook, nb):
    from nbgrader.api import MissingEntry

    row = Row(student)
    path = notebook_path(root, assignment, student)
    said = {}
    if nb is not None:
        notes = record.notes_of(nb)
        row.made_with, row.repairs = notes.get("made_with") or "", list(notes.get("repairs", []))
        row.stopped = record.stopped(nb)
        said = {grade_id(cell): record.cell_notes(cell) for cell in nb.cells}
        if notes.get("fingerprint") != fingerprint(path, root, assignment):
            row.trouble = NEWER
    broken = unreadable(path)
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
    row.late_seconds = float(found.total_seconds_late)
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
