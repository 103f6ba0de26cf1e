"""Every student's kettle line can be balanced, has one answer by each rule, and is their own."""

import math
from collections import Counter

import pytest

from shopfloor.data.variants import VARIANTS, Draws

NAME = "line/kettle_line"


def rows_of(student, course="open-2026"):
    return VARIANTS[NAME](Draws(course, NAME, student))


def stations(times, before, rank, takt):
    done, used, room = set(), 1, takt
    while len(done) < len(times):
        ready = [t for t in times if t not in done and before[t] <= done and times[t] <= room]
        if ready:
            best = max(ready, key=rank.get)
            done.add(best)
            room -= times[best]
        else:
            used, room = used + 1, takt
    return used


@pytest.fixture(scope="module")
def tables():
    return [rows_of(f"s{number:05}") for number in range(10_000)]


def test_ten_thousand_ids_ten_thousand_tables(tables):
    assert len({tuple(map(tuple, table)) for table in tables}) == 10_000
    # The times alone tell nearly all apart.
    assert len({tuple(row[2] for row in table) for table in tables}) > 9_950


def test_no_line_is_impossible_and_every_rule_has_one_answer(tables):
    largest = Counter()
    for table in tables[:3000]:
        times = {row[0]: int(row[2]) for row in table}
        before = {row[0]: set(row[3].split()) for row in table}
        [(demand, available)] = {row[4:] for row in table}
        takt = int(available) * 60 / int(demand)
        weight = dict(times)
        for task in times:
            later = {task}
            for other in times:
                if before[other] & later:
                    later.add(other)
            weight[task] = sum(times[t] for t in later)
        assert 55 < takt < 78
        assert max(times.values()) <= 0.85 * takt
        assert len(set(times.values())) == len(set(weight.values())) == 11
        assert math.ceil(sum(times.values()) / takt) == 5
        assert 4.2 < sum(times.values()) / takt < 4.9
        assert stations(times, before, weight, takt) == 5
        largest[stations(times, before, times, takt)] += 1
    assert set(largest) <= {5, 6}
    assert largest[6] > 100


def test_demand_and_minutes_differ(tables):
    demand = Counter(table[0][4] for table in tables)
    assert len({table[0][5] for table in tables}) == 6
    assert demand.most_common(1)[0][1] < 0.05 * len(tables)
