"""What the learning platforms call the files of a bulk download: one function for each platform.

Canvas       ``silvaana_LATE_1234_56789_a05.ipynb``: the sortable name without spaces, who, which file
Moodle       ``Ana Silva_4321_assignsubmission_file/a05.ipynb``: the name, a number of this assignment only
Blackboard   ``Week 5_asilva_attempt_2026-01-31-10-11-12_a05.ipynb``: the assignment, who, when
Brightspace  ``12345-678 - Ana Silva - Jan 31, 2026 1011 AM/a05.ipynb``: numbers, the name, when

Canvas and Moodle build these names in public code: ``get_filename`` and ``add_upload_submission`` in Canvas'
``lib/content_zipper.rb``; ``get_student_prefix`` and ``load_submissionplugin_filelist`` in Moodle's
``mod/assign/classes/downloader.php`` (an underscore at the end of the folder's name before version 4.1, said in
``importziplib.php``). Blackboard and Brightspace do not publish theirs: the names are those that scripts for
tidying up such downloads expect (kwurst/bb-file-cleanup for Blackboard; shell scripts for Brightspace).
No real download was at hand.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath


@dataclass(frozen=True)
class Arrival:
    """What a file's name tells about the hand-in it belongs to."""

    platform: str
    tokens: tuple  # texts that may be the student's id there, the likeliest first
    name: str  # the student's name as it is written; Canvas leaves out spaces, commas and hyphens
    file: str  # what the student called the file
    as_given: str  # the part of the path that is the platform's
    attempt: str  # the same text for all files of one hand-in
    when: datetime | None = None  # the platform's clock; it does not name the time zone
    late: bool = False
    hidden: bool = False  # the platform shows a code in place of the name
    number: int = 0  # of the file: a larger one came later
    in_folder: bool = False  # the student has a folder in the download
    note: bool = False  # written by the platform about the hand-in, not by the student


_ANONYMOUS = re.compile(
    r"(?P<who>(?P<late>LATE_)?(?P<code>anon_[^_]+))_(?P<number>\d+)_(?P<file>.+)", re.DOTALL
)
_CANVAS = re.compile(
    r"(?P<who>(?P<name>.+?)_(?:(?P<late>late)_)?(?P<id>\d+))_(?P<number>\d+)_(?P<file>.+)",
    re.DOTALL | re.IGNORECASE,
)
_MOODLE = re.compile(
    r"(?P<who>(?P<name>[^_]*)_(?P<id>\d+)_assignsubmission_[a-z]+)(?:_(?P<file>.*))?", re.DOTALL
)
_BLACKBOARD = re.compile(
    r"(?P<who>(?P<before>.+)_attempt_(?P<when>\d{4}(?:-\d{1,2}){5}))(?:_(?P<file>.+)|\.txt)", re.DOTALL
)
_BRIGHTSPACE = re.compile(
    r"(?P<who>(?P<id>\d+)-\d+ ?- ?(?P<name>.+?) ?- ?"
    r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}), ?(?P<year>\d{4}) "
    r"(?P<clock>\d{1,2}[:.]?\d{2}) ?(?P<half>[AP]M))(?: ?- ?(?P<file>.+))?",
    re.DOTALL,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def canvas(path):
    """``silvaana_1234_56789_a05.ipynb``; ``LATE`` stands before the numbers, ``anon`` in place of the name.

    A second file of that name ends in ``-1``: the ending stays, it may be the student's own.
    """
    if len(path.parts) != 1:
        return None
    if found := _ANONYMOUS.fullmatch(path.name):
        tokens, name, hidden = (found["code"],), "", True
    elif found := _CANVAS.fullmatch(path.name):
        tokens, name, hidden = (found["id"],), found["name"], False
    else:
        return None
    return Arrival(
        "Canvas",
        tokens,
        name,
        found["file"],
        path.name,
        found["who"],
        late=bool(found["late"]),
        hidden=hidden,
        number=int(found["number"]),
    )


def moodle(path):
    """A folder for each student, or, with folders switched off, the same words before the file's name."""
    found = _MOODLE.fullmatch(path.parts[0])
    in_folder = len(path.parts) > 1
    if not found or (not in_folder and not found["file"]):
        return None
    # With names hidden, Moodle writes Participant in its own language, as in its grading worksheet.
    return Arrival(
        "Moodle",
        (found["id"],),
        found["name"].strip(),
        path.name if in_folder else found["file"],
        path.parts[0],
        found["who"],
        in_folder=in_folder,
    )


def blackboard(path):
    """Everything in one folder; a text file without a name of its own is Blackboard's note on the attempt."""
    found = _BLACKBOARD.fullmatch(path.name) if len(path.parts) == 1 else None
    if not found:
        return None
    # Titles and user names may hold underscores: the last part, the last two parts, ...
    parts = found["before"].split("_")
    tokens = tuple("_".join(parts[-count:]) for count in range(1, max(len(parts), 2)))
    # dateutil takes the end of this for a time zone, and fails on others: every number is read as it stands.
    when = _time(*map(int, found["when"].split("-")))
    if when is None or not tokens[0]:
        return None
    return Arrival(
        "Blackboard",
        tokens,
        "",
        found["file"] or path.name,
        path.name,
        found["who"],
        when,
        note=not found["file"],
    )


def brightspace(path):
    """A folder for each hand-in, or the same words before the file's name."""
    found = _BRIGHTSPACE.fullmatch(path.parts[0])
    in_folder = len(path.parts) > 1
    if not found or in_folder == bool(found["file"]):
        return None
    month = found["month"][:3].lower()
    clock = re.sub(r"\D", "", found["clock"])
    hour, minute = int(clock[:-2]), int(clock[-2:])
    if month not in _MONTHS or not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if found["half"] == "PM" else 0)
    when = _time(int(found["year"]), _MONTHS.index(month) + 1, int(found["day"]), hour, minute)
    if when is None:
        return None
    # The numbers are the platform's; whether the first is the student's is not certain, so the name decides.
    return Arrival(
        "Brightspace",
        (found["id"],),
        found["name"].strip(),
        path.name if in_folder else found["file"],
        path.parts[0],
        found["who"],
        when,
        in_folder=in_folder,
    )


def _time(*numbers):
    try:
        return datetime(*numbers)
    except ValueError:
        return None


WAYS = (canvas, moodle, blackboard, brightspace)


def arrival(path):
    """What the place of a file inside a download tells, or None if no platform writes such names.

    >>> arrival("silvaana_LATE_1234_56789_a05.ipynb").tokens
    ('1234',)
    >>> arrival("Week 5_asilva_attempt_2026-01-31-23-59-58_a05.ipynb").when
    datetime.datetime(2026, 1, 31, 23, 59, 58)
    """
    path = PurePath(path)
    return next((found for way in WAYS if path.parts and (found := way(path))), None)
