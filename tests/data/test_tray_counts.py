"""Every student's sheet has one count that cannot be, one that is low and true, and its own numbers."""

from collections import Counter

import pytest

from shopfloor.data import my_data
from shopfloor.data.variants import Draws, tray_counts

NAME = "start/tray_counts"


def rows_of(student, course="open-2026"):
    return tray_counts.rows(Draws(course, NAME, student))


@pytest.fixture(scope="module")
def sheets():
    return [rows_of(f"student{number}") for number in range(3000)]


def odd_of(sheet):
    """The rows whose count is many times that of every other row: what a student can see."""
    written = [row[2] for row in sheet]
    return [row for row in sheet if row[2] >= 4 * max(n for n in written if n != row[2])]


def test_eight_hours_in_order_with_a_break(sheets):
    for sheet in sheets:
        assert [row[0] for row in sheet] == list(range(1, 9))
        gaps = [(later[1] - earlier[1]) % (24 * 60) for earlier, later in zip(sheet, sheet[1:])]
        assert gaps == [60, 60, 60, 90, 60, 60, 60]
        assert all(0 <= row[1] < 24 * 60 for row in sheet)


def test_one_count_cannot_be_and_is_found_from_the_numbers_alone(sheets):
    for sheet in sheets:
        [odd] = odd_of(sheet)
        hour, _, written, size, remark, true = odd
        assert 3 <= hour <= 7 and remark == ""
        # Divided by the parts in a tray it is whole, and lies among the other plain counts.
        assert written == true * size and written % size == 0
        plain = [row[2] for row in sheet if row is not odd and not row[4]]
        assert min(plain) - 3 <= written // size <= max(plain) + 3
        assert 5 < written // size < 15
        assert all(row[2] == row[5] for row in sheet if row is not odd)


def test_one_low_count_is_true_and_says_why(sheets):
    for sheet in sheets:
        [low] = [row for row in sheet if row[4]]
        [odd] = odd_of(sheet)
        others = [row[5] for row in sheet if row is not low]
        assert low[4] in tray_counts.REASONS
        assert 3 <= low[0] <= 8 and abs(low[0] - odd[0]) > 1
        assert low[5] <= min(others) - 3
        # About half of the hour was lost, and no more than about half of the trays.
        usual = sum(others) / len(others)
        assert 0.25 * usual < low[5] < 0.65 * usual


def test_a_bench_that_can_be(sheets):
    for sheet in sheets:
        assert len({row[3] for row in sheet}) == 1
        assert sheet[0][3] in tray_counts.PARTS_PER_TRAY
        seconds_a_part = [3600 / (row[5] * row[3]) for row in sheet if not row[4]]
        assert min(seconds_a_part) > 9 and max(seconds_a_part) < 55


def test_hour_1_is_told_from_its_neighbor(sheets):
    assert all(sheet[0][2] != sheet[1][2] for sheet in sheets)


def test_students_differ_in_everything_that_is_asked(sheets):
    hours = Counter(odd_of(sheet)[0][0] for sheet in sheets)
    assert set(hours) == {3, 4, 5, 6, 7} and min(hours.values()) > 400
    first = Counter(sheet[0][2] * sheet[0][3] for sheet in sheets)
    assert first.most_common(1)[0][1] < 0.1 * len(sheets)
    shift = Counter(sum(row[5] for row in sheet) * sheet[0][3] for sheet in sheets)
    assert shift.most_common(1)[0][1] < 0.03 * len(sheets)
    assert {row[4] for sheet in sheets for row in sheet} == {"", *tray_counts.REASONS}


def test_the_truth_does_not_stand_in_the_table():
    table = my_data(NAME, "ana", "open-2026")
    assert list(table.columns) == ["hour", "start", "trays", "parts_per_tray", "remark"]


def test_ten_thousand_ids_ten_thousand_tables():
    assert len({tuple(rows_of(f"s{number:05}")) for number in range(10_000)}) == 10_000
