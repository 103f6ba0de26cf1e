"""What the gradebook holds of an assignment: asked once for a whole class."""

from typing import NamedTuple


class Standing(NamedTuple):
    """One student's marks: points, points that can be earned, whether a person still has to look."""

    score: float
    most: float
    unread: bool


def standings(db_url, assignment):
    """``{student: Standing}`` of those whose automatic parts all have marks; the others are still to be graded."""
    from nbgrader import api
    from sqlalchemy import create_engine, select
    from sqlalchemy.orm import Session

    grade, cells = api.Grade, api.GradeCell.__table__
    statement = (
        select(
            api.SubmittedAssignment.student_id,
            grade.score,
            grade.max_score,
            grade.needs_manual_grade,
            cells.c.cell_type,
            grade.auto_score,
            grade.manual_score,
        )
        .select_from(grade)
        .join(api.SubmittedNotebook, grade.notebook_id == api.SubmittedNotebook.id)
        .join(api.SubmittedAssignment, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
        .join(api.Assignment, api.SubmittedAssignment.assignment_id == api.Assignment.id)
        .outerjoin(cells, grade.cell_id == cells.c.id)
        .where(api.Assignment.name == assignment)
    )
    found, incomplete = {}, set()
    engine = create_engine(db_url)
    try:
        with Session(engine) as session:
            for student, score, most, unread, kind, automatic, manual in session.execute(statement):
                if kind == "code" and automatic is None and manual is None:
                    incomplete.add(student)
                points, possible, wait = found.get(student, (0.0, 0.0, False))
                found[student] = points + float(score), possible + float(most), wait or bool(unread)
    finally:
        engine.dispose()
    return {student: Standing(*marks) for student, marks in found.items() if student not in incomplete}
