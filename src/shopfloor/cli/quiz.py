"""``shopfloor quiz``: a quiz drawn from the bank."""

from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir


def quiz(
    lesson: Annotated[str, typer.Argument(help='Number of the lesson, such as 05; or "concepts".')],
    form: Annotated[str, typer.Option("--form", help="Letter of the form: forms share no question.")] = "A",
    seed: Annotated[int, typer.Option("--seed", help="Another seed draws other questions.")] = 1,
    size: Annotated[int, typer.Option("--size", min=1, help="How many questions.")] = 6,
    further: Annotated[bool, typer.Option("--further", help="Ask about the further part, too.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the quiz of that name.")] = False,
    course: CourseDir = None,
):
    """Draw a quiz from the bank of questions: an assignment with its key, to be released when you want it."""
    from shopfloor.grading.course import find
    from shopfloor.grading.course_folder import CourseFolder
    from shopfloor.kit.bank import CONCEPTS, read_bank
    from shopfloor.kit.draw import draw
    from shopfloor.kit.lessons import title
    from shopfloor.kit.quiz_notebook import name_of, write_quiz

    folder = CourseFolder(find(course).parent)
    lesson = lesson.zfill(2) if lesson.isdigit() else lesson
    made = draw(read_bank(folder, lesson), lesson, seed, form.upper(), size, further)
    heading = "ideas of the whole course" if lesson == CONCEPTS else title(folder, lesson)
    for path in write_quiz(folder, made, heading, force):
        typer.echo(folder.named(path))
    typer.echo(f"Students get it with: shopfloor release {name_of(made)}")
