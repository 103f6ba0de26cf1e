"""The walk along a value stream (lesson 12) as a form: a line per process, heaps counted on the way."""

import pandas as pd

from shopfloor.spreadsheets.calculation import Calculation, Check, Column, Input, Inputs, Line, Results, Table
from shopfloor.spreadsheets.calculations.valuestream import ROTHER
from shopfloor.spreadsheets.drawn_forms import Form
from shopfloor.spreadsheets.filled_table import read_input, read_lines
from shopfloor.spreadsheets.forms import refuse

DEMAND = Input("daily_demand", "Daily demand", None, "pieces a day", "what the customer takes on a working day",
               above=0, may_be_empty=True)  # fmt: skip
DAY = Input("day_s", "Seconds that a day of lead time has", 86400, "s",
            "86400 by the clock, or the plant's working seconds: say which", above=0, high=86400)  # fmt: skip
NAMES = {
    "process": "process",
    "inventory": "inventory_before",
    "cycle_time": "cycle_time_s",
    "value_added": "value_added_s",
    "changeover": "changeover_min",
    "uptime": "uptime",
    "operators": "operators",
}
MEASURED = ("changeover", "uptime", "operators")  # written into the data box, not needed by the ladder


def _processes(lines):
    return Table("Processes, in the order of the flow; shipping is the last", (
        Column("process", "Process", values=[], text=True),
        Column("inventory", "Pieces before it", values=[], low=0),
        Column("in_days", "Days before it", "days", shown="0.00", result=True,
               formula='=IF(N(daily_demand)=0,"",{inventory}/daily_demand)'),
        Column("cycle_time", "Cycle time", "s", [], low=0),
        Column("value_added", "Value-added", "s", [], low=0),
        Column("changeover", "Changeover", "min", [], low=0, may_be_empty=True),
        Column("uptime", "Uptime", "fraction", [], above=0, high=1, may_be_empty=True),
        Column("operators", "Operators", "people", [], low=0, may_be_empty=True),
    ), spare=lines)  # fmt: skip


def process_form(lines):
    return Calculation(
        title="Value-stream walk",
        words="Walk against the flow, from shipping to receiving. Count what lies before each process, time one "
        "cycle yourself. Days before a process = pieces / daily demand; the lead time is their sum.",
        source=f"{ROTHER}, pp. 13 to 35",
        parts=(
            Inputs((DEMAND, DAY)),
            Results((
                Line("lead", "Lead time", "=SUM(in_days)", "days", shown="0.00"),
                Line("processing", "Processing", "=SUM(cycle_time)", "s", shown="0.0"),
                Line("value_adding", "Value-added time", "=SUM(value_added)", "s", shown="0.0"),
                Line("efficiency", "Process-cycle efficiency", '=IF(lead=0,"",value_adding/(lead*day_s))',
                     "fraction", shown="0.000000"),
            )),
            _processes(lines),
        ),
        checks=(Check("N(daily_demand)>0", "Fill in the daily demand"),
                Check("SUMPRODUCT(--(value_added>cycle_time+0.000000001))=0",
                      "More time adds value than the whole cycle takes"),),
    )  # fmt: skip


def read(sheet, path):
    """step, process, inventory_before, cycle_time_s, value_added_s, changeover_min, uptime, operators, as in
    valuestream/processes; columns in which nothing stands are left out. ``attrs``: daily_demand, day_s."""
    wrong = []
    demand, day = read_input(sheet, DEMAND, wrong), read_input(sheet, DAY, wrong)
    lines = read_lines(sheet, _processes(1), path, wrong)
    refuse(wrong, path)
    table = pd.DataFrame([{new: line[old] for old, new in NAMES.items()} for line in lines],
                         columns=list(NAMES.values()))  # fmt: skip
    table = table.astype({new: "float64" for old, new in NAMES.items() if old != "process"})
    unknown = [NAMES[name] for name in MEASURED if table[NAMES[name]].isna().all()]
    table = table.drop(columns=unknown)
    table.insert(0, "step", range(1, len(table) + 1))
    table.attrs.update(daily_demand=demand, day_s=day)
    return table


FORM = Form(
    "value stream",
    "Processes",
    12,
    process_form,
    'ladder(read_form("my_stream.xlsx"), daily_demand=600)',
    read,
)
