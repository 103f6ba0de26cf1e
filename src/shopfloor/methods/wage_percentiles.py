"""Where a wage stands among the published percentiles of an occupation, and the wage at a percentile."""

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number, values
from shopfloor.methods.career_tables import cell, find, handed_in, occupation_names, spans, whole_year
from shopfloor.methods.worded import Worded, money, ordinal

PERCENTILES = {"annual_p10": 10, "annual_p25": 25, "annual_median": 50, "annual_p75": 75, "annual_p90": 90}
"""The percentiles that the US wage statistics publish: column -> percent of the employees who earn less."""

HOURS_A_YEAR = 2080
"""The year of 52 weeks of 40 hours with which the source turns hourly into annual pay."""


class Percentile(Worded):
    """A percentile, and how far it can be known: see ``percentile_of``."""


def percentile_of(wage, occupation, year, *, wages=None, sector=None, table=None):
    """Where does a wage stand in an occupation: what percent of the employees earn less?

    ``wage``: US dollars a year. ``occupation``: SOC code or title. ``year``: the May of the estimates.
    ``wages``: the table (``load("careers/wages")``; or ``load("careers/wages_by_sector")`` with the code of a
    ``sector``); ``table`` is another name for it.

    The source publishes five points only: the 10th, 25th, 50th, 75th and 90th percentile. Between two of them
    the answer is interpolated linearly in dollars, as for grouped data (the ogive: within a class the values
    are taken to lie evenly). With w between the published w1 (percentile p1) and w2 (p2):

        p = p1 + (p2 - p1) (w - w1) / (w2 - w1)

    Certain are only the two published points, so the result carries them. Beyond the outermost ones nothing
    is known but the side: the result says "below the 10th percentile", its value is that 10, and ``inside``
    is False. A percentile that is not published ("*") is passed over; one that is top-coded ("#", pay at or
    above the source's upper limit) bounds nothing, so a wage above the last known point is "above" it.

    Returns a number from 10 to 90 that shows itself in words: ``low``, ``high`` (the published percentiles
    around it; 0 or 100 beyond the ends), ``inside``, ``title``, ``year``, ``words``. Several wages at once (a
    list or column) give a table with the columns wage, percentile, low, high, inside and position.

    Source of the figures: US Bureau of Labor Statistics, Occupational Employment and Wage Statistics.

    >>> from shopfloor.data import load
    >>> offer = percentile_of(60_000, "17-3026", 2024, wages=load("careers/wages"))
    >>> round(offer, 1), offer.low, offer.high
    (39.6, 25, 50)
    >>> percentile_of(101_140, "industrial engineer", 2024, wages=load("careers/wages"))
    the 50th percentile, the median ($101,140) of Industrial Engineers in 2024
    >>> percentile_of(60_000, "industrial engineer", 2024, wages=load("careers/wages"))
    below the 10th percentile ($70,000) of Industrial Engineers in 2024
    """
    wages = handed_in(wages, table, "wages", "careers/wages", ["year", "soc", *PERCENTILES])
    row = one_row(wages, occupation, year, sector)
    points, top_coded = published(row)
    if isinstance(wage, pd.DataFrame):
        raise ValueError('A whole table was given as the wage: choose a column, such as offers["wage"].')
    if not is_sequence(wage):
        return _position(_annual(number(wage, "wage", above=0), points), points, top_coded, row)
    each = [_position(_annual(one, points), points, top_coded, row) for one in values(wage, "wage")]
    columns = {
        "wage": [float(one) for one in wage],
        "percentile": [float(one) for one in each],
        "low": [one.low for one in each],
        "high": [one.high for one in each],
        "inside": [one.inside for one in each],
        "position": [one.words for one in each],
    }
    return pd.DataFrame(columns, index=wage.index if isinstance(wage, pd.Series) else None)


def wage_at(percent, occupation, year, *, wages=None, sector=None, table=None):
    """What does one earn at a percentile of an occupation? The inverse of ``percentile_of``.

    ``percent``: from the lowest to the highest percentile published, so usually 10 to 90; the rest as in
    ``percentile_of``. Between published points the wage is interpolated linearly. Returns US dollars a year.

    >>> from shopfloor.data import load
    >>> round(wage_at(60, "17-3026", 2024, wages=load("careers/wages")))
    70490
    """
    wages = handed_in(wages, table, "wages", "careers/wages", ["year", "soc", *PERCENTILES])
    row = one_row(wages, occupation, year, sector)
    points, _ = published(row)
    percent = checked_percent(percent)
    known = list(points)
    if not known[0] <= percent <= known[-1]:
        raise ValueError(
            f"Published are the {ordinal(known[0])} to the {ordinal(known[-1])} percentile; "
            f"percentile {percent:g} cannot be read from them."
        )
    return float(np.interp(percent, known, list(points.values())))


def checked_percent(percent):
    """A percentile from 0 to 100: 90, not 0.9.

    >>> checked_percent(0.9)
    Traceback (most recent call last):
    ...
    ValueError: A percentile goes from 0 to 100; 0.9 was given: did you mean 90?
    """
    percent = number(percent, "percentile", low=None)
    if 0 < percent < 1:
        raise ValueError(
            f"A percentile goes from 0 to 100; {percent:g} was given: did you mean {100 * percent:g}?"
        )
    if not 0 <= percent <= 100:
        raise ValueError(f"A percentile goes from 0 to 100; {percent:g} was given.")
    return percent


def one_row(wages, occupation, year, sector=None):
    """The row of one occupation in one year (and sector), as a Series."""
    names = occupation_names(wages)
    code = find(occupation, names, "occupation")
    rows = wages[wages["soc"].astype(str).str.strip() == code]
    year = whole_year(year)
    if year not in set(rows["year"]):
        raise ValueError(
            f"For {names[code][-1]} ({code}) the table has no figures of {year}: "
            f"it has {spans(rows['year'])}."
        )
    rows = rows[rows["year"] == year]
    if "sector" in rows:
        rows = rows[rows["sector"].astype(str).str.strip() == one_sector(rows, sector)]
    elif sector is not None:
        raise ValueError('This table is not by sector: hand in wages=load("careers/wages_by_sector").')
    if len(rows) > 1:
        raise ValueError(
            f"The table has {len(rows)} rows for {code} in {year}: choose the rows of one first."
        )
    return rows.iloc[0]


def one_sector(rows, sector):
    """The code of a sector that the rows have, or words about those they have."""
    there = list(dict.fromkeys(rows["sector"].astype(str).str.strip()))
    if sector is None:
        raise ValueError(
            f'The figures are by sector: say which, as in sector="{there[0]}"; there are {listed(there)}.'
        )
    code = str(sector).strip() if isinstance(sector, str) else f"{number(sector, 'sector'):g}"
    if code not in there:
        raise ValueError(f"There is no sector {code!r} for this occupation: there are {listed(there)}.")
    return code


def published(row):
    """(percent -> wage for the percentiles that a row publishes, the percents that are top-coded)."""
    points, top_coded = {}, []
    for column, percent in PERCENTILES.items():
        wage, limited = cell(row[column], f"{ordinal(percent)} percentile")
        if limited:
            top_coded.append(percent)
        elif wage is not None:
            points[percent] = wage
    known = list(points.values())
    if any(lower > higher for lower, higher in zip(known, known[1:], strict=False)):
        raise ValueError("A higher percentile is smaller than a lower one in this row: the table is damaged.")
    if len(points) < 2:
        raise ValueError("Fewer than two percentiles are published here, so no position can be told.")
    return points, top_coded


def title_of(row):
    """What a row's occupation is called."""
    return str(row["title"]) if "title" in row.index else str(row["soc"])


def _annual(wage, points):
    if wage < 1000 <= min(points.values()):
        raise ValueError(
            f"The table's figures are dollars a year; {wage:g} looks like pay by the hour. "
            f"Did you mean {wage * HOURS_A_YEAR:,.0f}, for a year of 2,080 hours?"
        )
    return wage


def _position(wage, points, top_coded, row):
    percents, known = list(points), list(points.values())
    who = f"of {title_of(row)} in {int(row['year'])}"
    facts = {"title": title_of(row), "year": int(row["year"])}
    for side, end, beyond in (("below", 0, wage < known[0]), ("above", -1, wage > known[-1])):
        if beyond:
            percent = percents[end]
            low, high = (0, percent) if side == "below" else (percent, 100)
            words = f"{side} the {ordinal(percent)} percentile ({money(known[end])}) {who}"
            if side == "above" and top_coded:
                words += (
                    f"; the {ordinal(top_coded[0])} is only published as being at or above the upper limit"
                )
            return Percentile(percent, words, low=low, high=high, inside=False, **facts)
    equal = [percent for percent, one in points.items() if one == wage]
    if len(equal) == 1:
        median = ", the median" if equal[0] == 50 else ""
        words = f"the {ordinal(equal[0])} percentile{median} ({money(wage)}) {who}"
        return Percentile(equal[0], words, low=equal[0], high=equal[0], inside=True, **facts)
    if (
        equal
    ):  # Several percentiles are the same wage: anywhere between them, and the middle is as good as any.
        low, high = equal[0], equal[-1]
        between = f"from the {ordinal(low)} to the {ordinal(high)} percentile"
        words = f"anywhere {between}: both are {money(wage)} {who}"
        return Percentile((low + high) / 2, words, low=low, high=high, inside=True, **facts)
    place = next(place for place, one in enumerate(known) if one > wage)
    low, high = percents[place - 1], percents[place]
    value = low + (high - low) * (wage - known[place - 1]) / (known[place] - known[place - 1])
    words = (
        f"about the {ordinal(round(value))} percentile {who}, between the {ordinal(low)} "
        f"({money(known[place - 1])}) and the {ordinal(high)} ({money(known[place])})"
    )
    return Percentile(value, words, low=low, high=high, inside=True, **facts)
