"""The key of assignment 00, the hand-in drill: what follows from each student's own sheet of tray counts.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.teaching.compare import Mistake, Number, Rows
from shopfloor.teaching.values import with_unit

SHEET = "start/tray_counts"

RUBRIC = {
    "a00_note": {
        2: "What is behind the number, with one number of the student's own, and a change to the sheet. "
        "For example: 'Somebody wrote 96 parts, which are 6 trays of 16: an hour like the others. If the sheet said "
        '"full trays, 16 parts each" above the column, nobody would have to guess.\'',
        1: "What is behind the number, or a change to the sheet, not both; or no number of one's own. "
        "For example: 'These are parts, not trays, so it was a normal hour.'",
        0: "Neither, or somebody is blamed. For example: 'Whoever wrote that should pay attention.'",
    }
}


def data(student, course):
    """The student's sheet, by hour."""
    return my_data(SHEET, student, course).set_index("hour")


def size(case):
    """Parts in a tray."""
    return int(case.data["parts_per_tray"].iloc[0])


def count(case, hour):
    """What was written down in an hour."""
    return int(case.data["trays"][hour])


def hour_in_parts(case):
    """The hour whose count is too large for trays."""
    return int(case.data["trays"].idxmax())


def low_hour(case):
    """The hour that is low for the reason in its remark."""
    return int(case.data.index[case.data["remark"] != ""][0])


def hour_given(case):
    """The hour that the student goes on with: the one they handed in, if it is one hour of the sheet.

    One less than the right one is its row label: they looked at the right row.
    """
    odd = hour_in_parts(case)
    given = case.earlier("a00_odd_hour", [odd])
    return given[0] if len(given) == 1 and given[0] in case.data.index and given[0] != odd - 1 else odd


class Followed(Number):
    """What follows from the student's own earlier values; what is true of the sheet is right as well."""

    def __init__(self, answer, truth, **others):
        super().__init__(answer, **others)
        self.truth = truth

    def _judge_number(self, value, reveal):
        if self._within(value, self.truth):
            return self._right(f"{with_unit(value, self.unit)}.")
        return super()._judge_number(value, reveal)


@key("a00_hour_1")
def hour_1(case):
    trays, parts = count(case, 1), size(case)
    return Number(
        trays * parts,
        unit="parts",
        mistakes=[
            Mistake(
                trays,
                "That is the number of trays, not of parts.",
                "Multiply it by the parts in a tray, then run both cells of part 1, save and hand in again.",
            ),
            Mistake(
                parts,
                "That is what one tray holds.",
                "Multiply it by the trays of hour 1.",
            ),
            Mistake(
                count(case, 2) * parts,
                "That is hour 2: the row label 1 at the left edge stands beside it.",
                "Read the hour in the column called hour.",
            ),
            Mistake(
                trays + parts,
                "You added trays and parts in a tray.",
                "Each tray holds that many: multiply.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a00_odd_hour")
def odd_hour(case):
    odd, low = hour_in_parts(case), low_hour(case)
    read_by_label = odd - 1
    others = [hour for hour in case.data.index if hour not in (odd, low, read_by_label)]
    return Rows(
        [odd],
        noun="hour",
        mistakes=[
            Mistake(
                (low,),
                "That count is low, and true: the remark says why.",
                "Look for a count that cannot be at all, and has no remark.",
            ),
            Mistake(
                (low, odd),
                "One of your two hours is low, and true: its remark says why.",
                "Keep the other one.",
                credit=0.5,
            ),
            Mistake(
                (read_by_label,),
                "That count is like the others. Was it a row label that you read, at the left edge? These begin at 0.",
                "Read the hour in the column called hour.",
            ),
            *(
                Mistake(
                    (hour,),
                    "That count is much like the others.",
                    "Compare the counts with each other: one is many times as large.",
                )
                for hour in others
            ),
        ],
    )


@key("a00_mended")
def mended(case):
    given, odd, parts = hour_given(case), hour_in_parts(case), size(case)
    # Whoever found another hour odd may have gone on with that one, or with the one that is described here.
    counts = dict.fromkeys([count(case, given), count(case, odd)])
    return Followed(
        count(case, given) / parts,
        count(case, odd) / parts,
        unit="trays",
        tolerance=0.006,
        mistakes=[
            mistake
            for written in counts
            for mistake in (
                Mistake(
                    written,
                    "That is the count as it was written down.",
                    "It counts parts. How many trays do they fill?",
                ),
                Mistake(
                    written * parts,
                    "You multiplied: that makes more trays than there are parts.",
                    "From parts to trays you divide by the parts in a tray.",
                ),
                Mistake(
                    written - parts,
                    "You took the parts of one tray away.",
                    "How many times do the parts of a tray go into the count? Divide.",
                ),
                Mistake(
                    parts / written,
                    "You divided the other way round.",
                    "The count of parts comes first, the parts in a tray second.",
                    credit=0.5,
                ),
            )
        ],
        almost_credit=0.5,
    )


@key("a00_shift")
def shift(case):
    given, odd, parts = hour_given(case), hour_in_parts(case), size(case)
    as_written = int(case.data["trays"].sum())
    true_count = count(case, odd) / parts
    followed_count = case.earlier("a00_mended", count(case, given) / parts)
    # The other hours' trays and the mended count: as the student has them, and as they are.
    mine = (as_written - count(case, given), followed_count)
    true = (as_written - count(case, odd), true_count)
    ways = dict.fromkeys([mine, true])

    def only_one_multiplied(hour):
        """All the trays, of which only one hour's were multiplied, with that hour's count mended if it is the odd one."""
        counts = [followed_count if hour == given else count(case, hour)]
        counts += [true_count if hour == odd else count(case, hour)]
        return [sum(way) + one * (parts - 1) for way, one in zip((mine, true), counts)]

    without_brackets = dict.fromkeys(only_one_multiplied(8) + only_one_multiplied(1))
    return Followed(
        sum(mine) * parts,
        sum(true) * parts,
        unit="parts",
        tolerance=0.5,
        mistakes=[
            Mistake(
                as_written * parts,
                "The count that cannot be is still in it, as if it were trays.",
                "Put your number of part 3 in its place.",
                credit=0.5,
            ),
            Mistake(
                as_written,
                "That is the column added up as it stands, trays and parts together. (It also comes of missing "
                "round brackets.)",
                "Put your number of part 3 in place of the odd count, add up inside round brackets, then multiply.",
            ),
            *(
                Mistake(
                    value,
                    "Only one hour was multiplied by the parts in a tray: the round brackets are missing.",
                    "All eight counts go inside the round brackets, the multiplication after them.",
                    credit=0.5,
                )
                for value in without_brackets
            ),
            *(
                Mistake(
                    rest * parts,
                    "The hour with the odd count is left out, and its parts were made.",
                    "Add your number of part 3 to the trays of the other hours.",
                    credit=0.5,
                )
                for rest, _ in ways
            ),
            *(
                Mistake(
                    rest + one,
                    "That is the number of trays, not of parts.",
                    "Multiply it by the parts in a tray.",
                    credit=0.5,
                )
                for rest, one in ways
            ),
        ],
        almost_credit=0.5,
    )
