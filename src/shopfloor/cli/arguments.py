"""Arguments and options that several commands take, said once."""

from pathlib import Path
from typing import Annotated

import typer

Assignment = Annotated[str, typer.Argument(help="Name of the assignment, such as a05_stopwatch_study.")]
Students = Annotated[
    list[str] | None, typer.Option("--student", help="Only this student; may be given several times.")
]
CourseDir = Annotated[
    Path | None,
    typer.Option("--course-dir", metavar="DIR", help="The course's folder; otherwise the one you are in."),
]
