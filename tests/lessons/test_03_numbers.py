"""Every number and claim that lesson 03 writes in its prose is what its data give: worked out with the standard library."""

import csv
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
TECHNICIAN, SUPERVISOR = "17-3026.00", "51-1011.00"
PEOPLE = {"Management of Personnel Resources", "Social Perceptiveness", "Coordination"}


@pytest.fixture(scope="module")
def cells():
    notebook = nbformat.read(ROOT / "notebooks" / "03_paths.ipynb", as_version=4)
    return {cell.id: cell.source for cell in notebook.cells}


def rows_of(name):
    with open(ROOT / "datasets" / "careers" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rated(code):
    return {
        row["element"]: row
        for row in rows_of("skill_ratings")
        if row["onet_code"] == code and row["domain"] == "skill"
    }


def hundredths(text):
    return round(float(text) * 100)


@pytest.fixture(scope="module")
def gaps():
    """(gap, importance, skill) of the lesson's way in hundredths, the largest gap first."""
    have, want = rated(TECHNICIAN), rated(SUPERVISOR)
    found = [
        (
            hundredths(want[skill]["level"]) - hundredths(have[skill]["level"]),
            hundredths(want[skill]["importance"]),
            skill,
        )
        for skill in want
    ]
    return sorted(found, reverse=True)


def test_who_rated_what_and_when(cells):
    sides = [list(rated(code).values()) for code in (TECHNICIAN, SUPERVISOR)]
    assert all(row["raters_level"] == row["raters_importance"] == "8" for side in sides for row in side)
    years = [{row["year"] for row in side} for side in sides]
    assert years == [{"2014"}, {"2020"}]
    assert "Eight analysts" in cells["l03-heat-text"]
    assert re.findall(r"\b20\d\d\b", cells["l03-heat-text"]) == ["2014", "2020"]
    assert "rated in 2014 and 2020" in cells["l03-title"]


def test_nothing_much_is_missing_in_the_technicians_best_eight(cells):
    have, want = rated(TECHNICIAN), rated(SUPERVISOR)
    order = sorted(have, key=lambda skill: -float(have[skill]["importance"]))
    assert "top=8" in cells["l03-heat"] and "eight most important" in cells["l03-heat-text"]
    assert float(have[order[7]]["importance"]) > float(have[order[11]]["importance"])
    # Skills that tie with the eighth count as well: whichever are shown, the sentence holds.
    shown = [
        skill for skill in have if float(have[skill]["importance"]) >= float(have[order[7]]["importance"])
    ]
    most = max(hundredths(want[skill]["level"]) - hundredths(have[skill]["level"]) for skill in order[:8])
    limit = hundredths(re.search(r"more than (\d\.\d) higher", cells["l03-heat-text"])[1])
    assert 0 < most <= limit, (most, shown)


def test_the_worked_example(cells):
    want, have = (rated(code)["Coordination"]["level"] for code in (SUPERVISOR, TECHNICIAN))
    assert re.findall(r"\d\.\d\d", cells["l03-worked-2"]) == [want, have]
    assert cells["l03-worked-step"] == f"round({want} - {have}, 2)"
    assert f"{(hundredths(want) - hundredths(have)) / 100:.2f} of a level" in cells["l03-worked-unit"]


def test_the_sum_of_the_gaps_is_below_zero(cells, gaps):
    assert f"all {len(gaps)} skills" in cells["l03-wrong"]
    assert sum(gap for gap, *_ in gaps) < 0
    assert "Less than nothing" in cells["l03-sum-text"]


def test_the_end_of_the_list_has_science(cells, gaps):
    gap, _, skill = gaps[-1]
    assert skill == "Science"
    assert f"{-gap / 100:.2f} levels more science" in cells["l03-e3-text"]


def test_the_first_three_hardly_matter(cells, gaps):
    assert cells["l03-head"].endswith(".head(3)")
    assert all(importance < 300 for _, importance, _ in gaps[:3])
    assert "importance of all three: below 3" in cells["l03-e4-text"]


def test_three_of_the_first_four_that_matter_are_about_people(cells, gaps):
    first = [skill for _, importance, skill in gaps if importance >= 300][:4]
    assert len(PEOPLE & set(first)) == 3 and first[0] == "Management of Personnel Resources"
    [machines] = set(first) - PEOPLE
    text = cells["l03-compare-2"]
    assert (
        "Three of the first four are about people" in text and f"One, {machines}, is about machines" in text
    )
    mathematics = next(gap for gap, _, skill in gaps if skill == "Mathematics")
    assert f"mathematics the technician is {-mathematics / 100:.2f} above" in text


def test_the_guide_quotes_the_largest_gap_that_matters(gaps):
    notebook = nbformat.read(ROOT / "notebooks" / "03_paths.ipynb", as_version=4)
    [note] = [cell.metadata["shopfloor"]["guide"] for cell in notebook.cells if cell.id == "l03-decide"]
    gap, importance, skill = next(row for row in gaps if row[1] >= 300)
    assert f"{skill}: gap {gap / 100:.2f}, importance {importance / 100:.2f}" in note


def test_four_certificates_have_an_issuer_and_two_are_not_what_they_seem(cells):
    named = [row for row in rows_of("credentials") if row["issuer_as_written"]]
    assert len(named) == 4 and "for four certificates" in cells["l03-turn"]
    names = {row["organization"]: row for row in rows_of("organizations")}
    renamed = [
        row
        for row in named
        if names[row["organization"]]["earlier_name"]
        and names[row["organization"]]["earlier_name"] in row["issuer_as_written"]
    ]
    assert ["CPIM" in row["credential"] for row in renamed] == [True]
    doubtful = [row for row in named if row["remark"].startswith("Doubtful")]
    assert doubtful == named[:1], "the prose speaks of the first line"
    # It passes the comparison: the name that was written holds the name of today.
    assert doubtful[0]["organization"] in doubtful[0]["issuer_as_written"]
    assert {row["credential"] for row in rows_of("credential_topics")} == {renamed[0]["credential"]}


def test_the_tiers_overlap(cells):
    tiers = [
        (int(row["years_low"]), int(row["years_high"]) if row["years_high"] else None)
        for row in rows_of("career_tiers")
    ]
    fit = {
        years: sum(low <= years and (high is None or years <= high) for low, high in tiers)
        for years in (2, 8)
    }
    assert fit == {2: 2, 8: 2}
    assert "four tiers" in cells["l03-tiers-text"] and len(tiers) == 4
    assert "worked for 8 years" in cells["l03-e6-text"]
    assert "Two years fit two tiers" in cells["l03-education-text"]


def test_no_step_leads_on_from_the_top_tier_and_the_supervisor_is_two_steps_away(cells):
    steps = [(row["from_role"], row["to_role"]) for row in rows_of("advancement")]
    start, middle, goal = "Junior production technician", "Production technician", "Production supervisor"
    assert (start, middle) in steps and (middle, goal) in steps and (start, goal) not in steps
    assert not [step for step in steps if step[0] == "Lead production technician"]
    begins = {row["role"]: int(row["years_low"]) for row in rows_of("career_tiers")}
    assert begins["Lead production technician"] - begins[start] == 7
    assert "Seven years of tiers do not lead to the supervisor" in cells["l03-e8-after"]
    assert start in cells["l03-map"]


def test_the_way_into_the_job_has_as_many_steps_as_is_said(cells):
    assert len(rows_of("path_steps")) == 8 and "has eight steps" in cells["l03-decide"]


def test_the_tip_on_confidentiality_is_quoted_as_the_table_has_it(cells):
    quoted = re.match(r'"(As far as confidentiality allows)"', cells["l03-e9-text"])[1]
    assert any(quoted.lower() in row["tip"].lower() for row in rows_of("portfolio_tips"))


def test_the_documents_are_five(cells):
    tables = ("credentials", "career_tiers", "education", "path_steps", "advancement", "portfolio_tips")
    assert len({row["document"] for name in tables for row in rows_of(name)}) == 5
    assert "five career documents" in cells["l03-title"]


def test_a_bachelors_degree_stands_behind_the_arrow_to_the_engineer(cells):
    latest = max(row["end_year"] for row in rows_of("projections"))
    [row] = [row for row in rows_of("projections") if row["soc"] == "17-2112" and row["end_year"] == latest]
    assert row["education"] == "Bachelor's degree"
    assert (
        f"a bachelor's degree behind it (BLS, projections {row['start_year']} to {latest})"
        in cells["l03-path-text-2"]
    )


def test_the_median_of_the_recall_question_is_the_published_one():
    from shopfloor.teaching.exercises import of_lesson

    asked = of_lesson("03")["03.r3"].question
    [median] = [
        row["annual_median"] for row in rows_of("wages") if (row["soc"], row["year"]) == ("17-3026", "2024")
    ]
    assert f"{int(median):,} dollars" in asked and "17-3026" not in asked


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["l03-next"] and "form of an answer only" in cells["l03-next"]
