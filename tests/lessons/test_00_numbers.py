"""Every number that lesson 00 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
TECHNICIANS = "Industrial Engineering Technologists and Technicians"


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)


@pytest.fixture(scope="module")
def cells(notebook):
    return {cell.id: cell.source for cell in notebook.cells}


@pytest.fixture(scope="module")
def guides(notebook):
    return {cell.id: cell.metadata.get("shopfloor", {}).get("guide", "") for cell in notebook.cells}


@pytest.fixture(scope="module")
def wages():
    with open(ROOT / "datasets" / "careers" / "wages.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def pay(wages):
    """The rows of 2024 by title."""
    return {row["title"]: row for row in wages if row["year"] == "2024"}


def dollars(row, column):
    return float(row[column])


@pytest.fixture(scope="module")
def offer(cells):
    return int(re.search(r"offer = (\d+)", cells["l00-offer"])[1])


@pytest.fixture(scope="module")
def year(offer):
    return offer * 40 * 52


def test_the_offer_is_the_same_everywhere(cells, offer):
    assert f"**{offer} dollars an hour**" in cells["l00-first"]
    assert cells["l00-week"] == f"{offer} * 40"
    assert cells["l00-again"].startswith(f"{offer * 40} dollars.")
    assert f"in place of {offer}," in cells["l00-again"]
    assert f"a year at {offer} dollars" in cells["l00-worked"]
    assert f'"{offer} an hour as a technician.' in cells["l00-decide"]
    assert f"in place of {offer}," in cells["l00-wrong"]
    assert f"Put {offer} back" in cells["l00-stale"]
    assert cells["l00-year"].splitlines()[0] == "offer_year = offer * 40 * 52"


def test_the_table_is_as_it_is_said_to_be(cells, wages, pay):
    assert len(pay) == int(re.search(r"pay of (\d+) occupations", cells["l00-title"])[1])
    assert max(row["year"] for row in wages) == "2024" and "wages of May 2024" in cells["l00-title"]
    assert len({(row["year"], row["soc"]) for row in wages}) == len(wages), (
        "a row for each occupation and year"
    )
    assert f"*{TECHNICIANS}*" in cells["l00-read"] and TECHNICIANS in pay


def test_every_week_is_one_occupation_s_only(pay):
    """Exercise 4 names the occupation it recognises: no two may have the same hourly pay."""
    assert len({row["hourly_median"] for row in pay.values()}) == len(pay)


def test_who_earns_most_is_in_the_last_row(cells, pay):
    by_pay = sorted(pay, key=lambda title: dollars(pay[title], "hourly_median"))
    assert by_pay[-1] == "Industrial Production Managers"
    assert "The last row knows" in cells["l00-compare"] and "lowest pay first" in cells["l00-rows"]


def test_where_the_offer_lies(cells, pay, year):
    compared = re.findall(r'"([^"]+)"', cells["l00-chart"].splitlines()[0])
    assert set(compared) <= set(pay)
    read = cells["l00-worked-4"]
    assert "left of the technicians' thick bar: at least three quarters of them earn more" in read
    assert year < dollars(pay[TECHNICIANS], "annual_p25")
    lowest = min(compared, key=lambda title: dollars(pay[title], "annual_median"))
    assert lowest == "All Occupations" and "right of the lowest dot: half of *all* employees" in read
    assert year > dollars(pay["All Occupations"], "annual_median")
    # The line must be seen left of the bar, and lies inside the range.
    assert dollars(pay[TECHNICIANS], "annual_p10") < year


def test_the_line_jumps_far_enough_to_be_seen(cells, year):
    other = int(re.search(r"put \*\*(\d+)\*\*", cells["l00-wrong"])[1])
    assert other * 40 * 52 - year > 20_000


def test_the_columns_of_exercise_5_are_the_ends_of_the_middle_half(cells, pay):
    assert (
        cells["l00-p25"].startswith('pay["annual_p25"]')
        and "25 earn less than `annual_p25`" in cells["l00-column-turn"]
    )
    for row in pay.values():
        assert dollars(row, "annual_p25") < dollars(row, "annual_median") < dollars(row, "annual_p75")


def test_what_the_guide_says(guides, pay, year):
    rubric = guides["l00-decide"]
    assert f"{year:,} dollars a year" in rubric
    assert f"{pay[TECHNICIANS]['hourly_median']} dollars an hour" in rubric
    assert "At least three quarters of the technicians" in rubric and year < dollars(
        pay[TECHNICIANS], "annual_p25"
    )
    assert (
        f"{int(pay[TECHNICIANS]['annual_median']):,}" in guides["l00-work"]
        and "will come: 50" in guides["l00-work"]
    )
    alike = [title for title in pay if title.endswith("Technologists and Technicians")]
    assert len(alike) == 5 and "five rows end in" in guides["l00-read"]


def test_each_term_is_explained_where_it_stands_in_bold(notebook):
    found = {}
    for cell in notebook.cells:
        for term, meaning in cell.metadata.get("shopfloor", {}).get("terms", {}).items():
            assert re.search(rf"\*\*{term}s?\*\*", cell.source), term
            assert meaning.endswith(".") and 5 <= len(meaning.split()) <= 20
            found[term] = meaning
    assert set(found) == {"cell", "kernel", "table", "column", "row", "error message"}


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["l00-next"] and "form of an answer only" in cells["l00-next"]
