"""The downtime form as a workbook: stops in; minutes, reasons by size and availability by live formulas.

``stops_workbook`` fills the form with a table of stops, ``read_stops`` reads it back.
"""

import datetime
import math

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.spreadsheets.clock import day_of, in_words, minutes_between, when
from shopfloor.spreadsheets.downtime_form import (
    FILLED_IN,
    HEADINGS,
    LONGEST,
    PLANNED,
    PLANNED_CELL,
    SHEET,
    STATION,
    downtime_form,
)
from shopfloor.spreadsheets.forms import blank, find_headings, refuse

COLUMNS = tuple(HEADINGS)[:FILLED_IN]


def holds_stops(table):
    """Whether a table looks like a log of stops, rather than like a time study."""
    return {"start", "reason"} <= set(table.columns) and "reading_min" not in table


def stops_workbook(stops=None, rows=None, planned=None):
    """The form with a table of stops filled in (see ``to_excel``), as an openpyxl workbook."""
    stops = pd.DataFrame(columns=COLUMNS) if stops is None else stops
    if "end" not in stops and "minutes" not in stops:
        raise ValueError(
            f"The table of stops has neither a column end nor a column minutes: it has "
            f"{listed(stops.columns)}."
        )
    if planned is not None:
        planned = number(planned, "planned production time", above=0)
    place = STATION if "station" in stops and "machine" not in stops else HEADINGS["machine"]
    known = stops.rename(columns={"station": "machine"}) if place == STATION else stops
    known = known[[name for name in COLUMNS if name in known]]
    lines = [
        _to_write(dict(zip(known.columns, row, strict=True)), count)
        for count, row in enumerate(known.itertuples(index=False, name=None), start=1)
    ]
    return downtime_form(lines, max(rows or 0, 30, len(lines) + 10), place, planned)


def _to_write(stop, count):
    """A row of the table as values of cells. What is no time stays as it is: the form says so."""
    line = {name: None if pd.isna(value) else value for name, value in stop.items()}
    line["stop"] = int(line["stop"]) if line.get("stop") is not None else count
    day = None
    if not blank(line.get("date")):
        try:
            day = day_of(line["date"])
        except ValueError:
            day = None
        line["date"] = day or str(line["date"])
    for name in ("machine", "shift", "reason"):
        line[name] = None if blank(line.get(name)) else str(line[name])
    for name in ("start", "end"):
        if blank(line.get(name)):
            line[name] = None
            continue
        try:
            line[name] = when(line[name], day)
        except ValueError:
            line[name] = str(line[name])
    minutes = line.get("minutes")
    if minutes is not None and not isinstance(minutes, str):
        minutes = number(minutes, f"minutes of stop {line['stop']}")
        times = [line["start"], line["end"]]
        said_by_times = all(isinstance(one, (datetime.time, datetime.datetime)) for one in times)
        if said_by_times and abs(minutes_between(*times) - minutes) <= 0.5:
            minutes = None  # written once is enough
        elif minutes == int(minutes):
            minutes = int(minutes)
    line["minutes"] = minutes
    return line


# -- reading ------------------------------------------------------------------------------------------------


def read_stops(sheet, path):
    """The table of stops on a filled-in form (see ``read_form``)."""
    header_row, places, place = _find_columns(sheet, path)
    wrong, stops, before = [], [], {}
    for row in range(header_row + 1, sheet.max_row + 1):
        cells = {name: sheet.cell(row, column) for name, column in places.items()}
        if all(blank(cells[name].value) for name in ("start", "end", "minutes", "reason")):
            continue
        line = _Line(cells, wrong)
        stop = line.read(before)
        stops.append((stop, cells))
        before = stop
    _same_above(stops, wrong)
    _numbered_twice(stops, wrong)
    _dated_alike(stops, wrong)
    planned = _planned(sheet, header_row, wrong, sum(stop["minutes"] for stop, _cells in stops))
    refuse(wrong, path)
    table = pd.DataFrame([stop for stop, _cells in stops], columns=list(COLUMNS))
    whole = all(stop["minutes"] == int(stop["minutes"]) for stop, _cells in stops)
    table = table.astype({"stop": "int64", "minutes": "int64" if whole else "float64"})
    table["date"] = pd.to_datetime(table["date"]).astype("datetime64[s]")
    for name in ("machine", "shift", "start", "end", "reason"):
        table[name] = table[name].astype("str")
    if planned is not None:
        table.attrs["planned"] = planned
    return table.rename(columns={"machine": "station"}) if place == STATION else table


def _find_columns(sheet, path):
    wanted = {name: HEADINGS[name] for name in COLUMNS}
    titles = {str(cell.value).strip() for row in sheet.iter_rows(max_row=40) for cell in row if cell.value}
    place = STATION if STATION in titles and HEADINGS["machine"] not in titles else HEADINGS["machine"]
    return *find_headings(sheet, wanted | {"machine": place}, path), place


class _Line:
    """One line of the form, read cell by cell; what is wrong is collected."""

    def __init__(self, cells, wrong):
        self.cells, self.wrong = cells, wrong

    def complain(self, name, words):
        self.wrong.append(f"{SHEET}!{self.cells[name].coordinate}: {words}")

    def read(self, before):
        stop = {"stop": self._number(), "machine": self._text("machine"), "shift": self._text("shift")}
        for name in ("machine", "shift"):
            stop[name] = stop[name] or before.get(name, "")
        stop["date"] = self._day() or before.get("date")
        start, end = self._time("start", stop["date"]), self._time("end", stop["date"])
        stop["minutes"] = self._minutes(start, end)
        if start is not None and end is not None and hasattr(start, "year") and not hasattr(end, "year"):
            end = start + datetime.timedelta(minutes=minutes_between(start, end))
        stop["start"] = "" if start is None else in_words(start)
        stop["end"] = "" if end is None else in_words(end)
        reason = self.cells["reason"].value
        stop["reason"] = (
            "" if blank(reason) else str(reason)
        )  # as it was written: tidying is a step of its own
        if not stop["reason"]:
            self.complain("reason", "the reason is missing")
        return stop

    def _text(self, name):
        value = self.cells[name].value
        if isinstance(value, float) and value == int(value):
            value = int(value)
        return "" if blank(value) else str(value).strip()

    def _number(self):
        value = self.cells["stop"].value
        try:
            found = math.nan if isinstance(value, bool) or blank(value) else float(value)
        except (TypeError, ValueError):
            found = math.nan
        if math.isfinite(found) and found == int(found) and found >= 1:
            return int(found)
        missing = "the number of the stop is missing"
        self.complain("stop", missing if blank(value) else f"{value!r} is not a whole number from 1")
        return 0

    def _day(self):
        value = self.cells["date"].value
        if blank(value):
            return None
        try:
            return day_of(value)
        except ValueError as problem:
            self.complain("date", str(problem))
            return None

    def _time(self, name, day):
        value = self.cells[name].value
        if blank(value):
            if name == "start":
                self.complain("start", "the start is missing")
            return None
        try:
            return when(value, day)
        except ValueError as problem:
            self.complain(name, str(problem))
            return None

    def _minutes(self, start, end):
        value, minutes = self.cells["minutes"].value, None
        if not blank(value):
            try:
                minutes = math.nan if isinstance(value, bool) else float(value)
            except (TypeError, ValueError):
                minutes = math.nan
            if not math.isfinite(minutes):
                self.complain("minutes", f"{str(value)!r} is not a number of minutes")
                return 0
            if not 0 < minutes <= LONGEST:
                self.complain(
                    "minutes", f"a stop of {minutes:g} minutes: it takes more than 0, and at most {LONGEST}"
                )
                return 0
        elif blank(self.cells["end"].value):
            self.complain("end", "the end is missing: write it, or the minutes")
        if start is None or end is None:
            return minutes or 0
        apart = minutes_between(start, end)
        if not 0 < apart <= LONGEST:
            times = f"{in_words(end)} is not after the start, {in_words(start)}"
            self.complain("end", f"{times} (over midnight a stop takes at most {LONGEST // 60} hours)")
            return 0
        if minutes is not None and abs(apart - minutes) > 0.5:
            self.complain(
                "minutes", f"{minutes:g} minutes, but {apart:g} from start to end: clear the wrong one"
            )
        return apart if minutes is None else minutes


def _same_above(stops, wrong):
    """Empty means the same as above, so the first line must not be empty where a later one is not."""
    for name in ("machine", "date", "shift"):
        if stops and not stops[0][0][name] and any(stop[name] for stop, _cells in stops):
            wrong.append(f"{SHEET}!{stops[0][1][name].coordinate}: the {name} is missing in the first line")


def _numbered_twice(stops, wrong):
    seen = {}
    for stop, cells in stops:
        first = seen.setdefault(stop["stop"], cells["stop"].coordinate)
        if stop["stop"] and first != cells["stop"].coordinate:
            wrong.append(f"{SHEET}!{cells['stop'].coordinate}: stop {stop['stop']} is in {first} already")


def _dated_alike(stops, wrong):
    """With dates in some lines, a bare clock time would leave open which day a night shift's stop is on."""
    dated = [len(stop["start"]) > 8 for stop, _cells in stops if stop["start"]]
    if any(dated) and not all(dated):
        for stop, cells in stops:
            if stop["start"] and len(stop["start"]) <= 8:
                day = stop["date"] or datetime.date(2026, 1, 5)
                wrong.append(
                    f"{SHEET}!{cells['start'].coordinate}: {stop['start']} has no date, but other lines "
                    f"have one: "
                    f"write it as {day} {stop['start']}"
                )


def _planned(sheet, header_row, wrong, downtime):
    """What is written beside "Planned production time", wherever inserted lines have pushed it."""
    column = sheet[PLANNED_CELL].column
    for row in range(1, header_row):
        if sheet.cell(row, 1).value == PLANNED:
            cell = sheet.cell(row, column)
            break
    else:
        return None
    if blank(cell.value):
        return None
    try:
        planned = number(
            float(cell.value) if isinstance(cell.value, str) else cell.value, "planned time", above=0
        )
    except ValueError:
        wrong.append(f"{SHEET}!{cell.coordinate}: {cell.value!r} is not a number of minutes above 0")
        return None
    if downtime > planned:
        wrong.append(
            f"{SHEET}!{cell.coordinate}: {downtime:g} minutes of stops do not fit into {planned:g} planned"
        )
    return planned
