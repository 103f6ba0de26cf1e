"""The key of assignment 10, who does what on the kettle line: what follows from each student's own line.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods.balancing import assess, balance, positional_weights
from shopfloor.methods.valuestream import takt_time
from shopfloor.teaching.compare import Mistake, Number, Rows, Sample, Verdict
from shopfloor.teaching.compare.verdict import Comparison

LINE = "line/kettle_line"
# The colleague's plan, as the notebook prints it.
COLLEAGUE = {1: "A C E", 2: "B", 3: "D F", 4: "G H K", 5: "I J"}
SHIFT_MIN, TODAY = 480, 6

RUBRIC = {
    "a10_note": {
        4: "A proposal with seconds of the student's own line (the stations over takt, or how far below it the fullest station of "
        "the proposal stays), the task that stands too early (K, boxed at station 4 before it is tested at 5), and a thought for the "
        "people. For example: 'The colleague's station 3 takes 72 s at a takt of 69.9, and K would box the kettle before I and J have "
        "tested it. I propose my plan with five people; its fullest station takes 65 s, 5 below takt. The sixth prepares parts and "
        "steps in, in turn with the others, and before we move anything I ask all six.' Whose rule led to six stations may propose "
        "six, or five with another plan that holds.",
        2: "A proposal with a reason, but without seconds, without K, or without the people. For example: 'I would take my own plan, "
        "because station 3 of the colleague's is 2 s over takt.'",
        0: "No reason, or the manager's sentence is repeated. For example: 'Five people are cheaper than six, so we take the plan.'",
    }
}

OVER = (
    "A station has more work than takt allows, so the line cannot keep up.",
    "Add up the times of each station, and hold each sum against your takt.",
)
TOO_EARLY = (
    "A task stands before one that must be done first.",
    "Go through your stations from the first, and ask of each task: are all its predecessors done by then?",
)
BY_WEIGHT = (
    "That is the plan of the other rule: you took the task with the largest positional weight.",
    "Take the longest that may come next and fits, whatever hangs on it.",
)
CLOSED = (
    "You closed a station as soon as the longest task that may come next did not fit. A shorter one may still fit.",
    "Before you open a new station, try every other task that may come next, from the longest to the shortest.",
)
IN_ORDER = (
    "You went down the table from A to K. The rule goes by the length of the tasks.",
    "List the tasks that may come next, and take the longest of them that fits.",
)
HOLDS = (
    "Your plan holds, but the rule gives another one.",
    "At each step list the tasks that may come next, and take the longest of them that fits.",
)


class SomeStations(Rows):
    """Stations of a plan: where there are some, an empty list is a wrong answer with words of its own."""

    def judge(self, value, reveal=True):
        if self.answer and isinstance(value, list) and not value:
            return Verdict(
                "wrong, named",
                "You say that no station takes longer than takt. At least one does.",
                "Add up the times of each station once more, and hold each sum against your takt.",
            )
        return super().judge(value, reveal)


class Plan(Comparison):
    """For each task, in the order of the table, the number of its station. Stations may be numbered with gaps."""

    noun = "eleven station numbers in square brackets, such as [1, 1, 2]"
    lazy = False
    stated = ""

    def __init__(self, line, takt, answer, slips):
        self.line, self.takt = line, takt
        self.answer = answer
        # One task a station holds in any case, and is what no rule gives.
        apart = list(range(1, len(line) + 1))
        order = [Mistake(value, *words, credit=credit) for value, words, credit in slips]
        self._mistakes = [*order, Mistake(apart, *HOLDS, credit=0.5)]
        self.also_right, self.also_wrong = [], []

    def samples(self):
        yield Sample("right", self.answer)
        yield Sample("right", [2 * station for station in self.answer])
        yield from self.named_samples()
        yield Sample("wrong", [1] * len(self.line))

    def _judge(self, value, reveal):
        given = value.tolist() if hasattr(value, "tolist") else list(value)
        if len(given) != len(self.line):
            return Verdict("wrong", f"That is {len(given)} numbers, and the line has {len(self.line)} tasks.")
        if any(int(station) != station for station in given):
            return Verdict("wrong", "Stations are numbered 1, 2, 3: whole numbers.")
        given = [int(station) for station in given]
        found = assess(self.line.assign(station=given), "station", self.takt)
        if found.over_cycle:
            first = found.over_cycle[0]
            seconds = found.station_times[found.labels.index(first)]
            words = f"{OVER[0]} Station {first} takes {seconds:g} s."
            # One station too full, in a plan that could be mended by moving a task, is worth something.
            close = len(found.over_cycle) == 1 and found.efficiency <= 1 and not found.broken
            return Verdict("wrong, named", words, OVER[1], 0.25 if close else 0.0)
        if found.broken:
            before, after = found.broken[0]
            words = f"{TOO_EARLY[0]} In your plan {after} is done at an earlier station than {before}."
            close = found.n_stations <= len(set(self.answer)) + 1
            return Verdict("wrong, named", words, TOO_EARLY[1], 0.25 if close else 0.0)
        if shared_out(given) == shared_out(self.answer):
            return self._right(f"Your plan has {found.n_stations} stations, as the rule gives them.")
        for mistake in self.mistakes:
            if shared_out(given) == shared_out(mistake.value):
                return Verdict("wrong, named", mistake.words, mistake.try_this, mistake.credit)
        return Verdict("wrong, named", *HOLDS, 0.5)


def shared_out(numbers):
    """Which tasks stand together, whatever the stations are called."""
    places = {}
    for task, station in enumerate(numbers):
        places.setdefault(station, set()).add(task)
    return set(map(frozenset, places.values()))


def numbered(line, stations):
    """The number of each task's station, in the order of the table."""
    where = {task: number for number, tasks in enumerate(stations, start=1) for task in tasks}
    return [where[task] for task in line["task"]]


def filled(line, takt, *, heed=True, keep_open=True):
    """The largest candidate rule with a slip: precedence not heeded, or a station closed at the first that does not fit."""
    before = {
        task: set(names.split()) for task, names in zip(line["task"], line["predecessors"], strict=True)
    }
    times = dict(zip(line["task"], line["time"], strict=True))
    waiting, stations, room, done = sorted(times, key=times.get, reverse=True), [[]], takt, set()
    while waiting:
        ready = [task for task in waiting if before[task] <= done or not heed]
        fits = [task for task in (ready if keep_open else ready[:1]) if times[task] <= room]
        if not fits:
            stations.append([])
            room = takt
            continue
        stations[-1].append(fits[0])
        room -= times[fits[0]]
        done.add(fits[0])
        waiting.remove(fits[0])
    return numbered(line, stations)


def down_the_table(line, takt):
    stations, room = [[]], takt
    for task, time in zip(line["task"], line["time"], strict=True):
        if time > room:
            stations.append([])
            room = takt
        stations[-1].append(task)
        room -= time
    return numbered(line, stations)


def data(student, course):
    """The student's line."""
    return my_data(LINE, student, course)


def asked_for(line):
    """(minutes of a shift in which kettles are built, kettles a shift)."""
    return int(line["available_min"].iloc[0]), int(line["demand_per_shift"].iloc[0])


def own_takt(case):
    minutes, demand = asked_for(case.data)
    return case.earlier("a10_takt", takt_time(minutes * 60, demand))


def work(line):
    return int(line["time"].sum())


def rule(case):
    """The plan by the rule at the takt that was handed in; ValueError where a task is longer than that."""
    takt = own_takt(case)
    return takt, numbered(case.data, balance(case.data, takt, method="largest candidate").stations)


@key("a10_takt")
def takt(case):
    minutes, demand = asked_for(case.data)
    return Number(
        takt_time(minutes * 60, demand),
        unit="s",
        tolerance=0.011,
        mistakes=[
            Mistake(
                SHIFT_MIN * 60 / demand,
                "You divided the whole shift. In the breaks and the meeting no kettle is built.",
                "Take the minutes of the column available_min.",
                credit=0.25,
            ),
            Mistake(
                (2 * minutes - SHIFT_MIN) * 60 / demand,
                "You took the breaks and the meeting off a second time. In available_min they are off already.",
                "Take available_min as it stands.",
                credit=0.25,
            ),
            Mistake(
                demand / minutes * 60,
                "You turned the division over: those are kettles an hour.",
                "Divide the time by the kettles.",
            ),
            Mistake(
                work(case.data) / TODAY,
                "You shared the work of a kettle out over six people. Takt knows nothing of the work.",
                "Divide the time of a shift by the kettles that the customer wants in it.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a10_weight")
def weight(case):
    times = dict(zip(case.data["task"], case.data["time"], strict=True))
    right = int(positional_weights(case.data)["D"])
    tail = times["I"] + times["J"] + times["K"]
    longer = "Follow the arrows from D to G and to H, from both to I, then to J and K."
    return Number(
        right,
        unit="s",
        tolerance=0.5,
        mistakes=[
            Mistake(
                right + tail,
                "You counted I, J and K twice, once after G and once after H. They are done once for each kettle.",
                "Count each task once, however many arrows lead to it.",
                credit=0.5,
            ),
            Mistake(
                right + times["I"],
                "You counted I twice, once after G and once after H. It is done once for each kettle.",
                "Count each task once, however many arrows lead to it.",
                credit=0.5,
            ),
            Mistake(
                right - times["D"],
                "D's own time is missing.",
                "Add it to what comes after D.",
                credit=0.5,
            ),
            Mistake(
                times["D"] + times["G"] + times["H"],
                "That is D with the two tasks right after it.",
                longer,
            ),
            Mistake(right - times["H"], "H is missing: it comes after D as well.", longer, credit=0.5),
            Mistake(right - times["G"], "G is missing: it comes after D as well.", longer, credit=0.5),
            Mistake(right + times["F"], "F is in it. It comes after B and E, not after D.", longer),
            Mistake(
                times["A"] + times["C"] + times["D"],
                "That is what must come before D. The weight looks forward: what hangs on D?",
                longer,
            ),
            Mistake(times["D"], "That is D's own time. Add all that comes after it.", longer),
        ],
    )


@key("a10_plan")
def plan(case):
    takt, right = rule(case)
    line = case.data
    return Plan(
        line,
        takt,
        right,
        [
            (numbered(line, balance(line, takt, method="positional weight").stations), BY_WEIGHT, 0.5),
            (filled(line, takt, keep_open=False), CLOSED, 0.5),
            (down_the_table(line, takt), IN_ORDER, 0.5),
            (filled(line, takt, heed=False), TOO_EARLY, 0.25),
            (filled(line, 1.2 * takt), OVER, 0.25),
        ],
    )


@key("a10_efficiency")
def efficiency(case):
    takt, by_rule = rule(case)
    given = case.earlier("a10_plan", by_rule)
    line, stations = case.data, len(set(given))
    right = work(line) / (stations * takt)
    loads = dict.fromkeys(given, 0)
    for time, station in zip(line["time"], given, strict=True):
        loads[station] += int(time)
    manned = list(loads.values())
    another = 5 if stations == TODAY else TODAY
    return Number(
        right,
        unit="fraction",
        tolerance=0.0015,
        mistakes=[
            Mistake(
                1 - right,
                "That is the balance delay, the part in which nobody has anything to do.",
                "The efficiency is the rest: the part that is work.",
                credit=0.5,
            ),
            Mistake(
                work(line) / (stations * max(manned)),
                "You divided by the fullest station. Here a kettle comes every takt.",
                "Divide by the number of your stations times takt.",
                credit=0.5,
            ),
            Mistake(
                work(line) / (another * takt),
                "That is not the number of stations in your own plan.",
                "Count the stations that you handed in, one person at each.",
                credit=0.5,
            ),
            Mistake(
                max(manned) / takt,
                "That is how full the fullest station is. The whole line is asked for.",
                "Divide the work of all tasks by the time of all stations.",
            ),
            Mistake(
                min(manned) / takt,
                "That is how full the emptiest station is. The whole line is asked for.",
                "Divide the work of all tasks by the time of all stations.",
            ),
            Mistake(
                takt / work(line),
                "You divided takt by the work. Efficiency is work by the time that is paid for it.",
                "Divide the work of a kettle by the number of your stations times takt.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a10_over_takt")
def over_takt(case):
    times, takt = dict(zip(case.data["task"], case.data["time"], strict=True)), own_takt(case)
    loads = {number: sum(times[task] for task in names.split()) for number, names in COLLEAGUE.items()}
    right = [number for number, load in loads.items() if load > takt]
    even = [number for number, load in loads.items() if load > work(case.data) / len(loads)]
    holding = [number for number in loads if number not in right]
    fullest = [max(loads, key=loads.get)]
    again = "Add up the times of each station, and hold each sum against your takt."
    found = [
        Mistake(
            tuple(holding),
            "These are the stations that stay within takt. The others are asked for.",
            again,
        ),
        Mistake(
            tuple(even),
            "These have more than a fifth of the work. An even share is one thing, takt another.",
            again,
            credit=0.25,
        ),
    ]
    if len(right) > 1:
        found.append(Mistake(tuple(fullest), "That is the fullest one only.", again, credit=0.5))
    found.append(Mistake(2, "It has the least work of all stations.", again))
    if 4 not in right:
        found.append(
            Mistake(
                4,
                "Its time is within takt. What is wrong there is the order of the work, for part 6.",
                again,
            )
        )
    return SomeStations(right, mistakes=found, noun="station")
