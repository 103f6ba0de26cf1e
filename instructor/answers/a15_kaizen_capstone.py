"""The key of assignment 15, a kaizen on one's own line: what follows from each student's own four weeks.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from itertools import combinations

from shopfloor.data import my_data
from shopfloor.grading.keys import key
from shopfloor.teaching.compare import Choice, Mistake, Number, Rows, Sample, Verdict
from shopfloor.teaching.compare.verdict import Comparison

LINE = "plant/own_line"
LETTERS = "abcdef"
WEEKS, DAYS = 4, 20
# The offers of part 4, as the notebook prints them.
COSTS = {1: 2_400, 2: 1_900, 3: 3_100, 4: 46_000}
BREAK_MIN, BREAK_PLANNED_MIN, LIMIT, SECOND_MACHINE = 250, 300, 400, 4

MINUTES = {"a15_a3": "five"}
RUBRIC = {
    "a15_a3": {
        8: "A point for each line that is there, half a point for half of it; about five minutes. Numbers are right if they are those handed in, "
        "also after a wrong bottleneck: that cost its points in part 2. (1) Today: takt, the bottleneck with its stops, what waits before it, with units. "
        "(2) Goal: number, unit, date. (3) Cause: three whys, each the reason for the one before, down to something in the work; what the data do not "
        "show is said. (4) Each countermeasure acts on a cause that was named, with a role and a date. (5) The exit is cleared today. (6) Effect: part 5 "
        "beside today, the cost, and whether the second machine is needed. (7) Luck: weeks after against weeks before, four or more each, and how the "
        "difference is judged. (8) Standard work, who checks it and when; the other three sentences are answered. Half a point is, for example, a goal "
        "without its date, an exit cleared 'soon', numbers beside each other without the cost, or two of the three sentences answered. A plan that "
        "differs from the key is as good if it follows from its numbers. A whole sheet with all eight is at the end of the lesson's notes.",
        3: "The tired sheet: own numbers, and hardly any reasons. For example: 'Balance is the bottleneck, 97.1 s. Goal: 10,560 fans as soon as "
        "possible. Too few fans: balance is too slow: the machine is old. 5S by the shift leader in November, a second machine, the exit soon. Then 4,612 "
        "fans a week in place of 2,306. We look after a week. Nobody will lose the job, the neighbor is trained.' Half a point each for 1, 2, 4, 5, 6 "
        "and 8; nothing for 3, for nothing in the work is found, and for 7.",
        0: "No numbers of the student's own line. A person blamed costs lines 3 and 8, not the rest. For example: 'The tester is too slow because "
        "the operator takes long breaks. He should pay more attention, and we should buy a second machine.'",
    }
}


class Letter(Choice):
    """A letter, also where it comes out of a table."""

    def _letters(self, value):
        return super()._letters(value.tolist() if hasattr(value, "tolist") else value)


class Figures(Comparison):
    """Several numbers in order, each judged by itself: a share of the points for each."""

    noun = "four numbers in square brackets"
    lazy = False
    stated = ""

    def __init__(self, figures):
        # (name in words, Number): in the order in which they are handed in.
        self.figures = figures
        self.answer = [float(number.answer) for _, number in figures]
        self._mistakes = [
            Mistake(self._with(place, mistake.value), mistake.words, mistake.try_this)
            for place, (_, number) in enumerate(figures)
            for mistake in number.mistakes
        ]
        self.also_right, self.also_wrong = [], []

    def _with(self, place, value):
        return [*self.answer[:place], float(value), *self.answer[place + 1 :]]

    def samples(self):
        yield Sample("right", self.answer)
        yield Sample("right", tuple(self.answer))
        yield from self.named_samples()
        yield Sample("wrong", [7.77] * len(self.figures))

    def _judge(self, value, reveal):
        given = value.tolist() if hasattr(value, "tolist") else list(value)
        if len(given) != len(self.figures):
            return Verdict("wrong", f"That is {len(given)} numbers; {len(self.figures)} are asked for.")
        verdicts = [
            number.judge(one, reveal=False) for one, (_, number) in zip(given, self.figures, strict=True)
        ]
        open_ones = [
            (name, verdict)
            for (name, _), verdict in zip(self.figures, verdicts, strict=True)
            if not verdict.right
        ]
        if not open_ones:
            return self._right("All four numbers.")
        right = len(verdicts) - len(open_ones)
        words = f"{right or 'None'} of the four {'are' if right > 1 else 'is'} right."
        for name, verdict in open_ones:
            words += f" {name}: {verdict.words}"
            words += f" ({verdict.try_this})" if verdict.try_this and len(open_ones) > 1 else ""
        try_this = open_ones[0][1].try_this if len(open_ones) == 1 else ""
        named = any(verdict.outcome == "wrong, named" for _, verdict in open_ones)
        credit = sum(verdict.credit for verdict in verdicts) / len(verdicts)
        return Verdict("wrong, named" if named else "wrong", words, try_this, credit)


class Offers(Rows):
    """A choice of offers: where some are needed, none is a wrong answer with words of its own."""

    def judge(self, value, reveal=True):
        if self.answer and isinstance(value, list) and not value:
            return Verdict(
                "wrong, named",
                "You chose no offer, and minutes are missing.",
                "Hold the gains of the offers against your missing minutes.",
            )
        return super().judge(value, reveal)


class Station:
    """One row of the student's line, in numbers."""

    def __init__(self, row):
        self.cycle, self.planned = float(row["cycle_s"]), int(row["planned_min"])
        self.changeover, self.short = int(row["changeover_min"]), int(row["short_stops_min"])
        self.down = self.changeover + self.short + int(row["breakdown_min"])
        self.started, self.good = int(row["started"]), int(row["good"])
        self.running = self.planned - self.down
        self.needs = self.cycle * self.planned / self.running
        self.bad = 1 - self.good / self.started


def data(student, course):
    """The student's line."""
    return my_data(LINE, student, course)


def stations(case):
    return [Station(row) for _, row in case.data.iterrows()]


def whole(case):
    """(pieces ordered, labor in dollars, pieces packed, fans in process at the beginning and at the end)."""
    rows = case.data
    return (
        int(rows["ordered"].iloc[0]),
        int(rows["labor_usd"].iloc[0]),
        int(rows["good"].iloc[-1]),
        int(rows["waiting_first"].iloc[1:].sum()),
        int(rows["waiting_last"].iloc[1:].sum()),
    )


def slowest(case):
    """The letter of the bottleneck."""
    needs = [station.needs for station in stations(case)]
    return LETTERS[needs.index(max(needs))]


def chosen(case):
    """The station that was handed in."""
    letter = case.earlier("a15_bottleneck", slowest(case))
    return stations(case)[LETTERS.index(letter if letter in LETTERS else slowest(case))]


def missing_min(case, station):
    """Minutes of running that are missing in a week."""
    return (whole(case)[0] - station.good) / WEEKS * station.running / station.good


def gap(case):
    """The missing minutes that were handed in, else those of the station."""
    station = chosen(case)
    right = missing_min(case, station)
    given = case.earlier("a15_now", [0.0, 0.0, 0.0, right])
    return given[3] if len(given) == 4 else right


def gains(station):
    """Minutes gained in a week by each offer but the last."""
    return {1: station.changeover / 2 / WEEKS, 2: station.short / WEEKS, 3: BREAK_MIN}


def cost(offers):
    return sum(COSTS[offer] for offer in offers)


def enough(station, minutes):
    """Every choice of the first three offers that gains these minutes, the cheapest first; the fourth where there is none."""
    gained = gains(station)
    found = [
        some
        for count in range(4)
        for some in combinations(gained, count)
        if sum(gained[offer] for offer in some) >= minutes
    ]
    return sorted(found, key=cost) or [(SECOND_MACHINE,)]


@key("a15_takt")
def takt(case):
    planned, (ordered, _, packed, _, _) = stations(case)[0].planned, whole(case)
    return Number(
        planned * 60 / ordered,
        unit="s",
        tolerance=0.06,
        mistakes=[
            Mistake(
                planned * 60 / packed,
                "You divided by what was packed. Takt is what the customer wants.",
                "Divide by the pieces ordered.",
                credit=0.25,
            ),
            Mistake(
                40 * 480 * 60 / ordered,
                "You took the whole shifts of 480 minutes. In breaks and meetings nothing is made.",
                "Take planned_min as it stands.",
                credit=0.25,
            ),
            Mistake(
                ordered / planned * 60,
                "You turned the division over: those are fans an hour.",
                "Divide the time by the fans.",
            ),
            Mistake(
                planned * 60 / ordered / WEEKS,
                "You divided by four as well. Both numbers are of four weeks already.",
                "Divide one by the other, as they stand.",
                credit=0.25,
            ),
            Mistake(
                planned * 60 * 2 / ordered,
                "You counted the two shifts twice. In planned_min all 40 shifts are added up.",
                "Take planned_min as it stands.",
                credit=0.25,
            ),
        ],
        almost_credit=0.5,
    )


@key("a15_bottleneck")
def bottleneck(case):
    rows = stations(case)
    traps = {
        "It has the longest cycle, and hardly ever stands. With its stops it still keeps takt.": max(
            rows, key=lambda one: one.cycle
        ),
        "It has the most downtime, and so short a cycle that it keeps takt all the same.": max(
            rows, key=lambda one: one.down
        ),
        "It has the most scrap. Even so it keeps takt, and no work piles up before it.": max(
            rows, key=lambda one: one.bad
        ),
        "Most pieces lie there, but they are bought parts, and there were as many four weeks before.": rows[
            0
        ],
    }
    mistakes = {}
    for words, station in traps.items():
        letter = LETTERS[rows.index(station)]
        if letter != slowest(case):
            mistakes.setdefault(letter, words)
    again = "Divide each cycle time by its availability, and hold it against takt."
    for letter in LETTERS:
        if letter != slowest(case):
            words = mistakes.get(
                letter, "With its stops it still keeps takt, and no work piles up before it."
            )
            mistakes[letter] = (words, again)
    return Letter(dict(zip(LETTERS, case.data["station"].astype(str), strict=True)), slowest(case), mistakes)


@key("a15_now")
def now(case):
    station = chosen(case)
    ordered, labor, packed, before, inside = whole(case)
    oee = station.good * station.cycle / (station.planned * 60)
    minutes = missing_min(case, station)
    pieces = (ordered - station.good) / WEEKS
    packed_min = (ordered - packed) / WEEKS * station.running / station.good
    # Where hardly anything is lost after the bottleneck, there is no slip to name.
    counted_at_pack = []
    if abs(packed_min - minutes) > 0.04 * abs(minutes) + 2:
        counted_at_pack = [
            Mistake(
                packed_min,
                "You counted what pack finished. Here it is the bottleneck that is short.",
                "Take the good pieces of the bottleneck.",
                credit=0.5,
            )
        ]
    return Figures(
        [
            (
                "OEE",
                Number(
                    oee,
                    unit="fraction",
                    tolerance=0.0015,
                    mistakes=[
                        Mistake(
                            station.running / station.planned,
                            "That is the availability alone: slow running and scrap are missing.",
                            "Good pieces times cycle time, divided by all planned time.",
                        ),
                        Mistake(
                            station.started * station.cycle / (station.planned * 60),
                            "You took the pieces started. Only the good ones count.",
                            "Take the column good.",
                        ),
                        Mistake(
                            station.good * station.cycle / (station.running * 60),
                            "You divided by the running time. OEE divides by all planned time.",
                            "Take planned_min as it stands.",
                        ),
                    ],
                ),
            ),
            (
                "Lead time",
                Number(
                    inside / (packed / DAYS),
                    tolerance=0.011,
                    mistakes=[
                        Mistake(
                            (inside + int(case.data["waiting_last"].iloc[0])) / (packed / DAYS),
                            "The bought parts before wind are in it. They are no fans in process.",
                            "Leave the first row out.",
                        ),
                        Mistake(
                            before / (packed / DAYS),
                            "That is from the beginning of the four weeks.",
                            "Take the column waiting_last.",
                        ),
                        Mistake(
                            inside / (packed / WEEKS),
                            "That is in weeks.",
                            "Divide by what is packed in a day.",
                        ),
                        Mistake(
                            inside / (ordered / DAYS),
                            "You divided by what is ordered. What leaves the line today is what pack finishes.",
                            "Divide by the good pieces of pack in a day.",
                        ),
                    ],
                ),
            ),
            (
                "Labor cost",
                Number(
                    labor / packed,
                    unit="USD",
                    tolerance=0.011,
                    mistakes=[
                        Mistake(
                            labor / ordered,
                            "You divided by what is ordered. So many were not made yet.",
                            "Divide by what pack finished well.",
                        ),
                        Mistake(
                            labor / (packed / WEEKS),
                            "You divided the labor of four weeks by the fans of one.",
                            "Take both from the same time.",
                        ),
                        Mistake(
                            labor / int(case.data["started"].iloc[0]),
                            "You divided by what was started at the first station. Not all of it is done.",
                            "Divide by what pack finished well.",
                        ),
                    ],
                ),
            ),
            (
                "Missing minutes",
                Number(
                    minutes,
                    tolerance=max(1.0, 0.01 * abs(minutes)),
                    mistakes=[
                        Mistake(
                            minutes * WEEKS,
                            "That is for all four weeks.",
                            "Divide by 4: a week is asked for.",
                        ),
                        Mistake(
                            pieces,
                            "That is in fans. How long does the station run for them?",
                            "Times the running time of a good piece.",
                        ),
                        Mistake(
                            pieces * station.cycle / 60,
                            "You took the ideal cycle. For a good piece the station runs longer: slow running and scrap.",
                            "Running time of a good piece = running time / good pieces.",
                        ),
                        Mistake(
                            pieces * station.planned / station.good,
                            "The stops are in it: you took planned time for each good piece.",
                            "Running time is planned time less downtime.",
                        ),
                        Mistake(
                            minutes / 10,
                            "That is for a shift. The offers count weeks of ten shifts.",
                            "Take the minutes of a week.",
                        ),
                        *counted_at_pack,
                    ],
                ),
            ),
        ]
    )


@key("a15_offers")
def offers(case):
    station, minutes = chosen(case), gap(case)
    right, *dearer = enough(station, minutes)
    again = "Add up what they gain in a week, and hold the sum against your missing minutes."
    gained = gains(station)
    cheaper = [
        some
        for count in (1, 2)
        for some in combinations(gained, count)
        if sum(gained[offer] for offer in some) < minutes
    ]
    # Judged by four weeks' gains against one week's gap.
    four = enough(station, max(1.0, (minutes - (BREAK_MIN if 3 in right else 0)) / WEEKS))[0]
    found = {}
    for some in dearer:
        found[some] = Mistake(
            some,
            "These are enough, but there is a cheaper choice that is enough as well.",
            "List every choice that is enough, with its cost.",
            credit=0.5,
        )
    for some in cheaper:
        found[some] = Mistake(some, "These gain fewer minutes than are missing.", again, credit=0.25)
    if four != right:
        found[four] = Mistake(
            four,
            "These gain fewer minutes than are missing: did you take the minutes of four weeks for those of one?",
            "Divide changeover and short stops by 4.",
            credit=0.25,
        )
    if right != (SECOND_MACHINE,):
        found[(SECOND_MACHINE,)] = Mistake(
            (SECOND_MACHINE,),
            "A second machine is enough, and costs many times what a cheaper choice does.",
            again,
            credit=0.25,
        )
    found.pop(right, None)
    return Offers(list(right), mistakes=list(found.values()), noun="offer")


@key("a15_then")
def then(case):
    station, (ordered, labor, packed, _, _) = chosen(case), whole(case)
    taken = set(case.earlier("a15_offers", list(enough(station, gap(case))[0])))
    oee_now = station.good * station.cycle / (station.planned * 60)
    gained = sum(minutes for offer, minutes in gains(station).items() if offer in taken)
    a_week, a_minute = station.good / WEEKS, station.good / station.running
    planned = station.planned / WEEKS + BREAK_PLANNED_MIN * (3 in taken)
    if SECOND_MACHINE in taken:
        pieces, oee = 2 * a_week, oee_now
    else:
        pieces = a_week + gained * a_minute
        oee = pieces * station.cycle / (planned * 60)
    return Figures(
        [
            (
                "Good pieces",
                Number(
                    pieces,
                    tolerance=max(1.5, 0.003 * pieces),
                    mistakes=[
                        Mistake(
                            gained * a_minute,
                            "That is what comes on top. How many are it in all?",
                            "Add today's good pieces of a week.",
                        ),
                        Mistake(
                            a_week + gained * 60 / station.cycle,
                            "You took the ideal cycle for the minutes gained. At today's pace and scrap they give fewer.",
                            "Minutes gained, divided by today's running time of a good piece.",
                        ),
                        Mistake(
                            pieces * WEEKS,
                            "That is for four weeks.",
                            "Divide by 4.",
                        ),
                        Mistake(
                            ordered / WEEKS,
                            "That is what is ordered. What can the station make?",
                            "Today's good pieces, and what the minutes gained give.",
                        ),
                    ],
                ),
            ),
            (
                "OEE",
                Number(
                    oee,
                    unit="fraction",
                    tolerance=0.002,
                    mistakes=[
                        Mistake(
                            pieces * station.cycle / (station.planned / WEEKS * 60),
                            "You left out that the breaks are planned time now.",
                            "With offer 3, planned time grows by 300 minutes a week.",
                            credit=0.5,
                        ),
                        Mistake(
                            oee_now,
                            "That is today's.",
                            "Take the good pieces that the station can make now.",
                        ),
                    ],
                ),
            ),
            (
                "Lead time",
                Number(
                    LIMIT / (ordered / DAYS),
                    tolerance=0.011,
                    mistakes=[
                        Mistake(
                            LIMIT / (packed / DAYS),
                            "You divided by what is packed today. Now the line makes what is ordered.",
                            "Divide by the pieces ordered in a day.",
                        ),
                        Mistake(
                            LIMIT / (ordered / WEEKS),
                            "That is in weeks.",
                            "Divide by the pieces ordered in a day.",
                        ),
                        Mistake(
                            LIMIT / (pieces / 5),
                            "You divided by what the station can make. The line makes what is ordered, no more.",
                            "Divide by the pieces ordered in a day.",
                        ),
                    ],
                ),
            ),
            (
                "Labor cost",
                Number(
                    labor / ordered,
                    unit="USD",
                    tolerance=0.011,
                    mistakes=[
                        Mistake(
                            labor / (pieces * WEEKS),
                            "You divided by what the station can make. Fans without a buyer make no fan cheaper.",
                            "Divide by what is ordered.",
                        ),
                        Mistake(
                            labor / packed,
                            "That is today's.",
                            "Divide by what is ordered.",
                        ),
                        Mistake(
                            labor / (ordered / WEEKS),
                            "You divided the labor of four weeks by the fans of one.",
                            "Take both from the same time.",
                        ),
                    ],
                ),
            ),
        ]
    )
