"""A student's process chart of "bring the parts of an order to the line": present method and two proposals.

Model, times in hundredths of a minute and distances in meters:

- the present method has the 15 steps of STEPS; each student's times and distances lie between the two limits;
- a proposal makes two of the four CHANGES, each of which drops steps and does another step otherwise, and the
  one IN_BOTH; the two proposals never make the same two, and a change comes to the same in both;
- one of the two proposals (1 or 2, by chance) makes a change of RISKS as well: it saves time and raises a
  risk, which its `hazard` tells. The other raises none;
- the proposal with the risk saves at least SAVES_MORE more than the other; where it does not, the chart is
  drawn again.
"""

from .watch import decimal_minutes

# key, symbol, what is done, time and distance at least and at most, people, hazard.
STEPS = (
    ("tray", "delay", "The order lies in the tray", (240, 900), None, 0, ""),
    ("print", "operation", "Prints the picking list at the desk", (50, 130), None, 1, ""),
    ("to store", "transport", "Walks from the desk to the store", (24, 58), (24, 52), 1, ""),
    ("pick", "operation", "Picks the parts from the shelves into two totes", (340, 640), None, 1, ""),
    ("to scale", "transport", "Pushes the cart to the counting scale", (20, 40), (8, 22), 1, ""),
    ("scale wait", "delay", "Waits until the scale is free", (150, 600), None, 1, ""),
    ("count", "inspection", "Counts the small parts on the scale", (110, 250), None, 1, ""),
    ("to table", "transport", "Pushes the cart to the inspection table", (20, 42), (10, 24), 1, ""),
    ("compare", "inspection", "Compares the parts with the list, line by line", (100, 210), None, 1, ""),
    ("clerk", "delay", "Waits for the clerk who books the parts out", (160, 700), None, 1, ""),
    ("sign", "operation", "Signs the list", (15, 50), None, 1, ""),
    (
        "to line",
        "transport",
        "Pushes the cart along the walkway to the line",
        (70, 150),
        (44, 88),
        1,
        "crosses the fork-truck aisle at the marked crossing",
    ),
    (
        "hoist",
        "operation",
        "Sets both totes on the bench with the hoist",
        (90, 170),
        None,
        1,
        "hoist within its rated load, nobody under the tote",
    ),
    ("check", "inspection", "Compares the order number with the sheet at the bench", (25, 60), None, 1, ""),
    (
        "stand",
        "storage",
        "The totes stand beside the bench until the order starts",
        (1500, 5400),
        None,
        0,
        "",
    ),
)
# A change: steps that it drops, and steps that it does in another way (key -> words, percent of its time).
CHANGES = (
    (("to scale", "scale wait"), {"count": ("Counts the small parts on a scale in the store", (86, 98))}),
    (("to table", "compare"), {"pick": ("Picks the parts into two totes, ticking off the list", (103, 111))}),
    (("clerk", "sign"), {"check": ("Scans the order number and books the parts out", (110, 140))}),
    (("print", "to store"), {"tray": ("The order waits to be printed in the store", (40, 60))}),
)
# Both proposals make this one as well; it would hide the others if only one did.
IN_BOTH = ((), {"stand": ("The totes stand beside the bench: they come when the order starts", (8, 14))})
# A change that raises a risk: the step, its words, percent of time (and distance) left, its hazard.
RISKS = (
    ("hoist", "Lifts both totes onto the bench by hand", (20, 35), "lift of {kg} kg by one person, no hoist"),
    (
        "to line",
        "Pushes the cart down the fork-truck aisle, the shorter way",
        (50, 65),
        "shares the lane with fork trucks, no walkway",
    ),
    (
        "pick",
        "Picks the parts from both sides, standing on the lowest shelf for the upper boxes",
        (60, 75),
        "fall from the shelf: no step with a handrail",
    ),
    (
        "to line",
        "Rides to the line standing on the fork of the pallet truck",
        (35, 50),
        "person carried on a truck made for loads",
    ),
    (
        "hoist",
        "Swings both totes to the bench with the hoist over the seated operator",
        (45, 60),
        "load moved over a person",
    ),
)
HEAVY_KG = (26, 38)
SAVES_MORE = 20
PRESENT, PROPOSALS = "present", ("proposal 1", "proposal 2")


def rows(draws):
    """Return (method, step, symbol, description, hundredths of a minute, meters, people, hazard).

    >>> from .draws import Draws
    >>> chart = rows(Draws("open-2026", "motion/kitting_chart", "example"))
    >>> len([row for row in chart if row[0] == "present"]), chart[0][:4]
    (15, ('present', 1, 'delay', 'The order lies in the tray'))
    """
    while True:
        present = {}
        for key, symbol, words, (least, most), meters, people, hazard in STEPS:
            time = draws.between(least, most)
            present[key] = (symbol, words, time, draws.between(*meters) if meters else 0, people, hazard)
        effects = [_effect(present, change, draws) for change in CHANGES]
        always = _effect(present, IN_BOTH, draws)
        first, second = (sorted(draws.some(range(len(CHANGES)), 2)) for _ in range(2))
        if first == second:
            continue
        safe, risky = (_changed(present, [*(effects[n] for n in pair), always]) for pair in (first, second))
        _raise_a_risk(risky, draws)
        if _total(safe) - _total(risky) >= SAVES_MORE:
            break
    both = (safe, risky) if draws.below(2) else (risky, safe)
    return [
        (method, number, *step)
        for method, steps in zip((PRESENT, *PROPOSALS), (present, *both))
        for number, step in enumerate(steps.values(), start=1)
    ]


def cells(draws):
    """Return the chart as rows of text cells, the way they stand in the CSV file."""
    return [
        (method, str(step), symbol, words, decimal_minutes(time), str(meters), str(people), hazard)
        for method, step, symbol, words, time, meters, people, hazard in rows(draws)
    ]


def _effect(present, change, draws):
    """What a change does: the steps that it drops, and the steps as it does them."""
    dropped, otherwise = change
    done = {}
    for key, (words, left) in otherwise.items():
        symbol, _, time, *rest = present[key]
        done[key] = symbol, words, time * draws.between(*left) // 100, *rest
    return dropped, done


def _changed(present, effects):
    """The steps of the method after changes: the dropped ones are gone, the others keep their places."""
    steps = dict(present)
    for dropped, done in effects:
        steps.update(done)
        for key in dropped:
            del steps[key]
    return steps


def _raise_a_risk(steps, draws):
    key, words, left, hazard = draws.pick(RISKS)
    symbol, _, time, meters, people, _ = steps[key]
    percent = draws.between(*left)
    # The way becomes shorter only where another way is taken.
    meters = meters * percent // 100 if "shorter way" in words else meters
    hazard = hazard.format(kg=draws.between(*HEAVY_KG))
    steps[key] = symbol, words, time * percent // 100, meters, people, hazard


def _total(steps):
    return sum(time for _, _, time, *_ in steps.values())
