"""The real figures are the published ones.

Source of the wages: US Bureau of Labor Statistics, Occupational Employment and Wage Statistics, national
estimates (https://www.bls.gov/oes/); of the prices: Consumer Price Index, CPI-U, US city average, annual
averages (https://www.bls.gov/cpi/).
"""

import pytest

from shopfloor.data import load


@pytest.fixture(scope="module")
def wages():
    return load("careers/wages")


@pytest.mark.parametrize(
    ("year", "soc", "column", "published"),
    [
        (2019, "17-3026", "annual_median", 56_550),
        (2019, "17-3026", "annual_p10", 35_850),
        (2019, "17-3026", "annual_p90", 87_790),
        (2019, "17-3026", "employment", 67_110),
        (2018, "17-3026", "employment", 66_540),
        (2024, "17-3026", "annual_median", 64_790),
        (2024, "17-3026", "annual_mean", 69_780),
        (2024, "17-3026", "hourly_median", 31.15),
        (2024, "17-3026", "employment", 73_410),
        (2024, "17-3026", "employment_rse_pct", 1.1),
        (2024, "17-2112", "annual_median", 101_140),
        (2024, "00-0000", "annual_median", 49_500),
        (2017, "00-0000", "employment", 142_549_250),
    ],
)
def test_published_wages(wages, year, soc, column, published):
    row = wages[(wages["year"] == year) & (wages["soc"] == soc)]
    assert row[column].tolist() == [published]


def test_no_figure_has_changed_since_it_was_taken_over(wages):
    # Sums over the source's 168 rows: a mistyped figure anywhere shows here.
    assert len(wages) == 168
    assert wages["soc"].nunique() == 22
    sums = wages.sum(numeric_only=True)
    assert sums["employment"] == 1_283_112_470
    assert round(sums["employment_rse_pct"], 2) == 221.70
    assert round(sums["hourly_median"], 2) == 4_636.33
    assert sums["annual_mean"] == 10_296_860
    assert sums["annual_p10"] == 6_260_550
    assert sums["annual_p25"] == 7_659_840
    assert sums["annual_median"] == 9_643_390
    assert sums["annual_p75"] == 12_167_450
    assert sums["annual_p90"] == 15_162_320


def test_percentiles_rise(wages):
    ladder = ["annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"]
    for lower, higher in zip(ladder, ladder[1:]):
        assert (wages[lower] < wages[higher]).all()


def test_the_hourly_and_the_annual_median_agree(wages):
    # The source takes a year of 2,080 hours and rounds to ten dollars.
    assert (wages["hourly_median"] * 2080 - wages["annual_median"]).abs().max() <= 16


def test_the_break_in_the_method_is_2021(wages):
    assert set(wages.loc[wages["method_break"], "year"]) == {2021}
    assert wages.loc[wages["year"] == 2021, "method_break"].all()


def test_published_prices():
    prices = load("careers/prices").set_index("year")["price_index"]
    assert prices.to_dict() == {
        2017: 245.120,
        2018: 251.107,
        2019: 255.657,
        2020: 258.811,
        2021: 270.970,
        2022: 292.655,
        2023: 304.702,
        2024: 313.689,
    }


def test_the_sentence_that_the_course_builds_on(wages):
    median = wages[wages["soc"] == "17-3026"].set_index("year")["annual_median"]
    price = load("careers/prices").set_index("year")["price_index"]
    assert round(100 * (median[2024] / median[2019] - 1), 1) == 14.6
    assert round(100 * (median[2024] / median[2019] / (price[2024] / price[2019]) - 1), 1) == -6.6


def test_duties():
    duties = load("careers/duties")
    assert len(duties) == 97
    assert duties["document"].nunique() == 5
    assert duties["duty_id"].tolist() == [f"D{number:02d}" for number in range(1, 98)]
    assert set(duties["activity"]) == set(duties["activity"].cat.categories)
    assert list(duties["activity"].cat.categories) == [
        *("observe", "plan", "set up", "operate", "maintain"),
        *("inspect", "improve", "document", "train", "coordinate"),
    ]
    # A fact stands in two rows only where a duty is two kinds of doing.
    facts = duties.assign(fact=duties["fact_ids"].str.split()).explode("fact")
    twice = facts[facts.duplicated("fact", keep=False)]
    assert set(twice["fact"]) == {"S079", "S158", "S174"}
    assert not twice.duplicated(["fact", "activity"]).any()


def test_what_the_stopwatch_lesson_shows_of_the_duties():
    duties = load("careers/duties")
    shown = duties[duties["activity"] == "observe"].head(3)
    assert set(shown["role"]) == {"Industrial engineering technician"}
    assert shown["duty"].tolist()[0] == "Times a task and notes each step that a worker takes to do it"
