"""The demonstration: one assignment's whole cycle with a made class, in a folder of its own."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from shopfloor.grading.course import CONFIG, assignments, check_assignment, course_code
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem

CLASS_SIZE = 24
SEED = 5
# It has everything that grading does: data of one's own, parts that build on each other, a part read by a person.
BEST_SHOWN = "a05_stopwatch_study"
MADE_TEXT = "This answer was made up for the demonstration. A person reads and marks this part."


@dataclass
class Demo:
    """What the demonstration left behind."""

    folder: Path
    results: list
    pages: list
    report: Path
    told: dict


def ids(count=CLASS_SIZE):
    """The made students: demo-01, demo-02, ..."""
    return [f"demo-{number:02d}" for number in range(1, count + 1)]


def run_demo(root, folder, assignment=None, say=print, progress=None):
    """Copy the course, make a class that hands in, collect, grade, write feedback and the report.

    ``folder`` must be new or empty: nothing that exists is touched. ``say`` is called with a line per step.
    """
    from shopfloor.grading.collect import collect
    from shopfloor.grading.release import release
    from shopfloor.grading.report import write_report
    from shopfloor.grading.run import grade, make_feedback
    from shopfloor.grading.sandbox import bubble

    names = assignments(root)
    if not names:
        raise Problem("there is no assignment to show", file=Path(root, "source"), remedy="write one first")
    shown = BEST_SHOWN if BEST_SHOWN in names else names[0]
    assignment = check_assignment(root, assignment) if assignment else shown
    folder = new_folder(folder)
    own = copy_course(root, folder / "course", assignment)
    say(f"A copy of the course for {assignment} is in {folder}.")
    release(CourseFolder(own.parent), [assignment])
    handed_in = folder / "handed_in"
    told = make_class(own, assignment, handed_in)
    say(f"{len(told)} of {CLASS_SIZE} made students have handed in (nobody of them exists).")
    found = collect(own, assignment, handed_in)
    say(f"{len(found.new)} hand-ins collected.")
    # These hand-ins are the course's own, so they may be graded where no sandbox can be.
    results = grade(
        own, assignment, progress=progress, workers=None, sandbox=False if bubble.missing() else None
    )
    failed = sum(result.status == "failed" for result in results)
    say(f"{len(results) - failed} graded, {failed} could not be.")
    pages, _ = make_feedback(own, assignment)
    say(f"{len(pages)} feedback pages written.")
    page, _ = write_report(own, assignment)
    say("The report is written.")
    return Demo(folder, results, pages, page, told)


def new_folder(folder):
    """The folder, made; a Problem if there is anything in it already."""
    folder = Path(folder).expanduser().resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(
            "this folder is not empty", file=folder, remedy="name a new folder for the demonstration"
        )
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def copy_course(root, folder, assignment):
    """Copy what grading one assignment needs and return the new instructor folder."""
    own = Path(folder, "instructor")
    for name in (f"source/{assignment}", "answers"):
        ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(Path(root, name), own / name, ignore=ignore)
    shutil.copyfile(Path(root, CONFIG), own / CONFIG)
    return own


def make_class(root, assignment, folder, seed=SEED):
    """Write the hand-ins of the made class into ``folder`` and return ``{id: what is special about it}``.

    The two last students hand in nothing; they are only in the gradebook.
    """
    import nbformat

    from shopfloor.grading.keys import load_keys
    from shopfloor.grading.nbgrader_course import open_gradebook

    course = CourseFolder(root.parent)
    released = nbformat.read(course.assignments / assignment / f"{assignment}.ipynb", as_version=4)
    keys, code = load_keys(root, assignment), course_code(root, assignment)
    students = ids()
    with open_gradebook(course) as gradebook:
        for student in students:
            gradebook.update_or_create_student(
                student, first_name="Made", last_name=f"Student {student[-2:]}"
            )
    told = {}
    for number, student in enumerate(students[:-2]):
        nb, told[student] = _work(number, student, released, keys, code, random.Random(seed * 1000 + number))
        text = nbformat.writes(nb)
        if number == 21:
            text, told[student] = text[: len(text) // 2], "the file is broken off in the middle"
        # Half of the class sends a folder, half a file: both are collected.
        path = (
            Path(folder, student, f"{assignment}.ipynb")
            if number % 2
            else Path(folder, f"{student}_{assignment}.ipynb")
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return told


def _work(number, student, released, keys, course, chance):
    """One made student's notebook, and what is special about it."""
    from shopfloor.grading.base import grade_id, hand_marked
    from shopfloor.grading.fill_in import fill_in, named_mistakes, right_values

    texts = {grade_id(cell): MADE_TEXT for cell in released.cells if hand_marked(cell)}
    if number == 18:
        return fill_in(released, student), "nothing was filled in"
    if number == 19:
        other = ids()[0]
        return fill_in(
            released, other, right_values(keys, other, course), texts=texts
        ), f"made with the id {other}"
    if number < 5 or number == 20:
        nb = fill_in(released, student, right_values(keys, student, course), texts=texts)
        if number < 5:
            return nb, "all right"
        graded = [cell for cell in nb.cells if grade_id(cell) in keys.functions]
        nb.cells.remove(graded[1])
        return nb, f"the check cell {grade_id(graded[1])} was deleted"
    if number < 7:
        values = right_values(keys, student, course)
        code = {name: _another_way(released, name, value) for name, value in values.items()}
        return fill_in(released, student, values, code, texts), "right, with other types"
    # Mistakes as a class makes them: the first that a key names are the commonest, and most make one or two.
    mistakes = named_mistakes(keys, student, course)
    first = mistakes[(number - 7) % len(mistakes)]
    made = {first[0]: first[1]}
    for graded_id in chance.sample(list(keys.functions), k=chance.choice([0, 1, 2, 3])):
        if graded_id not in made:
            options = [value for name, value, _ in mistakes if name == graded_id]
            if options:
                made[graded_id] = options[min(int(chance.expovariate(1.2)), len(options) - 1)]
    return (
        fill_in(released, student, right_values(keys, student, course, made), texts=texts),
        f"slips in {', '.join(sorted(made))}",
    )


def _another_way(released, graded_id, value):
    from shopfloor.grading.fill_in import variable_of

    name = variable_of(released, graded_id)
    if isinstance(value, list):
        return f"{name} = set(VALUE)"
    if isinstance(value, (int, float)):
        return f"import pandas as pd\n{name} = pd.Series([VALUE])"
    return f"{name} = VALUE"
