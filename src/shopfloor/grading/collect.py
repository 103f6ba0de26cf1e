"""Collecting: from a folder of downloads into ``submitted/<student>/<assignment>/``, losing nothing."""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from shopfloor.grading.course import check_assignment, students_with, submission_folder
from shopfloor.grading.downloads import student_of
from shopfloor.grading.other_notebook import is_another_notebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.room import stop_if_no_room

TIMESTAMP = "timestamp.txt"
_NOT_HAND_INS = {"Thumbs.db", "desktop.ini", TIMESTAMP, "course.json"}


@dataclass
class Collected:
    """What was found in the downloads: ids of students, and files with the reason why they were left."""

    new: list = field(default_factory=list)
    newer: list = field(default_factory=list)
    same: list = field(default_factory=list)
    older: list = field(default_factory=list)
    left: list = field(default_factory=list)
    kept_in: Path | None = None


@dataclass(frozen=True)
class HandIn:
    """One notebook that arrived, when, and the other files that came in its student's folder."""

    student: str
    notebook: Path
    when: datetime
    others: tuple = ()


def collect(root, assignment, folder):
    """Copy the newest hand-in of each student into the course and say what happened.

    An earlier hand-in that differs is not overwritten: it is moved to ``downloaded/<assignment>/replaced/``
    first. A file older than what is there already is left where it is. Nothing in ``folder`` is changed.
    """
    root, folder = Path(root), Path(folder).expanduser()
    check_assignment(root, assignment)
    if not folder.is_dir():
        what = "this is a file, not a folder" if folder.is_file() else "there is no such folder"
        raise Problem(what, file=folder, remedy="name the folder with the hand-ins in it")
    _refuse_the_course(root, folder)
    found = Collected()
    arrived = newest(hand_ins(folder, assignment, root, found), found, folder)
    if not arrived and not found.left:
        raise Problem(
            "there is nothing in this folder", file=folder, remedy="name the folder with the hand-ins in it"
        )
    for hand_in in arrived:
        try:
            _put(root, assignment, hand_in, found)
        except OSError as error:
            stop_if_no_room(error, root / "submitted")
            raise
    return found


def _refuse_the_course(root, folder):
    """The course's own notebooks, solutions among them, are nobody's hand-ins."""
    root, here = root.resolve(), folder.resolve()
    rooms = [root, root.parent / "notebooks", root.parent / "assignments"]
    inside = any(here.is_relative_to(room) for room in rooms) and not here.is_relative_to(root / "downloaded")
    if inside or root.is_relative_to(here):
        raise Problem(
            "the course itself is in this folder, or this folder is in the course",
            file=folder,
            remedy="put the hand-ins into a folder of their own outside it, or into instructor/downloaded",
        )


def hand_ins(folder, assignment, root, found):
    """Every notebook in the folder that names a student; the rest goes into ``found.left``."""
    known = {student.casefold(): student for student in _known_students(root)}
    for path in sorted(Path(folder).rglob("*")):
        place = path.relative_to(folder)
        if any(part.startswith(".") or part == "__MACOSX" for part in place.parts) or path.is_dir():
            continue
        if path.is_symlink() or not path.is_file():
            found.left.append((str(place), "it is a link, not a file"))
            continue
        if path.name in _NOT_HAND_INS:
            continue
        student = student_of(place, assignment)
        if path.suffix.lower() != ".ipynb":
            # Beside a notebook in a student's folder it comes along; elsewhere it belongs to nothing.
            if len(place.parts) == 1 or not any((Path(folder) / place.parts[0]).rglob("*.ipynb")):
                found.left.append((str(place), "it is not a notebook"))
            continue
        if student is None:
            found.left.append((str(place), "its name says nothing about whose it is"))
            continue
        if is_another_notebook(path, root, assignment):
            found.left.append((str(place), f"it is a notebook, but not {assignment}"))
            continue
        others = _beside(path) if len(place.parts) > 1 else ()
        yield HandIn(known.get(student.casefold(), student), path, _when(path), others)


def newest(arrived, found, folder):
    """The newest hand-in of each student; older ones are listed as left."""
    best = {}
    for hand_in in arrived:
        name = hand_in.student.casefold()
        older = hand_in
        if name not in best or hand_in.when > best[name].when:
            older, best[name] = best.get(name), hand_in
        if older is not None:
            newer = best[name].notebook.relative_to(folder)
            found.left.append((str(older.notebook.relative_to(folder)), f"{newer} is newer"))
    return sorted(best.values(), key=lambda hand_in: hand_in.student)


def _known_students(root):
    """Ids as they are spelled in the course already."""
    base = Path(root, "submitted")
    return [folder.name for folder in base.iterdir() if folder.is_dir()] if base.is_dir() else []


def _beside(notebook):
    return tuple(
        sorted(
            path
            for path in notebook.parent.iterdir()
            if path.is_file()
            and not path.is_symlink()
            and not path.name.startswith(".")
            and path.suffix.lower() != ".ipynb"
            and path.name not in _NOT_HAND_INS
        )
    )


def _when(notebook):
    """When it was handed in: what a timestamp.txt beside it says, else the file's own time."""
    from nbgrader.utils import parse_utc

    beside = notebook.with_name(TIMESTAMP)
    if beside.is_file():
        try:
            return parse_utc(beside.read_text(encoding="utf-8").strip())
        except (ValueError, OverflowError, UnicodeDecodeError):
            pass
    return datetime.fromtimestamp(int(notebook.stat().st_mtime), UTC).replace(tzinfo=None)


def _put(root, assignment, hand_in, found):
    target = submission_folder(root, hand_in.student, assignment)
    there = target / f"{assignment}.ipynb"
    exists = target.exists() and any(target.iterdir())
    if exists and there.is_file() and there.read_bytes() == hand_in.notebook.read_bytes():
        found.same.append(hand_in.student)
        return
    if exists and there.is_file() and _when(there) > hand_in.when:
        found.older.append(hand_in.student)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{assignment}."))
    try:
        shutil.copyfile(hand_in.notebook, made / there.name)
        for other in hand_in.others:
            shutil.copyfile(other, made / other.name)
        (made / TIMESTAMP).write_text(f"{hand_in.when:%Y-%m-%d %H:%M:%S} UTC", encoding="utf-8")
        made.chmod(0o755)
        kept = _keep(root, assignment, hand_in.student, target) if exists else None
        try:
            if target.exists():
                target.rmdir()
            os.replace(made, target)
        except OSError:
            if kept:
                os.replace(kept, target)
            raise
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        if not any(target.parent.iterdir()):
            target.parent.rmdir()
        raise
    (found.newer if exists else found.new).append(hand_in.student)
    if exists:
        found.kept_in = Path(root, "downloaded", assignment, "replaced")


def _keep(root, assignment, student, target):
    """Move what was handed in before out of the way, under a name of its own."""
    base = Path(root, "downloaded", assignment, "replaced", student)
    base.mkdir(parents=True, exist_ok=True)
    number = 1 + sum(1 for _ in base.iterdir())
    while (kept := base / f"{number:02d}").exists():
        number += 1
    os.replace(target, kept)
    return kept


def not_handed_in(root, assignment, students):
    """Those of the students who have no submission of the assignment."""
    there = {student.casefold() for student in students_with(root, assignment)}
    return sorted(student for student in students if student.casefold() not in there)


def not_on_the_list(root, students):
    """Those of the students whom the gradebook's class list does not have; none where there is no list yet."""
    from shopfloor.grading.course_folder import CourseFolder
    from shopfloor.grading.nbgrader_course import gradebook_file, nbgrader_config, open_gradebook

    course = CourseFolder(Path(root).parent)
    config = nbgrader_config(course)
    file = gradebook_file(config.CourseDirectory.db_url)
    if file is not None and not file.is_file():
        return []
    with open_gradebook(course, config) as gradebook:
        listed = {student.id.casefold() for student in gradebook.students}
    return [student for student in students if listed and student.casefold() not in listed]
