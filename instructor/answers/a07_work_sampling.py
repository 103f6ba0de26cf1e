"""The key of assignment 07, work sampling: what follows from each student's own tours.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

import math

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods import worksampling
from shopfloor.methods.tables import leave_out
from shopfloor.teaching.compare import Mistake, Number, Rows, Verdict

TOURS = "worksampling/line_tours"
WALK, REPAIR = "walk or fetch", "find fault or repair"
# The hours of the colleague's log: (day, from, to), both ends included.
GUESSED, WITHOUT_CONSENT = (2, "07:00", "09:00"), (6, "12:00", "13:30")
SHORT_OF_PARTS, LATE = (1, "11:00", "12:00"), (3, "08:00", "09:00")
WANTED_MARGIN = 0.03
CLAIMS = {1: ("records and data", 1 / 3), 2: (WALK, 0.14), 3: ("wait", 0.10), 4: ("set up or inspect", 0.25)}

RUBRIC = {
    "a07_own_record": {
        5: "All four: what was sampled and who agreed to it and how; counts of 15 looks or more with their sum; one share with a margin that "
        "fits these counts; what it tells and one thing it cannot. (Check the margin: 1.96 * (p * (1 - p) / n) ** 0.5 with the student's own "
        "p and n.) For example: 'The microwave in our break room, Tuesday 11 to 14, the shift lead agreed by message. In use 6, free 9; 15. "
        "6 / 15 = 0.40 ± 0.25. It may be in use for 15 to 65 looks in a hundred, so I cannot say yet whether a second one is needed, nor how "
        "long anybody waited.'",
        3: "Counts of one's own, but one of the four is missing, the margin does not fit, or there are fewer than 15 looks; two points for two of these. For example: 'Myself, "
        "Tuesday evening, 15 alarms that chance drew. Reading 9, telephone 6; 15. Telephone: 6 / 15 = 0.40, margin 0.25. So I am on the telephone "
        "for 40 % of the time.' (Not what the looks cannot tell.)",
        0: "No counts; or a person was watched without having agreed, or is named: then talk to the student before anything else. For example: "
        "'I watched a cashier from my car. Waiting 9, serving 6.'",
    }
}


class SomeRows(Rows):
    """Rows of which there are some: an empty list is an answer here, and a wrong one, with words of its own."""

    def __init__(self, answer, noun, none, mistakes):
        super().__init__(answer, mistakes, noun=noun)
        self.none = none

    def judge(self, value, reveal=True):
        if self.answer and isinstance(value, list) and not value:
            return Verdict("wrong, named", *self.none)
        return super().judge(value, reveal)


def data(student, course):
    return my_data(TOURS, student, course)


def in_hours(tours, hours):
    """The numbers of the tours in one line of the log."""
    day, first, last = hours
    there = tours[tours["day"] == day]
    return there[there["time"].between(first, last)]["tour"].tolist()


def not_countable(tours):
    return in_hours(tours, GUESSED) + in_hours(tours, WITHOUT_CONSENT)


def of_the_breakdown(tours):
    """The tours of the day with by far the most repairs."""
    repairs = tours[tours["activity"] == REPAIR]["day"].value_counts()
    return tours[tours["day"] == repairs.idxmax()]["tour"].tolist()


def kept(case):
    """The tours that are left after what the student left out in part 1."""
    left_out = case.earlier("a07_cannot_count", not_countable(case.data))
    there = set(case.data["tour"])
    return leave_out(case.data, [number for number in left_out if number in there], column="tour")


def seen(tours, activity):
    return int((tours["activity"] == activity).sum())


def share_of(case):
    """The share handed in for part 2, if it can be one; else what the tours give."""
    tours = kept(case)
    found = seen(tours, WALK) / len(tours)
    given = case.earlier("a07_share", found)
    return given if 0 < given < 1 else found


@key("a07_cannot_count")
def cannot_count(case):
    guessed, without = in_hours(case.data, GUESSED), in_hours(case.data, WITHOUT_CONSENT)
    right = guessed + without
    real = {
        number: (
            "That is a tour of the day of the breakdown. Such a day is part of what the days are made of, and its tours were seen at random moments.",
            "Ask of each line of the log: was it seen, at a moment that chance chose, and had the technician agreed?",
        )
        for number in of_the_breakdown(case.data)
    }
    for number in in_hours(case.data, LATE):
        real[number] = (
            "That is a tour made a minute late, for which the observer noted what was seen on arrival: just as it should be done.",
            "Keep it: nobody chose the moment, and nothing was guessed.",
        )
    for number in in_hours(case.data, SHORT_OF_PARTS):
        real[number] = (
            "That is a tour in an hour out of the ordinary. Hours like that are part of the days too: it was seen, at a random moment.",
            "Ask of each line of the log: was it seen, at a moment that chance chose, and had the technician agreed?",
        )
    for day in (GUESSED[0], WITHOUT_CONSENT[0]):
        for number in case.data[case.data["day"] == day]["tour"].tolist():
            real.setdefault(
                number,
                (
                    "That is a tour outside the hours of which the log speaks: nothing is wrong with it.",
                    "Compare the time of each tour with the first and the last minute in the log.",
                ),
            )
    exact = [
        (
            [number - 1 for number in right],
            "You gave numbers that are one off each: those at the left edge, which count the rows from 0.",
            "Read the column tour.",
        ),
        (
            guessed,
            "You left out the tours that were guessed. There are others that must not be used, for another reason.",
            "Which looks had the technician not agreed to?",
        ),
        (
            without,
            "You left out the tours to which the technician had not agreed. There are others that nobody saw.",
            "In which hours was the observer not there?",
        ),
    ]
    return SomeRows(
        right,
        noun="tour",
        none=(
            "You let every tour count. Two lines of the log speak of looks that must not be used.",
            "Ask of each line of the log: was it seen, at a moment that chance chose, and had the technician agreed?",
        ),
        mistakes=[
            *(Mistake(tuple(rows), words, try_this, 0.5) for rows, words, try_this in exact if rows),
            *(
                Mistake(number, words, try_this)
                for number, (words, try_this) in real.items()
                if number not in right
            ),
        ],
    )


@key("a07_share")
def share(case):
    tours = kept(case)
    walks, n = seen(tours, WALK), len(tours)
    return Number(
        walks / n,
        unit="fraction",
        tolerance=0.0006,
        mistakes=[
            Mistake(
                walks / len(case.data),
                "You divided by all 240 tours, also by those that you left out.",
                "Divide by the tours that are left.",
                credit=0.5,
            ),
            Mistake(
                seen(case.data, WALK) / len(case.data),
                "That is the share in the whole table, with the tours that you left out in part 1.",
                "Take both counts from the tours that are left.",
                credit=0.5,
            ),
            Mistake(
                walks / (n - walks),
                "You divided by the tours that saw something else.",
                "The whole is all tours that are left, those that saw it among them.",
            ),
            Mistake(
                1 - walks / n,
                "That is the share of the tours that saw something else.",
                "Divide the count of walk or fetch by all tours that are left.",
            ),
            *(
                Mistake(
                    seen(tours, other) / n,
                    "That is the share of another activity.",
                    "Read the line walk or fetch.",
                )
                for other in sorted(set(tours["activity"]) - {WALK})
                if seen(tours, other) != walks
            ),
        ],
        almost_credit=0.5,
    )


@key("a07_margin")
def margin(case):
    n, p = len(kept(case)), share_of(case)
    deviation = math.sqrt(p * (1 - p) / n)
    return Number(
        1.96 * deviation,
        unit="fraction",
        tolerance=0.0006,
        mistakes=[
            Mistake(
                deviation,
                "That is the square root without the 1.96: it holds in about 68 of 100 studies.",
                "95 of 100 take 1.96 times as much.",
                credit=0.5,
            ),
            Mistake(
                1.96 * math.sqrt(p * (1 - p) / len(case.data)),
                "You divided by all 240 tours, also by those that you left out.",
                "Under the root stands the number of tours that are left.",
                credit=0.5,
            ),
            Mistake(
                1.96 * math.sqrt(p / n),
                "Under the root stands p alone: the share of the other tours is missing.",
                "Multiply p by 1 - p before you divide by the number of tours.",
                credit=0.5,
            ),
            Mistake(
                1.96 * math.sqrt(p * (1 - p)),
                "You did not divide by the number of tours.",
                "Divide under the root: more tours, a smaller margin.",
            ),
            Mistake(
                1.96 * deviation**2,
                "The square root is missing.",
                "Put ** 0.5 after the bracket, before you multiply by 1.96.",
            ),
            Mistake(
                2 * 1.96 * deviation,
                "That is the whole width, from share minus margin to share plus margin.",
                "The margin is half of it: how far up, or how far down.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


@key("a07_more_tours")
def more_tours(case):
    n, p = len(kept(case)), share_of(case)
    needed = worksampling.sample_size(p, WANTED_MARGIN)
    z = 1.96
    return Number(
        max(0, needed - n),
        unit="tours",
        # A share rounded to three decimals moves the number by a tour or two.
        tolerance=3,
        low=0,
        high=20_000,
        mistakes=[
            Mistake(
                needed,
                "That is how many tours it takes in all.",
                "Take off the tours that count already.",
                credit=0.5,
            ),
            Mistake(
                max(0, needed - len(case.data)),
                "You took off all 240 tours, also those that cannot count.",
                "Take off the tours that are left.",
                credit=0.5,
            ),
            Mistake(
                max(0, worksampling.sample_size(0.5, WANTED_MARGIN) - n),
                "That is for a share of one half, the guess for when nothing is known yet. You know the share.",
                "Put your own share in place of 0.5.",
                credit=0.5,
            ),
            Mistake(
                worksampling.sample_size(p, WANTED_MARGIN, relative=True) - n,
                "That is for a margin of 3 percent of the share. Three percentage points are asked for.",
                "Leave out relative=True: the margin 0.03 is in the unit of the share.",
                credit=0.5,
            ),
            Mistake(
                math.ceil(z**2 * p / WANTED_MARGIN**2) - n,
                "Beside p the share of the other tours, 1 - p, is missing.",
                "Multiply p by 1 - p.",
            ),
            Mistake(
                worksampling.sample_size(p, WANTED_MARGIN / 2) - n,
                "That is for 3 points in all, from end to end. Asked for are 3 points up and 3 points down.",
                "The margin is the half-width: 0.03.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


@key("a07_ruled_out")
def ruled_out(case):
    tours = kept(case)
    right, inside, below = [], [], []
    for number, (activity, claim) in CLAIMS.items():
        p = seen(tours, activity) / len(tours)
        half = worksampling.margin(p, len(tours))
        (inside if p - half <= claim <= p + half else right).append(number)
        if p < claim:
            below.append(number)
    mistakes = [
        (
            tuple(CLAIMS),
            "You ruled out every claim. A share that is not exactly the one claimed proves nothing yet: chance moves it.",
            "Ruled out is a claim below share minus margin, or above share plus margin.",
        ),
        (
            tuple(inside),
            "You listed the claims that are still possible. Asked for are the others.",
            "Ruled out is a claim below share minus margin, or above share plus margin.",
        ),
        (
            tuple(below),
            "You listed the claims that lie above the share found. Some of these the margin still reaches, or one far below its share is missing.",
            "Compare each claim with both ends, from and to.",
        ),
    ]
    return SomeRows(
        right,
        noun="claim",
        none=(
            "You ruled out no claim. A margin does not make everything possible: it ends at from and at to.",
            "Compare each claim with from and to in its own row.",
        ),
        mistakes=[
            *(Mistake(exact, words, try_this) for exact, words, try_this in mistakes if exact),
            *(
                Mistake(
                    number,
                    "That is a claim between share minus margin and share plus margin: your tours do not rule it out.",
                    "Compare each claim with from and to in its own row.",
                )
                for number in inside
            ),
        ],
    )
