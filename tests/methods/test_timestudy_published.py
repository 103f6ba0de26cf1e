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


def test_sample_size_by_an_absolute_error():
    # Stevenson, Operations Management, ch. 7, example on the number of observations: mean 6.4 min, s = 2.1
    # min, 95 %: 42 within 10 % of the mean, 68 within half a minute.
    times = times_with(6.4, 2.1, 20)
    assert timestudy.cycles_needed(times, precision=0.10) == 42
    assert timestudy.cycles_needed(times, error=0.5) == 68


def test_readings_of_a_watch_that_runs_on():
    # Atkinson, A Rational Wages System (1917): three timings of a turning job, readings and times as printed.
    printed = [
        ([3.40, 6.10, 7.20, 8.20, 10.50, 12.30, 12.70], [3.40, 2.70, 1.10, 1.00, 2.30, 1.80, 0.40]),
        ([3.20, 6.20, 7.10, 8.30, 11.10, 13.20, 13.55], [3.20, 3.00, 0.90, 1.20, 2.80, 2.10, 0.35]),
        ([3.36, 6.24, 7.30, 8.42, 11.03, 12.96, 13.30], [3.36, 2.88, 1.06, 1.12, 2.61, 1.93, 0.34]),
    ]
    for readings, times in printed:
        assert list(timestudy.element_times(readings)) == times
    averages = [timestudy.average_time(times) for times in zip(*(times for _, times in printed))]
    assert [round(average, 2) for average in averages] == [3.32, 2.86, 1.02, 1.11, 2.57, 1.94, 0.36]
    assert sum(round(average, 2) for average in averages) == pytest.approx(13.18)


def test_continuous_readings_of_a_question():
    # Krajewski, Malhotra, Ritzman, 12th ed. (2018), test bank of supplement H, question 27: continuous
    # readings 22, 51, 72, 98, 128, 150 s have a sample standard deviation of 3.9 s.
    times = timestudy.element_times([22, 51, 72, 98, 128, 150])
    assert timestudy.average_time(times) == 25
    assert round(float(np.std(times, ddof=1)), 1) == 3.9


def test_a_machine_with_an_allowance_of_its_own():
    # Groover, Work Systems (2007), problem 2.7 (solutions manual): 0.84 min by hand with 16 %, 4.55 min by
    # machine with 30 %: a standard time of 6.889 min.
    table = timestudy.study(
        {"hand": [0.84], "machine": [4.55]}, 1.0, 0.16, "job", machine=["machine"], machine_allowance=0.30
    )
    assert round(table["standard"].iloc[-1], 3) == 6.889


def test_digits_are_kept_near_ten_million():
    # NIST Statistical Reference Datasets, NumAcc4 and NumAcc3 (univariate): mean 10000000.2 and 1000000.2,
    # standard deviation 0.1, certified exactly. n = (z s / error)^2 with error 0.01 asks for 384.1 cycles.
    for level in (10_000_000.0, 1_000_000.0):
        times = [level + 0.2, *([level + 0.1, level + 0.3] * 500)]
        assert timestudy.average_time(times) == pytest.approx(level + 0.2, rel=1e-15)
        assert timestudy.cycles_needed(times, error=0.01) == 385
        assert timestudy.cycles_needed(times, precision=0.01 / level) == 385
    # NumAcc1: 10000001, 10000003, 10000002: standard deviation 1.
    assert timestudy.cycles_needed([10_000_001, 10_000_003, 10_000_002], error=0.1) == 385


def test_rating_bias_by_a_certified_line():
    # NIST Statistical Reference Datasets, Norris: slope 1.00211681802045 of y on x (here in 400ths, so that
    # the values lie among ratings).
    y = np.array([
        0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3,
        448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2,
        117.6, 228.9, 668.4, 449.2, 0.2,
    ])  # fmt: skip
    x = np.array([
        0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0,
        447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1,
        118.3, 229.2, 669.1, 448.9, 0.5,
    ])  # fmt: skip
    found = timestudy.rating_bias(y / 400, x / 400)
    assert found.slope == pytest.approx(1.00211681802045, rel=1e-13)
    assert found.n == 36


def test_rating_bias_as_agreement_of_two_meters():
    # Bland and Altman, Lancet 1986 (i): peak flow of 17 people by two meters: mean difference -2.1 l/min,
    # standard deviation 38.8 l/min (here in 400ths).
    large = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427]
    mini = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451]
    found = timestudy.rating_bias(np.array(large) / 400, np.array(mini) / 400)
    assert round(found.bias * 400, 1) == -2.1
    assert round(found.spread * 400, 1) == 38.8


def test_time_measurement_unit():
    # Maynard, Stegemerten and Schwab, Methods-Time Measurement (1948): 1 TMU = 0.00001 hour = 0.036 second;
    # tables of conversion print 1 second = 27.78 TMU and 1 minute = 1667 TMU.
    assert timestudy.tmu_to_seconds(1) == pytest.approx(0.036)
    assert timestudy.tmu_to_seconds(100_000) == pytest.approx(3600)
    assert timestudy.seconds_to_tmu(1) == pytest.approx(27.78, abs=0.005)
    assert timestudy.seconds_to_tmu(60) == pytest.approx(1667, abs=0.5)


def test_a_wage_with_its_burden():
    # A published sample calculation of a loaded hourly rate: 45,000 dollars / 2080 h = 21.63, plus 6.49 of fringe (30 %).
    # Read on a web page that gives no author.
    wage = round(45_000 / 2080, 2)
    assert wage == 21.63
    assert timestudy.labour_cost(1, wage, 0.30) == pytest.approx(21.63 + 6.49, abs=0.005)
