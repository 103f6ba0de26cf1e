"""What stands on the sheet: its sections and fields, in the order in which they are read."""

from typing import NamedTuple

MOST_LETTERS = 3000
MOST_ACTIONS = 12
WHYS = 5
ACTION = {"what": "", "who": "", "when": "", "done": False}

# What the numbers of the effect are: the words to choose from, and their unit in a week.
KINDS = {
    "min": ("minutes, a number for each week", "min a week"),
    "h": ("hours, a number for each week", "h a week"),
    "pieces": ("pieces, a number for each week", "pieces a week"),
    "count": ("stops, defects or accidents, counted", "a week"),
    "other": ("something else, a number for each week", ""),
}


class Field(NamedTuple):
    """``kind``: text, area (several lines), number, date or choice. ``unit``: of a number, as in a record;
    the name of another field in braces where that field holds it. ``only``: the kinds of numbers for which
    the field is there at all; none: for all."""

    name: str
    label: str
    kind: str
    unit: str = ""
    hint: str = ""
    only: tuple = ()


class Section(NamedTuple):
    name: str
    title: str
    question: str
    fields: tuple


TIMES, MONEY = ("min", "h", "count"), ("min", "h", "count", "pieces")
FORM = (
    Section(
        "head",
        "Sheet",
        "",
        (
            Field("title", "Title", "text", hint="What is made better, and where"),
            Field("team", "Who works on it", "text", hint="Roles, not names"),
            Field("date", "Date", "date"),
        ),
    ),
    Section(
        "background",
        "Background",
        "What happens, whom does it trouble, and why now?",
        (Field("background", "Background", "area"),),
    ),
    Section(
        "current state",
        "Current state",
        "What was seen at the place itself, and how much is it?",
        (
            Field("current", "What was seen", "area"),
            Field("current_number", "Number now", "number", "{current_unit}"),
            Field("current_unit", "Its unit", "text", hint="min a week"),
        ),
    ),
    Section(
        "goal",
        "Goal",
        "How much, of what, by when?",
        (
            Field("goal", "What will be better", "area"),
            Field("goal_number", "Number wanted", "number", "{goal_unit}"),
            Field("goal_unit", "Its unit", "text", hint="min a week"),
            Field("goal_date", "By", "date"),
        ),
    ),
    Section(
        "root cause",
        "Root cause",
        "Why? And why that? Each answer explains the one above it, until there is one that can be changed.",
        (),
    ),
    Section("countermeasures", "Countermeasures", "Who does what, by when?", ()),
    Section(
        "effect",
        "Effect",
        "What did the same numbers say before and after?",
        (
            Field("kind", "The numbers are", "choice"),
            Field("before", "Before", "area", "{kind}", "320 441 165 356"),
            Field("after", "After", "area", "{kind}", "236 250 202 180"),
            Field("weeks_before", "Weeks before", "number", "weeks", only=("count",)),
            Field("weeks_after", "Weeks after", "number", "weeks", only=("count",)),
            Field("each_min", "Minutes lost by each", "number", "min", only=("count",)),
            Field("cycle_s", "Ideal cycle time (s)", "number", "s", only=TIMES),
            Field("performance", "Performance (fraction)", "number", "fraction", "0.86", only=TIMES),
            Field("quality", "Quality (fraction)", "number", "fraction", "0.98", only=TIMES),
            Field("per_piece", "A further piece earns ($)", "number", "USD", only=MONEY),
            Field("cost", "Cost of it all, once ($)", "number", "USD", only=MONEY),
            Field(
                "basis",
                "What the money rests on",
                "area",
                hint="Is it the bottleneck, are the pieces sold, where do the figures come from?",
            ),
            Field(
                "people",
                "What else has changed",
                "area",
                hint="For the people, for safety, quality, lead time",
            ),
        ),
    ),
    Section(
        "follow-up",
        "Follow-up",
        "What is the new standard, who checks it, where else does it fit, what was learned?",
        (Field("follow_up", "Follow-up", "area"), Field("check_date", "Checked again on", "date")),
    ),
)
FIELDS = {field.name: field for section in FORM for field in section.fields}


def empty_sheet():
    """The inputs of a sheet on which nothing stands."""
    inputs = {name: None if field.kind == "number" else "" for name, field in FIELDS.items()}
    return {
        **inputs,
        "kind": "min",
        "whys": [""] * WHYS,
        "actions": [dict(ACTION) for _ in range(2)],
    }


def shown(field, inputs):
    """Whether this field is there for the numbers chosen."""
    return not field.only or inputs["kind"] in field.only


def unit_of(field, inputs):
    """The unit of what stands in a field, "" where there is none."""
    if field.unit == "{kind}":
        return effect_unit(inputs)
    if field.unit.startswith("{"):
        return inputs[field.unit[1:-1]].strip()
    return field.unit


def effect_unit(inputs):
    """The unit of the means before and after."""
    return KINDS[inputs["kind"]][1] or inputs["goal_unit"].strip() or inputs["current_unit"].strip()


def written(action):
    """Whether anything stands in this row of the countermeasures."""
    return any(value.strip() if isinstance(value, str) else value for value in action.values())


def said(number):
    """A number as it stands in a sentence."""
    if number == 0:
        return "0"
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.4g}"


def signed(number):
    """A difference as it stands in a sentence."""
    return f"+{said(number)}" if number > 0 else said(number)
