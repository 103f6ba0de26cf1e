"""Lessons run from top to bottom, several in one warmed process, with what each cell puts out.

A kernel of its own for each lesson spends most of its time on starting and on importing pandas and Matplotlib.
Here a process for each core (lesson_worker.py) runs one lesson after the other, each in names and a folder of
its own.
"""

import json
import os
import queue
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from shopfloor.grading.problem import Problem


def run_lessons(lessons, processes=None):
    """Run lessons (paths of notebooks) and give back {path: {cell id: list of outputs}}.

    An output is {MIME type: content}, as Jupyter has it; printed text is ``text/plain``; a widget has
    `lesson_worker.WIDGET`. A cell that fails is a Problem that names the lesson.
    """
    lessons = list(lessons)
    processes = max(1, min(processes or os.cpu_count() or 1, len(lessons)))
    waiting, results = queue.SimpleQueue(), {}
    for lesson in lessons:
        waiting.put(lesson)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(processes) as threads:
        done = [threads.submit(_work, waiting, results, folder, number) for number in range(processes)]
        for one in done:
            one.result()
    return {lesson: results[lesson] for lesson in lessons}


def _work(waiting, results, folder, number):
    """One process, and one lesson after the other for it, until none waits or one has failed."""
    environment = {
        **os.environ,
        # What is checked while a site is built is nobody's progress.
        "SHOPFLOOR_PROGRESS": os.path.join(folder, f"progress-{number}.jsonl"),
        "IPYTHONDIR": os.path.join(folder, f"ipython-{number}"),
        "MPLBACKEND": "agg",
        "PYTHONIOENCODING": "utf-8",
    }
    environment.pop("SHOPFLOOR_STUDENT", None)
    command = [sys.executable, "-m", "shopfloor.site.pages.lesson_worker"]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as worker:
        while True:
            try:
                lesson = waiting.get_nowait()
            except queue.Empty:
                break
            worker.stdin.write(f"{os.path.abspath(lesson)}\n")
            worker.stdin.flush()
            line = worker.stdout.readline()
            answer = json.loads(line) if line else {"problem": "the process that ran it has ended"}
            if "problem" in answer:
                while not waiting.empty():  # the others need not go on
                    waiting.get_nowait()
                raise Problem(
                    answer["problem"], file=lesson.name, remedy="mend the lesson, then build the site again"
                )
            results[lesson] = answer["outputs"]
        worker.stdin.close()
