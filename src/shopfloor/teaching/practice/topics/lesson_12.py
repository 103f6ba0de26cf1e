"""Practice for lesson 12: heaps in days, kanban cards, and what a future state changes."""

import math

from shopfloor.methods import valuestream

from ..topic import near, numeric, topic


@topic("inventory as days", lesson="12")
def inventory_as_days(draw, level):
    """How many days the heaps of a value stream are, and how little of that adds value."""
    demand = draw.between(8, 60) * 10
    stocks = [draw.between(2, 40) * demand // 10 + draw.between(1, 40) for _ in range(level + 2)]
    days = [stock / demand for stock in stocks]
    total = valuestream.lead_time(stocks, demand)
    listing = ", ".join(map(str, stocks))
    text = f"Before the processes of a value stream lie {listing} pieces; the customer takes {demand} a day. "
    steps = [
        f"Each heap in days, pieces / {demand}: {', '.join(f'{day:.3f}' for day in days)}.",
        f"Together: {sum(stocks)} / {demand} = {total:.3f} days.",
    ]
    if level == 1:
        return numeric(
            text + "How many days is the lead time?", total, "", 0.02,
            mistakes={
                max(days): "That is the largest heap alone; a piece waits in each of them in turn.",
                total / len(stocks): "That is the average; a piece waits in all of them, one after the other.",
                demand / sum(stocks): "It is the other way round: pieces divided by pieces a day.",
                total - days[-1]: "The last heap is missing: finished pieces wait as well.",
            },
            steps=steps, low=0.3, high=30,
        )  # fmt: skip
    if level == 2:
        target = draw.between(0, len(stocks) - 1)
        half = total - days[target] / 2
        return numeric(
            text + f"The heap of {stocks[target]} is cut by half. How many days is the lead time then?", half, "", 0.02,
            mistakes={
                total: "That is before the change.",
                total / 2: "Only one of the heaps is cut by half.",
                days[target] / 2: "That is the heap that was cut; the others are still there.",
                total - days[target]: "Half of that heap is still there.",
            },
            steps=[*steps, f"Less {stocks[target]} / 2 / {demand} = {days[target] / 2:.3f}: {half:.3f} days."], low=0.2, high=40,
        )  # fmt: skip
    work = draw.between(60, 900)
    cycles = work + draw.between(20, 400)
    hours = draw.pick([7.5, 15, 16, 24])
    seconds = total * hours * 3600
    ratio = 100 * work / seconds
    mistakes = {
        100 * cycles / seconds: f"That takes all {cycles} s of processing; only {work} s of them add value.",
        100 * work / (total * 3600): f"A day has {hours:g} hours here, and not one.",
        100 * work / (max(days) * hours * 3600): "That takes the largest heap alone; a piece waits in each.",
    }
    if hours != 24:
        mistakes[100 * work / (total * 24 * 3600)] = f"Here a day counts {hours:g} hours, and not 24."
    return numeric(
        text
        + f"The processing of a piece takes {cycles} s, of which {work} s add value. With {hours:g} hours to a day, what is the "
        "process-cycle efficiency, in percent?",
        ratio,
        "percent",
        near(ratio, 0.01),
        mistakes=mistakes,
        steps=[
            *steps,
            f"In seconds: {total:.3f} x {hours:g} x 3600 = {seconds:.0f}.",
            f"100 x {work} / {seconds:.0f} = {ratio:.5f} percent.",
        ],
        low=0.001,
        high=10,
    )


@topic("kanban cards", lesson="12")
def kanban_cards(draw, level):
    """How many cards a supermarket needs."""
    demand, container = draw.between(12, 90) * 10, draw.pick([10, 12, 16, 20, 24, 25, 30])
    lead = draw.pick([0.25, 0.5, 0.75, 1, 1.5, 2])
    safety = 0 if level == 1 else draw.pick([10, 15, 20, 25])
    answer = valuestream.kanban_cards(demand, lead, safety / 100, container)
    exact = demand * lead * (1 + safety / 100) / container
    unit = "day" if lead == 1 else "days"
    need = f"A line uses {demand} parts a day; a container holds {container}. "
    steps = [f"Used until the container is back: {demand} x {lead:g} = {demand * lead:g} parts."]
    if safety:
        steps.append(
            f"With safety: {demand * lead:g} x {1 + safety / 100:.2f} = {demand * lead * (1 + safety / 100):g}."
        )
    steps.append(f"Containers: / {container} = {exact:.3f}, rounded up: {answer} cards.")
    mistakes = {
        math.floor(exact): "Rounded down, the parts would not last: round up.",
        math.ceil(demand / container): "You left out how long a container takes to come back.",
        demand * lead * (1 + safety / 100): "That is in parts; a card stands for a container.",
    }
    text = f"A full container is back {lead:g} {unit} after its card. "
    if level == 1:
        return numeric(
            need + text + "Without any safety, how many cards are needed?",
            answer,
            "",
            0,
            mistakes=mistakes,
            steps=steps,
            low=1,
            high=200,
        )
    mistakes[math.ceil(demand * lead / container - 1e-9)] = f"The safety of {safety} % is still missing."
    if level == 2:
        return numeric(
            need + text + f"With a safety of {safety} %, how many cards are needed?",
            answer,
            "",
            0,
            mistakes=mistakes,
            steps=steps,
            low=1,
            high=250,
        )
    shorter = lead / 2
    then = valuestream.kanban_cards(demand, shorter, safety / 100, container)
    return numeric(
        need + text + f"The safety is {safety} %. The supplier halves the time to {shorter:g} days. How many cards can be taken out?", answer - then, "", 0,
        mistakes={
            then: "That is how many stay; asked for is how many can go.",
            answer: "That is how many there are before the change.",
            math.ceil(demand * lead / container - 1e-9) - math.ceil(demand * shorter / container - 1e-9): f"You left out the safety of {safety} %, before and after.",
        },
        steps=[*steps, f"With {shorter:g} days: {demand * shorter * (1 + safety / 100) / container:.3f}, so {then} cards.", f"{answer} - {then} = {answer - then} cards."],
        low=1, high=120,
    )  # fmt: skip


@topic("future state", lesson="12")
def future_state(draw, level):
    """What a supermarket in place of a heap changes, in days, and when the days are really saved."""
    demand, container = draw.between(10, 80) * 10, draw.pick([10, 20, 25, 40, 50])
    cards = math.ceil(demand * draw.between(8, 20) / 10 / container)
    full = cards * container
    heap = full + draw.between(10, 60) * demand // 10
    others = draw.between(30, 120) / 10
    saved = (heap - full) / demand
    text = (
        f"Before a process lie {heap} pieces; the customer takes {demand} a day. A supermarket takes their place: {cards} "
        f"kanban cards, {container} pieces in a container. "
    )
    steps = [
        f"Full, the supermarket holds {cards} x {container} = {full} pieces.",
        f"({heap} - {full}) / {demand} = {saved:.3f} days are saved.",
    ]
    if level == 1:
        return numeric(
            text + "How many days of lead time does it save when all its containers are full?", saved, "", 0.02,
            mistakes={
                full / demand: "That is what the full supermarket lasts; asked is what is saved.",
                heap / demand: "That is the whole heap; the supermarket takes its place and holds pieces as well.",
                heap - full: "That is in pieces; divide by what leaves in a day.",
                (heap - cards) / demand: f"A card stands for a container of {container} pieces.",
            },
            steps=steps, low=0.5, high=30,
        )  # fmt: skip
    if level == 2:
        answer = others + full / demand
        return numeric(
            text + f"All other heaps together last {others:.1f} days and stay as they are. How many days is the lead time of this future state?",
            answer, "", 0.02,
            mistakes={
                others + heap / demand: "That is the lead time before the change.",
                saved: "That is what is saved; asked is what is left.",
                others: "You counted the supermarket as empty; count it with all containers full.",
                full / demand: "The other heaps are still there.",
            },
            steps=[steps[0], f"In days: {full} / {demand} = {full / demand:.3f}.", f"{others:.1f} + {full / demand:.3f} = {answer:.3f} days."],
            low=1, high=40,
        )  # fmt: skip
    less = demand // draw.pick([5, 10])
    answer = (heap - full) / less
    return numeric(
        text + f"The heap shrinks because the processes before it make {less} pieces a day less than the customer takes. After how many days is it down to the full supermarket?",
        answer, "", near(answer, 0.01),
        mistakes={
            saved: f"That is the lead time saved. The heap shrinks by {less} pieces a day.",
            heap / less: "The supermarket's pieces stay: only what lies above them has to go.",
            (heap - full) / (demand - less): f"{demand - less} is what is still made in a day; the heap shrinks by {less}.",
        },
        steps=[f"Full, the supermarket holds {cards} x {container} = {full} pieces.", f"({heap} - {full}) / {less} = {answer:.3f} days."],
        low=1, high=100,
    )  # fmt: skip
