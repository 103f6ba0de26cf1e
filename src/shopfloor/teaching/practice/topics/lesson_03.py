"""Practice for lesson 03: scales of skills, and ways from one job to the next."""

from ..topic import numeric, topic

SKILLS = (
    "Monitoring",
    "Critical Thinking",
    "Troubleshooting",
    "Mathematics",
    "Writing",
    "Speaking",
    "Reading Comprehension",
)


@topic("importance and level", lesson="03")
def importance_and_level(draw, level):
    """O*NET's two scales, 1 to 5 and 0 to 7, brought to 0 to 100 so that they can be compared."""
    skill = draw.pick(SKILLS)
    importance = draw.between(21, 46) / 10
    needed = draw.between(15, 55) / 10
    standard_importance, standard_level = (importance - 1) / 4 * 100, needed / 7 * 100
    about = "O*NET rates importance from 1 to 5 and level from 0 to 7; both are brought to a scale from 0 to 100. "
    if level == 1:
        return numeric(
            about + f"{skill} has an importance of {importance}. What is that from 0 to 100?", standard_importance, "", 0.5,
            mistakes={
                importance / 5 * 100: "The scale begins at 1, not at 0: take 1 away first, then divide by 4.",
                (importance - 1) / 5 * 100: "From 1 to 5 are 4 steps: divide by 4.",
                importance / 7 * 100: "7 is the end of the scale of level; importance ends at 5.",
            },
            steps=[
                f"The least is 1, the most 5, so the scale is 4 wide: ({importance} - 1) / 4 = {(importance - 1) / 4:.4f}.",
                f"From 0 to 100: {standard_importance:.2f}.",
            ],
            low=20, high=95,
        )  # fmt: skip
    if level == 2:
        return numeric(
            about + f"{skill} has an importance of {importance} and a level of {needed}. What is the level from 0 to 100?",
            standard_level, "", 0.5,
            mistakes={
                standard_importance: "That is the importance from 0 to 100; asked for is the level.",
                (needed - 1) / 4 * 100: "That is how importance is brought to 100; level runs from 0 to 7.",
                (needed - 1) / 6 * 100: "The scale of level begins at 0, so nothing is taken away first.",
            },
            steps=["Level runs from 0 to 7.", f"{needed} / 7 = {needed / 7:.4f}, from 0 to 100: {standard_level:.2f}."],
            low=10, high=90,
        )  # fmt: skip
    goal = draw.between(round(needed * 10) + 6, 66) / 10
    gap = (goal - needed) / 7 * 100
    return numeric(
        about + f"For {skill} a technician's occupation needs a level of {needed}, the next step up one of {goal}. How wide "
        "is the gap on the scale from 0 to 100?",
        gap,
            "",
            0.05,
        mistakes={
            (goal - needed) * 100 / 4: "Level runs from 0 to 7: divide by 7. 4 is the width of the scale of importance.",
            (goal / needed - 1) * 100: "That is a growth in percent; a gap on a scale is a difference.",
            goal - needed: "That is the gap on the scale from 0 to 7; bring it to 0 to 100.",
        },
        steps=[f"{goal} - {needed} = {goal - needed:.1f} on a scale from 0 to 7.", f"{goal - needed:.1f} / 7 x 100 = {gap:.2f}."],
        low=2, high=80,
    )  # fmt: skip


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
    """The shortest way through steps that take years, and what it costs."""
    one, other = draw.pick(WAYS)
    first, second = draw.between(1, 4), draw.between(1, 4)
    then, after = draw.between(2, 5), draw.between(2, 6)
    start, goal = "technician", "industrial engineer"
    if level == 1:
        short = min(first + then, second + after)
        return numeric(
            f"Two ways lead from {start} to {goal} (made-up figures). By way of {one}: {_years(first)} of study, then {then} of "
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
        f"Steps from {start} to {goal} (made-up figures): {one} takes {_years(first)}, {other} {_years(second)}. After {one} come {then} "
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
        f"higher (made-up figures). How many dollars is it worth after {years} years at the higher pay, its cost taken off?",
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
