"""The last cell of an assignment: is everything there, tried, of the right form, and saved?"""

import os
import re
import sys
import time

from ..data import identity
from .exercises.registry import assignment, assignments
from .hand_in import in_notebook
from .message import Message
from .saved_notebook import NotFound, assigned, find, handed_in_variable, read, readable, session_notebook
from .values import Unusable, blank, listed
from .words import nearest

SAVE = "save (Ctrl+S, on a Mac Cmd+S)"
_FRESH = "Take a fresh copy of the assignment and copy your answers into it."
_HEADING = re.compile(r"#+\s*Part (\d+)")
_STUB = re.compile(
    r"\W*(write your answer here|your answer here|your work here)\b.*", re.IGNORECASE | re.DOTALL
)


def ready_to_hand_in(name):
    """Look at an assignment before it is handed in, and say in words what is missing.

    Reads the saved notebook in the current folder: cells that were deleted, copied, moved or retyped; parts
    that are not tried yet or do not have the form asked for; answers that are not in the saved file yet. It
    says nothing about being right, and it never stops with an error.

    Parameters
    ----------
    name : str
        The assignment, which is also the name of its notebook: "a05_stopwatch_study".

    Returns
    -------
    Message
        Shown when it is the last line of a cell.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        # Nobody is about to hand in: the outputs that it compares with are cleared before grading.
        return Message("help", "Handed in", "This check is for the time before handing in.")
    try:
        return _look(name)
    except NotFound as error:
        return Message("warning", "Not ready yet", str(error))
    except Exception as error:
        # Somebody is about to hand in: whatever happens here must not stand in their way.
        return Message(
            "warning",
            "Not checked",
            f"The check before handing in could not look at this notebook ({error}).",
            ("Your answers are untouched: hand in as usual, and tell your instructor.",),
        )


def _look(name):
    wanted = assignment(name)
    if wanted is None or wanted.name != name:
        return Message(
            "warning", "Not ready yet", f"There is no assignment {name!r}. {nearest(name, assignments())}"
        )
    path = find(name)
    notebook = _Notebook(wanted, read(path), _memory(), _executed())
    mend = [
        *_other_file(path),
        *notebook.damage(),
        *(_no_id() or notebook.no_id_cell()),
        *notebook.form(),
        *notebook.unsaved(),
    ]
    untried = notebook.untried()
    saved_at = time.strftime("%H:%M", time.localtime(path.stat().st_mtime))
    look = f"This is {path.name} as saved at {saved_at}. After any change, {SAVE} and run this cell again."
    if untried:
        parts = listed(f"{notebook.number(id)} ({id})" for id in untried)
        mend.append(f"Not tried yet: part{'s' * (len(untried) > 1)} {parts}.")
    if mend:
        count = "One thing" if len(mend) == 1 else f"{len(mend)} things"
        only = (
            "One thing is left; everything else is in place."
            if untried and len(mend) == 1
            else f"{count} to look at before you hand in."
        )
        return Message("warning", "Not ready yet", only, (look,), tuple(mend))
    words = f"All {len(wanted.parts)} parts are in place, tried and saved. Being right is judged later."
    return Message("right", "Ready to hand in", words, (look,))


class _Notebook:
    """The saved cells of an assignment's notebook beside what the running notebook knows."""

    def __init__(self, wanted, cells, memory, executed):
        self.wanted, self.cells, self.memory, self.executed = wanted, cells, memory, executed
        self.known = {}
        for cell in cells:
            if cell.grade_id:
                self.known.setdefault(cell.grade_id, []).append(cell)
        # A course can switch marking by hand off: the cell is then an ordinary one, and keeps its plain id.
        ordinary = {cell.id for cell in cells if not cell.grade_id}
        self.parts = [
            part
            for part in wanted.parts
            if not (
                part.marked_by_hand and part.id not in self.known and part.id.replace("_", "-") in ordinary
            )
        ]
        self.expected = [(cell, part) for part in self.parts for cell in part.cells]

    def number(self, id):
        """The number in the heading that a part stands under; a heading may hold two parts."""
        heading = ""
        for cell in self.cells:
            if found := cell.type == "markdown" and _HEADING.match(cell.source):
                heading = found[1]
            if heading and (cell.grade_id or "").startswith(id):
                return int(heading)
        return self.wanted.ids.index(id) + 1

    def damage(self):
        """Sentences on cells that are gone, twice there, retyped, of another type, changed or moved."""
        places = {}
        for cell_id, part in self.expected:
            cells = self.known.get(cell_id, [])
            called = self._called(cell_id, part)
            if not cells:
                yield self._gone(cell_id, part, called)
                continue
            places[cell_id] = cells[-1].place
            kind = part.cell_type if part.marked_by_hand else "code"
            if cells[-1].type != kind:
                yield _retyped(called, cells[-1].type, kind)
            elif (
                cell_id == part.id
                and not part.marked_by_hand
                and handed_in_variable(cells[-1].source, part.id) is None
            ):
                yield f'{called} was changed. It has to read hand_in("{part.id}", your variable), as it was.'
        for grade_id, cells in self.known.items():
            if len(cells) > 1:
                part = next((part for cell_id, part in self.expected if cell_id == grade_id), None)
                called = self._called(grade_id, part)
                yield f"{called} is there {_times(len(cells))}. Keep one and delete the others."
        for cell_id in _out_of_order([cell for cell, _ in self.expected if cell in places], places):
            part = next(part for known, part in self.expected if known == cell_id)
            yield f"{self._called(cell_id, part)} was moved. Move it back under part {self.number(part.id)}."

    def no_id_cell(self):
        """A sentence if nothing saved says whose work it is: no id cell, and no hub that knows the person."""
        if identity.from_environment() or any("student" in assigned(cell.source) for cell in self.cells):
            return []
        return ['The cell with your id is gone. Add one near the top that says student = "your own id".']

    def form(self):
        """Sentences on answers in memory that hand_in would send back, and on code Python cannot read."""
        for part in self._to_hand_in():
            cell = self._last(f"{part.id}_answer")
            if cell is not None and cell.type == "code" and not readable(cell.source):
                called = self._called(f"{part.id}_answer", part)
                yield f"{called} cannot be read by Python. Run it: the message names the line."
            value = self._value(part)
            if not blank(value):
                try:
                    part.accept(value)
                except Unusable as error:
                    yield f"Part {self.number(part.id)} ({part.id}): {error}"

    def unsaved(self):
        """One sentence on the parts whose present answer is not in the saved file."""
        stale = [str(self.number(part.id)) for part in self._to_hand_in() if self._stale(part)]
        if stale:
            parts = f"part{'s' * (len(stale) > 1)} {listed(stale)}"
            yield (
                f"The saved file does not hold your present answers to {parts}. "
                f"Run the cells there, then {SAVE}, then run this cell again."
            )

    def untried(self):
        """The ids of the parts that nobody has worked on, in the file or in memory."""
        to_hand_in = self._to_hand_in()
        found = []
        for part in self.parts:
            if part in to_hand_in and not self._tried_in_file(part) and blank(self._value(part)):
                found.append(part.id)
            cell = self._last(part.id)
            if part.marked_by_hand and cell is not None and (cell.untouched or _is_stub(cell.source)):
                found.append(part.id)
        return found

    def _to_hand_in(self):
        """The parts to hand in whose cells are there: of the others enough is said already."""
        return [
            part
            for part in self.parts
            if not part.marked_by_hand and all(cell in self.known for cell in part.cells)
        ]

    def _last(self, cell_id):
        return self.known[cell_id][-1] if cell_id in self.known else None

    def _variable(self, part):
        cell = self._last(part.id)
        return (handed_in_variable(cell.source, part.id) if cell is not None else None) or ""

    def _value(self, part):
        return self.memory.get(self._variable(part))

    def _tried_in_file(self, part):
        """Does the saved file assign the variable something other than three dots, as the last word on it?"""
        variable = self._variable(part)
        dots = [assigned(cell.source).get(variable) for cell in self.cells if cell.type == "code"]
        last = [state for state in dots if state is not None]
        if last:
            return not last[-1]
        cell = self._last(f"{part.id}_answer")
        return cell is not None and not readable(cell.source)

    def _stale(self, part):
        tried, value = self._tried_in_file(part), self._value(part)
        if blank(value):
            return tried  # written, and not run since the notebook was opened
        if not tried:
            return True
        try:
            plain = part.accept(value)
        except Unusable:
            return False  # said already
        cell = self._last(part.id)
        if cell is not None and cell.handed_in != [plain]:
            return True
        # The code that gave this value, against the code in the file.
        variable = self._variable(part)
        ran = [source.strip() for source in self.executed if variable in assigned(source)]
        return bool(ran) and ran[-1] not in {cell.source.strip() for cell in self.cells}

    def _called(self, cell_id, part):
        if part is None:
            return f"The cell {cell_id}"
        if part.marked_by_hand:
            return f"Part {self.number(part.id)}: your text cell ({part.id})"
        if cell_id == part.id:
            return f'Part {self.number(part.id)}: the cell hand_in("{part.id}", ...)'
        return f"Part {self.number(part.id)}: the answer cell ({cell_id})"

    def _gone(self, cell_id, part, called):
        strangers = [cell for cell in self.cells if not cell.grade_id and cell.type == "code"]
        if part.marked_by_hand:
            again = False
        elif cell_id == part.id:
            again = any(handed_in_variable(cell.source, part.id) is not None for cell in strangers)
        else:
            again = bool(self._variable(part)) and any(
                self._variable(part) in assigned(cell.source) for cell in strangers
            )
        if again:
            return (
                f"{called} is a new cell, not the one that came along, so marking does not know it. {_FRESH}"
            )
        return f"{called} was deleted. Undo that (menu Edit, Undo Cell Operation). Too late? {_FRESH}"


def _retyped(called, now, before):
    key = "Y" if before == "code" else "M"
    return f"{called} is now a {now} cell. Make it a {before} cell again: click beside it, then press {key}."


def _is_stub(source):
    return blank(source) or _STUB.fullmatch(source.strip()) is not None


def _times(number):
    return "twice" if number == 2 else f"{number} times"


def _out_of_order(ids, places):
    """The fewest ids that have to move so that all stand in order: those outside a longest rising run."""
    best = {}
    for id in ids:
        before = [best[other] for other in best if places[other] < places[id]]
        best[id] = [*max(before, key=len, default=[]), id]
    stay = max(best.values(), key=len, default=[])
    return [id for id in ids if id not in stay]


def _other_file(path):
    open_now = session_notebook()
    if open_now is not None and open_now.resolve() != path.resolve():
        yield (
            f"You are working in {open_now.name}, but {path.name} is the file that counts. "
            f"Copy your answers into {path.name}, {SAVE}, and run this cell there."
        )


def _no_id():
    try:
        identity.student_id()
    except ValueError as error:
        return [str(error)]
    return []


def _memory():
    """The variables of the running notebook."""
    if in_notebook():
        from IPython import get_ipython

        return get_ipython().user_ns
    return vars(sys.modules["__main__"])


def _executed():
    """What was run since the notebook was opened, oldest first."""
    if not in_notebook():
        return []
    from IPython import get_ipython

    return list(getattr(get_ipython().history_manager, "input_hist_raw", []))
