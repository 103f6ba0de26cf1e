"""``shopfloor report``: one page about an assignment for the instructor."""

import typer

from shopfloor.cli.arguments import Assignment, CourseDir


def report(
    assignment: Assignment,
    course: CourseDir = None,
):
    """Write a page on how a class did, what to teach again and what needs you, and a CSV file of all points."""
    from shopfloor.grading.course import find
    from shopfloor.grading.report import write_report

    page, table = write_report(find(course), assignment)
    typer.echo(f"{page}\n{table}")
