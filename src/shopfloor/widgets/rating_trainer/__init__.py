"""The rating trainer: work shown at a known pace, rated by eye or ear, until the error shrinks.

`MyClips` is the same with a student's own clips, whose paces it never shows: for marks.
"""

from shopfloor.widgets.rating_trainer.my_clips import MyClips
from shopfloor.widgets.rating_trainer.widget import RatingTrainer

__all__ = ["MyClips", "RatingTrainer"]
