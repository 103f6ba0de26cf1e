"""The grader's side: a warm process behind walls is started once; each submission is a visit to it."""

import atexit
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.grading.sandbox import bubble

LONGEST_LINE = 20_000_000  # characters; an output beyond that is dropped unread
START_SECONDS = 120


@dataclass(frozen=True)
class Limits:
    """What one submission may use, all its processes together (memory, desk) or each (files, seconds of processor)."""

    memory_bytes: int = 2 << 30
    disk_bytes: int = 64 << 20
    files: int = 4096
    processes: int = 32
    open_files: int = 256
    seconds: int = 300


class Ended(Exception):
    """The room is gone: Python ended itself or was ended; the words say which, if it is known."""


class Gone(Exception):
    """The warm process itself is gone, and the room with it: no fault of what ran there."""


class OutOfTime(Exception):
    """A cell ran longer than it may."""


class Visit:
    """A room for one submission: its files on the desk, cells run one after another (a context manager).

    Parameters
    ----------
    folder : path or None
        Whose files (not folders' links) are copied onto the desk.
    environment : dict
    limits : Limits
    """

    def __init__(self, folder, environment, limits=None):
        self.limits = limits = limits or Limits()
        archive, self.left_out = packed(folder, limits.disk_bytes // 2)
        self._socket = warm().connect()
        self._rest, self._lines, self._skipping = b"", [], False
        order = {
            "environment": environment,
            "limits": asdict(limits),
            "readable": bubble.course_folders(),
            "bytes": len(archive),
        }
        self._socket.settimeout(START_SECONDS)
        self._socket.sendall(json.dumps(order).encode() + b"\n" + archive)
        kind, words = self._message(time.monotonic() + START_SECONDS)
        if kind != "ready":
            raise Problem(
                f"the sandbox cannot be set up here: {words}",
                remedy=bubble.ACCEPT,
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def run(self, code, seconds, message):
        """Run one cell; ``message(kind, content)`` is called for each of its outputs. Returns the kernel's reply.

        Raises
        ------
        OutOfTime, Ended, Gone
            The room is gone after each of them.
        """
        end = time.monotonic() + seconds if seconds else None
        try:
            self._socket.settimeout(seconds)
            self._socket.sendall(json.dumps(code).encode() + b"\n")
        except TimeoutError:
            raise OutOfTime from None
        except OSError:
            raise (Ended("") if warm().answers() else Gone) from None
        while True:
            kind, content = self._message(end)
            if kind == "done" and isinstance(content, dict):
                return content
            if kind in ("ended", "refused"):
                raise Ended(self._why(content))
            if isinstance(content, dict):
                message(kind, content)

    def _why(self, ended):
        if ended == "memory":
            return f"used more than the {self.limits.memory_bytes >> 20:,} MB of memory that a submission may use"
        return "was ended" if ended == "time" else ""

    def _message(self, end):
        """The next message, whatever it is."""
        while True:
            line = self._line(end)
            try:
                kind, content = json.loads(line)
            except (ValueError, TypeError, RecursionError):
                continue
            if isinstance(kind, str):
                return kind, content

    def _line(self, end):
        while not self._lines:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise OutOfTime
            try:
                self._socket.settimeout(left)
                more = self._socket.recv(1 << 20)
            except TimeoutError:
                raise OutOfTime from None
            except OSError:
                more = b""
            if not more:
                # Whoever watches over the room says why it ended; a room can only close its door by itself.
                raise Ended("") if warm().answers() else Gone
            *whole, self._rest = (self._rest + more).split(b"\n")
            if whole and self._skipping:
                whole, self._skipping = whole[1:], False
            if len(self._rest) > LONGEST_LINE:
                self._rest, self._skipping = b"", True
            self._lines = [line for line in whole if line]
            self._lines.reverse()
        return self._lines.pop()


def packed(folder, most_bytes):
    """The files of a folder as a tar archive, and the names of those left out because they are too large."""
    kept, left_out = io.BytesIO(), []
    room = most_bytes
    with tarfile.open(fileobj=kept, mode="w") as archive:
        for path in sorted(Path(folder).rglob("*")) if folder else ():
            if path.is_symlink() or not path.is_file():
                continue
            name, size = path.relative_to(folder).as_posix(), path.stat().st_size
            if size > room:
                left_out.append(name)
                continue
            room -= size
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = size, 0o600
            with path.open("rb") as file:
                archive.addfile(entry, file)
    return kept.getvalue(), left_out


def _answers(door):
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(door)
        except OSError:
            return False
    return True


class Warm:
    """The warm process: started when it is first needed, ended with this process."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="shopfloor-")
        self.door = os.path.join(self.folder, "door")
        self._process = self._leash = self._complaints = None
        atexit.register(self._end, os.getpid())

    def connect(self):
        """A connection to it; it is started if it is not there."""
        for last in (False, True):
            self.start()
            connection = socket.socket(socket.AF_UNIX)
            try:
                connection.connect(self.door)
                return connection
            except OSError:
                connection.close()
                if last:
                    raise
                self._process = None
        return None

    def answers(self):
        """Whether it is there."""
        return _answers(self.door)

    def begin(self):
        """Start it if it is not there, and do not wait until it has imported everything."""
        if self._process is None or self._process.poll() is not None:
            self._let_go()
            self._begin()

    def start(self):
        """Start it if it is not there, and wait until it is ready."""
        self.begin()
        if self._complaints is None:
            return
        if self._process.stdout.readline() != b"ready\n":
            self._process.wait()
            self._complaints.seek(0)
            said = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
            raise Problem(
                f"the sandbox did not start: {said[-1] if said else 'it said nothing'}", remedy=bubble.ACCEPT
            )
        self._complaints.close()
        self._complaints = None

    def _begin(self):
        if os.path.exists(self.door):
            os.unlink(self.door)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(self.door)
        listener.listen(64)
        leash, self._leash = os.pipe()
        inside = [sys.executable, "-m", "shopfloor.grading.sandbox.warm_process"]
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed when it is ready)
        self._process = subprocess.Popen(
            bubble.command(bubble.course_folders(), [*inside, str(listener.fileno()), str(leash)]),
            pass_fds=(listener.fileno(), leash),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            cwd="/",  # it lives on: the course's disk is not to be kept busy
        )
        listener.close()
        os.close(leash)

    def _let_go(self):
        if self._leash is not None:
            os.close(self._leash)
            self._leash = None

    def _end(self, owner):
        if os.getpid() == owner:
            self._let_go()
            if self._process is not None:
                self._process.kill()
                self._process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)


class Elsewhere:
    """The warm process that another process looks after."""

    def __init__(self, door):
        self.door = door

    def answers(self):
        """Whether it is there."""
        return _answers(self.door)

    def connect(self):
        end = time.monotonic() + START_SECONDS
        while True:
            connection = socket.socket(socket.AF_UNIX)
            try:
                connection.connect(self.door)
                return connection
            except OSError:
                connection.close()
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)  # it is being started again


_warm = None


def warm():
    """The warm process that this process visits."""
    global _warm
    if _warm is None:
        _warm = Warm()
    return _warm


def lead_to(door):
    """Visit the warm process behind this door from now on."""
    global _warm
    _warm = Elsewhere(door)
