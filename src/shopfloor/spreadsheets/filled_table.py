"""What was filled in on a drawn sheet, read by the description that drew it."""

import math

from shopfloor.spreadsheets.calculation import CLOCK, allowed_words, bounds
from shopfloor.spreadsheets.clock import in_words, when
from shopfloor.spreadsheets.forms import blank, find_headings

_HOLDS = {
    ">=": lambda value, limit: value >= limit,
    ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit,
    "<": lambda value, limit: value < limit,
}


def read_lines(sheet, table, path, wrong):
    """The filled lines of ``table``, each a dictionary: name of the column -> value, ``cells`` -> the cells.

    Text comes as text, a clock time as "09:05", an empty cell that may be empty as None. What is wrong is added
    to ``wrong``, in words that name the cell.
    """
    asked = {column.name: column for column in table.columns if column.filled_in and not column.fixed}
    headings = {name: heading(column) for name, column in asked.items()}
    header_row, places = find_headings(sheet, headings, path)
    found = []
    for row in range(header_row + 1, sheet.max_row + 1):
        cells = {name: sheet.cell(row, place) for name, place in places.items()}
        if sheet.cell(row, 1).font.bold and _is_title(sheet, row):
            break  # the next table begins
        if all(blank(cell.value) for cell in cells.values()):
            continue
        line = {name: _value(cells[name], column, wrong) for name, column in asked.items()}
        found.append(line | {"cells": cells})
    return found


def read_input(sheet, line, wrong):
    """The number beside the label of an ``Input``, wherever inserted lines have pushed it; None where empty."""
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, 1).value == line.label:
            cell = sheet.cell(row, 2)
            if blank(cell.value):
                if not line.may_be_empty:
                    wrong.append(f"{where(cell)}: {line.label} is missing")
                return None
            return _value(cell, line, wrong)
    wrong.append(f"the line {line.label!r} is missing")
    return None


def heading(column):
    """The words above a column."""
    return f"{column.heading} ({column.unit})" if column.unit else column.heading


def where(cell):
    """The place of a cell as a person finds it: "Tours!B12"."""
    return f"{cell.parent.title}!{cell.coordinate}"


def _is_title(sheet, row):
    """Whether this line is the title of a part: it is underlined from end to end, and no cell is shaded."""
    cell = sheet.cell(row, 1)
    return cell.fill.fill_type is None and cell.border.bottom.style == "thin" and not blank(cell.value)


def _value(cell, part, wrong):
    value = cell.value
    name = getattr(part, "heading", None) or part.label
    if blank(value):
        if not part.may_be_empty:
            wrong.append(f"{where(cell)}: {name} is missing")
        return None
    if getattr(part, "text", False):
        return _words(cell, part, wrong)
    if part.shown == CLOCK:
        try:
            return in_words(when(value))
        except ValueError as problem:
            wrong.append(f"{where(cell)}: {problem}")
            return None
    number = _number(value)
    allowed = number is not None and all(_HOLDS[sign](number, limit) for sign, limit, _ in bounds(part))
    if not allowed or (part.whole and number != int(number)):
        wrong.append(f"{where(cell)}: {str(value)!r} is not {allowed_words(part)}{_advice(value, part)}")
        return None
    return int(number) if part.whole else number


def _words(cell, part, wrong):
    value = cell.value
    text = str(int(value) if isinstance(value, float) and value == int(value) else value).strip()
    if not part.choices:
        return text
    for one in part.choices:
        if text.casefold() == one.casefold():
            return one
    wrong.append(f"{where(cell)}: {text!r} is not {allowed_words(part)}")
    return None


def _number(value):
    """A finite number, or None."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _advice(value, part):
    """What was probably meant: a decimal comma, or a percentage where a fraction is asked for."""
    point = str(value).replace(",", ".").strip()
    if "," in str(value) and _number(point) is not None:
        return f": write {point}"
    number = _number(value)
    top = part.high if part.high is not None else part.below
    if number is not None and part.unit == "fraction" and top is not None and top < number <= 100 * top:
        return f": write {number / 100:g} for {number:g} %"
    return ""
