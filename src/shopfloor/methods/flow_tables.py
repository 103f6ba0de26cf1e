"""Tables of a simulated line, made from the parts' records and the machines' breakdowns."""

import numpy as np
import pandas as pd

from shopfloor.methods.flow_engine import FIELDS, HEAD
from shopfloor.methods.flow_measured import overlap
from shopfloor.methods.flow_settings import joined

__all__ = ["downs_of", "station_table", "visit_table"]


def downs_of(run, end):
    """(station, machine) -> when it was down, up to the end of the run."""
    return {
        (place, machine.number): [
            span for span in joined([*machine.downs, *machine.windows]) if span[0] < end
        ]
        for place, station in enumerate(run.stations)
        for machine in station.machines
    }


def station_table(run, records, downs, start, end):
    """A row per station: shares of its machines' time, queue and WIP averaged over time, times of parts."""
    rows = []
    for place, station in enumerate(run.stations):
        at = HEAD + place * len(FIELDS)
        columns = dict(zip(FIELDS, records[:, at : at + len(FIELDS)].T, strict=True))
        machines = len(station.machines)
        shares = dict.fromkeys(("utilisation", "setup", "down", "blocked"), 0.0)
        for machine in station.machines:
            own = columns["machine"] == machine.number
            spans = downs[place, machine.number]
            for name, share in _machine_times(columns, own, spans, start, end).items():
                shares[name] += share / (machines * (end - start))
        arrived, started, left = columns["arrived"], columns["started"], columns["left"]
        gone = (left > start) & (left <= end * (1 + 1e-12))
        count = int(gone.sum())
        rows.append(
            {
                "station": station.name,
                "machines": machines,
                "finished": count,
                **shares,
                "starved": max(0.0, 1.0 - sum(shares.values())),
                "mean_queue": float(overlap(arrived, started, start, end).sum()) / (end - start),
                "mean_wip": float(overlap(arrived, left, start, end).sum()) / (end - start),
                "mean_wait": float((started - arrived)[gone].mean()) if count else float("nan"),
                "mean_time": float((left - arrived)[gone].mean()) if count else float("nan"),
            }
        )
    return pd.DataFrame(rows)


def _machine_times(columns, own, spans, start, end):
    """How long one machine worked, was set up, down and blocked within the window."""

    def down_in(begin, until):
        """Time down between two arrays of moments: differences of the time down so far."""
        if not spans:
            return np.zeros_like(begin)
        corners = np.array(spans).ravel()
        so_far = np.repeat(np.concatenate([[0.0], np.cumsum(np.diff(spans, axis=1).ravel())]), 2)[1:-1]
        return np.interp(until, corners, so_far) - np.interp(begin, corners, so_far)

    def up(begin, until):
        begin = np.clip(begin, start, end)
        until = np.clip(np.nan_to_num(until, nan=end), start, end)
        return float((until - begin - down_in(begin, until)).sum())

    started, finished, freed = (columns[name][own] for name in ("started", "finished", "freed"))
    ready = columns["set_up"][own]
    ready = np.where(np.isnan(ready), started, ready)
    done = ~np.isnan(finished)
    edges = np.array([[start], [end]])
    return {
        "utilisation": up(ready, finished),
        "setup": up(started, ready),
        "down": float(down_in(edges[0], edges[1]).sum()),
        "blocked": up(finished[done], freed[done]),
    }


def visit_table(records, names):
    """A row per part and station that it came to."""
    count = len(records)
    columns = {
        field_name: records[:, HEAD + FIELDS.index(field_name) :: len(FIELDS)][:, : len(names)].ravel()
        for field_name in ("arrived", "started", "finished", "left", "machine")
    }
    table = pd.DataFrame(
        {
            "part": np.repeat(records[:, 0].astype(int), len(names)),
            "station": list(names) * count,
            **columns,
        }
    )
    return table[table["arrived"].notna()].astype({"machine": "Int64"}).reset_index(drop=True)
