"""The one that writes into the course's gradebook while a class is graded: in batches, each as a whole or not at all.

Workers grade into gradebooks of their own (`private_gradebook`) and hand their rows over. What a person has written
meanwhile (marks by hand, extra credit, comments, extensions, names) is never touched: only what nbgrader's autograder
writes is updated.
"""

import time

from shopfloor.grading.private_gradebook import _rows

BATCH = 50
SECONDS = 1.0
"""A batch is written when it has BATCH submissions, or its first has waited so long."""


class Writer:
    """Writes ``Rows`` into the gradebook at ``db_url``; ``written(piece)`` is called for each once it is there."""

    def __init__(self, db_url, written, batch=BATCH, seconds=SECONDS):
        from sqlalchemy import create_engine

        self._engine = create_engine(db_url)
        self._written, self._batch, self._seconds = written, batch, seconds
        self._waiting, self._since = [], None

    def add(self, piece, rows):
        """Take the rows of one submission (None: there are none); the batch may be written now."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((piece, rows))
        if len(self._waiting) >= self._batch or time.monotonic() - self._since >= self._seconds:
            self.write()

    def write(self):
        """Write what waits, in one transaction."""
        if not self._waiting:
            return
        found = [rows for _, rows in self._waiting if rows is not None and rows.submission]
        if found:
            with self._engine.begin() as connection:
                write_rows(connection, found)
        done, self._waiting = self._waiting, []
        for piece, _ in done:
            self._written(piece)

    def close(self):
        self._engine.dispose()


def write_rows(connection, batch):
    """Insert or update the rows of several submissions of one assignment, whatever their ids are in here."""
    from nbgrader import api

    # A notebook and a cell have the same id in both gradebooks; a student's rows may not, if somebody else graded
    # the same submission in between: so they are found by what they belong to.
    students = [rows.student for rows in batch if rows.student]
    _insert(connection, api.Student, _missing(connection, api.Student, students, ("id",)))

    submissions = [rows.submission for rows in batch]
    there = _there(connection, api.SubmittedAssignment, submissions, ("assignment_id", "student_id"))
    here = _merge(connection, api.SubmittedAssignment, submissions, there, ("timestamp",))

    notebooks = [
        row | {"assignment_id": here[row["assignment_id"]]} for rows in batch for row in rows.notebooks
    ]
    there = _there(connection, api.SubmittedNotebook, notebooks, ("notebook_id", "assignment_id"))
    here = _merge(connection, api.SubmittedNotebook, notebooks, there, ("late_submission_penalty",))

    grades = [row | {"notebook_id": here[row["notebook_id"]]} for rows in batch for row in rows.grades]
    there = _there(connection, api.Grade, grades, ("cell_id", "notebook_id"))
    for row in grades:
        found = there.get((row["cell_id"], row["notebook_id"]))
        if found and found["manual_score"] is not None and row["manual_score"] is None:
            row["needs_manual_grade"] = True  # marked by hand since: nbgrader asks for another look
    _merge(connection, api.Grade, grades, there, ("auto_score", "needs_manual_grade"))

    comments = [row | {"notebook_id": here[row["notebook_id"]]} for rows in batch for row in rows.comments]
    there = _there(connection, api.Comment, comments, ("cell_id", "notebook_id"))
    _merge(connection, api.Comment, comments, there, ("auto_comment",))


def _there(connection, model, rows, keys):
    """``{key: row}`` of the rows that the gradebook holds already."""
    wanted = {name: sorted({row[name] for row in rows}) for name in keys}
    if not rows:
        return {}
    found = _rows(connection, model, **wanted)
    return {tuple(row[name] for name in keys): row for row in found} | {None: keys}


def _missing(connection, model, rows, keys):
    there = _there(connection, model, rows, keys)
    return [row for row in rows if tuple(row[name] for name in keys) not in there]


def _merge(connection, model, rows, there, automatic):
    """Insert what is new, update the ``automatic`` columns of the rest; ``{id in the batch: id in the gradebook}``."""
    from sqlalchemy import bindparam, update

    if not rows:
        return {}
    keys, table = there[None], model.__table__
    new, changed, ids = [], [], {}
    for row in rows:
        found = there.get(tuple(row[name] for name in keys))
        ids[row["id"]] = found["id"] if found else row["id"]
        if not found:
            new.append(row)
        elif any(found[name] != row[name] for name in automatic):
            changed.append({"there": found["id"]} | {f"new_{name}": row[name] for name in automatic})
    _insert(connection, model, new)
    if changed:
        values = {name: bindparam(f"new_{name}") for name in automatic}
        connection.execute(update(table).where(table.c.id == bindparam("there")).values(values), changed)
    return ids


def _insert(connection, model, rows):
    if rows:
        connection.execute(model.__table__.insert(), rows)
