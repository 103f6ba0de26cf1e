"""Collecting from an exchange into which everybody may write: what one person puts there costs nobody else's work."""

import os
import pwd
import shutil
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from shopfloor.grading.collect_from_owners import CollectFromOwners

A = "a05"
ME = pwd.getpwuid(os.getuid()).pw_name
EARLY, LATER = "2026-11-20 10:00:00.000000 UTC", "2026-11-20 11:00:00.000000 UTC"


@pytest.fixture
def exchange(tmp_path):
    (tmp_path / "exchange/shopfloor/inbound").mkdir(parents=True)
    (tmp_path / "course").mkdir()
    return tmp_path


def hand_in(exchange, when, text="mine", secret="x" * 16, time=True):
    folder = exchange / "exchange/shopfloor/inbound" / f"{ME}+{A}+{when}+{secret}"
    folder.mkdir()
    (folder / "submission_secret.txt").write_text(secret)
    (folder / f"{A}.ipynb").write_text(text)
    if time:
        (folder / "timestamp.txt").write_text(when)
    return folder


def collect(exchange):
    """The text of the notebook that is in the course then, or None."""
    c = Config()
    c.CourseDirectory.root = str(exchange / "course")
    c.CourseDirectory.course_id, c.CourseDirectory.assignment_id = "shopfloor", A
    c.CourseDirectory.max_dir_size = 20  # kB
    c.Exchange.root = str(exchange / "exchange")
    collecting = CollectFromOwners(coursedir=CourseDirectory(config=c), config=c)
    collecting.update = True
    collecting.start()
    there = exchange / "course/submitted" / ME / A / f"{A}.ipynb"
    return there.read_text() if there.is_file() else None


def large(folder):
    (folder / "film.bin").write_bytes(bytes(30_000))


def test_one_that_is_too_large_leaves_the_one_before_it(exchange, caplog):
    hand_in(exchange, EARLY)
    assert collect(exchange) == "mine"
    large(hand_in(exchange, LATER, "with a film", "y" * 16))
    assert collect(exchange) == "mine"
    shutil.rmtree(exchange / "course/submitted" / ME / A)
    assert collect(exchange) == "mine"


def test_one_that_cannot_be_copied_leaves_nothing_by_halves_and_ends_nothing(exchange, monkeypatch):
    hand_in(exchange, EARLY)

    def halves(source, target, **_):
        Path(target).mkdir()
        Path(target, f"{A}.ipynb").write_text("half of it")
        raise shutil.Error([(source, target, "Permission denied")])

    with monkeypatch.context() as stopped:
        stopped.setattr(shutil, "copytree", halves)
        assert collect(exchange) is None
    assert not (exchange / "course/submitted" / ME / A).exists()
    assert collect(exchange) == "mine"


def test_one_that_grows_while_it_is_copied_is_left_out(exchange, monkeypatch):
    folder, copytree = hand_in(exchange, EARLY), shutil.copytree

    def slowly(source, target, **how):
        large(folder)
        return copytree(source, target, **how)

    monkeypatch.setattr(shutil, "copytree", slowly)
    assert collect(exchange) is None


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted by Linux")
def test_what_lacks_a_file_is_closed_again(exchange):
    before = len(os.listdir("/proc/self/fd"))
    for number in range(20):
        hand_in(exchange, LATER, secret=f"without the time {number:02d}", time=False)
    hand_in(exchange, EARLY)
    assert collect(exchange) == "mine"
    assert len(os.listdir("/proc/self/fd")) < before + 10
