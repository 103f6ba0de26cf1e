"""Practice for lesson 14: control limits, capability, claims of fewer defects, defects."""

import math

from shopfloor.methods import quality

from ..topic import near, numeric, topic

MEASURES = (
    ("the diameter of a pin", "mm", 2), ("the weight of a filling", "g", 1), ("the length of a bar", "mm", 2),
    ("the force of a seal", "N", 1), ("the thickness of a coat", "\u00b5m", 1),
)  # fmt: skip


@topic("control limits", lesson="14")
def control_limits(draw, level):
    """The limits of a chart of averages and ranges, from its constants."""
    what, unit, places = draw.pick(MEASURES)
    n = draw.pick([3, 4, 5, 6])
    scale = 10**places
    centre = draw.between(200, 900) / 10
    spread = draw.between(12, 90) / scale
    factors = quality.constants(n)
    text = (
        f"Subgroups of {n}, {what}: the mean of their averages is {centre:.{places}f} {unit}, the mean range {spread:.{places}f} {unit}. For n = {n}: A2 = {factors.A2:.3f}, "
        f"D3 = {factors.D3:.3f}, D4 = {factors.D4:.3f}, d2 = {factors.d2:.3f}. "
    )
    a2, d4 = round(factors.A2, 3), round(factors.D4, 3)
    upper, lower = centre + a2 * spread, centre - a2 * spread
    tolerance = 0.6 / scale
    if level == 1:
        return numeric(
            text + f"What is the upper control limit of the chart of averages, in {unit}?", upper, "", tolerance,
            mistakes={
                centre + 3 * spread: "Three mean ranges are not three standard deviations of an average: that is what A2 is for.",
                d4 * spread: "That is the upper limit of the chart of ranges.",
                lower: "That is the lower limit.",
            },
            steps=[f"Mean + A2 x mean range = {centre:.{places}f} + {a2:.3f} x {spread:.{places}f} = {upper:.{places + 1}f} {unit}."], low=15, high=120,
        )  # fmt: skip
    if level == 2:
        limit = d4 * spread
        return numeric(
            text + f"What is the upper control limit of the chart of ranges, in {unit}?", limit, "", near(limit),
            mistakes={
                spread + a2 * spread: "A2 belongs to the chart of averages; for ranges it is D4 times the mean range.",
                upper: "That is the upper limit of the chart of averages.",
                spread + d4 * spread: "D4 times the mean range is the limit itself; nothing is added.",
            },
            steps=[f"D4 x mean range = {d4:.3f} x {spread:.{places}f} = {limit:.4f} {unit}."], low=0.1, high=30,
        )  # fmt: skip
    sigma = spread / round(factors.d2, 3)
    return numeric(
        text + f"What is the standard deviation of the single pieces, as the ranges give it, in {unit}?", sigma, "", near(sigma),
        mistakes={
            a2 * spread / 3: "That is the standard deviation of the averages; single pieces spread more.",
            spread / 3: "The range of a subgroup is d2 standard deviations wide on average, not three.",
            spread: "That is the mean range; divide it by d2.",
        },
        steps=[f"Mean range / d2 = {spread:.{places}f} / {factors.d2:.3f} = {sigma:.5f} {unit}."], low=0.02, high=8,
    )  # fmt: skip


@topic("capability", lesson="14")
def capability(draw, level):
    """Whether a process fits its limits, and where it stands between them."""
    what, unit, places = draw.pick(MEASURES)
    scale = 10**places
    sigma = draw.between(8, 40) / scale
    middle = draw.between(200, 900) / 10
    half = round(sigma * draw.between(26, 60) / 10, places)
    low, high = middle - half, middle + half
    off = draw.pick([-1, 1]) * round(half * draw.between(12, 45) / 100, places + 1)
    mean = middle + off
    cp = (high - low) / (6 * sigma)
    upper, lower = (high - mean) / (3 * sigma), (mean - low) / (3 * sigma)
    cpk = min(upper, lower)
    text = f"The specification limits for {what} are {low:.{places}f} and {high:.{places}f} {unit}; the standard deviation is {sigma:.{places}f} {unit}. "
    steps = [f"Cp = ({high:.{places}f} - {low:.{places}f}) / (6 x {sigma:.{places}f}) = {cp:.3f}."]
    if level == 1:
        return numeric(
            text + "What is Cp?", cp, "", 0.01,
            mistakes={
                cp * 2: "From limit to limit it is six standard deviations; three belong to one side.",
                cp * 6: "Divide by six standard deviations, and not by one.",
                1 / cp: "It is the other way round: what is allowed, divided by what the process needs.",
            },
            steps=steps, low=0.8, high=2.1,
        )  # fmt: skip
    text += f"The mean is {mean:.{places + 1}f} {unit}. "
    steps = [
        f"To the upper limit: ({high:.{places}f} - {mean:.{places + 1}f}) / (3 x {sigma:.{places}f}) = {upper:.3f}.",
        f"To the lower limit: ({mean:.{places + 1}f} - {low:.{places}f}) / (3 x {sigma:.{places}f}) = {lower:.3f}.",
        f"The smaller of the two counts: Cpk = {cpk:.3f}.",
    ]
    mistakes = {
        cp: "That is Cp, which does not ask where the mean lies.",
        max(upper, lower): "That is the side on which there is more room; the other one decides.",
        cpk * 2: "To one side it is three standard deviations, and you divided by fewer.",
    }
    if level == 2:
        return numeric(text + "What is Cpk?", cpk, "", 0.01, mistakes=mistakes, steps=steps, low=0.3, high=2)
    target = draw.pick([1.33, 1.5, 1.67])
    needed = half / (3 * target)
    return numeric(
        text + f"The mean is brought to the middle. Down to which standard deviation, in {unit}, must the process come for a Cpk of {target}?", needed, "", near(needed),
        mistakes={
            half / 3: "That is for a Cpk of 1.",
            2 * half / (3 * target): "From the middle to one limit is half of the tolerance.",
            min(high - mean, mean - low) / (3 * target): "That is with the mean where it is now; it is brought to the middle.",
        },
        steps=[f"From the middle to a limit: {half:.{places}f} {unit}.", f"{half:.{places}f} / (3 x {target}) = {needed:.5f} {unit}."], low=0.01, high=12,
    )  # fmt: skip


@topic("fewer defects", lesson="14")
def fewer_defects(draw, level):
    """How many parts must be seen before a claim of fewer defects counts, by the rule of thumb."""
    before = draw.between(20, 120) / 1000
    cut = draw.pick([10, 20, 25, 30, 40])
    after = before * (1 - cut / 100)
    middle, difference = (before + after) / 2, before - after
    parts = 16 * middle * (1 - middle) / difference**2
    text = (
        f"Of 1000 parts {1000 * before:.0f} were defective. A change is said to give {cut} % fewer. Rule of thumb for the parts before, and as many after: "
        "16 x p x (1 - p) / difference x difference, with p midway between the two shares. "
    )
    steps = [
        f"After: {before:.3f} x {1 - cut / 100:.2f} = {after:.4f}; the difference is {difference:.4f}, p midway is {middle:.4f}.",
        f"16 x {middle:.4f} x {1 - middle:.4f} / ({difference:.4f} x {difference:.4f}) = {parts:.0f}.",
    ]
    if level == 1:
        return numeric(
            text + "How many parts must be seen before the change?", parts, "", near(parts, 0.01),
            mistakes={
                parts * difference: "The difference counts twice: divide by it once more.",
                parts * 2: "That is before and after together.",
                16 * middle * (1 - middle) / (cut / 100) ** 2: f"The {cut} % are a part of the share before. The difference is {before:.3f} less {after:.4f}.",
            },
            steps=steps, low=150, high=80_000,
        )  # fmt: skip
    daily = draw.between(2, 20) * 50
    days = math.ceil(parts / daily - 1e-9)
    if level == 2:
        return numeric(
            text + f"{daily} parts a day are inspected. How many whole days does it take, before and after together?", 2 * days, "", 0,
            mistakes={
                days: "That is the time before. As many parts must be seen after.",
                2 * (days - 1): "With a day less some parts are missing: round up.",
            },
            steps=[*steps, f"{parts:.0f} / {daily} = {parts / daily:.2f}: {days} days before, {days} after, {2 * days} in all."], low=2, high=2000,
        )  # fmt: skip
    times = draw.pick([2, 3, 4, 5])
    return numeric(
        text + f"The rule gives {parts:.0f}. A plant with another product has a difference that is {times} times smaller, with p as good as the same. How many parts there?",
        parts * times**2, "", near(parts * times**2, 0.005),
        mistakes={
            parts * times: "The difference counts twice, so its square counts.",
            parts / times: "A smaller difference is harder to see: more parts, not fewer.",
            parts / times**2: "A smaller difference is harder to see: more parts, not fewer.",
        },
        steps=[f"The difference counts twice: {times} x {times} = {times**2} times as many, {parts:.0f} x {times**2} = {parts * times**2:.0f}."], low=500, high=2_000_000,
    )  # fmt: skip


@topic("defects per million", lesson="14")
def defects_per_million(draw, level):
    """Yields and defects: of a step, of a chain, of a million opportunities."""
    units, opportunities = draw.between(3, 40) * 50, draw.between(4, 25)
    defects = draw.between(3, 90)
    dpmo = quality.dpmo(defects, units, opportunities)
    text = f"In {units} units with {opportunities} opportunities each, {defects} defects are found. "
    if level == 1:
        return numeric(
            text + "How many defects per million opportunities is that?", dpmo, "", 1,
            mistakes={
                defects / units * 1e6: f"That is per million units; each has {opportunities} opportunities.",
                defects / opportunities / units * 1e3: "That is per thousand opportunities, not per million.",
                defects * opportunities / units * 1e6: "You multiplied by the opportunities; there are more of them, so divide.",
            },
            steps=[f"Opportunities: {units} x {opportunities} = {units * opportunities}.", f"{defects} / {units * opportunities} x 1000000 = {dpmo:.1f}."], low=20, high=200000,
        )  # fmt: skip
    yields = [draw.between(900, 995) / 10 for _ in range(3 if level == 2 else 4)]
    rolled = 100 * quality.rolled_throughput_yield([one / 100 for one in yields])
    listing = ", ".join(f"{one:g} %" for one in yields)
    chain = " x ".join(f"{one / 100:.3f}" for one in yields)
    if level == 2:
        return numeric(
            f"Of what goes into the steps of a line, {listing} come out right the first time. What share goes through all of them without any rework, in percent?", rolled, "percent", 0.1,
            mistakes={
                sum(yields) / len(yields): "That is the average of the steps; a piece has to get through every one of them: multiply.",
                min(yields): "That is the worst step alone; the others lose some too.",
                100 - sum(100 - one for one in yields) - 0.0: "The losses are not simply added: what a step loses is a part of what is left.",
            },
            steps=[f"{chain} = {rolled:.2f} percent."], low=60, high=99,
        )  # fmt: skip
    wanted = draw.between(20, 90) * 10
    start = math.ceil(wanted / (rolled / 100) - 1e-9)
    average = sum(yields) / len(yields) / 100
    return numeric(
        f"Of what goes into the steps of a line, {listing} come out right; the rest is scrap. How many pieces have to be started for {wanted} good ones, on average?", start, "", 0,
        mistakes={
            math.ceil(wanted / average): "You took the average of the steps; a piece has to get through every one of them: multiply the shares.",
            math.ceil(wanted * (2 - rolled / 100)): "What is added on top loses some as well: divide by the share that comes through.",
            math.floor(wanted / (rolled / 100)): "That falls a little short: round up.",
        },
        steps=[f"All steps: {chain} = {rolled / 100:.5f}.", f"{wanted} / {rolled / 100:.5f} = {wanted / (rolled / 100):.2f}, rounded up: {start}."], low=200, high=1600,
    )  # fmt: skip
