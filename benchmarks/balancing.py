"""How long the proof of the least number of stations takes on published test lines, beside the assignment model
as textbooks print it (each task at any station, a station counts when it is used), in one run.

    python benchmarks/balancing.py            the 83 cases of up to 53 tasks
    python benchmarks/balancing.py --large    also the 56 cases of 58 to 75 tasks

Both are solved with SciPy's HiGHS where they need it. The plain model is stopped after LIMIT seconds. Seconds
are those of the processor, so other work on the machine matters less.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import lil_array

from shopfloor.methods import balancing

CASES = Path(__file__).resolve().parent.parent / "tests" / "methods" / "line_balancing_published.json"
LIMIT = 10
REPEATS = 3


def seconds(function, *arguments, repeats=REPEATS):
    """The fastest of some calls, and what came back."""
    best = float("inf")
    for _ in range(repeats):
        begun = time.process_time()
        result = function(*arguments)
        best = min(best, time.process_time() - begun)
    return best, result


def table(line):
    """A published line as a table of tasks."""
    before = {}
    for pair in line["precedence"].split():
        first, then = pair.split(",")
        before.setdefault(int(then), []).append(first)
    times = [int(time) for time in line["times"].split()]
    return pd.DataFrame(
        [(task, took, " ".join(before.get(task, []))) for task, took in enumerate(times, start=1)],
        columns=["task", "time", "predecessors"],
    )


def plain_model(tasks, cycle):
    """The least number of stations by the model without earliest and latest stations; None if out of time."""
    times, count = tasks["time"].to_list(), len(tasks)
    most = balancing.balance(tasks, cycle, method="largest candidate").n_stations
    pairs = [
        (int(first) - 1, task - 1)
        for task, some in zip(tasks["task"], tasks["predecessors"])
        for first in some.split()
    ]
    # Columns: task i at station k; then whether station k is used.
    matrix = lil_array((count + most + len(pairs), count * most + most))
    low, high = np.zeros(matrix.shape[0]), np.zeros(matrix.shape[0])
    for task in range(count):
        matrix[task, task * most : (task + 1) * most] = 1
    low[:count] = high[:count] = 1
    for station in range(most):
        for task in range(count):
            matrix[count + station, task * most + station] = times[task]
        matrix[count + station, count * most + station] = -cycle
    low[count : count + most] = -np.inf
    for row, (first, then) in enumerate(pairs, start=count + most):
        for station in range(most):
            matrix[row, first * most + station] = station + 1
            matrix[row, then * most + station] = -(station + 1)
    low[count + most :] = -np.inf
    cost = np.concatenate([np.zeros(count * most), np.ones(most)])
    answer = milp(
        cost,
        constraints=LinearConstraint(matrix.tocsr(), low, high),
        integrality=np.ones(len(cost)),
        bounds=(0, 1),
        options={"time_limit": LIMIT},
    )
    return round(answer.fun) if answer.status == 0 else None


def main():
    lines = json.loads(CASES.read_text("utf-8"))["lines"]
    milp([1.0])  # the solver is loaded before the first case is timed
    ours, plain, stopped, unproved = [], [], 0, 0
    print("line, tasks: cases; seconds for all of them, slowest (cycle); plain model: seconds, stopped")
    for name, line in lines.items():
        tasks = table(line)
        large = len(tasks) > 53
        if large and "--large" not in sys.argv:
            continue
        rows = []
        for cycle, least in line["stations"].items():
            taken, found = seconds(balancing.balance, tasks, int(cycle), repeats=1 if large else REPEATS)
            if found.proved_optimal and found.n_stations != least:
                raise SystemExit(f"{name}, cycle {cycle}: {found.n_stations} stations, published {least}")
            unproved += not found.proved_optimal
            beside, answer = (np.nan, least) if large else seconds(plain_model, tasks, int(cycle), repeats=1)
            rows.append((taken, beside, int(cycle), answer is None))
        slowest = max(rows)
        stopped_here = sum(row[3] for row in rows)
        print(
            f"{name:10} {len(tasks):3}: {len(rows):3}; {sum(row[0] for row in rows):7.3f} "
            f"{slowest[0]:7.3f} ({slowest[2]:5}); "
            + ("not tried" if large else f"{sum(row[1] for row in rows):7.1f} {stopped_here}")
        )
        stopped += stopped_here
        if not large:
            ours += [row[0] for row in rows]
            plain += [row[1] for row in rows]
    print(
        f"{len(ours)} cases of up to 53 tasks: {sum(ours):.2f} s, slowest {max(ours):.2f} s; plain model "
        f"{sum(plain):.0f} s with {stopped} stopped after {LIMIT} s; ratio {sum(plain) / sum(ours):.0f} or more"
    )
    print(f"not proved within the time limit: {unproved}")


if __name__ == "__main__":
    main()
