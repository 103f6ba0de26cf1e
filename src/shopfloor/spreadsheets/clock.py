"""Clock times and dates in all the ways in which people and programs put them into a cell."""

import math
import re
from datetime import date, datetime, time, timedelta

import pandas as pd

CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(.+))?")
YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?\s+(.+))?")
EXAMPLE, DATED_EXAMPLE = "6:05", "2026-01-05 06:05"


def when(value, day=None):
    """A ``time``, or a ``datetime`` where the cell has a date as well; ValueError where it is neither.

    ``day``: the date on the same line; it decides what 1/5/2026 means.

    >>> when("6:05"), when("6:05 PM"), when(0.25)
    (datetime.time(6, 5), datetime.time(18, 5), datetime.time(6, 0))
    >>> when("1/5/2026 8:42 AM", date(2026, 1, 5))
    datetime.datetime(2026, 1, 5, 8, 42)
    >>> when("605")
    Traceback (most recent call last):
    ...
    ValueError: '605' is not a clock time: write 6:05
    """
    if isinstance(value, (datetime, pd.Timestamp)):
        # A number typed into a cell for times is shown as a moment of the year 1900.
        return to_second(value) if value.year >= 1954 else _from_number(_serial(value))
    if isinstance(value, time):
        return to_second(datetime.combine(date(2000, 1, 1), value)).time()
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, str):
        return _from_text(" ".join(value.split()), day)
    return _from_number(value)


def day_of(value):
    """A ``date``, or ValueError.

    >>> day_of("2026-01-05"), day_of(datetime(2026, 1, 5))
    (datetime.date(2026, 1, 5), datetime.date(2026, 1, 5))
    """
    if isinstance(value, (datetime, pd.Timestamp)):
        return value.date()
    if isinstance(value, date):
        return value
    found = YEAR_FIRST.fullmatch(value.strip()) if isinstance(value, str) else None
    if found:
        try:
            # A table read from a file says 2026-01-05 00:00:00.
            rest = _clock(found[4]) if found[4] else time(0)
            if rest == time(0):
                return date(*map(int, found.groups()[:3]))
        except ValueError:
            pass
    raise ValueError(f"{_quoted(value)} is not a date: write it as 2026-01-05")


def in_words(moment):
    """As the course's tables have it: "2026-01-05 06:05" or "06:05", seconds only where there are some.

    >>> in_words(time(6, 5)), in_words(datetime(2026, 1, 5, 6, 5, 30))
    ('06:05', '2026-01-05 06:05:30')
    """
    pattern = "%H:%M:%S" if moment.second else "%H:%M"
    return moment.strftime(f"%Y-%m-%d {pattern}" if isinstance(moment, datetime) else pattern)


def minutes_between(start, end):
    """Minutes from start to end; over midnight, unless both have a date.

    >>> minutes_between(time(23, 50), time(0, 10)), minutes_between(datetime(2026, 1, 5, 23, 50), time(0, 10))
    (20.0, 20.0)
    """
    if isinstance(start, datetime) and isinstance(end, datetime):
        return round((end - start).total_seconds() / 60, 2)
    seconds = [one.hour * 3600 + one.minute * 60 + one.second for one in (start, end)]
    return round((seconds[1] - seconds[0]) % 86400 / 60, 2)


def to_second(moment):
    """A moment without the dust that a fraction of a day leaves behind (11:14:59.999999 is 11:15)."""
    moment = moment.to_pydatetime() if isinstance(moment, pd.Timestamp) else moment
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _from_text(text, day):
    for pattern, read in ((YEAR_FIRST, _year_first), (YEAR_LAST, _year_last)):
        found = pattern.fullmatch(text)
        if found:
            return read(found, text, day)
    return _clock(text)


def _year_first(found, text, _day):
    try:
        return datetime.combine(date(*map(int, found.groups()[:3])), _clock(found[4] or ""))
    except ValueError:
        raise ValueError(f"{text!r} is not a date with a clock time: write it as {DATED_EXAMPLE}") from None


def _year_last(found, text, day):
    """Month or day first? Whichever falls on the line's own date, or on the day after (a night shift)."""
    first, _sign, second, year, rest = found.groups()
    days = set()
    for month, number in ((first, second), (second, first)):
        try:
            days.add(date(int(year), int(month), int(number)))
        except ValueError:
            continue
    if len(days) > 1 and day is not None:
        days = {one for one in days if 0 <= (one - day).days <= 1}
    if len(days) != 1:
        raise ValueError(f"{text!r} does not say which number is the month: write it as {DATED_EXAMPLE}")
    try:
        return datetime.combine(days.pop(), _clock(rest or ""))
    except ValueError:
        raise ValueError(f"{text!r} is not a date with a clock time: write it as {DATED_EXAMPLE}") from None


def _clock(text):
    found = CLOCK.fullmatch(text.strip())
    wrong = f"{text!r} is not a clock time: write {_meant(text)}"
    if not found:
        raise ValueError(wrong)
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    half = (found[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(wrong)
    try:
        return time(hour % 12 + 12 * (half == "p") if half else hour, minute, second)
    except ValueError:
        raise ValueError(wrong) from None


def _from_number(value):
    number = float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else math.nan
    if 0 <= number < 1:
        return (datetime(2000, 1, 1) + timedelta(seconds=round(number * 86400))).time()
    if 20_000 < number < 80_000 and number != int(number):  # the years 1954 to 2119, as days since 1900
        return datetime(1899, 12, 30) + timedelta(seconds=round(number * 86400))
    raise ValueError(f"{_quoted(value)} is not a clock time: write {_meant(_quoted(value))}")


def _serial(moment):
    """The number behind a date, as it was typed: 6.05 or 605 (spreadsheets count a 29th of February 1900)."""
    start = datetime(1899, 12, 31 if moment < datetime(1900, 3, 1) else 30)
    number = round((moment - start) / timedelta(days=1), 6)
    return int(number) if number == int(number) else number


def _meant(text):
    """What somebody who wrote 605 or 6.05 will have meant."""
    found = re.fullmatch(r"(\d{1,2})[.,h ]?(\d{2})", text.strip().strip("'"))
    right = found and int(found[1]) < 24 and int(found[2]) < 60
    return f"{int(found[1])}:{found[2]}" if right else f"the time as {EXAMPLE}"


def _quoted(value):
    return f"{value:g}" if isinstance(value, float) else repr(value)
