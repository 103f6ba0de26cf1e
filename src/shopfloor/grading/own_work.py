"""What a student wrote and handed in, apart from what was given: cells, and values by graded id."""

import ast
import json
import re
from dataclasses import dataclass, field

from shopfloor.grading.base import autograded, grade_id, hand_marked
from shopfloor.grading.handed_in import payloads, value_of
from shopfloor.grading.record import cell_notes, notes_of, run_as

LONGEST_CELL = 20_000
MOST_CELLS = 200
_SOLUTION = re.compile(r"### BEGIN SOLUTION.*?### END SOLUTION", re.DOTALL)


@dataclass
class OwnCell:
    """One cell that a student wrote or filled in."""

    grade_id: str  # of the part it answers, or "" for a cell that the student added
    kind: str  # "code" or "text"
    source: str


@dataclass
class OwnWork:
    """One student's own part of a notebook.

    ``data_of``: the id whose data it was run on. ``values``: what was handed in, by graded id. ``right``: the
    graded ids with all points.
    """

    student: str
    data_of: str
    cells: list
    values: dict = field(default_factory=dict)
    right: frozenset = frozenset()


def given_sources(nb):
    """The sources of a source notebook's cells as students get them: without the solutions."""
    return [_SOLUTION.sub("", cell.source).strip() for cell in nb.cells]


def own_work(student, graded, given, submitted=None):
    """The OwnWork in an autograded notebook; ``given`` are the sources of the cells that everybody got.

    ``submitted()`` gives the notebook as it was handed in, or None; it is asked only if a value is missing.
    """
    given = set(given)
    cells = []
    for cell in graded.cells:
        source = cell.source.strip()
        if len(cells) == MOST_CELLS:
            break
        if not source or source in given or autograded(cell) or source.startswith("student ="):
            continue
        name = grade_id(cell) or ""
        if name and not (name.endswith("_answer") or hand_marked(cell)):
            continue  # a locked cell: whatever stands in it was put back before it ran
        kind = "code" if cell.cell_type == "code" else "text"
        cells.append(OwnCell(name.removesuffix("_answer"), kind, source[:LONGEST_CELL]))
    notes = [(grade_id(cell), cell_notes(cell)) for cell in graded.cells if autograded(cell)]
    right = frozenset(name for name, said in notes if said and said.get("points") == said.get("of") != 0)
    data_of = run_as(graded, notes_of(graded).get("student") or student)
    return OwnWork(student, data_of, cells, _values(graded, submitted), right)


def _values(graded, submitted):
    """``{graded id: value}``: as marking noted it; else as typed; else as the submitted notebook shows it."""
    found, missing = {}, []
    typed = {grade_id(cell): cell.source for cell in graded.cells if cell.cell_type == "code"}
    for cell in graded.cells:
        if not autograded(cell):
            continue
        name, said = grade_id(cell), cell_notes(cell)
        if "value" in said:
            found[name] = said["value"]
        elif (value := literal(typed.get(f"{name}_answer", ""))) is not None:
            found[name] = value
        else:
            missing.append(name)
    nb = submitted() if missing and submitted else None
    for cell in nb.cells if nb else ():
        name = grade_id(cell)
        if name in missing and name not in found and cell.cell_type == "code":
            value, trouble = value_of(payloads(cell), name)
            if not trouble:
                found[name] = value
    return found


def literal(source):
    """The value of an answer cell that only assigns one plain value; None for everything else.

    >>> literal("spoiled = [3, 8]"), literal("x = 2 * 3"), literal("x = ...")
    ([3, 8], None, None)
    """
    try:
        body = ast.parse(source).body
        if len(body) != 1 or not isinstance(body[0], ast.Assign):
            return None
        value = ast.literal_eval(body[0].value)
        json.dumps(value, allow_nan=False)
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        return None
    return None if value is ... else value
