"""Lesson 07, work sampling: its exercises, and the form of what its assignment hands in."""

import math
from functools import cache

from shopfloor.data import load
from shopfloor.methods import worksampling

from ..compare import Verdict
from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, record

TOURS_OF_A_DAY = 16
# Of two times sixteen notes: a hand can be misread now and then.
MOST_WRONG_NOTES = 4
WANTED_MARGIN = 0.02
PLANNED, PLANNED_A_DAY = 360, 36
HOURS = 8.5
REPAIRING = ("fault finding", "repair")
ODD_DAY = 7


@cache
def tours():
    return load("worksampling/tours")


def n():
    return len(tours())


def seen(*activities):
    return int(tours()["activity"].isin(activities).sum())


def share(activity):
    return seen(activity) / n()


@cache
def hourly_wage():
    wages = load("careers/wages")
    wages = wages[wages["soc"] == "17-3026"]
    return float(wages["hourly_median"].iloc[-1])


# Recall: shares (lesson 01), filters (02), allowances (06).
number(
    "07.r1",
    answer=0.15,
    unit="fraction",
    tolerance=0.004,
    question="6 of the 40 rows of a table are repairs. Which share is that, as a fraction?",
    hints=["A share is the part divided by the whole.", "6 / 40"],
    solution="6 / 40 = 0.15.",
    mistakes={
        15: "That is percent. As a fraction it is between 0 and 1.",
        40 / 6: "You divided the whole by the part. A share is never above 1.",
        6 / 34: "You divided by the other rows. The whole is all 40.",
        6 / 46: "You added the repairs to the 40 once more. They are among the 40 already.",
        34 / 40: "That is the share of the other rows.",
        6: "That is the count of the part; divide it by the whole.",
    },
    also_right=[6 / 40],
)
choice(
    "07.r2",
    'What does tours[tours["day"] == 7] give you?',
    {
        "a": "The seventh row",
        "b": "All rows of day 7",
        "c": "The number of rows of day 7",
    },
    "b",
    mistakes={
        "a": "The filter asks each row for its day. Which row stands seventh does not matter.",
        "c": "It gives the rows themselves; len(...) around it would count them.",
    },
)
choice(
    "07.r3",
    "A piece has a normal time of 2.00 min and a standard time of 2.30 min. What are the 0.30 min for?",
    {
        "a": "For a slow operator",
        "b": "For rest, private needs, and delays that nobody can avoid",
        "c": "For the foreign elements that the observer left out",
    },
    "b",
    mistakes={
        "a": "The pace was put right by the rating, before the allowance. What comes on top?",
        "c": "Foreign elements have nothing to do with the piece, so its time does not pay for them one by one.",
    },
    insight="How much time delays really take is often found as you find it today.",
)

choice(
    "07.1",
    "Which two could two observers easily take for each other, with one look of three seconds?",
    {
        "a": "repair (a tool in hand at a locked-out machine) and meeting (sits in a talk)",
        "b": "fault finding (looks at a machine that has stopped) and waiting (stands ready for a machine)",
        "c": "maintenance records (types into a system) and walking (is between two places)",
    },
    "b",
    mistakes={
        "a": "A tool in hand at a locked machine, or a chair in a talk: one look decides.",
        "c": "Sitting at a keyboard, or on the way: one look decides.",
    },
    insight="Somebody stands at a stopped machine, and both fit. Agree before the first tour to ask, and write down the answer.",
)


MARGIN_LINE = "margin(walking_share, 353), or the line of step 3 with walking_share in place of p."
NO_SHARE = (
    "The share is still missing.",
    "Put the count of walking and fetching, divided by all 353 tours, in place of the three dots.",
)
NO_MARGIN = ("The margin is still missing.", MARGIN_LINE)


def one_share(given):
    """The verdict on [share, margin] of walking and fetching."""
    if not isinstance(given, (list, tuple)) or len(given) != 2:
        return "Two numbers are asked for: the share, then its margin."
    if any(value is ... for value in given):
        return Verdict("wrong, named", *(NO_SHARE if given[0] is ... else NO_MARGIN))
    if any(isinstance(value, str) or isinstance(value, bool) for value in given):
        return "Two numbers without quotes are asked for, fractions such as 0.105 and 0.032."
    try:
        p, half = (float(value) for value in given)
    except (TypeError, ValueError):
        return "Two numbers are asked for, fractions such as 0.105 and 0.032."
    right = share("walking and fetching")
    if not close(p, right):
        return wrong_share(p, right)
    if close(half, worksampling.margin(right, n())):
        return True, f"{right:.3f} \u00b1 {half:.3f}: 11 looks in a hundred, give or take 3."
    return wrong_margin(half, right)


def close(value, target, tolerance=0.0006):
    return abs(value - target) <= tolerance


def wrong_share(p, right):
    walks = seen("walking and fetching")
    if close(p, walks):
        return f"{walks} is the count. The share is the count divided by all tours."
    if close(p, right * 100, 0.06):
        return f"{p:g} is percent. Write the share as a fraction, between 0 and 1."
    if close(p, walks / PLANNED):
        return f"You divided by the {PLANNED} tours that were planned. A tour that was not made has seen nothing."
    if close(p, walks / (n() - walks)):
        return "You divided by the tours that saw something else. The whole is all tours."
    if close(p, worksampling.margin(right, n())):
        return "The share comes first, then the margin: change the two places."
    if close(p, share("waiting")):
        return "That is the share of waiting. Walking and fetching has a line of its own in step 1."
    return f"{p:g} is not the share: divide the count of walking and fetching by all {n()} tours."


def wrong_margin(half, right):
    deviation = math.sqrt(right * (1 - right) / n())
    if close(half, worksampling.margin(right, n()) * 100, 0.06):
        words = f"{half:g} is in points. Write the margin as a fraction too: 0.01 is one point."
    elif close(half, worksampling.margin(share("waiting"), n())):
        words = "The margin is the one of waiting: put your own share in place of p."
        if close(half, 0.032, 1e-9):
            words = "0.032 is the margin of waiting, or your own one cut off in place of rounded."
    elif close(half, deviation):
        words = "The margin lacks the 1.96: half as wide holds in only about 68 of 100 studies."
    elif close(half, 2 * 1.96 * deviation, 0.0012):
        words = "The margin is twice too wide: it counts up or down, not both together."
    elif close(half, 1.96 * math.sqrt(right / n())):
        words = "In the margin the share of the other tours is missing: p * (1 - p)."
    elif close(half, 1.96 * deviation**2, 0.00006):
        words = "The margin lacks the square root: ** 0.5 after the bracket."
    elif close(half, 1.96 * math.sqrt(right * (1 - right)) / n()):
        words = f"The margin is divided by the {n()} tours after the root is taken; divide inside the bracket, before ** 0.5."
    elif close(half, 1.96 * math.sqrt(right * (1 - right) / seen("walking and fetching"))):
        words = f"The margin is divided by the count of walking. Under the root stands the number of all tours, {n()}."
    elif close(half, round(worksampling.margin(right, n()), 2), 1e-9):
        words = f"{half:g} is rounded too coarsely: keep three decimals of the margin."
    elif close(half, 1.96 * math.sqrt(right * (1 - right))):
        words = f"The margin is not divided by the {n()} tours, under the root."
    else:
        words = f"{half:g} is not its margin."
    return Verdict("wrong, named", f"The share is right. {words}", MARGIN_LINE)


record(
    "07.2",
    one_share,
    right=lambda: [39 / 353, worksampling.margin(39 / 353, 353)],
    also_right=[(0.110, 0.033), lambda: (0.1105, 1.96 * (0.1105 * 0.8895 / 353) ** 0.5)],
    also_wrong=[
        [11.05, 0.033],
        [39, 0.033],
        [39 / 360, 0.033],
        [39 / 353, 3.27],
        [39 / 353, 0.0167],
        [39 / 353, 0.0654],
        ["0.11", 0.033],
        [39 / 353, ...],
        [..., 0.033],
        [0.033, 0.11],
        [0.11, 0.03],
        [39 / 353, 1.96 * (39 / 353 * (314 / 353)) ** 0.5 / 353],
        [39 / 353, 1.96 * (39 / 353 * (314 / 353) / 39) ** 0.5],
        0.11,
    ],
    noun="share and margin",
    hints=[
        "The share is the count of walking and fetching, divided by all 353 tours.",
        MARGIN_LINE,
    ],
    solution=lambda: (
        "walking_share = {0} / {1} = {2:.4f}; walking_margin = margin(walking_share, {1}) = {3:.4f}.".format(
            seen("walking and fetching"),
            n(),
            share("walking and fetching"),
            worksampling.margin(share("walking and fetching"), n()),
        )
    ),
    question="Which share of the tours saw walking and fetching, and what is its margin of error?",
)


def both_plans(simulator):
    """The verdict on the tours made in the widget."""
    made = simulator.record
    counts = made["plan"].value_counts()
    for plan in ("every half hour", "random times"):
        missing = TOURS_OF_A_DAY - int(counts.get(plan, 0))
        if missing > 0:
            tours = f"{missing} more tour{'s' * (missing != 1)}"
            return f'{tours} at "{plan}", please: {TOURS_OF_A_DAY} of each plan make a day.'
    # Only the latest day of each plan: who has misread a first day makes a second one, not ten.
    latest = made.groupby("plan").tail(TOURS_OF_A_DAY)
    wrong = latest[latest["activity"] != latest["true_activity"]]
    if len(wrong) > MOST_WRONG_NOTES:
        first = wrong.iloc[0]
        return Verdict(
            "wrong, named",
            f"{len(wrong)} of the last {2 * TOURS_OF_A_DAY} notes do not fit what was done. Day {first['day']}, {first['time']} "
            f"({first['plan']}): you noted {first['activity']}; it was {first['true_activity']}.",
            f'Make {TOURS_OF_A_DAY} more of each plan; "Look again" shows a scene once more before you note it.',
        )
    waits = made[made["activity"] == "waits for material"]["plan"].value_counts()
    found = " and ".join(
        f"in {int(waits.get(plan, 0))} of {int(counts[plan])} tours {words}"
        for plan, words in (("every half hour", "every half hour"), ("random times", "at random times"))
    )
    return True, f"You saw the operator wait {found}."


def toured(fixed=TOURS_OF_A_DAY, by_chance=TOURS_OF_A_DAY, note=None, misread=0):
    """The widget after so many tours of each plan, noted as they were, or all as `note`, or the first few of each plan
    as "drinks": for the tests."""
    from shopfloor.widgets import SamplingSimulator

    simulator = SamplingSimulator(seed=5, save_as=None)
    notes = [
        [plan, note or ("drinks" if number < misread else simulator._tour(plan, number)[2])]
        for plan, count in (("every half hour", fixed), ("random times", by_chance))
        for number in range(count)
    ]
    simulator.set(tours=notes)
    return simulator


record(
    "07.3",
    both_plans,
    right=toured,
    also_right=[lambda: toured(20, 40), lambda: toured(32, 32, misread=16)],
    also_wrong=[
        lambda: toured(16, 0),
        lambda: toured(15, 16),
        lambda: toured(note="assembles"),
        16,
    ],
    noun="simulator",
    first_step="Make a day's tours of each plan in the widget above, then run this cell again.",
    hints=[
        "Choose the plan above the picture, then S starts a tour and a key from 1 to 6 notes it.",
        "Hands at rest on the bench: the operator waits for material.",
    ],
    solution="There is no working to show: choose every half hour, press S and note what you see, sixteen times; then choose random "
    "times and do the same. With no movement ticked, the hands are described in words.",
    question="Make sixteen tours every half hour, and sixteen at random times.",
)
choice(
    "07.4",
    "Half of the half-hour tours saw the operator wait. Why?",
    {
        "a": "The operator waits for half of the day",
        "b": "The material comes shortly after each full hour, and this plan is there every time",
        "c": "Sixteen tours are too few; with a hundred the share would come right",
        "d": "The observer mistook other work for waiting",
    },
    "b",
    mistakes={
        "a": "The truth in the widget says about 16 %. What do the times of these tours have in common?",
        "c": "A hundred tours at these times would see it in half of them again, with a smaller margin: surer, and just as wrong.",
        "d": "The same observer made both plans. Compare the times.",
    },
    insight="Fixed times meet what comes by the clock always or never. Random times meet it as often as it is there.",
)
choice(
    "07.5",
    "Which of the three thirds do these tours rule out?",
    {
        "a": "All three: none of the shares is 0.333",
        "b": "Inspection and setup, and data and improvement: their shares are below 0.3",
        "c": "Only data and improvement: its share plus its margin stays below 0.333",
        "d": "None: a margin says that nothing is certain",
    },
    "c",
    mistakes={
        "a": "Chance moves every share. Ruled out is what lies outside share minus margin to share plus margin.",
        "b": "0.289 + 0.047 = 0.336: for inspection and setup a third is still possible, if only just.",
        "d": "Nothing is certain, but 0.153 + 0.038 = 0.191, and a third lies far above that.",
    },
    insight="The other two thirds are possible. That does not prove them.",
)


def needed():
    return worksampling.sample_size(share("waiting"), WANTED_MARGIN)


number(
    "07.6",
    answer=lambda: math.ceil((needed() - n()) / PLANNED_A_DAY),
    hints=[
        "How many of the tours are still missing?",
        f"({needed()} - {n()}) / {PLANNED_A_DAY}, and a part of a day is a day.",
    ],
    solution=lambda: (
        f"{needed()} - {n()} = {needed() - n()} tours are missing; / {PLANNED_A_DAY} = "
        f"{(needed() - n()) / PLANNED_A_DAY:.2f}, so {math.ceil((needed() - n()) / PLANNED_A_DAY)} more days."
    ),
    mistakes=lambda: {
        (needed() - n())
        // PLANNED_A_DAY: "The last day is not full, but without it tours are missing: round up.",
        (needed() - n())
        / PLANNED_A_DAY: "That is on the way. Days are whole, and fewer are not enough: round up.",
        math.ceil(needed() / PLANNED_A_DAY): f"That is for all tours. {n()} have been made already.",
        needed() // PLANNED_A_DAY: f"That is for all tours, and rounded down. {n()} have been made already.",
        needed()
        - n(): f"That is how many tours are missing. At {PLANNED_A_DAY} a day, how many days is that?",
        needed() / PLANNED_A_DAY: f"That is the days for all tours. {n()} tours have been made already.",
        round(
            needed() / PLANNED_A_DAY, 2
        ): f"That is the days for all tours. {n()} tours have been made already.",
        PLANNED / PLANNED_A_DAY: "That is how many days have been made. Asked for is how many more it takes.",
        needed(): f"That is the number of tours in all. Take off the {n()} that are made, then turn tours into days.",
    },
    insight="Before, 10 days gave \u00b13.2 points; \u00b12 points take 26 days in all.",
)


def waiting_cost():
    return share("waiting") * HOURS * hourly_wage()


number(
    "07.7",
    answer=waiting_cost,
    unit="dollars",
    tolerance=0.15,
    hints=[
        "The same line as for walking, with another count.",
        f"{seen('waiting')} / {n()} of the day, times {HOURS} hours, times the wage of an hour.",
    ],
    solution=lambda: (
        f"{seen('waiting')} / {n()} * {HOURS} * {hourly_wage():.2f} = {waiting_cost():.2f} dollars a day."
    ),
    mistakes=lambda: {
        share("walking and fetching")
        * HOURS
        * hourly_wage(): "That is walking and fetching again. Waiting was seen in another number of tours.",
        share("waiting") * hourly_wage(): "That is for one hour of the day. The day has 8.5.",
        share("waiting") * HOURS: "That is the hours of waiting in a day. What does an hour cost?",
        seen("waiting")
        / PLANNED
        * HOURS
        * hourly_wage(): f"You divided by the {PLANNED} tours that were planned; {n()} were made.",
        HOURS * hourly_wage(): "That is the pay of the whole day. Which share of it is waiting?",
        share("waiting")
        * 8
        * hourly_wage(): "You took eight hours. The technician works from 9 to 18 with half an hour's break.",
        share("waiting")
        * 9
        * hourly_wage(): "You took nine hours. Half an hour of them is the break, when no tour was made.",
        seen("waiting")
        * HOURS
        * hourly_wage(): "You took the count of tours. The share is the count divided by all of them.",
    },
    insight="A dollar and a half less than walking, where chance alone makes more than eight either way.",
)


def share_on_other_days():
    other = tours()[tours()["day"] != ODD_DAY]
    return float(other["activity"].isin(REPAIRING).mean())


def split(table):
    return int(table["activity"].isin(REPAIRING).sum()), len(table)


number(
    "07.8",
    answer=share_on_other_days,
    unit="fraction",
    tolerance=0.0006,
    hints=[
        "Add the counts of fault finding and repair in the table above.",
        "Divide by the tours of these days alone: len(other_days).",
    ],
    solution=lambda: "{} / {} = {:.4f}.".format(
        *split(tours()[tours()["day"] != ODD_DAY]), share_on_other_days()
    ),
    mistakes=lambda: {
        seen(*REPAIRING) / n(): "That is the share of all days, the day with the press down among them.",
        split(tours()[tours()["day"] != ODD_DAY])[0]
        / n(): "The count is of the other days, but you divided by the tours of all days.",
        split(tours()[tours()["day"] == ODD_DAY])[0]
        / split(tours()[tours()["day"] == ODD_DAY])[1]: f"That is the share on day {ODD_DAY} itself.",
        split(tours()[tours()["day"] != ODD_DAY])[
            0
        ]: "That is the count. Divide it by the tours of these days.",
        tours()[tours()["day"] != ODD_DAY]["activity"]
        .eq("fault finding")
        .mean(): "The repairs are missing: count both activities.",
        tours()[tours()["day"] != ODD_DAY]["activity"]
        .eq("repair")
        .mean(): "The fault finding is missing: count both activities.",
        seen(*REPAIRING)
        / split(tours()[tours()["day"] != ODD_DAY])[
            1
        ]: f"The count is of all days, day {ODD_DAY} among them. Take it from the table above.",
        split(tours()[tours()["day"] != ODD_DAY])[
            1
        ]: "That is the number of tours of these days: divide the count by it.",
    },
    insight="On an ordinary day one look in seven, on day 7 more than half of them.",
)

choice(
    "07.x1",
    "An observer skips the tours that come just before lunch, because the way is long. What does that do to the study?",
    {
        "a": "Nothing, if enough other tours are left",
        "b": "It makes the margin a little wider, no more",
        "c": "It leaves out what is done before lunch, so the shares are wrong and the margin does not say so",
    },
    "c",
    mistakes={
        "a": "The other tours all saw other times of the day. However many they are, the time before lunch is not in them.",
        "b": "Fewer tours do widen the margin. But it covers only chance, and this was no chance: the observer chose.",
    },
    insight="A tour that cannot be made is written down as not made, with the reason.",
)
choice(
    "07.x2",
    "Which of these can the 353 tours of the technician NOT tell you?",
    {
        "a": "About how much of the ten days was waiting",
        "b": "Why the technician waited",
        "c": "How long a wait lasts, from beginning to end",
        "d": "Whether a claimed third of the day can be ruled out",
    },
    ["b", "c"],
    mistakes={
        "a": "The share of the looks tells just that, within its margin.",
        "d": "You did that in exercise 5, with share and margin.",
    },
    insight="Looks say how much of the day. For why, ask; for how long, take a stopwatch.",
)

ASSIGNMENT = Assignment(
    "a07_work_sampling",
    parts=[
        rows_form("a07_cannot_count", noun="tour", high=240, may_be_empty=True),
        number_form("a07_share", unit="fraction", low=0.001, high=1),
        number_form("a07_margin", unit="fraction", low=0.0001, high=1),
        number_form("a07_more_tours", unit="tours", low=0, high=20_000),
        rows_form("a07_ruled_out", noun="claim", high=4, may_be_empty=True),
        by_hand("a07_own_record"),
    ],
)
