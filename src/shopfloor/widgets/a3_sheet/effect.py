"""What the numbers before and after say: the change, chance, pieces, money and payback; all by the methods."""

import math
import re
from dataclasses import dataclass, field

from shopfloor.methods.oee import before_after, rate_before_after, time_worth, weeks_needed
from shopfloor.methods.worded import money, percent
from shopfloor.widgets.a3_sheet.form import effect_unit, said, signed

SECONDS = {"min": 60.0, "h": 3600.0}
FACTS = {
    "weeks_before": "weeks",
    "weeks_after": "weeks",
    "before_mean": "{unit}",
    "after_mean": "{unit}",
    "change": "fraction",
    "difference": "{unit}",
    "low": "{unit}",
    "high": "{unit}",
    "p_value": "probability",
    "believable": "",
    "pieces": "pieces a week",
    "money": "USD a week",
    "payback": "weeks",
}
# A number now that is rounded is still the same number.
ROUNDED = 0.02


@dataclass
class Effect:
    """``facts``: the computed values by name, None where there is none; ``words``: sentences that say them;
    ``problems``: sentences on what is missing or does not fit."""

    facts: dict = field(default_factory=lambda: dict.fromkeys(FACTS))
    words: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def fact_unit(name, inputs):
    """The unit of a computed value. The interval of counted things is one of the change, not of the rates."""
    if name in ("low", "high") and inputs["kind"] == "count":
        return "fraction"
    return FACTS[name].replace("{unit}", effect_unit(inputs))


def better(inputs):
    """-1 where less is better, +1 where more is, None where number now and goal do not say."""
    now, wanted = inputs["current_number"], inputs["goal_number"]
    if now is None or wanted is None or now == wanted:
        return None
    return -1 if wanted < now else 1


def numbers_in(text, when):
    """The numbers that are written in ``text``; ValueError in words."""
    found = []
    for part in re.split(r"[\s;]+|,(?=\s|$)", text.strip()):
        if not part:
            continue
        if "," in part:
            raise ValueError(
                f"{when}: a comma inside a number, {part!r}, can be read in two ways: write 12.5 with a "
                "point, and set numbers apart by spaces."
            )
        if not re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", part):
            raise ValueError(f"{when}: {part[:20]!r} is not a number; give numbers with spaces between them.")
        found.append(float(part))
    return found


def effect_of(inputs):
    """What comes of the numbers on the sheet."""
    effect = Effect()
    try:
        before, after = numbers_in(inputs["before"], "Before"), numbers_in(inputs["after"], "After")
    except ValueError as problem:
        effect.problems.append(str(problem))
        return effect
    if not before or not after:
        which = "before and after" if not before and not after else "after" if before else "before"
        effect.problems.append(f"The effect is not measured yet: there are no numbers {which}.")
        return effect
    try:
        counted = inputs["kind"] == "count"
        found = _counted(inputs, before, after, effect) if counted else _weekly(before, after, effect)
    except ValueError as problem:
        effect.problems.append(str(problem))
        return effect
    facts = effect.facts
    facts |= {
        "before_mean": found.before,
        "after_mean": found.after,
        "difference": found.after - found.before,
    }
    # Where there was nothing before, the change is no fraction of it.
    facts |= {name: _finite(getattr(found, name)) for name in ("change", "low", "high")}
    facts |= {"p_value": found.p_value, "believable": bool(found.believable)}
    _say(inputs, facts, effect, before)
    _fit(inputs, facts, effect)
    _worth(inputs, facts, effect)
    return effect


def _weekly(before, after, effect):
    effect.facts |= {"weeks_before": float(len(before)), "weeks_after": float(len(after))}
    for when, sample in (("before", before), ("after", after)):
        if len(sample) < 2:
            raise ValueError(
                f"One number {when} says nothing about how much weeks vary: give one for each week, "
                "two weeks or more."
            )
    return before_after(before, after)


def _counted(inputs, before, after, effect):
    """Counts: one for all the weeks, whose number is then given, or one for each week."""
    counts, weeks = [], []
    for when, sample in (("before", before), ("after", after)):
        given = inputs[f"weeks_{when}"]
        if len(sample) == 1 and given is None:
            raise ValueError(f"In how many weeks were the {said(sample[0])} {when} counted?")
        if len(sample) > 1 and given is not None and given != len(sample):
            raise ValueError(
                f"There are {len(sample)} counts {when} and {said(given)} weeks: give one count for each week, "
                "or one for all."
            )
        counts.append(sum(sample))
        weeks.append(given if given is not None else float(len(sample)))
    effect.facts |= {"weeks_before": weeks[0], "weeks_after": weeks[1]}
    return rate_before_after(counts[0], weeks[0], counts[1], weeks[1])


def _say(inputs, facts, effect, before):
    unit = effect_unit(inputs)
    change = "" if facts["change"] is None else f" ({percent(facts['change'])})"
    effect.words.append(
        f"From {said(facts['before_mean'])} to {said(facts['after_mean'])} {unit}".rstrip()
        + f"{change}, the means of {_weeks(facts['weeks_before'])} before and "
        f"{_weeks(facts['weeks_after'])} after."
    )
    counted = inputs["kind"] == "count"
    between = _between(facts, unit, counted)
    if facts["believable"]:
        effect.words.append(f"Chance alone rarely does that: {between} (95 % confidence).")
        return
    enough = "" if counted else _enough(before, facts["change"])
    effect.problems.append(
        f"The effect is smaller than chance explains: {between} (95 % confidence).{enough}"
    )


def _between(facts, unit, counted):
    if not counted:
        return (
            f"the true difference may be anything from {signed(facts['low'])} to {signed(facts['high'])} "
            f"{unit}".rstrip()
        )
    high = "any increase" if facts["high"] is None else percent(facts["high"])
    return f"the true change may be anything from {percent(facts['low'])} to {high}"


def _enough(before, change):
    """How many weeks would show it, where the method knows."""
    if change is None or not 0 < abs(change) < 1:
        return ""
    try:
        weeks = weeks_needed(before, abs(change)).weeks
    except ValueError:
        return ""
    return f" To see such a change in weeks that vary so much, about {weeks:,} before and as many after are needed."


def _fit(inputs, facts, effect):
    """Does it fit the number now and the goal?"""
    way, unit = better(inputs), effect_unit(inputs)
    now, wanted, mean = inputs["current_number"], inputs["goal_number"], facts["before_mean"]
    if way is None:
        effect.problems.append(
            "Number now and goal do not say whether less or more is better, so the effect cannot be judged."
        )
    elif way * facts["difference"] < 0:
        effect.problems.append(
            f"It went the wrong way: {'less' if way < 0 else 'more'} was the goal, and it became "
            f"{'more' if way < 0 else 'less'}."
        )
    if now is not None and abs(mean - now) > ROUNDED * max(abs(now), abs(mean)):
        told = f"The current state says {said(now)} {inputs['current_unit'].strip()}".rstrip()
        effect.problems.append(
            f"{told}, and the weeks before have a mean of {said(mean)} {unit}".rstrip()
            + ": is it the same thing, in the same unit?"
        )
    elif way is not None and way * (facts["after_mean"] - wanted) >= 0:
        effect.words.append(f"The goal of {said(wanted)} is reached.")
    elif way is not None and way * facts["difference"] > 0:
        part = facts["difference"] / (wanted - mean)
        effect.words.append(f"The goal of {said(wanted)} is not reached yet: {100 * part:.0f} % of the way.")


def _worth(inputs, facts, effect):
    kind, way = inputs["kind"], better(inputs)
    earning, cost = inputs["per_piece"], inputs["cost"]
    gain = None if way is None else way * facts["difference"]
    if kind == "other" or gain is None or gain <= 0:
        return
    if kind == "count" and inputs["each_min"] is None:
        effect.problems.append("What is it worth? Give the minutes that each one costs.")
        return
    if kind != "pieces" and inputs["cycle_s"] is None:
        effect.problems.append("What is it worth in pieces? Give the ideal cycle time.")
        return
    try:
        if kind == "pieces":  # what is gained are pieces already: one for one
            worth = time_worth(gain, 1.0, per_piece=earning, cost=cost if earning else None)
        else:
            seconds = gain * (inputs["each_min"] * 60 if kind == "count" else SECONDS[kind])
            factors = {name: inputs[name] for name in ("performance", "quality") if inputs[name] is not None}
            worth = time_worth(
                seconds, inputs["cycle_s"], **factors, per_piece=earning, cost=cost if earning else None
            )
            if len(factors) < 2:
                absent = [name for name in ("performance", "quality") if name not in factors]
                effect.problems.append(
                    f"The {' and the '.join(absent)} of the machine {'is' if len(absent) == 1 else 'are'} "
                    "taken as 1, so the pieces are too many: give the fraction."
                )
    except ValueError as problem:
        effect.problems.append(str(problem))
        return
    facts |= {"pieces": worth.pieces, "money": worth.money, "payback": worth.payback}
    words = f"Worth {said(worth.pieces)} good pieces a week"
    if worth.money is None:
        effect.problems.append("What does a further good piece earn? Without that there is no money.")
    else:
        words += f", {money(worth.money)} a week"
        if not facts["believable"]:
            effect.problems.append("The money rests on an effect that chance may explain.")
    if worth.payback is not None:
        words += f"; the cost of {money(cost)} comes back in {_weeks(worth.payback)}"
    elif worth.money and cost is None:
        effect.problems.append("What did it cost, once? Without that there is no payback (0 is an answer).")
    effect.words.append(f"{words}.")


def _finite(value):
    return value if math.isfinite(value) else None


def _weeks(number):
    return f"{said(round(number, 1))} week{'' if number == 1 else 's'}"
