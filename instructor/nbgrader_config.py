# What is set here, and why: src/shopfloor/grading/configure.py. If this file fails to load, nbgrader only warns and
# goes on; but then the gradebook is not where nbgrader looks by itself, and nothing can be graded without marking.
# Settings of your own go below the last line, for example
#   c.ExecuteAs.timeout = 60        seconds that one cell of a student may run
#   c.ExecuteAs.memory_mb = 4096    megabytes of memory that one submission may use; so, too, disk_mb and processes
#   c.HandMarked.marked = False     release assignments without the parts that a person marks
from pathlib import Path

from shopfloor.grading.configure import configure
from shopfloor.grading.log_names import configure_logs

c = get_config()  # noqa: F821 (nbgrader provides it)
configure(c, Path(__file__).parent)
# Logs say [student]; with --log-level DEBUG they name everybody.
configure_logs(Path(__file__).parent)
