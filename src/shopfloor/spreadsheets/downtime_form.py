"""The downtime form, drawn: one line per stop on the left, the reasons with the largest first on the right.

Shaded cells are filled in by hand, the others calculate.
"""

from shopfloor.spreadsheets.look import (
    FONT,
    column_letter,
    define,
    head,
    mark_result,
    new_workbook,
    put_text,
    set_up_page,
    shade,
    warn_where,
)

SHEET = "Stops"
HEADINGS = {
    "stop": "Stop",
    "machine": "Machine",
    "date": "Date",
    "shift": "Shift",
    "start": "Start",
    "end": "End",
    "minutes": "Minutes, if no end was noted",
    "reason": "Reason",
    "downtime": "Downtime (min)",
    "check": "Check",
}
STATION = "Station"  # what some plants have in place of machines
FILLED_IN = 8  # the first eight columns
PARETO = ("Reason, largest first", "Stops", "Minutes", "Share of minutes", "Cumulative share")
PLANNED, PLANNED_CELL = "Planned production time of these shifts (min)", "G2"
HEADER_ROW = 7
FIRST_PARETO_COLUMN = 12
PARETO_LINES = 12
LONGEST = 720
"""Minutes of a stop above which its end is taken to lie before its start, and not after midnight."""
INSTRUCTIONS = (
    "Fill in the shaded cells; the white ones calculate. One line per stop: start and end by the clock "
    "(6:05); "
    "an end after midnight is fine. Where nobody saw the end, write the minutes instead.",
    "Machine, date and shift need not be repeated: an empty cell means the same as above. The date is the "
    "day "
    "on which the shift began. Write the same reason always in the same words.",
    "Planned production time is the time of the shifts without planned breaks. The log is about machines and "
    "causes; no name of a person belongs in it.",
)


def downtime_form(lines, count, place="Machine", planned=None):
    """An openpyxl workbook with ``count`` lines. ``lines``: dictionaries with the values of the cells."""
    workbook, sheet = new_workbook("Downtime", SHEET)
    first, last = HEADER_ROW + 1, HEADER_ROW + count
    _write_top(sheet, planned)
    _write_lines(sheet, lines, place, first, last)
    reasons = {str(line["reason"]).casefold() for line in lines if line.get("reason")}
    pareto_lines = max(PARETO_LINES, len(reasons) + 3)
    for name, letter in (("reason", "H"), ("downtime_min", "I"), ("first_of_reason", "R")):
        define(workbook, sheet, name, f"${letter}${first}:${letter}${last}")
    define(workbook, sheet, "planned_min", "$G$2")
    total = _write_pareto(sheet, first, pareto_lines)
    _write_totals(workbook, sheet, total, first, last)
    _guard(sheet, first, last, first + pareto_lines - 1)
    dated = any(hasattr(line.get(name), "year") for line in lines for name in ("start", "end"))
    _lay_out(sheet, last, 17 if dated else 9)
    return workbook


def _write_top(sheet, planned):
    from openpyxl.styles import Alignment, Font

    sheet["A1"] = "Downtime log"
    sheet["A1"].font = Font(name=FONT, bold=True, size=16)
    sheet["A2"] = PLANNED
    sheet["A2"].font = Font(name=FONT, bold=True)
    shade(sheet[PLANNED_CELL])
    sheet[PLANNED_CELL].value = planned
    for row, words in enumerate(INSTRUCTIONS, start=3):
        sheet.cell(row, 1, words).alignment = Alignment(wrap_text=True, vertical="center")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=16)
        sheet.row_dimensions[row].height = 19


def _write_lines(sheet, lines, place, first, last):
    from openpyxl.styles import Alignment, Font

    for column, heading in enumerate((HEADINGS | {"machine": place}).values(), start=1):
        head(sheet.cell(HEADER_ROW, column, heading))
    names = list(HEADINGS)[:FILLED_IN]
    number = max([line["stop"] for line in lines], default=0)
    for row in range(first, last + 1):
        if row - first < len(lines):
            line = lines[row - first]
        else:  # spare lines are numbered on, ready to be filled in
            number += 1
            line = {"stop": number}
        for column, name in enumerate(names, start=1):
            cell = sheet.cell(row, column)
            value = line.get(name)
            if isinstance(value, str):
                put_text(cell, value)
            elif value is not None:
                cell.value = value
            shade(cell, centred=name != "reason")
            if name in ("start", "end"):
                cell.number_format = "yyyy-mm-dd hh:mm" if hasattr(value, "year") else "hh:mm"
            elif name == "date":
                cell.number_format = "yyyy-mm-dd"
        # Text that reads as a clock time counts as one; only two dates can lie the wrong way round.
        start, end = (f"IF(ISNUMBER({one}{row}),{one}{row},TIMEVALUE({one}{row}))" for one in "EF")
        apart = f"ROUND(({end}-{start})*1440,2)"
        apart = f"IF(MIN(N(E{row}),N(F{row}))>=1,{apart},MOD({apart},1440))"
        sheet.cell(row, 9, f'=IF(ISNUMBER(G{row}),G{row},IF(OR(E{row}="",F{row}=""),"",IFERROR({apart},"")))')
        sheet.cell(row, 10, _check(row, apart))
        sheet.cell(row, 18, _first_of_reason(row, first))
        for column in (9, 10, 18):
            sheet.cell(row, column).font = Font(name=FONT)
        sheet.cell(row, 9).alignment = Alignment(horizontal="center")
        if not lines:
            sheet.row_dimensions[row].height = 19  # room for a pen


def _check(row, apart):
    """What is wrong with a line, in words; the first of several."""
    questions = (
        (f"COUNTA(E{row}:H{row})=0", ""),
        (f'E{row}=""', "start is missing"),
        (f'AND(F{row}="",G{row}="")', "end is missing"),
        (f'I{row}=""', "write times as 6:05"),
        (f"I{row}<=0", "end is not after start"),
        (f"I{row}>{LONGEST}", "end is before start"),
        (f'IF(AND(F{row}<>"",G{row}<>""),IFERROR(ABS({apart}-G{row})>0.5,TRUE),FALSE)',
         "minutes and end disagree"),
        (f'H{row}=""', "reason is missing"),
    )  # fmt: skip
    formula = '""'
    for condition, words in reversed(questions):
        formula = f'IF({condition},"{words}",{formula})'
    return f"={formula}"


def _first_of_reason(row, first):
    """At the first line of a reason all its minutes; a hair less further down, so that no two are equal."""
    seen = f"SUMPRODUCT(--(H${first}:H{row}=H{row}))"
    return f'=IF(H{row}="","",IF({seen}>1,"",SUMPRODUCT(--(reason=H{row}),downtime_min)-ROW()/10^9))'


def _write_pareto(sheet, first, lines):
    """The block on the right; returns the row of its total."""
    from openpyxl.styles import Font

    letters = [column_letter(FIRST_PARETO_COLUMN + place) for place in range(len(PARETO))]
    reason, stops, minutes, share, cumulative = letters
    for letter, heading in zip(letters, PARETO, strict=True):
        head(sheet[f"{letter}{HEADER_ROW}"], heading)
    total = first + lines + 1
    for row in range(first, first + lines):
        place = f"ROWS({reason}${first}:{reason}{row})"
        found = f"INDEX(reason,MATCH(LARGE(first_of_reason,{place}),first_of_reason,0))"
        formulas = (
            (reason, f'=IF({place}>COUNT(first_of_reason),"",{found})', "General"),
            (stops, f'=IF({reason}{row}="","",SUMPRODUCT(--(reason={reason}{row})))', "0"),
            (minutes, f'=IF({reason}{row}="","",SUMPRODUCT(--(reason={reason}{row}),downtime_min))', "0"),
            (share, f'=IF({reason}{row}="","",IF(${minutes}${total}=0,0,{minutes}{row}/${minutes}${total}))',
             "0.0%"),
            (cumulative, f'=IF({reason}{row}="","",SUM({share}${first}:{share}{row}))', "0.0%"),
        )  # fmt: skip
        for letter, formula, shown in formulas:
            sheet[f"{letter}{row}"] = formula
            sheet[f"{letter}{row}"].number_format = shown
            sheet[f"{letter}{row}"].font = Font(name=FONT)
    rest = total - 1
    sheet[f"{reason}{rest}"] = "No reason, or not in the list"
    sheet[f"{stops}{rest}"] = f"={stops}{total}-SUM({stops}{first}:{stops}{rest - 1})"
    sheet[f"{minutes}{rest}"] = f"={minutes}{total}-SUM({minutes}{first}:{minutes}{rest - 1})"
    sheet[f"{reason}{total}"] = "All stops"
    sheet[f"{minutes}{total}"] = "=SUM(downtime_min)"
    for letter in letters[:3]:
        sheet[f"{letter}{total}"].font = Font(name=FONT, bold=True)
        sheet[f"{letter}{rest}"].number_format = sheet[f"{letter}{total}"].number_format = "0"
    return total


def _write_totals(workbook, sheet, total, first, last):
    from openpyxl.styles import Font

    label, stops, value = (column_letter(FIRST_PARETO_COLUMN + place) for place in range(3))
    logged = f'SUMPRODUCT(--(E{first}:E{last}&F{first}:F{last}&G{first}:G{last}&H{first}:H{last}<>""))'
    sheet[f"{stops}{total}"] = f"={logged}"
    planned = "N(planned_min)"
    lines = (
        ("availability", "Availability", f'=IF({planned}>0,(planned_min-{value}{total})/planned_min,"")',
         "0.0%"),
        ("running_min", "Running time (min)", f'=IF({planned}>0,planned_min-{value}{total},"")', "0"),
        ("mean_stop_min", "Mean length of a stop (min)",
         '=IF(COUNT(downtime_min)=0,"",AVERAGE(downtime_min))', "0.0"),
        ("to_look_at", "Lines to look at", f'=SUMPRODUCT(--(J{first}:J{last}<>""))', "0"),
    )  # fmt: skip
    for row, (name, words, formula, shown) in enumerate(lines, start=total + 2):
        sheet[f"{label}{row}"] = words
        sheet[f"{label}{row}"].font = Font(name=FONT, bold=name == "availability")
        cell = sheet[f"{value}{row}"]
        cell.value = formula
        cell.font = Font(name=FONT)
        if name == "availability":
            mark_result(cell)
        cell.number_format = shown
        define(workbook, sheet, name, f"${value}${row}")
    define(workbook, sheet, "all_stops", f"${stops}${total}")
    define(workbook, sheet, "all_downtime_min", f"${value}${total}")


def _guard(sheet, first, last, last_reason):
    from openpyxl.worksheet.datavalidation import DataValidation

    positive = DataValidation(type="decimal", operator="greaterThan", formula1="0", allow_blank=True)
    positive.errorTitle, positive.error = "Minutes", "Write the minutes as a number, such as 12."
    positive.add(f"G{first}:G{last}")
    positive.add(PLANNED_CELL)
    clock = DataValidation(type="custom", formula1=f"AND(ISNUMBER(E{first}),E{first}>=0)", allow_blank=True)
    clock.errorTitle, clock.error = "Clock time", "Write the time by the clock, such as 6:05."
    clock.add(f"E{first}:F{last}")
    # Offers the reasons that were written before; another one may be written all the same.
    letter = column_letter(FIRST_PARETO_COLUMN)
    reasons = DataValidation(
        type="list", formula1=f"${letter}${first}:${letter}${last_reason}", allow_blank=True
    )
    reasons.showErrorMessage = False
    reasons.add(f"H{first}:H{last}")
    for rule in (positive, clock, reasons):
        sheet.add_data_validation(rule)
    warn_where(sheet, f"I{first}:J{last}", f'$J{first}<>""')


def _lay_out(sheet, last, clock):
    from openpyxl.styles import Font

    widths = {
        "A": 9,
        "B": 11,
        "C": 12,
        "D": 7,
        "E": clock,
        "F": clock,
        "G": 13,
        "H": 24,
        "I": 11,
        "J": 23,
        "K": 2,
    }
    widths |= {"L": 29, "M": 8, "N": 10, "O": 11, "P": 12, "Q": 2, "R": 12}
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    head(sheet.cell(HEADER_ROW, 18, "Sorts the reasons (min)"))
    sheet.cell(HEADER_ROW, 18).font = Font(name=FONT, bold=True)
    sheet.row_dimensions[HEADER_ROW].height = 48
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    set_up_page(sheet, f"P{last}", repeated_row=HEADER_ROW)
