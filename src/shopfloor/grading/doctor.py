"""What is wrong with this installation and this course, each thing in words with its remedy.

A check is a function of the course that yields `Finding`s. It changes nothing. A check that itself stops is a
finding too, never the end of the others.
"""

import importlib.metadata
import os
import platform
import shutil
import socket
import sqlite3
import stat
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from shopfloor.grading.nbgrader_course import gradebook_file, nbgrader_config
from shopfloor.grading.problem import Problem

GOOD, LOOK, MEND = "good", "look", "mend"  # in order, to be looked at, will not work
PUBLIC_CODE = "open-2026"
LITTLE_ROOM, NO_ROOM = 5_000_000_000, 500_000_000  # bytes
USUAL_PORT = 8888
PATIENCE = 5  # seconds for a database server to answer
WHERE_THE_GRADEBOOK_IS = "mend c.CourseDirectory.db_url in instructor/nbgrader_config.py"


class Right(NamedTuple):
    """The mode of a folder of the exchange, and in words what it means if bits for others lack or are too many."""

    mode: int
    use: str
    missing: tuple
    too_much: tuple


EXCHANGE = {
    "outbound": Right(
        0o755,
        "release assignments",
        ((0o005, "students cannot fetch assignments"),),
        ((0o002, "students may change assignments that are released"),),
    ),
    "inbound": Right(
        0o3733,
        "collect all hand-ins",
        ((0o003, "students cannot hand in"),),
        ((0o004, "students can list what others handed in, and read it"),),
    ),
    "feedback": Right(
        0o711,
        "release feedback",
        ((0o001, "students cannot fetch feedback"),),
        ((0o002, "students may change feedback"), (0o004, "students can list and read others' feedback")),
    ),
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    state: str
    what: str
    remedy: str = ""


def examine(course, checks=None):
    """All findings, as they are made: ``(name of the check, Finding)``."""
    for name, check in (checks or CHECKS).items():
        try:
            for finding in check(course):
                yield name, finding
        except Problem as problem:
            place = f" ({problem.file})" if problem.file else ""
            yield name, Finding(MEND, f"{problem.what}{place}", problem.remedy or "")
        except Exception as error:
            yield name, Finding(MEND, f"this could not be looked at: {type(error).__name__}: {error}")


def program(course):
    """Whether the program that runs is this course's, and not that of a folder that was used before."""
    import shopfloor

    runs, ours = Path(shopfloor.__file__).resolve().parent, course.root / "src" / "shopfloor"
    if ours.is_dir() and not _on_a_hub() and not runs.is_relative_to(course.root.resolve()):
        yield Finding(
            LOOK,
            f"the shopfloor that runs here is that of another folder ({runs.parent})",
            "in a new terminal in the course's own folder: source .venv/bin/activate",
        )
    else:
        yield Finding(GOOD, f"the program is {runs}")


def versions(course):
    """Python and the libraries against what the project asks for."""
    from packaging.requirements import Requirement

    wrong = []
    for line in importlib.metadata.requires("shopfloor") or ():
        wanted = Requirement(line)
        if wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in ("", "lab")):
            continue
        try:
            here = importlib.metadata.version(wanted.name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{wanted.name} is missing")
            continue
        if not wanted.specifier.contains(here, prereleases=True):
            wrong.append(f"{wanted.name} is {here}, and {wanted.specifier} is needed")
    system = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    if wrong:
        yield Finding(
            MEND, f"{system}; {'; '.join(wrong)}", 'install the course again: pip install -e ".[lab]"'
        )
    else:
        yield Finding(GOOD, f"{system}, Shop Floor {_version('shopfloor')}, nbgrader {_version('nbgrader')}")


def _version(name):
    return importlib.metadata.version(name)


def folders(course):
    """Whether what grading writes can be written, and who else can read it."""
    for folder in (course.instructor, course.assignments, course.instructor / "gradebook"):
        if folder.is_dir() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            yield Finding(
                MEND,
                f"{course.named(folder)} cannot be written by you",
                "take the rights, or change the owner",
            )
            return
    gradebook = gradebook_file(nbgrader_config(course).CourseDirectory.db_url)
    open_folders = [
        path
        for path in (course.instructor, gradebook)
        if path is not None and path.exists() and _others_can(path, 0o004)
    ]
    if open_folders and len(_people()) > 1:
        path = open_folders[0]
        what = "the keys and the gradebook" if path == course.instructor else "the gradebook"
        yield Finding(
            _hole(), f"other accounts of this machine can read {what}", f"chmod o-rwx {course.named(path)}"
        )
    else:
        yield Finding(GOOD, "the course can be written")


def _others_can(path, rights):
    """Whether accounts that own nothing of it have one of the rights, and can get to it."""
    path = Path(path).resolve()
    if sys.platform == "win32" or not path.stat().st_mode & rights:
        return False
    return all(folder.stat().st_mode & 0o001 for folder in path.parents)


def _hole():
    """What an open door is: on a hub students have accounts, and nothing that is open stays unread."""
    return MEND if _on_a_hub() else LOOK


def _on_a_hub():
    return bool(os.environ.get("JUPYTERHUB_API_URL"))


def _people():
    """Accounts of people on this machine."""
    if sys.platform == "win32":
        return []
    import pwd

    return [one.pw_name for one in pwd.getpwall() if 1000 <= one.pw_uid < 60000]


def configuration(course):
    """nbgrader's configuration, with the steps without which nothing is marked."""
    from shopfloor.grading.course import application

    app = application(course.instructor)
    yield Finding(GOOD, "nbgrader's configuration loads, and marking is in it")
    if app.config.ExecuteAs.get("sandbox", True) is False:
        yield Finding(
            LOOK,
            "student work runs with your own rights",
            "remove c.ExecuteAs.sandbox = False from nbgrader_config.py, unless you mean it",
        )


def sandbox(course):
    """Whether student work can be walled in here."""
    from shopfloor.grading.sandbox import bubble

    reason = bubble.missing()
    yield Finding(MEND, reason, bubble.ACCEPT) if reason else Finding(GOOD, "student work runs behind walls")


def gradebook(course):
    """Whether the gradebook opens, is whole and of this nbgrader's making."""
    from nbgrader.api import get_alembic_version
    from sqlalchemy import text

    from shopfloor.grading.nbgrader_course import open_gradebook

    db_url = nbgrader_config(course).CourseDirectory.db_url
    file = gradebook_file(db_url)
    trouble = _trouble_with_server(db_url) if file is None else None
    if trouble:
        yield trouble
        return
    if file is not None and not file.is_file():
        yield Finding(GOOD, "there is no gradebook yet; releasing or grading makes one")
        return
    if file is not None:
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
                said = database.execute("PRAGMA quick_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            said = str(error)
        if said != "ok":
            yield Finding(
                MEND,
                f"the gradebook is damaged: {said.splitlines()[0]} ({course.named(file)})",
                "bring back your last backup: shopfloor restore FILE --replace --term-only",
            )
            return
    with open_gradebook(course) as book:
        there = book.db.execute(text("SELECT version_num FROM alembic_version")).scalar()
        students, hand_ins = len(book.students), sum(len(one.submissions) for one in book.assignments)
    if there != get_alembic_version():
        yield Finding(
            MEND,
            f"the gradebook was made by another nbgrader (its tables are {there})",
            "make a backup, then: nbgrader db upgrade",
        )
        return
    where = "a file" if file is not None else "a database server"
    yield Finding(GOOD, f"the gradebook ({where}) is whole: {students} students, {hand_ins} hand-ins")


def _trouble_with_server(db_url):
    """What is wrong with a gradebook on a database server, before nbgrader would make tables in it."""
    from sqlalchemy import create_engine, inspect
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    try:
        engine = create_engine(db_url, connect_args={"connect_timeout": PATIENCE})
    except ModuleNotFoundError as missing:
        return Finding(
            MEND,
            f"the gradebook is on a database server, and {missing.name} is not installed",
            'install what a college adds: pip install -e ".[lab,college]"',
        )
    except ArgumentError as error:
        return Finding(MEND, f"the gradebook's address cannot be read: {error}", WHERE_THE_GRADEBOOK_IS)
    try:
        if not inspect(engine).has_table("alembic_version"):
            return Finding(GOOD, "the database server answers; there is no gradebook on it yet")
    except SQLAlchemyError as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())[:300]
        return Finding(
            MEND,
            f"the database server with the gradebook does not let us in: {said}",
            f"start it, or {WHERE_THE_GRADEBOOK_IS}; the password belongs into ~/.pgpass",
        )
    finally:
        engine.dispose()
    return None


def exchange(course):
    """Whether hand-ins can go through nbgrader's exchange, and only the right accounts get at them."""
    from shopfloor.grading.course import application
    from shopfloor.grading.exchange_folder import exchange_root

    if sys.platform == "win32":
        yield Finding(
            GOOD, "nbgrader's exchange does not run on Windows: hand-ins are collected from a folder"
        )
        return
    app = application(course.instructor)
    root = exchange_root(app)
    if root is None:
        if _on_a_hub():
            yield Finding(
                MEND,
                "nbgrader's configuration names no exchange, so students cannot fetch or hand in",
                "set c.Exchange.root as in instructor/hub, and start the server with JUPYTER_CONFIG_PATH",
            )
        else:
            yield Finding(GOOD, "no exchange is configured: hand-ins are collected from a folder")
        return
    findings = list(_wrong_in_exchange(root, root / app.coursedir.course_id))
    yield from findings or [Finding(GOOD, f"the exchange is in order ({root})")]


def _wrong_in_exchange(root, course):
    """Findings on the folders of an exchange; the rights are those that hub/one_machine/prepare gives."""
    again = "run prepare again (instructor/hub/one_machine)"
    if not root.is_dir():
        yield Finding(MEND, f"the exchange is missing: {root}", again)
        return
    mode = stat.S_IMODE(root.stat().st_mode)
    if mode & 0o003 != 0o003:
        yield Finding(
            MEND, "not everybody may write to the exchange, and nbgrader insists", f"chmod 1777 {root}"
        )
    elif not mode & stat.S_ISVTX:
        yield Finding(
            _hole(), "in the exchange anybody may rename and remove what is another's", f"chmod 1777 {root}"
        )
    for name, right in EXCHANGE.items():
        folder = course / name
        try:
            about = folder.stat()
        except FileNotFoundError:
            yield Finding(LOOK, f"the exchange has no folder {course.name}/{name} yet", again)
            continue
        if about.st_uid != os.getuid():
            yield Finding(
                MEND,
                f"{folder} belongs to another account, so you cannot {right.use}",
                f"run this as the account that owns the course, or: sudo chown {_me()} {folder}",
            )
        mode = stat.S_IMODE(about.st_mode)
        remedy = f"chmod {right.mode:o} {folder}"
        for bits, words in right.missing:
            if mode & bits != bits:
                yield Finding(MEND, words, remedy)
                break
        for bits, words in right.too_much:
            if mode & bits:
                yield Finding(_hole(), words, remedy)
                break
        if name == "inbound" and not mode & stat.S_ISVTX:
            yield Finding(_hole(), "a student may rename and remove what another one handed in", remedy)


def _me():
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


def answers(course):
    """Whether each assignment has its key, and its course code is not the public one."""
    from shopfloor.grading.keys import load_keys

    names = course.sources()
    for name in names:
        load_keys(course.instructor, name)
    public = [name for name in names if course.course_code(name) == PUBLIC_CODE]
    if public:
        yield Finding(
            LOOK,
            f"{len(public)} of {len(names)} assignments have the public course code {PUBLIC_CODE}: "
            "their data and answers may be known",
            "give the term its own: shopfloor release --course iet101-fall-2026",
        )
    else:
        yield Finding(GOOD, f"each of the {len(names)} assignments has its key and a course code of its own")


def room(course):
    """Room on the disks that grading writes to."""
    least = None
    for folder in {course.root, Path(tempfile.gettempdir())}:
        free = shutil.disk_usage(folder).free
        least = free if least is None else min(least, free)
        if free < LITTLE_ROOM:
            yield Finding(
                MEND if free < NO_ROOM else LOOK,
                f"only {free / 1e9:.1f} GB are free at {folder}",
                "make room: a class of 300 needs about 0.7 GB a term, 0.14 MB a hand-in",
            )
    if least >= LITTLE_ROOM:
        yield Finding(GOOD, f"{least / 1e9:.0f} GB are free")


def port(course):
    """Whether JupyterLab finds its usual port free."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", USUAL_PORT))
        except OSError:
            yield Finding(
                LOOK,
                f"port {USUAL_PORT} is taken: shopfloor lab will use the next one",
                "close the JupyterLab that is open, if it is a forgotten one",
            )
            return
    yield Finding(GOOD, f"port {USUAL_PORT} is free")


def formgrader(course):
    """Behind a JupyterHub, formgrader stays blank unless pages of the same address may frame it."""
    if not _on_a_hub():
        yield Finding(GOOD, "no JupyterHub here, so formgrader needs no header")
        return
    policy = _headers().get("Content-Security-Policy", "")
    parts = [part.split() for part in policy.split(";")]
    if any(part[:1] == ["frame-ancestors"] and "'self'" in part for part in parts):
        yield Finding(GOOD, "formgrader's header is set")
    else:
        yield Finding(
            MEND,
            "formgrader will stay blank: the server's Content-Security-Policy does not let its own pages frame it",
            "in jupyter_server_config.py: c.ServerApp.tornado_settings = "
            "{'headers': {'Content-Security-Policy': \"frame-ancestors 'self'\"}}",
        )


def _headers():
    """The headers that a Jupyter server started here would send."""
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config import Config, JSONFileConfigLoader, PyFileConfigLoader

    config = Config()
    for folder in reversed(jupyter_config_path()):
        for stem in ("jupyter_config", "jupyter_server_config"):
            for loader, ending in ((PyFileConfigLoader, "py"), (JSONFileConfigLoader, "json")):
                if Path(folder, f"{stem}.{ending}").is_file():
                    config.merge(loader(f"{stem}.{ending}", path=folder).load_config())
    return dict(config.ServerApp.get("tornado_settings", {})).get("headers", {})


def clock(course):
    """The clock by which hand-ins are late."""
    yield Finding(
        GOOD, f"due dates go by this machine's clock: {time.strftime('%Y-%m-%d %H:%M')} {time.tzname[0]}"
    )


CHECKS = {
    "program": program,
    "versions": versions,
    "folders": folders,
    "configuration": configuration,
    "sandbox": sandbox,
    "gradebook": gradebook,
    "exchange": exchange,
    "answers": answers,
    "room": room,
    "port": port,
    "formgrader": formgrader,
    "clock": clock,
}
