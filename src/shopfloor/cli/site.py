"""``shopfloor site``: the course as a static site, with the lessons running in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir


def site(
    out: Annotated[
        Path,
        typer.Argument(help="A new or empty folder for it; a site of this course that is there is replaced."),
    ] = Path("shopfloor-site"),
    pyodide: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="A folder with the files of Pyodide's release; otherwise the one that SHOPFLOOR_PYODIDE names, "
            "otherwise they are downloaded.",
        ),
    ] = None,
    show: Annotated[
        bool, typer.Option("--serve", help="Show the site on this machine until Ctrl+C.")
    ] = False,
    port: Annotated[
        int, typer.Option(help="The port to try first with --serve; a busy one is passed over.")
    ] = 8000,
    course: CourseDir = None,
):
    """Build the course's site: pages to read, and the lessons running in the browser with nothing installed."""
    from shopfloor.grading.course_folder import find_course
    from shopfloor.site.build import build_site

    count, size = build_site(find_course(course), out, pyodide, typer.echo)
    typer.echo(
        f"The site, {count} files and {size / 1e6:.0f} MB, is in {out}. Put that folder on any web host."
    )
    if show:
        import webbrowser

        from shopfloor.cli.lab import has_screen
        from shopfloor.site.serve import serve

        serve(out, port, typer.echo, webbrowser.open if has_screen() else None)
