"""The hand-in drill: one slip costs one part. Later parts go on from it, and what is true of the sheet stays right."""

from pathlib import Path

import pytest

from shopfloor.grading.keys import load_keys

KEYS = load_keys(Path(__file__).parents[2] / "instructor", "a00_start_here")
STUDENTS = [f"student-{number}" for number in range(40)]


def answer(graded_id, student, **earlier):
    return KEYS.answer(graded_id, KEYS.case(student, "test-2026", earlier))


def right(graded_id, student):
    """The right value of a part when nothing was handed in before."""
    found = answer(graded_id, student).answer
    return sorted(found) if isinstance(found, frozenset) else found


@pytest.mark.parametrize("student", STUDENTS)
def test_whoever_names_another_hour_may_go_on_with_it_or_with_the_right_one(student):
    [odd] = right("a00_odd_hour", student)
    for hour in {1, 2, 3, 4, 5, 6, 7, 8} - {odd}:
        mended = answer("a00_mended", student, a00_odd_hour=[hour])
        for value in (mended.answer, right("a00_mended", student)):
            verdict = mended.judge(value, reveal=False)
            assert verdict.right and verdict.words.startswith(f"{value:.6g}"), "it reads back what was given"
        shift = answer("a00_shift", student, a00_odd_hour=[hour], a00_mended=mended.answer)
        assert shift.judge(shift.answer).right and shift.judge(right("a00_shift", student)).right


@pytest.mark.parametrize("student", STUDENTS)
def test_whoever_read_the_row_label_looked_at_the_right_row(student):
    [odd] = right("a00_odd_hour", student)
    verdict = answer("a00_odd_hour", student).judge([odd - 1], reveal=False)
    assert verdict.outcome == "wrong, named" and "row label" in verdict.words
    assert answer("a00_mended", student, a00_odd_hour=[odd - 1]).answer == right("a00_mended", student)


@pytest.mark.parametrize("student", STUDENTS)
def test_the_shift_goes_on_from_the_mended_count(student):
    plain, trays = answer("a00_shift", student), right("a00_mended", student)
    followed = answer("a00_shift", student, a00_mended=trays + 1)
    one_tray = followed.answer - plain.answer
    assert one_tray > 1 and not plain.judge(followed.answer).right
    assert followed.judge(followed.answer).right
    assert not followed.judge(followed.answer + one_tray).right


@pytest.mark.parametrize("student", STUDENTS)
def test_the_planted_wrong_answer_of_the_first_round_is_named(student):
    part = answer("a00_hour_1", student)
    first = part.mistakes[0]
    verdict = part.judge(first.value, reveal=False)
    assert verdict.outcome == "wrong, named" and verdict.credit == 0
    assert "trays, not of parts" in verdict.words and "hand in again" in verdict.try_this


@pytest.mark.parametrize("student", STUDENTS)
def test_missing_round_brackets_are_named(student):
    plain, trays = answer("a00_shift", student), right("a00_mended", student)
    case = KEYS.case(student, "test-2026", {})
    parts, counts = int(case.data["parts_per_tray"].iloc[0]), case.data["trays"].astype(float)
    counts[right("a00_odd_hour", student)[0]] = trays
    assert counts.sum() * parts == pytest.approx(plain.answer)
    for hour in (1, 8):
        typed = counts.drop(hour).sum() + counts[hour] * parts
        verdict = plain.judge(typed, reveal=False)
        assert verdict.outcome == "wrong, named" and not verdict.right
        assert "round brackets" in f"{verdict.words} {verdict.try_this}"
