"""Sheets of lessons 10 and 12: takt, the lead-time ladder, processes against takt, kanban, levelling."""

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence
from shopfloor.methods.step_tables import column_numbers, step_table
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
from shopfloor.spreadsheets.calculations.shared import columns_of, counter

ROTHER = "Rother and Shook, Learning to See"


def takt_time(available, demand, *, unit="s"):
    words = "Takt = available working time / pieces that the customer takes in that time"
    if is_sequence(available) or is_sequence(demand):
        times, pieces = columns_of(available, demand)
        table = Table("Lines", (
            counter("available"),
            Column("available", "Available time", unit, times, above=0),
            Column("demand", "Demand", "pieces", pieces, above=0),
            Column("takt", "Takt", unit, formula="={available}/{demand}", shown="0.00", result=True),
        ), spare=5)  # fmt: skip
        return Calculation("Takt time", words, f"{ROTHER}, p. 44", (table,))
    return Calculation("Takt time", words, f"{ROTHER}, p. 44", (
        Inputs((
            Input("available", "Available working time, breaks taken off", available, unit, above=0),
            Input("demand", "Demand in that time", demand, "pieces", above=0),
        )),
        Results((Line("takt", "Takt", "=available/demand", f"{unit} per piece", shown="0.00"),)),
    ))  # fmt: skip


def lead_time(inventories, daily_demand):
    pieces = list(inventories) if is_sequence(inventories) else [inventories]
    return Calculation(
        title="Lead time from inventories",
        words="Lead time = pieces in the stream / pieces that the customer takes in a day (Little's law); "
        "processing not included",
        source=f"{ROTHER}, p. 35; Hopp and Spearman, Factory Physics, ch. 7",
        parts=(
            Inputs((Input("daily_demand", "Daily demand", daily_demand, "pieces per day", above=0),)),
            Results((
                Line("pieces", "Pieces in the stream", "=SUM(inventory)", "pieces", shown="#,##0"),
                Line("lead", "Lead time", "=pieces/daily_demand", "days", shown="0.00"),
            )),
            Table("Inventories", (
                counter("inventory", "Place"),
                Column("inventory", "Inventory", "pieces", pieces, low=0),
                Column("in_days", "Inventory", "days", formula="={inventory}/daily_demand", shown="0.00"),
            ), spare=5),
        ),
        checks=(Check("ABS(SUM(in_days)-lead)<=0.000000001*(1+lead)", "The days of the places do not add up"),
                ),
    )  # fmt: skip


def ladder(steps, daily_demand, day):
    from shopfloor.methods import valuestream

    table = valuestream.ladder(steps, daily_demand, day=day).table
    pieces = not table["inventory"].isna().any()
    if pieces and daily_demand is None:
        daily_demand = _demand(step_table(steps, "value stream"))
    demand = (
        (Input("daily_demand", "Daily demand", daily_demand, "pieces per day", above=0),) if pieces else ()
    )
    if pieces:
        days = (
            Column("inventory", "Inventory before", "pieces", list(table["inventory"]), low=0),
            Column("in_days", "Inventory before", "days", formula="={inventory}/daily_demand", shown="0.00"),
        )
    else:
        days = (Column("in_days", "Inventory before", "days", list(table["days"]), low=0),)
    return Calculation(
        title="Lead-time ladder",
        words="Days before each process = inventory / daily demand. Process-cycle efficiency = value-added "
        "time / lead time. The lead time is that of the inventories; processing is not added to it.",
        source=f"{ROTHER}, pp. 33 to 35",
        parts=(
            Inputs((
                *demand,
                Input("day_s", "Seconds that a day of lead time has", day, "s",
                      "86400 by the clock, or the plant's working seconds: say which", above=0, high=86400),
            )),
            Results((
                Line("lead", "Lead time", "=SUM(in_days)", "days", shown="0.00"),
                Line("processing", "Processing", "=SUM(cycle_time)", "s", shown="0.0"),
                Line("value_adding", "Value-added time", "=SUM(value_added)", "s", shown="0.0"),
                Line("efficiency", "Process-cycle efficiency", '=IF(lead=0,"",value_adding/(lead*day_s))',
                     "fraction",
                     shown="0.000000"),
                *((Line("pieces", "Pieces in the stream", "=SUM(inventory)", "pieces", shown="#,##0"),
                   ) if pieces else ()),
            )),
            Table("Processes, in the order of the flow", (
                Column("process", "Process", values=list(table["process"]), text=True),
                *days,
                Column("cycle_time", "Cycle time", "s", list(table["processing_s"]), low=0),
                Column("value_added", "Value-added", "s", list(table["value_added_s"]), low=0),
                Column("days_so_far", "So far", "days", formula="=SUM({in_days.sofar})", shown="0.00"),
                Column("processing_so_far", "So far", "s", formula="=SUM({cycle_time.sofar})", shown="0.0"),
            ), spare=3),
        ),
        checks=(Check("SUMPRODUCT(--(value_added>cycle_time+0.000000001))=0",
                      "More time adds value than the whole cycle takes"),),
    )  # fmt: skip


def compare_states(current, future, daily_demand, day):
    from shopfloor.methods import valuestream

    states = {}
    for name, one in (("current", current), ("future", future)):
        states[name] = (
            one if isinstance(one, valuestream.Ladder) else valuestream.ladder(one, daily_demand, day=day)
        )
    in_days = any(found.table["inventory"].isna().any() for found in states.values())
    demands = {name: None if in_days else _demand_of(found, daily_demand) for name, found in states.items()}
    inputs, lines, tables, checks = [], [], [], []
    for name, found in states.items():
        label, table = name.capitalize(), found.table
        if not in_days:
            inputs.append(
                Input(f"demand_{name}", f"{label} daily demand", demands[name], "pieces per day", above=0)
            )
        lines += [
            Line(f"lead_{name}", f"{label} lead time", f"=SUM(days_{name})", "days", shown="0.00"),
            Line(f"processing_{name}", f"{label} processing", f"=SUM(cycle_{name})", "s", shown="0.0"),
            Line(f"efficiency_{name}", f"{label} process-cycle efficiency",
                 f'=IF(lead_{name}=0,"",SUM(value_added_{name})/(lead_{name}*day_s))', "fraction",
                 shown="0.000000"),
        ]  # fmt: skip
        days = Column(f"days_{name}", "Inventory before", "days", list(table["days"]), low=0)
        if not in_days:
            days = Column(f"days_{name}", "Inventory before", "days", shown="0.00",
                          formula=f"={{inventory_{name}}}/demand_{name}")  # fmt: skip
        tables.append(Table(f"{label} state", (
            Column(f"process_{name}", "Process", values=list(table["process"]), text=True),
            *(() if in_days else
              (Column(f"inventory_{name}", "Inventory before", "pieces", list(table["inventory"]), low=0),)),
            days,
            Column(f"cycle_{name}", "Cycle time", "s", list(table["processing_s"]), low=0),
            Column(f"value_added_{name}", "Value-added", "s", list(table["value_added_s"]), low=0),
        ), spare=3))  # fmt: skip
        checks.append(Check(f"SUMPRODUCT(--(value_added_{name}>cycle_{name}+0.000000001))=0",
                            f"{label} state: more time adds value than the whole cycle takes"))  # fmt: skip
    day_s = Input("day_s", "Seconds that a day of lead time has", next(iter(states.values())).totals.day_s,
                  "s",
                  "86400 by the clock, or the plant's working seconds: say which", above=0,
                  high=86400)  # fmt: skip
    saved = [
        Line("saved_days", "Saved", "=lead_current-lead_future", "days", shown="0.00"),
        Line(
            "saved_share",
            "Part of the current lead time",
            "=IF(lead_current=0,0,saved_days/lead_current)",
            "fraction",
        ),
    ]
    if not in_days:
        saved.append(Line("saved_inventory", "Saved inventory",
                          "=SUM(inventory_current)-SUM(inventory_future)", "pieces",
                          shown="#,##0"))  # fmt: skip
    return Calculation(
        title="Current and future state",
        words="Lead time = inventories / daily demand, added up; process-cycle efficiency = value-added time "
        "/ lead time. It is a plan's arithmetic: the days are saved when the inventory has gone, not before.",
        source=f"{ROTHER}, pp. 80 and 81",
        parts=(Inputs((*inputs, day_s)), Steps(tuple(lines)), Results(tuple(saved)), *tables),
        checks=tuple(checks),
    )


def _demand_of(found, daily_demand):
    """The demand that a ladder was made with: given, or what its pieces and days say."""
    if daily_demand is not None:
        return daily_demand
    table = found.table[found.table["days"] > 0]
    return float((table["inventory"] / table["days"]).iloc[0]) if len(table) else 1.0


def capacity(cycle_time, available, uptime, changeovers, changeover_time, *, unit="s"):
    return Calculation(
        title="Capacity of a process",
        words="Capacity = (available - changeovers x changeover time) x uptime / cycle time, all times in "
        "one unit",
        source=f"{ROTHER}, p. 22 (without changeovers)",
        parts=(
            Inputs((
                Input("cycle_time", "Cycle time", cycle_time, unit, above=0),
                Input("available", "Available time", available, unit, above=0),
                Input("uptime", "Uptime", uptime, "fraction", "0.85 for 85 %", above=0, high=1),
                Input("changeovers", "Changeovers in that time", changeovers, low=0),
                Input("changeover_time", "Time of a changeover", changeover_time, unit, low=0),
            )),
            Steps((Line("left_over", "Left to run", "=available-changeovers*changeover_time", unit,
                        shown="0.0"),)),
            Results((Line("capacity", "Capacity", "=left_over*uptime/cycle_time", "pieces", shown="0.0"),)),
        ),
        checks=(Check("left_over>=0", "The changeovers take more time than there is"),),
    )  # fmt: skip


def process_loads(steps, available, daily_demand):
    from shopfloor.methods import valuestream

    loads = valuestream.process_loads(steps, available, daily_demand)
    table = step_table(steps, "value stream")
    demand = _demand(table) if daily_demand is None else daily_demand
    uptimes = table["uptime"].fillna(1) if "uptime" in table else [1.0] * len(table)
    changes = "changeover_min" in table and "batch_pieces" in table
    columns = [
        Column("process", "Process", values=list(loads["process"]), text=True),
        Column("working", "Working time", "s per day", list((loads["takt_s"] * demand).round(6)), above=0,
               high=86400),
        Column("cycle_time", "Cycle time", "s", list(loads["cycle_time_s"]), low=0),
        Column("uptime", "Uptime", "fraction", list(uptimes), above=0, high=1),
        Column("changeover", "Changeover", "min", low=0,
               values=column_numbers(table, "changeover_min", "changeover time",
                                     empty=0.0) if changes else [0] * len(table)),
        Column("batch", "Batch", "pieces", list(table["batch_pieces"]) if changes else [1] * len(table),
               above=0),
        Column("takt", "Takt", "s", formula="={working}/daily_demand", shown="0.0"),
        Column("per_piece", "Time per piece", "s", formula="={cycle_time}/{uptime}+{changeover}*60/{batch}",
               shown="0.0"),
        Column("load", "Load", "fraction", formula="={per_piece}/{takt}", shown="0.00", result=True),
        Column("most", "Capacity", "per day", formula='=IF({per_piece}=0,"no limit",{working}/{per_piece})',
               shown="0"),
        Column("too_slow", "Above takt?", formula='=IF({per_piece}>{takt}*(1+10^-9),"too slow","no")',
               alarm="too slow"),
    ]  # fmt: skip
    return Calculation(
        title="Each process against takt",
        words="Time per piece = cycle / uptime + changeover / batch; load = time per piece / takt; above 1 "
        "the process cannot keep up with the customer",
        source=f"{ROTHER}, p. 22 and p. 59",
        parts=(
            Inputs((Input("daily_demand", "Daily demand", demand, "pieces per day", above=0),)),
            Results(
                (
                    Line("slow", "Processes too slow", '=COUNTIF(too_slow,"too slow")', shown="0"),
                    Line("heaviest", "Heaviest load", "=MAX(load)", "fraction", shown="0.00"),
                    Line("bottleneck", "It is that of", "=INDEX(process,MATCH(heaviest,load,0))"),
                )
            ),
            Table("Processes", tuple(columns), spare=3),
        ),
    )


def kanban_cards(demand, lead_time, safety, container, *, unit="day"):
    words = "Cards = demand x lead time x (1 + safety) / container, rounded up"
    source = "Monden, Toyota Production System; Krajewski, Malhotra and Ritzman, Operations Management"
    formula = "=ROUNDUP({0}-10^-9*MAX(1,{0}),0)"
    given = (demand, lead_time, safety, container)
    fields = (
        ("demand", "Demand", f"pieces per {unit}", {"low": 0}),
        ("lead", "Lead time of a card", f"{unit}s", {"above": 0}),
        ("safety", "Safety", "fraction", {"low": 0, "high": 5}),
        ("container", "Container", "pieces", {"above": 0}),
    )
    if not any(is_sequence(one) for one in given):
        inputs = [Input(name, label, value, units, **limits)
                  for (name, label, units, limits), value in zip(fields, given, strict=True)]  # fmt: skip
        return Calculation("Kanban cards", words, source, (
            Inputs(tuple(inputs)),
            Steps((
                Line("in_lead_time", "Used in the lead time", "=demand*lead", "pieces", shown="0.0"),
                Line("unrounded", "Containers, not rounded", "=in_lead_time*(1+safety)/container",
                     shown="0.000"),
            )),
            Results((Line("cards", "Cards", formula.format("unrounded"), "cards", shown="0"),)),
        ))  # fmt: skip
    columns = [Column(name, label, units, values, **limits)
               for (name, label, units, limits),
               values in zip(fields, columns_of(*given), strict=True)]  # fmt: skip
    exact = "{demand}*{lead}*(1+{safety})/{container}"
    cards = Column("cards", "Cards", formula=formula.replace("{0}", f"({exact})"), shown="0", result=True)
    table = Table("Parts", (counter("demand", "Part"), *columns, cards), spare=5)
    total = Results((Line("all_cards", "Cards in all", "=SUM(cards)", "cards", shown="0"),))
    return Calculation("Kanban cards", words, source, (total, table))


def supermarket_size(demand, replenishment, buffer, safety, container):
    has_container = container is not None
    return Calculation(
        title="Size of a supermarket",
        words="Cycle stock = demand x time until it is filled again; buffer stock = buffer x cycle stock; "
        "safety stock = safety x (cycle + buffer)",
        source=f"Smalley, Creating Level Pull, 2004; {ROTHER}, pp. 67 and 68",
        parts=(
            Inputs((
                Input("demand", "Demand", demand, "pieces per day", low=0),
                Input("refill", "Time until it is filled again", replenishment, "days", above=0),
                Input("buffer", "Buffer, against the customer's variation", buffer, "fraction", low=0,
                      high=5),
                Input("safety", "Safety, against the supplier's trouble", safety, "fraction", low=0, high=5),
                *((Input("container", "Container", container, "pieces", above=0),) if has_container else ()),
            )),
            Steps((
                Line("cycle_stock", "Cycle stock", "=demand*refill", "pieces", shown="0.0"),
                Line("buffer_stock", "Buffer stock", "=cycle_stock*buffer", "pieces", shown="0.0"),
                Line("safety_stock", "Safety stock", "=(cycle_stock+buffer_stock)*safety", "pieces",
                     shown="0.0"),
            )),
            Results((
                Line("total", "Supermarket", "=cycle_stock+buffer_stock+safety_stock", "pieces", shown="0.0"),
                *((Line("containers", "Containers",
                        "=ROUNDUP(total/container-10^-9*MAX(1,total/container),0)", shown="0"),)
                  if has_container else ()),
            )),
        ),
    )  # fmt: skip


def every_part_every(available, run_times, changeover_times, *, unit="min"):
    run, change = (list(one) if is_sequence(one) else [one] for one in (run_times, changeover_times))
    lines = max(len(run), len(change))
    return Calculation(
        title="Every part every interval",
        words="Interval = changeovers of one round / time that is left for changeovers in a day",
        source=f"{ROTHER}, p. 54",
        parts=(
            Inputs((Input("available", "Working time a day", available, unit, above=0),)),
            Steps((
                Line("running", "Running a day's demand", "=SUM(run_time)", unit, shown="0.0"),
                Line("left_over", "Left for changeovers a day", "=available-running", unit, shown="0.0"),
                Line("round_of_changeovers", "Changeovers of one round", "=SUM(changeover_time)", unit,
                     shown="0.0"),
            )),
            Results((Line("interval", "Every part every", "=round_of_changeovers/left_over", "days"),)),
            Table("Parts", (
                Column("part", "Part", values=[f"part {place}" for place in range(1, lines + 1)], text=True),
                Column("run_time", "Run time of a day's demand", unit, run, low=0, may_be_empty=True),
                Column("changeover_time", "Changeover to it", unit, change, low=0, may_be_empty=True),
            ), spare=5),
        ),
        checks=(Check("left_over>0", "Nothing is left for changeovers: the process cannot keep up"),),
    )  # fmt: skip


def pitch(takt, pack, *, unit="s"):
    return Calculation(
        title="Pitch",
        words="Pitch = takt x pieces in a container: how often a full container is due",
        source=f"{ROTHER}, p. 51",
        parts=(
            Inputs((
                Input("takt", "Takt", takt, f"{unit} per piece", above=0),
                Input("pack", "Pieces in a container", pack, "pieces", above=0),
            )),
            Results((Line("pitch", "Pitch", "=takt*pack", unit, shown="0.0"),)),
        ),
    )  # fmt: skip


def _demand(table):
    return float(pd.unique(np.asarray(table["demand_per_day"], dtype=float))[0])


CALCULATIONS = (
    takt_time,
    lead_time,
    ladder,
    compare_states,
    capacity,
    process_loads,
    kanban_cards,
    supermarket_size,
    every_part_every,
    pitch,
)
