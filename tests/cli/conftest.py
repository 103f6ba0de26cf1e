"""A small course of its own for the tests of the commands: one assignment of three cells, one lesson."""

import json
import shutil
import warnings
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.nbgrader_course import open_gradebook

CONFIG = """\
import pathlib

c = get_config()
here = pathlib.Path(__file__).resolve().parent
c.CourseDirectory.root = str(here)
c.CourseDirectory.course_id = "shopfloor"
c.CourseDirectory.release_directory = "../assignments"
c.CourseDirectory.db_url = "sqlite:///" + str(here / "gradebook" / "gradebook.db")
"""
KEY = '''\
"""The key of the tiny assignment."""


def gadgets(case):
    """Counts gadgets."""
    return 17 * len(case.gadgets_made_today) + 4
'''
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
README = """\
# A course

For students.
<!-- instructors: begin -->

[Contributing](CONTRIBUTING.md), instructors only.
<!-- instructors: end -->

The end.
"""


def graded(grade_id, source, kind, **more):
    """A cell of an nbgrader assignment."""
    metadata = {
        "grade": kind == "test",
        "grade_id": grade_id,
        "locked": kind == "test",
        "points": 2,
        "schema_version": 3,
        "solution": kind == "solution",
        "task": False,
    }
    if kind == "solution":
        del metadata["points"]
    return new_code_cell(source, id=grade_id.replace("_", "-"), metadata={"nbgrader": metadata}, **more)


@pytest.fixture
def tiny_source():
    """A function that writes a source notebook: tiny_source(path, solution)."""

    def write(path, solution="gadgets = 17 * 3 + sum(made_by_the_night_shift)"):
        notebook = new_notebook(
            cells=[
                new_markdown_cell("# How many gadgets?", id="title"),
                graded("a01_gadgets_answer", f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION", "solution"),
                graded("a01_gadgets", "assert gadgets", "test"),
            ]
        )
        notebook.metadata.kernelspec = KERNEL
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        return path

    return write


@pytest.fixture(scope="session")
def blank_gradebook(tmp_path_factory):
    """An empty gradebook of nbgrader's; making one takes seconds, copying it none."""
    root = tmp_path_factory.mktemp("blank")
    (root / "instructor").mkdir()
    (root / "instructor" / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    with open_gradebook(CourseFolder(root)):
        pass
    return root / "instructor" / "gradebook" / "gradebook.db"


@pytest.fixture
def small_course(tmp_path, tiny_source, monkeypatch, blank_gradebook):
    """The folder of a whole small course, and the current folder while the test runs."""
    root = tmp_path / "course"
    (root / "instructor" / "gradebook").mkdir(parents=True)
    shutil.copyfile(blank_gradebook, root / "instructor" / "gradebook" / "gradebook.db")
    tiny_source(root / "instructor" / "source" / "a01_tiny" / "a01_tiny.ipynb")
    for name, text in {
        "instructor/nbgrader_config.py": CONFIG,
        "instructor/answers/a01_tiny.py": KEY,
        "instructor/source/a01_tiny/course.json": json.dumps({"course": "open-2026"}, indent=2) + "\n",
        "README.md": README,
        "CONTRIBUTING.md": "How to.\n",
        "pyproject.toml": '[project]\nname = "shopfloor"\nversion = "0"\n',
        "Makefile": "lab:\n\ttrue\n",
        "datasets/datapackage.json": "{}\n",
        "src/shopfloor/__init__.py": '"""The package."""\n',
        "tests/test_nothing.py": "gadgets = 17 * 3 + sum(made_by_the_night_shift)\n",
        "notebooks/my_record.csv": "a\n1\n",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lesson = new_notebook(
        cells=[new_markdown_cell("# A lesson", id="title"), new_code_cell("1 + 1", id="sum")]
    )
    lesson.metadata.kernelspec = KERNEL
    nbformat.write(lesson, root / "notebooks" / "01_lesson.ipynb")
    monkeypatch.chdir(root)
    # No settings of the person who runs the tests.
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTERLAB_SETTINGS_DIR", str(tmp_path / "lab-settings"))
    monkeypatch.setenv("JUPYTERLAB_WORKSPACES_DIR", str(tmp_path / "lab-workspaces"))
    monkeypatch.delenv("JUPYTER_CONFIG_PATH", raising=False)
    yield CourseFolder(root)
    shutil.rmtree(root, ignore_errors=True)


@pytest.fixture
def forget(small_course, blank_gradebook):
    """A function that makes the gradebook an empty one again."""
    return lambda: shutil.copyfile(blank_gradebook, small_course.instructor / "gradebook" / "gradebook.db")


@pytest.fixture
def hand_in_one(small_course):
    """A function that puts a submission of one student into the gradebook."""

    def put(student="ann", assignment="a01_tiny"):
        with warnings.catch_warnings(), open_gradebook(small_course) as gradebook:
            warnings.simplefilter("ignore")  # SQLAlchemy's, about nbgrader's own way of adding
            gradebook.update_or_create_student(student)
            gradebook.add_submission(assignment, student)

    return put


@pytest.fixture
def everything_in():
    """A function that reads a folder: {name: bytes} of all files, to tell whether anything changed."""

    def read(folder, leave_out=()):
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file() and not path.relative_to(folder).as_posix().startswith(tuple(leave_out))
        }

    return read
