"""Where the tables are and what datapackage.json says of each."""

import difflib
import json
from functools import cache
from pathlib import Path

from .errors import DataError

DESCRIPTOR = "datapackage.json"
_PACKAGE = Path(__file__).resolve().parent.parent
# A text file has no schema in the descriptor: here it is a table of its lines.
_LINES = {
    "fields": [
        {
            "name": "line",
            "type": "integer",
            "description": "Number of the line, from 1",
            "constraints": {"required": True},
        },
        {
            "name": "text",
            "type": "string",
            "description": "What stands in it; an empty line is an empty text",
        },
    ]
}


def datasets_folder(package=_PACKAGE):
    """Return the folder of the tables: inside an installed package, beside ``src`` in a checkout."""
    for folder in (package / "datasets", package.parent.parent / "datasets"):
        if (folder / DESCRIPTOR).is_file():
            return folder
    wanted = package / "datasets" / DESCRIPTOR
    raise DataError(f"The course's data are missing: there is no {wanted}. Install shopfloor again.")


@cache
def _resources(folder):
    path = folder / DESCRIPTOR
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        return {resource["name"]: {"schema": _LINES, **resource} for resource in package["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        raise DataError(f"{path} cannot be read. Take a fresh copy of it from the course.") from None


def names():
    """Return the names of all tables, in the order of the descriptor.

    >>> "timestudy/stopwatch_study" in names()
    True
    """
    return list(_resources(datasets_folder()))


def resource(name):
    """Return what the descriptor says of one table (a dict, not to be changed).

    Raises
    ------
    DataError
        No table has that name; the nearest names are given.

    Examples
    --------
    >>> resource("careers/prices")["path"]
    'careers/prices.csv'
    >>> resource("prices")
    Traceback (most recent call last):
    shopfloor.data.errors.DataError: There is no data called 'prices'. Did you mean 'careers/prices'?
    """
    known = _resources(datasets_folder())
    if not isinstance(name, str):
        raise DataError(f"The name of a table is text in quotes, such as 'careers/wages'; {name!r} is not.")
    if name not in known:
        raise DataError(f"There is no data called {name!r}. {_nearest(name, known)}")
    return known[name]


def _nearest(name, known):
    asked = name.strip().casefold().replace("\\", "/").removesuffix(".csv")
    # A name without its folder is the usual slip, so both forms are compared.
    file = asked.split("/")[-1]
    near = {full: max(_alike(asked, full), _alike(file, full.split("/")[-1])) for full in known}
    best = max(near.values(), default=0)
    close = [full for full in known if near[full] >= max(0.6, best - 0.1)][:3]
    if close:
        return f"Did you mean {' or '.join(map(repr, close))}?"
    return f"There are {', '.join(map(repr, known))}."


def _alike(a, b):
    return difflib.SequenceMatcher(None, a, b).ratio()


def file_of(name):
    """Return the path of a table's file."""
    return datasets_folder() / resource(name)["path"]
