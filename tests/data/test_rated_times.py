"""Every student's rated study leads to one standard, and each usual mistake to another one."""

import pytest

from shopfloor.data.variants import Draws, rated_times

NAME = "timestudy/rated_times"


def study_of(student, course="open-2026"):
    return rated_times.rows(Draws(course, NAME, student))


@pytest.fixture(scope="module")
def studies():
    return [study_of(f"student{number}") for number in range(2000)]


def normal(study, machine_rated=False, foreign=False, e_in_every_cycle=False, without_slow=False):
    """Normal minutes (times 100) of a cycle, rightly or with a mistake."""
    total = 0.0
    for element in "ABCDE":
        rows = [row for row in study if row[2] == element and not (without_slow and row[5])]
        mean = sum(row[3] for row in rows) / len(rows)
        rating = rows[0][4] if element != "C" or machine_rated else 100
        total += mean * rating / 100 / (4 if element == "E" and not e_in_every_cycle else 1)
    if foreign:
        total += sum(row[3] for row in study if row[2] == "F") / 12
    return total


def test_rows_are_a_study(studies):
    for study in studies:
        assert [row[0] for row in study] == list(range(1, len(study) + 1))
        work = [row[1:3] for row in study if row[2] in "ABCD"]
        assert work == [(cycle, element) for cycle in range(1, 13) for element in "ABCD"]
        assert [row[1] for row in study if row[2] == "E"] == [4, 8, 12]
        foreign = [row for row in study if row[2] == "F"]
        assert len(foreign) == 2 and len({row[1] for row in foreign}) == 2
        assert all(row[4] is None and row[5] for row in foreign)
        slow = [row for row in study if row[5] and row[2] != "F"]
        assert len(slow) == 1 and slow[0][2] in "ABD"
        like = [row[3] for row in study if row[2] == slow[0][2] and not row[5]]
        assert slow[0][3] > 1.4 * sum(like) / len(like)


def test_ratings_are_those_of_one_operator(studies):
    for study in studies:
        by_element = {element: {row[4] for row in study if row[2] == element} for element in "ABCDE"}
        assert all(len(found) == 1 for found in by_element.values())
        pace = by_element["C"].pop()
        assert abs(pace - 100) >= 10
        assert all(
            abs(found.pop() - pace) in (0, 5) for element, found in by_element.items() if element != "C"
        )


def test_each_mistake_shows(studies):
    for study in studies:
        right = normal(study)
        assert 90 < right < 190
        for mistake in ("machine_rated", "foreign", "e_in_every_cycle"):
            assert abs(normal(study, **{mistake: True}) / right - 1) > 0.015, mistake


def test_the_normal_time_is_that_of_the_model(studies):
    """The rating levels the pace out: what is left is the method's time, within chance."""
    for study in studies[:300]:
        for element, (low, high, *spread) in rated_times.ELEMENTS.items():
            rows = [row for row in study if row[2] == element and row[1] > 4 and not row[5]]
            found = sum(row[3] for row in rows) / len(rows) * (rows[0][4] / 100 if spread else 1)
            assert 0.85 * low < found < 1.3 * (high + (spread[0] / 2 if spread else 0))


def test_ten_thousand_ids_ten_thousand_tables():
    assert len({tuple(study_of(f"s{number:05}")) for number in range(10_000)}) == 10_000
