"""A full disk: one line, exit status 2, nothing overwritten, nothing half-written, nothing lost."""

import os
import shutil
import subprocess
import sys

import pytest

from shopfloor.cli import main

ASSIGNMENT = "a05_stopwatch_study"
MEGABYTES = 4


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory):
    """A disk of a few megabytes. Only root can make one; elsewhere the test says so."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=755", "tmpfs", str(folder)]
    can = sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount")
    if not can or subprocess.run(mount, capture_output=True, check=False).returncode:
        why = "A small disk to fill up can only be mounted as root on Linux."
        if os.environ.get("CI"):
            pytest.fail(why, pytrace=False)
        pytest.skip(why)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(scope="module")
def course_on_it(small_disk, template, hand_ins, put):
    """The course, with one student graded and the feedback written."""
    from shopfloor.grading.report import write_report
    from shopfloor.grading.run import grade, make_feedback

    root = small_disk / "course" / "instructor"
    shutil.copytree(template, root.parent)
    put(root, "right", hand_ins["right"].content)
    assert [result.status for result in grade(root, ASSIGNMENT)] == ["graded"]
    make_feedback(root, ASSIGNMENT)
    write_report(root, ASSIGNMENT)
    return root


@pytest.fixture
def full(small_disk, course_on_it):
    """``full(left)``: fill the disk but for this many bytes."""
    filler = small_disk / "filler"

    def fill(left):
        with filler.open("wb", buffering=0) as file:
            free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
            file.write(b"x" * (free - left))

    yield fill
    filler.unlink(missing_ok=True)


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def one_line(capsys, *arguments):
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    said = capsys.readouterr()
    assert stopped.value.code == 2, said
    lines = said.err.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("shopfloor: the disk is full (")
    assert "Make room" in lines[0]
    return lines[0]


@pytest.mark.parametrize("left", [0, 8192])
def test_collect(course_on_it, full, hand_ins, tmp_path, capsys, left):
    (tmp_path / "right.ipynb").write_bytes(hand_ins["partly"].content)
    (tmp_path / "new.ipynb").write_bytes(hand_ins["partly"].content)
    before = everything(course_on_it)
    full(left)
    line = one_line(capsys, "collect", ASSIGNMENT, str(tmp_path), "--course-dir", str(course_on_it))
    assert "submitted" in line
    assert everything(course_on_it) == before


@pytest.mark.parametrize("share", [0, 0.4, 0.9])
def test_grade(course_on_it, full, capsys, marks, share):
    """Full from the start, or from the moment when that share of the graded notebook is written."""
    book = course_on_it / "gradebook" / "gradebook.db"
    before, scores = everything(course_on_it), marks(book, "right")
    full(int(share * max(path.stat().st_size for path in course_on_it.rglob("autograded/**/*.ipynb"))))
    one_line(capsys, "grade", ASSIGNMENT, "--force", "--course-dir", str(course_on_it))
    after = everything(course_on_it)
    assert {path.name for path in after} - {path.name for path in before} <= {"gradebook.db-journal"}
    assert {path: after[path] for path in before if path != book} == {
        path: before[path] for path in before if path != book
    }
    assert marks(book, "right") == scores


def test_feedback(course_on_it, full, capsys):
    before = everything(course_on_it)
    full(0)
    assert "feedback" in one_line(capsys, "feedback", ASSIGNMENT, "--course-dir", str(course_on_it))
    assert everything(course_on_it) == before


def test_report(course_on_it, full, capsys):
    before = everything(course_on_it)
    full(0)
    assert "report" in one_line(capsys, "report", ASSIGNMENT, "--course-dir", str(course_on_it))
    assert everything(course_on_it) == before


def test_with_room_again_all_goes_on(course_on_it, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["grade", ASSIGNMENT, "--course-dir", str(course_on_it)])
    assert not stopped.value.code
    assert "0 graded, 1 unchanged, 0 could not be graded." in capsys.readouterr().out
