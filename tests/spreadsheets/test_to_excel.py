"""What to_excel makes of a method, and what it refuses, in words."""

import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from shopfloor.methods import motion, oee, quality, timestudy, worksampling
from shopfloor.spreadsheets import look, read_form, to_excel
from shopfloor.spreadsheets.calculation import Calculation, Column, Input, Inputs, Line, Results, Table
from shopfloor.spreadsheets.calculations import catalog, find, names
from shopfloor.spreadsheets.draw import draw, is_name

STANDARD = {"normal": 2.0, "allowance": 0.15, "basis": "workday"}


@pytest.fixture
def sheet(tmp_path):
    return load_workbook(to_excel(timestudy.standard_time, tmp_path / "standard.xlsx", **STANDARD))[
        "Calculation"
    ]


def labelled(sheet, words):
    """The row of cells that begins with these words."""
    (row,) = [row for row in sheet.iter_rows(min_row=7) if row[0].value == words]
    return row


# -- what is written --------------------------------------------------------------------------------------


def test_the_path_comes_back_and_a_notebook_can_be_run_twice(tmp_path):
    path = to_excel(timestudy.standard_time, tmp_path / "standard.xlsx", **STANDARD)
    first = path.read_bytes()
    assert path == tmp_path / "standard.xlsx" and to_excel(timestudy.standard_time, path, **STANDARD) == path
    assert path.read_bytes() == first
    beside = to_excel(timestudy.standard_time, path, **(STANDARD | {"normal": 2.5}))
    assert beside == tmp_path / "standard 2.xlsx" and path.read_bytes() == first
    to_excel(timestudy.standard_time, path, overwrite=True, **(STANDARD | {"normal": 2.5}))
    assert labelled(load_workbook(path).active, "Normal time")[1].value == 2.5


def test_inputs_are_shaded_with_units_and_bounds(sheet):
    label, cell, unit, *_ = labelled(sheet, "Normal time")
    assert (cell.value, unit.value) == (2, "min")
    assert cell.fill.fgColor.rgb == f"00{look.INPUT}"
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert f"{cell.coordinate}>=0" in rules[cell.coordinate].formula1
    basis = labelled(sheet, "Basis: the allowance is a part of")[1]
    assert basis.value == "workday" and rules[basis.coordinate].formula1 == '"workday,job"'
    allowance = labelled(sheet, "Allowance")[1].coordinate
    assert rules[allowance].error == "Write a number, 0 or more and 1 or less."


def test_results_are_marked_and_live_and_speak_in_names(sheet):
    cell = labelled(sheet, "Standard time")[1]
    assert cell.value == "=normal*factor" and cell.fill.fgColor.rgb == f"00{look.RESULT}" and cell.font.bold
    assert labelled(sheet, "Standard time")[2].value == "min"
    assert labelled(sheet, "Pieces per hour at standard")[1].value == '=IF(standard>0,60/standard,"")'
    # Beside the result stands its formula, as words.
    note = labelled(sheet, "Standard time")[3]
    assert note.value == "=normal*factor" and note.data_type == "s" and note.quotePrefix


def test_the_unit_is_the_callers(tmp_path):
    path = to_excel(timestudy.standard_time, tmp_path / "a.xlsx", **STANDARD, unit="h")
    sheet = load_workbook(path).active
    assert labelled(sheet, "Normal time")[2].value == "h"
    assert labelled(sheet, "Pieces per hour at standard")[1].value == '=IF(standard>0,1/standard,"")'
    path = to_excel(timestudy.standard_time, tmp_path / "b.xlsx", **STANDARD, unit="shifts")
    assert not [row for row in load_workbook(path).active.iter_rows() if "per hour" in str(row[0].value)]


def test_the_call_is_one_that_gives_the_same(sheet, tmp_path):
    assert sheet["A4"].value == (
        'The same in Shop Floor: timestudy.standard_time(normal=2.0, allowance=0.15, basis="workday")'
    )
    samples = pd.DataFrame({"x1": [5, 6], "x2": [7, 6]})
    chart = to_excel(quality.xbar_r, tmp_path / "chart.xlsx", samples=samples, base=2)
    assert load_workbook(chart).active["A4"].value.endswith("quality.xbar_r(samples=table, base=2)")
    shares = to_excel(worksampling.margin, tmp_path / "margin.xlsx", p=pd.Series([0.1, 0.2]), n=np.int64(50))
    assert load_workbook(shares).active["A4"].value.endswith("worksampling.margin(p=column, n=50)")
    steps = to_excel(quality.rolled_throughput_yield, tmp_path / "y.xlsx", yields=[0.9] * 30)
    assert load_workbook(steps).active["A4"].value.endswith("quality.rolled_throughput_yield(list)")


def test_the_inputs_given_are_not_changed(tmp_path):
    table = pd.DataFrame({"element": ["A", "B", "A"], "time_min": [0.2, 0.5, 0.25]})
    before = table.copy()
    to_excel(
        timestudy.study, tmp_path / "s.xlsx", observations=table, ratings=1.1, allowance=0.1, basis="job"
    )
    pd.testing.assert_frame_equal(table, before)


def test_words_that_look_like_formulas_stay_words(tmp_path):
    steps = [{"symbol": "delay", "time_min": 1.0, "distance_m": 0, "description": "=HYPERLINK(1)"}]
    sheet = load_workbook(to_excel(motion.process_chart, tmp_path / "c.xlsx", steps=steps)).active
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert cell.data_type == "s"
    causes = to_excel(oee.pareto, tmp_path / "p.xlsx", causes={"=1+1": 3, "-x": 2})
    cells = [
        cell
        for row in load_workbook(causes).active.iter_rows()
        for cell in row
        if cell.value in ("=1+1", "-x")
    ]
    assert len(cells) == 2 and all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


def test_a_page_fits_on_paper_and_repeats_its_headings(tmp_path):
    path = to_excel(quality.individuals, tmp_path / "i.xlsx", x=[1.0 + 0.1 * (n % 7) for n in range(40)])
    sheet = load_workbook(path).active
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    row = int(sheet.print_title_rows.split("$")[1].rstrip(":"))
    assert sheet.cell(row, 2).value == "Value"
    assert sheet.page_setup.orientation == "landscape"


def test_control_charts_are_drawn(tmp_path):
    path = to_excel(quality.xbar_r, tmp_path / "x.xlsx", samples=[[5, 7, 6], [6, 6, 8], [4, 5, 6]])
    charts = load_workbook(path).active._charts
    assert len(charts) == 2
    assert all(len(chart.series) == 4 for chart in charts)
    columns = [series.val.numRef.f for series in charts[0].series]
    assert len(set(columns)) == 4 and all("Calculation" in one for one in columns)


def test_a_number_that_loses_its_last_digit_on_the_way_is_no_change(tmp_path):
    # d2 of two pieces is 1.1283791670954983; a workbook keeps sixteen digits of it.
    for _ in range(2):
        path = to_excel(quality.xbar_r, tmp_path / "x.xlsx", samples=[[5, 7], [6, 8], [4, 6]])
    assert path == tmp_path / "x.xlsx" and len(list(tmp_path.glob("*.xlsx"))) == 1


# -- what is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "inputs", "words"),
    [
        (timestudy.standard_time, STANDARD | {"allowance": 15}, "did you mean 0.15"),
        (timestudy.standard_time, STANDARD | {"basis": "day"}, 'basis is "workday" or "job"'),
        (
            oee.oee,
            {"planned": 460, "downtime": 60, "ideal_cycle_time": 0.5, "total": 400, "good": 408},
            "more good pieces",
        ),
        (quality.xbar_r, {"samples": [[1, 2]]}, "two subgroups or more"),
    ],
)
def test_what_the_method_refuses_is_refused_in_its_words(tmp_path, method, inputs, words):
    with pytest.raises(ValueError, match=words):
        to_excel(method, tmp_path / "a.xlsx", **inputs)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda path: to_excel(timestudy.clock, path, minutes=1),
         "no workbook for clock. There is one for careers.percentile"),
        (lambda path: to_excel(len, path), "no workbook for len"),
        (lambda path: to_excel(lambda: 1, path), "no workbook for <lambda>"),
        (lambda path: to_excel(timestudy.standard_time, path, **STANDARD, time=3),
         "timestudy.standard_time takes normal, allowance and basis; for the workbook also "
         "unit.*unexpected.*'time'"),
        (lambda path: to_excel(timestudy.standard_time, path, normal=2),
         "takes normal, allowance and basis.*missing"),
        (lambda path: to_excel(timestudy.standard_time, path, **STANDARD, unit=60),
         'word for the headings, such as "min"; 60'),
        (lambda path: to_excel(timestudy.standard_time, path, **STANDARD, unit=" "), "word for the headings"),
        (lambda path: to_excel(timestudy.standard_time, path, **STANDARD, rows=20),
         "unexpected keyword argument 'rows'"),
        (lambda path: to_excel(timestudy.standard_time, path, **STANDARD, left_out=[1]),
         "unexpected.*'left_out'"),
        (lambda path: to_excel(oee.pareto, path, causes={"a": 3, "b": 2}, last="a"),
         "workbook of oee.pareto has no place for last"),
        (lambda path: to_excel(worksampling.interval, path, p=0.1, n=50, method="exact"),
         '"wilson" and "normal"'),
        (lambda path: to_excel(timestudy.study, path, observations={"a": [1], "A": [2]}, ratings=1,
                               allowance=0, basis="job"),
         "differ only in capitals"),
        (lambda path: to_excel(timestudy.study, path, observations={"a*": [1]}, ratings=1, allowance=0,
                               basis="job"),
         "wildcard"),
        (lambda path: to_excel(timestudy.standard_time(2.0, 0.15), path),
         "float was given. If that is a result"),
        (lambda path: to_excel("stops", path), 'no form called \'stops\': write "time study" or "downtime"'),
        (lambda path: to_excel("downtime", path, left_out=[1]),
         "downtime form takes overwrite, planned and rows; left_out"),
        (lambda path: to_excel("time study", path, planned=480),
         "time-study form takes left_out, overwrite and rows; planned"),
        (lambda path: to_excel("downtime", path, rows=0), "rows is the number of lines"),
        (lambda path: to_excel("downtime", path, rows=True), "rows is the number of lines"),
    ],
)  # fmt: skip
def test_what_has_no_workbook_is_said_in_words(tmp_path, call, words):
    with pytest.raises(ValueError, match=words) as caught:
        call(tmp_path / "a.xlsx")
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_function_of_ones_own_with_the_same_name_has_no_workbook(tmp_path):
    def standard_time(normal, allowance, basis):
        return normal

    with pytest.raises(ValueError, match="no workbook for standard_time"):
        to_excel(standard_time, tmp_path / "a.xlsx", **STANDARD)


def test_a_calculation_is_no_form(tmp_path):
    path = to_excel(timestudy.standard_time, tmp_path / "standard.xlsx", **STANDARD)
    with pytest.raises(ValueError, match="no sheet called Readings, Stops, .* or A3; it has Calculation"):
        read_form(path)


# -- the engine -------------------------------------------------------------------------------------------


def test_every_described_method_is_there_under_its_public_name():
    assert len(names()) == len(set(names())) > 60
    for name in names():
        module, function = name.split(".")
        method = getattr(__import__(f"shopfloor.methods.{module}", fromlist=[function]), function)
        assert find(method) == (name, catalog()[name])


def test_looking_up_a_method_is_cheap():
    code = (
        "import sys, shopfloor.spreadsheets.calculations as all_; all_.names();"
        "print([one for one in ('scipy', 'matplotlib', 'networkx', 'simpy', 'openpyxl') if one in "
        "sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["d2", "r", "c", "A", "rate", "two words", "xfd1", "1st", "r1c1", ""])
def test_a_name_that_a_spreadsheet_does_not_take_never_gets_into_a_workbook(name):
    assert not is_name(name)
    described = Calculation("t", "w", "s", (Inputs((Input(name, "L", 1),)), Results((Line("x", "L", "=1"),))))
    with pytest.raises(AssertionError, match="cannot name a cell"):
        draw(described, "call")


def test_a_name_stands_for_one_cell():
    twice = Inputs((Input("x", "L", 1), Input("x", "M", 1)))
    with pytest.raises(AssertionError, match="'x' cannot name"):
        draw(Calculation("t", "w", "s", (twice,)), "call")


def test_a_table_of_very_many_columns_still_has_a_check_that_excel_can_follow(calculate, tmp_path):
    times = {f"E{place}": [2.0, 3.0] for place in range(90)}
    path = to_excel(timestudy.cycles_needed, tmp_path / "wide.xlsx", times=times)
    formula = load_workbook(path).active["B6"].value
    assert len(re.findall(r"\bIF\(", formula)) < 60 and len(formula) < 8000
    typed = load_workbook(path)
    sheet, area = next(iter(typed.defined_names["times_70"].destinations))
    typed[sheet][area][0][0].value = "x"
    typed.save(tmp_path / "typed.xlsx")
    many = draw(
        Calculation(
            "t", "w", "s", (Inputs(tuple(Input(f"in_{n}", f"Input {n}", n, low=0) for n in range(100))),)
        ),
        "c",
    )
    assert len(re.findall(r"\bIF\(", many.active["B6"].value)) < 60
    many.active["B58"] = -1
    many.save(tmp_path / "many.xlsx")
    paths = [path, tmp_path / "typed.xlsx", tmp_path / "many.xlsx"]
    right, wrong, below = (book.active["B6"].value for book in calculate(paths))
    assert "Input 49: a number, 0 or more" in below
    assert right == "OK" and wrong == "Something under E0 to E89 is not a number"


def test_an_input_that_is_no_number_is_named_by_its_label():
    with pytest.raises(ValueError, match="normal time is text, 'abc'"):
        draw(Calculation("t", "w", "s", (Inputs((Input("x", "Normal time", "abc"),)),)), "call")


@pytest.fixture(scope="session")
def checked(calculate, tmp_path_factory):
    """A sheet with every kind of check: each way to fill it in wrong -> what the check says."""
    described = Calculation(
        "t", "words", "source",
        (
            Inputs((
                Input("size", "Size", 3, low=1, below=10, whole=True),
                Input("mood", "Mood", "good", choices=("good", "bad")),
                Input("spare", "Spare", None, above=0, may_be_empty=True),
            )),
            Results((Line("double", "Double", "=2*size"),)),
            Table("Lines", (
                Column("weight", "Weight", "kg", [1.0, 2.0], above=0, high=5),
                Column("pieces", "Pieces", values=[3, 4], low=0, whole=True),
            ), spare=2),
        ),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("checks")
    changes = {
        "as written": {}, "missing": {"B9": None}, "text": {"B9": "abc"}, "low": {"B9": 0},
        "high": {"B9": 10},
        "broken": {"B9": 2.5}, "spare text": {"B11": "abc"}, "choice": {"B10": "glad"},
        "spare": {"B11": 0}, "column low": {"A18": 0},
        "column high": {"A18": 5.5}, "column text": {"A18": "x"}, "gap": {"B19": None},
        "column broken": {"B19": 0.5},
        "new line": {"A20": 4, "B20": 1}, "half a new line": {"A20": 4},
    }  # fmt: skip
    paths = []
    for name, change in changes.items():
        workbook = draw(described, "call")
        for cell, value in change.items():
            workbook.active[cell] = value
        paths.append(folder / f"{name}.xlsx")
        workbook.save(paths[-1])
    return {name: book.active["B6"].value for name, book in zip(changes, calculate(paths), strict=True)}


@pytest.mark.parametrize(
    ("filled_in", "says"),
    [
        ("as written", "OK"),
        ("missing", "Fill in every shaded cell with a number"),
        ("text", "Fill in every shaded cell with a number"),
        ("low", "Size: a whole number, 1 or more and less than 10"),
        ("high", "Size: a whole number, 1 or more and less than 10"),
        ("broken", "Size: a whole number, 1 or more and less than 10"),
        ("choice", "Mood: good or bad"),
        ("spare", "Spare: a number, more than 0"),
        ("spare text", "Spare: a number, more than 0"),
        ("column low", "Weight: a number, more than 0 and 5 or less"),
        ("column high", "Weight: a number, more than 0 and 5 or less"),
        ("column text", "Something under Weight is not a number"),
        ("gap", "Something under Pieces is missing"),
        ("column broken", "Pieces: whole numbers only"),
        ("new line", "OK"),
        ("half a new line", "Something under Pieces is missing"),
    ],
)
def test_the_check_cell_says_what_is_wrong(checked, filled_in, says):
    assert checked[filled_in] == says
