"""Assignment 08: whatever was slipped on early, who goes on rightly from it loses nothing later."""

import re
from pathlib import Path

import nbformat
import pytest

from shopfloor.data import my_data
from shopfloor.grading.fill_in import named_mistakes, right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.marking import Judge

ROOT = Path(__file__).parents[2]
NAME = "a08_learning_and_predetermined_times"
KEYS = load_keys(ROOT / "instructor", NAME)
COURSE = "test-2026"
EARLY = ("a08_held_up", "a08_rate")


def credits(student, values):
    judge = Judge(KEYS, KEYS.case(student, COURSE, values), values)
    return {graded_id: judge(graded_id)[3] for graded_id in KEYS.functions}


@pytest.mark.parametrize("student", ["ana", "ben", "chi"])
def test_a_slip_in_the_line_costs_only_where_it_was_made(student):
    slips = [slip for slip in named_mistakes(KEYS, student, COURSE) if slip[0] in EARLY]
    assert len(slips) >= 5
    plain = right_values(KEYS, student, COURSE)
    changed = 0
    for slipped, value, _ in slips:
        value = list(value) if isinstance(value, tuple) else value
        values = right_values(KEYS, student, COURSE, {slipped: value})
        got = credits(student, values)
        assert got.pop(slipped) < 1
        assert set(got.values()) == {1.0}, (slipped, value, got)
        changed += values["a08_batch"] != plain["a08_batch"]
    assert changed >= 3, "the later parts do follow from these"


@pytest.mark.parametrize("student", ["ana", "ben", "chi"])
def test_the_quarrel_may_start_from_the_batch_or_from_the_line(student):
    plain = right_values(KEYS, student, COURSE)
    [(_, batch, _)] = [
        slip
        for slip in named_mistakes(KEYS, student, COURSE)
        if slip[0] == "a08_batch" and "all forty" in slip[2]
    ]
    for missing in (plain["a08_missing"], plain["a08_missing"] + batch - plain["a08_batch"]):
        got = credits(student, {**plain, "a08_batch": batch, "a08_missing": missing})
        assert got["a08_batch"] == 0.5 and got["a08_missing"] == 1.0
    got = credits(student, {**plain, "a08_batch": batch, "a08_missing": plain["a08_missing"] * 1.3})
    assert got["a08_missing"] < 1


def worked(student, changes):
    """What the source's own solution hands in for a student when its cells are changed: {pattern: put in its place}."""
    path = next((ROOT / "instructor" / "source" / NAME).glob("*.ipynb"))
    values, here = {}, {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code" or "ready_to_hand_in(" in cell.source:
            continue
        source = cell.source
        for pattern, change in changes.items():
            source = re.sub(pattern, change, source, flags=re.M)
        exec(source, here)
        # In place of what was imported: the student's own data, and hand_in only takes the values down.
        here["my_data"] = lambda name: my_data(name, student, COURSE)
        here["hand_in"] = values.__setitem__
        here["learning_curve"] = lambda *_: None
    return values


EVERY_UNIT = {r"^kept = .*": "kept = record"}
AS_AVERAGE = {r"fit\((.*)\)$": r'fit(\1, model="average")'}


@pytest.mark.parametrize("student", ["ana", "ben", "chi"])
@pytest.mark.parametrize("slip", [EVERY_UNIT, EVERY_UNIT | AS_AVERAGE], ids=["every unit", "average"])
def test_a_line_is_followed_with_its_own_first(student, slip):
    """As in a student's notebook: the later cells go on with both numbers of the line that was laid."""
    assert set(credits(student, worked(student, {})).values()) == {1.0}
    wanted = dict.fromkeys(KEYS.functions, 1.0) | {"a08_rate": 0.5}
    values = worked(student, slip)
    assert credits(student, values) == wanted
    # One more slip, in the batch: the quarrel may still start from the line.
    late = worked(student, slip | {r"^(batch_h = .*)21": r"\g<1>20"})
    values["a08_batch"] = late["a08_batch"]
    assert credits(student, values) == wanted | {"a08_batch": 0.5}
