"""Is a machine wearing out, and when does it reach its limit? Trends in a vibration history."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import listed, number, proportion, values

CLEAR = 0.001
"""So small must the chance be that a trend or step is none: many motors are looked at on many days."""
FEWEST_DAYS = 5
STANDING = 0.25
"""Values below this part of the motor's own median are those of a standing motor."""


class DaysToLimit(NamedTuple):
    """Days from the last one until the fitted level is at the limit; growth per day as a fraction."""

    days_left: float
    low: float
    high: float
    growth_per_day: float

    def __repr__(self):
        return (
            f"DaysToLimit(days_left={self.days_left:.1f}, low={self.low:.1f}, high={self.high:.1f}, "
            f"growth_per_day={self.growth_per_day:.4f})"
        )


def days_to_limit(days, levels, limit, *, confidence=0.95):
    """When does a growing level reach its limit? Straight line through log(level) against days, prolonged.

    ``days``: numbers of days (equal steps are not needed); ``levels``: one for each, above zero, such as
    vibration velocity in mm/s; ``limit``: the level at which to act, in the same unit. It comes from the
    standard or the maker (ISO 20816-3, once 10816-3, has zones by machine class), never from here. Damage
    grows on damage, so growth by a constant share a day is assumed; if it does not hold, nor does the answer.

    Returns ``days_left`` after the last day (0 if the fitted level is at the limit already), ``low`` and
    ``high`` (when the confidence band of the fitted line reaches the limit; infinite if it may never; NaN for
    two points, through which any line goes) and ``growth_per_day`` (0.035: 3.5 percent more each day).
    ValueError if the level does not grow.

    Source: least squares with the band of the fitted line, Draper and Smith, *Applied Regression Analysis*,
    ch. 1 and 3.

    >>> days_to_limit([0, 90], [2.5, 4.2], 7.1)
    DaysToLimit(days_left=91.1, low=nan, high=nan, growth_per_day=0.0058)
    """
    days, levels = values(days, "day", low=None), values(levels, "level")
    limit = number(limit, "limit", above=0)
    confidence = proportion(confidence, "confidence")
    if len(days) != len(levels):
        raise ValueError(f"There are {len(days)} days but {len(levels)} levels: give one level for each day.")
    if len(np.unique(days)) < 2:
        raise ValueError("Two different days or more are needed to see a trend.")
    if not (levels > 0).all():
        raise ValueError("A level of 0 is that of a standing machine: leave it out first.")
    line = _Line(days, np.log(levels))
    if line.slope <= 1e-12:
        raise ValueError("The level does not grow, so there is no day on which it reaches the limit.")
    target, last = math.log(limit), float(days.max())
    left = max(0.0, (target - line.at(last)) / line.slope)
    low, high = _band_reaches(line, target, last, confidence)
    return DaysToLimit(left, low, high, math.expm1(line.slope))


def vibration_trends(
    history,
    limit,
    *,
    until=None,
    days=10,
    time="Time (local)",
    motor="Motor",
    level="Velocity RMS [mm/s]",
):
    """Which motor is about to fail? Each motor's last days are compared with its own past.

    ``history``: a table with a row per reading: time, motor, level (the names of its columns can be given).
    ``limit``: the level at which to act, see ``days_to_limit``; a number, or a dictionary motor -> limit.
    ``until``: the last day to be looked at, as if it were today ("2026-02-24"); otherwise all. ``days``: how
    many days back a trend is looked for.

    For each motor: empty readings are left out, and those of a standing motor (below a quarter of its own
    median); the day's level is the median of what remains. Over the last ``days`` days a straight line
    through log(level) is compared with one step up or down. Verdict "growing" (or "falling") if the line's
    slope is clear (p < 0.001, one-sided) and the line fits better than the step; "step up" or "step down" if
    the step does; else "steady". A motor that vibrates more than another, or has been raised once by a new
    speed, is not about to fail: one that grows is. A step that is younger than a day or two may look like
    neither.

    Returns a table with a row per motor: motor, verdict, level (today's, fitted where there is a trend),
    before (median of the days before the window; NaN if there are none), growth_per_day (a fraction) and
    days_to_limit (NaN where nothing grows).

    >>> rows = [(f"2026-01-{day:02d} 12:00", name, 2.0 * growth**day * (1.01 if day % 2 else 1.0))
    ...         for day in range(1, 21) for name, growth in (("A", 1.00), ("B", 1.05))]
    >>> history = pd.DataFrame(rows, columns=["time", "motor", "mm_s"])
    >>> found = vibration_trends(history, 7.1, time="time", motor="motor", level="mm_s")
    >>> found[["motor", "verdict", "level", "before", "days_to_limit"]].round(2)
      motor  verdict  level  before  days_to_limit
    0     A   steady   2.00    2.01            NaN
    1     B  growing   5.33    2.63           5.93
    """
    readings = _readings(history, time, motor, level, until)
    if not isinstance(days, (int, np.integer)) or isinstance(days, bool) or days < FEWEST_DAYS:
        raise ValueError(f"A trend needs {FEWEST_DAYS} whole days or more; {days!r} was given.")
    last = int(readings["day"].max())
    rows = []
    for name, own in readings.groupby("motor", sort=True):
        running = own[own["level"] > STANDING * own["level"].median()]
        daily = running.groupby("day")["level"].median()
        window, past = daily[daily.index > last - days], daily[daily.index <= last - days]
        row = {
            "motor": name,
            "verdict": "too few days",
            "level": float(window.iloc[-1]) if len(window) else math.nan,
            "before": float(past.median()) if len(past) else math.nan,
            "growth_per_day": math.nan,
            "days_to_limit": math.nan,
        }
        own_limit = _own_limit(limit, name)
        if len(window) >= FEWEST_DAYS:
            row |= _judged(window.index.to_numpy(float), window.to_numpy(float), last, own_limit)
        rows.append(row)
    return pd.DataFrame(rows)


class _Line:
    """A straight line by least squares, with what its band needs."""

    def __init__(self, x, y):
        self.n, self.middle = len(x), float(x.mean())
        self.squares = float(((x - self.middle) ** 2).sum())
        self.slope = float(((x - self.middle) * y).sum()) / self.squares
        self.height = float(y.mean())
        self.unexplained = float(((y - self.height - self.slope * (x - self.middle)) ** 2).sum())

    def at(self, x):
        return self.height + self.slope * (x - self.middle)

    @property
    def variance(self):
        return self.unexplained / (self.n - 2)


def _band_reaches(line, target, last, confidence):
    """Days after the last one at which the band of the fitted line first and last holds the target."""
    if line.n < 3:
        return math.nan, math.nan
    from scipy.special import stdtrit

    quantile = float(stdtrit(line.n - 2, (1 + confidence) / 2))
    spread = quantile**2 * line.variance
    # (height + slope u - target)^2 = spread (1/n + u^2 / squares), with u counted from the middle
    a = line.slope**2 - spread / line.squares
    b = 2 * line.slope * (line.height - target)
    c = (line.height - target) ** 2 - spread / line.n
    inside = b**2 - 4 * a * c
    if a <= 0:  # the slope itself is not clear
        return (0.0 if line.at(last) >= target else _first_root(a, b, c, inside, line, last)), math.inf
    root = math.sqrt(max(inside, 0.0))
    both = sorted(((-b - root) / (2 * a), (-b + root) / (2 * a)))
    return tuple(max(0.0, u + line.middle - last) for u in both)


def _first_root(a, b, c, inside, line, last):
    """The day on which the upper edge of a band that opens upward reaches the target."""
    if inside <= 0 or not a:
        return 0.0
    ends = sorted((-b + sign * math.sqrt(inside)) / (2 * a) + line.middle - last for sign in (1, -1))
    later = [end for end in ends if end > 0]
    return later[0] if later else 0.0


def _judged(x, levels, last, limit):
    """Verdict, level, growth and days to the limit for one motor's window."""
    from scipy.special import stdtr

    y = np.log(levels)
    line = _Line(x, y)
    flat = float(((y - y.mean()) ** 2).sum())
    if flat <= 1e-18 * len(y):
        return {"verdict": "steady", "growth_per_day": 0.0}
    freedom = len(y) - 2
    t = abs(line.slope) * math.sqrt(line.squares / max(line.variance, 1e-300))
    trend = float(stdtr(freedom, -t))
    split, after_step = _step(y)
    jump = max(flat - after_step, 0.0) / max(after_step / freedom, 1e-300)
    # As many splits were tried as there are gaps between days, so that much smaller must the chance be.
    step = 2 * float(stdtr(freedom, -math.sqrt(jump))) * (len(y) - 1)
    verdict = "steady"
    if line.unexplained < after_step:
        if trend < CLEAR:
            verdict = "growing" if line.slope > 0 else "falling"
    elif step < CLEAR:
        verdict = "step up" if y[split:].mean() > y[:split].mean() else "step down"
    result = {"verdict": verdict, "growth_per_day": math.expm1(line.slope)}
    if verdict in ("growing", "falling"):
        result["level"] = math.exp(line.at(last))
    if verdict == "growing":
        result["days_to_limit"] = max(0.0, (math.log(limit) - line.at(last)) / line.slope)
    return result


def _step(y):
    """Where one step explains most, and the sum of squares that it leaves."""
    best = (1, math.inf)
    for split in range(1, len(y)):
        left, right = y[:split], y[split:]
        rest = float(((left - left.mean()) ** 2).sum() + ((right - right.mean()) ** 2).sum())
        if rest < best[1]:
            best = (split, rest)
    return best


def _readings(history, time, motor, level, until):
    if not isinstance(history, pd.DataFrame):
        raise ValueError(
            f"The first thing to give is a table of readings; {type(history).__name__} was given."
        )
    for column in (time, motor, level):
        if column not in history:
            raise ValueError(
                f"There is no column {column!r} in this table: it has {listed(history.columns)}."
            )
    there = history[history[level].notna()]
    if there.empty:
        raise ValueError("There are no readings: the table is empty.")
    days = _days(there[time])
    readings = pd.DataFrame(
        {
            "motor": there[motor].astype(str).to_numpy(),
            "day": (days - pd.Timestamp(0)).dt.days.to_numpy(),
            "level": values(there[level], "level"),
        }
    )
    if until is not None:
        end = (_days(pd.Series([until])) - pd.Timestamp(0)).dt.days.iloc[0]
        readings = readings[readings["day"] <= end]
        if readings.empty:
            raise ValueError(f"There are no readings up to {until}: the first is of {days.min().date()}.")
    return readings


def _days(times):
    """The day of each time, in whatever format a recorder writes it."""
    try:
        days = pd.to_datetime(times, format="mixed").dt.normalize()
    except (TypeError, ValueError, AttributeError):
        raise ValueError("Not every time can be read as a date, such as 2026-02-24 06:00.") from None
    if days.isna().any():
        raise ValueError("Some readings have no time: fill it in, or leave them out first.")
    return days


def _own_limit(limit, name):
    if hasattr(limit, "get"):
        if name not in limit:
            raise ValueError(f"There is no limit for motor {name}: there are limits for {listed(limit)}.")
        limit = limit[name]
    return number(limit, "limit", above=0)
