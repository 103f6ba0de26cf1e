"""Little's law measured: work in process, throughput and cycle time from a record of what came and went."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, values
from shopfloor.methods.flow_results import short

__all__ = ["MeasuredFlow", "measured_flow"]


@dataclass(frozen=True, repr=False)
class MeasuredFlow:
    """What ``measured_flow`` found; see there for what each number means."""

    wip: float
    throughput: float
    cycle_time: float
    time_in_system: float
    finished: int
    start: float
    end: float
    stations: pd.DataFrame | None = None
    _came: np.ndarray = field(default=None, repr=False, compare=False)
    _went: np.ndarray = field(default=None, repr=False, compare=False)

    @cached_property
    def wip_over_time(self):
        """A table with the columns ``time`` and ``wip``: from each time on, so many parts are in the line."""
        return wip_steps(self._came, self._went, self.start, self.end)

    def __repr__(self):
        return f"{self.finished} parts finished from {short(self.start)} to {short(self.end)}\n{totals(self)}"


def measured_flow(parts, *, station=None, start=None, end=None):
    """How many parts were in the line, how many came out, and how long did they take? Little's law, measured.

    ``parts``: a table with a row per part and the columns ``arrived`` and ``finished`` (or ``arrived_min``,
    ``finished_min``); or a row per part and station, as in flow/parts, where a part is in the line from its
    first arrival to its last finish. A part that is not finished yet has an empty cell. Or a list of pairs
    (arrived, finished). ``station``: only the time at this station.
    ``start``, ``end``: the window that is measured; without them from the first arrival to the last event.

    Returns, for the window of length T:

    - ``wip``: the parts in the line, averaged over time;
    - ``throughput``: parts finished after ``start`` and up to ``end``, divided by T;
    - ``cycle_time``: the time that parts spent in the line within the window, divided by the parts finished.
      With this definition Little's law wip = throughput x cycle_time holds in every window (Denning and
      Buzen 1978; Little 2011, for a line that is empty at both ends);
    - ``time_in_system``: the mean time from arrival to finish of the parts finished in the window. The two
      are equal when the line is empty at both ends of the window; otherwise they differ by the time that
      finished parts spent in the line before ``start``, less that of the unfinished ones before ``end``;
    - ``finished``, ``start``, ``end``; ``wip_over_time``, a table of steps;
    - ``stations`` (where the table has a column ``station`` and none is chosen): for each station how many
      parts were finished there, their mean wait and mean time on a machine (breakdowns included) with its
      squared coefficient of variation, and the mean number of parts waiting and in all. A part belongs to the
      station from its arrival there to its finish.

    Without a finished part the throughput is 0, and the two times are NaN.

    Sources: J. D. C. Little, "Little's law as viewed on its 50th anniversary", Operations Research 59 (2011)
    536-549; P. J. Denning and J. P. Buzen, "The operational analysis of queueing network models", Computing
    Surveys 10 (1978) 225-261.

    >>> flow = measured_flow([(0, 4), (1, 6), (5, 9)])
    >>> flow.finished, round(flow.cycle_time, 3), round(flow.throughput, 3), round(flow.wip, 3)
    (3, 4.333, 0.333, 1.444)
    """
    came, went, by_station = _read(parts, station)
    if not came.size:
        raise ValueError("There is no part to measure: the table or list is empty.")
    seen = np.concatenate([came, went[~np.isnan(went)]])
    start = float(came.min()) if start is None else number(start, "start of the window", low=None)
    end = float(seen.max()) if end is None else number(end, "end of the window", low=None)
    if not end > start:
        raise ValueError(
            f"The window ends at {end:g}, which is not after its start at {start:g}: "
            "there is nothing to measure."
        )
    stations = station_times(by_station, start, end) if by_station is not None else None
    return MeasuredFlow(**line_measures(came, went, start, end), stations=stations, _came=came, _went=went)


def totals(result):
    """The line of a result that Little's law is about."""
    named = {"wip": result.wip, "throughput": result.throughput, "cycle time": result.cycle_time}
    return ", ".join(f"{name} {short(value)}" for name, value in named.items())


def line_measures(came, went, start, end):
    """The numbers of a ``MeasuredFlow`` from arrays of when parts came and went (NaN: not yet)."""
    # Times that were added up in floating point and meet the window's ends are taken as meeting them.
    reach = 1 + 1e-12
    gone = (went > start * reach) & (went <= end * reach)
    spent = float(overlap(came, went, start, end).sum())
    finished = int(gone.sum())
    length = end - start
    return {
        "wip": spent / length,
        "throughput": finished / length,
        "cycle_time": spent / finished if finished else float("nan"),
        "time_in_system": float((went[gone] - came[gone]).mean()) if finished else float("nan"),
        "finished": finished,
        "start": start,
        "end": end,
    }


def overlap(begin, finish, start, end):
    """How long each interval lies within the window; an interval without an end (NaN) goes on, one without a
    beginning is not there."""
    inside = np.minimum(np.nan_to_num(finish, nan=np.inf), end) - np.maximum(begin, start)
    return np.nan_to_num(np.maximum(inside, 0.0), nan=0.0)


def wip_steps(came, went, start, end):
    """The number in the line as steps: a row at the start, and one at each time at which it changes."""
    came = came[~np.isnan(came) & (came <= end)]
    went = went[~np.isnan(went) & (went <= end)]
    times = np.concatenate([np.maximum(came, start), np.maximum(went, start), [start]])
    change = np.concatenate([np.ones(came.size), -np.ones(went.size), [0.0]])
    moments, which = np.unique(times, return_inverse=True)
    level = np.cumsum(np.bincount(which, weights=change, minlength=moments.size)).round().astype(int)
    kept = np.concatenate([[True], np.diff(level) != 0])
    return pd.DataFrame({"time": moments[kept], "wip": level[kept]})


def station_times(visits, start, end):
    """A table with a row per station, from the visits (station, arrived, started, finished) of the parts."""
    rows = []
    for name, visit in visits.groupby("station", sort=False):
        arrived, started, finished = (
            visit[column].to_numpy(float) for column in ("arrived", "started", "finished")
        )
        gone = (finished > start) & (finished <= end)
        work = (finished - started)[gone]
        mean = float(work.mean()) if work.size else float("nan")
        waiting = np.where(np.isnan(started), finished, started)
        rows.append(
            {
                "station": name,
                "finished": int(gone.sum()),
                "mean_wait": float((started - arrived)[gone].mean()) if work.size else float("nan"),
                "mean_process": mean,
                "process_scv": float(work.var(ddof=1)) / mean**2 if work.size > 1 and mean else float("nan"),
                "mean_queue": float(overlap(arrived, waiting, start, end).sum()) / (end - start),
                "mean_wip": float(overlap(arrived, finished, start, end).sum()) / (end - start),
            }
        )
    return pd.DataFrame(rows)


def _read(parts, station):
    """When each part came and went, and the visits to the stations where the table has them."""
    if isinstance(parts, pd.DataFrame):
        return _read_table(parts, station)
    if station is not None:
        raise ValueError(f"Only a table with a column station has the times at {station!r}.")
    if not is_sequence(parts):
        if isinstance(parts, (list, tuple)):
            return np.array([]), np.array([]), None
        raise ValueError(
            "Give a table with the columns arrived and finished, or a list of pairs (arrived, finished); "
            f"{type(parts).__name__} was given."
        )
    pairs = list(parts)
    for place, pair in enumerate(pairs, start=1):
        if not is_sequence(pair) or len(pair) != 2:
            raise ValueError(f"Part {place} is {pair!r}: give each as a pair (arrived, finished).")
    table = pd.DataFrame(
        {"arrived": [one for one, _ in pairs], "finished": [two for _, two in pairs]}, dtype=object
    )
    return _read_table(table, None)


def _read_table(table, station):
    columns = {name: _column(table, name) for name in ("arrived", "started", "finished")}
    if not columns["finished"] and "departed" in table:
        columns["finished"] = "departed"
    for name in ("arrived", "finished"):
        if not columns[name]:
            raise ValueError(
                f"The table has no column {name} (or {name}_min): it has {listed(table.columns)}."
            )
    if station is not None and "station" not in table:
        raise ValueError(f"The table has no column station, so the times at {station!r} cannot be told.")
    if station is not None:
        there = list(pd.unique(table["station"]))
        if station not in there:
            raise ValueError(f"There is no station {station!r} in this table: there are {listed(there)}.")
        table = table[table["station"] == station]
    came, went = _times(table, columns["arrived"]), _times(table, columns["finished"])
    _in_order(table, came, went, "arrived", "finished")
    if station is not None or "station" not in table:
        return _known(came, table), went, None
    if "part" not in table:
        raise ValueError(
            "The table has a column station but no column part, so it cannot be told which rows are one "
            "part's. Add the part, or choose a station."
        )
    started = _times(table, columns["started"]) if columns["started"] else came
    _in_order(table, came, started, "arrived", "started")
    _in_order(table, started, went, "started", "finished")
    visits = pd.DataFrame(
        {
            "part": table["part"].to_numpy(),
            "station": table["station"].to_numpy(),
            "arrived": _known(came, table),
            "started": started,
            "finished": went,
        }
    )
    ends = visits.groupby("part", sort=False)
    last = ends["finished"].agg(lambda times: times.max() if times.notna().all() else np.nan)
    return ends["arrived"].min().to_numpy(float), last.to_numpy(float), visits if columns["started"] else None


def _column(table, name):
    there = [column for column in (name, f"{name}_min", f"{name}_s", f"{name}_h") if column in table]
    if len(there) > 1:
        raise ValueError(f"The table has {listed(there)}, which say the same: leave one of them out.")
    return there[0] if there else None


def _times(table, column):
    """A column of times as an array; an empty cell is NaN, and everything else that is no time is refused."""
    cells = table[column]
    if pd.api.types.is_float_dtype(cells) or pd.api.types.is_integer_dtype(cells):
        result = cells.to_numpy(float, na_value=np.nan)
        if np.isinf(result).any():
            values(cells[np.isinf(result)], column, low=None)
        return result
    filled = cells[cells.notna()]
    result = np.full(len(cells), np.nan)
    result[cells.notna().to_numpy()] = values(filled, column.replace("_", " "), low=None)
    return result


def _known(came, table):
    if np.isnan(came).any():
        where = table.index[np.isnan(came)][0]
        raise ValueError(f"The arrival in row {where} is empty: fill it in, or leave that row out first.")
    return came


def _in_order(table, first, second, before, after):
    wrong = second < first
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        raise ValueError(
            f"The part in row {table.index[at]} {after} at {second[at]:g}, "
            f"before it {before} at {first[at]:g}."
        )
