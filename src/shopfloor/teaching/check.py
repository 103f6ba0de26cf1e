"""Feedback in lessons: check, hint, solution, ask. Whenever the student wants, as often as they want."""

from .exercises.registry import exercise
from .message import Message, of_verdict
from .progress.diary import note
from .question import Question

# How many hints of each exercise this session has shown.
_shown = {}


def check(id, answer=..., *more):
    """Say what an answer is worth: not tried yet, right, almost, the misconception named, not yet.

    Parameters
    ----------
    id : str
        The exercise, such as "05.2".
    answer
        What you found: any numeric type, a list, a letter.
    more
        Further values are read as a list with the first: so 0,25 is recognised as a slip for 0.25.

    Returns
    -------
    Message
        Shown when it is the last line of a cell. ``.text`` is the same in plain words.

    Raises
    ------
    UnknownExercise
        There is no such exercise; the message names the nearest.
    """
    made = exercise(id)
    verdict = made.test.judge((answer, *more) if more else answer)
    note("check", lesson=made.lesson, id=made.id, outcome=verdict.outcome)
    then = []
    if verdict.outcome.startswith("wrong") and not verdict.try_this:
        seen = _shown.get(made.id, 0)
        if not made.hints:
            pass  # a question: what is said on the option is the advice
        elif verdict.outcome == "wrong, named" and not seen:
            then.append(f"Try: {made.hints[0]}")
        elif seen < len(made.hints):
            then.append(f'Try: hint("{made.id}") shows the {"first" if not seen else "next"} step.')
        else:
            then.append(f'Try: solution("{made.id}") shows the whole way.')
    if verdict.outcome in ("almost", "wrong") and made.test.stated:
        then.append(made.test.stated)
    return of_verdict(verdict, then)


def hint(id):
    """Show the next hint of an exercise; each call goes one step further, up to the first move.

    Returns
    -------
    Message
    """
    made = exercise(id)
    total = len(made.hints)
    if not total:
        words = "Rule out what cannot be, and try what is left: each answer gets a word on it."
        return Message("help", "Hint", words, (f'solution("{made.id}") shows the answer.',))
    step = min(_shown.get(made.id, 0) + 1, total)
    _shown[made.id] = step
    note("hint", lesson=made.lesson, id=made.id, step=step)
    left = total - step
    if left:
        then = f'{left} more hint{"s" * (left != 1)}: hint("{made.id}") again.'
    else:
        then = f'That was the last hint. solution("{made.id}") shows the whole way.'
    return Message("help", f"Hint {step} of {total}", made.hints[step - 1], (then,))


def solution(id):
    """Show how an exercise is solved. It is open at any time, and your progress says that it was opened.

    Returns
    -------
    Message
    """
    made = exercise(id)
    note("solution", lesson=made.lesson, id=made.id)
    return Message("help", "Solution", made.worked)


def ask(id):
    """Show a question with its lettered options, or steps to be put in order.

    Returns
    -------
    Question
        Shown when it is the last line of a cell.
    """
    return Question(exercise(id))
