"""Every student's survey misleads in the mean and not in the median, and nobody in it is in doubt."""

from collections import Counter
from statistics import mean, median

import pytest

from shopfloor.data import load, my_data
from shopfloor.data.variants import VARIANTS, Draws, pay_survey

NAME = "careers/pay_survey"
IDS = 2_000


def survey_of(student, course="open-2026"):
    return pay_survey.rows(Draws(course, NAME, student))


@pytest.fixture(scope="module")
def surveys():
    return [survey_of(f"student{number}") for number in range(IDS)]


def dollars(survey, wanted=lambda row: True):
    return [row[3] / 100 for row in survey if wanted(row)]


def belongs(row):
    return row[5] == "technician" and not row[6]


def test_48_persons_one_slip_one_manager_and_a_few_supervisors(surveys):
    slips, supervisors = Counter(), Counter()
    for survey in surveys:
        assert [row[0] for row in survey] == list(range(1, 49))
        jobs = Counter(row[5] for row in survey)
        assert jobs["plant manager"] == 1 and jobs["technician"] >= 42
        supervisors[jobs["supervisor"]] += 1
        [slip] = [row for row in survey if row[6]]
        assert slip[5] == "technician" and slip[0] != 1
        slips[slip[6]] += 1
        assert all(0 <= row[2] <= 30 and row[1] in pay_survey.BUSINESSES for row in survey)
        assert all((row[4] is None) == (row[2] < 6) for row in survey)
    assert set(supervisors) == {3, 4, 5} and min(supervisors.values()) > IDS / 5
    assert set(slips) == {"hour", "month"} and min(slips.values()) > IDS / 3


def test_the_slip_and_nothing_else_is_below_a_full_time_year_at_the_minimum_wage(surveys):
    for survey in surveys:
        low = [row for row in survey if row[3] < 100 * 7.25 * 52 * 40]
        assert [row[6] != "" for row in low] == [True]
        times = {"hour": 52 * 40, "month": 12}[low[0][6]]
        assert 36_000 < low[0][3] / 100 * times <= 92_000, (
            "turned into a year it is pay like that of the others"
        )
        assert min(dollars(survey, belongs)) >= 38_000


def test_a_high_figure_alone_tells_nobody_apart(surveys):
    """One technician earns more than some supervisor: who leaves out the highest ones leaves out a technician."""
    mixed = 0
    for survey in surveys:
        high = sorted(dollars(survey, belongs))
        assert high[-1] >= 97_000 and high[-2] <= 92_000
        mixed += high[-1] > min(dollars(survey, lambda row: row[5] == "supervisor"))
    assert mixed > 0.7 * IDS


def test_mean_and_median_with_all_and_without_are_four_different_figures(surveys):
    for survey in surveys:
        everybody, kept = dollars(survey), dollars(survey, belongs)
        figures = sorted([mean(everybody), median(everybody), mean(kept), median(kept)])
        assert all(later - earlier > 190 for earlier, later in zip(figures, figures[1:]))
        assert mean(everybody) == figures[-1] and mean(everybody) - median(kept) >= 3_999


def test_the_national_median_cuts_the_technicians_in_two_fair_parts(surveys):
    below_half = 0
    for survey in surveys:
        kept = dollars(survey, belongs)
        assert pay_survey.NATIONAL_MEDIAN not in kept
        share = sum(pay < pay_survey.NATIONAL_MEDIAN for pay in kept) / len(kept)
        assert 0.25 <= share <= 0.75
        below_half += share < 0.5
    assert 0.2 * IDS < below_half < 0.8 * IDS


def test_person_1_shows_whether_prices_were_divided_out(surveys):
    ways = Counter()
    for survey in surveys:
        _, _, years, cents, before, job, slip = survey[0]
        assert job == "technician" and not slip and years >= 6
        ratio, prices = cents / 100 / before, 313.689 / 255.657
        real, by_difference = ratio / prices - 1, ratio - prices
        assert abs(real - by_difference) > 0.005, "a tenth of a percent is what counts as right"
        assert abs(real) > 0.02 and ratio > 1.02
        ways[real > 0] += 1
    assert min(ways.values()) > IDS / 10, "some gain after prices, more lose"


def test_what_the_model_takes_from_real_figures_is_what_they_say():
    wages, prices = load("careers/wages"), load("careers/prices").set_index("year")["price_index"]
    technicians = wages[(wages["soc"] == "17-3026") & (wages["year"] == 2024)]
    assert technicians["annual_median"].tolist() == [pay_survey.NATIONAL_MEDIAN]
    assert round(1000 * (prices[2024] / prices[2019] - 1)) == pay_survey.PRICES
    assert pay_survey.LEAST_YEAR == 7.25 * 52 * 40


def test_the_slip_does_not_stand_in_the_table():
    table = my_data(NAME, "ana", "open-2026")
    assert list(table.columns) == [
        "person", "business", "experience_years", "pay_usd", "pay_2019_usd", "counted_as",
    ]  # fmt: skip
    assert not {"hour", "month"} & set(table.astype(str).to_numpy().ravel())


def test_two_thousand_ids_two_thousand_tables():
    rows = VARIANTS[NAME]
    assert len({tuple(rows(Draws("open-2026", NAME, f"s{number:05}"))) for number in range(2_000)}) == 2_000


def test_the_builder_gives_the_file():
    import importlib.util
    from pathlib import Path

    folder = Path(__file__).parents[2] / "datasets"
    spec = importlib.util.spec_from_file_location("builder_pay_survey", folder / "builders" / "pay_survey.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, content in module.build().items():
        assert (folder / f"{name}.csv").read_bytes() == content
