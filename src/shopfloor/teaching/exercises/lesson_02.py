"""Lesson 02, pay and honest numbers: its exercises, and the form of what its assignment hands in."""

from functools import cache
from statistics import mean, median, stdev

from shopfloor.data import load
from shopfloor.methods.careers import (
    date_figure,
    drop_boilerplate,
    fix_encoding,
    fix_range,
    mark_link,
    mark_missing,
    page_changes,
    percentile_of,
    real_growth,
    restore_heading,
)

from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, record

TECHNICIAN, EVERYBODY = "17-3026", "00-0000"
# A full-time year at the federal minimum wage: 7.25 dollars, 52 weeks of 40 hours.
LEAST_YEAR = 7.25 * 52 * 40
OFFER = 62_000
LARGE_SECTOR = 1_000


def growth(soc, start, end):
    return real_growth(soc, start, end, wages=load("careers/wages"), prices=load("careers/prices"))


# Recall: what lessons 00 and 01 teach.
choice(
    "02.r1",
    "Two advertisements look for a process technician. What tells you whether they mean the same occupation?",
    {
        "a": "The title: it is the same",
        "b": "The duties, and the SOC code that they lead to",
        "c": "The pay that is offered",
    },
    "b",
    mistakes={
        "a": "One title stands for different jobs on different pages: read what is done.",
        "c": "Pay differs from plant to plant within one occupation. What is done there tells occupations apart.",
    },
    insight="A figure about an occupation is worth what its code says.",
)
number(
    "02.r2",
    answer=0.25,
    unit="fraction",
    tolerance=0.005,
    hints=["Divide the part by the whole.", "12 / 48"],
    solution="12 / 48 = 0.25, a quarter.",
    mistakes={
        12: "That is the count. A share is the count divided by the whole.",
        4: "You divided the whole by the part. The part comes first: 12 / 48.",
        36: "That is how many work elsewhere. A share is the part divided by the whole.",
        0.75: "That is the share of those who work elsewhere. The part is 12.",
    },
    question="12 of 48 people work in wholesale. What share is that? Write it as a fraction, such as 0.1.",
)
choice(
    "02.r3",
    "wages[\"pay\"] ends in KeyError: 'pay'. What does the message say?",
    {
        "a": "The table has no column called pay",
        "b": "The table is empty",
        "c": "The pay is not known for this year",
    },
    "a",
    mistakes={
        "b": "An empty table still has its columns. Python did not find a column of that name.",
        "c": "A figure that is not known stands in the table as a gap. Here the whole column is not found.",
    },
    insight="Look at the names on top of the table: capitals and spaces count.",
)


@cache
def ratios():
    """What pay and prices of 2024 are against those of 2019, for all occupations together."""
    found = growth(EVERYBODY, 2019, 2024)
    return found.after / found.before, 1 + found.prices


def is_near(value, target, tolerance=0.0006):
    return abs(value - target) <= tolerance


def ratio_words(value, what, earlier, later, decimals):
    """What is not right yet about one of the two ratios; "" where nothing is."""
    ratio = later / earlier
    if is_near(value, ratio):
        return ""
    if is_near(value, earlier / later):
        return f"Your {what} ratio is upside down: the figure of 2024 is divided by that of 2019."
    if is_near(value, ratio - 1) or is_near(value, 100 * (ratio - 1), 0.06):
        return f"Your {what} ratio is the rise alone. Leave it as the division gives it, a number above 1."
    if is_near(value, 100 * ratio, 0.06):
        return (
            f"Your {what} ratio is in percent. Leave it as the division gives it, a number a little above 1."
        )
    if is_near(value, later - earlier, 1):
        return f"Your {what} ratio is a difference. A ratio is a division: 2024 divided by 2019."
    if value in (earlier, later):
        return f"In place of the {what} ratio stands one of the two figures. Divide 2024 by 2019."
    if is_near(value, ratio, 0.006):
        return f"Your {what} ratio is rounded too coarsely. Keep {decimals} decimals, or let Python divide."
    return f"Your {what} ratio is not there yet: divide the figure of 2024 by that of 2019."


def two_ratios(given):
    if not isinstance(given, (list, tuple)) or len(given) != 2:
        return "Two ratios are asked for, pay first, then prices, such as [1.1457, 1.2270]."
    if any(value is ... for value in given):
        return "One of the two ratios is still missing."
    if any(isinstance(value, tuple) for value in given):
        return "A comma splits a number in two. Write 49_500 for 49,500, or no mark at all: 49500."
    if not all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in given):
        return "Two ratios are asked for, numbers without quotes, such as 1.1457 and 1.2270."
    pay, price = ratios()
    if is_near(given[0], price) and is_near(given[1], pay):
        return "You have both ratios, but in each other's place: pay comes first, then prices."
    if is_near(given[0], 64_790 / 56_550):
        return "That is the pay ratio of the technicians. All occupations went from 39,810 to 49,500 dollars."
    if is_near(given[1], pay / price):
        return "You divided pay by prices already. The price ratio is of prices alone: 2024 divided by 2019."
    words = ratio_words(given[0], "pay", 39_810, 49_500, 4) or ratio_words(
        given[1], "price", 255.657, 313.689, 4
    )
    if words:
        return words
    return True, (
        f"{pay:.4f} / {price:.4f} = {pay / price:.4f}: up {100 * (pay / price - 1):.1f} % after prices. In the "
        "country as a whole the median buys a little more; the technicians' buys less."
    )


record(
    "02.1",
    two_ratios,
    right=lambda: list(ratios()),
    also_right=[
        lambda: tuple(round(one, 4) for one in ratios()),
        lambda: [round(one, 3) for one in ratios()],
    ],
    also_wrong=[
        lambda: list(ratios())[::-1],
        lambda: [1 / ratios()[0], ratios()[1]],
        [9_690, 58.032],
        lambda: [64_790 / 56_550, ratios()[1]],
        [0.243, 0.227],
        lambda: [ratios()[0], 313.689],
        [1.24, 1.23],
        ["1.2434", "1.2270"],
        1.2434,
        lambda: [ratios()[0], ...],
        lambda: [ratios()[0], 1.3],
        lambda: [(49, 500 / 39, 810), ratios()[1]],
        lambda: [ratios()[0], ratios()[0] / ratios()[1]],
        [124.3, 122.7],
    ],
    noun="two ratios",
    hints=[
        "Step 1 and step 2 again, with the figures of all occupations.",
        "pay_ratio = 49_500 / 39_810; the prices are the same as before.",
    ],
    solution=lambda: (
        "49_500 / 39_810 = {:.4f} and 313.689 / 255.657 = {:.4f}. Divided: {:.4f}, up {:.1f} % after prices.".format(
            *ratios(), ratios()[0] / ratios()[1], 100 * (ratios()[0] / ratios()[1] - 1)
        )
    ),
    question="The pay ratio and the price ratio of all occupations, 2019 to 2024.",
)
number(
    "02.2",
    answer=lambda: 100 * growth(TECHNICIAN, 2021, 2024),
    unit="percent",
    tolerance=0.06,
    low=-50,
    high=50,
    hints=[
        "Put 2021 in place of 2019 in step 4, and run that cell.",
        'real_growth("17-3026", 2021, 2024, wages=wages, prices=prices), the line "after prices".',
    ],
    solution=lambda: (
        'real_growth("17-3026", 2021, 2024, wages=wages, prices=prices) says, after prices: '
        f"{100 * growth(TECHNICIAN, 2021, 2024):.1f} %."
    ),
    mistakes=lambda: {
        100 * growth(TECHNICIAN, 2021, 2024).nominal: "That is the rise in dollars of the day. Asked for is "
        "the line after prices.",
        100 * growth(TECHNICIAN, 2021, 2024).prices: "That is how much prices rose.",
        100
        * growth(TECHNICIAN, 2019, 2024): "That is the change from 2019 on, across the break. Begin in 2021.",
        100
        * growth(
            TECHNICIAN, 2021, 2024
        ).real_per_year: "That is the change of one year. Asked for are the three years together.",
        100
        * growth(
            TECHNICIAN, 2021, 2024
        ).nominal_per_year: "That is the rise of one year, in dollars of the day. Read the line after prices.",
        100
        * growth(
            TECHNICIAN, 2019, 2024
        ).real_per_year: "That is the change of one year, from 2019 on. Begin in 2021, and take all three years.",
        100 * growth(TECHNICIAN, 2019, 2024).nominal: "That is the rise from 2019 on, in dollars of the day. "
        "Begin in 2021, and read the line after prices.",
        100 * growth(TECHNICIAN, 2019, 2024).prices: "That is how much prices rose from 2019 on.",
        -100 * growth(TECHNICIAN, 2019, 2024): "That is the fall from 2019 on, across the break, without its "
        "minus sign. Begin in 2021.",
        100 * (growth(TECHNICIAN, 2021, 2024).nominal - growth(TECHNICIAN, 2021, 2024).prices): (
            "You took one percentage from the other. Divide the ratios: what counts is how much the pay buys."
        ),
        100
        * (
            1 + growth(TECHNICIAN, 2021, 2024)
        ): "That is what the pay of 2024 buys, in percent of 2021. The change is how far that lies from 100.",
        1
        + growth(
            TECHNICIAN, 2021, 2024
        ): "That is the ratio. The change is how far it lies from 1, in percent.",
    },
    question="How did the technicians' median change after prices from 2021 to 2024, in percent?",
    insight="The fall is there on one side of the break too, so the new method did not make it.",
)


@cache
def survey():
    """The answers of the course's own pay survey, as (person, pay, counted as)."""
    table = load("careers/pay_survey")
    return list(zip(table["person"], table["pay_usd"], table["counted_as"].astype(str)))


def slip():
    """The person who did not give the pay of a year, and the figure."""
    return min(((person, pay) for person, pay, _ in survey()), key=lambda one: one[1])


def pays(whole_year=True, technicians=True):
    """The pay in the survey, of those who belong."""
    return [
        float(pay)
        for _, pay, job in survey()
        if (not whole_year or pay >= LEAST_YEAR) and (not technicians or job == "technician")
    ]


def pay_of(*jobs):
    """The pay of a year in the survey, of those who are counted as one of these."""
    return [float(pay) for _, pay, job in survey() if pay >= LEAST_YEAR and job in jobs]


def person_with(pay):
    return next(int(person) for person, one, _ in survey() if one == pay)


def possible_pay():
    """What to say of everybody whose figure can be the pay of a year, and of the figure itself."""
    words = {
        int(person): f"Person {person} gave {pay:,.0f} dollars. That can be the pay of a year."
        for person, pay, _ in survey()
        if person != slip()[0]
    }
    words[person_with(max(pays(technicians=False)))] = (
        "That person earns far more than the rest, and can: look at counted_as. Look at the other end of the table."
    )
    words[person_with(min(pays()))] = (
        "That person gave the lowest pay that can be a year's. One figure is far below it."
    )
    words[int(slip()[0]) - 1] += " The bold numbers at the left edge are no persons."
    words |= {
        float(pay): "That is what somebody gave. Asked for is a number from the column person."
        for _, pay, _ in survey()
    }
    words[LEAST_YEAR] = "That is a year at the minimum wage, to compare with. Whose figure lies far below it?"
    return words | {slip()[1]: "That is the figure. Asked for is the number of the person who gave it."}


number(
    "02.3",
    answer=lambda: int(slip()[0]),
    hints=[
        "Look at the first row of the sorted table.",
        "The number of the person stands in the column person, not in bold at the edge.",
    ],
    solution=lambda: (
        f"Person {slip()[0]}: {slip()[1]:.2f} dollars are no pay of a year. It looks like pay by the hour, which for "
        f"2,080 hours would be {2080 * slip()[1]:,.0f} dollars."
    ),
    mistakes=lambda: possible_pay(),
    question="Which person did not give the pay of a year?",
    insight="It looks like pay by the hour.",
)
number(
    "02.4",
    answer=lambda: median(pays()),
    unit="dollars",
    tolerance=1,
    low=10_000,
    high=300_000,
    hints=[
        'honest[honest["counted_as"] == "technician"] keeps the technicians. Give it a name.',
        'only = honest[honest["counted_as"] == "technician"], and then only["pay_usd"].median()',
    ],
    solution=lambda: (
        'only = honest[honest["counted_as"] == "technician"]; '
        f'only["pay_usd"].median() gives {median(pays()):,.0f} dollars.'
    ),
    mistakes=lambda: {
        mean(pays()): "That is the mean of the technicians. Asked for is the median.",
        median(pays()) / 1000: "That is in thousand dollars. Asked for are dollars.",
        median(pays(technicians=False)): "That is the median of everybody, the supervisors and the manager "
        "among them. Filter by counted_as first.",
        median(
            pays(whole_year=False, technicians=False)
        ): "That is the median of all 48 answers. Begin with honest, and filter by counted_as.",
        median(
            pays(whole_year=False)
        ): "The pay by the hour is still among them. Begin with honest, not with survey.",
        mean(
            pays(technicians=False)
        ): "That is the mean, and of everybody. Filter by counted_as, then take the median.",
        mean(
            pays(whole_year=False, technicians=False)
        ): "That is the figure of the newsletter: the mean of all 48.",
        median(
            pay_of("technician", "plant manager")
        ): "The plant manager is still among them. Keep the rows that equal technician.",
        median(pay_of("supervisor")): "That is the median of the supervisors. Asked for are the technicians.",
        median(
            pay_of("supervisor", "plant manager")
        ): "That is the median of those who are no technicians. Two equals signs keep, != leaves out.",
        stdev(pays()): "That is the standard deviation of the technicians. Asked for is the median.",
        len(pays()): "That is how many technicians there are. Asked for is their median pay.",
    },
    question="The median pay of the technicians in the survey, without the answer that is no pay of a year.",
    insight="Five rows of 48 moved the mean by thousands of dollars, the median by a few hundred. Without the "
    "supervisors and the manager the standard deviation is 8,797 dollars, not 32,436.",
)


@cache
def large_sectors():
    """Where the offer stands in each sector with enough employees: {title: percentile}."""
    table = load("careers/wages_by_sector")
    table = table[(table["soc"] == TECHNICIAN) & (table["employment"] >= LARGE_SECTOR)]
    names = load("careers/sectors").set_index("sector")["sector_title"]
    return {
        str(names[sector]).partition(", excluding")[0]: percentile_of(
            OFFER, TECHNICIAN, 2024, wages=load("careers/wages_by_sector"), sector=sector
        )
        for sector in table["sector"].astype(str)
    }


def best_and_worst():
    places = {name: float(place) + (0 if place.inside else -1) for name, place in large_sectors().items()}
    return max(places, key=places.get), min(places, key=places.get)


AGAIN = "Note both rows again: the last two count."


def two_sectors(explorer):
    """The verdict on the last two rows noted."""
    noted = explorer.record.tail(2)
    best, worst = best_and_worst()
    if len(noted) < 2:
        return f"One row is noted: {noted['sector'].iloc[0]}. Two are asked for, the highest and the lowest place."
    if (noted["soc"] != TECHNICIAN).any():
        return "One of your last two rows is of another occupation. Choose Industrial Engineering Technologists and Technicians."
    if noted["wage_usd"].isna().any():
        return f"A row was noted without a wage. Type {OFFER} under Your wage, then note both rows again."
    if (noted["wage_usd"] != OFFER).any():
        other = noted["wage_usd"][noted["wage_usd"] != OFFER].iloc[0]
        return f"A row was noted with {other:,.0f} dollars. The offer is {OFFER:,}: type it, then note both rows again."
    if (noted["dollars"] != "of the day").any():
        return "A row was noted in dollars of another year. Set Dollars to of the day, then note both rows again."
    names = noted["sector"].tolist()
    if "all sectors" in names:
        return f"The row of all sectors is no sector. {AGAIN}"
    small = noted[noted["employment"] < LARGE_SECTOR]
    if len(small):
        row = small.iloc[0]
        return f"{row['sector']} has {row['employment']} employees: fewer than {LARGE_SECTOR:,}. Choose another. {AGAIN}"
    if set(names) == {best, worst}:
        return True, (
            f"The same {OFFER:,} dollars stand at about the {large_sectors()[best]:.0f}th percentile in one sector, "
            "and below the 10th in the other."
        )
    if best in names:
        return f"{best} is right, the highest place. In your other sector the offer does not stand lowest. {AGAIN}"
    if worst in names:
        return f"{worst} is right, the lowest place. In your other sector the offer does not stand highest. {AGAIN}"
    if names[0] == names[1]:
        return (
            "You noted the same row twice. Go to another row with the arrow keys or touch it, then note it."
        )
    return "In neither of these two the offer stands highest or lowest. Go from row to row and read the percentile."


def noted(*sectors, wage=OFFER, **changes):
    """An explorer in which these sectors were noted: for the tests."""
    from shopfloor.widgets import WageExplorer

    explorer = WageExplorer(TECHNICIAN, show="sectors", wage=wage)
    rows = [
        {"soc": TECHNICIAN, "year": 2024, "sector": sector, "dollars": "day", "wage": wage} | changes
        for sector in sectors
    ]
    explorer.set(noted=rows)
    return explorer


record(
    "02.5",
    two_sectors,
    right=lambda: noted("56", "99"),
    also_right=[lambda: noted("99", "56"), lambda: noted("31", "99", "56")],
    also_wrong=[
        lambda: noted("56"),
        lambda: noted("21", "56"),
        lambda: noted("56", "99", wage=26_000),
        lambda: noted("56", "99", wage=None),
        lambda: noted("56", "99", dollars=2019),
        lambda: noted("all", "99"),
        lambda: noted("56", "31"),
        lambda: noted("99", "31"),
        lambda: noted("42", "31"),
        lambda: noted("31", "31"),
        62_000,
    ],
    noun="wage explorer",
    first_step="Type 62000 under Your wage in the explorer above, note two rows, then run this cell again.",
    hints=[
        "Each row says how many employees it stands for, and what percentile your wage is.",
        "Leave out rows with fewer than 1,000 employees; then compare the percentiles beside the bars.",
    ],
    solution=lambda: (
        f"Highest: {best_and_worst()[0]} (about the {large_sectors()[best_and_worst()[0]]:.0f}th percentile). Lowest: {best_and_worst()[1]} (below the 10th)."
    ),
    question="In which sectors with 1,000 employees or more does an offer of 62,000 dollars stand highest and lowest?",
)


@cache
def projected():
    """The latest projection for the technicians, in thousand jobs."""
    table = load("careers/projections")
    row = table[(table["soc"] == TECHNICIAN) & (table["projection"] == "2024-34")].iloc[0]
    return {name: float(row[name]) for name in ("jobs_start", "jobs_end", "change", "openings")}


number(
    "02.6",
    answer=lambda: projected()["openings"] / (projected()["change"] / 10),
    tolerance=0.6,
    hints=[
        "change is what ten years bring together. How many new jobs is that in one year?",
        "6.3 / (1.3 / 10)",
    ],
    solution=lambda: (
        "New jobs in one year: 1.3 / 10 = 0.13 thousand. 6.3 / 0.13 = "
        f"{projected()['openings'] / (projected()['change'] / 10):.1f} openings for each new job."
    ),
    # The tolerance is wide, so what lies near another's mistake has its own words.
    mistakes=lambda: {
        projected()["openings"]
        - projected()["change"]: "You took one from the other. How many for each one is a division.",
        projected()["openings"]
        - projected()["change"] / 10: "You took one from the other. How many for each one is a division.",
        projected()["change"]
        / projected()["openings"]: "That is upside down, and it compares ten years with one. "
        "Divide the openings by the new jobs of one year.",
        projected()["openings"] / projected()["change"] / 10: "You made ten years of the new jobs once more. "
        "1.3 is of ten years already: divide it by 10.",
        projected()["openings"]
        / projected()["jobs_start"]: "You divided by all the jobs. Divide by the new jobs of one year.",
        5.5 / 0.4: "That is from the row of 2016-26, and ten years against one. Take that of 2024-34.",
        5.5 / 0.04: "That is from the row of 2016-26. Take that of 2024-34.",
        1.74: "That is the growth in percent. The new jobs stand under change, for ten years.",
        projected()["openings"]
        / projected()["change"]: "That compares the openings of one year with the new jobs of ten years. "
        "Divide the ten years by 10 first.",
        projected()["change"]
        / 10
        / projected()["openings"]: "That is upside down: new jobs for each opening.",
        10
        * projected()[
            "openings"
        ]: "Those are the openings of ten years, in thousands. Divide them by the new jobs.",
        projected()["change"] / 10: "That is how many thousand new jobs one year brings. "
        "Divide the openings by it.",
        projected()[
            "openings"
        ]: "That is how many thousand openings there are in a year. Divide by the new jobs of a year.",
    },
    also_right=[48, 48.5],
    question="From 2024 to 2034, how many openings are there for each new job?",
    insight="Nearly all openings come from people who leave: growth says little about your chances.",
)
LOWEST, HIGHEST, SENIOR = 42_000, 75_000, 70_050

number(
    "02.7",
    answer=(SENIOR - LOWEST) / (HIGHEST - LOWEST),
    unit="fraction",
    tolerance=0.005,
    hints=[
        "Above the lowest pay, how many dollars are that? And how many is the whole range?",
        "(70_050 - 42_000) / (75_000 - 42_000)",
    ],
    solution="(70_050 - 42_000) / (75_000 - 42_000) = 28_050 / 33_000 = 0.85.",
    mistakes={
        SENIOR / HIGHEST: "You divided by the highest pay. The range begins at 42,000: take that off both.",
        (SENIOR - LOWEST)
        / HIGHEST: "You took 42,000 off above the line only. Take it off the highest pay as well.",
        (SENIOR - 46_950)
        / (
            HIGHEST - LOWEST
        ): "You began at the entry or the mid-career pay. Begin at the lowest: take 42,000 off both.",
        (SENIOR - 46_950)
        / (HIGHEST - 46_950): "You began at the entry pay. Begin at the lowest: take 42,000 off both.",
        SENIOR - LOWEST / HIGHEST - LOWEST: "You left out the brackets, so Python divided first. "
        "Put brackets around each difference.",
        (SENIOR - LOWEST) / HIGHEST - LOWEST: "You left out the second brackets, so Python divided first. "
        "Put brackets around each difference.",
        SENIOR - LOWEST: "Those are the dollars above the lowest pay. Divide them by the whole range.",
        0.15: "That is where the entry pay stands, or how far senior pay lies below the top. "
        "Put 70_050 in place of 46_950.",
    },
    question="How far up the page's range of pay is its senior pay, as a fraction?",
    insight="0.15, 0.50 and 0.85: nobody's pay was counted there. The page computed its tiers from its range.",
)


@cache
def damaged():
    return load("careers/career_page")


@cache
def advertisements():
    page = damaged()
    return [
        int(line) for line, text in zip(page["line"], page["text"]) if "Premium" in text or "cookies" in text
    ]


def mended(headings=("Pay", "What helps besides"), without=(), advertising=None, date="May 2019"):
    """The page after the repairs, but for those named in `without`."""
    page = damaged()
    repairs = {
        "fix_encoding": lambda page: fix_encoding(page),
        "fix_range": lambda page: fix_range(page, 11),
        "first heading": lambda page: restore_heading(page, 10, headings[0]),
        "second heading": lambda page: restore_heading(page, 31, headings[1]),
        "mark_missing": lambda page: mark_missing(page, 8),
        "drop_boilerplate": lambda page: drop_boilerplate(page, advertising or advertisements()),
        "date_figure": lambda page: date_figure(page, 14, date=date),
        "mark_link": lambda page: mark_link(page, 48),
    }
    for name, repair in repairs.items():
        if name not in without:
            page = repair(page)
    return page


def page_well_mended(after):
    """What is still wrong with the page, or what true thing was lost on the way."""
    before = damaged()
    changes = page_changes(before, after)
    texts = {}
    for line, text in zip(after["line"], after["text"]):
        texts.setdefault(int(line), []).append(text)
    for row in changes.itertuples():
        if row.lost and row.line not in advertisements():
            return f"Something true got lost: in line {row.line} {row.lost!r} stood before and is gone."
    now = {line: "\n".join(found) for line, found in texts.items()}
    # (is it still so, what to say); the first is said.
    faults = [
        (any(line in now for line in advertisements()), "An advertisement or a notice is still on it."),
        (
            any("\u03b2" in text or "\u03c0" in text for text in now.values()),
            "Some lines still have the wrong letters.",
        ),
        (
            "44,000 to $78,000" not in now.get(11, ""),
            "One range of pay can still be read as a single number.",
        ),
        (now.get(8, "").rstrip().endswith(":"), "A value is still missing without saying so."),
        (
            not now.get(8, "").endswith("not stated"),
            "In line 8 a value was filled in that the page does not give. Mark it as missing.",
        ),
        (not any("#" in text for text in texts.get(10, [])), "Pay still stands under the heading Demand."),
        (
            not any("#" in text for text in texts.get(31, [])),
            "A second list begins after an empty line, about the person: its heading is still missing.",
        ),
        (
            not any(year in now.get(14, "") for year in map(str, range(2017, 2025))),
            "One official figure still has no date.",
        ),
        (
            "2019" not in now.get(14, ""),
            "The date of the official figure is another one: filter the wages for annual_median equal to 56_550.",
        ),
        ("( " in now.get(48, ""), "A bracket still has no address and does not say so."),
    ]
    open_ones = [words for fault, words in faults if fault]
    if open_ones:
        return open_ones[0]
    return True, "Eight defects mended, nothing true lost, and nothing guessed."


record(
    "02.8",
    page_well_mended,
    right=mended,
    also_right=[
        lambda: mended(headings=("What it pays", "You as a person")),
        lambda: fix_range(mended(without=["fix_encoding", "fix_range"]).pipe(fix_encoding), 11),
    ],
    also_wrong=[
        damaged,
        lambda: mended(without=["mark_link"]),
        lambda: mended(without=["first heading"]),
        lambda: mended(without=["second heading"]),
        lambda: mended(without=["fix_range"]),
        lambda: mended(without=["mark_missing"]),
        lambda: mended(without=["drop_boilerplate"]),
        lambda: mended(without=["date_figure"]),
        lambda: mended(date="May 2020"),
        lambda: mended(advertising=[16, 17, 43]),
        lambda: damaged().head(10),
        "mended",
    ],
    noun="mended page",
    hints=[
        "One line of code for each defect, each with mended in its brackets: mended = mark_missing(mended, 8).",
        "Look at lines 8, 10, 11, 14, 16 and 17, 31 and 48.",
    ],
    solution="mended = fix_encoding(page); then, each time with mended in the brackets: fix_range(mended, 11); "
    'restore_heading(mended, 10, "Pay"); restore_heading(mended, 31, "What helps besides"); mark_missing(mended, 8); '
    'drop_boilerplate(mended, [16, 17]); date_figure(mended, 14, date="May 2019"); mark_link(mended, 48).',
    question="Mend the eight defects of the page, and lose nothing true.",
)

choice(
    "02.x1",
    "A poster: 'Median pay up 12 % in four years.' In the same years prices rose by 20 %. After prices, pay",
    {"a": "rose by 12 %", "b": "fell by about 7 %", "c": "fell by 8 %, which is 12 less 20"},
    "b",
    mistakes={
        "a": "That is the rise in dollars of the day. The same dollars buy less when prices have risen.",
        "c": "Percentages of different things cannot be subtracted. Divide the ratios: 1.12 / 1.20.",
    },
    insight="1.12 / 1.20 = 0.933.",
)
choice(
    "02.x2",
    "At a plant the mean pay is 71,000 dollars and the median 58,000. What is the likely reason?",
    {
        "a": "A few earn far more than the rest",
        "b": "Half of the people earn more than 71,000 dollars",
        "c": "One of the two figures is a mistake",
    },
    "a",
    mistakes={
        "b": "Half earn more than the median, which is 58,000 dollars.",
        "c": "Both can be right: the mean follows a few high figures, the median does not.",
    },
    insight="So look at the highest rows, and ask who they are.",
)

ASSIGNMENT = Assignment(
    "a02_pay_and_honest_numbers",
    parts=[
        number_form("a02_real_change", unit="percent", low=-60, high=60),
        rows_form("a02_left_out", noun="person", high=48),
        number_form("a02_median", unit="dollars", low=15_000, high=300_000),
        number_form("a02_gap", unit="dollars", low=-150_000, high=150_000),
        number_form("a02_share_below", unit="percent", low=0, high=100),
        by_hand("a02_note"),
    ],
)
