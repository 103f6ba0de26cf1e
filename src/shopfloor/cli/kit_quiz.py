"""``shopfloor kit print-quiz``: quizzes on paper, with their keys apart."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir
from shopfloor.cli.quiz import Further, Lesson, Letter, Seed, Size


def print_quiz(
    lesson: Lesson,
    form: Letter = "A",
    seed: Seed = 1,
    size: Size = None,
    further: Further = False,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for them.")] = Path("quizzes"),
    paper: Annotated[str, typer.Option("--paper", help="letter or a4.")] = "letter",
    force: Annotated[bool, typer.Option("--force", help="Print anew those that are there.")] = False,
    course: CourseDir = None,
):
    """Print quizzes: the questions that `shopfloor quiz` draws, as a page for students and a page with the key."""
    from shopfloor.grading.course import find
    from shopfloor.grading.course_folder import CourseFolder
    from shopfloor.kit.forms import forms
    from shopfloor.kit.pdf import BY_HAND
    from shopfloor.kit.printed_quiz import write_printed

    folder = CourseFolder(find(course).parent)
    written = write_printed(forms(folder, lesson, form, seed, size, further), out, paper, force)
    for path in written:
        typer.echo(path.as_posix())
    if any(path.suffix == ".html" for path in written):
        typer.echo(BY_HAND)
