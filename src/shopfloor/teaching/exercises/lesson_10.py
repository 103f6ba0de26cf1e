"""Lesson 10, takt and line balancing: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods.balancing import assess, positional_weights, shortest_cycle, work_combination
from shopfloor.methods.valuestream import takt_time

from ..compare import Verdict
from ..forms import Assignment, by_hand, list_form, number_form, rows_form
from .builders import choice, number, record

# Shown rounded in the lesson, and read off there.
PUMP_TAKT_S, HEATER_TEST = 67.9, "Q"
# The places of the pump line today.
SIX = 6


@cache
def tasks_of(line):
    tasks = load("line/tasks")
    return tasks[tasks["line"] == line]


@cache
def plan_of(line):
    """(minutes a day in which the line builds, pieces a day)."""
    plans = load("line/lines")
    plan = plans[plans["line"] == line].iloc[0]
    minutes = plan["shifts_per_day"] * (plan["shift_min"] - plan["breaks_min"] - plan["meeting_min"])
    return int(minutes), int(plan["demand_per_day"])


def takt_of(line):
    minutes, demand = plan_of(line)
    return takt_time(minutes * 60, demand)


def time_of(line, *names):
    times = tasks_of(line).set_index("task")["time"]
    return int(sum(times[name] for name in names))


def weight_of_a():
    return positional_weights(tasks_of("lamp"))["A"]


def heaters():
    """How many one test rig can test in a day, not rounded."""
    return plan_of("heater")[0] * 60 / time_of("heater", HEATER_TEST)


def cell():
    return work_combination(load("line/cell_steps"))


def pumps_of_six(cycle=None):
    return plan_of("pump")[0] * 60 / (cycle or shortest_cycle(tasks_of("pump"), SIX).cycle_time)


# Recall: lessons 06, 06 and 05.
choice(
    "10.r1",
    "The times of tasks on a line are standard times. Which time is in them already?",
    {
        "a": "The lunch break",
        "b": "Rest, personal needs and small delays: the allowance",
        "c": "None: a standard time is the time on the watch",
    },
    "b",
    mistakes={
        "a": "In the break nobody works at all. It is taken off the shift, before anything is shared out.",
        "c": "The watch's time was rated first, then the allowance came on top.",
    },
    insight="So rest is not taken off a second time today.",
)
choice(
    "10.r2",
    "A piece takes 1.25 minutes. How many is that in an hour?",
    {"a": "75", "b": "48", "c": "80"},
    "b",
    mistakes={
        "a": "That is 60 x 1.25, the minutes that 60 pieces take.",
        "c": "That is 100 / 1.25: an hour has 60 minutes.",
    },
    insight="60 / 1.25. Today you turn it over: so many pieces are wanted, so how long may each take?",
)
choice(
    "10.r3",
    "Where can a job be cut into elements?",
    {
        "a": "Wherever half of its time is over",
        "b": "At a moment that anyone can see or hear",
        "c": "Wherever the operator would like a pause",
    },
    "b",
    mistakes={
        "a": "In the middle of a motion nobody knows when half is over.",
        "c": "A cut is no pause. It is a moment that two observers would agree on.",
    },
    insight="A task with a clear beginning and end can also be handed to somebody else.",
)


def minutes_and_takt(given):
    if any(value is ... for value in given):
        return "One of the two is still missing: minutes a day first, then seconds a pump."
    if len(given) != 2 or not all(
        isinstance(value, (int, float)) and not isinstance(value, bool) for value in given
    ):
        return "Two numbers are asked for, without quotes: minutes a day, then seconds a pump."
    minutes, takt = (float(value) for value in given)
    if abs(minutes - 860) < 0.5 and abs(takt - takt_of("pump")) < 0.051:
        return True, "2 x (480 - 30 - 20) = 860 min; 860 x 60 / 760 = 67.89 s."
    if abs(takt - 860) < 0.5 and abs(minutes - takt_of("pump")) < 0.051:
        return "You have both numbers, the other way round: the minutes come first."
    slips = {
        960: "960 is both shifts whole. In the breaks and the meetings no pump is built.",
        900: "You took off the breaks. In the meeting and clean-up nothing is built either."
        if abs(takt - 900 * 60 / 760) < 0.1
        else "900 minutes are the lamp line's. This one has longer breaks and meetings: read its row.",
        920: "You took off the meetings. Nobody builds pumps in the breaks either.",
        430: "430 minutes is one shift, and the line works two.",
        480: "480 minutes is one whole shift. Take off breaks and meeting, and count both shifts.",
        910: "You took breaks and meeting off once. They are there in each of the two shifts.",
        51_600: "That is in seconds. Write the minutes in the first line; times 60 comes in the second.",
    }
    for value, words in slips.items():
        if abs(minutes - value) < 0.5:
            return words
    if abs(minutes - 860) >= 0.5:
        return "The minutes are not there yet: two shifts, each 480 minutes less breaks less meeting."
    return Verdict(
        "wrong, named", takt_slip(takt), "Takt: the seconds of the day, shared out over its pumps."
    )


def takt_slip(takt):
    """What is not right about the second number, when the minutes are."""
    if abs(takt - 860 / 760) < 0.01:
        return "The minutes are right. 860 / 760 is a takt in minutes: times 60 for seconds."
    if (
        abs(takt - 760 / 860) < 0.01
        or abs(takt - 760 / (860 * 60)) < 0.001
        or abs(takt - 760 * 60 / 860) < 0.1
    ):
        return "The minutes are right. You turned the division over: time divided by pumps."
    if abs(takt - 860 * 60 / 720) < 0.06:
        return "The minutes are right. 720 is the demand for lamps; of pumps 760 are wanted."
    if abs(takt - 430 * 60 / 760) < 0.1:
        return "The minutes are right. This takt is that of 430, one shift: the 760 pumps are built in both."
    if 66.9 < takt < 68.9:
        return "The minutes are right, and the takt nearly: keep a decimal, as the division gives it."
    return "The minutes are right. Takt: the minutes times 60, divided by the 760 pumps."


record(
    "10.1",
    minutes_and_takt,
    right=[860, 860 * 60 / 760],
    also_right=[(860.0, 67.9), [2 * (480 - 30 - 20), 67.89]],
    also_wrong=[
        [960, 960 * 60 / 760],
        [900, 900 * 60 / 760],
        [900, 75],
        [920, 72.6],
        [430, 33.9],
        [480, 37.9],
        [910, 71.8],
        [860, 860 / 760],
        [860, 760 / 860],
        [860, 68],
        [860, 67.8],
        [860, 71.7],
        [860, 33.9],
        [860, 100],
        [67.89, 860],
        [860, ...],
        [860],
        ["860", "67.9"],
        [51600, 67.9],
        [500, 40],
    ],
    noun="pair of numbers",
    hints=[
        "Minutes: what is left of one shift, times two.",
        "2 * (480 - 30 - 20), then pump_minutes * 60 / 760",
    ],
    solution="2 x (480 - 30 - 20) = 860 min a day; 860 x 60 / 760 = 67.89 s.",
    question="Minutes a day and takt of the pump line.",
)
choice(
    "10.2",
    "26 s are left at station 1. What does the rule put there next?",
    {
        "b": "Glue the felt under the base (24 s)",
        "d": "Screw the arm onto the base (27 s)",
        "e": "Wire the socket (46 s)",
        "n": "None of the three: station 2 begins",
    },
    "b",
    mistakes={
        "d": "It is longer than B, but its 27 s do not go into the 26 that are left.",
        "e": "It is the longest of the three, but its 46 s do not go into 26.",
        "n": "E and D do not fit, but one of the three does. A station is closed only when none fits.",
    },
    hints=["Which of the three go into 26 s at all?", "Only one of them does."],
    insight="31 + 18 + 24 = 73 s.",
)
number(
    "10.3",
    answer=weight_of_a,
    unit="s",
    tolerance=0.5,
    hints=[
        "After A come B and D. What comes after these?",
        "A 18, B 24, D 27, G 35 and H 22: H only once.",
    ],
    solution="A 18 + B 24 + D 27 + G 35 + H 22 = 126 s.",
    mistakes={
        148: "You counted H twice, once after B and once after G. The lamp is boxed once.",
        108: "A's own 18 s are missing.",
        130: "A's own time is missing, and H stands in it twice.",
        69: "That is A with the two tasks right after it. Go on: what comes after B and D?",
        51: "Those are the two tasks right after A. Its own time belongs to it, and all that comes later.",
        64: "That is one way only, A, B, H. D and G hang on A as well.",
        102: "That is one way only, A, D, G, H. B hangs on A as well.",
        104: "H is missing: it comes after B and after G.",
        172: "E and F are in it. They hang on C, not on A.",
        215: "That is the whole lamp. C, E and F do not wait for A.",
        18: "That is A's own time. Add all tasks that come after it.",
        173: "That is the weight of C. A has another way through the arrows.",
        115: "That is the weight of E, from the example. Now begin at A.",
        84: "That is what hangs on D. A comes before B as well, and has its own time.",
        144: "You counted A twice. Each task counts once.",
        126 + 12: "F is in it. It comes after E, not after A.",
    },
    also_right=[18 + 24 + 27 + 35 + 22],
    insight="C weighs 173, so C comes first here, too.",
)


def pump_board(board):
    if list(board._line.names) != list(tasks_of("pump")["task"]):
        return "This is the board of another line. Move the tasks on the one above, with the pumps."
    if abs(board.cycle_time - takt_of("pump")) > 0.02:
        return (
            f"The cycle time on the board is {board.cycle_time:.4g} s. The customer still wants a pump every "
            f"{PUMP_TAKT_S} s: set the demand to 760, and that cycle time comes back."
        )
    found = board.assessment
    if found.not_assigned:
        left = len(found.not_assigned)
        return f"{left} {'task has' if left == 1 else 'tasks have'} no station yet. Place all fourteen."
    if found.n_people > found.n_stations:
        return "People stand side by side on your board. Here six people have six stations: one at each."
    if found.stations == as_today():
        return Verdict(
            "not tried",
            "The board shows the line as it is today, and station 5 takes 71 s. Somewhere earlier there is room. "
            "Move a task to it, then see what can follow.",
        )
    if found.broken:
        before, after = found.broken[0]
        return (
            f"Task {after} stands at an earlier station than {before}, which must be done before it. "
            f"Move {after} further on, or {before} further back."
        )
    if found.over_cycle:
        label = found.over_cycle[0]
        takes = found.station_times[found.labels.index(label)]
        return (
            f"Station {label} takes {takes:g} s, more than the takt of {PUMP_TAKT_S} s. "
            "Move one of its tasks, or first make room at its neighbor."
        )
    if found.n_stations > SIX:
        return (
            f"It holds, but with {found.n_stations} stations, and there are six people. Empty one: look for two "
            "neighbors that would fit into one station."
        )
    return True, (
        f"It holds with six stations; the fullest takes {found.longest:g} s, so all 760 can be built. "
        "Same people, same pace."
    )


def as_today():
    return assess(tasks_of("pump"), "station_now", takt_of("pump")).stations


def pumps(stations="station_now", line="pump", **inputs):
    """A board with the pump line, for the tests."""
    from shopfloor.widgets import LineBalancingBoard

    board = LineBalancingBoard(line, stations=stations)
    if inputs:
        board.set(**inputs)
    return board


BY_WEIGHT = ["A B C D", "E F G", "H I", "J L", "K", "M N"]

record(
    "10.4",
    pump_board,
    right=lambda: pumps(BY_WEIGHT),
    also_right=[lambda: pumps(["A C B D", "E F H", "J K", "G I", "L", "M N"])],
    also_wrong=[
        lambda: pumps(),
        lambda: pumps(["A B C", "D E", "F G H", "I J", "K", "L", "M N"]),
        lambda: pumps(["A B C", "D E", "F G H", "I J", "K", "L M N"]),
        lambda: pumps(["A B C D", "E F G", "H I", "J M", "K L", "N"]),
        lambda: pumps(BY_WEIGHT[:-1]),
        lambda: pumps(demand=700),
        lambda: pumps(line="lamp"),
        6,
    ],
    noun="board",
    first_step="Move tasks on the board above until it holds, then run this cell again.",
    hints=[
        "Station 5 cannot give K or L away as long as its neighbors are full. Station 1 has 44 s: which task from station 2 could join it?",
        "D to station 1. Then station 2 has room for F and G, station 3 for I, and station 4 for L.",
    ],
    solution="D to station 1, F and G to station 2, I to station 3, L to station 4: 61, 65, 60, 64, 33 and 47 s.",
    question="Balance the pump line with six stations.",
)
choice(
    "10.5",
    "Before, 81.0 %. Now, 81.0 %. What has become better?",
    {
        "a": "Nothing: efficiency is what counts",
        "b": "The fullest station is within takt, so 760 pumps can be built",
        "c": "The people work faster",
    },
    "b",
    mistakes={
        "a": "Before, 34 pumps were missing each day. Efficiency divides all work by all time, and does not see "
        "a station that is too full.",
        "c": "Each task takes as long as before. It is only done at another place.",
    },
    insight="330 / (6 x 67.9) is the same whoever does what.",
)
number(
    "10.6",
    answer=lambda: int(heaters()),
    tolerance=0,
    hints=[
        "The rig needs 131 s for each heater. How many seconds has the day?",
        "890 * 60 / 131, and only whole heaters count.",
    ],
    solution=lambda: f"890 x 60 / 131 = {heaters():.2f}, so {int(heaters())} whole heaters.",
    mistakes=lambda: {
        heaters(): "The last heater would not be finished. Only whole ones count.",
        407.6: "The last heater would not be finished. Only whole ones count.",
        round(heaters(), 2): "The last heater would not be finished. Only whole ones count.",
        203: "That is one shift. The line works two, 890 minutes in all.",
        408: "You rounded up: there is no time for the last one.",
        520: "That is what the customer wants. What can the rig do?",
        2 * int(heaters()) + 1: "That is two rigs. Today there is one.",
        2 * int(heaters()): "That is two rigs. Today there is one.",
        int(960 * 60 / 131): "You took both shifts whole. The heater line has 890 minutes for heaters.",
        890 * 60 / 102.7: "You divided by takt: that is what is wanted. The rig needs 131 s for each.",
        519: "You divided by takt: that is what is wanted. The rig needs 131 s for each.",
        890 / 131: "You divided minutes by seconds. Times 60 first.",
        6: "You divided minutes by seconds. Times 60 first.",
        6.79: "You divided minutes by seconds. Times 60 first.",
        131 / 102.7: "That is how many rigs it would take: 1.28, so two. How many heaters can one test?",
        113: "That is how many heaters are missing. How many can be tested?",
    },
    also_right=[890 * 60 // 131],
    insight="113 a day are missing, whoever stands at the rig and however the other tasks are shared out.",
)  # fmt: skip
number(
    "10.7",
    answer=lambda: cell().cycle_time,
    unit="s",
    tolerance=0.05,
    hints=[
        "Each machine is loaded by hand, then works alone. Which one needs longest for a piece?",
        "Mill M1: by hand plus alone.",
    ],
    solution="Mill M1 needs 9 s by hand and 61 s alone: 9 + 61 = 70 s, more than the round of 63 s.",
    mistakes=lambda: {
        cell().loop: "That is the person's round. When it is over, mill M1 is still at work, and has to be waited for.",
        61: "That is mill M1 alone. While it is unloaded and loaded by hand it cannot work: add that.",
        64: "61 s alone and 3 s of walking: walking costs the mill nothing. Loading by hand does.",
        73: "You added the walk to the mill's time. While the person walks on, the mill is at work.",
        PUMP_TAKT_S: "That is takt, what the pump line needs. What does the cell really do?",
        133: "You added the round and the mill. They run at the same time.",
        124: "You added the round and the mill. They run at the same time.",
        cell().manual: "That is all work by hand. Walking is part of the round, and the machines take time alone.",
        256: "You added up every step of a piece. The machines work at the same time, each on a piece of its own.",
        274: "You added up every step of a piece. The machines work at the same time, each on a piece of its own.",
        211: "You added up what all machines do alone. They work at the same time, each on a piece of its own.",
        79: "You added the whole walk to the mill's time. While the person walks, the mill is at work.",
        9: "That is the mill by hand. It also works alone, and both are needed for each piece.",
        18: "That is the walking alone.",
        7: "That is how much longer the mill needs than the round. How long does it need in all?",
        55: "That is lathe L1. Another machine needs longer.",
        2.1: "That is what is missing to takt. How long does a housing take?",
    },
    also_right=[9 + 61],
    insight="2.1 s over takt, and no faster person changes that. A second fixture, loaded while the mill still cuts, would.",
)  # fmt: skip
choice(
    "10.x1",
    "The customer wants fewer lamps. What changes by itself?",
    {"a": "The cycle time gets shorter", "b": "The takt time gets longer", "c": "The lamp takes less work"},
    "b",
    mistakes={
        "a": "How fast the line can run depends on its fullest station. Nobody moved a task.",
        "c": "A lamp is a lamp: its tasks take as long as before.",
    },
    insight="More time for each lamp: then fewer people are needed, and the tasks are shared out anew.",
)
choice(
    "10.x2",
    "Takt is 60 s. A furnace takes 90 s for one piece. What helps?",
    {
        "a": "A faster person at the furnace",
        "b": "Another order of the tasks",
        "c": "Two furnaces side by side",
    },
    "c",
    mistakes={
        "a": "The furnace sets its own time. The person would only wait longer.",
        "b": "Wherever it stands, it takes 90 s for each piece.",
    },
    insight="Each then has 120 s for a piece of its own.",
)


def spare_and_idle(given):
    if any(value is ... for value in given):
        return "One of the two is still missing: the spare seconds of five stations first."
    if len(given) != 2 or not all(
        isinstance(value, (int, float)) and not isinstance(value, bool) for value in given
    ):
        return "Two numbers are asked for, in seconds, without quotes."
    spare, idle = (float(value) for value in given)
    right = [abs(spare - (5 * PUMP_TAKT_S - 330)) <= 0.051, abs(idle - (PUMP_TAKT_S - 47)) <= 0.051]
    if all(right):
        return True, "5 x 67.9 - 330 = 9.5 s; 67.9 - 47 = 20.9 s."
    if abs(spare - (PUMP_TAKT_S - 47)) <= 0.051 and abs(idle - (5 * PUMP_TAKT_S - 330)) <= 0.051:
        return "You have both numbers, the other way round."
    if abs(spare - 9.5) < 0.6 and abs(idle - 20.9) < 1:
        return "Nearly, both of them: keep a decimal."
    if not right[0]:
        if abs(spare - (SIX * PUMP_TAKT_S - 330)) <= 0.1:
            return "That is what six stations have to spare. With one fewer it is 67.9 s less."
        if abs(spare - 5 * PUMP_TAKT_S) <= 0.1:
            return "That is all the time of five stations. Take the 330 s of work off."
        if abs(spare + (5 * PUMP_TAKT_S - 330)) <= 0.1:
            return "You took the time from the work. The stations have more: turn it over."
        if abs(spare - (5 - 330 / PUMP_TAKT_S)) <= 0.02:
            return "That is in people. In seconds: five times 67.9, less the 330 s of work."
        return "The first is not there yet: five times 67.9 s, less the 330 s of work."
    return Verdict(
        "wrong, named",
        f"The first is right. {idle_slip(idle)}",
        "A station has 67.9 s. What do M and N leave of it?",
    )


def idle_slip(idle):
    """What is not right about the second number, when the first is."""
    if abs(idle + PUMP_TAKT_S - 47) <= 0.1:
        return "The second is turned over: 47 s of work in 67.9 s."
    if abs(idle - 47) <= 0.1:
        return "47 s is the work at that station. How much of 67.9 s is left?"
    if abs(idle - (PUMP_TAKT_S - 36)) <= 0.1:
        return "N can join M there: 36 and 11 s of work."
    return "The second: 67.9 s less the 47 s of M and N."


record(
    "10.8",
    spare_and_idle,
    right=[9.5, 20.9],
    also_right=[(5 * PUMP_TAKT_S - 330, PUMP_TAKT_S - 47), [9.47, 20.89]],
    also_wrong=[
        [20.9, 9.5],
        [77.4, 20.9],
        [339.5, 20.9],
        [-9.5, 20.9],
        [0.14, 20.9],
        [9.5, 47],
        [9.5, -20.9],
        [9, 21],
        [9.5, 31.9],
        [9.5, 0],
        [9.5],
        [9.5, ...],
        ["9.5", "20.9"],
    ],
    noun="pair of numbers",
    hints=["Five stations have 5 times 67.9 s.", "5 * 67.9 - 330, and 67.9 - 47"],
    solution="5 x 67.9 - 330 = 9.5 s to spare in all; 67.9 - 47 = 20.9 s idle at the station of M alone. It cannot be.",
    question="Can five stations do?",
)
number(
    "10.9",
    answer=lambda: int(pumps_of_six()),
    tolerance=0,
    hints=[
        "The cycle time stands in the first line of the result above.",
        "860 * 60 / 65, and only whole pumps count.",
    ],
    solution=lambda: f"860 x 60 / 65 = {pumps_of_six():.2f}, so {int(pumps_of_six())} whole pumps.",
    mistakes=lambda: {
        pumps_of_six(): "The last pump would not be finished. Only whole ones count.",
        round(pumps_of_six(), 1): "The last pump would not be finished. Only whole ones count.",
        794: "You rounded up: there is no time for the last one.",
        760: "That is what the customer wants. At the shortest cycle there is room for more.",
        759: "You divided by takt. Take the cycle time of the result above.",
        pumps_of_six(PUMP_TAKT_S): "You divided by takt. Take the cycle time of the result above.",
        726: "You took the 71 s of today. Take the cycle time of the result above.",
        int(960 * 60 / 65): "You took both shifts whole. The pump line has 860 minutes.",
        65: "That is the cycle time, in seconds. How many of them has the day?",
        132: "You shared the pumps out over six people. They build each pump together.",
        33: "That is how many more than today's demand. How many in all?",
        6 * 793: "Six people build one pump after another together: do not multiply.",
        6 * pumps_of_six(): "Six people build one pump after another together: do not multiply.",
        13: "You divided minutes by seconds. Times 60 first.",
        860 / 65: "You divided minutes by seconds. Times 60 first.",
    },
    also_right=[860 * 60 // 65],
    insight="33 more than are wanted.",
)

ASSIGNMENT = Assignment(
    "a10_takt_and_line_balancing",
    parts=[
        number_form("a10_takt", unit="s", low=5, high=600),
        number_form("a10_weight", unit="s", low=10, high=1000),
        list_form("a10_plan", length=11, low=1, high=11),
        number_form("a10_efficiency", unit="fraction", low=0.05, high=1.5),
        rows_form("a10_over_takt", noun="station", high=5, may_be_empty=True),
        by_hand("a10_note"),
    ],
)
