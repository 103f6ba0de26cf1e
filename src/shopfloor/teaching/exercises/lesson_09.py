"""Lesson 09, waste and 5S: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods.tables import leave_out

from ..compare import Number, Verdict
from ..forms import Assignment, by_hand, list_form, number_form, rows_form
from .builders import choice, number, order, record, rows

# The walk's events in which the product changes into what is paid for, right the first time.
PAID = (10, 14, 24)
NECESSARY = (2, 9, 17, 19, 26, 33, 39)
IN_SECONDS = 88
LEADER = "waiting for quality release"
MIXED, ORDERED = "mixed", "set in order"
WASTES = {
    1: "transport",
    2: "inventory",
    3: "motion",
    4: "waiting",
    5: "overproduction",
    6: "overprocessing",
    7: "defects",
    8: "unused talent",
}


@cache
def minutes():
    """Event -> minutes of the walk."""
    walk = load("waste/walk")
    return dict(zip(walk["event"], walk["minutes"].tolist(), strict=True))


def of_events(*events):
    return sum(minutes()[event] for event in events)


@cache
def delays():
    """The delays without the one that was entered in seconds."""
    return leave_out(load("waste/delays"), [IN_SECONDS], column="delay")


def minutes_of(cause, table=None):
    table = delays() if table is None else table
    return int(table[table["cause"] == cause]["minutes"].sum())


def all_minutes():
    return int(delays()["minutes"].sum())


# Recall: lessons 04, 01 and 08.
choice(
    "09.r1",
    "A pallet could go on, but the setter is not free. Which symbol stands for that in a process chart?",
    {"a": "An arrow, transport", "b": "A sign like the letter D, delay", "c": "A circle, operation"},
    "b",
    mistakes={
        "a": "Nothing is carried: the pallet stands.",
        "c": "In an operation something is made or changed. Here nothing happens to it.",
    },
    insight="Today such minutes are counted.",
)
number(
    "09.r2",
    answer=0.25,
    unit="fraction",
    tolerance=0.004,
    question="An order is worked on for 12 minutes and stands for 36. What share of its time is work, as a fraction?",
    hints=["What is the whole: the work, the standing, or both together?", "12 / (12 + 36)"],
    solution="Both together are the whole: 12 / (12 + 36) = 12 / 48 = 0.25.",
    mistakes={
        12 / 36: "You divided by the standing alone. The whole is both together.",
        0.75: "That is the share of the standing.",
        75: "That is the share of the standing, in percent. Asked is the work, as a fraction.",
        12: "That is minutes. A share is these minutes divided by the whole.",
        48: "That is the whole. What share of it is work?",
        3: "You turned the division round, and left the work out of the whole.",
        4: "You turned the division round: the part goes on top.",
    },
    insight="The part divided by the whole, and the whole is everything.",
)
choice(
    "09.r3",
    "A job is done for the second time, and takes less time. Nothing at the bench was changed. What is it?",
    {"a": "The bench has become better", "b": "Learning: practice alone makes it quicker", "c": "A slip of the watch"},
    "b",
    mistakes={
        "a": "Nothing was changed there. Who did it has done it once before.",
        "c": "It may be, but with the second time it nearly always falls: that is learning.",
    },
    insight="Remember it when you measure what an improvement brought.",
)  # fmt: skip

rows(
    "09.1",
    answer=[14, 24],
    noun="event",
    hints=[
        "Ask three things of each event: does the product change? Is it ordered and paid for? Is it right the first time?",
        "Two of the sixteen pass all three. In both, a part gets something that the drawing asks for.",
    ],
    solution="Event 14, holes drilled and tapped, and event 24, valves built: they change the product into what was ordered, "
    "right the first time. Everything else fails one of the questions.",
    mistakes={
        10: "It is value-added, and counted in the example above. Here events 11 to 26 are asked for.",
        9: "It is in the example above: no casting changes, so it is necessary. Here events 11 to 26 are asked for.",
        **dict.fromkeys((12, 18, 21), "The castings are only moved: the product stays as it is."),
        **dict.fromkeys((13, 20, 22), "The castings only stand: the product stays as it is."),
        23: "Somebody walks; the valves stay as they are.",
        11: "The face is changed, but no other part ever lies on it: nobody asked for that finish.",
        16: "The threads were wrong before: this is doing over, not right the first time.",
        19: "Washing takes off what the drilling left. It is needed with today's oil, but the customer asked for a valve, not for a bath: necessary.",
        26: "A test finds out what the valve is; it does not change it. The customer asks for the record, so it is necessary.",
        (14, 24, 26): (
            "14 and 24 are right. A test finds out what the valve is; it does not change it. The customer asks for "
            "the record, so it is necessary."
        ),
        (14,): "Event 14 is right. One more passes all three questions, later in the day.",
        (24,): "Event 24 is right. One more passes all three questions, earlier in the day.",
        (66, 48, 70): "Those are minutes. Give the numbers of the events.",
        (48, 70): "Those are minutes. Give the numbers of the events.",
        15: "The operator moves a lot there, the castings get nothing.",
        17: "In a break nothing changes, and people need it.",
        25: "The valves stay as they are while somebody looks for a number.",
    },
    insight="Two of sixteen. All the others were work, too, or standing.",
)  # fmt: skip
number(
    "09.2",
    answer=lambda: of_events(*PAID) / sum(minutes().values()),
    unit="fraction",
    tolerance=0.0016,
    low=0,
    high=1,
    hints=[
        "Above: the minutes of event 10 and of your two events of exercise 1. Below: all minutes, which you saw before you guessed.",
        "(66 + 48 + 70) / 808",
    ],
    solution=lambda: (
        f"(66 + 48 + 70) / 808 = {of_events(*PAID)} / 808 = {of_events(*PAID) / sum(minutes().values()):.4f}."
    ),
    mistakes=lambda: {
        of_events(14, 24) / sum(minutes().values()): "Event 10 is missing: it is value-added, too.",
        of_events(*PAID)
        / (
            sum(minutes().values()) - of_events(*PAID)
        ): "You divided by the rest. The whole is all the time.",
        len(PAID) / len(minutes()): "You counted events. The ratio is one of minutes.",
        of_events(14, 24) / of_events(*range(11, 41)): "You left the first ten events out, above and below. The order's day begins with event 1.",
        1 - of_events(*PAID) / sum(minutes().values()): "That is the share of everything else.",
        (of_events(*PAID) + of_events(26)) / sum(minutes().values()): "You took event 26 in. A test changes no valve: it is necessary, not value-added.",
        (of_events(*PAID) + of_events(*NECESSARY)) / sum(minutes().values()): "You took the necessary events in. They are needed, but not paid for.",
        of_events(*PAID): "Those are the value-added minutes. Divide them by all minutes.",
        of_events(*PAID) / of_events(*range(1, 27)): "You divided by the time up to event 26. The order is on its way until the truck has it.",
        66 / 251: "That is the ratio of the first ten events.",
        808: "Those are all the minutes. They go below the line.",
        66 / 808: "You took event 10 alone. Your events of exercise 1 belong to it.",
        sum(minutes().values())
        / of_events(*PAID): "You turned the division round: the part goes on top.",
    },
    insight="Less than a quarter of the time, on a day when everybody worked.",
)  # fmt: skip

NAMED = {
    32: (
        4,
        {
            2: "Nobody keeps these valves on purpose. They would go on at once if the packer were there.",
            8: "The packer is needed at another line, so the talent is used. What do the valves do meanwhile?",
            1: "Nothing is moved. They stand until the packer comes.",
            3: "Nobody moves. They stand until the packer comes.",
        },
    ),
    34: (
        6,
        {
            5: "Not more cartons than ordered: more is done to each carton.",
            7: "Nothing was wrong with the cartons. More is done to each than anybody asked for.",
            3: "The moving is not the point: even done without a step, nobody asked for that film.",
        },
    ),
    35: (
        3,
        {
            1: "Transport is the product moving. Here a person reaches, and the cartons stay.",
            4: "Nobody waits. The packer reaches, again and again.",
            6: "Nothing more is done to the carton. The packer moves more than the work asks for.",
        },
    ),
    38: (
        7,
        {
            6: "The second label is not too much: it is needed because the first was wrong.",
            5: "Not a label more than ordered: one in place of a wrong one.",
            4: "Somebody works here. Why does the label have to be printed again?",
        },
    ),
}


def named(given):
    """The four blanks of exercise 3, after the two that are filled in."""
    given = list(given)
    if len(given) != 6:
        return (
            "Six numbers are asked for: the 5 and the 8 that are there, then one each for 32, 34, 35 and 38."
        )
    own = given[2:]
    if all(one is ... for one in own):
        return Verdict("not tried", "Replace the four dots with the numbers of wastes.")
    if any(one is ... for one in own):
        return "One of the events has no number yet. Take the dots out one by one."
    if any(isinstance(one, str) for one in own):
        return (
            "Write the number of each waste, 1 to 8, without quotes. Its name stands beside it in the list."
        )
    if given[:2] != [5, 8]:
        return "The first two were right as they stood, 5 and 8: put them back."
    if own == list(NAMED):
        return "Those are the events. What is asked is the number of the waste, 1 to 8, for each."
    for (event, (right, near)), one in zip(NAMED.items(), own, strict=True):
        if one not in WASTES:
            return f"There is no waste number {one}: they run from 1 to 8."
        if one != right:
            why = near.get(one, "Read the event once more: what is too much there, or missing?")
            return f"Event {event} as {WASTES[one]}? {why}"
    return True, "Waiting, overprocessing, motion, defects. A name points to the remedy."


record(
    "09.3",
    named,
    right=[5, 8, 4, 6, 3, 7],
    also_right=[(5, 8, 4.0, 6.0, 3.0, 7.0)],
    also_wrong=[
        [5, 8, 2, 6, 3, 7],
        [5, 8, 4, 6, 1, 7],
        [5, 8, 4, 7, 3, 7],
        [5, 8, 4, 6, 3, 6],
        [5, 8, 4, 6, 3, ...],
        [4, 6, 3, 7],
        [5, 8, "waiting", "overprocessing", "motion", "defects"],
        [5, 8, 32, 34, 35, 38],
        [5, 8, 4, 9, 3, 7],
    ],
    noun="six numbers",
    hints=[
        "Ask what is too much: moving, keeping, standing, pieces, work on a piece, doing over?",
        "32: the valves would go on if somebody came. 34: more is done to a carton than asked. 35: who moves, product or person? "
        "38: why is there a second label?",
    ],
    solution="32 is waiting (4), 34 overprocessing (6), 35 motion (3), 38 defects (7): [5, 8, 4, 6, 3, 7].",
    question="Which waste is it?",
)
number(
    "09.4",
    answer=IN_SECONDS,
    unit="",
    tolerance=0,
    hints=[
        "Can a line stand that long in one shift?",
        "Its number stands in the column delay, not at the left edge.",
    ],
    solution="Delay 88: 840 minutes are fourteen hours. Nobody waits that long for a truck in one shift.",
    mistakes={
        840: "Those are its minutes. Give the number of the delay.",
        1: "It stands first in the table, but its number is another: look in the column delay.",
        **dict.fromkeys(
            (132, 102),
            "Those are minutes, of a delay that fits into a shift. Which delay does not fit? Give its number.",
        ),
        87: "That is the bold row label at the left edge, which begins with 0. The number stands in the column delay.",
        14: "That is its length in hours. Give the number of the delay.",
        227: "132 minutes for a release are long, but they fit into a shift, and others of its kind come near.",
        229: "102 minutes for a release are long, but they fit into a shift, and others of its kind come near.",
        226: "That is a row label, of a delay that is long but fits into a shift.",
        228: "That is a row label, of a delay that is long but fits into a shift.",
        2: "Nothing is wrong with delay 2. Look at the column minutes of the three shown.",
    },
)
number(
    "09.5",
    answer=lambda: minutes_of(LEADER) / all_minutes(),
    unit="fraction",
    tolerance=0.003,
    low=0,
    high=1,
    hints=["The part on top, the whole below.", "938 / 3751"],
    solution=lambda: (
        f"{minutes_of(LEADER)} / {all_minutes()} = {minutes_of(LEADER) / all_minutes():.4f}, a quarter."
    ),
    mistakes=lambda: {
        minutes_of(LEADER) / (all_minutes() + 840): "You divided by a whole that still has the 840 in it.",
        len(delays()[delays()["cause"] == LEADER]) / len(delays()): "That is its share of the stops. Asked is its share of the minutes.",
        minutes_of(LEADER)
        / (
            all_minutes() - minutes_of(LEADER)
        ): "You divided by the other causes. The whole is all of them.",
        all_minutes()
        / minutes_of(LEADER): "You turned the division round: the part goes on top.",
        minutes_of(LEADER): "Those are its minutes. Divide them by all minutes.",
        1 - minutes_of(LEADER) / all_minutes(): "That is the share of all the other causes.",
        minutes_of("waiting for fork truck") / all_minutes(): "That is the fork truck's share. Another cause leads now.",
        minutes_of("material not at the line") / all_minutes(): "That is the share of the second cause. The longest bar is asked for.",
        1 / 10: "There are ten causes, but they are not alike: divide its minutes by all minutes.",
    },
    insight="One cause of ten makes up a quarter of the minutes.",
)  # fmt: skip
order(
    "09.6",
    [
        "The lot waits because only an inspector may measure it",
        "Operators may not measure, because they were never trained on the gauge",
        "They were not trained, because a rule says that production does not measure",
        "The rule is from the days when the laboratory stood beside the line",
        "Since the laboratory moved, nobody has read the rule again: no rule here has a date for that",
    ],
    "Why do lines wait for release? Five answers; each is the reason for the one before it.",
    mistakes={
        (2, 1): "That operators may not measure explains why only an inspector may. So it comes after that.",
        (3, 2): "The rule is the reason why nobody was trained. So it comes after that.",
        (4, 3): "The age of the rule comes up when the rule has been named.",
        (5, 4): "That nobody read it again explains why so old a rule is still there. So it comes after its age.",
        (5, 4, 3, 2, 1): "You wrote the chain backwards, as it is read with therefore. Begin with the lot that waits.",
    },
    hints=[
        "Begin with what stands at the line. Then look for the reason of just that.",
        "The rule comes third; what follows is about the rule.",
    ],
    insight="At the end stands something to change: train operators for that gauge, and give each rule a date to be read "
    "again. No name is in it.",
)  # fmt: skip


def times(game):
    """(seconds a number on the mixed sheet, on the one set in order); None for a sheet that was not played."""
    found = game.summary().set_index("sheet")["seconds_per_number"].to_dict()
    return found.get(MIXED), found.get(ORDERED)


def both_played(game):
    mixed, ordered = times(game)
    if mixed is None and ordered is None:
        return "You played other sheets. The two that are asked for are mixed and set in order."
    if mixed is None:
        return "The sheet mixed is missing: without a before there is nothing to compare with."
    if ordered is None:
        return "The mixed sheet is played. Choose set in order, press Start, and play that one too."
    words = f"Mixed {mixed:.2f} s a number, set in order {ordered:.2f} s."
    first = game.record["sheet"].iloc[0]
    if first != MIXED:
        words += f" You played {first} first, so practice speaks for the mixed sheet here."
    return True, words


def played(*sheets):
    """A game with these plays (sheet, seconds a number) in it, for the tests."""
    from shopfloor.widgets import NumbersGame

    game = NumbersGame(save_as=None)
    count = game.inputs["numbers"]
    game.set(
        plays=[
            {"sheet": sheet, "seconds": [float(seconds)] * count, "wrong": [0] * count}
            for sheet, seconds in sheets
        ]
    )
    return game


record(
    "09.7",
    both_played,
    right=lambda: played((MIXED, 2.2), (ORDERED, 1.2)),
    also_right=[
        lambda: played((MIXED, 2.2), (MIXED, 1.9), ("sorted", 1.6), (ORDERED, 1.2)),
        lambda: played((ORDERED, 1.2), (MIXED, 2.2)),
        lambda: played((MIXED, 1.2), (ORDERED, 1.4)),
    ],
    also_wrong=[
        lambda: played((MIXED, 2.2)),
        lambda: played((ORDERED, 1.2)),
        lambda: played(("sorted", 2.0), ("standardized", 1.0)),
        0.4,
    ],
    noun="numbers game",
    first_step="Play the two sheets in the game above, then run this cell again.",
    hints=[
        "Choose mixed, press Start, and press the numbers 1 to 20 in turn. A play that was given up does not count.",
        "Then choose set in order: 1 is top left, 2 top right, 3 bottom left, 4 bottom right, 5 top left again.",
    ],
    solution="One play on mixed and one on set in order, each to the last number. Any times will do: they are yours.",
    question="Play the two sheets.",
)


def fell_by(given):
    """Judges [game, share] by the game's own times."""
    given = list(given)
    if len(given) != 2:
        return "Keep the cell as it was: the game and your share, as in [game, less]."
    game, less = given
    if not hasattr(game, "summary"):
        return "The game is missing: the check reads your times in it. Keep [game, less]."
    mixed, ordered = times(game)
    if mixed is None or ordered is None:
        return Verdict("not tried", "First play the two sheets, mixed and set in order.")
    if less is ...:
        return Verdict("not tried", "Replace the three dots with your share.")
    # The game shows two decimals of a second: what they can make of the share.
    slack = 0.006 * (1 + ordered / mixed) / mixed + 0.004
    test = Number(
        1 - ordered / mixed,
        "fraction",
        slack,
        mistakes={
            ordered / mixed: "That is the share that is left. By how much less is it than the whole, 1?",
            mixed - ordered: "That is seconds. Divide them by the time that you started from.",
            mixed / ordered - 1: "You divided by the second time. Less of what? Of the first one.",
            mixed / ordered: "You divided the first time by the second: so many times as long it took.",
            mixed: "That is your first time. By what share did it fall?",
            ordered: "That is your second time. By what share is it less than the first?",
        },
    )
    return test.judge(less)


record(
    "09.8",
    fell_by,
    right=lambda: [played((MIXED, 2.2), (ORDERED, 1.21)), 0.45],
    also_right=[
        lambda: (played((MIXED, 2.2), (ORDERED, 1.21)), (2.2 - 1.21) / 2.2),
        lambda: [played((MIXED, 2.0), (ORDERED, 2.5)), -0.25],
    ],
    also_wrong=[
        lambda: [played((MIXED, 2.2), (ORDERED, 1.21)), 0.55],
        lambda: [played((MIXED, 2.2), (ORDERED, 1.21)), 45],
        lambda: [played((MIXED, 2.2), (ORDERED, 1.21)), 0.99],
        lambda: [played((MIXED, 2.2), (ORDERED, 1.21)), "a half"],
        lambda: [played((MIXED, 2.2)), 0.4],
        lambda: [played((MIXED, 2.2), (ORDERED, 1.21))],
        [0.4, 0.4],
    ],
    noun="list [game, less]",
    hints=[
        "How many seconds less, and less of what? Of the time that you started from.",
        "(first time - second time) / first time, with your two times for a number.",
    ],
    solution="(first - second) / first. For example 2.20 s, then 1.21 s: (2.20 - 1.21) / 2.20 = 0.45. A second time that is "
    "longer gives a number below zero, and counts as well.",
    question="By what share did your time fall?",
)


@cache
def left(group, first=1, second=2):
    """The average over a group's players of their second time over their first."""
    plays = load("waste/numbers_game")
    own = plays[plays["group"] == group]
    before = own[own["play"] == first].set_index("player")["seconds"]
    after = own[own["play"] == second].set_index("player")["seconds"]
    return float((after / before).mean())


number(
    "09.9",
    answer=lambda: 1 - left("B") / left("A"),
    unit="fraction",
    tolerance=0.004,
    hints=[
        "0.5335 = (what practice leaves, 0.8949) x (what order leaves). So what does order leave?",
        "1 - 0.5335 / 0.8949",
    ],
    solution=lambda: (
        f"Order leaves {left('B'):.4f} / {left('A'):.4f} = {left('B') / left('A'):.3f} of the time, so it cuts "
        f"{1 - left('B') / left('A'):.3f}."
    ),
    mistakes=lambda: {
        1 - left("B"): "That is both together, practice and order: what group B saw.",
        left("B") / left("A"): "That is the share that order leaves. By how much less is it than the whole, 1?",
        left("A") - left("B"): "You subtracted. Practice leaves a share of whatever time it is, and order a share of that: divide.",
        1 - left("A"): "That is what practice alone cuts.",
        left("B"): "That is the share that practice and order leave together. What does order alone leave?",
        left("A"): "That is the share that practice alone leaves. Divide it out of the 0.5335.",
        left("A") * left("B"): "You multiplied. Practice is in the 0.5335 already: divide it out.",
        left("A") / left("B") - 1: "You turned the division round: what both leave goes on top.",
        left("A") / left("B"): "You turned the division round: what both leave goes on top.",
        1 - left("A") * left("B"): "You took practice off a second time. It is in the 0.5335 already: divide it out.",
        1 - left("B", 1, 3): "That is the third play over the first: two plays of practice are in it.",
    },
    insight="40 %, not 47. The rest was practice, which would have come without any 5S.",
)  # fmt: skip

choice(
    "09.x1",
    "A lot is driven round the hall, 200 meters, because the rack is full. Which waste is it, and what is it not?",
    {
        "a": "Transport: the product moves. Not motion, which is people moving",
        "b": "Motion: something moves. Not transport, which is done by trucks outside",
        "c": "Overprocessing: more is done to the lot than was asked for",
    },
    "a",
    mistakes={
        "b": "Transport is any moving of the product, with a truck or by hand. Motion is a person's own moving.",
        "c": "Nothing is done to the lot: it is the same as before.",
    },
    insight="Who moves, the product or the person?",
)
choice(
    "09.x2",
    "You played mixed, then set in order, and were 45 % quicker. What have you shown?",
    {
        "a": "That 5S saves 45 %",
        "b": "That 5S and practice together saved 45 % this time",
        "c": "Nothing, since it is only one person",
    },
    "b",
    mistakes={
        "a": "You had played once before. Somebody who plays the mixed sheet twice gets quicker as well.",
        "c": "You have a measured change. Only the reason for it is not one thing alone.",
    },
    insight="To part them, somebody has to play the mixed sheet twice.",
)

ASSIGNMENT = Assignment(
    "a09_waste_and_5s",
    parts=[
        list_form("a09_names", length=18, low=0, high=9),
        number_form("a09_ratio", unit="fraction", low=0.01, high=1),
        rows_form("a09_costliest", noun="waste", high=8, only_one=True),
        number_form("a09_after", unit="fraction", low=0.01, high=1),
        by_hand("a09_note"),
    ],
)
