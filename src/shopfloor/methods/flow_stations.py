"""A line's stations as they come (a table of the course, a list of times), brought into one form."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number
from shopfloor.methods.flow_draws import scv_of

__all__ = ["Line", "Station", "column_of", "read_line", "unit_of"]

# The ending of a column's name is its unit; a table has one.
_UNITS = ("_min", "_s", "_h", "_days", "_time", "")
_SAME_UNIT = {"_time": "", "": ""}


@dataclass(frozen=True)
class Station:
    """What a station is: times in the line's unit, scv for squared coefficients of variation."""

    name: str
    machines: int
    process_time: float
    process_scv: float
    distribution: str
    mtbf: float | None
    mttr: float | None
    repair_scv: float
    setup_time: float
    setup_scv: float
    process_batch: int
    cards: int | None


@dataclass(frozen=True)
class Line:
    """The stations in the order of the flow, and how parts come to them (None: the table does not say)."""

    stations: tuple
    arrival_gap: float | None
    arrival_scv: float | None
    unit: str

    @property
    def names(self):
        return [station.name for station in self.stations]


def read_line(stations, **given):
    """A ``Line`` from a table with the columns ``station`` and ``process_min`` (and more, see
    ``flow.simulate``), from a dictionary name -> process time, or from a list of process times.

    ``given``: settings for all stations that the caller was given as arguments; None where not.

    >>> [(one.name, one.process_time) for one in read_line([2, 5]).stations]
    [('1', 2.0), ('2', 5.0)]
    """
    table = _as_table(stations)
    unit = unit_of(table.columns)
    names = _names(table)
    count = len(names)

    def column(base, default, above=None):
        what = _WORDS.get(base, base.replace("_", " "))
        wanted = given.get(base)
        if wanted is not None:
            return [
                None if one is None else number(one, _of(what, name), above=above)
                for one, name in zip(_one_each(wanted, names, what), names, strict=True)
            ]
        found = column_of(table.columns, base)
        if found is None:
            return [default] * count
        return [
            default if _empty(cell) else number(cell, _of(what, name), above=above)
            for cell, name in zip(table[found], names, strict=True)
        ]

    if column_of(table.columns, "process") is None:
        raise ValueError(
            "The table of stations has no column with the process times, such as process_min; "
            f"it has {listed(table.columns)}."
        )
    process = column("process", None, above=0)
    for name, time in zip(names, process, strict=True):
        if time is None:
            raise ValueError(f"The process time of {name} is empty: fill it in.")
    machines = [_whole(one, "number of machines", name) for one, name in zip(column("machines", 1.0), names)]
    mtbf, mttr = column("mtbf", None, above=0), column("mttr", None, above=0)
    for name, between, repair in zip(names, mtbf, mttr, strict=True):
        if (between is None) != (repair is None):
            has, lacks = ("mtbf", "mttr") if repair is None else ("mttr", "mtbf")
            raise ValueError(
                f"{name} has a {has} but no {lacks}: give both, the time between breakdowns and the time to "
                "repair, or neither."
            )
    batch = [_whole(one, "process batch", name) for one, name in zip(column("process_batch", 1.0), names)]
    cards = [
        None if one is None else _whole(one, "number of cards", name)
        for one, name in zip(column("cards", None), names)
    ]
    distribution = _distributions(table, given.get("distribution"), names)
    scv = column("process_scv", 0.0)
    return Line(
        stations=tuple(
            Station(
                name=names[i],
                machines=machines[i],
                process_time=process[i],
                process_scv=scv_of(distribution[i], scv[i], f"Station {names[i]}"),
                distribution=distribution[i],
                mtbf=mtbf[i],
                mttr=mttr[i],
                repair_scv=repair_scv,
                setup_time=setup,
                setup_scv=setup_scv,
                process_batch=batch[i],
                cards=cards[i],
            )
            for i, (repair_scv, setup, setup_scv) in enumerate(
                zip(column("repair_scv", 1.0), column("setup", 0.0), column("setup_scv", 0.0), strict=True)
            )
        ),
        arrival_gap=_same_in_every_row(table, "arrival_gap", above=0),
        arrival_scv=_same_in_every_row(table, "arrival_scv"),
        unit=unit,
    )


def column_of(columns, base):
    """The name under which a table has the column ``base``: with its unit, or without. None: it has not.

    >>> column_of(["station", "process_min"], "process"), column_of(["station"], "mtbf")
    ('process_min', None)
    """
    endings = _UNITS if base in _TIMES else ("",)
    names = [base + ending for ending in endings] + list(_OTHER_NAMES.get(base, ()))
    there = [name for name in names if name in columns]
    if len(there) > 1:
        raise ValueError(f"The table has {listed(there)}, which say the same: leave one of them out.")
    return there[0] if there else None


def unit_of(columns):
    """The unit that the names of a table's time columns end in ("min"), "" where they name none.

    >>> unit_of(["station", "process_min", "mtbf_min"])
    'min'
    """
    found = {}
    for base in _TIMES:
        name = column_of(columns, base)
        if name is not None and name not in _OTHER_NAMES.get(base, ()):
            ending = name[len(base) :]
            found.setdefault(_SAME_UNIT.get(ending, ending[1:]), name)
    if len(found) > 1:
        raise ValueError(
            f"The columns {listed(found.values())} are in different units: a table needs one unit of time."
        )
    return next(iter(found), "")


_TIMES = ("process", "mtbf", "mttr", "setup", "arrival_gap")
_SCV = "squared coefficient of variation"
_WORDS = {
    "process": "process time",
    "process_scv": f"{_SCV} of the process time",
    "repair_scv": f"{_SCV} of the repairs",
    "setup": "set-up time",
    "setup_scv": f"{_SCV} of the set-ups",
    "arrival_scv": f"{_SCV} of the arrivals",
    "cards": "number of cards",
    "machines": "number of machines",
}
_OTHER_NAMES = {"cards": ("kanban",), "process_batch": ("batch_pieces",)}


def _as_table(stations):
    if isinstance(stations, pd.DataFrame):
        table = stations
    elif isinstance(stations, Mapping):
        table = pd.DataFrame(
            {"station": list(stations), "process_time": list(stations.values())}, dtype=object
        )
    elif is_sequence(stations):
        rows = list(stations)
        if rows and all(isinstance(row, Mapping) for row in rows):
            table = pd.DataFrame(rows)
        else:
            table = pd.DataFrame(
                {"station": [str(place) for place in range(1, len(rows) + 1)], "process_time": rows},
                dtype=object,
            )
    elif isinstance(stations, (list, tuple)):
        table = pd.DataFrame({"station": [], "process_time": []})
    else:
        raise ValueError(
            "Give the stations as a table with the columns station and process_min, or as a list of process "
            f"times; {type(stations).__name__} was given."
        )
    if not len(table):
        raise ValueError("There is no station in the line: the table or list is empty.")
    return table


def _names(table):
    if "station" not in table:
        raise ValueError(f"The table of stations has no column station; it has {listed(table.columns)}.")
    names = []
    for place, name in enumerate(table["station"], start=1):
        if _empty(name) or not str(name).strip():
            raise ValueError(f"Station {place} has no name: fill it in.")
        names.append(str(name).strip())
    for name in names:
        if names.count(name) > 1:
            raise ValueError(
                f"There are {names.count(name)} stations called {name}: a part passes a station once, so "
                "give each a name of its own, and several machines of a station in the column machines."
            )
    return names


def _one_each(wanted, names, what):
    """One value for all stations, or one each, in their order."""
    if isinstance(wanted, (Mapping, pd.Series)) and not isinstance(wanted, str):
        wanted = dict(wanted)
        for name in wanted:
            if name not in names:
                raise ValueError(f"There is a {what} for {name!r}, but the stations are {listed(names)}.")
        return [wanted.get(name) for name in names]
    if is_sequence(wanted):
        wanted = list(wanted)
        if len(wanted) != len(names):
            raise ValueError(
                f"There are {len(names)} stations ({listed(names)}) but {len(wanted)} values for {what}."
            )
        return wanted
    return [wanted] * len(names)


def _distributions(table, wanted, names):
    if wanted is None:
        wanted = list(table["distribution"]) if "distribution" in table else "gamma"
    if isinstance(wanted, str):
        return [wanted] * len(names)
    return [
        "gamma" if one is None or _empty(one) else one for one in _one_each(wanted, names, "distribution")
    ]


def _same_in_every_row(table, base, above=None):
    found = column_of(table.columns, base)
    if found is None:
        return None
    cells = [cell for cell in table[found] if not _empty(cell)]
    what = _WORDS.get(base, base.replace("_", " "))
    values = [number(cell, what, above=above) for cell in cells]
    if len(set(values)) > 1:
        raise ValueError(
            f"The column {found} has several values ({min(values):g} to {max(values):g}): parts come to the "
            "first station only, so it is the same in every row."
        )
    return values[0] if values else None


def _whole(value, what, name):
    if value != math.floor(value) or value < 1:
        raise ValueError(f"The {_of(what, name)} must be a whole number, 1 or more; {value:g} was given.")
    return int(value)


def _of(what, name):
    return f"{what} of station {name}"


def _empty(cell):
    return cell is None or cell is pd.NA or (isinstance(cell, (float, np.floating)) and np.isnan(cell))
