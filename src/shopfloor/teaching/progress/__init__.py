"""What a learner has done, kept in a file of their own. Nothing is sent anywhere."""

from .diary import note
from .overview import Progress, progress

__all__ = ["Progress", "note", "progress"]
