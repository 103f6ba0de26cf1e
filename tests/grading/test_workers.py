"""Grading by several processes: one that dies, a run that is killed, and the same scores as one process gives."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.one_submission import set_up
from shopfloor.grading.run import grade
from shopfloor.grading.standing import standings
from shopfloor.grading.workers import Died, how_many, spread

ASSIGNMENT = "a05_stopwatch_study"


def which_process(_):
    return os.getpid()


def no_setup():
    pass


def double(piece):
    if piece == "deadly":
        os._exit(1)
    return 2 * piece


def test_every_piece_comes_back_once():
    found = list(spread(double, range(20), 3, no_setup))
    assert sorted(found) == [(piece, 2 * piece) for piece in range(20)]


def test_fresh_processes_take_over_after_so_many_pieces(monkeypatch):
    monkeypatch.setattr("shopfloor.grading.workers.PIECES_PER_PROCESS", 5)
    found = list(spread(which_process, range(23), 2, no_setup))
    assert sorted(piece for piece, _ in found) == list(range(23))
    # Ten pieces a round for two processes: three rounds, and none of the processes is in two of them.
    rounds = [{process for _, process in found[first : first + 10]} for first in (0, 10, 20)]
    assert not rounds[0] & rounds[1] and not rounds[1] & rounds[2] and not rounds[0] & rounds[2]


def test_a_piece_that_kills_its_process_takes_nothing_with_it():
    pieces = [*range(6), "deadly", *range(6, 12)]
    found = dict(spread(double, pieces, 2, no_setup))
    assert set(found) == set(pieces)
    assert isinstance(found.pop("deadly"), Died)
    assert all(result == 2 * piece for piece, result in found.items())


def one_connection(database):
    from nbgrader.api import Gradebook

    with Gradebook(database) as first, Gradebook(database) as second:
        return first.engine is second.engine


def test_a_worker_keeps_its_connection_to_the_gradebook(class_of_twelve, tmp_path):
    setup = partial(set_up, class_of_twelve, True, "no door is needed")
    databases = [f"sqlite:///{tmp_path / name}.db" for name in "ab"]
    assert dict(spread(one_connection, databases, 1, setup)) == dict.fromkeys(databases, True)


def test_an_error_ends_everything_and_is_told():
    with pytest.raises(TypeError):
        list(spread(double, [1, None, 2, 3, 4], 2, no_setup))


@pytest.mark.parametrize(
    ("pieces", "wanted", "expected"), [(1, 8, 1), (5, 8, 1), (6, 8, 2), (300, 8, 8), (300, 1, 1)]
)
def test_no_process_is_started_for_two_pieces(pieces, wanted, expected):
    assert how_many(pieces, wanted) == expected


@pytest.fixture(scope="module")
def class_of_twelve(template, right, put, released, tmp_path_factory):
    folder = tmp_path_factory.mktemp("twelve")
    shutil.copytree(template, folder / "course")
    root = folder / "course" / "instructor"
    for number in range(12):
        student = f"student-{number:02}"
        values = dict(list(right(student).items())[: number % 6])
        put(root, student, fill_in(released, student, values))
    return root


def graded(root):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root / 'gradebook' / 'gradebook.db'}", "shopfloor") as gradebook:
        return {
            one.student_id: (one.score, len(one.notebooks), len(one.notebooks[0].grades))
            for one in gradebook.assignment_submissions(ASSIGNMENT)
        }


def test_several_processes_give_what_one_gives(class_of_twelve, tmp_path):
    one, three = tmp_path / "one" / "instructor", tmp_path / "three" / "instructor"
    for root in (one, three):
        shutil.copytree(class_of_twelve.parent, root.parent)
    first, second = grade(one, ASSIGNMENT), grade(three, ASSIGNMENT, workers=3)
    assert first == second
    assert graded(one) == graded(three)
    assert len({result.score for result in first}) > 3


def test_a_run_killed_at_random_loses_and_doubles_nothing(class_of_twelve, tmp_path):
    root = tmp_path / "killed" / "instructor"
    shutil.copytree(class_of_twelve.parent, root.parent)
    command = [str(Path(sys.executable).parent / "shopfloor"), "grade", ASSIGNMENT, "--workers", "2"]
    database = f"sqlite:///{root / 'gradebook' / 'gradebook.db'}"
    chance = random.Random(7)
    for done in (1, 5):
        run = subprocess.Popen(
            command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        end = time.monotonic() + 120
        while len(standings(database, ASSIGNMENT)) < done and time.monotonic() < end:
            assert run.poll() is None
            time.sleep(0.02)
        time.sleep(chance.random() / 2)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        time.sleep(0.3)  # what was at work when its leader died is ended, too
    kept = set(standings(database, ASSIGNMENT))
    kept -= {path.parent.name for path in root.glob(f"autograded/*/.{ASSIGNMENT}.unwritten")}
    results = grade(root, ASSIGNMENT, workers=2)
    assert {result.status for result in results} <= {"graded", "unchanged"}
    # What was in the gradebook when the run was killed stays; the rest, a batch at most, is graded again.
    assert {result.student for result in results if result.status == "unchanged"} == kept and kept
    assert not list(root.glob("autograded/*/.*.unwritten"))
    whole = tmp_path / "whole" / "instructor"
    shutil.copytree(class_of_twelve.parent, whole.parent)
    grade(whole, ASSIGNMENT, workers=2)
    assert graded(root) == graded(whole)
    assert not list(root.rglob("*.before"))
