"""Every number that lesson 06 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import re
from pathlib import Path
from statistics import mean, stdev

import nbformat
import pytest

from shopfloor.teaching.exercises import of_lesson

ROOT = Path(__file__).parents[2]
NAME = "06_rating_and_allowances"


def table(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def cells():
    notebook = nbformat.read(ROOT / "notebooks" / f"{NAME}.ipynb", as_version=4)
    return {cell.id: cell.source for cell in notebook.cells}


@pytest.fixture(scope="module")
def guide():
    notebook = nbformat.read(ROOT / "notebooks" / f"{NAME}.ipynb", as_version=4)
    return {cell.id: cell.metadata.get("shopfloor", {}).get("guide", "") for cell in notebook.cells}


@pytest.fixture(scope="module")
def lines():
    return [row for row in table("timestudy/plant_times") if row["element"] != "F"]


@pytest.fixture(scope="module")
def ratings():
    return table("timestudy/plant_ratings")


def averages(lines, sheet, last_cycle=15):
    """Average minutes of each element of a sheet, of the readings that were not missed."""
    kept = [row for row in lines if row["sheet"] == sheet and int(row["cycle"]) <= last_cycle]
    return {
        element: mean(float(row["time_min"]) for row in kept if row["element"] == element and row["time_min"])
        for element in sorted({row["element"] for row in kept})
    }


def average_rating(ratings, sheet, observer):
    return mean(
        float(row["rating"]) for row in ratings if (row["sheet"], row["observer"]) == (sheet, observer)
    )


def normal_times(lines, ratings, sheet):
    whole = sum(averages(lines, sheet).values())
    return {
        observer: whole * average_rating(ratings, sheet, observer) for observer in ("R1", "R2", "R3", "R4")
    }


def wage(soc, column="hourly_median"):
    [found] = [row[column] for row in table("careers/wages") if (row["soc"], row["year"]) == (soc, "2024")]
    return float(found)


def said(id):
    """All words of an exercise: its mistakes' and its solution's."""
    exercise = of_lesson("06")[id]
    mistakes = " ".join(mistake.words for mistake in exercise.test.mistakes)
    return f"{mistakes} {exercise.worked}"


def test_the_two_sheets_are_two_people_at_the_same_work_who_agreed(cells):
    sheets = {row["sheet"]: row for row in table("timestudy/plant_sheets")}
    one, other = sheets["TS-113"], sheets["TS-115"]
    assert (one["operator"], other["operator"]) == ("K1", "K4")
    assert one["operation"] == other["operation"] == "assemble a pump"
    assert one["shift"] == other["shift"] == "day"
    assert one["operator_agreed"] == other["operator_agreed"] == "true"
    assert re.findall(r"TS-\d+", cells["l06-times"]) == ["TS-113", "TS-115"]


def test_the_observed_times(lines, cells):
    assert round(sum(averages(lines, "TS-113").values()), 2) == 1.03
    assert round(sum(averages(lines, "TS-115").values()), 2) == 1.18
    assert "before rating they were 1.03 and 1.18" in said("06.4")


def test_the_duty_shown_is_about_fair_output(cells):
    [duty] = [row for row in table("careers/duties") if row["duty_id"] == "D07"]
    assert '"D07"' in cells["l06-duty"]
    assert duty["role"] == "Industrial engineering technician" and "fair hourly output" in duty["duty"]


def test_the_worked_example_and_the_faded_one(lines, ratings, cells):
    k1, k4 = averages(lines, "TS-113")["B"], averages(lines, "TS-115")["B"]
    by_r1 = {
        row["sheet"]: float(row["rating"])
        for row in ratings
        if row["observer"] == "R1" and row["element"] == "B"
    }
    assert re.findall(r"\d\.\d+", cells["l06-worked"]) == [f"{k1:.3f}", f"{by_r1['TS-113']:.2f}"]
    assert cells["l06-worked-step"] == f"{k1:.3f} * {by_r1['TS-113']:.2f}"
    assert f"{round(k1, 3) * by_r1['TS-113']:.3f} min" in cells["l06-worked-unit"]
    verdict = of_lesson("06")["06.3"].test.judge([round(k4, 3), by_r1["TS-115"]])
    apart = abs(k1 * by_r1["TS-113"] - k4 * by_r1["TS-115"])
    assert f"{k4 - k1:.3f} min apart; normal, {apart:.3f}" in str(verdict)
    described = {
        (row["operation"], row["element"]): row["description"] for row in table("timestudy/plant_elements")
    }
    assert "rotor and the spring" in described["assemble a pump", "B"]


def test_four_observers_two_operators(lines, ratings, cells):
    one, other = normal_times(lines, ratings, "TS-113"), normal_times(lines, ratings, "TS-115")
    gaps = {observer: abs(one[observer] - other[observer]) for observer in one}
    observed = abs(sum(averages(lines, "TS-113").values()) - sum(averages(lines, "TS-115").values()))
    assert gaps["R4"] > 0.85 * observed, "R4 left the gap nearly as it was"
    assert max(gap for observer, gap in gaps.items() if observer != "R4") < 0.4 * observed
    words = said("06.4")
    assert f"R1's two times are {one['R1']:.3f} and {other['R1']:.3f}" in words
    assert f"{one['R2']:.3f} and {other['R2']:.3f}" in words
    assert f"{one['R3']:.3f} and {other['R3']:.3f}" in words
    assert one["R2"] == max(one.values()) and other["R2"] == max(other.values()), "loose"
    assert other["R3"] == min(other.values())
    assert {round(average_rating(ratings, sheet, "R4"), 1) for sheet in ("TS-113", "TS-115")} == {1.0}
    assert round(mean(float(row["rating"]) for row in ratings if row["observer"] == "R4"), 2) == 0.99


def test_the_normal_time_of_the_plant_is_the_average_of_all_eight(lines, ratings, cells):
    eight = [time for sheet in ("TS-113", "TS-115") for time in normal_times(lines, ratings, sheet).values()]
    assert len(eight) == 8
    # From the three decimals on the page as from all digits.
    assert f"{mean(eight):.2f}" == f"{mean(round(time, 3) for time in eight):.2f}" == "1.13"
    assert "average of all eight: a normal time of 1.13 min" in cells["l06-four-after"]


def test_what_the_guide_says_of_the_observers_and_of_the_class(lines, ratings, guide):
    rated = [
        time
        for sheet in ("TS-113", "TS-115")
        for observer, time in normal_times(lines, ratings, sheet).items()
        if observer != "R4"
    ]
    assert f"without R4 it is {mean(rated):.2f}" in guide["l06-wrong"]
    true = {row["clip"]: float(row["known_pace"]) for row in table("timestudy/rating_clips")}
    close = {"before practice": [], "after practice": []}
    for row in table("timestudy/clip_ratings"):
        close[row["session"]].append(abs(float(row["rating"]) - true[row["clip"]]) < 0.051)
    before, after = (8 * mean(found) for found in close.values())
    assert round(before) == 4 and 6 < after < 7
    assert "on four clips in eight before practice, on six or seven after it" in guide["l06-predict"]


def test_too_few_cycles(lines, cells):
    few, all_of_them = (sum(averages(lines, "TS-118", last).values()) for last in (3, 15))
    sheets = {row["sheet"]: row for row in table("timestudy/plant_sheets")}
    assert (sheets["TS-118"]["operator"], sheets["TS-118"]["shift"]) == ("K6", "night")
    assert (
        f"{few:.2f} min a pump in the first three cycles, {all_of_them:.2f} in all fifteen"
        in cells["l06-four-after"]
    )


def test_the_class_before_and_after(cells):
    true = {row["clip"]: float(row["known_pace"]) for row in table("timestudy/rating_clips")}
    errors, pairs = {}, {}
    for row in table("timestudy/clip_ratings"):
        key = row["session"], row["rater"]
        errors.setdefault(key, []).append(float(row["rating"]) - true[row["clip"]])
        pairs.setdefault(key, []).append((true[row["clip"]], float(row["rating"])))
    before = {rater: found for (session, rater), found in errors.items() if session == "before practice"}
    after = {rater: found for (session, rater), found in errors.items() if session == "after practice"}
    assert len(before) == len(after) == 12 and len(true) == 24
    text = cells["l06-class-text"].replace("\u2212", "-")
    biases = [mean(found) for found in before.values()]
    assert f"average bias was {mean(biases):.3f}" in text
    assert f"off by {min(biases):.2f} to +{max(biases):.2f}" in text
    spreads = [mean(stdev(found) for found in session.values()) for session in (before, after)]
    assert f"spread from {spreads[0]:.2f} to {spreads[1]:.2f}" in text
    for (session, _), points in pairs.items():
        if session == "before practice":
            middle = mean(pace for pace, _ in points)
            rise = sum((pace - middle) * rating for pace, rating in points)
            assert rise / sum((pace - middle) ** 2 for pace, _ in points) < 1, "flat, all twelve"


def test_the_allowance_of_the_pump_bench(cells):
    value = {row["code"]: float(row["allowance"]) for row in table("timestudy/allowances")}
    group = {row["code"]: row["group"] for row in table("timestudy/allowances")}
    rows = ("P1", "R2", "S1", "S3", "D1")
    assert round(sum(value[code] for code in rows), 6) == 0.15
    assert of_lesson("06")["06.5"].test.answer == pytest.approx(0.15)
    single = [group[code] for code in rows if group[code] != "surroundings"]
    assert len(set(single)) == len(single), "one row of each group but surroundings"
    assert "15 percent" in cells["l06-basis"]
    # And the sum that the assignment names.
    assert round(sum(value[code] for code in ("P1", "R2", "S2", "S3", "D1")), 6) == 0.162


def test_two_slips_that_lead_to_the_same_allowance_are_both_named():
    value = {row["code"]: float(row["allowance"]) for row in table("timestudy/allowances")}
    seated = sum(value[code] for code in ("P1", "R1", "S1", "S3", "D1"))
    without_gloves = sum(value[code] for code in ("P1", "R2", "S1", "D1"))
    assert seated == pytest.approx(without_gloves)
    words = str(of_lesson("06")["06.5"].test.judge(seated))
    assert "gloves and glasses are missing" in words and "row for sitting" in words


def test_both_conventions(cells):
    job, workday = 1.13 * 1.15, 1.13 / 0.85
    assert cells["l06-job"] == "round(1.13 * (1 + 0.15), 4)"
    assert cells["l06-workday"] == "round(1.13 / (1 - 0.15), 4)"
    assert f"{job:.2f} or {workday:.2f} min" in cells["l06-standard"]
    rest = [480 * (1 - 1.13 / standard) for standard in (job, workday)]
    assert (
        f"the first leaves {rest[0]:.0f} minutes of allowance, the second {rest[1]:.0f}"
        in cells["l06-standard"]
    )
    assert f"{workday:.4f} min" in cells["l06-turn"]


def test_the_hour_the_dollar_and_the_rounding(cells):
    standard = 1.13 / 0.85
    assert f"{60 / standard:.2f} pumps an hour" in said("06.6")
    assert of_lesson("06")["06.6"].test.answer == pytest.approx(60 / standard)
    assert of_lesson("06")["06.7"].test.answer == pytest.approx(standard / 60 * 20.29 * 1.42)
    assert 20.29 == wage("51-2090") and 31.15 == wage("17-3026")
    assert "20.29 dollars an hour (BLS, May 2024)" in of_lesson("06")["06.r3"].question
    assert round(12.77 / 30.33, 2) == 0.42 and "12.77 / 30.33 = 0.42" in cells["l06-cost"]
    assert f"{standard / 60 * 20.29 * 1.42:.3f} dollars" in said("06.7")
    hours = standard / 60
    assert f"are {hours:.4f} h, stored as {hours:.2f}" in cells["l06-rounding"]
    assert f"asks for {1 / round(hours, 2):.0f} pumps" in cells["l06-rounding"]
    assert round(60 / standard) == 45 and "45 pumps an hour" in cells["l06-further-end"]


def test_what_the_study_costs_and_brings(cells):
    assert cells["l06-study-cost-code"] == f"labour_cost(16, {wage('17-3026')}, 0.42)"
    assert cells["l06-loss-code"] == f"labour_cost(0.3294 / 60, {wage('51-2090')}, 0.42)"
    assert round(1.13 / 0.85 - 1, 4) == 0.3294
    pumps = 16 * 31.15 / (0.3294 / 60 * 20.29)
    assert of_lesson("06")["06.8"].test.answer == int(pumps) + 1
    assert 95 < pumps / (60 * 0.85 / 1.13) < 105 and "about a hundred hours" in cells["l06-further-end"]


def test_the_walk(cells):
    assert of_lesson("06")["06.1"].test.answer == 3 / 4
    assert "a walk of 3 miles an hour" in cells["l06-rating"] and "at 4." in cells["l06-rating"]
    # The activity of the guide: 20 m in 15 s is 3 miles an hour, to the percent.
    assert 20 / 15 * 3600 / 1609.344 == pytest.approx(3, rel=0.01)


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["l06-next"] and "form of an answer only" in cells["l06-next"]


def test_no_pair_of_dollar_signs_turns_prose_into_a_formula():
    for folder in (ROOT / "notebooks", ROOT / "assignments" / f"a{NAME}"):
        [path] = folder.glob(f"*{NAME}.ipynb")
        for cell in nbformat.read(path, as_version=4).cells:
            assert cell.cell_type != "markdown" or "$" not in cell.source, cell.source
