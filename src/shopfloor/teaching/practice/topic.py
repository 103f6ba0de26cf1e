"""Topics of practice: found by name, each a function from chance and a level to one task."""

import math
import pkgutil
from dataclasses import dataclass
from importlib import import_module

from ...data.variants import Draws
from ..compare import Choice, Number, Order, Rows
from ..compare.units import name as name_of
from ..compare.verdict import Comparison
from ..values import listed
from ..words import InWords, nearest

LEVELS = (1, 2, 3)
# A draw in which a typical mistake happens to give the right answer is drawn again.
_MOST_DRAWS = 60

_topics = {}


class UnknownTopic(InWords, ValueError):
    """There is no topic of that name; the message names the nearest ones."""


@dataclass(frozen=True)
class Task:
    """One problem: what is asked, what an answer is compared with, and the solution step by step."""

    text: str
    test: Comparison
    steps: tuple


@dataclass(frozen=True)
class Topic:
    """A topic: its name, its lesson, and the function that writes a task from chance and a level."""

    name: str
    lesson: str
    write: object
    about: str

    def task(self, level, seed):
        """The task of a level and a seed; always the same one."""
        problems = []
        for attempt in range(_MOST_DRAWS):
            made = self.write(Draws("practice", self.name, level, seed, attempt), level)
            if not (problems := made.test.problems()):
                return made
        raise RuntimeError(f"{self.name!r}, level {level}, seed {seed}: {'; '.join(problems)}.")


def topic(name, *, lesson):
    """Make a topic of the function below; its docstring, one line, says what is practised."""

    def register(write):
        if name in _topics:
            raise ValueError(f"The topic {name!r} is there twice; give one of them another name.")
        about = " ".join((write.__doc__ or "").split())
        if not about:
            raise ValueError(f"The topic {name!r} does not say what is practised: give it a docstring.")
        _topics[name] = Topic(name, lesson, write, about)
        return write

    return register


def numeric(text, answer, unit, tolerance, *, mistakes, steps, low=None, high=None, insight=""):
    """A task whose answer is one number; the parameters are those of `compare.Number`.

    The unit and the tolerance are said after the text, so the text need not.
    """
    test = Number(
        float(answer), unit, tolerance, mistakes, [float(answer)], low=low, high=high, insight=insight
    )
    asked = f"Give it in {name_of(unit)}." if unit and f"in {name_of(unit)}" not in text else ""
    return Task(" ".join(part for part in (text.strip(), asked, test.stated) if part), test, tuple(steps))


def one_of(draw, text, options, answer, *, mistakes, steps, insight=""):
    """A task whose answer is the letter of one option, or of several where `answer` is a list.

    `options` is a list, shown shuffled with the letters a, b, c; `answer` holds the words of the right one
    (or a list of them), and `mistakes` what is said on each of the others that somebody would choose.
    """
    letters = dict(zip("abcdefghijkl", draw.some(options, len(options)), strict=False))
    letter_of = {words: letter for letter, words in letters.items()}
    several = not isinstance(answer, str)
    right = [letter_of[words] for words in answer] if several else letter_of[answer]
    test = Choice(
        letters, right, {letter_of[words]: said for words, said in mistakes.items()}, insight=insight
    )
    how = "Write the letters in quotes." if several else "Write one letter in quotes."
    lines = "\n".join(f"{letter}  {words}" for letter, words in letters.items())
    return Task(f"{text}\n{lines}\n{how}", test, tuple(steps))


def in_order(text, steps_in_order, *, mistakes=(), steps, insight=""):
    """A task whose answer is the order of the steps, which are given in the right one and shown shuffled."""
    test = Order(steps_in_order, mistakes, insight=insight)
    lines = "\n".join(f"{letter}  {words}" for letter, words in test.shown.items())
    return Task(f"{text}\n{lines}\nWrite the letters in order, in quotes.", test, tuple(steps))


def these_rows(text, answer, noun, *, mistakes, steps, insight=""):
    """A task whose answer is a list of whole numbers, in any order."""
    test = Rows(answer, mistakes, noun=noun, insight=insight)
    return Task(f"{text} Write the numbers as a list, such as [1, 2].", test, tuple(steps))


def near(answer, share=0.005):
    """A tolerance of about this share of the answer, as a round number: 1, 2 or 5 in one place.

    >>> near(123), near(0.0462)
    (0.5, 0.0002)
    """
    wanted = share * abs(answer)
    place = 10.0 ** math.floor(math.log10(wanted))
    return round(max(step for step in (1, 2, 5) if step * place <= wanted * (1 + 1e-9)) * place, 12)


def a(noun):
    """A noun with its article.

    >>> a("engineer"), a("planner")
    ('an engineer', 'a planner')
    """
    return f"{'an' if noun[0].lower() in 'aeio' else 'a'} {noun}"


def find(name):
    """The topic of a name; capitals and spaces around do not matter."""
    topics = all_topics()
    wanted = " ".join(str(name).lower().split())
    if wanted not in topics:
        raise UnknownTopic(
            f"There is no topic {name!r}. {nearest(wanted, topics)} practice.topics() lists all."
        )
    return topics[wanted]


def all_topics():
    """Every topic by name, in the order of the lessons."""
    from . import topics as room

    for module in sorted(pkgutil.iter_modules(room.__path__), key=lambda module: module.name):
        import_module(f"{room.__name__}.{module.name}")
    return dict(sorted(_topics.items(), key=lambda pair: pair[1].lesson))


def checked_level(level):
    """A level, or words about the levels there are."""
    if isinstance(level, bool) or level not in LEVELS:
        raise ValueError(f"The level is {listed(LEVELS, 'or')}; {level!r} was given.")
    return int(level)
