"""Assignment 15: whoever the student is, the line can be mended, and a slip costs only the part in which it was made."""

import re
from collections import Counter
from pathlib import Path

import nbformat
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
        assert f"| {offer} |" in text and f"| {price:,} |" in text
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


def of(student):
    """The line of a student in the course of the samples, in words that the samples use."""
    case = KEYS.case(student, "open-2026")
    values = right_values(KEYS, student, "open-2026")
    return case.data.set_index("station"), values


def notes():
    """The guide's note at the end of the lesson: two whole sheets with their marks."""
    cells = nbformat.read(ROOT / "notebooks" / "15_kaizen_capstone.ipynb", as_version=4).cells
    [note] = [cell.metadata["shopfloor"]["guide"] for cell in cells if cell.id == "l15-next"]
    return note.split("**A tired one (max)")


def test_the_good_sheet_of_the_guide_is_the_one_of_its_line():
    line, values = of("lena")
    good, _ = notes()
    test = line.loc["test"]
    assert set(values["a15_bottleneck"]) == {"e"}
    stood = [int(test[name]) / 4 for name in ("breakdown_min", "changeover_min", "short_stops_min")]
    needs = test["cycle_s"] / (1 - sum(stood) * 4 / test["planned_min"])
    assert (
        "({:.0f} breakdowns, {:.0f} changeovers, {:.0f} short stops)".format(*[s + 1e-9 for s in stood])
        in good
    )
    assert f"Test needs {test['cycle_s']} s, with its stops {needs:.1f} s" in good
    assert f"Takt is {values['a15_takt']:.1f} s" in good
    assert f"stands {int(sum(stood) + 0.5)} minutes a week" in good
    assert (
        f"{int(test['waiting_last'])} fans wait before it, {int(test['waiting_first'])} four weeks ago"
        in good
    )
    ordered, packed = int(line["ordered"].iloc[0]), int(line.loc["pack", "good"])
    assert f"we packed {packed:,} fans; {ordered:,} were ordered" in good
    assert f"{ordered // 4:,} good fans a week at test" in good
    oee, days, labor, minutes = values["a15_now"]
    assert f"OEE {oee:.3f}, lead time {days:.2f} days, labor {labor:.2f} dollars" in good
    assert (
        f"run {minutes:.1f} minutes more" in good and f"{minutes:.1f} are needed, for 5,000 dollars" in good
    )
    pieces, oee, days, labor = values["a15_then"]
    assert (
        f"can become {pieces:,.0f}, OEE {oee:.3f}" in good and f"lead time {days:.2f} days in place" in good
    )
    assert f"labor {labor:.2f} dollars in place" in good
    assert (
        sorted(values["a15_offers"]) == [2, 3]
        and f"{test['short_stops_min'] / 4 + 250:.1f} minutes are gained" in good
    )


def test_the_tired_sheet_follows_from_its_wrong_bottleneck():
    _, tired = notes()
    values = right_values(KEYS, "max", "open-2026", {"a15_bottleneck": "d"})
    assert of("max")[1]["a15_bottleneck"] != "d" and list(values["a15_offers"]) == [4]
    oee, days, labor, minutes = values["a15_now"]
    assert f"OEE {oee:.3f}, lead time {days:.2f} days, a fan costs {labor:.2f} dollars" in tired
    assert f"missing {minutes:.1f} minutes a week" in tired
    pieces, _, days, labor = values["a15_then"]
    assert abs(pieces - 4612) < 1 and f"to {days:.2f} days" in tired and f"to {labor:.2f} dollars" in tired
    sample = KEYS.rubric["a15_a3"][3]
    for number in ("97.1 s", "10,560 fans", "4,612 fans", "2,306"):
        assert number in sample and number in tired


def test_the_marks_of_the_tired_sheet_add_up():
    _, tired = notes()
    lines = re.findall(
        r"^(\d)\. (\w+)", tired.split("line by line:")[1].split("To say to him")[0], re.MULTILINE
    )
    assert [int(place) for place, _ in lines] == [*range(1, 9)]
    assert (
        sum({"Half": 0.5, "None": 0, "Whole": 1}[given] for _, given in lines) == 3
        and 3 in KEYS.rubric["a15_a3"]
    )


def test_the_lines_that_are_marked_are_those_that_students_read():
    text = nbformat.read(
        ROOT / "assignments" / "a15_kaizen_capstone" / "a15_kaizen_capstone.ipynb", as_version=4
    )
    [part] = [cell.source for cell in text.cells if cell.id == "a15-p6"]
    for place in range(1, 9):
        assert f"\n{place}. **" in part and f"({place})" in KEYS.rubric["a15_a3"][8]
    assert "\n9. " not in part and max(KEYS.rubric["a15_a3"]) == 8


def test_the_sheet_can_be_drafted_beside_the_assignment():
    text = nbformat.read(
        ROOT / "assignments" / "a15_kaizen_capstone" / "a15_kaizen_capstone.ipynb", as_version=4
    )
    [setup] = [cell.source for cell in text.cells if cell.id == "a15-setup"]
    names = {}
    exec(setup, names)
    [part] = [cell.source for cell in text.cells if cell.id == "a15-p6"]
    assert 'A3Sheet(save_as="my_a3.json")' in part and callable(names["A3Sheet"])


def test_what_pack_finished_is_named_where_it_is_another_number():
    named = 0
    for number in range(60):
        case = KEYS.case(f"student-{number}", COURSE)
        rows = case.data
        right = KEYS.answer("a15_now", case)
        station = rows.iloc["abcdef".index(next(iter(KEYS.answer("a15_bottleneck", case).answer)))]
        running = (
            station["planned_min"] - station[["changeover_min", "breakdown_min", "short_stops_min"]].sum()
        )
        slip = (rows["ordered"].iloc[0] - rows["good"].iloc[-1]) / 4 * running / station["good"]
        verdict = right.judge([*right.answer[:3], float(slip)], reveal=False)
        if "what pack finished" in verdict.words:
            named += 1
            assert verdict.credit == 0.875
    assert named > 20
