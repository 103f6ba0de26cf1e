"""Every number that lesson 05 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import re
from pathlib import Path
from statistics import mean, stdev

import nbformat
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cells():
    notebook = nbformat.read(ROOT / "notebooks" / "05_stopwatch_study.ipynb", as_version=4)
    return {cell.id: cell.source for cell in notebook.cells}


@pytest.fixture(scope="module")
def rows():
    with open(ROOT / "datasets" / "timestudy" / "stopwatch_study.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def readings(rows, operation):
    return [row for row in rows if row["operation"] == operation]


def test_the_end_of_the_watch_and_the_naive_time(cells, rows):
    packing = readings(rows, "pack a carton")
    last = float(packing[-1]["reading_min"])
    assert re.findall(r"\d+\.\d+", cells["l05-predict-ask"]) == [f"{last:.2f}", f"{last / 20:.2f}"]
    assert max(int(row["cycle"]) for row in packing) == 20


def test_the_worked_example(cells, rows):
    first, second = (float(row["reading_min"]) for row in readings(rows, "pack a carton")[:2])
    assert re.findall(r"\d\.\d\d", cells["l05-worked"]) == [f"{first:.2f}", f"{second:.2f}"]
    assert cells["l05-worked-step"] == f"{second:.2f} - {first:.2f}"
    assert f"took {second - first:.2f} min" in cells["l05-worked-unit"]


def test_the_cycle_shown_holds_the_slip_of_the_watch(cells, rows):
    valve = readings(rows, "assemble a valve")
    first = int(re.search(r">= (\d+)\]", cells["l05-wrong-near"])[1])
    pairs = zip(valve, valve[1:])
    backwards = [
        later for earlier, later in pairs if float(later["reading_min"]) < float(earlier["reading_min"])
    ]
    [slip] = [int(row["cycle"]) for row in backwards]
    assert slip == first + 1, "the cycle before it is shown too, to compare with"
    assert "head(8)" in cells["l05-wrong-near"]


def test_the_rows_that_exercise_3_asks_for_are_shown(cells, rows):
    packing = readings(rows, "pack a carton")
    asked = next(place for place, row in enumerate(packing) if (row["cycle"], row["element"]) == ("3", "C"))
    assert int(re.search(r"head\((\d+)\)", cells["l05-times"])[1]) > asked


def test_the_most_restless_element_of_every_carton_is_the_one_named(cells, rows):
    times, before = {}, 0.0
    for row in readings(rows, "pack a carton"):
        times.setdefault(row["element"], []).append(float(row["reading_min"]) - before)
        before = float(row["reading_min"])
    spread = {element: stdev(times[element]) / mean(times[element]) for element in "ABCD"}
    assert f"element {max(spread, key=spread.get)}, is the most restless" in cells["l05-further"]
    assert "twenty that were timed are not enough" in cells["l05-cycles-text"]
    assert (1.96 * max(spread.values()) / 0.05) ** 2 > 20


def test_the_lonely_point_is_the_tight_thread(cells, rows):
    named = re.search(r"Cycle (\d+) stands alone\. The remark says \"(.+?)\"", cells["l05-plot-text"])
    remarks = {
        row["cycle"]: row["remark"]
        for row in readings(rows, "assemble a valve")
        if row["element"] == "C" and row["remark"]
    }
    assert remarks == {named[1]: named[2]}


def test_the_wage_in_the_arithmetic_is_the_published_one(cells):
    with open(ROOT / "datasets" / "careers" / "wages.csv", encoding="utf-8", newline="") as file:
        wage = [
            row["annual_median"]
            for row in csv.DictReader(file)
            if row["soc"] == "17-3026" and row["year"] == "2024"
        ]
    assert [number.replace("_", "") for number in re.findall(r"\d+_\d+", cells["l05-cost"])] == wage


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["l05-next"] and "form of an answer only" in cells["l05-next"]
