"""``shopfloor export``: marks into the gradebook file of the college's learning platform."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import Assignment, CourseDir

MOST_NAMES = 20


def export(
    assignment: Assignment,
    lms_file: Annotated[
        Path,
        typer.Argument(
            help="The gradebook file or grading worksheet (CSV) that Canvas, Moodle, Blackboard or Brightspace gave."
        ),
    ],
    column: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The assignment's column, if it is not found by its name."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The new file; otherwise beside the given one, its name with -filled."
        ),
    ] = None,
    percent: Annotated[
        bool,
        typer.Option("--percent", help="Scale the marks to the column's points, or to 100 if it has none."),
    ] = False,
    unread: Annotated[
        bool,
        typer.Option(
            "--unread", help="Also work that still waits for a mark by hand, with its marks so far."
        ),
    ] = False,
    course: CourseDir = None,
):
    """Write the marks into a copy of the platform's gradebook file. Nothing else in the file changes."""
    from shopfloor.grading.course import find
    from shopfloor.grading.export import export as run

    found = run(find(course), assignment, lms_file, column, out, percent, unread)
    for words, names in (
        ("not in this file", found.not_in_file),
        ("left as the file has it", [f"{student} ({said})" for student, said in found.decided.items()]),
        ("held another mark before", found.changed),
    ):
        if names:
            more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
            typer.echo(f"{words}: {', '.join(names[:MOST_NAMES])}{more}.")
    for name, reason in found.unclear[:MOST_NAMES]:
        typer.echo(f"unclear: {name}: {reason}.")
    for student, reason in list(found.waiting.items())[:MOST_NAMES]:
        typer.echo(f"not exported: {student}: {reason}.")
    if found.waiting:
        typer.echo(f"{len(found.waiting)} not exported; --unread exports their marks so far.")
    if found.file is None:
        typer.echo("No file was written.", err=True)
        raise typer.Exit(1)
    worth = "" if found.column.most is not None or percent else ", whose points the file does not say"
    typer.echo(f"{len(found.written)} marks in the column {found.column.header}{worth}.")
    typer.echo(f"{found.file}")
