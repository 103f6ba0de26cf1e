"""Records of units: the number and the time of each, and what was noted beside it."""

from dataclasses import dataclass

import pandas as pd

from shopfloor.data import load
from shopfloor.methods import learning
from shopfloor.methods.arguments import listed


@dataclass(frozen=True)
class Record:
    """One product's units in their order: ``units``, ``times``, and ``remarks`` by unit where there are any."""

    name: str
    units: tuple
    times: tuple
    remarks: dict


def course_records() -> list[Record]:
    """The course's own: a pump station, and the products of ``learning/unit_records``."""
    return [
        *records_of(load("learning/unit_hours"), "unit", "hours", name="pump station"),
        *records_of(load("learning/unit_records"), "unit", "hours"),
    ]


def records_of(table, units, times, name="your record") -> list[Record]:
    """The records of a table: one for each product, if it has a column ``product``. ValueError in words."""
    if not isinstance(table, pd.DataFrame):
        raise ValueError(
            'Give a table with a row per unit, such as load("learning/unit_hours"); '
            f"{' '.join(repr(table).split())[:60]} was given."
        )
    lacking = [column for column in (units, times) if column not in table]
    if lacking:
        raise ValueError(
            f"The table has no column {listed(map(repr, lacking))}: it has {listed(table.columns)}. "
            "Say which columns are meant with units= and times=."
        )
    if "product" not in table:
        return [_record(name, table, units, times)]
    parts = table.groupby("product", sort=False, observed=True)
    return [_record(str(product), rows, units, times) for product, rows in parts]


def _record(name, table, units, times):
    numbers, checked = learning.points(table[units], table[times])
    if len(numbers) < 2:
        raise ValueError(f"The record of {name} has one unit: two or more are needed for a line.")
    notes = table["remark"] if "remark" in table else [""] * len(table)
    remarks = {
        int(unit): note.strip()
        for unit, note in zip(table[units], notes, strict=True)
        if isinstance(note, str) and note.strip()
    }
    return Record(name, tuple(map(int, numbers)), tuple(map(float, checked)), remarks)
