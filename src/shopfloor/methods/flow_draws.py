"""Random times for the simulation: the same on every platform and in every version of Python.

Only ``random.Random.random`` is used, the one number generator of Python that is promised not to change; what
is made of its numbers is written here. Each draw is put on a fine grid, so that the last bit of a machine's
logarithm does not show.
"""

import math
import random

__all__ = ["DISTRIBUTIONS", "Times", "scv_of"]

DISTRIBUTIONS = ("gamma", "lognormal", "exponential", "uniform", "constant")

_FIXED = {"exponential": 1.0, "constant": 0.0}
_GRID = 2.0**30
_MOST_STAGES = 12
_CHUNK = 256


def scv_of(distribution, scv, what):
    """The squared coefficient of variation that times of this distribution have; or words on why not.

    >>> scv_of("gamma", 0.25, "saw"), scv_of("exponential", 0.25, "saw")
    (0.25, 1.0)
    """
    if distribution not in DISTRIBUTIONS:
        named = ", ".join(f'"{name}"' for name in DISTRIBUTIONS)
        raise ValueError(f"{what}: the distribution is one of {named}; {distribution!r} was given.")
    scv = _FIXED.get(distribution, scv)
    if distribution == "uniform" and scv > 1 / 3:
        raise ValueError(
            f"{what}: uniform times have a squared coefficient of variation of 1/3 at most, for none can be "
            f'negative; {scv:g} was given. Use "gamma" or "lognormal".'
        )
    return scv


class Times:
    """The times of one kind of thing (a station's process times, the gaps between arrivals), by number.

    The time number ``n`` is the same in whatever order the times are asked for, so two simulations with one
    seed give each part the same work whatever the rule of control.

    >>> times = Times("1/saw", mean=3.0, scv=0.25)
    >>> times[7] == Times("1/saw", mean=3.0, scv=0.25)[7]
    True
    """

    def __init__(self, seed, mean, scv, distribution="gamma"):
        self.values = []
        self._mean = mean
        self._one = _maker(random.Random(str(seed)).random, scv, distribution)

    def __getitem__(self, number):
        values = self.values
        while len(values) <= number:
            one, mean = self._one, self._mean
            values.extend([mean * (round(one() * _GRID) / _GRID) for _ in range(_CHUNK)])
        return values[number]


def _maker(uniform, scv, distribution):
    """A function that draws a time with mean 1."""
    scv = scv_of(distribution, scv, "The times")
    if scv == 0:
        return lambda: 1.0
    if distribution == "uniform":
        half = math.sqrt(3 * scv)
        return lambda: 1 + half * (2 * uniform() - 1)
    if distribution == "lognormal":
        normal, variance = _normals(uniform), math.log1p(scv)
        deviation = math.sqrt(variance)
        return lambda: math.exp(deviation * normal() - variance / 2)
    return _gammas(uniform, 1 / scv)


def _gammas(uniform, shape):
    """Gamma times with mean 1; their scv is 1/shape, and with shape 1 they are exponential."""
    stages = round(shape)
    if 1 <= stages <= _MOST_STAGES and abs(shape - stages) < 1e-12 * stages:
        # A sum of exponential stages (Erlang): the logarithm of a product of uniform numbers in (0, 1].
        def erlang():
            product = 1.0
            for _ in range(stages):
                product *= 1.0 - uniform()
            return -math.log(product) / stages

        return erlang
    if shape < 1:
        # Marsaglia and Tsang, section 8: a gamma of shape + 1, and a power of a uniform number.
        larger = _gammas(uniform, shape + 1)
        return lambda: larger() * (shape + 1) / shape * (1.0 - uniform()) ** (1 / shape)
    # G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM Transactions on
    # Mathematical Software 26 (2000) 363-372.
    normal, d = _normals(uniform), shape - 1 / 3
    c = 1 / math.sqrt(9 * d)

    def gamma():
        while True:
            x = normal()
            v = (1 + c * x) ** 3
            if v > 0 and math.log(1.0 - uniform()) < 0.5 * x * x + d - d * v + d * math.log(v):
                return d * v / shape

    return gamma


def _normals(uniform):
    """Standard normal deviates, two from each accepted point of the unit disc (Marsaglia's polar method)."""
    kept = []

    def normal():
        if kept:
            return kept.pop()
        while True:
            x, y = 2 * uniform() - 1, 2 * uniform() - 1
            square = x * x + y * y
            if 0 < square < 1:
                factor = math.sqrt(-2 * math.log(square) / square)
                kept.append(y * factor)
                return x * factor

    return normal
