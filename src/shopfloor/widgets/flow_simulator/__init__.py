"""The flow simulator: push against pull on one line, part by part."""

from shopfloor.widgets.flow_simulator.widget import FlowSimulator

__all__ = ["FlowSimulator"]
