"""A line in whole numbers, and what can be said of its stations without balancing it.

Times are counted in ticks, the largest unit that divides them all, so that 0.1 + 0.2 is 0.3 and sums are
exact. Sets of tasks are the bits of an integer.
"""

from bisect import bisect_left, bisect_right
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import gcd, lcm

__all__ = ["MANY", "Line", "bins_at_least", "bits", "exact", "in_ticks", "sums_of", "ticks_in"]

DUST = Fraction(1, 10**9)
"""This part of a cycle is forgiven a station: so small it comes from calculating, not from work."""

MANY = 300
"""A line with more tasks than this is balanced by the rules, and bounded by its times alone."""


def exact(number):
    """The number as a person would write it, as a fraction.

    >>> exact(0.1 + 0.2)
    Fraction(3, 10)
    """
    return Fraction(f"{number:.12g}")


def in_ticks(times):
    """Times as whole numbers of the largest tick that divides them all, and that tick.

    >>> in_ticks([Fraction(3, 10), Fraction(1, 2)])
    ([3, 5], Fraction(1, 10))
    """
    denominator = lcm(*(one.denominator for one in times))
    whole = [int(one * denominator) for one in times]
    largest = gcd(*whole)
    return [one // largest for one in whole], Fraction(largest, denominator)


def ticks_in(cycle_time, tick):
    """How many ticks fit into a cycle.

    >>> ticks_in(Fraction(3, 10), Fraction(1, 10))
    3
    """
    return int(cycle_time * (1 + DUST) / tick)


def bits(tasks):
    """The numbers of the tasks in a set.

    >>> list(bits(0b1011))
    [0, 1, 3]
    """
    while tasks:
        lowest = tasks & -tasks
        yield lowest.bit_length() - 1
        tasks ^= lowest


def sums_of(times, highest):
    """Which totals up to ``highest`` can some of these times have? Bit s is set where s can be reached.

    >>> list(bits(sums_of([6, 4, 9], 12)))
    [0, 4, 6, 9, 10]
    """
    limit, found = (1 << highest + 1) - 1, 1
    for one in times:
        found |= found << one & limit
    return found


def bins_at_least(times, capacity):
    """How many stations do these tasks need in any case, precedence or not?

    The bound of Martello and Toth (*Knapsack Problems*, 1990, ch. 8): tasks above half a cycle need a station
    each, and what they leave free must hold some of the shorter ones. And that by thirds: a station holds at
    most two tasks above a third (Scholl, *Balancing and Sequencing of Assembly Lines*, 1999, ch. 2).

    >>> bins_at_least([6, 6, 6, 3], 10), bins_at_least([4, 4, 4], 10), bins_at_least([5, 5, 5], 14)
    (3, 2, 2)
    """
    times = sorted(times)
    sums = [0, *accumulate(times)]
    half = bisect_right(times, capacity // 2)  # from here on a task fills more than half a cycle
    best = -(-sums[-1] // capacity)
    for shortest in {0, *times[:half]}:
        # Beside the longest tasks not even the shortest one counted finds room.
        alone = max(half, bisect_right(times, capacity - shortest))
        beside = (alone - half) * capacity - (sums[alone] - sums[half])
        short = sums[half] - sums[bisect_left(times, shortest)]
        best = max(best, len(times) - half + max(0, -(-(short - beside) // capacity)))
    sixths = 0
    for one in times[bisect_left(times, -(-capacity // 3)) :]:
        sixths += (
            6 if 3 * one > 2 * capacity else 4 if 3 * one == 2 * capacity else 3 if 3 * one > capacity else 2
        )
    return max(best, -(-sixths // 6))


class Line:
    """Times in ticks and precedence as bits, with what follows from them."""

    def __init__(self, times, before):
        """``before``: for each task the numbers of those that come directly before it."""
        self.times = list(times)
        self.before = [sum(1 << one for one in some) for some in before]
        self.everything = (1 << len(self.times)) - 1

    @cached_property
    def followers(self):
        """For each task the numbers of those that come directly after it."""
        followers = [[] for _ in self.times]
        for task, earlier in enumerate(self.before):
            for one in bits(earlier):
                followers[one].append(task)
        return followers

    @cached_property
    def backwards(self):
        """The line seen from its end: a balance of it, turned round, is a balance of this one."""
        line = Line(self.times, self.followers)
        line.__dict__["backwards"] = self
        return line

    @cached_property
    def all_before(self):
        """For each task the set of all that come before it, directly or not."""
        found = [None] * len(self.times)
        waiting = list(range(len(self.times)))
        while waiting:
            task = waiting[-1]
            unknown = [one for one in bits(self.before[task]) if found[one] is None]
            if unknown:
                waiting += unknown
                continue
            waiting.pop()
            found[task] = self.before[task]
            for one in bits(self.before[task]):
                found[task] |= found[one]
        return found

    @property
    def all_after(self):
        """For each task the set of all that come after it, directly or not."""
        return self.backwards.all_before

    @cached_property
    def better(self):
        """For each task those that could take its place in a full station with no loss: at least as long, and
        before all that it is before (Jackson 1956). No two are better than each other."""
        better = []
        for task, after in enumerate(self.all_after):
            rank = (self.times[task], after.bit_count(), -task)
            better.append(
                [
                    other
                    for other in bits(self.everything)
                    if self.times[other] >= self.times[task]
                    and not after & ~self.all_after[other]
                    and (self.times[other], self.all_after[other].bit_count(), -other) > rank
                ]
            )
        return better

    def earliest(self, capacity):
        """For each task the first station, from 1, at which it can stand."""
        return [
            bins_at_least([self.times[one] for one in bits(earlier | 1 << task)], capacity)
            for task, earlier in enumerate(self.all_before)
        ]

    def latest(self, capacity, stations):
        """For each task the last station at which it can stand."""
        return [stations + 1 - one for one in self.backwards.earliest(capacity)]

    def stations_at_least(self, capacity):
        """How many stations are needed in any case?"""
        if len(self.times) > MANY:
            return bins_at_least(self.times, capacity)
        through = zip(self.earliest(capacity), self.backwards.earliest(capacity), strict=True)
        return max(bins_at_least(self.times, capacity), *(one + other - 1 for one, other in through))
