"""``shopfloor backup`` and ``shopfloor restore``: a term in one file, and back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir


def backup(
    where: Annotated[
        Path,
        typer.Argument(help="A folder on another disk, or the new file (ending .zip)."),
    ],
    course: CourseDir = None,
):
    """Write the term into one file: gradebook, hand-ins, graded work, feedback, sources and keys.

    The file holds names and marks: keep it as you keep the gradebook. It can be made while somebody grades.
    """
    from shopfloor.cli.console import counting
    from shopfloor.grading.backup import backup as run
    from shopfloor.grading.course_folder import find_instructors_course

    with counting("Writing") as progress:
        held = run(find_instructors_course(course), where, lambda done, total: progress(done, total, None))
    typer.echo(
        f"{len(held.files)} files, {held.bytes / 1e6:.1f} MB, {held.hand_ins} hand-ins; each was read back and is right."
    )
    typer.echo(f"{held.file}")
    if held.file.stat().st_dev == find_instructors_course(course).root.stat().st_dev:
        typer.echo("look: it is on the same disk as the course, and is lost with it.")


def restore(
    file: Annotated[Path, typer.Argument(help="The zip file that shopfloor backup wrote.")],
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Though this course holds a term: what is here is moved aside, not deleted."
        ),
    ] = False,
    term_only: Annotated[
        bool,
        typer.Option(
            "--term-only",
            help="Leave sources, keys, guides and assignments as they are here, as after an upgrade.",
        ),
    ] = False,
    course: CourseDir = None,
):
    """Bring a backup back into this course. Every file is checked before anything is changed."""
    from shopfloor.grading.backup import restore as run
    from shopfloor.grading.course_folder import find_instructors_course

    found = find_instructors_course(course)
    done = run(found, file, replace, term_only)
    typer.echo(
        f"Restored as of {datetime.fromisoformat(done.held.made).astimezone(UTC):%Y-%m-%d %H:%M} UTC: {done.held.hand_ins} hand-ins, {done.new} files that were not here, "
        f"{len(done.changed)} that differed."
    )
    if done.version:
        typer.echo(f"The backup was made with Shop Floor {done.held.version}, this is {done.version}.")
    codes = [name for name in done.changed if name.endswith("/course.json")]
    if codes:
        typer.echo(f"  as in the backup again: the term's course code, in {len(codes)} files course.json")
    others = [name for name in done.changed if name not in codes]
    for name in others[:20]:
        typer.echo(f"  as in the backup again: {name}")
    if len(others) > 20:
        typer.echo(f"  and {len(others) - 20} more")
    if done.aside:
        typer.echo(f"What was here before lies in {found.named(done.aside)}.")
