"""The key of assignment 05, a stopwatch study: what follows from each student's own record.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.methods.tables import average_by, leave_out
from shopfloor.methods.timestudy import element_times
from shopfloor.teaching.compare import Mistake, Number, Rows

RECORD = "timestudy/bench_study"
CYCLES_PER_BIN = 6
CYCLES = 12
# Of the rows that are no element A to D, only this one is work for the clamps.
REGULAR_BUT_RARE = "fills the screw bin"

RUBRIC = {
    "a05_note": {
        4: "A clear position, at least one number of the student's own record, and one limit of the study. "
        "For example: 'No. The fastest cycle is a lucky one: on average a clamp took 0.89 min in my record, and one cycle with a "
        "stiff band took 0.48 min for one element alone. But I timed one operator on one day, and the pace is not rated.'",
        2: "A position with a reason, but no number of one's own or no limit. "
        "For example: 'No, because nobody can be that fast all day and some bands are stiff.'",
        0: "No reason, or the question is repeated. For example: 'Yes, they can do it, we have seen it.'",
    }
}


def data(student, course):
    """The student's record, with the element times."""
    study = my_data(RECORD, student, course)
    study["time_min"] = element_times(study["reading_min"])
    return study


def spoiled_by_the_slip(study):
    """The observation with the wrong reading, and the one after it, which was subtracted from it."""
    backwards = int(study[study["time_min"] < 0]["observation"].iloc[0])
    return [backwards - 1, backwards]


def foreign_elements(study):
    rare = study[study["element"] == "-"]
    return rare[~rare["remark"].str.contains(REGULAR_BUT_RARE)]["observation"].tolist()


def known(study, observations):
    """Of the numbers that a student gave, those that are on the form: the others cannot be left out."""
    return [number for number in observations if number in set(study["observation"])]


@key("a05_element_c")
def element_c(case):
    first = case.data[case.data["cycle"] == 1].reset_index(drop=True)
    at = first.index[first["element"] == "C"][0]
    reading = first["reading_min"]
    right = round(reading[at] - reading[at - 1], 2)
    return Number(
        right,
        unit="min",
        tolerance=0.004,
        mistakes=[
            Mistake(
                reading[at],
                "That is what the watch showed when C ended: the time of everything since the start.",
                "Subtract the reading at which C began, which is the one above it.",
            ),
            Mistake(
                round(reading[at + 1] - reading[at], 2),
                "That is the time after C: you subtracted C's reading from the next one.",
                "An element ends at its own reading and begins at the one above.",
            ),
            Mistake(
                round(reading[at] - (reading[at - 2] if at > 1 else 0), 2),
                "That is the time of C and of the line above it together.",
                "Go back one reading only.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a05_spoiled")
def spoiled(case):
    written, backwards = spoiled_by_the_slip(case.data)
    return Rows(
        [written, backwards],
        mistakes=[
            Mistake(
                (backwards,),
                "You found the time below zero. It is one of two: its own reading is right, but it was subtracted from a wrong one.",
                "Look for the reading that breaks the order, and ask which times were computed with it.",
                credit=0.5,
            ),
            Mistake(
                (written,),
                "You found the wrong reading. It spoils a second time as well.",
                "Ask which other subtraction used this reading.",
                credit=0.5,
            ),
            Mistake(
                (backwards, backwards + 1),
                "The second of these is a sound time between two sound readings.",
                "The wrong reading itself comes before the time below zero.",
                credit=0.5,
            ),
        ],
    )


@key("a05_foreign")
def foreign(case):
    rare = case.data[case.data["element"] == "-"]["observation"].tolist()
    right = foreign_elements(case.data)
    slow = case.data[(case.data["element"] != "-") & (case.data["remark"] != "")]["observation"].tolist()
    regular = [number for number in rare if number not in right]
    return Rows(
        right,
        mistakes=[
            Mistake(
                (),
                "You left every line in, as if nothing had interrupted the work. Then each interruption is paid for as clamps.",
                "Read each remark, and ask whether a clamp needed it. What none needed stays on the form, out of the average.",
            ),
            Mistake(
                tuple(rare),
                "You left out every rare line. Filling the screw bin is rare, but without it no clamp gets its screw: it belongs to the job.",
                "Keep what the job needs, however seldom it comes.",
                credit=0.5,
            ),
            *(
                Mistake(
                    number,
                    "A slow time with a reason in the work itself is real: leaving it out makes a time that the job cannot keep.",
                    "Leave out only what has nothing to do with the clamps.",
                )
                for number in slow
            ),
            *(
                Mistake(
                    number,
                    "One of your lines is rare, but without it no clamp gets its screw: it belongs to the job.",
                    "Keep what the job needs, however seldom it comes.",
                )
                for number in regular
            ),
        ],
    )


@key("a05_average_b")
def average_b(case):
    left_out = known(case.data, case.earlier("a05_spoiled", spoiled_by_the_slip(case.data)))
    kept = leave_out(case.data, left_out)
    every_time = case.data[case.data["element"] == "B"]["time_min"]
    return Number(
        average_by(kept, "element", "time_min")["B"],
        unit="min",
        tolerance=0.0006,
        mistakes=[
            Mistake(
                every_time.mean(),
                "That is the average with the spoiled times still in it.",
                "Take the average of leave_out(study, spoiled), not of study.",
                credit=0.5,
            ),
            Mistake(
                kept["time_min"].mean(),
                "That is the average over all elements, not of element B.",
                "average_by gives one average per element: take the one of B.",
            ),
            Mistake(
                kept[kept["element"] == "B"]["time_min"].sum(),
                "That is the sum of all times of B.",
                "Divide by the number of times, or let average_by do it.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a05_cycle")
def cycle(case):
    slip = known(case.data, case.earlier("a05_spoiled", spoiled_by_the_slip(case.data)))
    interruptions = known(case.data, case.earlier("a05_foreign", foreign_elements(case.data)))
    kept = leave_out(case.data, sorted({*slip, *interruptions}))
    averages = average_by(kept, "element", "time_min")
    clamp = averages["A"] + averages["B"] + averages["C"] + averages["D"]
    rare = averages.get("-", 0.0)
    foreign_kept = average_by(leave_out(case.data, slip), "element", "time_min")
    return Number(
        clamp + rare / CYCLES_PER_BIN,
        unit="min",
        tolerance=0.0012,
        mistakes=[
            Mistake(
                clamp + rare,
                "You added the whole time of filling the screw bin to one clamp. It serves six clamps.",
                "Add only the share of one clamp.",
                credit=0.5,
            ),
            Mistake(
                clamp,
                "The share of filling the screw bin is missing: no clamp is made without a screw.",
                "Add the average under '-', shared out over the clamps that one filling serves.",
                credit=0.5,
            ),
            Mistake(
                case.data["reading_min"].iloc[-1] / CYCLES,
                "That is the whole time on the watch divided by the clamps. It counts every interruption as work.",
                "Add the averages of the elements instead.",
            ),
            Mistake(
                clamp + rare * CYCLES_PER_BIN,
                "You multiplied filling the screw bin by six. One filling serves six clamps, so one clamp bears a part of it.",
                "Divide by the clamps that one filling serves.",
                credit=0.5,
            ),
            Mistake(
                (clamp + rare) / CYCLES_PER_BIN,
                "You divided the whole sum by six. Every clamp needs all of A, B, C and D; only the filling is shared out.",
                "Divide only the average under '-'.",
                credit=0.5,
            ),
            Mistake(
                clamp + rare / CYCLES,
                "You shared one filling out over all twelve clamps. It was done twice, once for every six.",
                "Divide by the clamps that one filling serves.",
                credit=0.5,
            ),
            Mistake(
                clamp + foreign_kept.get("-", 0.0) / CYCLES_PER_BIN,
                "The foreign elements are still in the average under '-'.",
                "Leave them out together with the spoiled times: leave_out(study, spoiled, foreign).",
                credit=0.5,
            ),
        ],
        almost_credit=0.5,
    )
