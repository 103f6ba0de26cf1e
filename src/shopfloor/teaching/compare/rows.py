"""A set of whole numbers (observations, rows, stations) against the right set."""

from functools import cached_property

from ..values import blank, listed, whole_numbers
from .verdict import Comparison, Sample, Verdict, computed


class Rows(Comparison):
    """A set of whole numbers in any order.

    The share of the points is (right ones minus wrong ones) / all that belong, never below 0.

    Parameters
    ----------
    answer : list of int, or a function of no arguments that computes it
    mistakes : dict {(7, 23, 35): words, (): words, 35: words}, or a list of `Mistake`
        A tuple is that exact set, () an empty list; one number is that row wrongly marked. A credit given with an exact set
        raises the share, it never lowers it.
    also_right, also_wrong : list
        More values for the tests.
    noun : str
        What the numbers count; a table with a column of that name is read too.

    Examples
    --------
    >>> foreign = Rows([7, 23], mistakes={35: "That is regular work, done every fifth cycle."})
    >>> print(foreign.judge([23, 7]))
    Right: 7 and 23.
    >>> print(foreign.judge([7, 23, 35]))
    Not yet: Observation 35 is regular work, done every fifth cycle.
    >>> print(foreign.judge([7], reveal=False))
    Almost: The observation you gave belongs; one is missing.
    """

    def __init__(self, answer, mistakes=(), also_right=(), also_wrong=(), *, noun="observation", insight=""):
        self._answer = answer
        self._mistakes = mistakes
        self.also_right, self.also_wrong = also_right, also_wrong
        self.rows_noun, self.insight = noun, insight

    @cached_property
    def answer(self):
        given = computed(self._answer)
        return frozenset(() if blank(given) else whole_numbers(given, self.rows_noun)[0])

    @property
    def lazy(self):
        return callable(self._answer)

    @property
    def noun(self):
        return f"{self.rows_noun} numbers in square brackets, such as [1, 2]"

    @property
    def stated(self):
        return ""

    def untried(self, value):
        # An empty list is an answer: none of them.
        return blank(value) and (value is None or value is ... or isinstance(value, str) or len(value) > 0)

    def samples(self):
        yield Sample("right", sorted(self.answer))
        yield Sample("right", tuple(sorted(self.answer, reverse=True)))
        for value in self.also_right:
            yield Sample("right", computed(value))
        for mistake in self.mistakes:
            exact = isinstance(mistake.value, tuple)
            yield Sample(
                "named", mistake.value if exact else [*sorted(self.answer), mistake.value], mistake.words
            )
        for value in self.also_wrong:
            yield Sample("wrong", computed(value))

    def _judge(self, value, reveal):
        given, slip = ([], "") if blank(value) else whole_numbers(value, self.rows_noun)
        given = frozenset(given)
        if given == self.answer:
            if slip:
                return Verdict("almost", "The numbers are in quotes. Write them without: [1, 2].", credit=1.0)
            return self._right(f"{listed(sorted(given)) or 'None'}.")
        hits, false = len(given & self.answer), len(given - self.answer)
        missing = len(self.answer - given)
        credit = max(0.0, (hits - false) / len(self.answer)) if self.answer else 0.0
        for mistake in self.mistakes:
            if isinstance(mistake.value, tuple) and given == frozenset(mistake.value):
                return self._named(
                    mistake, listed(sorted(given)) or "an empty list", max(credit, mistake.credit)
                )
        for mistake in self.mistakes:
            if not isinstance(mistake.value, tuple) and mistake.value in given - self.answer:
                return self._named(mistake, f"{self.rows_noun} {mistake.value}", credit)
        for step in (-1, 1):
            # A single number that is one too large is as likely a wrong row as a wrong label.
            if len(self.answer) < 2 and step > 0:
                continue
            if self.answer and given == {row + step for row in self.answer}:
                yours = "Each of your numbers" if len(given) > 1 else "Your number"
                words = f"{yours} is one off. Do you count from 0, and the {self.rows_noun}s from 1?"
                return Verdict("almost", words, credit=credit)
        return Verdict(
            "almost" if hits and false + missing == 1 else "wrong",
            self._count(hits, false, missing),
            credit=credit,
        )

    def _count(self, hits, false, missing):
        given = hits + false
        if not given:
            words = f"You gave no {self.rows_noun}"
        elif given == 1:
            words = f"The {self.rows_noun} you gave {'belongs' if hits else 'does not belong'}"
        elif hits in (0, given):
            which = f"{'All' if hits else 'None'} of the {given}"
            if given == 2:
                which = "Both" if hits else "Neither of the 2"
            words = f"{which} {self.rows_noun}s you gave belong"
        else:
            words = f"Of the {given} {self.rows_noun}s you gave, {hits} belong{'s' * (hits == 1)}"
            words += f" and {false} {'does' if false == 1 else 'do'} not"
        return words + (f"; {'one is' if missing == 1 else f'{missing} are'} missing." if missing else ".")
