"""The verdict on one value, and the mistakes and samples that comparisons are made of."""

from dataclasses import dataclass
from functools import cached_property

from ..values import Unusable, blank

LABELS = {
    "not tried": "Not tried yet",
    "right": "Right",
    "almost": "Almost",
    "wrong, named": "Not yet",
    "wrong": "Not yet",
}
OUTCOMES = tuple(LABELS)


@dataclass(frozen=True)
class Verdict:
    """One of five outcomes, what was seen, what to try, and the share of the points (0 to 1).

    >>> print(Verdict("almost", "0.6 is a fraction.", "Write it in percent."))
    Almost: 0.6 is a fraction. Try: Write it in percent.
    """

    outcome: str
    words: str
    try_this: str = ""
    credit: float = 0.0

    def __post_init__(self):
        if self.outcome not in OUTCOMES:
            raise ValueError(f"{self.outcome!r} is no outcome; the outcomes are {', '.join(OUTCOMES)}.")
        if not 0 <= self.credit <= 1:
            raise ValueError(f"Credit is a share from 0 to 1, not {self.credit!r}.")

    @property
    def right(self):
        return self.outcome == "right"

    @property
    def label(self):
        """The word that stands before the sentences: Right, Almost, Not yet, Not tried yet."""
        return LABELS[self.outcome]

    def __str__(self):
        joint = ". " if self.outcome == "not tried" else ": "
        return self.label + joint + self.words + (f" Try: {self.try_this}" if self.try_this else "")


@dataclass(frozen=True)
class Mistake:
    """A wrong value and the misconception behind it, in words that begin with "That is ..." or "You ...".

    `value` may be a function of no arguments, so that it is computed only when needed.
    """

    value: object
    words: str
    try_this: str = ""
    credit: float = 0.0


@dataclass(frozen=True)
class Sample:
    """A value to try a comparison with: what to expect ("right", "named" or "wrong"), and in which words."""

    expected: str
    value: object
    words: str = ""


class Comparison:
    """What all comparisons share: nothing given, values of the wrong kind, named mistakes, samples."""

    noun = "answer"
    insight = ""

    def judge(self, value, reveal=True):
        """The `Verdict` on a value; with ``reveal=False`` the words do not hold the right answer."""
        if self.untried(value):
            return Verdict("not tried", self.first_step)
        try:
            return self._judge(value, reveal)
        except Unusable as error:
            return Verdict("wrong", str(error))

    @property
    def first_step(self):
        """What to do where nothing has been given yet."""
        return f"Replace the three dots with your {self.noun}."

    def untried(self, value):
        return blank(value)

    def problems(self):
        """What an author has to mend before this can be used: a list of sentences, empty when all is well."""
        found = []
        samples = list(self.samples())
        wrong = sum(sample.expected != "right" for sample in samples)
        if wrong < 2:
            found.append(f"it names {wrong} wrong answers; name two or more, in mistakes or also_wrong")
        if len(samples) - wrong < 2:
            found.append("it needs a second right answer, in also_right")
        for sample in samples:
            verdict = self.judge(sample.value)
            if sample.expected == "right" and not verdict.right:
                found.append(f"the right answer {sample.value!r} is judged: {verdict}")
            elif sample.expected != "right" and verdict.right:
                found.append(
                    f"the wrong answer {sample.value!r} is judged right (is it within the tolerance?)"
                )
            elif sample.expected == "named" and sample.words not in _as_written(verdict.words, sample.words):
                found.append(f"the mistake {sample.value!r} gets the words of another one: {verdict}")
        return found

    @cached_property
    def mistakes(self):
        return tuple(_mistakes(self._mistakes))

    def named_samples(self):
        """A sample for each named mistake, with the words that it must get."""
        for mistake in self.mistakes:
            yield Sample("named", mistake.value, mistake.words)

    def _right(self, words):
        return Verdict("right", f"{words} {self.insight}".rstrip(), credit=1.0)

    def _named(self, mistake, seen, credit=None):
        words = mistake.words
        if words.startswith(("That is ", "That looks ")):
            words = seen[0].upper() + seen[1:] + words[len("That") :]
        elif not words.startswith(f"{seen} "):
            words = f"You gave {seen}. {words}"
        return Verdict("wrong, named", words, mistake.try_this, mistake.credit if credit is None else credit)


def computed(value):
    """A value, or what a function of no arguments computes in its place."""
    return value() if callable(value) else value


def _mistakes(given):
    given = computed(given)
    if not isinstance(given, dict):
        for mistake in given:
            yield Mistake(computed(mistake.value), mistake.words, mistake.try_this, mistake.credit)
        return
    for value, words in given.items():
        words = (words,) if isinstance(words, str) else tuple(words)
        yield Mistake(computed(value), *words)


def _as_written(words, original):
    # "That is the reading" is shown as "0.71 is the reading": compare what follows the first word.
    return original if original.removeprefix("That") in words else words
