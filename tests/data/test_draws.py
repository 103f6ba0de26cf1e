"""The chance behind made data: the same everywhere, fair, and never a fraction."""

from collections import Counter

import pytest

from shopfloor.data.variants import Draws, watch


def test_the_numbers_are_the_ones_they_always_were():
    draws = Draws("golden")
    assert [draws.below(10**6) for _ in range(6)] == [979890, 364213, 728346, 822709, 634502, 583030]


def test_words_are_kept_apart():
    assert Draws("ab", "c").below(2**60) != Draws("a", "bc").below(2**60)


def test_every_value_comes_up_about_as_often():
    draws = Draws("dice")
    faces = Counter(draws.between(1, 6) for _ in range(6000))
    assert sorted(faces) == [1, 2, 3, 4, 5, 6]
    # Expected 1000 each with a deviation of 29; the draws are fixed, so this is no matter of luck.
    assert all(abs(count - 1000) < 100 for count in faces.values())


def test_some_are_different_members():
    draws = Draws("cards")
    for _ in range(200):
        hand = draws.some(range(5), 3)
        assert len(set(hand)) == 3
        assert set(hand) <= set(range(5))


@pytest.mark.parametrize(("shortest", "spread"), [(6, 4), (15, 9), (24, 16), (48, 18)])
def test_manual_times_follow_their_model(shortest, spread):
    draws = Draws("manual", str(spread))
    times = [watch.manual_time(draws, shortest, spread, cycle=9) for _ in range(4000)]
    mean = sum(times) / len(times)
    assert min(times) == shortest
    assert max(times) <= shortest + 2 * spread
    assert mean == pytest.approx(watch.mean_manual_time(shortest, spread), abs=0.02 * spread)
    # Skewed to the right: the third moment about the mean is positive.
    assert sum((time - mean) ** 3 for time in times) > 0


def test_the_first_cycles_are_slower():
    means = []
    for cycle in (1, 2, 3, 4, 5):
        draws = Draws("learning")
        means.append(sum(watch.manual_time(draws, 100, 1, cycle) for _ in range(500)) / 500)
    assert [round(mean / means[-1], 2) for mean in means] == [1.12, 1.07, 1.04, 1.02, 1.0]


def test_machine_times():
    draws = Draws("machine")
    assert {watch.machine_time(draws, 42) for _ in range(100)} == {41, 42, 43}


@pytest.mark.parametrize(("reading", "written"), [(729, 792), (1003, 1030), (55, 55), (90, 9)])
def test_swapped(reading, written):
    assert watch.swapped(reading) == written
    assert watch.swapped(written) == reading


@pytest.mark.parametrize(
    ("readings", "place", "shows"),
    [
        ([700, 729, 748, 770], 1, True),
        ([700, 729, 795, 820], 1, False),  # 7.92 is not larger than 7.95
        ([700, 729, 790, 820], 1, False),  # 7.92 is hardly larger than 7.90
        ([700, 729, 789, 795], 1, True),
        ([700, 722, 748, 770], 1, False),  # nothing to swap
        ([700, 717, 767, 790], 1, False),  # 7.71 then 7.67: as 7.76 the next would fit between 7.71 and 7.90
        ([700, 717, 767, 775], 1, True),  # 7.76 would be later than 7.75
        ([700, 729, 748, 770], 0, False),
        ([700, 729, 748, 770], 2, False),  # the next but one is missing
    ],
)
def test_a_slip_that_can_be_found_without_doubt(readings, place, shows):
    assert watch.shows_as_slip(readings, place) is shows


@pytest.mark.parametrize(("hundredths", "text"), [(0, "0.00"), (6, "0.06"), (60, "0.60"), (1207, "12.07")])
def test_decimal_minutes(hundredths, text):
    assert watch.decimal_minutes(hundredths) == text
