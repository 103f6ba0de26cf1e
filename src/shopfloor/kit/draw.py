"""A form of a quiz, drawn from the bank: the same seed gives the same form, and forms of a seed share no item."""

import hashlib
from dataclasses import dataclass

from shopfloor.grading.problem import Problem
from shopfloor.kit.bank import LEVELS

SIZE = 6
# Of ten questions: two to recall, five to apply, three to judge.
MIX = dict(zip(LEVELS, (0.2, 0.5, 0.3), strict=True))


@dataclass(frozen=True)
class Form:
    """One form: its items in the order in which they are asked, and the seed that chooses practice numbers."""

    lesson: str
    letter: str
    seed: int
    items: tuple

    @property
    def minutes(self):
        return sum(item.minutes for item in self.items)

    def seed_of(self, item):
        """The seed of one item's numbers: another for each form and item."""
        return int(_mixed(self.seed, self.letter, item.id)[:12], 16)


def draw(items, lesson, seed=1, letter="A", size=SIZE, further=False):
    """The form of that letter: every objective is asked for, levels are mixed, easier questions come first.

    Form B takes what form A left, and so on; a Problem if the bank has too few items for that letter.
    """
    if not (isinstance(letter, str) and len(letter) == 1 and "A" <= letter <= "Z"):
        raise Problem(f"{letter} is no letter of a form", remedy="choose A, B, C, ...")
    left = [item for item in items if further or not item.further]
    number = ord(letter) - ord("A") + 1
    if len(left) < number * size:
        raise Problem(
            f"form {letter} needs {number * size} questions and the bank has {len(left)} for {lesson}",
            remedy="ask for fewer with --size, or write more items",
        )
    chosen = ()
    for _ in range(number):
        chosen = _form(left, seed, size)
        left = [item for item in left if item not in chosen]
    ordered = sorted(chosen, key=lambda item: (LEVELS.index(item.level), _mixed(seed, letter, item.id)))
    return Form(lesson, letter, seed, tuple(ordered))


def _form(items, seed, size):
    """The best next item, one after another: of the lesson, objective and level that the form has least of."""
    left = sorted(items, key=lambda item: _mixed(seed, item.id))
    chosen = []
    while len(chosen) < size:

        def need(item, chosen=chosen):
            of_lesson = sum(one.lesson == item.lesson for one in chosen)
            of_objective = sum((one.lesson, one.objective) == (item.lesson, item.objective) for one in chosen)
            of_level = sum(one.level == item.level for one in chosen)
            return of_lesson, of_objective, of_level - MIX[item.level] * size

        best = min(left, key=need)  # the first of equals: their order is the seed's
        chosen.append(best)
        left.remove(best)
    return chosen


def _mixed(*parts):
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
