"""The lessons, read once and run once for all tests of this folder."""

import shutil
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


class InLab:
    """One lesson open in a real JupyterLab: ``page`` is the browser's; cells are named by their ids."""

    def __init__(self, lab, page, path):
        self.lab, self.page, self.path = lab, page, path
        cells = nbformat.read(path, as_version=4).cells
        self.code_cells = [cell.id for cell in cells if cell.cell_type == "code"]

    def cell(self, cell_id):
        """The code cell as a Playwright locator."""
        return self.page.locator(".jp-Notebook .jp-CodeCell").nth(self.code_cells.index(cell_id))

    def run_all(self, timeout=180_000):
        """Run every cell, wait for the last one's words, and make sure that no cell ends in an error."""
        self.lab.open(self.page, self.path.name)
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).first.click()
        self.page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output").first.wait_for(
            timeout=timeout
        )
        assert self.errors() == []

    def errors(self):
        shown = self.page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.error']")
        return shown.all_inner_texts()

    def run(self, cell_id, timeout=30_000):
        """Run a code cell again; the text of its last output."""
        return self.lab.run_cell(self.page, self.code_cells.index(cell_id), timeout)

    def answer(self, cell_id, source):
        """Type this into a cell in place of what is there, run it; the text of its last output."""
        editor = self.cell(cell_id).locator(".cm-content")
        editor.click()
        self.page.wait_for_function(
            "editor => editor.contains(document.activeElement)", arg=editor.element_handle()
        )
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)
        return self.run(cell_id)

    def is_sound(self, axe, also=""):
        """Nothing was asked of another machine, no script failed, and axe-core has no complaint about what is ours."""
        ours = ".shopfloor-message, .shopfloor-question, .shopfloor-figure, .sf-widget, .jp-RenderedMarkdown"
        assert axe(self.page, ours + also) == []
        assert self.page.outside_requests == []
        assert self.page.script_errors == []


@pytest.fixture
def in_lab(lab, open_page):
    """``in_lab("05_stopwatch_study")``: that lesson, copied beside nothing else, open in JupyterLab."""

    def opened(name, width=1366, height=900):
        path = ROOT / "notebooks" / f"{name}.ipynb"
        shutil.copy(path, lab.folder / path.name)
        return InLab(lab, open_page(width=width, height=height), path)

    return opened
