"""Time study against published results: each expected number was printed by its source, not computed here."""

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods import timestudy


def times_with(mean, deviation, n):
    """n times (n even) with exactly this mean and sample standard deviation: half of them on each side."""
    step = deviation * np.sqrt((n - 1) / n)
    return [mean - step, mean + step] * (n // 2)


def test_letters_of_management_science_associates():
    # Heizer, Render, Munson, Operations Management, ch. 10, Example 2: allowance of 15 % of the workday.
    # The starred observations (21 and 5 minutes) were unusual and are deleted in the book.
    observations = {"A": [8, 10, 9, 11], "B": [2, 3, 2, 1, 3], "C": [2, 1, 2, 1]}
    table = timestudy.study(observations, {"A": 1.20, "B": 1.05, "C": 1.10}, 0.15, "workday")
    assert list(table["element"]) == ["A", "B", "C", "total"]
    assert list(table["observed"][:3]) == pytest.approx([9.5, 2.2, 1.5])
    assert list(table["normal"][:3].round(2)) == [11.40, 2.31, 1.65]
    assert table["normal_per_cycle"].iloc[-1] == pytest.approx(15.36)
    assert round(table["standard"].iloc[-1], 2) == 18.07


def test_hofstetter_corporation():
    # Heizer and Render, Operations Management, 11th ed. (2014), problem 10.28, instructor's solution:
    # averages 37.80, 12.50, 4.00 and 17.75 minutes, 15 % of the workday.
    average, rating = [37.80, 12.50, 4.00, 17.75], [1.20, 1.10, 0.90, 0.85]
    normal = timestudy.normal_time(average, rating)
    assert list(normal.round(2)) == [45.36, 13.75, 3.60, 15.09]
    assert round(normal.sum(), 1) == 77.8
    assert round(timestudy.standard_time(77.8, 0.15, basis="workday"), 2) == 91.53


def test_bills_fast_food():
    # Krajewski, Malhotra, Ritzman, Operations Management, 11th ed. (2016), Supplement H, problem 3:
    # select times 0.44, 0.83, 0.59, 0.28; 2.380 minutes per cycle; 15 % of the job: 2.737 minutes per burger.
    observations = [
        [0.45, 0.41, 0.50, 0.48, 0.36],
        [0.85, 0.81, 0.77, 0.89, 0.83],
        [0.60, 0.55, 0.59, 0.58, 0.63],
        [0.31, 0.24, 0.27, 0.26, 0.32],
    ]
    table = timestudy.study(observations, [0.9, 1.2, 1.2, 1.0], 0.15, "job")
    assert list(table["observed"][:4].round(2)) == [0.44, 0.83, 0.59, 0.28]
    assert list(table["normal"][:4].round(3)) == [0.396, 0.996, 0.708, 0.280]
    assert table["normal_per_cycle"].iloc[-1] == pytest.approx(2.380)
    assert table["standard"].iloc[-1] == pytest.approx(2.737)


def test_machine_shop_operation():
    # Krajewski, Malhotra, Ritzman, 11th ed. (2016), Supplement H, problem 1: 44.80, 42.56 and 48.94 minutes.
    average = timestudy.average_time([40, 48, 48, 46, 42])
    normal = timestudy.normal_time(average, 0.95)
    assert average == pytest.approx(44.80)
    assert normal == pytest.approx(42.56)
    assert round(timestudy.standard_time(normal, 0.15, basis="job"), 2) == 48.94


def test_an_irregular_element_every_fifth_cycle():
    # Groover, Work Systems (2007), ch. 2: 3.23 min a cycle, an irregular element of 1.25 min every 5 cycles,
    # allowance 15 %: a standard time of 4.00 min.
    observations = {"regular": [3.23], "irregular": [1.25]}
    table = timestudy.study(observations, 1.0, 0.15, "job", frequency={"irregular": 1 / 5})
    assert round(table["standard"].iloc[-1], 2) == 4.00


def test_sample_size_of_thomas_w_jones_manufacturing():
    # Heizer, Render, Munson, ch. 10, Example 3: mean 3.00, s = 1.0, within 5 %: 171 at 95 %; 121 at 90 %.
    times = [2, 3, 4]
    assert np.std(times, ddof=1) == 1
    assert timestudy.cycles_needed(times, precision=0.05, confidence=0.95) == 171
    assert timestudy.cycles_needed(times, precision=0.05, confidence=0.90) == 121


def test_sample_size_of_gift_wrapping():
    # Heizer and Render, 11th ed. (2014), problem 10.26: 14.13 with rounded values, so 15 observations.
    assert timestudy.cycles_needed([3.5, 3.2, 4.1, 3.6, 3.9], precision=0.05, confidence=0.95) == 15


def test_sample_sizes_of_several_elements():
    # Krajewski, Malhotra, Ritzman, 11th ed. (2016), Supplement H, problem 2: within 3 %, 95 %:
    # 11.76, 12.91, 14.39, 4.74 and 19.73 for the elements, so "a sample of 20 is adequate".
    means, deviations = [0.40, 0.20, 0.31, 0.15, 1.25], [0.021, 0.011, 0.018, 0.005, 0.085]
    elements = [times_with(mean, s, 20) for mean, s in zip(means, deviations, strict=True)]
    each = [timestudy.cycles_needed(times, precision=0.03) for times in elements]
    assert each == [12, 13, 15, 5, 20]
    assert timestudy.cycles_needed(elements, precision=0.03) == 20
    assert timestudy.cycles_needed(pd.DataFrame(elements).T, precision=0.03) == 20
    assert timestudy.cycles_needed(dict(enumerate(elements)), precision=0.03) == 20


def test_sample_size_with_student_t():
    # Freivalds and Niebel, Niebel's Methods, Standards, and Work Design, 13th ed. (2014), ch. 10:
    # n = (t s / (k x))^2, with t from its table A3-3. A pilot of 10 readings with mean 0.30 and s = 0.03,
    # t = 2.262 (9 degrees of freedom), k = 0.05: 20.5, so 21.
    times = times_with(0.30, 0.03, 10)
    assert timestudy.cycles_needed(times, distribution="t") == 21


def test_time_measurement_unit():
    # Maynard, Stegemerten and Schwab, Methods-Time Measurement (1948): 1 TMU = 0.00001 hour = 0.036 second;
    # tables of conversion print 1 second = 27.78 TMU and 1 minute = 1667 TMU.
    assert timestudy.tmu_to_seconds(1) == pytest.approx(0.036)
    assert timestudy.tmu_to_seconds(100_000) == pytest.approx(3600)
    assert timestudy.seconds_to_tmu(1) == pytest.approx(27.78, abs=0.005)
    assert timestudy.seconds_to_tmu(60) == pytest.approx(1667, abs=0.5)
