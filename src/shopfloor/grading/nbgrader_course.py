"""nbgrader, set up for this course: its configuration, its gradebook, its release step."""

import logging
import os
import re
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

from shopfloor.grading.problem import Problem

LONGEST_WAIT = 30  # seconds for a gradebook that another program has locked


def nbgrader_config(course):
    """The course's own ``nbgrader_config.py``, loaded; any error in it is a Problem, never ignored."""
    from traitlets.config import PyFileConfigLoader

    file = course.instructor / "nbgrader_config.py"
    try:
        config = PyFileConfigLoader(file.name, path=str(file.parent)).load_config()
    except Exception as error:
        raise Problem(
            f"nbgrader's configuration does not load: {type(error).__name__}: {error}",
            file=course.named(file),
            remedy="mend it, then run the same command again",
        ) from error
    config.CourseDirectory.root = str(course.instructor)
    return config


def commands_first_on_path():
    """Put this environment's commands first: nbgrader starts a bare ``alembic`` to make a gradebook."""
    here = str(Path(sys.executable).parent)
    rest = os.environ.get("PATH", "")
    if rest.split(os.pathsep)[0] != here:
        os.environ["PATH"] = here + os.pathsep + rest


def open_gradebook(course, config=None):
    """nbgrader's gradebook of the course (a context manager); its folder and file are made when missing."""
    from nbgrader.api import Gradebook
    from nbgrader.coursedir import CourseDirectory

    commands_first_on_path()
    where = CourseDirectory(config=config or nbgrader_config(course))
    file = gradebook_file(where.db_url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    return Gradebook(where.db_url, where.course_id)


def gradebook_file(db_url):
    """The file of an SQLite gradebook, or None for a database server.

    >>> gradebook_file("sqlite:////course/gradebook.db?timeout=60").as_posix()
    '/course/gradebook.db'
    """
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(db_url)
    except ArgumentError:
        return None
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def generate(course, assignment, into, config=None):
    """Have nbgrader write the release version into ``into/assignment`` and note it in the gradebook."""
    import nbformat
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.utils import capture_log

    for notebook in sorted((course.source / assignment).glob("*.ipynb")):
        try:
            nbformat.validate(nbformat.read(notebook, as_version=4))
        except Exception as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise Problem(
                f"the source of {assignment} cannot be read: {reason}",
                file=course.named(notebook),
                remedy="open it in JupyterLab and mend it, or take the last good version from git",
            ) from error
    config = config or nbgrader_config(course)
    with open_gradebook(course, config):
        pass  # now it exists
    config = config.copy()
    config.CourseDirectory.release_directory = str(into)
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    converter.log = logging.getLogger("shopfloor.release")
    converter.log.propagate = False
    converter.coursedir.assignment_id = assignment
    converter.force = True
    outcome = capture_log(converter)
    if not outcome["success"]:
        raise Problem(
            f"nbgrader could not release {assignment}: {_reason(outcome)}",
            file=course.named(course.source / assignment),
            remedy="mend the source, then run the same command again",
        )
    return Path(into) / assignment


def _reason(outcome):
    """What went wrong, from nbgrader's log: of a chain of exceptions the first, which is the cause."""
    text = "\n".join([outcome.get("log", ""), outcome.get("error", "")])
    causes = re.findall(r"^\s*[\w.]*(?:Error|Exception|Exit): (.+)$", text, re.MULTILINE)
    return " ".join(causes[0].split()) if causes else "it gave no reason"


def copy_file(file, kept):
    """Copy an SQLite gradebook as of now; a Problem if another process does not let go of it."""
    import sqlite3

    with closing(sqlite3.connect(file, timeout=LONGEST_WAIT)) as old, closing(sqlite3.connect(kept)) as new:
        try:
            # SQLite's own backup waits for ever; a read waits as long as it was told, and keeps others from locking.
            old.execute("BEGIN")
            old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise Problem(
                "another program keeps the gradebook locked",
                file=file,
                remedy="let it finish or end it, then run the same command again",
            ) from error
        old.backup(new)


def keep_gradebook(course, config=None):
    """Copy an SQLite gradebook to a file beside it, before marks may be dropped; None if there is none."""
    from nbgrader.coursedir import CourseDirectory

    file = gradebook_file(CourseDirectory(config=config or nbgrader_config(course)).db_url)
    if file is None or not file.exists():
        return None
    kept = file.with_name(f"{file.stem}-before-release-{datetime.now():%Y%m%d-%H%M%S-%f}{file.suffix}")
    copy_file(file, kept)
    return kept
