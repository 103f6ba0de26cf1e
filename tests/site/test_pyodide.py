"""Pyodide's files are used only when they are the ones of the project's lock, from a folder or from the network."""

import hashlib
import http.server
import json
import shutil
import threading
import tomllib
import zipfile
from pathlib import Path

import pytest

from shopfloor.grading.problem import Problem
from shopfloor.site import pyodide
from shopfloor.site.environment import find_uv
from shopfloor.site.pyodide import LOCK, VARIABLE, Package, collect, folder_of_files

ROOT = Path(__file__).parents[2]
VERSION = "1.2.3"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def wheel(path, name, version):
    """A wheel in pure Python, as an index has it."""
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", f"VERSION = {version!r}\n")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", f"{name}/__init__.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n")
    return path.read_bytes()


@pytest.fixture
def release(tmp_path, monkeypatch):
    """A small release: a folder with its files; the lock that the project would have of it."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "core.wasm").write_bytes(b"the core")
    (folder / "compiled-1.0-wasm32.whl").write_bytes(b"a compiled package")
    pure = wheel(folder / "pure-2.0-py3-none-any.whl", "pure", "2.0")
    lock = {
        "version": VERSION,
        "info": {"python": "3.14.0"},
        "core": {"core.wasm": sha256(b"the core")},
        "packages": {
            "compiled": {
                "version": "1.0",
                "file": "compiled-1.0-wasm32.whl",
                "official": sha256(b"a compiled package"),
                "imports": ["compiled"],
                "bundle": "base",
            },
            "pure": {
                "version": "2.0",
                "file": "pure-2.0-py3-none-any.whl",
                "official": sha256(b"as the release has it"),
                "index": sha256(pure),
                "imports": ["pure"],
                "bundle": "base",
            },
        },
    }
    path = tmp_path / "lock.json"
    path.write_text(json.dumps(lock), encoding="utf-8")
    monkeypatch.setattr(pyodide, "LOCK", path)
    return folder


@pytest.fixture
def take(tmp_path):
    """``take(folder)``: the files collected, quietly; what was said is in ``take.said``."""

    def one(folder):
        one.said = []
        return collect(folder, tmp_path / "kept", find_uv(), one.said.append)

    return one


def test_the_files_of_a_folder_are_taken_from_there_without_a_download(release, take, monkeypatch):
    def no(*_, **__):
        raise AssertionError("nothing is to be fetched")

    monkeypatch.setattr(pyodide.urllib.request, "urlopen", no)
    monkeypatch.setattr(pyodide, "run_program", no)
    (release / "a file that nobody asked for.txt").write_text("extra")
    found = take(release)
    assert found.version == VERSION and found.core == {"core.wasm": release / "core.wasm"}
    assert {name: package.wheel.name for name, package in found.packages.items()} == {
        "compiled": "compiled-1.0-wasm32.whl",
        "pure": "pure-2.0-py3-none-any.whl",
    }
    assert dict(found.packages["pure"].members())["pure/__init__.py"] == b"VERSION = '2.0'\n"
    assert take.said == []


@pytest.mark.parametrize("name", ["core.wasm", "compiled-1.0-wasm32.whl", "pure-2.0-py3-none-any.whl"])
def test_a_file_with_another_content_is_refused_by_name(release, take, name):
    content = bytearray((release / name).read_bytes())
    content[0] ^= 1  # one bit
    (release / name).write_bytes(content)
    with pytest.raises(Problem) as problem:
        take(release)
    assert str(problem.value) == (
        f"this is not the file that belongs to Pyodide {VERSION} (its sha256 is another) ({release / name}). "
        f"Take it from the release of Pyodide {VERSION}, or leave --pyodide out to download it."
    )


def test_a_pure_package_as_the_release_has_it_is_as_good(release, take):
    (release / "pure-2.0-py3-none-any.whl").write_bytes(b"as the release has it")
    assert take(release).packages["pure"].wheel.read_bytes() == b"as the release has it"


@pytest.mark.parametrize("name", ["core.wasm", "compiled-1.0-wasm32.whl"])
def test_a_file_that_is_missing_is_named(release, take, name):
    (release / name).unlink()
    with pytest.raises(Problem, match="a file of Pyodide is missing") as problem:
        take(release)
    assert problem.value.file == str(release / name)
    assert "Take it from the release of Pyodide 1.2.3" in str(problem.value)


def test_a_folder_that_is_not_there_is_a_problem_in_words(release, take):
    with pytest.raises(Problem, match="there is no such folder of Pyodide's files"):
        take(release / "nothing")


def test_a_pure_package_that_the_folder_lacks_comes_from_the_index_checked(release, take, monkeypatch):
    beside = release.parent / "index"
    beside.mkdir()
    shutil.move(release / "pure-2.0-py3-none-any.whl", beside)
    monkeypatch.setenv("UV_FIND_LINKS", str(beside))
    monkeypatch.setenv("UV_NO_INDEX", "1")
    found = take(release)
    files = dict(found.packages["pure"].members())
    assert files["pure/__init__.py"] == b"VERSION = '2.0'\n" and "pure-2.0.dist-info/METADATA" in files
    # It is kept: the next time nothing is fetched, and nothing is said.
    shutil.rmtree(beside)
    assert dict(take(release).packages["pure"].members()) == files and take.said == []


def test_what_the_index_has_under_that_name_and_is_another_is_refused(release, take, tmp_path, monkeypatch):
    beside = release.parent / "index"
    beside.mkdir()
    (release / "pure-2.0-py3-none-any.whl").unlink()
    wheel(beside / "pure-2.0-py3-none-any.whl", "pure", "2.0")
    with zipfile.ZipFile(beside / "pure-2.0-py3-none-any.whl", "a") as archive:
        archive.writestr("pure/more.py", "")
    monkeypatch.setenv("UV_FIND_LINKS", str(beside))
    monkeypatch.setenv("UV_NO_INDEX", "1")
    with pytest.raises(Problem, match="the packages that lessons need could not be fetched"):
        take(release)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == []


@pytest.fixture
def host(release, monkeypatch):
    """A web host with the release's files; ``host.asked`` are the paths that were asked for."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(release))

        def do_GET(self):  # noqa: N802
            self.server.asked.append(self.path)
            super().do_GET()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        monkeypatch.setattr(pyodide, "RELEASE", f"http://127.0.0.1:{server.server_address[1]}/{{file}}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        monkeypatch.setenv("UV_FIND_LINKS", str(release))
        monkeypatch.setenv("UV_NO_INDEX", "1")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_without_a_folder_the_release_is_downloaded_once(take, host, tmp_path):
    found = take(None)
    assert found.core["core.wasm"].read_bytes() == b"the core"
    assert found.packages["compiled"].wheel.read_bytes() == b"a compiled package"
    assert dict(found.packages["pure"].members())["pure/__init__.py"] == b"VERSION = '2.0'\n"
    assert sorted(host.asked) == ["/compiled-1.0-wasm32.whl", "/core.wasm"]
    assert "Downloading core.wasm ..." in take.said
    take(None)
    assert len(host.asked) == 2 and take.said == []
    # What was damaged since is fetched again.
    found.core["core.wasm"].write_bytes(b"damaged")
    assert take(None).core["core.wasm"].read_bytes() == b"the core"
    assert host.asked[2:] == ["/core.wasm"]


def test_a_download_with_another_content_is_refused_and_not_kept(take, host, release, tmp_path):
    (release / "core.wasm").write_bytes(b"something else")
    with pytest.raises(
        Problem, match="what came from the network is not the file that belongs to Pyodide"
    ) as problem:
        take(None)
    assert problem.value.file.endswith("/core.wasm") and "--pyodide" in problem.value.remedy
    assert [*(tmp_path / "kept").rglob("*.wasm*")] == []


@pytest.mark.parametrize("how", ["missing there", "no host"])
def test_a_download_that_fails_says_what_to_do(take, host, release, tmp_path, monkeypatch, how):
    if how == "missing there":
        (release / "core.wasm").unlink()
    else:
        monkeypatch.setattr(pyodide, "RELEASE", "http://127.0.0.1:9/{file}")
    with pytest.raises(Problem, match=f"Pyodide {VERSION} could not be downloaded") as problem:
        take(None)
    assert "Check the network, or name a folder with the files, as in --pyodide ~/pyodide." in str(
        problem.value
    )
    assert [path for path in (tmp_path / "kept").rglob("*") if path.is_file()] == []


def test_a_download_that_breaks_off_is_a_problem_in_words_too(take, release, monkeypatch, tmp_path):
    class Breaks(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            self.wfile.write(b"the first words")

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Breaks) as server:
        monkeypatch.setattr(pyodide, "RELEASE", f"http://127.0.0.1:{server.server_address[1]}/{{file}}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(Problem, match="Pyodide 1.2.3 could not be downloaded|what came from the network"):
            take(None)
        server.shutdown()
    assert [path for path in (tmp_path / "kept").rglob("*") if path.is_file()] == []


def test_the_option_goes_before_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, "~/from environment")
    assert folder_of_files(tmp_path) == tmp_path
    assert folder_of_files(None) == Path.home() / "from environment"
    monkeypatch.setenv(VARIABLE, "  ")
    assert folder_of_files(None) is None


def test_an_unpacked_package_gives_its_own_files_only(tmp_path):
    for name in ("one/a.py", "one/__pycache__/a.pyc", "one-1.0.dist-info/METADATA", "two/b.py", "single.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    package = Package("one", "1.0", "one-1.0-py3-none-any.whl", ["one"], "base", None, tmp_path)
    assert [name for name, _ in package.members()] == ["one/a.py", "one-1.0.dist-info/METADATA"]
    single = Package("single", "3", "single-3-py3-none-any.whl", ["single"], "base", None, tmp_path)
    assert [name for name, _ in single.members()] == ["single.py"]


@pytest.fixture(scope="module")
def lock():
    return json.loads(LOCK.read_text(encoding="utf-8"))


def test_the_lock_holds_a_checksum_of_every_file(lock):
    assert len(lock["core"]) == 4 and all(len(value) == 64 for value in lock["core"].values())
    for name, entry in lock["packages"].items():
        sums = [entry[source] for source in ("official", "index") if source in entry]
        assert sums and all(len(value) == 64 and int(value, 16) for value in sums), name
        # What is compiled comes from the release; only what is pure may come from the index.
        assert ("none-any" in entry["file"]) or "official" in entry, name
        assert ("index" in entry) <= entry["file"].endswith("none-any.whl"), name


def test_every_base_dependency_of_the_course_is_in_the_lock(lock):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    from packaging.requirements import Requirement

    for text in project["dependencies"]:
        wanted = Requirement(text)
        assert wanted.name in lock["packages"], text
        entry = lock["packages"][wanted.name]
        assert wanted.specifier.contains(entry["version"], prereleases=True), text
        assert entry["bundle"], text


def test_the_lock_agrees_with_the_official_one(lock):
    import os

    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.skip(f"Set {VARIABLE} to a folder with the files of Pyodide.")
    official = json.loads(Path(folder, "pyodide-lock.json").read_text(encoding="utf-8"))
    assert {name: lock["info"][name] for name in ("python", "abi_version", "platform")} == {
        name: official["info"][name] for name in ("python", "abi_version", "platform")
    }
    compared = 0
    for name, entry in lock["packages"].items():
        if "pyemscripten" in entry["file"]:
            assert official["packages"][name]["sha256"] == entry["official"], name
            assert official["packages"][name]["file_name"] == entry["file"]
            compared += 1
    assert compared >= 6
