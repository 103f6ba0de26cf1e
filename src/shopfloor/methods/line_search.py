"""A search for a balance, station by station, that ends with one or with the proof that there is none.

It is a branch and bound in depth. What keeps it short: only stations to which nothing can be added (Jackson
1956) and whose tasks could not be replaced by better ones; the fullest stations first (Hoffmann 1963); the
idle time that all stations together may have is known, and most stations would have more; and a set of
finished tasks that was reached with as few stations before is not looked at again (Sewell and Jacobson 2012).
"""

import time

from shopfloor.methods.line_bounds import bits

__all__ = ["OutOfReach", "search"]


class OutOfReach(Exception):
    """There is no answer within the steps or the time allowed."""


def search(line, capacity, stations, steps, deadline=None):
    """Loads of at most so many stations, as sets of tasks in station order; None if the line does not fit.

    OutOfReach after so many ``steps``, or at the ``deadline`` (by ``time.perf_counter``).
    """
    times, before, followers = line.times, line.before, line.followers
    latest = line.latest(capacity, stations)
    if line.stations_at_least(capacity) > stations:
        return None
    # due[k]: the tasks that must be finished when k stations are closed
    due = [sum(1 << task for task, last in enumerate(latest) if last <= k) for k in range(stations + 1)]
    above_half = sum(1 << task for task, one in enumerate(times) if 2 * one > capacity)
    above_third = sum(1 << task for task, one in enumerate(times) if 3 * one > capacity)
    longest_first = sorted(range(len(times)), key=lambda task: (-times[task], -len(followers[task]), task))
    reached = {}
    left = steps

    def extend(done, load, room, candidates, shortest_passed, idle, found):
        """Puts into ``found`` the full stations that hold ``load`` and some of the candidates."""
        nonlocal left
        left -= 1
        if left < 0 or (deadline is not None and left % 256 == 0 and time.perf_counter() > deadline):
            raise OutOfReach
        full = True
        for place, task in enumerate(candidates):
            if times[task] <= room:
                full = False
                more = load | 1 << task
                free = [one for one in followers[task] if not before[one] & ~(done | more)]
                rest = candidates[place + 1 :] + free
                extend(done, more, room - times[task], rest, shortest_passed, idle, found)
                shortest_passed = min(shortest_passed, times[task])
        if full and room <= idle and room < shortest_passed and not replaceable(done | load, load, room):
            found.append((room, load))

    def replaceable(settled, load, room):
        return any(
            times[other] - times[task] <= room and not (before[other] & ~settled or settled >> other & 1)
            for task in bits(load)
            for other in line.better[task]
        )

    def explore(done, station, idle):
        """Loads for the stations from ``station`` on, when the tasks in ``done`` are finished."""
        if done == line.everything:
            return []
        if station == stations or due[station] & ~done or reached.get(done, stations) <= station:
            return None
        reached[done] = station
        unfinished = line.everything & ~done
        needed = max((unfinished & above_half).bit_count(), ((unfinished & above_third).bit_count() + 1) // 2)
        if station + needed > stations:
            return None
        candidates = [task for task in longest_first if unfinished >> task & 1 and not before[task] & ~done]
        found = []
        extend(done, 0, capacity, candidates, capacity + 1, idle, found)
        for room, load in sorted(found):
            loads = explore(done | load, station + 1, idle - room)
            if loads is not None:
                return [load, *loads]
        return None

    return explore(0, 0, stations * capacity - sum(times))
