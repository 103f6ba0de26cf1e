"""Practice for lesson 10: takt, stations, and how well a line is balanced."""

import math

from shopfloor.methods import valuestream

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
    """Efficiency and idle time of stations, and the least number there can be."""
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
            text + "What is the efficiency of the line, in percent?", efficiency, "percent", 0.1,
            mistakes={
                100 * work / (stations * longest) if cycle != longest else 100 * (work - longest) / (stations * cycle): "That holds it against the longest station; asked for is the given cycle time.",
                100 - efficiency: "That is the balance delay, the part that is lost.",
                100 * min(loads) / cycle: "That is the emptiest station alone; the whole line is asked for.",
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
