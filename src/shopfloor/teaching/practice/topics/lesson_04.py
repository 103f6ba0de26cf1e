"""Practice for lesson 04: process charts, two hands, person-minutes, and what a change of method is worth."""

from ..topic import near, numeric, one_of, topic

STEPS = {
    "operation": (
        "drills the plate",
        "screws on the cover",
        "fills in the card",
        "cuts the band",
        "glues the label",
    ),
    "transport": (
        "carries the box to the press",
        "pushes the cart to the store",
        "walks to the printer",
        "takes the tray to the bench",
    ),
    "inspection": ("measures the bore", "checks the label", "counts the parts", "looks for scratches"),
    "delay": (
        "waits for the crane",
        "waits for a free bench",
        "the order lies in the tray",
        "waits for the signature",
    ),
    "storage": (
        "the parts lie in the store",
        "the cartons stand in the warehouse",
        "the castings lie in the rack until called for",
    ),
}
MEANS = {
    "operation": "something is made, changed, loaded or put together",
    "transport": "something or somebody moves from place to place",
    "inspection": "something is checked, and not changed",
    "delay": "something waits, though it could go on",
    "storage": "something is kept on purpose, until it is asked for",
}


@topic("chart symbols", lesson="04")
def chart_symbols(draw, level):
    """Which symbol of a process chart a step gets."""
    kinds = list(STEPS)
    if level == 1:
        kind = draw.pick(kinds)
        step = draw.pick(STEPS[kind])
        others = draw.some([one for one in kinds if one != kind], 3)
        return one_of(
            draw, f'On a process chart, which symbol does this step get: "{step}"?', [kind, *others], kind,
            mistakes={one: f"{one.capitalize()}: {MEANS[one]}. Is that what happens in this step?" for one in others},
            steps=[f"{kind.capitalize()}: {MEANS[kind]}.", f'"{step.capitalize()}": {kind}.'],
        )  # fmt: skip
    count = 7 if level == 2 else 9
    order = [draw.pick(kinds) for _ in range(count)]
    times = [draw.between(2, 60) / 10 for _ in order]
    lines = "\n".join(
        f"  {place}  {kind:<11}{time:>5.1f} min" for place, (kind, time) in enumerate(zip(order, times), 1)
    )
    total = sum(times)
    if level == 2:
        idle = sum(time for kind, time in zip(order, times) if kind in ("delay", "storage"))
        moved = sum(time for kind, time in zip(order, times) if kind == "transport")
        waits = sum(time for kind, time in zip(order, times) if kind == "delay")
        return numeric(
            f"A process chart has these steps:\n{lines}\nHow many minutes are waiting: delay and storage together?",
            idle, "min", 0.01,
            mistakes={
                waits: "Storage is asked for too, and not only delay.",
                idle + moved: "A transport is not asked for: something moves.",
                total - idle: "That is the time of everything else.",
            },
            steps=[f"Delays and storages: {' + '.join(f'{t:.1f}' for k, t in zip(order, times) if k in ('delay', 'storage')) or '0'} = {idle:.1f} min."],
            low=0.1, high=60,
        )  # fmt: skip
    work = sum(time for kind, time in zip(order, times) if kind == "operation")
    with_checks = work + sum(time for kind, time in zip(order, times) if kind == "inspection")
    return numeric(
        f"A process chart has these steps:\n{lines}\nWhat share of the time is operations, in percent?",
        100 * work / total, "percent", 0.1,
        mistakes={
            100 * with_checks / total: "An inspection is no operation: nothing is changed by it.",
            100 * order.count("operation") / count: "That is their share of the steps; asked for is the share of the time.",
            100 * work / (total - work): "You divided by the time of the others; the operations belong to the whole.",
        },
        steps=[f"Operations: {work:.1f} min. All steps: {total:.1f} min.", f"{work:.1f} / {total:.1f} = {100 * work / total:.2f} percent."],
        low=0.5, high=99,
    )  # fmt: skip


@topic("worth of a better method", lesson="04")
def worth_of_a_better_method(draw, level):
    """What a shorter method saves in a year, and when it has paid for itself."""
    present = draw.between(180, 420) / 100
    saved_pct = draw.between(8, 35)
    proposed = round(present * (1 - saved_pct / 100), 2)
    a_day, days = draw.between(12, 60) * 10, draw.pick([220, 230, 240, 250])
    saved = present - proposed
    hours = saved * a_day * days / 60
    text = f"A present method takes {present:.2f} min a piece, a proposed one {proposed:.2f} min. "
    if level == 1:
        return numeric(
            text + "How many percent of the time a piece does the proposal save?", 100 * saved / present, "percent", 0.1,
            mistakes={
                100 * saved / proposed: "You divided by the proposed time. A saving is measured from where it begins.",
                100 * proposed / present: "That is what is left of the time, not what is saved.",
            },
            steps=[f"Saved: {present:.2f} - {proposed:.2f} = {saved:.2f} min.", f"{saved:.2f} / {present:.2f} = {100 * saved / present:.2f} percent."],
            low=5, high=40,
        )  # fmt: skip
    text += f"{a_day} pieces are made a day, on {days} days a year. "
    if level == 2:
        return numeric(
            text + "How many hours does it save in a year?", hours, "h", 0.5,
            mistakes={
                saved * a_day * days: "That is in minutes; an hour has 60 of them.",
                proposed * a_day * days / 60: "That is the time that the proposed method takes; asked for is what it saves.",
                saved * a_day / 60: "That is what it saves in a day.",
            },
            steps=[f"A piece: {saved:.2f} min. A day: {saved:.2f} x {a_day} = {saved * a_day:.1f} min.", f"A year: {saved * a_day:.1f} x {days} / 60 = {hours:.1f} h."],
            low=20, high=6000,
        )  # fmt: skip
    wage, cost = draw.between(20, 34), draw.between(4, 40) * 500
    money = hours * wage
    months = 12 * cost / money
    return numeric(
        text + f"An hour costs {wage} dollars, the change {cost} dollars once. After how many months has it paid for itself, "
        "if the hours saved are used for other work?",
        months, "", near(months, 0.01),
        mistakes={
            cost / money: "That is in years; a year has 12 months.",
            12 * money / cost: "It is the other way round: the cost divided by what comes back in a month.",
            12 * cost / (proposed * a_day * days / 60 * wage): "Only the time saved comes back, not all the time that the method takes.",
        },
        steps=[
            f"Hours saved in a year: {saved:.2f} x {a_day} x {days} / 60 = {hours:.1f}.",
            f"Money in a year: {hours:.1f} x {wage} = {money:.0f} dollars, in a month {money / 12:.1f}.",
            f"{cost} / {money / 12:.1f} = {months:.2f} months.",
        ],
        low=0.1, high=600,
    )  # fmt: skip


MOTIONS = {
    "hold": (
        "keeps the bottle still while the other one closes the cap",
        "presses the label down until the glue is dry",
        "keeps the plate in place while the other one drills",
    ),
    "search": ("feels in a full box for the right nut", "goes over the bench, looking for the knife"),
    "select": ("sorts out one washer among many", "chooses one of five colors of thread"),
    "position": ("turns the plug until it fits the socket", "lines up the lid with the jar"),
    "unavoidable delay": (
        "has nothing to do until the other one has brought the part",
        "waits, because the machine is still running",
    ),
    "transport empty": ("reaches to the box of screws", "goes back to the rack without a part"),
    "use": ("drives the screw with the driver", "cuts the band with the knife"),
    "grasp": ("closes its fingers on the cup", "closes around the handle"),
}
MEANING = {
    "hold": "an object is kept where it is",
    "search": "an object is looked for",
    "select": "one object is chosen among several",
    "position": "an object is turned and placed exactly as it must go",
    "unavoidable delay": "the hand waits because the method makes it wait",
    "transport empty": "the empty hand moves",
    "use": "a tool does what it is made for",
    "grasp": "the fingers close on an object",
}


@topic("two hands", lesson="04")
def two_hands(draw, level):
    """What a hand does, how long it holds, and what a fixture is worth."""
    if level == 1:
        kinds = list(MOTIONS)
        kind, other = draw.some(kinds, 2)
        more = draw.some([one for one in kinds if one not in (kind, other)], 2)
        motion = draw.pick(MOTIONS[kind])
        return one_of(
            draw, f"A hand {motion}. Which therblig is that?", [kind, other, *more], kind,
            mistakes={one: f"{one.capitalize()}: {MEANING[one]}. Is that what the hand does here?" for one in (other, *more)},
            steps=[f"{kind.capitalize()}: {MEANING[kind]}.", f"The hand {motion}: {kind}."],
        )  # fmt: skip
    reach, hold, wait, move = (
        draw.between(*limits) / 10 for limits in ((10, 30), (60, 240), (15, 90), (10, 40))
    )
    cycle = reach + hold + wait + move
    chart = (
        f"  reach  {reach:>5.1f} s\n  hold   {hold:>5.1f} s\n  wait   {wait:>5.1f} s\n  move   {move:>5.1f} s"
    )
    if level == 2:
        return numeric(
            f"The left hand's side of a two-hand chart, for one cycle:\n{chart}\nWhat share of the cycle does the left hand hold, in percent?",
            100 * hold / cycle, "percent", 0.1,
            mistakes={
                100 * (hold + wait) / cycle: "Waiting is not holding: only the hold is asked for.",
                100 * hold / (cycle - hold): "You divided by the time of the others; the hold belongs to the cycle.",
                hold: "That is the hold in seconds. A share compares it with the cycle.",
            },
            steps=[f"Cycle: {reach:.1f} + {hold:.1f} + {wait:.1f} + {move:.1f} = {cycle:.1f} s.", f"{hold:.1f} / {cycle:.1f} = {100 * hold / cycle:.2f} percent."],
            low=20, high=95,
        )  # fmt: skip
    # Of the hold, what the other hand did meanwhile and does still.
    left = round(hold * draw.between(30, 60) / 100, 1)
    after = cycle - hold + left
    return numeric(
        f"The left hand's side of a two-hand chart, for one cycle:\n{chart}\nWith a fixture that holds, the cycle becomes "
        f"{hold - left:.1f} s shorter. How many more pieces an hour is that?",
        3600 / after - 3600 / cycle, "", near(3600 / after - 3600 / cycle, 0.005),
        mistakes={
            3600 / after: "That is how many pieces an hour there are with the fixture. Take away those of today.",
            3600 / (hold - left): "You divided the hour by the seconds saved. Divide it by each cycle, then subtract.",
            60 / after - 60 / cycle: "That is in a minute; an hour has 3600 seconds.",
        },
        steps=[
            f"Today: {reach:.1f} + {hold:.1f} + {wait:.1f} + {move:.1f} = {cycle:.1f} s, so 3600 / {cycle:.1f} = {3600 / cycle:.2f} pieces an hour.",
            f"With the fixture: {cycle:.1f} - {hold - left:.1f} = {after:.1f} s, so 3600 / {after:.1f} = {3600 / after:.2f} pieces an hour.",
            f"More: {3600 / after - 3600 / cycle:.4f} pieces an hour.",
        ],
        low=1, high=400,
    )  # fmt: skip


# What a job can do without, so that a proposal may drop it.
PAID = (
    "two people lift the crate",
    "one person counts again",
    "one person copies a list",
    "two people shift the pallet",
    "one person looks for a cart",
)
UNPAID = (
    "the lot lies on a shelf",
    "the order lies in a tray",
    "the lot waits for the oven",
    "the crate stands at the gate",
)


@topic("person-minutes", lesson="04")
def person_minutes(draw, level):
    """The minutes that somebody is paid for, and those in which a lot just lies there."""
    steps = []
    for words in draw.some([*draw.some(PAID, 3), *draw.some(UNPAID, 2)], 5):
        people = 0 if words in UNPAID else 2 if words.startswith("two") else 1
        minutes = draw.between(60, 900) / 10 if people == 0 else draw.between(10, 120) / 10
        steps.append((words, minutes, people))
    lines = "\n".join(f"  {words:<28}{minutes:>6.1f} min" for words, minutes, _ in steps)
    work = sum(minutes * people for _, minutes, people in steps)
    total = sum(minutes for _, minutes, _ in steps)
    busy = sum(minutes for _, minutes, people in steps if people)
    sums = " + ".join(f"{minutes:.1f} x {people}" for _, minutes, people in steps if people)
    text = f"The steps of a job, for one lot:\n{lines}\n"
    if level == 1:
        return numeric(
            text + "How many person-minutes does a lot take?", work, "min", 0.02,
            mistakes={
                total: "That is the lot's whole time. Where nobody is kept busy, nobody is paid.",
                busy: "Where two people work, their minutes count twice.",
            },
            steps=[f"Minutes times people, where somebody works: {sums} = {work:.1f} person-minutes."],
            low=1, high=300,
        )  # fmt: skip
    dropped, minutes, people = draw.pick([one for one in steps if one[2]])
    lying = draw.pick([one for one in steps if not one[2]])
    saved, without = minutes * people, minutes + lying[1]
    text += f'A proposal does without these two steps: "{dropped}" and "{lying[0]}". '
    if level == 2:
        return numeric(
            text + "How many person-minutes does it save for a lot?", saved, "min", 0.02,
            mistakes={
                without: "That is what the lot saves, waiting included. Count only steps that keep somebody busy.",
                work - saved: "That is what the proposal takes; asked for is what it saves.",
            },
            steps=[f'"{dropped.capitalize()}": {minutes:.1f} x {people} = {saved:.1f} person-minutes.', f'"{lying[0].capitalize()}" keeps nobody busy: 0.'],
            low=0.5, high=50,
        )  # fmt: skip
    lots, wage = draw.between(6, 24), draw.between(18, 34)
    money = saved * lots / 60 * wage
    return numeric(
        text + f"There are {lots} lots in a shift, and an hour of work costs {wage} dollars. What is it worth in a shift, in dollars, if the "
        "time goes into other work?",
        money, "dollars", near(money, 0.005),
        mistakes={
            without * lots / 60 * wage: "You counted the time in which the lot just lies there. Nobody is paid for it.",
            saved * lots * wage: "You multiplied minutes by the cost of an hour. Divide by 60 first.",
            saved / 60 * wage: "That is what one lot saves. A shift has more of them.",
        },
        steps=[
            f'"{dropped.capitalize()}": {minutes:.1f} x {people} = {saved:.1f} person-minutes a lot; the other step keeps nobody busy.',
            f"{saved:.1f} x {lots} / 60 = {saved * lots / 60:.3f} h a shift.",
            f"{saved * lots / 60:.3f} x {wage} = {money:.3f} dollars a shift.",
        ],
        low=1, high=1000,
    )  # fmt: skip
