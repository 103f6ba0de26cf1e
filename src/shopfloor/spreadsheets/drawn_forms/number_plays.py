"""The 5S numbers game of lesson 09, played on paper, as a form: a line per play."""

import pandas as pd

from shopfloor.spreadsheets.calculation import Calculation, Check, Column, Input, Inputs, Line, Results, Table
from shopfloor.spreadsheets.drawn_forms import Form
from shopfloor.spreadsheets.filled_table import read_lines, where
from shopfloor.spreadsheets.forms import refuse

SHEETS = ("mixed", "sorted", "set in order", "standardized")


def _plays(lines):
    return Table("Plays", (
        Column("player", "Player (a code, no name)", values=[], text=True),
        Column("player_group", "Group", values=[], text=True, choices=("A", "B")),
        Column("play", "Play", values=[], low=1, whole=True),
        Column("sheet_played", "Sheet", values=[], text=True, choices=SHEETS),
        Column("seconds", "Time", "s", [], above=0),
        Column("share_left", "Second / first", "fraction", shown="0.00",
               formula='=IF({play}<>2,"",IFERROR({seconds}/SUMIFS(seconds,player,{player},play,1),""))'),
    ), spare=lines)  # fmt: skip


def play_form(lines):
    return Calculation(
        title="5S numbers game",
        words="Group A plays the mixed sheet twice: that is practice alone. Group B plays mixed, then set in "
        "order: practice and order. Each player is compared with themselves: second time / first time.",
        source="paired comparison; after the numbers games played in 5S trainings",
        parts=(
            Inputs((Input("numbers", "Numbers to be found on a sheet", 20, "numbers", low=1, whole=True),)),
            Results((
                Line("left_a", "Group A: share of the time that is left",
                     '=IFERROR(AVERAGEIFS(share_left,player_group,"A"),"")', "fraction", "practice alone"),
                Line("left_b", "Group B: share of the time that is left",
                     '=IFERROR(AVERAGEIFS(share_left,player_group,"B"),"")', "fraction", "practice and order"),
                Line("order_alone", "The order alone cuts the time by", '=IF(COUNT(left_a,left_b)<2,"",'
                     "1-left_b/left_a)", "fraction"),
            )),
            Table("Sheets", (
                Column("sheet_name", "Sheet", values=list(SHEETS), text=True, fixed=True),
                Column("times_played", "Plays", formula="=COUNTIF(sheet_played,{sheet_name})", shown="0"),
                Column("mean_s", "Average time", "s", shown="0.0",
                       formula='=IFERROR(AVERAGEIFS(seconds,sheet_played,{sheet_name}),"")'),
                Column("per_number", "A number", "s", shown="0.00", result=True,
                       formula='=IF({mean_s}="","",{mean_s}/numbers)'),
            )),
            _plays(lines),
        ),
        checks=(
            Check("COUNTA(player)=COUNTA(sheet_played)", "A line has no sheet, or no player"),
            Check("COUNTA(player)=COUNTA(player_group)", "A line has no group: write A or B"),
        ),
    )  # fmt: skip


def read(sheet, path):
    """player, group, play, sheet, seconds, as in waste/numbers_game."""
    wrong, seen = [], set()
    lines = read_lines(sheet, _plays(1), path, wrong)
    for line in lines:
        key = line["player"], line["play"]
        if None not in key and key in seen:
            cell = where(line["cells"]["play"])
            wrong.append(f"{cell}: play {line['play']} of {line['player']} is there more than once")
        seen.add(key)
    refuse(wrong, path)
    names = ("player", "player_group", "play", "sheet_played", "seconds")
    rows = [tuple(line[name] for name in names) for line in lines]
    table = pd.DataFrame(rows, columns=["player", "group", "play", "sheet", "seconds"])
    return table.astype({"seconds": "float64"})


FORM = Form("numbers game", "Plays", 90, play_form, 'plays = read_form("my_plays.xlsx")', read)
