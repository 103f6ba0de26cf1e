"""The test of concepts, before and after the course: two ideas of each lesson, in everyday words."""

import re
from pathlib import Path

import pandas as pd
import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.kit.bank import read_bank
from shopfloor.methods import balancing, flow, learning, oee, timestudy, valuestream, worksampling
from shopfloor.methods.careers import real_growth
from shopfloor.methods.proportions import compare_shares

CONCEPTS = read_bank(CourseFolder(Path(__file__).parents[2]), "concepts")
ITEMS = {item.id: item for item in CONCEPTS}
# What only the course teaches. (Average is an everyday word; median is not.)
TERMS = (
    r"takt|\bcycle|lead time|\bWIP\b|throughput|bottleneck|utilisation|variability|kanban|supermarket|OEE|"
    r"availability|MTBF|SMED|control limit|Cpk|specification|Pareto|value-added|5S|allowance|\brat(ed|ing)\b|"
    r"standard time|normal time|median|nominal|percentile|TMU|learning (curve|rate)|\bA3\b|kaizen"
)


def looks(margin):
    """Looks for a share that 100 looks know to within 8 points."""
    p = next(p / 1000 for p in range(1, 500) if worksampling.margin(p / 1000, 100) >= 0.08)
    return worksampling.sample_size(p, margin)


def twentieth_tent():
    rate, first = learning.fit([1, 10], [60, 30])
    return learning.unit_time(first, 20, rate)


def beat(*times):
    """Seconds from plate to plate of cooks in a row."""
    names = [f"cook {place}" for place in range(len(times))]
    work = pd.DataFrame({"task": names, "time": times, "predecessors": ""})
    return balancing.assess(work, [[name] for name in names], 60).longest


def pay(before, after, index_before, index_after):
    """By what percent an hour's pay buys more (below zero: less), by the lesson's own function."""
    wages = pd.DataFrame({"soc": "49-9041", "year": [2019, 2024], "annual_median": [before, after]})
    return float(
        real_growth("49-9041", 2019, 2024, wages=wages, prices={2019: index_before, 2024: index_after})
    )


def wait(busy):
    return flow.kingman(busy, 15).time_in_queue


def fewer_faults():
    """Whether 6 and then 4 faults of 100 are more than chance."""
    change = compare_shares(6, 100, 4, 100)
    return "may be chance" if change.low < 0 < change.high else "shown"


# The number with which the right option begins, or a part of its words.
COMPUTED = {
    "02-concept-more-dollars": lambda: "Less" if pay(20, 22, 100, 125) < 0 else "More",
    "04-concept-third-less-time": lambda: {0.5: "One half"}[(60 / 20) / (60 / 30) - 1],
    "05-concept-two-thirty": lambda: 100 * timestudy.decimal_minutes("2:30"),
    "06-concept-a-fifth-for-rest": lambda: timestudy.standard_time(4, 0.20, basis="workday"),
    "07-concept-twice-as-exact": lambda: looks(0.04),
    "08-concept-next-ten-tents": lambda: "a few minutes less" if 22 < twentieth_tent() < 28 else "hardly any",
    "08-concept-box-of-books": lambda: learning.standard_data([10, 20], [3, 4]).time(40, beyond=True),
    "10-concept-half-the-orders": lambda: {2: "two minutes"}[valuestream.takt_time(480, 480 / 2)],
    "10-concept-four-cooks": lambda: "As many" if beat(20, 25, 40, 15) == beat(10, 25, 40, 15) else "more",
    "11-concept-people-in-a-shop": lambda: 60 * flow.littles_law(wip=30, throughput=60),
    "11-concept-no-free-minute": lambda: "Several times" if wait(0.95) > 3 * wait(0.80) else "a fifth",
    "13-concept-three-losses": lambda: 100 * oee.oee(100, 10, 1, 90 * 0.80, 90 * 0.80 * 0.95).oee,
    "13-concept-two-days": lambda: 100 * oee.oee(10 + 2, (10 - 9) + (2 - 1), 1, 10, 10).availability,
    "14-concept-six-then-four": fewer_faults,
}
ROUNDED = {
    "07-concept-twice-as-exact": 6,
    "13-concept-three-losses": 0.5,
    "13-concept-two-days": 0.5,
}


def first_number(words):
    found = re.match(r"(?:For )?([\d,]*\d(?:\.\d+)?)", words)
    return float(found[1].replace(",", "")) if found else None


def test_every_number_among_the_right_answers_is_computed_here():
    numbers = {item.id for item in CONCEPTS if first_number(item.options[item.answer]) is not None}
    numbers.remove("09-concept-birthday-cake")  # a judgement: one of the three times of the question
    assert numbers == {name for name, value in COMPUTED.items() if not isinstance(value(), str)}


@pytest.mark.parametrize("name", COMPUTED)
def test_the_right_answer_is_what_the_methods_give(name):
    item, value = ITEMS[name], COMPUTED[name]()
    if isinstance(value, str):
        fitting = [letter for letter, words in item.options.items() if value in words]
    else:
        allowed = ROUNDED.get(name, 1e-9)
        numbers = {letter: first_number(words) for letter, words in item.options.items()}
        fitting = [letter for letter, number in numbers.items() if abs(number - value) <= allowed]
    assert fitting == [item.answer]


def test_what_is_said_on_a_wrong_number_of_looks_is_right():
    why = ITEMS["07-concept-twice-as-exact"].why
    assert "7 points" in why["b"] and round(8 * (100 / 141) ** 0.5) == 7
    assert "5 and 6 points" in why["c"] and 5 < 8 * (100 / 200) ** 0.5 < 6


def test_the_concepts_ask_for_two_ideas_of_each_lesson():
    assert len(CONCEPTS) == 30 and {item.kind for item in CONCEPTS} == {"choice"}
    lessons = [item.lesson for item in CONCEPTS]
    assert {lesson: lessons.count(lesson) for lesson in lessons} == {f"{n:02d}": 2 for n in range(1, 16)}
    assert {item.level for item in CONCEPTS} == {"apply", "judge"}  # ideas, no vocabulary to recall


def test_guessing_by_letter_or_by_length_does_not_help():
    letters = [item.answer for item in CONCEPTS]
    assert max(letters.count(letter) for letter in letters) <= 12
    longest = sum(
        len(item.options[item.answer])
        > max(len(words) for letter, words in item.options.items() if letter != item.answer)
        for item in CONCEPTS
    )
    assert longest <= 12


@pytest.mark.parametrize("item", CONCEPTS, ids=lambda item: item.id)
def test_a_concept_is_asked_for_in_everyday_words(item):
    asked = " ".join([item.text, *item.options.values(), *item.why.values()])
    assert not re.search(TERMS, asked, re.IGNORECASE)


@pytest.mark.parametrize("item", CONCEPTS, ids=lambda item: item.id)
def test_every_wrong_option_is_answered_with_a_question(item):
    """The way on is asked for and not told, so the test can be taken again after the course."""
    for letter, words in item.why.items():
        assert "?" in words, letter
        assert item.options[item.answer].lower() not in words.lower()
