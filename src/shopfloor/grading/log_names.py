"""Logs without students' names: what a server or a job leaves behind says [student] where a name would stand.

What a command says to the person who typed it names the student: that is output. What outlives the moment and is read by
others (the lines of nbgrader and of a Jupyter server, a service's journal, a container's output) is a log. At the log
level DEBUG, which somebody sets to look for a fault, logs name everybody.
"""

import json
import logging
import os
import re
import sqlite3
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from tornado.log import LogFormatter
from traitlets.config import PyFileConfigLoader

from shopfloor.grading.nbgrader_course import gradebook_file

HIDDEN = "[student]"
STEPS = ("submitted", "autograded", "feedback")
SHOW = "SHOPFLOOR_LOG_NAMES"  # 1: jobs name students in their logs, too
_PEOPLE = "SELECT id, first_name, last_name, email FROM student"
_FRESH = (
    60  # seconds for which what others list (a group of the machine, a database server) is taken as it is
)

# Where nbgrader, Jupyter and the hub put a name that no list holds yet (somebody mistyped it, or is not known yet).
_NAME = r"(?P<who>[^\s/\\'\"?]+)"
_SLASH = "%(?:25)?2[Ff]"  # in an address within an address
_PLACES = [
    re.compile(place)
    for place in (
        rf"[/\\](?:submitted|autograded|feedback)[/\\]{_NAME}(?=[/\\])",
        rf"/user/{_NAME}",
        rf"{_SLASH}user{_SLASH}(?P<who>[^\s/%&'\"]+)",
        rf"/hub/(?:api/users|spawn|spawn-pending|home)/{_NAME}",
        rf"/formgrader/manage_students/{_NAME}",
        rf"/formgrader/api/(?:submission|student_notebook_submissions)/[^/\s]+/{_NAME}",
        rf"/formgrader/api/(?:student|student_submissions)/{_NAME}",
        r"(?P<who>[^\s/'\"+]+)\+[^\s/+]+\+\d{4}-\d\d-\d\d",  # a folder of the exchange
        r"\((?P<who>[^\s()@]+)@(?=[\da-fA-F:.]+\))",  # who asked, in the line of a request
        r"(?:[Ll]ogin for|[Ll]ogged in:|[Ll]ogged out:|[Ll]ogged-in user|Not allowing user) (?P<who>\S+)",
        r"User (?P<who>\S+) has stale auth",
        r"[Ss]tudent with (?:ID )?'(?P<who>[^']*)'",
        r"[Ss]tudent with (?:ID )?'[^']*': (?P<who>\{.*\})",
        r"for student '(?P<who>[^']*)'",
        r"Submitted(?:Assignment|Notebook)<\S+ for (?P<who>[^>]*)>",
        rf"(?:submission|to collect|to update): {_NAME}",
        r"(?:with the id|data of) \"(?P<who>[^\"\n]*)",
        r"(?P<who>\S+): (?=The notebook stopped|an output was dropped|.* is too large for the sandbox)",
        r"begins with “(?P<who>[^”\n]*)”",  # a student's own line
        r"\[parameters: (?P<who>.*)\]",  # what a database was given
    )
]


class Names:
    """The names that must not stand in a log, read anew when what lists them has changed."""

    def __init__(self):
        self.courses, self.lists = set(), []
        self._seen = self._pattern = None
        self._addresses = {}  # course: when its configuration was changed, and where that says the gradebook is

    def of_course(self, root):
        """Those of the course whose instructor folder is ``root``."""
        self.courses.add(Path(root))

    def of(self, listing):
        """Those that a function returns, such as the members of a Linux group."""
        self.lists.append(listing)

    def pattern(self):
        """A regular expression for all names, or None if there are none."""
        files = {root: gradebook_file(self._address(root)) for root in sorted(self.courses)}
        seen = [os.environ.get("JUPYTERHUB_USER")]
        for root, file in files.items():
            seen += [_changed(path) for path in (*(root / step for step in STEPS), file) if path]
        if self.lists or None in files.values():
            seen.append(time.monotonic() // _FRESH)
        if seen != self._seen:
            names, complete = self._all()
            # A list that could not be read is read again at the next line.
            self._pattern, self._seen = _any_of(names), seen if complete else None
        return self._pattern

    def _all(self):
        """The names, and whether every gradebook could be read."""
        complete = True
        found = {os.environ.get("JUPYTERHUB_USER")}
        for root in self.courses:
            for step in STEPS:
                with suppress(OSError):
                    found |= set(os.listdir(root / step))
            address = self._address(root)
            file = gradebook_file(address)
            known = _in_gradebook(file) if file else _on_a_server(address)
            complete = complete and known is not None
            found |= known or set()
        for listing in self.lists:
            with suppress(Exception):  # a log line must come out all the same
                found |= set(listing())
        return {name for name in found if name and len(name) > 1 and not name.startswith(".")}, complete

    def _address(self, root):
        """Where a course keeps its gradebook, by its own configuration."""
        file = root / "nbgrader_config.py"
        changed, address = self._addresses.get(
            root, (None, f"sqlite:///{root / 'gradebook' / 'gradebook.db'}")
        )
        if changed != _changed(file):
            # Before it is loaded: that may write lines, too.
            self._addresses[root] = _changed(file), address
            with suppress(Exception):
                said = PyFileConfigLoader(file.name, path=str(root)).load_config().CourseDirectory.db_url
                self._addresses[root] = _changed(file), said if isinstance(said, str) else address
        return self._addresses.get(root, (None, address))[1]


def _changed(path):
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def _in_gradebook(file):
    """Ids, names and addresses in an SQLite gradebook; None if it cannot be read."""
    if not file.is_file():
        return set()
    # Where somebody has locked it, as it lies on the disk: a log line must not wait.
    for how in ("mode=ro", "immutable=1"):
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?{how}", uri=True, timeout=0.2)) as database:
                rows = database.execute(_PEOPLE).fetchall()
        except sqlite3.Error:
            continue
        return {str(one) for row in rows for one in row if one}
    return None


def _on_a_server(address):
    """The same on a database server; nothing where it does not answer: it is asked again within a minute."""
    from sqlalchemy import create_engine, text
    from sqlalchemy.pool import NullPool

    with suppress(Exception), create_engine(address, poolclass=NullPool).connect() as database:
        rows = database.execute(text(_PEOPLE)).fetchall()
        return {str(one) for row in rows for one in row if one}
    return set()


def _any_of(names):
    """The names as they stand in sentences, in addresses and in JSON; the longest first."""
    forms = {
        form
        for name in names
        for form in (name, quote(name), quote(name, safe=""), json.dumps(name)[1:-1], repr(name)[1:-1])
    }
    if not forms:
        return None
    either = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    # What comes before is no part of a word; an escaped sign of an address is none.
    before = r"(?:(?<!\w)|(?<=%[0-9A-F]{2})|(?<=%25[0-9A-F]{2}))"
    return re.compile(rf"{before}(?:{either})(?!\w)", re.IGNORECASE)


NAMES = Names()


def without_names(text):
    """The text with [student] for every name of a student.

    >>> without_names("Converting notebook /course/submitted/ana-quill/a05/a05.ipynb")
    'Converting notebook /course/submitted/[student]/a05/a05.ipynb'
    """
    pattern = NAMES.pattern()
    if pattern:
        text = pattern.sub(HIDDEN, text)
    for place in _PLACES:
        text = place.sub(_hidden, text)
    return text


def _hidden(found):
    text, begin = found.group(), found.start()
    return f"{text[: found.start('who') - begin]}{HIDDEN}{text[found.end('who') - begin :]}"


class WithoutNames(LogFormatter):
    """A formatter of log lines, tracebacks included, that leaves names out; below another one if that is given."""

    inner = None

    @classmethod
    def below(cls, inner):
        """The same lines as a formatter that is there makes, without names."""
        made = cls()
        made.inner = inner
        return made

    def format(self, record):
        text = self.inner.format(record) if self.inner else super().format(record)
        return text if _looking_for_a_fault() else without_names(text)


# For the ``logging_config`` of a Jupyter server or of JupyterHub.
LOGGING = {"formatters": {"console": {"class": f"{__name__}.{WithoutNames.__name__}"}}}


def _looking_for_a_fault():
    from traitlets.config import Application

    return Application.initialized() and Application.instance().log_level in (0, logging.DEBUG, "DEBUG")


def configure_logs(root):
    """Leave names out of nbgrader's lines, its log file, and those of the Jupyter server that formgrader runs in.

    Called by the course's configuration. The command line of nbgrader reads that once more when its options have set up
    its logs, so what is there then is all there is.
    """
    from traitlets.config import Application

    NAMES.of_course(Path(root).resolve())
    if Application.initialized():
        _cover(Application.instance().log)


def _cover(logger):
    for handler in logger.handlers:
        if _on_a_terminal(handler):
            continue  # to who gave the command, and has to know whose hand-in is broken
        if handler.formatter and not isinstance(handler.formatter, WithoutNames):
            handler.setFormatter(WithoutNames.below(handler.formatter))


def _on_a_terminal(handler):
    stream = getattr(handler, "stream", None)
    try:
        return bool(stream and stream.isatty())
    except (AttributeError, ValueError):
        return False


# ---- jobs


def goes_to_a_log(stream, environment=os.environ):
    """Whether what is written there is kept by a service manager or a cluster, and not shown to who gave the command."""
    if environment.get(SHOW) == "1":
        return False
    try:
        about, terminal = os.fstat(stream.fileno()), stream.isatty()
    except (OSError, ValueError, AttributeError):
        return False
    if environment.get("JOURNAL_STREAM") == f"{about.st_dev}:{about.st_ino}":  # systemd says so
        return True
    return not terminal and "KUBERNETES_SERVICE_HOST" in environment


class Nameless:
    """A stream that is written to without names, whole lines at a time."""

    def __init__(self, stream):
        self._stream, self._begun = stream, ""

    def write(self, text):
        whole, newline, self._begun = (self._begun + text).rpartition("\n")
        if newline:
            self._stream.write(without_names(whole) + newline)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        self._stream.flush()

    def close(self):
        """Write what has no end of line yet; the stream itself stays open."""
        begun, self._begun = self._begun, ""
        self._stream.write(without_names(begun))
        self._stream.flush()

    def __getattr__(self, name):
        return getattr(self._stream, name)


def hide_names_in_a_job(root=None):
    """Put ``Nameless`` in place of the standard streams that end in a log; to be called before a command runs."""
    import atexit

    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if goes_to_a_log(stream):
            if root:
                NAMES.of_course(Path(root).resolve())
            nameless = Nameless(stream)
            setattr(sys, name, nameless)
            atexit.register(nameless.close)
