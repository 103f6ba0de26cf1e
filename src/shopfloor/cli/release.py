"""``shopfloor release``: what students receive."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.grading.course_folder import find_instructors_course


def release(
    assignment: Annotated[
        str | None,
        typer.Argument(help="As in instructor/source; left out: every assignment."),
    ] = None,
    course_code: Annotated[
        str | None,
        typer.Option("--course", metavar="CODE", help="A new public course code: new data for a new term."),
    ] = None,
    student_copy: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write the course without instructor/, for students, into a new folder."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Even if students have handed in already.")] = False,
):
    """Have nbgrader write what students receive into assignments/, or write the students' copy."""
    course = find_instructors_course()
    # Asked only for the copy, releasing is not wanted: it could change what students have.
    if assignment or course_code is not None or student_copy is None:
        from shopfloor.grading.release import release as write

        for line in write(course, [assignment] if assignment else [], code=course_code, force=force):
            typer.echo(line)

        from shopfloor.grading.guides import write_guides

        for path in write_guides(course):
            typer.echo(f"{course.named(path)}: collected from the lesson's notes and the key.")

        from shopfloor.grading.glossary import write_glossary

        if path := write_glossary(course):
            typer.echo(f"{course.named(path)}: collected from the lessons' terms.")
    if student_copy is not None:
        from shopfloor.grading.student_copy import write_student_copy

        count = write_student_copy(course, student_copy)
        typer.echo(
            f"The course for students, {count} files, is in {student_copy}. No solution or key is in it."
        )
