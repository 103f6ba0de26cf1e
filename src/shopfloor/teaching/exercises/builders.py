"""The builders an exercise is written with: two minutes each, and nothing about how it is judged or shown."""

from ..compare import Choice, Number, Order, Rows, Test
from .registry import Exercise, register


def number(
    id,
    answer,
    unit="",
    tolerance=0.0,
    *,
    hints,
    solution,
    mistakes=(),
    also_right=(),
    also_wrong=(),
    low=None,
    high=None,
    insight="",
    question="",
):
    """An exercise whose answer is one number. For the parameters see `compare.Number`.

    `answer` may be a function of no arguments that computes it from the data; so may a mistake's value.
    """
    test = Number(
        answer, unit, tolerance, mistakes, also_right, also_wrong, low=low, high=high, insight=insight
    )
    return register(Exercise(id, test, tuple(hints), solution, question))


def rows(
    id,
    answer,
    noun="observation",
    *,
    hints,
    solution,
    mistakes=(),
    also_right=(),
    also_wrong=(),
    insight="",
    question="",
):
    """An exercise whose answer is a set of whole numbers, in any order. See `compare.Rows`."""
    test = Rows(answer, mistakes, also_right, also_wrong, noun=noun, insight=insight)
    return register(Exercise(id, test, tuple(hints), solution, question))


def choice(
    id,
    question,
    options,
    answer,
    *,
    mistakes=(),
    hints=(),
    solution="",
    also_right=(),
    also_wrong=(),
    insight="",
):
    """A question with lettered options. One right letter, or a list of letters when several are right.

    Without a `solution` the right option is given as it stands.
    """
    test = Choice(options, answer, mistakes, also_right, also_wrong, insight=insight)
    plain = "; ".join(f"{letter}, {test.options[letter].rstrip('.')}" for letter in sorted(test.answer))
    plain += "" if plain.endswith("?") else "."
    return register(Exercise(id, test, tuple(hints), solution or f"{plain} {insight}".rstrip(), question))


def order(
    id,
    steps,
    question="Put the steps in order.",
    *,
    mistakes=(),
    hints=(),
    solution="",
    also_right=(),
    also_wrong=(),
    insight="",
):
    """Steps to be put in order: written in the right order, shown shuffled. See `compare.Order`."""
    test = Order(steps, mistakes, also_right, also_wrong, insight=insight)
    plain = " ".join(test.answer) + ": " + "; ".join(step.rstrip(".") for step in test.steps) + "."
    return register(Exercise(id, test, tuple(hints), solution or plain, question))


def record(
    id,
    test,
    *,
    right,
    also_right,
    also_wrong,
    hints,
    solution,
    noun="record",
    first_step="",
    insight="",
    question="",
):
    """An exercise judged by a function: a widget's record, a table, any object. See `compare.Test`.

    `right`, and the values in `also_right` and `also_wrong`, may be functions of no arguments that make them.
    """
    made = Test(test, right, also_right, also_wrong, noun=noun, first_step=first_step, insight=insight)
    return register(Exercise(id, made, tuple(hints), solution, question))
