"""The process-chart builder: a present method, and a better one made of it step by step."""

from shopfloor.widgets.process_chart_builder.widget import ProcessChartBuilder

__all__ = ["ProcessChartBuilder"]
