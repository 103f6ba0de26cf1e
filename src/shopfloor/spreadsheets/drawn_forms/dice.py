"""The dice line of lesson 11 as a form: five stations, a roll each in every round.

A chip reaches the next station at the end of a round and can move on in the following one, first come first
served; so each chip's way can be told from the rolls alone.
"""

from collections import deque

import pandas as pd

from shopfloor.spreadsheets.calculation import Calculation, Column, Input, Inputs, Line, Results, Table
from shopfloor.spreadsheets.drawn_forms import Form
from shopfloor.spreadsheets.filled_table import read_input, read_lines, where
from shopfloor.spreadsheets.forms import refuse

STATIONS = 5
START = Input(
    "start_chips", "Chips before each of stations 2 to 5 at the start", 4, "chips", low=0, whole=True
)


def _rounds(lines):
    stations = range(1, STATIONS + 1)
    rolls = [Column(f"roll_{k}", f"Roll {k}", values=[], low=0, high=12, whole=True) for k in stations]
    moved = [Column("moved_1", "Moved 1", formula="={roll_1}", shown="0")]
    before = []
    for k in stations[1:]:
        moved.append(Column(f"moved_{k}", f"Moved {k}", shown="0",
                            first=f"=MIN({{roll_{k}}},start_chips)",
                            formula=f"=MIN({{roll_{k}}},{{before_{k}.above}})"))  # fmt: skip
        change = f"-{{moved_{k}}}+{{moved_{k - 1}}}"
        before.append(Column(f"before_{k}", f"Before {k}", shown="0", first=f"=start_chips{change}",
                             formula=f"={{before_{k}.above}}{change}"))  # fmt: skip
    waiting = "+".join(f"{{{one.name}}}" for one in before)
    return Table("Rounds", (
        Column("turn", "Round", formula="=ROWS({roll_1.sofar})", shown="0"),
        *rolls, *moved, *before,
        Column("in_line", "In the line", "chips", formula=f"={waiting}+{{moved_{STATIONS}}}", shown="0",
               result=True),
    ), spare=lines, key="roll_1", note="All roll at once. Each moves what the die says, but no more than lay "
        "before the station when the round began. Write the five rolls; the sheet keeps the chips.")  # fmt: skip


def dice_form(lines):
    rolled = f"roll_1:roll_{STATIONS}"
    none = "COUNT(roll_1)=0"
    return Calculation(
        title="The dice line",
        words="Five stations with the same die: by the averages all are alike, and nothing should wait. "
        "Throughput = chips out / rounds; lead time = chips in the line / throughput (Little's law).",
        source="after the match-and-dice game in Goldratt and Cox, The Goal, 1984; Little 1961",
        parts=(
            Inputs((START,)),
            Results((
                Line("rounds_played", "Rounds", "=COUNT(roll_1)", "rounds", "", "0"),
                Line("average_roll", "Average of all rolls", f'=IF({none},"",AVERAGE({rolled}))', "chips a round",
                     "what each station could do", "0.00"),
                Line("throughput", "Throughput", f'=IF({none},"",SUM(moved_5)/rounds_played)', "chips a round",
                     "what came out", "0.00"),
                Line("wip", "Chips in the line, on average", f'=IF({none},"",AVERAGE(in_line))', "chips", "",
                     "0.0"),
                Line("lead_time", "Lead time", f'=IF({none},"",IF(throughput=0,"",wip/throughput))', "rounds",
                     "wip / throughput; a chip that waits for nothing takes 5", "0.0"),
            )),
            _rounds(lines),
        ),
    )  # fmt: skip


def read(sheet, path):
    """part, station, arrived, started, finished, in rounds, as flow.measured_flow takes them; empty where a chip
    has not come so far. ``attrs["rounds"]``: how many were played."""
    wrong = []
    start = read_input(sheet, START, wrong)
    lines = read_lines(sheet, _rounds(1), path, wrong)
    for earlier, later in zip(lines, lines[1:], strict=False):
        cell = later["cells"]["roll_1"]
        if cell.row != earlier["cells"]["roll_1"].row + 1:
            wrong.append(f"{where(cell)}: the line above it is empty; rounds follow each other")
    refuse(wrong, path)
    rolls = [[line[f"roll_{k}"] for k in range(1, STATIONS + 1)] for line in lines]
    table = chips(rolls, start)
    table.attrs["rounds"] = len(rolls)
    return table


def chips(rolls, start):
    """The way of each chip, from the rolls of all rounds and the chips before stations 2 to 5 at the start.

    >>> chips([[1, 1, 1, 1, 1]], 0).to_dict("list")["station"]
    ['station 1', 'station 2']
    """
    waiting, rows, number = {k: deque() for k in range(2, STATIONS + 2)}, [], 0
    if rolls:
        for k in range(STATIONS, 1, -1):
            for _ in range(start):
                number += 1
                waiting[k].append((number, 0))
    for turn, roll in enumerate(rolls, start=1):
        moving = []
        for k in range(2, STATIONS + 1):
            for _ in range(min(roll[k - 1], len(waiting[k]))):
                part, arrived = waiting[k].popleft()
                rows.append((part, k, arrived, turn - 1, turn))
                moving.append((k + 1, part))
        for _ in range(roll[0]):
            number += 1
            rows.append((number, 1, turn - 1, turn - 1, turn))
            moving.append((2, number))
        for k, part in moving:  # what came in this round can go on in the next
            waiting[k].append((part, turn))
    for k in range(2, STATIONS + 1):
        rows += [(part, k, arrived, None, None) for part, arrived in waiting[k]]
    table = pd.DataFrame(sorted(rows, key=lambda row: (row[1], row[0])),
                         columns=["part", "station", "arrived", "started", "finished"])  # fmt: skip
    table["station"] = (
        "station " + table["station"].astype(str) if len(table) else table["station"].astype("str")
    )
    return table.astype({name: "float64" for name in ("arrived", "started", "finished")})


FORM = Form("dice line", "Rolls", 40, dice_form, 'measured_flow(read_form("my_dice.xlsx"))', read)
