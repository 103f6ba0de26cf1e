"""The key of assignment 02, pay and honest numbers: what follows from each student's own survey.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods.tables import leave_out
from shopfloor.teaching.compare import Mistake, Number, Rows

SURVEY = "careers/pay_survey"
PRICE_RATIO = 313.689 / 255.657
LEAST_YEAR = 15_080
NATIONAL_MEDIAN = 64_790

RUBRIC = {
    "a02_note": {
        4: "The six questions answered for this survey, a figure of the student's own to print with its unit, and one thing a "
        "reader must be told. For example: 'Counted by the manufacturers; 48 full-time workers, supervisors among them; 2024; "
        "dollars a year, one was by the hour; 48; employers look generous. Print the median of the 43 technicians, 61,310 dollars a "
        "year, and say that 43 people of one region answered and that nobody knows how they were chosen.'",
        2: "A figure or a position with a reason, but questions left open that the data answers, or nothing for the reader. "
        "For example: 'Print the median, 61,310 dollars, because the manager pulls the mean up.'",
        0: "An opinion without a reason. For example: 'I would not print it, surveys are never right.'",
    }
}


def data(student, course):
    """The student's survey, as it was handed out."""
    return my_data(SURVEY, student, course)


def persons(table):
    return [int(person) for person in table["person"]]


def others(survey):
    """Who is not counted as a technician."""
    return persons(survey[survey["counted_as"] != "technician"])


def no_year(survey):
    """Who gave the pay of an hour or of a month."""
    return persons(survey[survey["pay_usd"] < LEAST_YEAR])


def who_does_not_belong(survey):
    return sorted([*others(survey), *no_year(survey)])


def kept(case):
    """The survey without the persons that the student left out, as far as they are in it."""
    survey = case.data
    given = case.earlier("a02_left_out", who_does_not_belong(survey))
    known = [person for person in given if person in set(survey["person"])]
    return leave_out(survey, known, column="person")


@key("a02_real_change")
def real_change(case):
    first = case.data[case.data["person"] == 1].iloc[0]
    ratio = float(first["pay_usd"]) / float(first["pay_2019_usd"])
    return Number(
        100 * (ratio / PRICE_RATIO - 1),
        unit="percent",
        tolerance=0.06,
        mistakes=[
            Mistake(
                100 * (ratio - 1),
                "That is the change in dollars of the day: the rise of prices is still in it.",
                "Divide the pay ratio by the price ratio before you take 1 off.",
                credit=0.25,
            ),
            Mistake(
                100 * (ratio - PRICE_RATIO),
                "You took the percentage of prices from the percentage of pay. That is close, and not what the pay buys.",
                "Divide the two ratios instead of subtracting.",
                credit=0.5,
            ),
            Mistake(
                100 * (ratio * PRICE_RATIO - 1),
                "You multiplied by the price ratio. Where prices have risen, a dollar buys less, not more.",
                "Divide by the price ratio.",
            ),
            Mistake(
                100 * (PRICE_RATIO / ratio - 1),
                "You divided prices by pay, so a loss looks like a gain.",
                "Put the pay ratio on top.",
            ),
            Mistake(
                ratio / PRICE_RATIO,
                "That is the ratio itself. The change is how far it lies from 1, in percent.",
                "Take 1 off, then multiply by 100.",
                credit=0.5,
            ),
            Mistake(
                100 * ratio / PRICE_RATIO,
                "That is what the pay buys in percent of before. The change is how far that lies from 100.",
                "Take 1 off the ratio before you make it a percentage.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


@key("a02_left_out")
def left_out(case):
    survey = case.data
    belong = survey[(survey["counted_as"] == "technician") & (survey["pay_usd"] >= LEAST_YEAR)]
    by_pay = belong.sort_values("pay_usd")
    highest, lowest = persons(by_pay)[-1], persons(by_pay)[0]
    return Rows(
        who_does_not_belong(survey),
        noun="person",
        mistakes=[
            Mistake(
                tuple(others(survey)),
                "You found everybody who is not a technician. One technician is still in who did not give the pay of a year.",
                "Sort by pay_usd and look at the first row.",
                credit=0.75,
            ),
            Mistake(
                tuple(no_year(survey)),
                "You found the figure that is no pay of a year. Supervisors and the manager are still counted as technicians.",
                "Filter by counted_as as well.",
                credit=0.5,
            ),
            Mistake(
                highest,
                "One of those you left out is a technician who earns far more than the others. That is rare, and true.",
                "Leave out by what counted_as says, not by how high the pay is.",
            ),
            Mistake(
                lowest,
                "One of those you left out has low pay that a full-time year can have.",
                "Compare with the full-time year at the minimum wage.",
            ),
        ],
    )


@key("a02_median")
def median(case):
    pay, everybody = kept(case)["pay_usd"], case.data["pay_usd"]
    return Number(
        pay.median(),
        unit="dollars",
        tolerance=1,
        mistakes=[
            Mistake(
                everybody.median(),
                "That is the median of all 48 answers.",
                "Take the pay of leave_out(...), not of survey.",
                credit=0.5,
            ),
            Mistake(
                pay.mean(),
                "That is the mean of those who are left. A few high figures pull it up.",
                "Use .median() in place of .mean().",
                credit=0.5,
            ),
            Mistake(
                everybody.mean(),
                "That is the mean of all 48 answers, the figure of the draft.",
                "Leave your list out first, then take the median.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a02_gap")
def gap(case):
    survey = case.data
    draft = survey["pay_usd"].mean()
    middle = case.earlier("a02_median", float(kept(case)["pay_usd"].median()))
    return Number(
        draft - middle,
        unit="dollars",
        tolerance=2,
        mistakes=[
            Mistake(
                draft,
                "That is the figure of the draft itself. Asked for is how far it lies above your median.",
                "Take your median of part 3 off.",
                credit=0.25,
            ),
            Mistake(
                kept(case)["pay_usd"].mean() - middle,
                "You took the mean of those who are left. The draft takes all 48 answers as they were given.",
                "Begin with the mean of survey.",
                credit=0.5,
            ),
            Mistake(
                draft - survey["pay_usd"].median(),
                "You compared the draft with the median of all 48 answers.",
                "Take your median of part 3 off.",
                credit=0.5,
            ),
            Mistake(
                draft - NATIONAL_MEDIAN,
                "You compared the draft with the national median, which belongs to part 5.",
                "Take your median of part 3 off.",
                credit=0.25,
            ),
            Mistake(
                NATIONAL_MEDIAN - middle,
                "You compared the national median with yours. Asked for is the figure of the draft.",
                "Begin with the mean of survey.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a02_share_below")
def share_below(case):
    pay, everybody = kept(case)["pay_usd"], case.data["pay_usd"]
    count = int((pay < NATIONAL_MEDIAN).sum())
    return Number(
        100 * count / len(pay),
        unit="percent",
        tolerance=0.06,
        mistakes=[
            Mistake(
                count,
                "That is how many people it is. Asked for is the percentage.",
                "Divide by the number of those who are left, and take it times 100.",
                credit=0.5,
            ),
            Mistake(
                100 - 100 * count / len(pay),
                "That is the percentage of those who earn more.",
                "Turn the sign in your filter round: <.",
                credit=0.5,
            ),
            Mistake(
                100 * count / len(everybody),
                "You divided by all 48. Those whom you left out are not in the whole any more.",
                "Divide by the number of those who are left.",
                credit=0.5,
            ),
            Mistake(
                100 * (everybody < NATIONAL_MEDIAN).sum() / len(everybody),
                "That is the percentage of all 48 answers.",
                "Filter the table that leave_out(...) gives, not survey.",
                credit=0.5,
            ),
            Mistake(
                100 * (everybody > NATIONAL_MEDIAN).sum() / len(everybody),
                "That is the percentage of all 48 answers, and of those who earn more.",
                "Filter the table that leave_out(...) gives, with < in place of >.",
                credit=0.25,
            ),
            Mistake(
                int((everybody < NATIONAL_MEDIAN).sum()),
                "That is how many of all 48 it is. Asked for is the percentage of those who are left.",
                "Filter the table that leave_out(...) gives, divide by its number of rows, and take it times 100.",
                credit=0.25,
            ),
        ],
        almost_credit=0.5,
    )
