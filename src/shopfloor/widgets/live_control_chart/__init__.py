"""The live control chart: a process to be stopped when a cause is suspected, and not before."""

from shopfloor.widgets.live_control_chart.widget import LiveControlChart

__all__ = ["LiveControlChart"]
