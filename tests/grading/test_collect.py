"""Collecting: every way in which a folder of hand-ins arrives, and nothing lost."""

import os
import shutil
from pathlib import Path

import pytest

from shopfloor.grading.collect import collect
from shopfloor.grading.downloads import student_of
from shopfloor.grading.problem import Problem

A = "a05_stopwatch_study"
LESSON = Path(__file__).parents[2] / "notebooks" / "05_stopwatch_study.ipynb"


@pytest.fixture
def root(tmp_path):
    """A course with an assignment and nothing else: collecting needs no gradebook."""
    source = tmp_path / "instructor" / "source" / A
    source.mkdir(parents=True)
    (source / f"{A}.ipynb").write_text("{}", encoding="utf-8")
    return tmp_path / "instructor"


@pytest.fixture
def downloads(tmp_path):
    """``downloads({path: (text, age in seconds)})``: write files; the folder comes back."""
    folder = tmp_path / "downloads"
    folder.mkdir()

    def write(files):
        for name, (text, time) in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            os.utime(path, (time, time))
        return folder

    return write


def submitted(root):
    base = root / "submitted"
    found = {}
    for path in sorted(base.rglob("*")):
        if path.is_file():
            found[path.relative_to(base).as_posix()] = path.read_text(encoding="utf-8")
    return found


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (f"ana/{A}.ipynb", "ana"),
        (f"ana/{A}/{A}.ipynb", "ana"),
        ("ana/my work.ipynb", "ana"),
        (f"ana_{A}.ipynb", "ana"),
        (f"ana_{A} (1).ipynb", "ana"),
        (f"ana_silva_{A}.ipynb", "ana_silva"),
        ("ana.ipynb", "ana"),
        ("ana-1.ipynb", "ana-1"),
        ("Ana Żółć.ipynb", "Ana Żółć"),
        (f"{A}.ipynb", None),
        (f"{A} (2).ipynb", None),
        (f"{A}-Copy1.ipynb", None),
        (".hidden/x.ipynb", None),
        ("_a05_stopwatch_study.ipynb", "_a05_stopwatch_study"),
    ],
)
def test_whose_file_it_is(name, student):
    assert student_of(name, A) == student


def test_each_student_gets_a_folder_and_a_timestamp(root, downloads):
    folder = downloads(
        {f"ana/{A}.ipynb": ("ana's", 86_400), f"bo_{A}.ipynb": ("bo's", 0), "cy.ipynb": ("cy's", 0)}
    )
    found = collect(root, A, folder)
    assert found.new == ["ana", "bo", "cy"]
    assert submitted(root) == {
        f"ana/{A}/{A}.ipynb": "ana's", f"ana/{A}/timestamp.txt": "1970-01-02 00:00:00 UTC",
        f"bo/{A}/{A}.ipynb": "bo's", f"bo/{A}/timestamp.txt": "1970-01-01 00:00:00 UTC",
        f"cy/{A}/{A}.ipynb": "cy's", f"cy/{A}/timestamp.txt": "1970-01-01 00:00:00 UTC",
    }  # fmt: skip


def test_nbgrader_reads_the_timestamp(root, downloads):
    from nbgrader.utils import parse_utc

    collect(root, A, downloads({"ana.ipynb": ("x", 1_763_820_000)}))
    text = (root / "submitted" / "ana" / A / "timestamp.txt").read_text(encoding="utf-8")
    assert parse_utc(text).isoformat() == "2025-11-22T14:00:00"


def test_the_newest_of_several(root, downloads):
    folder = downloads(
        {f"ana/{A}.ipynb": ("old", 100), "ana/again.ipynb": ("new", 200), f"ana_{A}.ipynb": ("older", 50)}
    )
    found = collect(root, A, folder)
    assert submitted(root)[f"ana/{A}/{A}.ipynb"] == "new"
    assert sorted(path for path, _ in found.left) == [f"ana/{A}.ipynb", f"ana_{A}.ipynb"]


def test_a_timestamp_beside_it_counts_more_than_the_files_time(root, downloads):
    folder = downloads({f"ana/{A}.ipynb": ("x", 100), "ana/timestamp.txt": ("2026-03-01 12:00:00 UTC", 100)})
    collect(root, A, folder)
    assert submitted(root)[f"ana/{A}/timestamp.txt"] == "2026-03-01 12:00:00 UTC"


def test_what_was_there_before_is_kept(root, downloads):
    folder = downloads({"ana.ipynb": ("first", 100)})
    collect(root, A, folder)
    (folder / "ana.ipynb").write_text("second", encoding="utf-8")
    os.utime(folder / "ana.ipynb", (200, 200))
    found = collect(root, A, folder)
    assert (found.new, found.newer) == ([], ["ana"])
    assert submitted(root)[f"ana/{A}/{A}.ipynb"] == "second"
    kept = root / "downloaded" / A / "replaced" / "ana" / "01" / f"{A}.ipynb"
    assert kept.read_text(encoding="utf-8") == "first"


def test_an_earlier_version_is_kept_though_one_before_it_was_deleted(root, downloads):
    base = root / "downloaded" / A / "replaced" / "ana"
    for number in range(5):
        collect(root, A, downloads({"ana.ipynb": (f"version {number}", 100 * (number + 1))}))
        if number == 3:
            shutil.rmtree(base / "01")
    kept = {path.name: (path / f"{A}.ipynb").read_text(encoding="utf-8") for path in base.iterdir()}
    assert kept == {"02": "version 1", "03": "version 2", "04": "version 3"}
    assert submitted(root)[f"ana/{A}/{A}.ipynb"] == "version 4"


def test_other_accounts_of_the_course_can_read_what_was_collected(root, downloads):
    """As nbgrader leaves it; the folder that it is made in lets in its owner only."""
    collect(root, A, downloads({"ana.ipynb": ("x", 100)}))
    assert (root / "submitted" / "ana" / A).stat().st_mode & 0o777 == 0o755


def test_the_same_file_again_changes_nothing(root, downloads):
    folder = downloads({"ana.ipynb": ("x", 100)})
    collect(root, A, folder)
    os.utime(folder / "ana.ipynb", (900, 900))
    before = submitted(root)
    assert collect(root, A, folder).same == ["ana"]
    assert submitted(root) == before
    assert not (root / "downloaded").exists()


def test_an_older_file_does_not_replace_a_newer_one(root, downloads):
    folder = downloads({"ana.ipynb": ("new", 200)})
    collect(root, A, folder)
    (folder / "ana.ipynb").write_text("old", encoding="utf-8")
    os.utime(folder / "ana.ipynb", (100, 100))
    assert collect(root, A, folder).older == ["ana"]
    assert submitted(root)[f"ana/{A}/{A}.ipynb"] == "new"


def test_an_id_in_other_capitals_is_the_same_student(root, downloads):
    folder = downloads({"Ana.ipynb": ("x", 100)})
    (root / "submitted" / "ana" / "a01").mkdir(parents=True)
    assert collect(root, A, folder).new == ["ana"]


def test_what_is_no_hand_in_is_listed(root, downloads):
    folder = downloads(
        {
            f"{A}.ipynb": ("whose?", 1),
            "bo.docx": ("PK", 1),
            "cy/report.pdf": ("x", 1),
            "notes.txt": ("x", 1),
            "ana/work.ipynb": ("x", 1),
            "ana/times.csv": ("1,2", 1),
            ".DS_Store": ("x", 1),
            "__MACOSX/z.ipynb": ("x", 1),
        }  # fmt: skip
    )
    (folder / "link.ipynb").symlink_to(folder / "ana" / "work.ipynb")
    found = collect(root, A, folder)
    assert dict(found.left) == {
        f"{A}.ipynb": "its name says nothing about whose it is",
        "bo.docx": "it is not a notebook",
        "cy/report.pdf": "it is not a notebook",
        "notes.txt": "it is not a notebook",
        "link.ipynb": "it is a link, not a file",
    }
    assert found.new == ["ana"]
    assert submitted(root)[f"ana/{A}/times.csv"] == "1,2"


def test_the_downloads_are_not_changed(root, downloads):
    folder = downloads({f"ana/{A}.ipynb": ("x", 100), "ana/a.csv": ("1", 100)})
    before = {path: (path.stat().st_mtime, path.read_bytes()) for path in folder.rglob("*.*")}
    collect(root, A, folder)
    assert {path: (path.stat().st_mtime, path.read_bytes()) for path in folder.rglob("*.*")} == before


def test_no_such_folder(root, tmp_path):
    with pytest.raises(Problem, match="no such folder.*nowhere"):
        collect(root, A, tmp_path / "nowhere")


def test_an_empty_folder(root, downloads):
    with pytest.raises(Problem, match="nothing in this folder"):
        collect(root, A, downloads({}))


def test_an_unknown_assignment(root, downloads):
    with pytest.raises(Problem, match="no assignment called a05_stopwatch.*Did you mean a05_stopwatch_study"):
        collect(root, "a05_stopwatch", downloads({}))


def test_a_stop_in_the_middle_leaves_what_was_there(root, downloads, monkeypatch):
    folder = downloads({"ana.ipynb": ("first", 100)})
    collect(root, A, folder)
    (folder / "ana.ipynb").write_text("second", encoding="utf-8")
    os.utime(folder / "ana.ipynb", (200, 200))
    before = submitted(root)

    def stops(source, target):
        if ".a05" in str(source):
            raise OSError("no")
        return replace(source, target)

    replace = os.replace
    monkeypatch.setattr(os, "replace", stops)
    with pytest.raises(OSError, match="no"):
        collect(root, A, folder)
    assert submitted(root) == before


@pytest.mark.parametrize("place", [".", "..", "../notebooks", "../assignments", "source", "submitted"])
def test_the_courses_own_notebooks_are_nobodys_hand_ins(root, place):
    folder = root / place
    folder.mkdir(exist_ok=True)
    before = sorted(root.rglob("*"))
    with pytest.raises(Problem, match="course"):
        collect(root, A, folder)
    assert sorted(root.rglob("*")) == before


def test_downloads_may_lie_in_the_courses_own_place_for_them(root, downloads):
    place = root / "downloaded" / "today"
    shutil.copytree(downloads({f"ana/{A}.ipynb": ("{}", 1_000_000)}), place)
    assert collect(root, A, place).new


def test_another_notebook_is_not_taken_for_the_assignment(root, downloads):
    source = root / "source" / A / f"{A}.ipynb"
    shutil.copy(LESSON.parents[1] / "instructor" / "source" / A / source.name, source)
    arrived = {f"gina_{A}.ipynb": LESSON, f"hugo_{A}.ipynb": source}
    folder = downloads(
        {name: (path.read_text(encoding="utf-8"), 1_000_000) for name, path in arrived.items()}
    )
    found = collect(root, A, folder)
    assert found.new == ["hugo"]
    assert (f"gina_{A}.ipynb", f"it is a notebook, but not {A}") in found.left


def test_another_file_that_was_corrected_beside_the_same_notebook_is_a_newer_hand_in(root, downloads):
    collect(root, A, downloads({f"ana/{A}.ipynb": ("mine", 2000), "ana/times.csv": ("1", 2000)}))
    found = collect(root, A, downloads({f"ana/{A}.ipynb": ("mine", 3000), "ana/times.csv": ("2", 3000)}))
    assert (found.newer, found.same) == (["ana"], [])
    assert submitted(root)[f"ana/{A}/times.csv"] == "2"
    assert (found.kept_in / "ana" / "01" / "times.csv").read_text(encoding="utf-8") == "1"


def test_a_folder_that_is_a_link_is_said_to_be_left(root, downloads, tmp_path):
    folder = downloads({f"ana/{A}.ipynb": ("mine", 2000)})
    (tmp_path / "elsewhere").mkdir()
    (folder / "ben").symlink_to(tmp_path / "elsewhere")
    assert collect(root, A, folder).left == [("ben", "it is a link, not a file")]


def test_an_id_with_an_accent_is_the_same_student_however_a_system_writes_it(root, downloads):
    apart, together = "jose\u0301", "jos\u00e9"
    collect(root, A, downloads({f"{apart}/{A}.ipynb": ("first", 2000)}))
    shutil.rmtree(root.parent / "downloads" / apart)
    found = collect(root, A, downloads({f"{together}/{A}.ipynb": ("second", 3000)}))
    assert (found.new, found.newer) == ([], [apart])
    assert submitted(root)[f"{apart}/{A}/{A}.ipynb"] == "second"
