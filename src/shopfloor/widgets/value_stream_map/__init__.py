"""The value-stream map: a current state, and a future state made of it by one change after another."""

from shopfloor.widgets.value_stream_map.widget import ValueStreamMap

__all__ = ["ValueStreamMap"]
