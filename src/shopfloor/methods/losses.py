"""Where the planned time went: the six big losses, in minutes and in pieces, adding up exactly."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.factors import OEE, oee
from shopfloor.methods.shift_log import (
    BREAKDOWNS,
    CONVENTIONS,
    MINOR,
    SETUP,
    STOPS,
    UNNAMED,
    account,
    counted,
    pooled,
)

SPEED, START_UP, DEFECTS = "reduced speed", "start-up rejects", "process defects"
SIX = (BREAKDOWNS, SETUP, MINOR, SPEED, START_UP, DEFECTS)
"""The six big losses, in the order of the list (Nakajima 1988)."""
FACTOR = {SPEED: "performance", START_UP: "quality", DEFECTS: "quality"}


@dataclass(frozen=True, eq=False)
class LossTree:
    """From the planned time down to the fully productive time. ``table`` has a row per loss."""

    planned: float
    table: pd.DataFrame
    oee: OEE
    unit: str = "min"

    @property
    def fully_productive(self):
        """The time that the good pieces need at the ideal cycle: what is left after all losses."""
        return self.planned * self.oee.oee

    def lost(self, factor):
        """The time lost to "availability", "performance" or "quality"."""
        table = self.table
        return float(table.loc[table["factor"] == factor, f"time_{self.unit}"].sum())

    def __repr__(self):
        rounded = self.table.round({f"time_{self.unit}": 1, "share": 4, "pieces": 1})
        return (
            f"Planned {self.planned:,.10g} {self.unit}, fully productive {self.fully_productive:,.1f} "
            f"{self.unit}\n{self.oee!r}\n{rounded.to_string(index=False)}"
        )


def losses(
    planned,
    stops,
    ideal_cycle_time,
    total,
    good,
    *,
    start_up_rejects=0,
    actual_cycle_time=None,
    minor_stops="availability",
    unit="min",
):
    """Where did one shift's planned time go? The six big losses of one machine, in time and in pieces.

    ``stops``: a dictionary with the time lost to "breakdowns", "setup and adjustment" and "idling and minor
    stops" (those that were logged; leave out what there was none of), or one number if the kinds are not
    known. The other losses follow from the counts:

    - reduced speed = planned - stops - ideal_cycle_time x total
    - start-up rejects = ideal_cycle_time x start_up_rejects
    - process defects = ideal_cycle_time x (total - good - start_up_rejects)

    What remains is the fully productive time, ideal_cycle_time x good; so the losses add up exactly. Minor
    stops that nobody logged are inside reduced speed, unless the ``actual_cycle_time`` is known: then reduced
    speed is (actual - ideal) x total, and the rest of the running time counts as minor stops.
    ``minor_stops``: whether logged minor stops count against "availability" or "performance", see ``oee_of``;
    with an actual cycle time they are of "performance", as in the list of the six.

    All times share one ``unit``, which is only a name here. Returns a LossTree: ``planned``, ``oee``,
    ``fully_productive`` and ``table`` with the columns loss, factor, time_min (or the other unit), share (of
    the planned time) and pieces (that could have been made in that time at the ideal cycle). A negative
    reduced speed means that the machine was faster than its ideal cycle: then that cycle is wrong.

    Source: Nakajima, *Introduction to TPM*, 1988 (equipment failure, set-up and adjustment, idling and minor
    stoppages, reduced speed, defects in process, reduced yield).

    >>> losses(460, {"breakdowns": 20, "setup and adjustment": 40}, 0.5, 400, 392, actual_cycle_time=0.8)
    Planned 460 min, fully productive 196.0 min
    OEE(availability=0.8696, performance=0.5000, quality=0.9800, oee=0.4261)
                      loss       factor  time_min  share  pieces
                breakdowns availability      20.0 0.0435    40.0
      setup and adjustment availability      40.0 0.0870    80.0
    idling and minor stops  performance      80.0 0.1739   160.0
             reduced speed  performance     120.0 0.2609   240.0
          start-up rejects      quality       0.0 0.0000     0.0
           process defects      quality       4.0 0.0087     8.0
    """
    if minor_stops not in CONVENTIONS:
        raise ValueError(
            f'Minor stops count against "availability" or "performance"; {minor_stops!r} was given.'
        )
    stopped = _stops_by_kind(stops)
    planned = number(planned, "planned time", above=0)
    ideal_cycle_time = number(ideal_cycle_time, "ideal cycle time", above=0)
    total, good = number(total, "number of pieces in all"), number(good, "number of good pieces")
    result = oee(planned, sum(stopped.values()), ideal_cycle_time, total, good)
    rejects = total - good
    start_up = number(start_up_rejects, "number of start-up rejects")
    if start_up > rejects:
        raise ValueError(f"There are more start-up rejects ({start_up:g}) than rejects in all ({rejects:g}).")
    slow = planned - sum(stopped.values()) - ideal_cycle_time * total
    if actual_cycle_time is not None:
        actual = number(actual_cycle_time, "actual cycle time", above=0)
        if stopped[MINOR] and minor_stops == "availability":
            raise ValueError(
                "With the actual cycle time minor stops are a loss of performance, also those that were "
                'logged: write minor_stops="performance".'
            )
        unlogged = slow - (actual - ideal_cycle_time) * total
        if unlogged < -1e-9 * planned:
            raise ValueError(
                f"{total:g} pieces at an actual cycle of {actual:g} need more time than the machine ran "
                f"({planned - sum(stopped.values()):g}): is the actual cycle time too long?"
            )
        stopped[MINOR] += unlogged
        slow -= unlogged
        minor_stops = "performance"
    if minor_stops == "performance":
        running = planned - sum(stopped.values()) + stopped[MINOR]
        made = ideal_cycle_time * total
        result = OEE(running / planned, made / running, result.quality, result.oee)
    times = stopped | {
        SPEED: slow,
        START_UP: ideal_cycle_time * start_up,
        DEFECTS: ideal_cycle_time * (rejects - start_up),
    }
    pieces = {name: time / ideal_cycle_time for name, time in times.items()}
    return _tree(planned, times, pieces, result, minor_stops, _unit(unit))


def losses_of(shifts, stops=None, *, minor_stops="availability", uncounted="refuse", ideal_cycle_s=None):
    """Where did the planned time of many shifts go? The six big losses, summed over all rows, in minutes and
    pieces.

    Arguments as in ``oee_of``; the stops need the column ``loss`` (``name_reasons`` makes it), and stops
    without one are a row of their own, "stops of unknown kind". ``start_up_rejects`` is taken from the
    shifts if there is such a column. For one machine or one week choose its rows first. Returns a LossTree,
    as ``losses`` does; a loss in pieces is counted with each row's own ideal cycle.

    >>> week = pd.DataFrame({"planned_min": [450], "breakdown_min": [30], "changeover_min": [20],
    ...                      "minor_stops_min": [10], "ideal_cycle_s": [30], "total": [700], "good": [680]})
    >>> losses_of(week).table[["loss", "time_min", "pieces"]]
                         loss  time_min  pieces
    0              breakdowns      30.0    60.0
    1    setup and adjustment      20.0    40.0
    2  idling and minor stops      10.0    20.0
    3           reduced speed      40.0    80.0
    4        start-up rejects       0.0     0.0
    5         process defects      10.0    20.0
    """
    rows = account(shifts, stops, minor_stops=minor_stops, ideal_cycle_s=ideal_cycle_s)
    rows = counted(rows, uncounted)
    if not rows["total"].sum():
        raise ValueError("No piece was made: all the planned time was lost, and there is no quality.")
    rejects = rows["total"] - rows["good"] - rows["start_up"]
    made = rows["ideal"] * rows["total"]
    by_row = {kind: rows[kind] for kind in STOPS} | {
        SPEED: rows["planned"] - rows[list(STOPS)].sum(axis=1) - made,
        START_UP: rows["ideal"] * rows["start_up"],
        DEFECTS: rows["ideal"] * rejects,
    }
    times = {name: float(column.sum()) for name, column in by_row.items()}
    pieces = {name: float((column / rows["ideal"]).sum()) for name, column in by_row.items()}
    planned = float(rows["planned"].sum())
    return _tree(planned, times, pieces, pooled(rows, minor_stops), minor_stops, "min")


def _tree(planned, times, pieces, result, minor_stops, unit):
    """The table in the order of the six, with stops of no known kind after the other stops, if any."""
    names = [*SIX[:2], *([UNNAMED] if times[UNNAMED] else []), *SIX[2:]]
    table = pd.DataFrame(
        {
            "loss": names,
            "factor": [FACTOR.get(name, "availability") for name in names],
            f"time_{unit}": [times[name] for name in names],
            "share": [times[name] / planned for name in names],
            "pieces": [pieces[name] for name in names],
        }
    )
    table.loc[table["loss"] == MINOR, "factor"] = minor_stops
    return LossTree(planned, table, result, unit)


def _stops_by_kind(stops):
    if not isinstance(stops, Mapping):
        return dict.fromkeys(STOPS, 0.0) | {UNNAMED: number(stops, "time of the stops")}
    for name in stops:
        if name not in STOPS:
            raise ValueError(f"There is no kind of stop {name!r}: there are {listed(STOPS)}.")
    return {kind: number(stops.get(kind, 0), f"time of {kind}") for kind in STOPS}


def _unit(unit):
    if not isinstance(unit, str) or not unit.isidentifier():
        raise ValueError(f'The unit is a short word, such as "min"; {unit!r} was given.')
    return unit
