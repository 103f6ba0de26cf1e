"""What a control chart's picture says in words: titles, axis labels, and the sentences under it."""

import numpy as np

from shopfloor.methods.arguments import listed
from shopfloor.methods.control_charts import decimals
from shopfloor.methods.run_rules import RULES

# Chart.name -> what the plotted points are called, what on the axis, and what a point stands for.
WORDS = {
    "averages": ("Averages", "Average", "subgroup"),
    "ranges": ("Ranges", "Range", "subgroup"),
    "standard deviations": ("Standard deviations", "Standard deviation", "subgroup"),
    "readings": ("Readings", "Reading", "reading"),
    "moving ranges": ("Moving ranges", "Moving range", "reading"),
    "shares": ("Shares of defectives", "Share of defectives", "sample"),
    "defectives": ("Defectives", "Defectives", "sample"),
    "defects per unit": ("Defects per unit", "Defects per unit", "sample"),
    "defects": ("Defects", "Defects", "sample"),
    "points": ("Points", "Value", "point"),
}
OWN_UNIT = {"shares": "%", "defectives": "pieces", "defects per unit": "", "defects": "count"}


EXAMPLES = {"unit": "mm", "name": "bore", "x_label": "Day"}


def text_only(given, what):
    """Refuses what is no text where words are to be written."""
    if not isinstance(given, str):
        raise ValueError(f'The {what} is text in quotes, such as "{EXAMPLES[what]}"; {given!r} was given.')


def scale_of(chart):
    """Shares are shown in percent."""
    return 100.0 if chart.name == "shares" else 1.0


def unit_of(chart, unit):
    """The unit of the points: that of the values, or the chart's own where it counts."""
    return OWN_UNIT.get(chart.name, unit)


def axis_label(chart, unit):
    label, own = WORDS[chart.name][1], unit_of(chart, unit)
    if chart.name == "defects per unit":
        return label
    return f"{label} ({own})" if own else f"{label} (unit as measured)"


def figures(chart, value, unit=None):
    """A value of this chart with as many digits as its limits need, and its unit."""
    scale = scale_of(chart)
    digits = decimals(scale * (np.max(chart.ucl) - np.min(chart.lcl)))
    own = unit_of(chart, unit) if unit is not None else ""
    own = "" if own in ("count", "pieces") else own
    return f"{scale * value:.{digits if value else 0}f} {own}".strip()


def title(chart, name):
    out, n = len(chart.out_of_control), len(chart.points)
    start = WORDS[chart.name][0]
    start = f"{name[:1].upper()}{name[1:]}, {start[:1].lower()}{start[1:]}" if name else start
    return f"{start}: {f'{out} of {n} beyond the limits' if out else f'all {n} within the limits'}"


def where(places, names, noun="", most=5):
    """Points by their names, neighbors run together; too many are only counted.

    >>> where([0, 1, 2, 5, 7, 8], list(range(28, 40)), "day")
    'days 28 to 30, 33, 35 and 36'
    >>> where([0, 2, 4], list(range(28, 40)), "day", most=2)
    '3 days from 28 to 32'
    """
    groups = []
    for place in places:
        if groups and place == groups[-1][-1] + 1:
            groups[-1].append(place)
        else:
            groups.append([place])
    if len(groups) > most:
        return f"{len(places)} {noun or 'point'}s from {names[places[0]]} to {names[places[-1]]}"
    words = []
    for group in groups:
        first, last = names[group[0]], names[group[-1]]
        words += [first] if len(group) == 1 else [first, last] if len(group) == 2 else [f"{first} to {last}"]
    return f"{noun}{'s' if noun and len(places) > 1 else ''} {listed(words)}".strip()


def sentences(charts, names, unit, name, noun, book, hits):
    """The text of the figure. ``noun``: what a point stands for; ``hits``: {rule: positions} of the first
    chart, by the rules of ``book``."""
    first = charts[0]
    called = " and ".join(WORDS[chart.name][0].lower() for chart in charts)
    whose = f" of {name}" if name else ""
    text = [f"Control chart of {called}{whose}, {len(first.points)} {noun}s{_base_words(first)}."]
    for chart in charts:
        text.append(_one(chart, names[len(names) - len(chart.points) :], unit, noun, len(charts) > 1))
    broken = {rule: places for rule, places in hits.items() if places and rule != 1}
    if book:
        whole = "Western Electric" if book == "western electric" else "Nelson"
        if broken:
            each = [
                f"rule {rule}{f' ({RULES[book][rule]})' if len(broken) <= 2 else ''} at "
                f"{where(places, names, '', 3)}"
                for rule, places in broken.items()
            ]
            text.append(f"{whole} {listed(each)}.")
        else:
            text.append(f"No{' other' if first.out_of_control else ''} {whole} rule is broken.")
    if broken or any(chart.out_of_control for chart in charts):
        text.append("Chance alone seldom makes this: look for the cause.")
    else:
        text.append("The points differ no more than chance makes them.")
    return " ".join(text)


def _one(chart, names, unit, noun, named):
    varies = np.ndim(chart.ucl) > 0
    low, high = figures(chart, np.min(chart.lcl)), figures(chart, np.max(chart.ucl), unit)
    limits = f"{'widest ' if varies else ''}limits {low} to {high}"
    start = f"{WORDS[chart.name][0]}: center line" if named else "Center line"
    places = chart.positions
    beyond = "all within"
    if places:
        beyond = f"beyond {'their own' if varies else 'them'}: {where(places, names, noun)}"
    average = " on average" if np.ndim(chart.centre_line) else ""
    return f"{start} {figures(chart, chart.centre, unit)}{average}, {limits}; {beyond}."


def _base_words(chart):
    base = chart.base
    if base is None or base.all():
        return ""
    first = int(base.sum())
    if base[:first].all():
        return f" (limits from the first {first})"
    return f" (limits from {first} of them)"
