"""What widgets share: the frame whose numbers come from Python, the file of the learner's work, the front end's
kit."""

from shopfloor.widgets.kit.computed import Computed

__all__ = ["Computed"]
