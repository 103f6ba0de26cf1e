"""Lesson 03, paths: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods import careers

from ..compare import Verdict
from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, record

TECHNICIAN, SUPERVISOR = "17-3026", "51-1011"
IMPORTANT = 3
YEARS = 8
START, GOAL = "Junior production technician", "Production supervisor"
TOP_TIER = "Lead production technician"


@cache
def gaps():
    """All skills of the lesson's way, from the technician to the supervisor: the largest gap first."""
    ratings = load("careers/skill_ratings")
    return careers.skill_gap(TECHNICIAN, SUPERVISOR, ratings=ratings, domain="skill", important=1)


def important():
    return gaps()[gaps()["importance"] >= IMPORTANT]


def missing(table):
    """The sum of the gaps above zero."""
    return round(float(table[table["gap"] > 0]["gap"].sum()), 2)


def the_row(element):
    return gaps()[gaps()["element"] == element].iloc[0]


def tiers_from(years):
    """How many tiers begin at so many years or earlier, and how many of them are not over yet."""
    tiers = load("careers/career_tiers")
    begun = tiers[tiers["years_low"] <= years]
    open_still = begun[begun["years_high"].isna() | (begun["years_high"] >= years)]
    return len(begun), len(open_still)


def onward(role):
    """How many roles one can get to, and how many of them in a single step."""
    found = careers.reachable(role, advancement=load("careers/advancement"))
    return len(found), int((found["steps"] == 1).sum())


# Recall: a word of lesson 00, then of 01 and 02.
choice(
    "03.r1",
    "Two advertisements offer a job called technician. What tells you whether both mean the same occupation?",
    {"a": "The title", "b": "The pay", "c": "The duties, and the SOC code that fits them"},
    "c",
    mistakes={
        "a": "The same title stands for different jobs: lesson 01 had examples.",
        "b": "Two different jobs can pay alike, and the same job can pay differently.",
    },
    insight="Titles are free; a code has a definition.",
)
choice(
    "03.r2",
    'What is left in wages[wages["year"] == 2024]?',
    {"a": "The column year", "b": "The rows of the year 2024", "c": "The number 2024"},
    "b",
    mistakes={
        "a": 'wages["year"] alone would be the column. The comparison inside chooses rows.',
        "c": "The year is what is looked for. What is left is every row in which it was found.",
    },
    insight="That is a filter: the question in the brackets decides row by row.",
)
choice(
    "03.r3",
    "The median pay of an occupation is 64,790 dollars. What does that say?",
    {
        "a": "Most people earn 64,790 dollars",
        "b": "Half earn less, half earn more",
        "c": "Beginners earn 64,790 dollars",
    },
    "b",
    mistakes={
        "a": "Hardly anybody may earn just that. It is the middle of all, put in order.",
        "c": "Beginners are more often found below the middle.",
    },
)

choice(
    "03.1",
    "A skill has importance 2 and level 4 in a job. What does that say?",
    {
        "a": "It matters little; where it is needed, a beginner's level will do",
        "b": "It is half as important as it should be",
        "c": "Little of the work depends on it; where it is needed, a middle level is needed",
        "d": "It matters a lot: 4 is high",
    },
    "c",
    mistakes={
        "a": "You read the importance as the level too. The level is 4 on a scale from 0 to 7, the middle and a little more.",
        "b": "The two figures are not to be divided: they answer different questions, on different scales.",
        "d": "4 is the level. Whether it matters stands in the importance, and that is 2 on a scale from 1 to 5.",
    },
    insight="Importance says whether; level says how much.",
)


def two_levels(given):
    wanted, had = (
        round(float(the_row("Social Perceptiveness")[name]), 2) for name in ("level_want", "level_have")
    )
    rated = round(float(the_row("Social Perceptiveness")["importance"]), 2)
    if len(given) != 2:
        return "Two levels are asked for: first the one that is needed, then the one that is there."
    if any(value is ... for value in given):
        return "One of the two levels is still missing."
    if any(isinstance(value, tuple) for value in given):
        return "A comma makes two numbers of one. Write a point for the decimals, such as 3.5."
    if not all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in given):
        return "Two levels are asked for, numbers without quotes, such as 3.5 and 2.25."
    needed, there = (round(value, 2) for value in given)
    if max(needed, there) > 7:
        return "Levels go from 0 to 7, with a point for the decimals, such as 3.5."
    if (needed, there) == (wanted, had):
        return True, f"{wanted:.2f} - {had:.2f} = {wanted - had:.2f} of a level."
    if (needed, there) == (had, wanted):
        return "You have both levels, the other way round: that makes a gap below zero. What the goal needs comes first."
    if round(wanted - had, 2) in (needed, there):
        return f"{wanted - had:.2f} is the gap already. Asked for are the two levels that it comes from."
    if rated in (needed, there):
        return f"{rated:.2f} is an importance. The level stands in the last column."
    if needed == wanted:
        return "The level needed is right. The level there is that of the Industrial Engineering Technologists and Technicians."
    if there == had:
        return "The level there is right. The level needed is that of the First-Line Supervisors of Production and Operating Workers."
    return (
        "Find two lines: First-Line Supervisors of Production and Operating Workers (needed), and Industrial "
        "Engineering Technologists and Technicians (there). Take the number in the column level."
    )


def social(*columns):
    return lambda: [round(float(the_row("Social Perceptiveness")[name]), 2) for name in columns]


record(
    "03.2",
    two_levels,
    right=social("level_want", "level_have"),
    also_right=[lambda: tuple(social("level_want", "level_have")())],
    also_wrong=[
        social("level_have", "level_want"),
        social("importance", "level_have"),
        ["3.88", "3.12"],
        [(3, 88), (3, 12)],
        [0.76, 3.12],
        [3.88, 2.62],
        [1.0, 2.0],
        lambda: social("level_want")(),
        [388, 312],
    ],
    noun="pair of levels",
    hints=[
        "The goal is the supervisor, the start is the technician. Find their two lines.",
        "Both numbers stand in the column level. The goal's comes first.",
    ],
    solution=lambda: "Needed {:.2f}, there {:.2f}: the gap is their difference.".format(
        *social("level_want", "level_have")()
    ),
    question="Which two levels do you subtract for Social Perceptiveness?",
)
number(
    "03.3",
    answer=lambda: missing(gaps()),
    unit="levels",
    tolerance=0.006,
    hints=[
        "The rows that have something missing are in the table missing. Take its column gap.",
        'gaps["gap"].sum() added the column of all rows. Here it is missing["gap"].sum()',
    ],
    solution=lambda: (
        'missing = gaps[gaps["gap"] > 0] keeps the skills in which something is missing; '
        f'missing["gap"].sum() is {missing(gaps()):.2f} levels.'
    ),
    mistakes=lambda: {
        float(gaps()["gap"].sum()): "That is the sum with the surpluses still taken off.",
        float(
            gaps()["gap"].abs().sum()
        ): "You added the surpluses as if they were missing too. They count as zero.",
        float(
            (gaps()["gap"] > 0).sum()
        ): "That is how many skills have a gap. Asked for is the sum of their gaps.",
        float(
            gaps()[gaps()["gap"] > 0]["gap"].mean()
        ): "That is the average gap of a skill. Asked for is the sum.",
        missing(important()): (
            "That is the sum over the important skills only. Here all count: the filter is gap above 0."
        ),
        float(important()["gap"].sum()): (
            "That is the sum over the important skills, with the surpluses taken off. One filter: gap above 0."
        ),
        missing(gaps())
        - float(gaps()["gap"].sum()): "That is the sum of the surpluses, the gaps below zero.",
        float(
            gaps()[gaps()["gap"] < 0]["gap"].sum()
        ): "That is the sum of the surpluses, the gaps below zero. The sign for above is >.",
        float(
            gaps()["gap"].head(3).sum()
        ): "That is the sum of three rows. The table has more rows with a gap.",
        float(
            gaps()[gaps()["gap"] > 0]["importance"].sum()
        ): "You added the column importance. Add the column gap.",
        float(gaps()["gap"].max()): (
            "That is the largest gap alone. Asked for is the sum of all that are above 0."
        ),
        float(
            gaps()[gaps()["gap"] > 0]["level_want"].sum()
        ): "You added the levels that are needed. Add the column gap.",
    },
    also_wrong=[0],
    insight="A surplus in one skill does not fill the gap in another.",
)
number(
    "03.4",
    answer=lambda: float(important()["gap"].max()),
    tolerance=0.004,
    hints=[
        'One filter: gaps["importance"] >= 3. The table is sorted by gap already.',
        'important = gaps[gaps["importance"] >= 3], then important["gap"].max(), or look at important.head(1)',
    ],
    solution=lambda: (
        'important = gaps[gaps["importance"] >= 3]; the first row is '
        f"{important()['element'].iloc[0]}, with a gap of {important()['gap'].max():.2f}."
    ),
    mistakes=lambda: {
        float(gaps()["gap"].max()): (
            "That is the largest gap of all. Its skill has an importance below 3.",
            "Filter first, with >= 3 for 3 or more; then look for the largest.",
        ),
        float(
            important()["importance"].iloc[0]
        ): "That is the importance of the right skill. Asked for is its gap.",
        float(
            important()["level_want"].iloc[0]
        ): "That is the level that the right skill needs. Asked for is its gap.",
        float(
            important()["level_have"].iloc[0]
        ): "That is the level the technician has in the right skill. Asked for is its gap.",
        float(
            gaps()["gap"].iloc[1]
        ): "That is the second largest gap of all; its skill has an importance below 3 too.",
        missing(important()): "That is the sum over all important skills. Asked for is the largest one.",
        float(important()["gap"].sum()): (
            "That is the sum over all important skills, with the surpluses taken off. Asked for is the largest one."
        ),
        float(important()["gap"].mean()): (
            "That is the average over all important skills. Asked for is the largest one."
        ),
        float(IMPORTANT): "That is the importance to filter by. Asked for is the largest gap that is left.",
        missing(gaps()): "That is the sum of the exercise before. Asked for is a single gap.",
        float(important()["gap"].iloc[1]): "That is the second in the list of those that matter.",
        float(the_row("Coordination")["gap"]): (
            "That is the gap of the worked example. Another skill that matters has a larger one."
        ),
        float(
            gaps()[gaps()["importance"] < IMPORTANT]["gap"].iloc[2]
        ): "That skill has an importance below 3. Filter first.",
        float(
            important()["gap"].min()
        ): "That is the other end of the list, where the technician is above the goal.",
    },
    insight="Managing people: the largest gap that matters.",
)
choice(
    "03.5",
    "Which of the four has an issuer that goes by another name today?",
    {
        "a": "Certified Manufacturing Technician (CMT)",
        "b": "certificates of the International Society of Automation",
        "c": "Certified in Production and Inventory Management (CPIM)",
        "d": "Certified Manager of Quality/Organizational Excellence (CMQ/OE)",
    },
    "c",
    mistakes={
        "a": "MSSC is short for Manufacturing Skill Standards Council: the same body. (You are right to be wary of this line. Run the next cell.)",
        "b": "ISA is short for International Society of Automation: the same body.",
        "d": "ASQ is short for American Society for Quality: the same body.",
    },
    insight="The document says APICS; the society has a new name, ASCM.",
)
number(
    "03.6",
    answer=lambda: tiers_from(YEARS)[1],
    hints=[
        "For each line ask two things: have the years begun, and are they not over yet?",
        "Eight years are past the end of two of the tiers. The other two are open at the top.",
    ],
    solution="Two: the senior (from 5 years) and the lead technician (from 7). Both are open at the top.",
    mistakes={
        4: "You counted every tier that has begun. Two of them are over at 2 and at 5 years.",
        1: "The highest fits. So does another one: it has no end either.",
        3: "One of these three ends before 8 years: look at years_high.",
        0: "<NA> means that no end is given: such a tier is open at the top.",
        YEARS: "That is the number of years. Asked for is how many of the four lines fit.",
        5: "Those are the years at which a tier begins. Asked for is how many of the four lines fit.",
        7: "Those are the years at which a tier begins. Asked for is how many of the four lines fit.",
    },
    insight="By the years alone, nobody can say which of the two.",
)
number(
    "03.7",
    answer=lambda: onward(TOP_TIER)[0],
    hints=[
        "Choose the box of the Lead production technician and read what stands below the map.",
        'Below the map it says "Leads to" and names roles, or it says that no step leads on.',
    ],
    solution=lambda: (
        f"{onward(TOP_TIER)[0]}: below the map it says that no step leads on from there. The three steps of the way "
        "lead to that box, not on from it."
    ),
    mistakes={
        3: "That is how many steps lead up to the box. Asked for is how many lead on from it.",
        7: "Those are the years that lead up to the box. Asked for are the arrows that lead on from it.",
        2: "That is how many boxes lie between you and that box. Asked for is how many arrows lead on from it.",
        6: "That is how many roles the junior can reach. Asked for is how many arrows lead on from the lead's box.",
        1: "There is one arrow at that box, and it points to it, not away from it.",
        4: "That is how many arrows lead on from the Production technician, two tiers below.",
    },
    insight="On this map the tiers lead to that box and no further.",
)


def planned(career_map):
    """Whether the learner found the way to the supervisor, and planned its first step."""
    chosen = career_map.view["set"]
    if not chosen["goal"]:
        return f"No goal is chosen yet. Choose {GOAL} in the list I want to go here."
    if chosen["goal"] != GOAL:
        return f"Your goal is {chosen['goal']}; here it is {GOAL}. Choose it in the list I want to go here."
    if chosen["start"] != START:
        return f"You start as {chosen['start']}; here the start is {START}. Choose it in the list I am here."
    plan = career_map.plan
    bare = plan[plan["target_date"].isna()]
    if len(bare):
        return Verdict(
            "wrong, named",
            f"The way is right: {len(plan)} steps. The target date of step {int(bare['step'].iloc[0])} is still missing.",
            "Below the map, fill in the field Target date of that step.",
        )
    if plan["target_date"].iloc[0] > plan["target_date"].iloc[-1]:
        return Verdict(
            "wrong, named",
            "The dates run backwards: the second step has an earlier date than the first.",
            "Change one of the two dates.",
        )
    if not plan["note"].iloc[0].strip():
        return Verdict(
            "wrong, named",
            "Both dates are there. The note of step 1 is still empty.",
            "Write in it what you would do first.",
        )
    return (
        True,
        f"{len(plan)} steps, by way of {plan['to_role'].iloc[0]}: you leave the tiers after the first.",
    )


def map_with(goal=GOAL, start=START, dates=("2027-06-30", "2029-06-30"), note="ask about the evening course"):
    """A career map as a learner leaves it: for the tests."""
    from shopfloor.widgets import CareerMap

    made = CareerMap(start, goal)
    steps = [f"{step.from_role} -> {step.to_role}" for step in made.way or []]
    plan = {step: {"date": date} for step, date in zip(steps, dates)}
    if note and steps:
        plan.setdefault(steps[0], {})["note"] = note
    made.set(plan=plan)
    return made


record(
    "03.8",
    planned,
    right=map_with,
    also_right=[lambda: map_with(dates=("2028-01-31", "2028-01-31"), note="call the college")],
    also_wrong=[
        lambda: map_with(goal=TOP_TIER),
        lambda: map_with(goal="Production manager"),
        lambda: map_with(goal=""),
        lambda: map_with(start="Production technician"),
        lambda: map_with(dates=()),
        lambda: map_with(dates=("2029-06-30", "2027-06-30")),
        lambda: map_with(note=" "),
        "Production supervisor",
    ],
    noun="career map",
    first_step=f"Choose {GOAL} as the goal on the map above, plan the steps, then run this cell again.",
    hints=[
        f"Set the two lists at the top: I am here, {START}; I want to go here, {GOAL}.",
        "Below the map each step has a target date and a note. Fill in both dates, and the note of step 1.",
    ],
    solution=f"There is no working to show: start {START}, goal {GOAL}, a target date for both steps, the later step not "
    "before the earlier one, and in the note of step 1 the first thing you would do.",
    question=f"Plan the way from {START} to {GOAL} on the map.",
)
choice(
    "03.9",
    "Which of these may go into your portfolio? Choose all that may.",
    {
        "a": "Times of five operators, each with the name",
        "b": "Your certificate, with your own name on it",
        "c": "A customer's drawing, because you found the error in it",
        "d": "A sketch of your own, of how you moved the bins, shown with your supervisor's consent",
        "e": "Photo of a line at work, with colleagues whom nobody asked",
    },
    ["b", "d"],
    mistakes={
        "a": "Times of named people are theirs, not yours to show. Write how many people and cycles there were, without names.",
        "c": "The drawing belongs to the customer, whoever found the error. Say in words what kind of error it was.",
        "e": "Nobody on it has agreed. Ask them, or photograph the empty line, if the plant allows it.",
        (
            "b",
        ): "The certificate may, and so may another one of the five. Ask of each: whose is it, and has that one agreed?",
        (
            "d",
        ): "The sketch may, and so may another one of the five. Ask of each: whose is it, and has that one agreed?",
    },
    insight="Your own work, your own name, and consent for the rest.",
)
number(
    "03.10",
    answer=lambda: onward("Production technician")[0],
    hints=[
        "Only the role in the quotes changes.",
        'reachable("Production technician", advancement=advancement) and count the rows.',
    ],
    solution=lambda: (
        f'reachable("Production technician", advancement=advancement) has {onward("Production technician")[0]} rows: '
        f"{onward('Production technician')[1]} roles in one step, the lead in two."
    ),
    mistakes=lambda: {
        onward("Production technician")[
            1
        ]: "You counted the roles that one arrow leads to. Two arrows in a row count as well.",
        onward(START)[0]: f"That is the number for the {START}.",
        len(careers.career_map(load("careers/advancement"))): "That is every role on the map.",
        len(load("careers/advancement")): "That is the number of arrows in the whole table.",
    },
    insight="The lead is there too, two steps away.",
)

choice(
    "03.x1",
    "A made-up offer: a certificate of the ASQ for 900 dollars. The ASQ exists. What do you do before you pay?",
    {
        "a": "Pay: a well-known society stands behind it",
        "b": "Look on the society's own page whether it gives this certificate, under this name",
        "c": "Ask the school that sells the course whether the certificate is real",
    },
    "b",
    mistakes={
        "a": "The MSSC is real too, and yet the certificate that the guide puts down to it is doubtful.",
        "c": "The school earns by your yes. The issuer's own list is the place to look.",
    },
    insight="That somebody exists does not mean that they give it.",
)
choice(
    "03.x2",
    "Which skill do you learn first for the job you want?",
    {
        "a": "The one with the largest gap",
        "b": "The one with the largest gap among those that matter in that job",
        "c": "The most important one of the job",
        "d": "The one in which you are best already",
    },
    "b",
    mistakes={
        "a": "It may hardly matter in that job, as Operation and Control for the supervisor.",
        "c": "You may have it already: then there is nothing to close.",
        "d": "That is where you have least to gain.",
    },
    insight="Importance first, then the gap.",
)

ASSIGNMENT = Assignment(
    "a03_paths",
    parts=[
        number_form("a03_gap", unit="levels", low=-7, high=7),
        number_form("a03_first", low=1, high=14),
        number_form("a03_missing", unit="levels", low=-30, high=60),
        number_form("a03_share", unit="percent", low=1, high=1000),
        rows_form("a03_confidential", noun="line", high=14, may_be_empty=True),
        by_hand("a03_plan"),
    ],
)
