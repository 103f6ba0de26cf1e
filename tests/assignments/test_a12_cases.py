"""Assignment 12: every student's stream has a future state worth drawing, and a slip is followed through."""

from collections import Counter
from pathlib import Path

import pytest

from shopfloor.grading.fill_in import named_mistakes, right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.marking import Judge
from shopfloor.teaching.exercises import assignments
from shopfloor.teaching.values import Unusable

ROOT = Path(__file__).parents[2]
NAME = "a12_value_stream"
KEYS = load_keys(ROOT / "instructor", NAME)
FORMS = assignments()[NAME]
COURSE = "test-2026"
EARLY = ("a12_lead_time", "a12_cards", "a12_supermarkets")


def by_hand(stream):
    """The five answers in whole-number arithmetic, without a method of the library."""
    a_day = int(stream["demand_per_day"].iloc[0])
    lie = dict(zip(stream["step"].tolist(), stream["inventory_before"].tolist(), strict=True))
    # 2 days, 15 percent, containers of 20: demand x 2 x 115 / (100 x 20), rounded up.
    cards = -(-a_day * 2 * 115 // 2000)
    chosen = [step for step, pieces in lie.items() if pieces > 20 * cards]
    left = sum(pieces for step, pieces in lie.items() if step not in chosen) + len(chosen) * 20 * cards
    lead = sum(lie.values()) / a_day
    return {
        "a12_lead_time": lead,
        "a12_value_added": sum(stream["value_added_s"]) / (lead * 86_400) * 1e6,
        "a12_cards": cards,
        "a12_supermarkets": chosen,
        "a12_future": left / a_day,
    }


def test_the_key_of_six_hundred_students_is_what_arithmetic_gives():
    numbers = Counter()
    for student in (f"s{number:05}" for number in range(600)):
        case = KEYS.case(student, COURSE)
        mine = by_hand(case.data)
        for graded_id, value in mine.items():
            right = KEYS.answer(graded_id, case).answer
            assert (sorted(right) == value) if isinstance(value, list) else right == pytest.approx(value)
            FORMS.form(graded_id).accept(value)
        saved = mine["a12_lead_time"] - mine["a12_future"]
        assert saved > 3, "the future state is worth drawing"
        assert KEYS.answer("a12_supermarkets", case).answer >= {largest(case.data)}
        numbers[len(mine["a12_supermarkets"])] += 1
    # Hardly anybody has one place only, or all six.
    assert set(numbers) >= {2, 3, 4} and numbers[6] < 20 and numbers[1] < 60, numbers


def largest(stream):
    return int(stream.loc[stream["inventory_before"].idxmax(), "step"])


def credits(student, values):
    judge = Judge(KEYS, KEYS.case(student, COURSE, values), values)
    return {graded_id: judge(graded_id)[3] for graded_id in KEYS.functions}


@pytest.mark.parametrize("student", ["ana", "ben", "chi", "dee"])
def test_a_slip_costs_only_where_it_was_made(student):
    slips = [slip for slip in named_mistakes(KEYS, student, COURSE) if slip[0] in EARLY]
    assert len(slips) >= 8
    plain, changed = right_values(KEYS, student, COURSE), 0
    for slipped, value, words in slips:
        value = list(value) if isinstance(value, tuple) else value
        values = right_values(KEYS, student, COURSE, {slipped: value})
        got = credits(student, values)
        assert got.pop(slipped) < 1, words
        assert set(got.values()) == {1.0}, (slipped, value, got)
        changed += values["a12_future"] != plain["a12_future"]
    assert changed >= 5, "the future state does follow from these"


def carried_on(stream, **given):
    """What a student hands in who slipped somewhere and then goes on rightly, in plain arithmetic."""
    a_day = int(stream["demand_per_day"].iloc[0])
    lie = dict(zip(stream["step"].tolist(), stream["inventory_before"].tolist(), strict=True))
    plain = by_hand(stream)
    lead, cards = given.get("lead", plain["a12_lead_time"]), given.get("cards", plain["a12_cards"])
    chosen = given.get("chosen", [step for step, pieces in lie.items() if pieces > 20 * cards])
    return {
        "a12_lead_time": lead,
        "a12_value_added": sum(stream["value_added_s"]) / (lead * 86_400) * 1e6,
        "a12_cards": cards,
        "a12_supermarkets": chosen,
        "a12_future": lead - sum(lie[step] - 20 * cards for step in chosen) / a_day,
    }


@pytest.mark.parametrize("student", ["ana", "ben", "chi", "dee"])
def test_each_slip_is_carried_on_by_hand(student):
    stream = KEYS.case(student, COURSE).data
    a_day, finished = int(stream["demand_per_day"].iloc[0]), int(stream["inventory_before"].iloc[-1])
    slips = {
        "a12_lead_time": {"lead": by_hand(stream)["a12_lead_time"] - finished / a_day},
        "a12_cards": {"cards": -(-a_day * 2 // 20) // 2},
        "a12_supermarkets": {"chosen": [step for step in range(1, 7) if step != largest(stream)]},
    }
    for slipped, given in slips.items():
        got = credits(student, carried_on(stream, **given))
        assert got.pop(slipped) < 1, slipped
        assert set(got.values()) == {1.0}, (slipped, got)


@pytest.mark.parametrize("student", ["ana", "ben", "chi"])
def test_who_goes_back_to_the_data_is_right_as_well(student):
    """A wrong number of cards, and then the right places and days all the same."""
    plain = right_values(KEYS, student, COURSE)
    got = credits(student, {**plain, "a12_cards": plain["a12_cards"] // 2})
    assert got.pop("a12_cards") < 1 and set(got.values()) == {1.0}


def test_rounding_as_the_parts_ask_for_it_is_right():
    for student in (f"r{number}" for number in range(60)):
        exact = right_values(KEYS, student, COURSE)
        values = {**exact, "a12_lead_time": round(exact["a12_lead_time"], 2)}
        lead = values["a12_lead_time"]
        values["a12_value_added"] = round(exact["a12_value_added"] * exact["a12_lead_time"] / lead, 1)
        values["a12_future"] = round(exact["a12_future"] + lead - exact["a12_lead_time"], 2)
        assert set(credits(student, values).values()) == {1.0}


def test_cards_cannot_be_chairs_and_a_share_cannot_be_hours():
    for student in (f"s{number}" for number in range(60)):
        a_day = int(KEYS.case(student, COURSE).data["demand_per_day"].iloc[0])
        with pytest.raises(Unusable, match="from 1 to 600"):
            FORMS.form("a12_cards").accept(a_day * 2 * 1.15)
    with pytest.raises(Unusable) as said:
        FORMS.form("a12_value_added").accept(0.0037)
    assert "outside the range" in str(said.value) and "hours" not in str(said.value)


@pytest.mark.parametrize("student", ["ana", "ben", "chi", "dee"])
def test_the_feedback_names_what_was_done_with_the_heaps(student):
    stream = KEYS.case(student, COURSE).data
    plain = by_hand(stream)
    full = len(plain["a12_supermarkets"]) * 20 * plain["a12_cards"] / int(stream["demand_per_day"].iloc[0])
    shifted = [step - 1 for step in plain["a12_supermarkets"]]
    slips = [
        ("a12_future", plain["a12_lead_time"] - full, "took the supermarkets off"),
        ("a12_future", plain["a12_lead_time"] + full, "left the heaps in"),
        (
            "a12_lead_time",
            sum(stream["inventory_before"]) / stream["available_min"].iloc[0],
            "minutes of a day",
        ),
        ("a12_supermarkets", shifted, "at the left edge"),
    ]
    for graded_id, value, words in slips:
        values = {**right_values(KEYS, student, COURSE), graded_id: value}
        said = Judge(KEYS, KEYS.case(student, COURSE, values), values)(graded_id)
        assert said[3] < 1 and any(words in str(part) for part in said), (graded_id, said)
