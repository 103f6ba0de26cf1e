"""Errors that a student reads: one line, no stack of calls."""

from difflib import get_close_matches

from .values import listed


class InWords(Exception):
    """An error whose message is all that a notebook shows."""

    def _render_traceback_(self):
        # IPython shows these lines in place of the traceback.
        return [f"{type(self).__name__}: {self}"]


def nearest(given, known):
    """A sentence with the ids nearest to one that does not exist.

    >>> nearest("05.12", ["05.1", "05.2", "11.x9"])
    'Did you mean 05.2 or 05.1?'
    >>> nearest("x", ["05.1"])
    'There is 05.1.'
    """
    known = sorted(known)
    close = get_close_matches(str(given), known, n=3, cutoff=0.6)
    if close:
        return f"Did you mean {listed(close, 'or')}?"
    if not known:
        return "There are none yet."
    named = known if len(known) <= 20 else [*known[:19], "others"]
    return f"There {'is' if len(known) == 1 else 'are'} {listed(named)}."
