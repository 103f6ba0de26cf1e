"""The value-stream map in Python: the current state, the changes, and what comes of them."""

import json
import zlib

import pandas as pd

from shopfloor.data import load
from shopfloor.methods.step_tables import said
from shopfloor.methods.valuestream import compare_states, ladder, process_loads
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.value_stream_map.states import FLOWS, LOOP, LOOP_FIRST, NAMES, Stream, share, worded

CHANGES = {
    "step": "int64",
    "process": "str",
    "what": "str",
    "before": "str",
    "after": "str",
    "days_saved": "float64",
}
# What datasets/CATALOG.md says of valuestream/processes: racks a day, working seconds of a shift.
RACKS, SHIFT = 600, 27_000
WORDS = {
    **{name: words for name, (words, *_) in {**NAMES, **LOOP}.items()},
    "flow": "what lies before",
    "demand_per_day": "demand a day",
}


class ValueStreamMap(Computed):
    """Where does the lead time go, and what would a future state change?

    A current state as it is drawn on paper: processes with their data, what lies between them, the lead-time
    ladder. The learner changes one thing after another (inventory, cycle time, changeover, uptime, batch; push,
    FIFO lane or supermarket before a process; demand) and sees lead time, processing time, process-cycle
    efficiency and each process against its takt, beside the current state. Days are inventory / demand, as in
    ``valuestream.ladder``, on the clock's day of 24 hours: a plan's arithmetic, saved when the inventory has
    gone. A FIFO lane counts with the most it holds; a supermarket with all containers of its kanban cards full.

    ``steps``: a table as for ``valuestream.ladder`` and ``process_loads``; the course's own if left out.
    ``daily_demand``, ``available`` (working seconds of a shift): not needed with the columns
    ``demand_per_day`` and ``available_min``. ``changed``: what is changed at first, by the number of the
    process, such as {"2": {"uptime": 0.95}}. What is made is kept in the file ``save_as``, if one is given.

    ``record`` is the future state: the given columns with flow (push, fifo, pull), demand_per_day and
    available_min, as ``ladder``, ``process_loads`` and the chart ``value_stream_map`` take it; ``current`` has
    the same columns. ``changes`` is a table: step (0: the customer), process, what, before, after (in words),
    days_saved (of lead time, by this change alone). ``comparison`` is what ``compare_states`` makes of the two.

    >>> stream = ValueStreamMap(changed={"1": {"inventory_before": 1200}})
    >>> stream.comparison.lead_time_before, stream.comparison.saved_days
    (23.15, 6.0)
    """

    _esm = assemble("kit/kit.js", "value_stream_map/picture.js", "value_stream_map/value_stream_map.js")
    _css = assemble("kit/kit.css", "value_stream_map/value_stream_map.css")

    def __init__(self, steps=None, *, daily_demand=None, available=None, changed=None, save_as=None):
        if steps is None:
            steps = load("valuestream/processes")
            daily_demand = RACKS if daily_demand is None else daily_demand
            available = SHIFT if available is None else available
        self._stream = stream = Stream(steps, daily_demand, available)
        content = json.dumps([stream.demand, stream.table.to_json(orient="values")])
        self._key = f"{zlib.crc32(content.encode()):08x}"
        _, self._changed = stream.checked(stream.demand, {} if changed is None else changed)
        self._made(self._start())
        super().__init__(save_as=save_as)

    @property
    def current(self) -> pd.DataFrame:
        """The current state."""
        return self._stream.future(self._stream.demand, {})[0]

    @property
    def record(self) -> pd.DataFrame:
        """The future state: the columns of the current one."""
        return self._stream.future(self._good["demand"], self._good["changed"])[0]

    @property
    def comparison(self):
        """Current against future state, as ``valuestream.compare_states`` tells it."""
        return compare_states(self._stream.ladder, ladder(self.record))

    @property
    def changes(self) -> pd.DataFrame:
        """What was changed, from what to what: see the class for the columns."""
        stream, rows = self._stream, []
        for place, process, name, before, after in stream.told(self._good["demand"], self._good["changed"]):
            demand, alone = stream.demand, {}
            if place:
                given = self._good["changed"][str(place)]
                # A loop's numbers belong to its supermarket and count with it.
                alone = {
                    str(place): {
                        one: given[one] for one in given if one == name or (name in LOOP and one == "flow")
                    }
                }
            else:
                demand = self._good["demand"]
            table = stream.future(demand, alone)[0]
            rows.append((place, process, name, before, after, stream.ladder.totals.lead_time - _days(table)))
        table = pd.DataFrame(rows, columns=list(CHANGES)).astype(CHANGES)
        return table.assign(days_saved=table["days_saved"].round(9))

    # What is set

    def _start(self):
        return {"stream": self._key, "demand": self._stream.demand, "changed": self._changed}

    def _checked(self, inputs):
        if inputs.get("stream") != self._key:
            raise ValueError("these changes are about another current state")
        demand, changed = self._stream.checked(inputs.get("demand"), inputs.get("changed"))
        checked = {"stream": self._key, "demand": demand, "changed": changed}
        self._made(checked)
        return checked

    def _made(self, inputs):
        """(table, cards, ladder, loads) of the future state; ValueError in words where it cannot be."""
        table, cards = self._stream.future(inputs["demand"], inputs["changed"])
        return table, cards, ladder(table), process_loads(table)

    # What comes of it

    def _view(self, inputs):
        stream = self._stream
        table, cards, rungs, loads = self._made(inputs)
        comparison = compare_states(stream.ladder, rungs)
        rows = zip(
            table.to_dict("records"), stream.table.to_dict("records"), rungs.table["days"], cards,
            loads.to_dict("records"), stream.loads["load"], strict=True,
        )  # fmt: skip
        steps = []
        for place, (now, before, days, count, paced, was) in enumerate(rows, start=1):
            given = inputs["changed"].get(str(place), {})
            steps.append(
                {
                    "process": stream.processes[place - 1],
                    **{name: float(now[name]) for name in stream.settable},
                    "flow": now["flow"],
                    "was": {
                        name: worded(name, before[name])
                        for name in (*stream.settable, "flow")
                        if now[name] != before[name]
                    },
                    "people": float(before["operators"]) if "operators" in before else None,
                    "shifts": float(before["shifts_per_day"]) if "shifts_per_day" in before else None,
                    "days": round(float(days), 4),
                    "load": round(float(paced["load"]), 4),
                    "load_was": round(float(was), 4),
                    "pace": said(paced["with_changeovers_s"], 1),
                    "takt": said(paced["takt_s"], 1),
                    "slow": bool(paced["too_slow"]),
                    "cards": count,
                    "loop": {**LOOP_FIRST, **{name: given[name] for name in LOOP if name in given}},
                }
            )
        told = stream.told(inputs["demand"], inputs["changed"])
        return {
            "steps": steps,
            "settable": stream.settable,
            "flows": list(FLOWS.items()),
            "demand": inputs["demand"],
            "demand_now": stream.demand,
            "changed": inputs["changed"],
            "before": [round(float(days), 4) for days in stream.ladder.table["days"]],
            "tiles": self._tiles(comparison, loads),
            "told": [
                [place, name, f"{process}: {WORDS[name]} {before} \u2192 {after}"]
                for place, process, name, before, after in told
            ],
            "note": ""
            if "batch_pieces" in stream.settable
            else "This table has no batches, so changeovers take nothing of the time here.",
            "text": self._words(comparison, rungs, loads, len(told)),
        }

    def _tiles(self, comparison, loads):
        """[label, the future state's value, the current one's in words, whether they differ]."""
        top, before = loads.loc[loads["load"].idxmax()], self._stream.loads
        was = before.loc[before["load"].idxmax()]
        pairs = [
            (
                "Lead time",
                f"{said(comparison.lead_time_after)} days",
                f"{said(comparison.lead_time_before)} days",
            ),
            (
                "Processing time",
                f"{said(comparison.processing_after)} s",
                f"{said(comparison.processing_before)} s",
            ),
            (
                "Process-cycle efficiency",
                share(comparison.efficiency_after),
                share(comparison.efficiency_before),
            ),
            (
                "Highest share of takt",
                f"{100 * top['load']:.0f} % {top['process']}",
                f"{100 * was['load']:.0f} % {was['process']}",
            ),
        ]
        return [
            [label, after, f"was {before}" if after != before else "as now"] for label, after, before in pairs
        ]

    def _words(self, comparison, rungs, loads, count):
        most = rungs.table.loc[rungs.table["days"].idxmax()]
        words = f"Lead time {said(comparison.lead_time_after)} days for {said(comparison.processing_after)} s of processing"
        words += f"; process-cycle efficiency {share(comparison.efficiency_after)}. "
        words += f"Most of it, {said(most['days'])} days, lies before {most['process']}."
        slow = [
            f"{one.process} needs {said(one.with_changeovers_s, 1)} s a piece, takt is {said(one.takt_s, 1)} s"
            for one in loads.itertuples()
            if one.too_slow
        ]
        if slow:
            words += f" Slower than takt, stops and changeovers included: {'; '.join(slow)}."
        else:
            top = loads.loc[loads["load"].idxmax()]
            words += f" No process is slower than takt; nearest is {top['process']}, {100 * top['load']:.0f} % of it."
        if not count:
            return f"{words} This is the current state: nothing is changed yet."
        saved = comparison.saved_days
        verb = "saves" if saved >= 0 else "adds"
        amount = f"{said(abs(saved))} days ({100 * abs(comparison.saved_share):.0f} %)"
        return f"{words} {count} change{'s' * (count != 1)}: the future state {verb} {amount} of the {said(comparison.lead_time_before)} days."


def _days(table):
    return ladder(table).totals.lead_time
