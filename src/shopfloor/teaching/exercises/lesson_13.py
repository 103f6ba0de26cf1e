"""Lesson 13, OEE and changeovers: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods import oee

from ..compare import Mistake, Verdict
from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, record, rows

MACHINE, OTHER = "IM-07", "PR-03"
# Shift B of the first Monday: planned minutes, stops, seconds a piece, pieces, good ones.
PLANNED, STOPPED, CYCLE_S, PIECES, GOOD = 450, 78, 24, 784, 776
TODAY, LIMIT = "2026-02-24", 4.5
# What the figure of the losses shows as planned: without the three shifts whose good pieces nobody counted.
COUNTED_PLANNED_MIN = 86_790
# Steps of the filmed changeover: what needs nothing but another moment, what needs a place to do it, what should not be.
AT_ONCE, WITH_EQUIPMENT, FOR_NOTHING, OUTSIDE_ALREADY = (1, 2, 3, 8, 9, 21), 14, (13, 19), 15


@cache
def stops(machine):
    """The stops of a machine, each once, with the reasons that the list gives them."""
    table = load("oee/stops").drop_duplicates()
    return oee.name_reasons(table[table["machine"] == machine], load("oee/stop_reasons"))


@cache
def shifts(machine):
    table = load("oee/shifts").drop_duplicates()
    return table[table["machine"] == machine]


def minutes_of(reason, written=None):
    table = stops(MACHINE)
    table = table[table["reason"] == reason]
    if written:
        table = table[table["written"] == written]
    return int(table["minutes"].sum())


@cache
def breakdowns(machine):
    table = stops(machine)
    return table[table["loss"] == "breakdowns"]


def planned_min():
    return int(shifts(MACHINE)["planned_min"].sum())


def running_min():
    return planned_min() - int(stops(MACHINE)["minutes"].sum())


@cache
def baseline(machine=OTHER):
    return oee.weeks_needed(oee.per_week(breakdowns(machine), "minutes"), reduction=0.30)


@cache
def trends():
    return oee.vibration_trends(load("oee/vibration"), LIMIT, until=TODAY).set_index("motor")


# Recall: lessons 09, 07 and 11.
choice(
    "13.r1",
    "A Pareto chart of causes. What does it show first?",
    {
        "a": "The causes in the order in which they happened",
        "b": "The cause that costs most, with its share of the whole",
        "c": "The cause that is easiest to mend",
    },
    "b",
    mistakes={
        "a": "That would be a diary. A Pareto chart puts the largest first.",
        "c": "It knows the cost of a cause, and nothing about how hard it is to mend.",
    },
    insight="Today its bars fall apart, since one cause has many names.",
)
choice(
    "13.r2",
    "You look at a bench 20 times at random and find it waiting 5 times. Looking 20 times more, you find it waiting twice. Did waiting get less?",
    {
        "a": "Yes, by 60 %",
        "b": "Nobody knows: with so few looks, chance alone gives such numbers",
        "c": "No, it got more",
    },
    "b",
    mistakes={
        "a": "5 and 2 of 20 are 25 % and 10 %, each with a margin of error of more than 10 points.",
        "c": "It was found less often, if anything. But 20 looks are few.",
    },
    insight="Today the same happens to weeks.",
)
choice(
    "13.r3",
    "A line has a bottleneck. A machine that is not the bottleneck saves ten minutes a day. How many more pieces leave the line?",
    {
        "a": "As many as that machine makes in ten minutes",
        "b": "About half as many",
        "c": "None: the bottleneck decides",
    },
    "c",
    mistakes={
        "a": "It makes them, and they wait in front of the bottleneck.",
        "b": "There is no half: what leaves the line passes the bottleneck.",
    },
    insight="So a saved minute is worth money only at the bottleneck.",
)

number(
    "13.1",
    answer=(PLANNED - STOPPED) / PLANNED,
    unit="fraction",
    tolerance=0.0006,
    hints=[
        "Add up the stops of shift B: six of them. The rest of the 450 min it ran.",
        "(450 - 78) / 450",
    ],
    solution="17 + 33 + 6 + 14 + 4 + 4 = 78 min of stops; (450 - 78) / 450 = 0.8267.",
    mistakes={
        STOPPED / PLANNED: "That is the share that it stood. Availability is the share that it ran.",
        (PLANNED - 10) / PLANNED: "That is shift A, which stood for 10 min.",
        (PLANNED - 17) / PLANNED: "You took off the first stop of shift B only. It had six.",
        (PLANNED - 74) / PLANNED: "One of the two jams of 4 min is missing: six stops.",
        (PLANNED - 98) / PLANNED: "You took off the stops of shift C too. Only those of B count.",
        (PLANNED - 88) / PLANNED: "You took off the stop of shift A too. Only those of B count.",
        (PLANNED - 108) / PLANNED: "You took off the stops of the whole day. Only those of B count.",
        (PLANNED - 6) / PLANNED: "You took off the number of the stops. Their minutes count.",
        (PLANNED - 50) / PLANNED: "You took off the two adjustments only. Shift B had six stops.",
        PLANNED - STOPPED: "Those are the minutes it ran. Divide them by the planned ones.",
        PLANNED - STOPPED / PLANNED: "You wrote no brackets, so only the stops were divided: (running minutes) / (planned minutes).",
        STOPPED: "Those are the minutes it stood. What share of the planned time did it run?",
        PLANNED / (PLANNED - STOPPED): "That fraction is upside down: running time divided by planned time.",
        PLANNED / (PLANNED + STOPPED): "The stops are part of the 450 min, not on top of them.",
        (480 - STOPPED) / 480: "Planned are 450 min: the break of the eight hours is off already.",
        100 * STOPPED / PLANNED: "That is the share that it stood, in percent. Availability is the share that it ran, as a fraction.",
        GOOD * CYCLE_S / 60 / PLANNED: "That is the OEE of shift B, all three factors. Only the first is asked for.",
        PIECES * CYCLE_S / 60 / (PLANNED - STOPPED): "That is the performance of shift B. Only minutes are needed here, no pieces.",
        PIECES / 970: "You compared pieces of two shifts. Availability is about minutes.",
    },
    insight="So it stood for every sixth minute.",
)  # fmt: skip


def needed_and_running(given):
    if any(value is ... for value in given):
        return "One of the two is still missing."
    if len(given) != 2 or not all(
        isinstance(value, (int, float)) and not isinstance(value, bool) for value in given
    ):
        return "Two numbers of minutes are asked for, without quotes, such as 300 and 400."
    needed, running = (float(value) for value in given)
    right_needed = abs(needed - PIECES * CYCLE_S / 60) < 0.65
    right_running = abs(running - (PLANNED - STOPPED)) < 0.06
    if right_needed and right_running:
        return True, "313.6 / 372 = 0.8430: while it ran, it made 84 of 100 possible pieces."
    if abs(needed - (PLANNED - STOPPED)) < 0.06 and abs(running - PIECES * CYCLE_S / 60) < 0.06:
        return "You have both, the other way round: what the pieces need comes first."
    if abs(needed - PIECES * CYCLE_S) < 1:
        return "784 x 24 are seconds. How many minutes is that?"
    if abs(needed - PIECES / 60) < 0.1:
        return "You took a second for each piece. At best, a piece needs 24."
    if abs(needed - PIECES / CYCLE_S) < 0.1:
        return "You divided by the 24 s. Each of 784 pieces needs 24 s: multiply, then turn the seconds into minutes."
    if abs(needed - PIECES * CYCLE_S / 3600) < 0.06:
        return "You divided by 3,600: those are hours. Minutes are asked for."
    if abs(needed - GOOD * CYCLE_S / 60) < 0.06:
        return "You took the good pieces. All 784 were made in that time; the quality rate takes the bad ones off later."
    if abs(needed - 970 * CYCLE_S / 60) < 0.06:
        return "Those are the minutes of shift A's 970 pieces. Shift B made 784."
    if running == PLANNED:
        return "450 is the planned time. It ran for less: take the 78 min of stops off."
    if running == STOPPED:
        return "78 is how long it stood. The other minutes of the 450 it ran."
    if running == PLANNED - 10:
        return "440 min is how long it ran in shift A."
    if abs(needed - PIECES * CYCLE_S / 60 / (PLANNED - STOPPED)) < 0.01:
        return (
            "That is the performance itself. The blanks ask for the two numbers of minutes that lead to it."
        )
    if needed == PIECES:
        return "784 is the number of pieces. How many minutes do they need, at 24 s each?"
    if right_needed:
        return "The minutes that the pieces need are right. How long did it run: 450 less the stops?"
    if right_running:
        return "The running time is right. 784 pieces at 24 s each: how many minutes is that?"
    return (
        "The first blank: 784 pieces at 24 s each, in minutes. The second: the planned time less the stops."
    )


record(
    "13.2",
    needed_and_running,
    right=[PIECES * CYCLE_S / 60, PLANNED - STOPPED],
    also_right=[(313.6, 372.0), [784 * 0.4, 450 - 78]],
    also_wrong=[
        [18816, 372],
        [372, 313.6],
        [313.6, 450],
        [310.4, 372],
        [388, 440],
        [313.6, 78],
        [313.6],
        ["313.6", "372"],
        [32.67, 372],
        [5.2267, 372],
    ],
    noun="two numbers of minutes",
    first_step="Replace the three dots of both lines with numbers of minutes.",
    hints=[
        "Shift A's performance was (970 * 24 / 60) / 440: the same two numbers, for shift B.",
        "784 * 24 / 60, and 450 - 78.",
    ],
    solution="784 x 24 / 60 = 313.6 min for the pieces, 450 - 78 = 372 min of running; 313.6 / 372 = 0.8430.",
    question="Shift B: minutes that its pieces need, and minutes it ran.",
)
number(
    "13.3",
    answer=lambda: minutes_of("hydraulic leak") - minutes_of("hydraulic leak", "Hydraulic leak"),
    unit="min",
    hints=[
        "How many minutes does the second table give hydraulic leak, and how many did the first?",
        "1335 - 422",
    ],
    solution=lambda: (
        f"All spellings {minutes_of('hydraulic leak'):,} min, the proper one {minutes_of('hydraulic leak', 'Hydraulic leak')}: "
        f"{minutes_of('hydraulic leak') - minutes_of('hydraulic leak', 'Hydraulic leak')} min did not show."
    ),
    mistakes=lambda: {
        minutes_of("hydraulic leak"): "Those are all minutes of hydraulic leak. Some of them did show in the first table.",
        minutes_of("hydraulic leak", "Hydraulic leak"): "Those are the minutes that did show. How many did not?",
        minutes_of("changeover") - minutes_of("changeover", "Changeover"): "That is what other spellings hid of the changeovers. Asked is hydraulic leak.",
        minutes_of("heater band") - minutes_of("heater band", "Heater band"): "That is what other spellings hid of the heater bands. Asked is hydraulic leak.",
        minutes_of("hydraulic leak", "Hydraulic leak") - minutes_of("hydraulic leak"): "The size is right. Take the smaller from the larger.",
        minutes_of("hydraulic leak") - minutes_of("heater band", "Heater band"): "You took off the minutes of the heater band. Take off those of the spelling \"Hydraulic leak\".",
        minutes_of("hydraulic leak") - minutes_of("heater band"): "You took off the minutes of the heater band. Take off those that the first table gives \"Hydraulic leak\".",
        minutes_of("heater band", "Heater band"): "Those are the minutes of the spelling \"Heater band\". Asked is hydraulic leak.",
        minutes_of("hydraulic leak") + minutes_of("hydraulic leak", "Hydraulic leak"): "You added. The minutes that did show are part of all its minutes: take them off.",
        68: "That is a share, in percent. Minutes are asked for.",
        0.14: "That is a share. Minutes are asked for.",
        0.10: "That is a difference of two shares. Minutes are asked for.",
        0.68: "That is a share. Minutes are asked for.",
    },
    insight="Two thirds of the second largest reason were hidden by spelling.",
)  # fmt: skip
choice(
    "13.4",
    "What is the largest loss, and who wrote it down?",
    {
        "a": "Breakdowns; they stand in the stop log",
        "b": "Setup and adjustment; it stands in the stop log",
        "c": "Reduced speed; nobody: it is what remains when all that was logged is taken off",
        "d": "Process defects; the inspectors",
    },
    "c",
    mistakes={
        "a": "Breakdowns are 4,268 min. One bar is more than twice as long.",
        "b": "Setup and adjustment is 3,002 min, the third of the losses.",
        "d": "Process defects come to 927 min, one of the smallest losses.",
    },
    insight="Slower cycles, and short stops that nobody wrote down: an eighth of the planned time, and no line in any log.",
)
number(
    "13.5",
    answer=lambda: running_min() / len(breakdowns(MACHINE)) / 60,
    unit="h",
    tolerance=0.06,
    hints=[
        "Running time divided by the number of breakdowns, then minutes into hours.",
        "78276 / 150 / 60",
    ],
    solution=lambda: (
        f"{running_min():,} min / {len(breakdowns(MACHINE))} = {running_min() / len(breakdowns(MACHINE)):.1f} min; / 60 = "
        f"{running_min() / len(breakdowns(MACHINE)) / 60:.2f} h."
    ),
    mistakes=lambda: {
        planned_min() / len(breakdowns(MACHINE)) / 60: "You took the planned time. Between failures counts the time in which it ran.",
        COUNTED_PLANNED_MIN / len(breakdowns(MACHINE)) / 60: "You took the planned time of the figure. Between failures counts the time in which it ran.",
        (running_min() - 4389) / len(breakdowns(MACHINE)) / 60: "You took the breakdowns off once more. The running time is without them already.",
        (running_min() + 4389) / len(breakdowns(MACHINE)) / 60: "You added the minutes of the breakdowns. Between failures counts only the time in which it ran.",
        running_min() / 60: "Those are the hours it ran in the whole quarter. Divide by the number of failures.",
        running_min() / len(stops(MACHINE)) / 60: "You divided by all stops. Only breakdowns are failures.",
        running_min() / 4389 / 60: "You divided by the minutes of the breakdowns. Their number counts, 150.",
        running_min() / 4389: "You divided by the minutes of the breakdowns. Their number counts, 150.",
        planned_min() / len(breakdowns(MACHINE)): "You took the planned time, in minutes. Between failures counts the time in which it ran.",
        4389 / 150: "That is the MTTR, in minutes: how long one takes.",
        4389 / 150 / 60: "That is the MTTR in hours: how long one takes. Asked is the time between them.",
        150 / running_min(): "That fraction is upside down: running time divided by failures.",
        150 / (running_min() / 60): "That fraction is upside down: running time divided by failures.",
    },
    insight="It fails about once a shift, and half an hour is gone.",
)  # fmt: skip


def cases_noted(tree):
    """The verdict on the cases noted: a right pair, else what the last noted case lacks."""
    cases = [row for _, row in tree.record.iterrows()]
    mine = [row for row in cases if row["machine"] == MACHINE]
    if not mine:
        return f"Your cases are of {cases[-1]['machine']}. Choose {MACHINE}, and all its weeks."
    whole = [row for row in mine if (row["first_date"], row["last_date"]) == whole_quarter()]
    if not whole:
        return "Your cases are of a part of the quarter. Choose the first and the last week again: from 5 Jan to 30 Mar."
    promised = [row for row in whole if cut_alone(row, "breakdowns_cut") == 0.30]
    speed = [row for row in whole if cut_alone(row, "speed_cut")]
    if not promised:
        return without_the_promise(whole[-1], speed)
    if not speed:
        return not_yet(*without_the_speed(whole))
    wanted = promised[-1]["extra_pieces"]
    enough = [row for row in speed if row["extra_pieces"] > wanted]
    if not enough:
        best = max(speed, key=lambda row: row["extra_pieces"])
        return not_yet(
            f"Reduced speed cut by {100 * best['speed_cut']:.0f} % brings {best['extra_pieces']:,.0f} pieces, the breakdowns "
            f"{wanted:,.0f}.",
            "Cut reduced speed a little more, and note it.",
        )
    smallest = min(enough, key=lambda row: row["speed_cut"])
    if round(smallest["speed_cut"], 2) > 0.15:
        words = (
            f"{100 * smallest['speed_cut']:.0f} % of reduced speed brings more than the breakdowns, {smallest['extra_pieces']:,.0f} "
            "pieces. A smaller cut does, too."
        )
        few = [row for row in speed if row["extra_pieces"] <= wanted]
        if few:
            most = max(few, key=lambda row: row["extra_pieces"])
            return not_yet(
                f"{words} {100 * most['speed_cut']:.0f} % brings {most['extra_pieces']:,.0f}, which is too few.",
                "Find the smallest cut between the two, and note it.",
            )
        return not_yet(
            words, "Go back by an arrow key at a time, find the smallest that still brings more, and note it."
        )
    return True, (
        f"30 % fewer minutes of breakdowns bring {wanted:,.0f} pieces and {promised[-1]['extra_usd']:,.0f} dollars a quarter; "
        f"15 % of reduced speed bring {smallest['extra_pieces']:,.0f}. Half the percent, and more pieces."
    )


def not_yet(words, try_this):
    """A verdict with advice of its own: the first hint is about the first case, which is noted by then."""
    return Verdict("wrong, named", words, try_this)


def whole_quarter():
    dates = shifts(MACHINE)["date"].astype(str).str[:10]
    return dates.min(), dates.max()


def cut_alone(row, name):
    """The cut of one loss as a fraction; 0 where another is cut too."""
    cuts = {column: row[column] for column in row.index if column.endswith("_cut")}
    others = [value for column, value in cuts.items() if column != name]
    return 0 if any(others) else round(float(cuts[name]), 4)


def without_the_promise(last, speed):
    if last["breakdowns_cut"] and not cut_alone(last, "breakdowns_cut"):
        return "Your last case cuts several losses at once. Press Cut nothing, then cut breakdowns alone by 30 %, and note it."
    if cut_alone(last, "breakdowns_cut"):
        return f"Your case cuts breakdowns by {100 * last['breakdowns_cut']:.0f} %. The promise is 30 %: note that one."
    if speed:
        return "Reduced speed is noted. The case of breakdowns, cut by 30 % alone, is missing."
    return "Open Availability, cut breakdowns by 30 %, nothing else, and press Note this case."


def without_the_speed(cases):
    if any(row["speed_cut"] for row in cases):
        return (
            "Your case cuts reduced speed and something else.",
            "Press Cut nothing first, then cut reduced speed alone, and note it.",
        )
    return (
        "Breakdowns cut by 30 % are noted. The second case is missing.",
        "Press Cut nothing, open Performance, cut reduced speed alone, and note it.",
    )


def noted(*cuts, machine=MACHINE, **span):
    """A loss tree with a case noted for each of `cuts`, for the tests."""
    from shopfloor.widgets import OeeLossTree

    tree = OeeLossTree(machine, **span)
    tree.set(noted=[{**tree.inputs, "cuts": one} for one in cuts])
    return tree


PROMISE, SPEED = {"breakdowns": 0.30}, {"reduced speed": 0.15}

record(
    "13.6",
    cases_noted,
    right=lambda: noted(PROMISE, SPEED),
    also_right=[
        lambda: noted(SPEED, PROMISE),
        lambda: noted(PROMISE, {"reduced speed": 0.10}, {"reduced speed": 0.25}, SPEED),
    ],
    also_wrong=[
        lambda: noted(PROMISE),
        lambda: noted(SPEED),
        lambda: noted(PROMISE, {"reduced speed": 0.10}),
        lambda: noted(PROMISE, {"reduced speed": 0.30}),
        lambda: noted(PROMISE, PROMISE | SPEED),
        lambda: noted(PROMISE | SPEED),
        lambda: noted({"breakdowns": 0.25}, SPEED),
        lambda: noted(PROMISE, SPEED, machine=OTHER),
        lambda: noted(PROMISE, SPEED, start="2026-03-02"),
        0.15,
    ],
    noun="loss tree",
    first_step="Note two cases on the loss tree above, then run this cell again.",
    hints=[
        "First case: open Availability, breakdowns cut by 30 %, nothing else. Press Note this case, then Cut nothing.",
        "Second case: open Performance. Go up from 5 % to the first cut that brings more pieces than the 2,709 of the first case.",
    ],
    solution="Breakdowns cut by 30 % alone bring 2,709 pieces. Reduced speed cut by 10 % alone brings 2,562, by 15 % 3,843: "
    "15 % is the smallest step that brings more. Note both.",
    question="Two cases on the loss tree.",
)
number(
    "13.7",
    answer=lambda: 2 * baseline().weeks,
    unit="weeks",
    hints=["So many before, and as many after.", "26 + 26"],
    solution=lambda: (
        f"{baseline().weeks} weeks before and {baseline().weeks} after: {2 * baseline().weeks}, a year."
    ),
    mistakes=lambda: {
        baseline().weeks: "So many weeks are needed before. And after?",
        13: "That is how many weeks there are by now. How many would be needed?",
        39: "The 13 weeks that are there belong to the weeks before. How many are needed before, and how many after?",
        13 + 2 * baseline().weeks: "You added the 13 weeks that are there. They are part of the weeks before.",
        baseline().as_low: "That is how many weeks lie 30 % below the mean by luck.",
        2: "Two weeks prove a horseshoe. How many does the result ask for?",
        0.30: "That is the promise. How many weeks make it believable?",
        2 * baseline(MACHINE).weeks: "That is IM-07, whose weeks vary more. The weeks above are PR-03's.",
    },
    insight="A year, for a promise that was printed without a week.",
)  # fmt: skip
rows(
    "13.8",
    list(AT_ONCE),
    noun="step",
    hints=[
        "Ask of each: could somebody do it while the old order still runs, or when the new one does, with what is there today?",
        "Papers, searching for the mold, the crane, carrying to and fro, tidying up: six steps.",
    ],
    solution="Papers (1), finding the mold (2), fetching the crane (3), bringing the next mold (9) can be done before the machine "
    "stops; carrying the old mold away (8) and tidying up (21) after it runs again: 23 of 82 minutes.",
    mistakes=[
        Mistake((0, 1, 2, 7, 8, 20), "These are the bold row labels at the left, which begin with 0. The numbers of the steps stand in the column step."),
        Mistake((*AT_ONCE[:3], AT_ONCE[4]), "Those are the steps before the machine stops. Which can wait until it runs again?"),
        Mistake((*AT_ONCE[:5],), "One is missing: the machine need not wait for the tidying up."),
        Mistake((1, *AT_ONCE[2:]), "One is missing: the next mold can be looked for before the machine stops."),
        Mistake(AT_ONCE[2:], "Two are missing: the papers and the next mold can be looked for before the machine stops."),
        Mistake((1, 2, 3, 9, 21), "One is missing: the old mold can stand beside the machine until the new order runs."),
        Mistake(WITH_EQUIPMENT, "It can go outside only with a place to warm a mold up. That has to be bought first."),
        Mistake(FOR_NOTHING[0], "It is searching for what is missing. It should not happen at all, outside or inside."),
        Mistake(FOR_NOTHING[1], "It is waiting. It should not happen at all, outside or inside."),
        Mistake(OUTSIDE_ALREADY, "It is external already: the machine runs meanwhile."),
        Mistake(4, "It is done by the machine itself: it cannot empty its barrel and make pieces."),
        Mistake(5, "It is done at the machine: with the hoses off, the mold is not cooled, so it stands."),
        Mistake(6, "It opens the clamps of the mold in the machine: it stands."),
        Mistake(7, "It lifts the mold out of the machine: it stands."),
        Mistake(10, "It lifts the mold into the machine: it stands."),
        Mistake(11, "It clamps the mold in the machine: it stands."),
        Mistake(12, "It connects the mold in the machine: it stands."),
        Mistake(16, "It is typed in at the machine, which then waits. With stored settings it would be short, not outside."),
        Mistake(17, "It changes what the robot of this machine holds: it stands."),
        Mistake(18, "It is the machine's own trial: no good piece is made meanwhile."),
        Mistake(20, "It checks the first piece, and nobody may go on before it is good."),
    ],
    also_wrong=[[5, 6], [1, 2], list(range(1, 22)), []],
    insight="23 of 82 minutes, and nothing bought: Shingo's first step.",
    question="Which internal steps could move outside at once?",
)  # fmt: skip
number(
    "13.9",
    answer=204,
    hints=[
        "Not the highest level, but a level that rises: compare the columns before and level.",
        'The column verdict says "growing" of one motor.',
    ],
    solution=lambda: (
        f"M-204: from {trends().loc['M-204', 'before']:.2f} to {trends().loc['M-204', 'level']:.2f} mm/s, and growing by "
        f"{trends().loc['M-204', 'growth_per_day']:.1%} a day. M-206 is higher, as it always was."
    ),
    mistakes={
        206: "M-206 vibrates most, and always has: it grinds. Compare each motor with its own past.",
        203: "M-203 is about as high as it always was: steady.",
        202: "M-202 is steady, on this day.",
        201: "M-201 grows by nothing: it is steady.",
        205: "M-205 is the lowest, and steady.",
        3: "That is the bold row label at the left. Write the number of the motor.",
        4: "Write the whole number of the motor, as in 201.",
    },
    insight="It drives the hydraulic pump of IM-07.",
)
number(
    "13.10",
    answer=lambda: int(trends().loc["M-204", "days_to_limit"]),
    unit="days",
    hints=["The column days_to_limit, for the motor that grows.", "Whole days: after 19 it would be too late."],
    solution=lambda: (
        f"{trends().loc['M-204', 'days_to_limit']:.1f} days are left, so {int(trends().loc['M-204', 'days_to_limit'])} whole ones: "
        "until March 14."
    ),
    mistakes=lambda: {
        19: "You rounded up. After 18 days and a half it is at the limit.",
        round(float(trends().loc["M-204", "days_to_limit"]), 1): "Whole days, and not one too many: round down.",
        round(float(trends().loc["M-204", "level"]), 1): "That is its level today, in mm/s. The days stand beside it.",
        4.5: "That is the limit, in mm/s. The days stand in the last column.",
        10: "That is how many days back the trend was looked for.",
    },
    insight="Enough to order a bearing in peace, if somebody looks today.",
)  # fmt: skip

choice(
    "13.x1",
    "Availability 0.90, performance 0.80, quality rate 0.95. What is the OEE?",
    {"a": "0.883, their average", "b": "0.684, their product", "c": "0.80, the smallest"},
    "b",
    mistakes={
        "a": "Each factor takes its share of what the one before has left: multiply.",
        "c": "The other two losses come on top of that one: multiply.",
    },
    insight="Each takes its share of what is left.",
)
choice(
    "13.x2",
    'A poster says: "Our box: 40 % less downtime in the very first week!" What do you ask first?',
    {
        "a": "What the box costs",
        "b": "Whether it can be had for other machines, too",
        "c": "40 % of what, and what the many weeks before and after were like",
    },
    "c",
    mistakes={
        "a": "A price for what? One week against another can be luck.",
        "b": "Does it do anything at this one? One week against another can be luck.",
    },
    insight="Of PR-03's thirteen weeks, three were 30 % better than the mean, and nothing had been done.",
)

ASSIGNMENT = Assignment(
    "a13_oee_and_changeovers",
    parts=[
        number_form("a13_performance", unit="fraction", low=0.01, high=1),
        number_form("a13_oee", unit="fraction", low=0.01, high=1),
        rows_form("a13_claims", noun="claim", high=5, may_be_empty=True),
        number_form("a13_saved", unit="min", low=-300, high=1000),
        number_form("a13_bottles", unit="bottles", low=1, high=200_000),
        by_hand("a13_note"),
    ],
)
