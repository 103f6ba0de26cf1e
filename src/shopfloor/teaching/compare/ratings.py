"""Ratings of clips whose pace is known: judged together, by their bias and their spread, never clip by clip."""

from statistics import StatisticsError, correlation

from ...methods.timestudy import rating_bias
from ..values import Unusable, kind, one_number, shown
from .verdict import Comparison, Mistake, Sample, Verdict, computed

LOOSE = (
    "On average you rate too high, which is called loose: a standard of yours would be longer than is fair."
)
TIGHT = (
    "On average you rate too low, which is called tight: a standard of yours would be shorter than people can "
    "keep up."
)
FLAT = "You rate slow work too high and fast work too low, which is called flat: most beginners do."
STEEP = "You rate slow work too low and fast work too high, which is called steep."
SCATTERED = "Your errors differ a lot from clip to clip, now too high, now too low."
SAME = "You gave every clip the same rating, so nothing of the operator's pace is in it."
SHIFTED = "Your ratings fit the clips one place further on or back: was one left out, or written twice?"
LOST = "Your ratings hardly follow the pace of the clips, so even a small bias would be luck."

_TRY = {
    LOOSE: "Look at the normal pace before every clip, and ask: faster or slower than that? Then take five off.",
    TIGHT: "Look at the normal pace before every clip, and ask: faster or slower than that? Then add five.",
    FLAT: "Dare to go further from 100: what looks a little fast is often 120, what looks a little slow 80.",
    STEEP: "Stay nearer to 100: what looks very fast is often 120 only.",
    SCATTERED: "Watch one element only, such as the reach for the screw, and compare it with the normal pace.",
    SAME: "Rate each clip against the normal pace: above 1.00 if it is faster, below if it is slower.",
    SHIFTED: "Copy the list anew, one rating for each clip, in the order of the clips.",
    LOST: "Practise with the rating trainer of the lesson, which shows the true pace after each clip.",
}
_LEAST, _MOST = 0.2, 2.0
_FLAT, _STEEP = 0.8, 1.2  # slopes that are named
_FOLLOWS = 0.5  # correlation with the pace: fifteen guesses reach it by chance once in forty times or so
_FITS = 0.9  # correlation of ratings that are a clip further on or back


class Ratings(Comparison):
    """One rating for each clip, in order, as fractions. Half of the points are for the bias, half for the spread.

    Parameters
    ----------
    paces : list of the true paces as fractions, or a function of no arguments that computes it
    good, fair : (bias, spread)
        Up to these (the bias to both sides) a half counts fully, or by half.

    Ratings that do not follow the pace at all earn nothing, whatever their bias.

    Examples
    --------
    >>> clips = Ratings([0.80, 1.00, 1.20, 0.90])
    >>> print(clips.judge([0.80, 1.05, 1.20, 0.90]))
    Right: Your 4 ratings have a bias of +0.01 and a spread of 0.03.
    >>> print(clips.judge([0.95, 1.15, 1.35, 1.00]).credit)
    0.5
    """

    noun = "ratings in square brackets, such as [0.95, 1.10]"
    lazy = False
    stated = ""

    def __init__(self, paces, *, good=(0.05, 0.10), fair=(0.10, 0.15)):
        self._paces, self.good, self.fair = paces, good, fair

    @property
    def answer(self):
        return [float(pace) for pace in computed(self._paces)]

    @property
    def mistakes(self):
        """Each fault as a list of ratings that shows it."""
        paces = self.answer
        ranks = {place: rank for rank, place in enumerate(sorted(range(len(paces)), key=paces.__getitem__))}
        # The same at both ends of the paces, so neither flat nor steep.
        inward = [min(ranks[place], len(paces) - 1 - ranks[place]) for place in range(len(paces))]
        sway = [-0.17 if depth % 2 else 0.17 for depth in inward]
        shown_by = {
            LOOSE: [pace + 0.15 for pace in paces],
            TIGHT: [pace - 0.15 for pace in paces],
            FLAT: [1 + 0.25 * (pace - 1) for pace in paces],
            STEEP: [min(1.6, max(0.4, 1 + 2 * (pace - 1))) for pace in paces],
            SCATTERED: [pace + off for pace, off in zip(paces, sway)],
            SAME: [1.0] * len(paces),
            SHIFTED: [*paces[1:], paces[-1]],
            LOST: [2 - pace for pace in paces],
        }
        return tuple(
            Mistake([round(rating, 2) for rating in ratings], words, _TRY[words])
            for words, ratings in shown_by.items()
        )

    def samples(self):
        yield Sample("right", self.answer)
        yield Sample(
            "right", tuple(pace + (0.03, -0.02)[place % 2] for place, pace in enumerate(self.answer))
        )
        yield from self.named_samples()

    def _judge(self, value, reveal):
        paces = self.answer
        given = self._read(value, len(paces))
        found = rating_bias(given, paces)
        seen = (
            f"Your {found.n} ratings have a bias of {_signed(found.bias)} and a spread of {found.spread:.2f}."
        )
        credit = (self._share(abs(found.bias), 0) + self._share(found.spread, 1)) / 2
        if credit == 1:
            return self._right(seen)
        faults = self._no_rating(given, paces)
        if faults:
            credit = 0.0
        else:
            faults = self._faults(found)
        words = " ".join([seen, *faults, self._asked()])
        return Verdict("wrong, named", words, _TRY[faults[0]], credit)

    def _share(self, size, place):
        # As it is shown, so that nobody reads 0.15 and is told that 0.15 is too much.
        size = round(size, 2)
        if size <= self.good[place] + 1e-9:
            return 1.0
        return 0.5 if size <= self.fair[place] + 1e-9 else 0.0

    def _no_rating(self, given, paces):
        """What makes the figures worthless, or nothing."""
        if max(given) - min(given) < 1e-9:
            return [SAME]
        beside = max(_together(given[1:], paces[:-1]), _together(given[:-1], paces[1:]))
        here = _together(given, paces)
        if beside > max(here, _FITS):
            return [SHIFTED]
        return [] if here >= _FOLLOWS else [LOST]

    def _faults(self, found):
        faults = []
        if self._share(abs(found.bias), 0) < 1:
            faults.append(LOOSE if found.bias > 0 else TIGHT)
        if self._share(found.spread, 1) < 1:
            flat, steep = found.slope < _FLAT, found.slope > _STEEP
            faults.append(FLAT if flat else STEEP if steep else SCATTERED)
        return faults

    def _asked(self):
        return f"All points: a bias within {self.good[0]:.2f} and a spread of {self.good[1]:.2f} or less."

    def _read(self, value, count):
        items = value.tolist() if hasattr(value, "tolist") else value
        if not isinstance(items, (list, tuple)) or len(items) != count:
            raise Unusable(f"That is {kind(value)}; {count} ratings are asked for, one for each clip.")
        ratings = [one_number(item).number for item in items]
        outside = [rating for rating in ratings if not _LEAST <= rating <= _MOST]
        if outside:
            raise Unusable(f"{shown(outside[0])} is no rating as a fraction: 110 percent is 1.10.")
        return ratings


def _together(ratings, paces):
    """How well ratings follow the paces, from -1 to 1; 0 where one of the two never changes."""
    try:
        return correlation(ratings, paces)
    except StatisticsError:
        return 0.0


def _signed(bias):
    """+0.04, and 0.00 without a sign."""
    return f"{bias:+.2f}".replace("-", "\u2212") if abs(bias) >= 0.005 else "0.00"
