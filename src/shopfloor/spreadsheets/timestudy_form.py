"""The time-study form, drawn: one sheet with a line per observation on the left and the summary on the right.

Shaded cells are filled in by hand, the others calculate. The formulas use names (``time_min``, ``element``)
and not only addresses, so that they can be read.
"""

import pandas as pd

from shopfloor.spreadsheets.look import (
    FONT,
    column_letter,
    define,
    head,
    new_workbook,
    put_text,
    set_up_page,
    shade,
    warn_where,
)

SHEET = "Readings"
COLUMNS = ("observation", "cycle", "element", "reading_min", "remark")
HEADINGS = {
    "observation": "Observation",
    "cycle": "Cycle",
    "element": "Element",
    "reading_min": "Reading (min)",
    "remark": "Remark",
    "left_out": "Left out",
    "time_min": "Element time (min)",
    "check": "Check",
}
SUMMARY = (
    "Element",
    "Times averaged",
    "Average (min)",
    "Occurrences per cycle",
    "Time per cycle (min)",
)
OPERATION, OPERATION_CELL = "Operation", "C2"
HEADER_ROW = 7
SUMMARY_LINES = 8
FIRST_SUMMARY_COLUMN = 10
INSTRUCTIONS = (
    "Fill in the shaded cells; the white ones calculate. One line per observation: the letter of the "
    "element, and the reading of the watch, which runs on, in decimal minutes.",
    "Write F as the element where something foreign to the job happened; it counts in no average. Work "
    "that is done only in some cycles is not foreign: give it a letter of its own.",
    "Type x under Left out for a time that must not be averaged (a slip of the watch), and write the "
    "reason as a remark. A new element gets a line in the summary.",
)


def time_study_form(record, out, lines):
    """An openpyxl workbook with ``lines`` lines: ``record`` filled in, the observations ``out`` marked."""
    workbook, sheet = new_workbook("Time study", SHEET)
    first, last = HEADER_ROW + 1, HEADER_ROW + lines
    _write_top(sheet, record)
    _write_lines(sheet, record, out, first, last)
    _name_ranges(workbook, sheet, first, last)
    total_row = _write_summary(sheet, record, first)
    define(workbook, sheet, "cycle_time_min", f"${column_letter(FIRST_SUMMARY_COLUMN + 4)}${total_row}")
    _guard_inputs(sheet, first, last)
    _lay_out(sheet, last)
    return workbook


def _write_top(sheet, record):
    from openpyxl.styles import Alignment, Font

    sheet["A1"] = "Time study: continuous readings"
    sheet["A1"].font = Font(name=FONT, bold=True, size=16)
    labels = (
        ("A2", OPERATION, OPERATION_CELL),
        ("F2", "Observed by", "G2"),
        ("J2", "Date and place", "L2"),
    )
    for label, words, cell in labels:
        sheet[label] = words
        sheet[label].font = Font(name=FONT, bold=True)
        shade(sheet[cell])
    for area in ("C2:E2", "G2:H2", "L2:N2"):
        sheet.merge_cells(area)
    if "operation" in record and len(record):
        put_text(sheet[OPERATION_CELL], record["operation"].iloc[0])
    for row, words in enumerate(INSTRUCTIONS, start=3):
        sheet.cell(row, 1, words).alignment = Alignment(wrap_text=True, vertical="center")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=14)
        sheet.row_dimensions[row].height = 19


def _write_lines(sheet, record, out, first, last):
    for place, heading in enumerate(HEADINGS.values(), start=1):
        head(sheet.cell(HEADER_ROW, place, heading))
    remarks = record["remark"].fillna("") if "remark" in record else [""] * len(record)
    rows = zip(*(record[name] for name in COLUMNS[:-1]), remarks, strict=True)
    for row, (observation, cycle, element, reading, remark) in enumerate(rows, start=first):
        sheet.cell(row, 1, int(observation))
        sheet.cell(row, 2, int(cycle))
        put_text(sheet.cell(row, 3), element)
        sheet.cell(row, 4, float(reading))
        put_text(sheet.cell(row, 5), remark)
        if observation in out:
            sheet.cell(row, 6, "x")
    # The spare lines are numbered on, ready to be filled in.
    used = int(record["observation"].max()) if len(record) else 0
    for number, row in enumerate(range(first + len(record), last + 1), start=used + 1):
        sheet.cell(row, 1, number)
    for row in range(first, last + 1):
        for place in range(1, 7):
            shade(sheet.cell(row, place), centred=place != 5)
        sheet.cell(row, 4).number_format = "0.00"
        before = "0" if row == first else f"D{row - 1}"
        empty = f'D{row}=""' if row == first else f'OR(D{row}="",D{row - 1}="")'
        # Two decimals go in; the rounding only takes away the dust of binary fractions.
        sheet.cell(row, 7, f'=IF({empty},"",ROUND(D{row}-{before},6))').number_format = "0.00"
        sheet.cell(row, 8, f'=IF(G{row}="","",IF(G{row}<0,"reading smaller than the one before",""))')


def _name_ranges(workbook, sheet, first, last):
    for name, letter in (
        ("cycle", "B"),
        ("element", "C"),
        ("reading_min", "D"),
        ("left_out", "F"),
        ("time_min", "G"),
    ):
        define(workbook, sheet, name, f"${letter}${first}:${letter}${last}")


def _write_summary(sheet, record, first):
    """The block on the right; returns the row of the cycle time."""
    from openpyxl.styles import Font

    letters = [column_letter(FIRST_SUMMARY_COLUMN + place) for place in range(len(SUMMARY))]
    name, count, average, occurrences, per_cycle = letters
    for letter, heading in zip(letters, SUMMARY, strict=True):
        head(sheet[f"{letter}{HEADER_ROW}"], heading)
    found = [one for one in pd.unique(record["element"]) if str(one).strip() not in ("", "F", "-", "?")]
    lines = max(SUMMARY_LINES, len(found) + 2)
    for row in range(first, first + lines):
        cell = sheet[f"{name}{row}"]
        shade(cell, centred=True)
        if row - first < len(found):
            put_text(cell, sorted(found, key=str)[row - first])
        averaged = f'element,{name}{row},left_out,"<>x"'
        formulas = (
            (count, f'COUNTIFS({averaged},time_min,">-1000")', "0"),
            (average, f'IF({count}{row}=0,"",AVERAGEIFS(time_min,{averaged}))', "0.000"),
            (occurrences, f"COUNTIFS(element,{name}{row})/(MAX(cycle)-MIN(cycle)+1)", "0.000"),
            (per_cycle, f'IF({count}{row}=0,"",{average}{row}*{occurrences}{row})', "0.000"),
        )
        for letter, formula, shown in formulas:
            cell = sheet[f"{letter}{row}"]
            cell.value = f'=IF({name}{row}="","",{formula})'
            cell.number_format = shown
    total, foreign = first + lines, first + lines + 2
    for letter, value in (
        (name, "Cycle time (min)"),
        (per_cycle, f"=SUM({per_cycle}{first}:{per_cycle}{total - 1})"),
    ):
        sheet[f"{letter}{total}"] = value
        sheet[f"{letter}{total}"].font = Font(name=FONT, bold=True, size=12)
    sheet[f"{per_cycle}{total}"].number_format = "0.000"
    asides = (
        ("Cycles timed", "=IF(COUNT(cycle)=0,0,MAX(cycle)-MIN(cycle)+1)", "0"),
        ("Foreign elements (F), not in the cycle", '=COUNTIFS(element,"F")', "0"),
        ("Minutes they took", '=SUMIFS(time_min,element,"F")', "0.00"),
        ("Readings to look at", '=COUNTIFS(time_min,"<0")', "0"),
    )
    for row, (words, formula, shown) in enumerate(asides, start=foreign):
        sheet[f"{name}{row}"] = words
        sheet[f"{per_cycle}{row}"] = formula
        sheet[f"{per_cycle}{row}"].number_format = shown
    return total


def _guard_inputs(sheet, first, last):
    from openpyxl.worksheet.datavalidation import DataValidation

    reading = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    reading.errorTitle, reading.error = "Reading", "Write the reading in decimal minutes, such as 1.25."
    mark = DataValidation(type="list", formula1='"x"', allow_blank=True)
    mark.errorTitle, mark.error = "Left out", "Write x, or leave the cell empty."
    for rule, letter in ((reading, "D"), (mark, "F")):
        sheet.add_data_validation(rule)
        rule.add(f"{letter}{first}:{letter}{last}")
    # The word in the column Check says the same, for whoever does not see the color.
    warn_where(sheet, f"G{first}:H{last}", f"AND(ISNUMBER($G{first}),$G{first}<0)")


def _lay_out(sheet, last):
    widths = {"A": 12, "B": 8, "C": 10, "D": 11, "E": 40, "F": 13, "G": 13, "H": 34, "I": 3}
    widths |= {"J": 16, "K": 11, "L": 11, "M": 13, "N": 13}
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[HEADER_ROW].height = 34
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    set_up_page(sheet, f"N{last}", repeated_row=HEADER_ROW)
