"""What ``simulate`` was asked for, checked and brought into the form in which the line runs."""

from dataclasses import replace

import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, whole
from shopfloor.methods.flow_draws import Times

__all__ = [
    "arrivals",
    "joined",
    "known_control",
    "limits",
    "not_too_long",
    "run_length",
    "stop_windows",
    "whole",
]

CONTROLS = ("push", "conwip", "kanban")
DEFAULT_PARTS = 1000
MOST_EVENTS = 5_000_000


def known_control(control):
    """One of the three rules that let parts into a line."""
    if control not in CONTROLS:
        hint = ' Pull is "conwip" or "kanban".' if control == "pull" else ""
        raise ValueError(f'The control is "push", "conwip" or "kanban"; {control!r} was given.{hint}')
    return control


def limits(control, line, wip, cards, transfer_batch):
    """The WIP limit, and the line with cards only where they count."""
    if wip is not None and control != "conwip":
        raise ValueError(f'wip is the limit of a "conwip" line; a {control} line has none. Leave it out.')
    if cards is not None and control != "kanban":
        raise ValueError(
            f'cards are the places of a "kanban" line; a {control} line has none. Leave them out.'
        )
    if control == "conwip":
        if wip is None:
            raise ValueError("A conwip line needs its limit: how many parts may be in it, such as wip=8?")
        wip = whole(wip, "wip")
        if wip < transfer_batch:
            raise ValueError(
                f"With {wip} parts in the line a transfer batch of {transfer_batch} is never full: "
                f"nothing would move. Give wip={transfer_batch} or more."
            )
    stations = line.stations
    if control == "kanban":
        for station in stations:
            if station.cards is None:
                raise ValueError(
                    "A kanban line needs the places of each station, such as cards=3; "
                    f"{station.name} has none."
                )
            if station.cards < transfer_batch:
                raise ValueError(
                    f"{station.name} has {station.cards} places, fewer than the transfer batch of "
                    f"{transfer_batch}: nothing would move."
                )
    else:
        stations = tuple(replace(station, cards=None) for station in stations)
    return wip, replace(line, stations=stations)


def run_length(time, parts, warm_up):
    """How long the line runs, how many parts come (None: not limited so), and when counting begins."""
    if time is None and parts is None:
        parts = DEFAULT_PARTS
    if time is not None:
        time = number(time, "time", above=0)
    if parts is not None:
        parts = whole(parts, "number of parts")
    warm_up = number(warm_up, "warm-up")
    if time is not None and warm_up >= time:
        raise ValueError(
            f"The warm-up of {warm_up:g} leaves nothing to measure in a run of {time:g}: run longer."
        )
    return time, parts, warm_up


def arrivals(control, line, arrival_gap, arrival_scv, seed):
    """The times between arrivals, or None where work is always waiting; and their mean."""
    gap, scv = arrival_gap, arrival_scv
    if control == "push":
        gap = line.arrival_gap if gap is None else gap
        scv = line.arrival_scv if scv is None else scv
        if gap is None:
            raise ValueError(
                "A push line needs to know how parts come: give arrival_gap, the mean time between two, or a "
                "table with the column arrival_gap_min."
            )
    elif gap is None:
        if scv is not None:
            raise ValueError("arrival_scv was given without an arrival_gap: give both, or neither.")
        return None, None
    gap = number(gap, "arrival gap", above=0)
    scv = 1.0 if scv is None else number(scv, "squared coefficient of variation of the arrivals")
    return Times(f"{seed}/arrivals", gap, scv), gap


def not_too_long(line, time, parts, mean_gap):
    """Refuses what would keep a learner waiting for minutes."""
    count = parts
    if time is not None:
        rate = min(one.machines / one.process_time for one in line.stations)
        rate = 1 / mean_gap if mean_gap is not None else rate
        count = time * rate if count is None else min(count, time * rate)
    if count * len(line.stations) > MOST_EVENTS:
        raise ValueError(
            f"That would be about {count:,.0f} parts at {len(line.stations)} stations, which takes too long: "
            "simulate a shorter time or fewer parts."
        )
    for station in line.stations:
        if station.mtbf is not None and count * station.process_time / station.mtbf > MOST_EVENTS:
            raise ValueError(
                f"{station.name} would break down {station.process_time / station.mtbf:,.0f} times for each "
                f"part (mtbf {station.mtbf:g}): is the mtbf in the same unit as the process time?"
            )


def stop_windows(stops, line):
    """For each station and machine the stops from outside, sorted, those that touch joined."""
    windows = [[[] for _ in range(station.machines)] for station in line.stations]
    names = line.names
    for place, (name, begin, length, machine) in enumerate(_stop_rows(stops, line), start=1):
        if str(name).strip() not in names:
            raise ValueError(f"Stop {place} is at {name!r}, but the stations are {listed(names)}.")
        at = names.index(str(name).strip())
        begin = number(begin, f"beginning of stop {place}")
        length = number(length, f"length of stop {place}", above=0)
        machines = line.stations[at].machines
        chosen = range(machines)
        if machine is not None:
            one = whole(machine, f"machine of stop {place}")
            if one > machines:
                raise ValueError(f"Stop {place} is at machine {one} of {name}, which has {machines}.")
            chosen = [one - 1]
        for one in chosen:
            windows[at][one].append((begin, begin + length))
    return [[joined(machine) for machine in station] for station in windows]


def _stop_rows(stops, line):
    if stops is None:
        return []
    if isinstance(stops, pd.DataFrame):
        unit = _unit_of_stops(stops)
        if unit and line.unit and unit != line.unit:
            raise ValueError(
                f"The stops are in {unit} but the stations in {line.unit}: use one unit of time."
            )
        found = [_stop_column(stops, base) for base in ("stopped", "repair")]
        if "station" not in stops:
            raise ValueError(f"The table of stops has no column station: it has {listed(stops.columns)}.")
        machine = stops["machine"] if "machine" in stops else [None] * len(stops)
        machine = [None if pd.isna(one) else one for one in machine]
        return list(zip(stops["station"], stops[found[0]], stops[found[1]], machine, strict=True))
    if not is_sequence(stops) and not isinstance(stops, (list, tuple)):
        raise ValueError("Give the stops as a table or a list of (station, beginning, length).")
    rows = []
    for place, row in enumerate(stops, start=1):
        if not isinstance(row, (list, tuple)) or len(row) not in (3, 4):
            raise ValueError(
                f"Stop {place} is {row!r}: give each as (station, beginning, length), or with its machine."
            )
        rows.append((*row, None) if len(row) == 3 else row)
    return rows


def _unit_of_stops(stops):
    endings = {_stop_column(stops, base).partition("_")[2] for base in ("stopped", "repair")}
    if len(endings) > 1:
        raise ValueError("The columns of the stops are in different units: a table needs one unit of time.")
    return endings.pop()


def _stop_column(stops, base):
    there = [name for name in (base, f"{base}_min", f"{base}_s", f"{base}_h") if name in stops]
    if not there:
        raise ValueError(
            f"The table of stops has no column {base} (or {base}_min): it has {listed(stops.columns)}."
        )
    return there[0]


def joined(spans):
    """Spans of time in order, those that touch made one.

    >>> joined([(5, 8), (1, 2), (2, 3)])
    [(1, 3), (5, 8)]
    """
    result = []
    for begin, end in sorted(spans):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return result
