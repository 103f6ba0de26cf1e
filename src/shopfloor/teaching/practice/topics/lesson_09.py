"""Practice for lesson 09: wastes, the value-added ratio, the vital few, an honest before and after."""

from shopfloor.methods import oee

from ..topic import numeric, one_of, topic

WASTES = {
    "overproduction": (
        "Fifty more covers are pressed than the order asks for, so as not to set up again soon.",
        "more pieces, or sooner, than anybody ordered",
    ),
    "waiting": (
        "The operator stands by while the oven heats up.",
        "work that could go on, but somebody or something is missing",
    ),
    "transport": (
        "The pallets go to the far store and come back the next day.",
        "the product moved about without getting better",
    ),
    "overprocessing": (
        "The back of the panel is polished, which nobody will ever see.",
        "more done to a piece than the customer asked for",
    ),
    "inventory": ("Castings for three months lie behind the line.", "more kept than the next step needs"),
    "motion": (
        "The assembler bends for each screw into a box on the floor.",
        "a person moving more than the work asks for",
    ),
    "defects": ("Every tenth weld is ground off and done again.", "scrap, repair and doing over"),
    "unused talent": (
        "Nobody asks the night shift, which knows why the feeder jams.",
        "what people know and could do, left unused",
    ),
}
MORE = {
    "overproduction": ("Tomorrow's labels are printed today, because the printer is free.",),
    "waiting": (
        "Four parts lie on the bench until the inspector comes.",
        "The line stops until the fork lift is back.",
    ),
    "transport": ("Each lot is driven around the hall to the only scale.",),
    "overprocessing": ("The same dimension is measured at three stations.",),
    "inventory": (
        "Finished pumps wait in the warehouse for an order.",
        "The store holds screws for the next two years.",
    ),
    "motion": ("The technician walks to the far cabinet for the same wrench nine times a shift.",),
    "defects": ("Five bars were cut too short and are cut anew.",),
    "unused talent": ("The trainee who can program the robot sweeps the floor.",),
}


@topic("the eight wastes", lesson="09")
def the_eight_wastes(draw, level):
    """Which of the eight wastes something is that was seen on a walk."""
    waste = draw.pick(list(WASTES))
    seen = draw.pick([WASTES[waste][0], *MORE[waste]])
    near = {
        "inventory": "overproduction", "overproduction": "inventory", "motion": "transport", "transport": "motion",
        "waiting": "inventory", "overprocessing": "defects", "defects": "overprocessing", "unused talent": "waiting",
    }[waste]  # fmt: skip
    others = [near, *draw.some([name for name in WASTES if name not in (waste, near)], level + 1)]
    return one_of(
        draw, f'Seen on a waste walk: "{seen}" Which waste is it first of all?', [waste, *others], waste,
        mistakes={name: f"{name.capitalize()} is {WASTES[name][1]}. What is it that is wasted here?" for name in others},
        steps=[f"{waste.capitalize()} is {WASTES[waste][1]}.", f"That is what was seen: {waste}."],
    )  # fmt: skip


@topic("value-added ratio", lesson="09")
def value_added_ratio(draw, level):
    """How much of the time in the plant does what the customer pays for."""
    work = [draw.between(2, 40) for _ in range(level + 1)]
    waits = [draw.between(2, 30) * {1: 10, 2: 15, 3: 60}[level] for _ in range(level + 1)]
    value, total = sum(work), sum(work) + sum(waits)
    ratio = 100 * value / total
    shown_work, shown_waits = (
        ", ".join(f"{one} min" for one in work),
        ", ".join(f"{one / 60:g} h" if level == 3 else f"{one} min" for one in waits),
    )
    text = f"An order is worked on for {shown_work}, and in between it waits for {shown_waits}. "
    steps = [
        f"Value added: {' + '.join(map(str, work))} = {value} min.",
        f"In all: {value} + {sum(waits)} = {total} min.",
    ]
    if level < 3:
        return numeric(
            text + "What is its value-added ratio, in percent?", ratio, "percent", 0.02,
            mistakes={
                100 * value / sum(waits): "You divided by the waiting only; the whole lead time is the whole.",
                100 - ratio: "That is the share of the waiting.",
                100 * len(work) / (len(work) + len(waits)): "You counted the steps; the ratio is one of times.",
            },
            steps=[*steps, f"{value} / {total} = {ratio:.3f} percent."], low=0.4, high=90,
        )  # fmt: skip
    cut = draw.pick([20, 25, 30, 40, 50])
    after = 100 * value / (value + sum(waits) * (1 - cut / 100))
    return numeric(
        text + f"The waiting is cut by {cut} %. What is the value-added ratio then, in percent?", after, "percent", 0.02,
        mistakes={
            ratio: "That is the ratio before the change.",
            ratio * (1 + cut / 100): f"The ratio does not grow by {cut} % when the waiting falls by {cut} %: work it out anew.",
            100 * value / (sum(waits) * (1 - cut / 100)): "The work itself belongs to the lead time too.",
        },
        steps=[*steps, f"Waiting afterwards: {sum(waits)} x {1 - cut / 100:.2f} = {sum(waits) * (1 - cut / 100):.1f} min.", f"{value} / ({value} + {sum(waits) * (1 - cut / 100):.1f}) = {after:.3f} percent."],
        low=0.3, high=60,
    )  # fmt: skip


CAUSES = (
    "jammed feeder",
    "missing material",
    "worn tool",
    "waiting for setter",
    "power dip",
    "broken belt",
    "wrong program",
)


@topic("the vital few", lesson="09")
def the_vital_few(draw, level):
    """A Pareto analysis by hand: order, shares, cumulative shares."""
    count = 4 + level
    names = draw.some(CAUSES, count)
    amounts = [draw.between(4, 30) * (5 if place < 2 else 1) for place in range(count)]
    amounts = draw.some(amounts, count)
    table = dict(zip(names, amounts))
    ranked = oee.pareto(table)
    total, listing = sum(amounts), ", ".join(f"{name} {amount}" for name, amount in table.items())
    in_order = sorted(amounts, reverse=True)
    text = f"Minutes of downtime in a month: {listing}. "
    if level < 3:
        top = 2 if level == 1 else 3
        answer = 100 * float(ranked["cumulative_share"].iloc[top - 1])
        return numeric(
            text + f"What share of the downtime do the {'two' if top == 2 else 'three'} largest causes make up, in percent?", answer, "percent", 0.1,
            mistakes={
                100 * sum(amounts[:top]) / total: "Those are the first ones of the list; put them in order of size first.",
                100 * top / count: "You counted the causes; what counts are their minutes.",
                100 * in_order[top - 1] / total: "That is the share of one cause alone; add up those above it.",
            },
            steps=[f"In order: {', '.join(map(str, in_order))}. In all: {total} min.", f"({' + '.join(map(str, in_order[:top]))}) / {total} = {answer:.2f} percent."],
            low=20, high=99,
        )  # fmt: skip
    reached, few = 0, 0
    while reached < 0.8 * total:
        reached += in_order[few]
        few += 1
    return numeric(
        text + "How many of the largest causes does it take to reach 80 % of the downtime?", few, "", 0,
        mistakes={
            round(0.8 * count): "That is 80 % of the causes; asked for is 80 % of the minutes.",
            few - 1: "These do not reach 80 % yet.",
            count: "All of them make up 100 %.",
        },
        steps=[f"In order: {', '.join(map(str, in_order))}; 80 % of {total} is {0.8 * total:.1f} min.", f"The largest {few} come to {reached} min."],
        low=1, high=7,
    )  # fmt: skip


PLACES = ("a tool wall", "a parts rack", "a first-aid cabinet", "a medicine shelf", "a kitchen drawer")


@topic("an honest before and after", lesson="09")
def an_honest_before_and_after(draw, level):
    """By what share did a time fall, and how much of that was practice?"""
    place, before = draw.pick(PLACES), draw.between(40, 120)
    after = round(before * draw.between(40, 75) / 100, 1)
    fell = 1 - after / before
    text = f"Finding ten things at {place} takes {before} s. It is set in order; the same person then needs {after:g} s. "
    if level == 1:
        return numeric(
            text + "By what share did the time fall, as a fraction?", fell, "fraction", 0.004,
            mistakes={
                after / before: "That is the share that is left.",
                before / after - 1: "You divided by the second time. Less of what? Of the first one.",
                before - after: "That is seconds. Divide them by the time that you started from.",
            },
            steps=[f"{before} - {after:g} = {before - after:g} s less.", f"{before - after:g} / {before} = {fell:.4f}."],
            low=0.05, high=0.95,
        )  # fmt: skip
    left = draw.between(84, 95) / 100
    order = 1 - after / before / left
    known = f"Somebody who searches twice, with nothing changed, needs {left:.2f} of the first time. "
    if level == 2:
        return numeric(
            text + known + "By what share does the order alone cut the time, as a fraction?", order, "fraction", 0.004,
            mistakes={
                fell: "That is both together, practice and order.",
                after / before / left: "That is the share that order leaves.",
                left - after / before: "You subtracted. Practice leaves a share of whatever time it is: divide.",
                1 - left: "That is what practice alone cuts.",
            },
            steps=[f"Both together leave {after:g} / {before} = {after / before:.4f}.", f"Order leaves {after / before:.4f} / {left:.2f} = {after / before / left:.4f}.", f"It cuts {order:.4f}."],
            low=0.05, high=0.95,
        )  # fmt: skip
    spared, times = before * left - after, draw.between(6, 40) * 10
    return numeric(
        text + known + f"A plant searches {times} times a week. How many minutes a week does the order alone spare?", spared * times / 60, "min", 0.1,
        mistakes={
            (before - after) * times / 60: "Practice is in that: it would have come without any order.",
            spared * times: "That is seconds. A minute has 60 of them.",
            spared / 60: "That is what one search spares. The week has many.",
        },
        steps=[f"With practice alone: {before} x {left:.2f} = {before * left:.2f} s.", f"Order spares {before * left:.2f} - {after:g} = {spared:.2f} s a search.", f"{spared:.2f} x {times} / 60 = {spared * times / 60:.1f} min."],
        low=1, high=900,
    )  # fmt: skip
