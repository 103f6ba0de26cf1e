"""The tables and each student's own version of them in Python in the browser: from the wheel, the same to the last digit.

Needs the files of Pyodide in the folder that SHOPFLOOR_PYODIDE names.
"""

import hashlib
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from shopfloor.data import catalog, load, my_data
from shopfloor.data.variants import VARIANTS

ROOT = Path(__file__).parents[2]
STUDENTS = ("ana", "demo-01")
COURSE = "test-2026"

IN_THE_BROWSER = """
async ({wheel, code}) => {
  const {loadPyodide} = await import("/pyodide.mjs");
  const python = await loadPyodide({indexURL: "/"});
  await python.loadPackage(["numpy", "pandas"]);
  const content = await (await fetch(`/${wheel}`)).arrayBuffer();
  python.unpackArchive(content, "wheel");
  return python.runPython(code);
}
"""


def digests(load, my_data, names, variants, students, course):
    """One digest per table and per student's version: values and types (also run, as source, in the browser)."""
    import hashlib

    def digest(table):
        text = table.to_csv(index=False) + " ".join(str(kind) for kind in table.dtypes)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    found = {name: digest(load(name)) for name in names}
    for name in variants:
        for student in students:
            found[f"{name} {student}"] = digest(my_data(name, student, course))
    return found


@pytest.fixture(scope="module")
def pyodide(tmp_path_factory):
    """A folder with Pyodide's files and the course's wheel, served on loopback: (address, name of the wheel)."""
    files = os.environ.get("SHOPFLOOR_PYODIDE")
    if not files or not Path(files, "pyodide.mjs").is_file():
        pytest.skip(
            "Set SHOPFLOOR_PYODIDE to a folder with the files of Pyodide to test the browser's Python."
        )
    folder = tmp_path_factory.mktemp("pyodide")
    for file in Path(files).iterdir():
        (folder / file.name).symlink_to(file)
    course = tmp_path_factory.mktemp("course")
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT"):
        shutil.copy(ROOT / name, course)
    for name in ("src", "datasets"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=course, check=True, capture_output=True)
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", next(folder.glob("shopfloor-*.whl")).name
        server.shutdown()


def test_every_table_is_the_same_in_the_browser(pyodide, open_page):
    import inspect

    address, wheel = pyodide
    code = "\n".join(
        [
            "import json, sys",
            'sys.path.insert(0, "wheel")',
            "from shopfloor.data import catalog, load, my_data",
            "from shopfloor.data.variants import VARIANTS",
            inspect.getsource(digests),
            f"json.dumps(digests(load, my_data, catalog.names(), VARIANTS, {STUDENTS!r}, {COURSE!r}))",
        ]
    )
    page = open_page()
    page.goto(f"{address}/package.json")
    page.set_default_timeout(120_000)
    there = json.loads(page.evaluate(IN_THE_BROWSER, {"wheel": wheel, "code": code}))
    here = digests(load, my_data, catalog.names(), VARIANTS, STUDENTS, COURSE)
    assert len(here) > 100
    assert there == here
    assert page.outside_requests == []


def test_the_digest_sees_a_hundredth():
    table = load("timestudy/bench_study")
    other = table.assign(reading_min=table["reading_min"] + 0.01)
    names = {"one": table, "other": other}
    found = digests(names.get, None, names, [], [], "")
    assert found["one"] != found["other"]
    assert len(found["one"]) == len(hashlib.sha256().hexdigest())
