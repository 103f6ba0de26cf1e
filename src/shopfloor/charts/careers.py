"""Charts of careers: pay in ranges and over the years, what roles do and need, and ways from one to the
next."""

from shopfloor.charts.career_drawing import career_graph
from shopfloor.charts.heat_maps import role_heat_map, skill_heat_map
from shopfloor.charts.wage_range_chart import wage_ranges
from shopfloor.charts.wage_series_chart import wage_series

__all__ = ["career_graph", "role_heat_map", "skill_heat_map", "wage_ranges", "wage_series"]
