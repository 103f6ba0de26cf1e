"""Where JupyterLite's kernel looks for its installer. In the course's browser edition nothing is installed.

Everything that lessons need comes with the site, and no other host is asked. So this unpacks what came, says in
words what would otherwise be a failed download, and saves each start of Python the installer's own.
"""

from shopfloor_browser import archives

from . import piplite

WORDS = (
    "The browser edition of the course brings everything that its lessons need; nothing can be added to it. "
    "To use other packages, run the course in JupyterLab on a computer of your own."
)
# What the kernel asks for when it starts: in the first archives, or (jedi) done without.
_EXPECTED = {"comm", "ipykernel", "ipython", "jedi", "pyodide-kernel"}


class NothingToInstall(Exception):
    """Somebody asked for a package; the message says what to do."""

    def _render_traceback_(self):
        return [str(self)]


async def install(requirements, *_, **__):
    """Unpack what came with the page when the kernel asks for it; to anybody else, say why nothing can be had."""
    names = [requirements] if isinstance(requirements, str) else list(requirements)
    if not set(names) <= _EXPECTED:
        raise NothingToInstall(WORDS)
    await archives.unpack_first()


__all__ = ["NothingToInstall", "install", "piplite"]
