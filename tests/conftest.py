"""What all browser tests share: a real JupyterLab, a Chromium that reaches only this machine, and axe-core.

A browser test asks for ``lab`` and ``open_page``::

    def test_the_lesson_runs(lab, open_page, axe):
        page = open_page()
        lab.write("lesson.ipynb", ["from shopfloor import load", "print('last line')"])
        lab.run_all(page, "lesson.ipynb", "last line")
        assert axe(page, ".my-widget") == []
        assert page.outside_requests == []
"""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LOCAL = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:")


@pytest.fixture(scope="session", autouse=True)
def _own_progress(tmp_path_factory):
    """What tests check and practise goes into a file of theirs, never into that of whoever runs them."""
    os.environ["SHOPFLOOR_PROGRESS"] = str(tmp_path_factory.mktemp("progress") / "progress.jsonl")


KERNEL_IS_READY = """() => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext, kernel = context?.session?.kernel;
  return context?.isReady && kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""


def _missing(what: str) -> None:
    """A browser test that cannot run fails where all must run (CI); elsewhere it says what to install."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="module")
def chromium():
    """A headless Chromium, one per test file: asyncio counts as running in this thread while it is open."""
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        _missing("No Chromium found: install it (Debian: apt-get install chromium) to run the browser tests.")
    sync_api = pytest.importorskip("playwright.sync_api", reason="install the extra: pip install -e .[test]")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """``open_page(width=1280, height=900, **context_options)`` gives a fresh page.

    It refuses every request off this machine and keeps their addresses in ``page.outside_requests``; errors
    that no script caught are in ``page.script_errors``.
    """
    contexts = []

    def open_one(width=1280, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.outside_requests, page.script_errors = [], []

        def only_local(route):
            if route.request.url.startswith(LOCAL):
                route.continue_()
            else:
                page.outside_requests.append(route.request.url)
                route.abort()

        context.route("**/*", only_local)
        page.on("pageerror", lambda error: page.script_errors.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()


class Lab:
    """A running JupyterLab: ``folder`` is its root, ``url`` its address; notebooks are named from there."""

    def __init__(self, folder: Path, url: str, token: str):
        self.folder, self.url, self.token = folder, url, token

    def write(self, name: str, cells: list[str]) -> Path:
        """Write a notebook of these code cells into the folder."""
        import nbformat.v4

        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    def open(self, page, notebook: str, timeout=60_000) -> None:
        """Open a notebook, in a workspace with nothing else open, and wait for its kernel."""
        workspace = secrets.token_hex(4)
        page.goto(f"{self.url}/lab/workspaces/{workspace}/tree/{notebook}?token={self.token}")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=timeout)
        # Cells that are run before the kernel is connected are silently left out.
        page.wait_for_function(KERNEL_IS_READY, timeout=timeout)

    def run_all(self, page, notebook: str, last_line: str, timeout=120_000) -> None:
        """Open a notebook, run all its cells, and wait until an output holds ``last_line``."""
        self.open(page, notebook)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).first.click()
        page.wait_for_selector(f".jp-OutputArea-output >> text={last_line}", timeout=timeout)

    def run_cell(self, page, number: int, timeout=30_000) -> str:
        """Run one code cell (from 0) and give back the text of its output."""
        cell = page.locator(".jp-Notebook .jp-CodeCell").nth(number)
        prompt = cell.locator(".jp-InputArea-prompt").first
        before = prompt.inner_text()
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        page.wait_for_function(
            "([prompt, before]) => /\\[\\d+\\]/.test(prompt.innerText) && prompt.innerText !== before",
            arg=[prompt.element_handle(), before],
            timeout=timeout,
        )
        return cell.locator(".jp-OutputArea-output").last.inner_text(timeout=timeout)


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A real JupyterLab on a free loopback port, with a folder, a token and settings of its own."""
    home = tmp_path_factory.mktemp("jupyterlab")
    folder, settings, log = home / "root", home / "settings", home / "server.log"
    folder.mkdir()
    news = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    news.parent.mkdir(parents=True)
    news.write_text(
        json.dumps({"checkForUpdates": False, "fetchNews": "false", "doNotDisturbMode": True}), "utf-8"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token, url = secrets.token_hex(16), f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True",
    ]
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=environment, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait_until_it_answers(server, f"{url}/api/status?token={token}", log)
            yield Lab(folder, url, token)
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(20)
            server.kill()


def _wait_until_it_answers(server, address: str, log: Path, seconds=60) -> None:
    deadline = time.monotonic() + seconds
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), direct.open(address, timeout=5):
            return
        time.sleep(0.2)
    tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    pytest.fail(f"JupyterLab did not start:\n{tail}", pytrace=False)


@pytest.fixture(scope="session")
def axe():
    """``axe(page, selector)`` gives what axe-core (WCAG 2.2 A and AA) finds in there, a line per finding."""
    base = pytest.importorskip(
        "axe_playwright_python.base", reason="install the extra: pip install -e .[test]"
    )

    def run(page, selector="body"):
        page.evaluate(base.AXE_SCRIPT)
        violations = page.evaluate(
            "selector => axe.run(selector,"
            " {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
            ".then(found => found.violations)",
            selector,
        )
        return [
            f"{v['id']}: {node['target']} {node['failureSummary']}" for v in violations for node in v["nodes"]
        ]

    return run


# What the course needs beside Pyodide's own packages; none of it is compiled.
PURE_PYTHON = (
    "anywidget",
    "comm",
    "ipywidgets",
    "jupyterlab_widgets",
    "psygnal",
    "simpy",
    "typing_extensions",
)

IN_THE_BROWSER = """
async ({wheels, packages, code}) => {
  const {loadPyodide} = await import("/pyodide.mjs");
  const python = await loadPyodide({indexURL: "/"});
  await python.loadPackage(packages);
  for (const wheel of wheels) {
    const content = await (await fetch(`/${wheel}`)).arrayBuffer();
    python.unpackArchive(content, "wheel");
  }
  python.runPython("import sys; sys.path.insert(0, 'wheel')");
  return python.runPython(code);
}
"""


@pytest.fixture(scope="session")
def pyodide(tmp_path_factory):
    """``pyodide(page, code, packages)`` runs code in the browser's Python and gives back its last value.

    The course comes from its wheel, and what is pure Python and not among Pyodide's files from this
    environment. Needs Pyodide's files in the folder that SHOPFLOOR_PYODIDE names.
    """
    import http.server
    import importlib
    import threading
    import zipfile
    from functools import partial

    files = os.environ.get("SHOPFLOOR_PYODIDE")
    if not files or not Path(files, "pyodide.mjs").is_file():
        pytest.skip(
            "Set SHOPFLOOR_PYODIDE to a folder with the files of Pyodide to test the browser's Python."
        )
    folder = tmp_path_factory.mktemp("pyodide")
    for file in Path(files).iterdir():
        (folder / file.name).symlink_to(file)
    root = Path(__file__).parents[1]
    course = tmp_path_factory.mktemp("course")
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT"):
        shutil.copy(root / name, course)
    for name in ("src", "datasets"):
        shutil.copytree(root / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=course, check=True, capture_output=True)
    with zipfile.ZipFile(folder / "pure.whl", "w") as pure:
        for name in PURE_PYTHON:
            module = Path(importlib.import_module(name).__file__)
            files = module.parent.rglob("*.py") if module.name == "__init__.py" else [module]
            start = module.parents[1] if module.name == "__init__.py" else module.parent
            # The .dist-info beside a package tells it its own version.
            for file in [*files, *start.glob(f"{name}-*.dist-info/METADATA")]:
                pure.write(file, file.relative_to(start))
    wheels = [next(folder.glob("shopfloor-*.whl")).name, "pure.whl"]
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def run(page, code, packages):
            page.set_default_timeout(240_000)
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/package.json")
            return page.evaluate(IN_THE_BROWSER, {"wheels": wheels, "packages": packages, "code": code})

        yield run
        server.shutdown()
