"""The time-study form as a workbook: readings in; element times, averages and cycle time by live formulas.

``record_workbook`` fills the form with a record, ``read_record`` reads it back."""

import math

import pandas as pd

from shopfloor.methods.arguments import listed
from shopfloor.methods.elements import one_study
from shopfloor.methods.tables import leave_out
from shopfloor.spreadsheets.forms import blank, find_headings, refuse
from shopfloor.spreadsheets.timestudy_form import (
    COLUMNS,
    HEADINGS,
    OPERATION,
    OPERATION_CELL,
    SHEET,
    time_study_form,
)

HEADINGS_READ = {name: HEADINGS[name] for name in (*COLUMNS, "left_out")}


def record_workbook(record, left_out=(), rows=None):
    """The form with a record filled in (see ``to_excel``), as an openpyxl workbook."""
    _check_record(record)
    out = set(record["observation"]) - set(leave_out(record, left_out)["observation"])
    lines = max(rows or 0, 60, len(record) + 12)
    return time_study_form(record, out, lines)


def read_record(sheet, path):
    """The record on a filled-in form (see ``read_form``)."""
    header_row, places = find_headings(sheet, HEADINGS_READ, path)
    record, wrong = [], []
    for row in range(header_row + 1, sheet.max_row + 1):
        cells = {name: sheet.cell(row, place) for name, place in places.items()}
        # Spare lines carry a number of observation already, so a number alone does not make a line.
        if all(blank(cells[name].value) for name in ("element", "reading_min", "remark", "left_out")):
            continue
        record.append(_line(cells, wrong))
    wrong += _repeated(record)
    refuse(wrong, path)
    table = pd.DataFrame(record, columns=[*COLUMNS, "left_out"])
    table = table.astype({"observation": "int64", "cycle": "int64", "reading_min": "float64"})
    table.attrs["left_out"] = [
        int(number) for number in table.loc[table["left_out"].astype(bool), "observation"]
    ]
    table = table.drop(columns="left_out")
    operation = _operation(sheet, header_row)
    if not blank(operation):
        table.insert(0, "operation", str(operation).strip())
    return table


def _operation(sheet, header_row):
    """What is written beside the word Operation, wherever inserted lines have pushed it."""
    asked, answer = sheet["A2"], sheet[OPERATION_CELL]
    rows = [row for row in range(1, header_row) if sheet.cell(row, asked.column).value == OPERATION]
    return sheet.cell(rows[0], answer.column).value if rows else None


def _check_record(record):
    one_study(record)
    lacking = [name for name in COLUMNS if name not in record and name != "remark"]
    if lacking:
        raise ValueError(f"The record has no column {listed(lacking)}: it has {listed(record.columns)}.")
    if not pd.api.types.is_numeric_dtype(record["reading_min"]) and len(record):
        raise ValueError(
            "The column reading_min does not hold numbers: the form takes readings in decimal minutes."
        )
    if len(record) and record["reading_min"].isna().any():
        raise ValueError(
            "Some readings are empty: the form takes the readings of a watch that runs on (continuous)."
        )


def _line(cells, wrong):
    def complain(name, words):
        wrong.append(f"{SHEET}!{cells[name].coordinate}: {words}")

    def whole(name):
        value = cells[name].value
        value = value.strip() if isinstance(value, str) else value
        try:
            number = None if isinstance(value, bool) or blank(value) else float(value)
        except (TypeError, ValueError):
            number = None
        if number is None or not math.isfinite(number) or number != int(number) or number < 1:
            words = (
                f"the {name} number is missing" if blank(value) else f"{value!r} is not a whole number from 1"
            )
            complain(name, words)
            return 0
        return int(number)

    element = cells["element"].value
    if blank(element):
        complain("element", "the letter of the element is missing")
    mark = cells["left_out"].value
    if not blank(mark) and str(mark).strip().lower() != "x":
        complain("left_out", f"{mark!r} is not x: write x, or leave the cell empty")
    remark = cells["remark"].value
    return {
        "observation": whole("observation"),
        "cycle": whole("cycle"),
        "element": "" if blank(element) else str(element).strip(),
        "reading_min": _reading(cells["reading_min"].value, complain),
        "remark": "" if remark is None else str(remark),
        "left_out": not blank(mark),
    }


def _reading(value, complain):
    if blank(value):
        complain("reading_min", "the reading is missing")
        return 0.0
    try:
        number = None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        number = None
    if number is None or not math.isfinite(number):
        point = str(value).replace(",", ".").strip()
        advice = f": write {point}" if "," in str(value) and point.replace(".", "", 1).isdigit() else ""
        complain("reading_min", f"{str(value)!r} is not a number{advice}")
        return 0.0
    if number < 0:
        complain("reading_min", f"{number:g} is negative, and no watch shows that")
    return number


def _repeated(record):
    numbers = [line["observation"] for line in record if line["observation"]]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    return [f"observation {listed(twice)} is there more than once"] if twice else []
