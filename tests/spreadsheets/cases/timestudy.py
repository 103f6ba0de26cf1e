"""Lessons 05 and 06: each sheet as written, and with every input changed.

``results``: what the method gives, by the name of the cell or column that must hold it. ``change``: what is
typed into the workbook; ``changed``: the same for the method. ``labels``: columns that nothing depends on;
``same``: inputs that are what they were. ``published``: numbers (value, within) from the source named.
"""

import pandas as pd

from shopfloor.methods import timestudy


def of_study(table):
    rows = table.iloc[:-1]
    names = ("observations", "observed", "normal", "normal_per_cycle", "standard")
    return {name: list(rows[name]) for name in names} | {
        "normal_per_cycle_total": table["normal_per_cycle"].iloc[-1],
        "standard_total": table["standard"].iloc[-1],
    }


STUDY = {"A": [0.22, 0.18, 0.20], "B": [0.50, 0.52, 0.48], "E": [0.75], "F": [2.0]}
CHANGED_STUDY = {"A": [0.25, 0.18, 0.20], "B": [0.50, 0.52, 0.44], "C": [0.90]}

RATED = pd.DataFrame({
    "element": ["A", "B", "A", "B", " A ", "F"], "time_min": [0.2, 0.5, 0.22, 0.55, 0.18, 3],
    "rating": [1.1, 0.9, 1.0, 1.2, 1.15, 1],
})  # fmt: skip

CASES = {
    "average_time": {
        "method": timestudy.average_time,
        "inputs": {"times": [8, 10, 9, 11]},
        "results": lambda average: {"average_time": average},
        "change": {"observed": [8.5, 10.25, 9, 12, 13]},
        "changed": {"times": [8.5, 10.25, 9, 12, 13]},
    },
    "normal_time": {
        "method": timestudy.normal_time,
        "inputs": {"observed": 9.5, "rating": 1.20, "unit": "min"},
        "results": lambda normal: {"normal": normal},
        "change": {"observed": 0.42, "rating": 0.85},
        "changed": {"observed": 0.42, "rating": 0.85},
    },
    "normal_time of a table": {
        "method": timestudy.normal_time,
        "inputs": {"observed": pd.Series([0.13, 0.25, 0.70], index=[7, 8, 9]), "rating": [1.25, 1.25, 1.2]},
        "results": lambda normal: {"normal": list(normal)},
        "change": {"observed": [0.14, 0.25, 0.7, 0.4], "rating": [0.9, 1.0, 1.1, 1.2]},
        "changed": {"observed": [0.14, 0.25, 0.7, 0.4], "rating": [0.9, 1.0, 1.1, 1.2]},
    },
    # Heizer, Render and Munson, ch. 10, as in tests/methods: 15.36 at 15 % of the workday gives 18.07.
    "standard_time of the workday": {
        "method": timestudy.standard_time,
        "inputs": {"normal": 15.36, "allowance": 0.15, "basis": "workday"},
        "results": lambda standard: {"standard": standard, "per_hour": 60 / standard},
        "published": {"standard": (18.07, 0.005)},
        "change": {"normal": 2.4, "allowance": 0.08, "basis": "job"},
        "changed": {"normal": 2.4, "allowance": 0.08, "basis": "job"},
    },
    "standard_time of the job, in seconds": {
        "method": timestudy.standard_time,
        "inputs": {"normal": 42.56, "allowance": 0.15, "basis": "job", "unit": "s"},
        "results": lambda standard: {"standard": standard, "per_hour": 3600 / standard},
        "published": {"standard": (48.94, 0.005)},
        "change": {"normal": 31, "allowance": 0.2, "basis": "workday"},
        "changed": {"normal": 31, "allowance": 0.2, "basis": "workday"},
    },
    "standard_time of several": {
        "method": timestudy.standard_time,
        "inputs": {"normal": [0.22, 0.5], "allowance": 0.1, "basis": "job"},
        "results": lambda standard: {"standard": list(standard)},
        "change": {"normal": [0.3, 0.4], "allowance": 0.12, "basis": "workday"},
        "changed": {"normal": [0.3, 0.4], "allowance": 0.12, "basis": "workday"},
    },
    "cycles_needed": {
        "method": timestudy.cycles_needed,
        "inputs": {"times": [3.5, 3.2, 4.1, 3.6, 3.9]},
        "results": lambda cycles: {"cycles_needed": cycles},
        "labels": ["element"],
        "change": {"error": 0.2, "times_1": [3.5, 3.2, 4.6, 3.6, 3.9, 3.3], "precision": 0.04,
                   "confidence_level": 0.9, "distribution": "t"},
        "changed": {"times": [3.5, 3.2, 4.6, 3.6, 3.9, 3.3], "error": 0.2, "confidence": 0.9,
                    "distribution": "t"},
    },
    "cycles_needed of several elements": {
        "method": timestudy.cycles_needed,
        "inputs": {"times": {"A": [3.5, 3.2, 4.1, 3.6, 3.9], "=B": [2, 3, 4]}, "distribution": "t"},
        "results": lambda cycles: {"cycles_needed": cycles},
        "labels": ["element"], "same": ["error"],
        "change": {"times_1": [3.5, 3.2, 4.6, 3.6, 3.9], "times_2": [2, 2.1, 2.2], "error": None,
                   "precision": 0.1,
                   "confidence_level": 0.99, "distribution": "normal"},
        "changed": {"times": {"A": [3.5, 3.2, 4.6, 3.6, 3.9], "B": [2, 2.1, 2.2]}, "precision": 0.1,
                    "confidence": 0.99},
    },
    "cycles_needed without any spread": {
        "method": timestudy.cycles_needed,
        "inputs": {"times": [2.0, 2.0, 2.0], "error": 0.5},
        "results": lambda cycles: {"cycles_needed": cycles},
        "labels": ["element"], "same": ["distribution"],
        "change": {"times_1": [2.0, 2.5, 3.0], "error": None, "precision": 0.2, "confidence_level": 0.5,
                   "distribution": "normal"},
        "changed": {"times": [2.0, 2.5, 3.0], "precision": 0.2, "confidence": 0.5},
    },
    "study": {
        "method": timestudy.study,
        "inputs": {"observations": STUDY, "ratings": 1.10, "allowance": 0.15, "basis": "job",
                   "frequency": {"E": 1 / 5},
                   "machine": ["B"]},
        "results": of_study,
        # The E becomes a C; its line in the summary and its time are typed over.
        "change": {
            "element": ["A", "B", "C"], "paced_by": ["machine", "worker", "worker"],
            "rating": [1.3, 0.9, 1.05],
            "occurrences": [1, 0.5, 0.1], "machine_allowance": 0.3, "allowance": 0.12, "basis": "workday",
            "element_seen": list("AAABBBC"), "time_seen": [0.25, 0.18, 0.20, 0.50, 0.52, 0.44, 0.90],
        },
        "changed": {"observations": CHANGED_STUDY, "ratings": {"B": 0.9, "C": 1.05}, "allowance": 0.12,
                    "basis": "workday", "frequency": {"B": 0.5, "C": 0.1}, "machine": "A",
                    "machine_allowance": 0.3},
    },
    "study with a rating for each reading": {
        "method": timestudy.study,
        "inputs": {"observations": RATED, "ratings": "rating", "allowance": 0.15, "basis": "workday",
                   "machine": "B",
                   "machine_allowance": 0.05},
        "results": lambda table: of_study(table) | {"rating": list(table["rating"].iloc[:-1])},
        "change": {
            "element": ["A", "B"], "paced_by": ["machine", "worker"], "occurrences": [0.5, 0.25],
            "allowance": 0.1, "basis": "job", "machine_allowance": 0, "element_seen": list("ABABB"),
            "time_seen": [0.2, 0.5, 0.21, 0.6, 0.4], "rating_seen": [1.1, 0.8, 1.2, 1.0, 0.95],
        },
        "same": ["element"],
        "changed": {"observations": RATED.assign(time_min=[0.2, 0.5, 0.21, 0.6, 0.4, 9],
                                                 rating=[1.1, 0.8, 1.2, 1.0, 0.95, 1],
                                                 element=list("ABABBF")),
                    "ratings": "rating", "allowance": 0.1, "basis": "job", "machine": "A",
                    "machine_allowance": 0, "frequency": {"A": 0.5, "B": 0.25}},
    },
    "rating_bias": {
        "method": timestudy.rating_bias,
        "inputs": {"given": [0.85, 1.00, 1.20], "true": [0.80, 1.00, 1.20]},
        "results": lambda found: {"bias": found.bias, "spread": found.spread, "ratings": found.n,
                                  "steepness": found.slope},
        "change": {"given": [0.85, 1.05, 1.10, 0.9], "pace": [0.70, 1.00, 1.20, 0.85]},
        "changed": {"given": [0.85, 1.05, 1.10, 0.9], "true": [0.70, 1.00, 1.20, 0.85]},
    },
    "labour_cost": {
        "method": timestudy.labour_cost,
        "inputs": {"time": 0.30, "wage": 20.00, "burden": 0.35},
        "results": lambda cost: {"cost": cost},
        "change": {"labour_time": 0.011, "wage": 21.5, "burden": 0.4},
        "changed": {"time": 0.011, "wage": 21.5, "burden": 0.4},
    },
    "labour_cost of several, in minutes and euros": {
        "method": timestudy.labour_cost,
        "inputs": {"time": [1.2, 0.8], "wage": 0.5, "burden": 0.25, "unit": "min", "money": "EUR"},
        "results": lambda cost: {"cost": list(cost)},
        "change": {"labour_time": [1.2, 0.9, 2], "wage": 0.55, "burden": 0.3},
        "changed": {"time": [1.2, 0.9, 2], "wage": 0.55, "burden": 0.3},
    },
    "tmu_to_seconds": {
        "method": timestudy.tmu_to_seconds,
        "inputs": {"tmu": [12.9, 2.0, 15.2]},
        "results": lambda seconds: {"motion_seconds": list(seconds), "seconds": sum(seconds)},
        "change": {"tmu": [10.1, 3.0, 15.2, 5.6]},
        "changed": {"tmu": [10.1, 3.0, 15.2, 5.6]},
    },
}  # fmt: skip
