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

from shopfloor.grading.nbgrader_course import gradebook_file, nbgrader_config
from shopfloor.grading.problem import Problem

GOOD, LOOK, MEND = "good", "look", "mend"  # in order, to be looked at, will not work
PUBLIC_CODE = "open-2026"
LITTLE_ROOM, NO_ROOM = 5_000_000_000, 500_000_000  # bytes
USUAL_PORT = 8888


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
    open_to = stat.S_IMODE(course.instructor.stat().st_mode) & 0o007
    if open_to and len(_people()) > 1:
        yield Finding(
            LOOK,
            "other accounts of this machine can read the keys and the gradebook",
            f"chmod o-rwx {course.named(course.instructor)}",
        )
    else:
        yield Finding(GOOD, "the course can be written")


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

    file = gradebook_file(nbgrader_config(course).CourseDirectory.db_url)
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
    if not os.environ.get("JUPYTERHUB_API_URL"):
        yield Finding(GOOD, "no JupyterHub here, so formgrader needs no header")
        return
    policy = _headers().get("Content-Security-Policy", "")
    if "frame-ancestors" in policy and "'self'" in policy:
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
    "versions": versions,
    "folders": folders,
    "configuration": configuration,
    "sandbox": sandbox,
    "gradebook": gradebook,
    "answers": answers,
    "room": room,
    "port": port,
    "formgrader": formgrader,
    "clock": clock,
}
