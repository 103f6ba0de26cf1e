"""Sheets of lesson 08: learning curves by both conventions, standard data, predetermined times."""

import pandas as pd

from shopfloor.methods.arguments import is_sequence
from shopfloor.spreadsheets.calculation import (
    Calculation,
    Check,
    Column,
    Input,
    Inputs,
    Line,
    Results,
    Steps,
    Table,
)
from shopfloor.spreadsheets.calculations.shared import told_apart

WORDS = "With every doubling of the number of units, time falls to the rate; b = log(rate) / log(2). "
SOURCE = "unit: Crawford 1947; Heizer, Render and Munson, module E. average: Wright 1936"
MOST = 1_000_000  # a spreadsheet has a few more rows than that
EXPONENT = Line("b", "Exponent b", "=LN(learning_rate)/LN(2)", shown="0.000000")
STEEP = Check('OR(model="unit",learning_rate>0.5)', "With the average model the rate is more than 0.50")


def _curve_inputs(first, rate, model, unit):
    return (
        Input("first", "Time of the first unit", first, unit, above=0),
        Input("learning_rate", "Learning rate", rate, "fraction", "0.80 for an 80 % curve", above=0, high=1),
        Input("model", "Model: the rate is that of the", model, choices=("unit", "average"),
              note="unit: time of the single unit; average: average of all units so far"),
    )  # fmt: skip


def _unit_formula(n):
    return f'first*IF(model="unit",{n}^b,{n}^(b+1)-({n}-1)^(b+1))'


def _total_formula(start, end):
    """The units' times from start to end: added up one by one, or as the difference of two totals."""
    rows = f'SUMPRODUCT(ROW(INDIRECT({start}&":"&{end}))^b)'
    return f'first*IF(model="unit",{rows},{end}^(b+1)-({start}-1)^(b+1))'


def _counts(n):
    numbers = list(n) if is_sequence(n) else [n]
    if max(numbers) > MOST:
        raise ValueError(f"A spreadsheet adds up to {MOST:,} units; {max(numbers):,} were given.")
    return numbers


def _curve(title, words, column, formula, first, n, rate, model, unit, more=()):
    inputs = _curve_inputs(first, rate, model, unit)
    limits = {"low": 1, "high": MOST, "whole": True}
    if is_sequence(n):
        table = Table("Units", (
            Column("unit_no", "Unit", values=_counts(n), **limits),
            Column(column, title, unit, shown="0.000", formula="=" + formula("{unit_no}"), result=True),
        ), spare=10)  # fmt: skip
        parts = (Inputs(inputs), Steps((EXPONENT,)), table)
    else:
        _counts(n)
        parts = (
            Inputs((*inputs, Input("units", "Number of the unit, n", n, **limits))),
            Steps((EXPONENT,)),
            Results((Line(column, title, "=" + formula("units"), unit), *more)),
            Table("The curve", (
                Column("at", "Unit", values=[1, 2, 3, 4, 5, 10, 20, 50, 100, 200], **limits),
                Column("unit_time_at", "Time of this unit", unit, shown="0.00",
                       formula="=" + _unit_formula("{at}")),
                Column("total_at", "Total so far", unit, shown="0.00",
                       formula="=" + _total_formula("1", "{at}")),
                Column("average_at", "Average so far", unit, shown="0.00", formula="={total_at}/{at}"),
            )),
        )  # fmt: skip
    return Calculation(title, WORDS + words, SOURCE, parts, (STEEP,))


def unit_time(first, n, rate, model, *, unit="h"):
    words = "Unit model: first x n^b. Average model: first x (n^(b+1) - (n-1)^(b+1))."
    return _curve("Time of a unit", words, "time_of_unit", _unit_formula, first, n, rate, model, unit)


def total_time(first, n, rate, model, *, unit="h"):
    words = "Unit model: first x (1^b + 2^b + ... + n^b). Average model: first x n^(b+1)."
    average = Line("average_so_far", "Average of these units", "=total/units", unit)

    def formula(n):
        return _total_formula("1", n)

    return _curve("Total time", words, "total", formula, first, n, rate, model, unit, (average,))


def lot_time(first, start, end, rate, model, *, unit="h"):
    _counts(end)
    limits = {"low": 1, "high": MOST, "whole": True}
    return Calculation(
        title="Time of a lot",
        words=WORDS + "Unit model: the times of the lot's units added up. Average model: total after the lot "
        "less total before it.",
        source=SOURCE,
        parts=(
            Inputs((
                *_curve_inputs(first, rate, model, unit),
                Input("start", "First unit of the lot", start, **limits),
                Input("end", "Last unit of the lot", end, **limits),
            )),
            Steps((EXPONENT, Line("pieces", "Units in the lot", "=end-start+1", shown="0"))),
            Results((
                Line("lot", "Time of the lot", "=" + _total_formula("start", "end"), unit),
                Line("each", "Average in the lot", "=lot/pieces", unit),
            )),
        ),
        checks=(STEEP, Check("end>=start", "The lot ends before it starts")),
    )  # fmt: skip


def fit(units, times, model, cumulative, *, unit="h"):
    rows = sorted(zip(list(units), list(times), strict=True))
    kinds = ("times of the units", "cumulative averages")
    as_they_are = 'OR(model="unit",times_are="cumulative averages")'
    y = f"=LN(IF({as_they_are},{{time_of_unit}},SUM({{time_of_unit.sofar}})/{{unit_no}}))"
    return Calculation(
        title="Learning rate from records",
        words="The straight line through the points on log-log paper, by least squares: rate = 2^slope, "
        "first = e^intercept. Unit model: through the units' times; average model: through the cumulative "
        "averages.",
        source=SOURCE,
        parts=(
            Inputs((
                Input("model", "Model: the rate is that of the", model, choices=("unit", "average")),
                Input("times_are", "The times below are", kinds[bool(cumulative)], choices=kinds),
            )),
            Steps((
                Line("steepness", "Slope of the line", "=SLOPE(log_time,log_unit)", shown="0.0000"),
                Line("height", "Its intercept", "=INTERCEPT(log_time,log_unit)", shown="0.0000"),
            )),
            Results((
                Line("learning_rate", "Learning rate", "=2^steepness", "fraction", shown="0.0000"),
                Line("first", "First unit, by the line", "=EXP(height)", unit),
                Line("r_squared", "r squared", "=RSQ(log_time,log_unit)", shown="0.0000"),
            )),
            Table("Records, in the order of the units", (
                Column("unit_no", "Unit", values=[unit_number for unit_number, _ in rows], low=1, whole=True),
                Column("time_of_unit", "Time", unit, [time for _, time in rows], above=0),
                Column("log_unit", "ln unit", formula="=LN({unit_no})", shown="0.0000"),
                Column("log_time", "ln time or average", formula=y, shown="0.0000"),
            ), spare=10),
        ),
        checks=(
            Check("COUNT(unit_no)>=2", "Two units or more are needed"),
            Check('OR(model="unit",times_are="cumulative averages",MAX(unit_no)=COUNT(unit_no))',
                  "The average model needs every unit from 1 to the last"),
            Check('NOT(AND(model="unit",times_are="cumulative averages"))',
                  "The unit model takes the times of the units"),
        ),
    )  # fmt: skip


def standard_data(sizes, times, *, unit="min", size=None, size_unit=""):
    sizes = list(sizes)
    return Calculation(
        title="Standard data",
        words="time = fixed + each x size: the straight line of least squares through earlier studies. It "
        "holds between the smallest and the largest size studied.",
        source="Freivalds and Niebel, ch. 12; Groover, Work Systems, ch. 15",
        parts=(
            Inputs((Input("size", "Size to be timed", (min(sizes) + max(sizes)) / 2 if size is None else size,
                          size_unit),)),
            Results((
                Line("fixed_part", "Fixed part", "=INTERCEPT(study_time,study_size)", unit, shown="0.0000"),
                Line("each", "Each of the size", "=SLOPE(study_time,study_size)", unit, shown="0.0000"),
                Line("r_squared", "r squared",
                     '=IF(MAX(study_time)=MIN(study_time),"",RSQ(study_time,study_size))',
                     shown="0.0000"),
                Line("spread", "Spread around the line",
                     '=IF(COUNT(study_time)>2,STEYX(study_time,study_size),"")',
                     unit, shown="0.0000"),
                Line("time_of_size", "Time of this size", "=fixed_part+each*size", unit, shown="0.0000"),
            )),
            Table("Studies", (
                Column("study_size", "Size", size_unit, sizes),
                Column("study_time", "Normal time", unit, list(times), low=0),
                Column("left_over", "Left over", unit, formula="={study_time}-fixed_part-each*{study_size}",
                       shown="0.0000"),
            ), spare=10),
        ),
        checks=(
            Check("AND(size>=MIN(study_size),size<=MAX(study_size))",
                  "This size lies outside the sizes that were studied"),
            Check("ABS(SUM(left_over))<=0.000001*SUM(study_time)+0.000000001",
                  "What is left over does not add up to zero"),
        ),
    )  # fmt: skip


def predetermined_time(motions, table):
    codes = told_apart(table["code"])
    actions = [str(code).strip() for code in motions["action"]]
    extras = [
        str(one).split() if isinstance(one, str) else [] for one in motions.get("extras", [""] * len(motions))
    ]
    most = max(2, *map(len, extras))
    often = list(motions["times"]) if "times" in motions else [1] * len(motions)
    keys = [name for name in ("method", "element") if name in motions]
    groups = motions[keys].drop_duplicates() if keys else pd.DataFrame(index=[0])
    found = ["INDEX(code_tmu,MATCH({action},motion_code,0))"]
    found += [
        f'IF({{extra_{k}}}="",0,INDEX(code_tmu,MATCH({{extra_{k}}},motion_code,0)))'
        for k in range(1, most + 1)
    ]
    matches = "".join(f",of_{name},{{{name}}}" for name in keys)
    sums = (
        Column(
            "tmu_sum", "Time", "TMU", formula=f"=SUMIFS(tmu{matches})" if keys else "=SUM(tmu)", shown="0.0"
        ),
        Column("seconds", "Time", "s", shown="0.000", formula="={tmu_sum}*0.036", result=True),
        Column("minutes", "Time", "min", formula="={seconds}/60", shown="0.0000", result=True),
    )
    named = tuple(
        Column(name, name.capitalize(), values=told_apart(groups[name], unique=False), text=True)
        for name in keys
    )
    return Calculation(
        title="Predetermined time",
        words="Each motion: (TMU of the action + TMU of every extra that applies) x how often. 1 TMU = "
        "0.00001 h = 0.036 s. The sum is a normal time: the allowance comes on top.",
        source="1 TMU: Maynard, Stegemerten and Schwab, Methods-Time Measurement, 1948; the table of times "
        "is the one given",
        parts=(
            Results((
                Line("tmu_total", "All motions below", "=SUM(tmu)", "TMU", shown="0.0"),
                Line("seconds_total", "The same", "=tmu_total*0.036", "s"),
                Line("minutes_total", "The same", "=seconds_total/60", "min", shown="0.0000"),
            )),
            *([Table("By " + " and ".join(keys), (*named, *sums), spare=2)] if keys else []),
            Table("Motions", (
                *(Column(f"of_{name}", name.capitalize(), values=told_apart(motions[name], unique=False),
                         text=True)
                  for name in keys),
                Column("action", "Action", values=actions, text=True),
                *(Column(f"extra_{k}", f"Extra {k}", text=True, may_be_empty=True,
                         values=[one[k - 1] if len(one) >= k else None for one in extras])
                  for k in range(1, most + 1)),
                Column("often", "Times", "per cycle", often, above=0),
                Column("tmu", "Time", "TMU", formula="=(" + "+".join(found) + ")*{often}", shown="0.0"),
            ), spare=10, key="action"),
            Table("Table of times", (
                Column("motion_code", "Code", values=codes, text=True),
                Column("code_tmu", "Time", "TMU", list(table["tmu"]), low=0),
            ), spare=3),
        ),
        checks=(
            *([Check("ABS(SUM(tmu_sum)-tmu_total)<=0.000001*(1+tmu_total)",
                     "A motion belongs to no line of the summary")]
              if keys else []),
        ),
    )  # fmt: skip


CALCULATIONS = (unit_time, total_time, lot_time, fit, standard_data, predetermined_time)
