"""The line that the board is about: its tasks, and what its takt comes from."""

import json
import zlib
from dataclasses import dataclass

import pandas as pd

from shopfloor.data import load
from shopfloor.methods.arguments import listed, number
from shopfloor.methods.precedence import Network, read_tasks
from shopfloor.methods.valuestream import takt_time

MOST_TASKS = 60
IN_A_MINUTE = {"s": 60, "min": 1}


@dataclass(frozen=True)
class GivenLine:
    """``available_min``, ``demand``: in one ``period`` ("shift" or "day"); None where no one said."""

    title: str
    table: pd.DataFrame
    network: Network
    unit: str
    available_min: float | None
    demand: float | None
    period: str

    @property
    def names(self):
        """The tasks' names as text, the way they travel to the browser."""
        return [str(name) for name in self.network.names]

    @property
    def key(self):
        """Says whether a kept balance is of this line."""
        content = json.dumps([self.names, self.network.times, self.network.before, self.unit])
        return f"{zlib.crc32(content.encode()):08x}"

    def takt(self, demand):
        """The takt time in the unit of the times."""
        return takt_time(self.available_min * IN_A_MINUTE[self.unit], demand)

    def described(self):
        """What is done in each task ("" where the table does not say)."""
        if "description" not in self.table:
            return [""] * len(self.names)
        return ["" if pd.isna(words) else str(words).strip() for words in self.table["description"]]


def read_line(tasks, demand, available_min, unit, cycle_time):
    """The line that a learner's arguments mean; ValueError in words."""
    if not isinstance(unit, str) or not unit.strip():
        raise ValueError(f'The unit of the times is a word, such as "s" or "min"; {unit!r} was given.')
    title, period = "Line", "shift"
    if tasks is None:
        tasks, title = load("line/kettle_line"), "Kettle line"
    elif isinstance(tasks, str):
        tasks = _course_line(tasks)
    network = read_tasks(tasks)
    if len(network.names) > MOST_TASKS:
        raise ValueError(
            f"A line of {len(network.names)} tasks cannot be seen at once: give up to {MOST_TASKS}."
        )
    if "line" in tasks and tasks["line"].notna().any():
        name = str(tasks["line"].dropna().iloc[0])
        title = f"{name[:1].upper()}{name[1:]} line"
        if demand is None and available_min is None and cycle_time is None and unit == "s":
            demand, available_min, period = _plan_of(name)
    elif {"demand_per_shift", "available_min"} <= set(tasks.columns) and cycle_time is None:
        # The course's own tables say it in every row.
        demand = tasks["demand_per_shift"].iloc[0].item() if demand is None else demand
        available_min = tasks["available_min"].iloc[0].item() if available_min is None else available_min
    if (demand is None) != (available_min is None):
        raise ValueError("Takt needs both: demand in pieces, and available_min, the working time for them.")
    if demand is not None:
        demand = number(demand, "demand", above=0)
        available_min = number(available_min, "available time", above=0)
        if unit not in IN_A_MINUTE:
            raise ValueError(
                f'Takt is known for times in "s" or "min"; with {unit!r} give cycle_time instead.'
            )
    elif cycle_time is None:
        raise ValueError(
            "Give cycle_time, what a station may take, or demand and available_min, from which takt follows."
        )
    return GivenLine(title, tasks.copy(), network, unit, available_min, demand, period)


def _course_line(name):
    table = load("line/tasks")
    lines = list(pd.unique(table["line"].astype(str)))
    if name == "kettle":
        return load("line/kettle_line").assign(line="kettle")
    if name not in lines:
        raise ValueError(
            f"There is no line {name!r}: there are {listed(['kettle', *lines])}. Or give a table of tasks."
        )
    return table[table["line"] == name]


def _plan_of(name):
    """Demand, working minutes and period of one of the course's lines; nothing where it is not one."""
    if name == "kettle":
        table = load("line/kettle_line")
        return table["demand_per_shift"].iloc[0].item(), table["available_min"].iloc[0].item(), "shift"
    lines = load("line/lines")
    found = lines[lines["line"] == name]
    if found.empty:
        return None, None, "shift"
    plan = found.iloc[0]
    minutes = plan["shifts_per_day"] * (plan["shift_min"] - plan["breaks_min"] - plan["meeting_min"])
    return plan["demand_per_day"].item(), minutes.item(), "day"
