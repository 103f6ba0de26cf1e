"""Careers against published results: each expected number was printed by its source, not computed here."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.spatial import distance

from shopfloor.data import load
from shopfloor.methods import careers

RESISTIVITY = [
    95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.0610, 95.1591, 95.1195, 95.1065, 95.0925, 95.1990, 95.1682,
]  # fmt: skip


def test_nist_percentile():
    # NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.2, resistivity of 12 wafers: "To find the 90th
    # percentile, p(N+1) = 0.9(13) = 11.7; k = 11, and d = 0.7. Y(0.90) is estimated to be 95.1981 ohm.cm."
    assert round(careers.percentile(RESISTIVITY, 90, method="exclusive"), 4) == 95.1981
    # The same page: any p(N+1) beyond the last rank is set to the largest value.
    assert careers.percentile(RESISTIVITY, 100, method="exclusive") == 95.1990


def test_percentiles_of_five_values():
    # Google Docs Editors Help, PERCENTILE.EXC: data 15, 20, 35, 40, 50; 0.4 gives 26, 0.5 gives 35, 0.8 gives 48.
    data = [15, 20, 35, 40, 50]
    assert careers.percentile(data, 40, method="exclusive") == pytest.approx(26)
    assert careers.percentile(data, 50, method="exclusive") == 35
    assert careers.percentile(data, 80, method="exclusive") == pytest.approx(48)
    # Wikipedia, Percentile (and the texts taken from it): the 40th percentile by Excel's older rule is 29.
    assert careers.percentile(data, 40) == pytest.approx(29)
    # MESCIUS, Document Solutions, formula reference, PERCENTILE.EXC({5,15,25,50,65},0.45): 22.
    assert careers.percentile([5, 15, 25, 50, 65], 45, method="exclusive") == pytest.approx(22)


def test_percentile_ranks():
    # SciPy reference guide, percentileofscore: 75 of [1, 2, 3, 4]; of [1, 2, 3, 3, 4] strict 40, weak 80, mean 60.
    assert careers.percentile_rank(3, [1, 2, 3, 4], ties="up to") == 75
    data = [1, 2, 3, 3, 4]
    assert [careers.percentile_rank(3, data, ties) for ties in ("below", "up to", "half")] == [40, 80, 60]


def test_weighted_median():
    # Cormen, Leiserson, Rivest, Stein, Introduction to Algorithms, problem 9-2: with each element as its own
    # weight the median is 0.1, but the weighted median is 0.2.
    elements = [0.1, 0.35, 0.05, 0.1, 0.15, 0.05, 0.2]
    assert careers.percentile(elements, 50) == 0.1
    assert careers.weighted_percentile(elements, elements, 50) == 0.2


def test_interpolation_within_a_class():
    # Collins, A-level Maths, sample chapter 12.3: 427 salaries in classes; the 214th lies in 20,000 to 29,999
    # between cumulative frequencies 150 and 322 and is estimated at 23,720.93. The limits of the class stand
    # here where the wage statistics publish the 25th and 50th percentile; the rule of three is the same.
    table = pd.DataFrame(
        {"year": [2024], "soc": ["99-0001"], "title": ["Salaries"], "annual_p10": [10_000], "annual_p25": [20_000],
         "annual_median": [30_000], "annual_p75": [40_000], "annual_p90": [50_000]}
    )  # fmt: skip
    share = 25 + 25 * (214 - 150) / (322 - 150)
    assert round(careers.wage_at(share, "99-0001", 2024, wages=table), 2) == 23_720.93
    assert careers.percentile_of(23_720.93, "99-0001", 2024, wages=table) == pytest.approx(share, abs=1e-4)


@pytest.mark.parametrize(
    ("before", "after", "prices", "nominal", "real"),
    [
        # US Bureau of Labor Statistics, Real Earnings in January 1995 (USDL 95-54): average weekly earnings
        # $379.36 and $391.13, +3.1; CPI-W +2.9; real average weekly earnings +0.2 percent.
        (379.36, 391.13, 2.9, 3.1, 0.2),
        # Real Earnings in April 1995 (USDL 95-170): $381.92 and $391.02, +2.4; CPI-W +3.2; real -0.8.
        (381.92, 391.02, 3.2, 2.4, -0.8),
        # Real Earnings in September 1994 (USDL 94-506): $376.40 and $389.76, +3.5; CPI-W +3.0; real +0.5.
        (376.40, 389.76, 3.0, 3.5, 0.5),
    ],
)
def test_real_earnings(before, after, prices, nominal, real):
    table = pd.DataFrame({"year": [1994, 1995], "soc": ["99-0001"] * 2, "annual_mean": [before, after]})
    index = {1994: 100, 1995: 100 + prices}
    growth = careers.real_growth("99-0001", 1994, 1995, wages=table, prices=index, column="annual_mean")
    assert 100 * growth.nominal == pytest.approx(nominal, abs=0.05 + 1e-9)
    assert 100 * growth.real == pytest.approx(real, abs=0.1)  # the release rounds the index as well
    assert growth.nominal_per_year == growth.nominal  # one year


def test_change_of_the_price_index():
    # US Bureau of Labor Statistics, Perrins and Nilsen, Math calculations to better utilize CPI data: 239.261 in
    # April 2016, 240.236 in May 2016, change 0.4075 percent.
    factor = careers.in_dollars_of(100, 2015, 2016, prices={2015: 239.261, 2016: 240.236})
    assert round(factor - 100, 4) == 0.4075


def test_compound_growth():
    # Microsoft, Excel functions, RRI(96, 10000, 11000): 0.0009933.
    assert round(careers.growth_per_year(10_000, 11_000, 96), 7) == 0.0009933
    # Reference.com, What does CAGR mean: 10,000 to 19,500 in 3 years is 24.93 percent.
    assert round(100 * careers.growth_per_year(10_000, 19_500, 3), 2) == 24.93


def test_the_courses_own_figures():
    # US Bureau of Labor Statistics: medians of 17-3026, May 2019 and May 2024, and CPI-U annual averages, as the
    # project's facts state them: up 14.6 percent in dollars, down 6.6 percent after prices.
    growth = careers.real_growth(
        "17-3026", 2019, 2024, wages=load("careers/wages"), prices=load("careers/prices")
    )
    assert (round(100 * growth.nominal, 1), round(100 * growth.real, 1)) == (14.6, -6.6)


def test_the_projections_percentages():
    # US Bureau of Labor Statistics, Employment Projections 2016-26 and 2024-34: the printed percent change. The
    # jobs are printed in hundreds, so the last digit of a small occupation's percentage may differ by that.
    projections = load("careers/projections")
    for row in projections.itertuples():
        years = row.end_year - row.start_year
        total = (1 + careers.growth_per_year(row.jobs_start, row.jobs_end, years)) ** years - 1
        rounding = 0.05 + 100 * 0.1 / row.jobs_start
        assert 100 * total == pytest.approx(row.change_pct, abs=rounding), row.title


def test_jaccard_and_cosine():
    def two(a, b):
        rows = [("A", one) for one in a] + [("B", one) for one in b]
        return pd.DataFrame(rows, columns=["role", "activity"])

    # J({1,2,3}, {2,3,4}) = 0.5 and J({2,3,4}, {4,5,6}) = 0.2: Yifei Kong, notes on the Jaccard index.
    assert careers.overlap("A", "B", duties=two("123", "234")) == 0.5
    assert careers.overlap("A", "B", duties=two("234", "456")) == pytest.approx(0.2)
    # Manning, AI-Powered Search, 3.1.4: cosine of (1, 1) and (3, 4) is 0.9899.
    found = careers.overlap("A", "B", duties=two("xy", "xxxyyyy"), measure="cosine")
    assert round(found, 4) == 0.9899


# -- other implementations ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_percentiles_against_numpy_and_scipy(seed):
    random = np.random.RandomState(seed)
    data, weights = random.randint(0, 40, 23).astype(float), random.randint(1, 9, 23)
    for percent in (0, 1, 10, 25, 50, 73, 90, 99, 100):
        expected = np.percentile(data, percent)
        assert careers.percentile(data, percent) == pytest.approx(expected)
        weibull = np.percentile(data, percent, method="weibull")
        assert careers.percentile(data, percent, "exclusive") == pytest.approx(weibull)
        lower = np.percentile(data, percent, method="inverted_cdf", weights=weights)
        assert careers.weighted_percentile(data, weights, percent) == lower
    for ties, kind in (("below", "strict"), ("half", "mean"), ("up to", "weak")):
        assert careers.percentile_rank(17, data, ties) == pytest.approx(
            stats.percentileofscore(data, 17, kind)
        )
    assert careers.weighted_mean(data, weights) == pytest.approx(np.average(data, weights=weights))


def test_overlap_against_scipy():
    ratings = load("careers/skill_ratings")
    codes = list(dict.fromkeys(ratings["onet_code"]))[:5]
    by_code = {code: ratings[ratings["onet_code"] == code]["importance"].to_numpy() for code in codes}
    for a in codes:
        for b in codes:
            jaccard = 1 - distance.jaccard(by_code[a] >= 3, by_code[b] >= 3)
            cosine = 1 - distance.cosine(by_code[a] - 1, by_code[b] - 1)
            assert careers.overlap(a, b, ratings=ratings) == pytest.approx(jaccard)
            assert careers.overlap(a, b, ratings=ratings, measure="cosine") == pytest.approx(cosine)


def test_interpolation_against_numpy():
    wages = load("careers/wages")
    for row in wages[wages["year"] == 2024].itertuples():
        known = [row.annual_p10, row.annual_p25, row.annual_median, row.annual_p75, row.annual_p90]
        for wage in np.linspace(known[0], known[-1], 7):
            expected = np.interp(wage, known, [10, 25, 50, 75, 90])
            found = careers.percentile_of(float(wage), row.soc, 2024, wages=wages)
            assert found == pytest.approx(expected), row.title
