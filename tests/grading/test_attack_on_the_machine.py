"""Hand-ins that attack the machine that grades them, graded for real, in the sandbox, side by side with honest ones.

Each prints REACHED when it got at something. Everything is on this machine: the files of the course, a server on
loopback, a Unix socket, the processes.
"""

import hashlib
import http.server
import os
import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from shopfloor.grading.base import grade_id
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.run import grade
from shopfloor.grading.sandbox import bubble

ASSIGNMENT = "a05_stopwatch_study"
HELPERS = """
import contextlib, os, socket, subprocess, sys
def reach(what, action):
    try:
        found = action()
    except BaseException as error:
        print("refused", what, type(error).__name__)
    else:
        print("REACHED" if found is None or found else "nothing of", what)
"""
# What each hand-in runs before its answers. {root}: the course; {port}, {unix}, {secret}, {pid}: see `machine`.
ATTACKS = {
    "reads": """
for path in {files!r}:
    reach(path, lambda: open(path, "rb").read(1))
for folder in {folders!r}:
    reach(folder, lambda: os.listdir(folder))
for top, folders, files in os.walk("/"):
    for name in files:
        if name in ("gradebook.db", {answers!r}) or "{secret}" in name:
            print("REACHED", top, name)
""",
    "writes": """
for path in {files!r}:
    reach(path, lambda: open(path, "ab").write(b"x"))
for path in ("{temporary}/{secret}", "/usr/{secret}", "/dev/shm/{secret}", {package!r}, sys.prefix + "/{secret}"):
    reach(path, lambda: open(path, "ab"))
reach("links", lambda: os.symlink({root!r}, "there") or os.listdir("there"))
""",
    "connects": """
def tcp(): socket.create_connection(("127.0.0.1", {port}), 2)
def unix(address):
    made = socket.socket(socket.AF_UNIX); made.settimeout(2); made.connect(address)
reach("server", tcp)
reach("unix socket", lambda: unix({unix!r}))
reach("abstract socket", lambda: unix("\\0{secret}"))
reach("address", lambda: socket.getaddrinfo("example.org", 80))
reach("program", lambda: subprocess.run(["curl", "-m", "2", "http://127.0.0.1:{port}"], check=True))
""",
    "forks": """
children = []
try:
    while len(children) < 500:
        child = os.fork()
        if child == 0:
            import time; time.sleep(600); os._exit(0)
        children.append(child)
except OSError as error:
    print("refused", type(error).__name__)
print("REACHED" if len(children) > 100 else "stopped", len(children))
""",
    "forks-for-ever": """
while True:
    try: os.fork()
    except OSError: pass
""",
    "eats": """
reach("ten gigabytes", lambda: len(bytearray(10 << 30)))
""",
    "eats-together": """
for number in range(12):
    if os.fork() == 0:
        hoard = [b"x" * (1 << 20) for _ in range(900)]
        import time; time.sleep(600)
import time; time.sleep(8)
print("REACHED ten gigabytes in many processes")
""",
    "eats-shared": """
import mmap
for number in range(12):
    if os.fork() == 0:
        hoard = mmap.mmap(-1, 900 << 20)
        for place in range(0, 900 << 20, 4096): hoard[place] = 1
        import time; time.sleep(600)
import time; time.sleep(8)
print("REACHED ten gigabytes in shared memory")
""",
    "hides-memory": """
reach("a file in memory", lambda: os.memfd_create("x"))
import ctypes
reach("a shared segment", lambda: ctypes.CDLL(None).shmget(0, 1 << 20, 0o1600) >= 0)
""",
    "fills": """
def fill():
    for number in range(200):
        with open(f"full{{number}}", "wb") as file:
            file.write(b"x" * (4 << 20))
    return True
reach("800 megabytes of disk", fill)
def many():
    for number in range(100_000): open(f"n{{number}}", "w").close()
reach("100,000 files", many)
for name in os.listdir("."):
    if name.startswith(("full", "n")): os.remove(name)
""",
    "prints": """
while True: print("y" * 5000)
""",
    "signals": """
import signal
reach("a process", lambda: os.kill({pid}, 0))
reach("the parent", lambda: os.kill(os.getppid(), signal.SIGTERM) if os.getppid() else 1 / 0)
with contextlib.suppress(OSError): os.kill(-1, signal.SIGKILL)
reach("processes", lambda: [name for name in os.listdir("/proc") if name.isdigit()])
reach("ps", lambda: b"python" in subprocess.run(["ps", "ax"], capture_output=True).stdout)
""",
    "stays": """
subprocess.Popen(["sleep", "98765"], start_new_session=True)
if os.fork() == 0:
    os.setsid()
    os.execvp("sleep", ["sleep", "98766"])
""",
    "breaks-out": """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def call(*given):
    if libc.syscall(*given) < 0: raise OSError(ctypes.get_errno())
reach("namespaces", lambda: call(272, 0x10000000))
reach("mount", lambda: call(165, b"proc", b"/proc", b"proc", 0, None))
reach("ptrace", lambda: call(101, 16, os.getpid(), 0, 0))
reach("bpf", lambda: call(321, 0, 0, 0))
reach("open by handle", lambda: call(304, -100, 0, 0))
reach("root", lambda: os.setuid(0))
reach("another root folder", lambda: os.chroot("."))
reach("a capability", lambda: libc.prctl(23, 21, 0, 0, 0) == 1)
reach("a program with more rights", lambda: libc.prctl(39, 0, 0, 0, 0) == 0)
reach("limits", lambda: __import__("resource").setrlimit(7, (4096, 4096)))
reach("rights", lambda: subprocess.run(["su", "-c", "true"], check=True, stdin=subprocess.DEVNULL, capture_output=True))
""",
    "leaves": "os._exit(0)",
    "ignores": """
import signal
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True: pass
    except BaseException: pass
""",
    "talks-over": """
# The socket that outputs go out by is its own; whatever it says there is one hand-in's outputs.
import json
for number in range(3, 64):
    with contextlib.suppress(OSError):
        os.write(number, b'["done", {{"status": "ok"}}]\\n["ended", ""]\\n["ready", 5]\\n[1]\\nnull\\n{{}}\\n' * 3)
""",
}
# These have no time or no Python left for the answers; all others get their points all the same.
NOTHING_AFTER = {
    "forks-for-ever",
    "eats-together",
    "eats-shared",
    "prints",
    "leaves",
    "ignores",
    "talks-over",
}


@pytest.fixture(scope="module")
def attacked(template, right, put, released, tmp_path_factory):
    """The course after grading, with what was around it: ``(root, results, machine)``."""
    if bubble.missing():
        pytest.fail(f"the sandbox has to be there for this test: {bubble.missing()}")
    folder = tmp_path_factory.mktemp("attacked")
    shutil.copytree(template, folder / "course")
    root = folder / "course" / "instructor"
    secret = f"secret{os.getpid()}"
    (folder / secret).write_text("theirs")
    seen = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    listeners = []
    unix = f"{tempfile.gettempdir()}/{secret}.socket"
    for address in (unix, f"\0{secret}"):
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(address)
        listener.listen(4)
        listener.setblocking(False)
        listeners.append(listener)
    victim = put(root, "honest", fill_in(released, "honest", right("honest")))
    put(root, "also-honest", fill_in(released, "also-honest", right("also-honest")))
    files = [
        root / "gradebook" / "gradebook.db",
        root / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb",
        root / "answers" / f"{ASSIGNMENT}.py",
        root / "nbgrader_config.py",
        victim,
        folder / secret,
        Path(__file__),
        Path("/etc/shadow"),
        Path("/etc/hostname"),
    ]
    given = {
        "files": [str(file) for file in files],
        "folders": [str(root), str(root / "submitted"), str(folder), str(Path.home())],
        "root": str(root),
        "answers": f"{ASSIGNMENT}.py",
        "package": str(Path(bubble.__file__)),
        "secret": secret,
        "temporary": tempfile.gettempdir(),
        "port": server.server_port,
        "unix": unix,
        "pid": os.getpid(),
    }
    for name, code in ATTACKS.items():
        nb = fill_in(released, name, right(name))
        first = next(
            place for place, cell in enumerate(nb.cells) if (grade_id(cell) or "").endswith("_answer")
        )
        nb.cells.insert(first, new_code_cell(HELPERS + code.format(**given)))
        put(root, name, nb)
    before = {file: hashlib.sha256(file.read_bytes()).digest() for file in files[1:7] if file.is_file()}
    free = shutil.disk_usage(folder).free
    config = root / "nbgrader_config.py"
    config.write_text(
        config.read_text().rpartition("c.ExecuteAs.timeout")[0]
        + "c.ExecuteAs.timeout = 12\nc.ExecuteAs.memory_mb = 1536\n"
    )
    before.pop(config, None)
    results = grade(root, ASSIGNMENT, workers=2)
    accepted = 0
    for listener in listeners:
        try:
            listener.accept()
            accepted += 1
        except BlockingIOError:
            pass
        listener.close()
    os.unlink(unix)
    server.shutdown()
    return {
        "root": root,
        "results": {result.student: result for result in results},
        "heard": [*seen, *["unix"] * accepted],
        "unchanged": all(hashlib.sha256(file.read_bytes()).digest() == was for file, was in before.items()),
        "used": free - shutil.disk_usage(folder).free,
        "secret": secret,
    }


def printed(root, name):
    path = root / "autograded" / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    cell = next(cell for cell in nbformat.read(path, 4).cells if "def reach" in cell.source)
    return "".join(output.get("text", "") for output in cell.outputs), str(cell.outputs)


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_reaches_nothing(attacked, name):
    text, everything = printed(attacked["root"], name)
    assert "REACHED" not in text, text
    if name not in NOTHING_AFTER | {"stays"}:
        assert "refused" in text or "nothing" in text or "stopped" in text, everything


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_raises_no_score_and_costs_only_its_own(attacked, name):
    result = attacked["results"][name]
    assert result.status == "graded", result.error
    if name in NOTHING_AFTER - {"talks-over"}:
        assert result.score == 0
    elif name != "talks-over":
        assert result.score == 16


@pytest.mark.parametrize("name", ["honest", "also-honest"])
def test_honest_work_beside_them_gets_its_points(attacked, name):
    assert (attacked["results"][name].status, attacked["results"][name].score) == ("graded", 16)


def test_attack_changed_no_file_and_reached_no_server(attacked):
    assert attacked["unchanged"]
    assert attacked["heard"] == []
    assert attacked["used"] < 200 << 20
    assert not list(Path(tempfile.gettempdir()).glob(f"{attacked['secret']}*"))


def test_attack_leaves_no_process_behind(attacked):
    time.sleep(0.2)
    left = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"98765" in line or b"98766" in line:
            left.append(line)
    assert left == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("eats-together", "used more than the 1,536 MB of memory that a submission may use"),
        ("eats-shared", "used more than the 1,536 MB of memory that a submission may use"),
        ("leaves", "ended Python itself"),
        ("ignores", "ran longer than 12 seconds"),
        ("prints", "ran longer than 12 seconds"),
    ],
)
def test_attack_is_told_in_words(attacked, name, words):
    path = attacked["root"] / "autograded" / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    assert words in path.read_text(encoding="utf-8")
