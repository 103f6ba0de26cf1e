"""What the sheets of several lessons need."""

import re

import numpy as np

from shopfloor.methods.arguments import is_sequence
from shopfloor.spreadsheets.calculation import Column

MONTGOMERY = "Montgomery, Introduction to Statistical Quality Control"


def counter(key, heading="Line"):
    """A first column that counts the lines which are filled in."""
    return Column("line", heading, formula=f"=ROWS({{{key}.sofar}})", shown="0")


def columns_of(*given):
    """Numbers and sequences side by side, as lists of one length.

    >>> columns_of([1, 2], 5)
    [[1, 2], [5, 5]]
    """
    lines = max(len(one) for one in given if is_sequence(one))
    return [list(one) if is_sequence(one) else [one] * lines for one in given]


def told_apart(names, unique=True):
    """Names for a column that formulas look up: a spreadsheet reads a and A, and A* and AB, as the same.

    ``unique=False``: names may be there several times.

    >>> told_apart(["A", "B"])
    ['A', 'B']
    """
    names = [str(name).strip() for name in names]
    different = names if unique else set(names)
    if len({name.casefold() for name in names}) < len(different):
        raise ValueError(
            "Two names differ only in capitals or spaces; a spreadsheet takes them for one: rename one."
        )
    for name in names:
        if re.search(r"[*?~]|^[<>=]", name):
            raise ValueError(
                f"{name!r} has a sign that a spreadsheet reads as a wildcard or comparison: rename it."
            )
    return names


def leftmost(pieces):
    """The pieces of each row moved to the left, so that its first cell is never empty."""
    order = np.argsort(np.isnan(pieces), axis=1, kind="stable")
    return np.take_along_axis(pieces, order, axis=1)


def cells(values):
    return [None if np.isnan(value) else float(value) for value in values]
