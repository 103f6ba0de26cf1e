"""Every lesson runs in the browser edition from top to bottom, and its widgets and practice work as in JupyterLab.

All share one visit: the first start of Python is the long part. Each lesson gets a cleared Python.
"""

import re
from pathlib import Path

import pytest

LESSONS = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def notebook(new_context, server, in_context):
    return in_context(new_context(), server).open(f"notebooks/{LESSONS[0]}.ipynb").is_ready()


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_runs_from_top_to_bottom(notebook, lessons, name):
    notebook.put(lessons[name])
    notebook.run_all()
    assert notebook.errors() == []
    outputs = notebook.outputs()
    assert [output["text"] for output in outputs if output.get("name") == "stderr"] == []
    cells = [cell for cell in notebook.json()["cells"] if cell["cell_type"] == "code" and cell["source"]]
    assert all(cell["execution_count"] for cell in cells)
    # Its figures are drawn, with their words.
    pictures = [
        tag for output in outputs for tag in re.findall(r"<img\b[^>]*>", _html(output)) if "src=" in tag
    ]
    assert pictures and all(re.search(r'\salt="[^"]{20,}"', tag) for tag in pictures)
    # Its widget is there, and Python knows it.
    assert [
        output for output in outputs if "application/vnd.jupyter.widget-view+json" in output.get("data", {})
    ]
    assert notebook.asked_outside() == []
    assert notebook.script_errors == []


def _html(output):
    found = output.get("data", {}).get("text/html", "")
    return found if isinstance(found, str) else "".join(found)


def widget(notebook, cell_id):
    shown = notebook.cell(cell_id).locator(".sf-widget").first
    shown.wait_for()
    return shown


def _answered(notebook, widget):
    """Wait until the widget has drawn what Python answered."""
    notebook.page.wait_for_function(
        "widget => widget.dataset.took !== undefined", arg=widget.element_handle(), timeout=20_000
    )


def _one_step(notebook, cell_id):
    shown = widget(notebook, cell_id)
    shown.locator("input[type=range]:visible").first.focus()
    notebook.page.keyboard.press("ArrowLeft")
    _answered(notebook, shown)


FITTER = "from shopfloor.widgets import LearningCurveFitter\nfitter = LearningCurveFitter()\nfitter"


def test_a_step_of_a_widget_reaches_python_and_comes_back(notebook):
    notebook.put_code(FITTER, 'fitter.inputs["rate"]')
    notebook.run_all()
    assert notebook.text("c1") == "0.9"
    _one_step(notebook, "c0")
    assert notebook.run("c1") == "0.895"


def test_a_widget_answers_though_a_cell_after_it_failed(notebook):
    # JupyterLite itself drops what a widget has just sent when a cell fails, and the widget is dead from then on.
    notebook.put_code(FITTER, "fiter", 'fitter.inputs["rate"]', "1 + 1")
    notebook.run_all()
    assert "NameError" in notebook.text("c1") and notebook.text("c3") == ""
    _one_step(notebook, "c0")
    assert notebook.run("c2") == "0.895"


def test_the_quiz_card_and_the_wage_explorer_answer(notebook):
    notebook.put_code(
        "from shopfloor import quiz\nquiz('05.r1', '05.x1')",
        "from shopfloor.widgets import WageExplorer\nexplorer = WageExplorer()\nexplorer",
        "explorer.text",
    )
    notebook.run_all()
    card = widget(notebook, "c0")
    card.locator("input[type=radio]").first.check()
    card.get_by_role("button", name="Check").click()
    notebook.page.wait_for_function(
        "card => /1 of 2 questions tried/.test(card.innerText)", arg=card.element_handle()
    )
    assert "Occupations in 2024" in notebook.text("c2")
    explorer = widget(notebook, "c1")
    explorer.get_by_label("Year (May)").select_option("2019")
    _answered(notebook, explorer)
    assert "Occupations in 2019" in notebook.run("c2")


def test_practice_checks_and_progress_work(notebook):
    notebook.put_code(
        "from shopfloor import check, practice, progress",
        "problem = practice('standard time')\nproblem.check(-1)",
        "check('05.1', 0)",
        "progress().path.as_posix()",
        "progress().table.set_index('lesson').loc['05', 'tried']",
    )
    notebook.run_all()
    assert notebook.errors() == []
    assert notebook.text("c3") == "'/drive/my_shopfloor_progress.jsonl'"
    assert int(re.findall(r"\d+", notebook.text("c4"))[-1]) >= 1


def test_what_few_lessons_need_is_fetched_when_a_function_imports_it(notebook):
    notebook.put_code(
        "import sys",
        "from shopfloor.methods import balancing\n"
        "import pandas as pd\n"
        "tasks = pd.DataFrame({'task': ['a', 'b', 'c'], 'time': [3, 4, 5], 'predecessors': ['', 'a', 'b']})\n"
        "balancing.balance(tasks, 8).n_stations",
        "from scipy import signal, stats\nround(float(stats.t.ppf(0.975, 9)), 3), signal.__name__",
        "from scipy.optimize import milp\nimport simpy, networkx, openpyxl\nmilp.__name__",
    )
    notebook.run_all()
    assert notebook.errors() == []
    assert notebook.text("c1") == "2"
    assert notebook.text("c2") == "(2.262, 'scipy.signal')"
    assert notebook.page.locator("#shopfloor-status").is_hidden()


def test_nothing_can_be_installed_and_that_is_said(notebook):
    notebook.put_code("%pip install polars")
    notebook.run_all()
    assert "brings everything that its lessons need" in notebook.text("c0")
    assert notebook.asked_outside() == []


def test_too_little_memory_for_a_cell_is_said_in_words(notebook):
    notebook.put_code("[bytearray(2**30) for _ in range(6)]", "1 + 1")
    notebook.run_all()
    assert "The browser has no more memory for this" in notebook.text("c0")
    assert "Traceback" not in notebook.text("c0")
    assert notebook.run("c1") == "2"


def test_names_are_completed(notebook):
    notebook.put_code("import shopfloor", "shopfloor.pract")
    notebook.run("c0")
    notebook.type("c1", "shopfloor.pract")
    for _ in range(10):  # the list is there a moment after the cell is
        notebook.page.keyboard.press("Tab")
        notebook.page.wait_for_timeout(500)
        typed = notebook.json()["cells"][1]["source"]
        if typed != "shopfloor.pract":
            break
    assert typed == "shopfloor.practice"
