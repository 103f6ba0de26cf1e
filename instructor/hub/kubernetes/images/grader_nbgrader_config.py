"""nbgrader for the grader account: the course's own settings, and the exchange that students hand in to."""

from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader provides it)
course = Path("/course/instructor")
load_subconfig(str(course / "nbgrader_config.py"))  # noqa: F821 (traitlets provides it)
c.Exchange.root = "/srv/exchange"
c.Exchange.path_includes_course = True
c.ExchangeFactory.collect = "shopfloor.grading.collect_from_owners.CollectFromOwners"
