"""Work sampling against published results: each expected number was printed by its source, not computed
here."""

import math

import pytest

from shopfloor.methods import worksampling

TWO_SIGMA = math.erf(math.sqrt(2))
"""The confidence that belongs to z = 2 exactly: 0.9545 in the older tables."""


def test_fe_examination_practice_problem():
    # NCEES FE Industrial and Systems practice question: 25 %, absolute error 2 %, 95 %: 1801 observations.
    assert worksampling.sample_size(0.25, 0.02) == 1801


def test_typist_pool():
    # A typist pool idle 30 % of the time, within 4 % at 95.5 % (c = 2): 525 (worked problem, expertsmind.com).
    assert worksampling.sample_size(0.30, 0.04, TWO_SIGMA) == 525


def test_wilson_manufacturing_idle_employees():
    # Heizer and Render, Operations Management, ch. 10, example on sample size in work sampling: idle 25 %,
    # within 3 % at 95.45 % (z = 2): 4 x 0.25 x 0.75 / 0.0009 = 833.3; the book writes 833, we round up.
    assert worksampling.sample_size(0.25, 0.03, TWO_SIGMA) == 834


def test_the_classical_table_of_observations():
    # The table after Barnes (1957) in texts of work measurement, z = 2: "error 5 percent of total" 16 for
    # p = 1 %, 76 for 5 %, 300 for 25 %, 400 for 50 %; "1 percent of total" 396, 1900, 7500, 10000.
    table = {0.01: (16, 396), 0.05: (76, 1900), 0.25: (300, 7500), 0.50: (400, 10_000)}
    for p, (five, one) in table.items():
        # The table rounds to the nearest: 15.84 and 76.0.
        assert worksampling.sample_size(p, 0.05, TWO_SIGMA) == five
        assert worksampling.sample_size(p, 0.01, TWO_SIGMA) == one
        # Turned round: so many observations have that margin.
        assert worksampling.margin(p, one, TWO_SIGMA) == pytest.approx(0.01, rel=1e-3)


def test_relative_accuracy():
    # Barnes, Work Sampling (1957), and Motion and Time Study: idle 25 %, relative accuracy of 5 %, 95 % taken
    # as 2 sigma: 4800 observations.
    assert worksampling.sample_size(0.25, 0.05, TWO_SIGMA, relative=True) == 4800


@pytest.mark.parametrize(
    ("seen", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval(seen, n, low, high):
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score, no continuity correction), 95 %.
    found = worksampling.interval(seen / n, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_clopper_pearson_interval():
    # The same table I, method 5: 81/263 0.2527 to 0.3676; 15/148 0.0578 to 0.1617; 0/20 0 to 0.1684.
    for seen, n, low, high in [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684)]:
        found = worksampling.interval(seen / n, n, method="exact")
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_wafers():
    # NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.4: 26 of 200 wafers, p0 = 0.10: z = 1.414, not
    # beyond the one-sided 1.645.
    result = worksampling.claim_test(26, 200, 0.10, confidence=0.90)
    assert round(result.z, 3) == 1.414 and result.believable


def test_controllers():
    # Montgomery and Runger, Applied Statistics and Probability for Engineers, example 9-10: 4 of 200, claim
    # 0.05: z = -1.95, one-sided p-value 0.0256 (read from the table at 1.95).
    result = worksampling.claim_test(4, 200, 0.05)
    assert round(result.z, 2) == -1.95
    assert result.p_value / 2 == pytest.approx(0.0256, abs=0.0003)


def test_exact_claim():
    # SciPy's documentation of stats.binomtest: 3 of 15 against 0.1, one-sided p = 0.18406106910639114; two-
    # sided it is the same, as nothing on the other side is as unlikely.
    from scipy.stats import binomtest

    result = worksampling.claim_test(3, 15, 0.1, method="exact")
    assert binomtest(3, 15, 0.1, alternative="greater").pvalue == pytest.approx(0.18406106910639114)
    assert result.p_value == pytest.approx(0.18406106910639114) and result.believable


def test_standard_time_of_a_job_of_three_elements():
    # Panneerselvam's kind of example (transtutors.com, "work sampling example"): 400 min, 200 observations,
    # 150 pieces, allowance 10 % of the workday: normal 0.75, 1.28, 0.73; standard 0.83, 1.42, 0.81: 3.06 min.
    elements = [(70, 0.80, 0.83), (80, 1.20, 1.42), (50, 1.10, 0.81)]
    standards = [
        worksampling.standard_time_from_sampling(400, seen / 200, rating, 150, 0.10, basis="workday")
        for seen, rating, _ in elements
    ]
    # The source rounds 0.8148 to 0.81 and adds the rounded ones.
    assert [round(standard, 2) for standard in standards] == [printed for *_, printed in elements]
    assert sum(round(standard, 2) for standard in standards) == pytest.approx(3.06)
