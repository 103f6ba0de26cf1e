"""``shopfloor forget``: delete what is kept about one student."""

import shlex
from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir


def forget(
    student: Annotated[str, typer.Argument(help="The student's id, as in nbgrader's class list.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    course: CourseDir = None,
):
    """Delete a student: hand-ins, graded work, feedback, marks, what a download called them, reports that name them.

    Where nbgrader's exchange is on this machine: their hand-ins and the feedback in it, too.
    Says what will go and asks; afterwards it lists the files that still hold the id. Backups are yours to delete.
    """
    from shopfloor.grading.course_folder import find_instructors_course
    from shopfloor.grading.forget import forget as run
    from shopfloor.grading.forget import kept_about

    found = find_instructors_course(course)
    kept = kept_about(found, student)
    typer.echo(f"About {student} this course keeps:")
    if kept.known:
        typer.echo(f"  in the gradebook: {kept.hand_ins} hand-ins with their marks and comments")
    for path in (*kept.folders, *kept.records, *kept.reports, *kept.gradebooks, *kept.exchanged):
        typer.echo(f"  {found.named(path)}")
    if not yes and not typer.confirm("Delete all of it? It cannot be brought back."):
        typer.echo("Nothing was deleted.")
        raise typer.Exit(1)
    left = run(found, kept)
    typer.echo("Deleted. Reports that were deleted are written anew by: shopfloor report ASSIGNMENT")
    for path in left:
        typer.echo(f"  the id is still in {found.named(path)}")
    theirs = [path for path in kept.exchanged if path.exists()]
    if theirs:
        typer.echo(
            "Not deleted, because it belongs to the student's account. The machine's administrator can:"
        )
        for path in theirs:
            typer.echo(f"  sudo rm -r {shlex.quote(str(path))}")
        typer.echo("Until then collecting brings it back.")
    if kept.exchange:
        typer.echo(
            "If the account is to go, too: the administrator removes it with its home, and restarts the hub."
        )
    for folder in sorted({path.relative_to(found.instructor).parts[0] for path in left}):
        if folder.startswith("before-restore-"):
            typer.echo(f"Delete {found.named(found.instructor / folder)} when nobody needs it any more.")
    for path in sorted([*found.root.glob("*.zip"), *found.root.glob("*-filled.csv")]):
        typer.echo(
            f"Not looked into: {found.named(path)}. Delete it if it holds feedback, marks or a backup."
        )
    elsewhere = "" if kept.exchange else ", an nbgrader exchange on another machine"
    typer.echo(
        "Not looked at: backups, downloads, feedback zips and filled grade files outside the course, the learning "
        f"platform{elsewhere}."
    )
