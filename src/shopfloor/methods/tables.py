"""The few things students do with a table beyond choosing a column and filtering rows: count, average, leave
out."""

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed

__all__ = ["average_by", "count_by", "leave_out"]


def count_by(table, column):
    """How many rows are there of each kind? A Series of counts, indexed by the values of ``column`` in their
    order.

    Rows where the column is empty are counted too, under NaN. An empty table gives an empty result.

    >>> record = pd.DataFrame({"element": ["A", "B", "A"]})
    >>> count_by(record, "element").to_dict()
    {'A': 2, 'B': 1}
    """
    _need(table, column)
    return table.groupby(column, dropna=False, observed=True).size().rename("count")


def average_by(table, by, column):
    """What is the average of ``column`` for each kind in ``by``? A Series indexed by the values of ``by`` in
    their order.

    Empty cells do not count. An empty table gives an empty result.

    >>> record = pd.DataFrame({"element": ["A", "B", "A"], "time_min": [0.25, 0.5, 0.75]})
    >>> average_by(record, "element", "time_min").to_dict()
    {'A': 0.5, 'B': 0.5}
    """
    _need(table, by)
    _need(table, column)
    if len(table) and (
        not pd.api.types.is_numeric_dtype(table[column]) or pd.api.types.is_bool_dtype(table[column])
    ):
        raise ValueError(f"The column {column} does not hold numbers, so it has no average.")
    return table[column].astype(float).groupby(table[by], dropna=False, observed=True).mean().rename(column)


def leave_out(table, *observations, column="observation"):
    """The table without the named rows; nothing is deleted from the table itself.

    ``observations``: numbers or lists of numbers, as they stand in ``column``. One that is not there raises
    ValueError, and so does an observation number that stands for several rows (a table of several operations:
    choose one first).

    >>> record = pd.DataFrame({"observation": [1, 2, 3], "time_min": [0.2, 9.9, 0.3]})
    >>> leave_out(record, [2])["time_min"].to_list()
    [0.2, 0.3]
    >>> leave_out(record, [1], [2])["time_min"].to_list()
    [0.3]
    >>> leave_out(record, 17)
    Traceback (most recent call last):
    ...
    ValueError: There is no observation 17 in this table: they run from 1 to 3.
    """
    _need(table, column)
    wanted = list(dict.fromkeys(one for some in observations for one in several(some, column)))
    there = table[column]
    for one in wanted:
        hits = int((there == one).sum())
        if not hits:
            raise ValueError(f"There is no {column} {one} in this table: {_range(there)}.")
        if column == "observation" and hits > 1:
            raise ValueError(
                f"Observation {one} is there {hits} times: choose the rows of one operation "
                "before leaving any out."
            )
    return table[~there.isin(wanted)].copy()


def _need(table, column):
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"The first thing to give is a table; {type(table).__name__} was given.")
    if not isinstance(column, str):
        raise ValueError(f'Give the name of a column in quotes, such as "{_first(table)}".')
    if column not in table:
        raise ValueError(f"There is no column {column!r} in this table: it has {listed(table.columns)}.")


def several(observations, column="observation"):
    """A number or several, in whatever a student keeps them, as a list.

    >>> several(4), several(range(2)), several([])
    ([4], [0, 1], [])
    """
    if observations is Ellipsis:
        raise ValueError(
            f"The three dots are still there: give the {column} numbers as a list, such as [4, 11]."
        )
    if isinstance(observations, str) or observations is None:
        raise ValueError(f"Give the {column} numbers as a list, such as [4, 11]; {observations!r} was given.")
    if isinstance(observations, pd.DataFrame):
        raise ValueError(f'A whole table was given: give its {column} numbers, such as rows["{column}"].')
    many = is_sequence(observations) or isinstance(observations, (set, frozenset, range, pd.Index))
    wanted = list(observations) if many else [observations]
    for one in wanted:
        if isinstance(one, (bool, np.bool_)):
            raise ValueError(f"Yes-or-no values were given: give the {column} numbers, such as [4, 11].")
        if isinstance(one, (str, bytes)) or one is None or one is Ellipsis:
            raise ValueError(f"{one!r} is not a {column} number: write it without quotes, such as [4, 11].")
    return wanted


def _range(there):
    if there.empty:
        return "it is empty"
    if pd.api.types.is_numeric_dtype(there):
        return f"they run from {there.min():g} to {there.max():g}"
    return f"there are {listed(pd.unique(there)[:12])}"


def _first(table):
    return table.columns[0] if len(table.columns) else "element"
