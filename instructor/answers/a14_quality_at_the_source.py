"""The key of assignment 14, the seal of a bag: what follows from each student's own subgroups.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods.quality import capability, xbar_r
from shopfloor.teaching.compare import Mistake, Number

TABLE = "quality/seal_force"
# For subgroups of four, as the notebook gives them; and A2 for five, from the lesson.
A2, D4, A2_OF_FIVE = 0.729, 2.282, 0.577

RUBRIC = {
    "a14_note": {
        4: "Two signs kept apart, with the student's own subgroups (one bag in the odd one, all bags since the other), Cpk before and "
        "since with what to do now, and the number of bags (about 17,300 before and as many after). For example: 'In subgroup 7 one bag "
        "was odd, perhaps a wrinkle, and it passed. Since 20 all bags have moved together, so I would look at the sealing bar. Cpk fell "
        "from 1.58 to 1.01: I would stop and look now, while the bags are good. 500 bags cannot show 20 % fewer: it takes 17,300 before "
        "and after.' Whose Cpk stayed above 1.33, or did not fall (for a few it does not: four to seven subgroups are few), may let it run while somebody looks, if that is said.",
        2: "A proposal with a number of the student's own, but without the second sign, without Cpk, or without the number of bags. For "
        "example: 'Since subgroup 20 the averages are beyond the limit, so I would stop the machine and check the sealing bar.'",
        0: "No number and no reason, or the shift lead's sentences are repeated. For example: 'Nearly all bags are inside, so it can run.'",
    }
}

QUIET = "Keep the rows before the subgroup of part 3, then leave out the one of part 2."
SINCE = "Keep the rows from the subgroup of part 3 on, with >=."
CHART = "Look at the upper chart, the averages, from left to right: the first diamond is asked for."


def data(student, course):
    """The student's subgroups."""
    return my_data(TABLE, student, course)


def charts(case):
    return xbar_r(case.data)


def limits(case):
    return float(case.data["lsl_n"].iloc[0]), float(case.data["usl_n"].iloc[0])


def signs(case):
    """(the odd subgroup, the first shifted one), as they were handed in."""
    averages, ranges = charts(case)
    odd = case.earlier("a14_odd", int(ranges.out_of_control[0]))
    return odd, case.earlier("a14_since", int(averages.out_of_control[0]))


def rated(case, keep):
    """The capability of the subgroups for whose numbers ``keep`` says yes."""
    return capability(case.data[keep(case.data["subgroup"])], *limits(case))


def roomier(found):
    return max(found.cpl, found.cpu)


@key("a14_upper")
def upper(case):
    averages, ranges = charts(case)
    center, spread = averages.centre, ranges.centre
    _, usl = limits(case)
    by_a2 = "Add A2 = 0.729 times the mean range to the mean of the averages."
    return Number(
        center + A2 * spread,
        unit="N",
        tolerance=0.012,
        mistakes=[
            Mistake(center - A2 * spread, "That is the lower limit.", by_a2, credit=0.5),
            Mistake(
                center + D4 * spread,
                "You took D4. It belongs to the chart of ranges.",
                by_a2,
                credit=0.25,
            ),
            Mistake(
                center + A2_OF_FIVE * spread,
                "You took the A2 of the lesson, for subgroups of five. Here a subgroup has four bags.",
                by_a2,
                credit=0.5,
            ),
            Mistake(
                center + 3 * spread,
                "You added three mean ranges. A2 has the three standard deviations in it already.",
                by_a2,
            ),
            Mistake(center + spread, "You added the whole mean range, without A2.", by_a2, credit=0.25),
            Mistake(
                A2 * (center + spread),
                "You multiplied the sum by A2. Only the mean range is multiplied.",
                by_a2,
                credit=0.25,
            ),
            Mistake(
                usl,
                "That is the upper specification limit, what the customer allows. A control limit comes from the process.",
                by_a2,
            ),
            Mistake(center, "That is the center line.", by_a2),
        ],
        almost_credit=0.5,
    )


@key("a14_odd")
def odd(case):
    averages, ranges = charts(case)
    right = int(ranges.out_of_control[0])
    order = sorted(range(len(ranges.points)), key=lambda place: -ranges.points[place])
    largest = "Look at the lower chart, the ranges: which point is beyond the limit?"
    return Number(
        right,
        tolerance=0,
        mistakes=[
            Mistake(
                int(averages.out_of_control[0]),
                "In that one the average is beyond a limit: all four bags moved together. Here one bag differs from the other three.",
                largest,
            ),
            Mistake(
                right - 1,
                "That is one too few: it is the bold row label at the left edge, counted from 0, or the point before.",
                "The number stands in the column subgroup.",
                credit=0.5,
            ),
            Mistake(order[1] + 1, "That is the second largest range, and it is inside the limit.", largest),
            Mistake(order[-1] + 1, "That is the smallest range: its bags are the most alike.", largest),
        ],
    )


@key("a14_since")
def since(case):
    averages, ranges = charts(case)
    out = [int(label) for label in averages.out_of_control]
    right = out[0]
    farthest = max(out, key=lambda label: abs(averages.points[label - 1] - averages.centre))
    return Number(
        right,
        tolerance=0,
        mistakes=[
            Mistake(
                right - 1,
                "That is one too few: it is the bold row label at the left edge, counted from 0, or the point before.",
                "The number stands in the column subgroup.",
                credit=0.5,
            ),
            Mistake(
                int(ranges.out_of_control[0]),
                "That is the subgroup whose range is beyond the limit. It was over with the next one.",
                CHART,
            ),
            Mistake(
                farthest,
                "Its average lies farthest from the center line, but an earlier one lies beyond a limit, too.",
                CHART,
                credit=0.25,
            ),
            Mistake(
                out[1],
                "Its average lies beyond a limit, but it is not the first that does.",
                CHART,
                credit=0.25,
            ),
            Mistake(
                out[-1],
                "That is the last average beyond a limit.",
                CHART,
                credit=0.25,
            ),
            Mistake(
                len(out),
                "That is how many averages lie beyond a limit. The number of the first of them is asked for.",
                CHART,
            ),
        ],
    )


@key("a14_cpk")
def cpk(case):
    one, first = signs(case)
    found = rated(case, lambda number: (number < first) & (number != one))
    return Number(
        found.cpk,
        tolerance=0.0055,
        mistakes=[
            Mistake(
                rated(case, lambda number: number < first).cpk,
                "The odd subgroup is still in it: its one bag makes the spread look larger than it was.",
                QUIET,
                credit=0.5,
            ),
            Mistake(
                rated(case, lambda number: (number <= first) & (number != one)).cpk,
                "You went one too far: the subgroup of part 3 is in it. Before is <, not <=.",
                QUIET,
                credit=0.5,
            ),
            Mistake(
                rated(case, lambda number: number > 0).cpk,
                "That is all 24 subgroups together, with both special causes in it.",
                QUIET,
            ),
            Mistake(
                rated(case, lambda number: number != one).cpk,
                "The bags since the change are still in it.",
                QUIET,
                credit=0.25,
            ),
            Mistake(
                rated(case, lambda number: number >= first).cpk,
                "Those are the bags since the change. The ones before it are asked for.",
                QUIET,
            ),
            Mistake(
                found.cp,
                "That is Cp, which does not ask where the mean lies.",
                "Take cpk from the same line.",
                credit=0.5,
            ),
            Mistake(
                roomier(found),
                "That is the side on which there is more room. The nearer limit decides.",
                "Cpk is the smaller of cpl and cpu.",
                credit=0.5,
            ),
            Mistake(
                found.ppk,
                "That is ppk, from the overall standard deviation.",
                "Take cpk from the same line.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )


@key("a14_cpk_after")
def cpk_after(case):
    one, first = signs(case)
    found = rated(case, lambda number: number >= first)
    return Number(
        found.cpk,
        tolerance=0.0055,
        mistakes=[
            Mistake(
                rated(case, lambda number: (number < first) & (number != one)).cpk,
                "That is the quiet time before. The subgroups since the change are asked for.",
                SINCE,
            ),
            Mistake(
                rated(case, lambda number: number > first).cpk,
                "The subgroup of part 3 itself is missing.",
                SINCE,
                credit=0.5,
            ),
            Mistake(
                rated(case, lambda number: number > 0).cpk,
                "That is all 24 subgroups together.",
                SINCE,
            ),
            Mistake(
                found.cp,
                "That is Cp, which does not ask where the mean lies; and the mean is what has moved.",
                "Take cpk from the same line.",
                credit=0.5,
            ),
            Mistake(
                roomier(found),
                "That is the side on which there is more room. The nearer limit decides.",
                "Cpk is the smaller of cpl and cpu.",
                credit=0.5,
            ),
            Mistake(
                found.ppk,
                "That is ppk, from the overall standard deviation.",
                "Take cpk from the same line.",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )
