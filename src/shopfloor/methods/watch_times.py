"""What a stopwatch shows, as times to calculate with."""

import math

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, number, values


def element_times(readings):
    """How long did each element take, by a watch that runs on? Each reading minus the one before; the first
    from zero.

    ``readings``: one number per observation, in the order of the watch. Returns as many times, in the same
    unit: a Series keeps its index, other sequences give an array.

    A reading smaller than the one before gives a *negative* time and no error. That is on purpose: readings
    are copied by hand, and a negative time is how a slip of the watch shows. (``average_time`` then refuses
    to average it.)

    Source: Barnes, *Motion and Time Study*, and Niebel (continuous timing, subtracted times).

    >>> element_times([0.12, 0.31, 0.36])
    array([0.12, 0.19, 0.05])
    >>> element_times([0.12, 0.31, 0.26])
    array([ 0.12,  0.19, -0.05])
    """
    # Ten decimals take away the dust of binary fractions (0.31 - 0.12 = 0.19 and not 0.18999999999999997).
    times = np.round(np.diff(values(readings, "reading"), prepend=0.0), 10)
    return (
        pd.Series(times, index=readings.index, name="time_min") if isinstance(readings, pd.Series) else times
    )


def decimal_minutes(text_or_seconds):
    """What does the watch show in decimal minutes? "1:30" (minutes:seconds), "1:02:30" (hours first) or 90
    (seconds).

    A Series or list gives one value each.

    >>> decimal_minutes("1:30"), decimal_minutes(90)
    (1.5, 1.5)
    >>> decimal_minutes("1:75")
    Traceback (most recent call last):
    ...
    ValueError: '1:75' is not a time on a watch: seconds go from 0 to 59.
    """
    if isinstance(text_or_seconds, pd.Series):
        found = [_decimal(one, f"Row {label}: ") for label, one in text_or_seconds.items()]
        return pd.Series(found, index=text_or_seconds.index, name=text_or_seconds.name, dtype=float)
    if is_sequence(text_or_seconds):
        found = [_decimal(one, f"Time {place}: ") for place, one in enumerate(text_or_seconds, start=1)]
        return np.array(found, dtype=float)
    if isinstance(text_or_seconds, str):
        return _watch_to_seconds(text_or_seconds) / 60
    return number(text_or_seconds, "time in seconds") / 60


def clock(minutes):
    """What would the watch show? Decimal minutes as "minutes:seconds", to the nearest second.

    >>> clock(1.5), clock(0.12), clock(62.05)
    ('1:30', '0:07', '62:03')
    """
    if isinstance(minutes, pd.Series):
        return pd.Series(clock(list(minutes)), index=minutes.index, name=minutes.name, dtype=str)
    if is_sequence(minutes):
        return [clock(one) for one in minutes]
    seconds = math.floor(number(minutes, "time in minutes") * 60 + 0.5)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _decimal(shown, where):
    """Decimal minutes of one of several; a wrong one is named by its place."""
    try:
        return decimal_minutes(shown)
    except ValueError as problem:
        raise ValueError(f"{where}{problem}") from None


def _watch_to_seconds(text):
    parts = text.strip().split(":")
    try:
        fields = [float(part) for part in parts]
    except ValueError:
        fields = []
    if len(fields) not in (2, 3) or not all(math.isfinite(field) for field in fields):
        raise ValueError(
            f'{text!r} is not a time on a watch: write minutes and seconds as "1:30", or seconds as 90.'
        )
    if any(part.strip().startswith("-") for part in parts):
        raise ValueError(f"{text!r} is negative: no watch shows that.")
    if any(field != int(field) for field in fields[:-1]):
        raise ValueError(
            f'{text!r} is not a time on a watch: only the seconds may have decimals, as in "1:30.5".'
        )
    if fields[-1] >= 60:
        raise ValueError(f"{text!r} is not a time on a watch: seconds go from 0 to 59.")
    if len(fields) == 3 and fields[1] >= 60:
        raise ValueError(f"{text!r} is not a time on a watch: after hours, minutes go from 0 to 59.")
    hours, minutes, seconds = [0.0] * (3 - len(fields)) + fields
    return hours * 3600 + minutes * 60 + seconds
