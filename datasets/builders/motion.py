"""Builds motion/trips.csv, all trips of a material handler in one shift, and motion/kitting_chart.csv.

Kitting chart: the version of the id "example" in the course "open-2026";
shopfloor.data.variants.kitting_chart states the model. Trips: TRIPS says how often each trip is made in the
shift, with what and with how many kilograms. The trips come in an order drawn by chance; they start between
06:10 and 14:10, each 3 to 10 minutes after the one before.

Run `python datasets/builders/motion.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.sheet import csv_bytes

FOLDER = Path(__file__).resolve().parent.parent
HEADINGS = {
    "motion/trips": ("trip", "start", "from_location", "to_location", "moved_with", "load", "load_kg"),
    "motion/kitting_chart": (
        "method",
        "step",
        "symbol",
        "description",
        "time_min",
        "distance_m",
        "people",
        "hazard",
    ),
}
# (from, to, moved with, load, kilograms at least and at most) -> how often in a shift.
TRIPS = {
    ("dock", "incoming inspection", "cart", "totes of valve bodies", 30, 33): 5,
    ("incoming inspection", "store", "cart", "totes of valve bodies", 30, 33): 5,
    ("store", "deburring bench", "cart", "totes of valve bodies", 30, 33): 5,
    ("deburring bench", "washer", "cart", "totes of valve bodies", 30, 33): 5,
    ("washer", "drill press", "cart", "totes of valve bodies", 30, 33): 5,
    ("drill press", "assembly bench", "cart", "totes of valve bodies", 30, 33): 5,
    ("store", "assembly bench", "cart", "boxes of screws and springs", 12, 26): 3,
    ("assembly bench", "packing bench", "cart", "trays of valves", 18, 24): 6,
    ("packing bench", "shipping", "hand pallet truck", "pallet of cartons", 210, 340): 4,
    ("drill press", "tool crib", "on foot", "worn drills and taps", 0, 1): 7,
    ("tool crib", "drill press", "on foot", "sharp drills and taps", 0, 1): 7,
    ("assembly bench", "tool crib", "on foot", "torque wrench for checking", 1, 2): 2,
    ("tool crib", "assembly bench", "on foot", "torque wrench, checked", 1, 2): 2,
    ("drill press", "supervisor's desk", "on foot", "order papers", 0, 0): 3,
    ("supervisor's desk", "drill press", "on foot", "order papers", 0, 0): 3,
}
FIRST = 6 * 60 + 10


def build():
    """Return {table: the file's bytes}."""
    chart = "motion/kitting_chart"
    rows = {"motion/trips": trips(), chart: VARIANTS[chart](Draws("open-2026", chart, "example"))}
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def trips():
    """Return the rows of motion/trips."""
    draws = Draws("open-2026", "motion/trips")
    every = [trip for trip, times in TRIPS.items() for _ in range(times)]
    table, clock = [], FIRST
    for number, (start, end, moved_with, load, least, most) in enumerate(draws.some(every, len(every)), 1):
        time = f"{clock // 60:02d}:{clock % 60:02d}"
        table.append((number, time, start, end, moved_with, load, draws.between(least, most)))
        clock += draws.between(3, 10)
    return table


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
