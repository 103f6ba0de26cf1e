"""The lines that can be chosen, and what the learner's settings make of them."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from shopfloor.data import load
from shopfloor.methods.arguments import listed
from shopfloor.methods.flow import line_rates
from shopfloor.methods.flow_stations import read_line

EQUAL = {"2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
"""Lines of equal stations: the key of the choice, and how many."""
EQUAL_NAMES = ("cut", "drill", "mill", "wash", "test", "pack")
EQUAL_MIN, EQUAL_SCV = 4.0, 0.25
COURSE, OWN = "course", "own"
FEWEST, MOST, MOST_MACHINES = 2, 8, 4

VARIABILITY = {
    "as given": "as the line is",
    "none": "none: nothing varies",
    "moderate": "moderate: times vary by half",
    "exponential": "high: exponential times",
}
_SCV = {"none": 0.0, "moderate": 0.25, "exponential": 1.0}
# What varies besides the process times; without variability it is left out.
_VARYING = ("mtbf", "mttr", "repair_scv", "setup_scv", "distribution")


class Line(NamedTuple):
    """A line as it is simulated: ``settings`` are those of ``flow.simulate``."""

    names: tuple
    machines: tuple
    table: pd.DataFrame
    settings: dict
    arrival_gap: float | None
    arrival_scv: float
    rates: object


class Lines:
    """The course's line, lines of equal stations, and the learner's own table if there is one."""

    def __init__(self, stations=None):
        self.start = COURSE
        self._own = None
        if isinstance(stations, int) and not isinstance(stations, bool):
            if str(stations) not in EQUAL:
                raise ValueError(f"A line of equal stations has 2 to 6 of them; {stations} was given.")
            self.start = str(stations)
        elif stations is not None:
            self.start = OWN
            self._own = _checked_table(stations)
        self.line = lru_cache(maxsize=32)(self._line)

    @property
    def choices(self):
        """(key, words) of the lines that can be chosen."""
        own = [(OWN, "your own line")] if self._own is not None else []
        return [
            *own,
            (COURSE, "the plant's line"),
            *((key, f"{count} equal stations") for key, count in EQUAL.items()),
        ]

    def _line(self, choice, variability):
        """The line of a choice under a variability; ValueError in words."""
        if variability not in VARIABILITY:
            raise ValueError(f"The variability is one of: {listed(VARIABILITY)}; {variability!r} was given.")
        if not any(choice == key for key, _ in self.choices):
            known = listed(key for key, _ in self.choices)
            raise ValueError(f"The line is one of: {known}; {choice!r} was given.")
        table = self._table(choice)
        found = read_line(table)
        settings, scv = {}, 1.0 if found.arrival_scv is None else found.arrival_scv
        if variability in _SCV:
            scv = _SCV[variability]
            settings = {"process_scv": scv, "distribution": "gamma"}
        if variability == "none":
            varying = [name for name in table.columns if name.startswith(_VARYING)]
            table = table.drop(columns=varying)
        return Line(
            names=tuple(found.names),
            machines=tuple(one.machines for one in found.stations),
            table=table,
            settings=settings,
            arrival_gap=found.arrival_gap,
            arrival_scv=scv,
            rates=line_rates(table),
        )

    def _table(self, choice):
        if choice == OWN:
            return self._own
        if choice == COURSE:
            return load("flow/stations")
        names = list(EQUAL_NAMES[: EQUAL[choice]])
        return pd.DataFrame({"station": names, "process_min": EQUAL_MIN, "process_scv": EQUAL_SCV})


def _checked_table(stations):
    line = read_line(stations)
    count = len(line.names)
    if not FEWEST <= count <= MOST:
        raise ValueError(f"The simulator shows {FEWEST} to {MOST} stations; {count} were given.")
    if line.unit not in ("", "min"):
        raise ValueError(f"The simulator's clock runs in minutes; the stations' times are in {line.unit}.")
    for one in line.stations:
        if one.machines > MOST_MACHINES:
            raise ValueError(
                f"{one.name} has {one.machines} machines; the simulator shows up to {MOST_MACHINES}."
            )
    # A list of times or a dictionary becomes a table, so that there is one form from here on.
    if isinstance(stations, pd.DataFrame):
        return stations.copy()
    return pd.DataFrame([one.__dict__ for one in line.stations]).rename(columns={"name": "station"})
