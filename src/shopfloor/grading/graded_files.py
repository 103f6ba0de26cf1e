"""Where a student's work lies at nbgrader's steps, whether it can be read, and what grading noted in it."""

import json
from pathlib import Path

from shopfloor.grading import record
from shopfloor.grading.course import submission_folder
from shopfloor.grading.fingerprint import fingerprint

MOST_BYTES = 50_000_000  # of a submitted notebook


def notebook_path(root, assignment, student, step="submitted"):
    """Where a student's notebook lies at one of nbgrader's steps."""
    return submission_folder(root, student, assignment, step) / f"{assignment}.ipynb"


def unreadable(path):
    """Why a submitted file cannot be read as a notebook, in words; an empty text if it can."""
    import nbformat

    path = Path(path)
    if not path.is_file():
        others = sorted(other.name for other in path.parent.glob("*.ipynb"))
        found = f", only {', '.join(others)}" if others else ""
        return f"there is no notebook called {path.name}{found}"
    if path.stat().st_size > MOST_BYTES:
        return (
            f"the notebook has {path.stat().st_size / 1e6:,.0f} MB, and more than {MOST_BYTES / 1e6:.0f} MB are not "
            "read: in JupyterLab choose Edit, Clear Outputs of All Cells, save, and hand it in again"
        )
    content = path.read_bytes()
    if not content.strip():
        return "the notebook is empty (0 bytes of work)"
    if content.startswith(b"PK"):
        return "the file is a zip or Word document, not a notebook"
    try:
        nbformat.reads(content.decode("utf-8"), as_version=4)
    except UnicodeDecodeError:
        return "the notebook is not UTF-8 text"
    except (nbformat.reader.NotJSONError, json.JSONDecodeError) as error:
        cause = error.__cause__ or error.__context__ or error
        line = f" (line {cause.lineno})" if isinstance(cause, json.JSONDecodeError) else ""
        return f"the notebook is broken: it is not valid JSON{line}"
    except Exception as error:
        return f"the notebook cannot be read ({type(error).__name__})"
    return ""


def graded_notebook(root, assignment, student):
    """The autograded notebook, or None."""
    import nbformat

    path = notebook_path(root, assignment, student, "autograded")
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError):
        return None


def graded_notes(root, assignment, student):
    """What grading noted about the student's notebook (see record), or an empty dictionary."""
    nb = graded_notebook(root, assignment, student)
    return record.notes_of(nb) if nb else {}


def is_unchanged(root, assignment, student):
    noted = graded_notes(root, assignment, student).get("fingerprint")
    return noted is not None and noted == fingerprint(
        notebook_path(root, assignment, student), root, assignment
    )


def unwritten_mark(root, assignment, student):
    """The file that is there while a submission is graded and its marks are not in the gradebook yet."""
    return submission_folder(root, student, assignment, "autograded").with_name(f".{assignment}.unwritten")
