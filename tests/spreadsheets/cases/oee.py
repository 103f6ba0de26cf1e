"""Lessons 09 and 13 (how the cases are read is said in cases/timestudy.py)."""

import pandas as pd

from shopfloor.methods import oee

# Vorne, The Fast Guide to OEE: 420 min planned, 47 min of stops, 60 pieces a minute; 74.79 %.
VORNE = {"planned": 420, "downtime": 47, "ideal_cycle_time": 1 / 60, "total": 19_271, "good": 18_848}
SHIFTS = pd.DataFrame({
    "day": ["Mon", "Tue", "Wed"], "planned_min": [445, 430, 420], "breakdown_min": [0, 118, 0],
    "changeover_min": [0, 0, 28], "minor_stops_min": [18, 10, 8], "ideal_cycle_s": 1.8,
    "total": [13_302, 8_830, 11_636], "good": [12_810, 8_574, 11_183],
})  # fmt: skip
OTHER_SHIFTS = pd.DataFrame({
    "planned_min": [450, 400], "downtime_min": [30, 10], "ideal_cycle_s": [24.0, 20], "total": [970, 1000],
    "good": [900, 990],
})  # fmt: skip
KINDS = {"breakdowns": 20, "setup and adjustment": 40}
STEPS = pd.DataFrame(
    {"step": [1, 2, 3], "minutes": [10, 20, 5], "kind": "internal", "description": ["=a", "b", "c"]}
)
OTHER_STEPS = pd.DataFrame({
    "when": ["before"] * 3 + ["after"] * 2, "step": [1, 2, 3, 1, 2], "minutes": [12, 18, 6, 11, 9],
    "kind": ["internal", "external", "internal", "internal", "external"],
})  # fmt: skip


def of_oee(found):
    if isinstance(found.oee, float):
        return found._asdict()
    return {name: list(part) for name, part in found._asdict().items()}


def of_tree(tree):
    table = tree.table.set_index("loss")
    names = ["breakdowns", "setup and adjustment", "stops of unknown kind", "idling and minor stops",
             "reduced speed",
             "start-up rejects", "process defects"]  # fmt: skip
    lost = [float(table["time_min"].get(name, 0.0)) for name in names]
    return tree.oee._asdict() | {
        "lost": lost, "productive": tree.fully_productive, "share": [one / tree.planned for one in lost],
        "in_pieces": [float(table["pieces"].get(name, 0.0)) for name in names],
        "counts_against": [table["factor"].get(name, "availability") for name in names],
    }  # fmt: skip


def of_pareto(table):
    return {
        "ranked": list(table["cause"]), "size": list(table.iloc[:, 1]), "share": list(table["share"]),
        "so_far": list(table["cumulative_share"]),
        "vital": ["yes" if one else "no" for one in table["vital"]],
        "vital_few": int(table["vital"].sum()),
    }  # fmt: skip


def of_changeover(found):
    names = ("internal_before", "external_before", "internal_after", "external_after", "saved", "saved_share")
    return {name: getattr(found, name) for name in names}


CASES = {
    "oee": {
        "method": oee.oee,
        "inputs": VORNE,
        "results": of_oee,
        "published": {"oee": (0.7479, 0.00005), "availability": (0.8881, 0.00005),
                      "performance": (0.8611, 0.00005)},
        "change": {"planned": 480, "downtime": 60, "ideal_cycle": 0.5, "pieces": 700, "good": 680},
        "changed": {"planned": 480, "downtime": 60, "ideal_cycle_time": 0.5, "total": 700, "good": 680},
    },
    "oee of several": {
        "method": oee.oee,
        "inputs": {"planned": pd.Series([480, 450]), "downtime": [60, 30], "ideal_cycle_time": 0.5,
                   "total": [700, 800],
                   "good": [680, 790]},
        "results": of_oee,
        "change": {"planned": [480, 450, 400], "downtime": [10, 0, 20], "ideal_cycle": [0.4, 0.4, 0.5],
                   "pieces": [900, 850, 600], "good": [900, 800, 555]},
        "changed": {"planned": [480, 450, 400], "downtime": [10, 0, 20], "ideal_cycle_time": [0.4, 0.4, 0.5],
                    "total": [900, 850, 600], "good": [900, 800, 555]},
    },
    "oee_of": {
        "method": oee.oee_of,
        "inputs": {"shifts": SHIFTS},
        "results": of_oee,
        "change": {"shift": ["a", "b"], "planned": [450, 400], "downtime": [30, 10], "ideal_cycle": [24, 20],
                   "pieces": [970, 1000], "good": [900, 990]},
        "changed": {"shifts": OTHER_SHIFTS},
    },
    "oee_of, minor stops of performance": {
        "method": oee.oee_of,
        "inputs": {"shifts": SHIFTS, "minor_stops": "performance"},
        "results": of_oee,
        "change": {"shift": ["a", "b"], "planned": [450, 400], "downtime": [30, 10], "ideal_cycle": [24, 20],
                   "pieces": [970, 1000], "good": [900, 990]},
        "changed": {"shifts": OTHER_SHIFTS},
    },
    "losses": {
        "method": oee.losses,
        "inputs": {"planned": 460, "stops": KINDS, "ideal_cycle_time": 0.5, "total": 400, "good": 392,
                   "actual_cycle_time": 0.8},
        "results": of_tree,
        "change": {"planned": 450, "breakdowns": 30, "setup": 20, "minor_stops_logged": 10, "unnamed": 5,
                   "ideal_cycle": 0.4,
                   "actual_cycle": None, "pieces": 800, "good": 780, "start_up": 6,
                   "minor_count": "performance"},
        "changed": {"planned": 450, "ideal_cycle_time": 0.4, "total": 800, "good": 780, "start_up_rejects": 6,
                    "stops": {"breakdowns": 30, "setup and adjustment": 20, "idling and minor stops": 10,
                              "stops of unknown kind": 5},
                    "minor_stops": "performance"},
    },
    "losses, stops of one kind": {
        "method": oee.losses,
        "inputs": {"planned": 450, "stops": 50, "ideal_cycle_time": 0.5, "total": 700, "good": 680},
        "results": of_tree,
        "change": {"planned": 455, "breakdowns": 30, "setup": 20, "minor_stops_logged": 10, "unnamed": 0,
                   "ideal_cycle": 0.4,
                   "actual_cycle": 0.44, "pieces": 800, "good": 780, "start_up": 6,
                   "minor_count": "performance"},
        "changed": {"planned": 455, "ideal_cycle_time": 0.4, "total": 800, "good": 780, "start_up_rejects": 6,
                    "actual_cycle_time": 0.44, "minor_stops": "performance",
                    "stops": {"breakdowns": 30, "setup and adjustment": 20, "idling and minor stops": 10}},
    },
    "teep": {
        "method": oee.teep,
        "inputs": {"oee": oee.oee(**VORNE), "planned": 420, "calendar": 480},
        "results": lambda part: {"teep": part},
        "published": {"teep": (0.654, 0.0005)},
        "change": {"oee": 0.6, "planned": 100, "calendar": 168},
        "changed": {"oee": 0.6, "planned": 100, "calendar": 168},
    },
    "mtbf": {
        "method": oee.mtbf,
        "inputs": {"uptime": 1000, "failures": 5},
        "results": lambda mean: {"mtbf": mean},
        "published": {"mtbf": (200, 0)},
        "change": {"all_time": 1200, "failures": 7},
        "changed": {"uptime": 1200, "failures": 7},
    },
    "mtbf of single times": {
        "method": oee.mtbf,
        "inputs": {"uptime": [150, 250, 200]},
        "results": lambda mean: {"mtbf": mean},
        "change": {"single": [100, 250, 200, 30]},
        "changed": {"uptime": [100, 250, 200, 30]},
    },
    "mttr": {
        "method": oee.mttr,
        "inputs": {"downtime": 150, "failures": 5, "unit": "min"},
        "results": lambda mean: {"mttr": mean},
        "change": {"all_time": 90, "failures": 4},
        "changed": {"downtime": 90, "failures": 4},
    },
    "mttr of times and a count": {
        "method": oee.mttr,
        "inputs": {"downtime": [20, 45, 25], "failures": 5},
        "results": lambda mean: {"mttr": mean},
        "change": {"single": [20, 45, 25, 10], "failures": 8},
        "changed": {"downtime": [20, 45, 25, 10], "failures": 8},
    },
    "pareto": {
        "method": oee.pareto,
        "inputs": {"causes": {"jam": 30, "no material": 60, "changeover": 110}, "unit": "minutes"},
        "results": of_pareto,
        "change": {"cause": ["a", "b", "c", "d"], "amount": [20, 50, 20, 0], "cutoff": 0.7},
        "changed": {"causes": {"a": 20, "b": 50, "c": 20, "d": 0}, "cutoff": 0.7},
    },
    "pareto of a table": {
        "method": oee.pareto,
        "inputs": {"causes": pd.DataFrame({"reason": ["jam", "leak", "jam"], "minutes": [4, 9, 6]}),
                   "by": "reason",
                   "value": "minutes"},
        "results": of_pareto,
        "change": {"cause": ["jam", "leak"], "amount": [10, 11], "cutoff": 1},
        "same": ["cause"],
        "changed": {"causes": {"jam": 10, "leak": 11}, "cutoff": 1},
    },
    "smed": {
        "method": oee.smed,
        "inputs": {"steps": STEPS, "external": [1], "left_out": [3]},
        "results": of_changeover,
        "labels": ["step"],
        "change": {
            "minutes_before": [12, 18, 6], "kind_before": ["internal", "external", "internal"],
            "minutes_after": [11, 9], "kind_after": ["internal", "external"],
        },
        "changed": {"steps": OTHER_STEPS},
    },
    "time_worth": {
        "method": oee.time_worth,
        "inputs": {"time_saved": 600, "ideal_cycle_time": 0.4, "performance": 0.86, "quality": 0.98,
                   "per_piece": 0.50,
                   "cost": 1200},
        "results": lambda found: {"pieces": found.pieces, "worth": found.money, "payback": found.payback},
        "change": {"time_saved": 500, "ideal_cycle": 0.5, "performance": 0.9, "quality": 0.95,
                   "per_piece": 0.4, "cost": 900},
        "changed": {"time_saved": 500, "ideal_cycle_time": 0.5, "performance": 0.9, "quality": 0.95,
                    "per_piece": 0.4,
                    "cost": 900},
    },
    "time_worth in pieces": {
        "method": oee.time_worth,
        "inputs": {"time_saved": 600, "ideal_cycle_time": 0.4},
        "results": lambda found: {"pieces": found.pieces},
        "change": {"time_saved": 500, "ideal_cycle": 0.5, "performance": 0.9, "quality": 0.95},
        "changed": {"time_saved": 500, "ideal_cycle_time": 0.5, "performance": 0.9, "quality": 0.95},
    },
}  # fmt: skip
