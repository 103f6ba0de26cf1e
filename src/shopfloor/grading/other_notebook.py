"""Is this the assignment at all? A lesson handed in by mistake is named, not graded to zero."""

from pathlib import Path

import nbformat

from shopfloor.grading.base import grade_id


def is_another_notebook(path, root, assignment):
    """True for a readable notebook without one cell of the assignment. What cannot be read is named in grading."""
    source = Path(root, "source", assignment, f"{assignment}.ipynb")
    try:
        handed_in, ours = (nbformat.read(one, as_version=4) for one in (path, source))
    except Exception:
        return False
    known = {grade_id(cell) for cell in ours.cells} - {None}
    if known & {grade_id(cell) for cell in handed_in.cells}:
        return False
    # Some programs drop the metadata; then the words of a hand-in cell still tell.
    calls = [f'"{name}"' for name in known]
    return not any(call in cell.source for call in calls for cell in handed_in.cells)
