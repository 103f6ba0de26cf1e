"""Sheets of lesson 10: a line with its stations, people needed, standardised work."""

import pandas as pd

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

DUST = "(1+10^-9)"  # a station whose work is as long as the cycle is not too long


def balance(tasks, cycle_time, method, parallel, time_limit, *, unit="s"):
    from shopfloor.methods import balancing

    found = balancing.balance(tasks, cycle_time, method, parallel=parallel, time_limit=time_limit)
    return _line("Line balance", tasks, _where(found.stations), found.people, cycle_time, unit)


def shortest_cycle(tasks, stations, time_limit, *, unit="s"):
    from shopfloor.methods import balancing

    found = balancing.shortest_cycle(tasks, stations, time_limit=time_limit)
    return _line("Shortest cycle", tasks, _where(found.stations), found.people, found.cycle_time, unit)


def assess(tasks, stations, cycle_time, people, *, unit="s"):
    from shopfloor.methods import balancing

    found = balancing.assess(tasks, stations, cycle_time, people=people)
    if found.twice:
        raise ValueError(
            "In the workbook each task stands at one station: it is assigned more than once here."
        )
    where = {task: label for label, names in zip(found.labels, found.stations, strict=True) for task in names}
    by_label = dict(zip(found.labels, found.people, strict=True))
    count = [by_label.get(label, 1) for label in range(1, max(found.labels, default=1) + 1)]
    return _line("Line balance", tasks, where, count, cycle_time, unit)


def _where(stations):
    return {task: place for place, names in enumerate(stations, start=1) for task in names}


def _line(title, tasks, where, people, cycle_time, unit):
    from shopfloor.methods.precedence import read_tasks

    network = read_tasks(tasks)
    names = told_apart(network.names)
    before = [[names[one] for one in some] for some in network.before]
    most = max(1, *map(len, before))
    stands = [where.get(name) for name in network.names]
    latest = "MAX(0," + ",".join(
        f'IF({{before_{k}}}="",0,INDEX(station,MATCH({{before_{k}}},task,0)))' for k in range(1, most + 1)
    ) + ")"  # fmt: skip
    return Calculation(
        title=title,
        words="Efficiency = work / (people x cycle); balance delay = 1 - efficiency; smoothness = sqrt(sum "
        "of (longest - station)^2). A station's work must not be longer than the cycle, nor a task stand "
        "before its predecessors.",
        source="Groover, Automation, Production Systems and CIM (manual assembly lines); Heizer, Render and "
        "Munson, ch. 9",
        parts=(
            Inputs((Input("cycle", "Cycle time (the takt or less)", cycle_time, unit, above=0),)),
            Steps((
                Line("work", "Work content of a piece", "=SUM(task_time)", unit, shown="0.0"),
                Line("least", "Stations needed in any case", "=ROUNDUP(work/cycle*(1-10^-12),0)", shown="0",
                     note="work / cycle, rounded up"),
                Line("longest", "Longest station (for each person)", "=MAX(per_person)", unit, shown="0.0"),
                Line("all_people", "People", '=SUMIF(station_time,">0",people)', shown="0"),
            )),
            Results((
                Line("stations", "Stations with work", '=COUNTIF(station_time,">0")', shown="0"),
                Line("efficiency", "Efficiency, at this cycle", "=SUM(station_time)/(all_people*cycle)",
                     "fraction",
                     shown="0.0000"),
                Line("delay", "Balance delay", "=1-efficiency", "fraction", shown="0.0000"),
                Line("efficiency_of_longest", "Efficiency, as fast as the longest",
                     "=SUM(station_time)/(all_people*longest)",
                     "fraction", shown="0.0000"),
                Line("smoothness", "Smoothness", "=SQRT(SUM(squares))", unit, "0 when all stations are alike",
                     "0.00"),
            )),
            Table("Stations", (
                Column("station_no", "Station", formula="=ROWS({people.sofar})", shown="0"),
                Column("people", "People side by side", values=people, low=1, whole=True),
                Column("station_time", "Work", unit, formula="=SUMIF(station,{station_no},task_time)",
                       shown="0.0"),
                Column("per_person", "For each of them", unit, formula="={station_time}/{people}",
                       shown="0.0"),
                Column("idle", "Idle", unit, formula="={people}*cycle-{station_time}", shown="0.0"),
                Column("load", "Load", "fraction", formula="={per_person}/cycle", shown="0.000", result=True),
                Column("too_long", "Longer than the cycle?", alarm="too long",
                       formula=f'=IF({{station_time}}>{{people}}*cycle*{DUST},"too long","no")'),
                Column("squares", "(longest - it)^2",
                       formula="=IF({station_time}=0,0,{people}*(longest-{per_person})^2)",
                       shown="0.0"),
            ), spare=3, key="people"),
            Table("Tasks", (
                Column("task", "Task", values=names, text=True),
                Column("task_time", "Time", unit, list(network.times), low=0),
                *(Column(f"before_{k}", "After" if k == 1 else "and after", text=True, may_be_empty=True,
                         values=[some[k - 1] if len(some) >= k else None for some in before])
                         for k in range(1, most + 1)),
                Column("station", "Station", values=stands, low=1, whole=True, may_be_empty=True),
                Column("too_early", "Too early?", alarm="too early",
                       formula=f'=IF({{station}}="","not assigned",IF({latest}>{{station}},"too '
                               f'early","no"))'),
            ), spare=3, note="Move a task: write another station beside it."),
        ),
        checks=(
            Check('COUNTIF(too_early,"not assigned")=0', "A task stands at no station"),
            Check("ABS(SUM(station_time)-work)<=10^-9*work",
                  "A task stands at a station that is not in the table"),
            Check('COUNTIF(too_early,"too early")=0', "A task stands before one that must come first"),
            Check('COUNTIF(too_long,"too long")=0', "A station takes longer than the cycle"),
        ),
    )  # fmt: skip


def people_needed(work, takt, efficiency, *, unit="s"):
    if isinstance(work, pd.DataFrame):
        from shopfloor.methods.precedence import read_tasks

        network = read_tasks(work)
        content = (Line("work", "Work content of a piece", "=SUM(task_time)", unit, shown="0.0"),)
        inputs = ()
        table = (Table("Tasks", (
            Column("task", "Task", values=told_apart(network.names), text=True),
            Column("task_time", "Time", unit, list(network.times), low=0),
        ), spare=5),)  # fmt: skip
    else:
        content, table = (), ()
        inputs = (Input("work", "Work content of a piece", work, unit, low=0),)
    return Calculation(
        title="People needed",
        words="People = work content / (takt x efficiency), rounded up, for nobody comes in parts",
        source="Groover, Automation, Production Systems and CIM (theoretical minimum of workers)",
        parts=(
            Inputs((
                *inputs,
                Input("takt", "Takt", takt, unit, above=0),
                Input("efficiency", "Efficiency", efficiency, "fraction", "1 is a perfect balance", above=0,
                      high=1),
            )),
            Steps((*content, Line("unrounded", "People, not rounded", "=work/(takt*efficiency)"))),
            Results((Line("people", "People", "=ROUNDUP(unrounded*(1-10^-9),0)", shown="0"),)),
            *table,
        ),
    )  # fmt: skip


def work_combination(steps, takt):
    from shopfloor.methods.work_combination import _columns, _names

    columns, unit = _columns(steps)
    names = _names(steps)
    machines = list(dict.fromkeys(names["machine"]))
    labels = [f"{step} {work}".strip() for step, work in zip(names["step"], names["work"], strict=True)]
    return Calculation(
        title="Standardised-work combination table",
        words="A machine needs its manual and its automatic time for each piece. The cell is as fast as the "
        "slower of the operator's round and the slowest machine.",
        source="Monden, Toyota Production System; Martin and Bell, New Horizons in Standardized Work, 2011",
        parts=(
            Inputs((Input("takt", "Takt", takt, unit, "may stay empty", above=0, may_be_empty=True),)),
            Steps((
                Line("by_hand", "By hand", "=SUM(manual)", unit, shown="0.0"),
                Line("walking", "Walking", "=SUM(walk)", unit, shown="0.0"),
                Line("loop", "The operator's round", "=by_hand+walking", unit, shown="0.0"),
                Line("slowest", "Slowest machine", "=MAX(machine_time)", unit, shown="0.0"),
            )),
            Results((
                Line("cycle", "A piece every", "=MAX(loop,slowest)", unit, shown="0.0"),
                Line("spare", "To spare against takt (below 0: missing)", '=IF(takt="","",takt-cycle)', unit,
                     shown="0.0"),
            )),
            Table("Steps, in the order of the walk", (
                Column("step", "Step", values=labels, text=True),
                Column("machine", "Machine", values=told_apart(names["machine"], unique=False), text=True),
                Column("manual", "By hand", unit, list(steps[columns["manual"]]), low=0),
                Column("auto", "Machine alone", unit, list(steps[columns["auto"]]), low=0),
                Column("walk", "Walk to the next", unit, list(steps[columns["walk"]]), low=0),
                Column("starts", "Starts", unit,
                       formula="=SUM({manual.sofar})-{manual}+SUM({walk.sofar})-{walk}", shown="0.0"),
                Column("manual_end", "By hand until", unit, formula="={starts}+{manual}", shown="0.0"),
                Column("auto_end", "Machine until", unit, formula="={manual_end}+{auto}", shown="0.0"),
                Column("walk_end", "Walk until", unit, formula="={manual_end}+{walk}", shown="0.0"),
            ), spare=3, key="machine"),
            Table("Machines", (
                Column("machine_name", "Machine", values=machines, text=True),
                Column("machine_time", "For a piece", unit, shown="0.0", result=True,
                       formula="=IF(SUMIF(machine,{machine_name},auto)=0,0,SUMIF(machine,{machine_name},"
                               "manual)+"
                       "SUMIF(machine,{machine_name},auto))"),
            ), spare=3, note="0: it never works alone."),
        ),
        checks=(
            Check("loop>0", "The round takes no time at all"),
            Check("SUMPRODUCT(COUNTIF(machine,machine_name))=COUNTA(machine)",
                  "A machine is missing in the table of machines"),
        ),
    )  # fmt: skip


CALCULATIONS = (balance, shortest_cycle, assess, people_needed, work_combination)
