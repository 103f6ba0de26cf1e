"""Every student's charts show two causes, clearly, and nothing else; and the record is their own."""

from collections import Counter

import numpy as np
import pytest

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
