"""Every student's record of hours has one learning curve in it and one unit that spoils it."""

from collections import Counter

import numpy as np
import pytest

from shopfloor.data.variants import Draws, unit_hours

NAME = "learning/unit_hours"


def record_of(student, course="open-2026"):
    return unit_hours.rows(Draws(course, NAME, student))


def rate(record):
    units, hours = np.array([row[:2] for row in record], dtype=float).T
    return 2 ** np.polyfit(np.log(units), np.log(hours), 1)[0]


@pytest.fixture(scope="module")
def records():
    return [record_of(f"student{number}") for number in range(2000)]


def test_twenty_units_and_one_hold_up(records):
    held_up = Counter()
    for record in records:
        assert [row[0] for row in record] == list(range(1, 21))
        remarked = [row for row in record if row[2]]
        assert len(remarked) == 1 and 12 <= remarked[0][0] <= 18
        held_up[remarked[0][0]] += 1
        neighbours = [record[remarked[0][0] - 2][1], record[remarked[0][0]][1]]
        assert remarked[0][1] > 1.15 * sum(neighbours) / 2
        assert all(40 < row[1] < 700 for row in record)
    assert max(held_up.values()) < 0.25 * len(records)


def test_the_rate_can_be_found_and_the_hold_up_hides_it(records):
    rates = []
    for record in records:
        rates.append(rate([row for row in record if not row[2]]))
        assert 0.72 < rates[-1] < 0.92
        # A rate to two decimals tells the two lines apart.
        assert rate(record) - rates[-1] > 0.0095
    assert np.std(rates) > 0.03


def test_ten_thousand_ids_ten_thousand_tables():
    assert len({tuple(record_of(f"s{number:05}")) for number in range(10_000)}) == 10_000
