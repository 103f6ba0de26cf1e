"""Sheets of lesson 11: Little's law, queues, the VUT equation, what a line does at best and at worst."""

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

HOPP = "Hopp and Spearman, Factory Physics, 3rd ed. 2008"
KEEPS_UP = Check("utilisation<1", "The servers cannot keep up: the queue grows without end")
# The chance that all are busy (Erlang C), through the Poisson distribution, which does not overflow.
IDLE_PART = "(1-{u})*POISSON(servers-1,{a},TRUE)"
ERLANG_C = "POISSON(servers,{a},FALSE)/(POISSON(servers,{a},FALSE)+" + IDLE_PART + ")"


def littles_law(wip, throughput, cycle_time, flow_time, *, unit="h"):
    cycle_time = flow_time if cycle_time is None else cycle_time
    return Calculation(
        title="Little's law",
        words="WIP = throughput x cycle time: fill in two, the third is calculated. One unit of time; all "
        "are long-run averages.",
        source=f"Little, Operations Research 9, 1961; {HOPP}, sec. 7.3",
        parts=(
            Inputs(
                (
                    Input(
                        "wip",
                        "Work in process",
                        wip,
                        "parts",
                        "leave one of the three empty",
                        low=0,
                        may_be_empty=True,
                    ),
                    Input(
                        "throughput", "Throughput", throughput, f"parts per {unit}", low=0, may_be_empty=True
                    ),
                    Input("cycle_time", "Cycle time (flow time)", cycle_time, unit, low=0, may_be_empty=True),
                )
            ),
            Results(
                (
                    Line("wip_is", "Work in process", '=IF(wip="",throughput*cycle_time,wip)', "parts"),
                    Line(
                        "throughput_is",
                        "Throughput",
                        '=IF(throughput="",wip/cycle_time,throughput)',
                        f"parts per {unit}",
                    ),
                    Line("cycle_time_is", "Cycle time", '=IF(cycle_time="",wip/throughput,cycle_time)', unit),
                )
            ),
        ),
        checks=(
            Check("COUNT(wip,throughput,cycle_time)=2", "Fill in two of the three, and leave one empty"),
        ),
    )


def best_case(wip, bottleneck_rate, raw_process_time, *, unit="h"):
    return _three_cases("best", wip, bottleneck_rate, raw_process_time, unit)


def worst_case(wip, bottleneck_rate, raw_process_time, *, unit="h"):
    return _three_cases("worst", wip, bottleneck_rate, raw_process_time, unit)


def practical_worst_case(wip, bottleneck_rate, raw_process_time, *, unit="h"):
    return _three_cases("practical worst", wip, bottleneck_rate, raw_process_time, unit)


def _three_cases(case, wip, rate, raw, unit):
    """Whichever case was asked for, the sheet shows all three beside each other."""
    several = is_sequence(wip)
    critical = float(rate) * float(raw)
    levels = list(wip) if several else sorted({1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, wip, round(critical, 6)})
    cycle = {
        "best": "MAX(raw_time,{parts}/bottleneck)",
        "practical worst": "IF({parts}<1,raw_time,raw_time+({parts}-1)/bottleneck)",
        "worst": "IF({parts}<1,raw_time,{parts}*raw_time)",
    }
    names = {"best": "best", "practical worst": "practical", "worst": "worst"}
    columns = [Column("parts_in", "WIP", "parts", levels, above=0)]
    columns += [Column(f"throughput_{names[one]}", f"Throughput, {one} case", f"parts per {unit}",
                       shown="0.0000",
                       formula="={parts_in}/{cycle_" + names[one] + "}",
                       result=several and one == case) for one in cycle]  # fmt: skip
    columns += [Column(f"cycle_{names[one]}", f"Cycle time, {one} case", unit, shown="0.000",
                       formula="=" + cycle[one].replace("{parts}", "{parts_in}"),
                       result=several and one == case)
                for one in cycle]  # fmt: skip
    own = cycle[case].replace("{parts}", "wip")
    at_wip = () if several else (Input("wip", "Parts in the line (WIP)", wip, "parts", above=0),)
    result = () if several else (Results((
        Line("cycle_time", f"Cycle time, {case} case", f"={own}", unit),
        Line("throughput", f"Throughput, {case} case", "=wip/cycle_time", f"parts per {unit}",
             shown="0.0000"),
    )),)  # fmt: skip
    return Calculation(
        title=f"A line in the {case} case",
        words="Best: cycle time = max(T0, WIP / rb). Practical worst: T0 + (WIP - 1) / rb, as random as can "
        "be. Worst: WIP x T0. Throughput = WIP / cycle time (Little's law).",
        source=f"{HOPP}, sec. 7.3",
        parts=(
            Inputs((
                *at_wip,
                Input("bottleneck", "Bottleneck rate rb", rate, f"parts per {unit}", above=0),
                Input("raw_time", "Raw process time T0", raw, unit, "time of a part that waits for nothing",
                      above=0),
            )),
            Steps((Line("critical", "Critical WIP", "=bottleneck*raw_time", "parts",
                        "keeps the bottleneck busy if nothing varies", "0.00"),)),
            *result,
            Table("The three cases", tuple(columns), spare=5),
        ),
        checks=(Check("bottleneck*raw_time>=1-10^-9",
                      "The whole line takes less time than its bottleneck alone"),),
    )  # fmt: skip


def critical_wip(bottleneck_rate, raw_process_time, *, unit="h"):
    return Calculation(
        title="Critical WIP",
        words="W0 = rb x T0: so many parts keep the bottleneck busy if nothing varies",
        source=f"{HOPP}, sec. 7.2",
        parts=(
            Inputs((
                Input("bottleneck", "Bottleneck rate rb", bottleneck_rate, f"parts per {unit}", above=0),
                Input("raw_time", "Raw process time T0", raw_process_time, unit, above=0),
            )),
            Results((Line("critical", "Critical WIP", "=bottleneck*raw_time", "parts"),)),
        ),
    )  # fmt: skip


def queue(arrival_rate, service_rate, servers, *, unit="h"):
    a, u = "load", "utilisation"
    empty = f"1/(EXP({a})*(POISSON(servers-1,{a},TRUE)+POISSON(servers,{a},FALSE)/(1-{u})))"
    return Calculation(
        title="Queue M/M/c",
        words="rho = arrivals / (servers x service); chance to wait C = Erlang's C formula; Lq = C rho / (1 "
        "- rho); Wq = Lq / arrivals; W = Wq + 1 / service; L = arrivals x W. One server: L = rho / (1 - "
        "rho).",
        source="Hillier and Lieberman, Introduction to Operations Research, ch. 17; Gross and Harris, sec. "
        "2.3",
        parts=(
            Inputs((
                Input("arrivals", "Arrivals", arrival_rate, f"per {unit}", above=0),
                Input("service", "Service, each server", service_rate, f"per {unit}", above=0),
                Input("servers", "Servers", servers, low=1, whole=True),
            )),
            Steps((
                Line("load", "Offered load", "=arrivals/service", "servers"),
                Line("must_wait", "Chance to wait", "=" + ERLANG_C.format(a=a, u=u), "fraction",
                     "Erlang's C formula, written with the Poisson distribution", "0.0000"),
            )),
            Results((
                Line("utilisation", "Utilisation rho", "=load/servers", "fraction", shown="0.0000"),
                Line("in_queue", "In the queue Lq", "=must_wait*utilisation/(1-utilisation)", "parts",
                     shown="0.0000"),
                Line("time_in_queue", "Time in the queue Wq", "=in_queue/arrivals", unit, shown="0.0000"),
                Line("time_in_system", "Time in the system W", "=time_in_queue+1/service", unit,
                     shown="0.0000"),
                Line("in_system", "In the system L", "=arrivals*time_in_system", "parts", shown="0.0000"),
                Line("empty", "Nobody there P0", f"={empty}", "fraction", "the share of time", "0.0000"),
            )),
        ),
        checks=(
            KEEPS_UP,
            Check("OR(servers>1,ABS(in_system-utilisation/(1-utilisation))<=10^-9*(1+in_system))",
                  "It is not what the formula for one server says"),
        ),
    )  # fmt: skip


def kingman(utilisation, process_time, arrival_scv, process_scv, servers, parallel, *, unit="h"):
    erlang = ERLANG_C.format(a="(utilisation*servers)", u="utilisation")
    return Calculation(
        title="Why work waits: the VUT equation",
        words="Time in queue = variability x utilisation x time: V = (ca^2 + ce^2) / 2, U = u / (1 - u), "
        "with c servers u^(sqrt(2 (c + 1)) - 1) / (c (1 - u)), T = process time. The scv are squared "
        "coefficients of variation.",
        source=f"Kingman 1961; Sakasegawa 1977; {HOPP}, sec. 8.6",
        parts=(
            Inputs((
                Input("utilisation", "Utilisation u", utilisation, "fraction", "0.90 for 90 %", low=0,
                      below=1),
                Input("process_time", "Process time", process_time, unit, above=0),
                Input("arrival_scv", "scv of the arrivals ca^2", arrival_scv,
                      note="0 never varies, 1 like random arrivals", low=0),
                Input("process_scv", "scv of the process time ce^2", process_scv, low=0),
                Input("servers", "Servers", servers, low=1, whole=True),
                Input("parallel", "Formula for several servers", parallel, choices=("sakasegawa", "erlang")),
            )),
            Steps((
                Line("variability", "V", "=(arrival_scv+process_scv)/2"),
                Line("congestion", "U", '=IF(OR(servers=1,parallel="sakasegawa"),'
                     f"utilisation^(SQRT(2*(servers+1))-1)/(servers*(1-utilisation)),{erlang}/(servers*"
                     f"(1-utilisation)))",
                     note="u / (1 - u) with one server", shown="0.0000"),
                Line("flow_rate", "Parts in a unit of time", "=utilisation*servers/process_time",
                     f"per {unit}"),
            )),
            Results((
                Line("time_in_queue", "Time in the queue", "=variability*congestion*process_time", unit),
                Line("time_in_system", "Time at the station", "=time_in_queue+process_time", unit),
                Line("in_queue", "Parts in the queue", "=flow_rate*time_in_queue", "parts"),
                Line("in_system", "Parts at the station", "=flow_rate*time_in_system", "parts"),
            )),
        ),
    )  # fmt: skip


def departure_scv(arrival_scv, process_scv, utilisation, servers):
    return Calculation(
        title="Variability that is passed on",
        words="cd^2 = 1 + (1 - u^2)(ca^2 - 1) + u^2 (ce^2 - 1) / sqrt(c): a busy station passes on its own "
        "variability, an idle one that of its arrivals",
        source=f"{HOPP}, eq. 8.10 and 8.11",
        parts=(
            Inputs((
                Input("arrival_scv", "scv of the arrivals ca^2", arrival_scv, low=0),
                Input("process_scv", "scv of the process time ce^2", process_scv, low=0),
                Input("utilisation", "Utilisation u", utilisation, "fraction", low=0, high=1),
                Input("servers", "Servers", servers, low=1, whole=True),
            )),
            Results((Line("departure_scv", "scv of the departures cd^2",
                          "=MAX(0,1+(1-utilisation^2)*(arrival_scv-1)+utilisation^2*(process_scv-1)/"
                          "SQRT(servers))"),)),
        ),
    )  # fmt: skip


def effective_time(
    process_time, process_scv, mtbf, mttr, repair_scv, setup_time, setup_scv, setup_every, *, unit="min"
):
    broken = "(1+repair_scv)*availability*(mttr/(mtbf+mttr))*mttr/process_time"
    variance = (
        "scv_with_repairs*time_with_repairs^2+setup_scv*setup_time^2/setup_every+"
        "setup_time^2*(setup_every-1)/setup_every^2"
    )
    return Calculation(
        title="Effective process time",
        words="Breakdowns, A = MTBF / (MTBF + MTTR): te = t0 / A, ce^2 = c0^2 + (1 + cr^2) A (1 - A) MTTR / "
        "t0. Set-ups, one in N parts: te = t0 + ts / N, variance + cs^2 ts^2 / N + ts^2 (N - 1) / N^2. First "
        "the breakdowns, then the set-ups.",
        source=f"{HOPP}, sec. 8.4",
        parts=(
            Inputs((
                Input("process_time", "Process time t0", process_time, unit, above=0),
                Input("process_scv", "its scv c0^2", process_scv, note="variance / mean^2", low=0),
                Input("mtbf", "Time of work between breakdowns", mtbf, unit, "empty: it never breaks down",
                      above=0,
                      may_be_empty=True),
                Input("mttr", "Time to repair", mttr, unit, low=0, may_be_empty=True),
                Input("repair_scv", "scv of the repairs cr^2", repair_scv, low=0),
                Input("setup_time", "Set-up time ts", setup_time, unit, low=0),
                Input("setup_scv", "scv of the set-ups cs^2", setup_scv, low=0),
                Input("setup_every", "Parts from set-up to set-up N", setup_every, low=1),
            )),
            Steps((
                Line("time_with_repairs", "Time with breakdowns", "=process_time/availability", unit),
                Line("scv_with_repairs", "scv with breakdowns", f'=process_scv+IF(mtbf="",0,{broken})',
                     shown="0.0000"),
            )),
            Results((
                Line("availability", "Availability", '=IF(mtbf="",1,mtbf/(mtbf+mttr))', "fraction",
                     shown="0.0000"),
                Line("effective", "Effective time te", "=time_with_repairs+setup_time/setup_every", unit),
                Line("effective_scv", "its scv ce^2",
                     f"=IF(setup_time=0,scv_with_repairs,({variance})/effective^2)",
                     shown="0.0000"),
            )),
        ),
        checks=(Check("COUNT(mtbf,mttr)<>1",
                      "Give both, the time between breakdowns and the time to repair, or neither"),),
    )  # fmt: skip


def batch_load(products, available, factor):
    from shopfloor.methods import flow

    minutes = {
        kind: [float(value) / (60 if f"{kind}_s" in products else 1)
               for value in products[f"{kind}_s" if f"{kind}_s" in products else f"{kind}_min"]]
        for kind in ("setup", "run")
    }  # fmt: skip
    names = flow.batch_load(products, available, factor).products["product"]
    return Calculation(
        title="Batches on one machine",
        words="Set-ups a day = demand / batch; busy = (run time + set-up time) / available time. Batches may "
        "shrink to set-up time / (available - run time) of the present ones, and just fill the time.",
        source="arithmetic of capacity: a set-up is made for each batch, whatever was made before",
        parts=(
            Inputs((
                Input("available", "Available for set-ups and runs", available, "min per day", above=0),
                Input("size_factor", "All batches times", factor, note="0.5: half as large", above=0),
            )),
            Steps((
                Line("run_time", "Run time", "=SUM(run_a_day)", "min per day", shown="0.0"),
                Line("setup_time", "Set-up time", "=SUM(setup_a_day)", "min per day", shown="0.0"),
            )),
            Results((
                Line("busy", "Busy", "=(run_time+setup_time)/available", "fraction", shown="0.0000"),
                Line("smallest_factor", "Batches may be times",
                     "=size_factor*setup_time/(available-run_time)", shown="0.0000"),
            )),
            Table("Products", (
                Column("product_name", "Product", values=[str(name) for name in names], text=True),
                Column("demand", "Demand", "per day", list(products["demand_per_day"]), low=0),
                Column("batch_pieces", "Batch now", "pieces", list(products["batch_pieces"]), above=0),
                Column("setup_min", "Set-up", "min", minutes["setup"], low=0),
                Column("run_min", "Run of a piece", "min", minutes["run"], low=0),
                Column("batch", "Batch", "pieces", formula="={batch_pieces}*size_factor", shown="0"),
                Column("setups_a_day", "Set-ups", "per day", formula="={demand}/{batch}", shown="0.00"),
                Column("run_a_day", "Run time", "min per day", formula="={demand}*{run_min}", shown="0.0"),
                Column("setup_a_day", "Set-up time", "min per day", formula="={setups_a_day}*{setup_min}",
                       shown="0.0"),
                Column("days_per_batch", "A batch lasts", "days",
                       formula='=IF({demand}=0,"",{batch}/{demand})', shown="0.00"),
            ), spare=5),
        ),
        checks=(Check("run_time<available",
                      "Making the pieces alone takes all the time: no batch size helps"),),
    )  # fmt: skip


CALCULATIONS = (
    littles_law,
    critical_wip,
    best_case,
    practical_worst_case,
    worst_case,
    queue,
    kingman,
    departure_scv,
    effective_time,
    batch_load,
)
