"""The form of what is handed in: its kind, unit and range. Never whether it is right.

A lesson's module lists the parts of its assignment::

    ASSIGNMENT = Assignment("a05_stopwatch_study", parts=[
        number_form("a05_average_time", unit="min", low=0.01, high=5),
        rows_form("a05_foreign", high=60),
        by_hand("a05_decide"),
    ])
"""

import json
import math
import numbers
from dataclasses import dataclass
from decimal import Decimal

from .compare import units
from .values import Unusable, blank, kind, listed, one_number, shown, whole_numbers, with_unit

MOST_BYTES = 100_000
MOST_DEPTH = 8


@dataclass(frozen=True)
class Form:
    """One part of an assignment: an answer cell, then a graded cell that hands the answer in.

    `accept` gives the plain value, or raises `Unusable` saying what does not fit.
    """

    id: str

    marked_by_hand = False
    noun = "answer"

    @property
    def cells(self):
        """The ids of its cells in the notebook, in order."""
        return (f"{self.id}_answer", self.id)

    def accept(self, value):
        if blank(value):
            raise Unusable(f"Not tried yet. Replace the three dots in the cell above with your {self.noun}.")
        return bounded(self._plain(value))

    def said(self, plain):
        """The accepted value as the student reads it back."""
        return shown(plain) if isinstance(plain, (int, float)) else str(plain)


@dataclass(frozen=True)
class NumberForm(Form):
    unit: str = ""
    low: float | None = None
    high: float | None = None

    noun = "number"

    def _plain(self, value):
        reading = one_number(value)
        if reading.slip in ("quotes", "unit"):
            raise Unusable("Your number is in quotes, so it is text. Write only the number, without quotes.")
        if reading.slip:
            raise Unusable("Write a point for the decimals, not a comma.")
        number = reading.number
        if (self.low is not None and number < self.low) or (self.high is not None and number > self.high):
            raise Unusable(f"{self.said(number)} is outside the range: {self.expected}{self._slip(number)}")
        return number

    def said(self, plain):
        return with_unit(plain, self.unit)

    @property
    def expected(self):
        """What is expected, in words: ``one number in minutes, from 0.2 to 5``."""
        unit = (
            ", a fraction" if self.unit == "fraction" else f" in {units.name(self.unit)}" if self.unit else ""
        )
        words = f"one number{unit}"
        if self.low is not None and self.high is not None:
            return f"{words}, from {shown(self.low)} to {shown(self.high)}"
        if self.low is not None:
            return f"{words}, {shown(self.low)} or more"
        return f"{words}, {shown(self.high)} or less" if self.high is not None else words

    def _slip(self, number):
        """The nearest other unit that would bring the number into the range, as a question."""
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        middle = high if math.isfinite(high) else low
        fits = [
            (abs(math.log(factor)), other)
            for other, factor in units.slips(self.unit, middle)
            if number > 0 and low <= number / factor <= high
        ]
        usual = [fit for fit in fits if fit[1] in ("seconds", "minutes", "hours", "percent", "a fraction")]
        return f"; did you write {min(usual or fits)[1]}?" if fits else "."


@dataclass(frozen=True)
class RowsForm(Form):
    row_noun: str = "observation"
    low: int = 1
    high: int | None = None
    may_be_empty: bool = False
    only_one: bool = False

    @property
    def noun(self):
        if self.only_one:
            return f"{self.row_noun} number: one number, without brackets"
        return f"{self.row_noun} numbers in square brackets, such as [1, 2]"

    @property
    def expected(self):
        upper = f" to {self.high}" if self.high is not None else " up"
        if self.only_one:
            return f"one {self.row_noun} number, whole, from {self.low}{upper}"
        return f"{self.row_noun} numbers, whole, from {self.low}{upper}"

    def accept(self, value):
        if (
            self.may_be_empty
            and not isinstance(value, str)
            and value is not None
            and value is not ...
            and blank(value)
        ):
            return []
        return super().accept(value)

    def _plain(self, value):
        if self.only_one and isinstance(value, (str, bool)):
            if one_number(value).slip:
                raise Unusable("Your number is in quotes, so it is text. Write it without.")
        found, slip = whole_numbers(value, self.row_noun)
        if slip:
            raise Unusable("Your numbers are in quotes, so they are text. Write them without: [1, 2].")
        if not found and not self.may_be_empty:
            raise Unusable(
                f"No row is left, so there are no {self.row_noun} numbers: look at your filter again."
            )
        outside = [row for row in found if row < self.low or (self.high is not None and row > self.high)]
        if outside:
            verb = "is" if len(outside) == 1 else "are"
            asked = "is" if self.only_one else "are"
            raise Unusable(
                f"{listed(outside[:5])} {verb} outside the range: expected {asked} {self.expected}."
            )
        if self.only_one and len(found) > 1:
            raise Unusable(
                f"One {self.row_noun} is asked for, and here are {len(found)}: {listed(found[:5])}. "
                "Decide on one, and write its number without brackets."
            )
        return found

    def said(self, plain):
        return (
            f"{self.row_noun}{'s' * (len(plain) != 1)} {listed(plain)}" if plain else f"no {self.row_noun}s"
        )


@dataclass(frozen=True)
class TextForm(Form):
    least_words: int = 1
    most_words: int = 300

    noun = "text in quotes"

    @property
    def expected(self):
        return f"text of {self.least_words} to {self.most_words} words"

    def _plain(self, value):
        if not isinstance(value, str):
            raise Unusable(f"That is {kind(value)}; text in quotes is expected.")
        text = value.strip()
        count = len(text.split())
        if not self.least_words <= count <= self.most_words:
            raise Unusable(f"That is {count} word{'s' * (count != 1)}; {self.expected} is expected.")
        return text

    def said(self, plain):
        return f'"{plain}"' if len(plain) <= 60 else f'"{plain[:57]}..."'


@dataclass(frozen=True)
class ChoiceForm(Form):
    options: tuple = ()
    several: bool = False

    @property
    def noun(self):
        return "letters in quotes" if self.several else "letter in quotes"

    @property
    def expected(self):
        return f"{'letters' if self.several else 'one letter'} out of {listed(self.options)}"

    def _plain(self, value):
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, (list, tuple, set)) or not all(isinstance(item, str) for item in items):
            raise Unusable(f"That is {kind(value)}; expected: {self.expected}, in quotes.")
        letters = sorted({letter for item in items for letter in item.lower().replace(",", " ").split()})
        unknown = [letter for letter in letters if letter not in self.options]
        if unknown:
            raise Unusable(f"There is no option {listed(unknown)}; expected: {self.expected}.")
        if not self.several and len(letters) != 1:
            raise Unusable(f"You gave {listed(letters)}; expected: {self.expected}.")
        return letters if self.several else letters[0]

    def said(self, plain):
        return plain if isinstance(plain, str) else listed(plain)


@dataclass(frozen=True)
class OrderForm(Form):
    options: tuple = ()

    noun = "letters in order, in quotes"

    @property
    def expected(self):
        return f"each of the letters {listed(self.options)} once, in order"

    def _plain(self, value):
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) for item in items):
            raise Unusable(f'That is {kind(value)}; expected: {self.expected}, in quotes, such as "b a c".')
        letters = [letter for item in items for letter in item.lower() if letter.isalnum()]
        if sorted(letters) != sorted(self.options):
            raise Unusable(f"You gave {listed(letters) or 'nothing'}; expected: {self.expected}.")
        return letters

    def said(self, plain):
        return " ".join(plain)


@dataclass(frozen=True)
class TableForm(Form):
    columns: tuple = ()
    least_rows: int = 1

    noun = "table"

    @property
    def expected(self):
        return f"a table with the columns {listed(self.columns)}" if self.columns else "a table"

    def _plain(self, value):
        if not (hasattr(value, "columns") and hasattr(value, "iloc")):
            raise Unusable(f"That is {kind(value)}; expected: {self.expected}.")
        missing = [column for column in self.columns if column not in value.columns]
        if missing:
            raise Unusable(f"The column {listed(missing)} is missing; expected: {self.expected}.")
        if len(value) < self.least_rows:
            raise Unusable(
                f"The table has {len(value) or 'no'} rows; {self.least_rows} or more are expected."
            )
        return plain(value[list(self.columns)] if self.columns else value)

    def said(self, plain):
        return f"a table of {len(plain['rows'])} rows and {len(plain['columns'])} columns"


@dataclass(frozen=True)
class ListForm(Form):
    """Several numbers in order, such as one time for each element."""

    length: int | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None

    noun = "numbers in square brackets"

    @property
    def expected(self):
        count = f"{self.length} numbers" if self.length else "numbers"
        return count + (f" in {units.name(self.unit)}" if self.unit else "")

    def _plain(self, value):
        if isinstance(value, (list, tuple)) and any(item is ... for item in value):
            raise Unusable("One of your numbers is still three dots.")
        inside = plain(value)
        if not isinstance(inside, list):
            raise Unusable(f"That is {kind(value)}; expected: {self.expected}, in square brackets.")
        if self.length and len(inside) != self.length:
            raise Unusable(f"That is {kind(value)}; expected: {self.expected}.")
        if None in inside:
            raise Unusable("A number in your list is missing or not a number (nan).")
        one = NumberForm(self.id, self.unit, self.low, self.high)
        return [one.accept(item) for item in inside]

    def said(self, plain):
        return f"{listed(shown(item) for item in plain)} {self.unit}".rstrip()


@dataclass(frozen=True)
class ByHand(Form):
    """A part that a person marks: one cell, text or code, and nothing to hand in."""

    cell_type: str = "markdown"

    marked_by_hand = True

    @property
    def cells(self):
        return (self.id,)

    def accept(self, value):
        raise Unusable("This part is marked by a person, from its cell. It needs no hand_in.")


@dataclass(frozen=True)
class Assignment:
    """An assignment: its name (also the name of its notebook) and its parts in order."""

    name: str
    parts: tuple

    def __post_init__(self):
        object.__setattr__(self, "parts", tuple(self.parts))
        ids = [cell for part in self.parts for cell in part.cells]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"{self.name}: the id {listed(twice)} is used twice.")

    @property
    def ids(self):
        """The ids of the parts, in order."""
        return tuple(part.id for part in self.parts)

    @property
    def cells(self):
        """The ids of all cells that count, in the order of the notebook."""
        return tuple(cell for part in self.parts for cell in part.cells)

    def form(self, id):
        """The `Form` of a part; None when there is no such part."""
        return next((part for part in self.parts if part.id == id), None)


def number_form(id, unit="", low=None, high=None):
    """One number in a unit, within the range that is possible at all.

    >>> number_form("a05_x", unit="min", low=0.2, high=5).accept(0.5)
    0.5
    >>> number_form("a05_x", unit="min", low=0.2, high=5).expected
    'one number in minutes, from 0.2 to 5'
    """
    return NumberForm(id, unit, low, high)


def rows_form(id, noun="observation", low=1, high=None, may_be_empty=False, only_one=False):
    """Row numbers: a list, set, range, array, Series, or one number. With `only_one`, a list of more is refused.

    >>> rows_form("a05_x", high=60).accept((23, 7))
    [7, 23]
    >>> rows_form("a05_x", high=60, only_one=True).accept(23)
    [23]
    """
    return RowsForm(id, noun, low, high, may_be_empty, only_one)


def text_form(id, least_words=1, most_words=300):
    """A text of so many words.

    >>> text_form("a05_x").accept(" Keep the slow cycle. ")
    'Keep the slow cycle.'
    """
    return TextForm(id, least_words, most_words)


def choice_form(id, options, several=False):
    """One letter of the options, or several.

    >>> choice_form("a05_x", "abc").accept("B")
    'b'
    """
    return ChoiceForm(id, tuple(options), several)


def order_form(id, options):
    """Every letter of the options once, in the order that is meant.

    >>> order_form("q05a_4", "abc").accept("B, a, c")
    ['b', 'a', 'c']
    """
    return OrderForm(id, tuple(options))


def table_form(id, columns=(), least_rows=1):
    """A table that has these columns; others are left behind.

    >>> import pandas
    >>> table_form("a05_x", ["cycle"]).accept(pandas.DataFrame({"cycle": [1, 2], "note": "x"}))
    {'columns': ['cycle'], 'rows': [[1], [2]]}
    """
    return TableForm(id, tuple(columns), least_rows)


def list_form(id, length=None, unit="", low=None, high=None):
    """Several numbers in order.

    >>> list_form("a05_x", length=2).accept((0.25, 0.5))
    [0.25, 0.5]
    """
    return ListForm(id, length, unit, low, high)


def by_hand(id, cell_type="markdown"):
    """A part that a person marks, from a markdown or a code cell.

    >>> by_hand("a05_decide").cells
    ('a05_decide',)
    """
    return ByHand(id, cell_type)


def plain(value, depth=MOST_DEPTH):
    """A value as numbers, text, lists and tables that JSON can hold: finite, and no deeper than `MOST_DEPTH`.

    A Series or an array becomes a list, a table ``{"columns": [...], "rows": [[...], ...]}``; what is
    missing in it becomes None.

    >>> plain([0.1, "a", None])
    [0.1, 'a', None]
    """
    if depth < 0:
        raise Unusable(f"Lists inside lists inside lists: {MOST_DEPTH} levels are the most.")
    if value is None or isinstance(value, (str, bool)):
        return value
    if hasattr(value, "columns") and hasattr(value, "iloc"):
        rows = [plain(list(row), depth - 1) for row in value.itertuples(index=False, name=None)]
        return {"columns": [str(column) for column in value.columns], "rows": rows}
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "tolist"):
        return plain(value.tolist(), depth)
    if isinstance(value, (numbers.Real, Decimal)):
        if isinstance(value, float) and math.isnan(value):
            return None
        return one_number(value).number
    if isinstance(value, (set, frozenset)):
        value = sorted(value, key=lambda item: (str(type(item)), item))
    if isinstance(value, (list, tuple, range)):
        return [plain(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item, depth - 1) for key, item in value.items()}
    raise Unusable(f"That is {kind(value)}; numbers, text, lists and tables can be handed in.")


def bounded(value):
    """The plain value itself, if it is small enough to be kept in a notebook."""
    size = len(json.dumps(value, allow_nan=False).encode("utf-8"))
    if size > MOST_BYTES:
        raise Unusable(f"That is too much: {size:,} characters, where {MOST_BYTES:,} are the most.")
    return value
