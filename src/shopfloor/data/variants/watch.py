"""A bench under the watch: how long an element takes, and how a reading is written down wrongly.

All times are whole hundredths of a minute.
"""

# The first cycles are slower while the hands find the way, in percent of the time.
WARMING_UP = (12, 7, 4, 2)
# A negative time of one or two hundredths could pass for a reading error.
CLEARLY = 3


def manual_time(draws, shortest, spread, cycle):
    """Return one time of a manual element, in hundredths of a minute.

    Model: ``shortest`` plus two smallest-of-three draws from 0 to ``spread``: nobody is much faster than the
    method allows, a few repetitions are much slower (skewed to the right). The first four cycles are slower
    by the percentages in WARMING_UP. Mean of the later cycles: `mean_manual_time`.
    """
    six = draws.below((spread + 1) ** 6)
    parts = []
    for _ in range(6):
        six, part = divmod(six, spread + 1)
        parts.append(part)
    time = shortest + min(parts[:3]) + min(parts[3:])
    extra = WARMING_UP[cycle - 1] if cycle <= len(WARMING_UP) else 0
    return (time * (100 + extra) + 50) // 100


def mean_manual_time(shortest, spread):
    """Return the mean that the model of `manual_time` tends to, in hundredths of a minute.

    The smallest of three draws from 0 to W has the mean W**2 / (4 (W + 1)); there are two of them.

    >>> mean_manual_time(10, 4)
    11.6
    """
    return shortest + spread**2 / (2 * (spread + 1))


def machine_time(draws, setting):
    """Return one time of a machine-paced element: its setting, or one reading in two a hundredth off."""
    return setting + draws.pick((-1, 0, 0, 1))


def swapped(reading):
    """Return a reading with its last two digits swapped: the usual slip of a hurried hand.

    >>> swapped(729)
    792
    """
    return reading - reading % 100 + reading % 10 * 10 + reading // 10 % 10


def shows_as_slip(readings, place):
    """Say whether swapping the digits at this place makes a slip that can be found and mended without doubt.

    True when the reading as written is clearly larger than the next one, so that the next element time is
    negative, and when the other explanation (the next reading is the one with swapped digits) does not fit.

    >>> shows_as_slip([700, 729, 748, 770], 1)
    True
    >>> shows_as_slip([700, 723, 748, 770], 1)
    False
    """
    if not 0 < place < len(readings) - 2:
        return False
    written, following, one_later = swapped(readings[place]), readings[place + 1], readings[place + 2]
    return written >= following + CLEARLY and not written < swapped(following) < one_later


def decimal_minutes(hundredths):
    """Return hundredths of a minute as the text of decimal minutes.

    >>> decimal_minutes(1207)
    '12.07'
    """
    return f"{hundredths // 100}.{hundredths % 100:02d}"
