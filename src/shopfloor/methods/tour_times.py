"""When to look: random times for the tours of a work sampling study, the same on every machine."""

import random
import re

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, number

DAY = 24 * 60
LONGEST = 7 * DAY
_CLOCK = re.compile(r"\s*(\d{1,2}):(\d{2})\s*")


def observation_times(shift, n, seed, *, breaks=(), apart=1):
    """When shall the tours of a day be made? ``n`` random minutes of the shift, in order.

    ``shift``: start and end, as ("06:00", "14:00") or in minutes as (360, 840); or its length in minutes
    alone, 480. A shift that ends at an earlier time of day than it starts runs past midnight. ``breaks``:
    start and end of one break, or several in a list, in the same form; no tour falls into them. ``apart``:
    the least number of working minutes from one tour to the next, so that the observer can make them all.
    The minute in which the shift or a break ends is not worked.

    Every set of minutes that keeps ``apart`` is equally likely: an observer who picks the times, or goes at
    fixed ones, sees what happens to suit, and people see the observer coming. ``seed``: a whole number or a
    text; the same seed gives the same times with every version of Python and in the browser, so that the
    schedule can be drawn again and checked. Another day needs another seed (or see ``tour_schedule``).

    Returns a list: texts like "09:05" where the shift is given as such, else whole numbers of minutes.

    Source: Barnes, *Work Sampling*, 1957, and Kanawaty (ed.), *Introduction to Work Study*, ILO, 4th ed.
    1992, ch. 19, draw them from tables of random numbers, leave out the breaks, and draw again what comes
    twice.

    >>> observation_times(("06:00", "14:00"), 5, seed=7, breaks=("10:00", "10:30"))
    ['08:16', '11:50', '12:33', '13:05', '13:37']
    >>> observation_times(480, 3, seed="monday", apart=10)
    [154, 232, 304]
    """
    clock, minutes = _working_minutes(shift, breaks)
    n = _count(n, "number of tours")
    apart = _count(apart, "gap between tours in minutes")
    drawn = _draw(minutes, n, _seed(seed), apart)
    return [_shown(minute) for minute in drawn] if clock else drawn


def tour_schedule(shift, n, days, seed, *, breaks=(), apart=1):
    """When shall the tours of a whole study be made? ``n`` random times on each of ``days`` days.

    Arguments as in ``observation_times``; each day has times of its own. Returns a table with the columns
    tour (counted through), day and time.

    >>> tour_schedule(("09:00", "18:00"), 2, 2, seed=1, breaks=("12:30", "13:00"))
       tour  day   time
    0     1    1  13:42
    1     2    1  14:49
    2     3    2  09:45
    3     4    2  16:29
    """
    days, word = _count(days, "number of days"), _seed(seed)
    rows = [
        (day, time)
        for day in range(1, days + 1)
        for time in observation_times(shift, n, f"{word}/{day}", breaks=breaks, apart=apart)
    ]
    schedule = pd.DataFrame(rows, columns=["day", "time"])
    schedule.insert(0, "tour", range(1, len(schedule) + 1))
    return schedule


def _draw(minutes, n, word, apart):
    """n of the working minutes, at least ``apart`` of them from one to the next."""
    # Drawn close together and then spread by the gap: every possible set is as likely as any other, and
    # nothing is drawn in vain.
    room = len(minutes) - (apart - 1) * (n - 1)
    if room < n:
        raise ValueError(
            f"{n} tours at least {apart} min apart do not fit into {len(minutes)} working minutes: "
            f"{-(-len(minutes) // apart)} do. Make fewer tours, or allow a smaller gap."
        )
    # Of all that Python's generator offers, only random() is promised to stay the same for ever.
    chance = random.Random(word).random
    places = list(range(room))
    for position in range(n):
        other = position + int(chance() * (room - position))
        places[position], places[other] = places[other], places[position]
    return [minutes[place + (apart - 1) * order] for order, place in enumerate(sorted(places[:n]))]


def _working_minutes(shift, breaks):
    """Whether times are clock times, and every minute worked, counted from midnight."""
    if not is_sequence(shift) and not isinstance(shift, str):
        shift = (0, number(shift, "length of the shift in minutes", above=0))
    clock, start, end = _span(shift, "shift")
    if end <= start:
        if not clock:
            raise ValueError(f"The shift ends at minute {end}, which is not after its start at {start}.")
        end += DAY
    if end - start > LONGEST:
        raise ValueError(f"A shift of {end - start} minutes is longer than a week: give one shift at a time.")
    pauses = []
    for one in _several(breaks):
        texts, first, last = _span(one, "break")
        if texts != clock:
            raise ValueError('Write the breaks as the shift is written: both as "10:00", or both in minutes.')
        if clock and first < start:  # after midnight, in a shift that began before
            first += DAY
        if clock and last <= first:
            last += DAY
        if not start <= first < last <= end:
            raise ValueError(
                f"The break from {one[0]} to {one[1]} does not lie within the shift "
                f"from {_named(start, clock)} to {_named(end, clock)}."
            )
        pauses.append((first, last))
    minutes = [
        minute for minute in range(start, end) if not any(first <= minute < last for first, last in pauses)
    ]
    if not minutes:
        raise ValueError("The breaks leave no working time in the shift.")
    return clock, minutes


def _several(breaks):
    """One break, or several, as a list of breaks."""
    if isinstance(breaks, str) or not _holds_several(breaks):
        raise ValueError(
            'Give a break as its start and end, such as ("10:00", "10:30"), or several in a list; '
            f"{breaks!r} was given."
        )
    breaks = list(breaks)
    alone = len(breaks) == 2 and not any(isinstance(one, (list, tuple, np.ndarray)) for one in breaks)
    return [tuple(breaks)] if alone else breaks


def _holds_several(value):
    return isinstance(value, (list, tuple, np.ndarray, pd.Series))


def _span(span, what):
    """Whether start and end are clock times, and both in whole minutes."""
    if isinstance(span, str) or not _holds_several(span) or len(span) != 2:
        raise ValueError(
            f'Give the {what} as its start and end, such as ("06:00", "14:00"); {span!r} was given.'
        )
    ends = list(span)
    texts = [isinstance(one, str) for one in ends]
    if any(texts) and not all(texts):
        raise ValueError(
            f'Write both ends of the {what} in the same way, such as ("06:00", "14:00") or (360, 840).'
        )
    if all(texts):
        return True, *(_minute(one) for one in ends)
    minutes = [number(one, f"{what}'s minute") for one in ends]
    for minute in minutes:
        if minute != int(minute):
            raise ValueError(f"The {what} starts and ends at a whole minute; {minute:g} was given.")
    return False, int(minutes[0]), int(minutes[1])


def _minute(text):
    found = _CLOCK.fullmatch(text)
    hours, minutes = (int(part) for part in found.groups()) if found else (99, 99)
    if minutes > 59 or hours > 24 or (hours == 24 and minutes):
        raise ValueError(f'{text!r} is not a time of day: write hours and minutes as "06:00" or "14:30".')
    return hours * 60 + minutes


def _shown(minute):
    return f"{minute % DAY // 60:02d}:{minute % 60:02d}"


def _named(minute, clock):
    return _shown(minute) if clock else f"minute {minute}"


def _count(value, what):
    value = number(value, what, low=None)
    if value != int(value) or value < 1:
        raise ValueError(f"The {what} is a whole number, 1 or more; {value:g} was given.")
    return int(value)


def _seed(seed):
    whole = isinstance(seed, (int, np.integer)) and not isinstance(seed, bool)
    if not whole and not (isinstance(seed, str) and seed.strip()):
        raise ValueError(
            f'The seed is a whole number or a text, such as 7 or "monday"; {seed!r} was given. '
            "With it the same times can be drawn again."
        )
    return str(seed).strip()
