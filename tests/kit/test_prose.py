"""The pages for instructors say what is true: their steps are carried out, their commands exist, their sums add up."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import typer
from nbclient import NotebookClient

from shopfloor.cli.app import app
from shopfloor.grading.fill_in import fill_in

ROOT = Path(__file__).parents[2]
INSTRUCTOR = ROOT / "instructor"
PAGES = ("first_class", "accessibility", "adapt", "alone")
ROOMS = ("README.md", "pyproject.toml", "notebooks", "assignments", "datasets", "src", "uv.lock")
_BLOCK = re.compile(r"^( *)```(\w+)( skip)?\n(.*?)^\1```", re.DOTALL | re.MULTILINE)


def text_of(name):
    return (INSTRUCTOR / f"{name}.md").read_text(encoding="utf-8")


def blocks(page):
    """(the text before it, its kind, its content) of every block of code that is there to be run."""
    for found in _BLOCK.finditer(page):
        indent, kind, skipped, body = found.groups()
        if not skipped:
            yield page[: found.start()], kind, re.sub(rf"^{indent}", "", body, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course that a reader of the pages may change; only assignment 05 is in it."""
    root = tmp_path_factory.mktemp("adapted") / "course"
    ignored = shutil.ignore_patterns(
        "__pycache__", "a0[0-4]*", "a0[6-9]*", "a1*", "my_*", ".ipynb_checkpoints"
    )
    root.mkdir()
    for name in ROOMS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=ignored)
        else:
            shutil.copyfile(source, root / name)
    for name in ("answers", "source", "bank", "guides", "keys"):
        shutil.copytree(INSTRUCTOR / name, root / "instructor" / name, ignore=ignored)
    shutil.copyfile(INSTRUCTOR / "nbgrader_config.py", root / "instructor" / "nbgrader_config.py")
    for name in ("LICENSE", "LICENSE-CONTENT", "CITATION.cff", "CHANGELOG.md", "environment.yml", "Makefile"):
        shutil.copyfile(ROOT / name, root / name)
    return root


def run(command, course, package=None):
    """What a command line prints in the course's folder; ``package``: where Python finds the course's package."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    if package:
        environment["PYTHONPATH"] = str(package)
    done = subprocess.run(
        command, cwd=course, env=environment, capture_output=True, text=True, shell=isinstance(command, str)
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def carry_out(before, kind, body, course, session):
    """What a reader does with a block, by the words before it."""
    last = before.rstrip().rsplit("\n\n", 1)[-1]
    last = " ".join(last.split())
    if kind == "python":
        # One notebook: what a block makes is there in the next.
        session.append(body)
        return run([sys.executable, "-c", "\n".join(session)], course, course / "src")
    if kind == "sh":
        return run(f"set -e\n{body}", course, course / "src")
    file = course / re.findall(r"`([\w/.]+\.(?:csv|toml|json))`", last)[-1]
    if last.startswith("1. Save as"):
        file.write_text(body, encoding="utf-8")
    elif "Append to" in last:
        file.write_text(file.read_text(encoding="utf-8") + "\n" + body, encoding="utf-8")
    elif "the list `resources`" in last:
        package = json.loads(file.read_text(encoding="utf-8"))
        package["resources"].append(json.loads(body))
        file.write_text(json.dumps(package, indent=2), encoding="utf-8")
    else:
        raise AssertionError(f"nobody could know what to do with this: {last}")
    return ""


def test_every_step_of_making_it_your_own(course):
    page = text_of("adapt")
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        session, printed = [], ""
        for before, kind, body in blocks(section):
            printed += carry_out(before, kind, body, course, session)
        for said in re.findall(r"This prints `([^`]+)`", section):
            assert said in printed, section[:60]
    quiz = (course / "instructor/source/q05c/q05c.ipynb").read_text(encoding="utf-8")
    assert "At our press" in quiz
    released = (course / "assignments/a05_stopwatch_study/a05_stopwatch_study.ipynb").read_text(
        encoding="utf-8"
    )
    assert "two shifts" in released and "BEGIN SOLUTION" not in released
    assert "timestudy/our_press" in (course / "datasets/CATALOG.md").read_text(encoding="utf-8")


def test_the_question_that_was_added_can_be_drawn(course):
    from shopfloor.grading.course_folder import CourseFolder
    from shopfloor.kit.bank import read_bank

    body = next(body for _, kind, body in blocks(text_of("adapt")) if kind == "toml")
    file = course / "instructor/bank/05.toml"
    if "05-our-press" not in file.read_text(encoding="utf-8"):
        file.write_text(file.read_text(encoding="utf-8") + "\n" + body, encoding="utf-8")
    item = next(one for one in read_bank(CourseFolder(course), "05") if one.id == "05-our-press")
    assert item.comparison().judge("b").right and not item.comparison().judge("a").right


def test_every_step_of_a_course_of_one(course):
    work = [body for _, kind, body in blocks(text_of("alone")) if kind == "sh"]
    assert len(work) == 4
    run(work[0], course)
    copy = course.parent / "my-course"
    assert not (copy / "instructor").exists()
    answer(copy / "assignments/a05_stopwatch_study/a05_stopwatch_study.ipynb", {"a05_spoiled": [1, 2]})
    assert "1 graded" in run(f"set -e\n{work[1]}", course)
    said = course / "instructor/feedback/me/a05_stopwatch_study/a05_stopwatch_study.html"
    assert said.relative_to(course).as_posix() in text_of("alone")
    assert "a05_spoiled" in said.read_text(encoding="utf-8")
    run(f"set -e\n{work[2]}", course)
    quiz = copy / "assignments/q05a/q05a.ipynb"
    answer(quiz, {"q05a_1": "a"})
    # Where the page says to answer it, the quiz finds its parts; five of them are left empty here.
    notebook = NotebookClient(
        nbformat.read(quiz, as_version=4),
        timeout=60,
        allow_errors=True,
        resources={"metadata": {"path": str(quiz.parent)}},
    ).execute()
    said = {cell.source: str(cell.outputs) for cell in notebook.cells if cell.cell_type == "code"}
    assert "handin+json" in said['hand_in("q05a_1", answer_1)']
    assert "Not tried yet" in said['hand_in("q05a_2", answer_2)']
    assert "1 graded" in run(f"set -e\n{work[3]}", course)


def answer(path, answers):
    nbformat.write(fill_in(nbformat.read(path, as_version=4), "me", answers), path)


def test_the_first_class_lasts_as_long_as_it_says():
    page = text_of("first_class")
    rows = re.findall(r"^\| (\d+) \| (\d+) \| (.+?) \|", page, re.MULTILINE)
    at = 0
    for begins, lasts, _ in rows:
        assert int(begins) == at
        at += int(lasts)
    assert f"A script for {at} minutes" in page
    lesson = nbformat.read(next((ROOT / "notebooks").glob("00_*.ipynb")), as_version=4)
    parts = [
        found.groups()
        for cell in lesson.cells
        if cell.cell_type == "markdown"
        and (
            found := re.search(r"^## ([^:(\n]+?)(?::[^(\n]*)? \((\d+) minutes?\)", cell.source, re.MULTILINE)
        )
    ]
    scripted = {name: lasts for _, lasts, what in rows for name in re.findall(r"\*(.+?)\*", what)[:1]}
    core = [part for part in parts if part[0] != "Further"]
    assert core == [(name, scripted.get(name)) for name, _ in core]


@pytest.mark.parametrize("name", PAGES)
def test_every_command_and_link_of_a_page_is_there(name):
    page = text_of(name)
    group = typer.main.get_command(app)
    written = re.findall(r"`(shopfloor [^`]+)`", page.replace("\n", " ")) + re.findall(
        r"^ *(shopfloor .+)$", page, re.MULTILINE
    )
    for line in written:
        words, command = shlex.split(line)[1:], group
        while words and hasattr(command, "commands"):
            assert words[0] in command.commands, line
            command = command.commands[words.pop(0)]
        options = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
        assert {word for word in words if word.startswith("--")} <= options, line
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page):
        assert (INSTRUCTOR / target).exists(), target
    assert "\u2014" not in page


def test_the_accessibility_page_claims_no_test_that_is_not_there():
    page = text_of("accessibility")
    with_axe = {
        path.name
        for path in (ROOT / "tests").rglob("test_*.py")
        if "axe(" in path.read_text(encoding="utf-8")
    }
    widgets = [
        path.name for path in (ROOT / "src/shopfloor/widgets").iterdir() if (path / "widget.py").is_file()
    ]
    assert len(widgets) == 16 and "the sixteen widgets" in page
    for widget in widgets:
        assert any(name.startswith(f"test_{widget}") for name in with_axe), widget
        keys = [
            path
            for path in (ROOT / "tests/widgets").glob(f"test_{widget}*.py")
            if ".press(" in path.read_text(encoding="utf-8") and "320" in path.read_text(encoding="utf-8")
        ]
        assert keys, widget
    for words, file in {
        "feedback pages": "test_feedback.py",
        "reports": "test_report.py",
        "the pages of the course's site": "test_pages_in_chromium.py",
        "slides": "test_slides.py",
        "the instructor's book": "test_book.py",
    }.items():
        assert words in page and file in with_axe, words
