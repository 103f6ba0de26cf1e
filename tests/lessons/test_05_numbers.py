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


def element_times(rows):
    """The times of each element at the packing bench, in hundredths of a minute: whole numbers, nothing to round."""
    times, before = {}, 0
    for row in readings(rows, "pack a carton"):
        reading = round(float(row["reading_min"]) * 100)
        times.setdefault(row["element"], []).append(reading - before)
        before = reading
    return times


def test_the_carton_by_hand_two_ways(cells, rows):
    times = element_times(rows)
    added = [round(float(number) * 100) for number in re.findall(r"\d\.\d\d", cells["l05-by-hand-sum"])]
    assert added == times["E"] and cells["l05-by-hand-sum"].endswith(f"/ {len(added)}")
    assert "timed four times" in cells["l05-by-hand"] and len(added) == 4
    last, *interruptions = re.findall(r"\d+\.\d\d", cells["l05-compare-by-hand"])
    assert round(float(last) * 100) == sum(map(sum, times.values()))
    assert [round(float(number) * 100) for number in interruptions] == times["F"]
    assert "Take the three off" in cells["l05-compare"] and len(interruptions) == 3
    # Nobody's division but that of whole hundredths: both ways give 98.35 hundredths of a minute.
    alone = (sum(map(sum, times.values())) - sum(times["F"])) / 20
    averages = sum(mean(times[element]) for element in "ABCD") + mean(times["E"]) / 5
    assert alone == pytest.approx(averages) == pytest.approx(98.35)
    assert alone < 100, "the quoted minute holds"
    assert "four trips serve twenty" in cells["l05-compare"]


def test_exercise_6_gives_what_the_hand_gives(rows):
    from shopfloor.teaching import check

    times = element_times(rows)
    by_hand = (sum(map(sum, times.values())) - sum(times["F"])) / 20 / 100
    assert "Right" in str(check("05.6", round(by_hand, 4)))


def test_the_spread_and_the_cycles_by_hand(cells, rows):
    opening = [time / 100 for time in element_times(rows)["A"]]
    written = [float(number) for number in re.findall(r"\d+\.\d+", cells["l05-cycles-sum"])]
    assert written == [1.96, round(stdev(opening), 5), 0.05, round(mean(opening), 4)]
    needed = (1.96 * stdev(opening) / (0.05 * mean(opening))) ** 2
    assert 51 < needed < 52 and "51 are too few" in cells["l05-cycles-call"]
    assert f"{mean(opening):.4f} min is the average" in cells["l05-cycles-by-hand"]


def test_the_cost_counts_the_hours_that_the_text_names(cells):
    assert "52 weeks of 40 hours" in cells["l05-cost-text"] and "/ (52 * 40) * 2" in cells["l05-cost"]
    assert "two hours" in cells["l05-cost-text"]


def test_the_work_of_the_stopwatch_holds_what_the_lesson_says(cells):
    """Six cycles meet something foreign, and the rare element comes in the tenth only."""
    from shopfloor.teaching.exercises.lesson_05 import CYCLES_TO_TIME, WORK
    from shopfloor.widgets.operator import write_script

    seed, cycles = (int(number) for number in re.findall(r"=(\d+)", cells["l05-stopwatch"].splitlines()[0]))
    script = write_script(seed, cycles, 1.0)
    assert seed == WORK
    foreign = [segment.cycle for segment in script.segments if segment.label == "F"]
    assert [cycle for cycle in foreign if cycle <= CYCLES_TO_TIME] == [4]
    assert [segment.cycle for segment in script.segments if segment.label == "E"] == [cycles] == [10]


def test_the_laps_asked_for_are_the_laps_on_the_page(cells):
    from shopfloor.teaching.exercises.lesson_05 import LAPS

    assert cells["l05-desk-laps"].splitlines()[0].count("...") == LAPS
    assert "five break points" in cells["l05-desk"] and "at the sixth *Stop*" in cells["l05-desk"]


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
