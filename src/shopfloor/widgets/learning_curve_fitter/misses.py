"""How far the points lie from a line: the distances on the logarithms, which least squares makes small."""

import math

import numpy as np

from shopfloor.methods import learning


class Misses:
    """The points that count, and how far the line of ``rate`` and ``first`` misses each.

    ``units`` and ``measured``: times, or with the average model the cumulative averages; ``logs``:
    ln(measured) - ln(line), positive above the line; ``squared``: the sum of their squares; ``typical``: what
    a point is off in the mean (root mean square), as a fraction.
    """

    def __init__(self, units, times, rate, first, model):
        self.units, self.measured = learning.points(units, times, model)
        line = learning.curve(learning.Fit(rate, first), self.units)
        self.logs = np.log(self.measured) - np.log(line)
        self.squared = math.fsum(self.logs**2)
        self.typical = math.expm1(math.sqrt(self.squared / len(self.logs)))

    def leaning(self):
        """((first unit, last unit, mean miss as a fraction) of the early and the late units), or ().

        Early and late part at the middle of the paper, where the units are as many doublings from the first
        as from the last: what a look at the drawing shows, for those who do not see it.
        """
        middle = math.sqrt(self.units[0] * self.units[-1])
        early = self.units <= middle
        return tuple(
            (int(self.units[side][0]), int(self.units[side][-1]), math.expm1(float(self.logs[side].mean())))
            for side in (early, ~early)
        )
