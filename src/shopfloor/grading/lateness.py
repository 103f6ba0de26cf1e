"""Late hand-ins: the due date as a person types it, and who came after it."""

from datetime import date, datetime, timedelta

from shopfloor.grading import arrivals, class_list, hand_in_record
from shopfloor.grading.course import students_with, submission_folder
from shopfloor.grading.problem import Problem


def read_due(text):
    """The text as a time in UTC, without time zone: the end of the day or minute that it names."""
    try:
        when = datetime.fromisoformat(text.strip())
        if _names_a_day(text.strip()):
            when += timedelta(hours=23, minutes=59)
        if when.second == 0:
            when += timedelta(seconds=59)
        return arrivals.in_utc(when)
    except (ValueError, OverflowError) as error:
        raise Problem(
            f"{text} is no date and time",
            remedy='write --due "2026-11-20 23:59": year, month, day, hour, minute',
        ) from error


def _names_a_day(text):
    """Whether no time of the day is said."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def late_hand_ins(root, assignment):
    """``{student: by how much, in words}`` of those whose hand-in came after the due date, or is called late.

    By how much is an empty text where only the platform's word is known.
    """
    due = class_list.due_date(root, assignment)
    called = called_late(root, assignment)
    late = {}
    for student in students_with(root, assignment):
        notebook = submission_folder(root, student, assignment) / f"{assignment}.ipynb"
        when = arrivals.noted_time(notebook)
        if student in called:
            late[student] = ""
        elif due and when and when > due:
            late[student] = _how_long(when - due)
    return late


def called_late(root, assignment):
    """The students whose hand-in the platform called late, without saying by how much."""
    return {student for student, kept in hand_in_record.read(root, assignment).items() if kept.late}


def _how_long(time):
    """A length of time in one word or two."""
    minutes = max(1, round(time.total_seconds() / 60))
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = round(minutes / size)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return ""
