"""Lesson 04 (how the cases are read is said in cases/timestudy.py)."""

import pandas as pd

from shopfloor.methods import motion

PRESENT = [
    {
        "symbol": "delay",
        "time_min": 18,
        "distance_m": 0,
        "place": "dock",
        "risk": "none",
        "description": "waits",
    },
    {
        "symbol": "transport",
        "time_min": 0.35,
        "distance_m": 12,
        "place": "dock",
        "risk": "medium",
        "description": "",
    },
    {
        "symbol": "operation",
        "time_min": 9,
        "distance_m": 0,
        "place": "washer",
        "risk": "low",
        "description": "=washes",
    },
]
PROPOSED = [
    {
        "symbol": "transport",
        "time_min": 0.3,
        "distance_m": 8,
        "place": "dock",
        "risk": "low",
        "description": "rolls",
    },
    {
        "symbol": "operation",
        "time_min": 4,
        "distance_m": 0,
        "place": "washer",
        "risk": "high",
        "description": "washes",
    },
]
BOTH = pd.concat(
    [pd.DataFrame(PRESENT).assign(method="present"), pd.DataFrame(PROPOSED).assign(method="proposed")]
)
CHANGED = {
    "step_symbol": ["inspection", "transport", "operation", "transport", "operation", "delay"],
    "step_time": [2, 0.5, 8, 0.25, 5, 1], "step_distance": [0, 10, 0, 7, 0, 0],
}  # fmt: skip
METHODS = ["present"] * 3 + ["proposed"] * 3
AFTER = pd.DataFrame({"symbol": CHANGED["step_symbol"], "time_min": CHANGED["step_time"],
                      "distance_m": CHANGED["step_distance"], "method": METHODS,
                      "place": ["dock", "dock", "washer", "dock", "bench", "dock"],
                      "risk": ["none", "low", "medium", "medium", "low", "high"]})  # fmt: skip


def of_charts(charts):
    found = {}
    for place, chart in enumerate(charts, start=1):
        found |= {
            f"steps_{place}": list(chart.counts.values()), f"time_{place}": list(chart.times.values()),
            f"distance_{place}": list(chart.distances.values()), f"total_time_{place}": chart.total_time,
            f"total_distance_{place}": chart.total_distance,
            f"operation_share_{place}": chart.operation_share,
        }  # fmt: skip
    return found


def of_comparison(found):
    return {
        "saved_time": found.saved_time, "saved_distance": found.saved_distance,
        "saved_steps": found.saved_steps,
        "saved_share": found.saved_time_share, "raised": len(found.raised_risks),
    }  # fmt: skip


def of_hands(found):
    return {
        "cycle": found.cycle_time, "use_left": found.utilisation["left"],
        "use_right": found.utilisation["right"],
        "working_left": found.working["left"], "holding_right": found.holding["right"],
        "idle_left": found.idle["left"],
        "both_working": found.both_working, "both_share": found.both_working_share,
        "effective_left": found.effective_share["left"], "effective_right": found.effective_share["right"],
    }  # fmt: skip


def hands(rows):
    return pd.DataFrame(rows, columns=["hand", "therblig", "description", "start_s", "end_s"])


HANDS = hands([
    ("left", "grasp", "takes the band", 0, 1), ("left", "hold", "holds it", 1, 4),
    ("right", "UD", "", 0, 1.5), ("right", "use", "drives the screw", 1.5, 4),
])  # fmt: skip
OTHER_HANDS = hands([
    ("left", "transport empty", "takes the band", 0.5, 2), ("left", "assemble", "holds it", 2, 5),
    ("right", "hold", "", 0.5, 1.5), ("right", "inspect", "drives the screw", 1.5, 5),
])  # fmt: skip


def of_lifts(table):
    return {name: list(table[name]) for name in ("hm", "vm", "dm", "am", "fm", "cm", "rwl")} | {
        "li": ["not allowed" if one == float("inf") else one for one in table["lifting_index"]],
    }  # fmt: skip


def of_lift(found):
    return {name: [getattr(found, name)] for name in ("hm", "vm", "dm", "am", "fm", "cm", "rwl")} | {
        "li": [found.lifting_index], "worst": found.lifting_index,
    }  # fmt: skip


LIFTS = pd.DataFrame({
    "lift": ["L1", "L2", "L3"], "load_kg": [15.0, 12, 8], "horizontal_cm": [40, 20, 55],
    "vertical_cm": [20, 85, 160],
    "travel_cm": [65, 10, 75], "asymmetry_deg": [0, 30, 90], "lifts_per_min": [12.5, 2.5, 12],
    "duration_h": [1, 2, 8],
    "coupling": ["fair", "good", "poor"],
})  # fmt: skip
OTHER_LIFTS = pd.DataFrame({
    "lift": ["L1", "L2", "L3", "L4"], "load_kg": [10.0, 12.5, 8.5, 5], "horizontal_cm": [30, 45, 25, 30],
    "vertical_cm": [75, 30, 100, 80], "travel_cm": [40, 120, 25, 30], "asymmetry_deg": [45, 0, 135, 10],
    "lifts_per_min": [15, 0.3, 7.25, 0.1], "duration_h": [0.5, 8, 2, 7],
    "coupling": ["fair", "poor", "fair", "good"],
})  # fmt: skip
US = {"load": 44, "horizontal": 23, "vertical": 23, "travel": 40, "asymmetry": 0, "frequency": 0.2,
      "duration": 1,
      "coupling": "fair", "units": "us"}  # fmt: skip

CASES = {
    "process_chart": {
        "method": motion.process_chart,
        "inputs": {"steps": PRESENT},
        "results": lambda chart: of_charts([chart]),
        "labels": ["step"],
        "change": {"step_symbol": ["inspection", "storage", "operation", "transport"],
                   "step_time": [2, 0.5, 8, 1],
                   "step_distance": [0, 0, 0, 33]},
        "changed": {"steps": [("inspection", 2, 0), ("storage", 0.5, 0), ("operation", 8, 0),
                              ("transport", 1, 33)]},
    },
    "process_chart of two methods": {
        "method": motion.process_chart,
        "inputs": {"steps": BOTH},
        "results": lambda charts: of_charts(charts.values()) | {
            "saved_time": charts["present"].total_time - charts["proposed"].total_time
        },
        "labels": ["step"],
        "change": CHANGED | {"method": METHODS},
        "changed": {"steps": AFTER},
    },
    "compare_methods": {
        "method": motion.compare_methods,
        "inputs": {"present": PRESENT, "proposed": PROPOSED},
        "results": of_comparison,
        "published": {"raised": (1, 0), "saved_time": (23.05, 1e-9)},
        "labels": ["step"],
        "change": CHANGED | {"method": METHODS, "step_place": list(AFTER["place"]),
                             "risk": list(AFTER["risk"])},
        "changed": {"present": AFTER[:3], "proposed": AFTER[3:]},
    },
    "two_handed": {
        "method": motion.two_handed,
        "inputs": {"chart": HANDS},
        "results": of_hands,
        "labels": ["description"],
        "change": {
            "hand": ["left", "left", "right", "right"], "therblig": list(OTHER_HANDS["therblig"]),
            "starts": list(OTHER_HANDS["start_s"]), "ends": list(OTHER_HANDS["end_s"]),
        },
        "same": ["hand"],
        "changed": {"chart": OTHER_HANDS},
    },
    "travel": {
        "method": motion.travel,
        "inputs": {"route": ["saw", "drill", "saw"],
                   "layout": {"saw": (0, 0), "drill": (3, 4), "bench": (3, 0)}},
        "results": lambda far: {"travel": far},
        "published": {"travel": (14, 1e-9)},
        "change": {"way": "euclidean", "goes_from": ["saw", "drill", "bench"],
                   "goes_to": ["drill", "bench", "saw"],
                   "place": ["saw", "drill", "bench"], "x": [1, 3, 6], "y": [0, 4, 0.5]},
        "changed": {"route": ["saw", "drill", "bench", "saw"], "way": "euclidean",
                    "layout": {"saw": (1, 0), "drill": (3, 4), "bench": (6, 0.5)}},
    },
    "lifting_index": {
        "method": motion.lifting_index,
        "inputs": US | {"vertical": 15, "travel": 48},
        "results": of_lift,
        "labels": ["lift"],
        "change": {"load": [30], "h": [12], "v": [31], "d": [20], "a": [30], "lifts_per_min": [3],
                   "hours": [8],
                   "grip": ["poor"]},
        "changed": US | {"load": 30, "horizontal": 12, "vertical": 31, "travel": 20, "asymmetry": 30,
                         "frequency": 3,
                         "duration": 8, "coupling": "poor"},
    },
    "lifting_index of several": {
        "method": motion.lifting_index,
        "inputs": {"load": LIFTS},
        "results": of_lifts,
        "labels": ["lift"],
        "change": {
            "load": [10.0, 12.5, 8.5, 5], "h": [30, 45, 25, 30], "v": [75, 30, 100, 80],
            "d": [40, 120, 25, 30],
            "a": [45, 0, 135, 10], "lifts_per_min": [15, 0.3, 7.25, 0.1], "hours": [0.5, 8, 2, 7],
            "grip": ["fair", "poor", "fair", "good"],
        },
        "changed": {"load": OTHER_LIFTS},
    },
}  # fmt: skip
