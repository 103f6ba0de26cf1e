"""Release: what nbgrader makes of an assignment's source, put into ``assignments/``."""

import tempfile
from contextlib import suppress

from shopfloor.grading.course_code import check_code, put_back, set_code
from shopfloor.grading.nbgrader_course import (
    commands_first_on_path,  # noqa: F401 (others take it from here)
    generate,
    gradebook_file,
    keep_gradebook,
    nbgrader_config,
    open_gradebook,
)
from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import put_in_place
from shopfloor.teaching.quiz_file import QUIZ_FILE


def students_with_work(course, assignment, config=None):
    """The ids of students whose work on this assignment is in the gradebook or among the collected files."""
    from nbgrader.api import MissingEntry
    from nbgrader.coursedir import CourseDirectory

    config = config or nbgrader_config(course)
    where = CourseDirectory(config=config)
    submitted = course.instructor / where.submitted_directory
    found = {folder.parent.name for folder in submitted.glob(f"*/{assignment}") if any(folder.glob("*"))}
    file = gradebook_file(where.db_url)
    if file is None or file.exists():
        with open_gradebook(course, config) as gradebook, suppress(MissingEntry):
            found |= {entry.student.id for entry in gradebook.find_assignment(assignment).submissions}
    return sorted(found)


def worked_in(notebook):
    """Whether somebody has worked in this released notebook: changed a cell of nbgrader's, or run anything.

    nbgrader notes the checksum of every cell that it releases: so its own version can be told apart.
    """
    import nbformat
    from nbgrader.utils import compute_checksum

    try:
        cells = nbformat.read(notebook, as_version=4).cells
    except Exception:
        return True  # not what nbgrader wrote
    for cell in cells:
        if cell.get("outputs") or cell.get("execution_count"):
            return True
        noted = cell.metadata.get("nbgrader", {}).get("checksum")
        if noted is not None and noted != compute_checksum(cell):
            return True
    return False


def _refuse_mid_term(course, assignment, config, consequence):
    students = students_with_work(course, assignment, config)
    if students:
        count = "1 student has" if len(students) == 1 else f"{len(students)} students have"
        raise Problem(
            f"{count} already handed in {assignment}, and {consequence}",
            file=course.named(course.instructor / "gradebook"),
            remedy="wait for the end of the term, or add --force (the gradebook is copied first)",
        )


def _refuse_worked_in(course, assignment):
    for notebook in sorted((course.assignments / assignment).glob("*.ipynb")):
        if worked_in(notebook):
            raise Problem(
                "somebody has worked in the released notebook, and releasing writes it anew",
                file=course.named(notebook),
                remedy="move it to another folder, or add --force to give the work up",
            )


def is_quiz(course, assignment):
    """Whether the assignment is a quiz drawn from the bank."""
    return (course.source / assignment / QUIZ_FILE).is_file()


def release(course, names=(), *, code=None, force=False):
    """Write the release versions of the named assignments (all of them but quizzes when none is named).

    Everything is checked before anything is written. Files that nbgrader does not write are left alone.
    ``code``: the course code that each ``course.json`` gets first. Returns a line per assignment.
    """
    # A quiz goes out on its day, not with everything else.
    names = list(dict.fromkeys(names)) or [name for name in course.sources() if not is_quiz(course, name)]
    if not names:
        raise Problem(
            "there is no assignment to release",
            file=course.named(course.source),
            remedy="write a source notebook there first",
        )
    for name in names:
        course.check_assignment(name)
    if code is not None:
        check_code(code)
    config = nbgrader_config(course)
    with_work = [name for name in names if students_with_work(course, name, config)]
    if not force:
        for name in names:
            if code is not None and code != course.course_code(name):
                _refuse_mid_term(
                    course, name, config, "a new course code changes the data their work was made from"
                )
            _refuse_mid_term(course, name, config, "releasing it again may drop their marks")
            _refuse_worked_in(course, name)
    lines = []
    if force and with_work:
        kept = keep_gradebook(course, config)
        if kept:
            lines.append(f"The gradebook as it was is kept as {course.named(kept)}.")
    for name in names:
        before = None if code is None else set_code(course, name, code)
        try:
            with tempfile.TemporaryDirectory(prefix="shopfloor-release-") as temporary:
                made = generate(course, name, temporary, config)
                changed = put_in_place(made, course.assignments / name)
        except BaseException:
            if code is not None:
                put_back(course, name, before)
            raise
        what = f"files written: {', '.join(changed)}" if changed else "no file had to change"
        lines.append(
            f"{name}: released into {course.named(course.assignments / name)} "
            f"({what}; course code {course.course_code(name) or 'missing'})."
        )
    return lines
