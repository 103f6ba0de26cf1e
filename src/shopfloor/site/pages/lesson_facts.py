"""What a lesson says of itself: its question, minutes, objectives, data, widget, terms and assignment."""

import re
from dataclasses import dataclass

import nbformat

from shopfloor.grading.problem import Problem

_MINUTES = re.compile(r"\*\*(\d+) minutes\*\*(?: · \*Further\* (\d+))?")
_WIDGET = re.compile(r"^from shopfloor\.widgets import (.+)$", re.MULTILINE)
_POINTS = re.compile(r"\*\*(\d+) points?, ([^*]+?)[.:]\*\*")
_PART = re.compile(r"^## (Part \d+): (.+?) \((\d+) points?(, [^)]*)?\)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Assignment:
    """What the released notebook says: ``parts`` are (name, what, points, by whom it is read)."""

    name: str
    title: str
    points: int
    takes: str
    story: str
    parts: tuple


@dataclass(frozen=True)
class Lesson:
    """One lesson's facts, all from its own cells; ``stem`` is the notebook's name without its ending."""

    stem: str
    question: str
    title: str
    opening: str
    objectives: tuple
    minutes: int
    further: int
    data: str
    widgets: tuple
    sections: tuple
    assignment: Assignment | None

    @property
    def number(self):
        return self.stem[:2]

    @property
    def week(self):
        """When it is taught in a term of sixteen weeks, in words."""
        number = int(self.number)
        return "Week 1" if number == 0 else "Weeks 15 and 16" if number == 15 else f"Week {number}"


def lesson_facts(path, assignments):
    """The facts of the lesson in the notebook ``path``; its assignment is looked for in ``assignments``."""
    cells = nbformat.read(path, as_version=4).cells
    paragraphs = [part.strip() for part in cells[0].source.split("\n\n")]
    minutes = next(filter(None, map(_MINUTES.search, paragraphs)), None)
    heading = next((part[2:] for part in paragraphs if part.startswith("# ")), None)
    if minutes is None or heading is None:
        raise Problem(
            "the first cell has no title with the minutes below it",
            file=path.name,
            remedy="write it as the other lessons have it",
        )
    bold = next((part for part in paragraphs if part.startswith("**") and "minutes**" not in part), "")
    title, opening = re.fullmatch(r"(?:\*\*(.+?)\.\*\*\s*)?(.*)", bold, re.DOTALL).groups()
    able = next((part for part in paragraphs if part.startswith("**You will be able to**")), "")
    data = next((part for part in paragraphs if part.startswith("Data:")), "")
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    text = [cell.source for cell in cells if cell.cell_type == "markdown"]
    return Lesson(
        stem=path.stem,
        question=heading,
        title=title or heading,
        opening="" if able == bold else opening.strip(),
        objectives=tuple(
            one.strip() for one in able.removeprefix("**You will be able to**").split(" · ") if one.strip()
        ),
        minutes=int(minutes[1]),
        further=int(minutes[2] or 0),
        data=data.removeprefix("Data:").strip(),
        widgets=tuple(name.strip() for names in _WIDGET.findall(code) for name in names.split(",")),
        sections=tuple(found for source in text for found in re.findall(r"^## (.+)$", source, re.MULTILINE)),
        assignment=_assignment(assignments / f"a{path.stem}" / f"a{path.stem}.ipynb"),
    )


def _assignment(path):
    if not path.is_file():
        return None
    text = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    paragraphs = [part.strip() for part in text[0].split("\n\n")]
    worth = next(filter(None, map(_POINTS.search, paragraphs)), None)
    story = next((part for part in paragraphs[1:] if not part.startswith("**")), "")
    parts = [
        (name, what, int(points), (whom or "").removeprefix(", "))
        for source in text
        for name, what, points, whom in _PART.findall(source)
    ]
    return Assignment(
        name=path.stem,
        title=re.sub(r"^# (?:Assignment \d+: )?", "", paragraphs[0]),
        points=int(worth[1]) if worth else sum(part[2] for part in parts),
        takes=worth[2] if worth else "",
        story=story,
        parts=tuple(parts),
    )
