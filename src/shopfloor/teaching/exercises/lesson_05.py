"""Lesson 05, stopwatch study: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods.tables import average_by
from shopfloor.methods.timestudy import cycles_needed, element_times

from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, order, record, rows

CYCLES_TO_TIME = 6
# Two hundredths of a minute, 1.2 seconds: what beginners reach in a few minutes.
NEAR_ENOUGH_MIN = 0.02
CARTONS_PER_STACK = 5


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


# Recall: what lesson 00 teaches.
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
    'What does record["cycle"] give you?',
    {"a": "The row of the first cycle", "b": "The number of cycles", "c": "The column called cycle"},
    "c",
    mistakes={
        "a": "The name in the brackets is the name of a column, and a column runs over all rows.",
        "b": "It gives all the values, one for each row, not their count.",
    },
)
choice(
    "05.r3",
    "A cell ends in NameError: name 'record' is not defined. What do you try first?",
    {"a": "Run the cells above that make record", "b": "Restart the computer", "c": "Delete the cell"},
    "a",
    mistakes={
        "b": "That forgets even more. Python only says that it has not met the name record yet.",
        "c": "The cell is fine. Python has not met the name record yet, because a cell above was not run.",
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
    },
    also_right=[2.750],
    insight="An element of 45 seconds typed in as 0.45 min would be 40 % too short.",
)


def two_readings(given):
    began, ended = readings_around(3, "C")
    if any(value is ... for value in given):
        return "One of the two readings is still missing."
    if len(given) != 2 or not all(isinstance(value, (int, float)) for value in given):
        return "Two readings are asked for, numbers without quotes, such as 0.71 and 0.58."
    later, earlier = given
    if (round(later, 2), round(earlier, 2)) == (ended, began):
        return True, f"{ended:.2f} - {began:.2f} = {ended - began:.2f} min."
    if (round(later, 2), round(earlier, 2)) == (began, ended):
        return "You have the two readings, but the other way round: that makes a time below zero. The later one comes first."
    if round(later, 2) == ended:
        return (
            "The later reading is right. The element began when the one above it ended: read the line above."
        )
    if round(earlier, 2) == ended:
        return "You took C's own reading as the earlier one: that is the time of what came after C."
    return "An element ends at the reading in its own line, and it began at the reading in the line above."


record(
    "05.3",
    two_readings,
    right=lambda: list(reversed(readings_around(3, "C"))),
    also_right=[lambda: tuple(reversed(readings_around(3, "C")))],
    also_wrong=[lambda: list(readings_around(3, "C")), [0.5, 0.3], lambda: [readings_around(3, "C")[1], 0.0]],
    noun="two readings",
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
        slip() - 1: "That reading fits between its neighbors. Go one line further down.",
        labels_of(study("assemble a valve"), [slip()])[0]: ROW_LABEL,
    },
    insight="One wrong reading spoils two times: its own and the next one.",
)


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
    },
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


def observed(cycles, late=0, foreign=True):
    """A record as an observer would make it who presses `late` thousandths of a minute late, every other time: for the tests."""
    from shopfloor.widgets import Stopwatch
    from shopfloor.widgets.operator import write_script

    watch = Stopwatch(save_as="no_such_folder/record.csv")
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
    also_right=[lambda: observed(11, late=6)],
    also_wrong=[
        lambda: observed(4),
        lambda: observed(12, late=30),
        lambda: observed(12, foreign=False),
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
number(
    "05.8",
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
    },
    also_wrong=[20],
    insight="Twice the error, a quarter of the cycles, rounded up.",
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
