"""The doctor finds what was broken on purpose, says it in words, and changes nothing."""

import importlib.metadata
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import types
from collections import namedtuple
from contextlib import closing
from pathlib import Path

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


def test_a_program_of_another_folder_is_named(own):
    assert only(own, "program")[0] == GOOD  # this course has no program of its own
    (own.root / "src" / "shopfloor").mkdir(parents=True)
    state, what, remedy = only(own, "program")
    assert state == LOOK and "another folder" in what and str(Path(doctor.__file__).parents[2]) in what
    assert "source .venv/bin/activate" in remedy


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


@pytest.fixture
def open_course(own):
    """The course where every account of the machine can get to it; pytest's own folders let nobody in."""
    folder = Path(tempfile.mkdtemp(prefix="doctor-"))
    folder.chmod(0o755)
    shutil.copytree(own.root, folder / "course")
    yield CourseFolder(folder / "course")
    shutil.rmtree(folder)


def test_keys_that_other_people_can_read(open_course, monkeypatch):
    own = open_course
    monkeypatch.setattr(doctor, "_people", lambda: ["ana", "bo"])
    own.instructor.chmod(0o755)
    state, what, remedy = only(own, "folders")
    assert state == LOOK and "can read the keys" in what and remedy == "chmod o-rwx instructor"
    monkeypatch.setenv("JUPYTERHUB_API_URL", "http://127.0.0.1:8081/hub/api")
    assert only(own, "folders")[0] == MEND  # there students have accounts
    own.instructor.chmod(0o750)
    assert only(own, "folders")[0] == GOOD
    own.instructor.chmod(0o755)
    own.root.chmod(0o700)  # a closed folder above, as the grader's home is
    assert only(own, "folders")[0] == GOOD
    own.root.chmod(0o711)  # nobody else can list it; whoever knows the names below can pass
    assert only(own, "folders")[0] == MEND
    own.root.chmod(0o755)
    assert only(own, "folders")[0] == MEND
    monkeypatch.setattr(doctor, "_people", lambda: ["ana"])
    assert only(own, "folders")[0] == GOOD


def test_which_accounts_are_peoples(monkeypatch):
    import pwd

    numbers = {"daemon": 1, "service": 999, "ana": 1000, "bo": 59_999, "container": 60_000, "nobody": 65_534}
    accounts = [types.SimpleNamespace(pw_name=name, pw_uid=uid) for name, uid in numbers.items()]
    monkeypatch.setattr(pwd, "getpwall", lambda: accounts)
    assert doctor._people() == ["ana", "bo"]


def test_a_gradebook_elsewhere_that_other_people_can_read(open_course, monkeypatch):
    own = open_course
    monkeypatch.setattr(doctor, "_people", lambda: ["ana", "bo"])
    own.instructor.chmod(0o750)
    marks = own.root / "marks.db"
    shutil.copy(own.instructor / "gradebook" / "gradebook.db", marks)
    with (own.instructor / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"c.CourseDirectory.db_url = 'sqlite:///{marks}'\n")
    marks.chmod(0o644)
    state, what, remedy = only(own, "folders")
    assert state == LOOK and what.endswith("can read the gradebook") and remedy == "chmod o-rwx marks.db"
    marks.chmod(0o640)
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


@pytest.mark.parametrize(
    ("address", "said"),
    [  # nothing listens at port 1
        ("postgresql+psycopg://grader@127.0.0.1:1/gradebook", "does not let us in: connection failed"),
        ("postgresql+psycopg://grader@/x?host=/no/such/folder", "does not let us in: connection"),
        ("postgresql//grader", "address cannot be read"),
        ("postgresql+nosuch://grader@127.0.0.1/x", "address cannot be read"),
    ],
)
def test_a_database_server_that_does_not_answer(own, address, said):
    with (own.instructor / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"c.CourseDirectory.db_url = {address!r}\n")
    state, what, remedy = only(own, "gradebook")
    assert state == MEND and said in what
    assert "c.CourseDirectory.db_url in instructor/nbgrader_config.py" in remedy


def test_a_database_server_without_its_library(own, monkeypatch):
    with (own.instructor / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("c.CourseDirectory.db_url = 'postgresql+psycopg://grader@127.0.0.1:1/gradebook'\n")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    state, what, remedy = only(own, "gradebook")
    assert state == MEND and "psycopg is not installed" in what and "college" in remedy


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


@pytest.mark.parametrize(
    ("policy", "state"),
    [
        ("frame-ancestors 'self'", GOOD),
        ("default-src *; frame-ancestors 'self' https://x.org", GOOD),
        ("frame-ancestors 'none'; default-src 'self'", MEND),
        ("default-src 'self'", MEND),
    ],
)
def test_which_policy_lets_formgrader_show(own, monkeypatch, tmp_path, policy, state):
    monkeypatch.setenv("JUPYTERHUB_API_URL", "http://127.0.0.1:8081/hub/api")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    settings = {"ServerApp": {"tornado_settings": {"headers": {"Content-Security-Policy": policy}}}}
    (tmp_path / "jupyter_server_config.json").write_text(json.dumps(settings), encoding="utf-8")
    assert only(own, "formgrader")[0] == state


def test_the_header_that_the_hub_for_one_machine_sets(own, monkeypatch):
    hub = Path(__file__).parents[2] / "instructor" / "hub" / "one_machine" / "jupyter"
    monkeypatch.setenv("JUPYTERHUB_API_URL", "http://127.0.0.1:8081/hub/api")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", f"{hub / 'grader'}{os.pathsep}{hub / 'everyone'}")
    assert only(own, "formgrader")[0] == GOOD
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(hub / "everyone"))
    assert only(own, "formgrader")[0] == MEND


@pytest.fixture
def hubs(own, monkeypatch, tmp_path):
    """The exchange of a hub, with the rights that `prepare` gives: its folder."""
    root = tmp_path / "exchange"
    course = root / "shopfloor"
    course.mkdir(parents=True)
    root.chmod(0o1777)
    for name, mode in (("outbound", 0o755), ("inbound", 0o3733), ("feedback", 0o711)):
        (course / name).mkdir()
        (course / name).chmod(mode)
    monkeypatch.setenv("JUPYTERHUB_API_URL", "http://127.0.0.1:8081/hub/api")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "settings"))
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(root)!r}\n", encoding="utf-8"
    )
    return course


def test_an_exchange_in_order_has_the_rights_that_prepare_gives(own, hubs):
    assert found(own, "exchange") == [(GOOD, f"the exchange is in order ({hubs.parent})", "")]
    prepare = Path(__file__).parents[2] / "instructor" / "hub" / "one_machine" / "prepare"
    given = prepare.read_text(encoding="utf-8")
    assert 'install -d -m 1777 "$exchange"' in given
    for name, right in doctor.EXCHANGE.items():
        line = next(line for line in given.splitlines() if f'"$exchange/shopfloor/{name}"' in line)
        assert f" -m {right.mode:04o} " in line


@pytest.mark.parametrize(
    ("name", "mode", "words"),
    [
        (".", 0o777, "anybody may rename and remove what is another's"),
        (".", 0o1775, "not everybody may write to the exchange"),
        ("shopfloor/outbound", 0o750, "students cannot fetch assignments"),
        ("shopfloor/outbound", 0o754, "students cannot fetch assignments"),
        ("shopfloor/outbound", 0o757, "students may change assignments"),
        ("shopfloor/inbound", 0o3730, "students cannot hand in"),
        ("shopfloor/inbound", 0o3737, "students can list what others handed in"),
        ("shopfloor/inbound", 0o733, "may rename and remove what another one handed in"),
        ("shopfloor/feedback", 0o710, "students cannot fetch feedback"),
        ("shopfloor/feedback", 0o715, "students can list and read others' feedback"),
        ("shopfloor/feedback", 0o713, "students may change feedback"),
    ],
)
def test_a_wrong_right_in_the_exchange_and_its_remedy(own, hubs, name, mode, words):
    (hubs.parent / name).chmod(mode)
    state, what, remedy = only(own, "exchange")
    assert state == MEND and words in what
    subprocess.run(remedy, shell=True, check=True)  # the remedy is the remedy
    assert only(own, "exchange")[0] == GOOD


def test_an_exchange_that_is_missing_or_not_named(own, hubs, monkeypatch):
    shutil.rmtree(hubs / "inbound")
    state, what, remedy = only(own, "exchange")
    assert state == LOOK and "no folder shopfloor/inbound yet" in what and "prepare" in remedy
    shutil.rmtree(hubs.parent)
    state, what, _ = only(own, "exchange")
    assert state == MEND and what == f"the exchange is missing: {hubs.parent}"
    monkeypatch.delenv("JUPYTER_CONFIG_PATH")
    state, what, _ = only(own, "exchange")
    assert state == MEND and "names no exchange" in what
    monkeypatch.delenv("JUPYTERHUB_API_URL")
    assert only(own, "exchange")[0] == GOOD  # one instructor's machine: hand-ins come from a folder


@pytest.mark.skipif(os.getuid() != 0, reason="gives a folder to another account")
def test_an_exchange_of_another_account(own, hubs):
    os.chown(hubs / "inbound", 12345, -1)
    (hubs / "inbound").chmod(0o3733)
    state, what, remedy = only(own, "exchange")
    assert state == MEND and "so you cannot collect all hand-ins" in what and f"chown root {hubs}" in remedy


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
