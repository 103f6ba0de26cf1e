"""The exercises of every lesson, and the short builders they are written with.

A lesson's exercises stand in ``exercises/lesson_05.py``, imported when the first of its ids is asked for::

    number("05.2", answer=0.18, unit="min", tolerance=0.005,
           hints=["The watch runs on. When did this element begin?", "0.71 minus the reading before it."],
           solution="0.71 - 0.53 = 0.18 min.",
           mistakes={0.71: "That is the watch reading at the end of the element.", 10.8: "..."})

An exercise without two wrong answers, with a mistake that would count as right, or with an id that is taken
is refused when it is written.
"""

from .builders import choice, number, order, record, rows
from .registry import Exercise, all_exercises, assignment, assignments, exercise, lessons, of_lesson

__all__ = [
    "Exercise",
    "all_exercises",
    "assignment",
    "assignments",
    "choice",
    "exercise",
    "lessons",
    "number",
    "of_lesson",
    "order",
    "record",
    "rows",
]
