"""Pull and levelling: kanban cards, supermarkets, every part every interval, and a sequence that is even."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, share, values
from shopfloor.methods.step_tables import said, total


class Supermarket(NamedTuple):
    """What ``supermarket_size`` found, in pieces; containers is None where no container was given."""

    total: float
    cycle_stock: float
    """What is used until the next delivery."""
    buffer_stock: float
    """Against a customer who takes more than usual."""
    safety_stock: float
    """Against a supplier who delivers late or short."""
    containers: int | None

    def __repr__(self):
        held = f", {self.containers} containers" if self.containers is not None else ""
        return (
            f"Supermarket: {said(self.total)} pieces{held} (cycle {said(self.cycle_stock)}, "
            f"buffer {said(self.buffer_stock)}, safety {said(self.safety_stock)})"
        )


class EveryPart(NamedTuple):
    """What ``every_part_every`` found; the interval in the days (or shifts) that ``available`` is of."""

    interval: float
    time_for_changeovers: float
    """What is left each day when the day's demand has been run."""
    changeover_time: float
    """All changeovers of one round."""

    def __repr__(self):
        return (
            f"EveryPart: every part every {said(self.interval)} days ({said(self.changeover_time)} "
            f"of changeovers a "
            f"round, time for {said(self.time_for_changeovers)} a day)"
        )


def kanban_cards(demand, lead_time, safety, container):
    """How many cards must the loop have? Demand x lead time x (1 + safety) / container, rounded up.

    ``demand`` and ``lead_time`` share a unit of time (pieces a day and days); the lead time runs from the
    card's way back to the full container. ``safety``: a fraction of the demand in the lead time (0.10 for
    10 %). ``container``: pieces in a full one. Numbers, or columns of the same length, which give a column. A
    whole number stays itself: 33.000000001 is dust of binary fractions and not a 34th card.

    Source: Monden, *Toyota Production System*; Krajewski, Malhotra and Ritzman, *Operations Management*
    (number of containers); Jacobs and Chase, *Operations and Supply Chain Management* (kanban card sets).
    (Books that give the safety stock in pieces add it before dividing: make it a fraction first.)

    >>> kanban_cards(2_000, 0.10, 0.10, 22)
    10
    >>> kanban_cards(600, 2, 10, 75)
    Traceback (most recent call last):
    ...
    ValueError: The safety is a fraction, such as 0.10; 10 was given: did you mean 0.1?
    """
    given = {"demand": demand, "lead time": lead_time, "safety": safety, "container": container}
    several = {what: value for what, value in given.items() if is_sequence(value)}
    if not several:
        return _cards(demand, lead_time, safety, container)
    if len({len(value) for value in several.values()}) > 1:
        told = listed([f"{len(value)} values of {what}" for what, value in several.items()])
        raise ValueError(f"There are {told}: give as many of each, or one for all.")
    size = len(next(iter(several.values())))
    columns = [list(value) if is_sequence(value) else [value] * size for value in given.values()]
    cards = []
    for place, row in enumerate(zip(*columns, strict=True), start=1):
        try:
            cards.append(_cards(*row))
        except ValueError as problem:
            raise ValueError(f"Row {place}: {problem}") from None
    series = next((value for value in several.values() if isinstance(value, pd.Series)), None)
    return (
        np.array(cards, dtype=int) if series is None else pd.Series(cards, index=series.index, name="cards")
    )


def supermarket_size(demand, replenishment, buffer=0.0, safety=0.0, *, container=None):
    """How much must the supermarket hold? Cycle stock + buffer stock + safety stock, in pieces.

    Cycle stock: ``demand`` x ``replenishment``, the time until it is filled again (for a process that makes
    every part every interval, that interval), in one unit of time. Buffer stock: ``buffer`` x cycle stock,
    against variation of the demand. Safety stock: ``safety`` x (cycle + buffer), against trouble of the
    supplying process. Both are fractions. ``container``: pieces in one; then the containers are counted too,
    rounded up.

    Source: Smalley, *Creating Level Pull* (2004); Rother and Shook, pp. 67 and 68 (a day's stamping and half
    a day more).

    >>> supermarket_size(600, 1, buffer=0.5, container=60)
    Supermarket: 900 pieces, 15 containers (cycle 600, buffer 300, safety 0)
    """
    cycle = number(demand, "demand") * number(replenishment, "time until it is filled again", above=0)
    extra = cycle * share(buffer, "buffer", "0.25")
    spare = (cycle + extra) * share(safety, "safety", "0.10")
    whole = total([cycle, extra, spare])
    containers = None if container is None else rounded_up(whole / number(container, "container", above=0))
    return Supermarket(whole, total([cycle]), total([extra]), total([spare]), containers)


def every_part_every(available, run_times, changeover_times):
    """How often can every part be made? The changeovers of one round / the time that is left for them a day.

    ``available``: working time a day (or shift); ``run_times``: what running a day's demand takes, in all or
    for each part; ``changeover_times``: one changeover to each part, in all or for each; one unit. Returns an
    ``EveryPart``: interval (in days, or shifts), time_for_changeovers, changeover_time. A batch of a part is
    then its daily demand x interval. Raises ValueError where nothing is left for changeovers.

    Source: Rother and Shook, p. 54 (16 h less 14.5 h of running leave 1.5 h: six changeovers of 15 min a
    day).

    >>> every_part_every(500, [170, 150, 120], [45, 60, 75]).interval
    3.0
    """
    time = number(available, "available time", above=0)
    run, change = _in_all(run_times, "run time"), _in_all(changeover_times, "changeover time")
    left = total([time, -run])
    if left <= 0:
        raise ValueError(
            f"Running a day's demand takes {said(run)} of the {said(time)} available: nothing is left for "
            "changeovers, so the process cannot keep up."
        )
    return EveryPart(change / left, left, change)


def pitch(takt, pack):
    """How often is a container due? Takt x pieces in it, in the unit of takt: the beat of levelled work.

    Source: Rother and Shook, p. 51.

    >>> pitch(60, 20)
    1200.0
    """
    return number(takt, "takt", above=0) * number(pack, "number of pieces in a container", above=0)


def levelled_sequence(demand, pack=1):
    """In which order should the variants be made, so that each comes evenly? The shortest pattern that
    repeats.

    ``demand``: pieces of each variant, a dictionary or a Series; ``pack``: pieces in a container, one for all
    or one each: then containers are sequenced, rounded up. Returns the names in order. At each place comes
    the variant that is furthest behind its even share (of equal ones the first named): Toyota's goal chasing
    with each variant as its own part (Monden, *Toyota Production System*; Miltenburg, *Management Science*
    35, 1989, pp. 192 to 207).

    >>> "".join(levelled_sequence({"L": 600, "R": 300}))
    'LRL'
    >>> "".join(levelled_sequence({"A": 360, "B": 180, "C": 60}))
    'ABAABACABA'
    """
    counts = _containers(demand, pack)
    divisor = math.gcd(*counts.values())
    counts = {name: count // divisor for name, count in counts.items()}
    length = sum(counts.values())
    if length > 10_000:
        raise ValueError(
            f"The pattern would have {length:,} places before it repeats: round the demands, or "
            f"give a container."
        )
    made, sequence = dict.fromkeys(counts, 0), []
    for place in range(1, length + 1):
        # Whole numbers, so that equal shares are equal: place x count / length - made, times length.
        chosen = max(counts, key=lambda name: place * counts[name] - made[name] * length)
        made[chosen] += 1
        sequence.append(chosen)
    return sequence


def heijunka_box(demand, pack, available):
    """When is which container due? The levelling box of a shift or day: a row per slot.

    ``demand``: pieces of each variant in the shift or day; ``pack``: pieces in a container; ``available``:
    its working time. Returns a table: slot, start (in the unit of ``available``), variant. The slots share
    the time evenly: that is the pitch where the containers come out even.

    Source: Rother and Shook, pp. 51 to 53.

    >>> box = heijunka_box({"L": 300, "R": 160}, 20, 27_600)
    >>> len(box), box["start"].head(3).to_list(), box["variant"].head(3).to_list()
    (23, [0.0, 1200.0, 2400.0], ['L', 'R', 'L'])
    """
    time = number(available, "available time", above=0)
    counts = _containers(demand, pack)
    pattern = levelled_sequence(counts)
    slots = sum(counts.values())
    sequence = pattern * (slots // len(pattern))
    return pd.DataFrame(
        {
            "slot": range(1, slots + 1),
            "start": [round(time * place / slots, 9) for place in range(slots)],
            "variant": sequence,
        }
    )


def rounded_up(value):
    """The next whole number; one that is a hair above a whole number is that number.

    >>> rounded_up(33.000000001), rounded_up(33.001)
    (33, 34)
    """
    nearest = round(value)
    return int(nearest) if abs(value - nearest) <= 1e-9 * max(1.0, abs(value)) else math.ceil(value)


def _cards(demand, lead_time, safety, container):
    needed = number(demand, "demand") * number(lead_time, "lead time", above=0)
    needed *= 1 + share(safety, "safety", "0.10")
    return rounded_up(needed / number(container, "container", above=0))


def _in_all(given, what):
    return total(values(given, what)) if is_sequence(given) else number(given, what)


def _containers(demand, pack):
    if isinstance(demand, pd.Series):
        demand = dict(demand)
    if not isinstance(demand, Mapping) or not demand:
        raise ValueError(
            'Give the demand of each variant as a dictionary, such as {"black": 360, "silver": 180}.'
        )
    if isinstance(pack, pd.Series):
        pack = dict(pack)
    counts = {}
    for name, pieces in demand.items():
        pieces = number(pieces, f"demand of {name}", above=0)
        if isinstance(pack, Mapping):
            if name not in pack:
                raise ValueError(
                    f"There is no container for {name!r}: there are containers for {listed(pack)}."
                )
            size = pack[name]
        else:
            size = pack
        counts[name] = rounded_up(pieces / number(size, "number of pieces in a container", above=0))
    return counts
