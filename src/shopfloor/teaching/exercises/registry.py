"""Where exercises and assignments are kept and found by id. A lesson is imported when it is needed."""

import pkgutil
import re
from dataclasses import dataclass
from importlib import import_module

from ..compare import Choice, Order
from ..compare.verdict import Comparison, computed
from ..quiz_file import quiz
from ..words import InWords, nearest

_ID = re.compile(r"\d\d\.[rx]?[1-9]\d*")
_exercises = {}
_loaded = {}


class UnknownExercise(InWords, ValueError):
    """There is no exercise of that id; the message names the nearest ones."""


@dataclass(frozen=True)
class Exercise:
    """One exercise: what it is compared with, its hints from a nudge to the first move, and its solution."""

    id: str
    test: Comparison
    hints: tuple
    solution: object  # text, or a function of no arguments that writes it
    question: str = ""

    @property
    def worked(self):
        """The solution as text."""
        return str(computed(self.solution))

    @property
    def lesson(self):
        return self.id.partition(".")[0]


def register(made):
    """Keep an exercise, or refuse it in words."""
    if not isinstance(made.id, str) or not _ID.fullmatch(made.id):
        raise ValueError(
            f'{made.id!r} is no exercise id; ids read like "05.2", "05.r1" (recall), "05.x1" (exit check).'
        )
    if made.id in _exercises:
        raise ValueError(f"Exercise {made.id} is there twice; give one of them another id.")
    # A question's own options, and what is said on each, are its hints.
    if not made.hints and not isinstance(made.test, (Choice, Order)):
        raise ValueError(
            f"Exercise {made.id} has no hints; give one or more, from a nudge to the first move."
        )
    if not all(isinstance(hint, str) and hint.strip() for hint in made.hints):
        raise ValueError(f"Exercise {made.id} has an empty hint.")
    if not callable(made.solution) and not str(made.solution).strip():
        raise ValueError(f"Exercise {made.id} has no solution.")
    # A lazy answer needs data: those are tried by the tests, not on import.
    problems = [] if made.test.lazy else made.test.problems()
    if problems:
        raise ValueError(f"Exercise {made.id}: {'; '.join(problems)}.")
    _exercises[made.id] = made
    return made


def exercise(id):
    """The exercise of an id.

    Raises
    ------
    UnknownExercise
        With the ids that come nearest.
    """
    if not isinstance(id, str):
        raise UnknownExercise('Write the number of the exercise in quotes, as in check("05.1", ...).')
    wanted = id.strip().lower()
    if wanted not in _exercises:
        load_lesson(wanted[:2])
    if wanted not in _exercises:
        same = [known for known in _exercises if known[:2] == wanted[:2]] or list(_all())
        raise UnknownExercise(f"There is no exercise {id}. {nearest(wanted, same)}")
    return _exercises[wanted]


def all_exercises():
    """Every exercise of every lesson, by id."""
    return dict(_all())


def of_lesson(number):
    """The exercises of one lesson, by id, in the order they are written in."""
    load_lesson(number)
    return {id: made for id, made in _exercises.items() if made.lesson == number}


def lessons():
    """The numbers of the lessons that have exercises: ``["05"]``."""
    from .. import exercises as room

    names = (module.name for module in pkgutil.iter_modules(room.__path__))
    return sorted(name.removeprefix("lesson_") for name in names if re.fullmatch(r"lesson_\d\d", name))


def load_lesson(number):
    """The module of a lesson's exercises, or None. When it cannot be imported, none of its exercises stay."""
    if number in _loaded:
        return _loaded[number]
    if number not in lessons():
        return None
    before = set(_exercises)
    try:
        _loaded[number] = import_module(f"{__package__}.lesson_{number}")
    except BaseException:
        for id in set(_exercises) - before:
            del _exercises[id]
        raise
    return _loaded[number]


def assignments():
    """Every lesson's assignment, by name."""
    modules = [load_lesson(number) for number in sorted({*lessons(), *_loaded})]
    made = (getattr(module, "ASSIGNMENT", None) for module in modules)
    return {one.name: one for one in made if one is not None}


def assignment(name):
    """The `Assignment` of a name, such as "a05_stopwatch_study", or the one with that part; else None.

    Quizzes (``q05a``) are found beside their notebook.
    """
    if str(name).startswith("q"):
        return quiz(name)
    lesson = re.match(r"a(\d\d)_", str(name))
    module = load_lesson(lesson[1]) if lesson else None
    found = getattr(module, "ASSIGNMENT", None)
    return found if found is not None and (found.name == name or found.form(name)) else None


def _all():
    for number in lessons():
        load_lesson(number)
    return _exercises
