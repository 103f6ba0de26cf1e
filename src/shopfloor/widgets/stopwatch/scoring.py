"""How close a record came to what really happened."""

from collections.abc import Callable

import pandas as pd

from shopfloor.widgets.operator import Script
from shopfloor.widgets.operator.script import FOREIGN
from shopfloor.widgets.stopwatch.record import LABELS

COLUMNS = {
    "run": "int64",
    "observation": "Int64",
    "cycle": "int64",
    "element": "str",
    "true_element": "str",
    "outcome": "str",
    "matched": "bool",
    "whole": "bool",
    "observed_min": "float64",
    "true_min": "float64",
    "error_min": "float64",
    "late_s": "float64",
}


def score(record: pd.DataFrame, script_of: Callable[[int], tuple[Script, float]]) -> pd.DataFrame:
    """Every reading held against the true break points, with a row for each break point that was missed.

    A reading belongs to the break point nearest to it in time (from halfway to the one before until halfway
    to the one after). Where several belong to one, the one with the right letter counts, then the nearest.
    Break points after the one of a run's last reading are not asked for: the observer had stopped.

    ``outcome``
        "matched": the right letter at its break point. "wrong letter": a break point, called something else.
        "extra": no break point of its own. "missed": a break point without a reading (observation is empty).
    ``matched``
        True for "matched" only.
    ``whole``
        the observed time covers this element and nothing else: the break point before it (or the start of the
        run) was timed too, by the reading before. After a missed break point it is False.
    ``observed_min``, ``true_min``, ``error_min``
        element times in minutes; error = observed - true, for matched readings.
    ``late_s``
        the reading minus the break point, in seconds of the observer's own time: reaction; negative is early.

    ``script_of(run)`` gives the script that was played and its speed (1.0: real time).
    """
    rows = []
    for run, readings in record.groupby("run", sort=True):
        script, speed = script_of(int(run))
        rows += _score_run(int(run), readings, script, speed)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _score_run(run: int, readings: pd.DataFrame, script: Script, speed: float) -> list[dict]:
    presses = [
        (int(row.observation), row.element, clock, row.time_min)
        for row, clock in zip(readings.itertuples(), _clock(readings), strict=True)
    ]
    ends = [segment.end for segment in script.segments]
    nearest = [
        min(range(len(ends)), key=lambda i, c=clock: (abs(c - ends[i]), i)) for *_, clock, _ in presses
    ]
    chosen = _choose(presses, nearest, script)
    rows = []
    for place, (observation, element, clock, observed) in enumerate(presses):
        at = nearest[place]
        segment = script.segments[at]
        on_time = chosen[at] == place
        matched = on_time and element == segment.label
        starts_right = at == 0 if place == 0 else at > 0 and chosen.get(at - 1) == place - 1
        rows.append(
            {
                "run": run,
                "observation": observation,
                "cycle": segment.cycle,
                "element": element,
                "true_element": segment.label if on_time else "",
                "outcome": "matched" if matched else "wrong letter" if on_time else "extra",
                "matched": matched,
                "whole": on_time and starts_right,
                "observed_min": observed,
                "true_min": segment.minutes if on_time else float("nan"),
                "error_min": round(observed - segment.minutes, 3) if matched else float("nan"),
                "late_s": (clock - segment.end) * 0.06 / speed if on_time else float("nan"),
                "when": clock,
            }
        )
    for at in range(max(nearest, default=-1) + 1):
        if at not in chosen:
            segment = script.segments[at]
            rows.append(
                {
                    "run": run,
                    "observation": pd.NA,
                    "cycle": segment.cycle,
                    "element": segment.label,
                    "true_element": segment.label,
                    "outcome": "missed",
                    "matched": False,
                    "whole": False,
                    "observed_min": float("nan"),
                    "true_min": segment.minutes,
                    "error_min": float("nan"),
                    "late_s": float("nan"),
                    "when": segment.end,
                }
            )
    return sorted(rows, key=lambda row: row["when"])


def _clock(readings: pd.DataFrame) -> list[int]:
    """The operator's clock at each reading, in thousandths of a minute."""
    return [round(minutes * 1000) for minutes in readings["time_min"].cumsum()]


def _choose(presses, nearest, script) -> dict[int, int]:
    """Which reading stands for which break point: {break point: reading}, both by position."""
    chosen: dict[int, int] = {}

    def rank(place):
        segment = script.segments[nearest[place]]
        return (presses[place][1] != segment.label, abs(presses[place][2] - segment.end))

    for place, at in enumerate(nearest):
        if at not in chosen or rank(place) < rank(chosen[at]):
            chosen[at] = place
    return chosen


def summary(scored: pd.DataFrame) -> str:
    """A scored run in one sentence.

    The error is the mean of the absolute errors over matched whole elements (foreign stretches left out), in
    minutes and in percent of their mean true time; "late" is the mean of ``late_s`` over all matched
    readings.
    """
    if scored.empty:
        return "Nothing has been timed yet."
    run = scored["run"].iloc[0]
    regular = scored[(scored["true_element"] != FOREIGN) & (scored["true_element"] != "")]
    matched, good = regular[regular["matched"]], regular[regular["matched"] & regular["whole"]]
    said = [f"Run {run}: {len(matched)} of {_count(len(regular), 'element')} timed with the right letter"]
    if len(good):
        error = good["error_min"].abs().mean()
        percent = 100 * error / good["true_min"].mean()
        late = scored.loc[scored["matched"], "late_s"].mean()
        when = f"{abs(late):.2f} s {'late' if late >= 0 else 'early'}"
        said.append(
            f"the element times are {error:.3f} min ({percent:.1f} %) off on average, the readings {when}"
        )
    missed = regular["outcome"].eq("missed").sum()
    if missed:
        said.append(f"{_count(missed, 'element')} missed")
    wrong = scored["outcome"].eq("wrong letter").sum()
    if wrong:
        said.append(f"{_count(wrong, 'reading')} with a wrong letter")
    extra = scored["outcome"].eq("extra").sum()
    if extra:
        said.append(f"{_count(extra, 'reading')} where no element ended")
    foreign = scored[scored["true_element"] == FOREIGN]
    if len(foreign):
        said.append(f"{int(foreign['matched'].sum())} of {_count(len(foreign), 'foreign element')} found")
    rare = scored[(scored["true_element"] == LABELS[4]) & (scored["element"] == FOREIGN)]
    if len(rare):
        said.append("element E was called foreign, though it is regular work")
    return "; ".join(said) + "."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
