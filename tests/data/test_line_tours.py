"""Every student's tours have one day that a p-chart finds, and shares that answer a claim."""

from collections import Counter

import pytest

from shopfloor.data.variants import Draws, line_tours

NAME = "worksampling/line_tours"


def tours_of(student, course="open-2026"):
    return line_tours.rows(Draws(course, NAME, student))


@pytest.fixture(scope="module")
def all_tours():
    return [tours_of(f"student{number}") for number in range(1500)]


def test_thirty_tours_a_day_at_possible_times(all_tours):
    for tours in all_tours:
        assert [row[0] for row in tours] == list(range(1, 241))
        assert Counter(row[1] for row in tours) == dict.fromkeys(range(1, 9), 30)
        for earlier, later in zip(tours, tours[1:]):
            if earlier[1] == later[1]:
                assert later[2] - earlier[2] >= 3
        assert all(365 <= minute <= 865 and not 600 <= minute < 630 for _, _, minute, _ in tours)


def test_one_day_is_outside_by_floating_point_too(all_tours):
    days_outside = Counter()
    for tours in all_tours:
        p = sum(row[3] == "find fault or repair" for row in tours) / 240
        limit = 3 * (p * (1 - p) / 30) ** 0.5
        outside = []
        for day in range(1, 9):
            share = sum(row[1] == day and row[3] == "find fault or repair" for row in tours) / 30
            if abs(share - p) > limit:
                outside.append(day)
        assert len(outside) == 1 and 3 <= outside[0] <= 7
        days_outside[outside[0]] += 1
    assert max(days_outside.values()) < 0.3 * len(all_tours)


def test_every_activity_was_seen_and_the_thirds_are_refuted(all_tours):
    for tours in all_tours:
        seen = Counter(row[3] for row in tours)
        assert set(seen) == set(line_tours.ACTIVITIES) and min(seen.values()) >= 5
        # "A third of the day is records and data": far from it, with 95 % confidence.
        p = seen["records and data"] / 240
        assert p + 1.96 * (p * (1 - p) / 240) ** 0.5 < 1 / 3


def test_ten_thousand_ids_ten_thousand_tables():
    assert len({tuple(tours_of(f"s{number:05}")) for number in range(10_000)}) == 10_000
