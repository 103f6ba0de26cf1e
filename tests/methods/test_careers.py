"""Pay: what comes back, and what is refused in words."""

import copy
import pickle
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import shopfloor.methods
from shopfloor.data import load
from shopfloor.methods import careers

FIVE = ["annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"]


@pytest.fixture(scope="module")
def wages():
    return load("careers/wages")


@pytest.fixture(scope="module")
def sectors():
    return load("careers/wages_by_sector")


@pytest.fixture(scope="module")
def prices():
    return load("careers/prices")


def small(*points, year=2024, soc="99-0001", title="Turners"):
    """A table of one occupation with the five percentiles given."""
    return pd.DataFrame([{"year": year, "soc": soc, "title": title, **dict(zip(FIVE, points, strict=True))}])


def test_the_name_is_always_the_module():
    assert shopfloor.methods.careers is sys.modules["shopfloor.methods.careers"]
    for name in careers.__all__:
        assert getattr(careers, name).__doc__, name


def test_importing_brings_in_no_graphs_and_no_drawing():
    code = (
        "import sys, shopfloor.methods.careers\n"
        "print([name for name in ('scipy', 'networkx', 'matplotlib') if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


# -- where a wage stands ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "percent"),
    list(zip(FIVE, [10, 25, 50, 75, 90], strict=True)),
    ids=["p10", "p25", "median", "p75", "p90"],
)
def test_a_published_percentile_is_itself(wages, column, percent):
    row = wages[(wages["soc"] == "17-3026") & (wages["year"] == 2019)].iloc[0]
    found = careers.percentile_of(row[column], "17-3026", 2019, wages=wages)
    assert found == percent and (found.low, found.high, found.inside) == (percent, percent, True)


def test_between_two_published_points_it_is_on_the_straight_line():
    table = small(40_000, 50_000, 60_000, 80_000, 110_000)
    for wage, percent in ((45_000, 17.5), (55_000, 37.5), (65_000, 56.25), (95_000, 82.5), (40_001, 10.0015)):
        found = careers.percentile_of(wage, "99-0001", 2024, wages=table)
        assert found == pytest.approx(percent, abs=1e-12), wage
    found = careers.percentile_of(65_000, "99-0001", 2024, wages=table)
    assert (found.low, found.high) == (50, 75)
    assert found.words == (
        "about the 56th percentile of Turners in 2024, between the 50th ($60,000) and the 75th ($80,000)"
    )


@pytest.mark.parametrize(
    ("wage", "value", "low", "high", "words"),
    [
        (46_369, 10, 0, 10, "below the 10th percentile ($46,370)"),
        (97_671, 90, 90, 100, "above the 90th percentile ($97,670)"),
    ],
)
def test_beyond_the_ends_it_says_only_the_side(wages, wage, value, low, high, words):
    found = careers.percentile_of(wage, "17-3026", 2024, wages=wages)
    assert (float(found), found.low, found.high, found.inside) == (value, low, high, False)
    assert repr(found) == f"{words} of Industrial Engineering Technologists and Technicians in 2024"


def test_it_is_a_number_that_keeps_its_words(wages):
    found = careers.percentile_of(60_000, "17-3026", 2024, wages=wages)
    assert isinstance(found, float) and type(found + 1) is float and type(round(found, 1)) is float
    assert f"{found:.1f}" == "39.6" and str(found) == found.words
    for again in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert again == found and again.words == found.words and again.high == 50
        assert type(again) is careers.Percentile
    with pytest.raises(AttributeError, match="stays as it is"):
        found.low = 0


def test_several_wages_make_a_table(wages):
    offers = pd.Series([40_000, 64_790, 70_000], index=["a", "b", "c"])
    table = careers.percentile_of(offers, "17-3026", 2024, wages=wages)
    assert list(table.columns) == ["wage", "percentile", "low", "high", "inside", "position"]
    assert list(table.index) == ["a", "b", "c"] and list(table["inside"]) == [False, True, True]
    assert list(table["percentile"].round(2)) == [10, 50, 59.14]
    assert table["position"]["a"].startswith("below the 10th")
    again = careers.percentile_of([40_000, 64_790, 70_000], "17-3026", 2024, wages=wages)
    assert list(again.index) == [0, 1, 2] and list(again["percentile"]) == list(table["percentile"])


@pytest.mark.parametrize(
    "name",
    [
        "17-3026", " 17-3026 ", "Industrial Engineering Technologists and Technicians",
        "industrial engineering technologists and technicians", "Industrial engineering technician",
    ],
)  # fmt: skip
def test_an_occupation_has_several_names(wages, name):
    assert careers.percentile_of(64_790, name, 2024, wages=wages) == 50


def test_some_words_of_a_title_will_do_where_only_one_has_them(wages):
    assert careers.percentile_of(60_000, "machinist", 2024, wages=wages).title == "Machinists"
    title = careers.percentile_of(60_000, "mechanics, industrial machinery", 2024, wages=wages).title
    assert title == "Industrial Machinery Mechanics"
    # "engineer" is in one title only: "engineering" is another word.
    assert careers.percentile_of(90_000, "engineer", 2024, wages=wages).title == "Industrial Engineers"
    with pytest.raises(ValueError, match="'technician' fits 5 occupations: .* and more. Write the one"):
        careers.percentile_of(60_000, "technician", 2024, wages=wages)


def test_the_table_has_two_names(wages):
    assert careers.percentile_of(64_790, "17-3026", 2024, table=wages) == 50
    with pytest.raises(ValueError, match="Two tables were given"):
        careers.percentile_of(64_790, "17-3026", 2024, wages=wages, table=wages)


def test_a_sector(sectors):
    found = careers.percentile_of(63_320, "17-3026", 2024, wages=sectors, sector="31")
    assert found == 50
    assert careers.percentile_of(63_320, "17-3026", 2024, wages=sectors, sector=31) == 50
    with pytest.raises(ValueError, match='by sector: say which, as in sector="21"; there are 21, 22'):
        careers.percentile_of(63_320, "17-3026", 2024, wages=sectors)
    with pytest.raises(ValueError, match="no sector '11' for this occupation"):
        careers.percentile_of(63_320, "17-3026", 2024, wages=sectors, sector="11")


def test_a_percentile_that_is_not_published_is_passed_over():
    table = small(40_000, "*", 60_000, 80_000, np.nan)
    found = careers.percentile_of(50_000, "99-0001", 2024, wages=table)
    assert (float(found), found.low, found.high) == (30, 10, 50)
    above = careers.percentile_of(81_000, "99-0001", 2024, wages=table)
    assert (float(above), above.high) == (75, 100) and "above the 75th percentile ($80,000)" in above.words


def test_a_top_coded_percentile_bounds_nothing():
    table = small("120,000", "150000", 200_000, "#", "#")
    found = careers.percentile_of(230_000, "99-0001", 2024, wages=table)
    assert (float(found), found.low, found.high, found.inside) == (50, 50, 100, False)
    assert found.words.endswith("the 75th is only published as being at or above the upper limit")
    assert careers.percentile_of(135_000, "99-0001", 2024, wages=table) == 17.5


def test_percentiles_that_are_the_same_wage():
    table = small(30_000, 30_000, 30_000, 40_000, 50_000)
    found = careers.percentile_of(30_000, "99-0001", 2024, wages=table)
    assert (float(found), found.low, found.high) == (30, 10, 50)
    assert "anywhere from the 10th to the 50th percentile: both are $30,000" in found.words
    assert careers.percentile_of(35_000, "99-0001", 2024, wages=table) == 62.5


def test_the_wage_at_a_percentile(wages):
    for column, percent in zip(FIVE, (10, 25, 50, 75, 90), strict=True):
        row = wages[(wages["soc"] == "51-4041") & (wages["year"] == 2023)].iloc[0]
        wage = careers.wage_at(percent, "51-4041", 2023, wages=wages)
        assert wage == row[column] and type(wage) is float
    table = small(40_000, 50_000, 60_000, 80_000, 110_000)
    assert careers.wage_at(60, "99-0001", 2024, wages=table) == pytest.approx(68_000)
    with pytest.raises(ValueError, match="the 10th to the 90th percentile; percentile 95"):
        careers.wage_at(95, "99-0001", 2024, wages=table)
    with pytest.raises(ValueError, match="the 10th to the 75th percentile; percentile 90"):
        careers.wage_at(90, "99-0001", 2024, wages=small(1e4, 2e4, 3e4, 4e4, "#"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((31.15, "17-3026", 2024), "looks like pay by the hour. Did you mean 64,792"),
        ((-1, "17-3026", 2024), "must be more than 0"),
        ((0, "17-3026", 2024), "must be more than 0"),
        ((float("nan"), "17-3026", 2024), "wage is empty"),
        (("60000", "17-3026", 2024), "take off the quotes"),
        ((True, "17-3026", 2024), "yes-or-no"),
        ((None, "17-3026", 2024), "wage is empty"),
        ((60_000, "17-3026", 2016), "no figures of 2016: it has 2017 to 2024"),
        ((60_000, "17-3028", 2019), r"Calibration .* \(17-3028\) the table has no figures of 2019"),
        ((60_000, "17-3026", 2024.5), "whole number such as 2024"),
        ((60_000, "17-3026", "2024"), "take off the quotes"),
        ((60_000, "17-3026", 24), "whole number such as 2024; 24 was given"),
        ((60_000, 17 - 3026, 2024), "without them 17-3026 is a subtraction"),
        ((60_000, None, 2024), 'text in quotes, such as "00-0000"; None was given'),
        ((60_000, "17-3062", 2024), "did you mean .*17-3026"),
        ((60_000, "xyzzy", 2024), "There is no occupation 'xyzzy' in this table: it has All Occupations"),
        ((60_000, "", 2024), "There is no occupation ''"),
        (([50_000, -1], "17-3026", 2024), "Wage 2 is -1"),
        (([50_000, 30], "17-3026", 2024), "Did you mean 62,400"),
    ],
)
def test_percentile_of_refuses(wages, arguments, words):
    with pytest.raises(ValueError, match=words):
        careers.percentile_of(*arguments, wages=wages)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (None, r'The table is missing: hand it in as wages=load\("careers/wages"\)'),
        ("careers/wages", "wages is the text 'careers/wages': give a table"),
        ([1], "wages is a list: give a table"),
        (pd.DataFrame({"year": [2024], "soc": ["99-0001"]}), "no column annual_p10, annual_p25"),
        (small(1e4, 2e4, 3e4, 4e4, 3.5e4), "A higher percentile is smaller than a lower one"),
        (small("*", "*", 30_000, "#", "#"), "Fewer than two percentiles are published"),
        (small(1e4, 2e4, "n/a", 4e4, 5e4), "'n/a', which is not a number"),
        (small(-1e4, 2e4, 3e4, 4e4, 5e4), "cannot be negative"),
        (pd.concat([small(1e4, 2e4, 3e4, 4e4, 5e4)] * 2), "has 2 rows for 99-0001 in 2024"),
    ],
)
def test_a_table_that_is_none(table, words):
    with pytest.raises(ValueError, match=words):
        careers.percentile_of(25_000, "99-0001", 2024, wages=table)


def test_a_sector_of_a_table_that_has_none(wages):
    with pytest.raises(ValueError, match="This table is not by sector"):
        careers.percentile_of(60_000, "17-3026", 2024, wages=wages, sector="31")


# -- growth -------------------------------------------------------------------------------------------------


def test_the_sentence_that_the_course_builds_on(wages, prices):
    growth = careers.real_growth("17-3026", 2019, 2024, wages=wages, prices=prices)
    assert round(100 * growth.nominal, 1) == 14.6
    assert round(100 * growth.real, 1) == -6.6
    assert growth == growth.real and growth.breaks == [2021]
    assert (growth.before, growth.after, growth.start, growth.end) == (56_550, 64_790, 2019, 2024)
    assert growth.prices == pytest.approx(313.689 / 255.657 - 1, rel=1e-14)
    assert growth.before_in_end_dollars == pytest.approx(56_550 * 313.689 / 255.657, rel=1e-14)
    assert (1 + growth.nominal_per_year) ** 5 == pytest.approx(64_790 / 56_550, rel=1e-14)
    assert (1 + growth.real_per_year) ** 5 == pytest.approx(1 + growth.real, rel=1e-14)
    # The difference of the percentages would be -8.1: near it is, the same it is not.
    assert round(100 * (growth.nominal - growth.prices), 1) == -8.1
    assert (growth.soc, growth.title) == ("17-3026", "Industrial Engineering Technologists and Technicians")


def test_growth_shows_its_calculation(wages, prices):
    text = str(careers.real_growth("17-3026", 2019, 2024, wages=wages, prices=prices))
    for part in (
        "$56,550 to $64,790   +14.6 %",
        "+22.7 %",
        "$69,386 to $64,790    -6.6 %",
        "dollars of 2024",
    ):
        assert part in text
    assert "Note: the method changed in 2021" in text


def test_no_break_no_note(wages, prices):
    before = careers.real_growth("17-3026", 2019, 2020, wages=wages, prices=prices)
    after = careers.real_growth("17-3026", 2021, 2024, wages=wages, prices=prices)
    assert before.breaks == after.breaks == [] and before.notes == after.notes == []
    assert "Note" not in str(after)
    # 2021 is the first year of the new method: the step into it crosses the break.
    assert careers.real_growth("17-3026", 2020, 2021, wages=wages, prices=prices).breaks == [2021]


def test_a_title_that_changed_is_noted(wages, prices):
    growth = careers.real_growth("17-3026", 2018, 2019, wages=wages, prices=prices)
    assert growth.notes == ["in 2018 the occupation was called Industrial Engineering Technicians."]


def test_a_table_without_the_mark_has_no_break(wages, prices):
    bare = wages.drop(columns="method_break")
    assert careers.real_growth("17-3026", 2019, 2024, wages=bare, prices=prices).breaks == []


def test_other_columns(wages, prices):
    growth = careers.real_growth("17-3026", 2019, 2024, wages=wages, prices=prices, column="annual_p10")
    assert growth.nominal == pytest.approx(46_370 / 35_850 - 1)
    hourly = careers.real_growth("17-3026", 2019, 2024, wages=wages, prices=prices, column="hourly_median")
    assert "$27.19 to $31.15" in str(hourly) and "median pay an hour" in str(hourly)


def test_prices_in_several_forms(wages, prices):
    expected = careers.real_growth("17-3026", 2019, 2024, wages=wages, prices=prices)
    for form in ({2019: 255.657, 2024: 313.689}, prices.set_index("year")["price_index"]):
        assert careers.real_growth("17-3026", 2019, 2024, wages=wages, prices=form) == expected


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (("17-3026", 2019, 2019), {}, "two different years; 2019 was given twice"),
        (("17-3026", 2024, 2019), {}, "did you mean 2019, 2024"),
        (("17-3026", 2019, 2025), {"prices": {2019: 1, 2025: 2}}, "no figures of 2025"),
        (("17-3026", 2019, 2024), {"prices": None}, r'prices=load\("careers/prices"\)'),
        (
            ("17-3026", 2019, 2024),
            {"prices": {2019: 255.657}},
            "no price index for 2024: there is one for 2019",
        ),
        (("17-3026", 2019, 2024), {"prices": {2019: 0, 2024: 1}}, "price index of 2019 must be more than 0"),
        (("17-3026", 2019, 2024), {"prices": {}}, "prices is empty"),
        (("17-3026", 2019, 2024), {"prices": 300}, "prices is a int"),
        (("17-3026", 2019, 2024), {"column": "employment"}, "no pay in a column 'employment'"),
        (("17-3026", 2019, 2024), {"column": "median"}, "there is hourly_median|there is annual_mean"),
        (("17-3026", True, 2024), {}, "yes-or-no"),
    ],
)
def test_real_growth_refuses(wages, prices, arguments, options, words):
    with pytest.raises(ValueError, match=words):
        careers.real_growth(*arguments, **{"wages": wages, "prices": prices, **options})


def test_growth_needs_a_published_figure(prices):
    for figure, words in (
        ("#", "at or above the upper limit"),
        ("*", "is not published"),
        (0, "pay is more than 0"),
    ):
        table = pd.concat([small(1e4, 2e4, 3e4, 4e4, 5e4, year=2019), small(1e4, 2e4, figure, 4e4, 5e4)])
        with pytest.raises(ValueError, match=f"median pay a year of Turners in 2024 .*{words}"):
            careers.real_growth("99-0001", 2019, 2024, wages=table, prices=prices)


def test_growth_by_sector_has_no_years(sectors, prices):
    with pytest.raises(ValueError, match="the table by sector has one"):
        careers.real_growth("17-3026", 2019, 2024, wages=sectors, prices=prices)


def test_a_year_twice_in_the_prices(wages, prices):
    with pytest.raises(ValueError, match="2024 is twice"):
        careers.real_growth("17-3026", 2019, 2024, wages=wages, prices=pd.concat([prices, prices.tail(1)]))


def test_dollars_of_another_year(prices):
    back = careers.in_dollars_of(
        careers.in_dollars_of(56_550, 2019, 2024, prices=prices), 2024, 2019, prices=prices
    )
    assert back == pytest.approx(56_550, rel=1e-14)
    assert careers.in_dollars_of(100.0, 2019, 2019, prices=prices) == 100
    column = pd.Series([100.0, 200.0], index=["a", "b"])
    assert careers.in_dollars_of(column, 2019, 2024, prices=prices)["b"] == pytest.approx(
        200 * 313.689 / 255.657
    )
    with pytest.raises(ValueError, match="no price index for 2016: there is one for 2017 to 2024"):
        careers.in_dollars_of(100, 2016, 2024, prices=prices)


def test_growth_per_year():
    assert careers.growth_per_year(100, 121, 2) == pytest.approx(0.10)
    assert careers.growth_per_year(100, 100, 7) == 0
    assert careers.growth_per_year(121, 100, 2) == pytest.approx(1 / 1.1 - 1)
    for arguments, words in (
        ((0, 1, 1), "first value"),
        ((1, 0, 1), "last value"),
        ((1, 2, 0), "number of years"),
    ):
        with pytest.raises(ValueError, match=f"{words} must be more than 0"):
            careers.growth_per_year(*arguments)


def test_a_series_marks_the_break_and_keeps_the_years(wages, prices):
    pay = careers.pay_series("17-3026", wages=wages, prices=prices)
    assert list(pay["year"]) == list(range(2017, 2025))
    assert list(pay["pay"]) == [54_280, 55_460, 56_550, 57_320, 60_220, 61_210, 62_610, 64_790]
    assert list(pay.loc[pay["new_method"], "year"]) == [2021]
    assert set(pay["base_year"]) == {2024} and pay["real_pay"].iloc[-1] == 64_790
    growth = careers.real_growth("17-3026", 2017, 2024, wages=wages, prices=prices)
    assert pay["real_pay"].iloc[-1] / pay["real_pay"].iloc[0] - 1 == pytest.approx(growth.real)
    assert set(pay["figure"]) == {"median pay a year"}


def test_a_series_that_skips_the_year_of_the_break_still_marks_it(wages):
    gap = wages[wages["year"] != 2021].assign(method_break=False)
    gap = pd.concat([gap, wages[(wages["year"] == 2021) & (wages["soc"] != "17-3026")]])
    pay = careers.pay_series("17-3026", wages=gap)
    assert list(pay.loc[pay["new_method"], "year"]) == [2022] and "real_pay" not in pay


def test_a_series_from_to_and_in_dollars_of(wages, prices):
    pay = careers.pay_series("51-9161", wages=wages, prices=prices, start=2020, end=2022, base=2019)
    assert list(pay["year"]) == [2020, 2021, 2022] and set(pay["base_year"]) == {2019}
    assert pay["real_pay"].iloc[0] == pytest.approx(pay["pay"].iloc[0] * 255.657 / 258.811)
    # It begins behind the break: nothing to mark.
    assert not careers.pay_series("17-3028", wages=wages)["new_method"].any()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"start": 2016}, "no figures of 2016: it has 2017 to 2024"),
        ({"end": 2030}, "no figures of 2030"),
        ({"start": 2022, "end": 2020}, "did you mean 2020, 2022"),
        ({"column": "soc"}, "no pay in a column 'soc'"),
        ({"base": 2000}, "no price index for 2000"),
    ],
)
def test_pay_series_refuses(wages, prices, options, words):
    with pytest.raises(ValueError, match=words):
        careers.pay_series("17-3026", wages=wages, prices=prices, **options)


def test_a_figure_that_is_not_published_is_a_gap():
    table = pd.concat([small(1e4, 2e4, 3e4, 4e4, 5e4, year=2019), small(1e4, 2e4, "*", 4e4, 5e4)])
    pay = careers.pay_series("99-0001", wages=table)
    assert pay["pay"].iloc[0] == 3e4 and np.isnan(pay["pay"].iloc[1])


# -- side by side -------------------------------------------------------------------------------------------


def test_occupations_side_by_side(wages):
    pay = careers.compare(["17-3026", "industrial engineer"], 2024, wages=wages)
    assert list(pay.columns) == [
        *("title", "soc", "year", "employment", "annual_mean"), *FIVE, *("spread", "vs_first", "note")
    ]  # fmt: skip
    assert list(pay["soc"]) == ["17-3026", "17-2112"] and list(pay["annual_median"]) == [64_790, 101_140]
    assert list(pay["vs_first"].round(4)) == [0, round(101_140 / 64_790 - 1, 4)]
    assert pay["spread"].iloc[0] == pytest.approx(97_670 / 46_370)
    assert list(pay["note"]) == ["", ""]
    assert pay["annual_median"].dtype == "int64"


def test_the_order_is_the_one_asked_for(wages):
    pay = careers.compare(["51-4041", "17-3026"], [2024, 2022], wages=wages)
    assert list(zip(pay["soc"], pay["year"], strict=True)) == [
        ("51-4041", 2024), ("51-4041", 2022), ("17-3026", 2024), ("17-3026", 2022)
    ]  # fmt: skip


def test_left_out_means_all_and_the_latest(wages):
    pay = careers.compare(wages=wages)
    assert len(pay) == 22 and set(pay["year"]) == {2024}
    every = careers.compare("17-3028", "all", wages=wages)
    assert list(every["year"]) == [2021, 2022, 2023, 2024]
    # In a year before it was published an occupation is just not there, unless asked for by name.
    assert len(careers.compare(None, 2018, wages=wages)) == 19
    with pytest.raises(ValueError, match="17-3028.*no figures of 2018"):
        careers.compare("17-3028", 2018, wages=wages)


def test_the_break_is_said_in_the_result_and_not_on_the_error_stream(wages, capfd, recwarn):
    pay = careers.compare("17-3026", [2019, 2020, 2021, 2024], wages=wages)
    said = ["new method since 2021" in note for note in pay["note"]]
    assert said == [False, False, True, True]
    assert not any(careers.compare("17-3026", [2021, 2024], wages=wages)["note"])
    assert capfd.readouterr() == ("", "") and not recwarn.list


def test_an_earlier_title_is_said(wages):
    for years in ([2018, 2019], [2019, 2018]):
        pay = careers.compare("17-3026", years, wages=wages).set_index("year")
        assert pay["note"][2018] == "later called Industrial Engineering Technologists and Technicians"
        assert pay["note"][2019] == ""


def test_years_after_prices(wages, prices):
    pay = careers.compare("17-3026", [2019, 2024], wages=wages, prices=prices)
    growth = careers.real_growth("17-3026", 2019, 2024, wages=wages, prices=prices)
    assert pay["real_vs_first"].iloc[1] == pytest.approx(growth.real)
    assert pay["vs_first"].iloc[1] == pytest.approx(growth.nominal)
    assert pay["real_median"].iloc[1] == 64_790


def test_sectors_side_by_side(sectors):
    names = [load("careers/sectors"), load("careers/occupations")]
    pay = careers.compare("17-3026", wages=sectors, names=names)
    assert len(pay) == 14 and set(pay["title"]) == {"Industrial engineering technologists and technicians"}
    assert pay.set_index("sector")["sector_title"]["31"] == "Manufacturing"
    two = careers.compare("17-3026", sectors=["54", 31], wages=sectors)
    assert (
        list(two["sector"]) == ["54", "31"] and "sector_title" not in two and set(two["title"]) == {"17-3026"}
    )
    engineers = careers.compare("17-2112", wages=sectors).set_index("sector")
    assert engineers["note"]["56"] == "employment not published" and np.isnan(engineers["employment"]["56"])


def test_what_is_missing_is_said():
    table = small("*", 20_000, "30,000", "#", "#")
    (pay,) = careers.compare(wages=table).to_dict("records")
    assert pay["annual_median"] == 30_000 and np.isnan(pay["annual_p10"]) and np.isnan(pay["annual_p90"])
    assert pay["note"] == (
        "75th and 90th percentile at or above the upper limit; 10th percentile not published"
    )


def test_a_comparison_can_be_compared_again(wages):
    once = careers.compare(["17-3026", "17-2112"], 2024, wages=wages)
    pd.testing.assert_frame_equal(careers.compare(wages=once), once)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (("17-3026", 2016), {}, "The table has no figures of 2016: it has 2017 to 2024"),
        (
            ("17-3026", "every"),
            {},
            "numbers such as 2024, or \"all\"; 'every' was given. Several occupations go first",
        ),
        (("17-3026", []), {}, "name a year"),
        (([],), {}, "name an occupation"),
        (("17-3026",), {"sectors": "31"}, "not by sector"),
        (("17-3026",), {"prices": {2020: 1}}, "no price index for 2024"),
        (("17-3026",), {"names": 3}, "names is a int"),
        ((pd.DataFrame(),), {}, "The table goes in as wages="),
        (("17-3026",), {"wages": None}, "The table is missing"),
        (("17-3026",), {"wages": load("careers/wages").head(0)}, "empty: there is nothing to compare"),
    ],
)
def test_compare_refuses(wages, arguments, options, words):
    with pytest.raises(ValueError, match=words):
        careers.compare(*arguments, **{"wages": wages, **options})


def test_compare_refuses_rows_that_are_there_twice(wages, sectors):
    with pytest.raises(ValueError, match="several rows for 17-3026 in 2024"):
        careers.compare("17-3026", wages=pd.concat([wages, wages]))
    with pytest.raises(ValueError, match="several rows for 17-3026 in 2024"):
        careers.compare("17-3026", wages=pd.concat([sectors, sectors]))


# -- raw figures --------------------------------------------------------------------------------------------


def test_percentiles_of_raw_figures():
    data = [50, 15, 40, 20, 35]
    assert careers.percentile(data, 50) == careers.percentile(data, 50, "exclusive") == 35
    assert (careers.percentile(data, 0), careers.percentile(data, 100)) == (15, 50)
    assert careers.percentile(data, 5, "exclusive") == 15 and careers.percentile(data, 99, "exclusive") == 50
    assert careers.percentile([7], 10) == careers.percentile([7], 10, "exclusive") == 7
    assert type(careers.percentile(pd.Series(data), 40)) is float
    assert careers.percentile([-3, -1], 50) == -2


def test_a_small_spread_on_large_values_keeps_its_digits():
    data = [1e7 + step / 10 for step in range(11)]
    assert careers.percentile(data, 50) == 1e7 + 0.5
    assert careers.weighted_mean(data, [1] * 11) == pytest.approx(1e7 + 0.5, abs=1e-9)


def test_ranks():
    data = [1, 2, 3, 3, 4]
    assert [careers.percentile_rank(3, data, ties) for ties in ("below", "half", "up to")] == [40, 60, 80]
    assert careers.percentile_rank(0, data) == 0 and careers.percentile_rank(9, data) == 100


def test_weights(sectors):
    assert careers.weighted_mean([50_000, 80_000], [3, 1]) == 57_500
    assert careers.weighted_percentile([3, 1, 2], [1, 1, 1], 50) == 2
    assert careers.weighted_percentile([1, 2, 3], [0, 0, 5], 1) == 3
    assert careers.weighted_percentile([1, 2], [0.1, 0.9], 10) == 1  # reached exactly
    assert careers.weighted_percentile([9, 1], [0, 2], 100) == 1  # what weighs nothing is not there
    manufacturing = sectors[sectors["soc"] == "17-3026"]
    mean = careers.weighted_mean(manufacturing["annual_median"], manufacturing["employment"])
    assert 51_430 < mean < 105_570


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: careers.percentile([1, 2], 0.9), "did you mean 90"),
        (lambda: careers.percentile([1, 2], 101), "from 0 to 100"),
        (lambda: careers.percentile([1, 2], -1), "from 0 to 100"),
        (lambda: careers.percentile([], 50), "no values"),
        (lambda: careers.percentile([1, None], 50), "Value 2 is empty"),
        (lambda: careers.percentile(5, 50), "Give several values"),
        (lambda: careers.percentile([1, 2], 50, "linear"), '"inclusive" or "exclusive"'),
        (lambda: careers.percentile(pd.DataFrame({"a": [1]}), 50), "choose a column"),
        (lambda: careers.percentile_rank(1, []), "no values"),
        (lambda: careers.percentile_rank("1", [1]), "take off the quotes"),
        (lambda: careers.percentile_rank(1, [1], "mean"), '"half", "below" or "up to"'),
        (lambda: careers.weighted_mean([1, 2], [1]), "2 values but 1 weights"),
        (lambda: careers.weighted_mean([1, 2], [0, 0]), "all zero"),
        (lambda: careers.weighted_mean([1, 2], [1, -1]), "Weight 2 is -1"),
        (lambda: careers.weighted_percentile([1], [1], 0.5), "did you mean 50"),
        (
            lambda: careers.weighted_mean(pd.Series([1, 2]), pd.Series([1, 2], index=[5, 6])),
            "belong to different rows",
        ),
    ],
)
def test_raw_figures_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_no_table_is_changed(wages, sectors, prices):
    before = [table.copy(deep=True) for table in (wages, sectors, prices)]
    careers.percentile_of(60_000, "17-3026", 2024, wages=wages)
    careers.compare(None, "all", wages=wages, prices=prices)
    careers.compare(wages=sectors, names=load("careers/sectors"))
    careers.pay_series("17-3026", wages=wages, prices=prices)
    careers.real_growth("17-3026", 2019, 2024, wages=wages, prices=prices)
    data, weights = np.array([3.0, 1.0]), np.array([1.0, 2.0])
    careers.percentile(data, 50)
    careers.weighted_percentile(data, weights, 50)
    assert list(data) == [3, 1] and list(weights) == [1, 2]
    for table, copied in zip((wages, sectors, prices), before, strict=True):
        pd.testing.assert_frame_equal(table, copied)
