"""What a balanced line comes to: its measures, and how they are shown."""

import math
from dataclasses import dataclass

import pandas as pd

__all__ = ["Assessment", "Balance", "measures"]


@dataclass(frozen=True, repr=False)
class Balance:
    """Which task is done where, and how good that is.

    ``stations``: lists of task names in station order, each in an order in which they can be done (of a rule:
    in which it assigned them). ``n_stations``: how many. ``station_times``: the work at each for one piece.
    ``people``: how many work side by side at each (1, unless made with ``parallel=True``); ``n_people``.
    ``cycle_time``: the one given, or the one that ``shortest_cycle`` found. ``longest``: the longest station
    time (where people work side by side, for each of them).

    ``efficiency``: work / (people x cycle time); Heizer, Render and Munson, ch. 9. ``balance_delay``: 1 -
    efficiency, the idle part (Kilbridge and Wester 1961). ``efficiency_of_longest``: work / (people x
    longest), the line run as fast as this balance can; Groover's balance efficiency, and his balance delay is
    1 - that. ``smoothness``: sqrt(sum of (longest - station time)^2), in the unit of the times, 0 when all
    are alike (Moodie and Young 1965; Gerhardt 2007); some texts put the cycle time for the longest.

    ``proved_optimal``: no balance has fewer stations (of ``shortest_cycle``: a shorter cycle).
    ``stations_needed``: the number proved to be needed in any case.
    """

    stations: list
    n_stations: int
    efficiency: float
    balance_delay: float
    smoothness: float
    proved_optimal: bool
    cycle_time: float
    station_times: list
    longest: float
    efficiency_of_longest: float
    people: list
    n_people: int
    stations_needed: int
    method: str

    def table(self):
        """A row for each station: station, tasks, time, people, idle (cycle time x people - time)."""
        return _table(self, list(range(1, len(self.stations) + 1)))

    def __repr__(self):
        if self.method == "shortest cycle":
            proof = "no cycle is shorter" if self.proved_optimal else "not proved the shortest"
        else:
            proof = (
                "no fewer are possible" if self.proved_optimal else f"at least {self.stations_needed} needed"
            )
        return _shown(self, f"{self.method}: {proof}", list(range(1, len(self.stations) + 1)))


@dataclass(frozen=True, repr=False)
class Assessment:
    """Whether a balance made by hand holds, and how good it is; the measures are those of ``Balance``.

    ``valid``: each task assigned once, none before its predecessors, no station over the cycle.
    ``problems``: a sentence for each thing that is wrong. ``over_cycle``: the stations that take too long.
    ``broken``: pairs (before, after) of tasks, where "after" stands at an earlier station. ``not_assigned``,
    ``twice``: tasks. ``labels``: the numbers of the stations. Stations without tasks are not counted.
    """

    valid: bool
    problems: list
    over_cycle: list
    broken: list
    not_assigned: list
    twice: list
    stations: list
    labels: list
    n_stations: int
    efficiency: float
    balance_delay: float
    smoothness: float
    cycle_time: float
    station_times: list
    longest: float
    efficiency_of_longest: float
    people: list
    n_people: int

    def table(self):
        """A row for each station: station, tasks, time, people, idle (below zero where it takes too long)."""
        return _table(self, self.labels)

    def __repr__(self):
        return _shown(self, "it holds" if self.valid else "it does not hold", self.labels, self.problems)


def measures(station_times, people, cycle_time):
    """The measures of a line as a dictionary: what ``Balance`` and ``Assessment`` have in common.

    ``station_times``: exact fractions. Stations without work count neither as stations nor as people.

    >>> from fractions import Fraction
    >>> found = measures([Fraction(9), Fraction(6)], [1, 1], Fraction(10))
    >>> found["efficiency"], found["longest"], found["smoothness"]
    (0.75, 9.0, 3.0)
    """
    manned = [(time, count) for time, count in zip(station_times, people, strict=True) if time]
    work, n_people = sum(station_times), sum(count for _, count in manned)
    longest = max((time / count for time, count in manned), default=0)
    efficiency = work / (n_people * cycle_time) if work else 0
    return {
        "efficiency": float(efficiency),
        "balance_delay": float(1 - efficiency),
        "smoothness": math.sqrt(sum(count * (longest - time / count) ** 2 for time, count in manned)),
        "cycle_time": float(cycle_time),
        "station_times": [float(time) for time in station_times],
        "longest": float(longest),
        "efficiency_of_longest": float(work / (n_people * longest)) if work else 0.0,
        "people": list(people),
        "n_people": n_people,
    }


def number_text(number):
    """A time as it is said: 14140, 0.92, 102.692.

    >>> number_text(1234567.0), number_text(0.1 + 0.2)
    ('1234567', '0.3')
    """
    return f"{number:.0f}" if abs(number) >= 1e6 else f"{number:.6g}"


def _table(result, labels):
    rows = zip(labels, result.stations, result.station_times, result.people, strict=True)
    return pd.DataFrame(
        [
            {
                "station": label,
                "tasks": " ".join(str(task) for task in tasks),
                "time": time,
                "people": people,
                "idle": round(people * result.cycle_time - time, 10),
            }
            for label, tasks, time, people in rows
        ],
        columns=["station", "tasks", "time", "people", "idle"],
    )


def _shown(result, verdict, labels, problems=()):
    side_by_side = result.n_people != result.n_stations
    head = f"{result.n_stations} station{'' if result.n_stations == 1 else 's'}"
    head += f" with {result.n_people} people" if side_by_side else ""
    table = _table(result, labels)
    width = max((len(tasks) for tasks in table["tasks"]), default=0)
    digits = max((len(str(label)) for label in labels), default=0)
    rows = [
        f"  {label:>{digits}}: {tasks:<{width}}  {number_text(time)}"
        + (f" for {people}" if people > 1 else "")
        for label, tasks, time, people in zip(
            table["station"], table["tasks"], table["time"], table["people"], strict=True
        )
    ]
    foot = (
        f"efficiency {result.efficiency:.1%}, balance delay {result.balance_delay:.1%}, "
        f"smoothness {number_text(result.smoothness)}"
    )
    return "\n".join(
        [f"{head}, cycle time {number_text(result.cycle_time)} ({verdict})", *rows, *problems, foot]
    )
