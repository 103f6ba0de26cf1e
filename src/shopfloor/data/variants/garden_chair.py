"""A student's value stream of six processes, from tube to a folding garden chair at the customer's dock.

Model:

- the customer takes 300 to 900 chairs a day, in tens; the plant works two shifts of 440 to 460 minutes;
- one process between bending and assembly is the constraint: its cycle time divided by its uptime is 92 to 98
  percent of takt; the others stay below 80 percent;
- before each process lie 0.3 to 4.0 days of inventory, before one of them 6.0 to 9.0 days, in pieces;
- the value-adding part of a cycle is 30 to 70 percent of it, none in packing and shipping;
- changeovers and batches do not limit any process; both are there to be asked about.

No process needs more than takt, so the stream can always deliver.
"""

from .sheet import decimal

# process, operators, changeover in minutes, adds value
PROCESSES = (
    ("cut tube", 1, (8, 20), True),
    ("bend", 1, (25, 60), True),
    ("weld", 2, (5, 15), True),
    ("coat", 3, (20, 45), True),
    ("assemble", 2, (3, 8), True),
    ("pack and ship", 1, (0, 0), False),
)
MAY_LIMIT = (1, 2, 3, 4)


def cells(draws):
    """Return the stream as rows of text cells, the way they stand in the CSV file."""
    demand = 10 * draws.between(30, 90)
    available_min = 2 * draws.between(440, 460)
    constraint = draws.pick(MAY_LIMIT)
    # Where most of the inventory lies is not where the constraint is: it waits for something else.
    heap = draws.pick([place for place in range(len(PROCESSES)) if place != constraint])
    rows = []
    for place, (process, operators, changeover, adds_value) in enumerate(PROCESSES):
        uptime = draws.between(84, 98)
        per_mille = draws.between(920, 980) if place == constraint else draws.between(250, 790)
        # Tenths of a second; rounded down, so never over takt.
        cycle = available_min * 600 * per_mille * uptime // (demand * 100_000)
        days = draws.between(60, 90) if place == heap else draws.between(3, 40)
        value = cycle * draws.between(30, 70) // 100 if adds_value else 0
        rows.append(
            (
                str(place + 1),
                process,
                str(demand * days // 10),
                decimal(cycle, 1),
                decimal(value, 1),
                str(draws.between(*changeover)),
                decimal(uptime, 2),
                str(operators),
                str(demand),
                str(available_min),
            )
        )
    return rows
