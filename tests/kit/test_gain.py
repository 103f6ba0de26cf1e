"""A class's gain: against a computation of its own kind, and at its edges."""

import math

import pytest
from scipy import stats

from shopfloor.kit.gain import gain, normalized_change, normalized_gain

BEFORE = {"ana": 0.20, "ben": 0.40, "cal": 0.60, "dee": 0.50, "eve": 0.30, "fay": 0.90}
AFTER = {"ana": 0.60, "ben": 0.70, "cal": 0.80, "dee": 0.40, "eve": 0.65, "gus": 1.00}
BOTH = ["ana", "ben", "cal", "dee", "eve"]


def test_only_who_took_both_tests_counts():
    found = gain(BEFORE, AFTER)
    assert (found.students, found.only_before, found.only_after) == (5, 1, 1)
    assert found.before == pytest.approx(0.40) and found.after == pytest.approx(0.63)
    # By hand: 0.23 of the 0.60 that were left.
    assert found.hake == pytest.approx(0.23 / 0.60)
    assert found.fell == 1


def test_the_interval_is_that_of_a_paired_t_test():
    found = gain(BEFORE, AFTER)
    paired = stats.ttest_rel([AFTER[one] for one in BOTH], [BEFORE[one] for one in BOTH])
    interval = paired.confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))
    assert found.rise == pytest.approx(0.23)


def test_a_fall_is_measured_against_what_there_was_to_lose():
    # ana 0.4/0.8, ben 0.3/0.6, cal 0.2/0.4, dee -0.1/0.5, eve 0.35/0.7
    assert gain(BEFORE, AFTER).change == pytest.approx((0.5 + 0.5 + 0.5 - 0.2 + 0.5) / 5)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (0.5, 0.75, 0.5),
        (0.5, 0.25, -0.5),
        (0.3, 0.3, 0.0),
        (1, 1, None),
        (0, 0, None),
        (1, 0.5, -0.5),
        (0, 1, 1.0),
    ],
)
def test_change_at_its_edges(before, after, change):
    assert normalized_change(before, after) == change


def test_where_nothing_is_left_to_learn_there_is_no_gain():
    assert normalized_gain(1, 1) is None
    assert gain({"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 0.5}).hake is None
    assert gain({"a": 1.0}, {"a": 1.0}).change is None


def test_hakes_own_traditional_and_interactive_classes():
    # Hake (1998): <g> = 0.23 in 14 traditional courses. A class at 45 % that ends at 57.65 % has it.
    assert normalized_gain(0.45, 0.5765) == pytest.approx(0.23)


def test_nobody_and_one_student():
    nobody = gain({"a": 0.5}, {"b": 0.5})
    assert (nobody.students, nobody.before, nobody.hake, nobody.low) == (0, None, None, None)
    one = gain({"a": 0.25}, {"a": 0.5})
    assert one.rise == 0.25 and one.low is None and math.isclose(one.hake, 1 / 3)


@pytest.mark.parametrize("share", [62, -0.1, float("nan")])
def test_a_result_that_is_no_share_is_refused(share):
    with pytest.raises(ValueError, match="shares from 0 to 1"):
        gain({"ana": share}, {"ana": 0.5})
