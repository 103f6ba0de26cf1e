"""Charts of motion study: the process chart, the two-hand chart, and the spaghetti plan."""

from shopfloor.charts.floor_plans import spaghetti_plan
from shopfloor.charts.process_charts import process_chart
from shopfloor.charts.two_hands import two_hand_chart

__all__ = ["process_chart", "spaghetti_plan", "two_hand_chart"]
