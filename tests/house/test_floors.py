"""A floor of the package imports only the floors below it, and lessons import nothing from grading."""

import ast
import sys

import nbformat
import pytest

# What stands in one line may not import each other either.
FLOORS = [
    ("data",),
    ("methods",),
    ("charts", "spreadsheets"),
    ("widgets",),
    ("teaching",),
    ("grading",),
    ("kit", "site"),
    ("cli",),
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
# Not in a browser: other programs, threads, sockets, and everything that grades.
NOT_BELOW_GRADING = {
    "nbgrader",
    "nbconvert",
    "nbclient",
    "jupyter_client",
    "jupyter_core",
    "jupyter_server",
    "jupyterlab",
    "sqlalchemy",
    "typer",
    "rich",
    "subprocess",
    "multiprocessing",
    "concurrent",
    "threading",
    "socket",
    "ssl",
    "sqlite3",
    "asyncio",
    "urllib.request",
    "http",
    "requests",
    "tkinter",
    "resource",
    "fcntl",
    "pwd",
}


def imports(tree, package):
    """(line, dotted name) of every import in a module's tree; relative ones resolved against its package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"
        elif isinstance(node, ast.Call) and called(node) == "import_module" and node.args:
            yield node.lineno, str(getattr(node.args[0], "value", ""))


def called(node):
    """The last part of the name of the function that a call calls."""
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def room_of(name):
    """The room of the package that a dotted name leads to, or None."""
    parts = name.split(".")
    return parts[1] if parts[0] == "shopfloor" and len(parts) > 1 and parts[1] in LEVEL else None


def wrong_imports(text, room, package):
    """What a module of this room imports and should not."""
    wrong = []
    for line, name in imports(ast.parse(text), package):
        other = room_of(name)
        if other and other != room and LEVEL[other] >= LEVEL[room]:
            wrong.append(f"line {line}: {room} imports {name}")
        if LEVEL[room] < LEVEL["grading"] and any(
            name == no or name.startswith(no + ".") for no in NOT_BELOW_GRADING
        ):
            wrong.append(f"line {line}: {room} imports {name}, which does not run in a browser")
    return wrong


def test_every_room_stands_on_a_floor(root):
    rooms = {
        path.name
        for path in (root / "src" / "shopfloor").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }
    assert rooms == set(LEVEL)


@pytest.mark.parametrize("room", LEVEL)
def test_imports_go_down_only(root, room):
    package = root / "src" / "shopfloor"
    modules = sorted((package / room).rglob("*.py"))
    assert modules
    wrong = {}
    for path in modules:
        inside = ".".join(["shopfloor", *path.parent.relative_to(package).parts])
        if found := wrong_imports(path.read_text(encoding="utf-8"), room, inside):
            wrong[path.relative_to(root).as_posix()] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("room", "package", "text", "count"),
    [
        ("data", "shopfloor.data", "from shopfloor.methods import timestudy", 1),
        ("data", "shopfloor.data.variants", "from ...methods import timestudy", 1),
        ("charts", "shopfloor.charts", "import shopfloor.spreadsheets.form", 1),
        ("methods", "shopfloor.methods", "def f():\n    from shopfloor import teaching", 1),
        (
            "teaching",
            "shopfloor.teaching",
            "import importlib\nimportlib.import_module('shopfloor.grading.keys')",
            1,
        ),
        ("teaching", "shopfloor.teaching", "from nbgrader.api import Gradebook\nimport subprocess", 2),
        ("widgets", "shopfloor.widgets", "import threading", 1),
        ("widgets", "shopfloor.widgets.operator", "from . import script\nfrom shopfloor.data import load", 0),
        ("grading", "shopfloor.grading", "import nbgrader\nfrom shopfloor.teaching import check", 0),
    ],
)
def test_the_search_sees_each_way_of_importing(room, package, text, count):
    assert len(wrong_imports(text, room, package)) == count


def test_lessons_and_assignments_import_no_grading(root):
    for path in [*root.glob("notebooks/*.ipynb"), *root.glob("assignments/*/*.ipynb")]:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                code = "\n".join(
                    line for line in cell.source.splitlines() if not line.lstrip().startswith(("%", "!"))
                )
                rooms = {room_of(name) for _line, name in imports(ast.parse(code), "")}
                assert not rooms & {"grading", "cli"}, path.name


def test_importing_the_package_brings_in_no_floor():
    # A lesson that needs one table does not wait for the widgets.
    import subprocess

    code = "import shopfloor, sys; print(*[name for name in sys.modules if name.startswith('shopfloor.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.split(".")[1] for name in done.stdout.split()} & set(LEVEL)
