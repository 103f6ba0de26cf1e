"""The wage tables behind the explorer: which figures there are, and the rows of a picture."""

from functools import lru_cache

import pandas as pd

from shopfloor.data import load
from shopfloor.methods import careers
from shopfloor.methods.career_tables import find, need, occupation_names, prices_by_year
from shopfloor.methods.wage_percentiles import PERCENTILES

DAY, ALL = "day", "all"
COLUMNS = list(PERCENTILES)
"""The columns of the five published percentiles, lowest first."""


class PayTables:
    """``wages`` and, where there are any, ``by_sector``, ``prices`` and ``sectors``; the course's if no wages are."""

    def __init__(self, wages=None, by_sector=None, prices=None, sectors=None):
        self.own = wages is not None
        if not self.own:
            wages = load("careers/wages")
            by_sector = load("careers/wages_by_sector") if by_sector is None else by_sector
            prices = load("careers/prices") if prices is None else prices
        careers.compare(wages=wages)  # says in words what is wrong with a table
        self._wages, self._by_sector, self._prices = wages, by_sector, prices
        self._names = occupation_names(wages)
        by_year = wages.sort_values("year", kind="stable")
        latest = dict(
            zip(by_year["soc"].astype(str).str.strip(), by_year.get("title", by_year["soc"]), strict=True)
        )
        self.titles = {soc: str(latest[soc]) for soc in self._names}
        self.years = sorted({int(year) for year in wages["year"]})
        self.of = {soc: self._years_of(wages, soc) for soc in self._names}
        self.sector_names, self._excluding, self.in_sector, self.sector_year = {}, {}, {}, None
        if by_sector is not None:
            self._take_sectors(by_sector, load("careers/sectors") if sectors is None else sectors)
        self.price_years = [] if prices is None else sorted(prices_by_year(prices))
        self.breaks = self._breaks()
        self.rows = lru_cache(maxsize=256)(self._rows)
        self._in_dollars = lru_cache(maxsize=64)(self._deflated)
        self._one_row = lru_cache(maxsize=256)(self._alone)
        self.position = lru_cache(maxsize=256)(self._position)
        self.growth = lru_cache(maxsize=64)(self._growth)

    def _years_of(self, table, soc):
        return sorted({int(year) for year in table["year"][table["soc"].astype(str).str.strip() == soc]})

    def _take_sectors(self, by_sector, sectors):
        need(sectors, ["sector", "sector_title"], "sectors", "careers/sectors")
        need(by_sector, ["sector"], "by_sector", "careers/wages_by_sector")
        careers.compare(wages=by_sector)
        codes = by_sector["sector"].astype(str).str.strip()
        names = dict(zip(sectors["sector"].astype(str), sectors["sector_title"].astype(str), strict=True))
        parted = {code: names.get(code, code).partition(", excluding ") for code in sorted(set(codes))}
        self.sector_names = {code: name for code, (name, _, _) in parted.items()}
        self._excluding = {code: f"excluding {less}" for code, (_, _, less) in parted.items() if less}
        self.sector_year = int(by_sector["year"].max())
        latest = by_sector["year"] == self.sector_year
        self.in_sector = {
            soc: sorted(set(codes[latest & (by_sector["soc"].astype(str).str.strip() == soc)]))
            for soc in self._names
        }
        self.in_sector = {soc: found for soc, found in self.in_sector.items() if found}

    def _breaks(self):
        """The years from which on the figures are made in a new way."""
        soc = max(self.of, key=lambda one: len(self.of[one]))
        series = careers.pay_series(soc, wages=self._wages)
        return [int(year) for year in series["year"][series["new_method"]]]

    def code(self, occupation):
        """The code of an occupation given by code or title; ValueError in words."""
        return find(occupation, self._names, "occupation")

    def _deflated(self, soc, sector, dollars):
        """The rows of one occupation, their percentiles in dollars of ``dollars``."""
        table = self._wages if sector is None else self._by_sector
        table = table[table["soc"].astype(str).str.strip() == soc]
        if dollars == DAY:
            return table
        factors = [
            careers.in_dollars_of(1.0, int(year), dollars, prices=self._prices) for year in table["year"]
        ]
        changed = {
            column: [
                # What is not published, or only as a limit, stays as it is.
                one if isinstance(one, str) or pd.isna(one) else one * factor
                for one, factor in zip(table[column], factors, strict=True)
            ]
            for column in COLUMNS
        }
        return table.assign(**changed)

    def _rows(self, soc, years, sectors, dollars):
        """Rows of the picture for one occupation: years, or sectors of the latest year; what is not there says so."""
        if sectors is None:
            there = [year for year in years if year in self.of[soc]]
            table = self._in_dollars(soc, None, dollars)
            found = careers.compare(soc, there, wages=table).to_dict("records") if there else []
            known = {row["year"]: row for row in found}
            return [self._row(soc, year, None, known.get(year)) for year in years]
        there = [sector for sector in sectors if sector in self.in_sector.get(soc, [])]
        table = self._in_dollars(soc, ALL, dollars)
        year = self.sector_year
        found = careers.compare(soc, year, sectors=there, wages=table).to_dict("records") if there else []
        known = {row["sector"]: row for row in found}
        return [self._row(soc, year, sector, known.get(sector)) for sector in sectors]

    def _row(self, soc, year, sector, found):
        row = {"soc": soc, "year": year, "sector": ALL if sector is None else sector}
        row["title"] = self.titles[soc]
        row["sector_title"] = "all sectors" if sector is None else self.sector_names[sector]
        if found is None:
            missing = (
                f"no figures of {year} under this code" if sector is None else "not published in this sector"
            )
            return {**row, "pay": None, "employment": None, "note": missing}
        pay = [None if pd.isna(found[column]) else float(found[column]) for column in COLUMNS]
        jobs = found.get("employment")
        note = found["note"]
        if sector is None and found["title"] != self.titles[soc] and "later called" not in note:
            note = f"{note}; then called {found['title']}".lstrip("; ")
        if sector in self._excluding:
            note = "; ".join(part for part in (note, self._excluding[sector]) if part)
        employment = None if jobs is None or pd.isna(jobs) else int(jobs)
        return {**row, "pay": pay, "employment": employment, "note": note}

    def _position(self, wage, soc, year, sector, dollars):
        """Where a wage stands in a row that is published: what ``careers.percentile_of`` says."""
        return careers.percentile_of(wage, soc, year, wages=self._one_row(soc, year, sector, dollars))

    def _alone(self, soc, year, sector, dollars):
        """One row as a table of its own, in which the occupation is named with its sector."""
        table = self._in_dollars(soc, None if sector == ALL else ALL, dollars)
        table = table[table["year"] == year]
        if sector != ALL:
            table = table[table["sector"].astype(str).str.strip() == sector].drop(columns="sector")
            table = table.assign(title=f"{self.titles[soc]} in {self.sector_names[sector]}")
        return table.astype({"soc": object}).reset_index(drop=True)

    def _growth(self, soc, start, end):
        """What ``careers.real_growth`` says of the median, or None without prices."""
        if not self.price_years:
            return None
        return careers.real_growth(soc, start, end, wages=self._wages, prices=self._prices)
