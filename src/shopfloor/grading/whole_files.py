"""Files that are the old one or the new one at every moment, never half of one."""

import os
import shutil
import tempfile
from pathlib import Path


def put_in_place(made, place):
    """Bring every file of the folder ``made`` into ``place``; returns the names of those that changed."""
    changed = []
    for file in sorted(path for path in made.rglob("*") if path.is_file()):
        name = file.relative_to(made)
        content = file.read_bytes()
        target = place / name
        if not target.is_file() or target.read_bytes() != content:
            write_whole(target, content)
            changed.append(name.as_posix())
    return changed


def write_whole(target, content):
    """Write a file so that it is the old one or the new one at every moment, also when the disk fills up."""
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        else:
            os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
