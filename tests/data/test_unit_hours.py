"""Every student's record of hours has one learning curve in it and one unit that spoils it."""

import hashlib
from collections import Counter

import numpy as np
import pytest

from shopfloor.data import load, my_data
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


@pytest.mark.parametrize(
    ("course", "student", "digest"),
    [
        ("open-2026", "example", "5ed5e6b92efd04173c0a064d45cffc68921d0f4c3a2a019a41cf8875a7f899fa"),
        ("open-2026", "ana.silva", "b125953552b30c5d5ba68100b81992217efb7fb27e844307143e320e91fbb534"),
        ("fall-2027", "ana.silva", "81575b79c9d5e1356d2217f8bb7cf6486115fd08147b9ac803b7039a63387afa"),
    ],
)
def test_the_bytes_are_the_ones_they_always_were(course, student, digest):
    rows = unit_hours.cells(Draws(course, NAME, student))
    text = "\n".join(",".join(row) for row in rows)
    assert hashlib.sha256(text.encode()).hexdigest() == digest


def test_the_table_of_the_course_is_the_example():
    assert my_data(NAME, "example", "open-2026").equals(load(NAME))
    assert (my_data(NAME, "ana", "open-2026").dtypes == load(NAME).dtypes).all()
