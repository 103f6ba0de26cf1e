"""Whoever the student is: the week of assignment 13 can be solved, and its claims are not all answered alike."""

from collections import Counter
from pathlib import Path

import pytest

from shopfloor.grading.keys import load_keys
from shopfloor.methods import oee

KEYS = load_keys(Path(__file__).parents[2] / "instructor", "a13_oee_and_changeovers")
STUDENTS = 600


@pytest.fixture(scope="module")
def cases():
    return [KEYS.case(f"student-{number}", "test-2026") for number in range(STUDENTS)]


def judged(part, case, value):
    return KEYS.answer(part, case).judge(value, reveal=False)


def test_the_key_by_plain_arithmetic(cases):
    for case in cases[:60]:
        rows = case.data.to_dict("records")
        first = rows[0]
        stood = first["breakdown_min"] + first["changeover_min"] + first["minor_stops_min"]
        running = first["planned_min"] - stood
        assert judged("a13_performance", case, first["total"] * first["ideal_cycle_s"] / 60 / running).right
        planned = sum(row["planned_min"] for row in rows)
        good = sum(row["good"] for row in rows)
        assert judged("a13_oee", case, round(good * first["ideal_cycle_s"] / 60 / planned, 4)).right
        gained = sum(row["changeover_min"] - 20 for row in rows if row["changeover_min"])
        assert judged("a13_saved", case, gained).right
        stood = sum(row["breakdown_min"] + row["changeover_min"] + row["minor_stops_min"] for row in rows)
        # Good bottles in each minute of running are what performance and quality rate together come to.
        assert judged("a13_bottles", case, gained * good / (planned - stood)).right


def test_a_wrong_gain_costs_nothing_in_the_part_that_builds_on_it(cases):
    for case in cases[:40]:
        right = KEYS.answer("a13_bottles", case).answer
        gained = KEYS.answer("a13_saved", case).answer
        slipped = KEYS.case(case.student, "test-2026", {"a13_saved": gained / 2})
        assert judged("a13_bottles", slipped, right / 2).right
        assert not judged("a13_bottles", case, right / 2).right
        assert not judged("a13_bottles", slipped, right).right


def test_a_gain_that_cannot_be_is_not_followed(cases):
    right = KEYS.answer("a13_bottles", cases[0]).answer
    for impossible in (0, -40):
        slipped = KEYS.case(cases[0].student, "test-2026", {"a13_saved": impossible})
        assert KEYS.answer("a13_bottles", slipped).answer == right


def test_the_claims_divide_the_class(cases):
    sets = Counter(tuple(sorted(KEYS.answer("a13_claims", case).answer)) for case in cases)
    assert len(sets) >= 6 and max(sets.values()) < 0.5 * STUDENTS
    assert () not in sets and all(5 not in claims and not {1, 2} <= set(claims) for claims in sets)
    each = Counter(claim for claims, count in sets.items() for claim in claims for _ in range(count))
    assert all(0.05 * STUDENTS < each[claim] for claim in (1, 2, 3, 4))
    assert 0.05 * STUDENTS < STUDENTS - each[1] - each[2], "for some the largest loss is in no column"


def test_a_claim_that_the_log_alone_suggests_is_named(cases):
    """Where reduced speed is the largest loss, the largest column is the trap."""
    named = 0
    for case in cases:
        answer = KEYS.answer("a13_claims", case)
        if {1, 2} & answer.answer:
            continue
        largest = 1 if case.data["breakdown_min"].sum() > case.data["changeover_min"].sum() else 2
        verdict = answer.judge([*sorted(answer.answer), largest], reveal=False)
        assert verdict.outcome == "wrong, named" and "which nobody logs" in verdict.words
        named += 1
    assert named > 30


def test_a_verdict_on_the_crew_is_named_and_an_empty_list_has_words(cases):
    for case in cases[:50]:
        answer = KEYS.answer("a13_claims", case)
        crew = answer.judge([*sorted(answer.answer), 5], reveal=False)
        assert crew.outcome == "wrong, named" and "about people" in crew.words and crew.credit < 1
        assert answer.judge([], reveal=False).outcome == "wrong, named"


def test_the_mean_of_the_shifts_is_named_where_it_differs(cases):
    named = 0
    for case in cases[:200]:
        each = case.data["good"] * case.data["ideal_cycle_s"] / 60 / case.data["planned_min"]
        verdict = judged("a13_oee", case, float(each.mean()))
        named += verdict.outcome == "wrong, named" and "mean of the ten shifts" in verdict.words
    assert 20 < named < 180


def test_twenty_minutes_for_every_shift_is_named(cases):
    for case in cases[:100]:
        changeovers = int(case.data["changeover_min"].sum())
        assert "Not every shift had a changeover" in judged("a13_saved", case, changeovers - 200).words
        assert "They do not vanish" in judged("a13_saved", case, changeovers).words
        assert judged("a13_saved", case, changeovers - 140).right


def test_the_oee_is_not_taken_for_performance_and_quality(cases):
    for case in cases[:100]:
        at_best = KEYS.answer("a13_saved", case).answer * 60 / case.data["ideal_cycle_s"].iloc[0]
        verdict = judged("a13_bottles", case, at_best * oee.oee_of(case.data).oee)
        assert verdict.outcome == "wrong, named" and "availability is in them already" in verdict.words


def test_the_gain_is_worth_advising_and_the_sensors_take_long_to_see(cases):
    """What the sample answers of the rubric say of a week holds for nearly every student."""
    more = 0
    for case in cases:
        gained = KEYS.answer("a13_saved", case).answer
        assert 60 < gained < 350
        more += gained > 0.3 * case.data["breakdown_min"].sum()
    assert more > 0.97 * STUDENTS
    for case in cases[:60]:
        assert oee.weeks_needed(case.data["breakdown_min"], reduction=0.30).weeks > 100


def test_a_gain_of_the_wrong_thing_is_named(cases):
    """The sensors' minutes in place of the changeovers', and bottles in which minutes and seconds are one."""
    named = 0
    for case in cases[:60]:
        gained = KEYS.answer("a13_saved", case).answer
        sensors = round(0.3 * sum(row["breakdown_min"] for row in case.data.to_dict("records")))
        said = judged("a13_saved", case, sensors)
        # In a few weeks this number is another slip as well, or the gain itself.
        named += said.outcome == "wrong, named" and "what the sensors would gain" in said.words
        said = judged("a13_bottles", case, round(gained / float(case.data["ideal_cycle_s"].iloc[0]), 2))
        assert said.outcome == "wrong, named" and "the ideal cycle without any other loss" in said.words
    assert named > 50
