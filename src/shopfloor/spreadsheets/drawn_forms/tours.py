"""The tour sheet of lesson 07 as a form: a line per look, and what the day is made of."""

import pandas as pd

from shopfloor.spreadsheets.calculation import (
    CLOCK,
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
from shopfloor.spreadsheets.calculations.worksampling import BOOKS, Z
from shopfloor.spreadsheets.drawn_forms import Form
from shopfloor.spreadsheets.filled_table import read_lines
from shopfloor.spreadsheets.forms import refuse


def _tours(lines):
    return Table("Tours, one line per look", (
        Column("activity_seen", "Activity seen", values=[], text=True),
        Column("tour_day", "Day", values=[], low=1, whole=True),
        Column("tour_time", "Time", values=[], shown=CLOCK),
        Column("remark", "Remark", values=[], text=True, may_be_empty=True, width=30),
    ), spare=lines, note="At the planned moment look once, and write what is being done in that moment. Late? "
        "Write what you see when you come.")  # fmt: skip


def tour_form(lines):
    return Calculation(
        title="Work-sampling tour sheet",
        words="List the activities first, each so that one look decides. Then go at the times that chance has "
        "chosen. Share = looks that saw it / all looks; margin = z sqrt(p (1 - p) / n). With consent only, and "
        "no names.",
        source=BOOKS,
        parts=(
            Inputs((Input("confidence_level", "Confidence", 0.95, "fraction", "0.95 for 95 %", above=0, below=1),)),
            Steps((Z,)),
            Results((Line("n_all", "Tours made", "=COUNTA(activity_seen)", "tours", "", "0"),)),
            Table("Activities", (
                Column("activity", "Activity", values=[], text=True),
                Column("tours", "Tours", formula="=COUNTIF(activity_seen,{activity})", shown="0"),
                Column("p", "Share", "fraction", formula='=IF(n_all=0,"",{tours}/n_all)', shown="0.000",
                       result=True),
                Column("margin", "Margin", "fraction", shown="0.000",
                       formula='=IF(n_all=0,"",z*SQRT({p}*(1-{p})/n_all))'),
            ), spare=12, note="With fewer than five looks on either side the margin is too small."),
            _tours(lines),
        ),
        checks=(Check("SUM(tours)=n_all", "A tour saw an activity that is not in the list above"),),
    )  # fmt: skip


def read(sheet, path):
    """tour, day, time, activity, remark, as in worksampling/tours."""
    wrong = []
    lines = read_lines(sheet, _tours(1), path, wrong)
    refuse(wrong, path)
    rows = [
        (number, line["tour_day"], line["tour_time"], line["activity_seen"], line["remark"] or "")
        for number, line in enumerate(lines, start=1)
    ]
    return pd.DataFrame(rows, columns=["tour", "day", "time", "activity", "remark"])


FORM = Form("work sampling", "Tours", 60, tour_form, 'proportions(read_form("my_tours.xlsx"))', read)
