"""Every number and claim that lesson 02 writes in its prose is what its data give: worked out with the standard library."""

import csv
import json
import re
from pathlib import Path
from statistics import mean, median, stdev

import nbformat
import pytest

from shopfloor.teaching.exercises import all_exercises, of_lesson

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cells():
    notebook = nbformat.read(ROOT / "notebooks" / "02_pay_and_honest_numbers.ipynb", as_version=4)
    return {cell.id.removeprefix("l02-"): cell.source for cell in notebook.cells}


def table(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def medians(soc):
    return {
        int(row["year"]): int(row["annual_median"]) for row in table("careers/wages") if row["soc"] == soc
    }


def prices():
    return {int(row["year"]): float(row["price_index"]) for row in table("careers/prices")}


def real(soc, start, end):
    pay, price = medians(soc), prices()
    return pay[end] / pay[start] / (price[end] / price[start]) - 1


def amounts(text):
    return [int(number.replace(",", "").replace("_", "")) for number in re.findall(r"\d{2,3}[,_]\d{3}", text)]


def survey():
    return [
        (int(row["person"]), float(row["pay_usd"]), row["counted_as"]) for row in table("careers/pay_survey")
    ]


# Pay and prices


def test_the_pay_that_is_shown_and_divided(cells):
    pay = medians("17-3026")
    assert amounts(cells["predict-ask"]) == [pay[2019], pay[2024]]
    assert amounts(cells["step-1"]) == [pay[2024], pay[2019]]
    assert f"Up {100 * (pay[2024] / pay[2019] - 1):.1f} %" in cells["step-2"]
    assert "tail(6)" in cells["filter"] and max(pay) - 2019 == 5, "the six rows begin with 2019"


def test_the_prices_that_are_shown_and_divided(cells):
    index = prices()
    assert cells["step-2-sum"] == f"{index[2024]:.3f} / {index[2019]:.3f}"
    assert f"rose by {100 * (index[2024] / index[2019] - 1):.1f} %" in cells["step-3"]
    described = next(
        one
        for one in json.loads((ROOT / "datasets" / "datapackage.json").read_text(encoding="utf-8"))[
            "resources"
        ]
        if one["name"] == "careers/prices"
    )
    [unit] = [field["unit"] for field in described["schema"]["fields"] if "unit" in field]
    assert unit == "index, 1982 to 1984 = 100" and "(In 1982 to 1984 it was 100.)" in cells["step-2"]


def test_the_pay_after_prices(cells):
    pay, index = medians("17-3026"), prices()
    ratios = f"{pay[2024] / pay[2019]:.4f} / {index[2024] / index[2019]:.4f}"
    assert cells["step-3-sum"] == ratios
    change = real("17-3026", 2019, 2024)
    assert cells["step-4"].startswith(f"{1 + change:.3f}: ")
    assert f"*fell* by {-100 * change:.1f} %" in cells["step-4"]
    nominal = 100 * (pay[2024] / pay[2019] - 1)
    assert f"up {nominal:.1f} % became down {-100 * change:.1f} %" in cells["key"]


def test_all_occupations_together_gained_and_the_technicians_lost_on_one_side_of_the_break_too(cells):
    everybody = medians("00-0000")
    technicians, index = medians("17-3026"), prices()
    dearer = round(technicians[2019] * index[2024] / index[2019])
    assert amounts(cells["compare"]) == [technicians[2019], dearer, everybody[2019], everybody[2024]]
    assert real("00-0000", 2019, 2024) > 0 > real("17-3026", 2019, 2024)
    assert "from 2021 to 2024" in cells["break-text"] and real("17-3026", 2021, 2024) < 0
    broken = [row["year"] for row in table("careers/wages") if row["method_break"] == "true"]
    assert set(broken) == {"2021"}
    assert "up to 2020" in cells["break-text"] and "from 2021 on" in cells["break-text"]


# The survey


def test_the_newsletter_takes_the_mean_of_all_and_most_earn_less(cells):
    everybody = [pay for _, pay, _ in survey()]
    [claimed] = amounts(cells["wrong"])
    assert round(mean(everybody), -2) == claimed and f"It asked {len(everybody)} people" in cells["wrong"]
    assert claimed in amounts(cells["decide"])
    five = [52, 55, 58, 61, 150]
    assert cells["mean"] == "(" + " + ".join(map(str, five)) + ") / 5"
    assert cells["mean-text"].startswith(f"{mean(five)}: four of the five earn less")
    assert (
        sum(one < mean(five) for one in five) == 4 and f"The median is {median(five)}." in cells["mean-text"]
    )


def test_the_survey_is_called_made(cells):
    assert "made for this course" in cells["wrong"] and "nobody was asked" in cells["title"]


def test_both_ends_that_are_shown_hold_what_the_exercise_asks_for(cells):
    rows = sorted(survey(), key=lambda row: row[1])
    assert "head(3)" in cells["sort"] and "tail(6)" in cells["sort-high"]
    assert "And the highest six:" in cells["sort-high-text"]
    least = 7.25 * 52 * 40
    assert f"{least:,.0f} dollars" in cells["e3-ask"] and "7.25 dollars" in cells["e3-ask"]
    assert f"{52 * 40:,} hours" in cells["e3-ask"] and "15_080" in cells["honest"] and least == 15_080
    assert [row[1] < least for row in rows] == [True] + [False] * (len(rows) - 1)
    others = [row for row in rows if row[2] != "technician"]
    assert set(others) <= set(rows[-6:]), "who is no technician is among the six highest"
    assert {job for _, _, job in rows[-6:]} == {"technician", "supervisor", "plant manager"}


def test_supervisors_are_still_among_the_honest(cells):
    honest = [row for row in survey() if row[1] > 15_080]
    assert any(job == "supervisor" for _, _, job in honest)
    kept = [pay for _, pay, job in honest if job == "technician"]
    insight = all_exercises()["02.4"].test.insight
    assert f"{stdev(kept):,.0f} dollars, not {stdev([pay for _, pay, _ in honest]):,.0f}" in insight
    everybody = [pay for _, pay, _ in survey()]
    assert len(survey()) - len(kept) == 5 and insight.startswith("Five rows of 48")
    assert mean(everybody) - mean(kept) > 2000 and 200 < median(everybody) - median(kept) < 900


def test_the_bands_are_ten_thousand_wide(cells):
    assert "10,000 wide" in cells["histogram"] and cells["bands"].count("10_000") == 2


# Sectors


def test_the_smallest_sector_that_is_spoken_of(cells):
    people = [int(row["employment"]) for row in table("careers/wages_by_sector") if row["soc"] == "17-3026"]
    assert f"stands for {min(people)} people" in cells["hides"]


def test_the_offer_and_the_sectors_of_exercise_5(cells):
    assert amounts(cells["percentiles"]) == [62_000] and "62000" in cells["percentiles"]
    points = ["annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"]
    places = {}
    for row in table("careers/wages_by_sector"):
        if row["soc"] == "17-3026" and int(row["employment"]) >= 1_000:
            pays = [int(row[one]) for one in points]
            shares = [10, 25, 50, 75, 90]
            place = 0
            for p1, p2, w1, w2 in zip(shares, shares[1:], pays, pays[1:]):
                if w1 <= 62_000 <= w2:
                    place = p1 + (p2 - p1) * (62_000 - w1) / (w2 - w1)
            places[row["sector"]] = place
    names = {row["sector"]: row["sector_title"] for row in table("careers/sectors")}
    words = all_exercises()["02.5"].solution()
    assert max(places, key=places.get) == "56" and names["56"] in words and f"{places['56']:.0f}th" in words
    assert min(places, key=places.get) == "99" and "Government (below the 10th)" in words
    assert list(places.values()).count(0) == 1, "one sector alone lies above the offer with all it publishes"


# Counts and growth


def test_one_answer_of_a_page_and_four_of_bls(cells):
    sides = [row for row in table("careers/disagreement_sides") if row["topic"] == "number of jobs"]
    assert "One answer of a career page, four of BLS" in cells["counts-text"] or (
        "One answer of a career page, four of BLS" in cells["how-many"]
    )
    assert [bool(row["official_source"]) for row in sides] == [False, True, True, True, True]
    assert {row["official_source"] for row in sides[1:]} == {"projections", "wages"}
    for row in sides[1:]:
        assert ("Employees" in row["says"]) == (row["official_source"] == "wages")
    assert all(row["value_low"] == row["value_high"] for row in sides)


def test_three_vintages_and_a_figure_without_years(cells):
    sides = [row for row in table("careers/disagreement_sides") if row["topic"] == "growth"]
    dated = [row for row in sides if row["year_start"]]
    assert "Three of these are for our technicians, of three vintages" in cells["projection"]
    assert len(dated) == len({row["year_start"] for row in dated}) == 3
    assert all("ndustrial engineering technicians" in row["says"] for row in dated)
    [undated] = [row for row in sides if not row["year_start"]]
    assert f"The {undated['value_low']} % has no years and no code" in cells["projection"]
    [claim] = [
        row
        for row in table("careers/claims")
        if row["measure"] == "growth" and float(row["value"]) == float(undated["value_low"])
    ]
    assert claim["remark"].startswith("No period and no occupation code")
    assert "the 6 % of growth" in cells["decide"] and undated["value_low"] == "6"
    rows = [row for row in table("careers/projections") if row["soc"] == "17-3026"]
    assert [row["change_pct"] for row in rows] == [dated[1]["value_low"], dated[2]["value_low"]]


def test_the_openings_of_exercise_6(cells):
    [row] = [
        row
        for row in table("careers/projections")
        if row["soc"] == "17-3026" and row["projection"] == "2024-34"
    ]
    assert "In 2024-34" in cells["e6-ask"] and "In thousands:" in cells["projection"]
    ratio = float(row["openings"]) / (float(row["change"]) / 10)
    assert abs(all_exercises()["02.6"].test.answer - ratio) < 1e-9
    assert int(row["end_year"]) - int(row["start_year"]) == 10


def test_the_tiers_stand_at_round_places(cells):
    pay = {
        row["measure"]: int(row["value"])
        for row in table("careers/claims")
        if row["role"] == "Production technician" and row["unit"] == "US dollars a year"
    }
    low, high = pay["lowest pay"], pay["highest pay"]
    assert cells["entry"] == f"({pay['entry pay']:_} - {low:_}) / ({high:_} - {low:_})"
    assert (pay["entry pay"] - low) / (high - low) == 0.15 and cells["e7-ask"].startswith(
        "0.15, to the last dollar"
    )
    assert (pay["mid-career pay"] - low) / (high - low) == 0.5 and "Mid-career pay stands at 0.50" in cells[
        "e7-ask"
    ]
    assert pay["senior pay"] in amounts(cells["decide"])
    assert all_exercises()["02.7"].test.answer == (pay["senior pay"] - low) / (high - low)
    shown = [row for row in table("careers/claims") if row["unit"] == "US dollars a year"][-7:]
    assert {row["role"] for row in shown} == {"Production technician"}
    tiers = table("careers/career_tiers")
    open_ones = [int(row["years_low"]) for row in tiers if not row["years_high"]]
    assert len(open_ones) == 2 and "tiers overlap in years" in cells["tiers-close"]


def test_the_page_that_is_filled_in(cells):
    [row] = [row for row in table("careers/wages") if row["soc"] == "17-3026" and row["year"] == "2024"]
    assert amounts(cells["decide"])[:2] == [int(row["annual_median"]), int(row["employment"])]
    questions = re.findall(
        r"^\| (Who counted|Whom|When|In what money|How many|Who gains)", cells["decide"], re.M
    )
    assert len(questions) == 6
    assert len(re.findall(r'= "\.\.\."', cells["page"])) == 8, "the figure, six questions, a sentence"


# The answers


def test_the_answers_are_what_the_files_give():
    answers = {id: all_exercises()[id].test.answer for id in ("02.2", "02.3", "02.4")}
    assert answers["02.2"] == pytest.approx(100 * real("17-3026", 2021, 2024), abs=1e-9)
    assert answers["02.3"] == min(survey(), key=lambda row: row[1])[0]
    kept = [pay for _, pay, job in survey() if pay > 15_080 and job == "technician"]
    assert answers["02.4"] == median(kept)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([39_810 / 49_500, 1.227], "pay ratio is upside down"),
        ([49_500 / 39_810, 255.657 / 313.689], "price ratio is upside down"),
        ([24.3, 22.7], "pay ratio is the rise alone"),
        ([1.2434, 0.227], "price ratio is the rise alone"),
        ([9_690, 1.227], "pay ratio is a difference"),
        ([49_500, 1.227], "one of the two figures"),
        ([1.24, 1.227], "rounded too coarsely"),
        ([1.227, 1.2434], "in each other's place"),
        ([1.1457, 1.227], "of the technicians"),
        ([1.2434], "pay first, then prices"),
        ([1.2434, ...], "still missing"),
        ([(49, 500 / 39, 810), 1.227], "Write 49_500"),
        ([124.34, 122.7], "pay ratio is in percent"),
        ([1.2434, 1.0134], "of prices alone"),
    ],
)
def test_a_wrong_ratio_is_told_which_one_it_is(given, words):
    assert words in str(all_exercises()["02.1"].test.judge(given))


# The damaged page


def test_the_lines_that_the_further_part_names(cells):
    page = (ROOT / "datasets" / "careers" / "career_page.md").read_text(encoding="utf-8").splitlines()
    assert "Premium" in page[15] and "cookies" in page[16] and page[20].startswith("- Set up machines")
    assert "[16, 17, 21]" in cells["too-far"] and "line 21 is a duty" in cells["lost"]
    key = json.loads((ROOT / "instructor" / "keys" / "career_page.json").read_text(encoding="utf-8"))
    assert len(key["defects"]) == 8 and "with eight defects" in cells["further"]
    named = set(re.findall(r"`(\w+)\(mended", cells["repairs"])) | set(
        re.findall(r"(fix_encoding)\(", cells["first-repair"])
    )
    assert named == {defect["repair"] for defect in key["defects"]}
    assert sum(defect["repair"] == "restore_heading" for defect in key["defects"]) == 2
    assert "(twice)" in cells["repairs"]


def test_the_page_mended_as_the_instructors_key_mends_it_is_right_and_each_defect_is_missed(cells):
    import pandas as pd

    from shopfloor.data import load

    key = json.loads((ROOT / "instructor" / "keys" / "career_page.json").read_text(encoding="utf-8"))
    page = load("careers/career_page")

    def repaired(without=None):
        put = {
            change["line"]: change["repaired"]
            for defect in key["defects"]
            if defect["defect"] != without
            for change in defect["changes"]
        }
        rows = [
            (line, text) for line, found in zip(page["line"], page["text"]) for text in put.get(line, [found])
        ]
        return pd.DataFrame(rows, columns=["line", "text"])

    test = all_exercises()["02.8"].test
    assert test.judge(repaired()).right
    for defect in key["defects"]:
        assert not test.judge(repaired(defect["defect"])).right, defect["kind"]


# Words


def test_two_dollar_signs_never_stand_in_one_block(cells):
    """JupyterLab would set what is between them as a formula."""
    for name, source in cells.items():
        if name in ("page-lines",):
            continue
        for block in source.split("\n\n"):
            assert block.count("$") < 2, name
    for id in of_lesson("02"):
        exercise = all_exercises()[id]
        words = [
            exercise.question,
            exercise.test.insight,
            *(mistake.words for mistake in exercise.test.mistakes),
        ]
        words += [exercise.solution() if callable(exercise.solution) else exercise.solution]
        words += getattr(exercise.test, "options", {}).values()
        assert all(one.count("$") < 2 for one in words), id
        for sample in exercise.test.samples():
            assert str(exercise.test.judge(sample.value)).count("$") < 2, (id, sample)


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["next"] and "form of an answer only" in cells["next"]
