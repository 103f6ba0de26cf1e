"""Practice for lesson 05: reading a watch, element times, foreign elements, cycles needed."""

import math

from shopfloor.methods import timestudy

from ..topic import numeric, these_rows, topic

OPERATIONS = (
    "drilling a plate",
    "packing a lamp",
    "fitting a handle",
    "soldering a board",
    "folding a carton",
    "tapping a flange",
)
FOREIGN = (
    "answered a question from another line",
    "picked up a dropped glove",
    "talked to the team leader about Friday",
    "waited: power cut",
    "looked for a borrowed marker",
)
REGULAR = (
    "changes the drill bit, every tenth cycle",
    "fetches a new box of parts, every eighth cycle",
    "stacks the full tray, every sixth cycle",
)


@topic("decimal minutes", lesson="05")
def decimal_minutes(draw, level):
    """Minutes and seconds as decimal minutes, and back into work."""
    minutes, seconds = draw.between(1, 19), draw.pick([6, 12, 15, 18, 24, 36, 42, 45, 48, 54])
    if level == 1:
        answer = minutes + seconds / 60
        return numeric(
            f"A watch shows {minutes}:{seconds:02d} (minutes and seconds). How many decimal minutes is that?", answer, "min", 0.004,
            mistakes={
                minutes + seconds / 100: "That is the clock with a point in place of the colon; 60 seconds make a minute, not 100.",
                minutes * 60 + seconds: "That is the time in seconds; a decimal minute has 60 of them.",
            },
            steps=[f"{seconds} / 60 = {seconds / 60:.3f} min.", f"{minutes} + {seconds / 60:.3f} = {answer:.3f} min."],
            low=1, high=20,
        )  # fmt: skip
    more, rest = draw.between(1, 6), draw.pick([9, 21, 27, 33, 39, 51, 57])
    end = minutes * 60 + seconds + more * 60 + rest
    if level == 2:
        answer = (more * 60 + rest) / 60
        return numeric(
            f"An element begins when the watch shows {minutes}:{seconds:02d} and ends at {end // 60}:{end % 60:02d}. How long did it "
            "take, in decimal minutes?",
            answer, "min", 0.004,
            mistakes={
                (end // 60 + (end % 60) / 100) - (minutes + seconds / 100): "You subtracted with a point in place of the colon; turn both into decimal minutes first.",
                end / 60: "That is the reading at the end; take away the reading at the beginning.",
            },
            steps=[
                f"Begin: {minutes} + {seconds}/60 = {minutes + seconds / 60:.3f} min. End: {end // 60} + {end % 60}/60 = {end / 60:.3f} min.",
                f"{end / 60:.3f} - {minutes + seconds / 60:.3f} = {answer:.3f} min.",
            ],
            low=1, high=8,
        )  # fmt: skip
    pieces = draw.between(4, 12)
    answer = end / 60 / pieces
    return numeric(
        f"A lot of {pieces} pieces took {end // 60}:{end % 60:02d} (minutes and seconds). How many decimal minutes is that a piece?",
        answer, "min", 0.004,
        mistakes={
            (end // 60 + (end % 60) / 100) / pieces: "You read the colon as a point: 60 seconds make a minute, not 100.",
            end / pieces: "That is in seconds a piece; asked for are decimal minutes.",
            pieces / (end / 60): "That is pieces a minute; asked for are minutes a piece.",
        },
        steps=[f"{end // 60} + {end % 60}/60 = {end / 60:.3f} min.", f"{end / 60:.3f} / {pieces} = {answer:.3f} min."],
        low=0.15, high=9,
    )  # fmt: skip


@topic("element times", lesson="05")
def element_times(draw, level):
    """From the readings of a watch that runs on to the time of an element."""
    operation = draw.pick(OPERATIONS)
    cycles = {1: 1, 2: 2, 3: 3}[level]
    names = "ABC"
    base = [draw.between(9, 45) for _ in names]
    rows, clock = [], draw.between(0, 1) * draw.between(40, 160)
    began = clock
    for _ in range(cycles):
        for name, usual in zip(names, base):
            clock += usual + draw.between(-3, 3)
            rows.append((name, clock))
    listing = ", ".join(f"{name} {reading / 100:.2f}" for name, reading in rows)
    start = (
        f" The watch showed {began / 100:.2f} when the first element began."
        if began
        else " The watch began at zero."
    )
    text = (
        f"A continuous watch, read at the end of each element of {operation}, in minutes: {listing}.{start} "
    )
    if level == 1:
        place = draw.between(1, 2)
        answer = (rows[place][1] - rows[place - 1][1]) / 100
        return numeric(
            text + f"How long did element {rows[place][0]} take?", answer, "min", 0.001,
            mistakes={
                rows[place][1] / 100: "That is the reading at its end: the watch runs on, so take away the reading before.",
                (rows[place][1] + rows[place - 1][1]) / 100: "You added the readings; the time lies between them.",
                rows[place - 1][1] / 100: "That is the reading when it began.",
            },
            steps=[
                f"It ended at {rows[place][1] / 100:.2f} and began when {rows[place - 1][0]} ended, at {rows[place - 1][1] / 100:.2f}.",
                f"{rows[place][1] / 100:.2f} - {rows[place - 1][1] / 100:.2f} = {answer:.2f} min.",
            ],
            low=0.05, high=0.6,
        )  # fmt: skip
    readings = [began, *(reading for _, reading in rows)]
    times = [(name, (after - before) / 100) for (name, _), before, after in zip(rows, readings, readings[1:])]
    wanted = draw.pick("BC")
    own = [time for name, time in times if name == wanted]
    answer = timestudy.average_time(own)
    everything = [time for _, time in times]
    return numeric(
        text + f"What is the average time of element {wanted}?", answer, "min", 0.002,
        mistakes={
            timestudy.average_time(everything): f"That is the average over all elements; only those of {wanted} count.",
            timestudy.average_time([reading / 100 for name, reading in rows if name == wanted]): "You averaged the readings; make the times first, by subtraction.",
            sum(own): f"That is the sum; divide by the {len(own)} times.",
        },
        steps=[
            f"Times of {wanted}, each reading minus the one before: {', '.join(f'{time:.2f}' for time in own)}.",
            f"{sum(own):.2f} / {len(own)} = {answer:.4f} min.",
        ],
        low=0.05, high=0.6,
    )  # fmt: skip


@topic("foreign elements", lesson="05")
def foreign_elements(draw, level):
    """Which rows of a record are no part of the job, and which are rare but belong."""
    operation = draw.pick(OPERATIONS)
    count = {1: 6, 2: 8, 3: 10}[level]
    foreign = sorted(draw.some(range(2, count + 1), {1: 1, 2: 2, 3: 2}[level]))
    left = [row for row in range(2, count + 1) if row not in foreign]
    regular = draw.pick(left)
    slow = draw.pick([row for row in left if row != regular])
    remarks = dict(zip(foreign, draw.some(FOREIGN, len(foreign))))
    remarks[regular] = draw.pick(REGULAR)
    times = {row: draw.between(18, 26) for row in range(1, count + 1)}
    for row in foreign:
        times[row] = draw.between(45, 140)
    times[regular] = draw.between(50, 90)
    times[slow] = draw.between(38, 60)
    remarks[slow] = draw.pick(["tight fit", "stiff part", "part bent, straightened first"])
    lines = "\n".join(
        f"  {row}  {times[row] / 100:.2f}" + (f"  {remarks[row]}" if row in remarks else "")
        for row in range(1, count + 1)
    )
    return these_rows(
        f"A record of {operation} (number, time in minutes, remark):\n{lines}\nWhich observations are foreign, so that they stay in "
        "the record but out of the average?",
        foreign, "observation",
        mistakes={
            regular: "That is regular work: it comes round every so many cycles, however rare it looks.",
            slow: "That was slow and real: the part was difficult, and the next one may be too.",
        },
        steps=[
            f"Slow alone is no reason. Observation {slow} was slow because of the part: it stays.",
            f"Observation {regular} comes round regularly: it belongs to the job and is spread over its cycles.",
            f"No part of the job: {', '.join(f'{row} ({remarks[row]})' for row in foreign)}.",
        ],
    )  # fmt: skip


@topic("cycles needed", lesson="05")
def cycles_needed(draw, level):
    """How many cycles must be timed for an average that can be relied on."""
    mean = draw.between(40, 300) / 100
    deviation = draw.between(6, 24) * mean / 100
    deviation = round(deviation, 3)
    precision, confidence, deviate = draw.pick([(0.05, 95, 1.96), (0.10, 95, 1.96), (0.05, 90, 1.645)])
    if level == 1:
        precision, confidence, deviate = 0.05, 95, 1.96

    def needed(z, width, spread):
        return math.ceil((z * spread / (width * mean)) ** 2 - 1e-9)

    answer = needed(deviate, precision, deviation)
    percent = f"{precision * 100:g}"
    text = (
        f"Pilot times of an element have a mean of {mean:.2f} min and a standard deviation of {deviation:.3f} min. How many cycles in "
        f"all put the mean within {percent} % of the true one with {confidence} % confidence? Use the normal deviate {deviate}. "
    )
    exact = (deviate * deviation / (precision * mean)) ** 2
    steps = [
        f"Half-width: {precision} x {mean:.2f} = {precision * mean:.4f} min.",
        f"({deviate} x {deviation:.3f} / {precision * mean:.4f}) squared = {exact:.2f}.",
        f"Rounded up: {answer} cycles.",
    ]
    mistakes = {
        math.ceil(deviate * deviation / (precision * mean)): "The ratio is still to be squared.",
        needed(
            deviate, precision / 2, deviation
        ): f"Within {percent} % is meant to each side: the half-width is {percent} % itself.",
        math.floor(exact): "A part of a cycle cannot be timed, and fewer are not enough: round up.",
    }
    if level < 3:
        return numeric(text, answer, "", 0, mistakes=mistakes, steps=steps, low=1, high=400)
    timed = draw.between(5, 12)
    mistakes = {value - timed: words for value, words in mistakes.items()}
    mistakes[answer] = f"That is how many in all; {timed} have been timed already."
    return numeric(
        text + f"{timed} have been timed: how many more are needed?", max(0, answer - timed), "", 0, mistakes=mistakes,
        steps=[*steps, f"{answer} - {timed} = {answer - timed}, so {max(0, answer - timed)} more."], low=0, high=400,
    )  # fmt: skip
