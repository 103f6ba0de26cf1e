"""Shop Floor: an open course for industrial engineering technicians.

Lessons need a handful of names, all of them here::

    from shopfloor import check, hint, load, solution
    from shopfloor.methods import timestudy

The package is built in floors, and each imports only those below it:
``data``, ``methods``, ``charts`` and ``spreadsheets``, ``widgets``, ``teaching``, ``grading``, ``cli``.
Everything below ``grading`` also runs in the browser.
"""

from importlib import import_module

from .plain_numbers import show_plain_numbers

__version__ = "0.1.0"

_WHERE = {
    "load": "shopfloor.data",
    "describe": "shopfloor.data",
    "my_data": "shopfloor.data",
    "read_form": "shopfloor.spreadsheets",
    "to_excel": "shopfloor.spreadsheets",
    "ask": "shopfloor.teaching",
    "check": "shopfloor.teaching",
    "hint": "shopfloor.teaching",
    "solution": "shopfloor.teaching",
    "practice": "shopfloor.teaching",
    "progress": "shopfloor.teaching",
    "quiz": "shopfloor.teaching",
    "hand_in": "shopfloor.teaching",
    "ready_to_hand_in": "shopfloor.teaching",
}
_ROOMS = ("data", "methods", "charts", "spreadsheets", "widgets", "teaching")

__all__ = [*_WHERE, *_ROOMS]


def __getattr__(name):
    # Imported on first use: a lesson that needs one table does not wait for the widgets.
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    if name in _ROOMS:
        return import_module(f"shopfloor.{name}")
    raise AttributeError(f"module 'shopfloor' has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *__all__])


show_plain_numbers()
