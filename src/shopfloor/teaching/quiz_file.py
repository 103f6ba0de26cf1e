"""The forms of a quiz, from ``quiz.json`` beside its notebook: quizzes are drawn by instructors, not built in.

The file says what each part looks like (letters, a number in a unit) and nothing about being right.
"""

import json
import re
from pathlib import Path

from .forms import Assignment, choice_form, number_form, order_form, rows_form

QUIZ_FILE = "quiz.json"
_PART = re.compile(r"(q\w+?)_\d+")
_MAKERS = {
    "choice": lambda id, given: choice_form(id, given["options"]),
    "several": lambda id, given: choice_form(id, given["options"], several=True),
    "order": lambda id, given: order_form(id, given["options"]),
    "rows": lambda id, given: rows_form(id, given["noun"]),
    "number": lambda id, given: number_form(id, given.get("unit", "")),
}


def quiz(name):
    """The `Assignment` of the quiz that has this name or this part, in the current folder; else None."""
    part = _PART.fullmatch(str(name))
    try:
        given = json.loads(Path(QUIZ_FILE).read_text(encoding="utf-8"))
        if given["name"] != (part[1] if part else name):
            return None
        return Assignment(
            given["name"], [_MAKERS[form["kind"]](id, form) for id, form in given["parts"].items()]
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
