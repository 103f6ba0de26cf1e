"""Causes in the order of what they cost."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, proportion

NO_NAME = "not given"


def pareto(causes, by=None, value=None, *, unit=None, cutoff=0.80, last=(), missing="refuse"):
    """Which causes cost most, and which few of them make up most of it? A table, largest cause first.

    ``causes``: a dictionary or Series cause -> amount (minutes, pieces, money: anything that adds up); a list
    of causes, one for each time it happened; or a table. Of a table, ``by`` is the column with the causes and
    ``value`` the column to be summed; with ``by`` alone rows are counted. Neither is needed for a table with
    one column of words and one of numbers.

    ``unit``: the heading for the amounts ("minutes"); otherwise that of the column or Series, "count" for
    counts, or "amount". ``cutoff``: how much the vital few are to explain, 0.80 in the rule of thumb.
    ``last``: a cause (or several) that comes last whatever it amounts to, such as "other", and is none of the
    vital few. ``missing="leave out"`` leaves out rows whose amount is empty, which are refused otherwise.

    Returns a table with the columns ``cause``, the amount, ``share``, ``cumulative_share`` (fractions of the
    total) and ``vital``: True for the fewest causes, from the top, that reach the cutoff together. Causes of
    equal size stay in the order in which they came. A cause without a name is called "not given"; names are
    taken as they are written, so "Jam" and "jam" are two causes. ValueError for negative amounts, for a total
    of zero, and for unknown columns.

    Source: Juran, *Quality Control Handbook* (the vital few and the trivial many). Which causes are vital is
    a convention: here those that *reach* the cutoff together, with the one that passes it.

    >>> pareto({"jam": 30, "no material": 60, "changeover": 110}, unit="minutes")
             cause  minutes  share  cumulative_share  vital
    0   changeover    110.0   0.55              0.55   True
    1  no material     60.0   0.30              0.85   True
    2          jam     30.0   0.15              1.00  False
    """
    if missing not in ("refuse", "leave out"):
        raise ValueError(f'Missing amounts are "refuse" or "leave out"; {missing!r} was given.')
    cutoff = 1.0 if _is_one(cutoff) else proportion(cutoff, "cutoff")
    amounts, heading = _amounts(causes, by, value, missing)
    heading = _heading(heading if unit is None else unit)
    total = math.fsum(amounts.values())
    if not total:
        raise ValueError("All the amounts are zero, so no cause costs more than another.")
    last = [last] if isinstance(last, str) else list(last)
    for name in last:
        if name not in amounts:
            raise ValueError(f"There is no cause {name!r} to be put last: there are {listed(amounts)}.")
    if len(set(last)) == len(amounts):
        raise ValueError("Every cause is put last: leave at least one to be ranked.")
    # sorted() is stable, also in reverse: equal causes keep their order.
    ranked = sorted((name for name in amounts if name not in last), key=amounts.get, reverse=True)
    order = [*ranked, *(name for name in amounts if name in last)]
    sizes = np.array([amounts[name] for name in order])
    shares = sizes / total
    reached = np.cumsum(shares)
    reached[-1] = 1.0
    before = np.concatenate([[0.0], reached[:-1]])
    table = pd.DataFrame({"cause": order, heading: sizes, "share": shares, "cumulative_share": reached})
    # The dust of binary fractions must not make 0.80 less than 0.80.
    table["vital"] = [
        name not in last and size > 0 and done < cutoff - 1e-9
        for name, size, done in zip(order, sizes.tolist(), before.tolist(), strict=True)
    ]
    if heading == "count":
        table["count"] = table["count"].astype(int)
    return table


def _amounts(causes, by, value, missing):
    """Cause -> amount in the order of first appearance, and what the amounts are called."""
    if isinstance(causes, pd.DataFrame):
        return _of_table(causes, by, value, missing)
    if by is not None or value is not None:
        raise ValueError("Columns are named only where a table is given.")
    if isinstance(causes, pd.Series) and pd.api.types.is_numeric_dtype(causes):
        if pd.api.types.is_bool_dtype(causes):
            raise ValueError(
                "The amounts are yes or no, and so nothing that adds up: give minutes or pieces."
            )
        return _summed(causes.index, list(causes), missing), causes.name or "amount"
    if isinstance(causes, Mapping):
        return _summed(causes, list(causes.values()), missing), "amount"
    if is_sequence(causes) and all(_is_name(one) for one in causes):
        if not len(causes):
            raise ValueError("There are no causes: the list is empty.")
        return _summed(causes, [1] * len(causes), missing), "count"
    raise ValueError(
        "Give causes with their amounts: a dictionary, a column whose index names them, a list of causes "
        f"to be counted, or a table; {type(causes).__name__} was given."
    )


def _of_table(table, by, value, missing):
    for column in (by, value):
        if column is not None and not isinstance(column, str):
            raise ValueError("Give the name of a column in quotes.")
        if column is not None and column not in table:
            raise ValueError(f"There is no column {column!r} in this table: it has {listed(table.columns)}.")
    if by is None:
        by, value = _only_columns(table, value)
    if table.empty:
        raise ValueError("There are no causes: the table is empty.")
    if value is None:
        return _summed(table[by], [1] * len(table), missing), "count"
    if by == value:
        raise ValueError(f"The causes and the amounts cannot both be in the column {by!r}.")
    return _summed(table[by], list(table[value]), missing, labels=table.index), value


def _only_columns(table, value):
    """The column of causes and the column of amounts, where there is one of each."""
    numeric = [name for name in table if pd.api.types.is_numeric_dtype(table[name])]
    words = [name for name in table if name not in numeric and name != value]
    if len(words) != 1 or (value is None and len(numeric) > 1):
        raise ValueError(
            f'Say which column names the causes and which is summed, as in by="reason", value="minutes": '
            f"the table has {listed(table.columns)}."
        )
    return words[0], value or next(iter(numeric), None)


def _summed(names, sizes, missing, labels=None):
    sums = {}
    names = [_name(one) for one in names]
    empty = [_is_empty(size) for size in sizes]
    if any(empty) and missing == "refuse":
        raise ValueError(
            f"{sum(empty)} of the {len(sizes)} amounts {'is' if sum(empty) == 1 else 'are'} empty: fill them "
            'in, or write missing="leave out" to go without them.'
        )
    for place, (name, size) in enumerate(zip(names, sizes, strict=True)):
        if not empty[place]:
            where = f" in row {labels[place]}" if labels is not None else ""
            sums.setdefault(name, []).append(number(size, f"amount of {name}{where}"))
    if not sums:
        raise ValueError("There are no causes: nothing with an amount is left.")
    return {name: math.fsum(sizes) for name, sizes in sums.items()}


def _heading(name):
    if not isinstance(name, str) or not name:
        raise ValueError(f'The unit is a word, such as "minutes"; {name!r} was given.')
    if name in ("cause", "share", "cumulative_share", "vital"):
        raise ValueError(
            f"The table has a column {name!r} already: give the amounts another name with unit=."
        )
    return name


def _name(one):
    return NO_NAME if _is_empty(one) or (isinstance(one, str) and not one.strip()) else str(one)


def _is_name(one):
    return isinstance(one, str) or _is_empty(one)


def _is_empty(one):
    return one is None or one is pd.NA or one is pd.NaT or (isinstance(one, float) and math.isnan(one))


def _is_one(cutoff):
    """All of it: allowed, though it is no proportion strictly between 0 and 1."""
    return not isinstance(cutoff, (bool, str)) and cutoff == 1
