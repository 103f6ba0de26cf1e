"""The bank of questions: enough for three forms, fair options, nothing given away or copied."""

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.kit.bank import read_bank
from shopfloor.kit.draw import draw
from shopfloor.kit.lessons import objectives
from shopfloor.teaching.exercises.registry import of_lesson

COURSE = CourseFolder(Path(__file__).parents[2])
LESSONS = [f"{number:02d}" for number in range(16)]
ITEMS = {item.id: item for name in [*LESSONS, "concepts"] for item in read_bank(COURSE, name)}


def of_kind(*kinds):
    return [item for item in ITEMS.values() if item.kind in kinds]


@pytest.mark.parametrize("item", of_kind("choice", "several", "number", "order"), ids=lambda item: item.id)
def test_an_item_knows_its_right_and_wrong_answers(item):
    comparison = item.comparison()
    assert not comparison.problems()
    for sample in comparison.samples():
        verdict = comparison.judge(sample.value, reveal=False)
        assert (verdict.outcome == "right") == (sample.expected == "right"), (sample, verdict)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_has_enough_for_three_forms(lesson):
    items = [
        item
        for item in ITEMS.values()
        if item.lesson == lesson and "-concept-" not in item.id and not item.further
    ]
    assert len(items) >= 18
    asked = [item.objective for item in items]
    assert all(asked.count(number) >= 3 for number in range(1, len(objectives(COURSE, lesson)) + 1))
    levels = [item.level for item in items]
    assert min(levels.count("recall"), levels.count("judge")) >= 3
    assert levels.count("apply") >= 7
    forms = [draw(items, lesson, seed=11, letter=letter) for letter in "ABC"]
    assert len({item.id for form in forms for item in form.items}) == 18


@pytest.mark.parametrize("item", of_kind("choice", "several"), ids=lambda item: item.id)
def test_options_are_of_like_length_and_plain(item):
    lengths = sorted(len(words) for words in item.options.values())
    assert lengths[-1] <= 1.6 * lengths[0] + 8
    right = [item.answer] if isinstance(item.answer, str) else item.answer
    longest_wrong = max(len(words) for letter, words in item.options.items() if letter not in right)
    assert max(len(item.options[letter]) for letter in right) <= longest_wrong + 9
    for words in item.options.values():
        assert not re.search(r"all of the|none of the|neither|\bnot\b|n't", words, re.IGNORECASE)


def test_the_right_letter_is_no_pattern():
    choices = of_kind("choice")
    letters = [item.answer for item in choices if len(item.options) == 3]
    assert all(0.26 <= letters.count(letter) / len(letters) <= 0.42 for letter in "abc")
    longest = [
        item.id
        for item in choices
        if len(item.options[item.answer])
        > max(len(words) for letter, words in item.options.items() if letter != item.answer)
    ]
    assert len(longest) / len(choices) < 0.35  # by chance a third


def numbers_in(words):
    return {float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?(?<!,)", words)}


@pytest.mark.parametrize("item", of_kind("choice", "several", "number"), ids=lambda item: item.id)
def test_the_words_on_a_wrong_answer_give_nothing_away(item):
    for words in item.why.values():
        if item.kind == "number":
            assert abs(float(item.answer)) not in numbers_in(words) - numbers_in(item.text)
        else:
            for letter in item.answer:
                assert item.options[letter].lower() not in words.lower()
    assert item.kind != "number" or len(item.why) >= 2


def sequences(text, length=5):
    words = re.findall(r"[a-z0-9']+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@cache
def asked_elsewhere(lesson):
    """What the lesson's exercises and its assignment ask, by name."""
    texts = {name: made.question for name, made in of_lesson(lesson).items() if made.question}
    lessons, assignments = (
        folder.glob(pattern)
        for folder, pattern in (
            (COURSE.notebooks, f"{lesson}_*.ipynb"),
            (COURSE.assignments, f"a{lesson}_*/*.ipynb"),
        )
    )
    for path in (*lessons, *assignments):
        for place, cell in enumerate(nbformat.read(path, as_version=4).cells):
            if cell.cell_type == "markdown" and re.search(
                r"\*\*Exercise|## (Part|Predict|Decide)", cell.source
            ):
                texts[f"{path.stem}, cell {place}"] = cell.source
    return {name: sequences(text) for name, text in texts.items()}


# The nearest shares 0.08: "has the study paid for itself" can hardly be said in other words.
COPIED = 0.12


@pytest.mark.parametrize("item", of_kind("choice", "several", "number", "order"), ids=lambda item: item.id)
def test_no_item_copies_a_question_of_its_lesson(item):
    own = sequences(item.text)
    assert own
    for name, theirs in asked_elsewhere(item.lesson).items():
        assert len(own & theirs) <= COPIED * len(own), name
