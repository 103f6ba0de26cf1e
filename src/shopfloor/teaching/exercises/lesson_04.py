"""Lesson 04, motion study: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods import motion
from shopfloor.methods.work_charts import RISKS

from ..compare import Verdict
from ..forms import Assignment, by_hand, number_form, rows_form
from ..values import listed
from .builders import choice, number, order, record

LOTS_A_SHIFT = 10
# Without these steps the job is not done: what each one's loss would mean.
NEEDED = {
    "p5": "nobody finds a body with a bad bore before it is drilled",
    "p12": "the burrs stay on the bodies",
    "p15": "the bodies stay dirty",
    "p16": "the washer would be opened on hot liquid, and this wait protects somebody",
    "p19": "no body gets its thread",
    "p20": "nobody finds a bad thread",
}
ONTO_THE_SHELF, ON_THE_SHELF, OFF_THE_SHELF = "p7", "p8", "p9"


@cache
def charts():
    """The three methods of the lot, by name."""
    return motion.process_chart(load("motion/process_chart"))


def method(name):
    table = load("motion/process_chart")
    return table[table["method"] == name]


@cache
def assembler_wage():
    """What half of the assemblers and fabricators earned less than, in dollars an hour, May 2024."""
    wages = load("careers/wages")
    return wages[(wages["soc"] == "51-2090") & (wages["year"] == 2024)]["hourly_median"].item()


def waiting():
    times = charts()["present"].times
    return times["delay"] + times["storage"]


def waiting_steps():
    counts = charts()["present"].counts
    return counts["delay"] + counts["storage"]


def person_minutes(name):
    return charts()[name].labour_time


def saved(by="proposed"):
    """Person-minutes saved a lot."""
    return person_minutes("present") - person_minutes(by)


def dollars_a_shift(minutes_a_lot):
    return minutes_a_lot * LOTS_A_SHIFT / 60 * assembler_wage()


# Recall: filters and medians (lesson 02), shares (lesson 01).
choice(
    "04.r1",
    'chart is a table. What does chart[chart["method"] == "present"] give you?',
    {
        "a": "The column called method",
        "b": "The rows in which the method is present",
        "c": "A yes or a no",
    },
    "b",
    mistakes={
        "a": 'chart["method"] alone would be the column. Here it only says which rows to keep.',
        "c": "The part inside, with the two equals signs, is a yes or a no for each row. The outer brackets keep the rows with a yes.",
    },
)
choice(
    "04.r2",
    "Half of the assemblers in the US earned less than $20.29 an hour, half earned more. What is such a figure called?",
    {"a": "The mean", "b": "The median", "c": "The most frequent wage"},
    "b",
    mistakes={
        "a": "The mean is all wages added up and divided. A few very high ones pull it up.",
        "c": "That would be the wage that occurs most often. This one stands in the middle of the row.",
    },
    insight="US Bureau of Labor Statistics, May 2024.",
)
choice(
    "04.r3",
    "In a table of 97 duties, 24 belong to industrial engineering technicians. What share is that?",
    {"a": "24", "b": "About 4", "c": "About a quarter"},
    "c",
    mistakes={
        "a": "That is their number. A share compares it with all 97.",
        "b": "That is 97 / 24, the other way round. A share is the part divided by the whole.",
    },
    insight="24 / 97 = 0.247.",
)

choice(
    "04.1",
    "You want to watch the drill press for an hour. Where do you stand?",
    {
        "a": "In the main aisle: from there you see every machine",
        "b": "Close behind the operator, to see both hands",
        "c": "Where the operator sees you, out of every aisle, after asking the operator and the supervisor",
        "d": "Behind the tool crib, so that nobody feels watched",
    },
    "c",
    mistakes={
        "a": "Fork trucks cross the main aisle, and you look at the machine, not at them.",
        "b": "An operator who steps back or turns with a part would hit you, and nobody likes somebody at their back.",
        "d": "Then you watch in secret. Say that you watch, what for, and who will see it.",
    },
    insight="Seen, out of the way, and asked.",
)
choice(
    "04.2",
    "A hospital laboratory: blood samples stand in a rack until the analyzer is free. Which symbol does this step get?",
    # The delay is d: whoever writes the symbol in place of the letter means the same.
    {"a": "Operation", "b": "Inspection", "c": "Storage", "d": "Delay"},
    "d",
    mistakes={
        "a": "Nothing is done to the samples while they stand.",
        "b": "The analyzer will check them, but not yet. Now they only stand there.",
        "c": "Nobody keeps them on purpose until they are asked for: they would go on at once if the analyzer were free.",
    },
    insight="A delay is a wait that nobody wants.",
)
number(
    "04.3",
    answer=lambda: waiting() / charts()["present"].total_time,
    unit="fraction",
    tolerance=0.002,
    low=0,
    high=1,
    hints=[
        "Which two symbols stand for waiting? Take their minutes from the table.",
        "Add the minutes of delay and storage, in brackets, and divide by the minutes of the total.",
    ],
    solution=lambda: "({:g} + {:g}) / {:g} = {:.3f}.".format(
        charts()["present"].times["delay"],
        charts()["present"].times["storage"],
        charts()["present"].total_time,
        waiting() / charts()["present"].total_time,
    ),
    mistakes=lambda: {
        charts()["present"].times["delay"] / charts()["present"].total_time: "You took the delays only. "
        "A lot on a shelf waits too.",
        charts()["present"].times["storage"] / charts()["present"].total_time: "You took the storages only. "
        "A delay is a wait too.",
        charts()["present"].operation_share: "That is the share of the operations, of what is done.",
        waiting(): "That is the waiting in minutes. A share compares it with the total.",
        charts()["present"].times["delay"]
        + charts()["present"].times["storage"]
        / charts()["present"].total_time: "Without brackets, only the second number is divided. "
        "Write (delay + storage) / total.",
        waiting_steps() / sum(charts()["present"].counts.values()): "That is their share of the steps. "
        "The share of the time is asked for.",
        1 - charts()["present"].operation_share: "You counted all that is no operation. "
        "A transport and an inspection are no waiting.",
        (waiting() + charts()["present"].times["inspection"])
        / charts()["present"].total_time: "You counted the inspections too. While the lot is "
        "measured, somebody works on it.",
        charts()["present"].total_time
        / waiting(): "That is the total divided by the waiting, the other way round. "
        "A share is the part divided by the whole.",
    },
    also_wrong=[1.2],
    insight="In 86 of 100 minutes nothing happens to the lot.",
    question="What fraction of the lot's time is waiting?",
)


choice(
    "04.4",
    "You may change one thing at this bench. What comes first?",
    {
        "a": "Search: sort the screws by size",
        "b": "Hold: a fixture that clamps the band",
        "c": "Unavoidable delay: ask the operator to keep both hands moving",
        "d": "Inspect: leave out the look at the gap",
    },
    "b",
    mistakes={
        "a": "A good idea, for later: look up how many seconds searching takes, and how many holding takes.",
        "c": "The hand waits because the method makes it wait. That is a question to the bench, not to the person.",
        "d": "It is the only look that finds a bad clamp, and it is short. Ineffective does not mean useless.",
    },
    insight="A hand is a poor clamp: 22.8 of 38.4 seconds, and the other hand has to do everything alone.",
)


def before(builder, column):
    """A column of the present method, by the builder's names of its steps: p1, p2, ..."""
    return {f"p{n}": value for n, value in enumerate(builder.present[column], start=1)}


def still_there(rows, changes):
    """The keys of the present steps whose work is still done, be it within another step."""
    there = {row["key"] for row in rows}
    for one in reversed(changes):
        if one["do"] == "combine" and one["step"] in there:
            there.add(one["with"])
    return there


def gap_in_the_way(rows):
    """The first step at a place to which nothing has brought the lot, and where the lot is; None if there is none."""
    here = rows[0]["place"]
    for number_of, row in enumerate(rows, start=1):
        if row["symbol"] == "transport":
            here = row["place"]
        elif row["place"] != here:
            return number_of, row["place"], here
    return None


def better_method(builder):
    """What is not right yet with the method that was made, in the order in which a learner would mend it."""
    rows, changes, comparison = builder.view["rows"], builder.view["changes"], builder.comparison
    if not changes:
        return Verdict("not tried", "Choose step 7 in the builder above and look at it. Is it needed at all?")
    if not rows:
        return "No step is left: the job is not done at all. Take back a change."
    if comparison.raised_risks:
        one = comparison.raised_risks[0]
        return f"Step {one.step} raises a risk from {one.before} to {one.after}. Take that change back, and find another way."
    rated = before(builder, "risk")
    lowered = [
        n
        for n, row in enumerate(rows, 1)
        if RISKS.index(row["risk"]) < RISKS.index(rated.get(row["key"], "none"))
    ]
    if lowered:
        row = rows[lowered[0] - 1]
        if row["description"] != before(builder, "description").get(row["key"]):
            return (
                f"You changed step {lowered[0]}, and lowered its rating yourself. It may be less bad now, but a rating is "
                "for the safety technician. Look for a way that needs no new rating: what does that lift serve?"
            )
        return (
            f"You gave step {lowered[0]} a lower risk by writing it down. The lift is as bad as before: a rating is for "
            "the safety technician to change. Change the work instead."
        )
    high = [str(n) for n, row in enumerate(rows, 1) if row["risk"] == "high"]
    if high:
        if len(high) == 1:
            return f"Step {high[0]} is still rated high. Does anybody need that lift?"
        return f"Steps {listed(high)} are still rated high. Does anybody need those lifts?"
    there = still_there(rows, changes)
    lost = [key for key in NEEDED if key not in there]
    if lost:
        return f"Step {lost[0][1:]} of the present method is gone: {NEEDED[lost[0]]}. Take that change back."
    lies = any(row["key"] == ON_THE_SHELF and "shelf" in row["description"] for row in rows)
    if lies and not {ONTO_THE_SHELF, OFF_THE_SHELF} & there:
        return "Nobody lifts the totes onto the shelf any more, and still they lie there. Is that storage needed?"
    wished = wished_times(builder, changes)
    if wished:
        return (
            f"You wrote a shorter time for step {wished[1:]} of the present method. A time is measured, not wished: "
            "lesson 05. Take that change back."
        )
    gap = gap_in_the_way(rows)
    if gap:
        return f"Step {gap[0]} is done at the {gap[1]}, but the lot is still at the {gap[2]}: nothing brings it there."
    silent = sum(not one["reason"] for one in changes)
    if silent:
        return (
            f"The method is safe and complete. Now the reasons: {silent} of {len(changes)} "
            f"changes {'has' if silent == 1 else 'have'} none yet."
        )
    return True, (
        f"No high risk is left and none has risen. It also saves {comparison.saved_time:g} min a lot: "
        "the safer method is the faster one."
    )


def wished_times(builder, changes):
    """A step that works on the bodies and was simply written shorter; None if there is none."""
    combined = {one["step"] for one in changes if one["do"] == "combine"}
    took = before(builder, "time_min")
    for row in builder.view["rows"]:
        if row["key"] in NEEDED and row["key"] not in combined and row["time_min"] < took[row["key"]]:
            return row["key"]
    return None


def without_the_shelf(*more, reason="no storage is needed", keep=()):
    """The builder as somebody leaves it who takes the shelf out: for the tests."""
    from shopfloor.widgets import ProcessChartBuilder

    drops = [
        {"do": "drop", "step": key, "reason": reason}
        for key in (ONTO_THE_SHELF, ON_THE_SHELF, OFF_THE_SHELF)
        if key not in keep
    ]
    return ProcessChartBuilder(changes=[*drops, *more])


def changed(key, **values):
    return {"do": "change", "step": key, "values": values, "reason": "it may be"}


def dropped(key):
    return {"do": "drop", "step": key, "reason": "it may be"}


record(
    "04.5",
    better_method,
    right=lambda: without_the_shelf(),
    also_right=[
        # The inspector comes to the dock, and the gauge is tried while the spindle returns.
        lambda: without_the_shelf(dropped("p4")),
        lambda: without_the_shelf({"do": "combine", "step": "p19", "with": "p20", "reason": "spindle"}),
        lambda: without_the_shelf(changed("p8", description="Stands on a cart in the store"), keep=["p8"]),
    ],
    also_wrong=[
        lambda: without_the_shelf(reason=""),
        lambda: without_the_shelf(keep=["p7", "p9"]),
        lambda: without_the_shelf(keep=["p8"]),
        lambda: without_the_shelf(changed("p15", risk="high")),
        lambda: without_the_shelf(changed("p7", risk="low"), changed("p9", risk="low"), keep=["p7", "p9"]),
        lambda: without_the_shelf(dropped("p12")),
        lambda: without_the_shelf(dropped("p13")),
        lambda: without_the_shelf(dropped("p16")),
        lambda: without_the_shelf(changed("p19", time_min=10.0)),
        12,
    ],
    noun="builder",
    first_step="Choose step 7 in the builder above and look at it. Is it needed at all?",
    hints=[
        "Before any change, steps 7 and 9 were the lifts with a high risk. What do they serve?",
        "Without the shelf, steps 7, 8 and 9 are not needed. Choose step 7 and drop it, three times: the next one moves up.",
        "Every change has a line 'Why?' on the right, or below the steps on a narrow page. Write a word in each.",
    ],
    solution="Drop steps 7, 8 and 9: the lot goes on to the deburring bench and needs no shelf. Write under "
    "'Changes and their reasons' why each of the three is not needed. Other ways are right too.",
    question="Get the high risks out of the method.",
)


def raised():
    """The step of the draft that raises a risk."""
    return int(motion.compare_methods(method("present"), method("draft")).raised_risks[0].step)


ROW_LABEL = "That is a bold row label from the left edge. The number of the step stands in the next column."
LOOK_AGAIN = "Compare with the present method: is it the same work, at the same place, with the same risk?"

number(
    "04.6",
    answer=raised,
    hints=[
        'Add "hazard" and "risk" to the columns in the cell above, and run it again.',
        "A risk that the present method has as well is not raised. Which step says that something is bridged?",
    ],
    solution="Step 7. To save the ten minutes of cooling, the lock of the washer's door is bridged: somebody opens it on hot "
    "liquid and steam. In the present method that door stays closed until the bodies are cool.",
    mistakes=lambda: {
        4: f"Fork trucks cross that way in the present method too. {LOOK_AGAIN}",
        6: f"Fork trucks cross that way in the present method too. {LOOK_AGAIN}",
        5: f"The spindle turns behind its closed guard, before and after. {LOOK_AGAIN}",
        3: "Sliding at hip height is easier than the bent lift of the present method: that risk falls.",
        9: "Sliding at hip height is easier than the lift of the present method: that risk falls.",
        2: "Measuring at the dock instead of at the bench: no hazard was found there.",
        8: "No fork trucks drive there: that risk falls.",
        10: "The totes stand there for a shorter time, and nothing can hurt anybody.",
        1: "The pallet waits for a shorter time, and nothing can hurt anybody.",
        15: "In the present method the washer runs behind its closed door. Give the number of a step of the draft.",
        **{int(label): ROW_LABEL for label in method("draft").index},
        8.2: "That is a time in minutes. The number in the column step is asked for.",
        16: "In the present method step 16 is safe: the door is closed. Give the number of a step of the draft.",
    },
    insight="A bridged lock saves ten minutes, and puts somebody before hot steam.",
    question="Which step of the draft raises a risk?",
)


def before_and_after(given):
    right = person_minutes("present"), person_minutes("proposed")
    if any(value is ... for value in given):
        return "One of the two numbers is still missing."
    if len(given) != 2 or not all(isinstance(value, (int, float)) for value in given):
        return "Two numbers are asked for, without quotes, such as 50.2 and 40.1."
    one, other = (round(value, 2) for value in given)
    if (one, other) == right:
        return True, f"{right[0]:g} - {right[1]:g} = {saved():.2f} person-minutes saved a lot."
    if (other, one) == right:
        return "You have the two numbers, but the other way round: then the better method would cost more."
    if person_minutes("draft") in (one, other):
        return "You took the draft. It raises a risk: the proposed method is the one to compare with."
    if {one, other} & {charts()[name].total_time for name in charts()}:
        return "You took a lot's minutes, with all its waiting. Take the person-minutes, from labour_time."
    if (one, other) == tuple(round(value * LOTS_A_SHIFT, 2) for value in right):
        return "That is for ten lots. Write the numbers of one lot, as labour_time shows them."
    if abs(one - right[0]) < 0.5 and abs(other - right[1]) < 0.5:
        return "Nearly: copy both numbers with all their decimals."
    if one == right[0]:
        return "The first number is right. The second one is the person-minutes of the proposed method."
    if other == right[1]:
        return "The second number is right. The first one is the person-minutes of the present method."
    return "Take both numbers from labour_time above: present first, then proposed."


record(
    "04.7",
    before_and_after,
    right=lambda: [person_minutes("present"), person_minutes("proposed")],
    also_right=[lambda: (person_minutes("present"), person_minutes("proposed"))],
    also_wrong=[
        lambda: [person_minutes("proposed"), person_minutes("present")],
        lambda: [person_minutes("present"), person_minutes("draft")],
        lambda: [charts()["present"].total_time, charts()["proposed"].total_time],
        lambda: [person_minutes("present"), ...],
        ["58.3", "41.45"],
        [1, 2],
        16.85,
    ],
    noun="pair of numbers",
    hints=[
        "labour_time above gives the person-minutes of each method.",
        "before is the number beside present, after the one beside proposed.",
    ],
    solution=lambda: (
        f"before = {person_minutes('present'):g}, after = {person_minutes('proposed'):g}: "
        f"{person_minutes('present') - person_minutes('proposed'):.2f} person-minutes saved a lot."
    ),
    question="How many person-minutes does a lot take, before and after?",
)
number(
    "04.8",
    answer=lambda: dollars_a_shift(saved()),
    unit="dollars",
    tolerance=0.02,
    low=0,
    hints=[
        "Three steps: minutes a shift, then hours, then dollars.",
        "Saved a lot, times ten lots, divided by 60, times the wage of an hour.",
    ],
    solution=lambda: (
        f"{saved():.2f} * {LOTS_A_SHIFT} / 60 * {assembler_wage()} = {dollars_a_shift(saved()):.2f} dollars a shift."
    ),
    mistakes=lambda: {
        dollars_a_shift(charts()["present"].total_time - charts()["proposed"].total_time): "That is the "
        "supervisor's sum: it pays people for the waiting of a lot.",
        dollars_a_shift(saved("draft")): "That is what the draft saves, which raises a risk.",
        dollars_a_shift(saved()) * 60: "You multiplied minutes by the wage of an hour. Divide by 60 first.",
        dollars_a_shift(saved()) / LOTS_A_SHIFT: "That is what one lot saves. There are ten in a shift.",
        saved() * LOTS_A_SHIFT / 60: "That is hours a shift. The wage of an hour is still missing.",
        saved(): "That is what one lot saves, in minutes. Go on to ten lots, to hours, to dollars.",
        saved() * assembler_wage(): "You multiplied the minutes of one lot by the wage of an hour. "
        "Take ten lots, and divide by 60 first.",
        person_minutes("present") - dollars_a_shift(person_minutes("proposed")): "Without brackets, only the "
        "second number is multiplied. Write (before - after) first.",
        58.05: "That is the worth of the hose clamps, from the worked example. Take the person-minutes of the lot.",
        saved() * LOTS_A_SHIFT: "That is minutes a shift. Make hours of them, then dollars.",
        dollars_a_shift(
            person_minutes("proposed")
        ): "That is what the work costs after the change. Asked for is what is saved.",
        dollars_a_shift(
            person_minutes("present")
        ): "That is what the work costs today. Asked for is what is saved.",
    },
    insight="A modest sum, and one that can be defended.",
    question="What are the saved person-minutes worth in a shift?",
)


@cache
def meters(plan):
    return motion.travel(load("motion/trips"), load("motion/floor_plan"), load("motion/aisles"), plan=plan)


number(
    "04.9",
    answer=lambda: meters("present") - meters("proposed"),
    unit="m",
    tolerance=0.5,
    hints=[
        "The same call for the other plan gives the meters after the move. Then subtract.",
        'motion.travel(trips, floor, aisles, plan="proposed") gives them.',
    ],
    solution=lambda: (
        f"{meters('present'):g} - {meters('proposed'):g} = {meters('present') - meters('proposed'):g} m a shift."
    ),
    mistakes=lambda: {
        meters("proposed"): "That is the way on the proposed plan. Asked for is what is saved.",
        meters("present"): "That is the way on the present plan. Asked for is what is saved.",
        meters("proposed")
        - meters("present"): "The size is right. What is saved is the longer way minus the shorter one.",
    },
    insight="Two places moved, and no step is quicker: there are fewer of them.",
    question="How many meters does the proposed plan save in a shift?",
)


@cache
def shelf_lift(**other):
    """The index of the lift from the upper shelf, with some of its numbers changed."""
    given = {"horizontal": 45, "vertical": 160, "travel": 75, "asymmetry": 30, "coupling": "fair"}
    return motion.lifting_index(15, **{**given, **other}).lifting_index


number(
    "04.10",
    answer=lambda: shelf_lift(vertical=85, travel=25),
    tolerance=0.006,
    hints=["Only two of the numbers change.", "vertical=85, travel=25; all others stay as they are."],
    solution=lambda: (
        'motion.lifting_index(15, horizontal=45, vertical=85, travel=25, asymmetry=30, coupling="fair") gives '
        f"{shelf_lift(vertical=85, travel=25):.2f}."
    ),
    mistakes=lambda: {
        shelf_lift(): "That is the lift from the upper shelf, unchanged.",
        15
        / shelf_lift(
            vertical=85, travel=25
        ): "That is the recommended limit in kilograms. The index is the number in front.",
        shelf_lift(
            vertical=85
        ): "The hands are lower, but the way up and down is still 75 cm. It is 25 cm now.",
        shelf_lift(
            travel=25
        ): "The way is shorter, but the hands are still at 160 cm. They are at 85 cm now.",
        shelf_lift(
            vertical=85, travel=25, asymmetry=0
        ): "You took the twist out as well. Asked for is the shelf alone.",
    },
    insight="Better, and still above 1: the long reach weighs most now. The proposed method needs no shelf at all.",
    question="What is the index with the shelf at the height of the cart?",
)

choice(
    "04.x1",
    "A proposal saves ten minutes a lot. For that, a guard has to come off for a moment. What do you do?",
    {
        "a": "Propose it, with a warning sign at the machine",
        "b": "Leave it to the operator, who knows the machine",
        "c": "Propose it without that step, and look for the minutes elsewhere",
    },
    "c",
    mistakes={
        "a": "A sign stops nobody's hand. The guard did.",
        "b": "Then the operator carries the risk of your method.",
    },
    insight="No saving pays for a raised risk.",
)
order(
    "04.x2",
    [
        "look for hazards and ask those whom you will watch",
        "write down the present method, step by step",
        "ask of each step: drop, combine, move, change",
        "check that no risk rises",
        "say what the change is worth",
    ],
    "Put the steps of a motion study in order.",
    mistakes={
        (
            5,
            4,
        ): "A worth that is named first is hard to give up when a risk turns up. Check the risks before.",
        (
            4,
            3,
        ): "You check the risks before anything is changed: there is no new method yet that could be checked.",
        (3, 2): "You change a method before it is written down: then nobody can say what was saved.",
        (2, 1): "You watch before anybody has looked for hazards or been asked.",
    },
)

ASSIGNMENT = Assignment(
    "a04_motion_study",
    parts=[
        number_form("a04_way", unit="m", low=1, high=2000),
        rows_form("a04_waits", noun="step", high=15),
        rows_form("a04_risk", noun="line", high=45),
        number_form("a04_saved", unit="min", low=-20, high=100),
        number_form("a04_worth", unit="dollars", low=-100_000, high=20_000_000),
        by_hand("a04_note"),
    ],
)
