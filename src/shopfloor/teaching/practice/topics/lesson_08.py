"""Practice for lesson 08: learning curves in both conventions, standard data, TMU."""

from shopfloor.methods import learning, timestudy

from ..topic import near, numeric, topic

PRODUCTS = (
    "boat trailer",
    "test rig",
    "control cabinet",
    "packing machine",
    "hospital bed",
    "ticket machine",
)
# Motions as the lesson's invented table counts them: an action, and an extra that makes it longer.
MOTIONS = (
    ("taking a screw", "the screws lie in a tangle"),
    ("setting a pin in its hole", "the hole is a tight fit"),
    ("bringing the driver to the part", "the driver hangs far away"),
    ("laying the part in the box", "the box cannot be seen"),
)


@topic("learning curves", lesson="08")
def learning_curves(draw, level):
    """What a later unit, or a lot of them, takes, in either convention."""
    first = draw.between(8, 60) * 5
    rate = draw.pick([70, 75, 80, 85, 90]) / 100
    doublings = draw.between(2, 4)
    n = 2**doublings
    product = draw.pick(PRODUCTS)
    text = f"The first {product} takes {first} hours; the learning rate is {rate:.2f}. "
    if level == 1:
        answer = learning.unit_time(first, n, rate)
        chain = " x ".join([str(first), *[f"{rate:.2f}"] * doublings])
        return numeric(
            text + f"Unit curve: it is the rate of the single unit's time. How long does unit {n} take?", answer, "h", 0.05,
            mistakes={
                first * rate ** (n - 1): f"The time falls with every doubling, not with every unit: 2, 4, 8 are doublings, and {n} is {doublings} of them.",
                first * (1 - (1 - rate) * doublings): "Each doubling takes its part of what is left, not of the first time.",
                first * rate: "That is unit 2, after a single doubling.",
            },
            steps=[f"From 1 to {n} are {doublings} doublings.", f"{chain} = {answer:.2f} h."], low=1, high=300,
        )  # fmt: skip
    if level == 2:
        answer = learning.total_time(first, n, rate, model="average")
        average = first * rate**doublings
        return numeric(
            text + f"Average curve: it is the rate of the average of all units so far. How long do the first {n} take together?", answer, "h", 0.5,
            mistakes={
                average: f"That is the average of the {n}; together they take {n} times as long.",
                learning.total_time(first, n, rate, model="unit"): "That is the total by the unit curve; here it is the average that falls.",
                n * first: "Nothing would have been learned then.",
            },
            steps=[f"From 1 to {n} are {doublings} doublings: the average is {first} x {rate:.2f}^{doublings} = {average:.3f} h.", f"{n} x {average:.3f} = {answer:.2f} h."],
            low=10, high=5000,
        )  # fmt: skip
    m = n // 2
    answer = learning.lot_time(first, m + 1, n, rate, model="average")
    all_n, all_m = (
        learning.total_time(first, n, rate, model="average"),
        learning.total_time(first, m, rate, model="average"),
    )
    return numeric(
        text + f"It is the rate of an average curve. {m} have been delivered, {n - m} more are ordered. How many hours do those {n - m} take together?", answer, "h", 0.5,
        mistakes={
            all_n: f"That is the total of all {n}; the first {m} have been paid for already.",
            learning.lot_time(first, m + 1, n, rate, model="unit"): "That takes the rate for that of a unit curve. Here it is the average of all so far that falls.",
            learning.total_time(first, n - m, rate, model="average"): "You began the curve anew: what was learned on the first lot counts for the second.",
            (n - m) * first * rate**doublings: f"That takes the average of all {n} for the new ones; the new ones are the faster part.",
        },
        steps=[
            f"All {n}: {n} x {first} x {rate:.2f}^{doublings} = {all_n:.2f} h.",
            f"The first {m}: {m} x {first} x {rate:.2f}^{doublings - 1} = {all_m:.2f} h.",
            f"{all_n:.2f} - {all_m:.2f} = {answer:.2f} h.",
        ],
        low=5, high=3000,
    )  # fmt: skip


@topic("predetermined and standard data", lesson="08")
def predetermined(draw, level):
    """Times from TMU, and from a line through what was studied before."""
    if level == 1:
        action, extra, times = draw.between(15, 60), draw.between(10, 40), draw.between(2, 9)
        what, why = draw.pick(MOTIONS)
        tmu = (action + extra) * times
        answer = timestudy.tmu_to_seconds(tmu)
        return numeric(
            f"In an invented table of predetermined times, {what} counts {action} TMU, and {extra} TMU more since {why}. "
            f"A cycle has {times} of these; 1 TMU is 0.00001 hour. How many seconds are they together?", answer, "s", 0.02,
            mistakes={
                tmu: "That is the number of TMU. One TMU is 0.036 s.",
                timestudy.tmu_to_seconds(action * times): "The extra is missing: it makes the motion longer each time.",
                timestudy.tmu_to_seconds(action + extra): f"That is the motion made once; it is made {times} times.",
                timestudy.tmu_to_seconds(action * times + extra): "The extra comes with the motion each time, not once.",
                tmu * 0.0006: "That is in minutes: 1 TMU is 0.0006 min, and 0.036 s.",
                tmu * 0.36: "1 TMU is 0.036 s, ten times less.",
            },
            steps=[f"({action} + {extra}) x {times} = {tmu} TMU.", "0.00001 h x 3600 s = 0.036 s for 1 TMU.", f"{tmu} x 0.036 = {answer:.3f} s."], low=1, high=40,
        )  # fmt: skip
    fixed, each = draw.between(20, 120) / 100, draw.between(8, 45) / 100
    small, large = draw.between(2, 5), draw.between(10, 18)
    wanted = draw.between(small + 2, large - 1)
    one, other = fixed + small * each, fixed + large * each
    text = (
        f"Standard data: welding a seam takes {one:.2f} min with {small} spots and {other:.2f} min with {large} "
        "(a fixed part, and the same for each spot). "
    )
    slope = (other - one) / (large - small)
    steps = [f"A spot: ({other:.2f} - {one:.2f}) / ({large} - {small}) = {slope:.4f} min."]
    if level == 2:
        return numeric(
            text + f"How long does a seam with {wanted} spots take?", fixed + wanted * each, "min", 0.01,
            mistakes={
                one / small * wanted: "A seam takes a fixed time as well, so its time does not grow in step with the spots.",
                wanted * slope: "The fixed part is missing: what does a seam with no spot take?",
                other / large * wanted: "You divided the whole time by the spots; part of it is fixed.",
            },
            steps=[*steps, f"Fixed: {one:.2f} - {small} x {slope:.4f} = {fixed:.4f} min.", f"{fixed:.4f} + {wanted} x {slope:.4f} = {fixed + wanted * each:.3f} min."],
            low=0.4, high=12,
        )  # fmt: skip
    seams = draw.between(20, 90)
    answer = seams * (fixed + wanted * each) / 60
    return numeric(
        text + f"An order has {seams} seams with {wanted} spots each. How many hours is that?", answer, "h", near(answer, 0.01),
        mistakes={
            seams * (fixed + wanted * each): "That is in minutes; an hour has 60 of them.",
            (fixed + seams * wanted * each) / 60: "The fixed part comes with each seam, and not once for the order.",
            seams * (one / small * wanted) / 60: "A seam takes a fixed time as well, so its time does not grow in step with the spots.",
        },
        steps=[*steps, f"A seam: {one:.2f} + {wanted - small} x {slope:.4f} = {fixed + wanted * each:.4f} min.", f"{seams} x {fixed + wanted * each:.4f} / 60 = {answer:.3f} h."],
        low=0.1, high=20,
    )  # fmt: skip
