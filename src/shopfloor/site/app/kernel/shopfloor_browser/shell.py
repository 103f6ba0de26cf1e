"""What is set when the notebook's Python starts, and what is imported while the learner still reads."""

from IPython import get_ipython

from .page import tell

MEMORY = (
    "The browser has no more memory for this. Save, close other tabs and programs, then choose "
    "Kernel, Restart Kernel in the menu and run the cells again."
)


def begin():
    """Make the notebook's Python ready for lessons."""
    shell = get_ipython()
    shell.Completer.use_jedi = False  # it is not there; names are completed without it, and faster
    shell.set_custom_exc((MemoryError,), _no_memory)
    # Each lesson draws figures of tables. A cell that is run meanwhile waits for no longer than it would anyway.
    import matplotlib.pyplot  # noqa: F401
    import pandas  # noqa: F401

    import shopfloor.charts  # noqa: F401
    import shopfloor.teaching  # noqa: F401

    tell(ready=True)


def _no_memory(shell, kind, error, traceback, tb_offset=None):
    shell._showtraceback(kind, error, [MEMORY])
    return [MEMORY]
