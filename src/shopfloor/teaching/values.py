"""Reading what a student's variable holds: is there anything, which number is it, which row numbers are they.

Knows every type that a lesson can produce (Python, NumPy and pandas numbers, Series, arrays, tables) without
importing pandas, and says in a learner's words what it cannot use.
"""

import math
import numbers
import re
from dataclasses import dataclass
from decimal import Decimal

_QUOTED = re.compile(
    r"\s*([-+\u2212]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?)\s*([^\d\s:.,][^\d:]*)?\s*"
)
_MOST_ROWS = 100_000
# Could be thousands, or a decimal comma before three digits: only the student knows.
_THOUSANDS = re.compile(r"\s*[1-9]\d{0,2}(,\d{3})+(\.\d+)?\s*")
_CLOCK = re.compile(r"\s*\d+:[0-5]\d\s*")


class Unusable(ValueError):
    """A value of the wrong kind, said in words: ``That is a list of 3 values; one number is asked for.``"""


@dataclass(frozen=True)
class Reading:
    """One number as read, and the slip of the pen it was read in spite of ("quotes", "comma"), or ""."""

    number: float
    slip: str = ""


def blank(value):
    """Is there nothing yet? None, three dots, empty text, an empty list, a list of dots.

    A column or table without rows is something: a filter that let nothing through.

    >>> blank(...), blank([]), blank(" "), blank(0)
    (True, True, True, False)
    """
    if value is None or value is ...:
        return True
    if isinstance(value, str):
        return value.strip() in ("", "...", "\u2026")
    if hasattr(value, "iloc"):
        return False
    try:
        if len(value) == 0:
            return True
    except TypeError:  # numbers, and arrays without a dimension
        return False
    # Only dots inside count as nothing: a list inside a list is something.
    return isinstance(value, (list, tuple, set)) and all(
        item is None or item is ... or isinstance(item, str) and not item for item in value
    )


def kind(value):
    """What a value is, in words.

    >>> kind([1, 2, 3]), kind("a"), kind(True)
    ('a list of 3 values', 'text', 'True, a yes or no')
    """
    name = type(value).__name__
    if value is ...:
        return "three dots, still to be replaced"
    if isinstance(value, bool) or name in ("bool_", "bool"):
        return f"{bool(value)}, a yes or no"
    if isinstance(value, str):
        return "text"
    if _is_table(value):
        return f"a table of {_count(len(value), 'row')} and {_count(len(value.columns), 'column')}"
    if hasattr(value, "iloc"):
        return f"a column of {_count(len(value), 'value')}"
    if isinstance(value, numbers.Number):
        return "a number"
    if isinstance(value, dict):
        return "a dictionary"
    if callable(value):
        return "a function that was not called: it needs () after its name"
    try:
        return f"{_article(name)} {name} of {_count(len(value), 'value')}"
    except TypeError:
        return f"an object of the type {name}"


def one_number(value):
    """The one number that a value holds.

    Any numeric type, a Series, array or list of one; NaN, infinity and everything else raise `Unusable`.

    >>> one_number([0.5]), one_number("0,5 min").slip
    (Reading(number=0.5, slip=''), 'comma')
    >>> one_number([1, 2])
    Traceback (most recent call last):
    shopfloor.teaching.values.Unusable: That is a list of 2 values; one number is asked for.
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        raise Unusable(f"That is {kind(value)}; one number is asked for.")
    if (
        isinstance(value, tuple)
        and len(value) == 2
        and all(type(part) is int for part in value)
        and value[1] >= 0
    ):
        return Reading(float(f"{value[0]}.{value[1]}"), "two numbers")
    if hasattr(value, "total_seconds"):
        raise Unusable("That is a span of time as the computer keeps it; write it as a plain number.")
    if isinstance(value, (numbers.Real, Decimal)):
        return Reading(_finite(value))
    inner = _contents(value)
    if inner is None or len(inner) != 1:
        raise Unusable(f"That is {kind(value)}; one number is asked for.{_way_to_one(value)}")
    return one_number(inner[0])


def whole_numbers(value, noun="observation"):
    """The set of whole numbers that a value holds, as a sorted list, and the slip it was read in spite of.

    A list, tuple, set, range, array or Series; a table with a column called `noun`; one number alone.

    >>> whole_numbers({23, 7.0})
    ([7, 23], '')
    >>> whole_numbers("7, 23")
    ([7, 23], 'quotes')
    >>> whole_numbers([7.5])
    Traceback (most recent call last):
    shopfloor.teaching.values.Unusable: 7.5 is not a whole number; each observation has a whole number.
    """
    if isinstance(value, str):
        if not re.fullmatch(r"[\s\[({]*\d+(?:[\s,;]+\d+)*[\s\])},]*", value):
            raise Unusable(
                f"That is text; the numbers of the {noun}s are asked for, in square brackets: [1, 2]."
            )
        return sorted({int(digits) for digits in re.findall(r"\d+", value)}), "quotes"
    if _is_table(value):
        if noun in value.columns:
            value = value[noun]
        elif len(value.columns) == 1:
            value = value[value.columns[0]]
        else:
            raise Unusable(
                f"That is {kind(value)}, and none is called {noun!r}; the {noun} numbers are asked for."
            )
    if isinstance(value, range) and len(value) > _MOST_ROWS:
        raise Unusable(f"That is {kind(value)}, far too many to be {noun} numbers.")
    inner = [value] if isinstance(value, (numbers.Real, Decimal)) else _contents(value)
    if inner is None:
        raise Unusable(f"That is {kind(value)}; the numbers of the {noun}s are asked for: [1, 2].")
    if len(inner) == 1 and not isinstance(inner[0], numbers.Real) and _contents(inner[0]) is not None:
        return whole_numbers(inner[0], noun)
    found, slip = set(), ""
    for item in inner:
        if isinstance(item, bool):
            raise Unusable(f"That says True or False for each row; write the {noun} numbers: [1, 2].")
        reading = one_number(item)
        if reading.number != int(reading.number):
            raise Unusable(f"{shown(reading.number)} is not a whole number; each {noun} has a whole number.")
        found.add(int(reading.number))
        slip = slip or reading.slip
    return sorted(found), slip


def shown(number, decimals=None):
    """A number as a person would write it: no 0.30000000000000004, a true minus, commas from 10,000 on.

    >>> shown(0.1 + 0.2), shown(64790), shown(18.0), shown(1 / 3), shown(0.00042)
    ('0.3', '64,790', '18', '0.333333', '0.00042')
    """
    number = number if isinstance(number, int) else float(number)
    size = abs(number)
    if size >= 1e15 or 0 < size < 1e-6:
        text = f"{number:.3g}"
    elif decimals is not None:
        text = f"{number:,.{decimals}f}"
    else:
        # Six digits that count: enough to tell an answer from its neighbor, few enough to read.
        places = max(0, 5 - math.floor(math.log10(size))) if size else 0
        text = f"{number:,.{places}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    if size < 10_000:
        text = text.replace(",", "")
    return "0" if text in ("-0", "") else text.replace("-", "\u2212")


def with_unit(number, unit, decimals=None):
    """A number with its unit: percent as a sign, a fraction without.

    >>> with_unit(0.18, "min"), with_unit(14.6, "percent"), with_unit(0.6, "fraction"), with_unit(7, "")
    ('0.18 min', '14.6 %', '0.6', '7')
    """
    sign = {"percent": " %", "%": " %", "fraction": "", "": ""}.get(unit, f" {unit}")
    return shown(number, decimals) + sign


def decimals_of(number):
    """How many decimals a number was written with: 0.18 has 2, 7 and 7.0 have 0."""
    exponent = Decimal(repr(float(number))).normalize().as_tuple().exponent
    return max(0, -exponent)


def listed(items, last="and"):
    """Words in a row: ``a, b and c``.

    >>> listed([7, 23, 35])
    '7, 23 and 35'
    """
    words = [str(item) for item in items]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" {last} {words[-1]}" if words else ""


def _from_text(text):
    if _CLOCK.fullmatch(text):
        raise Unusable("That is a clock time in text; write it in decimals, so 1:30 is 1.5 minutes.")
    if _THOUSANDS.fullmatch(text):
        raise Unusable(
            "That is text with a comma. Write nothing between the thousands and a point before decimals, without quotes."
        )
    match = _QUOTED.fullmatch(text)
    if not match:
        raise Unusable("That is text; one number is asked for, without quotes.")
    digits, unit = match.groups()
    slip = "comma" if "," in digits else "unit" if unit else "quotes"
    return Reading(_finite(float(digits.replace(",", ".").replace("\u2212", "-"))), slip)


def _way_to_one(value):
    """How one number is made of a table or a column, as a sentence; "" for anything else."""
    if not hasattr(value, "iloc"):
        return ""
    if not len(value):
        return " No row is left: compare the words and numbers of your filter with the table."
    if _is_table(value):
        return ' Choose one column, ["name of the column"], then .sum(), .mean(), .median() or .max().'
    return " Put .sum(), .mean(), .median() or .max() after it."


def _finite(value):
    try:
        number = int(value) if isinstance(value, numbers.Integral) else float(value)
        size = float(number)
    except (OverflowError, ValueError, TypeError):
        raise Unusable("That number is too large to work with.") from None
    if math.isnan(size):
        raise Unusable(
            'That is "nan", not a number: a calculation had nothing to work with, such as a filter that no row passed.'
        )
    if math.isinf(size):
        raise Unusable("That is infinite: somewhere a number was divided by zero.")
    return number


def _contents(value):
    """What a container holds, as a list of plain things; None when it is no container of values."""
    if _is_table(value):
        return value.iloc[0].tolist() if value.shape == (1, 1) else None
    if hasattr(value, "tolist") and not isinstance(value, (str, bytes)):
        inside = value.tolist()
        return inside if isinstance(inside, list) else [inside]
    if isinstance(value, (list, tuple, set, frozenset, range)):
        return list(value)
    return None


def _is_table(value):
    return hasattr(value, "columns") and hasattr(value, "iloc")


def _count(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _article(name):
    return "an" if name[:1].lower() in "aeiou" else "a"
