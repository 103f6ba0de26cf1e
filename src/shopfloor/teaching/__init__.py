"""What turns notebooks into teaching: checks, hints, solutions, practice, progress, and handing in."""

from .check import ask, check, hint, solution
from .hand_in import NotReady, hand_in
from .practice import practice
from .progress import progress
from .quiz import quiz
from .ready import ready_to_hand_in

__all__ = [
    "NotReady",
    "ask",
    "check",
    "hand_in",
    "hint",
    "practice",
    "progress",
    "quiz",
    "ready_to_hand_in",
    "solution",
]
