"""A student's waste walk: one order of brackets followed through the plant, 18 events that are not labelled.

Model, in minutes and meters:

- the four steps that the customer pays for and the three that are needed all the same happen in every walk;
- each of the eight wastes is met once, with one of its texts, and three of them a second time with another
  text;
- the events follow the order's way through the places; at one place they come in an order drawn by chance, but
  what comes before the work of the place stands before it, and what can only follow it, after it (WHEN);
- every event takes a time between its two limits; only transports have a distance;
- the part of the time that the customer pays for is between RATIO percent, and one waste takes clearly the
  most time; where it is not so, all is drawn again.

What an event is (VALUE, NEEDED, or one of WASTES) is known here and never stands in the table.
"""

PLACES = ("store", "sawing", "bending", "drilling", "painting", "packing", "shipping")
VALUE, NEEDED = "value added", "necessary"
# (place, what is seen, minutes at least and at most)
PAID = (
    (1, "The saw cuts the bars of the order to length", 16, 34),
    (2, "The press bends the pieces as the drawing shows", 12, 28),
    (3, "The machine drills the holes of all pieces", 18, 40),
    (4, "The pieces are painted in the color that was ordered", 20, 42),
)
NECESSARY = (
    (0, "The handler compares the label of the bars with the order", 2, 6),
    (2, "The setter mounts the bending die and measures the first piece", 8, 20),
    (5, "The packer counts the pieces that were ordered into cartons", 6, 16),
)
WASTES = {
    "transport": (
        (1, "The bars are driven to the other hall and back, because the rack at the saw is full", 6, 14),
        (3, "The pieces are driven past the drill to a parking place and back again", 5, 12),
        (4, "The pieces are driven to the paint booth by the long way round the yard", 6, 15),
        (5, "The cartons are driven from one packing table to another, where there is room", 4, 10),
    ),
    "inventory": (
        (0, "The bars lie under a stack that would last for three months", 35, 115),
        (2, "The pieces lie among eleven full bins between saw and press", 35, 115),
        (4, "The pieces lie on the shelf with half a year's supply of the same piece", 35, 115),
        (6, "The cartons lie behind last quarter's cartons, which are still there", 35, 115),
    ),
    "motion": (
        (1, "The sawyer walks to the office and back for the list of lengths", 5, 12),
        (2, "The operator goes through three drawers for the angle gauge", 5, 14),
        (3, "The operator bends to the floor and turns round for every piece", 6, 15),
        (5, "The packer reaches across the full pallet for the tape, carton by carton", 5, 12),
    ),
    "waiting": (
        (1, "The sawyer stands beside the saw until the crane is free", 30, 110),
        (2, "The operator stands at the press until the setter has time", 30, 110),
        (4, "The painter sits until the booth is free", 30, 110),
        (5, "The packer stands until the labels come from the office", 30, 110),
    ),
    "overproduction": (
        (1, "Sixty bars more than ordered are cut, because the saw is set up just now", 15, 85),
        (2, "The press bends next month's pieces too, which nobody has ordered yet", 15, 85),
        (3, "A second lot without an order is drilled, so that the machine does not stand", 15, 85),
    ),
    "overprocessing": (
        (2, "A second person measures every bend again, with the same gauge", 8, 20),
        (3, "The holes are reamed to a fit that the drawing does not ask for", 10, 24),
        (4, "The inside, which the order leaves bare, is painted as well", 8, 22),
        (5, "Every piece is wrapped by itself, though the customer asked for bulk", 9, 24),
    ),
    "defects": (
        (1, "Five bars were cut too short; five others are cut in their place", 14, 85),
        (2, "Eight pieces were bent the wrong way round and are straightened", 14, 85),
        (4, "The paint has run on a dozen pieces; they are sanded and painted again", 14, 85),
        (6, "The pallet has somebody else's address; it is unloaded and labelled again", 14, 85),
    ),
    "unused talent": (
        (2, "The operator explains a stop that would save the measuring and is told to go on bending", 3, 9),
        (
            4,
            "The painter has written down twice why the paint runs; both sheets lie unread on the desk",
            3,
            8,
        ),
        (5, "The only person who can program the drill folds cartons this afternoon", 12, 40),
        (6, "The shipper knows how the pallet would fit in one go and is not asked", 3, 9),
    ),
}
# What is seen before the work of its place (0), when the machine is made ready (1), and after the work (3).
# The work itself, and what may come at any time in a place without work, is 2.
WHEN = {
    "The bars are driven to the other hall and back, because the rack at the saw is full": 0,
    "The pieces are driven past the drill to a parking place and back again": 0,
    "The pieces are driven to the paint booth by the long way round the yard": 0,
    "The pieces lie among eleven full bins between saw and press": 0,
    "The sawyer walks to the office and back for the list of lengths": 0,
    "The sawyer stands beside the saw until the crane is free": 0,
    "The operator stands at the press until the setter has time": 0,
    "The painter sits until the booth is free": 0,
    "Every piece is wrapped by itself, though the customer asked for bulk": 0,
    "The setter mounts the bending die and measures the first piece": 1,
    "The operator goes through three drawers for the angle gauge": 1,
    "The pieces lie on the shelf with half a year's supply of the same piece": 3,
    "The operator bends to the floor and turns round for every piece": 3,
    "Sixty bars more than ordered are cut, because the saw is set up just now": 3,
    "The press bends next month's pieces too, which nobody has ordered yet": 3,
    "A second lot without an order is drilled, so that the machine does not stand": 3,
    "A second person measures every bend again, with the same gauge": 3,
    "The holes are reamed to a fit that the drawing does not ask for": 3,
    "The inside, which the order leaves bare, is painted as well": 3,
    "Five bars were cut too short; five others are cut in their place": 3,
    "Eight pieces were bent the wrong way round and are straightened": 3,
    "The paint has run on a dozen pieces; they are sanded and painted again": 3,
    "The operator explains a stop that would save the measuring and is told to go on bending": 3,
    "The painter has written down twice why the paint runs; both sheets lie unread on the desk": 3,
    "The packer reaches across the full pallet for the tape, carton by carton": 3,
    "The cartons are driven from one packing table to another, where there is room": 3,
    "The packer stands until the labels come from the office": 3,
}
METERS = (90, 320)
AGAIN = 3
RATIO = 14, 40
START = 6 * 60, 7 * 60 + 30


def rows(draws):
    """Return (event, start in minutes of the day, place, minutes, meters, what is seen, what it is).

    >>> from .draws import Draws
    >>> walk = rows(Draws("open-2026", "waste/order_walk", "example"))
    >>> len(walk), sorted({row[6] for row in walk})[:3]
    (18, ['defects', 'inventory', 'motion'])
    """
    while True:
        chosen = [(VALUE, event) for event in PAID] + [(NEEDED, event) for event in NECESSARY]
        again = draws.some(list(WASTES), AGAIN)
        for waste, texts in WASTES.items():
            chosen += [(waste, event) for event in draws.some(texts, 2 if waste in again else 1)]
        shuffled = draws.some(chosen, len(chosen))
        clock, walk = draws.between(*START), []
        for number, (kind, (place, seen, least, most)) in enumerate(
            sorted(shuffled, key=lambda one: (one[1][0], WHEN.get(one[1][1], 2))), start=1
        ):
            minutes = draws.between(least, most)
            meters = draws.between(*METERS) if kind == "transport" else 0
            walk.append((number, clock, PLACES[place], minutes, meters, seen, kind))
            clock += minutes
        if _fair(walk):
            return walk


def minutes_by_kind(walk):
    """Return what the events are -> minutes, the longest first."""
    found = {}
    for _, _, _, minutes, _, _, kind in walk:
        found[kind] = found.get(kind, 0) + minutes
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def cells(draws):
    """Return the walk as rows of text cells, the way they stand in the CSV file."""
    return [
        (str(event), f"{clock // 60:02d}:{clock % 60:02d}", place, str(minutes), str(meters), seen)
        for event, clock, place, minutes, meters, seen, _ in rows(draws)
    ]


def _fair(walk):
    by_kind = minutes_by_kind(walk)
    total = sum(by_kind.values())
    wastes = [minutes for kind, minutes in by_kind.items() if kind in WASTES]
    return RATIO[0] * total <= 100 * by_kind[VALUE] <= RATIO[1] * total and wastes[0] >= wastes[1] + 10
