"""Practice for lesson 02: averages, prices and percentiles of pay, jobs and openings, figures to judge."""

from ..topic import numeric, one_of, topic

PLACES = (
    "a foundry",
    "a bottling plant",
    "a furniture maker",
    "a bus works",
    "a maker of pumps",
    "a print shop",
)


def _money(amount):
    return f"{amount:,.0f} dollars"


@topic("mean and median", lesson="02")
def mean_and_median(draw, level):
    """The mean and the median of a few wages, and what one high wage does to them."""
    count = {1: 5, 2: 6, 3: 7}[level]
    low = draw.between(38, 52)
    wages = sorted(low + draw.between(0, 18) for _ in range(count - 1))
    wages.append(draw.between(110, 190))  # one who earns far more
    shown = draw.some(wages, count)
    half = count // 2
    median = wages[half] if count % 2 else (wages[half - 1] + wages[half]) / 2
    mean = sum(wages) / count
    listing = ", ".join(map(str, shown))
    in_order = ", ".join(map(str, wages))
    middle = shown[half] if count % 2 else (shown[half - 1] + shown[half]) / 2
    steps = [f"In order: {in_order}."]
    steps.append(
        f"Of {count} the one in the middle is the median: {median:g}."
        if count % 2
        else f"{count} have no middle one: halfway between {wages[half - 1]} and {wages[half]} lies {median:g}."
    )
    text = f"{draw.pick(PLACES).capitalize()} pays {count} people, in thousand dollars a year: {listing}. "
    if level < 3:
        mistakes = {
            mean: "That is the mean, which follows one high wage. The median is the one in the middle.",
            middle: "That stands in the middle of the list as written; put the wages in order first.",
        }
        if count % 2 == 0:
            mistakes[wages[half]] = (
                "With an even number the median lies halfway between the two in the middle."
            )
        return numeric(
            text + "What is the median, in thousand dollars?", median, "", 0.05, mistakes=mistakes, steps=steps,
            low=38, high=80,
        )  # fmt: skip
    without = sum(wages[:-1]) / (count - 1)
    steps += [
        f"Mean: {sum(wages)} / {count} = {mean:.2f}.",
        f"The mean lies {mean - median:.2f} thousand dollars above the median.",
    ]
    return numeric(
        text + "By how much does the mean lie above the median, in thousand dollars?", mean - median, "", 0.05,
        mistakes={
            mean: "That is the mean itself; asked for is how far it lies above the median.",
            mean - without: "You compared it with the mean without the highest wage; asked for is the median.",
            mean - middle: "Put the wages in order before you take the one in the middle.",
        },
        steps=steps, low=0.5, high=40,
    )  # fmt: skip


@topic("pay after prices", lesson="02")
def pay_after_prices(draw, level):
    """What a rise in pay is worth once prices have risen too."""
    before = draw.between(380, 620) * 100
    raise_pct, prices_pct = draw.between(30, 220) / 10, draw.between(50, 260) / 10
    after = round(before * (1 + raise_pct / 100), -1)
    index = draw.between(2400, 2600) / 10
    later = round(index * (1 + prices_pct / 100), 1)
    nominal = 100 * (after / before - 1)
    price = later / index
    real = 100 * (after / before / price - 1)
    if abs(real) < 1:  # so near to nothing that a rounded answer could have either sign
        later = round(later + 6, 1)
        price = later / index
        real = 100 * (after / before / price - 1)
    pay = f"A median wage went from {_money(before)} to {_money(after)} a year"
    prices = f"the consumer price index went from {index:.1f} to {later:.1f}"
    if level == 1:
        return numeric(
            f"{pay}. By how many percent did it rise in dollars of the day (nominal dollars)?", nominal, "percent", 0.1,
            mistakes={
                100 * after / before: "That is the new wage in percent of the old one; the rise is what lies above 100.",
                100 * (1 - before / after): "You divided by the new wage. A rise is measured from where it began.",
            },
            steps=[
                f"{after:,.0f} / {before:,.0f} = {after / before:.4f}.",
                f"So it rose by {nominal:.2f} percent.",
            ],
            low=1, high=40,
        )  # fmt: skip
    if level == 2:
        return numeric(
            f"{pay}, while {prices}. By how many percent did the wage change after prices, in real dollars? (Below zero: it fell.)",
            real, "percent", 0.05,
            mistakes={
                nominal: "That is the change in dollars of the day; the rise of prices is still in it.",
                100 * (after / before - price): (
                    "You took one percentage from the other. Divide the two ratios: what counts is how much the "
                    "wage buys."
                ),
                100 * (after / before * price - 1): "You multiplied by the rise of prices; higher prices make a wage worth less.",
            },
            steps=[
                f"Wage: {after:,.0f} / {before:,.0f} = {after / before:.4f}.",
                f"Prices: {later:.1f} / {index:.1f} = {price:.4f}.",
                f"{after / before:.4f} / {price:.4f} = {after / before / price:.4f}, a change of {real:.2f} percent.",
            ],
            low=-25, high=20,
        )  # fmt: skip
    needed = before * price
    return numeric(
        f"A median wage was {before:,.0f} dollars, and since then {prices}. What would the wage have to be today, in "
        "dollars, to buy as much as then?",
        needed, "", 25,
        mistakes={
            before / price: "You divided: at higher prices more dollars are needed for the same goods.",
            before + (later - index) * 100: "You added points of the index as if they were dollars; take the ratio.",
            before * (1 + (later - index) / 100): "Points of the index are not percent: divide by where the index began.",
        },
        steps=[
            f"Prices: {later:.1f} / {index:.1f} = {price:.5f}.",
            f"{before:,.0f} x {price:.5f} = {needed:.0f} dollars.",
        ],
        low=38000, high=85000,
    )  # fmt: skip


@topic("percentiles of pay", lesson="02")
def percentiles_of_pay(draw, level):
    """What published percentiles say about a wage, and between them."""
    median = draw.between(520, 680) * 100
    p25, p75 = median - draw.between(80, 140) * 100, median + draw.between(90, 180) * 100
    p10, p90 = p25 - draw.between(40, 90) * 100, p75 + draw.between(80, 160) * 100
    listing = (
        f"10 % earn {p10:,} dollars or less, 25 % {p25:,}, 50 % {median:,}, 75 % {p75:,} and 90 % {p90:,}"
    )
    shown = f"Of an occupation is published: {listing}. "
    if level == 1:
        low, high, share, names = draw.pick(
            [(p25, p90, 65, "25 and 90"), (p10, p75, 65, "10 and 75"), (p10, median, 40, "10 and 50"),
             (median, p90, 40, "50 and 90"), (p25, p75, 50, "25 and 75"), (p10, p90, 80, "10 and 90")]
        )  # fmt: skip
        top = int(names.split()[-1])
        return numeric(
            shown + f"How many percent earn more than {low:,} dollars and not more than {high:,}?", share, "percent", 0.5,
            mistakes={
                top: f"That is everybody up to {high:,}; those up to {low:,} do not belong.",
                100 - (top - share): f"That is everybody above {low:,}; those above {high:,} do not belong.",
            },
            steps=[f"Up to {high:,}: {top} %. Up to {low:,}: {top - share} %.", f"{top} - {top - share} = {share} percent."],
            low=5, high=95,
        )  # fmt: skip
    spans = [(p10, 10, p25, 25), (p25, 25, median, 50), (median, 50, p75, 75), (p75, 75, p90, 90)]
    low, start, high, end = draw.pick(spans)
    part = draw.between(2, 8) / 10
    straight = "Take the wages between two published ones as evenly spread. "
    if level == 2:
        target = start + round(part * (end - start))
        share = (target - start) / (end - start)
        wage = low + share * (high - low)
        return numeric(
            shown + straight + f"Which wage, in dollars, do {target} % not exceed?", wage, "", 25,
            mistakes={
                low + (target - start) / 100 * (high - low): f"The step from {start} to {end} % is {end - start} points wide, not 100.",
                median * target / 50: "Pay does not grow in step with the percentile; look between the two nearest published ones.",
                (low + high) / 2: "That is halfway; the percentile asked for is not halfway.",
            },
            steps=[
                f"{target} lies {target - start} of {end - start} points above {start}: {share:.4f} of the way.",
                f"{low:,} + {share:.4f} x ({high:,} - {low:,}) = {wage:.0f} dollars.",
            ],
            low=25000, high=120000,
        )  # fmt: skip
    wage = round(low + part * (high - low), -2)
    share = (wage - low) / (high - low)
    place = start + share * (end - start)
    return numeric(
        shown + straight + f"A technician earns {wage:,.0f} dollars. How many percent earn that or less?", place, "percent", 0.3,
        mistakes={
            100 * share: f"That is the share of the way from {low:,} to {high:,}; it begins at {start} % and is {end - start} points wide.",
            100 - place: "That is the share of those who earn more.",
            100 * wage / p90: "Dollars in percent of the highest figure are no percentile.",
        },
        steps=[
            f"({wage:,.0f} - {low:,}) / ({high:,} - {low:,}) = {share:.4f} of the way from {start} to {end} %.",
            f"{start} + {share:.4f} x {end - start} = {place:.2f} percent.",
        ],
        low=8, high=92,
    )  # fmt: skip


OCCUPATIONS = (
    "machinists",
    "calibration technicians",
    "industrial machinery mechanics",
    "welders",
    "inspectors and testers",
    "logisticians",
)


@topic("jobs and openings", lesson="02")
def jobs_and_openings(draw, level):
    """What a projection says of new jobs, of growth, and of the openings that count for a beginner."""
    start = draw.between(400, 1900)  # tenths of a thousand jobs
    change = draw.between(max(5, start // 80), start // 10)
    openings = draw.between(start // 14, start // 8)
    end = start + change
    head = (
        f"A projection for an occupation expects {start / 10:.1f} thousand jobs at its start and "
        f"{end / 10:.1f} thousand ten years on. "
    )
    growth, a_year = 100 * change / start, 10 * change
    if level == 1:
        return numeric(
            head + "By how many percent do the jobs grow in the ten years?", growth, "percent", 0.05,
            mistakes={
                growth / 10: "That is the growth of one year. Asked for is that of all ten.",
                100 * end / start: "That is the end in percent of the start; growth is what lies above 100.",
                change / 10: "That is the growth in thousand jobs; divide it by the jobs at the start.",
            },
            steps=[
                f"New jobs: {end / 10:.1f} - {start / 10:.1f} = {change / 10:.1f} thousand.",
                f"{change / 10:.1f} / {start / 10:.1f} = {change / start:.4f}, which is {growth:.2f} percent.",
            ],
            low=0.3, high=12,
        )  # fmt: skip
    if level == 2:
        return numeric(
            head + "How many new jobs is that in one year, on average? (Jobs, not thousands.)", a_year, "", 0.5,
            mistakes={
                10 * a_year: "Those are the new jobs of all ten years. Divide by ten.",
                change / 100: "That is in thousand jobs. One thousand is 1000.",
                100 * start / 10: "Those are the jobs that are there already, divided by ten. Only the growth counts.",
            },
            steps=[
                f"In ten years: {end / 10:.1f} - {start / 10:.1f} = {change / 10:.1f} thousand, {100 * change} jobs.",
                f"In one year: {100 * change} / 10 = {a_year} jobs.",
            ],
            low=20, high=2000,
        )  # fmt: skip
    ratio = 100 * openings / a_year
    return numeric(
        head + f"It also expects {openings / 10:.1f} thousand openings a year: new jobs, and people who leave and are "
        "replaced. How many openings come on each new job?",
        ratio, "", round(max(0.05, 0.005 * ratio), 2),
        mistakes={
            ratio / 10: "That compares the openings of one year with the new jobs of ten. Divide the ten years by 10.",
            1 / ratio: "That is upside down: new jobs for each opening.",
            100 * openings: "Those are the openings themselves. Divide them by the new jobs of a year.",
        },
        steps=[
            f"New jobs in one year: {100 * change} / 10 = {a_year}.",
            f"Openings in one year: {100 * openings}. {100 * openings} / {a_year} = {ratio:.3f}.",
        ],
        low=0.5, high=300,
        insight="Most openings come from people who leave, not from growth.",
    )  # fmt: skip


SOURCES = ("A flyer", "A school's website", "A newsletter", "A recruiter's page", "A poster")
LEFT_OPEN = {
    "Whom did they count?": "It names the occupation and the region.",
    "When was it?": "It names the year.",
    "In what money?": "It says dollars of that day, a year.",
    "How many did they ask?": "It says how many answered.",
}
WHY = {
    "One counts employees, the other all jobs": (
        "{job}, {year}: one office writes {n} people on payrolls, another {more} with the self-employed among them.",
        "Both count in the same year, and one counts the self-employed as well.",
    ),
    "They are of different vintages": (
        "{job}: a projection made for {y1} to {y2} says {g1} % of growth, one made for {year} to {y3} says {g2} %.",
        "Both are projections of the same occupation, made for different years.",
    ),
    "They are of different occupations": (
        "{job} are to grow by {g1} %, says one page; {other} by {g2} %, says another, for the same ten years.",
        "The years are the same; read who the two figures are about.",
    ),
    "The method changed between them": (
        "{job}: a median of {p1} dollars in one year, {p2} in the next. Between them the office began to estimate with a "
        "model what it had pooled from three years of surveys.",
        "Occupation and office are the same, and the way of counting is not.",
    ),
}


@topic("which figure to believe", lesson="02")
def which_figure_to_believe(draw, level):
    """What a figure leaves open, why two honest ones differ, and which one was computed and not counted."""
    job, other = draw.some(OCCUPATIONS, 2)
    if level == 1:
        asked, year, pay = draw.between(30, 900), draw.between(2017, 2024), 10 * draw.between(4200, 8600)
        said = {
            "Whom did they count?": f"{job} in the whole country",
            "When was it?": f"in May {year}",
            "In what money?": "dollars a year, of that day",
            "How many did they ask?": f"{asked} answers",
        }
        missing = draw.pick(list(said))
        rest = "; ".join(words for question, words in said.items() if question != missing)
        return one_of(
            draw, f"{draw.pick(SOURCES)} gives a median of {pay:,}: {rest}. Which question does it leave open?",
            list(said), missing,
            mistakes={question: LEFT_OPEN[question] for question in said if question != missing},
            steps=[f"It says: {rest}.", f"Nothing in it answers: {missing}"],
        )  # fmt: skip
    if level == 2:
        year, n = draw.between(2018, 2024), 100 * draw.between(300, 900)
        low, high = draw.between(2, 30) / 10, draw.between(35, 80) / 10
        p1 = 10 * draw.between(4200, 7000)
        reason = draw.pick(list(WHY))
        text = WHY[reason][0].format(
            job=job.capitalize(), other=other, year=year, n=f"{n:,}", more=f"{n + 100 * draw.between(9, 40):,}",
            y1=year - 8, y2=year + 2, y3=year + 10, g1=low, g2=high, p1=f"{p1:,}",
            p2=f"{p1 + 10 * draw.between(90, 320):,}",
        )  # fmt: skip
        why_not = "That may be so elsewhere. " + WHY[reason][1]
        return one_of(
            draw, f"An invented case. {text} Both may be honest. Why do they differ?", list(WHY), reason,
            mistakes={one: why_not for one in WHY if one != reason},
            steps=[WHY[reason][1], f"So: {reason[0].lower()}{reason[1:]}."],
        )  # fmt: skip
    pages, shares = [], []
    computed = draw.below(3)
    for place in range(3):
        low = 1000 * draw.between(38, 52)
        wide = 1000 * draw.between(11, 20) * 2
        share = 0.5
        middle = low + wide // 2
        if place != computed:
            middle += 10 * draw.pick((-1, 1)) * draw.between(131, 389)
            share = (middle - low) / wide
        pages.append(f"lowest {low:,}, middle {middle:,}, highest {low + wide:,}")
        shares.append(share)
    return one_of(
        draw, "Three pages give pay in dollars a year. On which was the middle probably computed from the range, and "
        "nobody asked?",
        pages, pages[computed],
        mistakes={
            page: f"Its middle lies at {share:.3f} of the way from lowest to highest: not a round place."
            for page, share in zip(pages, shares)
            if share != 0.5
        },
        steps=[
            "How far up the range is the middle? (middle - lowest) / (highest - lowest).",
            f"Exactly 0.5 on one page: {pages[computed]}.",
        ],
    )  # fmt: skip
