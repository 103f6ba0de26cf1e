"""The assembly lines: takt, what the two rules give, the proved optimum, the task that is too long."""

import math

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from shopfloor.data import load

LINES = ["lamp", "pump", "heater", "drive unit"]


@pytest.fixture(scope="module")
def takt():
    lines = load("line/lines").set_index("line")
    work = lines["shift_min"] - lines["breaks_min"] - lines["meeting_min"]
    return (lines["shifts_per_day"] * work * 60 / lines["demand_per_day"]).to_dict()


def of(line):
    tasks = load("line/tasks")
    return tasks[tasks["line"] == line].set_index("task")


def before(tasks):
    return {task: set(text.split()) for task, text in tasks["predecessors"].items()}


def followers(tasks):
    after = {task: set() for task in tasks.index}
    for task in reversed(list(tasks.index)):
        for earlier in before(tasks)[task]:
            after[earlier] |= {task} | after[task]
    return after


def by_rule(tasks, cycle, rank):
    times, needs = tasks["time"].to_dict(), before(tasks)
    stations, room, done = [[]], cycle, set()
    while len(done) < len(times):
        ready = [task for task in times if task not in done and needs[task] <= done and times[task] <= room]
        if ready:
            best = max(ready, key=rank.get)
            stations[-1].append(best)
            done.add(best)
            room -= times[best]
        else:
            stations.append([])
            room = cycle
    return stations


def weights(tasks):
    times = tasks["time"]
    return {task: times[task] + sum(times[t] for t in later) for task, later in followers(tasks).items()}


def feasible(tasks, cycle, stations):
    """Whether any assignment to so many stations exists (an integer programme)."""
    names, times, needs = list(tasks.index), tasks["time"].tolist(), before(tasks)
    count = len(names)
    place = {name: n for n, name in enumerate(names)}
    rows, low, high = [], [], []

    def add(row, least, most):
        rows.append(row.ravel())
        low.append(least)
        high.append(most)

    for n in range(count):
        row = np.zeros((count, stations))
        row[n] = 1
        add(row, 1, 1)
        for earlier in needs[names[n]]:
            for k in range(stations):
                row = np.zeros((count, stations))
                row[n, : k + 1] = 1
                row[place[earlier], : k + 1] -= 1
                add(row, -np.inf, 0)
    for k in range(stations):
        row = np.zeros((count, stations))
        row[:, k] = times
        add(row, 0, cycle)
    whole = np.ones(count * stations)
    found = milp(
        0 * whole,
        constraints=LinearConstraint(np.array(rows), low, high),
        integrality=whole,
        bounds=Bounds(0, 1),
    )
    assert found.status in (0, 2)
    return found.status == 0


def test_from_eight_to_forty_tasks():
    assert load("line/tasks").groupby("line", observed=True).size().to_dict() == {
        "lamp": 8,
        "pump": 14,
        "heater": 22,
        "drive unit": 40,
    }


@pytest.mark.parametrize("line", LINES)
def test_predecessors_stand_before_and_are_needed(line):
    tasks = of(line)
    seen = set()
    after = followers(tasks)
    for task, needs in before(tasks).items():
        assert needs <= seen
        # What follows from another predecessor is not named again.
        assert not any(other in after[need] for need in needs for other in needs)
        seen.add(task)
    ends = [task for task, later in after.items() if not later]
    assert ends == [tasks.index[-1]]
    assert tasks["description"].is_unique


@pytest.mark.parametrize("line", LINES)
def test_the_line_as_it_is_today_can_be_built(line):
    tasks = of(line)
    station = tasks["station_now"]
    for task, needs in before(tasks).items():
        assert all(station[need] <= station[task] for need in needs), task
    assert sorted(station.unique()) == list(range(1, station.max() + 1))
    people = load("line/lines").set_index("line")["operators_per_shift"]
    assert people[line] == station.max()


@pytest.mark.parametrize("line", LINES)
def test_takt_work_and_the_stations_that_cannot_keep_up(line, takt, key):
    known, tasks = key("line/tasks")[line], of(line)
    assert round(takt[line], 1) == known["takt_s"]
    assert tasks["time"].sum() == known["work_s"]
    assert math.ceil(known["work_s"] / takt[line]) == known["least_stations_by_division"]
    load_now = tasks.groupby("station_now")["time"].sum()
    assert load_now[load_now > takt[line]].index.tolist() == known.get("stations_over_takt_now", [])


@pytest.mark.parametrize("line", ["lamp", "pump", "drive unit"])
def test_the_two_rules_and_the_optimum(line, takt, key):
    known, tasks = key("line/tasks")[line], of(line)
    assert len(by_rule(tasks, takt[line], tasks["time"].to_dict())) == known["largest_candidate"]
    assert len(by_rule(tasks, takt[line], weights(tasks))) == known["positional_weight"]
    assert feasible(tasks, takt[line], known["best"])
    assert not feasible(tasks, takt[line], known["best"] - 1)


def test_one_line_has_one_task_longer_than_takt(takt, key):
    tasks = load("line/tasks")
    too_long = tasks[tasks["time"] > tasks["line"].astype(str).map(takt)]
    assert too_long["line"].tolist() == ["heater"]
    known = key("line/tasks")["heater"]
    assert dict(zip(too_long["task"], too_long["time"])) == known["longer_than_takt"]
    assert math.ceil(131 / takt["heater"]) == known["testers_needed_side_by_side"]


def test_the_cell_waits_for_one_machine_not_for_its_operator(takt, key):
    known, cell = key("line/cell_steps"), load("line/cell_steps")
    assert (cell["manual_s"] + cell["walk_s"]).sum() == known["operator_loop_s"] < takt["pump"]
    machine = cell.set_index("machine").eval("manual_s + auto_s")
    assert machine[machine > takt["pump"]].to_dict() == known["slowest_machine"]
