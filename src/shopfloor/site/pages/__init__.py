"""The course's pages: home, map, each lesson to be read, assignments, glossary, data, methods, widgets, teaching.

They are written from the student copy in the course's own Python (sources.py), and turned into HTML by Sphinx and
MyST-NB in a Python of their own (book/), which has no course installed.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from shopfloor.grading.problem import Problem

BOOK = Path(__file__).parent / "book"
# What Sphinx leaves beside the pages, and no page asks for.
_UNUSED = (
    ".buildinfo",
    "objects.inv",
    "_static/basic.css",
    "_static/file.png",
    "_static/minus.png",
    "_static/plus.png",
    "_static/pygments.css",
    "_static/mystnb.*.css",
    "_static/*-stemmer.js",  # language_data.js has it in itself
)


def build_pages(course, copy, into, *, lite="lite", python=None, processes=None):
    """Build the pages of a course as static files.

    Parameters
    ----------
    course : CourseFolder
        The full course; only README.md is read there, for the page for instructors.
    copy : Path
        The student copy: everything else comes from it.
    into : Path
        An empty folder, or one that does not exist yet.
    lite : str
        The folder, from the site's root, in which the browser edition will be.
    python : Path, optional
        The Python that has Sphinx, MyST-NB and nothing of the course; the site's own environment (made first
        where it is not there) when it is left out.
    processes : int, optional
        How many processes run lessons; one for each core when it is left out.

    Returns
    -------
    int
        The number of pages.

    Raises
    ------
    Problem
        In words: a lesson fails, the folder is not empty, Sphinx finds a fault.
    """
    from shopfloor.site.pages.sources import Sources

    into = Path(into)
    if into.exists() and any(into.iterdir()):
        raise Problem("there is something already", file=str(into), remedy="choose an empty folder")
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source, beside = Path(folder, "source"), Path(folder, "beside")
        source.mkdir()
        beside.mkdir()
        written = Sources(course, Path(copy), source, beside, lite).write(processes)
        _sphinx(python or _python_of_the_site(course), source, into, Path(folder, "doctrees"))
        shutil.copytree(beside, into, dirs_exist_ok=True)
    for pattern in _UNUSED:
        for path in into.glob(pattern):
            path.unlink()
    shutil.rmtree(into / "_sources", ignore_errors=True)
    return written


def _python_of_the_site(course):
    from shopfloor.site import environment

    return environment.ready(course).python


def _sphinx(python, source, into, doctrees):
    # -W: a link that leads nowhere, a heading out of place: found here and not by a reader.
    command = [str(python), "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "-c", str(BOOK)]
    command += ["-d", str(doctrees), "-j", "auto", str(source), str(into)]
    environment = {**os.environ, "SHOPFLOOR_SITE_SOURCES": str(source)}
    for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):  # compiled once, it starts three seconds sooner
        environment.pop(name, None)
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise Problem(
            f"the Python for the pages cannot be started: {error.strerror}",
            file=str(python),
            remedy="make the environment of the group site anew",
        ) from error
    if done.returncode:
        said = done.stderr.strip().replace(f"{source}{os.sep}", "")
        raise Problem(
            f"Sphinx could not make the pages:\n{said}\n",
            file=str(source.name),
            remedy="mend what it names in the course, then build the site again",
        )
