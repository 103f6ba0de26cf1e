"""The A3 sheet: a kaizen on one page, with what is missing in it."""

from shopfloor.widgets.a3_sheet.widget import A3Sheet

__all__ = ["A3Sheet"]
