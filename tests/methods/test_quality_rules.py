"""Run rules: each pattern just there and just not, on both sides, at the start and the end; run lengths."""

import math

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods import quality
from shopfloor.methods.quality import average_run_length, run_rules
from shopfloor.methods.run_length import _by_drawing

WE, NELSON = "western electric", "nelson"
# The same pattern has different numbers in the two books.
SHARED = {1: 1, 2: 5, 3: 6}


def both_sides(z):
    return [list(z), [-value for value in z]]


@pytest.mark.parametrize("rules", [WE, NELSON])
def test_every_rule_is_a_key_even_where_nothing_was_found(rules):
    for z in ([], [0.0], [0.3, -0.2]):
        found = run_rules(z, rules)
        assert list(found) == list(quality.RULES[rules]) == list(range(1, {WE: 5, NELSON: 9}[rules]))
        assert all(hits == [] for hits in found.values())


def test_positions_are_plain_whole_numbers_in_order():
    found = run_rules(np.array([4.0, -4.0, 4.0]))
    assert found == {1: [0, 1, 2], 2: [2], 3: [], 4: []}
    assert all(type(place) is int for hits in found.values() for place in hits)


@pytest.mark.parametrize(
    ("rule", "z", "hits"),
    [
        (1, [0, 3.1, 0, 5], [1, 3]),
        (1, [3.0, 2.99], []),
        (2, [2.1, 2.1], [1]),  # the third point may be anywhere, so two in a row are enough
        (2, [2.1, 0, 2.1], [2]),
        (2, [2.1, -9, 2.1], [2]),
        (2, [2.1, 0, 0, 2.1], []),
        (2, [2.1, -2.1], []),  # not on one side
        (2, [2.0, 2.0, 2.0], []),
        (2, [2.1, 2.1, 0], [1]),  # a point in the middle completes nothing
        (2, [2.1, 2.1, 2.1, 0, 2.1], [1, 2, 4]),
        (2, [0, 0, 3.5, 2.1], [3]),  # beyond 3 sigma is beyond 2
        (3, [1.1] * 4, [3]),
        (3, [1.1, 1.1, 0, 1.1, 1.1], [4]),
        (3, [1.1, 0, 1.1, 0, 1.1, 1.1], []),
        (3, [1.1, 1.1, 1.1, -1.1, 1.1], [4]),
        (3, [1.0] * 9, []),
        (3, [1.1] * 6, [3, 4, 5]),
    ],
)
def test_zone_rules_of_both_books(rule, z, hits):
    for side in both_sides(z):
        assert run_rules(side)[rule] == hits
        assert run_rules(side, NELSON)[SHARED[rule]] == hits


@pytest.mark.parametrize(("rules", "rule", "length"), [(WE, 4, 8), (NELSON, 2, 9)])
def test_a_run_on_one_side(rules, rule, length):
    for side in both_sides([0.1] * (length - 1)):
        assert run_rules(side, rules)[rule] == []
    for side in both_sides([0.1] * length):
        assert run_rules(side, rules)[rule] == [length - 1]
    # It goes on: each further point completes it again.
    assert run_rules([-1, *[0.1] * (length + 2)], rules)[rule] == [length, length + 1, length + 2]
    # A point on the other side, or on the center line, breaks it.
    for breaker in (-0.1, 0.0):
        z = [*[0.1] * (length - 1), breaker, *[0.1] * (length - 1)]
        assert run_rules(z, rules)[rule] == []


def test_a_trend_of_six():
    for side in both_sides([1, 2, 3, 4, 5]):
        assert run_rules(side, NELSON)[3] == []
    for side in both_sides([-2.5, -1, 0, 0.5, 0.6, 2]):
        assert run_rules(side, NELSON)[3] == [5]
    assert run_rules([0, 1, 2, 3, 4, 5, 6], NELSON)[3] == [5, 6]
    # Two equal points break a trend, even where they differ by dust.
    assert run_rules([0.1, 0.2, 0.3, 0.1 + 0.2, 0.4, 0.5, 0.6], NELSON)[3] == []
    assert run_rules([0, 1, 2, 2, 3, 4, 5], NELSON)[3] == []


def test_fourteen_up_and_down():
    zigzag = [0.5 * (-1) ** place for place in range(14)]
    for side in both_sides(zigzag):
        assert run_rules(side, NELSON)[4] == [13]
        assert run_rules(side[:13], NELSON)[4] == []
        assert run_rules([*side, side[0]], NELSON)[4] == [13, 14]
    # It need not cross the center line; equal neighbors break it.
    assert run_rules([2 + value for value in zigzag], NELSON)[4] == [13]
    assert run_rules([*zigzag[:7], zigzag[6], *zigzag[7:]], NELSON)[4] == []


def test_fifteen_within_one_sigma():
    inside = [0.9, -0.9, 0.0, 1.0, -1.0] * 3
    assert run_rules(inside, NELSON)[7] == [14]
    assert run_rules(inside[:14], NELSON)[7] == []
    assert run_rules([*inside[:7], 1.01, *inside[7:]], NELSON)[7] == []
    assert run_rules([0.5] * 16, NELSON)[7] == [14, 15]


def test_a_mixture_has_points_on_both_sides():
    mixed = [1.5, -1.5] * 4
    assert run_rules(mixed, NELSON)[8] == [7]
    assert run_rules(mixed[:7], NELSON)[8] == []
    # Eight on one side are a run, no mixture.
    for side in both_sides([1.5] * 12):
        assert run_rules(side, NELSON)[8] == []
    # One point of the other side is enough, as long as it is among the last eight.
    assert run_rules([*[1.5] * 7, -1.5], NELSON)[8] == [7]
    assert run_rules([-1.5, *[1.5] * 8], NELSON)[8] == [7]
    assert run_rules([1.5, -1.5, 1.5, -1.0, 1.5, -1.5, 1.5, -1.5], NELSON)[8] == []


def test_a_line_belongs_to_the_zone_nearer_the_center():
    z = [3.0, -3.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0]
    found = run_rules(z)
    assert found[1] == [] and found[2] == [] and found[3] == []
    # 0.1 + 0.2 = 0.30000000000000004 is 0.3, in tenfold as well.
    assert run_rules([10 * (0.1 + 0.2)])[1] == []
    assert run_rules([3.000001])[1] == [0]


def test_a_chart_can_be_handed_in():
    averages, _ = quality.xbar_r(np.random.default_rng(4).normal(0, 1, (60, 4)), base=20, mean=-0.4, sigma=1)
    assert run_rules(averages) == run_rules(averages.z) == run_rules(pd.Series(averages.z))
    assert run_rules(averages)[1] == averages.positions
    assert any(run_rules(averages).values())


def test_a_chart_without_spread_has_points_infinitely_far_away():
    averages, _ = quality.xbar_r([[5, 5], [6, 6], [7, 7], [8, 8]])
    assert run_rules(averages)[1] == [0, 1, 2, 3]
    assert run_rules(averages, NELSON)[1] == [0, 1, 2, 3]


@pytest.mark.parametrize("name", ["Western Electric", "western_electric", "WESTERN-ELECTRIC", "weco", "WE"])
def test_the_name_may_be_written_as_one_likes(name):
    assert run_rules([3.5], name) == run_rules([3.5], WE)


@pytest.mark.parametrize(
    ("z", "rules", "words"),
    [
        ([1, None], WE, "Distance 2 is empty"),
        ([1, float("nan")], WE, r"Distance 2 is empty \(NaN\)"),
        (np.array([1, np.nan]), NELSON, r"Distance 2 is empty \(NaN\)"),
        (pd.Series([1, np.inf], index=["a", "b"]), NELSON, "Distance in row b is infinite"),
        (["1"], WE, "Distance 1 is text"),
        ([True], WE, "Distance 1 is True"),
        (np.array([True]), WE, "Distance 1 is True"),
        (5, WE, "Give several distances"),
        (np.zeros((2, 2)), WE, "not one number|not a number"),
        ([1], "aiag", '"western electric" or "nelson"; \'aiag\' was given'),
        ([1], None, "None was given"),
        ([1], 4, "4 was given"),
    ],
)
def test_what_cannot_be_judged_is_refused(z, rules, words):
    with pytest.raises(ValueError, match=words):
        run_rules(z, rules)


def test_what_is_handed_in_stays_as_it_is():
    z = pd.Series([0.5, 3.5, -3.5])
    run_rules(z, NELSON)
    assert z.tolist() == [0.5, 3.5, -3.5]


# ---- run lengths ----------------------------------------------------------------------------------------


def signal(z, rules, only):
    """Where the first of these rules is broken; None where none is."""
    found = run_rules(z, rules)
    return min((hits[0] for rule, hits in found.items() if hits and rule in only), default=None)


@pytest.mark.parametrize(
    ("rules", "only", "shift"),
    [
        (WE, (1, 2, 3, 4), 0.8),
        (NELSON, (1, 2, 5, 6), 0.8),
        (NELSON, (7,), 0.0),
        (NELSON, (8,), 1.5),
        (NELSON, (3,), 0.0),
    ],
)
def test_run_lengths_are_those_of_the_rules(rules, only, shift):
    # The chain knows nothing of run_rules: drawn series judged by run_rules must take as long.
    draw = np.random.default_rng(7)
    lengths = []
    for _ in range(400):
        z, at = np.empty(0), None
        while at is None:
            z = np.concatenate([z, draw.standard_normal(400) + shift])
            at = signal(z, rules, only)
        lengths.append(at + 1)
    expected = average_run_length(shift, rules, only=only)
    assert np.mean(lengths) == pytest.approx(expected, rel=4 / math.sqrt(len(lengths)))


@pytest.mark.parametrize(
    ("shift", "rules", "only"), [(1.0, WE, (1, 2, 3, 4)), (0.0, WE, (4,)), (0.5, NELSON, (1, 7))]
)
def test_drawing_and_solving_agree(shift, rules, only):
    # What is drawn where nothing can be solved, tried on what can: 20,000 series are right to about 1 %.
    assert _by_drawing(shift, rules, only) == pytest.approx(
        average_run_length(shift, rules, only=only), rel=0.025
    )


def test_run_lengths_do_not_care_for_the_side_and_fall_with_the_shift():
    assert average_run_length(1.2) == pytest.approx(average_run_length(-1.2))
    lengths = [average_run_length(shift) for shift in (0, 0.5, 1, 2, 3, 6)]
    assert lengths == sorted(lengths, reverse=True) and lengths[-1] == pytest.approx(1, abs=0.01)


def test_more_rules_signal_sooner():
    assert average_run_length() < average_run_length(only=[1, 4]) < average_run_length(only=[1])
    assert average_run_length(rules=NELSON) < average_run_length(rules=NELSON, only=[1, 2, 5, 6, 7, 8])


def test_a_drawn_run_length_is_the_same_each_time():
    assert average_run_length(rules=NELSON, only=[1, 3]) == average_run_length(rules=NELSON, only=[1, 3])


def test_a_pattern_that_never_comes():
    assert average_run_length(40, NELSON, only=[7]) == math.inf
    assert average_run_length(40, NELSON, only=8) == math.inf


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"shift": None}, "shift is empty"),
        ({"shift": "1"}, "shift is text"),
        ({"only": [5]}, "no rule 5 among western electric's: they are 1, 2, 3 and 4"),
        ({"only": []}, "name at least one"),
        ({"only": [True]}, "no rule True"),
        ({"only": "1"}, "no rule '1'"),
        ({"rules": "none"}, "'none' was given"),
    ],
)
def test_run_lengths_that_cannot_be(arguments, words):
    with pytest.raises(ValueError, match=words):
        average_run_length(**arguments)
