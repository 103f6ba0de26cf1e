"""Flow: why work waits. Little's law, queues, the laws of a line, and a line simulated.

Times may be in any unit, one unit per call, and rates are per that unit. Whatever is impossible is answered
with a ValueError in words.

Sources: Hopp and Spearman, *Factory Physics*, 3rd ed. 2008 (its TH is ``throughput``, CT ``cycle_time``, rb
``bottleneck_rate``, T0 ``raw_process_time``, W0 the critical WIP); Hillier and Lieberman, *Introduction to
Operations Research*; Gross and Harris, *Fundamentals of Queueing Theory*; Heizer, Render and Munson,
*Operations Management*, module D. Cycle time here is the time of a part through the line (flow time, lead
time, time in system), not the time from part to part that paces a station.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, number, values
from shopfloor.methods.flow_batches import BatchLoad, BatchTime, batch_load, batch_time
from shopfloor.methods.flow_effective import (
    EffectiveTime,
    LineEstimate,
    LineRates,
    effective_time,
    line_estimate,
    line_rates,
)
from shopfloor.methods.flow_measured import MeasuredFlow, measured_flow
from shopfloor.methods.flow_queues import Queue, Vut, departure_scv, kingman, queue
from shopfloor.methods.flow_simulation import Simulation, simulate, sweep

__all__ = [
    "BatchLoad",
    "BatchTime",
    "EffectiveTime",
    "LineEstimate",
    "LinePerformance",
    "LineRates",
    "MeasuredFlow",
    "Queue",
    "Simulation",
    "Vut",
    "batch_load",
    "batch_time",
    "best_case",
    "critical_wip",
    "departure_scv",
    "effective_time",
    "kingman",
    "line_estimate",
    "line_rates",
    "littles_law",
    "measured_flow",
    "practical_worst_case",
    "queue",
    "simulate",
    "sweep",
    "worst_case",
]


class LinePerformance(NamedTuple):
    """Throughput and cycle time of a line at a given WIP."""

    throughput: float
    cycle_time: float


def littles_law(wip=None, throughput=None, cycle_time=None, *, flow_time=None):
    """How do work in process, throughput and cycle time hang together? WIP = throughput x cycle time.

    Give two of the three and the third comes back. ``flow_time`` is another name for ``cycle_time``. One unit
    of time: with parts an hour the cycle time is in hours. All are long-run averages.

    Source: J. D. C. Little, "A proof for the queuing formula L = lambda W", Operations Research 9 (1961)
    383-387; Hopp and Spearman, *Factory Physics*, 3rd ed. 2008, sec. 7.3.

    >>> littles_law(wip=500, throughput=100)
    5.0
    >>> littles_law(throughput=0.4, cycle_time=2)
    0.8
    """
    if flow_time is not None:
        if cycle_time is not None:
            raise ValueError("cycle_time and flow_time are two names for the same: give one of them.")
        cycle_time = flow_time
    given = {
        name: number(value, name.replace("_", " ").replace("wip", "WIP"))
        for name, value in (("wip", wip), ("throughput", throughput), ("cycle_time", cycle_time))
        if value is not None
    }
    if len(given) == 3:
        raise ValueError(
            "All three were given, so nothing is left to compute: leave out the one you look for."
        )
    if len(given) < 2:
        said = f"only {next(iter(given))} was given" if given else "none was given"
        raise ValueError(f"Little's law needs two of wip, throughput and cycle_time; {said}.")
    if "wip" not in given:
        return given["throughput"] * given["cycle_time"]
    divisor = "throughput" if "throughput" in given else "cycle_time"
    if given[divisor] == 0:
        raise ValueError(
            f"With a {divisor.replace('_', ' ')} of 0 the law says nothing about the rest: "
            f"give a {divisor.replace('_', ' ')} above 0."
        )
    return given["wip"] / given[divisor]


def critical_wip(bottleneck_rate, raw_process_time):
    """How many parts keep the bottleneck busy if nothing varies? W0 = rb x T0.

    Source: Hopp and Spearman, *Factory Physics*, 3rd ed. 2008, sec. 7.2.

    >>> critical_wip(0.5, 8)
    4.0
    """
    rate, raw = _line(bottleneck_rate, raw_process_time)
    return rate * raw


def best_case(wip, bottleneck_rate, raw_process_time):
    """What can the line do at best, with so many parts in it? When nothing varies.

    throughput = min(WIP / T0, rb), cycle time = max(T0, WIP / rb). ``wip`` may be a sequence: then so are the
    results. Returns ``throughput``, ``cycle_time``. A wip below 1 (an average) waits for nobody: in all three
    cases its cycle time is T0.

    Source: Hopp and Spearman, *Factory Physics*, 3rd ed. 2008, sec. 7.3.1.

    >>> best_case(3, bottleneck_rate=0.5, raw_process_time=8)
    LinePerformance(throughput=0.375, cycle_time=8.0)
    """
    rate, raw = _line(bottleneck_rate, raw_process_time)
    return _performance(wip, raw, lambda parts: np.maximum(raw, parts / rate))


def worst_case(wip, bottleneck_rate, raw_process_time):
    """What does the line do at worst, with so many parts in it? When each waits for all others everywhere.

    throughput = 1 / T0, cycle time = WIP x T0: as when all parts move together as one batch. Arguments and
    result as in ``best_case``; the bottleneck rate plays no part in it.

    Source: Hopp and Spearman, *Factory Physics*, 3rd ed. 2008, sec. 7.3.2.

    >>> worst_case(4, bottleneck_rate=0.5, raw_process_time=8)
    LinePerformance(throughput=0.125, cycle_time=32.0)
    """
    _rate, raw = _line(bottleneck_rate, raw_process_time)
    return _performance(wip, raw, lambda parts: parts * raw)


def practical_worst_case(wip, bottleneck_rate, raw_process_time):
    """What would the line do if everything were as random as can be? The mark between good and bad lines.

    cycle time = T0 + (WIP - 1) / rb, throughput = WIP / (W0 + WIP - 1) x rb: exact for a balanced line of
    single machines with exponential times. Arguments and result as in ``best_case``. A line with less
    throughput than this at its WIP is a bad one: there is something to gain.

    Source: Hopp and Spearman, *Factory Physics*, 3rd ed. 2008, sec. 7.3.3.

    >>> practical_worst_case(4, bottleneck_rate=0.5, raw_process_time=8).cycle_time
    14.0
    """
    rate, raw = _line(bottleneck_rate, raw_process_time)
    return _performance(wip, raw, lambda parts: raw + (parts - 1) / rate)


def _line(bottleneck_rate, raw_process_time):
    rate = number(bottleneck_rate, "bottleneck rate", above=0)
    raw = number(raw_process_time, "raw process time", above=0)
    if rate * raw < 1 - 1e-9:
        raise ValueError(
            f"At {rate:g} parts per unit of time the bottleneck alone takes {1 / rate:g} for a part, but the "
            f"raw process time of the whole line is {raw:g}: are both in the same unit of time?"
        )
    return rate, raw


def _performance(wip, raw, cycle_time):
    """Throughput follows from the cycle time by Little's law."""
    several = is_sequence(wip)
    parts = values(wip, "WIP") if several else number(wip, "WIP", above=0)
    if several and (parts == 0).any():
        raise ValueError("With no part in the line nothing comes out of it: give a WIP above 0.")
    times = np.where(np.less(parts, 1), raw, cycle_time(np.asarray(parts)))
    rates = parts / times
    if not several:
        return LinePerformance(float(rates), float(times))
    if isinstance(wip, pd.Series):
        return LinePerformance(pd.Series(rates, index=wip.index), pd.Series(times, index=wip.index))
    return LinePerformance(rates, times)
