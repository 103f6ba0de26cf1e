"""Assignment 14: whoever the student is, both signs are there, Cpk falls, classmates differ, and a slip costs one part."""

from collections import Counter
from pathlib import Path

import pytest

from shopfloor.grading.fill_in import named_mistakes, right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.marking import Judge

ROOT = Path(__file__).parents[2]
KEYS = load_keys(ROOT / "instructor", "a14_quality_at_the_source")
COURSE = "test-2026"
STUDENTS = 250
PARTS = ["a14_upper", "a14_odd", "a14_since", "a14_cpk", "a14_cpk_after"]


@pytest.fixture(scope="module")
def cases():
    return [KEYS.case(f"student-{number}", COURSE) for number in range(STUDENTS)]


def credits(student, values):
    judge = Judge(KEYS, KEYS.case(student, COURSE, values), values)
    return {part: judge(part)[3] for part in PARTS}


def right(case, part):
    return KEYS.answer(part, case).answer


def by_hand(case):
    """(upper limit, odd subgroup, first shifted one), with the factors of the notebook and no library."""
    groups = {
        int(row["subgroup"]): [float(row[f"x{place}_n"]) for place in range(1, 5)]
        for _, row in case.data.iterrows()
    }
    averages = {number: sum(four) / 4 for number, four in groups.items()}
    ranges = {number: max(four) - min(four) for number, four in groups.items()}
    center, spread = sum(averages.values()) / 24, sum(ranges.values()) / 24
    odd = [number for number, value in ranges.items() if value > 2.282 * spread]
    shifted = [number for number, value in averages.items() if abs(value - center) > 0.729 * spread]
    return center + 0.729 * spread, odd, shifted


def test_both_signs_are_there_and_found_by_hand(cases):
    odds, firsts = Counter(), Counter()
    for case in cases:
        upper, odd, shifted = by_hand(case)
        assert right(case, "a14_upper") == pytest.approx(upper, abs=0.002)
        assert odd == [right(case, "a14_odd")]
        assert shifted[0] == right(case, "a14_since") > odd[0]
        odds[odd[0]] += 1
        firsts[shifted[0]] += 1
    assert sorted(odds) == list(range(4, 12)) and odds.most_common(1)[0][1] < 0.3 * STUDENTS
    assert sorted(firsts) == [18, 19, 20, 21]


def test_cpk_by_hand(cases):
    for case in cases[:60]:
        _, [odd], [first, *_] = by_hand(case)
        low, high = (float(case.data[name].iloc[0]) for name in ("lsl_n", "usl_n"))
        numbered = [
            (int(row["subgroup"]), [float(row[f"x{place}_n"]) for place in range(1, 5)])
            for _, row in case.data.iterrows()
        ]
        quiet = [four for number, four in numbered if number < first and number != odd]
        since = [four for number, four in numbered if number >= first]
        for part, fours in (("a14_cpk", quiet), ("a14_cpk_after", since)):
            mean = sum(map(sum, fours)) / (4 * len(fours))
            # d2 for subgroups of four: 2.059.
            sigma = sum(max(four) - min(four) for four in fours) / len(fours) / 2.0588
            assert right(case, part) == pytest.approx(min(high - mean, mean - low) / (3 * sigma), abs=0.002)


def test_it_was_capable_and_the_shift_made_it_less_so(cases):
    before = [right(case, "a14_cpk") for case in cases]
    after = [right(case, "a14_cpk_after") for case in cases]
    assert sum(later < earlier for earlier, later in zip(before, after, strict=True)) > 0.97 * STUDENTS
    assert sum(value > 1.33 for value in before) > 0.9 * STUDENTS
    assert sum(value < 1.33 for value in after) > 0.9 * STUDENTS
    assert len({round(value, 2) for value in before}) > 50


def test_the_forms_take_every_right_answer(cases):
    from shopfloor.teaching.exercises import assignments

    forms = assignments()["a14_quality_at_the_source"]
    for case in cases:
        for part in PARTS:
            value = right(case, part)
            assert forms.form(part).accept(value) == value


@pytest.mark.parametrize("student", ["ana", "ben", "chi", "dora"])
def test_a_slip_costs_only_where_it_was_made(student):
    changed = 0
    plain = right_values(KEYS, student, COURSE)
    for slipped, value, _ in named_mistakes(KEYS, student, COURSE):
        values = right_values(KEYS, student, COURSE, {slipped: value})
        got = credits(student, values)
        assert got.pop(slipped) < 1, (slipped, value)
        assert set(got.values()) == {1.0}, (slipped, value, got)
        changed += any(values[part] != plain[part] for part in got)
    assert changed >= 4, "later parts do follow from these"


def test_both_capabilities_follow_the_signs_that_were_handed_in(cases):
    from shopfloor.methods.quality import capability

    for case in cases[:20]:
        data, number = case.data, case.data["subgroup"]
        limits = [float(data[name].iloc[0]) for name in ("lsl_n", "usl_n")]
        odd, since = right(case, "a14_odd"), right(case, "a14_since")
        other = KEYS.case(case.student, COURSE, {"a14_odd": odd + 1, "a14_since": since - 2})
        quiet = data[(number < since - 2) & (number != odd + 1)]
        assert right(other, "a14_cpk") == pytest.approx(capability(quiet, *limits).cpk)
        later = data[number >= since - 2]
        assert right(other, "a14_cpk_after") == pytest.approx(capability(later, *limits).cpk)
        assert right(other, "a14_cpk") != pytest.approx(right(case, "a14_cpk"))


def test_a_change_that_leaves_nothing_before_it_is_not_followed(cases):
    """Subgroup 1, or one after the last: then the parts after it are judged by the real one."""
    for case in cases[:10]:
        slipped = KEYS.case(case.student, COURSE, {"a14_since": 1})
        assert right(slipped, "a14_cpk") == right(case, "a14_cpk")
        slipped = KEYS.case(case.student, COURSE, {"a14_since": 25})
        assert right(slipped, "a14_cpk_after") == right(case, "a14_cpk_after")
