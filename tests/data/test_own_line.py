"""Every student's line for desk fans is possible, has one bottleneck that no single column shows, and is their own."""

from collections import Counter
from itertools import combinations

import pytest

from shopfloor.data.variants import VARIANTS, Draws

NAME = "plant/own_line"
STATIONS = ["wind", "press", "wire", "balance", "test", "pack"]
COSTS = (2400, 1900, 3100)


def rows_of(student, course="open-2026"):
    """The table as a dictionary a station, numbers as numbers."""
    names = ("cycle", "planned", "changeover", "breakdown", "short", "started", "good", "first", "last")
    names += ("ordered", "labor")
    rows = VARIANTS[NAME](Draws(course, NAME, student))
    assert [row[0] for row in rows] == STATIONS
    return [dict(zip(names, map(float, row[1:]), strict=True)) for row in rows]


@pytest.fixture(scope="module")
def tables():
    return [rows_of(f"s{number:05}") for number in range(3000)]


def stood(row):
    return row["changeover"] + row["breakdown"] + row["short"]


def most(table, what):
    return max(range(6), key=lambda place: what(table[place]))


def takt(table):
    return table[0]["planned"] * 60 / table[0]["ordered"]


def needed(row):
    """Seconds of planned time for a piece: the cycle, with the stops."""
    return row["cycle"] * row["planned"] / (row["planned"] - stood(row))


def bottleneck(table):
    return most(table, needed)


def test_classmates_have_lines_of_their_own(tables):
    assert len({str(table) for table in tables}) == len(tables)


def test_every_line_is_possible(tables):
    for table in tables:
        assert len({(row["planned"], row["ordered"], row["labor"]) for row in table}) == 1
        for place, row in enumerate(table):
            assert min(row.values()) >= 0 and row["good"] <= row["started"]
            assert row["started"] * row["cycle"] <= (row["planned"] - stood(row)) * 60
            if place:
                # What came in is worked on, or lies there.
                assert row["first"] + table[place - 1]["good"] == row["started"] + row["last"]


def test_one_station_is_slower_than_takt_and_no_single_column_shows_it(tables):
    where = Counter()
    for table in tables:
        slow = [place for place in range(6) if needed(table[place]) > takt(table)]
        assert slow == [bottleneck(table)]
        assert 1.015 < needed(table[slow[0]]) / takt(table) < 1.07
        others = sorted(needed(row) for row in table)[-2]
        assert others < 0.985 * takt(table)
        assert max(row["cycle"] for row in table) < takt(table)
        traps = [
            most(table, lambda row: row["cycle"]),
            most(table, stood),
            most(table, lambda row: (row["started"] - row["good"]) / row["started"]),
        ]
        assert len({*traps, *slow}) == 4, "each column leads to another station"
        grown = most(table, lambda row: row["last"] - row["first"])
        assert grown == slow[0] and table[grown]["last"] - table[grown]["first"] > 250
        assert most(table, lambda row: row["last"]) == 0 or table[0]["last"] > 1400
        where[slow[0]] += 1
    assert set(where) == {1, 3, 4} and min(where.values()) > 800


def offers(table):
    row = table[bottleneck(table)]
    return (row["changeover"] / 8, row["short"] / 4, 250)


def gap(table):
    row = table[bottleneck(table)]
    return (row["ordered"] - row["good"]) / 4 * (row["planned"] - stood(row)) / row["good"]


def test_the_offers_decide_clearly_and_differ_between_students(tables):
    chosen = Counter()
    for table in tables:
        sums = {
            some: sum(offers(table)[one] for one in some)
            for count in range(4)
            for some in combinations(range(3), count)
        }
        assert all(abs(one - gap(table)) > 11.9 for one in sums.values())
        enough = [some for some, gained in sums.items() if gained >= gap(table)]
        assert (0, 1, 2) in enough and () not in enough
        prices = [sum(COSTS[one] for one in some) for some in enough]
        assert prices.count(min(prices)) == 1, "one answer is the cheapest"
        chosen[enough[prices.index(min(prices))]] += 1
    assert len(chosen) >= 4
    assert min(chosen[some] for some in [(1, 2), (0, 1, 2), (0, 1)]) > 0.15 * len(tables)
    assert len({sum(COSTS[one] for one in some) for n in range(4) for some in combinations(range(3), n)}) == 8
