"""Standardised work: one operator who walks from machine to machine, and the machines that work alone
meanwhile."""

from dataclasses import dataclass

import pandas as pd

from shopfloor.methods.arguments import number, values
from shopfloor.methods.line_bounds import DUST, exact
from shopfloor.methods.line_results import number_text
from shopfloor.methods.precedence import shown

__all__ = ["WorkCombination", "work_combination"]

KINDS = ("manual", "auto", "walk")
UNITS = ("", "_s", "_min", "_h")


@dataclass(frozen=True, repr=False)
class WorkCombination:
    """``loop``: the operator's round, ``manual`` + ``walking``. ``machines``: Series by machine, what each
    needs for a piece (by hand there, then alone). ``slowest``: the machine that needs most, None where none
    works alone. ``cycle_time``: the longer of the loop and the slowest machine: a piece leaves the cell in
    that time. ``takt``, ``spare`` (takt - cycle time, below zero where the cell misses takt): None without a
    takt. ``unit``: from the column names, "" where they say none.

    ``steps``: a row for each step with step, machine, work, start, manual_end, auto_end, walk_end: the first
    round, in which nobody waits.
    """

    loop: float
    manual: float
    walking: float
    machines: pd.Series
    slowest: str | None
    cycle_time: float
    takt: float | None
    spare: float | None
    unit: str
    steps: pd.DataFrame

    def __repr__(self):
        unit = f" {self.unit}" if self.unit else ""

        def said(time):
            return f"{number_text(time)}{unit}"

        lines = [
            f"a piece every {said(self.cycle_time)}",
            f"  operator: {said(self.loop)} a round ({said(self.manual)} by hand, {said(self.walking)} walking)",
        ]
        if self.slowest is not None:
            lines.append(f"  slowest machine: {self.slowest}, {said(self.machines.max())} for a piece")
        if self.takt is not None:
            margin = f"{said(abs(self.spare))} {'to spare' if self.spare >= 0 else 'missing'}"
            lines.append(f"  takt {said(self.takt)}: {margin}")
        return "\n".join(lines)


def work_combination(steps, takt=None):
    """How do the operator's walk and the machines fit together, and into takt? A ``WorkCombination``.

    ``steps``: a table in the order of the walk with the columns manual, auto and walk (with the unit, as
    "manual_s", or without): time by hand, time the machine then works alone (0 where there is none), time to
    walk to the next step (at the last one, back to the first). ``machine``, ``work`` and ``step`` name the
    rows where they are there. ``takt`` in the same unit.

    A machine can start its next piece only when it has been unloaded and loaded by hand, so it needs its
    manual and its automatic time for each piece; a machine at several steps, all of them together. The cell
    is as fast as the slower of operator and slowest machine. Source: Monden, *Toyota Production System*
    (standard operations routine sheet); Martin and Bell, *New Horizons in Standardized Work*, 2011.

    >>> steps = pd.DataFrame({"machine": ["lathe", "mill"], "manual_s": [7, 9], "auto_s": [48, 61],
    ...                       "walk_s": [2, 3]})
    >>> work_combination(steps, takt=68)
    a piece every 70 s
      operator: 21 s a round (16 s by hand, 5 s walking)
      slowest machine: mill, 70 s for a piece
      takt 68 s: 2 s missing
    """
    columns, unit = _columns(steps)
    times = {kind: [exact(time) for time in values(steps[columns[kind]], f"{kind} time")] for kind in KINDS}
    if takt is not None:
        takt = exact(number(takt, "takt time", above=0))
    names = _names(steps)
    rows, clock = [], exact(0)
    for place in range(len(steps)):
        manual, auto, walk = (times[kind][place] for kind in KINDS)
        ends = [clock, clock + manual, clock + manual + auto, clock + manual + walk]
        rows.append([*(column[place] for column in names.values()), *map(float, ends)])
        clock = ends[-1]
    if not clock:
        raise ValueError("The operator's round takes no time at all: there is nothing to combine.")
    working = {}
    for machine, manual, auto in zip(names["machine"], times["manual"], times["auto"], strict=True):
        alone, all_ = working.get(machine, (0, 0))
        working[machine] = (alone + auto, all_ + manual + auto)
    machines = {machine: all_ for machine, (alone, all_) in working.items() if alone}
    slowest = max(machines, key=machines.get, default=None)
    cycle = max(clock, *machines.values()) if machines else clock
    spare = None if takt is None else takt - cycle
    if spare is not None and -takt * DUST <= spare < 0:  # dust of a calculated takt
        spare = exact(0)
    return WorkCombination(
        loop=float(clock),
        manual=float(sum(times["manual"])),
        walking=float(sum(times["walk"])),
        machines=pd.Series(
            [float(time) for time in machines.values()],
            index=pd.Index(list(machines), name="machine", dtype=object),
            name="time",
            dtype=float,
        ),
        slowest=slowest,
        cycle_time=float(cycle),
        takt=None if takt is None else float(takt),
        spare=None if spare is None else float(spare),
        unit=unit,
        steps=pd.DataFrame(rows, columns=[*names, "start", "manual_end", "auto_end", "walk_end"]),
    )


def _columns(steps):
    """The three columns of times, and their unit."""
    if not isinstance(steps, pd.DataFrame):
        raise ValueError(
            f"The steps are a table with the columns manual, auto and walk; {type(steps).__name__} was given."
        )
    found = {kind: [kind + unit for unit in UNITS if kind + unit in steps] for kind in KINDS}
    for kind, columns in found.items():
        if not columns:
            raise ValueError(
                f"There is no column {kind} or {kind}_s in this table: it has {shown(steps.columns)}. "
                "The steps need the columns manual, auto and walk."
            )
    units = {columns[0].partition("_")[2] for columns in found.values()}
    if len(units) > 1:
        raise ValueError(
            f"The times are in different units ({shown(columns[0] for columns in found.values())}): "
            "bring them into one."
        )
    if steps.empty:
        raise ValueError("There are no steps: the table is empty.")
    return {kind: columns[0] for kind, columns in found.items()}, units.pop()


def _names(steps):
    """What the rows are called: the columns step, machine and work, filled in where they are not there."""
    count = range(1, len(steps) + 1)
    step = [str(one) for one in (steps["step"] if "step" in steps else count)]
    work = [str(one) for one in steps["work"]] if "work" in steps else [""] * len(steps)
    default = work if "work" in steps else [f"step {one}" for one in step]
    machine = [str(one) for one in (steps["machine"] if "machine" in steps else default)]
    return {"step": step, "machine": machine, "work": work}
