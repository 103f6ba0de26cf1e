"""``to_excel`` and ``read_form``: which workbook is wanted, and which form a file is."""

import inspect

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import listed
from shopfloor.spreadsheets.files import open_workbook, write_workbook

LOGS = ("time study", "downtime")
"""The forms that a table fills as well; the others (``drawn_forms``) are written blank."""


def to_excel(what, path, *, left_out=(), rows=None, overwrite=False, **inputs):
    """How is it calculated in a spreadsheet? Writes a workbook with live formulas, and returns its path.

    ``what`` is one of

    - a method, such as ``timestudy.standard_time``, with that method's own arguments as ``inputs`` (and,
      where it is at home in any unit, ``unit="min"``). The sheet has the inputs in shaded cells, every step
      as a formula, the result, and a cell that checks the inputs. What the method refuses is refused too.
    - a record of a time study: a table of one operation with the columns observation, cycle, element,
      reading_min (continuous readings in decimal minutes; foreign rows have the element "F") and, if there
      are any, remark and operation. It fills the time-study form. ``left_out``: observation numbers to be
      marked as not averaged.
    - a table of stops with the columns start, reason and end or minutes (and stop, machine or station, date,
      shift). It fills the downtime form. ``planned``: the planned production time of all its shifts, in
      minutes.
    - ``"time study"``, ``"downtime"``, ``"two-hand chart"``, ``"ratings"``, ``"work sampling"``,
      ``"numbers game"``, ``"dice line"``, ``"parts"``, ``"value stream"`` or ``"A3"``: that form, blank.

    ``rows``: lines on a form (never fewer than the table needs, and always some to spare). A file of that name
    that says something else stays, and this one goes beside it (``study 2.xlsx``), with a line that says so;
    with ``overwrite=True`` it is replaced. ``read_form`` loads a filled-in form.

    >>> import tempfile, pathlib
    >>> from shopfloor.methods import timestudy
    >>> record = pd.DataFrame({"observation": [1, 2], "cycle": [1, 1], "element": ["A", "B"],
    ...                        "reading_min": [0.12, 0.31], "remark": ["", "tight thread"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = to_excel(record, pathlib.Path(folder) / "study.xlsx")
    ...     read_form(path)["reading_min"].to_list()
    ...     to_excel(timestudy.standard_time, pathlib.Path(folder) / "standard.xlsx",
    ...              normal=2.0, allowance=0.15, basis="workday").name
    [0.12, 0.31]
    'standard.xlsx'
    """
    if callable(what):
        # Of the forms' arguments a method may have one of its own with the same name (smed: left_out).
        own = {"left_out": left_out} if _some(left_out) else {}
        own |= {"rows": rows} if rows is not None else {}
        workbook = _method_workbook(what, inputs | own)
    elif isinstance(what, (pd.DataFrame, str)):
        workbook = _form_workbook(what, left_out, rows, inputs)
    else:
        raise ValueError(
            f"The first thing to give is a table or a method, such as timestudy.standard_time; "
            f"{type(what).__name__} was given. If that is a result, give the method and its inputs instead."
        )
    return write_workbook(workbook, path, overwrite)


def read_form(path):
    """What was filled in? Reads a form back as a table; the file itself says which form it is.

    Time study: observation, cycle, element, reading_min, remark, after operation where the form names one;
    the observations marked as left out are in ``table.attrs["left_out"]``.

    Downtime: stop, machine, date, shift, start, end, minutes, reason, as in the course's oee/stops; start and
    end are text, "2026-01-05 11:15" where they were filled in with a date and "11:15" where not;
    ``table.attrs["planned"]`` is the planned time in minutes, if it was filled in.

    The other forms come back as the tables of their lessons: "two-hand chart" as motion/two_hand_chart, "ratings"
    as timestudy/clip_ratings (``attrs["known_pace"]``: round -> true pace), "work sampling" as
    worksampling/tours, "numbers game" as waste/numbers_game, "value stream" as valuestream/processes
    (``attrs["daily_demand"]``); "parts" and "dice line" as ``flow.measured_flow`` takes them. The A3 comes back as
    a dictionary, for ``A3Sheet(**read_form("my_a3.xlsx"))``.

    Empty lines are skipped. ValueError names each wrong cell, such as "Readings!D9: 'abc' is not a number".
    """
    from shopfloor.spreadsheets import a3_form, downtime, drawn_forms, timestudy

    workbook = open_workbook(path)
    readers = {timestudy.SHEET: timestudy.read_record, downtime.SHEET: downtime.read_stops}
    readers |= {form.sheet: form.read for form in drawn_forms.forms().values()}
    readers |= {a3_form.SHEET: a3_form.read_a3}
    for name, read in readers.items():
        if name in workbook.sheetnames:
            return read(workbook[name], path)
    raise ValueError(
        f"{path} has no sheet called {', '.join(list(readers)[:-1])} or {list(readers)[-1]}; it has {listed(workbook.sheetnames)}: "
        "is it one of the forms?"
    )


# -- forms ------------------------------------------------------------------------------------------------


def _form_workbook(what, left_out, rows, inputs):
    from shopfloor.spreadsheets import a3_form, downtime, drawn_forms, timestudy

    drawn = {name: form.workbook for name, form in drawn_forms.forms().items()}
    drawn |= {a3_form.SHEET: a3_form.a3_workbook}
    if isinstance(what, str) and what not in (*LOGS, *drawn):
        forms = " or ".join(f'"{name}"' for name in (*LOGS, *drawn))
        raise ValueError(
            f"There is no form called {what!r}: write {forms} for a blank form, or give a table or a method."
        )
    stops = what == "downtime" if isinstance(what, str) else downtime.holds_stops(what)
    blank = isinstance(what, str) and what in drawn
    takes = set() if blank else {"planned"} if stops else {"left_out"}
    given = set(inputs) | ({"left_out"} if _some(left_out) else set())
    if given - takes:
        form = what if blank else "downtime" if stops else "time-study"
        raise ValueError(
            f"The {form} form takes {listed(sorted(takes | {'rows', 'overwrite'}))}; "
            f"{listed(sorted(given - takes))} was given."
        )
    if rows is not None and (isinstance(rows, bool) or not isinstance(rows, (int, np.integer)) or rows < 1):
        raise ValueError(f"rows is the number of lines on the form, a whole number; {rows!r} was given.")
    if blank:
        return drawn[what](rows)
    if stops:
        return downtime.stops_workbook(None if isinstance(what, str) else what, rows=rows, **inputs)
    record = pd.DataFrame(columns=timestudy.COLUMNS) if isinstance(what, str) else what
    return timestudy.record_workbook(record, left_out, rows)


def _some(left_out):
    """Whether anything was named: a number, or a list that is not empty."""
    return not hasattr(left_out, "__len__") or len(left_out) > 0


# -- methods ----------------------------------------------------------------------------------------------


def _method_workbook(method, inputs):
    from shopfloor.spreadsheets.calculations import find, names
    from shopfloor.spreadsheets.draw import draw

    name, build = find(method)
    if build is None:
        called = getattr(method, "__name__", repr(method))
        raise ValueError(f"There is no workbook for {called}. There is one for {listed(names())}.")
    bound, described = _bound(method, build, name, inputs)
    call = _call(name, bound)
    method(*bound.args, **bound.kwargs)  # what is impossible is answered by the method itself
    return draw(build(**described), call)


def _bound(method, build, name, inputs):
    """The method's own arguments as they were given; and everything that describes the sheet: these with the
    method's defaults, and what only the workbook takes, such as a unit."""
    signature, drawn = inspect.signature(method), inspect.signature(build).parameters
    only_here = [one.name for one in drawn.values() if one.name not in signature.parameters]
    extras = {key: value for key, value in inputs.items() if key in only_here}
    own = {key: value for key, value in inputs.items() if key not in extras}
    # What a method takes one after the other (yields) comes here as one list.
    several = [one.name for one in signature.parameters.values() if one.kind is one.VAR_POSITIONAL]
    together = [own.pop(key) for key in several if key in own]
    try:
        bound = signature.bind(*together, **own)
    except TypeError as problem:
        also = f"; for the workbook also {listed(only_here)}" if only_here else ""
        raise ValueError(
            f"{name} takes {listed(signature.parameters)}{also}. Python says: {problem}."
        ) from None
    for key, value in extras.items():
        is_word = isinstance(drawn[key].default, str)
        if is_word and not (isinstance(value, str) and value.strip()):
            raise ValueError(f'The {key} is a word for the headings, such as "min"; {value!r} was given.')
    for key in own:
        if key not in drawn and own[key] is not signature.parameters[key].default:
            raise ValueError(f"The workbook of {name} has no place for {key}: leave it out.")
    complete = signature.bind(*together, **own)
    complete.apply_defaults()
    return bound, {key: complete.arguments[key] for key in drawn if key not in only_here} | extras


def _call(name, bound):
    """The line of Python that gives the same; tables, columns and long lists are called so.

    >>> given = inspect.signature(lambda uptime, failures: 0).bind(uptime=pd.Series([9.0, 7.0]), failures=2)
    >>> _call("oee.mtbf", given)
    'oee.mtbf(uptime=column, failures=2)'
    """
    several = inspect.Parameter.VAR_POSITIONAL
    words = [
        ", ".join(map(_shown, value))
        if bound.signature.parameters[key].kind is several
        else f"{key}={_shown(value)}"
        for key, value in bound.arguments.items()
    ]
    return f"{name}({', '.join(words)})"


def _shown(value):
    if isinstance(value, pd.DataFrame):
        return "table"
    if isinstance(value, (pd.Series, np.ndarray)):
        return "column" if np.ndim(value) == 1 else "table"
    if isinstance(value, (np.integer, np.floating)):
        value = value.item()
    text = f'"{value}"' if isinstance(value, str) else " ".join(repr(value).split())
    return text if len(text) <= 60 else "list" if isinstance(value, (list, tuple)) else type(value).__name__
