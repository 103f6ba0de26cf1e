"""Collecting from nbgrader's exchange on a hub: each hand-in only from the account whose name it bears.

Everybody may write into the exchange's folder of hand-ins, under any name. nbgrader by itself warns about a wrong
owner and goes on, takes the newest folder whoever made it, follows links, and later stops for everybody where one
hand-in lacks what ``nbgrader submit`` writes into it.
"""

import os
import pwd
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default.collect import ExchangeCollect
from nbgrader.utils import ignore_patterns, parse_utc

_REFUSED = None
_SECRET, _TIME = "submission_secret.txt", "timestamp.txt"  # what nbgrader submit adds
_LATER = 3600  # seconds between the time that a hand-in names and the time it came


class CollectFromOwners(ExchangeCollect):
    """nbgrader's collecting, without what somebody put there under another's name, and without links.

    Set it where students hand in through folders of one machine or one volume, each with an account of their own::

        c.ExchangeFactory.collect = "shopfloor.grading.collect_from_owners.CollectFromOwners"

    What is left out is said in the log, stays where it is, and stops nobody else's hand-in.
    """

    def init_src(self):
        super().init_src()
        self.src_records = [one for one in self.src_records if one["username"] is not _REFUSED]

    def _path_to_record(self, path):
        # Before the newest is chosen: a forged one must not take the place of the student's own.
        name = Path(path).name
        try:
            record = super()._path_to_record(path)
        except (ValueError, TypeError, OverflowError, ExchangeError):
            self.log.error("Not collected: %s is not the name of a hand-in", name)
            return self._refused(name)
        owner = _owner(path)
        if owner != record["username"]:
            self.log.error("Not collected: %s belongs to %s", name, owner)
            return self._refused(name)
        if not _is_complete(path, record["timestamp"]):
            self.log.error("Not collected: %s was not made by nbgrader submit", name)
            return self._refused(name)
        if self._is_too_large(path):
            self.log.error("Not collected: %s is larger than %s kB", name, self.coursedir.max_dir_size)
            return self._refused(name)
        came = os.lstat(path).st_ctime
        if came - record["timestamp"].replace(tzinfo=UTC).timestamp() > _LATER:
            when = datetime.fromtimestamp(came, UTC).strftime("%Y-%m-%d %H:%M UTC")
            self.log.warning("Look at the time: %s came or was moved at %s", name, when)
        return record

    def _refused(self, name):
        return {"username": _REFUSED, "filename": name, "timestamp": datetime.min}

    def _is_too_large(self, path):
        try:
            return self.get_size(path) > 1000 * self.coursedir.max_dir_size
        except OSError:  # it changes while it is looked at
            return True

    def do_copy(self, src, dest, log=None):
        """Copy one hand-in; what cannot be copied is said and left out, and the next one's turn comes."""
        try:
            self._copy_what_is_theirs(src, dest)
            whole = all(Path(dest, one).is_file() for one in (_SECRET, _TIME)) and not self._is_too_large(
                dest
            )
        except OSError as error:  # also copytree's own, which collects several
            self.log.error("Not collected: %s (%s)", Path(src).name, error)
        else:
            if whole:
                return
            self.log.error("Not collected: %s was changed meanwhile", Path(src).name)
        shutil.rmtree(dest, ignore_errors=True)

    def _copy_what_is_theirs(self, src, dest):
        unwanted = ignore_patterns(
            exclude=self.coursedir.ignore,
            include=self.coursedir.include,
            max_file_size=self.coursedir.max_file_size,
            log=self.log,
        )
        owner = os.lstat(src).st_uid

        def copy(source, target, **_):
            self._copy_if_owned(source, target, owner)

        shutil.copytree(src, dest, symlinks=True, ignore=unwanted, copy_function=copy)
        # Here nobody else writes any more, so what is taken out now stays out.
        for folder, folders, files in os.walk(dest):
            for path in (Path(folder, one) for one in (*folders, *files)):
                if path.is_symlink():
                    self.log.error("Left out: %s is a link", path.name)
                    path.unlink()

    def _copy_if_owned(self, source, target, owner):
        """Copy a plain file of its owner's; looked at when it is open, so that it cannot be exchanged between."""
        try:
            opened = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            self.log.error("Left out: %s (%s)", Path(source).name, error.strerror)
            return
        with open(opened, "rb") as there:
            about = os.fstat(there.fileno())
            if not stat.S_ISREG(about.st_mode) or about.st_uid != owner:
                self.log.error("Left out: %s is not a file of the student's own", Path(source).name)
                return
            with open(target, "wb") as here:
                shutil.copyfileobj(there, here)


def _owner(path):
    """The account to which a folder belongs, or words that are no account's name."""
    try:
        about = os.lstat(path)
        if not stat.S_ISDIR(about.st_mode):
            return "nobody (not a folder)"
        return pwd.getpwuid(about.st_uid).pw_name
    except (OSError, KeyError):
        return "nobody (no account here)"


def _is_complete(folder, timestamp):
    """Whether the files that ``nbgrader submit`` adds are there, can be read, and agree with the folder's name."""
    secret, time = (_small_text(Path(folder, one)) for one in (_SECRET, _TIME))
    try:
        return bool(secret) and parse_utc(time.strip()) == timestamp
    except (ValueError, TypeError, OverflowError):
        return False


def _small_text(path):
    """The text of a small plain file, else an empty one."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return ""
    with open(opened, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > 1000:
            return ""
        return file.read(1000).decode("ascii", "replace")
