"""``shopfloor doctor``: what is wrong here, in words."""

import typer

from shopfloor.cli.arguments import CourseDir


def doctor(course: CourseDir = None):
    """Look at versions, folders, configuration, sandbox, gradebook, keys, disk, port and headers; change nothing.

    The exit status is 0 if all will work, 1 if something has to be mended.
    """
    from shopfloor.grading.course_folder import find_instructors_course
    from shopfloor.grading.doctor import GOOD, MEND, examine

    marks = {GOOD: "ok   ", MEND: "MEND "}
    mend = look = 0
    for name, finding in examine(find_instructors_course(course)):
        typer.echo(f"{marks.get(finding.state, 'look ')} {name}: {finding.what}.")
        if finding.remedy:
            typer.echo(f"       {finding.remedy[0].upper()}{finding.remedy[1:]}.")
        mend += finding.state == MEND
        look += finding.state not in marks
    typer.echo(f"{mend} to mend, {look} to look at." if mend or look else "All of this is in order.")
    if mend:
        raise typer.Exit(1)
