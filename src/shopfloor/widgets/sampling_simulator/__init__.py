"""The sampling simulator: short looks at a day's work, and what they add up to."""

from shopfloor.widgets.sampling_simulator.widget import SamplingSimulator

__all__ = ["SamplingSimulator"]
