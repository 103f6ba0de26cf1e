"""Builds the tables of flow/: one line's log of parts, its stations and stops, a press with six products.

Model, in hundredths of a minute:

- parts arrive with exponential gaps (squared coefficient of variation 1), mean 4.40 min, and go through five
  stations in the order of arrival; a part takes the machine that is free first, the queue has no limit;
- a process time is a sum of exponential stages: 4 stages at the saw and the lathes, 16 at the mill and the
  washer, 1 at the test bench, so its squared coefficient of variation is 1/stages;
- the mill breaks down while it works, on average after 150 min of work, and stands for 25 min on average; both
  are exponential. The part in it waits and is then finished. On paper the mill is faster than the lathes,
  with its stops it is the bottleneck;
- the press makes six products in batches: the table states facts, nothing is drawn;
- the example of the cell: shopfloor.data.variants.flow_cell.

Run `python datasets/builders/flow.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.chance import erlang, exponential
from shopfloor.data.variants.sheet import csv_bytes, decimal

FOLDER = Path(__file__).resolve().parent.parent

PARTS = 600
GAP = 440
# station, machines, mean process time, stages, work until it breaks down, time to repair
STATIONS = (
    ("saw", 1, 320, 4, None, None),
    ("lathe", 2, 740, 4, None, None),
    ("mill", 1, 340, 16, 15000, 2500),
    ("washer", 1, 330, 16, None, None),
    ("test bench", 1, 300, 1, None, None),
)
CAUSES = ("chip jam", "coolant low", "tool broken", "door switch", "spindle hot", "probe fault")

# product, pieces a day, batch, set-up in minutes, seconds a piece
PRESS = (
    ("hinge plate", 1100, 2200, 42, 9),
    ("corner bracket", 750, 1500, 38, 11),
    ("cover strip", 480, 1440, 55, 14),
    ("stop angle", 420, 1260, 35, 12),
    ("spring clip", 360, 1440, 64, 8),
    ("mounting ear", 240, 960, 47, 16),
)

HEADINGS = {
    "flow/stations": ("station", "machines", "process_min", "process_scv", "mtbf_min", "mttr_min"),
    "flow/parts": ("part", "station", "arrived_min", "started_min", "finished_min"),
    "flow/stops": ("station", "stopped_min", "repair_min", "cause"),
    "flow/press_products": ("product", "demand_per_day", "batch_pieces", "setup_min", "run_s"),
    "flow/cell": ("station", "machines", "process_min", "process_scv", "arrival_gap_min", "arrival_scv"),
}


def build():
    """Return {table: the file's bytes}."""
    parts, stops = _line(Draws("open-2026", "flow/parts"))
    rows = {
        "flow/stations": [
            (
                station,
                machines,
                decimal(mean, 2),
                decimal(10000 // stages, 4),
                "" if mtbf is None else decimal(mtbf, 2),
                "" if mttr is None else decimal(mttr, 2),
            )
            for station, machines, mean, stages, mtbf, mttr in STATIONS
        ],
        "flow/parts": [
            (part, station, *(decimal(time, 2) for time in times)) for part, station, *times in parts
        ],
        "flow/stops": [
            (station, decimal(at, 2), decimal(minutes, 2), cause) for station, at, minutes, cause in stops
        ],
        "flow/press_products": PRESS,
        "flow/cell": VARIANTS["flow/cell"](Draws("open-2026", "flow/cell", "example")),
    }
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def _line(draws):
    """The log of the parts, sorted by part, and the stops of the machines."""
    arrivals, clock = [], 0
    for _ in range(PARTS):
        clock += exponential(draws, GAP)
        arrivals.append(clock)
    log, stops = [], []
    for station, machines, mean, stages, mtbf, mttr in STATIONS:
        free = [0] * machines
        until_stop = exponential(draws, mtbf) if mtbf else None
        leaving = []
        for part, arrived in sorted(enumerate(arrivals, start=1), key=lambda pair: (pair[1], pair[0])):
            machine = free.index(min(free))
            started = max(arrived, free[machine])
            work = max(1, erlang(draws, mean, stages))
            finished = started + work
            done = 0
            while mtbf and until_stop < work - done:
                done += until_stop
                repair = max(50, exponential(draws, mttr))
                stops.append((station, finished - work + done, repair, draws.pick(CAUSES)))
                finished += repair
                until_stop = exponential(draws, mtbf)
            if mtbf:
                until_stop -= work - done
            free[machine] = finished
            log.append((part, station, arrived, started, finished))
            leaving.append((part, finished))
        arrivals = [finished for _, finished in sorted(leaving)]
    order = {station: place for place, (station, *_) in enumerate(STATIONS)}
    return sorted(log, key=lambda row: (row[0], order[row[1]])), stops


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
