"""A student's record of the first twenty units of a new product: hours of each unit.

Model, in tenths of an hour:

- the unit curve (see `curve`): the first unit takes FIRST hours, and with every doubling the time of a unit
  falls to a rate between the two of RATES, in per mille; both differ between students;
- each unit is off by bell-shaped chance with a standard deviation of SPREAD per mille;
- one unit from the 12th to the 18th was held up by one of HOLD_UPS, as its remark says, and its hours are 45
  to 90 percent too many: it says nothing about learning;
- the straight line through the logarithms of the other units gives the rate back within CLOSE per mille, and
  a line through all of them gives a rate that is at least SPOILED per mille higher; where it is not so, all
  is drawn again.
"""

from .chance import normal
from .curve import fitted_rate, unit_time
from .sheet import decimal

UNITS = 20
FIRST = (180, 460)
RATES = (740, 900)
SPREAD = 25
HOLD_UPS = (
    "waited for a casting, hours booked all the same",
    "drawing changed during assembly, frame taken apart again",
    "two hoses delivered too short, made again here",
    "crane out of order, unit moved by hand pallet truck in parts",
    "wrong motor delivered and built in, changed afterwards",
)
CLOSE = 12
SPOILED = 10


def rows(draws):
    """Return (unit, tenths of an hour, remark).

    >>> from .draws import Draws
    >>> record = rows(Draws("open-2026", "learning/unit_hours", "example"))
    >>> len(record), record[0][0]
    (20, 1)
    """
    while True:
        # In thousandths of an hour, so that rounding does not show before the last step.
        first, rate = draws.between(*FIRST) * 100, draws.between(*RATES)
        held_up, remark = draws.between(12, 18), draws.pick(HOLD_UPS)
        record = []
        for unit in range(1, UNITS + 1):
            time = unit_time(first, unit, rate) * (1000 + normal(draws, 0, SPREAD)) // 1000
            if unit == held_up:
                time = time * (100 + draws.between(45, 90)) // 100
            record.append((unit, (time + 50) // 100, remark * (unit == held_up)))
        plain = [row for row in record if row[0] != held_up]
        found = fitted(plain)
        if abs(found - rate) <= CLOSE and fitted(record) - found >= SPOILED:
            return record


def fitted(record):
    """Return the rate that the straight line through the logarithms gives, in per mille."""
    return fitted_rate([unit for unit, *_ in record], [time for _, time, _ in record])


def cells(draws):
    """Return the record as rows of text cells, the way they stand in the CSV file."""
    return [(str(unit), decimal(time, 1), remark) for unit, time, remark in rows(draws)]
