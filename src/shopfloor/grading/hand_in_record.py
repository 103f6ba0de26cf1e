"""What a download called each hand-in, kept for giving feedback back under the same names.

``downloaded/<assignment>/hand_ins.json`` holds, for each student, the platform, the name in its download, the
number of the file, whether the platform said that it was late, and its number of the student there.
"""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole


@dataclass(frozen=True)
class Kept:
    """One student's hand-in as its platform called it."""

    platform: str
    as_given: str
    in_folder: bool = False
    number: int = 0
    late: bool = False
    token: str = ""


def place(root, assignment):
    return Path(root, "downloaded", assignment, "hand_ins.json")


def read(root, assignment):
    """``{student: Kept}``; empty if nothing came from a platform's download."""
    path = place(root, assignment)
    if not path.is_file():
        return {}
    known = {one.name for one in fields(Kept)}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return {
            student: Kept(**{name: value for name, value in kept.items() if name in known})
            for student, kept in held.items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        raise Problem(
            "what the download called each hand-in cannot be read",
            file=path,
            remedy="delete this file and collect again",
        ) from error


def add(root, assignment, kept, gone=()):
    """Write down more of them; one that a student had before is replaced, those ``gone`` are dropped."""
    held = read(root, assignment)
    now = {student: one for student, one in (held | kept).items() if student not in gone}
    if now != held:
        listed = {student: asdict(now[student]) for student in sorted(now)}
        write_whole(place(root, assignment), f"{json.dumps(listed, ensure_ascii=False, indent=1)}\n".encode())
