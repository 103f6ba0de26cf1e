"""``shopfloor feedback``: the pages that students get back."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import Assignment, CourseDir, Students


def feedback(
    assignment: Assignment,
    student: Students = None,
    zip_file: Annotated[
        Path | None,
        typer.Option(
            "--zip",
            metavar="FILE",
            help="Also put the pages into one new zip file, under the names of the platform's download.",
        ),
    ] = None,
    course: CourseDir = None,
):
    """Write one feedback page per student, with marks and comments given by hand so far."""
    from shopfloor.cli.console import counting
    from shopfloor.grading import feedback_zip
    from shopfloor.grading.course import find
    from shopfloor.grading.run import make_feedback

    root = find(course)
    if zip_file:
        feedback_zip.new_file(zip_file)
    with counting("Writing feedback") as progress:
        pages, failed = make_feedback(root, assignment, student, progress)
    for name, reason in failed.items():
        typer.echo(f"{name}: no feedback: {reason}.", err=True)
    typer.echo(f"{len(pages)} feedback pages are in {root / 'feedback'}, one folder per student.")
    if zip_file:
        _zip(feedback_zip.write(root, assignment, zip_file, {page.parent.parent.name for page in pages}))
    if failed:
        raise typer.Exit(1)


def _zip(zipped):
    from shopfloor.grading.feedback_zip import HOW

    if zipped.unknown:
        typer.echo(
            f"not in the zip file, for {zipped.platform}'s download did not name them: {', '.join(zipped.unknown)}."
        )
    if not zipped.students:
        typer.echo("No zip file was written.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{len(zipped.students)} students' pages are in {zipped.file}.")
    if zipped.platform:
        typer.echo(HOW[zipped.platform])
