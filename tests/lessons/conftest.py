"""The lessons, read once and run once for all tests of this folder."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def pytest_generate_tests(metafunc):
    if "lesson_path" in metafunc.fixturenames:
        metafunc.parametrize("lesson_path", LESSONS, ids=[path.stem for path in LESSONS], scope="session")


@pytest.fixture(scope="session")
def lesson(lesson_path):
    return nbformat.read(lesson_path, as_version=4)


@pytest.fixture(scope="session")
def lesson_run(lesson_path, tmp_path_factory):
    """The lesson after running it from top to bottom, in an empty folder, as a learner who answers nothing."""
    folder = tmp_path_factory.mktemp("lesson")
    notebook = nbformat.read(lesson_path, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    return client.execute()
