"""Every method's workbook gives what the method gives, as written and with every input changed in it."""

import inspect
import re

import pytest

from shopfloor.spreadsheets import look
from shopfloor.spreadsheets.calculations import names

# In Excel since 2007 and in LibreOffice, under one name, without spilling into other cells.
FUNCTIONS = {
    "ABS", "AND", "AVERAGE", "AVERAGEIF", "AVERAGEIFS", "BINOMDIST", "CEILING", "CHOOSE", "COUNT", "COUNTA",
    "COUNTIF",
    "COUNTIFS", "COMBIN", "DEVSQ", "EXP", "FACT", "FLOOR", "IF", "IFERROR", "INDEX", "INDIRECT", "INT",
    "INTERCEPT", "ISNUMBER",
    "LARGE", "LN", "LOG10", "MATCH", "MAX", "MEDIAN", "MIN", "MOD", "NORMSDIST", "NORMSINV", "NOT", "OR",
    "PERCENTILE", "POISSON", "POWER", "PRODUCT", "RANK", "ROUND", "ROUNDDOWN", "ROUNDUP", "ROW", "ROWS",
    "RSQ", "SLOPE", "SMALL",
    "SQRT", "STDEV", "STDEVP", "STEYX", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "SUMSQ", "SUMXMY2", "TINV",
    "TRUNC",
    "VAR", "VLOOKUP",
}  # fmt: skip

LOOKUPS = "size_(n|d2|d3|c4)|gauge_factor|per_minute|fm_[128][lh]"


def named(workbook):
    """Name -> value of the cell, or list of the values of a column (empty lines left out)."""
    found = {}
    for name, definition in workbook.defined_names.items():
        if name.startswith("_xlnm"):
            continue
        sheet, area = next(iter(definition.destinations))
        cells = workbook[sheet][area]
        found[name] = (
            [cell.value for (cell,) in cells if cell.value not in (None, "")]
            if isinstance(cells, tuple)
            else cells.value
        )
    return found


def call(method, inputs):
    """The method's result; without what only the workbook takes, such as a unit."""
    parameters = inspect.signature(method).parameters
    own = {key: value for key, value in inputs.items() if key in parameters}
    together = [own.pop(key) for key in list(own) if parameters[key].kind is parameters[key].VAR_POSITIONAL]
    return method(*together, **own)


def assert_agrees(workbook, expected):
    found = named(workbook)
    assert found["check"] == "OK"
    assert expected
    for name, value in expected.items():
        if value is None:
            assert found[name] in (None, ""), name
            continue
        several = isinstance(value, (list, tuple))
        pairs = list(zip(found[name], value, strict=True)) if several else [(found[name], value)]
        for there, right in pairs:
            agrees = right if isinstance(right, str) else pytest.approx(right, rel=1e-9, abs=1e-12)
            assert there == agrees, (name, value)


def test_as_written_it_gives_what_the_method_gives(case_name, case, calculations):
    assert_agrees(calculations[case_name][0], case["results"](call(case["method"], case["inputs"])))


def test_with_every_input_changed_it_gives_what_the_method_gives(case_name, case, calculations):
    assert_agrees(calculations[case_name][1], case["results"](call(case["method"], case["changed"])))


def test_every_input_is_changed(case_name, case, opened):
    # Else the test above would not see an input that no formula looks at.
    workbook = opened[case_name]
    shaded = set()
    for name, definition in workbook.defined_names.items():
        sheet, area = next(iter(definition.destinations))
        cells = workbook[sheet][area]
        cell = cells[0][0] if isinstance(cells, tuple) else cells
        if cell.fill.fgColor.rgb == f"00{look.INPUT}":
            shaded.add(name)
    assert shaded - set(case.get("labels", ())) == set(case["change"])
    before, after = named(workbook), case["change"]
    assert not [
        name
        for name in shaded
        if name in after and before[name] == after[name] and name not in case.get("same", ())
    ]


def test_published_results(case_name, case, calculations):
    for name, (value, within) in case.get("published", {}).items():
        assert named(calculations[case_name][0])[name] == pytest.approx(value, abs=within)


def test_no_cell_shows_an_error(case_name, calculations):
    for workbook in calculations[case_name]:
        cells = [cell for row in workbook.active.iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "e" or "#" in str(cell.value)[:1]]


def test_results_are_formulas_and_inputs_are_not(case_name, opened):
    workbook = opened[case_name]
    cells = {look.INPUT: [], look.RESULT: [], look.FIXED: [], None: []}
    for row in workbook.active.iter_rows(min_row=7):
        for cell in row:
            color = cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else None
            cells[color].append(cell)
    results, shaded = cells[look.RESULT], cells[look.INPUT]
    assert results and all(cell.data_type == "f" and cell.font.bold for cell in results)
    assert shaded and all(cell.data_type != "f" for cell in shaded)
    # A number that is neither an input nor calculated would be a pasted result ...
    assert [cell.coordinate for cell in cells[None] if cell.data_type == "n" and cell.value is not None] == []
    # ... but for tables that are looked up in.
    lookups = {
        cell.coordinate
        for name, definition in workbook.defined_names.items()
        if re.fullmatch(LOOKUPS, name)
        for _sheet, area in definition.destinations
        for row in workbook.active[area]
        for cell in row
    }
    assert {cell.coordinate for cell in cells[look.FIXED] if cell.data_type == "n"} <= lookups


def nested(formula):
    """How deep its parentheses go: Excel follows 64 functions one inside the other."""
    depth = deepest = 0
    for sign in re.sub(r'"[^"]*"', '""', formula):
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return deepest


def test_formulas_use_only_what_excel_and_libreoffice_both_have(case_name, opened):
    formulas = [
        cell.value for row in opened[case_name].active.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert all(isinstance(one, str) and len(one) < 8000 and nested(one) <= 60 for one in formulas)
    assert max(len(text) for one in formulas for text in re.findall(r'"([^"]*)"', one) or [""]) < 256
    used = {
        name for one in formulas for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"', '""', one))
    }
    assert used <= FUNCTIONS
    assert not [one for one in formulas if "{" in one or "_xlfn" in one]


def test_the_top_says_what_it_is(case_name, case, opened):
    sheet = opened[case_name].active
    assert (
        len(sheet["A1"].value) > 3
        and len(sheet["A2"].value) > 10
        and sheet["A3"].value.startswith("Source: ")
    )
    assert (
        sheet["A4"].value.startswith("The same in Shop Floor: ")
        and case["method"].__name__ + "(" in sheet["A4"].value
    )
    assert "Change the shaded cells" in sheet["A5"].value and sheet["A6"].value == "Check"


def test_every_calculation_has_a_case(opened):
    tested = {workbook.active["A4"].value.split(": ")[1].split("(")[0] for workbook in opened.values()}
    assert tested == set(names())
