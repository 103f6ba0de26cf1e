"""What is in the built site: every file that it needs, nothing that it does not, and no answer; and how it gets there."""

import hashlib
import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from shopfloor.grading.course_folder import find_course
from shopfloor.grading.leaks import leaks
from shopfloor.grading.problem import Problem
from shopfloor.site import build, lite
from shopfloor.site.build import MARK, build_site, finish

OUTSIDE = re.compile(r"https?://(?!127\.0\.0\.1)[\w.-]+")


def listed(script, name):
    """A list or table that the build has put into a script."""
    return json.loads(re.search(rf"const {name} = (.*?);(?: //|\n)", script)[1])


@pytest.fixture(scope="module")
def worker(site):
    return (site / "lite" / "shopfloor" / "worker.js").read_text(encoding="utf-8")


def test_the_notebooks_are_those_of_the_students_copy_and_hold_no_answer(site, student_copy):
    files = site / "lite" / "files"
    ours = {path.relative_to(files) for path in files.rglob("*") if path.is_file()}
    theirs = {
        path.relative_to(student_copy)
        for room in ("notebooks", "assignments")
        for path in (student_copy / room).rglob("*")
        if path.is_file()
    }
    assert ours == theirs and len([path for path in ours if path.suffix == ".ipynb"]) == 32
    assert all((files / path).read_bytes() == (student_copy / path).read_bytes() for path in ours)
    assert leaks(find_course(), files) == []


def test_every_notebook_is_in_the_list_of_files_that_the_page_reads(site):
    api = site / "lite" / "api" / "contents"
    names = set()
    for path in api.rglob("all.json"):
        content = json.loads(path.read_text(encoding="utf-8"))["content"]
        names |= {entry["path"] for entry in content if entry["type"] == "notebook"}
    assert names == {
        path.relative_to(site / "lite" / "files").as_posix()
        for path in (site / "lite" / "files").rglob("*.ipynb")
    }


def test_the_archives_are_those_that_the_page_expects(site, worker):
    archives = listed(worker, "ARCHIVES")
    python = site / "lite" / "static" / "pyodide"
    for name, about in archives.items():
        content = (python / about["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == about["sha256"], name
        assert len(content) == about["size"]
    assert {name for name, about in archives.items() if about["first"]} == {"base", "course"}
    by_import = {name: archive for archive, about in archives.items() for name in about["imports"]}
    later = ("scipy", "scipy.stats", "scipy.optimize", "networkx", "simpy", "openpyxl", "fontTools", "tzdata")
    assert {name: by_import[name] for name in later} == {
        "scipy": "scipy",
        "scipy.stats": "scipy-rest",
        "scipy.optimize": "scipy-rest",
        "networkx": "networkx",
        "simpy": "simpy",
        "openpyxl": "openpyxl",
        "fontTools": "fonttools",
        "tzdata": "tzdata",
    }
    # The bar counts up to the size of what is fetched first.
    first = [about["size"] for about in archives.values() if about["first"]]
    core = [
        path.stat().st_size for path in python.iterdir() if path.suffix in (".wasm", ".zip", ".whl", ".json")
    ]
    assert listed(worker, "BYTES") == sum(first) + sum(core)


def test_no_page_of_the_browser_edition_names_another_host(site):
    folder = site / "lite"
    pages = [*folder.glob("*/index.html")]
    assert len(pages) == 3
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//[^\s>]*""", text) == []
    ours = [*(folder / "shopfloor").iterdir(), folder / "overrides.json", folder / "manifest.webmanifest"]
    for path in [*ours, site / "service-worker.js", site / "offline.js"]:
        assert OUTSIDE.findall(path.read_text(encoding="utf-8")) == [], path
    settings = json.loads((folder / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["disablePyPIFallback"] is True and not OUTSIDE.search(json.dumps(kernel))


@pytest.mark.parametrize("app", ["notebooks", "tree", "edit"])
def test_each_page_asks_first_whether_the_browser_can_run_it(site, app):
    page = (site / "lite" / app / "index.html").read_text(encoding="utf-8")
    head = page[: page.index("<title>")]
    assert 'src="../shopfloor/check.js"' in head and "defer" not in head and "async" not in head
    assert page.index("if (window.shopfloorCannotRun) return;") < page.index("await import(")
    assert 'id="jupyter-lite-main" rel="preload"' not in page
    facts = json.loads(re.search(r'id="shopfloor-facts">(.*?)<', page)[1])
    assert 10 < facts["megabytes"] < 30


@pytest.mark.parametrize("place", ["", "lite/"])
def test_the_service_worker_knows_every_file_by_its_content(site, place):
    script = (site / f"{place}service-worker.js").read_text(encoding="utf-8")
    files, offline = listed(script, "FILES"), listed(script, "OFFLINE")
    there = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    assert set(there) - set(files) == {"service-worker.js", "lite/service-worker.js", MARK, ".nojekyll"}
    for name, mark in files.items():
        assert hashlib.sha256(there[name].read_bytes()).hexdigest().startswith(mark) and len(mark) == 12
    assert set(offline) <= set(files)
    assert {"lite/files/notebooks/05_stopwatch_study.ipynb", "lite/notebooks/index.html"} <= set(offline)
    # What only some lessons need is kept when it is used, not fetched by everybody.
    assert not [name for name in offline if "scipy" in name or "networkx" in name]
    assert f'new URL("{"../" if place else "./"}"' in script
    assert ('importScripts("jupyterlite-service-worker.js")' in script) == bool(place)


def test_every_page_to_be_read_registers_what_keeps_it(site):
    pages = [path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "lite"]
    assert len(pages) > 20
    for path in pages:
        up = "../" * (len(path.relative_to(site).parts) - 1)
        text = path.read_text(encoding="utf-8")
        assert text.count(f'<script src="{up}offline.js" defer></script>\n</head>') == 1, path


def test_the_site_is_of_a_size_that_hosts_take(site):
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    assert sum(sizes) < 100e6 and max(sizes) < 25e6  # free hosts take files of 25 MB, and more


@pytest.fixture
def quick(monkeypatch):
    """``build_site`` with its two long parts replaced: a page, and a browser edition of two files."""

    def write_pages(course, copy, into, lite):
        into.mkdir()
        (into / "index.html").write_text("<html><head></head><body>new</body></html>", encoding="utf-8")

    def write_lite(course, copy, files, ready, into, say):
        for app in lite.APPS:
            (into / app).mkdir(parents=True)
            (into / app / "index.html").write_text("<head></head>", encoding="utf-8")
        return []

    monkeypatch.setattr("shopfloor.site.pages.build_pages", write_pages)
    monkeypatch.setattr(lite, "build_lite", write_lite)
    monkeypatch.setattr(build, "collect", lambda *_: None)
    monkeypatch.setattr(build.environment, "ready", lambda *_: SITE_ENVIRONMENT)
    monkeypatch.setattr(build, "write_student_copy", lambda course, copy: copy.mkdir())


class SITE_ENVIRONMENT:  # noqa: N801
    kept, uv = None, None


def quietly(out):
    return build_site(find_course(), out, say=lambda *_: None)


def test_a_site_is_written_and_an_older_one_replaced(quick, tmp_path):
    out = tmp_path / "deep" / "site"
    count, size = quietly(out)
    files = [path for path in out.rglob("*") if path.is_file()]
    assert count == len(files) and size == sum(path.stat().st_size for path in files)
    (out / "left over.html").write_text("old")
    quietly(out)
    assert not (out / "left over.html").exists() and (out / MARK).is_file()
    assert [path.name for path in out.parent.iterdir()] == ["site"]
    (tmp_path / "empty").mkdir()
    quietly(tmp_path / "empty")
    assert (tmp_path / "empty" / "index.html").is_file()


def test_a_build_that_fails_leaves_the_older_site_as_it_was(quick, tmp_path, monkeypatch):
    out = tmp_path / "site"
    quietly(out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def fails(*_):
        raise Problem("JupyterLite could not be built")

    monkeypatch.setattr(lite, "build_lite", fails)
    with pytest.raises(Problem, match="JupyterLite could not be built"):
        quietly(out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_nothing_of_anybody_is_replaced(quick, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years")
    (tmp_path / "file").write_text("words")
    for name, said in (("thesis", "something already that is not a site"), ("file", "a file of this name")):
        with pytest.raises(Problem, match=said) as problem:
            quietly(tmp_path / name)
        assert problem.value.file == str(tmp_path / name) and "choose" in problem.value.remedy
    root = find_course().root
    for place in (root, root.parent):
        with pytest.raises(Problem, match="cannot take the place of the course"):
            quietly(place)
    assert (tmp_path / "thesis" / "chapter.txt").read_text() == "years"


def test_a_page_of_another_jupyterlite_is_refused_by_name(tmp_path):
    with pytest.raises(Problem, match="the page of this JupyterLite is not as expected") as problem:
        lite._with_our_scripts("<title>x</title></body>", {}, tmp_path / "index.html")
    assert problem.value.file.endswith("index.html") and "uv.lock" in problem.value.remedy


@pytest.mark.parametrize("text", ["", 'let a=async s=>{"request for lock canceled"}'])
def test_a_jupyterlite_whose_messages_go_another_way_is_refused(tmp_path, text):
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "1.js").write_text(text)
    with pytest.raises(Problem, match="the way of messages to Python of this JupyterLite is not as expected"):
        lite._let_widgets_be_heard(tmp_path)


def test_names_with_odd_signs_reach_the_service_worker(tmp_path):
    (tmp_path / "lite").mkdir()
    (tmp_path / 'a "b" & ü.txt').write_text("x")
    finish(tmp_path, [])
    script = (tmp_path / "service-worker.js").read_text(encoding="utf-8")
    assert 'a "b" & ü.txt' in listed(script, "FILES")


@pytest.fixture
def command(monkeypatch):
    """``command(*arguments)`` runs ``shopfloor site``; gives its words and what was to be built and shown."""
    from shopfloor.cli import site

    asked = {}
    monkeypatch.setattr(
        build, "build_site", lambda *given: asked.update(built=given[1:3]) or (916, 70_684_837)
    )
    monkeypatch.setattr("shopfloor.site.serve.serve", lambda *given: asked.update(shown=given[:2]))
    app = typer.Typer()
    app.command()(site.site)

    def run(*arguments):
        done = CliRunner().invoke(app, [*arguments, "--course-dir", str(find_course().root)])
        assert done.exit_code == 0, done.output
        return done.output, asked

    return run


def test_the_command_says_what_it_built_and_where(command, tmp_path):
    said, asked = command(str(tmp_path / "out"), "--pyodide", str(tmp_path))
    assert (
        f"The site, 916 files and 71 MB, is in {tmp_path / 'out'}. Put that folder on any web host." in said
    )
    assert asked == {"built": (tmp_path / "out", tmp_path)}


def test_the_command_shows_the_site_when_asked(command, tmp_path):
    _, asked = command("--serve", "--port", "8123")
    assert asked == {"built": (Path("shopfloor-site"), None), "shown": (Path("shopfloor-site"), 8123)}
