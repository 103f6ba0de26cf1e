"""Assignment 09: the key finds every walk's truth, counts half a point for an event, and goes on from a student's own names."""

from collections import Counter
from pathlib import Path

import pytest

from shopfloor.grading.fill_in import right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.marking import Judge

KEYS = load_keys(Path(__file__).parents[2] / "instructor", "a09_waste_and_5s")
COURSE = "test-2026"
STUDENTS = 400
POINTS = 6


@pytest.fixture(scope="module")
def cases():
    return [KEYS.case(f"student-{number}", COURSE) for number in range(STUDENTS)]


def credits(student, values):
    judge = Judge(KEYS, KEYS.case(student, COURSE, values), values)
    return {graded_id: judge(graded_id) for graded_id in KEYS.functions}


def truth(case):
    return case.data["is_what"].tolist()


def swapped(names, is_what, called):
    return [called if one == is_what else one for one in names]


def minutes(case, names, name):
    return sum(took for took, one in zip(case.data["minutes"].tolist(), names) if one == name)


def test_every_event_of_every_walk_has_one_name(cases):
    for case in cases:
        found = Counter(truth(case))
        assert set(found) == set(range(10)), "what is paid for, what is needed, and each of the eight wastes"
        assert (found[0], found[9]) == (4, 3)


def test_the_answers_follow_from_the_names(cases):
    for case in cases:
        names, total = truth(case), sum(case.data["minutes"].tolist())
        by_waste = {waste: minutes(case, names, waste) for waste in range(1, 9)}
        most = max(by_waste, key=by_waste.get)
        paid = minutes(case, names, 0)
        assert KEYS.answer("a09_costliest", case).answer == {most}
        assert KEYS.answer("a09_ratio", case).answer == pytest.approx(paid / total)
        assert KEYS.answer("a09_after", case).answer == pytest.approx(paid / (total - by_waste[most] / 2))


def test_the_costliest_waste_divides_the_class(cases):
    answers = Counter(KEYS.answer("a09_costliest", case).answer for case in cases)
    assert len(answers) >= 4 and answers.most_common(1)[0][1] < 0.6 * STUDENTS


@pytest.mark.parametrize("wrong", [1, 2, 5])
def test_half_a_point_is_lost_for_each_event(cases, wrong):
    for case in cases[:20]:
        names = truth(case)
        given = [(one + 1) % 10 for one in names[:wrong]] + names[wrong:]
        verdict = KEYS.answer("a09_names", case).judge(given, reveal=False)
        assert verdict.credit * POINTS == pytest.approx(POINTS - wrong / 2)
        assert f"{18 - wrong} of 18 events have the right name" in verdict.words
        assert ("Look again at event" in verdict.words) == (wrong > 1)


def test_a_name_for_all_of_them_earns_nothing(cases):
    for name in range(10):
        assert KEYS.answer("a09_names", cases[0]).judge([name] * 18, reveal=False).credit == 0


@pytest.mark.parametrize("given", [list(range(18)), list(range(1, 19))[:17], ["waiting"] * 18, [1.5] * 18])
def test_a_list_of_another_kind_is_answered_in_words(cases, given):
    verdict = KEYS.answer("a09_names", cases[0]).judge(given, reveal=False)
    assert verdict.credit == 0 and verdict.outcome.startswith("wrong") and len(verdict.words) > 20


@pytest.mark.parametrize("pair", [(2, 4), (3, 1), (9, 0), (5, 6), (7, 0), (0, 9)])
@pytest.mark.parametrize("student", ["ana", "ben", "chi"])
def test_wrong_names_used_rightly_cost_nothing_later(student, pair):
    case = KEYS.case(student, COURSE)
    names = swapped(truth(case), *pair)
    total = sum(case.data["minutes"].tolist())
    paid = minutes(case, names, 0) or minutes(case, truth(case), 0)
    by_waste = {waste: minutes(case, names, waste) for waste in range(1, 9)}
    most = max(by_waste, key=by_waste.get)
    values = {"a09_names": names, "a09_ratio": round(paid / total, 4), "a09_costliest": [most]}
    values["a09_after"] = paid / (total - by_waste[most] / 2)
    got = credits(student, values)
    assert got.pop("a09_names")[3] < 1
    assert {graded_id: one[3] for graded_id, one in got.items()} == dict.fromkeys(got, 1.0)


def test_another_waste_is_followed_in_the_last_part(cases):
    followed = 0
    for case in cases[:40]:
        values = right_values(KEYS, case.student, COURSE)
        other = next(waste for waste in range(1, 9) if [waste] != values["a09_costliest"])
        names, total = truth(case), sum(case.data["minutes"].tolist())
        values["a09_costliest"] = [other]
        values["a09_after"] = minutes(case, names, 0) / (total - minutes(case, names, other) / 2)
        got = credits(case.student, values)
        assert got["a09_costliest"][3] == 0 and got["a09_after"][3] == 1
        followed += 1
    assert followed == 40


def test_where_two_wastes_are_level_either_is_right():
    """Names under which the most minutes are shared by two wastes: found among made ones."""
    for number in range(3000):
        case = KEYS.case(f"level-{number}", COURSE)
        names = truth(case)
        sizes = {waste: minutes(case, names, waste) for waste in range(1, 9)}
        top = sorted(sizes, key=sizes.get)[-2:]
        gap = sizes[top[1]] - sizes[top[0]]
        moved = [
            event
            for event, (name, took) in enumerate(zip(names, case.data["minutes"].tolist()))
            if name == 9 and took == gap
        ]
        if moved:
            names[moved[0]] = top[0]
            break
    else:
        raise AssertionError("no such walk")
    for waste in top:
        values = {"a09_names": names, "a09_costliest": [waste]}
        assert Judge(KEYS, KEYS.case(case.student, COURSE, values), values)("a09_costliest")[3] == 1


def test_names_that_cannot_be_followed_are_left_out():
    values = {"a09_names": [0] * 18}
    for graded_id in ("a09_ratio", "a09_costliest", "a09_after"):
        assert (
            KEYS.answer(graded_id, KEYS.case("ana", COURSE, values)).answer
            == KEYS.answer(graded_id, KEYS.case("ana", COURSE)).answer
        )
