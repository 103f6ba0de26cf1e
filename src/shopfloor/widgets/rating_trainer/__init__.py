"""The rating trainer: work shown at a known pace, rated by eye or ear, until the error shrinks."""

from shopfloor.widgets.rating_trainer.widget import RatingTrainer

__all__ = ["RatingTrainer"]
