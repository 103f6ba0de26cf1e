"""OEE: what a machine really did; its losses, failures and changeovers, and what a change is worth.

Times share one unit per call unless a name says otherwise (planned_min, ideal_cycle_s); proportions are
fractions. Whatever is impossible is answered with a ValueError in words.

Sources: Nakajima, *Introduction to TPM* (1988): the six big losses, and OEE from them; Hansen, *Overall
Equipment Effectiveness* (2001); Vorne Industries, *The Fast Guide to OEE* (2002); ISO 22400-2: 2014, the
same measures under other names (see ``oee``); Shingo, *The SMED System* (1985).
"""

from typing import NamedTuple

from shopfloor.methods.arguments import is_sequence, number, values
from shopfloor.methods.condition import DaysToLimit, days_to_limit, vibration_trends
from shopfloor.methods.evidence import (
    Baseline,
    MeanChange,
    RateChange,
    before_after,
    per_week,
    rate_before_after,
    weeks_needed,
)
from shopfloor.methods.factors import OEE, oee, teep
from shopfloor.methods.losses import SIX, LossTree, losses, losses_of
from shopfloor.methods.pareto import pareto
from shopfloor.methods.shift_log import name_reasons, oee_of
from shopfloor.methods.smed import Changeover, smed

__all__ = [
    "OEE",
    "SIX",
    "Baseline",
    "Changeover",
    "DaysToLimit",
    "LossTree",
    "MeanChange",
    "RateChange",
    "Worth",
    "before_after",
    "days_to_limit",
    "losses",
    "losses_of",
    "mtbf",
    "mttr",
    "name_reasons",
    "oee",
    "oee_of",
    "pareto",
    "per_week",
    "rate_before_after",
    "smed",
    "teep",
    "time_worth",
    "vibration_trends",
    "weeks_needed",
]


class Worth(NamedTuple):
    """What saved time is worth; money and payback are None where no price or no cost was given."""

    pieces: float
    money: float | None
    payback: float | None

    def __repr__(self):
        shown = ("None" if value is None else f"{value:,.2f}" for value in self[1:])
        money, payback = shown
        return f"Worth(pieces={self.pieces:,.1f}, money={money}, payback={payback})"


def mtbf(uptime, failures=None):
    """How long does it run between failures, on average? Uptime / failures, in the unit of the uptime.

    ``uptime``: the time in which the machine ran (planned time less all downtime), with the number of
    ``failures`` in it; or a list of the times between failures, without ``failures``.

    Two conventions: *operating* time, as here (mean operating time between failures, IEC 60050-191, and so
    ISO 22400-2 and OPC 40223), or *calendar* time from one failure to the start of the next, repairs
    included, which some maintenance systems print. The second is ``mtbf(uptime, n) + mttr(downtime, n)``;
    give the calendar or planned time in place of the uptime to get it. Planned stops and changeovers are
    neither uptime nor failures. Without any failure there is no answer but "longer than that": ValueError.

    >>> mtbf(1000, 5)
    200.0
    >>> mtbf([150, 250, 200])
    200.0
    """
    return _mean_time(uptime, failures, "uptime", "failure", "the mean time between failures is not known")


def mttr(downtime, failures=None):
    """How long does a repair take, on average? Downtime / failures, in the unit of the downtime.

    ``downtime``: all the time that the machine stood because of failures, with their number; or a list of
    the single times, without ``failures``. What belongs to it is a convention: from the stop to the first
    good piece (mean time to *restoration*, IEC 60050-191 and ISO 22400-2), or only the time in which somebody
    repaired (mean *repair* time); OPC 40223 has the two side by side. Take the times accordingly.

    >>> mttr(150, 5)
    30.0
    >>> mttr([20, 45, 25])
    30.0
    """
    return _mean_time(downtime, failures, "downtime", "failure", "there is no repair to average")


def time_worth(time_saved, ideal_cycle_time, *, performance=1.0, quality=1.0, per_piece=None, cost=None):
    """What is less downtime worth? Good pieces that can be made in the time saved, and their money.

    pieces = time_saved x performance x quality / ideal_cycle_time: the machine will run in that time as it
    runs otherwise. ``time_saved`` and ``ideal_cycle_time`` share a unit. ``per_piece``: what a further good
    piece earns (price less material, the contribution; wages are paid anyway); money = pieces x per_piece.
    ``cost``: what the improvement costs, once; payback = cost / money, counted in periods of the time saved
    (a year's minutes give years).

    It is worth that only where the machine is the bottleneck and the pieces are sold. Otherwise saved time
    makes smaller batches, or overtime less; that is another calculation.

    >>> time_worth(600, 0.4, performance=0.86, quality=0.98, per_piece=0.50, cost=1200)
    Worth(pieces=1,264.2, money=632.10, payback=1.90)
    """
    saved = number(time_saved, "time saved")
    cycle = number(ideal_cycle_time, "ideal cycle time", above=0)
    share = _factor(performance, "performance") * _factor(quality, "quality", most=1.0)
    pieces = saved * share / cycle
    money = None if per_piece is None else pieces * number(per_piece, "earning per piece")
    if cost is None:
        return Worth(pieces, money, None)
    cost = number(cost, "cost")
    if money is None:
        raise ValueError("To see when the cost is earned back, say what a piece earns: per_piece=...")
    if not money:
        raise ValueError("Nothing is earned in the time saved, so the cost is never earned back.")
    return Worth(pieces, money, cost / money)


def _mean_time(time, failures, what, event, unknown):
    if failures is None:
        if not is_sequence(time):
            raise ValueError(
                f"Give the number of {event}s as well, or a list with the {what} of each; "
                f"{number(time, what):g} alone was given."
            )
        times = values(time, what)
        if not times.size:
            raise ValueError(f"There is no {event}, so {unknown}.")
        return float(times.mean())
    if is_sequence(failures):
        raise ValueError(
            f"The number of {event}s is one number, such as 5: a list of single times goes alone, without it."
        )
    total = float(values(time, what).sum()) if is_sequence(time) else number(time, what)
    count = number(failures, f"number of {event}s")
    if count != int(count):
        raise ValueError(f"The number of {event}s is a whole number; {count:g} was given.")
    if not count:
        raise ValueError(
            f"There was no {event}, so {unknown}"
            + (f": it is longer than {total:g}." if what == "uptime" else ".")
        )
    return total / count


def _factor(value, what, most=3.0):
    factor = number(value, what, above=0)
    if factor > most:
        raise ValueError(
            f"The {what} is a fraction, such as 0.86; {factor:g} was given"
            + (f": did you mean {factor / 100:g}?" if factor <= 100 else ".")
        )
    return factor
