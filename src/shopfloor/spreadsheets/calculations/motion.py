"""Sheets of lesson 04: process charts, two methods compared, two hands, travel, lifting."""

import pandas as pd

from shopfloor.methods.step_tables import column_words, methods_in, step_table
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

RISKS = ("none", "low", "medium", "high")


# -- process charts ---------------------------------------------------------------------------------------


def process_chart(steps):
    table = step_table(steps, "process chart", ["symbol", "time", "distance"])
    names = methods_in(table)
    charts = _charts(table, names)
    saved = ()
    if len(names) == 2:
        saved = (_saved(names, charts[names[0]]),)
    return _chart_sheet("Process chart", table, names or ["method"], charts, saved)


def compare_methods(present, proposed):
    from shopfloor.methods import motion

    names = ["present", "proposed"]
    tables = []
    for name, one in zip(names, (present, proposed), strict=True):
        chart = one.steps if isinstance(one, motion.ProcessChart) else step_table(one, f"{name} method")
        tables.append(chart.assign(method=name))
    table = pd.concat(tables, ignore_index=True)
    charts = _charts(table, names)
    return _chart_sheet(
        "Two methods compared", table, names, charts, (_saved(names, charts["present"]),), risks=True
    )


def _charts(table, names):
    from shopfloor.methods import motion

    found = motion.process_chart(table)
    return found if names else {"method": found}


def _saved(names, chart):
    before, after = (f"{{}}_{place}" for place in (1, 2))
    lines = [
        Line(
            f"saved_{what}",
            label,
            f"=SUM({before.format(what)})-SUM({after.format(what)})",
            unit,
            shown="0" if what == "steps" else "0.00",
        )
        for what, label, unit in (
            ("steps", "Steps saved", "steps"),
            ("time", "Time saved", chart.time_unit),
            ("distance", "Distance saved", chart.distance_unit),
        )
    ]
    share = "=IF(SUM(time_1)=0,0,saved_time/SUM(time_1))"
    lines.append(Line("saved_share", f"Part of the time of the {names[0]} method", share, "fraction"))
    return Results(tuple(lines), f"Saved by the {names[1]} method")


def _chart_sheet(title, table, names, charts, results, risks=False):
    chart = next(iter(charts.values()))
    symbols = list(dict.fromkeys(symbol for one in charts.values() for symbol in one.counts))
    several = "method" in table
    columns = [Column("symbol", "Symbol", values=symbols, text=True, fixed=True)]
    for place, name in enumerate(names, start=1):
        quoted = name.replace('"', '""')
        of = f',method,"{quoted}"' if several else ""
        called = f"{name.capitalize()}: " if several else ""
        columns += [
            Column(f"steps_{place}", f"{called}steps", shown="0",
                   formula=f"=COUNTIFS(step_symbol,{{symbol}}{of})"),
            Column(f"time_{place}", f"{called}time", chart.time_unit, shown="0.00",
                   formula=f"=SUMIFS(step_time,step_symbol,{{symbol}}{of})"),
            Column(f"distance_{place}", f"{called}distance", chart.distance_unit, shown="0.0",
                   formula=f"=SUMIFS(step_distance,step_symbol,{{symbol}}{of})"),
        ]  # fmt: skip
    totals = [
        Line(f"total_{what}_{place}", f"{label}{f', {name}' if several else ''}", f"=SUM({what}_{place})",
             unit,
             shown="0.00")
        for place, name in enumerate(names, start=1)
        for what, label, unit in (("time", "Total time", chart.time_unit), ("distance", "Total distance",
                                                                            chart.distance_unit))
    ]  # fmt: skip
    totals += [
        Line(f"operation_share_{place}", f"Operations' part of the time{f', {name}' if several else ''}",
             f'=IF(SUM(time_{place})=0,0,(SUMIF(symbol,"operation",time_{place})+'
             f'SUMIF(symbol,"operation and inspection",time_{place}))/SUM(time_{place}))', "fraction",
             "time of the operations / total time")
        for place, name in enumerate(names, start=1)
    ]  # fmt: skip
    rows = pd.concat([one.steps for one in charts.values()], ignore_index=True)
    method = [name for name, one in charts.items() for _ in range(len(one.steps))]
    steps = [
        Column("step", "Step", values=[str(one) for one in rows["step"]], text=True),
        *([Column("method", "Method", values=method, text=True, choices=tuple(names))] if several else []),
        Column("step_symbol", "Symbol", values=list(rows["symbol"]), text=True, choices=tuple(symbols)),
        Column("step_time", "Time", chart.time_unit, list(rows["time"]), low=0),
        Column("step_distance", "Distance", chart.distance_unit, list(rows["distance"]), low=0),
    ]  # fmt: skip
    if risks and "risk" in table:
        steps += _risk_columns(table)
        totals.append(Line("raised", "Steps that raise a risk", '=COUNTIF(raises,"raised")', shown="0",
                           note="no saving pays for a raised risk"))  # fmt: skip
    if "description" in table and any(rows["description"]):
        steps[0] = Column("step", "Step", text=True, values=[
            f"{number} {words}".strip() for number,
            words in zip(rows["step"], rows["description"], strict=True)
        ])  # fmt: skip
    return Calculation(
        title=title,
        words="Steps, times and distances added up by symbol; operations' part = time of the operations / "
        "total time",
        source="ASME Standard 101 (1947); Kanawaty (ed.), Introduction to Work Study, ILO, 4th ed. 1992, ch. "
        "8",
        parts=(
            Table("By symbol", tuple(columns)),
            Results(tuple(totals), "Totals"),
            *results,
            Table("Steps", tuple(steps), spare=5, key="step_symbol"),
        ),
        checks=(
            Check("+".join(f"SUM(steps_{place})" for place in range(1,
                                                                    len(names) + 1)) + "=COUNTA(step_symbol)",
                  "A step has a symbol or a method that is not in the table above"),
        ),
    )  # fmt: skip


def _risk_columns(table):
    """Whether a step of the proposed method is worse than the worst of its kind at its place was before."""
    place = column_words(table, "place") if "place" in table else [""] * len(table)
    worst = (
        'SUMPRODUCT(MAX((method="present")*(step_symbol={step_symbol})*(step_place={step_place})*'
        '((risk="low")+2*(risk="medium")+3*(risk="high"))))'
    )
    own = '(({risk}="low")+2*({risk}="medium")+3*({risk}="high"))'
    return [
        Column("step_place", "Place", values=place, text=True, may_be_empty=True),
        Column(
            "risk",
            "Risk",
            values=[one.lower() for one in column_words(table, "risk")],
            text=True,
            choices=RISKS,
        ),
        Column(
            "raises",
            "Raises a risk?",
            formula=f'=IF(AND({{method}}="proposed",{own}>{worst}),"raised","no")',
            alarm="raised",
        ),
    ]


# -- two hands --------------------------------------------------------------------------------------------


def two_handed(chart):
    from shopfloor.methods import motion

    table = step_table(chart, "two-hand chart")
    if len(methods_in(table)) > 1:
        raise ValueError("The workbook takes the chart of one method: choose its rows first.")
    found = motion.two_handed(table.drop(columns="method") if "method" in table else table)
    unit, motions = found.time_unit, found.motions
    therbligs = list(motion.THERBLIGS.values())
    earlier_end = "(ends+{ends}-ABS(ends-{ends}))/2"
    later_start = "(starts+{starts}+ABS(starts-{starts}))/2"
    overlap = f"({earlier_end}-{later_start})"
    both = (
        f'=IF(AND({{hand}}="left",{{does}}="works"),'
        f'SUMPRODUCT((hand="right")*(does="works")*({overlap}+ABS({overlap}))/2),0)'
    )
    lines = [
        Line(f"{name}_{hand}", f"{hand.capitalize()} hand {kind}",
             f'=SUMIFS(duration_of_motion,hand,"{hand}",does,"{kind}")',
             unit, shown="0.00")
        for hand in ("left", "right")
        for name, kind in (("working", "works"), ("holding", "holds"), ("idle", "waits"))
    ]  # fmt: skip
    return Calculation(
        title="Two-hand chart",
        words="Utilisation = time in which the hand works / cycle; holding, delays, rest and plan are no "
        "work. Effective: therbligs that bring the work nearer to its end.",
        source="Barnes, Motion and Time Study, 7th ed. 1980; therbligs: F. and L. Gilbreth, 1924",
        parts=(
            Steps((Line("cycle", "Cycle time", "=MAX(ends)-MIN(starts)", unit, shown="0.00"), *lines)),
            Results((
                Line("use_left", "Utilisation of the left hand", "=working_left/cycle", "fraction"),
                Line("use_right", "Utilisation of the right hand", "=working_right/cycle", "fraction"),
                Line("both_working", "Both hands work at once", "=SUM(both)", unit, shown="0.00"),
                Line("both_share", "Part of the cycle", "=both_working/cycle", "fraction"),
                Line("effective_left", "Effective, left hand",
                     '=SUMIFS(duration_of_motion,hand,"left",brings,"yes")/cycle',
                     "fraction"),
                Line("effective_right", "Effective, right hand",
                     '=SUMIFS(duration_of_motion,hand,"right",brings,"yes")/cycle',
                     "fraction"),
            )),
            Table("Motions", (
                Column("description", "Motion", text=True, may_be_empty=True,
                       values=list(motions["description"])),
                Column("hand", "Hand", text=True, choices=("left", "right"), values=list(motions["hand"])),
                Column("therblig", "Therblig", values=list(motions["therblig"]), text=True),
                Column("starts", "Start", unit, list(motions["start"])),
                Column("ends", "End", unit, list(motions["end"])),
                Column("duration_of_motion", "Time", unit, formula="={ends}-{starts}", shown="0.00"),
                Column("does", "The hand", formula="=INDEX(therblig_hand,MATCH({therblig},therblig_name,0))"),
                Column("brings", "Effective",
                       formula="=INDEX(therblig_effective,MATCH({therblig},therblig_name,0))"),
                Column("both", "Both work", unit, formula=both, shown="0.00"),
            ), spare=5, key="therblig"),
            Table("Therbligs", (
                Column("therblig_name", "Therblig", values=[one.name for one in therbligs], text=True,
                       fixed=True),
                Column("therblig_letters", "Letters", values=[one.symbol for one in therbligs], text=True,
                       fixed=True),
                Column("therblig_hand", "The hand", values=[one.hand for one in therbligs], text=True,
                       fixed=True),
                Column("therblig_effective", "Effective", text=True, fixed=True,
                       values=["yes" if one.effective else "no" for one in therbligs]),
            )),
        ),
        checks=(
            Check("AND(ABS(SUMIF(hand,\"left\",duration_of_motion)-cycle)<0.000001,"
                  "ABS(SUMIF(hand,\"right\",duration_of_motion)-cycle)<0.000001)",
                  "Motions of a hand overlap, or leave a gap"),
        ),
    )  # fmt: skip


# -- travel -----------------------------------------------------------------------------------------------


def travel(route, layout, aisles, way, plan):
    from shopfloor.methods import motion
    from shopfloor.methods.floor_travel import layout_points

    if way == "aisles" or (way is None and aisles is not None):
        raise ValueError('A spreadsheet finds no shortest way: leave aisles out, or write way="rectilinear".')
    legs = motion.travel_legs(route, layout, way=way, plan=plan)
    floor = layout_points(layout, plan=plan)
    used = list(dict.fromkeys([*legs["from_location"], *legs["to_location"]]))

    def of(letter, place):
        return f"INDEX({letter},MATCH({{{place}}},place,0))"

    dx, dy = (f"ABS({of(letter, 'goes_to')}-{of(letter, 'goes_from')})" for letter in ("x", "y"))
    return Calculation(
        title="Travel on a floor plan",
        words="Rectilinear: |dx| + |dy|, along the walls. Euclidean: the straight line, sqrt(dx^2 + dy^2).",
        source="Tompkins, White, Bozer and Tanchoco, Facilities Planning",
        parts=(
            Inputs((Input("way", "Way", way or "rectilinear", choices=("rectilinear", "euclidean")),)),
            Results((
                Line("travel", "Travel", "=SUM(distance)", floor.unit, shown="0.0"),
                Line("legs", "Legs", "=COUNT(distance)", shown="0"),
            )),
            Table("Legs", (
                Column("goes_from", "From", values=list(legs["from_location"]), text=True),
                Column("goes_to", "To", values=list(legs["to_location"]), text=True),
                Column("distance", "Distance", floor.unit, shown="0.0",
                       formula=f'=IF(way="rectilinear",{dx}+{dy},SQRT(({dx})^2+({dy})^2))'),
            ), spare=10),
            Table("Places", (
                Column("place", "Place", values=used, text=True),
                Column("x", "x", floor.unit, [floor.points[name][0] for name in used]),
                Column("y", "y", floor.unit, [floor.points[name][1] for name in used]),
            ), spare=5),
        ),
    )  # fmt: skip


# -- lifting ----------------------------------------------------------------------------------------------


def lifting_index(
    load, horizontal, vertical, travel, asymmetry, frequency, duration, coupling,
    units, horizontal_end, vertical_end, asymmetry_end,
):  # fmt: skip
    from shopfloor.methods.lifting import FREQUENCIES, FREQUENCY_TABLE, SYSTEMS

    if horizontal_end is not None or vertical_end is not None:
        raise ValueError(
            "The workbook takes the origin of a lift: write the destination as a lift of its own."
        )
    system_name, given = _lifts(
        load, units, horizontal, vertical, travel, asymmetry, frequency, duration, coupling
    )
    system = SYSTEMS[system_name]
    weight, length = system.weight, system.length
    high = f"{{v}}>={system.height:g}"
    place = "MATCH(MAX(0.2,{lifts_per_min}),per_minute,1)"
    value, beyond = (_frequency_value(high, at) for at in (place, f"{place}+1"))
    low_f, high_f = (f"INDEX(per_minute,{at})" for at in (place, f"{place}+1"))
    part = f"(MAX(0.2,{{lifts_per_min}})-{low_f})/({high_f}-{low_f})"
    # Above the last frequency that has a value nothing is interpolated: the limit is 0.
    between = f"IF({beyond}=0,0,{value}+{part}*({beyond}-{value}))"
    fm = f"=IF(MAX(0.2,{{lifts_per_min}})={low_f},{value},{between})"
    cm = f'=IF({{grip}}="good",1,IF({{grip}}="fair",IF({high},1,0.95),0.9))'
    tables = {
        f"fm_{hour}{'h' if is_high else 'l'}": list(FREQUENCY_TABLE[hour][is_high])
        for hour in (1, 2, 8)
        for is_high in (False, True)
    }
    rows = [*FREQUENCIES, 1000]
    shown = {name: values + [0] * (len(rows) - len(values)) for name, values in tables.items()}
    heads = {1: "up to 1 h", 2: "up to 2 h", 8: "up to 8 h"}
    return Calculation(
        title="Lifting index (NIOSH 1991)",
        words=f"RWL = LC x HM x VM x DM x AM x FM x CM; LC = {system.constant:g} {weight}, HM = "
              f"{system.reach:g}/H, "
        f"VM = 1 - {system.per_height:g} |V - {system.height:g}|, DM = 0.82 + {system.per_distance:g}/D, "
        "AM = 1 - 0.0032 A, FM and CM from tables. Lifting index = load / RWL; above 1 the lift should be "
        "designed anew.",
        source="Waters, Putz-Anderson and Garg, Applications Manual for the Revised NIOSH Lifting Equation, "
        "1994, rev. 2021",
        parts=(
            Results((
                Line("worst", "Largest lifting index", "=MAX(li)", shown="0.00"),
                Line("too_much", "Lifts above 1", '=COUNTIF(li,">1")+COUNTIF(li,"not allowed")', "lifts",
                     shown="0"),
            )),
            Table("Lifts, at their origin", (
                Column("lift", "Lift", values=given["lift"], text=True),
                Column("load", "Load", weight, given["load"], low=0),
                Column("h", "Reach H", length, given["horizontal"], low=0),
                Column("v", "Height V", length, given["vertical"], low=0),
                Column("d", "Travel D", length, given["travel"], low=0),
                Column("a", "Twist A", "degrees", given["asymmetry"], low=0, high=180),
                Column("lifts_per_min", "Lifts", "per min", given["frequency"], low=0),
                Column("hours", "Time", "h", given["duration"], above=0, high=8),
                Column("grip", "Grip", values=given["coupling"], text=True, choices=("good", "fair", "poor")),
                Column("hm", "HM", shown="0.000",
                       formula=f"=IF({{h}}>{system.farthest:g},0,{system.reach:g}/"
                               f"MAX({{h}},{system.reach:g}))"),
                Column("vm", "VM", shown="0.000",
                       formula=f"=IF({{v}}>{system.highest:g},0,1-{system.per_height:g}*"
                               f"ABS({{v}}-{system.height:g}))"),
                Column("dm", "DM", shown="0.000",
                       formula=f"=IF({{d}}>{system.longest:g},0,MIN(1,0.82+{system.per_distance:g}/"
                               f"MAX({{d}},{system.shortest:g})))"),
                Column("am", "AM", shown="0.000", formula="=IF({a}>135,0,1-0.0032*{a})"),
                Column("fm", "FM", shown="0.000", formula=fm),
                Column("cm", "CM", shown="0.000", formula=cm),
                Column("rwl", "RWL", weight, shown="0.00",
                       formula=f"={system.constant:g}*{{hm}}*{{vm}}*{{dm}}*{{am}}*{{fm}}*{{cm}}"),
                Column("li", "Lifting index", result=True, shown="0.00",
                       formula='=IF({rwl}=0,IF({load}=0,0,"not allowed"),{load}/{rwl})'),
            ), spare=5, key="load"),
            Table("FM (table 5 of the manual)", (
                Column("per_minute", "Lifts per minute, at least", values=rows, fixed=True),
                *(Column(f"fm_{hour}{letter}", f"{heads[hour]}, V {sign} {system.height:g}",
                         values=shown[f"fm_{hour}{letter}"],
                         fixed=True, shown="0.00")
                  for hour in (1, 2, 8) for letter, sign in (("l", "below"), ("h", "from"))),
            ), note="0: beyond the equation, nothing may be lifted. Between two lines it is interpolated."),
        ),
    )  # fmt: skip


def _frequency_value(high, place):
    """The multiplier in one line of table 5: which of its six columns, the hours and the height say."""
    low = f"INDEX(IF({{hours}}<=1,fm_1l,IF({{hours}}<=2,fm_2l,fm_8l)),{place})"
    up = f"INDEX(IF({{hours}}<=1,fm_1h,IF({{hours}}<=2,fm_2h,fm_8h)),{place})"
    return f"IF({high},{up},{low})"


def _lifts(load, units, *one):
    """The system of units, and the lifts' columns."""
    names = ("horizontal", "vertical", "travel", "asymmetry", "frequency", "duration", "coupling")
    defaults = {"asymmetry": 0, "frequency": 0.2, "duration": 1, "coupling": "good"}
    if not isinstance(load, pd.DataFrame):
        return str(units).strip().lower(), {"lift": ["the lift"], "load": [load]} | {
            name: [value] for name, value in zip(names, one, strict=True)
        }
    from shopfloor.methods.lifting import _columns

    columns, system = _columns(load, units)
    if any(columns[name] for name in ("horizontal_end", "vertical_end")):
        raise ValueError(
            "The workbook takes the origin of a lift: write the destination as a lift of its own."
        )
    found = {
        name: list(load[columns[name]]) if columns[name] else [defaults[name]] * len(load)
        for name in ("load", *names)
    }
    found["lift"] = [str(name) for name in (load["lift"] if "lift" in load else range(1, len(load) + 1))]
    return system, found


CALCULATIONS = (process_chart, compare_methods, two_handed, travel, lifting_index)
