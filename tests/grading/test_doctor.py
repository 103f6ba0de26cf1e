"""The doctor finds what was broken on purpose, says it in words, and changes nothing."""

import importlib.metadata
import os
import shutil
import socket
import sqlite3
from collections import namedtuple
from contextlib import closing

import pytest
from typer.testing import CliRunner

from shopfloor.cli.app import app
from shopfloor.grading import doctor
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.doctor import GOOD, LOOK, MEND, examine
from shopfloor.grading.sandbox import bubble

ASSIGNMENT = "a05_stopwatch_study"


@pytest.fixture
def own(course):
    """A course in order: only this assignment, with a course code of its own."""
    for room in ("source", "answers"):
        for path in (course / room).iterdir():
            if path.stem != ASSIGNMENT:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    (course / "source" / ASSIGNMENT / "course.json").write_text('{"course": "iet-7"}', encoding="utf-8")
    return CourseFolder(course.parent)


def found(own, check):
    return [
        (finding.state, finding.what, finding.remedy)
        for _, finding in examine(own, {check: doctor.CHECKS[check]})
    ]


def only(own, check):
    (one,) = found(own, check)
    return one


def test_a_course_in_order(own):
    before = {path: path.stat().st_mtime_ns for path in own.root.rglob("*") if path.is_file()}
    findings = [finding for name, finding in examine(own) if name not in ("room", "port")]
    assert [finding.what for finding in findings if finding.state != GOOD] == []
    assert len(findings) == len(doctor.CHECKS) - 2
    after = {path: path.stat().st_mtime_ns for path in own.root.rglob("*") if path.is_file()}
    assert {path: time for path, time in after.items() if "__pycache__" not in path.parts} == before


def test_a_library_that_is_missing_or_too_old(own, monkeypatch):
    real = importlib.metadata.version

    def version(name):
        if name == "simpy":
            raise importlib.metadata.PackageNotFoundError(name)
        return "0.8.1" if name == "nbgrader" else real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    state, what, remedy = only(own, "versions")
    assert state == MEND and "pip install" in remedy
    assert "simpy is missing" in what and "nbgrader is 0.8.1, and >=0.9.5 is needed" in what
    assert "jupyterlab" not in what and "playwright" not in what  # the tests' libraries are not asked for


def test_a_folder_that_cannot_be_written(own, monkeypatch):
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != own.assignments and real(path, mode))
    assert only(own, "folders")[:2] == (MEND, "assignments cannot be written by you")


def test_keys_that_other_people_can_read(own, monkeypatch):
    monkeypatch.setattr(doctor, "_people", lambda: ["ana", "bo"])
    own.instructor.chmod(0o755)
    state, what, remedy = only(own, "folders")
    assert state == LOOK and "can read the keys" in what and remedy == "chmod o-rwx instructor"
    own.instructor.chmod(0o750)
    assert only(own, "folders")[0] == GOOD
    monkeypatch.setattr(doctor, "_people", lambda: ["ana"])
    own.instructor.chmod(0o755)
    assert only(own, "folders")[0] == GOOD


def test_a_configuration_that_does_not_load_or_marks_nothing(own):
    file = own.instructor / "nbgrader_config.py"
    whole = file.read_text(encoding="utf-8")
    file.write_text(f"{whole}\nc.Autograde.autograde_preprocessors = []\n", encoding="utf-8")
    state, what, _ = only(own, "configuration")
    assert state == MEND and "the step ExecuteAs is missing" in what
    file.write_text(f"{whole}\nc.ExecuteAs.sandbox = False\n", encoding="utf-8")
    assert [one[0] for one in found(own, "configuration")] == [GOOD, LOOK]
    file.write_text("this is no Python", encoding="utf-8")
    state, what, _ = only(own, "configuration")
    assert state == MEND and "does not load: SyntaxError" in what and "nbgrader_config.py" in what


def test_no_sandbox(own, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    bubble.missing.cache_clear()
    try:
        state, what, remedy = only(own, "sandbox")
    finally:
        bubble.missing.cache_clear()
    assert state == MEND and "bubblewrap is not installed" in what and "--no-sandbox" in remedy


def test_a_damaged_gradebook(own):
    file = own.instructor / "gradebook" / "gradebook.db"
    content = bytearray(file.read_bytes())
    for page in range(4096 * 2, len(content) - 4096, 4096):
        content[page : page + 600] = os.urandom(600)
    file.write_bytes(content)
    state, what, remedy = only(own, "gradebook")
    assert state == MEND and "the gradebook is damaged" in what and "shopfloor restore" in remedy


def test_a_gradebook_of_another_nbgrader_and_none_at_all(own):
    assert "is whole: 0 students, 0 hand-ins" in only(own, "gradebook")[1]
    file = own.instructor / "gradebook" / "gradebook.db"
    with closing(sqlite3.connect(file)) as database:
        database.execute("UPDATE alembic_version SET version_num = 'f8c27c9d1e5b'")
        database.commit()
    state, what, remedy = only(own, "gradebook")
    assert state == MEND and "f8c27c9d1e5b" in what and "nbgrader db upgrade" in remedy
    file.unlink()
    assert only(own, "gradebook")[0] == GOOD


def test_a_key_that_is_missing_and_a_code_that_everybody_knows(own):
    code = own.source / ASSIGNMENT / "course.json"
    code.write_text('{"course": "open-2026"}', encoding="utf-8")
    state, what, _ = only(own, "answers")
    assert state == LOOK and what.startswith("1 of 1 assignments have the public course code open-2026")
    (own.instructor / "answers" / f"{ASSIGNMENT}.py").unlink()
    state, what, _ = only(own, "answers")
    assert state == MEND and "there is no answer key" in what and ASSIGNMENT in what


@pytest.mark.parametrize(("free", "states"), [(1e12, [GOOD]), (3e9, [LOOK]), (1e8, [MEND])])
def test_room_on_the_disk(own, monkeypatch, free, states):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(int(free)))
    assert sorted({state for state, *_ in found(own, "room")}) == states


def test_a_port_that_is_taken(own, monkeypatch):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(doctor, "USUAL_PORT", taken.getsockname()[1])
        assert only(own, "port")[0] == LOOK
    assert only(own, "port")[0] == GOOD


def test_formgraders_header_behind_a_hub(own, monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTERHUB_API_URL", "http://127.0.0.1:8081/hub/api")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    state, what, remedy = only(own, "formgrader")
    assert state == MEND and "blank" in what
    # The remedy, put where it says, is the remedy.
    (tmp_path / "jupyter_server_config.py").write_text(
        f"c = get_config()\n{remedy.partition(': ')[2]}\n", encoding="utf-8"
    )
    assert only(own, "formgrader")[0] == GOOD


def test_a_check_that_stops_ends_no_other(own):
    def broken(_):
        raise RuntimeError("oh")
        yield

    states = [finding.what for _, finding in examine(own, {"broken": broken, "clock": doctor.clock})]
    assert states[0] == "this could not be looked at: RuntimeError: oh" and "clock" in states[1]


def test_the_command_says_it_and_its_status_tells(own):
    good = CliRunner().invoke(app, ["doctor", "--course-dir", str(own.root)])
    assert good.exit_code == 0 and "ok    configuration: nbgrader's configuration loads" in good.output
    (own.instructor / "answers" / f"{ASSIGNMENT}.py").unlink()
    bad = CliRunner().invoke(app, ["doctor", "--course-dir", str(own.root)])
    assert bad.exit_code == 1 and "MEND  answers: there is no answer key" in bad.output
    assert "       Put the key file there" in bad.output and "1 to mend" in bad.output
