"""How long a simulated shift takes, beside the model that a SimPy tutorial leads to, in one run.

    python benchmarks/flow.py

The shift: 480 minutes, six stations, 5,000 parts. The tutorial's model has a process for each part and a
Resource for each station, and writes down when each part arrived, started and finished at each station; that
much, and everything computed from it, ``flow.simulate`` returns. Time is processor time, so that other work
on the machine does not count.
"""

import random
import time

import simpy

from shopfloor.methods import flow

REPEATS = 5
PARTS, STATIONS, SHIFT = 5000, 6, 480.0
GAP = SHIFT / PARTS
WORK = 0.85 * GAP


def seconds(function):
    """The least processor time of some calls."""
    best = float("inf")
    for _ in range(REPEATS):
        begun = time.process_time()
        function()
        best = min(best, time.process_time() - begun)
    return best


def tutorial():
    """One process per part."""
    environment, chance = simpy.Environment(), random.Random(1)
    stations = [simpy.Resource(environment, capacity=1) for _ in range(STATIONS)]
    record = []

    def part(number):
        for place, station in enumerate(stations):
            arrived = environment.now
            with station.request() as turn:
                yield turn
                started = environment.now
                yield environment.timeout(chance.expovariate(1 / WORK))
            record.append((number, place, arrived, started, environment.now))

    def source():
        for number in range(PARTS):
            yield environment.timeout(chance.expovariate(1 / GAP))
            environment.process(part(number))

    environment.process(source())
    environment.run()
    return record


def main():
    line = [WORK] * STATIONS
    broken = [
        {"station": str(place), "process_min": WORK, "process_scv": 1.0, "mtbf_min": 30.0, "mttr_min": 0.5}
        for place in range(STATIONS)
    ]
    ours = {
        "push": lambda: flow.simulate(line, arrival_gap=GAP, process_scv=1, parts=PARTS),
        "push, times with any scv (0.3)": lambda: flow.simulate(
            line, arrival_gap=GAP, process_scv=0.3, parts=PARTS
        ),
        "push with breakdowns": lambda: flow.simulate(broken, arrival_gap=GAP, parts=PARTS),
        "conwip": lambda: flow.simulate(line, "conwip", wip=20, process_scv=1, parts=PARTS),
        "kanban": lambda: flow.simulate(line, "kanban", cards=3, process_scv=1, parts=PARTS),
        "push, every move kept": lambda: flow.simulate(
            line, arrival_gap=GAP, process_scv=1, parts=PARTS, trace=True
        ),
    }
    plain = seconds(tutorial)
    print(f"{PARTS:,} parts through {STATIONS} stations, processor seconds")
    print(f"{plain:6.3f}  a process per part, records only")
    for name, call in ours.items():
        taken = seconds(call)
        print(f"{taken:6.3f}  flow.simulate, {name}: ratio {taken / plain:.2f}")


if __name__ == "__main__":
    main()
