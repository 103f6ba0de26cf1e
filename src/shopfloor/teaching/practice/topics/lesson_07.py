"""Practice for lesson 07: shares from tours, their margins, and how many tours it takes."""

import math

from shopfloor.methods import worksampling

from ..topic import near, numeric, topic

SEEN = ("waits", "searches", "repairs", "sets up", "inspects", "talks with a customer", "walks")


@topic("shares and margins", lesson="07")
def shares_and_margins(draw, level):
    """The share of the tours in which something was seen, and how far off it may be."""
    n = draw.between(8, 60) * 10
    count = draw.between(n // 12, n // 2)
    what = draw.pick(SEEN)
    p = count / n
    text = f"In {n} tours at random times a technician was seen {count} times in the state '{what}'. "
    share = f"Share: {count} / {n} = {p:.4f}."
    if level == 1:
        hours = draw.pick([7.5, 8, 8.5])
        return numeric(
            text + f"How many hours of a shift of {hours:g} hours is that?", p * hours, "h", near(p * hours, 0.01),
            mistakes={
                p: "That is the share; asked for are the hours of the shift.",
                p * hours * 60: "That is in minutes; an hour has 60 of them.",
                count / hours: "You divided the count by the hours: take the share of the tours, and that share of the shift.",
            },
            steps=[share, f"{p:.4f} x {hours:g} = {p * hours:.2f} h."], low=0.3, high=5,
        )  # fmt: skip
    margin = worksampling.margin(p, n)
    deviation = math.sqrt(p * (1 - p) / n)
    steps = [
        share,
        f"Standard error: square root of {p:.4f} x {1 - p:.4f} / {n} = {deviation:.5f}.",
        f"1.96 x {deviation:.5f} = {margin:.4f}, which is {margin * 100:.2f} points.",
    ]
    if level == 2:
        return numeric(
            text + "What is the margin of that share at 95 % confidence (1.96 standard errors), in percentage points?", 100 * margin, "", 0.05,
            mistakes={
                100 * deviation: "That is one standard error; 95 % takes 1.96 of them.",
                100 * 1.96 * math.sqrt(p / n): "The share of the other tours, 1 - p, belongs under the root too.",
                100 * 1.96 * math.sqrt(p * (1 - p)): "Divide by the number of tours under the root: more tours, a smaller margin.",
            },
            steps=steps, low=1, high=16,
        )  # fmt: skip
    upper = 100 * (p + margin)
    return numeric(
        text + "At 95 % confidence (1.96 standard errors), up to which share may it really be, in percent?", upper, "percent", 0.1,
        mistakes={
            100 * (p - margin): "That is the lower end; asked for is the upper one.",
            100 * (p + deviation): "95 % takes 1.96 standard errors, and not one.",
            100 * p: "That is the share in the tours themselves; chance may have put it off to either side.",
        },
        steps=[*steps, f"{p * 100:.2f} + {margin * 100:.2f} = {upper:.2f} percent."], low=5, high=70,
    )  # fmt: skip


@topic("tours needed", lesson="07")
def tours_needed(draw, level):
    """How many tours a share needs to be known so well."""
    p = draw.between(6, 50) / 100
    width = draw.pick([0.02, 0.025, 0.03, 0.04, 0.05])
    z = 1.96
    answer = worksampling.sample_size(p, width)
    exact = z**2 * p * (1 - p) / width**2
    text = f"A pilot study finds a share of {p * 100:.0f} %. "
    points = f"{width * 100:g} percentage points"
    half = {
        math.ceil(
            z * math.sqrt(p * (1 - p)) / width
        ): "The ratio of 1.96 standard deviations to the margin is still to be squared.",
        math.ceil(z**2 * p / width**2): "Beside p stands the share of the others, 1 - p.",
        math.floor(exact): "A part of a tour cannot be made, and fewer are not enough: round up.",
    }
    steps = [
        f"n = 1.96 squared x {p:.2f} x {1 - p:.2f} / {width} squared = {exact:.2f}.",
        f"Rounded up: {answer} tours.",
    ]
    ask = f"How many tours in all give a margin of {points} at 95 % confidence (normal deviate 1.96)?"
    if level == 1:
        return numeric(text + ask, answer, "", 0, mistakes=half, steps=steps, low=30, high=3000)
    made = draw.between(4, 15) * 10
    if level == 2:
        left = max(0, answer - made)
        return numeric(
            text + f"{made} tours have been made. How many more give a margin of {points} at 95 % confidence (normal deviate 1.96)?",
            left, "", 0, mistakes={answer: f"That is how many in all; {made} have been made already.", **{value - made: words for value, words in half.items()}},
            steps=[*steps, f"{answer} - {made} = {answer - made}, so {left} more."], low=0, high=3000,
        )  # fmt: skip
    a_day = draw.between(12, 40)
    days = math.ceil(answer / a_day)
    return numeric(
        text + f"One can make {a_day} tours a day. How many days does it take for a margin of {points} at 95 % confidence (normal deviate 1.96)?",
        days, "", 0,
        mistakes={
            answer: "That is the number of tours; asked for are the days.",
            answer // a_day: "The last day is not full, but it is needed: round up.",
            math.ceil(next(iter(half)) / a_day): "The ratio of 1.96 standard deviations to the margin is still to be squared.",
        },
        steps=[*steps, f"{answer} / {a_day} = {answer / a_day:.2f}, so {days} days."], low=1, high=250,
    )  # fmt: skip
