"""Charts of quality: control charts, the capability histogram, the components of a gauge study."""

from shopfloor.charts.capability_bars import capability_histogram
from shopfloor.charts.control_panels import control_chart
from shopfloor.charts.gauge_bars import gauge_components

__all__ = ["capability_histogram", "control_chart", "gauge_components"]
