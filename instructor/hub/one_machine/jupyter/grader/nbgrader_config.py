"""nbgrader for the grader account: the course's own settings, and hand-ins taken only from their owners."""

from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader provides it)
load_subconfig(str(Path.home() / "course" / "instructor" / "nbgrader_config.py"))  # noqa: F821 (traitlets)
c.ExchangeFactory.collect = "shopfloor.grading.collect_from_owners.CollectFromOwners"
