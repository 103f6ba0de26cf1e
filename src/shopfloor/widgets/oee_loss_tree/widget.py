"""The OEE loss tree in Python: which machine and weeks, which losses are cut, and what comes of it."""

import json
from functools import lru_cache

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.oee import SIX, time_worth
from shopfloor.methods.shift_log import CONVENTIONS
from shopfloor.methods.worded import money
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.oee_loss_tree.machine_log import MachineLog
from shopfloor.widgets.oee_loss_tree.what_if import SHORT, SPEED, freed, with_cuts

FACTORS = ("availability", "performance", "quality")
RECORD = {
    "case": "int64",
    "machine": "str",
    "first_date": "str",
    "last_date": "str",
    **{f"{short}_cut": "float64" for short in SHORT.values()},
    "availability": "float64",
    "performance": "float64",
    "quality": "float64",
    "oee": "float64",
    "oee_record": "float64",
    "good_pieces": "float64",
    "extra_pieces": "float64",
    "extra_usd": "float64",
    "cost_usd": "float64",
    "payback_weeks": "float64",
}
MOST_NOTED = 200


class OeeLossTree(Computed):
    """Where did a machine's planned time go, and what would it bring to cut a loss?

    Planned time falls through the losses of availability, performance and quality to the fully productive
    time; each factor opens into those of the six big losses that belong to it. The learner cuts losses ("30 %
    fewer breakdowns") and sees OEE, good pieces and money beside the record. Freed time is running time like
    the rest: reduced speed and rejects keep their shares of it, as in ``oee.time_worth``.

    ``machine``, ``start``, ``end``: what is looked at first; any date of the first and of the last week.
    ``cuts``: {loss: fraction}, such as {"breakdowns": 0.3}; the losses are those of ``oee.SIX``, and those
    not named are not cut. ``opened``: the factors shown open. ``minor_stops``: where logged minor stops
    count, "availability" or "performance". ``per_piece``: what a further good piece earns (US dollars);
    ``cost``: what the change costs, once, or None. ``shifts``, ``stops``: tables as ``oee.oee_of`` takes
    them, of one ideal cycle time per machine, and ``reasons`` as for ``oee.name_reasons``; the course's own
    if left out. What is noted is kept in the file ``save_as``, if one is given.

    ``record`` is a table of the cases noted: case (from 1), machine, first_date, last_date, a column such as
    breakdowns_cut for each loss (a fraction), availability, performance, quality, oee (with the cuts),
    oee_record (without), good_pieces, extra_pieces, extra_usd, cost_usd and payback_weeks (NaN where there is
    none). ``shown`` is the tree as a table: loss, factor, record_min, now_min, cut.

    >>> OeeLossTree("IM-07", cuts={"breakdowns": 0.3}).shown.round(2).head(2)
                       loss        factor  record_min  now_min  cut
    0            breakdowns  availability      4268.0   2987.6  0.3
    1  setup and adjustment  availability      3002.0   3002.0  0.0
    """

    _esm = assemble("kit/kit.js", "oee_loss_tree/waterfall.js", "oee_loss_tree/oee_loss_tree.js")
    _css = assemble("kit/kit.css", "oee_loss_tree/oee_loss_tree.css")

    def __init__(
        self,
        machine=None,
        *,
        start=None,
        end=None,
        cuts=None,
        opened=(),
        minor_stops="availability",
        per_piece=0.50,
        cost=None,
        shifts=None,
        stops=None,
        reasons=None,
        save_as=None,
    ):
        self._noted_words = lru_cache(maxsize=MOST_NOTED)(self._in_words)
        self._log = log = MachineLog(shifts, stops, reasons)
        machine = log.machines[0] if machine is None else log.machine(machine)
        weeks = log.weeks[machine] or [None]
        self._wanted = self._checked(
            {
                "machine": machine,
                "start": weeks[0] if start is None else start,
                "end": weeks[-1] if end is None else end,
                "cuts": {} if cuts is None else cuts,
                "opened": list(opened) if isinstance(opened, (list, tuple, set)) else opened,
                "minor_stops": minor_stops,
                "per_piece": per_piece,
                "cost": cost,
                "noted": [],
            }
        )
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """The cases that were noted, a row each: see the class for the columns."""
        rows = []
        for place, one in enumerate(self._good["noted"], start=1):
            span, before, after, worth = self._case(one)
            rows.append(
                (
                    place, one["machine"], span.first or "", span.last or "", *(one["cuts"][loss] for loss in SHORT),
                    *after.oee, before.oee.oee, after.fully_productive / span.ideal, worth.pieces, worth.money,
                    float("nan") if one["cost"] is None else one["cost"], _weeks(span, worth),
                )
            )  # fmt: skip
        return pd.DataFrame(rows, columns=list(RECORD)).astype(RECORD)

    @property
    def shown(self) -> pd.DataFrame:
        """The tree as it is shown: loss, factor, record_min, now_min (with the cuts), cut (a fraction)."""
        _, before, after, _ = self._case(self._good)
        table = before.table[["loss", "factor"]].astype("str")
        return table.assign(
            record_min=before.table["time_min"],
            now_min=after.table["time_min"],
            cut=[float(self._good["cuts"].get(loss, 0.0)) for loss in table["loss"]],
        )

    # What is set

    def _start(self):
        return dict(self._wanted)

    def _checked(self, inputs):
        checked = self._checked_case(inputs)
        opened = inputs.get("opened")
        if not isinstance(opened, list) or not all(one in FACTORS for one in opened):
            raise ValueError(f"What opens is in a list: {listed(FACTORS)}; {opened!r} was given.")
        noted = inputs.get("noted")
        if not isinstance(noted, list) or not all(isinstance(one, dict) for one in noted):
            raise ValueError("What was noted cannot be read: is it from another widget?")
        if len(noted) > MOST_NOTED:
            raise ValueError(f"Up to {MOST_NOTED} cases can be noted.")
        checked["opened"] = [one for one in FACTORS if one in opened]
        return checked | {"noted": [self._checked_case(one) for one in noted]}

    def _checked_case(self, inputs):
        log = self._log
        machine = log.machine(inputs.get("machine"))
        start, end = inputs.get("start"), inputs.get("end")
        if log.weeks[machine]:
            start, end = log.week(machine, start, "first"), log.week(machine, end, "last")
            if start > end:
                raise ValueError(f"The earlier week comes first: did you mean {end} to {start}?")
        elif start is not None or end is not None:
            raise ValueError("These shifts have no dates, so there are no weeks to choose.")
        if inputs.get("minor_stops") not in CONVENTIONS:
            raise ValueError(
                f'Minor stops count against "availability" or "performance"; {inputs.get("minor_stops")!r} was given.'
            )
        span = log.span(machine, start, end)
        cost = inputs.get("cost")
        return {
            "machine": machine,
            "start": start,
            "end": end,
            "cuts": _checked_cuts(inputs.get("cuts"), span),
            "minor_stops": inputs["minor_stops"],
            "per_piece": number(inputs.get("per_piece"), "earning per piece"),
            "cost": None if cost is None else number(cost, "cost"),
        }

    # What comes of it

    def _case(self, inputs):
        """(span, tree of the record, tree with the cuts, what the difference is worth)."""
        span = self._log.span(inputs["machine"], inputs["start"], inputs["end"])
        before = span.trees[inputs["minor_stops"]]
        after = with_cuts(span, inputs["cuts"], inputs["minor_stops"])
        gained = (
            max(0.0, after.fully_productive - before.fully_productive)
            if any(inputs["cuts"].values())
            else 0.0
        )
        earns = gained > 0 and inputs["per_piece"] > 0
        worth = time_worth(
            gained,
            span.ideal,
            per_piece=inputs["per_piece"],
            cost=(inputs["cost"] or None) if earns else None,
        )
        return span, before, after, worth

    def _view(self, inputs):
        span, before, after, worth = self._case(inputs)
        weeks = self._log.weeks[inputs["machine"]]
        pairs = list(zip(_lines(before), _lines(after), strict=True))
        return {
            "set": inputs,
            "machines": self._log.machines,
            "ends": {
                name: {"start": weeks[0], "end": weeks[-1]}
                for name, weeks in self._log.weeks.items()
                if weeks
            },
            "weeks": [[week, _day(week)] for week in weeks],
            "heading": self._heading(inputs, span),
            "planned": round(span.planned, 1),
            "rows": _rows(before.planned, pairs),
            "losses": [_loss(*pair, inputs["cuts"]) for pair in pairs],
            "tiles": self._tiles(span, before, after, worth),
            "freed": self._freed(inputs, before, after),
            "note": self._note(span, before),
            "noted": [self._noted_words(json.dumps(one)) for one in inputs["noted"]],
            "text": self._words(inputs, span, before, after, worth),
        }

    def _heading(self, inputs, span):
        name = inputs["machine"][0].upper() + inputs["machine"][1:]
        dates = f", {_day(span.first)} to {_day(span.last)}" if span.first else ""
        return f"{name}{dates}: {span.shifts} shifts, {span.planned:,.0f} min planned"

    def _tiles(self, span, before, after, worth):
        """[label, now, record or what is beside it] for the three big figures and the factors."""
        good = after.fully_productive / span.ideal
        tiles = [
            [
                "OEE",
                _share(after.oee.oee),
                f"record {_share(before.oee.oee)}" if worth.pieces else "the record",
            ]
        ]
        tiles.append(
            [
                "Good pieces",
                f"{good:,.0f}",
                f"{worth.pieces:+,.0f} on the record" if worth.pieces else "as in the record",
            ]
        )
        weeks = _weeks(span, worth)
        back = (
            "in this span"
            if worth.money
            else "a piece earns nothing"
            if worth.pieces
            else "nothing gained yet"
        )
        back = f"cost back in {weeks:,.1f} weeks" if weeks == weeks else back
        tiles.append(["Worth", f"+{money(worth.money)}" if worth.money else "$0", back])
        for name in FACTORS:
            tiles.append([name, _share(getattr(after.oee, name)), _share(getattr(before.oee, name))])
        return tiles

    def _freed(self, inputs, before, after):
        minutes = freed(before, inputs["cuts"])
        if not minutes:
            return "Nothing is cut yet: open a factor and move a slider."
        minutes, reached = round(minutes), round(after.fully_productive - before.fully_productive)
        lost = minutes - reached
        if lost < 0:
            return (
                f"The cuts free {minutes:,} min, and good pieces for {reached:,} min come of it: "
                "by this ideal cycle time the machine is faster than its ideal."
            )
        again = f", {lost:,} min are lost again further down." if lost else "."
        return f"The cuts free {minutes:,} min; {reached:,} min of them become good pieces{again}"

    def _note(self, span, before):
        parts = []
        if span.by_week:
            low, high = span.by_week
            parts.append(f"From week to week the record's OEE went from {_share(low)} to {_share(high)}.")
        if span.left_out:
            one = span.left_out == 1
            parts.append(
                f"{span.left_out} shift{' is' if one else 's are'} left out: nobody counted {'its' if one else 'their'} good pieces."
            )
        if self._log.cleaned:
            parts.append(self._log.cleaned)
        if before.oee.note:
            parts.append(f"Doubtful: {before.oee.note}.")
        return " ".join(parts)

    def _words(self, inputs, span, before, after, worth):
        oee, table = before.oee, before.table
        largest = table.loc[table["time_min"].idxmax()]
        words = (
            f"{self._heading(inputs, span)}, {before.fully_productive:,.0f} min fully productive. OEE {_share(oee.oee)}: "
            f"availability {_share(oee.availability)}, performance {_share(oee.performance)}, quality {_share(oee.quality)}. "
            f"The largest loss is {largest['loss']}, {largest['time_min']:,.0f} min."
        )
        cuts = _cut_words(inputs["cuts"])
        if cuts:
            points = 100 * (after.oee.oee - oee.oee)
            words += (
                f" With {cuts}: OEE {_share(after.oee.oee)} ({points:+.1f} points), {worth.pieces:,.0f} good pieces more, "
                f"worth {money(worth.money)} at {money(inputs['per_piece'])} each."
            )
            weeks = _weeks(span, worth)
            if weeks == weeks:
                words += f" A cost of {money(inputs['cost'])} is back in {weeks:,.1f} weeks."
            words += f" {self._freed(inputs, before, after)}"
        else:
            words += " Nothing is cut."
        return words

    def _in_words(self, case):
        """The cells of a noted case, which comes as JSON so that it can be looked up the next time."""
        one = json.loads(case)
        span, _, after, worth = self._case(one)
        dates = f"{_day(span.first)} to {_day(span.last)}" if span.first else ""
        weeks = _weeks(span, worth)
        return [
            one["machine"],
            dates,
            _cut_words(one["cuts"]) or "nothing cut",
            _share(after.oee.oee),
            f"{worth.pieces:+,.0f}" if worth.pieces else "0",
            money(worth.money),
            f"{weeks:,.1f} weeks" if weeks == weeks else "",
        ]


def _checked_cuts(cuts, span):
    """{loss: fraction} for each of the six; ValueError in words."""
    if not isinstance(cuts, dict):
        raise ValueError(f'Cuts are given by their loss, such as {{"breakdowns": 0.3}}; {cuts!r} was given.')
    unknown = [loss for loss in cuts if loss not in SIX]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of the losses that can be cut: they are {listed(SIX)}.")
    checked = {}
    for loss in SHORT:
        cut = number(cuts.get(loss, 0.0), f"cut of {loss}")
        if cut > 1:
            hint = f": did you mean {cut / 100:g}?" if cut <= 100 else "."
            raise ValueError(f"The cut of {loss} is a fraction from 0 to 1; {cut:g} was given{hint}")
        checked[loss] = cut
    if checked[SPEED] and span.trees["availability"].oee.performance > 1:
        raise ValueError(
            "Reduced speed cannot be cut here: by this ideal cycle time the machine was faster than its ideal."
        )
    return checked


def _lines(tree):
    """The rows of a tree's table: (loss, factor, minutes)."""
    table = tree.table
    return list(
        zip(table["loss"].tolist(), table["factor"].tolist(), table["time_min"].tolist(), strict=True)
    )


def _loss(before, after, cuts):
    """A loss as its slider shows it."""
    loss, factor, minutes = before
    return {
        "loss": loss,
        "factor": factor,
        "record": _minutes(minutes),
        "now": _minutes(after[2]),
        # Nobody knows what to do about stops of unknown kind, and no time below nothing can be cut.
        "cut": round(100 * cuts[loss]) if loss in cuts and minutes > 0 else None,
    }


def _rows(planned, pairs):
    """The rows of the waterfall, top down: [kind, level, label, record from, to, now from, to, factor] in minutes."""
    rows = [["time", 0, "Planned time", 0.0, planned, 0.0, planned, ""]]
    top = now = planned
    left = {
        "availability": "Running time",
        "performance": "Net running time",
        "quality": "Fully productive time",
    }
    for factor, label in left.items():
        own = [(before, after[2]) for before, after in pairs if before[1] == factor]
        bottom, now_bottom = top - sum(before[2] for before, _ in own), now - sum(after for _, after in own)
        rows.append(["factor", 0, f"{factor.capitalize()} losses", bottom, top, now_bottom, now, factor])
        for (loss, _, was), minutes in own:
            rows.append(["loss", 1, loss.capitalize(), top - was, top, now - minutes, now, factor])
            top, now = top - was, now - minutes
        top, now = bottom, now_bottom
        rows.append(["good" if factor == "quality" else "time", 0, label, 0.0, top, 0.0, now, ""])
    return [[_minutes(one) if isinstance(one, float) else one for one in row] for row in rows]


def _weeks(span, worth):
    """After how many weeks the cost is back; NaN where there is no cost, no gain or no date."""
    if worth.payback is None or span.weeks is None:
        return float("nan")
    return worth.payback * span.weeks


def _cut_words(cuts):
    return (
        listed([f"{loss} cut by {100 * cut:.3g} %" for loss, cut in cuts.items() if cut])
        if any(cuts.values())
        else ""
    )


def _minutes(value):
    return round(float(value), 1) + 0.0  # no minus zero


def _share(value):
    return f"{100 * value:.1f}\u00a0%"


def _day(date):
    day = pd.Timestamp(date)
    return f"{day.day} {day:%b %Y}"
