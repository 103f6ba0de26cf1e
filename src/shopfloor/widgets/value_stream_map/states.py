"""A current state of a value stream, what may be changed in it, and the future state that comes of it."""

import math

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.step_tables import column_words, said
from shopfloor.methods.valuestream import kanban_cards, ladder, process_loads

MOST_PROCESSES = 12
FLOWS = {"push": "pushed", "fifo": "FIFO lane", "pull": "supermarket"}
# What can be set at a process -> its name in words, and its least and largest value.
NAMES = {
    "inventory_before": ("inventory before", 0, 1_000_000),
    "cycle_time_s": ("cycle time", 0.1, 100_000),
    "value_added_s": ("value-added time", 0, 100_000),
    "changeover_min": ("changeover", 0, 10_000),
    "uptime": ("uptime", 0.01, 1),
    "batch_pieces": ("batch", 1, 1_000_000),
}
# What a supermarket needs, and what is taken until the learner says otherwise.
LOOP = {
    "replenish_days": ("days to fill again", 0.01, 100),
    "container_pieces": ("container", 1, 100_000),
    "safety": ("safety", 0, 2),
}
LOOP_FIRST = {"replenish_days": 1.0, "container_pieces": 60.0, "safety": 0.1}
UNITS = {"cycle_time_s": " s", "value_added_s": " s", "changeover_min": " min", "replenish_days": " days"}


class Stream:
    """A current state: what it takes to make a future state of it and to compare the two."""

    def __init__(self, table, daily_demand, available):
        if not isinstance(table, pd.DataFrame):
            raise ValueError(
                f"Give the current state as a table with a row per process, not {type(table).__name__}."
            )
        if len(table) > MOST_PROCESSES:
            raise ValueError(
                f"A map of {len(table)} processes cannot be worked on here: give up to {MOST_PROCESSES}."
            )
        table = table.reset_index(drop=True)
        self.ladder = ladder(table, daily_demand)
        if "inventory_before" not in table:
            raise ValueError("Give the inventories in pieces, in a column inventory_before.")
        loads = process_loads(table, available, daily_demand)
        if daily_demand is None:
            daily_demand = table["demand_per_day"].iloc[0]
        self.demand = float(daily_demand)
        minutes = [float(takt) * self.demand / 60 for takt in loads["takt_s"]]
        self.table = table.assign(
            flow=_flows(table), demand_per_day=self.demand, available_min=[round(one, 9) for one in minutes]
        )
        self.processes = list(self.ladder.table["process"])
        self.loads = process_loads(self.table)
        whole = {"changeover_min", "batch_pieces"} <= {*table.columns}
        # Without batches nobody can say what a changeover takes of a piece's time.
        self.settable = [
            name
            for name in NAMES
            if name in table and (whole or name not in ("changeover_min", "batch_pieces"))
        ]

    def checked(self, demand, changed):
        """The demand, and what is changed at which process, as they may be; what is as it was is left out."""
        demand = number(demand, "daily demand", above=0)
        if demand > 1_000_000:
            raise ValueError(f"A demand of {demand:,.0f} a day cannot be mapped here.")
        if not isinstance(changed, dict) or not all(isinstance(one, dict) for one in changed.values()):
            raise ValueError("Changes are given by the process: {'2': {'uptime': 0.95}} for the second one.")
        result = {}
        for key, values in changed.items():
            if str(key) not in {str(place) for place in range(1, len(self.processes) + 1)}:
                raise ValueError(
                    f"There is no process {key}: they are numbered from 1 to {len(self.processes)}."
                )
            kept = self._checked_values(int(key), values)
            if kept:
                result[str(key)] = kept
        return demand, dict(sorted(result.items(), key=lambda item: int(item[0])))

    def _checked_values(self, place, values):
        before, process = self.table.iloc[place - 1], self.processes[place - 1]
        kept = {}
        for name, value in values.items():
            if name == "flow":
                if value not in FLOWS:
                    raise ValueError(
                        f"What lies before {process} is one of {listed(FLOWS)}; {value!r} was given."
                    )
            elif name in self.settable or name in LOOP:
                words, low, high = NAMES.get(name) or LOOP[name]
                value = number(value, f"{words} of {process}")
                if not low <= value <= high:
                    hint = (
                        f": did you mean {value / 100:g}?"
                        if name in ("uptime", "safety") and high < value <= 100
                        else "."
                    )
                    raise ValueError(
                        f"The {words} of {process} is from {low:g} to {high:,g}; {value:g} was given{hint}"
                    )
            else:
                there = listed([*self.settable, "flow", *LOOP])
                raise ValueError(f"What can be set at {process}: {there}; {name!r} was given.")
            if name in LOOP or value != before[name]:
                kept[name] = value
        # A supermarket's loop counts only where there is one.
        if kept.get("flow", before["flow"]) != "pull":
            kept = {name: value for name, value in kept.items() if name not in LOOP}
        return kept

    def future(self, demand, changed):
        """The table of the future state, and the kanban cards before each process (None: no loop)."""
        table = self.table.copy()
        cells = {name: table[name].tolist() for name in (*self.settable, "flow")}
        cards = [None] * len(table)
        for key, values in changed.items():
            at = int(key) - 1
            for name, value in values.items():
                if name in cells:
                    cells[name][at] = value
            if cells["flow"][at] == "pull" and (values.keys() & {"flow", *LOOP}):
                loop = {**LOOP_FIRST, **{name: values[name] for name in LOOP if name in values}}
                cards[at] = kanban_cards(
                    demand, loop["replenish_days"], loop["safety"], loop["container_pieces"]
                )
                # Every card on a full container: the most that can lie there.
                cells["inventory_before"][at] = float(cards[at] * loop["container_pieces"])
        kinds = {name: "str" if name == "flow" else "float64" for name in cells}
        table = table.assign(**cells, demand_per_day=demand)
        return table.astype({**kinds, "demand_per_day": "float64"}), cards

    def told(self, demand, changed):
        """What was changed: [place, process, name, before, after in words]; place 0 is the customer."""
        rows = (
            []
            if demand == self.demand
            else [[0, "customer", "demand_per_day", said(self.demand), said(demand)]]
        )
        for key, values in changed.items():
            place = int(key)
            for name, value in values.items():
                before = LOOP_FIRST[name] if name in LOOP else self.table.at[place - 1, name]
                rows.append(
                    [place, self.processes[place - 1], name, worded(name, before), worded(name, value)]
                )
        return rows


def worded(name, value):
    """A value for a sentence."""
    if name == "flow":
        return FLOWS[value]
    if name in ("uptime", "safety"):
        return f"{said(100 * value, 1)} %"
    return f"{said(value)}{UNITS.get(name, '')}"


def share(part):
    """A process-cycle efficiency for a sentence."""
    return "no lead time" if math.isnan(part) else f"{100 * part:.2g} %"


def _flows(table):
    """How the pieces before each process arrive: as the table says, else as its information tells."""
    given = column_words(table, "flow") if "flow" in table else [""] * len(table)
    information = column_words(table, "information") if "information" in table else [""] * len(table)
    flows = []
    for flow, words in zip(given, information, strict=True):
        words = words.lower()
        guess = (
            "fifo"
            if "first in" in words or "fifo" in words
            else "pull"
            if "kanban" in words or "supermarket" in words
            else "push"
        )
        flow = flow.lower() or guess
        if flow not in FLOWS:
            raise ValueError(f"The flow is {listed(FLOWS)}; {flow!r} was given.")
        flows.append(flow)
    return flows
