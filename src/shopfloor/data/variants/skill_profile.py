"""A student's skill profile: what one invented person can do, what the job they want needs, and their evidence.

Real are the importance and the level that O*NET 29.0 (US Department of Labor, USDOL/ETA, CC BY 4.0) gives each
skill in the job aimed at; they stand in careers/skill_ratings too. Made are the person, their own levels and
their evidence.

Model, in hundredths of a level:

- the job aimed at is one of eight, and 14 of 20 skills stand in an order drawn by chance;
- the person rates themselves in halves of a level;
- the largest gap of all belongs to a skill that the job rates below 3 (the middle of the scale of importance):
  it is at least 0.30 larger than the largest gap of an important skill, which is 0.25 larger than the next one;
- in two or three important skills, and in one that is not, the person is above the job: a gap below zero;
- the first line is an important skill with a plain gap, for the arithmetic by hand;
- four or five lines have evidence that must not be shown: at least two about people who are named, at least two
  that belong to a customer or the plant. Three others only look like it.

Drawn again where two ways to add the gaps up would give nearly the same.
"""

from .sheet import decimal

LINES = 14
IMPORTANT = 300
PEOPLE, COMPANY = "people", "company"
PLAIN, ALIKE = "plain", "alike"
# Skill: evidence that may be shown, what it must not be (and whose it is), and what only looks like that.
EVIDENCE = {
    "Active Listening": (
        "Letter of thanks from my team for taking the notes of our meetings",
        (PEOPLE, "What each operator told me about the foreman, with their names"),
        "Results of a survey without names, as they hang in the canteen",
    ),
    "Speaking": (
        "Certificate of the evening course in public speaking",
        (PEOPLE, "Video of my safety talk, with colleagues who were never asked"),
        "Video of my safety talk, with colleagues who agreed in writing",
    ),
    "Writing": (
        "My article in the newsletter of the technical college",
        (COMPANY, "My letter about a claim, with the customer's name and order number"),
        "My letter about a claim in a company that our teacher invented",
    ),
    "Reading Comprehension": (
        "Certificate of the course in reading technical manuals",
        (COMPANY, "A customer's drawing with my notes in the margin"),
        "My notes on the public manual of a drill press",
    ),
    "Mathematics": (
        "Certificate of the evening course in statistics",
        (COMPANY, "The plant's cost sheet, with the price of each part"),
        "Cost sheet of a bakery that our teacher invented",
    ),
    "Critical Thinking": (
        "Grade of my term paper on sources that disagree",
        (COMPANY, "The audit report of our plant, marked internal"),
        "My comment on an audit report that was published on the web",
    ),
    "Monitoring": (
        "Certificate of the course in control charts",
        (PEOPLE, "Times of six packers from my study, each with the name"),
        "Times of my own packing, taken by myself",
    ),
    "Coordination": (
        "Thanks of the college for planning the open day",
        (COMPANY, "Delivery plan of the week, with the customers' names"),
        "Delivery plan of the food stands at our own street fair",
    ),
    "Social Perceptiveness": (
        "Certificate of the course for mediators",
        (PEOPLE, "My notes on who quarrels with whom on the shift, by name"),
        "Our role play about a quarrel on a shift, with invented people",
    ),
    "Instructing": (
        "Letter of my supervisor: trained two newcomers",
        (PEOPLE, "Test results of the newcomers that I trained, with names"),
        "Average result of the newcomers that I trained, with the plant's consent",
    ),
    "Time Management": (
        "Diploma earned at evening school beside shift work",
        (PEOPLE, "List of the times at which each colleague came late"),
        "My own plan of a week with work and school",
    ),
    "Complex Problem Solving": (
        "Second prize in the college's contest of bridge builders",
        (COMPANY, "Photo of a customer's prototype, with the fault that I found"),
        "Photo of a bicycle rack that I designed and built at home",
    ),
    "Operations Monitoring": (
        "Record of the course in reading machine displays",
        (COMPANY, "Photo of a control screen with the recipe of our paint"),
        "Photo of the control screen of the college's training plant",
    ),
    "Operation and Control": (
        "Operator's card for the forklift",
        (COMPANY, "Photo of the press panel, with the access code on a note"),
        "Photo of the college's training press at work",
    ),
    "Quality Control Analysis": (
        "Certificate of the course in measuring with caliper and micrometer",
        (COMPANY, "List of complaints, with customers and part numbers"),
        "Pareto chart of the faults in my own 3D prints",
    ),
    "Troubleshooting": (
        "Letter of my supervisor: found a fault that others had missed",
        (COMPANY, "Wiring diagram of the plant's press"),
        "Wiring diagram of a model railway that I built",
    ),
    "Equipment Maintenance": (
        "Logbook of the college's lathe, signed by the teacher for this purpose",
        (COMPANY, "A supplier's offer to the plant, with the prices of bearings"),
        "Page with bearings and prices from a public catalog",
    ),
    "Management of Personnel Resources": (
        "Certificate: team captain at the volunteer fire department",
        (PEOPLE, "List of vacation and sick days of the shift, with names"),
        "Roster that I drew up for a team in a textbook",
    ),
    "Management of Material Resources": (
        "Thanks of the college for running its tool crib for a term",
        (COMPANY, "What the plant pays for its steel, copied from the computer"),
        "What I paid for the steel of my own garden gate",
    ),
    "Programming": (
        "Certificate of the course in spreadsheets and programming",
        (COMPANY, "The plant's PLC program on my memory stick"),
        "PLC program that I wrote for an exercise at the college",
    ),
}
SKILLS = tuple(EVIDENCE)
# Importance and level in hundredths, in the order of the skills above: O*NET 29.0.
GOALS = {
    "Industrial Production Managers": (
        "388 400  400 400  338 400  388 400  338 375  400 400  400 488  400 400  350 388  312 362  "
        "388 412  362 388  312 350  275 312  312 388  225 225  200 138  388 425  325 400  162 75"
    ),
    "Industrial Engineers": (
        "400 412  388 412  375 412  400 450  325 388  400 412  338 425  312 312  300 300  300 300  "
        "300 300  388 412  238 275  225 225  225 238  200 175  100 0  288 288  250 262  188 112"
    ),
    "Electro-Mechanical and Mechatronics Technologists and Technicians": (
        "312 338  312 312  312 312  325 400  288 300  362 375  375 400  300 300  288 288  288 312  "
        "300 300  325 312  400 400  350 400  362 375  388 400  312 362  275 288  200 162  250 262"
    ),
    "Industrial Engineering Technologists and Technicians": (
        "388 388  325 375  312 375  400 400  312 375  388 388  338 388  288 325  288 312  300 312  "
        "325 338  375 388  250 250  162 88  300 300  175 125  200 200  250 275  212 212  188 162"
    ),
    "Industrial Machinery Mechanics": (
        "312 300  300 300  275 275  288 300  238 250  362 350  312 312  300 300  275 212  262 275  "
        "300 300  312 300  400 400  400 400  375 375  400 400  400 412  262 212  175 88  175 150"
    ),
    "First-Line Supervisors of Production and Operating Workers": (
        "388 400  388 375  312 362  350 375  238 288  375 375  375 388  375 388  375 388  300 312  "
        "388 388  312 362  312 338  275 275  300 312  225 250  212 212  388 375  212 262  125 38"
    ),
    "Inspectors, Testers, Sorters, Samplers, and Weighers": (
        "312 312  312 300  325 312  312 300  262 250  325 325  300 312  288 288  288 225  200 212  "
        "300 275  288 275  300 312  288 288  375 338  225 225  175 138  212 212  188 100  150 62"
    ),
    "Computer Numerically Controlled Tool Operators": (
        "312 300  300 300  262 288  288 338  275 288  362 362  362 362  288 275  288 262  275 288  "
        "300 288  312 300  412 388  412 388  338 350  312 288  300 300  238 188  162 125  212 200"
    ),
}
HALF = 50
OTHER_LINES = 5
FIRST = 75, 250
ABOVE_ALL, ABOVE_NEXT, APART = 30, 25, 10


def ratings(goal):
    """Return {skill: (importance, level)} of one job, in hundredths.

    >>> ratings("Industrial Engineers")["Writing"]
    (375, 412)
    """
    numbers = [int(number) for number in GOALS[goal].split()]
    return dict(zip(SKILLS, zip(numbers[::2], numbers[1::2], strict=True), strict=True))


def rows(draws):
    """Return (line, goal, skill, importance, level wanted, level had, evidence, what kind of evidence it is).

    >>> from .draws import Draws
    >>> profile = rows(Draws("open-2026", "careers/skill_profile", "example"))
    >>> len(profile), len({row[2] for row in profile})
    (14, 14)
    """
    while True:
        goal = draws.pick(tuple(GOALS))
        rated = ratings(goal)
        levels = _levels(draws, rated)
        if levels is None:
            continue
        order = draws.some(list(levels), LINES)
        kinds = _kinds(draws, order)
        gaps = [(rated[skill][0], rated[skill][1], levels[skill]) for skill in order]
        if kinds and _fair(gaps):
            return [
                (
                    number,
                    goal,
                    skill,
                    *rated[skill],
                    levels[skill],
                    _evidence(skill, kinds[skill]),
                    kinds[skill],
                )
                for number, skill in enumerate(order, start=1)
            ]


def cells(draws):
    """Return the profile as rows of text cells, the way they stand in the CSV file."""
    return [
        (
            str(line),
            goal,
            skill,
            decimal(importance, 2),
            decimal(wanted, 2),
            decimal(had, 2),
            evidence,
        )
        for line, goal, skill, importance, wanted, had, evidence, _ in rows(draws)
    ]


def _levels(draws, rated):
    """What the person has, skill -> level: the tempting gap, the first one, some above the job, the rest below."""
    important = [skill for skill in SKILLS if rated[skill][0] >= IMPORTANT]
    others = [skill for skill in SKILLS if rated[skill][0] < IMPORTANT]
    others = draws.some(others, min(OTHER_LINES, len(others)))
    important = draws.some(important, LINES - len(others))
    first, *more = important
    tempting, surplus, *rest = others
    above = more[: draws.between(2, 3)]
    levels = {tempting: HALF * draws.between(1, 2)}
    temptation = rated[tempting][1] - levels[tempting]
    gap = _gap(draws, rated[first][1], FIRST[0], min(FIRST[1], temptation - ABOVE_ALL))
    if gap is None:
        return None
    levels[first] = rated[first][1] - gap
    for skill in (*above, surplus):
        levels[skill] = rated[skill][1] // HALF * HALF + HALF * draws.between(1, 2)
    for skill in more[len(above) :]:
        levels[skill] = rated[skill][1] - (_gap(draws, rated[skill][1], 0, gap - ABOVE_NEXT) or 0)
    for skill in rest:
        levels[skill] = rated[skill][1] - (_gap(draws, rated[skill][1], 0, temptation - ABOVE_ALL) or 0)
    # A level that is no half came of a gap that could not be had.
    return levels if all(level % HALF == 0 for level in levels.values()) else None


def _gap(draws, wanted, least, most):
    """A gap between two limits that leaves a level in halves, or None where there is none."""
    possible = [wanted - had for had in range(0, wanted + 1, HALF) if least <= wanted - had <= most]
    return draws.pick(possible) if possible else None


def _kinds(draws, order):
    """What kind each line's evidence is: skill -> kind; None where too few can be about people or the plant."""
    whose = {skill: EVIDENCE[skill][1][0] for skill in order}
    people = [skill for skill in order if whose[skill] == PEOPLE]
    company = [skill for skill in order if whose[skill] == COMPANY]
    if len(people) < 3 or len(company) < 3:
        return None
    counts = draws.pick(((2, 2), (2, 3), (3, 2)))
    secret = [*draws.some(people, counts[0]), *draws.some(company, counts[1])]
    alike = draws.some([skill for skill in order if skill not in secret], 3)
    return {skill: whose[skill] if skill in secret else ALIKE if skill in alike else PLAIN for skill in order}


def _evidence(skill, kind):
    plain, (_, secret), alike = EVIDENCE[skill]
    return {PLAIN: plain, ALIKE: alike}.get(kind, secret)


def _fair(lines):
    """Whether the first line is plain, and the ways to add the gaps up lie apart."""
    importance, wanted, had = lines[0]
    gap = wanted - had
    below = lines[1][1] - lines[1][2]
    if importance < IMPORTANT or gap < 25 or gap in (had, importance - had, wanted - importance, below):
        return False
    important = [wanted - had for importance, wanted, had in lines if importance >= IMPORTANT]
    every = [wanted - had for _, wanted, had in lines]
    if gap == max(important):
        return False
    missing = sum(max(gap, 0) for gap in important)
    ways = (
        sum(important),
        sum(abs(gap) for gap in important),
        sum(max(gap, 0) for gap in every),
        sum(every),
    )
    return all(abs(missing - way) >= APART for way in ways)
