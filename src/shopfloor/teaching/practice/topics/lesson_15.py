"""Practice for lesson 15: what is missing at a bottleneck, what an improvement is worth, whether it can be seen."""

import math

from ..topic import near, numeric, topic

CHANGES = (
    "a second fixture",
    "a shadow board",
    "a changeover cart",
    "a sensor on the feeder",
    "a new layout of the cell",
)


MACHINES = ("a calibration rig", "a filler", "a press", "a test bench", "a coating booth")


@topic("missing minutes", lesson="15")
def missing_minutes(draw, level):
    """Good pieces and running time of a bottleneck, against what is ordered."""
    machine = draw.pick(MACHINES)
    planned, stood = 440, draw.between(40, 90)
    running = planned - stood
    good = draw.between(180, 320)
    a_piece = running * 60 / good
    text = f"In a shift of {planned} minutes {machine}, the bottleneck, stands for {stood} and makes {good} good pieces. "
    steps = [
        f"Running: {planned} - {stood} = {running} min; for a good piece {running} x 60 / {good} = {a_piece:.2f} s."
    ]
    if level == 1:
        return numeric(
            text + "How many seconds does it run for each good piece?", a_piece, "s", near(a_piece, 0.005),
            mistakes={
                planned * 60 / good: "The stops are in it: take them off first.",
                running / good: "That is in minutes; a minute has 60 seconds.",
                stood * 60 / good: "That is the time in which it stands.",
            },
            steps=steps, low=60, high=140,
        )  # fmt: skip
    more = draw.between(10, 30)
    ordered = good + more
    gap = more * running / good
    text += f"The customer orders {ordered} a shift. "
    steps = [
        *steps,
        f"Missing: {ordered} - {good} = {more} pieces; {more} x {a_piece:.2f} / 60 = {gap:.2f} min.",
    ]
    slips = {
        more * planned / good: "The stops are in it: a good piece takes running time, not planned time.",
        gap * 60: "That is in seconds; divide by 60.",
        ordered * running / good: "That is the running time for all of them. How much more than today?",
    }
    if level == 2:
        return numeric(
            text + "How many more minutes does it have to run in a shift?", gap, "min", near(gap, 0.01),
            mistakes=slips, steps=steps, low=5, high=75,
        )  # fmt: skip
    changing, covered = draw.between(16, 30), draw.between(4, 12)
    left = gap - changing / 2 - covered
    text += f"Its changeover takes {changing} minutes a shift, and half of it can be saved; covered sensors save {covered} minutes. "
    return numeric(
        text + "How many minutes a shift are still missing then? (Below zero: it is enough.)", left, "min",
        near(left, 0.02) if abs(left) > 1 else 0.01,
        mistakes={
            gap - changing - covered: "Only half of the changeover is saved.",
            gap: "That is what was missing before.",
            changing / 2 + covered: "That is what is gained.",
            -left: "You turned it over: what is missing, less what is gained.",
        },
        steps=[*steps, f"{gap:.2f} - {changing} / 2 - {covered} = {left:.2f} min."], low=-25, high=65,
    )  # fmt: skip


@topic("worth of an improvement", lesson="15")
def worth_of_an_improvement(draw, level):
    """Savings, cost, payback."""
    change = draw.pick(CHANGES)
    before, after = draw.between(240, 460), draw.between(120, 230)
    weeks, rate = draw.pick([46, 48, 50]), draw.between(28, 75)
    cost = draw.between(8, 90) * 200
    saved_hours = (before - after) * weeks / 60
    money = saved_hours * rate
    text = f"Before {change}, stops take {before} minutes a week, afterwards {after}. "
    if level == 1:
        cut = 100 * (before - after) / before
        return numeric(
            text + "By how many percent did they fall?", cut, "percent", 0.1,
            mistakes={
                100 * (before - after) / after: "You divided by the time afterwards; a fall is measured from where it began.",
                100 * after / before: "That is what is left.",
            },
            steps=[f"({before} - {after}) / {before} = {cut:.2f} percent."], low=3, high=76,
        )  # fmt: skip
    text += f"An hour of the line is worth {rate} dollars, and it runs {weeks} weeks a year. "
    steps = [
        f"Saved: ({before} - {after}) x {weeks} / 60 = {saved_hours:.2f} h a year.",
        f"{saved_hours:.2f} x {rate} = {money:.0f} dollars a year.",
    ]
    if level == 2:
        return numeric(
            text + "How many dollars a year is it worth?", money, "", max(5, round(0.002 * money)),
            mistakes={
                money * 60: "The minutes are not turned into hours yet.",
                money / weeks: "That is what it is worth in one week.",
                before * weeks / 60 * rate: "That is all the time of the stops before; only what was saved counts.",
            },
            steps=steps, low=100, high=25000,
        )  # fmt: skip
    pay = 12 * cost / money
    return numeric(
        text + f"{change.capitalize()} costs {cost} dollars. After how many months has it paid for itself?", pay, "", near(pay, 0.01),
        mistakes={
            cost / money: "That is in years; a year has 12 months.",
            12 * money / cost: "It is the other way round: the cost divided by what comes back in a month.",
            12 * cost / (before * weeks / 60 * rate): "Only what was saved comes back, and not all the time of the stops before.",
        },
        steps=[*steps, f"{cost} / ({money:.0f} / 12) = {pay:.2f} months."], low=0.1, high=900,
    )  # fmt: skip


@topic("before and after", lesson="15")
def before_and_after(draw, level):
    """Whether a difference is more than chance, by its standard error."""
    weeks = draw.between(8, 20)
    before, after = draw.between(180, 320), 0
    spread_before, spread_after = draw.between(25, 70), draw.between(20, 60)
    after = before - draw.between(12, 70)
    difference = before - after
    error = math.sqrt(spread_before**2 / weeks + spread_after**2 / weeks)
    text = (
        f"Minutes of stops a week over {weeks} weeks: before a change {before} on average (standard deviation {spread_before}), over {weeks} weeks after it {after} (standard deviation "
        f"{spread_after}). "
    )
    steps = [
        f"Standard error: square root of ({spread_before}^2 / {weeks} + {spread_after}^2 / {weeks}) = {error:.3f} min."
    ]
    if level == 1:
        one = spread_before / math.sqrt(weeks)
        return numeric(
            text + "What is the standard error of the mean before the change, in minutes?", one, "min", 0.05,
            mistakes={
                spread_before: "That is the standard deviation of a single week; a mean of several varies less.",
                spread_before / weeks: "Divide by the square root of the number of weeks.",
            },
            steps=[f"{spread_before} / square root of {weeks} = {one:.3f} min."], low=3, high=30,
        )  # fmt: skip
    if level == 2:
        return numeric(
            text + "What is the standard error of the difference of the two means, in minutes?", error, "min", 0.05,
            mistakes={
                math.sqrt(spread_before**2 + spread_after**2): "Divide each square by the number of weeks first.",
                spread_before / math.sqrt(weeks) + spread_after / math.sqrt(weeks): "Standard errors are not added: their squares are.",
                spread_before / math.sqrt(weeks): "That is the error of the first mean; the second one varies as well.",
            },
            steps=steps, low=4, high=40,
        )  # fmt: skip
    low = difference - 2 * error
    return numeric(
        text + "Taking two standard errors, how many minutes a week at least does the change save? (Below zero: it may save nothing.)", low, "min", near(low, 0.01) if abs(low) > 1 else 0.005,
        mistakes={
            difference: "That is the difference that was seen; chance is in it.",
            difference + 2 * error: "That is the most it may save.",
            difference - error: "Two standard errors are asked for.",
        },
        steps=[*steps, f"{difference} - 2 x {error:.3f} = {low:.2f} min."], low=-80, high=70,
    )  # fmt: skip
