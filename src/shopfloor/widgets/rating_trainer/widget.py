"""The rating trainer in Python: which clip is shown, what was rated, and how far off it is."""

import pandas as pd

from shopfloor.methods.timestudy import rating_bias
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.rating_trainer.clips import clip, paces

COLUMNS = {"clip": "int64", "rating": "float64", "true_pace": "float64", "error": "float64"}
LATEST = 6
"""So many ratings show how one rates now; the first so many how one began."""
LOWEST, HIGHEST = 40, 160  # percent: what can be given


class RatingTrainer(Computed):
    """Work at a hidden pace: rate it, and see how far off you are.

    100 percent is a practised worker at a pace that can be kept up all day. Each clip is one cycle of the
    operator's work; after each rating the true pace is shown, and all ratings stand against the truth on a
    plot, with their bias (on average too high or too low) and spread (how much they scatter).

    ``seed`` chooses the paces, ``clips`` how many. With ``reveal=False`` nothing is shown until the last clip
    is rated, as in a test. The ratings are kept in the file ``save_as`` (None: nowhere) beside the notebook.
    ``speed`` is the speed of the film, 1.0 in real time; another one is good for trying the widget out only.

    ``record`` is a table of the ratings, ``bias()`` what ``timestudy.rating_bias`` says of them.

    >>> trainer = RatingTrainer(seed=6, clips=10, save_as=None)
    >>> trainer.record.empty
    True
    """

    _esm = assemble(
        "kit/kit.js",
        "operator/operator.js",
        "operator/clock.js",
        "operator/sound.js",
        "rating_trainer/plot.js",
        "rating_trainer/rating_trainer.js",
    )
    _css = assemble("kit/kit.css", "operator/operator.css", "rating_trainer/rating_trainer.css")

    def __init__(self, seed=6, clips=15, *, reveal=True, save_as="my_ratings.json", speed=1.0):
        if isinstance(seed, bool) or not isinstance(seed, int):
            raise ValueError(f"seed must be a whole number such as 6, not {seed!r}")
        if isinstance(clips, bool) or not isinstance(clips, int) or not 1 <= clips <= 200:
            raise ValueError(f"clips must be a whole number from 1 to 200, not {clips!r}")
        if isinstance(speed, bool) or not isinstance(speed, (int, float)) or not 0.1 <= speed <= 100:
            raise ValueError(f"speed must be from 0.1 to 100 (1.0 is real time), not {speed!r}")
        self._seed, self._reveal, self._speed = seed, bool(reveal), float(speed)
        self._paces = paces(seed, clips)
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """The ratings, a row each: clip (from 1), rating, true_pace, error (rating - true_pace), as fractions.

        With ``reveal=False`` the table is there all the same; it is the learner's own.
        """
        rows = self._rows(self._good["ratings"])
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)

    def bias(self, last=None):
        """Bias, spread, n and slope of all ratings, or of the ``last`` so many. ValueError without ratings."""
        record = self.record if last is None else self.record.tail(last)
        return rating_bias(record["rating"], record["true_pace"])

    def _start(self):
        return {"seed": self._seed, "clips": len(self._paces), "ratings": []}

    def _checked(self, inputs):
        if (inputs.get("seed"), inputs.get("clips")) != (self._seed, len(self._paces)):
            raise ValueError(
                f"the ratings are of other clips (seed {inputs.get('seed')}, {inputs.get('clips')} clips)"
            )
        count = len(self._paces)
        return {
            "seed": self._seed,
            "clips": count,
            "ratings": self._checked_ratings(inputs.get("ratings"), count),
        }

    @staticmethod
    def _checked_ratings(ratings, count):
        if not isinstance(ratings, list) or len(ratings) > count:
            raise ValueError(f"There are {count} clips to rate, one rating each.")
        for place, rating in enumerate(ratings, start=1):
            if isinstance(rating, bool) or not isinstance(rating, int) or not LOWEST <= rating <= HIGHEST:
                raise ValueError(
                    f"The rating of clip {place} goes from {LOWEST} to {HIGHEST} percent; {rating!r} was given."
                )
        return ratings

    def _rows(self, ratings):
        given = [rating / 100 for rating in ratings]
        return [
            (place, rating, true, round(rating - true, 4))
            for place, (rating, true) in enumerate(zip(given, self._paces), start=1)
        ]

    def _view(self, inputs):
        ratings, count = inputs["ratings"], len(self._paces)
        finished = len(ratings) == count
        shown = self._reveal or finished
        rows = self._rows(ratings) if shown else []
        verdict, figures = self._verdict(rows, len(ratings)), self._figures(rows)
        next_clip = None if finished else clip(self._paces[len(ratings)])
        at = "All clips are rated." if finished else f"Clip {len(ratings) + 1} of {count} comes next."
        return {
            "rated": len(ratings),
            "clips": count,
            "clip": next_clip,
            "normal": clip(1.0),
            "speed": self._speed,
            "points": [[round(true * 100), round(rating * 100)] for _, rating, true, _ in rows],
            "verdict": verdict,
            "figures": figures,
            "text": " ".join(part for part in (at, verdict, figures) if part),
        }

    def _verdict(self, rows, rated):
        """What is said on the last rating."""
        if not rated:
            return "Look at the normal pace first, then play the first clip."
        if not rows:
            return f"{rated} rated. The true paces are shown after the last clip."
        _, rating, true, error = rows[-1]
        points = round(abs(error) * 100)
        words = f"You rated {rating:.0%}, and the true pace was {true:.0%}".replace("%", "\u00a0%")
        if not points:
            return f"{words}: exactly right."
        return f"{words}: {points} point{'s' * (points != 1)} too {'high' if error > 0 else 'low'}."

    def _figures(self, rows):
        """Bias, spread and slope of all, and how the first ones compare with the last."""
        if len(rows) < 3:
            return ""
        given, true = [row[1] for row in rows], [row[2] for row in rows]
        found = rating_bias(given, true)
        side = "too high" if found.bias > 0 else "too low"
        words = (
            f"Bias: {abs(found.bias) * 100:.1f} points {side} on average. "
            if round(found.bias, 3)
            else "No bias. "
        )
        words += f"Spread: {found.spread * 100:.1f} points."
        if found.slope is not None and found.n >= 6 and abs(found.slope - 1) > 0.2:
            words += (
                " You rate slow work too high and fast work too low."
                if found.slope < 1
                else " You rate slow work too low and fast work too high."
            )
        if len(rows) >= 2 * LATEST:
            first, last = (
                rating_bias(given[:LATEST], true[:LATEST]),
                rating_bias(given[-LATEST:], true[-LATEST:]),
            )
            words += (
                f" The spread of your first {LATEST} was {first.spread * 100:.1f} points, "
                f"that of your last {LATEST} is {last.spread * 100:.1f}."
            )
        return words
