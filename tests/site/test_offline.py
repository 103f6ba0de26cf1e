"""The second visit without the network, and what is kept between visits."""

import re

import pytest

LESSON = "notebooks/05_stopwatch_study.ipynb"


@pytest.fixture(scope="module")
def visited(site, new_context, in_context, on_a_port):
    """A browser that has run cells of one lesson while the site's server was there; the server is gone now."""
    with on_a_port(site) as server:
        context = new_context()
        notebook = in_context(context, server)
        # The course's home page is where most people begin.
        notebook.page.goto(server.url)
        notebook.page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
        home = notebook.page.title()
        notebook.page.wait_for_timeout(1000)
        notebook.open(LESSON)
        said = notebook.page.locator("#shopfloor-status-words").inner_text()
        notebook.page.evaluate(
            "navigator.serviceWorker.addEventListener('message', (event) => {"
            " if (event.data?._shopfloorKept) window.kept = event.data._shopfloorKept; })"
        )
        notebook.is_ready()
        first = next(cell["id"] for cell in notebook.json()["cells"] if cell["cell_type"] == "code")
        notebook.answer(first, "from shopfloor import check, progress\ncheck('05.1', 0)")
        notebook.run(first)
        notebook.save()
        notebook.page.wait_for_function("() => window.kept > 10", timeout=120_000)
        yield_this = notebook, first, home, said
    return yield_this


def test_while_python_loads_it_is_said(visited):
    *_, said = visited
    assert said.startswith("Python is loading.") and "You can read on" in said


def test_the_second_visit_works_with_the_network_off(visited):
    notebook, first, home, _ = visited
    notebook.page.goto(notebook.url)
    assert notebook.page.title() == home
    notebook.open(LESSON).is_ready()
    # What was typed is there, and so is what was noted.
    source = next(cell["source"] for cell in notebook.json()["cells"] if cell["id"] == first)
    assert "progress" in source
    notebook.answer(
        first, "from shopfloor import load, progress\nprogress().table.set_index('lesson').loc['05', 'tried']"
    )
    assert int(re.findall(r"\d+", notebook.text(first))[-1]) >= 1
    notebook.answer(first, "len(load('timestudy/stopwatch_study')) > 10")
    assert notebook.text(first) == "True"


def test_another_lesson_opens_without_the_network_too(visited):
    notebook, *_ = visited
    notebook.open("notebooks/13_oee_and_changeovers.ipynb").is_ready()
    assert len(notebook.json()["cells"]) > 20
    notebook.put_code("import networkx")
    notebook.run_all()
    assert notebook.text("c0").startswith("This needs networkx, which is not kept in this browser yet")
    assert "Traceback" not in notebook.text("c0")
    assert notebook.asked_outside() == []
