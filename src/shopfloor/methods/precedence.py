"""Tasks and what must come before what: the table of a line read once, every slip in it named by its task."""

import heapq
import re
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import listed, number

__all__ = ["Network", "names_in", "read_tasks", "shown"]

NEEDED = ("task", "time", "predecessors")
NOTHING = ("", "-", "\u2013", "\u2014")
"""What textbooks print in the column of predecessors where there are none."""


@dataclass(frozen=True)
class Network:
    """The tasks of one line, numbered from 0 in the order of the table.

    ``names``: as they stand in the table. ``times``: floats. ``before``: for each task the numbers of those
    that come directly before it. There is no loop in it.
    """

    names: tuple
    times: tuple
    before: tuple

    @cached_property
    def followers(self):
        """For each task the numbers of those that come directly after it."""
        followers = [[] for _ in self.names]
        for task, earlier in enumerate(self.before):
            for one in earlier:
                followers[one].append(task)
        return followers

    @cached_property
    def backwards(self):
        """The same line seen from its end."""
        return Network(self.names, self.times, tuple(tuple(some) for some in self.followers))

    @cached_property
    def order(self):
        """The numbers in an order in which the tasks can be done: earlier rows first wherever that is free."""
        waiting = [len(earlier) for earlier in self.before]
        ready = [task for task, count in enumerate(waiting) if not count]
        order = []
        while ready:
            order.append(heapq.heappop(ready))
            for task in self.followers[order[-1]]:
                waiting[task] -= 1
                if not waiting[task]:
                    heapq.heappush(ready, task)
        return order

    @cached_property
    def columns(self):
        """The column of each task in the precedence diagram, from 0: as far left as it can stand."""
        columns = [0] * len(self.names)
        for task in self.order:
            columns[task] = max((columns[one] + 1 for one in self.before[task]), default=0)
        return columns

    @cached_property
    def all_after(self):
        """For each task the set of all that come after it, directly or not."""
        after = [set() for _ in self.names]
        for task in reversed(self.order):
            for one in self.followers[task]:
                after[task] |= {one} | after[one]
        return after

    def number_of(self, name):
        """The number of the task with this name (1, 1.0 and "1" are one name), or None."""
        return self._numbers.get(_text(name))

    @cached_property
    def _numbers(self):
        return {_text(name): place for place, name in enumerate(self.names)}


def read_tasks(tasks):
    """The Network of a table with the columns ``task``, ``time`` and ``predecessors``; or words on what is
    wrong.

    ``predecessors`` are names with spaces or commas between them; nothing, an empty cell or a dash where
    there are none. Names may be numbers. A name that holds a space needs commas between the names.

    >>> table = pd.DataFrame({"task": ["A", "B"], "time": [2, 3], "predecessors": ["", "A"]})
    >>> read_tasks(table)
    Network(names=('A', 'B'), times=(2.0, 3.0), before=((), (0,)))
    """
    _check_table(tasks)
    names = [_name(name, row) for name, row in zip(tasks["task"], tasks.index, strict=True)]
    texts = [_text(name) for name in names]
    twice = list(dict.fromkeys(text for text in texts if texts.count(text) > 1))
    if twice:
        raise ValueError(
            f"{_tasks(twice)} {'stands' if len(twice) == 1 else 'stand'} in the table more than once: "
            "give each task a name of its own."
        )
    times = tuple(
        number(time, f"time of task {text}") for time, text in zip(tasks["time"], texts, strict=True)
    )
    if not any(times):
        raise ValueError("The tasks take no time at all: there is nothing to balance.")
    numbers = {text: place for place, text in enumerate(texts)}
    before = tuple(
        _predecessors(cell, text, numbers) for cell, text in zip(tasks["predecessors"], texts, strict=True)
    )
    _refuse_loops(before, texts)
    return Network(tuple(names), times, before)


def shown(names, most=12):
    """Task names for a sentence, not too many.

    >>> shown(["A", "B", "C"]), shown(range(20), most=2)
    ('A, B and C', '0, 1 and 18 more')
    """
    names = list(names)
    return listed(names) if len(names) <= most + 1 else listed([*names[:most], f"{len(names) - most} more"])


def _check_table(tasks):
    columns = "task, time and predecessors"
    if not isinstance(tasks, pd.DataFrame):
        raise ValueError(
            f"The tasks are a table with the columns {columns}; {type(tasks).__name__} was given."
        )
    for column in NEEDED:
        if column not in tasks:
            raise ValueError(
                f"There is no column {column!r} in this table: it has {shown(tasks.columns)}. "
                f"A line is described by {columns}."
            )
    if tasks.empty:
        raise ValueError("There are no tasks: the table is empty.")
    if "line" in tasks:
        lines = list(pd.unique(tasks["line"].dropna()))
        if len(lines) > 1:
            raise ValueError(
                f"This table holds {len(lines)} lines ({shown(lines)}): choose the rows of one first."
            )


def _name(name, row):
    if _is_empty(name):
        raise ValueError(f"The task in row {row} has no name: give it one, or leave that row out first.")
    if isinstance(name, (bool, np.bool_)) or not isinstance(name, (str, int, float, np.number)):
        raise ValueError(f"The name of the task in row {row} is {name!r}: give text or a number.")
    if isinstance(name, str):
        return name.strip()
    return int(name) if float(name).is_integer() else float(name)


def _text(name):
    """One spelling for a name, however it is stored: a column with empty cells turns 1 into 1.0."""
    if isinstance(name, (float, np.floating)) and float(name).is_integer():
        name = int(name)
    return str(name).strip()


def _predecessors(cell, task, numbers):
    found = []
    for text in names_in(cell, numbers):
        if text not in numbers:
            close = [known for known in numbers if known.casefold() == text.casefold()]
            meant = f"did you mean {close[0]}?" if close else f"there are {shown(numbers)}."
            raise ValueError(f"Task {task} is to come after {text!r}, but there is no such task: {meant}")
        if text == task:
            raise ValueError(f"Task {task} is to come before itself: take it out of its own predecessors.")
        if numbers[text] not in found:
            found.append(numbers[text])
    return tuple(found)


def names_in(cell, known):
    """The task names in a cell such as "A B", "A, B" or ["A", "B"], as text; ``known`` are the possible ones.

    >>> names_in("A B", ["A", "B"]), names_in("fit lid, B", ["fit lid", "B"]), names_in(2.0, ["1", "2"])
    (['A', 'B'], ['fit lid', 'B'], ['2'])
    """
    if isinstance(cell, (list, tuple, set, frozenset, np.ndarray)):
        return [_text(one) for one in cell]
    if _is_empty(cell):
        return []
    text = _text(cell)
    if text in known:
        return [text]
    if text in NOTHING:
        return []
    names = []
    for part in (part.strip() for part in re.split("[,;]", text)):
        names += [part] if part in known else part.split()
    return names


def _is_empty(value):
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))


def _refuse_loops(before, texts):
    try:
        TopologicalSorter(dict(enumerate(before))).prepare()
    except CycleError as problem:
        loop = problem.args[1][:-1]
        # It is told from its first task in the table on, so that it reads the same each time.
        first = loop.index(min(loop))
        names = [texts[task] for task in [*loop[first:], *loop[:first], loop[first]]]
        raise ValueError(
            f"The predecessors run in a circle, {' before '.join(names)}, so none of these tasks could ever "
            "be the first: look at their predecessors again."
        ) from None


def _tasks(names):
    return f"Task {names[0]}" if len(names) == 1 else f"Tasks {shown(names)}"
