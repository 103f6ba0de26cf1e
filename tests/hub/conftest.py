"""A hub as `instructor/hub/one_machine` makes it, on a machine of its own inside this one, and people who use it.

The machine (machine.sh) has its own accounts, homes and folders in mounts of its own, so no account is made on the
real one and nothing is left. That takes root, as continuous integration has it; the network is this machine's
loopback only. Programs and the course's package are those of this environment, bound in where every account can
read them, as they can under /opt/shopfloor.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

REPOSITORY = Path(__file__).parents[2]
HUB = REPOSITORY / "instructor" / "hub"
ASSIGNMENT = "a00_start_here"
LESSON = "00_start_here.ipynb"
# Two names of this machine's loopback, as browsers know: the hub's own, and that of students' servers.
HOST, STUDENTS_HOST = "localhost", "students.localhost"
LOCAL = ("data:", "blob:", "about:")
LOCAL += tuple(f"{scheme}://{host}:" for host in (HOST, STUDENTS_HOST) for scheme in ("http", "ws"))

RUN_IN_A_KERNEL = """async ({base, code}) => {
  const cookie = document.cookie.split("; ").find(one => one.startsWith("_xsrf="));
  const headers = {"Content-Type": "application/json", "X-XSRFToken": cookie ? cookie.slice(6) : ""};
  const started = await fetch(base + "api/kernels", {method: "POST", headers, body: "{}"});
  if (!started.ok) throw new Error(`no kernel: ${started.status} ${await started.text()}`);
  const {id} = await started.json();
  const socket = new WebSocket(`ws://${location.host}${base}api/kernels/${id}/channels?session_id=test`);
  const said = await new Promise((resolve, reject) => {
    let output = "";
    socket.onerror = () => reject(new Error("the kernel's connection broke"));
    socket.onopen = () => socket.send(JSON.stringify({
      channel: "shell", parent_header: {}, metadata: {}, buffers: [],
      header: {msg_id: "the-test", session: "test", username: "", version: "5.3", msg_type: "execute_request"},
      content: {code, silent: false, store_history: false, allow_stdin: false}}));
    socket.onmessage = ({data}) => {
      const message = JSON.parse(data);
      if (message.parent_header.msg_id !== "the-test") return;
      if (message.msg_type === "stream" && message.content.name === "stdout") output += message.content.text;
      if (message.msg_type === "error") output += message.content.traceback.join("\\n");
      if (message.msg_type === "status" && message.content.execution_state === "idle") resolve(output);
    };
  });
  socket.close();
  await fetch(base + "api/kernels/" + id, {method: "DELETE", headers});
  return said;
}"""


def _cannot(what):
    """A test that cannot run fails where all must run (CI); elsewhere it says what is missing."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


class Answer(NamedTuple):
    status: int
    url: str
    headers: dict


class Person:
    """Somebody in front of a browser of their own, logged in to the hub."""

    def __init__(self, chromium, url, name, password):
        self.url, self.name = url, name
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.outside, self.beside = [], None
        self.context.route("**/*", self._only_local)
        self.log_in(password)

    def _only_local(self, route):
        if route.request.url.startswith(LOCAL):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def log_in(self, password):
        """The form of the hub's login page."""
        self.page.goto(f"{self.url}/hub/login?next=/hub/home")
        self.page.fill("#username_input", self.name)
        self.page.fill("#password_input", password)
        self.page.click("#login_submit")
        self.page.wait_for_load_state()
        assert "/hub/login" not in self.page.url, f"{self.name} is not logged in"

    def restart(self):
        """One's own server ended and started anew, as on the hub's page."""
        # Only then does the button do something.
        self.page.goto(f"{self.url}/hub/home", wait_until="networkidle")
        self.page.get_by_role("button", name="Stop My Server").click()
        self.page.get_by_role("button", name="Stop My Server").wait_for(state="hidden")
        self.open_lab()

    def open_lab(self):
        """One's own JupyterLab, started by the hub when it does not run yet."""
        self.page.goto(f"{self.url}/hub/spawn/{self.name}")
        self.page.wait_for_url(f"**/user/{self.name}/lab**")
        self.page.get_by_role("menuitem", name="Nbgrader").wait_for()

    def open_assignments(self):
        """nbgrader's list of assignments, in JupyterLab."""
        self.page.get_by_role("menuitem", name="Nbgrader").click()
        self.page.get_by_role("menuitem", name="Assignment List").click()
        self.page.get_by_text("Released assignments", exact=True).wait_for()

    def run(self, code, server=None):
        """What a piece of Python prints in a kernel of one's own server, or of another one whose page is open."""
        return self.page.evaluate(RUN_IN_A_KERNEL, {"base": server or f"/user/{self.name}/", "code": code})

    def open(self, path):
        """What the hub, or what is behind it, answers in a second window: status, address, headers."""
        # It stays open: Playwright waits for ever for one that is closed before all of it has come.
        self.beside = self.beside or self.context.new_page()
        answer = self.beside.goto(f"{self.url}{path}", wait_until="commit")
        return Answer(answer.status, answer.url, answer.headers)

    def get(self, path):
        """The status of it."""
        return self.open(path).status


@dataclass
class Hub:
    """A running hub: its address, the accounts with their passwords, where its words go, and its machine's disk."""

    url: str
    passwords: dict
    log: Path
    port: dict
    instructor: Path
    refused: str
    again: str
    disk: Path

    def is_in(self, name, *groups):
        """Makes somebody a member of these of the course's groups, and of no other of them."""
        file, lines = self.disk / "etc/group", []
        for line in file.read_text(encoding="utf-8").splitlines():
            group, password, number, people = line.split(":")
            people = [one for one in people.split(",") if one and one != name]
            if group.startswith("shopfloor-"):
                people += [name] * (group.removeprefix("shopfloor-") in groups)
                line = ":".join((group, password, number, ",".join(people)))
            lines.append(line)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def person(self, chromium, name, password=None):
        return Person(chromium, self.url, name, password or self.passwords[name])


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """The hub of one machine, prepared by its own scripts: Ana, Bo, Cy and Dan learn, Tess and Uma teach."""
    if sys.platform != "linux" or os.getuid() != 0:
        _cannot("The hub's test makes accounts in mounts of its own: run it on Linux as root.")
    for program, package in {
        "configurable-http-proxy": "npm install -g configurable-http-proxy@4.6.3",
        "bwrap": "apt-get install bubblewrap",
        "useradd": "apt-get install passwd",
    }.items():
        if shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin") is None:
            _cannot(f"{program} is missing: {package}")
    root = tmp_path_factory.mktemp("hub")
    course, out, log = root / "course", root / "out", root / "hub.log"
    out.mkdir()
    _write_course(course)
    _publish_a_lesson(out / "lessons")
    port = {"PORT": _free_port()}
    port |= zip(("HUB_PORT", "PROXY_PORT", "GRADER_PORT"), _free_ports_of_root(), strict=False)
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        # Enough for one kernel at a time, and little enough that the test can ask for more.
        "SHOPFLOOR_MEMORY": "1G",
        "SHOPFLOOR_PROCESSES": "200",
        "SHOPFLOOR_HOST": HOST,
        "SHOPFLOOR_STUDENTS_HOST": STUDENTS_HOST,
        **{f"SHOPFLOOR_{name}": str(number) for name, number in port.items()},
    }
    package = [REPOSITORY / "src", REPOSITORY / "datasets"]
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    command += ["sh", Path(__file__).with_name("machine.sh"), course, HUB, out]
    command += dict.fromkeys([sys.prefix, sys.base_prefix, *package])
    url = f"http://{HOST}:{port['PORT']}"
    with log.open("wb") as said:
        machine = subprocess.Popen(
            list(map(str, command)),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(machine, f"{url}/services/shopfloor/api", log)
            lines = (out / "passwords").read_text(encoding="utf-8").splitlines()
            refused, again = ((out / name).read_text(encoding="utf-8") for name in ("refused", "again"))
            passwords = dict(line.split() for line in lines)
            disk = Path(f"/proc/{machine.pid}/root")
            yield Hub(url, passwords, log, port, course / "instructor", refused, again, disk)
        finally:
            # The end of the first process is the end of all in there.
            machine.send_signal(signal.SIGKILL)
            machine.wait(20)


def _write_course(course):
    """The instructor's course with one assignment."""
    instructor = course / "instructor"
    shutil.copytree(REPOSITORY / "instructor" / "source" / ASSIGNMENT, instructor / "source" / ASSIGNMENT)
    shutil.copytree(
        REPOSITORY / "instructor" / "answers",
        instructor / "answers",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in ("instructor/nbgrader_config.py", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, course / name)


def _publish_a_lesson(folder):
    """A Git repository with one lesson, as a college publishes its students' copy."""
    lesson = folder / "notebooks" / LESSON
    lesson.parent.mkdir(parents=True)
    shutil.copy(REPOSITORY / "notebooks" / LESSON, lesson)
    git = ["git", "-C", folder, "-c", "user.name=college", "-c", "user.email=college@example.edu"]
    for step in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "the copy"]):
        subprocess.run([*git, *step], check=True)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _free_ports_of_root():
    """Ports that only root may open, as the hub's own are."""
    for number in range(1023, 511, -1):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", number))
            yield number


def _wait_for(machine, address, log, seconds=90):
    deadline = time.monotonic() + seconds
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline and machine.poll() is None:
        with contextlib.suppress(OSError, ValueError), direct.open(address, timeout=5) as answer:
            if "version" in json.load(answer):
                return
        time.sleep(0.2)
    tail = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    pytest.fail(f"The hub did not start:\n{tail}", pytrace=False)
