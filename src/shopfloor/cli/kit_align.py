"""``shopfloor kit align``: the page that sets objectives, activities and assessments side by side."""

import typer

from shopfloor.cli.arguments import CourseDir


def align(course: CourseDir = None):
    """Write instructor/alignment.md anew: which exercise and which graded part asks for which objective."""
    from shopfloor.grading.course_folder import find_instructors_course
    from shopfloor.kit.alignment import PAGE, write_page

    folder = find_instructors_course(course)
    written = write_page(folder)
    named = folder.named(folder.instructor / PAGE)
    typer.echo(named if written else f"{named} is up to date.")
