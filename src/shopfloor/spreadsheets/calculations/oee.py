"""Sheets of lessons 09 and 13: Pareto, OEE, losses, failures, changeovers, what time is worth."""

from shopfloor.methods.arguments import is_sequence
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

NAKAJIMA = (
    "Nakajima, Introduction to TPM, 1988; ISO 22400-2: 2014; Hansen, Overall Equipment Effectiveness, 2001"
)
SAME = "ABS(availability*performance*quality-oee)<=0.000000001"


def oee(planned, downtime, ideal_cycle_time, total, good, *, unit="min"):
    words = (
        "Availability = (planned - downtime) / planned; performance = ideal cycle x pieces / running time; "
        "quality = good / pieces; OEE = their product"
    )
    given = (planned, downtime, ideal_cycle_time, total, good)
    if any(is_sequence(one) for one in given):
        names = ("planned", "downtime", "ideal_cycle", "pieces", "good")
        heads = (("Planned", unit), ("Downtime", unit), ("Ideal cycle", unit), ("Pieces", ""), ("Good", ""))
        limits = ({"above": 0}, {"low": 0}, {"above": 0}, {"above": 0}, {"low": 0})
        columns = [Column(name, *head, values, **limit)
                   for name, head, values,
                   limit in zip(names, heads, columns_of(*given), limits, strict=True)]  # fmt: skip
        table = Table("Shifts", (
            counter("planned"), *columns,
            Column("availability", "Availability", formula="=({planned}-{downtime})/{planned}",
                   shown="0.0000"),
            Column("performance", "Performance", formula="={ideal_cycle}*{pieces}/({planned}-{downtime})",
                   shown="0.0000"),
            Column("quality", "Quality", formula="={good}/{pieces}", shown="0.0000"),
            Column("oee", "OEE", formula="={availability}*{performance}*{quality}", shown="0.0000",
                   result=True),
        ), spare=5)  # fmt: skip
        checks = (
            Check("SUMPRODUCT(--(good>pieces))=0", "More good pieces than pieces in all"),
            Check("SUMPRODUCT(--(downtime>planned))=0", "More downtime than planned time"),
        )
        return Calculation("OEE of shifts", words, NAKAJIMA, (table,), checks)
    return Calculation(
        title="Overall equipment effectiveness (OEE)",
        words=words,
        source=NAKAJIMA,
        parts=(
            Inputs((
                Input("planned", "Planned time, breaks taken off", planned, unit, above=0),
                Input("downtime", "Downtime: all stops, changeovers too", downtime, unit, low=0),
                Input("ideal_cycle", "Ideal cycle time", ideal_cycle_time, f"{unit} per piece", above=0),
                Input("pieces", "All pieces", total, "pieces", above=0),
                Input("good", "Good pieces, the first time", good, "pieces", low=0),
            )),
            Steps((
                Line("running", "Running time", "=planned-downtime", unit, shown="0.0"),
                Line("at_best", "The pieces need at best", "=ideal_cycle*pieces", unit, shown="0.0"),
                Line("rejects", "Rejects", "=pieces-good", "pieces", shown="0"),
            )),
            Results((
                Line("availability", "Availability", "=running/planned", "fraction", shown="0.0000"),
                Line("performance", "Performance", "=at_best/running", "fraction", shown="0.0000"),
                Line("quality", "Quality", "=good/pieces", "fraction", shown="0.0000"),
                Line("oee", "OEE", "=availability*performance*quality", "fraction", shown="0.0000"),
            )),
        ),
        checks=(
            Check("downtime<planned", "The machine stood all the planned time, or longer"),
            Check("good<=pieces", "More good pieces than pieces in all: were the two exchanged?"),
            Check("performance<=1.000000001",
                  "Performance above 1: is the ideal cycle too long, or a unit wrong?"),
            Check("ABS(oee-ideal_cycle*good/planned)<=0.000000001",
                  "OEE is not ideal cycle x good / planned"),
        ),
    )  # fmt: skip


def oee_of(shifts, stops, by, minor_stops, uncounted, ideal_cycle_s):
    from shopfloor.methods import shift_log

    if by is not None:
        raise ValueError(
            "The workbook pools all the shifts that it is given: leave by out, and choose the rows first."
        )
    rows = shift_log.counted(
        shift_log.account(shifts, stops, minor_stops=minor_stops, ideal_cycle_s=ideal_cycle_s), uncounted
    )
    stopped = [kind for kind in shift_log.STOPS if kind != shift_log.MINOR or minor_stops == "availability"]
    keys = [name for name in shift_log.KEYS if name in shifts]
    named = [" ".join(str(shifts.iloc[place][key]).removesuffix(" 00:00:00") for key in keys)
             or f"shift {place + 1}"
             for place in rows.index]  # fmt: skip
    return Calculation(
        title="OEE of many shifts",
        words="Times and pieces are summed first and then divided: OEE = ideal time of the good pieces / "
        "planned time. The mean of the shifts' OEE is another number: a short shift would weigh as much as a "
        "long one.",
        source=NAKAJIMA,
        parts=(
            Steps((
                Line("planned_all", "Planned time", "=SUM(planned)", "min", shown="#,##0"),
                Line("running_all", "Running time", "=planned_all-SUM(downtime)", "min", shown="#,##0"),
                Line("ideal_all", "All pieces need at best", "=SUMPRODUCT(ideal_cycle,pieces)/60", "min",
                     shown="#,##0.0"),
                Line("ideal_good", "The good pieces need at best", "=SUMPRODUCT(ideal_cycle,good)/60", "min",
                     shown="#,##0.0"),
                Line("mean_of_oee", "Mean of the shifts' OEE, for comparison", "=AVERAGE(shift_oee)",
                     "fraction",
                     "not the OEE of them all", "0.0000"),
            )),
            Results((
                Line("availability", "Availability", "=running_all/planned_all", "fraction", shown="0.0000"),
                Line("performance", "Performance", "=ideal_all/running_all", "fraction", shown="0.0000"),
                Line("quality", "Quality", "=ideal_good/ideal_all", "fraction", shown="0.0000"),
                Line("oee", "OEE", "=ideal_good/planned_all", "fraction", shown="0.0000"),
            )),
            Table("Shifts", (
                Column("shift", "Shift", values=named, text=True),
                Column("planned", "Planned", "min", list(rows["planned"]), above=0),
                Column("downtime", "Downtime", "min", list(rows[stopped].sum(axis=1)), low=0),
                Column("ideal_cycle", "Ideal cycle", "s", list((rows["ideal"] * 60).round(9)), above=0),
                Column("pieces", "Pieces", values=list(rows["total"]), low=0),
                Column("good", "Good", values=list(rows["good"]), low=0),
                Column("shift_oee", "OEE", "fraction", formula="={ideal_cycle}*{good}/60/{planned}",
                       shown="0.0000"),
            ), spare=5),
        ),
        checks=(
            Check("SUMPRODUCT(--(good>pieces))=0", "A shift has more good pieces than pieces in all"),
            Check("SUMPRODUCT(--(downtime>planned))=0", "A shift has more downtime than planned time"),
            Check(SAME, "A x P x Q is not the OEE"),
        ),
    )  # fmt: skip


def losses(
    planned, stops, ideal_cycle_time, total, good, start_up_rejects, actual_cycle_time, minor_stops, unit
):
    from shopfloor.methods.losses import _stops_by_kind

    stopped = list(_stops_by_kind(stops).values())
    unlogged = 'IF(actual_cycle="",0,slow-(actual_cycle-ideal_cycle)*pieces)'
    rows = (
        ("breakdowns", "availability", "breakdowns"),
        ("setup and adjustment", "availability", "setup"),
        ("stops of unknown kind", "availability", "unnamed"),
        ("idling and minor stops", None, "minor_stops_logged+unlogged"),
        ("reduced speed", "performance", "slow-unlogged"),
        ("start-up rejects", "quality", "ideal_cycle*start_up"),
        ("process defects", "quality", "ideal_cycle*(pieces-good-start_up)"),
    )
    in_availability = 'AND(minor_count="availability",actual_cycle="")'
    return Calculation(
        title="Six big losses",
        words="Reduced speed = planned - stops - ideal cycle x pieces; start-up rejects and defects x ideal "
        "cycle. What is left is the fully productive time; the losses add up exactly.",
        source="Nakajima, Introduction to TPM, 1988",
        parts=(
            Inputs((
                Input("planned", "Planned time", planned, unit, above=0),
                Input("breakdowns", "Breakdowns", stopped[0], unit, low=0),
                Input("setup", "Setup and adjustment", stopped[1], unit, low=0),
                Input("minor_stops_logged", "Idling and minor stops, logged", stopped[2], unit, low=0),
                Input("unnamed", "Stops of unknown kind", stopped[3], unit, low=0),
                Input("ideal_cycle", "Ideal cycle time", ideal_cycle_time, f"{unit} per piece", above=0),
                Input("actual_cycle", "Actual cycle time, if known", actual_cycle_time, f"{unit} per piece",
                      "may stay empty", above=0, may_be_empty=True),
                Input("pieces", "All pieces", total, "pieces", above=0),
                Input("good", "Good pieces", good, "pieces", low=0),
                Input("start_up", "Start-up rejects", start_up_rejects, "pieces", low=0),
                Input("minor_count", "Minor stops count against", minor_stops,
                      choices=("availability", "performance")),
            )),
            Steps((
                Line("stopped", "All logged stops", "=breakdowns+setup+minor_stops_logged+unnamed", unit,
                     shown="0.0"),
                Line("slow", "Slow, and stops nobody logged", "=planned-stopped-ideal_cycle*pieces", unit,
                     shown="0.0"),
                Line("unlogged", "of it stops nobody logged", f"={unlogged}", unit, shown="0.0"),
                Line("running", "Running time",
                     f"=planned-stopped+IF({in_availability},0,minor_stops_logged)", unit,
                     shown="0.0"),
            )),
            Results((
                Line("availability", "Availability", "=running/planned", "fraction", shown="0.0000"),
                Line("performance", "Performance", "=ideal_cycle*pieces/running", "fraction", shown="0.0000"),
                Line("quality", "Quality", "=good/pieces", "fraction", shown="0.0000"),
                Line("oee", "OEE", "=ideal_cycle*good/planned", "fraction", shown="0.0000"),
                Line("productive", "Fully productive time", "=ideal_cycle*good", unit, shown="0.0"),
            )),
            Table("Losses", (
                Column("loss", "Loss", values=[name for name, _factor, _formula in rows], text=True,
                       fixed=True),
                Column("counts_against", "Counts against",
                       formula=[f'="{factor}"' if factor else f'=IF({in_availability},"availability",'
                                                              f'"performance")'
                                for _name, factor, _formula in rows]),
                Column("lost", "Time", unit, formula=[f"={formula}" for _name, _factor, formula in rows],
                       shown="0.0",
                       result=True),
                Column("share", "Share of planned time", "fraction", formula="={lost}/planned",
                       shown="0.0000"),
                Column("in_pieces", "Pieces", formula="={lost}/ideal_cycle", shown="0.0"),
            )),
        ),
        checks=(
            Check("stopped<planned", "The machine stood all the planned time, or longer"),
            Check("good<=pieces", "More good pieces than pieces in all"),
            Check("start_up<=pieces-good", "More start-up rejects than rejects"),
            Check("ABS(planned-SUM(lost)-productive)<=0.000000001*planned", "The losses do not add up"),
            Check(SAME, "A x P x Q is not the OEE"),
        ),
    )  # fmt: skip


def teep(oee, planned, calendar, *, unit="h"):
    return Calculation(
        title="Total effective equipment performance (TEEP)",
        words="TEEP = OEE x planned time / calendar time: what part of all the time there is was fully "
        "productive",
        source="Hansen, Overall Equipment Effectiveness, 2001",
        parts=(
            Inputs((
                Input("oee", "OEE", getattr(oee, "oee", oee), "fraction", low=0, high=1.5),
                Input("planned", "Planned time", planned, unit, above=0),
                Input("calendar", "Calendar time", calendar, unit, above=0),
            )),
            Steps((Line("utilization", "Planned part of the calendar", "=planned/calendar", "fraction",
                        shown="0.0000"),)),
            Results((Line("teep", "TEEP", "=oee*utilization", "fraction", shown="0.0000"),)),
        ),
        checks=(Check("planned<=calendar", "More time was planned than there is in the calendar"),),
    )  # fmt: skip


def mtbf(uptime, failures, *, unit="h"):
    words = "MTBF = running time / failures in it (operating time; some systems count repairs in)"
    return _mean_time("Mean time between failures", "mtbf", "Running time", words, uptime, failures, unit)


def mttr(downtime, failures, *, unit="h"):
    words = "MTTR = time that it stood because of failures / their number"
    return _mean_time(
        "Mean time to repair", "mttr", "Downtime because of failures", words, downtime, failures, unit
    )


def _mean_time(title, name, label, words, time, failures, unit):
    source = "IEC 60050-191; ISO 22400-2: 2014"
    if is_sequence(time):
        count = (
            ()
            if failures is None
            else (Input("failures", "Number of failures", failures, above=0, whole=True),)
        )
        lines = (
            Line("all_time", "All of it", "=SUM(single)", unit),
            Line(name, title, f"=all_time/{'failures' if count else 'COUNT(single)'}", unit),
        )
        table = Table("Single times", (Column("single", label, unit, list(time), low=0),), spare=20)
        return Calculation(
            title, words, source, (*((Inputs(count),) if count else ()), Results(lines), table)
        )
    return Calculation(title, words, source, (
        Inputs((
            Input("all_time", label, time, unit, low=0),
            Input("failures", "Number of failures", failures, above=0, whole=True),
        )),
        Results((Line(name, title, "=all_time/failures", unit),)),
    ))  # fmt: skip


def pareto(causes, by, value, unit, cutoff, missing):
    from shopfloor.methods import oee as oee_methods

    table = oee_methods.pareto(causes, by, value, unit=unit, cutoff=cutoff, missing=missing)
    heading = table.columns[1]
    lines = len(table) + 5
    place = "ROWS({ranked.sofar})"
    return Calculation(
        title="Pareto",
        words="Causes in the order of what they cost; share of the total, added up from the top. Vital are "
        "the fewest causes that reach the cutoff together.",
        source="Juran, Quality Control Handbook",
        parts=(
            Inputs((Input("cutoff", "Cutoff", cutoff, "fraction", "0.80 in the rule of thumb", above=0,
                          high=1),)),
            Results((
                Line("total", "Total", "=SUM(amount)", heading, shown="General"),
                Line("vital_few", "Vital causes", '=COUNTIF(vital,"yes")', shown="0"),
                Line("vital_share", "They make up", '=SUMIF(vital,"yes",share)', "fraction"),
            )),
            Table("Largest first", (
                Column("ranked", "Cause", text=True,
                       formula=f'=IF({place}>COUNT(amount),"",INDEX(cause,MATCH({place},place,0)))'),
                Column("size", heading.capitalize(),
                       formula='=IF({ranked}="","",INDEX(amount,MATCH(' + place + ",place,0)))"),
                Column("share", "Share", "fraction", formula='=IF({ranked}="","",{size}/total)',
                       shown="0.000", result=True),
                Column("so_far", "Added up", "fraction", formula='=IF({ranked}="","",SUM({share.sofar}))',
                       shown="0.000",
                       result=True),
                Column("vital", "Vital", shown="General",
                       formula='=IF({ranked}="","",IF(AND({size}>0,{so_far}-{share}<cutoff-10^-9),"yes",'
                               '"no"))'),
            ), lines=lines),
            Table("Causes, in any order", (
                Column("cause", "Cause", values=list(table["cause"]), text=True),
                Column("amount", heading.capitalize(), values=list(table[heading]), low=0),
                Column("place", "Place", shown="0",
                       formula="=SUMPRODUCT(--(amount>{amount}))+COUNTIF({amount.sofar},{amount})"),
            ), spare=5),
        ),
        checks=(Check("total>0", "All the amounts are zero"),),
    )  # fmt: skip


def smed(steps, external, left_out, minutes, before, after):
    from shopfloor.methods import oee as oee_methods

    found = oee_methods.smed(
        steps, external=external, left_out=left_out, minutes=minutes, before=before, after=after
    ).steps
    words = found["description"] if "description" in found else [""] * len(found)
    both = ("internal", "external")
    sums = [
        Line(
            f"{kind}_{when}",
            f"{label}, {when}",
            f'=SUMIF(kind_{when},"{kind}",minutes_{when})',
            "min",
            shown="0.0",
        )
        for kind, label in (("internal", "Machine stands"), ("external", "Done while it runs"))
        for when in ("before", "after")
    ]
    return Calculation(
        title="Changeover (SMED)",
        words="Internal steps stop the machine, external ones do not. Separate the two, make internal steps "
        "external, shorten what is left.",
        source="Shingo, A Revolution in Manufacturing: The SMED System, 1985",
        parts=(
            Steps(tuple(sums)),
            Results((
                Line("saved", "Saved at each changeover", "=internal_before-internal_after", "min",
                     shown="0.0"),
                Line("saved_share", "Part of the time before",
                     "=IF(internal_before=0,0,saved/internal_before)", "fraction"),
            )),
            Table("Steps", (
                Column("step", "Step", text=True,
                       values=[f"{number} {text}".strip() for number,
                               text in zip(found["step"], words, strict=True)]),
                Column("minutes_before", "Before", "min", list(found["minutes_before"]), low=0,
                       may_be_empty=True),
                Column("kind_before", "Before", values=_words(found["kind_before"]), text=True, choices=both),
                Column("minutes_after", "After", "min", list(found["minutes_after"]), low=0,
                       may_be_empty=True),
                Column("kind_after", "After", values=_words(found["kind_after"]), text=True, choices=both),
            ), spare=5, note="A step that was left out has no time and no kind after."),
        ),
        checks=(
            Check("SUM(minutes_before)=internal_before+external_before",
                  "A step before is neither internal nor external"),
            Check("SUM(minutes_after)=internal_after+external_after",
                  "A step after is neither internal nor external"),
        ),
    )  # fmt: skip


def time_worth(time_saved, ideal_cycle_time, performance, quality, per_piece, cost, *, unit="min", money="$"):
    parts = [
        Inputs((
            Input("time_saved", "Time saved", time_saved, unit, low=0),
            Input("ideal_cycle", "Ideal cycle time", ideal_cycle_time, f"{unit} per piece", above=0),
            Input("performance", "Performance", performance, "fraction", above=0, high=3),
            Input("quality", "Quality", quality, "fraction", above=0, high=1),
            *((Input("per_piece", "A further good piece earns", per_piece, money, "price less material",
                     low=0),)
              if per_piece is not None else ()),
            *((Input("cost", "The improvement costs, once", cost, money, low=0),
               ) if cost is not None else ()),
        )),
        Results((
            Line("pieces", "Good pieces in the time saved", "=time_saved*performance*quality/ideal_cycle",
                 "pieces",
                 shown="0.0"),
            *((Line("worth", "Worth", "=pieces*per_piece", money, shown="0.00"),
               ) if per_piece is not None else ()),
            *((Line("payback", "Earned back after", "=cost/worth", "periods",
                    "counted in periods of the time saved: a year's minutes give years", "0.00"),)
              if cost is not None else ()),
        )),
    ]  # fmt: skip
    return Calculation(
        title="What saved time is worth",
        words="Pieces = time saved x performance x quality / ideal cycle; money = pieces x what a piece "
        "earns; payback = cost / money. Only where the machine is the bottleneck and the pieces are sold.",
        source="arithmetic of OEE; see Hansen, Overall Equipment Effectiveness, 2001",
        parts=tuple(parts),
    )


def _words(column):
    return [one if isinstance(one, str) else None for one in column]


CALCULATIONS = (oee, oee_of, teep, losses, mtbf, mttr, pareto, smed, time_worth)
