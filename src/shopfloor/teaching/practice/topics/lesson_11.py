"""Practice for lesson 11: Little's law, why a busy line is a slow line, and what batches cost."""

from shopfloor.methods import flow

from ..topic import near, numeric, topic

PLACES = (
    "a paint shop",
    "a repair counter",
    "a heat treatment",
    "an inspection cell",
    "a blood laboratory",
    "a coating line",
)
MACHINES = ("a press", "a lathe", "a label printer", "an oven", "a scanner", "a test bench")


@topic("little's law", lesson="11")
def littles_law(draw, level):
    """Work in process, throughput and lead time: any two give the third."""
    per_hour, hours = draw.between(3, 40), draw.between(2, 18) / 2
    wip = per_hour * hours
    place = draw.pick(PLACES)
    if level == 1:
        return numeric(
            f"In {place} {wip:g} jobs wait or are being worked on, on average, and {per_hour} leave in an hour. How many hours is a job there, on average?",
            flow.littles_law(wip=wip, throughput=per_hour), "h", 0.02,
            mistakes={
                wip * per_hour: "You multiplied: lead time = WIP / throughput.",
                per_hour / wip: "It is the other way round: the jobs that are there, divided by how many leave in an hour.",
            },
            steps=[f"Lead time = WIP / throughput = {wip:g} / {per_hour} = {hours:g} h."], low=0.5, high=10,
        )  # fmt: skip
    minutes = draw.between(3, 24) * 5
    if level == 2:
        answer = per_hour * minutes / 60
        return numeric(
            f"{place.capitalize()} finishes {per_hour} jobs an hour; the lead time of a job is {minutes} minutes on average. How many jobs are there on average (WIP)?",
            answer, "", 0.02,
            mistakes={
                per_hour * minutes: "The throughput is in hours and the time in minutes: bring them to one unit first.",
                per_hour / (minutes / 60): "You divided: WIP = throughput x lead time.",
            },
            steps=[f"{minutes} min = {minutes / 60:.4f} h.", f"WIP = {per_hour} x {minutes / 60:.4f} = {answer:.3f} jobs."], low=0.5, high=90,
        )  # fmt: skip
    cut = draw.pick([10, 20, 25, 30, 40])
    answer = wip * (1 - cut / 100) / per_hour
    return numeric(
        f"In {place} there are {wip:g} jobs on average, and {per_hour} leave in an hour. A limit cuts the jobs that are there by {cut} %, and as many leave as before. "
        "How many hours is the lead time then?",
        answer, "h", 0.02,
        mistakes={
            hours: "That is the lead time before the limit.",
            wip * cut / 100 / per_hour: f"That is what is saved; asked for is the time that is left: {100 - cut} %.",
            wip * (1 - cut / 100) * per_hour: "You multiplied: lead time = WIP / throughput.",
        },
        steps=[f"Jobs: {wip:g} x {1 - cut / 100:.2f} = {wip * (1 - cut / 100):.3f}.", f"{wip * (1 - cut / 100):.3f} / {per_hour} = {answer:.3f} h."],
        low=0.3, high=9,
    )  # fmt: skip


@topic("busy and slow", lesson="11")
def busy_and_slow(draw, level):
    """Utilisation, variability, and the waiting that comes with them."""
    gap, percent = draw.between(20, 120) / 10, draw.pick([60, 70, 75, 80, 85, 90, 95])
    process = round(gap * percent / 100, 3)
    busy = process / gap
    machine = draw.pick(MACHINES)
    text = f"At {machine} a part takes {process:g} minutes on average; one comes every {gap:g} minutes on average. "
    if level == 1:
        return numeric(
            text + "What is the utilisation, as a fraction?", busy, "fraction", 0.004,
            mistakes={
                1 - busy: "That is the share of the time in which it is free.",
                gap / process: "It is the other way round: the time of the work, divided by the time between two parts.",
            },
            steps=[f"Utilisation = {process:g} / {gap:g} = {busy:.4f}."], low=0.5, high=0.99,
        )  # fmt: skip
    factor = busy / (1 - busy)
    if level == 2:
        wait = flow.kingman(busy, process).time_in_queue
        return numeric(
            text + "Arrivals and work are both at random (coefficients of variation of 1). How many minutes does a part wait, the work not included, by Kingman's formula?",
            wait, "min", near(wait, 0.01),
            mistakes={
                wait + process: "That is the wait and the work together.",
                busy * process: "It takes u / (1 - u), not u.",
                2 * wait: "The variability is half of the two squares: (1 + 1) / 2.",
            },
            steps=[
                f"u = {process:g} / {gap:g} = {busy:.4f}; u / (1 - u) = {factor:.4f}; variability (1 + 1) / 2 = 1.",
                f"Wait = 1 x {factor:.4f} x {process:g} = {wait:.3f} min.",
            ],
            low=1, high=400,
        )  # fmt: skip
    cv = draw.pick([0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
    variability = (1 + cv**2) / 2
    wait = flow.kingman(busy, process, 1, cv**2).time_in_queue
    return numeric(
        text + f"It comes at random (coefficient of variation 1); the work is steadier, with a coefficient of variation of {cv:g}. "
        "How many minutes does a part wait, the work not included, by Kingman's formula?",
        wait, "min", near(wait, 0.01),
        mistakes={
            (1 + cv) / 2 * factor * process: "The squares of the coefficients go into the formula.",
            factor * process: "That is for work at random, too. Its coefficient is smaller here.",
            cv**2 / 2 * factor * process: "The arrivals are missing: half of (1 + the square for the work).",
            wait + process: "That is the wait and the work together.",
        },
        steps=[
            f"u = {process:g} / {gap:g} = {busy:.4f}; u / (1 - u) = {factor:.4f}; variability (1 + {cv:g}^2) / 2 = {variability:.4f}.",
            f"Wait = {variability:.4f} x {factor:.4f} x {process:g} = {wait:.3f} min.",
        ],
        low=0.5, high=400,
    )  # fmt: skip


@topic("batches and flow", lesson="11")
def batches_and_flow(draw, level):
    """Parts moved together or one by one, and how small a batch may be where each takes a set-up."""
    if level == 3:
        return _smaller_batches(draw)
    parts, stations, each = draw.between(5, 24), draw.between(2, 6), draw.between(1, 8)
    together, singly = parts * stations * each, (parts + stations - 1) * each
    text = f"{parts} castings go through {stations} stations, {each} min at each. "
    if level == 1:
        return numeric(
            text + "They are moved on together, as one batch. After how many minutes are all finished?", together, "min", 0.01,
            mistakes={
                singly: "That is moved on one by one. Here each station does them all before they move on.",
                parts * each: "That is one station. The batch goes through all of them, one after the other.",
            },
            steps=[f"Each station takes {parts} x {each} = {parts * each} min; {stations} stations: {stations} x {parts * each} = {together} min."],
            low=1, high=2000,
        )  # fmt: skip
    return numeric(
        text + "They are moved on one by one, each as soon as it is done. After how many minutes is the last one finished?", singly, "min", 0.01,
        mistakes={
            together: "That is the batch moved together. One by one, the stations work at the same time.",
            parts * each: f"That is when the last one leaves the first station. {stations - 1} more follow.",
            (parts + stations) * each: f"The first station is counted twice: after it only {stations - 1} more follow.",
        },
        steps=[
            f"The last one leaves the first station after {parts} x {each} = {parts * each} min.",
            f"{stations - 1} more stations: {parts * each} + {stations - 1} x {each} = {singly} min.",
        ],
        low=1, high=400,
    )  # fmt: skip


def _smaller_batches(draw):
    """How busy a machine is when its batches shrink."""
    available, run = draw.between(8, 16) * 60, draw.between(50, 75)
    running = round(available * run / 100)
    setups = draw.between(4, 12) * 5
    times = draw.pick([2, 3])
    busy = (running + times * setups) / available
    part = "half" if times == 2 else "a third"
    return numeric(
        f"A machine has {available} minutes a day. It runs for {running} of them and is set up for {setups}. All batches are made {part} as large. "
        "How busy is it then, as a fraction?",
        busy, "fraction", 0.004,
        mistakes={
            (running + setups) / available: "That is today. Smaller batches take more set-ups.",
            (running + setups / times) / available: f"Batches {part} as large take {times} times as many set-ups, not fewer.",
            times * (running + setups) / available: "The running stays as it is: as many pieces are needed as before.",
        },
        steps=[
            f"Set-ups: {times} x {setups} = {times * setups} min; running as before, {running} min.",
            f"({running} + {times * setups}) / {available} = {busy:.4f}.",
        ],
        low=0.4, high=1.6,
    )  # fmt: skip
