"""Builds timestudy/stopwatch_study.csv: three made-up operations, 20 cycles each, one watch left running.

Model, in hundredths of a minute:

- a manual element takes its shortest time plus a chance part that is skewed to the right, and is 12, 7, 4 and
  2 percent slower in cycles 1 to 4 (shopfloor.data.variants.watch.manual_time);
- the machine-paced element takes its setting; one reading in two is 0.01 min off, either way;
- PLAN says what happens besides, and where: foreign elements (rows "F" with a remark), the carton stack
  fetched after every fifth cycle (rows "E", regular work), one slow repetition that is real ("tight thread");
- in "assemble a valve" one reading is written down with its last two digits swapped, so that it is larger
  than the next: the first reading from cycle 14 on that shows as a slip without doubt, with plain rows
  around it.

Chance is drawn from SHA-256 with whole numbers only, so the bytes are the same on every machine.
Run `python datasets/builders/stopwatch_study.py`, then `python datasets/builders/describe.py`.
"""

import csv
import io
from pathlib import Path

from shopfloor.data.variants import Draws, watch

NAME = "timestudy/stopwatch_study"
FILE = Path(__file__).resolve().parent.parent / f"{NAME}.csv"
HEADINGS = ("operation", "observation", "cycle", "element", "reading_min", "remark")
CYCLES = 20

# Manual elements: shortest time and spread; machine-paced element: its setting alone.
# foreign: (cycle, before which element) -> (time, remark). slow: (cycle, element) -> (time, remark).
PLAN = {
    "drill a bracket": {
        "elements": {"A": (15, 9), "B": (6, 4), "C": (42,), "D": (16, 11)},
        "foreign": {
            (6, "D"): (47, "answered a question from the supervisor"),
            (13, "A"): (21, "dropped a bracket and picked it up"),
        },
    },
    "assemble a valve": {
        "elements": {"A": (11, 8), "B": (17, 10), "C": (24, 16), "D": (20, 11)},
        "foreign": {
            (5, "D"): (26, "dropped a screw and looked for it"),
            (12, "B"): (33, "waited while a fork truck passed"),
        },
        "slow": {(9, "C"): (71, "tight thread")},
        "slip_from_cycle": 14,
    },
    "pack a carton": {
        "elements": {"A": (13, 9), "B": (27, 14), "C": (10, 6), "D": (18, 10)},
        "foreign": {
            (3, "B"): (64, "answered the telephone"),
            (8, "C"): (18, "picked up the tape roll that fell"),
            (17, "A"): (52, "talked with a colleague about the next order"),
        },
        "every": (5, "E", (48, 18), "fetches a stack of flat cartons"),
    },
}


def build():
    """Return the file's bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for operation, plan in PLAN.items():
        work = _work(plan, Draws("open-2026", NAME, operation))
        record = zip(work, _readings(plan, work))
        for number, ((cycle, element, _, remark), reading) in enumerate(record, start=1):
            writer.writerow((operation, number, cycle, element, watch.decimal_minutes(reading), remark))
    return text.getvalue().encode("utf-8")


def _work(plan, draws):
    """What happens at the bench: (cycle, element, time, remark) in order."""
    work = []
    for cycle in range(1, CYCLES + 1):
        for element, model in plan["elements"].items():
            at = cycle, element
            if at in plan["foreign"]:
                time, remark = plan["foreign"][at]
                work.append((cycle, "F", time, remark))
            if len(model) == 1:
                usual = watch.machine_time(draws, *model)
            else:
                usual = watch.manual_time(draws, *model, cycle)
            time, remark = plan.get("slow", {}).get(at, (usual, ""))
            work.append((cycle, element, time, remark))
        if "every" in plan and cycle % plan["every"][0] == 0:
            _, element, model, remark = plan["every"]
            work.append((cycle, element, watch.manual_time(draws, *model, cycle), remark))
    return work


def _readings(plan, work):
    """The running watch at the end of each row, as written down."""
    readings = []
    for _, _, time, _ in work:
        readings.append(time + (readings[-1] if readings else 0))
    if "slip_from_cycle" in plan:
        place = next(
            place
            for place, (cycle, *_) in enumerate(work)
            if cycle >= plan["slip_from_cycle"]
            and all(remark == "" for *_, remark in work[place - 1 : place + 3])
            and watch.shows_as_slip(readings, place)
        )
        readings[place] = watch.swapped(readings[place])
    return readings


if __name__ == "__main__":
    FILE.write_bytes(build())
