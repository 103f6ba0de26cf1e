"""Parts that a person marks can be switched off: for a self-learner, or a class too large to read."""

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from shopfloor.grading.base import hand_marked


class HandMarked(NbGraderPreprocessor):
    """On release, turns the parts marked by hand into ungraded ones if ``c.HandMarked.marked = False``.

    It stands after ClearSolutions in the list, so that the model answer is gone by then.
    """

    marked = Bool(True, help="Whether the parts to be marked by hand count.").tag(config=True)

    def preprocess_cell(self, cell, resources, cell_index):
        if not self.marked and hand_marked(cell):
            for name in ("nbgrader", "deletable", "editable"):
                cell.metadata.pop(name, None)
        return cell, resources
