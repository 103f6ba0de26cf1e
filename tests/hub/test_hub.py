"""One assignment's way through a real hub, in the browser, and what a student tries besides."""

import json
import os
import re
import time
from dataclasses import dataclass
from urllib.parse import quote

import pytest

from shopfloor.grading.fill_in import right_values
from shopfloor.grading.keys import load_keys
from shopfloor.kit.links import Repository

ASSIGNMENT = "a00_start_here"
NOTE = "Hour 3 has more parts than a tray holds, so somebody slipped; I would count that tray again."
GRADER = "/services/shopfloor"
HERS = f"shopfloor/{ASSIGNMENT}"

# What Bo writes into the notebook that he hands in: it runs in grading, as the grader's process.
PRYING = """
from pathlib import Path
for place in ("/home/grader-shopfloor/course/instructor/answers", "/home/analopez", "/srv/shopfloor/exchange"):
    try:
        print(place, sorted(Path(place).iterdir()))
    except OSError as error:
        print(place, "refused:", type(error).__name__)
try:
    import socket
    socket.create_connection(("127.0.0.1", PORT), timeout=5)
    print("network reached")
except OSError as error:
    print("network refused:", type(error).__name__)
"""

# What Bo puts into the exchange: in Ana's name, under a name that is none, and in his own with a link to the key.
FORGED = """
import os, shutil
from pathlib import Path
os.umask(0o022)
inbound = Path("/srv/shopfloor/exchange/shopfloor/inbound")
own = Path.home() / "shopfloor" / "ASSIGNMENT"
def put(name, time, says, secret):
    folder = inbound / f"{name}+ASSIGNMENT+{time}+x"
    folder.mkdir()
    for file in own.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "timestamp.txt").write_text(says)
    if secret:
        (folder / "submission_secret.txt").write_text("1" * 128)
    return folder
later, still_later = "2099-01-01 00:00:00.000000 UTC", "2099-01-02 00:00:00.000000 UTC"
put("analopez", later, later, True)
put("bolindgren", "no time at all", later, True)
put("bolindgren", still_later, later, True)
put("bolindgren", "2099-01-03 00:00:00.000000 UTC", "2099-01-03 00:00:00.000000 UTC", False)
early = "2020-01-01 00:00:00.000000 UTC"
put("bolindgren", early, early, True)
own_in_time = put("bolindgren", later, later, True)
(own_in_time / "key.py").symlink_to("/home/grader-shopfloor/course/instructor/answers/ASSIGNMENT.py")
(own_in_time / "others").symlink_to("/home/grader-shopfloor/course/instructor")
os.mkfifo(own_in_time / "endless.txt")
print("put there")
"""


# What Bo tries in a kernel of his own server; a name in capitals is filled in by the test.
ATTEMPTS = """
import json, os, shutil, socket, urllib.request
from pathlib import Path
course, exchange = Path("/home/grader-shopfloor/course/instructor"), Path("/srv/shopfloor/exchange/shopfloor")
handed_in = exchange / "inbound" / HANDED_IN
token = {"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"]}

def ask(port, path, data=None, headers=token):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=data, headers=headers)
    return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10).read(200)

def others_environment():
    mine, read = os.getuid(), []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid != mine:
                read.append((process / "environ").read_bytes()[:20])
        except OSError:
            pass
    if not read:
        raise PermissionError("none")
    return read

attempts = {
    "her home": lambda: os.listdir("/home/analopez"),
    "her notebook": lambda: Path("/home/analopez/shopfloor/ASSIGNMENT/ASSIGNMENT.ipynb").read_text(),
    "her server, by the proxy": lambda: ask(PORT, "/user/analopez/api/contents"),
    "her server, by its own name": lambda: ask(
        PORT, "/user/analopez/api/contents", headers=token | {"Host": "students.localhost:PORT"}
    ),
    "her account in the hub": lambda: ask(HUB_PORT, "/hub/api/users/analopez"),
    "everybody's accounts": lambda: ask(HUB_PORT, "/hub/api/users"),
    "stopping her server": lambda: ask(HUB_PORT, "/hub/api/users/analopez/server", b""),
    "hand-ins listed": lambda: os.listdir(exchange / "inbound"),
    "her hand-in removed": lambda: shutil.rmtree(handed_in),
    "her hand-in renamed": lambda: handed_in.rename(handed_in.with_name("bolindgren+ASSIGNMENT+x")),
    "her hand-in changed": lambda: (handed_in / "ASSIGNMENT.ipynb").open("a"),
    "feedback listed": lambda: os.listdir(exchange / "feedback"),
    "feedback put there": lambda: (exchange / "feedback" / "x.html").write_text("100 of 100"),
    "what was released, changed": lambda: (exchange / "outbound" / "ASSIGNMENT" / "ASSIGNMENT.ipynb").open("a"),
    "what was released, removed": lambda: shutil.rmtree(exchange / "outbound" / "ASSIGNMENT"),
    "the exchange exchanged": lambda: exchange.rename(exchange.with_name("old")),
    "the grader's home": lambda: os.listdir("/home/grader-shopfloor"),
    "the source": lambda: (course / "source" / "ASSIGNMENT" / "ASSIGNMENT.ipynb").read_text(),
    "the key": lambda: (course / "answers" / "ASSIGNMENT.py").read_text(),
    "the gradebook": lambda: (course / "gradebook.db").read_bytes(),
    "formgrader's server itself": lambda: ask(GRADER_PORT, "/services/shopfloor/formgrader/api/assignments"),
    "the course's files by it": lambda: ask(GRADER_PORT, "/services/shopfloor/api/contents"),
    "the hub's database": lambda: Path("/srv/shopfloor/hub/hub.sqlite").read_bytes(),
    "the hub's secret": lambda: Path("/srv/shopfloor/hub/cookie_secret").read_bytes(),
    "the hub's settings": lambda: Path("/etc/shopfloor/hub.env").read_text(),
    "the hub's program": lambda: Path("/opt/shopfloor/hub/jupyterhub_config.py").open("a"),
    "the proxy's routes": lambda: ask(PROXY_PORT, "/api/routes"),
    "others' environment": others_environment,
    "another's number": lambda: os.setuid(0),
    "the proxy's port": lambda: socket.create_server(("127.0.0.1", PROXY_PORT)),
    "the hub's port": lambda: socket.create_server(("127.0.0.1", HUB_PORT)),
    "formgrader's port": lambda: socket.create_server(("127.0.0.1", GRADER_PORT)),
}

def tried(attempt):
    try:
        return f"REACHED {attempt()!r}"
    except (OSError, shutil.Error) as error:  # a refused address (HTTPError) is one, too
        return f"refused: {getattr(error, 'code', None) or type(error).__name__}"

print(json.dumps({name: tried(attempt) for name, attempt in attempts.items()}))
"""

MEMORY = """
try:
    block = bytearray(3 << 30)
    print("got it")
except MemoryError:
    print("no memory")
"""

# Each process waits for a pipe that closes when the first one is done, so none is left behind.
PROCESSES = """
import os, signal
children = []
try:
    for number in range(2000):
        child = os.fork()
        if child == 0:
            signal.pause()
        children.append(child)
    print("all")
except BlockingIOError:
    print("stopped")
finally:
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
"""


@dataclass
class Term:
    """The people, still logged in, and what came of the assignment: the words of each window, by its step."""

    ana: object
    bo: object
    tess: object
    heard: dict


def write_over(cell, text):
    """Type into a cell's editor in place of what is there; in a cell that is not open, letters are commands."""
    cell.locator(".cm-content").click()
    cell.page.wait_for_selector(".jp-Notebook.jp-mod-editMode")
    cell.page.keyboard.press("Control+a")
    cell.page.keyboard.type(text)


def press(tess, glyph, row=None):
    """A button of formgrader's table: gives the words of the window that opens, and closes it."""
    table = tess.page.locator("tbody tr")
    row = table.filter(has_text=row).first if row else table.first
    row.locator(glyph).click()
    window = tess.page.locator(".modal.in")
    window.wait_for(timeout=120_000)
    words = window.inner_text()
    window.get_by_role("button", name="OK").click()
    window.wait_for(state="detached")
    return words


def writes_into_his_notebook(code):
    """Python that adds a cell to Bo's copy of the assignment."""
    return f"""
import nbformat
from pathlib import Path
path = Path.home() / {HERS!r} / "{ASSIGNMENT}.ipynb"
notebook = nbformat.read(path, as_version=4)
notebook.cells.append(nbformat.v4.new_code_cell({code!r}, id="prying"))
nbformat.write(notebook, path)
print("written")
"""


def fetch(person):
    person.open_lab()
    person.open_assignments()
    person.page.get_by_role("button", name="Fetch", exact=True).click()
    person.page.get_by_role("button", name="Submit", exact=True).wait_for()


def submit(person):
    person.page.get_by_role("button", name="Submit", exact=True).click()
    person.page.get_by_text("There are no submitted assignments.").wait_for(state="hidden")


def work_on_it(ana, right):
    """One part answered rightly and the note written, in the notebook; gives what Validate says."""
    ana.page.goto(f"{ana.url}/user/analopez/lab/tree/{HERS}/{ASSIGNMENT}.ipynb")
    ana.page.wait_for_selector(".jp-Notebook .jp-Cell")
    ana.page.wait_for_selector("[data-status=idle]")
    answer = ana.page.locator(".jp-Notebook .jp-CodeCell").filter(has_text="hour_1_parts = ...").first
    write_over(answer, f"hour_1_parts = {right['a00_hour_1']}")
    note = ana.page.locator(".jp-MarkdownCell").filter(has_text="Write your answer here").first
    note.locator(".jp-RenderedMarkdown").dblclick()
    write_over(note, NOTE)
    ana.page.keyboard.press("Shift+Enter")
    ana.page.get_by_role("button", name="Validate").click()
    dialog = ana.page.locator(".jp-Dialog")
    dialog.get_by_text("Validation Results").wait_for(timeout=120_000)
    words = dialog.inner_text()
    dialog.get_by_role("button").last.click()
    return words


def mark_by_hand(tess, points):
    """Points for the part that a person reads, on formgrader's page; saved when the server has taken them."""
    tess.page.goto(f"{tess.url}{GRADER}/formgrader/manage_students/analopez/{ASSIGNMENT}")
    tess.page.get_by_role("link", name=ASSIGNMENT, exact=True).last.click()
    # What is typed before the page knows the marks so far is lost.
    tess.page.wait_for_function("window.formgrader?.grades?.loaded && formgrader.comments?.loaded")
    tess.page.locator("input#a00_note").click()
    with tess.page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.ok):
        tess.page.keyboard.type(str(points))
        tess.page.keyboard.press("Tab")


@pytest.fixture(scope="module")
def term(hub, chromium):
    """The whole way once: released, fetched, worked on, validated, handed in, collected, graded, given back."""
    ana, bo, tess = (hub.person(chromium, name) for name in ("analopez", "bolindgren", "tesshall"))
    right = right_values(load_keys(hub.instructor, ASSIGNMENT), "analopez", "open-2026")
    heard = {}

    tess.page.goto(f"{hub.url}{GRADER}/")
    heard["generate"] = press(tess, ".glyphicon-education", ASSIGNMENT)
    heard["release"] = press(tess, ".glyphicon-cloud-upload", ASSIGNMENT)

    fetch(ana)
    heard["validate"] = work_on_it(ana, right)
    ana.open_assignments()
    submit(ana)

    # Bo writes something into his that looks around, hands it in, and looks after the exchange by himself.
    fetch(bo)
    assert bo.run(writes_into_his_notebook(PRYING.replace("PORT", str(hub.port["HUB_PORT"])))) == "written\n"
    submit(bo)
    assert bo.run(FORGED.replace("ASSIGNMENT", ASSIGNMENT)) == "put there\n"

    tess.page.goto(f"{hub.url}{GRADER}/formgrader/manage_assignments")
    heard["collect"] = press(tess, ".glyphicon-cloud-download", ASSIGNMENT)
    tess.page.goto(f"{hub.url}{GRADER}/formgrader/manage_submissions/{ASSIGNMENT}")
    for name in ("analopez", "bolindgren"):
        heard[f"grade {name}"] = press(tess, ".glyphicon-flash", name)
    mark_by_hand(tess, 1)
    tess.page.goto(f"{hub.url}{GRADER}/formgrader/manage_submissions/{ASSIGNMENT}")
    tess.page.locator("tbody tr").filter(has_text="analopez").wait_for()
    heard["scores"] = tess.page.inner_text("tbody")
    tess.page.goto(f"{hub.url}{GRADER}/formgrader/manage_assignments")
    heard["feedback"] = press(tess, ".glyphicon-comment", ASSIGNMENT)
    heard["give back"] = press(tess, ".glyphicon-envelope", ASSIGNMENT)

    ana.page.goto(f"{hub.url}/user/analopez/lab")
    ana.open_assignments()
    ana.page.get_by_role("button", name="Fetch Feedback").click()
    ana.page.get_by_text("(view feedback)").wait_for()
    return Term(ana, bo, tess, heard)


@pytest.mark.parametrize(
    "step", ["generate", "release", "collect", "grade analopez", "grade bolindgren", "feedback", "give back"]
)
def test_each_step_succeeds_in_formgrader(term, step):
    assert "Success" in term.heard[step]


def test_validate_says_what_is_not_done_and_nothing_of_what_is(term):
    assert "Not tried yet" in term.heard["validate"]
    assert "a00_odd_hour" in term.heard["validate"]
    assert "a00_hour_1" not in term.heard["validate"]


def test_each_gets_the_points_of_their_own_work(term):
    ana, bo = term.heard["scores"].splitlines()
    # 2 for the part that she answered rightly, 1 by hand; he changed no answer.
    assert "analopez" in ana and "graded" in ana and "needs manual" not in ana and "3 / 10" in ana
    assert "bolindgren" in bo and "0 / 10" in bo


def test_feedback_arrives_with_its_student(term):
    term.ana.page.get_by_text("(view feedback)").click()
    page = term.ana.page.get_by_role("listitem", name=re.compile(rf"{ASSIGNMENT}\.html"))
    page.wait_for()
    found = json.loads(
        term.ana.run(
            "import json; from pathlib import Path; "
            f"print(json.dumps([p.read_text() for p in Path.home().glob('{HERS}/feedback/*/*.html')]))"
        )
    )
    assert len(found) == 1
    assert "3 of 10" in re.sub(r"\s+", " ", re.sub("<[^>]+>", "", found[0]))


def test_a_student_finds_the_lessons_at_home_and_keeps_what_was_written(term):
    home = "from pathlib import Path; lesson = Path.home() / 'notebooks' / 'lesson.ipynb'; "
    assert term.ana.run(home + "print(lesson.read_text())") == "{}\n"
    term.ana.run(home + "lesson.write_text('mine')")
    term.ana.restart()
    assert term.ana.run(home + "print(lesson.read_text())") == "mine\n"


def test_a_link_brings_a_lesson_into_ones_home_and_opens_it(hub, term):
    link = Repository("https://git.example.edu/lessons").on_hub(hub.url, "notebooks/00_start_here.ipynb")
    # Here the repository lies on the hub's disk.
    link = link.replace(
        quote("https://git.example.edu/lessons", safe=""), quote("file:///opt/shopfloor/lessons", safe="")
    )
    term.ana.page.goto(link)
    term.ana.page.wait_for_url(
        "**/user/analopez/lab/tree/lessons/notebooks/00_start_here.ipynb", timeout=60_000
    )
    title = term.ana.page.locator(".jp-NotebookPanel:visible h1").first
    title.wait_for()
    assert title.inner_text().startswith("How do I work in a notebook?")


def test_work_is_taken_only_from_the_account_whose_name_it_bears(term):
    said = term.heard["collect"]
    assert "analopez+a00_start_here+2099-01-01 00:00:00.000000 UTC+x belongs to bolindgren" in said
    assert "bolindgren+a00_start_here+no time at all+x is not the name of a hand-in" in said
    # Another time than its file says, and without nbgrader's secret.
    assert (
        "bolindgren+a00_start_here+2099-01-02 00:00:00.000000 UTC+x was not made by nbgrader submit" in said
    )
    assert (
        "bolindgren+a00_start_here+2099-01-03 00:00:00.000000 UTC+x was not made by nbgrader submit" in said
    )
    assert "Processing 2 submissions" in said


def test_a_hand_in_that_says_an_earlier_time_than_it_came_is_named(term):
    assert (
        "Look at the time: bolindgren+a00_start_here+2020-01-01 00:00:00.000000 UTC+x came or was moved at"
        in term.heard["collect"]
    )


@pytest.mark.parametrize("name", ["key.py is a link", "others is a link", "endless.txt is not a file"])
def test_links_and_pipes_in_a_hand_in_are_left_out(term, name):
    assert f"Left out: {name}" in term.heard["collect"]


def test_work_that_is_graded_sees_neither_the_key_nor_others_nor_the_network(term):
    saw = term.heard["grade bolindgren"]
    assert saw.count("refused: ") == 4
    assert "network refused" in saw and "network reached" not in saw


def test_what_a_student_may_not_reach_from_a_kernel(hub, term):
    inbound = hub.disk / "srv/shopfloor/exchange/shopfloor/inbound"
    (handed_in,) = [
        one.name
        for one in inbound.glob("analopez+*")
        if not one.name.startswith("analopez+a00_start_here+2099")
    ]
    # Without the last part it could be guessed, and the folder of hand-ins cannot be listed.
    assert re.fullmatch(r"analopez\+a00_start_here\+[^+]+\+.{12,}", handed_in)
    code = ATTEMPTS.replace("HANDED_IN", repr(handed_in)).replace("ASSIGNMENT", ASSIGNMENT)
    for name in ("PROXY_PORT", "HUB_PORT", "GRADER_PORT", "PORT"):
        code = code.replace(name, str(hub.port[name]))
    came_of = json.loads(term.bo.run(code))
    assert len(came_of) == ATTEMPTS.count(": lambda") + 1
    assert {name: result for name, result in came_of.items() if not result.startswith("refused")} == {}
    # Not that it is taken: where its server is being started again nobody else may come before it.
    ports = {came_of[f"{whose} port"] for whose in ("the proxy's", "the hub's", "formgrader's")}
    assert ports == {"refused: PermissionError"}
    # Not even by halves.
    kept = {f"{ASSIGNMENT}.ipynb", "course.json", "timestamp.txt", "submission_secret.txt"}
    assert {one.name for one in (inbound / handed_in).iterdir()} == kept


@pytest.mark.parametrize(
    "path",
    [
        f"{GRADER}/",
        f"{GRADER}/formgrader",
        f"{GRADER}/formgrader/api/assignments",
        f"{GRADER}/formgrader/submissions/",
        f"{GRADER}/lab",
        f"{GRADER}/api/contents/source",
        "/user/analopez/lab",
        "/user/analopez/api/contents",
        "/hub/spawn/analopez",
        "/hub/admin",
        "/hub/api/users",
        # His own server has no formgrader either.
        "/user/bolindgren/formgrader",
        "/user/bolindgren/formgrader/api/assignments",
    ],
)
def test_what_a_student_may_not_open_in_the_browser(term, path):
    assert term.bo.get(path) in (403, 404)


def test_a_student_has_no_menu_for_what_instructors_do(term):
    term.bo.page.goto(f"{term.bo.url}/user/bolindgren/lab")
    term.bo.page.get_by_role("menuitem", name="Nbgrader").click()
    entries = term.bo.page.locator(".lm-Menu-item .lm-Menu-itemLabel").all_inner_texts()
    assert "Assignment List" in entries
    assert "Formgrader" not in entries


@pytest.mark.parametrize("path", ["/user/analopez/api/contents", "/hub/admin", "/hub/spawn/analopez"])
def test_who_teaches_opens_formgrader_and_no_students_server(term, path):
    assert term.tess.get(f"{GRADER}/formgrader/api/assignments") == 200
    assert term.tess.get(path) in (403, 404)


def test_the_grader_may_open_its_port_and_what_it_starts_may_not(hub, term):
    term.tess.page.goto(f"{hub.url}{GRADER}/lab")
    port = hub.port["GRADER_PORT"] - 1
    code = "import os, pwd, socket\nprint(pwd.getpwuid(os.getuid()).pw_name, os.environ['HOME'])\n"
    code += f"try:\n    socket.create_server(('127.0.0.1', {port}))\nexcept PermissionError:\n    print('refused')"
    said = term.tess.run(code, f"{GRADER}/")
    assert said == "grader-shopfloor /home/grader-shopfloor\nrefused\n"


def test_who_teaches_starts_in_formgrader_and_has_no_server_that_a_neighbor_could_stand_in_for(hub, term):
    answer = term.tess.open("/hub/")
    assert answer.status == 200 and answer.url.startswith(f"{hub.url}{GRADER}/formgrader")
    term.tess.page.goto(f"{hub.url}/hub/spawn")
    term.tess.page.get_by_text("Whoever teaches works in the grader's server").wait_for()
    with term.tess.page.expect_navigation():
        term.tess.page.get_by_role("link", name="formgrader").click()
    assert term.tess.page.url.startswith(f"{hub.url}{GRADER}/formgrader")
    assert term.tess.get("/user/tesshall/lab") == 403


# A page in a student's own server, with a script that looks at formgrader in whose browser opens it.
TRAP = """
from tornado.web import RequestHandler
SCRIPT = '''<iframe id="inside" src="FORMGRADER/manage_assignments"></iframe><script>
  const inside = document.getElementById("inside");
  inside.onload = () => {
    try {
      document.title = "read: " + inside.contentDocument.cookie;
    } catch (error) {
      document.title = "refused: " + error.name;
    }
  };
</script>'''
class Page(RequestHandler):
    def get(self):
        self.finish(SCRIPT)
def _load_jupyter_server_extension(app):
    app.web_app.add_handlers(".*", [(app.base_url + "look", Page)])
"""


def test_a_page_of_a_students_server_reads_nothing_in_an_instructors_browser(hub, chromium, term):
    home = hub.disk / "home/danokoro"
    owner = home.stat()
    files = {
        "trap.py": TRAP.replace("FORMGRADER", f"{hub.url}{GRADER}/formgrader"),
        ".jupyter/jupyter_server_config.py": "import sys; sys.path.insert(0, '/home/danokoro')\n"
        "c.ServerApp.jpserver_extensions = {'trap': True}\n",
    }
    (home / ".jupyter").mkdir()
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")
    for path in (home / ".jupyter", *(home / name for name in files)):
        os.chown(path, owner.st_uid, owner.st_gid)
    dan = hub.person(chromium, "danokoro")
    dan.open_lab()
    assert dan.page.url.startswith("http://students.localhost:")
    term.tess.page.goto(dan.page.url.split("/user/")[0] + "/user/danokoro/look")
    term.tess.page.wait_for_function("/^(read|refused): /.test(document.title)")
    assert term.tess.page.title().startswith("refused: ")


def until(status, person, path):
    """Waits until the hub answers so; half a minute, where its own settings say two seconds each for two caches."""
    deadline = time.monotonic() + 30
    while person.get(path) not in status:
        assert time.monotonic() < deadline, f"still {person.get(path)}"
        time.sleep(0.5)


def test_who_teaches_no_more_is_out_of_formgrader_without_a_restart(hub, chromium, term):
    uma = hub.person(chromium, "umanair")
    keys = f"{GRADER}/api/contents/instructor/answers"
    assert uma.get(f"{GRADER}/formgrader") == 200
    assert uma.get(keys) == 200
    hub.is_in("umanair", "students")
    until({403}, uma, keys)
    assert uma.get(f"{GRADER}/formgrader") == 403
    assert term.tess.get(keys) == 200
    # And back, as a new instructor comes in.
    hub.is_in("umanair", "instructors")
    until({200}, uma, keys)


def test_who_left_the_course_is_out_of_a_server_that_runs(hub, chromium):
    cy = hub.person(chromium, "cyreyes")
    cy.open_lab()
    assert cy.get("/user/cyreyes/api/contents") == 200
    hub.is_in("cyreyes")
    deadline = time.monotonic() + 30
    while "/hub/login" not in cy.open("/user/cyreyes/api/contents").url:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert "/hub/login" in cy.open("/hub/spawn").url
    with pytest.raises(AssertionError, match="not logged in"):
        hub.person(chromium, "cyreyes")


def test_formgrader_says_that_other_sites_may_not_frame_it(hub, term):
    answer = term.tess.open(f"{GRADER}/formgrader")
    assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"


def test_a_server_takes_no_more_memory_than_a_student_has(term):
    assert term.bo.run(MEMORY) == "no memory\n"


def test_a_server_starts_no_more_processes_than_a_student_has(term):
    assert term.bo.run(PROCESSES) == "stopped\n"


@pytest.mark.parametrize("name", ["analopez", "corajones", "grader-shopfloor", "root"])
def test_nobody_comes_in_with_a_wrong_password_or_as_a_program(hub, chromium, name):
    with pytest.raises(AssertionError, match="not logged in"):
        hub.person(chromium, name, password="shopfloor")


def test_accounts_are_made_for_people_only(hub):
    # The last was the machine's administrator.
    for name in ("root", "grader-shopfloor", "daemon", "jsmith"):
        assert f"{name}: not let in" in hub.refused
    assert "Ana Lopez: not made" in hub.refused
    assert "jane: not made. This machine uses that name for a group" in hub.refused
    group = (hub.disk / "etc/group").read_text(encoding="utf-8")
    assert not re.search("^shopfloor-.*jsmith", group, re.MULTILINE)


def test_each_account_gets_one_first_password_also_after_an_interruption(hub):
    assert list(hub.passwords) == ["analopez", "bolindgren", "cyreyes", "danokoro", "tesshall", "umanair"]
    assert all(re.fullmatch("[0-9a-f]{20}", password) for password in hub.passwords.values())
    assert hub.again == ""


def test_a_course_that_was_copied_by_halves_is_copied_anew(hub):
    course = hub.disk / "home/grader-shopfloor/course"
    assert (course / "instructor/nbgrader_config.py").is_file()
    assert not (course / "left-by-halves").exists()


def test_the_log_names_nobody(hub, term):
    log = hub.log.read_text(encoding="utf-8", errors="replace")
    # The hub, the proxy, a student's server and formgrader's have all written.
    for said in ("User logged in: [student]", "/user/[student]", "Collecting submission", "[ConfigProxy]"):
        assert said in log, said
    # The ids have eight letters and more, so that none of the log's random keys holds one by chance.
    names = re.compile(rf"(?<![a-z])({'|'.join(hub.passwords)}|corajones)(?![a-z])")
    assert [line for line in log.splitlines() if names.search(line)] == []


def test_the_page_asks_no_other_host_for_anything(term):
    asked = {name: getattr(term, name).outside for name in ("ana", "bo", "tess")}
    assert asked == {"ana": [], "bo": [], "tess": []}
