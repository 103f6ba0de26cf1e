"""Steps put in order, by letter."""

import hashlib
import re
import string

from ..values import Unusable, listed
from .verdict import Comparison, Sample, Verdict


class Order(Comparison):
    """Steps to be put in order. They are shown shuffled, always the same way; the answer is their letters.

    Parameters
    ----------
    steps : list of str
        The steps in the right order, three or more.
    mistakes : dict {(3, 1): words, (2, 1, 3, 4): words}
        By the numbers of the right order, from 1. A pair says that the first stands somewhere
        before the second and should not; as many numbers as there are steps are that exact order.
    almost_credit : float
        The share of the points when two neighbors are swapped and all else is right.

    Examples
    --------
    >>> study = Order(["Tell the operator", "Fix the method", "Choose break points", "Time the cycles"])
    >>> study.shown
    {'a': 'Choose break points', 'b': 'Tell the operator', 'c': 'Fix the method', 'd': 'Time the cycles'}
    >>> print(study.judge("B C A D"))
    Right: b c a d.
    >>> print(study.judge(["b", "c", "d", "a"]))
    Almost: Two neighbors are swapped; the rest is in order.
    """

    lazy = False
    stated = ""

    def __init__(self, steps, mistakes=(), also_right=(), also_wrong=(), *, almost_credit=0.0, insight=""):
        self.steps = tuple(steps)
        if len(self.steps) < 3 or len(set(self.steps)) < len(self.steps):
            raise ValueError("Steps to be put in order are three or more, all different.")
        shuffled = sorted(range(len(self.steps)), key=lambda place: _mixed(self.steps[place]))
        if shuffled == sorted(shuffled):
            shuffled.append(shuffled.pop(0))
        letters = string.ascii_lowercase
        self.shown = {letters[place]: self.steps[step] for place, step in enumerate(shuffled)}
        self.answer = tuple(letters[shuffled.index(step)] for step in range(len(self.steps)))
        self._mistakes = mistakes
        self.also_right, self.also_wrong = also_right, also_wrong
        self.almost_credit, self.insight = almost_credit, insight
        for mistake in self.mistakes:
            numbers = mistake.value
            if len(numbers) not in (2, len(self.steps)) or not set(numbers) <= set(
                range(1, len(self.steps) + 1)
            ):
                raise ValueError(
                    f"The mistake {numbers!r} is neither a pair of steps nor an order of all of them."
                )

    noun = 'letters in order, in quotes, such as "a b c"'

    def samples(self):
        right = list(self.answer)
        yield Sample("right", right)
        yield Sample("right", " ".join(right).upper())
        for value in self.also_right:
            yield Sample("right", value)
        for mistake in self.mistakes:
            yield Sample("named", self._sample(mistake.value), mistake.words)
        yield Sample("wrong", right[::-1])
        yield Sample("wrong", [right[1], right[0], *right[2:]])
        for value in self.also_wrong:
            yield Sample("wrong", value)

    def _sample(self, numbers):
        if len(numbers) == len(self.steps):
            return [self.answer[number - 1] for number in numbers]
        # The first of the pair is taken out and put straight before the second.
        first, second = (self.answer[number - 1] for number in numbers)
        order = [letter for letter in self.answer if letter != first]
        order.insert(order.index(second), first)
        return order

    def _judge(self, value, reveal):
        given = self._letters(value)
        if given == self.answer:
            return self._right(f"{' '.join(given)}.")
        place = {self.answer.index(letter) + 1: position for position, letter in enumerate(given)}
        order = tuple(sorted(place, key=place.get))
        for mistake in sorted(self.mistakes, key=lambda mistake: -len(mistake.value)):
            exact = len(mistake.value) == len(self.steps)
            if order == mistake.value if exact else place[mistake.value[0]] < place[mistake.value[1]]:
                return self._named(mistake, " ".join(given))
        wrong = [position for position, step in enumerate(order, 1) if position != step]
        if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
            return Verdict(
                "almost", "Two neighbors are swapped; the rest is in order.", credit=self.almost_credit
            )
        if not reveal:
            return Verdict("wrong", f"You gave {' '.join(given)}, which is another order.")
        begun = wrong[0] - 1
        if begun:
            return Verdict(
                "wrong",
                f"The first {'step is' if begun == 1 else f'{begun} steps are'} in place; look after that.",
            )
        return Verdict("wrong", "The first step is another one.")

    def _letters(self, value):
        if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
            value = " ".join(value)
        if not isinstance(value, str):
            raise Unusable('Write the letters in order, in quotes, such as "a b c".')
        given = re.findall(r"[a-z]", value.lower()) if re.fullmatch(r"[\sA-Za-z,;.>\-]*", value) else [value]
        unknown = sorted(set(given) - set(self.shown))
        if unknown:
            raise Unusable(f"There is no step {listed(unknown)}. The steps are {listed(self.shown)}.")
        twice = sorted({letter for letter in given if given.count(letter) > 1})
        if twice:
            raise Unusable(f"{listed(twice)} stands there twice. Write each letter once.")
        missing = sorted(set(self.shown) - set(given))
        if missing:
            raise Unusable(
                f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing. "
                f"Write all {len(self.shown)} letters."
            )
        return tuple(given)


def _mixed(step):
    # Every machine shuffles alike, so the letters in a printed lesson stay true.
    return hashlib.sha256(step.encode("utf-8")).digest()
