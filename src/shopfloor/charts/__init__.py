"""Charts: one figure per method, each with the sentence that says what it shows. See
``charts.figure.Figure``."""

from importlib import import_module

_WHERE = {"time_study_plot": "timestudy", "cycles_needed_curve": "timestudy", "Figure": "figure"}
_MODULES = ("figure", "style", "timestudy")

__all__ = [*_WHERE, *_MODULES]


def __getattr__(name):
    # Imported on first use: Matplotlib takes a while, and not every notebook draws.
    if name in _WHERE:
        return getattr(import_module(f"shopfloor.charts.{_WHERE[name]}"), name)
    if name in _MODULES:
        return import_module(f"shopfloor.charts.{name}")
    raise AttributeError(f"module 'shopfloor.charts' has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *__all__])
