"""``shopfloor lab``: the course, open in JupyterLab."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from shopfloor.grading.course_folder import find_course
from shopfloor.grading.problem import Problem

SETTINGS = Path(__file__).parent / "jupyter"
# Said by us in other words, or about nbgrader's exchange, which this course does without.
_NOT_FOR_PEOPLE = (
    "To access the server, open this file",
    "Unwritable directory, please contact your instructor",
)


def lab(
    port: Annotated[int, typer.Option(help="The port to try first; a busy one is passed over.")] = 8888,
    browser: Annotated[
        bool | None,
        typer.Option(
            "--browser/--no-browser",
            help="Open a browser, or only print the address. Left out: a browser where there is a screen.",
        ),
    ] = None,
):
    """Open the course in JupyterLab on its first lesson; for an instructor, with the gradebook made ready."""
    course = find_course()
    if not 0 <= port <= 65535:
        raise Problem(
            f"there is no port {port}", remedy="choose one between 1024 and 65535, as in --port 8888"
        )
    lines = []
    if course.is_instructors:
        from shopfloor.grading.lab import make_ready

        lines = make_ready(course)
    environment(course)
    serve(course, port, has_screen() if browser is None else browser, lines)


def environment(course):
    """Tell Jupyter where the course's settings are; a person's own are still read, and none is written."""
    from shopfloor.grading.nbgrader_course import commands_first_on_path

    commands_first_on_path()  # also for the kernels and terminals of this server
    # Outside instructor/, formgrader finds the course only through this path.
    folders = [SETTINGS / "everyone", course.instructor if course.is_instructors else SETTINGS / "student"]
    before = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([*map(str, folders), *([before] if before else [])])


def has_screen():
    """Whether a browser window could be seen by the person who asked for it."""
    if os.environ.get("CI"):
        return False
    if sys.platform in ("win32", "darwin"):
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start_page(course):
    """What JupyterLab shows first: the first lesson, else the course's folder."""
    lessons = course.lessons()
    return f"/lab/tree/{course.named(lessons[0])}" if lessons else "/lab"


def serve(course, port, browser, lines=()):
    """Run JupyterLab on this machine only, until Ctrl+C."""
    from jupyterlab.labapp import LabApp

    options = {
        "ServerApp.root_dir": course.root,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.open_browser": browser,
        # A root user is a container's, and the server is on loopback: no reason to stop.
        "ServerApp.allow_root": hasattr(os, "geteuid") and os.geteuid() == 0,
        # One Ctrl+C ends it; notebooks are saved by JupyterLab itself.
        "ServerApp.answer_yes": True,
        "ServerApp.log_level": "ERROR",
        "LabApp.log_level": "ERROR",
        "LabApp.default_url": start_page(course),
    }
    server = LabApp.initialize_server(argv=[f"--{name}={value}" for name, value in options.items()])
    server.log.addFilter(lambda record: not any(words in record.getMessage() for words in _NOT_FOR_PEOPLE))
    for line in lines:
        print(line)
    print(f"The course is open at\n\n    {address(server, course)}\n\nCtrl+C ends it.", flush=True)
    server.start()
    print("The course is closed.")


def address(server, course):
    """The address of the first lesson on a running server, with its token."""
    token = server.identity_provider.token
    path = server.base_url.rstrip("/") + start_page(course)
    return f"http://127.0.0.1:{server.port}{path}" + (f"?token={token}" if token else "")
