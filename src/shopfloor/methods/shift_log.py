"""A table of shifts, with or without a table of their stops, brought into one form; and its OEE, pooled."""

import math

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import listed, number, values
from shopfloor.methods.factors import check_units, factors

BREAKDOWNS, SETUP, MINOR = "breakdowns", "setup and adjustment", "idling and minor stops"
UNNAMED = "stops of unknown kind"
STOPS = (BREAKDOWNS, SETUP, MINOR, UNNAMED)
KEYS = ("machine", "station", "line", "date", "day", "shift")
"""The columns that say which shift a row belongs to, as far as a table has them."""
COLUMNS = {
    "planned": {"planned_min": 1, "planned": 1},
    "ideal": {"ideal_cycle_s": 60, "ideal_cycle_min": 1},
    "total": {"total": 1, "started": 1},
    "good": {"good": 1},
}
"""What is needed -> the columns in which it may stand, and what they are divided by to be minutes."""
STOP_COLUMNS = {
    "breakdown_min": BREAKDOWNS,
    "changeover_min": SETUP,
    "setup_min": SETUP,
    "minor_stops_min": MINOR,
}
UNCOUNTED = ("refuse", "leave out", "as the rest")
CONVENTIONS = ("availability", "performance")


def oee_of(
    shifts,
    stops=None,
    by=None,
    *,
    minor_stops="availability",
    uncounted="refuse",
    ideal_cycle_s=None,
):
    """What is the OEE of many shifts together: of a machine, a week, everything? Times and pieces are summed
    first.

    The OEE of a week is not the mean of its shifts' OEE: a short shift would weigh as much as a long one. (If
    all were planned equally long it is; but then still the mean performance is not that of the week, nor the
    mean quality, and the means' product is not its OEE.) Here planned time, running time, ideal time of all
    pieces and of the good ones are added up, and then divided. So quality is weighted with the ideal time,
    and A x P x Q = OEE also for different products; for one product it is good pieces / pieces.

    ``shifts``: a table with a row per shift and the columns planned_min, ideal_cycle_s (or
    ideal_cycle_min, or ``ideal_cycle_s`` here for all rows), total (or started) and good. Its downtime comes
    from ``stops``, a table with a row per stop (minutes; machine, date, shift as far as both have them;
    stops of other shifts do not count); or else from the columns breakdown_min, changeover_min and
    minor_stops_min; or from downtime_min.
    ``by``: a column or several to be told apart, such as "machine"; "week" is made from the dates (the
    Monday). Without ``by`` the result is one OEE, as ``oee`` gives it; with it a table with a row for each:
    shifts, planned_min, downtime_min, total, good, availability, performance, quality, oee.
    ``minor_stops``: where *logged* minor stops count (told by the column ``loss`` of the stops, see
    ``name_reasons``, or by minor_stops_min). "availability", because they were logged as downtime (Vorne:
    what is long enough to be written down); or "performance", as in the list of the six big losses
    (Nakajima 1988). The OEE is the same.
    ``uncounted``: what to do about shifts whose good pieces are missing: "refuse"; "leave out" the whole
    shift; or take its quality "as the rest", the others of the same group.

    ValueError for shifts or stops that are in the table twice, more good pieces than total, more downtime
    than planned; it names the row. A group without any piece has OEE 0 and no quality (NaN).

    >>> shifts = pd.DataFrame({"machine": ["M1", "M1"], "planned_min": [400, 100], "downtime_min": [0, 50],
    ...                        "ideal_cycle_s": [60, 60], "total": [400, 20], "good": [400, 20]})
    >>> oee_of(shifts)
    OEE(availability=0.9000, performance=0.9333, quality=1.0000, oee=0.8400)

    The two shifts have 1.00 and 0.20, whose mean, 0.60, is nobody's OEE.
    """
    rows = account(shifts, stops, minor_stops=minor_stops, ideal_cycle_s=ideal_cycle_s)
    if by is None:
        rows = counted(rows, uncounted)
        if not rows["total"].sum():
            raise ValueError("No piece was made: the OEE is 0, and there is no quality to speak of.")
        return pooled(rows, minor_stops)
    by = list(by) if isinstance(by, (list, tuple, pd.Index)) else [by]
    groups = pd.DataFrame({name: _group(shifts, name) for name in by})
    lines = []
    for _, group in rows.groupby([groups[name] for name in by], sort=False, observed=True, dropna=False):
        there = counted(group, uncounted)
        first = groups.loc[group.index[0]]
        line = {name: first[name] for name in by} | {"shifts": len(there)}
        if len(there):
            line |= {
                "planned_min": there["planned"].sum(),
                "downtime_min": there["planned"].sum() - running(there, minor_stops),
                "total": there["total"].sum(),
                "good": there["good"].to_numpy().sum(),
            }
            line |= pooled(there, minor_stops)._asdict()
        lines.append(line)
    table = pd.DataFrame(lines)
    for name in ("planned_min", "downtime_min", "total", "good"):
        if name in table and table[name].notna().all() and (table[name] % 1 == 0).all():
            table[name] = table[name].astype(int)
    return table


def name_reasons(stops, reasons):
    """What do the reasons mean that were typed at the machine? The stops with the proper reason and the loss.

    ``stops``: a table with the column ``reason`` as it was typed. ``reasons``: a table with a row per
    spelling: ``written``, the ``reason`` it stands for, and the ``loss`` it belongs to ("breakdowns", "setup
    and adjustment" or "idling and minor stops"). Returns a new table in which ``written`` is what was typed,
    ``reason`` what it stands for, and ``loss`` is added. Where nothing was typed, the reason is "not given"
    and the loss "stops of unknown kind". Spaces around and small or capital letters do not matter.

    ValueError names the spellings that are not in the list.

    >>> reasons = pd.DataFrame({"written": ["Jam", "jamm"], "reason": "jam", "loss": "idling and minor stops"})
    >>> stops = pd.DataFrame({"minutes": [4, 6, 9], "reason": ["JAM", "jamm ", ""]})
    >>> name_reasons(stops, reasons)[["written", "reason", "loss"]]
      written     reason                    loss
    0     JAM        jam  idling and minor stops
    1   jamm         jam  idling and minor stops
    2          not given   stops of unknown kind
    """
    _need(stops, ["reason"], "table of stops")
    _need(reasons, ["written", "reason", "loss"], "list of reasons")
    known = {}
    for written, reason, loss in zip(reasons["written"], reasons["reason"], reasons["loss"], strict=True):
        meant = (str(reason), str(loss))
        if known.setdefault(_spelled(written), meant) != meant:
            raise ValueError(f"The list of reasons has two meanings for {str(written).strip()!r}.")
    known[""] = ("not given", UNNAMED)
    typed = [_spelled(one) for one in stops["reason"]]
    unknown = list(dict.fromkeys(one for one in typed if one not in known))
    if unknown:
        more = f" (and {len(unknown) - 4} more)" if len(unknown) > 4 else ""
        raise ValueError(
            f"The list of reasons does not say what {listed([repr(one) for one in unknown[:4]])}{more} "
            "stands for: add it to the list."
        )
    return stops.assign(
        written=stops["reason"],
        reason=[known[one][0] for one in typed],
        loss=[known[one][1] for one in typed],
    )


def account(shifts, stops, *, minor_stops, ideal_cycle_s=None):
    """A row per shift, in minutes and pieces: planned, the four kinds of stops, ideal (per piece), total,
    good (NaN where not counted) and start_up; everything impossible refused."""
    if minor_stops not in CONVENTIONS:
        raise ValueError(
            f'Minor stops count against "availability" or "performance"; {minor_stops!r} was given.'
        )
    if not isinstance(shifts, pd.DataFrame):
        raise ValueError(f"The first thing to give is a table of shifts; {type(shifts).__name__} was given.")
    if shifts.empty:
        raise ValueError("There are no shifts: the table is empty. Was everything filtered out?")
    labels = _labels(shifts)
    if ideal_cycle_s is not None:
        shifts = shifts.assign(ideal_cycle_s=number(ideal_cycle_s, "ideal cycle time in seconds", above=0))
    rows = pd.DataFrame(index=pd.RangeIndex(len(shifts)))
    for what, places in COLUMNS.items():
        name = next((name for name in places if name in shifts), None)
        if name is None:
            raise ValueError(
                f"The table of shifts has no column {' or '.join(places)}: it has {listed(shifts.columns)}."
            )
        numbers = [
            math.nan if what == "good" and pd.isna(one) else number(one, f"{name} of {label}")
            for one, label in zip(shifts[name], labels, strict=True)
        ]
        rows[what] = np.array(numbers, dtype=float) / places[name]
        if what == "ideal":
            rows["per_min"] = float(places[name])  # the unit it was written in, for words about it
    rows["start_up"] = _optional(shifts, "start_up_rejects", labels)
    for kind in STOPS:
        rows[kind] = 0.0
    _refuse_repeated(shifts, labels, stops is not None)
    if stops is not None:
        _add_stops(rows, shifts, stops)
    elif any(name in shifts for name in STOP_COLUMNS):
        for name, kind in STOP_COLUMNS.items():
            rows[kind] += _optional(shifts, name, labels)
    elif "downtime_min" in shifts:
        rows[UNNAMED] = _optional(shifts, "downtime_min", labels)
    else:
        raise ValueError(
            "Nothing says how long the machine stood: give the table of stops too, or a column downtime_min "
            "(0 where it never stood)."
        )
    _check(rows, labels)
    return rows


def counted(rows, uncounted):
    """The rows to be summed, with what was asked for done about good pieces that nobody counted."""
    if uncounted not in UNCOUNTED:
        choices = " or ".join(f'"{one}"' for one in UNCOUNTED)
        raise ValueError(f"Uncounted shifts: {choices}; {uncounted!r} was given.")
    empty = rows["good"].isna()
    if not empty.any() or uncounted == "leave out":
        return rows[~empty]
    if uncounted == "refuse":
        one = empty.sum() == 1
        raise ValueError(
            f"The good pieces of {empty.sum()} shift{' is' if one else 's are'} missing: write "
            'uncounted="leave out" to go without these shifts, or uncounted="as the rest" to give them the '
            "quality of the others."
        )
    seen = rows[~empty]
    made = (seen["ideal"] * seen["total"]).sum()
    quality = (seen["ideal"] * seen["good"]).sum() / made if made else math.nan
    return rows.assign(good=rows["good"].where(~empty, rows["total"] * quality))


def running(rows, minor_stops):
    """The running time in minutes: with minor stops inside where they count against performance."""
    stopped = [kind for kind in STOPS if kind != MINOR or minor_stops == "availability"]
    return float(rows["planned"].sum() - rows[stopped].to_numpy().sum())


def pooled(rows, minor_stops):
    """The OEE of all rows together."""
    # As arrays: a good that stayed unknown must not be summed as 0.
    ideal, good = ((rows["ideal"] * rows[what]).to_numpy().sum() for what in ("total", "good"))
    planned = float(rows["planned"].sum())
    result = factors(planned, running(rows, minor_stops), float(ideal), float(good))
    check_units(result.performance, float((rows["ideal"] * rows["per_min"]).iloc[0]), rows["planned"].iloc[0])
    return result


def _add_stops(rows, shifts, stops):
    """Adds the minutes of each stop to its shift's row, by kind."""
    _need(stops, ["minutes"], "table of stops")
    keys = [key for key in KEYS if key in shifts and key in stops]
    if not keys:
        raise ValueError(
            "Nothing says which stop belongs to which shift: both tables need the same columns, such as "
            "machine, date and shift."
        )
    if "stop" in stops and stops["stop"].duplicated().any():
        twice = list(stops.loc[stops["stop"].duplicated(), "stop"])
        raise ValueError(
            f"{_some(twice, 'stop')} in the table more than once (number "
            f"{listed(twice[:3])}{' and more' if len(twice) > 3 else ''}): take repeated rows out first, "
            "with stops.drop_duplicates()."
        )
    names = _together(shifts, keys)
    if len(set(names)) < len(names):
        raise ValueError(
            f"Several rows of the shifts have the same {listed(keys)}, so nobody knows which of them a stop "
            "belongs to."
        )
    place = {name: row for row, name in enumerate(names)}
    minutes = values(stops["minutes"], "minutes")
    kinds = [_kind(one) for one in stops["loss"]] if "loss" in stops else [UNNAMED] * len(stops)
    sums = {kind: np.zeros(len(rows)) for kind in STOPS}
    matched = 0
    for name, kind, one in zip(_together(stops, keys), kinds, minutes, strict=True):
        if name in place:
            sums[kind][place[name]] += one
            matched += 1
    if len(stops) and not matched:
        raise ValueError(f"No stop belongs to any of these shifts: compare {listed(keys)} in the two tables.")
    for kind in STOPS:
        rows[kind] = sums[kind]


def _check(rows, labels):
    """Refuses what cannot be in a shift, with the shift's name."""
    columns = (rows[name].tolist() for name in ("planned", "ideal", "total", "good", "start_up"))
    stops = rows[list(STOPS)].sum(axis=1).tolist()
    for label, stood, planned, ideal, total, good, start_up in zip(labels, stops, *columns, strict=True):
        shift = label[0].upper() + label[1:]
        if not planned or not ideal:
            raise ValueError(
                f"The {'ideal cycle time' if planned else 'planned time'} of {label} is 0: it must be more."
            )
        if stood > planned:
            raise ValueError(
                f"{shift} stood {stood:g} min, which is more than the {planned:g} min planned: "
                "was a stop written down twice?"
            )
        if good > total:
            raise ValueError(f"{shift} has more good pieces ({good:g}) than pieces in all ({total:g}).")
        if start_up > (total if math.isnan(good) else total - good):
            raise ValueError(f"{shift} has more start-up rejects ({start_up:g}) than rejects in all.")
        if stood == planned and total:
            raise ValueError(
                f"{shift} stood all its planned time, and yet {total:g} pieces are written down."
            )


def _refuse_repeated(shifts, labels, with_stops):
    """A shift that is in the table twice would count twice."""
    keys = [key for key in KEYS if key in shifts]
    repeated = shifts.duplicated() if keys else pd.Series(False, index=shifts.index)
    if with_stops and keys:
        repeated = repeated & shifts.duplicated(keys)
    if repeated.any():
        names = [label for label, twice in zip(labels, repeated, strict=True) if twice]
        raise ValueError(
            f"{_some(names, 'shift')} in the table twice ({listed(names[:3])}"
            f"{' and more' if len(names) > 3 else ''}): take repeated rows out first, with "
            "shifts.drop_duplicates()."
        )


def _group(shifts, name):
    """The column to group by; weeks are made from the dates."""
    if not isinstance(name, str):
        raise ValueError(f'Group by the name of a column in quotes, such as "machine"; not by {name!r}.')
    if name in shifts:
        return shifts[name].reset_index(drop=True)
    if name == "week" and "date" in shifts:
        return mondays(shifts["date"]).reset_index(drop=True)
    raise ValueError(f"There is no column {name!r} in this table: it has {listed(shifts.columns)}.")


def mondays(dates):
    """The Monday of each date's week.

    >>> [str(day.date()) for day in mondays(pd.Series(["2026-01-05", "2026-01-11", "2026-01-12"]))]
    ['2026-01-05', '2026-01-05', '2026-01-12']
    """
    try:
        days = pd.to_datetime(dates, format="mixed").dt.normalize()
    except (TypeError, ValueError, AttributeError):
        raise ValueError("The column date does not hold dates, such as 2026-03-02.") from None
    if days.isna().any():
        raise ValueError("Some rows have no date: fill it in, or leave them out first.")
    return days - pd.to_timedelta(days.dt.day_of_week, unit="D")


def _labels(shifts):
    """What each row is called in a message: its machine, date and shift, or its row."""
    keys = [key for key in KEYS if key in shifts]
    if not keys:
        return [f"row {label}" for label in shifts.index]
    return [" ".join(name) for name in _together(shifts, keys)]


def _together(table, keys):
    return list(zip(*(table[key].astype(str) for key in keys), strict=True))


def _optional(shifts, name, labels):
    if name not in shifts:
        return np.zeros(len(shifts))
    return np.array(
        [number(one, f"{name} of {label}") for one, label in zip(shifts[name], labels, strict=True)]
    )


def _kind(loss):
    if pd.isna(loss) or not str(loss).strip():
        return UNNAMED
    if str(loss) not in STOPS:
        raise ValueError(
            f"A stop has the loss {str(loss)!r}: the losses that are stops are {listed(STOPS[:3])}."
        )
    return str(loss)


def _need(table, columns, what):
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"The {what} must be a table; {type(table).__name__} was given.")
    for column in columns:
        if column not in table:
            raise ValueError(f"The {what} has no column {column}: it has {listed(table.columns)}.")


def _spelled(one):
    return "" if pd.isna(one) else " ".join(str(one).split()).casefold()


def _some(names, what):
    return f"{len(names)} {what}{' is' if len(names) == 1 else 's are'}"
