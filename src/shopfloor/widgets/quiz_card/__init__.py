"""The quiz card: questions to be answered with the mouse or the keys, one at a time."""

from shopfloor.widgets.quiz_card.question import QuizQuestion
from shopfloor.widgets.quiz_card.widget import QuizCard

__all__ = ["QuizCard", "QuizQuestion"]
