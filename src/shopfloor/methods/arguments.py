"""What a caller hands in, turned into numbers; or a ValueError that says in words what is wrong with it.

Every method uses these, so a slip (110 for 1.10, text for a number, an empty cell) is answered the same way
everywhere.
"""

import numbers
from collections.abc import Mapping

import numpy as np
import pandas as pd


def number(value, what, *, low=0.0, above=None):
    """One finite float. ``low`` is the smallest value allowed; ``above`` instead asks for more than that.

    >>> number(3, "time")
    3.0
    >>> number("3", "time")
    Traceback (most recent call last):
    ...
    ValueError: The time is text, '3': take off the quotes, so that it is a number.
    """
    result = _plain(value, f"The {what}")
    if above is not None and not result > above:
        raise ValueError(f"The {what} must be more than {above:g}; {result:g} was given.")
    if above is None and low is not None and result < low:
        raise ValueError(f"The {what} cannot be {_below(low)}; {result:g} was given.")
    return result


def whole(value, what, low=1):
    """A whole number, ``low`` or more (None: any).

    >>> whole(3.0, "number of tours")
    3
    >>> whole(2.5, "number of tours")
    Traceback (most recent call last):
    ...
    ValueError: The number of tours must be a whole number; 2.5 was given.
    """
    value = number(value, what, low=None)
    if value != int(value):
        raise ValueError(f"The {what} must be a whole number; {value:g} was given.")
    if low is not None and value < low:
        raise ValueError(f"The {what} must be a whole number, {low} or more; {value:g} was given.")
    return int(value)


def values(sequence, what, *, low=0.0):
    """A sequence of finite numbers as a one-dimensional array of floats, none below ``low`` (None: any).

    A wrong one is named by its label in a Series, else by its place counted from 1.

    >>> values([0.25, 0.5], "time")
    array([0.25, 0.5 ])
    >>> values([0.25, -0.5], "time")
    Traceback (most recent call last):
    ...
    ValueError: Time 2 is -0.5: a time cannot be negative.
    """
    alone = not hasattr(sequence, "__iter__") or (isinstance(sequence, np.ndarray) and sequence.ndim == 0)
    if alone or isinstance(sequence, (str, bytes, Mapping, pd.DataFrame)):
        raise ValueError(
            f"Give several {what}s, as a list or a column of a table; {_shown(sequence)} was given."
        )
    if isinstance(sequence, pd.Series):
        labels, items = [f"{what.capitalize()} in row {label}" for label in sequence.index], list(sequence)
    else:
        items = list(sequence)
        labels = [f"{what.capitalize()} {place}" for place in range(1, len(items) + 1)]
    result = [_plain(item, label) for item, label in zip(items, labels, strict=True)]
    for label, item in zip(labels, result, strict=True):
        if low is not None and item < low:
            raise ValueError(f"{label} is {item:g}: a {what} cannot be {_below(low)}.")
    return np.array(result, dtype=float)


def each(function, value, what, *, low=0.0):
    """``function`` of a number, or of each number in a sequence: a Series stays a Series, other sequences
    give arrays.

    >>> each(lambda x: 2 * x, 1.5, "time")
    3.0
    >>> each(lambda x: 2 * x, [1.5, 2.0], "time")
    array([3., 4.])
    """
    if isinstance(value, pd.Series):
        return pd.Series(function(values(value, what, low=low)), index=value.index, name=value.name)
    if is_sequence(value):
        return function(values(value, what, low=low))
    return float(function(number(value, what, low=low)))


def is_sequence(value):
    """Whether ``value`` holds several numbers (a list, tuple, array, Series), rather than being one.

    >>> is_sequence([1, 2]), is_sequence([[1], [2, 3]]), is_sequence(1.0), is_sequence("1")
    (True, True, False, False)
    """
    if isinstance(value, (list, tuple, pd.Series)):
        return True
    return hasattr(value, "__iter__") and not isinstance(value, (str, bytes)) and np.ndim(value) > 0


def rating(value, what="rating"):
    """A performance rating as a fraction of normal pace: 1.10, not 110.

    >>> rating(110)
    Traceback (most recent call last):
    ...
    ValueError: The rating is a fraction, where 1.00 is normal pace; 110 was given: did you mean 1.10?
    """
    result = number(value, what, above=0)
    if result >= 20:
        raise ValueError(
            f"The {what} is a fraction, where 1.00 is normal pace; {result:g} was given: "
            f"did you mean {result / 100:.2f}?"
        )
    if result > 3:
        raise ValueError(
            f"The {what} is a fraction, where 1.00 is normal pace; nobody works at {result:g} times that."
        )
    return result


def proportion(value, what):
    """A proportion strictly between 0 and 1, such as a confidence: 0.95, not 95.

    >>> proportion(95, "confidence")
    Traceback (most recent call last):
    ...
    ValueError: The confidence is a fraction between 0 and 1; 95 was given: did you mean 0.95?
    """
    result = number(value, what, low=None)
    if 1 < result < 100:
        raise ValueError(
            f"The {what} is a fraction between 0 and 1; {result:g} was given: did you mean {result / 100:g}?"
        )
    if not 0 < result < 1:
        raise ValueError(f"The {what} is a fraction between 0 and 1; {result:g} was given.")
    return result


def share(value, what, example):
    """A share added on top (a burden), as a fraction that may pass 1: 0.35, not 35.

    >>> share(35, "burden", "0.35")
    Traceback (most recent call last):
    ...
    ValueError: The burden is a fraction, such as 0.35; 35 was given: did you mean 0.35?
    """
    result = number(value, what)
    if result > 5:
        raise ValueError(
            f"The {what} is a fraction, such as {example}; {result:g} was given: "
            f"did you mean {result / 100:g}?"
        )
    return result


def listed(names):
    """Names for a sentence.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    names = [str(name) for name in names]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"


def _plain(value, subject):
    """``value`` as a float, or words about ``subject``."""
    if isinstance(value, (bool, np.bool_)):
        raise ValueError(
            f"{subject} is {value}, which is an answer to a yes-or-no question and not a number."
        )
    if isinstance(value, str):
        advice = "take off the quotes, so that it is a number" if _reads_as_number(value) else "give a number"
        raise ValueError(f"{subject} is text, {value!r}: {advice}.")
    if value is None or value is Ellipsis or value is pd.NA or value is pd.NaT:
        raise ValueError(f"{subject} is empty: fill it in, or leave that row out first.")
    if not isinstance(value, (numbers.Number, np.generic)) and not hasattr(value, "__float__"):
        raise ValueError(f"{subject} is {_shown(value)}, which is not a number.")
    try:
        result = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{subject} is {_shown(value)}, which is not one number.") from None
    if np.isnan(result):
        raise ValueError(f"{subject} is empty (NaN): fill it in, or leave that row out first.")
    if np.isinf(result):
        raise ValueError(f"{subject} is infinite: was something divided by zero?")
    return result


def _reads_as_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def _below(low):
    return "negative" if low == 0 else f"less than {low:g}"


def _shown(value):
    kind = type(value).__name__
    known = {"DataFrame": "a whole table", "dict": "a dictionary", "Series": "a column"}
    return known.get(kind) or " ".join(repr(value).split())[:60]
