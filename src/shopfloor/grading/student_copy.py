"""The course for students: everything but the solutions.

The copy takes named rooms only, so that a new room is not handed out before somebody has thought about it;
and before it appears under its name, every file in it is searched for solutions and keys (leaks.py).
"""

import os
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from shopfloor.grading.leaks import leaks
from shopfloor.grading.problem import Problem
from shopfloor.grading.release import worked_in

ROOMS = ("notebooks", "assignments", "datasets", "src", ".binder", ".devcontainer")
FILES = (
    "README.md",
    "LICENSE",
    "LICENSE-CONTENT",
    "CITATION.cff",
    "CHANGELOG.md",
    "pyproject.toml",
    "uv.lock",
    "environment.yml",
    "Makefile",
    ".gitattributes",
    ".gitignore",
)
# What people and programs leave behind while working; git's own list of ignored files comes on top.
GENERATED = (
    "__pycache__",
    "*.pyc",
    "*.egg-info",
    ".ipynb_checkpoints",
    ".*_cache",
    ".~*",
    ".DS_Store",
)
# The builders say what was planted in the made tables: that is for lessons to find.
NOT_FOR_STUDENTS = ("datasets/builders",)
_INSTRUCTORS = re.compile(r"<!-- instructors: begin -->\n.*?<!-- instructors: end -->\n?", re.DOTALL)


def write_student_copy(course, folder):
    """Write the course without its solutions into ``folder``, in one step; returns the number of files."""
    folder = Path(folder)
    whole = folder.resolve()
    if whole.is_relative_to(course.root.resolve()):
        raise Problem(
            "the students' copy cannot be inside the course",
            file=str(folder),
            remedy="choose a folder outside it, as in --student-copy ../shopfloor-students",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(
            "there is something already",
            file=str(folder),
            remedy="choose a folder that does not exist yet, or an empty one",
        )
    for notebook in sorted(course.assignments.glob("*/*.ipynb")):
        if worked_in(notebook):
            raise Problem(
                "somebody has worked in a released notebook",
                file=course.named(notebook),
                remedy="move it away and run shopfloor release, then write the copy again",
            )
    whole.parent.mkdir(parents=True, exist_ok=True)
    unfinished = whole.with_name(f".{whole.name}.unfinished-{os.getpid()}")
    unfinished.mkdir()
    try:
        names = files_for_students(course)
        for name in names:
            target = unfinished / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(course.root / name, target)  # with its right to be run
        readme = unfinished / "README.md"
        if readme.exists():
            text = without_instructors_part(readme.read_text(encoding="utf-8"))
            readme.write_text(text, encoding="utf-8", newline="\n")
        for where, what in leaks(course, unfinished):
            raise Problem(
                f"{what} would be in the students' copy",
                file=where,
                remedy="take it out there; nothing was written",
            )
        if whole.exists():
            whole.rmdir()
        unfinished.rename(whole)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return len(names)


def without_instructors_part(page):
    """The README without what stands between its marks for instructors.

    >>> without_instructors_part("a\\n<!-- instructors: begin -->\\nb\\n<!-- instructors: end -->\\nc\\n")
    'a\\nc\\n'
    """
    marks = re.findall(r"<!-- instructors: (begin|end) -->", page)
    if marks != ["begin", "end"] * (len(marks) // 2):
        raise Problem(
            "the marks for instructors do not come in pairs",
            file="README.md",
            remedy="let each <!-- instructors: begin --> have its end",
        )
    return _INSTRUCTORS.sub("", page)


def files_for_students(course):
    """The names of the files that students get: of those git keeps, or of all where there is no git."""
    names = tracked(course.root) or walked(course.root)
    wanted = []
    for name in sorted(names):
        parts = PurePosixPath(name).parts
        if not (name in FILES or parts[0] in ROOMS) or any(
            fnmatch(part, bad) for part in parts for bad in GENERATED
        ):
            continue
        if any(name.startswith(f"{room}/") for room in NOT_FOR_STUDENTS):
            continue
        if parts[0] in ("notebooks", "assignments") and fnmatch(parts[-1], "my_*"):
            continue  # what somebody who works there has written
        path = course.root / name
        if not path.exists():
            continue  # deleted since the last commit
        if not path.resolve().is_relative_to((course.root / parts[0]).resolve()):
            raise Problem("a link leads out of its folder", file=name, remedy="put the file itself there")
        wanted.append(name)
    return wanted


def tracked(root):
    """The files that git keeps, or an empty list where there is no git or no repository."""
    try:
        listing = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [name for name in listing.stdout.decode("utf-8", "surrogateescape").split("\0") if name]


def walked(root):
    """Every file of the rooms that students get."""
    found = [name for name in FILES if (root / name).is_file()]
    for room in ROOMS:
        found += [path.relative_to(root).as_posix() for path in (root / room).rglob("*") if path.is_file()]
    return found
