"""A described calculation, drawn as a workbook: what it is on top, then its parts one below the other."""

import math
import numbers
import re
from functools import cached_property

import pandas as pd

from shopfloor.methods.arguments import number
from shopfloor.spreadsheets.calculation import (
    Input,
    Line,
    Plot,
    Results,
    Table,
    allowed_words,
    bounds,
)
from shopfloor.spreadsheets.checks import check_formula
from shopfloor.spreadsheets.look import (
    FIXED,
    FONT,
    INPUT,
    QUIET,
    column_letter,
    define,
    head,
    mark_result,
    new_workbook,
    plot,
    put_text,
    set_up_page,
    shade,
    warn_where,
)

SHEET = "Calculation"
CHECK_CELL = "B6"
HOW_TO = (
    "Change the shaded cells: all others calculate. (Excel shows a downloaded workbook in protected view; "
    "click Enable Editing first.)"
)
LABELS, NUMBERS, NARROW = 36, 13, 11  # widths of the first column, of the others, and of very many others
LEAST_COLUMNS = 8
PLOT_ROWS = 16


def draw(calculation, call, sheet_name=SHEET):
    """An openpyxl workbook. ``call``: the line of Python that gives the same."""
    workbook, sheet = new_workbook(calculation.title, sheet_name)
    page = _Page(workbook, sheet, calculation)
    page.write_top(call)
    for part in calculation.parts:
        page.write(part)
    page.write_plots()
    page.write_check()
    page.lay_out()
    return workbook


class _Cell:
    """The cell of one column in one row, as formulas of that row call it."""

    def __init__(self, place, row, first):
        self._letter, self._row, self._first = column_letter(place), row, first

    def __str__(self):
        return f"${self._letter}{self._row}"

    @property
    def above(self):
        return f"${self._letter}{self._row - 1}"

    @property
    def sofar(self):
        return f"${self._letter}${self._first}:${self._letter}{self._row}"


class _Page:
    def __init__(self, workbook, sheet, calculation):
        self.workbook, self.sheet, self.calculation = workbook, sheet, calculation
        self.row = 8
        self.long_table = None  # the row of headings to be repeated on every page
        self.plots, self.areas = [], {}  # drawn last, when all the columns have their places
        self.spans = {}

    @cached_property
    def width(self):
        tables = [len(part.columns) for part in self.calculation.parts if isinstance(part, Table)]
        return max([LEAST_COLUMNS, *tables])

    @property
    def each_width(self):
        return NUMBERS if self.width <= 11 else NARROW

    # -- the top -------------------------------------------------------------------------------------------

    def write_top(self, call):
        from openpyxl.styles import Font

        lines = (
            (self.calculation.title, Font(name=FONT, bold=True, size=16)),
            (self.calculation.words, Font(name=FONT, size=11)),
            (f"Source: {self.calculation.source}", Font(name=FONT, size=10, color=QUIET)),
            (f"The same in Shop Floor: {call}", Font(name=FONT, size=10, color=QUIET)),
            (HOW_TO, Font(name=FONT, size=10, color=QUIET)),
        )
        for row, (words, font) in enumerate(lines, start=1):
            put_text(self.sheet.cell(row, 1), words)
            self.sheet.cell(row, 1).font = font
            self._wrap(row, 1, words, font.size)

    def _wrap(self, row, place, words, size=11):
        """Lets words run on to the right edge, in as many lines as they need."""
        from openpyxl.styles import Alignment

        self.sheet.merge_cells(start_row=row, end_row=row, start_column=place, end_column=self.width)
        self.sheet.cell(row, place).alignment = Alignment(wrap_text=True, vertical="top")
        room = (LABELS if place == 1 else 0) + self.each_width * (self.width - max(place - 1, 1))
        lines = math.ceil(len(words) * size / 11.5 / room)  # generous: fonts differ from machine to machine
        height = max(lines * size * 1.4, 15 if size < 16 else 24)
        self.sheet.row_dimensions[row].height = max(self.sheet.row_dimensions[row].height or 0, height)

    def _title(self, words):
        from openpyxl.styles import Border, Font, Side

        for place in range(1, self.width + 1):
            self.sheet.cell(self.row, place).border = Border(bottom=Side("thin"))
        put_text(self.sheet.cell(self.row, 1), words)
        self.sheet.cell(self.row, 1).font = Font(name=FONT, bold=True, size=12)
        self.row += 1

    def write(self, part):
        if isinstance(part, Table):
            self.write_table(part)
        elif isinstance(part, Plot):
            self.plots.append((f"A{self.row}", part))
            self.row += PLOT_ROWS
        else:
            self.write_lines(part)

    def write_plots(self):
        for anchor, part in self.plots:
            plot(self.sheet, anchor, part, self.areas, LABELS + self.each_width * (min(self.width, 12) - 1))

    # -- lines ---------------------------------------------------------------------------------------------

    def write_lines(self, part):
        from openpyxl.styles import Alignment, Font

        self._title(part.title)
        for line in part.lines:
            label, cell, unit, note = (self.sheet.cell(self.row, place) for place in range(1, 5))
            put_text(label, line.label)
            put_text(unit, line.unit)
            for words in (label, unit):
                words.font = Font(name=FONT, bold=isinstance(part, Results))
                words.alignment = Alignment("left", "top", wrap_text=True, indent=int(words is unit))
            if isinstance(line, Input):
                _put_input(cell, line)
                shade(cell)
                self._guard(line, cell.coordinate, cell.coordinate)
            else:
                cell.value = line.formula
                cell.font = Font(name=FONT)
                if isinstance(part, Results):
                    mark_result(cell)
            cell.alignment = Alignment(horizontal="right", vertical="top")
            cell.number_format = line.shown
            words = _note(line)
            put_text(note, words)
            note.font = Font(name=FONT, size=10, color=QUIET)
            self._wrap(self.row, 4, words, 10)
            tall = 15 * max(
                math.ceil(len(line.label) / (1.15 * LABELS)),
                math.ceil(len(line.unit) / (1.05 * self.each_width)),
            )
            self.sheet.row_dimensions[self.row].height = max(
                tall, self.sheet.row_dimensions[self.row].height or 0
            )
            self._define(line.name, f"$B${self.row}")
            self.row += 1
        self.row += 1

    # -- tables --------------------------------------------------------------------------------------------

    def write_table(self, table):
        from openpyxl.styles import Font

        self._title(table.title)
        if table.note:
            put_text(self.sheet.cell(self.row, 1), table.note)
            self.sheet.cell(self.row, 1).font = Font(name=FONT, size=10, color=QUIET)
            self._wrap(self.row, 1, table.note, 10)
            self.row += 1
        filled = max([table.lines, *(len(column.values) for column in table.columns if column.filled_in)])
        heading, first = self.row, self.row + 1
        last = self.row + filled + table.spare
        if filled > 20:
            self.long_table = heading
        key = table.key or next((column.name for column in table.columns if column.filled_in), None)
        longest = 0
        for place, column in enumerate(table.columns, start=1):
            words = f"{column.heading} ({column.unit})" if column.unit else column.heading
            head(self.sheet.cell(heading, place), words)
            longest = max(longest, math.ceil(len(words) / (LABELS if place == 1 else 0.85 * self.each_width)))
            self.areas[column.name] = (place, heading, heading + filled)
            if column.filled_in:
                self._write_values(column, place, first, last)
            self.spans[column.name] = (f"${column_letter(place)}${first}", f"${column_letter(place)}${last}")
            self._define(column.name, ":".join(self.spans[column.name]))
        self.sheet.row_dimensions[heading].height = 15.5 * longest + 3
        for row in range(first, last + 1):
            cells = {
                column.name: _Cell(place, row, first) for place, column in enumerate(table.columns, start=1)
            }
            for place, column in enumerate(table.columns, start=1):
                if column.alarm and row == first:
                    letter = column_letter(place)
                    warn_where(
                        self.sheet, f"{letter}{first}:{letter}{last}", f'{letter}{first}="{column.alarm}"'
                    )
                if not column.filled_in:
                    formula = _row_formula(column, row - first, cells)
                    if table.spare:
                        formula = f'=IF({cells[key]}="","",{formula.removeprefix("=")})'
                    self._write_formula(self.sheet.cell(row, place), column, formula, place)
        self.row = last + 2

    def _write_values(self, column, place, first, last):
        from openpyxl.styles import Alignment

        values = list(column.values)
        shown = _decimals(values) if column.shown == "General" and not column.text else column.shown
        room = 1.1 * LABELS if place == 1 else 0.95 * self.each_width
        for row in range(first, last + 1):
            cell = self.sheet.cell(row, place)
            if row - first < len(values):
                _put_value(cell, values[row - first], column)
            centred = not (column.text and place == 1)
            shade(cell, centred, FIXED if column.fixed else INPUT)
            cell.number_format = shown
            cell.alignment = Alignment("center" if centred else "left", "center", wrap_text=column.text)
            if column.text:
                tall = 15 * math.ceil(len(str(cell.value or "")) / room)
                self.sheet.row_dimensions[row].height = max(tall, self.sheet.row_dimensions[row].height or 15)
        if not column.fixed and (column.choices or not column.text):
            self._guard(column, f"{column_letter(place)}{first}", f"{column_letter(place)}{last}")

    def _write_formula(self, cell, column, formula, place):
        from openpyxl.styles import Alignment, Font

        cell.value = formula
        cell.font = Font(name=FONT)
        if column.result:
            mark_result(cell)
        cell.number_format = column.shown
        if not (column.text and place == 1):
            cell.alignment = Alignment("center", "center")

    # -- what may be filled in -----------------------------------------------------------------------------

    def _guard(self, part, first, last):
        """Answers a wrong entry when it is typed."""
        from openpyxl.worksheet.datavalidation import DataValidation

        if part.choices:
            choices = ",".join(part.choices)
            if len(choices) > 250 or any("," in one or '"' in one for one in part.choices):
                return  # more than a list of choices can hold
            rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
        else:
            conditions = [f"ISNUMBER({first})", *(f"{first}{sign}{limit}" for sign, limit, _ in bounds(part))]
            if part.whole:
                conditions.append(f"{first}=INT({first})")
            rule = DataValidation(type="custom", formula1=f"AND({','.join(conditions)})", allow_blank=True)
        label = part.label if isinstance(part, Input) else part.heading
        rule.errorTitle, rule.error = label[:32], f"Write {allowed_words(part)}."[:255]
        self.sheet.add_data_validation(rule)
        rule.add(f"{first}:{last}")

    def write_check(self):
        """One cell that says whether the inputs can be right, and whether two ways of calculating agree."""
        from openpyxl.styles import Font

        put_text(self.sheet["A6"], "Check")
        self.sheet["A6"].font = Font(name=FONT, bold=True)
        self.sheet[CHECK_CELL].value = check_formula(self.calculation, self.spans)
        self.sheet[CHECK_CELL].font = Font(name=FONT, bold=True)
        self._wrap(6, 2, "")
        self._define("check", f"${CHECK_CELL[0]}${CHECK_CELL[1:]}")
        warn_where(self.sheet, CHECK_CELL, f'{CHECK_CELL}<>"OK"')

    # -- the rest ------------------------------------------------------------------------------------------

    def _define(self, name, area):
        if not is_name(name) or name in self.workbook.defined_names:
            raise AssertionError(f"{name!r} cannot name a cell of {self.calculation.title}.")
        define(self.workbook, self.sheet, name, area)

    def lay_out(self):
        tables = [part.columns for part in self.calculation.parts if isinstance(part, Table)]
        for place in range(1, self.width + 1):
            asked = [columns[place - 1].width for columns in tables if len(columns) >= place]
            usual = LABELS if place == 1 else self.each_width
            self.sheet.column_dimensions[column_letter(place)].width = max([usual, *asked])
        last = f"{column_letter(self.width)}{self.row - 1}"
        set_up_page(self.sheet, last, landscape=self.width > 7, repeated_row=self.long_table)


def is_name(text):
    """Whether a spreadsheet takes ``text`` as the name of a cell: no address, no function.

    >>> is_name("normal"), is_name("d2"), is_name("rate"), is_name("r")
    (True, False, False, False)
    """
    from openpyxl.utils import FORMULAE

    plain = re.fullmatch(r"[a-z][a-z0-9_]*", text) is not None
    address = re.fullmatch(r"[a-z]{1,3}[0-9]+|r|c|r[0-9]+c[0-9]+", text) is not None
    return plain and not address and text.upper() not in FORMULAE


def _row_formula(column, place, cells):
    formula = column.formula
    if place == 0 and column.first is not None:
        formula = column.first
    elif not isinstance(formula, str):
        formula = formula[place]
    return formula.format(**cells)


def _note(line):
    if isinstance(line, Line):
        return line.formula if line.note is None else line.note
    if line.note or line.choices:
        return line.note or allowed_words(line)
    return ""


def _put_input(cell, line):
    if line.value is None:
        return
    if line.choices:
        put_text(cell, line.value)
    else:
        cell.value = _plain(number(line.value, line.label[:1].lower() + line.label[1:], low=None))


def _put_value(cell, value, column):
    if value is None or pd.isna(value):
        return
    if column.text:
        put_text(cell, value)
    elif isinstance(value, numbers.Number) or hasattr(value, "__float__"):
        cell.value = _plain(float(value))


def _decimals(values):
    """The number format that shows all of them with as many decimals as the longest has, up to four."""
    plain = [value for value in values if isinstance(value, numbers.Number) and not pd.isna(value)]
    texts = [f"{float(value):.4f}".rstrip("0") for value in plain]
    if any(
        abs(float(text) - float(value)) > 1e-9 * abs(value) for text, value in zip(texts, plain, strict=True)
    ):
        return "General"
    most = max((len(text.partition(".")[2]) for text in texts), default=0)
    return f"0.{'0' * most}" if most else "General"


def _plain(value):
    return int(value) if value == int(value) and abs(value) < 1e15 else value
