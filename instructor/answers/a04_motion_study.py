"""The key of assignment 04, a motion study: what follows from each student's own chart of two proposals.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.teaching.compare import Mistake, Number, Rows

CHART = "motion/kitting_chart"
PROPOSALS = ("proposal 1", "proposal 2")
ORDERS_A_DAY, DAYS_A_YEAR = 40, 250
# Hourly median of miscellaneous assemblers and fabricators (51-2090), US, May 2024: it stands in the assignment.
WAGE = 20.29

RUBRIC = {
    "a04_note": {
        4: "A clear position that names the step with the raised risk, at least one number of the student's own chart, and one limit "
        "of the study. For example: 'I take proposal 1. Proposal 2 pushes the cart down the fork-truck lane, and no saving pays "
        "for that. Proposal 1 saves 7.92 person-minutes an order, about 26,783 dollars a year. But I followed one order: on "
        "another day the wait for the scale may be short.'",
        2: "A position with a reason, but no number of one's own or no limit. "
        "For example: 'Proposal 1, because the other one is dangerous and somebody could be run over.'",
        0: "No reason, or the risk is accepted. For example: 'The faster one, and put up a sign.'",
    }
}


def data(student, course):
    """The student's chart, with the number of each line and its person-minutes."""
    chart = my_data(CHART, student, course)
    chart["line"] = chart.index + 1
    chart["person_min"] = chart["time_min"] * chart["people"]
    return chart


def steps_of(chart, method):
    return chart[chart["method"] == method]


def risky_line(chart):
    """The one line whose hazard the present method does not have."""
    known = set(steps_of(chart, "present")["hazard"])
    [line] = chart[~chart["hazard"].isin(known)]["line"].tolist()
    return line


def methods_of(chart, lines):
    return set(chart[chart["line"].isin(lines)]["method"])


def other(proposal):
    return next(one for one in PROPOSALS if one != proposal)


def proposals_named(case):
    """The proposals to which the lines of part 3 belong, as handed in."""
    return methods_of(case.data, case.earlier("a04_risk", [risky_line(case.data)])) - {"present"}


def refused(case):
    """The proposal with the line of part 3: as handed in, where that names one proposal."""
    named = proposals_named(case)
    [proposal] = named if len(named) == 1 else methods_of(case.data, [risky_line(case.data)])
    return proposal


def saved(chart, proposal, column="person_min"):
    return round(steps_of(chart, "present")[column].sum() - steps_of(chart, proposal)[column].sum(), 2)


def some(values, *words, credit=0.0):
    """A mistake of handing in exactly these numbers, if there are any."""
    return [Mistake(tuple(values), *words, credit=credit)] if len(values) else []


@key("a04_way")
def way(case):
    present = steps_of(case.data, "present")
    moves = present[present["symbol"] == "transport"]
    return Number(
        int(moves["distance_m"].sum()),
        unit="m",
        tolerance=0.4,
        mistakes=[
            Mistake(
                int(moves["distance_m"].iloc[1:].sum()),
                "That is the way of the cart alone. Before there is a cart, somebody walks to the store.",
                "Look for every step with a number of meters, also without a cart.",
                credit=0.5,
            ),
            Mistake(
                round(moves["time_min"].sum(), 2),
                "That is how long the moving takes, in minutes. The meters are asked for.",
                "Add the numbers of the column distance_m.",
            ),
            Mistake(
                int(case.data["distance_m"].sum()),
                "That is the way of all three methods together.",
                "Take the lines of the present method only: its steps run from 1 to 15.",
            ),
            Mistake(
                int(moves["distance_m"].max()),
                "That is the longest single way, to the line. One order has several.",
                "Add the meters of every step in which something moves.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a04_waits")
def waits(case):
    steps = steps_of(case.data, "proposal 1")
    resting = steps[steps["symbol"].isin(["delay", "storage"])]
    with_the_word = steps[steps["description"].str.startswith("Waits")]
    nobody = steps[steps["people"] == 0]
    delays = steps[steps["symbol"] == "delay"]
    present = steps_of(case.data, "present")
    looks = steps[steps["symbol"] == "inspection"]
    return Rows(
        resting["step"].tolist(),
        noun="step",
        mistakes=[
            *some(
                with_the_word["step"],
                "These are the steps that begin with the word 'Waits'. What lies in a tray or stands beside a bench waits as well.",
                "Ask of each step: is anything done, moved or checked? If not, it is a D or a triangle.",
                credit=0.25,
            ),
            *some(
                nobody["step"],
                "These are the steps that keep nobody busy. A person who stands and waits does nothing to the order either.",
                "Ask what happens to the order, not who is there.",
                credit=0.5,
            ),
            *some(
                delays["step"],
                "These are the delays. What stands until it is asked for is a storage, the triangle.",
                "The D and the triangle are both asked for.",
                credit=0.5,
            ),
            *some(
                present[present["symbol"].isin(["delay", "storage"])]["step"],
                "These are steps of the present method. Proposal 1 has other steps, numbered from 1 again.",
                "Go down the table to the lines of proposal 1.",
            ),
            *(
                Mistake(
                    number,
                    "Counting and comparing are inspections: something is checked, the square.",
                    "Leave out every step in which somebody does something, moves something or checks something.",
                )
                for number in looks["step"]
            ),
        ],
    )


@key("a04_risk")
def risk(case):
    chart, right = case.data, risky_line(case.data)
    proposal = methods_of(chart, [right]).pop()
    hazards = chart[(chart["hazard"] != "") & (chart["line"] != right)]
    calm = hazards[hazards["method"] != "present"]["line"].tolist()
    # Those of the other proposal first: they lead to the wrong choice in the parts that follow.
    calm.sort(key=lambda line: proposal in methods_of(chart, [line]))
    of_the_present = hazards[hazards["method"] == "present"]["line"].tolist()
    step = int(chart[chart["line"] == right]["step"].iloc[0])
    same = "That hazard is there in the present method too, with the same protection: nothing is raised."
    look = "Look for a hazard in a proposal whose words the present method does not have."
    return Rows(
        [right],
        noun="line",
        mistakes=[
            *(Mistake((line,), same, look) for line in calm),
            *some(
                sorted([right, *calm]),
                "These are all lines of the proposals with a hazard. Most of these hazards are there in the present method too, with "
                "the same protection.",
                look,
                credit=0.25,
            ),
            *some(
                [step],
                "It is the number of the step. The number of the line is asked for, which counts through all three methods.",
                "Read the column line beside it.",
                credit=0.5,
            ),
            *(
                Mistake(
                    line,
                    "It belongs to the present method. A risk is raised against what is there today.",
                    look,
                )
                for line in of_the_present
            ),
            *(Mistake(line, same, look) for line in calm),
        ],
    )


@key("a04_saved")
def saved_minutes(case):
    chart, no = case.data, refused(case)
    yes = other(no)
    return Number(
        saved(chart, yes),
        unit="min",
        tolerance=0.006,
        mistakes=[
            Mistake(
                saved(chart, yes, "time_min"),
                "That is what the order saves, with all the time in which it just lies there. Nobody is paid for that time.",
                "Take the column person_min in place of time_min.",
                credit=0.25,
            ),
            Mistake(
                saved(chart, no),
                "That is the saving of the proposal with the line that you named in part 3."
                if len(proposals_named(case)) == 1
                else "That is the saving of the proposal that raises a risk.",
                "Take the other one: no saving pays for a raised risk.",
            ),
            Mistake(
                round(steps_of(chart, yes)["person_min"].sum(), 2),
                "That is what the proposal takes. What it saves is the present method minus that.",
                "Subtract it from the person-minutes of the present method.",
                credit=0.5,
            ),
            Mistake(
                round(steps_of(chart, "present")["person_min"].sum(), 2),
                "That is what the present method takes.",
                "Subtract the person-minutes of the proposal that you take.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a04_worth")
def worth(case):
    minutes = case.earlier("a04_saved", saved(case.data, other(refused(case))))
    hours = minutes * ORDERS_A_DAY * DAYS_A_YEAR / 60
    return Number(
        hours * WAGE,
        unit="dollars",
        # Whole dollars, and a saving that was rounded to hundredths once more.
        tolerance=1.0,
        mistakes=[
            Mistake(
                hours * 60 * WAGE,
                "You multiplied minutes by the wage of an hour.",
                "Divide by 60 first: an hour has 60 minutes.",
                credit=0.5,
            ),
            Mistake(
                hours * WAGE / DAYS_A_YEAR,
                "That is the worth of one day. A year is asked for.",
                "Multiply by the days of the year.",
                credit=0.5,
            ),
            Mistake(
                hours * WAGE / ORDERS_A_DAY,
                "That is the worth of one order a day.",
                "Multiply by the orders of a day.",
                credit=0.5,
            ),
            Mistake(
                hours,
                "That is in hours a year. What an hour costs is missing.",
                "Multiply by the wage of an hour.",
                credit=0.5,
            ),
            Mistake(
                hours * 60,
                "That is in minutes a year.",
                "Make hours of them, then dollars.",
            ),
        ],
        almost_credit=0.5,
    )
