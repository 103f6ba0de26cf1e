"""``shopfloor quiz``: quizzes drawn from the bank."""

from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir

Lesson = Annotated[
    str, typer.Argument(help='Number of the lesson, such as 05; "concepts"; or "all": forms A and B of each.')
]
Letter = Annotated[str, typer.Option("--form", help="Letter of the form: forms share no question.")]
Seed = Annotated[int, typer.Option("--seed", help="Another seed draws other questions.")]
Size = Annotated[
    int | None,
    typer.Option(
        "--size", min=1, help="How many questions; otherwise 6, and 15 for concepts.", show_default=False
    ),
]
Further = Annotated[bool, typer.Option("--further", help="Ask about the further part, too.")]


def quiz(
    lesson: Lesson,
    form: Letter = "A",
    seed: Seed = 1,
    size: Size = None,
    further: Further = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the quiz of that name.")] = False,
    course: CourseDir = None,
):
    """Draw quizzes from the bank of questions: assignments with their keys, to be released when you want them."""
    from shopfloor.grading.course import find
    from shopfloor.grading.course_folder import CourseFolder
    from shopfloor.kit.forms import forms
    from shopfloor.kit.quiz_notebook import name_of, write_quizzes

    folder = CourseFolder(find(course).parent)
    made = forms(folder, lesson, form, seed, size, further)
    for path in write_quizzes(folder, made, force):
        typer.echo(folder.named(path))
    typer.echo(
        f"Students get {'it' if len(made) == 1 else 'one'} with: shopfloor release {name_of(made[0][0])}"
    )
