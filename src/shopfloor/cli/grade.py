"""``shopfloor grade``: mark what was handed in."""

from typing import Annotated

import typer

from shopfloor.cli.arguments import Assignment, CourseDir, Students


def grade(
    assignment: Assignment,
    student: Students = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what has not changed, too.")] = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, help="Processes that grade side by side; one for each core."),
    ] = None,
    no_sandbox: Annotated[
        bool,
        typer.Option(
            "--no-sandbox", help="Accept that student work runs with your own rights, without walls."
        ),
    ] = False,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help='Grade on a Dask cluster: its scheduler\'s address, or "local" for one on this machine.',
        ),
    ] = None,
    course: CourseDir = None,
):
    """Grade the submissions of an assignment; what has not changed since it was graded is left alone.

    The exit status is 0 if all are graded, 1 if some could not be, 2 if nothing was done.
    """
    from shopfloor.grading import ahead

    ahead.start(1 if cluster else workers, sandbox=not (no_sandbox or cluster))
    from shopfloor.cli.console import console, counting
    from shopfloor.grading.course import find
    from shopfloor.grading.one_submission import FAILED, GRADED, UNCHANGED
    from shopfloor.grading.run import grade as run

    root = find(course)
    with counting("Grading") as progress:
        results = run(
            root,
            assignment,
            student,
            force,
            progress=progress,
            say=console.print,
            workers=workers,
            sandbox=False if no_sandbox else None,
            cluster=cluster,
        )
    count = {
        status: sum(result.status == status for result in results) for status in (GRADED, UNCHANGED, FAILED)
    }
    for result in results:
        if result.status == FAILED:
            typer.echo(f"{result.student}: not graded: {result.error}.", err=True)
        elif result.status == GRADED:
            if result.made_with:
                typer.echo(
                    f'{result.student}: made with the id "{result.made_with}"; marked on that id\'s data.'
                )
            if result.stopped:
                typer.echo(f"{result.student}: {result.stopped}")
            for words in result.repairs:
                typer.echo(f"{result.student}: {words}")
    unread = sum(result.unread for result in results)
    typer.echo(
        f"{count[GRADED]} graded, {count[UNCHANGED]} unchanged, {count[FAILED]} could not be graded."
        + (f" {unread} wait for marks by hand (formgrader)." if unread else "")
    )
    if count[FAILED]:
        raise typer.Exit(1)
