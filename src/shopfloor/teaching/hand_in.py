"""Handing in a part of an assignment: the form is checked here, being right is judged later, elsewhere."""

import os

from .exercises.registry import assignment, assignments
from .message import Message
from .values import Unusable
from .words import InWords, nearest

MIME = "application/vnd.shopfloor.handin+json"
VERSION = 1
LATER = "Whether it is right is judged later. Validate, too, checks only the form."


class NotReady(InWords):
    """A part that cannot be handed in as it is; the message says why and what to do."""


class Unmarked:
    """What a graded cell ends in until marking replaces it: no points."""

    def __repr__(self):
        return "0.0"


def hand_in(id, value=..., *more):
    """Hand in one part of an assignment.

    Checks only the form: that there is something, of the right kind, unit and range. The plain value is kept
    in the cell's output, under your id, and marked later.

    Parameters
    ----------
    id : str
        The part, such as "a05_average_time".
    value
        Your answer: any numeric type, a Series or list of one; for row numbers a list, set, range or array.
    more
        Further values are read as a list with the first: so 0,25 is recognised as a slip for 0.25.

    Raises
    ------
    NotReady
        The part is not tried yet or its form does not fit; one line says what to do.
    """
    form = form_of(id)
    try:
        plain = form.accept((value, *more) if more else value)
    except Unusable as error:
        raise NotReady(f"{id}: {_sentence(str(error))}{_validate_note()}") from None
    said = f"{form.said(plain)}. The form fits."
    publish(
        {
            "v": VERSION,
            "id": id,
            "value": plain,
            "student": _quietly("student_id"),
            "course": _quietly("course_code"),
        },
        Message("handed in", "Handed in", said, (LATER,)),
    )
    # nbgrader gives full points to a graded cell that ends in nothing: only marking may do that.
    return Unmarked() if os.environ.get("NBGRADER_EXECUTION") == "autograde" else None


def form_of(id):
    """The form of a graded part; `NotReady` with the nearest ids when there is none."""
    found = assignment(id) if isinstance(id, str) else None
    if found is None:
        known = [part.id for one in assignments().values() for part in one.parts if not part.marked_by_hand]
        raise NotReady(f"There is no part {id!r} to hand in. {nearest(id, known)}")
    return found.form(id)


def publish(record, message):
    """Put a handed-in value into the cell's output; without a notebook, print the words."""
    if not in_notebook():
        print(message.text)
        return
    from IPython.display import publish_display_data

    publish_display_data({MIME: record, "text/plain": message.text, "text/html": message._repr_html_()})


def in_notebook():
    """Is there an IPython shell to show things in? (Asking must not start one.)"""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return get_ipython() is not None


def _quietly(name):
    """The id or the course code in use, or None where none is given: that stops nobody from handing in."""
    from ..data import identity

    try:
        return getattr(identity, name)()
    except ValueError:
        return None


def _sentence(words):
    return words if words.endswith((".", "?", "!")) else words + "."


def _validate_note():
    return " (Validate checks only the form.)" if os.environ.get("NBGRADER_EXECUTION") == "validate" else ""
