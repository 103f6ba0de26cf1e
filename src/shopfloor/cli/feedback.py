"""``shopfloor feedback``: the pages that students get back."""

from pathlib import Path
from typing import Annotated

import typer


def feedback(
    assignment: Annotated[str, typer.Argument(help="Name of the assignment, such as a05_stopwatch_study.")],
    student: Annotated[
        list[str] | None,
        typer.Option("--student", help="Only this student; may be given several times."),
    ] = None,
    course: Annotated[
        Path | None,
        typer.Option(
            "--course-dir",
            metavar="DIR",
            help="The course's folder; otherwise the one you are in.",
        ),
    ] = None,
):
    """Write one feedback page per student, with marks and comments given by hand so far."""
    from shopfloor.cli.console import counting
    from shopfloor.grading.course import find
    from shopfloor.grading.run import make_feedback

    root = find(course)
    with counting("Writing feedback") as progress:
        pages, failed = make_feedback(root, assignment, student, progress)
    for name, reason in failed.items():
        typer.echo(f"{name}: no feedback: {reason}.", err=True)
    typer.echo(f"{len(pages)} feedback pages are in {root / 'feedback'}, one folder per student.")
    if failed:
        raise typer.Exit(1)
