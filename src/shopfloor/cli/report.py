"""``shopfloor report``: one page about an assignment for the instructor."""

from pathlib import Path
from typing import Annotated

import typer


def report(
    assignment: Annotated[str, typer.Argument(help="Name of the assignment, such as a05_stopwatch_study.")],
    course: Annotated[
        Path | None,
        typer.Option(
            "--course-dir",
            metavar="DIR",
            help="The course's folder; otherwise the one you are in.",
        ),
    ] = None,
):
    """Write a report on an assignment (a page and a CSV file) into the course's report folder."""
    from shopfloor.grading.course import find
    from shopfloor.grading.report import write_report

    page, table = write_report(find(course), assignment)
    typer.echo(f"{page}\n{table}")
