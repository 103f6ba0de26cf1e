"""What the fitter says: sentences on the line, the units and the best line."""

import math

from shopfloor.methods import learning
from shopfloor.methods.arguments import listed


def what_is_there(inputs, record, model_words, time_unit):
    """Which record, on which paper, by which convention."""
    count, unit = len(record.units), time_unit
    paper = "log-log paper" if inputs["axes"] == "log" else "plain axes"
    return (
        f"{count} units of the record {inputs['record']} on {paper}, by {model_words}: unit "
        f"{record.units[0]} took {amount(record.times[0])} {unit}, unit {record.units[-1]} took "
        f"{amount(record.times[-1])} {unit}."
    )


def left_out(inputs):
    """Which units do not count, and that the average takes them back; "" if all count."""
    out = inputs["left_out"]
    if not out:
        return ""
    units = f"unit{'s' if len(out) > 1 else ''} {listed(out)}"
    if inputs["model"] == "average":
        return (
            f"The average takes every unit in: {units}, left out of the unit curve, "
            f"count{'' if len(out) > 1 else 's'} here."
        )
    return f"{units.capitalize()} {'are' if len(out) > 1 else 'is'} left out."


def verdict(inputs, misses, time_unit):
    """The line, and how much it misses."""
    return (
        f"Rate {percent(inputs['rate'])}, unit 1 at {amount(inputs['first'])} {time_unit}: the sum of "
        f"the squared errors is {misses.squared:.4f}; a point is typically "
        f"{percent(misses.typical, 0 if misses.typical > 0.1 else 1)} off."
    )


def leaning(misses):
    """On which side of the line early and late units lie: what a look at the drawing shows."""
    parts = [
        f"unit{'s' if last > start else ''} {start}{f' to {last}' if last > start else ''} {side(mean, 'it')}"
        for start, last, mean in misses.leaning()
    ]
    return f"On average, seen from your line: {'; '.join(parts)}."


def of_line(inputs, record, time_unit):
    """What the line says of the last unit."""
    last, unit = record.units[-1], time_unit
    one = learning.unit_time(inputs["first"], last, inputs["rate"], inputs["model"])
    if inputs["model"] == "unit":
        return f"By your line unit {last} takes {amount(one)} {unit}."
    average = learning.total_time(inputs["first"], last, inputs["rate"], "average") / last
    return (
        f"By your line the average of {last} units is {amount(average)} {unit}, "
        f"and unit {last} itself takes {amount(one)} {unit}."
    )


def of_best(best, least, mine, time_unit):
    """The best line with the sum of its squared errors, ``least``, and how ``mine`` compares with it."""
    words = (
        f"Best line (least squares): rate {percent(best.rate)}, unit 1 at {amount(best.first)} "
        f"{time_unit}, squared errors {least:.4f}."
    )
    if mine - least < 0.00005:
        return f"{words} Yours is as good."
    ratio = mine / least if least > 1e-9 else math.inf
    if ratio < 1.995:
        return f"{words} Yours are {percent(ratio - 1, 0 if ratio > 1.01 else 1)} more."
    return f"{words} Yours are {ratio:,.0f} times as much." if ratio < 1e4 else words


def amount(time):
    """A time with three digits or one decimal, whichever is more."""
    if time >= 1000:
        return f"{time:,.0f}"
    return f"{time:.1f}" if time >= 10 else f"{time:.2f}" if time >= 1 else f"{time:.3g}"


def percent(fraction, digits=1):
    """A fraction in percent."""
    return f"{100 * fraction:.{digits}f}\u00a0%"


def side(difference, line):
    """How far above or below a line something lies, as a fraction of it."""
    if abs(difference) < 0.005:
        return f"on {line}"
    return f"{percent(abs(difference), 0)} {'above' if difference > 0 else 'below'} {line}"
