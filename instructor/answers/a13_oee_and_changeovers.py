"""The key of assignment 13, a week at the filler: what follows from each student's own week.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods.oee import losses_of, oee_of
from shopfloor.teaching.compare import Mistake, Number, Rows

WEEK = "oee/filler_week"
QUICK_MIN = 20
STOPS = ["breakdown_min", "changeover_min", "minor_stops_min"]

RUBRIC = {
    "a13_note": {
        4: "A choice, both gains in minutes (or bottles) of the student's own week, how long it takes to see the sensors' 30 %, "
        "and what comes first. For example: 'Quick changeovers. They would have gained 192 min last week, the sensors 30 % of "
        "359, so 108. The sensors' promise has no baseline, and with my shifts it would take 262 shifts before and as many "
        "after to see it, half a year each; a changeover of 20 min shows in a few days. First we log on, with one list of "
        "reasons, and go through the new steps with the setters.' Advising the sensors can earn full marks with the same "
        "numbers and a reason for it, such as the one long breakdown, which no mean shows.",
        2: "A choice with a number, but one of the two gains or the baseline is missing. For example: 'Quick changeovers, they "
        "bring 192 minutes a week, that is more than the sensors bring.'",
        0: "No reason, or the promise is repeated. For example: 'The sensors, because 30 % less is a lot.'",
    }
}


def data(student, course):
    """The student's week."""
    return my_data(WEEK, student, course)


def ideal_s(week):
    return float(week["ideal_cycle_s"].iloc[0])


def changeovers(week):
    """(minutes of all changeovers, their number)."""
    return int(week["changeover_min"].sum()), int((week["changeover_min"] > 0).sum())


@key("a13_performance")
def performance(case):
    shift = case.data.iloc[0]
    planned = int(shift["planned_min"])
    stood = int(shift[STOPS].sum())
    running = planned - stood
    needed = shift["total"] * shift["ideal_cycle_s"] / 60
    found = [
        Mistake(
            needed / planned,
            "You divided by the planned time. The minutes in which it stood are the availability's.",
            "Divide by the time it ran: planned time less all three kinds of stops.",
            credit=0.5,
        ),
        Mistake(
            shift["good"] * shift["ideal_cycle_s"] / 60 / running,
            "You took the good bottles. All bottles were made in that time; the bad ones are the quality rate's.",
            "Take the column total.",
            credit=0.5,
        ),
        Mistake(
            running / planned,
            "That is the availability: what share of the planned time it ran.",
            "Performance compares what the bottles need at best with the time it ran.",
        ),
        Mistake(
            shift["good"] / shift["total"],
            "That is the quality rate.",
            "Performance compares what the bottles need at best with the time it ran.",
        ),
        Mistake(
            shift["good"] * shift["ideal_cycle_s"] / 60 / planned,
            "That is the OEE of the shift, all three factors in one.",
            "Performance compares what all bottles need at best with the time it ran.",
        ),
        Mistake(
            needed / (planned - int(shift["minor_stops_min"])),
            "You took off the minor stops only. It stood for the other stops as well.",
            "Take all three kinds of stops off the planned time.",
            credit=0.5,
        ),
        Mistake(
            needed / (planned - stood + int(shift["minor_stops_min"])),
            "You left the minor stops in the running time. They were logged, so here they are downtime.",
            "Take all three kinds of stops off the planned time.",
            credit=0.5,
        ),
        Mistake(
            oee_of(case.data).performance,
            "That is the performance of the whole week.",
            "Take the numbers of the first row only.",
            credit=0.5,
        ),
    ]
    return distinct_number(needed / running, "fraction", 0.0006, found)


def distinct_number(right, unit, tolerance, mistakes, **also):
    """A Number without the mistakes that this student's data make right: a shift without breakdowns has fewer slips."""
    told_apart = [one for one in mistakes if abs(one.value - right) > 1.5 * tolerance]
    return Number(right, unit=unit, tolerance=tolerance, mistakes=told_apart, almost_credit=0.5, **also)


@key("a13_oee")
def week_oee(case):
    week, found = case.data, oee_of(case.data)
    by_shift = week["good"] * ideal_s(week) / 60 / week["planned_min"]
    return distinct_number(
        found.oee,
        "fraction",
        0.0006,
        [
            Mistake(
                float(by_shift.mean()),
                "That is the mean of the ten shifts' OEE. A short shift weighs as much as a long one in it.",
                "Sum first, then divide: oee_of(week) does.",
                credit=0.5,
            ),
            Mistake(
                float(by_shift.iloc[0]),
                "That is the first shift's OEE.",
                "Take the whole week.",
            ),
            Mistake(
                found.availability,
                "That is the first of the four numbers, the availability.",
                "The OEE is the last.",
            ),
            Mistake(
                found.performance,
                "That is the second of the four numbers, the performance.",
                "The OEE is the last.",
            ),
            Mistake(
                found.quality,
                "That is the third of the four numbers, the quality rate.",
                "The OEE is the last.",
            ),
            Mistake(
                found.availability * found.performance,
                "The quality rate is missing.",
                "Multiply all three factors.",
                credit=0.5,
            ),
            Mistake(
                found.performance * found.quality,
                "The availability is missing.",
                "Multiply all three factors.",
                credit=0.5,
            ),
            Mistake(
                (found.availability + found.performance + found.quality) / 3,
                "That is the average of the three factors. Each takes its share of what is left.",
                "Multiply the three factors.",
            ),
            Mistake(
                float(week["total"].sum()) * ideal_s(week) / 60 / float(week["planned_min"].sum()),
                "You took all bottles. Those that were not good count as a loss.",
                "Take the good bottles.",
                credit=0.5,
            ),
        ],
    )


def minutes_lost(week):
    """{loss: minutes} of the six."""
    table = losses_of(week).table
    return dict(zip(table["loss"], table["time_min"], strict=True))


@key("a13_claims")
def claims(case):
    lost = minutes_lost(case.data)
    largest = max(lost, key=lost.get)
    quiet = int((case.data["breakdown_min"] == 0).sum())
    holds = {
        1: largest == "breakdowns",
        2: largest == "setup and adjustment",
        3: lost["reduced speed"] > lost["idling and minor stops"],
        4: quiet >= 5,
    }
    speed = largest == "reduced speed"
    words = {
        1: "It compares breakdowns with what was logged. Reduced speed, which nobody logs, was larger in your week."
        if speed
        else "It does not hold: in your week another loss is larger than breakdowns.",
        2: "It compares changeovers with what was logged. Reduced speed, which nobody logs, was larger in your week."
        if speed
        else "It does not hold: in your week another loss is larger than changeovers.",
        3: "It does not hold: compare the two bars in the figure.",
        4: "It does not hold: count the rows with a 0 in breakdown_min.",
        5: "It is about people, and a week cannot support it. Breakdowns and changeovers came to one shift or the other by chance and plan.",
    }
    advice = {
        1: "oee_waterfall(week) shows every loss, logged or not.",
        2: "oee_waterfall(week) shows every loss, logged or not.",
        3: "oee_waterfall(week) shows every loss, logged or not.",
        4: 'week[week["breakdown_min"] == 0] keeps those rows.',
        5: "Say what the filler did, not who was good.",
    }
    right = [number for number, true in holds.items() if true]
    mistakes = [
        Mistake((), "At least one of the claims holds in your week.", "Go through them one by one.")
    ] * bool(right)
    mistakes += [Mistake(number, words[number], advice[number]) for number in words if number not in right]
    return Rows(right, mistakes=mistakes, noun="claim")


@key("a13_saved")
def saved(case):
    minutes, count = changeovers(case.data)
    right = minutes - QUICK_MIN * count
    return Number(
        right,
        unit="min",
        mistakes=[
            Mistake(
                minutes - QUICK_MIN * len(case.data),
                "You took 20 min for each of the ten shifts. Not every shift had a changeover.",
                "Count the changeovers: the rows that are not 0.",
                credit=0.5,
            ),
            Mistake(
                minutes - QUICK_MIN,
                "You left 20 min for the whole week. Every changeover still takes 20.",
                "Count the changeovers, and leave 20 min for each.",
                credit=0.5,
            ),
            Mistake(
                minutes,
                "Those are all minutes of the changeovers. They do not vanish: each still takes 20.",
                "Count the changeovers, and leave 20 min for each.",
            ),
            Mistake(
                QUICK_MIN * count,
                "That is what the changeovers would still take.",
                "Asked is what is gained: the minutes of now less those.",
                credit=0.5,
            ),
            Mistake(
                -right,
                "The size is right, the sign is not: a gain is above zero.",
                "Take the smaller from the larger.",
                credit=0.5,
            ),
            Mistake(
                right / count,
                "That is the gain of one changeover.",
                "The week had several.",
                credit=0.5,
            ),
            Mistake(
                0.3 * minutes,
                "You took 30 %. That is the promise of the sensors, about breakdowns.",
                "Here every changeover comes down to 20 min.",
            ),
            Mistake(
                round(0.3 * int(case.data["breakdown_min"].sum())),
                "That is what the sensors would gain, if their 30 % held.",
                "Asked is the gain of the quick changeovers.",
            ),
            Mistake(
                minutes - QUICK_MIN * (count - 1),
                "You counted one changeover too few.",
                "Count the rows of changeover_min that are not 0.",
                credit=0.5,
            ),
            Mistake(
                minutes - QUICK_MIN * (count + 1),
                "You counted one changeover too many.",
                "Count the rows of changeover_min that are not 0.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


@key("a13_bottles")
def bottles(case):
    week, found = case.data, oee_of(case.data)
    minutes, count = changeovers(week)
    gained = case.earlier("a13_saved", minutes - QUICK_MIN * count)
    if not gained > 0:
        gained = minutes - QUICK_MIN * count
    at_best = gained * 60 / ideal_s(week)
    right = at_best * found.performance * found.quality
    return Number(
        right,
        unit="bottles",
        # The factors rounded to three decimals, or the result to the whole bottle, are good enough.
        tolerance=max(0.6, 0.0015 * right),
        mistakes=[
            Mistake(
                at_best,
                "That is how many it would make at the ideal cycle, without any other loss.",
                "It will run as it runs otherwise: times performance, times quality rate.",
                credit=0.5,
            ),
            Mistake(
                at_best * found.performance,
                "Those are all bottles. Good ones are asked for.",
                "Multiply by the quality rate, too.",
                credit=0.5,
            ),
            Mistake(
                at_best * found.quality,
                "The filler will not run at its ideal cycle in those minutes.",
                "Multiply by the performance, too.",
                credit=0.5,
            ),
            Mistake(
                at_best * found.oee,
                "You multiplied by the OEE. The minutes gained are running time: the availability is in them already.",
                "Multiply by performance and quality rate only.",
                credit=0.5,
            ),
            Mistake(
                right / 60,
                "You took minutes and seconds as one unit.",
                "Turn the minutes into seconds before you divide by the cycle in seconds.",
                credit=0.5,
            ),
            Mistake(
                at_best / 60,
                "You took minutes and seconds as one unit, and the ideal cycle without any other loss.",
                "Turn the minutes into seconds first; then times performance, times quality rate.",
            ),
            Mistake(
                gained * 60 * found.performance * found.quality,
                "Those are seconds of good running.",
                "Divide by the ideal cycle: how many bottles fit in?",
            ),
        ],
        almost_credit=0.5,
    )
