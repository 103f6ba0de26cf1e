"""What grading notes down in the autograded notebook, for the feedback page and the report to read back.

Notebook metadata ``shopfloor``: ``student`` (the folder's id), ``made_with`` (another id, or None),
``repairs`` and ``notes`` (sentences), ``fingerprint``. Metadata ``shopfloor`` of a graded cell: ``outcome``,
``words``, ``try_this``, ``points``, ``of``, ``value``. Whatever a submission brings along under that name is removed
before anything else is done.
"""

from nbformat import NotebookNode

NAME = "shopfloor"
_NOT_RUN = "This part did not run."
_MEND = "Mend that cell, run all cells from the top, save, and hand in again."


def notes_of(nb):
    """The notebook's notes, created empty on first use."""
    return nb.metadata.setdefault(NAME, NotebookNode())


def cell_notes(cell):
    """The notes about one graded cell, or an empty dictionary."""
    found = cell.metadata.get(NAME)
    return found if isinstance(found, dict) else {}


def stopped_words(why):
    """What a student reads at each part that did not run because the notebook had stopped before it."""
    return f"{_NOT_RUN} {why} {_MEND}"


def stopped(nb):
    """Why a graded notebook stopped and how many parts did not run, for whoever grades; empty if it did not."""
    found = [cell_notes(cell) for cell in nb.cells]
    words = [notes.get("words", "") for notes in found if notes.get("outcome") == "did not run"]
    if not words:
        return ""
    parts = "1 part" if len(words) == 1 else f"{len(words)} parts"
    return f"{words[0].removeprefix(_NOT_RUN).removesuffix(_MEND).strip()} {parts} did not run."


def run_as(nb, folder):
    """The id on whose data the notebook is run and marked: the one it was made with, else the folder's."""
    return nb.metadata.get(NAME, {}).get("made_with") or folder


def identity_words(notes):
    """The sentence about a notebook that was made with another id, or an empty string."""
    other = notes.get("made_with")
    if not other:
        return ""
    return (
        f'This notebook was made with the id "{other}", not "{notes.get("student")}". '
        f'It was run and marked on the data of "{other}".'
    )
