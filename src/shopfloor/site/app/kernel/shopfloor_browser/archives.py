"""The archives with the packages: two come with the page, the others when something in them is first imported.

A function of the course may import SciPy in its own lines, in the middle of a cell, where Python cannot wait for a
download of the usual kind. In a worker it can ask for the file and stand still until it is there.
"""

import hashlib
import importlib
import importlib.abc
import importlib.machinery
import io
import json
import site
import sys
import tarfile

import js

from .page import tell

_waiting = json.loads(js.shopfloor.archives)  # written by worker.js: the site's archives by name
_unpacked = set()


class NotFetched(ImportError):
    """A package is not there and cannot be fetched; the message says what to do."""

    def _render_traceback_(self):
        return [str(self)]


async def unpack_first():
    """Unpack what came with the page; it has been on its way since the page was opened."""
    if _unpacked:
        return
    contents = await js.shopfloor.first
    for name, content in zip([name for name in _waiting if _waiting[name]["first"]], contents):
        _unpack(name, content.to_bytes())
    importlib.invalidate_caches()
    sys.meta_path.append(Later())


class Later(importlib.abc.MetaPathFinder):
    """Finds what is in an archive that is not unpacked yet, by fetching it."""

    def __init__(self):
        self.by_import = {name: archive for archive, about in _waiting.items() for name in about["imports"]}

    def find_spec(self, fullname, path=None, target=None):
        name = self.by_import.get(fullname)
        if name is None or name in _unpacked:
            return None
        tell(loading=name)
        try:
            _unpack(name, _fetch(name))
        finally:
            tell(loaded=name)
        importlib.invalidate_caches()
        return importlib.machinery.PathFinder.find_spec(fullname, path)


def _fetch(name):
    request = js.XMLHttpRequest.new()
    request.open("GET", js.shopfloor.address + _waiting[name]["file"], False)
    request.responseType = "arraybuffer"
    try:
        request.send()
        return request.response.to_bytes() if request.status == 200 else b""
    except Exception:  # the network is off
        return b""


def _unpack(name, content):
    if hashlib.sha256(content).hexdigest() != _waiting[name]["sha256"]:
        raise NotFetched(
            f"This needs {name}, which is not kept in this browser yet and could not be fetched. "
            "Go online, then run the cell again; from then on it works without the network."
        )
    how = "zst" if _waiting[name]["file"].endswith("zst") else "xz"
    with tarfile.open(fileobj=io.BytesIO(content), mode=f"r|{how}") as archive:
        archive.extractall(
            site.getsitepackages()[0], filter="fully_trusted"
        )  # its checksum is the site's own
    _unpacked.add(name)
