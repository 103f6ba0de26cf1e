"""Builds learning/unit_records, standard_data and unit_hours.

unit_hours is the version of the id "example" in the course "open-2026"; shopfloor.data.variants.unit_hours
states its model. The others:

- unit_records, in thousandths of an hour: the unit curve (shopfloor.data.variants.curve), each unit off by
  bell-shaped chance with a standard deviation of SPREAD per mille. The product with a break loses part of
  what was learned: the first unit after it takes as long as the unit RESTART did, and from there it goes on
  along the same curve. Units are finished at a rate of PER_WEEK to a week; the break lasts BREAK_WEEKS.
- standard_data: the normal time of packing a crate is FIXED + EACH x pumps, in ten-thousandths of a minute,
  each study off by bell-shaped chance with a standard deviation of STUDY_SPREAD.

Run `python datasets/builders/learning.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.chance import normal
from shopfloor.data.variants.curve import unit_time
from shopfloor.data.variants.sheet import csv_bytes, decimal

FOLDER = Path(__file__).resolve().parent.parent
HEADINGS = {
    "learning/unit_records": ("product", "unit", "week", "hours", "remark"),
    "learning/standard_data": ("study", "pumps_in_crate", "crate_kg", "normal_min"),
    "learning/unit_hours": ("unit", "hours", "remark"),
}
# Product -> hours of the first unit in thousandths, rate in per mille, units, last unit before a break.
PRODUCTS = {
    "control cabinet": (38_000, 850, 60, None),
    "filter skid": (64_000, 780, 48, 26),
}
SPREAD = 30
RESTART, BREAK_WEEKS, PER_WEEK = 9, 8, 3
RESTART_REMARK = "first unit after retooling: new welding fixture, two new fitters"
FIXED, EACH, STUDY_SPREAD = 6200, 1180, 700
CRATES = (4, 12, 8, 24, 6, 16, 10, 20, 2, 14, 8, 18, 12, 4, 22, 10, 16, 6, 20, 12, 24, 2)
PUMP_KG, CRATE_KG = 2, 9


def build():
    """Return {table: the file's bytes}."""
    own = "learning/unit_hours"
    example = VARIANTS[own](Draws("open-2026", own, "example"))
    rows = dict(zip(HEADINGS, (_records(), _standard_data(), example)))
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def _records():
    rows = []
    for product, (first, rate, units, last_before) in PRODUCTS.items():
        draws = Draws("open-2026", "learning/unit_records", product)
        for unit in range(1, units + 1):
            after = last_before is not None and unit > last_before
            experience = unit - last_before - 1 + RESTART if after else unit
            time = unit_time(first, experience, rate) * (1000 + normal(draws, 0, SPREAD)) // 1000
            week = (unit - 1) // PER_WEEK + 1 + (BREAK_WEEKS if after else 0)
            remark = RESTART_REMARK if after and unit == last_before + 1 else ""
            rows.append((product, unit, week, decimal((time + 50) // 100, 1), remark))
    return rows


def _standard_data():
    draws = Draws("open-2026", "learning/standard_data")
    rows = []
    for number, pumps in enumerate(CRATES, start=1):
        time = FIXED + EACH * pumps + normal(draws, 0, STUDY_SPREAD)
        rows.append((f"SD-{number:02d}", pumps, CRATE_KG + PUMP_KG * pumps, decimal((time + 50) // 100, 2)))
    return rows


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
