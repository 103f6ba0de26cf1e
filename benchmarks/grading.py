"""How long a class takes: plain ``nbgrader autograde`` and ``shopfloor grade`` in its sandbox, the same 40 hand-ins.

    python benchmarks/grading.py [how many]

Both run the course's own steps and must give equal scores in the gradebook; this is checked. nbgrader is called once
for the whole class, as an instructor would, with kernels as it starts them: no sandbox. `shopfloor grade` runs once
with one process and once with one for each core.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from shopfloor.grading.course import course_code
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.demo import copy_course
from shopfloor.grading.fill_in import fill_in, named_mistakes, right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.nbgrader_course import open_gradebook
from shopfloor.grading.release import release

ASSIGNMENT = "a05_stopwatch_study"
COURSE = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
COMMANDS = {
    "nbgrader autograde, no sandbox": [
        BIN / "nbgrader",
        "autograde",
        ASSIGNMENT,
        "--ExecuteAs.sandbox=False",
    ],
    "shopfloor grade, one process": [BIN / "shopfloor", "grade", ASSIGNMENT, "--workers", "1"],
    "shopfloor grade": [BIN / "shopfloor", "grade", ASSIGNMENT],
}


def a_course_with_hand_ins(folder, size):
    """A copy of the course in which every third of the class makes a mistake that the key names."""
    root = copy_course(COURSE / "instructor", folder / "course", ASSIGNMENT)
    release(CourseFolder(root.parent), [ASSIGNMENT])
    released = nbformat.read(root.parent / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    keys, course = load_keys(root, ASSIGNMENT), course_code(root, ASSIGNMENT)
    for number in range(size):
        student, made = f"student-{number:04}", {}
        if number % 3 == 0:
            mistakes = named_mistakes(keys, student, course)
            name, value, _ = mistakes[number % len(mistakes)]
            made = {name: value}
        path = root / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(fill_in(released, student, right_values(keys, student, course, made)), path)
    return root


def scores(root):
    with open_gradebook(CourseFolder(root.parent)) as gradebook:
        return {one.student.id: one.score for one in gradebook.assignment_submissions(ASSIGNMENT)}


def measure(command, root):
    environment = {"PATH": f"{BIN}:/usr/bin:/bin", "HOME": str(root.parent)}
    begun = time.perf_counter()
    subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    return time.perf_counter() - begun, scores(root)


def main(size):
    measured = {}
    for name, command in COMMANDS.items():
        with tempfile.TemporaryDirectory() as temporary:
            root = a_course_with_hand_ins(Path(temporary), size)
            seconds, found = measure(command, root)
        measured[name] = seconds, found
        first = next(iter(measured.values()))
        if found != first[1]:
            sys.exit(f"the scores of {name} differ")
        print(
            f"{name:32} {seconds:6.1f} s for {len(found)} hand-ins, {seconds / len(found):.2f} s each, "
            f"{first[0] / seconds:.1f} times as fast",
            flush=True,
        )
    print(f"equal scores, {os.cpu_count()} cores")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
