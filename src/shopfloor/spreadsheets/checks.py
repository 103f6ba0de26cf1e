"""The formula of a sheet's check cell: what is missing, what cannot be, and what does not agree, in words."""

import math
from functools import partial
from itertools import groupby
from typing import NamedTuple

from shopfloor.spreadsheets.calculation import CLOCK, Input, Plot, Table, allowed_words, bounds

MOST_QUESTIONS, MANY_COLUMNS = 40, 6


def check_formula(calculation, spans):
    """The first thing that is wrong, else "OK". ``spans``: name of a column -> its first and last cell."""
    questions = [
        *_missing_inputs(calculation),
        *_missing_cells(calculation, spans),
        *_inputs_out_of_bounds(calculation),
        *_cells_out_of_bounds(calculation, spans),
        *calculation.checks,
    ]
    formula = '"OK"'
    for condition, words in reversed(_few(questions)):
        quoted = words.replace('"', '""')
        formula = f'IF({condition},{formula},"{quoted}")'
    return f'=IFERROR({formula},"Something filled in is not a number")'


class _Block(NamedTuple):
    """Columns side by side of which the same is asked; ``area``: their cells."""

    columns: list
    area: str
    key: str

    @property
    def called(self):
        headings = [column.heading for column in self.columns]
        return headings[0] if len(headings) == 1 else f"{headings[0]} to {headings[-1]}"


def _inputs(calculation):
    for part in calculation.parts:
        if not isinstance(part, (Table, Plot)):
            yield from (line for line in part.lines if isinstance(line, Input))


def _missing_inputs(calculation):
    needed = [one.name for one in _inputs(calculation) if not one.may_be_empty and not one.choices]
    if needed:
        yield f"COUNT({','.join(needed)})={len(needed)}", "Fill in every shaded cell with a number"


def _inputs_out_of_bounds(calculation):
    for part in _inputs(calculation):
        words = f"{part.label}: {allowed_words(part)}"
        if part.choices:
            yield "OR({})".format(",".join(f'{part.name}="{one}"' for one in part.choices)), words
            continue
        conditions = [f"{part.name}{sign}{limit}" for sign, limit, _words in bounds(part)]
        if part.whole:
            conditions.append(f"{part.name}=INT({part.name})")
        if part.may_be_empty:
            conditions = [f"ISNUMBER({part.name})", *conditions]
            yield f'OR({part.name}="",AND({",".join(conditions)}))', words
        elif conditions:
            yield f"AND({','.join(conditions)})", words


def _missing_cells(calculation, spans):
    for block in _blocks(calculation, spans):
        same = f"COUNT({block.area})=COUNTA({block.area})"
        what = "clock time" if block.columns[0].shown == CLOCK else "number"
        yield same, f"Something under {block.called} is not a {what}"
        first = block.columns[0]
        if not first.may_be_empty and first.name != block.key:
            times = f"{len(block.columns)}*" if len(block.columns) > 1 else ""
            all_there = f"COUNT({block.area})={times}COUNTA({block.key})"
            yield all_there, f"Something under {block.called} is missing"


def _cells_out_of_bounds(calculation, spans):
    opposite = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
    for block in _blocks(calculation, spans):
        column = block.columns[0]
        for sign, limit, _words in bounds(column):
            none = f'COUNTIF({block.area},"{opposite[sign]}{limit}")=0'
            yield none, f"{block.called}: {allowed_words(column)}"
        if column.whole:
            whole = f"SUMPRODUCT(--({block.area}<>INT({block.area})))=0"
            yield whole, f"{block.called}: whole numbers only"


def _blocks(calculation, spans):
    """The columns for numbers one by one; where the same is asked of very many side by side, these
    together."""
    for table in calculation.parts:
        if isinstance(table, Table):
            filled_in = [column for column in table.columns if column.filled_in and not column.fixed]
            key = table.key or (filled_in[0].name if filled_in else None)
            for asked, group in groupby(table.columns, partial(_asked, key)):
                columns = list(group) if asked else []
                size = len(columns) if len(columns) > MANY_COLUMNS else 1
                for first in range(0, len(columns), size):
                    yield _block(columns[first : first + size], key, spans)


def _block(columns, key, spans):
    first, last = columns[0].name, columns[-1].name
    area = first if first == last else f"{spans[first][0]}:{spans[last][1]}"
    return _Block(columns, area, key)


def _asked(key, column):
    """What is asked of a column of numbers; None of any other. The key, by which lines count, stands
    alone."""
    if column.text or column.fixed or not column.filled_in:
        return None
    return bounds(column), column.whole, column.may_be_empty, column.name == key and not column.may_be_empty


def _few(questions):
    """Questions put together where there are more than a formula can ask one inside the other (64)."""
    size = math.ceil(len(questions) / MOST_QUESTIONS)
    if size <= 1:
        return questions
    groups = [questions[first : first + size] for first in range(0, len(questions), size)]
    return [
        (
            f"AND({','.join(condition for condition, _ in group)})",
            "; or: ".join(words for _, words in group)[:250],
        )
        for group in groups
    ]
