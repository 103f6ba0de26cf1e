"""Whoever the student is: the cases of assignment 07 can be solved, and its claims are not all answered alike."""

from collections import Counter
from pathlib import Path

import pytest

from shopfloor.grading.keys import load_keys
from shopfloor.methods import worksampling
from shopfloor.methods.tables import leave_out

KEYS = load_keys(Path(__file__).parents[2] / "instructor", "a07_work_sampling")
STUDENTS = 600


@pytest.fixture(scope="module")
def cases():
    return [KEYS.case(f"student-{number}", "test-2026") for number in range(STUDENTS)]


@pytest.fixture(scope="module")
def kept(cases):
    left_out = (KEYS.answer("a07_cannot_count", case).answer for case in cases)
    return [leave_out(case.data, sorted(rows), column="tour") for case, rows in zip(cases, left_out)]


def test_a_wrong_share_costs_nothing_in_the_parts_that_build_on_it(cases, kept):
    for case, tours in list(zip(cases, kept))[:20]:
        slipped = KEYS.case(case.student, "test-2026", {"a07_share": 0.31})
        n = len(tours)
        assert KEYS.answer("a07_margin", slipped).judge(worksampling.margin(0.31, n), reveal=False).right
        more = worksampling.sample_size(0.31, 0.03) - n
        assert KEYS.answer("a07_more_tours", slipped).judge(more, reveal=False).right
        assert not KEYS.answer("a07_more_tours", case).judge(more, reveal=False).right


def test_a_share_that_cannot_be_is_not_followed(cases):
    for impossible in (0, 1, 7.5):
        slipped = KEYS.case(cases[0].student, "test-2026", {"a07_share": impossible})
        for part in ("a07_margin", "a07_more_tours"):
            assert KEYS.answer(part, slipped).answer == KEYS.answer(part, cases[0]).answer


def test_all_240_tours_in_place_of_those_left_is_named(cases, kept):
    named = {"a07_margin": 0, "a07_more_tours": 0}
    for case, tours in zip(cases[:100], kept):
        p = float((tours["activity"] == "walk or fetch").mean())
        slips = {
            "a07_margin": worksampling.margin(p, 240),
            "a07_more_tours": worksampling.sample_size(p, 0.03) - 240,
        }
        for part, value in slips.items():
            verdict = KEYS.answer(part, case).judge(value, reveal=False)
            named[part] += verdict.outcome == "wrong, named" and "all 240 tours" in verdict.words
    assert min(named.values()) > 60, "with few tours left out the two numbers are alike"


def test_row_numbers_and_ordinary_tours_are_named(cases):
    for case in cases[:100]:
        answer = KEYS.answer("a07_cannot_count", case)
        right = sorted(answer.answer)
        off = answer.judge([number - 1 for number in right], reveal=False)
        assert "one off each" in off.words and "column tour" in off.try_this
        second = case.data[case.data["day"] == 2]["tour"].tolist()
        [ordinary] = [number for number in second if number not in right][-1:]
        more = answer.judge([*right, ordinary], reveal=False)
        assert more.outcome == "wrong, named" and more.credit < 1


@pytest.mark.parametrize("part", ["a07_cannot_count", "a07_ruled_out"])
def test_an_empty_list_is_answered_in_words(cases, part):
    verdict = KEYS.answer(part, cases[0]).judge([], reveal=False)
    assert verdict.outcome == "wrong, named" and verdict.credit == 0 and verdict.try_this


def test_something_cannot_count_and_nearly_all_can(cases):
    both = 0
    for case in cases:
        rows = KEYS.answer("a07_cannot_count", case).answer
        days = set(case.data[case.data["tour"].isin(rows)]["day"])
        assert 1 <= len(rows) <= 30 and days <= {2, 6}
        both += days == {2, 6}
    # In one student's table of a thousand an hour and a half goes by without a tour.
    assert both > 0.99 * STUDENTS


def test_more_tours_are_needed_and_they_are_not_too_many(cases):
    needed = [KEYS.answer("a07_more_tours", case).answer for case in cases]
    assert min(needed) > 100 and max(needed) < 900


def test_the_claims_divide_the_class(cases):
    answers = Counter(KEYS.answer("a07_ruled_out", case).answer for case in cases)
    assert len(answers) >= 6 and max(answers.values()) < 0.45 * STUDENTS
    assert all(rows and max(rows) <= 4 for rows in answers)


def test_the_rounded_table_of_the_notebook_leads_to_the_same_claims(cases, kept):
    """Four decimals are shown: no claim lies so near to an end that rounding would move it to the other side."""
    claims = KEYS.functions["a07_ruled_out"].__globals__["CLAIMS"]
    for case, tours in zip(cases, kept):
        rows = worksampling.proportions(tours).set_index("activity")
        low = (rows["proportion"] - rows["margin"]).round(4)
        high = (rows["proportion"] + rows["margin"]).round(4)
        out = {
            number
            for number, (name, claim) in claims.items()
            if not low[name] <= round(claim, 4) <= high[name]
        }
        assert out == set(KEYS.answer("a07_ruled_out", case).answer), case.student
