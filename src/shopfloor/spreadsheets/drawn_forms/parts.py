"""When parts came into a line and when they left it: the form for the paper airplanes of lesson 11."""

import math

import pandas as pd

from shopfloor.spreadsheets.calculation import Calculation, Check, Column, Table
from shopfloor.spreadsheets.drawn_forms import Form
from shopfloor.spreadsheets.filled_table import read_lines, where
from shopfloor.spreadsheets.forms import refuse

ROUNDS = ("batches of four", "one by one")
"""Of the paper airplanes; others may be written over them."""
LATE = 10**6  # minutes: later than anything
MINE, DONE = "(run={run_name})", "((out_min+out_s)>0)"
IN, OUT = "(in_min+in_s/60)", "(out_min+out_s/60)"


def _parts(lines):
    return Table("Parts: what the running clock showed", (
        Column("run", "Round", values=[], text=True),
        Column("part", "Part", values=[], low=1, whole=True),
        Column("in_min", "Came: minutes", values=[], low=0, whole=True),
        Column("in_s", "Came: seconds", values=[], low=0, below=60),
        Column("out_min", "Left: minutes", values=[], low=0, whole=True, may_be_empty=True),
        Column("out_s", "Left: seconds", values=[], low=0, below=60, may_be_empty=True),
        Column("stay", "In the line", "min", shown="0.00",
               formula='=IF(COUNT({out_min},{out_s})=0,"",{out_min}+{out_s}/60-{in_min}-{in_s}/60)'),
    ), spare=lines, note="A part that was not finished has no time in the last two cells.")  # fmt: skip


def part_form(lines):
    last = f"MAX(SUMPRODUCT(MAX({MINE}*{OUT})),SUMPRODUCT(MAX({MINE}*{IN})))"
    return Calculation(
        title="Flow: parts in, parts out",
        words="Start one clock for a round and let it run. Write its minutes and seconds when a part comes into "
        "the line, and when it leaves it. Little's law: parts in the line = throughput x lead time.",
        source="Little, Operations Research 9, 1961, and 59, 2011",
        parts=(
            Table("Rounds", (
                Column("run_name", "Round, spelled as below", values=list(ROUNDS), text=True),
                Column("finished", "Parts finished", formula=f"=SUMPRODUCT({MINE}*{DONE})", shown="0"),
                Column("length_min", "Time measured", "min", shown="0.00",
                       formula=f'=IF(COUNTIF(run,{{run_name}})=0,"",{last}-{LATE}+SUMPRODUCT(MAX({MINE}*({LATE}-{IN}))))'),
                Column("throughput", "Throughput", "parts/min", shown="0.00", result=True,
                       formula='=IF(N({length_min})<=0,"",{finished}/{length_min})'),
                Column("lead_time", "Lead time, mean", "min", shown="0.00", result=True,
                       formula='=IF({finished}=0,"",SUMPRODUCT(' + f"{MINE}*{DONE}*({OUT}-{IN}))/{{finished}})"),
                Column("wip", "In the line, mean", "parts", shown="0.00", result=True,
                       formula='=IF(N({length_min})<=0,"",SUMPRODUCT(' + MINE + f"*({DONE}*{OUT}+(1-{DONE})*({last})"
                               f"-{IN}))/{{length_min}})"),
            ), spare=3),
            _parts(lines),
        ),
        checks=(
            Check('COUNTIF(stay,"<0")=0', "A part left before it came"),
            Check("SUMPRODUCT(COUNTIF(run_name,run))=COUNTA(run)", "A round is not in the list of rounds"),
        ),
    )  # fmt: skip


def read(sheet, path):
    """round, part, arrived_min, finished_min (empty where a part was not finished), as flow.measured_flow takes
    them."""
    wrong, rows, seen = [], [], set()
    for line in read_lines(sheet, _parts(1), path, wrong):
        cells = line["cells"]
        came = _minutes(line["in_min"], line["in_s"])
        open_still = line["out_min"] is None and line["out_s"] is None
        went = math.nan if open_still else _minutes(line["out_min"], line["out_s"])
        if went < came:
            wrong.append(f"{where(cells['out_min'])}: the part left before it came")
        key = line["run"], line["part"]
        if None not in key and key in seen:
            wrong.append(f"{where(cells['part'])}: part {key[1]} of round {key[0]!r} is there more than once")
        seen.add(key)
        rows.append((*key, came, went))
    refuse(wrong, path)
    table = pd.DataFrame(rows, columns=["round", "part", "arrived_min", "finished_min"])
    return table.astype({"arrived_min": "float64", "finished_min": "float64"})


def _minutes(minutes, seconds):
    return round((minutes or 0) + (seconds or 0) / 60, 4)


FORM = Form(
    "parts",
    "Parts",
    60,
    part_form,
    'planes = read_form("my_planes.xlsx"); measured_flow(planes[planes["round"] == "one by one"])',
    read,
)
