"""One question of a quiz card: its words, its options, and who judges an answer."""

from collections.abc import Callable
from dataclasses import dataclass

MODES = ("one", "several", "order")
OUTCOMES = ("right", "almost", "wrong")


@dataclass(frozen=True)
class QuizQuestion:
    """A question with lettered options.

    ``words``: the question. ``options``: {"a": "..."}, for ``mode`` "one" (one is right), "several" (each may
    be) or "order" (steps, shown in this order, to be put into the right one).
    ``judge``: a function of the letters in a list, such as ["b"], which gives (outcome, words): "right",
    "almost" or "wrong", and the sentences that the learner reads.

    >>> colors = QuizQuestion.with_answer("Which is a primary color?", {"a": "green", "b": "blue"}, "b",
    ...                                   said={"a": "Green is mixed from blue and yellow."})
    >>> colors.judge(["a"])
    ('wrong', 'Green is mixed from blue and yellow.')
    """

    words: str
    options: dict
    mode: str
    judge: Callable

    def __post_init__(self):
        if self.mode not in MODES:
            raise ValueError(f"The mode of a question is {', '.join(MODES)}; {self.mode!r} was given.")
        if len(self.options) < 2:
            raise ValueError(f"A question needs two options or more: {self.words!r}.")

    @classmethod
    def with_answer(cls, words, options, answer, *, said=None, mode=None):
        """A question that knows its answer: a letter, or letters in a list (``mode="order"``: in that order).

        ``said``: what is said on a wrongly chosen letter.
        """
        right = [answer] if isinstance(answer, str) else list(answer)
        unknown = [letter for letter in [*right, *(said or {})] if letter not in options]
        if unknown or not right:
            raise ValueError(f"{', '.join(unknown) or 'No letter'} is not among the options of {words!r}.")
        mode = mode or ("one" if isinstance(answer, str) else "several")

        def judge(letters):
            same = letters == right if mode == "order" else set(letters) == set(right)
            if same:
                return "right", f"{', '.join(letters)} is right."
            words = [said[letter] for letter in letters if said and letter in said and letter not in right]
            return "wrong", " ".join(words) or f"{', '.join(letters)} is not it yet."

        return cls(words, dict(options), mode, judge)
