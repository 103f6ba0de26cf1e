"""A student's stopwatch record of "assemble a hose clamp": 12 cycles, one watch left running, not tidy.

Model, in hundredths of a minute (see `watch` for the times of an element):

- elements A to D in each cycle; their shortest times differ between students by up to four hundredths;
- the screw bin is filled after cycles 6 and 12: a "-" row with BIN_REMARK;
- three interruptions, in three different cycles from 2 to 11, each before one of the elements, never beside
  the filling of the bin: "-" rows with remarks from RARE_EVENTS;
- one slow repetition, SLOW_REMARK, of element A, B or D in a cycle from 3 to 11: SLOW_BY longer than the
  model ever is;
- one slip of the watch, at element B in a cycle from 3 to 10: a reading with its last two digits swapped,
  larger than the next one. Neither it nor the next row is a "-" row, the slow row or beside one; where no
  reading can carry it, the whole record is drawn again.
"""

from .watch import decimal_minutes, manual_time, shows_as_slip, swapped

CYCLES = 12
BIN_EVERY = 6
# Shortest time and spread of each element, hundredths of a minute.
ELEMENTS = {"A": (9, 7), "B": (12, 8), "C": (15, 12), "D": (10, 8)}
BIN_TIMES = (46, 74)
BIN_REMARK = "fills the screw bin, every sixth cycle"
SLOW_REMARK = "stiff band"
SLOW_BY = (8, 24)
# What happened, and how long it takes at least and at most.
RARE_EVENTS = (
    ("dropped a screw and looked for it", 14, 38),
    ("answered a question from the supervisor", 30, 95),
    ("waited while a fork truck passed", 18, 45),
    ("picked up bands that fell on the floor", 20, 48),
    ("talked with a colleague about the shift plan", 30, 90),
    ("moved an empty pallet that was not part of the job", 28, 66),
    ("retied a shoelace", 22, 40),
    ("answered the telephone", 40, 110),
    ("stopped for a fire-bell test", 55, 120),
    ("helped a visitor find the office", 35, 80),
)
RARE_REMARKS = tuple(remark for remark, _, _ in RARE_EVENTS)
INTERRUPTIONS = 3
# The slip sits at one element, so that its average shows whether the spoiled times were left out.
SLIPPING = "B"
NOT_AN_ELEMENT = "-"


def rows(draws):
    """Return the record as (observation, cycle, element, reading in hundredths of a minute, remark).

    >>> from .draws import Draws
    >>> record = rows(Draws("open-2026", "timestudy/bench_study", "example"))
    >>> len(record), record[0][:3]
    (53, (1, 1, 'A'))
    """
    while True:
        work = _work(draws)
        readings = []
        for _, _, time, _ in work:
            readings.append(time + (readings[-1] if readings else 0))
        places = [place for place in range(len(work)) if _may_slip(work, readings, place)]
        if places:
            place = draws.pick(places)
            readings[place] = swapped(readings[place])
            return [
                (number, cycle, element, reading, remark)
                for number, ((cycle, element, _, remark), reading) in enumerate(zip(work, readings), start=1)
            ]


def cells(draws):
    """Return the record as rows of text cells, the way they stand in the CSV file."""
    return [
        (str(number), str(cycle), element, decimal_minutes(reading), remark)
        for number, cycle, element, reading, remark in rows(draws)
    ]


def _work(draws):
    """What happened at the bench: (cycle, element, time, remark) in order."""
    pace = {element: (low + draws.between(0, 4), spread) for element, (low, spread) in ELEMENTS.items()}
    cycles = draws.some(range(2, CYCLES), INTERRUPTIONS)
    interrupted = dict(zip(cycles, draws.some(RARE_EVENTS, INTERRUPTIONS)))
    slow = draws.between(3, CYCLES - 1), draws.pick("ABD")
    work = []
    for cycle in range(1, CYCLES + 1):
        # Right after the filling of the bin two "-" rows would stand side by side.
        before = draws.pick("BCD" if cycle % BIN_EVERY == 1 else "ABCD")
        for element, (shortest, spread) in pace.items():
            if cycle in interrupted and element == before:
                remark, least, most = interrupted[cycle]
                work.append((cycle, NOT_AN_ELEMENT, draws.between(least, most), remark))
            time = manual_time(draws, shortest, spread, cycle)
            if (cycle, element) == slow:
                # Beyond anything that chance alone gives this element.
                time = shortest + 2 * spread + draws.between(*SLOW_BY)
                work.append((cycle, element, time, SLOW_REMARK))
            else:
                work.append((cycle, element, time, ""))
        if cycle % BIN_EVERY == 0:
            work.append((cycle, NOT_AN_ELEMENT, draws.between(*BIN_TIMES), BIN_REMARK))
    return work


def _may_slip(work, readings, place):
    cycle, element, _, _ = work[place]
    if element != SLIPPING or not 3 <= cycle <= CYCLES - 2:
        return False
    # Only plain rows around it and around the negative time after it: nothing else can explain what is seen.
    undisturbed = all(remark == "" for _, _, _, remark in work[place - 1 : place + 3])
    return undisturbed and shows_as_slip(readings, place)
