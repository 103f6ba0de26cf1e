"""The wage explorer: what published percentiles say of pay, by occupation, year and sector."""

from shopfloor.widgets.wage_explorer.widget import WageExplorer

__all__ = ["WageExplorer"]
