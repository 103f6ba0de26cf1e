"""A gradebook in memory that one process grades into: nbgrader's own tables, with one assignment and one student.

nbgrader opens, asks and writes its gradebook dozens of times a submission, and what it asks for takes longer the
more students there are. Here it finds the assignment and the one student that it works on, whatever the size of the
class; the rows that it leaves behind go to the real gradebook together with others' (see `writer`).
"""

from dataclasses import dataclass, field


@dataclass
class Rows:
    """What grading one submission left in the gradebook, as dictionaries by column name.

    ``student`` and ``submission`` are None where nbgrader got no further.
    """

    assignment: str
    student: dict | None = None
    submission: dict | None = None
    notebooks: list = field(default_factory=list)
    grades: list = field(default_factory=list)
    comments: list = field(default_factory=list)


class PrivateGradebook:
    """The assignment's cells, copied once from the course's gradebook at ``db_url``."""

    def __init__(self, db_url, assignment):
        from nbgrader import api
        from sqlalchemy import create_engine, select
        from sqlalchemy.pool import StaticPool

        self.assignment = assignment
        self.real = create_engine(db_url)
        self.engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
        # nbgrader disposes of the engine whenever it closes the gradebook: here the tables would be gone with it.
        self._dispose, self.engine.dispose = self.engine.dispose, lambda: None
        api.Base.metadata.create_all(self.engine)
        with self.real.connect() as real, self.engine.begin() as ours:
            found = (
                real.execute(
                    select(api.Assignment.__table__).where(api.Assignment.__table__.c.name == assignment)
                )
                .mappings()
                .one()
            )
            _put(ours, api.Course, real.execute(select(api.Course.__table__)).mappings())
            _put(ours, api.Assignment, [found])
            notebooks = _rows(real, api.Notebook, assignment_id=[found["id"]])
            _put(ours, api.Notebook, notebooks)
            ids = [row["id"] for row in notebooks]
            cells = _rows(real, api.BaseCell, notebook_id=ids)
            _put(ours, api.BaseCell, cells)
            _put(ours, api.SourceCell, _rows(real, api.SourceCell, notebook_id=ids))
            for kind in (api.GradeCell, api.SolutionCell, api.TaskCell):
                _put(ours, kind, _rows(real, kind, id=[row["id"] for row in cells]))
        self.assignment_id, self.notebook_ids = found["id"], ids
        self.names = {row["id"]: row["name"] for row in cells}
        self.looked_at = set()  # names of the parts that a person has marked, and nobody has to look at again

    def lay_out(self, student):
        """Copy what the real gradebook holds of this student's submission, so that nbgrader goes on from there."""
        from nbgrader import api

        self.clear()
        with self.real.connect() as real, self.engine.begin() as ours:
            _put(ours, api.Student, _rows(real, api.Student, id=[student]))
            submissions = _rows(
                real, api.SubmittedAssignment, assignment_id=[self.assignment_id], student_id=[student]
            )
            _put(ours, api.SubmittedAssignment, submissions)
            if submissions:
                # By the columns of the tables' own indexes: without them each row of the class is looked at.
                notebooks = _rows(
                    real,
                    api.SubmittedNotebook,
                    notebook_id=self.notebook_ids,
                    assignment_id=[submissions[0]["id"]],
                )
                ids = [row["id"] for row in notebooks]
                _put(ours, api.SubmittedNotebook, notebooks)
                grades, comments = (
                    _rows(real, kind, cell_id=list(self.names), notebook_id=ids)
                    for kind in (api.Grade, api.Comment)
                )
                _put(ours, api.Grade, grades)
                _put(ours, api.Comment, comments)
                self.looked_at = {
                    self.names[row["cell_id"]]
                    for row in grades
                    if row["manual_score"] is not None and not row["needs_manual_grade"]
                }

    def need_no_look(self, names):
        """Of these parts, those that nobody had to look at before need no look now either."""
        from nbgrader import api
        from sqlalchemy import update

        cells = [number for number, name in self.names.items() if name in names & self.looked_at]
        if cells:
            table = api.Grade.__table__
            with self.engine.begin() as ours:
                ours.execute(update(table).where(table.c.cell_id.in_(cells)).values(needs_manual_grade=False))

    def take(self):
        """The Rows of the one submission."""
        from nbgrader import api

        with self.engine.connect() as ours:
            student = _rows(ours, api.Student)
            submission = _rows(ours, api.SubmittedAssignment)
            return Rows(
                self.assignment,
                student[0] if student else None,
                submission[0] if submission else None,
                _rows(ours, api.SubmittedNotebook),
                _rows(ours, api.Grade),
                _rows(ours, api.Comment),
            )

    def clear(self):
        """Forget the student."""
        from nbgrader import api
        from sqlalchemy import delete

        self.looked_at = set()
        with self.engine.begin() as ours:
            for kind in (
                api.Comment,
                api.Grade,
                api.SubmittedNotebook,
                api.SubmittedAssignment,
                api.Student,
            ):
                ours.execute(delete(kind.__table__))

    def close(self):
        self.real.dispose()
        self._dispose()


def _rows(connection, model, **wanted):
    """The rows of a model's own table whose columns have one of the wanted values."""
    from sqlalchemy import select

    table = model.__table__
    statement = select(table)
    for name, values in wanted.items():
        statement = statement.where(table.c[name].in_(values))
    return [dict(row) for row in connection.execute(statement).mappings()]


def _put(connection, model, rows):
    rows = [dict(row) for row in rows]
    if rows:
        connection.execute(model.__table__.insert(), rows)
