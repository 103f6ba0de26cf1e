"""What the career methods share: the tables they are handed, and finding an occupation or role by its
name."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number


def handed_in(given, table, keyword, example, columns):
    """The table that the caller handed in, under its own keyword or as ``table``; checked for its columns.

    >>> handed_in(None, None, "wages", "careers/wages", ["year"])
    Traceback (most recent call last):
    ...
    ValueError: The table is missing: hand it in as wages=load("careers/wages").
    """
    if given is not None and table is not None:
        raise ValueError(
            f"Two tables were given, as {keyword} and as table: they are one and the same argument."
        )
    chosen = table if given is None else given
    if chosen is None:
        raise ValueError(f'The table is missing: hand it in as {keyword}=load("{example}").')
    need(chosen, columns, keyword, example)
    return chosen


def need(table, columns, keyword, example):
    """Refuses, in words, what is no table or lacks a column."""
    if not isinstance(table, pd.DataFrame):
        shown = f"the text {table!r}" if isinstance(table, str) else f"a {type(table).__name__}"
        raise ValueError(f'{keyword} is {shown}: give a table, such as {keyword}=load("{example}").')
    lacking = [column for column in columns if column not in table]
    if lacking:
        raise ValueError(
            f'The table given as {keyword} has no column {listed(lacking)}; a table such as "{example}" is '
            f"asked for, and this one has {listed(table.columns)}."
        )


def find(wanted, names, what):
    """The key in ``names`` (key -> its names) that ``wanted`` means.

    Its key or one of its names, in any case, singular or plural; else some words of a name, if they are in
    the names of one key only.

    >>> names = {"17-2112": ["Industrial Engineers"], "51-4041": ["Machinists"]}
    >>> find("industrial engineer", names, "occupation"), find("machinist", names, "occupation")
    ('17-2112', '51-4041')
    """
    if not isinstance(wanted, str):
        raise ValueError(_not_a_name(wanted, names, what))
    text = wanted.strip()
    if text in names:
        return text
    words = _words(text)
    hits = [key for key in names if any(words == _words(name) for name in (key, *names[key]))]
    if not hits and words:
        hits = [key for key in names if any(set(words) <= set(_words(name)) for name in names[key])]
    if len(hits) == 1:
        return hits[0]
    if hits:
        some = listed([_called(key, names) for key in hits[:4]]) + (" and more" if len(hits) > 4 else "")
        raise ValueError(f"{wanted!r} fits {len(hits)} {what}s: {some}. Write the one that you mean in full.")
    raise ValueError(f"There is no {what} {wanted!r} in this table{_nearest(text, names)}")


def occupation_names(table):
    """SOC code -> the titles it had, in the order of the table."""
    titles = table["title"] if "title" in table else table["soc"]
    names = {}
    for code, title in zip(table["soc"].astype(str), titles.astype(str), strict=True):
        known = names.setdefault(code.strip(), [])
        if title not in known:
            known.append(title)
    return names


def whole_year(value, what="year"):
    """A year as a whole number."""
    year = number(value, what)
    if year != int(year) or not 1000 <= year <= 9999:
        raise ValueError(f"The {what} is a whole number such as 2024; {year:g} was given.")
    return int(year)


def cell(value, what):
    """A published figure as (number or None, top-coded or not).

    The US wage tables print "*" or "**" where nothing is published, and "#" for pay at or above their upper
    limit; a spreadsheet read as text has commas.

    >>> cell("56,550", "median"), cell("*", "median"), cell("#", "90th percentile")
    ((56550.0, False), (None, False), (None, True))
    """
    if isinstance(value, str):
        text = value.strip().replace(",", "").lstrip("$")
        if text == "#":
            return None, True
        if text in ("", "*", "**", "~", "-"):
            return None, False
        try:
            value = float(text)
        except ValueError:
            raise ValueError(f"The {what} in the table is {value!r}, which is not a number.") from None
    if value is None or value is pd.NA or (isinstance(value, (float, np.floating)) and np.isnan(value)):
        return None, False
    return number(value, f"{what} in the table"), False


def prices_by_year(prices, table=None):
    """Price index by year, from a table with the columns year and price_index, a dictionary or a Series.

    >>> prices_by_year({2019: 255.657, 2024: 313.689})
    {2019: 255.657, 2024: 313.689}
    """
    if isinstance(prices, (Mapping, pd.Series)):
        pairs = list(dict(prices).items())
    else:
        prices = handed_in(prices, table, "prices", "careers/prices", ["year", "price_index"])
        pairs = list(zip(prices["year"], prices["price_index"], strict=True))
    if not pairs:
        raise ValueError("The table of prices is empty.")
    known = {}
    for year, index in pairs:
        year = whole_year(year, "year of a price index")
        if year in known:
            raise ValueError(f"The year {year} is twice in the table of prices.")
        known[year] = number(index, f"price index of {year}", above=0)
    return known


def price_of(year, prices):
    """The index of one year, or words about the years there are."""
    if year not in prices:
        raise ValueError(f"There is no price index for {year}: there is one for {spans(prices)}.")
    return prices[year]


def spans(years):
    """Years for a sentence, runs shortened.

    >>> spans([2017, 2018, 2019, 2021])
    '2017 to 2019 and 2021'
    """
    years = sorted({int(year) for year in years})
    runs = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts = [
        f"{run[0]} to {run[-1]}"
        if len(run) > 2
        else listed(run)
        if len(run) == 1
        else f"{run[0]} and {run[1]}"
        for run in runs
    ]
    return listed(parts) if parts else "no year"


def several(value):
    """One thing or several, as a list: text is one thing."""
    return list(value) if is_sequence(value) or isinstance(value, (set, range)) else [value]


def _words(text):
    words = re.findall(r"\w+", text.casefold())
    # A plural s is no difference: learners write "industrial engineer", the tables "Industrial Engineers".
    return [
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in words
    ]


def _called(key, names):
    name = next((name for name in names[key] if name != key), None)
    return f"{name} ({key})" if name else key


def _nearest(text, names):
    lookup = {}
    for key in names:
        for name in (key, *names[key]):
            lookup.setdefault(name.casefold(), key)
    near = list(dict.fromkeys(lookup[hit] for hit in get_close_matches(text.casefold(), lookup, 3, 0.55)))
    if near:
        return f": did you mean {' or '.join(_called(key, names) for key in near)}?"
    shown = [_called(key, names) for key in list(names)[:6]]
    return f": it has {listed(shown)}{' and more' if len(names) > 6 else ''}."


def _not_a_name(wanted, names, what):
    example = next(iter(names), "17-3026")
    if isinstance(wanted, (int, np.integer)) and not isinstance(wanted, bool) and wanted < 0:
        return f'Put the code in quotes, as in "{example}": without them 17-3026 is a subtraction.'
    article = "An" if what[0] in "aeiou" else "A"
    given = " ".join(repr(wanted).split())[:60]
    return f'{article} {what} is text in quotes, such as "{example}"; {given} was given.'
