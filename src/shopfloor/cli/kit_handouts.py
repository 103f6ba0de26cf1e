"""``shopfloor kit handouts``: forms and sheets to print, and their workbooks."""

from pathlib import Path
from typing import Annotated

import typer


def handouts(
    names: Annotated[
        list[str] | None, typer.Argument(help="Which ones, such as time_study; without a name, all.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for them.")] = Path(
        "handouts"
    ),
    paper: Annotated[str, typer.Option("--paper", help="letter or a4.")] = "letter",
    force: Annotated[bool, typer.Option("--force", help="Print anew those that are there.")] = False,
):
    """Print the handouts: each form as a PDF and as a spreadsheet with live formulas."""
    from shopfloor.kit.handouts.make import make
    from shopfloor.kit.pdf import BY_HAND

    written = make(out, names or (), paper, force)
    for path in written:
        typer.echo(path.as_posix())
    if any(path.suffix == ".html" for path in written):
        typer.echo(BY_HAND)
