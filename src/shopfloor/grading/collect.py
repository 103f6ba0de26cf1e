"""Collecting: from a download or a folder into ``submitted/<student>/<assignment>/``, losing nothing."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from shopfloor.grading import arrivals, class_list, hand_in_record
from shopfloor.grading.arrivals import TIMESTAMP
from shopfloor.grading.course import check_assignment, students_with, submission_folder
from shopfloor.grading.downloads import student_of
from shopfloor.grading.lateness import late_hand_ins, read_due
from shopfloor.grading.names import plain
from shopfloor.grading.other_notebook import is_another_notebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.room import stop_if_no_room
from shopfloor.grading.unpack import unpack
from shopfloor.grading.whose import class_of, hand_ins, newest


@dataclass
class Collected:
    """What was found in the downloads: ids of students, and files with the reason why they were left."""

    new: list = field(default_factory=list)
    newer: list = field(default_factory=list)
    same: list = field(default_factory=list)
    older: list = field(default_factory=list)
    left: list = field(default_factory=list)
    late: list = field(default_factory=list)
    missing: list = field(default_factory=list)  # of the class list, with their names
    without_id: list = field(default_factory=list)  # names in the roster
    added: list = field(default_factory=list)  # to the gradebook's class list
    platform: str = ""
    column: str = ""  # of the roster, with the ids
    hidden: list = field(default_factory=list)  # codes that stand for students
    untimed: bool = False  # the platform does not say when a file was handed in, nor whether it was late
    kept_in: Path | None = None
    due: str = ""  # the date that was given with it and now stands, by this machine's clock
    due_before: str = ""
    far_due: int = 0  # days from now, if that is more than a year


def collect(root, assignment, source, roster=None, due=None):
    """Copy the newest hand-in of each student into the course and say what happened.

    ``source`` is a folder or a zip file, as Canvas, Moodle, Blackboard or Brightspace give it or with a folder or
    a file for each student. ``roster`` is a CSV file that says whose the names in it are; without one, the
    gradebook's class list does. ``due`` is when the assignment is due by this machine's clock: "2026-11-20 23:59".

    An earlier hand-in that differs is not overwritten: it is moved to ``downloaded/<assignment>/replaced/``
    first. A file older than what is there already is left where it is. Nothing in ``source`` is changed.
    """
    root, source = Path(root), Path(source).expanduser()
    check_assignment(root, assignment)
    due = read_due(due) if due else None
    found = Collected()
    with (
        _opened(root, source, found) as folder,
        tempfile.TemporaryDirectory(prefix="shopfloor-collect-") as inside,
    ):
        sent, found.platform = arrivals.read(folder, inside, found.left)
        if not sent and not found.left:
            raise Problem(
                "there is nothing in this folder" if source.is_dir() else "there is nothing in this zip file",
                file=source,
                remedy="name the folder with the hand-ins in it",
            )
        notebooks = _notebooks(sent, root, assignment, found)
        known = known_students(root)
        people = class_of(root, roster, notebooks, known, found)
        arrived = newest(hand_ins(notebooks, sent, known, assignment, people, roster, found), found)
        if arrived and roster:
            found.added = class_list.add(root, people.people)
        if arrived and due:
            _say_due(found, due, class_list.due_date(root, assignment))
            class_list.set_due_date(root, assignment, due)
        due = due or class_list.due_date(root, assignment)
        kept = hand_in_record.read(root, assignment)
        for hand_in in arrived:
            try:
                _put(root, assignment, hand_in, due, kept.get(hand_in.student), found)
            except OSError as error:
                stop_if_no_room(error, root / "submitted")
                raise
    _note(root, assignment, arrived, found)
    found.hidden = [hand_in.student for hand_in in arrived if hand_in.arrival and hand_in.arrival.hidden]
    late = late_hand_ins(root, assignment)
    found.late = [hand_in.student for hand_in in arrived if hand_in.student in late]
    found.untimed = bool(arrived and due) and not any(
        hand_in.timed or hand_in.arrival.platform == "Canvas" for hand_in in arrived
    )
    if people.people:
        called = {person.id: person.called for person in people.people}
        found.missing = [called[student] for student in not_handed_in(root, assignment, called)]
    return found


@contextmanager
def _opened(root, source, found):
    """The folder with the hand-ins: the one given, or the zip file's content for as long as it is needed."""
    if source.is_dir():
        _refuse_the_course(root, source)
        yield source
        return
    if not source.is_file():
        raise Problem(
            "there is no such folder or zip file",
            file=source,
            remedy="name the folder with the hand-ins in it",
        )
    if source.suffix.lower() != ".zip":
        raise Problem(
            "this is a file, not a folder or a zip file",
            file=source,
            remedy="name the zip file that the learning platform gave you, or the folder with the hand-ins in it",
        )
    with tempfile.TemporaryDirectory(prefix="shopfloor-collect-") as temporary:
        found.left += unpack(source, temporary)
        yield Path(temporary)


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


def _notebooks(sent, root, assignment, found):
    """The notebooks of this assignment; what belongs to none of them goes into ``found.left``."""
    kept, groups = [], {file.group for file in sent if file.is_notebook}
    for file in sent:
        if not file.is_notebook:
            # Beside a notebook of the same hand-in it comes along; elsewhere it belongs to nothing.
            if file.group not in groups and not (file.arrival and file.arrival.note):
                found.left.append((file.shown, "it is not a notebook"))
        elif file.arrival is None and student_of(file.whose, assignment) is None:
            found.left.append((file.shown, "its name says nothing about whose it is"))
        elif is_another_notebook(file.path, root, assignment):
            found.left.append((file.shown, f"it is a notebook, but not {assignment}"))
        else:
            kept.append(file)
    return kept


def known_students(root):
    """Ids as they are spelled in the course already."""
    base = Path(root, "submitted")
    return [folder.name for folder in base.iterdir() if folder.is_dir()] if base.is_dir() else []


def _is_same(hand_in, there):
    """Whether the notebook is the one that is there already, and so is every file that came with it."""
    pairs = [(hand_in.notebook, there), *((path, there.with_name(name)) for path, name in hand_in.others)]
    return all(old.is_file() and old.read_bytes() == new.read_bytes() for new, old in pairs)


def _put(root, assignment, hand_in, due, kept, found):
    target = submission_folder(root, hand_in.student, assignment)
    there = target / f"{assignment}.ipynb"
    exists = target.exists() and any(target.iterdir())
    if exists and _is_same(hand_in, there):
        _renew_time(hand_in, there, due)
        found.same.append(hand_in.student)
        return
    if exists and there.is_file() and _is_older(hand_in, there, kept):
        found.older.append(hand_in.student)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{assignment}."))
    try:
        shutil.copyfile(hand_in.notebook, made / there.name)
        for path, name in hand_in.others:
            shutil.copyfile(path, made / name)
        # Without a time of its own a hand-in gets none, unless the platform calls it late: nbgrader would take
        # the time of the download for the student's.
        if hand_in.timed or hand_in.late:
            _write_time(made, hand_in, due)
        modified = hand_in.notebook.stat().st_mtime
        os.utime(made / there.name, (modified, modified))
        made.chmod(0o755)
        aside = _keep(root, assignment, hand_in.student, target) if exists else None
        try:
            if target.exists():
                target.rmdir()
            os.replace(made, target)
        except OSError:
            if aside:
                os.replace(aside, target)
            raise
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        if not any(target.parent.iterdir()):
            target.parent.rmdir()
        raise
    (found.newer if exists else found.new).append(hand_in.student)
    if exists:
        found.kept_in = Path(root, "downloaded", assignment, "replaced")


def _is_older(hand_in, there, kept):
    """Whether what is in the course already came later than this."""
    says = hand_in.arrival
    if says and kept and says.number and kept.platform == says.platform and kept.number:
        return kept.number > says.number
    # Where the platform only said "late", the time beside the notebook was made from a due date.
    noted = None if kept and kept.late and kept.platform == "Canvas" else arrivals.noted_time(there)
    return (noted or arrivals.when_written(there)) > hand_in.when


def _renew_time(hand_in, there, due):
    """The time of a late hand-in that has none of its own comes from the due date: from the one that stands now."""
    if hand_in.late and not hand_in.timed and due and arrivals.noted_time(there) != _noted(hand_in, due):
        _write_time(there.parent, hand_in, due)


def _write_time(folder, hand_in, due):
    (folder / TIMESTAMP).write_text(f"{_noted(hand_in, due):%Y-%m-%d %H:%M:%S} UTC", encoding="utf-8")


def _say_due(found, due, before):
    found.due, found.due_before = (
        f"{arrivals.by_our_clock(one):%Y-%m-%d %H:%M}" if one else "" for one in (due, before)
    )
    days = (due - arrivals.in_utc(datetime.now())).days
    found.far_due = days if days > 366 else 0


def _noted(hand_in, due):
    """The time for nbgrader: of a late one without a time of its own, the least that is certain."""
    return hand_in.when if hand_in.timed or due is None else due + timedelta(seconds=1)


def _keep(root, assignment, student, target):
    """Move what was handed in before out of the way, under a name of its own."""
    base = Path(root, "downloaded", assignment, "replaced", student)
    base.mkdir(parents=True, exist_ok=True)
    number = 1 + sum(1 for _ in base.iterdir())
    while (kept := base / f"{number:02d}").exists():
        number += 1
    os.replace(target, kept)
    return kept


def _note(root, assignment, arrived, found):
    """Write down what the platform called the hand-ins that the course has now."""
    taken = {
        hand_in.student: hand_in_record.Kept(
            hand_in.arrival.platform,
            hand_in.arrival.as_given,
            hand_in.arrival.in_folder,
            hand_in.arrival.number,
            hand_in.arrival.late,
            hand_in.arrival.tokens[0] if len(hand_in.arrival.tokens) == 1 else "",
        )
        for hand_in in arrived
        if hand_in.arrival and hand_in.student not in found.older
    }
    # What came in another way since is not what the platform's download called so.
    gone = {hand_in.student for hand_in in arrived if not hand_in.arrival} & {*found.new, *found.newer}
    hand_in_record.add(root, assignment, taken, gone)


def not_handed_in(root, assignment, students):
    """Those of the students who have no submission of the assignment."""
    there = {plain(student) for student in students_with(root, assignment)}
    return sorted(student for student in students if plain(student) not in there)
