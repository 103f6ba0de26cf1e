"""``simulate``: a line run on the computer, and what was seen."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, whole
from shopfloor.methods.flow_engine import FIELDS, HEAD, Run
from shopfloor.methods.flow_measured import line_measures, totals, wip_steps
from shopfloor.methods.flow_results import short
from shopfloor.methods.flow_settings import (
    arrivals,
    known_control,
    limits,
    not_too_long,
    run_length,
    stop_windows,
)
from shopfloor.methods.flow_stations import read_line
from shopfloor.methods.flow_tables import downs_of, station_table, visit_table

__all__ = ["Simulation", "simulate", "sweep"]


@dataclass(frozen=True, repr=False)
class Simulation:
    """What ``simulate`` saw; see there for what each number means."""

    control: str
    seed: int
    wip: float
    throughput: float
    cycle_time: float
    time_in_system: float
    finished: int
    start: float
    end: float
    parts: pd.DataFrame
    stations: pd.DataFrame
    moves: pd.DataFrame | None
    stops: pd.DataFrame
    _names: tuple = field(repr=False, compare=False)
    _records: np.ndarray = field(repr=False, compare=False)

    @cached_property
    def visits(self):
        """A row per part and station: part, station, arrived, started, finished (the work), left (the
        station), machine; also those of the warm-up, and of parts not finished (empty cells)."""
        return visit_table(self._records, self._names)

    @cached_property
    def wip_over_time(self):
        """A table with the columns ``time`` and ``wip``: from each time on, so many parts are in the line."""
        return wip_steps(self._records[:, 2], self._records[:, 3], self.start, self.end)

    def trace(self, decimals=3):
        """The moves as plain lists and numbers, for an animation: {"places": [...], "moves": [[time, part,
        from, to], ...], "stops": [[station, machine, begin, end], ...]}; places and stations by number."""
        if self.moves is None:
            raise ValueError("The moves were not kept: simulate again with trace=True.")
        places = list(dict.fromkeys([*self.moves["from"], *self.moves["to"]]))
        number_of = {place: at for at, place in enumerate(places)}
        return {
            "stations": list(self._names),
            "places": places,
            "moves": [
                [round(float(time), decimals), int(part), number_of[origin], number_of[goal]]
                for time, part, origin, goal in self.moves.itertuples(index=False)
            ],
            "stops": [
                [
                    self._names.index(name),
                    int(machine),
                    round(float(begin), decimals),
                    round(float(end), decimals),
                ]
                for name, machine, begin, end in self.stops.itertuples(index=False)
            ],
        }

    def __repr__(self):
        return (
            f"{self.control} line of {len(self._names)} stations, seed {self.seed}: {self.finished} parts "
            f"finished from {short(self.start)} to {short(self.end)}\n{totals(self)}"
        )


def simulate(
    stations,
    control="push",
    *,
    time=None,
    parts=None,
    warm_up=0.0,
    arrival_gap=None,
    arrival_scv=None,
    wip=None,
    cards=None,
    process_scv=None,
    distribution=None,
    transfer_batch=1,
    stops=None,
    trace=False,
    seed=1,
):
    """What happens on this line, hour by hour? A simulation with SimPy, the same for the same seed.

    ``stations``: a table with a row per station, in the order of the flow. Columns: ``station`` and
    ``process_min`` (or process_time, process_s, process_h: all times in one unit, and that is the unit of
    everything); and, where they apply,

    - ``machines`` side by side (1), ``process_scv``: squared coefficient of variation of the process time
      (0);
    - ``mtbf_min`` and ``mttr_min``: the mean time of *work* between breakdowns and the mean time to repair,
      both exponential unless a column ``repair_scv`` says that repairs vary otherwise. The part in the
      machine waits and is then finished;
    - ``setup_min``, ``setup_scv``, ``process_batch``: a set-up before each so many parts on a machine;
    - ``cards`` (or ``kanban``): the places of the station for kanban;
    - ``arrival_gap_min`` and ``arrival_scv``, the same in every row: how parts come to a push line.

    flow/stations and flow/cell are such tables. A dictionary name -> process time or a list of process times
    will also do. ``process_scv`` and ``distribution`` may be given for all stations here, or one each.

    ``control``: what lets a part into the line.

    - ``"push"``: it enters when it comes (``arrival_gap``, ``arrival_scv``: 1 if nothing is said), whatever
      the state of the line;
    - ``"conwip"``: as soon as fewer than ``wip`` parts are in the line;
    - ``"kanban"``: as soon as the first station has a place. Each station has ``cards`` places, for the parts
      waiting, worked on and done; a part that is done stays on its machine, which is blocked, until the next
      station has a place.

    Under conwip and kanban there is always work waiting outside. With ``arrival_gap`` given *as an argument*
    it comes at that rate instead and may have to wait outside.

    ``time``: how long the line runs; or ``parts``: how many parts come, and then the line runs empty (1000 if
    neither is given). The line is empty at the start. ``warm_up``: what finishes up to then is not counted.
    ``distribution`` of the process times: "gamma" (with a scv of 1 exponential), "lognormal" or "uniform";
    "exponential" and "constant" have a scv of their own (1 and 0). Everything else that varies is gamma, so
    arrivals with a scv of 1 are Poisson. ``transfer_batch``: parts go to the next station together, so many
    at a time. ``stops``: breakdowns at given times, besides the random ones: a table like flow/stops with the
    columns ``station``, ``stopped_min`` and ``repair_min`` (or stopped, repair), and perhaps ``machine``
    (else the whole station stops). Nothing before a stop changes when it is added, so a stop "now" may be
    added to a run that has been shown up to now. ``trace``: keep every move. ``seed``: a whole number. Each
    part has the same process times for the same seed, whatever the control.

    Returns a ``Simulation`` with:

    - ``wip``, ``throughput``, ``cycle_time``: of the window from ``warm_up`` to the end, of length T: the
      mean number of parts in the line over time; the parts finished after ``warm_up``, divided by T; and the
      time that parts spent in the line within the window, divided by the parts finished. Little's law holds
      for these in every simulation (see ``measured_flow``). A part is in the line from its release to its
      finish;
    - ``time_in_system``: the mean of that column of ``parts``, equal to ``cycle_time`` when the line is empty
      at both ends of the window, close to it in a long one;
    - ``parts``: a table of the parts finished in the window: part, arrived (outside), released (into the
      line), finished, time_in_system (released to finished);
    - ``stations``: a table with the shares of the window in which the station's machines worked
      (utilisation), were set up, down, blocked, or starved (nothing to work on), which add up to 1; the mean
      number of parts waiting before it and in all; the mean wait and mean time of a part there;
    - ``visits``, ``wip_over_time``, ``stops`` (the breakdowns that happened), ``moves`` and ``trace()``.

    Source of the rules: Hopp and Spearman, *Factory Physics*, 3rd ed. 2008: ch. 7 (CONWIP), ch. 8 (blocking
    as kanban), ch. 9 (process and transfer batches).

    >>> line = simulate([2, 2, 2, 2], "conwip", wip=3, time=480, warm_up=80)
    >>> line
    conwip line of 4 stations, seed 1: 150 parts finished from 80 to 480
    wip 3, throughput 0.375, cycle time 8
    >>> line.stations[["station", "utilisation", "starved", "mean_queue"]].head(2)
      station  utilisation  starved  mean_queue
    0       1         0.75     0.25         0.0
    1       2         0.75     0.25         0.0
    """
    control = known_control(control)
    line = read_line(stations, process_scv=process_scv, distribution=distribution, cards=cards)
    seed = whole(seed, "seed", low=None)
    transfer_batch = whole(transfer_batch, "transfer batch")
    wip, line = limits(control, line, wip, cards, transfer_batch)
    time, parts, warm_up = run_length(time, parts, warm_up)
    gaps, mean_gap = arrivals(control, line, arrival_gap, arrival_scv, seed)
    not_too_long(line, time, parts, mean_gap)
    run = Run(
        line,
        control,
        parts=parts,
        time=time,
        gaps=gaps,
        wip=wip,
        windows=stop_windows(stops, line),
        transfer_batch=transfer_batch,
        seed=seed,
        moves=bool(trace),
    ).run()
    return _simulation(run, control, seed, line, warm_up, time)


def sweep(stations, control="push", *, runs=1, seed=1, **settings):
    """How does the line answer when one thing changes? A table with a row for each setting.

    As ``simulate``, but one of the arguments (wip, cards, arrival_gap, transfer_batch, ...) is a list of
    values to try. ``runs``: each is tried with so many seeds, from ``seed`` on, and averaged.

    Returns a table with the setting, ``mean_wip``, ``throughput`` and ``cycle_time``; with several runs also
    ``throughput_error`` and ``cycle_time_error``, the standard errors of the means.

    >>> sweep([2, 2, 2, 2], "conwip", wip=[2, 4, 6], time=480, warm_up=80)
       wip  mean_wip  throughput  cycle_time
    0    2       2.0        0.25         8.0
    1    4       4.0        0.50         8.0
    2    6       6.0        0.50        12.0
    """
    runs = whole(runs, "number of runs")
    seed = whole(seed, "seed", low=None)
    varied = [name for name, value in settings.items() if name in _ONE_VALUE and is_sequence(value)]
    if len(varied) != 1:
        said = f"{listed(varied)} are lists" if varied else "none is a list"
        raise ValueError(f"One argument must be a list of the values to try, such as wip=[2, 4, 8]; {said}.")
    (name,) = varied
    rows = []
    for value in settings[name]:
        done = [
            simulate(stations, control, **{**settings, name: value}, seed=seed + one) for one in range(runs)
        ]
        throughput = np.array([one.throughput for one in done])
        cycle_time = np.array([one.cycle_time for one in done])
        row = {
            name: value,
            "mean_wip": float(np.mean([one.wip for one in done])),
            "throughput": float(throughput.mean()),
            "cycle_time": float(cycle_time.mean()),
        }
        if runs > 1:
            row["throughput_error"] = float(throughput.std(ddof=1) / np.sqrt(runs))
            row["cycle_time_error"] = float(cycle_time.std(ddof=1) / np.sqrt(runs))
        rows.append(row)
    if not rows:
        raise ValueError(f"The list of {name} is empty: there is nothing to try.")
    return pd.DataFrame(rows)


_ONE_VALUE = ("time", "parts", "warm_up", "arrival_gap", "arrival_scv", "wip", "cards", "transfer_batch")


def _simulation(run, control, seed, line, warm_up, time):
    names = tuple(line.names)
    records = np.array(run.records, dtype=float).reshape(-1, HEAD + len(FIELDS) * len(names))
    if time is not None:
        end = time
    else:
        end = float(np.nanmax(records[:, 3]))
        if warm_up >= end:
            raise ValueError(
                f"The warm-up of {warm_up:g} leaves nothing to measure: the last part left at {end:g}."
            )
    released, finished = records[:, 2], records[:, 3]
    measures = line_measures(released, finished, warm_up, end)
    gone = (finished > warm_up * (1 + 1e-12)) & (finished <= end * (1 + 1e-12))
    parts = pd.DataFrame(
        {
            "part": records[gone, 0].astype(int),
            "arrived": records[gone, 1],
            "released": released[gone],
            "finished": finished[gone],
            "time_in_system": (finished - released)[gone],
        }
    ).sort_values(["finished", "part"], ignore_index=True)
    downs = downs_of(run, end)
    moves = None
    if run.moves is not None:
        moves = pd.DataFrame(run.moves, columns=["time", "part", "from", "to"])
    return Simulation(
        control=control,
        seed=seed,
        **measures,
        parts=parts,
        stations=station_table(run, records, downs, warm_up, end),
        moves=moves,
        stops=pd.DataFrame(
            [
                (names[place], machine, begin, until)
                for (place, machine), spans in downs.items()
                for begin, until in spans
            ],
            columns=["station", "machine", "stopped", "repaired"],
        ).sort_values(["stopped", "station", "machine"], ignore_index=True),
        _names=names,
        _records=records,
    )
