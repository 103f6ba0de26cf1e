"""The lessons and assignments as notebooks that run in the browser: JupyterLite with the course in it."""

import gzip
import json
import re
import shutil
import tempfile
from html import escape
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.site.packages import APP, write_packages

# The notebook, the list of files, and the plain editor for what is not a notebook.
APPS = ("notebooks", "tree", "edit")
PAGE = APP / "page"
# Which of the page's scripts go into the site as they are.
_SCRIPTS = ("check.js", "status.js", "status.css", "worker.js")
_SERVICE_WORKER_OF_JUPYTERLITE = "jupyterlite-service-worker.js"
# What JupyterLite brings for its own developers.
_NOT_NEEDED = ("**/*.map", "rspack.config*.js", "doc", "package.json", "static/favicons-other")
# What JupyterLite itself sends, in millions of bytes.
_FRONT_END = 2
_LOADER = "await import("
# Where JupyterLite passes a message on to Python, one at a time; after a cell's error it drops all that wait, also
# what a widget has just sent, which then waits for its answer for ever. Cells are to be dropped, nothing else.
_PASSED_ON = re.compile(
    r"let (?P<again>\w+)=async (?P<message>\w+)=>\{try\{await \w+\.runExclusive\(.{1,99}?\)\}"
    r"catch\((?P<error>\w+)\)\{if\((?P=error) instanceof Error&&"
    r'(?P=error)\.message\.includes\("request for lock canceled"\)\)\{'
)
_TITLE = "Shop Floor"


def build_lite(course, copy, pyodide, environment, into, say=print):
    """Build the browser edition of the students' copy ``copy`` into the new folder ``into``.

    Returns the names in it of the files that the first visit to a lesson may need, and of those that later ones
    may need without the network.
    """
    with tempfile.TemporaryDirectory(prefix="shopfloor-") as made:
        folder = Path(made)
        _write_contents(copy, folder / "content")
        write = {
            "jupyter-lite.json": _settings(),
            "jupyter_lite_config.json": _build_settings(),
            "overrides.json": _overrides(),
        }
        for name, value in write.items():
            (folder / name).write_text(json.dumps(value, indent=1), encoding="utf-8")
        say("Building the browser edition ...")
        environment.run(
            [environment.python, "-m", "jupyterlite_core", "build"], folder, "JupyterLite could not be built"
        )
        shutil.move(folder / "dist", into)
    for pattern in _NOT_NEEDED:
        for path in [*into.glob(pattern)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    python = into / "static" / "pyodide"
    archives = write_packages(pyodide, copy, environment.lab_extensions, python, environment.kept, say)
    _add_our_scripts(into, python, archives)
    later = {about["file"] for about in archives.values() if not about["first"]}
    return [f"static/pyodide/{path.name}" for path in sorted(python.iterdir()) if path.name not in later]


def _write_contents(copy, content):
    """The notebooks and what lies beside them, as JupyterLite's files."""
    for room in ("notebooks", "assignments"):
        shutil.copytree(copy / room, content / room)


def _settings():
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            # What else there is, our "piplite" unpacks (app/kernel).
            "packages": ["micropip", "piplite"],
            # Without it what is None in Python is lost on its way to a widget.
            "convertNullToNone": True,
            "env": {
                "HOME": "/home/pyodide",
                "IPYTHONDIR": "/lib/python3.14/site-packages/shopfloor_browser/ipython",
            },
        },
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": _TITLE,
            "appUrl": "./tree",
            "exposeAppInBrowser": True,
            "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
        },
    }


def _build_settings():
    return {
        "LiteBuildConfig": {
            "contents": ["content"],
            "output_dir": "dist",
            "apps": list(APPS),
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "no_libarchive": True,
        }
    }


def _overrides():
    """Settings that a learner finds and can change."""
    return {
        "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
        # What is typed is kept soon: a tab is quickly closed.
        "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10},
    }


def _add_our_scripts(into, python, archives):
    """Let the pages say what Python is doing, and refuse browsers that are too old before they load anything."""
    ours = into / "shopfloor"
    ours.mkdir()
    for name in _SCRIPTS:
        shutil.copyfile(PAGE / name, ours / name)
    later = {about["file"] for about in archives.values() if not about["first"]}
    first = [path for path in python.iterdir() if path.name not in later]
    # Two of the files are modules, which the browser fetches by itself.
    size = sum(path.stat().st_size for path in first if path.suffix != ".mjs")
    script = (ours / "worker.js").read_text(encoding="utf-8")
    script = script.replace("$ARCHIVES", json.dumps(archives)).replace("$BYTES", str(size))
    (ours / "worker.js").write_text(script, encoding="utf-8")
    facts = {"megabytes": round(sum(_sent(path) for path in first) / 1e6 + _FRONT_END)}
    for app in APPS:
        page = into / app / "index.html"
        page.write_text(_with_our_scripts(page.read_text(encoding="utf-8"), facts, page), encoding="utf-8")
    workers = [*into.glob("extensions/@jupyterlite/pyodide-kernel-extension/static/*.worker.*.js")]
    if not workers:
        raise _changed("the kernel's worker", into)
    for path in workers:
        text = path.read_text(encoding="utf-8")
        path.write_text(f'import "../../../../shopfloor/worker.js";\n{text}', encoding="utf-8")
    _let_widgets_be_heard(into)
    (into / "service-worker.js").rename(into / _SERVICE_WORKER_OF_JUPYTERLITE)
    manifest = {
        "name": "Shop Floor: a course for industrial engineering technicians",
        "short_name": _TITLE,
        "start_url": "./tree/index.html",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#1d5f9e",
        "icons": [
            {"src": f"./icon-{size}x{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (120, 512)
        ],
    }
    (into / "manifest.webmanifest").write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _let_widgets_be_heard(into):
    """Pass a message that was dropped because a cell before it failed on again, unless it is a cell itself."""
    again = r'\g<0>if("execute_request"!==\g<message>.header.msg_type)return \g<again>(\g<message>);'
    changed = 0
    for path in into.glob("build/*.js"):
        text = path.read_text(encoding="utf-8")
        if "request for lock canceled" in text:
            text, count = _PASSED_ON.subn(again, text)
            path.write_text(text, encoding="utf-8")
            changed += count
    if changed != 1:
        raise _changed("the way of messages to Python", into / "build")


def _with_our_scripts(page, facts, path):
    if (
        page.count(_LOADER) != 1
        or '<link id="jupyter-lite-main" rel="preload" ' not in page
        or "</body>" not in page
    ):
        raise _changed("the page", path)
    # Nothing of JupyterLite is loaded before the browser is known to be new enough.
    page = page.replace(_LOADER, f"if (window.shopfloorCannotRun) return;\n        {_LOADER}")
    page = re.sub(
        r'(<link id="jupyter-lite-main" )rel="preload" ([^>]*>)',
        r"\1\2<script>if (!window.shopfloorCannotRun) "
        r'document.getElementById("jupyter-lite-main").rel = "preload";</script>',
        page,
    )
    page = re.sub("<title>.*?</title>", f"<title>{escape(_TITLE)}</title>", page, count=1)
    head = '<script src="../shopfloor/check.js"></script>\n<link rel="stylesheet" href="../shopfloor/status.css">\n'
    page = page.replace("<title>", f"{head}<title>", 1)
    end = (
        f'<script type="application/json" id="shopfloor-facts">{json.dumps(facts)}</script>\n'
        '<script type="module" src="../shopfloor/status.js"></script>\n</body>'
    )
    return page.replace("</body>", end, 1)


def _sent(path):
    """How many bytes a host sends for a file: what is not compressed yet, it compresses."""
    content = path.read_bytes()
    return len(content) if path.suffix in (".zip", ".whl", ".zst", ".xz") else len(gzip.compress(content, 6))


def _changed(what, path):
    return Problem(
        f"{what} of this JupyterLite is not as expected",
        file=str(path),
        remedy="build with the versions in the course's uv.lock",
    )


def service_worker_of_jupyterlite():
    """The name under which JupyterLite's service worker lies beside ours."""
    return _SERVICE_WORKER_OF_JUPYTERLITE
