"""Each assignment, solved as its source notebook solves it, scores full; as handed out, it scores nothing.

The solutions were written as a student would work, in the notebook, and the key apart from them, from the data:
here one checks the other.
"""

from pathlib import Path

import nbformat
import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.demo import copy_course
from shopfloor.grading.release import release
from shopfloor.grading.run import grade

COURSE = CourseFolder(Path(__file__).parents[2])
SOLVERS = ["ana", "ben", "chi"]


@pytest.fixture(scope="module", params=COURSE.sources())
def results(request, tmp_path_factory):
    """What grading makes of the source's own solutions, for three students, and of the notebook as it is released."""
    name = request.param
    root = copy_course(COURSE.instructor, tmp_path_factory.mktemp("solved") / "course", name)
    course = CourseFolder(root.parent)
    release(course, [name])
    works = dict.fromkeys(SOLVERS, course.source / name / f"{name}.ipynb")
    works["nobody"] = course.assignments / name / f"{name}.ipynb"
    for student, work in works.items():
        notebook = nbformat.read(work, as_version=4)
        for cell in notebook.cells:
            cell.source = cell.source.replace('student = "your id"', f'student = "{student}"')
        folder = root / "submitted" / student / name
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return name, {result.student: result for result in grade(root, name)}


def points_given_by_hand(name):
    source = nbformat.read(COURSE.source / name / f"{name}.ipynb", as_version=4)
    found = [cell.metadata.get("nbgrader", {}) for cell in source.cells]
    return sum(one["points"] for one in found if one.get("grade") and one.get("solution"))


def test_solved_it_scores_full(results):
    name, of = results
    for student in SOLVERS:
        assert of[student].error == ""
        assert of[student].score == of[student].most - points_given_by_hand(name), of[student]


def test_blank_it_scores_nothing(results):
    _, of = results
    assert of["nobody"].error == ""
    assert of["nobody"].score == 0
