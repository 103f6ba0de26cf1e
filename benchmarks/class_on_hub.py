"""How a hub carries a class that comes in together: what each student waits for, beside one student alone.

    seq -f 'load%02g' 51 | sudo instructor/hub/one_machine/accounts students > passwords.txt
    python benchmarks/class_on_hub.py http://127.0.0.1:8000 passwords.txt --students 1 10 40

For a hub of one machine before its first class; run it on that machine, for memory and processor are this machine's.
Nobody else should be on it. Every round takes new accounts, as many as it has students; delete them afterwards, and
what they handed in (`shopfloor forget`).

The students of a round come in spread over ``--within`` seconds. Each logs in, gets a server, loads the page of
JupyterLab with the scripts that it names, fetches the assignment, runs the lesson's cells with about ``--pause``
seconds between them, hands in, and stops the server. The assignment has to be released. There is no browser: what it
works on its own machine costs the hub nothing.
"""

import argparse
import json
import random
import re
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import nbformat
import psutil
import requests
import websocket
from requests.cookies import get_cookie_header

LESSON = Path(__file__).parents[1] / "notebooks" / "05_stopwatch_study.ipynb"
LONGEST = 300
MB = 10**6


class Student:
    """Somebody with an account on the hub; every method is a step and ends when the student may go on."""

    def __init__(self, hub, name, password):
        self.hub, self.name, self.password = hub.rstrip("/"), name, password
        self.web = requests.Session()
        self.own = f"{self.hub}/user/{name}/"

    def log_in(self):
        address = f"{self.hub}/hub/login?next=/hub/home"
        self.web.get(address, timeout=LONGEST).raise_for_status()
        form = {"username": self.name, "password": self.password, "_xsrf": self._xsrf(f"{self.hub}/hub/")}
        answer = self.web.post(address, data=form, timeout=LONGEST)
        answer.raise_for_status()
        if "/hub/login" in answer.url:
            raise RuntimeError("the password was refused")

    def get_a_server(self):
        deadline = time.monotonic() + LONGEST
        self.web.get(f"{self.hub}/hub/spawn/{self.name}", timeout=LONGEST).raise_for_status()
        while True:
            answer = self.web.get(f"{self.own}api", timeout=LONGEST)
            where = urlsplit(answer.url)
            if answer.ok and where.path == f"/user/{self.name}/api":
                # Where students' servers have a name of their own, the hub has led there.
                self.own = f"{where.scheme}://{where.netloc}/user/{self.name}/"
                return
            if time.monotonic() > deadline:
                raise TimeoutError(f"no server after {LONGEST} s")
            time.sleep(0.5)

    def load_the_page(self):
        page = self.web.get(f"{self.own}lab", timeout=LONGEST)
        page.raise_for_status()
        for script in re.findall(r'<script[^>]+src="([^"]+)"', page.text):
            self.web.get(urljoin(page.url, script), timeout=LONGEST).raise_for_status()

    def fetch(self, assignment):
        self._has_become("fetched", assignment, self._assignments("fetch", assignment))

    def hand_in(self, assignment):
        self._has_become("submitted", assignment, self._assignments("submit", assignment))

    def run(self, cells, pause, seed):
        """Seconds of the first cell, of each other cell, and how many ended in which error."""
        waits, errors, drawn = [], Counter(), random.Random(seed)
        started = self._ask("post", "api/kernels", json={})
        channel = f"{self.own}api/kernels/{started.json()['id']}/channels?session_id={uuid.uuid4().hex}"
        cookies = get_cookie_header(self.web.cookies, requests.Request("GET", channel).prepare())
        socket = websocket.create_connection(
            re.sub("^http", "ws", channel), cookie=cookies, timeout=LONGEST, enable_multithread=False
        )
        try:
            for number, cell in enumerate(cells):
                if number > 1:
                    time.sleep(pause * drawn.uniform(0.5, 1.5))
                begun = time.monotonic()
                errors.update(_execute(socket, cell))
                waits.append(time.monotonic() - begun)
        finally:
            socket.close()
        return waits[0], waits[1:], errors

    def stop(self):
        address = f"{self.hub}/hub/api/users/{self.name}/server"
        headers = {"X-XSRFToken": self._xsrf(f"{self.hub}/hub/"), "Referer": f"{self.hub}/hub/home"}
        self.web.delete(address, headers=headers, timeout=LONGEST).raise_for_status()

    def _assignments(self, what, assignment):
        form = {"course_id": "shopfloor", "assignment_id": assignment}
        answer = self._ask("post", f"assignments/{what}", data=form).json()
        if not answer["success"]:
            raise RuntimeError(f"{what}: {answer['value']}")
        return answer["value"]

    def _has_become(self, status, assignment, listed):
        found = {one["status"] for one in listed if one["assignment_id"] == assignment}
        if status not in found:
            raise RuntimeError(f"{assignment} is not {status}: {', '.join(found) or 'not on the list'}")

    def _ask(self, method, path, **body):
        headers = {"X-XSRFToken": self._xsrf(self.own)}
        answer = self.web.request(method, self.own + path, headers=headers, timeout=LONGEST, **body)
        answer.raise_for_status()
        return answer

    def _xsrf(self, address):
        """The key against forged requests that the pages under an address gave."""
        where = urlsplit(address)
        hosts = (
            where.hostname,
            f"{where.hostname}.local",
        )  # the second as Python's cookies spell a bare name
        for cookie in self.web.cookies:
            if (cookie.name, cookie.path) == ("_xsrf", where.path) and cookie.domain in hosts:
                return cookie.value
        raise RuntimeError(f"no page of {address} was loaded")


def _execute(socket, code):
    """Runs a cell, and waits for its end; the name of the error that it ended in, if any."""
    message, errors = uuid.uuid4().hex, []
    content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
    header = {"msg_id": message, "session": message, "username": "", "version": "5.3"}
    header["msg_type"] = "execute_request"
    request = {"channel": "shell", "parent_header": {}, "metadata": {}, "buffers": [], "header": header}
    socket.send(json.dumps(request | {"content": content}))
    while True:
        said = socket.recv()
        if isinstance(said, bytes):  # a widget's buffers; never the end of a cell
            continue
        said = json.loads(said)
        if said["parent_header"].get("msg_id") != message:
            continue
        if said["msg_type"] == "error":
            errors.append(said["content"]["ename"])
        if said["msg_type"] == "status" and said["content"]["execution_state"] == "idle":
            return errors


class Round:
    """So many students at once: seconds of each step, and what one of them takes of the machine."""

    def __init__(self, students, within):
        self.students, self.within = students, within
        self.seconds, self.errors, self.failed = {}, Counter(), {}
        self.memory_mb = self.processor_s = None

    def take_place(self, cells, pause, assignment):
        memory, busy = _of_this_machine()
        self._all_do(self._work, cells, pause, assignment)
        memory_at_work, _ = _of_this_machine()  # everybody's kernel is still there
        self._all_do(self._go_home, assignment)
        _, busy_after = _of_this_machine()
        self.memory_mb = (memory_at_work - memory) / len(self.students) / MB
        self.processor_s = (busy_after - busy) / len(self.students)

    def _all_do(self, work, *arguments):
        with ThreadPoolExecutor(len(self.students)) as pool:
            doing = {
                number: pool.submit(work, number, *arguments)
                for number in range(len(self.students))
                if number not in self.failed
            }
        self.failed |= {number: error for number, done in doing.items() if (error := done.exception())}

    def _work(self, number, cells, pause, assignment):
        student = self.students[number]
        time.sleep(self.within * number / len(self.students))
        self._take("log in", student.log_in)
        self._take("own server", student.get_a_server)
        self._take("JupyterLab's page", student.load_the_page)
        self._take("fetch", student.fetch, assignment)
        first, others, errors = student.run(cells, pause, number)
        self.seconds.setdefault("first cell", []).append(first)
        self.seconds.setdefault("another cell", []).extend(others)
        self.errors.update(errors)

    def _go_home(self, number, assignment):
        self._take("hand in", self.students[number].hand_in, assignment)
        self._take("stop", self.students[number].stop)

    def _take(self, step, work, *arguments):
        begun = time.monotonic()
        work(*arguments)
        self.seconds.setdefault(step, []).append(time.monotonic() - begun)


def _of_this_machine():
    """Memory in use in bytes, and seconds of processor used so far by everybody but this program."""
    everybody, mine = psutil.cpu_times(), psutil.Process().cpu_times()
    idle = everybody.idle + getattr(everybody, "iowait", 0) + getattr(everybody, "guest", 0)
    return psutil.virtual_memory().used, sum(everybody) - idle - mine.user - mine.system


def report(rounds):
    print(
        "Seconds: the median; nineteen of twenty wait less than; the worst. Ratio: of the last to the first median."
    )
    print(f"{'':18}", *(f"{len(taken.students):>15} at once" for taken in rounds), "  ratio")
    for step in rounds[0].seconds:
        waits = [sorted(taken.seconds[step]) for taken in rounds]
        columns = (" ".join(f"{_at(found, part):7.2f}" for part in (0.5, 0.95, 1)) for found in waits)
        ratio = _at(waits[-1], 0.5) / _at(waits[0], 0.5)
        print(f"{step:18}", *columns, f"{ratio:7.1f}")
    print(f"{'memory each':18}", *(f"{taken.memory_mb:20.0f} MB" for taken in rounds))
    print(f"{'processor each':18}", *(f"{taken.processor_s:21.1f} s" for taken in rounds))


def _at(ordered, part):
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("hub", help="the hub's address")
    parser.add_argument("passwords", type=Path, help="what accounts printed: a name and a password a line")
    parser.add_argument("--students", type=int, nargs="+", default=[1, 10, 40])
    parser.add_argument("--within", type=float, default=60, help="seconds in which a round comes in")
    parser.add_argument("--pause", type=float, default=5, help="seconds between two cells")
    parser.add_argument("--lesson", type=Path, default=LESSON)
    parser.add_argument("--assignment", default="a00_start_here")
    given = parser.parse_args()
    accounts = [line.split() for line in given.passwords.read_text(encoding="utf-8").splitlines()]
    if sum(given.students) > len(accounts):
        parser.error(f"{given.passwords} has {len(accounts)} accounts; {sum(given.students)} are asked for.")
    lesson = nbformat.read(given.lesson, as_version=4)
    cells = [cell.source for cell in lesson.cells if cell.cell_type == "code"]
    rounds = []
    for number in given.students:
        of_this_round, accounts = accounts[:number], accounts[number:]
        taken = Round([Student(given.hub, *account) for account in of_this_round], given.within)
        taken.take_place(cells, given.pause, given.assignment)
        print(
            f"{number} at once: {len(taken.failed)} failed; cells that ended in an error: {dict(taken.errors)}"
        )
        for late, error in taken.failed.items():
            print(f"  {taken.students[late].name}: {type(error).__name__}: {error}")
        if not taken.seconds.get("stop"):
            return
        rounds.append(taken)
    report(rounds)


if __name__ == "__main__":
    main()
