"""``shopfloor release``: the release version, the course code, the students' copy."""

import errno
import json
import os
import shutil
import subprocess

import nbformat
import pytest
from typer.testing import CliRunner

from shopfloor.cli.app import app
from shopfloor.grading import whole_files
from shopfloor.grading.course_folder import find_course, find_instructors_course
from shopfloor.grading.leaks import leaks
from shopfloor.grading.nbgrader_course import open_gradebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.release import release, worked_in
from shopfloor.grading.student_copy import files_for_students, write_student_copy

RELEASED = "assignments/a01_tiny/a01_tiny.ipynb"
SECRET = "made_by_the_night_shift"


# Finding the course


def test_the_course_is_found_from_any_folder_in_it(small_course, monkeypatch):
    monkeypatch.chdir(small_course.notebooks)
    assert find_course().root == small_course.root


def test_no_course_here_is_said_in_words(tmp_path):
    with pytest.raises(Problem, match="no Shop Floor course here.*Change to the course's folder"):
        find_course(tmp_path)


def test_a_students_copy_cannot_release(small_course):
    shutil.rmtree(small_course.instructor)
    assert find_course().root == small_course.root
    with pytest.raises(Problem, match=r"copy for students.*instructor/nbgrader_config.py"):
        find_instructors_course()


# Releasing


def test_the_release_is_nbgraders_and_holds_no_solution(small_course):
    lines = release(small_course)
    text = (small_course.root / RELEASED).read_text(encoding="utf-8")
    assert SECRET not in text and "SOLUTION" not in text and "YOUR CODE HERE" in text
    cells = nbformat.read(small_course.root / RELEASED, as_version=4).cells
    assert [cell.metadata.nbgrader.grade_id for cell in cells[1:]] == ["a01_gadgets_answer", "a01_gadgets"]
    assert json.loads((small_course.assignments / "a01_tiny" / "course.json").read_text()) == {
        "course": "open-2026"
    }
    assert lines == [
        "a01_tiny: released into assignments/a01_tiny "
        "(files written: a01_tiny.ipynb, course.json; course code open-2026)."
    ]
    with open_gradebook(small_course) as gradebook:
        assert gradebook.find_assignment("a01_tiny").max_score == 2


def test_releasing_again_changes_no_byte_and_keeps_other_files(small_course, everything_in):
    release(small_course)
    (small_course.assignments / "a01_tiny" / "my_notes.txt").write_text("mine")
    before = everything_in(small_course.assignments)
    assert "no file had to change" in release(small_course)[0]
    assert everything_in(small_course.assignments) == before


def test_an_unknown_assignment_is_said_with_those_there_are(small_course, everything_in):
    before = everything_in(small_course.root)
    with pytest.raises(Problem, match=r"no assignment called a99 \(instructor/source\). Choose a01_tiny"):
        release(small_course, ["a99"])
    assert everything_in(small_course.root) == before


def test_a_broken_source_is_named_and_nothing_is_lost(small_course, everything_in):
    release(small_course)
    before = everything_in(small_course.assignments)
    (small_course.source / "a01_tiny" / "a01_tiny.ipynb").write_text("{ broken")
    with pytest.raises(Problem, match=r"cannot be read.*instructor/source/a01_tiny/a01_tiny.ipynb"):
        release(small_course)
    assert everything_in(small_course.assignments) == before


def test_nbgraders_own_refusal_is_passed_on_in_one_line(small_course, everything_in):
    source = small_course.source / "a01_tiny" / "a01_tiny.ipynb"
    notebook = nbformat.read(source, as_version=4)
    notebook.cells[2].metadata.nbgrader.grade_id = "a01_gadgets_answer"  # two cells of one name
    nbformat.write(notebook, source)
    with pytest.raises(Problem, match="nbgrader could not release a01_tiny: .*a01_gadgets_answer") as caught:
        release(small_course)
    assert "\n" not in str(caught.value)
    assert everything_in(small_course.assignments) == {}


def test_a_broken_configuration_stops_everything(small_course):
    (small_course.instructor / "nbgrader_config.py").write_text("import nothing_of_that_name\n")
    with pytest.raises(Problem, match="nothing_of_that_name.*instructor/nbgrader_config.py"):
        release(small_course)
    assert not small_course.assignments.exists()


def test_a_full_disk_leaves_the_old_release_whole(small_course, tiny_source, everything_in, monkeypatch):
    release(small_course)
    before = everything_in(small_course.assignments)
    source = small_course.source / "a01_tiny" / "a01_tiny.ipynb"
    notebook = nbformat.read(source, as_version=4)
    notebook.cells[0].source = "# How many gadgets today?"
    nbformat.write(notebook, source)

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a01_tiny.ipynb")

    monkeypatch.setattr(whole_files.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        release(small_course)
    assert everything_in(small_course.assignments) == before


# Mid-term


def test_handed_in_work_is_not_put_at_risk(small_course, hand_in_one, everything_in):
    release(small_course)
    hand_in_one("ann")
    before = everything_in(small_course.root)
    with pytest.raises(Problem, match="1 student has already handed in a01_tiny.*--force"):
        release(small_course)
    with pytest.raises(Problem, match="1 student has already handed in.*course code"):
        release(small_course, code="open-2027")
    assert everything_in(small_course.root) == before


def test_collected_files_count_before_they_are_graded(small_course):
    release(small_course)
    folder = small_course.instructor / "submitted" / "bob" / "a01_tiny"
    folder.mkdir(parents=True)
    (folder / "a01_tiny.ipynb").write_text("{}")
    with pytest.raises(Problem, match="1 student has"):
        release(small_course)


def test_force_keeps_a_copy_of_the_gradebook(small_course, hand_in_one):
    release(small_course)
    hand_in_one("ann")
    hand_in_one("bob")
    assert "gradebook-before-release-" in release(small_course, force=True)[0]
    (kept,) = (small_course.instructor / "gradebook").glob("gradebook-before-release-*.db")
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{kept}") as gradebook:
        assert sorted(s.student.id for s in gradebook.find_assignment("a01_tiny").submissions) == [
            "ann",
            "bob",
        ]


@pytest.mark.parametrize("change", ["answer", "output"])
def test_work_in_the_released_notebook_is_not_overwritten(small_course, change, everything_in):
    release(small_course)
    path = small_course.root / RELEASED
    assert not worked_in(path)
    notebook = nbformat.read(path, as_version=4)
    if change == "answer":
        notebook.cells[1].source = "gadgets = 5"
    else:
        notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="5")]
    nbformat.write(notebook, path)
    before = everything_in(small_course.assignments)
    with pytest.raises(Problem, match=f"worked in the released notebook.*{RELEASED}"):
        release(small_course)
    assert everything_in(small_course.assignments) == before
    release(small_course, force=True)
    assert not worked_in(path)


# The course code


def test_a_course_code_is_written_and_released(small_course):
    file = small_course.source / "a01_tiny" / "course.json"
    file.write_text('{"course": "open-2026", "note": "kept"}')
    release(small_course, code="iet101-fall-2026")
    assert json.loads(file.read_text()) == {"course": "iet101-fall-2026", "note": "kept"}
    released = small_course.assignments / "a01_tiny" / "course.json"
    assert released.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("code", ["", " ", "fall 2026", "../x", "-x", "a" * 41, "caf\u00e9", "a\n"])
def test_what_cannot_be_a_course_code_is_refused(small_course, code, everything_in):
    before = everything_in(small_course.root)
    with pytest.raises(Problem, match="cannot be a course code"):
        release(small_course, code=code)
    assert everything_in(small_course.root) == before


def test_an_unreadable_course_json_is_named_and_kept(small_course):
    file = small_course.source / "a01_tiny" / "course.json"
    file.write_text("{ broken")
    with pytest.raises(Problem, match="instructor/source/a01_tiny/course.json"):
        release(small_course, code="open-2027")
    assert file.read_text() == "{ broken"


def test_the_old_course_code_comes_back_when_the_release_fails(small_course):
    (small_course.source / "a01_tiny" / "a01_tiny.ipynb").write_text("{ broken")
    with pytest.raises(Problem):
        release(small_course, code="open-2027")
    assert small_course.course_code("a01_tiny") == "open-2026"


# The students' copy


def test_asked_for_the_copy_alone_nothing_is_released(small_course, tmp_path, everything_in):
    release(small_course)
    source = small_course.source / "a01_tiny" / "a01_tiny.ipynb"
    nb = nbformat.read(source, as_version=4)
    nb.cells[0].source += " A sentence that students do not have yet."
    nbformat.write(nb, source)
    before = everything_in(small_course.assignments)
    done = CliRunner().invoke(app, ["release", "--student-copy", str(tmp_path / "copy")])
    assert done.exit_code == 0, done.output
    assert everything_in(small_course.assignments) == before
    done = CliRunner().invoke(app, ["release", "a01_tiny", "--student-copy", str(tmp_path / "second")])
    assert done.exit_code == 0, done.output
    assert everything_in(small_course.assignments) != before


def test_the_copy_is_the_course_without_the_instructors_part(small_course, tmp_path):
    release(small_course)
    copy = tmp_path / "new" / "copy"
    count = write_student_copy(small_course, copy)
    names = sorted(path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file())
    assert names == sorted(
        [
            "Makefile",
            "README.md",
            "assignments/a01_tiny/a01_tiny.ipynb",
            "assignments/a01_tiny/course.json",
            "datasets/datapackage.json",
            "notebooks/01_lesson.ipynb",
            "pyproject.toml",
            "src/shopfloor/__init__.py",
        ]
    )
    assert count == len(names)
    readme = (copy / "README.md").read_text(encoding="utf-8")
    assert "For students." in readme and "The end." in readme and "instructors" not in readme
    assert not list((tmp_path / "new").glob(".copy*"))
    assert find_course(copy).root == copy and not find_course(copy).is_instructors


@pytest.mark.parametrize("lost", ["<!-- instructors: begin -->", "<!-- instructors: end -->"])
def test_a_readme_with_a_lost_mark_is_refused(small_course, tmp_path, lost):
    release(small_course)
    page = small_course.root / "README.md"
    page.write_text(page.read_text(encoding="utf-8").replace(lost, ""), encoding="utf-8")
    with pytest.raises(Problem, match="do not come in pairs .README.md"):
        write_student_copy(small_course, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_in_a_git_checkout_only_what_git_keeps_is_copied(small_course, tmp_path):
    release(small_course)
    (small_course.notebooks / "scratch.ipynb").write_text("{}")
    git = ["git", "-C", str(small_course.root)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "--all", "--", ":!notebooks/scratch.ipynb"], check=True)
    names = files_for_students(small_course)
    assert "notebooks/01_lesson.ipynb" in names and RELEASED in names
    assert not {"notebooks/scratch.ipynb", "notebooks/my_record.csv", "CONTRIBUTING.md"} & set(names)
    assert not [name for name in names if name.startswith(("instructor", "tests", ".git/"))]


def test_an_empty_folder_is_taken_and_a_full_one_refused(small_course, tmp_path):
    release(small_course)
    empty, full = tmp_path / "empty", tmp_path / "full"
    empty.mkdir()
    full.mkdir()
    (full / "thesis.txt").write_text("mine")
    write_student_copy(small_course, empty)
    assert (empty / "README.md").exists()
    with pytest.raises(Problem, match="something already.*Choose a folder"):
        write_student_copy(small_course, full)
    assert [path.name for path in full.iterdir()] == ["thesis.txt"]
    with pytest.raises(Problem, match="cannot be inside the course"):
        write_student_copy(small_course, small_course.root / "copy")


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("notebooks/02_more.ipynb", None, "a marked solution"),
        (
            "datasets/notes.txt",
            "gadgets  = 17 * 3 + sum(made_by_the_night_shift)",
            "the solution of a graded part",
        ),
        (
            "src/shopfloor/help.py",
            "def f(case):\n        return 17 * len(case.gadgets_made_today) + 4\n",
            "answer key",
        ),
        ("datasets/gradebook.db", "SQLite format 3\0", "a gradebook"),
    ],
)
def test_a_planted_solution_stops_the_copy(small_course, tmp_path, tiny_source, name, text, what):
    release(small_course)
    if text is None:
        tiny_source(small_course.root / name)
    else:
        (small_course.root / name).write_text(text)
    with pytest.raises(Problem, match=f"{what} would be in the students' copy .{name}"):
        write_student_copy(small_course, tmp_path / "copy")
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == []


def test_a_solution_of_one_short_line_counts_in_assignments_only(small_course, tiny_source, tmp_path):
    tiny_source(small_course.source / "a01_tiny" / "a01_tiny.ipynb", solution="gadgets = 55")
    release(small_course)
    lesson = small_course.notebooks / "notes.md"
    lesson.write_text("gadgets = 55\n")
    write_student_copy(small_course, tmp_path / "copy")
    planted = tmp_path / "copy" / "assignments" / "a01_tiny" / "hint.txt"
    planted.write_text("gadgets = 55\n")
    assert leaks(small_course, tmp_path / "copy") == [
        ("assignments/a01_tiny/hint.txt", "the solution of a graded part")
    ]


def test_a_filled_in_assignment_is_not_handed_out(small_course, tmp_path):
    release(small_course)
    path = small_course.root / RELEASED
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].source = "gadgets = 5"
    nbformat.write(notebook, path)
    with pytest.raises(Problem, match=f"worked in a released notebook.*{RELEASED}"):
        write_student_copy(small_course, tmp_path / "copy")


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_to_the_answers_is_not_followed(small_course, tmp_path):
    release(small_course)
    (small_course.root / "datasets" / "k.py").symlink_to(small_course.instructor / "answers" / "a01_tiny.py")
    with pytest.raises(Problem, match="link leads out of its folder .datasets/k.py"):
        write_student_copy(small_course, tmp_path / "copy")


def test_a_full_disk_leaves_no_half_copy(small_course, tmp_path, monkeypatch):
    from shopfloor.grading import student_copy

    release(small_course)
    copied, copy = [], student_copy.shutil.copyfile

    def full(source, target, **how):
        copied.append(source)
        if len(copied) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        return copy(source, target, **how)

    monkeypatch.setattr(student_copy.shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space left"):
        write_student_copy(small_course, tmp_path / "copy")
    assert not [path for path in tmp_path.iterdir() if "copy" in path.name]
