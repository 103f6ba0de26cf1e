"""Lessons 10 and 12 (how the cases are read is said in cases/timestudy.py)."""

import pandas as pd

from shopfloor.methods import valuestream

# Rother and Shook, Learning to See: Acme Stamping; 23.6 days and 188 s.
ACME = pd.DataFrame({
    "process": ["stamp", "weld 1", "weld 2", "assemble 1", "assemble 2", "ship"],
    "inventory_before": [4600, 7000, 1700, 2450, 1840, 4140],
    "cycle_time_s": [1, 39, 46, 62, 40, 0],
})  # fmt: skip
OTHER = pd.DataFrame({
    "process": ["cut", "bend", "ship"], "inventory_before": [1200, 600, 90], "cycle_time_s": [14, 38, 0],
    "value_added_s": [9, 21, 0],
})  # fmt: skip
DAYS = pd.DataFrame({"process": ["weld", "ship"], "days_before": [2.5, 4], "cycle_time_s": [82, 41]})
LOADED = pd.DataFrame({
    "process": ["cut", "weld"], "cycle_time_s": [14, 82], "uptime": [0.95, 0.9], "changeover_min": [18, 10],
    "batch_pieces": [1200, 300], "shifts_per_day": [1, 2],
})  # fmt: skip


def of_ladder(found):
    table, totals = found
    return {
        "lead": totals.lead_time, "processing": totals.processing, "value_adding": totals.value_added,
        "efficiency": totals.process_cycle_efficiency, "in_days": list(table["days"]),
        "days_so_far": list(table["days_so_far"]), "processing_so_far": list(table["processing_so_far_s"]),
    }  # fmt: skip


def of_states(found):
    return {
        "lead_current": found.lead_time_before, "lead_future": found.lead_time_after,
        "saved_days": found.saved_days,
        "saved_share": found.saved_share, "processing_current": found.processing_before,
        "processing_future": found.processing_after, "efficiency_current": found.efficiency_before,
        "efficiency_future": found.efficiency_after, "saved_inventory": found.saved_inventory,
    }  # fmt: skip


def of_loads(table):
    return {
        "takt": list(table["takt_s"]), "per_piece": list(table["with_changeovers_s"]),
        "load": list(table["load"]),
        "most": list(table["capacity_per_day"]), "heaviest": table["load"].max(),
        "too_slow": ["too slow" if one else "no" for one in table["too_slow"]],
        "slow": int(table["too_slow"].sum()),
        "bottleneck": table["process"][table["load"].idxmax()],
    }  # fmt: skip


CASES = {
    "takt_time": {
        "method": valuestream.takt_time,
        "inputs": {"available": 27_600, "demand": 460},
        "results": lambda takt: {"takt": takt},
        "published": {"takt": (60, 0)},
        "change": {"available": 25_500, "demand": 365},
        "changed": {"available": 25_500, "demand": 365},
    },
    "takt_time of several": {
        "method": valuestream.takt_time,
        "inputs": {"available": [27_600, 25_500], "demand": 460, "unit": "s"},
        "results": lambda takt: {"takt": list(takt)},
        "change": {"available": [480, 450, 900], "demand": [720, 760, 290]},
        "changed": {"available": [480, 450, 900], "demand": [720, 760, 290]},
    },
    "lead_time": {
        "method": valuestream.lead_time,
        "inputs": {"inventories": ACME["inventory_before"], "daily_demand": 920},
        "results": lambda days: {"lead": days},
        "published": {"lead": (23.6, 0.05)},
        "change": {"inventory": [1000, 2000, 0], "daily_demand": 460},
        "changed": {"inventories": [1000, 2000, 0], "daily_demand": 460},
    },
    "ladder": {
        "method": valuestream.ladder,
        "inputs": {"steps": ACME, "daily_demand": 920},
        "results": of_ladder,
        "published": {"lead": (23.6, 0.05), "processing": (188, 0)},
        "change": {"inventory": [1200, 600, 90], "cycle_time": [14, 38, 0], "value_added": [9, 21, 0],
                   "process": ["cut", "bend", "ship"], "daily_demand": 300, "day_s": 54_000},
        "changed": {"steps": OTHER, "daily_demand": 300, "day": 54_000},
    },
    "ladder in days": {
        "method": valuestream.ladder,
        "inputs": {"steps": DAYS},
        "results": of_ladder,
        "labels": ["process"],
        "change": {"in_days": [3, 0.5], "cycle_time": [80, 30], "value_added": [40, 0], "day_s": 28_800},
        "changed": {"steps": DAYS.assign(days_before=[3, 0.5], cycle_time_s=[80, 30], value_added_s=[40, 0]),
                    "day": 28_800},
    },
    "compare_states": {
        "method": valuestream.compare_states,
        "inputs": {"current": ACME, "future": OTHER, "daily_demand": 920},
        "results": of_states,
        "published": {"lead_current": (23.6, 0.05)},
        "change": {
            "process_current": ["cut", "bend", "ship"], "inventory_current": [1200, 600, 90],
            "cycle_current": [14, 38, 0],
            "value_added_current": [9, 21, 0], "demand_current": 300, "demand_future": 300, "day_s": 54_000,
            "process_future": ["cut", "ship"], "inventory_future": [300, 50], "cycle_future": [14, 38],
            "value_added_future": [9, 5],
        },
        "changed": {
            "current": OTHER, "daily_demand": 300, "day": 54_000,
            "future": [{"process": "cut", "inventory_before": 300, "cycle_time_s": 14, "value_added_s": 9},
                       {"process": "ship", "inventory_before": 50, "cycle_time_s": 38, "value_added_s": 5}],
        },
    },
    "compare_states in days": {
        "method": valuestream.compare_states,
        "inputs": {"current": valuestream.ladder(DAYS), "future": DAYS.assign(days_before=[1, 0.5])},
        "results": lambda found: {"saved_days": found.saved_days,
                                  "efficiency_future": found.efficiency_after},
        "labels": ["process_current", "process_future"],
        "change": {"days_current": [3, 2], "cycle_current": [80, 40], "value_added_current": [10, 10],
                   "days_future": [2, 0.25], "cycle_future": [80, 20], "value_added_future": [8, 2],
                   "day_s": 28_800},
        "changed": {
            "current": DAYS.assign(days_before=[3, 2], cycle_time_s=[80, 40], value_added_s=[10, 10]),
            "day": 28_800,
            "future": DAYS.assign(days_before=[2, 0.25], cycle_time_s=[80, 20], value_added_s=[8, 2]),
        },
    },
    "capacity": {
        "method": valuestream.capacity,
        "inputs": {"cycle_time": 46, "available": 27_600, "uptime": 0.80},
        "results": lambda pieces: {"capacity": pieces},
        "published": {"capacity": (480, 1e-9)},
        "change": {"cycle_time": 30, "available": 28_000, "uptime": 1, "changeovers": 3,
                   "changeover_time": 600},
        "changed": {"cycle_time": 30, "available": 28_000, "uptime": 1, "changeovers": 3,
                    "changeover_time": 600},
    },
    "process_loads": {
        "method": valuestream.process_loads,
        "inputs": {"steps": LOADED, "available": 27_000, "daily_demand": 600},
        "results": of_loads,
        "labels": ["process"],
        "change": {"working": [54_000, 27_000], "cycle_time": [20, 50], "uptime": [0.8, 1],
                   "changeover": [30, 5],
                   "batch": [500, 100], "daily_demand": 500},
        "changed": {
            "steps": LOADED.assign(cycle_time_s=[20, 50], uptime=[0.8, 1.0], changeover_min=[30, 5],
                                   batch_pieces=[500, 100],
                                   shifts_per_day=[2, 1]),
            "available": 27_000, "daily_demand": 500,
        },
    },
    "kanban_cards": {
        "method": valuestream.kanban_cards,
        "inputs": {"demand": 2_000, "lead_time": 0.10, "safety": 0.10, "container": 22},
        "results": lambda cards: {"cards": cards},
        "published": {"cards": (10, 0)},
        "change": {"demand": 600, "lead": 2, "safety": 0.25, "container": 74},
        "changed": {"demand": 600, "lead_time": 2, "safety": 0.25, "container": 74},
    },
    "kanban_cards of several": {
        "method": valuestream.kanban_cards,
        "inputs": {"demand": pd.Series([600, 450]), "lead_time": 2, "safety": 0.1, "container": [75, 30]},
        "results": lambda cards: {"cards": list(cards), "all_cards": int(sum(cards))},
        "change": {"demand": [4800, 2400, 600], "lead": [0.5, 1, 3], "safety": [0.1, 0.15, 0.3],
                   "container": [1200, 400, 26]},
        "changed": {"demand": [4800, 2400, 600], "lead_time": [0.5, 1, 3], "safety": [0.1, 0.15, 0.3],
                    "container": [1200, 400, 26]},
    },
    "supermarket_size": {
        "method": valuestream.supermarket_size,
        "inputs": {"demand": 600, "replenishment": 1, "buffer": 0.5, "container": 60},
        "results": lambda found: found._asdict(),
        "published": {"total": (900, 1e-9), "containers": (15, 0)},
        "change": {"demand": 550, "refill": 1.5, "buffer": 0.25, "safety": 0.1, "container": 48},
        "changed": {"demand": 550, "replenishment": 1.5, "buffer": 0.25, "safety": 0.1, "container": 48},
    },
    "supermarket_size without containers": {
        "method": valuestream.supermarket_size,
        "inputs": {"demand": 600, "replenishment": 1},
        "results": lambda found: {"total": found.total},
        "change": {"demand": 550, "refill": 1.5, "buffer": 0.25, "safety": 0.1},
        "changed": {"demand": 550, "replenishment": 1.5, "buffer": 0.25, "safety": 0.1},
    },
    "pitch": {
        "method": valuestream.pitch,
        "inputs": {"takt": 60, "pack": 20},
        "results": lambda time: {"pitch": time},
        "published": {"pitch": (1200, 0)},
        "change": {"takt": 45, "pack": 12},
        "changed": {"takt": 45, "pack": 12},
    },
    "every_part_every": {
        "method": valuestream.every_part_every,
        "inputs": {"available": 500, "run_times": [170, 150, 120], "changeover_times": [45, 60, 75]},
        "results": lambda found: {"interval": found.interval, "left_over": found.time_for_changeovers,
                                  "round_of_changeovers": found.changeover_time},
        "labels": ["part"],
        "change": {"available": 480, "run_time": [200, 180], "changeover_time": [30, 20]},
        "changed": {"available": 480, "run_times": [200, 180], "changeover_times": [30, 20]},
    },
}  # fmt: skip
