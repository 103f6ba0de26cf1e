"""Grading fails closed: with a part of it broken or left out, no submission gains a mark."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from shopfloor.grading.problem import Problem
from shopfloor.grading.run import grade

ASSIGNMENT = "a05_stopwatch_study"
STUDENTS = ("right", "hostile")
LEAVE_OUT = """
steps = c.Autograde.autograde_preprocessors
c.Autograde.autograde_preprocessors = [step for step in steps if step.__name__ not in {names}]
"""


@pytest.fixture
def handed_in(course, hand_ins, put):
    """A course in which one student handed in right values, and another a notebook that patches hand_in."""
    for student in STUDENTS:
        put(course, student, hand_ins[student].content)
    return course


def nbgrader(root, *options):
    """``nbgrader autograde`` as a person would call it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, *options],
        cwd=root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def add(root, line):
    with open(root / "nbgrader_config.py", "a", encoding="utf-8") as config:
        config.write(line + "\n")


def gained(root, marks):
    """Every mark above zero that any gradebook in the course holds."""
    books = [path for path in root.rglob("*.db")]
    return [
        (book.name, student, name, score)
        for book in books
        for student in STUDENTS
        for name, score in marks(book, student).items()
        if score
    ]


def test_a_configuration_that_does_not_load(handed_in, marks):
    config = handed_in / "nbgrader_config.py"
    config.write_text("import not_there\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
    nbgrader(handed_in)
    assert gained(handed_in, marks) == []
    assert not list(handed_in.glob("autograded/*/*/*.ipynb"))
    with pytest.raises(
        Problem, match="ModuleNotFoundError: No module named 'not_there'.*nothing was graded|not_there"
    ):
        grade(handed_in, ASSIGNMENT)


def test_a_submission_that_stops_leaves_nothing_in_the_environment(handed_in, monkeypatch):
    """In formgrader's server, later kernels would take themselves for graded ones."""
    from nbgrader.preprocessors import Execute

    from shopfloor.grading.kernels import ExecuteAs
    from shopfloor.grading.marking import Mark
    from shopfloor.grading.sandbox import visit

    nb = nbformat.read(next(handed_in.glob("submitted/right/*/*.ipynb")), as_version=4)
    resources = {"nbgrader": {"student": "right", "assignment": ASSIGNMENT}}
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(Problem):
        Mark(root=str(handed_in)).preprocess(nb, resources)
    assert "NBGRADER_EXECUTION" not in os.environ

    def stops(*_):
        raise RuntimeError("no kernel")

    monkeypatch.setattr(Execute, "preprocess", stops)
    monkeypatch.setattr(visit, "Visit", stops)
    for sandbox in (True, False):
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
        with pytest.raises(RuntimeError):
            ExecuteAs(sandbox=sandbox).preprocess(nb, resources)
        assert "NBGRADER_EXECUTION" not in os.environ


def test_the_marking_step_left_out(handed_in, marks):
    add(handed_in, LEAVE_OUT.format(names=["Mark"]))
    done = nbgrader(handed_in)
    assert done.returncode == 0, done.stderr[-2000:]
    assert gained(handed_in, marks) == []
    scores = marks(handed_in / "gradebook" / "gradebook.db", "hostile")
    assert set(scores.values()) <= {0.0, None}
    with pytest.raises(Problem, match="Mark is missing"):
        grade(handed_in, ASSIGNMENT)


def test_no_execution_and_no_marking(handed_in, marks, hand_ins, put):
    """The outputs that came with a submission are never taken for marks."""
    nb = nbformat.reads(hand_ins["right"].content.decode(), as_version=4)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                nbformat.v4.new_output("execute_result", {"text/plain": "2.0"}, execution_count=1)
            ]
    put(handed_in, "right", nb)
    shutil.rmtree(handed_in / "submitted" / "hostile")
    add(handed_in, LEAVE_OUT.format(names=["Mark"]))
    done = nbgrader(handed_in, "--no-execute")
    assert done.returncode == 0, done.stderr[-2000:]
    assert gained(handed_in, marks) == []


def test_marking_without_execution_stops_the_submission(handed_in, marks):
    done = nbgrader(handed_in, "--no-execute")
    assert done.returncode == 1
    assert "was not run by the course's own step" in done.stderr
    assert gained(handed_in, marks) == []
    assert not list(handed_in.glob("autograded/*/*/*.ipynb"))


def test_a_key_left_out(handed_in, marks):
    shutil.rmtree(handed_in / "submitted" / "hostile")
    key = handed_in / "answers" / f"{ASSIGNMENT}.py"
    text = key.read_text(encoding="utf-8")
    assert '@key("a05_cycle")' in text
    key.write_text(text.replace('@key("a05_cycle")\n', ""), encoding="utf-8")
    done = nbgrader(handed_in)
    assert done.returncode == 1
    assert "there is no key for a05_cycle" in done.stderr
    assert gained(handed_in, marks) == []
    assert not list(handed_in.glob("autograded/*/*/*.ipynb"))
    with pytest.raises(Problem, match="there is no key for a05_cycle"):
        grade(handed_in, ASSIGNMENT)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("c.Mark.enabled = False", "switched off"),
        ("c.Execute.enabled = False", "switched off"),
        ("c.Autograde.sanitize_preprocessors.reverse()", "wrong order"),
        ("c.Autograde.sanitize_preprocessors = c.Autograde.sanitize_preprocessors[1:]", "Repair is missing"),
        ("del c.Autograde['autograde_preprocessors']", "ExecuteAs is missing"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_shopfloor_grade_refuses_a_weakened_configuration(handed_in, line, words):
    add(handed_in, line)
    with pytest.raises(Problem, match=words):
        grade(handed_in, ASSIGNMENT)
    assert not (handed_in / "autograded").exists()


@pytest.mark.parametrize("change", ["missing", "syntax", "stops"])
def test_a_key_file_that_cannot_be_used(handed_in, change):
    key = handed_in / "answers" / f"{ASSIGNMENT}.py"
    if change == "missing":
        key.unlink()
    else:
        key.write_text("def (" if change == "syntax" else "import not_there", encoding="utf-8")
    with pytest.raises(Problem, match=r"answer key.*a05_stopwatch_study\.py"):
        grade(handed_in, ASSIGNMENT)
    assert not (handed_in / "autograded").exists()
