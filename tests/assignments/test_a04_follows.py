"""Assignment 04, part 4: what is said of the refused proposal's saving fits what was handed in for part 3."""

from pathlib import Path

import pytest

from shopfloor.grading.fill_in import right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.marking import Judge
from shopfloor.teaching.exercises.lesson_04 import ASSIGNMENT

KEYS = load_keys(Path(__file__).parents[2] / "instructor", "a04_motion_study")
COURSE = "test-2026"


def refused_saving(chart, line):
    """Person-minutes that the proposal of a line saves, added up from the chart."""

    def work(method):
        steps = chart[chart["method"] == method]
        return float((steps["time_min"] * steps["people"]).sum())

    return round(work("present") - work(chart.set_index("line")["method"][line]), 2)


@pytest.mark.parametrize("student", ["ana", "ben", "chi"])
def test_the_refused_proposal_is_called_what_the_student_named(student):
    right = right_values(KEYS, student, COURSE)["a04_risk"]
    saving = refused_saving(KEYS.case(student, COURSE, {}).data, right[0])
    for lines, words in ((right, "the line that you named in part 3"), ([1, 20, 30], "that raises a risk")):
        values = right_values(KEYS, student, COURSE, {"a04_risk": lines, "a04_saved": saving})
        said = Judge(KEYS, KEYS.case(student, COURSE, values), values)("a04_saved")[1]
        assert words in said


@pytest.mark.parametrize("student", ["ana", "ben", "chi"])
def test_minutes_times_the_wage_of_an_hour_can_be_handed_in_and_are_named(student):
    right = right_values(KEYS, student, COURSE)
    wrong = right["a04_saved"] * 40 * 250 * 20.29
    [form] = [part for part in ASSIGNMENT.parts if part.id == "a04_worth"]
    assert form.accept(wrong) == wrong
    values = right_values(KEYS, student, COURSE, {"a04_worth": wrong})
    _, words, _, credit = Judge(KEYS, KEYS.case(student, COURSE, values), values)("a04_worth")
    assert "minutes by the wage of an hour" in words and credit == 0.5
