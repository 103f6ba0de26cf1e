"""Grading on Dask: the same results as by one process, whatever happens to workers and scheduler; all on loopback."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from shopfloor.grading.cluster import _piece, _result, spread_over
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.problem import Problem
from shopfloor.grading.run import grade
from shopfloor.grading.workers import Died
from tests.grading.test_workers import double, graded, no_setup

REPOSITORY = Path(__file__).parents[2]
ASSIGNMENT = "a05_stopwatch_study"
DASK = [sys.executable, "-m", "dask"]


class Cluster:
    """A scheduler and workers as somebody else would start them: processes of their own."""

    def __init__(self, folder, daemon="False"):
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address, self.folder = f"tcp://127.0.0.1:{self.port}", folder
        self.daemon, self.processes = daemon, []

    def start(self, *words):
        environment = {
            **os.environ,
            "PYTHONPATH": str(REPOSITORY),
            "DASK_DISTRIBUTED__WORKER__DAEMON": self.daemon,
        }
        process = subprocess.Popen(
            [*DASK, *words, "--host", "127.0.0.1", "--no-dashboard"],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def scheduler(self):
        return self.start("scheduler", "--port", str(self.port))

    def worker(self, nanny="--no-nanny"):
        return self.start("worker", self.address, "--nthreads", "1", nanny, "--death-timeout", "60")

    def end(self):
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    made = Cluster(tmp_path)
    yield made
    made.end()


@pytest.fixture(scope="module")
def class_of_ten(template, right, put, released, tmp_path_factory):
    """A class that has handed in, and what one process gives it."""
    folder = tmp_path_factory.mktemp("ten")
    shutil.copytree(template, folder / "course")
    root = folder / "course" / "instructor"
    for number in range(10):
        student = f"student-{number:02}"
        values = dict(list(right(student).items())[: number % 6])
        put(root, student, fill_in(released, student, values))
    alone = folder / "alone" / "instructor"
    shutil.copytree(root.parent, alone.parent)
    return root, grade(alone, ASSIGNMENT), graded(alone)


@pytest.fixture
def own(class_of_ten, tmp_path):
    root = tmp_path / "course" / "instructor"
    shutil.copytree(class_of_ten[0].parent, root.parent)
    return root


def test_a_cluster_of_this_machine_gives_the_same_scores_behind_walls(own, class_of_ten):
    assert grade(own, ASSIGNMENT, cluster="local") == class_of_ten[1]
    assert graded(own) == class_of_ten[2]


def test_a_worker_killed_at_random_loses_nothing(own, class_of_ten, cluster):
    cluster.scheduler()
    workers, chance, said = [cluster.worker(), cluster.worker()], random.Random(11), []

    def progress(done, total, result):
        if done == 2:
            time.sleep(chance.random() / 2)
            os.killpg(workers.pop(0).pid, signal.SIGKILL)
            cluster.worker()

    results = grade(own, ASSIGNMENT, cluster=cluster.address, progress=progress, say=said.append)
    assert [(one.student, one.score) for one in results] == [
        (one.student, one.score) for one in class_of_ten[1]
    ]
    assert {one.status for one in results} <= {"graded", "unchanged"}
    assert graded(own) == class_of_ten[2]
    assert "SQLite file" in said[0]


def test_a_scheduler_that_is_restarted_resumes(own, class_of_ten, cluster):
    first, said = cluster.scheduler(), []
    cluster.worker()

    def progress(done, total, result):
        if done == 3:
            os.killpg(first.pid, signal.SIGKILL)
            first.wait()
            cluster.scheduler()
            cluster.worker()

    results = grade(own, ASSIGNMENT, cluster=cluster.address, progress=progress, say=said.append)
    assert [(one.student, one.score) for one in results] == [
        (one.student, one.score) for one in class_of_ten[1]
    ]
    assert graded(own) == class_of_ten[2]


def test_a_poisoned_piece_takes_no_worker_with_it(cluster):
    cluster.scheduler()
    worker = cluster.worker()
    found = dict(spread_over(cluster.address, double, [*range(6), "deadly", *range(6, 12)], no_setup))
    assert isinstance(found.pop("deadly"), Died)
    assert found == {piece: 2 * piece for piece in range(12)}
    assert worker.poll() is None


def test_a_worker_that_stays_takes_the_setup_of_what_is_graded_now(tmp_path, monkeypatch):
    """Another assignment has another key: a worker outlives many runs."""
    monkeypatch.chdir(tmp_path)  # and back to where it was
    for name in ("first", "second", "first"):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        assert _piece(os.path.abspath, partial(os.chdir, folder), "x") == str(folder / "x")


def test_a_piece_whose_workers_were_all_ended_is_done_here():
    from distributed import KilledWorker

    class Future:
        def result(self):
            raise KilledWorker("piece", None, 3)

    assert _result(Future(), double, no_setup, 4) == 8
    assert isinstance(_result(Future(), double, no_setup, "deadly"), Died)


def test_an_error_of_the_work_ends_everything_and_is_told(cluster):
    cluster.scheduler()
    cluster.worker()
    with pytest.raises(TypeError):
        list(spread_over(cluster.address, double, [1, None, 2], no_setup))


def test_workers_that_may_not_start_processes_are_told_how(cluster):
    cluster.daemon = "True"
    cluster.scheduler()
    cluster.worker("--nanny")
    with pytest.raises(Problem, match="DASK_DISTRIBUTED__WORKER__DAEMON=False"):
        list(spread_over(cluster.address, double, [1, 2], no_setup))


def test_a_cluster_that_is_not_there(cluster, monkeypatch):
    monkeypatch.setattr("shopfloor.grading.cluster.PATIENCE_SECONDS", 1)
    said = []
    with pytest.raises(Problem, match=f"no cluster answers at {cluster.address}.*Start it"):
        list(spread_over(cluster.address, double, [1, 2], no_setup, said.append))
    assert said == [f"The cluster at {cluster.address} does not answer; waiting for it, 2 to go."]
    with pytest.raises(Problem, match="is no address of a scheduler"):
        list(spread_over("nowhere://x", double, [1], no_setup))
