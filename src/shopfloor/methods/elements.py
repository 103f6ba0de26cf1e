"""The several forms in which times of several elements arrive, brought into one: element -> array of
times."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, values


def times_by_element(observations, foreign=("F",)):
    """Times by element, in the order of first appearance; foreign elements left out.

    ``observations``: a record table (columns ``element`` and ``time_min``), a table with a column for each
    element, a dictionary, a list of lists (elements 1, 2, ...), or the times of one element (whose name is
    then None).

    >>> times_by_element({"A": [0.25, 0.5], "F": [2.0]})
    {'A': array([0.25, 0.5 ])}
    >>> times_by_element([0.25, 0.5])
    {None: array([0.25, 0.5 ])}
    """
    foreign = [foreign] if isinstance(foreign, str) else list(foreign)
    if isinstance(observations, pd.DataFrame):
        named = (
            _from_record(observations, foreign) if "element" in observations else _from_columns(observations)
        )
    elif isinstance(observations, Mapping):
        named = dict(observations)
    elif _is_nested(observations):
        named = dict(enumerate(observations, start=1))
    else:
        return {None: values(observations, "time")}
    kept = {}
    for name, times in named.items():
        if name not in foreign:
            try:
                kept[name] = values([times] if not is_sequence(times) else times, "time")
            except ValueError as problem:
                raise ValueError(f"Element {name}: {problem}") from None
    if not kept:
        raise ValueError(
            "There are no elements to study: the record is empty, or holds nothing but foreign elements."
        )
    return kept


def one_each(given, elements, what, missing=None):
    """What was given for all elements at once, or one for each, as a dictionary over ``elements``.

    >>> one_each(1.1, ["A", "B"], "rating")
    {'A': 1.1, 'B': 1.1}
    >>> one_each({"A": 1.1}, ["A", "B"], "rating")
    Traceback (most recent call last):
    ...
    ValueError: There is no rating for element B: there are ratings for A.
    """
    if isinstance(given, (Mapping, pd.Series)):
        given = dict(given)
        for name in given:
            if name not in elements:
                raise ValueError(f"There is a {what} for {name!r}, but the elements are {listed(elements)}.")
        lacking = [name for name in elements if name not in given]
        if lacking and missing is None:
            raise ValueError(
                f"There is no {what} for element {listed(lacking)}: there are {what}s for {listed(given)}."
            )
        return {name: given.get(name, missing) for name in elements}
    if is_sequence(given):
        given = list(given)
        if len(given) != len(elements):
            raise ValueError(
                f"There are {len(elements)} elements ({listed(elements)}) but {len(given)} {what}s."
            )
        return dict(zip(elements, given, strict=True))
    return dict.fromkeys(elements, given)


def one_study(table):
    """Refuses, in words, a table that holds the records of several operations or runs.

    >>> one_study(pd.DataFrame({"operation": ["drill", "pack"]}))
    Traceback (most recent call last):
    ...
    ValueError: This table holds 2 operations (drill and pack): choose the rows of one first.
    """
    for column in ("operation", "run"):
        if column in table:
            found = list(pd.unique(table[column].dropna()))
            if len(found) > 1:
                raise ValueError(
                    f"This table holds {len(found)} {column}s ({listed(found)}): "
                    "choose the rows of one first."
                )


def _from_record(table, foreign):
    one_study(table)
    if "time_min" not in table:
        advice = ""
        if "reading_min" in table:
            advice = ' Its readings run on: make the times first, with element_times(table["reading_min"]).'
        raise ValueError(f"The record has no column time_min; it has {listed(table.columns)}.{advice}")
    names = table["element"].fillna("").map(lambda name: name.strip() if isinstance(name, str) else name)
    undecided = names.isin(["", "-", "?"])
    if undecided.any() and not set(names[undecided]) <= set(foreign):
        raise ValueError(
            f'{undecided.sum()} of the rows name no element (they say "-", or nothing): write the letter '
            'of their element, or "F" where they are foreign, or leave them out.'
        )
    return {name: table.loc[names == name, "time_min"] for name in pd.unique(names)}


def _from_columns(table):
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]) or pd.api.types.is_bool_dtype(table[column]):
            raise ValueError(
                f"The column {column} does not hold times. Give a record with the columns element and "
                "time_min, or a table with a column of times for each element."
            )
    # Elements are not all done equally often, so the columns' ends may be empty.
    return {column: table[column].dropna() for column in table.columns}


def _is_nested(observations):
    if isinstance(observations, np.ndarray):
        return observations.ndim == 2
    return isinstance(observations, (list, tuple)) and any(is_sequence(one) for one in observations)
