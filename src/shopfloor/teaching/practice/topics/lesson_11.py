"""Practice for lesson 11: Little's law, and why a busy line is a slow line."""

from shopfloor.methods import flow

from ..topic import numeric, topic

PLACES = (
    "a paint shop",
    "a repair counter",
    "a heat treatment",
    "an inspection cell",
    "a tool store",
    "a coating line",
)


@topic("little's law", lesson="11")
def littles_law(draw, level):
    """Work in process, throughput and time: any two give the third."""
    per_hour, hours = draw.between(3, 40), draw.between(2, 18) / 2
    wip = per_hour * hours
    place = draw.pick(PLACES)
    if level == 1:
        return numeric(
            f"In {place} {wip:g} jobs lie or are being worked on, on average, and {per_hour} leave in an hour. How many hours does a job stay on average?",
            flow.littles_law(wip=wip, throughput=per_hour), "h", 0.02,
            mistakes={
                wip * per_hour: "You multiplied: time = work in process / throughput.",
                per_hour / wip: "It is the other way round: the jobs that are there, divided by how many leave in an hour.",
            },
            steps=[f"Time = work in process / throughput = {wip:g} / {per_hour} = {hours:g} h."], low=0.5, high=10,
        )  # fmt: skip
    minutes = draw.between(3, 24) * 5
    if level == 2:
        answer = per_hour * minutes / 60
        return numeric(
            f"{place.capitalize()} finishes {per_hour} jobs an hour; a job stays for {minutes} minutes on average. How many jobs are there on average?",
            answer, "", 0.02,
            mistakes={
                per_hour * minutes: "The throughput is in hours and the time in minutes: bring them to one unit first.",
                per_hour / (minutes / 60): "You divided: work in process = throughput x time.",
            },
            steps=[f"{minutes} min = {minutes / 60:.4f} h.", f"{per_hour} x {minutes / 60:.4f} = {answer:.3f} jobs."], low=0.5, high=90,
        )  # fmt: skip
    cut = draw.pick([10, 20, 25, 30, 40])
    answer = wip * (1 - cut / 100) / per_hour
    return numeric(
        f"In {place} there are {wip:g} jobs on average, and {per_hour} leave in an hour. A limit cuts the jobs that are there by {cut} %, and as many leave as before. "
        "How many hours does a job stay then?",
        answer, "h", 0.02,
        mistakes={
            hours: "That is the time before the limit.",
            wip * cut / 100 / per_hour: f"That is what is saved; asked for is the time that is left: {100 - cut} %.",
            wip * (1 - cut / 100) * per_hour: "You multiplied: time = work in process / throughput.",
        },
        steps=[f"Jobs: {wip:g} x {1 - cut / 100:.2f} = {wip * (1 - cut / 100):.3f}.", f"{wip * (1 - cut / 100):.3f} / {per_hour} = {answer:.3f} h."],
        low=0.3, high=9,
    )  # fmt: skip


@topic("busy and slow", lesson="11")
def busy_and_slow(draw, level):
    """Utilisation, and the waiting that comes with it where times are random."""
    service = draw.between(6, 24)
    busy = draw.pick([60, 70, 75, 80, 85, 90])
    arrivals = round(service * busy / 100, 2)
    queue = flow.queue(arrivals, service)
    place = draw.pick(PLACES)
    text = f"At {place} {arrivals:g} jobs an hour arrive at random; {service} an hour can be done, one at a time. "
    rho = arrivals / service
    if level == 1:
        return numeric(
            text + "How many percent of the time is it busy?", 100 * rho, "percent", 0.3,
            mistakes={
                100 * (1 - rho): "That is the share of the time in which it is free.",
                100 * service / arrivals: "It is the other way round: what arrives, divided by what could be done.",
            },
            steps=[f"Utilisation: {arrivals:g} / {service} = {rho:.4f}, which is {100 * rho:.2f} percent."], low=50, high=97,
        )  # fmt: skip
    minutes = 60 * queue.time_in_system
    steps = [
        "For random arrivals and exponential times (M/M/1): time in the system = 1 / (service rate - arrival rate).",
        f"1 / ({service} - {arrivals:g}) = {1 / (service - arrivals):.4f} h = {minutes:.2f} min.",
    ]  # noqa: F541
    if level == 2:
        return numeric(
            text + "Service times vary as the exponential does (M/M/1). How many minutes does a job stay on average, waiting and service together?", minutes, "min", 0.05 if minutes < 40 else 0.3,
            mistakes={
                60 / service: "That is the service alone; most of the time here is waiting.",
                60 * queue.time_in_queue: "That is the waiting alone; the service belongs to it.",
                60 / arrivals: "That is the time between two arrivals.",
            },
            steps=steps, low=5, high=400,
        )  # fmt: skip
    more = draw.pick([0.4, 0.5, 0.6])
    new = round(arrivals + more * (service - arrivals), 2)
    longer = flow.queue(new, service)
    answer = longer.time_in_system / queue.time_in_system
    return numeric(
        text + f"Service times vary as the exponential does (M/M/1). Arrivals grow to {new:g} an hour. How many times as long as before does a job stay?", answer, "", 0.02,
        mistakes={
            new / arrivals: "The time does not grow in step with the arrivals: near full use it grows far faster.",
            longer.utilisation / queue.utilisation * 1.5: "Work out the time in the system before and after: 1 / (service rate - arrival rate).",
            1 + more: "The room that is left shrinks by that part; the time grows by its inverse.",
        },
        steps=[
            f"Before: 1 / ({service} - {arrivals:g}) = {queue.time_in_system:.5f} h.",
            f"After: 1 / ({service} - {new:g}) = {longer.time_in_system:.5f} h.",
            f"{longer.time_in_system:.5f} / {queue.time_in_system:.5f} = {answer:.3f}.",
        ],
        low=1.2, high=4,
    )  # fmt: skip
