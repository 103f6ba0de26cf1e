"""Whoever the student is: in assignment 05 an empty list is an answer, and each part follows the earlier ones."""

from pathlib import Path

import pytest

from shopfloor.grading.keys import load_keys
from shopfloor.methods.tables import average_by, leave_out

KEYS = load_keys(Path(__file__).parents[2] / "instructor", "a05_stopwatch_study")
STUDENTS, COURSE = 300, "test-2026"


@pytest.fixture(scope="module")
def cases():
    return [KEYS.case(f"student-{number}", COURSE) for number in range(STUDENTS)]


def clamp(study):
    averages = average_by(study, "element", "time_min")
    return sum(averages[element] for element in "ABCD") + averages["-"] / 6


def test_nothing_left_out_is_an_answer_and_a_wrong_one(cases):
    for case in cases:
        verdict = KEYS.answer("a05_foreign", case).judge([], reveal=False)
        assert verdict.outcome == "wrong, named" and verdict.credit == 0 and verdict.try_this
        assert KEYS.answer("a05_foreign", case).judge(..., reveal=False).outcome == "not tried"


def test_a_cycle_with_every_line_left_in_is_followed(cases):
    for case in cases[:40]:
        slip = sorted(KEYS.answer("a05_spoiled", case).answer)
        every_line = KEYS.case(case.student, COURSE, {"a05_foreign": []})
        value = clamp(leave_out(case.data, slip))
        assert KEYS.answer("a05_cycle", every_line).judge(value, reveal=False).right
        assert not KEYS.answer("a05_cycle", case).judge(value, reveal=False).right


def test_half_the_slip_is_followed_into_both_averages(cases):
    for case in cases[:40]:
        one = sorted(KEYS.answer("a05_spoiled", case).answer)[1:]
        half = KEYS.case(case.student, COURSE, {"a05_spoiled": one})
        foreign = sorted(KEYS.answer("a05_foreign", case).answer)
        kept = leave_out(case.data, one)
        b = average_by(kept, "element", "time_min")["B"]
        assert KEYS.answer("a05_average_b", half).judge(b, reveal=False).right
        whole = clamp(leave_out(case.data, one, foreign))
        assert KEYS.answer("a05_cycle", half).judge(whole, reveal=False).right


def test_a_line_that_is_not_on_the_form_is_not_followed(cases):
    for case in cases[:10]:
        odd = KEYS.case(case.student, COURSE, {"a05_spoiled": [99], "a05_foreign": [98]})
        KEYS.answer("a05_cycle", odd)  # 98 and 99 cannot be left out, and do not stop the marking


def test_the_right_time_is_less_than_the_watch_says(cases):
    """Otherwise leaving out the interruptions would teach nothing."""
    for case in cases:
        simply_divided = case.data["reading_min"].iloc[-1] / 12
        assert KEYS.answer("a05_cycle", case).answer < 0.95 * simply_divided
