"""What is left in logs after a class was graded holds no student's name; somebody who looks for a fault can ask for them."""

import io
import json
import logging
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import types
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from shopfloor.grading import log_names
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.gradebook_move import move_gradebook
from shopfloor.grading.log_names import (
    LOGGING,
    SHOW,
    Nameless,
    Names,
    WithoutNames,
    goes_to_a_log,
    without_names,
)

ASSIGNMENT = "a05_stopwatch_study"
# One whose work is in order, one whose notebook stops, one whose file is broken.
GOOD, STOPS, BROKEN = "zora-quill", "ulf.ampere", "ida_brisk"
OTHER = "quentin-typo"  # an id that is on no list: STOPS mistyped it
PERSON = ("Zoraida", "Quillfeather", "zq7@college.example")  # what the class list says of GOOD
OWN_LINE = "Ulfs own words"
RUN = "import sys; from shopfloor.cli import main; main(sys.argv[1:])"
NEVER = (GOOD, STOPS, BROKEN, OTHER, *PERSON, OWN_LINE)


@pytest.fixture(scope="module")
def term(template, released, right, put, tmp_path_factory):
    """A course with the three hand-ins."""
    from nbgrader.api import Gradebook

    root = tmp_path_factory.mktemp("logs") / "course"
    shutil.copytree(template, root)
    instructor = root / "instructor"
    put(instructor, GOOD, fill_in(released, GOOD, right(GOOD)))
    # The set-up reads the id that the notebook says; this part ends Python itself.
    ends = {"a05_average_b": f"{OWN_LINE!r}\nimport os\nos._exit(3)"}
    stops = fill_in(released, OTHER, right(OTHER), ends)
    put(instructor, STOPS, stops)
    put(instructor, BROKEN, b'{"cells": [')
    with Gradebook(f"sqlite:///{instructor / 'gradebook' / 'gradebook.db'}", "shopfloor") as gradebook:
        gradebook.update_or_create_student(GOOD, first_name=PERSON[0], last_name=PERSON[1], email=PERSON[2])
    return instructor


@pytest.fixture
def own(term, tmp_path):
    shutil.copytree(term.parent, tmp_path / "course")
    return tmp_path / "course" / "instructor"


@pytest.fixture(autouse=True)
def own_names(monkeypatch):
    """Names that one test makes known are not known to the next."""
    monkeypatch.setattr(log_names, "NAMES", Names())


def named_in(text):
    return [name for name in NEVER if name.casefold() in text.casefold()]


def command(root, *words, **environment):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    given = {key: value for key, value in os.environ.items() if key not in ("JOURNAL_STREAM", SHOW)}
    return subprocess.run(
        [sys.executable, *words],
        cwd=root,
        env={**given, "PATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_nbgraders_lines_and_its_log_file(own):
    # The default level, but said: then nbgrader sets up its lines anew after it has read the configuration.
    options = ("--NbGrader.logfile=kept.log", "--log-level=INFO")
    done = command(own, "-m", "nbgrader", "autograde", ASSIGNMENT, *options)
    kept = (own / "kept.log").read_text(encoding="utf-8")
    # It did its work, and said so for each of them; what stopped is there to be read.
    assert done.stderr.count("Autograding") >= 2 and "The notebook stopped" in done.stderr
    assert "made with the id" in done.stderr and "Traceback" in done.stderr
    for said in (done.stdout, done.stderr, kept):
        assert [line for line in said.splitlines() if named_in(line)] == []
    assert kept.count("[student]") > 5


def test_who_looks_for_a_fault_is_shown_names(own):
    shutil.rmtree(own / "submitted" / STOPS)
    shutil.rmtree(own / "submitted" / BROKEN)
    done = command(own, "-m", "nbgrader", "autograde", ASSIGNMENT, "--log-level=DEBUG")
    assert done.returncode == 0 and f"submitted/{GOOD}/" in done.stderr


def test_grading_tells_the_person_and_leaves_no_name_behind(own):
    before = {path for path in own.parent.rglob("*") if path.is_file()}
    done = command(own, "-c", RUN, "grade", ASSIGNMENT, "--workers", "1")
    assert done.returncode == 1, done.stderr
    assert f"{BROKEN}: not graded" in done.stderr  # somebody has to act on it
    new = {path for path in own.parent.rglob("*") if path.is_file()} - before
    work = {path for path in new if path.relative_to(own).parts[0] in ("autograded", "gradebook")}
    left = [path for path in new - work if "__pycache__" not in path.parts]
    assert [path for path in left if named_in(path.read_text(encoding="utf-8", errors="replace"))] == []
    assert [path for path in new if path.suffix == ".log"] == []


def test_grading_as_a_job(own):
    """What a cluster keeps of a job's output; somebody may set that it names students."""
    words = ("-c", RUN, "grade", ASSIGNMENT, "--workers", "1")
    done = command(own, *words, KUBERNETES_SERVICE_HOST="10.0.0.1")
    assert done.returncode == 1 and named_in(done.stdout + done.stderr) == []
    assert "[student]: not graded: " in done.stderr and "2 graded, 0 unchanged, 1 could not" in done.stdout
    again = command(own, *words, KUBERNETES_SERVICE_HOST="10.0.0.1", **{SHOW: "1"})
    assert f"{BROKEN}: not graded" in again.stderr


def test_formgraders_server(own, formgrader):
    answers = {}
    with formgrader(own) as (url, token, opener):

        def ask(path, method="GET", data=None):
            headers = {"Authorization": f"token {token}"}
            request = urllib.request.Request(f"{url}{path}", data, headers, method=method)
            try:
                with opener.open(request, timeout=300) as answer:
                    return answer.read().decode()
            except urllib.error.HTTPError as error:
                return str(error.code)

        for student in (GOOD, STOPS, BROKEN):
            answers[student] = json.loads(
                ask(f"/formgrader/api/submission/{ASSIGNMENT}/{student}/autograde", "POST")
            )
            ask(f"/formgrader/api/assignment/{ASSIGNMENT}/{student}/generate_feedback", "POST")
            ask(f"/formgrader/manage_students/{student}")
        assert ask(f"/api/contents/instructor/submitted/{OTHER}/x.ipynb") == "404"
        assert ask(f"/formgrader/api/submission/{ASSIGNMENT}/{OTHER}/x") == "404"
        # A new student, after the server has read who there is.
        assert OTHER in ask(f"/formgrader/api/student/{OTHER}", "PUT", b"{}")
    kept = (own.parent / "server.log").read_text(encoding="utf-8")
    assert [answers[one]["success"] for one in (GOOD, STOPS, BROKEN)] == [True, True, False]
    assert "Autograding" in kept and " 404 GET " in kept and "Traceback" in kept
    assert [line for line in kept.splitlines() if named_in(line)] == []
    assert BROKEN in json.dumps(answers[BROKEN])  # the page tells the person who pressed the button


@pytest.mark.parametrize(
    ("line", "bare"),
    [  # as nbgrader 0.9.5, jupyter_server 2, JupyterHub 5 and SQLAlchemy 2 write them, with a name that no list holds
        ("Converting notebook /c/submitted/WHO/a05/a05.ipynb", 1),
        ("Creating/updating student with ID 'WHO': {'first_name': 'WHO', 'email': 'WHO@x.org'}", 2),
        ("SubmittedAssignment<a05 for WHO> submitted at 2026-11-20 10:00:00", 1),
        ("Collecting submission: WHO a05", 1),
        ("No newer submission to collect: WHO a05", 1),
        ("Submission already exists, use --update to update: WHO a05", 1),
        ("Not collected: WHO+a05+2026-11-20 10:00:00 UTC+x belongs to root", 1),
        ("Releasing feedback for student 'WHO' on assignment 'shopfloor/a05/WHO'", 2),
        ("Releasing feedback for student 'WHO' on assignment 'shopfloor/a05'", 1),
        ("302 GET /hub/spawn/WHO?next=x -> /user/WHO/lab (WHO@127.0.0.1) 3.10ms", 3),
        ("404 GET /formgrader/manage_students/WHO (4ad0c@::1) 3.10ms", 2),
        ("User logged in: WHO", 1),
        ("Failed login for WHO", 1),
        ("Logged-in user WHO", 1),
        ("Not allowing user WHO", 1),
        ("302 GET /user/WHO/x -> /hub/api?client_id=y&redirect_uri=%2Fuser%2FWHO%2Fz&s=1", 2),
        ("302 GET /hub/login?next=%252Fuser%252FWHO%252Flab", 1),
        ("[parameters: ('WHO', 'WHO', None)]", 1),
        ("Warning: User WHO has stale auth info. Cannot refresh on API requests.", 1),
    ],
)
def test_a_name_that_no_list_holds(line, bare):
    if "shopfloor/a05/WHO" in line:  # there the list of folders or the gradebook has to know it
        log_names.NAMES.of(lambda: ["the-one"])
    said = without_names(line.replace("WHO", "the-one"))
    assert "the-one" not in said and said.count("[student]") == bare
    assert re.sub(r"\W", "", said)[:5] == re.sub(r"\W", "", line)[:5] or line.startswith("[")


@pytest.mark.parametrize(
    "line",
    [
        "nbgrader 0.9.5 is used, port 8888",
        "200 GET /lab/api/settings (@127.0.0.1) 3.10ms",
        "8 graded, 0 unchanged, 1 could not be graded.",
        "Creating/updating the table of anabaptists",  # a name inside a word
    ],
)
def test_the_rest_of_a_line_stays(line):
    log_names.NAMES.of(lambda: ["ana", "1", "Bo"])
    assert without_names(line) == line


def test_names_are_found_in_addresses_and_in_other_letters():
    log_names.NAMES.of(lambda: ["ana", "ana-lu", "änne@x.org"])
    assert without_names("Ana-Lu, ANA and /x/%C3%A4nne%40x.org") == "[student], [student] and /x/[student]"
    assert (
        without_names("?next=%2Fx%2Fana%2F and %252Fana%252F")
        == "?next=%2Fx%2F[student]%2F and %252F[student]%252F"
    )
    assert without_names(json.dumps("änne@x.org")) == '"[student]"'


def test_the_user_of_a_hub(monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    assert without_names("Serving notebooks from /home/ana") == "Serving notebooks from /home/[student]"


def test_who_comes_later_is_known_at_once(tmp_path):
    log_names.NAMES.of_course(tmp_path)
    assert without_names("about ana") == "about ana"
    (tmp_path / "submitted" / "ana").mkdir(parents=True)
    assert without_names("about ana") == "about [student]"


def test_who_joins_a_group_is_known_within_a_minute(monkeypatch):
    now, group = [1000.0], ["ana"]
    monkeypatch.setattr(log_names.time, "monotonic", lambda: now[0])
    log_names.NAMES.of(lambda: group)
    assert without_names("about ana and bo") == "about [student] and bo"
    group.append("bo")
    now[0] += 60
    assert without_names("about ana and bo") == "about [student] and [student]"


def test_the_gradebooks_names_and_addresses(own):
    log_names.NAMES.of_course(own)
    first, last, mail = PERSON
    assert without_names(f"{first} {last} <{mail}>: no page") == "[student] [student] <[student]>: no page"
    (own / "gradebook" / "gradebook.db").write_bytes(b"no database")
    assert without_names(f"about {GOOD}") == "about [student]"  # the folders still say it


def test_a_gradebook_that_somebody_has_locked(own):
    log_names.NAMES.of_course(own)
    first = PERSON[0]
    with closing(sqlite3.connect(own / "gradebook" / "gradebook.db", isolation_level=None)) as somebody:
        somebody.execute("BEGIN EXCLUSIVE")
        assert without_names(f"mail of {first}") == "mail of [student]"
        somebody.execute("ROLLBACK")


def test_a_gradebook_that_could_not_be_read_is_read_again(own):
    log_names.NAMES.of_course(own)
    book, first = own / "gradebook" / "gradebook.db", PERSON[0]
    whole, when = book.read_bytes(), book.stat()
    book.write_bytes(b"no database")
    os.utime(book, ns=(when.st_atime_ns, when.st_mtime_ns))
    without_names(f"mail of {first}")
    book.write_bytes(whole)
    os.utime(book, ns=(when.st_atime_ns, when.st_mtime_ns))
    assert without_names(f"mail of {first}") == "mail of [student]"


def test_a_gradebook_that_was_moved(own, tmp_path):
    log_names.NAMES.of_course(own)
    first, last, _ = PERSON
    assert without_names(f"mail of {first}") == "mail of [student]"
    move_gradebook(CourseFolder(own.parent), f"sqlite:///{tmp_path}/elsewhere.db")
    shutil.rmtree(own / "gradebook")
    assert without_names(f"mail of {first} {last}") == "mail of [student] [student]"


def test_a_list_that_cannot_be_read_does_not_cost_the_line():
    def gone():
        raise KeyError("the group is gone")

    log_names.NAMES.of(gone)
    assert without_names("User logged in: ana") == "User logged in: [student]"


def test_a_traceback_and_the_configuration_of_a_server():
    log_names.NAMES.of(lambda: ["ana"])
    (module, _, name) = LOGGING["formatters"]["console"]["class"].rpartition(".")
    assert getattr(sys.modules[module], name) is WithoutNames
    try:
        raise OSError("no such folder: /x/ana")
    except OSError:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "%s failed", ("ana",), sys.exc_info())
    said = WithoutNames().format(record)
    assert "OSError: no such folder: /x/[student]" in said and "ana" not in said


def test_nbgraders_lines_name_a_student_on_a_terminal_only():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    log_names.NAMES.of(lambda: ["ana"])
    said = {}
    for kind in (Terminal, io.StringIO):
        handler = logging.StreamHandler(kind())
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger = logging.Logger("nbgrader")
        logger.addHandler(handler)
        log_names._cover(logger)
        logger.error("There was an error processing assignment: /c/submitted/ana/a05")
        said[kind] = handler.stream.getvalue()
    assert "/ana/" in said[Terminal] and "/[student]/" in said[io.StringIO]


def test_which_streams_are_logs(tmp_path):
    with (tmp_path / "out").open("w") as file:
        about = os.fstat(file.fileno())
        journal = {"JOURNAL_STREAM": f"{about.st_dev}:{about.st_ino}"}
        assert goes_to_a_log(file, journal) and not goes_to_a_log(file, {"JOURNAL_STREAM": "1:1"})
        assert goes_to_a_log(file, {"KUBERNETES_SERVICE_HOST": "10.0.0.1"})
        assert not goes_to_a_log(file, {}) and not goes_to_a_log(file, journal | {SHOW: "1"})
        terminal = types.SimpleNamespace(fileno=file.fileno, isatty=lambda: True)
        assert not goes_to_a_log(terminal, {"KUBERNETES_SERVICE_HOST": "10.0.0.1"})
    assert not goes_to_a_log(io.StringIO(), {"KUBERNETES_SERVICE_HOST": "10.0.0.1"})


def test_a_name_that_is_written_in_two_pieces():
    log_names.NAMES.of(lambda: ["ana"])
    stream = io.StringIO()
    nameless = Nameless(stream)
    for piece in ("about a", "na: not graded", "\nand an", "a"):
        nameless.write(piece)
    nameless.close()
    assert stream.getvalue() == "about [student]: not graded\nand [student]"


def test_a_job_that_ends_within_a_line_loses_none_of_it(own):
    code = "from shopfloor.grading.log_names import hide_names_in_a_job as hide; hide('.'); print('about WHO', end='')"
    done = command(own, "-c", code.replace("WHO", GOOD), KUBERNETES_SERVICE_HOST="10.0.0.1")
    assert (done.stdout, done.stderr) == ("about [student]", "")
