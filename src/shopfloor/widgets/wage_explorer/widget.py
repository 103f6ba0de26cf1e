"""The wage explorer in Python: which figures are looked at, in whose dollars, and where a wage stands."""

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.wage_comparison import limited
from shopfloor.methods.worded import money, ordinal, percent
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.wage_explorer.pay_tables import ALL, DAY, PayTables

SHOWS = {
    "occupations": "Occupations side by side",
    "years": "One occupation over the years",
    "sectors": "One occupation by sector",
}
MOST = 8
"""More occupations than that on one picture nobody compares."""
SHARES = ("a tenth", "a quarter", "half", "three quarters", "nine tenths")
RECORD = {
    "lookup": "int64",
    "title": "str",
    "soc": "str",
    "year": "int64",
    "sector": "str",
    "dollars": "str",
    "p10_usd": "float64",
    "p25_usd": "float64",
    "median_usd": "float64",
    "p75_usd": "float64",
    "p90_usd": "float64",
    "employment": "Int64",
    "wage_usd": "float64",
    "percentile": "float64",
    "position": "str",
    "note": "str",
}
SOURCE = (
    "US Bureau of Labor Statistics, Occupational Employment and Wage Statistics, national, May of each year; "
    "employees only. Prices: CPI-U, average of the year."
)


class WageExplorer(Computed):
    """What does the work pay? The published percentiles, by occupation, year and sector.

    The learner chooses occupations, years or sectors, dollars of the day or of one year (after prices), and
    sees for each the range from the 10th to the 90th percentile; types a wage and reads which percentile it
    is; and notes rows for later.

    ``occupations``: SOC codes or titles, eight at most. ``show``: "occupations", "years" or "sectors".
    ``occupation``, ``year``, ``start``, ``end``, ``dollars`` ("day" or a year), ``sector`` ("all" or a code)
    and ``wage`` (US dollars a year): what is chosen at first. ``wages``, ``by_sector``, ``prices``,
    ``sectors``: tables such as the course's ``careers/wages``; the course's own if left out. What is noted is
    kept in the file ``save_as``, if one is given.

    ``record`` is a table of the rows noted, ``shown`` one of the rows on the picture. Both have the columns
    title, soc, year, sector, dollars ("of the day", "of 2024"), p10_usd, p25_usd, median_usd, p75_usd,
    p90_usd (US dollars a year), employment, wage_usd (the learner's), percentile (of that wage), position
    (the same in words) and note (what stands in the way of comparing); ``record`` begins with lookup (from
    1).

    >>> explorer = WageExplorer("17-3026", show="years", start=2019, dollars=2024)
    >>> explorer.shown[["year", "median_usd"]].round().head(2)
       year  median_usd
    0  2019     69386.0
    1  2020     69474.0
    """

    _esm = assemble("kit/kit.js", "wage_explorer/range_bar.js", "wage_explorer/wage_explorer.js")
    _css = assemble("kit/kit.css", "wage_explorer/wage_explorer.css")

    def __init__(
        self,
        occupations=("17-3026", "17-2112", "51-1011"),
        *,
        show="occupations",
        occupation=None,
        year=None,
        start=None,
        end=None,
        dollars=DAY,
        sector=ALL,
        wage=None,
        wages=None,
        by_sector=None,
        prices=None,
        sectors=None,
        save_as=None,
    ):
        self._pay = pay = PayTables(wages, by_sector, prices, sectors)
        chosen = [occupations] if isinstance(occupations, str) else occupations
        chosen = list(chosen) if isinstance(chosen, (list, tuple, pd.Series)) else chosen
        first = chosen[0] if isinstance(chosen, list) and chosen else None
        self._wanted = {
            "show": show,
            "occupations": chosen,
            "occupation": first if occupation is None else occupation,
            "year": pay.years[-1] if year is None else year,
            "start": pay.years[0] if start is None else start,
            "end": pay.years[-1] if end is None else end,
            "dollars": dollars,
            "sector": sector,
            "wage": wage,
            "noted": [],
        }
        self._wanted = self._checked(self._wanted)
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """The rows that were noted: see the class for the columns."""
        rows = [
            (place, *self._figures(self._noted_row(one), one["dollars"], one["wage"]))
            for place, one in enumerate(self._good["noted"], start=1)
        ]
        return pd.DataFrame(rows, columns=list(RECORD)).astype(RECORD)

    @property
    def shown(self) -> pd.DataFrame:
        """The rows on the picture now: the columns of ``record`` but for lookup."""
        good = self._good
        columns = {name: kind for name, kind in RECORD.items() if name != "lookup"}
        rows = [self._figures(row, good["dollars"], good["wage"]) for row in self._rows(good)]
        return pd.DataFrame(rows, columns=list(columns)).astype(columns)

    def _figures(self, row, dollars, wage):
        nan = float("nan")
        pay = [nan if one is None else one for one in row["pay"] or [None] * 5]
        place = self._place(wage, row, dollars)
        return (
            row["title"], row["soc"], row["year"], row["sector_title"], _of(dollars), *pay,
            pd.NA if row["employment"] is None else row["employment"], nan if wage is None else wage,
            nan if place is None else float(place), "" if place is None else place.words, row["note"],
        )  # fmt: skip

    # What is set

    def _start(self):
        return dict(self._wanted)

    def _checked(self, inputs):
        pay, show = self._pay, inputs.get("show")
        if not isinstance(show, str) or show not in SHOWS:
            raise ValueError(f"show is {', '.join(map(repr, SHOWS))}; {show!r} was given.")
        chosen = inputs.get("occupations")
        if not isinstance(chosen, list) or not chosen:
            raise ValueError('Choose one occupation or more, such as ["17-3026", "17-2112"].')
        codes = list(dict.fromkeys(pay.code(one) for one in chosen))
        if len(codes) > MOST:
            raise ValueError(f"{MOST} occupations at most stand side by side; {len(codes)} were chosen.")
        code = pay.code(inputs.get("occupation"))
        if show == "sectors" and code not in pay.in_sector:
            there = listed([pay.titles[one] for one in pay.in_sector])
            raise ValueError(f"By sector there are no figures of {pay.titles[code]}; there are of {there}.")
        sector = inputs.get("sector")
        if not isinstance(sector, str) or sector not in (ALL, *pay.sector_names):
            raise ValueError(
                f'The sector is "all" or a code: {listed(pay.sector_names)}; {sector!r} was given.'
            )
        year = self._checked_year(inputs.get("year"), "year")
        if show == "occupations" and sector != ALL and year != pay.sector_year:
            raise ValueError(f"By sector there are figures of {pay.sector_year} only; {year} was given.")
        start, end = (self._checked_year(inputs.get(name), f"{name} year") for name in ("start", "end"))
        if start > end:
            raise ValueError(f"The earlier year comes first: did you mean {end} to {start}?")
        noted = inputs.get("noted")
        if not isinstance(noted, list) or not all(isinstance(one, dict) for one in noted):
            raise ValueError("What was noted cannot be read: is it from another widget?")
        return {
            "show": show,
            "occupations": codes,
            "occupation": code,
            "year": year,
            "start": start,
            "end": end,
            "dollars": self._checked_dollars(inputs.get("dollars")),
            "sector": sector,
            "wage": self._checked_wage(inputs.get("wage")),
            "noted": [self._checked_note(one) for one in noted],
        }

    def _checked_year(self, year, what):
        year = number(year, what)
        if year not in self._pay.years:
            raise ValueError(
                f"The {what} is one from {self._pay.years[0]} to {self._pay.years[-1]}; {year:g} was given."
            )
        return int(year)

    def _checked_dollars(self, dollars):
        years = self._pay.price_years
        if dollars == DAY:
            return DAY
        if isinstance(dollars, str) or not years or number(dollars, "base year of the dollars") not in years:
            there = (
                f", or a year from {years[0]} to {years[-1]}" if years else " (no table of prices was given)"
            )
            raise ValueError(f'The dollars are "day"{there}; {dollars!r} was given.')
        return int(dollars)

    def _checked_wage(self, wage):
        if wage is None:
            return None
        wage = number(wage, "wage", above=0)
        if wage > 10_000_000:
            raise ValueError(f"A wage of {money(wage)} a year is in no table: is there a zero too many?")
        return wage

    def _checked_note(self, one):
        soc, year, sector = one.get("soc"), one.get("year"), one.get("sector")
        known = soc in self._pay.titles and (sector == ALL or sector in self._pay.in_sector.get(soc, []))
        if not known or year not in (self._pay.of[soc] if sector == ALL else [self._pay.sector_year]):
            raise ValueError("A row that was noted is not in these tables: is it from another widget?")
        dollars, wage = self._checked_dollars(one.get("dollars")), self._checked_wage(one.get("wage"))
        return {"soc": soc, "year": int(year), "sector": sector, "dollars": dollars, "wage": wage}

    # What comes of it

    def _rows(self, inputs):
        """The rows of the picture, in its order."""
        pay, dollars, soc = self._pay, inputs["dollars"], inputs["occupation"]
        if inputs["show"] == "years":
            return pay.rows(soc, tuple(range(inputs["start"], inputs["end"] + 1)), None, dollars)
        if inputs["show"] == "sectors":
            rows = pay.rows(soc, (), tuple(pay.in_sector[soc]), dollars)
            rows = sorted(rows, key=lambda row: -(row["pay"][2] or 0))
            total = pay.rows(soc, (pay.sector_year,), None, dollars) if pay.sector_year in pay.of[soc] else []
            return [*total, *rows]
        sector = inputs["sector"]
        return [
            pay.rows(one, (inputs["year"],), None if sector == ALL else (sector,), dollars)[0]
            for one in inputs["occupations"]
        ]

    def _noted_row(self, one):
        sector = one["sector"]
        return self._pay.rows(
            one["soc"], (one["year"],), None if sector == ALL else (sector,), one["dollars"]
        )[0]

    def _place(self, wage, row, dollars):
        if wage is None or row["pay"] is None:
            return None
        return self._pay.position(wage, row["soc"], row["year"], row["sector"], dollars)

    def _view(self, inputs):
        rows = [self._drawn(row, inputs) for row in self._rows(inputs)]
        self._mark_breaks(rows, inputs)
        known = [one for row in rows for one in row["pay"] or [] if one is not None]
        known += [inputs["wage"]] if inputs["wage"] else []
        heading, growth = self._heading(inputs), self._growth(inputs)
        return {
            "set": inputs,
            "options": self._options(inputs),
            "heading": heading,
            "rows": rows,
            "growth": growth,
            "span": [min(known), max(known)] if known else [0, 100_000],
            "wage": None if inputs["wage"] is None else money(inputs["wage"]),
            "noted": [self._noted_words(one) for one in inputs["noted"]],
            "source": "" if self._pay.own else SOURCE,
            "text": " ".join(
                part for part in (heading + ".", self._in_words(rows), growth, self._count(inputs)) if part
            ),
        }

    def _options(self, inputs):
        pay = self._pay
        by_sector = inputs["show"] == "sectors"
        by_title = sorted(pay.titles, key=lambda soc: (not soc.startswith("00"), pay.titles[soc]))
        sectors = inputs["sector"] != ALL and inputs["show"] == "occupations"
        return {
            "shows": [[key, words] for key, words in SHOWS.items() if key != "sectors" or pay.in_sector],
            "occupations": [[soc, pay.titles[soc]] for soc in by_title],
            "occupation": [
                [soc, pay.titles[soc]] for soc in by_title if not by_sector or soc in pay.in_sector
            ],
            "sectors": [[ALL, "all sectors"], *pay.sector_names.items()],
            "sector_year": pay.sector_year,
            "in_sector": list(pay.in_sector),
            "years": pay.years,
            "year": [pay.sector_year] if sectors else pay.years,
            "dollars": [[DAY, "of the day"], *([year, f"of {year}"] for year in pay.price_years)],
            "most": MOST,
        }

    def _drawn(self, row, inputs):
        """A row as it is drawn and read."""
        name = {
            "occupations": row["title"],
            "years": str(row["year"]),
            "sectors": row["sector_title"][0].upper() + row["sector_title"][1:],
        }[inputs["show"]]
        one = {key: row[key] for key in ("soc", "year", "sector", "note")} | {"name": name, "pay": None}
        if row["pay"] is None:
            return one | {"words": f"{name}: {row['note']}.", "you": "", "labels": []}
        above = limited(row["note"])
        labels = [
            money(figure) if figure is not None else "#" if percentile in above else ""
            for figure, percentile in zip(row["pay"], (10, 25, 50, 75, 90), strict=True)
        ]
        parts = [
            f"{share} earn less than {money(figure)}"
            for share, figure in zip(SHARES, row["pay"], strict=True)
            if figure is not None
        ]
        words = f"{name}: {', '.join(parts)}."
        if row["employment"] is not None:
            words += f" {row['employment']:,} employees."
        if row["note"]:
            words += f" Note: {row['note']}."
        place = self._place(inputs["wage"], row, inputs["dollars"])
        position = "" if place is None else f"Your {money(inputs['wage'])}: {place.words}."
        pay = [None if figure is None else round(figure) for figure in row["pay"]]
        return one | {
            "pay": pay,
            "labels": labels,
            "words": words,
            "you": _short_place(place),
            "position": position,
        }

    def _mark_breaks(self, rows, inputs):
        """Over the first row after a new method, where rows before it have figures."""
        before = None
        for row in rows:
            here = [year for year in self._pay.breaks if before and before < year <= row["year"]]
            row["break"] = ""
            if here and inputs["show"] == "years":
                row["break"] = (
                    f"New method from {listed(here)} on: the figures before it do not compare with these."
                )
            before = row["year"] if row["pay"] else before

    def _heading(self, inputs):
        pay, dollars = self._pay, f"dollars {_of(inputs['dollars'])}"
        dollars += "" if inputs["dollars"] == DAY else " (after prices)"
        title = pay.titles[inputs["occupation"]]
        if inputs["show"] == "years":
            return f"{title}, {inputs['start']} to {inputs['end']}: pay a year in {dollars}"
        if inputs["show"] == "sectors":
            return f"{title} by sector, {pay.sector_year}: pay a year in {dollars}"
        sector = "" if inputs["sector"] == ALL else f" in {pay.sector_names[inputs['sector']]}"
        return f"Occupations{sector} in {inputs['year']}: pay a year in {dollars}"

    def _growth(self, inputs):
        """How the median went from the first to the last year shown; the break if it lies between."""
        if inputs["show"] != "years":
            return ""
        soc = inputs["occupation"]
        years = [year for year in self._pay.of[soc] if inputs["start"] <= year <= inputs["end"]]
        if len(years) < 2:
            return ""
        try:
            found = self._pay.growth(soc, years[0], years[-1])
        except ValueError as problem:
            return str(problem)
        if found is None:
            return ""
        across = f"from {years[0]} to {years[-1]}"
        way = "rose" if found.nominal >= 0 else "fell"
        if inputs["dollars"] == DAY:
            words = (
                f"The median {way} by {_size(found.nominal)} {across}, in dollars of the day: "
                f"{money(found.before)} to {money(found.after)}."
            )
        else:
            real = "rose" if found.real >= 0 else "fell"
            words = (
                f"After prices the median {real} by {_size(found.real)} {across}: in dollars of the day it {way} by "
                f"{_size(found.nominal)}, and prices {'rose' if found.prices >= 0 else 'fell'} by {_size(found.prices)}."
            )
        if found.breaks:
            words += (
                f" In {listed(found.breaks)} the method of the statistics changed, so the part of the step that is "
                "pay and the part that is method cannot be told apart."
            )
        return words

    def _in_words(self, rows):
        """All rows if they are few; the ends if they are many."""
        there = [row for row in rows if row["pay"] and row["pay"][2] is not None]
        said = rows
        if len(rows) > MOST:
            by_median = sorted(there, key=lambda row: row["pay"][2])
            said = [by_median[-1], by_median[0]]
            most, least = (f"{row['name']} ({money(row['pay'][2])})" for row in said)
            return f"{len(rows)} rows. The highest median is that of {most}, the lowest that of {least}."
        sentences = []
        for row in said:
            words = f"{row['break']} " if row["break"] else ""
            if row not in there:
                words += f"{row['name']}: {row['note']}."
            else:
                low, median, high = (row["labels"][place] or "not published" for place in (0, 2, 4))
                words += f"{row['name']}: median {median}, 10th to 90th percentile {low} to {high}"
                words += f", you {row['you']}." if row["you"] else "."
            sentences.append(words)
        return " ".join(sentences)

    def _noted_words(self, one):
        row = self._noted_row(one)
        place = self._place(one["wage"], row, one["dollars"])
        return [
            row["title"],
            str(row["year"]),
            row["sector_title"],
            _of(one["dollars"]),
            "" if row["pay"][2] is None else money(row["pay"][2]),
            _short_place(place),
        ]

    def _count(self, inputs):
        count = len(inputs["noted"])
        return f"{count} row{'s are' if count > 1 else ' is'} noted." if count else "No row is noted yet."


def _of(dollars):
    return "of the day" if dollars == DAY else f"of {dollars}"


def _size(change):
    return percent(abs(change)).lstrip("+").replace(" ", "\u00a0")


def _short_place(place):
    """Where a wage stands, in a few words beside a bar."""
    if place is None:
        return ""
    if not place.inside:
        side, end = ("below", place.high) if place.low == 0 else ("above", place.low)
        return f"{side} the {ordinal(end)} percentile"
    if place.low != place.high:
        return f"about the {ordinal(round(place))} percentile"
    return "at the median" if place.low == 50 else f"at the {ordinal(place.low)} percentile"
