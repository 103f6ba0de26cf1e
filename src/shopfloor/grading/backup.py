"""A term in one file: the gradebook, what was handed in, graded and given back, and the course's own files.

The file is a zip with a list of what is in it (``backup.json``: each file's size, SHA-256 and time, in seconds since
1970; a zip's own times have no time zone). What stands under
``instructor/`` and ``assignments/`` is in it, whoever wrote it; an SQLite gradebook as of one moment, even while
somebody grades; a gradebook on a database server as the SQLite file that nbgrader would have.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
import time
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

from shopfloor.grading.gradebook_copy import copy_gradebook
from shopfloor.grading.nbgrader_course import copy_file, gradebook_file, nbgrader_config
from shopfloor.grading.problem import Problem
from shopfloor.grading.room import stop_if_no_room

LIST, FORMAT = "backup.json", 1
ROOMS = ("instructor", "assignments")
# What a term makes; the rest of these rooms came with the course.
TERM = ("gradebook", "submitted", "autograded", "feedback", "report", "downloaded")
# Which data the term's students have.
_CODE = re.compile(r"(instructor/source|assignments)/[^/]+/course\.json")
GRADEBOOK = "instructor/gradebook/gradebook.db"
ASIDE, COMING = "before-restore-", ".restore-"
CHUNK = 1 << 20


@dataclass
class Held:
    """What a backup holds."""

    file: Path
    made: str
    version: str
    files: dict = field(repr=False)  # name -> {"bytes", "sha256", "modified"}
    hand_ins: int = 0

    @property
    def bytes(self):
        return sum(one["bytes"] for one in self.files.values())


def backup(course, where, progress=None):
    """Write a backup of the course into the folder ``where``, or as the file ``where`` (ending .zip); a `Held`.

    ``progress(done, total)`` is called after each file. Nothing is overwritten. Raises Problem if the place cannot
    be written, is within the course, or has no room.
    """
    where = Path(where).expanduser()
    file = where if where.suffix == ".zip" else where / f"shopfloor-{datetime.now():%Y-%m-%d-%H%M%S}.zip"
    if file.exists():
        raise Problem("this file is there already", file=file, remedy="give another name")
    if file.resolve().is_relative_to(course.root.resolve()):
        raise Problem(
            "the backup would lie in the course itself, and be lost with it",
            file=file,
            remedy="give a folder on another disk",
        )
    if not file.parent.is_dir():
        raise Problem(
            "there is no such folder",
            file=file.parent,
            remedy="if it is on a drive, plug the drive in; otherwise make the folder first",
        )
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.parent) as scratch:
            files = _files(course)
            files |= _gradebook(course, Path(scratch))
            held = _write(unfinished, files, progress)
        _check(unfinished)
        os.replace(unfinished, file)
    except OSError as error:
        stop_if_no_room(error, file.parent)
        raise Problem(
            f"the backup cannot be written: {error.strerror or error}",
            file=error.filename or file,
            remedy="choose a folder that you may write to",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    held.file = file
    return held


def _files(course):
    """``{name in the backup: path}`` of all files but the gradebook's own and what Python and Jupyter leave.

    A folder of the term may be a link to a larger disk; within, links are left out: students make them, too.
    """
    found = {}
    linked = [f"instructor/{name}" for name in TERM if (course.instructor / name).is_symlink()]
    for room in (*ROOMS, *linked):
        for folder, inner, names in os.walk(course.root / room):
            inner[:] = sorted(
                name
                for name in inner
                if name not in ("__pycache__", ".ipynb_checkpoints") and not name.startswith((ASIDE, COMING))
            )
            for name in sorted(names):
                path = Path(folder, name)
                within = path.relative_to(course.root).as_posix()
                if path.is_symlink() or not path.is_file() or within.startswith(GRADEBOOK):
                    continue
                found[within] = path
    return found


def _gradebook(course, scratch):
    """The gradebook as of now, as an SQLite file in the folder ``scratch``; nothing if there is none."""
    config = nbgrader_config(course).CourseDirectory
    file, kept = gradebook_file(config.db_url), scratch / "gradebook.db"
    if file is None:
        copy_gradebook(config.db_url, f"sqlite:///{kept}", config.course_id)
    elif file.is_file():
        copy_file(file, kept)
    else:
        return {}
    return {GRADEBOOK: kept}


def _write(file, files, progress):
    from shopfloor import __version__

    listed = {}
    with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        os.chmod(file, 0o600)  # it holds names and marks
        for done, (name, path) in enumerate(sorted(files.items()), 1):
            seen = hashlib.sha256()
            entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                length = 0
                while chunk := source.read(CHUNK):
                    seen.update(chunk)
                    target.write(chunk)
                    length += len(chunk)
            modified = path.stat().st_mtime
            listed[name] = {"bytes": length, "sha256": seen.hexdigest(), "modified": modified}
            if progress:
                progress(done, len(files))
        made = datetime.now().astimezone().isoformat(timespec="seconds")
        head = {"format": FORMAT, "made": made, "shopfloor": __version__, "files": listed}
        archive.writestr(LIST, json.dumps(head, ensure_ascii=False, indent=1))
    return _held(file, head)


def _held(file, head):
    hand_ins = {
        tuple(PurePosixPath(name).parts[2:4])
        for name in head["files"]
        if name.startswith("instructor/submitted/")
    }
    return Held(file, head["made"], head["shopfloor"], head["files"], len(hand_ins))


def look(file):
    """What a backup holds, by its list; a Problem if it is none."""
    file = Path(file).expanduser()
    try:
        with zipfile.ZipFile(file) as archive:
            head = json.loads(archive.read(LIST))
        if head["format"] > FORMAT:
            raise Problem(
                f"this backup was made by a newer Shop Floor ({head['shopfloor']})",
                file=file,
                remedy="install that version first",
            )
        for name, one in head["files"].items():
            parts = PureWindowsPath(name).parts  # splits at both kinds of slash
            if parts[0] not in ROOMS or ".." in parts or not isinstance(one["bytes"], int):
                raise ValueError(name)
            if not isinstance(one.get("modified", 0), int | float):
                raise ValueError(name)
        return _held(file, head)
    except OSError as error:
        raise Problem(
            "this file cannot be read" if file.exists() else "there is no such file",
            file=file,
            remedy="give the zip file that shopfloor backup wrote",
        ) from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise Problem(
            "this is no backup of a Shop Floor course, or it is damaged",
            file=file,
            remedy="give another file that shopfloor backup wrote",
        ) from error


def _check(file, into=None):
    """Read every file of a backup and compare it with the list; unpack it into the folder ``into``, if given."""
    held = look(file)
    try:
        with zipfile.ZipFile(file) as archive:
            for name, one in held.files.items():
                seen = hashlib.sha256()
                target = Path(into, name) if into else Path(os.devnull)
                if into:
                    target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, target.open("wb") as out:
                    while chunk := source.read(CHUNK):
                        seen.update(chunk)
                        out.write(chunk)
                if seen.hexdigest() != one["sha256"]:
                    raise ValueError(name)
                if into:
                    # A backup of an earlier version has the zip's own times only.
                    then = one.get("modified") or time.mktime((*archive.getinfo(name).date_time, 0, 0, -1))
                    os.utime(target, (then, then))
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError) as error:
        raise Problem(
            f"the backup is damaged: {name} is not what it was",
            file=file,
            remedy="nothing was changed; give an older backup",
        ) from error
    return held


@dataclass
class Restored:
    """What a restore did."""

    held: Held
    new: int = 0  # files that were not there
    changed: list = field(default_factory=list)  # names of those that were, and differed
    aside: Path | None = None  # where what was there before lies now
    version: str = ""  # of the course here, if it is another than the backup's


def restore(course, file, replace=False, term_only=False):
    """Bring a backup back into the course; a `Restored`.

    Nothing is changed until every file has been unpacked and compared with the list. What was there and differs is
    moved into ``instructor/before-restore-DATE``. With ``term_only`` the sources, keys, guides and assignments stay
    as they are here, as after an upgrade; the term's course codes come back all the same, for by them the students' data
    were made, and so do assignments that are not here at all, such as quizzes that were drawn. Raises Problem if the file is no backup or is damaged, if the course
    holds a term already and ``replace`` is not given, or if the disk is full.
    """
    from shopfloor import __version__

    file, instructor = Path(file).expanduser(), course.instructor
    held = look(file)
    there = [name for name in TERM if any(path.is_file() for path in (instructor / name).rglob("*"))]
    if there and not replace:
        raise Problem(
            f"this course holds a term already ({', '.join(there)})",
            file=course.named(instructor),
            remedy="give --replace: what is here is moved aside, not deleted",
        )
    for old in instructor.glob(f"{COMING}*"):
        shutil.rmtree(old)  # of a restore that was cut off; the backup still has all of it
    coming = instructor / f"{COMING}{datetime.now():%Y%m%d-%H%M%S}"
    try:
        coming.mkdir(parents=True)
        _check(file, coming)
        done = Restored(held, version=__version__ if __version__ != held.version else "")
        _exchange(course, coming, done, term_only)
    except OSError as error:
        stop_if_no_room(error, instructor)
        raise Problem(
            f"the backup cannot be put here: {error.strerror or error}",
            file=error.filename or instructor,
            remedy="see that you may write there",
        ) from error
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    _where_it_is_used(course)
    return done


def _exchange(course, coming, done, term_only):
    """Move what the backup does not have out of the term's rooms, what it has into place."""
    aside = course.instructor / f"{ASIDE}{datetime.now():%Y%m%d-%H%M%S}"

    def put_aside(path):
        target = aside / path.relative_to(course.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        done.aside = aside

    for name in TERM:
        if (course.instructor / name).exists():
            put_aside(course.instructor / name)
    of_the_term = _of_the_term(course, coming)
    for path in sorted(path for path in coming.rglob("*") if path.is_file()):
        name = path.relative_to(coming).as_posix()
        if term_only and not of_the_term(name):
            path.unlink()
            continue
        target = course.root / name
        if target.is_file():
            if target.read_bytes() == path.read_bytes():
                continue
            done.changed.append(name)
            put_aside(target)
        else:
            done.new += 1
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)


def _of_the_term(course, coming):
    """Tells of a file of the backup whether it is the term's, and not the course's own."""
    sources = coming / "instructor" / "source"
    own = {path.name for path in sources.glob("*/")} - {path.name for path in course.source.glob("*/")}
    begin = (
        *(f"instructor/{name}/" for name in TERM),
        *(f"{room}/{name}/" for room in ("instructor/source", "assignments") for name in own),
        *(f"instructor/answers/{name}." for name in own),
    )
    return lambda name: name.startswith(begin) or (_CODE.fullmatch(name) and (course.root / name).is_file())


def _where_it_is_used(course):
    """Where the gradebook is on a database server, or is another file, the restored one goes there."""
    config = nbgrader_config(course).CourseDirectory
    restored, used = course.root / GRADEBOOK, gradebook_file(config.db_url)
    if not restored.is_file():
        return
    if used is None:
        copy_gradebook(f"sqlite:///{restored}", config.db_url, config.course_id)
        restored.rename(restored.with_name("gradebook-restored.db"))
    elif used.resolve() != restored.resolve():
        used.parent.mkdir(parents=True, exist_ok=True)
        # Whole beside it first; what is in use there is kept under another name.
        coming = used.with_name(f"{COMING}{used.name}")
        shutil.copyfile(restored, coming)
        if used.exists():
            os.replace(used, used.with_name(f"{ASIDE}{datetime.now():%Y%m%d-%H%M%S}-{used.name}"))
        os.replace(coming, used)
        restored.unlink()
