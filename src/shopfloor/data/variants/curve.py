"""Learning curves to the same last digit everywhere: logarithms and powers in decimal arithmetic.

Decimal logarithms and exponentials are rounded correctly by definition; those of binary fractions may differ
in their last digit from one machine to the next.
"""

from decimal import Context, Decimal, localcontext
from functools import cache

_EXACT = Context(prec=20)


@cache
def ln(number):
    """Return the natural logarithm of a whole number, with 20 digits.

    >>> round(ln(2), 6)
    Decimal('0.693147')
    """
    return _EXACT.ln(Decimal(number))


def unit_time(first, unit, rate):
    """Return the time of a unit as a whole number: first x unit ** (ln rate / ln 2), rate in per mille.

    With every doubling of the number of units the time of a unit falls to the rate (Crawford's unit curve).

    >>> unit_time(10000, 2, 800), unit_time(10000, 4, 800), unit_time(10000, 8, 800)
    (8000, 6400, 5120)
    """
    with localcontext(_EXACT):
        return int((first * _part(unit, rate)).to_integral_value())


@cache
def _part(unit, rate):
    """The part of the first unit's time that this unit takes."""
    with localcontext(_EXACT):
        return ((ln(rate) - ln(1000)) / ln(2) * ln(unit)).exp()


def fitted_rate(units, times):
    """Return the rate, in per mille, of the straight line through the logarithms (least squares).

    >>> round(fitted_rate([1, 2, 4], [1000, 800, 640]), 6)
    Decimal('800.000000')
    """
    with localcontext(_EXACT):
        x, y = [ln(unit) for unit in units], [ln(time) for time in times]
        x_mean, y_mean = sum(x) / len(x), sum(y) / len(y)
        slope = sum((a - x_mean) * (b - y_mean) for a, b in zip(x, y)) / sum((a - x_mean) ** 2 for a in x)
        return 1000 * (slope * ln(2)).exp()
