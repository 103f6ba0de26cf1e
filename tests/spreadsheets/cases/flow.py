"""Lesson 11 (how the cases are read is said in cases/timestudy.py)."""

import pandas as pd

from shopfloor.methods import flow

LINE = {"bottleneck_rate": 0.5, "raw_process_time": 8}
OTHER_LINE = {"bottleneck_rate": 0.8, "raw_process_time": 10}
CHANGED_LINE = {"bottleneck": 0.8, "raw_time": 10}
LEVELS = {"parts_in": [1, 2, 3, 5, 7, 9, 11]}


def of_case(name):
    return lambda found: {
        f"throughput_{name}": list(found.throughput), f"cycle_{name}": list(found.cycle_time),
    }  # fmt: skip


def of_one(found):
    return found._asdict()


def of_effective(found):
    return {"effective": found.time, "effective_scv": found.scv, "availability": found.availability}


PRESS = pd.DataFrame({"product": ["A", "B"], "demand_per_day": [600, 300], "batch_pieces": [600, 600],
                      "setup_min": [40, 60],
                      "run_s": [30, 20]})  # fmt: skip
OTHER_PRESS = pd.DataFrame({
    "product": ["A", "B", "C"], "demand_per_day": [500, 300, 0], "batch_pieces": [600, 400, 100],
    "setup_min": [30, 45, 20],
    "run_min": [0.4, 0.25, 1],
})  # fmt: skip


def of_press(load):
    table = load.products
    return {
        "busy": load.busy, "run_time": load.run_time, "setup_time": load.setup_time,
        "smallest_factor": load.smallest_factor,
        "batch": list(table["batch"]), "setups_a_day": list(table["setups_per_day"]),
        "days_per_batch": [one for one in table["days_per_batch"] if one != float("inf")],
    }  # fmt: skip


CASES = {
    "littles_law for the cycle time": {
        "method": flow.littles_law,
        "inputs": {"wip": 500, "throughput": 100},
        "results": lambda missing: {"cycle_time_is": missing},
        "published": {"cycle_time_is": (5, 0)},
        "change": {"wip": 480, "throughput": 60, "cycle_time": None},
        "same": ["cycle_time"],
        "changed": {"wip": 480, "throughput": 60},
    },
    "littles_law for the throughput": {
        "method": flow.littles_law,
        "inputs": {"wip": 12, "flow_time": 3, "unit": "day"},
        "results": lambda missing: {"throughput_is": missing},
        "change": {"wip": 20, "throughput": None, "cycle_time": 8},
        "same": ["throughput"],
        "changed": {"wip": 20, "cycle_time": 8},
    },
    "littles_law for the WIP": {
        "method": flow.littles_law,
        "inputs": {"throughput": 0.4, "cycle_time": 2},
        "results": lambda missing: {"wip_is": missing},
        "change": {"wip": None, "throughput": 0.7, "cycle_time": 8},
        "same": ["wip"],
        "changed": {"throughput": 0.7, "cycle_time": 8},
    },
    "critical_wip": {
        "method": flow.critical_wip,
        "inputs": LINE,
        "results": lambda parts: {"critical": parts},
        "published": {"critical": (4, 0)},
        "change": CHANGED_LINE,
        "changed": OTHER_LINE,
    },
    # Hopp and Spearman, the penny fab: rb = 0.5, T0 = 8; at 4 pennies the practical worst case takes 14 h.
    "practical_worst_case": {
        "method": flow.practical_worst_case,
        "inputs": LINE | {"wip": 4},
        "results": of_one,
        "published": {"cycle_time": (14, 0), "critical": (4, 0)},
        "change": CHANGED_LINE | LEVELS | {"wip": 9},
        "changed": OTHER_LINE | {"wip": 9},
    },
    "best_case": {
        "method": flow.best_case,
        "inputs": LINE | {"wip": 3},
        "results": of_one,
        "published": {"throughput": (0.375, 0), "cycle_time": (8, 0)},
        "change": CHANGED_LINE | LEVELS | {"wip": 12},
        "changed": OTHER_LINE | {"wip": 12},
    },
    "worst_case": {
        "method": flow.worst_case,
        "inputs": LINE | {"wip": 4},
        "results": of_one,
        "published": {"throughput": (0.125, 0), "cycle_time": (32, 0)},
        "change": CHANGED_LINE | LEVELS | {"wip": 0.5},
        "changed": OTHER_LINE | {"wip": 0.5},
    },
    "best_case of several": {
        "method": flow.best_case,
        "inputs": LINE | {"wip": [1, 4, 9]},
        "results": of_case("best"),
        "change": CHANGED_LINE | LEVELS,
        "changed": OTHER_LINE | {"wip": LEVELS["parts_in"]},
    },
    "practical_worst_case of several": {
        "method": flow.practical_worst_case,
        "inputs": LINE | {"wip": [0.5, 4, 9]},
        "results": of_case("practical"),
        "change": CHANGED_LINE | LEVELS,
        "changed": OTHER_LINE | {"wip": LEVELS["parts_in"]},
    },
    "worst_case of several": {
        "method": flow.worst_case,
        "inputs": LINE | {"wip": [0.5, 4, 9]},
        "results": of_case("worst"),
        "change": CHANGED_LINE | LEVELS,
        "changed": OTHER_LINE | {"wip": LEVELS["parts_in"]},
    },
    # Heizer, Render and Munson, module D: 2 an hour arrive, 3 are served; Ls 2, Wq 2/3, P0 1/3; with two
    # servers Ls 0.75.
    "queue": {
        "method": flow.queue,
        "inputs": {"arrival_rate": 2, "service_rate": 3},
        "results": lambda found: found._asdict() | {"must_wait": found.must_wait},
        "published": {"in_system": (2, 1e-9), "time_in_queue": (2 / 3, 1e-9), "empty": (1 / 3, 1e-9)},
        "change": {"arrivals": 10, "service": 2.5, "servers": 5},
        "changed": {"arrival_rate": 10, "service_rate": 2.5, "servers": 5},
    },
    "queue with two servers": {
        "method": flow.queue,
        "inputs": {"arrival_rate": 2, "service_rate": 3, "servers": 2},
        "results": lambda found: found._asdict() | {"must_wait": found.must_wait},
        "published": {"in_system": (0.75, 1e-9), "empty": (0.5, 1e-9)},
        "change": {"arrivals": 55, "service": 1, "servers": 60},
        "changed": {"arrival_rate": 55, "service_rate": 1, "servers": 60},
    },
    "kingman": {
        "method": flow.kingman,
        "inputs": {"utilisation": 0.90, "process_time": 10, "arrival_scv": 1.0, "process_scv": 0.5},
        "results": of_one,
        "published": {"time_in_queue": (67.5, 1e-9), "variability": (0.75, 1e-9), "congestion": (9, 1e-9)},
        "change": {"utilisation": 0.8, "process_time": 12, "arrival_scv": 0.7, "process_scv": 2, "servers": 3,
                   "parallel": "erlang"},
        "changed": {"utilisation": 0.8, "process_time": 12, "arrival_scv": 0.7, "process_scv": 2,
                    "servers": 3,
                    "parallel": "erlang"},
    },
    "kingman with several servers": {
        "method": flow.kingman,
        "inputs": {"utilisation": 0.90, "process_time": 10, "servers": 4, "parallel": "erlang"},
        "results": of_one,
        "change": {"utilisation": 0, "process_time": 12, "arrival_scv": 0.7, "process_scv": 2, "servers": 3,
                   "parallel": "sakasegawa"},
        "changed": {"utilisation": 0, "process_time": 12, "arrival_scv": 0.7, "process_scv": 2, "servers": 3},
    },
    # Hopp and Spearman, sec. 8.4: the hare X19, 20 min and ce^2 = 6.25.
    "effective_time": {
        "method": flow.effective_time,
        "inputs": {"process_time": 15, "process_scv": 0.05, "mtbf": 744, "mttr": 248},
        "results": of_effective,
        "published": {"effective": (20, 0.005), "effective_scv": (6.25, 0.005)},
        "change": {"process_time": 14, "process_scv": 0.1, "mtbf": 500, "mttr": 20, "repair_scv": 0.5,
                   "setup_time": 30,
                   "setup_scv": 0.2, "setup_every": 40},
        "changed": {"process_time": 14, "process_scv": 0.1, "mtbf": 500, "mttr": 20, "repair_scv": 0.5,
                    "setup_time": 30,
                    "setup_scv": 0.2, "setup_every": 40},
    },
    "effective_time without breakdowns": {
        "method": flow.effective_time,
        "inputs": {"process_time": 15, "setup_time": 30, "setup_every": 10},
        "results": of_effective,
        "change": {"process_time": 14, "process_scv": 0.1, "mtbf": None, "mttr": None, "repair_scv": 0.5,
                   "setup_time": 0,
                   "setup_scv": 0.2, "setup_every": 40},
        "same": ["mtbf", "mttr"],
        "changed": {"process_time": 14, "process_scv": 0.1},
    },
    "batch_load": {
        "method": flow.batch_load,
        "inputs": {"products": PRESS, "available": 480},
        "results": of_press,
        "change": {"product_name": ["A", "B", "C"], "demand": [500, 300, 0], "batch_pieces": [600, 400, 100],
                   "setup_min": [30, 45, 20], "run_min": [0.4, 0.25, 1], "available": 500,
                   "size_factor": 0.8},
        "changed": {"products": OTHER_PRESS, "available": 500, "factor": 0.8},
    },
    "departure_scv": {
        "method": flow.departure_scv,
        "inputs": {"arrival_scv": 1.0, "process_scv": 6.25, "utilisation": 0.9583},
        "results": lambda scv: {"departure_scv": scv},
        "published": {"departure_scv": (5.82, 0.005)},
        "change": {"arrival_scv": 0.5, "process_scv": 2, "utilisation": 0.7, "servers": 3},
        "changed": {"arrival_scv": 0.5, "process_scv": 2, "utilisation": 0.7, "servers": 3},
    },
}  # fmt: skip
