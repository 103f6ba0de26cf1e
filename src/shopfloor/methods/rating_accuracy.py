"""How well does somebody rate? Ratings held against work whose pace is known."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed
from shopfloor.methods.arguments import rating as checked_rating


class RatingBias(NamedTuple):
    """How far ratings lie from the true paces; see ``rating_bias``."""

    bias: float
    """Mean of rating - true pace: above 0 loose (too generous), below 0 tight."""
    spread: float | None
    """Standard deviation of rating - true pace (divisor n - 1); None for a single rating."""
    n: int
    slope: float | None
    """Rise of the rating per rise of the true pace: 1 is right, below 1 flat, above 1 steep; None where all
    the work had the same pace."""

    def __repr__(self):
        spread = "None" if self.spread is None else f"{self.spread:.4f}"
        slope = "None" if self.slope is None else f"{self.slope:.3f}"
        return f"RatingBias(bias={self.bias:+.4f}, spread={spread}, n={self.n}, slope={slope})"


def rating_bias(given, true):
    """How far are a rater's ratings from the true paces, on average and from one to the next?

    - bias: the mean of rating - true, the *constant error*. This rater's standards are too long by about so
      much (above 0: *loose*), or too short (below 0: *tight*).
    - spread: the standard deviation of rating - true, divisor n - 1; the *variable error*. So much do the
      errors differ from clip to clip.
    - slope: of the least-squares line of the ratings on the true paces. Beginners are *flat* (below 1): slow
      work is rated too high and fast work too low. *Steep* raters do the opposite. A flat rater's errors
      cancel in the bias, and show in the spread.

    ``given``: the ratings as fractions, 1.10 and not 110; ``true``: the known pace of each (or one for all).
    Returns bias, spread, n, slope.

    Source: Lifson, "Errors in time-study judgments of industrial work pace", *Psychological Monographs* 67
    (5), 1953, on the errors themselves; mean and standard deviation of the differences, rather than a
    correlation: Bland and Altman, "Statistical methods for assessing agreement", *Lancet* 1986.

    >>> rating_bias([0.85, 1.00, 1.20], [0.80, 1.00, 1.20])
    RatingBias(bias=+0.0167, spread=0.0289, n=3, slope=0.875)
    """
    ratings = _ratings(given, "rating")
    if not ratings:
        raise ValueError("There are no ratings: the list or column is empty.")
    paces = _ratings(true, "true pace") if is_sequence(true) else [_rating(true, "true pace")] * len(ratings)
    if len(paces) != len(ratings):
        raise ValueError(
            f"There are {len(ratings)} ratings but {len(paces)} true paces: each rating needs the pace "
            "of its work."
        )
    if isinstance(given, pd.Series) and isinstance(true, pd.Series) and list(given.index) != list(true.index):
        raise ValueError(
            "The ratings and the true paces belong to different rows: put both in one table first, "
            "or use rating_biases."
        )
    paces = np.array(paces)
    errors = np.array(ratings) - paces
    n = len(errors)
    across = paces - paces.mean()
    wide = float(across @ across)
    # The slope of the errors, plus 1, loses no digits where ratings are nearly right.
    slope = 1 + float(across @ errors) / wide if np.ptp(paces) else None
    return RatingBias(
        bias=math.fsum(errors) / n,
        spread=float(errors.std(ddof=1)) if n > 1 else None,
        n=n,
        slope=slope,
    )


def rating_biases(ratings, clips):
    """How well does each of a class rate? Bias, spread and slope of every rater, in each session.

    ``ratings``: a table with the columns clip and rating, and rater and session where there are several (as
    ``load("timestudy/clip_ratings")``). ``clips``: a table with the columns clip and known_pace (as
    ``load("timestudy/rating_clips")``), or a dictionary or Series clip -> pace. Returns a table with a row
    for each rater and session: session and rater (where the table has them), bias, spread, n, slope.

    >>> ratings = pd.DataFrame({"rater": ["S1", "S1", "S2", "S2"], "clip": ["C1", "C2", "C1", "C2"],
    ...                         "rating": [0.90, 1.20, 0.80, 1.15]})
    >>> rating_biases(ratings, {"C1": 0.80, "C2": 1.20}).round(3)
      rater   bias  spread  n  slope
    0    S1  0.050   0.071  2  0.750
    1    S2 -0.025   0.035  2  0.875
    """
    table = matched(ratings, clips)
    keys = [name for name in ("session", "rater") if name in table]
    if not keys:
        return pd.DataFrame([rating_bias(table["rating"], table["true"])._asdict()])
    rows = []
    for labels, of_one in table.groupby(keys, sort=False, observed=True):
        found = rating_bias(of_one["rating"], of_one["true"])
        rows.append({**dict(zip(keys, labels, strict=True)), **found._asdict()})
    return pd.DataFrame(rows)


def matched(ratings, clips):
    """The ratings with a column ``true``: the pace of each row's clip."""
    if not isinstance(ratings, pd.DataFrame):
        raise ValueError(
            f"The first thing to give is a table of ratings; {type(ratings).__name__} was given."
        )
    for needed in ("clip", "rating"):
        if needed not in ratings:
            raise ValueError(f"The ratings have no column {needed!r}; they have {listed(ratings.columns)}.")
    if ratings.empty:
        raise ValueError("There are no ratings: the table is empty.")
    if isinstance(clips, pd.DataFrame):
        for needed in ("clip", "known_pace"):
            if needed not in clips:
                raise ValueError(f"The clips have no column {needed!r}; they have {listed(clips.columns)}.")
        twice = list(clips.loc[clips["clip"].duplicated(), "clip"])
        if twice:
            raise ValueError(f"Clip {twice[0]} is there twice among the known paces.")
        paces = dict(zip(clips["clip"], clips["known_pace"]))
    else:
        try:
            paces = dict(clips)
        except (TypeError, ValueError):
            raise ValueError(
                "Give the known paces as a table with the columns clip and known_pace, or as a dictionary."
            ) from None
    lacking = [clip for clip in pd.unique(ratings["clip"].astype(object)) if clip not in paces]
    if lacking:
        raise ValueError(f"There is no known pace for clip {listed(lacking)}.")
    table = ratings.assign(true=[float(_rating(paces[c], f"pace of clip {c}")) for c in ratings["clip"]])
    for name in ("session", "rater"):
        if name in table:
            if table[name].isna().any():
                raise ValueError(f"Some of the ratings have no {name}: fill it in, or leave them out first.")
            table[name] = table[name].astype(object)
    return table


def _ratings(given, what):
    if not is_sequence(given) or isinstance(given, (pd.DataFrame, Mapping)):
        raise ValueError(f"Give several {what}s, as a list or a column of a table.")
    if isinstance(given, pd.Series):
        return [_rating(one, f"{what} in row {label}") for label, one in given.items()]
    return [_rating(one, f"{what} {place}") for place, one in enumerate(given, start=1)]


def _rating(value, what):
    return checked_rating(value, what)
