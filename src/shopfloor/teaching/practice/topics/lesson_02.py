"""Practice for lesson 02: averages, prices and percentiles of pay."""

from ..topic import numeric, topic

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
            mean: "That is the mean, which one high wage pulls up. The median is the one in the middle.",
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
    pay = f"A median wage went from {_money(before)} to {_money(after)}"
    prices = f"the index of consumer prices went from {index:.1f} to {later:.1f}"
    if level == 1:
        return numeric(
            f"{pay}. By how many percent did it rise in dollars?", nominal, "percent", 0.1,
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
            f"{pay}, while {prices}. By how many percent did the wage change after prices? (Below zero: it fell.)",
            real, "percent", 0.05,
            mistakes={
                nominal: "That is the rise in dollars; the rise of prices is still in it.",
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
