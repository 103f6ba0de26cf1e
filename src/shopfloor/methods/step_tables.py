"""Tables with a row per step (of a process, of a hand, of a value stream), in the forms in which they
arrive."""

import difflib
import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number


class PerMethod(dict):
    """The results of several methods, each under its name; what all of them have can be asked at once.

    >>> from types import SimpleNamespace
    >>> both = PerMethod(present=SimpleNamespace(cycle=38.4), proposed=SimpleNamespace(cycle=17.8))
    >>> both["present"].cycle, both.cycle
    (38.4, {'present': 38.4, 'proposed': 17.8})
    """

    def __getattr__(self, name):
        # Private and special names are asked for by notebooks and by copying: no method has them.
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return {method: getattr(result, name) for method, result in self.items()}
        except AttributeError:
            raise AttributeError(f"The results of {listed(self)} have no {name!r}.") from None

    def __repr__(self):
        return "\n\n".join(f"{method}: {result!r}" for method, result in self.items())


def step_table(steps, what, columns=()):
    """The steps as a table: a table stays, a list of dictionaries or of tuples becomes one.

    >>> list(step_table([("delay", 2.0)], "process chart", ["symbol", "time"]).columns)
    ['symbol', 'time']
    """
    if isinstance(steps, pd.DataFrame):
        table = steps
    elif isinstance(steps, Mapping) or not is_sequence(steps):
        kind = "a dictionary" if isinstance(steps, Mapping) else type(steps).__name__
        raise ValueError(f"Give the {what} as a table with a row per step; {kind} was given.")
    else:
        rows = list(steps)
        if columns and all(isinstance(row, str) for row in rows):
            rows = [(row,) for row in rows]
        if all(isinstance(row, Mapping) for row in rows):
            table = pd.DataFrame(rows)
        elif columns and all(is_sequence(row) and len(row) <= len(columns) for row in rows):
            widest = max((len(row) for row in rows), default=0)
            table = pd.DataFrame([list(row) for row in rows], columns=list(columns[:widest]))
        else:
            raise ValueError(f"Give the {what} as a table with a row per step, or as a list of such rows.")
    if table.empty:
        raise ValueError(f"The {what} is empty: there is no step in it.")
    return table


def column_of(table, names, what=None):
    """The first of ``names`` that is a column of ``table``; None where there is none, or words if ``what``
    needs it.

    >>> column_of(pd.DataFrame({"minutes": [1]}), ["time_min", "minutes"])
    'minutes'
    """
    for name in names:
        if name in table:
            return name
    if what is None:
        return None
    raise ValueError(f"The {what} has no column {names[0]}; it has {listed(table.columns)}.")


def step_names(table):
    """What to call each row in a message: "step 3", from the column ``step``, or counted from 1.

    >>> step_names(pd.DataFrame({"step": [1, 2]}))
    ['step 1', 'step 2']
    """
    numbers = table["step"] if "step" in table else range(1, len(table) + 1)
    return [f"step {name}" for name in numbers]


def column_numbers(table, column, what, *, empty=None, low=0.0):
    """The numbers of a column as plain floats; a wrong one is named by its step. ``empty`` stands for empty
    cells.

    >>> column_numbers(pd.DataFrame({"time_min": [2.0, 3.5]}), "time_min", "time")
    [2.0, 3.5]
    """
    result = []
    for name, value in zip(step_names(table), table[column], strict=True):
        if empty is not None and _is_empty(value):
            result.append(empty)
        else:
            result.append(number(value, f"{what} of {name}", low=low))
    return result


def column_words(table, column):
    """The texts of a column, without the blanks around them; "" for an empty cell.

    >>> column_words(pd.DataFrame({"hazard": [" wet floor ", None]}), "hazard")
    ['wet floor', '']
    """
    return ["" if _is_empty(value) else str(value).strip() for value in table[column]]


def methods_in(table):
    """The names in the column ``method``, in order; [] without that column.

    >>> methods_in(pd.DataFrame({"method": ["present", "proposed"]}))
    ['present', 'proposed']
    """
    return [str(name) for name in pd.unique(table["method"].dropna())] if "method" in table else []


def per_method(table, function):
    """``function`` of the table; of a table with several methods, a ``PerMethod`` with each one's result."""
    methods = methods_in(table)
    if len(methods) < 2:
        return function(table)
    if table["method"].isna().any():
        raise ValueError("Some rows name no method: fill in the column method, or leave these rows out.")
    return PerMethod({name: function(table[table["method"] == name]) for name in methods})


def did_you_mean(word, known):
    """A question for a misspelled word; "" where nothing known is near.

    >>> did_you_mean("graps", ["grasp", "hold"])
    ' Did you mean "grasp"?'
    """
    near = difflib.get_close_matches(str(word).lower(), list(known), n=1)
    return f' Did you mean "{near[0]}"?' if near else ""


def total(values):
    """The sum without the dust of binary fractions.

    >>> total([0.1, 0.2])
    0.3
    """
    return round(math.fsum(values), 9)


def decimals(values):
    """How many decimals these numbers need, so that the smallest keeps two digits: 2 to 6.

    >>> decimals([240.0, 0.35]), decimals([0.0012, 3.0])
    (2, 4)
    """
    small = min((abs(value) for value in values if value and math.isfinite(value)), default=1.0)
    return max(2, min(6, 1 - math.floor(math.log10(small))))


def said(value, digits=2):
    """A number for a sentence: at most so many decimals, no idle zeros.

    >>> said(1234.5), said(60.0), said(-0.001), said(11.575)
    ('1,234.5', '60', '0', '11.58')
    """
    value = float(value)
    if math.isinf(value):
        return "infinite"
    if math.isnan(value):
        return "unknown"
    if abs(value) >= 1e15:
        return f"{value:.4g}"
    # By the decimal digits that a reader sees, halves up: 11.575 is 11.58, whatever its binary fraction.
    text = f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _is_empty(value):
    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )
