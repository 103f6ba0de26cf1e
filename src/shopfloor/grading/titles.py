"""What an assignment and its parts are called: the headings of the source notebook."""

import re
from pathlib import Path

import nbformat

from shopfloor.grading.base import autograded, grade_id, hand_marked

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_POINTS = re.compile(r"\s*\([^()]*\bpoints?\b[^()]*\)")
_MARKS = re.compile(r"[*_`]")


def titles(root, assignment, notebook=None):
    """``(title of the assignment, {grade_id: title})``; a part is called by the heading above it.

    Points in brackets at the end of a heading are left out: they stand beside the title anyway.
    """
    path = Path(root, "source", assignment, f"{notebook or assignment}.ipynb")
    try:
        cells = nbformat.read(path, as_version=4).cells
    except (OSError, ValueError, KeyError, nbformat.reader.NotJSONError):
        return assignment, {}
    title, heading, parts = None, "", {}
    for cell in cells:
        if grade_id(cell) and (autograded(cell) or hand_marked(cell)):
            parts[grade_id(cell)] = heading or grade_id(cell)
        elif cell.cell_type == "markdown":
            for found in _HEADING.findall(cell.source):
                heading = _MARKS.sub("", _POINTS.sub("", found))
                title = title or heading
    return title or assignment, parts
