"""Assignment 03, part 2: whichever line is handed in, the feedback says what was chosen, and why it is not the one."""

from pathlib import Path

import pytest

from shopfloor.grading.fill_in import right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.marking import Judge

ROOT = Path(__file__).parents[2]
KEYS = load_keys(ROOT / "instructor", "a03_paths")
COURSE = "test-2026"


@pytest.mark.parametrize("student", ["ana", "ben", "chi", "dora", "emil"])
def test_every_line_is_answered_truly(student):
    right = right_values(KEYS, student, COURSE)["a03_first"]
    profile = KEYS.case(student, COURSE, {}).data
    matters = profile[profile["importance"] >= 3]
    assert right == matters.loc[matters["gap"].idxmax(), "line"]
    for row in profile.to_dict("records"):
        values = right_values(KEYS, student, COURSE, {"a03_first": row["line"]})
        _, words, _, credit = Judge(KEYS, KEYS.case(student, COURSE, values), values)("a03_first")
        assert (credit == 1) == (row["line"] == right)
        assert "not what the data gives" not in words
        if row["line"] != right and "importance is below 3" in words:
            assert row["importance"] < 3
