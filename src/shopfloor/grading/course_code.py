"""The public course code in an assignment's ``course.json``: a new one gives every student new data."""

import json
import re

from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


def check_code(code):
    """Raise a Problem unless ``code`` is a course code: it is public, and stands in file names and addresses.

    >>> check_code("open-2026")
    """
    if not _CODE.fullmatch(code):
        raise Problem(
            f"{code!r} cannot be a course code",
            remedy="use up to 40 letters, digits, dots, hyphens and underscores, as in iet101-fall-2026",
        )


def set_code(course, assignment, code):
    """Write the course code into the source's ``course.json``; returns what :func:`put_back` needs."""
    file = course.source / assignment / "course.json"
    before = file.read_bytes() if file.exists() else None
    try:
        content = json.loads(before) if before else {}
        if not isinstance(content, dict):
            raise ValueError("not an object")
    except ValueError as error:
        raise Problem(
            "the file of the course code cannot be read",
            file=course.named(file),
            remedy='mend it: it should read {"course": "open-2026"}',
        ) from error
    content["course"] = code
    write_whole(file, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())
    return before


def put_back(course, assignment, before):
    """Undo :func:`set_code`."""
    file = course.source / assignment / "course.json"
    if before is None:
        file.unlink(missing_ok=True)
    else:
        write_whole(file, before)
