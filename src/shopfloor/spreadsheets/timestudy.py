"""The time-study form as a workbook: readings in; element times, averages and cycle time by live formulas."""

import pandas as pd

from shopfloor.methods.arguments import listed
from shopfloor.methods.elements import one_study
from shopfloor.methods.tables import leave_out
from shopfloor.spreadsheets.files import open_workbook, write_workbook
from shopfloor.spreadsheets.form import COLUMNS, HEADINGS, OPERATION_CELL, SHEET, time_study_form


def to_excel(record, path, *, left_out=(), rows=None, overwrite=False):
    """Writes a record as the time-study form, a workbook with live formulas, and returns its path.

    ``record``: a table of one operation with the columns observation, cycle, element, reading_min (continuous
    readings in decimal minutes; foreign rows have the element "F") and, if there are any, remark and
    operation. An empty table gives a blank form. ``left_out``: observation numbers to be marked as not
    averaged. ``rows``: lines on the form (at least 60, and always some to spare). A file that is already
    there is not touched unless ``overwrite=True`` (FileExistsError).

    >>> import tempfile, pathlib
    >>> record = pd.DataFrame({"observation": [1, 2], "cycle": [1, 1], "element": ["A", "B"],
    ...                        "reading_min": [0.12, 0.31], "remark": ["", "tight thread"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = to_excel(record, pathlib.Path(folder) / "study.xlsx")
    ...     read_form(path)["reading_min"].to_list()
    [0.12, 0.31]
    """
    _check_record(record)
    out = set(record["observation"]) - set(leave_out(record, left_out)["observation"])
    lines = max(rows or 0, 60, len(record) + 12)
    return write_workbook(time_study_form(record, out, lines), path, overwrite)


def read_form(path):
    """Reads a filled-in form back as the record: observation, cycle, element, reading_min, remark.

    Where the form names an operation, the column operation comes first. The observations marked as left out
    are in
    ``record.attrs["left_out"]``. Empty lines are skipped. ValueError names each wrong cell, such as
    "Readings!D9: 'abc' is not a number".
    """
    workbook = open_workbook(path)
    if SHEET not in workbook.sheetnames:
        raise ValueError(
            f"{path} has no sheet called {SHEET}; it has {listed(workbook.sheetnames)}: is it the form?"
        )
    sheet = workbook[SHEET]
    header_row, places = _find_header(sheet, path)
    record, wrong = [], []
    for row in range(header_row + 1, sheet.max_row + 1):
        cells = {name: sheet.cell(row, place) for name, place in places.items()}
        # Spare lines carry a number of observation already, so a number alone does not make a line.
        if all(_blank(cells[name].value) for name in ("element", "reading_min", "remark", "left_out")):
            continue
        record.append(_line(cells, wrong))
    wrong += _repeated(record)
    if wrong:
        more = f" (and {len(wrong) - 3} more)" if len(wrong) > 3 else ""
        raise ValueError(
            f"{path}: {'; '.join(wrong[:3])}{more}. Mend it in the workbook, save, and read it again."
        )
    table = pd.DataFrame(record, columns=[*COLUMNS, "left_out"])
    table = table.astype({"observation": "int64", "cycle": "int64", "reading_min": "float64"})
    table.attrs["left_out"] = [
        int(number) for number in table.loc[table["left_out"].astype(bool), "observation"]
    ]
    table = table.drop(columns="left_out")
    operation = sheet[OPERATION_CELL].value
    if not _blank(operation):
        table.insert(0, "operation", str(operation).strip())
    return table


def _check_record(record):
    if not isinstance(record, pd.DataFrame):
        raise ValueError(f"The first thing to give is a table; {type(record).__name__} was given.")
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


def _find_header(sheet, path):
    """The row of the headings and the column of each input; lines inserted above, or moved columns, do no
    harm."""
    wanted = {HEADINGS[name]: name for name in (*COLUMNS, "left_out")}
    for row in range(1, min(sheet.max_row, 40) + 1):
        places = {}
        for cell in sheet[row]:
            if isinstance(cell.value, str) and cell.value.strip() in wanted:
                places.setdefault(wanted[cell.value.strip()], cell.column)
        if len(places) == len(wanted):
            return row, places
    raise ValueError(
        f"{path}: the sheet {SHEET} has no line of headings ({listed(wanted)}): "
        "write a fresh form with to_excel and copy the readings into it."
    )


def _line(cells, wrong):
    def complain(name, words):
        wrong.append(f"{SHEET}!{cells[name].coordinate}: {words}")

    def whole(name):
        value = cells[name].value
        value = value.strip() if isinstance(value, str) else value
        try:
            number = None if isinstance(value, bool) or _blank(value) else float(value)
        except (TypeError, ValueError):
            number = None
        if number is None or number != int(number) or number < 1:
            words = (
                f"the {name} number is missing"
                if _blank(value)
                else f"{value!r} is not a whole number from 1"
            )
            complain(name, words)
            return 0
        return int(number)

    element = cells["element"].value
    if _blank(element):
        complain("element", "the letter of the element is missing")
    mark = cells["left_out"].value
    if not _blank(mark) and str(mark).strip().lower() != "x":
        complain("left_out", f"{mark!r} is not x: write x, or leave the cell empty")
    remark = cells["remark"].value
    return {
        "observation": whole("observation"),
        "cycle": whole("cycle"),
        "element": "" if _blank(element) else str(element).strip(),
        "reading_min": _reading(cells["reading_min"].value, complain),
        "remark": "" if remark is None else str(remark),
        "left_out": not _blank(mark),
    }


def _reading(value, complain):
    if _blank(value):
        complain("reading_min", "the reading is missing")
        return 0.0
    try:
        number = None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        number = None
    if number is None:
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


def _blank(value):
    return value is None or (isinstance(value, str) and not value.strip())
