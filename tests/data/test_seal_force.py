"""Every student's charts show two causes, clearly, and nothing else; and the record is their own."""

import hashlib
from collections import Counter

import numpy as np
import pytest

from shopfloor.data import load, my_data
from shopfloor.data.variants import VARIANTS, Draws

NAME = "quality/seal_force"


def rows_of(student, course="open-2026"):
    return VARIANTS[NAME](Draws(course, NAME, student))


@pytest.fixture(scope="module")
def tables():
    return [rows_of(f"s{number:05}") for number in range(10_000)]


def test_ten_thousand_ids_ten_thousand_tables(tables):
    assert len({tuple(map(tuple, table)) for table in tables}) == 10_000


def test_two_causes_and_no_doubt(tables):
    ranges_at, averages_at, up = Counter(), Counter(), Counter()
    for table in tables[:3000]:
        x = np.array([[float(cell) for cell in row[1:5]] for row in table])
        means, ranges = x.mean(axis=1), np.ptp(x, axis=1)
        # With the constants as textbooks round them, and a little to either side.
        for factor in (0.997, 1.003):
            [odd] = np.flatnonzero(ranges > factor * 2.282 * ranges.mean()) + 1
            out = np.flatnonzero(abs(means - means.mean()) > factor * 0.729 * ranges.mean()) + 1
            assert 4 <= odd <= 11
            assert len(out) >= 2
            assert 18 <= out[0] <= 21
        calm = x[: out[0] - 1]
        goes_up = bool(means[out[0] - 1] > means.mean())
        extreme = x[odd - 1].max() == calm.max() if goes_up else x[odd - 1].min() == calm.min()
        assert extreme
        ranges_at[odd] += 1
        averages_at[out[0]] += 1
        up[goes_up] += 1
        [(lsl, usl)] = {row[5:] for row in table}
        middle, sigma = (float(lsl) + float(usl)) / 2, ranges.mean() / 2.059
        steady = x[: out[0] - 1].mean()
        assert abs(steady - middle) < sigma
        assert 1.0 < (float(usl) - float(lsl)) / 6 / sigma < 2.6
    assert set(ranges_at) == set(range(4, 12))
    assert set(averages_at) == {18, 19, 20, 21}
    assert min(ranges_at.values()) > 200 and min(averages_at.values()) > 200
    assert min(up.values()) > 1200


@pytest.mark.parametrize(
    ("course", "student", "digest"),
    [
        ("open-2026", "example", "9ea5915a5fcdd40b7ea69717c51ab421ee1dcf6787e9c875ffa93bddf3e047ed"),
        ("open-2026", "ana.silva", "29acee0a58af79665dbf452db54b3debeee0de20730788a3d01b8943ef880a66"),
        ("fall-2027", "ana.silva", "b035e8e30ded3232cd94e6c89926e185058885e48494e4e0e5654db4a96cfaa4"),
    ],
)
def test_the_cells_are_the_ones_they_always_were(course, student, digest):
    text = "\n".join(",".join(row) for row in rows_of(student, course))
    assert hashlib.sha256(text.encode()).hexdigest() == digest


def test_the_table_of_the_course_is_the_example():
    assert my_data(NAME, "example", "open-2026").equals(load(NAME))
