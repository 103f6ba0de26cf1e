"""The shifts and stops behind the tree: which machines and weeks there are, and the sums of a span."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from shopfloor.data import load
from shopfloor.methods.arguments import listed
from shopfloor.methods.oee import losses, name_reasons, oee_of
from shopfloor.methods.shift_log import CONVENTIONS, STOPS, account, counted, mondays

ALONE = "the machine"
"""What the machine is called where the table names none."""


class Span(NamedTuple):
    """What the shifts of one machine and one span add up to; times in minutes. ``trees``: the record as ``losses``
    tells it, for either way to count minor stops."""

    shifts: int
    left_out: int
    planned: float
    stops: dict
    ideal: float
    total: float
    good: float
    start_up: float
    first: str | None
    last: str | None
    weeks: int | None
    by_week: tuple | None
    trees: dict


class MachineLog:
    """``shifts`` and ``stops`` as ``oee_of`` takes them; the course's own, cleaned, where no shifts are given."""

    def __init__(self, shifts=None, stops=None, reasons=None):
        self.cleaned = ""
        if shifts is None:
            if stops is not None:
                raise ValueError("Stops were given without their shifts: give the table of shifts too.")
            shifts, stops = load("oee/shifts"), load("oee/stops")
            reasons = load("oee/stop_reasons") if reasons is None else reasons
            once, stops = shifts.drop_duplicates(), stops.drop_duplicates()
            self.cleaned = f"Rows that were sent twice count once ({len(shifts) - len(once)} shifts)."
            shifts = once
        if not isinstance(shifts, pd.DataFrame):
            raise ValueError(f"The shifts must be a table; {type(shifts).__name__} was given.")
        if shifts.empty:
            raise ValueError("There are no shifts: the table is empty. Was everything filtered out?")
        if stops is not None and reasons is not None:
            stops = name_reasons(stops, reasons)
        self._shifts, self._stops = shifts.reset_index(drop=True), stops
        self._names = shifts["machine"].astype(str).tolist() if "machine" in shifts else [ALONE] * len(shifts)
        self.machines = list(dict.fromkeys(self._names))
        self._weeks = self._mondays(self._shifts)
        self.weeks = {
            machine: sorted(
                {week for week, name in zip(self._weeks, self._names, strict=True) if name == machine}
            )
            if self._weeks
            else []
            for machine in self.machines
        }
        self.span = lru_cache(maxsize=64)(self._span)
        self._monday = lru_cache(maxsize=256)(lambda date: self._mondays(pd.DataFrame({"date": [date]}))[0])

    def machine(self, name):
        """The machine of that name; ValueError in words."""
        if name not in self.machines:
            raise ValueError(f"There is no machine {name!r} in the shifts: there is {listed(self.machines)}.")
        return name

    def week(self, machine, date, what):
        """The Monday of a date's week, as text; ValueError in words."""
        weeks = self.weeks[machine]
        if not weeks:
            raise ValueError("These shifts have no dates, so there are no weeks to choose.")
        try:
            monday = self._monday(date)
        except (ValueError, TypeError):
            raise ValueError(
                f"The {what} week is given by a date, such as {weeks[0]!r}; {date!r} was given."
            ) from None
        if monday not in weeks:
            raise ValueError(
                f"There are weeks from {weeks[0]} to {weeks[-1]} of {machine}; the week of {date} is not among them."
            )
        return monday

    @staticmethod
    def _mondays(table):
        if "date" not in table:
            return []
        return [str(day.date()) for day in mondays(table["date"])]

    def _span(self, machine, start, end):
        chosen = [
            name == machine and (start is None or start <= week <= end)
            for name, week in zip(self._names, self._weeks or self._names, strict=True)
        ]
        shifts = self._shifts[chosen]
        stops = None if self._stops is None else self._stops_of(machine, start, end)
        every = account(shifts, stops, minor_stops="availability")
        rows = counted(every, "leave out")
        if rows.empty or not rows["total"].sum():
            raise ValueError(f"No piece of {machine} was counted in this span: choose a longer one.")
        cycles = sorted(set(rows["ideal"]))
        if len(cycles) > 1:
            raise ValueError(
                f"The shifts of {machine} have {len(cycles)} ideal cycle times, so their pieces are not alike: "
                "give the shifts of one product."
            )
        first = last = weeks = by_week = None
        if start is not None:
            days = pd.to_datetime(shifts["date"])
            first, last = str(days.min().date()), str(days.max().date())
            weeks = (pd.Timestamp(end) - pd.Timestamp(start)).days // 7 + 1
            found = oee_of(shifts, stops, by="week", uncounted="leave out")["oee"].dropna().tolist()
            by_week = (min(found), max(found)) if len(found) > 1 else None
        sums = [float(rows[name].sum()) for name in ("planned", "total", "good", "start_up")]
        planned, total, good, start_up = sums
        stood = {kind: float(rows[kind].sum()) for kind in STOPS}
        trees = {
            way: losses(planned, stood, cycles[0], total, good, start_up_rejects=start_up, minor_stops=way)
            for way in CONVENTIONS
        }
        return Span(
            len(rows), len(every) - len(rows), planned, stood, cycles[0], total, good, start_up,
            first, last, weeks, by_week, trees,
        )  # fmt: skip

    def _stops_of(self, machine, start, end):
        """The stops that may belong to the span: a span without any stop is a good one, not a mistake."""
        stops = self._stops
        if "machine" in stops and "machine" in self._shifts:
            stops = stops[stops["machine"].astype(str) == machine]
        if start is not None and "date" in stops:
            weeks = self._mondays(stops)
            stops = stops[[start <= week <= end for week in weeks]]
        return stops
