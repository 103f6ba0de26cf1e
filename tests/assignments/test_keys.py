"""Every key accepts right answers and names the misconceptions, whoever the student is."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from shopfloor.grading.keys import load_keys
from shopfloor.teaching.exercises import assignments

ROOT = Path(__file__).parents[2]
KEYS = {
    path.stem: load_keys(ROOT / "instructor", path.stem)
    for path in sorted((ROOT / "instructor" / "answers").glob("a*.py"))
}
PARTS = [(name, graded_id) for name, keys in KEYS.items() for graded_id in keys.functions]
STUDENTS = [f"student-{number}" for number in range(150)]
COURSE = "test-2026"


@pytest.fixture(scope="module")
def cases():
    return {name: [keys.case(student, COURSE) for student in STUDENTS] for name, keys in KEYS.items()}


def answers(cases, assignment, graded_id):
    return [(case, KEYS[assignment].answer(graded_id, case)) for case in cases[assignment]]


def test_every_part_that_is_handed_in_has_a_key_and_every_other_a_rubric():
    for name, assignment in assignments().items():
        for form in assignment.parts:
            where = KEYS[name].rubric if form.marked_by_hand else KEYS[name].functions
            assert form.id in where
        assert set(KEYS[name].functions) <= set(assignment.ids)


@pytest.mark.parametrize(("assignment", "graded_id"), PARTS)
def test_the_right_answer_is_right_in_more_than_one_form(cases, assignment, graded_id):
    for _, answer in answers(cases, assignment, graded_id):
        for value in right_answers(answer.answer):
            verdict = answer.judge(value, reveal=False)
            assert verdict.right, (value, verdict)
            assert verdict.credit == 1


def right_answers(right):
    if isinstance(right, frozenset):
        return [sorted(right), np.array(sorted(right, reverse=True)), pd.Series(sorted(right))]
    if isinstance(right, list):
        return [right, tuple(right), np.array(right), pd.Series(right)]
    return [right, np.float32(right), round(float(right), 3), pd.Series([right])]


@pytest.mark.parametrize(("assignment", "graded_id"), PARTS)
def test_each_misconception_is_named_and_never_earns_full_marks(cases, assignment, graded_id):
    named = {}
    for _, answer in answers(cases, assignment, graded_id):
        right = [sample.value for sample in answer.samples() if sample.expected == "right"]
        for sample in answer.samples():
            if sample.expected != "named" or answer.judge(sample.value).right:
                continue  # in this student's record the misconception happens to lead to the right number
            verdict = answer.judge(sample.value, reveal=False)
            assert verdict.outcome == "wrong, named", (sample, verdict, right)
            assert verdict.credit < 1
            said = [
                words
                for words in (mistake.words for mistake in answer.mistakes)
                if words[12:] in verdict.words
            ]
            assert said, verdict
            named.update(dict.fromkeys(said))
    every = {
        mistake.words for _, answer in answers(cases, assignment, graded_id) for mistake in answer.mistakes
    }
    assert set(named) == every, "a misconception that no student's numbers can show"
    assert len(every) >= 2


@pytest.mark.parametrize(("assignment", "graded_id"), PARTS)
def test_the_feedback_never_holds_the_right_answer(cases, assignment, graded_id):
    for _, answer in answers(cases, assignment, graded_id):
        if isinstance(answer.answer, (frozenset, list)):
            continue
        right = {f"{answer.answer:.{digits}f}" for digits in (2, 3)}
        for wrong in (0.001, 7.77, answer.answer * 60, answer.answer * 1.5, -answer.answer):
            said = str(answer.judge(wrong, reveal=False)).split()
            assert not right & {word.strip(".,;:()") for word in said}, said


@pytest.mark.parametrize("assignment", KEYS)
def test_an_early_slip_is_followed_through(assignment):
    """A wrong earlier value, used rightly in the next part, costs nothing there: for the parts that build on it."""
    keys = KEYS[assignment]
    plain = keys.case("ana", COURSE)
    early = {graded_id: keys.answer(graded_id, plain) for graded_id in keys.functions}
    followed = set()
    for slipped, answer in early.items():
        wrong = [sample.value for sample in answer.samples() if sample.expected == "named"]
        if not isinstance(answer.answer, (frozenset, list, str)):
            wrong.append(answer.answer * 1.2)
        for value in wrong:
            handed_in = {slipped: sorted(value) if isinstance(value, (set, frozenset, tuple)) else value}
            case = keys.case("ana", COURSE, handed_in)
            for graded_id in keys.functions:
                later = keys.answer(graded_id, case)
                if graded_id != slipped and later.answer != early[graded_id].answer:
                    followed.add(graded_id)
                    assert later.judge(later.answer).right
    assert followed, "no part of this assignment builds on an earlier one"


def test_a_key_that_is_left_out_is_missed(tmp_path):
    """The first test of this file is not blind: a key file with a function less is noticed."""
    name = next(iter(KEYS))
    source = (ROOT / "instructor" / "answers" / f"{name}.py").read_text(encoding="utf-8")
    (tmp_path / "answers").mkdir()
    first = PARTS[0][1]
    (tmp_path / "answers" / f"{name}.py").write_text(source.replace(f'@key("{first}")', ""), encoding="utf-8")
    assert first not in load_keys(tmp_path, name).functions
