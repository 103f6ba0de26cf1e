"""Running a submission: as its student, for a bounded time, keeping what was handed in before a stop.

This is the only place where student work runs, whether by ``shopfloor grade``, ``nbgrader autograde`` or formgrader:
in a sandbox (see `shopfloor.grading.sandbox`), or, where somebody has accepted that it runs with their own rights,
in a plain kernel.
"""

import os
import subprocess

from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbgrader.preprocessors import Execute
from traitlets import Bool, Integer

from shopfloor.grading import handed_in
from shopfloor.grading.base import autograded, grade_id, leaving_no_trace
from shopfloor.grading.problem import Problem
from shopfloor.grading.record import run_as
from shopfloor.grading.sandbox import bubble, visit

STUDENT = "SHOPFLOOR_STUDENT"
MORE = "\n... (more was printed than is kept)"
LANGUAGE = {
    "name": "python",
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "pygments_lexer": "ipython3",
}


class ExecuteAs(Execute):
    """Runs the notebook, takes the handed-in values out of it, and leaves 0.0 in every graded cell.

    The values go into ``resources["shopfloor"]["handed_in"]``, one entry per graded id, each with
    ``payloads`` (what the cell put out), ``error`` (``[name, words]`` or None), ``answer_error`` (the same of its
    answer cell) and ``stopped`` (words, if the notebook had stopped by then). The 0.0 stands unless the marking step replaces it.
    """

    sandbox = Bool(
        True, help="Whether student work runs behind walls; without, it runs with your rights."
    ).tag(config=True)
    timeout = Integer(20, allow_none=True, help="Seconds that one cell may run.").tag(config=True)
    most_output = Integer(1_000_000, help="Characters of output that are kept of one cell.").tag(config=True)
    # What one submission may use in the sandbox, all its processes together.
    memory_mb = Integer(2048, min=256, help="Megabytes of memory that one submission may use.").tag(
        config=True
    )
    disk_mb = Integer(64, min=1, help="Megabytes that one submission may write, its own files included.").tag(
        config=True
    )
    processes = Integer(32, min=1, help="Processes and threads that one submission may have.").tag(
        config=True
    )
    # A cell that runs too long ends the notebook: it could catch an interrupt, and each later cell would wait.
    interrupt_on_timeout = Bool(False).tag(config=True)
    store_widget_state = Bool(False).tag(config=True)

    def preprocess(self, nb, resources, km=None):
        self.student = run_as(nb, resources["nbgrader"]["student"])
        self.stopped = ""
        self.taken, self.errors = {}, {}
        self.visit = None
        with leaving_no_trace():
            if self.sandbox:
                self._run_behind_walls(nb, resources)
            else:
                nb, resources = super().preprocess(nb, resources, km)
        resources.setdefault("shopfloor", {})["handed_in"] = self.taken
        return nb, resources

    def _run_behind_walls(self, nb, resources):
        if reason := bubble.missing():
            raise Problem(reason, remedy=bubble.ACCEPT)
        NotebookClient.__init__(self, nb)
        self.reset_execution_trackers()
        self.resources = resources
        nb.metadata["language_info"] = dict(LANGUAGE)
        # Without a folder of its own a notebook gets an empty desk, never what happens to lie around here.
        folder = resources.get("metadata", {}).get("path")
        limits = visit.Limits(
            memory_bytes=self.memory_mb << 20, disk_bytes=self.disk_mb << 20, processes=self.processes
        )
        with visit.Visit(folder, {STUDENT: self.student}, limits) as self.visit:
            for name in self.visit.left_out:
                self.log.warning("%s: %s is too large for the sandbox", self.student, name)
            for index, cell in enumerate(nb.cells):
                self.preprocess_cell(cell, resources, index)
        self.visit = None

    def execute_cell(self, cell, cell_index, execution_count=None, store_history=True):
        if self.visit is None:
            return super().execute_cell(cell, cell_index, execution_count, store_history)
        if not cell.source.strip():
            return cell
        cell.outputs, self.clear_before_next_output = [], False

        def heard(kind, content):
            message = {
                "header": {"msg_type": kind},
                "msg_type": kind,
                "content": content,
                "parent_header": {},
            }
            self.process_message(message, cell, cell_index)

        try:
            reply = self.visit.run(cell.source, self.timeout, heard)
        except visit.OutOfTime:
            raise CellTimeoutError.error_from_timeout_and_cell(
                "the cell ran too long", self.timeout, cell
            ) from None
        except visit.Ended as ended:
            raise DeadKernelError(str(ended)) from None
        cell.execution_count = reply.get("execution_count")
        self.on_cell_executed(cell=cell, cell_index=cell_index, execute_reply={"content": reply})
        return cell

    async def async_start_new_kernel(self, **kwargs):
        kwargs.setdefault("env", {**os.environ, STUDENT: self.student})
        # What the process itself prints (not its cells) is of no use to the person who grades.
        kwargs.setdefault("stdout", subprocess.DEVNULL)
        kwargs.setdefault("stderr", subprocess.DEVNULL)
        await super().async_start_new_kernel(**kwargs)

    start_new_kernel = run_sync(async_start_new_kernel)

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code":
            return cell, resources
        if self.stopped:
            cell.outputs, cell.execution_count = [], None
        else:
            self.room = self.most_output
            try:
                cell, resources = super().preprocess_cell(cell, resources, index)
            except visit.Gone:
                # What was handed in so far must not pass for all of it.
                raise Problem("the sandbox was ended while this was graded", remedy="grade again") from None
            except Exception as error:
                self.stopped = self._why(error, cell)
                self.log.warning("%s: %s", self.student, self.stopped)
        cell.outputs = [output for output in cell.outputs if handed_in.keepable(output)]
        self._take(cell)
        return cell, resources

    def _why(self, error, cell):
        first = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
        where = f"the cell that begins with “{first[:60]}”"
        if isinstance(error, CellTimeoutError):
            return f"The notebook stopped: {where} ran longer than {self.timeout} seconds."
        if isinstance(error, DeadKernelError):
            return f"The notebook stopped: {where} {str(error) if self.visit and str(error) else 'ended Python itself'}."
        return f"The notebook stopped at {where} ({type(error).__name__})."

    def _take(self, cell):
        errors = [output for output in cell.outputs if output.output_type == "error"]
        error = [str(errors[0].ename), str(errors[0].evalue)] if errors else None
        if not autograded(cell):
            self.errors[grade_id(cell)] = error
            handed_in.without_values(cell)
            return
        self.taken[grade_id(cell)] = {
            "payloads": handed_in.payloads(cell),
            "error": error,
            "answer_error": self.errors.get(f"{grade_id(cell)}_answer"),
            "stopped": self.stopped,
        }
        handed_in.seal(cell)

    def process_message(self, msg, cell, cell_index):
        """As in nbclient, but an output that cannot be read (nested a thousand deep) costs only itself."""
        try:
            return super().process_message(msg, cell, cell_index)
        except CellControlSignal:
            raise
        except Exception as error:
            self.log.warning("%s: an output was dropped: %s", self.student, type(error).__name__)
            return None

    def output(self, outs, msg, display_id, cell_index):
        """As in nbclient, but a cell that prints without end fills nobody's memory."""
        content = msg["content"]
        length = _length(content)
        if length > self.room:
            if msg["msg_type"] != "stream" or self.room <= 0:
                return None
            content["text"] = content["text"][: self.room] + MORE
        self.room -= length
        return super().output(outs, msg, display_id, cell_index)


def _length(content):
    """Characters in a message, roughly: its texts, and a little for everything else (no recursion)."""
    total, row = 0, [content]
    while row:
        inner = []
        for item in row:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, (list, tuple)):
                inner.extend(item)
            elif isinstance(item, str):
                total += len(item)
            total += 8
        row = inner
    return total
