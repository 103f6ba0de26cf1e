"""Learning curves against published results: each expected number was printed by its source, not computed
here."""

import math

import numpy as np
import pytest

from shopfloor.methods import learning


@pytest.mark.parametrize(
    ("rate", "n", "unit", "total"),
    [
        (0.70, 5, 0.437, 3.195), (0.75, 5, 0.513, 3.459), (0.80, 5, 0.596, 3.738), (0.85, 5, 0.686, 4.031),
        (0.70, 10, 0.306, 4.932), (0.75, 10, 0.385, 5.589), (0.80, 10, 0.477, 6.315), (0.85, 10, 0.583, 7.116),
        (0.70, 15, 0.248, 6.274), (0.75, 15, 0.325, 7.319), (0.80, 15, 0.418, 8.511), (0.85, 15, 0.530, 9.861),
        (0.70, 20, 0.214, 7.407), (0.75, 20, 0.288, 8.828), (0.80, 20, 0.381, 10.485), (0.85, 20, 0.495, 12.402),
        (0.90, 3, 0.846, 2.746), (0.90, 6, 0.762, 5.101),
    ],
)  # fmt: skip
def test_table_of_coefficients(rate, n, unit, total):
    # Heizer and Render, Operations Management, module E, table E.3 (learning-curve coefficients); the same
    # values in Stevenson, table 7S.1.
    assert round(learning.unit_time(1, n, rate), 3) == unit
    assert round(learning.total_time(1, n, rate), 3) == total


def test_tax_returns_and_total_hours():
    # Heizer and Render, 11th ed. (2014), module E, problems: 45 min, 85 %: second 38.25, fourth 32.5 min; and
    # 563 at 90 %: first three 1,546, first six 2,872.
    assert learning.unit_time(45, 2, 0.85) == pytest.approx(38.25)
    assert round(learning.unit_time(45, 4, 0.85), 1) == 32.5
    assert round(learning.total_time(563, 3, 0.90)) == 1546
    assert round(learning.total_time(563, 6, 0.90)) == 2872


def test_production_airplanes():
    # Stevenson, Operations Management, 14th ed. (2021), examples 7S-2 and 7S-3: 400 days, 80 %, 20 jets:
    # 152.4 days for the 20th, 4,194 for all, 209.7 on average; 276 days for the third: 393.2 for the first.
    assert learning.unit_time(400, 20, 0.80) == pytest.approx(152.4, abs=0.1)
    assert round(learning.total_time(400, 20, 0.80)) == 4194
    assert round(learning.total_time(400, 20, 0.80) / 20, 1) == 209.7
    assert 276 / learning.unit_time(1, 3, 0.80) == pytest.approx(393.2, abs=0.15)


def test_irene_and_the_others():
    # Stevenson, supplement to ch. 7, problem 15 (instructor's manual): from 11 to 7 hours at 90 %: 20
    # repetitions (factor .634); from 12 to 7 at 85 %: 10 (factor .583).
    assert learning.units_to_reach(11, 7, 0.90) == 20
    assert learning.units_to_reach(12, 7, 0.85) == 10
    assert round(learning.unit_time(1, 20, 0.90), 3) == 0.634
    # Problem 16: 30 and 25 minutes: a rate of 25/30 = 0.8333.
    assert round(learning.fit([1, 2], [30, 25]).rate, 4) == 0.8333


def test_work_systems():
    # Groover, Work Systems (2007), ch. 19: 10 h, 80 %: T2 = 8.0, T4 = 6.4, T8 = 5.12; m = -0.32193; and the
    # approximation T1 ((N + 0.5)^(m+1) - 0.5^(m+1)) / (m + 1) for 20 units is 0.258 % above the exact sum.
    assert [learning.unit_time(10, n, 0.80) for n in (2, 4, 8)] == pytest.approx([8.0, 6.4, 5.12])
    power = 1 - 0.32193
    approximation = 10 * (20.5**power - 0.5**power) / power
    assert (approximation / learning.total_time(10, 20, 0.80) - 1) * 100 == pytest.approx(0.258, abs=0.0006)


def test_nautilus_boats_in_both_models():
    # Horngren, Datar and Rajan, Cost Accounting, problems 10-36 and 10-37: 15,000 h, 90 %.
    printed = [15_000, 13_500, 12_693, 12_150, 11_745, 11_424, 11_159]
    assert learning.unit_time(15_000, range(1, 8), 0.90) == pytest.approx(printed, abs=0.51)
    totals = [15_000, 28_500, 41_193, 53_343, 65_088, 76_512, 87_671]
    assert learning.total_time(15_000, range(1, 8), 0.90) == pytest.approx(totals, abs=1.01)
    averages = learning.total_time(15_000, [1, 2, 4, 7], 0.90, model="average") / [1, 2, 4, 7]
    # The book multiplies averages rounded to the hour.
    assert list(averages.round() * [1, 2, 4, 7]) == [15_000, 27_000, 48_600, 78_113]
    # The second to the seventh boat, a lot: 72,671 h.
    assert learning.lot_time(15_000, 2, 7, 0.90) == pytest.approx(72_671, abs=1.01)


def test_accountants_table_of_the_average_model():
    # The table in accountancy texts (100 h, 80 %): totals 160, 256, 409.6, 655.36; the second unit 60, units
    # 3 and 4 together 96, 5 to 8 153.6.
    totals = learning.total_time(100, [1, 2, 4, 8, 16], 0.80, model="average")
    assert totals == pytest.approx([100, 160, 256, 409.6, 655.36])
    lots = [learning.lot_time(100, *lot, 0.80, model="average") for lot in [(2, 2), (3, 4), (5, 8)]]
    assert lots == pytest.approx([60, 96, 153.6])


def test_wideman():
    # Wideman, Appendix 2, Learning Curve Mathematics: cumulative average, 80 %: unit 2 takes 60 % of unit 1,
    # the average of four is 64 %.
    assert learning.unit_time(1, 2, 0.80, "average") == pytest.approx(0.60)
    assert learning.total_time(1, 4, 0.80, "average") / 4 == pytest.approx(0.64)


def test_the_r_package_learningcurve():
    # Boehmke and Freels, R package learningCurve 1.1.2, its documentation: unit_cum_exact(100, 125, .85) =
    # 5201.085; a million units 5,119,612; ca_block(75, 201 to 250, .85) = 806.772; the midpoint of units 201
    # to 500 at 75 % = 334.6103 (by its approximation of the sum).
    assert round(learning.total_time(100, 125, 0.85), 3) == 5201.085
    assert round(learning.total_time(100, 1_000_000, 0.85)) == 5_119_612
    assert round(learning.lot_time(75, 201, 250, 0.85, model="average"), 3) == 806.772
    average = learning.lot_time(1, 201, 500, 0.75) / 300
    assert average ** (1 / math.log2(0.75)) == pytest.approx(334.6103, abs=0.001)


def test_learning_rate_from_a_total():
    # A tutor's answer for ACCA (opentuition.com): 1,500 h for the first batch, 9,000 h for 16: 78 %.
    found = learning.fit([1, 16], [1500, 9000 / 16], model="average", cumulative=True)
    assert round(found.rate, 2) == 0.78


def norris():
    y = [
        0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3,
        448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2,
        117.6, 228.9, 668.4, 449.2, 0.2,
    ]  # fmt: skip
    x = [
        0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0,
        447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1,
        118.3, 229.2, 669.1, 448.9, 0.5,
    ]  # fmt: skip
    return x, y


def test_standard_data_by_a_certified_line():
    # NIST Statistical Reference Datasets, Norris (linear regression, lower difficulty): certified values.
    formula = learning.standard_data(*norris())
    assert formula.fixed == pytest.approx(-0.262323073774029, rel=1e-10)
    assert formula.each == pytest.approx(1.00211681802045, rel=1e-13)
    assert formula.r_squared == pytest.approx(0.999993745883712, rel=1e-13)
    assert formula.spread == pytest.approx(0.884796396144373, rel=1e-10)
    assert formula.n == 36


def test_standard_data_of_seven_studies():
    # Work-measurement course slides after Niebel (standard data, "is there a relationship between D1 and the
    # combined time"): seven studies, r = 0.977.
    d1 = [15.72, 16.88, 10.62, 11.06, 18.47, 12.34, 11.35]
    combined = [18.00, 23.50, 2.50, 3.00, 25.00, 12.00, 3.00]
    formula = learning.standard_data(d1, combined[:])
    assert round(math.sqrt(formula.r_squared), 3) == 0.977


def test_the_certified_line_does_not_depend_on_the_unit():
    # The same values where x and y are counted in twenties: the slope stays, the intercept is a twentieth.
    x, y = (np.array(values) / 20 for values in norris())
    formula = learning.standard_data(x, y)
    assert formula.each == pytest.approx(1.00211681802045, rel=1e-13)
    assert formula.fixed == pytest.approx(-0.262323073774029 / 20, rel=1e-10)
