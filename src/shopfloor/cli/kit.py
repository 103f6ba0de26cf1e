"""``shopfloor kit``: what an instructor prints and hands on."""

import typer

from shopfloor.cli.kit_handouts import handouts

kit = typer.Typer(help="For instructors: forms to print.", no_args_is_help=True)


@kit.callback()
def group():
    """For instructors: forms to print."""


kit.command()(handouts)
