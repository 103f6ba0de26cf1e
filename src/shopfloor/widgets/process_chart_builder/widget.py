"""The process-chart builder in Python: the changes, the proposed method, and whether it may be used."""

import json
import zlib

import pandas as pd

from shopfloor.data import load
from shopfloor.methods.motion import SYMBOLS, compare_methods, process_chart
from shopfloor.methods.step_tables import said
from shopfloor.methods.work_charts import COMBINED, RISKS
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.process_chart_builder.proposal import read, replay, tidy, to_table

CHANGES = {
    "change": "int64",
    "kind": "str",
    "step": "str",
    "description": "str",
    "what": "str",
    "saved_min": "float64",
    "saved_m": "float64",
    "reason": "str",
}
HEADS = {True: "Raises no risk", False: "Not acceptable", None: "Not decided"}


class ProcessChartBuilder(Computed):
    """Drop, combine, rearrange, simplify: make a better method of a present one, and see what it is worth.

    Each step of the method has its symbol, time, distance and hazard. The learner drops steps, combines two
    operations into one, moves steps, changes what they are and take, adds new ones, each with a reason; steps,
    times and distances stand beside those of the present method, with the verdict of
    ``motion.compare_methods``: no proposal may raise a risk.

    ``steps``: the present method, a table as for ``motion.process_chart`` with times in ``time_min`` and
    distances in ``distance_m``; the course's own if left out; an empty list for a chart of one's own.
    ``method``: which rows of the column ``method`` are the present one. ``changes``: what has been changed at
    first, a list as ``inputs["changes"]`` holds it. What is made is kept in the file ``save_as``, if one is
    given.

    ``record`` (also ``proposed``) is the proposed method: step, symbol, description, place, time_min,
    distance_m, people, hazard, risk (those of them that the present method has). ``present`` has the same
    columns. ``changes`` is a table of the changes: change (from 1), kind, step (the present method's number;
    "" for a new one), description, what, saved_min, saved_m, reason. ``comparison`` is what
    ``compare_methods`` makes of the two (None where one of them is empty).

    >>> builder = ProcessChartBuilder(changes=[{"do": "drop", "step": "p4", "reason": "the inspector comes"}])
    >>> builder.comparison.saved_time, builder.comparison.acceptable
    (25.0, True)
    """

    _esm = assemble(
        "kit/kit.js", "process_chart_builder/symbols.js", "process_chart_builder/process_chart_builder.js"
    )
    _css = assemble("kit/kit.css", "process_chart_builder/process_chart_builder.css")

    def __init__(self, steps=None, *, method="present", changes=(), save_as=None):
        table = load("motion/process_chart") if steps is None else steps
        if isinstance(table, (str, bytes, dict)) or not hasattr(table, "__iter__"):
            raise ValueError(
                "Give the present method as a table with a row per step, or [] for an empty chart."
            )
        if isinstance(table, pd.DataFrame) and "method" in table:
            rows = table[table["method"] == method]
            if rows.empty and len(table):
                names = ", ".join(pd.unique(table["method"].astype(str)))
                raise ValueError(f"There is no method {method!r} in this table: there are {names}.")
            table = rows
        self._present, self._columns = read(table)
        content = json.dumps([[one.values for one in self._present], self._columns])
        self._table_before = to_table(self._present, self._columns)
        self._key = f"{zlib.crc32(content.encode()):08x}"
        self._wanted = tidy(self._present, list(changes) if isinstance(changes, tuple) else changes)
        super().__init__(save_as=save_as)

    @property
    def present(self) -> pd.DataFrame:
        """The present method."""
        return self._table_before.copy()

    @property
    def proposed(self) -> pd.DataFrame:
        """The proposed method: a row per step, with the columns of the present one."""
        return to_table(self._steps(self._good["changes"]), self._columns)

    record = proposed

    @property
    def changes(self) -> pd.DataFrame:
        """What was changed, in order, and why: see the class for the columns."""
        rows, steps = [], self._present
        done = replay(self._present, self._good["changes"])
        for place, (one, change) in enumerate(zip(done, self._good["changes"], strict=True), start=1):
            (minutes, meters), (then, there) = _totals(steps), _totals(one.steps)
            steps = one.steps
            number = change["step"][1:] if change["step"][0] == "p" else ""
            saved = round(minutes - then, 9), round(meters - there, 9)
            rows.append((place, change["do"], number, _name(one.step), one.what, *saved, change["reason"]))
        return pd.DataFrame(rows, columns=list(CHANGES)).astype(CHANGES)

    @property
    def comparison(self):
        """Present against proposed, as ``motion.compare_methods`` tells it; None where one of them is empty."""
        return self._compared(self._steps(self._good["changes"]))

    def _steps(self, changes):
        done = replay(self._present, changes)
        return done[-1].steps if done else self._present

    def _compared(self, steps):
        if not steps or not self._present:
            return None
        return compare_methods(self._table_before, to_table(steps, self._columns))

    # What is set

    def _start(self):
        return {"present": self._key, "changes": self._wanted}

    def _checked(self, inputs):
        if inputs.get("present") != self._key:
            raise ValueError("these changes are about another present method")
        return {"present": self._key, "changes": tidy(self._present, inputs.get("changes"))}

    # What comes of it

    def _view(self, inputs):
        done = replay(self._present, inputs["changes"])
        steps = done[-1].steps if done else self._present
        comparison = self._compared(steps)
        good, head, verdict = self._verdict(comparison, steps, done)
        marks = {}
        for one in comparison.raised_risks if comparison else []:
            marks[one.step] = f"Risk rises: {one.before} \u2192 {one.after}"
        for one in comparison.open_hazards if comparison else []:
            marks[one.step] = "Risk not rated"
        log = [
            [change["do"], _name(one.step), one.what, change["reason"]]
            for one, change in zip(done, inputs["changes"], strict=True)
        ]
        table = self._table(steps, comparison)
        before = {one.key: one.values for one in self._present}
        rows = []
        for place, one in enumerate(steps, start=1):
            was = before.get(one.key)
            state = "new" if was is None else "same" if was == one.values else "changed"
            rows.append({"key": one.key, **one.values, "mark": marks.get(place, ""), "state": state})
        return {
            "rows": rows,
            "before": [[one["symbol"], one["time_min"], _name(one)] for one in self._present],
            "columns": [name for name in self._columns if name != "step"],
            "symbols": [*SYMBOLS, COMBINED],
            "risks": list(RISKS),
            "changes": inputs["changes"],
            "log": log,
            "table": table,
            "verdict": [good, head, verdict],
            "note": self._note(steps, inputs["changes"]),
            "text": self._words(table, comparison, f"{head}. {verdict}" if verdict else head, len(log)),
        }

    def _table(self, steps, comparison):
        """Rows of [symbol, steps, times, distances], each of the three as [present, proposed] in words."""
        if comparison is not None:
            table = comparison.table
            pairs = [
                [
                    (row[f"{what} present"], row[f"{what} proposed"])
                    for what in ("steps", "time_min", "distance_m")
                ]
                for row in table.rename(
                    columns=lambda name: name.replace("distance p", "distance_m p")
                ).to_dict("records")
            ]
            symbols = list(table["symbol"])
        elif steps or self._present:
            table = process_chart(to_table(steps or self._present, self._columns)).table
            symbols, cells = list(table["symbol"]), table.iloc[:, 1:].to_numpy().tolist()
            pairs = [[(0, one) if steps else (one, 0) for one in row] for row in cells]
        else:
            symbols, pairs = [*SYMBOLS, "total"], [[(0, 0)] * 3] * 6
        return [
            [symbol, *[[said(one) for one in pair] for pair in three]]
            for symbol, three in zip(symbols, pairs, strict=True)
        ]

    def _verdict(self, comparison, steps, done):
        if not self._present:
            if not steps:
                return "none", "An empty chart", "Add the first step."
            return "none", "A chart of its own", "There is no present method to compare it with."
        if not steps:
            return "open", "Not decided", "No step is left: the job would not be done. Take back a change."
        if not done:
            return "none", "No change yet", "Choose a step: is it needed, here, by whom, in this way?"
        kind = {True: "good", False: "bad", None: "open"}[comparison.acceptable]
        head = HEADS[comparison.acceptable]
        if kind == "good" and "risk" not in self._columns:
            head = "No new hazard"
        for words in (
            f"{head}: ",
            f"{head}, and ",
            "Names no hazard that the present method does not have, and ",
        ):
            if comparison.verdict.startswith(words):
                rest = comparison.verdict[len(words) :]
                return kind, head, rest[:1].upper() + rest[1:]
        return kind, head, comparison.verdict

    def _note(self, steps, changes):
        """What a change leaves to be asked."""
        parts = []
        silent = sum(not one["reason"] for one in changes)
        if silent:
            parts.append(
                f"{silent} of {len(changes)} changes {'has' if silent == 1 else 'have'} no reason yet."
            )
        before = {one.key: one for one in self._present}
        lowered = [
            f"step {place} ({before[one.key]['risk']} \u2192 {one['risk']})"
            for place, one in enumerate(steps, start=1)
            if one.key in before and RISKS.index(one["risk"]) < RISKS.index(before[one.key]["risk"])
        ]
        if lowered and "risk" in self._columns:
            parts.append(f"A risk is lower: {', '.join(lowered)}. What makes it so, and who may rate it?")
        return " ".join(parts)

    def _words(self, table, comparison, verdict, count):
        _, count_of, time, way = table[-1]
        told = [
            f"{name} method: {count_of[i]} step{'s' * (count_of[i] != '1')}, {time[i]} min, {way[i]} m"
            for i, name in enumerate(("Present", "Proposed"))
            if i or self._present
        ]
        made = f" {count} change{'s' * (count != 1)}." if count else ""
        waiting = ""
        if comparison is not None:
            rows = comparison.table.set_index("symbol")
            still = rows.loc["delay"] + rows.loc["storage"]
            waiting = (
                f" Delays and storages: {said(still['time_min present'])} min in the present method, "
                f"{said(still['time_min proposed'])} min in the proposed one."
            )
        end = "" if verdict.endswith("?") else "."
        return f"{'. '.join(told)}.{waiting}{made} {verdict.rstrip('.')}{end}"


def _totals(steps):
    if not steps:
        return 0.0, 0.0
    chart = process_chart([(one["symbol"], one["time_min"], one["distance_m"]) for one in steps])
    return chart.total_time, chart.total_distance


def _name(step):
    return step["description"] or f"({step['symbol']})"
