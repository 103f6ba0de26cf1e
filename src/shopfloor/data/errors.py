"""The error of this floor: one line that a learner can act on."""


class DataError(ValueError):
    """A table, an id or a course code cannot be used; the message says which, and what to do.

    In a notebook only the message is shown, without the stack of calls that led to it.

    >>> str(DataError("There is no data called 'x'."))
    "There is no data called 'x'."
    """

    def _render_traceback_(self):
        # IPython shows these lines in place of the traceback.
        return [f"{type(self).__name__}: {self}"]


class ChangedDataWarning(UserWarning):
    """A data file can be read, but it is no longer the file that the course came with."""
