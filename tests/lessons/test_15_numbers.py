"""Every number that lesson 15 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import re
from math import sqrt
from pathlib import Path
from statistics import mean, variance

import nbformat
import pytest

from shopfloor.teaching.exercises import of_lesson

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(ROOT / "notebooks" / "15_kaizen_capstone.ipynb", as_version=4)


@pytest.fixture(scope="module")
def cells(notebook):
    return {cell.id.removeprefix("l15-"): cell.source for cell in notebook.cells}


@pytest.fixture(scope="module")
def guides(notebook):
    return {
        cell.id.removeprefix("l15-"): cell.metadata.get("shopfloor", {}).get("guide", "")
        for cell in notebook.cells
    }


def table(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_station(name):
    rows = [row for row in table("plant/shift_log") if row["station"] == name]
    return {
        what: [int(row[what]) for row in rows] for what in ("planned_min", "downtime_min", "started", "good")
    }


RIG = of_station("calibrate")
PLANNED, DOWN, STARTED, GOOD = (sum(RIG[name]) for name in ("planned_min", "downtime_min", "started", "good"))
RUNNING = PLANNED - DOWN
ORDERED = sum(int(row["ordered"]) for row in table("plant/customer_orders"))
SHIPPED = sum(int(row["shipped"]) for row in table("plant/customer_orders"))
WEEKS = [sum(RIG["good"][place : place + 10]) for place in range(0, 40, 10)]
TRIAL = [2968, 3041, 2957, 3006]
COSTS = {row["item"]: float(row["value"]) for row in table("plant/costs")}


def stopped(reason):
    rows = [row for row in table("plant/stops") if row["station"] == "calibrate" and row["reason"] == reason]
    return sum(int(row["minutes"]) for row in rows)


def cycles():
    found = {}
    for row in table("plant/tasks"):
        found[int(row["station_now"])] = found.get(int(row["station_now"]), 0) + int(row["time"])
    return found


def in_process(date):
    rows = [row for row in table("plant/inventory") if row["date"] == date]
    return sum(
        int(row["pieces"])
        for row in rows
        if row["place"].startswith("before") and row["place"] != "before print"
    )


def welch(before, after):
    """The interval of the difference of means with Student's t, by Welch's degrees of freedom."""
    one, two = variance(before) / len(before), variance(after) / len(after)
    freedom = (one + two) ** 2 / (one**2 / (len(before) - 1) + two**2 / (len(after) - 1))
    return mean(after) - mean(before), sqrt(one + two), freedom


def test_takt_and_the_cycle_times_below_it(cells):
    assert PLANNED == 20 * 2 * 440 == 17_600 and ORDERED == 11_556 and "17,600 minutes" in cells["worked"]
    takt = PLANNED * 60 / ORDERED
    assert round(takt, 1) == 91.4 and "takt=91.4" in cells["yamazumi"]
    assert cells["takt"] == "round(17600 * 60 / 11556, 1)"
    assert max(cycles().values()) == cycles()[3] == 88 < takt and cycles()[5] == 84
    assert ORDERED - SHIPPED == 412 and "owes 412" in cells["story"] and "412 scales" in cells["predict-ask"]
    people = table("plant/people")
    assert len(people) == 14 and len({row["shift"] for row in people}) == 2
    assert {row["position"] for row in people if not row["station"]} == {"A7", "B7"}


def test_the_pile_and_the_rig(cells):
    pile = {
        row["date"]: int(row["pieces"])
        for row in table("plant/inventory")
        if row["place"] == "before calibrate"
    }
    assert pile["2026-10-09"] == max(pile.values()) == 872 and pile["2026-09-11"] == 140
    assert cells["place-text"].startswith("872 before calibration; four weeks earlier it was 140.")
    assert DOWN == 2049 and "it stood for 2,049" in cells["place-text"]
    assert round(RUNNING / PLANNED, 4) == 0.8836
    takt = PLANNED * 60 / ORDERED
    assert round(84 / (RUNNING / PLANNED), 1) == round(84 / 0.8836, 1) == 95.1 > takt
    down = sum(of_station("assemble 2")["downtime_min"])
    assert down == 117 and 88 / (1 - down / PLANNED) < takt and "(117 minutes)" in cells["with-stops-2"]


def test_lead_time(cells):
    packed = sum(of_station("pack")["good"]) / 20
    assert in_process("2026-10-09") == 1112 and packed == 527.2
    assert "1,112 scales" in cells["bottleneck-text"] and "pack finishes 527.2" in cells["bottleneck-text"]
    assert cells["lead-time"] == "round(1112 / 527.2, 1)"
    assert round(in_process("2026-09-11") / packed, 1) == 0.7
    assert cells["baseline"].startswith("Four weeks earlier: 0.7.")
    assert ORDERED / 20 == 577.8 and cells["lead-then-code"] == "round(350 / 577.8, 1)"


def test_oee_of_the_rig(cells):
    assert GOOD == 10_515 and "10,515 good scales of 84 s" in cells["baseline"]
    oee = GOOD * 84 / (PLANNED * 60)
    assert of_lesson("15")["15.1"].test.answer == pytest.approx(oee)
    assert "0.836" in of_lesson("15")["15.1"].solution and round(oee, 3) == 0.836 and round(oee * 60) == 50
    assert f"total={STARTED}, good={GOOD}" in cells["excel"]


def test_the_lucky_week(cells):
    assert WEEKS == [2688, 2541, 2688, 2598] and "2,688, 2,541, 2,688 and 2,598" in cells["lucky"]
    assert min(WEEKS) == WEEKS[1]
    assert round(mean(WEEKS)) == 2629 and ORDERED / 4 == 2889
    assert "mean of 2,629; 2,889 a week are ordered" in cells["lucky-2"]
    assert of_lesson("15")["15.2"].test.answer == pytest.approx(147 / 2541)
    difference, error, freedom = welch(WEEKS[:2], WEEKS[2:])
    # Student's t for 1.723 degrees of freedom, from a table between 12.71 (1) and 4.30 (2).
    assert 1.5 < freedom < 2 and difference == 28.5
    assert 4.30 * error < 454.9 < 12.71 * error
    assert "426 fewer to 483 more" in cells["luck-text"]
    from shopfloor.methods.oee import before_after

    found = before_after(WEEKS[:2], WEEKS[2:])
    assert (round(found.low), round(found.high), found.believable) == (-426, 483, False)


def test_the_gap_and_the_three_countermeasures(cells):
    assert (round(ORDERED / 40, 1), round(GOOD / 40, 1)) == (288.9, 262.9) and "26.0 are missing" in cells[
        "gap-2"
    ]
    assert RUNNING == 15_551 and "15,551 minutes for 10,515" in cells["gap-2"]
    a_piece = RUNNING * 60 / GOOD
    assert round(a_piece, 1) == 88.7
    gap = (ORDERED - GOOD) / 40 * a_piece / 60
    assert of_lesson("15")["15.4"].test.answer == pytest.approx(gap) and 38.4 < gap < 38.5
    assert abs(26.0 * 88.7 / 60 - gap) < 0.1
    changing, sensors = stopped("changeover") / 40, stopped("clamp sensor") / 40
    rest = 30 * RUNNING / PLANNED
    assert (round(changing, 1), round(changing / 2, 1), round(sensors + 0.001, 1), round(rest, 1)) == (
        *(21.2, 10.6, 19.2, 26.5),
    )
    assert round(10.6 + 19.2 + 26.5, 1) == 56.3 and round(56.3 * 60 / 88.7) == 38
    assert "56.3 minutes" in cells["all-three"] and "38 more than today" in cells["all-three"]
    for words in ("half of it (21.2 min)", "**10.6**", "$1,900: **19.2**", "**26.5**"):
        assert words in cells["counter"]
    assert COSTS["clamp sensors, better protected"] == 1900 and COSTS["second calibration rig"] == 46_000
    pairs = {"a": changing / 2 + sensors, "b": changing / 2 + rest, "c": sensors + rest}
    assert {letter for letter, minutes in pairs.items() if minutes >= gap} == {"c"}
    assert of_lesson("15")["15.5"].test.answer == {"c"}
    a_shift = (RUNNING / 40 + changing / 2 + sensors + rest) * 60 / a_piece
    assert round(a_shift) == 301 and "about 301 scales a shift" in cells["all-three"]
    assert round(DOWN / 40) == 51


def test_some_days_for_what_is_owed(guides):
    assert round(412 / (2 * (301 - 288.9))) == 17 and "some 17 days" in guides["all-three"]
    assert round(388.8 + 10.6 + 19.2 + 26.5, 1) == round(445.1, 1)
    assert round(445.1 * 60 / 88.7) == 301


def test_the_people_say_what_the_lesson_says_of_them(cells):
    said = {row["position"]: row for row in table("plant/people")}
    assert "rig in the breaks" in said["B4"]["said"] and "5" in said["B4"]["trained_on"]
    assert [row["position"] for row in said.values() if row["shift"] == "A" and "5" in row["trained_on"]] == [
        "A5"
    ]
    assert "learn the rig" in said["A1"]["said"] and "fire door" in said["B5"]["said"]
    assert "last bus" in said["B6"]["said"] and "fewer people" in said["B7"]["said"]
    for words in ("B4 can run the rig", "only A5 can", "A1 would like to learn"):
        assert words in cells["all-three"]


def test_the_sheet_begins_with_the_baseline_and_five_gaps(cells):
    assert "current_number=2629" in cells["sheet"]
    assert f'before="{" ".join(map(str, WEEKS))}"' in cells["sheet"]
    assert cells["sheet"].count('"who"') == 2 and cells["sheet"].count('"when"') == 2
    assert "goal_number" not in cells["sheet"] and "check_date" not in cells["sheet"]
    assert "Human error" in cells["sheet"] and "five gaps" in cells["turn"]


def test_the_trial_weeks_and_what_they_prove(cells):
    assert " ".join(map(str, TRIAL)) in cells["standard-work"] and "made up" in cells["standard-work"]
    difference, error, freedom = welch(WEEKS, TRIAL)
    assert mean(TRIAL) == 2993 and difference == 364.25
    assert 4 < freedom < 6
    # t at 97.5 %: 2.776 for 4 degrees of freedom, 2.447 for 6.
    low = of_lesson("15")["15.7"].test.answer
    assert difference - 2.776 * error < low < difference - 2.447 * error
    assert round(low) == 256
    assert round(100 * 2993 / mean(WEEKS), 1) == 113.9 == round(of_lesson("15")["15.9"].test.answer, 1)


def test_effect(cells):
    assert cells["oee-then"] == "round(301 * 84 / (470 * 60), 3)"
    a_day = 14 * 8 * COSTS["operator wage"] * (1 + COSTS["burden on wages"])
    assert round(a_day, 2) == 3286.53 and (
        "3,286.53 dollars a day (14 × 8 h × 22.40 dollars × 1.31)" in cells["e8-text"]
    )
    packed = sum(of_station("pack")["good"]) / 20
    assert (
        packed == 527.2 and round(a_day / packed, 2) == 6.23 and ("that is 6.23 dollars" in cells["e8-text"])
    )
    then = of_lesson("15")["15.8"].test.answer
    assert then == pytest.approx(a_day / 577.8) and round(then, 2) == 5.69
    assert a_day / packed - then > 0.5 and "Over 50 cents" in of_lesson("15")["15.8"].test.insight


def test_the_second_project_in_the_guide(guides):
    rows = [row for row in table("plant/scrap") if row["defect"] == "load cell bent"]
    later = [int(row["count"]) for row in rows if row["date"] >= "2026-09-30"]
    earlier = [int(row["count"]) for row in rows if row["date"] < "2026-09-30"]
    assert (
        2.5 < mean(later) / mean(earlier) < 3.5
        and "three times as often from 30 September" in guides["title"]
    )
    assert {row["station"] for row in rows} == {"calibrate"}


def test_the_duty_is_the_one_named(cells):
    [duty] = [row for row in table("careers/duties") if row["duty_id"] == "D20"]
    assert "improvement" in duty["duty"] and '"D20"' in cells["duty"]


def test_no_two_dollar_signs_in_one_text():
    """JupyterLab reads what stands between two of them as a formula: the words run together, table rows vanish."""
    source = ROOT / "instructor" / "source" / "a15_kaizen_capstone" / "a15_kaizen_capstone.ipynb"
    for path in (ROOT / "notebooks" / "15_kaizen_capstone.ipynb", source):
        for cell in nbformat.read(path, as_version=4).cells:
            assert cell.cell_type == "code" or cell.source.count("$") < 2, cell.id


def test_no_number_of_the_prose_was_left_out():
    """The numbers of the core path are those looked at above, minutes and exercises aside."""
    notebook = nbformat.read(ROOT / "notebooks" / "15_kaizen_capstone.ipynb", as_version=4)
    text = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    known = {
        "2,049",
        "17,600",
        "2,688",
        "2,541",
        "2,598",
        "2,629",
        "2,889",
        "1,112",
        "15,551",
        "10,515",
        "1,900",
    }
    assert set(re.findall(r"\d,\d{3}|\d\d,\d{3}", text)) <= known | {"3,286", "2,993"}
