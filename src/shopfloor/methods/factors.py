"""Availability, performance, quality and their product, for one shift's numbers or for columns of them."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, number, values

# From here on it is not a wrong ideal cycle but a wrong unit: seconds beside minutes make a factor of 60.
ABSURD_PERFORMANCE = 20


class OEE(NamedTuple):
    """Availability, performance, quality and OEE as fractions; columns where columns were given."""

    availability: float
    performance: float
    quality: float
    oee: float

    def __repr__(self):
        if not all(isinstance(value, float) for value in self):
            return f"OEE({', '.join(f'{name}={value!r}' for name, value in zip(self._fields, self))})"
        factors = ", ".join(f"{name}={value:.4f}" for name, value in zip(self._fields, self, strict=True))
        return f"OEE({factors}){f' ({self.note})' if self.note else ''}"

    @property
    def note(self):
        """What is doubtful about these numbers, in words; empty where nothing is."""
        if np.all(np.asarray(self.performance) <= 1 + 1e-9) or np.all(np.isnan(self.performance)):
            return ""
        return (
            "performance above 1: the ideal cycle time is longer than this machine needs, "
            "or pieces or running time were written down wrong"
        )


def oee(planned, downtime, ideal_cycle_time, total, good):
    """What part of the planned time was fully productive? OEE = availability x performance x quality.

    - availability = (planned - downtime) / planned
    - performance = ideal_cycle_time x total / (planned - downtime)
    - quality = good / total

    The product is ideal_cycle_time x good / planned: the time that the good pieces need at best, out of the
    time planned. All times share one unit (an ideal cycle of 1 s beside a shift in minutes is 1/60).
    ``planned``: the time in which the machine was to run, breaks already taken off. ``downtime``: all stops
    in it, changeovers too. ``total``: all pieces; ``good``: those that were good the first time.

    One number each, or columns (as long as each other, or a number for all rows): then every part of the
    result is a column. The mean of the shifts' OEE is *not* the OEE of the week: for that see ``oee_of``.

    Performance above 1 is not refused: it is what the numbers say, and the result says that the ideal cycle
    time must be too long (or a count or a time wrong). Twenty times the ideal speed is refused: that is a
    unit. Refused too: good more than total, downtime more than the time planned, and a shift without any
    piece or any running time, which has no quality or no performance to speak of (its OEE is 0).

    Other names: loading time, operating time, net operating time, valuable operating time (Nakajima,
    *Introduction to TPM*, 1988); run time, net run time, fully productive time (Vorne, *The Fast Guide to
    OEE*, 2002, where the short form is good pieces x ideal cycle time / planned time); planned busy time PBT,
    actual production time APT, effectiveness for performance, planned run time per item PRI for the ideal
    cycle time (ISO 22400-2: 2014: APT / PBT, PRI x PQ / APT, GQ / PQ).

    >>> oee(420, 47, 1 / 60, 19271, 18848)
    OEE(availability=0.8881, performance=0.8611, quality=0.9780, oee=0.7479)
    >>> oee(460, 60, 0.5, 400, 408)
    Traceback (most recent call last):
    ...
    ValueError: There are more good pieces (408) than pieces in all (400): were the two exchanged?
    """
    given = (planned, downtime, ideal_cycle_time, total, good)
    if not any(is_sequence(one) for one in given):
        return _of_one(*given)
    columns, labels, index = _side_by_side(given)
    results = []
    for label, row in zip(labels, zip(*columns, strict=True), strict=True):
        try:
            results.append(_of_one(*row))
        except ValueError as problem:
            raise ValueError(f"{label}: {problem}") from None
    parts = (np.array(part, dtype=float) for part in zip(*results, strict=True))
    return OEE(*(part if index is None else pd.Series(part, index=index) for part in parts))


def teep(oee, planned, calendar):
    """What part of all the time there is was fully productive? TEEP = OEE x planned / calendar.

    ``oee``: a fraction, or the result of ``oee``; ``planned`` and ``calendar`` share a unit: 480 minutes of a
    day's 1440. Planned / calendar is the utilization, and TEEP the total effective equipment performance
    (Vorne; Hansen, *Overall Equipment Effectiveness*, 2001).

    >>> round(teep(0.7479, planned=420, calendar=480), 3)
    0.654
    """
    effectiveness = number(oee.oee if isinstance(oee, OEE) else oee, "OEE")
    if effectiveness > 1.5:
        raise ValueError(
            f"The OEE is a fraction between 0 and 1; {effectiveness:g} was given: "
            f"did you mean {effectiveness / 100:g}?"
        )
    planned, calendar = number(planned, "planned time", above=0), number(calendar, "calendar time", above=0)
    if planned > calendar:
        raise ValueError(
            f"More time was planned ({_plain(planned)}) than there is in the calendar "
            f"({_plain(calendar)}): do the two share a unit?"
        )
    return effectiveness * planned / calendar


def factors(planned, running, ideal, ideal_good):
    """The OEE of times that are already summed: planned, running, ideal time of all and of the good pieces.

    Quality is in time and not in pieces, so that the product holds for products with different ideal cycles.

    >>> factors(460.0, 400.0, 200.0, 196.0)
    OEE(availability=0.8696, performance=0.5000, quality=0.9800, oee=0.4261)
    """
    performance = ideal / running if running else float("nan")
    quality = ideal_good / ideal if ideal else float("nan")
    return OEE(running / planned, performance, quality, ideal_good / planned)


def check_units(performance, ideal_cycle_time, planned):
    """Refuses a performance so absurd that the times cannot share a unit."""
    if performance >= ABSURD_PERFORMANCE:
        raise ValueError(
            f"The machine would have run at {performance:.0f} times its ideal speed, so the ideal cycle time "
            f"({_plain(ideal_cycle_time)}) and the planned time ({_plain(planned)}) are not in the same "
            f"unit. If the one is in seconds and the other in minutes: "
            f"did you mean {ideal_cycle_time / 60:.4g}?"
        )


def _of_one(planned, downtime, ideal_cycle_time, total, good):
    planned = number(planned, "planned time", above=0)
    downtime = number(downtime, "downtime")
    ideal_cycle_time = number(ideal_cycle_time, "ideal cycle time", above=0)
    total, good = number(total, "number of pieces in all"), number(good, "number of good pieces")
    if downtime > planned:
        raise ValueError(
            f"The downtime ({_plain(downtime)}) is more than the planned time ({_plain(planned)}): "
            "do the two share a unit, or was a stop written down twice?"
        )
    if good > total:
        raise ValueError(
            f"There are more good pieces ({_plain(good)}) than pieces in all ({_plain(total)}): "
            "were the two exchanged?"
        )
    running = planned - downtime
    if not running:
        raise ValueError(
            "The machine stood all the planned time"
            + (
                f", and yet {_plain(total)} pieces are written down: one of the two is wrong."
                if total
                else ": its OEE is 0, and there is no performance or quality to speak of."
            )
        )
    if not total:
        raise ValueError("No piece was made: the OEE is 0, and there is no quality to speak of.")
    check_units(ideal_cycle_time * total / running, ideal_cycle_time, planned)
    return factors(planned, running, ideal_cycle_time * total, ideal_cycle_time * good)


def _side_by_side(given):
    """Columns and numbers as columns of one length, with the words that name each row, and the index."""
    names = ("planned time", "downtime", "ideal cycle time", "number of pieces", "number of good pieces")
    series = [one for one in given if isinstance(one, pd.Series)]
    for one in series[1:]:
        if list(one.index) != list(series[0].index):
            raise ValueError("The columns belong to different rows: put them in one table first.")
    columns = [values(one, name) if is_sequence(one) else one for one, name in zip(given, names, strict=True)]
    lengths = {len(column) for column in columns if is_sequence(column)}
    if len(lengths) > 1:
        raise ValueError(
            f"The columns are not as long as each other ({sorted(lengths)[0]} and {sorted(lengths)[-1]} "
            "rows): give one number for each row, or one for all."
        )
    (length,) = lengths
    columns = [column if is_sequence(column) else [column] * length for column in columns]
    if series:
        return columns, [f"Row {label}" for label in series[0].index], series[0].index
    return columns, [f"Row {place}" for place in range(1, length + 1)], None


def _plain(value):
    """A number as a reader writes it: 19,271 or 0.5.

    >>> _plain(19271.0), _plain(0.5)
    ('19,271', '0.5')
    """
    return f"{value:,.10g}"
