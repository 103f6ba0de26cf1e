"""The parts of which a calculation on a sheet is described: inputs, steps, results, tables, checks.

A formula is written as in the spreadsheet, with the names of inputs and lines in place of addresses:
``"=normal * (1 + allowance)"``. In a column of a table ``{time}`` is the cell of column ``time`` in the same
row, ``{time.above}`` the one above it, ``{time.sofar}`` the column from its first row down to this one; the
plain name ``time`` is the whole column.
"""

from dataclasses import dataclass
from typing import NamedTuple

CLOCK = "hh:mm"
"""``shown`` of a column that takes clock times."""


@dataclass(frozen=True)
class Input:
    """A shaded cell with one number (or, with ``choices``, one of several words).

    ``low`` and ``high`` are allowed themselves, ``above`` and ``below`` are not. ``may_be_empty``: the
    formulas know what to do without it.
    """

    name: str
    label: str
    value: object
    unit: str = ""
    note: str = ""
    low: float | None = None
    above: float | None = None
    high: float | None = None
    below: float | None = None
    whole: bool = False
    choices: tuple = ()
    shown: str = "General"
    may_be_empty: bool = False


@dataclass(frozen=True)
class Line:
    """A cell that calculates. ``note`` stands beside it; without one the formula itself does."""

    name: str
    label: str
    formula: str
    unit: str = ""
    note: str | None = None
    shown: str = "0.000"


@dataclass(frozen=True)
class Column:
    """A column of a table: to be filled in (``values``), or calculated (``formula``, ``first`` for the first
    row; a list has a formula for each row). ``text``: it holds words. ``fixed``: its values come from a table
    in the source and are not for changing. ``alarm``: the word in it that must catch the eye. ``width``: characters, where it needs more
    than the others."""

    name: str
    heading: str
    unit: str = ""
    values: object = None
    formula: object = None
    first: str | None = None
    text: bool = False
    shown: str = "General"
    low: float | None = None
    above: float | None = None
    high: float | None = None
    below: float | None = None
    whole: bool = False
    choices: tuple = ()
    may_be_empty: bool = False
    result: bool = False
    fixed: bool = False
    alarm: str = ""
    width: int = 0

    @property
    def filled_in(self):
        return self.values is not None


@dataclass(frozen=True)
class Table:
    """Columns side by side, with ``spare`` empty lines ready to be filled in. A line counts where its column
    ``key`` (else the first one to be filled in) is not empty. ``lines``: how many there are where nothing is
    filled in; their formulas look after empty ones themselves."""

    title: str
    columns: tuple
    spare: int = 0
    lines: int = 0
    key: str | None = None
    note: str = ""


class Plot(NamedTuple):
    """A chart: the column ``points`` as a marked line over the column ``over``, the columns ``limits`` as
    plain lines. It shows the lines that were filled in when the sheet was written."""

    title: str
    over: str
    points: str
    limits: tuple
    axes: tuple  # the words along the axis below and the one on the left


class Inputs(NamedTuple):
    lines: tuple
    title: str = "Inputs"


class Steps(NamedTuple):
    lines: tuple
    title: str = "Steps"


class Results(NamedTuple):
    lines: tuple
    title: str = "Result"


class Check(NamedTuple):
    """What must hold (a formula without its =), and the words where it does not."""

    condition: str
    words: str


@dataclass(frozen=True)
class Calculation:
    """One sheet: ``words`` is the formula in words, ``source`` where it comes from."""

    title: str
    words: str
    source: str
    parts: tuple
    checks: tuple = ()


def bounds(part):
    """What an input or column allows, as (operator, limit, words).

    >>> bounds(Input("rating", "Rating", 1.1, above=0))
    [('>', 0, 'more than 0')]
    """
    asked = (
        (">=", part.low, "{} or more"),
        (">", part.above, "more than {}"),
        ("<=", part.high, "{} or less"),
        ("<", part.below, "less than {}"),
    )
    return [(sign, limit, words.format(limit)) for sign, limit, words in asked if limit is not None]


def allowed_words(part):
    """What may be filled in, for a person: "a number, 0 or more and less than 1".

    >>> allowed_words(Input("allowance", "Allowance", 0.15, low=0, below=1))
    'a number, 0 or more and less than 1'
    """
    if part.choices:
        return " or ".join(part.choices)
    if part.shown == CLOCK:
        return "a clock time, such as 9:05"
    limits = " and ".join(words for _sign, _limit, words in bounds(part))
    return ("a whole number" if part.whole else "a number") + (f", {limits}" if limits else "")
