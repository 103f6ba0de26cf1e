"""Practice for lesson 01: counting by title and by activity, shares and their wholes; who does what."""

from functools import cache

from shopfloor.data import load

from ..topic import a, numeric, one_of, topic

ROLES = ("technician", "engineer", "supervisor", "operator", "planner")
SHIFTS = ("day", "rotating", "night")
KINDS = ("production", "process", "quality", "packing", "test", "assembly")
NEAR = 0.006
FRACTION = "As a fraction of 1, two decimals."
WHAT = {
    "observe": "watching, timing, gathering figures",
    "plan": "deciding beforehand what is to be done, when and where",
    "improve": "changing the way of working for the better",
    "document": "writing down and charting",
    "coordinate": "bringing people and departments together",
    "set up": "making a machine ready and adjusting it",
    "operate": "running the equipment",
    "maintain": "keeping equipment in order and mending it",
    "inspect": "checking against a rule, a drawing or a limit",
    "train": "teaching or learning the work",
}


@cache
def duties():
    """[(role, activity, duty)] of the course's table."""
    table = load("careers/duties")
    return list(zip(table["role"].astype(str), table["activity"].astype(str), table["duty"].astype(str)))


def in_percent(share):
    """The right share, said in whole percent."""
    return {float(round(100 * share)): "That is percent. As a fraction of 1 it is a hundredth of that."}


@topic("counts and shares", lesson="01")
def counts_and_shares(draw, level):
    """From counts by kind to a share, and to the right whole."""
    roles = draw.some(ROLES, 3)
    if level < 3:
        counts = [draw.between(3, 30) for _ in roles]
        listing = ", ".join(f"{role} {count}" for role, count in zip(roles, counts))
        total, one = sum(counts), counts[0]
        shown = f'count_by(ads, "role") gives for the job ads of a region: {listing}.'
        if level == 1:
            return numeric(
                f"{shown} What share of all ads is for {a(roles[0])}? {FRACTION}",
                one / total, "", NEAR,
                mistakes=in_percent(one / total)
                | {
                    one / (total - one): f"You divided by the others only; the {roles[0]}s belong to the whole.",
                    float(one): "That is the count; the share is the count divided by all.",
                },
                steps=[
                    f"All ads: {' + '.join(map(str, counts))} = {total}.",
                    f"Share: {one} / {total} = {one / total:.2f} of all ads.",
                ],
                low=0.01, high=0.95,
            )  # fmt: skip
        more = draw.between(4, 25)
        after = (one + more) / (total + more)
        return numeric(
            f"{shown} Next week {more} more ads come in, all for {a(roles[0])}. What share of all ads is for "
            f"{a(roles[0])} then? {FRACTION}",
            after, "", NEAR,
            mistakes=in_percent(after)
            | {
                (one + more) / total: "The new ads belong to the whole as well: divide by the new total.",
                one / total: "That is the share before the new ads came in.",
                one / (total + more): "The new ads belong to the part as well.",
            },
            steps=[
                f"{roles[0].capitalize()}s: {one} + {more} = {one + more}.",
                f"All ads: {total} + {more} = {total + more}.",
                f"Share: {one + more} / {total + more} = {after:.2f} of all ads.",
            ],
            low=0.01, high=0.97,
        )  # fmt: skip
    table = [[draw.between(2, 25) for _ in SHIFTS] for _ in roles]
    role, shift = draw.below(3), draw.below(3)
    row, column = sum(table[role]), sum(line[shift] for line in table)
    everything = sum(sum(line) for line in table)
    count = table[role][shift]
    lines = "\n".join(
        f"  {name:<11}" + "  ".join(f"{value:>8}" for value in line) for name, line in zip(roles, table)
    )
    of_row = draw.pick([True, False])
    whole = row if of_row else column
    asked = (
        f"Of the ads for {a(roles[role])}, what share is for the {SHIFTS[shift]} shift?"
        if of_row
        else f"Of the ads for the {SHIFTS[shift]} shift, what share is for {a(roles[role])}?"
    )
    return numeric(
        f"A cross-table counts ads by role and shift:\n  {'':<11}{'  '.join(f'{name:>8}' for name in SHIFTS)}\n{lines}\n"
        f"{asked} {FRACTION}",
        count / whole, "", NEAR,
        mistakes=in_percent(count / whole)
        | {
            count / (column if of_row else row): (
                f"That is the share of the {'shift' if of_row else 'role'}: you divided by the "
                f"{'column' if of_row else 'row'}. The word after Of names the whole."
            ),
            count / everything: "That is the share of all ads in the table. The word after Of names the whole.",
        },
        steps=[
            f"The whole is what stands after Of, the {'row' if of_row else 'column'}: {whole} ads.",
            f"{count} of them: {count} / {whole} = {count / whole:.2f}.",
        ],
        low=0.01, high=0.95,
    )  # fmt: skip


@topic("a title is not a job", lesson="01")
def a_title_is_not_a_job(draw, level):
    """Counting one title in all its spellings, and counting by what is done."""
    kinds = draw.some(KINDS, 3)
    asked, *others = [f"{kind} technician" for kind in kinds]
    if level < 3:
        spellings = [asked.capitalize(), asked, asked.upper()][: level + 1]
        counts = {spelling: draw.between(2, 9) for spelling in spellings}
        beside = {other.capitalize(): draw.between(2, 9) for other in others}
        beside[f"{kinds[0].capitalize()} engineer"] = draw.between(2, 9)
        listing = counts | beside
        shown = ", ".join(f"{title} {listing[title]}" for title in sorted(listing))
        right, first = sum(counts.values()), counts[asked.capitalize()]
        return numeric(
            f'count_by(ads, "title") gives: {shown}. How many of the ads are for {a(asked)}, however it is written?',
            right, "", 0,
            mistakes={
                first: "That is one spelling. A computer counts letter by letter, so each spelling is a kind of its own.",
                right + beside[f"{kinds[0].capitalize()} engineer"]: "You counted the engineers too. Asked is one title.",
                right + sum(beside[other.capitalize()] for other in others): "You counted every technician. Asked is one "
                "title.",
            },
            steps=[
                f"Spellings of the title: {', '.join(spellings)}.",
                f"Together: {' + '.join(str(count) for count in counts.values())} = {right}.",
            ],
            low=1, high=40,
        )  # fmt: skip
    by_title, other_work, hidden = draw.between(8, 20), draw.between(2, 6), draw.between(2, 9)
    right = by_title - other_work + hidden
    return numeric(
        f"Of the job ads of a region, {by_title} say technician in the title. Read closely, {other_work} of these are for "
        f"other work, such as leading a crew. And {hidden} ads that say engineer or specialist are for a technician's work. "
        "How many ads are for a technician's work, by what is done?",
        right, "", 0,
        mistakes={
            by_title: "That is the count by title. Ask of each ad what is done.",
            by_title + hidden: "Those that say technician and are for other work do not count.",
            by_title - other_work: "Those that are for a technician's work under another title are missing.",
        },
        steps=[
            f"Titles that keep their promise: {by_title} - {other_work} = {by_title - other_work}.",
            f"With those under another title: {by_title - other_work} + {hidden} = {right}.",
        ],
        low=1, high=40,
    )  # fmt: skip


@topic("kinds of duties", lesson="01")
def kinds_of_duties(draw, level):
    """Which activity a duty belongs to, as people in the job describe it."""
    technician = {1: "Production technician", 2: "Industrial engineering technician"}.get(level)
    chosen = [one for one in duties() if technician in (None, one[0])]
    role, activity, duty = draw.pick(chosen)
    others = draw.some([name for name in WHAT if name != activity], 3)
    said = {
        f"{name}: {WHAT[name]}": f"{name.capitalize()} means {WHAT[name]}. Ask what is done, and to what."
        for name in others
    }
    right = f"{activity}: {WHAT[activity]}"
    return one_of(
        draw,
        f'"{duty}" is a duty of {a(role.lower())}. Which activity is it counted under?',
        [right, *said], right, mistakes=said,
        steps=[
            f'Ask what is done, and to what: "{duty}".',
            f"{activity.capitalize()} means {WHAT[activity]}.",
        ],
    )  # fmt: skip
