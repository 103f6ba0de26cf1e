"""The key of assignment 03, a plan from a skill profile: what follows from each student's own profile.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.data.variants import skill_profile
from shopfloor.grading.keys import key
from shopfloor.teaching.compare import Mistake, Number, Rows

PROFILE = "careers/skill_profile"
IMPORTANT = 3
# Evidence -> what kind it is: the variant's own texts are the only ones there are.
KINDS = {
    text: kind
    for shown, (whose, secret), alike in skill_profile.EVIDENCE.values()
    for text, kind in ((shown, skill_profile.PLAIN), (secret, whose), (alike, skill_profile.ALIKE))
}
SECRET = (skill_profile.PEOPLE, skill_profile.COMPANY)

RUBRIC = {
    "a03_plan": {
        4: "Three lines, each with a reason from the data (a number, or a row of a table that is named), one result told so that it may be "
        "shown, and one thing left out with the reason why. For oneself or for the invented person: both count alike. For example: "
        "'Skill: Speaking, because line 9 has the largest gap of those with importance 3 or more, 1.12. Credential: the OSHA safety "
        "certificate, because careers/credentials calls it helpful and it is renewed, so it is current. First step: ask to give the safety "
        "talk next month, because it costs no money and trains just that. On the first page: fewer wrong labels at one bench, by a "
        "third, with my supervisor's consent. Stays out: the times of the packers, because their names are on them.'",
        2: "A plan with reasons, of which one or more is not from the data; or nothing about what stays out of the portfolio, or no reason "
        "for it. For example: 'Skill: Speaking, because my gap is 1.12. Credential: Six Sigma, because everybody has it. First step: read "
        "about it. On the first page: my certificate.'",
        0: "Wishes without reasons. For example: 'I want to learn robots, get a certificate and find a good job.'",
    }
}


def data(student, course):
    """The student's profile, with the gaps, and what kind of evidence each line has."""
    profile = my_data(PROFILE, student, course)
    profile["gap"] = (profile["level_want"] - profile["level_have"]).round(2)
    profile["kind"] = profile["evidence"].map(KINDS)
    return profile


def that_matter(profile):
    return profile[profile["importance"] >= IMPORTANT]


def first(profile):
    """The line with the largest gap among the skills that matter."""
    important = that_matter(profile)
    return int(important.loc[important["gap"].idxmax(), "line"])


def missing(profile):
    """The sum of the gaps above zero."""
    return round(float(profile["gap"].clip(lower=0).sum()), 2)


def lines(profile, kinds):
    return profile[profile["kind"].isin(kinds)]["line"].tolist()


@key("a03_gap")
def gap(case):
    row = case.data[case.data["line"] == 1].iloc[0]
    wanted, had, importance = (float(row[name]) for name in ("level_want", "level_have", "importance"))
    second = case.data[case.data["line"] == 2].iloc[0]
    return Number(
        round(wanted - had, 2),
        unit="levels",
        tolerance=0.004,
        mistakes=[
            Mistake(
                round(had - wanted, 2),
                "You subtracted the other way round.",
                "The level that the job needs comes first, then the level that the person has is taken off.",
                credit=0.5,
            ),
            Mistake(
                wanted,
                "That is the level that the job needs. Part of it is there already.",
                "Take off the level that the person has.",
            ),
            Mistake(
                had,
                "That is the level that the person has, not what is missing.",
                "Subtract it from the level that the job needs.",
            ),
            Mistake(
                round(importance - had, 2),
                "You subtracted the level from the importance: those are two scales.",
                "Both numbers of a gap are levels: level_want and level_have.",
            ),
            Mistake(
                round(wanted - importance, 2),
                "You subtracted the importance from a level: those are two scales.",
                "Both numbers of a gap are levels: level_want and level_have.",
            ),
            Mistake(
                round(importance - wanted, 2),
                "You subtracted a level from the importance: those are two scales.",
                "Both numbers of a gap are levels: level_want and level_have.",
            ),
            Mistake(
                round(float(second["level_want"] - second["level_have"]), 2),
                "That is the gap of line 2. The bold number at the left edge of that row is 1, but it is no line number.",
                "Look for 1 in the column line.",
            ),
        ],
        almost_credit=0.5,
    )


def why_not(row, right, important):
    """What a line that is not the right one was taken for: words, and what to try."""
    if row["importance"] < IMPORTANT:
        return (
            "You chose a skill that hardly matters in that job: its importance is below 3.",
            "Keep only the lines with importance 3 or more, then look for the largest gap.",
        )
    if row["line"] == right - 1:
        return (
            "You may have read the bold number at the left edge of the right row: it is one less than the line number.",
            "Read the number in the column line.",
        )
    if row["importance"] == important["importance"].max():
        return (
            "You found a skill that is as important as any in that job. Its gap is not the largest.",
            "The importance decides which lines count; among them look for the largest gap.",
        )
    if row["gap"] <= 0:
        return (
            "You chose a skill that matters, but the person has the whole level that the job needs.",
            "Sort with ascending=False, so that the largest gap comes first.",
        )
    return (
        "You chose a skill that matters. Another one that matters has a larger gap.",
        "Among the lines with importance 3 or more, compare the column gap.",
    )


@key("a03_first")
def first_line(case):
    profile, right = case.data, first(case.data)
    tempting = int(profile.loc[profile["gap"].idxmax(), "line"])
    surplus = int(profile.loc[profile["gap"].idxmin(), "line"])
    named = {
        tempting: Mistake(
            tempting,
            "You found the largest gap of all. Its skill hardly matters in that job: the importance is below 3.",
            "Keep only the lines with importance 3 or more, then look for the largest gap.",
            credit=1 / 3,
        ),
        surplus: Mistake(
            surplus,
            "You found the other end of the list: in that skill the person is furthest above the job.",
            "Sort with ascending=False, so that the largest gap comes first.",
        ),
    }
    for row in profile.to_dict("records"):
        line = int(row["line"])
        if line != right and line not in named:
            named[line] = Mistake(line, *why_not(row, right, that_matter(profile)))
    return Number(right, mistakes=list(named.values()))


@key("a03_missing")
def missing_levels(case):
    important = that_matter(case.data)
    strict = case.data[case.data["importance"] > IMPORTANT]
    right = missing(important)
    slips = [
        Mistake(
            round(float(important["gap"].sum()), 2),
            "You let the skills in which the person is above the job fill the gaps in the others.",
            "Where the gap is below zero it counts as zero: keep only the lines with a gap above 0.",
            credit=0.5,
        ),
        Mistake(
            missing(case.data),
            "You added the gaps of all lines, those of the skills that hardly matter too.",
            "Keep only the lines with importance 3 or more.",
            credit=0.5,
        ),
        Mistake(
            round(float(case.data["gap"].sum()), 2),
            "That is the sum over all lines, with the surpluses taken off.",
            "Two filters: importance 3 or more, and a gap above 0.",
        ),
        Mistake(
            round(float(important["gap"].abs().sum()), 2),
            "You added the surpluses as if they were missing.",
            "Where the gap is below zero it counts as zero.",
        ),
        Mistake(
            float((important["gap"] > 0).sum()),
            "That is how many skills have a gap. Asked for is the sum of their gaps.",
            "Add up the column gap.",
        ),
    ]
    if missing(strict) != right:
        slips.append(
            Mistake(
                missing(strict),
                "You left out a skill whose importance is exactly 3.",
                "3 or more is written >= 3.",
                credit=0.5,
            )
        )
    return Number(right, unit="levels", tolerance=0.006, mistakes=slips, almost_credit=0.5)


@key("a03_share")
def share(case):
    profile = case.data
    chosen = [case.earlier("a03_first", first(profile))]
    total = case.earlier("a03_missing", missing(that_matter(profile)))
    gap = round(float(profile[profile["line"].isin(chosen)]["gap"].sum()), 2)
    everything = missing(profile)
    rows = profile[profile["line"].isin(chosen)]
    return Number(
        round(100 * gap / total, 4),
        unit="percent",
        tolerance=0.06,
        mistakes=[
            Mistake(
                total / gap,
                "You divided the whole by the part.",
                "The gap of the one skill is the part; the missing levels are the whole.",
                credit=1 / 3,
            ),
            Mistake(
                100 * gap / everything,
                "You divided by the gaps of all lines.",
                "The whole is what you found in part 3.",
                credit=0.5,
            ),
            Mistake(
                100 * float(rows["level_want"].sum()) / total,
                "You took the level that the job needs for the gap.",
                "The part is the gap of the skill, from the column gap.",
            ),
            Mistake(
                100 * (total - gap) / total,
                "That is the share that is still missing afterwards.",
                "Asked for is the share that would be gone.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


@key("a03_confidential")
def confidential(case):
    profile = case.data
    right = lines(profile, SECRET)
    people, company = lines(profile, SECRET[:1]), lines(profile, SECRET[1:])
    alike, plain = lines(profile, [skill_profile.ALIKE]), lines(profile, [skill_profile.PLAIN])
    return Rows(
        right,
        noun="line",
        mistakes=[
            Mistake(
                tuple(company),
                "You kept out what belongs to a customer, a supplier or the plant. What is about named people, or people who never agreed, stays out too.",
                "Read again for names of people, and for people who were not asked.",
            ),
            Mistake(
                tuple(people),
                "You kept out what is about people. What belongs to a customer, a supplier or the plant stays out too.",
                "Read again for customers, prices, drawings, codes and papers of the plant.",
            ),
            Mistake(
                tuple(sorted([*right, *alike])),
                "You kept out every line that has people, a picture or a price in it. Some are the person's own, invented, public, or agreed.",
                "Ask of each line: whose is it, and has that one agreed?",
            ),
            *(
                Mistake(
                    line,
                    "One of your lines only looks like a secret: it is the person's own, invented, public, or agreed.",
                    "Ask of each line: whose is it, and has that one agreed?",
                )
                for line in alike
            ),
            *(
                Mistake(
                    line,
                    "One of your lines is a certificate, a letter or a record that was given to the person to be shown.",
                    "Ask of each line: whose is it, and has that one agreed?",
                )
                for line in plain
            ),
        ],
    )
