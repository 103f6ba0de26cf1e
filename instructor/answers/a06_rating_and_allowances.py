"""The key of assignment 06, rating and allowances: what follows from each student's own clips and own study.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods.timestudy import labour_cost, standard_time
from shopfloor.teaching.compare import Mistake, Number, Rows
from shopfloor.teaching.compare.ratings import Ratings
from shopfloor.widgets.rating_trainer.clips import own_paces

CYCLES = 12
WIPED_EVERY = 4
ALLOWANCE = 0.162
WAGE, BURDEN = 20.29, 0.42

RUBRIC = {
    "a06_note": {
        4: "A clear position, at least one number of the student's own (a rating, a time, the bias of their ratings), and one limit of "
        "the study. For example: 'No. I rated the operator at 0.85; without that the standard would be 1.6 min, the time of a slow "
        "pace, and with it 1.4. But one observer rated one operator on one day, and on the clips I was off by 0.06 myself.'",
        2: "A position with a reason, but no number of one's own or no limit. "
        "For example: 'No, because some people work faster than others and it would not be fair.'",
        0: "No reason, or the question is repeated. For example: 'Yes, opinions do not belong on a form.'",
    }
}


def data(student, course):
    """The student's rated study."""
    return my_data("timestudy/rated_times", student, course)


def numbers_of(study, *elements):
    """The observations of these elements."""
    return [int(number) for number in study[study["element"].isin(elements)]["observation"]]


def average(study, element):
    return float(study[study["element"] == element]["time_min"].mean())


def rating(study, element):
    return float(study[study["element"] == element]["rating"].iloc[0])


def normal_cover(study, not_rated, shares=None, pace=lambda written: written):
    """Normal time of one cover: each line by its rating, 1.00 on the lines named, rare work shared out."""
    shares = {"A": 1.0, "B": 1.0, "C": 1.0, "D": 1.0, "E": 1 / WIPED_EVERY} | (shares or {})
    total = 0.0
    for element, share in shares.items():
        lines = study[study["element"] == element]
        counted = lines["rating"].map(pace).where(~lines["observation"].isin(not_rated), 1.0)
        total += float((lines["time_min"] * counted).mean()) * share
    return total


@key("a06_ratings")
def ratings(case):
    return Ratings(own_paces("a06_ratings", case.student, case.course))


@key("a06_normal_a")
def normal_a(case):
    time, pace = average(case.data, "A"), rating(case.data, "A")
    lines = case.data[case.data["element"] == "A"]
    usual = lines[lines["remark"] == ""]["time_min"].mean()
    first = lines["time_min"].iloc[0]
    return Number(
        time * pace,
        unit="min",
        tolerance=0.0006,
        mistakes=[
            Mistake(
                time / pace,
                "You divided by the rating. Fast work takes longer at normal pace, slow work less: multiply.",
                "Multiply the average time of A by its rating.",
                credit=0.5,
            ),
            Mistake(
                time,
                "That is the observed time: how long this operator took, at this operator's pace.",
                "Multiply it by the rating on the lines of A.",
            ),
            Mistake(
                float(usual) * pace,
                "The slow cycle is missing from your average. It was slow because of the work, so it is real.",
                "Use the average of all twelve times of A.",
                credit=0.5,
            ),
            Mistake(
                float(first) * pace,
                "That is the first time of A alone, rated.",
                "Use the average of all twelve times of A.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a06_not_rated")
def not_rated(case):
    machine, foreign, wiping = (numbers_of(case.data, element) for element in "CFE")
    slow = case.data[(case.data["element"] != "F") & (case.data["remark"] != "")]["observation"].tolist()
    return Rows(
        machine,
        mistakes=[
            Mistake(
                tuple(foreign),
                "Those are the foreign elements. They carry no rating at all, and stay out of the time anyway.",
                "Read the column kind in the table of elements: who sets the pace of each?",
            ),
            Mistake(
                tuple(sorted([*machine, *foreign])),
                "The lines of the press are right. The foreign lines carry no rating that could count.",
                "Leave the foreign lines out of this list.",
                credit=0.5,
            ),
            Mistake(
                tuple(wiping),
                "Wiping the plate is rare, but a person does it, and the person's pace is to be seen.",
                "Read the column kind in the table of elements: who sets the pace of each?",
            ),
            Mistake(
                tuple(sorted([*machine, *wiping])),
                "The lines of the press are right. Wiping the plate is rare, but a person does it: its rating counts.",
                "Leave the lines of element E out of this list.",
                credit=0.5,
            ),
            Mistake(
                tuple(range(1, CYCLES + 1)),
                "1 to 12 are the numbers of the cycles. Asked for are the observations, in the first column.",
                "Filter your study by the element and look at the column observation.",
            ),
            *(
                Mistake(
                    number,
                    "A slow time with a reason in the work is real, and the person's pace is to be seen in it.",
                    "Keep only the lines where a machine sets the pace.",
                )
                for number in slow
            ),
        ],
    )


@key("a06_normal_cover")
def normal_of_a_cover(case):
    study = case.data
    own = case.earlier("a06_not_rated", numbers_of(study, "C"))
    without_slow = study[(study["remark"] == "") | (study["element"] == "F")]
    interruptions = float(study[study["element"] == "F"]["time_min"].sum()) / CYCLES
    right = normal_cover(study, own)
    return Number(
        right,
        unit="min",
        tolerance=0.0012,
        mistakes=[
            Mistake(
                normal_cover(study, []),
                "The ratings on the lines of the press are in your time. Nobody can hurry the press.",
                "Take 1.00 as the rating of element C.",
                credit=0.5,
            ),
            Mistake(
                normal_cover(study, own, {"E": 1.0}),
                "You added all of wiping the plate to one cover. It is done once in four covers.",
                "Add a quarter of E.",
                credit=0.5,
            ),
            Mistake(
                normal_cover(study, [], {"E": 1.0}),
                "Two slips: the ratings on the lines of the press are in your time, and all of wiping the plate.",
                "Take 1.00 as the rating of element C, and a quarter of E.",
                credit=0.25,
            ),
            Mistake(
                normal_cover(study, [], {"E": 0.0}),
                "Two slips: the ratings on the lines of the press are in your time, and wiping the plate is missing.",
                "Take 1.00 as the rating of element C, and add a quarter of E, rated.",
                credit=0.25,
            ),
            Mistake(
                float(study.groupby("element")["time_min"].mean().sum()),
                "You added the averages as they stand: not rated, all of wiping the plate, and the foreign elements.",
                "Multiply A, B and D by their rating, take C as it is, and a quarter of E, rated. F stays out.",
            ),
            Mistake(
                normal_cover(study, own, {"E": 0.0}),
                "Wiping the plate is missing. It is rare, and still part of the work.",
                "Add a quarter of E, rated.",
                credit=0.5,
            ),
            Mistake(
                right + interruptions,
                "The foreign elements are in your time. The covers did not need them.",
                "Add A to D and a quarter of E only.",
                credit=0.5,
            ),
            Mistake(
                normal_cover(without_slow, own),
                "The slow cycle is missing. It was slow because of the work, so it is real.",
                "Use the averages of all times, as they stand above.",
                credit=0.5,
            ),
            Mistake(
                normal_cover(study, study["observation"].tolist()),
                "That is the observed time of a cover: no rating is in it.",
                "Multiply each element's average by its rating before you add.",
            ),
            Mistake(
                normal_cover(study, own, pace=lambda written: 1 / written),
                "You divided by the ratings. Fast work takes longer at normal pace, slow work less: multiply.",
                "Multiply each element's average by its rating before you add.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


def own_normal(case):
    return case.earlier("a06_normal_cover", normal_cover(case.data, numbers_of(case.data, "C")))


def own_standard(case):
    return case.earlier("a06_standard", standard_time(own_normal(case), ALLOWANCE, basis="workday"))


@key("a06_standard")
def standard(case):
    normal = own_normal(case)
    return Number(
        standard_time(normal, ALLOWANCE, basis="workday"),
        unit="min",
        tolerance=0.0012,
        mistakes=[
            Mistake(
                standard_time(normal, ALLOWANCE, basis="job"),
                "You took the allowance as a part of the job. The agreement writes it as a part of the working day.",
                'Write basis="workday", or divide by 1 - 0.162.',
                credit=0.5,
            ),
            Mistake(
                normal * (1 - ALLOWANCE),
                "You took the allowance away. It is time on top: a standard is longer than the normal time.",
                "Divide the normal time by 1 - 0.162.",
            ),
            Mistake(
                normal,
                "That is the normal time: nobody rests in it.",
                "Divide it by 1 - 0.162.",
            ),
            Mistake(
                normal + ALLOWANCE,
                "You added 0.162 min. The allowance is a fraction of the working day, not a time.",
                "Divide the normal time by 1 - 0.162.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a06_per_hour")
def per_hour(case):
    normal, own = own_normal(case), own_standard(case)
    return Number(
        60 / own,
        unit="covers an hour",
        tolerance=0.06,
        mistakes=[
            Mistake(
                60 / normal,
                "That is an hour of normal time, without any rest.",
                "Divide 60 by the standard time.",
                credit=0.5,
            ),
            Mistake(
                60 * own,
                "You multiplied. The question is how often a cover's time fits into 60 minutes.",
                "Divide 60 by the standard time.",
            ),
            Mistake(
                480 / own,
                "That is for eight hours. Asked for is one.",
                "Divide 60 by the standard time.",
                credit=0.5,
            ),
            Mistake(
                own,
                "That is the time of one cover. How often does it fit into 60 minutes?",
                "Divide 60 by the standard time.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a06_cost")
def cost(case):
    normal, own = own_normal(case), own_standard(case)
    return Number(
        labour_cost(own / 60, WAGE, BURDEN),
        unit="dollars",
        tolerance=0.0012,
        mistakes=[
            Mistake(
                labour_cost(own, WAGE, BURDEN),
                "You took the minutes for hours: the wage is for an hour.",
                "Divide the standard time by 60 first.",
                credit=0.5,
            ),
            Mistake(
                labour_cost(own / 60, WAGE, 0.0),
                "That is the wage alone. The burden comes on top.",
                "Multiply by 1 + 0.42, or give the function the burden.",
                credit=0.5,
            ),
            Mistake(
                own / 60 * WAGE * BURDEN,
                "That is the burden alone. The wage belongs to it.",
                "Multiply by 1 + 0.42.",
            ),
            Mistake(
                labour_cost(own / 60, WAGE, 1 + BURDEN),
                "You wrote 1.42 for the burden. The function adds the 1 itself.",
                "The burden is 0.42.",
                credit=0.5,
            ),
            Mistake(
                labour_cost(normal / 60, WAGE, BURDEN),
                "That is the cost of the normal time. The plant pays for the time of rest as well.",
                "Use the standard time.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )
