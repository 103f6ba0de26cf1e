"""OEE and its kin against numbers that others published."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from shopfloor.methods import evidence, oee


def test_vorne_the_fast_guide_to_oee():
    # Vorne Industries, The Fast Guide to OEE, 2002, "OEE Example", and their worksheet "Calculating OEE":
    # 8-hour shift, breaks of 60 min, down time 47 min, 60 pieces a minute, 19,271 pieces, 423 rejects.
    result = oee.oee(480 - 60, 47, 1 / 60, 19_271, 19_271 - 423)
    assert [round(100 * part, 2) for part in result] == [88.81, 86.11, 97.80, 74.79]
    # The short form on oee.com: good count x ideal cycle time / planned production time.
    assert result.oee == pytest.approx(18_848 * 1.0 / (420 * 60), abs=1e-12)


def test_vorne_worksheet_with_other_numbers():
    # The same worksheet as it circulates with 435 min planned, 30 min down, 2 a minute, 700 pieces, 25 rejects.
    result = oee.oee(435, 30, 1 / 2, 700, 675)
    assert [round(100 * part, 2) for part in result] == [93.10, 86.42, 96.43, 77.59]


def test_nakajima_introduction_to_tpm():
    # The worked example of Introduction to TPM as Euromotor's course "Introduction to TPM" gives it: loading
    # time 460 min; 20 min breakdowns, 20 set-up, 20 adjustment; 400 pieces, 8 rejected; ideal cycle 0.5 min,
    # actual 0.8 min. OEE = 0.87 x 0.50 x 0.98 = 42.6 %; net operating rate 0.8 x 400 / 400 = 80 %, speed rate
    # 0.5 / 0.8 = 62.5 %.
    stops = {"breakdowns": 20, "setup and adjustment": 40}
    result = oee.oee(480 - 20, 60, 0.5, 400, 392)
    assert [round(part, 2) for part in result[:3]] == [0.87, 0.50, 0.98]
    assert round(result.oee, 3) == 0.426
    tree = oee.losses(460, stops, 0.5, 400, 392, actual_cycle_time=0.8)
    minutes = tree.table.set_index("loss")["time_min"]
    assert 1 - minutes["idling and minor stops"] / 400 == pytest.approx(0.80)
    assert 1 - minutes["reduced speed"] / (400 - 80) == pytest.approx(0.625)
    assert minutes["process defects"] == pytest.approx(8 * 0.5)


def test_willmott_and_mccarthy_welding_cell():
    # Willmott and McCarthy, TPM: A Route to World-Class Performance, 2001, p. 82, welding cell: 1980 min
    # available, 50 lost, 2498 pieces at 0.5 min, none bad: 97.5 %, 64.7 %, 100 %, OEE 63.1 %.
    result = oee.oee(1980, 50, 0.5, 2498, 2498)
    assert [round(100 * part, 1) for part in result] == [97.5, 64.7, 100.0, 63.1]


def test_willmott_and_mccarthy_miller_201():
    # The same, p. 127, Miller 201, Tuesday of week 17: 910 min planned, 115 + 12 min lost, cycles of 3 min
    # (261 possible), 203 made: availability 86.0 %; the book's performance, 203 / 261 = 77.7 % (it prints
    # 77.7 from 77.8), is cycles over cycles.
    result = oee.oee(910, 115 + 12, 3, 203, 203)
    assert round(100 * result.availability, 1) == 86.0
    assert 100 * result.performance == pytest.approx(77.7, abs=0.1)


def test_willmott_and_mccarthy_the_paper_line():
    # The same, p. 157, figure 7.18: 32.7 % x 84.2 % x 88.6 % = 24.4 %, 147 of 450 min available.
    made, good = 0.842 * 147, 0.842 * 147 * 0.886
    result = oee.oee(450, 450 - 147, 1, made, good)
    assert [round(100 * part, 1) for part in result] == [32.7, 84.2, 88.6, 24.4]


def test_calculator_academy():
    # calculator.academy, OEE = ideal cycle time x good count / planned: 40 x 10 / 480 = 0.8333.
    assert oee.oee(480, 0, 40, 10, 10).oee == pytest.approx(0.8333, abs=5e-5)


def test_koch_performance_above_one():
    # Koch, OEE Academy, "(How) can performance go over 100 %?": 70 % x 150 % x 80 % = 84 %.
    result = oee.oee(100, 30, 1, 105, 84)
    assert [round(part, 2) for part in result] == [0.70, 1.50, 0.80, 0.84]
    assert result.note


def test_koch_mixed_output():
    # Koch, OEE Academy, "OEE with mixed output": a press makes 2 large or 8 small parts a minute. Day 1: 120 min
    # large (180 made, of 240), the rest small, 2340 parts in all; day 2: 360 min large, 1260 parts in all. The
    # day that made far more was no better: every run was at 75 %.
    runs = pd.DataFrame(
        {
            "day": [1, 1, 2, 2],
            "planned_min": [120, 360, 360, 120],
            "downtime_min": 0,
            "ideal_cycle_min": [1 / 2, 1 / 8, 1 / 2, 1 / 8],
            "total": [180, 2160, 540, 720],
            "good": [180, 2160, 540, 720],
        }
    )
    by_day = oee.oee_of(runs, by="day")
    assert by_day["total"].to_list() == [2340, 1260]
    assert by_day["oee"].to_list() == pytest.approx([0.75, 0.75])


def test_teep_of_vornes_example():
    # The package oee 0.1.0 on PyPI, README: 480 min in all, TEEP 0.654.
    assert round(oee.teep(oee.oee(420, 47, 1 / 60, 19_271, 18_848), 420, 480), 3) == 0.654


def test_mtbf_and_mttr_of_relialearnr():
    # Govan, ReliaLearnR (CRAN), vignette "Helpers": 5 failures in 45,000 hours, MTBF 9000; repairs of 5, 10,
    # 15, 8 and 12 days, MTTR 10; and its help page: mtbf(5, 1000) is 200.
    assert oee.mtbf(45_000, 5) == 9000
    assert oee.mttr([5, 10, 15, 8, 12]) == 10
    assert oee.mtbf(1000, 5) == 200


# SAS/QC User's Guide, The PARETO Procedure, "Creating a Pareto Chart from Raw Data": failures of integrated
# circuits.
FAILURES = (
    "Corrosion,Oxide Defect,Contamination,Oxide Defect,Oxide Defect,Miscellaneous,Oxide Defect,"
    "Contamination,Metallization,Oxide Defect,Contamination,Contamination,Oxide Defect,Contamination,"
    "Contamination,Contamination,Corrosion,Silicon Defect,Miscellaneous,Contamination,Contamination,"
    "Contamination,Miscellaneous,Contamination,Contamination,Doping,Oxide Defect,Oxide Defect,"
    "Metallization,Contamination,Contamination"
).split(",")


def test_pareto_of_the_integrated_circuits():
    counted = oee.pareto(FAILURES)
    # "Creating a Pareto Chart from Frequency Data", data set Failure2.
    assert dict(zip(counted["cause"], counted["count"], strict=True)) == {
        "Contamination": 14, "Oxide Defect": 8, "Miscellaneous": 3, "Corrosion": 2, "Metallization": 2,
        "Silicon Defect": 1, "Doping": 1,
    }  # fmt: skip
    assert counted["count"].is_monotonic_decreasing
    # last='Miscellaneous' of the same procedure.
    assert oee.pareto(FAILURES, last="Miscellaneous")["cause"].iloc[-1] == "Miscellaneous"


def test_pareto_of_the_shipping_errors():
    # Scrucca, qcc (CRAN), help page pareto.chart: 80, 27, 66, 94, 33.
    defect = {"price code": 80, "schedule date": 27, "supplier code": 66, "contact num.": 94, "part num.": 33}
    table = oee.pareto(defect)
    assert table["cause"].to_list() == [
        "contact num.", "price code", "supplier code", "part num.", "schedule date"
    ]  # fmt: skip
    assert (100 * table["share"]).round(5).to_list() == [31.33333, 26.66667, 22.0, 11.0, 9.0]
    assert (100 * table["cumulative_share"]).round(5).to_list() == [31.33333, 58.0, 80.0, 91.0, 100.0]
    assert table["vital"].to_list() == [True, True, True, False, False]


def test_rate_ratio_of_poisson_test():
    # R, help page poisson.test (Fredericia against three cities, ages 55 to 59): 11 in 800 and 21 in 3011.
    # Ratio 1.97148810, interval 0.85842640 to 4.27726594 (also computed elsewhere to 60 digits).
    found = oee.rate_before_after(6 + 8 + 7, 1083 + 1050 + 878, 11, 800)
    assert 1 + found.change == pytest.approx(1.97148810, abs=5e-9)
    assert 1 + found.low == pytest.approx(0.85842640, abs=5e-9)
    assert 1 + found.high == pytest.approx(4.27726594, abs=5e-9)
    assert found.p_value == pytest.approx(0.07967, abs=5e-6)
    # The same source for 25 against 25.
    even = oee.rate_before_after(25, 1000, 25, 1000)
    assert (1 + even.low, 1 + even.high) == pytest.approx((0.55104408, 1.81473686), abs=5e-9)


def test_welch_of_clickhouse():
    # ClickHouse documentation, welchTTest: t = 2.7988719532211235, p = 0.051807360348581945.
    before, after = [20.3, 22.1, 21.9], [18.9, 20.3, 19]
    assert oee.before_after(before, after).p_value == pytest.approx(0.051807360348581945, rel=1e-9)


def test_welch_of_nag():
    # NAG Library, G07CAF, example: means 25.00 and 21.00, standard deviations 0.8185 and 4.208, 4 and 8 values;
    # t = 2.5922, 8.0 degrees of freedom, p = 0.0320, interval of the difference 0.4410 to 7.5590.
    def sample(n, mean, spread):
        raw = np.linspace(-1, 1, n)
        return mean + spread * (raw - raw.mean()) / raw.std(ddof=1)

    found = oee.before_after(sample(8, 21.0, 4.2084), sample(4, 25.0, 0.8185))
    assert found.difference == pytest.approx(4.0)
    assert found.p_value == pytest.approx(0.0320, abs=5e-5)
    assert (found.low, found.high) == pytest.approx((0.4410, 7.5590), abs=5e-4)


def test_welch_is_that_of_scipy():
    rng = np.random.default_rng(3)
    for _ in range(20):
        before, after = rng.normal(320, 120, 13), rng.normal(280, 60, 7)
        found = oee.before_after(before, after, confidence=0.9)
        theirs = stats.ttest_ind(after, before, equal_var=False)
        interval = theirs.confidence_interval(0.9)
        assert found.p_value == pytest.approx(theirs.pvalue, rel=1e-9)
        assert (found.low, found.high) == pytest.approx((interval.low, interval.high), rel=1e-9)


def test_power_is_that_of_power_t_test():
    # R, help page power.t.test: power.t.test(power = .90, delta = 1) gives n = 22.02110 in each group.
    effect_of_one = [-1.0, 1.0, -1.0, 1.0, -1.0, 1.0]
    scale = np.std(effect_of_one, ddof=1)
    weekly = np.array(effect_of_one) / scale / 0.5 + 4  # mean 4, s 2: a reduction of 0.5 is one s
    assert oee.weeks_needed(weekly, 0.5, power=0.90).weeks == 23
    assert evidence._power(22, 1, 0.95) < 0.90 < evidence._power(23, 1, 0.95)
    low, high = (evidence._power(n, 1, 0.95) for n in (22.0210, 22.0212))
    assert low < 0.90 < high
    # power.t.test(n = 20, delta = 1) gives power = 0.8689528.
    assert evidence._power(20, 1, 0.95) == pytest.approx(0.8689528, abs=5e-8)


def test_lehrs_rule():
    # van Belle, Statistical Rules of Thumb, 2nd ed. 2008, rule 2.1 (Lehr): n = 16 / effect^2 for power 0.80.
    for effect in (0.2, 0.3, 0.5):
        weekly = [4 - 1 / math.sqrt(0.5) / 2, 4 + 1 / math.sqrt(0.5) / 2]  # mean 4, s 1
        assert oee.weeks_needed(weekly, effect / 4).weeks == pytest.approx(16 / effect**2, rel=0.03)


def test_remaining_days_of_vibromera():
    # vibromera.eu, Remaining Life from Vibration Trend, practical example: from 2.5 to 4.2 mm/s in 90 days,
    # alarm at 7.1: k = 0.00577 a day, 181 days from the baseline, 91 from now.
    found = oee.days_to_limit([0, 90], [2.5, 4.2], 7.1)
    assert math.log1p(found.growth_per_day) == pytest.approx(0.00577, abs=1e-5)
    assert round(90 + found.days_left) == 181 and round(found.days_left) == 91


def test_trend_line_is_that_of_scipy():
    days = np.array([0, 1, 3, 4, 7, 9, 10, 14.0])
    levels = 1.6 * 1.03**days * np.array([1.01, 0.97, 1.02, 1.0, 0.99, 1.03, 0.98, 1.01])
    line = stats.linregress(days, np.log(levels))
    found = oee.days_to_limit(days, levels, 4.5)
    assert found.growth_per_day == pytest.approx(math.expm1(line.slope), rel=1e-9)
    assert found.days_left == pytest.approx((math.log(4.5) - line.intercept) / line.slope - 14, rel=1e-9)
    # Draper and Smith: where the band of the fitted line reaches the limit.
    x = days - days.mean()
    y = np.log(levels)
    error = math.sqrt(((y - line.intercept - line.slope * days) ** 2).sum() / 6)
    for when, sign in ((found.low, 1), (found.high, -1)):
        at = 14 + when
        band = stats.t.ppf(0.975, 6) * error * math.sqrt(1 / 8 + (at - days.mean()) ** 2 / (x @ x))
        assert line.intercept + line.slope * at + sign * band == pytest.approx(math.log(4.5), abs=1e-9)
    assert found.low < found.days_left < found.high
