"""Lesson 07 (how the cases are read is said in cases/timestudy.py)."""

import pandas as pd

from shopfloor.methods import worksampling

SEEN = ["repair"] * 6 + ["walk"] * 3 + ["wait"]
OTHERS = ["repair"] * 4 + ["walk"] * 3 + ["meeting"] * 5

CASES = {
    # Heizer, Render and Munson, ch. 10, as in tests/methods: 526 with z = 2.
    "sample_size": {
        "method": worksampling.sample_size,
        "inputs": {"p": 0.30, "margin": 0.04, "confidence": 0.9545},
        "results": lambda tours: {"tours": tours},
        "published": {"tours": (526, 0)},
        "change": {"p": 0.25, "margin": 0.05, "margin_is": "relative", "confidence_level": 0.95},
        "changed": {"p": 0.25, "margin": 0.05, "relative": True},
    },
    "margin": {
        "method": worksampling.margin,
        "inputs": {"p": 0.25, "n": 100},
        "results": lambda margin: {"margin": margin},
        "published": {"margin": (0.0849, 0.00005)},
        "change": {"p": 0.12, "tours": 353, "confidence_level": 0.9},
        "changed": {"p": 0.12, "n": 353, "confidence": 0.9},
    },
    "margin of several": {
        "method": worksampling.margin,
        "inputs": {"p": [0.25, 0.1], "n": 100},
        "results": lambda margin: {"margin": list(margin)},
        "change": {"p": [0.3, 0.1, 0.6], "tours": [50, 100, 150], "confidence_level": 0.99},
        "changed": {"p": [0.3, 0.1, 0.6], "n": [50, 100, 150], "confidence": 0.99},
    },
    # Wilson's interval of 0 in 20 at 95 %: 0 to 0.1611 (Brown, Cai and DasGupta 2001 and others).
    "interval": {
        "method": worksampling.interval,
        "inputs": {"p": 0, "n": 20},
        "results": lambda found: {"low": found.low, "high": found.high},
        "published": {"high": (0.1611, 0.00005)},
        "change": {"p": 0.3, "tours": 40, "confidence_level": 0.9, "formula": "normal"},
        "changed": {"p": 0.3, "n": 40, "confidence": 0.9, "method": "normal"},
    },
    "claim_test": {
        "method": worksampling.claim_test,
        # NIST/SEMATECH e-Handbook 7.2.4: 26 defectives in 200 against 10 %; z = 1.414.
        "inputs": {"seen": 26, "n": 200, "claim": 0.10},
        "results": lambda found: {
            "p": found.observed, "distance": found.z, "p_value": found.p_value, "low": found.low,
            "high": found.high, "believable": "yes" if found.believable else "no",
        },
        "published": {"distance": (1.414, 0.0005)},
        "change": {"seen": 30, "tours": 353, "claim": 1 / 3, "confidence_level": 0.99},
        "changed": {"seen": 30, "n": 353, "claim": 1 / 3, "confidence": 0.99},
    },
    "proportions": {
        "method": worksampling.proportions,
        "inputs": {"tours": pd.DataFrame({"activity": SEEN})},
        "results": lambda table: {
            "p": list(table["proportion"]), "tours": list(table["tours"]), "margin": list(table["margin"]),
            "low": list(table["low"]), "high": list(table["high"]), "activity": list(table["activity"]),
        },
        "change": {"activity_seen": OTHERS, "activity": ["meeting", "repair", "walk"],
                   "confidence_level": 0.9},
        "changed": {"tours": pd.DataFrame({"activity": OTHERS}), "confidence": 0.9},
    },
    "standard_time_from_sampling": {
        "method": worksampling.standard_time_from_sampling,
        "inputs": {"study_time": 400, "working": 0.35, "rating": 0.80, "pieces": 150, "allowance": 0.10,
                   "basis": "workday"},
        "results": lambda standard: {"standard": standard},
        "published": {"standard": (0.83, 0.005)},
        "change": {"study_time": 480, "working": 0.8, "rating": 1.05, "pieces": 210, "allowance": 0.15,
                   "basis": "job"},
        "changed": {"study_time": 480, "working": 0.8, "rating": 1.05, "pieces": 210, "allowance": 0.15,
                    "basis": "job"},
    },
}  # fmt: skip
