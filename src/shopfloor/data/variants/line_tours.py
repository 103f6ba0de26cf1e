"""A student's work sampling of a technician on an assembly line: eight days of 30 tours at random times.

Model:

- each tour finds one of ACTIVITIES, drawn with the chances of USUAL in per mille, which differ between
  students by up to SHIFT either way between "set up or inspect" and "wait";
- on one day from the third to the seventh a station breaks down, and the chances of that day are those of
  BROKEN;
- tours come at 30 different minutes from 06:05 to 14:25 without the break at 10:00 to 10:30, three minutes
  apart or more;
- a p-chart of "find fault or repair" with three-sigma limits has exactly that day outside, and each activity
  was seen at least LEAST times; where it is not so, all is drawn again.
"""

DAYS, TOURS = 8, 30
ACTIVITIES = (
    "set up or inspect",
    "find fault or repair",
    "records and data",
    "meeting or training",
    "walk or fetch",
    "wait",
    "personal",
)
USUAL = (240, 165, 130, 95, 190, 120, 60)
BROKEN = (40, 640, 40, 20, 160, 80, 20)
SHIFT = 50
REPAIR = ACTIVITIES[1]
LEAST = 5
FIRST, LAST, BREAK, APART = 6 * 60 + 5, 14 * 60 + 25, (10 * 60, 10 * 60 + 30), 3


def rows(draws):
    """Return (tour, day, minute of the day, activity) in the order of the tours.

    >>> from .draws import Draws
    >>> tours = rows(Draws("open-2026", "worksampling/line_tours", "example"))
    >>> len(tours), tours[0][:2]
    (240, (1, 1))
    """
    while True:
        shift = draws.between(-SHIFT, SHIFT)
        usual = _table([USUAL[0] + shift, *USUAL[1:5], USUAL[5] - shift, USUAL[6]])
        broken_day = draws.between(3, 7)
        tours = []
        for day in range(1, DAYS + 1):
            table = _table(BROKEN) if day == broken_day else usual
            for minute, thousandth in zip(_minutes(draws), _small(draws, 1000)):
                tours.append((len(tours) + 1, day, minute, table[thousandth]))
        seen = [activity for *_, activity in tours]
        if min(map(seen.count, ACTIVITIES)) >= LEAST and outside(tours) == [broken_day]:
            return tours


def outside(tours):
    """Return the days on which "find fault or repair" lies outside the three-sigma limits of a p-chart.

    All in whole numbers: with c tours of n on a day and C of N on all, |c N - C n|**2 > 9 n C (N - C).
    """
    counts = {day: 0 for _, day, *_ in tours}
    for _, day, _, activity in tours:
        if activity == REPAIR:
            counts[day] += 1
    total, n, all_tours = sum(counts.values()), TOURS, len(tours)
    limit = 9 * n * total * (all_tours - total)
    return [day for day, count in counts.items() if (count * all_tours - total * n) ** 2 > limit]


def cells(draws):
    """Return the tours as rows of text cells, the way they stand in the CSV file."""
    return [
        (str(tour), str(day), f"{minute // 60:02d}:{minute % 60:02d}", activity)
        for tour, day, minute, activity in rows(draws)
    ]


def _small(draws, n):
    """Draws from 0 to n - 1 without end, six from each drawn number."""
    while True:
        six = draws.below(n**6)
        for _ in range(6):
            six, one = divmod(six, n)
            yield one


def _table(chances):
    """Each activity as often as its chance in per mille."""
    return [activity for activity, chance in zip(ACTIVITIES, chances) for _ in range(chance)]


def _minutes(draws):
    """Random minutes of the shift, in order, none closer than APART to the next."""
    # Minutes that are drawn closer together and then spread by APART are as random, and none is refused.
    span = LAST - FIRST + 1 - (BREAK[1] - BREAK[0]) - (APART - 1) * (TOURS - 1)
    places = set()
    for place in _small(draws, span):
        places.add(place)
        if len(places) == TOURS:
            break
    minutes = [FIRST + place + (APART - 1) * number for number, place in enumerate(sorted(places))]
    return [minute if minute < BREAK[0] else minute + BREAK[1] - BREAK[0] for minute in minutes]
