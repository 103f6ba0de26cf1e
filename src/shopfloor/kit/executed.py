"""Lessons run from top to bottom as somebody would who answers nothing: their figures and tables are what slides show."""

import subprocess
import tempfile
from contextlib import contextmanager

import nbformat

from shopfloor.grading.problem import Problem

SECONDS_A_CELL = 120
# Names of the lesson before are gone, and what a lesson writes stays out of the course's folder.
_FRESH = "%reset -sf\nimport os as _os\n_os.chdir({folder!r})"


@contextmanager
def running():
    """Gives ``run(path)``: the lesson's notebook with its outputs. One kernel serves all lessons that are run in it.

    A lesson that cannot be read, or whose cell ends in an error, is a Problem that names it.
    """
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name="python3")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        progress = f"{folder}/progress.jsonl"
        manager.start_kernel(
            cwd=folder,
            extra_arguments=["--HistoryManager.enabled=False"],
            env=_environment(SHOPFLOOR_PROGRESS=progress, IPYTHONDIR=f"{folder}/ipython"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield lambda path: _run(manager, path, folder)
        finally:
            manager.shutdown_kernel(now=True)


def _run(manager, path, folder):
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:
        raise Problem(
            f"the lesson cannot be read: {error}", file=path.name, remedy="restore it, then try again"
        ) from error
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as own:
        notebook.cells.insert(0, nbformat.v4.new_code_cell(_FRESH.format(folder=own)))
        try:
            NotebookClient(notebook, km=manager, timeout=SECONDS_A_CELL).execute(cwd=own)
        except CellExecutionError as error:
            raise Problem(
                f"a cell of the lesson ends in {error.ename}: {error.evalue}",
                file=path.name,
                remedy="run the lesson once in JupyterLab, and mend that cell",
            ) from error
        except (CellTimeoutError, DeadKernelError) as error:
            raise Problem(
                f"the lesson does not run to its end: {str(error).splitlines()[0]}",
                file=path.name,
                remedy="run the lesson once in JupyterLab",
            ) from error
        finally:
            notebook.cells.pop(0)
    return notebook


def _environment(**more):
    import os

    ours = {**os.environ, **more, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    ours.pop("SHOPFLOOR_STUDENT", None)
    ours.pop("JUPYTERHUB_USER", None)
    return ours
