"""One shift of a line under one rule of control: simulated, measured, and packed for the browser."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopfloor.methods.flow import measured_flow, simulate

MARK = 30
"""Figures so far are given every so many minutes."""
PER_MIN = 10
"""Times go to the browser as whole tenths of a minute."""


@dataclass(frozen=True)
class Run:
    """``parts``: a row for each order that had come; ``drawn``: what the browser needs; the rest are the
    figures of the whole shift, those that ``simulate`` measured."""

    control: str
    finished: int
    throughput_per_h: float
    mean_wip: float
    cycle_time: float
    lead_time: float
    order_to_finish: float
    in_line: int
    stations: pd.DataFrame
    parts: pd.DataFrame
    drawn: dict


def run(line, control, *, shift, gap, seed, batch, stops, wip=None, cards=None, orders=None):
    """``orders``: when each order came, where they come as they do to another line and wait outside; None: as
    the line itself says."""
    arrivals = {} if gap is None else {"arrival_gap": gap, "arrival_scv": line.arrival_scv}
    limit = {} if wip is None else {"wip": wip}
    limit |= {} if cards is None else {"cards": cards}
    seen = simulate(
        line.table, control, time=shift, seed=seed, transfer_batch=batch, stops=stops,
        **line.settings, **arrivals, **limit,
    )  # fmt: skip
    times, machine = _times(seen.visits, line)
    released, finished = times[:, 1], times[:, -1]
    if orders is not None:
        # Orders that were never let in have come all the same, and wait outside.
        waiting = np.full((len(orders) - len(times), times.shape[1]), np.nan)
        times = np.concatenate([times, waiting]) if len(waiting) else times
        times[:, 0] = orders
        machine = np.concatenate([machine, np.zeros((len(waiting), machine.shape[1]), int)])
    arrived = times[: len(finished), 0]
    gone = ~np.isnan(finished)
    took = finished - arrived
    entered = pd.DataFrame({"arrived": released, "finished": finished})
    marks = [_mark(entered, took, float(end)) for end in [*np.arange(MARK, shift, MARK), shift]]
    order_to_finish = float(took[gone].mean()) if gone.any() else float("nan")
    parts = pd.DataFrame(
        {
            "control": control,
            "part": np.arange(1, len(times) + 1),
            "arrived_min": times[:, 0],
            "released_min": times[:, 1],
            "finished_min": times[:, -1],
            "lead_time_min": times[:, -1] - times[:, 1],
        }
    )
    return Run(
        control=control,
        finished=seen.finished,
        throughput_per_h=60 * seen.throughput,
        mean_wip=seen.wip,
        cycle_time=seen.cycle_time,
        lead_time=seen.time_in_system,
        order_to_finish=order_to_finish,
        in_line=int(seen.wip_over_time["wip"].iloc[-1]),
        stations=seen.stations,
        parts=parts,
        drawn={
            "control": control,
            "parts": _packed(times),
            "machine": {
                place: machine[:, place].tolist() for place, many in enumerate(line.machines) if many > 1
            },
            "downs": [
                [line.names.index(name), int(one) - 1, _tenths(begin), _tenths(min(end, shift))]
                for name, one, begin, end in seen.stops.itertuples(index=False)
            ],
            "wip": [[_tenths(at), int(count)] for at, count in seen.wip_over_time.to_numpy().tolist()],
            "lead": [
                [_tenths(at), round(mean, 1)]
                for at, mean in zip(
                    seen.parts["finished"].tolist(),
                    seen.parts["time_in_system"].expanding().mean().tolist(),
                    strict=True,
                )
            ],
            "marks": marks,
        },
    )


def _times(visits, line):
    """For each part: when it came, then for each station when it arrived, was begun, was done; and when it
    left the line. Leaving a station is arriving at the next."""
    count = int(visits["part"].max()) if len(visits) else 0
    names = len(line.names)
    times = np.full((count, 2 + 3 * names), np.nan)
    machine = np.ones((count, names), int)
    row = visits["part"].to_numpy() - 1
    place = visits["station"].map({name: at for at, name in enumerate(line.names)}).to_numpy()
    for field, offset in (("arrived", 1), ("started", 2), ("finished", 3)):
        times[row, offset + 3 * place] = visits[field].to_numpy(float)
    last = place == names - 1
    times[row[last], -1] = visits["left"].to_numpy(float)[last]
    times[:, 0] = times[:, 1]
    machine[row, place] = visits["machine"].fillna(1).to_numpy(int)
    return times, machine - 1


def _packed(times):
    """Rows of whole tenths of a minute, each cut off where nothing has happened yet."""
    known = (~np.isnan(times)).sum(axis=1).tolist()
    tenths = np.rint(np.nan_to_num(times) * PER_MIN).astype(int).tolist()
    return [row[:count] for row, count in zip(tenths, known, strict=True)]


def _mark(table, took, end):
    """The figures from the start of the shift to ``end``: [end, WIP, parts per h, cycle time, mean lead time of
    the finished, their mean time from order to finish, finished]."""
    if not len(table):
        return [_tenths(end), 0, 0, None, None, None, 0]
    found = measured_flow(table, start=0, end=end)
    gone = table["finished"].to_numpy() <= end
    ordered = float(took[gone].mean()) if gone.any() else None
    return [
        _tenths(end), round(found.wip, 2), round(60 * found.throughput, 4), _short(found.cycle_time, 3),
        _short(found.time_in_system), _short(ordered), found.finished,
    ]  # fmt: skip


def _short(value, digits=1):
    return None if value is None or np.isnan(value) else round(float(value), digits)


def _tenths(minutes):
    return int(round(minutes * PER_MIN))
