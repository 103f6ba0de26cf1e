"""Lesson 06, rating and allowances: its exercises, and the form of what its assignment hands in."""

from functools import cache
from math import ceil

from shopfloor.data import load
from shopfloor.methods.tables import average_by
from shopfloor.methods.timestudy import labour_cost, rating_bias, standard_time

from ..forms import Assignment, by_hand, list_form, number_form, rows_form
from .builders import choice, number, record

CLIPS = 8
# Ratings go in steps of 5 points, so this is "one step off".
CLOSE = 0.05
K1, K4 = "TS-113", "TS-115"
NORMAL_MIN = 1.13
QUOTED_MIN = 1.0
STUDY_HOURS = 16
BURDEN = 0.42
# The rows of the invented table that apply to somebody who stands at the pump bench.
APPLY = ("P1", "R2", "S1", "S3", "D1")


@cache
def averages(sheet):
    """Average time of each element on a sheet of the pump study."""
    times = load("timestudy/plant_times")
    return average_by(times[(times["sheet"] == sheet) & (times["element"] != "F")], "element", "time_min")


@cache
def rating_of(sheet, observer, element):
    table = load("timestudy/plant_ratings")
    row = table[(table["sheet"] == sheet) & (table["observer"] == observer) & (table["element"] == element)]
    return float(row["rating"].iloc[0])


@cache
def wage(soc):
    """The median wage of an occupation an hour, May 2024."""
    wages = load("careers/wages")
    return float(wages[(wages["soc"] == soc) & (wages["year"] == 2024)]["hourly_median"].iloc[0])


@cache
def allowances():
    return load("timestudy/allowances").set_index("code")["allowance"]


def added(*codes):
    return round(float(sum(allowances()[code] for code in codes)), 4)


def standard(basis="workday"):
    return standard_time(NORMAL_MIN, 0.15, basis=basis)


# Recall: what lessons 05 and 02 teach.
choice(
    "06.r1",
    "A phone shows 1:12. How many decimal minutes are that?",
    {"a": "1.12", "b": "1.20", "c": "0.72"},
    "b",
    mistakes={
        "a": "The 12 counts seconds, and 60 of them make a minute: 12 / 60 is 0.20.",
        "c": "The 72 seconds are right. 72 / 60 is 1.20.",
    },
)
choice(
    "06.r2",
    "At every tenth pump the operator fills the screw bin. What does the observer do with that time?",
    {
        "a": "Leave it out as a foreign element",
        "b": "Add all of it to one pump",
        "c": "Add a tenth of it to each pump",
    },
    "c",
    mistakes={
        "a": "Without screws no pump is made: it is rare, and still part of the job.",
        "b": "Then each pump would pay for the screws of ten.",
    },
)
choice(
    "06.r3",
    "The median wage of assemblers is 20.29 dollars an hour (BLS, May 2024). What does that mean?",
    {
        "a": "Half of them earn less, half more",
        "b": "All their wages, divided by their number",
        "c": "Most of them earn exactly this",
    },
    "a",
    mistakes={
        "b": "That is the mean. A few high wages pull it up; the median stays.",
        "c": "A median says nothing about how many earn exactly this much.",
    },
)

number(
    "06.1",
    answer=0.75,
    tolerance=0.005,
    hints=["On the ILO's scale, 4 miles an hour is 1.00.", "How much of 4 miles an hour are 3?"],
    solution="3 / 4 = 0.75. The same walk is 1.00 in a US text and 0.75 on the ILO's scale.",
    mistakes={
        4
        / 3: "You turned the fraction over. Their 1.00 is the faster walk, so this one comes out below 1.00.",
        1.0: "That is the rating on the scale of US texts. The ILO's 1.00 is a faster walk.",
        0.25: "That is how far the walk is below their 1.00. What is left of it?",
        3.0: "That is the walk in miles an hour. A rating says what part of normal pace it is.",
        4.0: "That is the ILO's normal walk in miles an hour. What part of it are 3 miles an hour?",
    },
    also_right=[3 / 4],
    also_wrong=[2.0],
    insight="The same walk is 1.00 in one book and 0.75 in the other: that is why the scale is named.",
)


def clips_rated(trainer):
    made = trainer.record
    if len(made) < CLIPS:
        return (
            f"{len(made)} of {CLIPS} clips rated so far. Play the next one, set the slider, press the button."
        )
    if made["rating"].nunique() == 1:
        return (
            f"You gave {made['rating'].iloc[0]:.2f} to every clip, so nothing of its pace is in your ratings. "
            "For eight other clips write trainer = RatingTrainer(clips=8, seed=7, save_as=None) in the cell above."
        )
    found = rating_bias(made["rating"], made["true_pace"])
    close = int((made["error"].abs() <= CLOSE + 1e-9).sum())
    kind = "loose" if found.bias > 0.005 else "tight" if found.bias < -0.005 else "neither loose nor tight"
    words = (
        f"{close} of {len(made)} within 5 points. Your bias is {found.bias:+.2f} ({kind}), your spread "
        f"{found.spread:.2f}. "
    )
    if found.slope is not None and found.slope < 0.8:
        words += "You rate slow work too high and fast work too low. "
    return (
        True,
        f"{words}From you, a pump that takes 1.00 min at normal pace would get {1 + found.bias:.2f} min.",
    )


def a_rater(errors, clips=CLIPS):
    """A trainer whose learner was off by so many points: for the tests."""
    from shopfloor.widgets import RatingTrainer
    from shopfloor.widgets.rating_trainer.clips import paces

    trainer = RatingTrainer(clips=clips, save_as=None)
    true = [round(100 * pace) for pace in paces(6, clips)]
    trainer.set(ratings=[min(160, max(40, pace + error)) for pace, error in zip(true, errors)])
    return trainer


def one_rating():
    from shopfloor.widgets import RatingTrainer

    trainer = RatingTrainer(clips=CLIPS, save_as=None)
    trainer.set(ratings=[100] * CLIPS)
    return trainer


record(
    "06.2",
    clips_rated,
    right=lambda: a_rater([5, -10, 0, 10, 15, 5, -5, 0]),
    also_right=[lambda: a_rater([-10] * CLIPS)],
    also_wrong=[lambda: a_rater([0] * 5), one_rating, 0.12],
    noun="rating trainer",
    first_step="Rate eight clips in the trainer above, then run this cell again.",
    hints=[
        "Look at the normal pace once more, then ask of each clip: faster or slower than that?",
        "Watch one element only, such as the reach for the screw.",
    ],
    solution="There is no working to show: look at the normal pace, play each clip, set the slider and press the button, eight times. "
    "The plot then shows each rating against the true pace.",
    question="Rate eight clips.",
)


def observed_and_rating(given):
    if isinstance(given, (int, float)):
        return "Two numbers are asked for, the observed time and the rating, before they are multiplied."
    if any(value is ... for value in given):
        return "One of the two numbers is still missing."
    if len(given) != 2 or not all(isinstance(value, (int, float)) for value in given):
        return "Two numbers are asked for, without quotes, such as 0.19 and 1.05."
    observed, rating = given
    time, pace = float(averages(K4)["B"]), rating_of(K4, "R1", "B")
    times_fit, pace_fits = abs(observed - time) < 0.003, abs(rating - pace) < 0.0005
    if times_fit and pace_fits:
        return True, (
            f"{time:.3f} x {pace:.2f} = {time * pace:.3f} min. Observed, the two were "
            f"{time - averages(K1)['B']:.3f} min apart; normal, {abs(time * pace - averages(K1)['B'] * 1.10):.3f}."
        )
    if abs(rating - time) < 0.003 and abs(observed - pace) < 0.0005:
        return "You have the two numbers, but the other way round: the observed time comes first."
    if abs(observed - time * pace) < 0.001:
        return "That is already the product. Asked for are the two numbers that it is made of."
    if abs(rating - 100 * pace) < 0.05:
        return f"A rating is a fraction here: {100 * pace:.0f} percent is {pace:.2f}."
    if abs(observed - averages(K1)["B"]) < 0.003:
        return "That is K1's time. K4's averages stand in the first table above."
    if times_fit and abs(rating - 1.10) < 0.0005:
        return "The time is right. The rating is K1's; K4's, by R1, stands in the second table above."
    if times_fit:
        return "The time is right. Look for R1's rating of element B on K4's sheet."
    if pace_fits:
        return "The rating is right. Look for the average of element B in K4's averages."
    return "Both numbers stand in the two tables above, in the lines of element B."


record(
    "06.3",
    observed_and_rating,
    right=lambda: [0.248, 0.95],
    also_right=[lambda: (float(averages(K4)["B"]), 0.95), [0.25, 0.95]],
    also_wrong=[
        [0.248, 1.10],
        [0.95, 0.248],
        [0.207, 0.95],
        [0.248, 95],
        [0.423, 0.95],
        [0.187, 0.90],
        [0.236, 0.95],
        0.236,
    ],
    noun="two numbers",
    hints=[
        "Take both numbers from the lines of element B: the time from K4's averages, the rating from R1's table.",
        "The line B in K4's averages says 0.248. In R1's table, read the last column.",
    ],
    solution=lambda: (
        f"{averages(K4)['B']:.3f} x {rating_of(K4, 'R1', 'B'):.2f} = "
        f"{averages(K4)['B'] * rating_of(K4, 'R1', 'B'):.3f} min."
    ),
    question="Which two numbers do you multiply for element B of K4?",
)

choice(
    "06.4",
    "Whose ratings did not bring K1 and K4 together?",
    {"a": "R1", "b": "R2", "c": "R3", "d": "R4"},
    "d",
    mistakes={
        "a": "R1's two times are 1.170 and 1.110; before rating they were 1.03 and 1.18.",
        "b": "R2 is loose, both times. Still, the two times are nearly the same: 1.209 and 1.229.",
        "c": "R3 is tight, both times. Still, the two times are nearly the same: 1.080 and 1.081.",
    },
    also_right=["R4"],
    insight="R4 wrote about 1.00 for both, which is flat. The average of such ratings looks fine, and nobody was rated.",
)


def one_row_less(code):
    return added(*(one for one in APPLY if one != code))


number(
    "06.5",
    answer=lambda: added(*APPLY),
    unit="fraction",
    tolerance=0.0005,
    hints=[
        "Go through the groups from above. Does any row of it fit this bench? Of rest, which single one?",
        "Personal needs, one row of rest, two rows of surroundings, the delays: five rows.",
    ],
    solution=lambda: " + ".join(f"{allowances()[code]:.3f}" for code in APPLY) + f" = {added(*APPLY):.3f}.",
    mistakes=lambda: {
        one_row_less("P1"): "Personal needs are missing. They are the same for everybody, at every bench.",
        one_row_less(
            "D1"
        ): "The delays are missing. Nobody is to blame for them, and they take time all the same.",
        one_row_less("S1"): 'Ear protection is missing: of "surroundings", every row that applies is added.',
        # 0.138 is two slips: the row for sitting is as much smaller as the row of the gloves is large.
        one_row_less(
            "S3"
        ): "One of two things: gloves and glasses are missing, or you took the row for sitting. People stand here.",
        one_row_less("R2"): "Rest is missing. Of the three rows of rest, one fits a person who stands.",
        added(
            *APPLY, "F1"
        ): 'You counted a part of 3 to 8 kg. A pump weighs 2 kg, so no row of "force" applies.',
        added(*APPLY, "M1"): "You counted the short cycle. This one takes over a minute.",
        added(
            "P1", "R3", "S1", "S3", "D1"
        ): "You took the row for standing and walking all shift. Here people stand.",
        added(*APPLY, "R1", "R3"): "You added all three rows of rest. From that group only one applies.",
        added(
            *APPLY, "R1"
        ): "You added the rows for sitting and for standing. People stand here: only one applies.",
        added(*APPLY, "B1"): 'You counted bent work. People stand upright, so no row of "posture" applies.',
        added(
            *APPLY, "E1"
        ): 'You counted fine work. Nothing needs a close look, so no row of "eyes" applies.',
        1 + added(*APPLY): "You added 1. That comes later; the allowance alone is the fraction.",
        added(*APPLY, "S2"): "You counted a warm place. There is no press or washer at the pump bench.",
        added("P1", "R2", "D1"): "The surroundings are missing: ear protection, gloves and glasses.",
        added(*allowances().index): "You added every row of the table. Only those that fit this bench count.",
    },
    insight="15 percent. Of what? That is the next question.",
)
number(
    "06.6",
    answer=lambda: 60 / standard(),
    unit="pumps an hour",
    tolerance=0.05,
    hints=["An hour has 60 minutes. How often does one pump's time fit in?", "60 / 1.3294"],
    solution=lambda: f"60 / {standard():.4f} = {60 / standard():.2f} pumps an hour.",
    mistakes=lambda: {
        60 / standard("job"): "That takes the 15 percent of the job. This plant's agreement says workday.",
        60 / NORMAL_MIN: "That is 60 divided by the normal time: an hour without any rest.",
        60
        * standard(): "You multiplied. A pump takes more than a minute, so fewer than 60 fit into an hour.",
        1 / standard(): "That is pumps a minute. An hour has 60 of them.",
        1 / 45: "You turned the division over: that is the part of an hour that one pump takes.",
        60
        * (
            1 - 0.15
        ): "That takes the rest off sixty pumps. Even without rest a pump takes more than a minute.",
        60 / averages(K1).sum(): "That is K1's observed pace: fast, and without any rest.",
        480 / standard(): "That is for eight hours. Asked for is one.",
        60.0: "That is the supervisor's sixty. A pump takes 1.3294 min, not one.",
        standard(): "That is the time of one pump. How often does it fit into 60 minutes?",
    },
    insight="Not sixty.",
)
number(
    "06.7",
    answer=lambda: labour_cost(standard() / 60, wage("51-2090"), BURDEN),
    unit="dollars",
    tolerance=0.0015,
    hints=[
        "The wage is for an hour, so the time has to be in hours: minutes / 60.",
        "labour_cost(1.3294 / 60, 20.29, 0.42)",
    ],
    solution=lambda: (
        f"{standard():.4f} / 60 = {standard() / 60:.5f} h; times {wage('51-2090')} times 1.42 = "
        f"{labour_cost(standard() / 60, wage('51-2090'), BURDEN):.3f} dollars."
    ),
    mistakes=lambda: (
        dict.fromkeys(
            (38.30, round(labour_cost(standard(), wage("51-2090"), BURDEN), 3), 38.32),
            "You took the minutes for hours: at that price a pump would have taken more than an hour.",
        )
        | dict.fromkeys(
            # As a learner writes the pumps an hour: whole, with a decimal, with two, or the division.
            (labour_cost(pumps, wage("51-2090"), BURDEN) for pumps in (45, 45.1, 45.13, 60 / 1.3294)),
            "You gave pumps an hour for the hours. Asked for are the hours that one pump takes.",
        )
        | {
            labour_cost(
                standard() / 3600, wage("51-2090"), BURDEN
            ): "You divided by 60 twice: the minutes are in hours after the first time.",
            labour_cost(
                standard() / 60, wage("51-2090"), 0.0
            ): "That is the wage alone. The burden comes on top.",
            standard() / 60 * wage("51-2090") * BURDEN: "That is the burden alone. The wage belongs to it.",
            labour_cost(
                standard() / 60, wage("51-2090"), 1.42
            ): "You wrote 1.42 for the burden. The function adds the 1 itself: the burden is 0.42.",
            labour_cost(
                standard("job") / 60, wage("51-2090"), BURDEN
            ): "That takes the 15 percent of the job. This plant's agreement says workday.",
            labour_cost(
                NORMAL_MIN / 60, wage("51-2090"), BURDEN
            ): "That is the normal time's cost. The plant pays for the time of rest as well.",
            labour_cost(
                1 / 60, wage("51-2090"), BURDEN
            ): "That is the supervisor's minute. The standard is 1.3294 min.",
            labour_cost(
                0.02, wage("51-2090"), BURDEN
            ): "You rounded the hours to 0.02. Write the division itself, and round at the end.",
            labour_cost(
                standard() / 60, 30.33, BURDEN
            ): "30.33 dollars is the wage that the burden was worked out with. The assemblers' wage stands in the table.",
            labour_cost(
                1, wage("51-2090"), BURDEN
            ): "That is the labour of a whole hour. One pump takes a small part of it.",
            standard() / 60: "That is the hours that one pump takes: the first of the three numbers.",
        }
    ),
    insight="Direct labour only: material, machine and building come on top.",
)


def study_cost():
    return labour_cost(STUDY_HOURS, wage("17-3026"), BURDEN)


def loss_per_pump():
    # The lesson writes the standard with four decimals.
    return labour_cost((round(standard(), 4) - QUOTED_MIN) / 60, wage("51-2090"), BURDEN)


number(
    "06.8",
    answer=lambda: ceil(study_cost() / loss_per_pump()),
    unit="pumps",
    tolerance=6,
    hints=[
        "How often does the loss on one pump fit into the cost of the study?",
        "707.728 / 0.158177, rounded up.",
    ],
    solution=lambda: (
        f"{study_cost():.2f} / {loss_per_pump():.4f} = {study_cost() / loss_per_pump():.1f}, "
        f"rounded up {ceil(study_cost() / loss_per_pump())} pumps."
    ),
    mistakes=lambda: {
        study_cost() / 0.16: "You rounded the loss to whole cents first. Keep its decimals until the end.",
        study_cost()
        / labour_cost(
            standard() / 60, wage("51-2090"), BURDEN
        ): "You divided by the whole labour of a pump. Only what the quote left out is won back.",
        study_cost() * loss_per_pump(): "You multiplied. How often does the loss fit into the cost?",
        STUDY_HOURS
        * wage("17-3026")
        / loss_per_pump(): "The study's burden is missing: 16 hours cost more than their wage.",
    },
    insight="The next whole pump after 4474.3, and only if somebody changes the quote.",
)

choice(
    "06.x1",
    "An operator needs 0.50 min for an element, at a rating of 1.20. What is its normal time?",
    {"a": "0.42 min", "b": "0.50 min", "c": "0.60 min"},
    "c",
    mistakes={
        "a": "You divided. The operator is fast; at normal pace it takes longer.",
        "b": "That is the observed time: how long this operator took.",
    },
    insight="0.50 x 1.20. Fast work, longer normal time.",
)
choice(
    "06.x2",
    'K4 sees 0.95 on your form and asks: "Am I too slow?" What do you do?',
    {
        "a": "Write 1.00 instead, to be kind",
        "b": "Say that it is no grade: it makes K4's time and K1's lead to the same standard; and ask what made the work slower",
        "c": "Cover the form: ratings are the observer's business",
    },
    "b",
    mistakes={
        "a": "Then the standard comes out wrong for everybody at the bench. That is what R4 did.",
        "c": "Who is rated may see the rating. Secrecy is how people learn to distrust the watch.",
    },
    insight="A rating is about the pace of this study, and the answer may show what is in the way.",
)

ASSIGNMENT = Assignment(
    "a06_rating_and_allowances",
    parts=[
        list_form("a06_ratings", length=15, low=0.4, high=1.6),
        number_form("a06_normal_a", unit="min", low=0.02, high=2),
        rows_form("a06_not_rated", high=100),
        number_form("a06_normal_cover", unit="min", low=0.1, high=10),
        number_form("a06_standard", unit="min", low=0.1, high=10),
        number_form("a06_per_hour", unit="covers an hour", low=1, high=400),
        number_form("a06_cost", unit="dollars", low=0.01, high=100),
        by_hand("a06_note"),
    ],
)
