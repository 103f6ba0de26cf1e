"""The learning-curve fitter in Python: the line that was laid, what it misses, and the quote that follows."""

import math
import re

import numpy as np
import pandas as pd

from shopfloor.methods import learning
from shopfloor.methods.arguments import listed, number
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.learning_curve_fitter import words
from shopfloor.widgets.learning_curve_fitter.misses import Misses
from shopfloor.widgets.learning_curve_fitter.records import course_records, records_of
from shopfloor.widgets.learning_curve_fitter.words import amount, percent, side

MODELS = {"unit": "the time of each unit (Crawford)", "average": "the average of all units so far (Wright)"}
AXES = ("log", "plain")
FLATTEST, STEEPEST = 1.0, 0.55
START_RATE = 0.90
LINE_KEYS = {"record", "model", "left_out", "rate", "first"}


class LearningCurveFitter(Computed):
    """Lay a learning curve through the times of units by hand, and quote from it.

    The learner moves the rate and the time of unit 1 until the line fits and sees the sum of the squared
    errors (on logarithms) fall; leaves out a unit that was held up; compares with ``learning.fit``; switches
    between log-log paper and plain axes and between the two conventions; and asks what units a to b will
    take.

    ``table``: a row per unit with the columns ``units`` and ``times`` (and ``remark`` and ``product``, if
    there are any); left out, the course's own three products are there to choose from. ``record``: the
    product shown first. ``model``: "unit" or "average", as in ``learning.fit``. ``axes``: "log" or "plain".
    ``time_unit``: the unit of the times. With ``save_as`` the learner's lines and quotes are kept in that
    file.

    ``record`` is a table of the lines kept, ``quotes`` one of the quotes asked for, ``line`` the line as it
    lies now, ``best`` what ``learning.fit`` lays through the same points.

    >>> fitter = LearningCurveFitter()
    >>> fitter.set(rate=0.76, left_out=[13])
    >>> fitter.line
    Fit(rate=0.7600, first=38.5)
    >>> fitter.best
    Fit(rate=0.7511, first=39.412, r_squared=0.9940, n=19, missing=1)
    """

    _esm = assemble(
        "kit/kit.js", "learning_curve_fitter/plot.js", "learning_curve_fitter/learning_curve_fitter.js"
    )
    _css = assemble("kit/kit.css", "learning_curve_fitter/learning_curve_fitter.css")

    def __init__(
        self,
        table=None,
        *,
        units="unit",
        times="hours",
        record=None,
        model="unit",
        axes="log",
        time_unit="h",
        save_as=None,
    ):
        found = course_records() if table is None else records_of(table, units, times)
        self._records = {one.name: one for one in found}
        self._ranges = {one.name: _range_of_first(one) for one in found}
        first = next(iter(self._records)) if record is None else record
        if first not in self._records:
            raise ValueError(f"There is no record of {first!r}: there is {listed(self._records)}.")
        if not isinstance(time_unit, str) or not time_unit.strip():
            raise ValueError(f'Give the unit of the times as a text, such as "h"; {time_unit!r} was given.')
        self._time_unit = time_unit.strip()
        self._wanted = {"record": first, "model": model, "axes": axes}
        self._checked(self._start())
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """The lines that were kept, a row each.

        Columns: try (from 1), record, model, left_out (numbers of units, as text), rate (a fraction),
        first_h (time of unit 1; ends in the unit of the times), squared_error (the sum, on natural
        logarithms), best_shown (whether the best line was on show).
        """
        rows = [
            (
                place,
                one["record"],
                one["model"],
                ", ".join(map(str, one["left_out"])),
                one["rate"],
                one["first"],
                self._misses(one).squared,
                one["best_shown"],
            )
            for place, one in enumerate(self._good["tries"], start=1)
        ]
        return self._table(
            rows,
            {
                "try": "int64",
                "record": "str",
                "model": "str",
                "left_out": "str",
                "rate": "float64",
                "first": "time",
                "squared_error": "float64",
                "best_shown": "bool",
            },
        )

    @property
    def quotes(self) -> pd.DataFrame:
        """The quotes that were asked for, a row each, by the line as it lay then.

        Columns: quote (from 1), record, model, rate, first_h, from_unit, to_unit, total_h, average_h (ending
        in the unit of the times).
        """
        rows = []
        for place, one in enumerate(self._good["quotes"], start=1):
            total, each = _lot(one["from"], one["to"], one["rate"], one["first"], one["model"])
            line = (one["record"], one["model"], one["rate"], one["first"], one["from"], one["to"])
            rows.append((place, *line, total, each))
        return self._table(
            rows,
            {
                "quote": "int64",
                "record": "str",
                "model": "str",
                "rate": "float64",
                "first": "time",
                "from_unit": "int64",
                "to_unit": "int64",
                "total": "time",
                "average": "time",
            },
        )

    @property
    def line(self):
        """The line as it lies now: rate and first, as ``learning.fit`` gives them."""
        return learning.Fit(self._good["rate"], self._good["first"])

    @property
    def best(self):
        """What ``learning.fit`` lays through the points that count now."""
        return self._best(self._good)

    def set(self, **inputs):
        """Sets inputs from Python; with another ``record`` the line starts anew unless it is given, too."""
        name = inputs.get("record")
        if isinstance(name, str) and name in self._records:
            inputs = {**self._beginning(name), "quote": None, **inputs}
        super().set(**inputs)

    def _table(self, rows, kinds):
        unit = re.sub(r"\W+", "_", self._time_unit)
        names = [f"{name}_{unit}" if kind == "time" else name for name, kind in kinds.items()]
        kinds = ["float64" if kind == "time" else kind for kind in kinds.values()]
        return pd.DataFrame(rows, columns=names).astype(dict(zip(names, kinds, strict=True)))

    # What is set

    def _start(self):
        return {
            **self._wanted,
            **self._beginning(self._wanted["record"]),
            "end": None,
            "show_best": False,
            "quote": None,
            "tries": [],
            "quotes": [],
        }

    def _beginning(self, name):
        """A line that does not fit yet: the first time that was measured, and hardly any learning."""
        first = _snapped(self._records[name].times[0], self._ranges[name]["step"])
        return {"left_out": [], "rate": START_RATE, "first": first}

    def _checked(self, inputs):
        line = self._checked_line(inputs)
        if inputs.get("axes") not in AXES:
            raise ValueError(f'The axes are "log" or "plain"; {inputs.get("axes")!r} was given.')
        if inputs.get("end") is not None:
            line["rate"] = self._rate_through(line, number(inputs["end"], "time of the last unit", above=0))
        if not isinstance(inputs.get("show_best"), bool):
            raise ValueError(f"show_best is True or False; {inputs.get('show_best')!r} was given.")
        tries = [
            {**self._checked_line(one), "best_shown": one.get("best_shown") is True}
            for one in _dictionaries(inputs.get("tries"), "lines kept")
        ]
        quotes = [
            {**self._checked_line({**one, "left_out": []}), **self._checked_lot([one.get("from"), one.get("to")], one)}
            for one in _dictionaries(inputs.get("quotes"), "quotes")
        ]  # fmt: skip
        quote = inputs.get("quote")
        if quote is not None:
            lot = self._checked_lot(quote, line)
            quote = [lot["from"], lot["to"]]
        return {
            **line,
            "axes": inputs["axes"],
            "end": None,
            "show_best": inputs["show_best"],
            "quote": quote,
            "tries": tries,
            "quotes": quotes,
        }

    def _checked_line(self, given):
        """Record, model, left_out, rate and first of a line, as they may be."""
        name, model, left_out = given.get("record"), given.get("model"), given.get("left_out")
        if not isinstance(name, str) or name not in self._records:
            raise ValueError(f"There is no record of {name!r}: there is {listed(self._records)}.")
        record = self._records[name]
        if not isinstance(model, str) or model not in MODELS:
            raise ValueError(f'The model is "unit" or "average"; {model!r} was given.')
        if not isinstance(left_out, list):
            raise ValueError(f"Give the units left out in a list, such as [13]; {left_out!r} was given.")
        for unit in left_out:
            if isinstance(unit, bool) or unit not in record.units:
                raise ValueError(f"There is no unit {unit!r} to leave out.")
        if len(record.units) - len(set(left_out)) < 2:
            raise ValueError("Two units or more have to stay in: through one point goes any line.")
        rate = number(given.get("rate"), "learning rate", above=0)
        if not STEEPEST <= rate <= FLATTEST:
            hint = f": did you mean {rate / 100:.2f}?" if 55 <= rate <= 100 else "."
            raise ValueError(
                f"Here the learning rate is a fraction from {STEEPEST:.2f} to {FLATTEST:.2f}, "
                f"0.80 for an 80 % curve; {rate:g} was given{hint}"
            )
        first, span = number(given.get("first"), "time of unit 1", above=0), self._ranges[name]
        if not span["low"] <= first <= span["high"]:
            raise ValueError(
                f"For {name} the time of unit 1 goes from {span['low']:g} to {span['high']:g} "
                f"{self._time_unit}; {first:g} was given."
            )
        if model == "average":
            learning.points(record.units, record.times, model)  # says so if a unit between is missing
        out = sorted(int(unit) for unit in set(left_out))
        return {"record": name, "model": model, "left_out": out, "rate": rate, "first": first}

    def _checked_lot(self, lot, line):
        if not isinstance(lot, (list, tuple)) or len(lot) != 2:
            raise ValueError(f"A quote is for two units, such as [21, 40]; {lot!r} was given.")
        start, end = (number(one, "number of a unit", low=1) for one in lot)
        learning.lot_time(line["first"], start, end, line["rate"], line["model"])
        return {"from": int(start), "to": int(end)}

    def _rate_through(self, line, end):
        """The rate of the line from its unit 1 through ``end`` at the last unit: what was dragged there."""
        last = self._records[line["record"]].units[-1]
        rate = learning.fit([1, last], [line["first"], end]).rate
        return round(min(max(rate, STEEPEST), FLATTEST), 3)

    # What comes of it

    def _counting(self, one):
        """The units that count, and their times. The average takes every unit in."""
        record = self._records[one["record"]]
        out = set() if one["model"] == "average" else set(one["left_out"])
        kept = [
            (unit, time) for unit, time in zip(record.units, record.times, strict=True) if unit not in out
        ]
        return [list(column) for column in zip(*kept, strict=True)]

    def _misses(self, one):
        return Misses(*self._counting(one), one["rate"], one["first"], one["model"])

    def _best(self, one):
        return learning.fit(*self._counting(one), one["model"])

    def _view(self, inputs):
        record = self._records[inputs["record"]]
        misses = self._misses(inputs)
        best = self._best(inputs) if inputs["show_best"] else None
        last = max(record.units[-1], inputs["quote"][1] if inputs["quote"] else 1)
        line = learning.Fit(inputs["rate"], inputs["first"])
        drawn = {"line": _drawn(line, last), "best": _drawn(best, last) if best else None}
        quote = self._quote(inputs, best)
        shown = self._shown_points(record, inputs)
        # A quote for later units needs room below, too.
        ends = [way[-1][1] for way in drawn.values() if way] if inputs["quote"] else []
        span = self._ranges[inputs["record"]]
        verdict = words.verdict(inputs, misses, self._time_unit)
        of_line = words.of_line(inputs, record, self._time_unit)
        of_best = self._of_best(inputs, best, misses)
        kept_words = words.left_out(inputs)
        return {
            "set": inputs,
            "title": f"Learning curve: {inputs['record']}",
            "records": [[name, self._beginning(name)] for name in self._records],
            "models": list(MODELS.items()),
            "unit": self._time_unit,
            "range": {**span, "shown": _decimals(span["step"])},
            "points": shown,
            **drawn,
            "end": [record.units[-1], _short(float(learning.curve(line, record.units[-1])))],
            "domain": {
                "last": last,
                "low": min(0.7 * min(point["y"] for point in shown), *(0.8 * end for end in ends), math.inf),
                "high": max(span["high"], max(point["y"] for point in shown)) * 1.02,
            },
            "squared": f"{misses.squared:.4f}",
            "typical": round(misses.typical, 4),
            "verdict": verdict,
            "of_line": of_line,
            "of_best": of_best,
            "left_out": kept_words,
            "quote": quote,
            "kept": [self._kept_row(place, one) for place, one in enumerate(inputs["tries"], start=1)],
            "text": " ".join(
                part
                for part in (
                    words.what_is_there(inputs, record, MODELS[inputs["model"]], self._time_unit),
                    kept_words,
                    verdict,
                    words.leaning(misses),
                    of_line,
                    of_best,
                    quote["words"] if quote else "",
                    self._kept_words(inputs),
                )
                if part
            ),
        }

    def _shown_points(self, record, inputs):
        """Every point: where it lies, whether it counts, and what is said of it."""
        out = set() if inputs["model"] == "average" else set(inputs["left_out"])
        line = learning.Fit(inputs["rate"], inputs["first"])
        units, measured = learning.points(record.units, record.times, inputs["model"])
        ratios = measured / learning.curve(line, units)
        points = []
        for unit, time, ratio in zip(record.units, map(float, measured), ratios, strict=True):
            where = side(ratio - 1, "your line")
            name = f"unit {unit}" if inputs["model"] == "unit" else f"average of the units up to {unit}"
            said = f"{name}: {amount(time)} {self._time_unit}, {where}"
            if unit in out:
                said += ", left out"
            remark = record.remarks.get(unit, "")
            points.append(
                {
                    "unit": unit,
                    "y": _short(time),
                    "counts": unit not in out,
                    "words": said,
                    "remark": remark,
                }
            )
        return points

    def _quote(self, inputs, best):
        if not inputs["quote"]:
            return None
        start, end = inputs["quote"]
        total, each = _lot(start, end, inputs["rate"], inputs["first"], inputs["model"])
        unit, hours = self._time_unit, amount(total)
        if start == end:
            said = f"By your line unit {start} takes {hours} {unit}."
        else:
            said = f"By your line units {start} to {end} take {hours} {unit} together, {amount(each)} {unit} each."
        if best:
            try:
                by_best, _ = _lot(start, end, best.rate, best.first, inputs["model"])
                said += f" By the best line: {amount(by_best)} {unit}."
            except ValueError as problem:
                said += f" The best line gives no quote. {problem}"
        return {"from": start, "to": end, "total": f"{hours} {unit}", "words": said}

    def _of_best(self, inputs, best, misses):
        if not best:
            return ""
        least = Misses(*self._counting(inputs), best.rate, best.first, inputs["model"]).squared
        return words.of_best(best, least, misses.squared, self._time_unit)

    def _kept_row(self, place, one):
        out = f", without {listed(one['left_out'])}" if one["left_out"] and one["model"] == "unit" else ""
        return {
            "try": place,
            "what": f"{one['record']}, {one['model']}{out}",
            "rate": percent(one["rate"]),
            "first": f"{amount(one['first'])} {self._time_unit}",
            "squared": f"{self._misses(one).squared:.4f}",
        }

    def _kept_words(self, inputs):
        count = len(inputs["tries"])
        if not count:
            return "No line is kept yet."
        least = min(self._misses(one).squared for one in inputs["tries"])
        return (
            f"{count} line{'s are' if count > 1 else ' is'} kept; the smallest sum among them is {least:.4f}."
        )


def _range_of_first(record):
    """Between what the time of unit 1 can be set, and its step."""
    high, low = max(record.times), min(record.times)
    # A record that begins late says little of unit 1: the line may well begin far above what was measured.
    by_line = min(max(learning.fit(record.units, record.times).first, low / 100), high * 100)
    top = 1.6 * max(high, by_line)
    step = 10.0 ** math.floor(math.log10(top / 200))
    bottom = max(_snapped(0.4 * min(record.times[0], by_line), 5 * step), step)
    return {"low": bottom, "high": _snapped(top, 10 * step), "step": step}


def _lot(start, end, rate, first, model):
    """(time of units start to end, time of each in the mean)."""
    total = learning.lot_time(first, start, end, rate, model)
    return total, total / (end - start + 1)


def _drawn(fitted, last):
    """The line from unit 1 to ``last`` in 60 points: straight on log-log paper, round on plain axes."""
    units = np.geomspace(1, last, 60)
    times = learning.curve(fitted, units)
    return [[_short(float(unit)), _short(float(time))] for unit, time in zip(units, times, strict=True)]


def _dictionaries(given, what):
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise ValueError(f"The {what} cannot be read: are they from another widget?")
    return given


def _short(value):
    """A number for the drawing: more than five digits nobody sees."""
    return float(f"{value:.5g}")


def _snapped(value, step):
    return round(round(value / step) * step, 10)


def _decimals(step):
    return max(0, -math.floor(math.log10(step) + 1e-9))
