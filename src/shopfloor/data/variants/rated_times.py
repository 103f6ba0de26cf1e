"""A student's rated time study of "seal a cover": 12 cycles, times by snap-back, a rating on every row.

Model, in hundredths of a minute (see `watch` for the times of an element):

- elements A, B and D are manual, C is paced by the heating press, E (wiping the plate) comes after every
  fourth cycle; shortest times and the press's setting differ between students;
- the operator's pace is one of PACES, in percent, never close to 100; the rating of a manual element is the
  pace or 5 more or less, the same all through the study. The observer wrote the pace on the rows of the
  machine as well;
- two foreign elements, rows F without a rating, in different cycles from 2 to 11;
- one slow repetition of A, B or D with SLOW_REMARK, which is real.
"""

from .sheet import decimal
from .watch import decimal_minutes, machine_time, manual_time

CYCLES = 12
WIPE_EVERY = 4
# Shortest time (least, most) and spread, hundredths of a minute; the press has a setting alone.
ELEMENTS = {"A": (12, 18, 9), "B": (15, 22, 11), "C": (62, 84), "D": (11, 17, 8)}
WIPE = (24, 34, 14)
PACES = (80, 85, 90, 110, 115, 120)
SLOW_REMARK = "cover stuck to its neighbour"
FOREIGN_EVENTS = (
    ("answered a question from the supervisor", 28, 90),
    ("waited while a fork truck passed", 18, 45),
    ("dropped a ring and looked for it", 16, 40),
    ("spoke with a colleague about the shift plan", 30, 85),
    ("put on another pair of gloves", 20, 44),
    ("moved an empty pallet that was not part of the job", 26, 60),
    ("waited because the covers had not come", 40, 110),
    ("showed a visitor the way", 30, 70),
)


def rows(draws):
    """Return (observation, cycle, element, hundredths of a minute, rating in percent or None, remark).

    >>> from .draws import Draws
    >>> study = rows(Draws("open-2026", "timestudy/rated_times", "example"))
    >>> len(study), [row[2] for row in study[:4]]
    (53, ['A', 'B', 'C', 'D'])
    """
    pace = draws.pick(PACES)
    ratings = {element: pace + draws.pick((-5, 0, 0, 5)) for element in "ABDE"} | {"C": pace}
    shortest = {element: draws.between(low, high) for element, (low, high, *_) in ELEMENTS.items()}
    wipe = draws.between(*WIPE[:2])
    cycles = draws.some(range(2, CYCLES), 2)
    foreign = dict(zip(cycles, draws.some(FOREIGN_EVENTS, 2)))
    slow = draws.between(5, CYCLES), draws.pick("ABD")
    work = []
    for cycle in range(1, CYCLES + 1):
        before = draws.pick("ABCD")
        for element, (_, _, *spread) in ELEMENTS.items():
            if cycle in foreign and element == before:
                remark, least, most = foreign[cycle]
                work.append((cycle, "F", draws.between(least, most), None, remark))
            if not spread:
                time = machine_time(draws, shortest[element])
            else:
                # The slower the pace, the longer the time.
                time = (manual_time(draws, shortest[element], *spread, cycle) * 100 + pace // 2) // pace
            if (cycle, element) == slow:
                time += shortest[element] + draws.between(6, 16)
            work.append((cycle, element, time, ratings[element], SLOW_REMARK * ((cycle, element) == slow)))
        if cycle % WIPE_EVERY == 0:
            time = (manual_time(draws, wipe, WIPE[2], cycle) * 100 + pace // 2) // pace
            work.append((cycle, "E", time, ratings["E"], ""))
    return [(number, *row) for number, row in enumerate(work, start=1)]


def cells(draws):
    """Return the study as rows of text cells, the way they stand in the CSV file."""
    return [
        (
            str(number),
            str(cycle),
            element,
            decimal_minutes(time),
            "" if rating is None else decimal(rating, 2),
            remark,
        )
        for number, cycle, element, time, rating, remark in rows(draws)
    ]
