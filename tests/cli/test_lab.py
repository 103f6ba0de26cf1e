"""``shopfloor lab``: a real server is started, looked at, and ended with Ctrl+C."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from shopfloor.cli import lab as command
from shopfloor.grading.lab import make_ready
from shopfloor.grading.nbgrader_course import generate, open_gradebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.release import release

RUN = "import sys; from shopfloor.cli import main; main(sys.argv[1:])"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def running(*arguments, folder="."):
    """A started `shopfloor lab`: (process, address); ended with Ctrl+C, its words then in process.said."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    # As on a machine where the environment is not activated and there is no screen.
    environment["PATH"] = os.pathsep.join(["/usr/bin", "/bin"]) if os.name != "nt" else environment["PATH"]
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "lab", "--port", str(free_port()), *arguments],
        cwd=folder,
        env=environment,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # A shell that starts these tests in the background has Ctrl+C switched off for all that they start.
        preexec_fn=None if os.name == "nt" else lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"http://\S+", line):
                break
        else:
            pytest.fail("no address was printed:\n" + "".join(said))
        yield process, found.group()
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
        process.said = "".join(said) + rest


def free_port():
    """A port that nothing uses at the moment; a server that loses it takes the next one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def asked(address, path):
    """What the server answers to a request with the address's token."""
    base, token = re.match(r"(http://[^/]+).*token=(\w+)", address).groups()
    request = urllib.request.Request(base + path, headers={"Authorization": f"token {token}"})
    for _attempt in range(50):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.URLError as error:  # between the address's line and the first answer
            if isinstance(error, urllib.error.HTTPError):
                raise
            time.sleep(0.1)
    pytest.fail("the server does not answer")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent otherwise on Windows")
def test_an_instructors_course_opens_ready_and_closes_cleanly(small_course, everything_in):
    release(small_course)
    (small_course.instructor / "gradebook" / "gradebook.db").unlink()
    before = everything_in(small_course.root)
    with running() as (process, address):
        page = asked(address, "/lab/tree/notebooks/01_lesson.ipynb")
        (listed,) = json.loads(asked(address, "/formgrader/api/assignments"))
        news = json.loads(asked(address, "/lab/api/settings/@jupyterlab/apputils-extension:notification"))
        elsewhere = re.search(r":(\d+)/", address).group(1)
        with pytest.raises(OSError), socket.create_connection(("127.0.0.2", int(elsewhere)), timeout=5):
            pass  # only what listens on more than 127.0.0.1 answers there
    assert re.fullmatch(
        r"http://127\.0\.0\.1:\d+/lab/tree/notebooks/01_lesson\.ipynb\?token=\w{20,}", address
    )
    assert (listed["name"], listed["max_score"]) == ("a01_tiny", 2.0)
    config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL).group(1))
    assert config["news"] == {"disabled": True} and config["extensionManager"]["can_install"] is False
    assert config["disabledExtensions"] == []
    properties = news["schema"]["properties"]
    assert (properties["fetchNews"]["default"], properties["checkForUpdates"]["default"]) == ("false", False)
    assert process.returncode == 0
    assert process.said.count("http://") == 1 and process.said.endswith("The course is closed.\n")
    assert "Traceback" not in process.said
    after = everything_in(small_course.root, leave_out=[".ipynb_checkpoints"])
    assert set(after) - set(before) == {"instructor/gradebook/gradebook.db"}
    assert all(after[name] == content for name, content in before.items())


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent otherwise on Windows")
def test_a_students_copy_opens_without_the_instructors_tools(small_course):
    shutil.rmtree(small_course.instructor)
    with running(folder=small_course.notebooks) as (process, address):
        page = asked(address, "/lab/tree/notebooks/01_lesson.ipynb")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            asked(address, "/formgrader/api/assignments")
    assert "@jupyter/nbgrader:formgrader" in page.split("disabledExtensions")[1].split("]")[0]
    assert process.returncode == 0 and not small_course.instructor.exists()


@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs Chromium: apt install chromium")
def test_formgrader_lists_the_assignment_and_nothing_leaves_the_machine(small_course):
    from playwright.sync_api import sync_playwright

    outside = []

    def local_only(route):
        if route.request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    with running() as (_process, address), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
            ],
        )
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        page.context.route("**/*", local_only)
        page.goto(address)
        page.wait_for_selector(".jp-Notebook h1:has-text('A lesson')", timeout=90_000)
        page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
        page.get_by_role("menuitem", name="Formgrader").click()
        frame = page.frame_locator("iframe[src*=formgrader]")
        frame.locator("text=a01_tiny").first.wait_for(timeout=60_000)
        toasts = page.locator(".Toastify__toast").count()
        browser.close()
    assert outside == []
    assert toasts == 0, "a notification asks for something"


def test_an_assignment_without_a_release_is_said(small_course):
    (line,) = make_ready(small_course)
    assert line.startswith("a01_tiny is not released yet: shopfloor release a01_tiny")
    assert not small_course.assignments.exists()


def test_registering_leaves_the_released_files_alone(small_course, everything_in, forget):
    release(small_course)
    forget()
    before = everything_in(small_course.assignments)
    assert make_ready(small_course) == []
    assert everything_in(small_course.assignments) == before
    with open_gradebook(small_course) as gradebook:
        assert [entry.name for entry in gradebook.assignments] == ["a01_tiny"]


def test_what_is_registered_is_not_registered_again(small_course, monkeypatch):
    made = []
    monkeypatch.setattr(
        "shopfloor.grading.lab.generate", lambda *given: made.append(given) or generate(*given)
    )
    make_ready(small_course)
    make_ready(small_course)
    assert len(made) == 1


def test_a_release_that_its_source_no_longer_makes_is_said(small_course, everything_in, forget):
    release(small_course)
    released = small_course.assignments / "a01_tiny" / "a01_tiny.ipynb"
    released.write_text(released.read_text().replace("How many", "How very many"))
    forget()
    before = everything_in(small_course.assignments)
    (line,) = make_ready(small_course)
    assert "is not what its source makes today: shopfloor release a01_tiny" in line
    assert everything_in(small_course.assignments) == before


def test_an_impossible_port_is_refused_before_anything_starts(small_course):
    with pytest.raises(Problem, match="no port 99999"):
        command.lab(port=99999)


def test_settings_come_before_the_persons_own_and_none_is_lost(small_course, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/of/my/own")
    command.environment(small_course)
    folders = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert folders == [str(command.SETTINGS / "everyone"), str(small_course.instructor), "/of/my/own"]
    assert os.environ["PATH"].split(os.pathsep)[0] == os.path.dirname(sys.executable)


@pytest.mark.parametrize(
    ("screen", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "CI": "1"}, False),
    ],
)
def test_a_browser_is_opened_only_where_somebody_sees_it(monkeypatch, screen, expected):
    monkeypatch.setattr(command.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in screen.items():
        monkeypatch.setenv(name, value)
    assert command.has_screen() is expected
