"""Behind the walls: cells run one after another in ipykernel's own shell, its messages go to a socket as JSON lines.

The shell, its display hooks and its tracebacks are those of a notebook's kernel, so the outputs are the same;
only the way out is another: no sockets of ZeroMQ, no threads, no event loop between cells.
"""

import builtins
import io
import json
import os
import subprocess
import sys
from contextlib import nullcontext

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets import Any
from traitlets.config import Config

MOST_WAITING = 65_536  # characters of print that wait for more before they go out


class Out(Session):
    """What takes ipykernel's messages: each becomes one line, ``[type, content]``."""

    line = Any()

    def send(self, stream, msg_or_type, content=None, *args, **kwargs):
        if isinstance(msg_or_type, dict):
            msg_or_type, content = msg_or_type["msg_type"], msg_or_type["content"]
        self.line(msg_or_type, content)


class Printed(io.TextIOBase):
    """stdout or stderr: kept until there is much of it, or something else has to come after it."""

    encoding = "utf-8"

    def __init__(self, name, line):
        self.name, self._line, self._kept, self._length = name, line, [], 0

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._kept.append(text)
        self._length += len(text)
        if self._length > MOST_WAITING:
            self.flush()
        return len(text)

    def flush(self):
        if self._kept:
            text, self._kept, self._length = "".join(self._kept), [], 0
            self._line("stream", {"name": self.name, "text": text})


class Shell(ZMQInteractiveShell):
    """ipykernel's shell without a kernel behind it."""

    def enable_gui(self, gui=None):
        """No windows here."""

    def system(self, command):
        """``!command``: its output when it has ended. (There are no terminals here.)"""
        done = subprocess.run(
            self.var_expand(command, depth=1),
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        print(done.stdout, end="")
        self.user_ns["_exit_code"] = done.returncode

    def _tee(self, channel):
        """IPython keeps all that was printed for a saved history; a cell that prints without end would fill memory."""
        return nullcontext()

    def init_sys_modules(self):
        """Cells are the program's ``__main__``, as in a kernel."""
        super().init_sys_modules()
        sys.modules["__main__"] = self.user_module

    def _update_exit_now(self, change):
        """``exit()`` is noted and acted on when the cell is done."""


def make_shell():
    """The shell, made once before the fork; whoever is forked gets a copy of its own."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    shell = Shell.instance(config=config, user_ns={}, compiler_class=XCachingCompiler)
    out = Out()
    shell.displayhook.session = shell.display_pub.session = out
    shell.displayhook.pub_socket = shell.display_pub.pub_socket = None
    shell.displayhook.topic = b"execute_result"
    shell.displayhook.get_execution_count = lambda: shell.execution_count
    return shell


def serve(shell, read, write):
    """Run each cell that comes in as a line of JSON; its messages and then ``["done", reply]`` go out."""

    def line(kind, content):
        try:
            text = json.dumps([kind, content])
        except (TypeError, ValueError, RecursionError):
            text = json.dumps(["lost", {}])  # cannot be written down: costs only itself
        write(text.encode("utf-8", "replace") + b"\n")

    shell.displayhook.session.line = line
    sys.stdout, sys.stderr = Printed("stdout", line), Printed("stderr", line)
    builtins.input = _no_input
    for request in read:
        code = json.loads(request)
        reply = run(shell, code)
        sys.stdout.flush()
        sys.stderr.flush()
        line("done", reply)
        if shell.exit_now:
            return


def run(shell, code):
    """Run one cell; the reply that a kernel would give (see ipykernel's ``do_execute``)."""
    shell.payload_manager.clear_payload()
    try:
        result = shell.run_cell(code, store_history=True, silent=False)
        success, error = result.success, result.error_before_exec or result.error_in_exec
    except KeyboardInterrupt as interrupt:
        success, error = False, interrupt
    count = shell.execution_count - 1
    if success and not shell._last_traceback_during_displayhook:
        return {"status": "ok", "execution_count": count}
    return {
        "status": "error",
        "execution_count": count,
        "ename": type(error).__name__,
        "evalue": str(error),
        "traceback": shell._last_traceback or [],
    }


def _no_input(prompt=""):
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def serve_socket(shell, socket):
    """`serve` on a connected socket."""
    file = socket.makefile("rb")

    def write(data):
        view = memoryview(data)
        while view:
            view = view[os.write(socket.fileno(), view) :]

    serve(shell, iter(file.readline, b""), write)
