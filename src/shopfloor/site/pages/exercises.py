"""Questions and exercises for a reader: options that open to a word on each, hints and solutions behind a click.

All of it is what a lesson shows on request in a notebook (`ask`, `check`, `hint`, `solution`); graded parts have
no exercise of this kind, so nothing here answers one.
"""

import re

from shopfloor.site.pages.render import rendered
from shopfloor.teaching.compare import Choice, Order
from shopfloor.teaching.exercises.registry import exercise

_ASK = re.compile(r'^ask\("(\d\d\.\w+)"\)$')
_CHECK = re.compile(r'^check\("(\d\d\.\w+)",.*\)$')


def asked(source):
    """The id of the question that a cell asks, or None.

    >>> asked('ask("05.r1")'), asked("1 + 1")
    ('05.r1', None)
    """
    found = _ASK.match(source.strip())
    return found and found[1]


def checked(source):
    """The id of the exercise that the last line of a cell checks, or None.

    >>> checked('laps = ...\\ncheck("05.8", laps)')
    '05.8'
    """
    found = _CHECK.match(source.strip().rpartition("\n")[2])
    return found and found[1]


def only_checks(source):
    """Whether a cell holds a check and no name that a later cell may want.

    >>> only_checks('check("05.r1", ...)'), only_checks('a = ...\\ncheck("05.1", a)')
    (True, False)
    """
    return "\n" not in source.strip() and checked(source) is not None


def question(id):
    """A question with its options. Where one is right, each opens to what it is worth."""
    made = exercise(id)
    test = made.test
    options, opens = [], False
    if isinstance(test, Choice):
        opens = not test.several
        words = {mistake.value: _sentence(mistake) for mistake in test.mistakes}
        for letter, text in test.options.items():
            right = letter in test.answer
            word = test.insight if right else words.get(letter, "Look again at the others.")
            options.append({"letter": letter, "text": text, "right": right, "word": word})
    elif isinstance(test, Order):
        options = [{"letter": letter, "text": text} for letter, text in test.shown.items()]
    return rendered(
        "question.html.j2",
        id=id,
        words=made.question,
        options=options,
        opens=opens,
        hints=made.hints,
        solution="" if opens else made.worked,
        several=isinstance(test, Choice) and test.several,
        order=isinstance(test, Order),
    )


def help_with(id):
    """The hints and the solution of an exercise, each behind a click."""
    made = exercise(id)
    return rendered("help.html.j2", id=id, hints=made.hints, solution=made.worked)


def _sentence(mistake):
    return f"{mistake.words} {mistake.try_this}".strip()
