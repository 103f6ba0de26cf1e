"""Assignment 15: whoever the student is, the line can be mended, and a slip costs only the part in which it was made."""

from collections import Counter
from pathlib import Path

import pytest

from shopfloor.grading.fill_in import named_mistakes, right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.marking import Judge

ROOT = Path(__file__).parents[2]
KEYS = load_keys(ROOT / "instructor", "a15_kaizen_capstone")
COURSE = "test-2026"
PARTS = ["a15_takt", "a15_bottleneck", "a15_now", "a15_offers", "a15_then"]


def credits(student, values):
    judge = Judge(KEYS, KEYS.case(student, COURSE, values), values)
    return {part: judge(part)[3] for part in PARTS}


@pytest.mark.parametrize("student", ["ana", "ben", "chi", "dora"])
def test_a_slip_costs_only_where_it_was_made(student):
    plain, changed = right_values(KEYS, student, COURSE), 0
    for slipped, value, _ in named_mistakes(KEYS, student, COURSE):
        value = sorted(value) if isinstance(value, (set, frozenset, tuple)) else value
        values = right_values(KEYS, student, COURSE, {slipped: value})
        got = credits(student, values)
        assert got.pop(slipped) < 1, (slipped, value)
        assert set(got.values()) == {1.0}, (slipped, value, got)
        changed += any(values[part] != plain[part] for part in got)
    assert changed >= 5, "later parts do follow from these"


def test_the_line_is_mended_without_a_second_machine():
    chosen = Counter()
    for number in range(250):
        student = f"student-{number}"
        values = right_values(KEYS, student, COURSE)
        case = KEYS.case(student, COURSE)
        ordered = int(case.data["ordered"].iloc[0])
        pieces, oee, days, labor = values["a15_then"]
        assert pieces > ordered / 4, "the offers are enough"
        assert values["a15_now"][0] < oee < 1
        assert days < values["a15_now"][1] and labor < values["a15_now"][2]
        chosen[tuple(values["a15_offers"])] += 1
    assert (4,) not in chosen and len(chosen) >= 4 and chosen.most_common(1)[0][1] < 150


def test_each_number_of_a_list_has_its_own_share():
    values = right_values(KEYS, "ana", COURSE)
    for place in range(4):
        for part in ("a15_now", "a15_then"):
            given = list(values[part])
            given[place] = given[place] * 1.37 + 1
            answer = KEYS.answer(part, KEYS.case("ana", COURSE, values))
            verdict = answer.judge(given, reveal=False)
            assert 0.7 < verdict.credit < 0.9 and "3 of the four are right" in verdict.words
    nothing = KEYS.answer("a15_now", KEYS.case("ana", COURSE)).judge([1, 1, 1, 1], reveal=False)
    assert nothing.credit == 0 and "None of the four is right" in nothing.words
    assert "3 numbers" in answer.judge([1, 2, 3]).words


def test_a_limit_of_the_form_never_shuts_out_the_right_answer():
    from shopfloor.teaching.exercises import assignments

    forms = assignments()["a15_kaizen_capstone"]
    for number in range(250):
        for part, value in right_values(KEYS, f"student-{number}", COURSE).items():
            assert forms.form(part).accept(value) == value


def test_the_offers_of_the_notebook_are_those_of_the_key():
    text = (ROOT / "assignments" / "a15_kaizen_capstone" / "a15_kaizen_capstone.ipynb").read_text("utf-8")
    facts = KEYS.functions["a15_offers"].__globals__
    for offer, price in facts["COSTS"].items():
        assert f"| {offer} |" in text and f"${price:,}" in text
    assert f"{facts['BREAK_MIN']} more minutes of running" in text
    assert f"{facts['BREAK_PLANNED_MIN']} minutes a week more" in text
    assert f"at {facts['LIMIT']}, and the line makes" in text


def test_no_offer_chosen_is_answered_in_words():
    verdict = KEYS.answer("a15_offers", KEYS.case("ana", COURSE)).judge([], reveal=False)
    assert verdict.credit == 0 and "minutes are missing" in verdict.words


def test_a_letter_that_is_none_and_a_list_too_short_are_not_followed():
    plain = KEYS.case("ana", COURSE)
    for earlier in ({"a15_bottleneck": "z"}, {"a15_now": [1.0, 2.0]}):
        case = KEYS.case("ana", COURSE, earlier)
        assert KEYS.answer("a15_offers", case).answer == KEYS.answer("a15_offers", plain).answer


def test_the_offers_follow_from_the_minutes_that_were_handed_in():
    for student in ("ana", "ben", "chi"):
        plain = right_values(KEYS, student, COURSE)
        for minutes, offers in ((plain["a15_now"][3] * 4, {4}), (-30.0, set()), (1.0, None)):
            case = KEYS.case(student, COURSE, {"a15_now": [*plain["a15_now"][:3], minutes]})
            found = KEYS.answer("a15_offers", case).answer
            assert found == offers if offers is not None else len(found) == 1
