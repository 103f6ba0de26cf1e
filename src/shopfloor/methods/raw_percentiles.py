"""Percentiles and averages of raw figures: of every single wage in a list, or of groups with their sizes."""

import math

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import number, values
from shopfloor.methods.wage_percentiles import checked_percent

METHODS = ("inclusive", "exclusive")
TIES = ("half", "below", "up to")


def percentile(data, percent, method="inclusive"):
    """Which value has ``percent`` percent of the data below it?

    The data are put in order, y1 to yN, and the value at rank r is read, between two values in proportion.
    Two conventions are in use, and with few values they differ:

    - ``"inclusive"``: r = 1 + p (N - 1). Excel's PERCENTILE and PERCENTILE.INC, NumPy, pandas, R (type 7).
    - ``"exclusive"``: r = p (N + 1), not below 1 nor above N. NIST/SEMATECH e-Handbook 7.2.6.2, Minitab,
      Excel's PERCENTILE.EXC (which gives an error where this takes the smallest or the largest value), R
      (type 6).

    ``data``: numbers, one or more; ``percent``: 0 to 100. Returns a value in the unit of the data.

    >>> percentile([15, 20, 35, 40, 50], 40), percentile([15, 20, 35, 40, 50], 40, method="exclusive")
    (29.0, 26.0)
    """
    if method not in METHODS:
        raise ValueError(f'The method is "inclusive" or "exclusive"; {method!r} was given.')
    ordered = np.sort(_some(data))
    share, count = checked_percent(percent) / 100, len(ordered)
    # Rounded, so that the third of nine is the third and not the binary dust below it.
    rank = round(1 + share * (count - 1) if method == "inclusive" else share * (count + 1), 9)
    rank = min(max(rank, 1), count)
    below = math.floor(rank)
    value, above = ordered[below - 1], ordered[min(below, count - 1)]
    return float(value + (rank - below) * (above - value))


def percentile_rank(value, data, ties="half"):
    """What percent of the data lie below a value? The inverse question to ``percentile``.

    Data equal to the value count as ``ties`` says: ``"half"`` of them (the percentile rank of psychology and
    education), none (``"below"``), or all (``"up to"``, the cumulative distribution). SciPy's
    percentileofscore calls the three mean, strict and weak. Returns a percent from 0 to 100.

    >>> percentile_rank(3, [1, 2, 3, 3, 4]), percentile_rank(3, [1, 2, 3, 3, 4], ties="below")
    (60.0, 40.0)
    """
    if ties not in TIES:
        raise ValueError(f'Ties count "half", "below" or "up to"; {ties!r} was given.')
    data, value = _some(data), number(value, "value", low=None)
    below, equal = int((data < value).sum()), int((data == value).sum())
    return 100 * (below + {"half": 0.5, "below": 0, "up to": 1}[ties] * equal) / len(data)


def weighted_mean(data, weights):
    """What is the average, if some count more than others? sum(weight x value) / sum(weights).

    With employment as weights this is the mean over all people from the means of groups. It is exact for
    means only: the weighted mean of medians is not the median of all.

    >>> weighted_mean([50_000, 80_000], [3, 1])
    57500.0
    """
    data, weights = _weighed(data, weights)
    total = math.fsum(weights)
    # Around the first value, so that large values with a small spread keep their digits.
    return float(data[0] + math.fsum(weights * (data - data[0])) / total)


def weighted_percentile(data, weights, percent):
    """Which value has ``percent`` percent of the weight below it?

    The smallest value at which the weights, added up from the smallest value on, reach that share of their
    sum (the inverse of the cumulative distribution; NumPy's "inverted_cdf"). With 50 it is the lower weighted
    median of Cormen, Leiserson, Rivest and Stein, *Introduction to Algorithms*, problem 9-2. With people as
    weights it treats everybody in a group as earning the group's figure, so it is rough.

    >>> weighted_percentile([50_000, 80_000, 100_000], [10, 30, 20], 50)
    80000.0
    """
    data, weights = _weighed(data, weights)
    share = checked_percent(percent) / 100
    order = np.argsort(data, kind="stable")
    order = order[weights[order] > 0]
    reached = np.cumsum(weights[order])
    # A share that is reached but for the dust of binary fractions is reached.
    enough = reached >= share * reached[-1] * (1 - 1e-12)
    return float(data[order][np.argmax(enough)])


def _some(data, what="value"):
    if isinstance(data, pd.DataFrame):
        raise ValueError('A whole table was given: choose a column, such as table["wage"].')
    data = values(data, what, low=None)
    if not data.size:
        raise ValueError("There are no values: the list or column is empty.")
    return data


def _weighed(data, weights):
    if (
        isinstance(data, pd.Series)
        and isinstance(weights, pd.Series)
        and list(data.index) != list(weights.index)
    ):
        raise ValueError("The values and the weights belong to different rows: put both in one table first.")
    data, weights = _some(data), values(weights, "weight")
    if len(data) != len(weights):
        raise ValueError(f"There are {len(data)} values but {len(weights)} weights: each value needs one.")
    if not weights.any():
        raise ValueError("The weights are all zero: then nothing counts.")
    return data, weights
