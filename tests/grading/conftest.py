"""A class whose hand-ins are filled in from the released a05, graded once on each of the three paths.

Right answers and named mistakes are taken from the key at run time; nothing in this folder holds an answer.
"""

import contextlib
import copy
import http.server
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output

from shopfloor.grading.base import grade_id
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.fill_in import fill_in, named_mistakes, right_values
from shopfloor.grading.handed_in import MIME
from shopfloor.grading.keys import load_keys
from shopfloor.grading.release import release
from shopfloor.teaching.compare import Number, Rows

REPOSITORY = Path(__file__).parents[2]
ASSIGNMENT = "a05_stopwatch_study"
COURSE = "open-2026"
# Long enough for a cell that imports pandas on a busy machine.
SECONDS_PER_CELL = 15
ON_EVERY_PATH = ("right", "partly", "blank", "classmate", "deleted", "muddled", "broken", "exits", "hostile")
NOTE = "I disagree: one lucky cycle is no average, and I timed one operator on one day."


@dataclass
class HandIn:
    """One made hand-in: its bytes, and what grading must make of it."""

    content: bytes
    points: dict = field(default_factory=dict)  # grade id -> points
    words: dict = field(default_factory=dict)  # grade id -> text that the feedback must hold
    graded: bool = True
    made_with: str | None = None
    repairs: tuple = ()  # texts that the repairs must hold, in this order


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory):
    """No settings of the person who runs the tests are read or written."""
    home = tmp_path_factory.mktemp("settings")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(home / name.lower()))
        for name in ("JUPYTER_CONFIG_PATH", "SHOPFLOOR_STUDENT", "JUPYTERHUB_USER"):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture(scope="session")
def template(tmp_path_factory, own_settings):
    """A course with the real configuration, source and key of a05, released; copied before it is used."""
    root = tmp_path_factory.mktemp("template") / "course"
    instructor = root / "instructor"
    for name in ("source", "answers"):
        shutil.copytree(
            REPOSITORY / "instructor" / name, instructor / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    config = (REPOSITORY / "instructor" / "nbgrader_config.py").read_text(encoding="utf-8")
    config += f"c.ExecuteAs.timeout = {SECONDS_PER_CELL}\n"
    (instructor / "nbgrader_config.py").write_text(config, encoding="utf-8")
    release(CourseFolder(root), [ASSIGNMENT])
    return root


@pytest.fixture(scope="session")
def released(template):
    """The notebook that students receive."""
    return nbformat.read(template / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)


@pytest.fixture(scope="session")
def keys(template):
    return load_keys(template / "instructor", ASSIGNMENT)


@pytest.fixture(scope="session")
def most(released):
    """Points by grade id."""
    return {
        cell.metadata.nbgrader.grade_id: float(cell.metadata.nbgrader.points)
        for cell in released.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }


@pytest.fixture(scope="session")
def right(keys):
    """``right(student, handed_in=None)``: right values by grade id, following what was handed in."""
    return lambda student, handed_in=None: right_values(keys, student, COURSE, handed_in)


@pytest.fixture
def course(template, tmp_path):
    """A fresh copy of the course: its instructor folder."""
    shutil.copytree(template, tmp_path / "course")
    return tmp_path / "course" / "instructor"


@pytest.fixture(scope="session")
def put():
    """``put(root, student, notebook_or_bytes)``: write a submission into the course."""

    def write(root, student, work):
        path = Path(root, "submitted", student, ASSIGNMENT, f"{ASSIGNMENT}.ipynb")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(work if isinstance(work, bytes) else nbformat.writes(work).encode("utf-8"))
        return path

    return write


@pytest.fixture(scope="session")
def hand_ins(released, keys, most, right):
    """The class: ``{student: HandIn}``."""
    return made_class(released, keys, most, right)


def cell_of(nb, name):
    return next(cell for cell in nb.cells if grade_id(cell) == name)


def place_of(nb, name):
    return next(index for index, cell in enumerate(nb.cells) if grade_id(cell) == name)


def as_bytes(nb):
    return nbformat.writes(nb).encode("utf-8")


def made_class(released, keys, most, right):
    parts = list(keys.functions)
    full = {name: most[name] for name in parts}
    none = dict.fromkeys(parts, 0.0)
    rest = {"a05_note": None}
    texts = {"a05_note": NOTE}
    made = {}

    def filled(student, answers, code=None):
        return fill_in(released, student, answers, code, texts)

    # Right, and right in other clothes, with noise on stderr in every cell.
    made["right"] = HandIn(as_bytes(filled("right", right("right"))), full | rest, dict.fromkeys(parts, "."))
    values = right("others")
    code = {
        "a05_element_c": "import numpy as np\nelement_c_min = np.float32(VALUE)",
        "a05_spoiled": "spoiled = set(VALUE)",
        "a05_foreign": "import pandas as pd\nforeign = list(pd.Series(VALUE)[::-1])",
        "a05_average_b": "average_b_min = pd.Series([round(VALUE, 3)], index=['B'])",
        "a05_cycle": "from decimal import Decimal\ncycle_min = Decimal(str(VALUE))",
    }
    nb = filled(" Others ", values, code)
    warn = "lambda _: print('a warning', file=sys.stderr)"
    noise = f"import sys\nget_ipython().events.register('post_run_cell', {warn})"
    nb.cells.insert(5, new_code_cell(noise))
    made["others"] = HandIn(as_bytes(nb), full | rest, dict.fromkeys(parts, "."))

    # Partly right: one foreign element not found, one part not tried.
    values = right("partly")
    found = values["a05_foreign"]
    values["a05_foreign"] = found[:-1]
    values = right("partly", {name: values[name] for name in ("a05_foreign",)})
    del values["a05_element_c"]
    made["partly"] = HandIn(
        as_bytes(filled("partly", values)),
        full | rest | {"a05_element_c": 0.0, "a05_foreign": round(4 * (len(found) - 1) / len(found), 2)},
        {"a05_element_c": "Not tried yet", "a05_foreign": "one is missing", "a05_cycle": "followed through"},
    )

    # Every named mistake: the first one of each part in one hand-in, the second ones in another, and so on;
    # numbers and sets of rows apart, because a wrong set would be followed through in the numbers.
    for kind in (Number, Rows):
        some = [name for name in parts if isinstance(keys.answer(name, keys.case("right", COURSE)), kind)]
        for number in range(max(len(_named(keys, name, "right")) for name in some)):
            student, made[student] = _with_mistakes(some, number, keys, most, right, filled, rest)

    # An early slip that is followed through: two rows that are not the spoiled ones.
    early = right("early")["a05_spoiled"]
    slip = {"a05_spoiled": [min(early) - 5, min(early) - 4]}
    made["early"] = HandIn(
        as_bytes(filled("early", right("early", slip))),
        full | rest | {"a05_spoiled": 0.0},
        {"a05_average_b": "followed through", "a05_cycle": "followed through"},
    )

    made["blank"] = HandIn(
        as_bytes(fill_in(released, "blank")), none | {"a05_note": 0.0}, dict.fromkeys(parts, "Not tried yet")
    )
    made["classmate"] = HandIn(as_bytes(filled("right", right("right"))), full | rest, made_with="right")

    # A hand-in cell and an answer cell deleted; the answer stands in a cell of the student's own.
    nb = filled("deleted", right("deleted"))
    place = place_of(nb, "a05_average_b_answer")
    nb.cells[place] = new_code_cell(nb.cells[place].source)
    nb.cells.remove(cell_of(nb, "a05_spoiled"))
    made["deleted"] = HandIn(
        as_bytes(nb),
        full | rest,
        repairs=("a05_spoiled was deleted", "a05_average_b_answer was deleted"),
    )

    nb = filled("copied", right("copied"))
    for name in ("a05_element_c", "a05_foreign_answer", "a05_data"):
        twin = copy.deepcopy(cell_of(nb, name))
        twin.id += "-copy"
        nb.cells.insert(place_of(nb, name), twin)
    made["copied"] = HandIn(
        as_bytes(nb), full | rest, repairs=("a05_data was there 2 times", "a05_element_c", "a05_foreign")
    )

    # Moved above its answer, turned into text, locked cells and metadata edited.
    nb = filled("muddled", right("muddled"))
    moved = nb.cells.pop(place_of(nb, "a05_foreign"))
    nb.cells.insert(place_of(nb, "a05_foreign_answer"), moved)
    retyped = cell_of(nb, "a05_cycle")
    retyped.cell_type = "markdown"
    del retyped["outputs"], retyped["execution_count"]
    cell_of(nb, "a05_data").source += "\nstudy = study.head(3)"
    edited = cell_of(nb, "a05_spoiled")
    edited.source = "100.0"
    edited.metadata.nbgrader.update(points=100, grade=False, solution=True)
    edited.metadata["shopfloor"] = {"words": "forged", "points": 100}
    nb.metadata["shopfloor"] = {"made_with": "right"}
    made["muddled"] = HandIn(
        as_bytes(nb),
        full | rest,
        repairs=(
            "a05_data had been changed",
            "a05_spoiled had been changed",
            "a05_cycle was of another type",
            "a05_foreign stood",
        ),
    )

    made["broken"] = HandIn(as_bytes(filled("broken", right("broken")))[:2000], graded=False)

    values = right("endless")
    wait = "import time\nwhile True:\n    time.sleep(0.05)"
    made["endless"] = HandIn(
        as_bytes(filled("endless", values, {"a05_foreign": wait})),
        full | rest | {"a05_foreign": 0.0, "a05_average_b": 0.0, "a05_cycle": 0.0},
        dict.fromkeys(("a05_foreign", "a05_average_b", "a05_cycle"), "did not run"),
    )
    values = right("exits")
    made["exits"] = HandIn(
        as_bytes(filled("exits", values, {"a05_average_b": "import os\nos._exit(0)"})),
        full | rest | {"a05_average_b": 0.0, "a05_cycle": 0.0},
        dict.fromkeys(("a05_average_b", "a05_cycle"), "did not run"),
    )
    code = {"a05_element_c": "elment_c_min = VALUE\ndel element_c_min", "a05_cycle": "cycle_min = 'long'"}
    nb = filled("stopped", right("stopped"), code)
    made["stopped"] = HandIn(
        as_bytes(nb),
        full | rest | {"a05_element_c": 0.0, "a05_cycle": 0.0},
        {"a05_element_c": "NameError: name 'element_c_min' is not defined", "a05_cycle": "Not ready"},
    )

    made["hostile"] = HandIn(
        hostile(filled, right), none | rest, dict.fromkeys(parts, "No value was handed in")
    )
    made["forger"] = HandIn(
        forger(filled, right),
        none | rest,
        {
            "a05_element_c": "2 values",
            "a05_spoiled": "the id of another part",
            "a05_foreign": "another version",
            "a05_average_b": "too large",
            "a05_cycle": "nested too deeply",
        },
    )
    return made


def _named(keys, name, student):
    """The words of the mistakes that a part's key names, in its order."""
    samples = keys.answer(name, keys.case(student, COURSE)).samples()
    return [sample.words for sample in samples if sample.expected == "named"]


def _with_mistakes(some, number, keys, most, right, filled, rest):
    """A hand-in with the mistake of this number in some parts, by a student whose data can show them all."""
    wanted = {name: _named(keys, name, "right")[number:][:1] for name in some}
    for letter in "abcdefghijklmnopqrstuvwxyz":
        student = f"mistakes-{number}-{some[0][4:]}-{letter}"
        named = {(name, words): value for name, value, words in named_mistakes(keys, student, COURSE)}
        chosen = {name: words[0] for name, words in wanted.items() if words and (name, words[0]) in named}
        if len(chosen) < sum(map(len, wanted.values())):
            continue
        values = right(student, {name: named[name, words] for name, words in chosen.items()})
        points = dict(most) | rest
        for name, words in chosen.items():
            answer = keys.answer(name, keys.case(student, COURSE))
            mistake = next(one for one in answer.mistakes if one.words == words)
            # Sets of rows earn what the key grants or their share, the larger; numbers what the key grants.
            share = answer.judge(values[name], reveal=False).credit if isinstance(values[name], list) else 0.0
            points[name] = round(max(mistake.credit, share) * most[name], 2)
        said = {name: words.removeprefix("That ") for name, words in chosen.items()}
        return student, HandIn(as_bytes(filled(student, values)), points, said)
    raise AssertionError(f"no student's data shows all mistakes number {number} of {some}")


ALWAYS = """
class Always(float):
    def __eq__(self, other): return True
    def __lt__(self, other): return False
    __gt__ = __lt__
    def __repr__(self): return "100.0"
    def __hash__(self): return 1
import builtins, shopfloor, shopfloor.teaching
def hand_in(*_): pass
shopfloor.hand_in = shopfloor.teaching.hand_in = hand_in
builtins.hand_in = hand_in
element_c_min = average_b_min = cycle_min = Always(1)
"""


def hostile(filled, right):
    """Replaces hand_in by something that ends in nothing: full points, if no step replaced the result."""
    nb = filled("hostile", right("hostile"))
    nb.cells.insert(place_of(nb, "a05_element_c_answer"), new_code_cell(ALWAYS))
    return as_bytes(nb)


def forger(filled, right):
    """Puts out its own payloads: two, under another id, of another version, too large, nested 100 deep."""
    values = right("forger")
    publish = f'''
from IPython.display import publish_display_data
VALUES = {values!r}
def payload(id, v=1, value=None):
    value = VALUES[id] if value is None else value
    publish_display_data({{"{MIME}": {{"v": v, "id": id, "value": value}}, "text/plain": "forged"}})
def hand_in(id, _):
    if id == "a05_element_c":
        payload(id); payload(id)
    elif id == "a05_spoiled":
        payload("a05_foreign", value=VALUES[id])
    elif id == "a05_foreign":
        payload(id, v=2)
    elif id == "a05_average_b":
        payload(id, value="9" * 200_000)
    else:
        deep = [VALUES[id]]
        for _ in range(100): deep = [deep]
        payload(id, value=deep)
# Outputs that no notebook may hold cost only themselves.
deep = []
for _ in range(900): deep = [deep]
publish_display_data({{"application/json": deep, "text/plain": "deep"}})
publish_display_data({{"text/plain": 5}})
for _ in range(40): print("x" * 100_000)
print("never shown")
'''
    nb = filled("forger", values)
    nb.cells.insert(place_of(nb, "a05_element_c_answer"), new_code_cell(publish))
    # What a submission brings along as outputs counts for nothing.
    cell = cell_of(nb, "a05_element_c")
    cell.outputs = [new_output("execute_result", {"text/plain": "2.0"}, execution_count=1)]
    return as_bytes(nb)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """``address(path)``: where a browser finds a file, served on this machine."""
    base = tmp_path_factory.getbasetemp()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(base))

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield lambda path: f"http://127.0.0.1:{server.server_port}/{Path(path).relative_to(base).as_posix()}"
        server.shutdown()


# ---- the three paths


@dataclass
class Graded:
    """A course in which the class was graded on one path, and what the gradebook says."""

    root: Path
    hand_ins: dict
    results: object = None
    seconds: float = 0.0

    def marks(self, student):
        """``{grade id: automatic score}`` from the gradebook; empty if it knows no submission."""
        return marks_in(self.root / "gradebook" / "gradebook.db", student)

    def notebook(self, student):
        path = self.root / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        return nbformat.read(path, as_version=4) if path.is_file() else None

    def words(self, student):
        """``{grade id: feedback}`` as the graded cells show it (HTML)."""
        nb = self.notebook(student)
        return {
            grade_id(cell): cell.outputs[0]["data"]["text/html"]
            for cell in nb.cells
            if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
        }


def marks_in(database, student):
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(f"sqlite:///{database}", "shopfloor") as gradebook:
        try:
            found = gradebook.find_submission(ASSIGNMENT, student)
        except MissingEntry:
            return {}
        return {grade.name: grade.auto_score for notebook in found.notebooks for grade in notebook.grades}


@pytest.fixture(scope="session")
def marks():
    """``marks(database, student)``: automatic scores from a gradebook file."""
    return marks_in


@pytest.fixture(scope="session")
def paths(template, hand_ins, put, tmp_path_factory, own_settings):
    """The class graded on all three paths at once: ``{path: Graded}``."""
    from shopfloor.grading.run import grade

    graded = {}
    for name in ("shopfloor grade", "nbgrader autograde", "formgrader"):
        folder = tmp_path_factory.mktemp(name.split()[0])
        shutil.copytree(template, folder / "course")
        # The other two paths run the same steps: one of each kind tells whether they do.
        all_of_them = name == "shopfloor grade"
        students = [one for one in hand_ins if all_of_them or one.startswith(ON_EVERY_PATH)]
        graded[name] = Graded(
            folder / "course" / "instructor", {student: hand_ins[student] for student in students}
        )
        for student, hand_in in graded[name].hand_ins.items():
            put(graded[name].root, student, hand_in.content)
    threads = [
        threading.Thread(target=_timed, args=(graded["nbgrader autograde"], _nbgrader)),
        threading.Thread(target=_timed, args=(graded["formgrader"], _formgrader)),
    ]
    for thread in threads:
        thread.start()
    _timed(graded["shopfloor grade"], lambda root: grade(root, ASSIGNMENT))
    for thread in threads:
        thread.join()
    return graded


def _timed(graded, run):
    began = time.monotonic()
    graded.results = run(graded.root)
    graded.seconds = time.monotonic() - began


def _environment():
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def _nbgrader(root):
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT],
        cwd=root,
        env=_environment(),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@contextlib.contextmanager
def formgrader_server(root):
    """A real Jupyter server with formgrader in the course: ``(url, token, opener)``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token, url = secrets.token_hex(16), f"http://127.0.0.1:{port}"
    command = [
        sys.executable,
        "-m",
        "jupyter_server",
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={root.parent}",
        "--ServerApp.disable_check_xsrf=True",
        "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}",
    ]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with (root.parent / "server.log").open("wb") as out:
        server = subprocess.Popen(command, cwd=root, env=_environment(), stdout=out, stderr=subprocess.STDOUT)
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), opener.open(f"{url}/api/status?token={token}", timeout=5):
                    break
                time.sleep(0.2)
            yield url, token, opener
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="session")
def formgrader():
    """``with formgrader(root) as (url, token, opener)``: a server for as long as it is needed."""
    return formgrader_server


def _formgrader(root):
    """Presses formgrader's button for every student, on a real Jupyter server: ``{student: answer}``."""
    answers = {}
    with formgrader_server(root) as (url, token, opener):
        for folder in sorted((root / "submitted").iterdir()):
            for action in ("autograde", "generate_feedback"):
                kind = "submission" if action == "autograde" else "assignment"
                request = urllib.request.Request(
                    f"{url}/formgrader/api/{kind}/{ASSIGNMENT}/{folder.name}/{action}?token={token}",
                    method="POST",
                    headers={"Authorization": f"token {token}"},
                )
                with opener.open(request, timeout=300) as answer:
                    answers[folder.name, action] = json.load(answer)
    return answers
