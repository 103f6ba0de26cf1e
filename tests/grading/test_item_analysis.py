"""Item analysis, against published figures and against what must hold."""

import itertools
import random

import pytest

from shopfloor.grading.item_analysis import (
    FEWEST,
    FEWEST_FOR_GROUPS,
    Item,
    difficulty,
    discrimination,
    items,
    upper_lower,
)

# Law School Admission Test, section VI: how many of 1000 gave each pattern of five answers, from 00000 to
# 11111. Bock and Lieberman, Psychometrika 35, 1970.
PATTERNS = (3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15)
PATTERNS += (10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298)


@pytest.fixture(scope="module")
def lsat():
    answers = itertools.product([0, 1], repeat=5)
    people = [row for row, count in zip(answers, PATTERNS, strict=True) for _ in range(count)]
    return {f"item {place + 1}": list(column) for place, column in enumerate(zip(*people, strict=True))}


def test_five_published_items(lsat):
    """Proportions right, and correlations with the rest: Rizopoulos, ltm, JSS 17 (5), 2006."""
    found = items(lsat, dict.fromkeys(lsat, 1))
    assert [round(item.difficulty, 3) for item in found.values()] == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert [round(item.discrimination, 4) for item in found.values()] == [
        0.1128,
        0.1532,
        0.1728,
        0.1444,
        0.1216,
    ]
    assert {item.n for item in found.values()} == {1000}


def test_ten_published_people():
    """Item 1 against the rest: Denis, Applied Univariate, Bivariate, and Multivariate Statistics."""
    scores = [
        (10, 12, 15, 11, 12),
        (12, 18, 12, 12, 1),
        (8, 16, 14, 14, 4),
        (6, 8, 16, 8, 6),
        (4, 7, 8, 7, 5),
        (6, 6, 3, 7, 3),
        (3, 4, 6, 5, 8),
        (7, 3, 7, 9, 9),
        (8, 9, 4, 10, 10),
        (9, 5, 6, 11, 12),
    ]
    r, low, high = discrimination([row[0] for row in scores], [sum(row[1:]) for row in scores])
    assert round(r, 3) == 0.712
    assert low < r < high


def test_the_interval_is_fishers():
    """What the page says of a true 0.30 seen in a class of twenty."""
    import math

    first = [*range(20)]
    chance = random.Random(4)
    second = [chance.random() for _ in first]
    r, low, high = discrimination(first, second)
    for bound, sign in ((low, -1), (high, 1)):
        assert bound == pytest.approx(math.tanh(math.atanh(r) + sign * 1.959964 / math.sqrt(17)))
    said = [math.tanh(math.atanh(0.3) + sign * 1.959964 / math.sqrt(FEWEST - 3)) for sign in (-1, 1)]
    assert [round(bound, 2) for bound in said] == [-0.16, 0.66]


def test_the_part_itself_is_not_in_the_rest():
    chance = random.Random(1)
    points = {name: [chance.choice([0, 1]) for _ in range(40)] for name in "abc"}
    rest = [b + c for b, c in zip(points["b"], points["c"], strict=True)]
    found = items(points, dict.fromkeys("abc", 1))
    assert found["a"].discrimination == pytest.approx(discrimination(points["a"], rest)[0])


def test_difficulty_is_a_share_of_the_points():
    assert difficulty([4, 2, 0], 4) == 0.5
    assert items({"a": [1] * 20, "none": [0] * 20}, {"a": 2, "none": 0}).keys() == {"a"}
    assert items({}, {}) == items({"a": []}, {"a": 1}) == {}


@pytest.mark.parametrize("constant", ["a", "rest"])
def test_what_is_the_same_for_all_has_no_discrimination(constant):
    points = {"a": [0, 1] * 15, "b": [2] * 30}
    if constant == "a":
        points = {"a": [1] * 30, "b": [0, 1] * 15}
    item = items(points, {"a": 1, "b": 2})["a"]
    assert item.discrimination is None
    assert item.constant
    assert "cannot tell students apart" in item.words
    assert not item.look_at_the_key


def test_too_few_to_say():
    points = {name: [0, 1, 1] * 8 for name in "ab"}
    few = {name: earned[: FEWEST - 1] for name, earned in points.items()}
    assert items(few, {"a": 1, "b": 1})["a"] == Item(FEWEST - 1, difficulty(few["a"], 1))
    assert items(few, {"a": 1, "b": 1})["a"].words == ""
    enough = {name: earned[:FEWEST] for name, earned in points.items()}
    assert items(enough, {"a": 1, "b": 1})["a"].discrimination == pytest.approx(1)
    assert items(enough, {"a": 1, "b": 1})["a"].upper_lower is None


def test_the_upper_and_the_lower_27_percent():
    """27 of 100: of the best 20 have it, of the last 8."""
    earned = [1] * 20 + [0] * 7 + [1] * 46 + [1] * 8 + [0] * 19
    totals = [*range(100, 0, -1)]
    assert upper_lower(earned, totals, 1) == pytest.approx((20 - 8) / 27)
    assert upper_lower([2 * point for point in earned], totals, 2) == pytest.approx(12 / 27)


def test_ties_at_the_border_do_not_depend_on_the_order():
    earned, totals = [1, 1, 0, 0, 1, 0, 0, 0, 0, 0], [5, 4, 4, 4, 4, 1, 1, 1, 0, 0]
    # Three in each group: the best, and two places for four who tie, half of whom have it.
    assert upper_lower(earned, totals, 1) == pytest.approx((1 + 2 * 0.5) / 3)
    people = list(zip(earned, totals, strict=True))
    for seed in range(5):
        random.Random(seed).shuffle(people)
        assert upper_lower(*map(list, zip(*people, strict=True)), 1) == pytest.approx(2 / 3)


def test_groups_are_compared_in_a_large_class_only():
    points = {name: [0, 1] * (FEWEST_FOR_GROUPS // 2) for name in "ab"}
    assert items(points, {"a": 1, "b": 1})["a"].upper_lower == pytest.approx(1)
    fewer = {name: earned[:-1] for name, earned in points.items()}
    assert items(fewer, {"a": 1, "b": 1})["a"].upper_lower is None


@pytest.mark.parametrize(
    ("numbers", "words", "key"),
    [
        ((-0.4, -0.6, -0.1), "Look at the key, and at the wording", True),
        ((-0.2, -0.6, 0.3), "perhaps by chance. Look at the key", True),
        ((0.2, -0.1, 0.5), "tell from chance", False),
        ((0.5, 0.1, 0.7), "Very good", False),
        ((0.4, 0.1, 0.6), "Very good", False),
        ((0.35, 0.1, 0.6), "Good", False),
        ((0.25, 0.05, 0.5), "Marginal", False),
        ((0.1, 0.02, 0.2), "Weak", False),
    ],
)
def test_what_it_means(numbers, words, key):
    item = Item(50, 0.5, *numbers)
    assert words in item.words
    assert item.look_at_the_key is key
