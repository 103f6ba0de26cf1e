"""Lesson 14, quality at the source: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods.quality import average_run_length, dpmo, parts_to_see, sigma_level, xbar_r

from ..compare import Verdict
from ..forms import Assignment, by_hand, number_form
from .builders import choice, number, order, record

BASE = 25
GAMES = 6
FEWEST_CAUGHT, MOST_ALARMS = 2, 3
# As the lesson prints them, for work with a pencil.
MEAN_MM, RANGE_MM = 25.0001, 0.01748
A2, D4 = 0.577, 2.114
UPPER_MM, LOWER_MM = MEAN_MM + A2 * RANGE_MM, MEAN_MM - A2 * RANGE_MM
RANGE_LIMIT_MM = D4 * RANGE_MM
FIRST_RANGE_MM = 0.030
MEAN_NOW_MM, SIGMA_NOW_MM, USL_MM, LSL_MM = 25.0107, 0.00675, 25.030, 24.970
PROMISED_SHARE, FACES = 0.007, 200
KINDS = 5


@cache
def bores():
    """The chart of the averages of the bores, with limits from the first 25 subgroups."""
    samples = load("quality/samples")
    return xbar_r(samples[samples["characteristic"] == "bore"], base=BASE)[0]


@cache
def housings():
    """(defects, housings) of all days of inspection."""
    table = load("quality/inspection")
    return int(table["defects"].sum()), int(table["inspected"].sum())


def runs_of(shift=1, **arguments):
    return average_run_length(shift, **arguments)


# Recall: spread (lesson 02), looks and margins (07), five whys (09).
choice(
    "14.r1",
    "Two machines make pins with a mean of 10.0 mm. One has a standard deviation of 0.1 mm, the other of 0.3 mm. What does that say?",
    {
        "a": "The second makes longer pins",
        "b": "The pins of the second differ more from one another",
        "c": "The second has three times as many bad pins",
    },
    "b",
    mistakes={
        "a": "How long they are is the mean, and that is the same.",
        "c": "What is bad depends on what the drawing allows; the spread alone does not say it.",
    },
    insight="Spread is what today is about.",
)
choice(
    "14.r2",
    "A share is to be found with half the margin of error. How many looks does it take?",
    {"a": "Twice as many", "b": "Four times as many", "c": "Half as many"},
    "b",
    mistakes={
        "a": "The margin shrinks with the square root of the looks, so twice as many are not enough.",
        "c": "Fewer looks make the margin wider.",
    },
    insight="Small differences are dear to see: it comes back at the end of this lesson.",
)
choice(
    "14.r3",
    'Five times "why?", from a leaking pump on. Which answer is a good place to stop?',
    {
        "a": "The seal was put in the wrong way round",
        "b": "Somebody did not pay attention",
        "c": "The seal fits in either way round, and nothing shows which way is right",
    },
    "c",
    mistakes={
        "a": "True, and there is one more why behind it: why could it be?",
        "b": "Then the cause has a name, and the next person can do the same.",
    },
    insight="That can be changed, for everybody.",
)


def two_limits(given):
    if any(value is ... for value in given):
        return Verdict("not tried", "One of the two limits is still missing.")
    if len(given) != 2 or not all(
        isinstance(value, (int, float)) and not isinstance(value, bool) for value in given
    ):
        return "Two numbers are asked for, without quotes and with points: first 24.something, then 0.0something."
    lower, ranges = (float(value) for value in given)
    low_right = abs(lower - LOWER_MM) <= 0.0003
    range_right = abs(ranges - RANGE_LIMIT_MM) <= 0.0003
    if low_right and range_right:
        return (
            True,
            f"The averages keep to {LOWER_MM:.4f} to {UPPER_MM:.4f} mm, the ranges to {RANGE_LIMIT_MM:.4f} mm, by chance alone.",
        )
    if abs(lower - RANGE_LIMIT_MM) <= 0.0003 and abs(ranges - LOWER_MM) <= 0.0003:
        return "You have both, the other way round: first the limit of the averages."
    return about_lower(lower) if not low_right else f"The lower limit is right. {about_ranges(ranges)}"


def about_lower(lower):
    named = {
        UPPER_MM: "That is the upper limit of the averages. For the lower one, take away.",
        MEAN_MM
        - RANGE_MM: "You took away the whole mean range. A2 = 0.577 of it is what three standard deviations of an average are.",
        MEAN_MM
        - A2
        * FIRST_RANGE_MM: "You took the range of the first subgroup. The mean of all 25 is asked for: 0.01748.",
        MEAN_MM
        - 3
        * RANGE_MM: "You took away three mean ranges. A2 = 0.577 has the three standard deviations in it already.",
        MEAN_MM - D4 * RANGE_MM: "That is D4. It belongs to the ranges; the averages take A2 = 0.577.",
        LSL_MM: "That is what the drawing allows. A control limit comes from the process: mean less A2 times the mean range.",
        -A2 * RANGE_MM: "That is the distance only. Take it from 25.0001.",
        A2 * RANGE_MM: "That is the distance only. Take it from 25.0001.",
    }
    return nearest(named, lower) or "The first number: 25.0001, less A2 = 0.577 times the mean range."


def about_ranges(ranges):
    named = {
        MEAN_MM
        + RANGE_LIMIT_MM: "The limit of the ranges: you added D4 times the mean range to 25. A range is a few hundredths; nothing is added.",
        RANGE_MM
        + RANGE_LIMIT_MM: "You added the mean range once more. D4 times the mean range is the limit itself.",
        RANGE_MM * (1 + A2): "You took A2. It belongs to the averages; the ranges take D4 = 2.114.",
        A2 * RANGE_MM: "You took A2. It belongs to the averages; the ranges take D4 = 2.114.",
        D4
        * FIRST_RANGE_MM: "You took the range of the first subgroup. The mean of all 25 is asked for: 0.01748.",
        RANGE_MM: "That is the mean range. Its limit is D4 = 2.114 times as large.",
        D4: "That is D4 itself. Times the mean range.",
        D4 + RANGE_MM: "You added. D4 = 2.114 times the mean range is asked for.",
        round(RANGE_LIMIT_MM, 2): "Rounded too far: keep four decimals.",
    }
    if abs(ranges / 1000 - RANGE_LIMIT_MM) <= 0.0003:
        return "The limit of the ranges is in thousandths of a millimeter: write it in mm."
    return (
        nearest(named, ranges) or "The limit of the ranges: D4 = 2.114 times the mean range, nothing added."
    )


def nearest(named, value, within=0.0003):
    wrong = min(named, key=lambda wrong: abs(value - wrong))
    return named[wrong] if abs(value - wrong) <= within else ""


record(
    "14.1",
    two_limits,
    right=[LOWER_MM, RANGE_LIMIT_MM],
    also_right=[[24.99, 0.037], (24.9900, 0.03695)],
    also_wrong=[
        [UPPER_MM, RANGE_LIMIT_MM],
        [24.9826, 0.037],
        [24.9477, 0.037],
        [24.97, 0.03],
        [0.01, 0.037],
        [24.99, 25.037],
        [24.99, 0.0101],
        [24.99, 0.0544],
        [24.99, 0.0634],
        [0.037, 24.99],
        [24.99],
        ["24.99", "0.037"],
        [24.99, 37],
    ],
    noun="pair of limits",
    hints=[
        "Step 3 once more, with a minus. The ranges have a limit of their own: D4 times the mean range.",
        "25.0001 - 0.577 * 0.01748, and 2.114 * 0.01748",
    ],
    solution=f"25.0001 - 0.577 x 0.01748 = {LOWER_MM:.4f} mm; 2.114 x 0.01748 = {RANGE_LIMIT_MM:.4f} mm. Ranges of five have no lower "
    "limit (D3 is 0).",
    question="The lower limit of the averages, and the upper limit of the ranges.",
)
number(
    "14.2",
    answer=lambda: bores().out_of_control[0],
    hints=[
        "The diamonds are points beyond a limit. Which comes first?",
        "In a cell of its own: averages.out_of_control",
    ],
    solution=lambda: (
        "averages.out_of_control lists "
        + ", ".join(map(str, bores().out_of_control))
        + f": the first is {bores().out_of_control[0]}."
    ),
    mistakes=lambda: {
        **dict.fromkeys(bores().out_of_control[1:], "It is beyond the limit, but not the first."),
        27: "That is the last one inside. The next average lies beyond.",
        24: "That is the lowest of the quiet time, 24.9916 mm, and still inside the limits.",
        25: "Subgroup 25 is where the limits end being computed, the dotted line. Its average is inside.",
        26: "That one is the first after the dotted line, and still inside.",
        32: "That is the highest of all. An earlier one is beyond the limit too.",
        len(
            bores().out_of_control
        ): "That is how many lie beyond the limits. Which number has the first of them?",
        25.0102: "That is the upper limit, in mm. Which subgroup is the first beyond it?",
        25.0172: "That is its average, in mm. Which subgroup is it?",
        0: "That is what the drawing's limits would say. Look for diamonds in the upper chart.",
    },
    insight="From then on the mean was higher, though a few of the later averages still fell inside.",
)
choice(
    "14.3",
    "The drawing's limits stand in the chart of averages. What is wrong with that?",
    {
        "a": "Nothing: what the customer allows is what counts",
        "b": "They say what the customer can use, for single bores. They do not say what chance does to averages",
        "c": "They are too tight: averages spread more than single bores",
        "d": "They were rounded, and control limits need four decimals",
    },
    "b",
    mistakes={
        "a": "It counts for the single bore. But the chart asks another question: has the process changed?",
        "c": "It is the other way round: high and low bores partly cancel out in an average, so averages spread less.",
        "d": "More decimals would not help. They answer another question.",
    },
    insight="The averages keep within 0.01 mm by chance; the drawing allows 0.03. The shift would have gone unseen until there was scrap.",
)


def played(live):
    """The verdict on the last six games."""
    games = live.record
    if len(games) < GAMES:
        missing = GAMES - len(games)
        if not len(games):
            return Verdict("not tried", f"Play {GAMES} games in the widget above, then run this cell again.")
        return f"{len(games)} of {GAMES} games have ended: {missing} more, please (button Next game)."
    last = games.tail(GAMES)
    alarms, missed = int(last["false_alarm"].sum()), int(last["missed"].sum())
    caught = int(last["delay"].notna().sum())
    score = f"In your last {GAMES} games: {caught} caught, {missed} missed, {alarms} false alarm{'s' * (alarms != 1)}."
    if alarms > MOST_ALARMS:
        return Verdict(
            "wrong, named",
            f"{score} You stop too soon: one marked point inside the limits is often chance.",
            "Play more games, and wait for a second sign. The last six count.",
        )
    if caught < FEWEST_CAUGHT:
        return Verdict(
            "wrong, named",
            f"{score} {FEWEST_CAUGHT} caught causes are asked for.",
            "Play more games. Stop when points beyond a limit come, in either chart: the lower one shows the spread. The last six count.",
        )
    delay = last["delay"].dropna().astype(float).mean()
    return True, f"{score} A cause ran for {delay:.1f} subgroups on average until you stopped."


def games(*stops, seed=14, rules="western electric"):
    """The widget after games that were stopped so many subgroups after their cause began: for the tests.

    None: let run. "early": stopped at 22, before any cause.
    """
    from shopfloor.widgets import LiveControlChart

    live = LiveControlChart(seed=seed, rules=rules)
    ended = []
    for place, stop in enumerate(stops, start=1):
        began = live._play(place).began
        at = 22 if stop == "early" else None if stop is None or began is None else began + stop
        ended.append({"game": place, "at": at, "rules": rules})
        live.set(game=place, shown=at or 80, stops=list(ended))
    return live


WELL = (5, 2, None, 3, None, 10)

record(
    "14.4",
    played,
    right=lambda: games(*WELL),
    also_right=[
        lambda: games("early", "early", 0, 4, "early", 3),
        lambda: games(*["early"] * 5, 4, *["early"] * 2, 0, 2, None, 3),
    ],
    also_wrong=[
        lambda: games(*WELL[:4]),
        lambda: games(*["early"] * 6),
        lambda: games(*[None] * 6),
        lambda: games(5, None, None, None, None, None),
        lambda: games("early", 0, "early", 0, "early", "early"),
        3,
    ],
    noun="live chart",
    first_step=f"Play {GAMES} games in the widget above, then run this cell again.",
    hints=[
        "A point beyond a limit is rare by chance; a single mark inside the limits is not. Watch what the next points do.",
        "Look at the lower chart too: ranges beyond their limit say that the spread has grown.",
    ],
    solution="There is no working to show: Space runs, S stops, N begins the next game. Stop when points come beyond a limit, or when "
    "marks come one after another; let single marks pass.",
    question="Play six games: catch two causes, with three false alarms at most.",
)


def early_marks(given):
    """The verdict on how often the rules marked a point in the first six games with nothing wrong."""
    live, value = given
    if not hasattr(live, "record"):
        return "The first thing in the brackets is the widget, live. Leave it as it was."
    first = live.record.head(GAMES)
    if len(first) < GAMES:
        return Verdict(
            "not tried", f"First play the {GAMES} games of exercise 4, and run the cell above again."
        )
    if value is ...:
        return Verdict("not tried", "Replace the three dots with your count.")
    if isinstance(value, (list, tuple)):
        return "Those are several values. How many games, not which ones: one number."
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return "A count is asked for, one number without quotes: how many games, not which ones."
    if value > GAMES:
        return f"There are only {GAMES} games in the table. Count games, not subgroups."
    signal, began = first["chart_signal"], first["began"]
    marked = signal.notna()
    quiet = int((marked & began.isna()).sum())
    before = int((marked & began.notna() & (signal < began).fillna(False)).sum())
    right = quiet + before
    if value == right:
        return (
            True,
            f"{before} before the cause, and {quiet} where there was none. A patient eye can do better than the rules alone.",
        )
    # Numbers may coincide: the first that fits is said.
    named = (
        (before, "You counted the games in which the mark came before the cause. A mark in a game without a cause is a false alarm too."),
        (quiet, "You counted the games without a cause. A mark before the cause began is a false alarm too."),
        (int(first["false_alarm"].sum()), "That is how often you stopped for nothing. Here the rules are asked for: the column chart_signal."),
        (GAMES - right, "Those are the games in which the rules were right. The others are asked for."),
        (int(marked.sum()), "That is how often the rules marked any point. Compare each with began."),
        (int(began.notna().sum()), "That is how many games had a cause. Did the rules mark a point before it, or where there was none?"),
        (int(began.isna().sum()), "That is how many games had no cause. Did the rules mark a point in them, and before a cause in the others?"),
    )  # fmt: skip
    return next(
        (words for count, words in named if count == value),
        "Go down the table: is chart_signal smaller than began, or a number where began is <NA>? Count those.",
    )


record(
    "14.5",
    early_marks,
    right=lambda: [games(*WELL), 3],
    also_right=[lambda: [games(*[None] * 6), 3.0], lambda: [games(*WELL, rules="limits"), 1]],
    also_wrong=[
        lambda: [games(*WELL), 2],
        lambda: [games(*WELL), 1],
        lambda: [games(*WELL), 0],
        lambda: [games(*WELL), 5],
        lambda: [games(*WELL), "3"],
        [3, 3],
    ],
    noun="count",
    first_step="Play the six games of exercise 4 first.",
    hints=[
        "Look at each row: is chart_signal smaller than began?",
        "<NA> in began means that nothing was wrong: any number in chart_signal is a false alarm there.",
    ],
    solution="Games 1 and 4 were marked before the cause began, game 5 had no cause and was marked: 3 with the four rules on.",
    question="In how many of the six games did the rules mark a point with nothing wrong?",
)
number(
    "14.6",
    answer=lambda: (runs_of(only=[1]) - runs_of()) / 2,
    unit="h",
    tolerance=0.2,
    hints=[
        "How many points sooner? And a point comes every half hour.",
        "(43.9 - 9.2) / 2",
    ],
    solution=lambda: (
        f"{runs_of(only=[1]):.1f} - {runs_of():.1f} = {runs_of(only=[1]) - runs_of():.1f} points, half an hour each: "
        f"{(runs_of(only=[1]) - runs_of()) / 2:.1f} h."
    ),
    mistakes=lambda: {
        runs_of(only=[1]) - runs_of(): "Those are points. One comes every half hour, so two make an hour.",
        2 * (runs_of(only=[1]) - runs_of()): "You multiplied by two. A point is half an hour.",
        **dict.fromkeys(
            [(370 - 92) / 2, 370 - 92],
            "You took the points between false alarms. The move is in the second pair of numbers.",
        ),
        runs_of(only=[1]) / 2: "That is how long the limits alone take. How much sooner are the four rules?",
        runs_of(
            only=[1]
        ): "Those are the points of the limits alone. How many fewer with the four rules, and in hours?",
        runs_of(): "Those are the points of the four rules. How many fewer is that than the other, and in hours?",
        runs_of(only=[1])
        - runs_of()
        / 2: "Only the second number was halved. Put brackets around the difference: (43.9 - 9.2) / 2.",
        runs_of(only=[1]) / 2
        - runs_of(): "Only the first number was halved. Take the difference first, then halve it.",
        runs_of()
        / 2: "That is how long the four rules take. How much sooner is that than with the limits alone?",
        (runs_of() - runs_of(only=[1]))
        / 2: "The size is right. Sooner is asked for: take the smaller from the larger.",
        runs_of(only=[1])
        / runs_of(): "You divided: that many times sooner. The hours between them are asked for.",
    },
    also_right=[17.35, 17.5],
    also_wrong=[4.8],
    insight="More than two work shifts of eight hours, for a move of the mean too small to see in a single bag.",
)
number(
    "14.7",
    answer=(USL_MM - MEAN_NOW_MM) / (3 * SIGMA_NOW_MM),
    tolerance=0.006,
    hints=[
        "Which limit is nearer to 25.0107? From the mean to it, divided by three standard deviations.",
        "(25.030 - 25.0107) / (3 * 0.00675)",
    ],
    solution=f"(25.030 - 25.0107) / (3 x 0.00675) = {(USL_MM - MEAN_NOW_MM) / (3 * SIGMA_NOW_MM):.2f}.",
    mistakes={
        (MEAN_NOW_MM - LSL_MM)
        / (3 * SIGMA_NOW_MM): "That is to the lower limit, where there is room. The nearer limit decides.",
        (USL_MM - LSL_MM) / (6 * SIGMA_NOW_MM): "That is Cp, which does not ask where the mean lies.",
        (USL_MM - MEAN_NOW_MM)
        / (6 * SIGMA_NOW_MM): "From limit to limit it is six standard deviations; to one side it is three.",
        (USL_MM - MEAN_NOW_MM)
        / (
            3 * 0.00752
        ): "You took the standard deviation of the quiet time. Since subgroup 28 it is 0.00675.",
        (USL_MM - 25.0001)
        / (3 * SIGMA_NOW_MM): "You took the mean of the quiet time. Since subgroup 28 it is 25.0107.",
        (USL_MM - MEAN_NOW_MM)
        / 3
        * SIGMA_NOW_MM: "You divided by three, then multiplied. Put brackets around (3 * 0.00675).",
        (USL_MM - MEAN_NOW_MM) / SIGMA_NOW_MM: "You divided by one standard deviation. It is three.",
        USL_MM
        - MEAN_NOW_MM
        / (3 * SIGMA_NOW_MM): "Only the mean was divided. Put brackets around (25.030 - 25.0107).",
        1.325: "That is the quiet time's. Mean and spread since subgroup 28 are asked for.",
        USL_MM - MEAN_NOW_MM: "That is the room to the limit, in mm. Divided by three standard deviations.",
    },
    also_right=[0.95, 0.953],
    also_wrong=[95],
    insight="From 1.33 to below 1, and still not one bore outside.",
)
number(
    "14.8",
    answer=PROMISED_SHARE * FACES,
    unit="",
    tolerance=0.05,
    hints=["What is 0.7 % as a fraction?", "0.007 * 200"],
    solution="0.7 % is 0.007, and 0.007 x 200 = 1.4 faces. There are 8: the bell promised far too few.",
    mistakes={
        0.7 * FACES: "0.7 % is 0.007, not 0.7: that would be most of the faces.",
        0.07 * FACES: "0.7 % is 0.007, not 0.07.",
        8: "That is how many are outside. How many would a bell have there?",
        4: "That is what is outside, in percent. The bell's faces are asked for.",
        8 / PROMISED_SHARE: "You divided. A share of 200 is the share times 200.",
        FACES / PROMISED_SHARE: "You divided. A share of 200 is the share times 200.",
        0.82 * FACES: "You took Cpk. The share outside is 0.7 %.",
        0.007: "That is the share, as a fraction. Times the 200 faces.",
        0.7: "That is the share, in percent. How many of 200 is that?",
        2: "Keep the decimals: 1.4, an average over many such lots.",
        1: "Keep the decimals: 1.4, an average over many such lots.",
        0: "0.7 % of 200 is more than one face.",
        0.82: "That is Cpk. The share outside is 0.7 %.",
        1.64: "You took Cpk. The share outside is 0.7 %.",
    },
    also_right=[1.4],
    also_wrong=[1.6],
    insight="8 are outside, nearly six times as many: flatness cannot be below zero, so all of the tail is on the bad side.",
)
choice(
    "14.9",
    "A spacer is sometimes left out of a pump. Which of these is a poka-yoke?",
    {
        "a": "A training and a poster: remember the spacer!",
        "b": "A second person who checks each pump",
        "c": "A cover that cannot be closed while the spacer is missing",
        "d": "A bonus for a month without a missing spacer",
    },
    "c",
    mistakes={
        "a": "It helps for a while. On a long night everybody forgets something.",
        "b": "Two people miss less than one, and each relies a little on the other. The mistake is still possible.",
        "d": "A bonus does not hold the spacer in place, and makes it costly to report one.",
    },
    insight="Nobody has to remember anything.",
)
number(
    "14.10",
    answer=lambda: parts_to_see(0.01, 0.008),
    tolerance=0,
    hints=["1 in 100 is 0.01. And 20 % fewer than that?", "parts_to_see(0.01, 0.008)"],
    solution=lambda: (
        f"20 % fewer than 0.01 is 0.008; parts_to_see(0.01, 0.008) gives {parts_to_see(0.01, 0.008)}."
    ),
    mistakes=lambda: {
        parts_to_see(0.04, 0.032): "That is for 4 in 100. Here it is 1 in 100.",
        parts_to_see(
            0.01, 0.002
        ): "You took 0.002 for the share after. It is how much is gone; 0.008 is left.",
        parts_to_see(0.04, 0.008): "Both shares change: 1 in 100 before, 0.01.",
        parts_to_see(0.01, 0.8): "You took 0.8 for the share after. 20 % fewer than 0.01 is 0.8 times 0.01.",
        parts_to_see(0.01, 0.2): "You took 0.2 for the share after. 20 % fewer than 0.01 is 0.8 times 0.01.",
        parts_to_see(
            0.01, 0.032
        ): "The share after is still that of the first plant. Here it is 20 % fewer than 0.01.",
        parts_to_see(0.01, 0.012): "That is for 20 % more. Fewer is asked for: 0.008.",
        35000: "That is rounded. Write the whole number that parts_to_see gives.",
        parts_to_see(0.1, 0.08): "1 in 100 is 0.01, not 0.1.",
        parts_to_see(0.01, 0.005): "That is for half as many. 20 % fewer than 0.01 is 0.008.",
        2 * parts_to_see(0.01, 0.008): "That is before and after together. Asked is the number for each.",
        round(
            16 * 0.009 * 0.991 / 0.002**2
        ): "That is the rule of thumb, and a good one. Here the exact number is asked for: parts_to_see.",
    },
    also_right=[35001.0],
    also_wrong=[35000],
    insight="Four times as many parts, because the defect is four times as rare.",
)
number(
    "14.11",
    answer=lambda: dpmo(*housings(), KINDS),
    tolerance=6,
    hints=[
        "Divide the defects by all opportunities, then times a million.",
        "1237 / (23306 * 5) * 1_000_000",
    ],
    solution=lambda: "{} / ({} x 5) x 1,000,000 = {:.0f}.".format(*housings(), dpmo(*housings(), KINDS)),
    mistakes=lambda: {
        dpmo(*housings(), 1): "That is per million housings. Each has 5 opportunities: divide by them too.",
        housings()[0]
        / housings()[1]
        * KINDS
        * 1e6: "You multiplied by 5. More opportunities, fewer defects for each: divide.",
        housings()[0]: "Those are the defects themselves. Divide by all opportunities, then times a million.",
        housings()[0]
        / housings()[
            1
        ]: "That is the defects for each housing. Each has 5 opportunities; then times a million.",
        dpmo(*housings(), KINDS) / 1e4: "That is percent of all opportunities. Of a million is asked for.",
        dpmo(*housings(), KINDS) / 1e6: "That is the share of all opportunities. Times a million.",
        dpmo(*housings(), KINDS) / 1e3: "That is per thousand opportunities.",
        1e6 - dpmo(*housings(), KINDS): "That is what was right, per million.",
    },
    also_right=[10615, 10615.29],
    also_wrong=[10_000],
    insight="Count 50 opportunities in place of 5, and the number falls to a tenth: always ask what was counted.",
)
number(
    "14.12",
    answer=2.5,
    tolerance=0.01,
    hints=["The convention added something. Take it off again.", "4.0 - 1.5"],
    solution="4.0 - 1.5 = 2.5.",
    mistakes={
        5.5: "You added the 1.5 once more. It is in the 4.0 already.",
        4.0: "That is with the 1.5 in it.",
        1.5: "That is what the convention adds. How much is left without it?",
        4.5: "That is six sigma's. Here the report says 4.0.",
        **dict.fromkeys(
            [sigma_level(4), sigma_level(4, shift=0)],
            "sigma_level takes DPMO, and 4.0 is a level already. The 1.5 was added, so take it away.",
        ),
        4 / 1.5: "You divided. The 1.5 was added, so take it away.",
        6: "You multiplied. The 1.5 was added, so take it away.",
    },
    also_right=[2.50],
    insight="Same parts, another number. Always ask which.",
)

choice(
    "14.x1",
    "An average falls beyond its control limit. Every piece is inside the drawing. What now?",
    {
        "a": "Let it run until a piece is bad",
        "b": "Look for a special cause now, and note what was found",
        "c": "Throw away the whole subgroup",
        "d": "Set the control limits a little wider",
    },
    "b",
    mistakes={
        "a": "That turns the chart into a scrap counter. The sign came before the scrap: use it.",
        "c": "The pieces are good. It is the process that gave a sign.",
        "d": "Then the chart is silent, and the cause goes on.",
    },
    insight="It may be a false alarm; looking will tell.",
)
order(
    "14.x2",
    [
        "measure small subgroups in the order of time",
        "draw the control chart and find out whether the process is stable",
        "look for special causes and remove them",
        "look at the shape of the values in a histogram",
        "compare the spread with the drawing: Cpk",
    ],
    "Put the steps to a Cpk in order.",
    mistakes={
        (5, 2): "A Cpk first? Of a process that is not stable it describes nothing that will come again.",
        (5, 4): "Look at the shape first: the Cpk of a skewed process promises too much.",
    },
)

ASSIGNMENT = Assignment(
    "a14_quality_at_the_source",
    parts=[
        number_form("a14_upper", unit="N", low=30, high=75),
        number_form("a14_odd", low=1, high=24),
        number_form("a14_since", low=1, high=24),
        number_form("a14_cpk", low=0.1, high=5),
        number_form("a14_cpk_after", low=-1, high=5),
        by_hand("a14_note"),
    ],
)
