"""The animated operator that the observing widgets share: work to watch whose truth is known.

Python writes the script (who does what, from when to when); the browser plays it. The JavaScript files
draw the operator (``operator.js``), keep the clock (``clock.js``) and make the sounds (``sound.js``).
"""

from shopfloor.widgets.operator.script import Script, Segment, write_script
from shopfloor.widgets.operator.work import HOSE_CLAMP, Element, Interruption, Motion, Work

__all__ = ["HOSE_CLAMP", "Element", "Interruption", "Motion", "Script", "Segment", "Work", "write_script"]
