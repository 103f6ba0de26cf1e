"""Pay over the years, in dollars and after prices."""

import pandas as pd

from shopfloor.methods.arguments import each, listed, number
from shopfloor.methods.career_tables import (
    cell,
    find,
    handed_in,
    occupation_names,
    price_of,
    prices_by_year,
    spans,
    whole_year,
)
from shopfloor.methods.wage_percentiles import one_row, title_of
from shopfloor.methods.worded import Worded, money, percent

COLUMN_WORDS = {
    "annual_mean": "mean pay a year",
    "annual_p10": "10th percentile of pay a year",
    "annual_p25": "25th percentile of pay a year",
    "annual_median": "median pay a year",
    "annual_p75": "75th percentile of pay a year",
    "annual_p90": "90th percentile of pay a year",
    "hourly_median": "median pay an hour",
}


class RealGrowth(Worded):
    """The growth of pay after prices, with everything it was computed from: see ``real_growth``."""


def real_growth(occupation, start, end, *, wages=None, prices=None, column="annual_median", table=None):
    """Did pay in an occupation rise after prices, and by how much?

    ``occupation``: SOC code or title; ``start``, ``end``: years, the earlier one first. ``wages``:
    ``load("careers/wages")`` (``table`` is another name for it); ``prices``: ``load("careers/prices")``, or
    {year: index}. ``column``: which figure, the median unless said.

    With pay W and a price index P at the start (0) and the end (1), as fractions:

        nominal = W1/W0 - 1,   prices = P1/P0 - 1,   real = (W1/W0) / (P1/P0) - 1
        a year  = (1 + growth)^(1/years) - 1   (compound growth)

    real is not nominal minus prices, though close to it while both are small. Returns the real growth, a
    number that shows the whole calculation, with ``nominal``, ``real``, ``prices``, ``nominal_per_year``,
    ``real_per_year``, ``before`` and ``after`` (dollars of their day), ``before_in_end_dollars``, ``title``,
    ``soc``, ``start``, ``end``, ``breaks`` (years between them in which the method changed, from the column
    method_break) and ``notes`` (what a reader has to know: a break, a title that changed).

    Source: deflating by the consumer price index as in the US Bureau of Labor Statistics' release *Real
    Earnings*; the figures: its wage statistics and its CPI-U, annual averages.

    >>> from shopfloor.data import load
    >>> wages, prices = load("careers/wages"), load("careers/prices")
    >>> growth = real_growth("17-3026", 2019, 2024, wages=wages, prices=prices)
    >>> print(growth)
    Industrial Engineering Technologists and Technicians (17-3026), median pay a year, 2019 to 2024
      in dollars      $56,550 to $64,790   +14.6 %   +2.8 % a year
      prices                               +22.7 %   +4.2 % a year
      after prices    $69,386 to $64,790    -6.6 %   -1.4 % a year   (in dollars of 2024)
      Note: the method changed in 2021; figures before and after it do not compare without saying so.
    >>> round(growth.nominal, 3), round(growth.real, 3), growth.breaks
    (0.146, -0.066, [2021])
    """
    wages = handed_in(wages, table, "wages", "careers/wages", ["year", "soc"])
    start, end = whole_year(start, "first year"), whole_year(end, "last year")
    if start == end:
        raise ValueError(f"Growth needs two different years; {start} was given twice.")
    if start > end:
        raise ValueError(f"The earlier year comes first: did you mean {end}, {start}?")
    _payable(column, wages)
    index = prices_by_year(prices)
    rows = [one_row(wages, occupation, year) for year in (start, end)]
    before, after = (_pay(row, column) for row in rows)
    price = price_of(end, index) / price_of(start, index)
    nominal = after / before - 1
    real = after / before / price - 1
    code = find(occupation, occupation_names(wages), "occupation")
    breaks = breaks_between(wages, start, end)
    facts = {
        "nominal": nominal,
        "real": real,
        "prices": price - 1,
        "nominal_per_year": growth_per_year(before, after, end - start),
        "real_per_year": growth_per_year(before * price, after, end - start),
        "before": before,
        "after": after,
        "before_in_end_dollars": before * price,
        "title": title_of(rows[1]),
        "soc": code,
        "start": start,
        "end": end,
        "breaks": breaks,
        "notes": _notes(breaks, rows),
    }
    return RealGrowth(real, _in_words(facts, column), **facts)


def pay_series(
    occupation,
    *,
    wages=None,
    prices=None,
    column="annual_median",
    start=None,
    end=None,
    base=None,
    table=None,
):
    """How did pay in an occupation run over the years, in dollars of the day and after prices?

    Arguments as in ``real_growth``; ``start`` and ``end`` may be left out for all years there are; ``base``
    is the year in whose dollars the second series is, the last one unless said.

    Returns a table, a row for each year of the occupation: year, title, soc, figure (what pay is, in words),
    pay (missing where not published), real_pay (if prices are given; ``base_year`` says in dollars of when),
    new_method (True in the first year after a break: do not read the step there as a change of pay).

    >>> from shopfloor.data import load
    >>> pay = pay_series("17-3026", wages=load("careers/wages"), prices=load("careers/prices"), start=2020)
    >>> pay[["year", "pay", "real_pay", "new_method"]].round(0).head(2)
       year      pay  real_pay  new_method
    0  2020  57320.0   69474.0       False
    1  2021  60220.0   69714.0        True
    """
    wages = handed_in(wages, table, "wages", "careers/wages", ["year", "soc"])
    _payable(column, wages)
    names = occupation_names(wages)
    code = find(occupation, names, "occupation")
    rows = wages[wages["soc"].astype(str).str.strip() == code].sort_values("year", kind="stable")
    if rows["year"].duplicated().any():
        raise ValueError(f"The table has several rows for {code} in a year: choose the rows of one first.")
    for year, what in ((start, "first year"), (end, "last year")):
        if year is not None and whole_year(year, what) not in set(rows["year"]):
            raise ValueError(
                f"For {names[code][-1]} ({code}) the table has no figures of {year}: "
                f"it has {spans(rows['year'])}."
            )
    if start is not None and end is not None and start > end:
        raise ValueError(f"The earlier year comes first: did you mean {end}, {start}?")
    rows = rows[
        (rows["year"] >= (rows["year"].min() if start is None else start))
        & (rows["year"] <= (rows["year"].max() if end is None else end))
    ]
    years = [int(year) for year in rows["year"]]
    pay = [cell(figure, COLUMN_WORDS[column])[0] for figure in rows[column]]
    result = pd.DataFrame({"year": years})
    result["title"] = [title_of(row) for _, row in rows.iterrows()]
    result["soc"] = code
    result["figure"] = COLUMN_WORDS[column]
    result["pay"] = [float("nan") if one is None else one for one in pay]
    if prices is not None:
        base = years[-1] if base is None else whole_year(base, "base year")
        index = prices_by_year(prices)
        now = price_of(base, index)
        factors = [now / price_of(year, index) for year in years]
        result["real_pay"] = result["pay"] * factors
        result["base_year"] = base
    breaks = breaks_between(wages, years[0], years[-1])
    before = [None, *years[:-1]]
    result["new_method"] = [
        one is not None and any(one < year <= this for year in breaks)
        for one, this in zip(before, years, strict=True)
    ]
    return result


def in_dollars_of(amount, year, to_year, *, prices=None):
    """What would an amount be in the dollars of another year? amount x index of that year / index of its own.

    ``amount``: a number, or several. ``prices``: ``load("careers/prices")``, or {year: index}. Source: US
    Bureau of Labor Statistics, consumer price index; this is how its releases make constant dollars.

    >>> from shopfloor.data import load
    >>> round(in_dollars_of(56_550, 2019, 2024, prices=load("careers/prices")))
    69386
    """
    index = prices_by_year(prices)
    factor = price_of(whole_year(to_year), index) / price_of(whole_year(year), index)
    return each(lambda amounts: amounts * factor, amount, "amount")


def growth_per_year(before, after, years):
    """How much is that a year? The compound annual growth rate, (after / before)^(1 / years) - 1, a fraction.

    Ten years of 1.7 % in all are not 0.17 % a year, but growth on growth; for small figures it is nearly so.
    Excel calls it RRI. Source: any text on finance; Microsoft's example for RRI.

    >>> round(growth_per_year(74_600, 75_900, 10), 4)
    0.0017
    """
    before, after = number(before, "first value", above=0), number(after, "last value", above=0)
    return (after / before) ** (1 / number(years, "number of years", above=0)) - 1


def breaks_between(wages, start, end):
    """The years after ``start``, up to ``end``, in which the table marks a change of method."""
    if "method_break" not in wages:
        return []
    marked = zip(wages["year"], wages["method_break"], strict=True)
    return sorted({int(year) for year, new in marked if start < year <= end and not pd.isna(new) and new})


def break_words(breaks):
    """What to say about breaks in a series."""
    years = listed(breaks)
    return f"the method changed in {years}; figures before and after it do not compare without saying so."


def _payable(column, wages):
    """Refuses a column that holds no pay, and a table that holds no years."""
    if "sector" in wages:
        raise ValueError('Growth needs several years, and the table by sector has one: use "careers/wages".')
    offered = [name for name in COLUMN_WORDS if name in wages]
    if column not in offered:
        raise ValueError(f"There is no pay in a column {column!r}: there is {listed(offered)}.")


def _pay(row, column):
    pay, top_coded = cell(row[column], COLUMN_WORDS[column])
    where = f"{COLUMN_WORDS[column]} of {title_of(row)} in {int(row['year'])}"
    if top_coded:
        raise ValueError(f"The {where} is only published as being at or above the upper limit (#).")
    if pay is None:
        raise ValueError(f"The {where} is not published.")
    if pay <= 0:
        raise ValueError(f"The {where} is {pay:g} in the table: pay is more than 0.")
    return pay


def _notes(breaks, rows):
    notes = [break_words(breaks)] if breaks else []
    titles = [title_of(row) for row in rows]
    if titles[0] != titles[1]:
        notes.append(f"in {int(rows[0]['year'])} the occupation was called {titles[0]}.")
    return notes


def _in_words(facts, column):
    shown = COLUMN_WORDS[column]
    pairs = [
        f"{money(facts['before'])} to {money(facts['after'])}",
        f"{money(facts['before_in_end_dollars'])} to {money(facts['after'])}",
    ]
    width = max(len(pair) for pair in pairs)
    prices_per_year = growth_per_year(1, 1 + facts["prices"], facts["end"] - facts["start"])
    lines = [f"{facts['title']} ({facts['soc']}), {shown}, {facts['start']} to {facts['end']}"]
    for label, pair, growth, per_year, more in (
        ("in dollars", pairs[0], facts["nominal"], facts["nominal_per_year"], ""),
        ("prices", "", facts["prices"], prices_per_year, ""),
        (
            "after prices",
            pairs[1],
            facts["real"],
            facts["real_per_year"],
            f"   (in dollars of {facts['end']})",
        ),
    ):
        lines.append(
            f"  {label:<14}  {pair:<{width}} {percent(growth):>9} {percent(per_year):>8} a year{more}"
        )
    return "\n".join([*lines, *(f"  Note: {note}" for note in facts["notes"])])
