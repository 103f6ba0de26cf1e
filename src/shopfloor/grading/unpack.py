"""A zip file, unpacked where it can do no harm."""

import os
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.grading.room import stop_if_no_room

MOST_FILES = 10_000
MOST_BYTES = 2_000_000_000  # of all files together, unpacked
_UTF8, _LOCKED = 0x800, 0x1  # flags of an entry
_PIECE = 1 << 20
# Names that Windows keeps for devices, whatever ending follows.
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{digit}" for name in ("com", "lpt") for digit in "123456789"),
}


def unpack(file, into, most_files=MOST_FILES, most_bytes=MOST_BYTES):
    """Write the files of a zip into the folder ``into``; ``[(name, why it was left out)]``.

    Nothing is written outside ``into``, no link is made, and what is too much in number or size is refused
    before anything is written. A file keeps the time that the zip notes for it.
    """
    file, into = Path(file), Path(into)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_too_much(file, entries, most_files, most_bytes)
            return _write(archive, entries, into, file.stat().st_mtime)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        struct.error,
        NotImplementedError,
        UnicodeError,
    ) as error:
        raise Problem(
            "this is no zip file, or it is damaged",
            file=file,
            remedy="download it again, or unpack it yourself",
        ) from error
    except OSError as error:
        stop_if_no_room(error, into)
        raise


def _refuse_too_much(file, entries, most_files, most_bytes):
    size = sum(entry.file_size for entry in entries)
    if len(entries) > most_files or size > most_bytes:
        raise Problem(
            f"this zip file holds {len(entries):,} files and {size / 1e6:,.0f} MB, and more than {most_files:,} "
            f"files or {most_bytes / 1e6:,.0f} MB are not unpacked",
            file=file,
            remedy="unpack it yourself, look into it, and collect from the folder",
        )


def _write(archive, entries, into, otherwise):
    left, times = [], {}
    for entry in entries:
        name = _name(entry)
        reason, time = _refused(entry, name), _time(entry, otherwise)
        target = into / name
        if not reason and target in times:
            # The platforms do not write such zips; the later of two files is the one that counts.
            if time < times[target]:
                left.append((name, "another file of this name in the zip file is newer"))
                continue
            left.append((name, "it is twice in the zip file, and the newer one is taken"))
        elif not reason and os.path.exists(target):
            reason = "another file in the zip file has this name, but for capitals"
        reason = reason or _write_one(archive, entry, target, time)
        if reason:
            left.append((name, reason))
        else:
            times[target] = time
    return left


def _name(entry):
    """The entry's name; a zip that does not say so is often UTF-8 all the same."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _refused(entry, name):
    """Why an entry is not unpacked, or an empty text."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or (len(name) > 1 and name[1] == ":" and name[0].isalpha()):
        return "its path leads out of the zip file"
    if any(part.split(".")[0].strip().casefold() in _DEVICES for part in parts):
        return "Windows keeps this name for a device"
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in name):
        return "its name holds signs that cannot be shown"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "it is a link, not a file"
    if kind not in (0, stat.S_IFREG):
        return "it is not a file"
    if entry.flag_bits & _LOCKED:
        return "it is locked with a password"
    return ""


def _write_one(archive, entry, target, time):
    """Unpack one entry; why it could not be, or an empty text. What is there already stays until it is whole."""
    made = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=target.parent, prefix=".unpacking-")
        # Whatever the directory of the zip says about its size, no more than that is read.
        with os.fdopen(handle, "wb") as file, archive.open(entry) as source:
            shutil.copyfileobj(source, file, _PIECE)
        os.utime(made, (time, time))
        os.replace(made, target)
        made = None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return "it is damaged in the zip file"
    except (OSError, ValueError, OverflowError) as error:
        stop_if_no_room(error, target.parent)
        return "a file of this name cannot be written here"
    finally:
        if made:
            Path(made).unlink(missing_ok=True)
    return ""


def _time(entry, otherwise):
    """When the file was last changed, in seconds since 1970."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if (
            kind == 0x5455 and len(field) >= 5 and field[0] & 1
        ):  # the one that names no time zone is not needed
            return float(struct.unpack("<i", field[1:5])[0])
    if entry.date_time > (1980, 1, 1, 0, 0, 0):
        with suppress(ValueError, OverflowError, OSError):
            return datetime(*entry.date_time).astimezone(UTC).timestamp()
    return otherwise
