"""A student's line for desk fans: six stations in a row and what each did in four weeks.

Model, in thousandths of takt where a time is meant:

- 20 days, two shifts of 435 to 450 min of work; the customer orders 9,600 to 12,800 fans;
- the bottleneck ("press", "balance" or "test") has a cycle of 85 to 92 percent of takt and stands 13 to 17 percent
  of its time, so with its stops it needs 102.5 to 106 percent of takt; it runs 3 to 5 percent slower than ideal;
- one other station has the longest cycle of all (93.5 to 95 percent of takt) and hardly ever stands; one has the most
  downtime (19 to 23 percent) and a short cycle; one has the most scrap (3.0 to 3.6 percent): none of them is too slow;
- the stations before the bottleneck make what is ordered, so the pile before it grows; those after it make what
  comes out of it. Before each lie 40 to 120 fans, before "wind" 1,500 to 2,200 sets of parts, which do not grow;
- of the bottleneck's downtime 25 to 60 percent are changeovers and 15 to 50 percent short stops.

Three offers (half the changeovers, no short stops, 250 more minutes of running a week) are together always enough to
make what is ordered, and no choice of them comes closer than 12 minutes a week to being just enough.
"""

from .sheet import decimal

STATIONS = ("wind", "press", "wire", "balance", "test", "pack")
MAY_LIMIT = (1, 3, 4)
WEEKS, SHIFTS, BREAK_MIN = 4, 40, 250
LEAST = 12


def cells(draws):
    """Return the line as rows of text cells, the way they stand in the CSV file."""
    while True:
        line = _line(draws)
        if line is not None:
            return line


def _line(draws):
    planned = SHIFTS * draws.between(435, 450)
    ordered = 20 * draws.between(480, 640)
    limit = draws.pick(MAY_LIMIT)
    others = [place for place in range(len(STATIONS)) if place != limit]
    longest, standing, scrapping = draws.some(others[1:], 3)
    cycle, down, scrap = [0] * 6, [0] * 6, [0] * 6
    for place in range(len(STATIONS)):
        lost, share, bad = draws.between(5, 30), draws.between(550, 850), draws.between(2, 6)
        if place == limit:
            lost, bad = draws.between(130, 170), draws.between(15, 25)
            share = draws.between(1025, 1060) * (1000 - lost) // 1000
        elif place == longest:
            lost, share = draws.between(5, 12), draws.between(935, 950)
        elif place == standing:
            lost, share = draws.between(190, 230), draws.between(500, 620)
        elif place == scrapping:
            bad = draws.between(30, 36)
        # Tenths of a second.
        cycle[place] = planned * 600 * share // (ordered * 1000)
        down[place] = planned * lost // 1000
        scrap[place] = bad
    made = (planned - down[limit]) * 600 * draws.between(950, 970) // (cycle[limit] * 1000)
    first = [draws.between(40, 120) for _ in STATIONS]
    last = [draws.between(40, 120) for _ in STATIONS]
    first[0] = draws.between(1500, 2200)
    last[0] = first[0] + draws.between(-80, 80)
    first[limit] = draws.between(120, 220)
    coming = ordered + draws.between(0, ordered // 125)
    last[limit] = first[limit] + coming - made
    started, good = [0] * 6, [0] * 6
    started[limit] = made
    good[limit] = made - made * scrap[limit] // 1000
    for place in reversed(range(limit)):
        after = place + 1
        good[place] = coming if after == limit else started[after] + last[after] - first[after]
        started[place] = good[place] * 1000 // (1000 - scrap[place])
    for place in range(limit + 1, len(STATIONS)):
        started[place] = good[place - 1] + first[place] - last[place]
        good[place] = started[place] - started[place] * scrap[place] // 1000
    for place in range(len(STATIONS)):
        if started[place] * cycle[place] * 1000 > (planned - down[place]) * 600 * 995:
            return None
    changeover, short = [], []
    for place in range(len(STATIONS)):
        changing = draws.between(25, 60)
        changeover.append(down[place] * changing // 100)
        short.append(down[place] * draws.between(15, min(50, 90 - changing)) // 100)
    if not _offers_decide(
        (ordered - good[limit]) * (planned - down[limit]), good[limit], changeover[limit], short[limit]
    ):
        return None
    labor = draws.between(12, 16) * 160 * 29_344 // 1000
    return [
        (
            station,
            decimal(cycle[place], 1),
            *map(str, (planned, changeover[place], down[place] - changeover[place] - short[place])),
            *map(str, (short[place], started[place], good[place], first[place], last[place])),
            str(ordered),
            str(labor),
        )
        for place, station in enumerate(STATIONS)
    ]


def _offers_decide(missing, good, changeover, short):
    """Whether all offers together are enough, and none of their choices nearly; ``missing``: pieces x minutes."""
    gains = (changeover / 2, short, BREAK_MIN * WEEKS)
    gap, near = missing / good, LEAST * WEEKS
    sums = [sum(gain for gain, taken in zip(gains, f"{mask:03b}") if taken == "1") for mask in range(8)]
    return gap + near <= sums[7] and all(abs(one - gap) > near for one in sums)
