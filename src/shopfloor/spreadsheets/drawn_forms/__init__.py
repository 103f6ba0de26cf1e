"""Forms that are filled in at the place of work, or after a game in class, and load back into a lesson.

A module for each: ``FORM`` says what its sheet is, ``read`` what was filled in. The time-study and downtime
forms have modules of their own beside this folder.
"""

from dataclasses import dataclass
from importlib import import_module

from shopfloor.spreadsheets.draw import draw

_MODULES = ("two_hands", "ratings", "tours", "number_plays", "dice", "parts", "processes")


@dataclass(frozen=True)
class Form:
    """``name``: what ``to_excel`` calls it. ``describe``: lines -> the sheet. ``lines``: how many there are
    unless more are asked for. ``then``: the line of Python that goes on from the loaded table. ``read``: sheet
    and path -> the table."""

    name: str
    sheet: str
    lines: int
    describe: object
    then: str
    read: object

    def workbook(self, rows=None):
        """The blank form, as an openpyxl workbook."""
        return draw(self.describe(max(rows or 0, self.lines)), self.then, self.sheet)


def forms():
    """Name -> form, in the order of the course.

    >>> list(forms())[:3]
    ['two-hand chart', 'ratings', 'work sampling']
    """
    found = [import_module(f"{__name__}.{module}").FORM for module in _MODULES]
    return {form.name: form for form in found}
