"""What lesson 00 says to the answers that a first hour brings: commas, quotes, labels, the wrong row."""

import pytest

from shopfloor.teaching import check
from shopfloor.teaching.exercises import first_aid, lesson_00
from shopfloor.teaching.exercises.first_aid import card_with


def pay():
    return lesson_00.pay()


SAID = [
    ("00.r3", (0, 5), "comma makes two numbers"),
    ("00.1", 27.0, "row of Machinists"),
    ("00.1", 55, "row label"),
    ("00.1", "31.15", "Take off the quotes"),
    ("00.1", 31, "cents"),
    ("00.1", 31.2, "You rounded"),
    ("00.2", (49, 920), "without comma"),
    ("00.2", (70, 720), "without comma"),
    ("00.2", 49.920, "without comma, point"),
    ("00.2", 70_720, "once the middle cell has been run"),
    ("00.2", 960, "week at the old offer"),
    ("00.3", [40, 31.15], "under the name of the other"),
    ("00.3", [31.15, ...], "still empty"),
    ("00.3", [24, 40], "24 is the ad's"),
    ("00.3", [34, 40], "34 is the ad's"),
    ("00.3", [31.15, 52], "52 weeks in a year"),
    ("00.3", ["31.15", 40], "without quotes"),
    ("00.4", 31.15 * 40, "technician's week"),
    ("00.4", 24 * 40, "week of the ad"),
    ("00.4", 27, "one hour of Machinists"),
    ("00.4", 27 * 8, "one shift of Machinists"),
    ("00.4", 27 * 52, "times 52"),
    ("00.4", 56_150, "pay of a year"),
    ("00.4", 131 * 40, "row label"),
    ("00.4", (1, 246), "between thousands goes nothing"),
    ("00.4", (30, 1520), "Decimals have a point"),
    ("00.4", 1234, "No row of the table"),
    ("00.5", "annual_p75", "name of the column"),
    ("00.5", lambda: pay()["annual_p25"], "a quarter earn less"),
    ("00.5", lambda: pay()["annual_p75"].head(), "not all of it"),
    ("00.5", lambda: pay(), "whole table"),
    ("00.6", "NameError", "outside the quotes"),
    ("00.6", "SyntaxError: invalid syntax", "Put it back"),
    ("00.6", "Traceback (most recent call last)", "last line"),
    ("00.6", "anual_median", "after the colon"),
    ("00.6", KeyError, "belongs in quotes"),
    ("00.7", lambda: card_with([(0, "a"), (1, "b")]), "1 of 5 is right. Not right yet: question 2. Not tried yet: questions 3, 4 and 5."),
]  # fmt: skip


@pytest.mark.parametrize(("id", "value", "words"), SAID)
def test_the_slip_is_named(id, value, words):
    said = check(id, value() if callable(value) and not isinstance(value, type) else value)
    assert not said.right
    assert words in said.text


def test_the_week_of_every_other_occupation_is_recognised():
    for title, dollars, year in zip(pay()["title"], pay()["hourly_median"], pay()["annual_median"]):
        if title == "Industrial Engineering Technologists and Technicians":
            continue
        for week in (dollars * 40, round(dollars * 40), year / 52):
            said = check("00.4", week)
            assert said.right and f"That is {title}:" in said.text


def test_each_wrong_choice_on_the_card_gets_a_word_of_its_own():
    for question, (_, options, right, said) in zip(first_aid.first_aid(), first_aid.COMPLAINTS):
        assert question.judge([right])[0] == "right"
        assert set(said) == set(options) - {right}
        for letter, words in said.items():
            assert question.judge([letter]) == ("wrong", words) and len(words.split()) >= 8
    assert len({right for _, _, right, _ in first_aid.COMPLAINTS}) == 3
