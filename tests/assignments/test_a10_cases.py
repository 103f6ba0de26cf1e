"""Assignment 10: whoever the student is, the line can be solved, classmates differ, and a slip costs one part."""

from collections import Counter
from pathlib import Path

import pytest

from shopfloor.grading.fill_in import named_mistakes, right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.marking import Judge
from shopfloor.methods.balancing import assess

ROOT = Path(__file__).parents[2]
KEYS = load_keys(ROOT / "instructor", "a10_takt_and_line_balancing")
COURSE = "test-2026"
STUDENTS = 250
PARTS = ["a10_takt", "a10_weight", "a10_plan", "a10_efficiency", "a10_over_takt"]


@pytest.fixture(scope="module")
def cases():
    return [KEYS.case(f"student-{number}", COURSE) for number in range(STUDENTS)]


def credits(student, values):
    judge = Judge(KEYS, KEYS.case(student, COURSE, values), values)
    return {part: judge(part)[3] for part in PARTS}


def test_the_plan_of_the_rule_holds_with_five_or_six_stations(cases):
    plans = Counter()
    for case in cases:
        plan = KEYS.answer("a10_plan", case).answer
        takt = KEYS.answer("a10_takt", case).answer
        assert assess(case.data.assign(station=plan), "station", takt).valid
        assert max(plan) in (5, 6)
        plans[tuple(plan)] += 1
    # A classmate's plan is rarely one's own.
    assert len(plans) >= 8 and plans.most_common(1)[0][1] < 0.4 * STUDENTS
    assert sum(count for plan, count in plans.items() if max(plan) == 6) > 0.02 * STUDENTS


def test_the_colleagues_plan_fails_in_many_ways_and_always_boxes_too_early(cases):
    found, colleague = Counter(), KEYS.functions["a10_over_takt"].__globals__["COLLEAGUE"]
    for case in cases:
        found[KEYS.answer("a10_over_takt", case).answer] += 1
        broken = assess(case.data, list(colleague.values()), 1000).broken
        assert broken == [("J", "K")], "K is the one task that stands too early"
    assert len(found) >= 12 and found.most_common(1)[0][1] < 0.3 * STUDENTS
    assert 0 < found[frozenset()] < 0.1 * STUDENTS
    text = (
        ROOT / "assignments" / "a10_takt_and_line_balancing" / "a10_takt_and_line_balancing.ipynb"
    ).read_text("utf-8")
    for number, tasks in colleague.items():
        assert f"| {number} | {', '.join(tasks.split())} |" in text


@pytest.mark.parametrize("student", ["ana", "ben", "chi", "dora"])
def test_a_slip_costs_only_where_it_was_made(student):
    changed = 0
    plain = right_values(KEYS, student, COURSE)
    for slipped, value, _ in named_mistakes(KEYS, student, COURSE):
        value = sorted(value) if slipped == "a10_over_takt" and not isinstance(value, int) else value
        value = [value] if isinstance(value, int) and slipped == "a10_over_takt" else value
        values = right_values(KEYS, student, COURSE, {slipped: value})
        got = credits(student, values)
        assert got.pop(slipped) < 1, (slipped, value)
        assert set(got.values()) == {1.0}, (slipped, value, got)
        changed += any(values[part] != plain[part] for part in got)
    assert changed >= 3, "later parts do follow from these"


@pytest.mark.parametrize("student", ["ana", "ben", "chi", "dora"])
def test_the_right_value_is_right_after_an_earlier_slip_as_well(student):
    plain = right_values(KEYS, student, COURSE)
    got = credits(student, {**plain, "a10_takt": plain["a10_takt"] * 1.07})
    assert got.pop("a10_takt") < 1 and set(got.values()) == {1.0}


def test_a_takt_that_no_line_could_keep_is_not_followed(cases):
    """In minutes, or a kettle every five seconds: then the parts after it are judged by the real takt."""
    for case in cases[:10]:
        slipped = KEYS.case(case.student, COURSE, {"a10_takt": 6.0})
        for part in ("a10_plan", "a10_efficiency"):
            assert KEYS.answer(part, slipped).answer == KEYS.answer(part, case).answer


def test_a_plan_is_judged_by_what_is_wrong_with_it(cases):
    case = cases[0]
    answer = KEYS.answer("a10_plan", case)
    right = answer.answer
    said = {
        "A station has more work than takt": ([1] * 11, 0.0),
        "A task stands before one": ([12 - place for place in range(1, 12)], 0.0),
        "Your plan holds, but the rule": (list(range(1, 12)), 0.5),
        "10 numbers": (right[:-1], 0.0),
        "whole numbers": ([1.5, *right[1:]], 0.0),
    }
    for words, (value, credit) in said.items():
        verdict = answer.judge(value, reveal=False)
        assert words in verdict.words and verdict.credit == credit, verdict
    assert answer.judge([station + 3 for station in right]).right, "whatever the stations are called"
    # Boxed before it is measured.
    verdict = answer.judge([*right[:9], 6, 5], reveal=False)
    assert "K is done at an earlier station than J" in verdict.words and verdict.credit == 0.25
    # One task too many at the last station.
    verdict = answer.judge([*right[:8], 5, 5, 5], reveal=False)
    assert "Station 5 takes" in verdict.words and verdict.credit == 0.25
    # A plan that holds and is no slip that has a name: the last task moved to a station of its own.
    verdict = answer.judge([*right[:10], 9], reveal=False)
    assert verdict.words.startswith("Your plan holds") and verdict.credit == 0.5
    both = [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1]
    assert answer.judge(both).credit == 0, "too full, and out of order"


def test_stations_that_may_be_swapped_are_the_same_plan(cases):
    """Where two stations have nothing to do with each other, either may be called the first."""
    swapped = 0
    for case in cases:
        answer = KEYS.answer("a10_plan", case)
        other = [{1: 2, 2: 1}.get(station, station) for station in answer.answer]
        holds = assess(case.data.assign(station=other), "station", 1000).valid
        assert answer.judge(other).right == holds
        swapped += holds
    assert swapped


def test_the_efficiency_follows_the_plan_with_as_many_stations_as_it_has(cases):
    case = cases[0]
    work, takt = case.data["time"].sum(), KEYS.answer("a10_takt", case).answer
    for plan, stations in ((list(range(1, 12)), 11), ([3, 3, 3, 3, 3, 5, 5, 5, 9, 9, 9], 3)):
        slipped = KEYS.case(case.student, COURSE, {"a10_plan": plan})
        assert KEYS.answer("a10_efficiency", slipped).answer == pytest.approx(work / (stations * takt))
    for broken in ([1, 2], [10**12] * 11, []):
        slipped = KEYS.case(case.student, COURSE, {"a10_plan": broken})
        assert KEYS.answer("a10_efficiency", slipped).answer > 0


def test_no_station_named_where_there_are_some_is_answered_in_words(cases):
    case = next(case for case in cases if KEYS.answer("a10_over_takt", case).answer)
    verdict = KEYS.answer("a10_over_takt", case).judge([], reveal=False)
    assert verdict.outcome == "wrong, named" and verdict.credit == 0 and verdict.try_this
    none = next(case for case in cases if not KEYS.answer("a10_over_takt", case).answer)
    assert KEYS.answer("a10_over_takt", none).judge([], reveal=False).right
