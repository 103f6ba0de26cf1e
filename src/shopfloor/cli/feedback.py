"""``shopfloor feedback``: the pages that students get back."""

import typer

from shopfloor.cli.arguments import Assignment, CourseDir, Students


def feedback(
    assignment: Assignment,
    student: Students = None,
    course: CourseDir = None,
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
