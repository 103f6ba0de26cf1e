"""Builds the tables of oee/: a quarter of two machines (shifts, stops, orders, work orders, control data), a
changeover before and after, and the example of the week at the filler.

One plant, local time of Chicago, Monday 2026-01-05 to Friday 2026-04-03: an injection molding machine IM-07 and a
press PR-03 work three shifts (A 06:00, B 14:00, C 22:00) from Monday to Friday; IM-07 also in the night from
Saturday 2026-03-07, when the clocks went from 02:00 to 03:00, so that this shift has 7 hours.

Model of a shift, in whole minutes from its start:

- 30 min break (a planned stop) at minute 200;
- a shift that starts an order starts with a changeover: 30 to 58 min up to 2026-02-20, 12 to 26 min after the
  changeover was improved; an order is 1 to 4 shifts long;
- breakdowns: as many as Poisson gives (LOSSES), length 6 min plus an exponential part; "hydraulic leak" on IM-07
  becomes three times as frequent from 2026-03-02 on;
- one stop lies across the lost hour;
- waiting for material on shift C twice as often as on the others; adjustments, jams of 3 to 12 min;
- minor stops of 1 to 4 min that nobody logs: 4 to 12 a shift; only the machine control has them;
- pieces = seconds of running / actual cycle; the actual cycle is 6 to 15 percent above the ideal one;
- rejects: a number at each start of an order, and a share of the rest.

What the systems make of it (warts): see `_dirty_*`; each is declared in datapackage.json.

The machine control's record (plc_im07) covers 2026-03-05 06:00 to 2026-03-09 06:00, once a minute and at each
change of state; its counter goes from 9999 to 0. The vibration history has six motors, a value every two hours:
bell-shaped around a level that is each motor's own; M-204's bearing wears from 2026-02-14 on, growing by a
constant share a day, until the motor is replaced in the night of 2026-03-25; M-202 runs faster and so higher from
2026-03-02 on (a new product, no damage); M-206 has always been the highest and stays so.

Run `python datasets/builders/oee.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.chance import binomial, exponential, happens, normal, poisson
from shopfloor.data.variants.sheet import csv_bytes, decimal

FOLDER = Path(__file__).resolve().parent.parent

# Days are counted from 2026-01-05, a Monday; minutes from that day's 00:00 by a clock that is never put forward.
MONTHS = ((1, 31), (2, 28), (3, 31), (4, 30))
WEEKS = 13
SHIFTS = (("A", 360), ("B", 840), ("C", 1320))
NIGHT = 61  # Saturday 2026-03-07
# The night in which 02:00 became 03:00: Sunday 2026-03-08.
FORWARD = (NIGHT + 1) * 1440 + 120
FASTER_CHANGEOVER = 49  # Monday 2026-02-23
LEAK_SINCE = 56  # Monday 2026-03-02
BREAK = (200, 30)

# machine: ideal cycle in tenths of a second, per mille slower, start-up rejects, parts per million rejected
MACHINES = {
    "IM-07": (240, (60, 150), (8, 22), 14_000),
    "PR-03": (65, (60, 130), (10, 40), 9_000),
}
# reason: loss, thousandths expected in a shift (IM-07, PR-03), shortest, mean of the rest in minutes
LOSSES = {
    "hydraulic leak": ("breakdowns", (110, 110), 15, 32),
    "heater band": ("breakdowns", (120, 0), 20, 28),
    "robot fault": ("breakdowns", (290, 0), 6, 14),
    "sensor fault": ("breakdowns", (210, 300), 6, 12),
    "clutch or brake": ("breakdowns", (0, 90), 25, 40),
    "die repair": ("breakdowns", (0, 200), 18, 30),
    "no material": ("idling and minor stops", (270, 300), 5, 12),
    "adjustment": ("setup and adjustment", (330, 380), 5, 8),
    "jam": ("idling and minor stops", (1000, 1300), 3, 3),
}
BREAKDOWNS = tuple(reason for reason, (loss, *_) in LOSSES.items() if loss == "breakdowns")
# How the reasons are written in the log; the first is the proper one.
SPELLINGS = {
    "hydraulic leak": ("Hydraulic leak", "hydraulic leak", "HYD LEAK", "hydr. leak", "Hydralic leak"),
    "heater band": ("Heater band", "heater band", "HEATER", "heater bnd"),
    "robot fault": ("Robot fault", "robot fault", "ROBOT", "Robot falt", "robot flt"),
    "sensor fault": ("Sensor fault", "sensor fault", "SENSOR", "sens. fault", "Senser fault"),
    "clutch or brake": ("Clutch or brake", "clutch/brake", "CLUTCH", "Cluch or brake"),
    "die repair": ("Die repair", "die repair", "DIE REP", "die rep."),
    "no material": ("No material", "no material", "NO MAT", "no mat.", "No materiel", "waiting f. material"),
    "adjustment": ("Adjustment", "adjustment", "ADJ", "adjustmnt", "adj."),
    "jam": ("Jam", "jam", "JAM", "jamm", "jam "),
    "changeover": ("Changeover", "changeover", "C/O", "CHANGEOVER", "change over", "set-up", "Setup"),
}
PRODUCTS = {
    "IM-07": (
        ("41-2207", "Housing, gray"),
        ("41-2208", "Housing, black"),
        ("41-2311", "Cover"),
        ("41-2315", "Lid"),
    ),
    "PR-03": (("30-1104", "Bracket L"), ("30-1105", "Bracket R"), ("30-1190", "Shield"), ("30-1222", "Clip")),
}

# motor: what it drives, level of vibration in hundredths of mm/s, spread, temperature in tenths of a degree C
MOTORS = {
    "M-201": ("coolant pump", 140, 9, 465),
    "M-202": ("main conveyor", 175, 11, 512),
    "M-203": ("extraction fan", 230, 16, 548),
    "M-204": ("hydraulic pump IM-07", 165, 10, 582),
    "M-205": ("cooling-water pump", 120, 8, 441),
    "M-206": ("granulator", 390, 30, 603),
}
WEAR_SINCE = 40  # 2026-02-14
REPLACED = 79 * 1440 + 1320  # 2026-03-25 22:00
SPEED_SINCE = 56 * 1440 + 360
FAHRENHEIT_UNTIL = 36 * 1440  # M-203's temperature up to 2026-02-09
OTHER_FORMAT_SINCE = 29 * 1440  # the recorder writes dates its own way from 2026-02-03 on

# step, who, minutes, kind; after: minutes, kind (none: no longer done)
CHANGEOVER = (
    ("Find the order's papers and the set-up sheet", "setter", 4, "internal", 3, "external"),
    ("Look for the next mold on the rack", "setter", 5, "internal", 1, "external"),
    ("Fetch the crane", "setter", 4, "internal", 3, "external"),
    ("Let the machine empty its barrel", "machine", 3, "internal", 3, "internal"),
    ("Take off the water hoses", "setter", 4, "internal", 1, "internal"),
    ("Take out eight clamp bolts", "setter", 5, "internal", 1, "internal"),
    ("Lift the mold out", "setter", 3, "internal", 3, "internal"),
    ("Carry it to the rack", "setter", 3, "internal", 3, "external"),
    ("Bring the next mold to the machine", "setter", 3, "internal", 3, "external"),
    ("Lift it in and center it", "setter", 4, "internal", 3, "internal"),
    ("Drive eight clamp bolts", "setter", 5, "internal", 1, "internal"),
    ("Connect the water hoses", "setter", 4, "internal", 1, "internal"),
    ("Look for the missing hose adapter", "setter", 2, "internal", None, None),
    ("Warm the mold up", "machine", 9, "internal", 8, "external"),
    ("Change and dry the material", "material handler", 6, "external", 6, "external"),
    ("Type in the settings", "setter", 3, "internal", 1, "internal"),
    ("Change the gripper of the robot", "setter", 4, "internal", 2, "internal"),
    ("First shots, adjust, again", "setter", 6, "internal", 3, "internal"),
    ("Wait for the inspector", "setter", 4, "internal", None, None),
    ("Check the first good part", "inspector", 3, "internal", 2, "internal"),
    ("Clean up, put the tools back", "setter", 4, "internal", 4, "external"),
)

HEADINGS = {
    "oee/shifts": (
        "machine",
        "date",
        "shift",
        "planned_min",
        "ideal_cycle_s",
        "total",
        "good",
        "start_up_rejects",
        "operator_note",
    ),
    "oee/stops": ("stop", "machine", "date", "shift", "start", "end", "minutes", "reason"),
    "oee/stop_reasons": ("written", "reason", "loss"),
    "oee/changeovers": ("machine", "date", "shift", "from_material", "to_material", "minutes"),
    "oee/changeover_steps": ("when", "step", "description", "who", "minutes", "kind"),
    "oee/plc_im07": ("timestamp", "tag", "value", "quality"),
    "oee/motors": ("motor", "drives", "power_kw", "speed_rpm"),
    "oee/vibration": ("Time (local)", "Motor", "Velocity RMS [mm/s]", "Temp [°C]"),
    "oee/work_orders": (
        *(
            "WO",
            "Opened",
            "Closed",
            "Asset",
            "Type",
            "Prio",
            "Problem",
            "Cause code",
            "Labor (h)",
            "Parts (USD)",
        ),
    ),
    "oee/production_orders": (
        *(
            "Order",
            "Work center",
            "Material",
            "Description",
            "Start",
            "Finish",
            "Order qty",
            "Yield",
            "Scrap",
            "Unit",
        ),
    ),
    "oee/filler_week": (
        *(
            "day",
            "shift",
            "planned_min",
            "breakdown_min",
            "changeover_min",
            "minor_stops_min",
            "ideal_cycle_s",
        ),
        *("total", "good"),
    ),
}


def build():
    """Return {table: the file's bytes}."""
    quarter = {machine: _quarter(machine) for machine in MACHINES}
    shifts = [shift for machine in MACHINES for shift in quarter[machine]]
    own = "oee/filler_week"
    rows = {
        "oee/shifts": _dirty_shifts(shifts),
        "oee/stops": _dirty_stops(shifts),
        "oee/stop_reasons": _reasons(),
        "oee/changeovers": _changeovers(shifts),
        "oee/changeover_steps": _changeover_steps(),
        "oee/plc_im07": _plc(quarter["IM-07"]),
        "oee/motors": [
            (motor, drives, power, speed)
            for (motor, (drives, *_)), power, speed in zip(
                MOTORS.items(),
                ("4.0", "7.5", "11.0", "30.0", "5.5", "15.0"),
                (2900, 1460, 2940, 1475, 2910, 975),
            )
        ],
        "oee/vibration": _vibration(),
        "oee/work_orders": _work_orders(shifts),
        "oee/production_orders": _production_orders(quarter),
        own: VARIANTS[own](Draws("open-2026", own, "example")),
    }
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def _quarter(machine):
    """Every shift of a machine: a dict with its stops, pieces and order."""
    draws = Draws("open-2026", "oee/quarter", machine)
    place = list(MACHINES).index(machine)
    ideal, slower, start_up, rejected = MACHINES[machine]
    products = PRODUCTS[machine]
    days = [week * 7 + day for week in range(WEEKS) for day in range(5)]
    slots = [(day, name, start, 480) for day in days for name, start in SHIFTS]
    if machine == "IM-07":
        slots = sorted([*slots, (NIGHT, "C", 1320, 420)])
    shifts, left, order, product, before = [], 0, 0, 0, None
    for day, name, start, length in slots:
        starts_order = left == 0
        if starts_order:
            order, left = order + 1, draws.between(1, 4)
            before, product = product, (product + draws.between(1, len(products) - 1)) % len(products)
        left -= 1
        wanted = []
        if starts_order and order > 1:
            minutes = draws.between(30, 58) if day < FASTER_CHANGEOVER else draws.between(12, 26)
            wanted.append(("changeover", minutes))
        for reason, (_, expected, shortest, mean) in LOSSES.items():
            thousandths = expected[place] * length // 480
            if reason == "hydraulic leak" and machine == "IM-07" and day >= LEAK_SINCE:
                thousandths *= 3
            if reason == "no material" and name == "C":
                thousandths *= 2
            for _ in range(poisson(draws, thousandths)):
                wanted.append((reason, min(shortest + exponential(draws, mean), 120)))
        minor = [draws.between(1, 4) for _ in range(draws.between(4, 12))]
        stops, hidden = _placed(draws, wanted, minor, length)
        if day == NIGHT:
            stops, hidden = _across_the_lost_hour(stops, hidden)
        stopped = BREAK[1] + sum(minutes for _, _, minutes in [*stops, *hidden])
        running_s = (length - stopped) * 60
        cycle = ideal * (1000 + draws.between(*slower)) // 1000
        total = running_s * 10 // cycle
        first_bad = draws.between(*start_up) if starts_order else 0
        bad = first_bad + binomial(draws, total - first_bad, rejected)
        shifts.append(
            {
                **{"machine": machine, "day": day, "shift": name, "start": start, "length": length},
                **{"planned": length - BREAK[1], "stops": stops, "hidden": hidden, "running_s": running_s},
                **{"ideal": ideal, "total": total, "good": total - bad, "order": order, "product": product},
                "start_up": first_bad,
                "before": before if starts_order and order > 1 else None,
            }
        )
    return shifts


def _placed(draws, wanted, minor, length):
    """Give each stop a start so that none overlaps another, the break, or the last five minutes."""
    taken = [BREAK]
    stops, hidden = [], []
    for reason, minutes in wanted:
        if reason == "changeover":
            stops.append((0, reason, minutes))
            taken.append((0, minutes))
    rest = [(reason, minutes) for reason, minutes in wanted if reason != "changeover"]
    for reason, minutes in [*rest, *((None, minutes) for minutes in minor)]:
        for _ in range(200):
            start = draws.between(5, length - 6 - minutes)
            if all(start + minutes < other or other + long < start for other, long in taken):
                taken.append((start, minutes))
                (hidden if reason is None else stops).append((start, reason, minutes))
                break
    return sorted(stops), sorted(hidden)


def _across_the_lost_hour(stops, hidden):
    """Put one stop where the clocks go forward: at 01:55 for 14 minutes, over at 03:09."""
    start, minutes = 235, 14
    clear = [
        [stop for stop in kind if stop[0] + stop[2] < start or stop[0] > start + minutes]
        for kind in (stops, hidden)
    ]
    return sorted([*clear[0], (start, "robot fault", minutes)]), clear[1]


def _date(day):
    """(year, month, day of the month) of a day of the quarter."""
    month, number = 1, day + 5
    for month, days in MONTHS:
        if number <= days:
            return 2026, month, number
        number -= days
    raise ValueError(day)


def _iso_day(day):
    return "{:04d}-{:02d}-{:02d}".format(*_date(day))


def _local(minute):
    """(day, hour, minute) on the wall clock, which was put forward by an hour once."""
    if minute >= FORWARD:
        minute += 60
    day, rest = divmod(minute, 1440)
    return day, rest // 60, rest % 60


def _iso(minute, seconds=False):
    day, hour, rest = _local(minute)
    return f"{_iso_day(day)} {hour:02d}:{rest:02d}" + (":00" if seconds else "")


def _us(minute):
    """The way an American spreadsheet writes it: 3/8/2026 3:05 AM."""
    day, hour, rest = _local(minute)
    year, month, number = _date(day)
    return f"{month}/{number}/{year} {(hour + 11) % 12 + 1}:{rest:02d} {'AM' if hour < 12 else 'PM'}"


def _clock(shift):
    """The shift's start on the clock that is never put forward."""
    start = shift["day"] * 1440 + shift["start"]
    return start - 60 if start >= FORWARD else start


def _dirty_shifts(shifts):
    """Three counts of good pieces are missing; two rows were sent twice; now and then a note."""
    draws = Draws("open-2026", "oee/shifts", "warts")
    missing = set(draws.some(range(20, 380), 3))
    twice = set(draws.some([n for n in range(20, 380) if n not in missing], 2))
    notes = (
        "short-handed, one person on two machines",
        "trainee on the machine",
        "mold sweats",
        "audit tour",
    )
    noted = dict(zip(draws.some(range(len(shifts)), 24), notes * 6))
    rows = []
    for place, shift in enumerate(shifts):
        row = (
            shift["machine"],
            _iso_day(shift["day"]),
            shift["shift"],
            shift["planned"],
            decimal(shift["ideal"], 1),
            shift["total"],
            "" if place in missing else shift["good"],
            shift["start_up"],
            noted.get(place, ""),
        )
        rows += [row] * (2 if place in twice else 1)
    return rows


def _spelled(draws, reason):
    options = SPELLINGS[reason]
    return options[0] if happens(draws, 550_000) else draws.pick(options[1:])


def _dirty_stops(shifts):
    """PR-03's terminal writes times the American way; reasons as typed; some ends not written; six sent twice."""
    draws = Draws("open-2026", "oee/stops", "warts")
    rows = []
    for shift in shifts:
        for start, reason, minutes in shift["stops"]:
            at = _clock(shift) + start
            write = _us if shift["machine"] == "PR-03" else _iso
            typed = _spelled(draws, reason)
            if happens(draws, 12_000):
                typed = ""
            row = [
                shift["machine"],
                _iso_day(shift["day"]),
                shift["shift"],
                write(at),
                write(at + minutes),
                minutes,
                typed,
            ]
            if happens(draws, 20_000):
                row[4] = ""
            rows.append(row)
    numbered = [(100_001 + number, *row) for number, row in enumerate(rows)]
    for place in sorted(draws.some(range(len(numbered)), 6), reverse=True):
        numbered.insert(place + 1, numbered[place])
    return numbered


def _reasons():
    rows = []
    for reason, spellings in SPELLINGS.items():
        loss = "setup and adjustment" if reason == "changeover" else LOSSES[reason][0]
        rows += [(written, reason, loss) for written in spellings]
    return rows


def _changeovers(shifts):
    rows = []
    for shift in shifts:
        for _, reason, minutes in shift["stops"]:
            if reason == "changeover":
                products = PRODUCTS[shift["machine"]]
                rows.append(
                    (
                        shift["machine"],
                        _iso_day(shift["day"]),
                        shift["shift"],
                        products[shift["before"]][0],
                        products[shift["product"]][0],
                        minutes,
                    )
                )
    return rows


def _changeover_steps():
    before = [
        ("before", n, text, who, minutes, kind)
        for n, (text, who, minutes, kind, _, _) in enumerate(CHANGEOVER, 1)
    ]
    after = [
        ("after", n, text, who, minutes, kind)
        for n, (text, who, _, _, minutes, kind) in enumerate(CHANGEOVER, 1)
        if minutes is not None
    ]
    return before + after


def _plc(shifts):
    """The control's record, long: a counter each minute, the state when it changes.

    Between two starts of a stop the pieces of a shift are spread evenly over its running seconds. The link was
    down twice (no value, quality Bad), and after each time the last five rows were sent again.
    """
    draws = Draws("open-2026", "oee/plc_im07", "warts")
    first, last = 59 * 1440 + 360, 63 * 1440 + 300  # Thursday 06:00; Monday 06:00, an hour having been lost
    state, made = {}, {}
    for shift in shifts:
        clock = _clock(shift)
        if not first <= clock < last:
            continue
        minute_state = ["RUN"] * shift["length"]
        for at, long in [BREAK]:
            minute_state[at : at + long] = ["PLANNED"] * long
        for at, reason, long in shift["stops"]:
            minute_state[at : at + long] = ["SETUP" if reason == "changeover" else "DOWN"] * long
        for at, _, long in shift["hidden"]:
            minute_state[at : at + long] = ["IDLE"] * long
        run = pieces = 0
        for minute, now in enumerate(minute_state):
            state[clock + minute] = now
            run += 60 * (now == "RUN")
            total = run * shift["total"] // shift["running_s"]
            made[clock + minute + 1] = total - pieces
            pieces = total
    counter, before = 7214, None
    gaps = [(draws.between(first + 300, first + 1500), 11), (draws.between(last - 1900, last - 1600), 7)]
    rows = []
    for minute in range(first, last + 1):
        counter = (counter + made.get(minute, 0)) % 10_000
        bad = any(start <= minute < start + long for start, long in gaps)
        now = state.get(minute, "OFF")
        stamp = _iso(minute, seconds=True)
        rows.append((stamp, "IM07.CycleCount", "" if bad else counter, "Bad" if bad else "Good"))
        if now != before and not bad:
            rows.append((stamp, "IM07.State", now, "Good"))
            before = now
        if any(minute == start + long for start, long in gaps):
            rows += rows[-5:]
    return rows


def _vibration():
    """Every two hours, six motors. Dropouts, two formats of the time, one motor in the wrong unit for a while."""
    draws = Draws("open-2026", "oee/vibration")
    rows = []
    for minute in range(0, WEEKS * 7 * 1440 - 60, 120):
        day = minute // 1440
        stamp = _iso(minute) if minute < OTHER_FORMAT_SINCE else _us(minute)
        # Warmer by day than by night, and from winter to spring.
        air = (0, 5, 12, 18, 22, 16, 9, 4)[minute // 180 % 8] + day // 4
        for motor, (_, level, spread, temperature) in MOTORS.items():
            weekend = day % 7 >= 5 and motor in ("M-202", "M-206")
            if motor == "M-204" and WEAR_SINCE * 1440 <= minute < REPLACED:
                level, heat = _worn(level, minute - WEAR_SINCE * 1440)
                temperature += heat
                spread = spread * level // 165
            if motor == "M-204" and minute >= REPLACED:
                level = 150
            if motor == "M-202" and minute >= SPEED_SINCE:
                level, temperature = 238, temperature + 22
            value = max(10, normal(draws, level, spread))
            tenths = normal(draws, temperature, 8) + air
            if weekend:
                value, tenths = draws.between(2, 6), 190 + air + draws.between(0, 8)
            if motor == "M-203" and minute < FAHRENHEIT_UNTIL:
                tenths = tenths * 9 // 5 + 320
            velocity = decimal(value, 2)
            if happens(draws, 9_000):
                velocity = ""
            rows.append((stamp, motor, velocity, "" if happens(draws, 6_000) else decimal(tenths, 1)))
    return rows


def _worn(level, minutes):
    """Level and extra heat (tenths of a degree) of a bearing that has been wearing for so long: 3.5 % a day."""
    worn = level << 20
    for _ in range(minutes // 1440):
        worn = worn * 1035 // 1000
    worn >>= 20
    return worn, (worn - level) * 2 // 5


def _work_orders(shifts):
    """A work order for each breakdown of half an hour or more, the monthly checks, and the motors' story."""
    draws = Draws("open-2026", "oee/work_orders")
    asset = {"IM-07": ("IM-07", "im07", "IM 07"), "PR-03": ("PR-03", "PR-03", "pr03")}
    codes = {
        **{"hydraulic leak": "HYD", "heater band": "ELE", "robot fault": "ROB", "sensor fault": "ELE"},
        **{"clutch or brake": "MEC", "die repair": "TOOL"},
    }
    entries = []
    for shift in shifts:
        for start, reason, minutes in shift["stops"]:
            if reason in BREAKDOWNS and minutes >= 30:
                at = _clock(shift) + start
                code = "" if happens(draws, 120_000) else codes[reason]
                labor = (minutes + 10 + draws.between(0, 20)) * 10 // 60
                parts = draws.between(0, 90) if happens(draws, 400_000) else draws.between(40, 420)
                entries.append(
                    (
                        at,
                        at + minutes,
                        draws.pick(asset[shift["machine"]]),
                        "EM",
                        1,
                        SPELLINGS[reason][0],
                        code,
                        labor,
                        parts,
                    )
                )
    for week in range(WEEKS):
        for machine in MACHINES:
            at = (week * 7 + 5) * 1440 + 480
            if week % 4 == 1:
                # Planned work is closed when somebody thinks of it.
                entries.append(
                    (at, at + draws.between(120, 4000), machine, "PM", 3, "Monthly check", "", 30, 25)
                )
    day = 1440
    entries += [
        (52 * day + 500, 53 * day + 700, "M-204", "CM", 3, "Pump noisy at start, greased", "MEC", 5, 12),
        (66 * day + 610, None, "M-204", "CM", 2, "Noise, vibration; bearing ordered", "MEC", 10, 0),
        (
            REPLACED - 180,
            REPLACED,
            "M204",
            "CM",
            1,
            "Motor replaced, drive-end bearing worn",
            "MEC",
            60,
            1240,
        ),
        (57 * day + 400, 57 * day + 460, "M-202", "MOD", 3, "Speed raised for new product", "", 10, 0),
        (36 * day - 300, 36 * day, "M-203", "CM", 3, "Temperature input set to Celsius", "ELE", 5, 0),
    ]
    rows = []
    for number, (opened, closed, *rest, labor, parts) in enumerate(
        sorted(entries, key=lambda entry: entry[0])
    ):
        rows.append(
            (
                f"WO-{48210 + 3 * number}",
                _us(opened),
                "" if closed is None else _us(closed),
                *rest,
                decimal(labor, 1),
                f"{parts:,}.00",
            )
        )
    return rows


def _production_orders(quarter):
    """What was confirmed for each order: thousands with commas, dates as the ERP writes them."""
    rows = []
    number = 700_412
    for machine, shifts in quarter.items():
        by_order = {}
        for shift in shifts:
            by_order.setdefault(shift["order"], []).append(shift)
        for parts in by_order.values():
            material, description = PRODUCTS[machine][parts[0]["product"]]
            total, good = (sum(shift[what] for shift in parts) for what in ("total", "good"))
            dates = [_date(shift["day"]) for shift in (parts[0], parts[-1])]
            start, finish = (f"{day:02d}.{month:02d}.{year}" for year, month, day in dates)
            wanted = (total + 250) // 500 * 500
            rows.append(
                (
                    number,
                    machine,
                    material,
                    description,
                    start,
                    finish,
                    f"{wanted:,}",
                    f"{good:,}",
                    f"{total - good}-",
                    "EA",
                )
            )
            number += 1
    return rows


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
