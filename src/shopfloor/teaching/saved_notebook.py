"""The saved .ipynb as the check before handing in reads it: plain JSON, which works in a browser too."""

import ast
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from .hand_in import MIME
from .words import InWords


class NotFound(InWords):
    """The saved notebook cannot be found or read; the message says what to do."""


@dataclass(frozen=True)
class SavedCell:
    """A cell of the saved file: its place from 0, its type, its text, and what nbgrader knows it by."""

    place: int
    type: str
    source: str
    metadata: dict
    id: str = ""
    outputs: tuple = ()

    @property
    def grade_id(self):
        return self.metadata.get("grade_id")

    @property
    def untouched(self):
        """Is it as it was released? nbgrader keeps a checksum of each cell it knows; None without one."""
        kept = self.metadata.get("checksum")
        return None if kept is None else kept == checksum(self)

    @property
    def handed_in(self):
        """The values in the cell's saved output."""
        held = [output.get("data", {}).get(MIME) for output in self.outputs if isinstance(output, dict)]
        return [record["value"] for record in held if isinstance(record, dict) and "value" in record]


def find(name):
    """The path of an assignment's notebook: in the current folder, else the one that Jupyter has open.

    Raises
    ------
    NotFound
    """
    here = Path.cwd() / f"{name}.ipynb"
    if here.is_file():
        return here
    session = session_notebook()
    if session is not None:
        return session
    raise NotFound(
        f"There is no {name}.ipynb in the folder {Path.cwd()}. Save the notebook under this name there."
    )


def session_notebook():
    """The notebook that Jupyter started this kernel for, when it says so and the file is there."""
    named = os.environ.get("JPY_SESSION_NAME", "")
    for path in (Path(named), Path.cwd() / Path(named).name):
        if named.endswith(".ipynb") and path.is_file():
            return path
    return None


def read(path):
    """The cells of a saved notebook.

    Raises
    ------
    NotFound
    """
    remedy = "Save it again (Ctrl+S, on a Mac Cmd+S), or take a fresh copy of the assignment."
    try:
        cells = json.loads(path.read_text(encoding="utf-8-sig"))["cells"]
        return [_cell(place, cell) for place, cell in enumerate(cells)]
    except OSError as error:
        raise NotFound(f"{path.name} cannot be opened ({error.strerror}). {remedy}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotFound(f"{path.name} is not a readable notebook. {remedy}") from None


def checksum(cell):
    """nbgrader's checksum of a cell: of text, type, role, id and points (nbgrader.utils.compute_checksum)."""
    meta = cell.metadata
    graded, solution = bool(meta.get("grade")), bool(meta.get("solution"))
    locked = not solution and (graded or bool(meta.get("locked")))
    parts = [cell.source, cell.type, str(graded), str(solution), str(locked), meta["grade_id"]]
    if graded:
        parts.append(str(float(meta.get("points", 0))))
    return hashlib.md5("".join(parts).encode("utf-8"), usedforsecurity=False).hexdigest()


def assigned(source):
    """What a piece of code assigns at its top level: {name: is it still three dots?}, by the last assignment.

    >>> assigned("a = 0.18\\nb = ...")
    {'a': False, 'b': True}
    """
    found = {}
    for node in _parsed(source):
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, (ast.AugAssign, ast.AnnAssign)) and node.value is not None:
            targets = [node.target]
        else:
            continue
        dots = isinstance(node.value, ast.Constant) and node.value.value is ...
        for target in targets:
            inside = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
            found |= {one.id: dots for one in inside if isinstance(one, ast.Name)}
    return found


def handed_in_variable(source, id):
    """The variable in ``hand_in("id", variable)``: its name, "" for another value, None without such a call.

    >>> handed_in_variable('hand_in("a05_foreign", foreign)', "a05_foreign")
    'foreign'
    """
    for node in _parsed(source):
        call = node.value if isinstance(node, (ast.Expr, ast.Assign)) else None
        if not isinstance(call, ast.Call) or getattr(call.func, "id", None) != "hand_in" or not call.args:
            continue
        if isinstance(call.args[0], ast.Constant) and call.args[0].value == id:
            value = call.args[1] if len(call.args) > 1 else next((word.value for word in call.keywords), None)
            return value.id if isinstance(value, ast.Name) else ""
    return None


def readable(source):
    """Can Python read the code at all? (An empty cell can be read.)"""
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return True


def _parsed(source):
    return ast.parse(source).body if readable(source) else []


def _cell(place, cell):
    source = cell.get("source", "")
    metadata = cell.get("metadata", {}).get("nbgrader")
    return SavedCell(
        place,
        cell["cell_type"],
        source if isinstance(source, str) else "".join(source),
        metadata if isinstance(metadata, dict) else {},
        cell.get("id", ""),
        tuple(cell.get("outputs", ())),
    )
