"""The revised NIOSH lifting equation of 1991: how heavy may a load be that is lifted by hand?

Source: Waters, Putz-Anderson and Garg, *Applications Manual for the Revised NIOSH Lifting Equation*, DHHS
(NIOSH) Publication 94-110, 1994, revised 2021 (page numbers are those of 2021); a work of the US government,
in the public domain.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass
from textwrap import fill
from typing import NamedTuple

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.step_tables import column_of, did_you_mean, said


class _System(NamedTuple):
    """One of the manual's two sets of constants (p. 7); they are not exact conversions of each other."""

    constant: float
    reach: float
    farthest: float
    height: float
    per_height: float
    highest: float
    shortest: float
    longest: float
    per_distance: float
    weight: str
    length: str


SYSTEMS = {
    "metric": _System(23.0, 25.0, 63.0, 75.0, 0.003, 175.0, 25.0, 175.0, 4.5, "kg", "cm"),
    "us": _System(51.0, 10.0, 25.0, 30.0, 0.0075, 70.0, 10.0, 70.0, 1.8, "lb", "in"),
}
FREQUENCIES = (0.2, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
# Table 5 (p. 15): hours at most -> (hands below 75 cm or 30 in, hands at that height or above).
_SHORT = (1.00, 0.97, 0.94, 0.91, 0.88, 0.84, 0.80, 0.75, 0.70, 0.60, 0.52, 0.45, 0.41, 0.37)
_MODERATE = (0.95, 0.92, 0.88, 0.84, 0.79, 0.72, 0.60, 0.50, 0.42, 0.35, 0.30, 0.26)
_LONG = (0.85, 0.81, 0.75, 0.65, 0.55, 0.45, 0.35, 0.27, 0.22, 0.18)
FREQUENCY_TABLE = {
    1: (_SHORT, (*_SHORT, 0.34, 0.31, 0.28)),
    2: (_MODERATE, (*_MODERATE, 0.23, 0.21)),
    8: (_LONG, (*_LONG, 0.15, 0.13)),
}
# Table 7 (p. 18), the same two columns.
COUPLINGS = {"good": (1.00, 1.00), "fair": (0.95, 1.00), "poor": (0.90, 0.90)}
_FACTORS = {
    "hm": "horizontal reach",
    "vm": "height",
    "dm": "travel",
    "am": "twist",
    "fm": "frequency",
    "cm": "grip",
}


class LiftingIndex(NamedTuple):
    """What ``lifting_index`` found for one lift; weights in kg or lb, multipliers between 0 and 1."""

    lifting_index: float
    rwl: float
    hm: float
    vm: float
    dm: float
    am: float
    fm: float
    cm: float
    limiting_factor: str
    """The smallest multiplier, in words: where a change helps most. "nothing" where all are 1."""
    where: str
    """The end of the lift that decides: origin or destination."""

    def __repr__(self):
        factors = ", ".join(f"{name.upper()} {getattr(self, name):.2f}" for name in _FACTORS)
        lost = f"; most is lost by the {self.limiting_factor}" if self.limiting_factor != "nothing" else ""
        limit = f"recommended weight limit {said(self.rwl, 1)}"
        return fill(f"LiftingIndex: {said(self.lifting_index)} ({limit}; {factors}{lost})", 78)


@dataclass(frozen=True, eq=False, repr=False)
class CompositeLiftingIndex:
    """What ``composite_lifting_index`` found for a job of several lifts."""

    composite_lifting_index: float
    table: pd.DataFrame
    """The tasks from the most to the least stressful: firwl, fili, fm, strwl, stli, and what each one
    adds."""

    def __repr__(self):
        shown = self.table.to_string(index=False, float_format=lambda value: said(value))
        return f"CompositeLiftingIndex: {said(self.composite_lifting_index)}\n{shown}"


def lifting_index(
    load,
    horizontal=None,
    vertical=None,
    travel=None,
    asymmetry=0,
    frequency=0.2,
    duration=1,
    coupling="good",
    *,
    units="metric",
    horizontal_end=None,
    vertical_end=None,
    asymmetry_end=0,
):
    """Is this lift too much? Load / recommended weight limit; above 1 some people run a higher risk, and the
    lift should be designed anew.

    RWL = LC x HM x VM x DM x AM x FM x CM, in metric units: LC 23 kg, HM 25/H, VM 1 - 0.003 |V - 75|,
    DM 0.82 + 4.5/D, AM 1 - 0.0032 A, FM and CM from the manual's tables 5 and 7. ``units="us"``: LC 51 lb,
    HM 10/H, VM 1 - 0.0075 |V - 30|, DM 0.82 + 1.8/D; inches and pounds. (The two sets are rounded apart:
    the same lift may differ by a percent or two.)

    ``load``: weight. ``horizontal``: how far the hands are in front of the ankles (H; less than 25 cm counts
    as 25). ``vertical``: height of the hands above the floor (V). ``travel``: how far the hands go up or down
    (D; less than 25 cm counts as 25). ``asymmetry``: degrees of twist (A). ``frequency``: lifts a minute,
    averaged over 15 minutes (less than 0.2 counts as 0.2; between the rows of the table it is interpolated).
    ``duration``: hours, up to 1, 2 or 8. ``coupling``: good, fair or poor; in doubt the poorer.
    All at the origin of the lift. Where the load must be placed with care, give ``horizontal_end``,
    ``vertical_end`` and ``asymmetry_end`` at the destination too: the lower limit counts, and ``travel`` may
    be left out. (FM goes by the height at the origin, CM by that of the end in question.)

    Or ``load`` is a table with a row per lift and the columns ``load_kg``, ``horizontal_cm``,
    ``vertical_cm``, ``travel_cm``, ``asymmetry_deg``, ``lifts_per_min``, ``duration_h``, ``coupling`` (or
    ``load_lb``, ``horizontal_in``, ...; the last four have the defaults above). For the destination:
    ``horizontal_end_cm``, ``vertical_end_cm``, ``asymmetry_end_deg``, in every row.

    Returns a ``LiftingIndex``: ``lifting_index``, ``rwl``, the six multipliers, ``limiting_factor``,
    ``where``. For a table: the table with these columns added. Beyond what the equation allows (a reach of
    more than 63 cm, above 175 cm, more lifts than the table has) the limit is 0 and the index infinite.

    It does not hold for one hand, seated or kneeling work, a cramped place, unstable loads, carrying, pushing
    or pulling, shovels, quick lifts, slippery floors, heat or cold, or more than 8 hours (p. 6). An index up
    to 1 is a design goal for healthy workers and no promise to anyone.

    >>> lift = lifting_index(15, horizontal=40, vertical=20, travel=65, coupling="fair")
    >>> round(lift.lifting_index, 2), round(lift.rwl, 2), lift.limiting_factor
    (1.48, 10.14, 'horizontal reach')
    """
    if isinstance(load, pd.DataFrame):
        return _lifts(load, units)
    system = _system(units)
    for name, value in (("horizontal", horizontal), ("vertical", vertical)):
        if value is None:
            raise ValueError(f"Give the {name} position of the hands at the origin of the lift.")
    load = number(load, "load")
    vertical = number(vertical, "vertical position")
    placed = horizontal_end is not None or vertical_end is not None
    if placed and (horizontal_end is None or vertical_end is None):
        raise ValueError("At the destination give both horizontal_end and vertical_end.")
    if placed:
        vertical_end = number(vertical_end, "vertical position at the destination")
    travel = _travel(travel, vertical, vertical_end if placed else None)
    fm = _frequency_multiplier(frequency, duration, vertical >= system.height)
    found = [_limit(system, horizontal, vertical, travel, asymmetry, fm, coupling, "origin")]
    if placed:
        ends = system, horizontal_end, vertical_end, travel, asymmetry_end, fm, coupling, "destination"
        found.append(_limit(*ends))
    rwl, factors, where = min(found, key=lambda one: one[0])
    smallest = min(factors, key=factors.get)
    limiting = _FACTORS[smallest] if factors[smallest] < 1 else "nothing"
    return LiftingIndex(_ratio(load, rwl), rwl, **factors, limiting_factor=limiting, where=where)


def composite_lifting_index(lifts, *, units="metric"):
    """Are these lifts, done in turn, too much together? The composite lifting index (CLI) of a job.

    CLI = STLI1 + sum of FILIn x (1/FM of the frequencies of tasks 1 to n - 1/FM of those of 1 to n - 1), the
    tasks in order of falling STLI (of equal ones the more frequent first); manual, section 2.4, pp. 26 to 28.
    FILI: load / limit without frequency; STLI: load / limit of the task alone. The manual does not say whose
    height decides the column of table 5 for added frequencies: here it is that of the task being added.

    ``lifts``: a table as for ``lifting_index``, a row per task, all with the same ``duration_h`` (that of the
    job). Returns a ``CompositeLiftingIndex`` with ``composite_lifting_index`` and ``table``.

    >>> job = pd.DataFrame({"load_kg": [8.0, 6.0], "horizontal_cm": [40, 30], "vertical_cm": [75, 90],
    ...                     "travel_cm": [25, 40], "lifts_per_min": [1, 3], "duration_h": [1, 1]})
    >>> round(composite_lifting_index(job).composite_lifting_index, 2)
    0.64
    """
    if not isinstance(lifts, pd.DataFrame):
        raise ValueError("Give the lifts as a table with a row per task.")
    found = _lifts(lifts, units)
    columns, system = _columns(lifts, units)
    given = columns["duration"]
    hours = [number(value, "duration", above=0) for value in lifts[given]] if given else [1.0] * len(lifts)
    if len({_category(value) for value in hours}) > 1:
        raise ValueError(
            "The lifts of a job share one duration, that of the job: give all rows the same duration_h."
        )
    column = columns["frequency"]
    rates = (
        [max(0.2, number(value, "frequency")) for value in lifts[column]] if column else [0.2] * len(lifts)
    )
    names = lifts["lift"] if "lift" in lifts else range(1, len(lifts) + 1)
    rows = pd.DataFrame(
        {
            "lift": list(names),
            "load": [float(value) for value in lifts[columns["load"]]],
            "frequency": rates,
            "high": [float(value) >= SYSTEMS[system].height for value in lifts[columns["vertical"]]],
            "firwl": SYSTEMS[system].constant * found[["hm", "vm", "dm", "am", "cm"]].prod(axis=1).to_numpy(),
            "fm": found["fm"].to_numpy(),
            "stli": found["lifting_index"].to_numpy(),
        }
    )
    rows["fili"] = [_ratio(load, limit) for load, limit in zip(rows["load"], rows["firwl"], strict=True)]
    rows["strwl"] = rows["firwl"] * rows["fm"]
    # Rounded so that two equal tasks are equal in spite of the last binary digit.
    rows = rows.assign(rank=rows["stli"].round(9)).sort_values(
        ["rank", "frequency"], ascending=False, kind="stable", ignore_index=True
    )
    added, so_far = [], 0.0
    for place, task in enumerate(rows.itertuples()):
        if place == 0:
            added.append(task.stli)
        else:
            before = _frequency_multiplier(so_far, hours[0], task.high)
            after = _frequency_multiplier(so_far + task.frequency, hours[0], task.high)
            added.append(task.fili * (1 / after - 1 / before) if after else _ratio(task.load, 0.0))
        so_far += task.frequency
    rows["added"] = added
    order = ["lift", "load", "frequency", "firwl", "fili", "fm", "strwl", "stli", "added"]
    return CompositeLiftingIndex(float(math.fsum(added)), rows[order])


def _lifts(table, units):
    if table.empty:
        raise ValueError("The table of lifts is empty.")
    columns, system = _columns(table, units)
    found = []
    for place, (_, row) in enumerate(table.iterrows(), start=1):
        given = {name: row[column] for name, column in columns.items() if column}
        name = row["lift"] if "lift" in table else place
        try:
            found.append(lifting_index(**given, units=system))
        except ValueError as problem:
            raise ValueError(f"Lift {name}: {problem}") from None
    results = pd.DataFrame(found, columns=LiftingIndex._fields, index=table.index)
    return pd.concat([table.drop(columns=[one for one in results if one in table]), results], axis=1)


def _columns(table, units):
    """Argument -> the table's column for it, and the system of units that the headings tell."""
    system = _system_name(units)
    for name, constants in SYSTEMS.items():
        if f"load_{constants.weight}" in table:
            system = name
    weight, length = SYSTEMS[system].weight, SYSTEMS[system].length
    needed = {"load": f"load_{weight}"} | {
        name: f"{name}_{length}" for name in ("horizontal", "vertical", "travel")
    }
    columns = {name: column_of(table, [heading, name], "table of lifts") for name, heading in needed.items()}
    further = {
        "asymmetry": ["asymmetry_deg", "asymmetry"],
        "frequency": ["lifts_per_min", "frequency"],
        "duration": ["duration_h", "duration"],
        "coupling": ["coupling"],
        "horizontal_end": [f"horizontal_end_{length}", "horizontal_end"],
        "vertical_end": [f"vertical_end_{length}", "vertical_end"],
        "asymmetry_end": ["asymmetry_end_deg", "asymmetry_end"],
    }
    return columns | {name: column_of(table, headings) for name, headings in further.items()}, system


def _limit(system, horizontal, vertical, travel, asymmetry, fm, coupling, where):
    horizontal = number(horizontal, "horizontal position")
    twist = number(asymmetry, "asymmetry")
    if twist > 180:
        raise ValueError(f"The asymmetry is an angle from 0 to 180 degrees; {twist:g} was given.")
    # The manual's limits (pp. 8 to 12): beyond them nothing may be lifted.
    hm = 0.0 if horizontal > system.farthest else system.reach / max(horizontal, system.reach)
    vm = 0.0 if vertical > system.highest else 1 - system.per_height * abs(vertical - system.height)
    dm = (
        0.0
        if travel > system.longest
        else min(1.0, 0.82 + system.per_distance / max(travel, system.shortest))
    )
    am = 0.0 if twist > 135 else 1 - 0.0032 * twist
    cm = _coupling_multiplier(coupling, vertical >= system.height)
    factors = {"hm": hm, "vm": vm, "dm": dm, "am": am, "fm": fm, "cm": cm}
    return system.constant * math.prod(factors.values()), factors, where


def _travel(travel, vertical, vertical_end):
    if travel is None:
        if vertical_end is None:
            raise ValueError("Give the travel: how far the hands go up or down.")
        return abs(vertical_end - vertical)
    travel = number(travel, "travel")
    if vertical_end is not None and not math.isclose(travel, abs(vertical_end - vertical), abs_tol=1e-6):
        raise ValueError(
            f"The hands go from {vertical:g} to {vertical_end:g}, which is "
            f"{abs(vertical_end - vertical):g} and "
            f"not {travel:g}: leave the travel out, or correct it."
        )
    return travel


def _frequency_multiplier(frequency, duration, high):
    frequency = max(FREQUENCIES[0], number(frequency, "frequency"))
    values = FREQUENCY_TABLE[_category(number(duration, "duration", above=0))][high]
    last = len(values) - 1
    if frequency > FREQUENCIES[last]:
        # Above the last frequency with a value the limit is 0 (p. 14); nothing is interpolated towards it.
        return 0.0
    place = min(bisect_right(FREQUENCIES, frequency) - 1, last)
    if place == last:
        return values[last]
    low, high_one = FREQUENCIES[place], FREQUENCIES[place + 1]
    part = (frequency - low) / (high_one - low)
    return values[place] + part * (values[place + 1] - values[place])


def _category(hours):
    for most in FREQUENCY_TABLE:
        if hours <= most:
            return most
    raise ValueError(f"The equation holds for up to 8 hours of lifting; {hours:g} were given.")


def _coupling_multiplier(coupling, high):
    name = str(coupling).strip().lower()
    if name not in COUPLINGS:
        raise ValueError(
            f"The coupling is good, fair or poor; {coupling!r} was given.{did_you_mean(name, COUPLINGS)}"
        )
    return COUPLINGS[name][high]


def _ratio(load, limit):
    return load / limit if limit else math.inf if load else 0.0


def _system_name(units):
    name = str(units).strip().lower()
    if name not in SYSTEMS:
        raise ValueError(f"The units are {listed(SYSTEMS).replace(' and ', ' or ')}; {units!r} was given.")
    return name


def _system(units):
    return SYSTEMS[_system_name(units)]
