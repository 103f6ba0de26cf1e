"""The archives that browsers get: what they hold, and what they leave out; with and without Node.js on the machine."""

import hashlib
import json
import tarfile
import zipfile

import pytest

from shopfloor.site import packages
from shopfloor.site.pyodide import Package, Pyodide


def test_the_course_in_the_browser_is_without_what_an_instructor_runs(student_copy):
    names = {name for name, _ in packages._course(student_copy)}
    rooms = {name.split("/")[1] for name in names if name.startswith("shopfloor/") and name.count("/") > 1}
    assert {"data", "methods", "charts", "widgets", "teaching", "datasets"} <= rooms
    assert not rooms & {"grading", "cli", "site", "kit"}
    assert not [name for name in names if "answers" in name or name.endswith(".pyc")]


@pytest.fixture
def small(tmp_path):
    """A Pyodide of one small package, and a students' copy of a course of one module."""
    release = tmp_path / "release"
    release.mkdir()
    with zipfile.ZipFile(release / "python_stdlib.zip", "w") as archive:
        archive.writestr("string.py", "one = 1\n")
        archive.writestr("idlelib/big.py", "two = 2\n")
    (release / "pyodide.asm.wasm").write_bytes(b"wasm")
    wheels = {}
    for name in ("one", "scipy", "micropip"):
        wheels[name] = release / f"{name}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheels[name], "w") as archive:
            archive.writestr(f"{name}/__init__.py", "here = True\n")
            archive.writestr(f"{name}/tests/test_x.py", "assert False\n")
            archive.writestr(f"{name}/stats/__init__.py", "")
            archive.writestr(f"{name}/linalg/__init__.py", "")
            archive.writestr(f"{name}-1.0.dist-info/METADATA", "Name: x\n")
    found = {
        name: Package(name, "1.0", path.name, [name], {"one": "base", "scipy": "scipy"}.get(name), path)
        for name, path in wheels.items()
    }
    core = {path.name: path for path in release.iterdir() if path.suffix in (".zip", ".wasm")}
    kernel = tmp_path / "extensions" / "@jupyterlite" / "pyodide-kernel-extension" / "static" / "pypi"
    kernel.mkdir(parents=True)
    for name in ("pyodide_kernel", "ipykernel"):
        with zipfile.ZipFile(kernel / f"{name}-1-py3-none-any.whl", "w") as archive:
            archive.writestr(f"{name}/__init__.py", "")
    copy = tmp_path / "copy"
    (copy / "src" / "shopfloor" / "grading").mkdir(parents=True)
    (copy / "src" / "shopfloor" / "__init__.py").write_text("")
    (copy / "src" / "shopfloor" / "grading" / "__init__.py").write_text("")
    (copy / "datasets").mkdir()
    (copy / "datasets" / "a.csv").write_text("a\n1\n")
    (copy / "pyproject.toml").write_text(
        '[project]\nname = "shopfloor"\nversion = "9"\n[tool.hatch.build.targets.wheel]\n'
        'packages = ["src/shopfloor"]\nforce-include = {datasets = "shopfloor/datasets"}\n'
    )
    return Pyodide("0", {"python": "3.14.0"}, core, found), copy, tmp_path / "extensions"


def inside(path):
    with tarfile.open(path) as archive:
        return set(archive.getnames())


def test_without_node_the_archives_are_pressed_and_hold_the_same(small, tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "node", lambda: None)
    pyodide, copy, extensions = small
    said = []
    into = tmp_path / "into"
    archives = packages.write_packages(pyodide, copy, extensions, into, tmp_path / "kept", said.append)
    assert "Without Node.js (20 or newer) nothing is compiled" in said[0]
    assert {name: about["file"] for name, about in archives.items()} == {
        name: f"{name}.tar.xz" for name in ("base", "course", "scipy", "scipy-rest")
    }
    assert inside(into / "base.tar.xz") >= {
        "one/__init__.py",
        "one-1.0.dist-info/METADATA",
        "ipykernel/__init__.py",
    }
    assert not [name for name in inside(into / "base.tar.xz") if "/tests/" in name]
    assert inside(into / "course.tar.xz") == {
        "shopfloor/__init__.py",
        "shopfloor/datasets/a.csv",
        "shopfloor-9.dist-info/METADATA",
    }
    assert "scipy/linalg/__init__.py" in inside(into / "scipy.tar.xz")
    assert inside(into / "scipy-rest.tar.xz") == {"scipy/stats/__init__.py"}
    assert archives["scipy-rest"]["imports"] == ["scipy.stats"]
    with zipfile.ZipFile(into / "python_stdlib.zip") as library:
        assert library.namelist() == ["string.py"]
        # No time of building in it: the same files are the same bytes tomorrow.
        assert library.getinfo("string.py").date_time == (1980, 1, 1, 0, 0, 0)
    lock = json.loads((into / "pyodide-lock.json").read_text(encoding="utf-8"))
    assert set(lock["packages"]) == {"micropip", "piplite"}
    for entry in lock["packages"].values():
        assert hashlib.sha256((into / entry["file_name"]).read_bytes()).hexdigest() == entry["sha256"]


def test_what_was_prepared_once_is_kept_and_gives_the_same_bytes(small, tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "node", lambda: None)
    pyodide, copy, extensions = small
    first = packages.write_packages(
        pyodide, copy, extensions, tmp_path / "1", tmp_path / "kept", lambda *_: None
    )
    (copy / "src" / "shopfloor" / "__init__.py").write_text("changed = True\n")
    said = []
    second = packages.write_packages(
        pyodide, copy, extensions, tmp_path / "2", tmp_path / "kept", said.append
    )
    assert "Preparing 1 archives" in said[-1]
    assert {name for name in first if first[name]["sha256"] != second[name]["sha256"]} == {"course"}
    fresh = packages.write_packages(
        pyodide, copy, extensions, tmp_path / "3", tmp_path / "new", lambda *_: None
    )
    assert fresh == second


@pytest.mark.parametrize(
    ("said", "enough"), [("v20.1.0\n", True), ("v18.19.0\n", False), ("nonsense\n", False)]
)
def test_a_node_that_is_too_old_is_none(monkeypatch, said, enough):
    monkeypatch.setattr(packages.shutil, "which", lambda name: "/bin/node")
    monkeypatch.setattr(packages, "run_program", lambda *_: said)
    assert bool(packages.node()) == enough
