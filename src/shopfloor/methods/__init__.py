"""The field's methods: pure functions on numbers, Series and DataFrames. No plots, no widgets, no files.

Each module is named for its method, and the name always means the module:

>>> from shopfloor.methods import timestudy
>>> timestudy.standard_time(2.0, 0.20, basis="job")
2.4
"""

from importlib import import_module

__all__ = [
    "balancing",
    "careers",
    "flow",
    "learning",
    "motion",
    "oee",
    "page_repair",
    "quality",
    "tables",
    "timestudy",
    "valuestream",
    "worksampling",
]


def __getattr__(name):
    # Imported on first use, so that importing the package costs nothing.
    if name in __all__:
        return import_module(f"shopfloor.methods.{name}")
    raise AttributeError(f"module 'shopfloor.methods' has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *__all__])
