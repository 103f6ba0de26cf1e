"""A running course moves to PostgreSQL: the same rows, the same scores from then on, and no way to lose the old one.

The server is a real one, from Debian's packages, reached through a socket in a folder of the test's own.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shopfloor.cli.app import app
from shopfloor.grading import log_names
from shopfloor.grading.backup import backup, restore
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.doctor import examine, gradebook
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.gradebook_copy import copy_gradebook
from shopfloor.grading.gradebook_move import move_gradebook
from shopfloor.grading.nbgrader_course import nbgrader_config, open_gradebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.run import grade

ASSIGNMENT = "a05_stopwatch_study"


def programs():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="module")
def server():
    """``server(name)``: the address of a new, empty database."""
    where = programs()
    if where is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path is short
    as_postgres = []
    if os.geteuid() == 0:  # the server refuses to be root's
        shutil.chown(folder, "postgres", "postgres")
        as_postgres = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]

    def run(name, *words):
        subprocess.run([*as_postgres, where / name, *words], check=True, capture_output=True, cwd=folder)

    data = folder / "data"
    run("initdb", "-D", data, "-U", "grader", "-A", "trust", "-E", "UTF8", "--no-sync")
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", data, "-o", settings, "-l", folder / "log", "-w", "start")

    def database(name):
        run("createdb", "-h", folder, "-U", "grader", name)
        return f"postgresql+psycopg://grader@/{name}?host={folder}"

    yield database
    run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def term(template, released, right, put, tmp_path_factory):
    """A course in which four have handed in and been graded, and one has a mark by hand."""
    root = tmp_path_factory.mktemp("postgresql") / "course"
    shutil.copytree(template, root)
    course = CourseFolder(root)
    for number, student in enumerate(("ana", "bo", "chén 陳", "d'arcy")):
        values = dict(list(right(student).items())[: number + 1])
        put(course.instructor, student, fill_in(released, student, values))
    grade(course.instructor, ASSIGNMENT)
    with open_gradebook(course) as book:
        mark = book.find_grade("a05_note", ASSIGNMENT, ASSIGNMENT, "ana")
        mark.manual_score = 1.5
        book.find_comment("a05_note", ASSIGNMENT, ASSIGNMENT, "ana").manual_comment = "Good: “one” day 👍"
        book.db.commit()
    return course


@pytest.fixture
def own(term, tmp_path):
    """A copy of it; its gradebook is its own."""
    shutil.copytree(term.root, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


def scores(course):
    with open_gradebook(course) as book:
        return {
            one.student_id: (one.score, one.needs_manual_grade)
            for one in book.assignment_submissions(ASSIGNMENT)
        }


def test_a_running_course_moves_and_goes_on_with_the_same_scores(own, term, server, put, released, right):
    before, address = scores(own), server("moves")
    result = CliRunner().invoke(app, ["move-gradebook", address, "--course-dir", str(own.root)])
    assert result.exit_code == 0, result.output
    assert "4 students, 4 hand-ins" in result.output and "gradebook-moved-" in result.output
    assert nbgrader_config(own).CourseDirectory.db_url == address
    assert not (own.instructor / "gradebook" / "gradebook.db").exists()
    assert scores(own) == before and before["ana"][0] > 1.5
    with open_gradebook(own) as book:
        comment = book.find_comment("a05_note", ASSIGNMENT, ASSIGNMENT, "ana").manual_comment
    assert comment == "Good: “one” day 👍"

    # From now on both courses grade the same newcomers: one on the server, by two processes, one in its file.
    copy = CourseFolder(own.root.parent / "in a file")
    shutil.copytree(term.root, copy.root)
    for course in (own, copy):
        for number in range(6):
            student = f"new-{number}"
            values = dict(list(right(student).items())[number % 4 :])
            put(course.instructor, student, fill_in(released, student, values))
    on_server = grade(own.instructor, ASSIGNMENT, workers=2)
    assert on_server == grade(copy.instructor, ASSIGNMENT)
    assert {one.status for one in on_server if one.student.startswith("new-")} == {"graded"}
    assert scores(own) == scores(copy) and len(scores(own)) == 10
    # The marking pages ask through this, and see it at once.
    from nbgrader.apps.api import NbGraderAPI

    from shopfloor.grading.course import application

    api = NbGraderAPI(application(own.instructor).coursedir)
    seen = {one["student"]: one["score"] for one in api.get_submissions(ASSIGNMENT)}
    assert seen == {student: score for student, (score, _) in scores(own).items()}
    assert [finding.state for _, finding in examine(own, {"gradebook": gradebook})] == ["good"]


def test_a_term_on_a_server_is_backed_up_restored_and_forgotten_from(own, server, tmp_path):
    before = scores(own)
    move_gradebook(own, server("first"))
    kept = backup(own, tmp_path / "kept.zip")
    # The disk and the server are lost: a new course with a new, empty database.
    fresh = CourseFolder(tmp_path / "fresh" / "course")
    shutil.copytree(own.root, fresh.root)
    for name in ("submitted", "autograded", "gradebook"):
        shutil.rmtree(fresh.instructor / name)
    config = fresh.instructor / "nbgrader_config.py"
    empty = server("second")
    config.write_text(
        f"{config.read_text('utf-8')}\nc.CourseDirectory.db_url = {empty!r}\n", encoding="utf-8"
    )
    restore(fresh, kept.file, term_only=True)
    assert nbgrader_config(fresh).CourseDirectory.db_url == empty
    assert scores(fresh) == before
    # Under its usual name it would be taken for the course's gradebook.
    kept_file = fresh.instructor / "gradebook" / "gradebook-restored.db"
    assert kept_file.is_file() and not kept_file.with_name("gradebook.db").exists()
    gone = CliRunner().invoke(app, ["forget", "bo", "--yes", "--course-dir", str(fresh.root)])
    assert gone.exit_code == 0, gone.output
    assert set(scores(fresh)) == set(before) - {"bo"} and scores(own) == before
    # Also from the file that was restored, which is no longer in use.
    with closing(sqlite3.connect(kept_file)) as database:
        left = {one for (one,) in database.execute("SELECT id FROM student")}
    assert left == set(before) - {"bo"}


def test_logs_leave_out_the_names_on_a_server(own, server, monkeypatch):
    with open_gradebook(own) as book:
        book.update_or_create_student("ana", first_name="Anaquill")
        book.db.commit()
    move_gradebook(own, server("names"))
    monkeypatch.setattr(log_names, "NAMES", log_names.Names())
    log_names.NAMES.of_course(own.instructor)
    assert log_names.without_names("mail of Anaquill") == "mail of [student]"


def test_back_to_a_file(own, server, tmp_path):
    before = scores(own)
    move_gradebook(own, server("there"))
    counts, old = move_gradebook(own, f"sqlite:///{tmp_path / 'new' / 'gradebook.db'}")
    assert old is None and counts["student"] == 4
    assert scores(own) == before


def unmoved(own, before, address, words):
    config = (own.instructor / "nbgrader_config.py").read_bytes()
    with pytest.raises(Problem, match=words):
        move_gradebook(own, address)
    assert (own.instructor / "nbgrader_config.py").read_bytes() == config
    assert scores(own) == before


def test_what_cannot_be_moved_stays_as_it_was(own, server, tmp_path):
    before = scores(own)
    full = server("full")
    copy_gradebook(nbgrader_config(own).CourseDirectory.db_url, full)
    unmoved(own, before, full, "the new gradebook is not empty: there are rows in .*student")
    unmoved(own, before, "postgresql+psycopg://grader:secret@/x", "holds a password")
    unmoved(own, before, nbgrader_config(own).CourseDirectory.db_url, "is there already")
    unmoved(own, before, "my database", "is no address of a database")
    unmoved(own, before, full.replace("/full?", "/nowhere?"), 'cannot be opened: .*"nowhere" does not exist')
    unmoved(own, before, "nosuch://somewhere/x", "cannot be opened")
    with closing(sqlite3.connect(own.instructor / "gradebook" / "gradebook.db")) as database:
        database.execute("UPDATE student SET first_name = ? WHERE id = 'bo'", ("B" * 300,))
        database.commit()
    unmoved(own, before, server("narrow"), "a row of table student does not fit .*too long")


def test_a_copy_that_differs_is_not_kept(own, server, monkeypatch):
    from shopfloor.grading import gradebook_copy

    before, insert = scores(own), gradebook_copy._insert

    def careless(connection, table, rows, target):
        for row in rows:
            if table.name == "grade" and row["auto_score"]:
                row["auto_score"] += 0.5
        insert(connection, table, rows, target)

    monkeypatch.setattr(gradebook_copy, "_insert", careless)
    address = server("careless")
    unmoved(own, before, address, "the copy is not the same: table grade, row ")
    monkeypatch.undo()
    assert move_gradebook(own, address)[0]["grade"] > 0  # nothing of the bad copy was left
    assert scores(own) == before
