"""``shopfloor kit``: what an instructor prints, shows and hands on."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir
from shopfloor.cli.kit_align import align
from shopfloor.cli.kit_evaluate import evaluate
from shopfloor.cli.kit_handouts import handouts
from shopfloor.cli.kit_quiz import print_quiz

kit = typer.Typer(
    help="For instructors: slides, handouts, quizzes on paper, the instructor's book, the page for a dean.",
    no_args_is_help=True,
)


@kit.command()
def book(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for it.")] = Path("book"),
    force: Annotated[bool, typer.Option("--force", help="Replace a book that is there.")] = False,
    course: CourseDir = None,
):
    """Collect guides, answers, syllabus, games and all else for instructors into one book, HTML and PDF."""
    from shopfloor.grading.course_folder import find_instructors_course
    from shopfloor.kit.book import write_book
    from shopfloor.kit.pdf import BY_HAND

    written = write_book(find_instructors_course(course), out, force)
    for path in written:
        typer.echo(path.as_posix())
    if len(written) == 1:
        typer.echo(BY_HAND)


@kit.command()
def slides(
    lessons: Annotated[
        list[str] | None, typer.Argument(help="Numbers of lessons, such as 05; without one, all.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for them.")] = Path("slides"),
    pdf: Annotated[bool, typer.Option("--pdf", help="As PDF, too: a slide a page, without notes.")] = False,
    for_students: Annotated[
        bool, typer.Option("--for-students", help="Leave out the speaker's notes: they tell answers.")
    ] = False,
    further: Annotated[bool, typer.Option("--further", help="With the further part of the lesson.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace slides that are there.")] = False,
    course: CourseDir = None,
):
    """Make slides of lessons, from their notebooks: figures drawn, the guide's words as speaker's notes."""
    from shopfloor.grading.course_folder import find_course
    from shopfloor.kit.pdf import BY_HAND, to_pdf
    from shopfloor.kit.slides import write_slides

    numbers = [one.zfill(2) if one.isdigit() else one for one in lessons or ()]
    written = write_slides(
        find_course(course),
        numbers,
        out,
        notes=not for_students,
        further=further,
        force=force,
        done=lambda path: typer.echo(path.as_posix()),
    )
    if pdf:
        for path in written:
            if not to_pdf(path, path.with_suffix(".pdf")):
                typer.echo(BY_HAND)
                return
            typer.echo(path.with_suffix(".pdf").as_posix())


kit.command()(handouts)
kit.command()(print_quiz)
kit.command()(evaluate)
kit.command()(align)
