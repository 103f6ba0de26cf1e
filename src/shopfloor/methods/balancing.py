"""Line balancing: tasks shared out over stations so that none takes longer than the cycle.

Tasks are a table with the columns ``task``, ``time`` and ``predecessors`` ("" or "A B"; commas do as well):
what must be done before it, at an earlier station or at the same one. Times and cycle in any unit, one unit
per call. A station's total fits if it is no longer than the cycle: 0.1 + 0.2 fits into 0.3.

Sources: Groover, *Automation, Production Systems, and Computer-Integrated Manufacturing*, chapter on manual
assembly lines (the three rules, measures); Helgeson and Birnie, "Assembly line balancing using the ranked
positional weight technique", *Journal of Industrial Engineering* 12, 1961; Heizer, Render and Munson,
*Operations Management*, ch. 9 (efficiency); Scholl, *Balancing and Sequencing of Assembly Lines*, 2nd ed. 1999
(the problems proved here, called SALBP-1 and SALBP-2).
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, whole
from shopfloor.methods.line_bounds import DUST, Line, exact, in_ticks, ticks_in
from shopfloor.methods.line_results import Assessment, Balance, measures, number_text
from shopfloor.methods.line_rules import RANKINGS, fill, weights
from shopfloor.methods.optimal_line import fastest, fewest_stations
from shopfloor.methods.precedence import names_in, read_tasks, shown
from shopfloor.methods.work_combination import WorkCombination, work_combination

__all__ = [
    "Assessment",
    "Balance",
    "People",
    "WorkCombination",
    "assess",
    "balance",
    "people_needed",
    "positional_weights",
    "shortest_cycle",
    "work_combination",
]

METHODS = ("optimal", *RANKINGS)


class People(NamedTuple):
    """``exact``: work content / takt. ``people``: rounded up, for nobody comes in parts."""

    exact: float
    people: int


def balance(tasks, cycle_time, method="optimal", *, parallel=False, time_limit=10.0):
    """How are the tasks shared out over as few stations as possible? A ``Balance``.

    ``tasks``: a table with the columns task, time, predecessors. ``cycle_time``: what a station may take (the
    takt time or less), in the unit of the times.

    ``method``:

    - ``"largest candidate"``: the tasks are listed from the longest to the shortest. A station gets the first
      in the list whose predecessors are all assigned and that still fits; then the list is read from the top
      again; when none fits, the next station begins. Equal times: in the order of the table. Groover; Heizer
      calls it longest task time.
    - ``"positional weight"``: the same with a list from the largest positional weight to the smallest
      (Helgeson and Birnie 1961; see ``positional_weights``). Equal weights: in the order of the table.
    - ``"kilbridge and wester"``: the same with a list column by column of the precedence diagram, in a column
      the longest first; a task that could stand in several columns counts for the first (Groover's form of
      Kilbridge and Wester 1961).
    - ``"optimal"``: the least number of stations, with proof. What cannot be proved within ``time_limit``
      seconds comes back as the best found, with ``proved_optimal=False``; the published test lines of up to
      53 tasks take a fraction of a second. Of several best balances it gives one: ``shortest_cycle`` with as
      many stations finds one whose longest station is as short as can be.

    ``parallel``: a task longer than the cycle is an error, for no station can do it in time. With True its
    station gets as many people (or machines) side by side as that task needs, each with a piece of their own:
    a test of 131 s at a cycle of 100 s takes two, who have 200 s for a piece each, so other tasks of up to
    69 s may join it there. ``people`` says where. Other stations have one person.

    ValueError for an unknown predecessor, a loop, a name that stands twice, a task longer than the cycle: the
    tasks are named.

    >>> tasks = pd.DataFrame({"task": list("ABCDE"), "time": [4, 3, 5, 2, 4],
    ...                       "predecessors": ["", "A", "A", "B C", "D"]})
    >>> balance(tasks, 9, method="largest candidate")
    2 stations, cycle time 9 (largest candidate: no fewer are possible)
      1: A C    9
      2: B D E  9
    efficiency 100.0%, balance delay 0.0%, smoothness 0
    >>> balance(tasks, 8).n_stations
    3
    """
    network = read_tasks(tasks)
    cycle_time = number(cycle_time, "cycle time", above=0)
    time_limit = number(time_limit, "time limit")
    if not isinstance(method, str) or method not in METHODS:
        names = [f'"{name}"' for name in METHODS]
        raise ValueError(f"The method is {', '.join(names[:-1])} or {names[-1]}; {method!r} was given.")
    cycle = exact(cycle_time)
    times = [exact(time) for time in network.times]
    side_by_side = [max(1, math.ceil(time / (cycle * (1 + DUST)))) for time in times]
    if not parallel:
        _refuse_long_tasks(network, cycle_time, side_by_side)
    # k people side by side take k - 1 cycles of a long task; what is left of it competes for room like others.
    left, tick = in_ticks(
        [time - (count - 1) * cycle for time, count in zip(times, side_by_side, strict=True)]
    )
    capacity = ticks_in(cycle, tick)
    if method == "optimal":
        stations, needed = fewest_stations(network, left, capacity, time_limit)
    else:
        stations = fill(RANKINGS[method](network, times), left, network.before, capacity)
        needed = Line(left, network.before).stations_at_least(capacity)
    people = [1 + sum(side_by_side[task] - 1 for task in station) for station in stations]
    return Balance(
        stations=[[network.names[task] for task in station] for station in stations],
        n_stations=len(stations),
        proved_optimal=len(stations) == needed,
        stations_needed=needed,
        method=method,
        **measures([sum(times[task] for task in station) for station in stations], people, cycle),
    )


def shortest_cycle(tasks, stations, *, time_limit=10.0):
    """How fast can the line run with so many stations? A ``Balance`` with the shortest ``cycle_time``.

    ``stations``: how many there are. It may use fewer where one more would not make the line any faster: no
    cycle is shorter than the longest task. ``proved_optimal``: no shorter cycle is possible; False where that
    could not be settled within ``time_limit`` seconds, and the balance is then the best found.

    >>> tasks = pd.DataFrame({"task": list("ABCDE"), "time": [4, 3, 5, 2, 4],
    ...                       "predecessors": ["", "A", "A", "B C", "D"]})
    >>> shortest_cycle(tasks, 3)
    3 stations, cycle time 7 (shortest cycle: no cycle is shorter)
      1: A B  7
      2: C D  7
      3: E    4
    efficiency 85.7%, balance delay 14.3%, smoothness 3
    """
    network = read_tasks(tasks)
    given = whole(stations, "number of stations")
    time_limit = number(time_limit, "time limit")
    times = [exact(time) for time in network.times]
    ticks, _ = in_ticks(times)
    found, proved = fastest(network, ticks, given, time_limit)
    totals = [sum(times[task] for task in station) for station in found]
    longest = max(sum(ticks[task] for task in station) for station in found)
    return Balance(
        stations=[[network.names[task] for task in station] for station in found],
        n_stations=len(found),
        proved_optimal=proved,
        stations_needed=Line(ticks, network.before).stations_at_least(longest),
        method="shortest cycle",
        **measures(totals, [1] * len(found), max(totals)),
    )


def assess(tasks, stations, cycle_time, *, people=1):
    """Does this balance hold, and how good is it? An ``Assessment`` of stations that were made by hand.

    ``stations``: the tasks at each station, in station order, as lists or as text ("A B"); or for each task
    the number of its station, as a dictionary or as a column (``tasks["station_now"]``, or its name); or a
    ``Balance``. Tasks may be missing: a board that is being filled can be assessed at any time.
    ``people``: how many work side by side, one number for all stations or one each; k of them have k cycles
    for a piece.

    What is wrong is no error here but named in ``problems``. Only a task that does not exist, or a station
    that has no number, is a ValueError.

    >>> tasks = pd.DataFrame({"task": list("ABCDE"), "time": [4, 3, 5, 2, 4],
    ...                       "predecessors": ["", "A", "A", "B C", "D"]})
    >>> assess(tasks, ["A D", "B C", "E"], 7)
    3 stations, cycle time 7 (it does not hold)
      1: A D  6
      2: B C  8
      3: E    4
    Station 2 takes 8, which is 1 over the cycle time of 7.
    Task D stands at station 1, but task B, which must come before it, at station 2.
    Task D stands at station 1, but task C, which must come before it, at station 2.
    efficiency 85.7%, balance delay 14.3%, smoothness 4.47214
    """
    network = read_tasks(tasks)
    cycle = exact(number(cycle_time, "cycle time", above=0))
    if isinstance(stations, Balance):
        people = stations.people if isinstance(people, int) and people == 1 else people
        stations = stations.stations
    loads, labels = _loads(network, tasks, stations)
    people = _people_at(people, labels)
    times = [exact(time) for time in network.times]
    totals = [sum(times[task] for task in load) for load in loads]
    over = [
        place
        for place, (total, count) in enumerate(zip(totals, people, strict=True))
        if total > count * cycle * (1 + DUST)
    ]
    where = [[place for place, load in enumerate(loads) if task in load] for task in range(len(times))]
    broken = [
        (before, task)
        for task, some in enumerate(network.before)
        for before in some
        if where[before] and where[task] and where[before][-1] > where[task][0]
    ]
    missing = [task for task, places in enumerate(where) if not places]
    count = [sum(load.count(task) for load in loads) for task in range(len(times))]
    twice = [task for task in range(len(times)) if count[task] > 1]
    name = network.names
    problems = [
        *(_over(labels[place], totals[place], people[place], cycle) for place in over),
        *(
            f"Task {name[task]} stands at station {labels[where[task][0]]}, but task {name[before]}, which "
            f"must come before it, at station {labels[where[before][-1]]}."
            for before, task in broken
        ),
        *(f"Task {name[task]} is assigned {count[task]} times." for task in twice),
    ]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        problems.append(f"{_tasks([name[task] for task in missing])} {verb} not assigned to any station.")
    return Assessment(
        valid=not problems,
        problems=problems,
        over_cycle=[labels[place] for place in over],
        broken=[(name[before], name[task]) for before, task in broken],
        not_assigned=[name[task] for task in missing],
        twice=[name[task] for task in twice],
        stations=[[name[task] for task in load] for load in loads],
        labels=labels,
        n_stations=sum(1 for load in loads if load),
        **measures(totals, people, cycle),
    )


def people_needed(work, takt, *, efficiency=1.0):
    """How many people does the work take at this takt? ``People``: work content / (takt x efficiency), exact
    and rounded up.

    ``work``: the work content of a piece (a number, or the table of tasks), in the unit of ``takt``.
    ``efficiency``: the part of their time that people can be given work for; 1.0 is a perfect balance, which
    gives the least number there can be (Groover's theoretical minimum of workers).

    >>> people_needed(215, 75)
    People(exact=2.8666666666666667, people=3)
    >>> people_needed(215, 75, efficiency=0.90).people
    4
    """
    if isinstance(work, pd.DataFrame):
        work = float(sum(exact(time) for time in read_tasks(work).times))
    work = exact(number(work, "work content"))
    takt = exact(number(takt, "takt time", above=0))
    efficiency = number(efficiency, "efficiency", above=0)
    if efficiency > 1:
        meant = f": did you mean {efficiency / 100:g}?" if efficiency <= 100 else "."
        raise ValueError(f"The efficiency is a fraction, at most 1.00; {efficiency:g} was given{meant}")
    needed = work / (takt * exact(efficiency))
    return People(float(needed), math.ceil(needed * (1 - DUST)))


def positional_weights(tasks):
    """How much hangs on each task? Its time and that of all that come after it, each counted once.

    A Series by task, in the order of the table. Helgeson and Birnie 1961; the ranking of the method
    "positional weight".

    >>> tasks = pd.DataFrame({"task": list("ABC"), "time": [4, 3, 5], "predecessors": ["", "A", "A B"]})
    >>> positional_weights(tasks).to_dict()
    {'A': 12.0, 'B': 8.0, 'C': 5.0}
    """
    network = read_tasks(tasks)
    found = [float(weight) for weight in weights(network, [exact(time) for time in network.times])]
    return pd.Series(found, index=pd.Index(network.names, name="task"), name="positional_weight")


def _refuse_long_tasks(network, cycle_time, side_by_side):
    long = [task for task, count in enumerate(side_by_side) if count > 1]
    if not long:
        return
    took = [f"{network.names[task]} ({number_text(network.times[task])})" for task in long]
    takes, it = ("takes", "it") if len(long) == 1 else ("take", "them")
    raise ValueError(
        f"{_tasks(took)} {takes} longer than the cycle time of {number_text(cycle_time)}, so no station can "
        f"keep up. Split {it} or shorten {it}, or let people work side by side there, {side_by_side[long[0]]} at "
        f"task {network.names[long[0]]}: parallel=True."
    )


def _loads(network, tasks, stations):
    """For each station its task numbers, and the stations' labels."""
    if isinstance(stations, str):
        if stations not in tasks:
            raise ValueError(
                f"There is no column {stations!r} in this table: it has {shown(tasks.columns)}. "
                "Give the name of the column with the stations' numbers."
            )
        stations = tasks[stations]
    if isinstance(stations, (Mapping, pd.Series)):
        return _from_numbers(network, tasks, stations)
    if not isinstance(stations, (list, tuple)):
        raise ValueError(
            'Give the tasks at each station, such as [["A", "B"], ["C"]], or a column with the number of each '
            f"task's station; {type(stations).__name__} was given."
        )
    known = [str(name) for name in network.names]
    loads = []
    for label, station in enumerate(stations, start=1):
        names = names_in(station, known)
        loads.append([_task_called(name, network, f" at station {label}") for name in names])
    return loads, list(range(1, len(loads) + 1))


def _from_numbers(network, tasks, stations):
    if isinstance(stations, pd.Series) and stations.index.equals(tasks.index):
        by_task = dict(enumerate(stations))
    else:
        by_task = {_task_called(name, network): station for name, station in dict(stations).items()}
    placed = {}
    for task, station in sorted(by_task.items()):
        empty = station is None or station is pd.NA or isinstance(station, float) and np.isnan(station)
        if not empty and not (isinstance(station, str) and not station.strip()):
            label = number(station, f"station of task {network.names[task]}", low=None)
            if label != int(label):
                raise ValueError(
                    f"Stations are numbered 1, 2, 3, ...; task {network.names[task]} has {label:g}."
                )
            placed.setdefault(int(label), []).append(task)
    return [placed[label] for label in sorted(placed)], sorted(placed)


def _task_called(name, network, where=""):
    task = network.number_of(name)
    if task is None:
        raise ValueError(f"There is no task {name!r}{where}: there are {shown(network.names)}.")
    return task


def _people_at(people, labels):
    if isinstance(people, Mapping):
        for label in people:
            if label not in labels:
                raise ValueError(
                    f"There are people for station {label}, but the stations are {listed(labels)}."
                )
        people = [people.get(label, 1) for label in labels]
    elif is_sequence(people):
        people = list(people)
        if len(people) != len(labels):
            raise ValueError(
                f"There are people for {len(people)} stations, but {len(labels)} "
                f"{'station' if len(labels) == 1 else 'stations'}."
            )
    else:
        people = [people] * len(labels)
    return [
        whole(count, f"number of people at station {at}") for at, count in zip(labels, people, strict=True)
    ]


def _over(label, total, people, cycle):
    allowed = people * cycle
    for_them = f"what {people} people have for a piece, {number_text(float(allowed))}"
    limit = for_them if people > 1 else f"the cycle time of {number_text(float(cycle))}"
    return (
        f"Station {label} takes {number_text(float(total))}, "
        f"which is {number_text(float(total - allowed))} over {limit}."
    )


def _tasks(names):
    return f"Task {names[0]}" if len(names) == 1 else f"Tasks {shown(names)}"
