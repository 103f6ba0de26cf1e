"""``shopfloor collect``: hand-ins from a download or a folder into the course."""

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
            help="What Canvas, Moodle, Blackboard or Brightspace gave you to download (the zip file or its "
            "folder), or a folder with one sub-folder per student or with files named after the student."
        ),
    ],
    roster: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A CSV file that says who is who: a class list, or the platform's own gradebook file.",
        ),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(metavar="TIME", help='When it is due, by this machine\'s clock: "2026-11-20 23:59".'),
    ] = None,
    course: CourseDir = None,
):
    """Copy the newest hand-in of each student into the course. What was there before is kept."""
    from shopfloor.grading.class_list import not_on_the_list
    from shopfloor.grading.collect import collect as run
    from shopfloor.grading.course import find

    root = find(course)
    found = run(root, assignment, folder, roster, due)
    _say_what_was_left(found, assignment)
    for words, students in (("new", found.new), ("newer than before", found.newer), ("late", found.late)):
        if students:
            typer.echo(f"{words}: {', '.join(students)}.")
    if found.due:
        before = f" (before: {found.due_before})" if found.due_before not in ("", found.due) else ""
        typer.echo(f"due: {found.due}{before}.")
    if found.far_due:
        typer.echo(f"look: that is {found.far_due:,} days from now.")
    if found.missing:
        typer.echo(f"not handed in: {', '.join(found.missing)}.")
    if found.untimed and not found.late:
        worksheet = (
            "only its grading worksheet in English does"
            if roster
            else "its grading worksheet does: --roster FILE"
        )
        typer.echo(
            f"{found.platform} does not say when a file was handed in, so nobody is marked late"
            + (f"; {worksheet}." if found.platform == "Moodle" else ".")
        )
    if roster and found.column:
        typer.echo(f"The ids are those in the column {found.column} of {roster.name}.")
    if found.without_id:
        typer.echo(f"No id in {roster.name}, so left out: {', '.join(found.without_id[:MOST_LINES])}.")
    if found.hidden:
        typer.echo(
            f"Canvas hides the names of {len(found.hidden)} students: its codes (anon_...) stand for them. Feedback can "
            "be given back with --zip; for the marks, collect again once Canvas shows the names."
        )
    if found.left and found.platform and not roster:
        typer.echo("The gradebook's class list said who is who; --roster FILE gives another.")
    strangers = [student for student in not_on_the_list(root, found.new) if student not in found.hidden]
    if strangers:
        typer.echo(f"not on the class list, so look whether these are ids: {', '.join(strangers)}.")
    if found.added:
        typer.echo(f"{len(found.added)} students put on the gradebook's class list.")
    typer.echo(f"{len(found.new)} new, {len(found.newer)} newer than before, {len(found.same)} unchanged.")
    if found.newer:
        typer.echo(f"The earlier versions are kept in {found.kept_in}.")
    if not (found.new or found.newer or found.same or found.older):
        if roster and found.left:
            typer.echo(
                f"Nobody of this download is in {roster.name}: is it this class's, and is its first line headings, such "
                "as Username,Name?",
                err=True,
            )
        typer.echo("Nothing here could be collected.", err=True)
        raise typer.Exit(1)


def _say_what_was_left(found, assignment):
    for path, reason in found.left[:MOST_LINES]:
        typer.echo(f"left: {path}: {reason}.")
    if len(found.left) > MOST_LINES:
        typer.echo(f"left: {len(found.left) - MOST_LINES} more files.")
    for student in found.older:
        typer.echo(
            f"left: {student}: a newer hand-in is in the course already. To take this one all the same, move "
            f"instructor/submitted/{student}/{assignment} out of the course first."
        )
