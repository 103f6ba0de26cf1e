"""The list of commands. What each does stands in its own file."""

import typer

from shopfloor.cli.backup import backup, restore
from shopfloor.cli.collect import collect
from shopfloor.cli.demo import demo
from shopfloor.cli.doctor import doctor
from shopfloor.cli.export import export
from shopfloor.cli.feedback import feedback
from shopfloor.cli.forget import forget
from shopfloor.cli.grade import grade
from shopfloor.cli.kit import kit
from shopfloor.cli.lab import lab
from shopfloor.cli.links import links
from shopfloor.cli.move_gradebook import move_gradebook
from shopfloor.cli.quiz import quiz
from shopfloor.cli.release import release
from shopfloor.cli.report import report
from shopfloor.cli.site import site

app = typer.Typer(
    name="shopfloor",
    help="Teach and grade the Shop Floor course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    lab,
    release,
    quiz,
    collect,
    grade,
    feedback,
    report,
    export,
    backup,
    restore,
    move_gradebook,
    forget,
    doctor,
    site,
    links,
    demo,
):
    app.command()(command)
app.add_typer(kit, name="kit")
