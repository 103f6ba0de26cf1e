"""Anything that takes a small function to judge, such as the record of a widget."""

from ..values import Unusable, blank, kind
from .verdict import Comparison, Sample, Verdict, computed


class Test(Comparison):
    """A value judged by a function of the author's.

    The function gets the value and returns a `Verdict`, True or False, a sentence (what is not right yet), or
    ``(True, sentence)`` for what is right. A ValueError it raises is shown in its own words.

    Parameters
    ----------
    function : callable
    right, also_right, also_wrong : values, or functions of no arguments that make them
        For the tests: two right ones and two wrong ones.
    noun : str
        What to write in place of the three dots.
    first_step : str
        What to do where nothing has been given yet, when that is not three dots to be replaced.

    Examples
    --------
    >>> enough = Test(lambda record: len(record) >= 3 or "Time three cycles or more.", right=[1, 2, 3])
    >>> print(enough.judge([1]))
    Not yet: Time three cycles or more.
    """

    __test__ = False  # not a test case, whatever pytest makes of the name
    lazy = True
    stated = ""

    def __init__(
        self, function, right=None, also_right=(), also_wrong=(), *, noun="record", first_step="", insight=""
    ):
        self.function, self.right = function, right
        self._first_step = first_step
        self._mistakes = ()
        self.also_right, self.also_wrong = also_right, also_wrong
        self.noun, self.insight = noun, insight

    @property
    def first_step(self):
        return self._first_step or super().first_step

    def untried(self, value):
        # A widget nobody has touched keeps an empty record.
        record = getattr(value, "record", value)
        return blank(value) or blank(record) or (hasattr(record, "iloc") and not len(record))

    def samples(self):
        for value in (self.right, *self.also_right):
            if value is not None:
                yield Sample("right", computed(value))
        for value in self.also_wrong:
            yield Sample("wrong", computed(value))

    def _judge(self, value, reveal):
        try:
            result = self.function(value)
        except Unusable:
            raise
        except ValueError as error:
            return Verdict("wrong", str(error))
        except Exception:
            # The value is not at all what the function was written for: a text, say, where a record is asked.
            return Verdict("wrong", f"That is {kind(value)}; expected: your {self.noun}.")
        if isinstance(result, Verdict):
            return result
        right, words = result if isinstance(result, tuple) else (result, "")
        if isinstance(right, str):
            return Verdict("wrong, named", right)
        if right:
            return self._right(words or "That is what was asked for.")
        return Verdict("wrong", words or "That is not what was asked for.")
