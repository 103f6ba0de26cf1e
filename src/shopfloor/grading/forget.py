"""Deleting what a course keeps about one student, and saying where else the name stands."""

import glob
import json
import os
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from shopfloor.grading.course import application
from shopfloor.grading.exchange_folder import exchange_folder
from shopfloor.grading.nbgrader_course import gradebook_file, nbgrader_config, open_gradebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole

STEPS = ("submitted", "autograded", "feedback")


@dataclass
class Kept:
    """What there is about a student."""

    student: str
    folders: list = field(default_factory=list)
    records: list = field(default_factory=list)  # lists of a platform's names that hold this student
    reports: list = field(default_factory=list)  # pages on a class with this student in it
    gradebooks: list = field(default_factory=list)  # SQLite files, older copies too
    on_server: bool = False  # whether the gradebook in use is a database server's
    hand_ins: int = 0  # in the gradebook
    known: bool = False  # to the gradebook
    exchange: Path | None = None  # this course's folder of nbgrader's exchange, if there is one
    exchanged: list = field(default_factory=list)  # hand-ins and feedback in it


def kept_about(course, student):
    """Everything that the course keeps about a student, nothing changed yet; a Problem if there is nothing."""
    root, kept = course.instructor, Kept(student)
    if student not in ("", ".", "..") and Path(student).name == student:
        kept.folders = [root / step / student for step in STEPS if (root / step / student).is_dir()]
        kept.folders += sorted(root.glob(f"downloaded/*/replaced/{glob.escape(student)}"))
    kept.records = [
        path for path in sorted(root.glob("downloaded/*/hand_ins.json")) if student in _listed(path)
    ]
    file = gradebook_file(nbgrader_config(course).CourseDirectory.db_url)
    if file is None or file.is_file():
        with open_gradebook(course) as gradebook:
            kept.known = student in {one.id for one in gradebook.students}
            if kept.known:
                kept.hand_ins = len(gradebook.find_student(student).submissions)
    kept.on_server = file is None
    # Where it is now, and where it was before it moved.
    rooms = [file.parent] if file else []
    if not rooms or rooms[0].resolve() != (root / "gradebook").resolve():
        rooms.append(root / "gradebook")
    copies = [path for room in rooms for path in sorted(room.glob("*.db"))]
    kept.gradebooks = [path for path in copies if _holds(path, student)]
    kept.exchange = exchange_folder(application(root))
    if kept.exchange:
        kept.exchanged = _in_exchange(kept.exchange, kept)
    if not (kept.known or kept.folders or kept.records or kept.gradebooks or kept.exchanged):
        raise Problem(
            f"nothing is kept here about {student}",
            file=course.named(root),
            remedy="check the id, as it stands in nbgrader's class list or in instructor/submitted",
        )
    kept.reports = [path for path in sorted((root / "report").glob("*")) if _names(path, student)]
    return kept


def forget(course, kept):
    """Delete it. Returns the files under ``instructor/`` in which the id is still found, to be looked at.

    What of the exchange is still there afterwards belongs to the student's account, and only root can delete it.
    """
    root = course.instructor
    for path in kept.exchanged:
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    if kept.known and kept.on_server:
        with open_gradebook(course) as gradebook:
            gradebook.remove_student(kept.student)
    for file in kept.gradebooks:
        _out_of(file, kept.student)
    for path in kept.records:
        left = {student: one for student, one in _listed(path).items() if student != kept.student}
        write_whole(path, f"{json.dumps(left, ensure_ascii=False, indent=1)}\n".encode())
    for folder in kept.folders:
        shutil.rmtree(folder)
    for path in kept.reports:
        path.unlink()
    return [path for path in sorted(root.rglob("*")) if path.is_file() and _names(path, kept.student)]


def _in_exchange(exchange, kept):
    """A student's hand-ins, and the feedback on them: its name is made from the hand-in's secret."""
    from nbgrader.utils import notebook_hash

    handed_in = _entries(exchange / "inbound", lambda name: name.startswith(f"{kept.student}+"))
    feedback, pages = exchange / "feedback", set()
    for folder in (*handed_in, *kept.folders):
        for path in folder.glob("**/submission_secret.txt"):
            secret = _small_text(path)
            for notebook in (*path.parent.glob("*.ipynb"), *path.parent.glob("*.html")) if secret else ():
                pages.add(f"{notebook_hash(secret=secret, notebook_id=notebook.stem)}.html")
    return handed_in + [feedback / page for page in sorted(pages) if (feedback / page).is_file()]


def _entries(folder, wanted):
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if wanted(name)]
    except OSError:
        return []


def _small_text(path):
    """The text of a file that the student may have put there; an empty one if it is none."""
    try:
        return path.read_text(encoding="ascii") if path.is_file() and path.stat().st_size < 1000 else ""
    except (OSError, ValueError):
        return ""


def _listed(path):
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return {}


def _holds(file, student):
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("SELECT 1 FROM student WHERE id = ?", (student,)).fetchone())
    except sqlite3.DatabaseError:
        return False


def _out_of(file, student):
    """Delete a student's rows from an older copy of the gradebook, and what is left of deleted rows from any."""
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(f"sqlite:///{file}", "") as gradebook:
        try:
            gradebook.remove_student(student)
        except MissingEntry:
            pass
    with closing(sqlite3.connect(file)) as database:
        database.execute("VACUUM")  # a deleted row stays in the file until it is written anew


def _names(path, student):
    """Whether a path or a file names the student, as a word of its own."""
    word = re.compile(rb"(?<![\w-])" + re.escape(student.encode()) + rb"(?![\w-])")
    return path.is_file() and bool(word.search(str(path.name).encode()) or word.search(path.read_bytes()))
