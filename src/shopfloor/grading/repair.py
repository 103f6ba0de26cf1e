"""Repair: a damaged notebook is put in order before it is run, and what was done is noted in words.

Cells that were deleted, copied, moved, retyped or edited where they are locked; notes and metadata that a
submission must not bring along; outputs that no notebook may hold. Only the copy that is graded is mended;
the submitted file stays as it is.
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook

from shopfloor.grading import record
from shopfloor.grading.base import CourseStep, grade_id
from shopfloor.grading.fingerprint import fingerprint
from shopfloor.grading.handed_in import keepable
from shopfloor.grading.problem import Problem
from shopfloor.grading.source_cells import source_cells

_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
GONE = "This answer cell was deleted from the notebook that was handed in."


class Original(NamedTuple):
    """A cell as it was released, from the gradebook and the source notebook."""

    grade_id: str
    cell_type: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float | None

    def metadata(self):
        """The cell's nbgrader metadata; nothing of what the submission said about itself is used."""
        found = {
            "grade": self.grade,
            "grade_id": self.grade_id,
            "locked": self.locked,
            "schema_version": 3,
            "solution": self.solution,
            "task": self.task,
            "checksum": self.checksum,
            "cell_type": self.cell_type,
        }
        if self.points is not None:
            found["points"] = self.points
        return NotebookNode(found)


def originals(db_url, notebook, assignment, source):
    """The released cells by grade id, in the order of the source notebook."""
    with Gradebook(db_url) as gradebook:
        known = gradebook.find_notebook(notebook, assignment)
        graded = {cell.name: float(cell.max_score) for cell in known.grade_cells}
        tasks = {cell.name: float(cell.max_score) for cell in known.task_cells}
        solutions = {cell.name for cell in known.solution_cells}
        cells = {
            cell.name: Original(
                cell.name,
                cell.cell_type,
                cell.source,
                cell.checksum,
                bool(cell.locked),
                cell.name in graded,
                cell.name in solutions,
                cell.name in tasks,
                graded.get(cell.name, tasks.get(cell.name)),
            )
            for cell in known.source_cells
        }
    order = [cell.grade_id for cell in source]
    return {name: cells[name] for name in order if name in cells} | cells


class Repair(CourseStep):
    """The first step of sanitizing."""

    def preprocess(self, nb, resources):
        info = resources["nbgrader"]
        try:
            source = source_cells(self.root, info["assignment"], info["notebook"])
        except Exception as error:
            path = Path(self.root, "source", info["assignment"], f"{info['notebook']}.ipynb")
            raise Problem("the source notebook cannot be read", file=path, remedy="put it back") from error
        known = originals(info["db_url"], info["notebook"], info["assignment"], source)
        mended = Mending(nb, known, source)
        notes = record.notes_of(nb)
        notes.student = info["student"]
        notes.repairs = mended.done
        notes.fingerprint = fingerprint(
            Path(resources["metadata"]["path"], f"{info['notebook']}.ipynb"), self.root, info["assignment"]
        )
        for words in mended.done:
            self.log.warning("%s: %s", info["student"], words)
        return nb, resources


class Mending:
    """Mends one notebook in place; ``done`` says in words what had to be mended.

    ``known``: the originals by grade id. ``order``: the source's cells.
    """

    def __init__(self, nb, known, order):
        self.nb, self.known = nb, known
        self.course_ids = {cell_id for cell_id, _ in order}
        self.above = {name: above for (above, _), (_, name) in pairwise(order) if name}
        self.done = []
        self._make_valid()
        self._adopt()
        self._keep_one_of_each()
        self._restore_kept()
        self._add_missing()
        self._put_after_answers()

    def _note(self, words):
        if words not in self.done:
            self.done.append(words)

    def _where(self, name):
        return next(index for index, cell in enumerate(self.nb.cells) if grade_id(cell) == name)

    def _make_valid(self):
        """Text that can be written, cells of known types, valid outputs, no metadata but nbgrader's."""
        nb = self.nb
        nb.nbformat, nb.nbformat_minor = 4, 5
        nb.metadata = NotebookNode({})
        cells, used = [], set()
        for index, cell in enumerate(nb.cells):
            kind = cell.get("cell_type")
            text = cell.get("source")
            text = "".join(text) if isinstance(text, list) else text if isinstance(text, str) else ""
            text = text.encode("utf-8", "replace").decode("utf-8")
            made = new_code_cell(text) if kind == "code" else new_markdown_cell(text)
            if kind == "raw":
                made.cell_type = "raw"
            elif kind not in ("code", "markdown"):
                self._note("A cell of an unknown type was read as text.")
            name = cell.get("id")
            valid = isinstance(name, str) and _CELL_ID.fullmatch(name) and name not in used
            made.id = name if valid else f"submitted-{index}"
            used.add(made.id)
            if kind == "code":
                made.outputs = [output for output in cell.get("outputs") or [] if keepable(output)]
            elif kind == "markdown" and _attachments(cell.get("attachments")):
                made.attachments = cell.attachments
            metadata = cell.get("metadata") or {}
            if isinstance(metadata.get("nbgrader"), dict):
                name = metadata["nbgrader"].get("grade_id")
                if isinstance(name, str) and name in self.known:
                    made.metadata.nbgrader = self.known[name].metadata()
            cells.append(made)
        nb.cells = cells

    def _adopt(self):
        """A locked cell that lost its metadata (another program, copy and paste) is found by its text."""
        there = {grade_id(cell) for cell in self.nb.cells}
        for name, original in self.known.items():
            if name in there or not original.locked:
                continue
            for cell in self.nb.cells:
                if (
                    grade_id(cell) is None
                    and cell.cell_type == "code"
                    and _same(cell.source, original.source)
                ):
                    cell.metadata.nbgrader = original.metadata()
                    self._note(f"The cell {name} had lost its marks and was recognized by its text.")
                    break

    def _keep_one_of_each(self):
        for name, original in self.known.items():
            copies = [cell for cell in self.nb.cells if grade_id(cell) == name]
            if len(copies) < 2:
                continue
            kept = copies[-1]
            if original.solution:
                worked_in = [cell for cell in copies if not _same(cell.source, original.source)]
                kept = worked_in[-1] if worked_in else kept
                if original.grade and len({cell.source.strip() for cell in worked_in}) > 1:
                    self._note(f"Copies of {name} hold different texts: the last one is shown for marking.")
            elif not original.grade:
                kept = copies[0]
            for cell in copies:
                if cell is not kept:
                    del cell.metadata["nbgrader"]
            which = "the last one counts" if kept is copies[-1] else "one of them counts"
            self._note(f"The cell {name} was there {len(copies)} times: {which}.")

    def _restore_kept(self):
        for cell in self.nb.cells:
            original = self.known.get(grade_id(cell))
            if original is None:
                continue
            if cell.cell_type != original.cell_type:
                self._note(f"The cell {original.grade_id} was of another type ({cell.cell_type}): put back.")
                _retype(cell, original.cell_type)
            if original.locked and cell.source != original.source:
                if not _same(cell.source, original.source):
                    self._note(
                        f"The locked cell {original.grade_id} had been changed: the original was put back."
                    )
                cell.source = original.source
            if original.locked:
                cell.metadata.deletable = cell.metadata.editable = False

    def _add_missing(self):
        before = None
        for name, original in self.known.items():
            if not any(grade_id(cell) == name for cell in self.nb.cells):
                self.nb.cells.insert(self._gap_after(before, original), self._made(original))
                self._note(f"The cell {name} was deleted: put back.")
            before = name

    def _made(self, original):
        text = original.source
        if original.solution and not original.grade:
            # The work may stand in another cell now: an empty stub would wipe it out.
            text = f"# {GONE}"
        cell = new_code_cell(text) if original.cell_type == "code" else new_markdown_cell(text)
        cell.id = re.sub(r"[^a-zA-Z0-9_-]", "-", f"restored-{original.grade_id}")[:64]
        cell.metadata.nbgrader = original.metadata()
        return cell

    def _gap_after(self, before, original):
        """Where a missing cell goes: below the text it belongs to.

        A hand-in cell goes below whatever the student wrote there, because that may be the answer.
        """
        cells = self.nb.cells
        index = self._where(before) + 1 if before else 0
        if not (original.grade and original.locked):
            above = self.above.get(original.grade_id)
            return next((place + 1 for place in range(index, len(cells)) if cells[place].id == above), index)
        while index < len(cells) and not self._is_the_courses(cells[index]):
            index += 1
        return index

    def _is_the_courses(self, cell):
        heading = cell.cell_type == "markdown" and cell.source.lstrip().startswith("#")
        return heading or grade_id(cell) is not None or cell.id in self.course_ids

    def _put_after_answers(self):
        """A hand-in cell comes after the answer that it reads. What all cells need comes first."""
        names = list(self.known)
        for index, name in enumerate(names):
            original = self.known[name]
            if original.locked and original.grade and index:
                answer = names[index - 1]
                if self.known[answer].solution and self._where(name) < self._where(answer):
                    self._move(name, answer, after=True)
            elif original.locked and not original.grade and index + 1 < len(names):
                if self._where(name) > self._where(names[index + 1]):
                    self._move(name, names[index + 1], after=False)

    def _move(self, name, beside, after):
        cell = self.nb.cells.pop(self._where(name))
        self.nb.cells.insert(self._where(beside) + (1 if after else 0), cell)
        self._note(f"The cell {name} stood in the wrong place: moved back.")


def _attachments(found):
    return isinstance(found, dict) and all(isinstance(bundle, dict) for bundle in found.values())


def _same(one, other):
    """The same text, but for space at line ends and blank lines around it."""
    return [line.rstrip() for line in one.strip().splitlines()] == [
        line.rstrip() for line in other.strip().splitlines()
    ]


def _retype(cell, cell_type):
    cell.cell_type = cell_type
    if cell_type == "code":
        cell.pop("attachments", None)
        cell.outputs, cell.execution_count = [], None
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
