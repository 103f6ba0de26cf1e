"""``shopfloor kit evaluate``: a class's gain and its result by objective, on a page that names nobody."""

from pathlib import Path
from typing import Annotated

import typer

from shopfloor.cli.arguments import CourseDir


def evaluate(
    before: Annotated[
        str, typer.Option("--before", metavar="QUIZ", help='The test of the first week; "" for none.')
    ] = "qconceptsa",
    after: Annotated[
        str, typer.Option("--after", metavar="QUIZ", help='The test of the last week; "" for none.')
    ] = "qconceptsb",
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page.")] = Path("evaluation.html"),
    force: Annotated[bool, typer.Option("--force", help="Replace a page that is there.")] = False,
    course: CourseDir = None,
):
    """Write a page for a dean: gain between two tests and result by objective; it names no student."""
    from shopfloor.grading.course import find
    from shopfloor.grading.course_folder import CourseFolder
    from shopfloor.grading.problem import Problem
    from shopfloor.grading.whole_files import write_whole
    from shopfloor.kit.evaluation import evaluate, graded_results, objectives_of
    from shopfloor.kit.evaluation_page import as_page
    from shopfloor.kit.pdf import BY_HAND, to_pdf

    if out.exists() and not force:
        raise Problem("there is a page already", file=out, remedy="name another with --out, or add --force")
    root = find(course)
    folder = CourseFolder(root.parent)
    results = graded_results(root)
    made = evaluate(folder, results, before, after, objectives_of(folder, results))
    out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(out, as_page(made).encode("utf-8"))
    typer.echo(out.as_posix())
    pdf = out.with_suffix(".pdf")
    typer.echo(pdf.as_posix() if to_pdf(out, pdf) else BY_HAND)
