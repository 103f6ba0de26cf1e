"""Builds timestudy/plant_sheets, plant_times and plant_ratings: a study of five operations of one plant.

Model, in ten-thousandths of a minute:

- every operation is timed on six sheets: three operators, each on a day shift and on a night shift, 15 cycles
  a sheet, snap-back, so that a row is the time of one element;
- a manual element takes its shortest time plus two smallest-of-three draws from 0 to its spread (skewed to
  the right, mean: shortest + spread / 2), divided by the operator's pace (PACE, in percent, the same in all
  that the operator does) and times NIGHT percent on the night shift; the first four cycles of a sheet are
  slower (shopfloor.data.variants.watch.WARMING_UP);
- the learner, on the first sheet, is slower still, by the percentages in LEARNING, cycle by cycle;
- a machine-paced element takes its setting, a hundredth of a minute more or less;
- before one cycle in FOREIGN_EVERY something happens that does not belong to the work: a row F with a remark;
- one manual time in SLOW_EVERY is SLOW percent, for a reason in the remark that belongs to the work;
- one reading in MISSED_EVERY was missed: no time, MISSED as remark;
- times are written to the nearest hundredth of a minute, except on the sheets of CLOCK, where the watch
  showed minutes and seconds and the nearest second was written.

Ratings: each of four observers rates every manual element of every sheet, in percent: 100 + (pace - 100) x
slope + bias + bell-shaped chance, rounded to 5 (OBSERVERS). The pace that is seen is the operator's, less the
night's slowness and, on the learner's first sheet, less the lack of practice over the sheet.

Run `python datasets/builders/plant_times.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import Draws
from shopfloor.data.variants.chance import normal
from shopfloor.data.variants.sheet import csv_bytes, decimal
from shopfloor.data.variants.watch import WARMING_UP

FOLDER = Path(__file__).resolve().parent.parent
HEADINGS = {
    "timestudy/plant_sheets": (
        "sheet",
        "operation",
        "operator",
        "shift",
        "date",
        "observer",
        "watch",
        "cycles",
        "operator_agreed",
    ),
    "timestudy/plant_times": ("sheet", "row", "cycle", "element", "time_min", "time_clock", "remark"),
    "timestudy/plant_ratings": ("sheet", "element", "observer", "rating"),
}
CYCLES = 15
# Element -> shortest time and spread (manual) or setting (machine), in ten-thousandths of a minute.
OPERATIONS = {
    "deburr a lever": {"A": (520, 360), "B": (1350, 760), "C": (710, 480)},
    "press a bushing": {"A": (880, 520), "B": (940, 700), "C": (1150,), "D": (760, 560)},
    "assemble a pump": {"A": (1320, 860), "B": (1740, 1100), "C": (3050, 1900), "D": (2480, 1180)},
    "test a pump": {"A": (3900, 1900), "B": (12500,), "C": (4300, 2100), "D": (3300, 2300)},
    "pack a pump": {"A": (1660, 980), "B": (1080, 620), "C": (1290, 740), "D": (4100, 1900)},
}
RARE = {("pack a pump", "D"): 6}
WHO = {
    "deburr a lever": ("K1", "K3", "K5"),
    "press a bushing": ("K2", "K3", "K4"),
    "assemble a pump": ("K1", "K4", "K6"),
    "test a pump": ("K2", "K3", "K5"),
    "pack a pump": ("K1", "K2", "K4"),
}
PACE = {"K1": 112, "K2": 106, "K3": 100, "K4": 95, "K5": 89, "K6": 98}
NIGHT = 105
LEARNER = "K6", "day"
LEARNING = (46, 40, 35, 30, 26, 23, 20, 17, 15, 13, 11, 10, 9, 8, 7)
FOREIGN_EVERY = 11
SLOW_EVERY, SLOW = 170, 190
MISSED_EVERY, MISSED = 160, "missed the reading"
CLOCK = "test a pump", "night"
EVENTS = (
    ("answered the team leader", 1800, 9500),
    ("dropped a part and picked it up", 900, 3200),
    ("waited for a fork truck to pass", 1500, 5200),
    ("looked for a pencil", 900, 2800),
    ("spoke with a colleague about the bus", 2500, 11000),
    ("cleaned the safety glasses", 1400, 3600),
    ("waited because the tray had not come", 4000, 14000),
    ("stepped aside for a visitor with a guide", 2500, 9000),
)
REASONS = {
    "deburr a lever": "heavy burr",
    "press a bushing": "tight bore",
    "assemble a pump": "stiff spring",
    "test a pump": "hose coupling sticks",
    "pack a pump": "flap torn, second box taken",
}
# Observer -> slope in percent, bias and spread in hundredths of a percent.
OBSERVERS = {
    "R1": (100, 0, 260),
    "R2": (90, 650, 380),
    "R3": (95, -500, 380),
    "R4": (35, 0, 300),
}


def build():
    """Return {table: the file's bytes}."""
    sheets, times, ratings = [], [], []
    for operation, elements in OPERATIONS.items():
        for operator in WHO[operation]:
            for shift in ("day", "night"):
                number = len(sheets) + 1
                sheet = f"TS-{100 + number}"
                draws = Draws("open-2026", "timestudy/plant_times", sheet)
                in_seconds = (operation, shift) == CLOCK
                watch = "minutes and seconds" if in_seconds else "decimal minutes"
                date = _date((number - 1) // 2, shift)
                timed_by = ("R1", "R2", "R3")[number % 3]
                head = (sheet, operation, operator, shift, date, timed_by, watch, CYCLES, "true")
                sheets.append(head)
                times += _times(draws, sheet, operation, operator, shift, in_seconds)
                ratings += _ratings(draws, sheet, elements, operator, shift)
    rows = dict(zip(HEADINGS, (sheets, times, ratings)))
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def _date(working_day, shift):
    """A sheet a working day from Monday, 2 March 2026; the same operators on nights three weeks later."""
    week, day = divmod(working_day, 5)
    day += 2 + 7 * week + (21 if shift == "night" else 0)
    return f"2026-03-{day:02d}" if day <= 31 else f"2026-04-{day - 31:02d}"


def _times(draws, sheet, operation, operator, shift, in_seconds):
    rows = []

    def note(cycle, element, time, remark=""):
        written = ("", "") if time is None else ("", _clock(time)) if in_seconds else (_decimal(time), "")
        rows.append((sheet, len(rows) + 1, cycle, element, *written, remark))

    for cycle in range(1, CYCLES + 1):
        happens_before = draws.pick(list(OPERATIONS[operation])[:3]) if not draws.below(FOREIGN_EVERY) else ""
        for element, model in OPERATIONS[operation].items():
            if element == happens_before:
                what, least, most = draws.pick(EVENTS)
                note(cycle, "F", draws.between(least, most), what)
            if cycle % RARE.get((operation, element), 1):
                continue
            if len(model) == 1:
                time, remark = model[0] + draws.between(-100, 100), ""
            else:
                time = _skewed(draws, *model) * 100 // PACE[operator]
                time = time * (NIGHT if shift == "night" else 100) // 100
                extra = WARMING_UP[cycle - 1] if cycle <= len(WARMING_UP) else 0
                if (operator, shift) == LEARNER:
                    extra += LEARNING[cycle - 1]
                time = time * (100 + extra) // 100
                slow = cycle > 2 and not draws.below(SLOW_EVERY)
                time, remark = (time * SLOW // 100, REASONS[operation]) if slow else (time, "")
            if not draws.below(MISSED_EVERY) and not remark:
                note(cycle, element, None, MISSED)
            else:
                note(cycle, element, time, remark)
    return rows


def _ratings(draws, sheet, elements, operator, shift):
    # In hundredths of a percent.
    pace = PACE[operator] * 100
    if shift == "night":
        pace = pace * 100 // NIGHT
    if (operator, shift) == LEARNER:
        pace = pace * 100 // (100 + sum(LEARNING) // CYCLES)
    return [
        (sheet, element, observer, decimal(_to_five(_seen(draws, pace, *model)), 2))
        for element, timing in elements.items()
        if len(timing) == 2
        for observer, model in OBSERVERS.items()
    ]


def _seen(draws, pace, slope, bias, spread):
    return 10000 + (pace - 10000) * slope // 100 + bias + normal(draws, 0, spread)


def _to_five(hundredths):
    """Hundredths of a percent as a whole percentage that 5 divides."""
    return (hundredths + 250) // 500 * 5


def _skewed(draws, shortest, spread):
    parts = [draws.between(0, spread) for _ in range(6)]
    return shortest + min(parts[:3]) + min(parts[3:])


def _decimal(time):
    return decimal((time + 50) // 100, 2)


def _clock(time):
    seconds = (time * 60 + 5000) // 10000
    return f"{seconds // 60}:{seconds % 60:02d}"


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
