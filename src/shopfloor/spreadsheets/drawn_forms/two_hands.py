"""The two-hand chart of lesson 04 as a form: a line per motion, the left hand's first."""

from dataclasses import replace

import pandas as pd

from shopfloor.methods.hand_charts import THERBLIGS, therblig_name
from shopfloor.spreadsheets.calculation import Calculation, Check, Column, Line, Results, Steps, Table
from shopfloor.spreadsheets.drawn_forms import Form
from shopfloor.spreadsheets.filled_table import read_lines, where
from shopfloor.spreadsheets.forms import refuse

DOES = ("works", "holds", "waits")
BOTH_END = 'ABS(SUMIF(hand,"left",seconds)-SUMIF(hand,"right",seconds))<0.0005'


def two_hand_form(lines):
    therbligs = list(THERBLIGS.values())
    shares = [
        Line(
            f"{hand}_{does}",
            f"{hand.capitalize()} hand {does}",
            f'=IF(cycle=0,"",SUMIFS(seconds,hand,"{hand}",does,"{does}")/cycle)',
            "of the cycle",
            shown="0 %",
        )
        for hand in ("left", "right")
        for does in DOES
    ]
    return Calculation(
        title="Two-hand chart",
        words="One line per motion, with its seconds: first all of the left hand in order, then all of the "
        "right. Both hands end together: a hand with nothing to do has an unavoidable delay. Ask first; stop at "
        "a hazard; write no name.",
        source="F. and L. Gilbreth, 1924 (therbligs); Barnes, Motion and Time Study, 7th ed. 1980",
        parts=(
            Steps((
                Line("cycle", "Cycle time",
                     '=MAX(SUMIF(hand,"left",seconds),SUMIF(hand,"right",seconds))', "s",
                     "the longer of the two hands", "0.0"),
            )),
            Results(tuple(shares), "How the hands are used"),
            Table("Motions", (
                Column("description", "What the hand does", values=[], text=True, may_be_empty=True),
                Column("hand", "Hand", values=[], text=True, choices=("left", "right")),
                Column("therblig", "Therblig", values=[], text=True, choices=tuple(THERBLIGS), width=18),
                Column("seconds", "Time", "s", [], above=0),
                Column("starts", "Starts", "s", shown="0.0",
                       formula="=SUMIF({hand.sofar},{hand},{seconds.sofar})-{seconds}"),
                Column("ends", "Ends", "s", shown="0.0", formula="={starts}+{seconds}"),
                Column("does", "The hand", text=True,
                       formula='=IFERROR(INDEX(therblig_hand,MATCH({therblig},therblig_name,0)),"?")'),
            ), spare=lines, key="therblig"),
            Table("Therbligs", (
                Column("therblig_name", "Therblig", values=[one.name for one in therbligs], text=True, fixed=True),
                Column("therblig_letters", "Letters", values=[one.symbol for one in therbligs], text=True,
                       fixed=True),
                Column("therblig_hand", "The hand", values=[one.hand for one in therbligs], text=True, fixed=True),
            ), note="To hold is no work: the hand is a poor clamp."),
        ),
        checks=(
            Check('COUNTIF(does,"?")=0', "A therblig is not in the list at the bottom"),
            Check('COUNTIF(hand,"left")+COUNTIF(hand,"right")=COUNTA(therblig)',
                  "A hand is missing: write left or right"),
            Check(BOTH_END, "The hands do not end together: fill up the shorter one with unavoidable delay"),
        ),
    )  # fmt: skip


def read(sheet, path):
    """hand, step, therblig, description, start_s, end_s, as in motion/two_hand_chart."""
    wrong, rows, clock = [], [], {"left": (0, 0.0), "right": (0, 0.0)}
    table = next(part for part in two_hand_form(1).parts if getattr(part, "title", "") == "Motions")
    for line in read_lines(sheet, _with_any_therblig(table), path, wrong):
        therblig, hand, seconds = line["therblig"], line["hand"], line["seconds"]
        if therblig is not None:
            try:
                therblig = therblig_name(therblig)
            except ValueError:
                wrong.append(f"{where(line['cells']['therblig'])}: there is no therblig {therblig!r}")
        if hand is None or seconds is None:
            continue
        step, start = clock[hand]
        clock[hand] = step + 1, round(start + seconds, 6)
        rows.append((hand, step + 1, therblig, line["description"] or "", start, clock[hand][1]))
    refuse(wrong, path)
    columns = ["hand", "step", "therblig", "description", "start_s", "end_s"]
    return pd.DataFrame(rows, columns=columns).astype({"start_s": "float64", "end_s": "float64"})


def _with_any_therblig(table):
    """The table without its list of choices: letters, such as TE, are read too."""
    return replace(
        table,
        columns=tuple(replace(one, choices=()) if one.name == "therblig" else one for one in table.columns),
    )


FORM = Form(
    "two-hand chart", "Motions", 40, two_hand_form, 'motion.two_handed(read_form("my_hands.xlsx"))', read
)
