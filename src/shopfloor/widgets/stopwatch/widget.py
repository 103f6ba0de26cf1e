"""The stopwatch widget: an operator to watch in the browser, and the record in Python."""

import anywidget
import pandas as pd
import traitlets

from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.operator import write_script
from shopfloor.widgets.stopwatch import record as records
from shopfloor.widgets.stopwatch import scoring
from shopfloor.widgets.stopwatch.file import RecordFile


class Stopwatch(anywidget.AnyWidget):
    """An operator to observe, a decimal-minute stopwatch, and a record that can be scored.

    ``seed`` chooses the work (the same seed, the same work in every run); ``cycles`` how many cycles;
    ``pace`` how fast the operator works (1.0 is normal); ``method`` "continuous" or "snap-back" (the
    learner can change it between runs); ``speed`` how fast the film runs (1.0: real time; readings are
    minutes of the operator's clock at any speed). The record is saved in the CSV file ``save_as``, in the
    notebook's folder, after every press, and read back when the widget is made again.

    Keys, when the widget has the focus: S start, pause, go on; A to E or 1 to 5 this element has just
    ended; F or 6 a foreign element has just ended; Space the next element in order has ended; U or
    Backspace undo.

    Raises ValueError, in words, for settings that make no sense.

    >>> watch = Stopwatch(seed=5, cycles=12, save_as="my_doctest_record.csv")
    >>> watch.record.empty
    True
    """

    _esm = assemble(
        "kit/kit.js",
        "operator/operator.js",
        "operator/clock.js",
        "operator/sound.js",
        "stopwatch/panel.js",
        "stopwatch/stopwatch.js",
    )
    _css = assemble("kit/kit.css", "operator/operator.css", "stopwatch/stopwatch.css")

    # Written by Python, read by the browser.
    script = traitlets.Dict().tag(sync=True)
    settings = traitlets.Dict().tag(sync=True)
    notice = traitlets.Dict().tag(sync=True)
    saved = traitlets.Dict().tag(sync=True)
    heard = traitlets.Unicode("").tag(sync=True)

    # Written by the browser; Python writes `presses` and `phase` only in `clear`, to overrun no press.
    presses = traitlets.List().tag(sync=True)
    phase = traitlets.Enum(("ready", "working", "paused", "finished", "interrupted"), "ready").tag(sync=True)
    run = traitlets.Int(1).tag(sync=True)
    method = traitlets.Enum(records.METHODS, "continuous").tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    page = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        seed: int = 5,
        cycles: int = 12,
        method: str = "continuous",
        pace: float = 1.0,
        save_as: str = "my_stopwatch_record.csv",
        speed: float = 1.0,
        **kwargs,
    ):
        if method not in records.METHODS:
            raise ValueError(f'method must be "continuous" or "snap-back", not {method!r}')
        if isinstance(speed, bool) or not isinstance(speed, (int, float)) or not 0.1 <= speed <= 100:
            raise ValueError(f"speed must be from 0.1 to 100 (1.0 is real time), not {speed!r}")
        script = write_script(seed, cycles, float(pace) if isinstance(pace, int) else pace)
        self._file = RecordFile(save_as)
        presses, words, problem = self._file.load()
        super().__init__(
            script=script.for_browser(),
            settings={"seed": seed, "cycles": cycles, "pace": float(pace), "speed": float(speed)},
            presses=presses,
            run=presses[-1]["run"] if presses else 1,
            method=method,
            notice={"words": words, "problem": problem},
            saved={"revision": 0, "words": "", "problem": False},
            **kwargs,
        )

    def __repr__(self) -> str:
        return f"Stopwatch: {self.summary()} Run this cell in a notebook to see the operator."

    @property
    def record(self) -> pd.DataFrame:
        """What was timed, a row per press.

        Columns: run, method, observation, cycle, element, reading_min, time_min, remark.

        Times are decimal minutes. Foreign elements carry the letter "F". With nothing timed yet the table is
        empty and has the same columns and types.
        """
        return records.table(self.presses)

    def score(self, run: int | None = None) -> pd.DataFrame:
        """The record against what really happened, a row per reading and per missed element.

        All runs, or the one asked for. :func:`shopfloor.widgets.stopwatch.scoring.score` defines the columns.
        """
        record = self.record
        if run is not None:
            record = record[record["run"] == run]
            if record.empty:
                raise ValueError(f"there is no reading in run {run!r}")
        return scoring.score(record, self._script_of)

    def summary(self, run: int | None = None) -> str:
        """The last run (or the one asked for) in one sentence: error, missed elements, foreign elements."""
        if not self.presses:
            return "Nothing has been timed yet."
        return scoring.summary(self.score(self.presses[-1]["run"] if run is None else run))

    def clear(self) -> None:
        """Start with an empty record; the file with the earlier readings is kept beside it, as name.before.csv."""
        try:
            words = self._file.put_aside()
        except OSError as error:
            raise OSError(
                f"{self._file.path.name} cannot be renamed, so nothing was cleared: {error}"
            ) from None
        with self.hold_sync():
            self.phase, self.presses, self.run = "ready", [], 1
            self.notice = {"words": words, "problem": False}

    def _script_of(self, run: int):
        work = next(press for press in self.presses if press["run"] == run)
        return write_script(work["seed"], work["cycles"], float(work["pace"])), work["speed"]

    @traitlets.observe("revision")
    def _save(self, change) -> None:
        # A revision comes with every press and undo; its echo tells the browser that Python has it.
        words, problem = self._file.save(self.presses)
        self.saved = {"revision": change["new"], "words": words, "problem": problem}

    @traitlets.observe("page")
    def _answer(self, change) -> None:
        # A page that gets no answer tells the learner that no notebook is running behind it.
        self.heard = change["new"]

    @traitlets.validate("presses")
    def _check_presses(self, proposal) -> list[dict]:
        # The browser is not trusted to be whole: a press that is none is left out.
        return [press for press in proposal["value"] if _is_press(press)]


def _is_press(press) -> bool:
    return (
        isinstance(press, dict)
        and {"run", "method", "element", "clock", *records.SETTINGS} <= press.keys()
        and press["method"] in records.METHODS
        and press["element"] in records.LABELS
        and isinstance(press["clock"], int)
    )
