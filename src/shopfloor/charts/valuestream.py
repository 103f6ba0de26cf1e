"""Charts of the value stream: the map with its lead-time ladder."""

from shopfloor.charts.stream_maps import value_stream_map

__all__ = ["value_stream_map"]
