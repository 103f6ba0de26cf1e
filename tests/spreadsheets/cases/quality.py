"""Lesson 14 (how the cases are read is said in cases/timestudy.py)."""

import numpy as np
import pandas as pd

from shopfloor.methods import quality

SAMPLES = [[5, 7, 6], [6, 6, 8], [4, 5, 6], [7, 6, 5]]
RAGGED = pd.DataFrame({
    "subgroup": ["a", "b", "c", "d"], "x1_mm": [5.0, None, 4, 7], "x2_mm": [7.0, 6.5, 5, 6],
    "x3_mm": [6, 8.5, np.nan, 5.5],
})  # fmt: skip
# NIST/SEMATECH e-Handbook 6.3.2.2: flow rates of ten batches; 45.8 to 55.8.
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# NIST/SEMATECH e-Handbook 6.3.3.1: defects on 25 wafers; c = 16, limits 4 and 28 (one wafer lies on it).
WAFERS = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
GAUGE = pd.DataFrame(
    [(part, who, trial, 10 + part + 0.1 * trial * (part % 2) + 0.07 * (who == "B") * part)
     for part in (1, 2, 3) for who in "AB" for trial in (1, 2)],
    columns=["part", "inspector", "trial", "mm"],
)  # fmt: skip
ALIKE = GAUGE.assign(mm=[5.2, 5.1, 5.1, 5.2, 7.0, 7.2, 7.2, 7.0, 6.1, 6.3, 6.3, 6.1])
OTHER_GAUGE = GAUGE.assign(mm=[5.1, 5.2, 5.2, 5.3, 7.0, 7.2, 7.1, 7.2, 6.1, 6.1, 6.3, 6.2])


def columns_of(table, values):
    """The readings of a gauge study as the workbook has them: a column for each inspector and trial."""
    return {
        f"i{place}_t{trial}": [float(value)
                               for value in values[(table["inspector"] == who) & (table["trial"] == trial)]]
        for place, who in enumerate("AB", start=1) for trial in (1, 2)
    }  # fmt: skip


def spread_out(value, count):
    return list(value) if np.ndim(value) else [float(value)] * count


def words(chart):
    return ["beyond" if one else "no" for one in chart.table["beyond"]]


def of_pair(charts):
    one, other = charts
    count = len(one.points)
    return {
        "average_of": list(one.points), "centre": one.centre, "lcl_a": spread_out(one.lcl, count),
        "ucl_a": spread_out(one.ucl, count), "beyond_a": words(one), "out_a": len(one.out_of_control),
        "spread_of": list(other.points), "line_r": spread_out(other.centre_line, count),
        "lcl_r": spread_out(other.lcl, count), "ucl_r": spread_out(other.ucl, count),
        "beyond_r": words(other),
        "out_r": len(other.out_of_control),
    }  # fmt: skip


def of_singles(charts):
    one, other = charts
    return {
        "centre": one.centre, "lcl": one.lcl, "ucl": one.ucl, "out": len(one.out_of_control),
        "beyond": words(one),
        "moving_range": list(other.points), "line_r": other.centre, "ucl_r": other.ucl,
        "beyond_r": words(other),
        "out_r": len(other.out_of_control),
    }  # fmt: skip


def of_chart(chart):
    count = len(chart.points)
    return {
        "point": list(chart.points), "line_at": spread_out(chart.centre_line, count),
        "lcl": spread_out(chart.lcl, count),
        "ucl": spread_out(chart.ucl, count), "beyond": words(chart), "out": len(chart.out_of_control),
    }  # fmt: skip


def of_capability(found):
    indices = {
        name: found_or_empty(getattr(found, name)) for name in ("cp", "cpl", "cpu", "cpk", "cpm", "pp", "ppk")
    }
    return indices | {
        "mean": found.mean, "short_term": found.sigma, "overall": found.overall, "outside": found.outside,
        "expected": found.expected_outside,
    }  # fmt: skip


def found_or_empty(value):
    return None if value is None else value


def of_gauge(study):
    deviations = np.sqrt(study.components)
    return {
        "repeatability": deviations["repeatability"], "reproducibility": deviations["reproducibility"],
        "gauge": deviations["gauge"], "part_deviation": deviations["part"],
        "total_deviation": deviations["total"],
        "of_study": study.percent_of_study_variation["gauge"],
        "of_variance": study.percent_of_contribution["gauge"],
        "of_tolerance": None if study.percent_of_tolerance is None else study.percent_of_tolerance["gauge"],
        "ndc": study.ndc,
    }  # fmt: skip


OTHER_SAMPLES = [[5.5, 7, 6.25], [6, 6, 8], [4, 5, 6], [7, 6, 5], [9.5, 9, 9.75]]
PIECES = {f"x_{k}": [row[k - 1] for row in OTHER_SAMPLES] for k in (1, 2, 3)}
COUNTED = ["yes", "yes", "no", "yes", "no"]
OTHER = {"samples": OTHER_SAMPLES, "base": 4, "without": [2], "mean": 6.1}

CASES = {
    "xbar_r": {
        "method": quality.xbar_r,
        "inputs": {"samples": SAMPLES, "unit": "mm"},
        "results": of_pair,
        "published": {"centre": (5.917, 0.0005), "line_r": ([2.0] * 4, 1e-9)},
        "labels": ["subgroup"],
        "change": PIECES | {"counts_in": COUNTED, "known_mean": 6.1, "known_sigma": None},
        "same": ["known_sigma"],
        "changed": OTHER,
    },
    "xbar_r, ragged": {
        "method": quality.xbar_r,
        "inputs": {"samples": RAGGED, "base": 3},
        "results": of_pair,
        "labels": ["subgroup"],
        "change": PIECES | {"x_3": [6.25, None, 6, None, 9.75], "counts_in": COUNTED, "known_mean": None,
                            "known_sigma": 0.9},
        "same": ["known_mean"],
        "changed": {"samples": [[5.5, 7, 6.25], [6, 6], [4, 5, 6], [7, 6], [9.5, 9, 9.75]], "base": 4,
                    "without": [2],
                    "sigma": 0.9},
    },
    "xbar_s": {
        "method": quality.xbar_s,
        "inputs": {"samples": SAMPLES},
        "results": of_pair,
        "labels": ["subgroup"],
        "change": PIECES | {"counts_in": COUNTED, "known_mean": 6.1, "known_sigma": 0.8},
        "changed": OTHER | {"sigma": 0.8},
    },
    "xbar_s, ragged": {
        "method": quality.xbar_s,
        "inputs": {"samples": RAGGED},
        "results": of_pair,
        "labels": ["subgroup"],
        "change": PIECES | {"counts_in": COUNTED, "known_mean": None, "known_sigma": None},
        "same": ["known_mean", "known_sigma"],
        "changed": {"samples": OTHER_SAMPLES, "base": 4, "without": [2]},
    },
    "individuals": {
        "method": quality.individuals,
        "inputs": {"x": FLOW, "unit": "l/min"},
        "results": of_singles,
        "published": {"lcl": (45.8, 0.05), "ucl": (55.8, 0.05), "mean_range": (1.8778, 0.00005)},
        "labels": ["label"],
        "change": {"reading": [18.2, 17.9, 18.0, 18.3, 18.1, 21.5],
                   "counts_in": ["yes", "no", "yes", "yes", "yes", "no"],
                   "known_mean": None, "known_sigma": None},
        "same": ["known_mean", "known_sigma"],
        "changed": {"x": [18.2, 17.9, 18.0, 18.3, 18.1, 21.5], "without": [1], "base": 5},
    },
    "individuals with standards": {
        "method": quality.individuals,
        "inputs": {"x": FLOW, "mean": 50, "sigma": 2},
        "results": of_singles,
        "labels": ["label"],
        "change": {"reading": [18.2, 17.9, 18.0], "counts_in": ["yes"] * 3, "known_mean": 18,
                   "known_sigma": 0.1},
        "changed": {"x": [18.2, 17.9, 18.0], "mean": 18, "sigma": 0.1},
    },
    "p_chart": {
        "method": quality.p_chart,
        "inputs": {"counts": [12, 15, 8, 10, 4], "sizes": 50},
        "results": of_chart,
        "published": {"level": (0.196, 0.0005)},
        "labels": ["label"],
        "change": {"found": [15, 19, 10, 9, 60, 1], "looked": [333, 417, 169, 211, 426, 20],
                   "known_level": None,
                   "counts_in": ["yes", "yes", "yes", "no", "no", "yes"]},
        "same": ["known_level"],
        "changed": {"counts": [15, 19, 10, 9, 60, 1], "sizes": [333, 417, 169, 211, 426, 20],
                    "without": [3, 4]},
    },
    "np_chart": {
        "method": quality.np_chart,
        "inputs": {"counts": [12, 15, 8, 10, 4], "sizes": 50},
        "results": of_chart,
        "labels": ["label"],
        "change": {"found": [15, 19, 10], "looked": [333, 417, 169], "known_level": 0.05,
                   "counts_in": ["yes", "yes", "no"]},
        "changed": {"counts": [15, 19, 10], "sizes": [333, 417, 169], "standard": 0.05},
    },
    "u_chart": {
        "method": quality.u_chart,
        "inputs": {"counts": pd.Series([12, 8, 6, 14, 10], index=list("vwxyz")), "sizes": 50},
        "results": of_chart,
        "published": {"level": (0.2, 1e-9)},
        "labels": ["label"],
        "change": {"found": [18, 22, 40], "looked": [333.5, 417, 169], "known_level": None,
                   "counts_in": ["yes", "yes", "no"]},
        "same": ["known_level"],
        "changed": {"counts": [18, 22, 40], "sizes": [333.5, 417, 169], "base": 2},
    },
    "c_chart": {
        "method": quality.c_chart,
        "inputs": {"counts": WAFERS},
        "results": of_chart,
        "published": {"level": (16, 1e-9), "out": (1, 0)},
        "labels": ["label"],
        "change": {"found": [16, 14, 28, 2], "known_level": 12, "counts_in": ["yes"] * 4},
        "changed": {"counts": [16, 14, 28, 2], "standard": 12},
    },
    "capability": {
        "method": quality.capability,
        "inputs": {"values": SAMPLES, "lsl": 2, "usl": 9, "unit": "mm"},
        "results": of_capability,
        "published": {"cp": (0.987, 0.0005), "cpk": (0.870, 0.0005), "ppk": (0.948, 0.0005)},
        "change": PIECES | {"lsl": 4.5, "usl": 9.5, "target": 6, "known_sigma": None},
        "same": ["known_sigma"],
        "changed": {"values": OTHER_SAMPLES, "lsl": 4.5, "usl": 9.5, "target": 6},
    },
    "capability of single values with one limit": {
        "method": quality.capability,
        "inputs": {"values": [5.0, 6, 5.5, 7, 6.25], "lsl": 4.0, "usl": None},
        "results": of_capability,
        "change": {"x_1": [5.0, 6, 5.5, 7, 6.25, 4.75], "lsl": None, "usl": 6.5, "target": None,
                   "known_sigma": 0.5},
        "same": ["target"],
        "changed": {"values": [5.0, 6, 5.5, 7, 6.25, 4.75], "lsl": None, "usl": 6.5, "sigma": 0.5},
    },
    "capability of single values": {
        "method": quality.capability,
        "inputs": {"values": [5.0, 6, 5.5, 7, 6.25], "lsl": None, "usl": 8.0},
        "results": of_capability,
        "change": {"x_1": [5.0, 6, 5.5, 7, 6.25, 4.75], "lsl": 4, "usl": 8.5, "target": None,
                   "known_sigma": None},
        "same": ["target", "known_sigma"],
        "changed": {"values": [5.0, 6, 5.5, 7, 6.25, 4.75], "lsl": 4, "usl": 8.5},
    },
    "gauge_rr": {
        "method": quality.gauge_rr,
        "inputs": {"table": GAUGE, "tolerance": 4},
        "results": of_gauge,
        "labels": ["part"],
        "change": columns_of(OTHER_GAUGE, OTHER_GAUGE["mm"]) | {"tolerance": None, "sigmas": 5.15},
        "changed": {"table": OTHER_GAUGE, "sigmas": 5.15},
    },
    "gauge_rr, inspectors alike": {
        "method": quality.gauge_rr,
        "inputs": {"table": ALIKE},
        "results": of_gauge,
        "labels": ["part"],
        "change": columns_of(OTHER_GAUGE, OTHER_GAUGE["mm"]) | {"tolerance": 3, "sigmas": 5},
        "changed": {"table": OTHER_GAUGE, "tolerance": 3, "sigmas": 5},
    },
    "first_pass_yield": {
        "method": quality.first_pass_yield,
        "inputs": {"good": 470, "total": 500},
        "results": lambda share: {"first_pass": share},
        "published": {"first_pass": (0.94, 1e-9)},
        "change": {"good": 380, "total": 410},
        "changed": {"good": 380, "total": 410},
    },
    "first_pass_yield of several": {
        "method": quality.first_pass_yield,
        "inputs": {"good": [470, 460], "total": [500, 470]},
        "results": lambda shares: {"first_pass": list(shares), "rolled": float(np.prod(shares))},
        "change": {"good": [380, 370, 300], "total": [410, 380, 370]},
        "changed": {"good": [380, 370, 300], "total": [410, 380, 370]},
    },
    "rolled_throughput_yield": {
        "method": quality.rolled_throughput_yield,
        "inputs": {"yields": [0.98, 0.95, 0.99]},
        "results": lambda share: {"rolled": share},
        "published": {"rolled": (0.9217, 0.00005)},
        "labels": ["step"],
        "change": {"first_pass": [0.9, 0.97]},
        "changed": {"yields": [0.9, 0.97]},
    },
    "dpmo": {
        "method": quality.dpmo,
        "inputs": {"defects": 34, "units": 500, "opportunities": 20},
        "results": lambda rate: {"dpmo": rate},
        "published": {"dpmo": (3400, 1e-9)},
        "change": {"defects": 12, "units": 350, "opportunities": 3},
        "changed": {"defects": 12, "units": 350, "opportunities": 3},
    },
    "dpmo of several": {
        "method": quality.dpmo,
        "inputs": {"defects": [34, 12], "units": 500, "opportunities": 20},
        "results": lambda rates: {"dpmo": list(rates)},
        "change": {"defects": [1, 2, 3], "units": 350, "opportunities": 3},
        "changed": {"defects": [1, 2, 3], "units": 350, "opportunities": 3},
    },
    # Harry and Schroeder 2000: 66,807 in a million is three sigma, 3.4 is six.
    "sigma_level": {
        "method": quality.sigma_level,
        "inputs": {"dpmo": 66_807},
        "results": lambda level: {"sigma_level": level},
        "published": {"sigma_level": (3, 0.0005)},
        "change": {"rate_per_million": 3.4, "shift": 0},
        "changed": {"dpmo": 3.4, "shift": 0},
    },
    "sigma_level of several": {
        "method": quality.sigma_level,
        "inputs": {"dpmo": [66_807, 3.4]},
        "results": lambda levels: {"sigma_level": list(levels)},
        "published": {"sigma_level": ([3, 6], 0.002)},
        "change": {"rate_per_million": [6210, 233, 500_000], "shift": 0},
        "changed": {"dpmo": [6210, 233, 500_000], "shift": 0},
    },
    # R's power.prop.test, documented example: 76.7 for 0.50, 0.75 and a power of 0.90.
    "parts_to_see": {
        "method": quality.parts_to_see,
        "inputs": {"before": 0.50, "after": 0.75, "power": 0.90},
        "results": lambda parts: {"parts": parts},
        "published": {"unrounded": (76.7, 0.05), "parts": (77, 0)},
        "change": {"share_before": 0.04, "share_after": 0.032, "chance": 0.8, "confidence_level": 0.9,
                   "sides": 1},
        "changed": {"before": 0.04, "after": 0.032, "power": 0.8, "confidence": 0.9, "sides": 1},
    },
    # R's power.prop.test: 0.7401659.
    "chance_to_see": {
        "method": quality.chance_to_see,
        "inputs": {"before": 0.50, "after": 0.75, "parts": 50},
        "results": lambda power: {"chance": power},
        "published": {"chance": (0.7401659, 1e-6)},
        "change": {"share_before": 0.04, "share_after": 0.032, "parts": 3000, "confidence_level": 0.9,
                   "sides": 1},
        "changed": {"before": 0.04, "after": 0.032, "parts": 3000, "confidence": 0.9, "sides": 1},
    },
    "compare_shares": {
        "method": quality.compare_shares,
        "inputs": {"count_before": 120, "parts_before": 3000, "count_after": 96, "parts_after": 3000},
        "results": lambda found: {
            "share_before": found.before, "share_after": found.after, "difference": found.difference,
            "low": found.low,
            "high": found.high, "z": found.z, "p_value": found.p_value, "fewer": found.fewer,
        },
        "change": {"count_before": 60, "parts_before": 1500, "count_after": 80, "parts_after": 3100,
                   "confidence_level": 0.9},
        "changed": {"count_before": 60, "parts_before": 1500, "count_after": 80, "parts_after": 3100,
                    "confidence": 0.9},
    },
}  # fmt: skip
