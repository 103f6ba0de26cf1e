"""Lesson 05, stopwatch study: its exercises, and the form of what its assignment hands in."""

from functools import cache
from statistics import mean, median

from shopfloor.data import load
from shopfloor.methods.tables import average_by
from shopfloor.methods.timestudy import cycles_needed, element_times

from ..compare import Mistake, Number, Verdict
from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, order, record, rows

CYCLES_TO_TIME = 6
# Two hundredths of a minute, 1.2 seconds: what beginners reach in a few minutes.
NEAR_ENOUGH_MIN = 0.02
CARTONS_PER_STACK = 5
LAPS = 6


@cache
def study(operation):
    """The lesson's record of one operation, with element times."""
    table = load("timestudy/stopwatch_study")
    table = table[table["operation"] == operation]
    return table.assign(time_min=element_times(table["reading_min"]))


def packing():
    return study("pack a carton")


def averages():
    kept = packing()[packing()["element"] != "F"]
    return average_by(kept, "element", "time_min")


def every_cycle():
    return sum(averages()[element] for element in "ABCD")


def stacks():
    return packing()[packing()["element"] == "E"]["observation"].tolist()


def readings_around(cycle, element):
    """The reading when this element began and the one when it ended, in minutes."""
    table = packing().reset_index(drop=True)
    at = table.index[(table["cycle"] == cycle) & (table["element"] == element)][0]
    return table["reading_min"][at - 1], table["reading_min"][at]


# Recall: notebooks (lesson 00), the mean (02), the process chart (04).
choice(
    "05.r1",
    "You change a number in a cell near the top and run that cell only. What happens to a result further down?",
    {
        "a": "It changes by itself",
        "b": "It stays as it was until its own cell runs again",
        "c": "It turns into an error",
    },
    "b",
    mistakes={
        "a": "A spreadsheet does that. A notebook computes a cell only when that cell is run.",
        "c": "Nothing is broken: the old result simply stays on the page.",
    },
    insight="When in doubt: menu Run, Run All Cells.",
)
choice(
    "05.r2",
    "Four cycles took 1, 1, 1 and 5 minutes. What is their mean?",
    {"a": "1 minute", "b": "2 minutes", "c": "8 minutes"},
    "b",
    mistakes={
        "a": "That is the median, the middle of the row. The mean adds up all four and divides by four.",
        "c": "That is the sum. The mean divides it by the number of cycles.",
    },
    insight="(1 + 1 + 1 + 5) / 4. One odd cycle doubles the mean: think of it today.",
)
choice(
    "05.r3",
    "A finished part lies on a cart: it could go on, but nobody has fetched it yet. What does a process chart call this step?",
    {"a": "A storage", "b": "A delay", "c": "A transport"},
    "b",
    mistakes={
        "a": "A storage is kept on purpose, until somebody asks for it. This part could go on.",
        "c": "Nothing moves while it lies there.",
    },
)

choice(
    "05.1",
    'An operator sticks a label on a box, then smooths it down. Where does the element "label the box" end?',
    {
        "a": "When the label looks straight",
        "b": "After about four seconds",
        "c": "When the hand leaves the smoothed label",
        "d": "Somewhere before the next box",
    },
    "c",
    mistakes={
        "a": "Straight enough for you may not be straight enough for your neighbor: two observers would press at different moments.",
        "b": "Then the watch decides when the element ends, and every element would take four seconds.",
        "d": "That is a stretch of time. A break point is one moment.",
    },
    insight="One moment that anyone can see, the same in every cycle.",
)
number(
    "05.2",
    answer=2.75,
    unit="min",
    tolerance=0.004,
    hints=["How much of a whole minute are 45 seconds?", "45 / 60, and the two whole minutes on top."],
    solution="45 seconds are 45 / 60 = 0.75 of a minute; 2 + 0.75 = 2.75 min.",
    mistakes={
        2.45: "2.45 decimal minutes are two minutes and 27 seconds. The 45 counts seconds, not hundredths of a minute.",
        0.75: "You have the part after the colon right. The two whole minutes are missing.",
        2.27: "2.27 min is what 2:16 shows: you went from decimals to seconds. Here it is seconds to decimals.",
        1.65: "You divided 165 seconds by 100. A minute has 60 seconds.",
        1.5: "That is the example, 1:30. The phone shows 2:45.",
    },
    also_right=[2.750],
    insight="An element of 45 seconds typed in as 0.45 min would be 40 % too short.",
)


def carton_of(later, earlier):
    """The carton whose element C lies between these two readings, if it is one."""
    cycles = packing()["cycle"].unique()[1:]
    found = [int(cycle) for cycle in cycles if readings_around(cycle, "C") == (earlier, later)]
    return found[0] if found else None


def two_readings(given):
    began, ended = readings_around(3, "C")
    if any(value is ... for value in given):
        return "One of the two readings is still missing."
    if len(given) != 2 or not all(isinstance(value, (int, float)) for value in given):
        return "Two readings are asked for, numbers without quotes, such as 0.71 and 0.58."
    later, earlier = (round(value, 2) for value in given)
    times = packing()["time_min"].round(2).tolist()
    if (later, earlier) == (ended, began):
        return True, f"{ended:.2f} - {began:.2f} = {ended - began:.2f} min."
    if (later, earlier) == (began, ended):
        return "You have the two readings, but the other way round: that makes a time below zero. The later one comes first."
    if later == ended and earlier == round(ended - began, 2):
        return "The later reading is right. The earlier one is a time, not a reading: look in the column reading_min, one line up."
    if later == ended:
        return (
            "The later reading is right. The element began when the one above it ended: read the line above."
        )
    if earlier == ended:
        return "You took C's own reading as the earlier one: that is the time of what came after C."
    if other := carton_of(later, earlier):
        return f"That is element C of carton {other}, and rightly read. Carton 3 is asked for: its number stands in the column cycle."
    if all(value >= 1 and value == int(value) for value in given):
        return "Those are whole numbers, of rows or observations. The readings, with two decimals, stand in the column reading_min."
    if later in times and earlier in times:
        return "Those are times, already subtracted. You subtract readings: they stand in the column reading_min."
    return "An element ends at the reading in its own line, and it began at the reading in the line above."


record(
    "05.3",
    two_readings,
    right=lambda: list(reversed(readings_around(3, "C"))),
    also_right=[lambda: tuple(reversed(readings_around(3, "C")))],
    also_wrong=[
        lambda: list(readings_around(3, "C")),
        [0.5, 0.3],
        lambda: [readings_around(3, "C")[1], 0.0],
        lambda: list(reversed(readings_around(4, "C"))),
        [12, 11],
        [0.17, 0.32],
    ],
    noun="pair of readings",
    hints=[
        "Find the line with cycle 3 and element C.",
        "The later reading stands in that line, the earlier one in the line above.",
    ],
    solution=lambda: (
        "Cycle 3, element C: its own reading, and the reading of element B in the line above it: "
        "{1:.2f} - {0:.2f}.".format(*readings_around(3, "C"))
    ),
    question="Which two readings do you subtract for element C of carton 3?",
)


def labels_of(table, observations):
    """The bold row labels that stand beside these observations on the page."""
    return table.index[table["observation"].isin(observations)].tolist()


ROW_LABEL = (
    "That is a bold row label from the left edge. The number of the observation stands in the next column."
)


def slip():
    valve = study("assemble a valve")
    backwards = valve[valve["time_min"] < 0]["observation"].iloc[0]
    return int(backwards) - 1


def line_of_the_slip():
    valve = study("assemble a valve")
    return valve[valve["observation"] == slip()].iloc[0]


number(
    "05.4",
    answer=slip,
    hints=[
        "Readings only ever grow. Which one breaks the order?",
        "Swap the last two digits of the suspect: does it fit between its neighbors?",
    ],
    solution=lambda: (
        f"Observation {slip()}: with its last two digits swapped back it lies between its neighbors. The time below "
        "zero stands one line further down, because that is where the wrong reading was subtracted."
    ),
    mistakes=lambda: {
        slip()
        + 1: "You found the time below zero. Its own reading fits; the one that was subtracted from it does not.",
        slip()
        + 2: "That time is long, but it is the first sound one again: both its readings are right. Go up.",
        slip() - 1: "That reading fits between its neighbors. Go one line further down.",
        line_of_the_slip()["cycle"]: "That is the cycle, and the right one. Which observation in it?",
        line_of_the_slip()[
            "reading_min"
        ]: "That is the wrong reading itself: well seen. Give the number of its observation, from the first column of the table.",
        labels_of(study("assemble a valve"), [slip()])[0]: ROW_LABEL,
    },
    insight="One wrong reading spoils two times: its own and the next one.",
)


def cycles_of(observations):
    table = packing()
    return table[table["observation"].isin(observations)]["cycle"].tolist()


def foreign():
    return packing()[packing()["element"] == "F"]["observation"].tolist()


RARE = "Without flat cartons nothing gets packed: fetching them is regular work, only rare."

rows(
    "05.5",
    answer=foreign,
    hints=[
        "Ask of every remark: would the carton be packed without it?",
        "Three of them have nothing to do with packing a carton.",
    ],
    solution=lambda: (
        f"{foreign()}: the telephone, the tape roll that fell and the talk; the cartons did not need them. Fetching a "
        "stack of flat cartons is rare, and still part of the job."
    ),
    mistakes=lambda: (
        {tuple(sorted([*foreign(), *stacks()])): f"You listed every remark. {RARE}"}
        | {(3, 8): "Those are the numbers of the example. Yours stand in the column observation."}
        | {
            tuple(
                cycles_of(foreign())
            ): "You gave the cycles. The numbers of the observations stand one column further to the left."
        }
        | {
            tuple(
                [foreign()[0], foreign()[2]]
            ): "Both belong; one is missing. Look at the roll of tape: was the carton packed any further when it fell?"
        }
        | {tuple(stacks()): f"You listed what belongs to the job. {RARE}"}
        | {
            tuple(
                labels_of(packing(), foreign())
            ): "You gave the bold row labels from the left edge. The numbers of the observations stand in the next column."
        }
        | dict.fromkeys(stacks(), RARE)
        | dict.fromkeys(labels_of(packing(), foreign()), ROW_LABEL)
    ),
)
number(
    "05.6",
    answer=lambda: every_cycle() + averages()["E"] / CARTONS_PER_STACK,
    unit="min",
    tolerance=0.002,
    hints=[
        "Four averages belong to every carton. How much of E belongs to one?",
        'averages["A"] + averages["B"] + ... + averages["E"] / 5',
    ],
    solution=lambda: (
        " + ".join(f"{averages()[element]:.4f}" for element in "ABCD")
        + f" + {averages()['E']:.4f} / {CARTONS_PER_STACK} = {every_cycle() + averages()['E'] / CARTONS_PER_STACK:.4f} min."
    ),
    mistakes=lambda: {
        every_cycle()
        + averages()["E"]: "You added a whole trip for flat cartons to one carton. One trip serves five.",
        every_cycle(): "The trip for flat cartons is missing: it is rare, and still part of the job.",
        packing()["reading_min"].iloc[-1]
        / 20: "That is the last reading divided by twenty: every interruption counted as packing.",
        averages().mean(): "That is the average of the five averages. One carton needs all of its elements, one after the other: add.",
        every_cycle()
        + averages()["E"]
        * CARTONS_PER_STACK: "You multiplied E by five. One trip serves five cartons, so one carton bears a part of it.",
        every_cycle()
        + averages()["E"]
        / 20: "You shared one trip out over all twenty cartons. There were four trips, one for every five.",
        (every_cycle() + averages()["E"])
        / CARTONS_PER_STACK: "You divided the whole sum by five. Only E is shared out: no brackets around the sum.",
        packing()["reading_min"].iloc[-1]: "That is the last reading, the whole study of twenty cartons.",
    },
    also_right=[0.984, lambda: packing()[packing()["element"] != "F"]["time_min"].sum() / 20],
    insight="One second less than the minute that everybody quotes.",
)


def timed_well(watch):
    """The verdict on the best run: a right one, else the one with the most whole cycles."""
    verdicts = [timed_in(watch.score(int(run))) for run in watch.record["run"].unique()]
    return max(verdicts, key=lambda found: (found[1], found[0]))[2]


def timed_in(scored):
    """(whole cycles, is it right, what to say) of one scored run."""
    regular = scored[scored["matched"] & (scored["element"] != "F")]
    whole = int((regular.groupby("cycle")["element"].nunique() >= 4).sum())
    if whole < CYCLES_TO_TIME:
        count = f"{whole} whole cycle{'s' * (whole != 1)}"
        return (
            whole,
            False,
            f"Your longest run has {count}; {CYCLES_TO_TIME} are asked for. A cycle is whole when A, B, C and D were each timed.",
        )
    error = regular[regular["whole"]]["error_min"].abs().mean()
    off = f"{error:.3f} min off on average"
    if error > NEAR_ENOUGH_MIN:
        return (
            whole,
            False,
            f"Your element times are {off}; {NEAR_ENOUGH_MIN} is near enough. Watch for the break point, not for the watch.",
        )
    foreign = scored[scored["true_element"] == "F"]
    missed = int((~foreign["matched"]).sum())
    if missed:
        stretches = f"{missed} foreign stretch{'es' * (missed > 1)}"
        return (
            whole,
            False,
            f"Your times are {off}: well done. But {stretches} went into your element times. Press F when one is over.",
        )
    return whole, True, (True, f"{whole} cycles, {off}, every foreign stretch marked.")


# The work that the lesson's stopwatch shows: something foreign comes between its third and its sixth cycle.
WORK = 39


def observed(cycles, late=0, foreign=True):
    """A record as an observer would make it who presses `late` thousandths of a minute late, every other time: for the tests."""
    from shopfloor.widgets import Stopwatch
    from shopfloor.widgets.operator import write_script

    watch = Stopwatch(seed=WORK, save_as="no_such_folder/record.csv")
    segments = [
        one
        for one in write_script(
            **{name: watch.settings[name] for name in ("seed", "cycles", "pace")}
        ).segments
    ]
    watch.presses = [
        {
            "run": 1,
            "method": "continuous",
            "element": one.label,
            "clock": one.end + late * (number % 2),
            "remark": "",
            **watch.settings,
        }
        for number, one in enumerate(segments)
        if one.cycle <= cycles and (foreign or one.label != "F")
    ]
    return watch


record(
    "05.7",
    timed_well,
    right=lambda: observed(12),
    also_right=[lambda: observed(11, late=6), lambda: observed(CYCLES_TO_TIME)],
    also_wrong=[
        lambda: observed(4),
        lambda: observed(12, late=30),
        lambda: observed(12, foreign=False),
        lambda: observed(CYCLES_TO_TIME, foreign=False),
        0.12,
    ],
    noun="stopwatch",
    first_step="Time six cycles on the stopwatch above, then run this cell again.",
    hints=[
        "Watch two cycles without touching anything, and say the break points aloud.",
        "Rest a finger on each of A, B, C and D, and press at the break point.",
    ],
    solution="There is no working to show: press Start, and at each break point the letter of the element that just ended, for six "
    "cycles; F when something foreign is over. With the sound on, each break point sounds.",
    question="Time six cycles of the operator.",
)


FILL_IN_LAPS = "Replace each of the three dots in my_laps with a lap in seconds, and the last with the total."


def laps_and_total(given):
    """The verdict on six laps of one's own and the total that the watch showed."""
    laps, total = given
    if not isinstance(laps, (list, tuple)):
        return "The laps go between square brackets, with commas: [8.4, 8.1, ...]."
    written = [value for value in laps if value is not ...]
    if not written and total is ...:
        return Verdict("not tried", FILL_IN_LAPS)
    if len(written) < len(laps):
        return f"{len(written)} of {LAPS} laps are there so far."
    if total is ...:
        return "The laps are there. The total is missing: what the watch showed when you stopped it."
    if not all(isinstance(value, (int, float)) for value in (*laps, total)):
        return "Laps and total are numbers of seconds, without quotes or a colon: 8.4, and 68.4 for 1:08.4."
    if len(laps) == 2 * LAPS:
        return f"That makes {2 * LAPS} numbers. Decimals take a point, not a comma: 8.4."
    if len(laps) != LAPS:
        return f"You gave {len(laps)} laps; {LAPS} are asked for."
    return judged(laps, total)


def judged(laps, total):
    whole = sum(laps)
    # Half a second, or a fiftieth: the last tap, and rounding.
    slack = max(0.5, 0.02 * whole)
    if min(laps) <= 0:
        return "Every lap takes time: one of yours is zero or less."
    if max(laps) < 1:
        return "No lap is as long as a second: these look like minutes. Write the seconds, as the phone does."
    if laps == sorted(laps) and abs(laps[-1] - total) <= slack:
        return "These are readings of the total, which runs on. Take the phone's lap times, or subtract neighbors: each less the one before."
    if abs(total - whole) > slack:
        return account(whole, total, slack)
    if len(set(laps)) == 1:
        return f"{LAPS} laps, all equal: no hand is that even. Write the tenths of a second, too."
    words = f"{LAPS} laps make {whole:.1f} s, and the total agrees: every second is accounted for."
    odd = [lap for lap in laps if lap > 1.5 * median(laps)]
    if odd:
        words += f" The lap of {odd[0]:g} s stands out: note why, and whether that belonged to the job."
    return True, words


def account(whole, total, slack):
    """What to say when laps and total do not agree."""
    minutes = int(total)
    clock = minutes * 60 + (total - minutes) * 100
    if minutes and abs(clock - whole) <= slack:
        return f"The total looks like a phone's {minutes}:{clock - 60 * minutes:02.0f}, with a point. In seconds that is {clock:.0f}."
    if abs(total * 60 - whole) <= slack + 0.3:
        return f"The total looks like minutes. In seconds, as the laps, it is {total * 60:.0f}."
    if total > whole:
        return (
            f"Your laps make {whole:.1f} s, and the watch ran {total:.1f} s: {total - whole:.1f} s are on nobody's account. "
            "Is a lap missing or mistyped, or did the watch run on after the last?"
        )
    return f"Your laps make {whole:.1f} s, more than the {total:.1f} s that the watch ran. One of the numbers is mistyped."


MINE = [8.4, 7.9, 8.8, 8.1, 8.6, 8.2]

record(
    "05.8",
    laps_and_total,
    right=[MINE, 50.0],
    also_right=[[[8.4, 7.9, 8.8, 14.1, 8.6, 8.2], 56.0], [[12, 13, 12, 11, 12, 13], 73.2]],
    also_wrong=[
        [MINE, 58.0],
        [MINE, 0.83],
        [[8.4, 16.3, 25.1, 33.2, 41.8, 50.0], 50.0],
        [MINE[:4], 33.2],
        [[8.0] * LAPS, 48.0],
    ],
    noun="list of laps and total",
    first_step=FILL_IN_LAPS,
    hints=[
        "Laps are what the phone lists one by one; the total is the large number above them.",
        "A lap missing from the list? The total less the laps that you have.",
    ],
    solution="There is no working to show: six laps in seconds, such as my_laps = [8.4, 7.9, 8.8, 8.1, 8.6, 8.2], and the total, here "
    "my_total = 50.0. The laps must add up to the total: that is how a watch that runs on accounts for every second.",
    question="Time six cycles of a job on your desk.",
)


def numbers(laps):
    return isinstance(laps, (list, tuple)) and all(isinstance(lap, (int, float)) for lap in laps)


def of_own_laps(given, answer, compared):
    """A verdict that follows the student's own laps: `compared(laps)` makes the comparison."""
    laps, value = given
    if value is ...:
        return Verdict("not tried", f"Replace the three dots with your {answer}.")
    if not numbers(laps) or not isinstance(laps_and_total([laps, sum(laps)]), tuple):
        return "Your six laps are not there yet, or not right: first exercise 8."
    return compared([float(lap) for lap in laps]).judge(value)


def own_cycle(laps):
    return Number(
        mean(laps) / 60,
        "min",
        0.0006,
        mistakes=[
            Mistake(sum(laps) / 60, f"That is all {LAPS} cycles together. One of them is asked for."),
            Mistake(mean(laps) / 100, "You divided by 100: a minute has 60 seconds."),
            Mistake(sum(laps), f"That is the sum of your {LAPS} laps, in seconds."),
            Mistake(
                mean(laps) * 60,
                "You multiplied by 60. A minute is longer than a second, so there are fewer of them.",
            ),
        ],
        insight="Your own time, from your own record.",
    )


record(
    "05.9",
    lambda given: of_own_laps(given, "average", own_cycle),
    right=[MINE, mean(MINE) / 60],
    also_right=[[MINE, 0.139], [[60, 62, 61, 59, 64, 60], 1.0167]],
    also_wrong=[[MINE, 50.0 / 60], [MINE, 0.083], [MINE, 8.33], [[...] * LAPS, 0.14], [MINE, 50.0]],
    noun="average",
    first_step="Replace the three dots with your average.",
    hints=[
        "Add up the laps, divide by how many they are, and turn the seconds into minutes.",
        "sum(my_laps) / 6 / 60",
    ],
    solution="sum(my_laps) / 6 is the average lap in seconds; divided by 60 it is in decimal minutes: sum(my_laps) / 6 / 60.",
    question="How long does one cycle of your own job take, in decimal minutes?",
)
number(
    "05.10",
    answer=lambda: cycles_needed(packing()[packing()["element"] == "A"]["time_min"], precision=0.10),
    hints=["Only one of the arguments changes.", 'cycles_needed(opening["time_min"], precision=0.10)'],
    solution=lambda: (
        'cycles_needed(opening["time_min"], precision=0.10, confidence=0.95) gives '
        f"{cycles_needed(packing()[packing()['element'] == 'A']['time_min'], precision=0.10)}."
    ),
    mistakes=lambda: {
        cycles_needed(packing()[packing()["element"] == "A"]["time_min"]): "That is the number for ±5 %.",
        cycles_needed(
            packing()[packing()["element"] == "A"]["time_min"], precision=0.025
        ): "You halved the error. Twice the error is allowed here.",
        cycles_needed(packing()[packing()["element"] == "A"]["time_min"])
        // 2: "You halved the number for ±5 %. Twice the error counts twice: a quarter is left.",
        cycles_needed(
            packing()[packing()["element"] == "A"]["time_min"], confidence=0.90
        ): "You changed the 95 % to 90 %, and left the 5 % as they were.",
        cycles_needed(
            packing()[packing()["element"] == "A"]["time_min"], precision=0.10, confidence=0.90
        ): "You changed both the 5 % and the 95 %. Only the first changes.",
        12: "Nearly: 12.8 cycles are needed, so twelve are too few. Always round up.",
    },
    also_wrong=[20],
    insight="Twice the error, a quarter of the cycles, rounded up.",
)


def own_cycles(laps):
    needed = cycles_needed(laps)
    return Number(
        needed,
        mistakes=[
            Mistake(cycles_needed(laps, precision=0.10), "That is the number for ±10 %."),
            Mistake(needed - LAPS, "That is how many are still to be timed. Asked is the number in all."),
            Mistake(LAPS, "That is how many you timed."),
            Mistake(0.05, "That is the precision. Asked is the number of cycles."),
        ],
        insight=f"You timed {LAPS}: "
        + ("enough for that." if needed <= LAPS else f"{needed - LAPS} more would be needed."),
    )


record(
    "05.11",
    lambda given: of_own_laps(given, "number of cycles", own_cycles),
    right=lambda: [MINE, cycles_needed(MINE)],
    also_right=[lambda: [[12, 13, 12, 11, 12, 13], cycles_needed([12, 13, 12, 11, 12, 13])]],
    also_wrong=[
        [MINE, 60],
        lambda: [[8, 12, 9, 14, 8, 10], cycles_needed([8, 12, 9, 14, 8, 10], precision=0.10)],
        [[...] * LAPS, 5],
    ],
    noun="number of cycles",
    first_step="Replace the three dots with your number of cycles.",
    hints=["The function takes your list of laps as it is.", "cycles_needed(my_laps)"],
    solution="cycles_needed(my_laps, precision=0.05, confidence=0.95), with the laps of exercise 8.",
    question="How many cycles does your own job take for ±5 % at 95 %?",
)

choice(
    "05.x1",
    "An operator reaches past an unguarded blade to save a second. What do you do?",
    {
        "a": "Time it as it is: the study shows the job as it is done",
        "b": "Stop, and tell the operator and the supervisor; the study goes on when it is mended",
        "c": "Go on, and leave that element out of the average",
    },
    "b",
    mistakes={
        "a": "Then a time that needs a hazard becomes the time for the job.",
        "c": "The number would be clean, and the hand still at the blade.",
    },
    insight="A hazard stops the study.",
)
order(
    "05.x2",
    [
        "agree on the method and get consent",
        "choose elements and break points",
        "time the cycles",
        "subtract the readings",
        "average what belongs to the job",
    ],
    "Put the steps of a stopwatch study in order.",
    mistakes={
        (
            3,
            1,
        ): "You time before the method is agreed: then you measure whatever happens to be done that day.",
        (5, 4): "There is nothing to average before the readings are subtracted.",
    },
)

ASSIGNMENT = Assignment(
    "a05_stopwatch_study",
    parts=[
        number_form("a05_element_c", unit="min", low=0.01, high=5),
        rows_form("a05_spoiled", high=100),
        rows_form("a05_foreign", high=100, may_be_empty=True),
        number_form("a05_average_b", unit="min", low=0.01, high=5),
        number_form("a05_cycle", unit="min", low=0.05, high=10),
        by_hand("a05_note"),
    ],
)
