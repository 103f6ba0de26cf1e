"""``shopfloor collect``: hand-ins from a folder into the course."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import Assignment, CourseDir

MOST_LINES = 20


def collect(
    assignment: Assignment,
    folder: Annotated[
        Path,
        typer.Argument(
            help="A folder with one sub-folder per student, or with files named after the student."
        ),
    ],
    course: CourseDir = None,
):
    """Copy the newest hand-in of each student into the course. What was there before is kept."""
    from shopfloor.grading.collect import collect as run
    from shopfloor.grading.collect import not_on_the_list
    from shopfloor.grading.course import find

    root = find(course)
    found = run(root, assignment, folder)
    for path, reason in found.left[:MOST_LINES]:
        typer.echo(f"left: {path}: {reason}.")
    if len(found.left) > MOST_LINES:
        typer.echo(f"left: {len(found.left) - MOST_LINES} more files.")
    for student in found.older:
        typer.echo(f"left: {student}: a newer hand-in is in the course already.")
    for words, students in (("new", found.new), ("newer than before", found.newer)):
        if students:
            typer.echo(f"{words}: {', '.join(students)}.")
    strangers = not_on_the_list(root, found.new)
    if strangers:
        typer.echo(f"not on the class list, so look whether these are ids: {', '.join(strangers)}.")
    typer.echo(f"{len(found.new)} new, {len(found.newer)} newer than before, {len(found.same)} unchanged.")
    if found.newer:
        typer.echo(f"The earlier versions are kept in {found.kept_in}.")
    if not (found.new or found.newer or found.same or found.older):
        typer.echo("Nothing here could be collected.", err=True)
        raise typer.Exit(1)
