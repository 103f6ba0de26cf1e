"""A proposed method as a list of changes to the present one: each can be read, explained and taken back."""

import re
from dataclasses import dataclass, replace

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.motion import SYMBOLS, process_chart
from shopfloor.methods.step_tables import column_words, said
from shopfloor.methods.work_charts import COMBINED, RISKS

MOST_STEPS, MOST_CHANGES, LONGEST = 60, 200, 300
COLUMNS = {
    "step": "int64",
    "symbol": "str",
    "description": "str",
    "place": "str",
    "time_min": "float64",
    "distance_m": "float64",
    "people": "int64",
    "hazard": "str",
    "risk": "str",
}
# Which columns a change may touch, and what they are called in words.
NAMES = {
    "symbol": "symbol",
    "description": "words",
    "place": "place",
    "time_min": "time",
    "distance_m": "distance",
    "people": "people",
    "hazard": "hazard",
    "risk": "risk",
}
_UNITS = {"time_min": " min", "distance_m": " m"}
_MOST = {"time_min": 100_000, "distance_m": 100_000, "people": 100}
_EMPTY = {
    "symbol": "operation",
    "description": "",
    "place": "",
    "time_min": 0.0,
    "distance_m": 0.0,
    "people": 1,
    "hazard": "",
    "risk": "none",
}
KINDS = ("drop", "combine", "move", "change", "add")


@dataclass(frozen=True)
class Step:
    """A step of the proposed method: where it comes from, and what the table says of it."""

    key: str
    """p4: step 4 of the present method; n1: the first that was added."""
    values: dict

    def __getitem__(self, name):
        return self.values[name]


@dataclass(frozen=True)
class Done:
    """A change that was made: the steps after it, and what it was, in words."""

    steps: tuple
    step: Step
    what: str


def read(table):
    """The steps of a table as ``motion.process_chart`` takes it, and its columns in the order of COLUMNS."""
    if not isinstance(table, pd.DataFrame):
        table = pd.DataFrame(list(table))
    if table.empty:
        return (), tuple(COLUMNS)
    if "method" in table and table["method"].nunique() > 1:
        methods = listed(pd.unique(table["method"].astype(str)))
        raise ValueError(f"There are the methods {methods}: choose one, such as method='present'.")
    if "time_min" not in table:
        raise ValueError(
            f"Give the times in minutes, in a column time_min; there are {listed(table.columns)}."
        )
    if len(table) > MOST_STEPS:
        raise ValueError(f"A chart of {len(table)} steps cannot be worked on here: give up to {MOST_STEPS}.")
    chart = process_chart(table)
    if "distance_m" not in table and chart.total_distance:
        raise ValueError("Give the distances in meters, in a column distance_m.")
    if isinstance(chart, dict):
        raise ValueError("Give the rows of one method.")
    columns = [name for name in COLUMNS if name in table or name in ("step", "description", "distance_m")]
    found = chart.steps
    cells = {
        "symbol": list(found["symbol"]),
        "description": list(found["description"]),
        "time_min": list(found["time"]),
        "distance_m": list(found["distance"]),
    }
    for name in ("place", "hazard", "risk"):
        if name in table:
            cells[name] = [words.lower() if name == "risk" else words for words in column_words(table, name)]
    if "people" in table:
        cells["people"] = list(table["people"])
    steps = []
    for place in range(len(table)):
        given = {name: cells[name][place] for name in columns if name != "step"}
        steps.append(Step(f"p{place + 1}", {**_EMPTY, **_values(given, f"step {place + 1}")}))
    return tuple(steps), tuple(columns)


def to_table(steps, columns):
    """The steps as a table again, numbered from 1."""
    if not steps:
        return pd.DataFrame(columns=list(columns)).astype({name: COLUMNS[name] for name in columns})
    cells = {name: [one.values[name] for one in steps] for name in columns if name != "step"}
    return pd.DataFrame({"step": range(1, len(steps) + 1), **cells})[list(columns)]


def tidy(present, changes):
    """The changes as they may be, those that undo each other or change nothing left out; ValueError in words."""
    if not isinstance(changes, (list, tuple)) or not all(isinstance(one, dict) for one in changes):
        raise ValueError("The changes cannot be read: they are a list of dictionaries.")
    if len(changes) > MOST_CHANGES:
        raise ValueError(f"Up to {MOST_CHANGES} changes can be made here.")
    kept, states = [], [present]
    for one in changes:
        one = _checked(one)
        last = kept[-1] if kept else None
        # Several keys or fields in a row at one step are one change with one reason.
        if (
            last
            and one["do"] in ("move", "change")
            and (last["do"], last["step"]) == (one["do"], one["step"])
        ):
            kept.pop()
            states.pop()
            values = {"values": {**last["values"], **one["values"]}} if one["do"] == "change" else {}
            one = {**one, **values, "reason": one["reason"] or last["reason"]}
        steps = apply(states[-1], one).steps
        if steps != states[-1]:
            kept.append(one)
            states.append(steps)
    return kept


def replay(present, changes):
    """What each change did, in order; ValueError in words for one that cannot be made."""
    done, steps = [], present
    for one in changes:
        done.append(apply(steps, one))
        steps = done[-1].steps
    return done


def apply(steps, change):
    """One change made to the steps."""
    do, key = change["do"], change["step"]
    if do == "add":
        return _added(steps, change)
    at = _place(steps, key)
    step = steps[at]
    rest = (*steps[:at], *steps[at + 1 :])
    if do == "drop":
        return Done(rest, step, "dropped")
    if do == "move":
        to = min(change["to"], len(rest))
        return Done((*rest[:to], step, *rest[to:]), step, f"moved from place {at + 1} to {to + 1}")
    if do == "change":
        changed = {name: value for name, value in change["values"].items() if value != step[name]}
        told = [
            f"{NAMES[name]} {_told(step[name])} \u2192 {_told(value)}{_UNITS.get(name, '')}"
            for name, value in changed.items()
        ]
        new = replace(step, values={**step.values, **changed})
        return Done((*steps[:at], new, *steps[at + 1 :]), step, "; ".join(told))
    other = steps[_place(steps, change["with"])]
    both = replace(step, values=_combined(step.values, other.values))
    whole = tuple(both if one is step else one for one in steps if one is not other)
    return Done(whole, step, f"combined with {other['description'] or other['symbol']}")


def _added(steps, change):
    if any(one.key == change["step"] for one in steps):
        raise ValueError("A step with this key is there already.")
    if len(steps) >= MOST_STEPS:
        raise ValueError(f"A chart here can have up to {MOST_STEPS} steps.")
    at = 0 if change["after"] is None else _place(steps, change["after"]) + 1
    step = Step(change["step"], {**_EMPTY, **change["values"]})
    return Done((*steps[:at], step, *steps[at:]), step, f"added at place {at + 1}")


def _combined(first, second):
    kinds = {first["symbol"], second["symbol"]}
    if not kinds <= {"operation", "inspection", COMBINED}:
        raise ValueError(
            f"Operations and inspections can be combined; here are {first['symbol']} and {second['symbol']}. "
            "Drop the one that is not needed."
        )
    # Nothing is saved until somebody says how long the two take together. What is inspected within an operation
    # is drawn as that operation; the learner may choose the circle in the square.
    return {
        "symbol": kinds.pop() if len(kinds) == 1 else "operation",
        "description": "; ".join(filter(None, [first["description"], second["description"]])),
        "place": first["place"],
        "time_min": round(first["time_min"] + second["time_min"], 9),
        "distance_m": round(first["distance_m"] + second["distance_m"], 9),
        "people": max(first["people"], second["people"]),
        "hazard": "; ".join(dict.fromkeys(filter(None, [first["hazard"], second["hazard"]]))),
        "risk": max(first["risk"], second["risk"], key=RISKS.index),
    }


def _place(steps, key):
    for place, one in enumerate(steps):
        if one.key == key:
            return place
    raise ValueError(
        "A change is about a step that is not there (any more): take back the later changes first."
    )


def _checked(change):
    do, key, reason = change.get("do"), change.get("step"), change.get("reason", "")
    if do not in KINDS:
        raise ValueError(f"A change is one of {listed(KINDS)}; {do!r} was given.")
    if not isinstance(key, str) or not re.fullmatch(r"n\d{1,4}" if do == "add" else r"[pn]\d{1,4}", key):
        raise ValueError(
            f"A change names its step, such as 'p4' for step 4 of the present method; not {key!r}."
        )
    result = {"do": do, "step": key, "reason": _words(reason, "reason")}
    if do == "combine":
        other = change.get("with")
        if other == key or not isinstance(other, str):
            raise ValueError("Two different steps are combined: name the second one.")
        result["with"] = other
    elif do == "move":
        result["to"] = int(number(change.get("to"), "new place"))
    elif do == "add":
        result["after"] = change.get("after")
    if do in ("change", "add"):
        values = change.get("values", {})
        if not isinstance(values, dict) or not set(values) <= set(NAMES):
            raise ValueError(f"What can be changed: {listed(NAMES)}.")
        result["values"] = _values(values, "the step")
    return result


def _values(given, step):
    """The values of a step as they may be."""
    checked = {}
    for name, value in given.items():
        if name in _MOST:
            value = number(value, f"{NAMES[name]} of {step}")
            if value > _MOST[name]:
                raise ValueError(f"The {NAMES[name]} of {step} is {value:g}: give {_MOST[name]:,} or less.")
            if name == "people":
                if value != int(value):
                    raise ValueError(f"People are counted whole: {value:g} were given at {step}.")
                value = int(value)
        elif name == "symbol" and value not in (*SYMBOLS, COMBINED):
            raise ValueError(f"There is no symbol {value!r}: there are {listed([*SYMBOLS, COMBINED])}.")
        elif name == "risk" and value not in RISKS:
            raise ValueError(f"A risk is {listed(RISKS)}; at {step} stands {value!r}.")
        elif name not in ("symbol", "risk"):
            value = _words(value, NAMES[name])
        checked[name] = value
    return checked


def _words(value, what):
    if not isinstance(value, str):
        raise ValueError(f"The {what} is words; {value!r} was given.")
    if len(value) > LONGEST:
        raise ValueError(f"The {what} has {len(value)} characters: say it in {LONGEST}.")
    return value.strip()


def _told(value):
    return (value or "nothing") if isinstance(value, str) else said(value)
