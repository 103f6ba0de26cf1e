"""The cells of an assignment's source notebook."""

from pathlib import Path
from typing import NamedTuple

import nbformat

from shopfloor.grading.base import grade_id
from shopfloor.grading.while_unchanged import while_unchanged


class SourceCell(NamedTuple):
    """A cell's id in the notebook, and in the gradebook (or None)."""

    cell_id: str
    grade_id: str | None


def source_cells(root, assignment, notebook=None):
    """The SourceCells, in order; raises what reading a notebook raises."""
    return _read(Path(root, "source", assignment, f"{notebook or assignment}.ipynb"))


@while_unchanged
def _read(path):
    nb = nbformat.read(path, as_version=4)
    return tuple(SourceCell(cell.get("id"), grade_id(cell)) for cell in nb.cells)
