"""Reading a table to its description: every cell by the type that datapackage.json states."""

import csv
import hashlib
import io
import re
import warnings
from datetime import datetime

from . import catalog
from .errors import ChangedDataWarning, DataError

_FRESH = "Take a fresh copy of the file from the course."
_WORDS = {
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date such as 2026-03-31",
    "datetime": "a date and time such as 2026-03-31 06:00",
}
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def load(name):
    """Return one of the course's tables.

    Parameters
    ----------
    name : str
        Folder and file, such as ``"timestudy/stopwatch_study"``.

    Returns
    -------
    pandas.DataFrame
        A new table each time. Text that is empty in the file is ``""``; a missing number is missing. Columns
        with a fixed list of values are categories. A text file comes as a table of its lines: line, text.

    Raises
    ------
    DataError
        Unknown name (the nearest are given), or a file that does not fit its description: the message names
        the file, the row (the headings are row 1, as in a spreadsheet) and the column.

    Warns
    -----
    ChangedDataWarning
        The file fits its description, but somebody has changed it.

    Examples
    --------
    >>> prices = load("careers/prices")
    >>> prices[prices["year"] >= 2023]
       year  price_index
    6  2023      304.702
    7  2024      313.689
    """
    resource = catalog.resource(name)
    path = catalog.file_of(name)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{path} cannot be opened ({error.strerror}). {_FRESH}") from None
    except UnicodeDecodeError:
        raise DataError(f"{path} is not a text file in UTF-8. {_FRESH}") from None
    read = _lines if resource["profile"] == "data-resource" else _table
    table = read(resource, text, path)
    # Git on Windows may end lines its own way; that changes no number.
    if hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest() != resource["hash"].removeprefix("sha256:"):
        warnings.warn(
            f"{path} has been changed: its numbers are no longer the course's, so answers may not match. "
            f"{_FRESH}",
            ChangedDataWarning,
            stacklevel=2,
        )
    return table


def from_rows(resource, rows, source):
    """Return the table of rows of text cells, each cell turned into the type its field states.

    Parameters
    ----------
    resource : dict
        The table's entry in datapackage.json.
    rows : list of sequences of str
        In the order of the fields.
    source : str or Path
        Named in an error.
    """
    import pandas as pd  # here, so that an id or a description does not wait for pandas

    # Remarks and duties are sentences, and pandas cuts what it shows at 50 characters.
    pd.set_option("display.max_colwidth", None)
    fields = resource["schema"]["fields"]
    for number, row in enumerate(rows, start=2):
        if len(row) != len(fields):
            raise DataError(f"{source}, row {number}: {len(row)} cells instead of {len(fields)}. {_FRESH}")
    columns = {}
    for place, field in enumerate(fields):
        columns[field["name"]] = _column(field, [row[place] for row in rows], source)
    return pd.DataFrame(columns)


def _table(resource, text, path):
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise DataError(f"{path} cannot be read as a table ({error}). {_FRESH}") from None
    while rows and not rows[-1]:
        rows.pop()  # empty lines that an editor left at the end
    expected = [field["name"] for field in resource["schema"]["fields"]]
    _check_headings(rows[0] if rows else [], expected, path)
    return from_rows(resource, rows[1:], path)


def _lines(resource, text, path):
    # Not splitlines(): in a damaged page a stray control character may look like the end of a line.
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return from_rows(resource, [(str(number), line) for number, line in enumerate(lines, start=1)], path)


def _check_headings(found, expected, path):
    if found == expected:
        return
    missing = [name for name in expected if name not in found]
    extra = [name for name in found if name not in expected]
    if missing:
        what = f"the column {missing[0]!r} is missing from row 1"
    elif extra:
        what = f"the column {extra[0]!r} in row 1 does not belong to it"
    else:
        what = f"the columns in row 1 are not in the order {', '.join(expected)}"
    raise DataError(f"{path}: {what}. {_FRESH}")


def _column(field, cells, source):
    import pandas as pd

    kind = field["type"]
    rules = field.get("constraints", {})
    required, allowed = rules.get("required", False), rules.get("enum")
    values = []
    for number, cell in enumerate(cells, start=2):
        where = f"{source}, row {number}, column {field['name']!r}"
        if cell == "" and required:
            raise DataError(f"{where}: nothing is there. {_FRESH}")
        if allowed and cell not in allowed and cell != "":
            raise DataError(f"{where}: {cell!r} is not one of {', '.join(allowed)}. {_FRESH}")
        try:
            values.append(_READ[kind](cell))
        except ValueError:
            raise DataError(f"{where}: {cell!r} is not {_WORDS[kind]}. {_FRESH}") from None
    if allowed:
        return pd.Categorical([value or None for value in values], categories=allowed)
    return pd.Series(values, dtype=_dtype(kind, required))


def _integer(cell):
    if cell == "":
        return None
    if not _INTEGER.fullmatch(cell):
        raise ValueError
    return int(cell)


def _number(cell):
    if cell == "":
        return None
    if not _NUMBER.fullmatch(cell):
        raise ValueError
    return float(cell)


def _boolean(cell):
    if cell == "":
        return None
    if cell.lower() not in ("true", "false"):
        raise ValueError
    return cell.lower() == "true"


def _moment(form):
    def read(cell):
        if cell == "":
            return None
        # Written exactly so, with its zeros: strptime alone would let 2026-3-1 pass.
        found = datetime.strptime(cell, form)
        if found.strftime(form) != cell:
            raise ValueError
        return found

    return read


_READ = {
    "string": str,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _moment("%Y-%m-%d"),
    "datetime": _moment("%Y-%m-%d %H:%M"),
}


def _dtype(kind, required):
    # The description says whether a value may be missing, so that a column's type never depends on the rows.
    if kind == "integer":
        return "int64" if required else "Int64"
    if kind == "boolean":
        return "bool" if required else "boolean"
    return {"number": "float64", "string": "str", "date": "datetime64[s]", "datetime": "datetime64[s]"}[kind]
