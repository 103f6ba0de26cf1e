"""How a class rates: each student's bias and spread, where an assignment has ratings of known paces."""

import statistics
from dataclasses import dataclass

from shopfloor.grading.problem import Problem
from shopfloor.methods.timestudy import rating_bias
from shopfloor.teaching.compare.ratings import FLAT, LOOSE, SCATTERED, STEEP, TIGHT, Ratings

__all__ = ["ClassRatings", "Rater", "class_ratings"]


@dataclass(frozen=True)
class Rater:
    """One student's ratings: mean and standard deviation of rating minus true pace, and the slope."""

    student: str
    bias: float
    spread: float
    slope: float | None


@dataclass
class ClassRatings:
    """The raters of one part, and up to which bias and spread a half counts fully."""

    grade_id: str
    title: str
    raters: list
    good: tuple
    left_out: list

    @property
    def bias(self):
        """Mean of the biases: above 0 the class is loose, below it is tight."""
        return statistics.fmean(rater.bias for rater in self.raters)

    @property
    def spread(self):
        """Mean of the spreads."""
        return statistics.fmean(rater.spread for rater in self.raters)

    @property
    def slope(self):
        """Median of the slopes: one who rated nothing but 1.00 makes no class flat."""
        return statistics.median([rater.slope for rater in self.raters if rater.slope is not None] or [1.0])

    def is_good(self, rater):
        """True if bias and spread both count fully."""
        return round(abs(rater.bias), 2) <= self.good[0] and round(rater.spread, 2) <= self.good[1]

    @property
    def words(self):
        """What the plot shows, in sentences with this class's own numbers."""
        n = len(self.raters)
        good = sum(self.is_good(rater) for rater in self.raters)
        loose = sum(round(rater.bias, 2) > self.good[0] for rater in self.raters)
        tight = sum(round(rater.bias, 2) < -self.good[0] for rater in self.raters)
        scattered = sum(round(rater.spread, 2) > self.good[1] for rater in self.raters)
        kind = (
            "about right"
            if abs(self.bias) < 0.005
            else f"{abs(self.bias):.2f} too {'high (loose)' if self.bias > 0 else 'low (tight)'}"
        )
        return (
            f"{n} student{'' if n == 1 else 's'}. On average the class rates {kind}; the errors of one student "
            f"differ from clip to clip by {self.spread:.2f}. {good} of {n} lie within a bias of "
            f"{self.good[0]:.2f} and a spread of {self.good[1]:.2f}; {loose} rate too high, {tight} too low, "
            f"and the errors of {scattered} differ by more than that."
        )

    @property
    def advice(self):
        """What to say to the class: the sentences of the feedback that fit it as a whole."""
        said = []
        if abs(self.bias) > self.good[0] / 2:
            said.append(LOOSE if self.bias > 0 else TIGHT)
        if self.slope < 0.8 or self.slope > 1.2:
            said.append(FLAT if self.slope < 1 else STEEP)
        elif statistics.median(rater.spread for rater in self.raters) > self.good[1]:
            said.append(SCATTERED)
        return said


def class_ratings(works, keys, course, names):
    """A ClassRatings for every part of ratings, from OwnWorks and the assignment's Keys.

    ``names``: ``{grade id: title}``. Ratings that are no ratings (another number of them, not numbers) are
    left out and named.
    """
    found = []
    for graded_id in _parts_with_ratings(keys, works, course):
        raters, left_out, good = [], [], (0.0, 0.0)
        for work in works:
            if graded_id not in work.values:
                continue
            test = keys.answer(graded_id, keys.case(work.data_of, course))
            good = test.good
            try:
                of_one = rating_bias(work.values[graded_id], test.answer)
            except ValueError:
                left_out.append(work.student)
                continue
            raters.append(Rater(work.student, of_one.bias, of_one.spread or 0.0, of_one.slope))
        if raters:
            found.append(ClassRatings(graded_id, names.get(graded_id, graded_id), raters, good, left_out))
    return found


def _parts_with_ratings(keys, works, course):
    """Graded ids whose key is a list of ratings; a key that stops is a matter for grading."""
    if keys is None or not works:
        return []
    try:
        case = keys.case(works[0].data_of, course)
        return [name for name in keys.functions if isinstance(keys.answer(name, case), Ratings)]
    except Problem:
        return []
