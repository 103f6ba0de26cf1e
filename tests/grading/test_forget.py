"""One student is deleted wherever the course keeps something about them, and nobody else is touched."""

import json
import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from typer.testing import CliRunner

from shopfloor.cli.app import app
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.nbgrader_course import keep_gradebook
from shopfloor.grading.report import write_report
from shopfloor.grading.run import grade, make_feedback

ASSIGNMENT = "a05_stopwatch_study"
GONE, STAYS = "zora-quill", "zora-quillfeather"


@pytest.fixture(scope="module")
def term(template, released, right, put, tmp_path_factory):
    """A term with two students whose ids begin alike; one has handed in twice."""
    root = tmp_path_factory.mktemp("forget") / "course"
    shutil.copytree(template, root)
    course = CourseFolder(root)
    for student in (GONE, STAYS):
        put(course.instructor, student, fill_in(released, student, right(student)))
        older = course.instructor / "downloaded" / ASSIGNMENT / "replaced" / student / "01"
        older.mkdir(parents=True)
        (older / f"{ASSIGNMENT}.ipynb").write_text("{}", encoding="utf-8")
    names = {student: {"platform": "Canvas", "as_given": f"{student}_1_2.ipynb"} for student in (GONE, STAYS)}
    (course.instructor / "downloaded" / ASSIGNMENT / "hand_ins.json").write_text(json.dumps(names), "utf-8")
    grade(course.instructor, ASSIGNMENT)
    make_feedback(course.instructor, ASSIGNMENT)
    write_report(course.instructor, ASSIGNMENT)
    keep_gradebook(course)
    return course


@pytest.fixture
def own(term, tmp_path):
    shutil.copytree(term.root, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


def holding(course, word):
    """Files whose name or content has the word, whatever follows it."""
    return {
        path.relative_to(course.root).as_posix()
        for path in course.root.rglob("*")
        if path.is_file()
        and (word in str(path.relative_to(course.root)) or word.encode() in path.read_bytes())
    }


def run(course, *words, **given):
    return CliRunner().invoke(app, ["forget", *words, "--course-dir", str(course.root)], **given)


def test_nothing_is_left_of_one_and_all_of_the_other(own):
    before = holding(own, STAYS)
    only_one = {name for name in holding(own, GONE) if "feather" not in name} - before
    assert any("submitted" in name for name in only_one) and any("replaced" in name for name in only_one)
    done = run(own, GONE, "--yes")
    assert done.exit_code == 0, done.output
    assert "1 hand-ins with their marks" in done.output and "still in" not in done.output
    # The longer id contains the shorter one: what is found now is all the other student's.
    left = holding(own, GONE)
    reports = {name for name in before if name.startswith("instructor/report/")}
    assert left == before - reports and reports
    for name in left:
        assert GONE.encode() not in (own.root / name).read_bytes().replace(STAYS.encode(), b"")
    results = {one.student: one.status for one in grade(own.instructor, ASSIGNMENT)}
    assert results == {STAYS: "unchanged"}
    write_report(own.instructor, ASSIGNMENT)


def test_it_asks_first_and_takes_no_for_an_answer(own):
    before = holding(own, GONE)
    done = run(own, GONE, input="n\n")
    assert done.exit_code == 1 and "Nothing was deleted." in done.output
    assert f"instructor/submitted/{GONE}" in done.output and "gradebook-before-release" in done.output
    assert holding(own, GONE) == before
    # Enter alone is no yes.
    assert run(own, GONE, input="\n").exit_code == 1 and holding(own, GONE) == before


def test_where_the_id_still_stands_is_said(own):
    (own.instructor / "guides").mkdir()
    (own.instructor / "guides" / "notes.md").write_text(f"Ask {GONE} about lesson 5.\n", encoding="utf-8")
    assert "the id is still in instructor/guides/notes.md" in run(own, GONE, "--yes").output


def test_an_id_within_a_longer_one_is_somebody_elses(own):
    others = f"{GONE}-2, {GONE}_2, young-{GONE}, 2{GONE}"
    page = own.instructor / "report" / "other_class.html"
    notes = own.instructor / "guides" / "notes.md"
    notes.parent.mkdir()
    for path in (page, notes):
        path.write_text(f"{others}\n", encoding="utf-8")
    done = run(own, GONE, "--yes")
    assert done.exit_code == 0 and "other_class" not in done.output and "notes.md" not in done.output
    assert page.read_text(encoding="utf-8") == f"{others}\n"


def test_nothing_of_rows_that_were_deleted_before_is_left_in_the_gradebook(own):
    """SQLite leaves a deleted row in the file unless it was built to wipe it."""
    book = own.instructor / "gradebook" / "gradebook.db"
    with closing(sqlite3.connect(book)) as database:
        database.execute("PRAGMA secure_delete = OFF")
        database.execute("CREATE TABLE old (words TEXT)")
        database.executemany("INSERT INTO old VALUES (?)", [(f"{GONE}: late again",)] * 2000)
        database.commit()
        database.execute("DROP TABLE old")
        database.commit()
    assert b"late again" in book.read_bytes()
    assert run(own, GONE, "--yes").exit_code == 0
    assert b"late again" not in book.read_bytes()


def test_what_a_person_has_to_delete_is_named(own):
    for name in ("feedback-a05.zip", "grades-filled.csv"):
        (own.root / name).write_text("x", encoding="utf-8")
    before = own.instructor / "before-restore-20261123-213115"
    before.mkdir()
    (before / "notes.md").write_text(GONE, encoding="utf-8")
    said = run(own, GONE, "--yes").output
    assert "Not looked into: feedback-a05.zip." in said and "Not looked into: grades-filled.csv." in said
    assert f"Delete instructor/{before.name} when nobody needs it any more." in said
    assert "feedback zips and filled grade files outside the course" in said


@pytest.mark.parametrize("name", ["nobody", "..", "", "*", ".", f"../submitted/{GONE}"])
def test_a_student_who_is_not_there(own, name):
    before = holding(own, GONE)
    done = run(own, name, "--yes")
    assert done.exit_code != 0 and "nothing is kept here about" in str(done.exception)
    assert holding(own, GONE) == before


# ---- what went through nbgrader's exchange


@pytest.fixture
def exchange(own, tmp_path):
    """The exchange of a hub with both students' hand-ins, collected, and their feedback."""
    from nbgrader.utils import notebook_hash

    root = tmp_path / "exchange"
    with (own.instructor / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"c.Exchange.root = {str(root)!r}\n")
    folder = root / "shopfloor"
    (folder / "feedback").mkdir(parents=True)
    for student in (GONE, STAYS):
        handed_in = folder / "inbound" / f"{student}+{ASSIGNMENT}+2026-11-20 10:00:00 UTC+0a1b"
        shutil.copytree(own.instructor / "submitted" / student / ASSIGNMENT, handed_in)
        secret = f"secret of {student}"
        for there in (handed_in, own.instructor / "submitted" / student / ASSIGNMENT):
            (there / "submission_secret.txt").write_text(secret, encoding="utf-8")
        page = folder / "feedback" / f"{notebook_hash(secret=secret, notebook_id=ASSIGNMENT)}.html"
        page.write_text(f"page of {student}", encoding="utf-8")
    return folder


def entries(exchange):
    return sorted(
        path.name.partition("+")[0] if room == "inbound" else path.read_text(encoding="utf-8")
        for room in ("inbound", "feedback")
        for path in (exchange / room).iterdir()
    )


def test_what_went_through_the_exchange(own, exchange):
    assert entries(exchange) == sorted([GONE, STAYS, f"page of {GONE}", f"page of {STAYS}"])
    done = run(own, GONE, "--yes")
    assert done.exit_code == 0, done.output
    assert f"{exchange}/inbound/{GONE}+{ASSIGNMENT}" in done.output and f"{exchange}/feedback/" in done.output
    assert entries(exchange) == sorted([STAYS, f"page of {STAYS}"])
    assert "sudo rm" not in done.output and "the administrator removes it with its home" in done.output


def test_feedback_is_found_when_the_hand_in_left_the_exchange(own, exchange):
    shutil.rmtree(exchange / "inbound")
    assert run(own, GONE, "--yes").exit_code == 0
    assert [path.read_text(encoding="utf-8") for path in (exchange / "feedback").iterdir()] == [
        f"page of {STAYS}"
    ]


def test_a_hand_in_that_was_never_collected(own, exchange):
    other = exchange / "inbound" / f"yara+{ASSIGNMENT}+2026-11-20 10:00:00 UTC+0a1b"
    next((exchange / "inbound").iterdir()).rename(other)
    assert run(own, "yara", "--yes").exit_code == 0 and not other.exists()


def test_a_link_in_the_exchange_goes_and_what_it_leads_to_stays(own, exchange, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mine.txt").write_text("x", encoding="utf-8")
    link = exchange / "inbound" / f"{GONE}+{ASSIGNMENT}+2026-11-21 10:00:00 UTC+2c3d"
    link.symlink_to(tmp_path / "home")
    assert run(own, GONE, "--yes").exit_code == 0
    assert not link.is_symlink() and (tmp_path / "home" / "mine.txt").is_file()


def test_secrets_that_a_student_made_up_stop_nothing(own, exchange):
    folder = own.instructor / "submitted" / GONE / ASSIGNMENT
    (folder / "submission_secret.txt").write_bytes(b"")
    handed_in = next((exchange / "inbound").glob(f"{GONE}+*"))
    (handed_in / "submission_secret.txt").write_bytes(b"\xff" * 10)
    assert run(own, GONE, "--yes").exit_code == 0 and not handed_in.exists()


@pytest.mark.skipif(os.getuid() != 0 or not shutil.which("setpriv"), reason="makes files of another account")
def test_what_only_root_can_delete_is_named(own, exchange):
    """As prepare makes it: a hand-in belongs to the student's account, the grader's may only read it."""
    student = pwd.getpwnam("nobody")
    handed_in = next((exchange / "inbound").glob(f"{GONE}+*"))
    for path in (handed_in, *handed_in.iterdir()):
        os.chown(path, student.pw_uid, student.pw_gid)
    # The account of the tests without root's privileges: it owns the course, as the grader's does.
    plain = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"]
    words = ["forget", GONE, "--yes", "--course-dir", str(own.root)]
    done = subprocess.run(
        [*plain, sys.executable, "-c", f"from shopfloor.cli import main; main({words!r})"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert f"sudo rm -r '{handed_in}'" in done.stdout and "collecting brings it back" in done.stdout
    assert handed_in.is_dir() and not (own.instructor / "submitted" / GONE).exists()
    assert f"page of {GONE}" not in entries(exchange)
