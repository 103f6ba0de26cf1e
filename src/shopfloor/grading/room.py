"""No room on the disk: found at the bottom of whatever error it was wrapped in, and said in one line."""

import errno
import sqlite3

from shopfloor.grading.problem import Problem

_FULL = (errno.ENOSPC, errno.EDQUOT)
AGAIN = "make room, then run the same command again: what was there before is untouched"


def stop_if_no_room(error, folder):
    """Raise a Problem that names the folder if a full or read-only disk is behind the error."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in _FULL:
            raise Problem("the disk is full", file=folder, remedy=AGAIN) from error
        if isinstance(error, OSError) and error.errno == errno.EROFS:
            raise Problem(
                "the disk is read-only", file=folder, remedy="choose a place that can be written"
            ) from error
        if isinstance(error, sqlite3.OperationalError) and "is full" in str(error):
            raise Problem("the disk is full", file=folder.parent / "gradebook", remedy=AGAIN) from error
        error = getattr(error, "orig", None) or error.__cause__ or error.__context__
