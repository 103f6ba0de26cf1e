"""The key of assignment 09, follow one order: what follows from each student's own walk.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from shopfloor.data import my_data
from shopfloor.data.variants import order_walk
from shopfloor.grading.keys import key
from shopfloor.teaching.compare import Mistake, Number, Rows, Verdict
from shopfloor.teaching.compare.verdict import Comparison, Sample
from shopfloor.teaching.values import Unusable, listed, one_number

WALK = "waste/order_walk"
VALUE, NECESSARY = 0, 9
WASTES = {number: name for number, name in enumerate(order_walk.WASTES, start=1)}
CALLED = {VALUE: "value-added", **WASTES, NECESSARY: "necessary"}
# A ratio rounded to three decimals, and carried on, is less than this away from the exact one.
ROUNDED = 0.0006

RUBRIC = {
    "a09_note": {
        5: "Three whys or more, each the reason for the one before it and marked as seen or guess; something to check and somebody to ask; "
        "a change to the work; a number of the student's own. For example: 'Event 15: the packer stands until the labels come (seen). "
        "Why? They come from the office (seen). Why? The only printer is there (guess). Why? It was bought when the office wrote all papers "
        "(guess). I would ask the packer and note for a week how long orders wait. A printer at the table may take half of the waiting "
        "away: the ratio goes from 0.20 to 0.22.' Four points where the whys hang together and one of the rest is thin.",
        3: "Whys that hang together, but nothing to check, no number, or what is seen and what is guessed is not told apart. For example: "
        "'The packer waits for labels. Why? They are printed in the office. Why? There is no printer in packing. We should buy one.'",
        0: "No whys, the waste only repeated, or a person blamed: 'The office is too slow and should hurry.'",
    }
}


def data(student, course):
    """The student's walk, with the number of what each event is."""
    walk = my_data(WALK, student, course)
    is_what = {event[1]: VALUE for event in order_walk.PAID}
    is_what |= {event[1]: NECESSARY for event in order_walk.NECESSARY}
    for number, name in WASTES.items():
        is_what |= {event[1]: number for event in order_walk.WASTES[name]}
    return walk.assign(is_what=walk["seen"].map(is_what))


# (what it is, what it was called): why that is another thing.
CONFUSED = {
    (
        9,
        0,
    ): "The pieces are the same after it as before. This order needs it, but which of the three questions does it fail?",
    (6, 0): "The pieces do change, but into something that nobody ordered.",
    (7, 0): "It is done because something went wrong before: not right the first time.",
    (5, 0): "Good pieces, but not for this order: nobody has asked for them.",
    (0, 9): "The pieces change here, as ordered and the first time. That is more than needed.",
    (3, 1): "The order stays where it is; only a person moves.",
    (1, 3): "It is the product that moves, whoever drives.",
    (2, 4): "It would not go on if somebody came: it lies with what is kept too much.",
    (4, 2): "Nobody keeps it on purpose. It would go on at once if somebody or something were there.",
    (5, 6): "No piece gets more than it should. What is there too much of?",
    (6, 5): "Not a piece more is made. What is there too much of?",
    (7, 6): "It would not be done at all if it had been right before.",
    (6, 7): "Nothing was wrong with the pieces before it.",
    (6, 9): "This order does not need it: it asked for less.",
    (8, 4): "Nobody stands and waits. Somebody knows or can do something: what becomes of it?",
    (8, 3): "The moving is not the point. Somebody knows or can do something: what becomes of it?",
    (5, 2): "Look at the moment before it lies anywhere: what is being made, and for whom?",
}


class Names(Comparison):
    """One number for each event. Half a point of six is lost for each event that has another name."""

    noun = "18 numbers in square brackets"
    lazy = False
    stated = ""
    lost = 1 / 12

    def __init__(self, answer):
        self.answer = [int(one) for one in answer]
        self._mistakes = [
            Mistake(
                [called if one == is_what else one for one in self.answer],
                words,
                "Ask of each event what is too much there, or missing, and whether the product or a person moves.",
            )
            for (is_what, called), words in CONFUSED.items()
        ]

    def samples(self):
        yield Sample("right", list(self.answer))
        yield Sample("right", [float(one) for one in self.answer])
        yield from self.named_samples()

    def _judge(self, value, reveal):
        given = [self._number(one) for one in list(value)]
        if len(given) != len(self.answer):
            raise Unusable(f"{len(self.answer)} numbers are asked for; there are {len(given)}.")
        if given == self.answer:
            return self._right("All 18 events.")
        wrong = [
            (event, is_what, called)
            for event, (is_what, called) in enumerate(zip(self.answer, given), start=1)
            if is_what != called
        ]
        credit = max(0.0, 1 - self.lost * len(wrong))
        if given == [event - 1 for event in range(1, 19)]:
            return Verdict(
                "wrong", "You numbered the events from 0 to 17. Each wants the number of its name."
            )
        right = len(self.answer) - len(wrong)
        count = f"{right} of {len(self.answer)} events {'has' if right == 1 else 'have'} the right name."
        # What is confused is told; where nothing is known of a pair, the event is named.
        known = [one for one in wrong if one[1:] in CONFUSED]
        event, is_what, called = (known or wrong)[0]
        why = CONFUSED.get((is_what, called), "Read it once more: what is too much there, or missing?")
        name = CALLED.get(called, f"number {called:g}, which is no name,")
        return Verdict(
            "wrong, named" if known else "wrong",
            f"{count} Event {event} as {name}? {why}{_others(wrong, event)}",
            self.mistakes[0].try_this,
            credit,
        )

    @staticmethod
    def _number(one):
        number = one_number(one).number
        return int(number) if number == int(number) else number


def _others(wrong, event):
    """Up to three more events to look at."""
    more = [other for other, _, _ in wrong if other != event][:3]
    if not more:
        return ""
    return f" Look again at event{'s' * (len(more) > 1)} {listed(more)}, too."


def own_names(case):
    """Event by event what the student called it; the truth where that is no such list."""
    right = case.data["is_what"].tolist()
    given = case.earlier("a09_names", right)
    return given if len(given) == len(right) and set(given) <= set(CALLED) else right


def minutes_by_name(case):
    """Name -> minutes, by the student's own names."""
    found = {}
    for name, minutes in zip(own_names(case), case.data["minutes"].tolist(), strict=True):
        found[int(name)] = found.get(int(name), 0) + minutes
    return found


def paid_for(case):
    """The value-added minutes by the student's own names; by the truth where nothing, or all, was called that."""
    minutes, total = minutes_by_name(case).get(VALUE, 0), int(case.data["minutes"].sum())
    return minutes if 0 < minutes < total else minutes_by_name(case.without_earlier())[VALUE]


def wastes_of(case):
    """Waste -> minutes by the student's own names, the most first; by the truth where no waste was named."""
    found = {name: minutes for name, minutes in minutes_by_name(case).items() if name in WASTES}
    if not found:
        return wastes_of(case.without_earlier())
    return dict(sorted(found.items(), key=lambda one: -one[1]))


@key("a09_names")
def names(case):
    return Names(case.data["is_what"])


@key("a09_ratio")
def ratio(case):
    total, paid = int(case.data["minutes"].sum()), paid_for(case)
    by_name = minutes_by_name(case)
    return Number(
        paid / total,
        unit="fraction",
        tolerance=ROUNDED,
        mistakes=[
            Mistake(
                paid / (total - paid),
                "You divided by the rest. The whole is all the time.",
                "Put all minutes of the walk below the line.",
                credit=0.5,
            ),
            Mistake(
                own_names(case).count(VALUE) / len(case.data),
                "You counted events. The ratio is one of minutes.",
                "Add up the minutes of the events that you named 0.",
            ),
            Mistake(
                (paid + by_name.get(NECESSARY, 0)) / total,
                "That takes in what you named necessary. It is needed, but not paid for.",
                "Above the line stand the minutes of the events that you named 0, and no others.",
                credit=0.5,
            ),
            Mistake(
                1 - paid / total,
                "That is the share of everything else.",
                "Put the minutes of the events that you named 0 above the line.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a09_costliest")
def costliest(case):
    own = wastes_of(case)
    called = [name for name in own_names(case) if name in WASTES]
    most = max(own.values())
    leaders = [name for name, minutes in own.items() if minutes == most]
    # Where two wastes are level by the student's names, either is right.
    [given] = list(case.earlier("a09_costliest", leaders[:1]))[:1] or leaders[:1]
    right = given if given in leaders else leaders[0]
    often = max((called.count(name) for name in called), default=0)
    longest = longest_event(case)
    found = []
    for name in WASTES:
        if name == right:
            continue
        if name == longest:
            words = "It has the longest single event. Add up all events of each waste."
        elif often > 1 and called.count(name) == often:
            words = "It was met as often as any other. Often is not much: its events are short."
        else:
            words = "By your names another waste takes more minutes."
        found.append(
            Mistake(
                (name,),
                words,
                "Look for the largest bar in your chart that is neither value-added nor necessary.",
            )
        )
    return Rows([right], mistakes=found, noun="waste")


def longest_event(case):
    """The waste that the longest event of a waste was called."""
    events = zip(own_names(case), case.data["minutes"].tolist(), strict=True)
    of_wastes = [(minutes, name) for name, minutes in events if name in WASTES]
    return max(of_wastes)[1] if of_wastes else None


@key("a09_after")
def after(case):
    total, paid, own = int(case.data["minutes"].sum()), paid_for(case), wastes_of(case)
    leader = next(iter(own))
    given = list(case.earlier("a09_costliest", [leader]))
    gone = own[given[0]] if len(given) == 1 and given[0] in own else own[leader]
    return Number(
        paid / (total - gone / 2),
        unit="fraction",
        tolerance=ROUNDED,
        mistakes=[
            Mistake(
                paid / total,
                "That is the ratio of part 2: nothing has gone away in it.",
                "Take half of the minutes of that waste off the whole.",
            ),
            Mistake(
                paid / (total - gone),
                "You took all the minutes of that waste away. Half of them stay.",
                "Take half of its minutes off the whole.",
                credit=0.5,
            ),
            Mistake(
                (paid + gone / 2) / total,
                "You made value-added time of the minutes that go away. They are simply gone.",
                "What is value-added stays; the whole becomes smaller.",
            ),
            Mistake(
                (paid + gone / 2) / (total - gone / 2),
                "You made value-added time of the minutes that go away. They are simply gone.",
                "What is value-added stays; the whole becomes smaller.",
            ),
            Mistake(
                1.5 * paid / total,
                "You made the ratio larger by half. Half of one waste is much less than half of the time.",
                "Work the ratio out anew: value-added minutes over what is left of the whole.",
            ),
            Mistake(
                paid / (gone / 2),
                "You divided by the half that goes away.",
                "Divide by what is left of the whole.",
            ),
        ],
        almost_credit=0.5,
    )
