"""What a station really does, with breakdowns and set-ups in its times, and what that makes of a line."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from shopfloor.methods.arguments import number
from shopfloor.methods.flow_queues import departure_scv, kingman
from shopfloor.methods.flow_results import readable
from shopfloor.methods.flow_stations import read_line

__all__ = ["EffectiveTime", "LineEstimate", "LineRates", "effective_time", "line_estimate", "line_rates"]


class EffectiveTime(NamedTuple):
    """Mean and squared coefficient of variation of the time a part takes, and the machine's availability."""

    time: float
    scv: float
    availability: float

    __repr__ = readable


@dataclass(frozen=True, repr=False)
class LineRates:
    """What ``line_rates`` found."""

    bottleneck: str
    bottleneck_rate: float
    raw_process_time: float
    critical_wip: float
    stations: pd.DataFrame

    __repr__ = readable


@dataclass(frozen=True, repr=False)
class LineEstimate:
    """What ``line_estimate`` found."""

    busiest: str
    throughput: float
    wip: float
    cycle_time: float
    stations: pd.DataFrame

    __repr__ = readable


def effective_time(
    process_time,
    process_scv=0.0,
    *,
    mtbf=None,
    mttr=None,
    repair_scv=1.0,
    setup_time=0.0,
    setup_scv=0.0,
    setup_every=1,
):
    """How long does a part really take, with breakdowns and set-ups, and how much does that vary?

    Breakdowns (preemptive outages), with A = mtbf / (mtbf + mttr):
    te = t0 / A, ce^2 = c0^2 + (1 + cr^2) A (1 - A) mttr / t0.
    Set-ups (nonpreemptive), one in ``setup_every`` parts on average:
    te = t0 + ts / N, sigma_e^2 = sigma_0^2 + sigma_s^2 / N + ts^2 (N - 1) / N^2.
    With both, first the breakdowns, then the set-ups (table 8.2). All scv are squared coefficients of
    variation; times in one unit; ``mtbf``: mean time of work between breakdowns (MTTF in the book).

    Returns ``time``, ``scv`` and ``availability`` (share of the time in which the machine is not broken
    down). At equal availability rare long breakdowns make more variability than frequent short ones.

    Source: Hopp and Spearman, *Factory Physics*, 3rd ed. 2008, sec. 8.4.

    >>> hare = effective_time(15, 0.05, mtbf=744, mttr=248)
    >>> round(hare.time, 2), round(hare.scv, 2), round(hare.availability, 2)
    (20.0, 6.25, 0.75)
    """
    time = number(process_time, "process time", above=0)
    scv = number(process_scv, "squared coefficient of variation of the process time")
    repair_scv = number(repair_scv, "squared coefficient of variation of the repairs")
    setup_time = number(setup_time, "set-up time")
    setup_scv = number(setup_scv, "squared coefficient of variation of the set-ups")
    every = number(setup_every, "number of parts from set-up to set-up")
    if every < 1:
        raise ValueError(
            f"There is at most one set-up for each part: setup_every is 1 or more, not {every:g}."
        )
    availability = 1.0
    if (mtbf is None) != (mttr is None):
        raise ValueError("Give both, mtbf (between breakdowns) and mttr (to repair), or neither.")
    if mtbf is not None:
        mtbf, mttr = number(mtbf, "mtbf", above=0), number(mttr, "mttr")
        availability = mtbf / (mtbf + mttr)
        # A (1 - A) mttr = mttr^2 mtbf / (mtbf + mttr)^2, which keeps its digits when repairs are short.
        scv += (1 + repair_scv) * availability * (mttr / (mtbf + mttr)) * mttr / time
        time /= availability
    if setup_time:
        variance = scv * time**2 + setup_scv * setup_time**2 / every + setup_time**2 * (every - 1) / every**2
        time += setup_time / every
        scv = variance / time**2
    return EffectiveTime(time=time, scv=scv, availability=availability)


def line_rates(stations, *, process_scv=None):
    """Which station is the bottleneck, and how many parts should be in the line?

    ``stations``: as in ``simulate``. Returns ``bottleneck`` (its name), ``bottleneck_rate`` rb (parts per
    unit of time), ``raw_process_time`` T0 (the sum of the stations' times), ``critical_wip`` W0 = rb T0, and
    ``stations``: a table with each station's machines, process_time, effective_time (breakdowns and set-ups
    included), effective_scv, availability and rate = machines / effective_time. rb and T0 are with effective
    times, as Hopp and Spearman define them.

    Source: Hopp and Spearman, *Factory Physics*, 3rd ed. 2008, sec. 7.2.

    >>> penny_fab_two = pd.DataFrame({"station": ["head", "tail", "rim", "deburr"], "machines": [1, 2, 6, 2],
    ...                               "process_h": [2, 5, 10, 3]})
    >>> line = line_rates(penny_fab_two)
    >>> line.bottleneck, line.bottleneck_rate, line.raw_process_time, line.critical_wip
    ('tail', 0.4, 20.0, 8.0)
    """
    table = _effective_table(read_line(stations, process_scv=process_scv))
    slowest = table.loc[table["rate"].idxmin()]
    raw = float(table["effective_time"].sum())
    return LineRates(
        bottleneck=slowest["station"],
        bottleneck_rate=float(slowest["rate"]),
        raw_process_time=raw,
        critical_wip=float(slowest["rate"]) * raw,
        stations=table,
    )


def line_estimate(stations, arrival_gap=None, arrival_scv=None, *, process_scv=None):
    """Where will work wait, by formula? The VUT equation station by station along a push line.

    ``stations``: as in ``simulate``; ``arrival_gap``: mean time between arrivals, ``arrival_scv``: its
    squared coefficient of variation (1 if nothing is said); without them the table's own. Parts leave each
    station as ``departure_scv`` says, and so come to the next. Breakdowns and set-ups are in the effective
    times.

    Returns ``busiest`` (the station with the highest utilisation), ``throughput``, ``wip`` and
    ``cycle_time`` of the line, and ``stations``: a table with effective_time, effective_scv, utilisation
    (breakdowns and set-ups included), arrival_scv, time_in_queue, time_in_system, in_queue, in_system. An
    approximation: behind a station with rare long breakdowns it overstates the wait.

    ValueError if a station cannot keep up. Source: Hopp and Spearman, *Factory Physics*, 3rd ed., ch. 8.

    >>> estimate = line_estimate({"saw": 3.0, "drill": 3.6}, arrival_gap=4.0, process_scv=0.25)
    >>> estimate.busiest, round(estimate.cycle_time, 2), round(estimate.wip, 2)
    ('drill', 25.64, 6.41)
    """
    line = read_line(stations, process_scv=process_scv)
    gap = line.arrival_gap if arrival_gap is None else number(arrival_gap, "arrival gap", above=0)
    scv = line.arrival_scv if arrival_scv is None else arrival_scv
    if gap is None:
        raise ValueError(
            "How do parts come to the line? Give arrival_gap, the mean time between two, or a table with the "
            "column arrival_gap_min."
        )
    scv = 1.0 if scv is None else number(scv, "squared coefficient of variation of the arrivals")
    table = _effective_table(line)
    rows = []
    for station in table.itertuples():
        utilisation = station.effective_time / (station.machines * gap)
        if utilisation >= 1:
            raise ValueError(
                f"{station.station} cannot keep up: a part comes every {gap:g}, and it takes "
                f"{station.effective_time / station.machines:g} for each. Work piles up there without end."
            )
        vut = kingman(utilisation, station.effective_time, scv, station.effective_scv, station.machines)
        rows.append(
            {
                "utilisation": utilisation,
                "arrival_scv": scv,
                "time_in_queue": vut.time_in_queue,
                "time_in_system": vut.time_in_system,
                "in_queue": vut.in_queue,
                "in_system": vut.in_system,
            }
        )
        scv = departure_scv(scv, station.effective_scv, utilisation, station.machines)
    table = pd.concat(
        [table[["station", "machines", "effective_time", "effective_scv"]], pd.DataFrame(rows)], axis=1
    )
    cycle_time = float(table["time_in_system"].sum())
    return LineEstimate(
        busiest=table.loc[table["utilisation"].idxmax(), "station"],
        throughput=1 / gap,
        wip=cycle_time / gap,
        cycle_time=cycle_time,
        stations=table,
    )


def _effective_table(line):
    rows = []
    for station in line.stations:
        effective = effective_time(
            station.process_time,
            station.process_scv,
            mtbf=station.mtbf,
            mttr=station.mttr,
            repair_scv=station.repair_scv,
            setup_time=station.setup_time,
            setup_scv=station.setup_scv,
            setup_every=station.process_batch,
        )
        rows.append(
            {
                "station": station.name,
                "machines": station.machines,
                "process_time": station.process_time,
                "effective_time": effective.time,
                "effective_scv": effective.scv,
                "availability": effective.availability,
                "rate": station.machines / effective.time,
            }
        )
    return pd.DataFrame(rows)
