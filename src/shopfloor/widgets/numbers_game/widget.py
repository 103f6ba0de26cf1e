"""The 5S numbers game in Python: the sheets, the plays, and what they come to."""

import pandas as pd

from shopfloor.methods.tables import average_by
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.numbers_game.sheets import HEIGHT, SHEETS, WHAT, WIDTH, layout

COLUMNS = {"play": "int64", "sheet": "str", "number": "int64", "seconds": "float64", "wrong": "int64"}
MOST_PLAYS = 60


class NumbersGame(Computed):
    """Find the numbers from 1 on, in order, on four sheets: mixed, sorted, set in order, standardized.

    The watch runs from the first press of Start. The times are the learner's own: ``record`` has a row for
    each number found, ``summary()`` a row for each sheet. ``numbers`` are to be found on each sheet (4 to 40);
    ``seed`` chooses where they stand. Kept in the file ``save_as`` (None: nowhere) beside the notebook.

    >>> NumbersGame(save_as=None).record.empty
    True
    """

    _esm = assemble("kit/kit.js", "numbers_game/numbers_game.js")
    _css = assemble("kit/kit.css", "numbers_game/numbers_game.css")

    def __init__(self, numbers=20, seed=9, *, save_as="my_numbers_game.json"):
        if isinstance(numbers, bool) or not isinstance(numbers, int) or not 4 <= numbers <= 40:
            raise ValueError(f"numbers must be a whole number from 4 to 40, not {numbers!r}")
        if isinstance(seed, bool) or not isinstance(seed, int):
            raise ValueError(f"seed must be a whole number such as 9, not {seed!r}")
        self._numbers, self._seed = numbers, seed
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """What was found, a row per number: play (from 1), sheet, number, seconds (since the number before),
        wrong (presses on other numbers in between)."""
        return self._table(self._good["plays"])

    def summary(self) -> pd.DataFrame:
        """A row per sheet that was played: sheet, plays, seconds (a whole sheet, on average),
        seconds_per_number, wrong (presses in all)."""
        return self._summary(self._good["plays"])

    def _table(self, plays):
        rows = []
        for place, play in enumerate(plays, start=1):
            for number, (seconds, wrong) in enumerate(
                zip(play["seconds"], play["wrong"], strict=True), start=1
            ):
                rows.append((place, play["sheet"], number, seconds, wrong))
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)

    def _summary(self, plays):
        record = self._table(plays)
        per_number = average_by(record, "sheet", "seconds")
        rows = []
        for sheet in SHEETS:
            own = record[record["sheet"] == sheet]
            if len(own):
                mean = float(per_number[sheet])
                rows.append(
                    (sheet, own["play"].nunique(), mean * self._numbers, mean, int(own["wrong"].sum()))
                )
        return pd.DataFrame(rows, columns=["sheet", "plays", "seconds", "seconds_per_number", "wrong"])

    def _start(self):
        return {"numbers": self._numbers, "seed": self._seed, "sheet": SHEETS[0], "plays": []}

    def _checked(self, inputs):
        if (inputs.get("numbers"), inputs.get("seed")) != (self._numbers, self._seed):
            raise ValueError("the plays are of another game (other numbers, or another seed)")
        sheet, plays = inputs.get("sheet"), inputs.get("plays")
        if sheet not in SHEETS:
            raise ValueError(f"The sheets are {', '.join(SHEETS)}; {sheet!r} was given.")
        if not isinstance(plays, list) or len(plays) > MOST_PLAYS:
            raise ValueError(f"There can be up to {MOST_PLAYS} plays.")
        if not all(self._is_play(play) for play in plays):
            raise ValueError("One of the plays is not whole.")
        return {"numbers": self._numbers, "seed": self._seed, "sheet": sheet, "plays": plays}

    def _is_play(self, play):
        if not isinstance(play, dict) or play.get("sheet") not in SHEETS:
            return False
        seconds, wrong = play.get("seconds"), play.get("wrong")
        if not isinstance(seconds, list) or not isinstance(wrong, list):
            return False
        whole = len(seconds) == len(wrong) == self._numbers
        return (
            whole
            and all(isinstance(one, (int, float)) and 0 <= one < 10_000 for one in seconds)
            and all(isinstance(one, int) and 0 <= one for one in wrong)
        )

    def _view(self, inputs):
        plays, sheet = inputs["plays"], inputs["sheet"]
        summary = self._summary(plays)
        text = self._words(summary)
        return {
            "width": WIDTH,
            "height": HEIGHT,
            "numbers": self._numbers,
            "sheet": sheet,
            "sheets": [[name, WHAT[name]] for name in SHEETS],
            "layout": list(layout(sheet, self._numbers, self._seed, len(plays))),
            "results": [
                [row.sheet, row.plays, round(row.seconds, 1), round(row.seconds_per_number, 2), row.wrong]
                for row in summary.itertuples()
            ],
            "text": f"The sheet {sheet}: {WHAT[sheet]}. {text}",
        }

    def _words(self, summary):
        if summary.empty:
            return f"Find the numbers 1 to {self._numbers} in order. Nothing has been played yet."
        parts = [f"{row.sheet} {row.seconds_per_number:.2f} s a number" for row in summary.itertuples()]
        words = f"Your times: {', '.join(parts)}."
        first, last = summary.iloc[0], summary.iloc[-1]
        if len(summary) > 1 and first["seconds_per_number"] > 0:
            change = 1 - last["seconds_per_number"] / first["seconds_per_number"]
            more = "less" if change >= 0 else "more"
            words += (
                f" From {first['sheet']} to {last['sheet']}: {abs(change) * 100:.0f}\u00a0% {more} searching."
            )
        return words
