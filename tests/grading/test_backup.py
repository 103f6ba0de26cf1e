"""A term that lost its disk comes back from its backup: gradebook, hand-ins, feedback; and nothing is overwritten."""

import json
import shutil
import sqlite3
import threading
import time
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shopfloor import __version__
from shopfloor.cli.app import app
from shopfloor.grading import backup as module
from shopfloor.grading import nbgrader_course
from shopfloor.grading.backup import LIST, backup, look, restore
from shopfloor.grading.course import course_code
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.fill_in import fill_in, right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.problem import Problem
from shopfloor.grading.run import grade, make_feedback

ASSIGNMENT = "a05_stopwatch_study"
CLASS = ("ana", "bo lindqvist", "陳明")


@pytest.fixture(scope="module")
def term(template, released, right, put, tmp_path_factory):
    """A course in mid-term: three hand-ins, graded, with a mark by hand and feedback."""
    root = tmp_path_factory.mktemp("term") / "course"
    shutil.copytree(template, root)
    for place, student in enumerate(CLASS):
        put(
            root / "instructor",
            student,
            fill_in(released, student, dict(list(right(student).items())[place:])),
        )
    grade(root / "instructor", ASSIGNMENT)
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root}/instructor/gradebook/gradebook.db", "shopfloor") as gradebook:
        gradebook.find_grade("a05_note", ASSIGNMENT, ASSIGNMENT, "ana").manual_score = 2
        gradebook.db.commit()
    make_feedback(root / "instructor", ASSIGNMENT)
    guide = root / "instructor" / "guides" / "05_stopwatch_study.md"
    guide.parent.mkdir()
    guide.write_text("Our own notes.\n", encoding="utf-8")
    return CourseFolder(root)


@pytest.fixture(scope="module")
def kept(term, tmp_path_factory):
    return backup(term, tmp_path_factory.mktemp("other disk"))


@pytest.fixture
def fresh(template, tmp_path):
    """The course as somebody has it who has just downloaded it again."""
    shutil.copytree(template, tmp_path / "new disk" / "course")
    course = CourseFolder(tmp_path / "new disk" / "course")
    shutil.rmtree(course.instructor / "gradebook", ignore_errors=True)
    return course


def rows(course):
    with closing(sqlite3.connect(course.instructor / "gradebook" / "gradebook.db")) as database:
        return sorted(line for line in database.iterdump() if line.startswith("INSERT"))


def files(course, rooms=("instructor", "assignments")):
    return {
        path.relative_to(course.root).as_posix(): path.read_bytes()
        for room in rooms
        for path in sorted((course.root / room).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and "gradebook" not in path.parts
    }


def test_a_term_that_lost_its_disk_comes_back(term, kept, fresh, put, released, right):
    before = rows(term), files(term)
    assert sum(name.endswith(".html") for name in before[1]) == 3
    done = restore(fresh, kept.file)
    assert (rows(fresh), files(fresh)) == before
    assert done.held.hand_ins == kept.hand_ins == 3 and done.aside is None and not done.version
    # And the term goes on: what was graded is known, the next one is graded.
    put(fresh.instructor, "late", fill_in(released, "late", right("late")))
    results = {one.student: one for one in grade(fresh.instructor, ASSIGNMENT)}
    assert {student: one.status for student, one in results.items()} == {
        **dict.fromkeys(CLASS, "unchanged"),
        "late": "graded",
    }
    assert results["ana"].score == results["late"].score + 2


def test_the_commands_say_when_by_the_worlds_clock_and_that_one_disk_is_not_two(term, fresh, tmp_path):
    (tmp_path / "stick").mkdir()
    said = CliRunner().invoke(app, ["backup", str(tmp_path / "stick"), "--course-dir", str(term.root)]).output
    assert "look: it is on the same disk as the course, and is lost with it." in said
    [file] = (tmp_path / "stick").glob("*.zip")
    done = CliRunner().invoke(app, ["restore", str(file), "--course-dir", str(fresh.root)])
    made = datetime.fromisoformat(look(file).made).astimezone(UTC)
    assert f"Restored as of {made:%Y-%m-%d %H:%M} UTC: 3 hand-ins" in done.output


def test_files_keep_their_times(term, kept, fresh):
    name = Path("instructor/submitted/ana", ASSIGNMENT, f"{ASSIGNMENT}.ipynb")
    restore(fresh, kept.file)
    assert abs((fresh.root / name).stat().st_mtime - (term.root / name).stat().st_mtime) <= 2


def test_a_backup_while_somebody_grades_holds_whole_transactions(term, tmp_path, fresh):
    book = term.instructor / "gradebook" / "gradebook.db"
    with closing(sqlite3.connect(book, check_same_thread=False)) as writer:
        writer.execute("PRAGMA cache_size = 1")  # so that what is not committed stands in the file already
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE grade SET auto_score = -1")
        writer.executemany("INSERT INTO student (id) VALUES (?)", [(f"half-{n}",) for n in range(5000)])
        ended = threading.Timer(2, writer.rollback)
        ended.start()
        made = backup(term, tmp_path)
        ended.join()
    restore(fresh, made.file)
    assert rows(fresh) == rows(term)


def test_a_term_that_is_there_is_moved_aside_and_not_lost(kept, fresh, put, released, right):
    put(fresh.instructor, "only here", fill_in(released, "only here", right("only here")))
    (fresh.instructor / "answers" / f"{ASSIGNMENT}.py").write_text("# mine\n", encoding="utf-8")
    before = files(fresh)
    with pytest.raises(Problem, match=r"holds a term already \(submitted\).*--replace"):
        restore(fresh, kept.file)
    assert files(fresh) == before
    done = restore(fresh, kept.file, replace=True)
    assert f"instructor/answers/{ASSIGNMENT}.py" in done.changed
    moved = CourseFolder(done.aside)
    assert (
        files(moved)["instructor/submitted/only here/" + f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"]
        == before["instructor/submitted/only here/" + f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"]
    )
    assert files(moved)[f"instructor/answers/{ASSIGNMENT}.py"] == b"# mine\n"
    assert not (fresh.instructor / "submitted" / "only here").exists()
    # What was moved aside is in no later backup.
    assert not [name for name in module._files(fresh) if "before-restore" in name]


def test_after_an_upgrade_only_the_term_comes_back(kept, fresh):
    key = fresh.instructor / "answers" / f"{ASSIGNMENT}.py"
    key.write_text(f"{key.read_text(encoding='utf-8')}# newer\n", encoding="utf-8")
    done = restore(fresh, kept.file, term_only=True)
    assert key.read_text(encoding="utf-8").endswith("# newer\n") and done.changed == []
    assert not (fresh.instructor / "guides").exists()
    assert len(list((fresh.instructor / "feedback").rglob("*.html"))) == 3


def test_after_an_upgrade_the_term_has_its_course_code_and_its_own_quizzes(
    term, fresh, tmp_path, put, right, released
):
    """In mid-term on a new copy of the course: marks stay, and what is graded later is judged by the same data."""
    root = tmp_path / "as it was" / "course"
    shutil.copytree(term.root, root)
    for room in ("instructor/source", "assignments"):
        (root / room / ASSIGNMENT / "course.json").write_text('{"course": "fall-2026"}', encoding="utf-8")
    for name in (
        "instructor/source/q05a/q05a.ipynb",
        "assignments/q05a/q05a.ipynb",
        "instructor/answers/q05a.py",
    ):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("drawn in this term", encoding="utf-8")
    file = backup(CourseFolder(root), tmp_path).file
    restore(fresh, file, term_only=True)
    for name in (
        "instructor/source/q05a/q05a.ipynb",
        "assignments/q05a/q05a.ipynb",
        "instructor/answers/q05a.py",
    ):
        assert (fresh.root / name).read_text(encoding="utf-8") == "drawn in this term"
    assert course_code(fresh.instructor, ASSIGNMENT) == "fall-2026"
    released_with = json.loads((fresh.assignments / ASSIGNMENT / "course.json").read_text(encoding="utf-8"))
    assert released_with == {"course": "fall-2026"}
    put(
        fresh.instructor,
        "dora",
        fill_in(released, "dora", right_values(load_keys(fresh.instructor, ASSIGNMENT), "dora", "fall-2026")),
    )
    (dora,) = grade(fresh.instructor, ASSIGNMENT, ["dora"])
    assert (dora.score, dora.repairs) == (16, [])


def test_a_damaged_backup_changes_nothing(kept, fresh, tmp_path):
    content = bytearray(kept.file.read_bytes())
    with zipfile.ZipFile(kept.file) as archive:
        inside = archive.getinfo(f"instructor/source/{ASSIGNMENT}/{ASSIGNMENT}.ipynb").header_offset
    content[inside + 300] ^= 0xFF
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(content)
    before = files(fresh)
    with pytest.raises(Problem, match="the backup is damaged: instructor/source/.*is not what it was"):
        restore(fresh, damaged)
    assert files(fresh) == before
    assert not list(fresh.instructor.glob(".restore-*"))


def test_a_file_that_was_exchanged_within_the_backup_is_seen(kept, fresh, tmp_path):
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(kept.file) as old, zipfile.ZipFile(forged, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"{}" if name.endswith("course.json") else old.read(name))
    with pytest.raises(Problem, match="damaged: .*course.json"):
        restore(fresh, forged)


def with_list(tmp_path, head):
    made = tmp_path / f"{len(head)}.zip"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(LIST, json.dumps(head))
    return made


@pytest.mark.parametrize(
    "name",
    ["../outside", "/etc/passwd", "instructor/../../outside", "instructor\\..\\..\\outside", "README.md"],
)
def test_a_backup_writes_nowhere_else(tmp_path, name):
    head = {"format": 1, "made": "", "shopfloor": "", "files": {name: {"bytes": 1, "sha256": ""}}}
    with pytest.raises(Problem, match="no backup of a Shop Floor course"):
        look(with_list(tmp_path, head))


def test_what_is_no_backup(tmp_path):
    (tmp_path / "photo.zip").write_bytes(b"GIF89a")
    for file, words in (
        (tmp_path / "photo.zip", "no backup of a Shop Floor course"),
        (tmp_path / "gone.zip", "there is no such file"),
        (with_list(tmp_path, {}), "no backup of a Shop Floor course"),
        (
            with_list(tmp_path, {"format": module.FORMAT + 1, "shopfloor": "9.9"}),
            r"a newer Shop Floor \(9.9\)",
        ),
    ):
        with pytest.raises(Problem, match=words):
            look(file)


def test_a_backup_that_the_disk_spoiled_is_none(term, tmp_path, monkeypatch):
    """What is written is read again before anybody is told that there is a backup."""
    write = module._write

    def spoiled(file, *given):
        held = write(file, *given)
        with zipfile.ZipFile(file) as archive:
            inside = archive.getinfo(
                f"instructor/submitted/ana/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
            ).header_offset
        content = bytearray(file.read_bytes())
        content[inside + 300] ^= 0xFF
        file.write_bytes(content)
        return held

    monkeypatch.setattr(module, "_write", spoiled)
    with pytest.raises(Problem, match="the backup is damaged: instructor/submitted/ana"):
        backup(term, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_link_is_not_followed_out_of_the_course(fresh, tmp_path):
    (tmp_path / "private.txt").write_text("not the course's", encoding="utf-8")
    (fresh.instructor / "guides").mkdir(exist_ok=True)
    (fresh.instructor / "guides" / "private.txt").symlink_to(tmp_path / "private.txt")
    assert [name for name in backup(fresh, tmp_path).files if "private" in name] == []


def test_what_a_restore_left_that_was_cut_off_goes_with_the_next(kept, fresh):
    half = fresh.instructor / ".restore-20260101-000000" / "instructor" / "submitted"
    half.mkdir(parents=True)
    (half / "half.ipynb").write_text("{}", encoding="utf-8")
    restore(fresh, kept.file)
    assert not list(fresh.instructor.glob(".restore-*"))


def test_a_place_that_is_named_from_within_the_course_is_in_it(term, tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to(term.instructor)
    monkeypatch.chdir(term.root)
    for where in (Path("."), Path("instructor"), tmp_path / "link"):
        with pytest.raises(Problem, match="in the course itself"):
            backup(term, where)


def test_where_a_backup_cannot_lie(term, kept, tmp_path):
    for where, words in (
        (kept.file, "there already"),
        (term.instructor, "in the course itself"),
        (tmp_path / "nowhere" / "b.zip", "no such folder"),
    ):
        with pytest.raises(Problem, match=words):
            backup(term, where)
    assert not list(tmp_path.iterdir())


def test_a_disk_that_fills_up_leaves_no_half_file(term, tmp_path, monkeypatch):
    def full(file, *_):
        file.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_write", full)
    with pytest.raises(Problem, match="the disk is full"):
        backup(term, tmp_path)
    assert not list(tmp_path.iterdir())


def test_only_its_owner_reads_it_and_the_list_tells_the_version(kept):
    assert kept.file.stat().st_mode & 0o077 == 0
    assert look(kept.file).version == __version__
    rooms = {name.split("/")[1] for name in kept.files if name.startswith("instructor")}
    assert {"gradebook", "submitted", "autograded", "feedback", "source", "answers"} <= rooms


def test_a_gradebook_in_a_file_elsewhere_comes_back_there(term, fresh, tmp_path):
    book = tmp_path / "books" / "gradebook.db"
    book.parent.mkdir()
    shutil.copyfile(term.instructor / "gradebook" / "gradebook.db", book)
    with (fresh.instructor / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = 'sqlite:///{book}'\n")
    (tmp_path / "stick").mkdir()
    held = backup(fresh, tmp_path / "stick")
    with closing(sqlite3.connect(book)) as database:
        database.execute("UPDATE grade SET auto_score = -1")
        database.commit()
    restore(fresh, held.file, replace=True)
    with closing(sqlite3.connect(book)) as database:
        assert not database.execute("SELECT 1 FROM grade WHERE auto_score = -1").fetchone()
    assert len(list(book.parent.glob("before-restore-*-gradebook.db"))) == 1


def test_a_folder_on_another_disk_behind_a_link_is_in_it(term, tmp_path, fresh):
    shutil.copytree(term.instructor / "submitted", tmp_path / "large disk")
    (fresh.instructor / "submitted").symlink_to(tmp_path / "large disk")
    (tmp_path / "stick").mkdir()
    assert backup(fresh, tmp_path / "stick").hand_ins == 3


def test_files_keep_their_times_in_another_time_zone(term, kept, fresh, monkeypatch):
    name = Path("instructor/submitted/ana", ASSIGNMENT, f"{ASSIGNMENT}.ipynb")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        restore(fresh, kept.file)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert abs((fresh.root / name).stat().st_mtime - (term.root / name).stat().st_mtime) <= 2


@pytest.mark.parametrize("way", ["sqlite:///{}?timeout=60", "sqlite+pysqlite:///{}"])
def test_a_gradebooks_address_may_hold_options_and_a_driver(fresh, tmp_path, way):
    book = fresh.instructor / "gradebook" / "gradebook.db"
    book.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(book)) as database:
        database.execute("CREATE TABLE mine (mark)")
        database.commit()
    with (fresh.instructor / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {way.format(book)!r}\n")
    (tmp_path / "stick").mkdir()
    assert module.GRADEBOOK in backup(fresh, tmp_path / "stick").files


def test_a_gradebook_that_stays_locked_is_said_and_not_waited_for(fresh, tmp_path, monkeypatch):
    monkeypatch.setattr(nbgrader_course, "LONGEST_WAIT", 0.1)
    book = fresh.instructor / "gradebook" / "gradebook.db"
    book.parent.mkdir(exist_ok=True)
    (tmp_path / "stick").mkdir()
    said = []

    def write():
        try:
            backup(fresh, tmp_path / "stick")
        except Problem as problem:
            said.append(problem.what)

    with closing(sqlite3.connect(book, isolation_level=None)) as other:
        other.execute("CREATE TABLE mine (mark)")
        other.execute("BEGIN EXCLUSIVE")
        waiting = threading.Thread(target=write, daemon=True)
        waiting.start()
        waiting.join(10)
        stuck = waiting.is_alive()
        other.execute("ROLLBACK")
    waiting.join(10)
    assert not stuck and said == ["another program keeps the gradebook locked"]
    assert not list((tmp_path / "stick").iterdir())
