"""The course's site, built once for all tests of this folder, shown by its own server to a Chromium that has no way out.

A browser test asks for ``visit``::

    def test_a_lesson_runs(visit):
        notebook = visit("notebooks/05_stopwatch_study.ipynb")
        notebook.run_all()
        assert notebook.errors() == []
        assert notebook.asked_outside() == []
"""

import contextlib
import http.server
import json
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from shopfloor.grading.course_folder import find_course
from shopfloor.grading.problem import Problem
from shopfloor.grading.student_copy import write_student_copy
from shopfloor.site import environment, pages
from shopfloor.site.build import build_site
from shopfloor.site.pages import build_pages
from shopfloor.site.pyodide import VARIABLE
from shopfloor.site.serve import Server

ROOT = Path(__file__).parents[2]
WHOLE_START = 120_000

READY = """() => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return Boolean(context?.isReady && context.session?.kernel);
}"""
NOTEBOOK = "window.jupyterapp.shell.currentWidget.content.model.toJSON()"
# Asked by Chromium itself wherever there is a field to type in, whatever the page is.
ASKED_BY_CHROMIUM = {"content-autofill.googleapis.com:443"}


def _missing(what):
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """``shared(name, build)``: the folder ``name``, built by the first process of the tests that asks for it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ and sys.platform != "win32":
        base = base.parent

    def once(name, build):
        with (base / f"{name}.lock").open("w") as lock:
            if sys.platform != "win32":
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX)  # ends with the process that holds it, however that ends
            if not (base / f"{name}.built").exists():
                shutil.rmtree(base / name, ignore_errors=True)
                build(base / name)
                (base / f"{name}.built").touch()
        return base / name

    return once


@pytest.fixture(scope="session")
def student_copy(shared):
    """The students' copy of the course."""
    return shared("pages-students", lambda folder: write_student_copy(find_course(ROOT), folder))


@pytest.fixture(scope="session")
def built_pages(shared, student_copy):
    """The folder of the course's pages, which the tests in ``pages`` look at."""
    try:
        environment.ready(find_course(ROOT))
    except Problem as problem:
        _missing(str(problem))
    return shared("pages-site", lambda folder: build_pages(find_course(ROOT), student_copy, folder))


@pytest.fixture(scope="session")
def site(shared, built_pages):
    """The folder of the course's site, pages and browser edition, as ``shopfloor site`` writes it."""
    if not os.environ.get(VARIABLE):
        _missing(f"Set {VARIABLE} to a folder with the files of Pyodide to test the site.")

    def build(folder):
        with pytest.MonkeyPatch.context() as patch:
            # The pages take a minute and are there already.
            patch.setattr(
                pages, "build_pages", lambda course, copy, into, lite: shutil.copytree(built_pages, into)
            )
            build_site(find_course(ROOT), folder, say=lambda *_: None)

    return shared("course-site", build)


@contextlib.contextmanager
def shown(folder, port=0):
    """A server that shows the folder below a path, as a college's web host may."""
    server = Server(folder, port, "/industrial/course/")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def on_a_port():
    """``with on_a_port(folder) as server``: a server of that folder, gone at the end of the block."""
    return shown


@pytest.fixture(scope="session")
def server(site):
    """The site on a loopback port, below a path: ``server.url`` ends in a slash."""
    with shown(site) as running:
        yield running


@pytest.fixture(scope="session")
def way_out():
    """A proxy that lets nothing through: its ``address``, and in ``asked`` what somebody wanted from outside.

    Whatever a page, a worker or a service worker asks of another machine comes here, also what no test framework
    would see.
    """

    class Refuse(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            if self.path not in ASKED_BY_CHROMIUM:
                self.server.asked.append(self.path)
            self.send_error(403)

        do_CONNECT = do_POST = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refuse) as proxy:
        proxy.asked, proxy.address = [], f"http://127.0.0.1:{proxy.server_address[1]}"
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy
        proxy.shutdown()


@pytest.fixture(scope="module")
def new_context(chromium, way_out):
    """``new_context(**options)``: a browser that nobody used before; what it asks outside goes to ``way_out``."""
    contexts = []

    def one(width=1280, height=900, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            proxy={"server": way_out.address, "bypass": "127.0.0.1"},
            **options,
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        return context

    yield one
    for context in contexts:
        context.close()


class Notebook:
    """A notebook open in the browser edition: ``page`` is the browser's; cells are named by their ids."""

    def __init__(self, page, url, way_out):
        self.page, self.url, self.way_out = page, url, way_out
        self.before = len(way_out.asked)
        self.script_errors = []
        page.on("pageerror", lambda error: self.script_errors.append(str(error)))

    def open(self, path):
        """Go to a notebook and wait until its cells are shown and its Python has begun to load."""
        self.page.goto(f"{self.url}lite/notebooks/index.html?path={path}")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.page.wait_for_function(READY)
        return self

    def asked_outside(self):
        """The addresses on other machines that were asked for since this notebook was opened."""
        return self.way_out.asked[self.before :]

    def is_ready(self):
        """Wait until Python is there."""
        self.page.wait_for_function(
            "() => document.querySelector('#shopfloor-status').hidden", timeout=WHOLE_START
        )
        return self

    def json(self):
        """The notebook as it is now."""
        return self.page.evaluate(NOTEBOOK)

    def put(self, notebook):
        """Show another notebook in place of this one, with the same Python, cleared of all names."""
        self.page.evaluate(
            "async ([notebook]) => {"
            " const panel = window.jupyterapp.shell.currentWidget;"
            " await panel.sessionContext.session.kernel.requestExecute({code: '%reset -f'}).done;"
            " panel.content.model.fromJSON(notebook); }",
            [notebook],
        )

    def put_code(self, *sources):
        """Show a notebook of these code cells, with the ids c0, c1 ..., in place of this one."""
        cells = [
            {
                "cell_type": "code",
                "id": f"c{number}",
                "metadata": {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for number, source in enumerate(sources)
        ]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        about = {"kernelspec": kernel, "language_info": {"name": "python"}}
        self.put({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5})

    def run_all(self):
        """Run every cell from top to bottom."""
        self.page.set_default_timeout(WHOLE_START)
        self.page.evaluate(
            "async () => { await window.jupyterapp.commands.execute('notebook:run-all-cells') }"
        )

    def outputs(self, cell_id=None):
        """The outputs of one code cell, or of all in order."""
        return [
            output
            for cell in self.json()["cells"]
            if cell["cell_type"] == "code" and cell_id in (None, cell["id"])
            for output in cell["outputs"]
        ]

    def errors(self):
        """What cells ended in that is an error."""
        return [
            "\n".join(output["traceback"]) for output in self.outputs() if output["output_type"] == "error"
        ]

    def cell(self, cell_id):
        """A code cell on the page, scrolled to, as a Playwright locator."""
        place = next(n for n, cell in enumerate(self.json()["cells"]) if cell["id"] == cell_id)
        self.page.evaluate(
            "async (place) => { const notebook = window.jupyterapp.shell.currentWidget.content;"
            " notebook.activeCellIndex = place; await notebook.scrollToItem(place, 'center'); }",
            place,
        )
        cell = self.page.locator(".jp-Cell.jp-mod-active")
        cell.wait_for()
        return cell

    def run(self, cell_id):
        """Run one cell, as with Ctrl+Enter; its text."""
        self.cell(cell_id)
        self.page.evaluate("async () => { await window.jupyterapp.commands.execute('notebook:run-cell') }")
        return self.text(cell_id)

    def type(self, cell_id, source):
        """Type into a cell in place of what is there."""
        editor = self.cell(cell_id).locator(".cm-content")
        editor.click()
        self.page.wait_for_function(
            "editor => editor.contains(document.activeElement)", arg=editor.element_handle()
        )
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)

    def type_text(self, cell_id, source):
        """Type into a text cell in place of what is there."""
        self.cell(cell_id).dblclick()
        self.page.locator(".jp-mod-active .cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)
        self.page.evaluate("async () => { await window.jupyterapp.commands.execute('notebook:run-cell') }")

    def answer(self, cell_id, source):
        """Type into a cell and run it; its text."""
        self.type(cell_id, source)
        return self.run(cell_id)

    def answer_without_waiting(self, cell_id, source):
        """Type into a cell and run it, where no answer is to be expected."""
        self.type(cell_id, source)
        self.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-cell') }")

    def text(self, cell_id):
        """What a cell's outputs say, as text."""
        said = []
        for output in self.outputs(cell_id):
            plain = output.get("data", {}).get("text/plain", output.get("text", output.get("traceback", "")))
            said.append(plain if isinstance(plain, str) else "\n".join(plain))
        return "\n".join(said)

    def save(self):
        self.page.evaluate("async () => { await window.jupyterapp.commands.execute('docmanager:save') }")

    def menu(self, *names):
        """Choose from the menus, as in ``menu("File", "Download")``."""
        for name in names:
            self.page.get_by_role("menuitem", name=name, exact=True).first.click()


@pytest.fixture(scope="session")
def in_context(way_out):
    """``in_context(context, server)``: a page of that browser, with the means to open and use a notebook there."""
    return lambda context, server: Notebook(context.new_page(), server.url, way_out)


@pytest.fixture
def visit(new_context, server, in_context):
    """``visit(path, **options)``: a notebook of the site in a browser that was never here before."""
    return lambda path, **options: in_context(new_context(**options), server).open(path)


@pytest.fixture(scope="session")
def lessons():
    """The lessons' notebooks by name, as they lie in the course."""
    found = sorted((ROOT / "notebooks").glob("*.ipynb"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in found}
