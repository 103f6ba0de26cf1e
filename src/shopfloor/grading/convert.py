"""One student's work through one of nbgrader's converters: what stopped it is told, what was there before is kept."""

import os
import warnings
from contextlib import contextmanager
from pathlib import Path

from shopfloor.grading.course import submission_folder
from shopfloor.grading.problem import Problem
from shopfloor.grading.room import stop_if_no_room


def remembering(name):
    """nbgrader's converter of that name, but what stops a submission is kept and not only logged."""
    from nbgrader import converters

    class Remembering(getattr(converters, name)):
        trouble = None

        def init_assignment(self, assignment_id, student_id):
            with self.remembered():
                super().init_assignment(assignment_id, student_id)

        def convert_single_notebook(self, notebook_filename):
            with self.remembered():
                super().convert_single_notebook(notebook_filename)

        @contextmanager
        def remembered(self):
            try:
                yield
            except Exception as error:
                self.trouble = error
                raise

    return Remembering


def convert(converter_class, app, root, assignment, student, step):
    """Put one student's work through a converter; the words of what stopped it, or an empty text.

    What the converter wrote before is set aside, and comes back if it does not succeed.
    """
    import glob

    from nbgrader.converters import NbGraderException

    # nbgrader opens its gradebook in a way that SQLAlchemy 2 has remarks about; nobody here can act on them.
    warnings.filterwarnings("ignore", message="Object of type .* not in session")
    course = app.coursedir
    course.assignment_id, course.student_id = assignment, glob.escape(student)
    converter = converter_class(coursedir=course, parent=app)
    converter.force = True
    try:
        with set_aside(submission_folder(root, student, assignment, step)):
            converter.start()
    except NbGraderException as error:
        trouble = converter.trouble or error
        stop_if_no_room(trouble, Path(root, step))
        if isinstance(trouble, Problem):
            return str(trouble).rstrip(".")
        return f"it stopped with {type(trouble).__name__}: {' '.join(str(trouble).split())[:300]}"
    except OSError as error:
        stop_if_no_room(error, Path(root, step))
        raise
    finally:
        os.environ.pop("NBGRADER_EXECUTION", None)
    return ""


@contextmanager
def set_aside(folder):
    """Move a folder out of the way; back again if what follows fails, removed if it succeeds."""
    from nbgrader.utils import rmtree

    folder = Path(folder)
    aside = folder.with_name(f".{folder.name}.before")
    if aside.exists():  # a run was ended in between
        if folder.exists():
            rmtree(str(folder))
        os.replace(aside, folder)
    had = folder.exists()
    if had:
        os.replace(folder, aside)
    try:
        yield
    except BaseException:
        if had:
            if folder.exists():
                rmtree(str(folder))
            os.replace(aside, folder)
        raise
    if had:
        rmtree(str(aside))
