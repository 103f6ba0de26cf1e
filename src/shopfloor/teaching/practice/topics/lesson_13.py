"""Practice for lesson 13: OEE and its factors, failures and repairs."""

from shopfloor.methods import oee as machine

from ..topic import numeric, topic

MACHINES = (
    "an injection press",
    "a bottle filler",
    "a laser cutter",
    "a bottling line",
    "a stamping press",
    "a labeller",
)


@topic("oee", lesson="13")
def oee(draw, level):
    """Availability, performance and quality of a shift, and what they come to."""
    planned, downtime = draw.pick([420, 450, 480]), draw.between(25, 110)
    running = planned - downtime
    ideal_s = draw.pick([12, 15, 20, 24, 30, 36])
    total = running * 60 // ideal_s * draw.between(70, 96) // 100
    good = total - draw.between(3, max(4, total // 15))
    found = machine.oee(planned, downtime, ideal_s / 60, total, good)
    text = f"{draw.pick(MACHINES).capitalize()} is planned for {planned} min and stands still for {downtime} min. "
    steps = [
        f"Availability: ({planned} - {downtime}) / {planned} = {found.availability:.4f}, which is {100 * found.availability:.2f} percent."
    ]
    if level == 1:
        return numeric(
            text + "What is its availability, in percent?", 100 * found.availability, "percent", 0.1,
            mistakes={
                100 * downtime / planned: "That is the share of the downtime.",
                100 * running / (planned + downtime): "The downtime is part of the planned time, and not on top of it.",
                100 * downtime / running: "That holds the downtime against the running time.",
            },
            steps=steps, low=60, high=99,
        )  # fmt: skip
    text += f"In the rest it makes {total} pieces at an ideal cycle of {ideal_s} s, {good} of them good. "
    steps.append(
        f"Performance: {ideal_s} s x {total} / ({running} x 60 s) = {found.performance:.4f}, which is {100 * found.performance:.2f} percent."
    )
    if level == 2:
        return numeric(
            text + "What is its performance, in percent?", 100 * found.performance, "percent", 0.1,
            mistakes={
                100 * ideal_s * total / (planned * 60): "Performance is held against the time it ran, without the downtime: that is in the availability already.",
                100 * ideal_s * good / (running * 60): "All the pieces count here; the bad ones are taken off by the quality.",
                100 * good / total: "That is the quality, good pieces of all pieces.",
            },
            steps=steps, low=55, high=99,
        )  # fmt: skip
    steps += [
        f"Quality: {good} / {total} = {found.quality:.4f}.",
        f"{found.availability:.4f} x {found.performance:.4f} x {found.quality:.4f} = {100 * found.oee:.2f} percent.",
    ]
    return numeric(
        text + "What is its OEE, in percent?", 100 * found.oee, "percent", 0.1,
        mistakes={
            100 * (found.availability + found.performance + found.quality) / 3: "That is the average of the three factors; the losses come one upon the other, so multiply.",
            100 * found.availability * found.performance: "The quality is still missing.",
            100 * found.performance * found.quality: "The availability is still missing.",
        },
        steps=steps, low=35, high=95,
    )  # fmt: skip


@topic("failures and repairs", lesson="13")
def failures_and_repairs(draw, level):
    """Mean time between failures, mean time to repair, and the availability that they allow."""
    failures = draw.between(3, 14)
    uptime = draw.between(120, 600)
    repair = failures * draw.between(20, 150)  # minutes
    mtbf, mttr = machine.mtbf(uptime, failures), machine.mttr(repair, failures)
    text = f"In a quarter {draw.pick(MACHINES)} ran for {uptime} hours and failed {failures} times. "
    if level == 1:
        return numeric(
            text + "What is its mean time between failures, in operating hours?", mtbf, "h", 0.1,
            mistakes={
                uptime / (failures + 1): f"There were {failures} failures: divide by them.",
                failures / uptime: "It is the other way round: hours divided by failures.",
                uptime * failures: "You multiplied: divide the hours by the failures.",
            },
            steps=[f"{uptime} / {failures} = {mtbf:.2f} h."], low=5, high=220,
        )  # fmt: skip
    text += f"The repairs took {repair} minutes in all. "
    hours = mttr / 60
    availability = 100 * mtbf / (mtbf + hours)
    steps = [
        f"Between failures: {uptime} / {failures} = {mtbf:.3f} h.",
        f"To repair: {repair} / {failures} = {mttr:.2f} min = {hours:.4f} h.",
    ]
    if level == 2:
        return numeric(
            text + "What is its mean time to repair, in hours?", hours, "h", 0.01,
            mistakes={
                mttr: "That is in minutes; an hour has 60 of them.",
                repair / 60: "That is the time of all repairs; divide by the failures.",
                mtbf: "That is the mean time between the failures.",
            },
            steps=steps[1:], low=0.3, high=3,
        )  # fmt: skip
    return numeric(
        text + "What availability do failures alone leave, in percent?", availability, "percent", 0.05,
        mistakes={
            100 * mtbf / (mtbf + mttr): "The time between failures is in hours and the repair in minutes: bring them to one unit.",
            100 * (1 - hours / mtbf): "The repair comes on top of the running time: divide by both together.",
            100 * uptime / (uptime + repair): "The repairs are in minutes, the running time in hours.",
        },
        steps=[*steps, f"{mtbf:.3f} / ({mtbf:.3f} + {hours:.4f}) = {availability:.2f} percent."], low=60, high=99.9,
    )  # fmt: skip
