"""Lesson 12, value stream: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods import valuestream

from ..compare import Verdict
from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, record

RACKS = 600
CLOCK_DAY, WORKING_DAY, SHIFT = 86_400, 54_000, 27_000
# What the future state is asked for.
MOST_DAYS, MOST_SUPERMARKETS, MOST_UPTIME = 15.5, 3, 0.95
# The truck with the tube comes once a week, so that supermarket is filled again in five working days.
TUBE_DAYS = 5
CONTAINER = 60
FIRST_COUNT, EARLY_COUNT, LATE_COUNT = "2026-04-14", "2026-04-22", "2026-05-06"


@cache
def processes():
    return load("valuestream/processes").set_index("process")


@cache
def rungs():
    return valuestream.ladder(load("valuestream/processes"), RACKS)


def heap(process):
    return int(processes().loc[process, "inventory_before"])


def days():
    return rungs().totals.lead_time


def share(seconds, day=CLOCK_DAY):
    """Seconds as percent of the lead time."""
    return 100 * seconds / (days() * day)


@cache
def counted(date=None):
    """Racks counted on a day, or in all three counts together."""
    counts = load("valuestream/inventory_counts")
    return float((counts if date is None else counts[counts["date"] == date])["pieces"].sum())


@cache
def weld(uptime, changeover=10):
    """What welding takes for a rack, in seconds."""
    row = processes().loc["weld"]
    return float(row["cycle_time_s"]) / uptime + 60 * changeover / float(row["batch_pieces"])


# Recall: lessons 10, 09 and 11.
choice(
    "12.r1",
    "A plant works 900 minutes a day. The customer takes 600 racks a day. What is the takt?",
    {"a": "1.5 minutes", "b": "0.67 minutes", "c": "It depends on the slowest machine"},
    "a",
    mistakes={
        "b": "You divided racks by minutes: that is racks a minute. Takt is minutes a rack.",
        "c": "That is the cycle time. Takt comes from the customer: time there is / pieces wanted.",
    },
    insight="90 seconds a rack.",
)
choice(
    "12.r2",
    "Which of these adds value for somebody who buys a bicycle rack?",
    {"a": "Bending the tube", "b": "Inspecting the rack", "c": "Keeping the rack until it is shipped"},
    "a",
    mistakes={
        "b": "Inspecting changes nothing in the rack. The customer pays for a good one, found or not.",
        "c": "A rack that waits is the same rack afterwards.",
    },
    insight="The tube changes into what the customer wants.",
)
choice(
    "12.r3",
    "900 parts are between two stations, and 300 leave a day. How long does a part wait there, on average?",
    {"a": "A third of a day", "b": "3 days", "c": "300 days"},
    "b",
    mistakes={
        "a": "You divided the other way: 300 / 900. Little's law: what is there / what leaves a day.",
        "c": "300 is what leaves in a day. 900 of them take 900 / 300 days.",
    },
    insight="Little's law: 900 / 300. Today every heap becomes days in this way.",
)


ROW_WELD = "Read the row weld of the table: how many racks wait before it?"
A_DAY = "It stands in the story: how many racks does the plant make, and the customer take, in a day?"


def pieces_and_demand(given):
    if not isinstance(given, (list, tuple)) or any(
        isinstance(value, (str, bool, list, tuple)) for value in given
    ):
        return Verdict(
            "wrong, named",
            "Two numbers without quotes are asked for.",
            "Write them as in the worked example.",
        )
    if len(given) != 2:
        return "Two numbers are asked for: the racks before welding, then the racks a day."
    if any(value is ... for value in given):
        return Verdict(
            "wrong, named", "One of the two numbers is still missing.", ROW_WELD if given[0] is ... else A_DAY
        )
    pieces, a_day = (float(value) for value in given)
    if (pieces, a_day) == (1350, RACKS):
        return True, "1,350 / 600 = 2.25 days."
    if (pieces, a_day) == (RACKS, 1350):
        return Verdict(
            "wrong, named",
            "You have both numbers, the other way round.",
            "What lies there is divided by what leaves in a day.",
        )
    if pieces == 1.35:
        return Verdict(
            "wrong, named", "A point means decimals: 1.350 is one rack and a bit.", "Write 1350, or 1_350."
        )
    if pieces == 2.25:
        return Verdict(
            "wrong, named",
            "That is the result already.",
            "The blanks ask for the two numbers that lead to it.",
        )
    if pieces == 1350:
        kept = {
            300: "the batch of welding",
            82: "its cycle time",
            90: "the takt",
            900: "the minutes of a day",
        }
        words = f"{a_day:.0f} is {kept[a_day]}" if a_day in kept else "The second number is not"
        end = ", and not what leaves in a day." if a_day in kept else " what leaves in a day."
        return Verdict("wrong, named", f"The 1,350 are right. {words}{end}", A_DAY)
    if a_day == RACKS:
        others = {
            "cut tube": "cutting",
            "bend": "bending",
            "coat": "coating",
            "assemble": "assembly",
            "ship": "shipping",
        }
        near = [words for name, words in others.items() if heap(name) == pieces]
        words = (
            f"{pieces:,.0f} racks lie before {near[0]}"
            if near
            else f"{pieces:,.0f} is not what lies before welding"
        )
        return Verdict("wrong, named", f"The 600 are right. {words}.", ROW_WELD)
    return "The first number stands in the row weld, the second is what the customer takes in a day."


record(
    "12.1",
    pieces_and_demand,
    right=[1350, 600],
    also_right=[(1350.0, 600.0)],
    also_wrong=[
        [600, 1350],
        [2100, 600],
        [1.350, 600],
        [1350, 300],
        [1350, 82],
        ["1350", "600"],
        [2.25, 600],
        [1350],
        [12, 34],
    ],
    noun="two numbers",
    hints=[
        "Read the row weld of the table: how many racks wait before it?",
        "Pieces that lie there: 1350. Pieces that leave in a day: what the customer takes.",
    ],
    solution="1,350 racks lie before welding, 600 leave in a day: 1,350 / 600 = 2.25 days.",
    question="How many days does a rack wait before welding?",
)

number(
    "12.2",
    answer=lambda: share(rungs().totals.value_added, WORKING_DAY),
    unit="percent",
    tolerance=0.0003,
    hints=[
        "It is the sum of the cell above. Only the hours of a day are others.",
        "100 * 159 / (23.15 * 15 * 60 * 60)",
    ],
    solution=lambda: (
        f"23.15 days of 15 hours are 23.15 x 15 x 60 x 60 = {days() * WORKING_DAY:,.0f} s. 100 x 159 / "
        f"{days() * WORKING_DAY:,.0f} = {share(159, WORKING_DAY):.4f} percent."
    ),
    mistakes=lambda: {
        share(159): "That counts all 24 hours, as the map does. This report counts 15.",
        share(283, WORKING_DAY): "That takes all 283 s of processing. Inspecting and shipping are in it, and the customer pays for neither.",
        share(283): "That takes all 283 s of processing and 24 hours. Take the 159 s that add value, and 15 hours.",
        share(159, SHIFT): "You counted one shift, 7.5 hours. The plant works two.",
        100 * 159 / 283: "That is the part of the *work* that adds value. Asked is its part of the whole lead time, 23.15 days.",
        100 * 159 / days(): "You divided seconds by days. Put both into seconds: 15 * 60 * 60 for a day.",
        159 / days(): "You divided seconds by days. Put both into seconds: 15 * 60 * 60 for a day.",
        100 * 159 / (days() * 15): "You divided seconds by hours. An hour has 60 * 60 of them.",
        100 * 159 / (days() * 15 * 60): "You divided seconds by minutes: one more times 60 in the bracket.",
        days() * WORKING_DAY / 159: "You divided the other way round: the value-added time comes first.",
        100 * share(159, WORKING_DAY): "That is 100 times too much: times 100 once makes it percent.",
        share(159, WORKING_DAY) * days(): "You left out the 23.15 days: that is the share of a single day.",
        100 * 159 / 23.15 * 15 * 60 * 60: "The brackets are missing: as it stands, only 23.15 divides. Put all of 23.15 * 15 * 60 * 60 into them.",
    },
    also_right=[0.0127, 0.01272, 0.013],
    insight="More than half as much again, and no rack left sooner.",
)  # fmt: skip
number(
    "12.3",
    answer=lambda: counted(LATE_COUNT) / RACKS,
    unit="days",
    tolerance=0.03,
    hints=[
        "Add up the column pieces of that count. Then divide by what leaves in a day.",
        'may["pieces"].sum() / 600',
    ],
    solution=lambda: (
        f'may["pieces"].sum() / 600 = {counted(LATE_COUNT):,.0f} / 600 = {counted(LATE_COUNT) / RACKS:.2f} days.'
    ),
    mistakes=lambda: {
        counted(LATE_COUNT): "Those are the racks. How many days do they last at 600 a day?",
        counted(LATE_COUNT) / 7: "That is the average heap, in racks. A rack waits in each of the seven, one after the other.",
        counted(LATE_COUNT) / 7 / RACKS: "That is the average heap. A rack waits in each of the seven, one after the other.",
        counted(EARLY_COUNT) / RACKS: "That is the count of 22 April. Take may.",
        counted(FIRST_COUNT) / RACKS: "That is the count of 14 April. Take may.",
        (counted(EARLY_COUNT) - counted(LATE_COUNT)) / RACKS: "That is how far the count of 6 May is below that of 22 April. Asked is its own lead time.",
        days() - counted(LATE_COUNT) / RACKS: "That is how far the count is below the map. Asked is its own lead time.",
        counted() / RACKS: "You added all three counts. Take may, the one of 6 May.",
        days(): "That is the mean of three counts, from the map. Take the one of 6 May.",
        RACKS / counted(LATE_COUNT): "You divided the other way round: racks / racks a day gives days.",
        counted(LATE_COUNT) / 900: "You divided by 900, the minutes of a day. Divide by the 600 racks that leave in a day.",
        2652 / RACKS: "That is the last heap alone. A rack waits in each of the seven.",
    },
    insight="Two weeks before, the same walk gave 24.67 days.",
)  # fmt: skip


def cards(demand=RACKS, lead=2, safety=0.10, container=75):
    return valuestream.kanban_cards(demand, lead, safety, container)


number(
    "12.4",
    answer=lambda: cards(),
    hints=[
        "One carton for each rack: how many leave in a day? The other three numbers stand in the sentence.",
        "kanban_cards(600, 2, 0.10, 75)",
    ],
    solution="600 x 2 x (1 + 0.10) / 75 = 17.6, rounded up: 18 cards.",
    mistakes={
        17: (
            "You rounded down. With 17 cards the cartons run out before the next ones come.",
            "Round up, or let kanban_cards do it.",
        ),
        16: ("The safety of 10 % is missing.", "Write 0.10 as the third number."),
        9: ("You left out the two days until a full container is back.", "Write 2 as the second number."),
        8: (
            "You left out the two days and the safety.",
            "Fill in all four: demand, days, safety, container.",
        ),
        10: ("That is how many cards there are today.", "How many would the formula give?"),
        34: ("You wrote the safety as 1.10. The function adds the 1 itself.", "Write 0.10."),
        19: (
            "You kept the 15 % of the rubber feet. Cartons have a safety of 10 %.",
            "Write 0.10 as the third number.",
        ),
        71: (
            "You kept the 2,400 of the rubber feet. A rack has one carton.",
            "Write 600 as the first number.",
        ),
        4: (
            "You kept the container of the rubber feet. 75 cartons are in one.",
            "Write 75 as the fourth number.",
        ),
        14: (
            "You kept the 2,400 and the container of the rubber feet.",
            "Write 600 as the first number, and 75 as the fourth.",
        ),
        36: (
            "You kept the 2,400 and the one day of the rubber feet.",
            "Write 600 as the first number, and 2 as the second.",
        ),
        7: ("That is the rubber feet. The cartons have numbers of their own.", "Change all four numbers."),
        1320: ("That is in cartons. A card stands for a container of 75.", "Divide by 75, and round up."),
        1200: ("That is in cartons, and without the safety.", "Times 1.10, divided by 75, rounded up."),
    },
    also_right=[18.0],
    insight="10 cards are out there today: that is why cartons run out.",
)
number(
    "12.5",
    answer=94,
    unit="percent",
    hints=[
        "Choose weld in the list, change its uptime one percent at a time, and read the line below the numbers.",
        "At 93 % a rack takes 90.2 s. One more.",
    ],
    solution=lambda: (
        f"At 93 % a rack takes 82 / 0.93 + 2 = {weld(0.93):.1f} s, at 94 % {weld(0.94):.1f} s: under the takt of 90 s."
    ),
    mistakes={
        93: ("At 93 % a rack still takes 90.2 s, just over the takt of 90 s.", "One more."),
        95: ("That is enough, but not the lowest.", "Try one less in the map."),
        96: ("That is enough, but not the lowest.", "Go down one percent at a time."),
        97: ("That is enough, but not the lowest.", "Go down one percent at a time."),
        98: (
            "That is enough, but not the lowest. (98 % is also its share of takt at an uptime of 95 %.)",
            "Go down one percent at a time.",
        ),
        103: (
            "That is welding's share of takt today. An uptime is 100 % at most.",
            "Read the field Uptime (%).",
        ),
        92: "That leaves the changeover out: its 2 s a rack come on top.",
        90: "That is its uptime today, and today it is too slow.",
        91: "82 / 0.91 is 90.1 s, and the changeover comes on top.",
        100: "That is a machine that never stops. It keeps up long before.",
        99: "That is far more than needed. Go down one percent at a time.",
        89.2: "Those are the seconds that a rack takes then. At which uptime?",
    },
    also_wrong=[80],
    insight="And without any changeover at all, at 90 %, it would still have taken 91.1 s.",
)


PUT_BACK = "Press Put back beside it, in the list Changed so far."
CHANGE_WELD = "Choose weld under Process to change, and type into Uptime (%)."
IN_THE_LOOP = "Choose {} under Process to change, and look at the fields below Before it."
LONGEST = "Look for the longest rungs of the ladder: the number of days above each."


def named(words, try_this):
    """A slip that was seen, and the one thing that mends it."""
    return Verdict("wrong, named", words, try_this)


def future_state(stream):
    changes = stream.changes
    if changes.empty:
        return Verdict("not tried", "Make a future state in the map above, then run this cell again.")
    future = stream.record.reset_index(drop=True)
    changed = [f"{row.process}: {row.what}" for row in changes.itertuples()]
    if not future["process"].tolist() == processes().index.tolist():
        return "That is another plant's stream. Change the map of the bicycle racks above."
    if "customer: demand_per_day" in changed:
        return named("You changed what the customer takes. That is not for the plant to choose.", PUT_BACK)
    pull = changes[(changes["what"] == "flow") & (changes["after"] == "supermarket")]
    no_reason = changes[(changes["what"] == "inventory_before") & ~changes["process"].isin(pull["process"])]
    if len(no_reason):
        where = no_reason.iloc[0]["process"]
        return named(
            f"You typed another heap before {where}, and nothing keeps it there: as long as it is pushed, it grows "
            "again.",
            "Put it back, and set what lies before it to supermarket.",
        )
    lanes = changes[(changes["what"] == "flow") & (changes["after"] != "supermarket")]
    if len(lanes):
        where = lanes.iloc[0]["process"]
        return named(f"Before {where} you set another flow. Today only supermarkets are built.", PUT_BACK)
    loop = ("replenish_days", "container_pieces", "safety", "flow", "inventory_before")
    other = changes[~changes["what"].isin(loop) & ~changes["process"].eq("weld")]
    if len(other):
        where = other.iloc[0]["process"]
        return named(
            f"You changed more than was asked, at {where}. Only supermarkets, and the uptime of weld.",
            PUT_BACK,
        )
    if set(changes[~changes["what"].isin(loop)]["what"]) - {"uptime"}:
        return named("At weld, change the uptime only. (In a real plant you might do both.)", PUT_BACK)
    for row in pull.itertuples():
        wrong = loop_trouble(stream, row.process, row.step)
        if wrong:
            return wrong
    if len(pull) > MOST_SUPERMARKETS:
        return named(
            f"{len(pull)} supermarkets are more than the {MOST_SUPERMARKETS} that can be built.",
            "Put back the one that saves least: compare the number struck through with the one above it.",
        )
    loads = valuestream.process_loads(future).set_index("process").loc["weld"]
    if loads["too_slow"]:
        takes = f"{loads['with_changeovers_s']:.1f} s a rack"
        return named(f"Welding still takes {takes}, over its takt of 90 s: raise its uptime.", CHANGE_WELD)
    uptime = float(future.set_index("process").loc["weld", "uptime"])
    if uptime > MOST_UPTIME + 1e-9:
        return named(
            f"An uptime of {100 * uptime:g} % is more than maintenance promises: 95 % is the most.",
            CHANGE_WELD,
        )
    lead = stream.comparison.lead_time_after
    if not len(pull):
        return named(
            f"Welding keeps up now, and the lead time is still {lead:.2f} days: the heaps are as they were. Put a "
            "supermarket where a long rung is.",
            LONGEST,
        )
    if lead > MOST_DAYS + 1e-9:
        for row in pull.itertuples():
            slow = filled_too_late(stream, row.process, row.step)
            if slow:
                return slow
        return named(
            f"Your lead time is {lead:.2f} days; {MOST_DAYS} or less is asked for. Set a supermarket where it takes more "
            "off: compare the heap that is there with the one that it would hold.",
            "A supermarket holds 1.1 days, the one before cut tube 5.5. Which rungs are far longer?",
        )
    places = ", ".join(pull["process"])
    return True, (
        f"{lead:.2f} days in place of {days():.2f}, with supermarkets before {places}, and welding at "
        f"{loads['with_changeovers_s']:.1f} s a rack."
    )


def filled_too_late(stream, process, step):
    """Says so when a supermarket waits longer for its containers than was asked."""
    least = TUBE_DAYS if step == 1 else 1
    changes = stream.changes[stream.changes["step"] == step].set_index("what")["after"]
    # The list of changes writes it with its unit: "7 days".
    filled = float(changes.get("replenish_days", "1 day").split()[0])
    if filled <= least:
        return None
    asked = "5: the days are working days, and a week has five." if step == 1 else "1 day."
    return named(
        f"The supermarket before {process} is counted as filled again in {filled:g} days. Asked is {asked}",
        IN_THE_LOOP.format(process),
    )


def loop_trouble(stream, process, step):
    """What does not hold in a supermarket's loop; nothing if all is as it can be."""
    row = stream.record.set_index("process").loc[process]
    changes = stream.changes[stream.changes["step"] == step].set_index("what")["after"]
    least = TUBE_DAYS if step == 1 else 1
    # Other loops may be sized too, but not with a truck that comes more often or a safety that nobody has.
    held = float(row["inventory_before"])
    wanted = valuestream.kanban_cards(RACKS, least, 0.10, CONTAINER) * CONTAINER
    if held >= wanted:
        return ""
    if step == 1 and "replenish_days" not in changes.index:
        return named(
            "The supermarket before cut tube is counted as filled again in 1 day. The truck with the tube comes once a "
            "week: set it to 5 days.",
            IN_THE_LOOP.format(process),
        )
    given = "5 working days, a week" if step == 1 else "1 day"
    return named(
        f"The supermarket before {process} holds too little. It is filled again in {given}, in containers of {CONTAINER}, "
        "with a safety of 10 %: put those numbers back.",
        IN_THE_LOOP.format(process),
    )


def made(changed, demand=RACKS):
    """A map with these changes, for the tests."""
    from shopfloor.widgets import ValueStreamMap

    stream = ValueStreamMap()
    stream.set(demand=demand, changed=changed)
    return stream


PULL, TUBE, MENDED = {"flow": "pull"}, {"flow": "pull", "replenish_days": 5.0}, {"uptime": 0.95}

record(
    "12.6",
    future_state,
    right=lambda: made({"1": TUBE, "2": PULL, "3": MENDED, "7": PULL}),
    also_right=[
        lambda: made({"2": PULL, "3": {"uptime": 0.94}, "4": PULL, "7": PULL}),
        lambda: made({"1": TUBE, "3": MENDED, "4": PULL, "7": PULL}),
    ],
    also_wrong=[
        lambda: made({"1": {"inventory_before": 0}, "3": MENDED}),
        lambda: made({"1": PULL, "2": PULL, "3": MENDED, "7": PULL}),
        lambda: made({"1": {**TUBE, "replenish_days": 7.0}, "2": PULL, "3": MENDED, "7": PULL}),
        lambda: made({"2": PULL, "3": MENDED, "7": PULL}),
        lambda: made({"2": PULL, "4": PULL, "7": PULL}),
        lambda: made({"3": MENDED}),
        lambda: made({"1": TUBE, "2": PULL, "3": MENDED, "4": PULL, "7": PULL}),
        lambda: made({"2": PULL, "3": {"uptime": 0.99}, "4": PULL, "7": PULL}),
        lambda: made({"2": PULL, "3": MENDED, "4": PULL, "7": {"flow": "fifo"}}),
        lambda: made({"2": PULL, "3": MENDED, "4": PULL, "7": PULL}, demand=900),
        lambda: made({"2": {"flow": "pull", "safety": 0}, "3": MENDED, "4": PULL, "7": PULL}),
        lambda: made({"2": PULL, "3": {"cycle_time_s": 75.0}, "4": PULL, "7": PULL}),
        lambda: made({"2": PULL, "3": MENDED, "4": {"flow": "pull", "uptime": 0.99}, "7": PULL}),
        15.5,
    ],
    noun="value-stream map",
    hints=[
        "A supermarket that is filled again in a day holds 1.1 days; the one before cut tube, in a week, 5.5 days. "
        "Which heaps are far larger than that?",
        "Supermarkets before ship, bend and coat, and weld at 95 %, are one way.",
    ],
    solution="Supermarkets before ship (4.5 days become 1.1), bend (3.5 become 1.1) and coat (3 become 1.1) take 7.7 days off: "
    "15.45 days. With the one before cut tube (8 become 5.5) in place of coat's it is 14.85. Weld at 94 or 95 % keeps up.",
    question="Make a future state.",
)

number(
    "12.7",
    answer=10,
    unit="days",
    hints=[
        "A batch of 600 long racks, and the customer takes 60 of them a day.",
        "600 / 60",
    ],
    solution="600 / 60 = 10 days.",
    mistakes={
        1: "600 a day are all three variants together. Of the long one the customer takes 60.",
        0.1: "You divided the other way round: racks / racks a day gives days.",
        600: "That is the batch, in racks. How many days does it last?",
        540: "That is what is left of the batch after a day.",
        5: "You took the batch of welding, 300. Coating makes 600 in a row.",
        **dict.fromkeys(
            (600 / 360, 1.67), "You took the black one, 360 a day. The long one is taken 60 times a day."
        ),
        **dict.fromkeys(
            (600 / 180, 3.33), "You took the silver one, 180 a day. The long one is taken 60 times a day."
        ),
    },
    also_right=[10.0],
    insight="Two working weeks of long racks, while black ones wait for their turn.",
)
number(
    "12.8",
    answer=90,
    unit="min",
    tolerance=0.01,
    hints=[
        "Every 90 s a rack, and 60 racks in a container. Then put the seconds into minutes.",
        "90 * 60 / 60",
    ],
    solution="90 s x 60 racks = 5,400 s = 90 min. In 900 minutes ten containers leave.",
    mistakes={
        1.5: "That is the takt of one rack, in minutes. A container holds 60.",
        9: "That is 900 min / 100. How many containers leave in a day?",
        10: "That is how many containers leave in a day. How many minutes lie between two?",
        15: "You divided 900 by 60, the racks in a container. How many containers leave in a day?",
        900: "That is the whole working day. How many containers leave in it?",
        60: "That is a container, in racks. How long does it take at one rack each 90 s?",
        45: "You took one shift. The plant works two, 900 min.",
    },
    insight="Ten containers in a day's 900 minutes.",
)

choice(
    "12.x1",
    "Every card of a supermarket hangs on a full container. What does the process that fills it do?",
    {
        "a": "It goes on, so that nobody stands idle",
        "b": "It makes nothing of that part until a card comes back",
        "c": "It prints one more card",
    },
    "b",
    mistakes={
        "a": "That is push: the heap grows again, and the days with it.",
        "c": "The cards are the limit. One more raises it for good.",
    },
    insight="The number of cards is the most that can ever lie there.",
)
choice(
    "12.x2",
    "The future-state map is drawn and signed: 15 days in place of 23. What is shorter on the floor today?",
    {
        "a": "Nothing yet: the heaps are still there",
        "b": "The lead time, by 8 days",
        "c": "The processing time",
    },
    "a",
    mistakes={
        "b": "A rack that goes in today still stands behind every heap.",
        "c": "No process works faster because a map was drawn.",
    },
    insight="A map is a plan. Days are saved when the heap has gone.",
)

ASSIGNMENT = Assignment(
    "a12_value_stream",
    parts=[
        number_form("a12_lead_time", unit="days", low=1, high=60),
        number_form("a12_value_added", unit="seconds of a million", low=5, high=2000),
        number_form("a12_cards", unit="cards", low=1, high=600),
        rows_form("a12_supermarkets", noun="step", high=6),
        number_form("a12_future", unit="days", low=0.5, high=60),
        by_hand("a12_note"),
    ],
)
