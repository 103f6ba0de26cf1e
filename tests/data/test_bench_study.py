"""Every student's bench study is sane, their own, and the same for ever."""

import hashlib
import os
import subprocess
import sys
from collections import Counter

import pytest

from shopfloor.data import DataError, my_data
from shopfloor.data.variants import VARIANTS, Draws, bench_study

NAME = "timestudy/bench_study"
BIN = "fills the screw bin, every sixth cycle"


def rows_of(student, course="open-2026"):
    return bench_study.rows(Draws(course, NAME, student))


def mended(record):
    """The true readings, and the place of the slip, found from the readings alone."""
    readings = [reading for *_, reading, _ in record]
    falls = [place for place in range(len(readings) - 1) if readings[place + 1] <= readings[place]]
    assert len(falls) == 1
    tens, ones = divmod(readings[falls[0]] % 100, 10)
    readings[falls[0]] += ones * 10 + tens - (tens * 10 + ones)
    return readings, falls[0]


@pytest.fixture(scope="module")
def records():
    return [rows_of(f"student{number}") for number in range(3000)]


def test_order_of_rows(records):
    for record in records:
        assert [row[0] for row in record] == list(range(1, len(record) + 1))
        work = [(cycle, element) for _, cycle, element, _, _ in record if element != "-"]
        assert work == [(cycle, element) for cycle in range(1, 13) for element in "ABCD"]
        assert [row[1] for row in record] == sorted(row[1] for row in record)


def test_three_interruptions_and_two_fillings_of_the_bin(records):
    for record in records:
        rare = [row for row in record if row[2] == "-"]
        fillings = [row for row in rare if row[4] == BIN]
        others = [row for row in rare if row[4] != BIN]
        assert [row[1] for row in fillings] == [6, 12]
        assert all(record[row[0] - 2][2] == "D" for row in fillings)
        assert len(others) == len({row[4] for row in others}) == len({row[1] for row in others}) == 3
        assert {row[4] for row in others} <= set(bench_study.RARE_REMARKS)
        places = [row[0] for row in rare]
        assert all(later - earlier > 1 for earlier, later in zip(places, places[1:]))


def test_one_slow_repetition_that_is_real(records):
    for record in records:
        remarked = [row for row in record if row[4] and row[2] != "-"]
        assert [row[4] for row in remarked] == ["stiff band"]
        readings, _ = mended(record)
        _, cycle, element, _, _ = remarked[0]
        place = record.index(remarked[0])
        slow = readings[place] - readings[place - 1]
        others = [n for n, row in enumerate(record) if row[2] == element and n != place]
        like = [readings[n] - (readings[n - 1] if n else 0) for n in others]
        assert 3 <= cycle <= 11
        assert element in "ABD"
        assert slow > max(like) + 5
        assert slow > 1.6 * sum(like) / len(like)


def test_exactly_one_slip_that_can_be_mended(records):
    for record in records:
        readings, place = mended(record)
        assert all(later > earlier for earlier, later in zip(readings, readings[1:]))
        assert 3 <= record[place][1] <= 10
        assert all(row[2] in "ABCD" and row[4] == "" for row in record[place - 1 : place + 3])
        assert record[place][3] >= readings[place + 1] + 3


def test_the_slip_has_one_explanation(records):
    for record in records:
        readings, place = mended(record)
        written, following = record[place][3], readings[place + 1]
        tens, ones = divmod(following % 100, 10)
        other = following - following % 100 + ones * 10 + tens
        assert not written < other < readings[place + 2]


def test_times_are_those_of_a_bench(records):
    limits = {"A": (9, 32), "B": (12, 38), "C": (15, 50), "D": (10, 36), "-": (14, 120)}
    for record in records:
        readings, _ = mended(record)
        for place, (_, _, element, _, remark) in enumerate(record):
            time = readings[place] - (readings[place - 1] if place else 0)
            low, high = limits[element]
            assert low <= time <= (high if remark != "stiff band" else high + 30)
        assert 850 < readings[-1] < 1600


def test_students_differ_in_everything_that_is_asked(records):
    slips = Counter(mended(record)[1] for record in records)
    interruptions = Counter(
        tuple(row[0] for row in record if row[2] == "-" and row[4] != BIN) for record in records
    )
    slow = Counter(next(row[0] for row in record if row[4] == "stiff band") for record in records)
    remarks = Counter(row[4] for record in records for row in record if row[2] == "-")
    # No answer is so common that a neighbour's would often do.
    assert slips.most_common(1)[0][1] < 0.10 * len(records)
    assert interruptions.most_common(1)[0][1] < 0.02 * len(records)
    assert slow.most_common(1)[0][1] < 0.10 * len(records)
    assert set(remarks) == {BIN, *bench_study.RARE_REMARKS}


def test_ten_thousand_ids_ten_thousand_tables():
    # The readings alone already differ.
    assert len({tuple(row[3] for row in rows_of(f"s{number:05}")) for number in range(10_000)}) == 10_000


def test_neither_the_hash_seed_nor_the_process_matters():
    code = (
        "import hashlib; from shopfloor.data.variants import VARIANTS, Draws;"
        f"print(hashlib.sha256(repr(VARIANTS['{NAME}'](Draws('c', 'n', 's'))).encode()).hexdigest())"
    )
    found = set()
    for seed in ("0", "1", "12345"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
        found.add(run.stdout)
    here = hashlib.sha256(repr(VARIANTS[NAME](Draws("c", "n", "s"))).encode()).hexdigest()
    assert found == {here.encode() + os.linesep.encode()}


def test_capitals_and_space_do_not_matter_and_the_course_does():
    one = my_data(NAME, "Ana.Silva ", "open-2026")
    assert one.equals(my_data(NAME, "ana.silva", "open-2026"))
    assert not one.equals(my_data(NAME, "ana.silva", "fall-2027"))


def test_id_and_course_are_found_where_the_notebook_has_them(nobody, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.json").write_text('{"course": "fall-2027"}', encoding="utf-8")
    monkeypatch.setattr(nobody, "student", "Ana.Silva", raising=False)
    assert my_data(NAME).equals(my_data(NAME, "ana.silva", "fall-2027"))


def test_a_table_that_is_the_same_for_everybody():
    with pytest.raises(DataError, match=r"use load\('careers/wages'\)"):
        my_data("careers/wages", "ana", "open-2026")


def test_an_unknown_table():
    with pytest.raises(DataError, match="Did you mean 'timestudy/bench_study'"):
        my_data("bench_study", "ana", "open-2026")
