"""``shopfloor move-gradebook``: the gradebook of a running course into another database."""

from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir


def move_gradebook(
    address: Annotated[
        str,
        typer.Argument(
            help="The new, empty database, such as postgresql+psycopg://grader@host/shopfloor; no password in it."
        ),
    ],
    course: CourseDir = None,
):
    """Move the gradebook to a database server (or to a file): copied, compared row by row, then in use.

    Make a backup first, and let nobody grade meanwhile.
    """
    from shopfloor.grading.course_folder import find_instructors_course
    from shopfloor.grading.gradebook_move import move_gradebook as run

    found = find_instructors_course(course)
    counts, old = run(found, address)
    typer.echo(
        f"{sum(counts.values())} rows of {len(counts)} tables were copied and compared: {counts['student']} students, "
        f"{counts['submitted_assignment']} hand-ins, {counts['grade']} marks."
    )
    typer.echo("The last line of instructor/nbgrader_config.py says where the gradebook is now.")
    if old:
        typer.echo(f"The old one is kept as {found.named(old)}.")
