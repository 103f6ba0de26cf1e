"""Lesson 08 (how the cases are read is said in cases/timestudy.py)."""

import pandas as pd

from shopfloor.methods import learning

TIMES = pd.DataFrame(
    {"code": ["TK", "IN", "FR", "TG"], "kind": ["action"] * 2 + ["extra"] * 2, "tmu": [31, 44, 19, 27]}
)
MOTIONS = pd.DataFrame(
    {
        "element": ["A", "A", "B"],
        "action": ["TK", "IN", "TK"],
        "extras": ["FR TG", "", "FR"],
        "times": [1, 2, 3],
    }
)
OTHER_TIMES = TIMES.assign(tmu=[30, 45, 20, 25])
OTHER_MOTIONS = pd.DataFrame(
    {"element": ["A", "B", "B", "B"], "action": ["IN", "IN", "TK", "TK"], "extras": ["TG", "FR", "", "FR TG"],
     "times": [1, 1, 1, 4]}
)  # fmt: skip


def of_line(line):
    return {"fixed_part": line.fixed, "each": line.each, "r_squared": line.r_squared, "spread": line.spread}


def of_motions(table):
    rows = table[table["element"] != "total"]
    total = table.iloc[-1]
    return {
        "tmu_sum": list(rows["tmu"]), "seconds": list(rows["seconds"]), "minutes": list(rows["minutes"]),
        "tmu_total": total["tmu"], "seconds_total": total["seconds"], "minutes_total": total["minutes"],
    }  # fmt: skip


AT = {"at": [1, 2, 3, 7, 8, 9, 10, 12, 15, 30]}
OTHER_MODEL = {"first": 75, "learning_rate": 0.85, "model": "average"}

CASES = {
    "unit_time": {
        "method": learning.unit_time,
        "inputs": {"first": 100, "n": 4, "rate": 0.80, "model": "unit"},
        "results": lambda time: {"time_of_unit": time},
        "published": {"time_of_unit": (64, 1e-9)},
        "change": OTHER_MODEL | AT | {"units": 7},
        "changed": {"first": 75, "n": 7, "rate": 0.85, "model": "average"},
    },
    "unit_time of several": {
        "method": learning.unit_time,
        "inputs": {"first": 100, "n": [1, 2, 3], "rate": 0.80, "model": "average"},
        "results": lambda times: {"time_of_unit": list(times)},
        "change": {"first": 75, "learning_rate": 0.85, "model": "unit", "unit_no": [3, 5, 8, 100]},
        "changed": {"first": 75, "n": [3, 5, 8, 100], "rate": 0.85, "model": "unit"},
    },
    # Heizer, Render and Munson, table E.3: 10.485 first units for 20 units of an 80 % curve.
    "total_time": {
        "method": learning.total_time,
        "inputs": {"first": 400, "n": 20, "rate": 0.80},
        "results": lambda total: {"total": total},
        "published": {"total": (4194, 0.5)},
        "change": OTHER_MODEL | AT | {"units": 250},
        "changed": {"first": 75, "n": 250, "rate": 0.85, "model": "average"},
    },
    "total_time of several": {
        "method": learning.total_time,
        "inputs": {"first": 100, "n": [1, 2, 4], "rate": 0.80, "model": "average"},
        "results": lambda times: {"total": list(times)},
        "change": {"first": 75, "learning_rate": 0.9, "model": "unit", "unit_no": [3, 5, 8, 1000]},
        "changed": {"first": 75, "n": [3, 5, 8, 1000], "rate": 0.9, "model": "unit"},
    },
    "lot_time": {
        "method": learning.lot_time,
        "inputs": {"first": 75, "start": 201, "end": 250, "rate": 0.85, "model": "average"},
        "results": lambda time: {"lot": time},
        "change": {"first": 80, "start": 5, "end": 30, "learning_rate": 0.8, "model": "unit"},
        "changed": {"first": 80, "start": 5, "end": 30, "rate": 0.8, "model": "unit"},
    },
    "fit": {
        "method": learning.fit,
        "inputs": {"units": [4, 1, 2, 8], "times": [64, 100, 80, 51.2]},
        "results": lambda fit: {"learning_rate": fit.rate, "first": fit.first, "r_squared": fit.r_squared},
        "published": {"learning_rate": (0.8, 1e-9), "first": (100, 1e-6)},
        "change": {"unit_no": [1, 2, 3, 4, 5], "time_of_unit": [38.5, 30.2, 25.7, 21.9, 20.8],
                   "model": "average",
                   "times_are": "cumulative averages"},
        "changed": {"units": [1, 2, 3, 4, 5], "times": [38.5, 30.2, 25.7, 21.9, 20.8], "model": "average",
                    "cumulative": True},
    },
    "fit of averages": {
        "method": learning.fit,
        "inputs": {"units": [1, 2, 3], "times": [100, 60, 54], "model": "average", "cumulative": True},
        "results": lambda fit: {"learning_rate": fit.rate, "first": fit.first},
        "change": {"unit_no": [1, 2, 3, 4], "time_of_unit": [100, 60, 54, 51], "model": "average",
                   "times_are": "times of the units"},
        "same": ["model"],
        "changed": {"units": [1, 2, 3, 4], "times": [100, 60, 54, 51], "model": "average"},
    },
    "standard_data": {
        "method": learning.standard_data,
        "inputs": {"sizes": [2, 4, 8, 10], "times": [0.9, 1.1, 1.5, 1.7], "size_unit": "pieces", "size": 6},
        "results": of_line,
        "published": {"fixed_part": (0.7, 1e-9), "each": (0.1, 1e-9), "time_of_size": (1.3, 1e-9)},
        "change": {"study_size": [4, 12, 8, 24, 6], "study_time": [1.14, 1.98, 1.63, 3.51, 1.28], "size": 10},
        "changed": {"sizes": [4, 12, 8, 24, 6], "times": [1.14, 1.98, 1.63, 3.51, 1.28]},
    },
    "predetermined_time": {
        "method": learning.predetermined_time,
        "inputs": {"motions": MOTIONS, "table": TIMES},
        "results": of_motions,
        "change": {
            "element": ["A", "B"], "of_element": ["A", "B", "B", "B"], "action": ["IN", "IN", "TK", "TK"],
            "extra_1": ["TG", "FR", None, "FR"], "extra_2": [None, None, None, "TG"], "often": [1, 1, 1, 4],
            "motion_code": ["TK", "IN", "FR", "TG"], "code_tmu": [30, 45, 20, 25],
        },
        "same": ["element", "motion_code"],
        "changed": {"motions": OTHER_MOTIONS, "table": OTHER_TIMES},
    },
}  # fmt: skip
