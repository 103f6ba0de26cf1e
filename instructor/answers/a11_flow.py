"""The key of assignment 11, a cell of four stations: what follows from each student's own cell.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

import math
from functools import lru_cache

import pandas as pd

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods.flow import simulate
from shopfloor.teaching.compare import Mistake, Number, Rows

CELL = "flow/cell"
LEVERS, SEED = 400, 11
LATHES = 2
# A product this close below or above a whole number may fall to either side when the throughput is read off.
NEAR_WHOLE = 0.03
# Of all the limits that a student may hand in, those that the cell can be simulated with in a moment.
LIMITS = (1, 200)

RUBRIC = {
    "a11_note": {
        4: "Both lead times, the throughput under the limit beside what is ordered, what becomes of the orders outside, and advice that fits "
        "these numbers. For example: 'Pushed, a lever takes 52 minutes, with the limit of 7 it takes 33. But 14.35 levers an hour are ordered and "
        "the cell makes only 12.79 under the limit, so the rest waits outside, and more of it every day. I would not set it tomorrow: first I would "
        "make the washer's work more even, then the limit costs less.' The throughput of push_run is as good to compare with as what is ordered. "
        "One cell in fifteen keeps up under its limit: there 'set it, and watch the orders outside' earns full marks.",
        2: "Advice with a reason, but only one of the two comparisons. For example: 'A lever takes 33 minutes in place of 52, so I would set the "
        "limit.' (Not whether the cell still keeps up.)",
        0: "No number of one's own cell. For example: 'Yes, because pull is better than push.'",
    }
}


def data(student, course):
    return my_data(CELL, student, course)


def row(cell, station):
    """One station of the cell by its number, 1 to 4."""
    return cell.iloc[station - 1]


def busy(cell, station):
    here = row(cell, station)
    return here["process_min"] / here["machines"] / here["arrival_gap_min"]


def stations(cell):
    return range(1, len(cell) + 1)


def busiest(cell):
    return max(stations(cell), key=lambda station: busy(cell, station))


def run(cell, control="push", **limit):
    """(throughput, WIP, cycle time) of the run that the student makes; each is simulated once."""
    rows = tuple(cell.itertuples(index=False, name=None))
    return _run(tuple(cell.columns), rows, control, tuple(limit.items()))


@lru_cache(maxsize=4096)
def _run(columns, rows, control, limit):
    seen = simulate(
        pd.DataFrame(list(rows), columns=list(columns)), control, parts=LEVERS, seed=SEED, **dict(limit)
    )
    return seen.throughput, seen.wip, seen.cycle_time


def station_of(case):
    """The station that later parts go on with: the one handed in for part 2, if it was one."""
    right = busiest(case.data)
    given = case.earlier("a11_bottleneck", [right])
    if len(given) == 1 and given[0] in stations(case.data):
        return given[0]
    case.followed.discard("a11_bottleneck")
    return right


@key("a11_lathes_busy")
def lathes_busy(case):
    lathes = row(case.data, LATHES)
    process, gap = lathes["process_min"], lathes["arrival_gap_min"]
    return Number(
        process / 2 / gap,
        unit="fraction",
        tolerance=0.004,
        mistakes=[
            Mistake(
                process / gap,
                "That is one lathe alone, which could not keep up. The two share the levers.",
                "Divide by the number of machines as well.",
                credit=0.5,
            ),
            Mistake(
                2 * process / gap,
                "You multiplied by the two lathes. Two machines are less busy than one would be.",
                "Divide by the number of machines.",
            ),
            Mistake(
                2 * gap / process,
                "You divided the time that there is by the work. It is the other way round.",
                "Divide the time for a lever by the lathes and by the time between two orders.",
                credit=0.5,
            ),
            Mistake(
                gap / process,
                "You divided the time between orders by the time of the work. It is the other way round, and there are two lathes.",
                "Divide the time for a lever by the lathes and by the time between two orders.",
            ),
            Mistake(
                process / 2,
                "That is the time from lever to lever at the two lathes, in minutes.",
                "Divide it by the time between two orders.",
                credit=0.5,
            ),
            Mistake(
                1 - process / 2 / gap,
                "That is the share of the time in which the lathes are free.",
                "Take the share in which they work.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


@key("a11_bottleneck")
def bottleneck(case):
    cell = case.data
    right = busiest(cell)
    uneven = max(stations(cell), key=lambda station: row(cell, station)["process_scv"])
    idle = min(stations(cell), key=lambda station: busy(cell, station))
    found = {
        LATHES: (
            "The lathes have the longest time, but there are two of them: a lever leaves every half of that time.",
            "Divide each station's time by its machines, then compare.",
        )
    }
    counted_from_0 = f" (Meant the {row(cell, right)['station']}? The number at the left edge of the table counts from 0, the stations count from 1.)"
    compare = "Divide each station's time by its machines and by the time between orders, then compare."
    if right - 1 == LATHES:
        words, try_this = found[LATHES]
        found[LATHES] = (words + counted_from_0, try_this)
    found.setdefault(
        right - 1,
        (f"The {row(cell, max(right - 1, 1))['station']} is not the busiest.{counted_from_0}", compare),
    )
    found.setdefault(
        uneven,
        (
            "That station's work varies most. That makes levers wait there, but it does not limit how many the cell can make.",
            "The bottleneck is the station with the highest utilisation: time / machines / time between orders.",
        ),
    )
    found.setdefault(
        idle,
        (
            "That station is the least busy of all.",
            "The bottleneck is the station with the highest utilisation: time / machines / time between orders.",
        ),
    )
    for station in stations(cell):
        found.setdefault(station, ("That station is busy, but another one is busier.", compare))
    found.pop(right, None)
    found.pop(0, None)
    return Rows(
        [right],
        noun="station",
        mistakes=[
            Mistake(
                tuple(stations(cell)),
                "You named every station. Only one is busier than all others.",
                compare,
            ),
            # Beside the right one, and alone.
            *(Mistake((station,), words, try_this) for station, (words, try_this) in found.items()),
            *(Mistake(station, words, try_this) for station, (words, try_this) in found.items()),
        ],
    )


@key("a11_wait")
def wait(case):
    station = station_of(case)
    here, u = row(case.data, station), busy(case.data, station)
    process, arrivals, work = here["process_min"], here["arrival_scv"], here["process_scv"]
    variability, factor = (arrivals + work) / 2, u / (1 - u)
    right = variability * factor * process
    rounded = round(u, 2)
    return Number(
        right,
        unit="min",
        tolerance=max(0.06, 0.01 * right),
        mistakes=[
            Mistake(
                right + process,
                "That is the wait and the work together.",
                "Leave the work itself out.",
                credit=0.5,
            ),
            Mistake(
                variability * rounded / (1 - rounded) * process,
                "The utilisation was rounded to two decimals. Divided by 1 - u, near 1, that moves the wait by minutes.",
                "Put the whole sum in place of u, or keep four decimals.",
                credit=0.5,
            ),
            Mistake(
                factor * process,
                "The variability is missing: that is the wait if all were at random.",
                "Multiply by half of (arrival_scv + process_scv).",
                credit=0.5,
            ),
            Mistake(
                (arrivals + work) * factor * process,
                "The variability is half of the sum of the two squares.",
                "Divide by 2.",
                credit=0.5,
            ),
            Mistake(
                (arrivals + work**2) / 2 * factor * process,
                "You squared process_scv. It is squared already: that is what the s stands for.",
                "Put process_scv into the formula as it stands.",
                credit=0.5,
            ),
            Mistake(
                work / 2 * factor * process,
                "The arrivals are missing: levers come at random, too.",
                "Take half of (arrival_scv + process_scv).",
            ),
            Mistake(
                variability * u * process,
                "You multiplied by u. It takes u / (1 - u), and that is where the waiting comes from.",
                "Divide u by 1 - u.",
            ),
            Mistake(
                variability * factor,
                "The process time is missing: that says how many times the work a lever waits.",
                "Multiply by process_min of the station.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


def allowed(case):
    """How many levers the law allows, before rounding."""
    return run(case.data)[0] * 2 * case.data["process_min"].sum()


@key("a11_limit")
def limit(case):
    cell = case.data
    throughput, wip, _ = run(cell)
    exact, work = allowed(case), cell["process_min"].sum()
    right = math.floor(exact)
    # Who read off a rounded throughput may come out on the other side of a whole number.
    if abs(exact - round(exact)) <= NEAR_WHOLE:
        given = case.earlier("a11_limit", right)
        case.followed.discard("a11_limit")
        right = int(given) if given in (round(exact) - 1, round(exact)) else right
    halved = throughput * 2 * (cell["process_min"] / cell["machines"]).sum()
    wrong = [
        Mistake(
            math.ceil(exact) if math.ceil(exact) != right else right + 1,
            "With so many levers the law gives a little more than twice the work.",
            "Round down: the limit is the last whole number that keeps the promise.",
            credit=0.5,
        ),
        Mistake(
            math.floor(halved),
            "You took half the lathes' time into the sum. Two lathes halve the time from lever to lever, not the time of a lever: it lies on one of them for the whole of it.",
            "Add process_min as it stands in the table.",
            credit=0.5,
        ),
        Mistake(
            math.floor(exact / 2),
            "That is for the work alone, with no waiting at all. Twice the work is promised.",
            "Multiply throughput by twice the sum.",
            credit=0.5,
        ),
        Mistake(
            math.floor(wip),
            "That is what lay in the cell in the run, without any limit.",
            "Multiply the throughput of the run by the time that is promised.",
        ),
        Mistake(
            round(2 * work),
            "That is the time that is promised, in minutes.",
            "Multiply it by the throughput, in levers a minute.",
        ),
        Mistake(
            round(2 * work / throughput),
            "You divided by the throughput. WIP = throughput x lead time.",
            "Multiply.",
        ),
    ]
    seen, mistakes = {right}, []
    for mistake in wrong:
        if mistake.value >= 1 and mistake.value not in seen:
            seen.add(mistake.value)
            mistakes.append(mistake)
    return Number(
        right, unit="parts", tolerance=0, low=LIMITS[0], high=LIMITS[1], mistakes=mistakes, almost_credit=0.5
    )


def limit_of(case):
    """The limit that was handed in for part 4, if the cell can be run with it."""
    right = limit(case.without_earlier()).answer
    given = case.earlier("a11_limit", right)
    if given == int(given) and LIMITS[0] <= given <= LIMITS[1]:
        return int(given)
    case.followed.discard("a11_limit")
    return int(right)


@key("a11_limited")
def limited(case):
    throughput, _, cycle_time = run(case.data, "conwip", wip=limit_of(case))
    right = 60 * throughput
    ordered = 60 / case.data["arrival_gap_min"].iloc[0]
    candidates = [
        Mistake(
            60 * run(case.data)[0],
            "That is what the cell made without a limit.",
            "Take the throughput of pull_run.",
            credit=0.5,
        ),
        Mistake(
            ordered,
            "That is how many are ordered in an hour, not what the cell makes.",
            "Take the throughput of pull_run, times 60.",
        ),
        Mistake(
            cycle_time,
            "That is the time of a lever in the cell, in minutes.",
            "Take the throughput of pull_run, times 60.",
        ),
        Mistake(
            60 / cycle_time,
            "You divided an hour by a lever's time in the cell. Several levers are in it at once.",
            "Take the throughput of pull_run, times 60.",
        ),
    ]
    return Number(
        right,
        unit="parts per hour",
        tolerance=max(0.006, 0.005 * right),
        mistakes=candidates,
        almost_credit=0.5,
    )
