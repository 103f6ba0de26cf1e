"""Pay side by side: occupations, years or sectors, with what stands in the way of comparing them."""

import pandas as pd

from shopfloor.methods.arguments import listed
from shopfloor.methods.career_tables import (
    cell,
    find,
    handed_in,
    need,
    occupation_names,
    price_of,
    prices_by_year,
    several,
    spans,
    whole_year,
)
from shopfloor.methods.wage_growth import breaks_between
from shopfloor.methods.wage_percentiles import PERCENTILES, one_sector
from shopfloor.methods.worded import ordinal

LIMIT_WORDS = "at or above the upper limit"
METHOD_WORDS = "new method since"


def compare(
    occupations=None,
    years=None,
    *,
    sectors=None,
    wages=None,
    prices=None,
    names=None,
    table=None,
):
    """What do occupations, years or sectors pay, side by side?

    ``occupations``: SOC codes or titles, one or several; all of the table if left out. ``years``: one or
    several, "all", or left out for the latest. ``wages``: ``load("careers/wages")``, or
    ``load("careers/wages_by_sector")`` with ``sectors`` (codes; all if left out); ``table`` is another name
    for it. ``prices``: ``load("careers/prices")`` adds the median in dollars of the latest year compared.
    ``names``: ``load("careers/sectors")``, ``load("careers/occupations")``, or both in a list, for what codes
    are called where the table of wages does not say.

    Returns a table with a row for each, in the order asked for, and the columns

    - title, soc, year (and sector, sector_title where they apply), employment;
    - annual_mean (where published), annual_p10 to annual_p90: dollars a year, missing where not published;
    - spread: 90th / 10th percentile;
    - vs_first: the median against that of the first row, as a fraction (0.10: a tenth more);
    - real_median and real_vs_first: the same in dollars of one year, if prices are given;
    - note: what stands in the way: a break in the series, a figure that is top-coded or not published, an
      earlier title. Empty where nothing does.

    >>> from shopfloor.data import load
    >>> pay = compare(["17-3026", "17-2112"], 2024, wages=load("careers/wages"))
    >>> pay[["soc", "annual_median", "vs_first"]].round(3)
           soc  annual_median  vs_first
    0  17-3026          64790     0.000
    1  17-2112         101140     0.561
    >>> pay = compare("17-3026", [2020, 2021], wages=load("careers/wages"))
    >>> print(pay["note"][1])
    new method since 2021: does not compare with the rows from before
    """
    wages = handed_in(wages, table, "wages", "careers/wages", ["year", "soc", *PERCENTILES])
    if not len(wages):
        raise ValueError("The table of wages is empty: there is nothing to compare.")
    rows = _chosen(wages, occupations, years, sectors)
    sector_titles, titles = _titles(names)
    result = pd.DataFrame([_line(row, sector_titles, titles) for row in rows])
    for column in ("employment", "annual_mean", *PERCENTILES):
        if column in result and (result[column] % 1 == 0).all():
            result[column] = result[column].astype("int64")
    result["spread"] = result["annual_p90"] / result["annual_p10"]
    result["vs_first"] = result["annual_median"] / result["annual_median"].iloc[0] - 1
    if prices is not None:
        index = prices_by_year(prices)
        now = price_of(int(result["year"].max()), index)
        result["real_median"] = [
            median * now / price_of(int(year), index)
            for median, year in zip(result["annual_median"], result["year"], strict=True)
        ]
        result["real_vs_first"] = result["real_median"] / result["real_median"].iloc[0] - 1
    result["note"] = _notes(wages, rows, result)
    return result


def _chosen(wages, occupations, years, sectors):
    """The rows asked for, in the order asked for."""
    names = occupation_names(wages)
    codes = list(names)
    if occupations is not None:
        if isinstance(occupations, pd.DataFrame):
            raise ValueError(
                "The table goes in as wages=...; first come the occupations, as codes or titles."
            )
        codes = list(dict.fromkeys(find(one, names, "occupation") for one in several(occupations)))
        if not codes:
            raise ValueError('There is nothing to compare: name an occupation, such as "17-3026".')
    of_year = _years(wages, years)
    by_sector = "sector" in wages
    if sectors is not None and not by_sector:
        raise ValueError('This table is not by sector: hand in wages=load("careers/wages_by_sector").')
    soc = wages["soc"].astype(str).str.strip()
    rows = []
    for code in codes:
        of_code = wages[soc == code]
        for year in of_year:
            here = of_code[of_code["year"] == year]
            if here.empty:
                # Asked for by name, a gap is an answer; in "all" it is only not there.
                if occupations is not None and years is not None and not _is_all(years):
                    raise ValueError(
                        f"For {names[code][-1]} ({code}) the table has no figures of {year}: "
                        f"it has {spans(of_code['year'])}."
                    )
                continue
            if by_sector and sectors is not None:
                wanted = [one_sector(here, sector) for sector in several(sectors)]
                there = here["sector"].astype(str).str.strip()
                here = pd.concat([here[there == sector] for sector in wanted])
            _one_each(here, code, year, by_sector)
            rows += [row for _, row in here.iterrows()]
    if not rows:
        raise ValueError(f"There are no figures for that: the table has {spans(wages['year'])}.")
    return rows


def _years(wages, years):
    if years is None:
        return [int(wages["year"].max())]
    if _is_all(years):
        return sorted({int(year) for year in wages["year"]})
    wanted = [whole_year(year) for year in several(years)]
    if not wanted:
        raise ValueError("There is nothing to compare: name a year, such as 2024.")
    there = {int(year) for year in wages["year"]}
    for year in wanted:
        if year not in there:
            raise ValueError(f"The table has no figures of {year}: it has {spans(there)}.")
    return list(dict.fromkeys(wanted))


def _is_all(years):
    if isinstance(years, str) and years.strip().casefold() != "all":
        raise ValueError(
            f'The years are numbers such as 2024, or "all"; {years!r} was given. '
            "Several occupations go first, in one list."
        )
    return isinstance(years, str)


def _one_each(here, code, year, by_sector):
    double = here.duplicated("sector").any() if by_sector else len(here) > 1
    if double:
        raise ValueError(f"The table has several rows for {code} in {year}: choose one of them first.")


def _titles(names):
    """(sector -> title, soc -> title), from the tables handed in for names."""
    sectors, occupations = {}, {}
    for table in [] if names is None else names if isinstance(names, (list, tuple)) else [names]:
        if isinstance(table, pd.DataFrame) and {"sector", "sector_title"} <= set(table.columns):
            sectors.update(zip(table["sector"].astype(str), table["sector_title"].astype(str), strict=True))
        else:
            need(table, ["soc", "title"], "names", "careers/sectors")
            occupations.update(zip(table["soc"].astype(str), table["title"].astype(str), strict=True))
    return sectors, occupations


def _line(row, sector_titles, titles):
    """One row of the result: plain numbers, missing where nothing is published."""
    soc = str(row["soc"]).strip()
    line = {"title": str(row["title"]) if "title" in row.index else titles.get(soc, soc), "soc": soc}
    line["year"] = int(row["year"])
    if "sector" in row.index:
        line["sector"] = str(row["sector"]).strip()
        if sector_titles or "sector_title" in row.index:
            known = sector_titles.get(line["sector"])
            line["sector_title"] = known or str(row.get("sector_title", line["sector"]))
    for column in ("employment", "annual_mean"):
        if column in row.index:
            figure, _ = cell(row[column], column.replace("_", " "))
            line[column] = float("nan") if figure is None else figure
    for column, percent in PERCENTILES.items():
        figure, _ = cell(row[column], f"{ordinal(percent)} percentile")
        line[column] = float("nan") if figure is None else figure
    return line


def _notes(wages, rows, result):
    first = int(result["year"].min())
    breaks = breaks_between(wages, first, int(result["year"].max()))
    in_order = result.sort_values("year", kind="stable")
    latest = dict(zip(in_order["soc"], in_order["title"], strict=True))
    notes = []
    for row, (_, line) in zip(rows, result.iterrows(), strict=True):
        said = []
        since = [year for year in breaks if line["year"] >= year]
        if since:
            said.append(f"{METHOD_WORDS} {listed(since)}: does not compare with the rows from before")
        above = [p for column, p in PERCENTILES.items() if cell(row[column], "pay")[1]]
        if above:
            said.append(f"{listed([ordinal(p) for p in above])} percentile {LIMIT_WORDS}")
        hidden = [p for column, p in PERCENTILES.items() if pd.isna(line[column]) and p not in above]
        if hidden:
            said.append(f"{listed([ordinal(p) for p in hidden])} percentile not published")
        if "employment" in line.index and pd.isna(line["employment"]):
            said.append("employment not published")
        if line["title"] != latest[line["soc"]]:
            said.append(f"later called {latest[line['soc']]}")
        notes.append("; ".join(said))
    return notes


def limited(note):
    """The percentiles that a row's note calls top-coded, as percents.

    >>> limited("75th and 90th percentile at or above the upper limit"), limited("")
    ([75, 90], [])
    """
    said = [part for part in note.split("; ") if part.endswith(LIMIT_WORDS)]
    return [percent for percent in PERCENTILES.values() if said and ordinal(percent) in said[0]]


def new_method(note):
    """The years of a new method that a row's note names, as text; "" where it names none.

    >>> new_method("new method since 2021: does not compare with the rows from before"), new_method("")
    ('2021', '')
    """
    return note.partition(METHOD_WORDS)[2].partition(":")[0].strip()
