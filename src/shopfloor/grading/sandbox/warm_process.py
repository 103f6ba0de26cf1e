"""Inside bubblewrap: a process that has imported what lessons import, and forks for each submission.

It listens on the socket it was given, and ends when the process that started it is gone. A connection is a submission: first a line of JSON (the
environment, the limits, the size of the files), then the files as a tar archive, then cells (see `cells`). The fork
that took the connection watches over the one that runs the code: it ends it when the grader hangs up or when its
processes together use too much memory, and says how it ended.
"""

import gc
import io
import json
import os
import select
import signal
import socket
import sys
import tarfile

DESK = "/desk"
IDLE_SECONDS = 1800
WATCH_EVERY = 0.05  # seconds between two looks at the memory

# Read at import, so set before: one thread, figures into the notebook, no watching for a parent.
os.environ.update(
    OPENBLAS_NUM_THREADS="1",
    OMP_NUM_THREADS="1",
    MPLBACKEND="module://matplotlib_inline.backend_inline",
    JPY_PARENT_PID="1",
    NBGRADER_EXECUTION="autograde",
)


def imported():
    """Import what cells import, use each slow thing once, and return the shell."""
    from shopfloor.grading.sandbox.cells import make_shell, run

    shell = make_shell()
    shell.displayhook.session.line = lambda kind, content: None
    run(shell, "import pandas")  # looks whether it is in a notebook
    import matplotlib.pyplot as plt
    import numpy as np
    import pandas as pd

    import shopfloor

    for name in (*shopfloor._WHERE, *shopfloor._ROOMS):
        getattr(shopfloor, name)
    table = pd.DataFrame({"element": ["A", "B", "A"], "time_min": [0.1, 0.2, 0.3]})
    table.groupby("element")["time_min"].mean()
    table[table["time_min"] > 0.1].sort_values("time_min")._repr_html_()
    np.polyfit([1.0, 2.0, 3.0], [2.0, 4.0, 6.0], 1)

    kept, sys.stdout = sys.stdout, io.StringIO()
    try:
        # The first traceback of a process takes a tenth of a second, the first figure more.
        run(shell, "import pandas as pd\npd.DataFrame({'a': [1]})['b']")
        run(shell, "%matplotlib inline\nimport matplotlib.pyplot as plt\n_ = plt.plot([1, 2])")
        run(shell, "plt.close('all')")
    finally:
        sys.stdout = kept
    plt.close("all")
    shell.reset(new_session=True)
    shell.execution_count = 1
    return shell


def serve(listener, leash, shell):
    """Fork for each connection, until the grader lets go of the leash or nothing has come for long."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the watchers are nobody's concern when they end
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    poll.register(leash, select.POLLIN | select.POLLHUP)
    while True:
        found = poll.poll(1000 * IDLE_SECONDS)
        if not found or any(one == leash for one, _ in found):
            return
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            try:
                watch(connection, shell)
            except BaseException as error:
                tell(connection, "refused", f"{type(error).__name__}: {error}")
            finally:
                os._exit(0)
        connection.close()


def watch(connection, shell):
    """In the fork: put up the walls around a fork of its own, and stay until that one has ended."""
    from shopfloor.grading.sandbox import walls

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    walls.die_with_parent()
    request = connection.makefile("rb", buffering=0)
    order = json.loads(line_of(request))
    archive = exactly(request, order["bytes"])
    processes = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    mine = own_memory(processes, "self")
    walls.own_namespaces()
    child = os.fork()
    if child == 0:
        try:
            enter(order, archive, connection, processes)
            tell(connection, "ready", "")
            connection.setblocking(True)
            from shopfloor.grading.sandbox.cells import serve_socket

            serve_socket(shell, connection)
        except BaseException as error:
            tell(connection, "refused", f"{type(error).__name__}: {error}")
        finally:
            os._exit(0)
    why = wait_for(child, connection, processes, mine, order["limits"]["memory_bytes"])
    os.waitpid(child, 0)
    tell(connection, "ended", why)


def enter(order, archive, connection, processes):
    """In the fork of the fork, the first process of its namespaces: all walls, in order."""
    from shopfloor.grading.sandbox import walls

    os.close(processes)
    walls.die_with_parent()
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    limits = order["limits"]
    walls.limit(
        limits["memory_bytes"],
        limits["processes"],
        limits["open_files"],
        limits["disk_bytes"],
        limits["seconds"],
    )
    walls.own_desk(DESK, limits["disk_bytes"], limits["files"])
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:  # packed by the grader: plain files only
        for entry in files:
            path = f"{DESK}/{entry.name}"
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(files.extractfile(entry).read())
    for hidden in (".home", ".tmp"):
        os.makedirs(f"{DESK}/{hidden}", exist_ok=True)
    os.chdir(DESK)
    walls.give_up_rights()
    walls.close_files([*walls.python_folders(), *order["readable"]], [DESK])
    walls.close_system_calls()
    own = connection.fileno()
    os.closerange(3, own)
    os.closerange(own + 1, 4096)
    os.environ.clear()
    os.environ.update(
        {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": f"{DESK}/.home",
            "TMPDIR": f"{DESK}/.tmp",
            "IPYTHONDIR": f"{DESK}/.home",
            "MPLCONFIGDIR": f"{DESK}/.home",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "NBGRADER_EXECUTION": "autograde",
            **order["environment"],
        }
    )
    import random

    import numpy

    random.seed()
    numpy.random.seed()  # every fork has the same state otherwise


def wait_for(child, connection, processes, base, most_bytes):
    """Wait for the child's end, or bring it about; why it ended, in words."""
    ended = os.pidfd_open(child)
    poll = select.poll()
    poll.register(ended, select.POLLIN)
    poll.register(connection, select.POLLRDHUP)
    while True:
        for found, _ in poll.poll(1000 * WATCH_EVERY):
            if found == ended:
                return ""
            os.kill(child, signal.SIGKILL)  # the grader has hung up
            return "time"
        if memory_of(child, processes, base) > most_bytes:
            os.kill(child, signal.SIGKILL)
            return "memory"


def memory_of(first, processes, base):
    """Bytes that a process and its descendants use beyond what each had from the start."""
    parents, total = {}, 0
    for name in os.listdir(processes):
        if name.isdigit():
            try:
                parents[int(name)] = int(text_of(processes, f"{name}/stat").rpartition(") ")[2].split()[1])
            except (OSError, IndexError):
                continue
    family = {first}
    for _ in parents:
        grown = family | {one for one, parent in parents.items() if parent in family}
        if grown == family:
            break
        family = grown
    for one in family:
        total += max(0, own_memory(processes, one) - base)
    return total


def own_memory(processes, name):
    """Bytes in use that are no file's; what processes share counts for each."""
    try:
        lines = text_of(processes, f"{name}/status").splitlines()
        return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon", "RssShmem")))
    except (OSError, ValueError, IndexError):
        return 0


def text_of(folder, name):
    opened = os.open(name, os.O_RDONLY, dir_fd=folder)
    with open(opened, encoding="utf-8", errors="replace") as file:
        return file.read()


def tell(connection, kind, words):
    """A line of the watcher's own; first a line break, for the code may have been cut off in the middle of one."""
    try:
        connection.settimeout(1)
        connection.sendall(b"\n" + json.dumps([kind, words]).encode() + b"\n")
    except OSError:
        pass


def line_of(file):
    line = b""
    while not line.endswith(b"\n"):
        more = file.read(1)
        if not more:
            raise EOFError("the request was cut off")
        line += more
    return line


def exactly(file, length):
    whole = b""
    while len(whole) < length:
        more = file.read(length - len(whole))
        if not more:
            raise EOFError("the request was cut off")
        whole += more
    return whole


def main(listener, leash):
    shell = imported()
    gc.collect()
    gc.freeze()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    serve(socket.socket(fileno=listener), leash, shell)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
