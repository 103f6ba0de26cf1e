"""``shopfloor collect``: hand-ins from a folder into the course."""

from pathlib import Path
from typing import Annotated

import typer


def collect(
    assignment: Annotated[str, typer.Argument(help="Name of the assignment, such as a05_stopwatch_study.")],
    folder: Annotated[
        Path,
        typer.Argument(
            help="A folder with one sub-folder per student, or with files named after the student."
        ),
    ],
    course: Annotated[
        Path | None,
        typer.Option(
            "--course-dir",
            metavar="DIR",
            help="The course's folder; otherwise the one you are in.",
        ),
    ] = None,
):
    """Copy the newest hand-in of each student into the course. What was there before is kept."""
    from shopfloor.grading.collect import collect as run
    from shopfloor.grading.course import find

    found = run(find(course), assignment, folder)
    for path, reason in found.left:
        typer.echo(f"left: {path}: {reason}.")
    for student in found.older:
        typer.echo(f"left: {student}: a newer hand-in is in the course already.")
    typer.echo(f"{len(found.new)} new, {len(found.newer)} newer than before, {len(found.same)} unchanged.")
    if found.newer:
        typer.echo(f"The earlier versions are kept in {found.kept_in}.")
    if not (found.new or found.newer or found.same or found.older):
        typer.echo("Nothing here could be collected.", err=True)
        raise typer.Exit(1)
