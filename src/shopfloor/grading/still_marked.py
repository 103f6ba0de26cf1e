"""Marks that a person gave, after the submission was graded again: which of them nobody has to look at once more.

nbgrader asks for another look at all of them. Where the text that was marked is there unchanged, because the student
mended another part or the instructor mended the key, the mark is what it was.
"""

from shopfloor.grading.base import grade_id, hand_marked
from shopfloor.grading.graded_files import graded_notebook


def texts(root, assignment, student):
    """``{grade id: text}`` of the parts that a person marks, as they were graded last; empty if they were not."""
    nb = graded_notebook(root, assignment, student)
    return {grade_id(cell): cell.source for cell in nb.cells if hand_marked(cell)} if nb else {}


def keep(private, before, now):
    """Take back nbgrader's wish for another look at the marks whose text is the same; ``private`` is the gradebook."""
    private.need_no_look({name for name, text in before.items() if now.get(name) == text})
