"""Two-hand charts: what each hand does in a cycle, by therbligs, and how well the hands are used."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from shopfloor.methods.arguments import listed
from shopfloor.methods.step_tables import (
    column_numbers,
    column_of,
    column_words,
    did_you_mean,
    per_method,
    said,
    step_table,
    total,
)

HANDS = ("left", "right")
_HAND_OF = {"left": "left", "lh": "left", "l": "left", "right": "right", "rh": "right", "r": "right"}


class Therblig(NamedTuple):
    """One of the Gilbreths' elementary motions."""

    name: str
    symbol: str
    effective: bool
    """Whether it brings the work nearer to its end."""
    hand: str
    """What the hand does meanwhile: works, holds or waits."""
    meaning: str


class Therbligs(Mapping):
    """The therbligs by name, read-only; ``table`` has them in rows."""

    def __init__(self, therbligs):
        self._by_name = {one.name: one for one in therbligs}

    def __getitem__(self, name):
        return self._by_name[name]

    def __iter__(self):
        return iter(self._by_name)

    def __len__(self):
        return len(self._by_name)

    @property
    def table(self):
        return pd.DataFrame(self._by_name.values(), columns=list(Therblig._fields))

    def __repr__(self):
        return "\n".join(
            f"{one.name} ({one.symbol}, {'effective' if one.effective else 'ineffective'}): {one.meaning}"
            for one in self.values()
        )


THERBLIGS = Therbligs(
    Therblig(*row)
    for row in (
        ("search", "Sh", False, "works", "the eyes or the hand look for an object"),
        ("find", "F", False, "works", "the object is found: the moment that ends the search"),
        ("select", "St", False, "works", "one object is chosen among several"),
        ("grasp", "G", True, "works", "the fingers close on an object until it is under control"),
        ("hold", "H", False, "holds", "the hand keeps an object where it is"),
        ("transport loaded", "TL", True, "works", "the hand moves an object (today also: move)"),
        ("transport empty", "TE", True, "works", "the empty hand moves (today also: reach)"),
        ("position", "P", False, "works", "an object is turned and placed exactly as it must go"),
        (
            "pre-position",
            "PP",
            True,
            "works",
            "an object is laid ready, the right way round, for its next use",
        ),
        ("assemble", "A", True, "works", "parts are joined"),
        ("use", "U", True, "works", "a tool does what it is made for"),
        ("disassemble", "DA", True, "works", "parts are taken from each other"),
        ("inspect", "I", False, "works", "an object is compared with what it must be"),
        ("release load", "RL", True, "works", "the hand lets go of an object"),
        ("unavoidable delay", "UD", False, "waits", "the hand waits because the method makes it wait"),
        ("avoidable delay", "AD", False, "waits", "the hand waits although the method does not ask for it"),
        ("plan", "Pn", False, "waits", "it is decided what to do next"),
        ("rest", "R", False, "waits", "the hand rests to overcome fatigue"),
    )
)
"""The 18 therbligs of Frank and Lillian Gilbreth (*Management and Administration*, August and September
1924), with the letters in use since. Several texts, such as Groover's *Work Systems* (2007, ch. 10), leave
out "find" and count 17. Which of them are effective is told after Freivalds and Niebel (*Niebel's Methods,
Standards, and Work Design*); texts differ on inspect, rest and pre-position. An ineffective therblig is a
question to the method and never a reproach: "rest" and "inspect" may well be needed."""

_SPELLINGS = {
    **{one.name: one.name for one in THERBLIGS.values()},
    **{one.symbol.lower(): one.name for one in THERBLIGS.values()},
    "reach": "transport empty",
    "move": "transport loaded",
    "transport unloaded": "transport empty",
    "release": "release load",
    "preposition": "pre-position",
}


@dataclass(frozen=True, eq=False, repr=False)
class TwoHanded:
    """What ``two_handed`` found. Times in the unit of the chart; shares are fractions of the cycle."""

    utilisation: dict
    """Hand -> the share of the cycle in which it works, neither holding nor waiting."""
    cycle_time: float
    working: dict
    holding: dict
    idle: dict
    both_working: float
    """Time in which both hands work at once."""
    both_working_share: float
    effective_share: dict
    """Hand -> the share of the cycle that goes into effective therbligs."""
    therbligs: pd.DataFrame
    """A row per therblig that occurs, in the Gilbreths' order: symbol, effective, time left, right and
    both."""
    time_unit: str
    motions: pd.DataFrame
    """The motions as they were read: hand, therblig, description, start, end."""

    def __repr__(self):
        unit = f" {self.time_unit}" if self.time_unit else ""
        lines = [
            f"{hand} hand: works {said(self.working[hand])}{unit} ({self.utilisation[hand]:.0%}), "
            f"holds {said(self.holding[hand])}{unit}, waits {said(self.idle[hand])}{unit}"
            for hand in HANDS
        ]
        both = f"both hands work {said(self.both_working)}{unit} ({self.both_working_share:.0%})"
        return f"TwoHanded: cycle {said(self.cycle_time)}{unit}\n" + "\n".join([*lines, both])


def two_handed(chart):
    """How well are the two hands used? Working, holding and waiting of each, and how often both work at once.

    ``chart``: a table with a row per motion and the columns ``hand`` (left or right), ``therblig`` (name or
    letters, see ``THERBLIGS``), ``start_s`` and ``end_s`` on one clock (or ``time_s``, how long it takes, in
    the order of the rows); if known ``description``. Both hands begin and end together, and each is always
    somewhere: where it does nothing, write "unavoidable delay".

    Returns a ``TwoHanded``: ``utilisation`` (hand -> share of the cycle in which it works), ``cycle_time``,
    ``working``, ``holding`` and ``idle`` (hand -> time), ``both_working`` and ``both_working_share``,
    ``effective_share``, ``therbligs`` (a table of times), ``motions``. A table with several methods in the
    column ``method`` gives a dictionary with one such result for each.

    Holding is no work: the hand is a poor clamp. Delays, rest and plan count as waiting.

    Raises ValueError for an unknown therblig or hand, motions that overlap or leave a gap, hands that do not
    end together.

    Source: Barnes, *Motion and Time Study* (1980); Kanawaty (ed.), *Introduction to Work Study*, ILO, 4th ed.
    1992 (two-handed process chart: operation, transport, hold, delay).

    >>> result = two_handed([
    ...     {"hand": "left", "therblig": "grasp", "time_s": 1.0},
    ...     {"hand": "left", "therblig": "hold", "time_s": 3.0},
    ...     {"hand": "right", "therblig": "UD", "time_s": 1.0},
    ...     {"hand": "right", "therblig": "use", "time_s": 3.0},
    ... ])
    >>> result.utilisation, result.both_working
    ({'left': 0.25, 'right': 0.75}, 0.0)
    """
    return per_method(step_table(chart, "two-hand chart"), _one_chart)


def therblig_name(written):
    """The therblig's full name, from its name, its letters or a usual other name.

    >>> therblig_name("TE"), therblig_name("Reach")
    ('transport empty', 'transport empty')
    """
    name = _SPELLINGS.get(str(written).strip().lower())
    if name is None:
        raise ValueError(
            f"There is no therblig {str(written)!r}: there are "
            f"{listed(THERBLIGS)}.{did_you_mean(written, _SPELLINGS)}"
        )
    return name


def _one_chart(table):
    motions, unit = _motions(table)
    ends = {hand: motions.loc[motions["hand"] == hand, "end"].max() for hand in HANDS}
    begin = float(motions["start"].min())
    cycle = total([max(ends.values()), -begin])
    near = 1e-9 * max(1.0, abs(cycle))
    if abs(ends["left"] - ends["right"]) > near:
        first, last = sorted(HANDS, key=lambda hand: ends[hand])
        raise ValueError(
            f"The {first} hand ends at {said(ends[first])}, the {last} one at {said(ends[last])}: "
            f"say what the "
            f"{first} hand does until then, if only unavoidable delay."
        )
    if cycle <= near:
        raise ValueError("The cycle takes no time at all: give each motion its start and its end.")
    times = {hand: dict.fromkeys(("works", "holds", "waits"), 0.0) for hand in HANDS}
    effective, by_therblig = dict.fromkeys(HANDS, 0.0), {}
    for motion in motions.itertuples():
        one, time = THERBLIGS[motion.therblig], motion.end - motion.start
        times[motion.hand][one.hand] += time
        effective[motion.hand] += time if one.effective else 0.0
        by_therblig.setdefault(one.name, dict.fromkeys(HANDS, 0.0))[motion.hand] += time
    both = _both_working(motions)
    kinds = {
        kind: {hand: total([times[hand][kind]]) for hand in HANDS} for kind in ("works", "holds", "waits")
    }
    return TwoHanded(
        utilisation={hand: kinds["works"][hand] / cycle for hand in HANDS},
        cycle_time=cycle,
        working=kinds["works"],
        holding=kinds["holds"],
        idle=kinds["waits"],
        both_working=both,
        both_working_share=both / cycle,
        effective_share={hand: total([effective[hand]]) / cycle for hand in HANDS},
        therbligs=_therblig_table(by_therblig),
        time_unit=unit,
        motions=motions,
    )


def _motions(table):
    """The motions in order, with start and end; the unit of their times."""
    column_of(table, ["hand"], "two-hand chart")
    column_of(table, ["therblig"], "two-hand chart")
    hands = [_hand(written) for written in column_words(table, "hand")]
    names = [therblig_name(written) for written in column_words(table, "therblig")]
    for hand in HANDS:
        if hand not in hands:
            raise ValueError(
                f"There is nothing for the {hand} hand: say what it does, if only unavoidable delay."
            )
    start, end = column_of(table, ["start_s", "start"]), column_of(table, ["end_s", "end"])
    if start and end:
        starts = column_numbers(table, start, "start", low=None)
        ends = column_numbers(table, end, "end", low=None)
        unit = "s" if start == "start_s" else ""
    else:
        column = column_of(table, ["time_s", "time"])
        if column is None:
            raise ValueError(
                "The two-hand chart has no times: give the columns start_s and end_s, or time_s. "
                f"It has {listed(table.columns)}."
            )
        clock, starts, ends = dict.fromkeys(HANDS, 0.0), [], []
        for hand, time in zip(hands, column_numbers(table, column, "time"), strict=True):
            starts.append(clock[hand])
            clock[hand] = total([clock[hand], time])
            ends.append(clock[hand])
        unit = "s" if column == "time_s" else ""
    words = column_words(table, "description") if "description" in table else [""] * len(table)
    motions = pd.DataFrame(
        {"hand": hands, "therblig": names, "description": words, "start": starts, "end": ends}
    ).sort_values(["hand", "start"], kind="stable", ignore_index=True)
    _check_clock(motions)
    return motions, unit


def _check_clock(motions):
    begin = motions["start"].min()
    near = 1e-9 * max(1.0, abs(motions["end"].max()))
    for hand in HANDS:
        here = begin
        for motion in motions[motions["hand"] == hand].itertuples():
            what = f'The {hand} hand\'s "{motion.therblig}" from {said(motion.start)}'
            if motion.end < motion.start - near:
                raise ValueError(f"{what} ends at {said(motion.end)}, before it begins.")
            if motion.start > here + near:
                raise ValueError(
                    f"The {hand} hand does nothing from {said(here)} to {said(motion.start)}: say "
                    f"what it does, "
                    "if only unavoidable delay."
                )
            if motion.start < here - near:
                raise ValueError(f"{what} begins before the motion ahead of it ends, at {said(here)}.")
            here = motion.end


def _both_working(motions):
    working = motions[[THERBLIGS[name].hand == "works" for name in motions["therblig"]]]
    left, right = (working[working["hand"] == hand] for hand in HANDS)
    overlaps = (
        min(one.end, other.end) - max(one.start, other.start)
        for one in left.itertuples()
        for other in right.itertuples()
    )
    return total(overlap for overlap in overlaps if overlap > 0)


def _therblig_table(by_therblig):
    rows = [
        (name, one.symbol, one.effective, *(total([by_therblig[name][hand]]) for hand in HANDS),
         total(by_therblig[name].values()))
        for name, one in THERBLIGS.items()
        if name in by_therblig
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["therblig", "symbol", "effective", "left", "right", "both"])


def _hand(written):
    hand = _HAND_OF.get(written.lower())
    if hand is None:
        raise ValueError(f"There is no hand {written!r}: write left or right." if written else
                         "A motion names no hand: write left or right.")  # fmt: skip
    return hand
