"""What goes wrong while pages are built is told in words, and names the lesson."""

import json
import os
import shutil

import nbformat
import pytest
from nbformat import v4

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem
from shopfloor.site.pages import build_pages
from shopfloor.site.pages.lesson_facts import lesson_facts
from shopfloor.site.pages.lesson_worker import WIDGET
from shopfloor.site.pages.running import run_lessons

TITLE = "# What is here?\n\n**Small.**\n\n**You will be able to** run a cell · read `code`\n\n**45 minutes** · *Further* 10\n\nData: none"


def lesson(folder, name, *cells, title=TITLE):
    made = [v4.new_markdown_cell(title)]
    made += [
        v4.new_code_cell(cell, id=f"cell-{number}")
        if not cell.startswith("#!")
        else v4.new_markdown_cell(cell[2:])
        for number, cell in enumerate(cells)
    ]
    path = folder / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(v4.new_notebook(cells=made), path)
    return path


@pytest.fixture
def small_copy(student_copy, tmp_path):
    """A course of one lesson and one table."""
    copy, whole = tmp_path / "copy", student_copy / "datasets"
    (copy / "datasets").mkdir(parents=True)
    shutil.copy(student_copy / "README.md", copy)
    package = json.loads((whole / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"].startswith("start/")]
    (copy / "datasets" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    shutil.copytree(whole / "start", copy / "datasets" / "start")
    return copy


def test_results_prints_tables_and_widgets_are_kept_cell_by_cell(tmp_path):
    path = lesson(
        tmp_path,
        "00_small",
        "print('said')\n1 + 1",
        "2 * 2;",
        "from shopfloor.widgets import Stopwatch\nwatch = Stopwatch(seed=1, cycles=2)\nwatch",
        "import pandas as pd\npd.DataFrame({'a': [1]})",
    )
    outputs = run_lessons([path], 1)[path]
    assert outputs["cell-0"] == [{"text/plain": "said\n"}, {"text/plain": "2"}]
    assert outputs["cell-1"] == []
    assert outputs["cell-2"][0][WIDGET]["kind"] == "Stopwatch"
    assert outputs["cell-2"][0][WIDGET]["state"]["settings"]["cycles"] == 2
    assert "<table" in outputs["cell-3"][0]["text/html"]


def test_a_lesson_leaves_nothing_to_the_next_one_and_nothing_behind(tmp_path, monkeypatch):
    progress = tmp_path / "progress.jsonl"
    monkeypatch.setenv("SHOPFLOOR_PROGRESS", str(progress))
    monkeypatch.setenv("SHOPFLOOR_STUDENT", "ana")
    first = lesson(
        tmp_path,
        "00_first",
        "x = 1\nopen('left.txt', 'w').close()",
        "from shopfloor import check\ncheck('05.2', 2.75)",
    )
    second = lesson(
        tmp_path,
        "01_second",
        "import os\n('x' in globals(), os.path.exists('left.txt'), os.environ.get('SHOPFLOOR_STUDENT'))",
    )
    here = os.getcwd()
    outputs = run_lessons([first, second], 1)
    assert outputs[second]["cell-0"] == [{"text/plain": "(False, False, None)"}]
    assert not progress.exists() and os.getcwd() == here
    assert sorted(path.name for path in tmp_path.iterdir()) == ["00_first.ipynb", "01_second.ipynb"]


@pytest.mark.parametrize(
    ("cell", "words", "processes"),
    [
        ("1 / 0", "cell cell-1 ends in ZeroDivisionError: division by zero", 2),
        ("1 +", "cell cell-1 ends in SyntaxError", 1),
        ("import os\nos._exit(3)", "the process that ran it has ended", 1),
    ],
)
def test_a_lesson_that_fails_is_named(tmp_path, cell, words, processes):
    good = lesson(tmp_path, "00_good", "1")
    bad = lesson(tmp_path, "01_bad", "1", cell)
    with pytest.raises(Problem, match="01_bad.ipynb") as caught:
        run_lessons([good, bad], processes)
    assert words in str(caught.value)


def test_a_lesson_without_minutes_is_named(tmp_path):
    path = lesson(tmp_path, "02_no_minutes", title="# A title")
    with pytest.raises(Problem, match=r"no title with the minutes below it \(02_no_minutes.ipynb\)"):
        lesson_facts(path, tmp_path)


def test_a_small_course_makes_a_site_too(small_copy, course, python_of_the_site, tmp_path):
    lesson(
        small_copy / "notebooks",
        "00_start_here",
        "#!## A part (3 minutes)\n\nHere <b>and</b> $now$ and $then$.",
        "'<script>alert(1)</script>'",
    )
    into = tmp_path / "site"
    build_pages(CourseFolder(course.root), small_copy, into, python=python_of_the_site, lite="run/it")
    page = (into / "lessons" / "00_start_here.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page and "<script>alert(1)" not in page
    assert 'href="../run/it/notebooks/index.html?path=notebooks/00_start_here.ipynb"' in page
    assert "$now$ and $then$" in page, "dollars are dollars"
    assert '<span class="minutes">3 min</span>' in page
    assert 'content="Small. You will be able to run a cell; read code."' in page
    assert 'data-widget="Stopwatch"' not in (into / "index.html").read_text(encoding="utf-8")


def test_a_link_that_leads_nowhere_is_named(small_copy, course, python_of_the_site, tmp_path):
    lesson(small_copy / "notebooks", "00_start_here", "#!Read [this](nowhere.md).")
    with pytest.raises(Problem, match="lessons/00_start_here.ipynb.*nowhere.md") as caught:
        build_pages(course, small_copy, tmp_path / "site", python=python_of_the_site)
    assert str(tmp_path) not in str(caught.value)


def test_a_python_that_is_not_there_is_named(small_copy, course, tmp_path):
    lesson(small_copy / "notebooks", "00_start_here", "1")
    with pytest.raises(Problem, match="cannot be started"):
        build_pages(course, small_copy, tmp_path / "site", python=tmp_path / "no-python")


def test_a_folder_with_something_in_it_is_left_as_it_is(course, small_copy, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Problem, match="there is something already"):
        build_pages(course, small_copy, mine, python=tmp_path)
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]
