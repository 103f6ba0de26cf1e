"""The key of assignment 12, a future state for the folding chair: what follows from each student's own value stream.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from math import ceil, floor

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods.valuestream import kanban_cards
from shopfloor.teaching.compare import Mistake, Number, Rows

DAY_S, MILLION = 86_400, 1_000_000
# The supermarket that the plant can run: days until it is filled again, safety, chairs in a container.
FILLED_AGAIN, SAFETY, CONTAINER = 2, 0.15, 20

RUBRIC = {
    "a12_note": {
        4: "Says that a faster machine leaves the days as they are, sets the student's own future state against it in days, and names one "
        "limit or condition. For example: 'A second coating booth changes seconds, and my 19.6 days are heaps: coating is at 93 % of takt, "
        "but only 1.1 days lie before it. Supermarkets before bend, weld and ship bring me to 11.3 days. They are saved only once "
        "some 4,300 chairs have been sold from the heaps, and I counted on one day only.' Buying the machine for another reason "
        "(more chairs, overtime) can earn full marks when that reason is said.",
        2: "One half of it: the lead time is in the heaps, with a number, but no limit or condition; or a future state without saying what "
        "the machine would do. For example: 'My supermarkets save 8.3 of the 19.6 days, so we do not need the machine.'",
        0: "No reason, or the question is repeated. For example: 'Yes, a faster machine makes the chairs come out faster.'",
    }
}


def data(student, course):
    """The student's value stream."""
    return my_data("valuestream/garden_chair", student, course)


def demand(stream):
    return int(stream["demand_per_day"].iloc[0])


def heaps(stream):
    """Chairs before each process, by its step."""
    return {int(row.step): int(row.inventory_before) for row in stream.itertuples()}


def heap_days(stream):
    return sum(heaps(stream).values()) / demand(stream)


def largest(stream):
    lie = heaps(stream)
    return max(lie, key=lie.get)


def nearest_to_takt(stream):
    return int(stream.loc[(stream["cycle_time_s"] / stream["uptime"]).idxmax(), "step"])


def cards_needed(stream):
    return kanban_cards(demand(stream), FILLED_AGAIN, SAFETY, CONTAINER)


def worth_it(stream, cards):
    """The steps before which more lies than the full supermarket would hold."""
    return [step for step, pieces in heaps(stream).items() if pieces > cards * CONTAINER]


@key("a12_lead_time")
def lead_time(case):
    lie, a_day = list(heaps(case.data).values()), demand(case.data)
    all_days = sum(lie) / a_day
    return Number(
        all_days,
        unit="days",
        tolerance=0.006,
        mistakes=[
            Mistake(
                max(lie) / a_day,
                "That is the largest heap alone. A chair waits in each of the six, one after the other.",
                "Add all six heaps, then divide by the chairs a day.",
            ),
            Mistake(
                all_days / len(lie),
                "That is the average of the six heaps. A chair waits in all of them, one after the other.",
                "Add the six, and do not divide by six.",
            ),
            Mistake(
                sum(lie[:-1]) / a_day,
                "The finished chairs are missing. They wait before the last process, and so does the customer.",
                "Add the heap of the last row as well.",
                credit=0.5,
            ),
            Mistake(
                sum(lie[1:]) / a_day,
                "The tube before the first process is missing. It lies in the plant and waits.",
                "Add the heap of the first row as well.",
                credit=0.5,
            ),
            Mistake(
                sum(lie) / int(case.data["available_min"].iloc[0]),
                "You divided by the minutes of a day. The heaps go down by what leaves in a day.",
                "Divide by demand_per_day.",
            ),
            Mistake(
                2 * all_days,
                "That is twice the days: the demand is that of a whole day, both shifts together.",
                "Divide by demand_per_day as it stands.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


@key("a12_value_added")
def value_added(case):
    stream = case.data
    days = case.earlier("a12_lead_time", heap_days(stream))
    working_day = 60 * int(stream["available_min"].iloc[0])
    value, cycles = float(stream["value_added_s"].sum()), float(stream["cycle_time_s"].sum())

    def in_a_million(seconds, day=DAY_S):
        return MILLION * seconds / (days * day)

    right = in_a_million(value)
    return Number(
        right,
        unit="seconds of a million",
        tolerance=0.006 * right,
        mistakes=[
            Mistake(
                in_a_million(cycles),
                "That counts the whole cycle times. Only a part of each cycle is value that the customer pays for.",
                "Add up the column value_added_s.",
                credit=0.5,
            ),
            Mistake(
                in_a_million(value, working_day),
                "You counted only the hours in which the plant works. Here a day is one by the clock, 24 hours.",
                "A day has 24 x 60 x 60 seconds.",
                credit=0.5,
            ),
            Mistake(
                in_a_million(cycles, working_day),
                "Two slips: whole cycle times, and only the hours in which the plant works.",
                "Take the column value_added_s and days of 24 hours.",
            ),
            Mistake(
                in_a_million(float(stream.loc[stream["value_added_s"] > 0, "cycle_time_s"].sum())),
                "You left out packing, rightly, but counted the whole cycles of the others.",
                "Add up the column value_added_s: the part of each cycle that counts.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


@key("a12_cards")
def cards(case):
    a_day, lie = demand(case.data), heaps(case.data)
    exact = a_day * FILLED_AGAIN * (1 + SAFETY) / CONTAINER
    return Number(
        cards_needed(case.data),
        unit="cards",
        mistakes=[
            Mistake(
                floor(exact + 1e-9),
                "You rounded down. Then the chairs run out before the next container is there.",
                "Round up to the next whole card.",
                credit=0.5,
            ),
            Mistake(
                ceil(a_day * FILLED_AGAIN / CONTAINER - 1e-9),
                "The safety of 15 % is missing.",
                "Multiply by 1 + 0.15 before you divide by the container.",
                credit=0.5,
            ),
            Mistake(
                kanban_cards(a_day, 1, SAFETY, CONTAINER),
                "You left out the two days: that is a supermarket which is filled again in one.",
                "Multiply the chairs a day by 2 days.",
                credit=0.5,
            ),
            Mistake(
                ceil(a_day / CONTAINER - 1e-9),
                "That is a day's demand in containers. The two days and the safety are missing.",
                "Demand x 2 days x 1.15 / 20, rounded up.",
            ),
            Mistake(
                ceil(max(lie.values()) / CONTAINER - 1e-9),
                "That puts a card on every 20 chairs of the largest heap. The cards come from what is used, not from what lies there.",
                "Demand x 2 days x 1.15 / 20, rounded up.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a12_supermarkets")
def supermarkets(case):
    stream = case.data
    full = case.earlier("a12_cards", cards_needed(stream)) * CONTAINER
    right = worth_it(stream, full / CONTAINER)
    lie, slow = heaps(stream), nearest_to_takt(stream)
    others = [step for step in lie if step not in right]
    found = [
        Mistake(
            tuple(lie),
            "A full supermarket holds more than lies before some of these processes: there it would add days.",
            "Compare each heap with cards x 20 chairs, and keep the steps with more.",
        ),
    ]
    if others:
        found.append(
            Mistake(
                tuple(others),
                "Those are the steps where little lies: there a full supermarket would hold more than today.",
                "Keep the steps with more than cards x 20 chairs.",
            )
        )
    found.append(
        Mistake(
            tuple(step - 1 for step in right),
            "Those are the numbers at the left edge, which start at 0. Asked is the column step.",
            "Read the number in the column step of the same rows.",
        )
    )
    found.append(
        Mistake(
            (largest(stream),),
            "The largest heap belongs, and it is not the only one that is larger than a full supermarket.",
            "Compare each of the six with cards x 20 chairs.",
        )
    )
    found += [
        Mistake(
            step,
            "Its heap is above two days, but below what a full supermarket holds with its safety.",
            "Compare chairs with chairs: cards x 20.",
        )
        for step in others
        if lie[step] > FILLED_AGAIN * demand(stream)
    ]
    if slow in others:
        found.append(
            Mistake(
                slow,
                "It is the process nearest to takt, but not much lies before it: that is not where the days are.",
                "Look at the heap, not at the cycle time.",
            )
        )
    return Rows(right, mistakes=found, noun="step")


@key("a12_future")
def future(case):
    stream = case.data
    a_day, lie = demand(stream), heaps(stream)
    lead = case.earlier("a12_lead_time", heap_days(stream))
    own_cards = case.earlier("a12_cards", cards_needed(stream))
    chosen = case.earlier("a12_supermarkets", worth_it(stream, own_cards))
    chosen = [step for step in chosen if step in lie]
    full = own_cards * CONTAINER / a_day
    replaced = sum(lie[step] for step in chosen) / a_day
    right = lead - replaced + len(chosen) * full
    return Number(
        right,
        unit="days",
        tolerance=0.015,
        mistakes=[
            Mistake(
                lead - right,
                "Those are the days that are saved. Asked is the lead time that is left.",
                "Take them off the lead time of part 1.",
                credit=0.5,
            ),
            Mistake(
                lead - len(chosen) * full,
                "You took the supermarkets off. They come; what goes is the heaps that they replace.",
                "Take those heaps off, in days, and add the supermarkets.",
            ),
            Mistake(
                lead + len(chosen) * full,
                "You added the supermarkets, and left the heaps in whose place they come.",
                "Take the heaps before the steps of part 4 off as well.",
            ),
            Mistake(
                lead - replaced,
                "You counted the supermarkets as empty. Count each with all its containers full.",
                "Add cards x 20 / demand for each supermarket.",
                credit=0.5,
            ),
            Mistake(
                lead - replaced + full,
                "You took all the heaps off, and put only one supermarket back.",
                "Add cards x 20 / demand for each supermarket.",
                credit=0.5,
            ),
            Mistake(
                len(chosen) * full,
                "Those are the supermarkets alone. The other heaps are as they were.",
                "Add the heaps that no supermarket replaces.",
                credit=0.5,
            ),
            Mistake(
                lead - replaced + len(chosen) * FILLED_AGAIN,
                "You counted two days for each supermarket. With its safety, and whole containers, it holds more.",
                "Count cards x 20 chairs for each, divided by the chairs a day.",
                credit=0.5,
            ),
            Mistake(
                lead - lie[largest(stream)] / a_day + full,
                "You replaced the largest heap only. Part 4 has all the steps where it is worth it.",
                "Replace the heap before each step of part 4.",
                credit=0.5,
            ),
            Mistake(
                len(lie) * full,
                "You put a supermarket before all six. Where little lies, it would add days.",
                "Replace only the heaps before the steps of part 4.",
            ),
        ],
        almost_credit=0.5,
    )
