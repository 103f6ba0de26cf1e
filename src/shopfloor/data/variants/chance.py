"""Bell-shaped, exponential and counted chance from `Draws`, in whole numbers only.

A mean and a spread are whole numbers in a fine unit (hundredths of a minute, thousandths of a millimeter), so
that nothing is ever rounded by a machine's own arithmetic.
"""

_BITS = 16
_LN2 = 45426  # the natural logarithm of 2, in 65536ths
_WHOLE = 53


def normal(draws, mean, sd):
    """Return a whole number that is spread like a bell around a mean: the sum of twelve even draws.

    Never further away than six standard deviations.

    >>> from .draws import Draws
    >>> normal(Draws("bell"), 500, 0)
    500
    """
    total = 0
    for _ in range(2):
        six = draws.below(10**18)
        for _ in range(6):
            six, part = divmod(six, 1000)
            total += part
    # Twelve draws from 0 to 999: mean 5994, standard deviation 1000.
    return mean + ((total - 5994) * sd + 500) // 1000


def exponential(draws, mean):
    """Return a whole number from 0 on, mostly small and sometimes large: squared coefficient of variation 1."""
    return mean * _minus_ln(draws) >> _BITS


def erlang(draws, mean, stages):
    """Return the sum of exponential stages with this mean together: squared coefficient of variation 1/stages."""
    return mean * sum(_minus_ln(draws) for _ in range(stages)) // stages >> _BITS


def poisson(draws, thousandths):
    """Return how often something happened that is expected thousandths/1000 times."""
    count, passed = 0, exponential(draws, 1000)
    while passed < thousandths:
        count += 1
        passed += exponential(draws, 1000)
    return count


def happens(draws, parts_per_million):
    """Return True with this chance."""
    return draws.below(1_000_000) < parts_per_million


def binomial(draws, n, parts_per_million):
    """Return how many of n have something that each has with this chance."""
    count = 0
    for _ in range(n // 3):
        three = draws.below(10**18)
        for _ in range(3):
            three, one = divmod(three, 1_000_000)
            count += one < parts_per_million
    return count + sum(happens(draws, parts_per_million) for _ in range(n % 3))


def _minus_ln(draws):
    """Minus the natural logarithm of an even draw between 0 and 1, in 65536ths."""
    number = draws.below(2**_WHOLE) + 1
    whole = number.bit_length() - 1
    # The logarithm to base 2, bit after bit: square, and see whether the result reaches 2.
    mantissa = number << 62 >> whole
    fraction = 0
    for _ in range(_BITS):
        mantissa = mantissa * mantissa >> 62
        fraction <<= 1
        if mantissa >= 2 << 62:
            mantissa >>= 1
            fraction |= 1
    return ((_WHOLE - whole << _BITS) - fraction) * _LN2 >> _BITS
