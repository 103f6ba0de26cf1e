"""Which forms of quizzes a command means: one, or two of every lesson and of the ideas of the whole course."""

from shopfloor.kit.bank import CONCEPTS, read_bank
from shopfloor.kit.draw import SIZE, draw
from shopfloor.kit.lessons import title

ALL = "all"
CONCEPTS_SIZE = 15
"""A form of the test of ideas asks one question for each lesson from 01 to 15."""


def forms(course, lesson, letter="A", seed=1, size=None, further=False):
    """``[(Form, heading), ...]``: the form of that letter; for the lesson "all", forms A and B of everything.

    ``size``: how many questions; None is six, and fifteen for the test of ideas.
    """
    if lesson != ALL:
        lesson = lesson.zfill(2) if lesson.isdigit() else lesson
        return [_form(course, lesson, letter.upper(), seed, size, further)]
    lessons = [path.stem[:2] for path in course.lessons()]
    return [
        _form(course, one, letter, seed, size, further) for one in (*lessons, CONCEPTS) for letter in "AB"
    ]


def _form(course, lesson, letter, seed, size, further):
    size = size or (CONCEPTS_SIZE if lesson == CONCEPTS else SIZE)
    heading = "ideas of the whole course" if lesson == CONCEPTS else title(course, lesson)
    return draw(read_bank(course, lesson), lesson, seed, letter, size, further), heading
