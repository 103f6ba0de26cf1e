"""The line-balancing board: tasks moved to stations, the Yamazumi and what is wrong with it at once."""

from shopfloor.widgets.line_balancing_board.widget import LineBalancingBoard

__all__ = ["LineBalancingBoard"]
