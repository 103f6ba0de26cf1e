"""nbgrader for students: where assignments come from and go to. No gradebook, no key, no right at the hub."""

c = get_config()  # noqa: F821 (nbgrader provides it)
c.CourseDirectory.course_id = "shopfloor"
c.Exchange.root = "/srv/exchange"
c.Exchange.path_includes_course = True
c.ExchangeFactory.submit = "shopfloor.grading.submit_as_owner.SubmitAsOwner"
