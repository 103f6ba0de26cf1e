"""Changeovers: which steps stop the machine, and what becomes of that (SMED)."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.tables import several

KINDS = ("internal", "external")


@dataclass(frozen=True, eq=False)
class Changeover:
    """Minutes for which the machine stands (internal) or may run (external), before and after.

    ``steps`` has a row per step with what happened to it; the three lists hold step numbers.
    """

    internal_before: float
    external_before: float
    internal_after: float
    external_after: float
    made_external: list
    left_out: list
    shortened: list
    steps: pd.DataFrame

    @property
    def saved(self):
        """Minutes that the machine no longer stands at each changeover."""
        return self.internal_before - self.internal_after

    @property
    def saved_share(self):
        """The same as a fraction of the minutes before."""
        return self.saved / self.internal_before if self.internal_before else 0.0

    def __repr__(self):
        return (
            f"Changeover: the machine stood {self.internal_before:g} min, now {self.internal_after:g} min "
            f"({self.saved_share:.0%} less); external work {self.external_before:g} min, now "
            f"{self.external_after:g} min.\n"
            f"Made external: steps {listed(self.made_external)}. Left out: {listed(self.left_out)}. "
            f"Shorter: {listed(self.shortened)}."
        )


def smed(steps, *, external=(), left_out=(), minutes=None, before="before", after="after"):
    """How long does the machine stand for a changeover, and what would it be with steps done outside?

    ``steps``: a table with a row per step, in order: step (its number), minutes, kind ("internal": the
    machine stands; "external": it may run meanwhile), perhaps description; steps follow one another. If the
    table has a column ``when`` with two phases, ``before`` and ``after`` name them, and the two are compared
    by step number.

    Or plan a changeover from the steps before: ``external``, step numbers that could be done while the
    machine runs; ``left_out``, steps that could go; ``minutes``, a dictionary step -> new minutes. Then rows
    of ``after`` are not used.

    Returns a Changeover: internal_before, external_before, internal_after, external_after (minutes),
    saved, saved_share, the lists made_external, left_out and shortened, and the table steps. ValueError for
    unknown steps, a step that is to be both external and left out, and one that is external already.

    Source: Shingo, *A Revolution in Manufacturing: The SMED System*, 1985 (separate internal from external
    setup, convert internal to external, streamline both).

    >>> steps = pd.DataFrame({"step": [1, 2, 3], "minutes": [10, 20, 5], "kind": "internal"})
    >>> smed(steps, external=[1], left_out=[3])
    Changeover: the machine stood 35 min, now 20 min (43% less); external work 0 min, now 10 min.
    Made external: steps 1. Left out: 3. Shorter: none.
    """
    first, second = _phases(steps, before, after)
    planned = several(external, "step"), several(left_out, "step"), minutes or {}
    if any(len(part) for part in planned) or second is None:
        second = _plan(first, *planned)
    everything = first.add_suffix("_before").join(second.add_suffix("_after"), how="outer").sort_index()
    everything["change"] = [_change(row) for row in everything.itertuples()]

    def total(phase, kind):
        return float(phase.loc[phase["kind"] == kind, "minutes"].sum())

    def steps_that(change):
        return [_number(step) for step in everything.index[everything["change"].str.startswith(change)]]

    table = everything.reset_index()[
        ["step", "minutes_before", "kind_before", "minutes_after", "kind_after", "change"]
    ]
    if "description" in steps:
        described = steps.drop_duplicates("step").set_index("step")["description"]
        table.insert(1, "description", [described[step] for step in table["step"]])
    return Changeover(
        total(first, "internal"),
        total(first, "external"),
        total(second, "internal"),
        total(second, "external"),
        steps_that("made external"),
        steps_that("left out"),
        [
            _number(row.step)
            for row in table.itertuples()
            if pd.notna(row.minutes_after) and row.minutes_after < row.minutes_before
        ],
        table,
    )


def _phases(steps, before, after):
    """The steps before and (None if there are none) after, each a table by step number."""
    if not isinstance(steps, pd.DataFrame):
        raise ValueError(f"The first thing to give is a table of steps; {type(steps).__name__} was given.")
    for column in ("step", "minutes", "kind"):
        if column not in steps:
            raise ValueError(f"The table of steps has no column {column}: it has {listed(steps.columns)}.")
    if steps.empty:
        raise ValueError("There are no steps: the table is empty.")
    if "when" not in steps:
        return _phase(steps), None
    there = [str(one) for one in pd.unique(steps["when"])]
    if before not in there:
        raise ValueError(f"There are no steps of the time {before!r}: there are those of {listed(there)}.")
    unknown = [one for one in there if one not in (before, after)]
    if unknown:
        raise ValueError(
            f"The steps are of {listed(there)}: say which two to compare, as in before={there[0]!r}."
        )
    when = steps["when"].astype(str)
    return _phase(steps[when == before]), _phase(steps[when == after]) if after in there else None


def _phase(steps):
    if steps["step"].duplicated().any():
        twice = _number(steps.loc[steps["step"].duplicated(), "step"].iloc[0])
        raise ValueError(f"Step {twice} is in the table twice: each step has a number of its own.")
    kinds = [str(kind) for kind in steps["kind"]]
    for step, kind in zip(steps["step"], kinds, strict=True):
        if kind not in KINDS:
            raise ValueError(f'Step {step} is {kind!r}: a step is "internal" or "external".')
    times = [
        number(one, f"time of step {step}") for step, one in zip(steps["step"], steps["minutes"], strict=True)
    ]
    return pd.DataFrame({"minutes": times, "kind": kinds}, index=pd.Index(steps["step"], name="step"))


def _plan(first, external, left_out, minutes):
    if not isinstance(minutes, Mapping):
        raise ValueError(f"Give new minutes as a dictionary, such as {{4: 2.5}}; {minutes!r} was given.")
    for step in [*external, *left_out, *minutes]:
        if step not in first.index:
            raise ValueError(f"There is no step {step}: there are {listed(first.index)}.")
    both = [step for step in external if step in left_out]
    if both:
        raise ValueError(f"Step {listed(both)} cannot be both left out and done outside.")
    outside = [step for step in external if first.loc[step, "kind"] == "external"]
    if outside:
        raise ValueError(f"Step {listed(outside)} is external already: the machine does not stand for it.")
    second = first.copy()
    second.loc[external, "kind"] = "external"
    for step, time in minutes.items():
        second.loc[step, "minutes"] = number(time, f"new time of step {step}")
    return second.drop(index=left_out)


def _change(row):
    """What became of a step, in words."""
    if pd.isna(row.minutes_after):
        return "left out"
    if pd.isna(row.minutes_before):
        return "new"
    words = []
    if row.kind_after != row.kind_before:
        words.append(f"made {row.kind_after}")
    if row.minutes_after != row.minutes_before:
        words.append("shorter" if row.minutes_after < row.minutes_before else "longer")
    return " and ".join(words) or "as before"


def _number(step):
    """A step's number without NumPy around it."""
    return step.item() if hasattr(step, "item") else step
