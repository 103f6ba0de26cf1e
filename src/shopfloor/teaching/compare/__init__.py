"""What a value is worth against an answer: used by the checks in lessons and by the marking of assignments.

Every comparison has ``judge(value, reveal=True)`` and gives a `Verdict`. With ``reveal=False`` (marking) its
own words never hold the right value; an author's words for a named mistake are passed on as they are.
"""

from .choice import Choice
from .number import Number
from .order import Order
from .rows import Rows
from .test import Test
from .verdict import OUTCOMES, Mistake, Sample, Verdict

__all__ = ["OUTCOMES", "Choice", "Mistake", "Number", "Order", "Rows", "Sample", "Test", "Verdict"]
