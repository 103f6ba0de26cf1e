"""``shopfloor report``: one page about an assignment for the instructor."""

import typer

from shopfloor.cli.arguments import Assignment, CourseDir


def report(
    assignment: Assignment,
    course: CourseDir = None,
):
    """Write a report on an assignment (a page and a CSV file) into the course's report folder."""
    from shopfloor.grading.course import find
    from shopfloor.grading.report import write_report

    page, table = write_report(find(course), assignment)
    typer.echo(f"{page}\n{table}")
