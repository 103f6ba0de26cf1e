"""The line-balancing board in Python: who does what, whether it holds, and how it compares."""

from functools import lru_cache

import pandas as pd
import traitlets

from shopfloor.charts.precedence_layout import lay_out
from shopfloor.methods.arguments import listed, number
from shopfloor.methods.balancing import Balance, assess, balance, people_needed, shortest_cycle
from shopfloor.methods.precedence import shown
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.line_balancing_board import board_words as words_of
from shopfloor.widgets.line_balancing_board.board_words import rest, stations_of, tasks_of
from shopfloor.widgets.line_balancing_board.given_line import read_line
from shopfloor.widgets.line_balancing_board.rule_steps import plain, told

RULES = ("largest candidate", "positional weight")
OPTIMUM = "optimal"
MOST_PEOPLE = 9
SEARCH = 1.5
"""Seconds for each of the two searches: the learner waits for them."""


class LineBalancingBoard(Computed):
    """Share the tasks of a line out over stations, so that none takes longer than the cycle.

    The tasks stand in their precedence diagram. They are dragged, or moved by key, to the stations of the
    Yamazumi under it; a station over the cycle and a broken precedence are named at once, and the efficiency
    (against the cycle and against the longest station), balance delay, smoothness and idle time follow. On
    request the board tells, task by task, what a rule would do, and compares with the proved optimum.

    ``tasks``: a table with the columns task, time and predecessors (description, if there is one, is shown);
    or the name of one of the course's lines: "kettle" (also if left out), "lamp", "pump", "heater", "drive
    unit". ``demand`` and ``available_min``: pieces, and the minutes for them, from which takt follows; the
    course's own tables bring theirs. ``cycle_time``: what a station may take, in the unit of the times;
    takt if left out. ``stations``, ``people``: the balance at first, as ``balancing.assess`` takes it (a
    ``Balance``, lists, or the name of a column such as "station_now"); none if left out. ``unit``: of the
    times. What is made is kept in the file ``save_as``, if one is given.

    ``record``: a row for each task at a station: station (from 1), task, time, station_time, idle (of the
    station; below zero where it takes too long), times in the unit given. ``stations``: lists of tasks in
    station order; ``people``: at each; ``waiting``: tasks without a station; ``cycle_time``; ``takt`` (None
    where no demand is known); ``assessment``: that of ``balancing.assess``. ``set(stations=...,
    cycle_time=..., demand=..., people=...)`` works from Python; a new demand makes the cycle its takt.

    >>> board = LineBalancingBoard("lamp", stations=["A B D", "C E", "F G H"])
    >>> board.cycle_time, board.assessment.over_cycle, board.assessment.broken
    (75.0, [2], [('C', 'D')])
    """

    _esm = assemble(
        "kit/kit.js",
        "line_balancing_board/diagram.js",
        "line_balancing_board/yamazumi.js",
        "line_balancing_board/line_balancing_board.js",
    )
    _css = assemble("kit/kit.css", "line_balancing_board/line_balancing_board.css")

    line = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        tasks=None,
        *,
        cycle_time=None,
        demand=None,
        available_min=None,
        stations=None,
        people=1,
        unit="s",
        save_as=None,
    ):
        self._line = read_line(tasks, demand, available_min, unit, cycle_time)
        self._find = lru_cache(maxsize=32)(self._search)
        first = {"stations": [] if stations is None else stations, "people": people}
        if isinstance(stations, Balance) and people == 1:
            first["people"] = stations.people
        first |= {"demand": self._line.demand, "cycle_time": cycle_time, "asked": "", "at": 0, "seen": False}
        self._first = self._checked({"line": self._line.key, **first})
        super().__init__(save_as=save_as, line=self._drawn())

    # What the learner did

    @property
    def stations(self) -> list:
        """The tasks at each station."""
        return self.assessment.stations

    @property
    def people(self) -> list:
        """How many work side by side at each station."""
        return list(self._good["people"])

    @property
    def waiting(self) -> list:
        """The tasks that have no station yet."""
        return self.assessment.not_assigned

    @property
    def takt(self):
        """Working time / demand; None where no demand is known."""
        demand = self._good["demand"]
        return None if demand is None else self._line.takt(demand)

    @property
    def cycle_time(self) -> float:
        """What a station may take."""
        return self._cycle(self._good)

    @property
    def assessment(self):
        """What ``balancing.assess`` says of the board."""
        return self._assessed(self._good)

    @property
    def record(self) -> pd.DataFrame:
        """A row for each task at a station: see the class for the columns."""
        found, names = self.assessment, self._line.network.names
        idle = found.table()["idle"]
        time_of = dict(zip(names, self._line.network.times, strict=True))
        rows = [
            (label, task, time_of[task], found.station_times[place], idle[place])
            for place, (label, tasks) in enumerate(zip(found.labels, found.stations, strict=True))
            for task in tasks
        ]
        kinds = ["int64", pd.Series(list(names)).dtype, "float64", "float64", "float64"]
        columns = ["station", "task", "time", "station_time", "idle"]
        return pd.DataFrame(rows, columns=columns).astype(dict(zip(columns, kinds, strict=True)))

    def set(self, **inputs):
        """Sets the board from Python: stations, people, cycle_time, demand; ValueError in words."""
        if "stations" in inputs and "people" not in inputs:
            made = inputs["stations"]
            inputs["people"] = made.people if isinstance(made, Balance) else 1
        if "demand" in inputs and "cycle_time" not in inputs:
            inputs["cycle_time"] = None
        super().set(**inputs)

    # What is set

    def _start(self):
        return dict(self._first)

    def _checked(self, inputs):
        if inputs.get("line") != self._line.key:
            raise ValueError("this is the balance of another line")
        demand, cycle = inputs.get("demand"), inputs.get("cycle_time")
        if demand is not None and self._line.available_min is None:
            raise ValueError(
                "There is no takt without working time: make the board with available_min as well."
            )
        demand = None if demand is None else number(demand, "demand", above=0)
        cycle = None if cycle is None else number(cycle, "cycle time", above=0)
        if cycle is None and demand is None:
            raise ValueError("Give a cycle time: what a station may take for one piece.")
        stations, people = self._placed(inputs.get("stations"), inputs.get("people", 1))
        asked = inputs.get("asked", "")
        if asked not in ("", *RULES, OPTIMUM):
            names = listed(f'"{name}"' for name in (*RULES, OPTIMUM))
            raise ValueError(f'What can be asked for: {names}, or "" for nothing; {asked!r} was given.')
        at = int(number(inputs.get("at", 0), "number of steps"))
        return {
            "line": self._line.key,
            "stations": stations,
            "people": people,
            "demand": demand,
            "cycle_time": cycle,
            "asked": asked,
            "at": min(at, len(self._line.names)),
            "seen": inputs.get("seen") is True,
        }

    def _placed(self, stations, people):
        """Stations with work, as lists of text in an order that can be done, and their people."""
        found = assess(self._line.table, stations, 1, people=people)
        if found.twice:
            raise ValueError(
                f"A task stands at one station only: {shown(found.twice)} "
                f"{'was' if len(found.twice) == 1 else 'were'} given more than once."
            )
        place = {name: at for at, name in enumerate(self._by_precedence())}
        manned = [
            (sorted(tasks, key=place.get), count)
            for tasks, count in zip(found.stations, found.people, strict=True)
            if tasks
        ]
        for label, (_, count) in enumerate(manned, start=1):
            if count > MOST_PEOPLE:
                raise ValueError(
                    f"{count} people at station {label} are more than this board can show: "
                    f"give up to {MOST_PEOPLE}."
                )
        return [[str(name) for name in tasks] for tasks, _ in manned], [count for _, count in manned]

    def _by_precedence(self):
        return [self._line.network.names[task] for task in self._line.network.order]

    def _cycle(self, inputs):
        return self._line.takt(inputs["demand"]) if inputs["cycle_time"] is None else inputs["cycle_time"]

    def _assessed(self, inputs):
        return assess(self._line.table, inputs["stations"], self._cycle(inputs), people=inputs["people"])

    # What is drawn

    def _drawn(self):
        """The line itself, which no input changes."""
        network = self._line.network
        if any(network.before):
            columns, (heights, arrows) = network.columns, lay_out(network.columns, network.before)
        else:  # nothing waits for anything: rows, as in a book
            count = range(len(network.names))
            columns, heights, arrows = [at % 8 for at in count], [float(at // 8) for at in count], {}
        rows = zip(
            self._line.names,
            self._line.described(),
            network.times,
            network.before,
            columns,
            heights,
            strict=True,
        )
        return {
            "title": self._line.title,
            "unit": self._line.unit,
            "period": self._line.period,
            "tasks": [
                {
                    "name": name,
                    "words": words,
                    "time": time,
                    "said": plain(time),
                    "before": list(before),
                    "x": x,
                    "y": y,
                }
                for name, words, time, before, x, y in rows
            ],
            "order": [str(name) for name in self._by_precedence()],
            "arrows": [[one, other, bends] for (one, other), bends in arrows.items()],
        }

    def _view(self, inputs):
        found, cycle, unit = self._assessed(inputs), self._cycle(inputs), self._line.unit
        problems = words_of.problems(self._line, found)
        kind, head, words = words_of.verdict(self._line, found, problems)
        number_of = self._line.network.number_of
        idle = found.table()["idle"].tolist()
        loads = [
            {
                "time": time,
                "each": time / count,
                "people": count,
                "over": label in found.over_cycle,
                "said": plain(time),
                "rest": f"{rest(abs(left), cycle)} {'over' if label in found.over_cycle else 'idle'}",
            }
            for label, time, count, left in zip(
                found.labels, found.station_times, found.people, idle, strict=True
            )
        ]
        takt = None if inputs["demand"] is None else self._line.takt(inputs["demand"])
        pace = words_of.pace(self._line, cycle, takt, inputs["demand"])
        return {
            "stations": inputs["stations"],
            "people": inputs["people"],
            "loads": loads,
            "waiting": [number_of(name) for name in found.not_assigned],
            "broken": [[number_of(one), number_of(other)] for one, other in found.broken],
            "cycle": cycle,
            "takt": takt,
            "demand": inputs["demand"],
            "cycle_said": plain(cycle),
            "least": people_needed(self._line.table, cycle).people,
            "pace": pace,
            "verdict": [kind, head, words],
            "problems": problems,
            "figures": self._figures(found, idle),
            "panel": self._panel(inputs, found, cycle),
            "text": self._words(found, cycle, pace, head, words, problems, unit),
        }

    def _figures(self, found, idle):
        unit, some = self._line.unit, found.n_stations > 0
        spare = sum(max(0.0, left) for left, tasks in zip(idle, found.stations, strict=True) if tasks)

        def percent(share):
            return f"{100 * share:.1f} %" if some else "\u2013"

        rows = [
            (
                "Stations",
                str(found.n_stations),
                "" if found.n_people == found.n_stations else f"{found.n_people} people",
            ),
            ("Efficiency", percent(found.efficiency), "against the cycle"),
            ("Efficiency", percent(found.efficiency_of_longest), "against the longest station"),
            ("Balance delay", percent(found.balance_delay), "idle part of the cycle"),
            ("Smoothness", plain(found.smoothness) if some else "\u2013", f"{unit}, 0 is even"),
            ("Idle time", plain(spare) if some else "\u2013", f"{unit} for each piece"),
        ]
        return [list(row) for row in rows]

    def _words(self, found, cycle, pace, head, words, problems, unit):
        parts = [f"{self._line.title}, {len(self._line.names)} tasks, cycle time {plain(cycle)} {unit}."]
        parts += [pace, f"{head}." if not words else f"{head}. {words}", *problems]
        for label, tasks, time in zip(found.labels, found.stations, found.station_times, strict=True):
            parts.append(f"Station {label}: {listed(tasks)}, {plain(time)} {unit}.")
        if found.n_stations:
            parts.append(
                f"Efficiency {100 * found.efficiency:.1f} % against the cycle, "
                f"{100 * found.efficiency_of_longest:.1f} % against the longest station; balance delay "
                f"{100 * found.balance_delay:.1f} %, smoothness {plain(found.smoothness)} {unit}."
            )
        if found.not_assigned and found.n_stations:
            parts.append(f"Waiting: {shown(found.not_assigned)}.")
        return " ".join(part for part in parts if part)

    # What is asked for

    def _search(self, cycle, method):
        return balance(self._line.table, cycle, method, parallel=True, time_limit=SEARCH)

    def _panel(self, inputs, found, cycle):
        if not inputs["asked"]:
            return {}
        result = self._find(cycle, inputs["asked"])
        stations = [[str(name) for name in tasks] for tasks in result.stations]
        if inputs["asked"] == OPTIMUM:
            head, words, rows = self._compared(found, result, cycle)
            answer = {"stations": stations, "people": result.people} if inputs["seen"] else {}
            return {"kind": OPTIMUM, "head": head, "words": words, "rows": rows, **answer}
        at, total = inputs["at"], len(self._line.names)
        steps = told(self._line, result, self._line.unit, at)
        last = steps[-1]["station"] if steps else 0
        placed = {step["task"] for step in steps}
        so_far = [[name for name in tasks if name in placed] for tasks in stations[:last]]
        end = ""
        if at == total:
            proof = (
                "No balance has fewer."
                if result.proved_optimal
                else f"That at least {result.stations_needed} are needed is certain; whether this can be "
                "reached the rule cannot say."
            )
            end = f"{stations_of(result)}, efficiency {100 * result.efficiency:.1f} %. {proof}"
        return {
            "kind": inputs["asked"],
            "steps": steps,
            "at": at,
            "total": total,
            "end": end,
            "stations": so_far,
            "people": result.people[:last],
        }

    def _compared(self, found, best, cycle):
        """Head, words and rows (what, yours, optimum) of the comparison."""
        unit = self._line.unit
        fewest = f"{best.n_stations} {'station' if best.n_stations == 1 else 'stations'}"
        if best.proved_optimal:
            words = f"Proved: no balance of this line at {plain(cycle)} {unit} has fewer than {fewest}."
        else:
            words = (
                f"The best found has {fewest}; at least {best.stations_needed} are needed. "
                "Which of the two could not be proved in the time of a click."
            )
        if found.not_assigned:
            count = len(found.not_assigned)
            head = f"{tasks_of(count)} of yours still {'waits' if count == 1 else 'wait'}"
        elif not found.valid:
            head = "Yours does not hold yet"
        elif found.n_stations > best.n_stations:
            more = found.n_stations - best.n_stations
            head = f"Yours holds, with {more} {'station' if more == 1 else 'stations'} more than the optimum"
        elif found.n_stations < best.n_stations:
            head = "Yours has fewer stations, for more people stand side by side"
        else:
            head = "Yours has as few stations as the optimum"
        pairs = [
            ("Stations", *[str(one.n_stations) for one in (found, best)]),
            ("People", *[str(one.n_people) for one in (found, best)]),
            ("Efficiency against the cycle", *[f"{100 * one.efficiency:.1f} %" for one in (found, best)]),
            (f"Longest station ({unit})", *[plain(one.longest) for one in (found, best)]),
        ]
        if best.n_people == best.n_stations:
            fast = self._fastest(best.n_stations)
            proof = "Proved: no" if fast.proved_optimal else "Found within the time of a click: no"
            words += f" {proof} cycle with {fewest} is shorter than {plain(fast.cycle_time)} {unit}"
            if found.valid and found.n_stations == best.n_stations:
                words += f"; yours could run at {plain(found.longest)} {unit}"
            words += "."
        return head, words, [list(row) for row in pairs]

    def _fastest(self, stations):
        kept = self.__dict__.setdefault("_fast", {})
        if stations not in kept:
            kept[stations] = shortest_cycle(self._line.table, stations, time_limit=SEARCH)
        return kept[stations]
