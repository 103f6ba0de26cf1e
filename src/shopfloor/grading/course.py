"""Where the course lies on disk, which assignments it has, and nbgrader set up for it."""

import json
import logging
from pathlib import Path

from shopfloor.grading.course_folder import CourseFolder, find_instructors_course
from shopfloor.grading.nbgrader_course import commands_first_on_path, nbgrader_config
from shopfloor.grading.problem import Problem

CONFIG = "nbgrader_config.py"


def find(start=None):
    """The instructor's folder of the course that ``start``, or the current folder, belongs to."""
    if start and not Path(start).expanduser().is_dir():
        raise Problem(
            "there is no such folder", file=start, remedy="give --course-dir the folder of the course"
        )
    return find_instructors_course(Path(start).expanduser() if start else None).instructor


def assignments(root):
    """Names of the assignments that the instructor's source folder holds, in order."""
    return CourseFolder(Path(root).parent).sources()


def check_assignment(root, name):
    """The name again, if there is such an assignment; otherwise a Problem that suggests the nearest one."""
    return CourseFolder(Path(root).parent).check_assignment(name)


def course_code(root, assignment):
    """The term's course code, from the source folder (never from the copy beside a submission)."""
    path = Path(root, "source", assignment, "course.json")
    remedy = 'write {"course": "your-code"} into it, as it was when the assignment was released'
    try:
        code = json.loads(path.read_text(encoding="utf-8"))["course"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem("the course code cannot be read", file=path, remedy=remedy) from error
    if not isinstance(code, str) or not code.strip():
        raise Problem("the course code is empty", file=path, remedy=remedy)
    return code


def submission_folder(root, student, assignment, step="submitted"):
    """The folder of one student's work at one of nbgrader's steps: submitted, autograded or feedback."""
    return Path(root, step, student, assignment)


def students_with(root, assignment, step="submitted"):
    """Ids of the students who have a folder for the assignment at that step, in order."""
    base = Path(root, step)
    if not base.is_dir():
        return []
    return sorted(
        folder.name
        for folder in base.iterdir()
        if not folder.name.startswith(".") and (folder / assignment).is_dir()
    )


def application(root):
    """An nbgrader application with the course's configuration, checked: grading with less would not be safe.

    Raises Problem if ``nbgrader_config.py`` cannot be loaded (nbgrader itself only warns and goes on
    without it) or if a step that marking needs is not in its lists.
    """
    from nbgrader.apps import NbGrader
    from nbgrader.utils import chdir

    root = Path(root)
    path = root / CONFIG
    nbgrader_config(CourseFolder(root.parent))
    commands_first_on_path()
    with chdir(str(root)):
        app = NbGrader()
        app.initialize([], root=str(root))
    # The application's own console output is not for us: each run collects what it needs.
    app.log.handlers[:] = [logging.NullHandler()]
    app.log.propagate = False
    check_steps(app.config, path)
    return app


def check_steps(config, path):
    """Raise Problem unless the configuration has every step that marking needs, in order."""
    from shopfloor.grading.configure import AUTOGRADE_STEPS, SANITIZE_STEPS

    for trait, needed in (
        ("sanitize_preprocessors", SANITIZE_STEPS),
        ("autograde_preprocessors", AUTOGRADE_STEPS),
    ):
        steps = [step if isinstance(step, str) else step.__name__ for step in config.Autograde.get(trait, [])]
        steps = [name.rpartition(".")[2] for name in steps]
        places = [steps.index(name) if name in steps else None for name in needed]
        missing = [name for name, place in zip(needed, places, strict=True) if place is None]
        if missing or places != sorted(places):
            what = (
                f"the step {missing[0]} is missing from" if missing else "the steps are in the wrong order in"
            )
            raise Problem(
                f"{what} c.Autograde.{trait}",
                file=path,
                remedy="put back configure(get_config(), ...): without it nothing is marked",
            )
    if config.Execute.get("enabled") is False or any(
        config[name].get("enabled") is False for name in (*SANITIZE_STEPS, *AUTOGRADE_STEPS)
    ):
        raise Problem(
            "a step of marking is switched off", file=path, remedy="remove the line with .enabled = False"
        )


def feedback_pages(root, student, assignment):
    """The pages that were made for a student; what they handed in themselves beside the notebook is none."""
    page = submission_folder(root, student, assignment, "feedback") / f"{assignment}.html"
    return [page] if page.is_file() else []
