"""Every number that lesson 07 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import json
import re
from math import ceil
from pathlib import Path

import nbformat
import pytest

from shopfloor.methods import worksampling
from shopfloor.teaching import hint, solution
from shopfloor.teaching.exercises import lesson_07 as written
from shopfloor.widgets.sampling_simulator.day import A_DAY, seen, tour_times, truth

ROOT = Path(__file__).parents[2]
THIRD = 1 / 3
Z = 1.96


@pytest.fixture(scope="module")
def cells():
    notebook = nbformat.read(ROOT / "notebooks" / "07_work_sampling.ipynb", as_version=4)
    return {cell.id: cell.source for cell in notebook.cells}


def table(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tours():
    return table("worksampling/tours")


@pytest.fixture(scope="module")
def groups(tours):
    """Kind of work -> (share, margin) over some tours."""
    kind = {row["activity"]: row["group"] for row in table("worksampling/activities")}

    def shares(some=tours):
        found = [kind[row["activity"]] for row in some]
        return {one: share_and_margin(found.count(one), len(found)) for one in set(found)}

    return shares


def share_and_margin(count, n):
    p = count / n
    return p, Z * (p * (1 - p) / n) ** 0.5


def count(tours, *activities):
    return sum(row["activity"] in activities for row in tours)


def numbers(text):
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def wage():
    [found] = [
        float(row["hourly_median"])
        for row in table("careers/wages")
        if row["soc"] == "17-3026" and row["year"] == "2024"
    ]
    return found


def test_the_tidy_day_is_three_thirds(cells):
    assert {row["minutes"] for row in table("careers/day_blocks")} == {"180"}
    assert (
        len(table("careers/day_blocks")) == 3
        and "Three hours each, a third of the day" in cells["l07-method"]
    )
    assert "the day lasts nine hours" in cells["l07-method"]
    unplaced = [row for row in table("worksampling/activities") if row["group"] == "none of the page's"]
    assert len(unplaced) == 3 and "no place for these three" in cells["l07-before"]
    assert all(row["activity"].split()[0] in cells["l07-predict-turn"] for row in unplaced)


def test_planned_and_made(cells, tours):
    planned = len(table("worksampling/tour_schedule"))
    assert f"{planned} tours were planned, {len(tours)} were made" in cells["l07-predict-turn"]
    assert (written.PLANNED, written.PLANNED_A_DAY) == (planned, planned // 10)
    assert {row["day"] for row in tours} == {str(day) for day in range(1, 11)}


def test_the_worked_example(cells, tours):
    waits, n = count(tours, "waiting"), len(tours)
    p, margin = share_and_margin(waits, n)
    assert f"{waits} of {n} tours" in cells["l07-worked-share"]
    assert cells["l07-share"].startswith(f"p = {waits} / {n}\n")
    assert cells["l07-margin"] == f"round(1.96 * (p * (1 - p) / {n}) ** 0.5, 3)"
    assert cells["l07-margin-call"] == f"round(margin(p, {n}), 3)"
    said = cells["l07-worked-say"]
    assert f"{100 * p:.1f} % of the tours, give or take {100 * margin:.1f} points" in said
    assert f"between {100 * (p - margin):.0f} and {100 * (p + margin):.0f} looks in a hundred" in said


def test_exercise_2_is_walking_as_the_tests_of_the_exercise_have_it(tours):
    assert (count(tours, "walking and fetching"), len(tours)) == (39, 353)
    p, margin = share_and_margin(39, 353)
    words = written.one_share([p, margin])
    assert words[0] is True and f"{p:.3f} \u00b1 {margin:.3f}: {100 * p:.0f} looks in a hundred" in words[1]
    assert f"give or take {100 * margin:.0f}." in words[1]


def test_the_trap_of_the_widget_is_there_with_the_seed_of_the_lesson(cells):
    seed = int(re.search(r"seed=(\d+)", cells["l07-simulator"])[1])
    waits = {
        plan: [seen(seed, 1, time) for time in tour_times(seed, 1, plan)].count("waits for material")
        for plan in ("every half hour", "random times")
    }
    true = truth(seed, 1)["waits for material"]
    assert waits["every half hour"] == A_DAY / 2, "half of the half-hour tours, as exercise 4 says"
    assert abs(
        waits["random times"] / A_DAY - true
    ) < 0.05 and f"{100 * true:.0f} %" in solutions_and_mistakes("07.4")
    assert "a whole day's 16 tours" in cells["l07-wrong-task"] and A_DAY == written.TOURS_OF_A_DAY == 16
    at = {
        time[-2:]
        for time in tour_times(seed, 1, "every half hour")
        if seen(seed, 1, time) == "waits for material"
    }
    assert at == {"00"}, "all of them on the full hour, which is what a student is to see"
    p, margin = share_and_margin(waits["random times"], A_DAY)
    notebook = nbformat.read(ROOT / "notebooks" / "07_work_sampling.ipynb", as_version=4)
    [note] = [cell.metadata["shopfloor"]["guide"] for cell in notebook.cells if cell.id == "l07-wrong-task"]
    assert f"(seed={seed}): at random times {waits['random times']} of 16" in note
    assert f"{100 * p:.0f} % give or take {100 * margin:.0f} points; the truth is {100 * true:.0f} %" in note


def test_a_misread_first_day_is_made_good_by_a_second_one():
    misread = written.both_plans(written.toured(misread=16))
    # Whatever chance made right by itself, most of the notes are wrong.
    assert misread.outcome == "wrong, named" and "of the last 32 notes" in misread.words
    assert "Day 1, " in misread.words and "you noted drinks" in misread.words
    assert written.both_plans(written.toured(32, 32, misread=16))[0] is True
    assert written.both_plans(written.toured(31, 31, misread=25)).outcome == "wrong, named"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([..., 0.033], "The share is still missing"),
        ([39 / 353, ...], "The margin is still missing"),
        ([0.033, 0.11], "The share comes first"),
        ([0.11, 0.03], "rounded too coarsely"),
        ([0.11, 0.032], "cut off in place of rounded"),
        ([0.11, worksampling.margin(37 / 353, 353)], "margin is the one of waiting"),
        ([39 / 353, 1.96 * (39 / 353 * (314 / 353)) ** 0.5 / 353], "divide inside the bracket"),
        ([39 / 353, 1.96 * (39 / 353 * (314 / 353) / 39) ** 0.5], "divided by the count of walking"),
    ],
)
def test_exercise_2_names_the_slip(given, told):
    verdict = written.one_share(given)
    assert told in (verdict if isinstance(verdict, str) else verdict.words)


def solutions_and_mistakes(id):
    from shopfloor.teaching.exercises.registry import exercise

    return " ".join(mistake.words for mistake in exercise(id).test.mistakes)


def test_the_kinds_of_work_against_their_thirds(cells, groups):
    found = groups()
    outside = found["none of the page's"][0]
    assert f"{100 * outside:.0f} looks in a hundred" in cells["l07-claim-text"]
    p, margin = found["data and improvement"]
    assert cells["l07-upper"] == f"round({p:.3f} + {margin:.3f}, 3)"
    assert f"At most about {100 * (p + margin):.0f} in a hundred" in cells["l07-claim-turn"]
    ruled_out = [
        one for one, (p, margin) in found.items() if one != "none of the page's" and abs(p - THIRD) > margin
    ]
    assert ruled_out == ["data and improvement"], "answer c of exercise 5"
    p, margin = found["inspection and setup"]
    assert p < 0.3 and f"{p:.3f} + {margin:.3f} = {p + margin:.3f}" in solutions_and_mistakes("07.5")
    p, margin = found["data and improvement"]
    assert f"{p:.3f} + {margin:.3f} = {p + margin:.3f}" in solutions_and_mistakes("07.5")


def test_looks_are_cheap(cells, tours):
    assert numbers(cells["l07-size-ask"])[:2] == [len(tours), round(len(tours) * 2 / 60)]
    assert f"ten whole days takes {10 * 8.5:.0f}" in cells["l07-size-ask"]


def test_how_many_tours_and_days(cells, tours):
    n = len(tours)
    p, margin = share_and_margin(count(tours, "waiting"), n)
    needed = ceil(Z**2 * p * (1 - p) / 0.02**2)
    assert "within \u00b12 points" in cells["l07-size-ask"] and "0.02 ** 2" in cells["l07-size"]
    assert f"{needed} in all, and {n} are made. At 36 tours a day" in cells["l07-e6-text"]
    assert f"For \u00b11 point it would be {ceil(Z**2 * p * (1 - p) / 0.01**2)}:" in cells["l07-e6-text"]
    days = ceil((needed - n) / 36)
    assert (
        f"so {days} more days" in solution("07.6").words
        and f"{needed} - {n}" in hint("07.6").words + solution("07.6").words
    )
    from shopfloor.teaching.exercises.registry import exercise

    assert exercise("07.6").test.insight == (
        f"Before, 10 days gave \u00b1{100 * margin:.1f} points; \u00b12 points take {10 + days} days in all."
    )


def test_the_costs(cells, tours):
    n, hourly = len(tours), wage()
    walks, waits = count(tours, "walking and fetching"), count(tours, "waiting")
    assert "8.5 hours a day" in cells["l07-cost-text"]
    assert cells["l07-cost"] == f"round({walks} / {n} * 8.5 * {hourly:.2f}, 2)"
    each = [share_and_margin(one, n)[1] * 8.5 * hourly for one in (walks, waits)]
    said = float(re.search(r"about \u00b1(\d\.\d) dollars", cells["l07-sentence"])[1])
    assert all(abs(one - said) < 0.2 for one in each)
    assert 1.4 < (walks - waits) / n * 8.5 * hourly < 1.6, "a dollar and a half, as exercise 7 says"
    assert f"= {waits / n * 8.5 * hourly:.2f} dollars" in solution("07.7").words


def said_to_the_supervisor():
    notebook = nbformat.read(ROOT / "notebooks" / "07_work_sampling.ipynb", as_version=4)
    [words] = [cell.source for cell in notebook.cells if cell.id == "l07-sentence"]
    return re.search(r"about \u00b1(\d\.\d) dollars", words)[1]


def test_the_rubric_of_the_decision_has_the_costs(tours):
    notebook = nbformat.read(ROOT / "notebooks" / "07_work_sampling.ipynb", as_version=4)
    [note] = [cell.metadata["shopfloor"]["guide"] for cell in notebook.cells if cell.id == "l07-decide"]
    n, hourly = len(tours), wage()
    walks, waits = (
        round(count(tours, one) / n * 8.5 * hourly) for one in ("walking and fetching", "waiting")
    )
    assert f"{walks} and {waits} dollars a day, each give or take {said_to_the_supervisor()}" in note
    assert all(f"Level {level}" in note for level in (1, 2, 3))


def test_the_day_apart(cells, tours):
    repairing = ("fault finding", "repair")
    p = count(tours, *repairing) / len(tours)
    odd = []
    for day in {row["day"] for row in tours}:
        own = [row for row in tours if row["day"] == day]
        if abs(count(own, *repairing) / len(own) - p) > 3 * (p * (1 - p) / len(own)) ** 0.5:
            odd.append(day)
    assert odd == [str(written.ODD_DAY)]
    assert f"Day {odd[0]} stands apart" in cells["l07-day"]
    assert (
        f'"day"] == {odd[0]}]' in cells["l07-day-remarks"]
        and f'"day"] != {odd[0]}]' in cells["l07-other-days"]
    )
    noted = [row for row in tours if row["remark"]]
    assert {row["day"] for row in noted} == set(odd) and {row["remark"] for row in noted} == {
        "press 3 is down"
    }
    assert min(row["time"] for row in noted) < "12:00", "from the morning on"
    others = [row for row in tours if row["day"] != odd[0]]
    that_day = [row for row in tours if row["day"] == odd[0]]
    ordinary = count(others, *repairing) / len(others)
    assert f"= {ordinary:.4f}." in solution("07.8").words
    assert round(1 / ordinary) == 7 and count(that_day, *repairing) / len(that_day) > 0.5


def test_the_morning(cells, tours, groups):
    p, margin = groups([row for row in tours if row["block"] == "morning"])["inspection and setup"]
    assert abs(p - 0.5) < 0.01 and "Half of the morning's looks" in cells["l07-morning-said"]
    assert round(100 * margin) == 9 and "give or take nine in a hundred" in cells["l07-morning-said"]
    assert p - margin > groups()["inspection and setup"][0], "more than in the whole day"


def test_the_terms_stand_in_bold_where_they_are_explained(cells):
    notebook = nbformat.read(ROOT / "notebooks" / "07_work_sampling.ipynb", as_version=4)
    terms = {
        term: (cell.id, words)
        for cell in notebook.cells
        for term, words in cell.metadata.get("shopfloor", {}).get("terms", {}).items()
    }
    assert {"work sampling", "proportion", "margin of error"} <= set(terms)
    for term, (cell, words) in terms.items():
        assert f"**{term}**" in cells[cell].replace("**Work", "**work"), term
        assert words.endswith(".") and len(words.split()) >= 6, json.dumps(words)


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["l07-next"] and "form of an answer only" in cells["l07-next"]
    assert "assignments/a07_work_sampling/a07_work_sampling.ipynb" in cells["l07-next"]
