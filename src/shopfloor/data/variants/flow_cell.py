"""A student's cell of four stations: machines, process times and their variability, and how parts arrive.

Model, in hundredths of a minute:

- parts arrive 4.00 to 7.00 min apart on average, with a squared coefficient of variation of 1.00;
- one station, the saw, the drill or the washer, is busy 88 to 93 percent of the time: the bottleneck. The others
  are busy 60 to 80 percent, no two stations equally;
- the lathe group has two machines, so its time for a part is the longest of all and it still is no bottleneck;
- the squared coefficients of variation of the process times are four different ones from SCV.

A time is rounded up to 0.01 min: no station is ever asked for more than it can do.
"""

from .sheet import decimal

STATIONS = (("saw", 1), ("lathes", 2), ("drill", 1), ("washer", 1))
GAP = (400, 700)
BUSY = (60, 80)
BOTTLENECK_BUSY = (88, 93)
SCV = (10, 25, 40, 60, 100, 150)


def cells(draws):
    """Return the cell as rows of text cells, the way they stand in the CSV file."""
    gap = draws.between(*GAP)
    busy = draws.some(range(BUSY[0], BUSY[1] + 1), len(STATIONS))
    single = [place for place, (_, machines) in enumerate(STATIONS) if machines == 1]
    busy[draws.pick(single)] = draws.between(*BOTTLENECK_BUSY)
    scv = draws.some(SCV, len(STATIONS))
    return [
        (
            station,
            str(machines),
            decimal(-(-gap * machines * percent // 100), 2),
            decimal(variability, 2),
            decimal(gap, 2),
            "1.00",
        )
        for (station, machines), percent, variability in zip(STATIONS, busy, scv)
    ]
