"""Handouts: forms and sheets to print, a module for each, and the workbook with the same columns."""

from importlib import import_module

from shopfloor.grading.problem import Problem

_MODULES = (
    "two_hand_chart",
    "time_study",
    "card_ratings",
    "work_sampling",
    "number_sheets",
    "plane_times",
    "dice_rounds",
    "value_stream_symbols",
    "downtime_log",
    "a3",
)


def handouts():
    """Name -> handout, in the order of the course.

    >>> list(handouts())[:2]
    ['two_hand_chart', 'time_study']
    """
    return {name: import_module(f"{__name__}.{name}").HANDOUT for name in _MODULES}


def chosen(names):
    """The handouts of these names; all of them where none is named."""
    there = handouts()
    unknown = [name for name in names if name not in there]
    if unknown:
        raise Problem(f"there is no handout called {unknown[0]}", remedy=f"choose {', '.join(there)}")
    return {name: there[name] for name in names} or there
