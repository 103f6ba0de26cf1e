"""``shopfloor kit align``: the pages that set objectives beside activities, assessments and others' standards."""

import typer

from shopfloor.cli.arguments import CourseDir


def align(course: CourseDir = None):
    """Write instructor/alignment.md and maps.md anew: what practices and what measures each objective."""
    from shopfloor.grading.course_folder import find_instructors_course
    from shopfloor.kit import alignment, maps

    folder = find_instructors_course(course)
    for page, written in (
        (alignment.PAGE, alignment.write_page(folder)),
        (maps.PAGE, maps.write_maps(folder)),
    ):
        named = folder.named(folder.instructor / page)
        typer.echo(named if written else f"{named} is up to date.")
