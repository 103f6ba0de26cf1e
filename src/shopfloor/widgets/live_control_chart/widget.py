"""The live control chart in Python: the games, their charts, and how the learner's stops are scored."""

from functools import lru_cache

import pandas as pd

from shopfloor.methods.arguments import listed
from shopfloor.methods.quality import RULES, average_run_length, run_rules, xbar_r
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.live_control_chart.made_process import CAUSES, EARLIEST, TAIL, UNIT, WHAT, play

NO_RULES, LIMITS = "none", "limits"
CHOICES = {
    NO_RULES: "no marks: your own eye",
    LIMITS: "points beyond the limits",
    "western electric": "Western Electric's four rules",
    "nelson": "Nelson's eight rules",
}
RECORD = {
    "game": "int64",
    "cause": "str",
    "size": "float64",
    "began": "Int64",
    "stopped_at": "Int64",
    "delay": "Int64",
    "false_alarm": "bool",
    "missed": "bool",
    "rules": "str",
    "chart_signal": "Int64",
}
MOST_GAMES = 200


class LiveControlChart(Computed):
    """A process runs, subgroup by subgroup: stop it when you suspect a cause, and let chance be chance.

    Fill weights of a made process arrive as points on an average and a range chart, whose limits come from
    the first ``base`` subgroups. At some time a cause sets in: the mean shifts or drifts, or the spread
    grows; or nothing happens at all. The learner runs, pauses, steps, and stops the process once per game; a
    game that nobody stops ends after ``subgroups``. Then the cause is told and scored: a stop before the
    cause (or without any) is a false alarm, a cause that nobody stopped is missed.

    ``seed`` makes the games; ``n``: pieces in a subgroup; ``causes``: which of "none", "shift", "drift" and
    "spread" there may be (drawn anew for each game); ``rules``: which points are marked at first: "none", "limits"
    (beyond a limit), "western electric" or "nelson" (run rules on the averages; the ranges always by their
    limits). ``speed``: subgroups per second. What was played is kept in the file ``save_as``, if one is given.

    ``record`` is a table with a row per game that has ended: game, cause, size (a shift in standard
    deviations of a piece, a drift in those per subgroup, more spread as its factor), began and stopped_at
    (subgroups, from 1), delay (subgroups made under the cause until the stop, the first one included: 1 is
    the least), false_alarm, missed, rules (switched on at the end) and chart_signal (the first subgroup after
    the limits at which those rules mark a point; those of a point beyond a limit where none were on).

    >>> LiveControlChart().record.empty
    True
    """

    _esm = assemble(
        "kit/kit.js", "live_control_chart/two_panels.js", "live_control_chart/live_control_chart.js"
    )
    _css = assemble("kit/kit.css", "live_control_chart/live_control_chart.css")

    def __init__(
        self,
        seed=14,
        *,
        n=5,
        base=20,
        subgroups=80,
        causes=tuple(CAUSES),
        rules=NO_RULES,
        speed=2,
        save_as=None,
    ):
        if isinstance(seed, bool) or not isinstance(seed, int):
            raise ValueError(f"seed must be a whole number such as 14, not {seed!r}")
        causes = (causes,) if isinstance(causes, str) else causes
        if not isinstance(causes, (list, tuple)) or not causes or any(one not in CAUSES for one in causes):
            raise ValueError(f"The causes are some of {listed(CAUSES)}; {causes!r} was given.")
        self._seed = seed
        self._n = _whole(n, "pieces in a subgroup", 2, 10)
        self._base = _whole(base, "subgroups for the limits", 10, 50)
        self._subgroups = _whole(subgroups, "subgroups of a game", self._base + EARLIEST + TAIL, 300)
        self._causes = tuple(dict.fromkeys(causes))
        if isinstance(speed, bool) or not isinstance(speed, (int, float)) or not 0.5 <= speed <= 8:
            raise ValueError(f"speed must be from 0.5 to 8 subgroups a second, not {speed!r}")
        self._speed = speed
        self._rules = self._checked_rules(rules)
        self._charts = lru_cache(maxsize=16)(self._charts_of)
        self._marks = lru_cache(maxsize=64)(self._marks_of)
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """The games that have ended, a row each: see the class for the columns."""
        return pd.DataFrame(self._results(self._good["stops"]), columns=list(RECORD)).astype(RECORD)

    def samples(self, game=None) -> pd.DataFrame:
        """The subgroups seen so far in a game (the one on the screen if none is named): subgroup, x1, x2, ...

        All of them once the game has ended, so that the chart can be made again in the next cell.
        """
        good = self._good
        number = good["game"] if game is None else game
        if (
            isinstance(number, bool)
            or not isinstance(number, int)
            or not 1 <= number <= len(good["stops"]) + 1
        ):
            raise ValueError(
                f"Games are numbered from 1; {len(good['stops'])} have ended. {game!r} was given."
            )
        seen = self._subgroups if number <= len(good["stops"]) else good["shown"]
        rows = self._play(number).samples[:seen]
        table = pd.DataFrame(rows, columns=[f"x{place}" for place in range(1, self._n + 1)])
        table.insert(0, "subgroup", range(1, len(table) + 1))
        return table

    # What is set

    def _start(self):
        return {"seed": self._seed, "game": 1, "shown": self._base, "rules": self._rules, "stops": []}

    def _checked(self, inputs):
        if inputs.get("seed") != self._seed:
            raise ValueError(f"the games are of another seed ({inputs.get('seed')})")
        stops = inputs.get("stops")
        if not isinstance(stops, list) or len(stops) > MOST_GAMES:
            raise ValueError(f"The stops are a list, of {MOST_GAMES} games at most.")
        for place, stop in enumerate(stops, start=1):
            self._check_stop(stop, place)
        game, shown = inputs.get("game"), inputs.get("shown")
        if not _is_whole(game) or game not in {max(1, len(stops)), len(stops) + 1}:
            raise ValueError(f"{len(stops)} games have ended, so game {game!r} is not the one to play.")
        if not _is_whole(shown) or not self._base <= shown <= self._subgroups:
            raise ValueError(
                f"From {self._base} to {self._subgroups} subgroups of a game are shown; {shown!r} was given."
            )
        return {
            "seed": self._seed,
            "game": game,
            "shown": shown,
            "rules": self._checked_rules(inputs.get("rules")),
            "stops": stops,
        }

    def _check_stop(self, stop, place):
        if not isinstance(stop, dict) or set(stop) != {"game", "at", "rules"} or stop["game"] != place:
            raise ValueError("A stop has its game, the subgroup and the rules, game by game from 1.")
        at = stop["at"]
        if at is not None and (not _is_whole(at) or not self._base < at <= self._subgroups):
            raise ValueError(
                f"A game is stopped after subgroup {self._base + 1} to {self._subgroups}; {at!r} was given."
            )
        self._checked_rules(stop["rules"])

    @staticmethod
    def _checked_rules(rules):
        if not isinstance(rules, str) or rules not in CHOICES:
            raise ValueError(f"The rules are {', '.join(map(repr, CHOICES))}; {rules!r} was given.")
        return rules

    # What comes of it

    def _play(self, number):
        return play(self._seed, number, self._n, self._base, self._subgroups, self._causes)

    def _charts_of(self, number):
        """(chart of the averages, chart of the ranges) of a game, limits from its first subgroups."""
        return xbar_r([list(one) for one in self._play(number).samples], base=self._base)

    def _marks_of(self, number, rules):
        """{position from 0: the rules that mark it} on the averages, and the positions marked on the ranges."""
        averages, ranges = self._charts(number)
        if rules == NO_RULES:
            return {}, []
        if rules == LIMITS:
            return {place: [1] for place in averages.positions}, ranges.positions
        found = {}
        for rule, places in run_rules(averages, rules).items():
            for place in places:
                found.setdefault(place, []).append(rule)
        return found, ranges.positions

    def _signal(self, number, rules):
        """The first subgroup after the limits at which the rules mark a point, counted from 1; None if there is none."""
        averages, ranges = self._marks(number, rules)
        later = [place + 1 for place in [*averages, *ranges] if place >= self._base]
        return min(later, default=None)

    def _view(self, inputs):
        number, rules = inputs["game"], inputs["rules"]
        averages, ranges = self._charts(number)
        marks, far = self._marks(number, rules)
        ended = number <= len(inputs["stops"])
        record = self._results(inputs["stops"])
        return {
            "set": inputs,
            "game": number,
            "base": self._base,
            "subgroups": self._subgroups,
            "n": self._n,
            "speed": self._speed,
            "what": WHAT,
            "unit": UNIT,
            "choices": list(CHOICES.items()),
            "averages": _drawn(averages) | {"z": [round(float(one), 1) + 0.0 for one in averages.z]},
            "ranges": _drawn(ranges),
            "sigma": round(float(averages.sigma), 4),
            "zones": rules in RULES,
            "marks": sorted([place, of] for place, of in marks.items()),
            "far": far,
            "rules": {} if rules not in RULES else {str(rule): words for rule, words in RULES[rules].items()},
            "price": _price(rules),
            "ended": self._told(record[-1]) if ended else None,
            "games": [_cells(one) for one in record],
            "score": _score(record),
            "text": self._words(inputs, record if ended else [], _score(record)),
        }

    def _results(self, stops):
        """A row of the record for each game that has ended; None where there is nothing to tell."""
        rows = []
        for stop in stops:
            number, at, rules = stop["game"], stop["at"], stop["rules"]
            game = self._play(number)
            caught = at is not None and game.began is not None and at >= game.began
            rows.append(
                {
                    "game": number,
                    "cause": game.cause,
                    "size": game.size,
                    "began": game.began,
                    "stopped_at": at,
                    "delay": at - game.began + 1 if caught else None,
                    "false_alarm": at is not None and not caught,
                    "missed": at is None and game.began is not None,
                    "rules": rules,
                    "chart_signal": self._signal(number, LIMITS if rules == NO_RULES else rules),
                }
            )
        return rows

    def _told(self, row):
        """What was hidden in a game, and what the learner made of it: {"began", "cause", "words", "outcome"}."""
        words = _cause(row)
        at = row["stopped_at"]
        if row["false_alarm"]:
            outcome = "false alarm"
            words += f" You stopped at subgroup {at}: a false alarm."
        elif row["missed"]:
            outcome = "missed"
            words += f" You let it run to subgroup {self._subgroups}: missed."
        elif at is None:
            outcome = "right"
            words += " You let it run: right."
        else:
            outcome = "caught"
            first = (
                "in the first subgroup of it"
                if row["delay"] == 1
                else f"after {row['delay']} subgroups of it"
            )
            words += f" You stopped at subgroup {at}, {first}: caught."
        signal, by = row["chart_signal"], "a limit" if row["rules"] in (NO_RULES, LIMITS) else "the rules"
        if signal is None:
            words += f" A chart read by {by} would not have signalled at all."
        else:
            alarm = f", a false alarm{' too' if row['false_alarm'] else ''}"
            early = row["began"] is None or signal < row["began"]
            words += f" A chart read by {by} would have signalled at {signal}{alarm if early else ''}."
        return {"began": row["began"], "cause": row["cause"], "words": words, "outcome": outcome}

    def _words(self, inputs, ended, score):
        number, shown = inputs["game"], inputs["shown"]
        averages, ranges = self._charts(number)
        last = shown - 1
        words = (
            f"Game {number}: {shown} of {self._subgroups} subgroups of {self._n} are shown. Averages: center line "
            f"{averages.centre:.2f} {UNIT}, limits {averages.lcl:.2f} to {averages.ucl:.2f}; ranges: upper limit {ranges.ucl:.2f}. "
            f"The last average is {averages.points[last]:.2f}, the last range {ranges.points[last]:.1f} {UNIT}."
        )
        marks, far = self._marks(number, inputs["rules"])
        marked = sorted({place + 1 for place in [*marks, *far] if self._base <= place < shown})
        if inputs["rules"] != NO_RULES:
            words += f" Marked since the limits: {listed(marked) if marked else 'none'}."
        if ended:
            words += f" {self._told(ended[-1])['words']}"
        return f"{words} {score}"


def _drawn(chart):
    low, high = float(chart.lcl), float(chart.ucl)
    points = [round(float(one), 3) for one in chart.points]
    return {"points": points, "centre": round(chart.centre, 3), "lcl": round(low, 3), "ucl": round(high, 3)}


def _cause(row):
    """What was hidden, in words."""
    cause, size = row["cause"], row["size"]
    if cause == "none":
        return "There was no cause: all of it was chance."
    began = f"at subgroup {row['began']}"
    if cause == "shift":
        return f"The mean shifted {began}, by {size:+.2f} standard deviations of a piece."
    if cause == "drift":
        return f"The mean began to drift {began}, by {size:+.2f} standard deviations of a piece per subgroup."
    return f"The spread grew {began}: the standard deviation became {size:.2f} times as large."


def _cells(row):
    """A game as a row of the table on the page."""
    began, at = row["began"], row["stopped_at"]
    result = (
        "false alarm" if row["false_alarm"] else "missed" if row["missed"]
        else "right to let it run" if at is None else f"caught, delay {row['delay']}"
    )  # fmt: skip
    return [str(row["game"]), row["cause"], str(began or "-"), str(at or "not"), result, row["rules"]]


def _score(record):
    if not record:
        return "No game has ended yet."
    games = len(record)
    alarms, missed = (sum(row[name] for row in record) for name in ("false_alarm", "missed"))
    delays = [row["delay"] for row in record if row["delay"] is not None]
    quiet = sum(row["cause"] == "none" and not row["false_alarm"] for row in record)
    words = (
        f"{games} game{'s' * (games > 1)}: {alarms} false alarm{'s' * (alarms != 1)}, {len(delays)} caught"
    )
    if delays:
        words += f" (mean delay {sum(delays) / len(delays):.1f} subgroups)"
    return f"{words}, {missed} missed, {quiet} rightly let run."


@lru_cache(maxsize=8)
def _price(rules):
    """What the rules cost when nothing is wrong, on the averages."""
    if rules == LIMITS:
        return f"With nothing wrong, a point of the averages falls beyond a limit once in {average_run_length(only=[1]):.0f}."
    if rules == "western electric":
        return f"With nothing wrong, the four rules together mark the averages once in {average_run_length():.0f} points."
    if rules == "nelson":
        return "Eight rules see more, and mark more when nothing is wrong."
    return ""


def _is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(value, what, low, high):
    if not _is_whole(value) or not low <= value <= high:
        raise ValueError(f"The number of {what} is a whole number from {low} to {high}; {value!r} was given.")
    return value
