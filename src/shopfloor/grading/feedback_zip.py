"""The feedback pages in one zip file that a learning platform takes back, under the names of its download.

Moodle       "Upload multiple feedback files in a zip": the folders of the download
             (``mod/assign/feedback/file/importziplib.php`` reads name, number and plugin from them)
Canvas       "Upload Submissions": the names of the download; of each it reads the first two numbers between
             underscores, the student's and the file's (``infer_comment_context_from_filename``), and shows the page
             under the name of the file that was handed in. Whether it takes back the names of hidden students is not
             confirmed.
Brightspace  "Add Feedback Files": the folders of the download (Carleton University's help; not tried)
Blackboard   takes no such file: a folder per student
"""

import os
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from shopfloor.grading import hand_in_record
from shopfloor.grading.course import feedback_pages
from shopfloor.grading.problem import Problem
from shopfloor.grading.room import stop_if_no_room

HOW = {
    "Moodle": 'In Moodle: View all submissions, "Upload multiple feedback files in a zip".',
    "Canvas": 'In Canvas: the assignment, "Upload Submissions". Canvas shows each page under the name of the file '
    "that was handed in: tell students to save it with the ending .html.",
    "Brightspace": 'In Brightspace: the assignment\'s submissions, "Add Feedback Files".',
}


@dataclass
class Zipped:
    """What is in the zip file."""

    file: Path
    students: list = field(default_factory=list)
    unknown: list = field(default_factory=list)  # whose hand-ins did not come from the platform's download
    platform: str = ""


def new_file(file):
    """The path, if a zip file can be written there; a Problem if one is there, before any work is done."""
    file = Path(file).expanduser()
    if file.exists():
        what = "this is a folder" if file.is_dir() else "this file exists already, and nothing is overwritten"
        raise Problem(what, file=file, remedy="name a new zip file")
    if not file.parent.is_dir():
        raise Problem(
            "there is no such folder", file=file.parent, remedy="name a file in a folder that exists"
        )
    return file


def write(root, assignment, file, students):
    """Put the feedback pages of the students into a new zip file; a Zipped.

    Where the hand-ins came from a platform's download, only students whom that download named are in it: the
    platform could not tell whose the others are. Else each student has a folder.
    """
    file = new_file(file)
    kept = hand_in_record.read(root, assignment)
    platforms = {one.platform for one in kept.values() if one.platform in HOW}
    if len(platforms) > 1:
        raise Problem(
            f"the hand-ins came from {' and '.join(sorted(platforms))}, and one zip file is for one of them",
            file=hand_in_record.place(root, assignment),
            remedy="use the folders in instructor/feedback",
        )
    zipped = Zipped(file, platform=next(iter(platforms), ""))
    entries = []
    for student in sorted(students):
        pages = feedback_pages(root, student, assignment)
        if zipped.platform and (student not in kept or kept[student].platform != zipped.platform):
            zipped.unknown.append(student)
            continue
        zipped.students.append(student)
        entries += [(name_in_zip(kept.get(student), student, page), page) for page in pages]
    if entries:
        _write(file, entries)
    return zipped


def name_in_zip(kept, student, page):
    """What the platform needs a page to be called.

    >>> kept = hand_in_record.Kept("Canvas", "silvaana_LATE_1234_56789_my work.ipynb")
    >>> name_in_zip(kept, "asilva", Path("a05.html"))
    'silvaana_LATE_1234_56789_my work.html'
    """
    if kept is None or kept.platform not in HOW:
        return f"{student}/{page.name}"
    if kept.in_folder:
        return f"{kept.as_given}/{page.name}"
    if kept.platform == "Canvas":
        # A last part that begins with link would be taken for an address.
        stem = PurePosixPath(kept.as_given).with_suffix("").name
        head, _, last = stem.rpartition("_")
        return f"{head}_{'page-' if last.startswith('link') else ''}{last}{page.suffix}"
    head, _, _ = kept.as_given.partition("_assignsubmission_file_")
    if kept.platform == "Moodle":
        return f"{head}_assignsubmission_file_{page.name}"
    return f"{kept.as_given.rpartition(' - ')[0]} - {page.name}"


def _write(file, entries):
    """Write the zip whole or not at all, the same bytes for the same pages."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as made, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, page in entries:
                entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, page.read_bytes())
        os.chmod(temporary, 0o644)
        os.replace(temporary, file)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            stop_if_no_room(error, file.parent)
        raise
