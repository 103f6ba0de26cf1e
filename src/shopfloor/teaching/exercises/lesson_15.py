"""Lesson 15, the kaizen capstone: its exercises, and the form of what its assignment hands in."""

import re
from functools import cache

from shopfloor.data import load
from shopfloor.methods.oee import before_after

from ..compare import Verdict
from ..forms import Assignment, by_hand, choice_form, list_form, number_form, rows_form
from .builders import choice, number, record

RIG, CYCLE_S = "calibrate", 84
# Good scales of the rig in the trial weeks, with all three countermeasures: made for the lesson, written on its page.
TRIAL = (2968, 3041, 2957, 3006)
SHIFTS = 40


@cache
def rig():
    """Sums of the rig over the four weeks."""
    log = load("plant/shift_log")
    return log[log["station"] == RIG][["planned_min", "downtime_min", "started", "good"]].sum()


@cache
def ordered():
    return int(load("plant/customer_orders")["ordered"].sum())


@cache
def weeks():
    """Good scales of the rig in each of the four weeks."""
    log = load("plant/shift_log")
    rows = log[log["station"] == RIG]
    return tuple(int(rows["good"].iloc[place : place + 10].sum()) for place in range(0, SHIFTS, 10))


def oee_of_the_rig():
    return rig()["good"] * CYCLE_S / (rig()["planned_min"] * 60)


def running_min():
    return rig()["planned_min"] - rig()["downtime_min"]


def gap_min():
    """Minutes of running that are missing in a shift."""
    return (ordered() - rig()["good"]) / SHIFTS * running_min() / rig()["good"]


def labor_a_day():
    rates = load("plant/costs").set_index("item")["value"]
    return 14 * 8 * rates["operator wage"] * (1 + rates["burden on wages"])


def surely():
    """The least that the trial weeks gained, with 95 % confidence."""
    return before_after(weeks(), TRIAL).low


# Recall: lessons 10, 13 and 11.
choice(
    "15.r1",
    "Every station of a line is faster than takt, on paper. What does the paper leave out?",
    {
        "a": "Stops and scrap: time in which no good piece comes out",
        "b": "What the customer orders",
        "c": "The longest task",
    },
    "a",
    mistakes={
        "b": "Orders are in takt: working time divided by the pieces ordered.",
        "c": "The longest task is in the station's time already.",
    },
    insight="Keep that in mind today.",
)
choice(
    "15.r2",
    "A machine is planned for 440 minutes and stands for 44 of them. What is its availability?",
    {"a": "0.10", "b": "0.90", "c": "396"},
    "b",
    mistakes={
        "a": "That is the share in which it stands. Availability is the share in which it runs.",
        "c": "Those are the minutes in which it runs. Divide them by the minutes planned.",
    },
    insight="396 / 440. OEE is availability times performance times quality.",
)
choice(
    "15.r3",
    "600 pieces lie in a line, and 200 leave it each day. How long is a piece in it, on average?",
    {"a": "3 days", "b": "1/3 of a day", "c": "400 days"},
    "a",
    mistakes={
        "b": "You divided the other way round. With so many pieces before it, can one be out by noon?",
        "c": "You subtracted. How many days does it take until 600 have left?",
    },
    insight="Little's law: lead time = WIP / throughput.",
)

number(
    "15.1",
    answer=oee_of_the_rig,
    unit="fraction",
    tolerance=0.0015,
    hints=[
        "How long do 10,515 good scales take at best, 84 s each? And how many seconds are planned?",
        "10515 * 84 / (17600 * 60)",
    ],
    solution="10,515 x 84 s = 883,260 s; 17,600 min x 60 = 1,056,000 s; 883,260 / 1,056,000 = 0.836.",
    mistakes=lambda: {
        running_min() / rig()["planned_min"]: "That is the availability alone: slow running and scrap are not in it.",
        rig()["started"] * CYCLE_S / (rig()["planned_min"] * 60): "You took all pieces started. Only the good ones count.",
        rig()["good"] * CYCLE_S / (running_min() * 60): "You divided by the time in which the rig runs. OEE divides by all planned time.",
        rig()["good"] * CYCLE_S / rig()["planned_min"]: "You divided seconds by minutes: times 60 for the planned time.",
        1 / oee_of_the_rig(): "You turned the division over: what the good pieces need, divided by what is planned.",
        rig()["good"] / rig()["planned_min"]: "The 84 s are missing: how long do these pieces take at best?",
        rig()["good"] / ordered(): "That is good pieces by pieces ordered. OEE knows nothing of orders: it compares with the planned time.",
    },
    also_right=[10515 * 84 / 17600 / 60, 0.8836 * 0.9655 * 0.9804],
    insight="Of a planned hour, about 50 minutes make good scales.",
)  # fmt: skip
number(
    "15.2",
    answer=lambda: weeks()[2] / weeks()[1] - 1,
    unit="fraction",
    tolerance=0.0011,
    hints=["How many more are 2,688 than 2,541? Divide by where it began.", "(2688 - 2541) / 2541"],
    solution="(2,688 - 2,541) / 2,541 = 147 / 2,541 = 0.058.",
    mistakes=lambda: {
        weeks()[2] - weeks()[1]: "That is in scales. Divide by the week it began with.",
        weeks()[2] / weeks()[1]: "That is the later week as a multiple of the earlier one. Take off 1.",
        (weeks()[2] - weeks()[1]) / weeks()[2]: "You divided by the later week. A rise is measured from where it began.",
        weeks()[1] / weeks()[2] - 1: "You turned it over: the later week comes first.",
        weeks()[1] / weeks()[2]: "You turned it over, and did not take off 1.",
        2688 - 2541 / 2541: "Brackets are missing: without them only 2541 is divided by 2541.",
        weeks()[2] / weeks()[0] - 1: "You compared the first week with the third. The colleague takes the second week as 'before'.",
        weeks()[3] / weeks()[1] - 1: "That is the fourth week. The colleague takes the third as 'after'.",
    },
    also_right=[147 / 2541],
    insight="And nobody had changed a thing.",
)  # fmt: skip
choice(
    "15.3",
    "B5: 'Pallets before the rig block the fire door.' When is that dealt with?",
    {
        "a": "When the rig is fast enough, for then the pallets go away",
        "b": "Now, before anything else",
        "c": "As one of the countermeasures, with an owner and a date",
    },
    "b",
    mistakes={
        "a": "Until then a way out is blocked, every day.",
        "c": "A date is a day on which it may still be blocked. Move the pallets first, then write the sheet.",
    },
    hints=["What did lesson 04 do with a hazard?", "A hazard stops the study."],
    insight="A hazard is no project. Whoever sees it has it cleared.",
)
number(
    "15.4",
    answer=gap_min,
    unit="min",
    tolerance=0.35,
    hints=["26.0 more good scales, each with 88.7 s of running. How many seconds is that?", "26.0 * 88.7 / 60"],
    solution="26.0 x 88.7 s = 2,306 s; 2,306 / 60 = 38.4 min a shift (38.5 with nothing rounded before).",
    mistakes=lambda: {
        26 * 88.7: "That is in seconds.",
        26: "Those are the missing scales. How long does the rig run for them?",
        26 * CYCLE_S / 60: "You took the ideal 84 s. The rig runs 88.7 s for a good scale: slow running and scrap are in that.",
        26 * 91.4 / 60: "You took takt. The rig runs 88.7 s for a good scale.",
        26 * 95.1 / 60: "The stops are in 95.1 s. What is asked for is running time: 88.7 s for each.",
        rig()["downtime_min"] / SHIFTS: "That is how long the rig stands in a shift. Not all of it has to go.",
        288.9 * 88.7 / 60: "That is the running time for all 288.9. How much more than today?",
        262.9 * 88.7 / 60: "That is how long the rig runs today. How much more does it have to?",
        26 / 88.7 * 60: "You divided by 88.7. Each of the 26 scales takes 88.7 s: multiply.",
    },
    also_right=[26 * 88.7 / 60, 38.5],
    insight="With nothing rounded before, 38.5. The rig stands 51 minutes a shift. About three quarters of that would have to go.",
)  # fmt: skip
choice(
    "15.5",
    "One of these pairs is enough to make what is ordered. Which?",
    {
        "a": "Changeover and sensors",
        "b": "Changeover and break",
        "c": "Sensors and break",
    },
    "c",
    mistakes={
        "a": "10.6 + 19.2 is 29.8 minutes; 38.5 are missing.",
        "b": "10.6 + 26.5 is 37.1 minutes; 38.5 are missing. Close, and still short every day.",
    },
    hints=["Add up each pair, and hold it against 38.5 min.", "19.2 + 26.5"],
    insight="19.2 + 26.5 = 45.7 min. No second rig for 46,000 dollars is needed.",
)


EVERYBODY = {"all", "all of us", "everybody", "everyone", "team", "the team", "nobody", "somebody", "someone"}
# Said of a person, these are blame also where the sheet's own list does not know the words.
FAILING = ("forget", "forgot", "too slow", "mistake", "not follow", "n't follow", "not pay attention", "lazy")


def blamed(why):
    """The position (A5) that this why blames, or None."""
    named = re.search(r"\b[AB][1-7]\b", why)
    return named[0] if named and any(words in why.casefold() for words in FAILING) else None


def mended_sheet(sheet):
    try:
        notes, inputs = sheet.view["notes"], sheet.inputs
    except AttributeError:
        return "Give the sheet itself, by its name: sheet, without quotes."
    now, goal = inputs["current_number"], inputs["goal_number"]
    if goal is None and notes["root cause"] and not inputs["check_date"]:
        return Verdict(
            "not tried",
            "The sheet stands as you found it. Begin with the goal: how many good scales a week are ordered?",
        )
    if now is None or abs(now - sum(weeks()) / 4) > 15:
        return "The current state has lost its number: 2,629 good scales a week, the mean of the four weeks."
    if goal is None:
        return "The goal has no number yet. How many good scales a week are ordered? 11,556 in four weeks."
    a_week = ordered() / 4
    if 280 <= goal <= 310:
        return f"A goal of {goal:g} is one for a shift. The sheet counts weeks of ten shifts."
    if 550 <= goal <= 620:
        return f"A goal of {goal:g} is one for a day. The sheet counts weeks of five days."
    if goal > 11_000:
        return f"A goal of {goal:g} is one for four weeks. The sheet counts single weeks."
    if goal < a_week - 1.5:
        return f"{goal:g} a week are fewer than the dealers order: 11,556 in four weeks. Divide by 4."
    if goal > 3_200:
        return f"{goal:g} a week is more than all three countermeasures give, about 3,009."
    if "week" not in inputs["goal_unit"].casefold():
        return "The goal's unit is no longer that of the current state: good scales a week."
    rows = [one for one in inputs["actions"] if any(str(part).strip() for part in (one["what"], one["who"]))]
    if len(rows) < 3:
        return "There were three countermeasures on the sheet. Keep all three, and complete them."
    left = [words for section, found in notes.items() if section != "effect" for words in found]
    if left:
        more = f" {len(left) - 1} more after that." if len(left) > 1 else ""
        return f"Still open: {left[0]}{more}"
    last = next((why for why in reversed(inputs["whys"]) if why.strip()), "")
    if blamed(last):
        return (
            f"The last why ends at {blamed(last)}, a person: what in the work makes that so easy to happen?"
        )
    for place, one in enumerate(rows, 1):
        if str(one["who"]).strip().casefold() in EVERYBODY:
            return (
                f"Countermeasure {place}: if {one['who'].strip()!r} is the owner, nobody is. Name one role."
            )
    if inputs["goal_date"] and inputs["check_date"] < inputs["goal_date"]:
        return (
            f"On {inputs['check_date']} the goal is not due yet ({inputs['goal_date']}). Look again after it."
        )
    return True, "Only the effect is missing, and that nobody can know yet: first it has to be done."


def plan(**changed):
    """The lesson's sheet as mended, for the tests."""
    from shopfloor.widgets import A3Sheet

    actions = [
        {"what": "Cover the clamp sensors", "who": "Maintenance technician", "when": "2026-10-23"},
        {
            "what": "Train A1 on the rig; run it in the breaks",
            "who": "Shift supervisor",
            "when": "2026-11-06",
        },
        {"what": "Prepare the changeover", "who": "Technician with A5 and B5", "when": "2026-11-13"},
    ]
    inputs = {
        "title": "More good scales from the calibration rig",
        "team": "Technician, A5, B5, A1, B4, maintenance",
        "date": "2026-10-12",
        "background": "Dealers wait for 412 scales.",
        "current": "The rig made 10,515 good scales in four weeks; 11,556 were ordered.",
        "current_number": 2629,
        "current_unit": "good scales a week",
        "goal": "Make what is ordered, with no overtime",
        "goal_number": 2889,
        "goal_unit": "good scales a week",
        "goal_date": "2026-11-20",
        "whys": [
            "Pallets pile up.",
            "The rig stands 51 minutes a shift.",
            "Parts are fetched while it stands.",
        ],
        "actions": actions,
        "kind": "pieces",
        "before": "2688 2541 2688 2598",
        "follow_up": "Standard work for changeover and breaks",
        "check_date": "2026-12-18",
    }
    return A3Sheet(**{**inputs, **changed})


def without(place, field):
    """The plan with one field of one countermeasure empty."""
    actions = [dict(one) for one in plan().inputs["actions"]]
    actions[place][field] = ""
    return plan(actions=actions)


def owned_by(who):
    """The plan with this owner of the second countermeasure."""
    actions = [dict(one) for one in plan().inputs["actions"]]
    actions[1]["who"] = who
    return plan(actions=actions)


record(
    "15.6",
    mended_sheet,
    right=plan,
    also_right=[
        lambda: plan(goal_number=3000),
        lambda: plan(after="2968 3041 2957 3006"),
    ],
    also_wrong=[
        lambda: plan(goal_number=None),
        lambda: plan(goal_number=289),
        lambda: plan(goal_number=578),
        lambda: plan(goal_number=11556),
        lambda: plan(goal_number=2700),
        lambda: plan(goal_number=5000),
        lambda: plan(goal_unit="good scales a day"),
        lambda: plan(current_number=263),
        lambda: plan(whys=["Pallets pile up.", "The rig stands.", "Human error at the changeover."]),
        lambda: without(1, "who"),
        lambda: without(2, "when"),
        lambda: plan(check_date=""),
        lambda: plan(check_date="2026-10-01"),
        lambda: plan(whys=["Pallets pile up.", "The rig stands 51 minutes a shift.", "A5 forgets the parts"]),
        lambda: owned_by("everybody"),
        lambda: plan(actions=plan().inputs["actions"][:2]),
        "sheet",
        6,
    ],
    noun="sheet",
    first_step="Complete the sheet above, then run this cell again.",
    hints=[
        "Read the notes in each section, from the top: a number, a cause, an owner and two dates are missing.",
        "Goal: 11,556 / 4. Why 3: what in the work makes the changeover long? Countermeasure 2: whose job is training? "
        "Countermeasure 3 and the follow-up: any date that fits.",
    ],
    solution="Goal 2,889 good scales a week. Why 3, for example: parts are fetched while the rig stands, as no steps are "
    "written down. Countermeasure 2, owner: shift supervisor. Countermeasure 3, a date before the goal's, such as "
    "2026-11-13. Follow-up, checked again on 2026-12-18.",
    question="Mend the A3 sheet.",
)  # fmt: skip
number(
    "15.7",
    answer=surely,
    unit="pieces",
    tolerance=1.0,
    hints=[
        "The sentence under the numbers begins with 'Chance alone rarely does that'. It gives two numbers.",
        "The smaller of the two is what the change surely gives.",
    ],
    solution="From +256 to +472.5 good scales a week: 256 at least.",
    mistakes=lambda: {
        before_after(weeks(), TRIAL).high: "That is the most it may be. What is the least?",
        before_after(weeks(), TRIAL).difference: "That is the difference that was seen; luck is in it. Read the smaller number of the two.",
        before_after(weeks(), TRIAL).after: "That is the mean of the weeks after. How much more than before, at least?",
        before_after(weeks(), TRIAL).before: "That is the mean of the weeks before. How much more came after, at least?",
        0.139: "That is the rise as a fraction. Read the smaller of the two numbers in scales a week.",
        13.9: "That is the rise in percent. Read the smaller of the two numbers in scales a week.",
    },
    also_right=[256, 256.0],
    insight="Even the cautious number is close to the 260 that were missing a week.",
)  # fmt: skip
number(
    "15.8",
    answer=lambda: labor_a_day() / (ordered() / 20),
    unit="USD",
    tolerance=0.011,
    hints=["The same people, the same hours: only the scales change.", "3286.53 / 577.8"],
    solution="3,286.53 / 577.8 = 5.69 dollars.",
    mistakes=lambda: {
        labor_a_day() / 527.2: "That is today's, with 527.2 scales a day.",
        labor_a_day(): "That is what all fourteen cost in a day. How many scales share it?",
        3286.53 * 577.8: "You multiplied. The scales of a day share what the day costs: divide.",
        labor_a_day() / 301: "301 is what the rig can make in a shift. The wages are those of a day.",
        labor_a_day() / 14 / 577.8: "That is one person's share. All fourteen make the scales.",
        6.23 * 577.8 / 527.2: "With more scales the same wages come to less for each, not more.",
        labor_a_day() / 601.8: "That is what the rig could make. Once the 412 owed are shipped, only 577.8 a day have a buyer.",
        labor_a_day() / 598.6: "That is what the trial weeks made, with the scales that are owed. In the long run 577.8 a day have a buyer.",
        577.8 / labor_a_day(): "You turned the division over: dollars divided by scales.",
        labor_a_day() / 288.9: "That is one shift's scales with a day's wages.",
        labor_a_day() / 2889: "Those are a week's scales with a day's wages.",
        6.23 - 5.69: "That is what is saved on each. What does a scale cost then?",
    },
    also_right=[3286.53 / 577.8, 5.69],
    insight="Over 50 cents less, and nobody works faster or longer.",
)  # fmt: skip

choice(
    "15.x1",
    "'After our kaizen the line made 9 % more than in the week before.' What do you ask first?",
    {
        "a": "How many weeks before and after, and how much do weeks vary by themselves?",
        "b": "Who had the idea?",
        "c": "Why not 10 %?",
    },
    "a",
    mistakes={
        "b": "Good to know, and no proof. Was the week before a usual one?",
        "c": "First: is it more than luck?",
    },
    insight="One week is no baseline.",
)
choice(
    "15.x2",
    "The last why on a sheet says: 'The operator forgot a step.' What now?",
    {
        "a": "Countermeasure: the operator signs that it will not happen again",
        "b": "Ask once more: what in the work makes a step easy to forget?",
        "c": "The cause is found",
    },
    "b",
    mistakes={
        "a": "A signature changes nothing in the work. The next person will forget it, too.",
        "c": "That is where blame stops. A cause is something that can be changed.",
    },
    insight="A mark, a fixture, fewer steps: then nobody has to remember.",
)

number(
    "15.9",
    answer=lambda: 100 * before_after(weeks(), TRIAL).after / before_after(weeks(), TRIAL).before,
    tolerance=0.15,
    hints=["2,629 is 100. How much is 2,993?", "100 * 2993 / 2629"],
    solution="100 x 2,993 / 2,629 = 113.8.",
    mistakes=lambda: {
        2993 / 2629: "Times 100: the baseline is 100, not 1.",
        100 * 2629 / 2993: "You turned it over: the baseline, 2,629, is the 100.",
        2993 / 2629 - 1: "That is the rise as a fraction. With the baseline at 100, what is it after?",
        13.8: "That is the rise in percent. With the baseline at 100, what is it after?",
        364: "That is in scales, and those stay in the plant.",
        100 * 3009 / 2629: "That is what was computed beforehand. Take what the trial weeks made, 2,993.",
    },
    also_right=[100 * 2993 / 2629],
    insight="A stranger sees how much better it became, and nothing of the plant.",
)  # fmt: skip
choice(
    "15.10",
    "Which line may stand in your portfolio?",
    {
        "a": "Dealers of our plant wait for 412 scales",
        "b": "Output of the bottleneck from 100 to 114, checked against four weeks before",
        "c": "Photo of the rig, with B5 at work",
    },
    "b",
    mistakes={
        "a": "Late orders are the plant's business, and a competitor would like to read of them.",
        "c": "A picture shows the plant's machine and a person. Both would have to agree, in writing.",
    },
    hints=["Who could be hurt if a stranger reads it?"],
    insight="The way you worked is yours to show. The plant's figures are not.",
)

ASSIGNMENT = Assignment(
    "a15_kaizen_capstone",
    parts=[
        number_form("a15_takt", unit="s", low=10, high=1000),
        choice_form("a15_bottleneck", "abcdef"),
        list_form("a15_now", length=4, low=-2000, high=5000),
        rows_form("a15_offers", noun="offer", high=4, may_be_empty=True),
        list_form("a15_then", length=4, low=0, high=20000),
        by_hand("a15_a3"),
    ],
)
