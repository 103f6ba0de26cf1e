"""Builds the tables of valuestream/: a bicycle rack's way through seven processes, orders, deliveries, counts.

Model:

- processes, kanban parts: facts, thought up; nothing is drawn. The welding cell is the constraint: its cycle
  time of 82 s is below takt (90 s), divided by its uptime it is above;
- the inventory was counted on three days; the mean of the three counts of a place is exactly what the process
  table states;
- orders, 60 working days, three variants: bell-shaped around the mean of the variant, standard deviation 12, 20
  and 45 percent; on a Monday the customer orders 30 percent more than on the other days. The plant ships what
  it has: an order that exceeds 135 percent of the mean is shipped in part, the rest a day later;
- deliveries of tube, one a week for 26 weeks, promised after 10 working days: on time or up to 2 days late until
  the haulier changed in week 15, 3 days later on average since.

Run `python datasets/builders/valuestream.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.chance import normal
from shopfloor.data.variants.sheet import csv_bytes

FOLDER = Path(__file__).resolve().parent.parent

# step, process, pieces before it, cycle and value-adding seconds, seconds a piece spends in the process,
# changeover minutes, uptime, operators, shifts, batch, what tells it to work
PROCESSES = (
    (1, "cut tube", 4800, 14, 9, 14, 18, "0.95", 1, 1, 1200, "weekly schedule"),
    (2, "bend", 2100, 38, 21, 38, 45, "0.85", 1, 2, 600, "weekly schedule"),
    (3, "weld", 1350, 82, 55, 82, 10, "0.90", 2, 2, 300, "daily list"),
    (4, "coat", 1800, 30, 26, 3300, 35, "0.92", 3, 1, 600, "weekly schedule"),
    (5, "assemble", 900, 66, 48, 66, 5, "0.97", 2, 2, 60, "daily list"),
    (6, "inspect and pack", 240, 41, 0, 41, 0, "0.99", 1, 2, 60, "first in, first out"),
    (7, "ship", 2700, 12, 0, 12, 0, "1.00", 1, 1, 600, "daily shipping order"),
)
COUNT_DAYS = ("2026-04-14", "2026-04-22", "2026-05-06")
# variant, mean a day, standard deviation in percent
VARIANTS_SOLD = (("black", 360, 12), ("silver", 180, 20), ("long", 60, 45))
DAYS = 60
MONDAY_PERCENT = 130
SHIP_AT_MOST_PERCENT = 135
# part, pieces a rack, days from card to container, safety, pieces in a container, cards in use today
KANBAN = (
    ("hex bolt M8", 8, "0.5", "0.10", 1200, 9),
    ("lock nut M8", 8, "0.5", "0.10", 2000, 8),
    ("rubber foot", 4, "1", "0.15", 400, 12),
    ("end cap", 6, "1", "0.15", 600, 7),
    ("name plate", 1, "3", "0.20", 250, 14),
    ("carton", 1, "2", "0.10", 75, 10),
    ("wall anchor set", 1, "5", "0.30", 150, 26),
    ("leaflet", 1, "5", "0.10", 500, 7),
)
WEEKS = 26
NEW_HAULIER_WEEK = 15
PROMISED_DAYS = 10

HEADINGS = {
    "valuestream/processes": (
        *("step", "process", "inventory_before", "cycle_time_s", "value_added_s", "in_process_s"),
        *("changeover_min", "uptime", "operators", "shifts_per_day", "batch_pieces", "information"),
    ),
    "valuestream/inventory_counts": ("date", "step", "pieces"),
    "valuestream/orders": ("day", "weekday", "variant", "ordered", "shipped"),
    "valuestream/deliveries": (
        "week",
        "ordered_day",
        "promised_day",
        "arrived_day",
        "tubes_ordered",
        "tubes_received",
    ),
    "valuestream/kanban_parts": (
        *("part", "pieces_per_rack", "lead_time_days", "safety", "container_pieces", "cards_now"),
    ),
    "valuestream/garden_chair": (
        *("step", "process", "inventory_before", "cycle_time_s", "value_added_s", "changeover_min"),
        *("uptime", "operators", "demand_per_day", "available_min"),
    ),
}


def build():
    """Return {table: the file's bytes}."""
    own = "valuestream/garden_chair"
    rows = {
        "valuestream/processes": PROCESSES,
        "valuestream/inventory_counts": _counts(Draws("open-2026", "valuestream/inventory_counts")),
        "valuestream/orders": _orders(Draws("open-2026", "valuestream/orders")),
        "valuestream/deliveries": _deliveries(Draws("open-2026", "valuestream/deliveries")),
        "valuestream/kanban_parts": KANBAN,
        own: VARIANTS[own](Draws("open-2026", own, "example")),
    }
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def _counts(draws):
    rows = []
    for step, _, pieces, *_ in PROCESSES:
        first = draws.between(-pieces // 6, pieces // 6)
        second = draws.between(-pieces // 8, pieces // 8)
        for day, off in zip(COUNT_DAYS, (first, second, -first - second)):
            rows.append((day, step, pieces + off))
    return sorted(rows)


def _orders(draws):
    rows = []
    waiting = dict.fromkeys((variant for variant, *_ in VARIANTS_SOLD), 0)
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    for day in range(1, DAYS + 1):
        weekday = weekdays[(day - 1) % 5]
        for variant, mean, percent in VARIANTS_SOLD:
            # With one Monday in five days 30 percent up, the others are at 100/106 of the mean.
            usual = mean * (MONDAY_PERCENT if weekday == "Monday" else 100) // 106
            ordered = max(0, normal(draws, usual, usual * percent // 100))
            wanted = ordered + waiting[variant]
            shipped = min(wanted, mean * SHIP_AT_MOST_PERCENT // 100)
            waiting[variant] = wanted - shipped
            rows.append((day, weekday, variant, ordered, shipped))
    return rows


def _deliveries(draws):
    rows = []
    for week in range(1, WEEKS + 1):
        ordered_day = 5 * (week - 1) + 1
        late = (
            draws.pick((0, 0, 0, 1, 0, 2)) if week < NEW_HAULIER_WEEK else draws.pick((2, 3, 4, 3, 2, 5, 3))
        )
        tubes = 100 * draws.between(58, 62)
        short = draws.pick((0, 0, 0, 0, 40, 120))
        promised = ordered_day + PROMISED_DAYS
        rows.append((week, ordered_day, promised, promised + late, tubes, tubes - short))
    return rows


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
