"""``shopfloor links``: one click from the learning platform into a lesson."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir


def links(
    repository: Annotated[
        str, typer.Argument(help="The https address of the Git repository that holds the students' copy.")
    ],
    branch: Annotated[str, typer.Option(help="Its branch.")] = "main",
    hub: Annotated[
        str | None, typer.Option(metavar="URL", help="Your JupyterHub, which needs nbgitpuller.")
    ] = None,
    site: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where the folder that `shopfloor site` made is published."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page to write.")] = Path(
        "links.html"
    ),
    force: Annotated[bool, typer.Option("--force", help="Replace a page that is there.")] = False,
    course: CourseDir = None,
):
    """Write a page of links that open each lesson and assignment on your hub, on Binder, in Codespaces or in the browser."""
    from shopfloor.grading.course_folder import find_course
    from shopfloor.kit.links import Repository, write_links

    found = write_links(find_course(course), Repository(repository, branch), out, hub, site, force)
    typer.echo(
        f"{out.as_posix()}: links to {len(found)} notebooks. Copy them from the page into your platform."
    )
