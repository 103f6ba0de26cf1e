"""Every exercise of every lesson, tried with its right and wrong answers; and what is refused."""

import sys
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from shopfloor.teaching import check, solution
from shopfloor.teaching.compare import Number, Rows
from shopfloor.teaching.exercises import all_exercises, choice, number, registry, rows
from shopfloor.teaching.exercises.registry import lessons

HINTS = dict(hints=["Look."], solution="So.")
MISTAKES = {0.71: "You read it.", 1.2: "You added."}


def dressed(sample):
    """A right sample in the other types that a student's calculation gives."""
    if isinstance(sample.value, (int, float)):
        return [np.float64(sample.value), np.array(sample.value), pd.Series([sample.value], index=["B"])]
    if isinstance(sample.value, list) and all(type(item) is int for item in sample.value):
        return [pd.Series(sample.value), np.array(sample.value), set(sample.value)]
    return []


def judged(made):
    """What is wrong with an exercise's own samples, as sentences."""
    yield from (f"{made.id}: {problem}" for problem in made.test.problems())
    for sample in made.test.samples():
        verdict = made.test.judge(sample.value)
        if (verdict.outcome == "right") != (sample.expected == "right"):
            yield f"{made.id}: {sample.value!r} is judged {verdict}"
        if sample.expected == "right" and isinstance(made.test, (Number, Rows)):
            for value in dressed(sample):
                if not made.test.judge(value).right:
                    yield f"{made.id}: {value!r} is not taken for right"
        if sample.expected == "named" and verdict.outcome != "wrong, named":
            yield f"{made.id}: {sample.value!r} is not recognised: {verdict}"


@pytest.mark.parametrize("lesson", lessons())
def test_every_exercise_takes_its_right_answers_and_names_its_wrong_ones(lesson):
    found = [
        problem for id, made in all_exercises().items() if id.startswith(lesson) for problem in judged(made)
    ]
    assert found == []


@pytest.mark.parametrize("id", sorted(all_exercises()))
def test_every_exercise_has_a_solution_and_waits_for_an_answer(id):
    assert check(id, ...).kind == "not tried"
    assert solution(id).words.strip()


def test_the_trial_itself_sees_a_bad_exercise(lesson):
    made = registry.exercise("99.1")
    made.test.also_right = [0.4]
    assert any("0.4" in problem for problem in judged(made))


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda: number("99.8", 0.18, "min", 0.005, **HINTS), "names 0 wrong answers"),
        (
            lambda: number("99.8", 0.18, "min", 0.005, mistakes={0.71: "You."}, **HINTS),
            "names 1 wrong answers",
        ),
        (
            lambda: number("99.8", 0.18, "min", 0.005, mistakes=MISTAKES | {0.184: "You."}, **HINTS),
            "within the tolerance",
        ),
        (lambda: number("99.8", 0.18, "min", 0.005, mistakes=MISTAKES, also_right=[0.3], **HINTS), "0.3"),
        (lambda: number("99.8", 0.18, "min", 0.005, mistakes=MISTAKES, hints=[], solution="So."), "no hints"),
        (
            lambda: number("99.8", 0.18, "min", 0.005, mistakes=MISTAKES, hints=[" "], solution="So."),
            "empty hint",
        ),
        (
            lambda: number("99.8", 0.18, "min", 0.005, mistakes=MISTAKES, hints=["Look."], solution=""),
            "no solution",
        ),
        (lambda: number("99.1", 0.18, "min", 0.005, mistakes=MISTAKES, **HINTS), "there twice"),
        (lambda: number("9.1", 0.18, "min", 0.005, mistakes=MISTAKES, **HINTS), "no exercise id"),
        (lambda: number("99.01", 0.18, "min", 0.005, mistakes=MISTAKES, **HINTS), "no exercise id"),
        (lambda: rows("99.8", [7, 23], mistakes={7: "You.", 40: "You too."}, **HINTS), "judged right"),
        (lambda: choice("99.r8", "Yes or no?", {"a": "yes", "b": "no"}, "a"), "names 1 wrong answers"),
    ],
)
def test_an_exercise_that_cannot_teach_is_refused_in_words(lesson, write, words):
    before = dict(registry._exercises)
    with pytest.raises(ValueError, match=words):
        write()
    assert registry._exercises == before


def test_numpy_in_quotes_is_not_needed_and_lazy_answers_open_no_file():
    number("99.8", lambda: 1 / 0, "min", 0.005, mistakes=lambda: 1 / 0, **HINTS)
    with pytest.raises(ZeroDivisionError):
        registry.exercise("99.8").test.judge(1)


def test_a_lesson_that_fails_on_import_leaves_nothing_behind(monkeypatch):
    name = "shopfloor.teaching.exercises.lesson_98"

    class Finder:
        @staticmethod
        def find_spec(full, path=None, target=None):
            from importlib.machinery import ModuleSpec

            return ModuleSpec(name, Loader()) if full == name else None

    class Loader:
        def create_module(self, spec):
            return ModuleType(name)

        def exec_module(self, module):
            number("98.1", 1, mistakes={2: "You.", 3: "You."}, **HINTS)
            number("98.2", 1, mistakes={}, **HINTS)

    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
    monkeypatch.setattr(registry, "lessons", lambda: ["98"])
    for _ in range(2):
        with pytest.raises(ValueError, match="98.2"):
            registry.exercise("98.1")
        assert "98.1" not in registry._exercises
