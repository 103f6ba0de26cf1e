"""Charts of a line: who does what and for how long, what must come before what, and how an operator and the
machines fit together."""

from shopfloor.charts.combination_drawing import combination_table
from shopfloor.charts.precedence_drawing import precedence_graph
from shopfloor.charts.station_bars import yamazumi

__all__ = ["combination_table", "precedence_graph", "yamazumi"]
