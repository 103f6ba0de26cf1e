"""The observer's record: presses of the watch, and the table that they make.

A press is a dict of plain values: ``run`` (1, 2, ...), ``method`` ("continuous" or "snap-back"), ``element``
("A" to "F"), ``clock`` (whole thousandths of a minute on the operator's clock since the run began),
``remark``, and the ``seed``, ``cycles``, ``pace`` and ``speed`` of the work observed, so that a record
stays scorable when the next work is another.
"""

import pandas as pd

METHODS = ("continuous", "snap-back")
LABELS = ("A", "B", "C", "D", "E", "F")
IN_EVERY_CYCLE = ("A", "B", "C", "D")
SETTINGS = ("seed", "cycles", "pace", "speed")

COLUMNS = {
    "run": "int64",
    "method": "str",
    "observation": "int64",
    "cycle": "int64",
    "element": "str",
    "reading_min": "float64",
    "time_min": "float64",
    "remark": "str",
}


def table(presses: list[dict], settings: bool = False) -> pd.DataFrame:
    """The record as a table, a row per press.

    Columns: ``run``; ``method``; ``observation`` (from 1 in each run); ``cycle`` (as the observer's own
    letters tell it: a new one begins when a letter is not later than the one before); ``element``;
    ``reading_min``, what the watch showed at the press in decimal minutes (continuous: since the run began;
    snap-back: since the last press); ``time_min``, the element time (continuous: this reading minus the one
    before); ``remark``. With ``settings`` the columns seed, cycles, pace and speed follow. The types are
    the same for an empty table.

    >>> work = {"seed": 5, "cycles": 12, "pace": 1.0, "speed": 1.0, "remark": ""}
    >>> press = {"run": 1, "method": "continuous", **work}
    >>> presses = [{**press, "element": "A", "clock": 98}, {**press, "element": "B", "clock": 190}]
    >>> table(presses)["time_min"].tolist()
    [0.098, 0.092]
    """
    rows = []
    run, observation, cycle, last, before = None, 0, 1, None, 0
    for press in presses:
        if press["run"] != run:
            run, observation, cycle, last, before = press["run"], 0, 1, None, 0
        observation += 1
        element, clock = press["element"], press["clock"]
        if element in IN_EVERY_CYCLE:
            if last is not None and element <= last:
                cycle += 1
            last = element
        # What comes between two cycles belongs to the next one; element E closes the cycle it follows.
        of_next = element == "F" and last == IN_EVERY_CYCLE[-1]
        reading = clock - before if press["method"] == "snap-back" else clock
        rows.append(
            (
                run,
                press["method"],
                observation,
                cycle + of_next,
                element,
                reading / 1000,
                (clock - before) / 1000,
                press.get("remark", ""),
                *((press[name] for name in SETTINGS) if settings else ()),
            )
        )
        before = clock
    types = COLUMNS | (
        {"seed": "int64", "cycles": "int64", "pace": "float64", "speed": "float64"} if settings else {}
    )
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def presses_from(record: pd.DataFrame) -> list[dict]:
    """The presses of a record with its settings, the way back from :func:`table`.

    Raises ValueError, naming the row, where a record cannot be what a stopwatch wrote.
    """
    missing = [name for name in (*COLUMNS, *SETTINGS) if name not in record.columns]
    if missing:
        raise ValueError(f"the column {missing[0]!r} is missing")
    presses, clock, run, observation = [], 0, 0, 0
    for number, row in enumerate(record.to_dict("records"), start=2):  # line 1 of the file is the heading
        try:
            press = {
                "run": int(row["run"]),
                "method": str(row["method"]),
                "element": str(row["element"]),
                "remark": "" if pd.isna(row["remark"]) else str(row["remark"]),
                "seed": int(row["seed"]),
                "cycles": int(row["cycles"]),
                "pace": float(row["pace"]),
                "speed": float(row["speed"]),
            }
            reading = round(float(row["reading_min"]) * 1000)
            if press["run"] != run:
                clock, observation = 0, 0
            observation += 1
            known = press["method"] in METHODS and press["element"] in LABELS
            if not known or press["run"] < run or int(row["observation"]) != observation:
                raise ValueError
            press["clock"] = clock + reading if press["method"] == "snap-back" else reading
            if press["clock"] < clock or reading < 0:
                raise ValueError
        except (TypeError, ValueError, OverflowError):
            raise ValueError(f"line {number} is not a reading that the stopwatch wrote") from None
        run, clock = press["run"], press["clock"]
        presses.append(press)
    return presses
