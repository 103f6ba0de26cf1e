"""The forms in which measurements, counts and subgroups arrive in the quality methods, brought into arrays;
what is impossible is refused in words."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, values

_PIECE = re.compile(r"x\d+(_.*)?", re.IGNORECASE)
# What a table is numbered by; taken for a measured value it would spoil every average.
_NUMBERING = (
    "batch",
    "cycle",
    "day",
    "date",
    "hour",
    "lot",
    "number",
    "observation",
    "part",
    "sample",
    "time",
)


class Samples(NamedTuple):
    """Subgroups as rows; a piece that is not there is NaN."""

    pieces: np.ndarray
    sizes: np.ndarray
    labels: list | None

    @property
    def means(self):
        return np.nansum(self.pieces, axis=1) / self.sizes

    @property
    def ranges(self):
        return np.nanmax(self.pieces, axis=1) - np.nanmin(self.pieces, axis=1)

    @property
    def deviations(self):
        """Standard deviations with the divisor n - 1."""
        squares = np.nansum((self.pieces - self.means[:, None]) ** 2, axis=1)
        return np.sqrt(squares / (self.sizes - 1))

    @property
    def ragged(self):
        return len(set(self.sizes.tolist())) > 1


def readings(sequence, what="value", *, low=None):
    """A column of numbers as an array; one pass where they are plain numbers already.

    >>> readings([1, 2.5])
    array([1. , 2.5])
    """
    if isinstance(sequence, pd.DataFrame) and sequence.shape[1] == 1:
        sequence = sequence.iloc[:, 0]
    array = None
    if isinstance(sequence, (np.ndarray, pd.Series)):
        if sequence.ndim == 1 and sequence.dtype.kind in "iuf":
            array = np.array(sequence, dtype=float)
    elif isinstance(sequence, (list, tuple)) and set(map(type, sequence)) <= {float, int}:
        try:
            array = np.array(sequence, dtype=float)
        except OverflowError:
            pass
    if array is not None and np.isfinite(array).all() and (low is None or (array >= low).all()):
        return array
    # The slow way round says in words which of them is wrong.
    return values(sequence, what, low=low)


def labels_of(sequence, given, count):
    """The names of the points: those given, else a Series' or table's own index, else none."""
    if given is None:
        return sequence.index.tolist() if isinstance(sequence, (pd.Series, pd.DataFrame)) else None
    if isinstance(given, (str, bytes)) or not hasattr(given, "__iter__"):
        raise ValueError(f"The labels are a list or a column, one for each point; {given!r} was given.")
    names = given.tolist() if hasattr(given, "tolist") else list(given)
    if len(names) != count:
        raise ValueError(f"There are {count} points but {len(names)} labels: give one for each.")
    return names


def samples_of(samples, labels=None, *, least=2):
    """Subgroups, however they come, as ``Samples``: a table or array with a row a subgroup, a list of lists,
    or a dictionary.

    Of a table that has columns x1, x2, ... (x1_mm and the like) only these are measured values, and its
    column ``subgroup`` names the rows. Empty cells of a table are pieces that were not measured.

    >>> samples_of([[1, 2, 3], [4, 6]]).sizes
    array([3, 2])
    """
    if isinstance(samples, pd.DataFrame):
        rows, own = _of_table(samples)
    elif isinstance(samples, Mapping):
        rows, own = [_row(row, name) for name, row in samples.items()], list(samples)
    elif isinstance(samples, np.ndarray) and samples.ndim == 2:
        rows, own = _of_array(samples), None
    elif isinstance(samples, (list, tuple, pd.Series)):
        own = samples.index.tolist() if isinstance(samples, pd.Series) else None
        names = own if own is not None else range(1, len(samples) + 1)
        rows = [_row(row, name) for name, row in zip(names, samples, strict=True)]
    else:
        raise ValueError(
            "Give the subgroups as a table with a row a subgroup, or as a list of lists; "
            f"{_kind(samples)} was given."
        )
    if not len(rows):
        raise ValueError("There are no subgroups: the table or list is empty.")
    names = labels_of(None, labels, len(rows)) if labels is not None else own
    sizes = np.array([int((~np.isnan(row)).sum()) for row in rows])
    for place, size in enumerate(sizes):
        if size < least:
            called = names[place] if names is not None else place + 1
            have = "no value" if size == 0 else "only one value"
            raise ValueError(
                f"Subgroup {called} has {have}: two or more show how much the pieces differ. "
                "Leave it out; single values go into individuals()."
            )
    pieces = np.full((len(rows), max(len(row) for row in rows)), np.nan)
    for place, row in enumerate(rows):
        pieces[place, : len(row)] = row
    return Samples(pieces, sizes, names)


def counts_of(counts, what="count"):
    """Whole numbers, none negative.

    >>> counts_of([3, 2.5])
    Traceback (most recent call last):
    ...
    ValueError: Count 2 is 2.5: counts are whole numbers.
    """
    array = readings(counts, what, low=0.0)
    odd = np.flatnonzero(array != np.floor(array))
    if odd.size:
        place = odd[0]
        name = f"in row {counts.index[place]}" if isinstance(counts, pd.Series) else f"{place + 1}"
        raise ValueError(f"{what.capitalize()} {name} is {array[place]:g}: {what}s are whole numbers.")
    return array


def sizes_of(sizes, counts, *, whole):
    """How much was looked at, one size for all or one for each of the ``counts``."""
    count = len(counts)
    if is_sequence(sizes):
        if isinstance(sizes, pd.Series) and isinstance(counts, pd.Series):
            if list(sizes.index) != list(counts.index):
                raise ValueError(
                    "The counts and the sizes belong to different rows: take both from one table."
                )
        array = readings(sizes, "size", low=0.0)
        if len(array) != count:
            raise ValueError(f"There are {count} counts but {len(array)} sizes: give one size, or one each.")
    else:
        array = np.full(count, number(sizes, "size", low=0.0))
    if not (array > 0).all():
        place = int(np.flatnonzero(array <= 0)[0])
        raise ValueError(f"Size {place + 1} is 0: nothing was looked at there, so leave that row out.")
    if whole and (array != np.floor(array)).any():
        place = int(np.flatnonzero(array != np.floor(array))[0])
        raise ValueError(f"Size {place + 1} is {array[place]:g}: pieces come in whole numbers.")
    return array


def _of_table(table):
    if "characteristic" in table:
        found = list(pd.unique(table["characteristic"].dropna()))
        if len(found) > 1:
            raise ValueError(
                f"This table holds {len(found)} characteristics ({listed(found)}): "
                "choose the rows of one first."
            )
    measured = [name for name in table.columns if isinstance(name, str) and _PIECE.fullmatch(name)]
    measured = measured or [name for name in table.columns if name != "subgroup"]
    for name in measured:
        kind = table[name].dtype
        if str(name).lower() in _NUMBERING:
            raise ValueError(
                f"The column {name} is no measured piece: choose the columns that are, or, for one column "
                'of single values, give that column, such as table["concentration_g_per_l"].'
            )
        numbers = pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)
        if not numbers and not pd.api.types.is_object_dtype(kind):
            raise ValueError(
                f"The column {name} does not hold measured values: choose the columns of the pieces."
            )
    own = table["subgroup"].tolist() if "subgroup" in table else table.index.tolist()
    if not measured:
        raise ValueError("The table has no columns with measured values.")
    picked = table[measured]
    if any(pd.api.types.is_object_dtype(kind) for kind in picked.dtypes):
        rows = [
            _row([value for value in row if not _missing(value)], name, several=False)
            for name, row in zip(own, picked.itertuples(index=False), strict=True)
        ]
        return rows, own
    return _of_array(picked.to_numpy(dtype=float, na_value=np.nan), own), own


def _of_array(array, names=None):
    if array.dtype.kind not in "iuf":
        names = names if names is not None else range(1, len(array) + 1)
        return [_row(row, name) for name, row in zip(names, array.tolist(), strict=True)]
    rows = np.array(array, dtype=float)
    if np.isinf(rows).any():
        place = int(np.flatnonzero(np.isinf(rows).any(axis=1))[0])
        name = names[place] if names is not None else place + 1
        raise ValueError(f"Subgroup {name} holds an infinite value: was something divided by zero?")
    return rows


def _row(row, name, several=True):
    # Not is_sequence: it asks NumPy, which refuses rows of different lengths.
    if several and not isinstance(row, (list, tuple, np.ndarray, pd.Series)):
        raise ValueError(
            "Give the subgroups as a table with a row a subgroup, or as a list of lists, such as "
            "[[5, 7, 6], [6, 6, 8]]; single values go into individuals()."
        )
    try:
        return readings(list(row), "value")
    except ValueError as problem:
        raise ValueError(f"Subgroup {name}: {problem}") from None


def _missing(value):
    return value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))


def _kind(value):
    if isinstance(value, np.ndarray):
        return f"an array with {value.ndim} dimension{'s' if value.ndim != 1 else ''}"
    return repr(value) if isinstance(value, (str, int, float, type(None))) else f"a {type(value).__name__}"
