"""Practice for lesson 07: shares from tours, their margins of error, how many tours it takes, and claims about a day."""

import math

from shopfloor.methods import worksampling

from ..topic import near, numeric, one_of, these_rows, topic

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
        f"Square root of {p:.4f} x {1 - p:.4f} / {n} = {deviation:.5f}.",
        f"1.96 x {deviation:.5f} = {margin:.4f}, which is {margin * 100:.2f} points.",
    ]
    if level == 2:
        return numeric(
            text + "What is the margin of error of that share, in percentage points? It is to hold in 95 of 100 such studies: take 1.96 times the square root of p (1 - p) / n.", 100 * margin, "", 0.05,
            mistakes={
                100 * deviation: "That is the square root alone; 95 of 100 take 1.96 times as much.",
                100 * 1.96 * math.sqrt(p / n): "The share of the other tours, 1 - p, belongs under the root too.",
                100 * 1.96 * math.sqrt(p * (1 - p)): "Divide by the number of tours under the root: more tours, a smaller margin.",
            },
            steps=steps, low=1, high=16,
        )  # fmt: skip
    upper = 100 * (p + margin)
    return numeric(
        text + "Its margin of error, 1.96 times the square root of p (1 - p) / n, holds in 95 of 100 such studies. Up to which share may it really be, in percent?", upper, "percent", 0.1,
        mistakes={
            100 * (p - margin): "That is the lower end; asked for is the upper one.",
            100 * (p + deviation): "The square root is still to be multiplied by 1.96.",
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
        ): "You left out the squares: 1.96 and the margin are both squared.",
        math.ceil(z**2 * p / width**2): "Beside p stands the share of the others, 1 - p.",
        math.floor(exact): "A part of a tour cannot be made, and fewer are not enough: round up.",
    }
    steps = [
        f"n = 1.96 squared x {p:.2f} x {1 - p:.2f} / {width} squared = {exact:.2f}.",
        f"Rounded up: {answer} tours.",
    ]
    ask = (
        f"How many tours in all give a margin of {points}, up or down, in 95 of 100 such studies (take 1.96)?"
    )
    if level == 1:
        return numeric(text + ask, answer, "", 0, mistakes=half, steps=steps, low=30, high=3000)
    made = draw.between(4, 15) * 10
    if level == 2:
        left = max(0, answer - made)
        return numeric(
            text + f"{made} tours have been made. How many more give a margin of {points}, up or down, in 95 of 100 such studies (take 1.96)?",
            left, "", 0, mistakes={answer: f"That is how many in all; {made} have been made already.", **{value - made: words for value, words in half.items()}},
            steps=[*steps, f"{answer} - {made} = {answer - made}, so {left} more."], low=0, high=3000,
        )  # fmt: skip
    a_day = draw.between(12, 40)
    days = math.ceil(answer / a_day)
    return numeric(
        text + f"One can make {a_day} tours a day. How many days does it take for a margin of {points}, up or down, in 95 of 100 such studies (take 1.96)?",
        days, "", 0,
        mistakes={
            answer: "That is the number of tours; asked for are the days.",
            answer // a_day: "The last day is not full, but it is needed: round up.",
            math.ceil(next(iter(half)) / a_day): "You left out the squares: 1.96 and the margin are both squared.",
        },
        steps=[*steps, f"{answer} / {a_day} = {answer / a_day:.2f}, so {days} days."], low=1, high=250,
    )  # fmt: skip


POSSIBLE = "It is possible: it lies between share minus margin and share plus margin"
TOO_HIGH = "It is ruled out: it lies above share plus margin"
TOO_LOW = "It is ruled out: it lies below share minus margin"
CLAIMANTS = ("A career page", "A supervisor", "A job advertisement", "A colleague", "A consultant")


@topic("claims about a day", lesson="07")
def claims_about_a_day(draw, level):
    """Whether tours at random times rule out a claimed share of the day."""
    n = draw.between(20, 60) * 10
    count = draw.between(n // 7, n // 2)
    what = draw.pick(SEEN)
    p = count / n
    margin = worksampling.margin(p, n)
    low, high = 100 * (p - margin), 100 * (p + margin)
    ends = f"Share minus margin is {low:.2f} percent, share plus margin {high:.2f} percent."
    seen = f"In {n} tours at random times a technician was seen {count} times in the state '{what}'. "
    work = [
        f"Share: {count} / {n} = {p:.4f}; margin: 1.96 x square root of {p:.4f} x {1 - p:.4f} / {n} = {margin:.4f}.",
        ends,
    ]
    if level == 3:
        found = {
            _claimed(draw, POSSIBLE, low, high),
            _claimed(draw, draw.pick((TOO_HIGH, TOO_LOW)), low, high),
        }
        while len(found) < 3:
            found.add(_claimed(draw, draw.pick((POSSIBLE, TOO_HIGH, TOO_LOW)), low, high))
        claims = draw.some(sorted(found), 3)
        out = [number for number, claim in enumerate(claims, start=1) if not low <= claim <= high]
        inside = [number for number in range(1, len(claims) + 1) if number not in out]
        listed = "; ".join(f"({number}) {claim} %" for number, claim in enumerate(claims, start=1))
        possible = "That claim lies between share minus margin and share plus margin: it is possible."
        return these_rows(
            seen + f"Claims about the share of the day: {listed}. Which of them do the tours rule out, with a margin of error that holds in 95 of 100 such studies?",
            out, "claim",
            mistakes={
                (1, 2, 3): "You ruled out all of them. A share that is not exactly the one claimed proves nothing yet: chance moves it.",
                tuple(inside): "You listed the claims that are possible; asked for are the others.",
                **dict.fromkeys(inside, possible),
            },
            steps=[*work, f"Ruled out: {', '.join(str(number) for number in out)}."],
        )  # fmt: skip
    kind = draw.pick((POSSIBLE, POSSIBLE, TOO_HIGH, TOO_LOW))
    claim = _claimed(draw, kind, low, high)
    kind = TOO_HIGH if claim > high else TOO_LOW if claim < low else POSSIBLE
    said = f"{draw.pick(CLAIMANTS)} says that it takes {claim} percent of the day. "
    given = f"That is a share of {100 * p:.1f} percent, with a margin of error of {100 * margin:.1f} points. "
    if level == 2:
        given = "Work out the share and its margin of error (95 of 100 such studies). "
    wrong = {
        POSSIBLE: "Compare the claim with both ends: it lies beyond one of them.",
        TOO_HIGH: "Compare the claim with share plus margin: it does not lie above it.",
        TOO_LOW: "Compare the claim with share minus margin: it does not lie below it.",
    }
    options = [POSSIBLE, TOO_HIGH, TOO_LOW]
    return one_of(
        draw, seen + given + said + "What do the tours say about the claim?", options, kind,
        mistakes={words: said for words, said in wrong.items() if words != kind},
        steps=[*work, f"{claim} percent: {kind[0].lower()}{kind[1:]}."],
    )  # fmt: skip


def _claimed(draw, kind, low, high):
    """A whole percentage on that side of the ends, well away from them."""
    if kind == TOO_HIGH:
        return math.ceil(high + 0.5) + draw.between(0, 6)
    if kind == TOO_LOW:
        return max(1, math.floor(low - 0.5) - draw.between(0, 6))
    return draw.between(math.ceil(low + 0.5), math.floor(high - 0.5))
