"""The key of assignment 08, quote the next twenty: what follows from each student's own record.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods.learning import fit, lot_time, total_time, unit_time
from shopfloor.methods.tables import leave_out
from shopfloor.teaching.compare import Mistake, Number, Rows

RECORD = "learning/unit_hours"
BUILT = 20
FROM, TO = 21, 40
# A rate rounded to three decimals, carried on to the batch, is less than this share away from the exact one.
ROUNDED = 0.006

RUBRIC = {
    "a08_note": {
        4: "A promise in hours with its convention, a comparison with the customer's offer in numbers of the student's own "
        "record, and one thing that would break it. For example: 'I promise 190 hours by the unit curve, rate 0.76 without the "
        "held-up unit 13. Station 20 took 11.6 hours, so the customer offers 20 x 11.6 = 232: more than my line needs, and a "
        "reserve for one more hold-up. If the order comes after a long stop, part of the learning is lost and I quote anew.' "
        "Turning the offer down in favor of the average of the first twenty can earn full marks only with a reason for it.",
        2: "A promise with a reason, but without the comparison or without a limit. For example: 'I promise 190 hours, because "
        "that is what my line says for units 21 to 40.'",
        0: "No reason, or the question is repeated. For example: 'Yes, we can do it for the hours of the last one.'",
    }
}


def data(student, course):
    """The student's record."""
    return my_data(RECORD, student, course)


def held_up_units(record):
    return record[record["remark"] != ""]["unit"].tolist()


def line(record, out=(), model="unit"):
    """(rate, first) of the line through the units that count."""
    known = [unit for unit in out if unit in set(record["unit"])]
    kept = leave_out(record, known, column="unit")
    return tuple(fit(kept["unit"], kept["hours"], model))


def lines(case):
    """The lines that a student may have laid: the right one by their own part 1, and those of known slips."""
    own = line(case.data, case.earlier("a08_held_up", held_up_units(case.data)))
    return own, line(case.data), line(case.data, model="average")


def handed_in_line(case):
    """(rate, first) that later parts go on from: the line whose rate was handed in, wherever it came from."""
    found = lines(case)
    rate = case.earlier("a08_rate", found[0][0])
    for known_rate, first in found:
        if abs(rate - known_rate) <= 0.0006:
            return known_rate, first
    return rate, found[0][1]


@key("a08_held_up")
def held_up(case):
    right = held_up_units(case.data)
    [unit] = right
    lowest = int(case.data.sort_values("hours")["unit"].iloc[0])
    found = [
        Mistake(
            (1,),
            "Unit 1 took the longest because it was the first. That is what learning is about.",
            "Look for a time with a reason that has nothing to do with learning.",
        ),
        Mistake(
            (1, unit),
            f"Unit {unit} was held up, that is right. Unit 1 took the longest because it was the first: that is learning.",
            "Leave out only what has a reason of another kind.",
            credit=0.5,
        ),
        Mistake(
            (unit - 1,),
            "That is the bold row label at the left edge, which begins with 0.",
            "The number of the unit stands in the column unit.",
            credit=0.5,
        ),
        Mistake(
            unit + 1,
            "It follows the one that was held up, and was built like the others.",
            "Leave out only what has a reason of another kind.",
        ),
        Mistake(
            lowest,
            "It was the quickest, and quick without a reason on record is chance, which stays in.",
            "Leave out only what has a reason of another kind.",
        ),
    ]
    return Rows(right, mistakes=found, noun="unit")


@key("a08_rate")
def rate(case):
    own, with_all, as_average = lines(case)
    return Number(
        own[0],
        unit="fraction",
        tolerance=0.0012,
        mistakes=[
            Mistake(
                with_all[0],
                "That is the rate with every unit counted. The unit that was held up pulls the line.",
                'Fit what leave_out(record, held_up, column="unit") gives, not record.',
                credit=0.5,
            ),
            Mistake(
                as_average[0],
                "That is the rate of the average curve. Here the unit curve is asked for.",
                'Call fit without model="average".',
                credit=0.5,
            ),
            Mistake(
                case.data["hours"].iloc[1] / case.data["hours"].iloc[0],
                "That is one doubling, from unit 1 to unit 2, with all its chance.",
                "Lay the line through all units that count: fit gives its rate.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a08_unit_40")
def unit_40(case):
    rate, first = handed_in_line(case)
    five = unit_time(first, 5, rate)
    booked = dict(zip(case.data["unit"], case.data["hours"], strict=True))
    right = five * rate**3
    return Number(
        right,
        unit="h",
        tolerance=max(0.006, ROUNDED * right),
        mistakes=[
            Mistake(
                five * rate**2,
                "That is two doublings from unit 5, so it is unit 20.",
                "Count the doublings from 5 to 40 once more: 10, 20, 40.",
                credit=0.5,
            ),
            Mistake(
                five * rate**4,
                "That is four doublings from unit 5, so it is unit 80.",
                "Count the doublings from 5 to 40 once more: 10, 20, 40.",
                credit=0.5,
            ),
            Mistake(
                five * rate**8,
                "You multiplied by the rate eight times, since 40 is eight times 5. Eight times as many units are three doublings.",
                "Multiply by the rate once for each doubling: 10, 20, 40.",
            ),
            Mistake(
                five * rate,
                "That is one doubling from unit 5, so it is unit 10.",
                "Count the doublings from 5 to 40 once more: 10, 20, 40.",
            ),
            Mistake(
                five * (1 - 3 * (1 - rate)),
                "You took the same hours off for each doubling. A doubling takes its share of what is left.",
                "Multiply by the rate once for each doubling.",
            ),
            Mistake(
                five / 8,
                "You divided by 8, since 40 is eight times 5. Eight times as many units are three doublings.",
                "Multiply by the rate once for each doubling.",
            ),
            Mistake(
                booked[5] * rate**3,
                "You began with the hours booked for unit 5. There is chance in them; the line has its own unit 5.",
                "Begin with unit_time(first, 5, rate).",
                credit=0.5,
            ),
            Mistake(
                booked[20] * rate,
                "You began with the hours booked for unit 20. There is chance in them; the line has its own.",
                "Begin with unit_time(first, 5, rate).",
                credit=0.5,
            ),
            Mistake(
                unit_time(first, 40, rate, "average"),
                "That takes your rate for that of the average curve.",
                'Call unit_time without model="average".',
            ),
        ],
        almost_credit=0.5,
    )


@key("a08_batch")
def batch(case):
    rate, first = handed_in_line(case)
    hours = case.data["hours"]
    right = lot_time(first, FROM, TO, rate)
    return Number(
        right,
        unit="h",
        tolerance=ROUNDED * right,
        mistakes=[
            Mistake(
                total_time(first, TO, rate),
                "That is the total of all forty. The first twenty are built and paid for.",
                "Take the lot from unit 21 to unit 40.",
                credit=0.5,
            ),
            Mistake(
                total_time(first, BUILT, rate),
                "You began the curve anew at unit 1. The plant has learned on twenty stations already.",
                "Take the lot from unit 21 to unit 40.",
            ),
            Mistake(
                lot_time(first, FROM, TO, rate, "average"),
                "That takes your rate for that of the average curve.",
                'Call lot_time with model="unit".',
                credit=0.5,
            ),
            Mistake(
                lot_time(first, BUILT, TO, rate),
                "That lot begins with unit 20, which is delivered: from 20 to 40 are 21 units.",
                "Begin with unit 21.",
                credit=0.5,
            ),
            Mistake(
                hours.mean() * BUILT,
                "That promises the first twenty once more, slow start and all.",
                "Take what the line says of units 21 to 40.",
            ),
            Mistake(
                hours.iloc[-1] * BUILT,
                "That is twenty times the last station: nothing more would be learned.",
                "Take what the line says of units 21 to 40.",
            ),
            Mistake(
                unit_time(first, TO, rate) * BUILT,
                "That is twenty times unit 40, which is the quickest of them.",
                "Add up what each of the units 21 to 40 takes: lot_time does.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a08_missing")
def missing(case):
    rate, first = handed_in_line(case)
    promised = lot_time(first, FROM, TO, rate, "average")
    # "Yours" is the lot by the line, or the batch that was handed in: who went on rightly from either is right.
    lot = lot_time(first, FROM, TO, rate)
    batch = case.earlier("a08_batch", lot)
    given = case.earlier("a08_missing", lot - promised)
    mine = min((lot, batch), key=lambda hours: abs(hours - promised - given))
    right = mine - promised
    own_rate, own_first = line(case.data, model="average")
    return Number(
        right,
        unit="h",
        tolerance=max(0.06, ROUNDED * mine / 2),
        mistakes=[
            Mistake(
                promised,
                "That is what sales promises.",
                "How far below your own batch is it?",
                credit=0.5,
            ),
            Mistake(
                mine,
                "That is your own batch.",
                "How far below it is what sales promises?",
            ),
            Mistake(
                total_time(first, TO, rate) - total_time(first, TO, rate, "average"),
                "That is the difference for all forty. Twenty are built and paid for.",
                "Compare the two lots from unit 21 to unit 40.",
                credit=0.5,
            ),
            Mistake(
                abs(mine - lot_time(own_first, FROM, TO, own_rate, "average")),
                "You laid an average curve of its own. Sales has the first and the rate of your unit curve, and that is the trouble.",
                'Use the same first and rate, and only change the model to "average".',
                credit=0.5,
            ),
            Mistake(
                unit_time(first, TO, rate) - unit_time(first, TO, rate, "average"),
                "That is the difference for unit 40 alone.",
                "Compare the two lots from unit 21 to unit 40.",
            ),
        ],
        almost_credit=0.5,
    )
