"""``practice(...)``: the next problem, of a topic that is asked for or of the one that is due."""

import secrets
from datetime import UTC, datetime

from ..progress import diary
from ..words import InWords
from .problem import Problem
from .schedule import next_topic, standings
from .topic import all_topics, checked_level, find


class Practice:
    """Problems in words, as many as you like. Use it as ``practice``, which is the one there is.

    >>> from shopfloor import practice
    >>> problem = practice("standard time", level=1, seed=7)
    >>> problem.check(problem.answer).right
    True
    """

    def __call__(self, topic=None, level=1, seed=None, *, lesson=None):
        """A problem to solve.

        Parameters
        ----------
        topic : str, optional
            One of ``practice.topics()``, such as "standard time". Without it a topic is chosen: what you got
            wrong and what you have not seen for long comes first, then what is new.
        level : 1, 2 or 3
            1 is one step, 2 two or three, 3 a problem as the plant has it. Where a topic is chosen for you,
            it is the level you have reached there, if that is higher. The number of a lesson ("06") is taken
            as ``lesson``.
        seed : int, optional
            The same topic, level and seed give the same problem; without it each call gives a new one.
        lesson : str, optional
            Choose among the topics up to this lesson ("06"): its own, with older ones mixed in when they
            are due.

        Returns
        -------
        Problem
            ``.text``, ``.check(answer)``, ``.answer``, ``.solution()``.

        Raises
        ------
        UnknownTopic, ValueError
            In words, with what there is.
        """
        level, why = checked_level(level), ""
        if lesson is None and _is_a_lesson(topic):
            topic, lesson = None, topic
        if topic is None:
            topic, level, why = _choose(level, lesson)
        return Problem(find(topic), level, _checked_seed(seed), why)

    def topics(self, lesson=None):
        """The names of all topics in the order of the lessons, or those of one lesson."""
        wanted = None if lesson is None else _lesson(lesson)
        return [name for name, topic in all_topics().items() if wanted in (None, topic.lesson)]

    def table(self):
        """A table of all topics: topic, lesson, and what is practised."""
        import pandas as pd

        rows = [(topic.name, topic.lesson, topic.about) for topic in all_topics().values()]
        return pd.DataFrame(rows, columns=["topic", "lesson", "about"])

    def __repr__(self):
        return 'practice("standard time") gives a problem; practice.topics() lists all topics.'


def _choose(level, lesson):
    topics = all_topics()
    if lesson is not None:
        last = _lesson(lesson)
        topics = {name: topic for name, topic in topics.items() if topic.lesson <= last}
    try:
        known = standings(diary.entries())
    except OSError:  # practice goes on without what was done before
        known = {}
    known = {name: standing for name, standing in known.items() if name in topics}
    names = list(topics)
    if lesson is not None:
        # Its own topics are the new ones; older ones come back once they have been practised.
        names = [name for name in names if name in known or topics[name].lesson == last]
    name, why = next_topic(names, known, datetime.now(UTC))
    return name, max(level, known[name].level if name in known else 1), why


def _is_a_lesson(topic):
    return str(topic).strip() in {one.lesson for one in all_topics().values()}


def _lesson(lesson):
    wanted = (
        f"{lesson:02d}" if isinstance(lesson, int) and not isinstance(lesson, bool) else str(lesson).strip()
    )
    there = sorted({topic.lesson for topic in all_topics().values()})
    if wanted not in there:
        raise NoSuchLesson(f"There is no practice for lesson {lesson!r}; the lessons are {', '.join(there)}.")
    return wanted


def _checked_seed(seed):
    if seed is None:
        return secrets.randbelow(1_000_000)
    if isinstance(seed, bool) or not hasattr(seed, "__index__"):
        raise ValueError(f"The seed is a whole number, such as 7; {seed!r} was given.")
    return seed.__index__()


class NoSuchLesson(InWords, ValueError):
    """There is no practice for that lesson."""
