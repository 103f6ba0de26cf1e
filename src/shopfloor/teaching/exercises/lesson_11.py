"""Lesson 11, flow: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods import flow

from ..compare import Verdict
from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, record

# What the widget's task asks for: pull against push in the same shift.
TOO_FEW, ENOUGH, SHORTER = 0.90, 0.95, 0.755
SEED, BUSY = 4, 0.90
GAP = 4.40
# A line of one's own is simulated with parts at this gap, so its throughput cannot be far from it.
OWN_THROUGHPUT, OWN_LEAD_TIME = (0.15, 0.30), (25, 900)
LAW_HOLDS = 0.01
# As far as a throughput with two decimals may lie beside its four.
COARSE = 0.03


@cache
def rates():
    return flow.line_rates(load("flow/stations"))


def mill_min():
    """What a part really takes at the mill, stops included."""
    return 3.40 * (150 + 25) / 150


@cache
def press(factor=1.0):
    return flow.batch_load(load("flow/press_products"), available=800, factor=factor)


# Recall: lessons 10, 02 and 07.
choice(
    "11.r1",
    "A line finishes a kettle every minute. Each kettle is on its way through it for 25 minutes. What is its lead time?",
    {"a": "1 minute", "b": "25 minutes", "c": "25 kettles"},
    "b",
    mistakes={
        "a": "That is the time from kettle to kettle. Lead time follows one kettle from start to finish.",
        "c": "A lead time is a time. How many kettles are in the line is the next thing to ask, and today you will.",
    },
    insight="Start to finish of one piece, waiting included.",
)
choice(
    "11.r2",
    "One drill takes 4 minutes for each part. Another takes 2 or 6, by chance, one as often as the other. What do the two have in common?",
    {"a": "The mean", "b": "The spread", "c": "Both"},
    "a",
    mistakes={
        "b": "The first drill's times do not spread at all; the other's lie 2 minutes to either side of the mean.",
        "c": "Both take 4 minutes on average. But only the second drill's times are spread.",
    },
    insight="The mean is 4 minutes; the standard deviation is 0 at one drill and 2 at the other. Today that makes a queue.",
)
number(
    "11.r3",
    answer=0.9,
    unit="fraction",
    tolerance=0.004,
    question="In 180 of 200 random looks a machine was running. Which share of the time is it busy, as a fraction?",
    hints=["A share is the part divided by the whole.", "180 / 200"],
    solution="180 / 200 = 0.90.",
    mistakes={
        9: "You divided by the other looks. The whole is all 200.",
        200 / 180: "You divided the whole by the part. A share is never above 1.",
        0.1: "That is the share in which it stood still.",
        180: "That is the count; divide it by all looks.",
        20: "That is the count of the looks at which it stood still.",
        10: "That is the share in which it stood still, in percent.",
    },
    also_right=[180 / 200],
    insight="Today this share has a name: utilisation.",
)

number(
    "11.1",
    answer=2.5,
    unit="h",
    tolerance=0.01,
    hints=[
        "WIP = throughput x lead time. Which two do you have, and which is asked for?",
        "30 = 12 x lead time. Or littles_law(wip=30, throughput=12).",
    ],
    solution="lead time = WIP / throughput = 30 / 12 = 2.5 h.",
    mistakes={
        360: "You multiplied. The 30 is the WIP, the product of the other two: divide it by the throughput.",
        0.4: "You divided the other way round. The trays that are there, divided by those that leave in an hour.",
        24: "You divided the other way round, and made minutes of it. The trays that are there, divided by those that leave in an hour.",
        18: "You took one from the other. The law multiplies and divides.",
        4.667: "That is the lead time of the worked example. Here 30 trays are in the room, and 12 leave in an hour.",
        14.2: "That is the WIP of the 600 parts. Here 30 trays are in the room, and 12 leave in an hour.",
        5: "That is an hour's 60 minutes for 12 trays: a tray leaves every 5 minutes. How long does one stay?",
    },
    insight="Nobody followed a tray with a watch: counting was enough.",
)


def law_of_ones_own(given):
    """The verdict on [throughput, lead time, WIP] of a line that the learner has simulated."""
    if len(given) != 3 or not all(
        isinstance(value, (int, float)) and not isinstance(value, bool) for value in given
    ):
        if any(value is ... for value in given):
            return "One of the three is still missing."
        return "Three numbers without quotes are asked for, as your line shows them."
    throughput, lead_time, wip = (float(value) for value in given)
    slip = misread(throughput, lead_time, wip)
    if slip:
        return slip
    product = throughput * lead_time
    if abs(wip - product) <= LAW_HOLDS * product:
        return True, f"{throughput:g} x {lead_time:g} = {product:.2f}, and as many were counted."
    again = f"Multiply the first two: {throughput:g} * {lead_time:g}"
    for quotient in (lead_time / throughput, throughput / lead_time):
        if abs(wip - quotient) <= LAW_HOLDS * quotient:
            return Verdict("wrong, named", "You divided. The law multiplies: throughput x lead time.", again)
    if abs(wip - product) <= COARSE * product and throughput == round(throughput, 2):
        words = f"{throughput:g} is rounded too coarsely: {throughput:g} x {lead_time:g} is {product:.2f}, not {wip:g}."
        return Verdict("wrong, named", words, "Keep all four decimals of the throughput.")
    return Verdict(
        "wrong, named",
        f"{throughput:g} x {lead_time:g} is not {wip:g}. Are all three from the same run? "
        "(Another seed, another line: run the cell once more and read all of them off.)",
        again,
    )


def misread(throughput, lead_time, wip):
    """What was not read off as it stands there, if anything."""
    low, high = OWN_THROUGHPUT
    if low <= lead_time <= high and throughput > 1:
        # The line shows WIP, throughput, lead time; asked is the WIP last.
        if abs(lead_time * wip - throughput) <= LAW_HOLDS * throughput:
            return "You kept the order of the line, WIP first. Asked are throughput, lead time, WIP."
        return "Throughput and lead time have changed places: the throughput is the small one, in parts a minute."
    if low * 60 <= throughput <= high * 60:
        return "Your throughput looks like parts an hour. The lead time is in minutes, so take parts a minute, as shown."
    if not low <= throughput <= high:
        return (
            f"A part comes every 4.40 min, so a throughput of {throughput:g} a minute cannot be. "
            "Read off the number after the word throughput."
        )
    if abs(lead_time - 69.6) < 0.05 and abs(wip - 14.2) < 0.05:
        return "69.6 and 14.2 are of the 600 parts. Read off what your own line shows."
    low, high = OWN_LEAD_TIME
    if not low <= lead_time <= high:
        hours = " That looks like hours." if 0 < lead_time < 16 else ""
        return (
            f"The work alone takes 20 min, so a lead time of {lead_time:g} min cannot be your line's.{hours} "
            "Read off the number after the words cycle time."
        )
    return ""


record(
    "11.2",
    law_of_ones_own,
    right=[0.2243, 84.29, 18.91],
    also_right=[(0.2244, 142, 0.2244 * 142), [0.2326, 69.43, 16.1]],
    also_wrong=[
        [84.29, 0.2243, 18.91],
        [13.46, 84.29, 18.91],
        [0.2243, 1.40, 0.31],
        [0.2243, 84.29, 84.29 / 0.2243],
        [0.2243, 84.29, 31.87],
        [18.91, 0.2243, 84.29],
        [0.22, 84.29, 18.91],
        [0.2, 69.6, 14.2],
        [4.40, 84.29, 371],
        [0.2243, 84.29],
        ["0.2243", "84.29", "18.91"],
    ],
    noun="three numbers",
    hints=[
        "The last line of what the run shows has all you need. Its cycle time is the lead time.",
        "my_throughput and my_lead_time are read off; my_wip = my_throughput * my_lead_time.",
    ],
    solution="With seed=1 the run shows throughput 0.2243 and cycle time 84.29: 0.2243 x 84.29 = 18.91, and wip is 18.91. "
    "With your seed there are other numbers, and the same law.",
    question="Does Little's law hold in a line of your own?",
)
number(
    "11.3",
    answer=76,
    unit="min",
    tolerance=0.3,
    hints=[
        "The sum above, with 0.95 in place of 0.80, in both places.",
        "(1**2 + 1**2) / 2 * 0.95 / (1 - 0.95) * 4",
    ],
    solution="Variability 1, u / (1 - u) = 0.95 / 0.05 = 19, process time 4: 1 x 19 x 4 = 76 min.",
    mistakes={
        80: "That is the wait and the work together, the time at the machine. Asked is the wait.",
        36: "That is the wait at 90 %.",
        16: "That is the wait at 80 %, the sum above as it stands.",
        19: "19 is u / (1 - u). Multiply by the process time, 4 minutes; and is 0.95 in both places?",
        64: "One of the two places still says 0.80.",
        3.8: "That is u x 4. It takes u / (1 - u).",
        4: "That is the work alone. How long does a part wait before it?",
        7.6: "Is 1 - 0.95 in your sum? It is 0.05.",
        20: "That is the time at 80 %, the work included.",
        38: "That is half of it. The variability is (1 + 1) / 2, and that is 1.",
        152: "The variability is half of the two squares: (1 + 1) / 2.",
        4.75: "You divided by the process time. Multiply: a longer piece of work makes a longer wait.",
        72.2: "You multiplied by u twice. 0.95 / (1 - 0.95) is 19, and then the process time.",
        95 / (1 - 95) * 4: "You wrote 95. Utilisation is a fraction: 0.95.",
        0.05 / 0.95 * 4: "You have (1 - u) / u. It is the other way round: 0.95 / (1 - 0.95).",
        0.95 / 1 - 0.95 * 4: "The bracket is missing: 0.95 / (1 - 0.95).",
    },
    insight="From 80 to 95 % busy, the wait is not a fifth longer but nearly five times as long.",
)
number(
    "11.4",
    answer=47.5,
    unit="min",
    tolerance=0.2,
    hints=[
        "Only the variability changes: half of (square for the arrivals + square for the work).",
        "(1**2 + 0.5**2) / 2 * 0.95 / (1 - 0.95) * 4",
    ],
    solution="Variability (1 + 0.25) / 2 = 0.625; 0.625 x 19 x 4 = 47.5 min. "
    "Or kingman(0.95, 4, arrival_scv=1, process_scv=0.25).time_in_queue: scv is the square.",
    mistakes={
        57: "You took 0.5 itself. Its square goes into the formula: 0.5**2 is 0.25.",
        76: "That is the wait with work at random. Which number of the formula changes?",
        38: "That is for work that never varies, or half of everything. The square of 0.5 is 0.25, not 0.",
        51.5: "That is the wait and the work together. Asked is the wait.",
        19: "You took one fourth of 76: then nothing would be left of the arrivals. Half of (1 + 0.25).",
        9.5: "The arrivals are missing. They are as random as before: half of (1 + 0.25).",
        95: "The variability is half of the two squares: (1 + 0.25) / 2.",
        10: "That is the wait at 80 %. It is still 95 % here.",
        23.75: "You halved twice. The variability is (1 + 0.25) / 2 = 0.625.",
        190: "You took 2, the standard deviation. The coefficient is 2 / 4 = 0.5.",
        28.5: "The arrivals are still at random: 1 for them, and 0.25 for the work.",
        0.625 * 19: "The process time is missing: times 4.",
    },
    insight="More than a third of the wait is gone, with the same work done in the same time. Steady beats fast.",
)
number(
    "11.5",
    answer=lambda: mill_min() / GAP,
    unit="fraction",
    tolerance=0.004,
    hints=[
        "Utilisation is the work that comes, divided by the time there is for it: a part's time / the time between parts.",
        "3.97 / 4.40",
    ],
    solution=lambda: f"{mill_min():.3f} / 4.40 = {mill_min() / GAP:.3f}: 90 % busy or down.",
    mistakes=lambda: {
        3.40 / GAP: "That is the mill without its stops. With them a part takes 3.97 minutes.",
        7.40 / GAP: "That is the lathes, as if there were one. And asked is the mill.",
        3.70 / GAP: "Those are the lathes. They are less busy than the mill, and that is the point.",
        GAP / mill_min(): "You divided the other way round: nothing is busy more than all the time for long.",
        GAP / 3.97: "You divided the other way round: nothing is busy more than all the time for long.",
        mill_min(): "That is a part's time at the mill. Divide it by the time between two parts.",
        3.97: "That is a part's time at the mill. Divide it by the time between two parts.",
        1 - mill_min() / GAP: "That is the share in which the mill is free.",
        3.40 * 150 / 175 / GAP: "You took the stops the other way round: with them a part takes longer, 3.97 minutes.",
        175 / 150: "That is by how much the stops stretch the work. Times 3.40, it is a part's time; then divide by 4.40.",
        25 / 175: "That is the share of the time in which the mill is broken down. How much of its time does the work fill?",
        25 / 150: "That is by how much the stops stretch the work. A part takes 3.97 minutes; divide that by 4.40.",
        150 / 175: "That is the share of the time in which the mill is not broken down. How much of its time does the work fill?",
    },
    insight="The lathes: 3.70 / 4.40 = 0.84. A third lathe would leave the mill, and the queue before it, as they are.",
)  # fmt: skip


def limits_tried(simulator):
    """The verdict on what was noted of push and pull: one limit that starves the line, and one that serves."""
    import pandas as pd

    noted = simulator.record
    push, pull = noted.iloc[0::2].reset_index(drop=True), noted.iloc[1::2].reset_index(drop=True)
    changed = pd.DataFrame(
        {
            "Line: the plant's line": pull["line"] != "course",
            "Utilisation: 90 %": (pull["utilisation"] - BUSY).abs() > 0.001,
            "Variability: as the line is": pull["variability"] != "as given",
            "Pull by: CONWIP": pull["control"] != "conwip",
            "Work for pull: the same orders as push": pull["orders"] != "same",
            "Batch moved together: 1 part": pull["batch"] != 1,
            "no station broken down by hand (Undo all)": pull["breakdowns"] != "",
        }
    )
    plain = ~changed.any(axis=1)
    if not plain.any():
        back = [words for words, off in changed.iloc[-1].items() if off]
        return f"More than the limit was changed. Set this back: {'; '.join(back)}. Then note a shift again."
    push, pull = push[plain], pull[plain]
    share = pull["finished"] / push["finished"]
    time = pull["mean_lead_time_min"] / push["mean_lead_time_min"]
    small, good = share < TOO_FEW, (share >= ENOUGH) & (time <= SHORTER)

    def told(at):
        return f"With a limit of {pull['wip_limit'][at]:g}, pull finished {pull['finished'][at]} and push {push['finished'][at]}"

    if good.any() and small.any():
        at, low = good[good].index[-1], small[small].index[-1]
        return True, (
            f"{told(at)}, in {pull['mean_lead_time_min'][at]:.0f} min in place of {push['mean_lead_time_min'][at]:.0f}. "
            f"With {pull['wip_limit'][low]:g}, only {pull['finished'][low]}."
        )
    if good.any():
        at = good[good].index[-1]
        return Verdict(
            "wrong, named",
            f"{told(at)}: that limit is good. Now note one that is too small, so that pull finishes less than 90 %.",
            "Note a limit of 5 or fewer.",
        )
    last = share.index[-1]
    if small.any() and small[last]:
        return Verdict(
            "wrong, named",
            f"{told(last)}: that limit is too small. Now raise it for the good one, until pull finishes 95 % or more.",
            "Two parts more, note, and run this cell again.",
        )
    if share[last] >= ENOUGH:
        luck = (
            "" if (pull["seed"] == SEED).any() else " (Not every shift lets a limit do so much: try seed 4.)"
        )
        return Verdict(
            "wrong, named",
            f"{told(last)}: enough. But its mean lead time is {time[last] * 100:.0f} % of push's, and 75 % or less is asked for. "
            f"Lower the limit.{luck}",
            "Two parts fewer, note, and run this cell again.",
        )
    missing = "a higher one" if small.any() else "a lower limit, and a higher one"
    return Verdict(
        "wrong, named",
        f"{told(last)}, which is {share[last] * 100:.0f} %: neither less than 90 % nor 95 % or more. Note {missing}.",
        "Two parts more, note, and run this cell again.",
    )


def noted(*limits, **inputs):
    """A simulator with a shift noted for each limit, for the tests."""
    from shopfloor.widgets import FlowSimulator

    simulator = FlowSimulator(seed=SEED)
    simulator.set(**inputs)
    for limit in limits:
        simulator.set(wip=limit)
        simulator.finish()
    return simulator


record(
    "11.6",
    limits_tried,
    right=lambda: noted(5, 10),
    also_right=[lambda: noted(20, 10, 8, 4), lambda: noted(4, 5, seed=1), lambda: noted(12, 3, 30)],
    also_wrong=[
        lambda: noted(10),
        lambda: noted(5),
        lambda: noted(20),
        lambda: noted(9),
        lambda: noted(25, seed=6),
        lambda: noted(5, 10, batch=2),
        lambda: noted(5, 10, variability="none"),
        lambda: noted(5, 10, pull="kanban"),
        lambda: noted(5, 10, utilisation=0.7),
        10,
    ],
    noun="flow simulator",
    first_step="Press Run to the end and note on the flow simulator above, then run this cell again.",
    hints=[
        "Note a limit of 5 first, then 20. The good one lies between.",
        "Come down from 20 in steps of two. The table under Shifts noted shows parts an hour, WIP and lead time of both lines.",
    ],
    solution="In the shift with seed 4, push finishes 92 parts in 84 min each. A limit of 5 lets pull finish 72: too small. "
    "A limit of 10 lets it finish 89, in 50 min each.",
    question="Find a WIP limit that is too small, and a good one.",
)
choice(
    "11.7",
    "From order to finish, the wait outside included: which line was quicker, with your good limit?",
    {
        "a": "Pull, by far: its lead time is so much shorter",
        "b": "About the same: part of the wait has moved outside",
        "c": "Push, by far: there no order waits outside",
    },
    "b",
    mistakes={
        "a": "Lead time begins when a part enters the line. The last column counts from the order.",
        "c": "That is so with the limit that was too small. Compare the rows of the good one.",
    },
    insight="The mill sets the pace of both. But outside it waits on paper: not cut, not paid for, and easily put off.",
)
number(
    "11.8",
    answer=28,
    unit="min",
    tolerance=0.01,
    hints=[
        "When does the twelfth leave the first station? Then it has two stations before it, and nobody in its way.",
        "12 * 2 + 2 * 2",
    ],
    solution="The twelfth leaves the first station after 12 x 2 = 24 min and goes through two more: 24 + 2 x 2 = 28 min.",
    mistakes={
        72: "That is the batch moved together. One by one, the second station begins after 2 minutes.",
        24: "That is when the twelfth leaves the first station. Two more follow.",
        26: "One station is missing: two more follow the first.",
        30: "The first station is part of the twelve times two: only two more follow.",
        6: "That is the first casting. Eleven more come behind it.",
        36: "That is too long: once the castings move one by one, the three stations work at the same time, on three castings.",
        60: "That is too long: once the castings move one by one, the three stations work at the same time, on three castings.",
        14: "You counted steps. Each takes 2 minutes.",
        48: "Twelve times two, twice: the stations work at the same time, one on one casting, the next on another.",
    },
    insight="28 in place of 72: nobody worked faster, and nothing was bought.",
)
number(
    "11.9",
    answer=lambda: press(0.5).busy,
    unit="fraction",
    tolerance=0.004,
    hints=[
        "Running takes as long as before. Set-ups take twice as long. Together, divided by 800.",
        "(610.5 + 2 * 97.75) / 800",
    ],
    solution=lambda: (
        f"(610.5 + 2 x 97.75) / 800 = {press(0.5).busy:.4f}. Or batch_load(load(\"flow/press_products\"), available=800, factor=0.5).busy."
    ),
    mistakes=lambda: {
        press().busy / 2: "You halved everything. As many pieces are needed as before, and each batch is set up for.",
        (610.5 + 97.75 / 2) / 800: "You halved the set-ups. With batches half as large there are twice as many.",
        (610.5 / 2 + 2 * 97.75) / 800: "You halved the running as well. As many pieces are needed as before.",
        (610.5 / 2 + 97.75) / 800: "You halved the running. As many pieces are needed as before; the set-ups are twice as many.",
        2 * press().busy: "You doubled everything. Only the set-ups are twice as many.",
        press().busy: "That is today. Twice as many set-ups, the running as before.",
        610.5 + 2 * 97.75: "Those are the minutes. Divide them by the 800 that there are.",
        610.5 / 800: "That is the running alone. The set-ups are missing, and there are twice as many.",
        2 * 97.75 / 800: "The running is missing: 610.5 minutes.",
    },
    insight="More than 1: the press could not keep up. Shorter set-ups first, smaller batches then.",
)  # fmt: skip


def at_eight(case):
    return case(8, rates().bottleneck_rate, rates().raw_process_time).throughput


number(
    "11.10",
    answer=lambda: at_eight(flow.practical_worst_case),
    unit="parts per minute",
    tolerance=0.0006,
    hints=[
        "WIP is 8, the critical WIP 5.26, the bottleneck's rate 0.2521.",
        "8 / (5.26 + 8 - 1) * 0.2521",
    ],
    solution=lambda: f"8 / (5.26 + 8 - 1) x 0.2521 = {at_eight(flow.practical_worst_case):.4f} parts a minute.",
    mistakes=lambda: {
        8 / (5.261 + 8) * 0.2521: "The minus 1 is missing: a part does not wait for itself.",
        8 / 5.261 + 8 - 1 * 0.2521: "The bracket is missing: 8 / (5.26 + 8 - 1) * 0.2521.",
        at_eight(flow.best_case): "That is the best case.",
        at_eight(flow.worst_case): "That is the worst case.",
        8 / (5.261 + 8 - 1): "Times the bottleneck's rate, 0.2521.",
        5.261 / (5.261 + 8 - 1) * 0.2521: "On top stands the WIP, 8; the critical WIP stands in the bracket only.",
        1 / at_eight(flow.practical_worst_case): "Those are the minutes from part to part. Asked are parts in a minute.",
        8 / (20.87 + 8 - 1) * 0.2521: "That is the raw process time in the bracket. The critical WIP, 5.26, belongs there.",
    },
    insight="Our line makes 0.215 with 8 parts in it: more than that.",
)  # fmt: skip

choice(
    "11.x1",
    "A clinic treats 8 patients an hour, and 24 are in the house on average. It wants each to be out within 2 hours on average, and still treat 8 an hour. What must become smaller?",
    {
        "a": "The patients in the house at one time, to 16",
        "b": "The patients treated in an hour, to 4",
        "c": "The time of each treatment, by a third",
    },
    "a",
    mistakes={
        "b": "8 an hour is to stay. And fewer treated with as many in the house means longer stays.",
        "c": "Perhaps, perhaps not: most of the stay may be waiting. What does the law say with 8 an hour and 2 hours?",
    },
    insight="8 x 2 = 16. Today 24 / 8 = 3 hours: one of them must be waited elsewhere, or not at all.",
)
choice(
    "11.x2",
    '"This machine is free 5 % of the time. Give it more work." What do you answer?',
    {
        "a": "Right: free time is wasted time",
        "b": "The closer to 100 %, the longer everything waits: first make its work more even",
        "c": "It makes no difference: 5 % is little",
    },
    "b",
    mistakes={
        "a": "Take that time away, and u / (1 - u) grows without end.",
        "c": "Between 95 and 98 % the wait grows from 19 to 49 times the work.",
    },
    insight="The free minutes are what lets a line catch up.",
)

ASSIGNMENT = Assignment(
    "a11_flow",
    parts=[
        number_form("a11_lathes_busy", unit="fraction", low=0.01, high=5),
        rows_form("a11_bottleneck", noun="station", high=4, only_one=True),
        number_form("a11_wait", unit="min", low=0.1, high=1000),
        number_form("a11_limit", unit="parts", low=1, high=200),
        number_form("a11_limited", unit="parts per hour", low=0.1, high=60),
        by_hand("a11_note"),
    ],
)
