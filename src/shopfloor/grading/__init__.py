"""Grading: what plugs into nbgrader, and the commands' work. Lessons import nothing from here."""
