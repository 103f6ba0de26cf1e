"""Lesson 10 (how the cases are read is said in cases/timestudy.py)."""

import pandas as pd

from shopfloor.methods import balancing

TASKS = pd.DataFrame(
    {"task": list("ABCDE"), "time": [4, 3, 5, 2, 4], "predecessors": ["", "A", "A", "B C", "D"]}
)
OTHER = pd.DataFrame(
    {"task": list("ABCDEG"), "time": [4, 3.5, 5, 2, 4, 3], "predecessors": ["", "A", "A", "C", "B D", "E"]}
)
# The same stations for method and workbook: what was found for OTHER is typed in.
CHANGED = {
    "task": list("ABCDEG"), "task_time": [4, 3.5, 5, 2, 4, 3], "before_1": [None, "A", "A", "C", "B", "E"],
    "before_2": [None, None, None, None, "D", None], "cycle": 8,
}  # fmt: skip
BY_HAND = {"A": 1, "B": 1, "C": 2, "D": 2, "E": 3, "G": 4}


def of_line(found):
    return {
        "station_time": found.station_times, "efficiency": found.efficiency, "delay": found.balance_delay,
        "smoothness": found.smoothness, "longest": found.longest, "all_people": found.n_people,
        "efficiency_of_longest": found.efficiency_of_longest, "stations": found.n_stations,
    }  # fmt: skip


def where(found):
    return [
        next(place for place, some in enumerate(found.stations, 1) if task in some) for task in OTHER["task"]
    ]


FOUND, FASTEST = balancing.balance(OTHER, 8), balancing.shortest_cycle(OTHER, 3)
SIDE_BY_SIDE = balancing.balance(OTHER, 4.5, parallel=True)
CELL = pd.DataFrame({
    "machine": ["lathe", "mill", "lathe", "tray"], "manual_s": [7, 9, 2, 0], "auto_s": [40, 61, 12, 0],
    "walk_s": [2, 3, 0, 0],
})  # fmt: skip


def of_cell(found):
    steps = found.steps
    return {
        "cycle": found.cycle_time, "loop": found.loop, "spare": found.spare, "by_hand": found.manual,
        "slowest": found.machines.max(), "starts": list(steps["start"]),
        "manual_end": list(steps["manual_end"]),
        "auto_end": list(steps["auto_end"]), "walk_end": list(steps["walk_end"]),
    }  # fmt: skip


CASES = {
    "balance": {
        "method": balancing.balance,
        "inputs": {"tasks": TASKS, "cycle_time": 9, "method": "largest candidate"},
        "results": of_line,
        # By hand: stations A C and B D E, 9 each.
        "published": {"station_time": ([9, 9], 1e-9), "efficiency": (1, 1e-9), "delay": (0, 1e-9)},
        "change": CHANGED | {"station": where(FOUND), "people": [1] * FOUND.n_stations},
        "changed": {"tasks": OTHER, "cycle_time": 8},
    },
    "balance with people side by side": {
        "method": balancing.balance,
        "inputs": {"tasks": TASKS, "cycle_time": 4.5, "parallel": True},
        "results": of_line,
        "change": CHANGED | {"cycle": 4.5, "station": where(SIDE_BY_SIDE), "people": SIDE_BY_SIDE.people},
        "same": ["cycle", "people"],
        "changed": {"tasks": OTHER, "cycle_time": 4.5, "parallel": True},
    },
    "shortest_cycle": {
        "method": balancing.shortest_cycle,
        "inputs": {"tasks": TASKS, "stations": 3},
        "results": lambda found: of_line(found) | {"cycle": found.cycle_time},
        "published": {"cycle": (7, 0)},
        "change": CHANGED | {"station": where(FASTEST), "people": [1] * FASTEST.n_stations,
                             "cycle": FASTEST.cycle_time},
        "same": ["people"],
        "changed": {"tasks": OTHER, "stations": 3},
    },
    "assess": {
        "method": balancing.assess,
        "inputs": {"tasks": TASKS, "stations": ["A B", "C D", "E"], "cycle_time": 7},
        "results": of_line,
        "change": CHANGED | {"station": list(BY_HAND.values()), "people": [1, 2, 1, 1], "cycle": 7.5},
        "changed": {"tasks": OTHER, "stations": BY_HAND, "cycle_time": 7.5, "people": [1, 2, 1, 1]},
    },
    "work_combination": {
        "method": balancing.work_combination,
        "inputs": {"steps": CELL, "takt": 68},
        "results": of_cell,
        "published": {"cycle": (70, 1e-9), "loop": (23, 1e-9), "spare": (-2, 1e-9)},
        "labels": ["step"],
        "change": {"machine": ["lathe", "mill", "lathe", "tray"], "manual": [8, 7, 5, 3],
                   "auto": [30, 41.5, 12, 0],
                   "walk": [2, 3, 1, 4], "takt": None, "machine_name": ["lathe", "mill", "tray"]},
        "same": ["machine", "machine_name"],
        "changed": {"steps": CELL.assign(manual_s=[8, 7, 5, 3], auto_s=[30, 41.5, 12, 0],
                                         walk_s=[2, 3, 1, 4])},
    },
    "people_needed": {
        "method": balancing.people_needed,
        "inputs": {"work": 215, "takt": 75},
        "results": lambda found: {"unrounded": found.exact, "people": found.people},
        "published": {"people": (3, 0)},
        "change": {"work": 300, "takt": 75, "efficiency": 0.9},
        "same": ["takt"],
        "changed": {"work": 300, "takt": 75, "efficiency": 0.9},
    },
    "people_needed for tasks": {
        "method": balancing.people_needed,
        "inputs": {"work": TASKS, "takt": 6},
        "results": lambda found: {"unrounded": found.exact, "people": found.people},
        "published": {"people": (3, 0)},
        "labels": ["task"],
        "change": {"task_time": [4, 3.5, 5, 2, 4], "takt": 5, "efficiency": 0.85},
        "changed": {"work": TASKS.assign(time=[4, 3.5, 5, 2, 4]), "takt": 5, "efficiency": 0.85},
    },
}  # fmt: skip
