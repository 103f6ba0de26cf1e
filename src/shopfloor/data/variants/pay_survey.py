"""A student's pay survey: 48 answers of one region, in which the mean misleads and the median does not.

Model, in US dollars (pay of 2024; all pay ends in a zero, as official figures do):

- most are technicians; their pay rises with experience up to 16 years and is spread like a bell around that;
- one technician of long standing earns as much as the supervisors, which is rare and true;
- three to five supervisors and one plant manager answered too, and are counted as what they are;
- one technician gave the pay of an hour or of a month in place of a year: no full-time year is that low;
- who has six years of experience or more also said what they earned in 2019. Person 1 is always a technician who
  did.

Drawn again until the mean of all answers is 4,000 or more above the median of the technicians who gave a year's
pay; median and mean, with all and without, are clearly apart; the answer of person 1 shows whether prices were
taken out by dividing; and no technician earns just the national median.
"""

from .chance import normal
from .sheet import decimal

PERSONS = 48
TECHNICIAN, SUPERVISOR, MANAGER = "technician", "supervisor", "plant manager"
BUSINESSES = (
    "manufacturing",
    "manufacturing",
    "manufacturing",
    "manufacturing",
    "engineering services",
    "wholesale",
    "staffing agency",
)
# The year of 52 weeks of 40 hours at 7.25 dollars: no full-time year of a US employee under federal law is below.
LEAST_YEAR = 15_080
NATIONAL_MEDIAN = 64_790
LEAST, MOST = 38_000, 92_000
VETERAN = 97_000, 111_000
# Person 1's own way from 2019 to 2024, in tenths of a percent, and the years that someone must have had for it.
GROWTH, YEARS_SINCE_2019 = (30, 300), 6
# Consumer prices rose by this from 2019 to 2024, in tenths of a percent.
PRICES = 227
HOURS, MONTHS = 2080, 12


def rows(draws):
    """Return (person, business, experience in years, pay as given in cents, pay in 2019 or None, counted as, slip).

    The slip is "hour", "month" or "".

    >>> from .draws import Draws
    >>> survey = rows(Draws("open-2026", "careers/pay_survey", "example"))
    >>> len(survey), sum(row[6] != "" for row in survey)
    (48, 1)
    """
    while True:
        start, step = 10 * draws.between(4_400, 6_000), 10 * draws.between(50, 100)
        people = [
            _technician(draws, start, step, draws.between(YEARS_SINCE_2019, 20)),
            (TECHNICIAN, draws.between(18, 30), 10 * draws.between(*(end // 10 for end in VETERAN))),
            (MANAGER, draws.between(15, 30), 10 * draws.between(18_500, 29_500)),
        ]
        people += [
            (SUPERVISOR, draws.between(8, 28), 10 * draws.between(8_400, 12_600))
            for _ in range(draws.between(3, 5))
        ]
        while len(people) < PERSONS:
            people.append(_technician(draws, start, step, _experience(draws)))
        people[1:] = draws.some(people[1:], PERSONS - 1)
        ordinary = [at for at in range(1, PERSONS) if people[at][0] == TECHNICIAN and people[at][2] <= MOST]
        slipped, slip = draws.pick(ordinary), draws.pick(("hour", "month"))
        survey = [
            _answer(draws, number, *person, slip if number - 1 == slipped else "")
            for number, person in enumerate(people, start=1)
        ]
        if _fair(survey):
            return survey


def cells(draws):
    """Return the survey as rows of text cells, the way they stand in the CSV file."""
    return [
        (
            str(person),
            business,
            str(years),
            decimal(cents, 2) if cents % 100 else str(cents // 100),
            "" if before is None else str(before),
            job,
        )
        for person, business, years, cents, before, job, _ in rows(draws)
    ]


def _experience(draws):
    # Many with a few years, some with many.
    return min(draws.between(0, 12), draws.between(0, 30)) + draws.between(0, 12)


def _technician(draws, start, step, years):
    pay = normal(draws, start + step * min(years, 16), 5_200)
    return TECHNICIAN, years, 10 * (min(max(pay, LEAST), MOST) // 10)


def _answer(draws, number, job, years, pay, slip):
    growth = draws.between(*GROWTH)
    before = None
    if years >= YEARS_SINCE_2019:
        before = 10 * ((pay * 1000 // (1000 + growth) + 5) // 10)
    cents = 100 * pay
    if slip == "hour":
        # To five cents, as pay by the hour is agreed.
        cents = 5 * (cents // HOURS // 5)
    elif slip == "month":
        cents = 1_000 * (cents // MONTHS // 1_000)
    return number, draws.pick(BUSINESSES), years, cents, before, job, slip


def _fair(survey):
    """Whether each way of counting leads to another figure, clearly; all sums in whole cents."""
    everybody = sorted(row[3] for row in survey)
    kept = sorted(row[3] for row in survey if row[5] == TECHNICIAN and not row[6])
    if 100 * NATIONAL_MEDIAN in kept or len(set(kept)) < len(kept) - 3:
        return False
    # Twice the medians and the means times their counts, so that nothing is rounded.
    median_all, median_kept = (
        line[(len(line) - 1) // 2] + line[len(line) // 2] for line in (everybody, kept)
    )
    mean_all, mean_kept = 2 * sum(everybody) // len(everybody), 2 * sum(kept) // len(kept)
    figures = sorted((mean_all, median_all, mean_kept, median_kept))
    below = sum(one < 100 * NATIONAL_MEDIAN for one in kept)
    first = survey[0]
    grown = (first[3] // 100 - first[4]) * 1000 // first[4]
    return (
        mean_all - median_kept >= 800_000
        and all(later - earlier >= 40_000 for earlier, later in zip(figures, figures[1:]))
        and 25 * len(kept) <= 100 * below <= 75 * len(kept)
        and abs(grown - PRICES) >= 40
    )
