"""What can be started while this process still imports: the sandbox's warm process, and the one that workers fork from."""

from shopfloor.grading.sandbox import bubble, visit
from shopfloor.grading.workers import get_ready

# In this order. Imported once for all processes that grade.
PRELOAD = [
    "shopfloor.grading.quick_jsonschema",
    "nbgrader.converters",
    "nbgrader.preprocessors",
    "shopfloor.grading.kernels",
    "shopfloor.grading.run",
]


def start(workers=None, sandbox=True):
    """Start what a run of grading with so many workers (None: as it sees fit) will want; waits for nothing."""
    if sandbox and not bubble.missing():
        visit.warm().begin()
    if workers != 1:
        get_ready(PRELOAD)
