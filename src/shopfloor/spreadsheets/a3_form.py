"""The A3 of lesson 15 as a workbook of one page: boxes to write in, and an effect that calculates.

``a3_workbook`` draws it blank, ``read_a3`` gives back what was written, by the names that ``A3Sheet`` takes.
"""

from shopfloor.spreadsheets.clock import day_of
from shopfloor.spreadsheets.forms import blank, refuse
from shopfloor.spreadsheets.look import (
    FONT,
    QUIET,
    define,
    head,
    mark_result,
    new_workbook,
    set_up_page,
    shade,
)

SHEET = "A3"
KINDS = {"pieces": "more is better", "min": "less is better", "h": "less is better"}
WEEKS = 8
TEXTS = {
    "title": "B2:F2",
    "team": "I2:K2",
    "date": "M2",
    "background": "A5:F8",
    "current": "A10:F12",
    "current_number": "B13",
    "current_unit": "D13:F13",
    "goal": "A15:F16",
    "goal_number": "B17",
    "goal_unit": "D17",
    "goal_date": "F17",
    "whys": ("B19:F19", "B20:F20", "B21:F21", "B22:F22", "B23:F23"),
    "basis": "A30:F32",
    "follow_up": "H27:M31",
    "check_date": "J32",
}
"""Where what is written stands: the areas that are one cell."""
ACTION_ROWS = range(6, 12)
ACTION_AREAS = {"what": "HJ", "who": "KK", "when": "LL", "done": "MM"}
FIRST_WEEK = 16
KIND, PER_PIECE, WEEKS_A_YEAR, COST = "M13", "D26", "D27", "D28"
NUMBERS = ("current_number", "goal_number")
DATES = ("date", "goal_date", "check_date")
HEADINGS = {
    "A4": "1. Background: what happens, whom does it trouble, why now?",
    "A9": "2. Current state: what was seen at the place itself, and how much is it?",
    "A14": "3. Goal: how much, of what, by when?",
    "A18": "4. Root cause: why? And why that?",
    "A24": "What it is worth",
    "A29": "What the money rests on: is it the bottleneck, are the pieces sold, whose figures?",
    "H4": "5. Countermeasures: who does what, by when?",
    "H12": "6. Effect: the same number of each week, before and after",
    "H26": "7. Follow-up: the new standard, who checks it, what was learned?",
}
LABELS = {
    "A2": "Title",
    "H2": "Roles, no names",
    "L2": "Date",
    "A13": "Number now",
    "C13": "Its unit",
    "A17": "Number wanted",
    "C17": "Its unit",
    "E17": "By",
    "A19": "Why?",
    "A20": "Why that?",
    "A21": "Why that?",
    "A22": "Why that?",
    "A23": "Why that?",
    "H13": "The numbers are (pieces, min or h a week)",
    "A25": "Gained a year",
    "A26": "One piece, min or h is worth ($)",
    "A27": "Weeks a year",
    "A28": "Cost of it all, once ($)",
    "E25": "Worth a year ($)",
    "E27": "Paid back (weeks)",
    "H32": "Checked again on",
}
GAIN = 'IF(kind="pieces",mean_after-mean_before,mean_before-mean_after)'
RESULTS = (
    ("mean_before", "Mean before", '=IF(COUNT(before)=0,"",AVERAGE(before))', "0.0"),
    ("mean_after", "Mean after", '=IF(COUNT(after)=0,"",AVERAGE(after))', "0.0"),
    ("gain", "Gained a week", f'=IF(OR(mean_before="",mean_after="",kind=""),"",{GAIN})', "0.0"),
    ("gain_share", "Gained, share", '=IF(gain="","",IF(mean_before=0,"",gain/mean_before))', "0.0%"),
    (
        "weeks_beyond",
        "Weeks beyond the best before",
        '=IF(gain="","",IF(kind="pieces",COUNTIF(after,">"&MAX(before)),COUNTIF(after,"<"&MIN(before))))',
        "0",
    ),
)


def a3_workbook(rows=None):
    """The blank sheet, as an openpyxl workbook; it has no lines, so ``rows`` changes nothing."""
    workbook, sheet = new_workbook("A3", SHEET)
    _write_words(sheet)
    for area in _areas():
        _box(sheet, area)
    _write_effect(workbook, sheet)
    _write_money(workbook, sheet)
    _guard(sheet)
    for letter in "ABCDEFGHIJKLM":
        sheet.column_dimensions[letter].width = {"A": 17, "G": 3}.get(letter, 15)
    for row in range(2, 33):
        sheet.row_dimensions[row].height = 27
    set_up_page(sheet, "M32")
    sheet.page_setup.paperSize = 8  # A3; other paper gets it smaller
    sheet.page_setup.fitToHeight = 1
    return workbook


def read_a3(sheet, path):
    """What was written, as a dictionary by the names that ``A3Sheet`` takes; what is empty is left out."""
    wrong, found = [], {}
    for name, areas in TEXTS.items():
        if name == "whys":
            whys = [
                str(sheet[_first(area)].value).strip()
                for area in areas
                if not blank(sheet[_first(area)].value)
            ]
            found |= {"whys": whys} if whys else {}
            continue
        value = sheet[_first(areas)].value
        if not blank(value):
            found[name] = _read(sheet, _first(areas), name, wrong)
    actions = [_action(sheet, row, wrong) for row in ACTION_ROWS]
    actions = [one for one in actions if any(one.values())]
    found |= {"actions": actions} if actions else {}
    kind = sheet[KIND].value
    if not blank(kind):
        if kind in KINDS:
            found["kind"] = kind
        else:
            wrong.append(f"{SHEET}!{KIND}: {kind!r} is not {', '.join(KINDS)}")
    for name, letter in (("before", "I"), ("after", "J")):
        cells = [f"{letter}{row}" for row in range(FIRST_WEEK, FIRST_WEEK + WEEKS)]
        weeks = [_number(sheet, cell, wrong) for cell in cells if not blank(sheet[cell].value)]
        if weeks:
            found[name] = " ".join(f"{one:g}" for one in weeks if one is not None)
    for name, cell in (("per_piece", PER_PIECE), ("cost", COST)):
        if not blank(sheet[cell].value) and (name == "cost" or found.get("kind") == "pieces"):
            found[name] = _number(sheet, cell, wrong)
    refuse(wrong, path)
    return found


# -- drawing ------------------------------------------------------------------------------------------------


def _areas():
    for area in TEXTS.values():
        yield from area if isinstance(area, tuple) else (area,)
    for row in ACTION_ROWS:
        for first, last in ACTION_AREAS.values():
            yield f"{first}{row}:{last}{row}" if first != last else f"{first}{row}"
    for row in range(FIRST_WEEK, FIRST_WEEK + WEEKS):
        yield from (f"I{row}", f"J{row}")
    yield from (KIND, PER_PIECE, WEEKS_A_YEAR, COST)


def _first(area):
    return area.partition(":")[0]


def _box(sheet, area):
    from openpyxl.styles import Alignment

    rows = sheet[area] if ":" in area else [[sheet[area]]]
    for row in rows:
        for cell in row:
            shade(cell)
    sheet[_first(area)].alignment = Alignment(wrap_text=True, vertical="top" if len(rows) > 1 else "center")
    if ":" in area:
        sheet.merge_cells(area)


def _write_words(sheet):
    from openpyxl.styles import Alignment, Font

    sheet["A1"] = "A3: a problem, its cause, a countermeasure and its effect on one sheet"
    sheet["A1"].font = Font(name=FONT, bold=True, size=16)
    sheet["A3"] = "Write into the shaded boxes (Alt+Enter begins a new line); the white cells calculate."
    sheet["A3"].font = Font(name=FONT, size=10, color=QUIET)
    for cell, words in HEADINGS.items():
        sheet[cell] = words
        sheet[cell].font = Font(name=FONT, bold=True, size=12)
        sheet[cell].alignment = Alignment(vertical="bottom")
    for cell, words in LABELS.items():
        sheet[cell] = words
        sheet[cell].font = Font(name=FONT)
        sheet[cell].alignment = Alignment(vertical="center", indent=0 if cell[0] in "AH" else 1)
    for (first, _last), words in zip(ACTION_AREAS.values(), ("What", "Who", "When", "Done"), strict=True):
        head(sheet[f"{first}5"], words)


def _write_effect(workbook, sheet):
    from openpyxl.styles import Alignment, Font

    middle = Alignment(vertical="center", indent=1)
    last = FIRST_WEEK + WEEKS - 1
    for cell, words in (("H15", "Week"), ("I15", "Before"), ("J15", "After")):
        head(sheet[cell], words)
    for week in range(WEEKS):
        sheet.cell(FIRST_WEEK + week, 8, week + 1).alignment = Alignment("center", "center")
    define(workbook, sheet, "kind", f"${KIND[0]}${KIND[1:]}")
    define(workbook, sheet, "before", f"$I${FIRST_WEEK}:$I${last}")
    define(workbook, sheet, "after", f"$J${FIRST_WEEK}:$J${last}")
    for row, (name, words, formula, shown) in enumerate(RESULTS, start=FIRST_WEEK):
        label, cell = sheet.cell(row, 11, words), sheet.cell(row, 13, formula)
        label.font, label.alignment = Font(name=FONT), middle
        mark_result(cell)
        cell.number_format = shown
        define(workbook, sheet, name, f"$M${row}")
    sheet["K22"] = "A difference can be luck: read the sheet into"
    sheet["K23"] = "lesson 15, which says what chance explains."
    for cell in ("K22", "K23"):
        sheet[cell].font, sheet[cell].alignment = Font(name=FONT, size=10, color=QUIET), middle


def _write_money(workbook, sheet):
    sheet[WEEKS_A_YEAR].value = 50
    for name, cell in (("each_worth", PER_PIECE), ("weeks_a_year", WEEKS_A_YEAR), ("cost_once", COST)):
        define(workbook, sheet, name, f"${cell[0]}${cell[1:]}")
    formulas = (
        ("gained_a_year", "D25", '=IF(gain="","",gain*weeks_a_year)', "#,##0"),
        ("worth_a_year", "F25", '=IF(OR(gain="",each_worth=""),"",gain*weeks_a_year*each_worth)', "#,##0"),
        (
            "payback_weeks",
            "F27",
            '=IF(OR(worth_a_year="",cost_once=""),"",IF(worth_a_year<=0,"never",'
            "cost_once/(gain*each_worth)))",
            "0.0",
        ),
    )
    for name, place, formula, shown in formulas:
        sheet[place] = formula
        mark_result(sheet[place])
        sheet[place].number_format = shown
        define(workbook, sheet, name, f"${place[0]}${place[1:]}")


def _guard(sheet):
    from openpyxl.worksheet.datavalidation import DataValidation

    number = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    number.errorTitle, number.error = "Number", "Write a number, 0 or more."
    for area in ("B13", "B17", PER_PIECE, WEEKS_A_YEAR, COST, f"I{FIRST_WEEK}:J{FIRST_WEEK + WEEKS - 1}"):
        number.add(area)
    kind = DataValidation(type="list", formula1=f'"{",".join(KINDS)}"', allow_blank=True)
    kind.add(KIND)
    done = DataValidation(type="list", formula1='"x"', allow_blank=True)
    done.add(f"M{ACTION_ROWS[0]}:M{ACTION_ROWS[-1]}")
    for rule in (number, kind, done):
        sheet.add_data_validation(rule)
    for cell in ("M2", "F17", "J32", *(f"L{row}" for row in ACTION_ROWS)):
        sheet[cell].number_format = "yyyy-mm-dd"


# -- reading ------------------------------------------------------------------------------------------------


def _read(sheet, cell, name, wrong):
    if name in NUMBERS:
        return _number(sheet, cell, wrong)
    if name in DATES:
        return _date(sheet, cell, wrong)
    return str(sheet[cell].value).strip()


def _number(sheet, cell, wrong):
    value = sheet[cell].value
    try:
        if isinstance(value, bool):
            raise ValueError
        return float(value)
    except (TypeError, ValueError):
        wrong.append(f"{SHEET}!{cell}: {str(value)!r} is not a number")
        return None


def _date(sheet, cell, wrong):
    value = sheet[cell].value
    if blank(value):
        return ""
    try:
        return day_of(value).isoformat()
    except ValueError as problem:
        wrong.append(f"{SHEET}!{cell}: {problem}")
        return ""


def _action(sheet, row, wrong):
    def text(name):
        value = sheet[f"{ACTION_AREAS[name][0]}{row}"].value
        return "" if blank(value) else str(value).strip()

    return {
        "what": text("what"),
        "who": text("who"),
        "when": _date(sheet, f"L{row}", wrong),
        "done": text("done").lower() == "x",
    }
