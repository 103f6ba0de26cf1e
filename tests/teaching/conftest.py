"""A lesson 99 of the tests' own, taken away again after each test."""

from types import SimpleNamespace

import pytest

from shopfloor.teaching.exercises import choice, number, order, record, registry, rows
from shopfloor.teaching.forms import (
    Assignment,
    by_hand,
    choice_form,
    list_form,
    number_form,
    rows_form,
    table_form,
    text_form,
)


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    """No id, no nbgrader, no session of the machine reaches a test; what a test registers goes again."""
    for name in ("SHOPFLOOR_STUDENT", "JUPYTERHUB_USER", "NBGRADER_EXECUTION", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    registry.all_exercises()  # a lesson registers its exercises once, when it is first imported
    monkeypatch.setattr(registry, "_exercises", dict(registry._exercises))
    monkeypatch.setattr(registry, "_loaded", dict(registry._loaded))


@pytest.fixture
def hints_shown(monkeypatch):
    import sys

    shown = {}
    monkeypatch.setattr(sys.modules["shopfloor.teaching.check"], "_shown", shown)
    return shown


@pytest.fixture
def lesson(hints_shown):
    """Lesson 99: an exercise of each kind."""
    number(
        "99.1",
        answer=0.18,
        unit="min",
        tolerance=0.005,
        hints=["When did the element begin?", "0.71 minus the reading before."],
        solution="0.71 - 0.53 = 0.18 min.",
        mistakes={0.71: "That is the watch reading <at the end>.", 1.24: "You added the readings."},
        also_right=[0.182],
    )
    rows(
        "99.2",
        [7, 23],
        hints=["Read the remarks."],
        solution="7 and 23.",
        mistakes={(7, 23, 35): "You marked every rare row.", 12: "A slow cycle is real."},
    )
    choice(
        "99.r1", "Which one?", {"a": "one <b>", "b": "two", "c": "three"}, "b", mistakes={"a": "One is few."}
    )
    choice(
        "99.r2",
        "Which ones?",
        {"a": "one", "b": "two", "c": "three"},
        ["a", "c"],
        mistakes={"b": "Two is even."},
    )
    order("99.x1", ["first", "second", "third", "fourth"], mistakes={(3, 1): "The third needs the first."})
    record(
        "99.3",
        lambda table: len(table) >= 3 or "Time three cycles or more.",
        right=[1, 2, 3],
        also_right=[[1, 2, 3, 4]],
        also_wrong=[[1], [1, 2]],
        hints=["Start."],
        solution="Press Start.",
    )


@pytest.fixture
def assignment():
    """The assignment of lesson 99: a part of each kind."""
    made = Assignment(
        "a99_trial",
        parts=[
            number_form("a99_time", unit="min", low=0.2, high=5),
            rows_form("a99_foreign", high=60, may_be_empty=True),
            rows_form("a99_slips", high=60),
            rows_form("a99_most", noun="waste", high=8, only_one=True),
            text_form("a99_words", least_words=2),
            choice_form("a99_basis", "abc"),
            choice_form("a99_wastes", "abc", several=True),
            table_form("a99_table", ["cycle", "note"]),
            list_form("a99_times", length=2, unit="min", low=0, high=5),
            number_form("a99_ratio", unit="fraction", low=0, high=1.5),
            number_form("a99_any"),
            by_hand("a99_decide"),
        ],
    )
    registry._loaded["99"] = SimpleNamespace(ASSIGNMENT=made)
    return made
