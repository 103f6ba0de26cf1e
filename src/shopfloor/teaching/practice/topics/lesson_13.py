"""Practice for lesson 13: OEE and its factors, failures and repairs, changeovers, what saved time is worth."""

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
    """Availability, performance and quality rate of a shift, and the OEE that they come to."""
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
                100 * ideal_s * good / (running * 60): "All the pieces count here; the bad ones are taken off by the quality rate.",
                100 * good / total: "That is the quality rate, good pieces of all pieces.",
            },
            steps=steps, low=55, high=99,
        )  # fmt: skip
    steps += [
        f"Quality rate: {good} / {total} = {found.quality:.4f}.",
        f"{found.availability:.4f} x {found.performance:.4f} x {found.quality:.4f} = {100 * found.oee:.2f} percent.",
    ]
    return numeric(
        text + "What is its OEE, in percent?", 100 * found.oee, "percent", 0.1,
        mistakes={
            100 * (found.availability + found.performance + found.quality) / 3: "That is the average of the three factors; the losses come one upon the other, so multiply.",
            100 * found.availability * found.performance: "The quality rate is still missing.",
            100 * found.performance * found.quality: "The availability is still missing.",
        },
        steps=steps, low=35, high=95,
    )  # fmt: skip


@topic("failures and repairs", lesson="13")
def failures_and_repairs(draw, level):
    """Mean time between failures (MTBF), mean time to repair (MTTR), and the availability that they allow."""
    failures = draw.between(3, 14)
    uptime = draw.between(120, 600)
    repair = failures * draw.between(20, 150)  # minutes
    mtbf, mttr = machine.mtbf(uptime, failures), machine.mttr(repair, failures)
    text = f"In a quarter {draw.pick(MACHINES)} ran for {uptime} hours and failed {failures} times. "
    if level == 1:
        return numeric(
            text + "What is its MTBF, the mean time between failures, in hours of running?", mtbf, "h", 0.1,
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
            text + "What is its MTTR, the mean time to repair, in hours?", hours, "h", 0.01,
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


FETCHING = (
    "fetch the next tool",
    "look for the set-up sheet",
    "bring the material",
    "carry the old tool away",
    "clean up",
)
AT_THE_MACHINE = (
    "take the old tool out",
    "clamp the next tool in",
    "connect the hoses",
    "adjust and run the first piece",
)


@topic("changeovers", lesson="13")
def changeovers(draw, level):
    """Internal and external steps of a changeover, what moving steps outside gains, and what that is worth."""
    outside = [(step, draw.between(2, 9)) for step in draw.some(FETCHING, 2)]
    inside = [(step, draw.between(4, 14)) for step in draw.some(AT_THE_MACHINE, 3)]
    moved, stays = (sum(minutes for _, minutes in part) for part in (outside, inside))
    listed = ", ".join(f"{step} {minutes} min" for step, minutes in [outside[0], *inside, outside[1]])
    text = f"{draw.pick(MACHINES).capitalize()} stands for every step of its changeover: {listed}. "
    first = (
        f"Steps that can be done while it runs: {outside[0][0]} and {outside[1][0]}, "
        f"{outside[0][1]} + {outside[1][1]} = {moved} min."
    )
    if level == 1:
        return numeric(
            text + "Fetching, searching and tidying up are made external steps, nothing else changes. For how many minutes does it still stand?",
            stays, "min", 0,
            mistakes={
                moved: "Those are the minutes of the external steps. It stands for the internal ones.",
                moved + stays: "That is the changeover as it was: external steps no longer count.",
                stays + outside[1][1]: f"One step more can be done while it runs: {outside[1][0]}.",
                stays + outside[0][1]: f"One step more can be done while it runs: {outside[0][0]}.",
            },
            steps=[first, f"{moved + stays} - {moved} = {stays} min."], low=10, high=60,
        )  # fmt: skip
    count = draw.between(4, 12)
    gained = count * moved
    text += (
        f"It changes over {count} times a week. Fetching, searching and tidying up are made external steps. "
    )
    steps = [first, f"{count} x {moved} = {gained} min a week."]
    if level == 2:
        return numeric(
            text + "How many minutes a week does the machine gain?", gained, "min", 0,
            mistakes={
                moved: "That is the gain of one changeover.",
                count * stays: "That is how long it still stands in a week.",
                count * (moved + stays): "That is how long it stood before. Internal steps stay.",
            },
            steps=steps, low=16, high=220,
        )  # fmt: skip
    cycle, performance, quality = draw.pick([12, 15, 20, 24, 30]), draw.between(80, 95), draw.between(94, 99)
    worth = machine.time_worth(gained, cycle / 60, performance=performance / 100, quality=quality / 100)
    at_best = gained * 60 / cycle
    return numeric(
        text + f"Its ideal cycle is {cycle} s; it runs with a performance of {performance} percent and a quality rate of {quality} percent. "
        "How many good pieces a week are the gained minutes worth?",
        worth.pieces, "pieces", 0.6,
        mistakes={
            at_best: "It will not run at its ideal cycle in that time either: times performance, times quality rate.",
            at_best * performance / 100: "Those are all pieces. Good ones are asked for.",
            at_best * quality / 100: "The performance is still missing.",
            worth.pieces / 60: "Minutes and seconds are not one unit: turn the minutes into seconds.",
            worth.pieces / count: "That is one changeover of the week.",
        },
        steps=[*steps, f"{gained} x 60 / {cycle} x 0.{performance} x 0.{quality} = {worth.pieces:.2f} pieces."],
        low=20, high=1200,
    )  # fmt: skip
