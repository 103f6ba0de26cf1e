"""The 5S numbers game: how long does it take to find what you need, before and after?"""

from shopfloor.widgets.numbers_game.widget import NumbersGame

__all__ = ["NumbersGame"]
