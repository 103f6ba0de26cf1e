"""One option, or several, chosen by letter."""

import re

from ..values import Unusable, blank, listed
from .verdict import Comparison, Sample, Verdict


class Choice(Comparison):
    """A question with lettered options; the answer is a letter, or a list of letters when several are right.

    Capitals, spaces and commas do not matter; the full text of an option counts as its letter.

    Parameters
    ----------
    options : dict {"a": text, ...}
    answer : str, or a list of str for several
    mistakes : dict {"a": words, ("a", "c"): words}
        A letter is that option wrongly chosen; a tuple is that exact set of letters.

    Examples
    --------
    >>> unit = Choice({"a": "seconds", "b": "decimal minutes", "c": "hours"}, "b",
    ...               mistakes={"a": "Then 30 of them must be turned into half a minute each time."})
    >>> print(unit.judge(" B "))
    Right: b, "decimal minutes".
    >>> print(unit.judge("a"))
    Not yet: You chose a, "seconds". Then 30 of them must be turned into half a minute each time.
    """

    lazy = False
    stated = ""

    def __init__(self, options, answer, mistakes=(), also_right=(), also_wrong=(), *, insight=""):
        self.options = {str(letter).strip().lower(): str(text) for letter, text in dict(options).items()}
        self.several = not isinstance(answer, str)
        self.answer = frozenset(
            letter.strip().lower() for letter in ([answer] if isinstance(answer, str) else answer)
        )
        self._mistakes = mistakes
        self.also_right, self.also_wrong, self.insight = also_right, also_wrong, insight
        if any(not re.fullmatch(r"[a-z]", letter) for letter in self.options):
            raise ValueError("Options are lettered a, b, c, ...")
        if not self.answer or not self.answer <= self.options.keys():
            raise ValueError(
                f"The answer {listed(sorted(self.answer)) or '(none)'} is not among the options."
            )
        unknown = {letter for mistake in self.mistakes for letter in mistake.value} - self.options.keys()
        if unknown:
            raise ValueError(f"A mistake names {listed(sorted(unknown))}, which is not among the options.")

    @property
    def noun(self):
        return "letters in quotes" if self.several else "letter in quotes"

    def samples(self):
        right = sorted(self.answer)
        yield Sample("right", right if self.several else right[0])
        yield Sample("right", f" {' '.join(right).upper()} ")
        for value in self.also_right:
            yield Sample("right", value)
        named = set()
        for mistake in self.mistakes:
            exact = isinstance(mistake.value, tuple)
            wrong = list(mistake.value) if exact or not self.several else [*right, mistake.value]
            named.add(mistake.value)
            yield Sample("named", wrong, mistake.words)
        for letter in sorted(self.options.keys() - self.answer - named):
            yield Sample("wrong", [*right, letter] if self.several else letter)
        if self.several and len(right) > 1:
            yield Sample("wrong", right[:-1])
        for value in self.also_wrong:
            yield Sample("wrong", value)

    def _judge(self, value, reveal):
        given = self._letters(value)
        if given == self.answer:
            return self._right(f"{self._written(given)}.")
        hits, false = len(given & self.answer), len(given - self.answer)
        credit = max(0.0, (hits - false) / len(self.answer)) if self.several else 0.0
        for mistake in self.mistakes:
            if isinstance(mistake.value, tuple) and given == frozenset(mistake.value):
                return self._chosen(mistake, given, max(credit, mistake.credit))
        for mistake in self.mistakes:
            if not isinstance(mistake.value, tuple) and mistake.value in given - self.answer:
                return self._chosen(mistake, [mistake.value], credit or mistake.credit)
        if not self.several:
            return Verdict("wrong", f"You chose {self._written(given)}; look again at the others.")
        missing = len(self.answer - given)
        words = f"Of the letters you gave, {hits or 'none'} belong{'s' * (hits < 2)}"
        words += f" and {false} {'does' if false == 1 else 'do'} not" if hits and false else ""
        words += f"; {missing} {'is' if missing == 1 else 'are'} missing." if missing else "."
        return Verdict("almost" if hits and false + missing == 1 else "wrong", words, credit=credit)

    def _letters(self, value):
        value = value.tolist() if hasattr(value, "tolist") else value
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, (list, tuple, set, frozenset)) or not all(
            isinstance(item, str) for item in items
        ):
            raise Unusable(
                f'Write {"letters" if self.several else "one letter"} in quotes, such as "{min(self.options)}".'
            )
        texts = {text.strip().rstrip(".").casefold(): letter for letter, text in self.options.items()}
        found = set()
        for item in items:
            plain = item.strip().rstrip(".").casefold()
            if plain in texts:
                found.add(texts[plain])
                continue
            parts = re.split(r"[\s,;+&()]+|\band\b", plain)
            for part in parts:
                found.update(part if set(part) <= self.options.keys() else [part])
        found.discard("")
        unknown = sorted(found - self.options.keys())
        wanted = "letters" if self.several else "one letter"
        if any(len(part) > 1 for part in unknown):
            raise Unusable(
                f'That is text; choose {wanted} of {listed(self.options)}, in quotes, such as "{min(self.options)}".'
            )
        if unknown:
            raise Unusable(f"There is no option {listed(unknown)}. The options are {listed(self.options)}.")
        if not self.several and len(found) > 1:
            raise Unusable(f"You gave {listed(sorted(found))}; choose one letter.")
        if blank(list(found)):
            raise Unusable(f'Write {wanted} in quotes, such as "{min(self.options)}".')
        return frozenset(found)

    def _written(self, letters):
        letters = sorted(letters)
        return (
            f'{letters[0]}, "{self.options[letters[0]].rstrip(".")}"'
            if len(letters) == 1
            else listed(letters)
        )

    def _chosen(self, mistake, letters, credit):
        return Verdict(
            "wrong, named", f"You chose {self._written(letters)}. {mistake.words}", mistake.try_this, credit
        )
