"""Practice for lesson 12: inventory as time, and kanban cards."""

import math

from shopfloor.methods import valuestream

from ..topic import near, numeric, topic


@topic("inventory as days", lesson="12")
def inventory_as_days(draw, level):
    """How long the inventory of a value stream lasts, and how little of that is work."""
    demand = draw.between(8, 60) * 10
    stocks = [draw.between(2, 40) * demand // 10 + draw.between(1, 40) for _ in range(level + 2)]
    days = [stock / demand for stock in stocks]
    total = valuestream.lead_time(stocks, demand)
    listing = ", ".join(map(str, stocks))
    text = f"Before the steps of a value stream lie {listing} pieces; the customer takes {demand} a day. "
    steps = [
        f"Each stock lasts its pieces / {demand} days: {', '.join(f'{day:.3f}' for day in days)}.",
        f"Together: {sum(stocks)} / {demand} = {total:.3f} days.",
    ]
    if level == 1:
        return numeric(
            text + "How many days does the inventory last in all?", total, "", 0.02,
            mistakes={
                max(days): "That is the largest stock alone; a piece waits in each of them in turn.",
                total / len(stocks): "That is the average; a piece waits in all of them, one after the other.",
                demand / sum(stocks): "It is the other way round: pieces divided by pieces a day.",
            },
            steps=steps, low=0.3, high=30,
        )  # fmt: skip
    work = draw.between(60, 900)
    hours = draw.pick([7.5, 8, 15, 16])
    seconds = total * hours * 3600
    ratio = 100 * work / (seconds + work)
    if level == 2:
        target = draw.between(0, len(stocks) - 1)
        half = total - days[target] / 2
        return numeric(
            text + f"The stock of {stocks[target]} is cut by half. How many days does the inventory last in all then?", half, "", 0.02,
            mistakes={
                total: "That is before the change.",
                total / 2: "Only one of the stocks is cut by half.",
                days[target] / 2: "That is the stock that was cut; the others are still there.",
            },
            steps=[*steps, f"Less {stocks[target]} / 2 / {demand} = {days[target] / 2:.3f}: {half:.3f} days."], low=0.2, high=40,
        )  # fmt: skip
    return numeric(
        text + f"A day has {hours:g} working hours, and a piece is worked on for {work} seconds in all. What share of the time from door to door is work, in percent?",
        ratio, "percent", near(ratio, 0.01),
        mistakes={
            100 * work / (total * 3600): f"A day has {hours:g} working hours, and not one.",
            100 * work / (total * 24 * 3600): f"Only the {hours:g} working hours of a day count.",
            100 * work / (max(days) * hours * 3600 + work): "That takes the largest stock alone; a piece waits in each of them.",
        },
        steps=[*steps, f"In seconds: {total:.3f} x {hours:g} x 3600 = {seconds:.0f}.", f"{work} / ({seconds:.0f} + {work}) = {ratio:.4f} percent."],
        low=0.005, high=10,
    )  # fmt: skip


@topic("kanban cards", lesson="12")
def kanban_cards(draw, level):
    """How many cards a supermarket needs."""
    demand, container = draw.between(12, 90) * 10, draw.pick([10, 12, 16, 20, 24, 25, 30])
    lead, safety = (
        draw.pick([0.25, 0.5, 0.75, 1, 1.5, 2]),
        draw.pick([0, 0, 0]) if level == 1 else draw.pick([10, 15, 20, 25]),
    )
    answer = valuestream.kanban_cards(demand, lead, safety / 100, container)
    exact = demand * lead * (1 + safety / 100) / container
    unit = "day" if lead == 1 else "days"
    need = f"A line uses {demand} parts a day; a container holds {container}. "
    steps = [f"Parts on the way: {demand} x {lead:g} = {demand * lead:g}."]
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
    text = f"A full container comes {lead:g} {unit} after its card went. "
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
