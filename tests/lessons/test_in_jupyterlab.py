"""Lesson 05 as a learner meets it: real JupyterLab, a wrong answer and a right one, the stopwatch by keyboard."""

import shutil
from pathlib import Path

import nbformat

LESSON = Path(__file__).parents[2] / "notebooks" / "05_stopwatch_study.ipynb"
OUR_OWN = ".shopfloor-message, .shopfloor-question, .shopfloor-figure, .sf-widget, .jp-RenderedMarkdown"


def number_of(cell_id):
    """The place of a code cell among the lesson's code cells, from 0."""
    cells = nbformat.read(LESSON, as_version=4).cells
    return [cell.id for cell in cells if cell.cell_type == "code"].index(cell_id)


def answer(lab, page, cell_id, source):
    """Type this into a cell in place of what is there, run it, and give back what it says."""
    page.locator(".jp-Notebook .jp-CodeCell").nth(number_of(cell_id)).locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)
    return lab.run_cell(page, number_of(cell_id))


def test_the_lesson_from_top_to_bottom(lab, open_page, axe):
    shutil.copy(LESSON, lab.folder / LESSON.name)
    page = open_page(width=1366, height=900)
    lab.run_all(page, LESSON.name, "cycles are needed", timeout=180_000)
    page.locator(".jp-CodeCell").last.locator(".shopfloor-message").wait_for(timeout=60_000)
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.error']").count() == 0

    # A wrong answer is told which one it is, a right one is right, and the solution is open.
    wrong = answer(lab, page, "l05-e2", 'watch_min = 2.45\ncheck("05.2", watch_min)')
    assert "Not yet" in wrong and "27 seconds" in wrong
    right = answer(lab, page, "l05-e2", 'watch_min = 2.75\ncheck("05.2", watch_min)')
    assert right.startswith("✓") and "Right" in right

    # The stopwatch by keyboard alone: Tab order leads to the operator, and its keys are not JupyterLab's.
    stage = page.locator(".sf-stage").first
    stage.scroll_into_view_if_needed()
    stage.focus()
    page.keyboard.press("s")
    for reading in (1, 2):
        page.wait_for_function(
            "n => Number(document.querySelector('.sf-stopwatch').dataset.breaks) >= n",
            arg=reading,
            timeout=60_000,
        )
        page.keyboard.press("Space")
    page.wait_for_selector(".sf-stopwatch[data-readings='2'][data-linked='yes']")
    page.keyboard.press("s")
    record = (lab.folder / "my_stopwatch_record.csv").read_text(encoding="utf-8").splitlines()
    assert len(record) == 3
    scored = lab.run_cell(page, number_of("l05-score"))
    times = [line.split("\t") for line in scored.splitlines()[1:]]
    assert [row[2] for row in times] == ["A", "B"]
    assert [row[3] for row in times] == ["matched", "matched"]
    assert all(abs(float(row[4]) - float(row[5])) < 0.03 for row in times), scored
    few = lab.run_cell(page, number_of("l05-e7"))
    assert "0 whole cycles" in few

    assert axe(page, OUR_OWN) == []
    assert page.outside_requests == []
    assert page.script_errors == []
