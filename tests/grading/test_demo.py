"""The demonstration: the class it makes, and the whole cycle (on three of the class, for time)."""

import nbformat
import pytest

from shopfloor.grading import demo
from shopfloor.grading.demo import CLASS_SIZE, copy_course, make_class, new_folder, run_demo
from shopfloor.grading.problem import Problem

ASSIGNMENT = "a05_stopwatch_study"


def test_the_class(course, tmp_path):
    told = make_class(course, ASSIGNMENT, tmp_path / "handed_in")
    assert len(told) == CLASS_SIZE - 2
    kinds = " ".join(told.values())
    for what in (
        "all right",
        "other types",
        "slips in",
        "nothing was filled in",
        "made with the id",
        "was deleted",
        "broken off",
    ):
        assert what in kinds
    files = sorted((tmp_path / "handed_in").rglob("*.ipynb"))
    assert len(files) == CLASS_SIZE - 2
    readable = 0
    for path in files:
        try:
            nbformat.validate(nbformat.read(path, as_version=4))
            readable += 1
        except nbformat.reader.NotJSONError:
            pass
    assert readable == CLASS_SIZE - 3


def test_the_class_is_the_same_every_time(course, tmp_path):
    made = [make_class(course, ASSIGNMENT, tmp_path / name) for name in "ab"]
    assert made[0] == made[1]
    files = [sorted((tmp_path / name).rglob("*.ipynb")) for name in "ab"]
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


def test_the_whole_cycle(course, tmp_path, monkeypatch):
    def three_of_them(root, assignment, folder, seed=demo.SEED):
        told = make_class(root, assignment, folder, seed)
        keep = ("demo-01", "demo-09", "demo-22")
        for path in sorted(folder.rglob("*.ipynb")):
            if not any(student in str(path) for student in keep):
                path.unlink()
                if path.parent != folder:
                    path.parent.rmdir()
        return {student: what for student, what in told.items() if student in keep}

    monkeypatch.setattr(demo, "make_class", three_of_them)
    said = []
    before = sorted(path for path in course.parent.rglob("*") if path.is_file())
    made = run_demo(course, tmp_path / "demo", say=said.append)
    assert [result.status for result in made.results] == ["graded", "graded", "failed"]
    assert made.results[0].score == 16
    assert made.results[1].score < 16
    assert len(made.pages) == 2
    page = made.report.read_text(encoding="utf-8")
    assert "demo-24" in page  # in the gradebook, and has not handed in
    assert said[-1] == "The report is written."
    assert sorted(path for path in course.parent.rglob("*") if path.is_file()) == before


def test_only_what_grading_needs_is_copied(course, tmp_path, put):
    put(course, "ann", b"private")
    own = copy_course(course, tmp_path / "copy", ASSIGNMENT)
    assert sorted(path.name for path in own.iterdir()) == ["answers", "nbgrader_config.py", "source"]


def test_a_folder_in_use_is_not_touched(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Problem, match="not empty"):
        new_folder(tmp_path)
    with pytest.raises(Problem, match="not empty"):
        new_folder(tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
