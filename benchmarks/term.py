"""A simulated term: what a submission costs from the first to the ten thousandth, and when formgrader becomes slow.

    python benchmarks/term.py [how many]        10,000 take about half an hour on two cores, and 2 GB of disk

Every hand-in is of one real assignment with its own student's data; two of three are right, the others make mistakes
that the key names, some leave parts out. All are graded in one run by `shopfloor grade`'s own function, in the sandbox,
with a process for each core. A line every 250 says what those 250 cost: CPU seconds of the process that leads and of its
workers (what is flat even if something else runs beside it; students' own cells run in processes that nobody waits for,
so their seconds are not in it), seconds by the clock, the writer's milliseconds, and memory. Then nbgrader's
formgrader, in a real server on this machine, is asked for its tables with 100, 1,000 and all students, without and with
indexes on the columns that it searches by. Between the two, the same 300 hand-ins are graded again and again, by turns in
this course and in one that has only these: what the course's size alone costs, whatever else the machine does.
"""

import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import cache
from pathlib import Path

import nbformat
import psutil

from shopfloor.grading.course import course_code
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.demo import copy_course
from shopfloor.grading.fill_in import fill_in, named_mistakes, right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.release import release
from shopfloor.grading.run import grade
from shopfloor.grading.writer import Writer

ASSIGNMENT = "a05_stopwatch_study"
COURSE = Path(__file__).resolve().parents[1]
EVERY = 250
SIZES = (10, 100, 1_000, 10_000)
FORMGRADER = (100, 1_000, 10_000)
TURNS, AGAIN = 5, 300
PAGES = {
    "manage students": "students",
    "submissions": f"submissions/{ASSIGNMENT}",
    "manual grading, one notebook": f"submitted_notebooks/{ASSIGNMENT}/{ASSIGNMENT}",
    "manage assignments": "assignments",
}
INDEXES = {
    "grade": "notebook_id",
    "comment": "notebook_id",
    "submitted_notebook": "assignment_id",
    "submitted_assignment": "student_id",
}


@cache
def _material(root):
    path = root.parent / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    return nbformat.read(path, as_version=4), load_keys(root, ASSIGNMENT), course_code(root, ASSIGNMENT)


def hand_in(root, number):
    """One student's notebook: right, with a named mistake, or with parts left out."""
    released, keys, code = _material(root)
    student, chance = f"student-{number:05}", random.Random(number)
    made = {}
    if number % 3 == 0:
        name, value, _ = chance.choice(named_mistakes(keys, student, code))
        made = {name: value}
    values = right_values(keys, student, code, made)
    if number % 7 == 0:
        values = dict(chance.sample(sorted(values.items()), chance.randrange(len(values))))
    path = root / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(fill_in(released, student, values), path)


def _hand_ins(root, numbers):
    for number in numbers:
        hand_in(root, number)


def hand_ins(root, size):
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_hand_ins, [root] * workers, [range(first, size, workers) for first in range(workers)]))


def processor_seconds(me):
    """Of this process and all that it started and waited for: lead and workers, not the cells of students."""
    total = 0.0
    for process in (me, *me.children(recursive=True)):
        try:
            total += sum(process.cpu_times()[:4])  # user, system, and both of children that have ended
        except psutil.NoSuchProcess:
            continue
    return total


def memory(me):
    """Megabytes of the process that leads and of the largest other one."""
    others = [0]
    for process in me.children(recursive=True):
        try:
            others.append(process.memory_info().rss)
        except psutil.NoSuchProcess:
            continue
    return me.memory_info().rss / 1e6, max(others) / 1e6


def grade_the_term(root, size):
    """``[(done, CPU s, s, writer's s)]`` after each 250 and each size; copies of the gradebook at formgrader's."""
    me, begun, spent, marks = psutil.Process(), time.perf_counter(), [0.0], []
    earlier = processor_seconds(me)
    write = Writer.write

    def timed(self):
        since = time.perf_counter()
        write(self)
        spent[0] += time.perf_counter() - since

    def progress(done, total, result):
        if result.status != "graded":
            sys.exit(f"{result.student}: {result.error}")
        if done in SIZES or done % EVERY == 0 or done == total:
            marks.append((done, processor_seconds(me) - earlier, time.perf_counter() - begun, spent[0]))
            _tell(marks, me)

    Writer.write = timed
    try:
        grade(root, ASSIGNMENT, workers=None, progress=progress)
    finally:
        Writer.write = write
    return marks


def _tell(marks, me):
    (done, cpu, clock, wrote), before = marks[-1], marks[-2] if len(marks) > 1 else (0, 0.0, 0.0, 0.0)
    many = done - before[0]
    lead, other = memory(me)
    print(
        f"{done:6} done: {(cpu - before[1]) / many:.3f} CPU s each, {(clock - before[2]) / many:.3f} s each, "
        f"writer {1000 * (wrote - before[3]) / many:.2f} ms each, lead {lead:.0f} MB, largest other {other:.0f} MB",
        flush=True,
    )


def by_decade(marks):
    at = {0: (0.0, 0.0)} | {done: (cpu, clock) for done, cpu, clock, _ in marks}
    sizes = [0, *(size for size in SIZES if size in at)]
    for first, last in zip(sizes, sizes[1:], strict=False):
        cpu, clock = (at[last][number] - at[first][number] for number in (0, 1))
        print(
            f"{first + 1:6} to {last:6}: {cpu / (last - first):.3f} CPU s, {clock / (last - first):.3f} s each"
        )


def by_turns(root, folder):
    """The same hand-ins graded anew in this course and in one of their own, by turns; the ratio of each turn."""
    alone = course(folder)
    hand_ins(alone, AGAIN)
    grade(alone, ASSIGNMENT, workers=None)
    students, me, ratios = [f"student-{number:05}" for number in range(AGAIN)], psutil.Process(), []
    for turn in range(TURNS):
        cost = {}
        for where in (root, alone) if turn % 2 else (alone, root):
            begun, earlier = time.perf_counter(), processor_seconds(me)
            grade(where, ASSIGNMENT, students, force=True, workers=None)
            cost[where] = (
                (processor_seconds(me) - earlier) / AGAIN,
                (time.perf_counter() - begun) / AGAIN,
            )
        (here, here_clock), (there, there_clock) = cost[root], cost[alone]
        ratios.append((here / there, here_clock / there_clock))
        print(
            f"turn {turn + 1}: {here:.3f} against {there:.3f} CPU s, {here_clock:.3f} against {there_clock:.3f} s each"
        )
    for number, what in enumerate(("CPU", "elapsed")):
        print(f"{what}: {statistics.median(one[number] for one in ratios):.2f} times, the median", flush=True)


def smaller(root, size, folder):
    """The same course with the first students only, as formgrader would see it."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("submitted", "autograded", "gradebook"))
    for step in ("submitted", "autograded"):
        (folder / step).mkdir()
        for student in sorted(os.listdir(root / step))[:size]:
            (folder / step / student).symlink_to(root / step / student)
    (folder / "gradebook").mkdir()
    with (
        closing(sqlite3.connect(root / "gradebook" / "gradebook.db")) as old,
        closing(sqlite3.connect(folder / "gradebook" / "gradebook.db")) as new,
    ):
        old.backup(new)
        keep = f"(select id from student order by id limit {size})"
        new.executescript(
            f"""delete from submitted_assignment where student_id not in {keep};
            delete from submitted_notebook where assignment_id not in (select id from submitted_assignment);
            delete from grade where notebook_id not in (select id from submitted_notebook);
            delete from comment where notebook_id not in (select id from submitted_notebook);
            delete from student where id not in {keep}; vacuum;"""
        )


def formgrader(folder, patience=300):
    """``{page: (seconds, rows)}`` of the tables behind formgrader's pages, in a server that has just started."""
    port, token = 18_000 + os.getpid() % 1000, "only-for-this-benchmark"
    environment = os.environ | {
        "JUPYTER_TOKEN": token,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
        + [
            f"--port={port}",
            "--ServerApp.port_retries=0",
            "--ServerApp.jpserver_extensions=nbgrader.server_extensions.formgrader=True",
        ],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ask(path):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/formgrader/api/{path}", headers={"Authorization": f"token {token}"}
        )
        with urllib.request.urlopen(request, timeout=patience) as answer:
            return json.load(answer)

    try:
        end = time.monotonic() + 60
        while True:
            try:
                ask("assignments")
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > end:
                    sys.exit("formgrader's server did not start")
                time.sleep(0.3)
        found = {}
        for page, path in PAGES.items():
            since = time.perf_counter()
            try:
                rows = ask(path)
            except TimeoutError:
                found[page] = None
                break
            found[page] = time.perf_counter() - since, len(rows)
        return found
    finally:
        server.terminate()
        server.wait()


def pages(root, size):
    for students in (*(one for one in FORMGRADER if one < size), size):
        with tempfile.TemporaryDirectory(dir=root.parent.parent) as temporary:
            folder = Path(temporary, "instructor")
            smaller(root, students, folder)
            for indexed in (False, True):
                if indexed:
                    with closing(sqlite3.connect(folder / "gradebook" / "gradebook.db")) as book:
                        for table, column in INDEXES.items():
                            book.execute(f"create index {table}_{column} on {table} ({column})")
                        book.execute("analyze")
                        book.commit()
                for page, took in formgrader(folder).items():
                    said = f"{took[0]:7.2f} s for {took[1]} rows" if took else "no answer within five minutes"
                    print(
                        f"{students:6} students, {'with indexes' if indexed else 'as it is':12}, {page:29}: {said}",
                        flush=True,
                    )


def course(folder):
    root = copy_course(COURSE / "instructor", folder, ASSIGNMENT)
    release(CourseFolder(root.parent), [ASSIGNMENT])
    return root


def main(size):
    with tempfile.TemporaryDirectory() as temporary:
        root = course(Path(temporary, "course"))
        since = time.perf_counter()
        hand_ins(root, size)
        print(f"{size} hand-ins made in {time.perf_counter() - since:.0f} s", flush=True)
        marks = grade_the_term(root, size)
        by_decade(marks)
        book = (root / "gradebook" / "gradebook.db").stat().st_size / 1e6
        print(f"gradebook: {book:.1f} MB, {1000 * book / size:.1f} kB a submission", flush=True)
        by_turns(root, Path(temporary, "alone"))
        pages(root, size)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
