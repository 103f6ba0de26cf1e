"""The A3 sheet in Python: what stands on it, what is missing, and what the effect is worth."""

import math
import numbers
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import traitlets

from shopfloor.data import load
from shopfloor.methods.arguments import is_sequence, listed
from shopfloor.methods.oee import name_reasons, per_week
from shopfloor.widgets.a3_sheet.checks import is_empty, missing
from shopfloor.widgets.a3_sheet.effect import Effect, effect_of, fact_unit
from shopfloor.widgets.a3_sheet.form import (
    ACTION,
    FIELDS,
    FORM,
    KINDS,
    MOST_ACTIONS,
    MOST_LETTERS,
    WHYS,
    empty_sheet,
    said,
    unit_of,
)
from shopfloor.widgets.a3_sheet.page import printable
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed

COLUMNS = {"section": "str", "field": "str", "value": "object", "unit": "str"}


class A3Sheet(Computed):
    """A kaizen on one page: background, current state, goal, root cause, countermeasures, effect, follow-up.

    The learner writes; the sheet says what is still missing or does not fit: a goal without a date, an effect
    smaller than chance explains (``oee.before_after``, or ``oee.rate_before_after`` for what is counted), a
    countermeasure without an owner, money without a basis. Pieces, money and payback come from
    ``oee.time_worth``. Nothing that is written is refused.

    ``example=True``: a sheet filled in from the course's stops of the machine IM-07, good to look at and with
    faults to be found. Anything else by name is written on the sheet at first: ``title``, ``team``, ``date``,
    ``background``, ``current``, ``current_number``, ``current_unit``, ``goal``, ``goal_number``, ``goal_unit``,
    ``goal_date``, ``whys`` (up to five, from the problem down), ``actions`` (a list of dictionaries: what, who,
    when, done), ``kind`` (min, h, pieces, count or other: what the numbers of the effect are), ``before`` and
    ``after`` (a number for each week: a text, a list or a Series), ``weeks_before``, ``weeks_after`` and
    ``each_min`` (for counts), ``cycle_s``, ``performance``, ``quality``, ``per_piece``, ``cost``, ``basis``,
    ``people``, ``follow_up``, ``check_date``; ``set`` takes the same names. What is written is kept in the file
    ``save_as``, if one is given.

    ``record`` is the sheet as a table: section, field, value, unit; with the computed effect (before_mean to
    payback) as rows of its own. ``missing`` is a list of sentences. ``save(path)`` writes a page to print.

    >>> sheet = A3Sheet(goal="Fewer stops", goal_number=290, goal_unit="min a week")
    >>> "The goal has no date: by when?" in sheet.missing
    True
    """

    _esm = assemble("kit/kit.js", "a3_sheet/a3_sheet.js")
    _css = assemble("kit/kit.css", "a3_sheet/a3_sheet.css")
    form = traitlets.Dict().tag(sync=True)

    def __init__(self, *, example=False, save_as=None, **written):
        self._first = empty_sheet() | (_example() if example else {})
        unknown = sorted(set(written) - set(self._first))
        if unknown:
            raise ValueError(
                f"There is nothing called {', '.join(unknown)} on the sheet: there is {listed(self._first)}."
            )
        self._first = self._checked({**self._first, **written})
        super().__init__(save_as=save_as, form=_form())

    @property
    def missing(self) -> list:
        """What is still missing or does not fit, in sentences, in the order of the sheet."""
        return [words for _, words in missing(self._good, effect_of(self._good))]

    @property
    def record(self) -> pd.DataFrame:
        """The sheet as a table: section, field, value, unit. Numbers are numbers, dates are text such as
        "2026-09-30", done is True or False; what is not there is None."""
        inputs, effect = self._good, effect_of(self._good)
        rows = []
        for section in FORM:
            for field in section.fields:
                # The weeks are counted where a number stands for each.
                value = effect.facts.get(field.name) or inputs[field.name]
                rows.append(
                    (section.name, field.name, None if value == "" else value, unit_of(field, inputs))
                )
            if section.name == "root cause":
                for place, why in enumerate(inputs["whys"], start=1):
                    rows.append((section.name, f"why_{place}", why or None, ""))
            if section.name == "countermeasures":
                for place, action in enumerate(inputs["actions"], start=1):
                    for name, value in action.items():
                        rows.append(
                            (section.name, f"action_{place}_{name}", None if value == "" else value, "")
                        )
            if section.name == "effect":
                names = [name for name in effect.facts if name not in inputs]
                rows += [(section.name, name, effect.facts[name], fact_unit(name, inputs)) for name in names]
        table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
        return table.astype(COLUMNS)

    def save(self, path):
        """Writes the sheet as an HTML page of its own, to print or to show; gives back its path.

        A file that is already there is not overwritten: FileExistsError, unless it says the same.
        """
        path = Path(path)
        if path.suffix.lower() not in (".html", ".htm"):
            raise ValueError(
                f"{path.name} is no name for a page: end it in .html, such as {path.stem or 'my_a3'}.html."
            )
        effect = effect_of(self._good)
        content = printable(self._good, effect, missing(self._good, effect)).encode("utf-8")
        try:
            file = open(path, "xb")
        except FileExistsError:
            if path.is_file() and path.read_bytes() == content:
                return path  # a notebook can be run twice
            raise FileExistsError(
                f"{path} is already there and was not overwritten: choose another name, or move that file away."
            ) from None
        except FileNotFoundError:
            raise FileNotFoundError(
                f"There is no folder {path.parent} to write {path.name} in: make it first."
            ) from None
        try:
            with file:
                file.write(content)
        except OSError:
            path.unlink(missing_ok=True)  # half a page would be in the way of the next try
            raise
        return path

    def _start(self):
        return {**self._first}

    def _checked(self, inputs):
        start = empty_sheet()
        found = {}
        for name, field in FIELDS.items():
            value = inputs.get(name, start[name])
            if field.kind == "number":
                found[name] = _number(value, field.label)
            elif field.kind == "date":
                found[name] = _date(value, field.label)
            elif field.kind == "choice":
                if value not in KINDS:
                    raise ValueError(
                        f"The numbers of the effect are {', '.join(KINDS)}; {value!r} was given."
                    )
                found[name] = value
            elif name in ("before", "after") and is_sequence(value):
                found[name] = _text(
                    " ".join(f"{_number(one, field.label):.12g}" for one in value), field.label
                )
            else:
                found[name] = _text(value, field.label)
        return found | {"whys": _whys(inputs.get("whys")), "actions": _actions(inputs.get("actions"))}

    def _view(self, inputs):
        effect = effect_of(inputs)
        found = missing(inputs, effect)
        notes = {section.name: [] for section in FORM}
        for name, words in found:
            notes[name].append(words)
        states = {
            section.name: "empty"
            if is_empty(section, inputs)
            else "open"
            if notes[section.name]
            else "complete"
            for section in FORM
        }
        return {
            "notes": notes,
            "states": states,
            "effect": effect.words,
            "count": len(found),
            "text": _words(inputs, effect, found, states),
        }


def _form():
    """What the front end builds the sheet of."""
    sections = [
        {
            "name": section.name,
            "title": section.title,
            "question": section.question,
            "fields": [{**field._asdict(), "only": list(field.only)} for field in section.fields],
        }
        for section in FORM
    ]
    kinds = [[name, words] for name, (words, _) in KINDS.items()]
    return {"sections": sections, "kinds": kinds, "letters": MOST_LETTERS, "actions": MOST_ACTIONS}


def _words(inputs, effect: Effect, found, states):
    complete = sum(state == "complete" for name, state in states.items() if name != "head")
    parts = [f"A3 {inputs['title'].strip()!r}: " if inputs["title"].strip() else "A3 without a title: "]
    parts.append(f"{complete} of {len(states) - 1} sections are complete.")
    for name, subject in (("current", "Now"), ("goal", "Goal")):
        if inputs[f"{name}_number"] is not None:
            due = f" by {inputs['goal_date']}" if name == "goal" and inputs["goal_date"] else ""
            parts.append(
                f"{subject}: {said(inputs[f'{name}_number'])} {inputs[f'{name}_unit'].strip()}".rstrip()
                + f"{due}."
            )
    parts += effect.words
    if found:
        one = len(found) == 1
        parts.append(
            f"{len(found)} thing{'' if one else 's'} {'is' if one else 'are'} missing or {'does' if one else 'do'} "
            "not fit:"
        )
        parts += [words for _, words in found]
    else:
        parts.append("Nothing is missing.")
    return parts[0] + " ".join(parts[1:])


def _text(value, label):
    if not isinstance(value, str):
        raise ValueError(f"{label} is a text; {value!r} was given.")
    if len(value) > MOST_LETTERS:
        raise ValueError(
            f"{label} has {len(value):,} letters; {MOST_LETTERS:,} are the most: it is one page."
        )
    return value


def _number(value, label):
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, numbers.Real) or not math.isfinite(value):
        raise ValueError(f"{label} is a number, or empty (None); {value!r} was given.")
    return float(value)


def _date(value, label):
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if value in (None, ""):
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise ValueError(f'{label} is a date such as "2026-09-30"; {value!r} was given.') from None


def _whys(whys):
    if not isinstance(whys, (list, tuple)) or len(whys) > WHYS:
        raise ValueError(f"The whys are a list of {WHYS} answers at most; {whys!r:.60} was given.")
    answers = [_text(why, f"Why {place}") for place, why in enumerate(whys, start=1)]
    return answers + [""] * (WHYS - len(answers))


def _actions(actions):
    if not isinstance(actions, (list, tuple)) or not all(isinstance(one, dict) for one in actions):
        raise ValueError(
            'The countermeasures are a list such as [{"what": "...", "who": "...", "when": "2026-09-30"}].'
        )
    if len(actions) > MOST_ACTIONS:
        raise ValueError(f"{MOST_ACTIONS} countermeasures fit on one page; {len(actions)} were given.")
    rows = []
    for place, one in enumerate(actions, start=1):
        label = f"Countermeasure {place}"
        unknown = sorted(set(one) - set(ACTION), key=str)
        if unknown:
            raise ValueError(f"{label} has {', '.join(ACTION)}; {listed(unknown)} was given.")
        row = {**ACTION, **one}
        if not isinstance(row["done"], bool):
            raise ValueError(f"{label} is done, True or False; {row['done']!r} was given.")
        row |= {name: _text(row[name], f"{label}, {name}") for name in ("what", "who")}
        rows.append({**row, "when": _date(row["when"], f"{label}, when")})
    return rows


def _example():
    """A sheet on the breakdowns of IM-07: the course's own figures, a made-up story, and faults to be found."""
    stops = load("oee/stops")
    stops = name_reasons(stops[stops["machine"] == "IM-07"], load("oee/stop_reasons"))
    weeks = per_week(stops[stops["loss"] == "breakdowns"], "minutes")
    before, after = weeks.iloc[:5], weeks.iloc[5:8]
    return {
        "title": "Fewer breakdowns at IM-07",
        "team": "Process technician, two operators",
        "date": "2026-02-06",
        "background": "When molding machine IM-07 stands, assembly waits for its parts, and the evening shift "
        "makes up for it in overtime.",
        "current": "In each of five weeks the machine stood for breakdowns, for hours. Heater bands take the "
        "most time.",
        "current_number": round(float(before.mean())),
        "current_unit": "min a week",
        "goal": "A third less time lost to breakdowns, with no further overtime",
        "goal_number": 230,
        "goal_unit": "min a week",
        "whys": [
            "The machine stops because a heater band fails.",
            "The band at the nozzle burns out.",
            "Plastic leaks from the nozzle onto it.",
        ],
        "actions": [
            {
                "what": "Look for leaking plastic at each start of shift",
                "who": "Operators",
                "when": "2026-02-09",
                "done": True,
            },
            {"what": "A band with a cover at the nozzle", "when": "2026-02-20"},
        ],
        "before": before,
        "after": after,
        "cycle_s": 24,
        "performance": 0.86,
        "quality": 0.98,
        "per_piece": 0.5,
        "cost": 1200,
    }
