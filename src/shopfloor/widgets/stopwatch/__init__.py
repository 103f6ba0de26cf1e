"""The stopwatch: an operator to observe and time, and a record scored against what really happened."""

from shopfloor.widgets.stopwatch.scoring import score, summary
from shopfloor.widgets.stopwatch.widget import Stopwatch

__all__ = ["Stopwatch", "score", "summary"]
