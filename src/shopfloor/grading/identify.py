"""Identity: the folder says whose submission it is; the notebook may say that it was made with another id or code."""

import ast
import re

from shopfloor.grading import handed_in, record
from shopfloor.grading.base import CourseStep, autograded
from shopfloor.grading.course import course_code

_LINE = re.compile(r"""^student\s*=\s*(['"])(?P<id>[^'"\n]*)\1""", re.MULTILINE)
LONGEST = 200


class Identify(CourseStep):
    """Notes the id that the notebook was made with, if it is not the folder's: it is run on that id's data.

    What was handed in last says it; else the cell ``student = "..."`` does. It is never a reason for a zero,
    and never passed over in silence. So is another term's course code: its data are not this term's, so the answers
    may all look wrong. Then the outputs that came with the submission are dropped: from here
    on, nothing in a graded cell can be taken for a mark.
    """

    def preprocess(self, nb, resources):
        folder = resources["nbgrader"]["student"]
        notes = record.notes_of(nb)
        notes.student = folder
        notes.made_with = other_id(folder, handed_in_by(nb) or written_in(nb))
        if notes.made_with:
            self.log.warning("%s: %s", folder, record.identity_words(notes))
        other = handed_in_with(nb)
        if other and other != (term := course_code(self.root, resources["nbgrader"]["assignment"])):
            words = (
                f'Answers were handed in with the course code "{other}", and this term\'s is "{term}": they were judged '
                f'by the data of "{term}".'
            )
            notes.repairs = [*notes.get("repairs", []), words]
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                if autograded(cell):
                    handed_in.seal(cell)
        return nb, resources


def other_id(folder, found):
    """The id that was found if it is an id and not the folder's, else None."""
    from shopfloor.data.identity import same_student

    if not isinstance(found, str) or not found.strip().isprintable():
        return None
    if not same_student(found, found) or same_student(found, folder):
        return None
    return found.strip()[:LONGEST]


def handed_in_by(nb):
    """The id in the last handed-in value among the submitted outputs, or None."""
    return _last(nb, "student")


def handed_in_with(nb):
    """The course code in the last handed-in value among the submitted outputs, or None."""
    found = _last(nb, "course")
    return found.strip()[:LONGEST] if found and found.isprintable() else None


def _last(nb, what):
    found = None
    for cell in nb.cells:
        if cell.cell_type == "code":
            for payload in handed_in.payloads(cell):
                given = payload.get(what) if isinstance(payload, dict) else None
                found = given if isinstance(given, str) and given.strip() else found
    return found


def written_in(nb):
    """The id that the last ``student = "..."`` at the start of a line gives, or None."""
    found = None
    for cell in nb.cells:
        if cell.cell_type == "code":
            found = _assigned(cell.source) or found
    return found


def _assigned(source):
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        lines = list(_LINE.finditer(source))
        return lines[-1]["id"] if lines else None
    found = None
    for statement in statements:
        if (
            isinstance(statement, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == "student" for target in statement.targets)
            and isinstance(statement.value, ast.Constant)
            and isinstance(statement.value.value, (str, int))
        ):
            found = str(statement.value.value)
    return found
