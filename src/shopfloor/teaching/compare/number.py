"""One number against the right one: tolerance, named mistakes, and the slips that happen everywhere."""

import math
from functools import cached_property

from ..values import decimals_of, one_number, shown, with_unit
from . import units
from .verdict import Comparison, Sample, Verdict, computed

_PEN = {
    "quotes": "the number is in quotes, so it is text. Take off the quotes.",
    "unit": "the number is in quotes, with its unit. Write only the number, without quotes.",
    "comma": "write a point for the decimals and no quotes.",
    "two numbers": "a comma makes two numbers of it. Write a point for the decimals.",
}
_CLOSE = 3  # tolerances away, and still worth the words "close"


class Number(Comparison):
    """One number with a unit and a tolerance.

    Parameters
    ----------
    answer : number, or a function of no arguments that computes it
    unit : str
        "min", "s", "h", "percent", "fraction", "pieces per hour", ...; "" when there is none.
    tolerance : float
        How far from the answer still counts as right, in the same unit.
    mistakes : dict {value: words} or {value: (words, what to try)}, or a list of `Mistake`
        A named mistake is recognised within the tolerance; it comes before the general slips.
    also_right, also_wrong : list
        More values for the tests.
    low, high : float, optional
        The range of values that are possible at all.
    almost_credit : float
        The share of the points for a right number with a slip of unit, rounding, sign or pen.
    insight : str
        A sentence to add when the answer is right.

    Examples
    --------
    >>> time = Number(0.18, "min", 0.005, mistakes={0.71: "That is the watch reading at the end."})
    >>> print(time.judge(0.71))
    Not yet: 0.71 is the watch reading at the end.
    >>> print(time.judge(10.8))
    Almost: 10.8 looks like seconds; the unit asked for is minutes. In minutes that is 0.18.
    >>> print(time.judge(10.8, reveal=False))
    Almost: 10.8 looks like seconds; the unit asked for is minutes.
    """

    noun = "number"

    def __init__(
        self,
        answer,
        unit="",
        tolerance=0.0,
        mistakes=(),
        also_right=(),
        also_wrong=(),
        *,
        low=None,
        high=None,
        almost_credit=0.0,
        insight="",
    ):
        if isinstance(tolerance, bool) or not (
            isinstance(tolerance, (int, float)) and 0 <= tolerance < math.inf
        ):
            raise ValueError(
                f"The tolerance is a number from 0 up, in the unit of the answer, not {tolerance!r}."
            )
        self._answer = answer
        self._mistakes = mistakes
        self.unit, self.tolerance = unit, tolerance
        self.also_right, self.also_wrong = also_right, also_wrong
        self.low, self.high = low, high
        self.almost_credit, self.insight = almost_credit, insight

    @cached_property
    def answer(self):
        """The right number, computed when it is first needed."""
        return one_number(computed(self._answer)).number

    @property
    def lazy(self):
        return callable(self._answer)

    @property
    def stated(self):
        """The tolerance as a sentence."""
        if not self.tolerance:
            return ""
        return f"Within {with_unit(self.tolerance, self.unit)} counts as right."

    @property
    def decimals(self):
        """How many decimals a value must keep, so that rounding alone never takes it out of the tolerance."""
        return max(0, math.ceil(-math.log10(2 * self.tolerance) - 1e-9)) if self.tolerance else 0

    def samples(self):
        yield Sample("right", self.answer)
        yield Sample("right", [self.answer])
        for value in self.also_right:
            yield Sample("right", computed(value))
        yield from self.named_samples()
        for value in self.also_wrong:
            yield Sample("wrong", computed(value))

    def _judge(self, value, reveal):
        reading = one_number(value)
        verdict = self._judge_number(reading.number, reveal)
        if reading.slip and verdict.right:
            return self._almost(_PEN[reading.slip], capital=True)
        return verdict

    def _judge_number(self, value, reveal):
        seen = with_unit(value, self.unit)
        if self._within(value, self.answer):
            return self._right(f"{seen}.")
        near = [mistake for mistake in self.mistakes if self._within(value, mistake.value)]
        if near:
            return self._named(min(near, key=lambda mistake: abs(mistake.value - value)), shown(value))
        words = (
            self._rounding(value) or self._unit_slip(value, reveal) or self._sign(value) or self._close(value)
        )
        if words:
            return self._almost(words)
        return Verdict("wrong", self._far(value, seen, reveal))

    def _within(self, value, target):
        return abs(value - target) <= self.tolerance + 1e-9 * max(1.0, abs(target))

    def _almost(self, words, capital=False):
        words = words[0].upper() + words[1:] if capital else words
        return Verdict("almost", words, credit=self.almost_credit)

    def _rounding(self, value):
        """Is it the answer, with too few decimals, cut off, or not made whole?"""
        places = decimals_of(value)
        if not self.tolerance and self.answer == int(self.answer) and places and abs(value - self.answer) < 1:
            return f"{shown(value)} is on the way; a whole number is asked for."
        if not self.tolerance or not value or places > self.decimals:
            return ""
        error = abs(value - self.answer)
        if places == 0 and error > 0.1 * abs(self.answer):
            return ""
        unit = 10.0**-places
        keep = f"Keep {self.decimals} decimal{'s' * (self.decimals != 1)}."
        if places < self.decimals and error <= unit / 2 * (1 + 1e-9):
            return f"{shown(value)} is rounded too coarsely. {keep}"
        cut = math.trunc(self.answer / unit + math.copysign(1e-9, self.answer)) * unit
        if abs(cut - value) < unit * 1e-6:
            return f"{shown(value)} looks cut off, not rounded. {keep}"
        return ""

    def _unit_slip(self, value, reveal):
        if not self.answer or not value:
            return ""
        shown_to = 0.5 * 10.0 ** -decimals_of(value)
        for other, factor in units.slips(self.unit, self.answer):
            target = self.answer * factor
            slack = min(self.tolerance * factor + shown_to, 0.05 * abs(target))
            if abs(value - target) <= slack + 1e-9 * abs(target):
                own = units.name(self.unit)
                words = f"{shown(value)} looks like {other}; the unit asked for is {own}."
                return words + (
                    f" In {own} that is {shown(self._rounded(value / factor))}." if reveal else ""
                )
        if units.is_clock(self.unit) and abs(self.answer) >= 1:
            whole = math.trunc(self.answer)
            if self._within(value, whole + (self.answer - whole) * 0.6):
                words = f"{shown(value)} looks like a clock time with a point."
                return f"{words} In decimals, half a {units.one(self.unit)} is 0.5."
        return ""

    def _rounded(self, value):
        return round(value, max(self.decimals, 2)) if self.tolerance else value

    def _sign(self, value):
        if value and self._within(-value, self.answer):
            side = "below" if value < 0 else "above"
            return f"The size is right, the sign is not: {shown(value)} is {side} zero."
        return ""

    def _close(self, value):
        if self.tolerance and abs(value - self.answer) <= max(
            _CLOSE * self.tolerance, 0.01 * abs(self.answer)
        ):
            return f"{shown(value)} is close. Check the numbers that went in, and round only at the end."
        return ""

    def _far(self, value, seen, reveal):
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            return f"{seen} cannot be: {_range(self.low, self.high, self.unit)}."
        if not reveal:
            return f"You gave {seen}, which is not what the data gives."
        if self.answer and value and value * self.answer > 0:
            ratio = value / self.answer
            if ratio >= 9.5 or ratio <= 1 / 9.5:
                size = "large" if ratio > 1 else "small"
                unit = "a fraction" if self.unit == "fraction" else f"in {units.name(self.unit)}"
                ask = self.unit and units.known(self.unit)
                return f"{seen} is far too {size}" + (f": is it {unit}?" if ask else ".")
        return f"{seen} is too {'large' if value > self.answer else 'small'}."


def _range(low, high, unit):
    if low is None:
        return f"it is {with_unit(high, unit)} at most"
    if high is None:
        return f"it is {with_unit(low, unit)} at least"
    return f"it lies between {shown(low)} and {with_unit(high, unit)}"
