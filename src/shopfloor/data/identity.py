"""Whose data it is: the student's id and the course code.

Two ids are the same when they differ only in capitals, in space (around or inside), in invisible characters
that copying brings along, or in how an accented letter is stored.
"""

import json
import os
import sys
import unicodedata
from pathlib import Path

from .errors import DataError

COURSE_FILE = "course.json"
_ENVIRONMENT = ("SHOPFLOOR_STUDENT", "JUPYTERHUB_USER")
# What stands in the student cell before anybody has written in it.
_NOT_GIVEN = ("", "...", "\u2026", "your id")


def student_id(student=None):
    """Return the id that decides which version of the data a student gets.

    The first that is given counts: the argument, the environment's SHOPFLOOR_STUDENT, its JUPYTERHUB_USER,
    the notebook's own variable ``student``. Three dots, an empty text and "your id" are not ids yet.

    Parameters
    ----------
    student : str or int, optional
        The id as the college writes it.

    Returns
    -------
    str
        The id in lower case, without space around it.

    Raises
    ------
    DataError
        No id is given anywhere, or the one given is neither text nor a whole number.

    Examples
    --------
    >>> student_id("  Ana.Silva ")
    'ana.silva'
    """
    in_notebook = getattr(sys.modules.get("__main__"), "student", None)
    found = _normal(student) or from_environment() or _normal(in_notebook)
    if found:
        return found
    raise DataError(
        'Whose data? Write your id between the quotes of the cell  student = "your id"  near the top, '
        "run that cell, then run this one again."
    )


def from_environment():
    """Return the id that the computer gives the person (a hub, or grading), or an empty text."""
    return next(filter(None, (_normal(os.environ.get(name)) for name in _ENVIRONMENT)), "")


def course_code(course=None):
    """Return the public code of the course, which changes the data every term.

    Parameters
    ----------
    course : str, optional
        The code. Without it the code is read from ``course.json`` in the current folder:
        ``{"course": "open-2026"}``.

    Returns
    -------
    str

    Raises
    ------
    DataError
        There is no such file, or it does not hold a code; the message names the file and the remedy.

    Examples
    --------
    >>> course_code("open-2026")
    'open-2026'
    """
    if course is not None and course is not ...:
        if isinstance(course, str) and course.strip():
            return course.strip()
        raise DataError(f'The course code is a short text such as "open-2026", not {course!r}.')
    path = Path(COURSE_FILE).absolute()
    remedy = "Take a fresh copy of it from the folder the assignment came in and put it beside the notebook."
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DataError(f"The file {COURSE_FILE} is missing from {path.parent}. {remedy}") from None
    except OSError as error:
        raise DataError(f"{path} cannot be opened ({error.strerror}). {remedy}") from None
    except (ValueError, RecursionError):
        raise DataError(f"{path} cannot be read. {remedy}") from None
    code = held.get("course") if isinstance(held, dict) else None
    if not isinstance(code, str) or not code.strip():
        raise DataError(f"{path} does not say which course this is. {remedy}")
    return code.strip()


def same_student(a, b):
    """Say whether two ids name the same student. Something that is no id is nobody's.

    Examples
    --------
    >>> same_student("Ana.Silva", " ana.silva")
    True
    >>> same_student("your id", "your id")
    False
    """
    try:
        one, other = _normal(a), _normal(b)
    except DataError:
        return False
    return one == other and one != ""


def _normal(given):
    """The id in its one form, or "" when none is given."""
    if given is None or given is ...:
        return ""
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        kind = type(given).__name__
        raise DataError(f'Your id is text in quotes, such as student = "ana.silva"; a {kind} is not an id.')
    text = unicodedata.normalize("NFKC", str(given))
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    text = " ".join(unicodedata.normalize("NFKC", text.casefold()).split())
    return "" if text in _NOT_GIVEN else text
