"""What is said in words: while Python loads, when it cannot start or stops, and when the browser cannot run it."""

import os

import pytest

LESSON = "notebooks/05_stopwatch_study.ipynb"


FAILURES = {
    "memory": (
        "throw new RangeError('WebAssembly.Memory(): could not allocate memory')",
        "not enough memory",
    ),
    "network": ("throw new TypeError('Failed to fetch')", "could not be loaded: the network is off"),
    "else": ("throw new Error('a fault of another kind')", "Python has stopped (a fault of another kind)"),
}


@pytest.fixture(params=FAILURES)
def broken_python(request, site, tmp_path, on_a_port):
    """A server for the site with a Python that cannot start; and the words that say why."""

    what, words = FAILURES[request.param]
    folder = tmp_path / "course"
    for path in site.rglob("*"):
        target = folder / path.relative_to(site)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
    python = folder / "lite" / "static" / "pyodide" / "pyodide.mjs"
    python.unlink()
    python.write_text(f"export async function loadPyodide() {{ {what}; }}", encoding="utf-8")
    with on_a_port(folder) as server:
        yield server, words


def test_a_python_that_cannot_start_says_why_and_what_to_do(broken_python, new_context, in_context):
    server, words = broken_python
    notebook = in_context(new_context(), server).open(LESSON)
    bar = notebook.page.locator("#shopfloor-status.shopfloor-trouble")
    bar.wait_for()
    assert words in bar.inner_text()
    assert bar.get_by_role("button").is_visible()
    assert words in notebook.page.get_by_role("alert").inner_text()


def test_a_python_that_dies_at_work_is_not_a_hanging_cell_and_starts_again(visit):
    notebook = visit(LESSON).is_ready()
    # An address outside its memory: what a Python that runs out of it ends in.
    notebook.answer_without_waiting("l05-setup", "import ctypes\nctypes.string_at(2**32 - 64, 60)")
    bar = notebook.page.locator("#shopfloor-status.shopfloor-trouble")
    bar.wait_for()
    assert "Python has stopped: there is not enough memory" in bar.inner_text()
    with notebook.page.expect_navigation():
        bar.get_by_role("button", name="Start Python again").click()
    notebook.page.wait_for_selector(".jp-Notebook .jp-Cell")
    notebook.is_ready()
    assert "ctypes.string_at" in notebook.json()["cells"][1]["source"]  # nothing typed was lost
    assert notebook.answer("l05-setup", "1 + 1") == "2"


OLD = {
    "no WebAssembly": ("delete window.WebAssembly", "This browser is too old"),
    "an old WebAssembly": ("delete WebAssembly.Tag", "This browser is too old"),
    "no BroadcastChannel": ("delete window.BroadcastChannel", "This browser is too old"),
    "not secure": ("Object.defineProperty(window, 'isSecureContext', {value: false})", "not a secure one"),
    "private": ("Object.defineProperty(window, 'indexedDB', {value: null})", "This window keeps no work"),
}


@pytest.mark.parametrize("kind", OLD)
def test_a_browser_that_cannot_run_it_is_told_before_anything_is_loaded(kind, new_context, server, axe):
    script, words = OLD[kind]
    page = new_context(width=400).new_page()
    page.add_init_script(script)
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{server.url}lite/notebooks/index.html?path={LESSON}")
    message = page.get_by_role("alert")
    message.wait_for()
    assert words in message.inner_text()
    page.wait_for_timeout(1500)
    assert [url for url in loaded if "/build/" in url or "pyodide" in url or "extensions" in url] == []
    assert axe(page, "#shopfloor-cannot-run") == []
    page.get_by_role("link").click()
    assert page.url == server.url


def test_the_bar_can_be_read_by_everybody(visit, axe):
    notebook = visit(LESSON, width=400, color_scheme="dark")
    assert axe(notebook.page, "#shopfloor-status") == []
    assert notebook.page.locator("#shopfloor-status").bounding_box()["width"] <= 400
