"""What the course's own nbgrader steps have in common."""

import os
from contextlib import contextmanager

from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode


class CourseStep(NbGraderPreprocessor):
    """A step that knows where the instructor's folder is."""

    root = Unicode("", help="The course's instructor folder; set by shopfloor.grading.configure.").tag(
        config=True
    )


@contextmanager
def leaving_no_trace():
    """If a step stops, undo what nbgrader then leaves set in the environment.

    In a Jupyter server (formgrader) every later kernel would take itself for one that is being graded.
    """
    try:
        yield
    except BaseException:
        os.environ.pop("NBGRADER_EXECUTION", None)
        raise


def autograded(cell):
    """True for a cell whose points come from its handed-in value."""
    return cell.cell_type == "code" and bool(utils.is_grade(cell)) and not utils.is_solution(cell)


def hand_marked(cell):
    """True for a cell that a person reads and marks."""
    return bool(utils.is_grade(cell)) and bool(utils.is_solution(cell))


def grade_id(cell):
    """The cell's id in the gradebook, or None."""
    found = cell.metadata.get("nbgrader")
    return found.get("grade_id") if isinstance(found, dict) else None
