"""Where the parts of a course lie on disk."""

import difflib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from shopfloor.grading.problem import Problem

_PROJECT = re.compile(r"^name\s*=\s*[\"']shopfloor[\"']", re.MULTILINE)


@dataclass(frozen=True)
class CourseFolder:
    """The rooms of the course in the folder ``root``; nothing is read before it is asked for."""

    root: Path

    @property
    def notebooks(self):
        """The lessons."""
        return self.root / "notebooks"

    @property
    def assignments(self):
        """What students receive."""
        return self.root / "assignments"

    @property
    def instructor(self):
        """The nbgrader course; students do not have it."""
        return self.root / "instructor"

    @property
    def source(self):
        """The assignments with their solutions."""
        return self.instructor / "source"

    @property
    def is_instructors(self):
        """Whether this is the whole course and not the copy for students."""
        return (self.instructor / "nbgrader_config.py").is_file()

    def named(self, path):
        """A path as a person in the course's folder would write it."""
        path = Path(path)
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def lessons(self):
        """The lessons in teaching order."""
        return sorted(self.notebooks.glob("*.ipynb"))

    def sources(self):
        """The names of all assignments in ``instructor/source``, in teaching order."""
        return sorted(found.parent.name for found in self.source.glob("*/*.ipynb"))

    def check_assignment(self, name):
        """The name again, if there is such an assignment; otherwise a Problem that suggests the nearest one."""
        there = self.sources()
        if name in there:
            return name
        near = [one for one in there if name and one.startswith(name)] or difflib.get_close_matches(
            name, there, n=1, cutoff=0.3
        )
        if near:
            remedy = f"did you mean {near[0]}?"
        else:
            remedy = f"choose {' or '.join(there)}" if there else "write its source notebook there first"
        raise Problem(f"there is no assignment called {name}", file=self.named(self.source), remedy=remedy)

    def course_code(self, assignment):
        """The public course code that this assignment's students get their data from, or None."""
        try:
            return json.loads((self.source / assignment / "course.json").read_text(encoding="utf-8"))[
                "course"
            ]
        except (FileNotFoundError, KeyError, TypeError, ValueError):
            return None


def find_course(start=None):
    """The course that the folder ``start`` (the current one, when None) belongs to, or a Problem in words."""
    start = Path(start or ".").resolve()
    for folder in (start, *start.parents):
        project = folder / "pyproject.toml"
        if (folder / "instructor" / "nbgrader_config.py").is_file():
            return CourseFolder(folder)
        if project.is_file() and _PROJECT.search(project.read_text(encoding="utf-8", errors="replace")):
            return CourseFolder(folder)
    raise Problem(
        "there is no Shop Floor course here",
        file=str(start),
        remedy="change to the course's folder (cd), then run the same command again",
    )


def find_instructors_course(start=None):
    """Like :func:`find_course`, but only the whole course will do: a student copy is a Problem."""
    course = find_course(start)
    if not course.is_instructors:
        raise Problem(
            "this is a copy for students, without the assignments' sources",
            file=course.named(course.instructor / "nbgrader_config.py"),
            remedy="run the command in the instructor's course",
        )
    return course
