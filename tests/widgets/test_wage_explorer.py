"""The wage explorer: figures from the published tables, read with the keys in a real JupyterLab."""

import json

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.widgets.wage_explorer import WageExplorer

ROOT = ".sf-explorer"
TECHNICIAN, ENGINEER, SUPERVISOR, CALIBRATION = "17-3026", "17-2112", "51-1011", "17-3028"
WAGES, PRICES = load("careers/wages"), load("careers/prices").set_index("year")["price_index"]
BY_SECTOR = load("careers/wages_by_sector")
PAY = ["annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"]
USD = ["p10_usd", "p25_usd", "median_usd", "p75_usd", "p90_usd"]


def from_the_browser(explorer, **inputs):
    explorer.inputs = {**explorer.inputs, **inputs, "step": explorer.inputs["step"] + 1}


def published(soc, year):
    return WAGES[(WAGES["soc"] == soc) & (WAGES["year"] == year)].iloc[0]


def a_note(soc=TECHNICIAN, year=2024, sector="all", dollars="day", wage=None):
    return {"soc": soc, "year": year, "sector": sector, "dollars": dollars, "wage": wage}


def own_table(**columns):
    table = {"year": [2024], "soc": ["99-0001"], "title": ["Loom Fixers"], "employment": [90]}
    table |= dict(zip(PAY, ([30_000], [35_000], [40_000], [50_000], [60_000]), strict=True))
    return pd.DataFrame(table | columns)


# What it shows


def test_at_first_three_occupations_stand_side_by_side_with_the_latest_figures():
    explorer = WageExplorer()
    for place, soc in enumerate([TECHNICIAN, ENGINEER, SUPERVISOR]):
        row, there = explorer.view["rows"][place], published(soc, 2024)
        assert row["pay"] == there[PAY].to_list() and row["name"] == there["title"]
        assert row["labels"][2] == f"${there['annual_median']:,}"
        assert f"{there['title']}: median ${there['annual_median']:,}, 10th to 90th" in explorer.text
    assert row["words"] == (
        "First-Line Supervisors of Production and Operating Workers: a tenth earn less than $45,790, a quarter earn "
        "less than $56,330, half earn less than $71,190, three quarters earn less than $86,770, nine tenths earn "
        "less than $106,960. 685,140 employees."
    )
    assert explorer.view["span"] == [45790, 157140]
    assert repr(explorer).startswith("WageExplorer: Occupations in 2024: pay a year in dollars of the day.")


def test_the_same_pay_in_the_dollars_of_another_year():
    explorer = WageExplorer(TECHNICIAN, show="years", start=2019, dollars=2024)
    factor = PRICES[2024] / PRICES[2019]
    there = published(TECHNICIAN, 2019)[PAY].astype(float) * factor
    assert explorer.shown.loc[0, USD].to_list() == [pytest.approx(pay) for pay in there]
    assert explorer.shown["dollars"].unique().tolist() == ["of 2024"]
    assert explorer.shown["median_usd"].iloc[-1] == 64_790
    assert "pay a year in dollars of 2024 (after prices)" in explorer.text
    explorer.set(dollars="day")
    assert explorer.shown["median_usd"].iloc[0] == 56_550 and "dollars of the day." in explorer.text


def test_growth_is_said_in_dollars_and_after_prices_only_when_asked_for():
    explorer = WageExplorer(TECHNICIAN, show="years", start=2019)
    nominal = 64_790 / 56_550 - 1
    prices = PRICES[2024] / PRICES[2019] - 1
    real = (1 + nominal) / (1 + prices) - 1
    assert explorer.view["growth"].startswith(
        f"The median rose by {100 * nominal:.1f}\u00a0% from 2019 to 2024, in dollars of the day: $56,550 to $64,790."
    )
    assert "After prices" not in explorer.text
    explorer.set(dollars=2017)
    assert explorer.view["growth"].startswith(
        f"After prices the median fell by {-100 * real:.1f}\u00a0% from 2019 to 2024: in dollars of the day it rose "
        f"by {100 * nominal:.1f}\u00a0%, and prices rose by {100 * prices:.1f}\u00a0%."
    )
    explorer.set(start=2024)
    assert explorer.view["growth"] == "", "one year is no growth"
    explorer.set(show="occupations")
    assert explorer.view["growth"] == ""


def test_the_break_of_2021_is_marked_where_it_lies_between_and_nowhere_else():
    explorer = WageExplorer(TECHNICIAN, show="years")
    marked = {row["name"]: row["break"] for row in explorer.view["rows"] if row["break"]}
    assert marked == {"2021": "New method from 2021 on: the figures before it do not compare with these."}
    assert "In 2021 the method of the statistics changed" in explorer.view["growth"]
    assert (
        "New method from 2021 on: the figures before it do not compare with these. 2021: median"
        in explorer.text
    )
    assert "does not compare with the rows from before" in explorer.view["rows"][-1]["note"]
    for inputs in ({"start": 2021}, {"start": 2017, "end": 2020}):
        explorer.set(**{"end": 2024, **inputs})
        assert not any(row["break"] for row in explorer.view["rows"]) and "method" not in explorer.text
    explorer.set(show="occupations", year=2021)
    assert not any(row["break"] for row in explorer.view["rows"])


def test_an_occupation_without_figures_for_a_year_says_so():
    explorer = WageExplorer([CALIBRATION, TECHNICIAN], year=2019, wage=60_000)
    first, second = explorer.view["rows"]
    assert first["pay"] is None and first["you"] == "" and second["pay"]
    assert "Calibration Technologists and Technicians: no figures of 2019 under this code." in explorer.text
    assert (
        explorer.shown["median_usd"].isna().tolist() == [True, False]
        and explorer.shown["position"].iloc[0] == ""
    )
    explorer.set(show="years", occupation=CALIBRATION)
    assert [row["name"] for row in explorer.view["rows"] if row["pay"]] == ["2021", "2022", "2023", "2024"]
    assert "from 2021 to 2024" in explorer.view["growth"] and "method" not in explorer.view["growth"]
    assert not any(row["break"] for row in explorer.view["rows"]), "there is nothing before it"


def test_a_title_that_changed_is_noted():
    explorer = WageExplorer(TECHNICIAN, year=2018)
    assert explorer.view["rows"][0]["name"] == "Industrial Engineering Technologists and Technicians"
    assert explorer.view["rows"][0]["note"] == "then called Industrial Engineering Technicians"
    explorer.set(show="years")
    assert "later called" in explorer.view["rows"][0]["note"]


def test_sectors_from_the_best_paid_down_after_all_of_them():
    explorer = WageExplorer(TECHNICIAN, show="sectors")
    there = BY_SECTOR[BY_SECTOR["soc"] == TECHNICIAN].sort_values("annual_median", ascending=False)
    shown = explorer.shown
    assert shown["sector"].iloc[0] == "all sectors" and shown["median_usd"].iloc[0] == 64_790
    assert shown["median_usd"].iloc[1:].tolist() == there["annual_median"].tolist()
    assert [row["sector"] for row in explorer.view["rows"][1:]] == there["sector"].tolist()
    assert shown["sector"].iloc[1] == "Mining, Quarrying, and Oil and Gas Extraction"
    assert (
        f"{len(there) + 1} rows. The highest median is that of {shown['sector'].iloc[1]} ($105,570)"
        in explorer.text
    )
    assert f"the lowest that of {shown['sector'].iloc[-1]} ($51,430)" in explorer.text
    government = next(row for row in explorer.view["rows"] if row["sector"] == "99")
    assert government["name"] == "Federal, State, and Local Government"
    assert government["note"].startswith("excluding State and Local Government Schools")
    assert len(explorer.view["options"]["occupation"]) == 5, "those with figures by sector"


def test_occupations_within_one_sector():
    explorer = WageExplorer([TECHNICIAN, "machinist"], sector="31")
    assert explorer.view["rows"][0]["pay"][2] == 63_320
    assert explorer.view["rows"][1]["note"] == "not published in this sector"
    assert explorer.text.startswith("Occupations in Manufacturing in 2024")
    assert explorer.view["options"]["year"] == [2024]
    with pytest.raises(ValueError, match="By sector there are figures of 2024 only; 2019 was given"):
        explorer.set(year=2019)
    missing = BY_SECTOR[BY_SECTOR["employment"].isna()].iloc[0]
    explorer.set(sector=missing["sector"], occupations=[missing["soc"]])
    assert "employees" not in explorer.view["rows"][0]["words"] and explorer.shown["employment"].isna().all()


# Where a wage stands


def test_a_wage_is_read_between_the_published_points():
    explorer = WageExplorer(wage=60_000)
    place = 25 + 25 * (60_000 - 53_230) / (64_790 - 53_230)
    technician, engineer, _ = explorer.view["rows"]
    assert (technician["you"], engineer["you"]) == (
        f"about the {place:.0f}th percentile",
        "below the 10th percentile",
    )
    assert technician["position"].startswith("Your $60,000: about the 40th percentile of Industrial")
    assert explorer.shown["percentile"].iloc[0] == pytest.approx(place)
    assert "you about the 40th percentile." in explorer.text and explorer.view["wage"] == "$60,000"
    explorer.set(wage=64_790)
    assert explorer.view["rows"][0]["you"] == "at the median"
    explorer.set(wage=53_230)
    assert explorer.view["rows"][0]["you"] == "at the 25th percentile"
    explorer.set(wage=200_000)
    assert explorer.view["rows"][0]["you"] == "above the 90th percentile"
    assert explorer.view["span"][1] == 200_000, "the wage has room on the picture"
    explorer.set(wage=None)
    assert explorer.view["rows"][0]["you"] == "" and explorer.shown["wage_usd"].isna().all()


def test_after_prices_a_wage_counts_in_the_same_dollars_as_the_rows():
    explorer = WageExplorer(TECHNICIAN, show="years", start=2019, dollars=2024, wage=60_000)
    then, there = 60_000 * PRICES[2019] / PRICES[2024], published(TECHNICIAN, 2019)
    place = 25 + 25 * (then - there["annual_p25"]) / (there["annual_median"] - there["annual_p25"])
    assert explorer.shown["percentile"].iloc[0] == pytest.approx(place)
    explorer.set(dollars="day")
    above = 50 + 25 * (60_000 - there["annual_median"]) / (there["annual_p75"] - there["annual_median"])
    assert explorer.shown["percentile"].iloc[0] == pytest.approx(above)


def test_in_a_sector_the_wage_is_held_against_that_sector():
    explorer = WageExplorer(TECHNICIAN, show="sectors", wage=75_000)
    mining = explorer.shown[explorer.shown["sector"].str.startswith("Mining")].iloc[0]
    assert mining["percentile"] == pytest.approx(10 + 15 * (75_000 - 68_320) / (81_100 - 68_320))
    assert (
        "Technologists and Technicians in Mining, Quarrying, and Oil and Gas Extraction in 2024"
        in mining["position"]
    )


def test_pay_by_the_hour_is_noticed():
    explorer = WageExplorer()
    from_the_browser(explorer, wage=25)
    assert "looks like pay by the hour. Did you mean 52,000" in explorer.view["problem"]
    assert explorer.view["set"]["wage"] is None


# What comes back


def test_tables_are_there_before_anything_is_noted():
    explorer = WageExplorer()
    kinds = {
        "lookup": "int64",
        "title": "str",
        "soc": "str",
        "year": "int64",
        "sector": "str",
        "dollars": "str",
    }
    kinds |= dict.fromkeys(USD, "float64") | {"employment": "Int64", "wage_usd": "float64"}
    kinds |= {"percentile": "float64", "position": "str", "note": "str"}
    assert explorer.record.dtypes.astype(str).to_dict() == kinds and explorer.record.empty
    assert "No row is noted yet." in explorer.text
    del kinds["lookup"]
    assert explorer.shown.dtypes.astype(str).to_dict() == kinds
    from_the_browser(explorer, noted=[a_note()])
    assert list(explorer.record.dtypes) == list(WageExplorer().record.dtypes)


def test_rows_noted_come_back_as_they_were_when_they_were_noted():
    explorer = WageExplorer()
    notes = [a_note(), a_note(year=2019, dollars=2024, wage=60_000.0), a_note(soc=ENGINEER, sector="31")]
    from_the_browser(explorer, noted=notes, dollars=2017, wage=30_000)
    record = explorer.record
    engineer = BY_SECTOR[(BY_SECTOR["soc"] == ENGINEER) & (BY_SECTOR["sector"] == "31")].iloc[0]
    assert record["lookup"].tolist() == [1, 2, 3] and record["year"].tolist() == [2024, 2019, 2024]
    assert record["median_usd"].tolist() == [
        64_790,
        pytest.approx(56_550 * PRICES[2024] / PRICES[2019]),
        engineer["annual_median"],
    ]
    assert record["dollars"].tolist() == ["of the day", "of 2024", "of the day"]
    assert record["sector"].tolist() == ["all sectors", "all sectors", "Manufacturing"]
    assert record["wage_usd"].isna().tolist() == [True, False, True]
    assert record["position"].iloc[1].startswith("about the 34th percentile")
    assert explorer.view["noted"][1] == [
        "Industrial Engineering Technologists and Technicians", "2019", "all sectors", "of 2024", "$69,386",
        "about the 34th percentile",
    ]  # fmt: skip
    assert "3 rows are noted." in explorer.text


def test_work_is_kept_and_comes_back(tmp_path):
    path = tmp_path / "my_wages.json"
    from_the_browser(WageExplorer(save_as=path), noted=[a_note()], show="years", wage=50_000)
    again = WageExplorer(save_as=path)
    assert len(again.record) == 1 and again.view["set"]["wage"] == 50_000 and len(again.view["rows"]) == 8
    other = WageExplorer("99-0001", wages=own_table(), save_as=path)
    assert "cannot be used" in other.view["problem"] and other.record.empty


# Tables of one's own


def test_a_table_of_ones_own_alone_has_no_sectors_no_prices_and_no_source():
    table = own_table()
    before = table.copy()
    explorer = WageExplorer("loom fixer", wages=table, wage=46_000)
    pd.testing.assert_frame_equal(table, before)
    options = explorer.view["options"]
    assert [key for key, _ in options["shows"]] == ["occupations", "years"]
    assert options["dollars"] == [["day", "of the day"]] and options["sectors"] == [["all", "all sectors"]]
    assert explorer.view["source"] == "" and explorer.view["rows"][0]["you"] == "about the 65th percentile"
    for inputs, words in (
        ({"dollars": 2024}, "no table of prices"),
        ({"show": "sectors"}, "no figures of Loom"),
    ):
        with pytest.raises(ValueError, match=words):
            explorer.set(**inputs)


def test_growth_without_prices_is_not_claimed():
    table = pd.concat([own_table(), own_table(year=[2023])])
    assert WageExplorer("99-0001", wages=table, show="years").view["growth"] == ""


def test_what_is_not_published_is_left_open():
    table = own_table(annual_p90=["#"], annual_p10=["*"])
    explorer = WageExplorer("99-0001", wages=table, prices=load("careers/prices"), dollars=2020)
    row, factor = explorer.view["rows"][0], PRICES[2020] / PRICES[2024]
    assert row["pay"] == [None, round(35_000 * factor), round(40_000 * factor), round(50_000 * factor), None]
    assert row["labels"][0] == "" and row["labels"][4] == "#"
    assert "10th to 90th percentile not published to #" in explorer.text
    assert "a tenth" not in row["words"] and "90th percentile at or above the upper limit" in row["words"]


# What is set


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"show": "months"}, "'occupations', 'years', 'sectors'; 'months' was given"),
        ({"show": ["years"]}, "was given"),
        ({"occupations": []}, "Choose one occupation or more"),
        ({"occupations": "17-3026"}, "Choose one occupation or more"),
        ({"occupations": ["weaver"]}, "no occupation 'weaver'"),
        ({"occupations": [3026]}, "text in quotes"),
        ({"occupations": sorted(set(WAGES["soc"]))[:9]}, "8 occupations at most"),
        ({"occupation": None}, "text in quotes"),
        ({"show": "sectors", "occupation": "51-4041"}, "By sector there are no figures of Machinists"),
        ({"sector": "13"}, 'The sector is "all" or a code'),
        ({"sector": 31}, 'The sector is "all" or a code'),
        ({"year": 2016}, "The year is one from 2017 to 2024; 2016 was given"),
        ({"year": "2020"}, "take off the quotes"),
        ({"year": 2020.5}, "one from 2017 to 2024"),
        ({"start": 2022, "end": 2019}, "did you mean 2019 to 2022"),
        ({"dollars": 2016}, "or a year from 2017 to 2024; 2016 was given"),
        ({"dollars": "2020"}, "or a year from 2017"),
        ({"dollars": True}, "yes-or-no"),
        ({"wage": 0}, "wage must be more than 0"),
        ({"wage": "60000"}, "take off the quotes"),
        ({"wage": True}, "yes-or-no"),
        ({"wage": 20_000_000}, "a zero too many"),
        ({"noted": "all"}, "What was noted cannot be read"),
        ({"noted": [1]}, "What was noted cannot be read"),
        ({"noted": [a_note(soc="99-0001")]}, "not in these tables"),
        ({"noted": [a_note(year=2016)]}, "not in these tables"),
        ({"noted": [a_note(soc=CALIBRATION, year=2019)]}, "not in these tables"),
        ({"noted": [a_note(year=2019, sector="31")]}, "not in these tables"),
        ({"noted": [a_note(sector="71")]}, "not in these tables"),
        ({"noted": [a_note(dollars=1990)]}, "The dollars are"),
        ({"noted": [a_note(wage=-1)]}, "more than 0"),
        ({"city": "Troy"}, "nothing called city"),
    ],
)
def test_what_is_impossible_is_said_in_words(inputs, words):
    explorer = WageExplorer()
    before = explorer.text
    with pytest.raises(ValueError, match=words):
        explorer.set(**inputs)
    assert explorer.text == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"occupations": "weaver"}, "no occupation 'weaver'"),
        ({"occupations": 3026}, "Choose one occupation or more"),
        ({"occupations": []}, "Choose one occupation or more"),
        ({"wages": "careers/wages"}, "give a table"),
        ({"wages": own_table().head(0)}, "empty"),
        ({"wages": own_table().drop(columns="annual_p10")}, "no column annual_p10"),
        ({"by_sector": WAGES}, "no column sector"),
        ({"sectors": WAGES}, "no column sector"),
        ({"prices": WAGES}, "no column price_index"),
        ({"wage": 25}, "pay by the hour"),
        ({"dollars": "real"}, "The dollars are"),
        ({"show": "sector"}, "show is"),
    ],
)
def test_arguments_that_make_no_sense(arguments, words):
    with pytest.raises(ValueError, match=words):
        WageExplorer(**arguments)


def test_occupations_are_named_by_code_or_title():
    explorer = WageExplorer(["machinist", "17-2112", "Machinists"])
    assert explorer.view["set"]["occupations"] == ["51-4041", ENGINEER]
    assert explorer.view["set"]["occupation"] == "51-4041"


# In the browser


def test_looked_up_by_keys_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "wages/wages.ipynb",
        [
            "from shopfloor.widgets.wage_explorer import WageExplorer\nexplorer = WageExplorer()\nexplorer",
            "print('last line')",
            "print(explorer.record[['title', 'year', 'sector', 'dollars', 'median_usd', 'percentile']]"
            ".round(1).to_json(orient='values'))",
            "again = 'seen' in globals()\nseen = True\nexplorer if again else None",
        ],
    )
    lab.run_all(page, "wages/wages.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    rows = page.get_by_role("listbox", name="Rows of pay")
    picked = page.locator(f"{ROOT} [role=option][aria-selected=true]")

    # What did the median of 2019 buy, in dollars of 2024? Radio buttons and lists with their own keys.
    page.get_by_label("Occupations side by side").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{ROOT}[data-show='years']")
    page.get_by_label("Dollars", exact=True).focus()
    page.keyboard.press("End")
    page.wait_for_selector(f"{ROOT} .sf-heading >> text=in dollars of 2024 (after prices)")
    page.wait_for_selector(f"{ROOT} .sf-growth >> text=After prices the median fell by 6.7")
    page.get_by_label("Your wage").focus()
    page.keyboard.type("60000")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-position >> text=Your $60,000: about the 34th percentile")
    page.wait_for_selector(
        f"{ROOT} [role=status] >> text=2017. Your $60,000: about the 34th percentile", state="attached"
    )
    assert page.locator(f"{ROOT} .sf-break").count() == 1
    rows.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert picked.get_attribute("aria-label").startswith("2019: a tenth earn less than")
    assert rows.get_attribute("aria-activedescendant") == picked.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} td >> text=$69,386")
    assert rows.evaluate("node => node === document.activeElement"), "the focus stays on the rows"
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    assert "2023" in picked.inner_text()
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    assert picked.get_attribute("aria-label").startswith("New method from 2021 on")

    # In which sector is the median highest?
    page.get_by_label("One occupation over the years").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{ROOT}[data-show='sectors']")
    assert axe(page, ROOT) == []
    page.get_by_role("button", name="No wage").press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-you-line", state="detached")
    assert page.get_by_label("Your wage").input_value() == ""
    rows.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} td >> text=Mining, Quarrying")

    # Other occupations; more than eight are refused in words, and the choice is as it was.
    page.get_by_label("One occupation by sector").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.wait_for_selector(f"{ROOT}[data-show='occupations']")
    page.locator(f"{ROOT} .sf-which summary").press("Enter")
    for name in (
        "All Occupations",
        "Machinists",
        "Logisticians",
        "Industrial Machinery Mechanics",
        "Tool and Die Makers",
    ):
        page.get_by_label(name, exact=True).press("Space")
        page.wait_for_selector(f"{ROOT} .sf-row-name >> text={name}")
    assert page.get_by_label("Machinists", exact=True).is_checked()
    page.get_by_label("Production Occupations", exact=True).press("Space")
    page.wait_for_selector(
        f"{ROOT} .sf-trouble >> text=8 occupations at most stand side by side; 9 were chosen."
    )
    assert not page.get_by_label("Production Occupations", exact=True).is_checked()
    page.get_by_label("Year (May)").press("Home")
    page.wait_for_selector(f"{ROOT} .sf-heading >> text=Occupations in 2017")
    # By sector there is one year only, and the widget goes there.
    page.get_by_label("Sector", exact=True).focus()
    page.keyboard.type("Manufacturing")
    page.wait_for_selector(f"{ROOT} .sf-heading >> text=Occupations in Manufacturing in 2024")
    assert page.locator(f"{ROOT} .sf-trouble").is_hidden()
    page.wait_for_selector(f"{ROOT} .sf-missing >> text=not published in this sector")
    page.get_by_label("or move it").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{ROOT} svg .sf-you >> text=you $60,500")
    assert axe(page, ROOT) == []
    found = json.loads(lab.run_cell(page, 2))
    title = "Industrial Engineering Technologists and Technicians"
    assert found == [
        [title, 2019, "all sectors", "of 2024", 69386.4, 34.2],
        [title, 2024, "Mining, Quarrying, and Oil and Gas Extraction", "of 2024", 105570.0, None],
    ]
    # Shown once more, as after opening the notebook again, it is as it was left.
    lab.run_cell(page, 3)
    page.wait_for_selector(f"{ROOT} >> nth=1")
    assert page.get_by_label("Your wage").nth(1).input_value() == "60500"
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_without_a_notebook_it_says_so_on_a_narrow_page(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors)
    explorer = WageExplorer(show="years", wage=60_000, dollars=2024)
    explorer.set(noted=[a_note()])
    on_a_static_page(page, explorer)
    # A row is looked at without Python: by touching it.
    page.locator(f"{ROOT} [role=option]").nth(3).click()
    assert page.locator(".sf-picked").inner_text().startswith("2020: a tenth earn less than $44,300")
    five = page.locator(f"{ROOT} [aria-selected=true] .sf-figure")
    boxes = [five.nth(place).bounding_box() for place in range(5)]
    assert all(a["x"] + a["width"] <= b["x"] for a, b in zip(boxes, boxes[1:])), "labels stand apart"
    assert boxes[0]["x"] >= 0 and boxes[4]["x"] + boxes[4]["width"] <= 320 and boxes[0]["height"] > 12
    page.get_by_label("From year").select_option("2019")
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    for details in page.locator(f"{ROOT} details:visible > summary").all():
        details.click()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == []


def test_figures_that_are_not_published_are_drawn_open(open_page, on_a_static_page):
    page = open_page(width=600)
    on_a_static_page(page, WageExplorer("99-0001", wages=own_table(annual_p90=["#"], annual_p25=["*"])))
    assert page.locator(f"{ROOT} .sf-open").count() == 1, "an arrow to where nobody knows"
    assert page.locator(f"{ROOT} .sf-half").count() == 0, "no middle half without its ends"
    assert page.locator(f"{ROOT} .sf-figure").all_text_contents() == ["$30,000", "$40,000", "$50,000"]
    assert page.script_errors == []
