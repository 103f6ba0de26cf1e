"""Builds worksampling/tour_schedule, tours and line_tours: technicians looked at in passing, at random times.

line_tours is the version of the id "example" in the course "open-2026" (shopfloor.data.variants.line_tours
states its model). The other two are ten days of a production technician. Model: each working day from 09:00
to 18:00, without the break from 12:30 to 13:00, is a row of spells minute by minute. The blocks of the day
differ in what the technician is drawn to (WEIGHTS: morning to 12:00, afternoon to 15:00, late afternoon), a
spell lasts as long as SPELLS says, and the production meeting starts at 09:10 every day. On the day BREAKDOWN
a machine stops at 10:05, and until 16:30 there is mostly fault finding and repair (BROKEN).

The schedule: PER_DAY tours a day at minutes drawn at random, at least APART minutes apart, from the north or
the south door by chance. The observer comes up to two minutes late; MISSED of the tours were not made. What
the technician does in that minute is what the tour notes: an honest sample of the day, so that its true
shares are known.

Run `python datasets/builders/tours.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.sheet import csv_bytes

FOLDER = Path(__file__).resolve().parent.parent
HEADINGS = {
    "worksampling/tour_schedule": ("tour", "day", "date", "time", "door"),
    "worksampling/tours": ("tour", "day", "date", "time", "block", "activity", "remark"),
    "worksampling/line_tours": ("tour", "day", "time", "activity"),
}
DATES = tuple(f"2026-04-{day:02d}" for day in (13, 14, 15, 16, 17, 20, 21, 22, 23, 24))
START, BREAK, END = 9 * 60, (12 * 60 + 30, 13 * 60), 18 * 60
BLOCKS = (("morning", 12 * 60), ("afternoon", 15 * 60), ("late afternoon", END))
MEETING = (9 * 60 + 10, 9 * 60 + 28)
BREAKDOWN, BROKEN_FROM, BROKEN_TO = 7, 10 * 60 + 5, 16 * 60 + 30
# Activity -> shortest and longest spell in minutes.
SPELLS = {
    "routine inspection": (6, 22),
    "calibration and setup": (8, 30),
    "meeting": (8, 20),
    "fault finding": (4, 16),
    "repair": (6, 20),
    "maintenance records": (4, 14),
    "defect review": (6, 18),
    "data review": (5, 18),
    "improvement work": (8, 25),
    "document update": (6, 20),
    "training": (8, 28),
    "walking and fetching": (2, 9),
    "waiting": (3, 14),
    "personal": (3, 9),
}
# How often a spell begins, in each block, in the order of SPELLS.
WEIGHTS = {
    "morning": (11, 8, 1, 4, 2, 4, 2, 1, 1, 2, 2, 17, 7, 4),
    "afternoon": (4, 3, 1, 7, 5, 8, 4, 2, 2, 2, 2, 18, 9, 4),
    "late afternoon": (3, 3, 2, 4, 3, 7, 3, 6, 4, 6, 4, 15, 7, 4),
}
BROKEN = (0, 1, 0, 20, 20, 2, 1, 1, 0, 0, 0, 12, 6, 3)
PER_DAY, APART, MISSED = 36, 4, 7


def build():
    """Return {table: the file's bytes}."""
    schedule, tours = [], []
    for day, date in enumerate(DATES, start=1):
        minutes = timeline(day)
        draws = Draws("open-2026", "worksampling/tour_schedule", day)
        for planned in _times(draws):
            tour = len(schedule) + 1
            schedule.append((tour, day, date, _clock(planned), draws.pick(("north", "south"))))
            made = planned + draws.below(3)
            while made not in minutes:
                made -= 1
            tours.append((tour, day, date, _clock(made), _block(made), minutes[made], ""))
    draws = Draws("open-2026", "worksampling/tours", "missed")
    missed = set(draws.some(range(1, len(tours) + 1), MISSED))
    made = [row for row in tours if row[0] not in missed]
    own = "worksampling/line_tours"
    example = VARIANTS[own](Draws("open-2026", own, "example"))
    rows = dict(zip(HEADINGS, (schedule, [_remarked(row) for row in made], example)))
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def timeline(day):
    """Return minute of the day -> activity, for all working minutes of one day."""
    draws = Draws("open-2026", "worksampling/tours", day)
    minutes, now = {}, START
    while now < END:
        broken = day == BREAKDOWN and BROKEN_FROM <= now < BROKEN_TO
        weights = BROKEN if broken else WEIGHTS[_block(now)]
        if now == MEETING[0]:
            activity, until = "meeting", MEETING[1]
        else:
            activity = _weighted(draws, weights)
            until = min(now + draws.between(*SPELLS[activity]), END)
            if now < MEETING[0]:
                until = min(until, MEETING[0])
        for minute in range(now, until):
            if not BREAK[0] <= minute < BREAK[1]:
                minutes[minute] = activity
        now = until
    return minutes


def _weighted(draws, weights):
    drawn = draws.below(sum(weights))
    for activity, weight in zip(SPELLS, weights):
        drawn -= weight
        if drawn < 0:
            return activity


def _times(draws):
    """PER_DAY random working minutes, none closer than APART to the next."""
    working = [minute for minute in range(START, END) if not BREAK[0] <= minute < BREAK[1]]
    chosen = []
    while len(chosen) < PER_DAY:
        minute = draws.pick(working)
        if all(abs(minute - other) >= APART for other in chosen):
            chosen.append(minute)
    return sorted(chosen)


def _block(minute):
    return next(name for name, end in BLOCKS if minute < end)


def _clock(minute):
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _remarked(row):
    tour, day, date, time, block, activity, _ = row
    remark = ""
    if day == BREAKDOWN and activity in ("fault finding", "repair"):
        remark = "press 3 is down"
    return tour, day, date, time, block, activity, remark


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
