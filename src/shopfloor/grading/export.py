"""Export: the gradebook's marks in a copy of the file that the learning platform gave."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from shopfloor.grading import class_list, gradebook_file, hand_in_record, roster_file
from shopfloor.grading.course import application, check_assignment, students_with
from shopfloor.grading.fingerprint import fingerprint
from shopfloor.grading.graded_files import graded_notes, notebook_path
from shopfloor.grading.lms_columns import Column, column
from shopfloor.grading.names import plain
from shopfloor.grading.problem import Problem
from shopfloor.grading.room import stop_if_no_room
from shopfloor.grading.roster import Person, Roster

# What a cell may say in place of a mark that is somebody's decision: excused; not assigned to this student.
_DECIDED = {"ex", "excused", "n/a"}


@dataclass(frozen=True)
class Grade:
    """What the gradebook has for one student."""

    student: str
    score: float
    most: float
    waits: str = ""  # why it should not leave the house yet, in words


@dataclass
class Exported:
    """What was written, and what was not."""

    file: Path | None = None
    column: Column | None = None
    written: dict = field(default_factory=dict)  # student -> what the cell holds now
    changed: list = field(default_factory=list)  # students whose cell held another mark
    waiting: dict = field(default_factory=dict)  # student -> why
    decided: dict = field(default_factory=dict)  # student -> what the cell says
    not_in_file: list = field(default_factory=list)
    unclear: list = field(default_factory=list)  # (student or name, why)


def export(root, assignment, lms_file, named=None, out=None, percent=False, unread=False):
    """Fill a copy of a gradebook file with the marks of an assignment; an Exported.

    Only the cells of students with a mark change; every other byte is as the platform wrote it. Work that a
    person has still to mark is left out unless ``unread``. ``percent`` scales the marks to what the column is
    worth, or to 100 where the file does not say; otherwise both must be worth the same. The given file and
    files that exist are never written.
    """
    root, lms_file = Path(root), Path(lms_file).expanduser()
    check_assignment(root, assignment)
    table = gradebook_file.read(lms_file)
    into = _new_file(lms_file, out)
    found = Exported(column=column(table, root, assignment, named))
    marks = grades(root, assignment)
    if not marks:
        raise Problem(
            f"the gradebook has no marks for {assignment}",
            file=root / "gradebook",
            remedy=f"grade first: shopfloor grade {assignment}",
        )
    most = max(grade.most for grade in marks.values())
    scale = _scale(found.column, most, percent, lms_file)
    rows = _rows(table, root, assignment, set(marks), found)
    numbers = {}
    for student, grade in sorted(marks.items()):
        if student not in rows:
            if student not in {one for one, _ in found.unclear}:
                found.not_in_file.append(student)
            continue
        row, at = table.rows[rows[student]], found.column.at
        if at >= len(row):
            found.unclear.append((student, "their line in the file is too short"))
            continue
        before = row[at].value.strip()
        if before.casefold() in _DECIDED:
            found.decided[student] = before
        elif grade.waits and not unread:
            found.waiting[student] = grade.waits
        else:
            number = grade.score * scale
            numbers[rows[student], at] = number
            found.written[student] = gradebook_file.in_figures(number, table.decimal_comma)
            if _differs(before, number):
                found.changed.append(student)
    if numbers:
        _write_new(into, table.filled(numbers))
        found.file = into
    return found


def grades(root, assignment):
    """``{student: Grade}`` of everybody whom the gradebook has marks for, late penalties taken off."""
    from nbgrader.api import Gradebook, MissingEntry

    app, found = application(root), {}
    there = set(students_with(root, assignment))
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        try:
            submissions = gradebook.assignment_submissions(assignment)
        except MissingEntry:
            return {}
        for submission in submissions:
            marks = [mark for notebook in submission.notebooks for mark in notebook.grades]
            if not marks or all(mark.auto_score is None and mark.manual_score is None for mark in marks):
                continue
            student = submission.student_id
            score = max(0.0, submission.score - submission.late_submission_penalty)
            waits = _waits(marks)
            if not waits and student in there and _newer(root, assignment, student):
                waits = (
                    f"the hand-in or the key changed since it was graded: first shopfloor grade {assignment}"
                )
            found[student] = Grade(student, score, float(submission.max_score), waits)
    return found


def _waits(marks):
    unread = sum(mark.manual_score is None and mark.auto_score is None for mark in marks)
    if unread:
        return f"{unread} {'part waits' if unread == 1 else 'parts wait'} for a mark by hand"
    if any(mark.manual_score is not None and mark.needs_manual_grade for mark in marks):
        # nbgrader saves nothing when the points are those that stand there.
        return (
            "the text was changed after it was marked by hand: look at it in formgrader; "
            "if the points stay, type others, press Tab, and type them again"
        )
    return ""


def _newer(root, assignment, student):
    noted = graded_notes(root, assignment, student).get("fingerprint")
    return noted is not None and noted != fingerprint(
        notebook_path(root, assignment, student), root, assignment
    )


def _scale(found, most, percent, file):
    """What a point of ours is worth in the file."""
    if percent:
        return (100 if found.most is None else found.most) / most if most else 0.0
    if found.most is not None and abs(found.most - most) > 1e-6:
        raise Problem(
            f"the column {found.header} is worth {found.most:g} points, the assignment {most:g}",
            file=file,
            remedy=f"set {most:g} points in the learning platform, or scale the marks: --percent",
        )
    return 1.0


def _rows(table, root, assignment, students, found):
    """``{student: number of the row}``; who could be two rows, or a row two students, goes into ``unclear``."""
    kept = hand_in_record.read(root, assignment)
    persons = {plain(person.id): person for person in class_list.people(root)}
    ours = []
    for student in sorted(students):
        number = kept[student].token if student in kept else ""
        ours.append(replace(persons.get(plain(student), Person(student)), id=student, participant=number))
    ours = Roster(ours)
    lines, matched = roster_file.lines(table, ours), {}
    for row, tokens, name in lines:
        person, reason = ours.find(tokens, platform="Moodle") if any(tokens) else (None, "")
        if person is None and " could be " not in reason:
            person, reason = ours.find(name=name) if name else (None, "")
        if person is not None:
            matched.setdefault(person.id, []).append(row)
        elif " could be " in reason:
            found.unclear.append((name or tokens[0], reason))
    for student, numbers in matched.items():
        if len(numbers) > 1:
            places = " and ".join(str(number + 1) for number in numbers)
            found.unclear.append((student, f"lines {places} of the file could be theirs"))
    return {student: numbers[0] for student, numbers in matched.items() if len(numbers) == 1}


def _differs(before, number):
    from shopfloor.grading.lms_columns import number as read

    return (value := read(before)) is not None and abs(value - number) > 0.005


def _new_file(lms_file, out):
    """Where to write: a file that does not exist yet."""
    into = Path(out).expanduser() if out else lms_file.with_name(f"{lms_file.stem}-filled{lms_file.suffix}")
    if into.is_dir():
        into = into / lms_file.name
    if into.exists():
        raise Problem(
            "this file exists already, and nothing is overwritten",
            file=into,
            remedy="name a new one: --out FILE",
        )
    if not into.parent.is_dir():
        raise Problem(
            "there is no such folder", file=into.parent, remedy="name a file in a folder that exists"
        )
    return into


def _write_new(into, content):
    try:
        with into.open("xb") as file:
            file.write(content)
    except OSError as error:
        if not isinstance(error, FileExistsError):
            into.unlink(missing_ok=True)
        stop_if_no_room(error, into.parent)
        raise
