"""The least number of stations for a cycle, and the shortest cycle for a number of stations, with proof.

Whether a line fits into so many stations is decided by two exact methods. The search of ``line_search`` is
enough for most lines; where it meets too many possibilities, the assignment model as a mixed-integer program
with earliest and latest stations (Patterson and Albracht 1975) has its turn, solved by HiGHS through
``scipy.optimize.milp``. Times are whole numbers here (ticks), sets of tasks are the bits of an integer.
"""

import time

from shopfloor.methods.line_bounds import MANY, Line, bits, sums_of
from shopfloor.methods.line_rules import RANKINGS, fill
from shopfloor.methods.line_search import OutOfReach, search

__all__ = ["decide", "fastest", "fewest_stations", "model"]

STEPS = (200_000, 800_000, None, 5_000_000, None)
"""How far the search goes, each way, in its rounds (a million steps take seconds and some memory); None: the
model's turn, for half of the time that is left, and at the end for all of it."""

WIDEST = 1_000_000
"""Up to this many ticks in a cycle all totals are listed that a station can have."""


def fewest_stations(network, times, capacity, seconds):
    """Stations (lists of task numbers), as few as were found in ``seconds``, and how many are needed in any
    case. Where the two agree, that is the proof.
    """
    deadline = time.perf_counter() + seconds
    line = Line(times, network.before)
    best = _by_rules(network, times, capacity)
    needed = line.stations_at_least(capacity)
    while len(best) > needed:
        try:
            loads = decide(line, capacity, len(best) - 1, deadline)
        except OutOfReach:
            break
        if loads is None:
            needed = len(best)
        else:
            best = _in_order(network, loads)
    return best, needed


def fastest(network, times, stations, seconds):
    """Stations with the shortest longest one that was found in ``seconds``, and whether it is proved."""
    deadline = time.perf_counter() + seconds
    line = Line(times, network.before)
    low = _cycle_at_least(line, stations)
    best = _in_few_stations(network, times, low, stations)
    high = _longest(best, times)
    proved = True
    totals = sums_of(times, high) if high <= WIDEST else None
    while low < high:
        if totals is not None:  # a cycle between two totals is as good as the lower one
            low = low + _lowest_bit(totals >> low)
            if low >= high:
                break
        middle = (low + high - 1) // 2
        now = time.perf_counter()
        try:
            # Half of the time that is left: when this one cannot be decided, a longer cycle still may.
            loads = decide(line, middle, stations, now + (deadline - now) / 2)
        except OutOfReach:
            low, proved = middle + 1, False
            continue
        if loads is None:
            low = middle + 1
        else:
            best = _in_order(network, loads)
            high = _longest(best, times)
    return best, proved


def decide(line, capacity, stations, deadline):
    """Loads with which the line fits into so many stations, None if it does not; OutOfReach at the deadline."""
    if len(line.times) > MANY:  # the search nests as deep as there are tasks
        raise OutOfReach
    if capacity <= WIDEST:  # no station can be fuller than the fullest one there is
        capacity = sums_of(line.times, capacity).bit_length() - 1
    for turn, steps in enumerate(STEPS, start=1):
        left = deadline - time.perf_counter()
        if left <= 0:
            break
        if steps is None:
            try:
                return model(line, capacity, stations, left if turn == len(STEPS) else left / 2)
            except OutOfReach:
                continue
        for way in (line, line.backwards):
            try:
                loads = search(way, capacity, stations, steps, deadline)
            except OutOfReach:
                continue
            return loads[::-1] if loads is not None and way is not line else loads
    raise OutOfReach


def model(line, capacity, stations, seconds):
    """The same answer from the assignment model: is task i at station k, yes or no?

    Each task stands at one station between its earliest and its latest; no station holds more than the
    capacity; for each pair i before j and each station, j stands up to there only if i does.
    """
    import numpy as np
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import coo_array

    earliest, latest = line.earliest(capacity), line.latest(capacity, stations)
    if any(first > last for first, last in zip(earliest, latest, strict=True)):
        return None
    windows = [range(first, last + 1) for first, last in zip(earliest, latest, strict=True)]
    places = [(task, station) for task, window in enumerate(windows) for station in window]
    column = {place: number for number, place in enumerate(places)}
    rows, low, high = [], [], []

    def require(terms, least, most):
        rows.extend((len(low), column[place], factor) for place, factor in terms)
        low.append(least)
        high.append(most)

    for task, window in enumerate(windows):
        require([((task, station), 1) for station in window], 1, 1)
    for station in range(1, stations + 1):
        there = [task for task, window in enumerate(windows) if station in window]
        require([((task, station), line.times[task] / capacity) for task in there], 0, 1)
    for task, earlier in enumerate(line.before):
        for one in bits(earlier):
            for station in windows[task]:
                if station < latest[one]:
                    up_to = [((task, k), 1) for k in windows[task] if k <= station]
                    require(up_to + [((one, k), -1) for k in windows[one] if k <= station], -np.inf, 0)
    ends = time.perf_counter() + seconds
    while (seconds := ends - time.perf_counter()) > 0:
        row, number, factor = zip(*rows, strict=True)
        matrix = coo_array((factor, (row, number)), shape=(len(low), len(places))).tocsr()
        answer = milp(
            np.zeros(len(places)),
            constraints=LinearConstraint(matrix, low, high),
            integrality=np.ones(len(places)),
            bounds=(0, 1),
            options={"time_limit": seconds},
        )
        if answer.status == 2:
            return None
        if answer.x is None:
            break
        loads = [0] * stations
        for (task, station), value in zip(places, answer.x, strict=True):
            if value > 0.5:
                loads[station - 1] |= 1 << task
        over = [load for load in loads if sum(line.times[task] for task in bits(load)) > capacity]
        if not over:
            return loads
        # HiGHS forgives a millionth of a cycle, which is not dust any more: these sets are ruled out by name.
        for load in over:
            for station in range(1, stations + 1):
                there = [((task, station), 1) for task in bits(load) if station in windows[task]]
                require(there, 0, load.bit_count() - 1)
    raise OutOfReach


def _by_rules(network, times, capacity):
    """The best balance that the rules find, from the front of the line and from its end."""
    found = []
    for ranking in RANKINGS.values():
        found.append(fill(ranking(network, times), times, network.before, capacity))
        turned = fill(ranking(network.backwards, times), times, network.followers, capacity)
        found.append([station[::-1] for station in turned[::-1]])
    return min(found, key=len)


def _in_few_stations(network, times, capacity, stations):
    """A balance by the rules in no more than so many stations: the cycle is stretched until they find one."""
    step = 1
    while len(best := _by_rules(network, times, capacity)) > stations:
        capacity += step
        step *= 2
    return best


def _cycle_at_least(line, stations):
    """A cycle, in ticks, below which the line does not fit in any case."""
    low, high = max(max(line.times), -(-sum(line.times) // stations)), sum(line.times)
    while low < high:
        middle = (low + high) // 2
        if line.stations_at_least(middle) > stations:
            low = middle + 1
        else:
            high = middle
    return low


def _longest(stations, times):
    return max(sum(times[task] for task in station) for station in stations)


def _lowest_bit(some):
    return (some & -some).bit_length() - 1


def _in_order(network, loads):
    """The loads as lists, each in an order in which its tasks can be done; empty stations left out."""
    return [[task for task in network.order if load >> task & 1] for load in loads if load]
