"""The sampling simulator in Python: the tours, what was noted, and what it adds up to."""

import random

import pandas as pd

from shopfloor.methods import worksampling
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.sampling_simulator.day import A_DAY, ACTIVITIES, PLANS, reel, seen, tour_times, truth

COLUMNS = {
    "tour": "int64",
    "plan": "str",
    "day": "int64",
    "time": "str",
    "activity": "str",
    "true_activity": "str",
}
MOST_TOURS = 400
AIM = 0.05
"""The margin that the widget asks for, as a fraction: 5 points to each side."""


class SamplingSimulator(Computed):
    """Short looks at an operator's day: note what is being done, and see the share of each activity emerge.

    Each tour shows the operator for a moment, at the time that the plan says: random times, or every half
    hour. The shares come with their margins (95 % confidence), which shrink with every tour; the truth is
    known, and is shown when it is asked for. ``seed`` chooses the days. ``record`` is a table of the tours.
    Kept in the file ``save_as`` (None: nowhere) beside the notebook. ``speed`` is the speed of the film.

    >>> SamplingSimulator(save_as=None).record.empty
    True
    """

    _esm = assemble(
        "kit/kit.js",
        "operator/operator.js",
        "operator/sound.js",
        "sampling_simulator/running_share.js",
        "sampling_simulator/sampling_simulator.js",
    )
    _css = assemble("kit/kit.css", "operator/operator.css", "sampling_simulator/sampling_simulator.css")

    def __init__(self, seed=7, *, save_as="my_tours.json", speed=1.0):
        if isinstance(seed, bool) or not isinstance(seed, int):
            raise ValueError(f"seed must be a whole number such as 7, not {seed!r}")
        if isinstance(speed, bool) or not isinstance(speed, (int, float)) or not 0.1 <= speed <= 100:
            raise ValueError(f"speed must be from 0.1 to 100 (1.0 is real time), not {speed!r}")
        self._seed, self._speed = seed, float(speed)
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """The tours, a row each: tour (from 1), plan, day, time, activity (as noted), true_activity."""
        return self._table(self._good["tours"])

    def shares(self, plan="random times") -> pd.DataFrame:
        """What ``worksampling.proportions`` makes of the tours of one plan, with the true share beside it."""
        if plan not in PLANS:
            raise ValueError(f"The plans are {', '.join(PLANS)}; {plan!r} was given.")
        record = self.record
        own = record[record["plan"] == plan]
        if own.empty:
            raise ValueError(f"No tour has been made at {plan} yet.")
        found = worksampling.proportions(own)
        return found.assign(true_share=found["activity"].map(self._truth(own["day"].max())))

    def _table(self, tours):
        rows, counts = [], dict.fromkeys(PLANS, 0)
        for place, (plan, noted) in enumerate(tours, start=1):
            day, time, true = self._tour(plan, counts[plan])
            counts[plan] += 1
            rows.append((place, plan, day, time, noted, true))
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)

    def _tour(self, plan, number):
        """Day, time and what is done then, of a plan's tour number (from 0)."""
        day = 1 + number // A_DAY
        time = tour_times(self._seed, day, plan)[number % A_DAY]
        return day, time, seen(self._seed, day, time)

    def _truth(self, days):
        return truth(self._seed, int(days))

    def _start(self):
        return {"seed": self._seed, "plan": PLANS[0], "tours": [], "truth": False}

    def _checked(self, inputs):
        if inputs.get("seed") != self._seed:
            raise ValueError(f"the tours are of other days (seed {inputs.get('seed')})")
        plan, tours = inputs.get("plan"), inputs.get("tours")
        if plan not in PLANS:
            raise ValueError(f"The plans are {', '.join(PLANS)}; {plan!r} was given.")
        whole = isinstance(tours, list) and all(
            isinstance(one, list) and len(one) == 2 and one[0] in PLANS and one[1] in ACTIVITIES
            for one in tours
        )
        if not whole:
            raise ValueError(f"A tour notes one of: {', '.join(ACTIVITIES)}.")
        if len(tours) > MOST_TOURS:
            raise ValueError(f"There can be up to {MOST_TOURS} tours.")
        return {"seed": self._seed, "plan": plan, "tours": tours, "truth": bool(inputs.get("truth"))}

    def _view(self, inputs):
        plan = inputs["plan"]
        record = self._table(inputs["tours"])
        own = record[record["plan"] == plan].reset_index(drop=True)
        day, time, true = self._tour(plan, len(own))
        script, where = reel()
        low, high = where[true]
        luck = random.Random(f"{self._seed} {plan} {len(own)}")
        table = worksampling.proportions(own) if len(own) else None
        known = self._truth(own["day"].max()) if len(own) and inputs["truth"] else None
        return {
            "script": script,
            "speed": self._speed,
            "plan": plan,
            "plans": list(PLANS),
            "activities": list(ACTIVITIES),
            "day": day,
            "time": time,
            "look": [low, high, round(low + luck.random() * (high - low))],
            "made": len(own),
            "shares": self._shares(table, known),
            "running": self._running(own),
            "true_share": known["assembles"] if known else None,
            "text": self._words(own, table, known, plan),
        }

    def _shares(self, table, known):
        if table is None:
            return []
        found = table.set_index("activity")
        rows = []
        for activity in ACTIVITIES:
            made, share, margin = 0, 0.0, None
            if activity in found.index:
                made, share, margin = found.loc[activity, ["tours", "proportion", "margin"]]
            truth_pct = round(known[activity] * 100, 1) if known else None
            # A margin of 0 for what was always or never seen would be far too sure.
            margin_pct = None if margin is None or share in (0, 1) else round(float(margin) * 100, 1)
            rows.append([activity, int(made), round(float(share) * 100, 1), margin_pct, truth_pct])
        return rows

    def _running(self, own):
        """[tours, share of assembling, low, high] after each tour, as fractions."""
        points, worked = [], 0
        for count, activity in enumerate(own["activity"], start=1):
            worked += activity == "assembles"
            low, high = worksampling.interval(worked / count, count)
            points.append([count, round(worked / count, 4), round(low, 4), round(high, 4)])
        return points

    def _words(self, own, table, known, plan):
        if table is None:
            return f"No tour has been made at {plan} yet. Make the first one."
        share = float((own["activity"] == "assembles").mean())
        margin = worksampling.margin(share, len(own))
        low, high = worksampling.interval(share, len(own))
        doubt = f"give or take {margin * 100:.0f} points."
        if share in (0, 1):
            doubt = f"which fits a true share from {low * 100:.0f} to {high * 100:.0f}\u00a0%."
        words = (
            f"{len(own)} tour{'s' * (len(own) != 1)} at {plan}: the operator assembles in {share * 100:.0f}\u00a0% of them, "
            f"{doubt}"
        )
        if margin > AIM and 0 < share < 1:
            needed = worksampling.sample_size(share, AIM)
            words += f" For a margin of {AIM * 100:.0f} points it takes {needed} tours."
        if known:
            wrong = int((own["activity"] != own["true_activity"]).sum())
            words += f" In truth it is {known['assembles'] * 100:.0f}\u00a0% of the time; {wrong} of your notes {'is' if wrong == 1 else 'are'} wrong."
        return words
