"""The learning-curve fitter: a line laid by hand through the times of units, and the quote that follows."""

from shopfloor.widgets.learning_curve_fitter.widget import LearningCurveFitter

__all__ = ["LearningCurveFitter"]
