"""How long a submission takes: plain ``nbgrader autograde`` and ``shopfloor grade``, the same class, in one run.

    python benchmarks/grading.py

Plain nbgrader is called once for the whole class, as an instructor would. Both use the course's configuration, so
the scores are equal; this is checked. The difference is start-up, process by process, and what is read twice.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from shopfloor.grading.collect import collect
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.demo import copy_course, make_class
from shopfloor.grading.nbgrader_course import open_gradebook
from shopfloor.grading.release import release

ASSIGNMENT = "a05_stopwatch_study"
COURSE = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def a_course_with_hand_ins(folder):
    root = copy_course(COURSE / "instructor", folder / "course", ASSIGNMENT)
    release(CourseFolder(root.parent), [ASSIGNMENT])
    make_class(root, ASSIGNMENT, folder / "handed_in")
    # The notebook that is broken on purpose would stop plain nbgrader where it stands.
    for broken in (folder / "handed_in").rglob("*demo-22*"):
        broken.unlink() if broken.is_file() else [file.unlink() for file in broken.iterdir()]
    collect(root, ASSIGNMENT, folder / "handed_in")
    return root


def scores(root):
    with open_gradebook(CourseFolder(root.parent)) as gradebook:
        return {one.student.id: one.score for one in gradebook.assignment_submissions(ASSIGNMENT)}


def measure(command, root):
    environment = {"PATH": f"{BIN}:/usr/bin:/bin", "HOME": str(root.parent)}
    begun = time.perf_counter()
    subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    return time.perf_counter() - begun, scores(root)


def main():
    measured = {}
    for name, command in {
        "nbgrader autograde": [BIN / "nbgrader", "autograde", ASSIGNMENT],
        "shopfloor grade": [BIN / "shopfloor", "grade", ASSIGNMENT],
    }.items():
        with tempfile.TemporaryDirectory() as temporary:
            root = a_course_with_hand_ins(Path(temporary))
            seconds, found = measure(command, root)
            measured[name] = seconds, found
            print(
                f"{name:20} {seconds:6.1f} s for {len(found)} submissions, {seconds / len(found):.2f} s each"
            )
    (plain, first), (ours, second) = measured.values()
    if first != second:
        sys.exit(f"the scores differ: {first} {second}")
    print(f"equal scores; ratio {plain / ours:.2f}")


if __name__ == "__main__":
    main()
