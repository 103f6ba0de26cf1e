"""nbgrader for the grader account: the course's own settings, and hand-ins taken only from their owners."""

import grp
from pathlib import Path

from shopfloor.grading.log_names import NAMES

c = get_config()  # noqa: F821 (nbgrader provides it)
load_subconfig(str(Path.home() / "course" / "instructor" / "nbgrader_config.py"))  # noqa: F821 (traitlets)
c.ExchangeFactory.collect = "shopfloor.grading.collect_from_owners.CollectFromOwners"


def people():
    """Everybody with an account of the course: their names are left out of logs."""
    return [
        name for group in ("students", "instructors") for name in grp.getgrnam(f"shopfloor-{group}").gr_mem
    ]


NAMES.of(people)
