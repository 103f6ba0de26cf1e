"""Run rules on a control chart: patterns that chance alone seldom draws, although every point may lie inside
the limits."""

import numpy as np

from shopfloor.methods.arguments import listed
from shopfloor.methods.control_charts import Chart
from shopfloor.methods.quality_input import readings

RULES = {
    "western electric": {
        1: "1 point beyond 3 sigma",
        2: "2 of 3 points in a row beyond 2 sigma, on one side",
        3: "4 of 5 points in a row beyond 1 sigma, on one side",
        4: "8 points in a row on one side of the center line",
    },
    "nelson": {
        1: "1 point beyond 3 sigma",
        2: "9 points in a row on one side of the center line",
        3: "6 points in a row, each above (or each below) the one before",
        4: "14 points in a row, alternating up and down",
        5: "2 of 3 points in a row beyond 2 sigma, on one side",
        6: "4 of 5 points in a row beyond 1 sigma, on one side",
        7: "15 points in a row within 1 sigma of the center line",
        8: "8 points in a row beyond 1 sigma, on both sides",
    },
}
"""The rules of each book, by the book's own numbers, in words."""

DUST = 1e-9
"""A point nearer to a line than this many sigmas lies on it."""


def run_rules(z, rules="western electric"):
    """Which points complete a pattern that chance seldom draws? {rule number: positions from 0}.

    ``z``: the points' distances from the center line in standard deviations of a point, in the order of time
    (``chart.z``), or a Chart itself. Every rule number is a key; a rule that nothing breaks has an empty
    list. A position is that of the point that completes the pattern; where a pattern goes on, each further
    point completes it again (the ninth point of a run of eight). Patterns do not start anew after a hit.

    ``rules="western electric"``: the four zone tests, numbered 1 to 4 as in the handbook.

    1. One point beyond 3 sigma.
    2. Two of three points in a row beyond 2 sigma on one side (the third may be anywhere).
    3. Four of five points in a row beyond 1 sigma on one side.
    4. Eight points in a row on one side of the center line.

    ``rules="nelson"``: his eight tests, numbered as he did.

    1. One point beyond 3 sigma.
    2. Nine points in a row on one side.
    3. Six points in a row, each above (or each below) the one before.
    4. Fourteen points in a row, alternating up and down.
    5. and 6. are Western Electric's 2 and 3.
    7. Fifteen points in a row within 1 sigma, whatever their side.
    8. Eight points in a row beyond 1 sigma, some above and some below. Eight on one side are a run, not this
       mixture.

    The handbook, too, tells of patterns like Nelson's 3, 4, 7 and 8, but not among its zone tests. A point
    exactly on a zone's line belongs to the zone nearer the center; a point exactly on the center line belongs
    to neither side and breaks a run; two equal points break a trend. (The books leave these cases open; this
    is how software mostly reads them. Charts of runs about a median skip such points instead.)

    Both books mean charts of averages and of single readings. On ranges, deviations and small counts, whose
    distributions are not symmetric, the patterns come more often than the books say.

    Raises ValueError for an empty cell, for text, or for rules of another name.

    Source: Western Electric, *Statistical Quality Control Handbook* (1956), p. 25-28; Nelson, "The Shewhart
    Control Chart: Tests for Special Causes", Journal of Quality Technology 16 (1984), 237-239.

    >>> run_rules([0.2, 2.1, 0.5, 2.4, -3.2])
    {1: [4], 2: [3], 3: [], 4: []}
    >>> run_rules([0, 1, 2, 3, 4, 5], rules="nelson")[3]
    [5]
    """
    name = rules_named(rules)
    values = z.z if isinstance(z, Chart) else readings(z, "distance")
    return {number: np.flatnonzero(hits).tolist() for number, hits in pattern_hits(values, name).items()}


def rules_named(rules):
    """The name of a set of rules as ``RULES`` has it, however it is written.

    >>> rules_named("Western_Electric")
    'western electric'
    """
    name = (
        " ".join(rules.lower().replace("_", " ").replace("-", " ").split()) if isinstance(rules, str) else ""
    )
    name = {"we": "western electric", "weco": "western electric", "nelson rules": "nelson"}.get(name, name)
    if name not in RULES:
        raise ValueError(f'The rules are "western electric" or "nelson"; {rules!r} was given.')
    return name


def pattern_hits(z, name):
    """{rule number: a mask of the points that complete the pattern}; along the last axis, so that many series
    can be judged at once."""
    up, down = z > DUST, z < -DUST
    up1, down1 = z > 1 + DUST, z < -1 - DUST
    up2, down2 = z > 2 + DUST, z < -2 - DUST
    beyond = np.abs(z) > 3 + DUST
    two_of_three = _k_of(up2, 2, 3) | _k_of(down2, 2, 3)
    four_of_five = _k_of(up1, 4, 5) | _k_of(down1, 4, 5)
    if name == "western electric":
        return {1: beyond, 2: two_of_three, 3: four_of_five, 4: _in_a_row(up, 8) | _in_a_row(down, 8)}
    with np.errstate(invalid="ignore"):  # two points infinitely far away
        steps = np.diff(z)
    rises, falls = steps > DUST, steps < -DUST
    # Six points have five steps between them; fourteen have thirteen, with twelve turns.
    turns = (rises[..., 1:] & falls[..., :-1]) | (falls[..., 1:] & rises[..., :-1])
    outside = up1 | down1
    mixture = _in_a_row(outside, 8) & ~_in_a_row(up1, 8) & ~_in_a_row(down1, 8)
    return {
        1: beyond,
        2: _in_a_row(up, 9) | _in_a_row(down, 9),
        3: _late(_in_a_row(rises, 5) | _in_a_row(falls, 5), 1),
        4: _late(_in_a_row(turns, 12), 2),
        5: two_of_three,
        6: four_of_five,
        7: _in_a_row(~outside, 15),
        8: mixture,
    }


def _in_a_row(mask, length):
    """Where at least ``length`` in a row end: by doubling, 8 in a row are 4 in a row twice."""
    run, done = mask, 1
    while done < length:
        step = min(done, length - done)
        run = run & _shifted(run, step)
        done += step
    return run


def _k_of(mask, k, window):
    """Where a marked point is the k-th or a later one of the last ``window`` points."""
    count = mask.astype(np.int8)
    for back in range(1, window):
        count = count + _shifted(mask, back)
    return mask & (count >= k)


def _shifted(mask, back):
    """The mask as it was ``back`` points ago; before the first point nothing was."""
    before = np.zeros_like(mask)
    if back < mask.shape[-1]:
        before[..., back:] = mask[..., : mask.shape[-1] - back]
    return before


def _late(mask, points):
    """A mask over steps as one over points: that many points are needed before the first step."""
    start = np.zeros((*mask.shape[:-1], points), dtype=bool)
    return np.concatenate([start, mask], axis=-1)


def numbers_of(name, only):
    """The rule numbers asked for; all of the set where none are named."""
    if only is None:
        return tuple(RULES[name])
    wanted = list(only) if hasattr(only, "__iter__") and not isinstance(only, str) else [only]
    for one in wanted:
        if isinstance(one, (bool, np.bool_)) or one not in RULES[name]:
            raise ValueError(f"There is no rule {one!r} among {name}'s: they are {listed(RULES[name])}.")
    if not wanted:
        raise ValueError("No rule is left: name at least one.")
    return tuple(int(one) for one in wanted)
