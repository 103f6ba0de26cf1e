"""Questions of a lesson on a card to click: the same questions, judged in the same words as by ``check``."""

from .check import check
from .compare import Choice, Order
from .exercises.registry import exercise
from .values import listed


def quiz(*ids, save_as=None):
    """Show questions on a card, to be answered by mouse, touch or keys.

    Parameters
    ----------
    *ids : str
        Questions with options or steps, such as "05.r1", "05.r2", "05.x1". They count in ``progress()``
        as when they are answered with ``check``.
    save_as : str, optional
        A file beside the notebook that keeps what was tried.

    Returns
    -------
    QuizCard
        Shown when it is the last line of a cell; ``.record`` is a table of what was tried.

    Raises
    ------
    UnknownExercise, ValueError
        In words: there is no such question, or it has no options to choose from.
    """
    from shopfloor.widgets import QuizCard  # it brings in ipywidgets, which most cells do not need

    if not ids:
        raise ValueError('Say which questions, such as quiz("05.r1", "05.r2").')
    made = [exercise(id) for id in ids]
    without = [one.id for one in made if not isinstance(one.test, (Choice, Order))]
    if without:
        raise ValueError(
            f"{listed(without)} {'has' if len(without) == 1 else 'have'} no options to choose from: use check."
        )
    lessons = list(dict.fromkeys(one.lesson for one in made))
    return QuizCard([_question(one) for one in made], title=f"Lesson {listed(lessons)}", save_as=save_as)


def _question(made):
    from shopfloor.widgets.quiz_card import QuizQuestion

    test = made.test
    in_order = isinstance(test, Order)
    mode = "order" if in_order else "several" if test.several else "one"
    judged = {}

    def judge(letters):
        # The card asks again each time it is drawn; a try is noted once.
        answer = letters if mode != "one" else letters[0]
        key = tuple(letters)
        if key not in judged:
            message = check(made.id, answer)
            kind = message.kind if message.kind in ("right", "almost") else "wrong"
            judged[key] = (kind, " ".join([message.words, *message.then]))
        return judged[key]

    return QuizQuestion(made.question, dict(test.shown if in_order else test.options), mode, judge)
