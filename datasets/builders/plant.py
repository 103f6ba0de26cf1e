"""Builds the tables of plant/: four weeks of one plant that makes bench scales, all files from one simulation.

Twenty working days, two shifts of 440 min of work; six stations in a row, racks between them. Model of a shift:

- a station can start as many pieces as fit into its time without stops, at its cycle time slowed by 1 to 6
  percent; it starts no more than lie before it or come in, and no more than the rack behind it has room for;
  pallets before "calibrate" have no limit;
- stops: STOPS (Poisson; length a shortest time plus an exponential part), a changeover a shift at "print" and at
  "calibrate"; all of a station's stops lie within its work time and none overlaps another;
- scrap: a share of what is started; from 2026-09-30 on "load cell bent", found at "calibrate" and caused by a
  new screwdriver at "assemble 2", comes three times as often;
- the cycle counter of the calibration rig counts every piece that is started there;
- an order for each variant and day is confirmed with what was packed; the customer's orders are bell-shaped around
  406 standard and 174 pro a day; what is there is shipped, the rest later;
- the inventory is counted each evening, without an error: yesterday's plus what came in, less what went on;
- ten timed cycles of every task, whose mean is exactly the time that the task table states.

plant/own_line is another plant: the version of the id "example"; its model stands in variants/own_line.py.

The calibration rig has not the longest cycle time ("assemble 2" has) and still is the constraint: its stops make
it slower than takt, and the pallets before it grow.

Run `python datasets/builders/plant.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.chance import binomial, exponential, normal, poisson
from shopfloor.data.variants.sheet import csv_bytes, decimal

FOLDER = Path(__file__).resolve().parent.parent

DATES = tuple(f"2026-09-{day:02d}" for day in (*range(14, 19), *range(21, 26), *range(28, 31))) + tuple(
    f"2026-10-{day:02d}" for day in (1, 2, *range(5, 10))
)
# Start of the shift in minutes of the day; meeting, break: minutes from the start.
SHIFTS = {"A": 360, "B": 840}
LENGTH, MEETING, BREAK = 480, (0, 10), (240, 30)
WORK = 440

# task, description, seconds, predecessors, station
TASKS = (
    ("A", "Put the base on the fixture, wipe it", 9, "", 1),
    ("B", "Print the logo, dry it", 31, "A", 1),
    ("C", "Screw four feet under the base", 26, "B", 2),
    ("D", "Glue the spirit level in", 19, "B", 2),
    ("E", "Put the battery contacts in", 27, "B", 2),
    ("F", "Put the load cell on its spacers", 21, "C", 3),
    ("G", "Drive four load-cell screws to torque", 44, "F", 3),
    ("H", "Plug the load cell into the board", 13, "G K", 4),
    ("I", "Lay the cable in its channel", 23, "F", 3),
    ("J", "Clean the display window", 12, "", 4),
    ("K", "Screw the board and display in", 30, "E", 4),
    ("L", "Set the platform on", 11, "H I J", 4),
    ("M", "Calibrate with three weights (the rig sets the time)", 84, "D L", 5),
    ("N", "Print and stick the seal", 12, "M", 6),
    ("O", "Put in the carton with adapter and manual", 27, "N", 6),
    ("P", "Close, label, stack", 13, "O", 6),
)
STATIONS = ("print", "assemble 1", "assemble 2", "assemble 3", "calibrate", "pack")
# Room behind each station; the pallets before "calibrate" stand on the floor.
ROOM = (120, 120, 120, None, 300, None)
START = (1400, 80, 70, 60, 140, 40)
# station: (reason, thousandths a shift, shortest, mean of the rest)
STOPS = {
    "print": (("ink low", 300, 4, 4), ("base missing", 150, 5, 8)),
    "assemble 1": (("feet missing", 200, 4, 8),),
    "assemble 2": (("screwdriver fault", 250, 3, 6),),
    "assemble 3": (("board missing", 250, 5, 10),),
    "calibrate": (
        ("clamp sensor", 1500, 5, 8),
        ("rig will not zero", 600, 8, 14),
        ("software restart", 400, 6, 5),
    ),
    "pack": (("cartons missing", 200, 4, 7), ("label printer", 300, 3, 5)),
}
CHANGEOVERS = {"print": (6, 10), "calibrate": (15, 26)}
# defect, station where it is found, parts per million
DEFECTS = (
    ("smeared logo", "print", 6_000),
    ("foot cross-threaded", "assemble 1", 3_000),
    ("screw stripped", "assemble 2", 4_000),
    ("window scratched", "assemble 3", 3_000),
    ("out of range", "calibrate", 9_000),
    ("load cell bent", "calibrate", 7_000),
    ("carton damaged", "pack", 1_500),
)
WORSE = ("load cell bent", "2026-09-30", 3)

# variant, description, ordered a day, standard deviation, finished at the start
VARIANTS_SOLD = (("standard", 406, 28, 420), ("pro", 174, 20, 180))
COUNTER_START = 118_342

COSTS = (
    ("operator wage", "22.40", "USD/h", "Average of the line's operators and the material handler"),
    ("burden on wages", "0.31", "fraction", "Insurance, paid time off, payroll tax"),
    ("overtime premium", "0.50", "fraction", "On top of the wage, beyond 40 hours a week"),
    ("calibration rig", "18.50", "USD/h", "Depreciation, service and power, for each hour planned"),
    ("material of a standard scale", "31.80", "USD/piece", "All bought parts and the molded base"),
    ("material of a pro scale", "46.20", "USD/piece", "All bought parts and the molded base"),
    (
        "material lost with a scrapped piece",
        "24.00",
        "USD/piece",
        "Average over stations and variants; the rest is reused",
    ),
    ("price of a standard scale", "69.00", "USD/piece", "Paid by the dealer"),
    ("price of a pro scale", "99.00", "USD/piece", "Paid by the dealer"),
    ("value of a piece in process", "33.00", "USD/piece", "Average between base and finished scale"),
    ("cost of holding inventory", "0.22", "fraction/year", "Capital, space, handling, obsolescence"),
    ("late delivery", "4.00", "USD/piece", "Credit to the dealer for a scale that comes later than ordered"),
    ("second calibration rig", "46000", "USD", "Offer of the maker, with installation"),
    ("clamp sensors, better protected", "1900", "USD", "Offer of the maker, for one rig"),
    ("working days", "240", "days/year", "Plant calendar"),
)
# position, shift, station, trained on (stations), weeks on the line, what the person said
PEOPLE = (
    ("A1", "A", 1, "1 2", 210, "Would like to learn the rig"),
    ("A2", "A", 2, "1 2 3", 96, "Feet come in bags that are hard to open"),
    ("A3", "A", 3, "2 3 4", 340, "Wrist hurts in the evening; the screwdriver kicks"),
    ("A4", "A", 4, "3 4", 41, "Often waits, would rather help than stand"),
    ("A5", "A", 5, "5", 505, "The only one on the shift who can reset the rig"),
    ("A6", "A", 6, "1 6", 128, "Reaches over the pallet all day"),
    ("A7", "A", None, "1 2 4 6", 260, "Brings material to all; runs when two call at once"),
    ("B1", "B", 1, "1", 12, "Still learning, asks for a written set-up of the printer"),
    ("B2", "B", 2, "1 2 6", 150, "Fine as it is"),
    ("B3", "B", 3, "2 3", 75, "Was never told what torque is right"),
    ("B4", "B", 4, "3 4 5", 188, "Can run the rig in the breaks, nobody asks"),
    ("B5", "B", 5, "5 6", 280, "Pallets before the rig block the fire door"),
    ("B6", "B", 6, "6", 60, "Cannot stay longer: the last bus leaves at 22:20"),
    ("B7", "B", None, "1 2 3 6", 330, "Worried that a better line needs fewer people"),
)

HEADINGS = {
    "plant/tasks": ("task", "description", "time", "predecessors", "station_now"),
    "plant/element_times": ("task", "cycle", "time_s"),
    "plant/shift_log": (
        *("date", "shift", "station", "operators", "planned_min", "downtime_min", "started", "good", "scrap"),
    ),
    "plant/stops": ("date", "shift", "station", "start", "minutes", "reason"),
    "plant/scrap": ("date", "shift", "station", "defect", "count"),
    "plant/counter": ("date", "time", "count"),
    "plant/production_orders": ("order", "date", "variant", "ordered", "confirmed", "scrap"),
    "plant/customer_orders": ("date", "variant", "ordered", "shipped"),
    "plant/base_deliveries": ("date", "bases"),
    "plant/inventory": ("date", "place", "pieces"),
    "plant/costs": ("item", "value", "unit", "note"),
    "plant/people": ("position", "shift", "station", "trained_on", "weeks_on_the_line", "said"),
    "plant/own_line": (
        *("station", "cycle_s", "planned_min", "changeover_min", "breakdown_min", "short_stops_min"),
        *("started", "good", "waiting_first", "waiting_last", "ordered", "labor_usd"),
    ),
}
PLACES = (*(f"before {station}" for station in STATIONS), "finished standard", "finished pro")


def build():
    """Return {table: the file's bytes}."""
    rows = {name: [] for name in HEADINGS}
    rows["plant/tasks"] = TASKS
    rows["plant/element_times"] = _time_study(Draws("open-2026", "plant/element_times"))
    rows["plant/costs"] = COSTS
    rows["plant/people"] = [tuple("" if cell is None else cell for cell in row) for row in PEOPLE]
    _simulate(Draws("open-2026", "plant"), rows)
    own = "plant/own_line"
    rows[own] = VARIANTS[own](Draws("open-2026", own, "example"))
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def _time_study(draws):
    rows = []
    for task, _, seconds, _, _ in TASKS:
        tenths = []
        for _ in range(9):
            tenths.append(
                seconds * 10 + (draws.between(-2, 2) if task == "M" else normal(draws, 0, seconds * 4 // 5))
            )
        # The tenth makes the mean exact; where it would stick out, the others move toward the mean.
        while abs(sum(tenths) - 90 * seconds) > 2 * seconds and task != "M":
            tenths = [(3 * value + 10 * seconds) // 4 for value in tenths]
        tenths.insert(draws.below(10), 100 * seconds - sum(tenths))
        rows += [(task, cycle, decimal(value, 1)) for cycle, value in enumerate(tenths, start=1)]
    return rows


def _simulate(draws, rows):
    cycle = [
        10 * sum(time for _, _, time, _, place in TASKS if place == n) for n in range(1, len(STATIONS) + 1)
    ]
    before = list(START)
    finished = {variant: start for variant, _, _, start in VARIANTS_SOLD}
    owed = dict.fromkeys(finished, 0)
    counter, order = COUNTER_START, 50_310
    _count(rows, "2026-09-11", before, finished)
    rows["plant/counter"].append((DATES[0], _time(SHIFTS["A"]), counter))
    for date in DATES:
        bases = draws.pick((550, 575, 600, 600, 625))
        before[0] += bases
        rows["plant/base_deliveries"].append((date, bases))
        packed = lost = 0
        for shift, begins in SHIFTS.items():
            stops = {station: _stops(draws, station) for station in STATIONS}
            down = {station: sum(minutes for _, minutes, _ in stops[station]) for station in STATIONS}
            capacity = [
                (WORK - down[station]) * 60 * 10_000 // (seconds * draws.between(1010, 1060))
                for station, seconds in zip(STATIONS, cycle)
            ]
            most = _most(capacity, before)
            coming = 0
            for place, station in enumerate(STATIONS):
                started = min(most[place], before[place] + coming)
                found = [
                    (defect, binomial(draws, started, _share(defect, share, date)))
                    for defect, where, share in DEFECTS
                    if where == station
                ]
                scrap = sum(count for _, count in found)
                before[place] += coming - started
                coming = started - scrap
                rows["plant/shift_log"].append(
                    (date, shift, station, 1, WORK, down[station], started, coming, scrap)
                )
                rows["plant/stops"] += [
                    (date, shift, station, _time(begins + at), minutes, reason)
                    for at, minutes, reason in stops[station]
                ]
                rows["plant/scrap"] += [(date, shift, station, defect, count) for defect, count in found]
                lost += scrap
                if station == "calibrate":
                    rows["plant/counter"] += _hours(date, begins, started, stops[station], counter)
                    counter += started
            packed += coming
        share_pro = draws.between(280, 320)
        made = {"pro": packed * share_pro // 1000}
        made["standard"] = packed - made["pro"]
        lost_by = {"pro": lost * share_pro // 1000}
        lost_by["standard"] = lost - lost_by["pro"]
        for variant, mean, sd, _ in VARIANTS_SOLD:
            ordered = normal(draws, mean, sd)
            finished[variant] += made[variant]
            shipped = min(ordered + owed[variant], finished[variant])
            finished[variant] -= shipped
            owed[variant] += ordered - shipped
            order += 1
            rows["plant/production_orders"].append(
                (order, date, variant, ordered, made[variant], lost_by[variant])
            )
            rows["plant/customer_orders"].append((date, variant, ordered, shipped))
        _count(rows, date, before, finished)


def _most(capacity, before):
    """How many each station may start so that no rack overflows, from the last station backwards."""
    most = list(capacity)
    for place in reversed(range(len(most) - 1)):
        if ROOM[place] is not None:
            most[place] = min(most[place], ROOM[place] - before[place + 1] + most[place + 1])
    return most


def _share(defect, share, date):
    worse, since, times = WORSE
    return share * times if defect == worse and date >= since else share


def _count(rows, date, before, finished):
    rows["plant/inventory"] += [
        (date, place, count) for place, count in zip(PLACES, (*before, *finished.values()))
    ]


def _stops(draws, station):
    """(minute from the start of the shift, minutes, reason), in order; none overlaps another."""
    wanted = [("changeover", draws.between(*CHANGEOVERS[station]))] if station in CHANGEOVERS else []
    for reason, thousandths, shortest, mean in STOPS[station]:
        for _ in range(poisson(draws, thousandths)):
            wanted.append((reason, min(shortest + exponential(draws, mean), 60)))
    taken, stops = [MEETING, BREAK], []
    for reason, minutes in wanted:
        for _ in range(200):
            at = draws.between(10, LENGTH - minutes)
            if all(at + minutes <= other or other + long <= at for other, long in taken):
                taken.append((at, minutes))
                stops.append((at, minutes, reason))
                break
    return sorted(stops)


def _hours(date, begins, started, stops, counter):
    """The counter at the end of each hour: the pieces are spread evenly over the minutes of work."""
    off = set()
    for at, minutes in (MEETING, BREAK, *((at, minutes) for at, minutes, _ in stops)):
        off.update(range(at, at + minutes))
    running = LENGTH - len(off)
    rows = []
    for hour in range(1, 9):
        run = sum(minute not in off for minute in range(60 * hour))
        rows.append((date, _time(begins + 60 * hour), counter + started * run // running))
    return rows


def _time(minute):
    return f"{minute // 60:02d}:{minute % 60:02d}"


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
