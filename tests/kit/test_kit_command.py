"""``shopfloor kit``: each command is there, says what it wrote, and ends in one line where something is missing."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shopfloor.cli import main
from shopfloor.cli.app import app
from shopfloor.kit import pdf

ROOT = Path(__file__).parents[2]


@pytest.fixture
def course(tmp_path):
    """One lesson and the marks of an instructor's course."""
    root = tmp_path / "course"
    for name in ("notebooks/05_stopwatch_study.ipynb", "instructor/nbgrader_config.py", "pyproject.toml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, root / name)
    return root


def test_the_group_names_its_commands():
    said = CliRunner().invoke(app, ["kit", "--help"], env={"COLUMNS": "120"}).output
    for command in ("book", "slides", "handouts", "print-quiz", "evaluate", "align"):
        assert f"{command} " in said


def test_slides_of_one_lesson_and_their_pdf(course, tmp_path, monkeypatch):
    out = tmp_path / "out"
    monkeypatch.setattr(pdf, "browser", lambda: None)
    command = [
        "kit",
        "slides",
        "5",
        "--out",
        str(out),
        "--pdf",
        "--for-students",
        "--course-dir",
        str(course),
    ]
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 0, told.output
    assert told.output.splitlines() == [(out / "05_stopwatch_study.html").as_posix(), pdf.BY_HAND]
    assert "Speaker" not in (out / "05_stopwatch_study.html").read_text(encoding="utf-8")


def test_slides_as_pdf_have_a_page_a_slide(tmp_path):
    from nbformat.v4 import new_markdown_cell, new_notebook

    from shopfloor.kit.slides import slides_page

    if pdf.browser() is None:
        pytest.skip("No Chromium, Chrome or Edge on this machine.")
    cells = [
        "# A?\n\n**You will be able to** x · y",
        "## One (1 minute)\n\nText.",
        "## Two\n\nText.\n\n- a\n- b",
    ]
    page = slides_page(new_notebook(cells=[new_markdown_cell(cell) for cell in cells]), "05")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert pdf.to_pdf(tmp_path / "a.html", tmp_path / "a.pdf")
    printed = (tmp_path / "a.pdf").read_bytes()
    assert printed.count(b"/Type /Page\n") == page.count('<section class="slide') == 4
    assert b"/MediaBox [0 0 960 540]" in printed


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["kit", "slides", "77"], "there is no lesson 77 (notebooks). Choose 05."),
        (["kit", "book"], "a chapter of the book is missing (instructor/guides/05_stopwatch_study.md)."),
        (["kit", "juggle"], "No such command 'juggle'."),
    ],
)
def test_what_is_missing_is_said_in_one_line(course, monkeypatch, capsys, command, words):
    monkeypatch.chdir(course)
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert ended.value.code == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith(f"shopfloor: {words}") and "\n" not in said
    assert not list(course.glob("*.html")) and not (course / "book").exists()


def test_students_do_not_get_the_book(course, monkeypatch, capsys):
    (course / "instructor/nbgrader_config.py").unlink()
    monkeypatch.chdir(course)
    with pytest.raises(SystemExit):
        main(["kit", "book"])
    assert "this is a copy for students" in capsys.readouterr().err
