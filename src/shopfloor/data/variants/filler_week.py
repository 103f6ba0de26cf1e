"""A student's week at a bottle filler: ten shifts with their losses, the pieces made and the good ones.

Model:

- five days, two shifts; planned time 420 to 460 min, in steps of 5; the ideal cycle is 1.2 to 2.4 s, in tenths,
  the same all week;
- breakdowns in five or six shifts, 12 to 75 min; a changeover in seven of them, 25 to 70 min; minor stops that
  were logged, 6 to 30 min in every shift; in one shift one breakdown of 110 to 160 min: the one that the
  mean hides;
- the filler runs 5 to 14 percent slower than ideal; 1.0 to 4.0 percent of what it makes is no good.

More than a third of every shift is left to run, and no shift makes more than the ideal cycle allows. Where
the losses of breakdown and changeover would come out nearer than 15 min, the week is drawn again, so that the
largest loss is clear.
"""

from .sheet import decimal

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SHIFTS = ("early", "late")


def cells(draws):
    """Return the week as rows of text cells, the way they stand in the CSV file."""
    while True:
        breakdown, changeover = _losses(draws)
        if abs(sum(breakdown) - sum(changeover)) >= 15:
            break
    ideal = draws.between(12, 24)
    rows = []
    for place, (day, shift) in enumerate((day, shift) for day in DAYS for shift in SHIFTS):
        planned = 5 * draws.between(84, 92)
        minor = draws.between(6, 30)
        running = planned - breakdown[place] - changeover[place] - minor
        # Seconds of running against tenths of a second a bottle, that many percent slower.
        total = running * 60 * 10 * 100 // (ideal * draws.between(105, 114))
        good = total - total * draws.between(10, 40) // 1000
        minutes = (planned, breakdown[place], changeover[place], minor)
        rows.append((day, shift, *map(str, minutes), decimal(ideal, 1), str(total), str(good)))
    return rows


def _losses(draws):
    count = len(DAYS) * len(SHIFTS)
    breakdown, changeover = [0] * count, [0] * count
    places = draws.some(range(count), draws.between(5, 6))
    for place in places:
        breakdown[place] = draws.between(12, 75)
    for place in draws.some(range(count), 7):
        changeover[place] = draws.between(25, 70)
    breakdown[places[0]] = draws.between(110, 160)
    return breakdown, changeover
