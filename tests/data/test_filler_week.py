"""Every student's week at the filler is possible, has a clear largest loss, and is their own."""

from collections import Counter

import pytest

from shopfloor.data.variants import VARIANTS, Draws

NAME = "oee/filler_week"


def rows_of(student, course="open-2026"):
    return VARIANTS[NAME](Draws(course, NAME, student))


@pytest.fixture(scope="module")
def tables():
    return [rows_of(f"s{number:05}") for number in range(10_000)]


def test_ten_thousand_ids_ten_thousand_tables(tables):
    assert len({tuple(map(tuple, table)) for table in tables}) == 10_000
    assert len({tuple(row[7] for row in table) for table in tables}) == 10_000


def test_every_week_is_possible(tables):
    largest = Counter()
    for table in tables[:3000]:
        assert len({row[:2] for row in table}) == len(table) == 10
        assert len({row[6] for row in table}) == 1
        sums = [0] * 4
        ideal_min = total = good = 0
        for _, _, *cells in table:
            planned, breakdown, changeover, minor = map(int, cells[:4])
            running = planned - breakdown - changeover - minor
            assert running / planned > 0.35
            assert int(cells[5]) * float(cells[4]) / 60 < running
            assert 0.95 < int(cells[6]) / int(cells[5]) < 0.995
            sums = [a + b for a, b in zip(sums, (planned, breakdown, changeover, minor))]
            ideal_min += int(cells[5]) * float(cells[4]) / 60
            total, good = total + int(cells[5]), good + int(cells[6])
        planned, breakdown, changeover, minor = sums
        assert abs(breakdown - changeover) >= 15
        assert sum(int(row[3]) >= 110 for row in table) == 1
        availability = 1 - (breakdown + changeover + minor) / planned
        performance = ideal_min / (planned * availability)
        assert 0.65 < availability < 0.92
        assert 0.87 < performance < 0.96
        assert 0.5 < availability * performance * good / total < 0.85
        largest[max(("breakdown", breakdown), ("changeover", changeover), key=lambda x: x[1])[0]] += 1
    assert min(largest.values()) > 500
