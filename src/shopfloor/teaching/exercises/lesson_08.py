"""Lesson 08, learning and predetermined times: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods import learning
from shopfloor.methods.timestudy import labour_cost, tmu_to_seconds

from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, record

# What the widget's task asks for: twice what the best line leaves, and far below what the held-up unit alone adds.
SMALL_ENOUGH = 0.025
STATION, HELD_UP = "pump station", 13
WAGE, BURDEN = 21.17, 0.35
NEXT = (61, 100)


@cache
def cabinets():
    records = load("learning/unit_records")
    return records[records["product"] == "control cabinet"]


@cache
def line(model="unit"):
    """(rate, hours of unit 1) of the line through the sixty cabinets."""
    return tuple(learning.fit(cabinets()["unit"], cabinets()["hours"], model))


def hundredth():
    rate, first = line()
    return learning.unit_time(first, 100, rate)


def lot(start, end, model="unit"):
    """The hours of a lot of cabinets by the unit curve's two numbers, put into the formula of either convention."""
    rate, first = line()
    return learning.lot_time(first, start, end, rate, model)


# What is said of exercise 4 to those who take numbers of the average curve for it.
OWN_AVERAGE_LINE = (
    "You laid a line of its own by the average curve. Sales has the first and the rate of the unit curve, and that is "
    "the trouble."
)
RATE_OF_AVERAGE = (
    "You took the rate that belongs to the average curve. Sales has 0.8473, and that is the trouble."
)


def lot_at_average_rate(start, end):
    """The unit curve's first hours with the average curve's own rate: a mixture of the two."""
    return learning.lot_time(line()[1], start, end, line("average")[0], "average")


def lot_by_own_average_line(start, end):
    rate, first = line("average")
    return learning.lot_time(first, start, end, rate, "average")


@cache
def crate():
    studies = load("learning/standard_data")
    return learning.standard_data(studies["pumps_in_crate"], studies["normal_min"])


def study_of(pumps):
    studies = load("learning/standard_data")
    return studies[studies["pumps_in_crate"] == pumps]["normal_min"].iloc[0]


@cache
def clamp_tmu(method):
    motions = load("learning/bench_motions")
    table = learning.predetermined_time(motions[motions["method"] == method], load("learning/bench_times"))
    return table["tmu"].iloc[-1]


# Recall: lessons 05, 06 and 02.
choice(
    "08.r1",
    "In a stopwatch study a delivery interrupts the work. What becomes of that time?",
    {
        "a": "It is crossed off the form, as if it had never passed",
        "b": "It stays on the form, and out of the average",
        "c": "It goes into the average: the time really passed",
    },
    "b",
    mistakes={
        "a": "Then the readings no longer add up, and nobody can see what was taken out, or why.",
        "c": "It passed, but not for the piece. A time with it in would pay for deliveries with every piece.",
    },
    insight="Today a whole unit is held up, and is treated alike.",
)
choice(
    "08.r2",
    "Normal time 2.00 min, allowance 15 %. Which standard time is longer?",
    {"a": "15 % of the job, added", "b": "15 % of the workday, kept free", "c": "They are the same"},
    "b",
    mistakes={
        "a": "2.00 x 1.15 = 2.30 min. Keeping 15 % of the day free gives 2.00 / 0.85, which is 2.35.",
        "c": "The same 15 %, but of two different things: 2.00 x 1.15 = 2.30 and 2.00 / 0.85 = 2.35 min.",
    },
    insight="One percentage, two conventions: it happens again today.",
)
choice(
    "08.r3",
    "Nine units took 12 hours each and a tenth took 24. What does that one unit move more?",
    {"a": "The mean", "b": "The median", "c": "Both alike"},
    "a",
    mistakes={
        "b": "The one in the middle of the row still took 12 hours.",
        "c": "The mean becomes 13.2 hours; the one in the middle of the row still took 12.",
    },
    insight="A line through points is a kind of mean: one odd point pulls it.",
)

number(
    "08.1",
    answer=51.2,
    unit="h",
    tolerance=0.05,
    hints=["From unit 4 to unit 8: how many doublings are that?", "One more doubling: 80 % of the 64 hours."],
    solution="Unit 8 is one doubling after unit 4: 64 x 0.80 = 51.2 h. From the start, 100 x 0.80 x 0.80 x 0.80.",
    mistakes={
        100 * 0.8**7: "You took 80 % seven times, once for each unit after the first. It is once for each doubling: 2, 4, 8.",
        100 * 0.8**8: "You took 80 % eight times, once for each unit. It is once for each doubling: 2, 4, 8.",
        100 * 0.8 * 8: "You took eight units of 80 hours. It is the time of one, and 80 % are left after each doubling: 2, 4, 8.",
        48: "You took 16 hours off again, as from 80 to 64. A doubling takes 20 % of what is left, and less is left now.",
        44: "You took 20 hours off the 64. A doubling takes 20 % of what is left, and 64 are left.",
        40: "You took 20 hours off for each doubling. It is 20 % of what is left: 20, then 16, then less.",
        60: "You took 20 hours off for each doubling. It is 20 % of what is left: 20, then 16, then less.",
        32: "You halved the 64. The number of units doubles, and 80 % of the hours are left.",
        80: "That is unit 2. Unit 8 is two doublings on.",
        64: "That is unit 4. Unit 8 is one doubling on.",
        64 * 80: "You multiplied by 80. As a fraction 80 % is 0.80.",
        64 * 0.08: "You multiplied by 0.08, which is 8 %. As a fraction 80 % is 0.80.",
        learning.unit_time(100, 3, 0.8): "That is unit 3. In the brackets stands the number of the unit, not that of the doublings.",
        100 * 0.8**4: "You doubled four times: that is unit 16. From 1 to 8 there are three: 2, 4, 8.",
        12.8: "That is what the doubling takes off: 20 % of 64. Asked is what is left.",
    },
    insight="100, 80, 64, 51.2: each doubling takes as many units as all before it, and gains fewer hours.",
)  # fmt: skip
number(
    "08.2",
    answer=hundredth,
    unit="h",
    tolerance=0.03,
    hints=[
        "It is the call of the worked example, with other numbers in the brackets.",
        "unit_time(first, 100, rate)",
    ],
    solution=lambda: (
        f"unit_time(first, 100, rate) = unit_time({line()[1]:.2f}, 100, {line()[0]:.4f}) = {hundredth():.2f} h."
    ),
    mistakes=lambda: {
        learning.unit_time(100, 4, line()[0]): "You kept the 100 and the 4 of the made-up product. "
        "In the brackets stand first, then the number of the unit, then rate.",
        learning.unit_time(100, 100, 0.8): "That is unit 100 of the made-up product. Take first and rate of the cabinets.",
        learning.unit_time(line()[1], 60, line()[0]): "That is what the line says of cabinet 60.",
        learning.unit_time(line()[1], 99, line()[0]): "That is cabinet 99. Write the number of the unit itself, 100.",
        line()[0]: "That is the rate, a share. unit_time makes hours of it.",
        learning.unit_time(line()[1], 40, line()[0]): "That is cabinet 40. Forty more than sixty is the hundredth.",
        64: "That is the call of the worked example as it stands. Put first, 100 and rate in its brackets.",
        learning.unit_time(line()[1], 100, 0.8): "You took 0.80 from the worked example. The cabinets have a rate of their own.",
        learning.unit_time(line()[1], 100, 0.85): "You rounded the rate to 0.85. Over so many doublings its next digits count: write rate itself.",
        learning.unit_time(37.4, 100, line()[0]): "You began with the 37.4 hours that cabinet 1 took. The line has its own first, which all sixty agree on.",
        learning.unit_time(line()[1], 100, line()[0], "average"): "You used the other model. The line was laid through the single cabinets.",
        line()[1] * line()[0]: "That is one doubling after the first: cabinet 2.",
        14.6 * line()[0]: "That is one whole doubling after cabinet 60: cabinet 120.",
        14.6 - 40 * (37.4 - 14.6) / 59: "You laid a ruler through the first and the last cabinet: then cabinets soon take less than no time.",
        total_of_hundred(): "That is what all hundred take together. unit_time gives one.",
    },
    insight="The sixtieth took 14.6: forty more cabinets, and less than two hours gained.",
)  # fmt: skip


def total_of_hundred():
    rate, first = line()
    return learning.total_time(first, 100, rate)


def two_totals(given):
    if any(value is ... for value in given):
        return "One of the two totals is still missing."
    if len(given) != 2 or not all(
        isinstance(value, (int, float)) and not isinstance(value, bool) for value in given
    ):
        return "Two totals are asked for, numbers without quotes, such as 300 and 200."
    four, two = (round(float(value), 1) for value in given)
    if (four, two) == (256, 160):
        return True, "256 - 160 = 96 h for units 3 and 4, so 48 each, where the unit curve says 70 and 64."
    if (four, two) == (160, 256):
        return "You have both totals, the other way round: the larger one comes first."
    if (four, two) == (64, 80):
        return "Those are the averages. Four units that average 64 h take four times that together."
    if 96 in (four, two):
        return "96 is what units 3 and 4 take, the end of the sum. The blanks ask for the two totals that lead to it."
    if four == 128:
        return "Four units average 64, so the 64 counts four times, not twice."
    if two == 180:
        return "100 + 80 is the total of the unit curve. Here the two average 80."
    if four == 256:
        return "The total of four is right. The first two average 80: what are two of those?"
    if two == 160:
        return "The total of two is right. The first four average 64: what are four of those?"
    return "A total is the number of units times their average: four times 64, and twice the average of two."


record(
    "08.3",
    two_totals,
    right=[256, 160],
    also_right=[(256.0, 160.0)],
    also_wrong=[[64, 80], [160, 256], [256, 80], [256, 180], [256], ["256", "160"], [320, 160]],
    noun="two totals",
    hints=["A total is the number of units times their average.", "4 * 64, and 2 * 80."],
    solution="The first four together 4 x 64 = 256 h, the first two 2 x 80 = 160 h; units 3 and 4 take the 96 h between.",
    question="Average curve: what do units 3 and 4 take together?",
)
number(
    "08.4",
    answer=lambda: lot(*NEXT) - lot(*NEXT, "average"),
    unit="h",
    tolerance=1.0,
    hints=[
        "The same call once more, with one word changed: that is what sales promises.",
        'Your promise minus theirs: lot_time(first, 61, 100, rate, model="unit") - lot_time(..., model="average")',
    ],
    solution=lambda: (
        f"{lot(*NEXT):.1f} by the unit curve, {lot(*NEXT, 'average'):.1f} when the same rate is taken for an average "
        f"curve: {lot(*NEXT) - lot(*NEXT, 'average'):.1f} h too few."
    ),
    mistakes=lambda: {
        lot(*NEXT, "average"): "That is what sales promises. How far below yours is it?",
        lot(*NEXT): "That is your own promise. How far below it is the one of sales?",
        lot(*NEXT) - lot_by_own_average_line(*NEXT): OWN_AVERAGE_LINE,
        lot_by_own_average_line(*NEXT) - lot(*NEXT): OWN_AVERAGE_LINE,
        lot_by_own_average_line(*NEXT): OWN_AVERAGE_LINE,
        lot(*NEXT) - lot_at_average_rate(*NEXT): RATE_OF_AVERAGE,
        lot_at_average_rate(*NEXT): RATE_OF_AVERAGE,
        0: "You subtracted a promise from itself. One of the two calls needs the other model.",
        lot(60, 100) - lot(60, 100, "average"): "You began with cabinet 60, which is built. The order is 61 to 100.",
        (lot(*NEXT) - lot(*NEXT, "average")) / 40: "That is the gap for one cabinet of the forty. Sales promises all forty.",
        total_of_hundred() - learning.total_time(line()[1], 100, line()[0], "average"): "That is the difference for all hundred. The first sixty are built and paid.",
        100 * (1 - lot(*NEXT, "average") / lot(*NEXT)): "That is the gap in percent. How many hours is it?",
        hundredth() - learning.unit_time(line()[1], 100, line()[0], "average"): "That is the difference for the hundredth cabinet alone.",
    },
    insight="Nearly a quarter of the work, lost between two meanings of one number.",
)  # fmt: skip
choice(
    "08.5",
    "The first skid after the break took 30.4 hours. Like which skid is that?",
    {
        "a": "The 27th of a plant that never stopped: nothing was forgotten",
        "b": "The 8th or the 9th: part of it was forgotten",
        "c": "The first: everything was forgotten",
    },
    "b",
    mistakes={
        "a": "By the line it would have taken 19.7 hours then. 30.4 is half as much again.",
        "c": "The first took 62.5 hours, twice as long. Much of what was learned was still there.",
    },
    insight="Set back by some eighteen skids, and not to the beginning. A quote after a break starts further up the line.",
)


def laid_well(fitter):
    """The verdict on the kept line that came furthest; of several alike, on the one kept last."""
    verdicts = [laid(row) for _, row in fitter.record.iterrows()]
    return max(reversed(verdicts), key=lambda found: found[0])[1]


def laid(row):
    """(how far it came, what to say) of one kept line."""
    out = {int(one) for one in row["left_out"].split(",") if one.strip()}
    if row["record"] != STATION:
        return 0, f"Your line is laid through the {row['record']}. Choose the record pump station."
    if row["model"] != "unit":
        return (
            1,
            "Your line is one of the average convention, which takes every unit in. Set Convention to unit.",
        )
    if not out:
        return 2, (
            "Every unit counts in your line, also the one that was held up. Go through the points with Look at: "
            "one has a remark."
        )
    if HELD_UP not in out:
        return 2, (
            "You left a unit out, but not the one that was held up: it still pulls your line. Go through the "
            "points with Look at: one has a remark."
        )
    if out != {HELD_UP}:
        return 3, (
            "The held-up unit is out, and others are too. A unit without a reason on record stays in, however "
            "far from the line: take the others back in."
        )
    if row["squared_error"] > SMALL_ENOUGH:
        return 4, (
            f"The right unit is out; your squared errors are {row['squared_error']:.4f}, and {SMALL_ENOUGH:.4f} "
            "or less are asked for. Turn the learning rate first, then raise or lower unit 1, and keep the new line."
        )
    rate = f"{row['rate'] * 100:.1f} %"
    return (
        5,
        (
            True,
            f"Unit {HELD_UP} is out, the rate is {rate} and the squared errors are {row['squared_error']:.4f}.",
        ),
    )


def fitted(**inputs):
    """A fitter with one line kept in it, for the tests."""
    from shopfloor.widgets import LearningCurveFitter

    fitter = LearningCurveFitter()
    kept = {"record": STATION, "model": "unit", "left_out": [HELD_UP], "rate": 0.755, "first": 38.5}
    fitter.set(tries=[kept | inputs | {"best_shown": False}])
    return fitter


record(
    "08.6",
    laid_well,
    right=lambda: fitted(),
    also_right=[lambda: fitted(rate=0.75, first=39.5), lambda: fitted(rate=0.745, first=40.5)],
    also_wrong=[
        lambda: fitted(left_out=[]),
        lambda: fitted(left_out=[7]),
        lambda: fitted(left_out=[1, HELD_UP]),
        lambda: fitted(rate=0.80),
        lambda: fitted(model="average"),
        lambda: fitted(record="control cabinet", left_out=[], rate=0.85, first=38),
        0.76,
    ],
    noun="curve fitter",
    first_step="Lay a line on the curve fitter above, press Keep this line, then run this cell again.",
    hints=[
        "One of the twenty has a remark. Go through them with Look at, and read what was noted.",
        "Leave that unit out, then bring Learning rate down from 90 % with the arrow keys until the squares hardly shrink any more.",
    ],
    solution="Look at tells of unit 13 that it was held up: leave it out. At a learning rate of 75.5 % and 38.5 h for unit 1 the "
    "squared errors are 0.0144; press Keep this line.",
    question="Lay a line through the pump stations.",
)
number(
    "08.7",
    answer=lambda: crate().time(9),
    unit="min",
    tolerance=0.008,
    hints=[
        "What does a crate take before the first pump is in it? Then nine pumps on top.",
        "formula.fixed + 9 * formula.each",
    ],
    solution=lambda: f"{crate().fixed:.4f} + 9 x {crate().each:.4f} = {crate().time(9):.3f} min.",
    mistakes=lambda: {
        9 * crate().each: "The fixed part is missing: what a crate takes before the first pump is in it.",
        9 * (crate().fixed + crate().each): "You took the fixed part nine times. It comes once with each crate.",
        9 * crate().fixed + crate().each: "You took nine fixed parts and one pump. It is one fixed part and nine pumps.",
        9 * crate().fixed: "You took nine times the first number, the fixed part. The second is what each pump adds.",
        crate().time(8): "That is a crate of eight.",
        crate().fixed + crate().each: "That is a crate with a single pump.",
        study_of(8) / 8 * 9: "You took nine eighths of a crate of eight. The fixed part does not grow with the pumps.",
        study_of(12) / 12 * 9: "You divided a whole crate by its pumps. Part of its time is fixed.",
        crate().time(10): "That is ten pumps: did you add the nine to a crate that has one already?",
    },
    insight="Nobody has timed that crate.",
)  # fmt: skip
number(
    "08.8",
    answer=lambda: tmu_to_seconds(clamp_tmu("present")),
    unit="s",
    tolerance=0.06,
    hints=[
        "Find the total of the present method in the table. One TMU is 0.036 seconds.",
        "794 * 0.036, or tmu_to_seconds(794).",
    ],
    solution=lambda: (
        f"{clamp_tmu('present'):g} x 0.036 = {tmu_to_seconds(clamp_tmu('present')):.2f} s, so half a minute and not 13."
    ),
    mistakes=lambda: {
        clamp_tmu("present"): "That is the number of TMU, read as seconds: the planner's slip. A TMU is far shorter.",
        13: "Those are the planner's minutes. They come from reading TMU as seconds.",
        clamp_tmu("present") / 60: "You divided by 60, as if TMU were seconds: these are the planner's 13 minutes.",
        tmu_to_seconds(clamp_tmu("present") - clamp_tmu("proposed")): "That is what the proposed method saves. Asked is what the present one takes.",
        tmu_to_seconds(2 * clamp_tmu("present")): "That is twice the total: the row total is the sum of A to D already.",
        tmu_to_seconds(180): "That is element A alone. The whole method stands in its row total.",
        tmu_to_seconds(77): "That is the band of the example. Take the total of the present method.",
        clamp_tmu("present") * 0.0036: "That is ten times too little: one TMU is 0.036 s.",
        clamp_tmu("present") * 0.36: "That is ten times too much: one TMU is 0.036 s.",
        clamp_tmu("present") / 0.036: "You divided by 0.036. A TMU is shorter than a second, so there are fewer seconds than TMU.",
        tmu_to_seconds(clamp_tmu("proposed")): "That is the proposed method. The present one has its own total, further up.",
        tmu_to_seconds(clamp_tmu("present") + clamp_tmu("proposed")): "You added both methods. A clamp is made by one of them.",
    },
    insight="On paper, and before anything is bought, the proposed method saves 10 of them. Both are normal times: the allowance comes on top.",
)  # fmt: skip


def cost_of(start, end, burden=BURDEN):
    return labour_cost(lot(start, end), WAGE, burden)


number(
    "08.9",
    answer=lambda: cost_of(81, 100),
    unit="dollars",
    tolerance=25,
    hints=[
        "First the hours: lot_time for cabinets 81 to 100. Then what they cost.",
        "labour_cost(lot_time(first, 81, 100, rate), 21.17, 0.35)",
    ],
    solution=lambda: (
        f"lot_time(first, 81, 100, rate) = {lot(81, 100):.2f} h; {lot(81, 100):.2f} x {WAGE} x {1 + BURDEN} = "
        f"{cost_of(81, 100):.2f} dollars."
    ),
    mistakes=lambda: {
        cost_of(61, 80): "That is the first lot again. Some things are learned in between.",
        cost_of(61, 100): "That is both lots together.",
        cost_of(81, 100) / 20: "That is one cabinet of the lot. The lot has twenty.",
        cost_of(81, 100) / (1 + BURDEN) * BURDEN: "That is the burden alone. The wage comes first: times 1 + 0.35.",
        cost_of(81, 100, 0): "The burden is missing: an hour costs the plant more than its wage.",
        lot(81, 100): "Those are the hours. What does an hour cost, with the burden?",
        cost_of(1, 20): "You began the curve anew at cabinet 1. The plant has eighty behind it by then.",
        cost_of(80, 100): "That lot begins with cabinet 80, which belongs to the first lot: from 80 to 100 are 21.",
        cost_of(61, 80) / 2: "That is half of the first lot. The second has twenty cabinets as well.",
        labour_cost(lot(81, 100, "average"), WAGE, BURDEN): "You took the unit curve's rate in the formula of the average curve.",
    },
    insight="Six percent less than the first lot: most was learned long before.",
)  # fmt: skip

choice(
    "08.x1",
    'A mail says: "The learning rate is 0.85." What do you ask first?',
    {
        "a": "Which time it is: that of the single unit, or the average of all so far",
        "b": "Whether 0.85 is a fraction or a percentage",
        "c": "Who was the slowest",
    },
    "a",
    mistakes={
        "b": "Between 0 and 1 it can only be a fraction, 85 %. Of what, is not said.",
        "c": "The curve belongs to the plant: fixtures, drawings, parts and practice. Nobody is rated by it.",
    },
    insight="A rate without its convention is half a number.",
)
choice(
    "08.x2",
    "The motions of an element add up to 500 TMU. How long is that?",
    {"a": "500 seconds", "b": "18 seconds", "c": "18 minutes"},
    "b",
    mistakes={
        "a": "That reads TMU as seconds. One TMU is 0.036 s.",
        "c": "The 18 is right, the unit is not: 500 x 0.036 is in seconds.",
    },
    insight="500 x 0.036 s.",
)

ASSIGNMENT = Assignment(
    "a08_learning_and_predetermined_times",
    parts=[
        rows_form("a08_held_up", noun="unit", high=20),
        number_form("a08_rate", low=0.51, high=0.99),
        number_form("a08_unit_40", unit="h", low=0.5, high=100),
        number_form("a08_batch", unit="h", low=10, high=2000),
        number_form("a08_missing", unit="h", low=0.1, high=2000),
        by_hand("a08_note"),
    ],
)
