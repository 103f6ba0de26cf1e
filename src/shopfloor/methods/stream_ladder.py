"""The current state in numbers: takt, days of inventory, the ladder beneath the map, each process against
takt."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, proportion, values
from shopfloor.methods.step_tables import column_numbers, column_of, column_words, said, step_table, total

SECONDS_PER_DAY = 86_400


class LadderTotals(NamedTuple):
    """The sums of a ladder: lead time in days, times in seconds."""

    lead_time: float
    """Days of inventory; processing not included."""
    processing: float
    """The cycle times added up."""
    value_added: float
    process_cycle_efficiency: float
    """Value-added time / lead time, a fraction; not a number where there is no inventory and so no lead
    time."""
    inventory: float
    """Pieces that lie in the stream; not a number where the ladder was given in days."""
    day_s: float
    """How many seconds a day of lead time was taken to have."""

    def __repr__(self):
        share = (
            f"{_percent(self.process_cycle_efficiency)} of the lead time, {said(self.day_s / 3600)} h a day"
        )
        return (
            f"LadderTotals: lead time {said(self.lead_time)} days, processing "
            f"{said(self.processing)} s, value added "
            f"{said(self.value_added)} s ({share})"
        )


@dataclass(frozen=True, eq=False, repr=False)
class Ladder:
    """What ``ladder`` found: a row per process, and the totals."""

    table: pd.DataFrame
    totals: LadderTotals

    def __iter__(self):
        return iter((self.table, self.totals))

    def __repr__(self):
        shown = self.table.to_string(index=False, float_format=lambda value: said(value))
        return f"{self.totals!r}\n{shown}"


class StateComparison(NamedTuple):
    """What ``compare_states`` found; saved is positive, lost is negative."""

    lead_time_before: float
    lead_time_after: float
    saved_days: float
    saved_share: float
    processing_before: float
    processing_after: float
    efficiency_before: float
    efficiency_after: float
    saved_inventory: float
    """Pieces; not a number where one of the ladders was given in days."""

    def __repr__(self):
        verb = "shorter" if self.saved_days >= 0 else "longer"
        return (
            f"StateComparison: lead time {said(self.lead_time_before)} -> {said(self.lead_time_after)} days "
            f"({abs(self.saved_share):.0%} {verb}), processing {said(self.processing_before)} -> "
            f"{said(self.processing_after)} s, value-added share {_percent(self.efficiency_before)} -> "
            f"{_percent(self.efficiency_after)}"
        )


def takt_time(available, demand):
    """How often must a piece be finished? Available working time / demand in that time, in the time's unit.

    ``available``: working time, breaks taken off, of a shift or a day; ``demand``: pieces that the customer
    takes in the same shift or day; numbers, or columns of the same length. Takt is no cycle time: it allows
    nothing for stops, changeovers or scrap. Source: Rother and Shook, p. 44 and p. 59.

    >>> takt_time(27_600, 460)
    60.0
    """
    return _each(lambda time, pieces: time / pieces, ("available time", available), ("demand", demand))


def lead_time(inventories, daily_demand):
    """How many days does a piece take through the stream? Days of inventory: pieces / daily demand, added up.

    ``inventories``: pieces at each place, or one number. Processing is not included; next to days of waiting
    it does not count. That is Little's law, with the demand for the throughput. Source: Rother and Shook,
    p. 35; Hopp and Spearman, *Factory Physics*, ch. 7.

    >>> round(lead_time([4600, 7000, 1700, 2450, 1840, 4140], 920), 1)
    23.6
    """
    demand = number(daily_demand, "daily demand", above=0)
    if not is_sequence(inventories):
        return number(inventories, "inventory count") / demand
    pieces = values(inventories, "inventory count")
    if not pieces.size:
        raise ValueError("There is no inventory to add up: the list or column is empty.")
    return total(pieces) / demand


def ladder(steps, daily_demand=None, *, day=SECONDS_PER_DAY):
    """Where does the lead time go? Days before each process against seconds in it, and the totals.

    ``steps``: a table with a row per process, in the order of the flow, and the columns ``process``,
    ``inventory_before`` (pieces; or ``days_before``), ``cycle_time_s``, and if known ``value_added_s`` (the
    whole cycle counts as value-added without it). Shipping is a process too: the finished pieces lie before
    it.
    ``daily_demand``: pieces a day; not needed with a column ``demand_per_day`` or ``days_before``.
    ``day``: the seconds that a day of lead time has, for the process-cycle efficiency. Two conventions:
    86,400, the clock (the default); or the plant's working seconds in a day, which gives a larger share. Say
    which.

    Returns a ``Ladder``: ``table`` (process, inventory, days, processing_s, value_added_s, and running sums
    days_so_far, processing_so_far_s) and ``totals`` (lead_time in days, processing and value_added in
    seconds, process_cycle_efficiency, inventory, day_s). The lead time is that of the inventories; processing
    is not added to it.

    Source: Rother and Shook, *Learning to See*, pp. 33 to 35 (Acme Stamping: 23.6 days, 188 s).

    >>> result = ladder([{"process": "stamp", "inventory_before": 4600, "cycle_time_s": 1},
    ...                  {"process": "ship", "inventory_before": 920, "cycle_time_s": 0}], daily_demand=920)
    >>> result.table["days"].to_list(), result.totals.lead_time, result.totals.processing
    ([5.0, 1.0], 6.0, 1.0)
    """
    table = step_table(steps, "value stream")
    day = number(day, "length of the day in seconds", above=0)
    if day > SECONDS_PER_DAY:
        raise ValueError(f"A day has 86,400 seconds; {day:g} were given: did you give another unit?")
    processes = _processes(table)
    column = column_of(table, ["cycle_time_s", "processing_s"], "value stream")
    processing = column_numbers(table, column, "cycle time", empty=0.0)
    value_added = processing
    if "value_added_s" in table:
        value_added = column_numbers(table, "value_added_s", "value-added time", empty=0.0)
        for process, part, whole in zip(processes, value_added, processing, strict=True):
            if part > whole + 1e-9:
                raise ValueError(
                    f"{process}: {said(part)} s add value in a cycle of {said(whole)} s; a part "
                    f"cannot be more than "
                    "the whole."
                )
    inventory, days = _days(table, daily_demand)
    sums = total(days), total(processing), total(value_added)
    return Ladder(
        pd.DataFrame(
            {
                "process": processes,
                "inventory": inventory,
                "days": days,
                "processing_s": processing,
                "value_added_s": value_added,
                "days_so_far": np.cumsum(days).round(9),
                "processing_so_far_s": np.cumsum(processing).round(9),
            }
        ),
        LadderTotals(*sums, sums[2] / (sums[0] * day) if sums[0] else float("nan"), total(inventory), day),
    )


def capacity(cycle_time, available, uptime=1.0, *, changeovers=0, changeover_time=0):
    """How many pieces can a process make in the time available? Not rounded.

    (available - changeovers x changeover_time) x uptime / cycle_time, all times in one unit; without
    changeovers the measure of Rother and Shook, p. 22. ``uptime``: the share of the time wanted in which it
    can run, 0.85 for 85 %.

    >>> capacity(46, 27_600, 0.80)
    480.0
    """
    cycle = number(cycle_time, "cycle time", above=0)
    time = number(available, "available time", above=0)
    share = _uptime(uptime)
    lost = number(changeovers, "number of changeovers") * number(changeover_time, "changeover time")
    if lost > time:
        raise ValueError(f"The changeovers take {said(lost)}, more than the {said(time)} that are available.")
    return (time - lost) * share / cycle


def process_loads(steps, available=None, daily_demand=None):
    """Which process cannot keep up with the customer? Each one's time per piece against its own takt.

    ``steps``: as for ``ladder``, with the columns ``process`` and ``cycle_time_s``, and if known ``uptime``
    (empty: 1), ``changeover_min`` with ``batch_pieces`` (pieces from one changeover to the next),
    ``shifts_per_day``. ``available``: working seconds of a shift, of which each process has
    ``shifts_per_day`` (one without that column); not needed with a column ``available_min``, the working
    minutes of the whole day. ``daily_demand``: pieces a day; not needed with a column ``demand_per_day``.

    Returns a table: process, takt_s (its own working time a day / demand), cycle_time_s, with_uptime_s (cycle
    / uptime), with_changeovers_s (that and the changeover's part of a piece), load (with_changeovers_s /
    takt_s), capacity_per_day, too_slow (whether with_changeovers_s is above takt).

    >>> loads = process_loads([{"process": "weld", "cycle_time_s": 82, "uptime": 0.9}], 54_000, 600)
    >>> float(loads["with_uptime_s"].round(1).iloc[0]), bool(loads["too_slow"].iloc[0])
    (91.1, True)
    """
    table = step_table(steps, "value stream")
    processes = _processes(table)
    cycles = column_numbers(table, column_of(table, ["cycle_time_s"], "value stream"), "cycle time")
    demand = _daily_demand(table, daily_demand)
    if available is None and "available_min" not in table:
        raise ValueError("Give the working seconds of a shift, such as available=27_000, for the takt.")
    if available is None:
        minutes = column_numbers(table, "available_min", "available time")
        times = [60 * value for value in minutes]
    else:
        shift = number(available, "available time", above=0)
        shifts = (
            column_numbers(table, "shifts_per_day", "number of shifts") if "shifts_per_day" in table else None
        )
        times = [shift * count for count in shifts] if shifts else [shift] * len(table)
    for process, time in zip(processes, times, strict=True):
        if not 0 < time <= SECONDS_PER_DAY:
            raise ValueError(
                f"{process} works {said(time / 3600)} h a day: give a time above 0 and up to 24 h."
            )
    uptimes = _uptimes(table, processes)
    changeovers = _changeover_seconds(table)
    rows = []
    for process, cycle, time, uptime, changeover in zip(
        processes, cycles, times, uptimes, changeovers, strict=True
    ):
        takt = time / demand
        with_uptime = cycle / uptime
        whole = with_uptime + changeover
        most = time / whole if whole else float("inf")
        rows.append((process, takt, cycle, with_uptime, whole, whole / takt, most, whole > takt * (1 + 1e-9)))
    names = ["process", "takt_s", "cycle_time_s", "with_uptime_s", "with_changeovers_s", "load"]
    return pd.DataFrame(rows, columns=[*names, "capacity_per_day", "too_slow"])


def compare_states(current, future, daily_demand=None, *, day=SECONDS_PER_DAY):
    """What would the future state change? Lead time, processing, value-added share and inventory.

    ``current`` and ``future``: ladders, or tables as for ``ladder`` (with the same ``daily_demand`` and
    ``day``). Returns a ``StateComparison``: lead_time_before, lead_time_after, saved_days, saved_share,
    processing_before, processing_after, efficiency_before, efficiency_after, saved_inventory. It is a plan's
    arithmetic: the days are saved when the inventory has gone, not before.

    Source: Rother and Shook, pp. 80 and 81 (Acme Stamping: from 23.6 to 4.5 days).

    >>> current = [{"process": "weld", "days_before": 23.6, "cycle_time_s": 188}]
    >>> future = [{"process": "weld", "days_before": 4.5, "cycle_time_s": 169}]
    >>> result = compare_states(current, future)
    >>> round(result.saved_days, 1), round(result.saved_share, 2)
    (19.1, 0.81)
    """
    before, after = (
        one.totals if isinstance(one, Ladder) else ladder(one, daily_demand, day=day).totals
        for one in (current, future)
    )
    if before.day_s != after.day_s:
        raise ValueError(
            f"One ladder counts {said(before.day_s / 3600)} h a day, the other {said(after.day_s / 3600)} h: "
            "make both with the same day."
        )
    saved = total([before.lead_time, -after.lead_time])
    return StateComparison(
        lead_time_before=before.lead_time,
        lead_time_after=after.lead_time,
        saved_days=saved,
        saved_share=saved / before.lead_time if before.lead_time else 0.0,
        processing_before=before.processing,
        processing_after=after.processing,
        efficiency_before=before.process_cycle_efficiency,
        efficiency_after=after.process_cycle_efficiency,
        saved_inventory=before.inventory - after.inventory,
    )


def _processes(table):
    column_of(table, ["process"], "value stream")
    names = column_words(table, "process")
    for place, name in enumerate(names, start=1):
        if not name:
            raise ValueError(f"Row {place} of the value stream names no process.")
    return names


def _days(table, daily_demand):
    """Pieces (not a number where only days are given) and days before each process."""
    if "inventory_before" in table or "inventory" in table:
        column = column_of(table, ["inventory_before", "inventory"])
        inventory = column_numbers(table, column, "inventory")
        demand = _daily_demand(table, daily_demand)
        return inventory, [pieces / demand for pieces in inventory]
    column = column_of(table, ["days_before", "days"])
    if column is None:
        raise ValueError(
            "The value stream has no column inventory_before (pieces) and none days_before; "
            f"it has {listed(table.columns)}."
        )
    days = column_numbers(table, column, "days of inventory")
    if daily_demand is None and "demand_per_day" not in table:
        return [float("nan")] * len(days), days
    demand = _daily_demand(table, daily_demand)
    return [one * demand for one in days], days


def _daily_demand(table, daily_demand):
    if daily_demand is not None:
        return number(daily_demand, "daily demand", above=0)
    if "demand_per_day" not in table:
        raise ValueError("Give the pieces that the customer takes in a day, such as daily_demand=600.")
    demands = set(column_numbers(table, "demand_per_day", "daily demand"))
    if len(demands) > 1:
        raise ValueError(
            f"The column demand_per_day holds {len(demands)} different demands: one stream has one."
        )
    return number(demands.pop(), "daily demand", above=0)


def _changeover_seconds(table):
    """The part of a changeover that falls on a piece."""
    if "changeover_min" not in table or "batch_pieces" not in table:
        return [0.0] * len(table)
    minutes = column_numbers(table, "changeover_min", "changeover time", empty=0.0)
    batches = [number(value, "batch", above=0) for value in table["batch_pieces"]]
    return [60 * one / batch for one, batch in zip(minutes, batches, strict=True)]


def _uptimes(table, processes):
    if "uptime" not in table:
        return [1.0] * len(table)
    result = []
    for process, value in zip(processes, table["uptime"], strict=True):
        try:
            result.append(1.0 if pd.isna(value) else _uptime(value))
        except ValueError as problem:
            raise ValueError(f"{process}: {problem}") from None
    return result


def _percent(part):
    return f"{100 * part:.2g} %"


def _uptime(value):
    if not isinstance(value, (bool, np.bool_)) and isinstance(value, (int, float, np.number)) and value == 1:
        return 1.0
    return proportion(value, "uptime")


def _each(function, *arguments):
    """``function`` of numbers above 0, or of columns: a Series stays one, other sequences give arrays."""
    several = [(what, given) for what, given in arguments if is_sequence(given)]
    if not several:
        return float(function(*(number(given, what, above=0) for what, given in arguments)))
    lengths = {len(given) for _, given in several}
    if len(lengths) > 1:
        told = listed([f"{len(given)} values of {what}" for what, given in several])
        raise ValueError(f"There are {told}: give as many of each, or one for all.")
    size = lengths.pop()
    columns = []
    for what, given in arguments:
        column = values(given, what) if is_sequence(given) else np.full(size, number(given, what, above=0))
        for place, one in enumerate(column, start=1):
            number(one, f"{what} {place}", above=0)
        columns.append(column)
    result = function(*columns)
    series = next((given for _, given in several if isinstance(given, pd.Series)), None)
    return result if series is None else pd.Series(result, index=series.index)
