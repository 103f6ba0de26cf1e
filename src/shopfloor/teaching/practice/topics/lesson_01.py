"""Practice for lesson 01: counting, shares and cross-tables; who does what."""

from functools import cache

from shopfloor.data import load

from ..topic import a, numeric, one_of, topic

ROLES = ("technician", "engineer", "supervisor", "operator", "planner")
SHIFTS = ("early", "late", "night")
WHAT = {
    "observe": "watching, timing and gathering figures",
    "plan": "deciding beforehand what is to be done, when and where",
    "improve": "changing the way of working for the better",
    "document": "writing down and charting",
    "coordinate": "bringing people and departments together",
    "set up": "making a machine ready and adjusting it",
    "operate": "running the equipment",
    "maintain": "keeping equipment in order and mending it",
    "inspect": "checking products, equipment or rules",
    "train": "teaching or learning the work",
}


@cache
def duties():
    """[(role, activity, duty)] of the course's table."""
    table = load("careers/duties")
    return list(zip(table["role"].astype(str), table["activity"].astype(str), table["duty"].astype(str)))


@topic("counts and shares", lesson="01")
def counts_and_shares(draw, level):
    """From counts by kind to a share, and to the right whole."""
    roles = draw.some(ROLES, 3)
    if level < 3:
        counts = [draw.between(3, 30) for _ in roles]
        listing = ", ".join(f"{role} {count}" for role, count in zip(roles, counts))
        total, one = sum(counts), counts[0]
        shown = f'count_by(jobs, "role") gives for the job offers of a plant: {listing}.'
        if level == 1:
            return numeric(
                f"{shown} What share of all offers, in percent, is for {a(roles[0])}?",
                100 * one / total, "percent", 0.1,
                mistakes={
                    100 * one / (total - one): f"You divided by the others only; the {roles[0]}s belong to the whole.",
                    float(one): "That is the count; the share is the count divided by all.",
                },
                steps=[
                    f"All offers: {' + '.join(map(str, counts))} = {total}.",
                    f"Share: {one} / {total} = {one / total:.4f}, which is {100 * one / total:.2f} percent.",
                ],
                low=1, high=95,
            )  # fmt: skip
        more = draw.between(4, 25)
        after = 100 * (one + more) / (total + more)
        return numeric(
            f"{shown} Next week {more} more offers come in, all for {a(roles[0])}. What share of all offers is for "
            f"{a(roles[0])} then, in percent?",
            after, "percent", 0.1,
            mistakes={
                100 * (one + more) / total: "The new offers belong to the whole as well: divide by the new total.",
                100 * one / total: "That is the share before the new offers came in.",
            },
            steps=[
                f"{roles[0].capitalize()}s: {one} + {more} = {one + more}.",
                f"All offers: {total} + {more} = {total + more}.",
                f"{one + more} / {total + more} = {after:.2f} percent.",
            ],
            low=1, high=97,
        )  # fmt: skip
    table = [[draw.between(2, 25) for _ in SHIFTS] for _ in roles]
    role, shift = draw.below(3), draw.below(3)
    row, column = sum(table[role]), sum(line[shift] for line in table)
    everything = sum(sum(line) for line in table)
    count = table[role][shift]
    lines = "\n".join(
        f"  {name:<11}" + "  ".join(f"{value:>5}" for value in line) for name, line in zip(roles, table)
    )
    of_row = draw.pick([True, False])
    whole = row if of_row else column
    asked = (
        f"Of the {roles[role]}s, what share works the {SHIFTS[shift]} shift?"
        if of_row
        else f"Of the people on the {SHIFTS[shift]} shift, what share is {a(roles[role])}?"
    )
    return numeric(
        f"A cross-table counts people by role and shift:\n  {'':<11}{'  '.join(f'{name:>5}' for name in SHIFTS)}\n{lines}\n"
        f"{asked}",
        100 * count / whole, "percent", 0.1,
        mistakes={
            100 * count / (column if of_row else row): (
                f"That is the share of the {'shift' if of_row else 'role'}: you divided by the "
                f"{'column' if of_row else 'row'}. The word after Of names the whole."
            ),
            100 * count / everything: "That is the share of everybody in the table. The word after Of names the whole.",
        },
        steps=[
            f"The whole is what stands after Of: {whole} people.",
            f"{count} of them: {count} / {whole} = {100 * count / whole:.2f} percent.",
        ],
        low=1, high=95,
    )  # fmt: skip


@topic("kinds of duties", lesson="01")
def kinds_of_duties(draw, level):
    """Which activity a duty belongs to, as people in the job describe it."""
    technician = {1: "Production technician", 2: "Industrial engineering technician"}.get(level)
    chosen = [one for one in duties() if technician in (None, one[0])]
    role, activity, duty = draw.pick(chosen)
    others = draw.some([name for name in WHAT if name != activity], 3)
    said = {
        f"{name}: {WHAT[name]}": f"{name.capitalize()} means {WHAT[name]}. Look at the verb of the duty."
        for name in others
    }
    right = f"{activity}: {WHAT[activity]}"
    return one_of(
        draw,
        f'"{duty}" is a duty of {a(role.lower())}. Which activity is it counted under?',
        [right, *said], right, mistakes=said,
        steps=[
            f'The verb says it: "{duty.split()[0].lower()}".',
            f"{activity.capitalize()} means {WHAT[activity]}.",
        ],
    )  # fmt: skip
