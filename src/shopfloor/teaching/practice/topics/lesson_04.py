"""Practice for lesson 04: process charts, and what a change of method is worth."""

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
    "operation": "something is changed, made or put together",
    "transport": "something or somebody moves from place to place",
    "inspection": "something is checked or measured, and not changed",
    "delay": "something waits, although it could go on",
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
            f"A process chart has these steps:\n{lines}\nHow much of the time is delay and storage together, in minutes?",
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
