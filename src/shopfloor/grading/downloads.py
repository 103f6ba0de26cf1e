"""Which student a downloaded file belongs to: the ways in which hand-ins arrive, one function each.

To add a learning platform's bulk download, write a function that takes the file's path inside the downloaded
folder and the assignment's name and returns an id or None, and put it into ``WAYS``.
"""

import re
from pathlib import PurePath

_COPY = re.compile(r"(?: ?\(\d+\)|[ _-]copy\d*|-Copy\d+)\Z", re.IGNORECASE)


def folder_per_student(path, assignment):
    """``ana/a05.ipynb``, ``ana/a05/a05.ipynb`` or anything deeper: the outermost folder is the student's."""
    parts = PurePath(path).parts
    return parts[0] if len(parts) > 1 else None


def name_and_assignment(path, assignment):
    """``ana_a05_stopwatch_study.ipynb``."""
    stem = _COPY.sub("", PurePath(path).stem)
    ending = f"_{assignment}"
    return stem[: -len(ending)] if len(PurePath(path).parts) == 1 and stem.endswith(ending) else None


def name_alone(path, assignment):
    """``ana.ipynb``."""
    stem = _COPY.sub("", PurePath(path).stem)
    return stem if len(PurePath(path).parts) == 1 and stem != assignment else None


WAYS = (folder_per_student, name_and_assignment, name_alone)


def student_of(path, assignment):
    """The id that a file's path inside the download gives, or None if it gives none.

    >>> [student_of(name, "a05") for name in ("ana/a05.ipynb", "ana_a05 (1).ipynb", "a05.ipynb")]
    ['ana', 'ana', None]
    """
    for way in WAYS:
        student = way(path, assignment)
        if student and student.strip() and not student.startswith("."):
            return student.strip()
    return None
