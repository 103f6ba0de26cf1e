"""Filling stations one after another from a ranked list of tasks, as it is done by hand."""

__all__ = ["RANKINGS", "fill", "weights"]


def fill(ranking, times, before, capacity):
    """Stations, as lists of task numbers in the order in which they were assigned.

    Always the first task in the ``ranking`` whose predecessors are all assigned and whose time still fits;
    after each one back to the top of the list; when none fits, the next station (Groover's steps). ``times``
    and ``capacity`` are whole numbers (ticks); no time may be above the capacity.

    >>> fill([1, 0, 2], [4, 6, 3], [(), (), (0,)], 10)
    [[1, 0], [2]]
    """
    waiting = list(ranking)
    assigned = set()
    stations, room = [[]], capacity
    while waiting:
        for task in waiting:
            if times[task] <= room and assigned.issuperset(before[task]):
                stations[-1].append(task)
                room -= times[task]
                assigned.add(task)
                waiting.remove(task)
                break
        else:
            stations.append([])
            room = capacity
    return stations


def weights(network, times):
    """Positional weights: the time of a task and of all that come after it, each counted once."""
    return [times[task] + sum(times[one] for one in after) for task, after in enumerate(network.all_after)]


# Python's sort keeps what a key leaves undecided in the order of the table.


def _by_time(network, times):
    return sorted(range(len(times)), key=lambda task: -times[task])


def _by_weight(network, times):
    heavy = weights(network, times)
    return sorted(range(len(times)), key=lambda task: -heavy[task])


def _by_column(network, times):
    return sorted(range(len(times)), key=lambda task: (network.columns[task], -times[task]))


RANKINGS = {
    "largest candidate": _by_time,
    "positional weight": _by_weight,
    "kilbridge and wester": _by_column,
}
"""Method -> a function of network and times that ranks the tasks."""
