"""A student's tray counts: one shift at one bench, hour by hour, with one count that cannot be.

Model, in whole trays:

- eight hours with a break of half an hour after the fourth; a tray holds the same number of parts all shift;
- the bench fills USUAL trays in an hour, up to one less or two more in a plain hour;
- one hour from 3 to 8 is low, about half the usual, for the reason in its remark: a true count;
- one hour from 3 to 7, neither that one nor beside it, was written down in parts instead of trays; it has no
  remark;
- the first two hours differ, so that it shows whether a row was looked up by its hour.
"""

HOURS = 8
BREAK_AFTER = 4
STARTS = (5 * 60 + 30, 6 * 60, 6 * 60 + 30, 7 * 60, 13 * 60 + 30, 14 * 60, 14 * 60 + 30, 22 * 60)
PARTS_PER_TRAY = (12, 14, 15, 16, 18, 20, 24, 25)
USUAL = 7, 12
REASONS = (
    "fire drill, 25 minutes",
    "shift meeting, 25 minutes",
    "safety training, 30 minutes",
    "no parts for 25 minutes",
    "no empty trays for 30 minutes",
    "no power for 25 minutes",
    "label printer stood for 30 minutes",
    "the bench was moved, 30 minutes",
)


def rows(draws):
    """Return (hour, its start in minutes of the day, count written down, parts in a tray, remark, true trays).

    >>> from .draws import Draws
    >>> shift = rows(Draws("open-2026", "start/tray_counts", "example"))
    >>> len(shift), sum(row[2] != row[5] for row in shift)
    (8, 1)
    """
    start, size = draws.pick(STARTS), draws.pick(PARTS_PER_TRAY)
    usual = draws.between(*USUAL)
    odd = draws.between(3, HOURS - 1)
    low = draws.pick([hour for hour in range(3, HOURS + 1) if abs(hour - odd) > 1])
    trays = [usual + draws.between(-1, 2) for _ in range(HOURS)]
    while trays[1] == trays[0]:
        trays[1] = usual + draws.between(-1, 2)
    trays[low - 1] = usual // 2 - (draws.below(2) if usual >= 9 else 0)
    reason = draws.pick(REASONS)
    return [
        (
            hour,
            (start + 60 * (hour - 1) + (30 if hour > BREAK_AFTER else 0)) % (24 * 60),
            true * size if hour == odd else true,
            size,
            reason if hour == low else "",
            true,
        )
        for hour, true in enumerate(trays, start=1)
    ]


def cells(draws):
    """Return the shift as rows of text cells, the way they stand in the CSV file."""
    return [
        (str(hour), f"{clock // 60:02d}:{clock % 60:02d}", str(written), str(size), remark)
        for hour, clock, written, size, remark, _ in rows(draws)
    ]
