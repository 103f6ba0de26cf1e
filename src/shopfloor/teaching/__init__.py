"""What turns notebooks into teaching: checks, hints, solutions, and handing in."""

from .check import ask, check, hint, solution
from .hand_in import NotReady, hand_in
from .ready import ready_to_hand_in

__all__ = ["NotReady", "ask", "check", "hand_in", "hint", "ready_to_hand_in", "solution"]
