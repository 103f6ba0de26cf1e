"""What arrived: every notebook in a download or a folder, when it came, and the files that belong to it."""

import re
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath

from shopfloor.grading.platforms import WAYS, Arrival, arrival
from shopfloor.grading.problem import Problem
from shopfloor.grading.unpack import unpack

TIMESTAMP = "timestamp.txt"
# What no student writes, or what would pretend to come from the instructor.
NOT_HAND_INS = {"Thumbs.db", "desktop.ini", TIMESTAMP, "course.json"}
_NOTEBOOK_IN_DISGUISE = (".txt", ".json")
_INSIDE_FILES, _INSIDE_BYTES = 500, 300_000_000  # of a zip that a student handed in


@dataclass(frozen=True)
class Sent:
    """One file: where it lies, what to call it in words, its place in the download, and whose hand-in it is in."""

    path: Path
    shown: str
    place: PurePath
    group: tuple
    arrival: Arrival | None = None
    inside: bool = False  # it came in a zip that the student handed in

    @property
    def is_notebook(self):
        return is_notebook(self.path)

    @property
    def named(self):
        """What the student called it."""
        return self.arrival.file if self.arrival and not self.inside else self.path.name

    @property
    def whose(self):
        """The place as a name that says whose it is: with the ending that a notebook has."""
        name = re.sub(r"\.ipynb\.\w+\Z|\.(zip|txt|json)\Z", ".ipynb", self.place.name, flags=re.IGNORECASE)
        return self.place.with_name(name)


@dataclass(frozen=True)
class HandIn:
    """One notebook that arrived, when, and the other files ``(path, name)`` that came with it."""

    student: str
    notebook: Path
    shown: str
    when: datetime  # UTC, without time zone
    timed: bool  # whether that is when it was handed in; else the file's time, which may be the download's
    others: tuple = ()
    arrival: Arrival | None = None
    exact: bool = False  # it has the assignment's own name

    @property
    def late(self):
        """Whether the platform says so."""
        return bool(self.arrival and self.arrival.late)

    @property
    def order(self):
        """The larger came later: by the platform's clock, by its number, by the file's time."""
        number = self.arrival.number if self.arrival else 0
        return (self.when if self.timed else datetime.min, number, self.when, self.exact)


def is_notebook(path):
    """True for a notebook, also one that a browser or a mail program saved as ``.ipynb.txt`` or ``.json``."""
    if path.suffix.lower() == ".ipynb":
        return True
    if path.suffix.lower() not in _NOTEBOOK_IN_DISGUISE:
        return False
    start = path.read_bytes()[:50_000_000]
    return (
        start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        and b'"nbformat"' in start
        and b'"cells"' in start
    )


def files(folder, left):
    """Every file of the folder as ``(path, place)``, what is hidden left out; links go into ``left``."""
    for path in sorted(Path(folder).rglob("*")):
        place = path.relative_to(folder)
        if any(part.startswith(".") or part == "__MACOSX" for part in place.parts):
            continue
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file():
            left.append((str(place), "it is a link, not a file"))
        else:
            yield path, place


def read(folder, temporary, left):
    """``(the files as Sent, the platform's name or "")``; what students zipped is unpacked into ``temporary``.

    The platform is the one whose names most of the files have, at least half of them; the download may lie in a
    folder of its own inside ``folder``.
    """
    found = list(files(folder, left))
    platform, depth = _platform([place for _, place in found])
    sent = []
    for path, place in found:
        says = arrival(PurePath(*place.parts[depth:])) if platform and len(place.parts) > depth else None
        says = says if says and says.platform == platform else None
        inner = PurePath(*place.parts[depth:]) if says else place
        if path.name in NOT_HAND_INS or (says and says.file in NOT_HAND_INS):
            continue
        if platform == "Brightspace" and place.name == "index.html" and len(place.parts) == depth + 1:
            continue  # its own list of what is in the download
        group = (
            ("attempt", says.attempt)
            if says
            else ("folder", place.parts[0])
            if len(place.parts) > 1
            else ("file", str(place))
        )
        sent.append(Sent(path, str(place), inner, group, says))
    sent = _with_names_from_notes(sent)
    return [one for file in sent for one in _opened(file, temporary, left)], platform


def _platform(places):
    best = ("", 0, 0)
    for depth in (0, 1):
        inner = [PurePath(*place.parts[depth:]) for place in places if len(place.parts) > depth]
        for way in WAYS:
            fitting = [says.platform for place in inner if (says := way(place))]
            if fitting and len(fitting) > best[2] and 2 * len(fitting) >= len(places):
                best = (fitting[0], depth, len(fitting))
    return best[:2]


def _with_names_from_notes(sent):
    """Blackboard's note on an attempt says which part of the file's name is the user name."""
    users = {}
    for file in sent:
        if file.arrival and file.arrival.note:
            line = file.path.read_text(encoding="utf-8", errors="replace").splitlines()[:1]
            found = re.search(r"\(([^()]+)\)\s*\Z", line[0]) if line else None
            if found and found[1] in file.arrival.tokens:
                users[file.group] = found[1], line[0].partition(":")[2].rpartition("(")[0].strip()
    return [
        replace(
            file, arrival=replace(file.arrival, tokens=(users[file.group][0],), name=users[file.group][1])
        )
        if file.group in users
        else file
        for file in sent
    ]


def _opened(file, temporary, left):
    """The file itself; or, if it is a zip with a notebook in it, what is in the zip."""
    if file.path.suffix.lower() != ".zip":
        return [file]
    into = Path(tempfile.mkdtemp(dir=temporary))
    try:
        refused = unpack(file.path, into, _INSIDE_FILES, _INSIDE_BYTES)
    except Problem as problem:
        left.append((file.shown, problem.what))
        return []
    inside = [
        Sent(path, f"{file.shown}/{place}", file.place, file.group, file.arrival, True)
        for path, place in files(into, [])
    ]
    inside = [one for one in inside if one.path.name not in NOT_HAND_INS]
    if not any(one.is_notebook for one in inside):
        if refused:
            left.append((file.shown, f"a zip file in which {refused[0][0]} is left out: {refused[0][1]}"))
            return []
        return [file]
    whole = _platform([path.relative_to(into) for path, _ in files(into, [])])[0]
    if whole and file.group[0] == "file" and not file.arrival:
        left.append((file.shown, f"it is a whole download of {whole}: collect from it by itself"))
        return []
    left.extend((f"{file.shown}/{name}", reason) for name, reason in refused)
    return inside


def when_written(path):
    """The file's own time, in UTC, without time zone."""
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC).replace(tzinfo=None)


def noted_time(beside):
    """What the ``timestamp.txt`` beside a notebook says, in UTC, or None."""
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(beside.with_name(TIMESTAMP).read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None


def by_our_clock(when):
    """A time in UTC without a time zone, by this machine's clock."""
    return when.replace(tzinfo=UTC).astimezone()


def in_utc(when):
    """A time of this machine's clock, or with a time zone, in UTC without one."""
    return when.astimezone(UTC).replace(tzinfo=None)
