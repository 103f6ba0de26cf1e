"""What is missing on a sheet, or does not fit: sentences, each with the section to which it belongs."""

from datetime import date

from shopfloor.widgets.a3_sheet.form import FORM, empty_sheet, said, shown, written

BLAME = (
    "human error",
    "operator error",
    "careless",
    "inattenti",
    "not careful",
    "lack of discipline",
    "lazy",
    "forget",
    "forgot",
    "n't follow",
    "not follow",
)
EVERYBODY = ("all", "all of us", "everybody", "everyone", "the team", "somebody", "someone")
SILENT = {
    "head": "The sheet has no title yet.",
    "background": "The background is empty: what happens, and whom does it trouble?",
    "current state": "The current state is empty: what was seen, and how much is it?",
    "goal": "There is no goal yet: how much, of what, by when?",
    "root cause": "There is no cause yet: why does it happen?",
    "countermeasures": "There is no countermeasure yet: who does what, by when?",
    "effect": "The effect is not measured yet: there are no numbers before and after.",
    "follow-up": "There is no follow-up yet: what is the new standard, and who checks it?",
}


def is_empty(section, inputs):
    """Whether nothing stands in this section."""
    if section.name == "root cause":
        return not any(why.strip() for why in inputs["whys"])
    if section.name == "countermeasures":
        return not any(written(action) for action in inputs["actions"])
    start = empty_sheet()
    return all(
        _plain(inputs[field.name]) == start[field.name]
        for field in section.fields
        if shown(field, inputs) and field.name != "kind"
    )


def missing(inputs, effect):
    """[(section, sentence), ...] in the order of the sheet; one sentence for a section that is empty."""
    found = []
    for section in FORM:
        if is_empty(section, inputs):
            words = [SILENT[section.name]]
        elif section.name == "effect":
            words = [*_effect(inputs, effect), *_dates(section, inputs)]
        else:
            words = [*CHECKS[section.name](inputs), *_dates(section, inputs)]
        found.extend((section.name, one) for one in words)
    return found


def _head(inputs):
    if not inputs["title"].strip():
        yield SILENT["head"]
    if not inputs["team"].strip():
        yield "The sheet does not say who works on it."
    if not inputs["date"]:
        yield "The sheet has no date."


def _background(inputs):
    return ()


def _current(inputs):
    if not inputs["current"].strip():
        yield "The current state has no words: what was seen, where, and when?"
    yield from _number_and_unit(inputs, "current", "The current state")


def _goal(inputs):
    if not inputs["goal"].strip():
        yield "The goal has no words: what will be better, and for whom?"
    yield from _number_and_unit(inputs, "goal", "The goal")
    if not inputs["goal_date"]:
        yield "The goal has no date: by when?"
    elif inputs["date"] and inputs["goal_date"] < inputs["date"]:
        yield f"The goal is due on {inputs['goal_date']}, before the sheet was begun ({inputs['date']})."
    units = [inputs[name].strip() for name in ("current_unit", "goal_unit")]
    if all(units) and units[0].casefold() != units[1].casefold():
        yield (
            f"The current state is in {units[0]!r} and the goal in {units[1]!r}: in one unit they can be compared."
        )
    elif inputs["goal_number"] is not None and inputs["goal_number"] == inputs["current_number"]:
        yield f"The goal, {said(inputs['goal_number'])}, is what there is now."


def _number_and_unit(inputs, name, subject):
    if inputs[f"{name}_number"] is None:
        yield f"{subject} has no number: how much?"
    if not inputs[f"{name}_unit"].strip():
        yield f"{subject} has no unit: of what, in which time?"


def _cause(inputs):
    whys = [why.strip() for why in inputs["whys"]]
    last = max(place for place, why in enumerate(whys, start=1) if why)
    gaps = [place for place, why in enumerate(whys[:last], start=1) if not why]
    for place in gaps:
        yield f"Why {place} is empty: the chain has a gap."
    seen = {}
    for place, why in enumerate(whys, start=1):
        if why and why.casefold() in seen:
            yield f"Why {place} says the same as why {seen[why.casefold()]}."
        elif why:
            seen[why.casefold()] = place
    if len(seen) < 2:
        yield "One why rarely reaches a root cause: why is that so?"
    if any(word in whys[last - 1].casefold() for word in BLAME):
        yield f"Why {last} ends at a person's failing: what in the work made it possible?"


def _actions(inputs):
    rows = [(place, one) for place, one in enumerate(inputs["actions"], start=1) if written(one)]
    for place, one in rows:
        if not one["what"].strip():
            yield f"Countermeasure {place} does not say what is done."
        if not one["who"].strip():
            yield f"Countermeasure {place} has no owner."
        elif one["who"].strip().casefold() in EVERYBODY:
            yield f"Countermeasure {place}: if {one['who'].strip()!r} is the owner, nobody is. Name one role."
        if not one["when"]:
            yield f"Countermeasure {place} has no date."
        elif strange := _strange(one["when"]):
            yield f"Countermeasure {place} is due on {strange}: is the year right?"
        elif inputs["goal_date"] and one["when"] > inputs["goal_date"]:
            yield f"Countermeasure {place} is due on {one['when']}, after the goal ({inputs['goal_date']})."


def _effect(inputs, effect):
    yield from effect.problems
    measured = effect.facts["before_mean"] is not None
    if measured and not any(one["done"] for one in inputs["actions"]):
        yield "An effect is shown, but no countermeasure is marked as done: what made it?"
    if inputs["kind"] == "other":
        claimed = False
    else:
        claimed = inputs["per_piece"] is not None or inputs["cost"] is not None
    if claimed and not inputs["basis"].strip():
        yield (
            "The money has no basis: is the machine the bottleneck, are the pieces sold, and where do the "
            "figures come from?"
        )
    if measured and not inputs["people"].strip():
        yield "The effect does not say what has changed for the people who do the work."


def _follow(inputs):
    if not inputs["follow_up"].strip():
        yield "The follow-up has no words: what is the new standard, and who checks it?"
    if not inputs["check_date"]:
        yield "The follow-up has no date on which somebody looks again."
    elif _strange(inputs["check_date"]):
        return  # said with the dates
    elif inputs["goal_date"] and inputs["check_date"] < inputs["goal_date"]:
        yield (
            f"On {inputs['check_date']} the goal is not due yet ({inputs['goal_date']}): look again after it."
        )


def _dates(section, inputs):
    for field in section.fields:
        if field.kind == "date" and (strange := _strange(inputs[field.name])):
            yield f"{section.title}: {field.label.lower()} {strange}: is the year right?"


def _strange(day):
    """A date that nobody meant, such as the year 202 of a date half typed."""
    return day if day and not 2000 <= date.fromisoformat(day).year <= 2100 else ""


def _plain(value):
    return value.strip() if isinstance(value, str) else value


CHECKS = {
    "head": _head,
    "background": _background,
    "current state": _current,
    "goal": _goal,
    "root cause": _cause,
    "countermeasures": _actions,
    "follow-up": _follow,
}
