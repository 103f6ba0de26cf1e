"""Results that follow from one file, kept as long as the file stays the same."""

import os
from functools import wraps


def while_unchanged(function):
    """Decorator for a function of a path: the file is read again only if its time or size has changed."""
    kept = {}

    @wraps(function)
    def found(path):
        path = os.fspath(path)
        status = os.stat(path)
        version = (status.st_mtime_ns, status.st_size, status.st_ino)
        if path not in kept or kept[path][0] != version:
            kept[path] = version, function(path)
        return kept[path][1]

    return found
