"""The rating sheet of lesson 06 as a form: work whose pace is known from its time, and what it was rated."""

import pandas as pd

from shopfloor.spreadsheets.calculation import (
    Calculation,
    Check,
    Column,
    Input,
    Inputs,
    Line,
    Results,
    Table,
)
from shopfloor.spreadsheets.drawn_forms import Form
from shopfloor.spreadsheets.filled_table import read_input, read_lines, where
from shopfloor.spreadsheets.forms import refuse

SESSIONS = ("before practice", "after practice")
NORMAL = Input(
    "normal_s",
    "Seconds at normal pace (100)",
    30,
    "s",
    "52 cards onto four places in half a minute: Barnes",
    above=0,
)
CLIPS = Table(
    "Rounds of the work, timed by the stopwatch",
    (
        Column("clip", "Round", values=[], text=True),
        Column("timed_s", "It took", "s", [], above=0),
        Column(
            "known_pace", "True pace", "fraction", formula="=normal_s/{timed_s}", shown="0.00", result=True
        ),
    ),
    spare=16,
)


def _ratings(lines):
    return Table("Ratings", (
        Column("rater", "Rater (a code, no name)", values=[], text=True),
        Column("session", "Session", values=[], text=True, choices=SESSIONS, width=16),
        Column("clip_rated", "Round rated", values=[], text=True),
        Column("rating", "Rating", "fraction", [], above=0, below=3),
        Column("pace", "True pace", "fraction", shown="0.00",
               formula='=IFERROR(INDEX(known_pace,MATCH({clip_rated},clip,0)),"?")'),
        Column("rating_error", "Too high by", "fraction", shown="+0.00;-0.00;0.00",
               formula='=IF({pace}="?","?",{rating}-{pace})'),
    ), spare=lines)  # fmt: skip


def rating_form(lines):
    def where_rated(formula):
        return f'=IF(COUNT(rating_error)<2,"",{formula})'

    return Calculation(
        title="Rating sheet",
        words="True pace = seconds at normal pace / seconds it took. A rating is a fraction: 1.10 is a tenth "
        "faster than normal. Error = rating - true pace; bias = mean of the errors; spread = their standard "
        "deviation; slope below 1: rated flat.",
        source="Barnes, Motion and Time Study, 7th ed. 1980 (the pace of dealing); Lifson 1953 (the errors)",
        parts=(
            Inputs((NORMAL,)),
            Results((
                Line("bias", "Bias of all ratings", where_rated("AVERAGE(rating_error)"), "fraction",
                     "above 0 loose, below 0 tight", "+0.000;-0.000;0.000"),
                Line("spread", "Spread", where_rated("STDEV(rating_error)"), "fraction"),
                Line("slope_of_line", "Slope", where_rated('IFERROR(SLOPE(rating,pace),"")'), "",
                     "1 is right, below 1 flat", "0.00"),
            )),
            CLIPS,
            _ratings(lines),
        ),
        checks=(Check('COUNTIF(pace,"?")=0', "A rating names a round that was not timed above"),),
    )  # fmt: skip


def read(sheet, path):
    """session, rater, clip, rating, as in timestudy/clip_ratings; ``attrs["known_pace"]``: clip -> true pace."""
    wrong = []
    normal = read_input(sheet, NORMAL, wrong)
    timed = read_lines(sheet, CLIPS, path, wrong)
    lines = read_lines(sheet, _ratings(1), path, wrong)
    paces = {}
    for line in timed:
        if line["clip"] in paces:
            wrong.append(f"{where(line['cells']['clip'])}: round {line['clip']} is there more than once")
        if normal and line["timed_s"]:
            paces[line["clip"]] = round(normal / line["timed_s"], 4)
    if not wrong:
        for line in lines:
            if line["clip_rated"] not in paces:
                cell = where(line["cells"]["clip_rated"])
                wrong.append(f"{cell}: round {line['clip_rated']} was not timed")
    refuse(wrong, path)
    rows = [(line["session"], line["rater"], line["clip_rated"], line["rating"]) for line in lines]
    table = pd.DataFrame(rows, columns=["session", "rater", "clip", "rating"]).astype({"rating": "float64"})
    table.attrs["known_pace"] = paces
    return table


FORM = Form(
    "ratings",
    "Ratings",
    120,
    rating_form,
    'ratings = read_form("my_ratings.xlsx"); rating_plot(ratings, ratings.attrs["known_pace"])',
    read,
)
