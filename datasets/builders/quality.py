"""Builds the tables of quality/: variables and attributes data with planted causes, a gauge study, reports of a
coordinate measuring machine and of a camera, and the example of the sealing force.

Model (micrometers where it is a length):

- samples, 40 subgroups of five for each of five characteristics, bell-shaped around the target unless said:
  bore, shifted by 1.7 standard deviations from subgroup 28 on; shaft, growing by 0.12 standard deviations a
  subgroup as the tool wears, back to the start after subgroup 24, when it was changed; groove, one piece of
  subgroup 17 six standard deviations too deep; boss, pieces 1 to 3 from cavity 1 and 4 to 5 from cavity 2,
  whose means are 3.0 standard deviations apart, so that the averages hug the center line; flatness, a sum of
  two exponential parts, skewed, stable, not bell-shaped;
- bath, one reading a day for 60 days, independent and bell-shaped; from day 44 on it falls by 0.25 standard
  deviations a day;
- inspection, 80 days, 160 to 440 housings a day: 4.0 percent defective; on days 33 to 36 11 percent (a
  batch of bad clips); from day 51 on a fixture refuses a housing without its clip: the defect "clip missing",
  a fifth of all defects before, is gone, the others are as before. Each defective housing has one defect and a
  Poisson number (mean 0.30) of further ones;
- gauge study, ten parts by three inspectors by three trials: parts with a standard deviation of 30, repeatability
  6 (inspector C: 11), inspectors' means 0, +5 and -3;
- measuring report, 60 parts on two machines, nine features each: "flange height" lies 21 above nominal on average,
  and machine 2 reads lengths along X 8 too large; the rest is on target;
- camera, about 1,500 lids in three days: 2.2 percent are bad and found; 1.0 percent of the good ones are refused,
  8 percent between 15:00 and 16:30 local time, when the sun falls on the lamp.

Run `python datasets/builders/quality.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.chance import binomial, erlang, exponential, happens, normal, poisson
from shopfloor.data.variants.sheet import csv_bytes, decimal

FOLDER = Path(__file__).resolve().parent.parent

SUBGROUPS, SIZE = 40, 5
# characteristic, lower limit, target, upper limit, standard deviation, process
CHARACTERISTICS = (
    ("bore", 24_970, 25_000, 25_030, 7, "turning center 3"),
    ("shaft", 11_964, 11_982, 12_000, 4, "grinder 1"),
    ("groove", 1_750, 1_800, 1_850, 11, "mill 2"),
    ("boss", 8_920, 9_000, 9_080, 14, "injection molding machine 4, two cavities"),
    ("flatness", None, 0, 60, 11, "surface grinder"),
)
SHIFT_FROM, TOOL_CHANGED_AFTER, OUTLIER = 28, 24, (17, 3)

BATH_DAYS, BATH_FALLS_FROM = 60, 44

DAYS, BAD_CLIPS, FIXTURE_FROM = 80, (33, 36), 51
# defect, share in percent
DEFECTS = (("scratch", 38), ("clip missing", 20), ("burr", 17), ("label crooked", 15), ("crack", 10))

PARTS, TRIALS = 10, 3
# inspector, offset, repeatability
INSPECTORS = (("A", 0, 6), ("B", 5, 6), ("C", -3, 11))

CMM_PARTS, INCH_PARTS = 60, (23, 24, 25)
# feature, axis, nominal, tolerance each way, standard deviation, offset
FEATURES = (
    ("BORE_A_DIA", "D", 40_000, 25, 6, 0),
    ("BORE_A_X", "X", 62_500, 50, 9, 0),
    ("BORE_A_Y", "Y", 48_000, 50, 9, 0),
    ("BORE_B_DIA", "D", 22_000, 21, 5, 0),
    ("BORE_B_X", "X", 140_250, 60, 10, 0),
    ("BORE_B_Y", "Y", 48_000, 50, 9, 0),
    ("FLANGE_HEIGHT", "Z", 18_500, 40, 8, 21),
    ("FACE_FLATNESS", "F", 0, 30, 6, 0),
    ("OVERALL_LENGTH", "X", 185_000, 100, 15, 0),
)

HEADINGS = {
    "quality/characteristics": ("characteristic", "process", "lsl_mm", "target_mm", "usl_mm"),
    "quality/samples": ("characteristic", "subgroup", "time", "x1_mm", "x2_mm", "x3_mm", "x4_mm", "x5_mm"),
    "quality/bath": ("day", "concentration_g_per_l"),
    "quality/inspection": ("day", "inspected", "defectives", "defects"),
    "quality/defects": ("day", "defect", "count"),
    "quality/gauge_rr": ("part", "inspector", "trial", "diameter_mm"),
    "quality/cmm_report": (
        *("Part", "CMM", "Date", "Feature", "Axis", "Nominal", "Tol +/-", "Actual", "Dev", "OutTol", "Unit"),
    ),
    "quality/vision_report": ("Timestamp (UTC)", "Serial", "Result", "Class", "Score", "Recheck"),
    "quality/seal_force": ("subgroup", "x1_n", "x2_n", "x3_n", "x4_n", "lsl_n", "usl_n"),
}


def build():
    """Return {table: the file's bytes}."""
    inspection, defects = _inspection(Draws("open-2026", "quality/inspection"))
    own = "quality/seal_force"
    rows = {
        "quality/characteristics": [
            (name, process, "" if low is None else decimal(low, 3), decimal(target, 3), decimal(high, 3))
            for name, low, target, high, _, process in CHARACTERISTICS
        ],
        "quality/samples": _samples(),
        "quality/bath": _bath(Draws("open-2026", "quality/bath")),
        "quality/inspection": inspection,
        "quality/defects": defects,
        "quality/gauge_rr": _gauge(Draws("open-2026", "quality/gauge_rr")),
        "quality/cmm_report": _cmm(Draws("open-2026", "quality/cmm_report")),
        "quality/vision_report": _vision(Draws("open-2026", "quality/vision_report")),
        own: VARIANTS[own](Draws("open-2026", own, "example")),
    }
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def _samples():
    rows = []
    for name, _, target, _, sd, _ in CHARACTERISTICS:
        draws = Draws("open-2026", "quality/samples", name)
        for group in range(1, SUBGROUPS + 1):
            # Two subgroups an hour, sixteen in a day's shift.
            day, place = divmod(group - 1, 16)
            time = f"2026-05-{11 + day:02d} {6 + place // 2:02d}:{place % 2 * 30:02d}"
            values = [_piece(draws, name, target, sd, group, piece) for piece in range(1, SIZE + 1)]
            rows.append((name, group, time, *(decimal(value, 3) for value in values)))
    return rows


def _piece(draws, name, target, sd, group, piece):
    if name == "flatness":
        return 4 + erlang(draws, 2 * sd, 2)
    mean = target
    if name == "bore" and group >= SHIFT_FROM:
        mean += 17 * sd // 10
    if name == "shaft":
        since = group if group <= TOOL_CHANGED_AFTER else group - TOOL_CHANGED_AFTER
        mean += (since - 12) * sd * 12 // 100
    if name == "boss":
        mean += (12 if piece <= 3 else -18) * sd // 10
    if name == "groove" and (group, piece) == OUTLIER:
        return target + 6 * sd
    return normal(draws, mean, sd)


def _bath(draws):
    rows = []
    for day in range(1, BATH_DAYS + 1):
        mean, sd = 18_200, 240
        if day >= BATH_FALLS_FROM:
            mean -= (day - BATH_FALLS_FROM + 1) * sd // 4
        rows.append((day, decimal(normal(draws, mean, sd) // 10, 2)))
    return rows


def _inspection(draws):
    days, found = [], []
    for day in range(1, DAYS + 1):
        inspected = draws.between(160, 440)
        bad = BAD_CLIPS[0] <= day <= BAD_CLIPS[1]
        share = 110_000 if bad else 40_000
        counts = dict.fromkeys((defect for defect, _ in DEFECTS), 0)
        defectives = 0
        for _ in range(binomial(draws, inspected, share)):
            # Two of three defective housings of the bad days are defective for their clip alone.
            kinds = ["clip missing"] if bad and happens(draws, 660_000) else [_defect(draws)]
            kinds += [_defect(draws) for _ in range(poisson(draws, 300))]
            if day >= FIXTURE_FROM:
                kinds = [kind for kind in kinds if kind != "clip missing"]
            defectives += bool(kinds)
            for kind in kinds:
                counts[kind] += 1
        days.append((day, inspected, defectives, sum(counts.values())))
        found += [(day, defect, count) for defect, count in counts.items()]
    return days, found


def _defect(draws):
    percent = draws.below(100)
    for defect, share in DEFECTS:
        if percent < share:
            return defect
        percent -= share
    raise ValueError("the shares do not make 100 percent")


def _gauge(draws):
    parts = [normal(draws, 12_500, 30) for _ in range(PARTS)]
    rows = []
    for inspector, offset, repeatability in INSPECTORS:
        for trial in range(1, TRIALS + 1):
            # The parts came to the bench in another order each time; the table is sorted again.
            for part in range(1, PARTS + 1):
                value = normal(draws, parts[part - 1] + offset, repeatability)
                rows.append((part, inspector, trial, decimal(value, 3)))
    return sorted(rows)


def _cmm(draws):
    """Decimal commas from machine 2, three parts in inches, failed probings, feature names in two spellings."""
    rows = []
    failed = set(draws.some(range(CMM_PARTS * len(FEATURES)), 5))
    missing = set(draws.some([n for n in range(CMM_PARTS * len(FEATURES)) if n not in failed], 6))
    for part in range(1, CMM_PARTS + 1):
        machine = 2 if part % 3 == 0 else 1
        day = 4 + (part - 1) // 5
        for place, (feature, axis, nominal, tolerance, sd, offset) in enumerate(FEATURES):
            number = (part - 1) * len(FEATURES) + place
            if axis == "F":
                deviation = abs(normal(draws, 14, sd))
            else:
                deviation = normal(draws, offset + (8 if machine == 2 and axis == "X" else 0), sd)
            actual = nominal + deviation
            low = 0 if axis == "F" else -tolerance
            out = "" if low <= deviation <= tolerance else "OUT"
            unit = "in" if part in INCH_PARTS else "mm"
            values = [_length(value, unit) for value in (nominal, tolerance, actual, deviation)]
            if number in failed:
                values[2:], out = ["9999.9990", ""], "FAIL"
            elif number in missing:
                values[2:], out = ["", ""], ""
            if machine == 2:
                values = [value.replace(".", ",") for value in values]
                feature = feature.replace("_", " ").title()
            rows.append(
                (f"VB-{part:03d}", f"CMM{machine}", f"06/{day:02d}/2026", feature, axis, *values, out, unit)
            )
    return rows


def _length(micrometers, unit):
    if unit == "mm":
        return decimal(micrometers, 3)
    # An inch is 25.4 mm; rounded to the ten-thousandth.
    sign = -1 if micrometers < 0 else 1
    return decimal(sign * ((abs(micrometers) * 100 + 127) // 254), 4)


def _vision(draws):
    """UTC, classes in several spellings, lids that the camera could not see, pictures taken twice."""
    spellings = {
        "scratch": ("Scratch", "Scratch", "scratch", "SCR"),
        "short shot": ("Short shot", "Short shot", "short_shot", "SHORT"),
        "dirt": ("Dirt", "Dirt", "dirt", "DIRT "),
    }
    rows, serial = [], 880_100
    for day in (1, 2, 3):
        second = 6 * 3600
        while (second := second + 60 + min(exponential(draws, 27), 300)) < 18 * 3600:
            serial += 1
            hour, rest = divmod(second, 3600)
            # Local summer time is five hours behind UTC.
            utc = f"2026-06-{day + (hour + 5) // 24:02d}T{(hour + 5) % 24:02d}:{rest // 60:02d}:{rest % 60:02d}Z"
            sun = 15 * 3600 <= second < 16 * 3600 + 1800
            if happens(draws, 6_000):
                rows.append((utc, serial, "ERR", "", "-1", ""))
                continue
            if happens(draws, 22_000):
                kind, score, recheck = draws.pick(tuple(spellings)), draws.between(72, 99), "NG"
            elif happens(draws, 80_000 if sun else 10_000):
                kind, score, recheck = draws.pick(("scratch", "dirt")), draws.between(55, 88), "OK"
            else:
                rows.append((utc, serial, "OK", "", decimal(draws.between(1, 38), 2), ""))
                continue
            rows.append((utc, serial, "NG", draws.pick(spellings[kind]), decimal(score, 2), recheck))
            if happens(draws, 150_000):
                rows.append(rows[-1])
    return rows


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
