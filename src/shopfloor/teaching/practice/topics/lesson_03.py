"""Practice for lesson 03: gaps between levels, what to learn first, what may be shown, and ways on a map."""

from ..topic import numeric, one_of, these_rows, topic

SKILLS = (
    "Monitoring",
    "Critical Thinking",
    "Troubleshooting",
    "Mathematics",
    "Writing",
    "Speaking",
    "Reading Comprehension",
    "Coordination",
    "Instructing",
    "Time Management",
)
MADE = "(made-up figures)"


def _two(hundredths):
    return f"{hundredths / 100:.2f}"


@topic("skill gaps", lesson="03")
def skill_gaps(draw, level):
    """Gaps between the level that is needed and the level that is there; below zero counts as zero."""
    if level == 1:
        skill = draw.pick(SKILLS)
        there = 50 * draw.between(2, 7)
        needed = there + draw.between(3, 20) * 12
        importance = draw.between(24, 36) * 12 + 5  # its last figure keeps it apart from the levels
        gap = needed - there
        return numeric(
            f"In {skill} somebody has level {_two(there)}. The job they want needs level {_two(needed)}, and rates the importance of "
            f"the skill {_two(importance)} {MADE}. How wide is the gap, in levels?",
            gap / 100, "", 0.004,
            mistakes={
                (there - needed) / 100: "The other way round: what is needed comes first, then what is there.",
                (importance - there) / 100: "You took the importance for the level that is needed: those are two scales.",
                needed / 100: "That is the level that the job needs. Part of it is there already.",
            },
            steps=[f"Needed {_two(needed)}, there {_two(there)}.", f"{_two(needed)} - {_two(there)} = {_two(gap)} levels."],
            low=0.3, high=3,
        )  # fmt: skip
    count = {2: 4, 3: 6}[level]
    chosen = draw.some(SKILLS, count)
    gaps = [draw.between(2, 18) * 10 for _ in chosen]
    surplus = draw.between(0, count - 1)
    gaps[surplus] = -10 * draw.between(3, 12)
    importance = [300 + 12 * draw.between(0, 8) for _ in chosen]
    if level == 2:
        listing = ", ".join(f"{skill} {_two(gap)}" for skill, gap in zip(chosen, gaps, strict=True))
        total = sum(max(gap, 0) for gap in gaps)
        left = [gap for gap in gaps if gap > 0]
        return numeric(
            f"Gaps on the way to a job, level needed less level there {MADE}: {listing}. How many levels are missing in all?",
            total / 100, "", 0.004,
            mistakes={
                sum(gaps) / 100: "You let the surplus in one skill fill the gaps in the others. Below zero counts as zero.",
                sum(abs(gap) for gap in gaps) / 100: "You added the surplus as if it were missing. Below zero counts as zero.",
                max(gaps) / 100: "That is the largest gap alone; add up all that are above zero.",
            },
            steps=[
                f"Below zero, so it counts as zero: {chosen[surplus]}.",
                f"{' + '.join(map(_two, left))} = {_two(total)} levels.",
            ],
            low=0.5, high=6,
        )  # fmt: skip
    minor = draw.some([place for place in range(count) if place != surplus], 2)
    for place in minor:
        importance[place] = 150 + 12 * draw.between(0, 11)
    listing = "; ".join(
        f"{skill}: importance {_two(weight)}, gap {_two(gap)}"
        for skill, weight, gap in zip(chosen, importance, gaps, strict=True)
    )
    matter = [gap for gap, weight in zip(gaps, importance, strict=True) if weight >= 300]
    left = [gap for gap in matter if gap > 0]
    return numeric(
        f"Skills of a job {MADE}: {listing}. How many levels are missing in all, in the skills with an importance of 3 or more?",
        sum(left) / 100, "", 0.004,
        mistakes={
            sum(matter) / 100: "You let the surplus in one skill fill the gaps in the others. Below zero counts as zero.",
            sum(max(gap, 0) for gap in gaps) / 100: "You added the gaps of skills that hardly matter: keep importance 3 or more.",
            sum(gaps) / 100: "You added all of them: keep importance 3 or more, and gaps above zero.",
        },
        steps=[
            f"Importance below 3, so they are left out: {' and '.join(chosen[place] for place in sorted(minor))}.",
            f"Below zero, so it counts as zero: {chosen[surplus]}.",
            f"{' + '.join(map(_two, left))} = {_two(sum(left))} levels.",
        ],
        low=0.1, high=6,
    )  # fmt: skip


@topic("what to learn first", lesson="03")
def what_to_learn_first(draw, level):
    """Importance first, then the gap: which skills of a list come first."""
    count, wanted = {1: (4, 1), 2: (6, 1), 3: (8, 2)}[level]
    chosen = draw.some(SKILLS, count)
    order = draw.some(range(1, count + 1), count)
    first, tempting, favorite, *rest = order[:wanted], order[wanted], order[wanted + 1], *order[wanted + 2 :]
    gap = {line: draw.between(80, 110) + 15 * place for place, line in enumerate(first)}
    lowest = min(gap.values())
    weight = {line: 310 + 12 * draw.between(0, 4) for line in first}
    gap[tempting], weight[tempting] = max(gap.values()) + draw.between(25, 70), 162 + 12 * draw.between(0, 9)
    gap[favorite], weight[favorite] = draw.between(-40, 20), 412 + 12 * draw.between(0, 5)
    for line in rest:
        gap[line] = draw.between(-50, lowest - 20)
        weight[line] = 300 + 12 * draw.between(0, 6)
    listing = "\n".join(
        f"  {line}  {chosen[line - 1]}: importance {_two(weight[line])}, gap {_two(gap[line])}"
        for line in range(1, count + 1)
    )
    which = "Which line does one learn first" if wanted == 1 else "Which two lines does one learn first"
    shown = ", ".join(f"line {line} ({_two(gap[line])})" for line in sorted(first))
    return these_rows(
        f"Skills of a job {MADE}: number, skill, importance (1 to 5), gap in levels:\n{listing}\n{which}: the largest gap"
        f"{'' if wanted == 1 else 's'} among the skills with an importance of 3 or more?",
        first, "line",
        mistakes={
            (tempting,) if wanted == 1 else tuple(sorted({tempting, max(first, key=gap.get)})): (
                "You took the largest gap of all; its skill has an importance below 3."
            ),
            (favorite,) if wanted == 1 else tuple(sorted({favorite, max(first, key=gap.get)})): (
                "You took the most important skill of all; there is hardly anything to close."
            ),
        },
        steps=[
            f"Line {tempting} has an importance below 3: left out, however wide its gap.",
            f"Of the others the largest: {shown}.",
        ],
    )  # fmt: skip


PLANTS = ("bakery", "foundry", "bottling plant", "sawmill", "printing shop", "laundry", "hospital supply")
MAY = (
    "Your certificate of a course in measuring",
    "A sketch of your own of the bench you rearranged, shown with your supervisor's consent",
    "Fewer rejects by a third, told in percent with the plant's consent",
    "A chart of the faults in your own 3D prints",
    "A cost sheet of a company that your teacher invented",
    "Photo of a shelf that you built at home",
)
MAY_NOT = {
    "Times of four packers, each with the name": "Times of named people are not yours to show.",
    "A customer's drawing with your notes on it": "The drawing belongs to the customer, whoever wrote on it.",
    "The prices that a supplier offered the plant": "Prices belong to the plant and the supplier.",
    "Photo of the line with colleagues whom nobody asked": "Nobody on it has agreed.",
    "The list of complaints with the customers' names": "Customers' names stay out.",
    "The control program of a machine, copied from the plant": "The program belongs to the plant.",
}


@topic("what may be shown", lesson="03")
def what_may_be_shown(draw, level):
    """What may go into a portfolio, and what is somebody else's."""
    good, bad = {1: (1, 2), 2: (2, 3), 3: (3, 3)}[level]
    plant = draw.pick(PLANTS)
    right, wrong = draw.some(MAY, good), draw.some(tuple(MAY_NOT), bad)
    number = "one" if good == 1 else "ones"
    return one_of(
        draw,
        f"A technician of a {plant} puts a portfolio together. Which may go in as {'it is' if good == 1 else 'they are'}?",
        [*right, *wrong],
        right[0] if good == 1 else right,
        mistakes={words: MAY_NOT[words] for words in wrong},
        steps=[
            "Ask of each: whose is it, and has that one agreed?",
            f"The right {number}: {'; '.join(right)}.",
        ],
        insight="Your own work, your own name, and consent for the rest.",
    )


def _years(number):
    return "1 year" if number == 1 else f"{number} years"


WAYS = (
    ("an associate degree", "a technical diploma"),
    ("evening courses", "a full-time program"),
    ("an apprenticeship", "an internship and a degree"),
    ("two certificates", "a bachelor's degree"),
)


@topic("ways to a goal", lesson="03")
def ways_to_a_goal(draw, level):
    """The shortest way through steps that take years; fewer arrows are not always fewer years."""
    one, other = draw.pick(WAYS)
    first, second = draw.between(1, 4), draw.between(1, 4)
    then, after = draw.between(2, 5), draw.between(2, 6)
    start, goal = draw.pick(
        (("technician", "industrial engineer"), ("technician", "supervisor"), ("machinist", "planner"))
    )
    if level == 1:
        short = min(first + then, second + after)
        return numeric(
            f"Two ways lead from {start} to {goal} {MADE}. By way of {one}: {_years(first)} of study, then {then} of "
            f"work. By way of {other}: {_years(second)} of study, then {after} of work. How many years does the shorter way take?",
            short, "", 0,
            mistakes={
                max(first + then, second + after): "That is the longer way of the two; asked for is the shorter.",
                min(first, second): "The years of work belong to the way too.",
                min(first, second) + min(then, after): "You took the best piece of each way; a way is one or the other.",
            },
            steps=[
                f"By way of {one}: {first} + {then} = {first + then} years.",
                f"By way of {other}: {second} + {after} = {second + after} years.",
                f"The shorter one: {short} years.",
            ],
            low=2, high=12,
        )  # fmt: skip
    bridge = draw.between(1, 3)
    ways = {
        f"{one} only": first + then,
        f"{other} only": second + after,
        f"{one}, {bridge} more of courses, then the work of the other way": first + bridge + after,
    }
    short = min(ways.values())
    described = (
        f"Steps from {start} to {goal} {MADE}: {one} takes {_years(first)}, {other} {_years(second)}. After {one} come {then} "
        f"years of work to the goal, after {other} {after}. With courses for {_years(bridge)} more one can change after {one} to "
        f"where {other} leads."
    )
    lines = [f"By way of {name}: {years} years." for name, years in ways.items()]
    if level == 2:
        return numeric(
            described + " How many years does the shortest of all ways take?", short, "", 0,
            mistakes={
                max(ways.values()): "That is the longest of the ways; look for the shortest.",
                min(first, second) + min(then, after): "You took the best piece of each way without the years it takes to change over.",
                sum(sorted((first, second, bridge, then, after))[:2]): "These pieces do not join: each step begins where the one before ends.",
            },
            steps=[*lines, f"The shortest: {short} years."], low=2, high=12,
        )  # fmt: skip
    fee, pay = draw.between(2, 9) * 1000, draw.between(3, 12) * 1000
    cost = first * fee
    years = draw.between(3, 8)
    gain = pay * years - cost
    if abs(gain) < 500:
        years += 1  # neither won nor lost would be an odd question
        gain += pay
    return numeric(
        f"The way by {one} takes {_years(first)} and costs {fee:,} dollars a year. Afterwards the pay is {pay:,} dollars a year "
        f"higher {MADE}. How many dollars is it worth after {years} years at the higher pay, its cost taken off?",
        gain, "", 1,
        mistakes={
            pay * years: "The cost of the study has not been taken off.",
            pay * years - fee: f"The study costs {fee:,} each year, and it takes {_years(first)}.",
            pay * (years - first) - cost: "The years were counted from the end of the study: nothing is to be taken off them.",
        },
        steps=[
            f"Cost: {first} x {fee:,} = {cost} dollars.",
            f"Higher pay: {years} x {pay:,} = {pay * years} dollars.",
            f"{pay * years} - {cost} = {gain} dollars.",
        ],
        low=-30000, high=100000,
    )  # fmt: skip
