"""The flow simulator in Python: what is set, the two runs it makes, and what was noted of them."""

import math
from functools import lru_cache

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.flow import best_case, practical_worst_case, worst_case
from shopfloor.methods.flow_settings import whole
from shopfloor.widgets.flow_simulator import words
from shopfloor.widgets.flow_simulator.lines import VARIABILITY, Lines
from shopfloor.widgets.flow_simulator.runs import run
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed

SHIFT = 480.0
MOST_WIP, MOST_CARDS, MOST_BATCH, MOST_STOPS, MOST_NOTED = 60, 12, 10, 10, 40
BUSY = (0.3, 1.2)
LENGTHS = (5, 10, 20, 40)
RECORD = {
    "run": "int64",
    "control": "str",
    "line": "str",
    "stations": "int64",
    "utilisation": "float64",
    "order_gap_min": "float64",
    "variability": "str",
    "orders": "str",
    "wip_limit": "float64",
    "cards_per_station": "float64",
    "batch": "int64",
    "seed": "int64",
    "breakdowns": "str",
    "shift_min": "float64",
    "finished": "int64",
    "throughput_per_h": "float64",
    "mean_wip": "float64",
    "mean_lead_time_min": "float64",
    "cycle_time_min": "float64",
    "order_to_finish_min": "float64",
}
PARTS = {
    "control": "str",
    "part": "int64",
    "arrived_min": "float64",
    "released_min": "float64",
    "finished_min": "float64",
    "lead_time_min": "float64",
}


class FlowSimulator(Computed):
    """Push against pull on the same stations, with the same orders and the same work: why does work wait?

    One shift is simulated twice with ``flow.simulate``, once for each rule, with common random numbers: a part
    has the same process times under both. The learner runs the clock, breaks a station down, changes a setting,
    and sees parts wait. What was shown up to a breakdown stays as it was.

    ``stations``: None for the plant's line (flow/stations), 2 to 6 for so many equal stations of 4 min, or a
    table as ``flow.simulate`` takes it, with 2 to 8 stations and times in minutes. ``utilisation``: the orders
    that come, as a fraction of what the bottleneck can do (None: as the table's arrival_gap_min says, else
    0.9). ``variability``: "as given", "none", "moderate" (a coefficient of variation of 0.5) or "exponential",
    of process times and arrivals. ``pull``: "conwip", with ``wip`` parts in the line at most, or "kanban", with
    ``cards`` places at each station. ``orders`` of the pull line: "same" as those of push, waiting outside
    where they must, or "always": work is always waiting. ``batch``: so many parts go on to the next station
    together. ``breakdowns``: [(station, minute, length)]. ``seed``: the luck of the shift. ``shift_min``: its
    length, 60 to 480. What was noted is kept in the file ``save_as``, if one is given.

    ``record``: two rows for each shift that was run to its end and noted (or ``finish()``): run, control, the
    settings, and finished, throughput_per_h, mean_wip, mean_lead_time_min (of the parts finished),
    cycle_time_min (time in the line per part finished: WIP = throughput x cycle time holds exactly) and
    order_to_finish_min. ``parts``: the parts of both current runs: control, part, arrived_min (the order),
    released_min (into the line), finished_min, lead_time_min; an empty cell is what has not happened.

    >>> line = FlowSimulator(4, variability="none", utilisation=1.0, wip=4)
    >>> line.finish()[["control", "throughput_per_h", "mean_lead_time_min"]]
      control  throughput_per_h  mean_lead_time_min
    0    push              14.5                16.0
    1  conwip              14.5                16.0
    """

    _esm = assemble(
        "kit/kit.js", "flow_simulator/lane.js", "flow_simulator/plots.js", "flow_simulator/flow_simulator.js"
    )
    _css = assemble("kit/kit.css", "flow_simulator/flow_simulator.css")

    def __init__(
        self,
        stations=None,
        *,
        utilisation=None,
        variability="as given",
        pull="conwip",
        wip=8,
        cards=3,
        orders="same",
        batch=1,
        breakdowns=(),
        seed=1,
        shift_min=SHIFT,
        save_as=None,
    ):
        self._lines = lines = Lines(stations)
        self._run = lru_cache(maxsize=2 * MOST_NOTED + 8)(self._simulated)
        self._shift = number(shift_min, "length of the shift")
        if not 60 <= self._shift <= SHIFT:
            raise ValueError(f"A shift lasts from 60 to {SHIFT:g} min; {self._shift:g} was given.")
        if utilisation is None:
            given = lines.line(lines.start, "as given")
            utilisation = 0.9
            if given.arrival_gap is not None:
                utilisation = round(1 / (given.arrival_gap * given.rates.bottleneck_rate), 4)
        self._wanted = self._checked(
            {
                "line": lines.start,
                "utilisation": utilisation,
                "variability": variability,
                "pull": pull,
                "wip": wip,
                "cards": cards,
                "orders": orders,
                "batch": batch,
                "seed": seed,
                "stops": list(breakdowns) if isinstance(breakdowns, (list, tuple)) else breakdowns,
                "noted": [],
            }
        )
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """The runs noted, a row each for push and pull: see the class for the columns."""
        rows = []
        for place, one in enumerate(self._good["noted"]):
            _, gap, push, pull = self._both(one)
            for at, seen in enumerate((push, pull)):
                conwip, kanban = seen.control == "conwip", seen.control == "kanban"
                rows.append(
                    (
                        2 * place + at + 1, seen.control, one["line"], len(seen.stations), one["utilisation"], gap,
                        one["variability"], one["orders"] if at else "same",
                        one["wip"] if conwip else math.nan, one["cards"] if kanban else math.nan,
                        one["batch"], one["seed"], words.stops(one["stops"]), self._shift, seen.finished,
                        seen.throughput_per_h, seen.mean_wip, seen.lead_time, seen.cycle_time, seen.order_to_finish,
                    )
                )  # fmt: skip
        return pd.DataFrame(rows, columns=list(RECORD)).astype(RECORD)

    @property
    def parts(self) -> pd.DataFrame:
        """The parts of the two runs that are shown, those of push first: see the class for the columns."""
        _, _, push, pull = self._both(self._good)
        return pd.concat([push.parts, pull.parts], ignore_index=True).astype(PARTS)

    @property
    def stations(self) -> pd.DataFrame:
        """``flow.simulate``'s table of the stations of both runs, those of push first, with their control."""
        _, _, *both = self._both(self._good)
        return pd.concat([one.stations.assign(control=one.control) for one in both], ignore_index=True)

    def finish(self) -> pd.DataFrame:
        """Notes the shift as it is set, as running it to its end in the browser does; returns ``record``."""
        now = {name: value for name, value in self._good.items() if name != "noted"}
        self.set(noted=[*self._good["noted"], now])
        return self.record

    # What is set

    def _start(self):
        return dict(self._wanted)

    def _checked(self, inputs):
        checked = self._checked_shift(inputs)
        noted = inputs.get("noted")
        if not isinstance(noted, list) or not all(isinstance(one, dict) for one in noted):
            raise ValueError("What was noted cannot be read: is it from another widget?")
        noted = [self._checked_shift(one) for one in noted]
        once = [one for place, one in enumerate(noted) if one not in noted[:place]]
        if len(once) > MOST_NOTED:
            raise ValueError(f"The record is full: it holds {MOST_NOTED} shifts.")
        return checked | {"noted": once}

    def _checked_shift(self, inputs):
        busy = number(inputs.get("utilisation"), "utilisation")
        if not BUSY[0] <= busy <= BUSY[1]:
            hint = f": did you mean {busy / 100:g}?" if BUSY[0] <= busy / 100 <= BUSY[1] else "."
            raise ValueError(
                f"The utilisation is a fraction from {BUSY[0]} to {BUSY[1]}; {busy:g} was given{hint}"
            )
        line = self._lines.line(_text(inputs, "line"), _text(inputs, "variability"))
        checked = {
            "line": inputs["line"],
            "utilisation": busy,
            "variability": inputs["variability"],
            "pull": _one_of(inputs, "pull", words.PULLS),
            "wip": _up_to(inputs.get("wip"), MOST_WIP, "limit of parts in the line"),
            "cards": _up_to(inputs.get("cards"), MOST_CARDS, "number of places at a station"),
            "orders": _one_of(inputs, "orders", words.ORDERS),
            "batch": _up_to(inputs.get("batch"), MOST_BATCH, "batch"),
            "seed": whole(inputs.get("seed"), "seed", low=0),
            "stops": self._checked_stops(inputs.get("stops"), line),
        }
        limit = checked["wip" if checked["pull"] == "conwip" else "cards"]
        if limit < checked["batch"]:
            raise ValueError(
                f"With a limit of {limit} a batch of {checked['batch']} never fills, and the pull line would "
                "stand still: raise the limit or make the batch smaller."
            )
        return checked

    def _checked_stops(self, stops, line):
        if not isinstance(stops, list) or not all(
            isinstance(one, (list, tuple)) and len(one) == 3 for one in stops
        ):
            raise ValueError("Give the breakdowns as a list of (station, minute, length).")
        if len(stops) > MOST_STOPS:
            raise ValueError(f"There can be up to {MOST_STOPS} breakdowns by hand in a shift.")
        checked = []
        for name, at, length in stops:
            if name not in line.names:
                raise ValueError(
                    f"There is no station {name!r} to break down: there is {listed(line.names)}."
                )
            at = number(at, "minute of a breakdown")
            length = number(length, "length of a breakdown", above=0)
            if at >= self._shift or length > self._shift:
                raise ValueError(
                    f"A breakdown begins within the shift of {self._shift:g} min and is no longer than that; "
                    f"{at:g} and {length:g} were given."
                )
            checked.append([name, at, length])
        return sorted(checked, key=lambda one: one[1])

    # What comes of it

    def _simulated(self, line, variability, gap, control, batch, seed, stops, wip, cards, like_push):
        found = self._lines.line(line, variability)
        orders = None
        if like_push:
            push = self._run(line, variability, gap, "push", batch, seed, stops, None, None, False)
            orders = push.parts["arrived_min"].to_numpy()
        return run(
            found, control, shift=self._shift, gap=gap, seed=seed, batch=batch, stops=list(stops),
            wip=wip, cards=cards, orders=orders,
        )  # fmt: skip

    def _both(self, one):
        """The line, the mean time between orders, and the runs of push and pull of one shift."""
        line = self._lines.line(one["line"], one["variability"])
        gap = 1 / (line.rates.bottleneck_rate * one["utilisation"])
        stops = tuple(map(tuple, one["stops"]))
        common = one["line"], one["variability"]
        same = one["orders"] == "same"
        limit = (one["wip"], None) if one["pull"] == "conwip" else (None, one["cards"])
        push = self._run(*common, gap, "push", one["batch"], one["seed"], stops, None, None, False)
        pull = self._run(
            *common, gap if same else None, one["pull"], one["batch"], one["seed"], stops, *limit, same
        )
        return line, gap, push, pull

    def _view(self, inputs):
        line, gap, push, pull = self._both(inputs)
        rates = line.rates
        return {
            "names": list(line.names),
            "machines": list(line.machines),
            "shift": round(self._shift * 10),
            "gap": round(gap, 2),
            "bottleneck": rates.bottleneck,
            "critical": round(rates.critical_wip, 2),
            "rule": words.rule(inputs),
            "runs": [push.drawn, pull.drawn],
            "curves": self._curves(rates, push, pull),
            "lines": self._lines.choices,
            "variabilities": list(VARIABILITY.items()),
            "pulls": list(words.PULLS.items()),
            "order_kinds": list(words.ORDERS.items()),
            "lengths": list(LENGTHS),
            "most": [MOST_WIP, MOST_CARDS, MOST_BATCH, MOST_STOPS, MOST_NOTED],
            "noted": [self._noted(place, one) for place, one in enumerate(inputs["noted"], start=1)],
            "text": words.sentences(inputs, line, gap, self._shift, push, pull),
        }

    @staticmethod
    def _curves(rates, push, pull):
        """[WIP, parts per h at best, in the practical worst and the worst case, and the three cycle times]."""
        seen = [mark[1] for one in (push, pull) for mark in one.drawn["marks"]]
        most = max(2 * rates.critical_wip, 1.15 * max(seen), 4.0)
        # The corner of the best case is at the critical WIP.
        at = sorted(
            {1.0, round(rates.critical_wip, 3), *(round(1 + k * (most - 1) / 20, 2) for k in range(21))}
        )
        at = [parts for parts in at if parts >= 1]
        cases = [
            case(at, rates.bottleneck_rate, rates.raw_process_time)
            for case in (best_case, practical_worst_case, worst_case)
        ]
        columns = [at, *((60 * case.throughput).round(2).tolist() for case in cases)]
        columns += [case.cycle_time.round(1).tolist() for case in cases]
        return [list(row) for row in zip(*columns, strict=True)]

    def _noted(self, place, one):
        """A line of the table of noted shifts: what was set, and the two results in words."""
        _, _, push, pull = self._both(one)
        settings = (
            f"{dict(self._lines.choices)[one['line']]}, {100 * one['utilisation']:.0f} %, "
            f"{VARIABILITY[one['variability']].partition(':')[0]}, {words.rule(one)}, batch {one['batch']}, "
            f"seed {one['seed']}"
        )
        if one["orders"] == "always":
            settings += ", work always waiting for pull"
        if one["stops"]:
            settings += f"; {words.stops(one['stops'])}"
        return [str(place), settings, *(_brief(seen) for seen in (push, pull))]


def _brief(seen):
    if not seen.finished:
        return "none finished"
    return f"{seen.throughput_per_h:.1f}/h, WIP {seen.mean_wip:.1f}, {seen.lead_time:.0f} min"


def _up_to(value, most, what):
    value = whole(value, what)
    if value > most:
        raise ValueError(f"The {what} can be up to {most}; {value} was given.")
    return value


def _text(inputs, name):
    value = inputs.get(name)
    if not isinstance(value, str):
        raise ValueError(f"The {name} is given by its name, in quotes; {value!r} was given.")
    return value


def _one_of(inputs, name, known):
    if _text(inputs, name) not in known:
        quoted = " or ".join(f'"{one}"' for one in known)
        raise ValueError(f"{name} is {quoted}; {inputs[name]!r} was given.")
    return inputs[name]
