"""Is this the assignment at all? A lesson handed in by mistake is named, not graded to zero."""

import nbformat

from shopfloor.grading.base import grade_id
from shopfloor.grading.source_cells import source_cells


def is_another_notebook(path, root, assignment):
    """True for a readable notebook without one cell of the assignment. What cannot be read is named in grading."""
    try:
        handed_in = nbformat.read(path, as_version=4)
        known = {cell.grade_id for cell in source_cells(root, assignment)} - {None}
    except Exception:
        return False
    if known & {grade_id(cell) for cell in handed_in.cells}:
        return False
    # Some programs drop the metadata; then the words of a hand-in cell still tell.
    calls = [f'"{name}"' for name in known]
    return not any(call in cell.source for call in calls for cell in handed_in.cells)
