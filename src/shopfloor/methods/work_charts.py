"""Process charts: what happens to a product or a person, step by step, and what a better method changes."""

from dataclasses import dataclass
from textwrap import fill
from typing import NamedTuple

import pandas as pd

from shopfloor.methods.arguments import listed
from shopfloor.methods.step_tables import (
    column_numbers,
    column_of,
    column_words,
    decimals,
    did_you_mean,
    methods_in,
    per_method,
    said,
    step_names,
    step_table,
    total,
)

SYMBOLS = ("operation", "transport", "inspection", "delay", "storage")
"""The five symbols of ASME Standard 101, *Operation and Flow Process Charts* (1947): circle, arrow, square,
D, triangle on its point."""
COMBINED = "operation and inspection"
"""Two things done at once at one place: the circle within the square."""

_SPELLINGS = {
    "operation": ("operation", "operate", "o", "\u25cb", "\u25ef"),
    "transport": ("transport", "transportation", "move", "t", "\u21e8", "\u2192"),
    "inspection": ("inspection", "inspect", "i", "\u25a1"),
    "delay": ("delay", "wait", "waiting", "d"),
    "storage": ("storage", "store", "s", "\u25bd"),
    COMBINED: (
        COMBINED,
        "inspection and operation",
        "operation-inspection",
        "operation/inspection",
        "combined",
    ),
}
_SYMBOL_OF = {spelling: symbol for symbol, spellings in _SPELLINGS.items() for spelling in spellings}
_TIMES = {
    "time_min": "min",
    "time_s": "s",
    "time_h": "h",
    "minutes": "min",
    "seconds": "s",
    "hours": "h",
    "time": "",
}
_DISTANCES = {"distance_m": "m", "distance_ft": "ft", "distance": ""}
RISKS = ("none", "low", "medium", "high")


@dataclass(frozen=True, eq=False, repr=False)
class ProcessChart:
    """What ``process_chart`` found; times and distances in the units of the chart."""

    counts: dict
    times: dict
    distances: dict
    total_time: float
    total_distance: float
    operation_share: float
    """The operations' part of the total time, a fraction."""
    labour_time: float | None
    """Time x people, added up; None where the chart does not say how many people a step keeps busy."""
    time_unit: str
    distance_unit: str
    table: pd.DataFrame
    """A row per symbol and a total."""
    steps: pd.DataFrame
    """The steps as they were read: step, symbol, description, time, distance."""

    def __iter__(self):
        return iter((self.counts, self.times, self.distances))

    def __repr__(self):
        head = (
            f"{_so_many(sum(self.counts.values()), 'step')}, {said(self.total_time)} "
            f"{self.time_unit}".rstrip()
        )
        head += f", {said(self.total_distance)} {self.distance_unit}".rstrip()
        return (
            f"ProcessChart: {head}; {self.operation_share:.0%} of the time is operation\n{_shown(self.table)}"
        )


class RaisedRisk(NamedTuple):
    """A step whose risk is higher than it was for that kind of step at that place."""

    step: object
    place: str
    description: str
    before: str
    after: str
    hazard: str


class OpenHazard(NamedTuple):
    """A hazard of the proposed method that the present one does not have and that nobody has rated."""

    step: object
    description: str
    hazard: str


@dataclass(frozen=True, eq=False, repr=False)
class MethodComparison:
    """What ``compare_methods`` found. What was saved is positive; a negative number was lost."""

    table: pd.DataFrame
    saved_steps: int
    saved_time: float
    saved_distance: float
    saved_labour: float | None
    saved_time_share: float
    """The saved time as a fraction of the present time."""
    raised_risks: list
    open_hazards: list
    acceptable: bool | None
    """False: it raises a risk. None: that is not known yet. True: no risk rises, or no hazard is new."""
    verdict: str

    def __repr__(self):
        shown = pd.DataFrame({"symbol": self.table["symbol"]})
        for column in self.table.columns[3::3]:
            what = column.removesuffix(" saved")
            pairs = zip(self.table[f"{what} present"], self.table[f"{what} proposed"], strict=True)
            shown[what] = [f"{said(before)} -> {said(after)}" for before, after in pairs]
        return f"{fill(f'MethodComparison: {self.verdict}', 78)}\n{_shown(shown)}"


def process_chart(steps):
    """Where do the time and the way go? Steps, times and distances by symbol.

    ``steps``: a table with a row per step and the columns ``symbol``; ``time_min`` (or ``time_s``,
    ``time_h``, ``minutes``, ``time``); ``distance_m`` (or ``distance_ft``, ``distance``; empty where nothing
    is moved); if known ``step``, ``description``, ``people``. Or a list of (symbol, time, distance). Symbols:
    operation, transport, inspection, delay, storage, and "operation and inspection" for the circle within the
    square; their first letters and the usual spellings are understood.

    Returns a ``ProcessChart``: ``counts``, ``times`` and ``distances`` (dictionaries with all five symbols,
    and the combined one where it was used), ``total_time``, ``total_distance``, ``operation_share``,
    ``labour_time``, ``table``, ``steps``. A table with several methods in the column ``method`` gives a
    dictionary with one such result for each.

    An operation is not always worth its time: whether it adds value is for the customer to say.

    Raises ValueError for an unknown symbol, a negative or missing time, a transport without a distance.

    Source: ASME Standard 101 (1947); Kanawaty (ed.), *Introduction to Work Study*, ILO, 4th ed. 1992, ch. 8;
    Krajewski, Malhotra and Ritzman, *Operations Management*, process charts.

    >>> chart = process_chart([("delay", 6.0, 0), ("transport", 0.35, 12), ("operation", 4.0, 0)])
    >>> chart.counts
    {'operation': 1, 'transport': 1, 'inspection': 0, 'delay': 1, 'storage': 0}
    >>> chart.times["delay"], chart.total_time, chart.total_distance
    (6.0, 10.35, 12.0)
    """
    table = step_table(steps, "process chart", ["symbol", "time", "distance"])
    return per_method(table, _one_chart)


def compare_methods(present, proposed):
    """What does the proposed method save, and does it raise a risk? No saving pays for a risk.

    ``present`` and ``proposed``: process charts, as for ``process_chart``, of the same job and in the same
    units, with the column ``risk`` (none, low, medium, high: rated by somebody who may) or, where nothing has
    been rated, ``hazard`` (words; empty where nothing was found).

    Returns a ``MethodComparison``: ``table`` (a row per symbol and a total: present, proposed and saved),
    ``saved_steps``, ``saved_time``, ``saved_distance``, ``saved_labour``, ``saved_time_share``,
    ``raised_risks``, ``open_hazards``, ``acceptable`` (True, False, None for not known yet) and the
    ``verdict`` in a sentence.

    A risk is raised where a step is rated higher than the worst step of its kind (symbol) at its place in the
    present method; at a place where nothing of the kind was done, higher than none. Without the column
    ``place`` the worst step of the kind counts, wherever it was. Where only ``hazard`` is there, every hazard
    that the present method does not have word for word is listed as open: rate it first.

    >>> present = [{"symbol": "operation", "time_min": 9.0, "place": "washer", "risk": "low"}]
    >>> draft = [{"symbol": "operation", "time_min": 4.0, "place": "washer", "risk": "high"}]
    >>> comparison = compare_methods(present, draft)
    >>> comparison.saved_time, comparison.acceptable
    (5.0, False)
    >>> comparison.verdict
    'Not acceptable: step 1 (washer) raises a risk from low to high. No saving pays for that.'
    """
    before, after = _table_of(present, "present"), _table_of(proposed, "proposed")
    old, new = _one_chart(before), _one_chart(after)
    for what, unit in (("time", "time_unit"), ("distance", "distance_unit")):
        if getattr(old, unit) != getattr(new, unit):
            raise ValueError(
                f"The present method has its {what}s in {getattr(old, unit) or 'no named unit'}, "
                f"the proposed "
                f"one in {getattr(new, unit) or 'no named unit'}: give both in one unit."
            )
    saved_time = total([old.total_time, -new.total_time])
    saved_distance = total([old.total_distance, -new.total_distance])
    saved_steps = sum(old.counts.values()) - sum(new.counts.values())
    known = old.labour_time is not None and new.labour_time is not None
    raised, unrated, looked = _risks(before, after)
    acceptable = False if raised else None if unrated or not looked else True
    savings = _savings(saved_time, old.time_unit, saved_distance, old.distance_unit, saved_steps)
    return MethodComparison(
        table=_side_by_side(old, new),
        saved_steps=saved_steps,
        saved_time=saved_time,
        saved_distance=saved_distance,
        saved_labour=total([old.labour_time, -new.labour_time]) if known else None,
        saved_time_share=saved_time / old.total_time if old.total_time else 0.0,
        raised_risks=raised,
        open_hazards=unrated,
        acceptable=acceptable,
        verdict=_verdict(raised, unrated, looked, "risk" in before, savings),
    )


def _one_chart(table):
    symbols = _symbols(table)
    time_column = column_of(table, list(_TIMES), "process chart")
    distance_column = column_of(table, list(_DISTANCES))
    times = column_numbers(table, time_column, "time")
    if distance_column:
        for name, symbol, distance in zip(step_names(table), symbols, table[distance_column], strict=True):
            if symbol == "transport" and pd.isna(distance):
                raise ValueError(
                    f"{name.capitalize()} is a transport without a distance: how far does it go?"
                )
        distances = column_numbers(table, distance_column, "distance", empty=0.0)
    elif "transport" in symbols:
        raise ValueError(
            f"The process chart has no column distance_m, but there are transports; it has "
            f"{listed(table.columns)}."
        )
    else:
        distances = [0.0] * len(table)
    used = [*SYMBOLS, *([COMBINED] if COMBINED in symbols else [])]

    def by_symbol(values):
        return {
            symbol: total(value for one, value in zip(symbols, values, strict=True) if one == symbol)
            for symbol in used
        }

    counts = {symbol: symbols.count(symbol) for symbol in used}
    time_of, distance_of = by_symbol(times), by_symbol(distances)
    total_time, total_distance = total(times), total(distances)
    operation = time_of["operation"] + time_of.get(COMBINED, 0.0)
    time_unit = _TIMES[time_column]
    distance_unit = _DISTANCES[distance_column] if distance_column else ""
    people = column_numbers(table, "people", "number of people", empty=0.0) if "people" in table else None
    return ProcessChart(
        counts=counts,
        times=time_of,
        distances=distance_of,
        total_time=total_time,
        total_distance=total_distance,
        operation_share=operation / total_time if total_time else 0.0,
        labour_time=total(a * b for a, b in zip(times, people, strict=True)) if people else None,
        time_unit=time_unit,
        distance_unit=distance_unit,
        table=_summary(counts, time_of, distance_of, time_unit, distance_unit),
        steps=pd.DataFrame(
            {
                "step": list(table["step"]) if "step" in table else list(range(1, len(table) + 1)),
                "symbol": symbols,
                "description": column_words(table, "description") if "description" in table else "",
                "time": times,
                "distance": distances,
            }
        ),
    )


def _symbols(table):
    column_of(table, ["symbol"], "process chart")
    result = []
    for name, written in zip(step_names(table), column_words(table, "symbol"), strict=True):
        symbol = _SYMBOL_OF.get(written.lower())
        if symbol is None:
            what = f"has the symbol {written!r}" if written else "has no symbol"
            raise ValueError(
                f"{name.capitalize()} {what}: there are {listed(SYMBOLS)}.{did_you_mean(written, _SYMBOL_OF)}"
            )
        result.append(symbol)
    return result


def _summary(counts, times, distances, time_unit, distance_unit):
    rows = [(symbol, counts[symbol], times[symbol], distances[symbol]) for symbol in counts]
    rows.append(("total", sum(counts.values()), total(times.values()), total(distances.values())))
    return pd.DataFrame(
        rows, columns=["symbol", "steps", _named("time", time_unit), _named("distance", distance_unit)]
    )


def _side_by_side(old, new):
    time, distance = _named("time", old.time_unit), _named("distance", old.distance_unit)
    before, after = old.table.set_index("symbol"), new.table.set_index("symbol")
    # The combined symbol may be in one of the two only; the total stays last.
    order = [*SYMBOLS, *([COMBINED] if COMBINED in {*before.index, *after.index} else []), "total"]
    before, after = before.reindex(order, fill_value=0), after.reindex(order, fill_value=0)
    columns = {}
    for what in ("steps", time, distance):
        columns[f"{what} present"] = before[what]
        columns[f"{what} proposed"] = after[what]
        columns[f"{what} saved"] = (before[what] - after[what]).round(9)
    return pd.DataFrame(columns).rename_axis("symbol").reset_index()


def _table_of(chart, which):
    table = chart.steps if isinstance(chart, ProcessChart) else step_table(chart, f"{which} method")
    if len(methods_in(table)) > 1:
        raise ValueError(
            f"The {which} method is a table with the methods {listed(methods_in(table))}: choose "
            f"the rows of one."
        )
    return table


def _risks(before, after):
    """Raised risks, hazards that nobody has rated, and whether anybody has looked at all."""
    for column in ("risk", "hazard"):
        if (column in before) != (column in after):
            which, other = ("proposed", "present") if column in before else ("present", "proposed")
            raise ValueError(
                f"The {which} method has no column {column}, the {other} one has: without it nobody can say "
                "whether a risk is raised."
            )
    steps = list(after["step"]) if "step" in after else list(range(1, len(after) + 1))
    words = column_words(after, "description") if "description" in after else [""] * len(after)
    hazards = column_words(after, "hazard") if "hazard" in after else [""] * len(after)
    if "risk" not in before:
        known = {text.lower() for text in column_words(before, "hazard")} if "hazard" in before else set()
        rows = zip(steps, words, hazards, strict=True)
        return (
            [],
            [OpenHazard(*row) for row in rows if row[2] and row[2].lower() not in known],
            "hazard" in before,
        )
    worst = {}
    for where, level in zip(_where(before, after), _levels(before), strict=True):
        for kind in _same_work(where):
            worst[kind] = max(worst.get(kind, 0), level)
    raised, unrated = [], []
    places = column_words(after, "place") if "place" in after else [""] * len(after)
    rows = zip(_where(after, before), _levels(after), steps, places, words, hazards, strict=True)
    for where, level, step, place, description, hazard in rows:
        if level > worst.get(where, 0):
            levels = RISKS[worst.get(where, 0)], RISKS[level]
            raised.append(RaisedRisk(step, place, description, *levels, hazard))
        elif hazard and not level:
            unrated.append(OpenHazard(step, description, hazard))
    return raised, unrated, True


def _where(table, other):
    """What a step is compared with: its kind, and its place if both charts tell places."""
    symbols = _symbols(table)
    if "place" in table and "place" in other:
        return list(zip(symbols, column_words(table, "place"), strict=True))
    return symbols


def _same_work(where):
    """A kind of step (and its place), and the kinds it may become or come from: an operation and an inspection
    put together in one are still both."""
    symbol, *place = where if isinstance(where, tuple) else (where,)
    kinds = {symbol, COMBINED} if symbol in ("operation", "inspection") else {symbol}
    kinds |= {"operation", "inspection"} if symbol == COMBINED else set()
    return [(kind, *place) if place else kind for kind in kinds]


def _levels(table):
    levels = []
    for name, written in zip(step_names(table), column_words(table, "risk"), strict=True):
        if written.lower() not in RISKS:
            what = f"has the risk {written!r}" if written else "has no risk"
            raise ValueError(f"{name.capitalize()} {what}: write none, low, medium or high.")
        levels.append(RISKS.index(written.lower()))
    return levels


def _verdict(raised, unrated, looked, rated, savings):
    if raised:
        told = [
            f"step {one.step}{f' ({one.place})' if one.place else ''} raises a risk from "
            f"{one.before} to {one.after}" + (f" ({one.hazard})" if one.hazard else "")
            for one in raised
        ]
        return f"Not acceptable: {'; '.join(told)}. No saving pays for that."
    if unrated:
        told = [f"step {one.step}, {one.hazard}" for one in unrated]
        return f"Not decided: a hazard is not rated yet ({'; '.join(told)}). Have its risk rated first."
    if not looked:
        return "Not decided: the charts say nothing of hazards. Add a column hazard or risk first."
    safe = "Raises no risk" if rated else "Names no hazard that the present method does not have"
    return f"{safe}, and {savings}."


def _savings(time, time_unit, distance, distance_unit, steps):
    parts = ((time, time_unit or "of time"), (distance, distance_unit or "of distance"))
    told = [(amount, f"{said(abs(amount))} {unit}") for amount, unit in parts if round(amount, 2)]
    if steps:
        told.append((steps, _so_many(abs(steps), "step")))
    saved = [words for amount, words in told if amount > 0]
    lost = [words for amount, words in told if amount < 0]
    if not told:
        return "changes neither time nor way"
    return " but ".join(
        [*([f"saves {listed(saved)}"] if saved else []), *([f"costs {listed(lost)} more"] if lost else [])]
    )


def _so_many(count, what):
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _named(what, unit):
    return f"{what}_{unit}" if unit else what


def _shown(table):
    numbers = [value for column in table.select_dtypes("float") for value in table[column]]
    digits = decimals(numbers)
    return table.to_string(index=False, float_format=lambda value: said(value, digits))
