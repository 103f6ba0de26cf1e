"""``shopfloor demo``: one assignment's whole cycle with a made class."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir


def demo(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder for it.")] = Path("shopfloor-demo"),
    assignment: Annotated[
        str | None,
        typer.Option("--assignment", help="Name of the assignment; otherwise the first."),
    ] = None,
    open_report: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the report in a browser.")
    ] = True,
    course: CourseDir = None,
):
    """Show a whole cycle in two minutes: a made class hands in, is graded, gets feedback; a report opens."""
    import time
    import webbrowser

    from shopfloor.cli.console import counting
    from shopfloor.cli.lab import has_screen
    from shopfloor.grading.course import find
    from shopfloor.grading.demo import run_demo

    began = time.monotonic()

    def say(words):
        typer.echo(f"{time.monotonic() - began:4.0f} s  {words}")

    with counting("Grading") as progress:
        made = run_demo(find(course), folder, assignment, say, progress)
    typer.echo(f"\nWhat to look at:\n  the report\n    {made.report}")
    for beginning in ("all right", "slips", "nothing", "made with", "the check cell"):
        student = next((one for one, what in made.told.items() if what.startswith(beginning)), None)
        if student:
            typer.echo(f"  feedback for {student}: {made.told[student]}\n    {_page(made, student)}")
    typer.echo("The class is made up. To throw all of this away, delete the folder.")
    if open_report and has_screen():
        webbrowser.open(made.report.as_uri())


def _page(made, student):
    return next(page for page in made.pages if student in page.parts)
