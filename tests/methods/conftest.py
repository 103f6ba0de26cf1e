"""The same examples in every run, and no stop-watch on them: a slow machine must not fail a right method."""

from hypothesis import settings

settings.register_profile("methods", derandomize=True, deadline=None, database=None)
settings.load_profile("methods")
