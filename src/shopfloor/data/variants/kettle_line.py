"""A student's assembly line for electric kettles: 11 tasks with precedence, the demand of a shift, its minutes.

Model, in whole seconds: each task takes its shortest time plus 0 to its spread; a shift has 425 to 450 minutes
to work in, and the customer wants so many that the tasks fill 4.3 to 4.85 stations (takt near 60 to 75 s; the
longest task takes 46 s at most, so none is longer than takt). Drawn again until

- no two tasks take the same time and no two have the same positional weight, so that both rules have one answer;
- ranking by positional weight gets by with five stations, the least possible; the largest candidate rule may
  need six.
"""

TASKS = (
    # task, description, shortest, spread, predecessors
    ("A", "Snap the heating plate into the base", 21, 9, ""),
    ("B", "Screw the connector under the plate", 26, 10, "A"),
    ("C", "Lay the seal in the jug", 12, 7, ""),
    ("D", "Set the jug on the plate, turn it tight", 24, 9, "A C"),
    ("E", "Fit the steam switch into the handle", 19, 8, ""),
    ("F", "Wire the switch to the connector", 33, 13, "B E"),
    ("G", "Clip the handle on", 15, 7, "D F"),
    ("H", "Fit the lid and its spring", 18, 9, "D"),
    ("I", "Fill, look for leaks, empty", 30, 12, "G H"),
    ("J", "Measure insulation and current", 25, 10, "I"),
    ("K", "Wipe, put in the box with the manual", 20, 9, "J"),
)
STATIONS = 5
AVAILABLE_MIN = (425, 430, 435, 440, 445, 450)
# Hundredths of a station that the work fills.
FILLED = (430, 485)

_BEFORE = {task: tuple(before.split()) for task, *_, before in TASKS}


def _followers():
    after = {task: set() for task in _BEFORE}
    for task in reversed(_BEFORE):
        for earlier in _BEFORE[task]:
            after[earlier] |= {task} | after[task]
    return after


_AFTER = _followers()


def cells(draws):
    """Return the line as rows of text cells, the way they stand in the CSV file."""
    while True:
        times = {task: shortest + draws.below(spread + 1) for task, _, shortest, spread, _ in TASKS}
        available = draws.pick(AVAILABLE_MIN)
        demand = available * 60 * draws.between(*FILLED) // (100 * sum(times.values()))
        if _fits(times, available, demand):
            return [
                (task, description, str(times[task]), before, str(demand), str(available))
                for task, description, _, _, before in TASKS
            ]


def _fits(times, available, demand):
    # Takt is seconds / demand; everything is compared times demand, in whole numbers.
    seconds = available * 60
    if len(set(times.values())) < len(times):
        return False
    weight = {task: time + sum(times[later] for later in _AFTER[task]) for task, time in times.items()}
    return len(set(weight.values())) == len(weight) and _stations(times, weight, seconds, demand) == STATIONS


def _stations(times, rank, seconds, demand):
    """How many stations a rule needs that always takes the highest-ranking task that may go next and fits."""
    waiting = sorted(times, key=rank.get, reverse=True)
    stations, room, done = 1, seconds, set()
    while waiting:
        for task in waiting:
            if times[task] * demand <= room and done.issuperset(_BEFORE[task]):
                room -= times[task] * demand
                done.add(task)
                waiting.remove(task)
                break
        else:
            stations, room = stations + 1, seconds
    return stations
