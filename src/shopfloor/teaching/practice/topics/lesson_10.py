"""Practice for lesson 10: takt, what hangs on a task, how well a line is balanced, a person and machines."""

import math

import pandas as pd

from shopfloor.methods import balancing, valuestream

from ..topic import numeric, topic

PRODUCTS = ("kettles", "lamps", "office chairs", "garden pumps", "bicycle racks", "toasters")


@topic("takt time", lesson="10")
def takt_time(draw, level):
    """How fast the customer asks for a piece."""
    demand = draw.between(12, 60) * 10
    shift, breaks = draw.pick([450, 480, 510]), draw.pick([20, 30, 40, 45])
    product = draw.pick(PRODUCTS)
    if level == 1:
        answer = valuestream.takt_time(shift * 60, demand)
        return numeric(
            f"A line has {shift} minutes a shift for {demand} {product}. What is the takt time, in seconds?", answer, "s", 0.1,
            mistakes={
                demand / shift * 60: "It is the other way round: the time that is there, divided by the pieces asked for.",
                shift / demand: "That is in minutes a piece; a minute has 60 seconds.",
            },
            steps=[f"Takt time = time available / demand = {shift} x 60 / {demand} = {answer:.2f} s."], low=30, high=300,
        )  # fmt: skip
    shifts = draw.pick([2, 2, 3]) if level == 3 else 1
    net = (shift - breaks) * shifts
    answer = valuestream.takt_time(net * 60, demand)
    text = f"A shift lasts {shift} minutes, {breaks} of them breaks. "
    if level == 2:
        return numeric(
            text + f"{demand} {product} are asked for. What is the takt time, in seconds?", answer, "s", 0.1,
            mistakes={
                shift * 60 / demand: "Nobody works in the breaks: take them off first.",
                net / demand: "That is in minutes a piece.",
                demand / net * 60: "It is the other way round: time divided by pieces.",
            },
            steps=[f"Available: {shift} - {breaks} = {net} min.", f"{net} x 60 / {demand} = {answer:.2f} s."], low=20, high=300,
        )  # fmt: skip
    cycle = round(answer * draw.between(70, 140) / 100)
    needed = math.ceil(cycle / answer - 1e-9)
    work = cycle * draw.between(3, 6)
    people = math.ceil(work / answer - 1e-9)
    return numeric(
        text + f"There are {shifts} shifts a day for {demand} {product}. A piece takes {work} seconds of work in all. How many people does the line need at least, "
        "to keep the takt?",
        people, "", 0,
        mistakes={
            math.ceil(work / (shift * 60 * shifts / demand) - 1e-9): "Nobody works in the breaks: take them off before you compute the takt.",
            math.ceil(work / ((shift - breaks) * 60 / demand) - 1e-9): f"That is the takt of a single shift; there are {shifts}.",
            people - 1: "They could not keep the takt: a part of a person is a whole one on the line.",
            needed: "Divide all the work of a piece by the takt.",
        },
        steps=[
            f"Available: {shifts} x ({shift} - {breaks}) = {net} min.",
            f"Takt: {net} x 60 / {demand} = {answer:.2f} s.",
            f"{work} / {answer:.2f} = {work / answer:.3f}, so {people} people.",
        ],
        low=1, high=40,
    )  # fmt: skip


@topic("line balance", lesson="10")
def line_balance(draw, level):
    """Line efficiency, the idle time of all stations, and the least number there can be."""
    stations = draw.between(3, 5) + (level == 3)
    longest = draw.between(45, 80)
    loads = [longest, *(longest - draw.between(2, 22) for _ in range(stations - 1))]
    loads = draw.some(loads, stations)
    cycle = longest + draw.between(0, 6)
    work = sum(loads)
    efficiency = 100 * work / (stations * cycle)
    listing = ", ".join(f"{one} s" for one in loads)
    text = f"The stations of a line are loaded with {listing}; the cycle time is {cycle} s. "
    steps = [
        f"Work: {' + '.join(map(str, loads))} = {work} s.",
        f"Time paid for: {stations} x {cycle} = {stations * cycle} s.",
    ]
    if level == 1:
        return numeric(
            text + "What is the line efficiency, in percent?", efficiency, "percent", 0.1,
            mistakes={
                100 * work / (stations * longest) if cycle != longest else 100 * (work - longest) / (stations * cycle): "That holds it against the longest station; asked for is the given cycle time.",
                100 - efficiency: "That is the balance delay, the part that is lost.",
                100 * min(loads) / cycle: "That is how full the emptiest station is; the whole line is asked for.",
            },
            steps=[*steps, f"{work} / {stations * cycle} = {efficiency:.2f} percent."], low=50, high=100,
        )  # fmt: skip
    if level == 2:
        idle = stations * cycle - work
        return numeric(
            text + "How many seconds of idle time are there in each cycle, in all stations together?", idle, "s", 0,
            mistakes={
                stations * longest - work if cycle != longest else cycle - min(loads): "That is measured from the longest station; the cycle is longer than that." if cycle != longest else "That is the idle time of one station.",
                work: "That is the work, not the idle time.",
                max(loads) - min(loads): "That is the difference between two stations; add up what is missing in each.",
            },
            steps=[*steps, f"{stations * cycle} - {work} = {idle} s."], low=1, high=250,
        )  # fmt: skip
    least = math.ceil(work / cycle - 1e-9)
    shorter = round(cycle * draw.between(62, 88) / 100)
    answer = math.ceil(work / shorter - 1e-9)
    return numeric(
        f"The tasks of a line add up to {work} s. Demand grows, and the cycle time has to fall from {cycle} to {shorter} s. How many stations does the line need then at the "
        "least, whatever the order of the tasks?",
        answer, "", 0,
        mistakes={
            least: "That is the least number for the old cycle time.",
            work // shorter: "That many stations cannot hold all the work: round up.",
            stations: "That is how many it has now, with the longer cycle time.",
        },
        steps=[f"{work} / {shorter} = {work / shorter:.3f}.", f"Rounded up: {answer} stations; the order of the tasks may ask for more."],
        low=2, high=14,
    )  # fmt: skip


def _weight_of(task, times, before):
    """The positional weight in a line of tasks A, B, C, ...; ``before``: what comes before each."""
    names = "ABCDE"[: len(times)]
    tasks = pd.DataFrame({"task": list(names), "time": times, "predecessors": before})
    return int(balancing.positional_weights(tasks)[task])


@topic("positional weight", lesson="10")
def positional_weight(draw, level):
    """What hangs on a task: its own time and all that must follow it, each counted once."""
    a, b, c, d, e = draw.some(range(11, 60), 5)
    if level == 1:
        answer = _weight_of("A", [a, b, c, d], ["", "A", "B", ""])
        return numeric(
            f"Three tasks of a line stand in a row: A ({a} s) before B ({b} s), B before C ({c} s). A fourth, D ({d} s), may be done at any time. "
            "What is the positional weight of A?",
            answer, "s", 0.1,
            mistakes={
                b + c: "A's own time belongs to its weight.",
                answer + d: "D hangs on nothing: leave it out.",
                a + b: "Go on to the end: C follows B.",
                a: "That is its own time. Add what must follow it.",
            },
            steps=["After A comes B, and after B comes C.", f"{a} + {b} + {c} = {answer} s."], low=30, high=250,
        )  # fmt: skip
    if level == 2:
        answer = _weight_of("A", [a, b, c, d], ["", "A", "A", "B C"])
        return numeric(
            f"A ({a} s) comes before B ({b} s) and before C ({c} s). D ({d} s) needs B and C. What is the positional weight of A?",
            answer, "s", 0.1,
            mistakes={
                answer + d: "You counted D twice, after B and after C. It is done once.",
                answer - a: "A's own time belongs to its weight.",
                a + b + c: "Go on to the end: D follows B and C.",
                a + b + d: "C hangs on A as well.",
                a + c + d: "B hangs on A as well.",
            },
            steps=["After A come B and C, after these D, which counts once.", f"{a} + {b} + {c} + {d} = {answer} s."], low=40, high=300,
        )  # fmt: skip
    answer = _weight_of("B", [a, b, c, d, e], ["", "A", "A", "B C", "D"])
    return numeric(
        f"A ({a} s) comes before B ({b} s) and before C ({c} s). D ({d} s) needs B and C. E ({e} s) needs D. What is the positional weight of B?",
        answer, "s", 0.1,
        mistakes={
            a + b + d + e: "A comes before B. The weight looks forward, to what follows.",
            answer + c: "C does not wait for B: it hangs on A.",
            d + e: "B's own time belongs to its weight.",
            b + d: "Go on to the end: E follows D.",
            a + b + c + d + e: "That is all the work. Which tasks have to wait for B?",
        },
        steps=["After B comes D, after D comes E. A and C do not follow B.", f"{b} + {d} + {e} = {answer} s."], low=30, high=250,
    )  # fmt: skip


@topic("one person, several machines", lesson="10")
def work_combination(draw, level):
    """How often a piece leaves a cell: the person's round or the slowest machine."""
    names = ("lathe", "mill", "press")
    hand = [draw.between(4, 12) for _ in names]
    walk = draw.between(6, 15)
    loop = sum(hand) + walk
    # At level 2 a machine is the slowest, at level 3 either.
    longest = loop + draw.between(3, 20) if level == 2 or draw.below(2) else loop - draw.between(2, 6)
    slow = draw.below(len(names))
    alone = [max(5, longest - draw.between(12, 18)) - time for time in hand]
    alone = [max(3, time) for time in alone]
    alone[slow] = longest - hand[slow]
    machines = [one + other for one, other in zip(hand, alone, strict=True)]
    if level == 1:
        text = f"One person serves three machines: {', '.join(f'{time} s by hand at the {name}' for name, time in zip(names, hand, strict=True))}; "
        return numeric(
            text + f"walking takes {walk} s for the whole round. How long is the round?", loop, "s", 0.1,
            mistakes={
                sum(hand): "The walking is missing.",
                loop + walk: "You added the walking twice: it is for the whole round.",
                max(hand) + walk: "That is one machine with the walking. The round has three.",
            },
            steps=[f"By hand: {hand[0]} + {hand[1]} + {hand[2]} = {sum(hand)} s.", f"{sum(hand)} + {walk} = {loop} s."], low=15, high=60,
        )  # fmt: skip
    listing = "; ".join(
        f"{name} {by_hand} s by hand, then {time} s alone"
        for name, by_hand, time in zip(names, hand, alone, strict=True)
    )
    steps = pd.DataFrame({"machine": names, "manual": hand, "auto": alone, "walk": [walk, 0, 0]})
    answer = int(balancing.work_combination(steps).cycle_time)
    other = min(loop, max(machines))
    return numeric(
        f"One person loads three machines in turn: {listing}. Walking takes {walk} s for the whole round. How many seconds pass from one finished piece "
        "to the next?",
        answer, "s", 0.1,
        mistakes={
            other: f"That is {'the round' if answer != loop else 'the slowest machine'}. The slower of round and slowest machine sets the pace.",
            max(alone): "While it is loaded by hand the machine cannot work: add that time.",
            loop + max(machines): "Person and machines work at the same time: do not add them up.",
            sum(hand) + sum(alone) + walk: "The machines work at the same time, each on a piece of its own.",
        },
        steps=[
            f"Round: {hand[0]} + {hand[1]} + {hand[2]} + {walk} = {loop} s.",
            f"Slowest machine, {names[machines.index(max(machines))]}: {max(machines)} s for a piece.",
            f"The longer of the two: {answer} s.",
        ],
        low=10, high=100,
    )  # fmt: skip
