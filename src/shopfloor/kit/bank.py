"""The bank of questions: ``instructor/bank/05.toml`` and its like, read and checked.

An item asks for one idea of a lesson. Each wrong option says in ``why`` what led to it and what to try, without
giving the answer away; a quiz's feedback is made of these words::

    [[item]]
    id = "05-decimal-minutes"
    objective = 2
    level = "apply"
    kind = "choice"
    text = "A watch shows 1:30 ..."
    options = { a = "1.30", b = "1.50", c = "90" }
    answer = "b"
    [item.why]
    a = "The colon was read as a decimal point. ..."
    c = "These are seconds. ..."
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.kit.lessons import objectives
from shopfloor.teaching.compare import Choice, Number, Order
from shopfloor.teaching.practice import practice

LEVELS = ("recall", "apply", "judge")
KINDS = ("choice", "several", "order", "number", "practice")
CONCEPTS = "concepts"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


@dataclass(frozen=True)
class Item:
    """One question of the bank."""

    id: str
    lesson: str
    objective: int
    level: str
    kind: str
    text: str = ""
    options: dict = field(default_factory=dict)
    answer: object = None
    why: dict = field(default_factory=dict)
    unit: str = ""
    tolerance: float = 0.0
    minutes: float = 1.0
    topic: str = ""
    difficulty: int = 1
    further: bool = False

    def comparison(self, seed=1):
        """What judges an answer to it; ``seed`` chooses the numbers of a practice problem."""
        if self.kind == "practice":
            return practice(self.topic, self.difficulty, seed).comparison
        if self.kind == "number":
            mistakes = {float(value): words for value, words in self.why.items()}
            return Number(self.answer, self.unit, self.tolerance, mistakes)
        if self.kind == "order":
            return Order([self.options[letter] for letter in self.answer])
        return Choice(self.options, self.answer, dict(self.why))

    def question(self, seed=1):
        """The words of the question."""
        return practice(self.topic, self.difficulty, seed).text if self.kind == "practice" else self.text


def bank_folder(course):
    return course.instructor / "bank"


def read_bank(course, name):
    """The items of one file of the bank ("05", or "concepts"), in its order.

    Raises Problem, naming the file and the item, if the file is not there or an item is not as it should be.
    """
    path = bank_folder(course) / f"{name}.toml"
    if not path.is_file():
        there = ", ".join(sorted(one.stem for one in bank_folder(course).glob("*.toml"))) or "none yet"
        raise Problem(
            f"the bank has no questions for {name}", file=course.named(path), remedy=f"there are: {there}"
        )
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem(
            f"this is not valid TOML: {error}", file=course.named(path), remedy="mend the line named"
        ) from error
    items, counts = [], {}
    for number, entry in enumerate(content.get("item", []), 1):
        given = {"lesson": content.get("lesson")} | entry
        fault = _fault(given, course, counts) or (
            "has an id that another has" if given["id"] in {item.id for item in items} else ""
        )
        if fault:
            called = given.get("id") or f"number {number}"
            raise Problem(f"item {called} {fault}", file=course.named(path), remedy="mend it in the file")
        items.append(Item(**given))
    return items


def _fault(given, course, counts):
    """What is wrong with an entry, in words that follow its id; an empty text if nothing is."""
    unknown = set(given) - {name for name in Item.__dataclass_fields__}
    missing = {"id", "lesson", "objective", "level", "kind"} - {
        key for key in given if given[key] is not None
    }
    if unknown or missing:
        names = ", ".join(sorted(unknown or missing))
        return f"has an unknown field: {names}" if unknown else f"lacks {names}"
    if not isinstance(given["id"], str) or not _ID.fullmatch(given["id"]):
        return "needs an id of lower-case words with hyphens, such as 05-decimal-minutes"
    if given["level"] not in LEVELS or given["kind"] not in KINDS:
        return f"needs a level of {', '.join(LEVELS)} and a kind of {', '.join(KINDS)}"
    lesson = given["lesson"]
    if lesson not in counts:
        counts[lesson] = len(objectives(course, lesson))
    if not isinstance(given["objective"], int) or not 1 <= given["objective"] <= counts[lesson]:
        return f"needs an objective from 1 to {counts[lesson]}"
    return _PARTS[given["kind"]](given)


def _choice_fault(given):
    options, answer, why = given.get("options", {}), given.get("answer"), given.get("why", {})
    letters = [answer] if isinstance(answer, str) else list(answer or ())
    if given["kind"] == "choice" and not isinstance(answer, str):
        return "has one right option: answer is one letter"
    if len(options) < 3 or not letters or not set(letters) <= set(options):
        return "needs three options or more, and an answer among them"
    if list(options) != [chr(ord("a") + place) for place in range(len(options))]:
        return "needs options lettered a, b, c, ... in order"
    if short := [letter for letter, words in options.items() if re.fullmatch("[A-Za-z]", words.strip())]:
        return f"has an option {short[0]} of one letter: an answer with it would be read as the option of that letter"
    if set(why) != set(options) - set(letters):
        return "needs a reason under why for every wrong option, and for no other"
    return "" if given.get("text", "").strip() else "has no text"


def _order_fault(given):
    options, answer = given.get("options", {}), given.get("answer")
    if len(options) < 3 or not isinstance(answer, list) or sorted(answer) != sorted(options):
        return "needs three steps or more, and an answer with the letter of each"
    return "" if given.get("text", "").strip() else "has no text"


def _number_fault(given):
    answer = given.get("answer")
    if isinstance(answer, bool) or not isinstance(answer, (int, float)):
        return "needs a number as its answer"
    for value in given.get("why", {}):
        try:
            float(value)
        except ValueError:
            return f"has a reason for {value}, which is no number"
    return "" if given.get("text", "").strip() else "has no text"


def _practice_fault(given):
    if given.get("topic") not in practice.topics():
        return f"names a practice topic that is not there: {given.get('topic')}"
    return "" if given.get("difficulty", 1) in (1, 2, 3) else "needs a difficulty of 1, 2 or 3"


_PARTS = {
    "choice": _choice_fault,
    "several": _choice_fault,
    "order": _order_fault,
    "number": _number_fault,
    "practice": _practice_fault,
}


def names_of_bank(course):
    """The files of the bank, without their ending."""
    return sorted(Path(path).stem for path in bank_folder(course).glob("*.toml"))
