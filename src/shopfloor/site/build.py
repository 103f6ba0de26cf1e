"""One static folder with the whole course: the pages to read, and the lessons running in the browser.

It is made from the students' copy, so it holds nothing that students may not see; it is written beside its place
and appears there whole or not at all.
"""

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from shopfloor import __version__
from shopfloor.grading.problem import Problem
from shopfloor.grading.student_copy import write_student_copy
from shopfloor.site import environment, lite
from shopfloor.site.pyodide import collect, folder_of_files

MARK = "shopfloor-site.json"
LITE = "lite"


def build_site(course, out, pyodide=None, say=print):
    """Build the course's site into the folder ``out``; returns the number of its files and of its bytes.

    Parameters
    ----------
    course : CourseFolder
    out : Path
        A new or empty folder, or one with an older site of the course, which is replaced.
    pyodide : Path or None
        A folder with the files of a Pyodide release; otherwise the one that SHOPFLOOR_PYODIDE names, otherwise
        they are downloaded.
    say : function
        Told what is going on.

    Raises
    ------
    Problem
    """
    from shopfloor.site.pages import build_pages

    whole = Path(out).resolve()
    _check_place(course, Path(out), whole)
    ready = environment.ready(course, say)
    files = collect(folder_of_files(pyodide), ready.kept, ready.uv, say)
    whole.parent.mkdir(parents=True, exist_ok=True)
    unfinished = whole.with_name(f".{whole.name}.unfinished-{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(prefix="shopfloor-") as made:
            copy = Path(made) / "students"
            write_student_copy(course, copy)
            say("Writing the course's pages ...")
            build_pages(course, copy, unfinished, lite=LITE)
            first = lite.build_lite(course, copy, files, ready, unfinished / LITE, say)
        finish(unfinished, [f"{LITE}/{name}" for name in first])
        _put_in_place(unfinished, whole)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    sizes = [path.stat().st_size for path in whole.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def finish(site, first):
    """Add what makes the site work without the network, and what static hosts want."""
    (site / ".nojekyll").touch()  # GitHub's pages would leave out folders that begin with _
    (site / MARK).write_text(json.dumps({"course": "shopfloor", "version": __version__}), encoding="utf-8")
    register = '<script src="{up}offline.js" defer></script>\n</head>'
    shutil.copyfile(lite.PAGE / "offline.js", site / "offline.js")
    for page in site.rglob("*.html"):
        name = page.relative_to(site)
        if name.parts[0] != LITE:
            text = page.read_text(encoding="utf-8")
            up = "../" * (len(name.parts) - 1)
            page.write_text(text.replace("</head>", register.format(up=up), 1), encoding="utf-8")
    hashes = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name not in (MARK, ".nojekyll")
    }
    offline = [name for name in first if name in hashes]
    offline += [
        name for name in hashes if name.startswith((f"{LITE}/files/", f"{LITE}/api/", f"{LITE}/shopfloor/"))
    ]
    offline += [f"{LITE}/{app}/index.html" for app in lite.APPS]
    text = (lite.PAGE / "service-worker.js").read_text(encoding="utf-8")
    text = text.replace("$FILES", json.dumps(hashes, separators=(",", ":")), 1)
    text = text.replace("$OFFLINE", json.dumps(offline, separators=(",", ":")), 1)
    (site / "service-worker.js").write_text(text.replace("$BASE", "./", 1), encoding="utf-8")
    beside = f'importScripts("{lite.service_worker_of_jupyterlite()}");\n'
    (site / LITE / "service-worker.js").write_text(text.replace("$BASE", "../", 1) + beside, encoding="utf-8")


def _check_place(course, out, whole):
    if whole == course.root.resolve() or course.root.resolve().is_relative_to(whole):
        raise Problem(
            "the site cannot take the place of the course", file=str(out), remedy="choose another folder"
        )
    if out.exists() and not out.is_dir():
        raise Problem("there is a file of this name", file=str(out), remedy="choose another folder")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise Problem(
            "there is something already that is not a site of this course",
            file=str(out),
            remedy="choose a folder that does not exist yet, or an empty one",
        )


def _put_in_place(unfinished, whole):
    old = whole.with_name(f".{whole.name}.old-{os.getpid()}")
    if whole.exists():
        whole.rename(old)
    try:
        unfinished.rename(whole)
    except BaseException:
        if old.exists():
            old.rename(whole)
        raise
    shutil.rmtree(old, ignore_errors=True)
