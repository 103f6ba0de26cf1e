"""Spreadsheets: the same calculation with live formulas, because that is what the plant has."""

from shopfloor.spreadsheets.write import read_form, to_excel

__all__ = ["read_form", "to_excel"]
