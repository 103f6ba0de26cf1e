"""Every student's cell and value stream can work, have one bottleneck, and are their own."""

from collections import Counter

import pytest

from shopfloor.data.variants import VARIANTS, Draws

CELL, CHAIR = "flow/cell", "valuestream/garden_chair"


def rows_of(name, student, course="open-2026"):
    return VARIANTS[name](Draws(course, name, student))


@pytest.fixture(scope="module")
def tables():
    return {name: [rows_of(name, f"s{n:05}") for n in range(10_000)] for name in (CELL, CHAIR)}


@pytest.mark.parametrize("name", [CELL, CHAIR])
def test_ten_thousand_ids_ten_thousand_tables(tables, name):
    assert len({tuple(map(tuple, table)) for table in tables[name]}) == 10_000


def test_every_cell_keeps_up_and_has_one_bottleneck(tables):
    where = Counter()
    for table in tables[CELL]:
        assert [row[0] for row in table] == ["saw", "lathes", "drill", "washer"]
        busy = [float(row[2]) / int(row[1]) / float(row[4]) for row in table]
        highest = max(busy)
        assert 0.879 < highest < 0.935
        assert sum(value > 0.805 for value in busy) == 1
        assert min(busy) > 0.599
        assert len(set(busy)) == len({row[3] for row in table}) == 4
        where[table[busy.index(highest)][0]] += 1
        # The longest time on paper is not the bottleneck.
        assert max(table, key=lambda row: float(row[2]))[0] == "lathes"
    assert set(where) == {"saw", "drill", "washer"}
    assert min(where.values()) > 3000


def test_every_stream_keeps_up_and_has_one_constraint(tables):
    constraints, heaps = Counter(), Counter()
    for table in tables[CHAIR]:
        [(demand, available)] = {row[8:] for row in table}
        takt = int(available) * 60 / int(demand)
        share = [float(row[3]) / float(row[6]) / takt for row in table]
        assert 0.905 <= max(share) <= 0.98
        assert sum(value > 0.8 for value in share) == 1
        assert min(share) > 0.2
        assert all(0 <= float(row[4]) < float(row[3]) for row in table)
        assert float(table[-1][4]) == 0 < min(float(row[4]) for row in table[:-1])
        days = [int(row[2]) / int(demand) for row in table]
        assert 7 < sum(days) < 30
        assert max(days) > 5.9 > 4.1 > sorted(days)[-2]
        assert days.index(max(days)) != share.index(max(share))
        constraints[share.index(max(share))] += 1
        heaps[days.index(max(days))] += 1
    assert set(constraints) == {1, 2, 3, 4}
    assert set(heaps) == set(range(6))
    assert min(*constraints.values(), *heaps.values()) > 1000
